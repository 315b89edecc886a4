//! The days off of other countries, as `templates/rules/holidays_abroad.toml` holds them. A country that is not there
//! is not known: then weekends alone are counted, and the page says so.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

/// What is known of one country.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Abroad {
    /// Its weekend.
    pub weekend: Vec<Weekday>,
    /// Its public holidays with their English names.
    pub holidays: BTreeMap<NaiveDate, String>,
}

/// Every country that is known, by its two letters, for a span of years.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HolidaysAbroad {
    /// First year.
    pub from: i32,
    /// Last year.
    pub to: i32,
    /// The countries.
    pub countries: BTreeMap<String, Abroad>,
}

impl HolidaysAbroad {
    /// What is known of a country.
    #[must_use]
    pub fn find(&self, country: &str) -> Option<&Abroad> {
        self.countries.get(country)
    }

    /// Whether the holidays of a day's year are known for a country.
    #[must_use]
    pub fn knows(&self, country: &str, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date.year()) && self.countries.contains_key(country)
    }
}

impl Abroad {
    /// The holiday on a day, by its English name.
    #[must_use]
    pub fn holiday(&self, date: NaiveDate) -> Option<&str> {
        self.holidays.get(&date).map(String::as_str)
    }

    /// Whether it is a day of its weekend.
    #[must_use]
    pub fn is_weekend(&self, date: NaiveDate) -> bool {
        self.weekend.contains(&date.weekday())
    }
}
