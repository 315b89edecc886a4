//! The tables of forms: digit boxes, lists of members, the contact box.

use super::ledger::Ledger;
use super::pieces::{self, Sizes, run, sized};
use super::values;
use crate::domain::document::{BidFacts, DocumentProblem, DocumentRule, Fact, MemberFact, Severity};
use crate::domain::manuscript::{
    Align, Borders, Cell, Ground, HalfPoints, Indent, Inline, Join, Length, Paragraph, Role, Row, RowHeight, RowPlace,
    Table, TablePlace, TableRole,
};

/// One digit box: 9 mm wide, 12 mm high (dossier §3.30).
const BOX_WIDTH: Length = Length::mm(9);
const BOX_HEIGHT: Length = Length::mm(12);
/// The row of place names above the boxes.
const PLACE_HEIGHT: Length = Length::mm(8);
/// The cell that says 入札金額.
const AMOUNT_LABEL_WIDTH: Length = Length::mm(25);
const PLACE_SIZE: HalfPoints = HalfPoints(18);
const DIGIT_SIZE: HalfPoints = HalfPoints(28);
/// Names of the decimal places from the right.
const PLACES: [&str; 13] = ["円", "拾", "百", "千", "万", "拾万", "百万", "千万", "億", "拾億", "百億", "千億", "兆"];
/// The contact box is 90 mm wide (dossier §3.30).
const CONTACT_WIDTHS: [Length; 2] = [Length::mm(34), Length::mm(56)];
/// Characters of 10.5 pt on a line of the right column.
const CONTACT_CHARACTERS: u16 = 14;
const CONTACT_ROW: Length = Length(550);
const CONTACT_LINE: HalfPoints = HalfPoints(30);
const PADDING: Length = Length(150);
/// Cells are set in this line height, off the grid, so that every renderer makes them equally high.
pub(super) const CELL_LINE: HalfPoints = HalfPoints(32);
/// Space above and below the text of a cell, in half points.
pub(super) const CELL_AIR: u16 = 4;

/// The boxes of the amount. Without an amount they stay empty.
pub(super) fn amount_boxes(label: &str, cells: usize, facts: &BidFacts, ledger: &mut Ledger) -> Table {
    let boxes = boxes(cells, facts, ledger);
    let label_cell = |join| Cell { join, ..Cell::of(vec![amount_label(label)]) };
    let mut names = vec![label_cell(Join::First)];
    names.extend(PLACES.iter().take(boxes.len()).rev().map(|name| digit_cell(name, PLACE_SIZE)));
    let count = boxes.len();
    let mut digits = vec![label_cell(Join::Below)];
    digits.extend(boxes.into_iter().map(|digit| digit_cell(&digit.map(String::from).unwrap_or_default(), DIGIT_SIZE)));
    let row = |height, cells| Row { height: RowHeight::Exact(height), place: RowPlace::Body, cells };
    Table {
        role: TableRole::DigitBoxes,
        place: TablePlace::Centre,
        widths: std::iter::once(AMOUNT_LABEL_WIDTH).chain(std::iter::repeat_n(BOX_WIDTH, count)).collect(),
        padding: Length(0),
        borders: Borders::Grid,
        rows: vec![row(PLACE_HEIGHT, names), row(BOX_HEIGHT, digits)],
    }
}

/// What stands in the boxes. ¥ stands left of the first digit, so digits that fill the row get one box more;
/// an amount that is missing or that no row can hold leaves every box empty.
fn boxes(cells: usize, facts: &BidFacts, ledger: &mut Ledger) -> Vec<Option<char>> {
    let empty = vec![None; cells];
    let Some(amount) = facts.amount else {
        ledger.missing(Fact::Amount);
        return empty;
    };
    if amount.0 < 1 {
        ledger.note(DocumentRule::Amount, Severity::Error, DocumentProblem::AmountTooSmall);
        return empty;
    }
    let count = cells.max(amount.0.to_string().len() + 1);
    match amount.digit_cells(count) {
        Ok(boxes) if count <= PLACES.len() => boxes,
        _ => {
            ledger.note(DocumentRule::Amount, Severity::Error, DocumentProblem::AmountTooLarge);
            empty
        }
    }
}

fn amount_label(label: &str) -> Paragraph {
    let indent = Indent { left: 50, right: 50, first: 0 };
    Paragraph {
        role: Role::Cell,
        align: Align::Distribute,
        indent,
        line: Some(HalfPoints(36)),
        inlines: vec![Inline::text(label)],
        ..Paragraph::default()
    }
}

fn digit_cell(text: &str, size: HalfPoints) -> Cell {
    let inlines = if text.is_empty() { Vec::new() } else { vec![run(text, sized(size))] };
    let line = Some(HalfPoints(size.0 + 4));
    Cell::of(vec![Paragraph { role: Role::Cell, align: Align::Centre, line, inlines, ..Paragraph::default() }])
}

/// B9 連絡先 of a member, at the right.
pub(super) fn contact_box(
    member: usize,
    label: &str,
    borders: Borders,
    facts: &BidFacts,
    sizes: &Sizes,
    ledger: &mut Ledger,
) -> Table {
    let labels = ["部署", "氏名（ふりがな）", "電話", "E-mail"];
    let values = match facts.members.get(member).filter(|_| !facts.is_blind()) {
        Some(firm) => {
            let of = |what| Fact::Member(member, what);
            let contact = &firm.contact;
            [
                ledger.line(of(MemberFact::ContactDepartment), &contact.department),
                on_one_line(values::contact(member, firm, ledger)),
                ledger.line(of(MemberFact::ContactTelephone), &contact.telephone),
                ledger.line(of(MemberFact::ContactEmail), &contact.email),
            ]
        }
        None => [const { String::new() }; 4],
    };
    let heading = Cell { columns: 2, ..heading_cell(label, sizes) };
    let mut all = vec![Row { height: RowHeight::AtLeast(CONTACT_ROW), place: RowPlace::Body, cells: vec![heading] }];
    all.extend(labels.iter().zip(values).map(|(label, value)| {
        let cells = vec![text_cell(label, Align::Left, sizes), text_cell(&value, Align::Left, sizes)];
        Row { height: RowHeight::AtLeast(CONTACT_ROW), place: RowPlace::Body, cells }
    }));
    keep_together(&mut all);
    for paragraph in all.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.paragraphs) {
        (paragraph.space_before, paragraph.space_after, paragraph.line) = (0, 0, Some(CONTACT_LINE));
    }
    let widths = CONTACT_WIDTHS.to_vec();
    Table { role: TableRole::Contact, place: TablePlace::Right, widths, padding: PADDING, borders, rows: all }
}

/// Name and reading beside each other where the box has room for both.
fn on_one_line(contact: String) -> String {
    let together = contact.replace('\n', "");
    if pieces::length_in_characters(&together) <= CONTACT_CHARACTERS { together } else { contact }
}

/// All rows stay on one page.
pub(super) fn keep_together(rows: &mut [Row]) {
    let Some((_, above)) = rows.split_last_mut() else { return };
    for paragraph in above.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.paragraphs) {
        paragraph.keep_next = true;
    }
}

/// A cell of a heading row.
pub(super) fn heading_cell(text: &str, sizes: &Sizes) -> Cell {
    heading_cell_of(cell_text(text, sizes))
}

/// A cell of a heading row, of what stands in it.
pub(super) fn heading_cell_of(inlines: Vec<Inline>) -> Cell {
    let paragraph = cell_paragraph(Role::CellHeading, Align::Centre, inlines);
    Cell { ground: Ground::Shaded, ..Cell::of(vec![paragraph]) }
}

/// A cell of text.
pub(super) fn text_cell(text: &str, align: Align, sizes: &Sizes) -> Cell {
    text_cell_of(cell_text(text, sizes), align)
}

/// A cell of what stands in it.
pub(super) fn text_cell_of(inlines: Vec<Inline>, align: Align) -> Cell {
    Cell::of(vec![cell_paragraph(Role::Cell, align, inlines)])
}

/// The size of text in cells.
pub(super) fn cell_size(sizes: &Sizes) -> HalfPoints {
    HalfPoints(sizes.body.0.min(sizes.label.0))
}

fn cell_text(text: &str, sizes: &Sizes) -> Vec<Inline> {
    if text.is_empty() { Vec::new() } else { vec![run(text, sized(cell_size(sizes)))] }
}

fn cell_paragraph(role: Role, align: Align, inlines: Vec<Inline>) -> Paragraph {
    Paragraph {
        role,
        align,
        space_before: CELL_AIR,
        space_after: CELL_AIR,
        line: Some(CELL_LINE),
        inlines,
        ..Paragraph::default()
    }
}

/// Parts a width by what the columns hold: each takes what it needs, and where that is too much together, the widest
/// share what the narrow ones leave. `needs` are in hundredths of a millimetre.
pub(super) fn fit_columns(width: Length, needs: &[i32]) -> Vec<Length> {
    if needs.iter().map(|need| i64::from(*need)).sum::<i64>() <= i64::from(width.0) {
        return share_out(width, needs);
    }
    let mut widths = vec![0; needs.len()];
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by_key(|index| needs.get(*index).copied().unwrap_or(0));
    let mut left = width.0;
    for (done, index) in order.iter().enumerate() {
        let fair = left / i32::try_from(needs.len() - done).unwrap_or(1).max(1);
        let own = needs.get(*index).copied().unwrap_or(0).min(fair);
        if let Some(place) = widths.get_mut(*index) {
            *place = own;
        }
        left -= own;
    }
    share_out(width, &widths)
}

/// Parts a width by weights; the last column takes what rounding left over.
pub(super) fn share_out(width: Length, weights: &[i32]) -> Vec<Length> {
    let total = weights.iter().map(|w| i64::from(*w)).sum::<i64>().max(1);
    let mut left = width.0;
    let mut widths = Vec::with_capacity(weights.len());
    for (index, weight) in weights.iter().enumerate() {
        let share = (i64::from(width.0) * i64::from(*weight) / total) as i32;
        let own = if index + 1 == weights.len() { left } else { share };
        left -= own;
        widths.push(Length(own));
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_the_width_exactly() {
        let widths = share_out(Length::mm(160), &[12, 28, 34, 24]);
        assert_eq!(widths.iter().map(|w| w.0).sum::<i32>(), 16_000);
    }

    #[test]
    fn a_long_column_leaves_the_short_ones_their_width() {
        let widths = fit_columns(Length::mm(160), &[2_000, 3_000, 40_000]);
        assert_eq!(widths, [Length(2_000), Length(3_000), Length(11_000)]);
    }
}
