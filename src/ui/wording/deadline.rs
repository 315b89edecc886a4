//! Dates in words: the day with its weekday in the reader's convention, how long there is, how sure it is.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::{Phrase, language, say_with};
use crate::domain::deadline::{Basis, Certainty, MilestoneKind, Moment};
use crate::domain::era::{self, Digits};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::tender::StepDone;

/// Heading of the table of dates.
pub const DATES: Phrase = Phrase::new("日程", "Dates");
/// Title of a bid's page of dates.
pub const DATES_OF_BID: Phrase = Phrase::new("日程と担当", "Dates and who answers for them");
/// Column: the step.
pub const STEP: Phrase = Phrase::new("手続", "Step");
/// Column: when, in Japan.
pub const WHEN: Phrase = Phrase::new("日時（日本時間）", "When (Japan time, JST)");
/// Column: how long there is.
pub const LEFT: Phrase = Phrase::new("残り", "Time left");
/// Column: how sure.
pub const CERTAINTY: Phrase = Phrase::new("確度", "Certainty");
/// Column: what must have happened by then.
pub const BASIS: Phrase = Phrase::new("到達の基準", "What counts");
/// Column: who answers for it.
pub const OWNER: Phrase = Phrase::new("担当", "Responsible");
/// Column: the sentence behind it.
pub const SENTENCE: Phrase = Phrase::new("根拠", "Source");
/// Unit of a countdown.
pub const DAYS: Phrase = Phrase::new("日", "days");
/// Nobody answers for it.
pub const NOBODY: Phrase = Phrase::new("未定", "Nobody yet");
/// No time of day.
pub const NO_TIME: Phrase = Phrase::new("時刻の記載なし", "time not stated");
/// Today, in the row of steps.
pub const TODAY: Phrase = Phrase::new("今日", "Today");
/// A past step of ours.
pub const OVERDUE: Phrase = Phrase::new("✕ 期限経過", "✕ past due");
/// Done on this bid.
pub const DONE: Phrase = Phrase::new("✓ 済み", "✓ done");
/// Marking it.
pub const MARK_DONE: Phrase = Phrase::new("済みにする", "Mark as done");
/// Taking the mark away.
pub const MARK_NOT_DONE: Phrase = Phrase::new("済みを取り消す", "Not done yet");
/// Between two ways of handing in.
pub const BETWEEN: Phrase = Phrase::new("・", ", ");
/// Ways of handing in.
pub const METHODS: Phrase = Phrase::new("提出方法", "How to hand in");
/// A past step of the buyer.
pub const OVER: Phrase = Phrase::new("終了", "over");
/// From a person.
pub const BY_PERSON: Phrase = Phrase::new("人が入力・変更", "entered or changed by a person");
/// No dates.
pub const NONE: Phrase = Phrase::new("日程はまだありません。", "There are no dates yet.");
/// Printing.
pub const PRINT_HINT: Phrase = Phrase::new(
    "この表は、ブラウザの印刷でそのまま A4 に印刷できます。",
    "Print this page from the browser: it is laid out for A4 paper.",
);
/// JST first.
pub const ZONE_HINT: Phrase = Phrase::new(
    "期限は日本時間（JST）で決まります。その下は各地の時刻です。",
    "Deadlines are decided in Japan time (JST). The local times of the partners stand below.",
);
/// The original.
pub const ORIGINAL: Phrase = Phrase::new("公告の原本", "Original notice");
/// Kind of a step.
pub const KIND: Phrase = Phrase::new("種別", "Kind of step");
/// A name of its own.
pub const TITLE: Phrase = Phrase::new("表示名（任意）", "Own name (optional)");
/// Hint.
pub const TITLE_HINT: Phrase =
    Phrase::new("種別の名前では足りないときだけ入力します。", "Only where the name of the kind does not say enough.");
/// Period begins: day.
pub const FROM_DATE: Phrase = Phrase::new("開始日（期間のとき）", "From, day (for a period)");
/// Period begins: time.
pub const FROM_TIME: Phrase = Phrase::new("開始時刻", "From, time");
/// Day.
pub const DATE: Phrase = Phrase::new("期日", "Day");
/// Hint.
pub const DATE_HINT: Phrase =
    Phrase::new("例：令和8年12月10日、2026-12-10", "For example 2026-12-10 or 令和8年12月10日");
/// Time.
pub const TIME: Phrase = Phrase::new("時刻", "Time (JST)");
/// Hint.
pub const TIME_HINT: Phrase = Phrase::new("例：17:00。記載がなければ空欄", "For example 17:00; empty when not stated");
/// Place.
pub const PLACE: Phrase = Phrase::new("場所（任意）", "Place (optional)");
/// The sentence behind it.
pub const TYPED_SENTENCE: Phrase = Phrase::new("根拠の文（任意）", "Sentence it rests on (optional)");
/// Hint.
pub const TYPED_SENTENCE_HINT: Phrase =
    Phrase::new("公告などの文をそのまま写します。", "Copied from the notice as it stands there.");
/// Page.
pub const PAGE: Phrase = Phrase::new("ページ（任意）", "Page (optional)");
/// Choose.
pub const CHOOSE: Phrase = Phrase::new("選択してください", "Choose");
/// No basis.
pub const NO_BASIS: Phrase = Phrase::new("記載なし", "Not stated");
/// Add.
pub const ADD: Phrase = Phrase::new("日程を追加", "Add a date");
/// Change.
pub const CHANGE: Phrase = Phrase::new("変更", "Change");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Remove.
pub const REMOVE: Phrase = Phrase::new("この日程を削除", "Remove this date");
/// Save the responsible people.
pub const SAVE_OWNERS: Phrase = Phrase::new("担当を保存", "Save who is responsible");
/// Change the dates.
pub const EDIT: Phrase = Phrase::new("日程を変更", "Change the dates");

/// A time of day cannot be read.
pub const TIME_UNREADABLE: Phrase = Phrase::new(
    "時刻として読み取れません。17:00 のように入力してください。",
    "This is not a time of day. Write it like 17:00.",
);
/// A period ends before it begins.
pub const PERIOD_REVERSED: Phrase =
    Phrase::new("期間の開始が、期日より後になっています。", "The period begins after it ends.");

const DAYS_JA: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Short names of the months in English.
pub const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The name of a kind of step.
#[must_use]
pub const fn kind(kind: MilestoneKind) -> Phrase {
    Phrase::new(kind.ja(), kind.en())
}

/// How sure the buyer is.
#[must_use]
pub const fn certainty(certainty: Certainty) -> Phrase {
    match certainty {
        Certainty::Fixed => Phrase::new("確定", "fixed (確定)"),
        Certainty::Planned => Phrase::new("予定", "planned (予定)"),
    }
}

/// What must have happened by then.
#[must_use]
pub const fn basis(basis: Basis) -> Phrase {
    match basis {
        Basis::Arrival => Phrase::new("必着", "must have arrived (必着)"),
        Basis::Postmark => Phrase::new("消印有効", "postmark counts (消印有効)"),
        Basis::Electronic => Phrase::new("電子で到達", "received electronically (到達)"),
    }
}

/// 木 / Thu
#[must_use]
pub fn weekday(day: Weekday) -> Phrase {
    let at = day.num_days_from_monday() as usize;
    Phrase::new(DAYS_JA.get(at).copied().unwrap_or_default(), DAYS_EN.get(at).copied().unwrap_or_default())
}

/// 17:00
#[must_use]
pub fn clock(time: NaiveTime) -> String {
    if time.second() == 0 {
        format!("{:02}:{:02}", time.hour(), time.minute())
    } else {
        format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
    }
}

/// 令和8年12月10日（木）17:00, as papers print it.
#[must_use]
pub fn japanese(at: Moment) -> String {
    let day = era::print_weekday(at.date, Digits::Half)
        .unwrap_or_else(|_| format!("{}（{}）", at.date, era::weekday_ja(at.date)));
    at.time.map_or_else(|| day.clone(), |time| format!("{day}{}", clock(time)))
}

/// Thu 10 Dec 2026, 17:00
#[must_use]
pub fn english(at: Moment) -> String {
    let day = format!("{} {}", english_day(at.date), at.date.year());
    at.time.map_or_else(|| day.clone(), |time| format!("{day}, {}", clock(time)))
}

/// Page of the original, where no file leads there.
#[must_use]
pub fn original_page(page: u32) -> String {
    say_with(format!("原本 {page}ページ"), format!("page {page} of the original"))
}

/// The moment in the convention of the page's language.
#[must_use]
pub fn moment(at: Moment) -> String {
    match language() {
        Language::Japanese => japanese(at),
        Language::English => english(at),
    }
}

/// A moment, or a period; of one on a single day the times alone stand for its end: Thu 10 Dec 2026, 10:30–12:00
#[must_use]
pub fn period(from: Option<Moment>, at: Moment) -> String {
    match (from, at.time) {
        (None, _) => moment(at),
        (Some(from), Some(end)) if from.date == at.date && from.time.is_some() => {
            format!("{}–{}", moment(from), clock(end))
        }
        (Some(from), _) => format!("{} – {}", moment(from), moment(at)),
    }
}

/// The moment in the other convention: 2026-12-10 for a Japanese reader, 令和8年… for an English one.
#[must_use]
pub fn other_moment(at: Moment) -> String {
    match language() {
        Language::Japanese => at.date.to_string(),
        Language::English => japanese(at),
    }
}

/// A day or moment from its ISO form, as forms send it; as it is when it is none.
#[must_use]
pub fn iso(text: &str) -> String {
    Moment::parse(text).map_or_else(|| text.to_owned(), moment)
}

/// A moment in few signs: 12/10（木）17:00, Thu 10 Dec 17:00.
#[must_use]
pub fn short(at: Moment) -> String {
    let day = match language() {
        Language::Japanese => {
            format!("{}/{}（{}）", at.date.month(), at.date.day(), era::weekday_ja(at.date))
        }
        Language::English => format!("{} ", english_day(at.date)),
    };
    let time = at.time.map(clock).unwrap_or_default();
    format!("{day}{time}").trim_end().to_owned()
}

/// How long there is until a moment, in words; what is over says since when.
#[must_use]
pub fn days_left(now: Instant, at: Moment) -> String {
    let days = at.date.signed_duration_since(now.in_japan().date()).num_days();
    if at.to_utc_millis() < now.0 {
        return match days {
            0 => say_with("本日の時刻を過ぎました".to_owned(), "passed earlier today".to_owned()),
            -1 => say_with("昨日".to_owned(), "yesterday".to_owned()),
            days => say_with(format!("{}日前", -days), format!("{} days ago", -days)),
        };
    }
    match days {
        0 => say_with("本日".to_owned(), "today".to_owned()),
        1 => say_with("明日（あと1日）".to_owned(), "tomorrow".to_owned()),
        days => say_with(format!("あと{days}日"), format!("{days} days left")),
    }
}

/// `09:00 Oslo`, with the day when it is another one there.
#[must_use]
pub fn elsewhere(there: &crate::domain::tender::ElsewhereTime, here: Moment) -> String {
    let city = there.zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
    let time = there.at.time.map(clock).unwrap_or_default();
    if there.at.date == here.date { format!("{time} {city}") } else { format!("{} {city}", short(there.at)) }
}

fn english_day(date: NaiveDate) -> String {
    let month = MONTHS_EN.get(date.month0() as usize).copied().unwrap_or_default();
    format!("{} {} {month}", weekday(date.weekday()).en, date.day())
}

/// Who said that a step is done, and when.
#[must_use]
pub fn done_by(done: &StepDone) -> String {
    let day = Moment::day(done.at.in_japan().date());
    say_with(format!("{}　{}", short(day), done.by), format!("{}, {}", short(day), done.by))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap_or(Moment::day(NaiveDate::MIN))
    }

    #[test]
    fn a_moment_is_written_in_both_conventions() {
        assert_eq!(japanese(at("2026-12-10T17:00")), "令和8年12月10日（木）17:00");
        assert_eq!(english(at("2026-12-10T17:00")), "Thu 10 Dec 2026, 17:00");
        assert_eq!(japanese(at("2026-12-10")), "令和8年12月10日（木）");
    }

    #[test]
    fn a_period_of_one_day_names_the_day_once() {
        assert_eq!(period(None, at("2026-12-10T12:00")), "令和8年12月10日（木）12:00");
        let short = period(Some(at("2026-12-10T10:30")), at("2026-12-10T12:00"));
        assert_eq!(short, "令和8年12月10日（木）10:30–12:00");
        let long = period(Some(at("2026-12-10T10:30")), at("2026-12-11"));
        assert_eq!(long, "令和8年12月10日（木）10:30 – 令和8年12月11日（金）");
    }

    #[test]
    fn days_are_counted_on_the_calendar_of_japan() {
        // 2026-12-08T15:30Z is half past midnight on the 9th in Japan.
        let now = Instant(1_796_743_800_000);
        assert_eq!(days_left(now, at("2026-12-10T17:00")), "明日（あと1日）");
        assert_eq!(days_left(now, at("2026-12-09")), "本日");
        assert_eq!(days_left(now, at("2026-12-09T00:10")), "本日の時刻を過ぎました");
        assert_eq!(days_left(now, at("2026-12-21")), "あと12日");
        assert_eq!(days_left(now, at("2026-12-01")), "8日前");
    }
}
