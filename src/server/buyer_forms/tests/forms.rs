//! Forms in the manner of municipalities (`forms/`): every blank that a person sees is found and nothing else; filling
//! changes the places alone, and can be done again.

use std::collections::{BTreeMap, BTreeSet};

use super::{blanks, fill, labels, part};
use crate::domain::buyer_form::{Blank, BlankKind};

/// A form, and the blanks that a person counted on its page.
struct Form {
    name: &'static str,
    docx: &'static [u8],
    blanks: &'static str,
}

macro_rules! forms {
    ($($name:literal),* $(,)?) => {
        const FORMS: &[Form] = &[$(Form {
            name: $name,
            docx: include_bytes!(concat!("forms/", $name, ".docx")),
            blanks: include_str!(concat!("forms/", $name, ".blanks")),
        }),*];
    };
}

forms!(
    "01_application",
    "02_bid",
    "03_power_of_attorney",
    "04_company",
    "05_references",
    "06_members",
    "07_electronic",
    "08_confirmation",
    "09_estimate",
    "10_agent",
    "11_officers",
    "12_agreement",
    "13_account",
    "14_engineers",
    "15_merge",
    "16_questions",
    "17_withdrawal",
);

fn told(blank: &Blank) -> String {
    let proposal = blank.proposal.map_or_else(String::new, |datum| datum.name());
    format!("{} | {} | {proposal}", blank.id, blank.label).trim_end().to_owned()
}

fn value(blank: &Blank, number: usize) -> String {
    match blank.kind {
        BlankKind::Date => "2026-12-05".to_owned(),
        BlankKind::Checkbox => "yes".to_owned(),
        BlankKind::Digits => "9".repeat(blank.digits.unwrap()),
        _ => blank.choices.last().cloned().unwrap_or_else(|| format!("記入{number}号")),
    }
}

/// The parts that people read, one after another.
fn texts(docx: &[u8], found: &[Blank]) -> String {
    parts(found).into_iter().map(|name| part(docx, name)).collect()
}

fn parts(found: &[Blank]) -> BTreeSet<&str> {
    found.iter().map(|blank| blank.part.as_str()).collect()
}

fn values(found: &[Blank], from: usize) -> BTreeMap<String, String> {
    found.iter().enumerate().map(|(number, blank)| (blank.id.clone(), value(blank, from + number))).collect()
}

#[test]
fn what_a_person_sees_is_found_and_nothing_else() {
    for form in FORMS {
        let found: Vec<String> = blanks(form.docx, &labels()).unwrap().iter().map(told).collect();
        let seen: Vec<&str> = form.blanks.lines().filter(|line| !line.starts_with('#')).collect();
        let missed: Vec<_> = seen.iter().filter(|line| !found.iter().any(|one| one == **line)).collect();
        let wrong: Vec<_> = found.iter().filter(|line| !seen.contains(&line.as_str())).collect();
        assert!(missed.is_empty() && wrong.is_empty(), "{}\nmissed: {missed:#?}\nwrong: {wrong:#?}", form.name);
        assert_eq!(found.len(), seen.len(), "{}", form.name);
    }
}

#[test]
fn every_value_stands_once_and_what_is_filled_is_not_offered_again() {
    for form in FORMS {
        let found = blanks(form.docx, &labels()).unwrap();
        let filled = fill(form.docx, &values(&found, 100), &labels()).unwrap();
        assert_eq!(filled.proof.changed_parts, parts(&found).len(), "{}", form.name);
        let xml = texts(&filled.docx, &found);
        for (number, blank) in found.iter().enumerate() {
            let text = value(blank, 100 + number);
            if text.starts_with("記入") {
                // A text box has a copy for older programs.
                let copies = if xml.contains("txbxContent") { 1..=2 } else { 1..=1 };
                assert!(copies.contains(&xml.matches(&text).count()), "{}: {} {text}", form.name, blank.id);
            }
        }
        // A box that is ticked can be unticked.
        let left = blanks(&filled.docx, &labels()).unwrap();
        let left: Vec<String> = left.iter().filter(|blank| !blank.is_checked).map(told).collect();
        assert_eq!(left, Vec::<String>::new(), "{}", form.name);
    }
}

#[test]
fn each_place_is_filled_alone_too_and_no_value_changes_nothing() {
    for form in FORMS {
        let found = blanks(form.docx, &labels()).unwrap();
        let before = texts(form.docx, &found);
        for blank in &found {
            let only = BTreeMap::from([(blank.id.clone(), value(blank, 7))]);
            let after = texts(&fill(form.docx, &only, &labels()).unwrap().docx, &found);
            assert_ne!(before, after, "{}: {}", form.name, blank.id);
        }
        let empty: BTreeMap<String, String> = found.iter().map(|blank| (blank.id.clone(), String::new())).collect();
        assert_eq!(texts(&fill(form.docx, &empty, &labels()).unwrap().docx, &found), before, "{}", form.name);
    }
}

#[test]
fn a_form_is_filled_again_from_the_original() {
    for form in FORMS {
        let found = blanks(form.docx, &labels()).unwrap();
        let made = |from| fill(form.docx, &values(&found, from), &labels()).unwrap().docx;
        let (first, other, again) = (made(100), made(200), made(100));
        assert_eq!(first, again, "{}", form.name);
        assert_ne!(first, other, "{}", form.name);
    }
}
