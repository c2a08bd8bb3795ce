//! The stack that pairs delimiters (CommonMark § 6.2), as goldmark has it: one for emphasis, strikethrough and extras.

use std::ops::Range;

use super::PairedDelimiter;
use crate::allow::Element;
use crate::flavor::Rules;
use crate::hugo::delimiter::{flanking, is_sign};

/// The bytes of delimiters, each with an index.
pub(super) const BYTES: [u8; 6] = [b'~', b'^', b'+', b'=', b'*', b'_'];

/// A run of equal delimiters.
pub(super) struct DelimiterRun {
    pub(super) byte: u8,
    pub(super) at: usize,
    /// How many characters are left of it, and how many there were.
    pub(super) len: usize,
    pub(super) written: usize,
    pub(super) opens: bool,
    pub(super) closes: bool,
}

/// The delimiters of one element.
#[derive(Default)]
pub struct DelimiterStack(pub(super) Vec<DelimiterRun>);

impl DelimiterStack {
    /// Adds stars or underscores, which go on a run that they follow.
    pub fn stars(&mut self, text: &str, content: &Range<usize>, range: Range<usize>) {
        let byte = text.as_bytes()[range.start];
        match self.0.last_mut() {
            Some(last) if last.byte == byte && last.at + last.len == range.start => {
                last.len += range.len();
                last.written = last.len;
            }
            _ => self.0.push(DelimiterRun {
                byte,
                at: range.start,
                len: range.len(),
                written: range.len(),
                opens: true,
                closes: true,
            }),
        }
        // The run may go on.
        if let Some(run) = self.0.last_mut() {
            let before = text[content.start..run.at].chars().next_back();
            let after = text[run.at + run.len..content.end].chars().next();
            let (before, after) = (before.unwrap_or('\n'), after.unwrap_or(' '));
            let (left, right) = flanking(before, after);
            let in_word = byte == b'_';
            run.opens = left && (!in_word || !right || is_sign(before));
            run.closes = right && (!in_word || !left || is_sign(after));
        }
    }

    /// Pairs the delimiters (CommonMark § 6.2, the rules 9 and 10 included).
    pub fn pair(self, rules: &Rules, marks: &mut Vec<PairedDelimiter>) {
        let mut delimiters = self.0;
        let mut openers: Vec<usize> = Vec::new();
        // Below these places of the openers there is none for a closer of this kind, length and side: each opener is
        // looked at in vain once for each of them.
        let mut bottoms = [[[0_usize; 2]; 3]; BYTES.len()];
        for at in 0..delimiters.len() {
            while delimiters[at].closes && delimiters[at].len > 0 {
                let closer = &delimiters[at];
                let fits = |opener: &DelimiterRun| {
                    let of_three = (opener.written + closer.written).is_multiple_of(3)
                        && !closer.written.is_multiple_of(3);
                    opener.byte == closer.byte && !(of_three && (opener.closes || closer.opens))
                };
                let class = BYTES.iter().position(|byte| *byte == closer.byte);
                let bottom = &mut bottoms[class.unwrap_or_default()][closer.written % 3]
                    [usize::from(closer.opens)];
                let from = (*bottom).min(openers.len());
                let found = openers[from..]
                    .iter()
                    .rposition(|&opener| fits(&delimiters[opener]));
                let Some(place) = found.map(|place| from + place) else {
                    *bottom = openers.len();
                    break;
                };
                let opener = openers[place];
                let taken = delimiters[opener].len.min(delimiters[at].len).min(2);
                openers.truncate(place + 1);
                for bottom in bottoms.as_flattened_mut().as_flattened_mut() {
                    *bottom = (*bottom).min(place);
                }
                let stretch = marks.len();
                let DelimiterRun { byte, written, .. } = delimiters[opener];
                let end = delimiters[opener].at + delimiters[opener].len;
                delimiters[opener].len -= taken;
                marks.push(PairedDelimiter {
                    range: end - taken..end,
                    opens: rules.element(byte, written).or(Some(Element::Em)),
                    stretch,
                });
                if delimiters[opener].len == 0 {
                    openers.pop();
                }
                let start = delimiters[at].at;
                delimiters[at].at += taken;
                delimiters[at].len -= taken;
                marks.push(PairedDelimiter {
                    range: start..start + taken,
                    opens: None,
                    stretch,
                });
            }
            if delimiters[at].opens && delimiters[at].len > 0 {
                openers.push(at);
            }
        }
    }
}
