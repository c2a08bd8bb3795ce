//! Long code, of which a text is a part: fenced, in containers, indented; of lines that differ, of a few, and of one.

use super::Random;

/// The first line of code, the beginning of its lines, and the last line.
const FENCES: &[[&str; 3]] = &[
    ["```\n", "", "```\n"],
    ["```js\n", "", "```\n"],
    ["~~~ c {.d #e}\n", "", "~~~\n"],
    ["```\n", "", ""],
    [" ```\n", " ", " ```\n"],
    ["- ```js\n", "  ", "  ```\n"],
    ["> ~~~\n", "> ", "> ~~~\n"],
    ["[^n]: ```\n", "    ", "    ```\n"],
    ["", "    ", ""],
    ["<details>\n\n```js\n", "", "```\n\n</details>\n"],
    ["{{< details >}}\n```js\n", "", "```\n{{< /details >}}\n"],
];

const LINES: &[&str] = &[
    "",
    "}",
    "    ",
    "  x",
    "a b",
    "é",
    "😀",
    "<b>&amp;\"",
    "{{< y >}}",
    "[^n]",
    "``",
    "\ta",
    "<!--",
];

pub fn document(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..1 + random.below(2) {
        text.push_str(random.pick(&["", "p\n\n", "[^n]\n\n", "- a\n"]));
        let [first, before, last] = FENCES[random.below(FENCES.len())];
        text.push_str(first);
        text.push_str(&lines(random, before, 20_000));
        text.push_str(last);
        text.push_str(random.pick(&["", "\n", "p\n\n", "\n# h\n"]));
    }
    text
}

/// Lines of code of less than so many bytes and one line.
fn lines(random: &mut Random, before: &str, bytes: usize) -> String {
    let most = random.below(bytes);
    let few: Vec<String> = (0..1 + random.below(3)).map(|_| line(random)).collect();
    let are_few = random.below(4) == 0;
    let mut text = String::new();
    while text.len() < most {
        text.push_str(before);
        match are_few {
            true => text.push_str(&few[random.below(few.len())]),
            false => text.push_str(&line(random)),
        }
        text.push_str(if random.below(2000) == 0 {
            "\r\n"
        } else {
            "\n"
        });
    }
    text
}

fn line(random: &mut Random) -> String {
    match random.below(12) {
        0 if random.below(40) == 0 => "abc, ".repeat(random.below(2000)),
        0 if random.below(8) == 0 => random.pick(LINES).to_owned(),
        0 => random.pick(&LINES[..7]).to_owned(),
        1..=8 => format!("let line = {};", random.below(10_000)),
        _ => format!("{:x} ", random.below(1 << 30)).repeat(random.below(20)),
    }
}

pub fn insert(random: &mut Random) -> String {
    match random.below(12) {
        0 => lines(random, "", 6000),
        1 => random
            .pick(&["```\n", "~~~\n", "\n```\n", "```", "\n\n"])
            .to_owned(),
        2 => random.pick(LINES).to_owned(),
        3..=5 => line(random) + "\n",
        6 => "\n".to_owned(),
        7 => String::new(),
        _ => format!("{:x}", random.below(500)),
    }
}
