//! Values into recipes: dates into their parts, digits into their boxes, choices by name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::formats;
use super::found::{DateControl, DateSlots, Found, Offer, Recipe};
use super::inline::CENTURY;
use super::slot::{Edit, Slot};
use crate::domain::buyer_form::{Blank, FillRefusal};
use crate::domain::era::{self, Digits, EraDate};
use crate::domain::record::find_emoji;
use crate::domain::text::half_width;

/// Longest value, in characters.
pub const LONGEST: u32 = 20_000;
/// Most choices that a refusal names.
const MOST_NAMED: usize = 12;

/// A place of a part that was filled: its bytes before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The part.
    pub part: String,
    /// The bytes that were there.
    pub before: Range<usize>,
    /// The bytes that are there now.
    pub after: Range<usize>,
}

/// The edits of all values, by part.
pub(super) fn edits(
    found: &[Found],
    values: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Vec<Edit>>, FillRefusal> {
    let mut all: BTreeMap<String, Vec<Edit>> = BTreeMap::new();
    for (id, value) in values {
        let one = found.iter().find(|one| one.blank.id == *id).ok_or_else(|| FillRefusal::Unknown(id.clone()))?;
        let value = clean(id, value)?;
        if value.is_empty() {
            continue;
        }
        let of_part = all.entry(one.blank.part.clone()).or_default();
        for recipe in [Some(&one.recipe), one.twin.as_ref()].into_iter().flatten() {
            of_part.extend(of_recipe(&one.blank, recipe, &value)?);
        }
    }
    all.retain(|_, edits| !edits.is_empty());
    Ok(all)
}

fn clean(id: &str, value: &str) -> Result<String, FillRefusal> {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let is_forbidden =
        |letter: char| letter.is_control() && !matches!(letter, '\n') || matches!(letter, '\u{FFFE}' | '\u{FFFF}');
    if value.chars().any(|letter| is_forbidden(letter) && letter != '\t') {
        return Err(FillRefusal::ControlCharacter(id.to_owned()));
    }
    if let Some(sign) = find_emoji(&value) {
        return Err(FillRefusal::Emoji(id.to_owned(), sign));
    }
    if value.chars().count() > LONGEST as usize {
        return Err(FillRefusal::TooLong(id.to_owned()));
    }
    Ok(value.replace('\t', "　").trim_end_matches('\n').to_owned())
}

fn of_recipe(blank: &Blank, recipe: &Recipe, value: &str) -> Result<Vec<Edit>, FillRefusal> {
    let id = blank.id.as_str();
    match recipe {
        Recipe::Text(slot) => within_length(blank, slot, value),
        Recipe::NumberField(slot, format) => {
            let number = formats::number(value, format).ok_or_else(|| FillRefusal::NotANumber(id.to_owned()))?;
            within_length(blank, slot, &number)
        }
        Recipe::DateField(slot, format) => {
            let day = era::parse(value).map_err(|_| FillRefusal::NotADate(id.to_owned()))?;
            let text = if format.is_empty() { None } else { formats::day(day, format) };
            within_length(blank, slot, text.as_deref().unwrap_or(value))
        }
        Recipe::DateText(control) => Ok(date_control(control, value)),
        Recipe::Date(slots) => date(blank, slots, value),
        Recipe::Digits(slots) => digits(id, slots, value),
        Recipe::Tick(tick) => {
            let answer = yes_or_no(value).ok_or_else(|| FillRefusal::NotYesOrNo(id.to_owned()))?;
            Ok(if answer == tick.is_ticked { Vec::new() } else { tick.edits.clone() })
        }
        Recipe::Choice(offers, slot) => {
            let is_meant = |offer: &&Offer| offer.shown == value.trim() || offer.value == value.trim();
            let offered = || offers.iter().take(MOST_NAMED).map(|offer| offer.shown.clone()).collect();
            let offer =
                offers.iter().find(is_meant).ok_or_else(|| FillRefusal::NotAChoice(id.to_owned(), offered()))?;
            Ok(slot.as_ref().map_or_else(|| offer.edits.clone(), |slot| slot.edits(&offer.shown)))
        }
    }
}

/// The edits of a value that is no longer than the form takes in this place.
fn within_length(blank: &Blank, slot: &Slot, value: &str) -> Result<Vec<Edit>, FillRefusal> {
    match slot.longest {
        Some(most) if value.chars().count() > most as usize => {
            Err(FillRefusal::LongerThan(blank.id.clone(), blank.label.clone(), most))
        }
        _ => Ok(slot.edits(value)),
    }
}

/// Yes and no as they are typed in either language.
pub(super) fn yes_or_no(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "yes" | "true" | "1" | "x" | "on" | "■" | "☑" | "☒" | "✓" | "✔" | "レ" | "はい" | "有" | "○" => {
            Some(true)
        }
        "no" | "false" | "0" | "off" | "□" | "☐" | "いいえ" | "無" | "×" => Some(false),
        _ => None,
    }
}

/// A day in the pattern of a control, which keeps the day itself as well; what is no day stays as typed, as in Word.
fn date_control(control: &DateControl, value: &str) -> Vec<Edit> {
    let Ok(day) = era::parse(value) else { return control.slot.edits(value) };
    let plain = || EraDate::of(day).map_or_else(|_| day.to_string(), |of_era| of_era.print(Digits::Office));
    let mut edits = control.slot.edits(&formats::day(day, &control.format).unwrap_or_else(plain));
    edits.extend(control.day.iter().map(|(bytes, lead, tail)| Edit {
        bytes: bytes.clone(),
        text: format!("{lead}{}T00:00:00Z{tail}", day.format("%Y-%m-%d")),
    }));
    edits
}

fn date(blank: &Blank, slots: &DateSlots, value: &str) -> Result<Vec<Edit>, FillRefusal> {
    let (era, [year, month, day]) = date_parts(&blank.id, slots, value)?;
    let parts = [(&slots.year, year), (&slots.month, month), (&slots.day, day)];
    let mut edits: Vec<Edit> = era.into_iter().collect();
    for (index, (slot, text)) in parts.into_iter().enumerate() {
        let Some(slot) = slot else { continue };
        // The rest of a western year stands right behind its century.
        let is_rest = slots.era == CENTURY && index == 0;
        edits.extend(if is_rest {
            slot.clone().keeping_width(true).edits(&text)
        } else {
            within_length(blank, slot, &within(slot, &text))?
        });
    }
    Ok(edits)
}

/// What marks the era; year as it goes behind what is printed, month, day. `8/4/1` is taken as it is typed.
fn date_parts(id: &str, slots: &DateSlots, value: &str) -> Result<(Option<Edit>, [String; 3]), FillRefusal> {
    let print = |number: u32| Digits::Office.print(number);
    let typed: Vec<u32> = value.trim().split(['/', '.', '-']).filter_map(|part| part.trim().parse().ok()).collect();
    if let [year, month, day] = typed.as_slice()
        && *year < 100
        && (1..=12).contains(month)
        && (1..=31).contains(day)
    {
        let of_era = if slots.era == CENTURY { format!("{year:02}") } else { print(*year) };
        return Ok((None, [of_era, print(*month), print(*day)]));
    }
    let date = era::parse(value).map_err(|_| FillRefusal::NotADate(id.to_owned()))?;
    let of_era = EraDate::of(date).map_err(|_| FillRefusal::NotADate(id.to_owned()))?;
    let in_era = if of_era.year == 1 { "元".to_owned() } else { print(of_era.year.into()) };
    let other_era = || FillRefusal::OtherEra(id.to_owned());
    let mut mark = None;
    let year = match slots.era.as_str() {
        "" => format!("{}{in_era}", of_era.era.kanji()),
        "*" => {
            let meant = slots.eras.iter().find(|(era, _)| era == of_era.era.kanji()).ok_or_else(other_era)?;
            mark = Some(meant.1.clone());
            in_era
        }
        "西暦" => {
            use chrono::Datelike;
            date.year().to_string()
        }
        CENTURY => {
            use chrono::Datelike;
            let year = date.year().to_string();
            year.strip_prefix(CENTURY).filter(|rest| rest.len() == 2).ok_or_else(other_era)?.to_owned()
        }
        printed if printed == of_era.era.kanji() => in_era,
        _ => return Err(other_era()),
    };
    Ok((mark, [year, print(of_era.month.into()), print(of_era.day.into())]))
}

/// A number in the middle of its room, which keeps its width where it can.
fn within(slot: &Slot, text: &str) -> String {
    let taken: usize = text.chars().map(super::line::width).sum();
    let free = slot.room.saturating_sub(taken);
    let right = free / 4;
    let left = free / 2 - right;
    format!("{}{}{text}{}", "　".repeat(left), " ".repeat(free % 2), "　".repeat(right))
}

fn digits(id: &str, slots: &[Slot], value: &str) -> Result<Vec<Edit>, FillRefusal> {
    let plain: String =
        value.chars().map(half_width).filter(|letter| !matches!(letter, ',' | '円' | '金' | ' ' | '　')).collect();
    let (has_mark, number) = plain.strip_prefix(['¥', '￥', '\\']).map_or((false, plain.as_str()), |rest| (true, rest));
    if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FillRefusal::NotANumber(id.to_owned()));
    }
    let Some(free) = slots.len().checked_sub(number.len()) else {
        return Err(FillRefusal::TooManyDigits(id.to_owned()));
    };
    let mut edits = Vec::new();
    if let Some(slot) = free.checked_sub(1).and_then(|at| slots.get(at)).filter(|_| has_mark) {
        edits.extend(slot.edits("¥"));
    }
    for (slot, digit) in slots.iter().skip(free).zip(number.chars()) {
        edits.extend(slot.edits(&digit.to_string()));
    }
    Ok(edits)
}

/// A part with its edits made, and where they were made.
pub(super) fn apply(part: &str, text: &str, edits: &[Edit]) -> Option<(String, Vec<Filled>)> {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    // Two blanks of one text both ask for its spaces to be kept.
    sorted.dedup_by(|a, b| a == b && a.text.starts_with(" xml:space"));
    let mut made = String::with_capacity(text.len() + 1024);
    let mut filled = Vec::with_capacity(sorted.len());
    let mut at = 0;
    for edit in sorted {
        made.push_str(text.get(at..edit.bytes.start)?);
        let from = made.len();
        made.push_str(&edit.text);
        filled.push(Filled { part: part.to_owned(), before: edit.bytes.clone(), after: from..made.len() });
        at = edit.bytes.end;
    }
    made.push_str(text.get(at..)?);
    Some((made, filled))
}
