//! Dates whose parts stand apart: in cells of their own, or in fields of an older form with 年, 月 and 日 between.

use super::super::cells::Named;
use super::super::found::{Candidate, DateSlots, Recipe};
use super::super::labels::{fold, is_label_like, shown};
use super::super::slot::Slot;
use super::super::story::{Cell, Table};
use super::Finder;
use super::cells::InCell;
use crate::domain::buyer_form::{BlankKind, Datum};

const ERAS: [&str; 5] = ["令和", "平成", "昭和", "大正", "西暦"];
/// What the cells of a date and of a range of dates print: none of it names the date.
const SIGNS: [&str; 16] =
    ["年", "月", "日", "自", "至", "から", "より", "まで", "~", "～", "〜", "-", "令和", "平成", "昭和", "大正"];

/// Cells of a row that are one date: an era or none, room, 年, room, 月, room, 日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DateCells {
    era: String,
    /// The cell with the room for the year.
    year: usize,
    /// Behind the cell of 日.
    pub(super) end: usize,
}

/// The date that begins at a cell.
pub(super) fn date_cells(cells: &[Cell], from: usize) -> Option<DateCells> {
    if cells.len() < from + 6 {
        return None;
    }
    let text = |at: usize| cells.get(at).map(|cell| fold(&cell.text()));
    let era = ERAS.iter().find(|era| text(from).as_deref() == Some(**era)).copied().unwrap_or_default();
    let year = if era.is_empty() { from } else { from + 1 };
    let is_room = |at: usize| {
        let lines = cells.get(at).map(Cell::lines);
        cells.get(at).is_some_and(|cell| cell.is_blank() && !cell.is_continued)
            && lines.is_some_and(|lines| !lines.is_empty())
    };
    let is_date = ["年", "月", "日"].iter().enumerate().all(|(part, sign)| {
        let at = year + 2 * part;
        is_room(at) && text(at + 1).as_deref() == Some(*sign)
    });
    is_date.then(|| DateCells { era: era.to_owned(), year, end: year + 6 })
}

impl Finder<'_, '_> {
    /// A table of one row in a cell: room, 年, room, 月, room, 日. Whether it is such.
    pub(super) fn date_row(&mut self, table: &Table, cell: &InCell<'_>) -> bool {
        let [cells] = table.rows.as_slice() else { return false };
        let Some(date) = date_cells(cells, 0).filter(|date| date.end == cells.len()) else { return false };
        self.date_of_cells(cells, &date, cell, None);
        true
    }

    /// A date over cells of a row that holds its label too. `is_whole`: the row is the whole table and nothing else stands
    /// in it, so that the date is that of the paper where nothing names it.
    pub(super) fn flat_date(
        &mut self,
        cells: &[Cell],
        date: &DateCells,
        named: Named,
        is_whole: bool,
        in_cell: &InCell<'_>,
    ) {
        let from = if date.era.is_empty() { date.year } else { date.year - 1 };
        let is_sign = |text: &str| SIGNS.contains(&fold(text).as_str());
        let mut before = cells.get(..from).unwrap_or_default().iter().rev().map(Cell::text);
        let beside = before.find(|text| is_label_like(text) && !is_sign(text)).map(|text| shown(&text));
        let beyond = |text: &str| if is_sign(text) { String::new() } else { text.to_owned() };
        let label = beside.filter(|_| !named.is_of_column).unwrap_or_else(|| beyond(&named.label));
        let named = Named { label, group: beyond(&named.group), member: None, ..named };
        let otherwise = (is_whole && named.label.is_empty()).then_some(Datum::Date);
        let (right, own) = (String::new(), String::new());
        let inner = InCell { named: &named, right, own, ..*in_cell };
        self.date_of_cells(cells, date, &inner, otherwise);
    }

    fn date_of_cells(&mut self, cells: &[Cell], date: &DateCells, cell: &InCell<'_>, otherwise: Option<Datum>) {
        let slot = |part: usize| Some(Slot::in_blank(self.tree, cells.get(date.year + 2 * part)?.lines().first()?));
        let slots =
            DateSlots { era: date.era.clone(), year: slot(0), month: slot(1), day: slot(2), ..DateSlots::default() };
        let Some(first) = cells.get(date.year) else { return };
        let candidate = Candidate::new(BlankKind::Date, String::new(), Recipe::Date(Box::new(slots)), 0);
        let (right, own) = (String::new(), String::new());
        let inner = InCell { place: first.place, right, own, takes_bare: false, ..*cell };
        self.settle_at(Candidate { otherwise, ..candidate }, first.node, "［　］", Some(&inner));
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
        let is_text = candidate.kind == BlankKind::FormField
            && matches!(candidate.recipe, Recipe::Text(_) | Recipe::NumberField(..));
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
        Recipe::Text(slot) | Recipe::NumberField(slot, _) => Some(slot),
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
