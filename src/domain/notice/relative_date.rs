//! Dates that a notice gives only by another step: which end, how far, from what.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::domain::deadline::MilestoneKind;

/// Which end of a step a relative date gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// 契約日の翌日から: the step, or its period, begins then.
    From,
    /// 落札決定後7日以内, 開札日の翌日正午まで: it is due then.
    By,
}

impl Edge {
    /// Both edges.
    pub const ALL: [Self; 2] = [Self::From, Self::By];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::By => "by",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edge| edge.code() == code)
    }
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffsetUnit {
    /// 日
    Day,
    /// 営業日・日（休日を除く）
    BusinessDay,
    /// 週間
    Week,
    /// か月
    Month,
    /// 年
    Year,
}

impl OffsetUnit {
    /// Every unit.
    pub const ALL: [Self; 5] = [Self::Day, Self::BusinessDay, Self::Week, Self::Month, Self::Year];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::BusinessDay => "business_day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

/// A distance from another step; negative counts back (開札日の3日前).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offset {
    /// How many.
    pub count: i32,
    /// Of what.
    pub unit: OffsetUnit,
}

/// A date that the notice gives only by another step. Kept as it is printed; no day is made of it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeDate {
    /// The step that it dates, as far as the label says.
    pub kind: Option<MilestoneKind>,
    /// Beginning or end.
    pub edge: Edge,
    /// The step it hangs on, as far as it is one of ours (契約日, 公告の日, 落札決定, 開札日).
    pub anchor: Option<MilestoneKind>,
    /// How far from it; none for the day itself.
    pub offset: Option<Offset>,
    /// Time of day, when printed.
    pub time: Option<NaiveTime>,
    /// The words, as printed, blanks put right (落札決定後7日以内).
    pub printed: String,
    /// Where it was read.
    pub evidence: Evidence,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_offsets_is_read_back() {
        assert!(OffsetUnit::ALL.into_iter().all(|unit| OffsetUnit::parse(unit.code()) == Some(unit)));
        assert!(Edge::ALL.into_iter().all(|edge| Edge::parse(edge.code()) == Some(edge)));
    }
}
