//! Steps on the terminal: a heading when one begins, its time when it ends.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use crate::{interrupt, problem::Outcome};

static BESIDE: AtomicBool = AtomicBool::new(false);

/// From now on steps are told on standard error: standard output is for a program to read.
pub fn beside_output() {
    BESIDE.store(true, Ordering::Relaxed);
}

fn tell(line: &str) {
    if BESIDE.load(Ordering::Relaxed) {
        eprintln!("{line}");
    } else {
        println!("{line}");
    }
}

/// Runs one visible step; nothing is begun once the person has asked to stop.
pub fn step<T>(title: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    interrupt::check()?;
    tell(&format!("==> {title}"));
    let began = Instant::now();
    let outcome = work();
    let verdict = if outcome.is_ok() { "" } else { "FAILED after " };
    tell(&format!("    {title}: {verdict}{}", seconds(began.elapsed())));
    outcome
}

/// A line under the present step.
pub fn note(text: impl std::fmt::Display) {
    tell(&format!("    {text}"));
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
