//! Dates whose parts stand apart: in cells of their own, or in fields of an older form with 年, 月 and 日 between.

use super::super::found::{Candidate, DateSlots, Recipe};
use super::super::labels::fold;
use super::super::slot::Slot;
use super::super::story::{Cell, Table};
use super::Finder;
use super::cells::InCell;
use crate::domain::buyer_form::{BlankKind, Datum};

const ERAS: [&str; 4] = ["令和", "平成", "昭和", "大正"];

impl Finder<'_, '_> {
    /// A table of one row in a cell: room, 年, room, 月, room, 日. Whether it is such.
    pub(super) fn date_row(&mut self, table: &Table, cell: &InCell<'_>) -> bool {
        let [cells] = table.rows.as_slice() else { return false };
        let texts: Vec<String> = cells.iter().map(|cell| fold(&cell.text())).collect();
        if texts != ["", "年", "", "月", "", "日"] || !cells.iter().step_by(2).all(Cell::is_blank) {
            return false;
        }
        let slot = |at: usize| Some(Slot::in_blank(self.tree, cells.get(at)?.lines().first()?));
        let slots = DateSlots { year: slot(0), month: slot(2), day: slot(4), ..DateSlots::default() };
        let (Some(first), true) = (cells.first(), slots.month.is_some() && slots.day.is_some()) else { return false };
        let candidate = Candidate::new(BlankKind::Date, String::new(), Recipe::Date(Box::new(slots)), 0);
        let (right, own) = (String::new(), String::new());
        let inner = InCell { place: first.place, right, own, takes_bare: false, ..*cell };
        self.settle_at(candidate, first.node, "［　］", Some(&inner));
        true
    }
}

/// Joins three fields for text with 年, 月 and 日 between to one date; each comes with the number of characters before it.
pub(super) fn join(text: &str, fields: Vec<(Candidate, usize)>) -> Vec<Candidate> {
    let letters: Vec<char> = text.chars().collect();
    let between = |from: usize, to: usize| {
        letters.get(from..to).unwrap_or_default().iter().filter(|letter| !letter.is_whitespace()).collect::<String>()
    };
    let mut found = Vec::new();
    let mut rest = fields.into_iter().peekable();
    let mut open: Vec<(Candidate, usize)> = Vec::new();
    while let Some((candidate, at)) = rest.next() {
        let is_text = candidate.kind == BlankKind::FormField && matches!(candidate.recipe, Recipe::Text(_));
        let sign = ["年", "月", "日"][open.len()];
        let end = rest.peek().map_or(letters.len(), |(_, next)| *next);
        let behind = between(at, end);
        let is_next = is_text && (behind == sign || open.len() == 2 && behind.starts_with(sign));
        open.push((candidate, at));
        if is_next && open.len() < 3 {
            continue;
        }
        if is_next && let Some((_, from)) = open.first() {
            let lead = between(0, *from);
            let is_whole = behind == sign;
            found.extend(one_date(&lead, is_whole, std::mem::take(&mut open)));
        }
        found.extend(open.drain(..).map(|(candidate, _)| candidate));
    }
    found.extend(open.into_iter().map(|(candidate, _)| candidate));
    found
}

/// The date of three fields behind `lead`; where nothing else stands in the line it is the day of the paper.
fn one_date(lead: &str, is_whole: bool, parts: Vec<(Candidate, usize)>) -> Option<Candidate> {
    let from = parts.first().map(|(candidate, _)| candidate.from)?;
    let mut slots = parts.into_iter().filter_map(|(candidate, _)| match candidate.recipe {
        Recipe::Text(slot) => Some(slot),
        _ => None,
    });
    let era = ERAS.iter().find(|era| lead.ends_with(*era)).copied().unwrap_or_default();
    let label = lead.strip_suffix(era).unwrap_or(lead).to_owned();
    let slots = DateSlots {
        era: era.to_owned(),
        year: slots.next(),
        month: slots.next(),
        day: slots.next(),
        ..DateSlots::default()
    };
    let otherwise = (is_whole && label.is_empty()).then_some(Datum::Date);
    let candidate = Candidate::new(BlankKind::Date, label, Recipe::Date(Box::new(slots)), from);
    Some(Candidate { otherwise, ..candidate })
}
