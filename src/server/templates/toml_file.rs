//! Reading one TOML file with the line of whatever is wrong in it.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::TemplateProblem;
use super::toml_fault::fault_of;
use crate::domain::form::TemplateFault;

/// The file that is being read, for the places of its problems.
pub(super) struct TomlFile<'f> {
    pub(super) name: &'f str,
    pub(super) text: &'f str,
}

/// `"a"` or `["a", "b"]`.
#[derive(Debug, serde::Deserialize)]
#[serde(untagged)]
pub(in crate::server::templates) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(in crate::server::templates) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::More(names) => names,
        }
    }
}

/// A table whose values still know their lines.
pub(super) type LinedTable<'f> = Spanned<DeTable<'f>>;

impl<'f> TomlFile<'f> {
    /// The file as a value.
    pub(super) fn parse<T: DeserializeOwned>(&self) -> Result<T, TemplateProblem> {
        toml::from_str(self.text).map_err(|error| self.error(&error))
    }

    /// The file without the list of tables of a name, and those tables.
    pub(super) fn parts(&self, list: &str) -> Result<(LinedTable<'f>, Vec<LinedTable<'f>>), TemplateProblem> {
        let mut whole = DeTable::parse(self.text).map_err(|error| self.error(&error))?;
        let Some(found) = whole.get_mut().remove(list) else { return Ok((whole, Vec::new())) };
        let span = found.span();
        let DeValue::Array(found) = found.into_inner() else {
            return Err(self.problem(&Spanned::new(span, ()), TemplateFault::NoTables(list.to_owned())));
        };
        let table = |value: Spanned<DeValue<'f>>| {
            let span = value.span();
            match value.into_inner() {
                DeValue::Table(table) => Ok(Spanned::new(span, table)),
                _ => Err(self.problem(&Spanned::new(span, ()), TemplateFault::NoTables(list.to_owned()))),
            }
        };
        Ok((whole, found.into_iter().map(table).collect::<Result<_, _>>()?))
    }

    /// A table as a value.
    pub(super) fn read_table<T: DeserializeOwned>(&self, table: LinedTable<'f>) -> Result<T, TemplateProblem> {
        T::deserialize(toml::Deserializer::from(table)).map_err(|error| self.error(&error))
    }

    /// One key of a table, taken out of it.
    pub(super) fn take<T: DeserializeOwned>(
        &self,
        table: &mut LinedTable<'f>,
        key: &str,
    ) -> Result<Option<T>, TemplateProblem> {
        let Some(value) = table.get_mut().remove(key) else { return Ok(None) };
        T::deserialize(toml::de::ValueDeserializer::from(value)).map(Some).map_err(|error| self.error(&error))
    }

    /// A problem at a value.
    pub(super) fn problem<T>(&self, at: &Spanned<T>, what: impl Into<TemplateFault>) -> TemplateProblem {
        TemplateProblem::new(self.name, self.line(at.span().start), what)
    }

    /// One of a closed set of names.
    pub(super) fn named<T>(
        &self,
        raw: Option<&Spanned<String>>,
        default: T,
        key: &str,
        parse: impl FnOnce(&str) -> Option<T>,
        names: String,
    ) -> Result<T, TemplateProblem> {
        let Some(raw) = raw else { return Ok(default) };
        parse(raw.get_ref()).ok_or_else(|| {
            self.problem(raw, TemplateFault::NoneOf { key: key.to_owned(), names, written: raw.get_ref().clone() })
        })
    }

    /// A number within bounds.
    pub(super) fn number<T: PartialOrd + Copy + std::fmt::Display>(
        &self,
        raw: Option<&Spanned<T>>,
        default: T,
        bounds: std::ops::RangeInclusive<T>,
    ) -> Result<T, TemplateProblem> {
        match raw {
            None => Ok(default),
            Some(raw) if bounds.contains(raw.get_ref()) => Ok(*raw.get_ref()),
            Some(raw) => {
                let (least, most) = (bounds.start().to_string(), bounds.end().to_string());
                Err(self.problem(raw, TemplateFault::OutOfBounds { least, most }))
            }
        }
    }

    fn error(&self, error: &toml::de::Error) -> TemplateProblem {
        let line = error.span().map_or(0, |span| self.line(span.start));
        TemplateProblem::new(self.name, line, fault_of(error.message()))
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(self.text);
        before.bytes().filter(|byte| *byte == b'\n').count() + 1
    }
}
