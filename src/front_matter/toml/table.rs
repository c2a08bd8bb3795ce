//! The tables of a document, and what may be added to each.

use crate::map::Map;

use super::mistake::MistakeKind;
use crate::front_matter::guard::MAX_DEPTH;
use crate::value::Value;

/// The table of the whole document.
pub(super) const ROOT: usize = 0;

/// How a table came to be.
#[derive(Clone, Copy, PartialEq)]
enum Origin {
    /// By a header of a table within it: its own header may follow.
    Implied,
    /// By dotted keys: more of them may follow.
    Dotted,
    /// By its own header, or in braces.
    Own,
}

enum Node {
    Value(Value),
    Table(usize),
    /// Tables with a header `[[…]]` each.
    List(Vec<usize>),
}

struct Table {
    origin: Origin,
    depth: usize,
    entries: Vec<(String, Node)>,
    places: Map<String, usize>,
}

/// All tables, each known by its index.
pub(super) struct Tables(Vec<Table>);

impl Tables {
    /// The table of the whole document alone.
    pub fn new() -> Self {
        let mut tables = Self(Vec::new());
        tables.make(Origin::Own, 1);
        tables
    }

    fn make(&mut self, origin: Origin, depth: usize) -> usize {
        self.0.push(Table {
            origin,
            depth,
            entries: Vec::new(),
            places: Map::default(),
        });
        self.0.len() - 1
    }

    /// A table that is nowhere yet, at a depth.
    pub fn detached(&mut self, depth: usize) -> usize {
        self.make(Origin::Own, depth)
    }

    /// How deep a table nests; the document is at 1.
    pub fn depth(&self, table: usize) -> usize {
        self.0[table].depth
    }

    /// Which entry of the whole document a key is.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.0[ROOT].places.get(key).copied()
    }

    fn find(&mut self, table: usize, key: &str) -> Option<&mut Node> {
        let table = &mut self.0[table];
        let place = table.places.get(key)?;
        Some(&mut table.entries[*place].1)
    }

    fn add(&mut self, table: usize, key: &str, node: Node) {
        let table = &mut self.0[table];
        table.places.insert(key.to_owned(), table.entries.len());
        table.entries.push((key.to_owned(), node));
    }

    /// Makes a table below another, `levels` deeper.
    fn below(&mut self, table: usize, origin: Origin, levels: usize) -> Result<usize, MistakeKind> {
        let depth = self.0[table].depth + levels;
        if depth > MAX_DEPTH {
            return Err(MistakeKind::Depth);
        }
        Ok(self.make(origin, depth))
    }

    /// The table that a part of a key before its last names, made where it is not there yet.
    pub fn step(&mut self, table: usize, key: &str, dotted: bool) -> Result<usize, MistakeKind> {
        let found = match self.find(table, key) {
            None => {
                let origin = if dotted {
                    Origin::Dotted
                } else {
                    Origin::Implied
                };
                let made = self.below(table, origin, 1)?;
                self.add(table, key, Node::Table(made));
                return Ok(made);
            }
            Some(Node::Value(_)) => return Err(MistakeKind::Extension),
            Some(Node::List(_)) if dotted => return Err(MistakeKind::Duplicate),
            Some(Node::List(tables)) => tables[tables.len() - 1],
            Some(Node::Table(found)) => *found,
        };
        if dotted {
            let origin = &mut self.0[found].origin;
            if *origin == Origin::Own {
                return Err(MistakeKind::Duplicate);
            }
            *origin = Origin::Dotted;
        }
        Ok(found)
    }

    /// The table of a header `[key]` in `table`.
    pub fn open(&mut self, table: usize, key: &str) -> Result<usize, MistakeKind> {
        let found = match self.find(table, key) {
            None => {
                let made = self.below(table, Origin::Own, 1)?;
                self.add(table, key, Node::Table(made));
                return Ok(made);
            }
            Some(Node::Table(found)) => *found,
            Some(_) => return Err(MistakeKind::Duplicate),
        };
        let origin = &mut self.0[found].origin;
        if *origin != Origin::Implied {
            return Err(MistakeKind::Duplicate);
        }
        *origin = Origin::Own;
        Ok(found)
    }

    /// The table of a header `[[key]]` in `table`.
    pub fn open_item(&mut self, table: usize, key: &str) -> Result<usize, MistakeKind> {
        let made = self.below(table, Origin::Own, 2)?;
        match self.find(table, key) {
            None => self.add(table, key, Node::List(vec![made])),
            Some(Node::List(tables)) => tables.push(made),
            Some(_) => return Err(MistakeKind::Duplicate),
        }
        Ok(made)
    }

    /// Sets a key that is not there yet.
    pub fn insert(&mut self, table: usize, key: &str, value: Value) -> Result<(), MistakeKind> {
        if self.0[table].places.contains_key(key) {
            return Err(MistakeKind::Duplicate);
        }
        self.add(table, key, Node::Value(value));
        Ok(())
    }

    /// Takes a table that was made detached, with all that were made since.
    pub fn take(&mut self, table: usize) -> Value {
        let entries = self.entries(table);
        self.0.truncate(table);
        Value::Map(entries)
    }

    /// Takes the entries of a table. [`MAX_DEPTH`] bounds how deep this goes.
    pub fn entries(&mut self, table: usize) -> Vec<(String, Value)> {
        let entries = std::mem::take(&mut self.0[table].entries);
        let mut taken = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            let value = match node {
                Node::Value(value) => value,
                Node::Table(table) => Value::Map(self.entries(table)),
                Node::List(tables) => {
                    let mut items = Vec::with_capacity(tables.len());
                    for table in tables {
                        items.push(Value::Map(self.entries(table)));
                    }
                    Value::List(items)
                }
            };
            taken.push((key, value));
        }
        taken
    }
}
