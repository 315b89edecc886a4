//! JSON to values, bounded in depth and number before anything is built.

use serde_json::Value;

use crate::domain::notice::{IntakeProblem, TextPlace};

/// Values inside each other; a versioned OCDS record has twelve.
const DEEPEST: usize = 64;
/// Values and names; the largest record that was seen has six thousand.
const MOST_PARTS: usize = 1_000_000;

/// Reads a whole document.
///
/// # Errors
/// `JsonBroken`, `JsonCutOff`, `TooDeep`, `TooManyParts`.
pub fn parse(text: &str) -> Result<Value, IntakeProblem> {
    bound(text)?;
    serde_json::from_str(text).map_err(|error| {
        let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = TextPlace::of(text, before + error.column().saturating_sub(1));
        if error.is_eof() { IntakeProblem::JsonCutOff { at } } else { IntakeProblem::JsonBroken { at } }
    })
}

/// Counts brackets and commas outside strings.
fn bound(text: &str) -> Result<(), IntakeProblem> {
    let (mut depth, mut parts, mut is_string, mut is_escaped) = (0_usize, 0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if is_string {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => is_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => is_string = true,
            b'{' | b'[' => {
                depth += 1;
                parts += 1;
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' | b':' => parts += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Err(IntakeProblem::TooDeep { at: TextPlace::of(text, at) });
        }
        if parts > MOST_PARTS {
            return Err(IntakeProblem::TooManyParts { limit: MOST_PARTS as u64 });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_is_told_from_what_is_cut_off() {
        let at = |line, column| TextPlace { line, column };
        assert_eq!(parse("{\n \"公告\": x}"), Err(IntakeProblem::JsonBroken { at: at(2, 8) }));
        assert!(matches!(parse("{\"a\": [1"), Err(IntakeProblem::JsonCutOff { .. })));
        assert!(matches!(parse("{} {}"), Err(IntakeProblem::JsonBroken { .. })));
    }

    #[test]
    fn depth_and_number_are_bounded_before_anything_is_built() {
        assert_eq!(parse(&"[".repeat(100_000)), Err(IntakeProblem::TooDeep { at: TextPlace { line: 1, column: 65 } }));
        let wide = format!("[{}0]", "0,".repeat(MOST_PARTS + 1));
        assert_eq!(parse(&wide), Err(IntakeProblem::TooManyParts { limit: MOST_PARTS as u64 }));
        assert!(parse("\"[[[[\\\"[[[\"").is_ok(), "brackets in a string are no depth");
    }
}
