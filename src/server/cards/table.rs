//! A table of contacts (CSV with commas, semicolons or tabs) → contacts, by what its heads say.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use crate::domain::contact::NameOrder;
use crate::domain::contact_card::{CardDialect, CardFault, CardFile, CardNote, CardRefusal, CardRow, ROWS_MOST};
use crate::domain::language::Language;

use super::columns::{AddressParts, Column, Labelled, OwnColumn, Part, What, joined_address};
use super::draft::{Draft, WaySort, count};
use super::head;
use super::quotes::{self, Swallowed};
use super::text::LINE_MOST;
use super::write::restored;

/// Stands between several values in one cell of Google's.
const SEVERAL: &str = " ::: ";
/// Most columns that are looked at.
const COLUMNS_MOST: usize = 400;

/// Reads a table.
///
/// # Errors
/// `LineTooLong`, `NoCards`, `OpenQuote`, `TooManyRows`, `NoText`.
pub fn read(text: &str) -> Result<CardFile, CardFault> {
    let sign = delimiter(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(text.as_bytes());
    let mut table: Option<Table> = None;
    let mut rows = Vec::new();
    let mut unread = BTreeMap::new();
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|_| CardFault::NoText(lines.line))?;
        let line = record.position().map_or(1, |position| lines.line_of(position.byte()));
        if record.as_slice().len() > LINE_MOST {
            return Err(CardFault::LineTooLong(line));
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let Some(table) = &table else {
            if quotes::has_swallowed(&record, sign) {
                return Err(CardFault::OpenQuote(line));
            }
            table = Some(Table::of(&record, sign).ok_or(CardFault::NoCards(line))?);
            continue;
        };
        if rows.len() >= ROWS_MOST {
            return Err(CardFault::TooManyRows(ROWS_MOST));
        }
        rows.push(table.row(line, &record, &mut unread));
    }
    let table = table.ok_or(CardFault::Empty)?;
    Ok(CardFile { dialect: table.dialect, rows, unread })
}

/// Counts lines on the way through a text: a row begins behind the line end of the one before, and behind blank lines.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn line_of(&mut self, byte: u64) -> usize {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(sign) = self.text.get(self.at) {
            let is_end = matches!(sign, b'\r' | b'\n');
            if self.at >= start && !is_end {
                break;
            }
            // CR LF is one line end.
            let is_first_of_two = *sign == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += usize::from(is_end && !is_first_of_two);
            self.at += 1;
        }
        self.line
    }
}

/// The sign that stands most often in the first line, outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if is_quoted => {}
            sign => counts.iter_mut().filter(|(known, _)| *known == sign).for_each(|(_, count)| *count += 1),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| sign)
}

/// What the columns of a table hold.
struct Table {
    dialect: CardDialect,
    /// The sign between its cells.
    sign: u8,
    /// How many heads there are, with those that are not looked at.
    width: usize,
    heads: Vec<String>,
    columns: Vec<Column>,
}

/// What stands in columns that belong together.
#[derive(Default)]
struct Cells {
    first: [String; 2],
    middle: String,
    labels: Vec<(Labelled, WaySort)>,
    addresses: BTreeMap<u8, Address>,
    title: String,
    own: BTreeMap<u8, String>,
}

struct Address {
    sort: WaySort,
    parts: [String; 8],
}

impl Table {
    fn of(record: &StringRecord, sign: u8) -> Option<Self> {
        let heads: Vec<String> = record.iter().take(COLUMNS_MOST).map(str::to_owned).collect();
        let (dialect, columns) = head::columns(&heads)?;
        Some(Self { dialect, sign, width: record.len(), heads, columns })
    }

    fn row(&self, line: usize, record: &StringRecord, unread: &mut BTreeMap<String, usize>) -> CardRow {
        let mut draft = Draft { line, ..Draft::default() };
        let is_own = self.dialect == CardDialect::Own;
        let filled: Vec<(usize, Column, &str)> = self
            .columns
            .iter()
            .zip(record.iter())
            .enumerate()
            .map(|(at, (column, cell))| (at, *column, if is_own { restored(cell) } else { cell }))
            .filter(|(_, _, cell)| !cell.trim().is_empty())
            .collect();
        self.settle_quotes(&mut draft, &filled);
        if draft.refusal.is_some() {
            return draft.settled();
        }
        if quotes::has_surplus(record, self.width) {
            draft.note(CardNote::MoreCells);
        }
        let mut cells = Cells::default();
        for (_, column, cell) in &filled {
            if let Column::Label(place) = column {
                cells.labels.push((*place, sort_of(cell)));
            }
        }
        for (at, column, cell) in filled {
            if !cells.take(&mut draft, column, cell) && !is_noise(cell) {
                count(unread, self.heads.get(at).map(String::as_str).unwrap_or_default());
            }
        }
        cells.settle(&mut draft, is_own);
        draft.settled()
    }

    /// Refuses a row with a cell that has swallowed others: nobody could say who is in it.
    fn settle_quotes(&self, draft: &mut Draft, filled: &[(usize, Column, &str)]) {
        for (_, column, cell) in filled {
            match quotes::swallowed(*column, cell, self.sign, self.width) {
                Some(Swallowed::Rows) => {
                    draft.refusal = Some(CardRefusal::OpenQuote);
                    let first = filled.first().and_then(|(_, _, cell)| cell.trim().lines().next());
                    first.unwrap_or_default().clone_into(&mut draft.whole);
                }
                Some(Swallowed::Perhaps) => draft.note(CardNote::OpenQuote),
                None => {}
            }
        }
    }
}

/// Google puts everybody into groups of its own.
fn is_noise(cell: &str) -> bool {
    cell.split(SEVERAL).all(|group| group.trim_start().starts_with("* "))
}

fn sort_of(label: &str) -> WaySort {
    let label = label.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if has(&["fax"]) {
        WaySort::Fax
    } else if has(&["mobile", "cell", "携帯"]) {
        WaySort::Mobile
    } else if has(&["home", "自宅"]) {
        WaySort::Home
    } else {
        WaySort::Work
    }
}

impl Cells {
    /// Puts a cell where it belongs; answers whether it is kept or told otherwise.
    fn take(&mut self, draft: &mut Draft, column: Column, cell: &str) -> bool {
        let text = cell.trim();
        match column {
            Column::Unread | Column::PerhapsTitle => return false,
            Column::Silent | Column::Label(_) => {}
            Column::Birthday => draft.note(CardNote::Birthday),
            Column::Picture => draft.note(CardNote::Picture),
            Column::Name => put(&mut draft.whole, text),
            Column::NameKana => put(&mut draft.whole_kana, text),
            Column::Family => put(&mut self.first[0], text),
            Column::Given => put(&mut self.first[1], text),
            Column::Middle => put(&mut self.middle, text),
            Column::FamilyKana => put(&mut draft.kana[0], text),
            Column::GivenKana => put(&mut draft.kana[1], text),
            Column::Body => put(&mut draft.body.name, text),
            Column::BodyKana => put(&mut draft.body.name_kana, text),
            Column::Department => put(&mut draft.department, text),
            Column::Title => put(&mut self.title, text),
            Column::Mail(place) => {
                let sort = self.sort(place);
                text.split(SEVERAL).for_each(|value| draft.put_mail(sort, value));
            }
            Column::Phone(place) => {
                let sort = self.sort(place);
                text.split(SEVERAL).for_each(|value| draft.put_phone(sort, value));
            }
            Column::Address(place, part) => self.take_address(place, part, text),
            Column::Site => put(&mut draft.body.site, text.split(SEVERAL).next().unwrap_or_default()),
            // Blanks in front of notes belong to them.
            Column::Notes => draft.notes.push(cell.replace("\r\n", "\n")),
            Column::Language => match Language::parse(text).or_else(|| language(text)) {
                Some(language) => language.tag().clone_into(&mut draft.language),
                None => return false,
            },
            Column::Own(own) => {
                self.own.insert(own as u8, text.to_owned());
            }
        }
        true
    }

    /// Where something reaches somebody: as its head says, or the label beside it.
    fn sort(&self, place: Labelled) -> WaySort {
        let is_beside = |label: &Labelled| (label.what, label.number) == (place.what, place.number);
        let label = self.labels.iter().find(|(label, _)| is_beside(label)).map(|(_, sort)| *sort);
        place.sort.or(label).unwrap_or(WaySort::Work)
    }

    fn take_address(&mut self, place: Labelled, part: Part, text: &str) {
        let sort = self.sort(Labelled { what: What::Address, ..place });
        let empty = || Address { sort, parts: Default::default() };
        let address = self.addresses.entry(place.number).or_insert_with(empty);
        let text = text.split(SEVERAL).next().unwrap_or_default();
        let slot = &mut address.parts[part as usize];
        *slot = [slot.as_str(), text].join(" ").trim().to_owned();
    }

    fn own(&self, column: OwnColumn) -> &str {
        self.own.get(&(column as u8)).map(String::as_str).unwrap_or_default()
    }

    fn settle(mut self, draft: &mut Draft, is_own: bool) {
        self.settle_address(draft);
        let title = std::mem::take(&mut self.title);
        if is_own {
            self.settle_own(draft, title);
            return;
        }
        let [family, given] = std::mem::take(&mut self.first);
        draft.put_name([family, [given.as_str(), &self.middle].join(" ").trim().to_owned()]);
        if !title.is_empty() {
            draft.put_title(&title, None);
        }
    }

    /// Our own tables say what other programs leave to be guessed.
    fn settle_own(&mut self, draft: &mut Draft, title: String) {
        let latin = [self.own(OwnColumn::FamilyLatin).to_owned(), self.own(OwnColumn::GivenLatin).to_owned()];
        let name = std::mem::take(&mut self.first);
        if self.own(OwnColumn::Script) == "latin" {
            draft.latin = name;
        } else {
            (draft.native, draft.latin) = (name, latin);
        }
        if self.own(OwnColumn::TitleLanguage) == Language::English.tag() {
            draft.title_en = title;
        } else {
            draft.title_ja = title;
            self.own(OwnColumn::TitleEn).clone_into(&mut draft.title_en);
        }
        draft.order = NameOrder::parse(self.own(OwnColumn::Order));
        self.own(OwnColumn::Kind).clone_into(&mut draft.kind);
        self.own(OwnColumn::BodyKind).clone_into(&mut draft.body.kind);
        self.own(OwnColumn::BodyLatin).clone_into(&mut draft.body.name_latin);
        self.own(OwnColumn::Channel).clone_into(&mut draft.channel);
        self.own(OwnColumn::CardOn).clone_into(&mut draft.card_on);
        self.own(OwnColumn::Consent).clone_into(&mut draft.consent);
    }

    /// The first address that is not at home.
    fn settle_address(&mut self, draft: &mut Draft) {
        for Address { sort, parts } in std::mem::take(&mut self.addresses).into_values() {
            if sort == WaySort::Home {
                draft.note(CardNote::Home);
            } else if draft.body.address.is_empty() {
                draft.body.address = line(&parts);
            }
        }
    }
}

fn line(parts: &[String; 8]) -> String {
    let part = |part: Part| parts[part as usize].as_str();
    let whole = part(Part::Whole);
    if !whole.is_empty() {
        return whole.to_owned();
    }
    joined_address(&AddressParts {
        post_box: part(Part::PostBox),
        extended: part(Part::Extended),
        street: part(Part::Street),
        city: part(Part::City),
        region: part(Part::Region),
        postal: part(Part::Postal),
        country: part(Part::Country),
    })
}

fn put(slot: &mut String, text: &str) {
    if slot.is_empty() {
        text.clone_into(slot);
    }
}

fn language(text: &str) -> Option<Language> {
    match text.to_lowercase().as_str() {
        "japanese" | "日本語" => Some(Language::Japanese),
        "english" | "英語" => Some(Language::English),
        _ => None,
    }
}
