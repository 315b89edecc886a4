//! Dates as machines print them (ISO 8601, RFC 822), on Japan's wall clock. A date without a time stays a day.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Timelike};

use crate::domain::deadline::Moment;
use crate::domain::instant::JST_SECONDS;

/// A moment in Japan, and whether the source may have meant only a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallTime {
    /// The moment; only a day when midnight or the last second of the day is printed in Japan's own zone.
    pub at: Moment,
    /// Midnight or the last second of a day in another zone: a time by the letter, a day by habit.
    pub is_doubtful: bool,
}

/// Reads `2026-09-04`, `2026-09-04T10:00:00+09:00`, `2026-09-04T10:00` (Japan), with blanks for the T.
pub fn iso(text: &str) -> Option<WallTime> {
    let text = text.trim();
    if let Ok(date) =
        NaiveDate::parse_from_str(text, "%Y-%m-%d").or_else(|_| NaiveDate::parse_from_str(text, "%Y/%m/%d"))
    {
        return Some(WallTime { at: Moment::day(date), is_doubtful: false });
    }
    let plain = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    let naive = plain.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let zoned =
        || DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z")).ok();
    match naive {
        Some(naive) => Some(of(naive, false)),
        None => zoned().and_then(in_japan),
    }
}

/// Reads the dates of RSS 2.0 (RFC 822), with JST for a zone, and ISO where a feed prints that instead.
pub fn feed(text: &str) -> Option<WallTime> {
    let text = text.trim();
    let numbered = text.strip_suffix("JST").map(|head| format!("{head}+0900"));
    DateTime::parse_from_rfc2822(numbered.as_deref().unwrap_or(text)).ok().and_then(in_japan).or_else(|| iso(text))
}

fn in_japan(printed: DateTime<FixedOffset>) -> Option<WallTime> {
    let zone = FixedOffset::east_opt(JST_SECONDS)?;
    if *printed.offset() == zone {
        return Some(of(printed.naive_local(), false));
    }
    let local = printed.naive_utc().checked_add_offset(zone)?;
    let is_doubtful = is_edge_of_day(printed.naive_local());
    Some(WallTime { at: Moment::at(local.date(), whole(local)), is_doubtful })
}

fn of(local: NaiveDateTime, is_doubtful: bool) -> WallTime {
    let at = if is_edge_of_day(local) { Moment::day(local.date()) } else { Moment::at(local.date(), whole(local)) };
    WallTime { at, is_doubtful }
}

fn is_edge_of_day(local: NaiveDateTime) -> bool {
    matches!((local.hour(), local.minute(), local.second()), (0, 0, 0) | (23, 59, 59))
}

/// Fractions of a second are no part of a deadline.
fn whole(local: NaiveDateTime) -> chrono::NaiveTime {
    local.time().with_nanosecond(0).unwrap_or(local.time())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(read: Option<WallTime>) -> Option<(String, bool)> {
        read.map(|read| (read.at.to_string(), read.is_doubtful))
    }

    #[test]
    fn zones_are_turned_into_the_wall_clock_of_japan() {
        let cases = [
            ("2026-09-04T10:00:00+09:00", "2026-09-04T10:00", false),
            ("2026-09-04T00:00:00+09:00", "2026-09-04", false),
            ("2026-09-04T23:59:59+09:00", "2026-09-04", false),
            ("2026-09-04", "2026-09-04", false),
            ("2026-09-04T17:30:00Z", "2026-09-05T02:30", false),
            ("2026-09-04T17:30:00.250Z", "2026-09-05T02:30", false),
            ("2026-09-04T00:00:00Z", "2026-09-04T09:00", true),
            ("2026-09-04T09:30", "2026-09-04T09:30", false),
        ];
        for (printed, at, is_doubtful) in cases {
            assert_eq!(text(iso(printed)), Some((at.to_owned(), is_doubtful)), "{printed}");
        }
        for wrong in ["", "2026-02-30", "yesterday", "2026-09-04T25:00:00Z", "+262142-12-31T23:59:58Z"] {
            assert_eq!(
                iso(wrong).map(|read| read.at.date.to_string()).filter(|_| !wrong.starts_with('+')),
                None,
                "{wrong}"
            );
        }
    }

    #[test]
    fn dates_of_feeds_are_read() {
        assert_eq!(text(feed("Sat, 01 Aug 2026 03:00:20 +0900")), Some(("2026-08-01T03:00:20".to_owned(), false)));
        assert_eq!(text(feed("Fri, 31 Jul 2026 20:00:03 GMT")), Some(("2026-08-01T05:00:03".to_owned(), false)));
        assert_eq!(text(feed("Fri, 31 Jul 2026 20:00:03 JST")), Some(("2026-07-31T20:00:03".to_owned(), false)));
        assert_eq!(text(feed("2026-08-01T03:00:00+09:00")), Some(("2026-08-01T03:00".to_owned(), false)));
        assert_eq!(text(feed("soon")), None);
    }
}
