//! A stranger's calendar file → its events. Everything is bounded: size, lines, depth, events, repetitions, words.
//!
//! Zones are known by name; what the file itself says of a zone is not evaluated. Tasks and busy times are counted only.

mod dates;
mod lengths;
pub mod lines;
mod places;
pub mod property;
mod repeat;
mod times;

use std::collections::HashSet;

use chrono::{Days, NaiveDate};

use super::line::unescaped;
use crate::domain::calendar_file::{CalendarFile, FileEvent, FileFault, FileGap, FileNote};
use crate::domain::deadline::Moment;
use dates::Stamp;
use lengths::Length;
use places::{Origin, Place};
use property::Property;
use repeat::Reach;
use times::Time;

pub use lines::FILE_MOST;

/// Parts that lie in one another.
const DEPTH_MOST: usize = 8;
/// Events that are read, each repetition counted.
const EVENTS_MOST: usize = 2_000;
/// Times at which one event is, and those taken out of them.
const TIMES_MOST: usize = 200;
/// How long ago something may have begun that is not over yet.
const PAST: Days = Days::new(31);
/// Properties that are kept of one event.
const PROPERTIES_MOST: usize = 1_000;
/// Notes that are kept.
const NOTES_MOST: usize = 200;
/// Characters that are kept of a text.
const TEXT_MOST: usize = 4_000;
/// Characters that are kept of it for each further time of its event.
const AGAIN_MOST: usize = 200;
/// Characters that are kept of all events together: what repeats must not grow out of a small file.
const WORDS_MOST: usize = 1_000_000;

/// Reads a file. Of what repeats more often than is read, the first times are read.
///
/// # Errors
/// What makes the whole file unreadable, with its line.
pub fn read(bytes: &[u8]) -> Result<CalendarFile, FileFault> {
    read_within(bytes, Reach::new(None))
}

/// Reads a file for somebody whose today it is. Of what repeats more often than is read, the times about today and those
/// behind it are read.
///
/// # Errors
/// What makes the whole file unreadable, with its line.
pub fn read_for(bytes: &[u8], today: NaiveDate) -> Result<CalendarFile, FileFault> {
    read_within(bytes, Reach::new(today.checked_sub_days(PAST)))
}

fn read_within(bytes: &[u8], reach: Reach) -> Result<CalendarFile, FileFault> {
    let mut reader = Reader::new(reach);
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

/// The words of an event.
struct Words {
    uid: String,
    summary: String,
    description: String,
    place: String,
}

struct Reader {
    file: CalendarFile,
    open: Vec<Part>,
    draft: Option<Draft>,
    has_calendar: bool,
    /// First line that stands outside every calendar.
    stray: Option<usize>,
    /// What each of the events is one time of, in their order.
    origins: Vec<Origin>,
    /// Identities of those of whose times only the first are read.
    cut: HashSet<String>,
    /// Characters that may still be kept.
    room: usize,
    /// How far rules are still followed.
    reach: Reach,
}

impl Reader {
    fn new(reach: Reach) -> Self {
        Self {
            file: CalendarFile::default(),
            open: Vec::new(),
            draft: None,
            has_calendar: false,
            stray: None,
            origins: Vec::new(),
            cut: HashSet::new(),
            room: WORDS_MOST,
            reach,
        }
    }

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
        if self.file.events.len() >= EVENTS_MOST {
            return self.note(draft.line, FileGap::Events);
        }
        let Some(from) = self.date_of(draft, "DTSTART") else {
            return self.note(draft.line, FileGap::NoStart);
        };
        let length = self.length_of(draft, from);
        let place = self.place(draft);
        let times = match place {
            Some(_) => vec![Time { number: 0, from, length }],
            None => self.times(draft, from, length),
        };
        let text = |name| draft.text(name);
        let words = Words {
            uid: text("UID"),
            summary: text("SUMMARY"),
            description: text("DESCRIPTION"),
            place: text("LOCATION"),
        };
        let is_cancelled = draft.text("STATUS").eq_ignore_ascii_case("CANCELLED");
        for (at, Time { number, from, length }) in times.into_iter().enumerate() {
            if self.file.events.len() >= EVENTS_MOST {
                return self.note(draft.line, FileGap::Events);
            }
            let kept = self.kept(draft.line, &words, at == 0);
            self.origins.push(Origin { time: place.map_or(from, Place::time), place, from, length });
            let to = last_moment(from, length);
            self.file.events.push(FileEvent {
                line: draft.line,
                uid: kept.uid,
                summary: kept.summary,
                description: kept.description,
                place: kept.place,
                from: from.in_japan(),
                to,
                is_cancelled,
                repeat: number,
            });
        }
    }

    /// As much of the words as there is room for; of a further time the beginnings. The identity is whole or nothing.
    fn kept(&mut self, line: usize, words: &Words, is_first: bool) -> Words {
        let most = if is_first { TEXT_MOST } else { AGAIN_MOST };
        let mut is_short = false;
        let mut keep = |text: &str, most: usize| {
            let kept: String = text.chars().take(most.min(self.room)).collect();
            let count = kept.chars().count();
            is_short |= count == self.room && kept.len() < text.len();
            self.room -= count;
            kept
        };
        let mut kept = Words {
            uid: keep(&words.uid, TEXT_MOST),
            summary: keep(&words.summary, most),
            description: keep(&words.description, most),
            place: keep(&words.place, most),
        };
        if kept.uid.len() < words.uid.len() {
            kept.uid.clear();
        }
        if is_short && self.file.notes.iter().all(|note| note.what != FileGap::Texts) {
            self.note(line, FileGap::Texts);
        }
        kept
    }

    /// How long an event is that begins at `from`.
    fn length_of(&mut self, draft: &Draft, from: Stamp) -> Length {
        // Until a moment it is as long at all its times; for so long it ends by the calendar of each (RFC 5545, 3.8.5.3).
        let (line, length) = match (draft.first("DTEND"), draft.first("DURATION")) {
            (Some((line, _)), _) => {
                let Some(end) = self.date_of(draft, "DTEND") else { return Length::NONE };
                (*line, end.last_after(from).and_then(|last| from.length_to(last)))
            }
            (None, Some((line, property))) => {
                let Some((length, end)) =
                    Length::parse(&property.value).and_then(|length| Some((length, from.plus(length)?)))
                else {
                    self.note(*line, FileGap::Date);
                    return Length::NONE;
                };
                let of_days = || end.last_after(from).and_then(|last| from.length_to(last));
                (*line, if matches!(from, Stamp::Day(_)) { of_days() } else { Some(length) })
            }
            (None, None) => return Length::NONE,
        };
        length.unwrap_or_else(|| {
            self.note(line, FileGap::EndBeforeStart);
            Length::NONE
        })
    }

    fn date_of(&mut self, draft: &Draft, name: &str) -> Option<Stamp> {
        let (line, property) = draft.first(name)?;
        self.stamp(*line, property, &property.value)
    }

    /// A date of a property's value; tells when it cannot be read, and when its zone is not known.
    fn stamp(&mut self, line: usize, property: &Property, value: &str) -> Option<Stamp> {
        let (stamp, unknown) = property.stamp(value);
        if let Some(zone) = unknown {
            self.note(line, FileGap::Zone(zone));
        }
        if stamp.is_none() {
            self.note(line, FileGap::Date);
        }
        stamp
    }

    fn note(&mut self, line: usize, what: FileGap) {
        let note = FileNote { line, what };
        if self.file.notes.len() < NOTES_MOST && self.file.notes.last() != Some(&note) {
            self.file.notes.push(note);
        }
    }

    fn finish(mut self) -> Result<CalendarFile, FileFault> {
        if let Some(part) = self.open.last().filter(|_| self.has_calendar) {
            return Err(FileFault::Unfinished(part.line));
        }
        if !self.has_calendar {
            return Err(FileFault::NoCalendar(self.stray.unwrap_or(1)));
        }
        self.put_in_place();
        Ok(self.file)
    }
}

/// The last day or moment of what is so long, where it is another than the first.
fn last_moment(from: Stamp, length: Length) -> Option<Moment> {
    let last = from.plus(length)?.in_japan();
    (last != from.in_japan()).then_some(last)
}
