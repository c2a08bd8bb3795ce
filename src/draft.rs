//! `Draft`: a post while it is written. The one stateful type; everything else is data or a function.

mod edit;
mod head;
mod once;
mod outline;
mod place;
mod summary;

use std::cell::Cell;
use std::rc::Rc;

use crate::body::Body;
use crate::diagnostic::{Counted, Diagnostic};
use crate::flavor::Flavor;
use crate::front_matter::{FrontMatter, Known};
use crate::html;
use crate::lint;
use crate::patch::Patch;
use crate::reparse::Cause;
use crate::shortcode::{Answers, Registered};
use crate::site::Site;
use crate::source::Source;
use crate::text::Text;
use crate::tree::Tree;
use crate::units;
use crate::value::Value;

pub use edit::Update;
pub use once::{Once, to_html};
pub use outline::Heading;
pub use place::Place;

use head::Head;

/// How a post is read.
///
/// ```
/// use draftpane::{Flavor, Options, render};
///
/// let github = Options { flavor: Flavor::Gfm, front_matter: false, ..Options::default() };
/// assert_eq!(render("---\n~~a~~\n", &github).html, "<hr>\n<p><del>a</del></p>\n");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// The dialect of the body.
    pub flavor: Flavor,
    /// Whether front matter is looked for.
    pub front_matter: bool,
    /// The embedder's own shortcodes.
    pub shortcodes: Option<Registered>,
    /// The outputs that only the site knows.
    pub answers: Rc<Answers>,
    /// The site's configuration; see [`Site::read`].
    pub site: Option<Value>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            flavor: Flavor::default(),
            front_matter: true,
            shortcodes: None,
            answers: Rc::default(),
            site: None,
        }
    }
}

/// A post: its text, and everything that is read from it.
///
/// The law: whatever the edits that led to a text, a draft answers like a new draft of that text. Only front matter
/// that cannot be read is an exception: it keeps its last good values.
///
/// ```
/// use draftpane::{Draft, Options};
///
/// let (mut draft, _) = Draft::new("# One\n\nTwo.\n", Options::default());
/// draft.replace("# One\n\nTwo, three.\n");
/// assert_eq!(draft.html(), "<h1 id=\"one\">One</h1>\n<p>Two, three.</p>\n");
/// assert_eq!(draft.block_ids(), [1, 2]);
/// ```
pub struct Draft {
    options: Options,
    site: Site,
    source: Source,
    head: Head,
    body: Body,
    section: Option<(u32, Rc<Tree>)>,
    next_id: u32,
    version: u32,
    /// Whether there may be diagnostics that several blocks cause together.
    crossing: Cell<bool>,
}

impl Draft {
    /// A draft of a text. The update inserts every block.
    pub fn new(text: &str, options: Options) -> (Self, Update) {
        Self::counted_from(1, text, options)
    }

    /// The same, with the ids of blocks counted from `first_id` on.
    pub fn counted_from(first_id: u32, text: &str, options: Options) -> (Self, Update) {
        let source = Source::new(text);
        let head = Head::read(&source, &options, None);
        let site = Site::read(options.flavor, options.site.as_ref());
        let text = Text::new(&source, head.body);
        let (body, change) = Body::new(text, site.rules.clone(), options.context(&head));
        let mut draft = Self {
            options,
            site,
            source,
            head,
            body,
            section: None,
            next_id: first_id,
            version: 0,
            crossing: Cell::new(true),
        };
        let reparsed = change.parsed.start + draft.head.body..change.parsed.end + draft.head.body;
        let mut patches = Vec::new();
        draft.take(change, &mut patches);
        let update = Update {
            version: 0,
            patches,
            reparsed,
            front_matter_changed: true,
            diagnostics_changed: true,
        };
        (draft, update)
    }

    /// The text and its offsets.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// How the post is read.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The settings of the site's configuration.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether there may be diagnostics of the body.
    fn may_have_diagnostics(&self) -> bool {
        self.crossing.get() || self.body.findings() > 0 || !self.body.shortcodes().is_empty()
    }

    /// The id that the next new block will have.
    pub fn next_id(&self) -> u32 {
        self.next_id
    }

    /// The ids of the blocks, in document order.
    pub fn block_ids(&self) -> Vec<u32> {
        let section = self.section.iter().map(|(id, _)| *id);
        units::units(self.body.blocks())
            .map(|(first, _)| first.id)
            .chain(section)
            .collect()
    }

    /// The patches that insert every block.
    pub fn blocks(&self) -> Vec<Patch> {
        let body = units::units(self.body.blocks()).map(|(first, tree)| (first.id, tree.clone()));
        body.chain(self.section.clone())
            .map(|(id, tree)| Patch::Insert {
                id,
                before: None,
                tree,
            })
            .collect()
    }

    /// The body as HTML text.
    pub fn html(&self) -> String {
        let mut out = String::new();
        for tree in self.trees() {
            html::write(tree, &mut out);
        }
        out
    }

    fn trees(&self) -> impl Iterator<Item = &Tree> {
        let section = self.section.iter().map(|(_, tree)| &**tree);
        units::units(self.body.blocks())
            .map(|(_, tree)| &**tree)
            .chain(section)
    }

    /// The front matter; its ranges are of the document.
    pub fn front_matter(&self) -> &FrontMatter {
        &self.head.front_matter
    }

    /// Whether the front matter cannot be read and keeps its last good values.
    pub fn is_stale(&self) -> bool {
        self.head.stale
    }

    /// The fields of the front matter that a site gives a meaning to.
    pub fn known(&self) -> Known {
        Known::read(&self.head.front_matter)
    }

    /// The problems of the post, in the order of the text.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let found = lint::lint(&self.body, &self.source, self.head.body);
        self.crossing.set(found.crossing);
        let of_head = &self.head.front_matter.diagnostics;
        let mut diagnostics: Counted = (self.site.diagnostics.iter().chain(of_head))
            .cloned()
            .collect();
        diagnostics.merge(found.diagnostics);
        let text = Text::new(&self.source, self.head.body);
        let omits = self.body.rules().omit_html;
        let mistakes = self.body.shortcodes().mistakes(text, self.head.body, omits);
        diagnostics.merge(mistakes);
        diagnostics.finish()
    }

    /// How often an edit led to a parse of the whole body, or of the whole of a large block, by cause.
    pub fn full_parses(&self) -> impl Iterator<Item = (Cause, usize)> {
        self.body.full_parses()
    }

    /// Checks the invariants; for tests.
    ///
    /// # Panics
    /// Where one does not hold.
    #[doc(hidden)]
    pub fn assert_invariants(&self) {
        self.body
            .assert_invariants(Text::new(&self.source, self.head.body));
    }

    /// Checks that nothing shown contains a mask, which only the parser may see; for tests.
    ///
    /// # Panics
    /// Where something does.
    #[doc(hidden)]
    pub fn assert_no_masks(&self) {
        let mut shown = self.html();
        shown.push_str(&self.summary().html);
        for diagnostic in self.diagnostics() {
            shown.push_str(&diagnostic.message);
        }
        for heading in self.outline() {
            shown.push_str(&heading.text);
            shown.push_str(&heading.id);
        }
        let text = Text::new(&self.source, self.head.body);
        self.body.shortcodes().assert_not_in(&shown, text);
    }
}
