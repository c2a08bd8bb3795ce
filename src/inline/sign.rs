//! Signs of the typographer: quotes, dashes, ellipses.

use std::ops::Range;

use super::Inline;
use crate::hugo::typographer::{self, Quote};
use crate::tree::SlotKind;

impl<'a> Inline<'a, '_> {
    pub(super) fn mark(&mut self, mark: typographer::Replacement, range: Range<usize>) {
        match mark {
            typographer::Replacement::Always(text) => {
                self.sign(self.stretch.rules.sign(text), &range)
            }
            typographer::Replacement::Closed => self.sign(self.forms(Quote::Single)[1], &range),
            typographer::Replacement::Open(quote) => {
                self.output.quote_balance.open(quote);
                self.sign(self.forms(quote)[0], &range);
            }
            typographer::Replacement::Close(quote) => {
                match self.output.quote_balance.close(quote) {
                    None => self.sign(self.forms(quote)[1], &range),
                    Some(nth) => self.unopened(quote, nth, &range),
                }
            }
        }
    }

    fn forms(&self, quote: Quote) -> [&'a str; 3] {
        match &self.stretch.rules.signs {
            Some(signs) => signs.forms(quote),
            None => quote.forms(),
        }
    }

    fn sign(&mut self, text: &str, range: &Range<usize>) {
        self.settle(None);
        self.plain.code(text);
        self.put_sign(text, text, range);
    }

    /// Puts a sign, or what may stand in its place: a straight quote.
    fn put_sign(&mut self, text: &str, sign: &str, range: &Range<usize>) {
        self.put(text, range);
        if let (Some(html), true) = (self.stretch.rules.html_len(sign), self.images.is_empty()) {
            self.output.builder.sign(sign.len(), html, text != sign);
        }
    }

    /// A closing quote whose looks depend on the blocks before.
    fn unopened(&mut self, quote: Quote, nth: u32, range: &Range<usize>) {
        let straight = self.forms(quote)[2];
        // Where none is open, it is text to goldmark, too.
        self.plain.text(straight, range.start, true);
        self.settle(straight.chars().next());
        self.put_sign(straight, self.forms(quote)[1], range);
        self.cursor.text_end = range.end;
        let slot = |text: &str| SlotKind::Quote {
            quote,
            nth,
            at: text.len() as u32 - 1,
        };
        match self.images.first_mut() {
            Some(image) => {
                let slot = slot(&image.alt);
                image.slots.push(slot);
            }
            None => {
                let slot = slot(self.output.builder.last_text().unwrap_or(" "));
                self.output
                    .builder
                    .slot(self.output.builder.tree().len() - 1, slot);
            }
        }
    }
}
