//! Two programs of others that read calendars, when they are there: `MUSUBI_TEST_ICALENDAR` (PyPI icalendar) and
//! `MUSUBI_TEST_ICAL_JS` (npm ical.js) name them. With `MUSUBI_TEST_REQUIRED=1` they must be there.

use std::process::Command;

use serde_json::Value;

/// The one that follows rules with dateutil.
pub(crate) const ICALENDAR: &str = "MUSUBI_TEST_ICALENDAR";

/// A calendar as each of them reads it; whatever one warns of fails.
pub(crate) fn read_by_others(file: &[u8]) -> Vec<(&'static str, Value)> {
    let read = |variable| Some((variable, read_by(variable, file)?));
    [ICALENDAR, "MUSUBI_TEST_ICAL_JS"].into_iter().filter_map(read).collect()
}

/// A calendar as one of them reads it, when it is there.
pub(crate) fn read_by(variable: &str, file: &[u8]) -> Option<Value> {
    let named = std::env::var(variable).ok().filter(|command| !command.is_empty());
    let is_required = std::env::var("MUSUBI_TEST_REQUIRED").is_ok_and(|value| value == "1");
    assert!(named.is_some() || !is_required, "{variable} is not set, and MUSUBI_TEST_REQUIRED=1");
    let named = named?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("calendar.ics");
    std::fs::write(&path, file).unwrap();
    let mut words = named.split_whitespace();
    let output = Command::new(words.next().unwrap()).args(words).arg(&path).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.is_empty(), "{variable}: {said}");
    let mut read: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    Some(read.remove(0))
}
