//! When a message is mailed: at once, after the quiet hours, with the daily mail, or not at all.

use chrono::Timelike;

use crate::domain::instant::{Instant, MINUTE};
use crate::domain::reminder::{Lead, MailWay, OutboxState, ReminderSettings};
use crate::server::zones;

/// The state of a message that is new now, and from when it may be mailed. What would come later than two hours before
/// its date does not wait.
pub(super) fn of(
    settings: &ReminderSettings,
    zone: &str,
    ends_at: Option<Instant>,
    now: Instant,
) -> (OutboxState, Instant) {
    let is_in_time = |at: Instant| ends_at.is_none_or(|end| at <= end.plus(-Lead::Hour2.millis()));
    match settings.way {
        MailWay::Never => (OutboxState::Unmailed, now),
        MailWay::Daily => {
            let daily = zones::next_at(now, settings.daily_at, zone);
            if is_in_time(daily) {
                (OutboxState::Gathered, daily)
            } else {
                (OutboxState::Waiting, after_quiet(settings, zone, now, is_in_time))
            }
        }
        MailWay::Each => (OutboxState::Waiting, after_quiet(settings, zone, now, is_in_time)),
    }
}

fn after_quiet(settings: &ReminderSettings, zone: &str, now: Instant, is_in_time: impl Fn(Instant) -> bool) -> Instant {
    let clock = zones::wall_clock(now, zone);
    let minute = i64::from(clock.hour() * 60 + clock.minute());
    match settings.quiet_for(minute) {
        None => now,
        Some(_) => {
            let end = zones::next_at(now.plus(-MINUTE), settings.quiet_to, zone);
            if is_in_time(end) { end } else { now }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::Moment;

    fn at(text: &str) -> Instant {
        Instant(Moment::parse(text).unwrap().to_utc_millis())
    }

    fn mailed(way: MailWay, zone: &str, ends_at: &str, now: &str) -> (OutboxState, Instant) {
        let settings = ReminderSettings { way, ..ReminderSettings::default() };
        of(&settings, zone, Some(at(ends_at)), at(now))
    }

    #[test]
    fn a_reminder_in_the_night_waits_for_the_morning_of_its_reader() {
        let each = |zone: &str, end: &str, now: &str| mailed(MailWay::Each, zone, end, now);
        // 23:30 in Japan is 15:30 in Oslo.
        let night = "2026-12-03T23:30";
        assert_eq!(each("Asia/Tokyo", "2026-12-10T23:30", night), (OutboxState::Waiting, at("2026-12-04T07:00")));
        assert_eq!(each("Europe/Oslo", "2026-12-10T23:30", night), (OutboxState::Waiting, at(night)));
    }

    #[test]
    fn what_would_come_too_late_is_mailed_in_the_night() {
        // 09:00 in Japan is one in the night in Oslo; two hours before is eleven in the evening.
        let now = "2026-12-10T07:00";
        assert_eq!(mailed(MailWay::Each, "Europe/Oslo", "2026-12-10T09:00", now).1, at(now));
        let daily = mailed(MailWay::Daily, "Europe/Oslo", "2026-12-10T09:00", now);
        assert_eq!(daily, (OutboxState::Waiting, at(now)));
    }

    #[test]
    fn the_daily_mail_comes_at_its_time() {
        let gathered = mailed(MailWay::Daily, "Asia/Tokyo", "2026-12-10T17:00", "2026-12-03T17:00");
        assert_eq!(gathered, (OutboxState::Gathered, at("2026-12-04T08:00")));
        assert_eq!(mailed(MailWay::Never, "Asia/Tokyo", "2026-12-10", "2026-12-03").0, OutboxState::Unmailed);
    }
}
