//! `rules/holidays_abroad.toml`: public holidays of other countries. Whatever is not understood is an error with its line.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday};
use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::country;
use crate::domain::plan::{Abroad, HolidaysAbroad};

/// The file's place.
pub(super) const FILE: &str = "rules/holidays_abroad.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    from: Spanned<i32>,
    to: Spanned<i32>,
    #[serde(default)]
    country: BTreeMap<Spanned<String>, RawCountry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCountry {
    weekend: Vec<Spanned<String>>,
    /// Name → days: `12-25` for every year, else `2026-04-03` and so on, with blanks between.
    #[serde(default)]
    holidays: BTreeMap<String, Spanned<String>>,
}

pub(super) fn read(text: &str) -> Result<HolidaysAbroad, TemplateProblem> {
    let file = TomlFile { name: FILE, text };
    let raw: RawFile = file.parse()?;
    let from = file.number(Some(&raw.from), 2025, 2000..=2200)?;
    let to = file.number(Some(&raw.to), from, from..=from.saturating_add(50))?;
    let mut countries = BTreeMap::new();
    for (code, country) in &raw.country {
        if country::find(code.get_ref()).is_none() {
            return Err(file.problem(code, format!("no country has the code `{}`", code.get_ref())));
        }
        countries.insert(code.get_ref().clone(), read_country(&file, country, from, to)?);
    }
    Ok(HolidaysAbroad { from, to, countries })
}

fn read_country(file: &TomlFile<'_>, raw: &RawCountry, from: i32, to: i32) -> Result<Abroad, TemplateProblem> {
    let mut abroad = Abroad::default();
    for day in &raw.weekend {
        let weekday = day.get_ref().parse::<Weekday>();
        let weekday = weekday.map_err(|_| file.problem(day, format!("`{}` is no day of the week", day.get_ref())))?;
        abroad.weekend.push(weekday);
    }
    for (name, days) in &raw.holidays {
        for day in days.get_ref().split_ascii_whitespace() {
            let dates = dates(day, from, to).ok_or_else(|| file.problem(days, format!("`{day}` is no day")))?;
            for date in dates {
                // Two holidays on one day stand both in the list.
                let names = abroad.holidays.entry(date).or_default();
                if !names.is_empty() {
                    names.push_str("; ");
                }
                names.push_str(name);
            }
        }
    }
    Ok(abroad)
}

/// The dates that a day means: one, or one in each year.
fn dates(day: &str, from: i32, to: i32) -> Option<Vec<NaiveDate>> {
    if day.len() == 5 {
        let (month, number) = day.split_once('-')?;
        let (month, number) = (month.parse().ok()?, number.parse().ok()?);
        return (from..=to).map(|year| NaiveDate::from_ymd_opt(year, month, number)).collect();
    }
    let date: NaiveDate = day.parse().ok()?;
    (from..=to).contains(&chrono::Datelike::year(&date)).then(|| vec![date])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE_TEXT: &str = "from = 2026\nto = 2027\n[country.NO]\nweekend = [\"sat\", \"sun\"]\n[country.NO.holidays]\n\"Constitution Day\" = \"05-17\"\n\"Good Friday\" = \"2026-04-03 2027-03-26\"\n";

    fn told(text: &str, line: usize, word: &str) {
        let problem = read(text).unwrap_err();
        assert_eq!((problem.file.as_str(), problem.line), (FILE, line), "{problem}");
        assert!(problem.to_string().contains(word), "{problem}");
    }

    #[test]
    fn days_of_every_year_and_single_days_are_read() {
        let read = read(FILE_TEXT).unwrap();
        let norway = read.find("NO").unwrap();
        assert_eq!(norway.holidays.len(), 4);
        assert_eq!(norway.holiday("2027-05-17".parse().unwrap()), Some("Constitution Day"));
        assert!(norway.is_weekend("2026-04-04".parse().unwrap()));
        assert!(read.knows("NO", "2027-12-31".parse().unwrap()));
        assert!(!read.knows("NO", "2028-01-01".parse().unwrap()));
        assert!(!read.knows("SE", "2027-01-01".parse().unwrap()));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        told(&FILE_TEXT.replace("NO", "ZZ"), 3, "ZZ");
        told(&FILE_TEXT.replace("\"sun\"", "\"moon\""), 4, "moon");
        told(&FILE_TEXT.replace("05-17", "05-37"), 6, "05-37");
        told(&FILE_TEXT.replace("2027-03-26", "2028-03-26"), 7, "2028-03-26");
        told(&FILE_TEXT.replace("to = 2027", "to = 2020"), 2, "OutOfBounds");
    }
}
