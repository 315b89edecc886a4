//! Times of day in a notice and the words right around them. `24時` and the like are never turned into another time.

use super::numbers::{NumberAt, number_at, torn_number};
use super::text::{Gap, NormalText};
use chrono::NaiveTime;

/// A time of day with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeToken {
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// The time; `None` for a notation that names no time of that day (24時) or has two readings (午後12時).
    pub time: Option<NaiveTime>,
    /// False when the notation leaves a doubt (5時 without 午前 or 午後).
    pub is_clear: bool,
}

/// The time of day that begins at `i`.
pub fn time_at(text: &NormalText<'_>, i: usize) -> Option<TimeToken> {
    if text.has(i, "正午") {
        return Some(TimeToken { start: i, end: i + 2, time: NaiveTime::from_hms_opt(12, 0, 0), is_clear: true });
    }
    let (half, at) = half_of_day(text, i);
    if at == i
        && i > 0
        && text.gap(i) == Gap::None
        && text.get(i - 1).is_some_and(|ch| ch.is_ascii_digit() || ch == ':' || ch == '.')
    {
        return None;
    }
    if text.has(at, "零時") {
        return Some(TimeToken { start: i, end: at + 2, time: NaiveTime::from_hms_opt(0, 0, 0), is_clear: at > i });
    }
    let hour = if at > i { torn_number(text, at)? } else { spaced_hour(text, at).or_else(|| number_at(text, at))? };
    let (minute, end) = minutes(text, hour)?;
    if hour.value > 24 || minute > 59 {
        return None;
    }
    let (time, is_clear) = resolve(half, hour.value, minute);
    Some(TimeToken { start: i, end, time, is_clear })
}

/// `1 0 時` in a text that sets every letter apart.
fn spaced_hour(text: &NormalText<'_>, i: usize) -> Option<NumberAt> {
    let number = torn_number(text, i).filter(|number| number.end == i + 2 && number.value <= 24)?;
    let apart = text.gap(i + 1) == Gap::Space && text.gap(number.end) == Gap::Space;
    (apart && text.get(number.end) == Some('時')).then_some(number)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    Unsaid,
}

fn half_of_day(text: &NormalText<'_>, i: usize) -> (Half, usize) {
    let words = [("午前", Half::Morning), ("午後", Half::Afternoon), ("AM", Half::Morning), ("PM", Half::Afternoon)];
    let found = words.into_iter().find(|(word, _)| text.has(i, word));
    found.map_or((Half::Unsaid, i), |(_, half)| (half, i + 2))
}

fn minutes(text: &NormalText<'_>, hour: NumberAt) -> Option<(u32, usize)> {
    match text.get(hour.end)? {
        '時' => {
            let behind = hour.end + 1;
            if text.get(behind) == Some('間') {
                return None;
            }
            if text.get(behind) == Some('半') {
                return Some((30, behind + 1));
            }
            match torn_number(text, behind).filter(|minute| text.get(minute.end) == Some('分')) {
                Some(minute) if text.get(minute.end + 1) != Some('間') => Some((minute.value, minute.end + 1)),
                _ => Some((0, behind)),
            }
        }
        ':' => {
            let minute = number_at(text, hour.end + 1)?;
            let two = minute.end == hour.end + 3 && text.get(hour.end + 1).is_some_and(|ch| ch.is_ascii_digit());
            let seconds = number_at(text, minute.end + 1).filter(|_| text.get(minute.end) == Some(':'));
            two.then_some((minute.value, seconds.map_or(minute.end, |seconds| seconds.end)))
        }
        _ => None,
    }
}

/// The time that is meant, and whether nothing else can be meant.
fn resolve(half: Half, hour: u32, minute: u32) -> (Option<NaiveTime>, bool) {
    let at = |hour| NaiveTime::from_hms_opt(hour, minute, 0);
    match (half, hour) {
        (_, 24) | (Half::Morning | Half::Afternoon, 12) => (None, false),
        (Half::Morning, 0..=11) => (at(hour), true),
        (Half::Afternoon, 0..=11) => (at(hour + 12), true),
        (Half::Morning | Half::Afternoon, _) => (at(hour), false),
        // 5時 in office hours is likely the afternoon: as printed, but not sure.
        (Half::Unsaid, 1..=6) => (at(hour), false),
        (Half::Unsaid, _) => (at(hour), true),
    }
}

/// The time of day that directly follows place `i`, with only marks and small words between.
pub fn time_after(text: &NormalText<'_>, i: usize) -> Option<TimeToken> {
    let mut at = i;
    while at < i + 8 && at < text.len() && text.gap(at) < Gap::Block {
        if let Some(token) = time_at(text, at) {
            return Some(token);
        }
        at += skip_word(text, at)?;
    }
    None
}

fn skip_word(text: &NormalText<'_>, i: usize) -> Option<usize> {
    ["必着", "当日", "同日", "期限日", "最終日", "終了日", "締切日", "末日", "、", ",", "(", ")", "の", ":", "・", "/"]
        .into_iter()
        .find(|word| text.has(i, word))
        .map(|word| word.chars().count())
}

/// `から 午後5時まで`, `~17:00` right behind a first time: the second one.
pub fn second_time(text: &NormalText<'_>, i: usize) -> Option<TimeToken> {
    let word = ["から", "より", "~", "-"].into_iter().find(|word| text.has(i, word))?;
    time_after(text, i + word.chars().count())
}

/// How a range of hours behind a period is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursMeaning {
    /// 各日の…: they are the hours of each day, the last one included.
    EachDay,
    /// 開始日の午前9時から期限日の午後5時まで: they are the period's ends.
    Ends,
    /// 平日, 受付時間: the hours of the counter, not the time of a date.
    Counter,
    /// Not said.
    Unsaid,
}

/// Two times with から or ~ between, and what the words before them say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The first time.
    pub from: TimeToken,
    /// The second time.
    pub to: TimeToken,
    /// How they are meant.
    pub meaning: HoursMeaning,
}

/// The first range of hours inside a stretch of text.
pub fn hours_in(text: &NormalText<'_>, start: usize, end: usize) -> Option<Hours> {
    (start..end.min(text.len())).find_map(|i| {
        let from = time_at(text, i)?;
        let connector = (from.end..from.end + 12)
            .take_while(|at| !text.has(*at, "まで") && time_at(text, *at).is_none())
            .find(|at| second_time(text, *at).is_some())?;
        let to = second_time(text, connector)?;
        let said = text.string(start, to.end);
        Some(Hours { from, to, meaning: meaning(&said) })
    })
}

fn meaning(said: &str) -> HoursMeaning {
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    if has(&["開始日", "初日", "始期"]) && has(&["期限日", "最終日", "終了日", "締切日", "末日", "終期"])
    {
        HoursMeaning::Ends
    } else if has(&["各日", "毎日", "いずれの日も"]) {
        HoursMeaning::EachDay
    } else if has(&["平日", "受付時間", "開庁", "執務", "窓口", "業務時間", "取扱時間", "対応時間", "営業時間"])
    {
        HoursMeaning::Counter
    } else {
        HoursMeaning::Unsaid
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(original: &str) -> Option<(Option<String>, bool)> {
        time_at(&NormalText::of(original), 0)
            .map(|token| (token.time.map(|time| time.to_string()[..5].to_owned()), token.is_clear))
    }

    #[test]
    fn times_are_read_as_printed() {
        let clear = |time: &str| Some((Some(time.to_owned()), true));
        assert_eq!(read("午後１時30分"), clear("13:30"));
        assert_eq!(read("正午まで"), clear("12:00"));
        assert_eq!(read("１７：００までに"), clear("17:00"));
        assert_eq!(read("17時"), clear("17:00"));
        assert_eq!(read("午前 8 時 3 0 分"), clear("08:30"));
        assert_eq!(read("午後0時30分"), clear("12:30"));
        assert_eq!(read("午後5時半"), clear("17:30"));
        assert_eq!(read("17:00:00"), clear("17:00"));
    }

    #[test]
    fn times_with_two_readings_are_not_clear() {
        assert_eq!(read("5時15分"), Some((Some("05:15".to_owned()), false)));
        assert_eq!(read("午後12時"), Some((None, false)));
        assert_eq!(read("24時"), Some((None, false)));
        assert_eq!(read("3時間"), None);
        assert_eq!(read("1:1.5"), None);
    }

    #[test]
    fn hours_of_each_day_are_told_from_counter_hours() {
        let read = |original: &str| {
            let text = NormalText::of(original);
            hours_in(&text, 0, text.len()).map(|hours| hours.meaning)
        };
        assert_eq!(read("各日の午前９時から午後５時までとする。"), Some(HoursMeaning::EachDay));
        assert_eq!(read("開始日の午前9時から期限日の午後5時まで"), Some(HoursMeaning::Ends));
        assert_eq!(read("受付時間：平日午前８時30分から午後５時15分まで"), Some(HoursMeaning::Counter));
        assert_eq!(read("（土日を除く。）の午前９時から午後５時まで"), Some(HoursMeaning::Unsaid));
        assert_eq!(read("午後5時まで"), None);
    }

    proptest! {
        #[test]
        fn any_printed_time_is_read_as_itself(hour in 7u32..24, minute in 0u32..60) {
            let want = NaiveTime::from_hms_opt(hour, minute, 0);
            let half = if hour < 12 { format!("午前{hour}時{minute}分") } else { format!("午後{}時{minute}分", hour - 12) };
            for original in [format!("{hour}:{minute:02}"), format!("{hour}時{minute}分"), half] {
                let token = time_at(&NormalText::of(&original), 0).unwrap();
                prop_assert_eq!(token.time, want);
                prop_assert!(token.is_clear);
            }
        }
    }
}
