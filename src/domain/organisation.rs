//! A firm: Japanese (法人番号) or foreign (country, registry and number), as typed and as kept.

use serde::{Deserialize, Serialize};

use super::account::optional_kana;
use super::corporate_number::CorporateNumber;
use super::country;
use super::id::OrganisationId;
use super::postal::PostalCode;
use super::problem::{Problem, Problems};
use super::text::{Katakana, Line, OrganisationName, PersonName, Telephone, TextProblem};

/// Where a firm is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Registered in Japan.
    #[default]
    Japanese,
    /// Registered elsewhere.
    Foreign,
}

impl OrganisationKind {
    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Japanese => "japanese",
            Self::Foreign => "foreign",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Japanese, Self::Foreign].into_iter().find(|kind| kind.code() == code)
    }
}

/// A firm's particulars as text: what a form sends and what a row keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrganisationForm {
    /// `japanese` or `foreign`.
    pub kind: String,
    /// Registered name.
    pub name: String,
    /// Name in katakana.
    pub name_kana: String,
    /// Name in Latin letters.
    pub name_latin: String,
    /// 法人番号, thirteen digits.
    pub corporate_number: String,
    /// ISO 3166-1 code of two letters.
    pub country: String,
    /// Name of the register abroad.
    pub registry: String,
    /// Number in that register.
    pub registration_number: String,
    /// Postal code.
    pub postal_code: String,
    /// Address.
    pub address: String,
    /// Title of the representative (代表取締役).
    pub representative_title: String,
    /// Name of the representative.
    pub representative_name: String,
    /// Its reading in katakana.
    pub representative_kana: String,
    /// Name of the representative in Latin letters.
    pub representative_latin: String,
    /// Telephone.
    pub telephone: String,
    /// IANA zone in which the firm works.
    pub zone: String,
}

/// A firm's particulars, read: every field holds, in its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationDraft(OrganisationForm);

impl OrganisationDraft {
    /// The normal forms.
    #[must_use]
    pub const fn fields(&self) -> &OrganisationForm {
        &self.0
    }
}

/// A firm as kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Organisation {
    /// Identity.
    pub id: OrganisationId,
    /// Its particulars.
    pub fields: OrganisationForm,
    /// Counts changes.
    pub revision: i64,
}

impl OrganisationForm {
    /// Reads every field and notes every problem. Whether the zone exists is for the caller to check.
    pub fn parse(&self, problems: &mut Problems) -> Option<OrganisationDraft> {
        match OrganisationKind::parse(&self.kind) {
            Some(OrganisationKind::Japanese) => self.japanese(problems),
            Some(OrganisationKind::Foreign) => self.foreign(problems),
            None => {
                problems.add("kind", Problem::NotOffered);
                None
            }
        }
    }

    fn japanese(&self, problems: &mut Problems) -> Option<OrganisationDraft> {
        let number = problems.take("corporate_number", CorporateNumber::parse(&self.corporate_number));
        let postal = problems.take("postal_code", PostalCode::parse(&self.postal_code));
        let representative = problems.take("representative_name", PersonName::parse(&self.representative_name));
        let kana = problems.take("representative_kana", Katakana::parse(&self.representative_kana));
        let latin = optional_line(problems, "representative_latin", &self.representative_latin);
        let shared = self.shared(problems);
        let shared = shared?;
        Some(OrganisationDraft(Self {
            kind: OrganisationKind::Japanese.code().to_owned(),
            country: "JP".to_owned(),
            corporate_number: number?.to_string(),
            postal_code: postal?.to_string(),
            representative_name: representative?.as_str().to_owned(),
            representative_kana: kana?.as_str().to_owned(),
            representative_latin: latin?,
            registry: String::new(),
            registration_number: String::new(),
            ..shared
        }))
    }

    fn foreign(&self, problems: &mut Problems) -> Option<OrganisationDraft> {
        let country = country::find(&self.country).filter(|country| country.code != "JP");
        if country.is_none() {
            problems.add("country", Problem::NotOffered);
        }
        let registry = problems.take("registry", Line::<120>::parse(&self.registry));
        let number = problems.take("registration_number", Line::<60>::parse(&self.registration_number));
        let postal = optional_line(problems, "postal_code", &self.postal_code);
        let latin = problems.take("representative_latin", PersonName::parse(&self.representative_latin));
        let kana = problems.take("representative_kana", Katakana::parse(&self.representative_kana));
        if self.name_kana.trim().is_empty() {
            problems.add("name_kana", Problem::Text(TextProblem::Empty));
        }
        let shared = self.shared(problems);
        let (shared, latin) = (shared?, latin?.as_str().to_owned());
        Some(OrganisationDraft(Self {
            kind: OrganisationKind::Foreign.code().to_owned(),
            country: country?.code.to_owned(),
            corporate_number: String::new(),
            registry: registry?.as_str().to_owned(),
            registration_number: number?.as_str().to_owned(),
            postal_code: postal?,
            representative_name: latin.clone(),
            representative_latin: latin,
            representative_kana: kana?.as_str().to_owned(),
            ..shared
        }))
    }

    /// The fields that both kinds have.
    fn shared(&self, problems: &mut Problems) -> Option<Self> {
        let name = problems.take("name", OrganisationName::parse(&self.name));
        let name_kana = optional_kana(problems, "name_kana", &self.name_kana);
        let name_latin = optional_line(problems, "name_latin", &self.name_latin);
        let address = problems.take("address", Line::<200>::parse(&self.address));
        let title = problems.take("representative_title", Line::<60>::parse(&self.representative_title));
        let telephone = optional(problems, "telephone", &self.telephone, |text| {
            Telephone::parse(text).map(|telephone| telephone.as_str().to_owned())
        });
        Some(Self {
            name: name?.as_str().to_owned(),
            name_kana: name_kana?,
            name_latin: name_latin?,
            address: address?.as_str().to_owned(),
            representative_title: title?.as_str().to_owned(),
            telephone: telephone?,
            zone: self.zone.trim().to_owned(),
            ..Self::default()
        })
    }
}

fn optional_line(problems: &mut Problems, field: &str, text: &str) -> Option<String> {
    optional(problems, field, text, |text| Line::<120>::parse(text).map(|line| line.as_str().to_owned()))
}

fn optional(
    problems: &mut Problems,
    field: &str,
    text: &str,
    read: impl Fn(&str) -> Result<String, TextProblem>,
) -> Option<String> {
    if text.trim().is_empty() { Some(String::new()) } else { problems.take(field, read(text)) }
}
