//! A telephone number as other programs write it, in the form that ours has.

use crate::domain::text::{Telephone, half_width, hyphen};

/// The number with hyphens or with its country; `None` when nobody could say where its groups end.
#[must_use]
pub fn number(text: &str) -> Option<String> {
    let plain = |number: &str| Telephone::parse(number).ok().map(String::from);
    if let Some(number) = plain(text) {
        return Some(number);
    }
    let narrow: String = text.trim().chars().map(hyphen).map(half_width).collect();
    // 03 1234 5678, (03) 1234-5678, 03.1234.5678, +1 (213) 555-1234
    let parts: Vec<&str> =
        narrow.split([' ', '-', '.', '(', ')', '/', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    if let Some(number) = plain(&parts.join("-")) {
        return Some(number);
    }
    let digits = parts.concat();
    grouped(&digits).and_then(|number| plain(&number))
}

/// Japanese numbers without hyphens, where the groups are the same for all: mobile and IP telephones, Tokyo, Osaka.
fn grouped(digits: &str) -> Option<String> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let ends = match (digits.len(), digits.get(..3)?) {
        (11, "050" | "060" | "070" | "080" | "090") => [3, 7],
        (10, area) if area.starts_with("03") || area.starts_with("06") => [2, 6],
        _ => return None,
    };
    Some(format!("{}-{}-{}", digits.get(..ends[0])?, digits.get(ends[0]..ends[1])?, digits.get(ends[1]..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_other_programs_get_our_form() {
        for (text, expected) in [
            ("0845-22-1111", "0845-22-1111"),
            ("（０３）１２３４－５６７８", "03-1234-5678"),
            ("03 1234 5678", "03-1234-5678"),
            ("09012345678", "090-1234-5678"),
            ("0312345678", "03-1234-5678"),
            ("+1 (213) 555-1234", "+1-213-555-1234"),
            ("+47.22.12.34.56", "+47-22-12-34-56"),
        ] {
            assert_eq!(number(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_could_be_grouped_in_several_ways_is_not_guessed() {
        for text in ["0845221111", "11111111", "ext. 4", "", "+"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
