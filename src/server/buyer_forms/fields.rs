//! The fields of older forms: FORMTEXT with its type and length, FORMCHECKBOX, FORMDROPDOWN.

use std::ops::Range;

use super::cells::is_sample;
use super::controls::is_prompt;
use super::found::{Candidate, Offer, Recipe, Tick};
use super::line::is_space;
use super::slot::{Edit, Slot, holds_text_only, run_properties};
use super::tree::{Id, Tag, Tree};
use crate::domain::buyer_form::BlankKind;

/// Most siblings that one field may reach over.
const FURTHEST: usize = 200;

/// The blank of a field, from its first `fldChar`.
pub(super) fn field(tree: &Tree<'_>, begin: Id, from: usize) -> Option<Candidate> {
    let data = tree.child(begin, Tag::FfData)?;
    let of = |name: &str| tree.named(data, name);
    if of("enabled").is_some_and(|node| is_off(tree, node)) {
        return None;
    }
    let name = of("name").and_then(|node| tree.attribute(node, "val")).unwrap_or_default();
    let is_given = !name.trim().is_empty() && !is_made_by_word(&name);
    let label = if is_given { name.clone() } else { String::new() };
    let candidate = if let Some(checkbox) = of("checkBox") {
        Candidate::new(BlankKind::Checkbox, label, Recipe::Tick(tick_field(tree, checkbox)?), from)
    } else if let Some(list) = of("ddList") {
        let offers = list_of(tree, list)?;
        let choices = offers.iter().map(|offer| offer.shown.clone()).collect();
        Candidate { choices, ..Candidate::new(BlankKind::FormField, label, Recipe::Choice(offers, None), from) }
    } else if let Some(input) = of("textInput") {
        let slot = result(tree, begin)?.no_longer_than(longest(tree, input));
        Candidate::new(BlankKind::FormField, label, of_type(tree, input, slot)?, from)
    } else {
        return None;
    };
    Some(Candidate { hints: if is_given { vec![name] } else { Vec::new() }, ..candidate })
}

/// How many characters a text field takes; 0 says any number.
fn longest(tree: &Tree<'_>, input: Id) -> Option<u32> {
    let most = tree.named(input, "maxLength").and_then(|node| tree.attribute(node, "val"));
    most.and_then(|most| most.parse().ok()).filter(|most| *most > 0)
}

/// How a text field is filled by its type; none where Word writes into it by itself: sums, the day, the time.
fn of_type(tree: &Tree<'_>, input: Id, slot: Slot) -> Option<Recipe> {
    let value = |name: &str| tree.named(input, name).and_then(|node| tree.attribute(node, "val"));
    let format = value("format").unwrap_or_default();
    match value("type").as_deref() {
        None | Some("regular") => Some(Recipe::Text(slot)),
        Some("number") => Some(Recipe::NumberField(slot, format)),
        Some("date") => Some(Recipe::DateField(slot, format)),
        Some(_) => None,
    }
}

fn is_off(tree: &Tree<'_>, node: Id) -> bool {
    matches!(tree.attribute(node, "val").as_deref(), Some("0" | "false" | "off"))
}

/// Text1, Check2, テキスト3: a number behind a word that Word chose.
fn is_made_by_word(name: &str) -> bool {
    let word = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let made = [
        "Text",
        "Texte",
        "Texto",
        "Check",
        "Dropdown",
        "Kontrollkästchen",
        "テキスト",
        "チェック",
        "ドロップダウン",
        "リスト",
    ];
    word.is_empty() || made.contains(&word)
}

/// What ticks a box, or takes its tick away.
fn tick_field(tree: &Tree<'_>, checkbox: Id) -> Option<Tick> {
    let prefix = tree.prefix(checkbox);
    let is_on = |node: Id| !is_off(tree, node);
    let checked = tree.named(checkbox, "checked");
    let is_ticked = checked.or_else(|| tree.named(checkbox, "default")).is_some_and(is_on);
    let state = if is_ticked { format!("<{prefix}checked {prefix}val=\"0\"/>") } else { format!("<{prefix}checked/>") };
    let bytes = match checked {
        Some(checked) => tree.whole(checked),
        None if tree.is_closed_at_once(checkbox) => return None,
        None => tree.close(checkbox)..tree.close(checkbox),
    };
    Some(Tick { is_ticked, edits: vec![Edit { bytes, text: state }] })
}

fn list_of(tree: &Tree<'_>, list: Id) -> Option<Vec<Offer>> {
    let prefix = tree.prefix(list);
    if tree.named(list, "result").is_some() || tree.is_closed_at_once(list) {
        return None;
    }
    let inside = tree.open(list).end;
    let entries = tree.children(list).filter(|node| tree.name(*node) == "listEntry");
    let names: Vec<String> = entries.map(|node| tree.attribute(node, "val").unwrap_or_default()).collect();
    let offer = |(index, shown): (usize, String)| {
        let text = format!("<{prefix}result {prefix}val=\"{index}\"/>");
        Offer { value: shown.clone(), shown, edits: vec![Edit { bytes: inside..inside, text }] }
    };
    Some(names.into_iter().enumerate().map(offer).collect())
}

/// The room between a field's `separate` and `end`, when nothing is written there.
fn result(tree: &Tree<'_>, begin: Id) -> Option<Slot> {
    let first = tree.parent(begin);
    let mut depth = 0_usize;
    let mut separate = None;
    let mut runs = Vec::new();
    for sibling in tree.and_following(first).take(FURTHEST) {
        let mark = tree.child(sibling, Tag::FldChar).and_then(|mark| tree.attribute(mark, "fldCharType"));
        match mark.as_deref() {
            Some("begin") => depth += 1,
            Some("separate") if depth == 1 => separate = Some(sibling),
            Some("end") => depth = depth.checked_sub(1)?,
            _ if separate.is_some() && tree.tag(sibling) == Tag::R => runs.push(sibling),
            _ => {}
        }
        if depth == 0 {
            return room_of(tree, Field { begin, first, separate, end: sibling }, &runs);
        }
    }
    None
}

/// A field of an older form: its first mark, the run of that mark, the run that opens what it shows, and its last run.
#[derive(Clone, Copy)]
struct Field {
    begin: Id,
    first: Id,
    separate: Option<Id>,
    end: Id,
}

fn room_of(tree: &Tree<'_>, field: Field, runs: &[Id]) -> Option<Slot> {
    let prefix = tree.prefix(field.first);
    let texts = runs.iter().flat_map(|run| tree.children(*run)).filter(|node| tree.tag(*node) == Tag::T);
    let shown: String = texts.map(|node| tree.source(tree.open(node).end..tree.close(node))).collect();
    let is_plain = runs.iter().all(|run| holds_text_only(tree, *run));
    let is_open = quick_xml::escape::unescape(&shown).is_ok_and(|text| {
        text.chars().all(is_space) || is_prompt(&text) || default_of(tree, field.begin).as_deref() == Some(&*text)
    });
    if !is_open || !is_plain {
        return None;
    }
    let format_of = |run: Id| tree.child(run, Tag::RPr).map(|node| run_properties(tree, node, &[])).unwrap_or_default();
    let format = format_of(runs.first().copied().unwrap_or(field.first));
    let at = runs.first().map_or(tree.whole(field.end).start, |run| tree.whole(*run).start);
    let slot = Slot::new_run(at, prefix, &format).cutting(runs.iter().map(|run| tree.whole(*run)));
    if field.separate.is_some() {
        return Some(slot);
    }
    let markup = format!("<{prefix}r>{format}<{prefix}fldChar {prefix}fldCharType=\"separate\"/></{prefix}r>");
    Some(slot.led_by(&markup))
}

/// What a text field shows while nobody has written into it, where that is no value of its own: （氏名）, ○○.
fn default_of(tree: &Tree<'_>, begin: Id) -> Option<String> {
    let input = tree.named(tree.child(begin, Tag::FfData)?, "textInput")?;
    let text = tree.attribute(tree.named(input, "default")?, "val")?;
    let is_bracketed = text.starts_with(['（', '(', '［', '[', '〔', '【', '＜', '<']);
    let says_what = ["記入", "入力", "記載"].iter().any(|word| text.contains(word));
    Some(text).filter(|text| is_bracketed || says_what || is_sample(text))
}

/// The stretches of a part that fields of an older form take up, from their first run to their last.
pub(super) fn stretches(tree: &Tree<'_>) -> Vec<Range<usize>> {
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut found = Vec::new();
    for mark in tree.below(0).filter(|node| tree.tag(*node) == Tag::FldChar) {
        let run = tree.whole(tree.parent(mark));
        match tree.attribute(mark, "fldCharType").as_deref() {
            Some("begin") => open.push(tree.child(mark, Tag::FfData).map(|_| run.start)),
            Some("end") => found.extend(open.pop().flatten().map(|start| start..run.end)),
            _ => {}
        }
    }
    found
}
