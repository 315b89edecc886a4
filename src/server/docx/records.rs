//! What firms and the bid have entered, as forms print it.

use chrono::NaiveDate;

use super::filling::{Filling, Scope};
use crate::domain::document::{BidFacts, Fact, RecordFacts, RecordValue};
use crate::domain::form::{FieldForm, RecordState, RecordValueName};

/// Boxes that every office's font has.
pub(super) const TICKED: &str = "■";
/// An empty one.
pub(super) const EMPTY: &str = "□";

/// The records of a kind, of the member that is spoken of, each with its member.
pub(super) fn all(kind: &str, facts: &BidFacts, base: Scope) -> Vec<Scope> {
    let outer = base.record.or(base.outer);
    let own = facts.records.iter().enumerate().filter(|(_, record)| record.kind == kind && is_of(record, base.member));
    own.map(|(index, record)| Scope {
        record: Some(index),
        member: record.member.or(base.member),
        outer,
        row: None,
        is_blank: false,
        hidden: None,
        ..base
    })
    .collect()
}

/// The rows of a field of the record that is spoken of.
pub(super) fn rows(kind: &str, field: &str, facts: &BidFacts, base: Scope) -> Vec<Scope> {
    let record = position(kind, facts, base).and_then(|index| facts.records.get(index));
    let count = match record.and_then(|record| record.values.get(field)) {
        Some(RecordValue::Rows(rows)) => rows.len(),
        _ => 0,
    };
    (0..count).map(|row| Scope { row: Some(row), ..base }).collect()
}

/// The date that a value means.
pub(super) fn date(record: &RecordFacts, field: &str) -> Option<NaiveDate> {
    match record.values.get(&format!("{field}.iso")) {
        Some(RecordValue::Text(text)) => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok(),
        _ => None,
    }
}

/// Whether a flag is set, or another field has a value.
pub(super) fn is_set(record: &RecordFacts, field: &str) -> bool {
    match record.values.get(field) {
        Some(RecordValue::Text(text)) => !text.trim().is_empty(),
        Some(RecordValue::Rows(rows)) => !rows.is_empty(),
        None => false,
    }
}

/// Whether a condition on a record holds.
pub(super) fn holds(state: &RecordState, facts: &BidFacts, scope: Scope) -> bool {
    let Some(field) = &state.field else {
        return facts.records.iter().any(|record| record.kind == state.kind && is_of(record, scope.member));
    };
    let Some(record) = position(&state.kind, facts, scope).and_then(|index| facts.records.get(index)) else {
        return false;
    };
    match (&state.column, &state.value) {
        (None, None) => is_set(record, field),
        (None, Some(wanted)) => text_of(record, field, None, None) == *wanted,
        (Some(column), None) => !text_of(record, field, Some(column), scope.row).trim().is_empty(),
        (Some(column), Some(wanted)) => text_of(record, field, Some(column), scope.row) == *wanted,
    }
}

/// A value as a form prints it.
pub(super) fn value(name: &RecordValueName, filling: &mut Filling<'_>, scope: Scope) -> String {
    let facts = filling.facts;
    let found = position(&name.kind, facts, scope);
    let Some((index, record)) = found.and_then(|index| Some((index, facts.records.get(index)?))) else {
        if name.is_single && !scope.is_blank {
            filling.ledger.no_records(&name.kind_title);
        }
        return printed(name, "", None, filling);
    };
    let column = name.column.as_deref();
    let text = text_of(record, &name.field, column, scope.row);
    let is_written_on = column.is_some() && scope.row.is_none();
    if text.trim().is_empty() && name.is_required && !is_written_on {
        let number = facts.records.iter().take(index + 1).filter(|other| other.kind == record.kind).count();
        filling.ledger.no_value(&name.kind_title, &name.label, number);
    }
    // In a copy that must not name the firm, nothing prints that a firm wrote of itself or its people: any of its
    // texts may name them. Of the bid's own entries names give way. Boxes and ages stay.
    let text = match filling.aliases.as_ref().filter(|_| matches!(name.form, FieldForm::Plain)) {
        Some(_) if record.member.is_some() => String::new(),
        Some(aliases) => aliases.value(&text, name.naming),
        None => text,
    };
    let text = filling.ledger.text(Fact::Record(index), text.trim());
    printed(name, &text, date(record, &name.field).filter(|_| column.is_none()), filling)
}

fn printed(name: &RecordValueName, text: &str, day: Option<NaiveDate>, filling: &Filling<'_>) -> String {
    match &name.form {
        FieldForm::Plain => text.to_owned(),
        FieldForm::Box => if text.is_empty() { EMPTY } else { TICKED }.to_owned(),
        FieldForm::Boxes(options) => {
            let boxed = options.iter().map(|option| format!("{}{option}", if option == text { TICKED } else { EMPTY }));
            boxed.collect::<Vec<_>>().join("　")
        }
        FieldForm::Age => {
            let age = day.zip(filling.facts.date).and_then(|(born, today)| today.years_since(born));
            // A paper that is not dated yet leaves room for it.
            age.map_or_else(|| "　　".to_owned(), |age| age.to_string())
        }
    }
}

fn text_of(record: &RecordFacts, field: &str, column: Option<&str>, row: Option<usize>) -> String {
    match (record.values.get(field), column) {
        (Some(RecordValue::Text(text)), None) => text.clone(),
        (Some(RecordValue::Rows(rows)), Some(column)) => {
            row.and_then(|row| rows.get(row)?.get(column)).cloned().unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The record of a kind that is spoken of: the one that is repeated for, the one around it, or the only one of the member.
fn position(kind: &str, facts: &BidFacts, scope: Scope) -> Option<usize> {
    let is_kind = |index: &usize| facts.records.get(*index).is_some_and(|record| record.kind == kind);
    if let Some(index) = scope.record.filter(is_kind).or(scope.outer.filter(is_kind)) {
        return Some(index);
    }
    if scope.hidden.is_some_and(|index| is_kind(&index)) {
        return None;
    }
    let member = Some(scope.member.unwrap_or(0));
    facts.records.iter().position(|record| record.kind == kind && is_of(record, member))
}

fn is_of(record: &RecordFacts, member: Option<usize>) -> bool {
    record.member.is_none() || member.is_none() || record.member == member
}
