//! The ban on contact: from the notice to the result, the buyer's side and whoever judges may be asked through the
//! question channel only. Public buyers disqualify those who go round it.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::contact::ContactKind;
use super::contact_role::TenderRole;
use super::days::FiscalYear;
use super::engagement::EngagementKind;

pub use whose::is_of_buyer;

mod whose;

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

/// The dates of a tender as far as the ban looks at them. Our own steps are no dates of the procedure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BanDates {
    /// The day of the notice.
    pub notice: Option<NaiveDate>,
    /// The earliest day of the procedure.
    pub first: Option<NaiveDate>,
    /// The last one.
    pub last: Option<NaiveDate>,
    /// The last day on which a result is announced.
    pub award: Option<NaiveDate>,
    /// The last day for which one is only planned (予定).
    pub planned: Option<NaiveDate>,
    /// Whether one of the days is fixed (確定).
    pub is_published: bool,
}

/// What is known of a tender where the ban is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BanFacts {
    /// Its dates.
    pub dates: BanDates,
    /// The day on which its result was recorded.
    pub ended: Option<NaiveDate>,
    /// The day since which the firm has known the tender.
    pub known_on: NaiveDate,
    /// Whether its bid was put away.
    pub is_archived: bool,
}

impl BanFacts {
    /// The period of a tender: from its notice to its result, the recorded one or the announced one, whichever comes
    /// first. A day that is only planned for the result announces nothing: awards are put off, and whoever calls the
    /// buyer on that day calls before the result.
    ///
    /// Without a date of the notice it begins with the earliest date of the procedure, and not after the day since which
    /// the tender is known where one of these dates is fixed: the buyer has published them by then. Without any date
    /// there is none.
    ///
    /// Of a bid that was put away nobody records the result any more: its ban ends with the fiscal year of the last
    /// date, in which a contract must have been made (会計年度独立, 地方自治法 Art. 208).
    #[must_use]
    pub fn period(&self) -> Option<BanPeriod> {
        let BanDates { notice, first, last, award, planned, is_published } = self.dates;
        let earliest = first.map(|first| if is_published { first.min(self.known_on) } else { first });
        let from = notice.or(earliest)?;
        let announced = award.filter(|_| planned.is_none());
        // A result before the notice is a slip of the pen: nobody is set free by it.
        let result = [self.ended, announced].into_iter().flatten().min().filter(|until| *until >= from);
        let year = last.filter(|_| self.is_archived).map(|last| FiscalYear::of(last).last());
        let until = result.or(year);
        Some(BanPeriod { from, until, planned: planned.filter(|_| until.is_none()) })
    }
}

impl BanPeriod {
    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        day >= self.from && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it forbids to meet in this way on a day: the question channel and the buyer's own events stay open.
    #[must_use]
    pub fn forbids(self, kind: EngagementKind, day: NaiveDate) -> bool {
        !kind.is_official() && self.holds(day)
    }
}

/// For how many days after its last date a bid is waited for by those who do not name it: a year, and nobody has recorded
/// the result.
const WAITED_FOR: u64 = 365;

impl BanFacts {
    /// The period as it holds for what is logged on a day for no bid, or for another one: of a bid that nobody closed it
    /// does not go on for ever.
    #[must_use]
    pub fn period_elsewhere(&self, day: NaiveDate) -> Option<BanPeriod> {
        let is_waited_for = |last: NaiveDate| last.checked_add_days(Days::new(WAITED_FOR)).is_none_or(|end| day <= end);
        self.period().filter(|period| period.until.is_some() || self.dates.last.is_some_and(is_waited_for))
    }
}

/// A contact as far as the ban of one bid looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'s> {
    /// Its sort.
    pub kind: Option<ContactKind>,
    /// The name of its organisation; empty for none.
    pub body: &'s str,
    /// What it is in the bid; after a merge several things.
    pub roles: &'s [TenderRole],
}

impl Standing<'_> {
    /// Whether the ban of a bid covers what is logged for it with this contact: by what they are, by their role, or since
    /// they belong to the buyer and nobody has said of which sort they are.
    #[must_use]
    pub fn is_covered(&self, addressee: &str) -> bool {
        self.kind.is_some_and(ContactKind::is_banned) || self.has_banned_role() || self.is_unsorted_of(addressee)
    }

    /// Whether the ban of a bid covers this contact whatever an engagement was logged for: where they are of another
    /// buyer, it does not. Who judges bids, and of whom no organisation is known, may be of any.
    #[must_use]
    pub fn is_covered_elsewhere(&self, addressee: &str) -> bool {
        let may_be_of_any = self.body.is_empty() || self.kind == Some(ContactKind::Evaluator);
        let is_official = self.kind.is_some_and(ContactKind::is_banned);
        self.has_banned_role()
            || self.is_unsorted_of(addressee)
            || is_official && (may_be_of_any || is_of_buyer(self.body, addressee))
    }

    fn has_banned_role(&self) -> bool {
        self.roles.iter().any(|role| role.is_banned())
    }

    fn is_unsorted_of(&self, addressee: &str) -> bool {
        self.kind.is_none_or(|kind| kind == ContactKind::Other) && is_of_buyer(self.body, addressee)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap()
    }

    /// Notice on 2 November, proposals on 10 December, the result on the 25th.
    fn dates() -> BanDates {
        BanDates {
            notice: Some(day(11, 2)),
            first: Some(day(11, 2)),
            last: Some(day(12, 25)),
            award: Some(day(12, 25)),
            planned: None,
            is_published: true,
        }
    }

    fn without_award() -> BanDates {
        BanDates { last: Some(day(12, 10)), award: None, ..dates() }
    }

    fn period(dates: BanDates, ended: Option<NaiveDate>) -> Option<BanPeriod> {
        BanFacts { dates, ended, known_on: day(11, 5), is_archived: false }.period()
    }

    #[test]
    fn it_lasts_from_the_notice_to_the_result_both_days_included() {
        let ban = period(dates(), None).unwrap();
        let held: Vec<bool> = [(11, 1), (11, 2), (12, 25), (12, 26)].map(|(m, d)| ban.holds(day(m, d))).into();
        assert_eq!(held, [false, true, true, false]);
    }

    #[test]
    fn a_recorded_result_ends_it_earlier_and_without_one_it_stays_open() {
        assert_eq!(period(dates(), Some(day(12, 18))).unwrap().until, Some(day(12, 18)));
        assert_eq!(period(without_award(), None).unwrap().until, None);
        assert!(period(without_award(), None).unwrap().holds(day(12, 31)));
        assert_eq!(period(dates(), Some(day(1, 1))).unwrap().until, None, "a slip sets nobody free");
    }

    #[test]
    fn a_planned_day_of_the_result_ends_nothing_and_is_told() {
        let planned = BanDates { planned: Some(day(12, 25)), ..dates() };
        let ban = period(planned, None).unwrap();
        assert_eq!((ban.until, ban.planned), (None, Some(day(12, 25))));
        assert!(ban.holds(day(12, 26)), "an award that was put off keeps the ban");
        let recorded = period(planned, Some(day(12, 28))).unwrap();
        assert_eq!((recorded.until, recorded.planned), (Some(day(12, 28)), None));
    }

    #[test]
    fn without_a_notice_it_begins_before_the_tender_is_known_and_without_dates_there_is_none() {
        let later = BanDates { notice: None, first: Some(day(12, 10)), ..without_award() };
        assert_eq!(period(later, None).unwrap().from, day(11, 5), "dates that are fixed have been published");
        let early = BanDates { first: Some(day(11, 3)), ..later };
        assert_eq!(period(early, None).unwrap().from, day(11, 3));
        let planned = BanDates { is_published: false, ..later };
        assert_eq!(period(planned, None).unwrap().from, day(12, 10), "what is only planned is no notice");
        assert_eq!(period(BanDates::default(), None), None);
    }

    #[test]
    fn of_a_bid_that_was_put_away_it_ends_with_the_fiscal_year() {
        let facts = BanFacts { dates: without_award(), ended: None, known_on: day(11, 5), is_archived: true };
        assert_eq!(facts.period().unwrap().until, NaiveDate::from_ymd_opt(2027, 3, 31));
        let told = BanFacts { ended: Some(day(12, 18)), ..facts };
        assert_eq!(told.period().unwrap().until, Some(day(12, 18)));
    }

    #[test]
    fn a_bid_that_nobody_closed_bans_for_a_year_what_does_not_name_it() {
        let facts = BanFacts { dates: without_award(), ended: None, known_on: day(11, 5), is_archived: false };
        let on = |year: i32| NaiveDate::from_ymd_opt(year, 12, 10).unwrap();
        assert!(facts.period_elsewhere(on(2027)).is_some_and(|period| period.holds(on(2027))));
        assert_eq!(facts.period_elsewhere(on(2028)), None);
        assert!(facts.period().unwrap().holds(on(2028)), "who names it is told");
    }

    fn standing<'s>(kind: Option<ContactKind>, body: &'s str, roles: &'s [TenderRole]) -> Standing<'s> {
        Standing { kind, body, roles }
    }

    #[test]
    fn only_the_buyers_side_and_who_judges_are_covered() {
        let covered = |kind, body, roles| standing(kind, body, roles).is_covered("みなと市長");
        assert!(covered(Some(ContactKind::RequestingDepartment), "", &[]));
        assert!(covered(Some(ContactKind::AssemblyMember), "", &[TenderRole::Other]));
        assert!(covered(Some(ContactKind::School), "", &[TenderRole::Evaluator]), "a professor on the committee");
        let merged = [TenderRole::Supporter, TenderRole::Evaluator];
        assert!(covered(Some(ContactKind::School), "", &merged), "what gave way in a merge counts");
        assert!(covered(None, "みなと市 契約課", &[]), "nobody has said what they are");
        assert!(covered(Some(ContactKind::Other), "みなと市", &[]));
        assert!(!covered(Some(ContactKind::ChamberOfCommerce), "みなと市商工会", &[]));
        assert!(!covered(Some(ContactKind::Bank), "", &[TenderRole::Supporter]));
        assert!(!covered(None, "", &[]));
    }

    #[test]
    fn leaving_the_bid_out_frees_the_officials_of_other_buyers_alone() {
        let covered = |kind, body, roles| standing(kind, body, roles).is_covered_elsewhere("みなと市長");
        let official = Some(ContactKind::ContractingDepartment);
        assert!(covered(official, "みなと市 契約課", &[]));
        assert!(!covered(official, "やまと市 契約課", &[]));
        assert!(covered(official, "やまと市 契約課", &[TenderRole::Evaluator]), "lent to the committee");
        assert!(covered(official, "", &[]), "of whom, nobody knows");
        assert!(covered(Some(ContactKind::Evaluator), "みなと大学", &[]));
        assert!(covered(Some(ContactKind::Other), "みなと市", &[]));
        assert!(!covered(Some(ContactKind::Bank), "みなと市銀行", &[]));
    }

    #[test]
    fn the_question_channel_and_the_buyers_own_events_stay_open() {
        let ban = period(dates(), None).unwrap();
        assert!(ban.forbids(EngagementKind::Call, day(11, 20)));
        assert!(!ban.forbids(EngagementKind::Question, day(11, 20)));
        assert!(!ban.forbids(EngagementKind::BuyersEvent, day(11, 20)));
        assert!(!ban.forbids(EngagementKind::Call, day(10, 20)));
    }
}
