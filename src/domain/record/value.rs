//! Reading what a person typed into a field: the canonical text that is kept, or what is wrong.
//! Canonical are `2026-04-01`, `2026-04`, whole numbers without commas, codes, `yes` or nothing.

use chrono::{Datelike, NaiveDate};

use super::characters::find_emoji;
use super::{Amounts, Field, FieldSort, PastOnly};
use crate::domain::corporate_number::{CorporateNumber, InvoiceNumber};
use crate::domain::country;
use crate::domain::era::{self, EraDate, EraProblem};
use crate::domain::joint_venture::Share;
use crate::domain::money::{MoneyProblem, Yen};
use crate::domain::problem::Problem;
use crate::domain::text::{
    EmailAddress, Hiragana, Katakana, Line, OrganisationName, PersonName, Prose, Telephone, TextProblem, half_width,
    hyphen,
};

/// The longest line that is read at all.
const LINE: usize = super::LONGEST_LINE as usize;
/// The longest text that is read at all.
const TEXT: usize = super::LONGEST_TEXT as usize;

impl Field {
    /// Reads what was typed; empty stays empty. `today` is the day in Japan.
    ///
    /// # Errors
    /// What is wrong with it, and `Empty` where it must be filled in.
    pub fn parse(&self, typed: &str, today: NaiveDate) -> Result<String, Problem> {
        if typed.trim().is_empty() {
            return if self.is_required() { Err(TextProblem::Empty.into()) } else { Ok(String::new()) };
        }
        if let Some(found) = find_emoji(typed) {
            return Err(TextProblem::EnvironmentDependent { found }.into());
        }
        match self.sort {
            FieldSort::Line => self.within(text(Line::<LINE>::parse(typed))),
            FieldSort::Text => self.within(text(Prose::<TEXT>::parse(typed))),
            FieldSort::Person => self.within(text(PersonName::parse(typed))),
            FieldSort::Firm => self.within(text(OrganisationName::parse(typed))),
            FieldSort::Katakana => self.within(text(Katakana::parse(typed))),
            FieldSort::Hiragana => self.within(text(Hiragana::parse(typed))),
            FieldSort::Telephone => text(Telephone::parse(typed)),
            FieldSort::Email => text(EmailAddress::parse(typed)),
            FieldSort::CorporateNumber => Ok(CorporateNumber::parse(typed)?.to_string()),
            FieldSort::InvoiceNumber => Ok(InvoiceNumber::parse(typed)?.to_string()),
            FieldSort::Date => Ok(self.came(day(typed)?, today)?.to_string()),
            FieldSort::Month => {
                let day = self.came(month(typed)?, today)?;
                Ok(format!("{:04}-{:02}", day.year(), day.month()))
            }
            FieldSort::Yen => self.amount(typed, |text| Ok(Yen::parse(text)?.0)),
            FieldSort::ThousandYen => self.amount(typed, thousands),
            FieldSort::Count => count(typed, self.max()),
            FieldSort::Percent => Ok(Share::parse(typed)?.to_string().trim_end_matches('%').to_owned()),
            FieldSort::Country => country_code(typed),
            FieldSort::Choice => self.option_code(typed),
            FieldSort::Flag => {
                if typed == "yes" {
                    Ok(typed.to_owned())
                } else {
                    Err(Problem::NotOffered)
                }
            }
            FieldSort::Rows => Err(Problem::NotOffered),
        }
    }

    /// The field's own limit in place of the largest that any field may have.
    fn within(&self, read: Result<String, Problem>) -> Result<String, Problem> {
        let max = self.max();
        match read {
            Ok(text) if text.chars().count() <= max as usize => Ok(text),
            Ok(_) | Err(Problem::Text(TextProblem::TooLong { .. })) => Err(TextProblem::TooLong { max }.into()),
            Err(other) => Err(other),
        }
    }

    fn came(&self, day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, Problem> {
        if self.rule.past == PastOnly::Past && day > today { Err(Problem::Ahead) } else { Ok(day) }
    }

    /// An amount; a loss with - or △ before it where the kind allows losses.
    fn amount(&self, typed: &str, read: impl Fn(&str) -> Result<i64, MoneyProblem>) -> Result<String, Problem> {
        let allows_losses = self.rule.amounts == Amounts::AlsoLosses;
        let plain: String = typed.trim().chars().map(hyphen).map(half_width).collect();
        let (least, amount) = match plain.strip_prefix(['-', '▲', '△']) {
            Some(loss) if allows_losses => (-Yen::MOST.0, -read(loss)?),
            _ => (if allows_losses { -Yen::MOST.0 } else { 1 }, read(typed)?),
        };
        if amount < least { Err(Problem::OutOfRange { least, most: Yen::MOST.0 }) } else { Ok(amount.to_string()) }
    }

    fn option_code(&self, typed: &str) -> Result<String, Problem> {
        let option = self.options.iter().find(|option| option.code == typed.trim());
        option.map(|option| option.code.clone()).ok_or(Problem::NotOffered)
    }
}

fn text(read: Result<impl Into<String>, TextProblem>) -> Result<String, Problem> {
    Ok(read?.into())
}

/// A day that has an era, so that every paper can print it.
fn day(typed: &str) -> Result<NaiveDate, EraProblem> {
    let day = era::parse(typed)?;
    EraDate::of(day)?;
    Ok(day)
}

/// 令和8年4月, 2026年4月, R8.4, 2026-04, 2026/4; a whole day counts as its month.
fn month(typed: &str) -> Result<NaiveDate, EraProblem> {
    if let Ok(day) = day(typed) {
        return Ok(day.with_day(1).unwrap_or(day));
    }
    let plain: String = typed.trim().chars().map(hyphen).map(half_width).collect();
    let (separator, end) = match plain.chars().find(|sign| matches!(sign, '年' | '-' | '/' | '.')) {
        Some('年') => ("", "日"),
        Some('-') => ("-", ""),
        Some('/') => ("/", ""),
        Some('.') => (".", ""),
        _ => return Err(EraProblem::Unreadable),
    };
    let of = |day: u32| era::parse(&format!("{plain}{separator}{day}{end}"));
    // An era may begin after the first of a month, or even after the 28th (大正, on the 30th of July).
    let found = of(1).or_else(|problem| of(28).or_else(|_| of(31)).map_err(|_| problem))?;
    EraDate::of(found)?;
    Ok(found.with_day(1).unwrap_or(found))
}

/// 12,345 and 12,345千円 are thousands; an amount with another unit (1,200万円) is counted in thousands.
fn thousands(typed: &str) -> Result<i64, MoneyProblem> {
    let plain: String = typed.trim().chars().map(half_width).collect();
    if let Some(number) = plain.strip_suffix("千円") {
        return Ok(Yen::parse(number)?.0);
    }
    let amount = Yen::parse(&plain)?.0;
    let has_unit = plain.contains(['円', '千', '万', '億', '兆', '¥', '\\']);
    match (has_unit, amount % 1_000) {
        (false, _) => Ok(amount),
        (true, 0) => Ok(amount / 1_000),
        (true, _) => Err(MoneyProblem::Unreadable),
    }
}

fn count(typed: &str, most: u32) -> Result<String, Problem> {
    let plain: String = typed.trim().chars().map(half_width).filter(|sign| *sign != ',').collect();
    let digits = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.parse::<u32>().ok().filter(|number| digits && *number <= most);
    number.map(|number| number.to_string()).ok_or(Problem::OutOfRange { least: 0, most: most.into() })
}

/// A code, or a name in either language.
fn country_code(typed: &str) -> Result<String, Problem> {
    let wanted = typed.trim();
    let code = wanted.to_ascii_uppercase();
    let named = || country::ALL.iter().find(|one| one.ja == wanted || one.en.eq_ignore_ascii_case(wanted));
    country::find(&code).or_else(named).map(|found| found.code.to_owned()).ok_or(Problem::NotOffered)
}
