//! Hugo's extensions to CommonMark, measured on Hugo 0.168: one rule a file.

pub mod attributes;
pub mod cjk;
pub mod definition_list;
pub mod delimiter;
pub mod emoji;
pub mod extras;
pub mod languages;
pub mod linkify;
pub mod passthrough;
pub mod slug;
pub mod summary;
pub mod typographer;
