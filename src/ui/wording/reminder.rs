//! Words of reminders: the inbox, the settings, the mails.

use super::{Phrase, counted, deadline, say_with};
use crate::domain::deadline::Moment;
use crate::domain::instant::{DAY, HOUR, Instant, MINUTE};
use crate::domain::reminder::{Lead, MailTrouble, MailWay, OutboxState, UNREAD_COUNTED, due_at};

/// The page.
pub const REMINDERS: Phrase = Phrase::new("お知らせ", "Reminders");
/// Under the title.
pub const REMINDERS_SUB: Phrase = Phrase::new(
    "近づいている期限や着手日、新しく担当になったものなどのお知らせです。自分だけに表示されます。",
    "What comes near, and what is newly yours. Only you see it.",
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
/// The date or the task is gone.
pub const GONE: Phrase = Phrase::new("対象がなくなりました", "no longer there");
/// It was decided not to bid.
pub const NO_GO: Phrase = Phrase::new("不参加に決定", "decided: no-go");
/// The mail failed.
pub const MAIL_FAILED: Phrase = Phrase::new("メールを送れませんでした", "the mail failed");
/// The mail is tried again.
pub const MAIL_RETRIED: Phrase = Phrase::new("メールを再送します", "the mail is tried again");
/// Nobody was there who sends mail.
pub const NOT_MAILED: Phrase = Phrase::new("メールでは送っていません", "not mailed");
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
    "時刻の記載がない期限（提案書の章の期限を含む）は、その日の17:00として知らせます。担当の作業は、この設定にかかわらず、遅くとも着手する日の3日前・1日前・当日に知らせます。",
    "A date without a time, as that of a chapter, counts as 17:00 in Japan on that day. Of tasks that are yours you are told three days and one day before the latest day to begin, and on that day, whatever is chosen here.",
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
/// In the mail: when.
pub const WHEN_JAPAN: Phrase = Phrase::new("期限", "Due");
/// In the mail: when what one must be at takes place.
pub const WHEN_BEGUN: Phrase = Phrase::new("日時", "When");
/// In the mail: when, on the reader's clock.
pub const WHEN_HERE: Phrase = Phrase::new("現地の時刻", "Your time");
/// In the mail: how long there is.
pub const LEFT: Phrase = Phrase::new("残り", "Left");
/// In the mail: later.
pub const PUT_OFF_BY_LINK: Phrase = Phrase::new("あとで知らせる：", "Remind me later:");
/// In the mail: settings.
pub const MAIL_SETTINGS: Phrase = Phrase::new("お知らせの設定：", "Settings of reminders:");
/// In the mail: nobody reads answers.
pub const NO_ANSWER: Phrase = Phrase::new(
    "このメールは Musubi から自動で送信しています。返信いただいてもお答えできませんので、ご了承ください。",
    "Musubi sent this mail by itself; nobody reads answers to it.",
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

/// A date that will be gone.
pub const NO_MORE: Phrase =
    Phrase::new("この期日の通知は届かなくなります。", "Reminders of this date will come no more.");

/// When reminders come of a date for which one must be ready at a moment from now on; nothing when that is over.
#[must_use]
pub fn come_then(ready: Moment, now: Instant) -> Option<String> {
    let due = due_at(ready);
    if due <= now {
        return None;
    }
    let ahead: Vec<String> = Lead::ALL
        .into_iter()
        .map(|one| (one, due.plus(-one.millis())))
        .filter(|(_, when)| *when > now)
        .map(|(one, when)| {
            let there = when.in_japan();
            let when = deadline::short(Moment::at(there.date(), there.time()));
            say_with(format!("{}（{when}）", lead(one).ja), format!("{} ({when})", lead(one).en))
        })
        .collect();
    Some(if ahead.is_empty() {
        say_with(
            "通知：どの通知の時刻も過ぎているため、すぐに1回届きます。".to_owned(),
            "Reminders: all of them are over by then; one comes at once.".to_owned(),
        )
    } else {
        say_with(
            format!("通知も動きます（各自の設定による）：{}", ahead.join("、")),
            format!("Reminders move along, as each person has set them: {}", ahead.join(", ")),
        )
    })
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
        OutboxState::Waiting | OutboxState::Gathered if has_error => Some(MAIL_RETRIED),
        OutboxState::Unmailed if has_error => Some(NOT_MAILED),
        OutboxState::Sent => Some(MAILED),
        _ => None,
    }
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
        return say_with(format!("あと{minutes}分"), format!("{} left", counted(minutes, "minute", "minutes")));
    }
    let hours = (millis + HOUR / 2) / HOUR;
    say_with(format!("あと{hours}時間"), format!("{} left", counted(hours, "hour", "hours")))
}

/// When, in Japan.
#[must_use]
pub fn when(from: Option<Moment>, at: Moment) -> String {
    let period = deadline::period(from, at);
    say_with(format!("{period}（日本時間）"), format!("{period} (JST)"))
}

/// How a mail begins.
#[must_use]
pub fn greeting(name: &str) -> String {
    say_with(format!("{name} 様"), format!("Hello {name},"))
}

/// From whom a mail is.
pub const MAIL_OPENING: Phrase =
    Phrase::new("入札準備の作業場 Musubi からのお知らせです。", "This is a reminder from Musubi.");

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
    if count > UNREAD_COUNTED {
        return say_with(format!("未読{UNREAD_COUNTED}件超"), format!("more than {UNREAD_COUNTED} unread"));
    }
    say_with(format!("未読{count}件"), format!("{count} unread"))
}

/// Why a mail did not go through, for who can mend it.
#[must_use]
pub const fn trouble(trouble: MailTrouble) -> Phrase {
    match trouble {
        MailTrouble::NoAnswer => {
            Phrase::new("メールサーバーから応答がありません。", "The mail server did not answer in time.")
        }
        MailTrouble::NoAddress => {
            Phrase::new("このメールアドレスには送れません。", "There is no writing to this address.")
        }
        MailTrouble::TooLate => Phrase::new(
            "期限までにメールサーバーへ渡せませんでした。",
            "It could not be handed to the mail server before its date came.",
        ),
        MailTrouble::Unreachable => Phrase::new(
            "メールサーバーに接続できません。サーバーの状態と MUSUBI_SMTP_URL のアドレスを確かめてください。",
            "The mail server cannot be reached. Check whether it runs, and its address in MUSUBI_SMTP_URL.",
        ),
        MailTrouble::Unready => Phrase::new(
            "メールサーバーが、いまはサインインを受け付けません。",
            "The mail server does not take sign-ins at the moment.",
        ),
        MailTrouble::Untrusted => Phrase::new(
            "メールサーバーの証明書を信頼できないため、送信していません。社内の認証局が発行した証明書なら、認証局の証明書のファイルを MUSUBI_SMTP_CA に指定してください。",
            "The mail server's certificate is not trusted, so nothing is sent. If your own authority issued it, name the file of the authority's certificate in MUSUBI_SMTP_CA.",
        ),
        MailTrouble::NoTls => Phrase::new(
            "メールサーバーが暗号化（TLS）に応じないため、送信していません。MUSUBI_SMTP_URL の方式（smtps:// または ?tls=required）とポートを確かめてください。",
            "The mail server does not encrypt (TLS), so nothing is sent. Check the way (smtps:// or ?tls=required) and the port in MUSUBI_SMTP_URL.",
        ),
        MailTrouble::WantsTls => Phrase::new(
            "メールサーバーが暗号化（TLS）を求めています。MUSUBI_SMTP_URL を smtps:// で始めるか、末尾に ?tls=required を付けてください。",
            "The mail server demands encryption (TLS). Begin MUSUBI_SMTP_URL with smtps:// or end it with ?tls=required.",
        ),
        MailTrouble::SignIn => Phrase::new(
            "メールサーバーへのサインインが拒否されました。MUSUBI_SMTP_URL のユーザー名とパスワードを確かめてください。",
            "The mail server refused to let Musubi sign in. Check name and password in MUSUBI_SMTP_URL.",
        ),
        MailTrouble::NoSignIn => Phrase::new(
            "メールサーバーが、Musubi の使える方法（PLAIN・LOGIN）でのサインインを受け付けません。",
            "The mail server offers no way of signing in that Musubi knows (PLAIN, LOGIN).",
        ),
        MailTrouble::NoMail => Phrase::new(
            "送る時刻に、メールの設定のあるサーバーが動いていませんでした。",
            "No server that has mail set up ran when it was due.",
        ),
    }
}

/// Mails that should have gone out.
#[must_use]
pub fn overdue(count: i64) -> String {
    say_with(
        format!("送信予定の時刻を過ぎても送れていないメールが{count}通あります。"),
        format!("Mails that should have gone out and have not: {count}."),
    )
}

/// How often a mail was tried.
#[must_use]
pub fn attempts(count: i64) -> String {
    say_with(format!("{count}回試行"), if count == 1 { "1 try".to_owned() } else { format!("{count} tries") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_moves_tells_which_of_its_reminders_are_ahead() {
        let at = Moment::parse("2026-12-17T17:00").unwrap_or(Moment::day(chrono::NaiveDate::MIN));
        let before = |millis: i64| come_then(at, Instant(at.to_utc_millis() - millis));
        assert_eq!(
            before(4 * DAY).as_deref(),
            Some(
                "通知も動きます（各自の設定による）：3日前（12/14（月）17:00）、1日前（12/16（水）17:00）、2時間前（12/17（木）15:00）"
            )
        );
        assert!(before(HOUR).is_some_and(|said| said.contains("すぐに1回")));
        assert_eq!(before(0), None);
    }

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
