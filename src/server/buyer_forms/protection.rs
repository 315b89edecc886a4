//! A protected form: how it is protected, and which stretches of its parts a person may still write in. The protection
//! itself is only read; filling leaves it as it is.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use super::controls::is_locked;
use super::fields;
use super::find::bytes;
use super::found::Recipe;
use super::tree::{Id, Tag, Tree};
use crate::domain::buyer_form::{FormRefusal, Protection};

/// Most cells that are looked at for stretches of columns: those of a real form do not overlap.
const MOST_CELLS: usize = 1_000_000;

/// How a form is protected, by its settings; none where nothing is in force.
///
/// # Errors
/// `Malformed` for settings that are no XML.
pub(super) fn of_settings(part: &str, text: &str) -> Result<Option<Protection>, FormRefusal> {
    if !text.contains("documentProtection") {
        return Ok(None);
    }
    let tree = Tree::read(part, text)?;
    let found = tree.children(0).find_map(|root| tree.named(root, "documentProtection"));
    Ok(found.and_then(|node| {
        let is_enforced = matches!(tree.attribute(node, "enforcement").as_deref(), Some("1" | "true" | "on"));
        match tree.attribute(node, "edit").as_deref().filter(|_| is_enforced)? {
            "forms" => Some(Protection::Forms),
            "readOnly" => Some(Protection::ReadOnly),
            "comments" => Some(Protection::Comments),
            "trackedChanges" => Some(Protection::TrackedChanges),
            _ => None,
        }
    }))
}

/// What of a part a person may still write in.
pub(super) struct Open {
    /// Stretches in order, each outside the others; none where everything is open.
    stretches: Option<Vec<Range<usize>>>,
}

impl Open {
    /// What a form that is protected so leaves open of a part.
    pub(super) fn of(tree: &Tree<'_>, protection: Option<Protection>) -> Self {
        let stretches = match protection {
            None | Some(Protection::TrackedChanges) => None,
            Some(Protection::Forms) => Some(joined(of_forms(tree))),
            Some(Protection::ReadOnly | Protection::Comments) => Some(joined(of_everyone(tree))),
        };
        Self { stretches }
    }

    /// Whether everything is open.
    pub(super) const fn is_whole(&self) -> bool {
        self.stretches.is_none()
    }

    /// Whether all that a recipe changes is open.
    pub(super) fn holds(&self, recipe: &Recipe) -> bool {
        let Some(stretches) = &self.stretches else { return true };
        bytes(recipe).iter().all(|one| {
            let before = stretches.partition_point(|range| range.start <= one.start);
            before.checked_sub(1).and_then(|at| stretches.get(at)).is_some_and(|range| one.end <= range.end)
        })
    }

    /// Whether some of these bytes are open.
    pub(super) fn touches(&self, bytes: &Range<usize>) -> bool {
        self.stretches.as_ref().is_none_or(|stretches| {
            let first = stretches.partition_point(|range| range.end < bytes.start);
            stretches.get(first).is_some_and(|range| range.start <= bytes.end)
        })
    }
}

/// The same stretches in order, each outside the others.
fn joined(mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    stretches.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(stretches.len());
    for range in stretches {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Where forms protection lets a person write: fields of older forms, content controls, sections that are not protected.
fn of_forms(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let mut open = fields::stretches(tree);
    open.extend(tree.below(0).filter(|node| is_open_control(tree, *node)).map(|node| tree.whole(node)));
    open.extend(open_sections(tree));
    open
}

/// Whether a content control takes what a person writes; of a group only the controls within it do.
fn is_open_control(tree: &Tree<'_>, node: Id) -> bool {
    tree.tag(node) == Tag::Sdt
        && tree
            .child(node, Tag::SdtPr)
            .is_some_and(|properties| !is_locked(tree, properties) && tree.named(properties, "group").is_none())
}

/// The sections whose `formProt` is off. A section ends with the paragraph that holds its properties; the properties of
/// the last one end the document.
fn open_sections(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let mut open = Vec::new();
    let mut from = 0;
    for section in tree.below(0).filter(|node| tree.name(*node) == "sectPr") {
        let holder = tree.parent(section);
        let is_within = tree.tag(holder) == Tag::PPr;
        // What a tracked change keeps of the properties before it ends no section.
        if !is_within && tree.name(holder) != "body" {
            continue;
        }
        let end = if is_within { tree.whole(tree.parent(holder)).end } else { tree.whole(section).start };
        let is_off = |node| matches!(tree.attribute(node, "val").as_deref(), Some("0" | "false" | "off"));
        if tree.named(section, "formProt").is_some_and(is_off) {
            open.push(from..end);
        }
        from = end;
    }
    open
}

/// The stretches between `permStart` and its `permEnd` that everybody may edit: a bidder is nobody whom the buyer named.
fn of_everyone(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let of_name = |name| tree.below(0).filter(move |node| tree.name(*node) == name);
    let mut ends: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for end in of_name("permEnd") {
        ends.entry(tree.attribute(end, "id").unwrap_or_default()).or_default().push(tree.whole(end).start);
    }
    let mut open = Vec::new();
    let mut left = MOST_CELLS;
    for start in of_name("permStart") {
        let from = tree.whole(start).end;
        let of_number = tree.attribute(start, "id").and_then(|number| ends.get(&number));
        let end = of_number.and_then(|ends| ends.get(ends.partition_point(|end| *end < from)));
        let (Some("everyone"), Some(end)) = (tree.attribute(start, "edGrp").as_deref(), end) else { continue };
        match columns(tree, start) {
            None => open.push(from..*end),
            Some(columns) => open.extend(cells(tree, start, &(from..*end), &columns, &mut left)),
        }
    }
    open
}

/// The columns to which a stretch of a table is bound, the first and the last as counted by cells.
fn columns(tree: &Tree<'_>, start: Id) -> Option<RangeInclusive<usize>> {
    let of = |name| tree.attribute(start, name).and_then(|text| text.parse::<usize>().ok());
    Some(of("colFirst")?..=of("colLast")?)
}

/// The cells of these columns, from the row of the first mark to the last mark.
fn cells(
    tree: &Tree<'_>,
    start: Id,
    range: &Range<usize>,
    columns: &RangeInclusive<usize>,
    left: &mut usize,
) -> Vec<Range<usize>> {
    let outer = std::iter::successors(Some(start), |node| (*node != 0).then(|| tree.parent(*node)));
    let Some(first) = outer.into_iter().find(|node| matches!(tree.tag(*node), Tag::Tr | Tag::Tbl)) else {
        return Vec::new();
    };
    let row = match tree.tag(first) {
        Tag::Tr => Some(first),
        _ => tree.children(first).find(|row| tree.tag(*row) == Tag::Tr && tree.whole(*row).start >= range.start),
    };
    let rows = row.into_iter().flat_map(|row| tree.and_following(row)).filter(|row| tree.tag(*row) == Tag::Tr);
    let mut open = Vec::new();
    for (at, row) in rows.take_while(|row| tree.whole(*row).start < range.end).enumerate() {
        let of_row: Vec<Id> = tree.children(row).filter(|cell| tree.tag(*cell) == Tag::Tc).collect();
        *left = left.saturating_sub(of_row.len());
        if *left == 0 {
            return open;
        }
        for (_, cell) in of_row.into_iter().enumerate().filter(|(index, _)| columns.contains(index)) {
            let whole = tree.whole(cell);
            // The mark of the end stands behind the last cell, or in it; in the first row it may stand right beside the first.
            let end = if at == 0 { whole.end } else { whole.end.min(range.end) };
            open.extend((whole.start < end).then_some(whole.start..end));
        }
    }
    open
}
