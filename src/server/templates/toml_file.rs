//! Reading one TOML file with the line of whatever is wrong in it.

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::TemplateProblem;
use crate::domain::form::{Condition, State, Text, TextFault};

/// The file that is being read, for the places of its problems.
pub(super) struct TomlFile<'f> {
    pub(super) name: &'f str,
    pub(super) text: &'f str,
}

impl TomlFile<'_> {
    /// The file as a value.
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<T, TemplateProblem> {
        toml::from_str(self.text).map_err(|error| {
            let line = error.span().map_or(0, |span| self.line(span.start));
            TemplateProblem::new(self.name, line, error.message())
        })
    }

    /// A problem at a value.
    pub(super) fn problem<T>(&self, at: &Spanned<T>, what: impl Into<String>) -> TemplateProblem {
        TemplateProblem::new(self.name, self.line(at.span().start), what)
    }

    /// A text with placeholders.
    pub(super) fn text(&self, text: &Spanned<String>) -> Result<Text, TemplateProblem> {
        Text::parse(text.get_ref()).map_err(|fault| {
            let what = match fault {
                TextFault::Brace => "a brace without its partner".to_owned(),
                TextFault::Unknown(name) => format!("no placeholder is called `{name}`"),
            };
            self.problem(text, what)
        })
    }

    /// The conditions of a block: one name or several, each with `not ` before it or without.
    pub(super) fn conditions(&self, when: Option<&Spanned<OneOrMore>>) -> Result<Vec<Condition>, TemplateProblem> {
        let Some(spanned) = when else { return Ok(Vec::new()) };
        let names = match spanned.get_ref() {
            OneOrMore::One(name) => std::slice::from_ref(name),
            OneOrMore::More(names) => names.as_slice(),
        };
        let read = |written: &String| {
            let (name, wanted) = written.strip_prefix("not ").map_or((written.as_str(), true), |name| (name, false));
            let state =
                State::parse(name).ok_or_else(|| self.problem(spanned, format!("no condition is called `{name}`")))?;
            Ok(Condition { state, wanted })
        };
        names.iter().map(read).collect()
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(self.text);
        before.bytes().filter(|byte| *byte == b'\n').count() + 1
    }
}

/// `"a"` or `["a", "b"]`.
#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}
