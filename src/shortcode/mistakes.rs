//! Mistakes in shortcodes, which fail Hugo's build.

use std::ops::Range;

use super::Shortcodes;
use super::builtin::{self, ContentRule};
use super::mistake::Mistake;
use super::token::{Form, Tag, Token, TokenKind};
use crate::diagnostic::{Counted, Diagnostic, Severity};
use crate::text::Text;

/// About so many bytes of content the embedder's shortcodes are asked.
const MOST_ASKED: usize = 1_000_000;

impl Shortcodes {
    /// The mistakes, and with `omits_html` the omitted HTML, in the order of the text, which starts at the byte `start` of
    /// the document.
    pub fn mistakes(&self, text: Text, start: usize, omits_html: bool) -> Counted {
        let mut found = Counted::default();
        let mut line_end = 0;
        let mut asked = 0;
        let mut omitted = 0;
        for token in self.unanswered() {
            if let TokenKind::Tag(tag) = &token.kind {
                let opens = tag.form != Form::Close && token.range.start >= omitted;
                if omits_html && opens && self.makes_html(tag) {
                    let partner = token.partner.map(|partner| &self.tokens[partner]);
                    omitted = partner.unwrap_or(token).range.end;
                    found.add(|| {
                        let range = start + token.range.start..start + omitted;
                        let message = left_out(&tag.name);
                        Diagnostic::new(Severity::Warning, "raw-html-omitted", range, message)
                    });
                }
            }
            let mistake = match &token.kind {
                TokenKind::Escaped => None,
                TokenKind::Wrong(mistake, _) => Some(wrong(*mistake)),
                TokenKind::Tag(tag) => self.mistake(tag, token, text, &mut asked),
            };
            if let Some((code, message)) = mistake {
                found.add(|| {
                    let range = place(token, text, &mut line_end);
                    let range = start + range.start..start + range.end;
                    Diagnostic::new(Severity::Error, code, range, message)
                });
            }
        }
        found
    }

    fn mistake(
        &self,
        tag: &Tag,
        token: &Token,
        text: Text,
        asked: &mut usize,
    ) -> Option<(&'static str, String)> {
        let name = &tag.name;
        let content = builtin::content(name);
        if let Some(registered) = self.registered(name) {
            if tag.form == Form::Close {
                return token.partner.is_none().then(|| unopened(name));
            }
            let end = token
                .partner
                .map_or(token.range.end, |at| self.tokens[at].range.start);
            let inner = text.written(token.range.end..end);
            // One in another is asked about with all that is in it.
            *asked += inner.len();
            if *asked > MOST_ASKED {
                return None;
            }
            let answer = registered.markdown(name, &tag.arguments, &inner);
            return match &*answer {
                Ok(_) => None,
                Err(why) => Some((
                    "shortcode-failed",
                    format!("The shortcode `{name}` cannot be shown: {why}"),
                )),
            };
        }
        if builtin::is_removed(name) {
            let message =
                format!("Hugo has no shortcode `{name}` since version 0.156: the build fails.");
            return Some(("shortcode-removed", message));
        }
        match tag.form {
            Form::Close | Form::SelfClosed if content == ContentRule::None => {
                let message =
                    format!("`{name}` has no content, so nothing closes it: Hugo's build fails.");
                return Some(("shortcode-content", message));
            }
            Form::Close => return token.partner.is_none().then(|| unopened(name)),
            Form::Open if content == ContentRule::Needed && token.partner.is_none() => {
                let message = format!(
                    "`{name}` is not closed: `{{{{< /{name} >}}}}` is missing, and Hugo's build fails."
                );
                return Some(("shortcode-unclosed", message));
            }
            _ => {}
        }
        let missing = missing(tag, token.partner.is_some())?;
        Some((
            "shortcode-argument",
            format!("`{name}` needs {missing}: without, Hugo's build fails."),
        ))
    }
}

fn left_out(name: &str) -> String {
    format!(
        "The site omits raw HTML, and between `{{{{%` and `%}}}}` that is all that `{name}` gives: write \
         `{{{{< {name} … >}}}}`."
    )
}

fn unopened(name: &str) -> (&'static str, String) {
    let message = format!("Nothing is open that `/{name}` could close: Hugo's build fails.");
    ("shortcode-unopened", message)
}

fn wrong(mistake: Mistake) -> (&'static str, String) {
    match mistake {
        Mistake::Unclosed => (
            "shortcode-unclosed",
            "This shortcode has no end: `>}}` or `%}}` is missing, and Hugo's build fails. To show it as it is, write \
             `{{</* … */>}}`."
                .to_owned(),
        ),
        Mistake::Quote => (
            "shortcode-quote",
            "A quote is not closed in this shortcode: Hugo's build fails.".to_owned(),
        ),
        Mistake::Mixed => (
            "shortcode-mixed",
            "A shortcode's parameters are all named or all without names: Hugo's build fails on both together.".to_owned(),
        ),
        Mistake::Nameless => (
            "shortcode-nameless",
            "This shortcode has no name: Hugo's build fails.".to_owned(),
        ),
        Mistake::Character(character) => (
            "shortcode-character",
            format!(
                "`{character}` cannot stand here in a shortcode, so Hugo's build fails. Put a parameter with such a \
                 character in quotes."
            ),
        ),
    }
}

/// The argument that a shortcode of Hugo's needs and lacks.
fn missing(tag: &Tag, is_pair: bool) -> Option<&'static str> {
    let first = tag.arguments.at(0).filter(|value| !value.is_empty());
    let named = |name: &str| tag.arguments.named(name).filter(|value| !value.is_empty());
    let (given, what) = match tag.name.as_str() {
        "youtube" | "vimeo" => (first.or(named("id")).is_some(), "the id of a video"),
        "instagram" => (first.is_some(), "the id of a post"),
        "x" => (named("user").and(named("id")).is_some(), "`user` and `id`"),
        "param" => (first.is_some(), "the name of a front matter field"),
        "ref" | "relref" => (first.or(named("path")).is_some(), "the path of a page"),
        "qr" => (is_pair || named("text").is_some(), "a `text`"),
        _ => return None,
    };
    (!given).then_some(what)
}

/// The place of a token; of one that is wrong, up to what is wrong in its first line. `line_end` is where the line
/// ends that was asked for last.
fn place(token: &Token, text: Text, line_end: &mut usize) -> Range<usize> {
    let TokenKind::Wrong(_, at) = token.kind else {
        return token.range.clone();
    };
    let start = token.range.start;
    if *line_end < start {
        let mut rest = text.written_bytes(start..text.len());
        let len = rest.position(|b| matches!(b, b'\n' | b'\r'));
        *line_end = len.map_or(text.len(), |len| start + len);
    }
    let mut end = (start + at).min(*line_end);
    while !text.is_boundary(end) {
        end += 1;
    }
    while end > start + 3 && text.byte(end - 1).is_ascii_whitespace() {
        end -= 1;
    }
    start..end
}
