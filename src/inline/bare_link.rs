//! Bare links: URLs and e-mail addresses without brackets.

use std::ops::Range;

use super::Inline;
use super::link::Destination;
use crate::flavor::Flavor;
use crate::gfm;
use crate::hugo::linkify;
use crate::url::BareLink;

impl Inline<'_, '_> {
    /// Finds a bare link that the byte at `at` gives occasion for; nothing before `text`, the running text, may be part of it.
    pub(super) fn find_link(&mut self, at: usize, text: Range<usize>) -> Option<(usize, BareLink)> {
        let byte = self.stretch.text.as_bytes()[at];
        let parts = matches!(byte, b' ' | b'*' | b'_' | b'~' | b'(');
        let after = at + usize::from(parts);
        if self.stretch.rules.flavor != Flavor::Hugo {
            return self.find_link_of_gfm(at, text);
        }
        let found = (self.links.depth == 0 && (parts || self.cursor.link_start == Some(at)))
            .then(|| linkify::link(self.line(after)))
            .flatten();
        match byte {
            b'[' => self.links.depth += 1,
            b']' => self.links.depth = self.links.depth.saturating_sub(1),
            _ => {}
        }
        let prefix = |link: BareLink| BareLink {
            prefix: if link.prefix == "https://" {
                self.stretch.rules.linkify_protocol
            } else {
                link.prefix
            },
            ..link
        };
        found.map(|link| (after, prefix(link)))
    }

    /// The same on GitHub, where any bracket that is open keeps URLs from being links.
    fn find_link_of_gfm(&mut self, at: usize, text: Range<usize>) -> Option<(usize, BareLink)> {
        let before = self.before(at);
        let is_apart = || before.is_whitespace() || matches!(before, '*' | '_' | '~' | '(');
        match self.stretch.text.as_bytes()[at] {
            b'[' => self.links.brackets += 1,
            b']' => self.links.brackets = self.links.brackets.saturating_sub(1),
            _ if self.links.depth > 0 => {}
            b'@' => {
                // Unlike a URL, an address is within the text.
                let from = text.start;
                let found = gfm::email(&self.stretch.text[text], at - from);
                return found.map(|(start, link)| (from + start, link));
            }
            _ if self.links.brackets > 0 => {}
            b'w' if !is_apart() => {}
            _ if before.is_ascii_alphabetic() => {}
            _ => return gfm::link(self.line(at)).map(|link| (at, link)),
        }
        None
    }

    pub(super) fn bare_link(&mut self, range: Range<usize>, prefix: &str) {
        let written = &self.stretch.text[range.clone()];
        self.settle(None);
        self.join();
        let url = self.stretch.masked.address(written, &range);
        self.start_link(
            Destination::Inline(format!("{prefix}{url}")),
            "",
            self.stretch.in_block(&range),
        );
        let shown = self.stretch.masked.shown(written, &range);
        self.put(&shown, &range);
        self.output.builder.close();
        self.plain.other();
        self.cursor.taken = range.end;
        self.cursor.link_start = Some(range.end);
    }
}
