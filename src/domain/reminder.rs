//! Reminders of dates: how long before, in what way, what a message is about, and how far one can be put off.
//!
//! Who is reminded: whoever answers for the date on the bid, else everybody who may write there.

mod about;
mod trouble;

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::deadline::Moment;
use super::id::{BidId, OutboxId};
use super::instant::{DAY, HOUR, Instant, MINUTE};
use super::problem::{Problem, Problems};
use super::tender_form::time_of_day;

pub use about::{About, AskedQuestion, DueDate, DueSection, TaskStart};
pub use trouble::MailTrouble;

/// Most unread messages that are counted; more are told as more than so many.
pub const UNREAD_COUNTED: i64 = 99;

/// A counter closes at five: a date without a time is reminded of as if it were due then. The date itself stays as
/// printed; the warning is the cautious one.
const COUNTER_CLOSES: MinuteOfDay = 17 * 60;

/// How long before a date somebody is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// Two hours.
    Hour2,
    /// One day.
    Day1,
    /// Three days.
    Day3,
    /// A week.
    Day7,
    /// Two weeks.
    Day14,
}

impl Lead {
    /// All, the longest first, as they come.
    pub const ALL: [Self; 5] = [Self::Day14, Self::Day7, Self::Day3, Self::Day1, Self::Hour2];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hour2 => "hour2",
            Self::Day1 => "day1",
            Self::Day3 => "day3",
            Self::Day7 => "day7",
            Self::Day14 => "day14",
        }
    }

    /// How long, in milliseconds.
    #[must_use]
    pub const fn millis(self) -> i64 {
        match self {
            Self::Hour2 => 2 * HOUR,
            Self::Day1 => DAY,
            Self::Day3 => 3 * DAY,
            Self::Day7 => 7 * DAY,
            Self::Day14 => 14 * DAY,
        }
    }
}

/// When a reminder of a date must have come: at its time, or when counters close on its day.
#[must_use]
pub fn due_at(at: Moment) -> Instant {
    let begin = Instant(at.start_utc_millis());
    if at.time.is_some() { begin } else { begin.plus(COUNTER_CLOSES * MINUTE) }
}

/// `17:00`: the time of day of which a date without one is reminded.
#[must_use]
pub fn counter_closes() -> String {
    clock_of(COUNTER_CLOSES)
}

/// How a person wants to be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailWay {
    /// A mail for each message.
    Each,
    /// One mail a day.
    Daily,
    /// None.
    Never,
}

impl MailWay {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Each, Self::Daily, Self::Never];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Daily => "daily",
            Self::Never => "never",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// A time of day, in minutes after midnight.
pub type MinuteOfDay = i64;

/// Minutes of a day.
const MINUTES_OF_DAY: i64 = 24 * 60;

/// How a person wants to be reminded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderSettings {
    /// How long before a date.
    pub leads: Vec<Lead>,
    /// By what mail.
    pub way: MailWay,
    /// When the quiet hours begin …
    pub quiet_from: MinuteOfDay,
    /// … and end; equal when there are none.
    pub quiet_to: MinuteOfDay,
    /// When the daily mail goes out.
    pub daily_at: MinuteOfDay,
    /// Counts the changes; 0 before the first.
    pub revision: i64,
}

impl Default for ReminderSettings {
    fn default() -> Self {
        Self {
            leads: Lead::ALL.to_vec(),
            way: MailWay::Each,
            quiet_from: 22 * 60,
            quiet_to: 7 * 60,
            daily_at: 8 * 60,
            revision: 0,
        }
    }
}

impl ReminderSettings {
    /// Minutes until the quiet hours end; `None` outside them.
    #[must_use]
    pub const fn quiet_for(&self, minute: MinuteOfDay) -> Option<i64> {
        let lasts = (self.quiet_to - self.quiet_from).rem_euclid(MINUTES_OF_DAY);
        let since = (minute - self.quiet_from).rem_euclid(MINUTES_OF_DAY);
        if since < lasts { Some(lasts - since) } else { None }
    }
}

/// `22:00`
#[must_use]
pub fn clock_of(minute: MinuteOfDay) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The settings as they come from their form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReminderForm {
    /// The revision that was read.
    pub revision: String,
    /// Ticked for a reminder two weeks before.
    pub day14: String,
    /// A week before.
    pub day7: String,
    /// Three days before.
    pub day3: String,
    /// One day before.
    pub day1: String,
    /// Two hours before.
    pub hour2: String,
    /// By what mail.
    pub way: String,
    /// When the quiet hours begin; empty, with their end, for none.
    pub quiet_from: String,
    /// When they end.
    pub quiet_to: String,
    /// When the daily mail goes out.
    pub daily_at: String,
}

impl ReminderForm {
    fn ticked(&self, lead: Lead) -> bool {
        let field = match lead {
            Lead::Hour2 => &self.hour2,
            Lead::Day1 => &self.day1,
            Lead::Day3 => &self.day3,
            Lead::Day7 => &self.day7,
            Lead::Day14 => &self.day14,
        };
        !field.is_empty()
    }

    /// Reads the fields.
    pub fn parse(&self, problems: &mut Problems) -> Option<ReminderSettings> {
        let revision = self.revision.parse().ok();
        let way = MailWay::parse(&self.way);
        if way.is_none() {
            problems.add("way", Problem::NotOffered);
        }
        let has_quiet = !(self.quiet_from.trim().is_empty() && self.quiet_to.trim().is_empty());
        let quiet = if has_quiet {
            (minute(problems, "quiet_from", &self.quiet_from), minute(problems, "quiet_to", &self.quiet_to))
        } else {
            (Some(0), Some(0))
        };
        let daily_at = minute(problems, "daily_at", &self.daily_at);
        Some(ReminderSettings {
            leads: Lead::ALL.into_iter().filter(|lead| self.ticked(*lead)).collect(),
            way: way?,
            quiet_from: quiet.0?,
            quiet_to: quiet.1?,
            daily_at: daily_at?,
            revision: revision?,
        })
    }
}

fn minute(problems: &mut Problems, field: &str, text: &str) -> Option<MinuteOfDay> {
    let time: Option<NaiveTime> = time_of_day(text);
    if time.is_none() {
        problems.add(field, Problem::TimeUnreadable);
    }
    time.map(|time| i64::from(time.hour() * 60 + time.minute()))
}

/// How a message's mail fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutboxState {
    /// Nobody has looked yet how the person wants it.
    New,
    /// It waits to be mailed.
    Waiting,
    /// It waits for the daily mail.
    Gathered,
    /// It was handed to the mail server.
    Sent,
    /// Given up.
    Failed,
    /// It stands in the application only.
    Unmailed,
    /// It is not true any more.
    Withdrawn,
}

impl OutboxState {
    const ALL: [Self; 7] =
        [Self::New, Self::Waiting, Self::Gathered, Self::Sent, Self::Failed, Self::Unmailed, Self::Withdrawn];

    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Waiting => "waiting",
            Self::Gathered => "gathered",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unmailed => "unmailed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// How a date stands now that a message spoke of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As the message says.
    Holds,
    /// It was moved.
    Moved {
        /// To when.
        to: Moment,
    },
    /// It is done.
    Done,
    /// It was removed, or the bid or the procedure ended.
    Gone,
    /// It was decided not to bid.
    NoGo,
}

/// A message as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxLine {
    /// Which.
    pub id: OutboxId,
    /// The bid that it belongs to.
    pub bid: Option<BidId>,
    /// What it says.
    pub about: About,
    /// Whom it speaks of, as the firm's register calls them now; empty where it speaks of nobody, or they were erased.
    pub contact: String,
    /// How its date stands now.
    pub standing: Standing,
    /// Since when it stands here.
    pub shown_at: Instant,
    /// Whether it was read.
    pub is_read: bool,
    /// Until when it can be put off now; `None` when there is no time left.
    pub snooze_until: Option<Instant>,
    /// How its mail fared.
    pub state: OutboxState,
    /// Whether a mail that was given up can be tried again: what it says is still so.
    pub may_retry: bool,
    /// What the mail server answered last.
    pub error: String,
}

/// What a person is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// The newest messages, newest first.
    pub lines: Vec<InboxLine>,
    /// How many wait that were put off.
    pub put_off: i64,
    /// Whether this server sends mail.
    pub has_mail: bool,
}

/// A mail that could not be delivered, for the firm's administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedMail {
    /// Which.
    pub id: OutboxId,
    /// To whom.
    pub person: String,
    /// When the last attempt was made, or the first is due.
    pub at: Instant,
    /// How often it was tried.
    pub attempts: i64,
    /// Whether it is tried again by itself.
    pub is_tried_again: bool,
    /// Whether somebody can have it tried now: what it says is not over.
    pub may_retry: bool,
    /// What the mail server answered.
    pub error: String,
}

/// How a firm's mail fares, for its administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirmMail {
    /// How many mails should have gone out and wait still.
    pub overdue: i64,
    /// What did not go through.
    pub failed: Vec<FailedMail>,
}

/// The page of settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderSight {
    /// As they are.
    pub settings: ReminderSettings,
    /// The person's zone.
    pub zone: String,
    /// The person's address.
    pub email: String,
    /// From which address this server sends mail; empty when it sends none.
    pub sender: String,
    /// For the administrator: how the firm's mail fares.
    pub firm: Option<FirmMail>,
}

/// What the page behind a mail's link shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnoozeSight {
    /// What the message says.
    pub about: About,
    /// Until when it can be put off; `None` when there is no time left, or it was put off already.
    pub until: Option<Instant>,
    /// Whether it was put off already.
    pub is_put_off: bool,
}

/// Until when a message is put off: a day, three hours or half an hour, the longest that leaves as much time again.
#[must_use]
pub fn snoozed_until(now: Instant, due: Option<Instant>) -> Option<Instant> {
    let Some(due) = due else { return Some(now.plus(DAY)) };
    [DAY, 3 * HOUR, 30 * MINUTE].into_iter().find(|step| now.0 + 2 * step <= due.0).map(|step| now.plus(step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_without_a_time_is_reminded_of_before_counters_close() {
        let day = due_at(Moment::parse("2026-12-10").unwrap());
        assert_eq!(day, due_at(Moment::parse("2026-12-10T17:00").unwrap()));
        let late = Moment::parse("2026-12-10T23:30").unwrap();
        assert_eq!(due_at(late).0, late.to_utc_millis(), "a printed time is kept");
    }

    #[test]
    fn quiet_hours_span_midnight_and_can_be_none() {
        let night = ReminderSettings::default();
        assert_eq!(night.quiet_for(23 * 60), Some(8 * 60));
        assert_eq!(night.quiet_for(6 * 60 + 59), Some(1));
        assert_eq!((night.quiet_for(7 * 60), night.quiet_for(21 * 60 + 59)), (None, None));
        let none = ReminderSettings { quiet_from: 0, quiet_to: 0, ..night };
        assert_eq!(none.quiet_for(0), None);
    }

    #[test]
    fn what_is_put_off_comes_back_in_time() {
        let now = Instant(0);
        let until = |hours: i64| snoozed_until(now, Some(Instant(hours * HOUR))).map(|at| at.0 / MINUTE);
        assert_eq!(until(72), Some(24 * 60));
        assert_eq!(until(47), Some(180));
        assert_eq!(until(1), Some(30));
        assert_eq!(until(0), None);
        assert_eq!(snoozed_until(now, None), Some(Instant(DAY)));
    }

    #[test]
    fn every_problem_of_the_settings_is_told_at_once() {
        let form = ReminderForm {
            revision: "0".to_owned(),
            quiet_from: "dusk".to_owned(),
            daily_at: String::new(),
            ..ReminderForm::default()
        };
        let mut problems = Problems::default();
        assert!(form.parse(&mut problems).is_none());
        for field in ["way", "quiet_from", "quiet_to", "daily_at"] {
            assert!(problems.has(field), "{field}");
        }
    }

    proptest! {
        #[test]
        fn quiet_hours_end_when_they_say(from in 0i64..1440, to in 0i64..1440, minute in 0i64..1440) {
            let settings = ReminderSettings { quiet_from: from, quiet_to: to, ..ReminderSettings::default() };
            if let Some(left) = settings.quiet_for(minute) {
                prop_assert_eq!((minute + left).rem_euclid(1440), to);
                prop_assert!(left > 0);
            }
        }

        #[test]
        fn putting_off_never_passes_the_date(now in 0i64..1_000_000_000, left in 0i64..1_000_000_000) {
            if let Some(until) = snoozed_until(Instant(now), Some(Instant(now + left))) {
                prop_assert!(until.0 > now && until.0 < now + left);
            }
        }
    }
}
