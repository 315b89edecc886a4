//! Makes a blank of what was read: its label, group, place and context from the line and the cell around it.

use super::super::cells::names_above;
use super::super::found::{Candidate, Found, Recipe};
use super::super::labels::Surroundings;
use super::super::line::Line;
use super::super::tree::Id;
use super::cells::InCell;
use super::proposal::{TableFacts, is_of_another};
use super::{CONTEXT, Finder};
use crate::domain::buyer_form::{Blank, BlankKind, Datum, Place};

impl Finder<'_, '_> {
    pub(super) fn settle(&mut self, candidate: Candidate, line: &Line, cell: Option<&InCell<'_>>) {
        let text = line.text();
        let at = text.char_indices().nth(candidate.from).map_or(text.len(), |(at, _)| at);
        let (before, after) = text.split_at(at);
        let context = format!("{}［　］{}", last(before.trim_end()), first(after.trim_start()));
        self.settle_at(candidate, line.node, &context, cell);
    }

    pub(super) fn settle_at(&mut self, candidate: Candidate, node: Id, context: &str, cell: Option<&InCell<'_>>) {
        let mut candidate = candidate;
        let mut facts = TableFacts::default();
        let mut group = self.whose.heading.clone();
        let mut around =
            Surroundings { group: self.whose.group, member: self.whose.members, has_seal: candidate.has_seal };
        let mut context = context.to_owned();
        if let Some(cell) = cell {
            if cell.named.is_kept {
                return;
            }
            if candidate.label.is_empty() {
                let names_box = candidate.kind == BlankKind::Checkbox
                    && !cell.right.is_empty()
                    && (cell.named.label.is_empty() || cell.named.is_of_column);
                candidate.label.clone_from(if names_box {
                    &cell.right
                } else if cell.own.is_empty() {
                    &cell.named.label
                } else {
                    &cell.own
                });
            } else if cell.named.label != candidate.label {
                candidate.hints.push(cell.named.label.clone());
            }
            if !cell.named.group.is_empty() {
                group.clone_from(&cell.named.group);
            } else if cell.named.label != candidate.label {
                group.clone_from(&cell.named.label);
            }
            if group.is_empty() && cell.named.is_of_column {
                group = cell.entry.map(|entry| entry.to_string()).unwrap_or_default();
            }
            if !cell.named.reads.is_empty() {
                candidate.hints.push(format!("{}フリガナ", cell.named.reads));
            }
            facts = cell.facts;
            facts.is_of_others |= is_of_another(&group) || cell.named.is_of_years;
            around = self.around_cell(cell, around);
            context = format!("{}｜{context}", cell.row_text);
        }
        // Over （署名） somebody writes a name; beside 署名 there is room for a stamp too.
        let is_signed = candidate.is_over_label && names_above(&candidate.label, self.labels);
        if self.labels.is_never(&candidate.label) && !is_signed || self.labels.is_buyers(&candidate.label) {
            return;
        }
        if candidate.label.is_empty() && candidate.kind == BlankKind::Choice {
            candidate.label = candidate.choices.join("・");
        }
        candidate.has_unit |= self.labels.ends_in_unit(&candidate.label);
        let is_named = !candidate.label.is_empty();
        let place = cell.map(|cell| cell.place).or(self.boxed_in);
        let place = place.unwrap_or_else(|| Place::Paragraph(self.numbers.paragraph(self.tree, node)));
        let proposal = self.proposal(&candidate, around, facts);
        if !is_named && candidate.kind == BlankKind::Date {
            candidate.label = "日付".to_owned();
        }
        self.push(candidate, place, group, context, proposal, self.tree.whole(node).start);
    }

    pub(super) fn push(
        &mut self,
        candidate: Candidate,
        place: Place,
        group: String,
        context: String,
        proposal: Option<Datum>,
        order: usize,
    ) {
        let digits = match &candidate.recipe {
            Recipe::Digits(slots) => Some(slots.len()),
            _ => None,
        };
        let blank = Blank {
            id: String::new(),
            part: self.part.to_owned(),
            place,
            label: candidate.label,
            group,
            kind: candidate.kind,
            proposal,
            context,
            choices: candidate.choices,
            digits,
            has_unit: candidate.has_unit,
            is_checked: matches!(&candidate.recipe, Recipe::Tick(tick) if tick.is_ticked),
        };
        self.found.push(Found { blank, recipe: candidate.recipe, twin: None, order });
    }
}

fn first(text: &str) -> &str {
    text.char_indices().nth(CONTEXT).map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

pub(super) fn last(text: &str) -> &str {
    let count = text.chars().count();
    let skipped = count.saturating_sub(CONTEXT);
    text.char_indices().nth(skipped).map_or("", |(at, _)| text.get(at..).unwrap_or_default())
}
