//! How raw HTML renders, and the parts of a post that it spans.
#![cfg(not(target_arch = "wasm32"))]

use draftpane::{Draft, Flavor, Options};

fn draft(text: &str) -> Draft {
    let options = Options {
        flavor: Flavor::Gfm,
        front_matter: false,
        ..Options::default()
    };
    Draft::new(text, options).0
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let html = draft(text).html();
        assert_eq!(html.trim_end(), expected.trim_end(), "{text:?}");
    }
}

#[test]
fn in_running_text() {
    check(&[
        (
            "a <kbd>b *c*</kbd> d",
            "<p>a <kbd>b <em>c</em></kbd> d</p>\n",
        ),
        // It ends with what it is in, and ends only what it is in.
        (
            "*a <b>b* c</b>\n\nd",
            "<p><em>a <b>b</b></em> c</p>\n<p>d</p>\n",
        ),
        ("a <b>b\n\nc</b>", "<p>a <b>b</b></p>\n<p>c</p>\n"),
        ("a<br/>b<wbr>c</br>", "<p>a<br>\nb<wbr>c</p>\n"),
        ("a <!-- b --> c <?php d ?>", "<p>a  c </p>\n"),
        (
            "<a href='/x' onclick=y target=z>a</a> <a href=javascript&colon;x>b</a>",
            "<p><a href=\"/x\">a</a> <a>b</a></p>\n",
        ),
        (
            "<img src=a.png srcset=\"b.png 2x\" width=3px height=4 onerror=x name=y>",
            "<img src=\"a.png\" srcset=\"b.png 2x\" width=\"3px\" height=\"4\">",
        ),
        (
            "<img srcset=\"a.png, javascript:x 2x\" src=data:text/html,x alt=a>",
            "<img alt=\"a\">",
        ),
        (
            "<span id=a id=b class=c style=\"x\" title=\"&lt;&amp;lt;\">d</span>",
            "<p><span id=\"a\" title=\"&lt;&amp;lt;\">d</span></p>\n",
        ),
        ("<x-y is=z>a</x-y>", "<p>a</p>\n"),
        ("<input type=text><b", "<p>&lt;b</p>\n"),
        ("![a <b>c</b>](d)", "<p><img src=\"d\" alt=\"a c\"></p>\n"),
    ]);
}

#[test]
fn in_a_block() {
    check(&[
        ("<div>a &amp; b</div>", "<div>\na &amp; b\n</div>\n"),
        ("<DIV ALIGN=Center>a", "<div align=\"center\">\na\n</div>\n"),
        ("<p>a<p>b</p>", "<p>a</p>\n<p>b</p>\n"),
        (
            "<ul><li>a<li>b</ul>",
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n",
        ),
        (
            "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>c</td>\n</tr>\n</table>\n",
        ),
        (
            "<pre>\n\n<br>a\n\n<b>b</b></pre>",
            "<pre>\n\n<br>a\n\n<b>b</b></pre>\n",
        ),
        (
            "<div title=\"\n\nx\"",
            "&lt;div title=&quot;\n<p>x&quot;</p>\n",
        ),
        ("<script>\na <b>\n</script>\n<hr>", "<hr>\n"),
        ("<style>a</style>b", "b"),
        (
            "> <div>\n> a\n\n</div>",
            "<blockquote>\n<div>\n\na\n</div>\n</blockquote>\n",
        ),
        (
            "- <details>\n\n  *a*\n\n  </details>\n  b\n- </details>",
            "<ul>\n<li>\n<details>\n<p><em>a</em></p>\n</details>\n\nb\n</li>\n<li></li>\n</ul>\n",
        ),
    ]);
}

#[test]
fn over_several_blocks() {
    check(&[
        (
            "<details><summary>S</summary>\n\n**a**\n\n</details>\n\nb",
            "<details>\n<summary>S</summary>\n<p><strong>a</strong></p>\n</details>\n<p>b</p>\n",
        ),
        (
            "<table><tr><td>\n\n*a*\n\n</td><td>\n\nb\n\n</td></tr></table>",
            "<table>\n<tr>\n<td>\n<p><em>a</em></p>\n</td>\n<td>\n<p>b</p>\n</td>\n</tr>\n</table>\n",
        ),
        (
            "<p align=center>\n\na\n\n</p>",
            "<p align=\"center\"></p>\n<p>a</p>\n",
        ),
        ("</div>\n\na", "<p>a</p>\n"),
        ("<b>\n\na\n\n</b>\n\nc", "<b>\n<p>a</p>\n</b>\n<p>c</p>\n"),
    ]);
}

#[test]
fn a_unit_is_one_block() {
    let draft = draft("a\n\n<div>\n\nb\n\n</div>\n\nc\n");
    let place = |at| draft.block_at(at).expect("a block");
    assert_eq!(place(0).range, 0..3);
    for at in [3, 10, 14, 20] {
        assert_eq!(place(at).range, 3..21);
        assert_eq!(place(at).id, place(3).id);
        assert_eq!(place(at).kind.name(), "html");
    }
    assert_eq!(place(21).range, 21..23);
    assert_eq!(draft.stats().blocks, 3);
    // Wherever the search for it begins.
    let found = [0, 1, 2, 9].map(|near| draft.block_near(place(3).id, near).expect("the block"));
    assert!(
        found
            .iter()
            .all(|(index, at, _)| (*index, at) == (1, &place(3)))
    );
    assert_eq!(draft.block_near(9, 0).map(|(index, ..)| index), None);
    let tree = found[0].2;
    let text =
        (0..tree.len()).find(|node| tree.text_of(*node) == "b" && tree.end(*node) == node + 1);
    assert_eq!(tree.source(text.expect("the text")), 7..8);
}

/// How a link stands for what is not loaded.
fn card(label: &str, link: &str, text: &str) -> String {
    let label = match link {
        "" => format!("<span class=\"shortcode-label\">{label}</span>"),
        _ => format!("<a href=\"{link}\" class=\"shortcode-label\">{label}</a>"),
    };
    let text = match text {
        "" => String::new(),
        _ => format!(" <span class=\"shortcode-arguments\">{text}</span>"),
    };
    format!("<span class=\"shortcode shortcode-card\">{label}{text}</span>")
}

#[test]
fn what_shows_nothing_leaves_nothing() {
    check(&[
        ("a <script>alert('*b*')</script> c", "<p>a  c</p>"),
        ("*a <style>b* {}</style>c", "<p><em>a </em>c</p>"),
        ("a <SCRIPT src=x></Script >b", "<p>a b</p>"),
        ("<template><p>a</p></template>\n\nb", "<p></p>\n<p>b</p>"),
        (
            "<div><noscript><img src=a></noscript>b</div>",
            "<div>\nb\n</div>",
        ),
        ("<link rel=stylesheet href=a>\n<meta name=b>c", "c"),
        // An unclosed tag is shown as text.
        ("a <script>b *c*", "<p>a &lt;script&gt;b <em>c</em></p>"),
        ("<style>\na\n", "&lt;style&gt;\na"),
        ("a <template>b", "<p>a b</p>"),
    ]);
}

#[test]
fn what_another_page_shows_is_a_link() {
    let film = card(
        "Embedded page",
        "https://film.example:8/e?x=1",
        "film.example:8: A film",
    );
    let page = card("Embedded page", "/demo.html?a", "/demo.html");
    let lost = card("Embedded page", "", "b");
    let object = card("Embedded object", "a.swf", "a.swf");
    check(&[
        (
            "<iframe src=https://film.example:8/e?x=1 title=\"A film\" onload=x>not <b></iframe>",
            &film,
        ),
        (
            "a <iframe src='/demo.html?a'></iframe> b",
            &format!("<p>a {page} b</p>"),
        ),
        (
            "<iframe src=javascript:alert(1) srcdoc='<b>' title=b></iframe>",
            &lost,
        ),
        ("<iframe src=data:text/html,x title=b></iframe>", &lost),
        (
            "<object data=a.swf><param name=b><p>c</p></object>",
            &format!("<p>{object}\n<p>c</p>\n</p>"),
        ),
        (
            "<object><embed src=a.swf></object>",
            &format!("<p>{object}</p>"),
        ),
    ]);
}

#[test]
fn films_and_sounds_wait_for_their_reader() {
    check(&[
        (
            "<video autoplay loop muted preload=auto width=9 src=a.mp4 poster=b.png onplay=x>c</video>",
            "<p><video loop=\"\" muted=\"\" width=\"9\" src=\"a.mp4\" poster=\"b.png\" controls=\"\">c</video></p>",
        ),
        (
            "<audio src=javascript:x><source src=data:text/html,x type=audio/ogg></audio>",
            "<p><audio controls=\"\"><source type=\"audio/ogg\"></audio></p>",
        ),
        (
            "<video poster=javascript:x src=vbscript:y>\n<source src=a type=text/html>\n<track src=b kind=Captions srclang=en label=C default>\n</video>",
            "<video controls=\"\">\n<source src=\"a\">\n<track src=\"b\" kind=\"captions\" srclang=\"en\" label=\"C\" default=\"\">\n</video>",
        ),
    ]);
}

#[test]
fn what_is_old_or_unknown_shows_what_is_in_it() {
    check(&[
        (
            "<font color=Green face=\"Times, 'b'\" size=+2>a</font> <nobr>b</nobr> <font color=\"url(x)\" size=big>c</font>",
            "<p><font color=\"Green\" face=\"Times, 'b'\" size=\"+2\">a</font> <nobr>b</nobr> <font>c</font></p>",
        ),
        (
            "<table bgcolor=#fff cellpadding=2 cellspacing=3><tr><td nowrap bgcolor=x;y>a</table>",
            "<table bgcolor=\"#fff\" cellpadding=\"2\" cellspacing=\"3\">\n<tr>\n<td nowrap=\"\">a</td>\n</tr>\n</table>",
        ),
        ("a<br clear=ALL>b", "<p>a<br clear=\"all\">\nb</p>"),
        ("<nav>a <b>b</b></nav>", "<div>\na <b>b</b>\n</div>"),
        ("<menu><li>a</menu>", "<ul>\n<li>a</li>\n</ul>"),
        (
            "<form action=x><input name=y><button formaction=z>a</button> <select><option>b</select></form>",
            "<div>\na b\n</div>",
        ),
        (
            "a <textarea>b &lt; <i></textarea> c",
            "<p>a b &lt; &lt;i&gt; c</p>",
        ),
        (
            "<div><xmp>a &lt; <i></xmp></div>",
            "<div>\n<pre>a &amp;lt; &lt;i&gt;</pre>\n</div>",
        ),
        (
            "a <svg onload=x><title>b</title><text>c\nd</text></svg> e",
            &format!("<p>a {} e</p>", card("SVG drawing", "", "c d")),
        ),
        (
            "<math><mi>a</mi></math>",
            &format!("<p>{}</p>", card("MathML formula", "", "a")),
        ),
    ]);
}

#[test]
fn each_refusal_is_told_once() {
    let text = "a <form>b</form>\n\n> <div>\n> <iframe\n> src=x>y</iframe>z\n\n<div onclick=x>\n";
    let told: Vec<_> = draft(text)
        .diagnostics()
        .into_iter()
        .map(|told| (told.code, &text[told.range]))
        .collect();
    assert_eq!(
        told,
        [
            ("html-refused", "<form>"),
            ("html-embedded", "<iframe\n> src=x>"),
        ]
    );
    let text = "<svg><script>a</script><g><path/></g></svg><script></script>";
    let codes: Vec<_> = draft(text)
        .diagnostics()
        .into_iter()
        .map(|told| told.code)
        .collect();
    assert_eq!(codes, ["html-undrawn", "html-hidden"]);
}

#[test]
fn long_runs_take_their_time_once() {
    for piece in [
        "<script>",
        "<svg></a",
        "a <style>",
        "<iframe><b>",
        "<title></b",
        "</script><svg>",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let start = std::time::Instant::now();
        draft(&text).html();
        assert!(start.elapsed().as_secs() < 5, "{piece}");
    }
}

#[test]
fn raw_headings_are_not_in_the_outline() {
    let outline = draft("<h2>a</h2>\n\n## b\n\nc <h3>d</h3>\n").outline();
    assert_eq!(
        outline.iter().map(|h| h.text.as_str()).collect::<Vec<_>>(),
        ["b"]
    );
}

#[test]
fn depth_is_bounded() {
    let deep = "<div>".repeat(30_000);
    let html = draft(&format!("{deep}x")).html();
    assert!(html.contains('x') && html.matches("<div>").count() <= 100);
    let lines = "<div>\n\n> > a\n\n".repeat(300);
    let draft = draft(&lines);
    let id = draft.block_at(0).expect("a block").id;
    let (_, _, tree) = draft.block_near(id, 0).expect("a unit");
    let mut ends: Vec<usize> = Vec::new();
    let mut depth = 0;
    for node in 0..tree.len() {
        while ends.pop_if(|end| *end <= node).is_some() {}
        ends.push(tree.end(node));
        depth = depth.max(ends.len());
    }
    assert!(depth <= 104, "{depth}");
    assert_eq!(draft.stats().words, 300);
}
