//! Forms written by somebody who did not know the rules (`forms/18` to `30`), with what they would fill in: how many of
//! their blanks are reached, what else is offered, and that no datum of the bid is proposed for another's place.

use std::collections::BTreeMap;

use super::super::labels::fold;
use super::{blanks, fill, labels};
use crate::domain::buyer_form::{Blank, BlankKind, Place};

/// A form, its key and how much of it is reached.
struct Form {
    name: &'static str,
    docx: &'static [u8],
    key: &'static str,
    /// How many of the blanks are found at least.
    found: usize,
    /// How many places that the key does not have are offered at most.
    beyond: usize,
}

macro_rules! forms {
    ($($name:literal: $found:literal, beyond $beyond:literal;)*) => {
        const FORMS: &[Form] = &[$(Form {
            name: $name,
            docx: include_bytes!(concat!("forms/", $name, ".docx")),
            key: include_str!(concat!("forms/", $name, ".blanks")),
            found: $found,
            beyond: $beyond,
        }),*];
    };
}

forms!(
    "18_expression_of_interest": 17, beyond 0;
    "19_sealed_bid": 10, beyond 0;
    "20_delegation": 11, beyond 0;
    "21_company_outline": 32, beyond 0;
    "22_experience": 51, beyond 0;
    "23_engineer": 29, beyond 1;
    "24_question": 18, beyond 0;
    "25_qualification": 11, beyond 0;
    "26_capital_relations": 23, beyond 0;
    "27_transfer": 21, beyond 1;
    "28_venture_agreement": 31, beyond 0;
    "29_price_proposal": 29, beyond 0;
    "30_small_cases": 39, beyond 1;
);

/// One blank of a key.
struct Wanted {
    place: &'static str,
    label: &'static str,
    /// What of a bid fits; several where either does.
    data: Vec<&'static str>,
}

/// What became of a form's key.
#[derive(Default)]
struct Reached {
    found: usize,
    labelled: usize,
    missed: Vec<String>,
    unlike: Vec<String>,
    beyond: Vec<String>,
    of_others: Vec<String>,
}

fn wanted(line: &'static str) -> Wanted {
    let mut parts = line.split('|').map(str::trim);
    let place = parts.next().unwrap();
    let label = parts.next().unwrap();
    let data = parts.next().unwrap_or_default().split(", ").filter(|name| !name.is_empty()).collect();
    Wanted { place, label, data }
}

/// The blank's id without its kind and number.
fn place(blank: &Blank) -> String {
    let part = blank.id.split('-').next().unwrap();
    match blank.place {
        Place::Paragraph(number) => format!("{part}-p{number}"),
        Place::Cell { table, row, cell } => format!("{part}-t{table}r{row}c{cell}"),
    }
}

/// Whether a label and its group name a word of the key, or are part of it.
fn says(blank: &Blank, wanted: &Wanted) -> bool {
    let (told, label) = (fold(&format!("{}{}", blank.group, blank.label)), fold(&blank.label));
    let is_break = |letter: char| letter.is_whitespace() || "（）()…".contains(letter);
    let mut words = wanted.label.split(is_break).map(fold).filter(|word| word.chars().count() > 1);
    !label.is_empty() && (fold(wanted.label).contains(&label) || words.any(|word| told.contains(&word)))
}

fn reached(form: &Form) -> Reached {
    let mut open: Vec<Wanted> = form.key.lines().map(wanted).collect();
    let mut reached = Reached::default();
    let mut rest = Vec::new();
    let found = blanks(form.docx, &labels()).unwrap();
    // Those that agree in their words first, then what is left of each place in its order.
    for blank in &found {
        let place = place(blank);
        match open.iter().position(|wanted| wanted.place == place && says(blank, wanted)) {
            Some(at) => reached.pair(blank, &open.remove(at)),
            None => rest.push((blank, place)),
        }
    }
    for (blank, place) in rest {
        match open.iter().position(|wanted| wanted.place == place) {
            Some(at) => reached.pair(blank, &open.remove(at)),
            // Words to mark are no blank to the author of the key, and can be left alone.
            None if blank.kind == BlankKind::Choice => {}
            None => reached.beyond.push(format!("{} {}", blank.id, blank.label)),
        }
    }
    reached.missed = open.iter().map(|wanted| format!("{} {}", wanted.place, wanted.label)).collect();
    reached
}

impl Reached {
    fn pair(&mut self, blank: &Blank, wanted: &Wanted) {
        self.found += 1;
        if says(blank, wanted) {
            self.labelled += 1;
        } else {
            self.unlike.push(format!("{} {} for {}", blank.id, blank.label, wanted.label));
        }
        let proposal = blank.proposal.map(|datum| datum.name());
        if let Some(proposal) = proposal.filter(|proposal| !wanted.data.contains(&proposal.as_str())) {
            self.of_others.push(format!("{} {} gets {proposal}", blank.id, blank.label));
        }
    }
}

#[test]
fn what_strangers_would_fill_in_is_reached_and_little_else_is_offered() {
    let mut faults = Vec::new();
    for form in FORMS {
        let reached = reached(form);
        if reached.found < form.found || reached.beyond.len() > form.beyond || !reached.of_others.is_empty() {
            faults.push(format!(
                "{}: found {}, labelled {}\nmissed {:#?}\nlabels unlike {:#?}\nbeyond {:#?}\nof others {:#?}",
                form.name,
                reached.found,
                reached.labelled,
                reached.missed,
                reached.unlike,
                reached.beyond,
                reached.of_others
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn places_in_strangers_forms_are_filled_alone() {
    for form in FORMS {
        for blank in blanks(form.docx, &labels()).unwrap() {
            let value = match blank.kind {
                BlankKind::Date => "8/12/5".to_owned(),
                BlankKind::Checkbox => "yes".to_owned(),
                BlankKind::Digits => "9".repeat(blank.digits.unwrap()),
                _ => blank.choices.last().cloned().unwrap_or_else(|| "7".to_owned()),
            };
            let filled = fill(form.docx, &BTreeMap::from([(blank.id.clone(), value)]), &labels()).unwrap();
            assert_eq!(filled.proof.changed_parts, 1, "{}: {}", form.name, blank.id);
        }
    }
}
