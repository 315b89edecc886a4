//! The lines of a part in order, each with its address: what a person sees who adds a blank by hand.

use std::collections::BTreeMap;
use std::ops::Range;

use super::found::place_id;
use super::labels::shown;
use super::line::{Inside, Line, twin};
use super::story::{self, Block, Cell, Numbers, Table};
use super::tree::{Id, Tree};
use crate::domain::buyer_form::Place;

/// Longest label that is taken from a neighbour, in characters.
const LONGEST_LABEL: usize = 60;
/// How far back a text box may begin within the line that holds it, in lines.
const DEEPEST: usize = 64;

/// One line.
pub(super) struct Spot {
    /// `document-t0r1c2`, with `-l1` for the second line of its place.
    pub(super) address: String,
    pub(super) place: Place,
    pub(super) line: Line,
    /// The same line in the copy of its text box for older programs.
    pub(super) twin: Option<Line>,
    /// Whether nobody writes there: a control, a cell that is crossed out or goes on with the one above.
    pub(super) is_shut: bool,
    /// The words at its left, or over it.
    pub(super) label: String,
    pub(super) cell: Option<InCell>,
}

/// The cell around a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct InCell {
    pub(super) node: Id,
    /// Width in twentieths of a point; 0 where nothing tells it.
    pub(super) width: u32,
    /// How many lines of the cell stand over this one.
    pub(super) above: u32,
}

/// The lines of a part.
pub(super) fn read(part: &str, tree: &Tree<'_>) -> Vec<Spot> {
    let numbers = Numbers::of(tree);
    let blocks = story::blocks(tree, &numbers, 0);
    let mut walk = Walk { part, tree, numbers: &numbers, spots: Vec::new(), counts: BTreeMap::new() };
    walk.blocks(blocks, &mut Around::default());
    walk.spots
}

/// Where in a part some bytes stand: which line, and how many of its characters before them. Of a text box the line in it
/// counts, not the one that holds it.
pub(super) fn find(tree: &Tree<'_>, spots: &[Spot], at: usize) -> Option<(usize, usize)> {
    let behind = spots.partition_point(|spot| tree.whole(spot.line.node).start <= at);
    let index = (behind.saturating_sub(DEEPEST)..behind).rev().find(|index| {
        let whole: Range<usize> = tree.whole(spots[*index].line.node);
        whole.end >= at
    })?;
    let before = spots[index].line.atoms.iter().take_while(|atom| atom.bytes.end <= at).count();
    Some((index, before))
}

/// What surrounds lines.
#[derive(Default)]
struct Around {
    /// The place of a cell, or of a text box.
    place: Option<Place>,
    is_shut: bool,
    label: String,
    cell: Option<InCell>,
}

struct Walk<'w, 'x> {
    part: &'w str,
    tree: &'w Tree<'x>,
    numbers: &'w Numbers,
    spots: Vec<Spot>,
    /// How many lines each place has so far.
    counts: BTreeMap<Place, usize>,
}

impl Walk<'_, '_> {
    fn blocks(&mut self, blocks: Vec<Block>, around: &mut Around) {
        for block in blocks {
            match block {
                Block::Line(line) => self.line(line, around),
                Block::Table(table) => self.table(table, around.is_shut),
                Block::Control(_, inner) => {
                    let was_shut = std::mem::replace(&mut around.is_shut, true);
                    self.blocks(inner, around);
                    around.is_shut = was_shut;
                }
            }
        }
    }

    fn line(&mut self, line: Line, around: &mut Around) {
        let place = around.place.unwrap_or_else(|| Place::Paragraph(self.numbers.paragraph(self.tree, line.node)));
        let count = self.counts.entry(place).or_default();
        let stem = place_id(self.part, place);
        let address = if *count == 0 { stem } else { format!("{stem}-l{count}") };
        *count += 1;
        let boxes: Vec<Id> = line
            .insides
            .iter()
            .filter_map(|inside| match inside {
                Inside::Box(content) => Some(*content),
                _ => None,
            })
            .collect();
        let (is_shut, label, cell) = (around.is_shut, around.label.clone(), around.cell);
        self.spots.push(Spot { address, place, line, twin: None, is_shut, label, cell });
        if let Some(cell) = &mut around.cell {
            cell.above += 1;
        }
        for content in boxes {
            self.text_box(content, place, is_shut);
        }
    }

    fn text_box(&mut self, content: Id, place: Place, is_shut: bool) {
        let from = self.spots.len();
        let inner = story::blocks(self.tree, self.numbers, content);
        self.blocks(inner, &mut Around { place: Some(place), is_shut, ..Around::default() });
        let Some(other) = twin(self.tree, content) else { return };
        // The other copy is read in the same way: its lines are the same ones in the same order, or else it is another text.
        let mut copy = Walk {
            part: self.part,
            tree: self.tree,
            numbers: self.numbers,
            spots: Vec::new(),
            counts: BTreeMap::new(),
        };
        let inner = story::blocks(self.tree, self.numbers, other);
        copy.blocks(inner, &mut Around { place: Some(place), ..Around::default() });
        let is_same = copy.spots.len() == self.spots.len() - from
            && copy.spots.iter().zip(&self.spots[from..]).all(|(other, own)| other.line.text() == own.line.text());
        for (own, other) in self.spots[from..].iter_mut().zip(copy.spots) {
            // What is written into one copy alone would be seen in some programs and not in others.
            own.is_shut |= !is_same;
            own.twin = Some(other.line).filter(|_| is_same);
        }
    }

    fn table(&mut self, table: Table, is_shut: bool) {
        // The last words of each column so far.
        let mut heads: BTreeMap<usize, String> = BTreeMap::new();
        for row in table.rows {
            let mut left = String::new();
            for cell in row {
                let text = label_of(&cell);
                let over = heads.get(&cell.column).cloned().unwrap_or_default();
                let mut around = Around {
                    place: Some(cell.place),
                    is_shut: is_shut || cell.is_barred || cell.is_continued || cell.control.is_some(),
                    label: if left.is_empty() { over } else { left.clone() },
                    cell: Some(InCell { node: cell.node, width: cell.width, above: 0 }),
                };
                if !text.is_empty() {
                    heads.insert(cell.column, text.clone());
                    left = text;
                }
                self.blocks(cell.blocks, &mut around);
            }
        }
    }
}

fn label_of(cell: &Cell) -> String {
    shown(&cell.text()).chars().take(LONGEST_LABEL).collect()
}
