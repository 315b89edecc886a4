//! 件名 to the character wherever it stands: what looks like it and is not it.

use std::collections::BTreeSet;

use super::read::{Line, Print};
use super::{Notes, place};
use crate::domain::document::{DocumentProblem, DocumentRule, Severity};
use crate::domain::text::half_width;

/// Shorter titles are like too many other words.
const SHORTEST: usize = 6;
/// What differs from the title by this many characters is meant for it.
const MOST_DIFFERENT: usize = 2;
/// Labels of items behind which the title stands, without blanks.
const LABELS: [&str; 8] = ["件名", "業務名", "工事名", "委託業務名", "委託名", "案件名", "事業名", "入札件名"];

pub(super) fn check(print: &Print, title: &str, notes: &mut Notes) {
    let title = title.trim();
    let length = title.chars().count();
    if length == 0 {
        return;
    }
    let pairs = pairs(title);
    for (at, line) in print.lines.iter().enumerate() {
        if line.text.contains(title) {
            continue;
        }
        let behind_label = labelled(line).map(str::to_owned);
        let found = behind_label.or_else(|| (length >= SHORTEST).then(|| like(&line.text, title, &pairs)).flatten());
        if let Some(found) = found {
            let problem = DocumentProblem::TitleDiffers { place: place(print, at), found };
            notes.add(DocumentRule::Title, Severity::Error, problem);
        }
    }
}

/// What stands behind the label of an item: `１　件　　名　…`.
fn labelled(line: &Line) -> Option<&str> {
    if line.style != "FormItem" {
        return None;
    }
    let text = line.text.trim_start();
    let digits = text.trim_start_matches(|letter: char| half_width(letter).is_ascii_digit());
    let mut rest = digits.trim_start();
    let label = LABELS.iter().filter_map(|label| after(rest, label)).min_by_key(|rest| rest.len())?;
    if !label.starts_with(char::is_whitespace) {
        return None;
    }
    rest = label.trim();
    (!rest.is_empty()).then_some(rest)
}

/// What follows a label, whose letters may be spaced.
fn after<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let mut rest = text;
    for letter in label.chars() {
        rest = rest.trim_start().strip_prefix(letter)?;
    }
    Some(rest)
}

fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    letters.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

/// What in a text is meant for the title and is not it. Lines that share few pairs of letters with it are passed by.
fn like(text: &str, title: &str, title_pairs: &BTreeSet<(char, char)>) -> Option<String> {
    let own = pairs(text);
    let shared = title_pairs.iter().filter(|pair| own.contains(pair)).count();
    if shared * 10 < title_pairs.len() * 6 {
        return None;
    }
    let letters: Vec<char> = text.chars().collect();
    let wanted: Vec<char> = title.chars().collect();
    let mut best: Option<(usize, String)> = None;
    for start in 0..letters.len() {
        let end = (start + wanted.len() + MOST_DIFFERENT).min(letters.len());
        let window = letters.get(start..end).unwrap_or_default();
        let (distance, length) = nearest_prefix(&wanted, window);
        if distance <= MOST_DIFFERENT && best.as_ref().is_none_or(|(known, _)| distance < *known) {
            best = Some((distance, window.iter().take(length).collect()));
        }
    }
    let (_, found) = best?;
    // The title cut at an end is a short form that texts may use; the same words with another letter inside are not.
    let is_cut = title.contains(found.trim());
    (!is_cut).then_some(found)
}

/// The beginning of a window that differs least from the wanted letters: how many letters differ, and how long it is.
fn nearest_prefix(wanted: &[char], window: &[char]) -> (usize, usize) {
    let mut row: Vec<usize> = (0..=window.len()).collect();
    for (at, letter) in wanted.iter().enumerate() {
        let mut corner = at;
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
        for column in 1..=window.len() {
            let above = row.get(column).copied().unwrap_or(usize::MAX);
            let left = row.get(column - 1).copied().unwrap_or(usize::MAX);
            let change = corner + usize::from(window.get(column - 1) != Some(letter));
            if let Some(here) = row.get_mut(column) {
                *here = change.min(above.saturating_add(1)).min(left.saturating_add(1));
            }
            corner = above;
        }
    }
    row.iter().enumerate().min_by_key(|(_, distance)| **distance).map_or((usize::MAX, 0), |(at, least)| (*least, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<String> {
        let title = "みなと市防災情報配信システム構築業務委託";
        if text.contains(title) { None } else { like(text, title, &pairs(title)) }
    }

    #[test]
    fn what_differs_by_a_letter_is_not_the_title() {
        assert!(found("「みなと市防災情報配信システム構築業務委託」に応募します。").is_none());
        assert!(found("みなと市防災情報発信システム構築業務委託に応募します。").is_some());
        assert!(found("みなと市防災情報配信ｼｽﾃﾑ構築業務委託").is_none(), "half-width katakana is told elsewhere");
        assert!(found("みなと市防災情報配信システム　構築業務委託").is_some());
        assert!(found("みなと市防災情報配信システム構築業務").is_none(), "a short form");
        assert!(found("情報を配信するシステムを構築します。").is_none());
    }

    #[test]
    fn an_item_of_the_title_holds_the_title() {
        let line = |text: &str| Line { style: "FormItem".to_owned(), text: text.to_owned(), ..Line::default() };
        assert_eq!(labelled(&line("１　件　　名　別の業務")), Some("別の業務"));
        assert_eq!(labelled(&line("２　履行場所　みなと市内")), None);
        assert_eq!(labelled(&line("１　件　　名　")), None);
    }
}
