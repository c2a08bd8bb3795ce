/** The gate against circles reads paths of Rust, and finds circles of files and of folders. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circlesIn, pathsIn } from '../../scripts/circles.mjs';

const circles = (/** @type {Record<string, string>} */ files) => circlesIn(new Map(Object.entries(files)));

test('paths are read from uses and expressions, not from comments, texts and unit tests', () => {
  const text = `//! crate::comment
use crate::a::{self, B, c::{D, E as F}};
pub(crate) fn f() -> super::g::H { assert!(crate::i::j("crate::text", 'c')) }
#[cfg(test)]
mod tests { use super::*; use crate::k; }
`;
  assert.deepEqual(pathsIn(text).map((path) => path.join('::')), [
    'crate::a::self', 'crate::a::B', 'crate::a::c::D', 'crate::a::c::E', 'super::g::H', 'crate::i::j',
  ]);
});

test('a line of modules has no circle; a parent and its children may use each other', () => {
  assert.deepEqual(circles({
    'lib.rs': 'mod a; mod b; pub use crate::a::A;',
    'a.rs': 'mod c; use c::C; use crate::b::B;',
    'a/c.rs': 'use super::A;',
    'b.rs': 'pub struct B;',
  }), []);
});

test('files that use each other are a circle, around a third one too', () => {
  const [pair, ...others] = circles({ 'a.rs': 'use crate::b::B;', 'b.rs': 'use super::a::A;' });
  assert.match(pair, /2 modules in a circle.*a → b.*b → a/);
  assert.deepEqual(others, []);
  assert.equal(circles({ 'a.rs': 'use crate::b;', 'b.rs': 'use crate::c;', 'c.rs': 'use crate::a;' }).length, 1);
});

test('folders that use each other are a circle, though their files are not', () => {
  const [found] = circles({ 'a.rs': '', 'a/x.rs': 'use crate::b::x;', 'a/y.rs': '', 'b.rs': '', 'b/x.rs': '', 'b/y.rs': 'use crate::a::y;' });
  assert.match(found, /a → b \(in a\/x.rs\).*b → a \(in b\/y.rs\)/);
});

test('a circle inside a folder is named by that folder', () => {
  const [found] = circles({ 'a.rs': '', 'a/x.rs': 'use super::y::Y;', 'a/y.rs': 'use crate::a::x::X;' });
  assert.match(found, /^src\/a: 2 modules/);
});

test('no module uses what the root exports', () => {
  assert.deepEqual(circles({ 'lib.rs': 'pub use a::A;', 'a.rs': '', 'b.rs': 'use crate::A;' }), ['b.rs uses crate::A of lib.rs']);
});
