//! The audit trail of a bid: a page of it in names, and whether its chain holds from the first entry to the last.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::domain::audit::{AuditEntry, AuditQuery, AuditTrail, Chain, Replaced, Verify};
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::seat::Action;
use crate::domain::section::SectionLine;
use crate::error::AppError;
use crate::server::access::{self, Access};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::audits::{self, AuditDetail, AuditLineRow};
use crate::server::store::{Tx, bids, sections};

/// Entries of one page.
const PAGE: i64 = 50;
/// Longest detail that is shown among others, in bytes: fifty of them are a page that a telephone can show.
const SHOWN: i64 = 16 * 1024;
/// Longest chain that is verified whenever the page is opened, in bytes.
const VERIFIED: i64 = 4 * 1024 * 1024;

/// The entries that are asked for, newest first.
///
/// # Errors
/// `NotFound` for an entry that is not there; as `access::to_bid` for `ReadAudit`.
pub async fn list(call: &Call, bid: BidId, query: AuditQuery) -> Result<AuditTrail, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ReadAudit).await?;
    let (before, limit, whole) = match query.entry {
        Some(number) => (Some(number.saturating_add(1)), 1, i64::MAX),
        None => (query.before, PAGE, SHOWN),
    };
    let rows = audits::audit_list(&mut tx, &access, before, limit, whole).await?;
    if query.entry.is_some_and(|number| rows.first().is_none_or(|row| row.number != number)) {
        return Err(AppError::NotFound.into());
    }
    let names = Names {
        people: audits::audit_names(&mut tx, &access).await?,
        sections: sections::section_list(&mut tx, &access).await?,
    };
    let next = rows.last().map(|row| row.number).filter(|number| *number > 1);
    let trail = AuditTrail {
        head: bids::bid_head(&mut tx, &access).await?,
        entries: rows.into_iter().map(|row| names.entry(row)).collect(),
        next,
        chain: chain(&mut tx, &access, query.verify).await?,
    };
    tx.commit().await?;
    Ok(trail)
}

async fn chain(tx: &mut Tx, access: &Access, verify: Verify) -> Result<Chain, Failure> {
    let size = audits::audit_size(tx, access).await?;
    if verify == Verify::Quick && size > VERIFIED {
        return Ok(Chain::NotVerified(size));
    }
    Ok(audits::audit_broken_at(tx, access).await?.map_or(Chain::Unbroken, Chain::BrokenAt))
}

struct Names {
    people: HashMap<String, String>,
    sections: Vec<SectionLine>,
}

impl Names {
    fn entry(&self, row: AuditLineRow) -> AuditEntry {
        let (detail, replaced) = match row.detail {
            AuditDetail::Whole(text) => {
                let detail: Value = serde_json::from_str(&text).unwrap_or_default();
                let replaced =
                    replaced(&detail).map_or(Replaced::Nothing, |(lang, blocks)| Replaced::Text(lang, blocks));
                (detail, replaced)
            }
            AuditDetail::Ends(ends, size) => (names_in(&ends), Replaced::Long(size)),
        };
        // All firms of a bid read its trail, and other firms need not see of an entry of the log that it is there.
        let corrected = serde_json::from_value(detail.clone()).ok().filter(|_| row.is_own);
        AuditEntry {
            number: row.number,
            at: row.at,
            who: row.user.map(|id| self.people.get(&id).cloned().unwrap_or(id)),
            action: row.action,
            subject: self.subject(&detail),
            replaced,
            corrected,
        }
    }

    fn subject(&self, detail: &Value) -> Option<(String, String)> {
        let text = |key: &str| detail.get(key).and_then(Value::as_str);
        if let Some(line) = text("section").and_then(|id| self.sections.iter().find(|line| line.id.to_string() == id)) {
            let (ja, en) = match text("language").and_then(Language::parse) {
                Some(Language::Japanese) => ("（日本語）", " (Japanese)"),
                Some(Language::English) => ("（英語）", " (English)"),
                None => ("", ""),
            };
            let of = |title: &str, language: &str| format!("{}. {title}{language}", line.position);
            return Some((of(&line.title_ja, ja), of(&line.title_en, en)));
        }
        if let Some((ja, en)) = text("kind_ja").zip(text("kind_en")) {
            return Some((ja.to_owned(), en.to_owned()));
        }
        let person = text("user").and_then(|id| self.people.get(id)).cloned();
        let plain = person.or_else(|| text("name").or(text("form")).or(text("email")).map(str::to_owned))?;
        Some((plain.clone(), plain))
    }
}

/// The section and the language that the ends of a long detail name. A quotation mark inside a text is escaped, so
/// that no text can pass for a name.
fn names_in(ends: &str) -> Value {
    let name = |key: &str| {
        let (_, rest) = ends.split_once(&format!("\"{key}\":\""))?;
        rest.split_once('"').map(|(value, _)| value)
    };
    json!({ "section": name("section"), "language": name("language") })
}

fn replaced(detail: &Value) -> Option<(Language, Vec<crate::domain::block::Block>)> {
    let language = Language::parse(detail.get("language")?.as_str()?)?;
    Some((language, serde_json::from_value(detail.get("replaced")?.clone()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_in_a_long_detail_are_found_at_either_end() {
        let sorted = r#"{"blocks":3,"language":"ja","replaced":[{"id":"a","te…","revision":4,"section":"0190"}"#;
        assert_eq!(names_in(sorted), json!({ "section": "0190", "language": "ja" }));
        let text = r#"{"section":"0190","language":"en","replaced":[{"text":"\"section\":\"x\""}]}"#;
        assert_eq!(names_in(text), json!({ "section": "0190", "language": "en" }));
    }
}
