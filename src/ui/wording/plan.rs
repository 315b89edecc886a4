//! Words of the backward plan: tasks, their dates, what does not fit.

use super::{Phrase, counted, deadline, language, say, say_with};
use crate::domain::country;
use crate::domain::deadline::Moment;
use crate::domain::language::Language;
use crate::domain::plan::{Conflict, DayName, DoneWith, PlanTask, Side, TaskState, Unit};
use chrono::NaiveDate;

/// Title.
pub const TITLE: Phrase = Phrase::new("逆算計画", "Backward plan");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "提出期限から逆算した作業です。遅くともいつ始め、いつ終えるかを示します。日程を変えると計画も動きます。",
    "Counted back from what must be handed in: when each task must begin and end at the latest. It moves when a date moves.",
);
/// Heading of the picture.
pub const PICTURE: Phrase = Phrase::new("工程図", "Timeline");
/// What the picture shows, for those who listen.
pub const PICTURE_ALT: Phrase = Phrase::new(
    "作業の期間を横棒で示した工程図。同じ内容は下の表にあります。",
    "Timeline with a bar for each task. The table below says the same.",
);
/// The signs of the picture.
pub const LEGEND: Phrase = Phrase::new(
    "塗りつぶした棒と「！」＝急ぎ　枠だけの棒＝未着手　薄い塗りの棒＝着手済み　破線の棒＝済み　◆＝手続の期日　縦の破線＝今日　上段の帯＝休日（日本・海外）",
    "Solid bar and “!”: cannot wait. Outline: not begun. Lightly filled: begun. Dashed outline: done. ◆: step of the tender. Dashed line: today. Strips at the top: days off in Japan and abroad.",
);
/// Heading of the table.
pub const TASKS: Phrase = Phrase::new("作業一覧", "Tasks");
/// Column: the task.
pub const TASK: Phrase = Phrase::new("作業", "Task");
/// Column: when it begins.
pub const START: Phrase = Phrase::new("遅くとも着手", "Begin by");
/// Column: when it ends.
pub const END: Phrase = Phrase::new("遅くとも完了", "Finish by");
/// Column: how long there is.
pub const LEFT: Phrase = Phrase::new("着手まで", "Until it must begin");
/// Column: who does it.
pub const OWNER: Phrase = Phrase::new("担当", "Responsible");
/// Column: what does not fit.
pub const CONFLICTS: Phrase = Phrase::new("注意", "To look at");
/// Cannot wait.
pub const CRITICAL: Phrase = Phrase::new("！急ぎ", "! cannot wait");
/// Nothing is wrong.
pub const FITS: Phrase = Phrase::new("問題なし", "fits");
/// Nobody does it yet.
pub const NOBODY: Phrase = Phrase::new("未定", "Nobody yet");
/// Change one task.
pub const CHANGE: Phrase = Phrase::new("変更", "Change");
/// Save it.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Leave it as it is.
pub const CLOSE: Phrase = Phrase::new("閉じる", "Close");
/// Take it out.
pub const REMOVE: Phrase = Phrase::new("この作業を外す", "Take this task out");
/// Take it back.
pub const TAKE_BACK: Phrase = Phrase::new("計画に戻す", "Take back into the plan");
/// Heading: what the bid does without.
pub const REMOVED: Phrase = Phrase::new("外した作業", "Tasks taken out");
/// Add one.
pub const ADD: Phrase = Phrase::new("作業を加える", "Add a task");
/// Field: the title.
pub const OWN_TITLE: Phrase = Phrase::new("作業の名前", "Name of the task");
/// Field: whose it is.
pub const SIDE: Phrase = Phrase::new("受け持ち", "Whose");
/// Field: how far it is.
pub const STATE: Phrase = Phrase::new("状態", "State");
/// Field: how long it takes.
pub const DAYS: Phrase = Phrase::new("所要日数", "Takes");
/// Field: when it begins.
pub const OWN_START: Phrase = Phrase::new("着手日（任意）", "Begins on (optional)");
/// Field: when it ends.
pub const OWN_END: Phrase = Phrase::new("完了日（任意）", "Ends on (optional)");
/// Field: when a task of our own ends.
pub const OWN_END_NEEDED: Phrase = Phrase::new("完了日", "Ends on");
/// Hint.
pub const OWN_DATES_HINT: Phrase =
    Phrase::new("空欄のときは期限から計算します。", "Left empty, it is computed from the deadline.");
/// Field: a remark.
pub const NOTE: Phrase = Phrase::new("備考（任意）", "Remark (optional)");
/// No submission.
pub const NO_TASKS: Phrase = Phrase::new(
    "計算のもとになる提出期限がありません。日程に企画提案書・入札書などの期限を加えてください。",
    "There is no deadline to count back from. Add the date by which the proposal or the bid is due.",
);
/// To the dates.
pub const DATES: Phrase = Phrase::new("日程を見る", "See the dates");
/// Lead time set by somebody.
pub const OWN_DAYS: Phrase = Phrase::new("変更済み", "set by a person");
/// Take the workbook.
pub const FILE: Phrase = Phrase::new("Excel でダウンロード", "Download as Excel");
/// Take the paper.
pub const PAPER: Phrase = Phrase::new("Word でダウンロード", "Download as Word");
/// Row of the picture: Japan.
pub const JAPAN_OFF: Phrase = Phrase::new("休日（日本）", "Days off, Japan");
/// Row of the picture: abroad.
pub const ABROAD_OFF: Phrase = Phrase::new("休日（海外）", "Days off, abroad");
/// How it was printed.
pub const PRINT_HINT: Phrase = Phrase::new(
    "工程図と表は、ブラウザの印刷でそのまま A4 横に印刷できます。",
    "Print this page from the browser: timeline and table fit A4 landscape.",
);

/// Whose a task is.
#[must_use]
pub const fn side(side: Side) -> Phrase {
    match side {
        Side::Japan => Phrase::new("日本側", "Japan"),
        Side::Abroad => Phrase::new("海外側", "partner abroad"),
        Side::Both => Phrase::new("双方", "all firms"),
    }
}

/// How far a task is.
#[must_use]
pub const fn state(state: TaskState) -> Phrase {
    match state {
        TaskState::Open => Phrase::new("未着手", "not begun"),
        TaskState::Started => Phrase::new("着手済み", "begun"),
        TaskState::Done => Phrase::new("✓ 済み", "✓ done"),
        TaskState::Removed => Phrase::new("外した", "taken out"),
    }
}

/// With what a task is done that nobody marked.
#[must_use]
pub fn done_with(with: DoneWith) -> String {
    match with {
        DoneWith::Step(kind) => {
            let step = deadline::kind(kind);
            say_with(format!("日程の「{}」が済みのため", step.ja), format!("with the date: {}", step.en))
        }
        DoneWith::Decision => say_with("参加の可否を決めたため".to_owned(), "with the decision".to_owned()),
    }
}

/// The name of the days in which a duration is counted.
#[must_use]
pub const fn unit(unit: Unit) -> Phrase {
    match unit {
        Unit::Business => Phrase::new("営業日", "business days"),
        Unit::Calendar => Phrase::new("日", "calendar days"),
    }
}

/// The title in the language of the page.
#[must_use]
pub fn title(task: &PlanTask) -> &str {
    match language() {
        Language::Japanese => &task.title_ja,
        Language::English => &task.title_en,
    }
}

/// The title in the other language; empty for one of our own, which has one title.
#[must_use]
pub fn other_title(task: &PlanTask) -> &str {
    match language() {
        _ if task.is_own => "",
        Language::Japanese => &task.title_en,
        Language::English => &task.title_ja,
    }
}

/// A title in the language of the page, and in the other.
#[must_use]
pub fn titles(ja: String, en: String) -> (String, String) {
    let is_one = ja == en;
    let (main, other) = match language() {
        Language::Japanese => (ja, en),
        Language::English => (en, ja),
    };
    (main, if is_one { String::new() } else { other })
}

/// 5営業日, 1 business day.
#[must_use]
pub fn duration(days: i64, of: Unit) -> String {
    let unit_en = match (days, of) {
        (1, Unit::Business) => "business day",
        (1, Unit::Calendar) => "calendar day",
        (_, of) => unit(of).en,
    };
    say_with(format!("{days}{}", unit(of).ja), format!("{days} {unit_en}"))
}

/// How long it usually takes.
#[must_use]
pub fn usual(days: i64, of: Unit) -> String {
    let days = duration(days, of);
    say_with(
        format!("標準は{days}です。空欄のときはこれを使います。"),
        format!("Usually {days}; used when left empty."),
    )
}

/// A day in few signs.
#[must_use]
pub fn day(date: NaiveDate) -> String {
    deadline::short(Moment::day(date))
}

/// The name of a country.
#[must_use]
pub fn country_name(code: &str) -> &str {
    let Some(found) = country::find(code) else { return code };
    match language() {
        Language::Japanese => found.ja,
        Language::English => found.en,
    }
}

/// That a country's holidays are not known.
#[must_use]
pub fn unknown(code: &str) -> String {
    let name = country_name(code);
    say_with(
        format!("{name}の祝日は収録していないため、数えていません（土日だけを除いています）。先方にご確認ください。"),
        format!(
            "The public holidays of {name} are not known here and not counted; only Saturdays and Sundays are. Ask the partner."
        ),
    )
}

/// What does not fit. `title_of` knows the other tasks.
#[must_use]
pub fn conflict(conflict: &Conflict, of: Unit, title_of: impl Fn(&str) -> String) -> String {
    match conflict {
        Conflict::EndPast => {
            say_with("完了の期限を過ぎています。".to_owned(), "It should be finished by now.".to_owned())
        }
        Conflict::StartPast { needed, left } => say_with(
            format!("着手の期限を過ぎています。必要 {}、残り {}。", duration(*needed, of), duration(*left, of)),
            format!("It should have begun: it takes {}, {} left.", duration(*needed, of), duration(*left, of)),
        ),
        Conflict::TooShort { needed, left } => say_with(
            format!("日数が足りません。必要 {}、あるのは {}。", duration(*needed, of), duration(*left, of)),
            format!("There is not enough time: it takes {}, there are {}.", duration(*needed, of), duration(*left, of)),
        ),
        Conflict::NotReady { code, from } => {
            let (other, from) = (title_of(code), day(*from));
            say_with(
                format!("「{other}」が終わるのを待つと、着手は早くて{from}になり、間に合いません。"),
                format!("It waits for “{other}”, can begin on {from} at the earliest, and is then too late."),
            )
        }
        Conflict::EndsLate { latest } => {
            let latest = day(*latest);
            say_with(
                format!("指定の完了日は、計画の期限（{latest}）より後です。"),
                format!("The day that was set is after the latest end of the plan, {latest}."),
            )
        }
        Conflict::TooOld { earliest } => {
            let earliest = day(*earliest);
            say_with(
                format!("{earliest}より前に取ると、提出時に有効期間を過ぎます。"),
                format!("If it is issued before {earliest}, it is too old at the submission."),
            )
        }
        Conflict::AgainFor { step, earliest } => {
            let (step, earliest) = (say(deadline::kind(*step)), day(*earliest));
            say_with(
                format!("「{step}」の時点では有効期間を過ぎるため、{earliest}以降に取ったものがもう1通必要です。"),
                format!("Too old by then: a second one is needed for “{step}”, issued on {earliest} or later."),
            )
        }
        Conflict::OnDayOff { date } => {
            let date = day(*date);
            say_with(format!("指定の{date}は休日です。"), format!("The day that was set, {date}, is a day off."))
        }
        Conflict::DaysOff { country, days } => days_off(country, days),
    }
}

fn days_off(country: &str, days: &[DayName]) -> String {
    let name = |found: &DayName| {
        let name = match language() {
            Language::Japanese if !found.ja.is_empty() => &found.ja,
            _ => &found.en,
        };
        format!("{} {name}", day(found.date))
    };
    let named: Vec<String> = days.iter().map(name).collect();
    let country = country_name(country);
    say_with(
        format!("期間中の休日（{country}）：{}", named.join("、")),
        format!("Days off within it ({country}): {}", named.join(", ")),
    )
}

/// How many tasks cannot wait.
#[must_use]
pub fn critical_count(count: usize, of: usize) -> String {
    match count {
        0 => say_with(
            format!("作業 {of}件。急ぎはありません。"),
            format!("{}; none is pressing.", counted(of, "task", "tasks")),
        ),
        count => say_with(
            format!("作業 {of}件のうち急ぎ {count}件"),
            format!("{count} of {} cannot wait", counted(of, "task", "tasks")),
        ),
    }
}

/// The slack of a task.
#[must_use]
pub fn slack(days: i64, of: Unit) -> String {
    match days {
        days if days < 0 => say_with(format!("{}不足", duration(-days, of)), format!("{} short", duration(-days, of))),
        0 => say_with("余裕なし".to_owned(), "no slack".to_owned()),
        days => say_with(format!("余裕 {}", duration(days, of)), format!("{} of slack", duration(days, of))),
    }
}

/// From when a certificate is useful.
#[must_use]
pub fn earliest_order(date: NaiveDate) -> String {
    let date = day(date);
    say_with(format!("{date}以降に取得"), format!("not before {date}"))
}
