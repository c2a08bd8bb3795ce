//! The options of a draft, read from JavaScript.

use std::rc::Rc;

use js_sys::{Array, Error, Function, Object, Reflect, SyntaxError, TypeError};
use wasm_bindgen::prelude::*;

use super::answers::object;
use crate::draft;
use crate::flavor::Flavor;
use crate::front_matter::Format;
use crate::shortcode::{Answers, Arguments, Registered};
use crate::value::Value;

pub(super) fn options_of(options: JsValue) -> Result<draft::Options, JsValue> {
    if options.is_undefined() || options.is_null() {
        return Ok(draft::Options::default());
    }
    let shortcodes = shortcodes(&options)?;
    let text = |name: &str| {
        let given = Reflect::get(&options, &name.into())?;
        if given.is_undefined() || given.is_null() {
            return Ok(None);
        }
        let refused = || TypeError::new(&format!("Options: `{name}` is not a string"));
        given
            .as_string()
            .ok_or_else(refused)
            .map(Some)
            .map_err(JsValue::from)
    };
    let flavor = match text("flavor")?.as_deref() {
        None => Flavor::default(),
        Some(name) => Flavor::from_name(name).ok_or_else(|| {
            TypeError::new(&format!(
                "Unknown flavor {name:?}: it is \"hugo\", \"gfm\" or \"commonmark\""
            ))
        })?,
    };
    let front_matter = match text("frontMatter")?.as_deref() {
        None | Some("header" | "table" | "source" | "hidden") => true,
        Some("none") => false,
        Some(other) => {
            let message = format!(
                "Unknown frontMatter {other:?}: it is \"header\", \"table\", \"source\", \"hidden\" or \"none\""
            );
            return Err(TypeError::new(&message).into());
        }
    };
    // As JSON.
    let site = text("site")?.map(|site| parse(&site, Format::Json));
    Ok(draft::Options {
        flavor,
        front_matter,
        shortcodes,
        answers: answers(&Reflect::get(&options, &"answers".into())?),
        site: site.transpose()?,
    })
}

/// Data in a format of front matter; a `SyntaxError` that names the line.
pub(super) fn parse(text: &str, format: Format) -> Result<Value, JsValue> {
    format.parse(text).map_err(|found| {
        let before = text.get(..found.range.start).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let message = format!("Line {line}: {}", found.message);
        SyntaxError::new(&message).into()
    })
}

/// The site's answers: a list for shortcodes and one for blocks, in which each source stands before its output.
pub(super) fn answers(given: &JsValue) -> Rc<Answers> {
    let mut answers = Answers::default();
    let Some(lists) = given.dyn_ref::<Array>() else {
        return answers.into();
    };
    for at in 0..2 {
        let list = Array::from(&lists.get(at));
        let text = |at: u32| list.get(at).as_string().unwrap_or_default();
        for pair in 0..list.length() / 2 {
            let (source, output) = (text(2 * pair), text(2 * pair + 1));
            match at {
                0 => answers.add_shortcode(&source, &output),
                _ => answers.add_block(&source, &output),
            }
        }
    }
    answers.into()
}

/// The embedder's own shortcodes: functions by name.
fn shortcodes(options: &JsValue) -> Result<Option<Registered>, JsValue> {
    let given = Reflect::get(options, &"shortcodes".into())?;
    if given.is_undefined() || given.is_null() {
        return Ok(None);
    }
    let refused = |what: &str| TypeError::new(&format!("options.shortcodes {what}"));
    let given: Object = given
        .dyn_into()
        .map_err(|_| refused("is an object of functions"))?;
    let mut names = Vec::new();
    let mut functions: Vec<Function> = Vec::new();
    for entry in Object::entries(&given) {
        let entry: Array = entry.unchecked_into();
        let name = entry.get(0).as_string().unwrap_or_default();
        let function = entry.get(1).dyn_into();
        functions.push(function.map_err(|_| refused(&format!("has no function {name:?}")))?);
        names.push(name);
    }
    let known = names.clone();
    let call = move |name: &str, arguments: &Arguments, content: &str| {
        let function = known.iter().position(|known| known == name);
        let Some(function) = function.map(|at| &functions[at]) else {
            return Err("it is not known".to_owned());
        };
        let arguments = match arguments {
            Arguments::Positional(list) => list.iter().map(JsValue::from).collect::<Array>().into(),
            Arguments::Named(list) => {
                let entries = list
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.into()));
                object(entries).unwrap_or_default()
            }
        };
        match function.call2(&JsValue::UNDEFINED, &arguments, &content.into()) {
            Ok(markdown) => markdown
                .as_string()
                .ok_or_else(|| "its function returned no string".to_owned()),
            Err(error) => Err(match error.dyn_ref::<Error>() {
                Some(error) => String::from(error.message()),
                None => "its function threw".to_owned(),
            }),
        }
    };
    Ok(Some(Registered::new(names, Box::new(call))))
}
