//! `Diagnostic`: what is wrong in a post, where, and how to mend it.

use std::ops::Range;

use crate::edit::Edit;
use crate::order;

/// How much a diagnostic matters.
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
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the fix does, for a button.
    pub title: String,
    /// The edits, in order, none overlapping; byte ranges in the whole document.
    pub edits: Vec<Edit>,
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
