//! 内訳書 on paper: the table of a breakdown with its sums, and the sentences below it.

use super::ledger::Ledger;
use super::pieces::{self, Sizes, run, sized};
use super::tables::{cell_size, fit_columns, heading_cell, text_cell};
use crate::domain::cost_sheet::SheetKind;
use crate::domain::cost_sheet::facts::{CostFacts, CostRow, CostRowRole};
use crate::domain::document::Fact;
use crate::domain::manuscript::{
    Align, Borders, Cell, Face, HalfPoints, Inline, Item, Join, Length, Row, RowHeight, RowPlace, Stand, Stress, Table,
    TablePlace, TableRole,
};

const PADDING: Length = Length(100);
/// Widest need of a column of words, in half-width characters: what is longer breaks.
const WORDS_WIDEST: usize = 36;
/// Least that a column of words keeps, if it needs as much.
const WORDS_NARROWEST: usize = 12;
/// The smallest type of a table, in half points.
const SMALLEST: u16 = 14;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Part,
    Label,
    Price,
    Quantity,
    Unit,
    Amount,
    Member,
    Year(usize),
    Note,
}

/// What a paper prints of the bid's breakdown; a blank where none is entered, which is a finding.
pub(super) fn items(costs: Option<&CostFacts>, sizes: &Sizes, ledger: &mut Ledger) -> Vec<Item> {
    let Some(costs) = costs else {
        ledger.missing(Fact::Costs);
        return vec![pieces::blank_line()];
    };
    for row in &costs.rows {
        for text in [&row.label, &row.unit, &row.member, &row.note] {
            ledger.optional_line(Fact::Costs, text);
        }
    }
    tables(costs, sizes)
}

/// The table of a breakdown and what is said below it; the head is repeated on each page. Figures stand on one line: where
/// the columns are many the type becomes smaller, down to 7 pt.
pub(super) fn tables(facts: &CostFacts, sizes: &Sizes) -> Vec<Item> {
    let columns = columns(facts);
    let heads: Vec<String> = columns.iter().map(|column| head(*column, facts)).collect();
    let (size, widths) = measures(&columns, &heads, facts, sizes);
    let set = Sizes { label: size, ..*sizes };
    let heading = heads.iter().map(|text| heading_cell(text, &set)).collect();
    let mut rows = vec![Row { height: RowHeight::Auto, place: RowPlace::Heading, cells: heading }];
    let mut part_left = 0;
    for row in &facts.rows {
        let join = match (row.part_rows, part_left) {
            (2.., _) => Join::First,
            (0, 1..) => Join::Below,
            _ => Join::Alone,
        };
        part_left = if row.part_rows > 0 { row.part_rows - 1 } else { part_left.saturating_sub(1) };
        rows.push(Row { height: RowHeight::Auto, place: RowPlace::Body, cells: cells(&columns, row, join, &set) });
    }
    keep_sums_together(&mut rows, facts);
    let table = Table {
        role: TableRole::Data,
        place: TablePlace::Left(Length(0)),
        widths,
        padding: PADDING,
        borders: Borders::Grid,
        rows,
    };
    let mut items = vec![Item::Table(table), Item::Paragraph(pieces::note("注", &facts.basis, sizes))];
    let notes = facts.note.lines().filter(|line| !line.trim().is_empty());
    items.extend(notes.map(|line| Item::Paragraph(pieces::note("備考", line, sizes))));
    items
}

fn columns(facts: &CostFacts) -> Vec<Column> {
    let mut columns = match facts.kind {
        SheetKind::Services => {
            vec![Column::Part, Column::Label, Column::Price, Column::Quantity, Column::Unit, Column::Amount]
        }
        SheetKind::Works => vec![Column::Label, Column::Quantity, Column::Unit, Column::Price, Column::Amount],
    };
    if facts.has_members {
        columns.push(Column::Member);
    }
    columns.extend((0..facts.years.len()).map(Column::Year));
    // A column in which nothing stands takes room from those in which something does.
    if facts.rows.iter().any(|row| !row.note.is_empty()) {
        columns.push(Column::Note);
    }
    columns
}

fn head(column: Column, facts: &CostFacts) -> String {
    let is_works = facts.kind == SheetKind::Works;
    let fixed = match column {
        Column::Part => "費目",
        Column::Label if is_works => "工種・種別・細別",
        Column::Label => "内訳（職種・品目）",
        Column::Price => "単価（円）",
        Column::Quantity => "数量",
        Column::Unit => "単位",
        Column::Amount if is_works => "見積金額（円）",
        Column::Amount => "金額（円）",
        Column::Member => "担当構成員",
        Column::Year(year) => return facts.years.get(year).cloned().unwrap_or_default(),
        Column::Note if is_works => "摘要",
        Column::Note => "備考",
    };
    fixed.to_owned()
}

fn text(column: Column, row: &CostRow) -> String {
    match column {
        Column::Part => row.part.clone(),
        Column::Label => row.label.clone(),
        Column::Price => row.price.clone(),
        Column::Quantity => row.quantity.clone(),
        Column::Unit => row.unit.clone(),
        Column::Amount => row.amount.clone(),
        Column::Member => row.member.clone(),
        Column::Year(year) => row.years.get(year).cloned().unwrap_or_default(),
        Column::Note => row.note.clone(),
    }
}

const fn is_figure(column: Column) -> bool {
    matches!(column, Column::Price | Column::Quantity | Column::Amount | Column::Year(_))
}

/// The cells of a row; the name of a sum that is of no part stands under 費目 as well.
fn cells(columns: &[Column], row: &CostRow, join: Join, sizes: &Sizes) -> Vec<Cell> {
    let is_wide = join == Join::Alone && row.part.is_empty() && columns.first() == Some(&Column::Part);
    let mut cells: Vec<Cell> = columns
        .iter()
        .filter(|column| !(is_wide && **column == Column::Part))
        .map(|column| cell(*column, row, join, sizes))
        .collect();
    if let Some(first) = cells.first_mut().filter(|_| is_wide) {
        first.columns = 2;
    }
    cells
}

fn cell(column: Column, row: &CostRow, join: Join, sizes: &Sizes) -> Cell {
    let align = if is_figure(column) {
        Align::Right
    } else if column == Column::Unit {
        Align::Centre
    } else {
        Align::Left
    };
    let text = text(column, row);
    let mut cell = text_cell(&text, align, sizes);
    if matches!(row.role, CostRowRole::Sum | CostRowRole::Total | CostRowRole::Group) && column != Column::Part {
        embolden(&mut cell, &text, sizes);
    }
    if column == Column::Label {
        for paragraph in &mut cell.paragraphs {
            paragraph.indent.left = 100 * i32::from(row.level.saturating_sub(1));
        }
    }
    if column == Column::Part {
        cell.join = join;
        cell.stand = Stand::Top;
    }
    cell
}

fn embolden(cell: &mut Cell, text: &str, sizes: &Sizes) {
    let face = Face { stress: Stress::BOLD, ..sized(cell_size(sizes)) };
    for paragraph in &mut cell.paragraphs {
        paragraph.inlines = if text.is_empty() { Vec::<Inline>::new() } else { vec![run(text, face)] };
    }
}

/// 小計, tax and 合計 are not parted by the end of a page, nor from the line above and the sentence below them.
fn keep_sums_together(rows: &mut [Row], facts: &CostFacts) {
    let last_line = facts.rows.iter().rposition(|row| matches!(row.role, CostRowRole::Item | CostRowRole::Group));
    let Some(from) = last_line else { return };
    let kept = rows.iter_mut().skip(from + 1);
    for paragraph in kept.flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.paragraphs) {
        paragraph.keep_next = true;
    }
}

/// The size of the type and the widths of the columns: figures take what they need, words share the rest.
fn measures(columns: &[Column], heads: &[String], facts: &CostFacts, sizes: &Sizes) -> (HalfPoints, Vec<Length>) {
    let room = sizes.page.text_width();
    let largest = cell_size(sizes).0;
    let smallest = SMALLEST.min(largest);
    for size in (smallest..=largest).rev().map(HalfPoints) {
        let need = |column: &Column, head: &String| need(*column, head, facts, size);
        let needs: Vec<i32> = columns.iter().zip(heads).map(|(column, head)| need(column, head)).collect();
        let of = |wanted: fn(Column) -> bool| -> Vec<i32> {
            columns.iter().zip(&needs).filter(|(column, _)| wanted(**column)).map(|(_, need)| *need).collect()
        };
        let (figures, words) = (of(is_figure), of(|column| !is_figure(column)));
        let left = Length(room.0 - figures.iter().sum::<i32>());
        let least: i32 = words.iter().map(|need| (*need).min(width_of(WORDS_NARROWEST, size))).sum();
        if left.0 < least && size.0 > smallest {
            continue;
        }
        if left.0 < least {
            return (size, fit_columns(room, &needs));
        }
        let mut shared = fit_columns(left, &words).into_iter();
        let widths = columns
            .iter()
            .zip(&needs)
            .map(|(column, need)| if is_figure(*column) { Length(*need) } else { shared.next().unwrap_or_default() });
        return (size, widths.collect());
    }
    (HalfPoints(largest), fit_columns(room, &vec![1; columns.len()]))
}

/// The width that a column needs; the head of a figure may break before its bracket.
fn need(column: Column, head: &str, facts: &CostFacts, size: HalfPoints) -> i32 {
    let texts = facts.rows.iter().map(|row| pieces::half_widths(&text(column, row)));
    let widest = texts.max().unwrap_or(0);
    let head_widest = head.split_inclusive('円').flat_map(|part| part.split('（')).map(pieces::half_widths).max();
    let head_widest = if is_figure(column) { head_widest.unwrap_or(0) } else { pieces::half_widths(head) };
    let widest = widest.max(head_widest);
    if is_figure(column) {
        // Bold figures are wider, and so are those of a font that stands in for another.
        return width_of(widest, size) * 140 / 100;
    }
    width_of(widest.min(WORDS_WIDEST), size)
}

/// So many half-width characters with the padding of a cell; one half point is 0.17639 mm.
fn width_of(half_widths: usize, size: HalfPoints) -> i32 {
    let characters = i64::try_from(half_widths).unwrap_or(i64::MAX);
    let width = characters.saturating_mul(i64::from(size.0) * 17_639) / 2_000;
    i32::try_from(width + 2 * i64::from(PADDING.0) + 60).unwrap_or(i32::MAX / 64)
}
