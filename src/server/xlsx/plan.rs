//! A plan → .xlsx: the tasks with real dates, and a calendar with a column for each day in which days off are marked by a
//! letter as well as by grey.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::WriteFault;
use crate::domain::era;
use crate::domain::plan::{PlanPage, PlanSheet, PlanTask, Unit};

/// The row of the column heads, from 0.
const HEAD_ROW: u32 = 3;
/// Grey of days off.
const OFF: u32 = 0x00D9_D9D9;
/// Most days of the calendar: a sheet has 16,384 columns, a reader fewer.
const DAYS_MOST: usize = 366;

const HEADS: [(&str, f64); 11] = [
    ("急ぎ", 6.0),
    ("作業", 36.0),
    ("Task", 38.0),
    ("受け持ち", 10.0),
    ("担当", 18.0),
    ("状態", 10.0),
    ("所要日数", 10.0),
    ("遅くとも着手", 14.0),
    ("遅くとも完了", 14.0),
    ("注意", 60.0),
    ("備考", 30.0),
];

struct Faces {
    title: Format,
    small: Format,
    head: Format,
    text: Format,
    date: Format,
    number: Format,
    day: Format,
    day_off: Format,
    off: Format,
    free: Format,
    bar: Format,
}

impl Faces {
    fn new() -> Self {
        let base = || Format::new().set_font_name("ＭＳ ゴシック").set_font_size(10);
        let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let day = || cell().set_num_format("m/d").set_align(FormatAlign::Center).set_font_size(8);
        let mark = || cell().set_align(FormatAlign::Center).set_font_size(8);
        Self {
            title: base().set_font_size(16).set_bold(),
            small: base().set_font_size(9),
            head: cell().set_align(FormatAlign::Center).set_background_color(0xF2F2F2).set_text_wrap(),
            text: cell().set_text_wrap(),
            date: cell().set_num_format("yyyy/m/d(aaa)"),
            number: cell(),
            day: day(),
            day_off: day().set_background_color(OFF),
            off: mark().set_background_color(OFF),
            free: mark(),
            bar: mark().set_background_color(0x404040).set_font_color(0xFFFFFF),
        }
    }
}

/// Writes the workbook.
///
/// # Errors
/// Faults of the library.
pub fn write_plan(sheet: &PlanSheet) -> Result<Vec<u8>, WriteFault> {
    let faces = Faces::new();
    let mut book = Workbook::new();
    let made = excel_date(sheet.at.in_japan().date())?;
    book.set_properties(&DocProperties::new().set_title("逆算計画").set_creation_datetime(&made));
    tasks(book.add_worksheet(), sheet, &faces)?;
    calendar(book.add_worksheet(), &sheet.page, &faces)?;
    Ok(book.save_to_buffer()?)
}

fn title(page: &mut Worksheet, sheet: &PlanPage, faces: &Faces) -> Result<(), WriteFault> {
    page.write_string_with_format(0, 0, "逆算計画", &faces.title)?;
    text(page, 1, 0, &format!("件名　{}", sheet.head.title), &faces.small)?;
    page.write_string_with_format(2, 0, "作成日", &faces.small)?;
    let date = faces.small.clone().set_num_format("yyyy/m/d").set_align(FormatAlign::Left);
    page.write_datetime_with_format(2, 1, &excel_date(sheet.today)?, &date)?;
    Ok(())
}

fn tasks(page: &mut Worksheet, sheet: &PlanSheet, faces: &Faces) -> Result<(), WriteFault> {
    page.set_name("作業一覧")?.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?.set_freeze_panes(HEAD_ROW + 1, 2)?;
    title(page, &sheet.page, faces)?;
    for (at, (name, width)) in HEADS.iter().enumerate() {
        page.set_column_width(column(at), *width)?;
        page.write_string_with_format(HEAD_ROW, column(at), *name, &faces.head)?;
    }
    for (at, task) in sheet.page.tasks.iter().enumerate() {
        let note = sheet.notes.get(at).map_or("", String::as_str);
        task_row(page, row(at), task, note, faces)?;
    }
    Ok(())
}

fn task_row(page: &mut Worksheet, row: u32, task: &PlanTask, note: &str, faces: &Faces) -> Result<(), WriteFault> {
    let owner = task.owner.as_ref().map_or("", |owner| owner.name.as_str());
    let english = if task.is_own { "" } else { &task.title_en };
    let words = [
        (0, if task.is_critical { "！" } else { "" }),
        (1, task.title_ja.as_str()),
        (2, english),
        (3, task.side.japanese()),
        (4, owner),
        (5, task.state.japanese()),
        (9, note),
        (10, task.note.as_str()),
    ];
    for (column, word) in words {
        text(page, row, column, word, &faces.text)?;
    }
    let unit = match task.unit {
        Unit::Business => "0\"営業日\"",
        Unit::Calendar => "0\"日\"",
    };
    page.write_number_with_format(row, 6, f64::from(task.days), &faces.number.clone().set_num_format(unit))?;
    page.write_datetime_with_format(row, 7, &excel_date(task.latest_start)?, &faces.date)?;
    page.write_datetime_with_format(row, 8, &excel_date(task.latest_end)?, &faces.date)?;
    Ok(())
}

/// A column for each day; 休 where Japan's offices are closed, 海 where the partners do not work, ■ where a task runs.
fn calendar(page: &mut Worksheet, plan: &PlanPage, faces: &Faces) -> Result<(), WriteFault> {
    page.set_name("工程表")?.set_paper_size(8).set_landscape().set_print_fit_to_pages(1, 0);
    page.set_repeat_rows(HEAD_ROW, HEAD_ROW + 1)?.set_freeze_panes(HEAD_ROW + 2, 1)?;
    title(page, plan, faces)?;
    page.set_column_width(0, 36)?;
    page.write_string_with_format(HEAD_ROW, 0, "作業", &faces.head)?;
    page.write_string_with_format(HEAD_ROW + 1, 0, "休＝日本の休日　海＝海外の休日", &faces.small)?;
    let days: Vec<NaiveDate> = plan.from.iter_days().take_while(|day| *day <= plan.to).take(DAYS_MOST).collect();
    let off = |date: NaiveDate| plan.closed.iter().find(|day| day.date == date);
    for (at, date) in days.iter().enumerate() {
        let place = column(at + 1);
        page.set_column_width(place, 4.5)?;
        let closed = off(*date);
        let face = if closed.is_some() { &faces.day_off } else { &faces.day };
        page.write_datetime_with_format(HEAD_ROW, place, &excel_date(*date)?, face)?;
        let mark = match closed {
            Some(day) if day.japan => '休',
            Some(_) => '海',
            None => era::weekday_ja(*date),
        };
        text(page, HEAD_ROW + 1, place, &mark.to_string(), if closed.is_some() { &faces.off } else { &faces.free })?;
    }
    for (at, task) in plan.tasks.iter().enumerate() {
        let row = row(at) + 1;
        text(page, row, 0, &task.title_ja, &faces.text)?;
        for (at, date) in days.iter().enumerate() {
            let runs = (task.latest_start..=task.latest_end).contains(date);
            let (mark, face) = match (runs, off(*date)) {
                (true, None) => ("■", &faces.bar),
                (true, Some(_)) => ("休", &faces.off),
                (false, Some(_)) => ("", &faces.off),
                (false, None) => ("", &faces.free),
            };
            text(page, row, column(at + 1), mark, face)?;
        }
    }
    Ok(())
}

fn excel_date(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or(2000);
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(year, part(date.month()), part(date.day()))
}

fn row(at: usize) -> u32 {
    HEAD_ROW + 1 + u32::try_from(at).unwrap_or(0)
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(0)
}

/// A text as a text, never as a formula.
fn text(page: &mut Worksheet, row: u32, place: u16, text: &str, face: &Format) -> Result<(), WriteFault> {
    super::write::write_text(page, row, place, text, face)
}
