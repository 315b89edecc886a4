//! How a procedure ended, as a text says it: 中止, 落札, 不調, each with its sentence. Knows nothing of dates.

use super::text::NormalText;
use crate::domain::notice::{Evidence, TextKind};
use crate::domain::tender::TenderOutcome;

/// Words of an ending, the plainest first.
const WORDS: &[(&str, TenderOutcome)] = &[
    ("不調", TenderOutcome::Unsuccessful),
    ("不落", TenderOutcome::Unsuccessful),
    ("落札者なし", TenderOutcome::Unsuccessful),
    ("応札者なし", TenderOutcome::Unsuccessful),
    ("入札参加者がな", TenderOutcome::Unsuccessful),
    ("候補者なし", TenderOutcome::Unsuccessful),
    ("落札者", TenderOutcome::Awarded),
    ("落札業者", TenderOutcome::Awarded),
    ("優先交渉権者", TenderOutcome::Awarded),
    ("受託候補者", TenderOutcome::Awarded),
    ("契約候補者", TenderOutcome::Awarded),
    ("最優秀提案者", TenderOutcome::Awarded),
    ("契約の相手方", TenderOutcome::Awarded),
    ("落札", TenderOutcome::Awarded),
];
const CANCELLED: &[&str] =
    &["中止する", "中止します", "中止した", "中止しました", "を中止", "取り消", "取消", "取りやめ", "取止め", "中止"];

/// How the text says the procedure ended; nothing for a text of another sort.
pub fn outcome_of(original: &str, kind: TextKind) -> Option<(TenderOutcome, Evidence)> {
    let text = NormalText::of(original);
    match kind {
        TextKind::Cancellation => {
            let word = CANCELLED.iter().find_map(|word| find(&text, word));
            let evidence = word.or_else(|| (text.len() > 0).then(|| text.evidence(0, 1, None)))?;
            Some((TenderOutcome::Cancelled, evidence))
        }
        TextKind::Result => WORDS.iter().find_map(|(word, outcome)| Some((*outcome, find(&text, word)?))),
        _ => None,
    }
}

/// The line of a structured source that tells the state of its procedure, else its first line.
pub fn line_of_state(original: &str) -> Evidence {
    let text = NormalText::of(original);
    find(&text, "状態").or_else(|| find(&text, "落札")).unwrap_or_else(|| text.evidence(0, text.len().min(1), None))
}

fn find(text: &NormalText<'_>, word: &str) -> Option<Evidence> {
    let at = (0..text.len()).find(|i| text.has(*i, word))?;
    Some(text.evidence(at, at + word.chars().count(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_told_with_its_sentence() {
        let text = "入札の中止について\n令和8年11月2日付けで公告した下記の入札は、仕様の見直しのため中止します。\n";
        let (outcome, evidence) = outcome_of(text, TextKind::Cancellation).unwrap();
        assert_eq!(outcome, TenderOutcome::Cancelled);
        assert!(evidence.sentence.contains("仕様の見直しのため中止します"), "{}", evidence.sentence);
        let text = "入札結果\n件名　庁舎清掃業務\n落札者　株式会社みなとクリーン\n落札金額　1,200,000円\n";
        let (outcome, evidence) = outcome_of(text, TextKind::Result).unwrap();
        assert_eq!((outcome, evidence.sentence.as_str()), (TenderOutcome::Awarded, "落札者　株式会社みなとクリーン"));
        let text = "開札結果\n件名　庁舎清掃業務\n結果　不調（応札者なし）\n";
        assert_eq!(outcome_of(text, TextKind::Result).map(|(outcome, _)| outcome), Some(TenderOutcome::Unsuccessful));
        assert_eq!(outcome_of(text, TextKind::Notice), None);
    }
}
