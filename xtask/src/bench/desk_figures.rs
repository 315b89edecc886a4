//! What `bench desk` measured on an engine: medians over its runs, as a table for people and a line for programs.

use serde_json::{Value, json};

use super::load::Answers;
use crate::{
    problem::{Explain, Outcome},
    progress,
};

/// A page, asked for in one way or in several.
pub struct Page {
    pub name: String,
    pub paths: Vec<String>,
    /// What tells the paths apart.
    asks: Vec<String>,
    /// One run for each repetition.
    pub runs: Vec<Answers>,
}

impl Page {
    /// The pages that the filled database was said to have.
    pub fn all_of(seeded: &Value) -> Outcome<Vec<Self>> {
        let pages = seeded.get("pages").and_then(Value::as_array).explain("bench-desk told no pages")?;
        pages.iter().map(Self::of).collect()
    }

    fn of(page: &Value) -> Outcome<Self> {
        let text = |value: &Value, name: &str| {
            let text = value.get(name).and_then(Value::as_str);
            text.map(str::to_owned).explain(format!("no {name} in {value}"))
        };
        let asks = page.get("asks").and_then(Value::as_array).explain(format!("nothing is asked in {page}"))?;
        Ok(Self {
            name: text(page, "page")?,
            paths: asks.iter().map(|ask| text(ask, "path")).collect::<Outcome<_>>()?,
            asks: asks.iter().map(|ask| text(ask, "name")).collect::<Outcome<_>>()?,
            runs: Vec::new(),
        })
    }

    pub fn failures(&self) -> usize {
        self.runs.iter().map(|run| run.failures).sum()
    }

    /// The median over the runs of so many hundredths of the latencies, in milliseconds.
    pub fn median(&self, hundredths: usize) -> f64 {
        median(self.runs.iter().map(|run| run.latencies.percentile(hundredths)).collect())
    }

    fn median_of(&self, path: usize, hundredths: usize) -> f64 {
        median(self.runs.iter().filter_map(|run| Some(run.each.get(path)?.percentile(hundredths))).collect())
    }

    fn line(&self) -> Value {
        let asks = self.asks.iter().enumerate().map(
            |(at, name)| json!({ "name": name, "p50_ms": self.median_of(at, 50), "p99_ms": self.median_of(at, 99) }),
        );
        json!({
            "page": self.name, "answers": self.runs.iter().map(|run| run.latencies.count()).sum::<usize>(),
            "failures": self.failures(), "p50_ms": self.median(50), "p99_ms": self.median(99),
            "asks": asks.collect::<Vec<Value>>(),
        })
    }
}

/// How long rounds over all reminders took.
pub struct Sweep {
    /// What the first round told.
    told: u64,
    /// Milliseconds of each round; the first one has everything to tell.
    rounds: Vec<f64>,
}

impl Sweep {
    pub fn of(swept: &Value) -> Outcome<Self> {
        let rounds = swept.get("rounds_ms").and_then(Value::as_array).explain("bench-sweep told no rounds")?;
        Ok(Self {
            told: swept.get("told").and_then(Value::as_u64).explain("bench-sweep did not say what was told")?,
            rounds: rounds.iter().filter_map(Value::as_f64).collect(),
        })
    }

    fn first(&self) -> f64 {
        self.rounds.first().copied().unwrap_or(f64::INFINITY)
    }

    fn again(&self) -> f64 {
        median(self.rounds.iter().skip(1).copied().collect())
    }

    /// The first round, or the median of the later ones, whichever took longer.
    pub fn slowest(&self) -> f64 {
        self.first().max(self.again())
    }
}

/// Everything of one engine.
pub struct Engine {
    pub name: &'static str,
    pub pages: Vec<Page>,
    pub sweep: Sweep,
    pub resident_kb: u64,
    pub peak_kb: u64,
}

impl Engine {
    pub fn note(&self) {
        let mut lines = vec![format!("{:<34}{:>10}{:>10}", self.name, "p50 ms", "p99 ms")];
        for page in &self.pages {
            lines.push(format!("{:<34}{:>10.2}{:>10.2}", page.name, page.median(50), page.median(99)));
            if page.asks.len() > 1 {
                lines.extend(page.asks.iter().enumerate().map(|(at, name)| {
                    format!("  {name:<32}{:>10.2}{:>10.2}", page.median_of(at, 50), page.median_of(at, 99))
                }));
            }
        }
        lines.push(format!(
            "reminders: {} told in {:.0} ms, {:.0} ms when there is nothing new",
            self.sweep.told,
            self.sweep.first(),
            self.sweep.again()
        ));
        lines.push(format!("memory: {} MB resident, {} MB at most", self.resident_kb / 1024, self.peak_kb / 1024));
        lines.into_iter().for_each(progress::note);
    }

    pub fn line(&self) -> Value {
        json!({
            "engine": self.name, "pages": self.pages.iter().map(Page::line).collect::<Vec<Value>>(),
            "told": self.sweep.told, "sweep_first_ms": self.sweep.first(), "sweep_again_ms": self.sweep.again(),
            "rss_kb": self.resident_kb, "peak_kb": self.peak_kb,
        })
    }
}

/// The middle one; zero of nothing.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::bench::latency::Latencies;

    fn run(milliseconds: u64) -> Answers {
        let latencies = || Latencies::new(vec![Duration::from_millis(milliseconds); 4]);
        Answers { latencies: latencies(), each: vec![latencies()], failures: 1 }
    }

    #[test]
    fn the_middle_run_counts() {
        let seeded = json!({ "pages": [{ "page": "home", "asks": [{ "name": "", "path": "/" }] }] });
        let mut pages = Page::all_of(&seeded).expect("a page");
        pages[0].runs = vec![run(9), run(1), run(5)];
        assert_eq!((pages[0].median(99), pages[0].median_of(0, 99), pages[0].failures()), (5.0, 5.0, 3));
    }

    #[test]
    fn a_slow_first_round_is_not_hidden_by_the_later_ones() {
        let sweep = Sweep::of(&json!({ "told": 7, "rounds_ms": [900.0, 10.0, 30.0, 20.0] }));
        assert!(sweep.is_ok_and(|sweep| sweep.slowest() == 900.0 && sweep.again() == 20.0));
        assert!(Sweep::of(&json!({ "told": 7 })).is_err());
    }
}
