//! `Once`: a post that is read once, for its HTML or its front matter alone. A draft would have everything ready that an
//! edit or another answer needs.

use super::head::Head;
use super::{Draft, Options};
use crate::body::Body;
use crate::flavor::Flavor;
use crate::front_matter::FrontMatter;
use crate::shortcode::Context;
use crate::site::Site;
use crate::source::Source;
use crate::text::Text;

/// The post.
pub struct Once {
    options: Options,
    source: Source,
    head: Head,
}

impl Once {
    /// Reads the front matter.
    pub fn new(text: &str, options: Options) -> Self {
        let source = Source::new(text);
        let head = Head::read(&source, &options, None);
        Self {
            options,
            source,
            head,
        }
    }

    /// The text and its offsets.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The front matter; its ranges are of the document.
    pub fn front_matter(&self) -> &FrontMatter {
        &self.head.front_matter
    }

    /// The body as HTML text, in one walk over it. `None` where that takes a [`Draft`].
    pub fn html(&self) -> Option<String> {
        let site = Site::read(self.options.flavor, self.options.site.as_ref());
        let text = Text::new(&self.source, self.head.body);
        Body::html_once(text, &site.rules, self.options.context(&self.head))
    }
}

impl Options {
    /// The input of the shortcodes beside their text.
    pub(super) fn context(&self, head: &Head) -> Context {
        Context {
            on: self.flavor == Flavor::Hugo,
            registered: self.shortcodes.clone(),
            answers: self.answers.clone(),
            params: head.params(),
            ..Context::default()
        }
    }
}

/// The body of a post as HTML text: the same that [`Draft::html`] gives, at about half the cost.
///
/// ```
/// use draftpane::{Options, to_html};
///
/// let text = "---\ntitle: Hi\n---\n# One\n\nTwo *three*.\n";
/// assert_eq!(to_html(text, &Options::default()), "<h1 id=\"one\">One</h1>\n<p>Two <em>three</em>.</p>\n");
/// ```
pub fn to_html(text: &str, options: &Options) -> String {
    let once = Once::new(text, options.clone());
    once.html()
        .unwrap_or_else(|| Draft::new(text, options.clone()).0.html())
}
