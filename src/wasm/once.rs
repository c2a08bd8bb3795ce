//! A post that is read once, for JavaScript.

use wasm_bindgen::prelude::*;

use super::answers::front_matter;
use super::options::options_of;
use crate::draft::Once;

/// A post that is read for its HTML or its front matter alone. `engine.js` takes a [`Core`](super::Core) for other answers.
#[wasm_bindgen]
pub struct CoreOnce {
    once: Once,
}

#[wasm_bindgen]
impl CoreOnce {
    /// Reads the front matter of a text in UTF-8: the glue writes a string letter by letter, which takes as long as a tenth of
    /// the parse.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &[u8], options: JsValue) -> Result<CoreOnce, JsValue> {
        let text = std::str::from_utf8(text).unwrap_or_default();
        Ok(Self {
            once: Once::new(text, options_of(options)?),
        })
    }

    /// The body as HTML text; nothing where that takes a `Core`.
    pub fn html(&self) -> Option<String> {
        self.once.html()
    }

    /// The front matter, as the API shows it.
    #[wasm_bindgen(js_name = frontMatter)]
    pub fn front_matter(&self) -> Result<JsValue, JsValue> {
        front_matter(self.once.front_matter(), self.once.source(), false)
    }
}
