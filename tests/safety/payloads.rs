//! Hostile input, and the places of a post where it may stand.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// One of each kind of attack.
pub const OWN: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.y>",
    "<img src=x onerror=alert(1)>",
    "<img/src=\"x\"onerror=alert(1)//",
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)>x</a></svg>",
    "<math><mi xlink:href=\"javascript:x\">a</mi></math>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<a href=\" \u{1}java\nscript&colon;alert(1)\">x</a>",
    "<a href=\"&#106;avascript&#58;x\">y</a>",
    "<a href=data:text/html,<script>x</script>>y</a>",
    "<img src=\"data:image/svg+xml,<svg onload=x>\" srcset=\"a 1x, javascript:b 2x\">",
    "<iframe srcdoc=\"<script>x</script>\"></iframe>",
    "<form action=javascript:x><input name=a><button formaction=x>b</button></form>",
    "<div style=\"background:url(javascript:x)\" onclick=x id=a name=b is=c slot=d>e</div>",
    "<style>@import 'x';</style>",
    "<meta http-equiv=refresh content=0><base href=//x><link rel=stylesheet href=x>",
    "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
    "<textarea><img title=\"</textarea><img src onerror=x>\"></textarea>",
    "<xmp><p title=\"</xmp><img src onerror=x>\"></xmp>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>",
    "<table><a href=javascript:x><td><style><!--</style><img src onerror=x>-->",
    "<img name=createElement><form id=body><input name=parentNode></form>",
    "<!--><img src=x onerror=x>--><!-- --!><script>x</script>",
    "<div title=\"</div><script>x</script>",
    "</p><p onmouseover=x>a</p onclick=y>",
    "<template><script>x</script></template><object data=x><embed src=y>",
    "[a](javascript:x \"<script>\") ![b](vbscript:y) <javascript:z>",
    "<details open ontoggle=x><summary>a</summary>b</details>",
    "<x-y is=z><p is=x-y contenteditable tabindex=1>a",
    "{{< script >}} \" ' ` ]( )> \0 <\0b>",
    "```\n</code></pre><script>x</script>\n```",
    "<b><i></b><p></i><table><tr><div></table>",
];

/// Those of the corpora that are there.
pub fn of_corpora() -> Vec<String> {
    let Some(shared) = std::env::var_os("DRAFTPANE_SHARED") else {
        return Vec::new();
    };
    let corpora = PathBuf::from(shared).join("corpora");
    let read = |file: &str| fs::read_to_string(corpora.join(file)).unwrap_or_default();
    let json = |file: &str| serde_json::from_str(&read(file)).unwrap_or(Value::Null);
    let list = |value: Value| value.as_array().cloned().unwrap_or_default();
    let mut found = Vec::new();
    for file in [
        "dompurify/expect.json",
        "owasp-xss-filter-evasion/payloads.json",
    ] {
        let entries = list(json(file));
        found.extend(
            entries
                .iter()
                .filter_map(|e| Some(e["payload"].as_str()?.to_owned())),
        );
    }
    let naughty = list(json("blns/blns.json"));
    found.extend(naughty.iter().filter_map(|e| Some(e.as_str()?.to_owned())));
    found.extend(
        read("markdown-it/xss.txt")
            .split("\n.\n")
            .map(str::to_owned),
    );
    found.extend(
        files(&corpora.join("html5lib-tests/tree-construction"), "dat")
            .iter()
            .flat_map(|text| {
                let tests = text.split("#data\n").skip(1);
                let inputs = tests.filter_map(|test| test.split("\n#errors").next());
                inputs.map(str::to_owned).collect::<Vec<_>>()
            }),
    );
    found
}

/// The texts of the files in a folder whose names end so.
pub fn files(folder: &std::path::Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    paths.sort();
    paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect()
}

/// Posts with the payload in each kind of place.
pub fn places(payload: &str) -> Vec<String> {
    let line = payload.replace(['\n', '\r'], " ");
    vec![
        format!("a\n\n{payload}\n\nb\n"),
        format!("a {payload} *b*\n"),
        format!("[a](<{line}>) [b]({line})\n"),
        format!("![a](<{line}>)\n\n[x]: <{line}>\n[x] ![x]\n"),
        format!("[a](/b \"{line}\") ![a](b '{line}')\n"),
        format!("![{payload}](/b)\n"),
        format!("<{line}> <https://{line}>\n"),
        format!("```{line}\n{payload}\n```\n"),
        format!("# a {{#{line} title=\"{line}\" class=\"{line}\"}}\n\n# {line}\n"),
        format!("|{line}|b|\n|:-|-|\n|c|{line}|\n"),
        format!("a[^{line}]\n\n[^{line}]: {payload}\n"),
        format!("---\ntitle: {line}\ntags: [{line}]\n---\n{payload}\n"),
        format!("---\n{line}: a\n\"{line}\": {{{line}: b}}\n---\n> - {line}\n>\n> {line}\n"),
    ]
}
