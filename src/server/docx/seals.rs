//! Boxes for seals and signatures, in exact millimetres.

use super::filling::{Filling, Scope};
use super::grid::{self, GridRow};
use super::pieces::{run, sized};
use super::tables;
use super::values;
use crate::domain::form::SealBox;
use crate::domain::manuscript::{
    Align, Borders, Cell, Item, Length, Paragraph, Role, RowHeight, RowPlace, Sides, TablePlace, TableRole,
};

/// Between boxes beside each other.
const BETWEEN: Length = Length::mm(20);
/// A label may be wider than its box by so much on either side.
const LABEL_HEIGHT: Length = Length::mm(7);

/// The boxes side by side, as many on a line as it holds, each below its label.
pub(super) fn items(boxes: &[SealBox], filling: &mut Filling<'_>, scope: Scope) -> Vec<Item> {
    let mut printed: Vec<(String, Length, Length)> = Vec::new();
    for one in boxes {
        if !filling.all_hold(&one.when, scope) {
            continue;
        }
        for scope in filling.scopes(&one.repeat, scope) {
            printed.push((values::fill(&one.label, filling, scope), one.width, one.height));
        }
    }
    let room = filling.sizes.page.text_width();
    let mut lines: Vec<Vec<(String, Length, Length)>> = Vec::new();
    let mut taken = Length(0);
    for one in printed {
        let width = one.1;
        match lines.last_mut() {
            Some(line) if taken.plus(BETWEEN).plus(width) <= room => {
                taken = taken.plus(BETWEEN).plus(width);
                line.push(one);
            }
            _ => {
                taken = width;
                lines.push(vec![one]);
            }
        }
    }
    let mut items = Vec::new();
    for line in &lines {
        if !items.is_empty() {
            items.push(super::pieces::gap());
        }
        items.push(Item::Table(line_of(line, filling)));
    }
    items
}

fn line_of(line: &[(String, Length, Length)], filling: &Filling<'_>) -> crate::domain::manuscript::Table {
    let size = tables::cell_size(&filling.sizes);
    let label = |text: &str| {
        let inlines = vec![run(text, sized(size))];
        let line = Some(super::pieces::line_for(size));
        let paragraph = Paragraph {
            role: Role::Cell,
            align: Align::Centre,
            line,
            inlines,
            keep_next: true,
            ..Paragraph::default()
        };
        Cell::of(vec![paragraph])
    };
    let empty = || Cell::of(vec![Paragraph { role: Role::Cell, ..Paragraph::default() }]);
    let (mut labels, mut squares) = (Vec::new(), Vec::new());
    for (index, (text, width, _)) in line.iter().enumerate() {
        if index > 0 {
            labels.push((BETWEEN, empty()));
            squares.push((BETWEEN, empty()));
        }
        labels.push((*width, label(text)));
        squares.push((*width, Cell { rule: Sides::AROUND, ..empty() }));
    }
    let height = line.iter().map(|(_, _, height)| *height).max().unwrap_or_default();
    let rows = vec![
        GridRow { height: RowHeight::AtLeast(LABEL_HEIGHT), place: RowPlace::Body, cells: labels },
        GridRow { height: RowHeight::Exact(height), place: RowPlace::Body, cells: squares },
    ];
    grid::table(TableRole::Seals, TablePlace::Centre, Length(0), Borders::None, rows)
}
