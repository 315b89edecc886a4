//! Cells of a written table, and their places once every cell that covers several has taken its own.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::COLUMNS_MOST;
use super::rich::RichText;

/// A cell. In JSON its text alone, or `{"text":…,"columns":2,"rows":1}` when it covers several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableCell {
    /// What it says; paragraphs are parted by line feeds.
    pub text: RichText,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
}

impl TableCell {
    /// A cell of one column and one row.
    #[must_use]
    pub const fn of(text: RichText) -> Self {
        Self { text, columns: 1, rows: 1 }
    }

    /// Whether it covers more than its own place.
    #[must_use]
    pub const fn is_joined(&self) -> bool {
        self.columns != 1 || self.rows != 1
    }
}

impl From<&str> for TableCell {
    fn from(text: &str) -> Self {
        Self::of(text.into())
    }
}

impl From<String> for TableCell {
    fn from(text: String) -> Self {
        Self::of(text.into())
    }
}

#[derive(Serialize, Deserialize)]
struct JoinedCell<T> {
    text: T,
    columns: usize,
    rows: usize,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Joined(JoinedCell<RichText>),
    Alone(RichText),
}

impl Serialize for TableCell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_joined() {
            JoinedCell { text: &self.text, columns: self.columns, rows: self.rows }.serialize(serializer)
        } else {
            self.text.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for TableCell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Kept::deserialize(deserializer)? {
            Kept::Joined(JoinedCell { text, columns, rows }) => Self { text, columns, rows },
            Kept::Alone(text) => Self::of(text),
        })
    }
}

/// The places of a table's cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid<'t> {
    /// How many columns there are.
    pub columns: usize,
    /// The places of each row from left to right: each column of each row belongs to exactly one place.
    pub rows: Vec<Vec<Place<'t>>>,
    /// Whether every cell has what it asks for and no place is left over.
    pub is_whole: bool,
}

/// A place in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'t> {
    /// Whose it is; none where the row is too short.
    pub cell: Option<&'t TableCell>,
    /// The first column, from 0.
    pub column: usize,
    /// How many columns.
    pub columns: usize,
    /// How many rows from this one; 0 where it continues the place above.
    pub rows: usize,
}

impl<'t> Grid<'t> {
    /// Gives every cell its place. A cell that would cover another, or leave the table, covers less;
    /// what lies beyond [`COLUMNS_MOST`] columns is left out.
    #[must_use]
    pub fn of(rows: &'t [Vec<TableCell>]) -> Self {
        let mut is_whole = true;
        let mut taken: Vec<Vec<Place<'t>>> = vec![Vec::new(); rows.len()];
        for (row, cells) in rows.iter().enumerate() {
            for cell in cells {
                let Some((column, free)) = gap(taken.get(row).map_or(&[], Vec::as_slice)) else {
                    is_whole = false;
                    break;
                };
                let columns = cell.columns.clamp(1, free);
                let height = cell.rows.clamp(1, rows.len() - row);
                is_whole &= columns == cell.columns && height == cell.rows;
                for (below, places) in taken.iter_mut().skip(row).take(height).enumerate() {
                    let rows = if below == 0 { height } else { 0 };
                    put(places, Place { cell: Some(cell), column, columns, rows });
                }
            }
        }
        let columns = taken.iter().filter_map(|places| places.last()).map(|last| last.column + last.columns).max();
        let columns = columns.unwrap_or(0);
        for places in &mut taken {
            while let Some((column, free)) = gap(places).filter(|(column, _)| *column < columns) {
                is_whole = false;
                put(places, Place { cell: None, column, columns: free.min(columns - column), rows: 1 });
            }
        }
        Self { columns, rows: taken, is_whole }
    }

    /// How many rows at the top are headings when so many are asked for: cells that reach down take their rows with
    /// them, unless nothing would be left to stand below.
    #[must_use]
    pub fn header_rows(&self, asked: usize) -> usize {
        let mut rows = asked.min(self.rows.len());
        let mut row = 0;
        while row < rows {
            let reach = self.rows.get(row).into_iter().flatten().map(|place| row + place.rows).max();
            rows = rows.max(reach.unwrap_or(0)).min(self.rows.len());
            row += 1;
        }
        if rows == self.rows.len() && asked < rows { 0 } else { rows }
    }
}

/// The first free column and how many follow it.
fn gap(places: &[Place<'_>]) -> Option<(usize, usize)> {
    let mut column = 0;
    for place in places {
        if place.column > column {
            return Some((column, place.column - column));
        }
        column = place.column + place.columns;
    }
    (column < COLUMNS_MOST).then(|| (column, COLUMNS_MOST - column))
}

fn put<'t>(places: &mut Vec<Place<'t>>, place: Place<'t>) {
    let index = places.partition_point(|other| other.column < place.column);
    places.insert(index, place);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cell(columns: usize, rows: usize) -> TableCell {
        TableCell { text: "x".into(), columns, rows }
    }

    fn drawn(grid: &Grid<'_>) -> Vec<String> {
        let place = |place: &Place<'_>| match (place.cell, place.rows) {
            (None, _) => "-".repeat(place.columns),
            (_, 0) => "^".repeat(place.columns),
            _ => "x".repeat(place.columns),
        };
        grid.rows.iter().map(|row| row.iter().map(place).collect()).collect()
    }

    #[test]
    fn cells_go_round_the_ones_that_reach_down() {
        let rows = vec![vec![cell(1, 2), cell(2, 1)], vec![cell(1, 1), cell(1, 1)]];
        let grid = Grid::of(&rows);
        assert!(grid.is_whole);
        assert_eq!((grid.columns, drawn(&grid)), (3, vec!["xxx".to_owned(), "^xx".to_owned()]));
    }

    #[test]
    fn heading_rows_end_where_no_cell_reaches_down() {
        let rows = vec![vec![cell(1, 2), cell(1, 1)], vec![cell(1, 2)], vec![cell(1, 1)], vec![cell(1, 1), cell(1, 1)]];
        let grid = Grid::of(&rows);
        assert_eq!([0, 1, 2, 3, 4, 9].map(|asked| grid.header_rows(asked)), [0, 3, 3, 3, 4, 4]);
    }

    #[test]
    fn what_does_not_fit_is_made_to() {
        let rows = vec![vec![cell(1, 1), cell(2, 9), cell(0, 0)], vec![cell(5, 1)], vec![]];
        let grid = Grid::of(&rows);
        assert!(!grid.is_whole);
        assert_eq!(drawn(&grid), ["xxxx", "x^^-", "-^^-"]);
    }

    #[test]
    fn a_cell_alone_is_kept_as_its_text() {
        let json = r#"[["役割",{"text":"氏名","columns":2,"rows":1}],[["甲",{"text":"乙","strong":true}],"",""]]"#;
        let rows: Vec<Vec<TableCell>> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&rows).unwrap(), json);
        assert!(Grid::of(&rows).is_whole);
    }

    proptest! {
        #[test]
        fn every_place_is_taken_once(rows in proptest::collection::vec(proptest::collection::vec((0_usize..30, 0_usize..9), 0..25), 0..12)) {
            let rows: Vec<Vec<TableCell>> =
                rows.into_iter().map(|row| row.into_iter().map(|(columns, rows)| cell(columns, rows)).collect()).collect();
            let grid = Grid::of(&rows);
            prop_assert_eq!(grid.rows.len(), rows.len());
            prop_assert!(grid.columns <= COLUMNS_MOST);
            for row in &grid.rows {
                let mut column = 0;
                for place in row {
                    prop_assert_eq!(place.column, column);
                    prop_assert!(place.columns > 0);
                    column += place.columns;
                }
                prop_assert_eq!(column, grid.columns);
            }
        }
    }
}
