//! `Pages`: a list that grows without moving what is in it.

use std::ops::{Index, IndexMut};

/// Entries of a page. A power of two, so that a page that has grown by doubling has no memory to spare.
const PAGE: usize = if cfg!(test) { 4 } else { 256 };

/// A list in pages. A very long one that was a single stretch of memory would need three times its own while it grows:
/// with 10 MB of short blocks, more than an engine has in a browser.
#[derive(Debug)]
pub struct Pages<T>(Vec<Vec<T>>);

impl<T> Default for Pages<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Pages<T> {
    /// Appends an entry, and returns its index.
    pub fn push(&mut self, entry: T) -> usize {
        if self.0.last().is_none_or(|page| page.len() == PAGE) {
            self.0.push(Vec::new());
        }
        let before = (self.0.len() - 1) * PAGE;
        let page = &mut self.0[before / PAGE];
        page.push(entry);
        before + page.len() - 1
    }
}

impl<T> Index<usize> for Pages<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at / PAGE][at % PAGE]
    }
}

impl<T> IndexMut<usize> for Pages<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.0[at / PAGE][at % PAGE]
    }
}
