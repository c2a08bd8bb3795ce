//! How shortcodes render. The results of Hugo's own come from Hugo 0.168; see tests/hugo/posts/shortcodes.md.
#![cfg(not(target_arch = "wasm32"))]

use std::cell::Cell;
use std::rc::Rc;

use draftpane::Arguments;
use draftpane::{Draft, Edit, Flavor, Format, Options, Registered};

fn draft(text: &str) -> Draft {
    let options = Options {
        shortcodes: Some(registered(Rc::default())),
        ..Options::default()
    };
    Draft::new(text, options).0
}

/// `own` shows its first argument and its content; `twice` uses itself; `fails` does. `calls` counts.
fn registered(calls: Rc<Cell<usize>>) -> Registered {
    let call = move |name: &str, arguments: &Arguments, content: &str| {
        calls.set(calls.get() + 1);
        match name {
            "own" => Ok(format!("# {}\n\n{content}", arguments.at(0).unwrap_or("-"))),
            "twice" => Ok("*x* {{< twice >}} {{< twice 2 >}}".to_owned()),
            _ => Err("it always does".to_owned()),
        }
    };
    let names = ["own", "twice", "fails"].map(str::to_owned);
    Registered::new(names.to_vec(), Box::new(call))
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(draft(text).html().trim_end(), *expected, "{text:?}");
    }
}

const LABEL: &str = r#"<span class="shortcode"><span class="shortcode-label">y</span></span>"#;

#[test]
fn built_in() {
    check(&[
        (
            "{{< figure src=\"/a b.png\" title=\"T\" caption=\"*c*\" attr=\"d\" attrlink=\"/e\" >}}",
            "<figure>\n<img src=\"/a%20b.png\" alt=\"c\">\n<figcaption>\n<h4>T</h4>\n<p><em>c</em> <a href=\"/e\">d</a></p>\n</figcaption>\n</figure>",
        ),
        (
            "{{< figure src=\"javascript:alert(1)\" alt=\"a\" >}}",
            "<figure>\n<img src=\"\" alt=\"a\">\n</figure>",
        ),
        (
            "{{< details summary=\"*s*\" open=true >}}\n# a\n\n# a\n{{< /details >}}",
            "<details open=\"\">\n<summary><em>s</em></summary>\n<h1 id=\"a\">a</h1>\n<h1 id=\"a-1\">a</h1>\n</details>",
        ),
        (
            "  {{< highlight go >}}\n  a\n    b\n  {{< /highlight >}}",
            "<pre><code class=\"language-go\">a\n  b</code></pre>",
        ),
        ("a {{< comment >}}\n\nb\n{{< /comment >}} c", "<p>a  c</p>"),
        ("{{% comment %}}\n\nb\n{{% /comment %}}", ""),
        (
            "{{< youtube id=\"a\" title=\"b\" >}}",
            "<div class=\"shortcode shortcode-card\">\n<a href=\"https://www.youtube.com/watch?v=a\" class=\"shortcode-label\">YouTube video</a> <span class=\"shortcode-arguments\">b</span>\n</div>",
        ),
        (
            "{{< qr text=\"a\" />}}",
            "<div class=\"shortcode shortcode-card\">\n<span class=\"shortcode-label\">QR code</span> <span class=\"shortcode-arguments\">a</span>\n</div>",
        ),
        (
            "[a]({{< ref \"b.md#c\" >}})",
            "<p><a href=\"b.md#c\">a</a></p>",
        ),
        (
            "[a]({{< ref \"javascript:alert(1)\" >}})",
            "<p><a href=\"\">a</a></p>",
        ),
        (
            "[a]\n\n[a]: {{% relref path=\"/b\" %}} \"c\"",
            "<p><a href=\"/b\" title=\"c\">a</a></p>",
        ),
    ]);
}

#[test]
fn values_of_front_matter() {
    check(&[
        (
            "---\ntitle: A <b> *c*\n---\n{{< param title >}}",
            "A &lt;b&gt; *c*",
        ),
        (
            "---\nv: 1.50\n---\n# a {{< param v >}}\n\n`{{< param v >}}` ![{{< param v >}}](/{{< param v >}}.png)\n\n    {{< param v >}}",
            "<h1 id=\"a\">a 1.5</h1>\n<p><code>1.5</code> <img src=\"/1.5.png\" alt=\"1.5\"></p>\n<pre><code>1.5\n</code></pre>",
        ),
        (
            "---\nv: 1.50\n---\n# {{% param v %}}\n\n## *{{% param v %}}* b",
            "<h1 id=\"15\">1.5</h1>\n<h2 id=\"15-b\"><em>1.5</em> b</h2>",
        ),
        (
            "---\nv: 1\n---\nhttps://x.org/{{< param v >}}/y.",
            "<p><a href=\"https://x.org/1/y\">https://x.org/1/y</a>.</p>",
        ),
        (
            "---\na: {b: [1, c]}\n---\nx {{< param a.b >}}",
            "<p>x [1 c]</p>",
        ),
        (
            "---\na: b\n---\n{{< details >}}{{< param a >}}{{< /details >}}",
            "<details>\n<summary>Details</summary>\n<p>b</p>\n</details>",
        ),
    ]);
}

#[test]
fn escaped() {
    check(&[
        ("a {{</* b \"c\" */>}}", "<p>a {{&lt; b “c” &gt;}}</p>"),
        ("`{{%/* b */%}}`", "<p><code>{{% b %}}</code></p>"),
        (
            "```\n{{</* b\n*/>}}\n```",
            "<pre><code>{{&lt; b\n&gt;}}\n</code></pre>",
        ),
    ]);
}

#[test]
fn of_the_site() {
    let alone = LABEL.replace("<span class=\"shortcode\">", "<div class=\"shortcode\">\n");
    let alone = alone.replace("</span></span>", "</span>\n</div>");
    check(&[
        ("{{< y >}}", &alone),
        ("{{% y %}}", &alone),
        ("a {{< y >}}", &format!("<p>a {LABEL}</p>")),
        (
            "- {{< y \"a b\" >}}\n- *{{% y c=`\"` %}}*",
            "<ul>\n<li>\n<div class=\"shortcode\">\n<span class=\"shortcode-label\">y</span> <span class=\"shortcode-arguments\">&quot;a b&quot;</span>\n</div>\n</li>\n\
             <li><em><span class=\"shortcode\"><span class=\"shortcode-label\">y</span> <span class=\"shortcode-arguments\">c=`&quot;`</span></span></em></li>\n</ul>",
        ),
        (
            "{{< y >}}\n*a*\n{{< z >}}\n\nb\n{{< /z >}}{{< /y >}}",
            "<div class=\"shortcode\">\n<span class=\"shortcode-label\">y</span> \n<div class=\"shortcode-text\">\n*a*\n\
             <div class=\"shortcode\">\n<span class=\"shortcode-label\">z</span> \n<div class=\"shortcode-text\">\nb\n</div>\n</div>\n</div>\n</div>",
        ),
        ("[a](/{{< y >}})", "<p><a href=\"\">a</a></p>"),
        ("`{{< y >}}`", "<p><code>{{&lt; y &gt;}}</code></p>"),
    ]);
}

#[test]
fn around_markdown() {
    check(&[
        (
            "{{% y %}}\n*a*\n- b\n\nc\n{{% /y %}}\nd",
            "<div class=\"shortcode\">\n<span class=\"shortcode-label\">y</span>\n<div class=\"shortcode-content\">\n<p><em>a</em></p>\n<ul>\n<li>b</li>\n</ul>\n<p>c</p>\n</div>\n</div>\n<p>d</p>",
        ),
        (
            "> {{% y %}}\n> a\n> {{% /y %}}",
            "<blockquote>\n<div class=\"shortcode\">\n<span class=\"shortcode-label\">y</span>\n<div class=\"shortcode-content\">\n<p>a</p>\n</div>\n</div>\n</blockquote>",
        ),
        (
            "{{% y %}}\na {{% /y %}}\n\nb",
            "<div class=\"shortcode\">\n<span class=\"shortcode-label\">y</span>\n</div>\n\
             <p>a <span class=\"shortcode\"><span class=\"shortcode-label\">/y</span></span></p>\n<p>b</p>",
        ),
    ]);
    let draft = draft("a\n\n{{% y %}}\n# b\n\n{{% z %}}\nc\n{{% /z %}}\n{{% /y %}}\n\nd");
    assert_eq!(draft.stats().blocks, 3);
    assert_eq!(draft.outline().len(), 1);
}

#[test]
fn parts_a_paragraph() {
    check(&[
        (
            "a {{< figure src=\"/b\" >}} c",
            "<p>a </p>\n<figure>\n<img src=\"/b\">\n</figure>\n<p>c</p>",
        ),
        (
            "{{< figure src=\"/b\" >}}\n*c*",
            "<figure>\n<img src=\"/b\">\n</figure>\n<p><em>c</em></p>",
        ),
        (
            "a\n{{< figure src=\"/b\" >}}{{< figure src=\"/c\" >}}\n",
            "<p>a\n</p>\n<figure>\n<img src=\"/b\">\n</figure>\n<figure>\n<img src=\"/c\">\n</figure>",
        ),
        (
            "# a {{< figure src=\"/b\" >}}",
            "<h1 id=\"a\">a <span class=\"shortcode\"><span class=\"shortcode-label\">figure</span> <span class=\"shortcode-arguments\">src=&quot;/b&quot;</span></span></h1>",
        ),
        (
            "| a |\n|---|\n| {{< figure src=\"/b|\" >}} |",
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>\n<figure>\n<img src=\"/b%7C\">\n</figure>\n</td>\n</tr>\n</tbody>\n</table>",
        ),
    ]);
}

#[test]
fn what_is_wrong_stays_text() {
    check(&[
        ("a {{< you\n\n{{< y", "<p>a {{&lt; you</p>\n<p>{{&lt; y</p>"),
        (
            "{{<y \"a>}} b\" c>d\n\n{{< y >}} e",
            &format!("<p>{{{{&lt;y “a&gt;}}}} b&rdquo; c&gt;d</p>\n<p>{LABEL} e</p>")
                .replace("&rdquo;", "”"),
        ),
        ("a {{< /y >}}", "<p>a {{&lt; /y &gt;}}</p>"),
    ]);
}

#[test]
fn of_the_embedder() {
    check(&[
        (
            "# t\n\n{{< own t >}}\n*a* [b]({{< ref c >}})\n{{< /own >}}\n\n{{% own %}}\n\nd\n{{% /own %}}",
            "<h1 id=\"t\">t</h1>\n<h1 id=\"t\">t</h1>\n<p><em>a</em> <a href=\"c\">b</a></p>\n<h1 id=\"-\">-</h1>\n<p>d</p>",
        ),
        (
            "{{< fails 1 >}}",
            "<div class=\"shortcode\">\n<span class=\"shortcode-label\">fails</span> <span class=\"shortcode-arguments\">&quot;1&quot;</span>\n</div>",
        ),
    ]);
    assert!(draft("{{< twice >}}").html().len() < 2000);
    assert_eq!(draft("# t\n\n{{< own t >}}").outline().len(), 1);

    let calls = Rc::new(Cell::new(0));
    let options = Options {
        shortcodes: Some(registered(calls.clone())),
        ..Options::default()
    };
    let (mut draft, _) = Draft::new("{{< own a >}}", options);
    for _ in 0..5 {
        draft.edit(&[Edit::new(13..13, "b")]);
        draft.html();
    }
    assert_eq!(calls.get(), 1);
}

#[test]
fn of_the_embedder_without_measure() {
    let call = |_: &str, _: &Arguments, _: &str| Ok("{{< many >}} ".repeat(300));
    let options = Options {
        shortcodes: Some(Registered::new(vec!["many".into()], Box::new(call))),
        ..Options::default()
    };
    let text = "a {{< many >}}\n\n".repeat(100);
    let new = |text: &str| Draft::new(text, options.clone()).0;
    let limits = |draft: &Draft| {
        let told = draft.diagnostics().into_iter();
        let limits = told.filter(|told| told.code == "shortcode-limit");
        limits.map(|told| told.range.start).collect::<Vec<_>>()
    };
    let whole = new(&text);
    assert!(whole.html().len() < 5_000_000, "{}", whole.html().len());
    assert_eq!(limits(&whole), [0]);
    assert_eq!(limits(&new("a {{< b >}}\n")), []);

    // Whatever the edits, the same ones are shown.
    let mut draft = new("");
    for part in text.split_inclusive("\n\n").take(3) {
        draft.edit(&[Edit::new(0..0, part)]);
        assert_eq!(draft.html(), new(&draft.source().text()).html());
    }
    draft.edit(&[Edit::new(0..16, "")]);
    assert_eq!(draft.html(), new(&draft.source().text()).html());
    assert_eq!(limits(&draft), [0]);
    draft.edit(&[Edit::new(2..14, "b")]);
    assert_eq!(limits(&draft), [5]);
}

#[test]
fn without_end() {
    let deep = |name: &str, n: usize| {
        let open = format!("{{{{< {name} >}}}}").repeat(n);
        let close = format!("{{{{< /{name} >}}}}").repeat(n);
        draft(&format!("{open}x{close}")).html()
    };
    for name in ["details", "y", "own", "highlight"] {
        assert!(deep(name, 3000).contains('x'), "{name}");
    }
    for text in [
        "{{< y `",
        "{{<a b=",
        "{{</*",
        "{{% a %}}\n",
        "{{< a >}}",
        "{{< /a >}}",
        "{{{{<",
    ] {
        // tests/growth compares what they cost.
        let html = draft(&text.repeat(100_000 / text.len())).html();
        assert!(!html.is_empty(), "{text:?}");
    }
}

#[test]
fn only_hugo_has_them() {
    for flavor in [Flavor::Gfm, Flavor::CommonMark] {
        let options = Options {
            flavor,
            ..Options::default()
        };
        let (draft, _) = Draft::new("a {{< y >}}", options);
        assert_eq!(draft.html(), "<p>a {{&lt; y &gt;}}</p>\n");
        assert_eq!(draft.diagnostics(), []);
    }
}

#[test]
fn words_of_placeholders_do_not_count() {
    let words = |text: &str| draft(text).stats().words;
    assert_eq!(words("a {{< y \"b c\" >}} d"), 2);
    assert_eq!(words("{{< y \"b c\" >}}d e{{< /y >}}"), 2);
    assert_eq!(words("{{< youtube a >}}"), 0);
}

/// A post of a site that publishes raw HTML.
fn published(text: &str) -> String {
    let site = Format::Toml.parse("markup.goldmark.renderer.unsafe = true");
    let options = Options {
        site: Some(site.expect("a configuration")),
        ..Options::default()
    };
    Draft::new(text, options).0.html()
}

#[test]
fn in_raw_html() {
    let card = "<div class=\"shortcode shortcode-card\">\n<a href=\"https://www.youtube.com/watch?v=a\" \
        class=\"shortcode-label\">YouTube video</a> <span class=\"shortcode-arguments\">a</span>\n</div>";
    let figure = "<figure>\n<img src=\"/a.png\">\n</figure>";
    for (text, expected) in [
        (
            "See <a href='{{< relref \"#x\" >}}' title=\"{{< param v >}} &amp;\">*b*</a>",
            "<p>See <a href=\"#x\" title=\"1 &lt; *2* &amp;\"><em>b</em></a></p>",
        ),
        (
            "- <img src=\"{{< y >}}\" alt=\"{{< y >}}\">\n- <{{% param t %}}>c</{{% param t %}}>",
            "<ul>\n<li><img src=\"\" alt=\"{{&lt; y &gt;}}\">\n</li>\n<li><kbd>c</kbd></li>\n</ul>",
        ),
        (
            "> <a\n> href=\"{{< ref b >}}\">c</a>",
            "<blockquote>\n<p><a href=\"b\">c</a></p>\n</blockquote>",
        ),
        (
            "<div>\n{{< youtube a >}}\n</div>",
            &format!("<div>\n\n{card}\n\n</div>"),
        ),
        (
            "<table><tr><td>{{< figure src=\"/a.png\" >}}</td><td>{{% param v %}}</td></tr></table>",
            &format!("<table>\n<tr>\n<td>\n{figure}\n</td>\n<td>1 &lt; *2*</td>\n</tr>\n</table>"),
        ),
        (
            "<p>a {{< figure src=\"/a.png\" >}}</p>",
            &format!("<p>a </p>\n{figure}"),
        ),
        (
            "<div>\n{{</* y */>}} {{< y\n</div>",
            "<div>\n\n{{&lt; y &gt;}} {{&lt; y\n</div>",
        ),
        ("<script>\n{{< y >}}\n</script>b", "b"),
        // Text, as in a browser; and a tag of what only the site knows is refused.
        (
            "a <{{< param v >}}> *b* <{{< param v >}} c=d>",
            "<p>a &lt;1 &lt; *2*&gt; <em>b</em> &lt;1 &lt; *2* c=d&gt;</p>",
        ),
        (
            "<div>\n<{{< param v >}}>\n</div>",
            "<div>\n&lt;1 &lt; *2*&gt;\n</div>",
        ),
        ("a <{{< param u >}}> b <{{< y >}}>c", "<p>a  b c</p>"),
    ] {
        let html = published(&format!("---\nv: 1 < *2*\nt: kbd\nu: /a.png\n---\n{text}"));
        assert_eq!(html.trim_end(), expected, "{text:?}");
    }
}

#[test]
fn read_with_the_markdown_around() {
    let details = "<details>\n<summary>Details</summary>\n<p>x</p>\n</details>";
    let figure = "<figure>\n<img src=\"/a\">\n</figure>";
    for (text, omitted, shown) in [
        (
            "1. a\n\n   {{% details %}}\n   x\n   {{% /details %}}\n\n2. c",
            "<ol>\n<li>a</li>\n</ol>\n<ol start=\"2\">\n<li>c</li>\n</ol>",
            format!("<ol>\n<li>a</li>\n</ol>\n{details}\n<ol start=\"2\">\n<li>c</li>\n</ol>"),
        ),
        (
            "- a\n- {{% figure src=\"/a\" %}}\n- c",
            "<ul>\n<li>a</li>\n<li></li>\n</ul>\n<ul>\n<li>c</li>\n</ul>",
            format!("<ul>\n<li>a</li>\n<li>\n{figure}\n</li>\n</ul>\n<ul>\n<li>c</li>\n</ul>"),
        ),
        (
            "a {{% details %}}x{{% /details %}} z",
            "<p>a</p>",
            format!("<p>a</p>\n{details}\n z"),
        ),
        (
            "{{< details >}}\n{{% details %}}\nb\n{{% /details %}}\n\nx\n{{< /details >}}",
            details,
            "<details>\n<summary>Details</summary>\n<details>\n<summary>Details</summary>\n<p>b</p>\n</details>\n<p>x</p>\n</details>".to_owned(),
        ),
        (
            "{{% details %}}\n{{< figure src=\"/a\" >}}\n{{% /details %}}\nb",
            "<p>b</p>",
            format!("<details>\n<summary>Details</summary>\n{figure}\n</details>\n<p>b</p>"),
        ),
        ("{{% param v %}}\n\na {{% param v %}}", "<p><em>v</em></p>\n<p>a <em>v</em></p>", "<p><em>v</em></p>\n<p>a <em>v</em></p>".to_owned()),
        (
            "```\n{{% details %}}x{{% /details %}}\n```",
            "<pre><code>{{% details %}}x{{% /details %}}\n</code></pre>",
            "<pre><code>{{% details %}}x{{% /details %}}\n</code></pre>".to_owned(),
        ),
    ] {
        let text = format!("---\nv: \"*v*\"\n---\n{text}\n");
        let plain = |html: String| html.replace("<pre tabindex=\"0\">", "<pre>").trim_end().to_owned();
        assert_eq!(plain(draft(&text).html()), omitted, "{text:?}");
        assert_eq!(plain(published(&text)), shown, "{text:?}");
    }
}
