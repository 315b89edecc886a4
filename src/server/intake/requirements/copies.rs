//! 提出部数: 正本1部、副本9部; 各1部; 計10部; 一部 only where it counts.

use super::super::numbers::number_at;
use super::statement::Statement;
use super::{Found, Page, documents, numbering};
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

const ORIGINALS: [&str; 3] = ["正本", "正", "原本"];
const COPIES: [&str; 5] = ["副本", "副", "写し", "写", "コピー"];
/// Words before a bare count.
const LABELS: [&str; 8] = ["提出部数", "必要部数", "部数", "提出数", "各", "計", "それぞれ", "提出部数等"];

/// The counts of one statement.
pub fn read(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Option<Found> {
    if !statement.has("部") {
        return None;
    }
    let originals = count_behind(page, statement, &ORIGINALS);
    let copies = count_behind(page, statement, &COPIES).filter(|_| originals.is_some() || statement.has("副本"));
    if let (Some((_, from, to)), _) | (None, Some((_, from, to))) = (originals, copies) {
        let end = copies.map_or(to, |(_, _, end)| end.max(to));
        let value = RequirementValue::Copies {
            originals: originals.map_or(0, |(count, _, _)| count),
            copies: copies.map_or(0, |(count, _, _)| count),
        };
        return Some(Found::new(value, (from.min(copies.map_or(from, |(_, from, _)| from)), end), n));
    }
    let (count, from, to) = bare(page, statement)?;
    Some(Found::new(RequirementValue::Copies { originals: count, copies: 0 }, (from, to), n))
        .map(|found| found.doubted((count > 30).then_some(Doubt::LabelFar)))
}

/// 正本1部, 副本(写し)9部: the count behind one of some words.
fn count_behind(page: &Page<'_, '_>, statement: &Statement, words: &[&str]) -> Option<(u32, usize, usize)> {
    let chars = &statement.chars;
    for i in 0..chars.len() {
        let Some(word) = words.iter().find(|word| numbering::has(chars, i, word)) else { continue };
        let from = i + word.chars().count();
        for at in from..(from + 10).min(chars.len()) {
            if chars.get(at).is_some_and(|ch| "、。・副正".contains(*ch)) && at > from {
                break;
            }
            if let Some((count, end)) = sets_at(page, statement, at, true) {
                return Some((count, statement.start + i, end));
            }
        }
    }
    None
}

/// 提出部数 8部, 各1部: a count without 正 and 副.
fn bare(page: &Page<'_, '_>, statement: &Statement) -> Option<(u32, usize, usize)> {
    let chars = &statement.chars;
    let is_labelled = statement.is_headed(&["部数"]) || statement.has("部数");
    let is_papers = documents::is_listed(statement) || documents::is_demand(statement);
    (0..chars.len()).find_map(|i| {
        if let Some(label) = LABELS.iter().find(|word| numbering::has(chars, i, word)) {
            let from = i + label.chars().count();
            let first = (from..(from + 5).min(chars.len())).find_map(|at| sets_at(page, statement, at, true));
            if let Some((count, end)) = first.filter(|_| is_papers || is_labelled) {
                return Some((count, statement.start + i, end));
            }
        }
        let (count, end) = sets_at(page, statement, i, false)?;
        let is_count = is_labelled || documents::is_demand(statement) && count > 1;
        is_count.then_some((count, statement.start + i, end))
    })
}

/// 3部; in kanji (一部) only where a word before says that it is a count.
fn sets_at(page: &Page<'_, '_>, statement: &Statement, at: usize, takes_kanji: bool) -> Option<(u32, usize)> {
    let first = statement.chars.get(at)?;
    let follows = at > 0 && statement.chars.get(at - 1).is_some_and(|ch| ch.is_ascii_digit() || "第.".contains(*ch));
    if follows || !(first.is_ascii_digit() || takes_kanji && "一二三四五六七八九十".contains(*first)) {
        return None;
    }
    let number = number_at(page.text, statement.start + at)?;
    let is_sets = page.text.get(number.end) == Some('部')
        && !page.text.get(number.end + 1).is_some_and(|ch| "長局会門分構改".contains(ch));
    (is_sets && (1..=99).contains(&number.value)).then_some((number.value, number.end + 1))
}
