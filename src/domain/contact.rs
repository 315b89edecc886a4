//! A person around a bid: what sort of contact, the name in three scripts and its order, how they are reached.

use serde::{Deserialize, Serialize};

use super::era;
use super::id::{ContactOrganisationId, UserId};
use super::language::Language;
use super::problem::{Problem, Problems};
use super::text::{EmailAddress, Katakana, Line, PersonName, Prose, Telephone, TextProblem, optional};

pub use kind::{ContactGroup, ContactKind};
pub use kind_sought::KindSought;

mod kind;
mod kind_sought;

/// Most contacts that one firm keeps.
pub const MOST_CONTACTS: i64 = 200_000;

/// In which order a name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameOrder {
    /// 山田 太郎, YAMADA Taro.
    FamilyFirst,
    /// Ingrid Hansen.
    GivenFirst,
}

impl NameOrder {
    /// Both.
    pub const ALL: [Self; 2] = [Self::FamilyFirst, Self::GivenFirst];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::FamilyFirst => "family_first",
            Self::GivenFirst => "given_first",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.code() == code)
    }
}

/// How somebody prefers to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Mail,
    /// Telephone.
    Telephone,
    /// A visit.
    Visit,
    /// A letter.
    Letter,
    /// A call with picture.
    Online,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Mail, Self::Telephone, Self::Visit, Self::Letter, Self::Online];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Telephone => "telephone",
            Self::Visit => "visit",
            Self::Letter => "letter",
            Self::Online => "online",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }
}

/// Whether somebody agreed that their data are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// Nobody asked yet.
    NotAsked,
    /// By handing over a business card (名刺交換).
    Card,
    /// In words or writing.
    Given,
    /// Refused: they are not to be written to.
    Refused,
}

impl Consent {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NotAsked, Self::Card, Self::Given, Self::Refused];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAsked => "not_asked",
            Self::Card => "card",
            Self::Given => "given",
            Self::Refused => "refused",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.code() == code)
    }

    /// What holds of a person who was entered twice: nobody is written to against their will, and whatever was said
    /// goes before that nobody asked. Else what stays.
    #[must_use]
    pub const fn of_both(stays: Self, goes: Self) -> Self {
        match (stays, goes) {
            (Self::Refused, _) | (_, Self::Refused) => Self::Refused,
            (Self::NotAsked, other) => other,
            (said, _) => said,
        }
    }
}

/// A contact's particulars as text: what a form sends and what a row keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// Code of the sort; empty for that of the organisation.
    pub kind: String,
    /// The organisation; empty for none.
    pub body: String,
    /// 姓
    pub family: String,
    /// 名
    pub given: String,
    /// 姓, in katakana.
    pub family_kana: String,
    /// 名, in katakana.
    pub given_kana: String,
    /// Family name in Latin letters.
    pub family_latin: String,
    /// Given name in Latin letters.
    pub given_latin: String,
    /// In which order the name is written.
    pub order: String,
    /// 役職
    pub title_ja: String,
    /// Title in English.
    pub title_en: String,
    /// 部署
    pub department: String,
    /// E-mail address.
    pub email: String,
    /// Telephone.
    pub telephone: String,
    /// Mobile telephone.
    pub mobile: String,
    /// Day on which the business card (名刺) was received.
    pub card_on: String,
    /// Language in which they are spoken to: `ja`, `en`; empty when not known.
    pub language: String,
    /// Code of the way they prefer; empty when not known.
    pub channel: String,
    /// Who of ours keeps the relationship; empty for nobody.
    pub owner: String,
    /// Code of their consent.
    pub consent: String,
    /// Anything else.
    pub notes: String,
}

/// A contact that holds together: the canonical particulars, and what rows need apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactDraft {
    /// The canonical particulars.
    pub form: ContactForm,
    /// The sort, when it is not that of the organisation.
    pub kind: Option<ContactKind>,
    /// The organisation.
    pub body: Option<ContactOrganisationId>,
    /// Who of ours keeps the relationship.
    pub owner: Option<UserId>,
}

impl ContactForm {
    /// Reads every field and notes every problem; `name` gives a field's name in the form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<ContactDraft> {
        let before = problems.len();
        let mut reading = Reading { problems, name: &name };
        let form = Self {
            kind: reading.code("kind", &self.kind, |code| ContactKind::parse(code).map(ContactKind::code)),
            body: self.body.trim().to_owned(),
            family: reading.text("family", &self.family, PersonName::parse),
            given: reading.text("given", &self.given, PersonName::parse),
            family_kana: reading.kana("family_kana", &self.family_kana),
            given_kana: reading.kana("given_kana", &self.given_kana),
            family_latin: reading.text("family_latin", &self.family_latin, PersonName::parse),
            given_latin: reading.text("given_latin", &self.given_latin, PersonName::parse),
            order: NameOrder::parse(&self.order).unwrap_or(NameOrder::FamilyFirst).code().to_owned(),
            title_ja: reading.text("title_ja", &self.title_ja, Line::<80>::parse),
            title_en: reading.text("title_en", &self.title_en, Line::<80>::parse),
            department: reading.text("department", &self.department, Line::<120>::parse),
            email: reading.text("email", &self.email, EmailAddress::parse),
            telephone: reading.text("telephone", &self.telephone, Telephone::parse),
            mobile: reading.text("mobile", &self.mobile, Telephone::parse),
            card_on: reading.day("card_on", &self.card_on),
            language: reading.code("language", &self.language, |tag| Language::parse(tag).map(Language::tag)),
            channel: reading.code("channel", &self.channel, |code| Channel::parse(code).map(Channel::code)),
            owner: self.owner.trim().to_owned(),
            consent: Consent::parse(&self.consent).unwrap_or(Consent::NotAsked).code().to_owned(),
            notes: reading.text("notes", &self.notes, Prose::<4000>::parse),
        };
        let is_named = [&form.family, &form.given, &form.family_latin, &form.given_latin].iter().any(|n| !n.is_empty());
        if !is_named && !problems.has(&name("family")) {
            problems.add(&name("family"), Problem::Text(TextProblem::Empty));
        }
        let body = identity(problems, &name("body"), &form.body, ContactOrganisationId::parse);
        let owner = identity(problems, &name("owner"), &form.owner, UserId::parse);
        let kind = ContactKind::parse(&form.kind);
        (problems.len() == before).then_some(ContactDraft { form, kind, body, owner })
    }

    /// The name as it is written, in its own order.
    #[must_use]
    pub fn written(&self) -> String {
        self.joined(&self.family, &self.given, &self.family_latin, &self.given_latin)
    }

    /// The name in Latin letters where there is one, else as it is written.
    #[must_use]
    pub fn latin(&self) -> String {
        self.joined(&self.family_latin, &self.given_latin, &self.family, &self.given)
    }

    /// The reading, family name first.
    #[must_use]
    pub fn reading(&self) -> String {
        [&self.family_kana, &self.given_kana]
            .into_iter()
            .filter(|part| !part.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn joined(&self, family: &str, given: &str, other_family: &str, other_given: &str) -> String {
        let (family, given) =
            if family.is_empty() && given.is_empty() { (other_family, other_given) } else { (family, given) };
        let parts = match NameOrder::parse(&self.order) {
            Some(NameOrder::GivenFirst) => [given, family],
            _ => [family, given],
        };
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// An identity that may be left open.
pub(super) fn identity<T>(
    problems: &mut Problems,
    field: &str,
    text: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    let found = parse(text);
    if found.is_none() {
        problems.add(field, Problem::NotOffered);
    }
    found
}

/// Reads fields that may all stay empty, and notes problems under their names in the form.
pub(super) struct Reading<'a, N: Fn(&str) -> String> {
    /// Where problems are noted.
    pub problems: &'a mut Problems,
    /// A field's name in the form.
    pub name: &'a N,
}

impl<N: Fn(&str) -> String> Reading<'_, N> {
    /// A text by its rule.
    pub fn text<T: Into<String>>(
        &mut self,
        field: &str,
        text: &str,
        parse: impl FnOnce(&str) -> Result<T, TextProblem>,
    ) -> String {
        let name = (self.name)(field);
        self.problems.take(&name, optional(text, parse)).flatten().map_or_else(String::new, Into::into)
    }

    /// A reading; hiragana become katakana.
    pub fn kana(&mut self, field: &str, text: &str) -> String {
        let katakana = |c: char| match c {
            'ぁ'..='ゖ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
            other => other,
        };
        let text: String = text.chars().map(katakana).collect();
        self.text(field, &text, Katakana::parse)
    }

    /// A day, in whichever calendar it was typed.
    pub fn day(&mut self, field: &str, text: &str) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        let name = (self.name)(field);
        self.problems.take(&name, era::parse(text)).map(|day| day.to_string()).unwrap_or_default()
    }

    /// One of those offered, or none.
    pub fn code(&mut self, field: &str, text: &str, parse: impl FnOnce(&str) -> Option<&'static str>) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        let found = parse(text.trim());
        if found.is_none() {
            self.problems.add(&(self.name)(field), Problem::NotOffered);
        }
        found.unwrap_or_default().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_goes_before_all_and_anything_before_nothing() {
        use Consent::{Card, Given, NotAsked, Refused};
        for other in Consent::ALL {
            assert_eq!(Consent::of_both(Refused, other), Refused);
            assert_eq!(Consent::of_both(other, Refused), Refused);
            assert_eq!(Consent::of_both(NotAsked, other), other);
            assert_eq!(Consent::of_both(other, NotAsked), other);
        }
        assert_eq!((Consent::of_both(Card, Given), Consent::of_both(Given, Card)), (Card, Given));
    }

    fn parsed(form: &ContactForm) -> Result<ContactDraft, Vec<String>> {
        let mut problems = Problems::default();
        let draft = form.parse(&mut problems, str::to_owned);
        draft.ok_or_else(|| problems.into_vec().into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn a_name_is_kept_canonical_and_written_in_its_own_order() {
        let form = ContactForm {
            family: " 山田 ".into(),
            given: "太郎".into(),
            family_kana: "やまだ".into(),
            given_kana: "ﾀﾛｳ".into(),
            family_latin: "Yamada".into(),
            given_latin: "Taro".into(),
            card_on: "令和8年4月1日".into(),
            ..ContactForm::default()
        };
        let draft = parsed(&form).map(|draft| draft.form);
        let kept = draft.as_ref().map(|form| (form.written(), form.reading(), form.latin(), form.card_on.clone()));
        let expected = ("山田 太郎", "ヤマダ タロウ", "Yamada Taro", "2026-04-01");
        let expected = (expected.0.into(), expected.1.into(), expected.2.into(), expected.3.into());
        assert_eq!(kept, Ok(expected));
        let abroad = ContactForm {
            family_latin: "Hansen".into(),
            given_latin: "Ingrid".into(),
            order: "given_first".into(),
            ..ContactForm::default()
        };
        assert_eq!(parsed(&abroad).map(|draft| draft.form.written()), Ok("Ingrid Hansen".to_owned()));
    }

    #[test]
    fn every_problem_is_told_at_its_field() {
        let form = ContactForm {
            kind: "king".into(),
            family_kana: "山田".into(),
            email: "x".into(),
            card_on: "昨日".into(),
            owner: "me".into(),
            ..ContactForm::default()
        };
        let mut fields = parsed(&form).unwrap_err();
        fields.sort();
        assert_eq!(fields, ["card_on", "email", "family", "family_kana", "kind", "owner"]);
    }
}
