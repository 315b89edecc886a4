//! vCard of versions 2.1, 3.0 and 4.0 → contacts. A property that is not known is counted, never a reason to refuse.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::contact_card::{CardDialect, CardFault, CardFile, CardNote, CardRefusal, ROWS_MOST};
use crate::server::ics::read::property::Property;

use super::draft::Draft;
use super::lines::{self, Line};
use super::{said, text};

/// Cards that lie in one another.
const DEPTH_MOST: usize = 8;
/// Properties that are read of one card.
const PROPERTIES_MOST: usize = 500;

/// Reads a file.
///
/// # Errors
/// What makes the whole file unreadable, with its line.
pub fn read(bytes: &[u8]) -> Result<CardFile, CardFault> {
    let file = CardFile { dialect: CardDialect::VCard, rows: Vec::new(), unread: BTreeMap::new() };
    let mut reader = Reader { file, depth: 0, card: None, is_agent_next: false };
    lines::each(bytes, |line| reader.take(line))?;
    Ok(reader.finish())
}

struct Reader {
    file: CardFile,
    /// How many cards are open; those within another one (its agent) are passed over.
    depth: usize,
    card: Option<Card>,
    /// Whether the line before named an agent, whose card follows. No other card lies in one: where another begins, the
    /// end of the one before is missing, and whoever comes behind would be swallowed.
    is_agent_next: bool,
}

/// A card that has begun.
struct Card {
    line: usize,
    properties: Vec<Property>,
    broken: Vec<usize>,
}

impl Card {
    /// What the card says. What is not kept is counted in `unread`.
    fn draft(self, unread: &mut BTreeMap<String, usize>) -> Draft {
        let mut draft = said::draft(self.line, self.properties, unread);
        draft.found.extend(self.broken.into_iter().map(CardNote::Line));
        draft
    }
}

impl Reader {
    fn take(&mut self, line: Line) -> Result<(), CardFault> {
        if line.bytes.trim_ascii().is_empty() {
            return Ok(());
        }
        let number = line.number;
        let property = property(&line)?;
        let is_agent = std::mem::take(&mut self.is_agent_next);
        match property {
            Some(property) if property.name == "BEGIN" && is_card(&property) => {
                if !is_agent {
                    self.break_off();
                }
                self.begin(number)
            }
            Some(property) if property.name == "END" && is_card(&property) => {
                self.end();
                Ok(())
            }
            Some(property) => {
                // Before 3.0 the card of an agent stands behind its name, on the same line or on the next ones.
                if property.name == "AGENT" && self.depth > 0 {
                    if property.value.trim().eq_ignore_ascii_case("BEGIN:VCARD") {
                        return self.begin(number);
                    }
                    self.is_agent_next = property.value.trim().is_empty();
                }
                if let Some(card) = self.card.as_mut().filter(|_| self.depth == 1)
                    && card.properties.len() < PROPERTIES_MOST
                {
                    card.properties.push(property);
                }
                Ok(())
            }
            None => {
                if let Some(card) = self.card.as_mut().filter(|card| self.depth == 1 && card.broken.len() < 20) {
                    card.broken.push(number);
                }
                Ok(())
            }
        }
    }

    fn begin(&mut self, number: usize) -> Result<(), CardFault> {
        if self.depth >= DEPTH_MOST {
            return Err(CardFault::TooDeep(number));
        }
        if self.depth == 0 {
            if self.file.rows.len() >= ROWS_MOST {
                return Err(CardFault::TooManyRows(ROWS_MOST));
            }
            self.card = Some(Card { line: number, properties: Vec::new(), broken: Vec::new() });
        }
        self.depth += 1;
        Ok(())
    }

    fn end(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0
            && let Some(card) = self.card.take()
        {
            let draft = card.draft(&mut self.file.unread);
            self.file.rows.push(draft.settled());
        }
    }

    /// Tells of the card that is open that its end is missing.
    fn break_off(&mut self) {
        self.depth = 0;
        if let Some(card) = self.card.take() {
            let mut draft = card.draft(&mut self.file.unread);
            draft.refusal = Some(CardRefusal::Unfinished);
            self.file.rows.push(draft.settled());
        }
    }

    fn finish(mut self) -> CardFile {
        self.break_off();
        self.file
    }
}

fn is_card(property: &Property) -> bool {
    property.value.trim().eq_ignore_ascii_case("VCARD")
}

/// A line in its parts, its value decoded; none for what is no line of a card.
fn property(line: &Line) -> Result<Option<Property>, CardFault> {
    let fault = CardFault::NoText(line.number);
    // Heads are plain letters in every encoding: the encoding that a head names is read out of it.
    let head = line.bytes.split(|byte| *byte == b':').next().unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_uppercase();
    let named = head.split(';').find_map(|part| part.strip_prefix("CHARSET=")).map(|name| name.replace('"', ""));
    let is_quoted = head.contains("QUOTED-PRINTABLE");
    let whole: Cow<'_, str> = text::text_of(&line.bytes, named.as_deref().filter(|_| !is_quoted)).ok_or(fault)?;
    let Some(mut property) = Property::parse(&whole) else { return Ok(None) };
    if is_quoted {
        let bytes = lines::unquoted(&property.value);
        property.value = text::text_of(&bytes, named.as_deref()).ok_or(fault)?.into_owned();
    }
    Ok(Some(property))
}
