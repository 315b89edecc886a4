//! Words of which the bidder marks one: 有・無, はい・いいえ. Only what the dictionary lists, and a word beside its own
//! denial, so that no sentence is taken for a choice.

use super::labels::{fold, is_ordinal};

/// The words that stand beside each other in a choice.
#[derive(Debug, Clone, Default)]
pub(super) struct Choices(Vec<WordList>);

/// One list of them.
#[derive(Debug, Clone)]
pub(super) struct WordList {
    words: Vec<String>,
    /// Only in the cell of a table: elsewhere sentences have such words too.
    in_cells: bool,
}

impl WordList {
    pub(super) fn of(words: &[String], in_cells: bool) -> Self {
        Self { words: words.iter().map(|word| fold(word)).collect(), in_cells }
    }
}

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    Cell,
    Paragraph,
}

/// How a word ends and how its denial does.
const DENIED: [(&str, &str); 7] = [
    ("する", "しない"),
    ("あり", "なし"),
    ("有り", "無し"),
    ("有", "無"),
    ("できる", "できない"),
    ("ある", "ない"),
    ("済み", "未済"),
];
const BEFORE_DENIED: [&str; 3] = ["非", "不", "未"];

impl Choices {
    /// Reads lists of words.
    pub(super) fn of(lists: impl IntoIterator<Item = WordList>) -> Self {
        Self(lists.into_iter().collect())
    }

    /// How many of these words, from the first on, are one choice; 0 for none.
    pub(super) fn count(&self, words: &[String], stand: Stand) -> usize {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let lists = self.0.iter().filter(|list| stand == Stand::Cell || !list.in_cells);
        let listed = lists.map(|list| {
            let is_new = |at: usize| !words[..at].contains(&words[at]);
            let count =
                (0..words.len()).take_while(|at| list.words.iter().any(|one| one == words[*at]) && is_new(*at)).count();
            if count >= 2 { count } else { 0 }
        });
        let listed = listed.max().unwrap_or(0);
        let denied = match words.as_slice() {
            [one, other, ..] if is_denied(one, other) || is_denied(other, one) => 2,
            _ => 0,
        };
        listed.max(denied)
    }

    /// Whether a text is a choice and nothing else.
    pub(super) fn is_choice(&self, text: &str) -> bool {
        let bare = text.trim().trim_matches(['（', '）', '(', ')', '［', '］']);
        if bare.chars().count() > 60 {
            return false;
        }
        let words: Vec<String> = bare
            .split(|letter: char| letter.is_whitespace() || is_separator(letter))
            .filter(|word| !word.trim().is_empty() && !is_ordinal(word))
            .map(word_of)
            .collect();
        words.len() >= 2 && self.count(&words, Stand::Cell) == words.len()
    }
}

/// A word without the number before it, as it is compared.
pub(super) fn word_of(text: &str) -> String {
    let folded = fold(text);
    let bare = folded.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if bare.len() == folded.len() { folded } else { bare.trim_start_matches(['.', ')', '、', ',']).to_owned() }
}

/// What stands between the words of a choice, beside room.
pub(super) fn is_separator(letter: char) -> bool {
    matches!(letter, '・' | '･' | '/' | '／' | '|' | '｜' | '‧' | '·')
}

fn is_denied(one: &str, other: &str) -> bool {
    let length = one.chars().count();
    if !(1..=12).contains(&length) {
        return false;
    }
    BEFORE_DENIED.iter().any(|before| length >= 2 && other.strip_prefix(before) == Some(one))
        || DENIED
            .iter()
            .any(|(yes, no)| one.strip_suffix(yes).zip(other.strip_suffix(no)).is_some_and(|(one, other)| one == other))
}
