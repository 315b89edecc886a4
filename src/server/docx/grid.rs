//! Tables whose rows have cells of any width: the lines of all rows together are the columns.

use crate::domain::manuscript::{Borders, Cell, Length, Row, RowHeight, RowPlace, Table, TablePlace, TableRole};

/// Lines nearer to each other than this are one (hundredths of a millimetre).
pub(super) const NEAR: i32 = 20;

/// A row with the widths of its cells.
pub(super) struct GridRow {
    pub(super) height: RowHeight,
    pub(super) place: RowPlace,
    pub(super) cells: Vec<(Length, Cell)>,
}

/// Makes the table. Every row is as wide as the first; the last cell of a row takes what rounding left over.
pub(super) fn table(
    role: TableRole,
    place: TablePlace,
    padding: Length,
    borders: Borders,
    rows: Vec<GridRow>,
) -> Table {
    let width = rows.first().map_or(0, |row| row.cells.iter().map(|(width, _)| width.0).sum());
    let mut lines = vec![0, width];
    for row in &rows {
        lines.extend(ends(row, width));
    }
    lines.sort_unstable();
    lines.dedup_by(|later, earlier| *later - *earlier < NEAR);
    // The right edge is where it is, not where a line near it stood.
    if let Some(last) = lines.last_mut() {
        *last = width;
    }
    let widths = lines.windows(2).map(|pair| Length(pair.last().unwrap_or(&0) - pair.first().unwrap_or(&0))).collect();
    let rows = rows.into_iter().map(|row| spanned(row, width, &lines)).collect();
    Table { role, place, widths, padding, borders, rows }
}

fn ends(row: &GridRow, width: i32) -> Vec<i32> {
    let mut at = 0;
    let count = row.cells.len();
    let end = |(index, (own, _)): (usize, &(Length, Cell))| {
        at += own.0;
        if index + 1 == count { width } else { at }
    };
    row.cells.iter().enumerate().map(end).collect()
}

fn spanned(row: GridRow, width: i32, lines: &[i32]) -> Row {
    let ends = ends(&row, width);
    let mut from = 0;
    let mut cells = Vec::with_capacity(row.cells.len());
    for ((_, cell), end) in row.cells.into_iter().zip(ends) {
        let to = lines.iter().rposition(|line| *line < end + NEAR).unwrap_or(from);
        // A cell narrower than that is none.
        if to > from {
            cells.push(Cell { columns: to - from, ..cell });
            from = to;
        }
    }
    Row { height: row.height, place: row.place, cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(widths: &[i32]) -> GridRow {
        let cells = widths.iter().map(|width| (Length(*width), Cell::of(Vec::new()))).collect();
        GridRow { height: RowHeight::Auto, place: RowPlace::Body, cells }
    }

    #[test]
    fn the_lines_of_all_rows_are_the_columns() {
        let rows = vec![row(&[4000, 12_000]), row(&[4000, 6000, 6000]), row(&[5333, 5333, 5333])];
        let made = table(TableRole::Data, TablePlace::Left(Length(0)), Length(0), Borders::Grid, rows);
        assert_eq!(made.widths.iter().map(|width| width.0).collect::<Vec<_>>(), [4000, 1333, 4667, 666, 5334]);
        let spans: Vec<Vec<usize>> =
            made.rows.iter().map(|row| row.cells.iter().map(|cell| cell.columns).collect()).collect();
        assert_eq!(spans, [vec![1, 4], vec![1, 2, 2], vec![2, 2, 1]]);
    }
}
