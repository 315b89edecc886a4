//! Someone who signs in: what is typed about a person, and what is shown of an account.

use serde::{Deserialize, Serialize};

use super::id::UserId;
use super::instant::Instant;
use super::language::Language;
use super::problem::{Problem, Problems};
use super::text::{EmailAddress, Katakana, Password, PersonName};

/// What a new person types about themselves.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// E-mail address; empty where the invitation names it.
    pub email: String,
    /// Name.
    pub person_name: String,
    /// Reading in katakana; may stay empty.
    pub person_kana: String,
    /// Password.
    pub password: String,
    /// The same again.
    pub password_again: String,
}

/// A new person, read.
#[derive(Debug, Clone)]
pub struct PersonDraft {
    /// Name.
    pub name: PersonName,
    /// Reading in katakana, or empty.
    pub kana: String,
    /// Password.
    pub password: Password,
}

impl PersonForm {
    /// Reads name, reading and password of the person with this address.
    pub fn parse(&self, problems: &mut Problems, email: Option<&EmailAddress>) -> Option<PersonDraft> {
        let name = problems.take("person_name", PersonName::parse(&self.person_name));
        let kana = optional_kana(problems, "person_kana", &self.person_kana);
        let password = new_password(problems, &self.password, &self.password_again, email);
        Some(PersonDraft { name: name?, kana: kana?, password: password? })
    }

    /// Reads the address.
    pub fn address(&self, problems: &mut Problems) -> Option<EmailAddress> {
        problems.take("email", EmailAddress::parse(&self.email))
    }
}

/// Reads a new password that was typed twice. Without a readable address nothing is judged yet.
pub fn new_password(
    problems: &mut Problems,
    first: &str,
    again: &str,
    email: Option<&EmailAddress>,
) -> Option<Password> {
    let password = problems.take("password", Password::parse(first, email?));
    if password.is_some() && first != again {
        problems.add("password_again", Problem::Differs);
        return None;
    }
    password
}

/// Reads a reading that may stay empty.
pub fn optional_kana(problems: &mut Problems, field: &str, text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some(String::new());
    }
    problems.take(field, Katakana::parse(text)).map(|kana| kana.as_str().to_owned())
}

/// The three themes, as kept and sent.
pub const THEMES: [&str; 3] = ["auto", "light", "dark"];

/// What a person sets for their own account.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PreferencesForm {
    /// Name.
    pub person_name: String,
    /// Reading in katakana.
    pub person_kana: String,
    /// Tag of the language.
    pub language: String,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// IANA zone.
    pub zone: String,
    /// Revision that was read.
    pub revision: String,
}

/// An account as its own firm sees it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Account {
    /// Identity.
    pub id: UserId,
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Reading.
    pub kana: String,
    /// Language of the interface.
    pub language: Language,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// IANA zone.
    pub zone: String,
    /// Whether it administers its firm.
    pub is_administrator: bool,
    /// Counts changes.
    pub revision: i64,
    /// When it was made.
    pub created_at: Instant,
}

/// A session of one's own, as shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OwnSession {
    /// When it began.
    pub created_at: Instant,
    /// When it was last used (to the hour).
    pub seen_at: Instant,
    /// Whether it is the one that asks.
    pub is_this: bool,
}
