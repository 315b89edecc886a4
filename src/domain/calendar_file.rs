//! What was read of somebody else's calendar file: its events in Japan's wall clock, and what of it was not read.

use serde::{Deserialize, Serialize};

use super::deadline::{MilestoneKind, Moment};

/// Most events of a file that are offered at once.
pub const OFFERED_MOST: usize = 60;

/// A calendar file that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CalendarFile {
    /// The calendar's name, where it has one.
    pub name: String,
    /// Its events, in the order of the file; one that repeats stands once for each time.
    pub events: Vec<FileEvent>,
    /// What was not read.
    pub notes: Vec<FileNote>,
    /// How many other things (tasks, journals, busy times) the file holds.
    pub others: usize,
}

/// An event of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileEvent {
    /// Line of the file where it begins, from 1.
    pub line: usize,
    /// Its identity.
    pub uid: String,
    /// Its title.
    pub summary: String,
    /// The rest in words.
    pub description: String,
    /// Where.
    pub place: String,
    /// When it begins.
    #[serde(serialize_with = "as_text")]
    pub from: Moment,
    /// When it ends, where that is another moment; of whole days the last one.
    #[serde(serialize_with = "as_optional_text")]
    pub to: Option<Moment>,
    /// Whether the file says that it will not be.
    pub is_cancelled: bool,
    /// Which of the times that are read it is, from 1; 0 where it does not repeat.
    pub repeat: usize,
}

impl FileEvent {
    /// The step that its title names, where it names one.
    #[must_use]
    pub fn kind(&self) -> Option<MilestoneKind> {
        MilestoneKind::ALL
            .into_iter()
            .filter(|kind| self.summary.contains(kind.ja()))
            .max_by_key(|kind| kind.ja().len())
    }
}

/// Something of a file that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileNote {
    /// Line of the file, from 1.
    pub line: usize,
    /// What.
    pub what: FileGap,
}

impl FileNote {
    /// As it stands in a form that is kept: line, code, and the name of a zone.
    #[must_use]
    pub fn code(&self) -> String {
        let line = self.line;
        let code = match &self.what {
            FileGap::Line => "line",
            FileGap::NoStart => "no_start",
            FileGap::Date => "date",
            FileGap::EndBeforeStart => "end_before_start",
            FileGap::Zone(zone) => return format!("{line}:zone:{zone}"),
            FileGap::Rule => "rule",
            FileGap::First => "first",
            FileGap::Exception => "exception",
            FileGap::Texts => "texts",
            FileGap::Repeats => "repeats",
            FileGap::Events => "events",
        };
        format!("{line}:{code}")
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (line, what) = code.split_once(':')?;
        let what = match what {
            "line" => FileGap::Line,
            "no_start" => FileGap::NoStart,
            "date" => FileGap::Date,
            "end_before_start" => FileGap::EndBeforeStart,
            "rule" => FileGap::Rule,
            "first" => FileGap::First,
            "exception" => FileGap::Exception,
            "texts" => FileGap::Texts,
            "repeats" => FileGap::Repeats,
            "events" => FileGap::Events,
            other => FileGap::Zone(other.strip_prefix("zone:")?.to_owned()),
        };
        Some(Self { line: line.parse().ok()?, what })
    }
}

/// What was not read, or not as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileGap {
    /// A line is no line of a calendar.
    Line,
    /// An event has no beginning that can be read; it is left out.
    NoStart,
    /// A date or time cannot be read.
    Date,
    /// The end lies before the beginning; the end is left out.
    EndBeforeStart,
    /// A zone that is not known: the time is taken as Japan's.
    Zone(String),
    /// A rule of repetition or exception that is not read and left out.
    Rule,
    /// Where it first begins is none of the times of its rule; it stands all the same, and is counted.
    First,
    /// A time that is taken out or replaced (EXDATE, RECURRENCE-ID) is none of the event's.
    Exception,
    /// The words of all events are longer than is read; from here on they are cut short.
    Texts,
    /// More repetitions than are read; some are left out.
    Repeats,
    /// More events than are read; the rest is left out.
    Events,
}

/// Why a file is not read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFault {
    /// Larger than this many bytes.
    TooLarge(usize),
    /// More lines than this.
    TooManyLines(usize),
    /// A line is longer than is read.
    LineTooLong(usize),
    /// A line is no text in any known encoding.
    NoText(usize),
    /// There is no calendar in it; the first line that is something else.
    NoCalendar(usize),
    /// Parts lie too deep in one another.
    TooDeep(usize),
    /// A part ends that did not begin, or not in its turn.
    WrongEnd(usize),
    /// The file ends before its parts do; the line where the innermost began.
    Unfinished(usize),
}

fn as_text<S: serde::Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(moment)
}

fn as_optional_text<S: serde::Serializer>(moment: &Option<Moment>, serializer: S) -> Result<S::Ok, S::Error> {
    match moment {
        Some(moment) => serializer.collect_str(moment),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_note_is_read_back() {
        for what in [
            FileGap::Line,
            FileGap::NoStart,
            FileGap::Date,
            FileGap::EndBeforeStart,
            FileGap::Zone("(UTC-03:00) Brasília".to_owned()),
            FileGap::Rule,
            FileGap::First,
            FileGap::Exception,
            FileGap::Texts,
            FileGap::Repeats,
            FileGap::Events,
        ] {
            let note = FileNote { line: 7, what };
            assert_eq!(FileNote::parse(&note.code()), Some(note));
        }
        assert_eq!(FileNote::parse("7:nothing"), None);
    }
}
