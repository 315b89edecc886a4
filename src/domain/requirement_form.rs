//! What people type about one demand of a notice, parsed once into a draft that carries the proof.
//! Which fields count follows from the sort; the others are ignored.

use serde::{Deserialize, Serialize};

use super::money::Yen;
use super::problem::{Problem, Problems};
use super::requirement::{JointVentureRule, RequirementKind, RequirementValue};
use super::tender_form::{Ticked, line, methods_of, ticked};
use super::text::{Prose, half_width, optional};

/// Most demands of one tender.
pub const MOST_REQUIREMENTS: usize = 400;

/// The fields of one demand as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequirementForm {
    /// `yes`, `correct` or `no` where the notice proposes it; empty when nobody chose.
    pub include: String,
    /// Code of the sort.
    pub kind: String,
    /// The demand in Japanese.
    pub ja: String,
    /// The demand in English.
    pub en: String,
    /// Number of a form.
    pub number: String,
    /// Title of a form or certificate.
    pub title: String,
    /// Codes of the ways of handing in that are ticked.
    pub methods: Ticked,
    /// 正本
    pub originals: String,
    /// 副本
    pub copies: String,
    /// Pages at most.
    pub pages: String,
    /// Smallest type, in points.
    pub points: String,
    /// Size of a file at most.
    pub megabytes: String,
    /// Endings of files, with commas or blanks between.
    pub formats: String,
    /// An amount.
    pub yen: String,
    /// `yes` where there is a minimum price.
    pub set: String,
    /// `yes` where a bond is waived.
    pub exempt: String,
    /// Code of the rule for joint ventures.
    pub rule: String,
    /// Grades, with commas or blanks between.
    pub grades: String,
    /// Office or person to ask.
    pub name: String,
    /// Telephone.
    pub telephone: String,
    /// E-mail.
    pub email: String,
    /// Fax.
    pub fax: String,
}

/// A demand that holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementDraft {
    /// What is demanded.
    pub value: RequirementValue,
    /// In Japanese.
    pub ja: String,
    /// In English; empty where nobody has written it.
    pub en: String,
}

impl RequirementForm {
    /// The fields of a demand that is there already.
    #[must_use]
    pub fn of(value: &RequirementValue, ja: &str, en: &str) -> Self {
        let mut form =
            Self { kind: value.kind().code().to_owned(), ja: ja.to_owned(), en: en.to_owned(), ..Self::default() };
        let yes = |truth: bool| if truth { "yes".to_owned() } else { String::new() };
        let amount = |yen: Option<i64>| yen.map(|yen| yen.to_string()).unwrap_or_default();
        match value {
            RequirementValue::Form { number, title } => {
                form.number.clone_from(number);
                form.title.clone_from(title);
            }
            RequirementValue::Certificate { title } => form.title.clone_from(title),
            RequirementValue::SubmissionMethod { methods } => form.methods = ticked(methods),
            RequirementValue::Copies { originals, copies } => {
                form.originals = originals.to_string();
                form.copies = copies.to_string();
            }
            RequirementValue::PageLimit { pages } => form.pages = pages.to_string(),
            RequirementValue::TypeSize { tenths } => form.points = format!("{}.{}", tenths / 10, tenths % 10),
            RequirementValue::FileLimit { megabytes, formats } => {
                form.megabytes = megabytes.map(|size| size.to_string()).unwrap_or_default();
                form.formats = formats.join(", ");
            }
            RequirementValue::PlannedPrice { yen } => form.yen = amount(*yen),
            RequirementValue::MinimumPrice { yen, set } => {
                form.yen = amount(*yen);
                form.set = yes(*set);
            }
            RequirementValue::PriceCap { yen } => form.yen = amount(Some(*yen)),
            RequirementValue::BidBond { exempt } | RequirementValue::ContractBond { exempt } => {
                form.exempt = yes(*exempt);
            }
            RequirementValue::JointVenture { rule } => form.rule = rule.code().to_owned(),
            RequirementValue::Grade { grades } => form.grades = grades.join(", "),
            RequirementValue::Contact { name, telephone, email, fax } => {
                form.name.clone_from(name);
                form.telephone.clone_from(telephone);
                form.email.clone_from(email);
                form.fax.clone_from(fax);
            }
            RequirementValue::Anonymity
            | RequirementValue::Register
            | RequirementValue::Region
            | RequirementValue::Licence
            | RequirementValue::Experience
            | RequirementValue::Personnel
            | RequirementValue::Standing
            | RequirementValue::Language
            | RequirementValue::Other => {}
        }
        form
    }

    /// Parses the fields; `name` makes the name of a field in the whole form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<RequirementDraft> {
        let before = problems.len();
        let Some(kind) = RequirementKind::parse(self.kind.trim()) else {
            problems.add(&name("kind"), Problem::NotOffered);
            return None;
        };
        let value = self.value(kind, problems, &name);
        let mut words = |field: &str, text: &str| {
            let read = problems.take(&name(field), optional(text, Prose::<2000>::parse));
            read.flatten().map_or_else(String::new, |prose| prose.to_string())
        };
        let (ja, en) = (words("ja", &self.ja), words("en", &self.en));
        if ja.is_empty() && en.is_empty() && problems.len() == before {
            problems.add(&name("ja"), Problem::Text(super::text::TextProblem::Empty));
        }
        if problems.len() > before {
            return None;
        }
        Some(RequirementDraft { value: value?, ja, en })
    }

    fn value(
        &self,
        kind: RequirementKind,
        problems: &mut Problems,
        name: &impl Fn(&str) -> String,
    ) -> Option<RequirementValue> {
        Some(match kind {
            RequirementKind::Form => RequirementValue::Form {
                number: line::<60>(problems, &name("number"), &self.number),
                title: line::<200>(problems, &name("title"), &self.title),
            },
            RequirementKind::Certificate => {
                RequirementValue::Certificate { title: line::<200>(problems, &name("title"), &self.title) }
            }
            RequirementKind::SubmissionMethod => {
                RequirementValue::SubmissionMethod { methods: methods_of(&self.methods) }
            }
            RequirementKind::Copies => RequirementValue::Copies {
                originals: count(problems, &name("originals"), &self.originals, 999).unwrap_or_default(),
                copies: count(problems, &name("copies"), &self.copies, 999).unwrap_or_default(),
            },
            RequirementKind::PageLimit => {
                RequirementValue::PageLimit { pages: needed(problems, &name("pages"), &self.pages, 9_999)? }
            }
            RequirementKind::TypeSize => {
                RequirementValue::TypeSize { tenths: tenths(problems, &name("points"), &self.points)? }
            }
            RequirementKind::FileLimit => RequirementValue::FileLimit {
                megabytes: count(problems, &name("megabytes"), &self.megabytes, 99_999),
                formats: list(problems, &name("formats"), &self.formats).iter().map(|one| one.to_lowercase()).collect(),
            },
            RequirementKind::PlannedPrice => {
                RequirementValue::PlannedPrice { yen: amount(problems, &name("yen"), &self.yen) }
            }
            RequirementKind::MinimumPrice => {
                let yen = amount(problems, &name("yen"), &self.yen);
                RequirementValue::MinimumPrice { yen, set: yen.is_some() || self.set == "yes" }
            }
            RequirementKind::PriceCap => {
                RequirementValue::PriceCap { yen: problems.take(&name("yen"), Yen::parse(&self.yen))?.0 }
            }
            RequirementKind::BidBond => RequirementValue::BidBond { exempt: self.exempt == "yes" },
            RequirementKind::ContractBond => RequirementValue::ContractBond { exempt: self.exempt == "yes" },
            RequirementKind::JointVenture => {
                let rule = JointVentureRule::parse(&self.rule);
                if rule.is_none() {
                    problems.add(&name("rule"), Problem::NotOffered);
                }
                RequirementValue::JointVenture { rule: rule? }
            }
            RequirementKind::Grade => RequirementValue::Grade { grades: list(problems, &name("grades"), &self.grades) },
            RequirementKind::Contact => RequirementValue::Contact {
                name: line::<200>(problems, &name("name"), &self.name),
                telephone: line::<60>(problems, &name("telephone"), &self.telephone),
                email: line::<120>(problems, &name("email"), &self.email),
                fax: line::<60>(problems, &name("fax"), &self.fax),
            },
            RequirementKind::Anonymity => RequirementValue::Anonymity,
            RequirementKind::Register => RequirementValue::Register,
            RequirementKind::Region => RequirementValue::Region,
            RequirementKind::Licence => RequirementValue::Licence,
            RequirementKind::Experience => RequirementValue::Experience,
            RequirementKind::Personnel => RequirementValue::Personnel,
            RequirementKind::Standing => RequirementValue::Standing,
            RequirementKind::Language => RequirementValue::Language,
            RequirementKind::Other => RequirementValue::Other,
        })
    }
}

fn plain(text: &str) -> String {
    text.chars().map(half_width).filter(|sign| !sign.is_whitespace() && *sign != ',').collect()
}

/// A whole number, or nothing where nothing is typed.
fn count(problems: &mut Problems, field: &str, text: &str, most: u32) -> Option<u32> {
    let text = plain(text);
    if text.is_empty() {
        return None;
    }
    let read = text.parse::<u32>().ok().filter(|number| *number <= most);
    if read.is_none() {
        problems.add(field, Problem::OutOfRange { least: 0, most: i64::from(most) });
    }
    read
}

fn needed(problems: &mut Problems, field: &str, text: &str, most: u32) -> Option<u32> {
    let before = problems.len();
    let read = count(problems, field, text, most).filter(|number| *number > 0);
    if read.is_none() && problems.len() == before {
        problems.add(field, Problem::OutOfRange { least: 1, most: i64::from(most) });
    }
    read
}

/// 10.5 as 105.
fn tenths(problems: &mut Problems, field: &str, text: &str) -> Option<u32> {
    let text = plain(text);
    let (whole, rest) = text.split_once('.').unwrap_or((&text, "0"));
    let digit = if rest.len() == 1 { rest.parse::<u32>().ok() } else { None };
    let read = whole.parse::<u32>().ok().zip(digit).filter(|(whole, _)| (1..=99).contains(whole));
    if read.is_none() {
        problems.add(field, Problem::OutOfRange { least: 1, most: 99 });
    }
    read.map(|(whole, digit)| whole * 10 + digit)
}

fn amount(problems: &mut Problems, field: &str, text: &str) -> Option<i64> {
    if text.trim().is_empty() {
        return None;
    }
    problems.take(field, Yen::parse(text)).map(|yen| yen.0)
}

fn list(problems: &mut Problems, field: &str, text: &str) -> Vec<String> {
    let text = line::<120>(problems, field, text);
    let parts = text.split([',', '、', '，', '・', ' ', '　', '/']);
    parts.map(|part| part.trim_start_matches('.')).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::Method;

    fn values() -> Vec<RequirementValue> {
        vec![
            RequirementValue::Form { number: "様式第1号".to_owned(), title: "参加表明書".to_owned() },
            RequirementValue::Certificate { title: "納税証明書".to_owned() },
            RequirementValue::SubmissionMethod { methods: vec![Method::InPerson, Method::Post] },
            RequirementValue::Copies { originals: 1, copies: 9 },
            RequirementValue::PageLimit { pages: 20 },
            RequirementValue::TypeSize { tenths: 105 },
            RequirementValue::FileLimit { megabytes: Some(10), formats: vec!["pdf".to_owned(), "docx".to_owned()] },
            RequirementValue::Anonymity,
            RequirementValue::PlannedPrice { yen: None },
            RequirementValue::MinimumPrice { yen: Some(5_000_000), set: true },
            RequirementValue::PriceCap { yen: 48_000_000 },
            RequirementValue::BidBond { exempt: true },
            RequirementValue::ContractBond { exempt: false },
            RequirementValue::JointVenture { rule: JointVentureRule::Conditional },
            RequirementValue::Grade { grades: vec!["A".to_owned(), "B".to_owned()] },
            RequirementValue::Contact {
                name: "総務課".to_owned(),
                telephone: "03-0000-0000".to_owned(),
                email: "soumu@example.jp".to_owned(),
                fax: String::new(),
            },
            RequirementValue::Other,
        ]
    }

    #[test]
    fn a_form_of_a_value_is_that_value() {
        for value in values() {
            let mut problems = Problems::default();
            let draft = RequirementForm::of(&value, "日本語", "English").parse(&mut problems, str::to_owned);
            assert_eq!(draft.map(|draft| draft.value), Some(value), "{:?}", problems.into_vec());
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let mut problems = Problems::default();
        let form = RequirementForm {
            kind: "type_size".to_owned(),
            points: "１０．５".to_owned(),
            ja: "x".to_owned(),
            ..RequirementForm::default()
        };
        let value = form.parse(&mut problems, str::to_owned).map(|draft| draft.value);
        assert_eq!(value, Some(RequirementValue::TypeSize { tenths: 105 }), "{:?}", problems.into_vec());
    }

    #[test]
    fn a_demand_without_words_is_refused() {
        let mut problems = Problems::default();
        let form = RequirementForm { kind: "other".to_owned(), ..RequirementForm::default() };
        assert_eq!(form.parse(&mut problems, str::to_owned), None);
        assert_eq!(problems.into_vec()[0].field, "ja");
    }
}
