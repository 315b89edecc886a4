//! 工程表: columns at the left, months at the right, bars as shaded cells, ◇ for milestones. It prints in grey.

use chrono::Datelike;

use super::filling::{Filling, Scope};
use super::pieces::{self, run, sized};
use super::records;
use super::tables;
use super::values;
use crate::domain::document::BidFacts;
use crate::domain::era::Digits;
use crate::domain::form::{Form, FormBlockBody, FormGantt, GanttUnit, Layout};
use crate::domain::manuscript::{
    Align, Borders, Cell, Ground, HalfPoints, Item, Join, Length, Paragraph, Role, Row, RowHeight, RowPlace, Table,
    TablePlace, TableRole,
};
use crate::domain::schedule::{Calendar, Fineness, Schedule, ScheduleColumn, ScheduledTask, Slot, THIRDS};

/// Of the width of the text, the bars take so many per cent at most; the rest is the words'.
const BARS_PER_CENT: i32 = 55;
/// Where there are few months, a slot is no wider than this.
const WIDEST_SLOT: Length = Length::mm(10);
const SMALL: HalfPoints = HalfPoints(16);
const PADDING: Length = Length(50);
const ROW: Length = Length::mm(7);

/// The chart.
pub(super) fn item(gantt: &FormGantt, filling: &mut Filling<'_>, scope: Scope) -> Item {
    let (tasks, calendar) = drawn(gantt, filling, scope);
    Item::Table(table(gantt, &tasks, &calendar, filling))
}

/// The tasks as they are drawn, and their months.
fn drawn(gantt: &FormGantt, filling: &mut Filling<'_>, scope: Scope) -> (Vec<ScheduledTask>, Calendar) {
    let mut tasks = Vec::new();
    for scope in filling.scopes(&gantt.repeat, scope) {
        let mut texts = Vec::new();
        for column in &gantt.columns {
            texts.push(values::fill(&column.text, filling, scope));
        }
        let record = scope.record.and_then(|index| filling.facts.records.get(index));
        let day = |field| record.and_then(|record| records::date(record, field));
        let is_milestone = record.is_some_and(|record| records::is_set(record, "milestone"));
        tasks.push(ScheduledTask { texts, start: day("start"), end: day("end"), is_milestone });
    }
    let fineness = match gantt.unit {
        GanttUnit::Third => Fineness::Thirds,
        GanttUnit::Month => Fineness::Months,
    };
    let calendar = Calendar::of(&tasks, fineness);
    (tasks, calendar)
}

/// What the first chart that a form prints for a bid draws; none where it has none.
#[must_use]
pub fn schedule(form: &Form, facts: &BidFacts, layout: &Layout) -> Option<Schedule> {
    let mut filling = Filling::of(form, facts, layout);
    let gantt = form.blocks.iter().find_map(|block| match &block.body {
        FormBlockBody::Gantt(gantt) if filling.all_hold(&block.when, Scope::default()) => Some(gantt),
        _ => None,
    })?;
    let (tasks, calendar) = drawn(gantt, &mut filling, Scope::default());
    let columns = gantt.columns.iter();
    Some(Schedule {
        title: facts.title.clone().unwrap_or_else(|| form.title_ja.clone()),
        subject: values::title_with_number(facts, &mut filling.ledger),
        period: facts.tender.period.trim().to_owned(),
        columns: columns.map(|column| ScheduleColumn { label: column.label.clone(), weight: column.weight }).collect(),
        tasks,
        calendar,
    })
}

fn table(gantt: &FormGantt, tasks: &[ScheduledTask], calendar: &Calendar, filling: &Filling<'_>) -> Table {
    let width = filling.sizes.page.text_width();
    let slots = calendar.slots();
    let widest = i32::try_from(slots).unwrap_or(i32::MAX).saturating_mul(WIDEST_SLOT.0);
    let drawn = Length((width.0 * BARS_PER_CENT / 100).min(widest));
    let weights: Vec<i32> = gantt.columns.iter().map(|column| i32::from(column.weight)).collect();
    let mut widths = tables::share_out(width.minus(drawn), &weights);
    if slots > 0 {
        widths.extend(tables::share_out(drawn, &vec![1; slots]));
    }
    let mut rows = headings(gantt, calendar);
    for task in tasks {
        let mut cells: Vec<Cell> =
            task.texts.iter().zip(&gantt.columns).map(|(text, column)| small(text, column.align)).collect();
        cells.extend((0..slots).map(|slot| slot_cell(calendar.slot(task, slot))));
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
fn headings(gantt: &FormGantt, calendar: &Calendar) -> Vec<Row> {
    let head = |text: &str, columns| Cell {
        columns,
        ground: Ground::Shaded,
        ..small_of(Role::CellHeading, text, Align::Centre)
    };
    let row = |cells| Row { height: RowHeight::Auto, place: RowPlace::Heading, cells };
    let (months, parts) = (&calendar.months, calendar.parts);
    if months.is_empty() {
        return vec![row(gantt.columns.iter().map(|column| head(&column.label, 1)).collect())];
    }
    let left = |join| gantt.columns.iter().map(move |column| (column, join));
    let cells = |join| left(join).map(|(column, join)| Cell { join, ..head(&column.label, 1) }).collect::<Vec<_>>();
    let mut years = cells(Join::First);
    years.extend(calendar.years().iter().map(|(name, months)| head(name, months * parts)));
    let mut names = cells(Join::Below);
    names.extend(months.iter().map(|day| head(&format!("{}月", Digits::Half.print(day.month())), parts)));
    let mut rows = vec![row(years), row(names)];
    if parts == THIRDS.len() {
        let mut thirds = cells(Join::Below);
        thirds.extend(months.iter().flat_map(|_| THIRDS).map(|name| head(name, 1)));
        rows.push(row(thirds));
    }
    rows
}

/// A slot of a task: dark where the task goes on, ◇ where a milestone lies.
fn slot_cell(slot: Slot) -> Cell {
    match slot {
        Slot::Empty => small("", Align::Centre),
        Slot::GoesOn => Cell { ground: Ground::Dark, ..small("", Align::Centre) },
        Slot::Milestone => small("◇", Align::Centre),
    }
}

/// A cell of small text.
pub(super) fn small(text: &str, align: Align) -> Cell {
    small_of(Role::Cell, text, align)
}

/// A cell of small text in a role.
pub(super) fn small_of(role: Role, text: &str, align: Align) -> Cell {
    let inlines = if text.is_empty() { Vec::new() } else { vec![run(text, sized(SMALL))] };
    let line = Some(pieces::line_for(SMALL));
    Cell::of(vec![Paragraph { role, align, line, inlines, space_before: 2, space_after: 2, ..Paragraph::default() }])
}
