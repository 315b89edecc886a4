//! Tables in docx-rs: fixed layout, widths in twips, rows that do not part.

use docx_rs as d;

use super::Renderer;
use crate::domain::manuscript::{
    Borders, Cell, Dash, Flow, Ground, Join, Length, Row, RowHeight, RowPlace, Sides, Stand, Table, TablePlace,
};

/// Half a point, in eighths.
const HAIRLINE: usize = 4;
/// docx-rs has no word for a heading row: `finish` reads it from half a twip in the row's height.
const HEADING_MARK: f32 = 0.5;
const HEADING_GREY: &str = "F2F2F2";
/// Dark enough to stay when a paper is copied.
const BAR_GREY: &str = "8C8C8C";

pub(super) fn table(renderer: &mut Renderer<'_>, table: &Table) -> d::Table {
    let widths: Vec<usize> = table.widths.iter().map(|width| twips(*width)).collect();
    let rows = table.rows.iter().map(|row| table_row(renderer, row, &widths)).collect();
    let padding = twips(table.padding);
    let margins = d::TableCellMargins::new().margin(0, padding, 0, padding);
    let mut made =
        d::Table::without_borders(rows).set_grid(widths.clone()).width(widths.iter().sum(), d::WidthType::Dxa);
    made = made.layout(d::TableLayoutType::Fixed).margins(margins);
    made = match table.borders {
        Borders::None => made.clear_all_border(),
        Borders::Grid => made.set_borders(grid_lines()),
    };
    match table.place {
        // The table's edge is the cell's, so its text stands inside by the padding; Word reckons the indent from the edge.
        TablePlace::Left(indent) => made.indent(indent.twips()).align(d::TableAlignmentType::Left),
        TablePlace::Centre => made.align(d::TableAlignmentType::Center),
        TablePlace::Right => made.align(d::TableAlignmentType::Right),
    }
}

fn table_row(renderer: &mut Renderer<'_>, row: &Row, widths: &[usize]) -> d::TableRow {
    let mut cells = Vec::with_capacity(row.cells.len());
    let mut column = 0;
    for cell in &row.cells {
        let covered = widths.iter().skip(column).take(cell.columns).sum();
        cells.push(table_cell(renderer, cell, covered));
        column += cell.columns;
    }
    let made = d::TableRow::new(cells).cant_split();
    let mark = if row.place == RowPlace::Heading { HEADING_MARK } else { 0.0 };
    match row.height {
        RowHeight::Auto if row.place == RowPlace::Body => made,
        RowHeight::Auto => made.row_height(mark).height_rule(d::HeightRule::Auto),
        RowHeight::AtLeast(height) => made.row_height(height.twips() as f32 + mark).height_rule(d::HeightRule::AtLeast),
        RowHeight::Exact(height) => made.row_height(height.twips() as f32 + mark).height_rule(d::HeightRule::Exact),
    }
}

fn table_cell(renderer: &mut Renderer<'_>, cell: &Cell, width: usize) -> d::TableCell {
    let mut made = d::TableCell::new().width(width, d::WidthType::Dxa);
    if cell.columns > 1 {
        made = made.grid_span(cell.columns);
    }
    made = match cell.join {
        Join::Alone => made,
        Join::First => made.vertical_merge(d::VMergeType::Restart),
        Join::Below => made.vertical_merge(d::VMergeType::Continue),
    };
    made = match cell.stand {
        Stand::Top => made,
        Stand::Middle => made.vertical_align(d::VAlignType::Center),
        Stand::Bottom => made.vertical_align(d::VAlignType::Bottom),
    };
    let grey = match cell.ground {
        Ground::Plain => None,
        Ground::Shaded => Some(HEADING_GREY),
        Ground::Dark => Some(BAR_GREY),
    };
    if let Some(grey) = grey {
        made = made.shading(d::Shading::new().shd_type(d::ShdType::Clear).color("auto").fill(grey));
    }
    if cell.rule != Sides::NONE {
        made = made.set_borders(lines_of(cell));
    }
    if cell.flow == Flow::Down {
        made = made.text_direction(d::TextDirectionType::TbRl);
    }
    if cell.join == Join::Below || cell.paragraphs.is_empty() {
        return made.add_paragraph(d::Paragraph::new());
    }
    cell.paragraphs.iter().fold(made, |made, paragraph| made.add_paragraph(renderer.paragraph(paragraph)))
}

fn lines_of(cell: &Cell) -> d::TableCellBorders {
    use d::TableCellBorderPosition::{Bottom, Left, Right, Top};
    let kind = if cell.dash == Dash::Dashed { d::BorderType::Dashed } else { d::BorderType::Single };
    let sides = [(Sides::ABOVE, Top), (Sides::LEFT, Left), (Sides::BELOW, Bottom), (Sides::RIGHT, Right)];
    sides.into_iter().filter(|(side, _)| cell.rule.has(*side)).fold(
        d::TableCellBorders::with_empty(),
        |lines, (_, position)| {
            lines.set(d::TableCellBorder::new(position).border_type(kind).size(HAIRLINE).color("auto"))
        },
    )
}

fn grid_lines() -> d::TableBorders {
    use d::TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let line = |position| d::TableBorder::new(position).size(HAIRLINE).color("auto");
    [Top, Left, Bottom, Right, InsideH, InsideV]
        .into_iter()
        .fold(d::TableBorders::with_empty(), |lines, position| lines.set(line(position)))
}

fn twips(length: Length) -> usize {
    usize::try_from(length.twips()).unwrap_or_default()
}
