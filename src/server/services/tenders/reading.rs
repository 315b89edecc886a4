//! Reading the texts of a tender: in which order they stand, and what they propose together.

use serde::Serialize;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::notice::{FactName, FactValue, ProposedTender, TextKind};
use crate::domain::tender::{Beyond, Reading, TenderFacts};
use crate::server::failure::Failure;
use crate::server::intake::{self, SourceKind, SourceText, Stated};
use crate::server::store::sources::SourceRow;

/// Texts that were read together.
#[derive(Debug, Clone)]
pub struct ReadTexts {
    /// What they propose; it points to them by their places.
    pub reading: Reading,
    /// What sort of text each is, in order.
    pub kinds: Vec<TextKind>,
}

/// Reads the texts of one tender. Work for a processor, not for the runtime.
///
/// # Errors
/// A fault when the reading breaks off.
pub async fn read(sources: Vec<SourceText>) -> Result<ReadTexts, Failure> {
    let pages_without_text = sources.iter().map(|source| source.pages_without_text).sum();
    let (proposal, kinds) = tokio::task::spawn_blocking(move || together(&sources))
        .await
        .map_err(|error| Failure::fault(format!("a notice could not be read: {error}")))?;
    let reading = Reading { proposal, pages_without_text, beyond: Beyond::default() }.bounded();
    Ok(ReadTexts { reading, kinds })
}

/// What sort of text it is, by itself. Work for a processor.
pub async fn kind_of(text: String) -> TextKind {
    let read = tokio::task::spawn_blocking(move || intake::kind_of_text(&text)).await;
    read.unwrap_or(TextKind::Unknown)
}

/// Notices before their annexes; otherwise as they came.
#[must_use]
pub const fn rank(kind: TextKind) -> u8 {
    match kind {
        TextKind::Notice => 0,
        TextKind::ProposalGuideline => 1,
        TextKind::Unknown | TextKind::Correction | TextKind::Cancellation | TextKind::Result | TextKind::Plan => 2,
        TextKind::Answers => 3,
        TextKind::Specification | TextKind::Rules | TextKind::Forms => 4,
    }
}

fn together(sources: &[SourceText]) -> (ProposedTender, Vec<TextKind>) {
    let kinds = sources.iter().map(|source| intake::kind_of_text(&source.text)).collect();
    let proposal = match sources {
        [one] => intake::read_source(one),
        all => intake::read_together(all),
    };
    (proposal, kinds)
}

/// What the list shows until a person confirms.
#[must_use]
pub fn facts_of(proposal: &ProposedTender) -> TenderFacts {
    let text = |name| proposal.fact(name).map_or_else(String::new, |fact| fact.value.as_text().to_owned());
    let mut facts =
        TenderFacts { title: text(FactName::Title), addressee: text(FactName::Addressee), ..TenderFacts::default() };
    if let Some(FactValue::Procedure { kind, .. }) = proposal.fact(FactName::Procedure).map(|fact| &fact.value) {
        facts.procedure = Some(*kind);
    }
    facts
}

/// The dates of a proposal, for searches.
#[must_use]
pub fn dates_of(proposal: &ProposedTender) -> Vec<(MilestoneKind, Moment)> {
    proposal.milestones.iter().map(|step| (step.kind, step.at)).collect()
}

/// The same notice gives the same fingerprint however it was copied: width of letters and blanks count
/// for nothing.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    hex::encode(Sha256::digest(plain.as_bytes()))
}

/// The row of a text; the place and the original are given by who keeps it.
///
/// # Errors
/// A fault when what the source states cannot be written.
pub fn row_of(source: &SourceText, name: &str, kind: TextKind) -> Result<SourceRow, Failure> {
    let stated = source.stated.as_deref();
    Ok(SourceRow {
        position: 0,
        kind: kind_code(source.kind).to_owned(),
        name: name.to_owned(),
        fingerprint: fingerprint(&source.text),
        body: source.text.clone(),
        text_kind: kind,
        pages: source.pages,
        pages_without_text: source.pages_without_text,
        file: None,
        identity: stated.and_then(|stated| stated.identity.clone()).unwrap_or_default(),
        release: stated.and_then(|stated| stated.release.clone()).unwrap_or_default(),
        stated: stated.map(json).transpose()?.unwrap_or_default(),
    })
}

/// The text of a row, as it was when it came in.
///
/// # Errors
/// A fault when the row cannot be read.
pub fn text_of(row: &SourceRow) -> Result<SourceText, Failure> {
    let stated = stated_of(&row.stated)?;
    Ok(SourceText {
        text: row.body.clone(),
        kind: kind_of_code(&row.kind),
        pages: row.pages,
        pages_without_text: row.pages_without_text,
        stated,
    })
}

/// What the source of a kept text states outright.
///
/// # Errors
/// A fault when it cannot be read.
pub fn stated_of(json: &str) -> Result<Option<Box<Stated>>, Failure> {
    if json.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_str(json)?)) }
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_json::to_string(value)?)
}

const fn kind_code(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Text => "text",
        SourceKind::Pdf => "pdf",
        SourceKind::Html => "html",
        SourceKind::PortalXml => "portal_xml",
        SourceKind::Ocds => "ocds",
    }
}

fn kind_of_code(code: &str) -> SourceKind {
    [SourceKind::Pdf, SourceKind::Html, SourceKind::PortalXml, SourceKind::Ocds]
        .into_iter()
        .find(|kind| kind_code(*kind) == code)
        .unwrap_or(SourceKind::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> SourceText {
        let text = text.to_owned();
        SourceText { text, kind: SourceKind::Text, pages: None, pages_without_text: 0, stated: None }
    }

    #[test]
    fn width_and_blanks_make_no_other_notice() {
        assert_eq!(fingerprint("令和８年 12月\r\n10日"), fingerprint("令和8年12月10日"));
        assert_ne!(fingerprint("令和8年12月10日"), fingerprint("令和8年12月11日"));
    }

    #[test]
    fn a_text_is_the_same_after_it_was_kept() {
        let mut source = text("公告");
        source.stated = Some(Box::new(Stated { identity: Some("kkj:1".to_owned()), ..Stated::default() }));
        let row = row_of(&source, "公告.xml", TextKind::Notice).unwrap();
        assert_eq!(row.identity, "kkj:1");
        assert_eq!(text_of(&row).unwrap(), source);
    }

    #[test]
    fn texts_that_disagree_are_not_certain_and_name_their_file() {
        let first = text("業務名　防災業務\n質問書提出期限　令和8年11月13日（金）午後5時\n");
        let second = text(
            "業務名　防災業務\n質問書提出期限　令和8年11月16日（月）午後5時\n入札書提出期限　令和8年12月1日（火）午前10時\n",
        );
        let (whole, kinds) = together(&[first, second]);
        assert_eq!(kinds.len(), 2);
        let questions: Vec<_> = whole.milestones_of(crate::domain::deadline::MilestoneKind::QuestionBy).collect();
        assert_eq!(questions.len(), 2);
        assert!(questions.iter().all(|step| !step.certain));
        let bid = whole.milestones_of(crate::domain::deadline::MilestoneKind::BidBy).next().unwrap();
        assert_eq!(bid.evidence.file, 1);
    }
}
