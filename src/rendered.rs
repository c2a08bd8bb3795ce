//! `Rendered`: all that a post says, read once.

use crate::diagnostic::Diagnostic;
use crate::draft::{Draft, Heading, Options};
use crate::front_matter::FrontMatter;
use crate::hugo::summary::Summary;
use crate::stats::Stats;

/// A post that was read once. Unlike a [`Draft`], it can be sent to another thread.
///
/// ```
/// let post = std::thread::spawn(|| draftpane::render("*Hi*", &Default::default()));
/// assert_eq!(post.join().map(|post| post.html).ok().as_deref(), Some("<p><em>Hi</em></p>\n"));
/// ```
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The body as the site would publish it; everything in it is on the allowlist.
    pub html: String,
    /// The front matter, and where the body starts.
    pub front_matter: FrontMatter,
    /// In the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The headings.
    pub outline: Vec<Heading>,
    /// The counts.
    pub stats: Stats,
    /// The beginning of the post.
    pub summary: Summary,
}

/// Reads a post once.
///
/// ```
/// use draftpane::{Flavor, Options, render};
///
/// let post = render("---\ntitle: Hi\n---\n# One\n\nTwo *three*.\n", &Options::default());
/// assert_eq!(post.html, "<h1 id=\"one\">One</h1>\n<p>Two <em>three</em>.</p>\n");
/// assert_eq!(post.front_matter.data.get("title").and_then(|title| title.as_str()), Some("Hi"));
/// assert_eq!((post.outline[0].text.as_str(), post.stats.words), ("One", 3));
///
/// let github = Options { flavor: Flavor::Gfm, ..Options::default() };
/// assert_eq!(render("~~a~~", &github).html, "<p><del>a</del></p>\n");
/// ```
pub fn render(text: &str, options: &Options) -> Rendered {
    let (draft, _) = Draft::new(text, options.clone());
    Rendered {
        html: draft.html(),
        front_matter: draft.front_matter().clone(),
        diagnostics: draft.diagnostics(),
        outline: draft.outline(),
        stats: draft.stats(),
        summary: draft.summary(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn can_be_sent_and_is_what_a_draft_answers() {
        fn is_send<T: Send + Sync + 'static>(_: &T) {}
        let text = "+++\ndate = 2024-01-02\n+++\n# A\n\n<b>c</b>\n\n<!--more-->\nd\n";
        let rendered = render(text, &Options::default());
        is_send(&rendered);
        let (draft, _) = Draft::new(text, Options::default());
        assert_eq!(rendered.html, draft.html());
        assert_eq!(rendered.diagnostics, draft.diagnostics());
        assert_eq!(rendered.outline, draft.outline());
        assert_eq!(rendered.summary, draft.summary());
        assert!(!rendered.diagnostics.is_empty() && rendered.summary.truncated);
    }
}
