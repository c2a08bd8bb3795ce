//! The masks that hide shortcodes from the parser never show, wherever they stand.
#![cfg(not(target_arch = "wasm32"))]

use draftpane::{Draft, Format, Options};

/// Places of a post; `@` is a shortcode.
const PLACES: &[&str] = &[
    "@",
    "a @ b",
    "*@* **a @** `@` ~~@~~",
    "# `@`\n\n## `@ a`b [`@`](c)\n\n`a\n@` b\n---",
    "# @\n\n## a @ {#@ .@ a=@}\n\n@\n===",
    "- @\n- a @\n  @\n\n  @",
    "> @\n> a @",
    "| @ | a |\n|---|---|\n| a @ | @ |",
    "@\n: @\n\n: a @",
    "[{{< z >}}](@{{< z >}} \"@{{< z >}}\") ![{{< z >}}](@{{< z >}} \"@{{< z >}}\")",
    "[a @](@ \"@\") ![@](@ '@') [a](<@>)",
    "[@] [@][] [a][@]\n\n[@]: @ \"@\"\n[b]: <@> '@'\n\n[b]",
    "[^@] [^a]\n\n[^@]: @\n[^a]: b @",
    "<https://x.org/@> https://x.org/@ www.x.org/@ a@x.org",
    "```@ {a=@}\n@\n```\n\n~~~ go {title=\"@\"}\n@\n~~~\n\n    @",
    "p\n{#@ .@ title=\"@\"}\n\n---\n{.@}",
    "$$@$$ $@$ \\(@\\) \\[@\\]\n\n$$\n@\n$$",
    ":@: :smile@:",
    "a <b title=\"@\">x</b> <a href='@' id=@ class=@>y</a> <img src=@ alt=\"a @\" srcset=\"@ 2x\" @>",
    "a <@> b </@> <@ @=@/> <!-- @ --> <? @ ?> <! @>",
    "<div title=\"@\" @>\n@\na @\n</div>",
    "<table><tr><td>@</td><td title=@>a @</td></tr></table>",
    "> <a\n> href=\"@\"\n> title='@'>x</a>\n>\n> <div\n> title=@>\n> @\n> </div>",
    "- a <b title='@'>x</b>\n- <div>\n  @\n  </div>",
    "# <b title='@'>x</b>\n\n| <b title='@'>x</b> |\n|---|\n| <img src=\"@\"> |",
    "<script>\n@\n</script>\n\na <style>@</style> <svg title=@>@</svg> <iframe src=@ title=@>@</iframe>",
    "<textarea>@</textarea> <object data=@>@</object> <video poster=@ src=@>@</video>",
    "<pre>\n@\n</pre>\n\n<!-- @ -->\n\n<?\n@\n?>",
    "<div\n@",
    "@\n\n<!--more-->\n\n@",
    "![a <b title=\"@\">](b)",
    "\"@\" '@' @-- &@; \\@",
];

/// Shortcodes of each kind.
const SHORTCODES: &[&str] = &[
    "{{< param \"cover\" >}}",
    "{{% param cover %}}",
    "{{< relref \"#x\" >}}",
    "{{< y >}}",
    "{{% y %}}",
    "{{< y \"a b\" c >}}d{{< /y >}}",
    "{{% y %}}d{{% /y %}}",
    "{{< figure src=\"/a.png\" >}}",
    "{{% figure src=\"/a.png\" %}}",
    "{{< details >}}a{{< /details >}}",
    "{{% details %}}a {{< y >}}{{% /details %}}",
    "{{< youtube abc >}}",
    "{{< comment >}}a{{< /comment >}}",
    "{{</* y */>}}",
    "{{%/* y */%}}",
    "{{< y",
    "{{< /y >}}",
];

#[test]
fn never_show() {
    let sites = [
        "",
        "markup.goldmark.renderer.unsafe = true",
        "enableEmoji = true\nmarkup.goldmark.renderer.unsafe = true\nmarkup.goldmark.parser.attribute.block = true\n\
         markup.goldmark.parser.autoDefinitionTermID = true\n\
         markup.goldmark.extensions.passthrough.enable = true\n\
         markup.goldmark.extensions.passthrough.delimiters.block = [['\\[', '\\]'], ['$$', '$$']]\n\
         markup.goldmark.extensions.passthrough.delimiters.inline = [['\\(', '\\)'], ['$', '$']]",
    ];
    let mut wrong = Vec::new();
    for site in sites {
        let options = Options {
            site: Some(Format::Toml.parse(site).expect("a configuration")),
            ..Options::default()
        };
        for place in PLACES {
            for shortcode in SHORTCODES {
                let body = place.replace('@', shortcode);
                let text = format!("---\ncover: \"c d\"\n---\n{body}\n");
                let (draft, _) = Draft::new(&text, options.clone());
                let shown = draft.html();
                let leaks = || draft.assert_no_masks();
                let held = std::panic::catch_unwind(std::panic::AssertUnwindSafe(leaks));
                if held.is_err() || shown.contains("xxxxx") {
                    wrong.push(format!("{body:?}: {shown:?}"));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} show: {}",
        wrong.len(),
        wrong.join("\n")
    );
}
