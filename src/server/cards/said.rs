//! What the properties of one vCard say of a contact.

use std::collections::BTreeMap;

use crate::domain::contact::NameOrder;
use crate::domain::contact_card::{CardNote, CardRefusal};
use crate::domain::language::Language;
use crate::server::ics::line::unescaped;
use crate::server::ics::read::property::Property;

use super::columns::{AddressParts, joined_address};
use super::draft::{Draft, WaySort, count};
use super::name;
use super::write::PRODUCT;

/// What says nothing of a person, or nothing that is not said elsewhere.
const SILENT: [&str; 16] = [
    "VERSION",
    "PRODID",
    "REV",
    "UID",
    "SOURCE",
    "FBURL",
    "CLIENTPIDMAP",
    "CLASS",
    "MAILER",
    "XML",
    "LABEL",
    "NAME",
    "PROFILE",
    "X-ABUID",
    "X-ABADR",
    "X-ABSHOWAS",
];

/// The contact of a card that begins in this line. What is not kept is counted in `unread`.
pub fn draft(line: usize, mut properties: Vec<Property>, unread: &mut BTreeMap<String, usize>) -> Draft {
    let mut draft = Draft { line, ..Draft::default() };
    // What is preferred comes first; what is alike keeps its order.
    properties.sort_by_key(preference);
    let is_own = properties.iter().any(|property| property.name == "PRODID" && property.value == PRODUCT);
    for property in &properties {
        let is_said = put_name(&mut draft, property, is_own)
            || put_place(&mut draft, property)
            || put_way(&mut draft, property)
            || put_rest(&mut draft, property)
            || SILENT.contains(&property.name.as_str());
        // The value of a key is passed over, as a picture's is.
        if !is_said && (property.name == "KEY" || !property.value.trim().is_empty()) {
            count(unread, &property.name);
        }
    }
    draft
}

/// Values of a parameter, also those that stand without its name (`TEL;WORK;FAX`), in capitals.
fn types(property: &Property) -> Vec<String> {
    let values = property.parameters.iter().filter_map(|(name, value)| match name.as_str() {
        "TYPE" => Some(value.as_str()),
        bare if value.is_empty() => Some(bare),
        _ => None,
    });
    values.flat_map(|value| value.split(',')).map(|value| value.trim().to_ascii_uppercase()).collect()
}

fn parameter<'a>(property: &'a Property, name: &str) -> Option<&'a str> {
    property.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn language(property: &Property) -> Option<String> {
    parameter(property, "LANGUAGE").map(str::to_ascii_lowercase)
}

/// How much a property is preferred; less is more.
fn preference(property: &Property) -> u32 {
    let is_preferred = types(property).iter().any(|value| value == "PREF");
    let stated = parameter(property, "PREF").and_then(|value| value.parse().ok());
    stated.unwrap_or(if is_preferred { 0 } else { 101 })
}

fn sort(property: &Property) -> WaySort {
    let types = types(property);
    let has = |name: &str| types.iter().any(|value| value == name);
    if has("FAX") {
        WaySort::Fax
    } else if has("CELL") || has("MOBILE") {
        WaySort::Mobile
    } else if has("HOME") && !has("WORK") {
        WaySort::Home
    } else {
        WaySort::Work
    }
}

/// The parts of a value between signs that are not escaped, each as it was meant.
fn parts(value: &str, sign: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for letter in value.chars() {
        if letter == sign && !is_escaped {
            parts.push(String::new());
            continue;
        }
        is_escaped = letter == '\\' && !is_escaped;
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts
}

/// The components of a structured value; several values of one component stand in a row.
fn components(value: &str) -> Vec<String> {
    let whole = |part: &String| {
        let values: Vec<String> = parts(part, ',').iter().map(|value| unescaped(value).trim().to_owned()).collect();
        values.into_iter().filter(|value| !value.is_empty()).collect::<Vec<_>>().join(" ")
    };
    parts(value, ';').iter().map(whole).collect()
}

fn two(components: &[String]) -> [String; 2] {
    [0, 1].map(|at| components.get(at).cloned().unwrap_or_default())
}

/// Names and readings.
fn put_name(draft: &mut Draft, property: &Property, is_own: bool) -> bool {
    let value = || unescaped(&property.value).trim().to_owned();
    match property.name.as_str() {
        "N" => {
            let all = components(&property.value);
            let mut both = two(&all);
            if let Some(middle) = all.get(2).filter(|middle| !middle.is_empty()) {
                both[1] = [both[1].as_str(), middle].join(" ").trim().to_owned();
            }
            match language(property) {
                Some(language) if language.starts_with("ja") => fill(&mut draft.native, both),
                Some(_) if is_own || both.iter().all(|part| name::is_latin(part)) => fill(&mut draft.latin, both),
                None if is_own => fill(&mut draft.native, both),
                _ => draft.put_name(both),
            }
            if let Some(reading) = parameter(property, "SORT-AS").filter(|reading| is_reading(reading)) {
                let reading: Vec<String> = reading.split(',').map(str::to_owned).collect();
                fill(&mut draft.kana, two(&reading));
            }
        }
        "FN" if draft.whole.is_empty() => draft.whole = value(),
        "FN" => {}
        "X-PHONETIC-LAST-NAME" => draft.kana[0] = value(),
        "X-PHONETIC-FIRST-NAME" => draft.kana[1] = value(),
        "X-PHONETIC-MIDDLE-NAME" => {}
        "SOUND" if types(property).iter().any(|value| value == "X-IRMC-N") => {
            let reading = two(&components(&property.value));
            if reading[1].is_empty() {
                reading[0].clone_into(&mut draft.whole_kana)
            } else {
                fill(&mut draft.kana, reading)
            }
        }
        "SORT-STRING" if name::is_kana(&property.value) => draft.whole_kana = value(),
        "SORT-STRING" => {}
        "X-MUSUBI-ORDER" => draft.order = NameOrder::parse(&value()),
        _ => return false,
    }
    true
}

fn is_reading(sort_as: &str) -> bool {
    name::is_kana(&sort_as.replace(',', ""))
}

fn fill(slot: &mut [String; 2], parts: [String; 2]) {
    if slot.iter().all(String::is_empty) {
        *slot = parts;
    }
}

/// Organisation, title, address, site.
fn put_place(draft: &mut Draft, property: &Property) -> bool {
    let value = || unescaped(&property.value).trim().to_owned();
    match property.name.as_str() {
        "ORG" => put_body(draft, property),
        "X-PHONETIC-ORG" => draft.body.name_kana = value(),
        "X-MUSUBI-ORGANIZATION-KIND" => draft.body.kind = value(),
        "TITLE" => draft.put_title(&value(), language(property).as_deref()),
        "ROLE" => draft.roles.push((value(), language(property))),
        "ADR" if sort(property) == WaySort::Home => draft.note(CardNote::Home),
        "ADR" if draft.body.address.is_empty() => draft.body.address = address(&components(&property.value)),
        "ADR" => {}
        "URL" if sort(property) == WaySort::Home => draft.note(CardNote::Home),
        "URL" if draft.body.site.is_empty() => draft.body.site = value(),
        "X-ABLABEL" => {}
        _ => return false,
    }
    true
}

fn put_body(draft: &mut Draft, property: &Property) {
    let all = components(&property.value);
    let body = all.first().cloned().unwrap_or_default();
    let department = all.iter().skip(1).filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    if draft.body.name.is_empty() && (draft.department.is_empty() || !body.is_empty()) {
        draft.body.name = body;
        draft.department = department;
        return;
    }
    // The same organisation in another language.
    match language(property) {
        Some(language) if draft.body.name_latin.is_empty() && !body.is_empty() => {
            if language.starts_with("ja") && name::is_latin(&draft.body.name) {
                draft.body.name_latin = std::mem::replace(&mut draft.body.name, body);
                draft.department =
                    if department.is_empty() { std::mem::take(&mut draft.department) } else { department };
            } else {
                draft.body.name_latin = body;
            }
        }
        _ => {}
    }
}

/// The components of an address on one line, as its script writes it.
fn address(all: &[String]) -> String {
    let part = |at: usize| all.get(at).map(String::as_str).unwrap_or_default();
    joined_address(&AddressParts {
        post_box: part(0),
        extended: part(1),
        street: part(2),
        city: part(3),
        region: part(4),
        postal: part(5),
        country: part(6),
    })
}

/// E-mail and telephone.
fn put_way(draft: &mut Draft, property: &Property) -> bool {
    let value = unescaped(&property.value);
    match property.name.as_str() {
        "EMAIL" => draft.put_mail(sort(property), value.trim().trim_start_matches("mailto:")),
        "TEL" => {
            let plain = value.trim().trim_start_matches("tel:");
            draft.put_phone(sort(property), plain);
        }
        _ => return false,
    }
    true
}

/// Everything else that is known.
fn put_rest(draft: &mut Draft, property: &Property) -> bool {
    let value = || unescaped(&property.value);
    let trimmed = || value().trim().to_owned();
    match property.name.as_str() {
        "NOTE" => draft.notes.extend(Some(value()).filter(|note| !note.trim().is_empty())),
        "LANG" if draft.language.is_empty() => match Language::parse(&trimmed().to_ascii_lowercase()) {
            Some(language) => language.tag().clone_into(&mut draft.language),
            None => return false,
        },
        "LANG" => {}
        "KIND" if trimmed().eq_ignore_ascii_case("group") => draft.refusal = Some(CardRefusal::Group),
        "KIND" => draft.is_body = trimmed().eq_ignore_ascii_case("org"),
        "X-MUSUBI-KIND" => draft.kind = trimmed(),
        "X-MUSUBI-CHANNEL" => draft.channel = trimmed(),
        "X-MUSUBI-CARD-ON" => draft.card_on = trimmed(),
        "X-MUSUBI-CONSENT" => draft.consent = trimmed(),
        "PHOTO" | "LOGO" | "SOUND" => draft.note(CardNote::Picture),
        "BDAY" | "ANNIVERSARY" | "X-ANNIVERSARY" | "X-ABDATE" | "GENDER" | "X-GENDER" => draft.note(CardNote::Birthday),
        _ => return false,
    }
    true
}
