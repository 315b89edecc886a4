//! The audit trail of a bid: a page of it in names, and whether its chain holds from the first entry to the last.

use std::collections::HashMap;

use serde_json::Value;

use crate::domain::audit::{AuditEntry, AuditTrail};
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::seat::Action;
use crate::domain::section::SectionLine;
use crate::server::access;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::audits::{self, AuditRow};
use crate::server::store::{bids, sections};

/// Entries of one page.
const PAGE: i64 = 50;

/// Entries older than `before`, newest first.
///
/// # Errors
/// As `access::to_bid` for `ReadAudit`.
pub async fn list(call: &Call, bid: BidId, before: Option<i64>) -> Result<AuditTrail, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ReadAudit).await?;
    let rows = audits::audit_list(&mut tx, &access, before, PAGE).await?;
    let names = Names {
        people: audits::audit_names(&mut tx, &access).await?,
        sections: sections::section_list(&mut tx, &access).await?,
    };
    let next = rows.last().map(|row| row.number).filter(|number| *number > 1);
    let trail = AuditTrail {
        head: bids::bid_head(&mut tx, &access).await?,
        entries: rows.into_iter().map(|row| names.entry(row)).collect(),
        next,
        broken_at: audits::audit_broken_at(&mut tx, &access).await?,
    };
    tx.commit().await?;
    Ok(trail)
}

struct Names {
    people: HashMap<String, String>,
    sections: Vec<SectionLine>,
}

impl Names {
    fn entry(&self, row: AuditRow) -> AuditEntry {
        let detail: Value = serde_json::from_str(&row.detail).unwrap_or_default();
        let who = row.user.map(|id| self.people.get(&id).cloned().unwrap_or(id));
        AuditEntry {
            number: row.number,
            at: row.at,
            who,
            action: row.action,
            subject: self.subject(&detail),
            replaced: replaced(&detail),
        }
    }

    fn subject(&self, detail: &Value) -> Option<(String, String)> {
        let text = |key: &str| detail.get(key).and_then(Value::as_str);
        if let Some(line) = text("section").and_then(|id| self.sections.iter().find(|line| line.id.to_string() == id)) {
            let language = text("language").map(|tag| format!(" ({tag})")).unwrap_or_default();
            let of = |title: &str| format!("{}. {title}{language}", line.position);
            return Some((of(&line.title_ja), of(&line.title_en)));
        }
        let person = text("user").and_then(|id| self.people.get(id)).cloned();
        let plain = person.or_else(|| text("name").or(text("form")).or(text("email")).map(str::to_owned))?;
        Some((plain.clone(), plain))
    }
}

fn replaced(detail: &Value) -> Option<(Language, Vec<crate::domain::block::Block>)> {
    let language = Language::parse(detail.get("language")?.as_str()?)?;
    Some((language, serde_json::from_value(detail.get("replaced")?.clone()).ok()?))
}
