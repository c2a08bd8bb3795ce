//! The extensions of each flavor to CommonMark. Hugo's results come from Hugo 0.168.

use draftpane::{Draft, Flavor, Format, Options, render};

fn html(flavor: Flavor, text: &str) -> String {
    let options = Options {
        flavor,
        front_matter: false,
        ..Options::default()
    };
    Draft::new(text, options).0.html()
}

#[track_caller]
fn check(flavor: Flavor, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(html(flavor, text), *expected, "{flavor:?}: {text:?}");
    }
}

#[test]
fn hugo() {
    check(
        Flavor::Hugo,
        &[
            (
                "# A *b* `c`\n# a-b-c\n#\n# !",
                "<h1 id=\"a-b-c\">A <em>b</em> <code>c</code></h1>\n<h1 id=\"a-b-c-1\">a-b-c</h1>\n<h1></h1>\n<h1 id=\"heading\">!</h1>\n",
            ),
            (
                "## **What's** *x y*",
                "<h2 id=\"what-x-y\"><strong>What’s</strong> <em>x y</em></h2>\n",
            ),
            (
                "## A {#b onclick=\"x\" title=\"t\"}\n## B",
                "<h2 id=\"b\" title=\"t\">A</h2>\n<h2 id=\"b-1\">B</h2>\n",
            ),
            ("\"a\n\nb\" c\"", "<p>“a</p>\n<p>b” c&quot;</p>\n"),
            (
                "![a\" *b*](/i)\n\n\"x",
                "<p><img src=\"/i\" alt=\"a&quot; b\"></p>\n<p>“x</p>\n",
            ),
            (
                "\"x\n\n![a\" *b*](/i)",
                "<p>“x</p>\n<p><img src=\"/i\" alt=\"a” b\"></p>\n",
            ),
            (
                "(https://x.org/a_b).",
                "<p>(<a href=\"https://x.org/a_b\">https://x.org/a_b</a>).</p>\n",
            ),
            (
                "www.x.org a@b.c",
                "<p><a href=\"https://www.x.org\">www.x.org</a> <a href=\"mailto:a@b.c\">a@b.c</a></p>\n",
            ),
            ("[https://x.org", "<p>[https://x.org</p>\n"),
            (
                "a <b>c</b><!-- d -->\n\n<div>\n\ne",
                "<p>a c</p>\n<p>e</p>\n",
            ),
            (
                "[a](javascript:x) ![b](data:text/html,x)",
                "<p><a href=\"\">a</a> <img src=\"\" alt=\"b\"></p>\n",
            ),
            (
                "T\nU\n: d\n\n  e\n:f",
                "<dl>\n<dt>T</dt>\n<dt>U</dt>\n<dd>d\n<p>e\n:f</p>\n</dd>\n</dl>\n",
            ),
            ("a\n<!--more--> b", "<p>a</p>\n<p>b</p>\n"),
            (
                "> [!NOTE]\n> a",
                "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>\n",
            ),
            (
                "|a|\n|:-|",
                "<table>\n<thead>\n<tr>\n<th style=\"text-align: left\">a</th>\n</tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n",
            ),
            (
                "- [x]a",
                "<ul>\n<li><input checked=\"\" disabled=\"\" type=\"checkbox\"> a</li>\n</ul>\n",
            ),
        ],
    );
}

#[test]
fn gfm() {
    check(
        Flavor::Gfm,
        &[
            (
                "# A *b* `c`!\n## a b c",
                "<h1 id=\"a-b-c\">A <em>b</em> <code>c</code>!</h1>\n<h2 id=\"a-b-c-1\">a b c</h2>\n",
            ),
            ("\"a\" -- b", "<p>&quot;a&quot; -- b</p>\n"),
            (
                "www.x.org, (x@y.z)",
                "<p><a href=\"http://www.x.org\">www.x.org</a>, (<a href=\"mailto:x@y.z\">x@y.z</a>)</p>\n",
            ),
            ("[a_b@c.d](u)", "<p><a href=\"u\">a_b@c.d</a></p>\n"),
            (
                "> [!TIP]\n> a",
                "<div class=\"markdown-alert markdown-alert-tip\">\n<p class=\"markdown-alert-title\">Tip</p>\n<p>a</p>\n</div>\n",
            ),
            (
                "|a|\n|:-|",
                "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n</tr>\n</thead>\n</table>\n",
            ),
            ("T\n: d", "<p>T\n: d</p>\n"),
            ("~~a~~ ~b~", "<p><del>a</del> <del>b</del></p>\n"),
            // As cmark-gfm links them.
            (
                "\"http://localhost:1313/\" =http://a.b [http://c [x] _d@e.fg_ http://h",
                "<p>&quot;<a href=\"http://localhost:1313/\">http://localhost:1313/</a>&quot; =<a href=\"http://a.b\">http://a.b</a> [http://c [x] <em><a href=\"mailto:d@e.fg\">d@e.fg</a></em> http://h</p>\n",
            ),
            // The classes and attributes that GitHub's style sheet is written for.
            (
                "2. [ ] a\n\n   b\n   - c\n   - [x] d",
                "<ol start=\"2\" class=\"contains-task-list\">\n<li class=\"task-list-item\">\n<p><input disabled=\"\" type=\"checkbox\" class=\"task-list-item-checkbox\"> a</p>\n<p>b</p>\n<ul class=\"contains-task-list\">\n<li>c</li>\n<li class=\"task-list-item\"><input checked=\"\" disabled=\"\" type=\"checkbox\" class=\"task-list-item-checkbox\"> d</li>\n</ul>\n</li>\n</ol>\n",
            ),
            (
                "a[^n]\n\n[^n]: b",
                "<p>a<sup id=\"fnref:1\"><a href=\"#fn:1\" class=\"footnote-ref\" role=\"doc-noteref\" data-footnote-ref=\"\">1</a></sup></p>\n<section class=\"footnotes\" data-footnotes=\"\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>b\u{a0}<a href=\"#fnref:1\" class=\"footnote-backref data-footnote-backref\" data-footnote-backref=\"\" role=\"doc-backlink\">\u{21a9}\u{fe0e}</a></p>\n</li>\n</ol>\n</section>\n",
            ),
        ],
    );
}

#[test]
fn commonmark() {
    check(
        Flavor::CommonMark,
        &[
            ("# a {#b}", "<h1>a {#b}</h1>\n"),
            (
                "https://x.org \"a\" ~~b~~",
                "<p>https://x.org &quot;a&quot; ~~b~~</p>\n",
            ),
            ("|a|\n|-|", "<p>|a|\n|-|</p>\n"),
            ("a[^1]\n\n[^1]: b", "<p>a<a href=\"b\">^1</a></p>\n"),
            ("- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>\n"),
            ("`a\n  b`", "<p><code>a b</code></p>\n"),
        ],
    );
}

/// The summary's divider is known by what it is: no post can write what it is known by.
#[test]
fn a_rule_of_the_class_more_is_a_rule() {
    let site = Format::Toml.parse(
        "markup.goldmark.renderer.unsafe = true\nmarkup.goldmark.parser.attribute.block = true",
    );
    let options = Options {
        site: Some(site.expect("a configuration")),
        ..Options::default()
    };
    for (rule, shown) in [
        ("---\n{.more}", "<hr class=\"more\">"),
        ("***\n{data-more=\"\" #x}", "<hr id=\"x\">"),
        ("<hr class=more data-more>", "<hr>"),
    ] {
        let (draft, _) = Draft::new(&format!("a\n\n{rule}\n\nb\n"), options.clone());
        assert_eq!(
            draft.html(),
            format!("<p>a</p>\n{shown}\n<p>b</p>\n"),
            "{rule:?}"
        );
        assert!(!draft.summary().truncated, "{rule:?}");
    }
    // Nor does a class take a paragraph out of the count.
    let (draft, _) = Draft::new("a b\n{.shortcode-label}\n", options);
    assert_eq!(draft.stats().words, 2);
}

/// As Hugo 0.168 publishes them; tests/hugo compares many more.
#[test]
fn settings_of_a_site() {
    for (setting, text, html) in [
        // The quote ends with its blank line, which is no blank line before the attributes.
        (
            "parser.attribute.block = true",
            "> a\n>\n{.c}\nb\n",
            "<blockquote class=\"c\">\n<p>a</p>\n</blockquote>\n<p>b</p>\n",
        ),
        (
            "parser.attribute.block = true",
            "> > a\n>\n> {.c}\n",
            "<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n</blockquote>\n",
        ),
        // The words on both sides stay two.
        (
            "parser.attribute.block = true",
            "- a\n  {.c}\n  {.d}\n  b\n",
            "<ul>\n<li>a\nb</li>\n</ul>\n",
        ),
        // A sign that might have been a delimiter is no character that a line break vanishes behind.
        (
            "extensions = { cjk = { enable = true, eastAsianLineBreaks = true }, extras.insert.enable = true }",
            "a++\n**b**\na+\n**b**\n",
            "<p>a++\n<strong>b</strong>\na+<strong>b</strong></p>\n",
        ),
    ] {
        let site = Format::Toml.parse(&format!("markup.goldmark.{setting}"));
        let options = Options {
            site: Some(site.expect("a configuration")),
            ..Options::default()
        };
        assert_eq!(render(text, &options).html, html, "{text:?}");
    }
}
