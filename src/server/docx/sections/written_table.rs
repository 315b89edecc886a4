//! A table as somebody wrote it: joined cells, heading rows, columns as wide as they were drawn or as they need.

use crate::domain::block::{Grid, Place, RichText, TableCell};
use crate::domain::manuscript::{
    Align, Borders, Cell, Face, HalfPoints, Inline, Join, Length, Paragraph, Row, RowHeight, RowPlace, Table,
    TablePlace, TableRole,
};
use crate::server::docx::pieces::{self, Sizes, sized};
use crate::server::docx::tables;

/// Cell padding of written tables.
const PADDING: Length = Length(150);
/// A column of a written table is reckoned between these widths, in half-width characters.
const COLUMN_NARROWEST: usize = 6;
const COLUMN_WIDEST: usize = 200;
/// A pixel is 1/96 inch: in hundredths of a millimetre, times 96.
const INCH: i64 = 2_540;
/// No column is drawn narrower than this.
const DRAWN_NARROWEST: i32 = 500;

/// What a text becomes in a face.
pub(super) type Compose<'c> = dyn FnMut(&RichText, Face) -> Vec<Inline> + 'c;

/// The table; none when it has no column.
pub(super) fn table(
    header_rows: usize,
    drawn: &[u16],
    rows: &[Vec<TableCell>],
    sizes: &Sizes,
    compose: &mut Compose<'_>,
) -> Option<Table> {
    let grid = Grid::of(rows);
    if grid.columns == 0 {
        return None;
    }
    let header_rows = grid.header_rows(header_rows);
    let widths = widths(&grid, drawn, sizes);
    let printed = grid.rows.iter().enumerate();
    let rows = printed.map(|(index, places)| row(places, index < header_rows, sizes, compose)).collect();
    Some(Table {
        role: TableRole::Data,
        place: TablePlace::Left(Length(0)),
        widths,
        padding: PADDING,
        borders: Borders::Grid,
        rows,
    })
}

fn row(places: &[Place<'_>], is_heading: bool, sizes: &Sizes, compose: &mut Compose<'_>) -> Row {
    let cells = places.iter().map(|place| cell(place, is_heading, sizes, compose)).collect();
    Row { height: RowHeight::Auto, place: if is_heading { RowPlace::Heading } else { RowPlace::Body }, cells }
}

fn cell(place: &Place<'_>, is_heading: bool, sizes: &Sizes, compose: &mut Compose<'_>) -> Cell {
    let join = match place.rows {
        0 => Join::Below,
        1 => Join::Alone,
        _ => Join::First,
    };
    // The text of a joined cell stands in its first row.
    let text = place.cell.filter(|_| join != Join::Below).map(|cell| &cell.text);
    let face = sized(tables::cell_size(sizes));
    let inlines = text.map_or_else(Vec::new, |text| compose(text, face));
    let words: String = inlines.iter().map(Inline::plain_text).collect();
    let align = if is_figure(&words) { Align::Right } else { Align::Left };
    let cell = if is_heading { tables::heading_cell_of(inlines) } else { tables::text_cell_of(inlines, align) };
    Cell { columns: place.columns, join, paragraphs: cell.paragraphs.into_iter().map(with_ruby).collect(), ..cell }
}

/// Ruby needs room above the line that an exact height does not give.
fn with_ruby(paragraph: Paragraph) -> Paragraph {
    let size = |inline: &Inline| if let Inline::Ruby { face, .. } = inline { face.size } else { None };
    let ruby = paragraph.inlines.iter().filter_map(size).max();
    match (ruby, paragraph.line) {
        (Some(size), Some(line)) => {
            let needed = HalfPoints(size.0.saturating_mul(2));
            Paragraph { line: Some(line.max(needed)), ..paragraph }
        }
        _ => paragraph,
    }
}

/// As drawn, made smaller together where that is wider than the text; a column that was never drawn takes what it
/// needs of what is left.
fn widths(grid: &Grid<'_>, drawn: &[u16], sizes: &Sizes) -> Vec<Length> {
    let room = sizes.page.text_width();
    let needs = needs(grid, sizes);
    let is_drawn = drawn.len() == grid.columns && drawn.iter().any(|width| *width > 0);
    if !is_drawn {
        return tables::fit_columns(room, &needs);
    }
    let measure = |pixels: u16| i32::try_from(i64::from(pixels) * INCH / 96).unwrap_or(0).max(DRAWN_NARROWEST);
    let wanted: Vec<i32> =
        drawn.iter().zip(&needs).map(|(pixels, need)| if *pixels > 0 { measure(*pixels) } else { *need }).collect();
    let total = wanted.iter().map(|width| i64::from(*width)).sum::<i64>();
    let is_open = drawn.contains(&0);
    if total > i64::from(room.0) || is_open {
        return tables::share_out(room, &wanted);
    }
    wanted.into_iter().map(Length).collect()
}

/// Whether a cell holds a figure, which lines up at the right.
fn is_figure(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['円', '%', '％']);
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '△' | '▲' | '¥'))
}

/// The width of the longest line of each column, with its padding and a hair; a cell of several columns has its
/// share in each.
fn needs(grid: &Grid<'_>, sizes: &Sizes) -> Vec<i32> {
    let half_character = sizes.characters(1).0 / 2 + 1;
    let mut widest = vec![COLUMN_NARROWEST; grid.columns];
    for place in grid.rows.iter().flatten() {
        let Some(cell) = place.cell else { continue };
        let own = cell.text.plain_text().lines().map(pieces::half_widths).max().unwrap_or(0).div_ceil(place.columns);
        for width in widest.iter_mut().skip(place.column).take(place.columns) {
            *width = (*width).max(own.min(COLUMN_WIDEST));
        }
    }
    let need = |widest: usize| i32::try_from(widest).unwrap_or(0) * half_character + 2 * PADDING.0 + 50;
    widest.into_iter().map(need).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_line_up_at_the_right() {
        assert!(is_figure("1,234,000円"));
        assert!(is_figure("△500"));
        assert!(!is_figure("3か月"));
        assert!(!is_figure(""));
    }
}
