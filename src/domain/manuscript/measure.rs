//! Lengths and sizes on paper, exact, so that equal input gives equal bytes.

/// A length on paper, in hundredths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Length(pub i32);

/// A type size or a distance between lines, in half points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HalfPoints(pub u16);

impl Length {
    /// Whole millimetres.
    #[must_use]
    pub const fn mm(millimetres: i32) -> Self {
        Self(millimetres.saturating_mul(100))
    }

    /// In twentieths of a point, rounded up, as Word does (35 mm = 1985; dossier §4.1).
    #[must_use]
    pub const fn twips(self) -> i32 {
        let scaled = self.0 as i64 * 1440;
        (scaled.div_euclid(2540) + (scaled.rem_euclid(2540) != 0) as i64) as i32
    }

    /// This and another.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// This without another.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl HalfPoints {
    /// In twentieths of a point.
    #[must_use]
    pub const fn twips(self) -> i32 {
        self.0 as i32 * 10
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_become_the_twips_of_the_dossier() {
        let twips: Vec<i32> = [35, 30, 25, 20, 210, 297].map(|mm| Length::mm(mm).twips()).to_vec();
        assert_eq!(twips, [1985, 1701, 1418, 1134, 11906, 16838]);
    }
}
