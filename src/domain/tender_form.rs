//! What people type about a tender and its dates, parsed once into drafts that carry the proof.
//! Knows nothing of the notice behind the values.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::counter_hours::{CounterHours, HoursForm};
use super::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use super::derived_date::DerivedForm;
use super::era;
use super::notice::ProcedureKind;
use super::problem::{Problem, Problems};
use super::tender::{TenderFacts, price_basis_of};
use super::text::{Line, half_width, optional};

/// The last page that an original can have.
const MOST_PAGE: u32 = 9_999;
/// Most rows of dates in one form.
pub const MOST_DATES: usize = 400;

/// The fields of a tender's facts as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FactsForm {
    /// 件名
    pub title: String,
    /// 公告番号
    pub number: String,
    /// 宛先
    pub addressee: String,
    /// The holder of the office.
    pub addressee_name: String,
    /// Code of the procedure.
    pub procedure: String,
    /// The procedure as printed.
    pub procedure_term: String,
    /// 履行場所
    pub place: String,
    /// 履行期間
    pub period: String,
    /// Code of the price basis.
    pub price_basis: String,
}

impl FactsForm {
    /// Parses the fields; the title alone must be there. `name` makes the name of a field in the form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<TenderFacts> {
        let before = problems.len();
        let title = problems.take(&name("title"), Line::<300>::parse(&self.title)).map(String::from);
        let facts = TenderFacts {
            title: title.unwrap_or_default(),
            number: line::<120>(problems, &name("number"), &self.number),
            addressee: line::<120>(problems, &name("addressee"), &self.addressee),
            addressee_name: line::<80>(problems, &name("addressee_name"), &self.addressee_name),
            procedure: code(problems, &name("procedure"), &self.procedure, ProcedureKind::parse),
            procedure_term: line::<120>(problems, &name("procedure_term"), &self.procedure_term),
            place: line::<300>(problems, &name("place"), &self.place),
            period: line::<300>(problems, &name("period"), &self.period),
            price_basis: code(problems, &name("price_basis"), &self.price_basis, price_basis_of),
        };
        (problems.len() == before).then_some(facts)
    }
}

/// The fields of one date as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DateForm {
    /// `yes`, `correct` or `no` where the notice proposes the date; empty when nobody chose.
    pub include: String,
    /// Code of the kind.
    pub kind: String,
    /// A name of its own.
    pub title: String,
    /// Day on which a period begins.
    pub from_date: String,
    /// Time at which it begins.
    pub from_time: String,
    /// The day, or the last of the period.
    pub date: String,
    /// The time of day.
    pub time: String,
    /// Code of the certainty.
    pub certainty: String,
    /// Code of the basis.
    pub basis: String,
    /// Codes of the ways of handing in that are ticked.
    pub methods: Ticked,
    /// When the counter is open.
    pub hours: HoursForm,
    /// Where it happens.
    pub place: String,
    /// The sentence that it rests on, where a person copied it; what was read from the notice is not typed.
    pub sentence: String,
    /// Page of the original on which the sentence stands.
    pub page: String,
    /// From which other date it is counted; then the day above is not used.
    pub derived: DerivedForm,
}

/// Boxes that are ticked: their codes, each with what its box sends.
pub type Ticked = BTreeMap<String, String>;

/// The ways of handing in whose boxes are ticked, in the order of the list.
#[must_use]
pub fn methods_of(ticked: &Ticked) -> Vec<Method> {
    Method::ALL.into_iter().filter(|method| ticked.contains_key(method.code())).collect()
}

/// The boxes of some ways of handing in.
#[must_use]
pub fn ticked(methods: &[Method]) -> Ticked {
    methods.iter().map(|method| (method.code().to_owned(), "yes".to_owned())).collect()
}

/// One line of the form that says who answers for which date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnerForm {
    /// The date.
    pub deadline: String,
    /// Who answered for it when the page was made; empty for nobody.
    pub was: String,
    /// Who is to answer for it; empty for nobody.
    pub user: String,
}

/// A date that holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateDraft {
    /// What happens.
    pub kind: MilestoneKind,
    /// A name of its own.
    pub title: String,
    /// Where a period begins.
    pub from: Option<Moment>,
    /// When.
    pub at: Moment,
    /// 確定 or 予定.
    pub certainty: Certainty,
    /// 必着 and the like.
    pub basis: Option<Basis>,
    /// 持参, 郵送, 電子 …
    pub methods: Vec<Method>,
    /// When the counter is open.
    pub hours: CounterHours,
    /// Where it happens.
    pub place: String,
    /// The sentence that a person copied.
    pub sentence: String,
    /// Its page.
    pub page: Option<u32>,
}

impl DateForm {
    /// Whether nothing was typed into a row that is offered empty.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.date, &self.time, &self.from_date, &self.from_time, &self.title, &self.place]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    /// Parses the row; `name` makes the name of a field in the whole form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<DateDraft> {
        let before = problems.len();
        let kind = code(problems, &name("kind"), &self.kind, MilestoneKind::parse);
        if kind.is_none() && self.kind.trim().is_empty() {
            problems.add(&name("kind"), Problem::NotOffered);
        }
        let at = moment(problems, &self.date, &self.time, &name("date"), &name("time"));
        let from = if self.from_date.trim().is_empty() && self.from_time.trim().is_empty() {
            None
        } else {
            moment(problems, &self.from_date, &self.from_time, &name("from_date"), &name("from_time"))
        };
        if let (Some(from), Some(at)) = (from, at)
            && from.start_utc_millis() > at.to_utc_millis()
        {
            problems.add(&name("from_date"), Problem::PeriodReversed);
        }
        let certainty = code(problems, &name("certainty"), &self.certainty, Certainty::parse);
        let basis = code(problems, &name("basis"), &self.basis, Basis::parse);
        let title = line::<120>(problems, &name("title"), &self.title);
        let place = line::<300>(problems, &name("place"), &self.place);
        let hours = self.hours.parse(problems, |field| name(&format!("hours][{field}")));
        let sentence = line::<500>(problems, &name("sentence"), &self.sentence);
        let page = page_number(problems, &name("page"), &self.page);
        if problems.len() > before {
            return None;
        }
        let certainty = certainty.unwrap_or(Certainty::Fixed);
        let methods = methods_of(&self.methods);
        Some(DateDraft { kind: kind?, title, from, at: at?, certainty, basis, methods, hours, place, sentence, page })
    }
}

/// A page of an original; nothing for an empty field.
fn page_number(problems: &mut Problems, field: &str, text: &str) -> Option<u32> {
    let typed: String = text.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
    if typed.is_empty() {
        return None;
    }
    let page = typed.parse().ok().filter(|page| (1..=MOST_PAGE).contains(page));
    if page.is_none() {
        problems.add(field, Problem::OutOfRange { least: 1, most: i64::from(MOST_PAGE) });
    }
    page
}

/// Reads a time of day: 17:00, １７：００, 17時, 17時30分, 午後5時, 正午.
#[must_use]
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let plain: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    if plain == "正午" {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    let (plain, later) = if let Some(rest) = plain.strip_prefix("午後") {
        (rest, 12)
    } else {
        (plain.strip_prefix("午前").unwrap_or(&plain), 0)
    };
    let (hour, minute) = plain.split_once([':', '時'])?;
    let minute = minute.trim_end_matches('分');
    let (minute, second) = minute.split_once(':').unwrap_or((minute, "0"));
    let hour: u32 = hour.parse().ok()?;
    let minute: u32 = match minute {
        "" => 0,
        "半" => 30,
        digits => digits.parse().ok()?,
    };
    if later > 0 && hour >= 12 {
        return None;
    }
    NaiveTime::from_hms_opt(hour + later, minute, second.parse().ok()?)
}

fn moment(problems: &mut Problems, date: &str, time: &str, date_field: &str, time_field: &str) -> Option<Moment> {
    let date = problems.take(date_field, era::parse(date));
    let time = if time.trim().is_empty() {
        None
    } else {
        let read = time_of_day(time);
        if read.is_none() {
            problems.add(time_field, Problem::TimeUnreadable);
        }
        read
    };
    date.map(|date| Moment { date, time })
}

pub(super) fn line<const MAX: usize>(problems: &mut Problems, field: &str, text: &str) -> String {
    problems.take(field, optional(text, Line::<MAX>::parse)).flatten().map_or_else(String::new, String::from)
}

pub(super) fn code<T>(
    problems: &mut Problems,
    field: &str,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let read = parse(text);
    if read.is_none() {
        problems.add(field, Problem::NotOffered);
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let five = NaiveTime::from_hms_opt(17, 0, 0);
        for text in ["17:00", "１７：００", "17時", "午後5時", "17:00:00"] {
            assert_eq!(time_of_day(text), five, "{text}");
        }
        assert_eq!(time_of_day("午後5時15分"), NaiveTime::from_hms_opt(17, 15, 0));
        assert_eq!(time_of_day("正午"), NaiveTime::from_hms_opt(12, 0, 0));
        for text in ["24:00", "午後12時", "17", "夕方", "9:60"] {
            assert_eq!(time_of_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        let form = DateForm {
            kind: "bid_by".to_owned(),
            from_date: "2026-12-11".to_owned(),
            date: "令和8年12月10日".to_owned(),
            ..DateForm::default()
        };
        let mut problems = Problems::default();
        assert_eq!(form.parse(&mut problems, str::to_owned), None);
        let found = problems.into_vec();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].field, "from_date");
    }

    #[test]
    fn a_weekday_that_is_not_the_dates_is_refused() {
        let form =
            DateForm {
                kind: "bid_by".to_owned(), date: "令和8年12月10日（金）".to_owned(), ..DateForm::default()
            };
        let mut problems = Problems::default();
        assert_eq!(form.parse(&mut problems, str::to_owned), None);
        assert!(!problems.is_empty());
    }
}
