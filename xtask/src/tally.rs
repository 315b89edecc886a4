//! How many tests passed and failed, read from what the test programs print.

use std::ops::AddAssign;

/// A number of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl Tally {
    pub const fn total(self) -> u64 {
        self.passed + self.failed
    }

    /// From the lines of `cargo nextest` or of `cargo test`.
    pub fn of_tests(lines: &[String]) -> Self {
        let mut tally = Self::default();
        for line in lines {
            tally += summary_of_nextest(line).or_else(|| summary_of_cargo_test(line)).unwrap_or_default();
        }
        tally
    }

    /// From the lines of node's test runner, in the form of TAP.
    pub fn of_node(lines: &[String]) -> Self {
        let count = |name: &str| {
            let total = |line: &String| line.strip_prefix("# ")?.strip_prefix(name)?.trim().parse::<u64>().ok();
            lines.iter().rev().find_map(total).unwrap_or(0)
        };
        Self { passed: count("pass "), failed: count("fail ") + count("cancelled ") }
    }

    /// From Playwright's JSON report.
    pub fn of_journeys(report: &str) -> Option<Self> {
        let report: serde_json::Value = serde_json::from_str(report).ok()?;
        let number = |name: &str| report.get("stats")?.get(name)?.as_u64();
        Some(Self { passed: number("expected")? + number("flaky")?, failed: number("unexpected")? })
    }
}

/// `Summary [   1.2s] 12/14 tests run: 11 passed (1 slow), 1 failed, 2 skipped`; what ran and did not pass failed.
fn summary_of_nextest(line: &str) -> Option<Tally> {
    let (counted, verdicts) = line.trim().strip_prefix("Summary [")?.split_once("] ")?.1.split_once(" run: ")?;
    let run: u64 = counted.split([' ', '/']).next()?.parse().ok()?;
    let passed = number_before(" passed", verdicts).unwrap_or(0);
    Some(Tally { passed, failed: run - passed })
}

/// `test result: ok. 3 passed; 0 failed; 0 ignored; …`
fn summary_of_cargo_test(line: &str) -> Option<Tally> {
    let verdicts = line.strip_prefix("test result: ")?;
    Some(Tally { passed: number_before(" passed", verdicts)?, failed: number_before(" failed", verdicts)? })
}

fn number_before(word: &str, text: &str) -> Option<u64> {
    text.split_once(word)?.0.rsplit(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Tally {
        Tally::of_tests(&[line.to_owned()])
    }

    #[test]
    fn a_summary_of_nextest_is_read() {
        let line = "     Summary [   1.234s] 12/14 tests run: 10 passed (1 slow), 1 failed, 1 timed out, 2 skipped";
        assert_eq!(read(line), Tally { passed: 10, failed: 2 });
        assert_eq!(read("     Summary [   0.004s] 1 test run: 1 passed, 0 skipped"), Tally { passed: 1, failed: 0 });
    }

    #[test]
    fn a_summary_of_cargo_test_is_read() {
        let line = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(read(line), Tally { passed: 3, failed: 2 });
    }

    #[test]
    fn a_summary_of_node_is_read() {
        let lines =
            ["ok 1 - # pass 9 in a name", "# tests 9", "# pass 6", "# fail 2", "# cancelled 1"].map(str::to_owned);
        assert_eq!(Tally::of_node(&lines), Tally { passed: 6, failed: 3 });
    }

    #[test]
    fn a_report_of_playwright_is_read() {
        let report = r#"{"suites": [], "stats": {"expected": 4, "skipped": 1, "unexpected": 2, "flaky": 1}}"#;
        assert_eq!(Tally::of_journeys(report), Some(Tally { passed: 5, failed: 2 }));
    }
}
