//! Long containers: lists of many items, with few other lines, and what their items have in common with the blocks around.

use super::quotes::{QUOTED, quote};
use super::{AROUND, BLOCKS, GOLDMARK, LINES, PASSED, Random};

const ITEMS: &[&str] = &[
    "- ", "- ", "- ", "* ", "+ ", "1. ", "2. ", "7) ", "10. ", " - ", "  - ", "   - ", "-   ",
    "-\t", "-", "  1. ", "- - ", "- > ", "- [ ] ", "1. - ", "- # ", "-     ",
];

/// The beginnings of items.
pub const CONTENT: &[&str] = &[
    "a",
    "b *c*",
    "[a]",
    "[x] t",
    "![i](j)",
    "> q",
    "```",
    "~~~",
    "<div>",
    "<b>x",
    "",
    "\"a",
    "b\"",
    "[^a]",
    "[^a]: n",
    "[a]: /u",
    "# h",
    "***",
    "|a|b|",
    "T",
    "$x$",
    "`c",
    "*d",
    "    e",
    "<!-- f",
    "{{< y >}}",
    "[l][a]",
    "漢",
    "- ",
    "{{< param title >}}",
    "https://x.y",
    "a\\",
];

/// A line in or after an item.
pub const AFTER: &[&str] = &[
    "  a",
    "  > b",
    "  - c",
    "  ```",
    "  |-|-|",
    "  : d",
    "    e",
    "   f",
    "lazy",
    "  ",
    "\t",
    "  [a]: /u",
    "     g",
    "  - ",
    "  {.c}",
    "{.d}",
    "[a]: /v",
    "> h",
    "|-|-|",
    "<!--more-->",
    "  <!--more-->",
    "***",
    "---",
    "# h",
    "  ===",
    "```",
    "  </div>",
    "-->",
    "  -->",
    ": d",
    "      h",
    "p\n",
];

/// Openings of code.
const FENCES: &[&str] = &[
    "```",
    "```",
    "~~~",
    "````",
    "``` go",
    "```js {.c}",
    " ```",
    "  ~~~",
    "- ```",
    "> ```",
    "```goat",
];

/// Lines of code.
pub const CODE: &[&str] = &[
    "w x",
    "w x",
    "w x",
    "w x",
    "é 漢",
    "",
    "    i",
    "\ti",
    "``",
    "` ```",
    "~~~",
    "  ``",
    " ",
    "   ",
    "    ",
    " \t",
    "- a",
    "> a",
    "{{< y >}}",
    "[^a]",
    "[a]: /u",
    "<!--more-->",
    "\0",
    ": d",
    "$$",
    "\"q\"",
];

/// Long code, which may end.
fn code(random: &mut Random, text: &mut String) {
    let fence = random.pick(FENCES);
    text.push_str(fence);
    let odd = random.below(4);
    for _ in 0..random.below(60) {
        let line = if odd == 0 || random.below(20) == 0 {
            random.pick(CODE)
        } else {
            "w x"
        };
        text.push('\n');
        text.push_str(line);
    }
    if random.below(3) > 0 {
        text.push('\n');
        text.push_str(random.pick(&[
            "```\n",
            "~~~\n",
            "````\n\n",
            "```\n[a]: /u\n",
            "```\nafter\n",
        ]));
    }
}

/// Rows, and lines that end a table or become rows.
pub const ROWS: &[&str] = &[
    "| a | b |",
    "| a |",
    "| *a* | `b|c` | d |",
    "a",
    "|",
    "a \\| b",
    "| [a] | [^a] |",
    "| \"q | r\" |",
    "  | a | b |",
    "    | a | b |",
    "\t| a |",
    "|-|-|",
    "|:-|-:|",
    "---",
    "===",
    "-",
    ": d",
    "- a",
    "> | a |",
    "{.c}",
    "# h",
    "<b>x",
    "<div>",
    "[a]: /u",
    "{{< y >}}",
    "| {{< param title >}} | $x$ |",
    "| **a | b** |",
    "[^a]: n",
    "| <!-- | --> |",
    "| $a | `b |",
    "| c$ | d` |",
    "| {{< y >}} | {{< /y >}} |",
    "| [b][a] | ![i][a] |",
    "| # h | - a |",
    "[x] | y",
    "<!--more-->",
    "\\",
    "| | |",
];

/// A long table.
fn table(random: &mut Random, text: &mut String) {
    text.push_str(random.pick(&["", "", "", "p\n", "| x |\n", "- ", "> ", " ", "[a]: /u\n"]));
    text.push_str(random.pick(&[
        "| a | b |\n|---|:-:|\n",
        "a|b|c\n-|-|-\n",
        "a|b\n-|-\n",
        "| a | b |\n|:-|-:|\n",
        "|a|b|c|d|\n|-|:-|-|-|\n",
        "| a |\n|-:|\n",
        "a\n-|\n",
        "| {{< y >}} | [^a] |\n|---|---|\n",
    ]));
    let odd = random.below(4);
    for _ in 0..random.below(70) {
        let is_odd = odd == 0 || random.below(20) == 0;
        let row = if is_odd {
            random.pick(ROWS)
        } else {
            "| w | x |"
        };
        text.push_str(row);
        text.push('\n');
    }
    text.push_str(random.pick(&["\n", "", "\nend\n", "***\n", "\n: d\n", "{.c}\n"]));
}

/// Lines of a paragraph, after which it may be cut.
const PROSE: &[&str] = &[
    "the dough rests in a cold bowl until `morning`",
    "and then goes into a *hot oven*",
    "for as long as it's needed to turn the crust **brown**",
    "w x -- y... *e*",
];

/// Lines after which it may not, or which end it.
const ODD: &[&str] = &[
    "w x",
    "",
    "*open `c`",
    "a_b **c",
    "c** `d`",
    "`` `c`",
    "a \"q `c`",
    "w\" *e*",
    "'q *e*",
    "[a `c`",
    "b](/u) `c`",
    "[a](/u) *e*",
    "[a] `c`",
    "[a]: /u",
    "[^a] `c`",
    "<b>x `c`",
    "<b `c`",
    "y</b> *e*",
    "- i *e*",
    "1. i *e*",
    "    w *e*",
    "| a | `b`",
    "|---|---|",
    "w | *e*",
    "---",
    "> q *e*",
    "# h",
    "```",
    "w  ",
    "w *e*  ",
    "w *e*\\",
    "{{< y >}} `c`",
    "{.c}",
    "$a *b*",
    "b$ *c*",
    "\\( *b*",
    "\\) *c*",
    ": d *e*",
    "é漢 *漢*",
    "漢 *e*",
    "www.example.org *e*",
    "^a *e*",
    "==m *e*",
    "m== *e*",
    "~~d *e*",
    "d~~ *e*",
    "<!--more--> *e*",
    "*e*",
    "`c`",
    "w ![",
    "w :smile: *e*",
    "w \0 *e*",
];

/// Marks that begin in a line and may end in another.
const PAIRS: &[[&str; 2]] = &[
    ["*open *e*", "c* `d`"],
    ["_open *e*", "c_ `d`"],
    ["a **c `d`", "c** *d*"],
    ["a `b *c*", "d` *e*"],
    ["`` `c`", "c `` *e*"],
    ["[a *c*", "b](/u) *e*"],
    ["![a *c*", "b](/u) *e*"],
    ["[a](/u *c*", "b) *e*"],
    ["'q *e*", "q' *e*"],
    ["a \"q *e*", "q\" *e*"],
    ["<b x *e*", "y> *e*"],
    ["<b>x *e*", "y</b> *e*"],
    ["<!-- *a*", "--> *b*"],
    ["$a *b*", "b$ *c*"],
    ["$$ *b*", "$$ *c*"],
    ["\\( *b*", "b\\) *c*"],
    ["\\[ *b*", "b\\] *c*"],
    ["~~d *e*", "d~~ *e*"],
    ["==m *e*", "m== *e*"],
    ["^a *e*", "a^ *e*"],
    ["++a *e*", "a++ *e*"],
    ["{{< y *e*", "x >}} *e*"],
    ["{{% y %}} *e*", "{{% /y %}} *e*"],
];

/// A long paragraph at the end.
fn prose(random: &mut Random, text: &mut String) {
    let pair = PAIRS[random.below(PAIRS.len())];
    let (first, second) = (random.below(20), 12 + random.below(40));
    let odd = random.below(3) * random.below(3) * random.below(4);
    for at in 0..random.below(80) {
        let lines = if random.below(100) < odd { ODD } else { PROSE };
        text.push_str(match at {
            _ if at == first && odd < 9 => pair[0],
            _ if at == second && odd < 9 => pair[1],
            _ => random.pick(lines),
        });
        text.push('\n');
    }
}

/// The containers of long lists: the first line of each, and the beginning of its other lines.
const OUTER: &[[&str; 2]] = &[
    ["- all", "  "],
    ["- all", "  "],
    ["- ", "  "],
    ["-", "  "],
    ["-   all", "    "],
    ["  * *all*", "    "],
    ["1. all", "   "],
    ["10) all", "    "],
    ["> all", "> "],
    [">", "> "],
    [">", ">"],
    ["> [!NOTE]", "> "],
    ["- - all", "    "],
    ["- > all", "  > "],
    ["-\tall", "\t"],
    ["- <div>", "  "],
    ["- ```\n  c\n  ```", "  "],
    ["- [ ] all", "  "],
    ["- [^a]: n", "      "],
    ["- T\n  : d\n", "  "],
    ["- \"all", "  "],
    ["- # all", "  "],
];

/// A long list within other containers, most often with nothing in it that is odd.
fn nested(random: &mut Random, text: &mut String) {
    let mut before = String::new();
    let mut outer = Vec::new();
    for _ in 0..1 + random.below(2) * random.below(3) {
        let [first, others] = OUTER[random.below(OUTER.len())];
        outer.push(format!("{before}{first}\n"));
        text.push_str(outer.last().expect("a line"));
        before.push_str(others);
    }
    let same = random.pick(&[
        "- ", "- ", "* ", "1. ", "2) ", " - ", "-  ", "- [ ] ", "- # ",
    ]);
    let odd = [0, 1, 8][random.below(3)];
    let most = [12, 40, 60][random.below(3)];
    for _ in 0..random.below(most) {
        if random.below(100) < odd {
            text.push_str(&match random.below(9) {
                0 => format!("{before}{}\n", random.pick(AFTER)),
                1 => format!("{}\n", random.pick(AFTER)),
                2 => format!("{before}  {}\n", random.pick(AFTER)),
                3 => "\n".to_owned(),
                4 => format!("{}\n", before.trim_end()),
                5 => outer[random.below(outer.len())].clone(),
                6 => format!("{before}  - {}\n", random.pick(CONTENT)),
                7 => format!("{before}{}{}\n", random.pick(ITEMS), random.pick(CONTENT)),
                _ => format!("{before}{same}{}\n", random.pick(CONTENT)),
            });
        }
        text.push_str(&format!("{before}{same}w x\n"));
    }
    if random.below(2) == 0 {
        text.push_str(random.pick(&["\n", "end\n", "***\n", "- b\n", "  c\n", "\n  d\n", "> e\n"]));
    }
}

/// A document with a few long containers.
pub fn document(random: &mut Random) -> String {
    let mut text = String::new();
    if random.below(4) == 0 {
        if random.below(2) == 0 {
            text.push_str(random.pick(BLOCKS));
        }
        prose(random, &mut text);
        return text;
    }
    for _ in 0..1 + random.below(3) {
        if random.below(3) == 0 {
            text.push_str(random.pick(BLOCKS));
        }
        if random.below(4) == 0 {
            code(random, &mut text);
            continue;
        }
        match random.below(8) {
            0 | 1 => {
                table(random, &mut text);
                continue;
            }
            6 | 7 => {
                for _ in 0..1 + random.below(2) {
                    nested(random, &mut text);
                }
                continue;
            }
            2 | 3 => {
                quote(random, &mut text);
                continue;
            }
            _ => {}
        }
        let same = random.pick(ITEMS);
        let (plain, blank, more) = (random.below(2), random.below(4), random.below(4));
        let content: Vec<&str> = (0..1 + random.below(6))
            .map(|_| random.pick(CONTENT))
            .collect();
        let after: Vec<&str> = (0..1 + random.below(3))
            .map(|_| random.pick(AFTER))
            .collect();
        let most = [30, 30, 30, 200][random.below(4)];
        for _ in 0..random.below(most) {
            let item = if random.below(12) == 0 {
                random.pick(ITEMS)
            } else {
                same
            };
            text.push_str(item);
            let odd = plain == 0 || random.below(10) == 0;
            text.push_str(if odd { random.pick(&content) } else { "w x" });
            text.push('\n');
            if random.below(4) < more && random.below(3) == 0 {
                text.push_str(random.pick(&after));
                text.push('\n');
            }
            if blank == 0 || blank == 1 && random.below(9) == 0 {
                text.push('\n');
            }
        }
        if random.below(2) == 0 {
            text.push_str(random.pick(&["\n", "\nend\n\n", "***\n", "[a]: /u\n\n"]));
        }
    }
    text
}

/// Beginnings of lines in an item.
const INDENTS: &[&str] = &[
    "  ", "  ", "   ", "    ", "  > ", "> ", "\t", "      ", ">   ",
];

/// Text to be inserted in one.
pub fn insert(random: &mut Random) -> String {
    match random.below(21) {
        19 => format!(
            "{}{}{}\n",
            random.pick(INDENTS),
            random.pick(ITEMS),
            random.pick(CONTENT)
        ),
        20 => format!("{}{}\n", random.pick(INDENTS), random.pick(AFTER)),
        0 => "\n".to_owned(),
        1 => "\n\n".to_owned(),
        2..=4 => format!("{}{}\n", random.pick(ITEMS), random.pick(CONTENT)),
        5 | 6 => format!("{}\n", random.pick(AFTER)),
        7 => format!("\n{}", random.pick(ITEMS)),
        8 => random
            .pick(&[
                "  ", " ", "    ", "-", "1", ">", ":", "`", "*", "[", "]:", "\t", "\r",
            ])
            .to_owned(),
        9 => format!("{}{}\n", random.pick(AROUND), random.pick(GOLDMARK)),
        10 => format!("{}\n", random.pick(LINES)),
        11 => format!("{}\n", random.pick(PASSED)),
        12 => format!("\n{}", random.pick(CODE)),
        13 => random.pick(CODE).to_owned(),
        14 | 15 => format!("{}\n", random.pick(ROWS)),
        16 => format!("{}{}\n", random.pick(QUOTED), random.pick(CONTENT)),
        17 => random
            .pick(&[
                ">\n",
                "> > ",
                "> </div>\n",
                "> <div>\n",
                "> <!--more-->\n",
                ">\n> ",
            ])
            .to_owned(),
        _ => random.pick(&["a", "b c", " *d*", "é"]).to_owned(),
    }
}
