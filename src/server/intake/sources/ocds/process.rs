//! One contracting process: its newest state, and what one release after the other changed in the tender.
//! Releases are merged as the standard says: objects by field, lists by `id`, the rest as a whole; null removes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::super::wall_time;
use crate::domain::deadline::Moment;
use crate::server::intake::source::StatedChange;

/// Later releases of one process than these are left out.
const MOST_RELEASES: usize = 1_000;
/// Values of a tender that are compared; the rest is not.
const MOST_VALUES: usize = 20_000;
/// Values of all releases together that are compared; later releases still count for what holds.
const MOST_COMPARED: usize = 500_000;
/// More changes than a person would look through.
const MOST_CHANGES: usize = 500;
/// The longest value that is shown of a change, in characters.
const LONGEST_VALUE: usize = 500;

/// The newest state and the way there.
#[derive(Clone, Debug)]
pub struct Process {
    /// A release with everything that holds.
    pub newest: Value,
    /// In the order of the releases.
    pub changes: Vec<StatedChange>,
}

impl Process {
    /// Merges releases of one process; `None` without any.
    pub fn of_releases(mut releases: Vec<&Value>) -> Option<Self> {
        // Releases without a date come first, in the order of the file.
        releases.sort_by_key(|release| date_of(release).map(Moment::to_utc_millis));
        let mut releases = releases.into_iter();
        let mut newest = releases.next()?.clone();
        let mut changes = Vec::new();
        let mut before = leaves(&newest);
        let mut looked_at = before.len();
        // Every release counts for the newest state; only so many are told as changes.
        for (number, release) in releases.enumerate() {
            merge(&mut newest, release);
            if looked_at > MOST_COMPARED || number >= MOST_RELEASES {
                continue;
            }
            let after = leaves(&newest);
            looked_at += after.len();
            compare(&before, &after, release, &mut changes);
            before = after;
        }
        Some(Self { newest, changes })
    }

    /// Takes the compiled release of a record, else the versions, else the releases in it.
    pub fn of_record(record: &Value) -> Option<Self> {
        let full = |release: &&Value| release.get("ocid").is_some();
        let releases = record.get("releases").and_then(Value::as_array);
        let releases: Vec<&Value> = releases.map(|list| list.iter().filter(full).collect()).unwrap_or_default();
        let of_releases = Self::of_releases(releases);
        let versioned = record.get("versionedRelease");
        let compiled = record.get("compiledRelease").cloned();
        let newest = compiled
            .or_else(|| versioned.map(newest_version))
            .or_else(|| of_releases.as_ref().map(|process| process.newest.clone()));
        let changes = match (of_releases, versioned) {
            (Some(process), None) => process.changes,
            (Some(process), Some(_)) if !process.changes.is_empty() => process.changes,
            (_, Some(versioned)) => changes_of_versions(versioned, newest.as_ref()),
            (None, None) => Vec::new(),
        };
        Some(Self { newest: newest?, changes })
    }
}

fn date_of(release: &Value) -> Option<Moment> {
    text_of(release, "date").and_then(|date| wall_time::iso(&date)).map(|time| time.at)
}

fn text_of(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(Value::as_str).map(str::to_owned)
}

/// Lays a release over what held before.
fn merge(target: &mut Value, update: &Value) {
    match (target, update) {
        (Value::Object(target), Value::Object(update)) => merge_objects(target, update),
        (Value::Array(target), Value::Array(update)) if has_ids(target) && has_ids(update) => {
            let mut known: BTreeMap<String, usize> =
                target.iter().enumerate().map(|(at, item)| (id_of(item), at)).rev().collect();
            for item in update {
                let id = id_of(item);
                match known.get(&id).and_then(|at| target.get_mut(*at)) {
                    Some(old) => merge(old, item),
                    None => {
                        known.insert(id, target.len());
                        target.push(item.clone());
                    }
                }
            }
        }
        (target, update) => *target = update.clone(),
    }
}

fn merge_objects(target: &mut Map<String, Value>, update: &Map<String, Value>) {
    for (name, value) in update {
        match target.get_mut(name) {
            _ if value.is_null() => {
                target.remove(name);
            }
            Some(known) => merge(known, value),
            None => {
                target.insert(name.clone(), value.clone());
            }
        }
    }
}

/// An id is a string or a number; 1 and "1" are two.
fn id_of(item: &Value) -> String {
    item.get("id").map(Value::to_string).unwrap_or_default()
}

fn has_ids(list: &[Value]) -> bool {
    !list.is_empty() && list.iter().all(|item| item.get("id").is_some())
}

/// Every value of the tender by its path; what tells of amendments is no value itself.
fn leaves(release: &Value) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    if let Some(tender) = release.get("tender") {
        gather(tender, "tender".to_owned(), &mut found);
    }
    found
}

fn gather(value: &Value, path: String, found: &mut BTreeMap<String, String>) {
    if found.len() >= MOST_VALUES {
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "amendments" | "amendment"))
            {
                gather(value, format!("{path}.{name}"), found);
            }
        }
        Value::Array(items) if has_ids(items) => {
            for item in items {
                let id = item.get("id").map(printed).unwrap_or_default();
                gather(item, format!("{path}[{id}]"), found);
            }
        }
        Value::Array(items) => {
            found.insert(path, items.iter().map(printed).collect::<Vec<_>>().join(", "));
        }
        Value::Null => {}
        value => {
            found.insert(path, printed(value));
        }
    }
}

fn printed(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    text.chars().take(LONGEST_VALUE).collect()
}

fn compare(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
    release: &Value,
    changes: &mut Vec<StatedChange>,
) {
    let id = text_of(release, "id").unwrap_or_default();
    let reason = reason_of(release, &id);
    let gone = before.keys().filter(|field| !after.contains_key(*field));
    for field in after.keys().chain(gone) {
        let (old, new) = (before.get(field), after.get(field));
        if old != new && changes.len() < MOST_CHANGES {
            changes.push(StatedChange {
                release: id.clone(),
                at: date_of(release),
                field: field.clone(),
                before: old.cloned(),
                after: new.cloned(),
                reason: reason.clone(),
            });
        }
    }
}

/// Why a release amends, in its own words.
fn reason_of(release: &Value, id: &str) -> Option<String> {
    let amendments = release.get("tender")?.get("amendments")?.as_array()?;
    let own = |amendment: &&Value| text_of(amendment, "releaseID").is_none_or(|named| named == id);
    let words = |amendment: &Value| text_of(amendment, "rationale").or_else(|| text_of(amendment, "description"));
    amendments.iter().filter(own).rev().find_map(words)
}

/// The versions of one field, when it is a list of them.
fn versions(value: &Value) -> Option<&Vec<Value>> {
    let list = value.as_array()?;
    let is_version = |item: &Value| item.get("releaseID").is_some() && item.get("value").is_some();
    (!list.is_empty() && list.iter().all(is_version)).then_some(list)
}

fn newest_version(versioned: &Value) -> Value {
    if let Some(list) = versions(versioned) {
        return list.last().and_then(|last| last.get("value")).cloned().unwrap_or_default();
    }
    match versioned {
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), newest_version(value)))
                .filter(|(_, value)| !value.is_null())
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(newest_version).collect()),
        other => other.clone(),
    }
}

/// Every field of the tender that has more than one version, a change for each step.
fn changes_of_versions(versioned: &Value, newest: Option<&Value>) -> Vec<StatedChange> {
    let mut changes = Vec::new();
    if let Some(tender) = versioned.get("tender") {
        gather_versions(tender, "tender".to_owned(), &mut changes);
    }
    changes.sort_by(|one, two| {
        (one.at.map(Moment::to_utc_millis), &one.field).cmp(&(two.at.map(Moment::to_utc_millis), &two.field))
    });
    changes.truncate(MOST_CHANGES);
    for change in &mut changes {
        change.reason = newest.and_then(|newest| reason_in(newest, &change.release));
    }
    changes
}

fn reason_in(newest: &Value, release: &str) -> Option<String> {
    let amendments = newest.get("tender")?.get("amendments")?.as_array()?;
    let own = amendments.iter().find(|amendment| text_of(amendment, "releaseID").as_deref() == Some(release))?;
    text_of(own, "rationale").or_else(|| text_of(own, "description"))
}

fn gather_versions(value: &Value, path: String, changes: &mut Vec<StatedChange>) {
    if let Some(list) = versions(value) {
        for pair in list.windows(2) {
            if let [before, after] = pair {
                changes.push(StatedChange {
                    release: text_of(after, "releaseID").unwrap_or_default(),
                    at: text_of(after, "releaseDate").and_then(|date| wall_time::iso(&date)).map(|time| time.at),
                    field: path.clone(),
                    before: before.get("value").filter(|value| !value.is_null()).map(printed),
                    after: after.get("value").filter(|value| !value.is_null()).map(printed),
                    reason: None,
                });
            }
        }
        return;
    }
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "amendments" | "amendment"))
            {
                gather_versions(value, format!("{path}.{name}"), changes);
            }
        }
        Value::Array(items) => {
            for item in items {
                let id = item.get("id").map(printed).unwrap_or_default();
                gather_versions(item, format!("{path}[{id}]"), changes);
            }
        }
        _ => {}
    }
}
