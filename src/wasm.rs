//! The face to JavaScript: convert, call, convert. The only file that exports anything, and the only one that
//! counts in UTF-16 code units.

mod ahead;
mod answers;
mod once;
mod options;
mod ranges;

use js_sys::{Array, Object, RangeError, TypeError, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use crate::dom::View;
use crate::draft::{self, Draft};
use crate::edit::Edit;
use crate::front_matter::Format;
use crate::patch::Patch;

use ahead::Ahead;
use answers::{
    BlockJs, diagnostics, front_matter, outline, publication, stats, summary, to_js, value,
};
use options::{options_of, parse};
use ranges::ranges;

/// A draft, and the element that shows it. `engine.js` wraps it into the public `Draft`.
#[wasm_bindgen]
pub struct Core {
    draft: Draft,
    view: Option<View>,
    /// The draft that the view shows instead, while an answer arrives.
    ahead: Option<Ahead>,
}

/// The changes of an edit.
#[wasm_bindgen]
pub struct CoreUpdate {
    /// Where the stretch that was parsed starts.
    #[wasm_bindgen(readonly)]
    pub from: u32,
    /// Where it ends.
    #[wasm_bindgen(readonly)]
    pub to: u32,
    /// Whether the front matter or its place differs.
    #[wasm_bindgen(readonly, js_name = frontMatterChanged)]
    pub front_matter_changed: bool,
    /// Whether any diagnostic may differ, if only by its place.
    #[wasm_bindgen(readonly, js_name = diagnosticsChanged)]
    pub diagnostics_changed: bool,
    /// About how much memory the patches keep alive.
    #[wasm_bindgen(readonly)]
    pub bytes: u32,
    /// The ids of blocks are below this one.
    #[wasm_bindgen(readonly, js_name = nextId)]
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
        Ok(Self {
            draft,
            view: None,
            ahead: None,
        })
    }

    /// The patches that insert every block.
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
        if let (Some(ahead), Some(first)) = (&mut self.ahead, edits.first()) {
            ahead.edited(first.range.start);
        }
        let update = self.draft.edit(&edits);
        self.updated(update, later).map(Some)
    }

    /// Adds text to the end. With `later`, new blocks are left to `work`.
    pub fn append(&mut self, text: &str, later: bool) -> Result<CoreUpdate, JsValue> {
        let update = self.draft.append(text);
        self.updated(update, later)
    }

    /// Replaces the text, by the smallest edit.
    pub fn replace(&mut self, text: &str) -> Result<CoreUpdate, JsValue> {
        self.show_all()?;
        let update = self.draft.replace(text);
        self.updated(update, false)
    }

    /// Takes over other answers of the site, as the options have them.
    pub fn answer(&mut self, answers: JsValue) -> Result<CoreUpdate, JsValue> {
        self.show_all()?;
        let update = self.draft.set_answers(options::answers(&answers));
        self.updated(update, false)
    }

    /// The body as HTML text.
    pub fn html(&self) -> String {
        self.draft.html()
    }

    /// The front matter, as the API shows it.
    #[wasm_bindgen(js_name = frontMatter)]
    pub fn front_matter(&self) -> Result<JsValue, JsValue> {
        let draft = &self.draft;
        front_matter(draft.front_matter(), draft.source(), draft.is_stale())
    }

    /// The site's time zone, or nothing.
    #[wasm_bindgen(js_name = timeZone)]
    pub fn time_zone(&self) -> Option<String> {
        self.draft.site().time_zone.clone()
    }

    /// The status of the post on the site at a time, in milliseconds since 1970, as the API shows it. Dates without an
    /// offset are `zone` seconds east of UTC.
    #[wasm_bindgen(js_name = statusAt)]
    pub fn status_at(&self, now: f64, zone: i32) -> Result<JsValue, JsValue> {
        publication(&self.draft, now, zone)
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

    /// How often an edit led to a parse of everything, or of the whole of a large block, by cause.
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
        self.ahead = None;
        let mut view = View::new(element, holds_images, scratch)?;
        view.wait(self.draft.blocks());
        self.view = Some(view);
        Ok(())
    }

    /// Builds blocks that wait to be shown, about this many nodes of them; returns whether any still wait. With `apart`, they
    /// are put into the element by the next call without it, or by the next change.
    pub fn work(&mut self, nodes: u32, apart: bool) -> Result<bool, JsValue> {
        self.view
            .as_mut()
            .map_or(Ok(false), |view| view.work(nodes as usize, apart))
    }

    /// Removes the children that no block took over; returns how many blocks were built in their place.
    pub fn settle(&mut self) -> Result<u32, JsValue> {
        self.view.as_mut().map_or(Ok(0), View::settle)
    }

    /// Stops showing the body.
    pub fn unmount(&mut self) {
        self.ahead = None;
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
        let id = match &self.ahead {
            Some(ahead) => ahead.id_of(&self.draft, id),
            None => Some(id),
        };
        (self.view.as_ref().zip(id)).map_or_else(Vec::new, |(view, id)| view.nodes(id).to_vec())
    }

    /// The stretches of text that nodes inside of the element show, as two offsets each, which are -1 for other nodes.
    /// They are found fastest in document order.
    #[wasm_bindgen(js_name = rangesOf)]
    pub fn ranges_of(&self, nodes: Vec<Node>) -> Vec<i32> {
        match &self.view {
            Some(view) => ranges(self.shown(), self.draft.source().utf16_len(), view, &nodes),
            None => vec![-1; nodes.len() * 2],
        }
    }

    /// Shows the text as far as `omitted` code units before its end, and `added` in the place of those, until
    /// `show_all`: the end as it will most likely be. Edits change what is shown only with the next call.
    #[wasm_bindgen(js_name = showEnd)]
    pub fn show_end(&mut self, omitted: u32, added: &str) -> Result<(), JsValue> {
        let Some(view) = &mut self.view else {
            return Ok(());
        };
        let ahead = match &mut self.ahead {
            Some(ahead) => ahead,
            None => self.ahead.insert(Ahead::new(&self.draft, view)?),
        };
        ahead.show(&self.draft, view, omitted as usize, added)
    }

    /// Shows all of the text again, and nothing else.
    #[wasm_bindgen(js_name = showAll)]
    pub fn show_all(&mut self) -> Result<(), JsValue> {
        match (self.ahead.take(), &mut self.view) {
            (Some(ahead), Some(view)) => ahead.end(&self.draft, view),
            _ => Ok(()),
        }
    }

    /// The draft whose blocks the nodes show.
    fn shown(&self) -> &Draft {
        self.ahead.as_ref().map_or(&self.draft, Ahead::draft)
    }

    fn updated(&mut self, update: draft::Update, later: bool) -> Result<CoreUpdate, JsValue> {
        if let (Some(view), None) = (&mut self.view, &self.ahead) {
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
    /// The patches as a list of numbers and the HTML of all, end to end: thousands of strings cost more to hand over than to
    /// write. Each patch has four numbers: 0 for an insertion, 1 for a replacement, 2 for a removal; the id of the block;
    /// that of the block after an inserted one, or 0; the length of its HTML in UTF-16 code units.
    ///
    /// Not an `Array`: Node 18 and 20 abort when a call that they inlined returns a single reference and the code around
    /// it is deoptimised meanwhile (V8 11.3, `DoComputeBuiltinContinuation`).
    pub fn patches(&self) -> Vec<JsValue> {
        let mut html = String::new();
        let mut numbers = Vec::with_capacity(4 * self.patches.len());
        for patch in &self.patches {
            let start = html.len();
            let (op, id, before) = match patch {
                Patch::Insert { id, before, .. } => (0, *id, before.unwrap_or_default()),
                Patch::Replace { id, .. } => (1, *id, 0),
                Patch::Remove { id } => (2, *id, 0),
            };
            patch.write(&mut html);
            let units = html[start..].chars().map(char::len_utf16).sum::<usize>();
            numbers.extend([op, id, before, units as u32]);
        }
        vec![Uint32Array::from(&*numbers).into(), html.into()]
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

/// Reads data in a format of front matter: `yaml`, `toml` or `json`.
#[wasm_bindgen(js_name = parseData)]
pub fn parse_data(text: &str, format: &str) -> Result<JsValue, JsValue> {
    let Some(format) = Format::from_name(format) else {
        let message = format!("Unknown format {format:?}: it is \"yaml\", \"toml\" or \"json\"");
        return Err(TypeError::new(&message).into());
    };
    value(&parse(text, format)?)
}
