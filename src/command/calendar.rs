//! `musubi calendar`: a bid's dates as iCalendar, and what somebody else's calendar file says.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use musubi::domain::calendar_file::{CalendarFile, FileEvent};
use musubi::domain::id::BidId;
use musubi::domain::language::Language;
use musubi::server::failure::Failure;
use musubi::server::services::calendars;
use musubi::server::{calendar, clock, ics};
use musubi::ui::wording::{calendar_file, in_language};
use serde_json::json;

use super::refusal::Place;
use super::{DataFolder, Outcome};

/// Arguments of `calendar`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct CalendarCommand {
    #[command(subcommand)]
    deed: Option<Deed>,
    #[command(flatten)]
    folder: DataFolder,
    /// Id of the bid: the last part of its address in the browser (/bids/ID).
    #[arg(long, value_parser = super::bid_id, required = true)]
    bid: Option<BidId>,
    /// Language of the events: ja or en.
    #[arg(long, value_parser = language, default_value = "ja")]
    language: Language,
}

#[derive(Debug, Subcommand)]
enum Deed {
    /// Say which events a calendar file (.ics) holds, in Japan time, and what of it cannot be read.
    ///
    /// They are those that the application reads out of it today: of what repeats without end, the times about today.
    ///
    /// Ends with 1 when something of the file, or all of it, is not read.
    Read(ReadFile),
}

/// Arguments of `calendar read`.
#[derive(Debug, Args)]
struct ReadFile {
    /// The file.
    file: PathBuf,
    /// Print JSON: name, events, notes with their lines.
    #[arg(long)]
    json: bool,
}

impl CalendarCommand {
    /// Prints the bid's calendar, or reads a file.
    pub async fn run(&self) -> Result<Outcome, Failure> {
        match (&self.deed, self.bid) {
            (Some(Deed::Read(read)), _) => read.run(),
            (None, Some(bid)) => {
                let call = self.folder.call_on_existing().await?;
                let sheet = calendars::of_bid(&call, bid, self.language).await?;
                let file = calendar::file(&sheet, &call.state.settings.base_url());
                super::telling::file(&file);
                Ok(Outcome::Fine)
            }
            (None, None) => Err(Failure::fault("name the bid with --bid ID")),
        }
    }

    /// What it works on, for a refusal.
    pub fn place(&self) -> Place<'_> {
        match (&self.deed, self.bid) {
            (Some(Deed::Read(read)), _) => Place::File(&read.file),
            (None, Some(bid)) => Place::Bid { bid, folder: &self.folder },
            (None, None) => Place::Nowhere,
        }
    }
}

impl ReadFile {
    fn run(&self) -> Result<Outcome, Failure> {
        let bytes = bounded(&self.file)?;
        let file = match ics::read_for(&bytes, clock::now().in_japan().date()) {
            Ok(file) => file,
            Err(fault) => {
                let [en, ja] = both(|| calendar_file::fault(fault));
                if self.json {
                    tell!("{}", serde_json::to_string_pretty(&json!({ "refused": en, "refused_ja": ja }))?);
                } else {
                    tell!("{en}\n{ja}");
                }
                return Ok(Outcome::Findings);
            }
        };
        if self.json {
            tell!("{}", serde_json::to_string_pretty(&object(&file))?);
        } else {
            file.events.iter().for_each(line);
            for note in &file.notes {
                let [en, ja] = both(|| calendar_file::note(note));
                tell!("{en}\n    {ja}");
            }
        }
        Ok(if file.notes.is_empty() { Outcome::Fine } else { Outcome::Findings })
    }
}

/// The file with a sentence for each note.
fn object(file: &CalendarFile) -> serde_json::Value {
    let notes: Vec<_> = file
        .notes
        .iter()
        .map(|note| {
            let [en, ja] = both(|| calendar_file::note(note));
            json!({ "line": note.line, "what": note.what, "sentence": en, "sentence_ja": ja })
        })
        .collect();
    json!({ "name": file.name, "events": file.events, "notes": notes, "others": file.others })
}

fn line(event: &FileEvent) {
    let to = event.to.map(|to| format!(" – {to}")).unwrap_or_default();
    let mark = if event.is_cancelled { "\tcancelled" } else { "" };
    tell!("{}{to}\t{}{mark}", event.from, event.summary.replace('\n', " "));
}

/// A sentence in English and in Japanese.
fn both(words: impl Fn() -> String) -> [String; 2] {
    [Language::English, Language::Japanese].map(|language| in_language(language, &words))
}

/// The file's bytes; of a larger one, enough to know that it is too large.
fn bounded(path: &Path) -> Result<Vec<u8>, Failure> {
    use std::io::Read;
    let mut bytes = Vec::new();
    let most = u64::try_from(ics::FILE_MOST).unwrap_or(u64::MAX);
    std::fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| format!("`{text}` is neither ja nor en"))
}
