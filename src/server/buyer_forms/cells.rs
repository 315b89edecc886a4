//! Which cell names which: the label of a blank cell stands at its left, above it, or at the head of its column.

mod digits;
mod entries;
mod fields;
mod heads;
mod names;
mod samples;
mod under;
mod years;

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{Labels, fold, is_label_like};
use super::story::{Cell, Table};
use fields::is_field;
pub(super) use samples::is_sample;
pub(super) use under::{names_above, word_of_label};
use years::Years;

/// Longest head of a box for one digit, in bytes.
const LONGEST_HEAD: usize = 24;

/// What a cell's neighbours say of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    /// The buyer's word for it; empty for none.
    pub(super) label: String,
    /// The words over or before that one.
    pub(super) group: String,
    /// Whether it is one of several cells below the same head.
    pub(super) is_of_column: bool,
    /// Whether a heading says that the buyer keeps it, or that a seal goes there.
    pub(super) is_kept: bool,
    /// Of フリガナ: the label below it, whose reading it is.
    pub(super) reads: String,
    /// Whether it is of a table with a column or row for each year, of which the bid knows nothing.
    pub(super) is_of_years: bool,
    /// Whether room for a seal is beside that label.
    pub(super) has_seal: bool,
    /// Whether the label stands below it.
    pub(super) is_over_label: bool,
    /// Which member its column is of, where the head names members: 0 for the one that represents the others.
    pub(super) member: Option<usize>,
}

/// The texts of a table by row and cell, read once.
pub(super) struct Grid<'g> {
    table: &'g Table,
    labels: &'g Labels,
    asker: Asker,
    texts: Vec<Vec<String>>,
    blank: Vec<Vec<bool>>,
    /// Cells that hold blanks and units only, such as 　　円 or 令和　年　月　日: no labels.
    fields: Vec<Vec<bool>>,
    /// Cells that print what is to be written over.
    samples: BTreeSet<(usize, usize)>,
    /// Cells that print only what follows a value, such as 円.
    bare_units: BTreeSet<(usize, usize)>,
    /// The rows that hold the heads of the columns.
    heads: Vec<usize>,
    /// How many cells of each row hold an entry's words; numbers that only count do not.
    written: Vec<usize>,
    /// Heads and columns in which a written entry below has words.
    written_columns: BTreeSet<(usize, usize)>,
    /// The number of each row among the entries below its head, where there are several.
    entries: Vec<Option<usize>>,
    /// Which way the years run below a head.
    years: BTreeMap<usize, Years>,
}

impl<'g> Grid<'g> {
    pub(super) fn of(table: &'g Table, labels: &'g Labels, asker: Asker) -> Self {
        let texts: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
        // Grey cells are not the bidder's where white ones stand beside labels.
        let has_white = table.rows.iter().zip(&texts).any(|(cells, texts)| has_white_room(cells, texts));
        let is_blank = |cell: &Cell| cell.is_blank() && !cell.is_continued && !(cell.is_shaded && has_white);
        let blank = table.rows.iter().map(|row| row.iter().map(is_blank).collect()).collect();
        let fields = texts.iter().map(|row| row.iter().map(|text| is_field(text, labels)).collect()).collect();
        let mut grid = Self {
            table,
            labels,
            asker,
            texts,
            blank,
            fields,
            samples: BTreeSet::new(),
            bare_units: BTreeSet::new(),
            heads: Vec::new(),
            written: Vec::new(),
            written_columns: BTreeSet::new(),
            entries: Vec::new(),
            years: BTreeMap::new(),
        };
        grid.find_choices_and_dates();
        grid.samples = grid.opened(Self::prints_sample);
        grid.bare_units = grid.opened(Self::prints_unit);
        for row in 0..table.rows.len() {
            if grid.is_head(row) && !grid.is_first_entry(row) && !grid.is_row_of_tops(row) {
                grid.heads.push(row);
            }
        }
        grid.count_entries();
        grid.find_years();
        grid
    }

    /// The cells behind a first one that are room although something is printed in them; from now on they name no other.
    fn opened(&mut self, is_room: impl Fn(&Self, usize, usize) -> bool) -> BTreeSet<(usize, usize)> {
        let places = (0..self.texts.len()).flat_map(|row| (1..self.texts[row].len()).map(move |cell| (row, cell)));
        let found: BTreeSet<(usize, usize)> = places.filter(|(row, cell)| is_room(self, *row, *cell)).collect();
        for (row, cell) in &found {
            self.fields[*row][*cell] = true;
        }
        found
    }

    /// The text of a cell; of one that goes on with those above, the text of the first.
    fn text(&self, row: usize, cell: usize) -> String {
        let mut row = row;
        let mut at = cell;
        while self.table.rows[row][at].is_continued && row > 0 {
            let column = self.table.rows[row][at].column;
            let Some(above) = self.at(row - 1, column) else { break };
            row -= 1;
            at = above;
        }
        if self.fields[row][at] { String::new() } else { self.texts[row][at].trim().to_owned() }
    }

    /// The cell of a row that covers a column.
    fn at(&self, row: usize, column: usize) -> Option<usize> {
        self.table.rows.get(row)?.iter().position(|cell| (cell.column..cell.column + cell.span).contains(&column))
    }

    pub(super) fn is_blank(&self, row: usize, cell: usize) -> bool {
        self.blank[row][cell]
    }

    /// All printed words, to tell what the table is about.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().flatten().map(String::as_str)
    }

    /// A row with one printed cell only and nothing blank in it.
    pub(super) fn title_of(&self, row: usize) -> Option<String> {
        let cells = &self.table.rows[row];
        let is_one = cells.len() == 1 && !self.blank[row].iter().any(|blank| *blank);
        is_one.then(|| self.text(row, 0)).filter(|text| !text.is_empty())
    }
}

/// Who asks where a table prints 質問 and 回答.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asker {
    /// The paper is the bidder's 質問書: the answers are the buyer's.
    Bidder,
    /// Nothing says so.
    Unknown,
}

/// Whether a white cell behind a printed one is room, or was before it was written.
fn has_white_room(cells: &[Cell], texts: &[String]) -> bool {
    (1..cells.len()).any(|at| {
        let is_last = at + 1 == cells.len();
        !cells[at].is_shaded && !texts[at - 1].trim().is_empty() && (is_last || cells[at].is_blank())
    })
}

/// Whether a printed cell reads like a label: short, no date, no sentence.
fn is_name(text: &str) -> bool {
    let folded = fold(text);
    let is_dated = folded.char_indices().any(|(at, letter)| {
        matches!(letter, '年' | '月')
            && folded[..at].ends_with(|before: char| before.is_ascii_digit())
            && !folded[at..].starts_with("年度")
    });
    let ends_as_sentence = ["こと", "する", "した", "ます", "ある", "いる"].iter().any(|end| folded.ends_with(end));
    is_label_like(text) && !is_dated && !(ends_as_sentence && folded.chars().count() > 12)
}
