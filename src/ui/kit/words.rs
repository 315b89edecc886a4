//! A text that is ready to be shown, made from whatever the page has at hand.

use crate::ui::wording::{Phrase, say};

/// A text in the language of the page; empty when there is nothing to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(String);

impl Words {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text, or `None` when there is nothing to say.
    #[must_use]
    pub fn into_option(self) -> Option<String> {
        Some(self.0).filter(|text| !text.is_empty())
    }

    /// The text as it is.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl From<Phrase> for Words {
    fn from(phrase: Phrase) -> Self {
        Self(say(phrase).to_owned())
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<T: Into<Words>> From<Option<T>> for Words {
    fn from(text: Option<T>) -> Self {
        text.map(Into::into).unwrap_or_default()
    }
}
