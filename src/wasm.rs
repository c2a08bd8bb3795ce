//! The face to JavaScript: convert, call, convert. The only file that exports anything, and the only one that
//! counts in UTF-16 code units.

use js_sys::{Array, Error, Function, Object, RangeError, Reflect, SyntaxError, TypeError};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use crate::diagnostic::Severity;
use crate::dom::View;
use crate::draft::{self, Draft};
use crate::edit::Edit;
use crate::flavor::Flavor;
use crate::front_matter::{Format, Status};
use crate::html;
use crate::hugo::shortcode::Registered;
use crate::hugo::shortcode::lexer::Arguments;
use crate::patch::Patch;
use crate::value::Value;

/// A draft, and the element that shows it. `engine.js` wraps it into the public `Draft`.
#[wasm_bindgen]
pub struct Core {
    draft: Draft,
    view: Option<View>,
}

/// What an edit changed.
#[wasm_bindgen]
pub struct CoreUpdate {
    /// Where the stretch that was parsed starts.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Whether the front matter or its place differs.
    #[wasm_bindgen(js_name = frontMatterChanged)]
    pub front_matter_changed: bool,
    /// Whether any diagnostic may differ, if only by its place.
    #[wasm_bindgen(js_name = diagnosticsChanged)]
    pub diagnostics_changed: bool,
    /// About how much memory the patches keep alive.
    pub bytes: u32,
    /// The ids of blocks are below this one.
    #[wasm_bindgen(js_name = nextId)]
    pub next_id: u32,
    patches: Vec<Patch>,
}

#[wasm_bindgen]
impl Core {
    /// A draft of a text. Ids of blocks are counted from `first_id` on, so that none is used twice when a draft takes
    /// the place of one that broke.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, options: JsValue, first_id: Option<u32>) -> Result<Core, JsValue> {
        let (draft, _) = Draft::counted_from(first_id.unwrap_or(1), text, options_of(options)?);
        Ok(Self { draft, view: None })
    }

    /// What makes the blocks out of none.
    pub fn opened(&self) -> CoreUpdate {
        let source = self.draft.source();
        CoreUpdate {
            from: 0,
            to: source.utf16_len() as u32,
            front_matter_changed: true,
            diagnostics_changed: true,
            bytes: 0,
            next_id: self.draft.next_id(),
            patches: self.draft.blocks(),
        }
    }

    /// Applies changes: pairs of offsets, sorted and not overlapping, and the text for each.
    /// Returns nothing, and changes nothing, where an offset is inside a surrogate pair. With `later`, new blocks at
    /// the end are left to `work`.
    pub fn edit(
        &mut self,
        offsets: &[u32],
        inserts: Vec<String>,
        later: bool,
    ) -> Result<Option<CoreUpdate>, JsValue> {
        let source = self.draft.source();
        let mut edits = Vec::with_capacity(inserts.len());
        for (pair, insert) in offsets.chunks_exact(2).zip(inserts) {
            let mut bytes = [0; 2];
            for (byte, offset) in bytes.iter_mut().zip(pair) {
                match source.byte_of_utf16(*offset as usize) {
                    Some(at) => *byte = at,
                    None if *offset as usize <= source.utf16_len() => return Ok(None),
                    None => {
                        let len = source.utf16_len();
                        let message = format!(
                            "Offset {offset} is outside of the text, which has {len} code units"
                        );
                        return Err(RangeError::new(&message).into());
                    }
                }
            }
            edits.push(Edit::new(bytes[0]..bytes[1], insert));
        }
        let update = self.draft.edit(&edits);
        self.updated(update, later).map(Some)
    }

    /// Replaces the text, by the smallest edit.
    pub fn replace(&mut self, text: &str) -> Result<CoreUpdate, JsValue> {
        let update = self.draft.replace(text);
        self.updated(update, false)
    }

    /// The body as HTML text.
    pub fn html(&self) -> String {
        self.draft.html()
    }

    /// The front matter, as the API shows it.
    #[wasm_bindgen(js_name = frontMatter)]
    pub fn front_matter(&self) -> Result<JsValue, JsValue> {
        front_matter(&self.draft)
    }

    /// The site's time zone, or nothing.
    #[wasm_bindgen(js_name = timeZone)]
    pub fn time_zone(&self) -> Option<String> {
        self.draft.site().time_zone.clone()
    }

    /// What the site does with the post at a time, in milliseconds since 1970, as the API shows it. Dates without an
    /// offset are `zone` seconds east of UTC.
    #[wasm_bindgen(js_name = statusAt)]
    pub fn status_at(&self, now: f64, zone: i32) -> Result<JsValue, JsValue> {
        let known = self.draft.known();
        let now = (now / 1000.0).floor() as i64;
        let (status, date) = match known.status(now, zone) {
            Status::Draft => ("draft", None),
            Status::Expired(date) => ("expired", Some(date)),
            Status::Scheduled(date) => ("scheduled", Some(date)),
            Status::Published(date) => ("published", date),
        };
        let next = known.next_status(now, zone);
        let entries = [
            ("status", status.into()),
            (
                "date",
                date.map_or(JsValue::NULL, |date| date.to_iso().into()),
            ),
            (
                "next",
                next.map_or(JsValue::NULL, |time| (time as f64 * 1000.0).into()),
            ),
        ];
        object(entries.into_iter())
    }

    /// The diagnostics, as the API shows them.
    pub fn diagnostics(&self) -> Result<JsValue, JsValue> {
        diagnostics(&self.draft)
    }

    /// The outline, as the API shows it.
    pub fn outline(&self) -> Result<JsValue, JsValue> {
        outline(&self.draft)
    }

    /// The counts, as the API shows them.
    pub fn stats(&self) -> Result<JsValue, JsValue> {
        stats(&self.draft)
    }

    /// The summary, as the API shows it.
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        summary(&self.draft)
    }

    /// The block at an offset, or `null`.
    #[wasm_bindgen(js_name = blockAt)]
    pub fn block_at(&self, offset: u32) -> Result<JsValue, JsValue> {
        let source = self.draft.source();
        let len = source.utf16_len();
        if offset as usize > len {
            let message =
                format!("Offset {offset} is outside of the text, which has {len} code units");
            return Err(RangeError::new(&message).into());
        }
        // Inside a surrogate pair: its start.
        let byte = source
            .byte_of_utf16(offset as usize)
            .or_else(|| source.byte_of_utf16(offset as usize - 1));
        match byte.and_then(|byte| self.draft.block_at(byte)) {
            Some(place) => to_js(&BlockJs {
                id: place.id,
                from: source.utf16(place.range.start),
                to: source.utf16(place.range.end),
                kind: place.kind.name(),
            }),
            None => Ok(JsValue::NULL),
        }
    }

    /// How often an edit led to a full parse, by cause.
    #[wasm_bindgen(js_name = fullParses)]
    pub fn full_parses(&self) -> Result<JsValue, JsValue> {
        let entries: Array = self
            .draft
            .full_parses()
            .map(|(cause, count)| Array::of2(&cause.name().into(), &JsValue::from(count as u32)))
            .collect();
        Object::from_entries(&entries).map(Into::into)
    }

    /// Shows the body as the children of an element, from now on. Building it is left to `work`. With `holds_images`,
    /// pictures have their addresses in `data-src` and `data-srcset`. With `scratch`, an element of a document that loads
    /// no pictures, blocks take over the children that look like them, until `settle`.
    pub fn mount(
        &mut self,
        element: Element,
        holds_images: bool,
        scratch: Option<Element>,
    ) -> Result<(), JsValue> {
        let mut view = View::new(element, holds_images, scratch)?;
        view.wait(self.draft.blocks());
        self.view = Some(view);
        Ok(())
    }

    /// Builds blocks that wait to be shown, about this many nodes of them; returns whether any still wait.
    pub fn work(&mut self, nodes: u32) -> Result<bool, JsValue> {
        self.view
            .as_mut()
            .map_or(Ok(false), |view| view.work(nodes as usize))
    }

    /// Removes the children that no block took over; returns how many blocks were built in their place.
    pub fn settle(&mut self) -> Result<u32, JsValue> {
        self.view.as_mut().map_or(Ok(0), View::settle)
    }

    /// Stops showing the body.
    pub fn unmount(&mut self) {
        if let Some(mut view) = self.view.take() {
            view.clear();
        }
    }

    /// The ids of the blocks, in document order.
    #[wasm_bindgen(js_name = blockIds)]
    pub fn block_ids(&self) -> Vec<u32> {
        self.draft.block_ids()
    }

    /// The nodes that show the block with this id.
    #[wasm_bindgen(js_name = nodesOf)]
    pub fn nodes_of(&self, id: u32) -> Vec<Node> {
        self.view
            .as_ref()
            .map_or_else(Vec::new, |view| view.nodes(id).to_vec())
    }

    /// The stretch of text that a node inside of the element shows, as two offsets; none for other nodes.
    #[wasm_bindgen(js_name = rangeOf)]
    pub fn range_of(&self, node: &Node) -> Vec<u32> {
        let Some((id, _, index)) = self.view.as_ref().and_then(|view| view.find(node)) else {
            return Vec::new();
        };
        let (Some(place), Some(tree)) = (self.draft.block_range(id), self.draft.tree(id)) else {
            return Vec::new();
        };
        // The latest tree has the latest source ranges; it looks the same.
        let range = if index < tree.len() {
            tree.source(index)
        } else {
            0..place.range.len()
        };
        let source = self.draft.source();
        let offset = |at: usize| source.utf16((place.range.start + at).min(place.range.end)) as u32;
        vec![offset(range.start), offset(range.end)]
    }

    fn updated(&mut self, update: draft::Update, later: bool) -> Result<CoreUpdate, JsValue> {
        if let Some(view) = &mut self.view {
            view.apply(&update.patches, later)?;
        }
        let source = self.draft.source();
        Ok(CoreUpdate {
            from: source.utf16(update.reparsed.start) as u32,
            to: source.utf16(update.reparsed.end) as u32,
            front_matter_changed: update.front_matter_changed,
            diagnostics_changed: update.diagnostics_changed,
            bytes: update.patches.iter().map(Patch::bytes).sum::<usize>() as u32,
            next_id: self.draft.next_id(),
            patches: update.patches,
        })
    }
}

#[wasm_bindgen]
impl CoreUpdate {
    /// The patches, as the API shows them.
    pub fn patches(&self) -> Result<JsValue, JsValue> {
        let patches: Vec<PatchJs> = self.patches.iter().map(PatchJs::from).collect();
        to_js(&patches)
    }
}

/// Breaks the engine, so that tests see what comes after it: by a panic (0), by calls without end (1), or by asking for
/// all the memory there is (2).
#[doc(hidden)]
#[wasm_bindgen(js_name = breakForTests)]
pub fn break_for_tests(how: u32) -> u32 {
    #[allow(unconditional_recursion)]
    fn call(depth: u32) -> u32 {
        std::hint::black_box(call(std::hint::black_box(depth) + 1)) + depth
    }
    match how {
        0 => panic!("broken for a test"),
        1 => call(0),
        _ => loop {
            std::mem::forget(std::hint::black_box(vec![1u8; 1 << 24]));
        },
    }
}

/// Reads a text once; the answer is the API's `Rendered`.
#[wasm_bindgen]
pub fn render(text: &str, options: JsValue) -> Result<JsValue, JsValue> {
    let (draft, _) = Draft::new(text, options_of(options)?);
    let entries = [
        ("html", draft.html().into()),
        ("frontMatter", front_matter(&draft)?),
        ("diagnostics", diagnostics(&draft)?),
        ("outline", outline(&draft)?),
        ("stats", stats(&draft)?),
        ("summary", summary(&draft)?),
    ];
    object(entries.into_iter())
}

#[derive(Serialize)]
struct BlockJs {
    id: u32,
    from: usize,
    to: usize,
    kind: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum PatchJs {
    Insert {
        id: u32,
        before: Option<u32>,
        html: String,
    },
    Replace {
        id: u32,
        html: String,
    },
    Remove {
        id: u32,
    },
}

impl From<&Patch> for PatchJs {
    fn from(patch: &Patch) -> Self {
        match patch {
            Patch::Insert { id, before, tree } => Self::Insert {
                id: *id,
                before: *before,
                html: html::to_string(tree),
            },
            Patch::Replace { id, tree } => Self::Replace {
                id: *id,
                html: html::to_string(tree),
            },
            Patch::Remove { id } => Self::Remove { id: *id },
        }
    }
}

#[derive(Serialize)]
struct DiagnosticJs {
    severity: &'static str,
    code: &'static str,
    message: String,
    from: usize,
    to: usize,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJs>,
}

#[derive(Serialize)]
struct FixJs {
    title: String,
    changes: Vec<ChangeJs>,
}

#[derive(Serialize)]
struct ChangeJs {
    from: usize,
    to: usize,
    insert: String,
}

#[derive(Serialize)]
struct HeadingJs {
    level: u8,
    text: String,
    id: String,
    from: usize,
    to: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StatsJs {
    words: usize,
    reading_minutes: usize,
    blocks: usize,
}

fn options_of(options: JsValue) -> Result<draft::Options, JsValue> {
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
        site: site.transpose()?,
    })
}

/// Reads data in a format of front matter: `yaml`, `toml` or `json`.
#[wasm_bindgen(js_name = parseData)]
pub fn parse_data(text: &str, format: &str) -> Result<JsValue, JsValue> {
    let Some(format) = Format::from_name(format) else {
        let message = format!("Unknown format {format:?}: it is \"yaml\", \"toml\" or \"json\"");
        return Err(TypeError::new(&message).into());
    };
    value(&parse(text, format)?)
}

fn parse(text: &str, format: Format) -> Result<Value, JsValue> {
    format.parse(text).map_err(|told| {
        let before = text.get(..told.range.start).unwrap_or_default();
        let line = 1 + before.matches('\n').count();
        let message = format!("Line {line}: {}", told.message);
        SyntaxError::new(&message).into()
    })
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

fn front_matter(draft: &Draft) -> Result<JsValue, JsValue> {
    let (front_matter, source) = (draft.front_matter(), draft.source());
    let offset = |byte: usize| JsValue::from(source.utf16(byte) as u32);
    let fields = Array::new();
    for field in &front_matter.fields {
        let entries = [
            ("key", JsValue::from(&field.key)),
            ("value", value(&field.value)?),
            ("from", offset(field.range.start)),
            ("to", offset(field.range.end)),
            ("keyFrom", offset(field.key_range.start)),
            ("keyTo", offset(field.key_range.end)),
        ];
        fields.push(&object(entries.into_iter())?);
    }
    let known = draft.known();
    let dates = [
        ("date", known.date),
        ("lastmod", known.lastmod),
        ("publishDate", known.publish_date),
        ("expiryDate", known.expiry_date),
    ];
    let dates = dates
        .into_iter()
        .filter_map(|(name, date)| Some((name, date?.to_iso().into())));
    let entries = [
        ("dates", object(dates)?),
        (
            "format",
            front_matter
                .format
                .map_or(JsValue::NULL, |format| format.name().into()),
        ),
        ("from", offset(front_matter.range.start)),
        ("to", offset(front_matter.range.end)),
        ("data", value(&front_matter.data)?),
        ("fields", fields.into()),
        ("stale", draft.is_stale().into()),
    ];
    object(entries.into_iter())
}

fn diagnostics(draft: &Draft) -> Result<JsValue, JsValue> {
    let source = draft.source();
    let list: Vec<DiagnosticJs> = draft
        .diagnostics()
        .into_iter()
        .map(|diagnostic| {
            let position = source.position(diagnostic.range.start);
            DiagnosticJs {
                severity: match diagnostic.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Info => "info",
                },
                code: diagnostic.code,
                message: diagnostic.message,
                from: source.utf16(diagnostic.range.start),
                to: source.utf16(diagnostic.range.end),
                line: position.line,
                column: position.column,
                fix: diagnostic.fix.map(|fix| FixJs {
                    title: fix.title,
                    changes: fix
                        .edits
                        .into_iter()
                        .map(|edit| ChangeJs {
                            from: source.utf16(edit.range.start),
                            to: source.utf16(edit.range.end),
                            insert: edit.insert,
                        })
                        .collect(),
                }),
            }
        })
        .collect();
    to_js(&list)
}

fn outline(draft: &Draft) -> Result<JsValue, JsValue> {
    let source = draft.source();
    let list: Vec<HeadingJs> = draft
        .outline()
        .into_iter()
        .map(|heading| HeadingJs {
            level: heading.level,
            text: heading.text,
            id: heading.id,
            from: source.utf16(heading.range.start),
            to: source.utf16(heading.range.end),
        })
        .collect();
    to_js(&list)
}

fn stats(draft: &Draft) -> Result<JsValue, JsValue> {
    let stats = draft.stats();
    to_js(&StatsJs {
        words: stats.words,
        reading_minutes: stats.reading_minutes,
        blocks: stats.blocks,
    })
}

fn summary(draft: &Draft) -> Result<JsValue, JsValue> {
    let summary = draft.summary();
    let entries = [
        ("html", summary.html.into()),
        ("truncated", summary.truncated.into()),
    ];
    object(entries.into_iter())
}

/// A front matter value as plain JavaScript. A key such as `__proto__` is a property like any other, and a number
/// that JavaScript cannot hold exactly is its digits.
fn value(value: &Value) -> Result<JsValue, JsValue> {
    const SAFE: i64 = (1 << 53) - 1;
    Ok(match value {
        Value::Null => JsValue::NULL,
        Value::Bool(bool) => (*bool).into(),
        Value::Integer(number) if (-SAFE..=SAFE).contains(number) => JsValue::from(*number as f64),
        Value::Integer(number) => number.to_string().into(),
        Value::Float(number) => (*number).into(),
        Value::String(text) => text.into(),
        Value::List(items) => items
            .iter()
            .map(self::value)
            .collect::<Result<Array, _>>()?
            .into(),
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| Ok((key.as_str(), self::value(value)?)));
            object(entries.collect::<Result<Vec<_>, JsValue>>()?.into_iter())?
        }
    })
}

fn object<'a>(entries: impl Iterator<Item = (&'a str, JsValue)>) -> Result<JsValue, JsValue> {
    let entries: Array = entries
        .map(|(key, value)| Array::of2(&key.into(), &value))
        .collect();
    Object::from_entries(&entries).map(Into::into)
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    value
        .serialize(&Serializer::json_compatible())
        .map_err(|error| Error::new(&error.to_string()).into())
}
