//! Content controls, and the fields of older forms.

use std::ops::Range;

use super::found::{Candidate, DateControl, Offer, Recipe};
use super::line::is_space;
use super::slot::{Edit, Slot, holds_text_only, run_properties};
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

/// Most siblings that one field may reach over.
const FURTHEST: usize = 200;

/// The blank of a content control; none where it is filled, locked, or holds no text.
pub(super) fn control(tree: &Tree<'_>, node: Id, from: usize) -> Option<Candidate> {
    let properties = tree.child(node, Tag::SdtPr)?;
    let content = tree.child(node, Tag::SdtContent)?;
    let of = |name: &str| tree.named(properties, name);
    let value = |name: &str| of(name).and_then(|found| tree.attribute(found, "val"));
    let is_locked = value("lock").is_some_and(|lock| matches!(lock.as_str(), "contentLocked" | "sdtContentLocked"));
    // One around several cells is none of theirs.
    let cells = tree.below(content).filter(|below| tree.tag(*below) == Tag::Tc).count();
    if is_locked || cells > 1 || NOT_FILLED.iter().any(|name| of(name).is_some()) {
        return None;
    }
    let hints: Vec<String> =
        [value("alias"), value("tag")].into_iter().flatten().filter(|text| !text.trim().is_empty()).collect();
    let label = hints.first().cloned().unwrap_or_default();
    let candidate = if let Some(checkbox) = of("checkbox") {
        Candidate::new(BlankKind::Checkbox, label, tick(tree, checkbox, content)?, from)
    } else {
        text_control(tree, properties, content, label, from)?
    };
    Some(Candidate { hints, ..candidate })
}

/// What ticks a checkbox control that is not ticked.
fn tick(tree: &Tree<'_>, checkbox: Id, content: Id) -> Option<Recipe> {
    let prefix = tree.prefix(checkbox);
    let own = |name: &str| tree.named(checkbox, name);
    let is_on = |node: Id| matches!(tree.attribute(node, "val").as_deref(), Some("1" | "true" | "on"));
    let state = match own("checked") {
        Some(checked) if is_on(checked) => return None,
        Some(checked) => {
            let (bytes, _) = tree.attribute_range(checked, "val")?;
            Edit { bytes, text: "1".to_owned() }
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
    let code = own("checkedState").and_then(|state| tree.attribute(state, "val"));
    let mark = code.and_then(|code| char::from_u32(u32::from_str_radix(&code, 16).ok()?)).unwrap_or('☒');
    let mut edits = vec![state];
    let shown = tree.below(content).find(|node| tree.tag(*node) == Tag::T || tree.name(*node) == "sym")?;
    if tree.tag(shown) == Tag::T {
        edits.push(Edit { bytes: tree.open(shown).end..tree.close(shown), text: mark.to_string() });
    } else {
        let (bytes, _) = tree.attribute_range(shown, "char")?;
        edits.push(Edit { bytes, text: format!("{:04X}", u32::from(mark)) });
    }
    Some(Recipe::Tick(edits))
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

/// The blank of a field, from its first `fldChar`.
pub(super) fn field(tree: &Tree<'_>, begin: Id, from: usize) -> Option<Candidate> {
    let data = tree.child(begin, Tag::FfData)?;
    let of = |name: &str| tree.named(data, name);
    let is_off = |node: Id| matches!(tree.attribute(node, "val").as_deref(), Some("0" | "false" | "off"));
    if of("enabled").is_some_and(is_off) {
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
    } else if of("textInput").is_some() {
        Candidate::new(BlankKind::FormField, label, Recipe::Text(result(tree, begin)?), from)
    } else {
        return None;
    };
    Some(Candidate { hints: if is_given { vec![name] } else { Vec::new() }, ..candidate })
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

fn tick_field(tree: &Tree<'_>, checkbox: Id) -> Option<Vec<Edit>> {
    let prefix = tree.prefix(checkbox);
    let is_on = |node: Id| !matches!(tree.attribute(node, "val").as_deref(), Some("0" | "false" | "off"));
    let ticked = format!("<{prefix}checked/>");
    match (tree.named(checkbox, "checked"), tree.named(checkbox, "default")) {
        (Some(checked), _) if is_on(checked) => None,
        (None, Some(default)) if is_on(default) => None,
        (Some(checked), _) => Some(vec![Edit { bytes: tree.whole(checked), text: ticked }]),
        (None, _) if tree.is_closed_at_once(checkbox) => None,
        (None, _) => {
            let inside = tree.close(checkbox);
            Some(vec![Edit { bytes: inside..inside, text: ticked }])
        }
    }
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

/// What a text field shows while nobody has written into it.
fn default_of(tree: &Tree<'_>, begin: Id) -> Option<String> {
    let input = tree.named(tree.child(begin, Tag::FfData)?, "textInput")?;
    tree.attribute(tree.named(input, "default")?, "val").filter(|text| !text.is_empty())
}

/// Whether a text only says what to do: クリックまたはタップしてテキストを入力してください。
fn is_prompt(text: &str) -> bool {
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
