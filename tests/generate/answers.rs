//! Random answers of a site to the shortcodes and blocks of a text.

use std::rc::Rc;

use draftpane::Answers;

use super::{Random, soup};

/// Shortcodes that the generators write.
const SOURCES: &[&str] = &[
    "{{< y >}}",
    "{{% y %}}",
    "{{< /y >}}",
    "{{% y \"a\" %}}",
    "{{< y \"a b\" >}}",
    "{{< y />}}",
    "{{< param title >}}",
    "{{% param title %}}",
    "{{< ref \"b.md\" >}}",
    "{{< relref \"/c\" >}}",
    "{{< youtube abc >}}",
    "{{< figure src=\"/a.png\" >}}",
    "{{< figure src=\"a b\" >}}",
    "{{< own >}}",
    "{{< y >}}{{< /y >}}",
    "{{< youtube abc >}}{{< /youtube >}}",
];

const OUTPUTS: &[&str] = &[
    "",
    " ",
    "text",
    "\n a & b &amp; \"c\"\n",
    "/u?a=b&amp;c",
    "<b>bold</b>",
    "  <i>a</i>\n",
    "<div>block</div>\n",
    "<p>a</p>",
    "<p>a<p>b",
    "<span><div>a</div></span>",
    "<h2 id=h>Heading</h2>",
    "<table><tr><td>a<td>b</table>",
    "<ul><li>a<li>b</ul>",
    "</div></p></td>",
    "<div><b>open",
    "<script>alert(1)</script><a href=\"javascript:x\" onclick=y>z</a>",
    "<!-- a",
    "<a id=r href=#r>r</a>",
    "<pre>\n{{< y >}}\n</pre>",
    "<svg><b>x</b></svg><iframe src=//e.org></iframe>",
    "*md* [r] [^n] ~~s~~",
    "# H\n\n- a\n- b\n\n[^n]: note\n",
    "a\n\n<div>\n\n\"b\"\n\n[r]: /u",
    "| a |\n|---|\n| b |\n",
    "{{< y >}} {{% y %}} `c`",
];

/// Answers for some of the shortcodes and blocks of a text, and for others.
pub fn answers(random: &mut Random, text: &str) -> Rc<Answers> {
    let [shortcodes, blocks] = answer_lists(random, text);
    let mut answers = Answers::default();
    for (source, output) in shortcodes {
        answers.add_shortcode(&source, &output);
    }
    for (source, output) in blocks {
        answers.add_block(&source, &output);
    }
    Rc::new(answers)
}

/// The sources and outputs of shortcodes, and those of blocks.
pub fn answer_lists(random: &mut Random, text: &str) -> [Vec<(String, String)>; 2] {
    let [mut shortcodes, mut of_blocks] = [Vec::new(), Vec::new()];
    let output = |random: &mut Random| match random.below(8) {
        0 => soup::html(random),
        _ => random.pick(OUTPUTS).to_owned(),
    };
    let mut sources: Vec<&str> = SOURCES
        .iter()
        .copied()
        .filter(|_| random.below(2) == 0)
        .collect();
    let starts: Vec<usize> = text.match_indices("{{").map(|(at, _)| at).collect();
    for _ in 0..random.below(4) {
        if starts.is_empty() {
            break;
        }
        // Up to one of the next ends, so that there are pairs.
        let start = starts[random.below(starts.len())];
        let ends = text[start..]
            .match_indices("}}")
            .map(|(at, _)| start + at + 2);
        let ends: Vec<usize> = ends.take(4).collect();
        if !ends.is_empty() {
            sources.push(&text[start..ends[random.below(ends.len())]]);
        }
    }
    let lists = random.below(2) == 0;
    for source in sources {
        let more = if lists { random.below(3) } else { 0 };
        for _ in 0..1 + more {
            shortcodes.push((source.to_owned(), output(random)));
        }
    }
    if random.below(2) == 0 {
        let blocks: Vec<&str> = text.split("\n\n").collect();
        for _ in 0..random.below(4) {
            let source = blocks[random.below(blocks.len())].to_owned();
            for _ in 0..1 + if lists { random.below(3) } else { 0 } {
                of_blocks.push((source.clone(), output(random)));
            }
        }
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        if !lines.is_empty() {
            let source = lines[random.below(lines.len())].to_owned();
            of_blocks.push((source, output(random)));
        }
    }
    [shortcodes, of_blocks]
}
