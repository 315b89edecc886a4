//! A set of measured durations and the percentiles that are told of it.

use std::time::Duration;

/// Durations in ascending order.
pub struct Latencies(Vec<Duration>);

impl Latencies {
    pub fn new(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        Self(all)
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest duration that so many in a hundred do not exceed, in milliseconds; zero of nothing.
    pub fn percentile(&self, hundredths: usize) -> f64 {
        let rank = (self.0.len() * hundredths).div_ceil(100).max(1);
        self.0.get(rank - 1).map_or(0.0, |duration| duration.as_secs_f64() * 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let latencies = Latencies::new((1..=200).rev().map(Duration::from_millis).collect());
        assert_eq!(latencies.percentile(50), 100.0);
        assert_eq!(latencies.percentile(99), 198.0);
        assert_eq!(latencies.percentile(100), 200.0);
    }
}
