//! What is wrong with one field of a form. Enums only; the sentences are in `ui::wording`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::block::BlockFault;
use super::corporate_number::CorporateNumberProblem;
use super::cost_sheet::quantity::CostProblem;
use super::era::EraProblem;
use super::joint_venture::ShareProblem;
use super::money::MoneyProblem;
use super::text::TextProblem;

/// A problem with one field, named as in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Name of the field in the form.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a typed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// A text breaks its rule.
    Text(TextProblem),
    /// A date cannot be read.
    Date(EraProblem),
    /// A 法人番号 (corporate number) does not hold.
    CorporateNumber(CorporateNumberProblem),
    /// An amount cannot be read.
    Money(MoneyProblem),
    /// A cell of a cost sheet breaks its rule.
    Cost(CostProblem),
    /// A value is not one of those offered.
    NotOffered,
    /// Two values that must be equal differ.
    Differs,
    /// The value is taken by another.
    Taken,
    /// A block of a section breaks its rule.
    Block(BlockFault),
    /// A share cannot be read.
    Share(ShareProblem),
    /// Nobody in the bid's firms has this address.
    NotAmongFirms,
    /// A number is outside its bounds.
    OutOfRange {
        /// Smallest allowed.
        least: i64,
        /// Largest allowed.
        most: i64,
    },
    /// A time of day cannot be read.
    TimeUnreadable,
    /// A period ends before it begins.
    PeriodReversed,
    /// The lunch hour of a counter lies outside its hours.
    OutsideHours,
    /// A day of every year cannot be read.
    DayOfYearUnreadable,
    /// A date would be counted from itself.
    CountedFromItself,
    /// A day that must have come lies ahead.
    Ahead,
    /// More entries than are kept.
    TooMany {
        /// The limit.
        most: u32,
    },
    /// Nobody chose between taking a doubtful value and leaving it out.
    NotChosen,
    /// What was read is accepted, and yet its fields were changed.
    AcceptedButChanged,
    /// The buyer's side may only be asked through the question channel on that day; a reason is wanted.
    ContactBan {
        /// First day.
        from: NaiveDate,
        /// Last day; none while the result is not known.
        until: Option<NaiveDate>,
        /// 件名 of the bid whose ban it is; empty for one that the reader may not know.
        #[serde(default)]
        bid: String,
    },
}

/// Collects the problems of a form while it is parsed, so that all are told at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<FieldProblem>);

impl Problems {
    /// Notes a problem with a field.
    pub fn add(&mut self, field: &str, problem: Problem) {
        self.0.push(FieldProblem { field: field.to_owned(), problem });
    }

    /// Whether a field has a problem.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|problem| problem.field == field)
    }

    /// Keeps the value, or notes the problem.
    pub fn take<T, P>(&mut self, field: &str, result: Result<T, P>) -> Option<T>
    where
        P: Into<Problem>,
    {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem.into());
                None
            }
        }
    }

    /// All that was noted.
    #[must_use]
    pub fn into_vec(self) -> Vec<FieldProblem> {
        self.0
    }

    /// How many were noted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<TextProblem> for Problem {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}

impl From<EraProblem> for Problem {
    fn from(problem: EraProblem) -> Self {
        Self::Date(problem)
    }
}

impl From<CorporateNumberProblem> for Problem {
    fn from(problem: CorporateNumberProblem) -> Self {
        Self::CorporateNumber(problem)
    }
}

impl From<MoneyProblem> for Problem {
    fn from(problem: MoneyProblem) -> Self {
        Self::Money(problem)
    }
}

impl From<ShareProblem> for Problem {
    fn from(problem: ShareProblem) -> Self {
        Self::Share(problem)
    }
}
