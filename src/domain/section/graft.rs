//! What somebody changed in a plain form, put onto the text that was there: marks stay where the words around them stayed.

use super::tokens::{form_text, read, token};
use crate::domain::block::{InlineContent, Marks, RichInline, RichText};

/// The new words with the marks of the old text, wherever both begin or end alike.
pub(super) fn graft(old: &RichText, new: &str) -> RichText {
    let before: Vec<char> = form_text(old).chars().collect();
    let after: Vec<char> = new.chars().collect();
    let (start, end) = alike(&before, &after);
    let mut text = RichText::default();
    slice(old, 0, start).into_iter().for_each(|inline| text.push(inline));
    let middle: String = after.get(start..after.len() - end).unwrap_or_default().iter().collect();
    text.push(RichInline::marked(&middle, marks_at(old, start, before.len() - end)));
    slice(old, before.len() - end, before.len()).into_iter().for_each(|inline| text.push(inline));
    read(text)
}

/// How many elements two sequences have in common at the start and, behind that, at the end.
pub(super) fn alike<T: PartialEq>(old: &[T], new: &[T]) -> (usize, usize) {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    (start, end)
}

/// For each new element, the old one that it is or was made of.
pub(super) fn matches<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Option<usize>> {
    let (_, end) = alike(old, new);
    let (last_old, last_new) = (old.len() - end, new.len() - end);
    let place = |index: usize| {
        if index >= last_new {
            return Some(index - last_new + last_old);
        }
        (index < last_old).then_some(index)
    };
    (0..new.len()).map(place).collect()
}

/// The pieces between two places of the form's text. What is cut through keeps its words; a reading over half of its
/// word, and half a token, is none.
fn slice(text: &RichText, from: usize, to: usize) -> Vec<RichInline> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for inline in text.inlines() {
        let shown = token(inline);
        let length = shown.chars().count();
        let (first, last) = (from.max(at), to.min(at + length));
        if first < last {
            let is_whole = last - first == length;
            pieces.push(if is_whole {
                inline.clone()
            } else {
                let words: String = shown.chars().skip(first - at).take(last - first).collect();
                RichInline::marked(&words, cut_marks(inline))
            });
        }
        at += length;
    }
    pieces
}

/// The marks that words get which somebody put between two places: those of the piece that both lie in.
fn marks_at(text: &RichText, from: usize, to: usize) -> Marks {
    let mut at = 0;
    for inline in text.inlines() {
        let length = token(inline).chars().count();
        if at < from && to < at + length {
            return cut_marks(inline);
        }
        at += length;
    }
    Marks::default()
}

fn cut_marks(inline: &RichInline) -> Marks {
    match inline.content {
        InlineContent::Text(_) => Marks { ruby: None, ..inline.marks.clone() },
        _ => Marks::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(json: &str) -> RichText {
        serde_json::from_str(json).unwrap()
    }

    fn grafted(old: &str, new: &str) -> String {
        serde_json::to_string(&graft(&text(old), new)).unwrap()
    }

    #[test]
    fn marks_stay_where_the_words_around_them_stayed() {
        let old = r#"["納期は",{"text":"厳守","strong":true},"します。",{"text":"湊","ruby":"みなと"},"市"]"#;
        assert_eq!(grafted(old, "納期は厳守します。湊市"), old);
        assert_eq!(
            grafted(old, "新しい納期は厳守します。湊市"),
            r#"["新しい納期は",{"text":"厳守","strong":true},"します。",{"text":"湊","ruby":"みなと"},"市"]"#
        );
        assert_eq!(
            grafted(old, "納期は厳重に守します。湊市"),
            r#"["納期は",{"text":"厳重に守","strong":true},"します。",{"text":"湊","ruby":"みなと"},"市"]"#
        );
        assert_eq!(grafted(old, "まったく別"), r#""まったく別""#);
        assert_eq!(grafted(old, ""), r#""""#);
    }

    #[test]
    fn a_reading_goes_with_its_word() {
        assert_eq!(grafted(r#"[{"text":"漢字","ruby":"かんじ"},"語"]"#, "漢和語"), r#""漢和語""#);
    }

    #[test]
    fn tokens_stay_whole_and_can_be_typed() {
        let old = r#"["金額は",{"bid_field":"amount","strong":true},"です",{"footnote":"税抜"}]"#;
        assert_eq!(grafted(old, "総金額は⟦金額⟧です⟦注：税抜⟧"), old.replacen("金額は", "総金額は", 1));
        assert_eq!(
            grafted(old, "金額は⟦金額⟧です⟦注：税込⟧"),
            r#"["金額は",{"bid_field":"amount","strong":true},"です",{"footnote":"税込"}]"#
        );
        assert_eq!(grafted(old, "金額は⟦期間⟧⟦何か⟧"), r#"["金額は",{"bid_field":"period"},"⟦何か⟧"]"#);
    }

    #[test]
    fn lines_find_the_ones_they_were() {
        assert_eq!(matches(&[1, 2, 3], &[1, 9, 2, 3]), [Some(0), None, Some(1), Some(2)]);
        assert_eq!(matches(&[1, 2, 3], &[1, 3]), [Some(0), Some(2)]);
        assert_eq!(matches::<i32>(&[], &[1]), [None]);
    }

    proptest! {
        #[test]
        fn the_words_are_always_the_ones_typed(parts in proptest::collection::vec(("[あa]{1,3}", any::<bool>(), any::<bool>()), 0..5), new in "[あab]{0,9}") {
            let old: RichText = parts
                .into_iter()
                .map(|(words, strong, ruby)| {
                    RichInline::marked(&words, Marks { strong, ruby: ruby.then(|| "よ".to_owned()), ..Marks::default() })
                })
                .collect();
            prop_assert_eq!(graft(&old, &new).plain_text(), new);
            let same = form_text(&old);
            prop_assert_eq!(graft(&old, &same), old);
        }
    }
}
