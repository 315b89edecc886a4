//! Tables of figures by fiscal year: a column for each year and a row for each item, or the other way round, with their
//! sums. Each figure is the bidder's own, so that sums are blanks like the others.

use std::collections::BTreeMap;

use super::super::labels::fold;
use super::Grid;

/// Which way the years run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Years {
    /// Each has a column.
    Across,
    /// Each has a row.
    Down,
}

impl Years {
    /// Whether the sum of a row or column is wanted under this head: not of prices and remarks where the years run down.
    pub(super) fn takes_sum(self, head: &str) -> bool {
        let folded = fold(head);
        self == Self::Across
            || !["備考", "摘要", "単価", "単位", "数量", "割合"].iter().any(|word| folded.contains(word))
    }
}

impl Grid<'_> {
    /// Finds the heads over years, and those over rows of years.
    pub(super) fn find_years(&mut self) {
        let ends = self.heads.iter().skip(1).copied().chain([self.texts.len()]);
        let mut years = BTreeMap::new();
        for (head, end) in self.heads.iter().copied().zip(ends) {
            let has_several =
                |texts: &mut dyn Iterator<Item = &String>| texts.filter(|text| is_year(text)).nth(1).is_some();
            if has_several(&mut self.texts[head].iter()) {
                years.insert(head, Years::Across);
            } else if has_several(&mut (head + 1..end).filter_map(|row| self.texts[row].first())) {
                years.insert(head, Years::Down);
            }
        }
        self.years = years;
    }

    /// Which way the years of a row's table run; none where it is no table of years.
    pub(super) fn of_years(&self, row: usize) -> Option<Years> {
        let head = self.heads.iter().rev().find(|head| **head < row)?;
        self.years.get(head).copied()
    }
}

/// Whether a head is that of a year: 令和５年度, 2024年度, 第12期, 令和６年３月期, １年目, 前年度, 直前期.
fn is_year(text: &str) -> bool {
    // Longer texts are no heads, and are not folded.
    if text.len() > 60 {
        return false;
    }
    let folded = fold(text);
    let bare = folded.split('(').next().unwrap_or_default();
    let has_number = bare.contains(|letter: char| letter.is_ascii_digit() || "元一二三四五○〇".contains(letter));
    let is_relative =
        ["前年度", "前々年度", "当年度", "本年度", "今年度", "直前期", "前期", "前々期", "当期"].contains(&bare);
    let is_counted = ["年度", "年目", "年次", "年期", "月期", "年"].iter().any(|end| bare.ends_with(end))
        && bare.chars().count() <= 10;
    is_relative || has_number && (is_counted || bare.starts_with('第') && bare.ends_with('期'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_years_are_known() {
        for text in
            ["令和５年度", "２０２４年度（見込）", "第12期", "令和６年３月期", "１年目", "前々年度", "令和元年度"]
        {
            assert!(is_year(text), "{text}");
        }
        for text in ["年度", "年", "区分", "合計", "設立年月日", "期間", "第１項目", "創業以来30年以上の実績"]
        {
            assert!(!is_year(text), "{text}");
        }
    }
}
