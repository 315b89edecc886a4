//! The ban on contact: from the notice to the result, the buyer's side and whoever judges may be asked through the
//! question channel only. Public buyers disqualify those who go round it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contact::ContactKind;
use super::contact_role::TenderRole;
use super::deadline::{Certainty, MilestoneKind, Moment};
use super::engagement::EngagementKind;

/// The days on which contact is banned, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BanPeriod {
    /// The day of the notice.
    pub from: NaiveDate,
    /// The day of the result; none while it is not known.
    pub until: Option<NaiveDate>,
    /// The day for which the buyer plans the result (予定), while nothing surer is known. It ends nothing.
    pub planned: Option<NaiveDate>,
}

/// A date of a tender as far as the ban looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BanDate {
    /// The step.
    pub kind: MilestoneKind,
    /// When.
    pub at: Moment,
    /// 確定 or 予定.
    pub certainty: Certainty,
}

impl BanPeriod {
    /// The period of a tender: from its notice to its result, the recorded one or the announced one, whichever comes
    /// first. A day that is only planned for the result announces nothing: awards are put off, and whoever calls the
    /// buyer on that day calls before the result. Without a date of the notice the earliest date of the procedure
    /// counts; without any there is none. Our own steps are no dates of the procedure.
    #[must_use]
    pub fn of(dates: &[BanDate], ended: Option<NaiveDate>) -> Option<Self> {
        let days = |kind: MilestoneKind| dates.iter().filter(move |date| date.kind == kind).map(|date| date.at.date);
        let of_procedure = dates.iter().filter(|date| date.kind != MilestoneKind::Internal).map(|date| date.at.date);
        let from = days(MilestoneKind::Notice).min().or_else(|| of_procedure.min())?;
        let is_planned =
            |date: &&BanDate| date.kind == MilestoneKind::AwardNotice && date.certainty == Certainty::Planned;
        let planned = dates.iter().filter(is_planned).map(|date| date.at.date).max();
        let announced = days(MilestoneKind::AwardNotice).max().filter(|_| planned.is_none());
        // A result before the notice is a slip of the pen: nobody is set free by it.
        let until = [ended, announced].into_iter().flatten().min().filter(|until| *until >= from);
        Some(Self { from, until, planned: planned.filter(|_| until.is_none()) })
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        day >= self.from && self.until.is_none_or(|until| day <= until)
    }
}

/// Whether the ban covers a contact: by what they are, or by their role in the tender.
#[must_use]
pub fn covers(kind: Option<ContactKind>, role: Option<TenderRole>) -> bool {
    kind.is_some_and(ContactKind::is_banned) || role.is_some_and(TenderRole::is_banned)
}

/// Whether an engagement breaks the ban.
#[must_use]
pub fn is_broken(period: Option<BanPeriod>, is_covered: bool, kind: EngagementKind, day: NaiveDate) -> bool {
    is_covered && !kind.is_official() && period.is_some_and(|period| period.holds(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    fn date(kind: MilestoneKind, at: NaiveDate) -> BanDate {
        BanDate { kind, at: Moment::day(at), certainty: Certainty::Fixed }
    }

    fn dates() -> Vec<BanDate> {
        vec![
            date(MilestoneKind::Notice, day(11, 2)),
            date(MilestoneKind::ProposalBy, day(12, 10)),
            date(MilestoneKind::AwardNotice, day(12, 25)),
        ]
    }

    #[test]
    fn it_lasts_from_the_notice_to_the_result_both_days_included() {
        let period = BanPeriod::of(&dates(), None).unwrap();
        let held: Vec<bool> = [(11, 1), (11, 2), (12, 25), (12, 26)].map(|(m, d)| period.holds(day(m, d))).into();
        assert_eq!(held, [false, true, true, false]);
    }

    #[test]
    fn a_recorded_result_ends_it_earlier_and_without_one_it_stays_open() {
        assert_eq!(BanPeriod::of(&dates(), Some(day(12, 18))).unwrap().until, Some(day(12, 18)));
        let open = &dates()[..2];
        assert_eq!(BanPeriod::of(open, None).unwrap().until, None);
        assert!(BanPeriod::of(open, None).unwrap().holds(day(12, 31)));
        assert_eq!(BanPeriod::of(&dates(), Some(day(1, 1))).unwrap().until, None, "a slip sets nobody free");
    }

    #[test]
    fn a_planned_day_of_the_result_ends_nothing_and_is_told() {
        let mut planned = dates();
        planned[2].certainty = Certainty::Planned;
        let period = BanPeriod::of(&planned, None).unwrap();
        assert_eq!((period.until, period.planned), (None, Some(day(12, 25))));
        assert!(period.holds(day(12, 26)), "an award that was put off keeps the ban");
        let recorded = BanPeriod::of(&planned, Some(day(12, 28))).unwrap();
        assert_eq!((recorded.until, recorded.planned), (Some(day(12, 28)), None));
        planned.push(date(MilestoneKind::AwardNotice, day(12, 22)));
        assert_eq!(BanPeriod::of(&planned, None).unwrap().until, None, "one of two results is still to come");
    }

    #[test]
    fn without_a_notice_the_earliest_date_counts_and_without_dates_there_is_none() {
        let own = date(MilestoneKind::Internal, day(11, 20));
        let mut with_own = dates()[1..].to_vec();
        with_own.push(own);
        assert_eq!(BanPeriod::of(&with_own, None).unwrap().from, day(12, 10), "our own step begins no ban");
        assert_eq!(BanPeriod::of(&[own], None), None);
        assert_eq!(BanPeriod::of(&[], None), None);
    }

    #[test]
    fn only_the_buyers_side_and_who_judges_are_covered() {
        assert!(covers(Some(ContactKind::RequestingDepartment), None));
        assert!(covers(Some(ContactKind::AssemblyMember), Some(TenderRole::Other)));
        assert!(covers(Some(ContactKind::School), Some(TenderRole::Evaluator)), "a professor on the committee");
        assert!(!covers(Some(ContactKind::Bank), Some(TenderRole::Supporter)));
        assert!(!covers(None, None));
    }

    #[test]
    fn the_question_channel_and_the_buyers_own_events_stay_open() {
        let period = BanPeriod::of(&dates(), None);
        assert!(is_broken(period, true, EngagementKind::Call, day(11, 20)));
        assert!(!is_broken(period, true, EngagementKind::Question, day(11, 20)));
        assert!(!is_broken(period, true, EngagementKind::BuyersEvent, day(11, 20)));
        assert!(!is_broken(period, false, EngagementKind::Call, day(11, 20)));
        assert!(!is_broken(period, true, EngagementKind::Call, day(10, 20)));
        assert!(!is_broken(None, true, EngagementKind::Call, day(11, 20)));
    }
}
