//! Goldmark's attributes: `{#id .class name="value"}` at the end of a heading, behind the language of fenced code, or
//! on a line of their own after a block.

mod reader;

use std::borrow::Cow;
use std::ops::Range;

use crate::allow::Attribute as A;
use reader::AttributesReader;

/// Those of the allowlist with their values, each once.
pub type Attributes = Vec<(A, String)>;

/// Finds the attributes that end the last line of a heading. Returns where its text ends, and them.
pub fn trailing(line: &str) -> Option<(usize, Attributes)> {
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            b'{' => {
                let mut reader = AttributesReader::new(line, at);
                if let Some(attributes) = reader.attributes()
                    && line[reader.end()..].trim_ascii().is_empty()
                {
                    return Some((line[..at].trim_ascii_end().len(), attributes));
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The attributes in the info string of a code block that Hugo cannot read, which fails its build: a byte range.
///
/// Hugo 0.168 takes what is between the first closing brace and the last opening one before it.
pub fn malformed(info: &str) -> Option<Range<usize>> {
    let first = info.find('{')?;
    let end = first + info[first..].find('}')? + 1;
    let start = info[..end].rfind('{')?;
    let mut reader = AttributesReader::new(&info[start..end], 0);
    let read = reader.attributes();
    read.is_none().then_some(start..end)
}

/// Reads the attributes that a text starts with. The rest of the line is dropped.
pub fn leading(line: &str) -> Option<Attributes> {
    AttributesReader::new(line, 0).attributes()
}

/// Hides the lines of `text` that are attributes from the parser, in `hidden`, which has the same length: as headings,
/// which end a paragraph too. Where they are part of a text or of code, they are shown as they are written.
pub fn hide_lines(text: &str, hidden: &mut Cow<str>) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if let Some(at) = line_start(line) {
            let end = line.trim_ascii_end().len();
            if leading(&line[at..end]).is_some() {
                let mut mark = "# ".to_owned();
                mark.extend(std::iter::repeat_n('x', end - at - 2));
                hidden
                    .to_mut()
                    .replace_range(start + at..start + end, &mark);
            }
        }
        start += line.len();
    }
}

/// Whether the heading that the parser found at the start of `parsed` is a line of attributes in `text`.
pub fn is_line(text: &str, parsed: &str) -> bool {
    let begins = |text: &str, c| text.trim_start_matches(' ').starts_with(c);
    begins(text, '{') && begins(parsed, '#')
}

/// Where the brace stands that a line begins with, behind the marks of quotes and items.
fn line_start(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        while matches!(bytes.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        match bytes.get(at)? {
            b'{' => return Some(at),
            b'>' => at += 1,
            b'-' | b'+' | b'*' if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => at += 1,
            b'0'..=b'9' => {
                let digits = bytes[at..]
                    .iter()
                    .take_while(|b| b.is_ascii_digit())
                    .count();
                at += digits;
                let marked = matches!(bytes.get(at), Some(b'.' | b')'))
                    && matches!(bytes.get(at + 1), Some(b' ' | b'\t'));
                if digits > 9 || !marked {
                    return None;
                }
                at += 1;
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(&str, String)> {
        let (end, attributes) = trailing(line)?;
        let list: Vec<String> = attributes
            .iter()
            .map(|(name, value)| format!("{}={value}", name.name()))
            .collect();
        Some((&line[..end], list.join("|")))
    }

    #[test]
    fn as_goldmark_reads_them() {
        for (line, text, attributes) in [
            ("H {#a}", "H", "id=a"),
            ("H{#a .b .c-d}  ", "H", "id=a|class=b c-d"),
            ("H { #a, .b lang=y x=y }", "H", "id=a|class=b|lang=y"),
            (
                "H {x} {title=\"1 \\\"2\\n\" value=-1.50 open=true lang=null dir=[1, \"2\"] role={a=b}}",
                "H {x}",
                "title=1 \"2\n|value=-1.5|open=true|lang=|dir=|role=",
            ),
            ("H {id=x id=y}", "H", "id=y"),
            ("H {}", "H", ""),
        ] {
            assert_eq!(read(line), Some((text, attributes.to_owned())), "{line}");
        }
        for line in [
            "H",
            "H {x}",
            "H {#a} b",
            "H \\{#a}",
            "H {- x -}",
            "H {#a",
            "H {class=1}",
            "H {l=[1,]}",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    /// Each as Hugo 0.168 was seen to take it.
    #[test]
    fn of_code_blocks() {
        for info in [
            "js",
            "js {}",
            "js {.c}",
            "js {#i}",
            "js {a=1} b",
            "js {a=1 b",
            "js {{a=1}}",
            "js {a={b=c}}",
            "js {l=[1,2]}",
            "js {l=[1-2]}",
            "js }{",
            "js }{a=1}",
            "js {a=1} {b}",
            "{a=1}",
            "js {a = 1}",
            "js {a=b.c}",
            "js {a=-1}",
            "js {.a .b #c d=e}",
            "js {a=\"b\"c=\"d\"}",
            "js {a=b,}",
        ] {
            assert_eq!(malformed(info), None, "{info}");
        }
        for (info, braces) in [
            ("js {1,3-4}", "{1,3-4}"),
            ("js ins={2}", "{2}"),
            ("js {title=a b} c", "{title=a b}"),
            ("js { }", "{ }"),
            ("js{1}", "{1}"),
            ("js {{ x }}", "{ x }"),
            ("js {class=1}", "{class=1}"),
            ("js {a=\"}\"}", "{a=\"}"),
            ("js {a='x'}", "{a='x'}"),
            ("js {a=é}", "{a=é}"),
            ("js {a:1}", "{a:1}"),
            ("js {,a=b}", "{,a=b}"),
        ] {
            assert_eq!(
                malformed(info).map(|range| &info[range]),
                Some(braces),
                "{info}"
            );
        }
    }

    #[test]
    fn lines() {
        let text = "a\n{.x}\n> {#i}  \n- {.y} z\n{x}\n{}\n  1. {.b}\na {.c}\n{.é";
        let mut hidden = Cow::Borrowed(text);
        hide_lines(text, &mut hidden);
        assert_eq!(
            hidden,
            "a\n# xx\n> # xx  \n- # xxxx\n{x}\n# \n  1. # xx\na {.c}\n{.é"
        );
    }

    #[test]
    fn deep_values_are_refused() {
        assert_eq!(read(&"{a=".repeat(100_000)), None);
        assert_eq!(read(&format!("{{a={}", "[".repeat(100_000))), None);
    }
}
