//! 体制図: boxes as cells of a table, level below level, lines between. It prints in grey, and every program opens it.

use super::filling::{Filling, Scope};
use super::form_tables::Letters;
use super::grid::{self, GridRow};
use super::tables;
use super::values;
use crate::domain::form::{ChartLevel, TextSize};
use crate::domain::manuscript::{
    Align, Borders, Cell, Dash, Item, Length, Paragraph, Role, RowHeight, RowPlace, Sides, TablePlace, TableRole,
};

/// Between boxes beside each other.
const BETWEEN: Length = Length::mm(4);
/// Wider boxes would hold more air than words.
const WIDEST: Length = Length::mm(70);
/// More than this on a line would be too narrow to read: the others stand on a line below.
const MOST: usize = 4;
/// Half the height between two levels.
const STEP: Length = Length::mm(4);

/// The chart; none without a box.
pub(super) fn item(levels: &[ChartLevel], filling: &mut Filling<'_>, scope: Scope) -> Option<Item> {
    let mut rows: Vec<(Vec<String>, Dash)> = Vec::new();
    for level in levels.iter().filter(|level| !level.text.is_empty()) {
        if !filling.all_hold(&level.when, scope) {
            continue;
        }
        let dash = if level.dashed { Dash::Dashed } else { Dash::Solid };
        let mut texts = Vec::new();
        for scope in filling.scopes(&level.repeat, scope).into_iter().filter(|scope| !scope.is_blank) {
            texts.push(values::fill(&level.text, filling, scope));
        }
        texts.retain(|text| !text.trim().is_empty());
        let lines = texts.len().div_ceil(MOST).max(1);
        let per_line = texts.len().div_ceil(lines).max(1);
        rows.extend(texts.chunks(per_line).map(|texts| (texts.to_vec(), dash)));
    }
    let letters = Letters::of(TextSize::Body, &filling.sizes);
    let width = filling.sizes.page.text_width();
    let mut made: Vec<GridRow> = Vec::new();
    let mut above: Vec<i32> = Vec::new();
    for (texts, dash) in &rows {
        let (cells, centres) = boxes(texts, *dash, letters, width);
        if !made.is_empty() {
            made.extend(lines_between(&above, &centres, width));
        }
        made.push(GridRow { height: RowHeight::Auto, place: RowPlace::Body, cells });
        above = centres;
    }
    if made.is_empty() {
        return None;
    }
    let place = TablePlace::Left(Length(0));
    let mut chart = grid::table(TableRole::Chart, place, Length(100), Borders::None, made);
    tables::keep_together(&mut chart.rows);
    Some(Item::Table(chart))
}

/// The boxes of a level in the middle of the line, and where their centres are.
fn boxes(texts: &[String], dash: Dash, letters: Letters, width: Length) -> (Vec<(Length, Cell)>, Vec<i32>) {
    let count = i32::try_from(texts.len()).unwrap_or(1).max(1);
    let own = Length(((width.0 - BETWEEN.0 * (count - 1)) / count).min(WIDEST.0));
    let taken = own.0 * count + BETWEEN.0 * (count - 1);
    let margin = Length((width.0 - taken) / 2);
    let mut cells = Vec::new();
    let mut centres = Vec::new();
    let mut at = margin.0;
    if margin.0 > 0 {
        cells.push((margin, empty()));
    }
    for (index, text) in texts.iter().enumerate() {
        if index > 0 {
            cells.push((BETWEEN, empty()));
            at += BETWEEN.0;
        }
        cells.push((own, Cell { rule: Sides::AROUND, dash, ..letters.cell(text, Align::Centre) }));
        centres.push(at + own.0 / 2);
        at += own.0;
    }
    if width.0 > at {
        cells.push((width.minus(Length(at)), empty()));
    }
    (cells, centres)
}

/// Lines down from the boxes above, across, and down to the boxes below.
fn lines_between(above: &[i32], below: &[i32], width: Length) -> Vec<GridRow> {
    let near =
        |centre: &i32| above.iter().copied().find(|other| (other - centre).abs() < grid::NEAR).unwrap_or(*centre);
    let below: Vec<i32> = below.iter().map(near).collect();
    let below = below.as_slice();
    let ends = above.iter().chain(below);
    let (first, last) = (ends.clone().min().copied().unwrap_or(0), ends.max().copied().unwrap_or(0));
    let mut points: Vec<i32> = above.iter().chain(below).copied().chain([0, width.0]).collect();
    points.sort_unstable();
    points.dedup();
    let row = |downs: &[i32], is_lower: bool| {
        let cells = points.windows(2).map(|pair| {
            let (from, to) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
            let mut rule = Sides::NONE;
            if downs.contains(&to) && to < width.0 {
                rule = rule.and(Sides::RIGHT);
            }
            if is_lower && from >= first && to <= last {
                rule = rule.and(Sides::ABOVE);
            }
            (Length(to - from), Cell { rule, ..empty() })
        });
        GridRow { height: RowHeight::Exact(STEP), place: RowPlace::Body, cells: cells.collect() }
    };
    vec![row(above, false), row(below, true)]
}

fn empty() -> Cell {
    let line = Some(crate::domain::manuscript::HalfPoints(8));
    Cell::of(vec![Paragraph { role: Role::Cell, line, ..Paragraph::default() }])
}
