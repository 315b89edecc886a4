//! Labels that stand below their blanks: a row of blank cells over 氏名｜印, a place to sign over （署名）.

use super::super::inline::SEALS;
use super::super::labels::{Labels, fold, is_label_like, shown};
use super::{Grid, Named};

/// Words of labels that stand below the place where somebody signs.
const SIGNED: [&str; 9] = ["署名", "記名", "自署", "氏名", "職名", "商号", "名称", "住所", "所在地"];
/// Most blank rows over labels.
const MOST_ROWS: usize = 2;
/// Most cells of a row to sign in.
const MOST_CELLS: usize = 12;
/// Longest such label, in characters.
const LONGEST: usize = 20;

impl Grid<'_> {
    /// The label below a blank cell that nothing names beside or above it; none where the row below is no row of labels, or
    /// has room of its own.
    pub(super) fn label_under(&self, row: usize, cell: usize) -> Option<Named> {
        let below = row + 1;
        let labels = self.texts.get(below).filter(|_| self.is_under_room(below))?;
        let has_own_room = (0..labels.len()).any(|at| {
            let column = self.table.rows[below][at].column;
            self.fields[below][at]
                || below + 1 < self.texts.len()
                    && self.at(below + 1, column).is_some_and(|lower| self.is_open(below + 1, lower))
        });
        let text = labels.get(cell).filter(|text| !has_own_room && names_above(text, self.labels))?;
        let has_seal = labels.iter().any(|text| SEALS.iter().any(|seal| fold(seal) == fold(text)));
        let is_kept = self.labels.is_buyers(text);
        Some(Named { label: word_of_label(text), is_kept, has_seal, is_over_label: true, ..Named::default() })
    }

    /// Whether a row holds labels alone, and the rows above it are blank from the first on and drawn like it.
    pub(super) fn is_under_room(&self, row: usize) -> bool {
        let texts = &self.texts[row];
        let shape = |row: usize| self.table.rows[row].iter().map(|cell| (cell.column, cell.span)).collect::<Vec<_>>();
        (1..=MOST_ROWS).contains(&row)
            && texts.len() <= MOST_CELLS
            && (0..row).all(|above| self.blank[above].iter().all(|blank| *blank) && shape(above) == shape(row))
            && texts.iter().all(|text| names_above(text, self.labels) || self.labels.is_never(text))
            && texts.iter().any(|text| names_above(text, self.labels))
    }
}

/// Whether a text is a label that may stand below its blank: one of the dictionary, or such words in brackets.
pub(in super::super) fn names_above(text: &str, labels: &Labels) -> bool {
    let folded = fold(text);
    let inner = folded.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let bare = inner.unwrap_or(&folded);
    let is_of_signing = SIGNED.iter().any(|word| bare.ends_with(word));
    is_label_like(text)
        && folded.chars().count() <= LONGEST
        && (labels.knows(bare) || is_of_signing && !bare.contains(['、', '。']))
}

/// The words of a label, without the brackets around it.
pub(in super::super) fn word_of_label(text: &str) -> String {
    let shown = shown(text);
    let inner = shown.strip_prefix(['（', '(', '〔', '［']).and_then(|rest| rest.strip_suffix(['）', ')', '〕', '］']));
    inner.map_or_else(|| shown.clone(), str::to_owned)
}
