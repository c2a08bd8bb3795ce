//! The live view in a browser: which nodes stay, and how many operations an edit costs.
#![cfg(target_arch = "wasm32")]

mod generate;

use draftpane::inside::Core;
use generate::{Generator, Random};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    Document, Element, HtmlElement, MutationObserver, MutationObserverInit, MutationRecord, Node,
};

wasm_bindgen_test_configure!(run_in_browser);

/// A mounted draft whose every change of the DOM is recorded.
struct Fixture {
    core: Core,
    options: JsValue,
    root: Element,
    observer: MutationObserver,
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// The options for a flavor in which raw HTML is shown.
fn gfm() -> JsValue {
    let options = js_sys::Object::new();
    js_sys::Reflect::set(&options, &"flavor".into(), &"gfm".into()).unwrap();
    options.into()
}

impl Fixture {
    fn new(text: &str) -> Self {
        Self::with(text, JsValue::UNDEFINED)
    }

    fn with(text: &str, options: JsValue) -> Self {
        let root = document().create_element("article").unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let mut core = Core::new(text, options.clone(), None).unwrap();
        core.mount(root.clone(), false, None).unwrap();
        while core.work(100, false).unwrap() {}
        Self::of(core, options, root)
    }

    fn of(core: Core, options: JsValue, root: Element) -> Self {
        let callback = Closure::<dyn Fn()>::new(|| {});
        let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).unwrap();
        callback.forget();
        let all = MutationObserverInit::new();
        all.set_child_list(true);
        all.set_subtree(true);
        all.set_character_data(true);
        all.set_attributes(true);
        observer.observe_with_options(&root, &all).unwrap();
        Self {
            core,
            options,
            root,
            observer,
        }
    }

    /// Replaces the first `what`, and returns the mutations that it took: their types, and the nodes they are at.
    fn edit(&mut self, text: &mut String, what: &str, insert: &str) -> Vec<(String, Node)> {
        let from = text.find(what).expect("the text has it");
        let units = |text: &str| text.encode_utf16().count() as u32;
        let offsets = [units(&text[..from]), units(&text[..from + what.len()])];
        text.replace_range(from..from + what.len(), insert);
        self.core
            .edit(&offsets, vec![insert.to_owned()], false)
            .unwrap()
            .expect("no surrogate pair is cut");
        self.assert_fresh(text);
        let records = self.observer.take_records();
        records
            .iter()
            .map(|r| r.unchecked_into::<MutationRecord>())
            .map(|r| (r.type_(), r.target().unwrap()))
            .collect()
    }

    /// The live DOM is what a new draft of the text makes.
    fn assert_fresh(&self, text: &str) {
        let fresh = document().create_element("article").unwrap();
        let mut core = Core::new(text, self.options.clone(), None).unwrap();
        core.mount(fresh.clone(), false, None).unwrap();
        while core.work(100, false).unwrap() {}
        assert!(
            self.root.is_equal_node(Some(&fresh)),
            "{}\nmust be\n{}",
            dump(&self.root),
            dump(&fresh)
        );
    }

    fn find(&self, selector: &str) -> HtmlElement {
        self.root
            .query_selector(selector)
            .unwrap()
            .expect("it is there")
            .unchecked_into()
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        self.observer.disconnect();
        self.root.remove();
    }
}

fn dump(node: &Node) -> String {
    let serializer = js_sys::Reflect::get(node, &"outerHTML".into()).unwrap();
    serializer.as_string().unwrap_or_default()
}

const POST: &str = "---\ntitle: T\n---\n# One\n\nA *first* paragraph with ![](data:image/png;base64,AA) and [a link](/u).\n\n\
    - item one\n- item two\n- item three\n\n> quoted\n\nLast ä😀 paragraph.\n";

#[wasm_bindgen_test]
fn typing_changes_one_text_node() {
    let mut text = POST.to_owned();
    let mut page = Fixture::new(&text);
    let records = page.edit(&mut text, "paragraph with", "paragraph now with");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].0, "characterData");
    let records = page.edit(&mut text, "😀 para", "😀😁 para");
    assert_eq!(records.len(), 1);
}

#[wasm_bindgen_test]
fn other_blocks_keep_their_nodes_focus_and_selection() {
    let mut text = POST.to_owned();
    let mut page = Fixture::new(&text);
    let (image, quote, link) = (page.find("img"), page.find("blockquote"), page.find("a"));
    link.focus().unwrap();
    let selection = web_sys::window().unwrap().get_selection().unwrap().unwrap();
    selection.select_all_children(&quote).unwrap();
    page.edit(&mut text, "# One\n", "# One\n\nNew paragraph.\n");
    page.edit(&mut text, "item two", "item 2");
    page.edit(&mut text, "A *first*", "A **first**");
    assert!(page.find("img").is_same_node(Some(&image)));
    assert!(page.find("blockquote").is_same_node(Some(&quote)));
    assert!(
        document()
            .active_element()
            .unwrap()
            .is_same_node(Some(&link))
    );
    assert_eq!(String::from(selection.to_string()).trim(), "quoted");
}

#[wasm_bindgen_test]
fn a_line_on_top_touches_nothing_below() {
    let mut text = POST.to_owned();
    let mut page = Fixture::new(&text);
    let records = page.edit(&mut text, "# One", "New on top.\n\n# One");
    assert_eq!(records.len(), 1, "one insertion");
    assert!(records[0].1.is_same_node(Some(&page.root)));
}

#[wasm_bindgen_test]
fn an_item_in_a_list_touches_that_list_only() {
    let mut text = POST.to_owned();
    let mut page = Fixture::new(&text);
    let list: Node = page.find("ul").into();
    let last = page.find("li:last-child");
    let records = page.edit(
        &mut text,
        "- item two\n",
        "- item two\n- item two and a half\n",
    );
    assert!(records.iter().all(|(_, node)| list.contains(Some(node))));
    assert_eq!(records.len(), 1);
    assert!(page.find("li:last-child").is_same_node(Some(&last)));
}

#[wasm_bindgen_test]
fn a_part_of_a_long_block_changes_alone() {
    for (head, part, parts) in [
        ("", "- w\n", "li"),
        ("| a | b |\n|---|---|\n", "| w | x |\n", "tbody > tr"),
        ("", "> w\n>\n", "blockquote > p"),
        ("- all\n", "  - w\n", "li > ul > li"),
        ("> all\n", "> 1. w\n", "blockquote > ol > li"),
    ] {
        let half = part.repeat(50);
        let mut text = format!("{head}{half}{}{half}", part.replace('w', "here"));
        let mut page = Fixture::new(&text);
        let last = page.find(&format!("{parts}:last-child"));
        for (what, insert) in [("here", "there"), ("there", "her"), ("her", "*her*")] {
            let records = page.edit(&mut text, what, insert);
            assert!(records.len() <= 2, "{parts}: {} records", records.len());
            let now = page.find(&format!("{parts}:last-child"));
            assert!(now.is_same_node(Some(&last)), "{parts}");
        }
        page.core.append(part, false).unwrap();
        text.push_str(part);
        page.assert_fresh(&text);
        let records = page.observer.take_records().length();
        assert_eq!(records, 1, "{parts}: one is inserted");
    }
}

#[wasm_bindgen_test]
fn blocks_come_go_and_join() {
    let mut text = POST.to_owned();
    let mut page = Fixture::new(&text);
    for (what, insert) in [
        ("> quoted\n", "```\n> quoted\n"),
        ("```\n", ""),
        ("\n\n> quoted", "\n> quoted"),
        ("# One", "One\n==="),
        ("Last", "[^n] Last"),
        (
            "paragraph.\n",
            "paragraph.\n\n[^n]: A note with [a link][r].\n\n[r]: /there\n",
        ),
        ("[r]: /there", ""),
        ("[^n]: A", "A"),
        ("- item one\n- item 2", "item"),
        ("title: T", "title: U"),
    ] {
        if text.contains(what) {
            page.edit(&mut text, what, insert);
        }
    }
    let all = text.clone();
    page.edit(&mut text, &all, "");
    assert_eq!(page.root.child_nodes().length(), 0);
    page.core.replace("Back.\n").unwrap();
    page.assert_fresh("Back.\n");
}

#[wasm_bindgen_test]
fn code_is_changed_in_its_place() {
    let mut text = "```go\nä := \"😀\" // one\nb\n".to_owned();
    let mut page = Fixture::with(&text, gfm());
    let was = page.find("code").first_child().unwrap();
    for (what, insert) in [
        ("one", "two"),
        ("b\n", "b😀\n  "),
        ("\n  ", "\n  c"),
        ("ä", "öä"),
        ("c", "c\n```\n\nEnd.\n"),
        ("two", "three"),
        ("b😀\n", ""),
    ] {
        page.edit(&mut text, what, insert);
        let is = page.find("code").first_child().unwrap();
        assert!(is.is_same_node(Some(&was)), "after {insert:?}");
    }
}

/// Long code is several texts, of which each knows its source; an edit changes one of them.
#[wasm_bindgen_test]
fn long_code_changes_in_one_text() {
    let lines = |from: usize| {
        let line = |n: usize| format!("let ä{n} = {};\n", n * 7919);
        (from..from + 1500).map(line).collect::<String>()
    };
    let mut text = format!("# A\n\n```js\n{}here\n{}", lines(0), lines(5000));
    let mut page = Fixture::with(&text, gfm());
    let texts = |page: &Fixture| {
        let nodes = page.find("code").child_nodes();
        (0..nodes.length())
            .filter_map(|at| nodes.item(at))
            .collect::<Vec<Node>>()
    };
    let first = texts(&page);
    assert!(first.len() > 8, "{} texts", first.len());
    for (what, insert) in [
        ("here", "there"),
        ("there\n", "there\n{\n}\n"),
        ("{\n", ""),
        ("there", ""),
    ] {
        let records = page.edit(&mut text, what, insert);
        assert_eq!(records.len(), 1, "after {insert:?}");
        let (kind, node) = &records[0];
        let len = node.text_content().unwrap_or_default().len();
        assert!(kind == "characterData" && len < 10_000, "{kind}, {len}");
    }
    assert!(texts(&page) == first);
    let ranges = page.core.ranges_of(first.clone());
    let units: Vec<u16> = text.encode_utf16().collect();
    for (node, range) in first.iter().zip(ranges.chunks(2)) {
        let source = String::from_utf16(&units[range[0] as usize..range[1] as usize]).unwrap();
        assert_eq!(node.text_content(), Some(source));
    }
    // Code that grows.
    for n in 0..1000 {
        let line = format!("a line {n}\n");
        page.core.append(&line, false).unwrap();
        text.push_str(&line);
        let records = page.observer.take_records();
        assert_eq!(records.length(), 1, "{n}");
    }
    page.assert_fresh(&text);
    let now = texts(&page);
    assert!(now.len() > first.len() && now[..first.len()] == first);
}

#[wasm_bindgen_test]
fn blocks_that_join_and_part_keep_their_nodes() {
    let mut text =
        "top\n\n<div\n\n## a\n\n![](data:image/png;base64,AA)\n\n- b\n\nend\n".to_owned();
    let mut page = Fixture::with(&text, gfm());
    // The items of a list are blocks, the list itself is none.
    let names = ["h2", "img", "li"];
    let kept: Vec<HtmlElement> = names.map(|name| page.find(name)).into();
    let same = |page: &Fixture, after: &str| {
        for (name, was) in names.iter().zip(&kept) {
            let now = page.find(name);
            assert!(now.is_same_node(Some(was)), "{name}, after {after:?}");
        }
    };
    for (what, insert) in [
        ("<div", "<div>"),
        ("- b\n\n", "- b\n\n</div>\n\n"),
        ("- b\n", "- b\n- c\n"),
        ("</div>", "</div"),
        ("</div", "</div>"),
        ("<div>", "<div"),
        ("<div", "<details>\n\n<div>"),
        ("</div>", ""),
        ("<details>\n\n", ""),
        ("<div>\n\n", ""),
    ] {
        page.edit(&mut text, what, insert);
        same(&page, &text);
    }
}

#[wasm_bindgen_test]
fn a_block_that_joins_beside_what_it_joins_stays() {
    let mut text = "a\n\n## b\n\nc\n".to_owned();
    let mut page = Fixture::with(&text, gfm());
    let heading = page.find("h2");
    page.edit(&mut text, "a", "<p>a");
    assert!(page.find("h2").is_same_node(Some(&heading)));
}

#[wasm_bindgen_test]
fn a_key_in_a_unit_changes_one_text_node() {
    let mut text = "<div>\n\n<table><tr><td>\n\n*a* b\n\n</td></tr></table>\n\n- c\n\n".to_owned();
    let mut page = Fixture::with(&text, gfm());
    let records = page.edit(&mut text, " b", " bb");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].0, "characterData");
}

#[wasm_bindgen_test]
fn what_came_with_an_address_goes_with_it() {
    let mut text = "<a href='/x'>a</a> <img src='/x'>\n".to_owned();
    let mut page = Fixture::with(&text, gfm());
    for (what, insert) in [
        (" href='/x'", ""),
        (" src='/x'", ""),
        ("<a", "<a href='/y'"),
        ("<img", "<img src='/y'"),
    ] {
        page.edit(&mut text, what, insert);
    }
}

#[wasm_bindgen_test]
fn a_node_knows_its_source() {
    let text = POST.to_owned();
    let page = Fixture::new(&text);
    let slice = |node: &Node| {
        let range = page.core.ranges_of(vec![node.clone()]);
        let units: Vec<u16> = text.encode_utf16().collect();
        String::from_utf16(&units[range[0] as usize..range[1] as usize]).unwrap()
    };
    assert_eq!(slice(&page.find("em")), "*first*");
    assert_eq!(
        slice(&page.find("li:nth-child(2)")).trim_end(),
        "- item two"
    );
    assert_eq!(
        slice(&page.find("article > p:last-child")).trim_end(),
        "Last ä😀 paragraph."
    );
    // Many at once, and those before what was asked for last.
    let nodes = ["em", "li:nth-child(3)", "img", "a"].map(|name| Node::from(page.find(name)));
    let each: Vec<i32> = (nodes.iter())
        .flat_map(|node| page.core.ranges_of(vec![node.clone()]))
        .collect();
    assert_eq!(page.core.ranges_of(nodes.to_vec()), each);
    assert_eq!(page.core.ranges_of(vec![document().into()]), [-1, -1]);
}

/// After each of 10,000 random edits, and after other answers, the live DOM is one made from scratch, and nothing outside of the patched blocks
/// was touched.
#[wasm_bindgen_test]
fn random_edits_touch_only_what_they_change() {
    let mut edits = 0;
    for seed in 1.. {
        if edits >= 10_000 {
            break;
        }
        for generator in Generator::ALL {
            let mut random = Random::new(seed);
            let mut text = generator.document(&mut random);
            let options = [JsValue::UNDEFINED, gfm()][seed as usize % 2].clone();
            let mut page = Fixture::with(&text, options);
            for _ in 0..20 {
                if seed % 2 == 0 && random.below(4) == 0 {
                    let lists = lists(&mut random, &text);
                    let shown = page.blocks();
                    let update = page.core.answer(lists.clone()).unwrap();
                    page.options = with_answers(&page.options, &lists);
                    page.assert_fresh(&text);
                    page.assert_untouched(&shown, &update.patches(), &text);
                }
                let edit = generator.edit(&mut random, &text);
                let units = |text: &str| text.encode_utf16().count() as u32;
                let offsets = [
                    units(&text[..edit.range.start]),
                    units(&text[..edit.range.end]),
                ];
                let before = text.clone();
                text.replace_range(edit.range.clone(), &edit.insert);
                let shown = page.blocks();
                let update = page
                    .core
                    .edit(&offsets, vec![edit.insert.clone()], false)
                    .unwrap()
                    .expect("characters are whole");
                page.assert_fresh(&text);
                page.assert_untouched(&shown, &update.patches(), &format!("{before:?} {edit:?}"));
                edits += 1;
            }
        }
    }
}

/// Existing nodes are taken over by the blocks that look like them, while the text changes, too; in the end the live DOM is
/// one made from scratch.
#[wasm_bindgen_test]
fn random_texts_take_over_what_is_there() {
    for seed in 1..=60 {
        for generator in Generator::ALL {
            let mut random = Random::new(seed);
            let mut text = generator.document(&mut random);
            let options = [JsValue::UNDEFINED, gfm()][seed as usize % 2].clone();
            let written = Fixture::with(&text, options.clone());
            let root = written.root.clone();
            let children = || {
                let nodes = root.child_nodes();
                (0..nodes.length()).filter_map(move |at| nodes.item(at))
            };
            let before: Vec<Node> = children().collect();
            if seed % 2 == 0 {
                // As a browser reads it.
                let code = root.query_selector_all("code").unwrap();
                (0..code.length()).for_each(|at| code.item(at).unwrap().normalize());
            }
            if seed % 3 == 0 {
                let edit = generator.edit(&mut random, &text);
                text.replace_range(edit.range, &edit.insert);
            }
            let mut core = Core::new(&text, options.clone(), None).unwrap();
            let scratch = document().create_element("div").unwrap();
            core.mount(root.clone(), false, Some(scratch)).unwrap();
            for _ in 0..seed % 4 {
                core.work(random.below(8) as u32, false).unwrap();
                let next = generator.edit(&mut random, &text);
                edit(&mut core, &mut text, next);
            }
            while core.work(5, false).unwrap() {}
            let built = core.settle().unwrap();
            let mut page = Fixture::of(core, options, root.clone());
            page.assert_fresh(&text);
            if seed % 3 != 0 && seed % 4 == 0 {
                assert_eq!(built, 0, "{text:?}");
                assert!(children().eq(before), "{text:?}");
            }
            for _ in 0..3 {
                let next = generator.edit(&mut random, &text);
                edit(&mut page.core, &mut text, next);
                page.assert_fresh(&text);
            }
        }
    }
}

/// Blocks that are built apart are in the page with the next change, or with what is built in it.
#[wasm_bindgen_test]
fn random_texts_are_built_apart() {
    for seed in 1..=60 {
        for generator in Generator::ALL {
            let mut random = Random::new(seed);
            let mut text = generator.document(&mut random);
            let root = document().create_element("article").unwrap();
            let mut core = Core::new(&text, gfm(), None).unwrap();
            core.mount(root.clone(), false, None).unwrap();
            for _ in 0..seed % 4 {
                core.work(random.below(8) as u32, random.below(2) == 0)
                    .unwrap();
                let there = root.child_nodes().length();
                core.work(random.below(8) as u32, true).unwrap();
                assert_eq!(root.child_nodes().length(), there, "{text:?}");
                if random.below(2) == 0 {
                    let next = generator.edit(&mut random, &text);
                    edit(&mut core, &mut text, next);
                }
            }
            while core.work(5, true).unwrap() {}
            core.work(0, false).unwrap();
            Fixture::of(core, gfm(), root).assert_fresh(&text);
        }
    }
}

/// Edits a draft and its text.
fn edit(core: &mut Core, text: &mut String, edit: draftpane::Edit) {
    let units = |text: &str| text.encode_utf16().count() as u32;
    let offsets = [
        units(&text[..edit.range.start]),
        units(&text[..edit.range.end]),
    ];
    text.replace_range(edit.range, &edit.insert);
    core.edit(&offsets, vec![edit.insert], false)
        .unwrap()
        .expect("characters are whole");
}

/// Random answers of a site, as the engine takes them.
fn lists(random: &mut Random, text: &str) -> JsValue {
    let lists = generate::answer_lists(random, text).map(|list| {
        let pairs = list.into_iter();
        let strings = pairs.flat_map(|(source, output)| [source, output]);
        strings.map(JsValue::from).collect::<js_sys::Array>()
    });
    lists.iter().collect::<js_sys::Array>().into()
}

/// A copy of the options with other answers.
fn with_answers(options: &JsValue, answers: &JsValue) -> JsValue {
    let copy = js_sys::Object::new();
    if let Some(options) = options.dyn_ref::<js_sys::Object>() {
        js_sys::Object::assign(&copy, options);
    }
    js_sys::Reflect::set(&copy, &"answers".into(), answers).unwrap();
    copy.into()
}

impl Fixture {
    /// The blocks on the page, each with its nodes.
    fn blocks(&self) -> Vec<(u32, Vec<Node>)> {
        let ids = self.core.block_ids();
        ids.into_iter()
            .map(|id| (id, self.core.nodes_of(id)))
            .collect()
    }

    /// No mutation since the last look is at a node of a block that no patch names.
    fn assert_untouched(&self, shown: &[(u32, Vec<Node>)], patches: &[JsValue], case: &str) {
        let numbers = js_sys::Uint32Array::new(&patches[0]).to_vec();
        let patched: Vec<u32> = numbers.chunks(4).map(|patch| patch[1]).collect();
        let records = self.observer.take_records();
        for (id, nodes) in shown.iter().filter(|(id, _)| !patched.contains(id)) {
            for record in records
                .iter()
                .map(|record| record.unchecked_into::<MutationRecord>())
            {
                let target = record.target().unwrap();
                assert!(
                    nodes.iter().all(|node| !node.contains(Some(&target))),
                    "block {id} is touched: {case}"
                );
                let removed = record.removed_nodes();
                let gone = (0..removed.length()).filter_map(|at| removed.item(at));
                assert!(
                    gone.into_iter().all(|gone| !nodes.contains(&gone)),
                    "block {id} is removed: {case}"
                );
            }
            assert!(
                *nodes == self.core.nodes_of(*id),
                "block {id} keeps its nodes: {case}"
            );
        }
    }
}
