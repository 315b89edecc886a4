//! Words for counting days: by the law, in fiscal years, and between a notice and its bid.

use super::{Phrase, deadline, derived_date, say_with};
use crate::domain::day_count::CountRule;
use crate::domain::days::{NoticeTime, Turn};
use crate::domain::notice::OffsetUnit;

/// Heading.
pub const TITLE: Phrase = Phrase::new("日数の計算", "Count days");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "この発注者の休みを使って数えます。公告などに印刷された期限は、休日に当たっても動きません。動くのは法律や規則の期間だけです。",
    "Counted with this buyer's days off. A deadline that a notice prints stands even on a day off; only periods set by law or rule move.",
);
/// The event.
pub const FROM: Phrase = Phrase::new("起点の日", "Count from");
/// Field.
pub const FIRST: Phrase = Phrase::new("起点の日の扱い", "The day counted from");
/// Choice.
pub const FIRST_LEFT: Phrase = Phrase::new("数えない（初日不算入）", "does not count (初日不算入)");
/// Choice.
pub const FIRST_COUNTED: Phrase = Phrase::new("数える（初日算入）", "counts (初日算入)");
/// Field.
pub const TURN: Phrase = Phrase::new("最後の日が休みのとき", "If it ends on a day off");
/// Choice.
pub const STANDS: Phrase = Phrase::new("そのまま", "it stands");
/// Button.
pub const DO_COUNT: Phrase = Phrase::new("数える", "Count");
/// Answer: before it gives way.
pub const COUNTED_TO: Phrase = Phrase::new("数えた日", "Counted to");
/// Answer.
pub const END: Phrase = Phrase::new("結果", "Result");
/// Answer: by which rules.
pub const RULES: Phrase = Phrase::new("数え方", "Rules");
/// Heading.
pub const YEARS_TITLE: Phrase = Phrase::new("過去の年度", "Past fiscal years");
/// Field.
pub const LOOK_BACK: Phrase = Phrase::new("基準の日", "As of");
/// Field.
pub const YEARS: Phrase = Phrase::new("年度の数", "How many fiscal years");
/// Under the answer.
pub const YEARS_HINT: Phrase = Phrase::new(
    "年度は4月1日から翌年3月31日までです。「当該年度を含む」かどうかは公告・要領で確かめてください。",
    "A fiscal year (年度) runs from 1 April to 31 March. Whether the running one is included (当該年度を含む) is for the notice to say.",
);
/// Answer: without the running year.
pub const WHOLE_YEARS: Phrase = Phrase::new("当該年度を含まない", "Without the running year");
/// Answer: with it.
pub const WITH_RUNNING: Phrase = Phrase::new("当該年度を含む（基準の日まで）", "With the running year, up to that day");
/// Heading.
pub const NOTICE_TITLE: Phrase = Phrase::new("公告から入札までの日数", "Days between notice and bid");
/// Field.
pub const NOTICE: Phrase = Phrase::new("公告日", "Day of the notice");
/// Field.
pub const BID_DAY: Phrase = Phrase::new("入札期日", "Day of the bid");
/// Field.
pub const LEAST: Phrase =
    Phrase::new("必要な日数（10日、急を要するときは5日など）", "Days that are wanted (often 10, or 5 when urgent)");

/// What is counted.
#[must_use]
pub const fn unit(unit: OffsetUnit) -> Phrase {
    match unit {
        OffsetUnit::Day => Phrase::new("日（暦日）", "calendar days"),
        OffsetUnit::BusinessDay => Phrase::new("営業日", "business days"),
        OffsetUnit::Week => Phrase::new("週間", "weeks"),
        OffsetUnit::Month => Phrase::new("か月", "months"),
        OffsetUnit::Year => Phrase::new("年", "years"),
    }
}

/// Which way a day off gives.
#[must_use]
pub const fn turn(turn: Turn) -> Phrase {
    match turn {
        Turn::Later => Phrase::new("次の営業日（法律・規則の期間）", "next business day (periods set by law)"),
        Turn::Earlier => Phrase::new("前の営業日（安全側）", "business day before (to be safe)"),
    }
}

/// A rule by which was counted.
#[must_use]
pub const fn rule(rule: CountRule) -> Phrase {
    match rule {
        CountRule::FirstDayLeft => Phrase::new(
            "起点の日は数えない（民法140条）",
            "The day counted from does not count (Civil Code, article 140)",
        ),
        CountRule::FirstDayCounted => Phrase::new(
            "起点の日を数える（民法140条ただし書など）",
            "The day counted from counts (proviso of article 140 of the Civil Code, or a rule of its own)",
        ),
        CountRule::ByCalendar => Phrase::new(
            "週・月・年は暦で数え、応当日の前日に終わる。応当日がない月は末日に終わる（民法143条）",
            "Weeks, months and years by the calendar, up to the day before the corresponding one; a month that has none ends with its last day (article 143)",
        ),
        CountRule::BusinessDays => Phrase::new(
            "営業日：土日・祝日・年末年始（12/29–1/3）とこの発注者の休みを除く",
            "Business days: without weekends, national holidays, 29 December to 3 January and this buyer's own days off",
        ),
        CountRule::RollsLater => Phrase::new(
            "最後の日が休みのため、次の営業日まで延びる（民法142条。地方公共団体の手続では条例・規則も確かめる）",
            "It ends on a day off and runs until the next business day (article 142; look at the buyer's own rules as well)",
        ),
        CountRule::RollsEarlier => Phrase::new(
            "最後の日が休みのため、前の営業日とした（安全側。法律の定めではない）",
            "It ends on a day off; the business day before is the careful answer, not one of law",
        ),
        CountRule::Stands => Phrase::new(
            "最後の日は休みだが、そのまま（印刷された期限は動かない。窓口の扱いを発注者に確かめる）",
            "It ends on a day off and stands, as a printed deadline does: ask the buyer whether the counter is open",
        ),
    }
}

/// The label of a field, by its name.
fn field(name: &str) -> Phrase {
    match name {
        "from" => FROM,
        "count" => derived_date::COUNT,
        "unit" => derived_date::UNIT,
        "side" => derived_date::SIDE,
        "day" => LOOK_BACK,
        "years" => YEARS,
        "notice" => NOTICE,
        "bid" => BID_DAY,
        "least" => LEAST,
        _ => deadline::DATE,
    }
}

/// What is wrong with a field, behind its label.
#[must_use]
pub fn problem(name: &str, sentence: &str) -> String {
    let label = field(name);
    say_with(format!("{}：{sentence}", label.ja), format!("{}: {sentence}", label.en))
}

/// Under a day: why the office is closed.
#[must_use]
pub fn closed(why: &str) -> String {
    say_with(format!("休み：{why}"), format!("closed: {why}"))
}

/// Whether a notice was early enough, by both readings.
#[must_use]
pub fn notice_time(time: NoticeTime, between: i64, least: u16) -> String {
    match time {
        NoticeTime::Enough => say_with(
            format!("公告日と入札期日の間に{between}日あり、どの数え方でも{least}日以上あります。"),
            format!("There are {between} whole days between them: at least {least}, however they are counted."),
        ),
        NoticeTime::Doubtful => say_with(
            format!(
                "入札期日の前日から起算して{least}日目が公告日です。公告日を含めない数え方では足りません（間は{between}日）。"
            ),
            format!(
                "Counted back from the day before the bid, the notice is on day {least} itself. If that day does not count, there are only {between}."
            ),
        ),
        NoticeTime::TooShort => say_with(
            format!("公告日と入札期日の間は{}日で、どの数え方でも{least}日に足りません。", between.max(0)),
            format!(
                "There are {} whole days between them: fewer than {least}, however they are counted.",
                between.max(0)
            ),
        ),
    }
}
