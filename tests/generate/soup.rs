//! Input that nobody would write: bytes of any kind, and scraps of a syntax in any order.

use draftpane::inside::{Attribute, Element};

use super::Random;

/// The parts of raw HTML, beside the names.
const HTML: &[&str] = &[
    "<",
    "</",
    ">",
    "/>",
    "/",
    "=",
    "\"",
    "'",
    "`",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\x0C",
    "\r\n",
    "\0",
    "<!--",
    "-->",
    "--!>",
    "<!",
    "<!-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!DOCTYPE",
    "&",
    "&#",
    "&#x",
    ";",
    "&colon;",
    "&Tab;",
    "&#106;",
    "&#x110000;",
    "&lt",
    "&amp;lt;",
    "&NotEqualTilde;",
    "script",
    "style",
    "svg",
    "math",
    "textarea",
    "title",
    "xmp",
    "template",
    "noscript",
    "iframe",
    "form",
    "embed",
    "object",
    "nav",
    "</script>",
    "</svg>",
    "x-y",
    "plaintext",
    "onclick=x",
    " is=x",
    " name=body",
    " id=body",
    " style=\"a\"",
    "javascript:",
    "java\nscript:x",
    "data:text/html,",
    "data:image/png;base64,",
    "//x.y",
    ", b 2x",
    "1px",
    "left",
    "a",
    "é",
    "😀",
    "*",
    "|",
    "- ",
    "> ",
    "    ",
    "[a](",
    ")",
    "{{< a >}}",
];

/// The parts of front matter in all three formats.
const FRONT_MATTER: &[&str] = &[
    "---\n",
    "---",
    "+++\n",
    "...\n",
    "{",
    "}",
    "[",
    "]",
    "[[",
    "]]",
    ":",
    ": ",
    ",",
    "- ",
    "? ",
    "| ",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "*a ",
    "<<: ",
    "!!",
    "!x ",
    "#",
    "# c",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\u00",
    "\\x",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "    ",
    "=",
    " = ",
    ".",
    "0x",
    "1_0",
    "1e9999",
    "-0",
    "nan",
    "~",
    "null",
    "true",
    "2021-10-06",
    "T10:00:00",
    "Z",
    "+25:00",
    "2021-13-40",
    "title",
    "date",
    "tags",
    "draft",
    "params",
    "a",
    "é",
    "😀",
    "\0",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "__proto__",
    "%YAML 1.2\n",
    "@",
    "`",
];

/// The characters of the syntax of posts.
const MARKS: &[u8] = b"\n\n\n   \t\r<>[](){}*_`~|:#-+=!\"'&;\\/.^$%@?0aA";

/// A scrap of raw HTML.
pub fn html(random: &mut Random) -> String {
    match random.below(6) {
        0 => Element::ALL[random.below(Element::ALL.len())]
            .name()
            .to_owned(),
        1 => format!("<{}", Element::ALL[random.below(Element::ALL.len())].name()),
        2 => format!(
            "</{}>",
            Element::ALL[random.below(Element::ALL.len())].name()
        ),
        3 => format!(
            " {}=",
            Attribute::ALL[random.below(Attribute::ALL.len())].name()
        ),
        _ => random.pick(HTML).to_owned(),
    }
}

/// A scrap of front matter.
pub fn front_matter(random: &mut Random) -> String {
    random.pick(FRONT_MATTER).to_owned()
}

/// Some bytes, read as UTF-8: most are marks of the syntax, some are no text at all.
pub fn bytes(random: &mut Random) -> String {
    let bytes: Vec<u8> = (0..1 + random.below(12))
        .map(|_| match random.below(8) {
            0 => random.below(256) as u8,
            1 => random.below(32) as u8,
            _ => MARKS[random.below(MARKS.len())],
        })
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
