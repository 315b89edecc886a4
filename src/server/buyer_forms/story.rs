//! A part as paragraphs and tables, with the numbers that JSON names them by.

use std::collections::BTreeMap;

use super::line::{Line, is_space};
use super::tint::is_grey;
use super::tree::{Id, Tag, Tree};
use crate::domain::buyer_form::Place;

/// What stands below each other.
pub(super) enum Block {
    Line(Line),
    Table(Table),
    /// A content control around whole paragraphs.
    Control(Id, Vec<Block>),
}

/// A table.
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) is_header: Vec<bool>,
}

/// A cell and where it lies in the grid.
pub(super) struct Cell {
    pub(super) node: Id,
    /// The content control around the cell, if there is one.
    pub(super) control: Option<Id>,
    pub(super) place: Place,
    pub(super) column: usize,
    pub(super) span: usize,
    /// Whether it goes on with the cell above.
    pub(super) is_continued: bool,
    /// Whether it is crossed out by a diagonal, or its row is marked as deleted: nobody writes there.
    pub(super) is_barred: bool,
    /// Whether it is filled with grey.
    pub(super) is_shaded: bool,
    /// Width as written in the cell or else in the table's grid, in twentieths of a point; 0 where neither tells it.
    pub(super) width: u32,
    pub(super) blocks: Vec<Block>,
}

/// Numbers of tables and paragraphs of a part.
pub(super) struct Numbers {
    tables: BTreeMap<Id, usize>,
    paragraphs: BTreeMap<Id, usize>,
}

impl Numbers {
    /// Tables as they begin in the XML; paragraphs outside tables, those of a box by the paragraph that holds it.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut numbers = Self { tables: BTreeMap::new(), paragraphs: BTreeMap::new() };
        let mut after = 0;
        for node in tree.below(0) {
            match tree.tag(node) {
                Tag::Tbl => {
                    numbers.tables.insert(node, numbers.tables.len());
                    after = after.max(tree.whole(node).end);
                }
                Tag::P if tree.whole(node).start >= after => {
                    numbers.paragraphs.insert(node, numbers.paragraphs.len());
                    after = after.max(tree.whole(node).end);
                }
                _ => {}
            }
        }
        numbers
    }

    pub(super) fn paragraph(&self, tree: &Tree<'_>, node: Id) -> usize {
        let ancestors = std::iter::successors(Some(node), |node| (*node != 0).then(|| tree.parent(*node)));
        ancestors.into_iter().find_map(|node| self.paragraphs.get(&node)).copied().unwrap_or(0)
    }
}

/// The blocks below an element.
pub(super) fn blocks(tree: &Tree<'_>, numbers: &Numbers, node: Id) -> Vec<Block> {
    let mut found = Vec::new();
    for child in tree.children(node) {
        match tree.tag(child) {
            Tag::P => found.push(Block::Line(Line::read(tree, child))),
            Tag::Tbl => found.push(Block::Table(table(tree, numbers, child))),
            Tag::Sdt => {
                let content = tree.child(child, Tag::SdtContent);
                found.push(Block::Control(child, content.map_or_else(Vec::new, |c| blocks(tree, numbers, c))));
            }
            Tag::Other if !tree.name(child).ends_with("Pr") => found.extend(blocks(tree, numbers, child)),
            _ => {}
        }
    }
    found
}

/// The children of a kind, also those within content controls and marks of changes, with the innermost control.
fn through(tree: &Tree<'_>, node: Id, wanted: Tag, control: Option<Id>, found: &mut Vec<(Id, Option<Id>)>) {
    for child in tree.children(node) {
        match tree.tag(child) {
            tag if tag == wanted => found.push((child, control)),
            Tag::Sdt => {
                if let Some(content) = tree.child(child, Tag::SdtContent) {
                    through(tree, content, wanted, Some(child), found);
                }
            }
            Tag::Other => through(tree, child, wanted, control, found),
            _ => {}
        }
    }
}

fn table(tree: &Tree<'_>, numbers: &Numbers, node: Id) -> Table {
    let number = numbers.tables.get(&node).copied().unwrap_or(0);
    let mut table = Table { rows: Vec::new(), is_header: Vec::new() };
    let grid = tree.named(node, "tblGrid");
    let widths: Vec<u32> = grid.map_or_else(Vec::new, |grid| {
        let width = |column| tree.attribute(column, "w").and_then(|text| text.parse().ok()).unwrap_or(0);
        tree.children(grid).filter(|child| tree.name(*child) == "gridCol").map(width).collect()
    });
    let mut rows = Vec::new();
    through(tree, node, Tag::Tr, None, &mut rows);
    for (row, (tr, _)) in rows.into_iter().enumerate() {
        let properties = tree.child(tr, Tag::TrPr);
        let value = |name| properties.and_then(|p| tree.named(p, name)).and_then(|v| tree.attribute(v, "val"));
        let mut column = value("gridBefore").and_then(|text| text.parse().ok()).unwrap_or(0_usize).min(63);
        let is_deleted = properties.is_some_and(|p| tree.child(p, Tag::Del).is_some());
        let mut tcs = Vec::new();
        through(tree, tr, Tag::Tc, None, &mut tcs);
        let mut cells = Vec::new();
        for (cell, (tc, control)) in tcs.into_iter().enumerate() {
            let place = Place::Cell { table: number, row, cell };
            let mut made = read_cell(tree, numbers, tc, control, place);
            made.column = column;
            made.is_barred |= is_deleted;
            if made.width == 0 {
                made.width =
                    widths.iter().skip(column).take(made.span).fold(0_u32, |sum, width| sum.saturating_add(*width));
            }
            column += made.span;
            cells.push(made);
        }
        table.rows.push(cells);
        table.is_header.push(properties.is_some_and(|p| tree.named(p, "tblHeader").is_some()));
    }
    table
}

/// A cell by itself; where it lies in the grid is set by its row.
fn read_cell(tree: &Tree<'_>, numbers: &Numbers, node: Id, control: Option<Id>, place: Place) -> Cell {
    let properties = tree.child(node, Tag::TcPr);
    let of = |name| properties.and_then(|p| tree.named(p, name));
    let value = |node: Option<Id>, key| node.and_then(|node| tree.attribute(node, key));
    let span = value(of("gridSpan"), "val").and_then(|text| text.parse().ok());
    let is_continued = of("vMerge").is_some_and(|m| tree.attribute(m, "val").as_deref() != Some("restart"));
    let borders = of("tcBorders");
    let is_barred = ["tl2br", "tr2bl"].iter().any(|name| {
        let line = borders.and_then(|borders| tree.named(borders, name));
        line.is_some() && !matches!(value(line, "val").as_deref(), Some("nil" | "none"))
    });
    let is_in_points = matches!(value(of("tcW"), "type").as_deref(), None | Some("dxa"));
    let width = value(of("tcW"), "w").filter(|_| is_in_points).and_then(|text| text.parse().ok());
    Cell {
        node,
        control,
        place,
        column: 0,
        span: span.unwrap_or(1_usize).clamp(1, 1_000),
        is_continued,
        is_barred,
        is_shaded: value(of("shd"), "fill").is_some_and(|fill| is_grey(&fill)),
        width: width.unwrap_or(0),
        blocks: blocks(tree, numbers, node),
    }
}

impl Cell {
    /// The lines of the cell itself, not of tables in it.
    pub(super) fn lines(&self) -> Vec<&Line> {
        fn collect<'c>(blocks: &'c [Block], lines: &mut Vec<&'c Line>) {
            for block in blocks {
                match block {
                    Block::Line(line) => lines.push(line),
                    Block::Control(_, inner) => collect(inner, lines),
                    Block::Table(_) => {}
                }
            }
        }
        let mut lines = Vec::new();
        collect(&self.blocks, &mut lines);
        lines
    }

    /// What is printed in it; placeholders of empty controls are not.
    pub(super) fn text(&self) -> String {
        self.lines().iter().map(|line| line.text()).collect::<Vec<_>>().concat()
    }

    /// Its text row by row, as paragraphs and breaks part it.
    pub(super) fn rows(&self) -> Vec<String> {
        let texts = self.lines().into_iter().map(Line::text);
        texts.flat_map(|text| text.split('\n').map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// Whether everything printed in it has a colour of samples and may be replaced.
    pub(super) fn is_tinted(&self) -> bool {
        let lines = self.lines();
        let mut atoms = lines.iter().flat_map(|line| &line.atoms).filter(|atom| !is_space(atom.letter)).peekable();
        atoms.peek().is_some() && atoms.all(|atom| atom.is_tinted && atom.is_free)
    }

    /// Whether nothing at all is in it, and something may be.
    pub(super) fn is_blank(&self) -> bool {
        self.control.is_none()
            && !self.is_barred
            && self.blocks.iter().all(|block| match block {
                Block::Line(line) => line.is_blank(),
                Block::Table(_) | Block::Control(..) => false,
            })
    }
}
