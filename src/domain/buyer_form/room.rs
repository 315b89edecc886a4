//! How much of a value a place shows that does not grow: a row of exact height, a cell that breaks no line.

use serde::{Deserialize, Serialize};

/// Room for a text, reckoned from measures of the form; renderers differ, so that it is told as *about*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// What a line takes, in halves of a full-width character; at least 1.
    pub per_line: u32,
    /// How many lines there are; at least 1.
    pub lines: u32,
    /// What is printed in the first line already, in halves of a full-width character.
    pub taken: u32,
}

/// A value that does not fit, in full-width characters and in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overflow {
    /// How long it is.
    pub characters: u32,
    /// How many lines it takes here.
    pub lines: u32,
    /// About how many characters fit.
    pub fit: u32,
    /// How many lines fit.
    pub fit_lines: u32,
}

/// A blank whose value does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverflowRow {
    /// Id of the blank.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What does not fit.
    #[serde(flatten)]
    pub overflow: Overflow,
}

impl Room {
    /// About how many full-width characters fit.
    #[must_use]
    pub const fn characters(self) -> u32 {
        self.per_line.saturating_mul(self.lines).saturating_sub(self.taken) / 2
    }

    /// What a value has too much; none when it fits.
    #[must_use]
    pub fn overflow(self, value: &str) -> Option<Overflow> {
        let per_line = u64::from(self.per_line.max(1));
        let value = value.trim_end();
        let (mut lines, mut halves) = (0_u64, 0_u64);
        for (number, row) in value.lines().enumerate() {
            let before = if number == 0 { u64::from(self.taken) } else { 0 };
            let wide: u64 = row.chars().map(halves_of).sum();
            lines += (before + wide).div_ceil(per_line).max(1);
            halves += wide;
        }
        let whole = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        (lines > u64::from(self.lines)).then(|| Overflow {
            characters: whole(halves.div_ceil(2)),
            lines: whole(lines),
            fit: self.characters(),
            fit_lines: self.lines,
        })
    }
}

/// Width of a character in halves of a full-width one: half-width katakana and what stands before the scripts of East Asia
/// are narrow (Unicode, East Asian Width, simplified).
const fn halves_of(letter: char) -> u64 {
    match letter {
        '\u{FF61}'..='\u{FFDC}' => 1,
        letter if letter as u32 >= 0x1100 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { per_line: 20, lines: 2, taken: 0 };

    #[test]
    fn a_value_is_measured_in_full_width_characters() {
        assert_eq!(ROOM.characters(), 20);
        assert_eq!(ROOM.overflow(&"湊".repeat(20)), None);
        let over = Overflow { characters: 31, lines: 4, fit: 20, fit_lines: 2 };
        assert_eq!(ROOM.overflow(&"湊".repeat(31)), Some(over));
        // Forty narrow characters take as much as twenty wide ones.
        assert_eq!(ROOM.overflow(&"a".repeat(40)), None);
        assert_eq!(ROOM.overflow(&"ｱ".repeat(41)).unwrap().characters, 21);
    }

    #[test]
    fn lines_count_as_they_are_typed() {
        assert_eq!(ROOM.overflow("一\n二\n"), None);
        let over = ROOM.overflow("一\n二\n三").unwrap();
        assert_eq!((over.characters, over.lines, over.fit_lines), (3, 3, 2));
    }

    #[test]
    fn what_is_printed_already_takes_room() {
        let room = Room { per_line: 20, lines: 1, taken: 10 };
        assert_eq!(room.characters(), 5);
        assert_eq!(room.overflow("五文字です"), None);
        assert!(room.overflow("六文字ですよ").is_some());
    }
}
