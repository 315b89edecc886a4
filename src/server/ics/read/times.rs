//! At which times an event is: by its rules, and on days named one by one, without those that are taken out.

use std::collections::HashSet;

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
        if ["RRULE", "RDATE"].into_iter().all(|name| draft.first(name).is_none()) {
            // A day taken out of a stretch of days is not followed, nor what would take out the only time there is.
            let by_rule = draft.first("EXRULE").map(|(line, _)| *line);
            for line in left_out.first().map(|(line, _)| *line).into_iter().chain(by_rule) {
                self.note(line, FileGap::Rule);
            }
            return vec![Time { number: 0, from, length }];
        }
        let Starts { stamps, is_cut } = self.starts(draft, from);
        let out_by_rule = self.taken_out(draft, from, &stamps);
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
            .filter(|(at, _)| !out_by_rule.contains(at))
            .filter(|(_, (start, _))| !left_out.iter().any(|(_, out)| start.is_named_by(*out)))
            .map(|(at, (from, own))| {
                let number = if is_single { 0 } else { at + 1 };
                Time { number, from, length: own.unwrap_or(length) }
            })
            .collect()
    }

    /// The places of those times that a rule takes out (EXRULE, which programs wrote before RFC 5545).
    fn taken_out(&mut self, draft: &Draft, from: Stamp, stamps: &[(Stamp, Option<Length>)]) -> HashSet<usize> {
        let stamps: Vec<Stamp> = stamps.iter().map(|(start, _)| *start).collect();
        let mut out = HashSet::new();
        for (line, rule) in draft.all("EXRULE") {
            match self.reach.taken_out(&rule.value, from, &stamps) {
                Some(is_out) => out.extend((0..).zip(is_out).filter(|(_, is_out)| *is_out).map(|(at, _)| at)),
                None => self.note(*line, FileGap::Rule),
            }
        }
        out
    }

    /// Where an event begins by its rules, in the order of time: wherever one of them has it.
    fn starts_by_rules(&mut self, draft: &Draft, from: Stamp) -> Starts {
        let is_only = draft.all("RRULE").nth(1).is_none();
        let (mut read, mut unnamed) = (Vec::new(), None);
        let mut starts = Starts { stamps: Vec::new(), is_cut: false };
        for (line, rule) in draft.all("RRULE") {
            // The first time is counted; by which of several rules that do not name it, nobody knows.
            let repeats = self.reach.expand(&rule.value, from);
            let Some(repeats) = repeats.filter(|rule| is_only || rule.names_first || !rule.is_counted) else {
                self.note(*line, FileGap::Rule);
                continue;
            };
            if unnamed.is_none() {
                unnamed = Some((*line, true));
            }
            unnamed = unnamed.map(|(line, is_unnamed)| (line, is_unnamed && !repeats.names_first));
            read.push((*line, repeats.is_cut));
            starts.stamps.extend(repeats.starts.into_iter().map(|start| (start, None)));
        }
        if let Some((line, true)) = unnamed {
            self.note(line, FileGap::First);
        }
        for (line, _) in read.iter().filter(|(_, is_cut)| *is_cut) {
            starts.is_cut = true;
            self.note(*line, FileGap::Repeats);
        }
        if read.is_empty() {
            starts.stamps.push((from, None));
        }
        if read.len() > 1 {
            starts.stamps.sort_by_key(|(start, _)| start.in_japan().to_utc_millis());
            starts.stamps.dedup_by_key(|(start, _)| start.in_japan().to_utc_millis());
        }
        if let Some(more) = starts.stamps.len().checked_sub(TIMES_MOST).filter(|more| *more > 0) {
            let since = self.reach.since();
            let is_past = |(start, _): &&(Stamp, Option<Length>)| since.is_some_and(|since| start.day() < since);
            let past = starts.stamps.iter().take_while(is_past).count().min(more);
            starts.stamps.drain(..past);
            starts.stamps.truncate(TIMES_MOST);
            starts.is_cut = true;
            if let Some((line, _)) = read.last() {
                self.note(*line, FileGap::Repeats);
            }
        }
        starts
    }

    /// Where an event begins, in the order of time: once, by its rules, and on the days that are named one by one.
    fn starts(&mut self, draft: &Draft, from: Stamp) -> Starts {
        let mut starts = self.starts_by_rules(draft, from);
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
