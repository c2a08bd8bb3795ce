//! `State`: the limits and findings that the visitors of one parse share.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use serde::de;

use super::{Failure, Problem, trimmed};
use crate::front_matter::guard::unshield;

/// How many values there may be once aliases are expanded: the parser's own limit counts jumps, not values.
const MAX_VALUES: usize = 10_000;
/// How many bytes of text there may be once aliases are expanded.
const MAX_BYTES: usize = 1 << 20;

/// The state that the visitors of one parse share.
pub(super) struct State<'a> {
    content: &'a str,
    shielded: bool,
    values: Cell<usize>,
    bytes: Cell<usize>,
    /// Whether a float was seen: the parser does not give its text, see [`super::node::read`].
    pub floats: Cell<bool>,
    pub problem: RefCell<Option<(Problem, Option<Range<usize>>)>>,
    /// The places of the keys of the top level, in order.
    pub keys: RefCell<Vec<Option<Range<usize>>>>,
}

impl<'a> State<'a> {
    pub fn new(content: &'a str, shielded: bool) -> Self {
        Self {
            content,
            shielded,
            values: Cell::new(0),
            bytes: Cell::new(0),
            floats: Cell::new(false),
            problem: RefCell::new(None),
            keys: RefCell::new(Vec::new()),
        }
    }

    /// Counts one value with `bytes` of text.
    pub fn count<E: de::Error>(&self, bytes: usize) -> Result<(), E> {
        self.values.set(self.values.get() + 1);
        self.bytes.set(self.bytes.get() + bytes);
        if self.values.get() > MAX_VALUES || self.bytes.get() > MAX_BYTES {
            return Err(self.refuse(Problem::TooMuch, None));
        }
        Ok(())
    }

    /// A copy of a text from the source.
    pub fn text(&self, text: &str) -> String {
        if self.shielded {
            unshield(text)
        } else {
            text.to_owned()
        }
    }

    /// The error for a problem, which is saved for [`Self::failure`].
    pub fn refuse<E: de::Error>(&self, problem: Problem, range: Option<Range<usize>>) -> E {
        *self.problem.borrow_mut() = Some((problem, range));
        E::custom("refused")
    }

    /// The range in the source of a text that the parser borrows from it.
    pub fn range_of(&self, borrowed: &str) -> Option<Range<usize>> {
        let start = (borrowed.as_ptr() as usize).checked_sub(self.content.as_ptr() as usize)?;
        let range = start..start + borrowed.len();
        (self.content.get(range.clone()) == Some(borrowed)).then_some(range)
    }

    /// Whether the scalar at `start` has neither quotes nor a `!!str` tag.
    pub fn is_plain(&self, start: usize) -> bool {
        let before = &self.content[..start];
        !before.ends_with(['"', '\''])
            && !before
                .trim_end_matches([' ', '\t'])
                .rsplit([' ', '\t', '\n', '\r', '[', '{', ','])
                .next()
                .is_some_and(|tag| tag == "!!str" || tag == "!")
    }

    /// The failure behind an error of the parser.
    pub fn failure(&self, error: &serde_yaml::Error) -> Failure {
        let at = error.location().map(|place| place.index());
        let whole = trimmed(self.content);
        let (problem, range) = match self.problem.take() {
            Some((problem, range)) => (problem, range),
            None => (syntax(&error.to_string()), None),
        };
        let mut at = at.unwrap_or(whole.start).min(self.content.len());
        while !self.content.is_char_boundary(at) {
            at -= 1;
        }
        Failure {
            range: range.unwrap_or(match problem {
                Problem::TooMuch | Problem::TooDeep => whole,
                _ => at..at,
            }),
            problem,
        }
    }
}

/// The problem that the parser's own message names.
fn syntax(message: &str) -> Problem {
    if message.starts_with("repetition limit exceeded") {
        Problem::TooMuch
    } else if message.starts_with("recursion limit exceeded") {
        Problem::TooDeep
    } else {
        Problem::Syntax(message.to_owned())
    }
}
