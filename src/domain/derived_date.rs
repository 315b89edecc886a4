//! Dates that are counted from another date of the same tender, and what moves when one of them moves.
//! Decides nothing: a person sees what would move before it does.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::days::Office;
use super::deadline::{MilestoneKind, Moment};
use super::id::DeadlineId;
use super::problem::{Problem, Problems};
use super::tender::Deadline;
use super::text::half_width;

/// The farthest that anything is counted.
const FARTHEST: u16 = 999;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayUnit {
    /// 日
    Day,
    /// 営業日: days on which the buyer's office is open.
    BusinessDay,
}

/// On which side of the other date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 前
    Before,
    /// 後
    After,
}

/// How far a date is from the one it is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// The date it is counted from.
    pub origin: DeadlineId,
    /// How many days; 0 for the same day.
    pub count: u16,
    /// Of which sort.
    pub unit: DayUnit,
    /// On which side.
    pub side: Side,
}

/// A date that moves because another one does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivedMove {
    /// Which date.
    pub deadline: DeadlineId,
    /// Its revision.
    pub revision: i64,
    /// What happens.
    pub kind: MilestoneKind,
    /// A name of its own.
    pub title: String,
    /// When it is now.
    pub from: Moment,
    /// When it will be.
    pub to: Moment,
    /// When its period will begin, where it has one.
    pub opens: Option<Moment>,
}

/// A derivation as it comes from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DerivedForm {
    /// The date it is counted from; empty for none.
    pub origin: String,
    /// How many.
    pub count: String,
    /// Code of the unit.
    pub unit: String,
    /// Code of the side.
    pub side: String,
}

impl DayUnit {
    /// Both units.
    pub const ALL: [Self; 2] = [Self::BusinessDay, Self::Day];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::BusinessDay => "business_day",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

impl Side {
    /// Both sides.
    pub const ALL: [Self; 2] = [Self::Before, Self::After];

    /// The code in forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.code() == code)
    }
}

impl Derivation {
    /// The day, counted from the day of the other date, which itself is not counted. Calendar days that end on a day off
    /// stay there: nothing rolls by itself.
    #[must_use]
    pub fn day(&self, office: &Office, origin: NaiveDate) -> NaiveDate {
        let days = Days::new(u64::from(self.count));
        match (self.unit, self.side) {
            (DayUnit::BusinessDay, Side::Before) => office.minus(origin, self.count),
            (DayUnit::BusinessDay, Side::After) => office.add(origin, self.count),
            (DayUnit::Day, Side::Before) => origin.checked_sub_days(days).unwrap_or(NaiveDate::MIN),
            (DayUnit::Day, Side::After) => origin.checked_add_days(days).unwrap_or(NaiveDate::MAX),
        }
    }

    /// The count as it is kept: negative before the other date.
    #[must_use]
    pub const fn signed(&self) -> i64 {
        match self.side {
            Side::Before => -(self.count as i64),
            Side::After => self.count as i64,
        }
    }

    /// Back from the kept count.
    #[must_use]
    pub fn of_kept(origin: DeadlineId, signed: i64, unit: DayUnit) -> Option<Self> {
        let side = if signed < 0 { Side::Before } else { Side::After };
        Some(Self { origin, count: u16::try_from(signed.unsigned_abs()).ok()?, unit, side })
    }
}

impl DerivedForm {
    /// Parses the fields; `None` without a problem when the date hangs on no other.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<Derivation> {
        if self.origin.trim().is_empty() {
            return None;
        }
        let origin = DeadlineId::parse(self.origin.trim());
        if origin.is_none() {
            problems.add(&name("origin"), Problem::NotOffered);
        }
        let typed: String = self.count.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
        let count = typed.parse::<u16>().ok().filter(|count| *count <= FARTHEST);
        if count.is_none() {
            problems.add(&name("count"), Problem::OutOfRange { least: 0, most: i64::from(FARTHEST) });
        }
        let unit = DayUnit::parse(self.unit.trim());
        if unit.is_none() {
            problems.add(&name("unit"), Problem::NotOffered);
        }
        let side = Side::parse(self.side.trim());
        if side.is_none() {
            problems.add(&name("side"), Problem::NotOffered);
        }
        Some(Derivation { origin: origin?, count: count?, unit: unit?, side: side? })
    }
}

impl From<&Derivation> for DerivedForm {
    fn from(derived: &Derivation) -> Self {
        Self {
            origin: derived.origin.to_string(),
            count: derived.count.to_string(),
            unit: derived.unit.code().to_owned(),
            side: derived.side.code().to_owned(),
        }
    }
}

/// Whether a date that is counted from `origin` would be counted from itself in the end.
#[must_use]
pub fn is_circle(dates: &[Deadline], date: DeadlineId, origin: DeadlineId) -> bool {
    let mut seen = HashSet::new();
    let mut next = Some(origin);
    while let Some(at) = next {
        if at == date || !seen.insert(at) {
            return true;
        }
        next = dates.iter().find(|other| other.id == at).and_then(|other| other.derived).map(|derived| derived.origin);
    }
    false
}

/// The day on which each date belongs, wherever it stands.
#[must_use]
pub fn settled(dates: &[Deadline], office: &Office) -> HashMap<DeadlineId, NaiveDate> {
    let by_id: HashMap<DeadlineId, &Deadline> = dates.iter().map(|date| (date.id, date)).collect();
    let mut days = HashMap::new();
    for date in dates {
        settle(date, &by_id, office, &mut days);
    }
    days
}

/// The dates that do not stand where they are counted to, each with where it belongs.
#[must_use]
pub fn moves(dates: &[Deadline], office: &Office) -> Vec<DerivedMove> {
    let days = settled(dates, office);
    dates
        .iter()
        .filter_map(|date| {
            let day = *days.get(&date.id)?;
            (day != date.at.date).then(|| moved(date, day))
        })
        .collect()
}

/// What a person saw of some moves, to be compared when they agree.
#[must_use]
pub fn print(moves: &[DerivedMove]) -> String {
    let line = |moved: &DerivedMove| format!("{} {} {}", moved.deadline, moved.revision, moved.to);
    moves.iter().map(line).collect::<Vec<_>>().join(", ")
}

/// Works out the day of a date and of all it is counted from. Walks, so that no chain is too long; a circle, which
/// nobody can make, ends where it began.
fn settle(
    date: &Deadline,
    by_id: &HashMap<DeadlineId, &Deadline>,
    office: &Office,
    days: &mut HashMap<DeadlineId, NaiveDate>,
) {
    let mut chain = Vec::new();
    let mut at = Some(date);
    while let Some(date) = at {
        if days.contains_key(&date.id) || chain.iter().any(|other: &&Deadline| other.id == date.id) {
            break;
        }
        chain.push(date);
        at = date.derived.and_then(|derived| by_id.get(&derived.origin).copied());
    }
    for date in chain.into_iter().rev() {
        let counted = date.derived.and_then(|derived| Some(derived.day(office, *days.get(&derived.origin)?)));
        days.insert(date.id, counted.unwrap_or(date.at.date));
    }
}

fn moved(date: &Deadline, day: NaiveDate) -> DerivedMove {
    let by = day.signed_duration_since(date.at.date);
    let opens = date.from.and_then(|from| Some(Moment { date: from.date.checked_add_signed(by)?, ..from }));
    DerivedMove {
        deadline: date.id,
        revision: date.revision,
        kind: date.kind,
        title: date.title.clone(),
        from: date.at,
        to: Moment { date: day, ..date.at },
        opens,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn date(moment: &str, derived: Option<Derivation>) -> Deadline {
        Deadline { derived, ..Deadline::bare(DeadlineId::fresh(), MilestoneKind::Internal, at(moment)) }
    }

    fn before(origin: &Deadline, count: u16, unit: DayUnit) -> Option<Derivation> {
        Some(Derivation { origin: origin.id, count, unit, side: Side::Before })
    }

    /// A proposal, its copy shop, and the translation before that: n business days each, then days.
    fn chain() -> Vec<Deadline> {
        let proposal = date("2026-12-10T17:00", None);
        let copies = date("2026-12-08T12:00", before(&proposal, 2, DayUnit::BusinessDay));
        let text = date("2026-12-03", before(&copies, 5, DayUnit::Day));
        vec![text, proposal, copies]
    }

    #[test]
    fn what_stands_where_it_is_counted_to_does_not_move() {
        assert_eq!(moves(&chain(), &Office::national()), []);
    }

    #[test]
    fn everything_counted_from_a_date_moves_with_it_and_keeps_its_time() {
        let mut dates = chain();
        dates[1].at = at("2026-12-15T17:00");
        let moved = moves(&dates, &Office::national());
        let to: Vec<String> = moved.iter().map(|moved| moved.to.to_string()).collect();
        assert_eq!(to, ["2026-12-06", "2026-12-11T12:00"]);
        assert!(print(&moved).contains("2026-12-11T12:00"));
    }

    #[test]
    fn the_buyers_own_days_off_are_counted() {
        let mut dates = chain();
        let office = Office::with_own([at("2026-12-09").date].into());
        assert_eq!(moves(&dates, &office)[1].to, at("2026-12-07T12:00"));
        dates[2].from = Some(at("2026-12-08T09:00"));
        assert_eq!(moves(&dates, &office)[1].opens, Some(at("2026-12-07T09:00")), "a period keeps its length");
    }

    #[test]
    fn a_date_is_never_counted_from_itself() {
        let mut dates = chain();
        let (text, proposal, copies) = (dates[0].id, dates[1].id, dates[2].id);
        assert!(is_circle(&dates, proposal, text) && is_circle(&dates, copies, copies));
        assert!(!is_circle(&dates, text, proposal));
        // Nobody can make one; were it there, it would end.
        dates[1].derived = before(&dates[0], 1, DayUnit::Day);
        assert!(moves(&dates, &Office::national()).len() <= 3);
    }

    #[test]
    fn a_derivation_survives_its_form_and_its_row() {
        let dates = chain();
        for side in Side::ALL {
            let derived = Derivation { side, ..dates[2].derived.unwrap() };
            let form = DerivedForm::from(&derived);
            assert_eq!(form.parse(&mut Problems::default(), str::to_owned), Some(derived));
            assert_eq!(Derivation::of_kept(derived.origin, derived.signed(), derived.unit), Some(derived));
        }
        let mut problems = Problems::default();
        let form = DerivedForm { origin: "nothing".to_owned(), count: "-1".to_owned(), ..DerivedForm::default() };
        assert_eq!(form.parse(&mut problems, str::to_owned), None);
        let fields: Vec<String> = problems.into_vec().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["origin", "count", "unit", "side"]);
    }
}
