//! Steps on the terminal: a heading when one begins, its time when it ends.

use std::time::{Duration, Instant};

use crate::{interrupt, problem::Outcome};

/// Runs one visible step; nothing is begun once the person has asked to stop.
pub fn step<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    interrupt::check()?;
    println!("==> {title}");
    let began = Instant::now();
    let outcome = work();
    let verdict = if outcome.is_ok() { "" } else { "FAILED after " };
    println!("    {title}: {verdict}{}", seconds(began.elapsed()));
    outcome
}

/// A line under the present step.
pub fn note(text: impl std::fmt::Display) {
    println!("    {text}");
}

/// A duration as people read it.
pub fn seconds(duration: Duration) -> String {
    let all = duration.as_secs_f64();
    if all < 60.0 {
        format!("{all:.1} s")
    } else {
        format!("{} min {:02} s", duration.as_secs() / 60, duration.as_secs() % 60)
    }
}
