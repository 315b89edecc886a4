//! What went wrong, as one sentence for the person at the terminal.
//! There are no error kinds here: nothing in xtask decides by them.

use std::fmt::Display;

/// A sentence that says what failed and, where known, how to mend it.
#[derive(Debug)]
pub struct Problem(String);

/// The result of anything that can fail in xtask.
pub type Outcome<T = ()> = Result<T, Problem>;

impl Problem {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Display for Problem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Puts what was being done before the reason why it failed.
pub trait Explain<T> {
    fn explain(self, what: impl Display) -> Outcome<T>;
}

impl<T, E: Display> Explain<T> for Result<T, E> {
    fn explain(self, what: impl Display) -> Outcome<T> {
        self.map_err(|reason| Problem(format!("{what}: {reason}")))
    }
}

impl<T> Explain<T> for Option<T> {
    fn explain(self, what: impl Display) -> Outcome<T> {
        self.ok_or_else(|| Problem(what.to_string()))
    }
}
