//! The site's answers: where they are drawn, which one wins, and how little is read again when others come.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use draftpane::{Answers, Draft, Edit, Options, Registered, render};

/// Options with answers for shortcodes, each an entry for one occurrence.
fn answering(shortcodes: &[(&str, &str)]) -> Options {
    Options {
        answers: answers(shortcodes),
        ..Options::default()
    }
}

fn answers(shortcodes: &[(&str, &str)]) -> Rc<Answers> {
    let mut answers = Answers::default();
    for (source, output) in shortcodes {
        answers.add_shortcode(source, output);
    }
    answers.into()
}

fn html(text: &str, shortcodes: &[(&str, &str)]) -> String {
    render(text, &answering(shortcodes)).html
}

#[test]
fn html_alone_in_a_line_and_in_emphasis() {
    for (output, alone, in_line, in_emphasis) in [
        (
            "<b>i</b>",
            "<b>i</b>\n",
            "<p>a <b>i</b> b</p>\n",
            "<p><em>a <b>i</b></em></p>\n",
        ),
        (
            "1 &amp; 2 & 3",
            "1 &amp; 2 &amp; 3\n",
            "<p>a 1 &amp; 2 &amp; 3 b</p>\n",
            "<p><em>a 1 &amp; 2 &amp; 3</em></p>\n",
        ),
        (
            "<p>c<p>d",
            "<p>c</p>\n<p>d</p>\n",
            "<p>a \n<p>c</p>\n<p>d</p>\n b</p>\n",
            "<p><em>a \n<p>c</p>\n<p>d</p>\n</em></p>\n",
        ),
        (
            "</p></em>c",
            "c\n",
            "<p>a c b</p>\n",
            "<p><em>a c</em></p>\n",
        ),
        ("", "\n", "<p>a  b</p>\n", "<p><em>a </em></p>\n"),
    ] {
        let show = |text: &str| html(text, &[("{{< x >}}", output)]);
        assert_eq!(show("{{< x >}}\n").trim_end(), alone.trim_end(), "{output}");
        assert_eq!(show("a {{< x >}} b\n"), in_line, "{output}");
        assert_eq!(show("*a {{< x >}}*\n"), in_emphasis, "{output}");
    }
    // White space that a template writes before its first tag separates words.
    assert_eq!(
        html("a{{< x >}}", &[("{{< x >}}", "\n<i>b</i>")]),
        "<p>a\n<i>b</i></p>\n"
    );
}

#[test]
fn markdown_of_a_shortcode() {
    let show = |text: &str| {
        html(
            text,
            &[
                ("{{% x %}}", "*i*"),
                ("{{% y %}}", "## H\n\n- a"),
                ("{{% z %}}", "{{< w >}}"),
            ],
        )
    };
    assert_eq!(show("{{% x %}}\n"), "<p><em>i</em></p>\n");
    assert_eq!(show("a {{% x %}} b\n"), "<p>a <em>i</em> b</p>\n");
    assert_eq!(
        show("a\n{{% y %}}\nb\n"),
        "<p>a\n</p>\n<h2 id=\"h\">H</h2>\n<ul>\n<li>a</li>\n</ul>\n<p>b</p>\n"
    );
    // Nothing makes a paragraph in a list without blank lines, nor in a cell.
    assert_eq!(
        show("- {{% x %}}\n- b\n"),
        "<ul>\n<li><em>i</em></li>\n<li>b</li>\n</ul>\n"
    );
    assert!(show("| {{% x %}} |\n|---|\n").contains("<th><em>i</em></th>"));
    assert_eq!(
        show("- {{% x %}}\n\n- b\n"),
        "<ul>\n<li>\n<p><em>i</em></p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"
    );
    assert_eq!(
        show("## A {{% x %}}\n"),
        "<h2 id=\"a-i\">A <em>i</em></h2>\n"
    );
    // As for Hugo, an output has no shortcodes any more.
    assert_eq!(show("{{% z %}}\n"), "<p>{{&lt; w &gt;}}</p>\n");
}

#[test]
fn a_whole_pair_with_its_content() {
    let pair = "{{% note %}}\n*a* {{< x >}}\n\n# B\n{{% /note %}}";
    let text = format!("{pair}\n\n{{{{< x >}}}}\n");
    // The shortcode in the pair is no occurrence of its own.
    let both = [(pair, "> c"), ("{{< x >}}", "1"), ("{{< x >}}", "2")];
    let post = render(&text, &answering(&both));
    assert_eq!(post.html, "<blockquote>\n<p>c</p>\n</blockquote>\n1\n");
    assert!(post.outline.is_empty());
    let one = render(&text, &answering(&both[1..]));
    assert!(
        one.html.contains("shortcode-label\">x<") && one.html.ends_with("1\n"),
        "{}",
        one.html
    );
    assert_eq!(one.outline.len(), 1);
}

#[test]
fn a_shortcode_that_leaves_a_pair_is_answered() {
    let options = answering(&[("{{< x >}}", "<b>1</b>"), ("{{% y %}}", "2")]);
    let text = "{{% note %}}\n\na {{< x >}}\n\n{{% y %}}\n\n{{% /note %}}\n\nb\n";
    let (mut draft, _) = Draft::new(text, options.clone());
    let close = text.find("{{% /note").expect("it is there");
    // In the pair both are placeholders, as it has no answer.
    assert!(!draft.html().contains("<b>1</b>"));
    draft.edit(&[Edit::new(close + 4..close + 5, "")]);
    assert!(
        draft.html().contains("<p>a <b>1</b></p>\n<p>2</p>"),
        "{}",
        draft.html()
    );
    assert_eq!(
        draft.html(),
        render(&text.replace("/note", "note"), &options).html
    );
    draft.edit(&[Edit::new(close + 4..close + 4, "/")]);
    assert_eq!(draft.html(), render(text, &options).html);
    draft.assert_invariants();
}

#[test]
fn an_answer_as_a_text() {
    let show = |text: &str| {
        html(
            text,
            &[
                ("{{< ref \"a.md\" >}}", "/posts/a/?b&amp;c"),
                ("{{% rel %}}", " /d "),
                ("{{< tag >}}", "<b>x</b>"),
            ],
        )
    };
    assert_eq!(
        show("[a]({{< ref \"a.md\" >}})"),
        "<p><a href=\"/posts/a/?b&amp;c\">a</a></p>\n"
    );
    assert_eq!(
        show("![b {{% rel %}}]({{% rel %}})"),
        "<p><img src=\"/d\" alt=\"b /d\"></p>\n"
    );
    assert_eq!(
        show("[a][b]\n\n[b]: {{< ref \"a.md\" >}}\n"),
        "<p><a href=\"/posts/a/?b&amp;c\">a</a></p>\n"
    );
    assert_eq!(show("[a]({{< tag >}})"), "<p><a href=\"\">a</a></p>\n");
    assert_eq!(show("`{{% rel %}}`"), "<p><code>/d</code></p>\n");
}

#[test]
fn which_one_wins() {
    let text = "{{< youtube abc >}} {{< own >}}\n\n{{< figure src=\"a\" >}}b{{< /figure >}}\n\n{{< gist a b >}}\n";
    let mut options = answering(&[
        ("{{< youtube abc >}}", "<i>film</i>"),
        ("{{< own >}}", "the site's"),
        ("{{< figure src=\"a\" >}}b{{< /figure >}}", "<b>figure</b>"),
        ("{{< gist a b >}}", "gist"),
    ]);
    options.shortcodes = Some(Registered::new(
        vec!["own".into()],
        Box::new(|_, _, _| Ok("embedder".into())),
    ));
    options.front_matter = false;
    let post = render(text, &options);
    assert_eq!(
        post.html,
        "<p><i>film</i> </p>\n<p>embedder</p>\n<b>figure</b>\ngist\n"
    );
    assert_eq!(post.diagnostics, []);
    // Without, Hugo would refuse three of them.
    let without = Options {
        answers: Rc::default(),
        ..options
    };
    let codes: Vec<&str> = render(text, &without)
        .diagnostics
        .iter()
        .map(|told| told.code)
        .collect();
    assert_eq!(codes, ["shortcode-content", "shortcode-removed"]);
}

#[test]
fn the_occurrences_of_a_source_each_have_theirs() {
    let x = "{{< x >}}";
    let options = answering(&[(x, "1"), (x, "2"), (x, "3")]);
    let text = format!("{x} and {x}\n\n- {x}\n\n{x}\n");
    let (mut draft, _) = Draft::new(&text, options.clone());
    assert_eq!(draft.html(), "<p>1 and 2</p>\n<ul>\n<li>3</li>\n</ul>\n3\n");
    // The later ones move by one.
    let update = draft.edit(&[Edit::new(0..x.len(), "")]);
    assert_eq!(
        draft.html(),
        "<p> and 1</p>\n<ul>\n<li>2</li>\n</ul>\n3\n".replace("<p> and", "<p>and")
    );
    // The block of the edit is drawn twice, the last one not at all.
    assert_eq!(update.patches.len(), 3);
    draft.edit(&[Edit::new(0..0, x)]);
    assert_eq!(draft.html(), render(&text, &options).html);
}

#[test]
fn a_block_in_the_site_s_own_html() {
    let mut answers = Answers::default();
    answers.add_block(
        "\n# A *b*\n\n",
        "<h1 id=x><a href=#x>A b</a></h1><script>x</script>",
    );
    answers.add_block("- c", "<ul class=y><li>d</ul>");
    let options = Options {
        answers: answers.into(),
        front_matter: false,
        ..Options::default()
    };
    let text = "# A *b*\n\n- c\n\n<b>e</b>\n";
    let post = render(text, &options);
    assert_eq!(
        post.html,
        "<h1 id=\"x\"><a href=\"#x\">A b</a></h1>\n<ul>\n<li>d</li>\n</ul>\n<p>e</p>\n"
    );
    let without = render(
        text,
        &Options {
            answers: Rc::default(),
            ..options.clone()
        },
    );
    assert_eq!(
        (post.outline, post.stats, post.diagnostics),
        (without.outline, without.stats, without.diagnostics)
    );
    // An edit of the block leads back to the engine's own.
    let (mut draft, _) = Draft::new(text, options);
    let update = draft.edit(&[Edit::new(12..12, "c")]);
    assert_eq!(update.patches.len(), 1);
    assert!(draft.html().contains("<li>cc</li>"));
}

#[test]
fn other_answers_draw_only_what_they_change() {
    let part = |at: usize| format!("Paragraph {at} {{{{< x {at} >}}}}.\n\n");
    let text: String = (0..1000).map(part).collect();
    let all = |changed: usize| {
        let mut answers = Answers::default();
        for at in 0..1000 {
            let output = if at == changed {
                "new".into()
            } else {
                format!("{at}")
            };
            answers.add_shortcode(&format!("{{{{< x {at} >}}}}"), &output);
        }
        Rc::new(answers)
    };
    let (mut draft, _) = Draft::new(
        &text,
        Options {
            answers: all(2000),
            ..Options::default()
        },
    );
    let update = draft.set_answers(all(500));
    assert_eq!(update.patches.len(), 1);
    assert!(update.reparsed.len() < 200, "{:?}", update.reparsed);
    assert_eq!(draft.set_answers(all(500)).patches.len(), 0);
    // None at all, and all again.
    assert_eq!(draft.set_answers(Rc::default()).patches.len(), 1000);
    assert_eq!(draft.set_answers(all(500)).patches.len(), 1000);
    assert!(draft.html().contains("<p>Paragraph 500 new.</p>"));
    // Two far apart are two stretches.
    let mut two = (*all(500)).clone();
    for at in [3, 997] {
        two.add_shortcode(&format!("{{{{< x {at} >}}}}"), "second");
    }
    assert_eq!(draft.set_answers(two.into()).patches.len(), 0);
    draft.assert_invariants();
}

#[test]
fn blocks_that_get_answers_keep_their_ids() {
    let (mut draft, _) = Draft::new(
        "One.\n\nTwo.\n\n<div>\n\nThree.\n\n</div>\n",
        Options {
            site: site(),
            ..Options::default()
        },
    );
    let ids = draft.block_ids();
    let mut answers = Answers::default();
    answers.add_block("Two.", "<p>2</p>");
    // One that raw HTML joins with others is drawn as it is.
    answers.add_block("Three.", "<p>3</p>");
    let update = draft.set_answers(answers.into());
    assert_eq!((update.patches.len(), draft.block_ids()), (1, ids.clone()));
    assert!(draft.html().contains("<p>2</p>") && draft.html().contains("Three."));
    assert_eq!(draft.set_answers(Rc::default()).patches.len(), 1);
    assert_eq!(draft.block_ids(), ids);
}

fn site() -> Option<draftpane::Value> {
    draftpane::Format::Toml
        .parse("markup.goldmark.renderer.unsafe = true")
        .ok()
}

#[test]
fn answers_are_bounded() {
    let huge = format!("<b>{}</b>", "word ".repeat(200_000));
    let text = "{{< x >}}\n\n".repeat(500);
    let options = answering(&[("{{< x >}}", &huge)]);
    let (mut draft, _) = Draft::new(&text, options.clone());
    let shown = draft.html();
    assert!(shown.len() < 10_000_000, "{}", shown.len());
    assert!(shown.ends_with(
        "<div class=\"shortcode\">\n<span class=\"shortcode-label\">x</span>\n</div>\n"
    ));
    assert!(
        draft
            .diagnostics()
            .iter()
            .any(|told| told.code == "shortcode-limit")
    );
    // The limit counts from the start of the post, after an edit, too.
    draft.edit(&[Edit::new(0..11, "")]);
    assert_eq!(draft.html(), render(&text[11..], &options).html);
    let blocks = "b\n\n".repeat(500);
    let mut answers = Answers::default();
    answers.add_block("b", &huge);
    let (mut draft, _) = Draft::new(&blocks, Options::default());
    draft.set_answers(Rc::new(answers));
    assert!(draft.html().len() < 10_000_000 && draft.html().ends_with("<p>b</p>\n"));
    draft.assert_invariants();
}

#[test]
fn notices_of_themes_have_the_look_of_alerts() {
    let show = |output: &str| html("{{< x >}}\n", &[("{{< x >}}", output)]);
    let alert = |kind: &str| format!("markdown-alert markdown-alert-{kind}");
    for (classes, kind) in [
        ("alert alert-warning d-flex", "warning"),
        ("alert alert-primary", "note"),
        ("book-hint info", "note"),
        ("book-hint danger", "caution"),
        ("callout callout-tip mt-4 bg-warning", "tip"),
        ("details admonition success open", "tip"),
        ("box notices cstyle attention", "warning"),
        ("notice notice--error", "caution"),
        ("gdoc-hint important", "important"),
        ("note", "note"),
        ("td-alert", "note"),
    ] {
        let shown = show(&format!("<div class=\"{classes}\">Fog</div>"));
        let class = alert(kind);
        assert!(
            shown.starts_with(&format!("<div class=\"{class}\">")),
            "{shown}"
        );
    }
    for classes in ["alert-title", "admonition__heading", "book-hint-header"] {
        let shown = show(&format!("<h4 class=\"h5 {classes}\">Fog</h4>"));
        let class = "markdown-alert-title";
        assert!(
            shown.starts_with(&format!("<h4 class=\"{class}\">")),
            "{shown}"
        );
    }
    // Parts of a notice, other words and other elements have no look.
    for classes in [
        "alert-icon",
        "callout-body",
        "text-warning",
        "alerts",
        "-",
        "markdown-alert-x",
    ] {
        let shown = show(&format!("<div class=\"{classes}\">Fog</div>"));
        assert!(shown.starts_with("<div>"), "{shown}");
    }
    assert!(show("<span class=\"note\">Fog</span>").starts_with("<span>"));
}

#[test]
fn what_an_author_writes_is_no_notice() {
    let options = Options {
        flavor: draftpane::Flavor::Gfm,
        ..Options::default()
    };
    let shown = render("<div class=\"alert alert-warning\">Fog</div>\n", &options).html;
    assert!(shown.starts_with("<div>"), "{shown}");
}

#[test]
fn drawings_without_words_are_icons_and_others_are_named() {
    let show = |output: &str| html("a {{< x >}}\n", &[("{{< x >}}", output)]);
    let icon = "<svg width=\"24\"><path d=\"M0 0\"/></svg>";
    assert_eq!(show(&format!("{icon}<b>i</b>")), "<p>a <b>i</b></p>\n");
    assert!(show("<svg><text>Ebb</text></svg>").contains("SVG drawing"));
}

#[test]
fn equal_blocks_have_their_own_answers() {
    let mut answers = Answers::default();
    for html in ["<h2>one</h2>", "<h2>two</h2>"] {
        answers.add_block("## H", html);
    }
    let options = Options {
        answers: answers.into(),
        ..Options::default()
    };
    let shown = |text: &str| render(text, &options).html.replace('\n', "");
    let (one, two, three) = ("<h2>one</h2>", "<h2>two</h2>", "<p>a</p>");
    assert_eq!(
        shown("## H\n\na\n\n## H\n\n## H\n"),
        [one, three, two, two].concat()
    );
    // An edit makes the first the second, and the second the first.
    let (mut draft, _) = Draft::new("a\n\n## H\n\na\n\n## H\n", options.clone());
    let update = draft.edit(&[Edit::new(0..1, "## H")]);
    assert_eq!(
        draft.html().replace('\n', ""),
        [one, two, three, two].concat()
    );
    assert_eq!(update.patches.len(), 2);
    let update = draft.edit(&[Edit::new(0..4, "a")]);
    assert_eq!(
        draft.html().replace('\n', ""),
        [three, one, three, two].concat()
    );
    assert_eq!(update.patches.len(), 2);
}
