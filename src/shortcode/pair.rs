//! Pairs of tags: which closing tag belongs to which opening one.

use crate::map::Map;

use super::token::{Form, TokenKind};
use super::{Shortcodes, builtin};

impl Shortcodes {
    /// Finds which tag closes which: the last one of that name that may have content and is still open. Tags
    /// opened in between have no content.
    pub(super) fn pair(&mut self) {
        let mut partners: Vec<(usize, usize)> = Vec::new();
        let mut open: Vec<&str> = Vec::new();
        // For each name the tokens that are open, with how many are open before each.
        let mut of_name: Map<&str, Vec<(usize, usize)>> = Map::default();
        for (index, token) in self.tokens.iter().enumerate() {
            let TokenKind::Tag(tag) = &token.kind else {
                continue;
            };
            match tag.form {
                Form::SelfClosed => {}
                Form::Open => {
                    if self.takes_content(&tag.name) {
                        let opened = of_name.or_insert(&tag.name, Default::default());
                        opened.push((index, open.len()));
                        open.push(&tag.name);
                    }
                }
                Form::Close => {
                    let last = of_name.get(&*tag.name).and_then(|opened| opened.last());
                    if let Some(&(opened, before)) = last {
                        for name in open.drain(before..) {
                            of_name.get_mut(name).map(Vec::pop);
                        }
                        partners.push((opened, index));
                    }
                }
            }
        }
        for token in &mut self.tokens {
            token.partner = None;
        }
        for (opened, closed) in partners {
            self.tokens[opened].partner = Some(closed);
            self.tokens[closed].partner = Some(opened);
        }
    }

    /// Whether something may stand between two tags of this name.
    fn takes_content(&self, name: &str) -> bool {
        self.registered(name).is_some()
            || builtin::content(name) != builtin::ContentRule::None
            || self.context.answers.takes_content(name)
    }

    /// Whether the shortcode decides what becomes of its content, even where that is Markdown.
    pub(super) fn is_whole(&self, name: &str) -> bool {
        self.registered(name).is_some() || builtin::content(name) == builtin::ContentRule::Needed
    }
}
