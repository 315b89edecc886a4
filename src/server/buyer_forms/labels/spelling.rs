//! How labels are compared and shown: without spaces, width, numbers before them and what stands in brackets.

use unicode_normalization::UnicodeNormalization;

use super::LONGEST_LABEL;

/// A text as labels are compared: compatibility forms folded, no spaces, no marks at the end.
pub(in super::super) fn fold(text: &str) -> String {
    let folded: String = text
        .nfkc()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '・' | '･' | '_' | '/' | '\u{200B}' | '\u{FFFC}'))
        .flat_map(char::to_lowercase)
        .collect();
    folded.trim_end_matches([':', '…', '：', '=']).to_owned()
}

/// The ways in which a label may be meant: as it is, without its number, without brackets, and what stands in them.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut found = vec![folded.clone()];
    let mut add = |text: String| {
        if !text.is_empty() && !found.contains(&text) {
            found.push(text);
        }
    };
    let unnumbered = without_number(&folded);
    add(unnumbered.to_owned());
    let bare = strip_brackets(unnumbered);
    add(bare.clone());
    add(without_number(&bare).to_owned());
    let inner =
        unnumbered.trim_start_matches(['(', '【', '[', '<', '〔', '「', '〈', '《', '■', '●', '◆', '○', '◎', '※', '*']);
    add(inner.trim_end_matches([')', '】', ']', '>', '〕', '」', '〉', '》', '*']).to_owned());
    found
}

/// `1件名`, `(1)件名`, `①件名` (folded to `1件名`), `・件名`, `ア件名`.
fn without_number(folded: &str) -> &str {
    let rest = folded.trim_start_matches(['・', '-', '●', '■', '○', '◎', '◆', '※', '*', '□', '▼', '▽']);
    let inner = rest.strip_prefix('(').unwrap_or(rest);
    let digits = inner.trim_start_matches(|letter: char| letter.is_ascii_digit());
    if digits.len() == inner.len() {
        return rest;
    }
    digits.trim_start_matches([')', '.', '、', ',', '-'])
}

pub(super) fn strip_brackets(folded: &str) -> String {
    let mut depth = 0_usize;
    let mut bare = String::new();
    for letter in folded.chars() {
        match letter {
            '(' | '〔' | '[' | '【' | '<' => depth += 1,
            ')' | '〕' | ']' | '】' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    bare
}

/// Whether a text is short enough for a label and no sentence.
pub(in super::super) fn is_label_like(text: &str) -> bool {
    let folded = fold(text);
    let length = folded.chars().count();
    let is_sentence = folded.contains('。') || folded.ends_with('.') || folded.matches(['、', ',', '，']).count() > 2;
    let has_letter = folded.chars().any(|letter| letter.is_alphabetic());
    (1..=LONGEST_LABEL).contains(&length) && !is_sentence && has_letter
}

/// Whether a text only counts: 1, ①, No.1, (2).
pub(in super::super) fn is_ordinal(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_start_matches("no").trim_matches(['.', '(', ')', '第']);
    !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit()) || folded == "no" || folded == "no."
}

/// A label as it is shown: as printed, without the spaces between its letters.
pub(in super::super) fn shown(text: &str) -> String {
    let trimmed = text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '：' | '\u{FFFC}'));
    let is_latin = trimmed.chars().filter(|letter| letter.is_ascii_alphabetic()).count() * 2 > trimmed.chars().count();
    if is_latin {
        return trimmed.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let joined: String = trimmed.chars().filter(|letter| !letter.is_whitespace() && *letter != '\u{FFFC}').collect();
    let unnumbered = joined.trim_start_matches(|letter: char| letter.is_numeric());
    let unnumbered = unnumbered.trim_start_matches(['.', '．', '、', '）', ')']);
    let is_numbered = unnumbered.len() < joined.len() && unnumbered.chars().next().is_some_and(char::is_alphabetic);
    if is_numbered { unnumbered.to_owned() } else { joined }
}
