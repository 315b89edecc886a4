//! Kept values as they are shown: on Japanese paper, on the screen, and in the control that changes them.

use chrono::NaiveDate;

use super::{Field, FieldSort};
use crate::domain::country;
use crate::domain::era::{Digits, EraDate};
use crate::domain::language::Language;
use crate::domain::money::{AmountForm, Yen};

/// Counts from here on are printed with commas: below stand years, which have none.
const WITH_COMMAS: i64 = 10_000;

impl Field {
    /// As Japanese paper prints it: 令和８年４月１日, 12,345 without a unit and △ before a loss, the option's Japanese, ○ for
    /// yes.
    #[must_use]
    pub fn paper(&self, kept: &str) -> String {
        match self.sort {
            FieldSort::Date => in_era(kept, Digits::Office),
            FieldSort::Month => month_in_era(kept, Digits::Office),
            FieldSort::Yen | FieldSort::ThousandYen => self.plain(kept, Language::Japanese).replace('-', "△"),
            _ => self.plain(kept, Language::Japanese),
        }
    }

    /// As a page shows it; a flag as the sign of paper.
    #[must_use]
    pub fn screen(&self, kept: &str, language: Language) -> String {
        match (self.sort, language) {
            (FieldSort::Date, Language::Japanese) => in_era(kept, Digits::Half),
            (FieldSort::Month, Language::Japanese) => month_in_era(kept, Digits::Half),
            (FieldSort::Percent, _) if !kept.is_empty() => format!("{kept}%"),
            _ => self.plain(kept, language),
        }
    }

    /// As it stands in the control that changes it: what is typed there is read back as the same value.
    #[must_use]
    pub fn control(&self, kept: &str, language: Language) -> String {
        match self.sort {
            FieldSort::Choice | FieldSort::Country | FieldSort::Flag | FieldSort::Percent => kept.to_owned(),
            _ => self.screen(kept, language),
        }
    }

    /// A day or month in the other way of counting years than the control's; empty for every other sort.
    #[must_use]
    pub fn other_reading(&self, kept: &str, language: Language) -> String {
        if self.sort.is_time() { self.screen(kept, language.other()) } else { String::new() }
    }

    fn plain(&self, kept: &str, language: Language) -> String {
        let number = || kept.parse::<i64>().ok();
        let shown = match self.sort {
            FieldSort::Yen | FieldSort::ThousandYen => number().map(with_commas),
            FieldSort::Count => number().filter(|number| *number >= WITH_COMMAS).map(with_commas),
            FieldSort::Country => country::find(kept).map(|country| {
                match language {
                    Language::Japanese => country.ja,
                    Language::English => country.en,
                }
                .to_owned()
            }),
            FieldSort::Choice => self
                .options
                .iter()
                .find(|option| option.code == kept)
                .map(|option| option.label.of(language).to_owned()),
            FieldSort::Flag => (!kept.is_empty()).then(|| "○".to_owned()),
            _ => None,
        };
        shown.unwrap_or_else(|| kept.to_owned())
    }
}

fn with_commas(number: i64) -> String {
    let digits = Yen(number.saturating_abs()).print(AmountForm::Plain);
    if number < 0 { format!("-{digits}") } else { digits }
}

fn in_era(kept: &str, digits: Digits) -> String {
    let day = NaiveDate::parse_from_str(kept, "%Y-%m-%d").ok();
    day.and_then(|day| EraDate::of(day).ok()).map_or_else(|| kept.to_owned(), |era| era.print(digits))
}

fn month_in_era(kept: &str, digits: Digits) -> String {
    let printed = in_era(&format!("{kept}-01"), digits);
    printed.split_once('月').map_or_else(|| kept.to_owned(), |(month, _)| format!("{month}月"))
}
