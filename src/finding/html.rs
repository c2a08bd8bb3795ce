//! The messages of findings in raw HTML. `written` is the source of the finding.

pub(super) fn omitted(written: &str) -> String {
    format!(
        "The site omits raw HTML, so `{}` will be missing: to publish raw HTML, set `unsafe = true` under \
         `markup.goldmark.renderer` in the site's configuration.",
        tag(written)
    )
}

pub(super) fn refused(written: &str) -> String {
    format!(
        "The preview omits the tag `{}`, which is not allowed here, and shows the content of the element.",
        tag(written)
    )
}

pub(super) fn hidden(written: &str) -> String {
    format!(
        "The preview omits `{}`, which shows nothing by itself. The site publishes the element.",
        tag(written)
    )
}

pub(super) fn embedded(written: &str) -> String {
    format!(
        "The preview shows a link instead of `{}`, and loads nothing from there.",
        tag(written)
    )
}

pub(super) fn undrawn(written: &str) -> String {
    format!(
        "The preview does not draw `{}`: only the text of the element is shown.",
        tag(written)
    )
}

pub(super) fn unclosed(written: &str) -> String {
    let tag = tag(written);
    match comment_close(written) {
        Some(close) => format!(
            "Nothing in this block closes `{tag}`, so readers of the site see nothing of what follows: add `{close}`."
        ),
        None => {
            let name = written.trim_start_matches('<');
            let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next();
            format!(
                "Nothing closes `{tag}`, so browsers show nothing of what follows: add `</{}>`.",
                name.unwrap_or_default()
            )
        }
    }
}

/// The tag at the start of raw HTML: at most its first line, and of a long tag only the start.
fn tag(written: &str) -> &str {
    let line = written.split(['\n', '\r']).next().unwrap_or_default();
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (c, quote) {
            ('>', None) => return &line[..=at],
            _ if at >= 100 => return &line[..at],
            ('"' | '\'', None) => quote = Some(c),
            _ if Some(c) == quote => quote = None,
            _ => {}
        }
    }
    line
}

/// The end of the comment, instruction or declaration that raw HTML begins with.
pub fn comment_close(html: &str) -> Option<&'static str> {
    let ends = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<!", ">"),
        ("<?", "?>"),
    ];
    let found = ends.iter().find(|(start, _)| html.starts_with(start));
    found.map(|(_, end)| *end)
}
