//! Words about days off: why an office is closed, a buyer's own days, the month calendar.

use chrono::{Datelike, NaiveDate};

use super::deadline::MONTHS_EN;
use super::{Phrase, language, say, say_with};
use crate::domain::days::DayOff;
use crate::domain::days_off::DayOffDay;
use crate::domain::deadline::Moment;
use crate::domain::era::{Digits, EraDate};
use crate::domain::language::Language;

/// Title of the page.
pub const DAYS_OFF: Phrase = Phrase::new("発注者の休み", "The buyer's days off");
/// Under the title.
pub const DAYS_OFF_SUB: Phrase = Phrase::new(
    "土日・祝日・年末年始（12/29–1/3）のほかに、この発注者の窓口が閉まる日です。営業日の計算に使います。同じ発注者のほかの案件にも使われます。",
    "Days on which this buyer's counter is closed besides weekends, national holidays and 29 December to 3 January. Business days are counted by them, in your other tenders of this buyer, too.",
);
/// None.
pub const NONE: Phrase = Phrase::new("登録された休みはありません。", "No days are entered.");
/// Who may.
pub const OWNERS_ONLY: Phrase = Phrase::new(
    "変更できるのは、この案件を登録した会社の人です。",
    "People of the firm that keeps this tender can change them.",
);
/// Column: day.
pub const DAY: Phrase = Phrase::new("日", "Day");
/// Hint.
pub const DAY_HINT: Phrase =
    Phrase::new("例：2026-11-27。毎年の休みは 06-23 でも可", "For example 2026-11-27; for every year 06-23 is enough");
/// Column: name.
pub const NAME: Phrase = Phrase::new("名称", "Name");
/// Hint.
pub const NAME_HINT: Phrase = Phrase::new("例：慰霊の日", "For example 慰霊の日 (memorial day)");
/// Once or every year.
pub const REPEATS: Phrase = Phrase::new("繰り返し", "How often");
/// Once.
pub const ONCE: Phrase = Phrase::new("この日だけ", "This day only");
/// Every year.
pub const EVERY_YEAR: Phrase = Phrase::new("毎年", "Every year");
/// Add.
pub const ADD: Phrase = Phrase::new("休みを追加", "Add a day off");
/// Remove.
pub const REMOVE: Phrase = Phrase::new("削除", "Remove");
/// It cannot be read.
pub const DAY_UNREADABLE: Phrase = Phrase::new(
    "毎年の日として読み取れません。06-23 のように入力してください。",
    "This is not a day of the year. Write it like 06-23.",
);
/// The calendar of a month.
pub const CALENDAR: Phrase = Phrase::new("カレンダー", "Calendar");
/// What is on it.
pub const CALENDAR_HINT: Phrase = Phrase::new(
    "日本時間の日付です。休みの日には名称を添えています。数日にわたる期間は、最初の日（開始）と最後の日に表示します。",
    "Days are those of Japan; days off carry their names. A period of several days stands on its first day, as beginning, and on its last.",
);

const WEEKEND: Phrase = Phrase::new("土日", "weekend");
const YEAR_END: Phrase = Phrase::new("年末年始", "turn of the year");
const OWN: Phrase = Phrase::new("発注者の休み", "the buyer's day off");

/// Why an office is closed; a name that somebody gave goes before ours.
#[must_use]
pub fn why(off: DayOff, given: &str) -> String {
    if !given.is_empty() {
        return given.to_owned();
    }
    match off {
        DayOff::Weekend => say(WEEKEND).to_owned(),
        DayOff::YearEnd => say(YEAR_END).to_owned(),
        DayOff::Own => say(OWN).to_owned(),
        DayOff::Holiday(holiday) => say(Phrase::new(holiday.japanese(), holiday.english())).to_owned(),
    }
}

/// One day, or the day of every year.
#[must_use]
pub fn day(day: DayOffDay) -> String {
    match day {
        DayOffDay::Single(date) => super::deadline::moment(Moment::day(date)),
        DayOffDay::Yearly { month, day } => {
            let name = MONTHS_EN.get(month.saturating_sub(1) as usize).copied().unwrap_or_default();
            say_with(format!("毎年{month}月{day}日"), format!("every year, {day} {name}"))
        }
    }
}

/// A step on the first day of its period.
#[must_use]
pub fn begins(step: &str) -> String {
    say_with(format!("開始：{step}"), format!("begins: {step}"))
}

/// 令和8年12月 / Dec 2026
#[must_use]
pub fn month(first: NaiveDate) -> String {
    match language() {
        Language::English => {
            format!("{} {}", MONTHS_EN.get(first.month0() as usize).copied().unwrap_or_default(), first.year())
        }
        Language::Japanese => {
            let day = EraDate::of(first).map(|day| day.print(Digits::Half));
            let day = day.unwrap_or_else(|_| format!("{}年{}月1日", first.year(), first.month()));
            day.split_once('月').map_or_else(|| day.clone(), |(month, _)| format!("{month}月"))
        }
    }
}
