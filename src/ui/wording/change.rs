//! Words about what comes after the first notice: corrections, differences, outcomes, what moved.

use chrono::DateTime;

use super::{Phrase, deadline, derived_date, intake, requirement, say, say_with};
use crate::domain::change::{ChangeKind, ChangeState, Moved};
use crate::domain::deadline::{Moment, Precision};
use crate::domain::difference::{Caution, Movement};
use crate::domain::notice::{FactName, PriceBasis, ProcedureKind};
use crate::domain::tender::{TenderOutcome, price_basis_of};

/// The changes of a tender.
pub const CHANGES: Phrase = Phrase::new("公告後の変更", "Changes after the notice");
/// Under the title.
pub const CHANGES_SUB: Phrase = Phrase::new(
    "訂正公告、日程の変更、中止、結果などを取り込み、登録内容と比べます。採用するまで、登録内容は変わりません。",
    "Corrections (訂正公告), new dates, cancellations and results are compared with what is kept here. Nothing moves until you accept it.",
);
/// The way there.
pub const BRING: Phrase = Phrase::new("変更を取り込む", "Something changed");
/// Files.
pub const UPLOAD: Phrase = Phrase::new("ファイルから取り込む", "From a file");
/// The file.
pub const FILE: Phrase = Phrase::new("変更を知らせる文書", "File that tells the change");
/// Which files.
pub const FILE_HINT: Phrase = Phrase::new(
    "訂正公告、変更後の公告、中止や結果の通知など。PDF、HTML、テキスト、XML、JSON。1件 20 MB まで。",
    "A correction, a newer notice, a cancellation or a result: PDF, HTML, text, XML or JSON, up to 20 MB each.",
);
/// Text.
pub const PASTE: Phrase = Phrase::new("文章を貼り付ける", "From text");
/// The text.
pub const TEXT: Phrase = Phrase::new("変更を知らせる文章", "Text that tells the change");
/// Compare.
pub const COMPARE: Phrase = Phrase::new("読み取って比べる", "Read and compare");
/// None yet.
pub const NONE: Phrase =
    Phrase::new("公告後の変更は、まだ取り込まれていません。", "No change has come in since the notice.");
/// Column: what.
pub const WHAT: Phrase = Phrase::new("文書", "Document");
/// Column: came in.
pub const CAME_IN: Phrase = Phrase::new("取込日時", "Came in");
/// Column: state.
pub const STATE: Phrase = Phrase::new("状態", "State");
/// Column: result.
pub const TAKEN: Phrase = Phrase::new("採用した変更", "What was accepted");
/// Pasted text.
pub const PASTED: Phrase = Phrase::new("貼り付けた文章", "pasted text");
/// Nothing was accepted.
pub const NOTHING_TAKEN: Phrase = Phrase::new("採用した変更はありません。", "Nothing was accepted.");

/// It seems to belong here.
pub const BELONGS: Phrase =
    Phrase::new("この文書は、登録済みの案件に関するものですか。", "Does this belong to a tender you have?");
/// The same of several, over their list.
pub const OFFERED: Phrase =
    Phrase::new("次の文書は、登録済みの案件の続報ですか。", "Do these belong to the tenders beside them?");
/// Yes.
pub const BELONGS_YES: Phrase = Phrase::new("この案件の変更として確認する", "Yes, compare it with this tender");
/// No.
pub const BELONGS_NO: Phrase = Phrase::new("別の案件として登録する", "No, make a new tender of it");
/// Why it seems so.
pub const BELONGS_WHY: Phrase = Phrase::new(
    "番号、件名と宛先、または識別番号が一致したため、新しい案件は作成していません。",
    "Its number, its title and addressee or its identifier are the same, so no new tender was made.",
);
/// Not confirmed yet.
pub const CONFIRM_FIRST: Phrase = Phrase::new(
    "この案件は読み取り内容が未確認です。先に確認を済ませると、この文書との違いを比べられます。",
    "What was read of this tender is not confirmed yet. Confirm it first; then the difference can be shown.",
);
/// Title of the difference.
pub const DIFFERENCE: Phrase = Phrase::new("登録内容との違い", "What differs");
/// Under it.
pub const DIFFERENCE_SUB: Phrase = Phrase::new(
    "項目ごとに、採用するか、登録内容のままにするかを選んでください。",
    "Choose for each line whether to accept the new value or to keep the present one.",
);
/// Nothing differs.
pub const NO_DIFFERENCE: Phrase = Phrase::new(
    "読み取った範囲では、登録内容との違いはありません。原文も確認してください。",
    "Nothing that was read differs from what is kept here. Check the text as well.",
);
/// The present value.
pub const PRESENT: Phrase = Phrase::new("登録内容", "Kept here");
/// The new value.
pub const NEWER: Phrase = Phrase::new("新しい文書", "New document");
/// No value.
pub const EMPTY: Phrase = Phrase::new("（なし）", "(none)");
/// Not printed any more.
pub const UNSAID: Phrase = Phrase::new("（記載なし）", "(not stated)");
/// The choice.
pub const CHOICE: Phrase = Phrase::new("この項目を", "This line");
/// Take it.
pub const ACCEPT: Phrase = Phrase::new("採用する", "Accept");
/// Take a removal.
pub const ACCEPT_GONE: Phrase = Phrase::new("削除する", "Remove");
/// Leave it.
pub const LEAVE: Phrase = Phrase::new("そのままにする", "Leave as it is");
/// Send the choices.
pub const SETTLE: Phrase = Phrase::new("選んだ内容で確定する", "Carry out the choices");
/// What stays alike.
pub const SAME: Phrase = Phrase::new("変更のない項目", "Lines that stay the same");
/// Everything that needs a look.
pub const FACTS: Phrase = Phrase::new("案件の内容", "Facts");
/// Dates.
pub const DATES: Phrase = Phrase::new("日程", "Dates");
/// Tasks of the plan.
pub const PLAN_MOVES: Phrase = Phrase::new("逆算計画で動く作業", "Tasks of the backward plan that move");
/// On what ground.
pub const PLAN_MOVES_HINT: Phrase = Phrase::new(
    "上の日程の変更をすべて採用した場合です。遅くとも着手する日と、完了する日を示します。",
    "If all the new dates above are taken over: when each task must begin and end at the latest.",
);
/// A task that would not fit.
pub const TOO_LATE: Phrase = Phrase::new("！間に合わなくなる", "! would be too late");
/// A task that is not there.
pub const NO_TASK: Phrase = Phrase::new("なし", "not in the plan");
/// Demands.
pub const REQUIREMENTS: Phrase = Phrase::new("提出書類・参加条件", "Requirements");
/// The end of the procedure.
pub const OUTCOME: Phrase = Phrase::new("手続の終了", "End of the procedure");
/// The text.
pub const ORIGINAL: Phrase = Phrase::new("文書の原文", "The document as printed");
/// Put it away.
pub const WITHDRAW: Phrase = Phrase::new("何も採用せずに閉じる", "Close without accepting anything");
/// Take it back.
pub const REOPEN: Phrase = Phrase::new("もう一度比べる", "Compare again");
/// Take the outcome back.
pub const TAKE_BACK: Phrase = Phrase::new("記録を取り消す", "Take this back");
/// To the difference.
pub const TO_CHOICES: Phrase = Phrase::new("違いを確認する", "See what differs");
/// To all changes.
pub const TO_CHANGES: Phrase = Phrase::new("公告後の変更", "Changes after the notice");
/// On home.
pub const MOVED: Phrase = Phrase::new("案件の変更", "What moved");
/// What the releases of a source changed.
pub const RELEASES: Phrase = Phrase::new("公開元が示す変更の経過", "What each release changed");
/// Under it.
pub const RELEASES_HINT: Phrase = Phrase::new(
    "公開元のデータにある経過です。上の比較は、最新の状態と登録内容との違いです。",
    "As the source itself tells it. What is compared above is its newest state with what is kept here.",
);
/// Column: the field.
pub const FIELD: Phrase = Phrase::new("項目", "Field");
/// Column: the value before.
pub const BEFORE: Phrase = Phrase::new("変更前", "Before");
/// Column: the value after.
pub const AFTER: Phrase = Phrase::new("変更後", "After");
/// Waits.
pub const WAITS: Phrase = Phrase::new("確認待ち", "waits for a choice");
/// Of the firm that keeps the tender.
pub const WAITS_FOR_KEEPER: Phrase = Phrase::new(
    "案件を登録した会社が、変更を採用するかどうかを確認中です。",
    "The firm that keeps the tender is deciding whether to accept it.",
);
/// What was brought is no feed.
pub const NO_FEED: Phrase = Phrase::new(
    "フィード（RSS・Atom）として読み取れませんでした。公告の文書は「案件を追加」から取り込んでください。",
    "This is not a feed (RSS or Atom). Bring notices in under New tender.",
);

/// The sort of a change.
#[must_use]
pub const fn kind(kind: ChangeKind) -> Phrase {
    match kind {
        ChangeKind::Correction => Phrase::new("訂正・変更", "correction (訂正)"),
        ChangeKind::Newer => Phrase::new("新しい版", "newer version"),
        ChangeKind::Outcome => Phrase::new("中止・結果", "cancellation or result"),
    }
}

/// How far a change has come.
#[must_use]
pub const fn state(state: ChangeState) -> Phrase {
    match state {
        ChangeState::Offered => Phrase::new("該当案件の確認待ち", "to be assigned"),
        ChangeState::Open => Phrase::new("確認待ち", "waits for a choice"),
        ChangeState::Settled => Phrase::new("確認済み", "settled"),
        ChangeState::Withdrawn => Phrase::new("採用せず", "closed, nothing accepted"),
    }
}

/// How a value stands.
#[must_use]
pub const fn movement(movement: Movement) -> Phrase {
    match movement {
        Movement::Same => Phrase::new("変更なし", "same"),
        Movement::Changed => Phrase::new("変更", "changed"),
        Movement::Added => Phrase::new("追加", "added"),
        Movement::Gone => Phrase::new("記載なし", "no longer stated"),
    }
}

/// How a procedure ended, in a word.
#[must_use]
pub const fn outcome(outcome: TenderOutcome) -> Phrase {
    match outcome {
        TenderOutcome::Cancelled => Phrase::new("中止", "cancelled (中止)"),
        TenderOutcome::Awarded => Phrase::new("落札者・候補者決定", "awarded (落札決定)"),
        TenderOutcome::Unsuccessful => Phrase::new("不調・不落", "unsuccessful (不調)"),
    }
}

/// How a procedure ended, in a sentence.
#[must_use]
pub const fn outcome_sentence(outcome: TenderOutcome) -> Phrase {
    match outcome {
        TenderOutcome::Cancelled => {
            Phrase::new("この案件は中止になりました。", "The buyer has cancelled this tender (中止).")
        }
        TenderOutcome::Awarded => {
            Phrase::new("この案件は、落札者または候補者が決定しています。", "This tender has been awarded (落札決定).")
        }
        TenderOutcome::Unsuccessful => Phrase::new(
            "この案件は、落札者が決まらずに終了しました（不調・不落）。",
            "This tender ended without an award (不調).",
        ),
    }
}

/// Why to look twice.
#[must_use]
pub fn caution(caution: &Caution) -> String {
    match caution {
        Caution::Reading { why: Some(doubt) } => intake::doubt(doubt),
        Caution::Reading { why: None } => {
            say(Phrase::new("読み取りに確信がありません。", "The reader is not sure.")).to_owned()
        }
        Caution::PersonsWord => say(Phrase::new(
            "登録内容は、人が入力または修正したものです。",
            "A person entered or corrected the present value.",
        ))
        .to_owned(),
        Caution::BeforeDiffers { printed } => say_with(
            format!("文書の「変更前」は「{printed}」で、登録内容と一致しません。"),
            format!("The document calls “{printed}” the present value, which is not what is kept here."),
        ),
        Caution::BeforeElsewhen { at } => {
            let at = deadline::moment(*at);
            say_with(
                format!("文書の「変更前」は {at} で、登録内容と一致しません。"),
                format!("The document calls {at} the present date, which is not what is kept here."),
            )
        }
        Caution::SeveralHeld => say(Phrase::new(
            "同じ種別の日程が複数登録されています。どれの変更かを確かめてください。",
            "Several dates of this kind are kept here. Make sure which one is meant.",
        ))
        .to_owned(),
        Caution::StayBehind { count } => derived_date::stay_behind(*count),
        Caution::TimeNotSaid => {
            say(Phrase::new("新しい文書には時刻の記載がありません。", "The new document states no time of day."))
                .to_owned()
        }
        Caution::OnlyUnsaid => say(Phrase::new(
            "新しい文書に見つかりませんでした。廃止されたとは限りません。",
            "It was not found in the new document. That alone does not mean that it no longer holds.",
        ))
        .to_owned(),
    }
}

/// The value of a fact as a person reads it.
#[must_use]
pub fn fact_value(name: FactName, value: &str) -> String {
    match name {
        FactName::Procedure => {
            ProcedureKind::parse(value).map_or_else(|| value.to_owned(), |kind| say(intake::procedure(kind)).to_owned())
        }
        FactName::PriceBasis => {
            let words = |basis: PriceBasis| say(intake::price_basis(basis)).to_owned();
            price_basis_of(value).map_or_else(|| value.to_owned(), words)
        }
        _ => value.to_owned(),
    }
}

/// One value that was taken over: `開札日時：12/10（木）10:00 → 12/17（木）10:00`.
#[must_use]
pub fn moved(moved: &Moved) -> String {
    match moved {
        Moved::Fact { name, from, to } => {
            let (from, to) = (fact_value(*name, from), fact_value(*name, to));
            from_to(say(intake::fact(*name)), &from, &to)
        }
        Moved::Date { kind, from, to } => {
            let words = |at: &Option<Moment>| at.map(deadline::short).unwrap_or_default();
            from_to(say(deadline::kind(*kind)), &words(from), &words(to))
        }
        Moved::Requirement { kind, from, to } => from_to(say(requirement::kind(*kind)), from, to),
        Moved::Outcome { outcome: how } => {
            let words = say(outcome(*how));
            say_with(format!("手続の終了：{words}"), format!("End of the procedure: {words}"))
        }
    }
}

fn from_to(name: &str, from: &str, to: &str) -> String {
    match (from.is_empty(), to.is_empty()) {
        (true, _) => say_with(format!("{name}：{to}（追加）"), format!("{name}: {to} (added)")),
        (_, true) => say_with(format!("{name}：{from}（削除）"), format!("{name}: {from} (removed)")),
        _ => say_with(format!("{name}：{from} → {to}"), format!("{name}: {from} → {to}")),
    }
}

/// How many changes wait.
#[must_use]
pub fn waiting(changes: usize) -> String {
    say_with(
        format!("公告後の変更が {changes} 件あり、採用するかどうかの確認を待っています。"),
        match changes {
            1 => "One change has come in since the notice and waits for a choice.".to_owned(),
            changes => format!("{changes} changes have come in since the notice and wait for a choice."),
        },
    )
}

/// One release of a source: its name, when it was made, how much it changed.
#[must_use]
pub fn release(name: &str, when: &str, changes: usize) -> String {
    let when = if when.is_empty() { String::new() } else { format!(" — {when}") };
    say_with(
        format!("版 {name}{when}（{changes}項目）"),
        match changes {
            1 => format!("Release {name}{when} (1 field)"),
            changes => format!("Release {name}{when} ({changes} fields)"),
        },
    )
}

/// The name of a field of a release, by its path; none for a field that has no name here.
#[must_use]
pub fn released_field(path: &str) -> Option<Phrase> {
    // Members of a list are told by their own id, which is no part of the name.
    let mut plain = String::with_capacity(path.len());
    let mut depth = 0_usize;
    for letter in path.chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            other if depth == 0 => plain.push(other),
            _ => {}
        }
    }
    Some(match plain.as_str() {
        "tender.title" => Phrase::new("件名", "Title"),
        "tender.description" => Phrase::new("概要", "Description"),
        "tender.status" => Phrase::new("手続の状態", "State of the procedure"),
        "tender.procurementMethod" => Phrase::new("契約方式の区分", "Kind of procedure"),
        "tender.procurementMethodDetails" => Phrase::new("契約方式", "Procedure"),
        "tender.procuringEntity.name" => Phrase::new("発注者", "Buyer"),
        "tender.value.amount" => Phrase::new("予定価格", "Ceiling price"),
        "tender.minValue.amount" => Phrase::new("最低価格", "Lowest value"),
        "tender.tenderPeriod.startDate" => Phrase::new("入札・提案の受付開始", "Bids taken from"),
        "tender.tenderPeriod.endDate" => Phrase::new("入札・提案の締切", "Bids due"),
        "tender.enquiryPeriod.startDate" => Phrase::new("質問の受付開始", "Questions taken from"),
        "tender.enquiryPeriod.endDate" => Phrase::new("質問の締切", "Questions due"),
        "tender.awardPeriod.startDate" => Phrase::new("審査の開始", "Award period begins"),
        "tender.awardPeriod.endDate" => Phrase::new("審査の終了", "Award period ends"),
        "tender.contractPeriod.startDate" => Phrase::new("履行期間の開始", "Contract begins"),
        "tender.contractPeriod.endDate" => Phrase::new("履行期間の終了", "Contract ends"),
        "tender.submissionMethod" | "tender.submissionMethodDetails" => Phrase::new("提出方法", "How to hand in"),
        "tender.eligibilityCriteria" => Phrase::new("参加資格", "Eligibility"),
        "tender.awardCriteria" | "tender.awardCriteriaDetails" => Phrase::new("落札の基準", "Award criteria"),
        "tender.milestones.title" => Phrase::new("手続の名称", "Name of a step"),
        "tender.milestones.dueDate" => Phrase::new("手続の日時", "Date of a step"),
        "tender.milestones.description" => Phrase::new("手続の説明", "Description of a step"),
        "tender.documents.title" => Phrase::new("資料の名称", "Title of a document"),
        "tender.documents.url" => Phrase::new("資料の所在", "Address of a document"),
        _ => return None,
    })
}

/// A value of a release that is a moment, in Japan and in words.
#[must_use]
pub fn released_moment(value: &str) -> Option<String> {
    let at = DateTime::parse_from_rfc3339(value).ok()?;
    Moment::from_utc_millis(at.timestamp_millis(), Precision::Minute).map(deadline::moment)
}

/// How many lines stay the same.
#[must_use]
pub fn same(lines: usize) -> String {
    say_with(format!("変更のない項目（{lines}件）"), format!("Lines that stay the same ({lines})"))
}

/// Who recorded something, and when.
#[must_use]
pub fn recorded(by: Option<&str>, when: &str) -> String {
    match by {
        Some(name) => say_with(format!("{when}　{name} が記録"), format!("Recorded by {name}, {when}")),
        None => say_with(format!("{when}　サーバーの運用者が記録"), format!("Recorded by the operator, {when}")),
    }
}

/// Who settled a change, and when.
#[must_use]
pub fn settled(by: Option<&str>, when: &str) -> String {
    match by {
        Some(name) => say_with(format!("{when}　{name} が確認"), format!("Settled by {name}, {when}")),
        None => say_with(format!("{when} に確認"), format!("Settled {when}")),
    }
}

/// The tender that a document seems to belong to.
#[must_use]
pub fn belongs_to(title: &str) -> String {
    say_with(format!("登録済みの案件「{title}」に関するもののようです。"), format!("It seems to speak of “{title}”."))
}

/// How many tasks of a plan move, and how many would be too late.
#[must_use]
pub fn plan_moves(count: usize, late: usize) -> String {
    match late {
        0 => say_with(
            format!("{count}件の作業が動きます。間に合わなくなる作業はありません。"),
            format!("{count} task(s) move; none becomes too late."),
        ),
        late => say_with(
            format!("{count}件の作業が動き、そのうち{late}件が間に合わなくなります。"),
            format!("{count} task(s) move; {late} would be too late."),
        ),
    }
}
