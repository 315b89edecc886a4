//! The IANA time zones: which there are. The browser does not carry them.

use crate::domain::problem::{Problem, Problems};

/// The IANA zones that can be chosen: those named by area and place, and UTC.
#[must_use]
pub fn zones() -> Vec<String> {
    const AREAS: [&str; 10] = [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
        "Indian", "Pacific",
    ];
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .filter(|name| {
            *name == "UTC" || name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area))
        })
        .map(str::to_owned)
        .collect()
}

/// Whether a zone exists; notes the problem otherwise.
pub fn known_zone(problems: &mut Problems, zone: &str) -> bool {
    let is_known = zone.trim().parse::<chrono_tz::Tz>().is_ok();
    if !is_known {
        problems.add("zone", Problem::NotOffered);
    }
    is_known
}
