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
//! The modules are private; everything that the crate offers is here.

mod allow;
mod bind;
mod block;
mod blocks;
mod body;
mod card;
mod case;
mod change;
mod cmark;
mod definitions;
mod diagnostic;
mod draft;
mod edit;
mod fast;
mod finding;
mod flavor;
mod footnotes;
mod front_matter;
mod gfm;
mod html;
mod hugo;
mod inline;
mod invariants;
mod label;
mod lint;
mod map;
mod order;
mod packed;
mod parse;
mod patch;
mod raw_html;
mod render;
mod rendered;
mod reparse;
mod search;
mod shortcode;
mod site;
mod slip;
mod source;
mod stats;
mod text;
mod tree;
mod unicode;
mod units;
mod url;
mod value;

#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use block::Kind as BlockKind;
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use draft::{Draft, Heading, Once, Options, Place, Update, to_html};
pub use edit::Edit;
pub use flavor::{Flavor, Rules};
pub use front_matter::{Date, Field, Format, FrontMatter, Known, Status};
pub use hugo::summary::Summary;
pub use patch::Patch;
pub use rendered::{Rendered, render};
pub use reparse::Cause;
pub use shortcode::{Answers, Arguments, Registered};
pub use site::Site;
pub use source::{Position, Source};
pub use stats::Stats;
pub use value::Value;

/// For the tests and the fuzzing targets, which judge the output by the engine's own allowlist and call its readers of
/// hostile text alone. Not part of the API.
#[doc(hidden)]
pub mod inside {
    pub use crate::allow::{Attribute, Element, UrlKind, allows, url};
    pub use crate::front_matter::Cut;
    pub use crate::html::to_string;
    pub use crate::raw_html::reference::resolve;
    pub use crate::raw_html::token::{HtmlTokenKind, tokens};
    pub use crate::shortcode::lexer::{Endless, next as next_shortcode, token as shortcode_token};
    pub use crate::tree::{Content, Tree};
    #[cfg(target_arch = "wasm32")]
    pub use crate::wasm::Core;
}
