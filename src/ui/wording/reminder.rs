//! Words of reminders: the inbox, the settings, the mails.

use super::{Phrase, deadline, say, say_with};
use crate::domain::deadline::Moment;
use crate::domain::instant::{DAY, HOUR, Instant, MINUTE};
use crate::domain::reminder::{
    About, DueDate, Lead, MailWay, NO_ADDRESS, NO_ANSWER as NO_ANSWER_CODE, OutboxState, due_at,
};

/// The page.
pub const REMINDERS: Phrase = Phrase::new("お知らせ", "Reminders");
/// Under the title.
pub const REMINDERS_SUB: Phrase = Phrase::new(
    "近づいている期限と、新しく担当になった期限です。自分だけに表示されます。",
    "Dates that come near, and dates that you now answer for. Only you see them.",
);
/// Nothing there.
pub const NONE: Phrase = Phrase::new("お知らせはまだありません。", "There are no reminders yet.");
/// What would come.
pub const NONE_HINT: Phrase = Phrase::new(
    "担当者が決まっている期限は担当者に、決まっていない期限は書き込めるメンバー全員に知らせます。",
    "Whoever answers for a date is reminded of it; where nobody does, everybody who may write on the bid.",
);
/// Unread.
pub const UNREAD: Phrase = Phrase::new("未読", "Unread");
/// Read ones.
pub const READ_ONES: Phrase = Phrase::new("既読", "Read");
/// Nothing unread.
pub const NOTHING_UNREAD: Phrase = Phrase::new("未読のお知らせはありません。", "Nothing is unread.");
/// Column: what.
pub const WHAT: Phrase = Phrase::new("内容", "What");
/// Column: when it is due.
pub const DUE: Phrase = Phrase::new("期限（日本時間）", "Due (Japan time)");
/// Column: since when it stands there.
pub const TOLD: Phrase = Phrase::new("通知", "Told");
/// Mark one as read.
pub const MARK_READ: Phrase = Phrase::new("既読にする", "Mark as read");
/// Mark all as read.
pub const MARK_ALL_READ: Phrase = Phrase::new("すべて既読にする", "Mark all as read");
/// The date was moved.
pub const MOVED: Phrase = Phrase::new("期限が変わりました", "the date was moved");
/// The step is done.
pub const DONE: Phrase = Phrase::new("✓ 済み", "✓ done");
/// The date is gone.
pub const GONE: Phrase = Phrase::new("この期限はなくなりました", "this date is no more");
/// The mail failed.
pub const MAIL_FAILED: Phrase = Phrase::new("メールを送れませんでした", "the mail failed");
/// The mail is tried again.
pub const MAIL_RETRIED: Phrase = Phrase::new("メールを再送します", "the mail is tried again");
/// Mailed.
pub const MAILED: Phrase = Phrase::new("メール送信済み", "mailed");
/// Try again.
pub const TRY_AGAIN: Phrase = Phrase::new("もう一度送る", "Try again");
/// To the settings.
pub const SETTINGS: Phrase = Phrase::new("お知らせの設定", "Settings of reminders");
/// Under their title.
pub const SETTINGS_SUB: Phrase = Phrase::new(
    "メールの設定にかかわらず、画面には表示されます。何日前に知らせるかは、画面とメールに共通です。",
    "Whatever is chosen for mail, reminders stand in the application. How long before a date holds for both.",
);
/// No mail.
pub const NO_MAIL: Phrase = Phrase::new(
    "このサーバーではメールが設定されていません。お知らせは画面だけに表示されます。サーバーの管理者が MUSUBI_SMTP_URL と MUSUBI_MAIL_FROM を設定すると、メールでも届きます。",
    "This server has no mail set up, so reminders stand in the application only. Its operator can set MUSUBI_SMTP_URL and MUSUBI_MAIL_FROM.",
);
/// Group: when before.
pub const BEFORE: Phrase = Phrase::new("期限のどのくらい前に知らせるか", "How long before a date");
/// Hint.
pub const BEFORE_HINT: Phrase = Phrase::new(
    "時刻の記載がない期限は、その日の17:00として知らせます。",
    "A date without a time counts as 17:00 in Japan on that day.",
);
/// By what mail.
pub const WAY: Phrase = Phrase::new("メール", "Mail");
/// Quiet hours.
pub const QUIET: Phrase = Phrase::new("メールを送らない時間帯", "Quiet hours");
/// Hint.
pub const QUIET_HINT: Phrase = Phrase::new(
    "この間のお知らせは、終わりの時刻に送ります。それでは期限に間に合わないものは、すぐに送ります。両方を空にすると、時間帯を設けません。",
    "What falls into them is mailed when they end; what would then come too late for its date is mailed at once. Leave both empty for none.",
);
/// They begin.
pub const QUIET_FROM: Phrase = Phrase::new("開始", "From");
/// They end.
pub const QUIET_TO: Phrase = Phrase::new("終了", "To");
/// The daily mail.
pub const DAILY_AT: Phrase = Phrase::new("1日1通のメールを送る時刻", "When the daily mail goes out");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存する", "Save");
/// Failed mails of the firm.
pub const FAILED: Phrase = Phrase::new("届かなかったメール（自社）", "Mails of your firm that did not go through");
/// None.
pub const NO_FAILED: Phrase = Phrase::new("届かなかったメールはありません。", "Every mail went through.");
/// Column: to whom.
pub const PERSON: Phrase = Phrase::new("宛先", "To");
/// Column: since when.
pub const SINCE: Phrase = Phrase::new("予定の時刻", "Due");
/// Column: what the server said.
pub const ANSWER: Phrase = Phrase::new("メールサーバーの応答", "What the mail server said");
/// Given up.
pub const GIVEN_UP: Phrase = Phrase::new("中止", "given up");
/// Tried again.
pub const TRIED_AGAIN: Phrase = Phrase::new("再送待ち", "tried again");
/// The page behind a mail's link.
pub const SNOOZE: Phrase = Phrase::new("あとで知らせる", "Remind me later");
/// What pressing does.
pub const SNOOZE_SUB: Phrase = Phrase::new(
    "このお知らせだけを先に延ばします。サインインは不要です。",
    "This puts off this one reminder and nothing else. No need to sign in.",
);
/// Too late for that.
pub const NOT_NOW: Phrase = Phrase::new(
    "このお知らせは、もう先に延ばせません。期限が近づいています。",
    "This reminder cannot be put off any more: its date is too near.",
);
/// It was put off.
pub const IS_PUT_OFF: Phrase = Phrase::new(
    "このお知らせは先に延ばしました。あとでもう一度知らせます。",
    "This reminder is put off; it comes again later.",
);
/// In the mail: bid.
pub const BID: Phrase = Phrase::new("案件", "Bid");
/// In the mail: step.
pub const STEP: Phrase = Phrase::new("手続", "Step");
/// In the mail: when.
pub const WHEN_JAPAN: Phrase = Phrase::new("期限", "Due");
/// In the mail: when, on the reader's clock.
pub const WHEN_HERE: Phrase = Phrase::new("現地の時刻", "Your time");
/// In the mail: how long there is.
pub const LEFT: Phrase = Phrase::new("残り", "Left");
/// In the mail: the page.
pub const TO_DATES: Phrase = Phrase::new("日程と担当を開く：", "Open the dates of the bid:");
/// In the mail: later.
pub const PUT_OFF_BY_LINK: Phrase = Phrase::new("あとで知らせる：", "Remind me later:");
/// In the mail: settings.
pub const MAIL_SETTINGS: Phrase = Phrase::new("お知らせの設定：", "Settings of reminders:");
/// In the mail: nobody reads answers.
pub const NO_ANSWER: Phrase = Phrase::new(
    "このメールは Musubi が自動で送りました。返信されても届きません。",
    "Musubi sent this by itself; nobody reads answers to it.",
);

/// How long before a date.
#[must_use]
pub const fn lead(lead: Lead) -> Phrase {
    match lead {
        Lead::Day14 => Phrase::new("14日前", "14 days before"),
        Lead::Day7 => Phrase::new("7日前", "7 days before"),
        Lead::Day3 => Phrase::new("3日前", "3 days before"),
        Lead::Day1 => Phrase::new("1日前", "1 day before"),
        Lead::Hour2 => Phrase::new("2時間前", "2 hours before"),
    }
}

/// By what mail.
#[must_use]
pub const fn way(way: MailWay) -> Phrase {
    match way {
        MailWay::Each => Phrase::new("1件ごとに送る", "One for each reminder"),
        MailWay::Daily => {
            Phrase::new("1日1通にまとめる（急ぎのものは別に送る）", "One a day (what is urgent comes by itself)")
        }
        MailWay::Never => Phrase::new("送らない", "None"),
    }
}

/// How a mail fared, where that is worth a word.
#[must_use]
pub const fn mail_state(state: OutboxState, has_error: bool) -> Option<Phrase> {
    match state {
        OutboxState::Failed => Some(MAIL_FAILED),
        OutboxState::Waiting if has_error => Some(MAIL_RETRIED),
        OutboxState::Sent => Some(MAILED),
        _ => None,
    }
}

/// The step by its own name or its kind's.
#[must_use]
pub fn step(due: &DueDate) -> String {
    if due.title.is_empty() { say(deadline::kind(due.kind)).to_owned() } else { due.title.clone() }
}

/// How long there is: hours on the last day, else days on the calendar of Japan.
#[must_use]
pub fn left(now: Instant, at: Moment) -> String {
    let millis = due_at(at).0 - now.0;
    if at.time.is_none() || !(0..DAY).contains(&millis) {
        return deadline::days_left(now, at);
    }
    let minutes = millis / MINUTE;
    if millis < HOUR {
        return say_with(format!("あと{minutes}分"), format!("{minutes} minutes left"));
    }
    let hours = (millis + HOUR / 2) / HOUR;
    say_with(format!("あと{hours}時間"), format!("{hours} hours left"))
}

/// When, in Japan.
#[must_use]
pub fn when(at: Moment) -> String {
    let moment = deadline::moment(at);
    say_with(format!("{moment}（日本時間）"), format!("{moment} (JST)"))
}

/// What a message says, in one sentence.
#[must_use]
pub fn sentence(about: &About, now: Instant) -> String {
    match about {
        About::Deadline { due } => {
            let (step, left) = (step(due), left(now, due.at));
            say_with(format!("{step}：{left}"), format!("{step}: {left}"))
        }
        About::Owner { due, by } => {
            let step = step(due);
            say_with(
                format!("{by}さんが、あなたを「{step}」の担当にしました。"),
                format!("{by} made you responsible for: {step}"),
            )
        }
        About::FollowUp { on, .. } => {
            let on = deadline::moment(Moment::day(*on));
            say_with(format!("関係者に連絡する予定の日です（{on}）。"), format!("A contact is to be followed up: {on}"))
        }
        About::Daily => say(REMINDERS).to_owned(),
    }
}

/// Where a message leads besides its bid's dates.
pub const TO_CONTACT: Phrase = Phrase::new("関係者の情報：", "The contact:");

/// The subject of a mail.
#[must_use]
pub fn subject(about: &About, now: Instant) -> String {
    match about {
        About::Deadline { due } => {
            let (step, left, bid) = (step(due), left(now, due.at), &due.bid_title);
            say_with(format!("【{left}】{step}（{bid}）"), format!("{left}: {step}, {bid}"))
        }
        About::Owner { due, .. } => {
            let (step, bid) = (step(due), &due.bid_title);
            say_with(format!("【担当】{step}（{bid}）"), format!("You are responsible: {step}, {bid}"))
        }
        About::FollowUp { on, .. } => {
            let on = deadline::moment(Moment::day(*on));
            say_with(format!("【次の連絡】{on}"), format!("Follow-up of a contact: {on}"))
        }
        About::Daily => daily_subject(0),
    }
}

/// The subject of the daily mail.
#[must_use]
pub fn daily_subject(count: usize) -> String {
    say_with(format!("今日のお知らせ（{count}件）"), format!("Today's reminders ({count})"))
}

/// How a mail begins.
#[must_use]
pub fn greeting(name: &str) -> String {
    say_with(format!("{name} 様"), format!("Hello {name},"))
}

/// A line of facts in a mail.
#[must_use]
pub fn fact(label: &str, value: &str) -> String {
    say_with(format!("{label}：{value}"), format!("{label}: {value}"))
}

/// The button that puts a reminder off.
#[must_use]
pub fn until(now: Instant, until: Instant) -> String {
    let minutes = (until.0 - now.0) / MINUTE;
    match minutes {
        1440.. => say_with("明日また知らせる".to_owned(), "Again tomorrow".to_owned()),
        60.. => {
            let hours = minutes / 60;
            say_with(format!("{hours}時間後にまた知らせる"), format!("Again in {hours} hours"))
        }
        _ => say_with(format!("{minutes}分後にまた知らせる"), format!("Again in {minutes} minutes")),
    }
}

/// How many were put off.
#[must_use]
pub fn put_off(count: i64) -> String {
    say_with(format!("先に延ばしたお知らせ：{count}件"), format!("Put off until later: {count}"))
}

/// From which address mail comes.
#[must_use]
pub fn mail_from(sender: &str, email: &str) -> String {
    say_with(format!("メールは {sender} から {email} に届きます。"), format!("Mail comes from {sender} to {email}."))
}

/// In which zone times of day are meant.
#[must_use]
pub fn zone_hint(zone: &str) -> String {
    say_with(
        format!("時刻はあなたの時間帯（{zone}）です。時間帯は「個人設定」で変えられます。"),
        format!("Times are in your own zone ({zone}), which you change under My settings."),
    )
}

/// For who listens: how many are unread.
#[must_use]
pub fn unread(count: i64) -> String {
    say_with(format!("未読{count}件"), format!("{count} unread"))
}

/// What the mail server said; its own words are left as they are, with the language in which such servers speak.
#[must_use]
pub fn answer(error: &str) -> (String, Option<&'static str>) {
    let known = match error {
        NO_ANSWER_CODE => {
            Phrase::new("メールサーバーから応答がありません。", "The mail server did not answer in time.")
        }
        NO_ADDRESS => Phrase::new("このメールアドレスには送れません。", "There is no writing to this address."),
        said => return (said.to_owned(), Some("en")),
    };
    (say(known).to_owned(), None)
}

/// How often a mail was tried.
#[must_use]
pub fn attempts(count: i64) -> String {
    say_with(format!("{count}回"), format!("{count} tries"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_counted_in_hours() {
        let at = Moment::parse("2026-12-10T17:00").unwrap_or(Moment::day(chrono::NaiveDate::MIN));
        let before = |millis: i64| left(Instant(at.to_utc_millis() - millis), at);
        assert_eq!(before(2 * HOUR), "あと2時間");
        assert_eq!(before(40 * MINUTE), "あと40分");
        assert_eq!(before(DAY), "明日（あと1日）");
        assert_eq!(before(7 * DAY), "あと7日");
    }
}
