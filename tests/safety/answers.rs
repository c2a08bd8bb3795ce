//! Hostile answers of a site: the same allowlist.

use std::rc::Rc;

use draftpane::inside::{Content, allows};
use draftpane::{Answers, Draft, Options, Patch};

use crate::oracle;
use crate::payloads;
use crate::structure::check_html;

/// The places of shortcodes in a post; the block `c` has an answer, too.
const POST: &str = "a {{< x >}} b *{{< x >}}* [d {{< x >}}]({{< x >}} \"{{% x %}}\") ![{{< x >}}]({{% x %}})\n\n{{< x >}}\n\n\
    - {{< x >}}\n  {{% x %}}\n\n| {{< x >}} |\n|---|\n\n# {{% x %}}\n\n{{% x %}}\n\nc\n\n<a href='{{< x >}}'>{{< x >}}</a>\n";

#[test]
fn hostile_answers_are_filtered_as_raw_html() {
    let oracle = oracle::Oracle::new();
    let site = draftpane::Format::Toml
        .parse("markup.goldmark.renderer.unsafe = true")
        .ok();
    let (mut nodes, mut posts) = (0, 0);
    for payload in payloads::all() {
        let mut answers = Answers::default();
        answers.add_shortcode("{{< x >}}", &payload);
        answers.add_shortcode("{{% x %}}", &payload);
        answers.add_block("c", &payload);
        let options = Options {
            answers: Rc::new(answers),
            site: site.clone(),
            ..Options::default()
        };
        let (draft, update) = Draft::new(POST, options);
        posts += 1;
        for patch in &update.patches {
            let Patch::Insert { tree, .. } = patch else {
                continue;
            };
            nodes += tree.len();
            for node in 0..tree.len() {
                if let Content::Element(element) = tree.content(node) {
                    for (name, value) in tree.attributes(node) {
                        assert!(
                            allows(element, name, value),
                            "{element:?} {name:?} {value:?}: {payload:?}"
                        );
                    }
                }
            }
        }
        let html = draft.html();
        check_html(&html, &payload);
        oracle.assert_takes_nothing_out(&html, &payload);
    }
    println!("{posts} posts, {nodes} nodes");
}
