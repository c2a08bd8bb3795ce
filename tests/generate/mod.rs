//! Random documents and edits that hurt, the same for the same seed.

// Each test uses a part of it.
#![allow(dead_code, unused_imports)]

mod answers;
mod code;
mod containers;
mod quotes;
mod soup;

pub use answers::{answer_lists, answers};

use draftpane::Arguments;
use draftpane::{Edit, Registered};

/// Shortcodes of an embedder: one that shows its content, one that fails.
pub fn registered() -> Registered {
    let call = |name: &str, arguments: &Arguments, content: &str| match name {
        "own" => Ok(format!(
            "{} *{content}* {{{{< param title >}}}} {{{{< own >}}}}",
            arguments.at(0).unwrap_or_default()
        )),
        _ => Err("it always does".to_owned()),
    };
    Registered::new(vec!["own".into(), "fails".into()], Box::new(call))
}

/// A small generator of random numbers (xorshift64*), the same on every machine.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit.max(1)
    }

    pub fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

/// A way to make documents.
#[derive(Clone, Copy, Debug)]
pub enum Generator {
    /// Blocks of every kind, as an author writes them.
    Blocks,
    /// Lines from a small alphabet, often without blank lines.
    Lines,
    /// Openers, lines that a label or title passes over, blockers and closers.
    Chains,
    /// Labels that fold alike, defined twice, used as links, images and footnotes.
    Labels,
    /// Front matter on top, being typed.
    FrontMatter,
    /// Destinations so long that the limit on expansion is met.
    Expansion,
    /// Shortcodes whole and broken, in blocks of every kind.
    Shortcodes,
    /// Scraps of raw HTML in any order.
    RawHtml,
    /// Scraps of YAML, TOML and JSON on top.
    FrontMatterSoup,
    /// Any bytes, read as UTF-8.
    Bytes,
    /// Lines of tables, definition lists, tasks and lists in containers: where goldmark is not the parser.
    Goldmark,
    /// Long lists and what may be in their items, edited from within.
    Containers,
    /// Long code, in several texts.
    Code,
}

/// The lines of such a block.
const GOLDMARK: &[&str] = &[
    "a|b",
    "| a | b |",
    "`a|b`",
    "*p",
    "a*|b",
    "[l]|[^n]",
    "x\\|y|z",
    "|",
    "-|-",
    "|-|",
    "|--|",
    "--",
    "-",
    "---",
    ":-",
    "-:|:-:",
    "-\t|\t-",
    "===",
    "p",
    "p\\",
    "T",
    "*T",
    ": d",
    ":      d",
    ":        d",
    ":\td",
    ":\t\td",
    ": ",
    ":",
    ":x",
    " : d",
    "   : d",
    "     e",
    "  e",
    "[x] t",
    "[ ] [l]",
    "[x][l]",
    "[x](u)",
    "# [x] h",
    "[l]: /u",
    "[x]: /u",
    "[^n]: n",
    "```",
    "~~~",
    "    c",
    "# h",
    "<!-- c",
    "-->",
    "***",
    "2. x",
    "1. x",
    "+ x",
    "> q",
    "{.c}",
    "\"a|b\"",
    "$a|b$",
    "{{< y >}}|z",
    "",
    "",
    "",
    "",
    "\t",
    "  ",
];
/// The beginnings of its lines.
const AROUND: &[&str] = &[
    "", "", "", "", "", "- ", "  ", "> ", ">", "> - ", ">   ", "- - ", "1. ", "   ", "    ",
    "- > ", "\t", " ", ": ",
];

const SHORTCODES: &[&str] = &[
    "{{< y >}}",
    "{{< x user=a id=b >}}",
    "{{< y >}}\n",
    "{{% y %}}\n",
    "\n{{% y \"a\" %}}\n",
    "> {{% y %}} \n",
    "- {{% y %}}\n",
    "    {{% y %}}\n",
    "{{< /y >}}",
    "{{% /y %}}\n",
    "{{% y %}}\n\n{{< y >}} {{% y \"a\" %}}\n\n{{% /y %}}\n",
    "{{< y \"a b\" >}}",
    "{{< y a=\"*b*\" c=`d\ne` >}}",
    "{{< y\n  a=\"b\"\n>}}",
    "{{< y />}}",
    "{{</* x */>}}",
    "{{%/* x\n*/%}}",
    "{{< y \"",
    "{{< y `",
    "{{< y a=",
    "{{<",
    "{{%",
    ">}}",
    "%}}",
    "{{",
    "{",
    "}}",
    "{{< details >}}\n*a*\n\n# h\n{{< /details >}}\n",
    "{{< details \"",
    "{{< /details >}}",
    "{{< highlight go >}}\na\n\n  b\n{{< /highlight >}}\n",
    "{{< comment >}}",
    "{{< /comment >}}",
    "{{% comment %}}",
    "{{< figure src=\"/a.png\" caption=\"*b* [r]\" >}}",
    "a {{< figure src=\"a b\" >}} b\n",
    "{{< param title >}}",
    "{{< param \"title\" >}}\n\n",
    "{{% param title %}}",
    "[a]({{< ref \"b.md\" >}})",
    "[r]: {{< relref \"/c\" >}}\n",
    "![{{< param title >}}]({{< y >}} \"{{< ref d >}}\")",
    "[r]",
    "[{{< y >}}]: /u\n",
    "[{{< y >}}]",
    "`{{< y >}}`",
    "```\n{{% y %}}\n{{< param title >}}\n```\n",
    "## a {{< y >}}\n",
    "| {{< y \"\\|\" >}} |\n|---|\n",
    "https://x.org/{{< param title >}}/ ",
    "{{< youtube abc >}}\n\n",
    "{{< own \"[q] *b*\" >}}c{{< /own >}}",
    "See <a href='{{< relref \"#x\" >}}' title={{< y >}}>x</a> ",
    "<img src=\"{{< param title >}}\" alt='{{% y %}}'>\n",
    "<{{< y >}}> </{{< y >}}>",
    "<{{< param title >}}> </{{< param title >}}>",
    "<div>\n{{< youtube abc >}}\n{{% y %}}\n</div>\n",
    "<td>{{< figure src=\"/a.png\" >}}</td>",
    "- <div>\n  {{< details >}}a{{< /details >}}\n  </div>\n",
    "> <b\n> title=\"{{< y >}}\">\n",
    "<script>{{< y >}}</script>",
    "<iframe src={{< param title >}}></iframe>",
    "``` {{< y >}} {a=\"{{< y >}}\"}\n",
    "# h {#{{< y >}} a={{< y >}}}\n",
    "p\n{.{{< y >}} a=\"{{< param title >}}\"}\n",
    "<https://x.org/{{< y >}}> $${{< y >}}$$ ",
    "[^{{< y >}}]: n\n\n[^{{< y >}}] [x][{{< y >}}] a@{{< y >}}.org :{{< y >}}: ",
    "- {{% figure src=\"/a.png\" %}}\n",
    "1. a\n\n   {{% details %}}\n   x\n   {{% /details %}}\n\n",
    "a {{% details %}}x{{% /details %}} b\n",
    "{{% param title %}} ",
    "{{< own >}}",
    "{{< fails >}}",
    "*a {{< y >}}*",
    "\"{{< y >}}\" ",
    "[^f]: {{< y >}}\n",
    "[^f]",
    "Term\n: {{< y >}}\n",
    "<!--more-->",
    "\n",
    "\n\n",
    "a\n",
    "b c ",
    "\r\n",
    "\r",
    "<!-- ",
    "-->\n",
    "é",
];

const BLOCKS: &[&str] = &[
    "A paragraph with *emphasis*, **strong**, `code`, [a link](/u \"t\") and ![an image](/i.png).\n\n",
    "# Title\n\n",
    "## Title\n",
    "### Title 1\n\n",
    "Title\n=====\n\n",
    "Title-1\n---\n",
    "#### \n",
    "- one\n- two\n  - three\n\n",
    "1. one\n2. two\n\n   more\n\n",
    "- [ ] to do\n- [x] done\n",
    "> quoted\nlazy\n\n",
    "> - a\n>   b\n>\n> c\n\n",
    "```rust\nfn main() {}\n```\n\n",
    "~~~\nopen\n\n",
    "    indented\n\n    more\n\n",
    "| a | b |\n|---|:-:|\n| 1 | 2 |\n\n",
    "***\n",
    "---\n",
    "<div>\n\nraw\n\n</div>\n\n",
    "<!-- c -->\n\n",
    "<b>x</b> y\n\n",
    "[ref] and [other][ref] and ![ref]\n\n",
    "[ref]: /u 'title'\n",
    "[other]: <v w>\n\n",
    "text[^1] and[^note]\n\n",
    "[^1]: A footnote.\n\n",
    "[^note]: Two\n    lines with [ref] and [^1].\n\n    more\n\n",
    "Term\n: definition\n\n",
    ": late\n\n",
    "\n",
    "\n\n",
    "é😀 ünï\n\n",
    "tab\there\n\n",
    "~~gone~~ and https://example.org/.\n\n",
    "\"quoted\" -- it's...\n\n",
    "\u{a0}\n",
    "Say \"open\n\n",
    "close\" it 'twice' 5'\n\n",
    "\" '\n\n",
    "> done.\"\n>\n> \"[so\"][ref] ![\"](i)\n\n",
    "## Title {#title .c data-x=\"1\"}\n",
    "Title {#title-1}\n---\n\n",
    "# *Ti*tle [x](y) `z` {a\n",
    "[to](#title) [to](#Title-1) [to](#titl) [to](#x) [ref](#note)\n\n",
    "[ref]: #title\n",
    "[ref]: javascript:x\n[other]: #titel-1\n",
    "<a name=\"title-2\">x</a> [a](htps://b.c) ![d](file:e)\n\n",
    "Term\nother\n: one\n\n  two\n\n: three\n:four\n\n",
    ":::note\n:smile:\n",
    "[^quote]: \"said\n\n    \"more\"\n\n",
    "said[^quote]\"\n\n",
    "(https://x.org/a_b).) www.x.org *a@x.org* [https://x.org\n\n",
    "<<a>> `c\n  d` -- <!-- x -->y...\n\n",
    "<!--more-->\n\n",
    "a\n<!--more--> [b\n",
    "[a][nowhere] ![b][] [ref][] [^gone] \\[^1]\n\n",
    "![](i.png) [![ ](j)](k) ![*a*](l)\n\n",
    "```js {1,3-4}\nx\n```\n\n",
    "###### Deep\n\n",
    "> # {#title}\n\n",
    "[^unused]: one\n\n",
    "<details open>\n<summary>S *a*</summary>\n\n",
    "</details>\n\n",
    "</div>\n\n",
    "<div align=center>\n",
    "<table><tr><td>\n\n",
    "</td><td>\n\n",
    "</td></tr></table>\n\n",
    "<p align=\"center\">\n\n",
    "<p>a<p>b</section></p>\n\n",
    "<h2>raw</h2>\n# Title\n\n",
    "- <div>\n\n  in\n\n  </div>\n- <b>x\n",
    "> <div>\n> a\n>\n> b</div>\n\n> </div>\n\n",
    "a <b>c *d</b> e* <kbd>f\n\ng</kbd> <script>h</script>\n\n",
    "<script>\nx < y\n\n</script>\n</div>\n\n",
    "<form><input name=a></form>\n\n",
    "<pre>\n\na\n\n<b>b</pre>\n\n",
    "<ul><li>a<li>b</ul>\n\n<ul>\n\n<li>\n\n",
    "<dl><dt>a<dd>b\n\n",
    "<div title=\"\n\nx\" onclick=y>\n\n",
    "<img src=a.png srcset=\"b.png 2x\" width=3><br/>\n\n",
    "<span id=x>a &amp; &copy b\n\n",
    "<svg><path d=\"\"/></svg><a href=\"javascript:x\">y</a>\n\n",
    "<video src=a.mp4 autoplay>b</video> <font color=red>c</font>\n\n",
    "<object data=a><embed src=b>\n\nc</object> <iframe src=//x.y></iframe>\n\n",
    "a <svg><title>b</title>c</svg> <style>d</style> <nav>e *f*</nav> <title>g\n\n",
    "---\n{.more}\n\n",
    "Mathematics $a_1 *b*$, \\(c\\) and $$d$$ :smile: e\n\n",
    "$$\n\\frac{1}{2}\n[ref]\n$$\n{.x #math}\n\n",
    "A paragraph.\n{.lead}\n\n",
    "- an item $x\n  y$\n  {.inner}\n{#list .outer}\n",
    "> quoted \\[a\n> b\\]\n{.quote}\n\n",
    "![alone](/i.png)\n\n",
    "```go {.x}\ncode\n```\n{.y}\n",
];

const PIECES: &[&str] = &[
    "<script>a</script>",
    "<b title='{{< a >}}'>",
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    ">",
    "> ",
    "-",
    "- ",
    "1. ",
    "2) ",
    "#",
    "# ",
    "```",
    "~~~",
    "|",
    "|-|",
    "| a |",
    ":",
    ": ",
    "[",
    "]",
    "[a]",
    "[A]",
    "[^a]",
    "[^a]: ",
    "[a]: /u\n",
    "[é]: x\n",
    "[É]",
    "(",
    ")",
    "![",
    "*",
    "**",
    "_",
    "`",
    "<b>",
    "</b>",
    "<div>",
    "<!--",
    "-->",
    "\\",
    "&amp;",
    "\r",
    "\r\n",
    "\0",
    "é",
    "😀",
    "a",
    "b",
    "=",
    "---",
    "---\n",
    "===",
    "\"",
    "'",
    "x: y\n",
    "title: t\n",
    "{",
    "}",
    "http://x.y",
    "\u{a0}",
    "\u{feff}",
    "$",
    "^",
    "~",
    "~a~",
    "a^2^",
    "++a",
    "==a==",
    "*b~",
    "+",
    "+++",
    "[x]",
    "{{< a >}}",
    "{#id}",
    "{#a}\n",
    "\"",
    "'",
    "'\n",
    ": x\n",
    ":x\n",
    "--",
    "<<",
    "www.x.y ",
    "<!--more-->",
    "\n<!--more-->",
    "a@b.c",
    "\u{2028}",
    "0",
    ".",
    "[a][b]",
    "[b][]",
    "![](",
    "[^a][a]",
    "```js {1}\n",
    "<details>",
    "</details>\n",
    "</div>",
    "</p>\n\n",
    "<p>",
    "<td>\n\n",
    "</",
    "<",
    "/>",
    "<script>",
    "</script>",
    "<div>\n\n",
    "\n\n</div>\n\n",
    "$",
    "$$",
    "$x$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    ":smile:",
    ":+1:",
    "{.a}",
    "\n{.a}\n",
    "{#b .c}\n",
    "{}",
    "[x](#h)",
    "[y](#a-1 ",
    "[a]: #h\n",
    "<a name=a>",
    "(hhttps://x.y)",
    "漢",
    "字\n漢",
    "か\n",
    "\\ ",
    "。",
    "’",
];

const LINES: &[&str] = &[
    "{.a}",
    "> {.b}",
    "  {#c}",
    "$$",
    "$a",
    "b$ \\(",
    "a",
    "b c",
    "- ",
    "- a",
    "> a",
    ">",
    "> - b",
    "# h",
    "# h",
    "h-1\n---",
    "---",
    "===",
    "```",
    "    c",
    "| a |",
    "|---|",
    "|-|",
    ": d",
    "[a]: /u",
    "[a]",
    "[b]: <x> 't",
    "t'",
    "[^a]: n",
    "[^a]",
    "1. a",
    "0) x",
    "<b>",
    "<p>",
    "",
    "",
    "  ",
    "\t",
    ">|-",
    "- [",
    "]: /u",
    "[foo",
    "* * *",
    "> [!NOTE]",
    "\"a",
    "a\"",
    "'",
    "a'",
    "# h {#h}",
    "<!--more-->",
    "[^a]: \"b\"\"",
    ":x",
    "[b][a]",
    "![](a)",
    "###### [^a]",
    "#",
    "~~~ {a b}",
    "<div>",
    "</div>",
    "<p>",
    "<td>",
    "</table>",
    "> <div>",
    "- </div>",
    "<b",
    "<i>a</b>",
    "[c](#h-1)",
    "[a]: #h",
    "漢字",
    "漢字，\\ ",
    "*漢*字",
];

const OPENERS: &[&str] = &[
    "[foo",
    "[x]: /u\n't",
    "> [foo",
    "[x]: /u\n'",
    "- [foo",
    "[^f]: [foo",
    "T",
    "[x]:",
];
const PASSED: &[&str] = &[
    "2. x", "3) y", "| a |", ": d", ": bar", "|-|", "5) w", "z", "> q", "0.",
];
const BLOCKERS: &[&str] = &["# ", "", "- ", "```", "> ", "    ", "***", "<div>"];
const CLOSERS: &[&str] = &[
    "]: /u", "t'", "> |---|", "|---|", "']", "'", ": x", "===", "---", "> ]: /v",
];

impl Generator {
    pub const ALL: [Self; 13] = [
        Self::Blocks,
        Self::Lines,
        Self::Chains,
        Self::Labels,
        Self::FrontMatter,
        Self::Expansion,
        Self::Shortcodes,
        Self::RawHtml,
        Self::FrontMatterSoup,
        Self::Bytes,
        Self::Goldmark,
        Self::Containers,
        Self::Code,
    ];

    pub fn document(self, random: &mut Random) -> String {
        let mut text = String::new();
        match self {
            Self::Blocks => {
                for _ in 0..random.below(40) {
                    text.push_str(random.pick(BLOCKS));
                }
            }
            Self::Lines => {
                let alphabet: Vec<&str> = (0..3 + random.below(6))
                    .map(|_| random.pick(LINES))
                    .collect();
                for _ in 0..random.below(50) {
                    text.push_str(random.pick(&alphabet));
                    text.push_str(if random.below(20) == 0 { "\r\n" } else { "\n" });
                }
            }
            Self::Chains => {
                for _ in 0..1 + random.below(4) {
                    text.push_str(random.pick(OPENERS));
                    text.push('\n');
                    for _ in 0..random.below(7) {
                        text.push_str(random.pick(PASSED));
                        text.push('\n');
                    }
                    text.push_str(random.pick(BLOCKERS));
                    text.push_str(random.pick(CLOSERS));
                    text.push_str(random.pick(&["\n", "\n\n", "\n[foo] [x]\n", "\n\n[x]\n\n"]));
                }
            }
            Self::Goldmark => {
                let lines: Vec<&str> = (0..4 + random.below(8))
                    .map(|_| random.pick(GOLDMARK))
                    .collect();
                let around: Vec<&str> = (0..1 + random.below(4))
                    .map(|_| random.pick(AROUND))
                    .collect();
                for _ in 0..random.below(40) {
                    text.push_str(random.pick(&around));
                    text.push_str(random.pick(&lines));
                    text.push('\n');
                }
            }
            Self::Containers => text = containers::document(random),
            Self::Code => text = code::document(random),
            Self::Labels => {
                const LABELS: &[&str] = &[
                    "a", "A", "é", "É", "ß", "SS", "ss", "a b", "a  b", "x|y", "x\\|y",
                ];
                for _ in 0..random.below(30) {
                    let label = random.pick(LABELS);
                    let form = random.below(11);
                    text.push_str(&match form {
                        0 => format!("[{label}]: /{}\n", random.below(3)),
                        1 => format!("\n[{label}]: /v 't{}'\n\n", random.below(3)),
                        2 => format!("[{label}] "),
                        3 => format!("![alt][{label}]\n\n"),
                        4 => format!("[^{label}] "),
                        5 => format!("\n[^{label}]: note {}\n\n", random.below(3)),
                        6 => format!("\n| [{label}] | [^{label}] |\n|---|---|\n"),
                        7 => format!("\n## {label}\n"),
                        8 => format!("[x][{label}] "),
                        9 => format!("\n# x {{#{label}}}\n"),
                        _ => "\n\nword\n\n".to_owned(),
                    });
                }
            }
            Self::FrontMatter => {
                let fence = random.pick(&["---", "---", "---", "+++"]);
                text.push_str(random.pick(&["", "", "", "\n", "\u{feff}", " \r\n"]));
                text.push_str(fence);
                text.push('\n');
                for _ in 0..random.below(8) {
                    text.push_str(random.pick(&[
                        "title: A\n",
                        "date: 2021-10-06\n",
                        "tags: [a, b]\n",
                        "draft: true\n",
                        "summary: S *e*\n",
                        "isCJKLanguage: true\n",
                        "weight: 3\n",
                        "bad: a: b\n",
                        "- x\n",
                        "\n",
                        "# c\n",
                        "title: \"B\n",
                        "images:\n  - x.png\n",
                        "title = \"A\"\n",
                        "a = 1\n",
                        "{\n",
                        "title: B\n",
                    ]));
                }
                text.push_str(random.pick(&["", fence, fence, fence, "--"]));
                text.push_str(random.pick(&["\n", "\n", "\n\n", "", "\r\n"]));
                for _ in 0..random.below(8) {
                    text.push_str(random.pick(BLOCKS));
                }
            }
            Self::Shortcodes => {
                if random.below(2) == 0 {
                    text.push_str(random.pick(&[
                        "---\ntitle: \"A *b*\"\n---\n",
                        "---\ntitle: [a, b]\n---\n",
                        "+++\ntitle = 'c'\n+++\n",
                    ]));
                }
                let alphabet: Vec<&str> = (0..3 + random.below(20))
                    .map(|_| random.pick(SHORTCODES))
                    .collect();
                for _ in 0..random.below(30) {
                    text.push_str(match random.below(8) {
                        0 => random.pick(BLOCKS),
                        1 => random.pick(LINES),
                        _ => random.pick(&alphabet),
                    });
                }
            }
            Self::RawHtml => {
                for _ in 0..random.below(60) {
                    text.push_str(&soup::html(random));
                }
            }
            Self::FrontMatterSoup => {
                text.push_str(random.pick(&["---\n", "---\n", "+++\n", "{"]));
                for _ in 0..random.below(40) {
                    text.push_str(&soup::front_matter(random));
                }
                text.push_str(random.pick(&["\n---\n", "\n---\n", "\n+++\n", "}\n", ""]));
                text.push_str(random.pick(BLOCKS));
            }
            Self::Bytes => {
                for _ in 0..random.below(40) {
                    text.push_str(&soup::bytes(random));
                }
            }
            Self::Expansion => {
                let long = 2000 + random.below(10_000);
                text.push_str(&format!("[a]: /{}\n\n[b]: /b\n\n", "x".repeat(long)));
                for _ in 0..random.below(20) {
                    text.push_str(random.pick(&[
                        "[a] ",
                        "[b]\n\n",
                        "![a]\n\n",
                        "[a][b] [b][a]\n\n",
                        "word\n\n",
                        "[^n] ",
                    ]));
                }
            }
        }
        text
    }

    pub fn edit(self, random: &mut Random, text: &str) -> Edit {
        let place = |random: &mut Random, from: usize| {
            let mut at = from + random.below(text.len() + 1 - from);
            while !text.is_char_boundary(at) {
                at += 1;
            }
            at
        };
        let mut from = place(random, 0);
        if matches!(self, Self::FrontMatter | Self::FrontMatterSoup) && random.below(2) == 0 {
            from = place(random, 0).min(random.below(120));
            while from > text.len() || !text.is_char_boundary(from) {
                from -= 1;
            }
        }
        let mut to = from;
        match random.below(10) {
            0..=3 => {}
            4..=6 => {
                to = (from + 1 + random.below(6)).min(text.len());
            }
            7 => {
                // A whole line.
                from = text[..from].rfind('\n').map_or(0, |at| at + 1);
                to = text[from..]
                    .find('\n')
                    .map_or(text.len(), |at| from + at + 1);
            }
            // Few edits take a long container away.
            8 if matches!(self, Self::Containers) && random.below(8) > 0 => {
                to = (from + random.below(60)).min(text.len());
            }
            8 if matches!(self, Self::Code) && random.below(8) > 0 => {
                to = (from + random.below(6000)).min(text.len());
            }
            8 => to = place(random, from),
            _ => {
                from = text[..from].rfind('\n').map_or(0, |at| at + 1);
                to = from;
            }
        }
        while !text.is_char_boundary(to) {
            to += 1;
        }
        let insert = match random.below(8) {
            2.. if matches!(self, Self::Shortcodes) && random.below(4) > 0 => {
                random.pick(SHORTCODES).to_owned()
            }
            2.. if matches!(self, Self::RawHtml) => soup::html(random),
            2.. if matches!(self, Self::FrontMatterSoup) => soup::front_matter(random),
            2.. if matches!(self, Self::Bytes) => soup::bytes(random),
            1.. if matches!(self, Self::Containers) => containers::insert(random),
            1.. if matches!(self, Self::Code) => code::insert(random),
            4.. if matches!(self, Self::Goldmark) => {
                let mut line = random.pick(AROUND).to_owned();
                line.push_str(random.pick(GOLDMARK));
                line.push_str(random.pick(&["\n", "\n", ""]));
                line
            }
            0 => String::new(),
            1 => random.pick(BLOCKS).to_owned(),
            2 => format!("{}\n", random.pick(LINES)),
            3 => random.pick(CLOSERS).to_owned(),
            4 if text.len() > 1 => {
                let mut start = random.below(text.len());
                while !text.is_char_boundary(start) {
                    start -= 1;
                }
                let mut end = (start + random.below(40)).min(text.len());
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                text[start..end].to_owned()
            }
            _ => random.pick(PIECES).to_owned(),
        };
        // Documents stay small enough to be checked often.
        if text.len() > 40_000 && insert.len() > to - from {
            return Edit::new(
                0..text
                    .char_indices()
                    .nth(text.chars().count() / 2)
                    .map_or(0, |c| c.0),
                "",
            );
        }
        Edit::new(from..to, insert)
    }
}

/// The smallest text and edit, found by leaving out stretches, for which `breaks` still holds.
pub fn shrink(text: &str, edit: &Edit, breaks: impl Fn(&str, &Edit) -> bool) -> (String, Edit) {
    let (mut text, mut edit) = (text.to_owned(), edit.clone());
    if !breaks(&text, &edit) {
        return (text, edit);
    }
    let mut size = text.len().max(1);
    while size > 0 {
        let mut at = 0;
        while at < text.len() {
            let end = (at + size).min(text.len());
            let apart = end <= edit.range.start || at >= edit.range.end;
            if apart && text.is_char_boundary(at) && text.is_char_boundary(end) {
                let mut smaller = text.clone();
                smaller.replace_range(at..end, "");
                let moved = if end <= edit.range.start { end - at } else { 0 };
                let range = edit.range.start - moved..edit.range.end - moved;
                let candidate = Edit::new(range, edit.insert.clone());
                if breaks(&smaller, &candidate) {
                    (text, edit) = (smaller, candidate);
                    continue;
                }
            }
            at += size.max(1);
        }
        size /= 2;
    }
    (text, edit)
}
