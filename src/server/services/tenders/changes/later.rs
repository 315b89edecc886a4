//! Reading a text that came after the first notice: what it says, and what sort of change it is.

use crate::domain::change::{ChangeKind, ChangeReading, OutcomeSaid};
use crate::domain::difference::{Newer, Scope};
use crate::domain::notice::{FactName, ProposedTender, TextKind};
use crate::domain::recognition::Newcomer;
use crate::server::failure::Failure;
use crate::server::intake::{self, SourceKind, SourceText};
use crate::server::services::tenders::reading;

/// A text that came later, read.
#[derive(Debug, Clone)]
pub struct Later {
    /// Its sort.
    pub kind: ChangeKind,
    /// What it says.
    pub reading: ChangeReading,
    /// What sort of text it is.
    pub text_kind: TextKind,
    /// All that was read of it, for telling which tender it speaks of.
    pub whole: ProposedTender,
    /// The buyer's or the portal's own key; empty when there is none.
    pub identity: String,
    /// Whether it is a paper about another one, and no notice of its own.
    pub is_about_another: bool,
}

/// Reads a text that came later. Work for a processor, not for the runtime.
///
/// # Errors
/// A fault when the reading breaks off.
pub async fn read_later(source: &SourceText) -> Result<Later, Failure> {
    let read = reading::read(vec![source.clone()]).await?;
    later_of(source.clone(), read.reading.proposal).await
}

/// The same for a text that was read already.
///
/// # Errors
/// A fault when the reading breaks off.
pub async fn later_of(source: SourceText, whole: ProposedTender) -> Result<Later, Failure> {
    tokio::task::spawn_blocking(move || compared(&source, whole))
        .await
        .map_err(|error| Failure::fault(format!("a change could not be read: {error}")))
}

fn compared(source: &SourceText, whole: ProposedTender) -> Later {
    let stated = source.stated.as_deref();
    let text_kind = whole.kind_of_text;
    let newer = if source.kind == SourceKind::Ocds {
        Newer { scope: Scope::Whole, proposal: whole.clone(), before: None }
    } else {
        intake::correction::newer_of(&source.text, whole.clone())
    };
    let said = intake::outcome::outcome_of(&source.text, text_kind);
    let stated_outcome =
        stated.and_then(|stated| stated.outcome).map(|outcome| (outcome, intake::outcome::line_of_state(&source.text)));
    let outcome = said.or(stated_outcome).map(|(outcome, evidence)| OutcomeSaid { outcome, evidence });
    let is_paper = matches!(text_kind, TextKind::Correction | TextKind::Cancellation | TextKind::Result);
    let kind = if outcome.is_some() && matches!(text_kind, TextKind::Cancellation | TextKind::Result) {
        ChangeKind::Outcome
    } else if newer.before.is_some() || text_kind == TextKind::Correction {
        ChangeKind::Correction
    } else {
        ChangeKind::Newer
    };
    Later {
        kind,
        is_about_another: is_paper || newer.before.is_some(),
        reading: ChangeReading { newer, outcome, pages_without_text: source.pages_without_text },
        text_kind,
        whole,
        identity: stated.and_then(|stated| stated.identity.clone()).unwrap_or_default(),
    }
}

impl Later {
    /// The signs by which its tender is told.
    #[must_use]
    pub fn newcomer<'a>(&'a self, text: &'a str) -> Newcomer<'a> {
        let fact = |name| self.whole.fact(name).map_or("", |fact| fact.value.as_text());
        Newcomer {
            identity: &self.identity,
            title: fact(FactName::Title),
            number: fact(FactName::Number),
            addressee: fact(FactName::Addressee),
            about: if self.is_about_another { text } else { "" },
        }
    }
}
