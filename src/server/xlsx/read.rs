//! A stranger's .xlsx → texts. Everything is bounded before it is kept: the file, what its archive inflates to (counted
//! by inflating, never believed), cells, and the length of texts. Of a formula only the result that the file holds is read.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Dimensions, Reader, Xlsx};
use zip::ZipArchive;

use super::grid::Grid;

/// Largest file.
pub const FILE_MOST: usize = 2 * 1024 * 1024;
/// Most that its parts inflate to together.
const INFLATED_MOST: u64 = 24 * 1024 * 1024;
/// Most parts of the archive.
const PARTS_MOST: usize = 400;
/// Most worksheets that are looked at.
const SHEETS_MOST: usize = 10;
/// Last row and column that are looked at.
const ROW_MOST: u32 = 5_000;
const COLUMN_MOST: u32 = 60;
/// Most cells of a worksheet.
const CELLS_MOST: usize = 60_000;
/// Longest text of a cell that is kept, in characters; a cost sheet takes far less, and says so at the cell.
const TEXT_MOST: usize = 300;
/// The same of a table of texts: a cell that is longer than an answer may be is told so, at its row.
const PROSE_MOST: usize = 8_000;
/// Most octets of all such texts of a file: many cells may share one text.
const PROSE_ROOM: usize = 16 * 1024 * 1024;
/// Most merged cells of a worksheet that are looked at.
const MERGED_MOST: usize = 2_000;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadFault {
    /// The file, or what it inflates to, is larger than is read.
    TooLarge,
    /// It is no .xlsx, or a broken one.
    Unreadable,
}

/// What a cell is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CellText {
    /// One line; blanks before it say how deep a label lies.
    Line,
    /// Several lines; merged cells repeat the text of the first.
    Prose,
}

/// The cells of each worksheet, in the order of the file.
///
/// # Errors
/// `TooLarge`, `Unreadable`.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, ReadFault> {
    read_as(bytes, CellText::Line)
}

/// Rows of texts, each with its number in the worksheet.
pub type NumberedRows = Vec<(u32, Vec<String>)>;

/// The rows of each worksheet as texts of several lines, each row with its number; of a merged cell every row has the
/// text.
///
/// # Errors
/// `TooLarge`, `Unreadable`.
pub fn read_texts(bytes: &[u8]) -> Result<Vec<NumberedRows>, ReadFault> {
    let grids = read_as(bytes, CellText::Prose)?;
    let rows = |grid: Grid| grid.rows.into_iter().map(|row| (row.number, row.cells)).collect();
    Ok(grids.into_iter().map(rows).collect())
}

fn read_as(bytes: &[u8], text: CellText) -> Result<Vec<Grid>, ReadFault> {
    if bytes.len() > FILE_MOST {
        return Err(ReadFault::TooLarge);
    }
    measure(bytes)?;
    // The library reads what strangers made; whatever it stumbles over ends here.
    catch_unwind(AssertUnwindSafe(|| grids(bytes, text))).unwrap_or(Err(ReadFault::Unreadable))
}

/// Inflates every part into nothing and counts.
fn measure(bytes: &[u8]) -> Result<(), ReadFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadFault::Unreadable)?;
    if archive.len() > PARTS_MOST {
        return Err(ReadFault::TooLarge);
    }
    let mut left = INFLATED_MOST;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| ReadFault::Unreadable)?;
        let read = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| ReadFault::Unreadable)?;
        left = left.checked_sub(read).ok_or(ReadFault::TooLarge)?;
    }
    Ok(())
}

fn grids(bytes: &[u8], as_text: CellText) -> Result<Vec<Grid>, ReadFault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadFault::Unreadable)?;
    let names: Vec<String> = book.sheet_names().into_iter().take(SHEETS_MOST).collect();
    let mut grids = Vec::new();
    let mut room = PROSE_ROOM;
    for name in names {
        // A sheet of charts has no cells.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut grid = Grid::default();
        let mut count = 0;
        // Cell by cell: a range of the library is as large as its farthest cell says.
        while let Some(cell) = cells.next_cell().map_err(|_| ReadFault::Unreadable)? {
            count += 1;
            if count > CELLS_MOST {
                return Err(ReadFault::TooLarge);
            }
            let (row, column) = cell.get_position();
            let text = text_of(cell.get_value(), as_text);
            if as_text == CellText::Prose {
                room = room.checked_sub(text.len()).ok_or(ReadFault::TooLarge)?;
            }
            if row < ROW_MOST && column < COLUMN_MOST && !text.is_empty() {
                grid.put(row, usize::try_from(column).unwrap_or(usize::MAX), text);
            }
        }
        // It holds the book until it goes.
        drop(cells);
        if as_text == CellText::Prose {
            spread(&mut grid, merged(&mut book, &name), &mut room)?;
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// The merged cells of a worksheet; none where the file does not hold.
fn merged(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Vec<Dimensions> {
    book.merge_cells_by_sheet_name(name).unwrap_or_default()
}

/// Gives every row of a cell that is merged over several the text of the first.
fn spread(grid: &mut Grid, merged: Vec<Dimensions>, room: &mut usize) -> Result<(), ReadFault> {
    for Dimensions { start, end } in merged.into_iter().take(MERGED_MOST) {
        let column = usize::try_from(start.1).unwrap_or(usize::MAX);
        let (first, last) = (start.0.saturating_add(1), end.0.saturating_add(1));
        if start.1 >= COLUMN_MOST || last <= first {
            continue;
        }
        let text = grid.rows.iter().find(|row| row.number == first).map(|row| row.cell(column).to_owned());
        let Some(text) = text.filter(|text| !text.is_empty()) else { continue };
        for row in grid.rows.iter_mut().filter(|row| row.number > first && row.number <= last) {
            *room = room.checked_sub(text.len()).ok_or(ReadFault::TooLarge)?;
            row.put(column, text.clone());
        }
    }
    Ok(())
}

fn text_of(value: &DataRef<'_>, as_text: CellText) -> String {
    // Borrowed until it is cut: thousands of cells may share one text of megabytes.
    let text: Cow<'_, str> = match value {
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => number_text(*number).into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.as_str().into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(yes) => yes.to_string().into(),
        DataRef::DateTime(moment) => number_text(moment.as_f64()).into(),
        DataRef::Error(error) => error.to_string().into(),
        DataRef::Empty => "".into(),
    };
    if as_text == CellText::Prose {
        return text.chars().take(PROSE_MOST).collect();
    }
    let printable = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    // Blanks before a label say how deep it lies.
    printable.take(TEXT_MOST).collect::<String>().trim_end().to_owned()
}

/// A number to six places, without those that binary fractions leave behind.
fn number_text(number: f64) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
