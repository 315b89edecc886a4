//! Cells that hold no label but room with units, signs of a date or boxes around it; and those that print nothing but the
//! unit or the seal behind what is to be written.

use super::super::inline::SEALS;
use super::super::labels::{Labels, fold};
use super::super::line::{is_space, width};
use super::Grid;

/// Units that head columns too, and parts of dates.
const OF_HEADS: [&str; 16] =
    ["年", "月", "日", "時", "分", "号", "回", "条", "課", "係", "級", "頁", "ページ", "期", "年度", "時間"];

impl Grid<'_> {
    /// Whether a cell was found to print only what follows a value.
    pub(in super::super) fn is_bare_unit(&self, row: usize, cell: usize) -> bool {
        self.bare_units.contains(&(row, cell))
    }

    /// Whether a cell prints only a unit or a seal beside its label: 円 at the right of a cell.
    pub(super) fn prints_unit(&self, row: usize, cell: usize) -> bool {
        let text = &self.texts[row][cell];
        let folded = fold(text);
        // 出資の割合｜％｜％: the label stands before them all.
        let mut before = self.texts[row][..cell].iter().zip(&self.fields[row]).rev();
        let Some((left, is_field)) = before.find(|(left, _)| !self.labels.is_unit(left)) else { return false };
        let is_room = text.starts_with(is_space) || text.chars().count() > folded.chars().count();
        if folded.is_empty() || folded.chars().count() > 10 || *is_field || self.fields[row][cell] && is_room {
            return false;
        }
        // A word that is no label of the dictionary may be a value that was written, with its unit beside it.
        let is_label = self.labels.knows(left) && !self.labels.is_unit(left);
        let is_over_blank = row + 1 < self.texts.len()
            && self.at(row + 1, self.table.rows[row][cell].column).is_some_and(|below| self.blank[row + 1][below]);
        let is_unit = self.labels.is_unit(text) && !OF_HEADS.contains(&folded.as_str());
        let is_seal = SEALS.iter().any(|seal| fold(seal) == folded);
        let is_digits = self.labels.is_digit_head(left) || self.table.rows[row].len() > 8;
        is_label
            && !is_over_blank
            && !is_digits
            && !self.is_under_room(row)
            && !fold(left).contains("単位")
            && (is_unit || is_seal)
    }
}

/// Whether a text is room with units, signs of a date or boxes around it, and no label.
pub(super) fn is_field(text: &str, labels: &Labels) -> bool {
    let folded = fold(text);
    let is_open = text.starts_with(is_space) || ["令和", "平成", "昭和"].iter().any(|era| folded.contains(era));
    if folded.is_empty() || labels.knows(text) && !is_open {
        return false;
    }
    let signs = "印㊞様殿年月日令和平成昭和大正西暦円千万人名歳才%~自至から間まで()〒-−ー第号時分回部枚社件か□■☐☑・.,@";
    if folded.chars().all(|letter| signs.contains(letter))
        && (text.chars().count() > 1 || ["□", "☐", "〒"].contains(&folded.as_str()))
    {
        let has_room = text.trim().contains(is_space);
        return folded.contains(['年', '□', '☐', '〒'])
            || text.starts_with(is_space)
            || has_room && folded.contains(['(', '-', '@']);
    }
    let mut gap = 0;
    let mut has_room = false;
    for letter in text.chars() {
        gap = if is_space(letter) { gap + width(letter) } else { 0 };
        has_room |= gap >= 4;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    // Ｔ　　　　　: the number of an invoice's issuer.
    if has_room && folded == "t" {
        return true;
    }
    let is_spread = words.len() <= 6 && words.iter().all(|word| word.chars().count() == 1);
    has_room && !is_spread && folded.chars().count() <= 16
}
