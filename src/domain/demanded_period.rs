//! In which past years a reference must lie, as a demand of the notice words it: 過去5年度, 直近10年間. A hint beside what may be
//! chosen; the notice decides.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::day_count::PastYears;
use super::text::half_width;

/// Words before the number.
const BEFORE: [&str; 3] = ["過去", "直近", "最近"];
/// Words behind the number of fiscal years.
const FISCAL: [&str; 4] = ["か年度", "ヶ年度", "箇年度", "年度"];
/// Words behind the number of years.
const YEARS: [&str; 5] = ["年間", "か年", "ヶ年", "箇年", "年"];
/// Most years that a demand can mean.
const MOST: u16 = 50;

/// The period of a demand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemandedPeriod {
    /// The demand as it is worded.
    pub demand: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// The day from which it looks back.
    pub as_of: NaiveDate,
    /// Whether it counts fiscal years.
    pub is_fiscal: bool,
}

impl DemandedPeriod {
    /// Reads a demand; `None` when it names no such period.
    #[must_use]
    pub fn find(demand: &str, as_of: NaiveDate) -> Option<Self> {
        let plain: String = demand.chars().filter(|sign| !sign.is_whitespace()).map(half_width).collect();
        let (years, is_fiscal) = BEFORE
            .iter()
            .find_map(|word| plain.match_indices(word).find_map(|(at, word)| years(&plain[at + word.len()..])))?;
        let has_running = ["当該年度を含む", "本年度を含む", "今年度を含む"].iter().any(|words| plain.contains(words));
        let (from, to) = match (is_fiscal, has_running) {
            (true, false) => PastYears::of(as_of, years).whole,
            (true, true) => PastYears::of(as_of, years).with_running,
            (false, _) => (as_of.checked_sub_months(Months::new(u32::from(years) * 12))?, as_of),
        };
        Some(Self { demand: demand.to_owned(), from, to, as_of, is_fiscal })
    }

    /// Whether something that ended on a day lies in it.
    #[must_use]
    pub fn holds(&self, end: NaiveDate) -> bool {
        (self.from..=self.to).contains(&end)
    }
}

/// The number at the beginning of a text, and whether it counts fiscal years.
fn years(text: &str) -> Option<(u16, bool)> {
    let end = text.find(|sign: char| !sign.is_ascii_digit() && kanji(sign).is_none())?;
    let (number, rest) = text.split_at(end);
    let number = number.parse().ok().or_else(|| written(number)).filter(|years| (1..=MOST).contains(years))?;
    let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    if begins(&FISCAL) { Some((number, true)) } else { begins(&YEARS).then_some((number, false)) }
}

/// 五, 十, 十五
fn written(text: &str) -> Option<u16> {
    let (tens, ones) = match text.split_once('十') {
        None => (0, text),
        Some(("", ones)) => (1, ones),
        Some((tens, ones)) => (one(tens)?, ones),
    };
    let ones = if ones.is_empty() && tens > 0 { 0 } else { one(ones)? };
    Some(tens * 10 + ones)
}

fn one(text: &str) -> Option<u16> {
    let mut signs = text.chars();
    let number = kanji(signs.next()?).filter(|number| *number < 10)?;
    signs.next().is_none().then_some(number)
}

fn kanji(sign: char) -> Option<u16> {
    let number = "一二三四五六七八九十".chars().position(|one| one == sign)?;
    u16::try_from(number + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn found(demand: &str) -> Option<(String, String)> {
        let period = DemandedPeriod::find(demand, day("2026-11-27"))?;
        Some((period.from.to_string(), period.to.to_string()))
    }

    #[test]
    fn a_period_is_read_as_notices_word_it() {
        for (demand, from, to) in [
            ("過去５年度に同種業務の実績があること", "2021-04-01", "2026-03-31"),
            ("過去 五か年度（当該年度を含む。）の実績", "2022-04-01", "2026-11-27"),
            ("直近10年間に元請として完了した業務", "2016-11-27", "2026-11-27"),
            ("最近十五年の実績", "2011-11-27", "2026-11-27"),
            ("過去の実績（過去2箇年）", "2024-11-27", "2026-11-27"),
        ] {
            assert_eq!(found(demand), Some((from.to_owned(), to.to_owned())), "{demand}");
        }
        for demand in ["同種業務の実績があること", "過去の実績", "過去5件", "過去0年度", "過去99年度", "過去"]
        {
            assert_eq!(found(demand), None, "{demand}");
        }
    }

    #[test]
    fn the_end_of_the_work_decides() {
        let period = DemandedPeriod::find("過去5年度", day("2026-11-27")).unwrap();
        assert!(period.holds(day("2021-04-01")) && period.holds(day("2026-03-31")) && period.is_fiscal);
        assert!(!period.holds(day("2021-03-31")) && !period.holds(day("2026-04-01")));
    }
}
