use crate::*;

/// The text between the key and the end of a value means the same alone.
#[track_caller]
fn check(text: &str) -> usize {
    let Some(cut) = Cut::find(text).filter(|cut| cut.format == Format::Yaml) else {
        return 0;
    };
    let read = FrontMatter::read(text, &cut);
    let content = &text[cut.content.clone()];
    let flow = content.trim_start().starts_with('{');
    let mut before = cut.content.start;
    for field in &read.fields {
        let key = &text[field.key_range.clone()];
        // An alias means nothing alone; `? key` and `!tag key` are ranged less exactly.
        if key == "<<" || content.contains('*') || content.contains("? ") || content.contains("\n!")
        {
            continue;
        }
        assert!(
            before <= field.key_range.start,
            "order of {key} in {content}"
        );
        assert!(field.key_range.end <= field.range.start);
        before = field.range.end;
        let own = &text[field.key_range.start..field.range.end];
        let alone = if flow {
            format!("---\n{{{own}}}\n---\n")
        } else {
            format!("---\n{own}\n---\n")
        };
        let alone = crate::read(&alone);
        assert!(alone.valid, "{own:?} in {content}");
        assert_eq!(alone.fields.len(), 1, "{own:?} in {content}");
        assert_eq!(alone.fields[0].key, field.key, "{own:?} in {content}");
        // Compared as text, for NaN is not equal to itself.
        assert_eq!(
            format!("{:?}", alone.fields[0].value),
            format!("{:?}", field.value),
            "{own:?} in {content}"
        );
        if !own.contains(['|', '>']) {
            assert_eq!(own, own.trim_end_matches([' ', '\t']));
        }
    }
    read.fields.len()
}

#[track_caller]
fn ranges(content: &str, expected: &[(&str, &str)]) {
    ranges_in(&format!("---\n{content}\n---\n"), expected);
}

#[track_caller]
fn ranges_in(text: &str, expected: &[(&str, &str)]) {
    let read = crate::read(text);
    let found: Vec<(&str, &str)> = read
        .fields
        .iter()
        .map(|f| (&text[f.key_range.clone()], &text[f.range.clone()]))
        .collect();
    assert_eq!(found, expected);
    check(text);
}

#[test]
fn of_values() {
    ranges("title: x", &[("title", "x")]);
    ranges(
        "a:  x y  # c\n# c\n\nb : \"#\" # c",
        &[("a", "x y"), ("b", "\"#\"")],
    );
    ranges(
        "\"a\": 'it''s' \n'b c': \"\\\"\"",
        &[("\"a\"", "'it''s'"), ("'b c'", "\"\\\"\"")],
    );
    ranges("a:\nb: # c\nc: ~", &[("a", ""), ("b", ""), ("c", "~")]);
    ranges(
        "a: [x, 'y]', # c\n  it's]\nb: {c: [d]}",
        &[("a", "[x, 'y]', # c\n  it's]"), ("b", "{c: [d]}")],
    );
    ranges(
        "a:\n- x # c\n- y: z\n  w: 'q\n\n  r' # c\n\n# c\nb: 1",
        &[("a", "- x # c\n- y: z\n  w: 'q\n\n  r'"), ("b", "1")],
    );
    ranges(
        "a:\n  b: c\n  d:\n    - e # c\nf: g",
        &[("a", "b: c\n  d:\n    - e"), ("f", "g")],
    );
    ranges(
        "a: |\n  x\n\n   # no comment\n\nb: >-\n  y",
        &[("a", "|\n  x\n\n   # no comment"), ("b", ">-\n  y")],
    );
    ranges("a: |+\n  x\n\nb: y", &[("a", "|+\n  x\n"), ("b", "y")]);
    ranges(
        "a: x\n  y\n\n  z # c\nb: \"x\ny\"",
        &[("a", "x\n  y\n\n  z"), ("b", "\"x\ny\"")],
    );
    ranges(
        "a: http://x.y/#z\nb: c#d:e",
        &[("a", "http://x.y/#z"), ("b", "c#d:e")],
    );
    ranges("  a: b\n  c: d", &[("a", "b"), ("c", "d")]);
    ranges(
        "a: !t &n b\nc: !t\n  - d",
        &[("a", "!t &n b"), ("c", "!t\n  - d")],
    );
    ranges("é: ü # ö\n日本: 語", &[("é", "ü"), ("日本", "語")]);
}

#[test]
fn of_values_in_braces() {
    ranges(
        "{title: x, \"a\": \"y\", b: [c, d]}",
        &[("title", "x"), ("\"a\"", "\"y\""), ("b", "[c, d]")],
    );
    ranges("{a: 1,\n b: {c: d}}", &[("a", "1"), ("b", "{c: d}")]);
}

#[test]
fn line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        let text =
            "---\na: |\n  x\n\n  y\nb:\n  - c\nd: e\n  f\ng: \"h\n i\"\n---\n".replace('\n', end);
        assert_eq!(check(&text), 4, "{text:?}");
    }
}

#[test]
fn of_real_posts() {
    let read: usize = posts().iter().map(|text| check(text)).sum();
    eprintln!("{read} fields of real posts");
}

#[test]
fn posts_are_cut_where_hugo_cuts_them() {
    for text in posts() {
        let Some(cut) = Cut::find(&text) else {
            continue;
        };
        assert!(cut.closed, "{}", &text[..text.len().min(300)]);
        assert!(!text[cut.content.clone()].contains(&format!(
            "\n{}",
            &text[cut.range.start..cut.range.start + 3]
        )));
    }
}

#[test]
fn of_toml() {
    let text = "+++\ntitle = \"x\" # c\n\"a b\" = [\n  1, # c\n]\nc.d = 1\nc.e = 2\n\n[params] # c\nx = 1 # c\n\
                [params.y]\nz = 3\n\n# c\n[[l]]\nk = 1\n[[l]]\nk = {m = 2}\n[empty]\n[params.w]\nv = 1\n[n.o]\np = 1\n+++\n";
    ranges_in(
        text,
        &[
            ("title", "\"x\""),
            ("\"a b\"", "[\n  1, # c\n]"),
            ("c", "d = 1\nc.e = 2"),
            // Lines below another table's header are outside of the range.
            ("params", "x = 1 # c\n[params.y]\nz = 3\n\n# c"),
            ("l", "k = 1\n[[l]]\nk = {m = 2}"),
            ("empty", ""),
            ("n", "p = 1"),
        ],
    );
}

/// Fields are in the order of the text, also where a header follows those below it.
#[test]
fn of_toml_with_a_header_again() {
    ranges_in(
        "+++\n[a.b] # c\n[c]\nx = 1\n[a]\ny = 2\nz.w = 3\n[[d]]\n[['e'.f]]\n+++\n",
        &[
            ("a", "y = 2\nz.w = 3"),
            ("c", "x = 1"),
            ("d", ""),
            ("'e'", ""),
        ],
    );
}

#[test]
fn of_json() {
    ranges_in(
        "{\n  \"title\" : \"x\",\n\t\"a\": [1, {\"b\": \"}\"}] ,\"c\":null\n}\n",
        &[
            ("\"title\"", "\"x\""),
            ("\"a\"", "[1, {\"b\": \"}\"}]"),
            ("\"c\"", "null"),
        ],
    );
}

#[test]
fn of_real_posts_in_toml() {
    let mut checked = 0;
    for text in posts() {
        let Some(cut) = Cut::find(&text).filter(|cut| cut.format == Format::Toml) else {
            continue;
        };
        for field in FrontMatter::read(&text, &cut).fields {
            let (key, value) = (&text[field.key_range.clone()], &text[field.range.clone()]);
            let between = &text[field.key_range.end..field.range.start];
            // A line below a header means something else alone.
            if between.trim() == "=" {
                let alone = crate::read(&format!("+++\n{key} = {value}\n+++\n"));
                assert_eq!(alone.fields[0].value, field.value, "{value}");
                checked += 1;
            }
        }
    }
    eprintln!("{checked} values of real posts");
}
