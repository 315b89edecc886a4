//! Dates that are no steps of the procedure: of laws and rules, of look-back periods, of examples.

use super::outline::begins_item;
use super::spans::Span;
use super::text::{Gap, NormalText};

/// Whether the span belongs to a law or an example and is of no interest to anyone.
pub fn is_citation(text: &NormalText<'_>, span: &Span) -> bool {
    is_rule_date(text, span) || is_example(text, span)
}

const RULE_WORDS: &[&str] = &[
    "法律",
    "政令",
    "省令",
    "規則",
    "告示第",
    "訓令",
    "要綱",
    "条例",
    "規程",
    "制定",
    "施行",
    "改正",
    "閣議",
    "公布",
    "策定",
    "付け",
    "付で",
    "付の",
    "法務省",
    "国交省",
    "総務省",
    "国土交通省",
    "内閣",
    "達第",
    "改訂",
    "最終改正",
];

/// 平成15年5月30日法律第57号, (平成27年3月11日制定), 令和4年1月11日内閣官房長官通知.
fn is_rule_date(text: &NormalText<'_>, span: &Span) -> bool {
    if RULE_WORDS.iter().any(|word| text.has(span.end, word)) {
        return true;
    }
    let Some(open) = bracket_before(text, span.start, 24) else { return false };
    let close = (span.end..span.end + 28).find(|i| text.get(*i) == Some(')')).unwrap_or(span.end);
    let inside = text.string(open, span.start) + &text.string(span.end, close);
    let cited = [
        "制定",
        "決定",
        "通知",
        "改正",
        "施行",
        "策定",
        "公布",
        "発出",
        "付け",
        "センター",
        "法律",
        "要領",
        "要綱",
        "告示",
    ];
    (cited.iter().any(|word| inside.contains(word)) || (inside.contains('第') && inside.contains('号')))
        && !inside.contains("まで")
}

/// (例:…が令和8年4月1日の場合、…), 記入例
fn is_example(text: &NormalText<'_>, span: &Span) -> bool {
    let behind = text.string(span.end, span.end + 4);
    if behind.starts_with("の場合") || behind.starts_with("であれば") || behind.starts_with("であった") {
        return true;
    }
    let in_brackets =
        bracket_before(text, span.start, 120).is_some_and(|open| text.string(open, open + 4).contains('例'));
    let before = text.string(span.start.saturating_sub(16), span.start);
    in_brackets || ["例:", "例えば", "たとえば", "記入例", "記載例"].iter().any(|word| before.contains(word))
}

const PAST: &[&str] = &[
    "過去",
    "実績",
    "完成した",
    "完了した",
    "竣工した",
    "施工した",
    "履行した",
    "引渡しが",
    "引き渡し",
    "経営事項審査",
    "遡",
    "年度間",
    "雇用",
    "受賞",
    "表彰",
    "元請",
    "在籍",
    "設立",
    "決算",
    "契約した",
    "締結した実績",
    "指名停止",
    "格付",
    "交付を受け",
    "取得した",
    "納税証明",
];

/// Whether the span is a look-back period or the day of a state: never a step, but worth showing.
/// 平成23年4月1日~入札公告の日, 過去5年間(令和3年4月1日から…), 令和2年4月1日以降に完成した.
pub fn is_look_back(text: &NormalText<'_>, span: &Span) -> bool {
    if is_state_date(text, span) || is_of_another(text, span) {
        return true;
    }
    let behind = text.string(span.end, span.end + 12);
    let to_notice = span.is_open
        && ["入札公告", "公告の日", "公告日", "本公告", "公示日", "申請日", "提出日", "現在", "本日"]
            .iter()
            .any(|word| behind.contains(word));
    if to_notice || behind.starts_with("以前") {
        return true;
    }
    let later =
        ["以降に", "以後に", "以降、", "以後、", "以降の", "以後の"].iter().any(|word| behind.starts_with(word));
    let period = span.is_open || span.from.is_some() || later;
    let around = sentence(text, span, 60);
    period && PAST.iter().any(|word| around.contains(word)) && !clear_label(text, span)
}

/// 前回の入札(令和7年12月10日開札): a day of an earlier tender.
fn is_of_another(text: &NormalText<'_>, span: &Span) -> bool {
    let before = text.string(span.start.saturating_sub(14), span.start);
    let sentence = before.rsplit('。').next().unwrap_or_default();
    ["前回の", "前回入札", "前年度の", "昨年度の"].iter().any(|word| sentence.contains(word))
}

/// Whether the words around a relative date speak of the past or of a state (実績, 指名停止).
pub fn is_of_the_past(text: &NormalText<'_>, start: usize, end: usize) -> bool {
    let around = sentence_around(text, start, end, 40);
    let states = ["受けていない", "滞納", "不渡り", "更生手続", "再生手続", "該当しない", "満たしていない", "有効な"];
    PAST.iter().chain(&states).any(|word| around.contains(word))
}

/// 令和6年3月31日時点, 現在: the day of a state, not of a step.
fn is_state_date(text: &NormalText<'_>, span: &Span) -> bool {
    ["時点", "現在", "生まれ", "生)", "末時点", "を基準", "以降に発行"].iter().any(|word| text.has(span.end, word))
}

/// A label that stands right before the date in the same line outweighs words of the past around it.
fn clear_label(text: &NormalText<'_>, span: &Span) -> bool {
    let line = text.line_start(span.start).max(span.start.saturating_sub(20));
    let before = text.string(line, span.start);
    let tail: String = before.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    ["期限", "期間", "日時", "期日", "締切", "工期", "納期"].iter().any(|word| tail.contains(word))
        && !before.contains("過去")
}

/// The sentence around a span, at most `reach` characters on each side.
fn sentence(text: &NormalText<'_>, span: &Span, reach: usize) -> String {
    sentence_around(text, span.start, span.end, reach)
}

fn sentence_around(text: &NormalText<'_>, from: usize, to: usize, reach: usize) -> String {
    let low = from.saturating_sub(reach);
    let start = (low..from)
        .rev()
        .find(|i| text.ends_sentence(*i) || text.gap(i + 1) == Gap::Block || begins_item(text, i + 1))
        .map_or(low, |i| i + 1);
    let end = (to..(to + reach).min(text.len()))
        .find(|i| text.ends_sentence(*i) || text.gap(*i) == Gap::Block || begins_item(text, *i))
        .unwrap_or_else(|| (to + reach).min(text.len()));
    text.string(start, end)
}

/// The place behind the bracket that is still open at `i`.
fn bracket_before(text: &NormalText<'_>, i: usize, reach: usize) -> Option<usize> {
    let mut closed = 0usize;
    for at in (i.saturating_sub(reach)..i).rev() {
        match text.get(at)? {
            ')' => closed += 1,
            '(' if closed == 0 => return Some(at + 1),
            '(' => closed -= 1,
            '。' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{dates, spans};
    use super::*;

    fn cited(original: &str) -> Vec<bool> {
        let text = NormalText::of(original);
        spans::join(&text, &dates::scan(&text))
            .iter()
            .map(|span| is_citation(&text, span) || is_look_back(&text, span))
            .collect()
    }

    #[test]
    fn dates_of_rules_are_no_steps() {
        assert_eq!(cited("個人情報の保護に関する法律（平成15年5月30日法律第57号）を守ること。"), [true]);
        assert_eq!(cited("「工事費内訳書取扱要領（平成 27 年 3 月 11\n  日制定）」による。"), [true]);
        assert_eq!(cited("取扱要領（令和4年1月11日部長通知）による"), [true]);
        assert!(cited("桜川市規則（平成17年桜川市規則第46号）").is_empty());
    }

    #[test]
    fn look_back_periods_and_examples_are_no_steps() {
        assert_eq!(cited("過去２年間の期間は（令和６年４月１日～入札公告の日）をいう。"), [true]);
        assert_eq!(cited("平成28年4月1日以降に完成した工事の実績を有すること。"), [true]);
        assert_eq!(
            cited("（例：公告の日が令和８年４月１日の場合、令和６年４月１日から令和８年４月１日まで）"),
            [true, true]
        );
    }

    #[test]
    fn steps_are_not_taken_for_citations() {
        assert_eq!(cited("質問書の提出期限 令和8年8月5日（水）午後5時まで"), [false]);
        assert_eq!(cited("入札書の提出期限（令和8年8月5日まで）"), [false]);
    }
}
