//! How long something lasts: by the calendar and by the clock, which are not the same where clocks are changed.

/// How long something lasts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Days of the calendar, whatever they are long.
    pub days: i64,
    /// Seconds behind them.
    pub seconds: i64,
}

impl Length {
    /// No time at all.
    pub const NONE: Self = Self { days: 0, seconds: 0 };

    /// Reads `P1D`, `PT1H30M`, `P2W`; `None` for what goes backward or cannot be read.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.trim().trim_start_matches('+').strip_prefix('P')?;
        let (mut length, mut is_time, mut count) = (Self::NONE, false, 0);
        while !rest.is_empty() {
            if let Some(time) = rest.strip_prefix('T') {
                (rest, is_time) = (time, true);
                continue;
            }
            let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
            let number: i64 = rest[..end].parse().ok().filter(|number| *number < 1_000_000)?;
            let mut letters = rest[end..].chars();
            let (days, seconds) = match (letters.next()?, is_time) {
                ('W', false) => (7, 0),
                ('D', false) => (1, 0),
                ('H', true) => (0, 3_600),
                ('M', true) => (0, 60),
                ('S', true) => (0, 1),
                _ => return None,
            };
            length.days = length.days.checked_add(number.checked_mul(days)?)?;
            length.seconds = length.seconds.checked_add(number.checked_mul(seconds)?)?;
            rest = letters.as_str();
            count += 1;
        }
        (count > 0).then_some(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_in_days_and_seconds() {
        let length = |days, seconds| Some(Length { days, seconds });
        assert_eq!(Length::parse("P1DT2H"), length(1, 7_200));
        assert_eq!(Length::parse("PT15M"), length(0, 900));
        assert_eq!(Length::parse("P2W"), length(14, 0));
        assert_eq!(Length::parse("P15DT5H0M20S"), length(15, 18_020));
        for text in ["P", "PT", "-P1D", "P1H", "1D", "PT99999999H", "Pé"] {
            assert_eq!(Length::parse(text), None, "{text}");
        }
    }
}
