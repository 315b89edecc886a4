//! Filling a form: the bid's facts, what was found on the way, and for what something is being repeated.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::pieces::Sizes;
use super::records;
use crate::domain::anonymity::Aliases;
use crate::domain::document::BidFacts;
use crate::domain::document::{PriceBasis, SealPolicy};
use crate::domain::form::{Condition, Form, Layout, Over, Repeat, State, Statement};

/// What every block needs.
pub(super) struct Filling<'b> {
    pub(super) facts: &'b BidFacts,
    pub(super) form: &'b Form,
    pub(super) sizes: Sizes,
    pub(super) ledger: Ledger,
    /// 第n条 of the articles that have a name.
    pub(super) articles: BTreeMap<String, String>,
    /// What stands for names, in a copy that must name nobody.
    pub(super) aliases: Option<Aliases>,
}

/// For what something is being repeated.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scope {
    /// The member that is spoken of.
    pub(super) member: Option<usize>,
    /// Whether that member has a copy of its own.
    pub(super) is_member_copy: bool,
    pub(super) attachment: Option<usize>,
    /// The record, and the one around it: indices into the facts.
    pub(super) record: Option<usize>,
    pub(super) outer: Option<usize>,
    pub(super) row: Option<usize>,
    /// A record of the kind for which a blank line is printed: none of that kind is spoken of.
    pub(super) hidden: Option<usize>,
    /// Which repetition, from 1.
    pub(super) number: usize,
    /// A line to write on.
    pub(super) is_blank: bool,
}

impl<'b> Filling<'b> {
    /// A form to be filled for a bid, on a layout.
    pub(super) fn of(form: &'b Form, facts: &'b BidFacts, layout: &Layout) -> Self {
        Self {
            facts,
            form,
            sizes: Sizes::of(layout),
            ledger: Ledger::default(),
            articles: BTreeMap::new(),
            aliases: facts.is_blind().then(|| Aliases::of(facts)),
        }
    }
}

impl Filling<'_> {
    /// Whether something is printed.
    pub(super) fn all_hold(&self, conditions: &[Condition], scope: Scope) -> bool {
        conditions.iter().all(|condition| self.holds(&condition.statement, scope) == condition.wanted)
    }

    fn holds(&self, statement: &Statement, scope: Scope) -> bool {
        match statement {
            Statement::Bid(state) => self.state(*state, scope),
            Statement::Variant(code) => {
                let own = self.form.variants.first().map(|variant| variant.code.as_str());
                let known = |chosen: &&str| self.form.variants.iter().any(|variant| variant.code == **chosen);
                self.facts.variant.as_deref().filter(known).or(own) == Some(code.as_str())
            }
            Statement::Record(state) => records::holds(state, self.facts, scope),
        }
    }

    fn state(&self, state: State, scope: Scope) -> bool {
        let facts = self.facts;
        let member = scope.member.and_then(|index| facts.members.get(index));
        match state {
            State::JointVenture => facts.is_joint_venture(),
            State::JointExecution => facts.venture.is_joint_execution,
            State::Agent => facts.agent.is_some(),
            State::TaxExclusive => facts.tender.price_basis == PriceBasis::TaxExclusive,
            State::NoSeal => facts.seal == SealPolicy::NoneWithContact,
            State::Number => !facts.tender.number.trim().is_empty(),
            State::Place => !facts.tender.place.trim().is_empty(),
            State::Period => !facts.tender.period.trim().is_empty(),
            State::OpeningDate => facts.tender.opening_date.is_some(),
            State::Attachments => !facts.attachments.is_empty(),
            State::Works => facts.tender.is_works,
            State::Blind => facts.is_blind(),
            State::ForeignMember => match member {
                Some(member) => member.is_foreign,
                None => facts.members.iter().any(|member| member.is_foreign),
            },
            State::Representative => scope.member.unwrap_or(0) == 0,
            State::Shares => facts.members.iter().any(|member| member.share.is_some()),
        }
    }

    /// What something is printed for, blank lines included; a kind of record of which there is none is told.
    pub(super) fn scopes(&mut self, repeat: &Repeat, base: Scope) -> Vec<Scope> {
        let mut scopes = self.found(&repeat.over, base);
        if let Over::Record { title, .. } = &repeat.over
            && scopes.is_empty()
            && repeat.only.is_empty()
        {
            self.ledger.no_records(title);
        }
        scopes.retain(|scope| self.all_hold(&repeat.only, *scope));
        let is_written_on = matches!(repeat.over, Over::Record { .. } | Over::Rows { .. });
        let least = usize::from(repeat.least).max(usize::from(is_written_on && repeat.only.is_empty()));
        let blank = Scope { is_blank: true, row: None, attachment: None, ..base };
        let blank = match &repeat.over {
            Over::Record { kind, .. } => {
                let hidden = self.facts.records.iter().position(|record| record.kind == *kind);
                Scope { record: None, outer: base.record.or(base.outer), hidden, ..blank }
            }
            _ => blank,
        };
        scopes.resize(scopes.len().max(least), blank);
        for (index, scope) in scopes.iter_mut().enumerate() {
            if repeat.over != Over::Once {
                scope.number = index + 1;
            }
        }
        scopes
    }

    /// What there is of what is repeated for.
    fn found(&self, over: &Over, base: Scope) -> Vec<Scope> {
        let members = 0..self.facts.members.len();
        match over {
            Over::Once => vec![base],
            Over::Member => members.map(|index| Scope { member: Some(index), ..base }).collect(),
            Over::Partner => members.skip(1).map(|index| Scope { member: Some(index), ..base }).collect(),
            Over::Attachment => {
                (0..self.facts.attachments.len()).map(|index| Scope { attachment: Some(index), ..base }).collect()
            }
            Over::Record { kind, .. } => records::all(kind, self.facts, base),
            Over::Rows { kind, field } => records::rows(kind, field, self.facts, base),
        }
    }
}
