//! The tables of a stranger's .docx as texts: what a buyer answers comes in them. Opened within the bounds of every form.

use super::package;
use super::story::{self, Block, Cell, Numbers, Table};
use super::tree::Tree;
use crate::domain::buyer_form::FormRefusal;

/// Last column that is looked at.
const COLUMN_MOST: usize = 60;
/// Most rows of a table that are looked at.
const ROW_MOST: usize = 5_000;
/// Most octets of all texts: a merged cell gives its text to every row.
const ROOM: usize = 16 << 20;

/// The cells of each table by row, in the order of the text; tables in cells are part of their cell no more than the
/// lines around them. Of a merged cell every row has the text.
///
/// # Errors
/// Why the file is not opened.
pub fn tables(bytes: &[u8]) -> Result<Vec<Vec<Vec<String>>>, FormRefusal> {
    let package = package::open(bytes)?;
    let Some((name, text)) = package.stories.first() else { return Ok(Vec::new()) };
    let tree = Tree::read(name, text)?;
    let numbers = Numbers::of(&tree);
    let mut found = Vec::new();
    let mut room = ROOM;
    read(&story::blocks(&tree, &numbers, 0), &mut found, &mut room)?;
    Ok(found)
}

fn read(blocks: &[Block], found: &mut Vec<Vec<Vec<String>>>, room: &mut usize) -> Result<(), FormRefusal> {
    for block in blocks {
        match block {
            Block::Line(_) => {}
            Block::Control(_, inner) => read(inner, found, room)?,
            Block::Table(table) => found.push(texts(table, room)?),
        }
    }
    Ok(())
}

fn texts(table: &Table, room: &mut usize) -> Result<Vec<Vec<String>>, FormRefusal> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for cells in table.rows.iter().take(ROW_MOST) {
        let mut row: Vec<String> = Vec::new();
        for cell in cells.iter().filter(|cell| cell.column < COLUMN_MOST) {
            let above = rows.last().and_then(|row| row.get(cell.column));
            let text = if cell.is_continued { above.cloned().unwrap_or_default() } else { text(cell) };
            *room = room.checked_sub(text.len()).ok_or(FormRefusal::TooLarge)?;
            row.resize(row.len().max(cell.column + 1), String::new());
            if let Some(place) = row.get_mut(cell.column) {
                *place = text;
            }
        }
        rows.push(row);
    }
    Ok(rows)
}

fn text(cell: &Cell) -> String {
    cell.lines().iter().map(|line| line.text()).collect::<Vec<_>>().join("\n")
}
