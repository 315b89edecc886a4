//! Japanese fiscal years (年度): April to March.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A fiscal year, named by the year in which it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FiscalYear(
    /// The year of its April.
    pub i32,
);

impl FiscalYear {
    /// The fiscal year in which a day lies.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(if date.month() < 4 { date.year() - 1 } else { date.year() })
    }

    /// 1 April; at the ends of the calendar the nearest day there is.
    #[must_use]
    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).unwrap_or(if self.0 < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
    }

    /// 31 March.
    #[must_use]
    pub fn last(self) -> NaiveDate {
        let next = Self(self.0.saturating_add(1)).first();
        if next == NaiveDate::MAX { next } else { next.pred_opt().unwrap_or(NaiveDate::MIN) }
    }
}

/// First and last day of the `years` whole fiscal years before the one of a day (過去n年度). The year that is running is
/// not among them; notices that count it say so (当該年度を含む).
#[must_use]
pub fn past_fiscal_years(date: NaiveDate, years: u16) -> (NaiveDate, NaiveDate) {
    let running = FiscalYear::of(date).0;
    (FiscalYear(running - i32::from(years)).first(), FiscalYear(running - 1).last())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_fiscal_year_runs_from_april_to_march() {
        assert_eq!(FiscalYear::of(day("2026-03-31")), FiscalYear(2025));
        assert_eq!(FiscalYear::of(day("2026-04-01")), FiscalYear(2026));
        assert_eq!((FiscalYear(2026).first(), FiscalYear(2026).last()), (day("2026-04-01"), day("2027-03-31")));
    }

    #[test]
    fn the_past_five_fiscal_years_end_before_the_running_one() {
        let five = (day("2021-04-01"), day("2026-03-31"));
        assert_eq!(past_fiscal_years(day("2026-11-27"), 5), five);
        assert_eq!(past_fiscal_years(day("2027-03-31"), 5), five);
        assert_eq!(past_fiscal_years(day("2027-04-01"), 5), (day("2022-04-01"), day("2027-03-31")));
    }
}
