//! What the person who runs `cargo xtask test` asked for.

use crate::{
    checks,
    problem::{Explain, Outcome, Problem},
};

pub const TESTS: &str = "tests";
pub const OWN_TESTS: &str = "xtask-tests";
pub const JOURNEYS: &str = "journeys";
pub const EDITOR: &str = "editor";

/// What the person asked for.
#[derive(Default)]
pub struct Wishes {
    is_long: bool,
    only: Option<String>,
    pub filter: Option<String>,
}

impl Wishes {
    pub fn parse(arguments: &[String]) -> Outcome<Self> {
        let mut wishes = Self::default();
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--long" => wishes.is_long = true,
                "--only" => wishes.only = Some(known_step(words.next())?),
                option if option.starts_with('-') => {
                    return Err(Problem::new(format!("unknown option {option}")));
                }
                filter => wishes.filter = Some(filter.to_owned()),
            }
        }
        Ok(wishes)
    }

    pub fn wants(&self, step: &str) -> bool {
        self.only.as_deref().is_none_or(|only| only == step)
    }

    /// Who looks for one test does not want to wait for the checks.
    pub fn wants_check(&self, check: &str) -> bool {
        self.wants(check) && (self.filter.is_none() || self.only.is_some())
    }

    pub fn environment(&self) -> Vec<(String, String)> {
        if self.is_long { vec![("MUSUBI_TEST_LONG".to_owned(), "1".to_owned())] } else { Vec::new() }
    }
}

fn known_step(name: Option<&String>) -> Outcome<String> {
    let checks = checks::ALL.iter().map(|check| check.name);
    let known: Vec<&str> = checks.chain([TESTS, EDITOR, JOURNEYS, OWN_TESTS]).collect();
    name.filter(|name| known.contains(&name.as_str()))
        .cloned()
        .explain(format!("--only takes one of {}", known.join(", ")))
}
