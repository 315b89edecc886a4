//! Words about dates that are counted from other dates, what moves with them, and why to be careful with a date.

use super::{Phrase, day_off, deadline, say, say_with};
use crate::domain::counter_hours::{CounterHours, Span};
use crate::domain::deadline::Moment;
use crate::domain::deadline_caution::DateCaution;
use crate::domain::derived_date::{DayUnit, Derivation, DerivedMove, Side};
use crate::domain::tender::Deadline;

/// Heading of the fields.
pub const COUNTED: Phrase = Phrase::new("ほかの期日から数える（任意）", "Counted from another date (optional)");
/// What they do.
pub const COUNTED_HINT: Phrase = Phrase::new(
    "起点を選ぶと、期日は自動で数え、起点が動けば一緒に動きます。このとき上の「期日」は使いません。起点の日は数えません。営業日は発注者の休みを除きます。",
    "Choose a date to count from: the day is then worked out and moves along, and the day above is not used. The day counted from does not count itself; business days leave out the buyer's days off.",
);
/// The date it is counted from.
pub const ORIGIN: Phrase = Phrase::new("起点の期日", "Count from");
/// None.
pub const NO_ORIGIN: Phrase = Phrase::new("数えない（上の期日を使う）", "Nothing: use the day above");
/// How many.
pub const COUNT: Phrase = Phrase::new("日数", "How many");
/// Of what.
pub const UNIT: Phrase = Phrase::new("数え方", "Counted in");
/// Which side.
pub const SIDE: Phrase = Phrase::new("前後", "Before or after");
/// The hours of the counter.
pub const HOURS: Phrase = Phrase::new("受付時間（任意）", "Hours of the counter (optional)");
/// Opening.
pub const OPEN_FROM: Phrase = Phrase::new("受付開始", "Opens");
/// Closing.
pub const OPEN_TO: Phrase = Phrase::new("受付終了", "Closes");
/// Lunch begins.
pub const SHUT_FROM: Phrase = Phrase::new("昼休み開始", "Lunch from");
/// Lunch ends.
pub const SHUT_TO: Phrase = Phrase::new("昼休み終了", "Lunch to");
/// The lunch hour lies outside.
pub const OUTSIDE_HOURS: Phrase =
    Phrase::new("昼休みが受付時間の外にあります。", "The lunch hour lies outside the hours of the counter.");
/// A circle.
pub const COUNTED_FROM_ITSELF: Phrase = Phrase::new(
    "この期日は、選んだ期日の起点になっています。別の起点を選んでください。",
    "The chosen date is itself counted from this one. Choose another.",
);
/// Heading of what moves.
pub const MOVES: Phrase = Phrase::new("一緒に動く期日", "These dates move with it");
/// Agree.
pub const AGREE: Phrase = Phrase::new("まとめて変更する", "Move all of them");
/// Agree to what moves no other date.
pub const AGREE_ALONE: Phrase = Phrase::new("変更を確定する", "Move the date");
/// Over a form that would move tasks of a plan.
const MOVES_TASKS: Phrase = Phrase::new(
    "この変更で、逆算計画の作業が動きます。まだ保存していません。下の一覧を確かめて、変更を確定してください。",
    "This moves tasks of the backward plan. Nothing is saved yet: look at the list below, then agree.",
);
/// Under the heading of the tasks that move.
pub const TASKS_HINT: Phrase =
    Phrase::new("遅くとも着手する日と、完了する日を示します。", "When each task must begin and end at the latest.");
/// Column: now.
pub const NOW: Phrase = Phrase::new("現在", "Now");
/// Column: then.
pub const THEN: Phrase = Phrase::new("変更後", "Then");
/// Dates that do not stand where they are counted to.
pub const STALE: Phrase = Phrase::new("数え直しが必要な期日", "Dates to be counted anew");
/// Why.
pub const STALE_WHY: Phrase = Phrase::new(
    "発注者の休みなどが変わったため、数えた日と登録されている日が違います。確認するまで動かしません。",
    "The buyer's days off have changed, so these dates are not where they are counted to. Nothing moves until you agree.",
);
/// The postmark of the day counts.
pub const POSTMARK: Phrase = Phrase::new(
    "当日の消印が必要です。郵便局の窓口の営業時間内に差し出し、控えを保管してください。",
    "It needs the postmark of this day: hand it in at a post office while its counter is open, and keep the receipt.",
);
/// Count anew.
pub const RECOUNT: Phrase = Phrase::new("数え直す", "Count them anew");

/// Days or business days.
#[must_use]
pub const fn unit(unit: DayUnit) -> Phrase {
    match unit {
        DayUnit::BusinessDay => Phrase::new("営業日", "business days"),
        DayUnit::Day => Phrase::new("暦日", "calendar days"),
    }
}

/// Before or after.
#[must_use]
pub const fn side(side: Side) -> Phrase {
    match side {
        Side::Before => Phrase::new("前", "before"),
        Side::After => Phrase::new("後", "after"),
    }
}

/// The name of a date: its own where it has one.
#[must_use]
pub fn name(date: &Deadline) -> String {
    if date.title.is_empty() { say(deadline::kind(date.kind)).to_owned() } else { date.title.clone() }
}

/// 「企画提案書提出期限」の3営業日前
#[must_use]
pub fn counted_from(derived: &Derivation, origin: &Deadline) -> String {
    let (count, unit, side, name) = (derived.count, unit(derived.unit), side(derived.side), name(origin));
    let days = match derived.unit {
        DayUnit::BusinessDay => unit.ja,
        DayUnit::Day => "日",
    };
    say_with(format!("「{name}」の{count}{days}{}", side.ja), format!("{count} {} {} “{name}”", unit.en, side.en))
}

/// Over a form that would move other dates, or tasks of a plan alone.
#[must_use]
pub fn moves_others(count: usize) -> String {
    if count == 0 {
        return say(MOVES_TASKS).to_owned();
    }
    say_with(
        format!(
            "この変更で、ほかの期日が{count}件動きます。まだ保存していません。下の一覧を確かめて、変更を確定してください。"
        ),
        format!("This moves {count} other date(s). Nothing is saved yet: look at the list below, then agree."),
    )
}

/// Beside the button that removes a date from which others are counted.
#[must_use]
pub fn stay_behind(count: usize) -> String {
    say_with(
        format!("この期日から数えている期日が{count}件あります。削除すると、いまの日のまま残り、以後は動きません。"),
        format!(
            "{count} date(s) are counted from this one. If it is removed they stay where they are and move no more."
        ),
    )
}

/// One date that moves: its name.
#[must_use]
pub fn moved_name(moved: &DerivedMove) -> String {
    if moved.title.is_empty() { say(deadline::kind(moved.kind)).to_owned() } else { moved.title.clone() }
}

/// One date that moves, in a line.
#[must_use]
pub fn moved_line(moved: &DerivedMove) -> String {
    let (from, to) = (deadline::moment(moved.from), deadline::moment(moved.to));
    format!("{}: {from} → {to}", moved_name(moved))
}

/// 9:00–17:00（12:00–13:00を除く）
#[must_use]
pub fn hours(hours: CounterHours) -> Option<String> {
    let span = |span: Span| format!("{}–{}", deadline::clock(span.from), deadline::clock(span.to));
    let shut = hours.shut.map(span);
    match (hours.open.map(span), shut) {
        (None, None) => None,
        (Some(open), None) => Some(say_with(format!("受付 {open}"), format!("counter open {open}"))),
        (Some(open), Some(shut)) => {
            Some(say_with(format!("受付 {open}（{shut}を除く）"), format!("counter open {open}, closed {shut}")))
        }
        (None, Some(shut)) => Some(say_with(format!("{shut}は受付休止"), format!("counter closed {shut}"))),
    }
}

/// Why to be careful with a date.
#[must_use]
pub fn caution(caution: &DateCaution) -> String {
    match caution {
        DateCaution::OnDayOff { why, name } => {
            let why = day_off::why(*why, name);
            say_with(
                format!("休みの日（{why}）です。公告の期限は翌日に延びません。発注者に確かめてください。"),
                format!("This is a day off ({why}). A printed deadline does not roll over: ask the buyer."),
            )
        }
        DateCaution::DocsOnDayOff { why, name, day } => {
            let (why, day) = (day_off::why(*why, name), deadline::short(Moment::day(*day)));
            say_with(
                format!("休みの日（{why}）です。窓口での閲覧・受取は、前営業日 {day} までに済ませるのが安全です。"),
                format!("This is a day off ({why}): to be safe, get the documents by the business day before, {day}."),
            )
        }
        DateCaution::InternalOnDayOff { why, name } => {
            let why = day_off::why(*why, name);
            say_with(format!("休みの日（{why}）です。"), format!("This is a day off ({why})."))
        }
        DateCaution::HandInBy { day } => {
            let day = deadline::short(Moment::day(*day));
            say_with(
                format!("期限ちょうどは避け、前営業日 {day} までに届けるのが安全です。"),
                format!("To be safe, hand it in by the business day before, {day}."),
            )
        }
        DateCaution::SendBy { day } => {
            let day = deadline::short(Moment::day(*day));
            say_with(
                format!("送信に時間がかかることがあります。社内の期限は前営業日 {day} が安全です。"),
                format!("Sending can take time: to be safe, be ready by the business day before, {day}."),
            )
        }
        DateCaution::Postmark => say(POSTMARK).to_owned(),
        DateCaution::OutsideHours { hours: open } => {
            let open = hours(*open).unwrap_or_default();
            say_with(
                format!("この時刻は窓口が閉まっています（{open}）。"),
                format!("The counter is closed at this time ({open})."),
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_said_as_far_as_they_are_known() {
        let span = |from, to| Span::of_kept(from, to);
        let whole = CounterHours { open: span("09:00", "17:00"), shut: span("12:00", "13:00") };
        assert_eq!(hours(whole).unwrap(), "受付 09:00–17:00（12:00–13:00を除く）");
        assert_eq!(hours(CounterHours { shut: None, ..whole }).unwrap(), "受付 09:00–17:00");
        assert_eq!(hours(CounterHours::default()), None);
    }
}
