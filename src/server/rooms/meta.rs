//! What a browser must know beside a text: what the person may do, the values that a text can quote, the sections to
//! which it can refer.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::{Value, json};

use crate::domain::language::Language;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, documents, sections};

use super::visitor::Standing;

/// The JSON of it. Sent and forgotten: of what a window knows its print is enough, for as long as it is open.
#[derive(Debug)]
pub struct Meta(String);

impl Meta {
    /// Reads it.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn of(
        connection: &mut Connection,
        standing: &Standing,
        person: &SignedIn,
        language: Language,
    ) -> Result<Self, Failure> {
        let access = &standing.access;
        // Who sees one section only is not told the price.
        let fields = documents::bid_field_values(connection, access).await?;
        let lines = sections::section_list(connection, access).await?;
        let sections: Vec<Value> = lines
            .into_iter()
            .map(|line| {
                let title = match language {
                    Language::Japanese => line.title_ja,
                    Language::English => line.title_en,
                };
                json!({ "id": line.id.to_string(), "number": line.position, "title": title })
            })
            .collect();
        let meta = json!({
            "may_write": standing.may_write,
            "name": person.name,
            "user": person.user.to_string(),
            "fields": fields,
            "sections": sections,
        });
        Ok(Self(meta.to_string()))
    }

    /// As it is sent.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.0
    }

    /// Tells it from another.
    #[must_use]
    pub fn print(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }
}
