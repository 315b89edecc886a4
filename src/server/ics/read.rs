//! A stranger's calendar file → its events. Everything is bounded: size, lines, depth, events, repetitions.
//!
//! Zones are known by name; what the file itself says of a zone is not evaluated. Tasks and busy times are counted only.

mod dates;
pub mod lines;
pub mod property;
mod repeat;

use crate::domain::calendar_file::{CalendarFile, FileEvent, FileFault, FileGap, FileNote};

use super::line::unescaped;
use dates::Stamp;
use property::Property;

pub use lines::FILE_MOST;

/// Parts that lie in one another.
const DEPTH_MOST: usize = 8;
/// Events that are read, each repetition counted.
const EVENTS_MOST: usize = 2_000;
/// Times at which one event is.
const TIMES_MOST: usize = 400;
/// Properties that are kept of one event.
const PROPERTIES_MOST: usize = 1_000;
/// Notes that are kept.
const NOTES_MOST: usize = 200;
/// Characters that are kept of a text.
const TEXT_MOST: usize = 4_000;

/// Reads a file.
///
/// # Errors
/// What makes the whole file unreadable, with its line.
pub fn read(bytes: &[u8]) -> Result<CalendarFile, FileFault> {
    let mut reader = Reader::default();
    for (number, text) in lines::of(bytes)? {
        reader.take(number, &text)?;
    }
    reader.finish()
}

/// A part that has begun.
struct Part {
    name: String,
    line: usize,
}

/// What an event has said so far.
#[derive(Default)]
struct Draft {
    line: usize,
    properties: Vec<(usize, Property)>,
}

impl Draft {
    fn first(&self, name: &str) -> Option<&(usize, Property)> {
        self.properties.iter().find(|(_, property)| property.name == name)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a (usize, Property)> {
        self.properties.iter().filter(move |(_, property)| property.name == name)
    }

    fn text(&self, name: &str) -> String {
        let text = self.first(name).map(|(_, property)| unescaped(&property.value)).unwrap_or_default();
        text.trim().chars().take(TEXT_MOST).collect()
    }
}

#[derive(Default)]
struct Reader {
    file: CalendarFile,
    open: Vec<Part>,
    draft: Option<Draft>,
    has_calendar: bool,
    /// First line that stands outside every calendar.
    stray: Option<usize>,
}

impl Reader {
    fn take(&mut self, number: usize, text: &str) -> Result<(), FileFault> {
        if text.trim().is_empty() {
            return Ok(());
        }
        let Some(property) = Property::parse(text) else {
            if self.open.is_empty() {
                self.stray.get_or_insert(number);
            } else {
                self.note(number, FileGap::Line);
            }
            return Ok(());
        };
        match property.name.as_str() {
            "BEGIN" => self.begin(number, property.value.trim().to_ascii_uppercase()),
            "END" => self.end(number, &property.value.trim().to_ascii_uppercase()),
            _ => {
                self.keep(number, property);
                Ok(())
            }
        }
    }

    fn begin(&mut self, number: usize, name: String) -> Result<(), FileFault> {
        if self.open.len() >= DEPTH_MOST {
            return Err(FileFault::TooDeep(number));
        }
        match (self.open.len(), name.as_str()) {
            (0, "VCALENDAR") => self.has_calendar = true,
            (0, _) => {
                self.stray.get_or_insert(number);
            }
            (1, "VEVENT") if self.is_in_calendar() => self.draft = Some(Draft { line: number, ..Draft::default() }),
            (1, "VTODO" | "VJOURNAL" | "VFREEBUSY") => self.file.others += 1,
            _ => {}
        }
        self.open.push(Part { name, line: number });
        Ok(())
    }

    fn end(&mut self, number: usize, name: &str) -> Result<(), FileFault> {
        match self.open.pop() {
            Some(part) if part.name == name => {}
            _ => return Err(FileFault::WrongEnd(number)),
        }
        if self.open.len() == 1
            && let Some(draft) = self.draft.take()
        {
            self.event(&draft);
        }
        Ok(())
    }

    fn is_in_calendar(&self) -> bool {
        self.open.first().is_some_and(|part| part.name == "VCALENDAR")
    }

    fn keep(&mut self, number: usize, property: Property) {
        match self.open.len() {
            0 => {
                self.stray.get_or_insert(number);
            }
            1 if self.file.name.is_empty()
                && self.is_in_calendar()
                && matches!(property.name.as_str(), "NAME" | "X-WR-CALNAME") =>
            {
                self.file.name = unescaped(&property.value).trim().chars().take(TEXT_MOST).collect();
            }
            // What lies deeper belongs to an alarm, not to the event.
            2 => {
                if let Some(draft) = &mut self.draft
                    && property.is_wanted()
                    && draft.properties.len() < PROPERTIES_MOST
                {
                    draft.properties.push((number, property));
                }
            }
            _ => {}
        }
    }

    fn event(&mut self, draft: &Draft) {
        let Some(from) = self.date_of(draft, "DTSTART") else {
            return self.note(draft.line, FileGap::NoStart);
        };
        let to = self.last_of(draft, from);
        let times = self.times(draft, from, to);
        for (repeat, from, to) in times {
            if self.file.events.len() >= EVENTS_MOST {
                return self.note(draft.line, FileGap::Events);
            }
            self.file.events.push(FileEvent {
                line: draft.line,
                uid: draft.text("UID"),
                summary: draft.text("SUMMARY"),
                description: draft.text("DESCRIPTION"),
                place: draft.text("LOCATION"),
                from: from.in_japan(),
                to: to.map(Stamp::in_japan),
                is_cancelled: draft.text("STATUS").eq_ignore_ascii_case("CANCELLED"),
                repeat,
            });
        }
    }

    /// The last day or moment, where it is another than the first.
    fn last_of(&mut self, draft: &Draft, from: Stamp) -> Option<Stamp> {
        let (line, to) = match (draft.first("DTEND"), draft.first("DURATION")) {
            (Some((line, _)), _) => (*line, self.date_of(draft, "DTEND")?),
            (None, Some((line, property))) => {
                let end = dates::duration(&property.value).and_then(|seconds| from.plus_seconds(seconds));
                let Some(end) = end else {
                    self.note(*line, FileGap::Date);
                    return None;
                };
                (*line, end)
            }
            (None, None) => return None,
        };
        let Some(last) = to.last_after(from) else {
            self.note(line, FileGap::EndBeforeStart);
            return None;
        };
        (last != from).then_some(last)
    }

    /// Every time at which an event is, with its number where there are several.
    fn times(&mut self, draft: &Draft, from: Stamp, to: Option<Stamp>) -> Vec<(usize, Stamp, Option<Stamp>)> {
        let mut starts = self.starts(draft, from);
        let left_out: Vec<(usize, Stamp)> = draft
            .all("EXDATE")
            .flat_map(|(line, property)| {
                property.value.split(',').filter_map(move |value| Some((*line, property.stamp(value).0?)))
            })
            .take(TIMES_MOST)
            .collect();
        if starts.len() == 1 {
            // A day taken out of a stretch of days is not followed.
            if let Some((line, _)) = left_out.first() {
                self.note(*line, FileGap::Rule);
            }
            return vec![(0, from, to)];
        }
        starts.sort_by_key(|start| start.in_japan().to_utc_millis());
        let is_left_out = |start: &Stamp| left_out.iter().any(|(_, out)| out == start);
        starts
            .into_iter()
            .enumerate()
            .filter(|(_, start)| !is_left_out(start))
            .map(|(at, start)| (at + 1, start, to.and_then(|to| start.with_length_of(from, to))))
            .collect()
    }

    /// Where an event begins: once, by its rule, and on the days that are named one by one.
    fn starts(&mut self, draft: &Draft, from: Stamp) -> Vec<Stamp> {
        let mut starts = vec![from];
        if let Some((line, rule)) = draft.first("RRULE") {
            match repeat::expand(&rule.value, from) {
                Some(repeats) => {
                    if repeats.is_cut {
                        self.note(*line, FileGap::Repeats);
                    }
                    // The first time stands, whatever the rule says.
                    starts.extend(repeats.starts.into_iter().filter(|start| *start != from));
                }
                None => self.note(*line, FileGap::Rule),
            }
        }
        let named = draft
            .all("RDATE")
            .flat_map(|(line, property)| property.value.split(',').map(move |value| (*line, property.stamp(value).0)));
        for (line, stamp) in named {
            match stamp {
                None => self.note(line, FileGap::Date),
                Some(_) if starts.len() >= TIMES_MOST => {
                    self.note(line, FileGap::Repeats);
                    break;
                }
                Some(stamp) if starts.contains(&stamp) => {}
                Some(stamp) => starts.push(stamp),
            }
        }
        starts
    }

    fn date_of(&mut self, draft: &Draft, name: &str) -> Option<Stamp> {
        let (line, property) = draft.first(name)?;
        let (stamp, unknown) = property.stamp(&property.value);
        if let Some(zone) = unknown {
            self.note(*line, FileGap::Zone(zone));
        }
        if stamp.is_none() {
            self.note(*line, FileGap::Date);
        }
        stamp
    }

    fn note(&mut self, line: usize, what: FileGap) {
        let note = FileNote { line, what };
        if self.file.notes.len() < NOTES_MOST && self.file.notes.last() != Some(&note) {
            self.file.notes.push(note);
        }
    }

    fn finish(self) -> Result<CalendarFile, FileFault> {
        if let Some(part) = self.open.last().filter(|_| self.has_calendar) {
            return Err(FileFault::Unfinished(part.line));
        }
        if !self.has_calendar {
            return Err(FileFault::NoCalendar(self.stray.unwrap_or(1)));
        }
        Ok(self.file)
    }
}
