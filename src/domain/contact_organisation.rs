//! An organisation around a bid, such as a section of the buyer's office: what a form sends and what a row keeps.

use serde::{Deserialize, Serialize};

use super::contact::{ContactKind, Reading};
use super::contact_view::Named;
use super::id::{ContactId, ContactOrganisationId};
use super::problem::{Problem, Problems};
use super::text::{Line, Prose, TextProblem};

/// Most organisations that one firm keeps.
pub const MOST_BODIES: i64 = 20_000;
/// Most organisations that a list offers to choose from.
pub const MOST_OFFERED: i64 = 2_000;
/// Most organisations that words find at once, and most people of one that are named.
pub const MOST_FOUND: usize = 40;

/// An organisation's particulars as text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BodyForm {
    /// Code of its sort.
    pub kind: String,
    /// Its name as it is written.
    pub name: String,
    /// Its reading in katakana.
    pub name_kana: String,
    /// Its name in Latin letters.
    pub name_latin: String,
    /// Address.
    pub address: String,
    /// Site on the web.
    pub site: String,
    /// Anything else.
    pub notes: String,
}

/// An organisation that holds together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyDraft {
    /// The canonical particulars.
    pub form: BodyForm,
    /// Its sort.
    pub kind: ContactKind,
}

/// An organisation as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Which.
    pub id: ContactOrganisationId,
    /// Its particulars.
    pub form: BodyForm,
    /// Its sort.
    pub kind: ContactKind,
    /// How many people are known there.
    pub people: i64,
    /// Counts changes.
    pub revision: i64,
}

/// An organisation, and those that words found beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyEntry {
    /// The organisation.
    pub body: Body,
    /// Words that were looked for.
    pub words: String,
    /// The others that they found, what fits best first.
    pub found: Vec<(ContactOrganisationId, BodyForm)>,
}

/// Two organisations side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyPair {
    /// The one that stays.
    pub first: Body,
    /// The one that goes into it.
    pub second: Body,
    /// The first of the people who move.
    pub people: Vec<Named<ContactId>>,
}

impl BodyForm {
    /// Reads every field and notes every problem; `name` gives a field's name in the form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<BodyDraft> {
        let before = problems.len();
        let kind = ContactKind::parse(&self.kind);
        if kind.is_none() {
            problems.add(&name("kind"), Problem::NotOffered);
        }
        let mut reading = Reading { problems, name: &name };
        let form = Self {
            kind: kind.map(ContactKind::code).unwrap_or_default().to_owned(),
            name: reading.text("name", &self.name, Line::<120>::parse),
            name_kana: reading.kana("name_kana", &self.name_kana),
            name_latin: reading.text("name_latin", &self.name_latin, Line::<120>::parse),
            address: reading.text("address", &self.address, Line::<200>::parse),
            site: reading.text("site", &self.site, web_address),
            notes: reading.text("notes", &self.notes, Prose::<4000>::parse),
        };
        if form.name.is_empty() && !problems.has(&name("name")) {
            problems.add(&name("name"), Problem::Text(TextProblem::Empty));
        }
        let kind = kind?;
        (problems.len() == before).then_some(BodyDraft { form, kind })
    }
}

/// An address that a browser opens, and nothing that it would carry out.
fn web_address(text: &str) -> Result<String, TextProblem> {
    let line = String::from(Line::<300>::parse(text)?);
    let is_web = line.starts_with("https://") || line.starts_with("http://");
    if is_web && !line.contains(char::is_whitespace) { Ok(line) } else { Err(TextProblem::Form) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_web_address_and_nothing_else() {
        assert!(web_address("https://www.city.minato.example/bosai").is_ok());
        for wrong in ["javascript:alert(1)", "www.example.jp", "https://a b"] {
            assert_eq!(web_address(wrong), Err(TextProblem::Form), "{wrong}");
        }
    }

    #[test]
    fn a_name_and_a_sort_are_wanted() {
        let mut problems = Problems::default();
        assert_eq!(BodyForm::default().parse(&mut problems, str::to_owned), None);
        assert!(problems.has("name") && problems.has("kind"));
    }
}
