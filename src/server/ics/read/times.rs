//! At which times an event is: by its rule, and on days named one by one, without those that are taken out. And which events
//! stand in the place of one time of another (RECURRENCE-ID).

use std::collections::{HashMap, HashSet};

use super::dates::Stamp;
use super::repeat;
use super::{Draft, Reader, TIMES_MOST};
use crate::domain::calendar_file::FileGap;

/// What an event of a file is one time of.
#[derive(Clone, Copy)]
pub struct Origin {
    /// When that time was to begin.
    pub time: Stamp,
    /// Whether the event stands in the place of that time of another.
    pub is_in_place: bool,
}

/// Where an event begins.
struct Starts {
    stamps: Vec<Stamp>,
    /// Whether there are more than are read.
    is_cut: bool,
}

impl Reader {
    /// Every time at which an event is, with its number where there are several.
    pub(super) fn times(
        &mut self,
        draft: &Draft,
        from: Stamp,
        to: Option<Stamp>,
    ) -> Vec<(usize, Stamp, Option<Stamp>)> {
        let left_out = self.named(draft, "EXDATE");
        if ["RRULE", "RDATE", "EXRULE"].into_iter().all(|name| draft.first(name).is_none()) {
            // A day taken out of a stretch of days is not followed.
            if let Some((line, _)) = left_out.first() {
                self.note(*line, FileGap::Rule);
            }
            return vec![(0, from, to)];
        }
        let Starts { stamps, is_cut } = self.starts(draft, from);
        if is_cut {
            self.cut.insert(draft.text("UID"));
        } else {
            for (line, out) in &left_out {
                if !stamps.iter().any(|start| start.is_named_by(*out)) {
                    self.note(*line, FileGap::Exception);
                }
            }
        }
        let is_single = stamps.len() == 1;
        stamps
            .into_iter()
            .enumerate()
            .filter(|(_, start)| !left_out.iter().any(|(_, out)| start.is_named_by(*out)))
            .map(|(at, start)| {
                let number = if is_single { 0 } else { at + 1 };
                (number, start, to.and_then(|to| start.with_length_of(from, to)))
            })
            .collect()
    }

    /// Where an event begins, in the order of time: once, by its rule, and on the days that are named one by one.
    fn starts(&mut self, draft: &Draft, from: Stamp) -> Starts {
        let mut starts = Starts { stamps: vec![from], is_cut: false };
        let mut rules = draft.all("RRULE");
        if let Some((line, rule)) = rules.next() {
            match repeat::expand(&rule.value, from) {
                Some(repeats) => {
                    starts.is_cut = repeats.is_cut;
                    // The first time stands, whatever the rule says.
                    starts.stamps.extend(repeats.starts.into_iter().filter(|start| *start != from));
                }
                None => self.note(*line, FileGap::Rule),
            }
            if starts.is_cut {
                self.note(*line, FileGap::Repeats);
            }
        }
        for (line, _) in rules.chain(draft.all("EXRULE")) {
            self.note(*line, FileGap::Rule);
        }
        for (line, stamp) in self.named(draft, "RDATE") {
            if starts.stamps.len() >= TIMES_MOST {
                starts.is_cut = true;
                self.note(line, FileGap::Repeats);
                break;
            }
            if !starts.stamps.iter().any(|start| start.in_japan() == stamp.in_japan()) {
                starts.stamps.push(stamp);
            }
        }
        starts.stamps.sort_by_key(|start| start.in_japan().to_utc_millis());
        starts
    }

    /// The times that a property names one by one, each with its line.
    fn named(&mut self, draft: &Draft, name: &str) -> Vec<(usize, Stamp)> {
        let mut named = Vec::new();
        for (line, property) in draft.all(name) {
            for value in property.value.split(',') {
                if named.len() >= TIMES_MOST {
                    self.note(*line, FileGap::Repeats);
                    return named;
                }
                let (stamp, unknown) = property.stamp(value);
                if let Some(zone) = unknown {
                    self.note(*line, FileGap::Zone(zone));
                }
                match stamp {
                    Some(stamp) => named.push((*line, stamp)),
                    None => self.note(*line, FileGap::Date),
                }
            }
        }
        named
    }

    /// The time of another event in whose place this one stands.
    pub(super) fn stands_for(&mut self, draft: &Draft) -> Option<Stamp> {
        let (line, property) = draft.first("RECURRENCE-ID")?;
        // What it says of all later times is not followed, nor a rule of its own.
        let is_for_later = property.parameter("RANGE").is_some();
        let own_rule = ["RRULE", "RDATE"].into_iter().find_map(|name| draft.first(name)).map(|(line, _)| *line);
        for line in is_for_later.then_some(*line).into_iter().chain(own_rule) {
            self.note(line, FileGap::Rule);
        }
        self.date_of(draft, "RECURRENCE-ID")
    }

    /// Takes out the times in whose place another event stands; of several for one time the last one stands.
    pub(super) fn put_in_place(&mut self) {
        let mut times: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, event) in self.file.events.iter().enumerate() {
            if !event.uid.is_empty() && !self.origins[at].is_in_place {
                times.entry(&event.uid).or_default().push(at);
            }
        }
        let (mut in_place, mut strays) = (HashMap::new(), Vec::new());
        let mut gone = HashSet::new();
        for (at, event) in self.file.events.iter().enumerate().filter(|(at, _)| self.origins[*at].is_in_place) {
            let Some(others) = times.get(event.uid.as_str()) else { continue };
            let time = self.origins[at].time;
            match others.iter().find(|other| self.origins[**other].time.is_named_by(time)) {
                Some(other) => gone.extend(in_place.insert(*other, at)),
                None if self.cut.contains(&event.uid) => {}
                None => strays.push(event.line),
            }
        }
        for (other, at) in &in_place {
            self.file.events[*at].repeat = self.file.events[*other].repeat;
        }
        gone.extend(in_place.into_keys());
        for line in strays {
            self.note(line, FileGap::Exception);
        }
        let mut at = 0;
        self.file.events.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
    }
}
