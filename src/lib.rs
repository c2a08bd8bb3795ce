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
//! [`render()`] reads a post once. Its answer can be sent to another thread; a draft cannot, since its blocks share
//! their trees by `Rc`: keep each in a thread of its own.
//!
//! ```
//! use draftpane::{Format, Options, Severity, render};
//!
//! // As the site is configured, and what is wrong with a post.
//! let site = Format::Toml.parse("[markup.goldmark.renderer]\nunsafe = true").ok();
//! let options = Options { site, ..Options::default() };
//! assert_eq!(render("<u>a</u>", &options).html, "<p><u>a</u></p>\n");
//!
//! // A part of a page, which has no title.
//! let options = Options { front_matter: false, ..Options::default() };
//! let post = render("<u>a</u>", &options);
//! let [problem] = &post.diagnostics[..] else { panic!("one problem") };
//! assert_eq!((problem.code, problem.severity, problem.range.clone()), ("raw-html-omitted", Severity::Warning, 0..3));
//! ```
//!
//! Offsets are bytes, on character boundaries. JavaScript counts UTF-16 code units: `wasm` converts.
//!
//! The top level is the API; the modules are its implementation, and may change.

pub mod allow;
pub mod bind;
pub mod block;
pub mod blocks;
pub mod body;
mod card;
mod case;
mod change;
mod cmark;
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
mod label;
pub mod lint;
mod order;
pub mod parse;
pub mod patch;
pub mod raw_html;
pub mod render;
mod rendered;
pub mod reparse;
mod search;
pub mod shortcode;
pub mod site;
mod slip;
pub mod source;
pub mod stats;
pub mod text;
pub mod tree;
pub mod units;
pub mod url;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod dom;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use block::Kind as BlockKind;
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use draft::{Draft, Heading, Options, Place, Update};
pub use edit::Edit;
pub use flavor::{Flavor, Rules};
pub use front_matter::{Date, Field, Format, FrontMatter, Known, Status};
pub use hugo::summary::Summary;
pub use patch::Patch;
pub use rendered::{Rendered, render};
pub use shortcode::{Arguments, Registered};
pub use site::Site;
pub use stats::Stats;
pub use value::Value;
