//! Records of every kind that there is, each field with a value that is found again on paper.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use crate::domain::document::{BidFacts, RecordFacts, RecordValue};
use crate::domain::era::{Digits, EraDate};
use crate::domain::form::{FieldName, RecordName, RecordNames};
use crate::domain::record::RecordOwner;

/// The bid with records of every kind: two of each, one of a kind that is single, for each member or for the bid.
pub(in crate::server::docx) fn with_entries(facts: BidFacts, names: &RecordNames) -> BidFacts {
    let mut records = Vec::new();
    for kind in &names.0 {
        let owners: Vec<Option<usize>> = match kind.owner {
            RecordOwner::Bid => vec![None],
            RecordOwner::Firm => (0..facts.members.len()).map(Some).collect(),
        };
        for member in owners {
            let count = match kind.kind.as_str() {
                _ if kind.is_single => 1,
                // Everybody who has a sheet of their own is in the team.
                "role" => 2 * facts.members.len().max(1),
                _ => 2,
            };
            records.extend((0..count).map(|number| record(kind, member, number)));
        }
    }
    BidFacts { records, ..facts }
}

fn record(kind: &RecordName, member: Option<usize>, number: usize) -> RecordFacts {
    let seed = member.unwrap_or(0) * 2 + number;
    let mut values = BTreeMap::new();
    for field in &kind.fields {
        if field.sort == "rows" {
            let rows = (0..2).map(|row| {
                let mut columns = BTreeMap::new();
                for column in &field.columns {
                    columns.insert(column.name.clone(), text(column, seed + row));
                }
                columns
            });
            values.insert(field.name.clone(), RecordValue::Rows(rows.collect()));
            continue;
        }
        if field.sort == "date" {
            let iso = day(field, seed).format("%Y-%m-%d").to_string();
            values.insert(format!("{}.iso", field.name), RecordValue::Text(iso));
        }
        values.insert(field.name.clone(), RecordValue::Text(text(field, seed)));
    }
    if kind.kind == "task" {
        values.insert("person".to_owned(), RecordValue::Text(format!("氏名{}", letter(seed))));
    }
    let people = kind.fields.iter().filter(|field| field.sort == "person").filter_map(|field| {
        let RecordValue::Text(name) = values.get(&field.name)? else { return None };
        Some(name.clone())
    });
    let people = people.collect();
    RecordFacts { kind: kind.kind.clone(), member, values, people }
}

fn day(field: &FieldName, seed: usize) -> NaiveDate {
    let from = NaiveDate::from_ymd_opt(if field.name == "birth_date" { 1980 } else { 2027 }, 1, 5).unwrap_or_default();
    let later = if field.name == "end" { 40 } else { 0 };
    let days = Days::new(u64::try_from(seed * 25 + later).unwrap_or_default());
    from.checked_add_days(days).unwrap_or(from)
}

/// What paper prints for a field.
fn text(field: &FieldName, seed: usize) -> String {
    let label: String =
        field.label.ja.chars().filter(|c| !matches!(c, '（' | '）' | '・' | '/' | '／')).take(6).collect();
    match field.sort.as_str() {
        "date" => EraDate::of(day(field, seed)).map(|date| date.print(Digits::Office)).unwrap_or_default(),
        "month" => "令和８年４月".to_owned(),
        "yen" | "thousand_yen" => format!("{},345", seed + 12),
        "count" => (seed + 3).to_string(),
        "percent" => "30".to_owned(),
        "country" => "スウェーデン王国".to_owned(),
        "telephone" => "03-1234-5678".to_owned(),
        "email" => "a@example.jp".to_owned(),
        "flag" => if seed.is_multiple_of(2) { "○" } else { "" }.to_owned(),
        "choice" => {
            let count = field.options.len().max(1);
            field.options.get(seed % count).map(|(_, printed)| printed.clone()).unwrap_or_default()
        }
        _ => format!("{label}{}", letter(seed)),
    }
}

fn letter(seed: usize) -> char {
    char::from(b'A' + u8::try_from(seed % 26).unwrap_or_default())
}
