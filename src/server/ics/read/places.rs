//! Events that stand in the place of one time of another, or of it and all that come behind it (RECURRENCE-ID).

use std::collections::{HashMap, HashSet};

use super::dates::Stamp;
use super::lengths::Length;
use super::{Draft, Reader, Words, last_moment};
use crate::domain::calendar_file::{FileEvent, FileGap};

/// What an event of a file is one time of.
#[derive(Clone, Copy)]
pub struct Origin {
    /// When that time was to begin.
    pub time: Stamp,
    /// In whose place it stands, if in any.
    pub place: Option<Place>,
    /// When it begins itself.
    pub from: Stamp,
    pub length: Length,
}

/// In the place of what an event stands.
#[derive(Clone, Copy)]
pub struct Place {
    /// When that was to begin.
    time: Stamp,
    /// The line that says that all later times change as this one does.
    for_later: Option<usize>,
}

/// A time and all that come behind it are changed as one event says.
#[derive(Clone, Copy)]
struct Change {
    /// When the first of them was to begin.
    since: Stamp,
    /// The event among all of the file.
    by: usize,
}

impl Place {
    /// When that was to begin.
    pub const fn time(self) -> Stamp {
        self.time
    }
}

impl Reader {
    /// In the place of which time of another event this one stands.
    pub(super) fn place(&mut self, draft: &Draft) -> Option<Place> {
        let (line, property) = draft.first("RECURRENCE-ID")?;
        let range = property.parameter("RANGE").map(str::to_ascii_uppercase);
        let is_for_later = range.as_deref() == Some("THISANDFUTURE");
        // Another range is not followed, nor a rule of its own.
        let other_range = (range.is_some() && !is_for_later).then_some(*line);
        let own_rule =
            ["RRULE", "EXRULE", "RDATE"].into_iter().find_map(|name| draft.first(name)).map(|(line, _)| *line);
        for line in other_range.into_iter().chain(own_rule) {
            self.note(line, FileGap::Rule);
        }
        let time = self.date_of(draft, "RECURRENCE-ID")?;
        Some(Place { time, for_later: is_for_later.then_some(*line) })
    }

    /// Takes out the times in whose place another event stands; of several for one time the last one stands. What changes
    /// all later times moves those that nothing else stands for.
    pub(super) fn put_in_place(&mut self) {
        let times = self.times_of_each();
        let (mut in_place, mut notes, mut gone) = (HashMap::new(), Vec::new(), HashSet::new());
        let mut changes: HashMap<&str, Vec<Change>> = HashMap::new();
        for (by, origin) in self.origins.iter().enumerate() {
            let Some(place) = origin.place else { continue };
            let event = &self.file.events[by];
            let Some((uid, others)) = times.get_key_value(event.uid.as_str()) else {
                // There is nothing here that could change with it.
                notes.extend(place.for_later.map(|line| (line, FileGap::Rule)));
                continue;
            };
            let other = others.iter().copied().find(|other| self.origins[*other].time.is_named_by(place.time));
            let since = match other {
                Some(other) => {
                    gone.extend(in_place.insert(other, by));
                    Some(self.origins[other].time)
                }
                None if self.cut.contains(uid) => self.is_before(place.time, others).then_some(place.time),
                None => {
                    notes.push((event.line, FileGap::Exception));
                    None
                }
            };
            if let Some(since) = since.filter(|_| place.for_later.is_some()) {
                changes.entry(uid.as_str()).or_default().push(Change { since, by });
            }
        }
        let changed: Vec<(usize, Change)> = changes
            .into_iter()
            .flat_map(|(uid, changes)| self.changed(&times[uid], changes))
            .filter(|(at, _)| !in_place.contains_key(at))
            .collect();
        for (other, at) in &in_place {
            self.file.events[*at].repeat = self.file.events[*other].repeat;
        }
        gone.extend(in_place.into_keys());
        for (line, gap) in notes {
            self.note(line, gap);
        }
        for (at, change) in changed {
            if !self.change(at, change) {
                gone.insert(at);
            }
        }
        let mut at = 0;
        self.file.events.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }

    /// The times of each event that stand for themselves, by its identity.
    fn times_of_each(&self) -> HashMap<String, Vec<usize>> {
        let mut times: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, event) in self.file.events.iter().enumerate() {
            if !event.uid.is_empty() && self.origins[at].place.is_none() {
                times.entry(event.uid.clone()).or_default().push(at);
            }
        }
        times
    }

    /// Whether a time comes before all of some events that were read.
    fn is_before(&self, time: Stamp, others: &[usize]) -> bool {
        others.iter().all(|other| millis(time) < millis(self.origins[*other].time))
    }

    /// The times that changes change, each with the last change before it.
    fn changed(&self, times: &[usize], mut changes: Vec<Change>) -> Vec<(usize, Change)> {
        changes.sort_by_key(|change| millis(change.since));
        let last_before = |at: usize| {
            let time = millis(self.origins[at].time);
            let count = changes.partition_point(|change| millis(change.since) < time);
            count.checked_sub(1).map(|last| (at, changes[last]))
        };
        times.iter().copied().filter_map(last_before).collect()
    }

    /// Makes a time what the event says that changes it and all later ones: moved by as much, as long, in its words.
    /// `false` when it would lie beyond the calendar.
    fn change(&mut self, at: usize, change: Change) -> bool {
        let by = self.origins[change.by];
        let FileEvent { line, summary, description, place, is_cancelled, .. } = self.file.events[change.by].clone();
        let Some(from) = self.origins[at].time.moved(change.since, by.from) else {
            self.note(line, FileGap::Date);
            return false;
        };
        let Words { summary, description, place, .. } =
            self.kept(line, &Words { uid: String::new(), summary, description, place }, false);
        let to = last_moment(from, by.length);
        let event = &mut self.file.events[at];
        *event = FileEvent {
            line,
            uid: std::mem::take(&mut event.uid),
            summary,
            description,
            place,
            from: from.in_japan(),
            to,
            is_cancelled,
            repeat: event.repeat,
        };
        true
    }
}

fn millis(time: Stamp) -> i64 {
    time.in_japan().to_utc_millis()
}
