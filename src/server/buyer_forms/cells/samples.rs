//! Cells that print what is to be written over: ○○株式会社, 例：技術士, words in grey or red beside a label.

use super::super::labels::{Surroundings, fold, is_ordinal};
use super::{Grid, is_name};
use crate::domain::buyer_form::Datum;

/// Signs that stand for letters still to be written.
const SIGNS: [char; 6] = ['○', '〇', '◯', '●', '△', '×'];
/// Longest such text, in characters without spaces.
const LONGEST: usize = 60;

impl Grid<'_> {
    /// Whether a cell was found to print a sample.
    pub(in super::super) fn is_sample(&self, row: usize, cell: usize) -> bool {
        self.samples.contains(&(row, cell))
    }

    /// Whether a cell prints what is to be written over.
    pub(super) fn prints_sample(&self, row: usize, cell: usize) -> bool {
        let (text, left) = (&self.texts[row][cell], &self.texts[row][cell - 1]);
        let own = &self.table.rows[row][cell];
        let names = (self.labels.knows(left) || is_name(left)) && !is_ordinal(left) && !is_sample(left);
        let is_kept = self.labels.is_buyers(left) || self.labels.is_never(left) || self.labels.is_buyers(text);
        names
            && !is_kept
            && !self.fields[row][cell]
            && !own.is_continued
            && !own.is_barred
            && own.lines().iter().all(|line| line.insides.is_empty() && !line.has_field)
            && (is_sample(text) || own.is_tinted() && self.is_hint(text, left))
            && !self.is_example(row)
            && !self.is_below_names(row)
    }

    /// Whether coloured words are a hint to the bidder, and not what the buyer says of the tender or points out.
    fn is_hint(&self, text: &str, label: &str) -> bool {
        let is_of_tender = matches!(
            self.labels.datum(label, Surroundings::default()),
            Some(
                Datum::Title
                    | Datum::Number
                    | Datum::Addressee
                    | Datum::AddresseeName
                    | Datum::Place
                    | Datum::Period
                    | Datum::NoticeDate
            )
        );
        let is_dated = text.contains('年') && text.contains('月') && text.contains(char::is_numeric);
        self.labels.knows(label) && !is_of_tender && !is_dated && !is_remark(text)
    }

    /// An entry that only shows how one is written.
    fn is_example(&self, row: usize) -> bool {
        let Some(first) = self.texts[row].first() else { return false };
        let folded = fold(first);
        let bare = folded.trim_matches(['(', ')', '【', '】', '[', ']', '〈', '〉']);
        ["例", "記入例", "記載例", "見本", "例示"].contains(&bare)
            || bare.starts_with("例") && is_ordinal(&bare.replace('例', ""))
    }

    /// Whether the row above is the head of a list: what stands below it are entries.
    fn is_below_names(&self, row: usize) -> bool {
        let Some(above) = row.checked_sub(1) else { return false };
        let texts = &self.texts[above];
        texts.len() >= 3 && texts.iter().all(|text| is_name(text) && !is_sample(text))
    }
}

/// Whether a text is a sample by its letters: signs for letters, or 例 before it.
pub(in super::super) fn is_sample(text: &str) -> bool {
    let folded = fold(text);
    if folded.chars().count() > LONGEST || folded.contains('。') || folded.ends_with("こと") {
        return false;
    }
    let is_example = ["例:", "例)", "(例)", "(例:", "【例】", "[例]", "記入例:", "(記入例)", "記載例:", "(記載例)"];
    is_example.iter().any(|start| folded.starts_with(start)) || has_signs(&folded)
}

/// Whether two signs stand beside each other and make no number or date.
fn has_signs(folded: &str) -> bool {
    let letters: Vec<char> = folded.chars().collect();
    let is_dated = folded.contains('年') && folded.contains('月');
    let is_number = |at: usize| at > 0 && "一二三四五六七八九十".contains(letters[at - 1]);
    !is_dated
        && letters
            .windows(2)
            .enumerate()
            .any(|(at, pair)| pair[0] == pair[1] && SIGNS.contains(&pair[0]) && !is_number(at))
}

/// Whether coloured words tell the bidder something and are not to be written over.
fn is_remark(text: &str) -> bool {
    let folded = fold(text);
    folded.starts_with(['※', '注', '*', '→', '←']) || folded.starts_with("(注") || folded.starts_with("(※")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_told_from_what_is_printed() {
        for text in [
            "○○○○株式会社",
            "株式会社△△",
            "０９０－××××－××××",
            "例：技術士（建設部門）",
            "（記入例）呉市中央",
            "○○　○○",
        ] {
            assert!(is_sample(text), "{text}");
        }
        for text in ["○", "令和○○年○○月○○日", "二〇〇万円", "該当する番号に○○を付けること", "株式会社湊", "例年どおり"]
        {
            assert!(!is_sample(text), "{text}");
        }
    }
}
