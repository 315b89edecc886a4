//! The fields in which the buyer's ways for a paper, or for all papers, are typed.

use serde::{Deserialize, Serialize};

use super::document::{Honorific, Order, PriceBasis, SealPolicy};
use super::paper::{PageScope, PaperWays};
use super::problem::{Problem, Problems};
use super::text::{TextProblem, half_width};

/// Longest line of a setting, in characters.
const LONGEST_LINE: u32 = 200;
/// Most copies that a buyer can ask for.
const MOST_COPIES: i64 = 200;
/// Most pages that a limit can name.
const MOST_PAGES: i64 = 1000;

/// What a person typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WaysForm {
    /// Label of the 様式.
    pub label: String,
    /// Title of the paper.
    pub title: String,
    /// Code of one of the form's variants, or empty.
    pub variant: String,
    /// `a`, `b` or empty.
    pub order: String,
    /// `sama`, `dono`, `none` or empty.
    pub honorific: String,
    /// `registered`, `in_use`, `contact` or empty.
    pub seal: String,
    /// `exclusive`, `inclusive` or empty.
    pub price_basis: String,
    /// 正本
    pub originals: String,
    /// 副本
    pub copies: String,
    /// Pages at most.
    pub pages: String,
    /// Code of the sheets that count.
    pub scope: String,
    /// Smallest type in points, such as 10.5.
    pub points: String,
}

impl WaysForm {
    /// The fields filled with what is kept.
    #[must_use]
    pub fn of(ways: &PaperWays) -> Self {
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        Self {
            label: ways.label.clone(),
            title: ways.title.clone(),
            variant: ways.variant.clone(),
            order: code(&ORDERS, ways.order),
            honorific: code(&HONORIFICS, ways.honorific),
            seal: code(&SEALS, ways.seal),
            price_basis: code(&BASES, ways.price_basis),
            originals: number(ways.originals),
            copies: number(ways.copies),
            pages: number(ways.pages),
            scope: ways.scope.code().to_owned(),
            points: ways.type_tenths.map(points).unwrap_or_default(),
        }
    }

    /// The place of a field by the name under which pages send it.
    pub fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "label" => &mut self.label,
            "title" => &mut self.title,
            "variant" => &mut self.variant,
            "order" => &mut self.order,
            "honorific" => &mut self.honorific,
            "seal" => &mut self.seal,
            "price_basis" => &mut self.price_basis,
            "originals" => &mut self.originals,
            "copies" => &mut self.copies,
            "pages" => &mut self.pages,
            "scope" => &mut self.scope,
            "points" => &mut self.points,
            _ => return None,
        })
    }

    /// Reads what was typed; every wrong field is noted. `variants` are those of the paper's form; all papers together
    /// have none.
    pub fn parse(&self, variants: &[&str], problems: &mut Problems) -> PaperWays {
        let scope = PageScope::parse(&self.scope);
        if scope.is_none() {
            problems.add("scope", Problem::NotOffered);
        }
        if !self.variant.is_empty() && !variants.contains(&self.variant.as_str()) {
            problems.add("variant", Problem::NotOffered);
        }
        PaperWays {
            label: line(problems, "label", &self.label),
            title: line(problems, "title", &self.title),
            variant: self.variant.clone(),
            order: offered(problems, "order", &ORDERS, &self.order),
            honorific: offered(problems, "honorific", &HONORIFICS, &self.honorific),
            seal: offered(problems, "seal", &SEALS, &self.seal),
            price_basis: offered(problems, "price_basis", &BASES, &self.price_basis),
            originals: number(problems, "originals", &self.originals, MOST_COPIES),
            copies: number(problems, "copies", &self.copies, MOST_COPIES),
            pages: number(problems, "pages", &self.pages, MOST_PAGES),
            scope: scope.unwrap_or_default(),
            type_tenths: tenths(problems, &self.points),
        }
    }
}

const ORDERS: [(&str, Order); 2] = [("a", Order::A), ("b", Order::B)];
const HONORIFICS: [(&str, Honorific); 3] =
    [("sama", Honorific::Sama), ("dono", Honorific::Dono), ("none", Honorific::None)];
const SEALS: [(&str, SealPolicy); 3] =
    [("registered", SealPolicy::Registered), ("in_use", SealPolicy::InUse), ("contact", SealPolicy::NoneWithContact)];
const BASES: [(&str, PriceBasis); 2] =
    [("exclusive", PriceBasis::TaxExclusive), ("inclusive", PriceBasis::TaxInclusive)];

fn code<T: Copy + PartialEq>(all: &[(&str, T)], value: Option<T>) -> String {
    all.iter().find(|(_, known)| Some(*known) == value).map(|(code, _)| (*code).to_owned()).unwrap_or_default()
}

fn offered<T: Copy>(problems: &mut Problems, field: &str, all: &[(&str, T)], code: &str) -> Option<T> {
    let found = all.iter().find(|(known, _)| *known == code).map(|(_, value)| *value);
    if found.is_none() && !code.is_empty() {
        problems.add(field, Problem::NotOffered);
    }
    found
}

/// A line as typed, without blanks around it; all that is wrong with it is told at the field.
pub(super) fn line(problems: &mut Problems, field: &str, text: &str) -> String {
    let text = text.trim();
    if text.chars().count() > LONGEST_LINE as usize {
        problems.add(field, TextProblem::TooLong { max: LONGEST_LINE }.into());
    }
    if text.chars().any(char::is_control) {
        problems.add(field, TextProblem::ControlCharacter.into());
    }
    text.to_owned()
}

fn number(problems: &mut Problems, field: &str, text: &str, most: i64) -> Option<u32> {
    let text: String = text.trim().chars().map(half_width).collect();
    if text.is_empty() {
        return None;
    }
    let number = text.parse::<u32>().ok().filter(|number| i64::from(*number) <= most);
    if number.is_none() {
        problems.add(field, Problem::OutOfRange { least: 0, most });
    }
    number
}

/// Points with one decimal at most, as tenths: 10.5 is 105.
fn tenths(problems: &mut Problems, text: &str) -> Option<u32> {
    let text: String = text.trim().chars().map(half_width).collect();
    if text.is_empty() {
        return None;
    }
    let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
    let read = |whole: &str, part: &str| Some(whole.parse::<u32>().ok()?.checked_mul(10)? + part.parse::<u32>().ok()?);
    let tenths = read(whole, part).filter(|tenths| part.len() == 1 && (50..=480).contains(tenths));
    if tenths.is_none() {
        problems.add("points", Problem::OutOfRange { least: 5, most: 48 });
    }
    tenths
}

/// Tenths of a point as they are read: 105 is 10.5, 110 is 11.
#[must_use]
pub fn points(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_from_its_own_fields() {
        let ways = PaperWays {
            label: "様式第４号".to_owned(),
            title: "見積書".to_owned(),
            variant: "joint".to_owned(),
            order: Some(Order::A),
            honorific: Some(Honorific::Dono),
            seal: Some(SealPolicy::NoneWithContact),
            price_basis: Some(PriceBasis::TaxInclusive),
            originals: Some(1),
            copies: Some(9),
            pages: Some(20),
            scope: PageScope::WithoutContents,
            type_tenths: Some(105),
        };
        let mut problems = Problems::default();
        assert_eq!(WaysForm::of(&ways).parse(&["single", "joint"], &mut problems), ways);
        assert_eq!(WaysForm::default().parse(&[], &mut problems), PaperWays::default());
        assert!(problems.is_empty());
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let form = WaysForm {
            seal: "wax".to_owned(),
            copies: "many".to_owned(),
            pages: "5000".to_owned(),
            points: "10.55".to_owned(),
            ..WaysForm::default()
        };
        let mut problems = Problems::default();
        form.parse(&[], &mut problems);
        let fields: Vec<String> = problems.into_vec().into_iter().map(|found| found.field).collect();
        assert_eq!(fields, ["seal", "copies", "pages", "points"]);
    }

    #[test]
    fn a_variant_is_one_of_the_form() {
        let refused = |variants: &[&str]| {
            let mut problems = Problems::default();
            WaysForm { variant: "line".to_owned(), ..WaysForm::default() }.parse(variants, &mut problems);
            problems.into_vec().into_iter().map(|found| (found.field, found.problem)).collect::<Vec<_>>()
        };
        assert!(refused(&["boxes", "line"]).is_empty());
        assert_eq!(refused(&["boxes"]), [("variant".to_owned(), Problem::NotOffered)]);
        assert_eq!(refused(&[]), [("variant".to_owned(), Problem::NotOffered)]);
    }

    #[test]
    fn what_was_kept_before_there_were_variants_is_read() {
        let kept: PaperWays = serde_json::from_str(r#"{"label":"様式１","title":"見積書"}"#).unwrap();
        assert_eq!((kept.title.as_str(), kept.variant.as_str()), ("見積書", ""));
    }
}
