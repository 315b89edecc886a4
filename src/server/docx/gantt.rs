//! 工程表: columns at the left, months at the right, bars as shaded cells, ◇ for milestones. It prints in grey.

use chrono::{Datelike, NaiveDate};

use super::filling::{Filling, Scope};
use super::pieces::{self, run, sized};
use super::records;
use super::tables;
use super::values;
use crate::domain::era::{Digits, EraDate};
use crate::domain::form::{FormGantt, GanttUnit};
use crate::domain::manuscript::{
    Align, Borders, Cell, Ground, HalfPoints, Item, Join, Length, Paragraph, Role, Row, RowHeight, RowPlace, Table,
    TablePlace, TableRole,
};

/// Of the width of the text, the bars take so many per cent at most; the rest is the words'.
const BARS_PER_CENT: i32 = 55;
/// Where there are few months, a slot is no wider than this.
const WIDEST_SLOT: Length = Length::mm(10);
/// More months than this are drawn as months, however the form asks.
const MOST_IN_THIRDS: usize = 18;
/// More months than this are not drawn: a date is mistyped.
const MOST: usize = 60;
const SMALL: HalfPoints = HalfPoints(16);
const PADDING: Length = Length(50);
const ROW: Length = Length::mm(7);

/// A task with its days.
struct Bar {
    texts: Vec<String>,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    is_milestone: bool,
}

/// The chart.
pub(super) fn item(gantt: &FormGantt, filling: &mut Filling<'_>, scope: Scope) -> Item {
    let mut bars = Vec::new();
    for scope in filling.scopes(&gantt.repeat, scope) {
        let mut texts = Vec::new();
        for column in &gantt.columns {
            texts.push(values::fill(&column.text, filling, scope));
        }
        let record = scope.record.and_then(|index| filling.facts.records.get(index));
        let day = |field| record.and_then(|record| records::date(record, field));
        let is_milestone = record.is_some_and(|record| records::is_set(record, "milestone"));
        bars.push(Bar { texts, start: day("start"), end: day("end"), is_milestone });
    }
    let months = months(&bars);
    let is_fine = gantt.unit == GanttUnit::Third && months.len() <= MOST_IN_THIRDS;
    Item::Table(table(gantt, &bars, &months, if is_fine { 3 } else { 1 }, filling))
}

/// The first days of the months from the earliest date to the latest.
fn months(bars: &[Bar]) -> Vec<NaiveDate> {
    let days = || bars.iter().flat_map(|bar| [bar.start, bar.end]).flatten();
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Vec::new() };
    let mut month = first.with_day(1);
    let mut months = Vec::new();
    while let Some(day) = month.filter(|day| *day <= last && months.len() < MOST) {
        months.push(day);
        month = day.checked_add_months(chrono::Months::new(1));
    }
    months
}

fn table(gantt: &FormGantt, bars: &[Bar], months: &[NaiveDate], parts: usize, filling: &Filling<'_>) -> Table {
    let width = filling.sizes.page.text_width();
    let slots = months.len() * parts;
    let widest = i32::try_from(slots).unwrap_or(i32::MAX).saturating_mul(WIDEST_SLOT.0);
    let drawn = Length((width.0 * BARS_PER_CENT / 100).min(widest));
    let weights: Vec<i32> = gantt.columns.iter().map(|column| i32::from(column.weight)).collect();
    let mut widths = tables::share_out(width.minus(drawn), &weights);
    if slots > 0 {
        widths.extend(tables::share_out(drawn, &vec![1; slots]));
    }
    let mut rows = headings(gantt, months, parts);
    for bar in bars {
        let mut cells: Vec<Cell> =
            bar.texts.iter().zip(&gantt.columns).map(|(text, column)| small(text, column.align)).collect();
        cells.extend((0..slots).map(|slot| slot_cell(bar, slot, months, parts)));
        rows.push(Row { height: RowHeight::AtLeast(ROW), place: RowPlace::Body, cells });
    }
    Table {
        role: TableRole::Schedule,
        place: TablePlace::Left(Length(0)),
        widths,
        padding: PADDING,
        borders: Borders::Grid,
        rows,
    }
}

/// Years above months; above thirds of months where they are drawn.
fn headings(gantt: &FormGantt, months: &[NaiveDate], parts: usize) -> Vec<Row> {
    let head = |text: &str, columns| Cell {
        columns,
        ground: Ground::Shaded,
        ..small_of(Role::CellHeading, text, Align::Centre)
    };
    let row = |cells| Row { height: RowHeight::Auto, place: RowPlace::Heading, cells };
    if months.is_empty() {
        return vec![row(gantt.columns.iter().map(|column| head(&column.label, 1)).collect())];
    }
    let left = |join| gantt.columns.iter().map(move |column| (column, join));
    let cells = |join| left(join).map(|(column, join)| Cell { join, ..head(&column.label, 1) }).collect::<Vec<_>>();
    let mut years = cells(Join::First);
    for of_year in months.chunk_by(|a, b| era_year(*a) == era_year(*b)) {
        let name = of_year.first().map(|day| era_year(*day)).unwrap_or_default();
        years.push(head(&name, of_year.len() * parts));
    }
    let mut names = cells(Join::Below);
    names.extend(months.iter().map(|day| head(&format!("{}月", Digits::Half.print(day.month())), parts)));
    let mut rows = vec![row(years), row(names)];
    if parts == 3 {
        let mut thirds = cells(Join::Below);
        thirds.extend(months.iter().flat_map(|_| ["上", "中", "下"]).map(|name| head(name, 1)));
        rows.push(row(thirds));
    }
    rows
}

fn era_year(day: NaiveDate) -> String {
    // The year of the month's last day, so that a year in which an era begins is named by it.
    match EraDate::of(day) {
        Ok(era) if era.year == 1 => format!("{}元年", era.era.kanji()),
        Ok(era) => format!("{}{}年", era.era.kanji(), Digits::Office.print(u32::from(era.year))),
        Err(_) => day.year().to_string(),
    }
}

/// A slot of a task: dark where the task goes on, ◇ where a milestone lies.
fn slot_cell(bar: &Bar, slot: usize, months: &[NaiveDate], parts: usize) -> Cell {
    let place = |day: NaiveDate| {
        let month = months.iter().position(|first| (first.year(), first.month()) == (day.year(), day.month()))?;
        let third = usize::try_from((day.day().saturating_sub(1) / 10).min(2)).unwrap_or(0);
        Some(month * parts + if parts == 3 { third } else { 0 })
    };
    let end = bar.end.or(bar.start).and_then(place);
    if bar.is_milestone {
        return if end == Some(slot) { small("◇", Align::Centre) } else { small("", Align::Centre) };
    }
    let start = bar.start.or(bar.end).and_then(place);
    let goes_on = start.zip(end).is_some_and(|(start, end)| (start..=end).contains(&slot));
    let ground = if goes_on { Ground::Dark } else { Ground::Plain };
    Cell { ground, ..small("", Align::Centre) }
}

fn small(text: &str, align: Align) -> Cell {
    small_of(Role::Cell, text, align)
}

fn small_of(role: Role, text: &str, align: Align) -> Cell {
    let inlines = if text.is_empty() { Vec::new() } else { vec![run(text, sized(SMALL))] };
    let line = Some(pieces::line_for(SMALL));
    Cell::of(vec![Paragraph { role, align, line, inlines, space_before: 2, space_after: 2, ..Paragraph::default() }])
}
