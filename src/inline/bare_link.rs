//! Bare links: URLs and e-mail addresses without brackets.

use std::ops::Range;

use super::Inline;
use super::link::Destination;
use crate::flavor::Flavor;
use crate::gfm;
use crate::hugo::linkify;
use crate::url::BareLink;

impl Inline<'_, '_> {
    /// Finds a bare link that the byte at `at` gives occasion for; nothing before `from` may be part of it.
    pub(super) fn find_link(&mut self, at: usize, from: usize) -> Option<(usize, BareLink)> {
        let byte = self.stretch.text.as_bytes()[at];
        let parts = matches!(byte, b' ' | b'*' | b'_' | b'~' | b'(');
        let after = at + usize::from(parts);
        if self.stretch.rules.flavor != Flavor::Hugo {
            let apart =
                |before: char| before.is_whitespace() || matches!(before, '*' | '_' | '~' | '(');
            return match byte {
                _ if self.links.depth > 0 => None,
                b'h' | b'f' | b'w' if apart(self.before(at)) => {
                    gfm::link(self.line(at)).map(|link| (at, link))
                }
                b'@' => {
                    let line = &self.stretch.text[from..self.leaf.end];
                    gfm::email(line, at - from).map(|(start, link)| (from + start, link))
                }
                _ => None,
            };
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
