//! Words of the confirm page: what was read, what a person says to it, the keys.

use super::{Phrase, say_with};
use crate::domain::deadline::MilestoneKind;
use crate::domain::notice::{Edge, OffsetUnit, RelativeDate, TextKind};
use crate::domain::relative_form::MOST_RELATIVE;
use crate::domain::requirement_form::MOST_REQUIREMENTS;
use crate::domain::tender::RelativeDeadline;
use crate::ui::wording::{deadline, say};

/// Title of the page.
pub const TITLE: Phrase = Phrase::new("読み取り内容の確認", "Confirm what was read");
/// Under it.
pub const SUB: Phrase = Phrase::new(
    "原文と見比べて、項目ごとに「採用」「訂正」「不採用」を選びます。選んだ内容だけが案件に登録されます。",
    "Compare each row with the notice and accept, correct or reject it. Only what you choose becomes part of the tender.",
);
/// The original text.
pub const SOURCE: Phrase = Phrase::new("公告の原文", "The notice as printed");
/// The texts, as tabs.
pub const SOURCES: Phrase = Phrase::new("ファイル", "Files");
/// A pasted text has no name.
pub const PASTED: Phrase = Phrase::new("貼り付けた文章", "Pasted text");
/// Group: what must be looked at.
pub const NEEDS_YOU: Phrase = Phrase::new("確認が必要な項目", "Needs your decision");
/// Under it.
pub const NEEDS_YOU_HINT: Phrase = Phrase::new(
    "はっきり読み取れなかったか、公告の中で食い違っています。選ぶまで確定できません。",
    "Not read clearly, or the notice contradicts itself. Nothing is taken over until you choose.",
);
/// Group: what was read clearly.
pub const CLEAR: Phrase = Phrase::new("はっきり読み取れた項目", "Read clearly");
/// Under it.
pub const CLEAR_HINT: Phrase = Phrase::new(
    "「採用」を選んであります。違うものだけ直してください。",
    "Accepted unless you say otherwise. Change only what is wrong.",
);
/// Group: what was not found.
pub const MISSING: Phrase = Phrase::new("見つからなかった項目", "Not found in the notice");
/// Under it.
pub const MISSING_HINT: Phrase = Phrase::new(
    "公告にあれば入力してください。空欄のままでも確定でき、あとから入力できます。",
    "Fill in what you find in the notice. It may stay empty, and can be added later.",
);
/// Steps that were not found.
pub const MISSING_STEPS: Phrase = Phrase::new("この方式で通常ある手続", "Steps that such a procedure usually has");
/// Group: dates that hang on others.
pub const RELATIVE: Phrase = Phrase::new("他の手続から数える期限", "Dates counted from another step");
/// Under it.
pub const RELATIVE_HINT: Phrase = Phrase::new(
    "日付そのものは公告に書かれていません。起点の日が決まるまで、日程表には載りません。",
    "The notice prints no day for these. They stay out of the calendar until the day they hang on is known.",
);
/// Group: demands.
pub const REQUIREMENTS: Phrase = Phrase::new("提出条件・参加条件", "Requirements");
/// Under it.
pub const REQUIREMENTS_HINT: Phrase = Phrase::new(
    "様式、証明書類、部数、参加資格などです。英文は訳で、あとから直せます。",
    "Forms, certificates, copies, eligibility. The English is a translation and can be changed later.",
);
/// Take it.
pub const ACCEPT: Phrase = Phrase::new("採用", "Accept");
/// Take it with other words.
pub const CORRECT: Phrase = Phrase::new("訂正", "Correct");
/// Leave it.
pub const REJECT: Phrase = Phrase::new("不採用", "Reject");
/// The choice, for those who listen.
pub const VERDICT: Phrase = Phrase::new("この項目を", "Your decision");
/// The choices of a fact with two values.
pub const WHICH_VALUE: Phrase = Phrase::new("どの記載が正しいですか", "Which one is right?");
/// Add files.
pub const ADD_FILES: Phrase = Phrase::new("この案件のファイルを追加", "Add files of this tender");
/// Under it.
pub const ADD_FILES_HINT: Phrase = Phrase::new(
    "仕様書、様式集、共通の説明書など。全体をまとめて読み直します。この画面で選んだ内容は消えます。",
    "Specification, forms, common rules. All texts are read together once more; what you chose on this page is lost.",
);
/// Send the files.
pub const ADD_FILES_SUBMIT: Phrase = Phrase::new("追加して読み直す", "Add and read again");
/// Put away.
pub const DISCARD: Phrase = Phrase::new("この案件は不要", "Put this proposal away");
/// Under it.
pub const DISCARD_HINT: Phrase = Phrase::new(
    "一覧から外します。原文は残り、「不要」の一覧からいつでも元に戻せます。",
    "It leaves the list. Its texts stay, and you can take it back at any time.",
);
/// Take back.
pub const TAKE_BACK: Phrase = Phrase::new("元に戻す", "Take it back");
/// It was put away.
pub const DISCARDED: Phrase = Phrase::new("この案件は「不要」にされています。", "This proposal was put away.");
/// Names the open rows after a refused post.
pub const STILL_OPEN: Phrase = Phrase::new("次の項目を確認してください", "These rows still need you");
/// Confirm.
pub const SUBMIT: Phrase = Phrase::new("この内容で確定する", "Confirm the tender");
/// To the next undecided.
pub const NEXT: Phrase = Phrase::new("次の未確認へ", "Next undecided");
/// The keys.
pub const KEYS: Phrase = Phrase::new("キー操作", "Keys");
/// Whether they work.
pub const KEYS_ON: Phrase = Phrase::new("一文字のキーで操作する", "Work with single keys");
/// Names what the first line of a row is for those who listen.
pub const CORRECTION: Phrase = Phrase::new("訂正する内容", "Correction");
/// In Japanese.
pub const IN_TEXT: Phrase = Phrase::new("原文", "in the text");
/// Back to the row.
pub const TO_ROW: Phrase = Phrase::new("の項目へ", "to its row");
/// Documents that the source names.
pub const NAMED: Phrase = Phrase::new("公告が挙げているファイル", "Files that the notice names");
/// Nobody fetched them.
pub const NAMED_HINT: Phrase = Phrase::new(
    "自動では取り込みません。必要なものはダウンロードして追加してください。",
    "They are not fetched. Download what you need and add it.",
);

/// The keys and what they do.
pub const KEY_LIST: [(&str, Phrase); 7] = [
    ("j / ↓", Phrase::new("次の項目", "next row")),
    ("k / ↑", Phrase::new("前の項目", "previous row")),
    ("a / Enter", Phrase::new("採用して次へ", "accept, go on")),
    ("c", Phrase::new("訂正（Esc で戻る）", "correct (Esc leads back)")),
    ("r", Phrase::new("不採用にして次へ", "reject, go on")),
    ("n", Phrase::new("次の未確認へ", "next undecided")),
    ("?", Phrase::new("この一覧", "this list")),
];

/// How many rows wait.
#[must_use]
pub fn undecided(left: usize, total: usize) -> String {
    match left {
        0 => say_with(format!("全{total}件を確認しました。"), format!("All {total} rows are decided.")),
        left => say_with(format!("未確認 {left}件（全{total}件）"), format!("{left} of {total} undecided")),
    }
}

/// What sort of text it is, in one word; empty when that is not known.
#[must_use]
pub const fn text_kind(kind: TextKind) -> Phrase {
    match kind {
        TextKind::Notice => Phrase::new("公告", "notice"),
        TextKind::ProposalGuideline => Phrase::new("実施要領", "guideline"),
        TextKind::Correction => Phrase::new("訂正公告", "correction"),
        TextKind::Cancellation => Phrase::new("中止公告", "cancellation"),
        TextKind::Result => Phrase::new("入札結果", "result"),
        TextKind::Rules => Phrase::new("共通事項", "rules"),
        TextKind::Specification => Phrase::new("仕様書", "specification"),
        TextKind::Forms => Phrase::new("様式集", "forms"),
        TextKind::Answers => Phrase::new("質問回答", "answers"),
        TextKind::Plan => Phrase::new("発注見通し", "plan"),
        TextKind::Unknown => Phrase::new("", ""),
    }
}

/// Pages that nobody read, of one file.
#[must_use]
pub fn unread_pages(pages: u32) -> String {
    say_with(
        format!("画像だけの {pages} ページは読み取っていません。原本で確認してください。"),
        format!("{pages} page(s) are pictures and were not read. Check them in the original."),
    )
}

/// Demands for which a tender has no room.
#[must_use]
pub fn requirements_beyond(count: usize) -> String {
    say_with(
        format!(
            "条件が多いため、ファイルの順に{MOST_REQUIREMENTS}件までを下に示しています。残る{count}件は示していません。原文で確認し、必要なものは確定後に「提出条件・参加条件」へ追加してください（不採用にした分だけ追加できます）。"
        ),
        format!(
            "The files hold more requirements than one tender takes: the first {MOST_REQUIREMENTS} are below, {count} are not shown. Read them in the text and add what you need under Requirements after confirming; there is room for as many as you reject here."
        ),
    )
}

/// Dates that hang on others for which a tender has no room.
#[must_use]
pub fn relative_beyond(count: usize) -> String {
    say_with(
        format!(
            "他の手続から数える期限が多いため、ファイルの順に{MOST_RELATIVE}件までを下に示しています。残る{count}件は示していません。原文で確認し、必要なものは確定後に「内容と日程を変更」から追加してください（不採用にした分だけ追加できます）。"
        ),
        format!(
            "The files hold more dates counted from another step than one tender takes: the first {MOST_RELATIVE} are below, {count} are not shown. Read them in the text and add what you need after confirming, under “Change facts and dates”; there is room for as many as you reject here."
        ),
    )
}

/// What a unit counts.
#[must_use]
pub const fn unit(unit: OffsetUnit) -> Phrase {
    match unit {
        OffsetUnit::Day => Phrase::new("日", "days"),
        OffsetUnit::BusinessDay => Phrase::new("日（休日を除く）", "business days"),
        OffsetUnit::Week => Phrase::new("週間", "weeks"),
        OffsetUnit::Month => Phrase::new("か月", "months"),
        OffsetUnit::Year => Phrase::new("年", "years"),
    }
}

/// Beginning or end.
#[must_use]
pub const fn edge(edge: Edge) -> Phrase {
    match edge {
        Edge::From => Phrase::new("開始（〜から）", "begins (〜から)"),
        Edge::By => Phrase::new("期限（〜まで・以内）", "due (〜まで, 以内)"),
    }
}

/// The name of the step that a relative date dates.
#[must_use]
pub fn step(kind: Option<MilestoneKind>) -> &'static str {
    kind.map_or_else(|| say(UNKNOWN_STEP), |kind| say(deadline::kind(kind)))
}

/// The step is not known.
pub const UNKNOWN_STEP: Phrase = Phrase::new("手続不明", "some step");
/// Field: the step it hangs on.
pub const ANCHOR: Phrase = Phrase::new("起点", "Counted from");
/// Field: beginning or end.
pub const EDGE: Phrase = Phrase::new("開始・期限", "Begins or due");
/// Field: how many.
pub const COUNT: Phrase = Phrase::new("数", "Count");
/// Under it.
pub const COUNT_HINT: Phrase =
    Phrase::new("さかのぼるときは -3 のように。当日は空欄", "-3 counts back; empty for the day itself");
/// Field: of what.
pub const UNIT: Phrase = Phrase::new("単位", "Unit");
/// No unit.
pub const NO_UNIT: Phrase = Phrase::new("なし", "none");
/// Field: the words.
pub const PRINTED: Phrase = Phrase::new("公告の表記", "As printed");

/// What a relative date says, in the reader's language: the printed words, or their sense in English.
#[must_use]
pub fn relative_sense(date: &RelativeDate) -> String {
    let count = date.offset.map(|offset| (offset.count, offset.unit));
    sense(date.edge, date.anchor, count, date.time.map(deadline::clock))
}

/// The same of one that is kept.
#[must_use]
pub fn kept_sense(date: &RelativeDeadline) -> String {
    let count = date.offset.map(|offset| (offset.count, offset.unit));
    sense(date.edge, date.anchor, count, date.time.map(deadline::clock))
}

fn sense(edge: Edge, anchor: Option<MilestoneKind>, count: Option<(i32, OffsetUnit)>, time: Option<String>) -> String {
    let (ja_anchor, en_anchor) = anchor.map_or(("起点不明", "some step"), |kind| (kind.ja(), kind.en()));
    let (ja, en) = match count {
        None => (ja_anchor.to_owned(), format!("the day of “{en_anchor}”")),
        Some((count, of)) => {
            let (far, of) = (count.unsigned_abs(), unit(of));
            let (ja_way, en_way) = if count < 0 { ("前", "before") } else { ("後", "after") };
            (format!("{ja_anchor}の{far}{}{ja_way}", of.ja), format!("{far} {} {en_way} “{en_anchor}”", of.en))
        }
    };
    let (ja_time, en_time) =
        time.map_or((String::new(), String::new()), |time| (format!(" {time}"), format!(", {time}")));
    match edge {
        Edge::From => say_with(format!("{ja}{ja_time}から"), format!("from {en}{en_time}")),
        Edge::By => say_with(format!("{ja}{ja_time}まで"), format!("by {en}{en_time}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_is_told_in_the_readers_language() {
        let text = sense(Edge::By, Some(MilestoneKind::AwardNotice), Some((7, OffsetUnit::Day)), None);
        assert!(text.contains('7') && text.contains("落札決定"), "{text}");
    }
}
