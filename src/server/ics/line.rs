//! Content lines: TEXT values escaped, lines folded at 75 octets, and back.

/// Octets of a line without its end (RFC 5545, 3.1).
const LINE_MOST: usize = 75;

/// Appends a content line, folded so that no character is cut and no line is longer than allowed.
pub fn put(out: &mut String, line: &str) {
    let mut room = LINE_MOST;
    for letter in line.chars() {
        let octets = letter.len_utf8();
        if octets > room {
            out.push_str("\r\n ");
            // The blank that marks the continuation counts.
            room = LINE_MOST - 1;
        }
        out.push(letter);
        room -= octets;
    }
    out.push_str("\r\n");
}

/// A TEXT value: what has a meaning in the format is escaped, control characters are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    out.push_str("\\n");
                }
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// A TEXT value as it was meant. A backslash before anything else stands for itself, as several programs write it.
pub fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') => out.push('\n'),
            Some(known @ ('\\' | ';' | ',' | ':' | '"')) => out.push(known),
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unfolded(text: &str) -> String {
        text.strip_suffix("\r\n").unwrap().replace("\r\n ", "")
    }

    #[test]
    fn a_line_of_seventy_five_octets_is_not_folded_and_one_more_is() {
        let mut out = String::new();
        put(&mut out, &"a".repeat(75));
        assert_eq!(out, format!("{}\r\n", "a".repeat(75)));
        out.clear();
        put(&mut out, &"a".repeat(76));
        assert_eq!(out, format!("{}\r\n a\r\n", "a".repeat(75)));
    }

    proptest! {
        #[test]
        fn no_fold_is_too_long_and_none_cuts_a_character(line in "[a-zA-Z :;期限様式提出先😀é\\\\]{0,300}") {
            let mut out = String::new();
            put(&mut out, &line);
            prop_assert!(out.ends_with("\r\n"));
            for part in out.strip_suffix("\r\n").unwrap().split("\r\n") {
                prop_assert!(part.len() <= LINE_MOST, "{} octets", part.len());
            }
            prop_assert_eq!(unfolded(&out), line);
        }

        #[test]
        fn what_is_escaped_comes_back(text in "[a-zA-Z \\\\;,:\"\t\n期限😀]{0,120}") {
            let value = escaped(&text);
            prop_assert!(!value.contains('\n'));
            prop_assert_eq!(unescaped(&value), text);
        }
    }
}
