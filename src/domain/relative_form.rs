//! What people type about a date that hangs on another one, parsed once into a draft.
//! No day is made of it here.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::deadline::MilestoneKind;
use super::notice::{Edge, Offset, OffsetUnit, RelativeDate};
use super::problem::{Problem, Problems};
use super::tender::RelativeDeadline;
use super::tender_form::{code, time_of_day};
use super::text::{Line, half_width};

/// Most such dates of one tender.
pub const MOST_RELATIVE: usize = 200;
/// The farthest that anything is counted.
const FARTHEST: i32 = 9_999;

/// The fields of a date that hangs on another one, as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RelativeForm {
    /// `yes`, `correct` or `no`; empty when nobody chose.
    pub include: String,
    /// Code of the step that it dates; empty when that is not known.
    pub kind: String,
    /// Code of the edge.
    pub edge: String,
    /// Code of the step it hangs on.
    pub anchor: String,
    /// How many; negative counts back; empty for the day itself.
    pub count: String,
    /// Code of the unit.
    pub unit: String,
    /// Time of day.
    pub time: String,
    /// The words, as printed.
    pub printed: String,
}

/// A date that hangs on another one and holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelativeDraft {
    /// The step that it dates.
    pub kind: Option<MilestoneKind>,
    /// Beginning or end.
    pub edge: Edge,
    /// The step it hangs on.
    pub anchor: Option<MilestoneKind>,
    /// How far from it.
    pub offset: Option<Offset>,
    /// Time of day.
    pub time: Option<NaiveTime>,
    /// The words.
    pub printed: String,
}

impl From<&RelativeDate> for RelativeForm {
    fn from(date: &RelativeDate) -> Self {
        let (kind, edge, anchor) = (date.kind, date.edge, date.anchor);
        let (offset, time, printed) = (date.offset, date.time, date.printed.clone());
        Self::from(&RelativeDraft { kind, edge, anchor, offset, time, printed })
    }
}

impl From<&RelativeDeadline> for RelativeForm {
    fn from(date: &RelativeDeadline) -> Self {
        let (kind, edge, anchor) = (date.kind, date.edge, date.anchor);
        let (offset, time, printed) = (date.offset, date.time, date.printed.clone());
        Self::from(&RelativeDraft { kind, edge, anchor, offset, time, printed })
    }
}

impl From<&RelativeDraft> for RelativeForm {
    fn from(date: &RelativeDraft) -> Self {
        Self {
            include: String::new(),
            kind: date.kind.map_or("", MilestoneKind::code).to_owned(),
            edge: date.edge.code().to_owned(),
            anchor: date.anchor.map_or("", MilestoneKind::code).to_owned(),
            count: date.offset.map(|offset| offset.count.to_string()).unwrap_or_default(),
            unit: date.offset.map_or("", |offset| offset.unit.code()).to_owned(),
            time: date.time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).unwrap_or_default(),
            printed: date.printed.clone(),
        }
    }
}

impl RelativeForm {
    /// Parses the fields; `name` makes the name of a field in the whole form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<RelativeDraft> {
        let before = problems.len();
        let kind = code(problems, &name("kind"), &self.kind, MilestoneKind::parse);
        let edge = code(problems, &name("edge"), &self.edge, Edge::parse).unwrap_or(Edge::By);
        let anchor = code(problems, &name("anchor"), &self.anchor, MilestoneKind::parse);
        let offset = self.offset(problems, &name);
        let time = if self.time.trim().is_empty() { None } else { time_of_day(&self.time) };
        if time.is_none() && !self.time.trim().is_empty() {
            problems.add(&name("time"), Problem::TimeUnreadable);
        }
        let printed = problems.take(&name("printed"), Line::<300>::parse(&self.printed)).map(String::from);
        let printed = printed.unwrap_or_default();
        (problems.len() == before).then_some(RelativeDraft { kind, edge, anchor, offset, time, printed })
    }

    fn offset(&self, problems: &mut Problems, name: &impl Fn(&str) -> String) -> Option<Offset> {
        let typed: String = self.count.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
        if typed.is_empty() {
            return None;
        }
        let count = typed.parse::<i32>().ok().filter(|count| (-FARTHEST..=FARTHEST).contains(count));
        if count.is_none() {
            let (least, most) = (i64::from(-FARTHEST), i64::from(FARTHEST));
            problems.add(&name("count"), Problem::OutOfRange { least, most });
        }
        let unit = OffsetUnit::parse(self.unit.trim());
        if unit.is_none() {
            problems.add(&name("unit"), Problem::NotOffered);
        }
        Some(Offset { count: count?, unit: unit? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notice::Evidence;

    fn date(offset: Option<Offset>) -> RelativeDate {
        RelativeDate {
            kind: Some(MilestoneKind::ContractSign),
            edge: Edge::By,
            anchor: Some(MilestoneKind::AwardNotice),
            offset,
            time: NaiveTime::from_hms_opt(12, 0, 0),
            printed: "落札決定後7日以内".to_owned(),
            evidence: Evidence { start: 0, end: 3, sentence: String::new(), page: None, file: 0 },
        }
    }

    #[test]
    fn a_form_of_a_date_is_that_date() {
        for offset in [None, Some(Offset { count: -3, unit: OffsetUnit::BusinessDay })] {
            let read = date(offset);
            let draft = RelativeForm::from(&read).parse(&mut Problems::default(), str::to_owned).unwrap();
            assert_eq!((draft.kind, draft.edge, draft.anchor), (read.kind, read.edge, read.anchor));
            assert_eq!((draft.offset, draft.time, draft.printed), (read.offset, read.time, read.printed));
        }
    }

    #[test]
    fn a_count_needs_its_unit_and_the_words_are_needed() {
        let mut problems = Problems::default();
        let form = RelativeForm { count: "７".to_owned(), ..RelativeForm::default() };
        assert_eq!(form.parse(&mut problems, str::to_owned), None);
        let fields: Vec<String> = problems.into_vec().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["unit", "printed"]);
    }
}
