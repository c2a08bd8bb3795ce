//! Each code that an author may be told: a text with that mistake, the exact place, the words, and what the fix makes
//! of it. `docs/diagnostics.md` lists the same codes, and so does the source.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::Path;

use draftpane::Arguments;
use draftpane::Registered;
use draftpane::Severity::{self, Error, Info, Warning};
use draftpane::{Draft, Flavor, Format, Options};

/// A post with the mistake between `«` and `»`; what is said; the post after the fix, or nothing where there is none.
type Case = (
    &'static str,
    Severity,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // The body.
    ("empty-heading", Warning, "a\n\n«## ##»\n\nb\n", "This heading has no text: readers see an empty line.", "a\n\n\n\nb\n"),
    ("empty-heading", Warning, "> «#### {#id}»\n", "This heading has no text: readers see an empty line.", "> \n"),
    ("link-undefined", Warning, "é «[a][b c]» [c]\n", "Nothing defines `[b c]`, so this stays plain text: add a line `[b c]: https://…`.", ""),
    ("link-undefined", Warning, "1. «![a *b*][]»\n", "Nothing defines `[a *b*]`, so this stays plain text: add a line `[a *b*]: https://…`.", ""),
    ("footnote-undefined", Warning, "> *a «[^x]»*\n\n[^y]: n\n\n[^y]\n", "There is no footnote `[^x]`, so this stays plain text: add a line `[^x]: …`.", ""),
    ("footnote-unused", Info, "a[^1]\n\n[^1]: x\n\n«[^2]:» y\n", "Nothing refers to the footnote `[^2]`, so it is not published.", ""),
    ("footnote-unused", Info, "a[^1]\n\n[^1]: x\n\n> «[^1]:» y\n", "There is another footnote `[^1]` before this one, which is not published.", ""),
    ("heading-id-duplicate", Warning, "# A {#x}\n\nb\n\n## C {.c «#x»}\n", "The heading in line 1 has the `id` `x` too: a link to `#x` leads there, never here.", ""),
    ("heading-id-duplicate", Warning, "A\n=\n\n«# B {id=\"a\"}»\n", "The heading in line 1 has the `id` `a` too: a link to `#a` leads there, never here.", ""),
    ("heading-level-jump", Info, "## A\n\n> «####» B\n\n##### C\n", "This heading is of level 4, the one before it of level 2: a level is left out between them.", ""),
    ("image-alt-missing", Warning, "a [«![ ](b.png \"t\")»](c)\n", "This image has no description: write one between the brackets, for those who cannot see it.", ""),
    ("fence-attributes", Error, "1. ```js «{title=a b}»\n   x\n", "Hugo cannot read the attributes `{title=a b}`, and the whole build fails: write them as `{name=\"value\"}`.", ""),
    ("fence-attributes", Error, "~~~js «{1, 3-4}» x\n~~~\n", "Hugo cannot read the attributes `{1, 3-4}`, and the whole build fails: write them as `{name=\"value\"}`.", "~~~js {hl_lines=[1,\"3-4\"]} x\n~~~\n"),
    ("link-fragment", Warning, "# A b\n\n[x](«#nope») [y](#a-b) [z](#top) [](#) [é](#%C3%A9)\n\n## É\n", "Nothing in this post has the name `nope`, so this link leads nowhere.", ""),
    ("link-fragment", Warning, "> [x](«#Title» \"t\")\n\n> ## Title\n", "Nothing in this post has the name `Title`, so this link leads nowhere. Is `#title` meant?", "> [x](#title \"t\")\n\n> ## Title\n"),
    ("link-fragment", Warning, "# A é title\n\nfoot[^1]\n\n[^1]: «[see][b]»\n\n[b]: #a-è-title\n", "Nothing in this post has the name `a-è-title`, so this link leads nowhere. Is `#a-é-title` meant?", ""),
    ("link-fragment", Warning, "# A title\n\n[x](«#a-titl»)\n", "Nothing in this post has the name `a-titl`, so this link leads nowhere. Is `#a-title` meant?", "# A title\n\n[x](#a-title)\n"),
    ("link-scheme", Warning, "a [x](«hhttps»://a.example) b\n", "The preview omits addresses that begin with `hhttps:`. Is `https:` meant?", "a [x](https://a.example) b\n"),
    ("link-scheme", Warning, "![x](«data»:text/html,x)\n", "The preview omits addresses that begin with `data:`.", ""),
    ("link-scheme", Warning, "1. [x]\n\n   [x]: <«htp»://a.example>\n", "The preview omits addresses that begin with `htp:`. Is `http:` meant?", "1. [x]\n\n   [x]: <http://a.example>\n"),
    ("link-scheme", Warning, "[x](«abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz»:y)\n", "The preview omits this address, because its scheme is not allowed.", ""),
    ("link-scheme", Warning, "<«javascript»:x>\n", "The preview omits addresses that begin with `javascript:`.", ""),
    ("link-defined-twice", Warning, "[a]: /x\n\n[a]\n\n«[A]:» /y\n", "Line 1 defines `[A]` already, and the first definition counts: this one is not used.", ""),
    ("link-defined-twice", Warning, "[b c]\n\n[b c]: /x\n[d]: /x\n«[b c]:» /y\n", "Line 3 defines `[b c]` already, and the first definition counts: this one is not used.", ""),
    ("fence-drawn", Info, "> «```goat {a=b}»\n> .-.\n> ```\n\n```Goat\n```\n", "Hugo draws this code block as a picture: the preview shows the source.", ""),
    ("raw-html-omitted", Warning, "a «<b c>»d</b>\n", "The site omits raw HTML, so `<b c>` will be missing: to publish raw HTML, set `unsafe = true` under `markup.goldmark.renderer` in the site's configuration.", ""),
    ("raw-html-omitted", Warning, "a «<b title=\"c > d\">»d</b>\n", "The site omits raw HTML, so `<b title=\"c > d\">` will be missing: to publish raw HTML, set `unsafe = true` under `markup.goldmark.renderer` in the site's configuration.", ""),
    ("html-refused", Warning, "> a «<x-y\n> z>»b</x-y>\n", "The preview omits the tag `<x-y`, which is not allowed here, and shows the content of the element.", ""),
    ("html-hidden", Info, "<div>«<script>\n<b>\n</script>»\n", "The preview omits `<script>`, which shows nothing by itself. The site publishes the element.", ""),
    ("html-hidden", Info, "a «<style>b</style>» c\n", "The preview omits `<style>`, which shows nothing by itself. The site publishes the element.", ""),
    ("html-embedded", Info, "> «<iframe src=\"//a.example/>\">»</iframe>\n", "The preview shows a link instead of `<iframe src=\"//a.example/>\">`, and loads nothing from there.", ""),
    ("html-undrawn", Info, "a «<svg>»<path/><text>b</text></svg>\n", "The preview does not draw `<svg>`: only the text of the element is shown.", ""),
    ("html-unclosed", Warning, "a «<style>» b\n", "Nothing closes `<style>`, so browsers show nothing of what follows: add `</style>`.", ""),
    ("html-unclosed", Warning, "a\n\n> «<!-- b *c*»\n> d -- >\n", "Nothing in this block closes `<!-- b *c*`, so readers of the site see nothing of what follows: add `-->`.", ""),
    ("html-unclosed", Warning, "<div>«<?php b»\nc\n", "Nothing in this block closes `<?php b`, so readers of the site see nothing of what follows: add `?>`.", ""),
    ("html-unclosed", Warning, "«<![CDATA[ b»\n\nc\n", "Nothing in this block closes `<![CDATA[ b`, so readers of the site see nothing of what follows: add `]]>`.", ""),
    // Shortcodes.
    ("raw-html-omitted", Warning, "1. a\n\n   «{{% details %}}\n   b {{% figure src=\"/c\" %}}\n   {{% /details %}}»\n", "The site omits raw HTML, and between `{{%` and `%}}` that is all that `details` gives: write `{{< details … >}}`.", ""),
    ("shortcode-unclosed", Error, "é «{{< you»\n\n{{< a >}}\n", "This shortcode has no end: `>}}` or `%}}` is missing, and Hugo's build fails. To show it as it is, write `{{</* … */>}}`.", ""),
    ("shortcode-unclosed", Error, "é «{{</* a >}}»\n", "This shortcode has no end: `>}}` or `%}}` is missing, and Hugo's build fails. To show it as it is, write `{{</* … */>}}`.", ""),
    ("shortcode-unclosed", Error, "a «{{< details open=true >}}» b\n", "`details` is not closed: `{{< /details >}}` is missing, and Hugo's build fails.", ""),
    ("shortcode-quote", Error, "é «{{< a \"b >}}»\nc\n", "A quote is not closed in this shortcode: Hugo's build fails.", ""),
    ("shortcode-mixed", Error, "é «{{< a b=\"c\" d» >}}\n", "A shortcode's parameters are all named or all without names: Hugo's build fails on both together.", ""),
    ("shortcode-nameless", Error, "a `«{{< >}}»`\n", "This shortcode has no name: Hugo's build fails.", ""),
    ("shortcode-character", Error, "é «{{< a» 'b' >}}\n", "`'` cannot stand here in a shortcode, so Hugo's build fails. Put a parameter with such a character in quotes.", ""),
    ("shortcode-unopened", Error, "é {{< a >}}b{{< /a >}}«{{< /a >}}»\n", "Nothing is open that `/a` could close: Hugo's build fails.", ""),
    ("shortcode-content", Error, "é {{< figure src=\"/a\" >}}«{{< /figure >}}»\n", "`figure` has no content, so nothing closes it: Hugo's build fails.", ""),
    ("shortcode-argument", Error, "---\ntitle: a\n---\n«{{< x id=1 >}}»\n", "`x` needs `user` and `id`: without, Hugo's build fails.", ""),
    ("shortcode-removed", Error, "é «{{< tweet 1 >}}»\n", "Hugo has no shortcode `tweet` since version 0.156: the build fails.", ""),
    ("shortcode-failed", Error, "é «{{< fails >}}»\n", "The shortcode `fails` cannot be shown: it always does", ""),
    // Front matter that cannot be found or read.
    ("front-matter-mistaken", Error, "«-» item\n", "A post without front matter cannot begin with `-`: Hugo takes that for front matter, and its build fails.", "---\n---\n- item\n"),
    ("front-matter-unclosed", Error, "«---»\ntitle: x\n\nbody\n", "The front matter is not closed: add a line `---` after line 2.", "---\ntitle: x\n---\n\nbody\n"),
    ("front-matter-shape", Error, "---\n«- a\n- b»\n---\n", "Front matter must be a list of `key: value` lines.", ""),
    ("yaml-syntax", Error, "---\ntitle: «a: b»\n---\n", "The value of `title` has a colon: put it in quotes.", "---\ntitle: \"a: b\"\n---\n"),
    ("control-character", Warning, "---\ntitle: It«\u{92}»s\n---\n", "An invisible control character (U+0092) stands here: in Windows-1252 it is `’`.", "---\ntitle: It’s\n---\n"),
    ("control-character", Warning, "---\ntitle: a«\u{81}»b\n---\n", "An invisible control character (U+0081) stands here.", "---\ntitle: ab\n---\n"),
    ("yaml-ended", Error, "---\ntitle: a\n«...»\ntags: [b]\n---\n", "`...` ends the front matter here: the lines below it are not read.", ""),
    ("toml-syntax", Error, "+++\ntitle = «a»\n+++\n", "The value of `title` must be in quotes.", "+++\ntitle = \"a\"\n+++\n"),
    ("json-syntax", Error, "{\n\"title\": \"a\"«,»\n}\n", "There is a comma too many here: none may follow the last value.", "{\n\"title\": \"a\"\n}\n"),
    ("duplicate-key", Error, "---\ntitle: a\n«title»: a\n---\n", "The key `title` is here a second time: a site build fails on that. Keep one of them.", "---\ntitle: a\n---\n"),
    ("duplicate-key", Warning, "---\n«title»: a\nTitle: b\n---\n", "`title` and `Title` are the same key to Hugo: only `Title` counts.", ""),
    // Front matter that does not say what is meant.
    ("title-missing", Info, "«»A post.\n", "The post has no front matter, so it has no title: it begins with lines `---`, `title: …` and `---`.", ""),
    ("title-missing", Warning, "«---»\ndraft: true\n---\n", "The post has no title.", ""),
    ("title-missing", Warning, "---\n«title»:\n---\n", "The post has no title.", ""),
    ("unknown-key", Warning, "---\ntitle: b\n«tgas»: [a]\n---\n", "A site does not know `tgas`: is `tags` meant?", "---\ntitle: b\ntags: [a]\n---\n"),
    ("date-invalid", Error, "---\ntitle: a\ndate: «2021/10/06»\n---\n", "Hugo cannot read this date, and the whole build fails: write it as `2021-10-06` or `2021-10-06T10:00:00-07:00`.", "---\ntitle: a\ndate: 2021-10-06\n---\n"),
    ("date-number", Warning, "---\ntitle: a\ndate: «20211006»\n---\n", "Hugo takes this number for seconds since 1970: it reads 1970-08-22.", "---\ntitle: a\ndate: 2021-10-06\n---\n"),
    ("date-order", Warning, "---\ntitle: a\ndate: 2021-10-06\nlastmod: «2020-10-06»\n---\n", "`lastmod` is before `date`.", ""),
    ("not-a-list", Warning, "---\ntitle: a\ntags: «b, c»\n---\n", "`tags` is one text here, not a list: put the items in brackets.", "---\ntitle: a\ntags: [b, c]\n---\n"),
    ("not-text", Error, "---\ntitle: «[a]»\n---\n", "`title` must be text: Hugo reads a list here as an empty text.", "---\ntitle: \"[a]\"\n---\n"),
    ("not-a-boolean", Warning, "---\ntitle: a\ndraft: «yes»\n---\n", "`draft` must be `true` or `false`: Hugo reads this as `false`.", "---\ntitle: a\ndraft: true\n---\n"),
    ("not-a-number", Warning, "---\ntitle: a\nweight: «high»\n---\n", "`weight` must be a number: Hugo reads this as 0.", ""),
    ("not-a-mapping", Error, "---\ntitle: a\nparams: «[a]»\n---\n", "`params` must be a mapping: Hugo's build fails on this.", ""),
    ("surprising-value", Warning, "---\ntitle: a\nslug: «010»\n---\n", "`010` is read as the number 8: put it in quotes if it is text.", "---\ntitle: a\nslug: \"010\"\n---\n"),
    ("url-protocol", Error, "---\ntitle: a\nurl: «https://example.org/a»\n---\n", "`url` must be a path such as `/about/`: Hugo's build fails on an address with `http`.", ""),
    ("site-value", Warning, "«»---\ntitle: a\n---\n", "The site's configuration has a value for `enableEmoji` that is not `true` or `false`: Hugo's default applies.", ""),
    ("site-not-honoured", Info, "«»---\ntitle: a\n---\n", "The preview does not follow all of the site's configuration. Not honoured: `markup.goldmark.renderer.xhtml`.", ""),
];

fn diagnostics(code: &str, text: &str) -> Vec<draftpane::Diagnostic> {
    // Hugo leaves all raw HTML out.
    let flavor = match code {
        _ if code.starts_with("html-") => Flavor::Gfm,
        _ => Flavor::Hugo,
    };
    let site = match code {
        "site-value" => Some("enableEmoji = 1"),
        "site-not-honoured" => Some("[markup.goldmark.renderer]\nxhtml = true"),
        _ => None,
    };
    let site = site.map(|toml| Format::Toml.parse(toml).expect("a configuration"));
    let call = |_: &str, _: &Arguments, _: &str| Err("it always does".to_owned());
    let options = Options {
        flavor,
        shortcodes: Some(Registered::new(vec!["fails".into()], Box::new(call))),
        site,
        ..Options::default()
    };
    let mut found = Draft::new(text, options).0.diagnostics();
    // These texts are mostly bodies alone.
    found.retain(|found| {
        code == "title-missing" || (found.code, found.severity) != ("title-missing", Info)
    });
    found
}

#[test]
fn a_term_that_the_site_names_is_a_place() {
    let told = |text: &str| {
        let site = "markup.goldmark.parser.autoDefinitionTermID = true";
        let options = Options {
            front_matter: false,
            site: Format::Toml.parse(site).ok(),
            ..Options::default()
        };
        Draft::new(text, options).0.diagnostics().len()
    };
    assert_eq!(told("Term\n: a\n\n[x](#term)\n"), 0);
    assert_eq!(told("Term\n: a\n\n[x](#other)\n"), 1);
}

#[test]
fn what_is_no_post_needs_no_title() {
    let told = |text: &str, flavor, front_matter| {
        let options = Options {
            flavor,
            front_matter,
            ..Options::default()
        };
        Draft::new(text, options).0.diagnostics().len()
    };
    assert_eq!(told("a\n", Flavor::Hugo, true), 1);
    assert_eq!(told("\u{feff} \n", Flavor::Hugo, true), 0);
    assert_eq!(told("a\n", Flavor::Hugo, false), 0);
    assert_eq!(told("a\n", Flavor::Gfm, true), 0);
}

/// Where raw HTML is left out, so is all of an open comment.
#[test]
fn an_open_comment_is_told_where_raw_html_is_left_out() {
    let told = |text: &str| {
        let text = format!("---\ntitle: a\n---\n{text}");
        let found = Draft::new(&text, Options::default()).0.diagnostics();
        let found = found.iter().filter(|found| found.code == "html-unclosed");
        found
            .map(|found| text[found.range.clone()].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(told("- a\n\n  <!-- b\n\n  c\n"), ["<!-- b"]);
    for closed in [
        "<!-- b\n\nc --> d\n",
        "<!-->\n",
        "<!--more-->\n",
        "a <!-- b\n",
    ] {
        assert!(told(closed).is_empty(), "{closed}");
    }
}

#[test]
fn the_first_thousand_are_reported() {
    let codes = |count: usize| {
        let text = format!("---\ntitle: a\n---\n{}a {{{{< b\n", "#\n".repeat(count));
        let (draft, _) = Draft::new(&text, Options::default());
        let found = draft.diagnostics();
        let last = found.last().cloned().expect("a diagnostic");
        (found.len(), last)
    };
    let (count, last) = codes(999);
    assert_eq!((count, last.code), (1000, "shortcode-unclosed"));
    let (count, last) = codes(1500);
    assert_eq!((count, last.code), (1001, "diagnostics-limit"));
    assert_eq!(last.range, 2015..2016);
    let message = "There are 501 more problems after this one: they are reported once some of these are mended.";
    assert_eq!(last.message, message);
}

#[test]
fn each_has_its_place_its_words_and_a_fix_that_mends_it() {
    for (code, severity, marked, message, mended) in CASES {
        let start = marked.find('«').expect("«");
        let end = marked.find('»').expect("»") - '«'.len_utf8();
        let text = marked.replace(['«', '»'], "");
        let found = diagnostics(code, &text);
        let [found] = &found[..] else {
            panic!("{code} alone: {marked:?} {found:#?}");
        };
        assert_eq!(found.code, *code, "{marked:?}");
        assert_eq!(
            found.range,
            start..end,
            "{marked:?} {:?}",
            &text[found.range.clone()]
        );
        assert_eq!(
            (found.severity, &found.message[..]),
            (*severity, *message),
            "{marked:?}"
        );
        let Some(fix) = &found.fix else {
            assert_eq!(*mended, "", "{marked:?} has no fix");
            continue;
        };
        let mut after = text.clone();
        for edit in fix.edits.iter().rev() {
            after.replace_range(edit.range.clone(), &edit.insert);
        }
        assert_eq!(after, *mended, "{marked:?}");
        assert!(
            diagnostics(code, &after)
                .iter()
                .all(|found| found.code != *code),
            "{after:?}"
        );
    }
}

/// Texts that look like mistakes and are correct.
#[test]
fn nothing_is_said_of_what_is_right() {
    for text in [
        "",
        "[a] [ ] a[0] [a][b] [b][] ![c][B]\n\n[b]: /c\n",
        "`[a][b]` \\[^1] `[^1]` [^ ] x[^\n",
        "    [a][b] ![](c)\n",
        "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c\n",
        "# A\n\n## B {#a-1}\n\n### A\n\n#### A\n",
        "### A\n\n# B\n\n## C\n",
        "[![a](b)](c) ![`d`](e)\n",
        "# ![a](b)\n",
        "a <<b>> <!-- c --> d\n",
        "```js {.a hl_lines=[1,\"2-3\"]}\n```\n",
        "```js {{< a >}}\n```\n",
        "[a](#b) {{< own >}}\n",
        "[a][] [b](#a:~:text=b) [c](#fn:1) d[^1]\n\n[a]: #e\n\n[^1]: f\n\n## G {#e}\n",
        "[a]: /b\n[a]: /b\n\n[a]\n\n    [a]: /c\n\n```\n[a]: /d\n```\n",
        "[//]: # (a)\n[//]: # (b)\n",
        "[a](tel:1) <mailto:b@c.example> ![d](data:image/png;base64,e) [f](./g:h)\n",
    ] {
        assert_eq!(diagnostics("", text), [], "{text:?}");
    }
}

/// Where a link may lead to.
#[test]
fn names_are_wherever_they_may_be() {
    let told = |flavor, text: &str| {
        let options = Options {
            flavor,
            ..Options::default()
        };
        let found = Draft::new(text, options).0.diagnostics();
        let fragment = |told: &&draftpane::Diagnostic| told.code == "link-fragment";
        found.iter().filter(fragment).count()
    };
    let raw = "[a](#x) [b](#y) [c](#z)\n\n<p id='x'><a name=\"y\"></a></p>\n";
    assert_eq!(told(Flavor::Hugo, raw), 1, "what is left out may be meant");
    assert_eq!(told(Flavor::Gfm, raw), 1);
    let heading = "## A *b*: c!\n\n[a](#a-b-c) [b](#user-content-a-b-c) [c](#a--b)\n";
    assert_eq!(told(Flavor::Gfm, heading), 1);
    assert_eq!(
        told(Flavor::CommonMark, heading),
        0,
        "no heading has a name there"
    );
    assert_eq!(told(Flavor::Hugo, "[a](#b) {{< unknown >}}\n"), 0);
    assert_eq!(told(Flavor::Hugo, "[a](#b) {{< youtube c >}}\n"), 1);
}

#[test]
fn front_matter_has_a_limit() {
    let text = format!("---\ntitle: {}{}\n---\n", "[".repeat(99), "]".repeat(99));
    assert_eq!(diagnostics(LIMIT, &text)[0].code, LIMIT);
}

/// Its texts are too long for a line.
const LIMIT: &str = "front-matter-limit";

#[test]
fn what_is_cut_short_is_told_and_its_text_kept() {
    let deep = format!("{}the end\n\nx\n", "> ".repeat(200));
    let [found] = &diagnostics("", &deep)[..] else {
        panic!("one is told");
    };
    assert_eq!((found.code, found.severity), ("nesting-limit", Warning));
    assert_eq!(&deep[found.range.clone()][..6], "> > > ");
    assert!(found.range.end < deep.len() - 2);
    let html = Draft::new(&deep, Options::default()).0.html();
    assert!(html.contains("the end") && html.matches("<blockquote>").count() <= 100);

    let row = "|last|\n";
    let rows = |count: usize| format!("{}\n{}", "|a\n".repeat(count), row);
    let wide = format!(
        "|{}\n|{}\n{}",
        "a|".repeat(500),
        "-|".repeat(500),
        rows(500)
    );
    let [found] = &diagnostics("", &wide)[..] else {
        panic!("one is told");
    };
    assert_eq!((found.code, found.severity), ("table-limit", Warning));
    assert_eq!(&wide[found.range.clone()], "|a");
    let html = Draft::new(&wide, Options::default()).0.html();
    assert_eq!(html.matches("<tr>").count(), 501);
    assert!((10_000..12_000).contains(&html.matches("<td>").count()));
    assert!(html.contains("last"));
}

#[test]
fn the_list_is_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = std::fs::read_to_string(root.join("docs/diagnostics.md")).expect("the list");
    // Code, severities, and whether there is ever a fix.
    let rows: BTreeSet<[String; 3]> = list
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|row| {
            let cells: Vec<&str> = row
                .split(" | ")
                .map(|cell| cell.trim_matches(['`', ' ', '|']))
                .collect();
            [0, 1, 3].map(|cell| cells[cell].to_owned())
        })
        .collect();
    // Their texts are too long for a line.
    let limits = [
        [LIMIT, "error", ""],
        ["diagnostics-limit", "info", ""],
        ["nesting-limit", "warning", ""],
        ["shortcode-limit", "warning", ""],
        ["table-limit", "warning", ""],
    ];
    let mut tested = BTreeSet::from(limits.map(|row| row.map(str::to_owned)));
    for (code, ..) in CASES {
        let same = || CASES.iter().filter(|case| case.0 == *code);
        let severities = [Error, Warning, Info]
            .into_iter()
            .filter(|s| same().any(|case| case.1 == *s));
        let names: Vec<String> = severities
            .map(|s| format!("{s:?}").to_lowercase())
            .collect();
        let fix = if same().any(|case| !case.4.is_empty()) {
            "fix"
        } else {
            ""
        };
        tested.insert([code.to_string(), names.join(", "), fix.to_owned()]);
    }
    assert_eq!(rows, tested);

    let mut named = BTreeSet::new();
    codes(&root.join("src"), &mut named);
    assert_eq!(
        rows.into_iter()
            .map(|[code, ..]| code)
            .collect::<BTreeSet<_>>(),
        named
    );
}

/// The codes in the source: words with hyphens, quoted, in files that speak of severities.
fn codes(folder: &Path, named: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            codes(&path, named);
            continue;
        }
        let source = std::fs::read_to_string(&path).expect("a source file");
        if !source.contains("Severity::") || path.ends_with("wasm.rs") {
            continue;
        }
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let is_code = |word: &&str| {
            word.contains('-')
                && word
                    .split('-')
                    .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()))
        };
        named.extend(source.split('"').filter(is_code).map(str::to_owned));
    }
}
