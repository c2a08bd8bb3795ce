//! Where the tables are among the lines of a paragraph.

use pulldown_cmark::Alignment;

use super::lines::Line;
use super::table;
use crate::flavor::{Flavor, Rules};

/// A table: its lines, and the alignments of its columns.
pub struct Table {
    pub head: Line,
    pub alignments: Vec<Alignment>,
    pub rows: Vec<Line>,
}

/// Lines as goldmark reads them: tables, one right after the other; then lines of text, and a table after those.
#[derive(Default)]
pub struct Split {
    pub first: Vec<Table>,
    pub text: Vec<Line>,
    pub last: Option<Table>,
}

impl Split {
    pub fn has_table(&self) -> bool {
        self.last.is_some() || !self.first.is_empty()
    }
}

/// Stands for the colon of a line that would be a definition, had it not a table right before it: it ends the table.
pub const AFTER_TABLE: &str = ",";

/// Splits the lines of one paragraph of `text`, which the parser has seen as `parsed`.
pub fn split(mut lines: Vec<Line>, text: &str, parsed: &str, rules: &Rules) -> Split {
    let mut split = Split::default();
    while let Some((at, alignments)) = delimiter(&lines, text, rules) {
        let mut rows = lines.split_off(at + 1);
        lines.truncate(at);
        let Some(head) = lines.pop() else { break };
        let ends = |row: &Line| {
            parsed[row.range.clone()].starts_with(AFTER_TABLE)
                && text[row.range.clone()].starts_with(':')
        };
        let after = rows.iter().position(ends).map(|at| rows.split_off(at));
        let table = Table {
            head,
            alignments,
            rows,
        };
        if !lines.is_empty() {
            split.text = lines;
            split.last = Some(table);
            return split;
        }
        split.first.push(table);
        lines = after.unwrap_or_default();
    }
    split.text = lines;
    split
}

/// The first delimiter row among lines decides: where it has fewer columns than its head, there is no table.
fn delimiter(lines: &[Line], text: &str, rules: &Rules) -> Option<(usize, Vec<Alignment>)> {
    let hugo = rules.flavor == Flavor::Hugo;
    let alignments = |line: &Line| {
        let fits = line.indent <= 3 && (hugo || !line.lazy);
        fits.then(|| table::alignments(&text[line.range.clone()]))
            .flatten()
    };
    let mut below = lines.iter().enumerate().skip(1);
    let (at, found) = below.find_map(|(at, line)| Some((at, alignments(line)?)))?;
    let columns = found.len();
    let head = lines[at - 1].range.clone();
    let head = table::cells(text, head).take(columns + 1).count();
    (head == columns || head < columns && hugo).then_some((at, found))
}
