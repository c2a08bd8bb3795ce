//! The exports in Node: what JavaScript gets.
#![cfg(target_arch = "wasm32")]

use draftpane::inside::Core;
use js_sys::{JSON, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

fn get(value: &JsValue, key: &str) -> JsValue {
    Reflect::get(value, &key.into()).unwrap()
}

#[wasm_bindgen_test]
fn offsets_are_utf16() {
    let mut core = Core::new("😀 a\n\nb\n", JsValue::UNDEFINED, None).unwrap();
    let update = core
        .edit(&[3, 4], vec!["ä".to_owned()], false)
        .unwrap()
        .unwrap();
    assert_eq!(core.html(), "<p>😀 ä</p>\n<p>b</p>\n");
    assert_eq!(update.from, 0);
    assert_eq!(
        json(&core.block_at(6).unwrap()),
        r#"{"id":2,"from":6,"to":8,"kind":"paragraph"}"#
    );
    assert!(
        core.edit(&[1, 1], vec!["x".to_owned()], false)
            .unwrap()
            .is_none(),
        "inside a surrogate pair"
    );
    let error = core
        .edit(&[99, 99], vec![String::new()], false)
        .err()
        .unwrap();
    assert_eq!(get(&error, "name"), JsValue::from("RangeError"));
    assert!(get(&error, "message").as_string().unwrap().contains("99"));
}

#[wasm_bindgen_test]
fn front_matter_is_plain_data() {
    let text = "---\n__proto__: {a: 1}\nbig: 9007199254740993\nlist: [1, 2.5, null]\n---\n";
    let core = Core::new(text, JsValue::UNDEFINED, None).unwrap();
    let data = get(&core.front_matter().unwrap(), "data");
    assert_eq!(
        json(&data),
        r#"{"__proto__":{"a":1},"big":"9007199254740993","list":[1,2.5,null]}"#
    );
}

#[wasm_bindgen_test]
fn wrong_options_are_refused() {
    let options = JSON::parse(r#"{"flavor":"markdown"}"#).unwrap();
    let error = Core::new("", options, None).err().unwrap();
    assert!(
        get(&error, "message")
            .as_string()
            .unwrap()
            .contains("\"markdown\"")
    );
}
