//! How much text a place shows that does not grow: a cell in a row of exact height, or one of a fixed table that breaks no
//! line. Reckoned from measures that stand in the part; what styles say is not looked up.

use std::collections::BTreeMap;

use super::Part;
use super::find::ground;
use super::found::Found;
use super::line::{Line, is_space, width};
use super::spots::{self, InCell, Spot};
use super::tree::{Id, Tag, Tree};
use crate::domain::buyer_form::{BlankKind, OverflowRow, Room};

/// Size of characters where the part tells none, in halves of a point: 10.5 points, as in Japanese documents.
const USUAL_SIZE: u32 = 21;
/// Margin of a cell at either side where nothing else is set, in twentieths of a point.
const USUAL_MARGIN: u32 = 108;
/// A line of single spacing, in hundredths of its characters' size, as Word sets Japanese text.
const SPACING: u32 = 130;

/// The rooms of blanks for texts, by id.
pub(super) fn rooms(tree: &Tree<'_>, spots: &[Spot], found: &[Found]) -> Vec<(String, Room)> {
    found.iter().filter_map(|one| Some((one.blank.id.clone(), of_blank(tree, spots, one)?))).collect()
}

/// The values that the places of this part do not show as a whole.
pub(super) fn overflows(part: &Part<'_>, values: &BTreeMap<String, String>) -> Vec<OverflowRow> {
    let of = |one: &Found| values.get(&one.blank.id).filter(|value| !value.is_empty());
    let filled: Vec<&Found> = part.found.iter().filter(|one| of(one).is_some()).collect();
    if filled.is_empty() {
        return Vec::new();
    }
    let spots = spots::read(part.name, &part.tree);
    let row = |one: &Found| {
        let overflow = of_blank(&part.tree, &spots, one)?.overflow(of(one)?)?;
        Some(OverflowRow { id: one.blank.id.clone(), label: one.blank.label.clone(), overflow })
    };
    filled.into_iter().filter_map(row).collect()
}

fn of_blank(tree: &Tree<'_>, spots: &[Spot], one: &Found) -> Option<Room> {
    if matches!(one.blank.kind, BlankKind::Date | BlankKind::Checkbox | BlankKind::Choice | BlankKind::Digits) {
        return None;
    }
    let bytes = ground::written(&one.recipe);
    let at = bytes.iter().map(|range| range.start).min()?;
    let spot = spots.get(spots::find(tree, spots, at)?.0)?;
    // Spaces that go on behind the value give way; words do not.
    let is_kept = |from: usize| !bytes.iter().any(|range| range.contains(&from));
    let words = spot.line.atoms.iter().filter(|atom| !is_space(atom.letter) && is_kept(atom.bytes.start));
    let taken: usize = words.map(|atom| width(atom.letter)).sum();
    in_cell(tree, &spot.line, spot.cell?, u32::try_from(taken).ok()?)
}

fn in_cell(tree: &Tree<'_>, line: &Line, cell: InCell, taken: u32) -> Option<Room> {
    let properties = tree.child(cell.node, Tag::TcPr);
    let of = |name: &str| properties.and_then(|properties| tree.named(properties, name));
    let is_upright = of("textDirection").is_none();
    if !is_upright || cell.width == 0 {
        return None;
    }
    let size = size(tree, line);
    let lines = match exact_height(tree, cell.node) {
        Some(height) => (height / line_height(tree, line, size).max(1)).saturating_sub(cell.above).max(1),
        None if of("noWrap").is_some_and(|mark| is_on(tree, mark)) && is_fixed(tree, cell.node) => 1,
        None => return None,
    };
    let inner = cell.width.saturating_sub(margins(tree, cell.node)).saturating_sub(indents(tree, line));
    // Half of a full-width character is a quarter of a point for each half point of its size.
    let per_line = inner / (size * 5).max(1);
    Some(Room { per_line: per_line.max(1), lines, taken: taken.min(per_line.saturating_mul(lines)) })
}

fn ancestor(tree: &Tree<'_>, node: Id, wanted: Tag) -> Option<Id> {
    std::iter::successors(Some(node), |node| (*node != 0).then(|| tree.parent(*node)))
        .find(|node| tree.tag(*node) == wanted)
}

fn number(tree: &Tree<'_>, node: Option<Id>, name: &str) -> Option<u32> {
    tree.attribute(node?, name)?.parse().ok()
}

fn is_on(tree: &Tree<'_>, mark: Id) -> bool {
    !matches!(tree.attribute(mark, "val").as_deref(), Some("0" | "false" | "off"))
}

/// Height of the cell's row where it does not grow, in twentieths of a point.
fn exact_height(tree: &Tree<'_>, cell: Id) -> Option<u32> {
    let row = ancestor(tree, cell, Tag::Tr)?;
    let height = tree.child(row, Tag::TrPr).and_then(|properties| tree.named(properties, "trHeight"))?;
    let is_exact = tree.attribute(height, "hRule").as_deref() == Some("exact");
    number(tree, Some(height), "val").filter(|_| is_exact)
}

fn table_properties(tree: &Tree<'_>, cell: Id) -> Option<Id> {
    tree.named(ancestor(tree, cell, Tag::Tbl)?, "tblPr")
}

fn is_fixed(tree: &Tree<'_>, cell: Id) -> bool {
    let layout = table_properties(tree, cell).and_then(|properties| tree.named(properties, "tblLayout"));
    layout.is_some_and(|layout| tree.attribute(layout, "type").as_deref() == Some("fixed"))
}

/// Left and right margin of a cell together.
fn margins(tree: &Tree<'_>, cell: Id) -> u32 {
    let own = tree.child(cell, Tag::TcPr).and_then(|properties| tree.named(properties, "tcMar"));
    let of_table = table_properties(tree, cell).and_then(|properties| tree.named(properties, "tblCellMar"));
    let side = |names: [&str; 2]| {
        let of = |margins: Option<Id>| {
            let margin = names.iter().find_map(|name| tree.named(margins?, name));
            number(tree, margin, "w")
        };
        of(own).or_else(|| of(of_table)).unwrap_or(USUAL_MARGIN)
    };
    side(["left", "start"]).saturating_add(side(["right", "end"]))
}

fn paragraph_property(tree: &Tree<'_>, line: &Line, name: &str) -> Option<Id> {
    tree.child(line.node, Tag::PPr).and_then(|properties| tree.named(properties, name))
}

/// Left and right indent together.
fn indents(tree: &Tree<'_>, line: &Line) -> u32 {
    let indent = paragraph_property(tree, line, "ind");
    let side = |names: [&str; 2]| names.iter().find_map(|name| number(tree, indent, name)).unwrap_or(0);
    side(["left", "start"]).saturating_add(side(["right", "end"]))
}

/// Size of the line's characters in halves of a point, between 1 and what Word takes.
fn size(tree: &Tree<'_>, line: &Line) -> u32 {
    let of =
        |properties: Option<Id>| number(tree, properties.and_then(|properties| tree.named(properties, "sz")), "val");
    let mut runs = tree.children(line.node).filter(|node| tree.tag(*node) == Tag::R);
    let of_run = runs.find_map(|run| of(tree.child(run, Tag::RPr)));
    let of_mark = || of(tree.child(line.node, Tag::PPr).and_then(|properties| tree.child(properties, Tag::RPr)));
    of_run.or_else(of_mark).unwrap_or(USUAL_SIZE).clamp(2, 3_276)
}

/// Height of a line in twentieths of a point. The document's grid is left out: in tables it holds only where a setting asks
/// for it, and a doubt is no reason to warn.
fn line_height(tree: &Tree<'_>, line: &Line, size: u32) -> u32 {
    let natural = size * 10 * SPACING / 100;
    let spacing = paragraph_property(tree, line, "spacing");
    let Some(wanted) = number(tree, spacing, "line") else { return natural };
    let rule = spacing.and_then(|spacing| tree.attribute(spacing, "lineRule"));
    match rule.as_deref() {
        Some("exact") => wanted,
        Some("atLeast") => wanted.max(natural),
        // In 240ths of a single line.
        _ => u32::try_from(u64::from(natural) * u64::from(wanted) / 240).unwrap_or(u32::MAX),
    }
}
