//! `Diagnostic`: what is wrong in a post, where, and how to mend it.

use std::ops::Range;

use crate::edit::Edit;
use crate::order;

/// How much a diagnostic matters.
///
/// ```
/// use draftpane::{Options, Severity, render};
///
/// let post = render("---\ntitle: Hi\ndate: someday\n---\n", &Options::default());
/// let fails = |severity| severity == Severity::Error;
/// assert!(post.diagnostics.iter().any(|problem| fails(problem.severity)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site's build fails, or content is lost.
    Error,
    /// Likely not what is meant.
    Warning,
    /// A matter of style.
    Info,
}

/// One thing to tell the author, at its place.
///
/// ```
/// use draftpane::{Options, render};
///
/// let post = render("---\ntitle: Hi\n---\n[a](#b)\n", &Options::default());
/// let problem = &post.diagnostics[0];
/// assert_eq!((problem.code, problem.range.clone()), ("link-fragment", 22..24));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name, such as `yaml-syntax`.
    pub code: &'static str,
    /// A plain sentence for the author.
    pub message: String,
    /// Byte range in the whole document.
    pub range: Range<usize>,
    /// The edits that mend it, where they are certain.
    pub fix: Option<Fix>,
}

/// Edits that mend a problem, all against the text as it is now.
///
/// ```
/// use draftpane::{Draft, Options};
///
/// let (mut draft, _) = Draft::new("---\ntitle: b\ntgas: [a]\n---\n", Options::default());
/// let fix = draft.diagnostics().into_iter().find_map(|problem| problem.fix).expect("a fix");
/// draft.edit(&fix.edits);
/// assert_eq!(draft.source().text(), "---\ntitle: b\ntags: [a]\n---\n");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The effect of the fix, for a button.
    pub title: String,
    /// The edits, in order, none overlapping; byte ranges in the whole document.
    pub edits: Vec<Edit>,
}

/// The largest number of reported diagnostics: nobody reads more, and a text can have one for each of its characters.
pub const MOST: usize = 1000;

/// Diagnostics in the order of the text, of which the first ones are made and all are counted.
#[derive(Default)]
pub struct Counted {
    made: Vec<Diagnostic>,
    count: usize,
}

impl Counted {
    /// Adds one, which is after all others.
    pub fn add(&mut self, make: impl FnOnce() -> Diagnostic) {
        self.count += 1;
        if self.made.len() < MOST {
            self.made.push(make());
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Puts others among them.
    pub fn merge(&mut self, others: Counted) {
        self.count += others.count;
        self.made.extend(others.made);
        sort(&mut self.made);
    }

    /// The first ones; where there are more, the last one says so.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        if self.count > MOST {
            self.made.truncate(MOST);
            let range = self.made.last().map_or(0..0, |last| last.range.clone());
            let more = self.count - MOST;
            let message = format!(
                "There are {more} more problems after this one: they are reported once some of these are mended."
            );
            let limit = Diagnostic::new(Severity::Info, "diagnostics-limit", range, message);
            self.made.push(limit);
        }
        self.made
    }
}

impl FromIterator<Diagnostic> for Counted {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(diagnostics: T) -> Self {
        let mut all = Self::default();
        for diagnostic in diagnostics {
            all.add(|| diagnostic);
        }
        all
    }
}

/// Puts diagnostics in the order of the text; those of one place stay as they are.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    order::sort_stable(diagnostics, |diagnostic| diagnostic.range.start);
}

impl Diagnostic {
    /// A diagnostic without a fix.
    pub fn new(
        severity: Severity,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            range,
            fix: None,
        }
    }

    /// The same with a fix.
    pub fn with_fix(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix {
            title: title.into(),
            edits,
        });
        self
    }
}
