//! Long block quotes.

use super::containers::{AFTER, CODE, CONTENT, ROWS};
use super::{GOLDMARK, Random};

/// Beginnings of the lines of block quotes.
pub const QUOTED: &[&str] = &[
    "> ", "> ", "> ", ">", ">  ", ">    ", ">     ", ">\t", " > ", "   > ", "> > ", "> - ", "",
    "    ",
];

/// A long block quote.
pub fn quote(random: &mut Random, text: &mut String) {
    text.push_str(random.pick(&[
        "",
        "",
        "> [!NOTE]\n",
        "> [!tip]\n",
        "p\n",
        "[a]: /u\n",
        "<div>\n\n",
        "T\n: d\n\n",
    ]));
    let (odd, blank) = (random.below(3), random.below(3));
    let own: Vec<&str> = (0..4).map(|_| random.pick(CONTENT)).collect();
    for _ in 0..random.below(70) {
        let is_odd = odd == 0 || random.below(15) == 0;
        text.push_str(if is_odd { random.pick(QUOTED) } else { "> " });
        text.push_str(match random.below(if is_odd { 8 } else { 30 }) {
            0 => random.pick(CONTENT),
            1 => random.pick(AFTER),
            2 => random.pick(ROWS),
            3 => random.pick(CODE),
            4 => random.pick(GOLDMARK),
            5 => random.pick(&own),
            _ => "w x",
        });
        text.push('\n');
        if random.below(3) <= blank {
            text.push_str(random.pick(&[">\n", ">\n", "> \n", ">\n", " >\t\n", "> >\n", "\n"]));
        }
    }
    text.push_str(random.pick(&[
        "\n",
        "",
        "\nend\n",
        "***\n",
        "lazy\n",
        "{.c}\n",
        "\n</div>\n",
    ]));
}
