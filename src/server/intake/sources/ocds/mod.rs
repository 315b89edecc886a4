//! Open Contracting Data Standard: releases, packages, records (domain paper 6.6). Each process becomes one notice
//! in its newest state, with what its releases changed. Unknown fields are left alone.

mod notice;
mod process;

use serde_json::Value;

use crate::domain::notice::IntakeProblem;
use crate::server::intake::source::Incoming;
use process::Process;

/// More processes than one file is taken for.
const MOST_PROCESSES: usize = 1_000;

/// Reads a release, a list of releases, a release package, a record or a record package.
///
/// # Errors
/// `JsonUnknown`, `NoNotice`, `TooManyParts`.
pub fn read(document: &Value) -> Result<Vec<Incoming>, IntakeProblem> {
    let processes = processes(document)?;
    if processes.is_empty() {
        return Err(IntakeProblem::NoNotice);
    }
    Ok(processes.iter().map(|process| Incoming::Notice(Box::new(notice::of(process)))).collect())
}

fn processes(document: &Value) -> Result<Vec<Process>, IntakeProblem> {
    let list = |name: &str| document.get(name).and_then(Value::as_array);
    if let Some(records) = list("records") {
        let records: Vec<&Value> = records.iter().filter(|record| record.is_object()).collect();
        bound(records.len())?;
        return Ok(records.into_iter().filter_map(Process::of_record).collect());
    }
    if document.get("ocid").is_some() {
        let is_record =
            ["releases", "compiledRelease", "versionedRelease"].iter().any(|name| document.get(name).is_some());
        let process = if is_record { Process::of_record(document) } else { Process::of_releases(vec![document]) };
        return Ok(process.into_iter().collect());
    }
    let releases = list("releases").or_else(|| document.as_array()).ok_or(IntakeProblem::JsonUnknown)?;
    if !releases.iter().all(|release| release.get("ocid").is_some()) {
        return Err(IntakeProblem::JsonUnknown);
    }
    let mut groups: Vec<(&str, Vec<&Value>)> = Vec::new();
    for release in releases {
        let ocid = release.get("ocid").and_then(Value::as_str).unwrap_or_default();
        match groups.iter_mut().find(|(known, _)| *known == ocid) {
            Some((_, group)) => group.push(release),
            None => groups.push((ocid, vec![release])),
        }
        bound(groups.len())?;
    }
    Ok(groups.into_iter().filter_map(|(_, group)| Process::of_releases(group)).collect())
}

fn bound(number: usize) -> Result<(), IntakeProblem> {
    if number > MOST_PROCESSES { Err(IntakeProblem::TooManyParts { limit: MOST_PROCESSES as u64 }) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
