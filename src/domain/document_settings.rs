//! What a person decides for one document of a bid beyond the data that all documents share.
//! Knows nothing of paper (`form`, `manuscript`).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::document::{AgentFacts, ContactFacts};
use super::era;
use super::money::Yen;
use super::paper::PaperWays;
use super::paper_form::{WaysForm, line};
use super::problem::{Problem, Problems};

/// Most attachments that a document may list.
const MOST_ATTACHMENTS: usize = 60;

/// Decisions for one document. Kept as JSON with the bid.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentSettings {
    /// The buyer's ways for this paper.
    #[serde(flatten)]
    pub ways: PaperWays,
    /// The date of the paper.
    pub date: Option<NaiveDate>,
    /// The amount; the 入札書 alone states one here.
    pub amount: Option<Yen>,
    /// Who bids in the representative's place.
    pub agent: Option<AgentFacts>,
    /// 添付書類.
    pub attachments: Vec<String>,
    /// Whom the buyer may ask; empty fields are filled from the person who runs the bid.
    pub contact: ContactFacts,
}

/// The form in which the settings are edited: what a person typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentForm {
    /// The buyer's ways for this paper.
    pub ways: WaysForm,
    /// Era or western date, or empty.
    pub date: String,
    /// Digits, with or without separators, or empty.
    pub amount: String,
    /// 代理人 住所.
    pub agent_address: String,
    /// 代理人 氏名.
    pub agent_name: String,
    /// One attachment a line.
    pub attachments: String,
    /// 担当部署.
    pub contact_department: String,
    /// 担当者職氏名.
    pub contact_name: String,
    /// ふりがな.
    pub contact_reading: String,
    /// 電話.
    pub contact_telephone: String,
    /// E-mail.
    pub contact_email: String,
}

impl DocumentForm {
    /// The form filled with what is kept.
    #[must_use]
    pub fn of(settings: &DocumentSettings) -> Self {
        let agent = settings.agent.clone();
        Self {
            ways: WaysForm::of(&settings.ways),
            date: settings.date.map(|date| date.to_string()).unwrap_or_default(),
            amount: settings.amount.map(|yen| yen.0.to_string()).unwrap_or_default(),
            agent_address: agent.as_ref().map(|agent| agent.address.clone()).unwrap_or_default(),
            agent_name: agent.map(|agent| agent.name).unwrap_or_default(),
            attachments: settings.attachments.join("\n"),
            contact_department: settings.contact.department.clone(),
            contact_name: settings.contact.name.clone(),
            contact_reading: settings.contact.reading.clone(),
            contact_telephone: settings.contact.telephone.clone(),
            contact_email: settings.contact.email.clone(),
        }
    }

    /// The form as its fields stand in a page; what is no field of it is passed by.
    #[must_use]
    pub fn of_fields<'f>(fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            let place = match name {
                "date" => &mut form.date,
                "amount" => &mut form.amount,
                "agent_address" => &mut form.agent_address,
                "agent_name" => &mut form.agent_name,
                "attachments" => &mut form.attachments,
                "contact_department" => &mut form.contact_department,
                "contact_name" => &mut form.contact_name,
                "contact_reading" => &mut form.contact_reading,
                "contact_telephone" => &mut form.contact_telephone,
                "contact_email" => &mut form.contact_email,
                other => match form.ways.field(other) {
                    Some(place) => place,
                    None => continue,
                },
            };
            value.clone_into(place);
        }
        form
    }

    /// Reads what was typed for a paper whose form has these variants; every wrong field is told at once.
    ///
    /// # Errors
    /// The problems by field.
    pub fn parse(&self, variants: &[&str]) -> Result<DocumentSettings, Problems> {
        let mut problems = Problems::default();
        let settings = DocumentSettings {
            ways: self.ways.parse(variants, &mut problems),
            date: self.date(&mut problems),
            amount: self.amount(&mut problems),
            agent: self.agent(&mut problems),
            attachments: self.attachments(&mut problems),
            contact: ContactFacts {
                department: line(&mut problems, "contact_department", &self.contact_department),
                name: line(&mut problems, "contact_name", &self.contact_name),
                reading: line(&mut problems, "contact_reading", &self.contact_reading),
                telephone: line(&mut problems, "contact_telephone", &self.contact_telephone),
                email: line(&mut problems, "contact_email", &self.contact_email),
            },
        };
        if problems.is_empty() { Ok(settings) } else { Err(problems) }
    }

    fn date(&self, problems: &mut Problems) -> Option<NaiveDate> {
        if self.date.trim().is_empty() {
            return None;
        }
        problems.take("date", era::parse(&self.date))
    }

    fn amount(&self, problems: &mut Problems) -> Option<Yen> {
        if self.amount.trim().is_empty() {
            return None;
        }
        problems.take("amount", Yen::parse(&self.amount))
    }

    fn agent(&self, problems: &mut Problems) -> Option<AgentFacts> {
        let agent = AgentFacts {
            address: line(problems, "agent_address", &self.agent_address),
            name: line(problems, "agent_name", &self.agent_name),
        };
        (!agent.address.is_empty() || !agent.name.is_empty()).then_some(agent)
    }

    fn attachments(&self, problems: &mut Problems) -> Vec<String> {
        let lines: Vec<String> = self
            .attachments
            .lines()
            .filter(|text| !text.trim().is_empty())
            .map(|text| line(problems, "attachments", text))
            .collect();
        if lines.len() > MOST_ATTACHMENTS {
            let most = i64::try_from(MOST_ATTACHMENTS).unwrap_or(i64::MAX);
            problems.add("attachments", Problem::OutOfRange { least: 0, most });
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{Honorific, Order, SealPolicy};

    #[test]
    fn what_an_earlier_version_kept_is_read() {
        let kept = r#"{"label":"様式１","order":"A","honorific":"Dono","seal":"InUse","date":null,"amount":null,
            "agent":null,"attachments":[],"contact":{"department":"","name":"","reading":"","telephone":"","email":""}}"#;
        let settings: DocumentSettings = serde_json::from_str(kept).unwrap();
        assert_eq!((settings.ways.label.as_str(), settings.ways.honorific), ("様式１", Some(Honorific::Dono)));
        let again: DocumentSettings = serde_json::from_str(&serde_json::to_string(&settings).unwrap()).unwrap();
        assert_eq!(again, settings);
    }

    #[test]
    fn what_is_kept_comes_back_from_its_own_form() {
        let settings = DocumentSettings {
            ways: PaperWays {
                label: "様式第４号".to_owned(),
                order: Some(Order::A),
                honorific: Some(Honorific::Dono),
                seal: Some(SealPolicy::Registered),
                ..PaperWays::default()
            },
            date: NaiveDate::from_ymd_opt(2026, 12, 10),
            amount: Some(Yen(43_636_363)),
            agent: Some(AgentFacts { address: "みなと市".to_owned(), name: "佐藤".to_owned() }),
            attachments: vec!["協定書の写し".to_owned()],
            contact: ContactFacts { name: "田中".to_owned(), ..ContactFacts::default() },
        };
        let back = DocumentForm::of(&settings).parse(&[]);
        assert_eq!(back.ok().unwrap(), settings);
    }

    #[test]
    fn the_fields_of_a_page_are_the_form_that_it_sends() {
        let sent = [
            ("date", "R8.12.10"),
            ("amount", "1億円"),
            ("agent_address", "みなと市"),
            ("agent_name", "佐藤"),
            ("attachments", "協定書\n委任状"),
            ("contact_department", "営業部"),
            ("contact_name", "田中"),
            ("contact_reading", "たなか"),
            ("contact_telephone", "03-1234-5678"),
            ("contact_email", "a@example.jp"),
            ("label", "様式第４号"),
            ("title", "入札（見積）書"),
            ("variant", "line"),
            ("order", "a"),
            ("honorific", "dono"),
            ("seal", "contact"),
            ("price_basis", "inclusive"),
            ("originals", "1"),
            ("copies", "8"),
            ("pages", "20"),
            ("scope", "without_cover"),
            ("points", "10.5"),
            ("revision", "7"),
        ];
        let settings = DocumentForm::of_fields(sent).parse(&["line"]).ok().unwrap();
        let back = DocumentForm::of(&settings);
        let kept = serde_json::to_value(&back).unwrap();
        let ways = kept["ways"].as_object().unwrap();
        let own = kept.as_object().unwrap().iter().filter(|(name, _)| *name != "ways");
        let empty: Vec<_> = own.chain(ways).filter(|(_, value)| value.as_str() == Some("")).collect();
        assert!(empty.is_empty(), "{empty:?}");
        assert_eq!(settings.amount, Some(Yen(100_000_000)));
    }

    #[test]
    fn an_era_date_and_a_spoken_amount_are_read() {
        let form = DocumentForm {
            date: "令和８年12月10日".to_owned(),
            amount: "４３，６３６，３６３円".to_owned(),
            ..DocumentForm::default()
        };
        let settings = form.parse(&[]).ok().unwrap();
        assert_eq!(settings.date, NaiveDate::from_ymd_opt(2026, 12, 10));
        assert_eq!(settings.amount, Some(Yen(43_636_363)));
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let form = DocumentForm {
            date: "令和8年2月30日".to_owned(),
            amount: "many".to_owned(),
            ways: WaysForm { seal: "wax".to_owned(), ..WaysForm::default() },
            ..DocumentForm::default()
        };
        let fields: Vec<String> =
            form.parse(&[]).err().unwrap().into_vec().into_iter().map(|found| found.field).collect();
        assert_eq!(fields, ["seal", "date", "amount"]);
    }
}
