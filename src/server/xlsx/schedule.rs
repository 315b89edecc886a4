//! 工程表 → .xlsx: tasks with real days, counted by a formula with its result; bars are filled cells that carry a mark, so
//! that they are seen where fills do not print.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet};

use super::write::{WriteFault, column_place, write_text};
use crate::domain::era::{Digits, EraDate};
use crate::domain::instant::Instant;
use crate::domain::schedule::{Schedule, ScheduledTask, Slot, THIRDS};

/// The row of the first heads, from 0.
const HEAD_ROW: u32 = 4;
/// How a day is shown: 令和8年4月1日.
const DAY: &str = "[$-411]ggge\"年\"m\"月\"d\"日\"";
/// The grey of bars, which a copier keeps.
const BAR: u32 = 0xA6A6A6;
/// The mark in a bar, and its colour.
const BAR_MARK: &str = "■";
const BAR_INK: u32 = 0x595959;
const MILESTONE: &str = "◇";
/// Widths of columns, in characters: of one weight, of a slot, of the days.
const PER_WEIGHT: f64 = 0.62;
const SLOT_WIDTH: f64 = 3.2;
const DAYS_WIDTH: f64 = 7.0;
/// What the column of days is called.
const DAYS: &str = "日数";

/// Writes a schedule; `at` is the date of the file.
///
/// # Errors
/// Faults of the library.
pub fn write_schedule(schedule: &Schedule, at: Instant) -> Result<Vec<u8>, WriteFault> {
    let mut book = Workbook::new();
    let made = date(at.in_japan().date())?;
    book.set_properties(&DocProperties::new().set_title(&schedule.subject).set_creation_datetime(&made));
    let page = book.add_worksheet();
    page.set_name("工程表")?;
    let sheet = Sheet { schedule, faces: Faces::new() };
    sheet.page(page)?;
    sheet.heads(page)?;
    for (index, task) in schedule.tasks.iter().enumerate() {
        sheet.task(page, sheet.first_row() + u32::try_from(index).unwrap_or(0), task)?;
    }
    Ok(book.save_to_buffer()?)
}

struct Faces {
    title: Format,
    small: Format,
    head: Format,
    text: Format,
    day: Format,
    number: Format,
    slot: Format,
    bar: Format,
}

impl Faces {
    fn new() -> Self {
        let base = || Format::new().set_font_name("ＭＳ 明朝").set_font_size(9);
        let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let slot = || cell().set_align(FormatAlign::Center);
        Self {
            title: base().set_font_size(16).set_bold(),
            small: base(),
            head: slot().set_background_color(0xF2F2F2).set_text_wrap(),
            text: cell().set_text_wrap(),
            day: slot().set_num_format(DAY),
            number: cell().set_num_format("#,##0"),
            slot: slot(),
            bar: slot().set_background_color(BAR).set_font_color(BAR_INK),
        }
    }
}

struct Sheet<'s> {
    schedule: &'s Schedule,
    faces: Faces,
}

impl Sheet<'_> {
    /// Years and months; thirds of months where they are drawn; one row of heads without a date.
    fn head_rows(&self) -> u32 {
        match (self.schedule.calendar.slots(), self.schedule.calendar.parts) {
            (0, _) => 1,
            (_, 1) => 2,
            _ => 3,
        }
    }

    fn first_row(&self) -> u32 {
        HEAD_ROW + self.head_rows()
    }

    /// The column of the days, behind those of the form.
    fn days_column(&self) -> u16 {
        column_place(self.schedule.columns.len())
    }

    fn page(&self, page: &mut Worksheet) -> Result<(), WriteFault> {
        page.set_paper_size(if self.schedule.calendar.slots() > 36 { 8 } else { 9 });
        page.set_landscape().set_print_fit_to_pages(1, 0);
        page.set_repeat_rows(HEAD_ROW, self.first_row() - 1)?;
        page.set_freeze_panes(self.first_row(), self.days_column() + 1)?;
        for (index, column) in self.schedule.columns.iter().enumerate() {
            page.set_column_width(column_place(index), f64::from(column.weight.max(8)) * PER_WEIGHT)?;
        }
        page.set_column_width(self.days_column(), DAYS_WIDTH)?;
        for slot in 0..self.schedule.calendar.slots() {
            page.set_column_width(self.slot_column(slot), SLOT_WIDTH)?;
        }
        Ok(())
    }

    fn slot_column(&self, slot: usize) -> u16 {
        self.days_column().saturating_add(1).saturating_add(column_place(slot))
    }

    fn heads(&self, page: &mut Worksheet) -> Result<(), WriteFault> {
        let Schedule { title, subject, period, columns, calendar, .. } = self.schedule;
        write_text(page, 0, 0, title, &self.faces.title)?;
        write_text(page, 1, 0, &format!("件名　{subject}"), &self.faces.small)?;
        if !period.is_empty() {
            write_text(page, 2, 0, &format!("履行期間　{period}"), &self.faces.small)?;
        }
        let legend = format!("{BAR_MARK}は作業の期間、{MILESTONE}は節目を示す。");
        write_text(page, 3, 0, &legend, &self.faces.small)?;
        let labels = columns.iter().map(|column| column.label.as_str()).chain([DAYS]);
        for (index, label) in labels.enumerate() {
            self.tall_head(page, column_place(index), label)?;
        }
        let mut slot = 0;
        for (year, months) in calendar.years() {
            let width = months * calendar.parts;
            self.wide_head(page, HEAD_ROW, slot, width, &year)?;
            slot += width;
        }
        for (index, month) in calendar.months.iter().enumerate() {
            let name = format!("{}月", month.month());
            self.wide_head(page, HEAD_ROW + 1, index * calendar.parts, calendar.parts, &name)?;
        }
        if calendar.parts == THIRDS.len() {
            for (slot, third) in calendar.months.iter().flat_map(|_| THIRDS).enumerate() {
                write_text(page, HEAD_ROW + 2, self.slot_column(slot), third, &self.faces.head)?;
            }
        }
        Ok(())
    }

    /// A head over all rows of heads.
    fn tall_head(&self, page: &mut Worksheet, column: u16, text: &str) -> Result<(), WriteFault> {
        let last = self.first_row() - 1;
        if last == HEAD_ROW {
            return write_text(page, HEAD_ROW, column, text, &self.faces.head);
        }
        page.merge_range(HEAD_ROW, column, last, column, text, &self.faces.head)?;
        Ok(())
    }

    /// A head over several slots.
    fn wide_head(
        &self,
        page: &mut Worksheet,
        row: u32,
        slot: usize,
        width: usize,
        text: &str,
    ) -> Result<(), WriteFault> {
        let (first, last) = (self.slot_column(slot), self.slot_column(slot + width.max(1) - 1));
        if first == last {
            return write_text(page, row, first, text, &self.faces.head);
        }
        page.merge_range(row, first, row, last, text, &self.faces.head)?;
        Ok(())
    }

    fn task(&self, page: &mut Worksheet, row: u32, task: &ScheduledTask) -> Result<(), WriteFault> {
        let (mut start, mut end) = (None, None);
        for (index, text) in task.texts.iter().enumerate() {
            let column = column_place(index);
            // A cell that prints a day of the task is that day.
            match (task.start.filter(|day| prints(text, *day)), task.end.filter(|day| prints(text, *day))) {
                (Some(day), _) if start.is_none() => {
                    start = Some(column);
                    page.write_datetime_with_format(row, column, &date(day)?, &self.faces.day)?;
                }
                (_, Some(day)) if end.is_none() => {
                    end = Some(column);
                    page.write_datetime_with_format(row, column, &date(day)?, &self.faces.day)?;
                }
                _ => self.words(page, row, column, text)?,
            }
        }
        self.days(page, row, task, start.zip(end))?;
        for slot in 0..self.schedule.calendar.slots() {
            let column = self.slot_column(slot);
            match self.schedule.calendar.slot(task, slot) {
                Slot::Empty => write_text(page, row, column, "", &self.faces.slot)?,
                Slot::GoesOn => write_text(page, row, column, BAR_MARK, &self.faces.bar)?,
                Slot::Milestone => write_text(page, row, column, MILESTONE, &self.faces.slot)?,
            }
        }
        Ok(())
    }

    /// A number as a number, everything else as text.
    fn words(&self, page: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), WriteFault> {
        match text.parse::<u32>() {
            Ok(number) => {
                page.write_number_with_format(row, column, f64::from(number), &self.faces.number)?;
                Ok(())
            }
            Err(_) => write_text(page, row, column, text, &self.faces.text),
        }
    }

    /// How many days a task takes, both ends counted: reckoned by the sheet where the days stand in it.
    fn days(
        &self,
        page: &mut Worksheet,
        row: u32,
        task: &ScheduledTask,
        cells: Option<(u16, u16)>,
    ) -> Result<(), WriteFault> {
        let column = self.days_column();
        let Some(days) = task.start.zip(task.end).map(|(start, end)| (end - start).num_days() + 1) else {
            return write_text(page, row, column, "", &self.faces.text);
        };
        let Some((start, end)) = cells else {
            page.write_number_with_format(row, column, days as f64, &self.faces.number)?;
            return Ok(());
        };
        let formula = format!("={}-{}+1", row_col_to_cell(row, end), row_col_to_cell(row, start));
        let formula = Formula::new(formula).set_result(days.to_string());
        page.write_formula_with_format(row, column, formula, &self.faces.number)?;
        Ok(())
    }
}

/// Whether a text is a day as papers print it.
fn prints(text: &str, day: NaiveDate) -> bool {
    EraDate::of(day).is_ok_and(|era| era.print(Digits::Office) == text)
}

fn date(day: NaiveDate) -> Result<ExcelDateTime, WriteFault> {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(2000);
    Ok(ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?)
}
