//! JSON to fields, as strict as Hugo's reader: one object, no comments, no trailing comma.

mod mistake;
mod reader;
mod scalar;

use super::Field;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::edit::Edit;

use reader::JsonReader;

/// Reads `content`, or reports in `diagnostics` why `content` cannot be read. Ranges are of bytes in `content`.
pub(super) fn read(content: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Field>> {
    match JsonReader::new(content).document() {
        Ok((fields, repeated)) => {
            diagnostics.extend(repeated);
            Some(fields)
        }
        Err(guess) => {
            let mut found = Diagnostic::new(
                Severity::Error,
                "json-syntax",
                guess.range.clone(),
                guess.message,
            );
            if let Some((title, edits)) = guess
                .fix
                .filter(|(_, edits)| is_mended(content, guess.range.start, edits))
            {
                found.fix = Some(Fix {
                    title: title.into(),
                    edits,
                });
            }
            diagnostics.push(found);
            None
        }
    }
}

/// Whether `content` can be read.
pub(super) fn is_readable(content: &str) -> bool {
    JsonReader::new(content).document().is_ok()
}

/// Whether `edits` make the object readable, or readable beyond `at`.
fn is_mended(content: &str, at: usize, edits: &[Edit]) -> bool {
    let mut text = content.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.range.clone(), &edit.insert);
    }
    match JsonReader::new(&text).document() {
        Ok(_) => true,
        Err(guess) => guess.range.start > at + 1,
    }
}
