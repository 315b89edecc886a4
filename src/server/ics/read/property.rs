//! One content line: its name, its parameters, its value.

use super::dates::{self, Stamp};

/// Parameters that are kept of one line.
const PARAMETERS_MOST: usize = 50;
/// What is read of an event.
const WANTED: [&str; 13] = [
    "UID",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "DTSTART",
    "DTEND",
    "DURATION",
    "STATUS",
    "RRULE",
    "EXRULE",
    "EXDATE",
    "RDATE",
    "RECURRENCE-ID",
];

/// A content line in its parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name in capitals, without a group.
    pub name: String,
    /// Its parameters; names in capitals, values without quotes and RFC 6868 undone.
    pub parameters: Vec<(String, String)>,
    /// Its value as it stands.
    pub value: String,
}

impl Property {
    /// Reads a line; `None` when it is none.
    pub fn parse(line: &str) -> Option<Self> {
        let end = line.find([';', ':'])?;
        let (name, mut rest) = line.split_at(end);
        let name = name.rsplit('.').next().unwrap_or(name).trim();
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if !is_name {
            return None;
        }
        let mut parameters = Vec::new();
        while let Some(after) = rest.strip_prefix(';') {
            let (parameter, behind) = parameter(after)?;
            if parameters.len() < PARAMETERS_MOST {
                parameters.push(parameter);
            }
            rest = behind;
        }
        let value = rest.strip_prefix(':')?.to_owned();
        Some(Self { name: name.to_ascii_uppercase(), parameters, value })
    }

    /// Whether an event's property is read at all.
    pub fn is_wanted(&self) -> bool {
        WANTED.contains(&self.name.as_str())
    }

    /// The value of one parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A date of the value, and the zone's name when it is not known.
    pub fn stamp(&self, value: &str) -> (Option<Stamp>, Option<String>) {
        dates::stamp(value.trim(), self.parameter("TZID"))
    }
}

/// One parameter, and what follows it. A line that ends within quotes is none.
fn parameter(text: &str) -> Option<((String, String), &str)> {
    let mut is_quoted = false;
    let end = text.char_indices().find_map(|(at, letter)| {
        if letter == '"' {
            is_quoted = !is_quoted;
        }
        (!is_quoted && matches!(letter, ';' | ':')).then_some(at)
    })?;
    let (parameter, rest) = text.split_at(end);
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    Some(((name.trim().to_ascii_uppercase(), uncircumflexed(&value.replace('"', ""))), rest))
}

/// RFC 6868: `^n` is a line break, `^'` a quote, `^^` the sign itself; before anything else it stays.
fn uncircumflexed(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        let known = match (letter, letters.peek()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('\'')) => Some('"'),
            ('^', Some('^')) => Some('^'),
            _ => None,
        };
        if known.is_some() {
            letters.next();
        }
        out.push(known.unwrap_or(letter));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_within_quotes_do_not_end_a_parameter() {
        let line =
            Property::parse("attendee;CN=\"Sato; Hanako: ^'Ha^xa^'^n^^\";role=CHAIR:mailto:sato@example.jp").unwrap();
        assert_eq!(line.name, "ATTENDEE");
        assert_eq!(line.parameters[0], ("CN".to_owned(), "Sato; Hanako: \"Ha^xa\"\n^".to_owned()));
        assert_eq!(line.parameters[1], ("ROLE".to_owned(), "CHAIR".to_owned()));
        assert_eq!(line.value, "mailto:sato@example.jp");
    }

    #[test]
    fn what_is_no_line_is_told_apart() {
        for text in ["", "no sign", ": value", "A B:c", "X;Y=\"open:1"] {
            assert_eq!(Property::parse(text), None, "{text}");
        }
    }
}
