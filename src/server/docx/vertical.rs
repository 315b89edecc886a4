//! A frame with vertical lines: the front of an envelope.

use super::filling::{Filling, Scope};
use super::pieces::{self, run};
use super::tables;
use super::values;
use crate::domain::form::{FormVertical, VerticalLine};
use crate::domain::manuscript::{
    Borders, Cell, Face, Flow, Ink, Item, Length, Paragraph, Role, Row, RowHeight, RowPlace, Sides, Table, TablePlace,
    TableRole,
};

/// Free space at the top and the bottom of the frame.
const EDGE: i32 = 200;

/// The frame; lines stand from right to left.
pub(super) fn item(vertical: &FormVertical, filling: &mut Filling<'_>, scope: Scope) -> Item {
    let printed: Vec<&VerticalLine> =
        vertical.lines.iter().filter(|line| filling.all_hold(&line.when, scope)).collect();
    let mut cells = Vec::new();
    let mut weights = Vec::new();
    for (index, line) in printed.iter().enumerate().rev() {
        let text = values::fill(&line.text, filling, scope);
        let size = line.size;
        let ink = if line.is_red { Ink::Red } else { Ink::Black };
        let face = Face { size: Some(size), ink, ..Face::default() };
        let mut paragraph = Paragraph {
            role: Role::Cell,
            align: line.align,
            line: Some(pieces::line_for(size)),
            inlines: vec![run(&upright(&text), face)],
            ..Paragraph::default()
        };
        paragraph.indent.left = EDGE;
        paragraph.indent.right = EDGE;
        let mut rule = Sides::ABOVE.and(Sides::BELOW);
        if index == 0 {
            rule = rule.and(Sides::RIGHT);
        }
        if index + 1 == printed.len() {
            rule = rule.and(Sides::LEFT);
        }
        // A longer line takes more columns of letters.
        let room = i32::from(filling.sizes.characters_in(vertical.height)).max(1);
        let long = text.split('\n').map(|line| 1 + i32::from(pieces::length_in_characters(line)) / room).sum::<i32>();
        weights.push(i32::from(size.0) * long);
        cells.push(Cell { flow: Flow::Down, rule, ..Cell::of(vec![paragraph]) });
    }
    let rows = vec![Row { height: RowHeight::Exact(vertical.height), place: RowPlace::Body, cells }];
    Item::Table(Table {
        role: TableRole::Vertical,
        place: TablePlace::Centre,
        widths: tables::share_out(vertical.width, &weights),
        padding: Length(0),
        borders: Borders::None,
        rows,
    })
}

/// Digits and hyphens in the width of kanji, so that they stand upright one by one; Latin words lie on their side.
fn upright(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap_or(c),
        '-' => '－',
        other => other,
    };
    text.chars().map(wide).collect()
}
