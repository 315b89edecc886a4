//! Content controls: text, dates, lists and boxes to tick. The fields of older forms are in `fields`.

use std::ops::Range;

use super::found::{Candidate, DateControl, Offer, Recipe, Tick};
use super::line::is_space;
use super::slot::{Edit, Slot, run_properties};
use super::tree::{Id, Tag, Tree};
use crate::domain::buyer_form::BlankKind;

/// Controls that hold no text of a person.
const NOT_FILLED: [&str; 9] = [
    "picture",
    "docPartObj",
    "docPartList",
    "equation",
    "citation",
    "bibliography",
    "repeatingSection",
    "repeatingSectionItem",
    "group",
];

/// The blank of a content control; none where it is written, locked, or holds no text. A box is one, ticked or not.
pub(super) fn control(tree: &Tree<'_>, node: Id, from: usize) -> Option<Candidate> {
    let properties = tree.child(node, Tag::SdtPr)?;
    let content = tree.child(node, Tag::SdtContent)?;
    let of = |name: &str| tree.named(properties, name);
    let value = |name: &str| of(name).and_then(|found| tree.attribute(found, "val"));
    // One around several cells is none of theirs.
    let cells = tree.below(content).filter(|below| tree.tag(*below) == Tag::Tc).count();
    if is_locked(tree, properties) || cells > 1 || NOT_FILLED.iter().any(|name| of(name).is_some()) {
        return None;
    }
    let hints: Vec<String> =
        [value("alias"), value("tag")].into_iter().flatten().filter(|text| !text.trim().is_empty()).collect();
    let label = hints.first().cloned().unwrap_or_default();
    let candidate = if let Some(checkbox) = of("checkbox") {
        Candidate::new(BlankKind::Checkbox, label, Recipe::Tick(tick(tree, checkbox, content)?), from)
    } else {
        text_control(tree, properties, content, label, from)?
    };
    Some(Candidate { hints, ..candidate })
}

/// Whether nobody may change what a control holds, by its properties.
pub(super) fn is_locked(tree: &Tree<'_>, properties: Id) -> bool {
    let lock = tree.named(properties, "lock").and_then(|lock| tree.attribute(lock, "val"));
    lock.is_some_and(|lock| matches!(lock.as_str(), "contentLocked" | "sdtContentLocked"))
}

/// What ticks a checkbox control, or takes its tick away.
fn tick(tree: &Tree<'_>, checkbox: Id, content: Id) -> Option<Tick> {
    let prefix = tree.prefix(checkbox);
    let own = |name: &str| tree.named(checkbox, name);
    let is_on = |node: Id| matches!(tree.attribute(node, "val").as_deref(), Some("1" | "true" | "on"));
    let is_ticked = own("checked").is_some_and(is_on);
    let state = match own("checked") {
        Some(checked) => {
            let (bytes, _) = tree.attribute_range(checked, "val")?;
            Edit { bytes, text: if is_ticked { "0" } else { "1" }.to_owned() }
        }
        None if tree.is_closed_at_once(checkbox) => {
            let end = tree.open(checkbox).end;
            let name = format!("{prefix}checkbox");
            Edit { bytes: end - 2..end, text: format!("><{prefix}checked {prefix}val=\"1\"/></{name}>") }
        }
        None => {
            let inside = tree.open(checkbox).end;
            Edit { bytes: inside..inside, text: format!("<{prefix}checked {prefix}val=\"1\"/>") }
        }
    };
    let (name, usual) = if is_ticked { ("uncheckedState", '☐') } else { ("checkedState", '☒') };
    let code = own(name).and_then(|state| tree.attribute(state, "val"));
    let mark = code.and_then(|code| char::from_u32(u32::from_str_radix(&code, 16).ok()?)).unwrap_or(usual);
    let mut edits = vec![state];
    let shown = tree.below(content).find(|node| tree.tag(*node) == Tag::T || tree.name(*node) == "sym")?;
    if tree.tag(shown) == Tag::T {
        edits.push(Edit { bytes: tree.open(shown).end..tree.close(shown), text: mark.to_string() });
    } else {
        let (bytes, _) = tree.attribute_range(shown, "char")?;
        edits.push(Edit { bytes, text: format!("{:04X}", u32::from(mark)) });
    }
    Some(Tick { is_ticked, edits })
}

fn text_control(tree: &Tree<'_>, properties: Id, content: Id, label: String, from: usize) -> Option<Candidate> {
    let of = |name: &str| tree.named(properties, name);
    let placeholder = of("showingPlcHdr");
    let below: Vec<Id> = tree.below(content).collect();
    let is_of_another = |node: &Id| match tree.tag(*node) {
        Tag::Sdt | Tag::Tbl | Tag::Tr | Tag::Drawing | Tag::Pict | Tag::FldChar => true,
        Tag::AlternateContent | Tag::TxbxContent => true,
        Tag::P => !matches!(tree.tag(tree.parent(*node)), Tag::SdtContent | Tag::Tc),
        _ => false,
    };
    if below.iter().any(is_of_another) {
        return None;
    }
    let texts = below.iter().filter(|node| tree.tag(**node) == Tag::T);
    let shown: String = texts.map(|node| tree.source(tree.open(*node).end..tree.close(*node))).collect();
    if placeholder.is_none_or(|node| matches!(tree.attribute(node, "val").as_deref(), Some("0" | "false")))
        && !shown.chars().all(is_space)
        && !is_prompt(&shown)
    {
        return None;
    }
    let paragraphs: Vec<Id> = below.iter().copied().filter(|node| tree.tag(*node) == Tag::P).collect();
    let place = paragraphs.first().copied().unwrap_or(content);
    let runs: Vec<Id> = tree.children(place).filter(|node| tree.tag(*node) == Tag::R).collect();
    let own = tree.child(properties, Tag::RPr).map(|node| run_properties(tree, node, &[]));
    let of_run = || {
        let first = runs.first().and_then(|run| tree.child(*run, Tag::RPr));
        first.map(|node| run_properties(tree, node, &["rStyle"])).unwrap_or_default()
    };
    let run_format = own.unwrap_or_else(of_run);
    let slot = match runs.first() {
        Some(first) => Slot::new_run(tree.whole(*first).start, tree.prefix(content), &run_format),
        None if tree.tag(place) == Tag::P => Slot::at_end(tree, place),
        None if tree.is_closed_at_once(content) => return None,
        None => Slot::new_run(tree.close(content), tree.prefix(content), &run_format),
    };
    // What is shown while nothing is entered goes, and with it the tie to data that Word would write over the value.
    let others = paragraphs.iter().skip(1).map(|node| tree.whole(*node));
    let flags = [placeholder, of("dataBinding")].into_iter().flatten().map(|node| tree.whole(node));
    let slot = slot.cutting(runs.iter().map(|run| tree.whole(*run)).chain(others).chain(flags));
    let list = of("dropDownList").or_else(|| of("comboBox"));
    if let Some(list) = list {
        let is_open = of("comboBox").is_some();
        let offers: Vec<Offer> = tree
            .children(list)
            .filter(|node| tree.name(*node) == "listItem")
            .filter_map(|node| {
                let value = tree.attribute(node, "value").unwrap_or_default();
                let shown = tree.attribute(node, "displayText").unwrap_or_else(|| value.clone());
                (!value.is_empty()).then(|| Offer { shown, value, edits: Vec::new() })
            })
            .collect();
        let choices = offers.iter().map(|offer| offer.shown.clone()).collect();
        let recipe = if is_open { Recipe::Text(slot) } else { Recipe::Choice(offers, Some(slot)) };
        return Some(Candidate { choices, ..Candidate::new(BlankKind::Control, label, recipe, from) });
    }
    let recipe = match of("date") {
        Some(date) => {
            let format = tree.named(date, "dateFormat").and_then(|node| tree.attribute(node, "val"));
            let day = day_of(tree, date);
            Recipe::DateText(Box::new(DateControl { slot, format: format.unwrap_or_default(), day }))
        }
        None => Recipe::Text(slot),
    };
    Some(Candidate::new(BlankKind::Control, label, recipe, from))
}

/// Where a date control keeps its day: in an attribute that is there or is added.
fn day_of(tree: &Tree<'_>, date: Id) -> Option<(Range<usize>, String, &'static str)> {
    if let Some((bytes, _)) = tree.attribute_range(date, "fullDate") {
        return Some((bytes, String::new(), ""));
    }
    let behind = if tree.is_closed_at_once(date) { 2 } else { 1 };
    let at = tree.open(date).end.checked_sub(behind)?;
    Some((at..at, format!(" {}fullDate=\"", tree.prefix(date)), "\""))
}

/// Whether a text only says what to do: クリックまたはタップしてテキストを入力してください。
pub(super) fn is_prompt(text: &str) -> bool {
    let text = text.trim();
    let words = [
        "ここをクリック",
        "クリックまたはタップ",
        "選択してください",
        "入力してください",
        "Click here",
        "Click or tap",
        "Choose an item",
        "Enter text",
    ];
    text.chars().count() <= 60 && words.iter().any(|word| text.contains(word))
}
