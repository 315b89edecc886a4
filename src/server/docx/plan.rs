//! 逆算計画 as a paper for the bid's own people: a chart whose bars are cells, as those of 工程表 are, and the tasks with what does
//! not fit. Signs tell what shades would, so that it reads in grey.

use chrono::{Datelike, Days, NaiveDate};

use super::gantt::{small, small_of};
use super::pieces::{self, Sizes, run, sized};
use super::{DocumentFault, tables, to_docx};
use crate::domain::era;
use crate::domain::language::Language;
use crate::domain::manuscript::{
    Align, BodyFace, Borders, Cell, Font, Ground, HalfPoints, Item, Join, Length, Manuscript, PageSetup, Paragraph,
    Part, Role, Row, RowHeight, RowPlace, Table, TablePlace, TableRole,
};
use crate::domain::plan::{PlanPage, PlanSheet, PlanStep, PlanTask, TaskState, Unit};
use crate::domain::schedule::era_year;

/// A4 lying, as it is pinned to a wall.
const PAGE: PageSetup = PageSetup {
    width: Length::mm(297),
    height: Length::mm(210),
    top: Length::mm(15),
    bottom: Length::mm(14),
    left: Length::mm(15),
    right: Length::mm(15),
    edge: Length::mm(8),
    pitch: HalfPoints(30),
};
const SIZES: Sizes = Sizes {
    page: PAGE,
    body: HalfPoints(18),
    title: HalfPoints(30),
    label: HalfPoints(18),
    note: HalfPoints(16),
    heading: HalfPoints(20),
    heading_font: Font::Gothic,
};
const PADDING: Length = Length(50);
const ROW: Length = Length::mm(6);
/// Of the width of the text, the bars take so many per cent.
const BARS_PER_CENT: i32 = 56;
/// Most columns of bars.
const SLOTS_MOST: usize = 45;
/// Days of a column: as few as fit.
const SLOT_DAYS: [u64; 2] = [1, 7];
/// Days of a column where even weeks are too many.
const WIDEST_SLOT: u64 = 14;
const LEGEND: &str = "濃い帯＝作業の期間　！＝急ぎ　着＝着手済み　✓＝済み　◆＝手続の期日　▼＝今日を含む列　休＝日本の休日　海＝海外の休日";

/// The columns beside the bars, with their weights.
const CHART: [(&str, i32); 4] = [("作業", 44), ("担当", 20), ("遅くとも着手", 18), ("遅くとも完了", 18)];
/// The columns of the list, with their weights.
const LIST: [(&str, i32); 9] = [
    ("急ぎ", 8),
    ("作業", 48),
    ("受け持ち", 14),
    ("担当", 22),
    ("状態", 14),
    ("所要", 14),
    ("遅くとも着手", 20),
    ("遅くとも完了", 20),
    ("注意・備考", 66),
];

/// The plan as a file.
///
/// # Errors
/// A fault of this engine.
pub fn plan(sheet: &PlanSheet) -> Result<Vec<u8>, DocumentFault> {
    to_docx(&manuscript(sheet))
}

/// The plan as it is printed.
pub(super) fn manuscript(sheet: &PlanSheet) -> Manuscript {
    let page = &sheet.page;
    let about = format!("件名　{}　／　作成日　{}", pieces::line(&page.head.title), day(page.today));
    let items = vec![
        Item::Paragraph(pieces::title("逆算計画", SIZES.title, &SIZES)),
        Item::Paragraph(words(&about)),
        Item::Table(chart(page)),
        Item::Paragraph(words(LEGEND)),
        Item::PageBreak,
        Item::Paragraph(pieces::form_heading("作業一覧", &SIZES)),
        Item::Table(list(sheet)),
        pieces::gap(),
    ];
    let part = Part {
        page: PAGE,
        header: vec![pieces::header("関係者限り", &SIZES)],
        footer: vec![pieces::footer()],
        numbering_from: Some(1),
        items,
    };
    Manuscript {
        title: format!("逆算計画　{}", pieces::line(&page.head.title)),
        author: String::new(),
        language: Language::Japanese,
        revised: sheet.at,
        body: BodyFace { font: Font::Gothic, size: SIZES.body },
        parts: vec![part],
    }
}

fn words(text: &str) -> Paragraph {
    let inlines = vec![run(text, sized(SIZES.note))];
    let line = Some(pieces::line_for(SIZES.note));
    Paragraph { align: Align::Left, line, space_after: 6, inlines, ..Paragraph::default() }
}

/// 12/10（木）
fn day(date: NaiveDate) -> String {
    format!("{}/{}（{}）", date.month(), date.day(), era::weekday_ja(date))
}

/// The columns of bars.
struct Slots {
    begins: Vec<NaiveDate>,
    days: u64,
}

impl Slots {
    /// From the first day of the plan to its last; columns of weeks begin on Mondays.
    fn of(page: &PlanPage) -> Self {
        let narrow = SLOT_DAYS.into_iter().map(|days| Self::with(page, days));
        let mut fitting = narrow.filter(|slots| slots.begins.len() <= SLOTS_MOST);
        fitting.next().unwrap_or_else(|| Self::with(page, WIDEST_SLOT))
    }

    fn with(page: &PlanPage, days: u64) -> Self {
        let back = if days == 1 { 0 } else { u64::from(page.from.weekday().num_days_from_monday()) };
        let first = page.from.checked_sub_days(Days::new(back)).unwrap_or(page.from);
        let next = |day: &NaiveDate| day.checked_add_days(Days::new(days));
        let begins = std::iter::successors(Some(first), next).take_while(|day| *day <= page.to).collect();
        Self { begins, days }
    }

    /// The first and the last day of a column.
    fn span(&self, begin: NaiveDate) -> (NaiveDate, NaiveDate) {
        (begin, begin.checked_add_days(Days::new(self.days - 1)).unwrap_or(begin))
    }

    fn holds(&self, begin: NaiveDate, date: NaiveDate) -> bool {
        let (first, last) = self.span(begin);
        (first..=last).contains(&date)
    }

    /// Neighbours that share a name, with how many they are.
    fn named<'s>(&'s self, name: impl Fn(NaiveDate) -> String + 's) -> impl Iterator<Item = (String, usize)> + 's {
        let groups = self.begins.chunk_by(|one, next| (one.year(), one.month()) == (next.year(), next.month()));
        groups.filter_map(move |group| Some((name(*group.first()?), group.len())))
    }
}

/// One row of the chart.
enum Line<'p> {
    Task(&'p PlanTask),
    Step(&'p PlanStep),
}

impl Line<'_> {
    const fn begin(&self) -> NaiveDate {
        match self {
            Self::Task(task) => task.latest_start,
            Self::Step(step) => step.date,
        }
    }
}

fn chart(page: &PlanPage) -> Table {
    let slots = Slots::of(page);
    let drawn = Length(PAGE.text_width().0 * BARS_PER_CENT / 100);
    let mut widths = tables::share_out(PAGE.text_width().minus(drawn), &CHART.map(|(_, weight)| weight));
    widths.extend(tables::share_out(drawn, &vec![1; slots.begins.len()]));
    let mut lines: Vec<Line<'_>> = page.tasks.iter().map(Line::Task).collect();
    lines.extend(page.steps.iter().filter(|step| (page.from..=page.to).contains(&step.date)).map(Line::Step));
    lines.sort_by_key(Line::begin);
    let mut rows = headings(page, &slots);
    rows.extend(lines.iter().map(|line| body(line_cells(line, &slots))));
    table(TableRole::Schedule, widths, rows)
}

fn table(role: TableRole, widths: Vec<Length>, rows: Vec<Row>) -> Table {
    Table { role, place: TablePlace::Left(Length(0)), widths, padding: PADDING, borders: Borders::Grid, rows }
}

fn body(cells: Vec<Cell>) -> Row {
    Row { height: RowHeight::AtLeast(ROW), place: RowPlace::Body, cells }
}

fn head(text: &str, columns: usize) -> Cell {
    Cell { columns, ground: Ground::Shaded, ..small_of(Role::CellHeading, text, Align::Centre) }
}

/// Months above the days on which columns begin; below them today and days off.
fn headings(page: &PlanPage, slots: &Slots) -> Vec<Row> {
    let row = |join: Join, rest: Vec<Cell>| {
        let mut cells: Vec<Cell> = CHART.iter().map(|(label, _)| Cell { join, ..head(label, 1) }).collect();
        cells.extend(rest);
        Row { height: RowHeight::Auto, place: RowPlace::Heading, cells }
    };
    let month = |first: NaiveDate| format!("{}月", first.month());
    // A month of few columns has no room for its year, which then stands over the first one only.
    let mut is_first = true;
    let months = slots.named(month).zip(slots.named(era_year)).map(|((month, columns), (year, _))| {
        let has_year = std::mem::take(&mut is_first) || month == "1月";
        head(&if has_year { format!("{year}{month}") } else { month }, columns)
    });
    let months = months.collect();
    let days = slots.begins.iter().map(|begin| head(&begin.day().to_string(), 1)).collect();
    let marks = slots.begins.iter().map(|begin| head(mark(page, slots, *begin), 1)).collect();
    vec![row(Join::First, months), row(Join::Below, days), row(Join::Below, marks)]
}

/// Today, or a day off where each day has its column.
fn mark(page: &PlanPage, slots: &Slots, begin: NaiveDate) -> &'static str {
    if slots.holds(begin, page.today) {
        return "▼";
    }
    match page.closed.iter().find(|day| slots.days == 1 && day.date == begin) {
        Some(day) if day.japan => "休",
        Some(_) => "海",
        None => "",
    }
}

fn line_cells(line: &Line<'_>, slots: &Slots) -> Vec<Cell> {
    match line {
        Line::Task(task) => {
            let mut cells = vec![
                named(task),
                small(owner(task), Align::Left),
                small(&day(task.latest_start), Align::Centre),
                small(&day(task.latest_end), Align::Centre),
            ];
            cells.extend(slots.begins.iter().map(|begin| bar(task, slots, *begin)));
            cells
        }
        Line::Step(step) => {
            let mut cells = vec![
                small(&format!("◆ {}", step.kind.ja()), Align::Left),
                small("", Align::Left),
                small("", Align::Centre),
                small(&day(step.date), Align::Centre),
            ];
            let sign = |begin: &NaiveDate| if slots.holds(*begin, step.date) { "◆" } else { "" };
            cells.extend(slots.begins.iter().map(|begin| small(sign(begin), Align::Centre)));
            cells
        }
    }
}

/// A column of a task's row; the first one of its bar carries the sign.
fn bar(task: &PlanTask, slots: &Slots, begin: NaiveDate) -> Cell {
    let (first, last) = slots.span(begin);
    let end = task.latest_end.max(task.latest_start);
    if last < task.latest_start || first > end {
        return small("", Align::Centre);
    }
    let ground = if task.state == TaskState::Done { Ground::Shaded } else { Ground::Dark };
    let sign = if slots.holds(begin, task.latest_start) { sign(task) } else { "" };
    Cell { ground, ..small(sign, Align::Centre) }
}

const fn sign(task: &PlanTask) -> &'static str {
    match task.state {
        TaskState::Done => "✓",
        _ if task.is_critical => "！",
        TaskState::Started => "着",
        TaskState::Open | TaskState::Removed => "",
    }
}

fn owner(task: &PlanTask) -> &str {
    task.owner.as_ref().map_or("未定", |owner| owner.name.as_str())
}

/// The task in both languages, one under the other.
fn named(task: &PlanTask) -> Cell {
    let mut cell = small(&task.title_ja, Align::Left);
    if !task.is_own && task.title_en != task.title_ja {
        cell.paragraphs.extend(small(&task.title_en, Align::Left).paragraphs);
    }
    cell
}

fn list(sheet: &PlanSheet) -> Table {
    let widths = tables::share_out(PAGE.text_width(), &LIST.map(|(_, weight)| weight));
    let heads = LIST.iter().map(|(label, _)| head(label, 1)).collect();
    let mut rows = vec![Row { height: RowHeight::Auto, place: RowPlace::Heading, cells: heads }];
    for (at, task) in sheet.page.tasks.iter().enumerate() {
        let note = sheet.notes.get(at).map_or("", String::as_str);
        let unit = match task.unit {
            Unit::Business => "営業日",
            Unit::Calendar => "日",
        };
        rows.push(body(vec![
            small(if task.is_critical { "！" } else { "" }, Align::Centre),
            named(task),
            small(task.side.japanese(), Align::Left),
            small(owner(task), Align::Left),
            small(task.state.japanese(), Align::Left),
            small(&format!("{}{unit}", task.days), Align::Right),
            small(&day(task.latest_start), Align::Centre),
            small(&day(task.latest_end), Align::Centre),
            lines(note, &task.note),
        ]));
    }
    table(TableRole::Data, widths, rows)
}

/// What does not fit, and the remark, each line by itself.
fn lines(note: &str, remark: &str) -> Cell {
    let remark = (!remark.is_empty()).then(|| format!("備考：{remark}"));
    let all = note.lines().map(str::to_owned).chain(remark.iter().flat_map(|text| text.lines()).map(str::to_owned));
    let paragraphs: Vec<Paragraph> = all
        .filter(|line| !line.trim().is_empty())
        .flat_map(|line| small(&pieces::line(&line), Align::Left).paragraphs)
        .collect();
    if paragraphs.is_empty() { small("", Align::Left) } else { Cell::of(paragraphs) }
}
