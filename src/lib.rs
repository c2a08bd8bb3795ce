//! A live preview for Markdown posts: exact, incremental, safe.
//!
//! ```text
//! Edit ─► Source ─► reparse ─► Blocks ─► bind ─► Tree ─► Patch ─► DOM
//! bytes   text      only what  +Defini-  slots   allow-  plain    web-sys
//!                   changed     tions    filled  listed  data
//! ```
//!
//! Everything flows one way. A [`Draft`] holds a post; an [`Edit`] changes it and returns an [`Update`] with
//! [`Patch`]es. **The law:** whatever the edits that led to a text, a draft answers what a new draft of that text does.
//!
//! ```
//! use draftpane::{Draft, Edit, Options};
//!
//! let (mut draft, _) = Draft::new("---\ntitle: Hi\n---\nOne *two*.\n", Options::default());
//! let update = draft.edit(&[Edit::new(27..28, "!")]);
//! assert_eq!(draft.html(), "<p>One <em>two</em>!</p>\n");
//! assert_eq!(update.patches.len(), 1);
//! ```
//!
//! Offsets are bytes, on character boundaries. JavaScript counts UTF-16 code units: `wasm` converts.

pub mod allow;
pub mod bind;
pub mod block;
pub mod blocks;
pub mod body;
mod case;
pub mod definitions;
pub mod diagnostic;
pub mod draft;
pub mod edit;
pub mod finding;
pub mod flavor;
pub mod footnotes;
pub mod front_matter;
pub mod gfm;
pub mod html;
pub mod hugo;
pub mod inline;
mod invariants;
pub mod lint;
mod order;
pub mod parser;
pub mod patch;
pub mod raw_html;
pub mod render;
pub mod reparse;
mod search;
pub mod site;
pub mod source;
pub mod stats;
pub mod tree;
pub mod units;
pub mod url;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod dom;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use diagnostic::{Diagnostic, Fix, Severity};
pub use draft::{Draft, Heading, Options, Place, Update};
pub use edit::Edit;
pub use flavor::{Flavor, Rules};
pub use front_matter::Format;
pub use hugo::shortcode::Registered;
pub use patch::Patch;
pub use site::Site;
pub use stats::Stats;
pub use value::Value;
