//! Numbers of headings and items, as offices write them: １, (1), ア, (ア), a (dossier §4.2).

use super::era::Digits;

/// The number of a heading or item of a level from 1.
#[must_use]
pub fn number(level: u8, number: usize) -> String {
    match level {
        0 | 1 => Digits::Office.print(u32::try_from(number).unwrap_or(u32::MAX)),
        2 => format!("({number})"),
        3 => kana(number),
        4 => format!("({})", kana(number)),
        _ => u8::try_from(number)
            .ok()
            .filter(|n| (1..=26).contains(n))
            .map_or_else(|| number.to_string(), |n| char::from(b'a' + n - 1).to_string()),
    }
}

/// Counts the headings of a section; the section's own is level 1.
#[derive(Debug, Clone, Default)]
pub struct HeadingNumbers {
    /// How many headings of each level there were since the last one above it.
    counts: [usize; 5],
}

impl HeadingNumbers {
    /// The number of the next heading of a level from 2 to 4.
    pub fn next(&mut self, level: u8) -> String {
        let depth = usize::from(level);
        for (index, count) in self.counts.iter_mut().enumerate() {
            if index == depth {
                *count += 1;
            } else if index > depth {
                *count = 0;
            }
        }
        number(level, self.counts.get(depth).copied().unwrap_or(1))
    }
}

/// ア, イ … ン in the order of the syllabary; figures beyond it.
fn kana(number: usize) -> String {
    const SYLLABARY: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    SYLLABARY.chars().nth(number.saturating_sub(1)).map_or_else(|| number.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_numbered_as_offices_do() {
        let numbers: Vec<String> = (1..=5).map(|level| number(level, 2)).collect();
        assert_eq!(numbers, ["２", "(2)", "イ", "(イ)", "b"]);
        assert_eq!(number(1, 12), "12");
        assert_eq!(kana(47), "47");
    }

    #[test]
    fn a_heading_above_begins_the_ones_below_anew() {
        let mut numbers = HeadingNumbers::default();
        let printed: Vec<String> = [2, 3, 3, 4, 2, 3].map(|level| numbers.next(level)).to_vec();
        assert_eq!(printed, ["(1)", "ア", "イ", "(ア)", "(2)", "ア"]);
    }
}
