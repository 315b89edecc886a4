//! A cost sheet → .xlsx, styled simply: formulas that stay alive, each with the result that we computed, so that a viewer
//! that does not calculate shows the same. Texts are texts: what begins like a formula is marked as none.

use chrono::Datelike;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError,
    utility::row_col_to_cell,
};

use super::columns::{Column, columns_of, head};
use crate::domain::cost_sheet::facts::{basis, fixed_name};
use crate::domain::cost_sheet::sums::Sums;
use crate::domain::cost_sheet::{Contained, CostSheet, Fixed, Part, PrintedRow, outline};
use crate::domain::instant::Instant;
use crate::domain::money::{TaxRate, Yen};

/// The row of the column heads, from 0.
const HEAD_ROW: u32 = 3;
/// Yen, with △ below zero.
const YEN: &str = "#,##0;\"△\"#,##0";
/// Most arguments of a function.
const ARGUMENTS_MOST: usize = 200;

/// What stands above the table.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 件名
    pub subject: String,
    /// When the sheet is taken: the date of the file.
    pub at: Instant,
    /// The rate of consumption tax.
    pub rate: TaxRate,
}

/// Why no file could be made.
#[derive(Debug)]
pub enum WriteFault {
    /// A sum is beyond what is counted.
    Uncountable,
    /// A fault of the library.
    Library(XlsxError),
}

impl std::fmt::Display for WriteFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Uncountable => f.write_str("the sums cannot be counted"),
            Self::Library(error) => write!(f, "the workbook: {error}"),
        }
    }
}

impl std::error::Error for WriteFault {}

impl From<XlsxError> for WriteFault {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

/// Writes a sheet; `name_of` knows the firms.
///
/// # Errors
/// `Uncountable`; faults of the library.
pub fn write(
    sheet: &CostSheet,
    heading: &Heading,
    name_of: impl Fn(&str) -> Option<String>,
) -> Result<Vec<u8>, WriteFault> {
    let sums = sheet.sums(heading.rate).ok_or(WriteFault::Uncountable)?;
    let has_members = sheet.lines.iter().any(|line| !line.member.is_empty());
    let table = Table {
        sheet,
        sums,
        rate: heading.rate,
        columns: columns_of(sheet, has_members),
        rows: outline(sheet),
        faces: Faces::new(),
    };
    let mut book = Workbook::new();
    book.set_properties(&properties(heading)?);
    let page = book.add_worksheet();
    page.set_name(sheet.kind.title())?;
    table.page(page)?;
    table.heads(page, heading)?;
    for index in 0..table.rows.len() {
        table.row(page, index, &name_of)?;
    }
    table.feet(page)?;
    Ok(book.save_to_buffer()?)
}

fn properties(heading: &Heading) -> Result<DocProperties, WriteFault> {
    let at = heading.at.in_japan();
    let year = u16::try_from(at.year()).unwrap_or(2000);
    let day = |number: u32| u8::try_from(number).unwrap_or(1);
    let made = ExcelDateTime::from_ymd(year, day(at.month()), day(at.day()))?;
    Ok(DocProperties::new().set_title(&heading.subject).set_creation_datetime(&made))
}

struct Faces {
    title: Format,
    small: Format,
    head: Format,
    text: Format,
    bold: Format,
    number: Format,
    bold_number: Format,
    quantity: Format,
}

impl Faces {
    fn new() -> Self {
        let base = || Format::new().set_font_name("ＭＳ 明朝").set_font_size(10.5);
        let cell = || base().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Self {
            title: base().set_font_size(16).set_bold(),
            small: base().set_font_size(9),
            head: cell().set_align(FormatAlign::Center).set_background_color(0xF2F2F2).set_text_wrap(),
            text: cell().set_text_wrap(),
            bold: cell().set_text_wrap().set_bold(),
            number: cell().set_num_format(YEN),
            bold_number: cell().set_num_format(YEN).set_bold(),
            quantity: cell().set_num_format("#,##0.###"),
        }
    }
}

struct Table<'s> {
    sheet: &'s CostSheet,
    sums: Sums,
    rate: TaxRate,
    columns: Vec<Column>,
    rows: Vec<PrintedRow>,
    faces: Faces,
}

impl Table<'_> {
    fn page(&self, page: &mut Worksheet) -> Result<(), WriteFault> {
        page.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        page.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
        page.set_freeze_panes(HEAD_ROW + 1, 0)?;
        for (index, column) in self.columns.iter().enumerate() {
            let place = column_place(index);
            let width = match column {
                Column::Part => 16,
                Column::Label => 34,
                Column::Quantity | Column::Unit => 9,
                Column::Price | Column::Amount | Column::Year(_) => 15,
                Column::Member => 20,
                Column::Note => 26,
                Column::Code | Column::Level | Column::Stated => 10,
            };
            page.set_column_width(place, width)?;
            if matches!(column, Column::Code | Column::Level | Column::Stated) {
                page.set_column_hidden(place)?;
            }
        }
        Ok(())
    }

    fn heads(&self, page: &mut Worksheet, heading: &Heading) -> Result<(), WriteFault> {
        page.write_string_with_format(0, 0, self.sheet.kind.title(), &self.faces.title)?;
        write_text(page, 1, 0, &format!("件名　{}", heading.subject), &self.faces.small)?;
        page.write_string_with_format(2, 0, basis(self.sheet.kind), &self.faces.small)?;
        for (index, column) in self.columns.iter().enumerate() {
            let face = &self.faces.head;
            page.write_string_with_format(HEAD_ROW, column_place(index), head(*column, self.sheet), face)?;
        }
        Ok(())
    }

    fn row(
        &self,
        page: &mut Worksheet,
        index: usize,
        name_of: &impl Fn(&str) -> Option<String>,
    ) -> Result<(), WriteFault> {
        let Some(printed) = self.rows.get(index).copied() else { return Ok(()) };
        let row = row_place(index);
        for (place, column) in self.columns.iter().copied().enumerate() {
            let place = column_place(place);
            match printed {
                PrintedRow::Line(line) => self.line_cell(page, (row, place), column, line, name_of)?,
                other => self.sum_cell(page, (row, place), column, other)?,
            }
        }
        Ok(())
    }

    fn line_cell(
        &self,
        page: &mut Worksheet,
        (row, place): (u32, u16),
        column: Column,
        index: usize,
        name_of: &impl Fn(&str) -> Option<String>,
    ) -> Result<(), WriteFault> {
        let Some(line) = self.sheet.lines.get(index) else { return Ok(()) };
        let is_group = self.sheet.is_group(index);
        let face = if is_group { &self.faces.bold } else { &self.faces.text };
        let figure = if is_group { &self.faces.bold_number } else { &self.faces.number };
        match column {
            Column::Part => {
                let is_first = self.sheet.lines.iter().position(|other| other.part == line.part) == Some(index);
                write_text(page, row, place, if is_first { line.part.name() } else { "" }, face)
            }
            Column::Label => {
                let indented = face.clone().set_indent(line.level.saturating_sub(1));
                write_text(page, row, place, &line.label, &indented)
            }
            Column::Price => write_yen(page, row, place, line.price, figure),
            Column::Quantity => match line.quantity {
                // Thousandths below 2⁵³ are exact enough for the three places that are shown.
                Some(quantity) => write_number(page, row, place, quantity.0 as f64 / 1000.0, &self.faces.quantity),
                None => write_text(page, row, place, "", face),
            },
            Column::Unit => write_text(page, row, place, &line.unit, face),
            Column::Amount => match self.line_formula(index, place) {
                Some(formula) => {
                    let result = self.sums.lines.get(index).copied().flatten().unwrap_or_default();
                    write_formula(page, row, place, formula, result, figure)
                }
                None => write_yen(page, row, place, line.amount, figure),
            },
            Column::Member => write_text(page, row, place, &name_of(&line.member).unwrap_or_default(), face),
            Column::Year(year) => {
                let amount = self.sums.line_years.get(index).and_then(|years| years.get(year).copied().flatten());
                match amount.filter(|_| is_group) {
                    Some(result) => {
                        let formula = sum_of(&self.places(self.sheet.children(index), place));
                        write_formula(page, row, place, formula, result, figure)
                    }
                    None => write_yen(page, row, place, amount, figure),
                }
            }
            Column::Note => write_text(page, row, place, &line.note, face),
            Column::Code => write_text(page, row, place, line.part.code(), face),
            Column::Level => write_number(page, row, place, f64::from(line.level), face),
            Column::Stated => {
                let computed = self.sums.lines.get(index).copied().flatten();
                write_yen(page, row, place, line.amount.filter(|amount| Some(*amount) != computed), figure)
            }
        }
    }

    /// The formula of a line: the sum of those below, or quantity × price in whole thousandths, which a spreadsheet
    /// counts exactly where 4.35 × 100 is not.
    fn line_formula(&self, index: usize, amount: u16) -> Option<String> {
        let line = self.sheet.lines.get(index)?;
        if self.sheet.is_group(index) {
            self.sums.lines.get(index).copied().flatten()?;
            return Some(sum_of(&self.places(self.sheet.children(index), amount)));
        }
        line.price.zip(line.quantity)?;
        let row = row_place(self.rows.iter().position(|row| *row == PrintedRow::Line(index))?);
        let cell = |wanted: Column| {
            let place = self.columns.iter().position(|column| *column == wanted)?;
            Some(row_col_to_cell(row, column_place(place)))
        };
        let (quantity, price) = (cell(Column::Quantity)?, cell(Column::Price)?);
        Some(format!("=ROUNDDOWN(ROUND({quantity}*1000,0)*{price}/1000,0)"))
    }

    fn sum_cell(
        &self,
        page: &mut Worksheet,
        (row, place): (u32, u16),
        column: Column,
        printed: PrintedRow,
    ) -> Result<(), WriteFault> {
        let face = &self.faces.bold;
        match (column, printed) {
            (Column::Label, printed) => write_text(page, row, place, &self.sum_name(printed), face),
            (Column::Amount, PrintedRow::Contained(item)) => {
                write_yen(page, row, place, self.sheet.contained(item), &self.faces.number)
            }
            (Column::Amount, printed) => {
                let result = match printed {
                    PrintedRow::PartSum(part) => self.sums.part(part),
                    PrintedRow::Fixed(fixed) => self.sums.fixed(fixed),
                    _ => Yen::ZERO,
                };
                let formula = self.sum_formula(printed, place, None);
                write_formula(page, row, place, formula, result, &self.faces.bold_number)
            }
            (Column::Year(year), PrintedRow::PartSum(_) | PrintedRow::Fixed(_)) => {
                let result = match printed {
                    PrintedRow::PartSum(part) => self.sums.part_years(part).get(year).copied().unwrap_or_default(),
                    PrintedRow::Fixed(fixed) => self.sums.fixed_in_year(fixed, year),
                    _ => Yen::ZERO,
                };
                let formula = self.sum_formula(printed, place, Some(year));
                write_formula(page, row, place, formula, result, &self.faces.bold_number)
            }
            (Column::Code, printed) => write_text(page, row, place, code_of(printed), face),
            _ => write_text(page, row, place, "", face),
        }
    }

    fn sum_name(&self, printed: PrintedRow) -> String {
        match printed {
            PrintedRow::PartSum(part) => format!("{}計", part.name()),
            PrintedRow::Fixed(fixed) => fixed_name(fixed, self.rate),
            PrintedRow::Contained(item) => format!("うち{}", item.name()),
            PrintedRow::Line(_) => String::new(),
        }
    }

    fn sum_formula(&self, printed: PrintedRow, place: u16, year: Option<usize>) -> String {
        let roots = |parts: &[Part]| {
            let roots: Vec<usize> = parts.iter().flat_map(|part| self.sheet.roots(*part)).collect();
            sum_of(&self.places(roots.into_iter(), place))
        };
        let fixed = |fixed: Fixed| self.place_of(PrintedRow::Fixed(fixed), place);
        let added = |fixed_sum: Fixed, part: Part| format!("={}+{}", fixed(fixed_sum), roots(&[part]).replace('=', ""));
        match printed {
            PrintedRow::PartSum(part) => roots(&[part]),
            PrintedRow::Fixed(Fixed::Pure) => format!("={}+{}", fixed(Fixed::Direct), fixed(Fixed::Common)),
            PrintedRow::Fixed(Fixed::Cost) => added(Fixed::Pure, Part::SiteManagement),
            PrintedRow::Fixed(Fixed::Price) => added(Fixed::Cost, Part::Administration),
            PrintedRow::Fixed(Fixed::WorksTotal) => format!("={}", fixed(Fixed::Price)),
            PrintedRow::Fixed(Fixed::Total) => format!("={}+{}", fixed(Fixed::Subtotal), fixed(Fixed::Tax)),
            PrintedRow::Fixed(Fixed::Tax) => self.tax_formula(place, year),
            PrintedRow::Fixed(other) => roots(other.parts()),
            PrintedRow::Line(_) | PrintedRow::Contained(_) => "=0".to_owned(),
        }
    }

    /// Of a fiscal year: what the years up to it owe less what those before owe.
    fn tax_formula(&self, place: u16, year: Option<usize>) -> String {
        let subtotal = |place| self.place_of(PrintedRow::Fixed(Fixed::Subtotal), place);
        let owed =
            |from: u16, to: u16| format!("ROUNDDOWN(SUM({}:{})*{}/100,0)", subtotal(from), subtotal(to), self.rate.0);
        let first = place.saturating_sub(year.and_then(|year| u16::try_from(year).ok()).unwrap_or(0));
        if first == place {
            return format!("=ROUNDDOWN({}*{}/100,0)", subtotal(place), self.rate.0);
        }
        format!("={}-{}", owed(first, place), owed(first, place - 1))
    }

    fn place_of(&self, printed: PrintedRow, place: u16) -> String {
        let row = self.rows.iter().position(|row| *row == printed).unwrap_or(0);
        row_col_to_cell(row_place(row), place)
    }

    fn places(&self, lines: impl Iterator<Item = usize>, place: u16) -> Vec<String> {
        lines.map(|line| self.place_of(PrintedRow::Line(line), place)).collect()
    }

    /// What stands below the table: 備考, as in the sheet.
    fn feet(&self, page: &mut Worksheet) -> Result<(), WriteFault> {
        let first = row_place(self.rows.len()) + 1;
        for (row, line) in (first..).zip(self.sheet.note.lines()) {
            write_text(page, row, 0, line, &self.faces.small)?;
            let code = self.columns.iter().position(|column| *column == Column::Code).unwrap_or(0);
            write_text(page, row, column_place(code), NOTE_CODE, &self.faces.small)?;
        }
        Ok(())
    }
}

/// Codes of rows that are no lines.
pub(super) const SUM_CODE: &str = "sum";
pub(super) const NOTE_CODE: &str = "note";
pub(super) const CONTAINED_CODES: [&str; 5] = ["c0", "c1", "c2", "c3", "c4"];

fn code_of(printed: PrintedRow) -> &'static str {
    match printed {
        PrintedRow::Contained(item) => {
            let place = Contained::ALL.iter().position(|other| *other == item);
            place.and_then(|place| CONTAINED_CODES.get(place).copied()).unwrap_or(SUM_CODE)
        }
        _ => SUM_CODE,
    }
}

/// A sum of cells, in groups where they are more than a function takes.
fn sum_of(cells: &[String]) -> String {
    match cells {
        [] => "=0".to_owned(),
        _ if cells.len() <= ARGUMENTS_MOST => format!("=SUM({})", cells.join(",")),
        _ => {
            let groups: Vec<String> =
                cells.chunks(ARGUMENTS_MOST).map(|group| format!("SUM({})", group.join(","))).collect();
            format!("=SUM({})", groups.join(","))
        }
    }
}

fn row_place(index: usize) -> u32 {
    HEAD_ROW + 1 + u32::try_from(index).unwrap_or(0)
}

fn column_place(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(0)
}

/// A text as a text: what begins like a formula keeps the mark that it is none, also when somebody edits the cell.
pub(super) fn write_text(
    page: &mut Worksheet,
    row: u32,
    place: u16,
    text: &str,
    face: &Format,
) -> Result<(), WriteFault> {
    if text.is_empty() {
        page.write_blank(row, place, face)?;
    } else if text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t']) {
        page.write_string_with_format(row, place, text, &face.clone().set_quote_prefix())?;
    } else {
        page.write_string_with_format(row, place, text, face)?;
    }
    Ok(())
}

fn write_number(page: &mut Worksheet, row: u32, place: u16, number: f64, face: &Format) -> Result<(), WriteFault> {
    page.write_number_with_format(row, place, number, face)?;
    Ok(())
}

fn write_yen(page: &mut Worksheet, row: u32, place: u16, yen: Option<Yen>, face: &Format) -> Result<(), WriteFault> {
    match yen {
        Some(yen) => write_number(page, row, place, yen.0 as f64, face),
        None => write_text(page, row, place, "", face),
    }
}

fn write_formula(
    page: &mut Worksheet,
    row: u32,
    place: u16,
    formula: String,
    result: Yen,
    face: &Format,
) -> Result<(), WriteFault> {
    let formula = Formula::new(formula).set_result(result.0.to_string());
    page.write_formula_with_format(row, place, formula, face)?;
    Ok(())
}
