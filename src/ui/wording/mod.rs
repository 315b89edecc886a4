//! Every sentence on screen, in both languages. A phrase without one of them does not compile.
//!
//! One file per noun; constants in capitals for fixed phrases, functions for those with a value.

use leptos::prelude::{Owner, provide_context, use_context};

use crate::domain::language::Language;

pub mod account;
pub mod audit;
pub mod bid;
pub mod buyer_form;
pub mod calendar;
pub mod calendar_file;
pub mod candidate;
pub mod catalogue;
pub mod change;
pub mod closed_day;
pub mod confirm;
pub mod contact;
pub mod contact_card;
pub mod contact_erasing;
pub mod contact_organisation;
pub mod cost;
pub mod day_count;
pub mod day_off;
pub mod deadline;
pub mod decision;
pub mod derived_date;
pub mod document;
pub mod engagement;
pub mod finding;
pub mod intake;
pub mod joint_venture;
pub mod link;
pub mod moment;
pub mod organisation;
pub mod paper;
pub mod paper_set;
pub mod plan;
pub mod question;
pub mod readiness;
pub mod record;
pub mod refusal;
pub mod reminder;
pub mod requirement;
pub mod saved_search;
pub mod section;
pub mod shell;
pub mod template_fault;
pub mod tender;
pub mod told;

/// A fixed phrase in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// 日本語
    pub ja: &'static str,
    /// English
    pub en: &'static str,
}

impl Phrase {
    /// A phrase, Japanese first.
    #[must_use]
    pub const fn new(ja: &'static str, en: &'static str) -> Self {
        Self { ja, en }
    }

    /// The phrase in one language.
    #[must_use]
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::Japanese => self.ja,
            Language::English => self.en,
        }
    }
}

/// Between a label and what it names.
pub const COLON: Phrase = Phrase::new("：", ": ");

/// The language of the page that is being rendered.
#[must_use]
pub fn language() -> Language {
    use_context::<Language>().unwrap_or_default()
}

/// The phrase in the language of the page.
#[must_use]
pub fn say(phrase: Phrase) -> &'static str {
    phrase.of(language())
}

/// Says something in a language of one's own choice, away from a page: on the command line, in both.
pub fn in_language<T>(language: Language, words: impl FnOnce() -> T) -> T {
    Owner::new().with(|| {
        provide_context(language);
        words()
    })
}

/// So many of something in English: `1 copy`, `3 copies`.
#[must_use]
pub fn counted<N: std::fmt::Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let word = if count == N::from(1) { one } else { many };
    format!("{count} {word}")
}

/// One of two sentences with values in them, by the language of the page.
#[must_use]
pub fn say_with(ja: String, en: String) -> String {
    match language() {
        Language::Japanese => ja,
        Language::English => en,
    }
}
