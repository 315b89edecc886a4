//! At which times an event is: by its rule, and on days named one by one, without those that are taken out.

use super::dates::Stamp;
use super::lengths::Length;
use super::property::Property;
use super::{Draft, Reader, TIMES_MOST};
use crate::domain::calendar_file::FileGap;

/// One time of an event.
#[derive(Clone, Copy)]
pub struct Time {
    /// Which of the times that are read it is, from 1; 0 where there is one.
    pub number: usize,
    pub from: Stamp,
    pub length: Length,
}

/// Where an event begins.
struct Starts {
    /// In the order of time, with a length of its own where it has one (RDATE as a period).
    stamps: Vec<(Stamp, Option<Length>)>,
    /// Whether there are more than are read.
    is_cut: bool,
}

/// A time that is named by itself.
struct Named {
    line: usize,
    from: Stamp,
    /// How long it is, where that is told too.
    length: Option<Length>,
}

impl Reader {
    /// Every time at which an event is that first begins at `from` and is so long.
    pub(super) fn times(&mut self, draft: &Draft, from: Stamp, length: Length) -> Vec<Time> {
        let left_out: Vec<(usize, Stamp)> =
            self.named(draft, "EXDATE").into_iter().map(|named| (named.line, named.from)).collect();
        if ["RRULE", "RDATE", "EXRULE"].into_iter().all(|name| draft.first(name).is_none()) {
            // A day taken out of a stretch of days is not followed.
            if let Some((line, _)) = left_out.first() {
                self.note(*line, FileGap::Rule);
            }
            return vec![Time { number: 0, from, length }];
        }
        let Starts { stamps, is_cut } = self.starts(draft, from);
        if is_cut {
            self.cut.insert(draft.text("UID"));
        } else {
            for (line, out) in &left_out {
                if !stamps.iter().any(|(start, _)| start.is_named_by(*out)) {
                    self.note(*line, FileGap::Exception);
                }
            }
        }
        let is_single = stamps.len() == 1;
        stamps
            .into_iter()
            .enumerate()
            .filter(|(_, (start, _))| !left_out.iter().any(|(_, out)| start.is_named_by(*out)))
            .map(|(at, (from, own))| {
                let number = if is_single { 0 } else { at + 1 };
                Time { number, from, length: own.unwrap_or(length) }
            })
            .collect()
    }

    /// Where an event begins, in the order of time: once, by its rule, and on the days that are named one by one.
    fn starts(&mut self, draft: &Draft, from: Stamp) -> Starts {
        let mut starts = Starts { stamps: vec![(from, None)], is_cut: false };
        let mut rules = draft.all("RRULE");
        if let Some((line, rule)) = rules.next() {
            match self.reach.expand(&rule.value, from) {
                Some(repeats) => {
                    starts.is_cut = repeats.is_cut;
                    starts.stamps = repeats.starts.into_iter().map(|start| (start, None)).collect();
                    if !repeats.names_first {
                        self.note(*line, FileGap::First);
                    }
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
        for Named { line, from, length } in self.named(draft, "RDATE") {
            if let Some((_, known)) = starts.stamps.iter_mut().find(|(start, _)| start.in_japan() == from.in_japan()) {
                *known = length.or(*known);
                continue;
            }
            if starts.stamps.len() >= TIMES_MOST {
                starts.is_cut = true;
                self.note(line, FileGap::Repeats);
                break;
            }
            starts.stamps.push((from, length));
        }
        starts.stamps.sort_by_key(|(start, _)| start.in_japan().to_utc_millis());
        starts
    }

    /// The times that a property names one by one.
    fn named(&mut self, draft: &Draft, name: &str) -> Vec<Named> {
        let mut named = Vec::new();
        for (line, property) in draft.all(name) {
            for value in property.value.split(',') {
                if named.len() >= TIMES_MOST {
                    self.note(*line, FileGap::Repeats);
                    return named;
                }
                let (from, length) = match value.split_once('/') {
                    Some((from, until)) => (from, Some(until)),
                    None => (value, None),
                };
                let Some(from) = self.stamp(*line, property, from) else { continue };
                let length = length.and_then(|until| self.period(*line, property, from, until));
                named.push(Named { line: *line, from, length });
            }
        }
        named
    }

    /// How long a period is that begins at `from`: until a moment, or for so long.
    fn period(&mut self, line: usize, property: &Property, from: Stamp, until: &str) -> Option<Length> {
        if until.trim().starts_with(['P', '+']) {
            let length = Length::parse(until);
            if length.is_none() {
                self.note(line, FileGap::Date);
            }
            return length;
        }
        let end = self.stamp(line, property, until)?;
        let length = end.last_after(from).and_then(|last| from.length_to(last));
        if length.is_none() {
            self.note(line, FileGap::EndBeforeStart);
        }
        length
    }
}
