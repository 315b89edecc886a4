//! Days and numbers as the format of a field or control prints them.

use chrono::{Datelike, NaiveDate};

use crate::domain::era::{Digits, EraDate};
use crate::domain::text::half_width;

/// Most decimals of a format that is followed.
const DECIMALS_MOST: usize = 10;

/// A day in a format such as `yyyy/MM/dd`, and in that of the era for an empty one; none for a format that needs the
/// names of months or days, which are those of a language, or a time of the day.
pub(super) fn day(day: NaiveDate, format: &str) -> Option<String> {
    let Ok(of_era) = EraDate::of(day) else { return Some(day.format("%Y-%m-%d").to_string()) };
    if format.is_empty() || format.contains('e') && format.contains('g') {
        return Some(of_era.print(Digits::Office));
    }
    let (year, month, date) = (day.year(), day.month(), day.day());
    let patterns = [
        ("yyyy", format!("{year:04}")),
        ("yy", format!("{:02}", year.rem_euclid(100))),
        ("MM", format!("{month:02}")),
        ("M", month.to_string()),
        ("dd", format!("{date:02}")),
        ("d", date.to_string()),
    ];
    let is_named = ["MMM", "ddd", "yyyyy"].iter().any(|name| format.contains(name));
    let mut text = String::new();
    let mut rest = format;
    while let Some(letter) = rest.chars().next() {
        match patterns.iter().find(|(pattern, _)| rest.starts_with(pattern)) {
            Some((pattern, number)) if !is_named => {
                text.push_str(number);
                rest = &rest[pattern.len()..];
            }
            _ if letter.is_ascii_alphabetic() => return None,
            _ => {
                if letter != '\'' {
                    text.push(letter);
                }
                rest = &rest[letter.len_utf8()..];
            }
        }
    }
    Some(text)
}

/// A number as the format prints it: `0` and `#,##0`, each with as many decimals as it has; as it was given for any other
/// format, and where the format has no room for its decimals. None for what is no number.
pub(super) fn number(value: &str, format: &str) -> Option<String> {
    let folded: String = value.trim().chars().map(half_width).collect();
    let bare = folded.strip_prefix(['¥', '￥', '\\']).unwrap_or(&folded);
    let bare = bare.strip_suffix('円').unwrap_or(bare);
    let (sign, digits) = bare.strip_prefix(['-', '−']).map_or(("", bare), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let has_point = digits.contains('.');
    let is_whole = whole.starts_with(|first: char| first.is_ascii_digit())
        && whole.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
    let is_number =
        is_whole && decimals.chars().all(|letter| letter.is_ascii_digit()) && has_point != decimals.is_empty();
    if !is_number {
        return None;
    }
    let plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    let given = format!("{sign}{whole}{}{decimals}", if has_point { "." } else { "" });
    let (pattern, zeros) = format.split_once('.').unwrap_or((format, ""));
    let is_known = matches!(pattern, "0" | "#,##0")
        && zeros.chars().all(|letter| letter == '0')
        && format.contains('.') != zeros.is_empty()
        && zeros.len() <= DECIMALS_MOST;
    if !is_known || decimals.len() > zeros.len() {
        return Some(given);
    }
    let whole = if pattern == "0" { plain } else { grouped(&plain) };
    let point = if zeros.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{decimals:0<width$}", width = zeros.len()))
}

/// Digits with a comma before every three.
fn grouped(digits: &str) -> String {
    let count = digits.chars().count();
    let mut text = String::with_capacity(count + count / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (count - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_printed_in_formats_of_numbers_alone() {
        let of = |format: &str| day(NaiveDate::from_ymd_opt(2026, 2, 5).unwrap(), format);
        assert_eq!(of("yyyy/MM/dd").as_deref(), Some("2026/02/05"));
        assert_eq!(of("yyyy'年'M'月'd'日'").as_deref(), Some("2026年2月5日"));
        assert_eq!(of("M/d/yy").as_deref(), Some("2/5/26"));
        assert_eq!(of("ggge年M月d日").as_deref(), Some("令和８年２月５日"));
        for format in ["d-MMM-yy", "dddd, d", "yyyy/MM/dd H:mm"] {
            assert_eq!(of(format), None, "{format}");
        }
    }

    #[test]
    fn numbers_are_printed_where_the_format_has_room() {
        for (value, format, printed) in [
            ("1234567", "#,##0", "1,234,567"),
            ("１，２３４", "0", "1234"),
            ("¥1,200円", "#,##0", "1,200"),
            ("-12.5", "#,##0.00", "-12.50"),
            ("12.5", "0", "12.5"),
            ("1234", "", "1234"),
            ("1234", "£#,##0.00;(£#,##0.00)", "1234"),
            ("100", "#,##0", "100"),
        ] {
            assert_eq!(number(value, format).as_deref(), Some(printed), "{value} {format}");
        }
        let endless = format!("0.{}", "0".repeat(70_000));
        assert_eq!(number("1.5", &endless).as_deref(), Some("1.5"), "a format that nobody means is none");
        for value in ["約100", "百", "1.2.3", "12.", ",5", "-", "10人", "1-2"] {
            assert_eq!(number(value, "0"), None, "{value}");
        }
    }
}
