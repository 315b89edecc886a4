//! A blank together with the way to fill it.

use std::ops::Range;

use super::slot::{Edit, Slot};
use crate::domain::buyer_form::{Blank, BlankKind, Datum, Place};

/// A blank that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) blank: Blank,
    pub(super) recipe: Recipe,
    /// The same blank in the copy of its text box for older programs.
    pub(super) twin: Option<Recipe>,
    /// Where its paragraph begins in the part.
    pub(super) order: usize,
}

/// How a blank is filled.
#[derive(Debug, Clone)]
pub(super) enum Recipe {
    /// One text.
    Text(Slot),
    /// A date as text of a content control.
    DateText(Box<DateControl>),
    /// The parts of a date.
    Date(Box<DateSlots>),
    /// Boxes for one digit each, the last for the ones.
    Digits(Vec<Slot>),
    /// A number in the format of a field, such as `#,##0`; empty for none.
    NumberField(Slot, String),
    /// A day in the format of a field, such as `yyyy/MM/dd`; empty for none.
    DateField(Slot, String),
    /// What ticks it, or takes its tick away.
    Tick(Tick),
    /// The names of a choice; the chosen one is written, or its edits are made.
    Choice(Vec<Offer>, Option<Slot>),
}

/// A box to tick.
#[derive(Debug, Clone)]
pub(super) struct Tick {
    pub(super) is_ticked: bool,
    /// What makes it the other of ticked and not ticked.
    pub(super) edits: Vec<Edit>,
}

/// A content control for a date.
#[derive(Debug, Clone)]
pub(super) struct DateControl {
    pub(super) slot: Slot,
    /// The pattern of what it shows, such as `yyyy/MM/dd`; empty for the usual one.
    pub(super) format: String,
    /// Where it keeps the day, with what goes before and behind it.
    pub(super) day: Option<(Range<usize>, String, &'static str)>,
}

/// The parts of a date that are blank.
#[derive(Debug, Clone, Default)]
pub(super) struct DateSlots {
    /// 令和 or another era before the year; empty for none, `*` where one of several is marked.
    pub(super) era: String,
    /// The eras of which one is marked, with what marks it; `era` is `*` then.
    pub(super) eras: Vec<(String, Edit)>,
    pub(super) year: Option<Slot>,
    pub(super) month: Option<Slot>,
    pub(super) day: Option<Slot>,
}

/// One choice of a list.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) shown: String,
    pub(super) value: String,
    pub(super) edits: Vec<Edit>,
}

/// A blank within a line, before its label, number and group are settled.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) kind: BlankKind,
    pub(super) label: String,
    pub(super) recipe: Recipe,
    /// Where in the line it begins.
    pub(super) from: usize,
    pub(super) has_unit: bool,
    pub(super) has_seal: bool,
    /// The room that 〒　－ leaves for the address behind or below it, if its label asks for one.
    pub(super) is_address: bool,
    /// A datum that the pattern itself tells, where the label tells none.
    pub(super) otherwise: Option<Datum>,
    pub(super) choices: Vec<String>,
    /// Other words that may tell what fits: tag, name.
    pub(super) hints: Vec<String>,
    /// Whether its label stands below it, as those of places to sign do.
    pub(super) is_over_label: bool,
}

impl Candidate {
    pub(super) fn new(kind: BlankKind, label: String, recipe: Recipe, from: usize) -> Self {
        Self {
            kind,
            label,
            recipe,
            from,
            has_unit: false,
            has_seal: false,
            is_address: false,
            otherwise: None,
            choices: Vec::new(),
            hints: Vec::new(),
            is_over_label: false,
        }
    }
}

/// The part of an id that tells the place.
pub(super) fn place_id(part: &str, place: Place) -> String {
    let stem = part.strip_prefix("word/").unwrap_or(part).trim_end_matches(".xml").replace('/', ".");
    match place {
        Place::Paragraph(number) => format!("{stem}-p{number}"),
        Place::Cell { table, row, cell } => format!("{stem}-t{table}r{row}c{cell}"),
    }
}
