//! `rules/holidays.toml`: holidays that are decided otherwise than the rules say. Whatever is not understood is an error
//! with its line.

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::days::{Exceptions, Holiday, Moved};

/// The file, below the templates folder.
pub(super) const HOLIDAYS: &str = "rules/holidays.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHolidays {
    #[serde(default)]
    moved: Vec<RawMoved>,
    #[serde(default)]
    extra: Vec<RawExtra>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMoved {
    holiday: Spanned<String>,
    from: Spanned<String>,
    to: Spanned<String>,
    /// Who decided it; for the reader of the file.
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExtra {
    date: Spanned<String>,
    name: Spanned<String>,
    /// Who decided it; for the reader of the file.
    #[serde(rename = "source")]
    _source: String,
}

pub(super) fn read(text: &str) -> Result<Exceptions, TemplateProblem> {
    let file = TomlFile { name: HOLIDAYS, text };
    let raw: RawHolidays = file.parse()?;
    let mut exceptions = Exceptions::none();
    for moved in &raw.moved {
        let holiday = Holiday::parse(moved.holiday.get_ref()).ok_or_else(|| {
            file.problem(&moved.holiday, format!("no holiday is called `{}`", moved.holiday.get_ref()))
        })?;
        let (from, to) = (day(&file, &moved.from)?, day(&file, &moved.to)?);
        if !exceptions.move_holiday(Moved { holiday, from, to }) {
            let what = format!("the rules do not put `{}` on {from}", moved.holiday.get_ref());
            return Err(file.problem(&moved.from, what));
        }
    }
    for extra in &raw.extra {
        let date = day(&file, &extra.date)?;
        if extra.name.get_ref().trim().is_empty() {
            return Err(file.problem(&extra.name, "a day that is a holiday once needs its name"));
        }
        if exceptions.holiday(date).is_some() {
            return Err(file.problem(&extra.date, format!("{date} is a holiday already")));
        }
        exceptions.add(date, extra.name.get_ref().trim().to_owned());
    }
    Ok(exceptions)
}

fn day(file: &TomlFile<'_>, raw: &Spanned<String>) -> Result<NaiveDate, TemplateProblem> {
    raw.get_ref().parse().map_err(|_| file.problem(raw, format!("`{}` is no day like 2026-03-20", raw.get_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::templates::Templates;

    const MOVED: &str = "[[moved]]\nholiday = \"vernal_equinox\"\nfrom = \"2031-03-21\"\nto = \"2031-03-20\"\n\
                         source = \"官報\"\n";
    const EXTRA: &str = "[[extra]]\ndate = \"2030-06-07\"\nname = \"祝賀の日\"\nsource = \"法律\"\n";

    #[test]
    fn the_file_itself_holds_and_changes_nothing() {
        assert_eq!(Templates::load(None).unwrap().exceptions(), &Exceptions::none());
    }

    #[test]
    fn what_is_decided_otherwise_is_read() {
        let exceptions = read(&format!("{MOVED}{EXTRA}")).unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(exceptions.holiday(day("2031-03-20")), Some(Holiday::VernalEquinox));
        assert_eq!(exceptions.holiday(day("2031-03-21")), None);
        assert_eq!(exceptions.name(day("2030-06-07")), Some("祝賀の日"));
    }

    #[test]
    fn what_is_not_understood_is_told_with_its_line() {
        let told = |text: &str| {
            let problem = Templates::with(&[(HOLIDAYS, text)]).unwrap_err();
            (problem.file, problem.line)
        };
        let at = |line: usize| (HOLIDAYS.to_owned(), line);
        assert_eq!(told(&MOVED.replace("vernal_equinox", "spring")), at(2));
        assert_eq!(told(&MOVED.replace("2031-03-21", "2031-03-20")), at(3));
        assert_eq!(told(&MOVED.replace("2031-03-20", "spring")), at(4));
        assert_eq!(told(&format!("{MOVED}{}", EXTRA.replace("2030-06-07", "2030-05-05"))), at(7));
        assert_eq!(told(&EXTRA.replace("祝賀の日", " ")), at(3));
        assert_eq!(told(&EXTRA.replace("date", "day")).0, HOLIDAYS);
    }
}
