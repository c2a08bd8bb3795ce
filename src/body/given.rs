//! Values of the front matter and answers of the site, which are given beside the text: blocks that show them are drawn again.

use std::ops::Range;
use std::rc::Rc;

use super::Body;
use crate::blocks::Key;
use crate::change::Change;
use crate::parse;
use crate::reparse::Cause;
use crate::shortcode::{Answers, Renewal};
use crate::text::Text;
use crate::value::Value;

impl Body {
    /// Takes over other values of the front matter. Returns whether anything shows them that is to be drawn again.
    pub fn set_params(&mut self, params: &Rc<Value>) -> bool {
        self.shortcodes.set_params(params)
    }

    /// Draws again what shows values of the front matter.
    pub fn redraw(&mut self, text: Text) -> Option<Change> {
        let range = self.shortcodes.of_front_matter()?;
        let len = range.len();
        Some(self.masked(text, |body, text| body.follow(text, range, len)))
    }

    /// Takes over other answers. Blocks that are not drawn again by the [renewal](Self::renewal) after that are by
    /// [`answer_blocks`](Self::answer_blocks).
    pub fn set_answers(&mut self, answers: &Rc<Answers>, text: Text) {
        self.shortcodes.set_answers(answers, text);
    }

    /// The shortcodes that show other answers than theirs.
    pub fn renewal(&self, text: Text) -> Renewal {
        self.shortcodes.renewal(text)
    }

    /// Draws one stretch of a renewal again. The later ones are to be drawn before.
    pub fn renew(&mut self, text: Text, renewal: &Renewal, stretch: &Range<usize>) -> Change {
        self.shortcodes.renew(renewal, stretch);
        let len = stretch.len();
        self.masked(text, |body, text| body.follow(text, stretch.clone(), len))
    }

    /// Reads everything again: with answers for whole blocks, lists are not divided.
    pub fn read_again(&mut self, text: Text) -> Change {
        self.masked(text, |body, text| {
            body.parse_all(text, None, Change::default())
        })
    }

    /// Takes over other answers for whole blocks, or the same after an edit, where they depend on the blocks before.
    pub fn answer_blocks(&mut self, text: Text) -> Change {
        self.masked(text, |body, text| {
            let mut change = Change::default();
            if !body.is_within(usize::MAX) {
                return body.parse_all(text, Some(Cause::Expansion), change);
            }
            text.count_given();
            let keys: Vec<(Key, usize)> = body.blocks.entries(0).collect();
            let (mut at, mut counts) = (0, Vec::new());
            for (key, len) in keys {
                let source = text.written(at..at + len);
                at += len;
                let block = &mut body.blocks[key];
                let before = block.answer.as_ref().map(|answer| &answer.html);
                let html = parse::html_of_block(&source, text, &mut counts);
                if before != html {
                    change.redrawn.note(key, &block.rendered.tree);
                    body.totals -= block;
                    let answer = html.and_then(|html| parse::block_answer(&source, html, text));
                    block.set_answer(answer);
                    body.totals += block;
                }
            }
            match body.is_within(usize::MAX) {
                true => change,
                false => body.parse_all(text, Some(Cause::Expansion), change),
            }
        })
    }
}
