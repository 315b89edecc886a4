//! The days on which offices are closed, and counting in days: what a day off is called.
//! Dates of a tender are elsewhere; a date that a notice prints is never moved by anything here.

mod counting;
mod fiscal;
mod listed;
mod office;
mod rules;

pub use counting::{NoticeTime, days_of_notice, period_end};
pub use fiscal::{FiscalYear, past_fiscal_years};
pub use office::{Office, OwnDays, Turn, YearlyDay};
pub use rules::{Exceptions, Moved};

use serde::{Deserialize, Serialize};

/// A national holiday (国民の祝日に関する法律, as in force from 2022; of earlier years those of the official list).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Holiday {
    /// 元日
    NewYear,
    /// 成人の日
    ComingOfAge,
    /// 建国記念の日
    Foundation,
    /// 天皇誕生日
    EmperorsBirthday,
    /// 春分の日
    VernalEquinox,
    /// 昭和の日
    Showa,
    /// 憲法記念日
    Constitution,
    /// みどりの日
    Greenery,
    /// こどもの日
    Children,
    /// 海の日
    Marine,
    /// 山の日
    Mountain,
    /// 敬老の日
    RespectForTheAged,
    /// 秋分の日
    AutumnalEquinox,
    /// スポーツの日
    Sports,
    /// 文化の日
    Culture,
    /// 勤労感謝の日
    LabourThanksgiving,
    /// 振替休日: in place of a holiday on a Sunday (3条2項).
    Substitute,
    /// 国民の休日: between two holidays (3条3項).
    Between,
    /// A holiday that a law of its own makes once, or that the law has no more; its name stands beside it.
    Extra,
}

/// Why an office is closed (行政機関の休日に関する法律1条; municipalities follow it by ordinance).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayOff {
    /// Saturday or Sunday.
    Weekend,
    /// A national holiday.
    Holiday(Holiday),
    /// 29 December to 3 January.
    YearEnd,
    /// A day on which this buyer alone is closed.
    Own,
}

impl Holiday {
    /// The holidays that the law names, which alone a law of its own can move.
    pub const NAMED: [Self; 16] = [
        Self::NewYear,
        Self::ComingOfAge,
        Self::Foundation,
        Self::EmperorsBirthday,
        Self::VernalEquinox,
        Self::Showa,
        Self::Constitution,
        Self::Greenery,
        Self::Children,
        Self::Marine,
        Self::Mountain,
        Self::RespectForTheAged,
        Self::AutumnalEquinox,
        Self::Sports,
        Self::Culture,
        Self::LabourThanksgiving,
    ];

    /// The code of a holiday that the law names, as the table of exceptions writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NewYear => "new_year",
            Self::ComingOfAge => "coming_of_age",
            Self::Foundation => "foundation",
            Self::EmperorsBirthday => "emperors_birthday",
            Self::VernalEquinox => "vernal_equinox",
            Self::Showa => "showa",
            Self::Constitution => "constitution",
            Self::Greenery => "greenery",
            Self::Children => "children",
            Self::Marine => "marine",
            Self::Mountain => "mountain",
            Self::RespectForTheAged => "respect_for_the_aged",
            Self::AutumnalEquinox => "autumnal_equinox",
            Self::Sports => "sports",
            Self::Culture => "culture",
            Self::LabourThanksgiving => "labour_thanksgiving",
            Self::Substitute => "substitute",
            Self::Between => "between",
            Self::Extra => "extra",
        }
    }

    /// Reads the code of a holiday that the law names.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|holiday| holiday.code() == code)
    }

    /// Its name; the official list calls substitutes and days between two holidays only 休日.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::NewYear => "元日",
            Self::ComingOfAge => "成人の日",
            Self::Foundation => "建国記念の日",
            Self::EmperorsBirthday => "天皇誕生日",
            Self::VernalEquinox => "春分の日",
            Self::Showa => "昭和の日",
            Self::Constitution => "憲法記念日",
            Self::Greenery => "みどりの日",
            Self::Children => "こどもの日",
            Self::Marine => "海の日",
            Self::Mountain => "山の日",
            Self::RespectForTheAged => "敬老の日",
            Self::AutumnalEquinox => "秋分の日",
            Self::Sports => "スポーツの日",
            Self::Culture => "文化の日",
            Self::LabourThanksgiving => "勤労感謝の日",
            Self::Substitute => "振替休日",
            Self::Between => "国民の休日",
            Self::Extra => "休日",
        }
    }

    /// Its usual English name.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::NewYear => "New Year's Day",
            Self::ComingOfAge => "Coming of Age Day",
            Self::Foundation => "National Foundation Day",
            Self::EmperorsBirthday => "Emperor's Birthday",
            Self::VernalEquinox => "Vernal Equinox Day",
            Self::Showa => "Showa Day",
            Self::Constitution => "Constitution Memorial Day",
            Self::Greenery => "Greenery Day",
            Self::Children => "Children's Day",
            Self::Marine => "Marine Day",
            Self::Mountain => "Mountain Day",
            Self::RespectForTheAged => "Respect for the Aged Day",
            Self::AutumnalEquinox => "Autumnal Equinox Day",
            Self::Sports => "Sports Day",
            Self::Culture => "Culture Day",
            Self::LabourThanksgiving => "Labour Thanksgiving Day",
            Self::Substitute => "Substitute holiday",
            Self::Between => "Holiday between two holidays",
            Self::Extra => "Holiday by a law of its own",
        }
    }
}
