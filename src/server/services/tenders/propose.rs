//! A notice comes in: pasted, uploaded or typed. What was read is kept as a proposal; nothing of it is
//! true for the tender until a person confirms it.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::domain::id::{OrganisationId, TenderFileId, TenderId, UserId};
use crate::domain::notice::{FactName, FactValue, IntakeProblem, ProposedTender};
use crate::domain::problem::Problems;
use crate::domain::tender::{Origin, Reading, TenderFacts, TenderFile, TenderState};
use crate::domain::tender_form::FactsForm;
use crate::error::{AppError, Refusal};
use crate::server::access::TenderAction;
use crate::server::access::tender::to_tender;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::{self, SourceKind, SourceText, Tools};
use crate::server::store::tenders::NewTender;
use crate::server::store::{audits, files, tenders};

/// A file as it was uploaded.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name on the person's machine.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes a pasted notice; answers the tender whose proposal is to be confirmed.
///
/// # Errors
/// `NotSignedIn`, `Notice`, `SameNotice`; faults of the database.
pub async fn paste(call: &Call, text: &str) -> Result<TenderId, Failure> {
    let person = call.caller.person()?;
    let text = text.replace("\r\n", "\n");
    let source = intake::text_of_paste(&text).map_err(|problem| refused("", problem))?;
    propose(call, person.organisation, Some(person.user), source, None).await
}

/// Takes an uploaded notice; answers the tender whose proposal is to be confirmed.
///
/// # Errors
/// `NotSignedIn`, `Notice`, `SameNotice`; faults of the database.
pub async fn upload(call: &Call, upload: Upload) -> Result<TenderId, Failure> {
    let person = call.caller.person()?;
    let tools = Tools { pdftotext: call.state.settings.pdftotext.clone(), ..Tools::default() };
    let source = intake::text_of_upload(&upload.name, &upload.bytes, &tools)
        .await
        .map_err(|problem| refused(&upload.name, problem))?;
    propose(call, person.organisation, Some(person.user), source, Some(upload)).await
}

/// Keeps a tender that a person typed; it needs no confirmation.
///
/// # Errors
/// `NotSignedIn`, `Invalid`; faults of the database.
pub async fn type_in(call: &Call, form: &FactsForm) -> Result<TenderId, Failure> {
    let person = call.caller.person()?;
    let mut problems = Problems::default();
    let facts = form.parse(&mut problems, |field| format!("facts[{field}]"));
    let Some(facts) = facts else { return Err(problems.into()) };
    let id = TenderId::fresh();
    let tender = NewTender {
        id,
        organisation: person.organisation,
        facts,
        state: TenderState::Confirmed,
        fingerprint: format!("typed {id}"),
        source_text: String::new(),
        reading: String::new(),
        created_by: Some(person.user),
    };
    let mut tx = call.state.store.begin_write().await?;
    tenders::tender_insert(&mut tx, &tender, call.now).await?;
    let access = to_tender(&mut tx, &call.caller, id, TenderAction::EditFacts).await?;
    for name in FactName::ALL {
        let value = tender.facts.value(name);
        tenders::tender_fact_put(&mut tx, &access, name, &value, None, Origin::Person).await?;
    }
    audits::audit_append_outside(
        &mut tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        "tender.type",
        serde_json::json!({ "tender": id }),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Reads a notice and keeps what was read. Also for the command line, which names the firm.
///
/// # Errors
/// `SameNotice`; faults of the database.
pub async fn propose(
    call: &Call,
    organisation: OrganisationId,
    user: Option<UserId>,
    source: SourceText,
    original: Option<Upload>,
) -> Result<TenderId, Failure> {
    let reading = read(&source).await?;
    let id = TenderId::fresh();
    let tender = NewTender {
        id,
        organisation,
        facts: facts_of(&reading.proposal),
        state: TenderState::Proposed,
        fingerprint: fingerprint(&source.text),
        reading: serde_json::to_string(&reading)?,
        source_text: source.text,
        created_by: user,
    };
    let mut tx = call.state.store.begin_write().await?;
    if !tenders::tender_insert(&mut tx, &tender, call.now).await? {
        let same = tenders::tender_by_fingerprint(&mut tx, organisation, &tender.fingerprint).await?;
        let tender = same.ok_or_else(|| Failure::fault("the same notice is not there"))?;
        return Err(Refusal::SameNotice { tender }.into());
    }
    if let Some(original) = original {
        let hash = files::file_keep(&mut tx, &original.bytes, call.now).await?;
        let file = TenderFile {
            id: TenderFileId::fresh(),
            name: file_name(&original.name),
            media_type: media_type(source.kind).to_owned(),
            size: original.bytes.len() as u64,
        };
        tenders::tender_file_insert(&mut tx, id, &file, &hash, call.now).await?;
    }
    audits::audit_append_outside(
        &mut tx,
        Some(organisation),
        user,
        call.now,
        "tender.propose",
        serde_json::json!({ "tender": id, "fingerprint": tender.fingerprint }),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// The firm that keeps what the command line brings in, when no other is named.
///
/// # Errors
/// A fault that says so when there is none or more than one.
pub async fn only_organisation(call: &Call) -> Result<OrganisationId, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let mut firms = tenders::tender_keepers(&mut tx).await?;
    tx.commit().await?;
    match (firms.pop(), firms.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) => Err(Failure::fault("there is no organisation yet; open the set-up link first")),
        _ => Err(Failure::fault("there are several organisations; name one with --organisation")),
    }
}

/// Reading is work for a processor, not for the runtime.
async fn read(source: &SourceText) -> Result<Reading, Failure> {
    let text = source.text.clone();
    let proposal = tokio::task::spawn_blocking(move || intake::read(&text))
        .await
        .map_err(|error| Failure::fault(format!("a notice could not be read: {error}")))?;
    Ok(Reading { proposal, pages_without_text: source.pages_without_text })
}

/// What the list shows until a person confirms.
fn facts_of(proposal: &ProposedTender) -> TenderFacts {
    let text = |name| proposal.fact(name).map_or_else(String::new, |fact| fact.value.as_text().to_owned());
    let mut facts =
        TenderFacts { title: text(FactName::Title), addressee: text(FactName::Addressee), ..TenderFacts::default() };
    if let Some(FactValue::Procedure { kind, .. }) = proposal.fact(FactName::Procedure).map(|fact| &fact.value) {
        facts.procedure = Some(*kind);
    }
    facts
}

/// The same notice gives the same fingerprint however it was copied: width of letters and blanks count
/// for nothing.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    hex::encode(Sha256::digest(plain.as_bytes()))
}

fn refused(file: &str, problem: IntakeProblem) -> Failure {
    AppError::Refused(Refusal::Notice { file: file_name(file), problem }).into()
}

/// A name without folders and without what cannot be printed, of bearable length.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let unsafe_sign = |c: &char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    last.chars().filter(|c| !unsafe_sign(c)).take(200).collect()
}

const fn media_type(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Pdf => "application/pdf",
        SourceKind::Html => "text/html",
        SourceKind::PortalXml => "application/xml",
        SourceKind::Ocds => "application/json",
        SourceKind::Text => "text/plain",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_blanks_make_no_other_notice() {
        assert_eq!(fingerprint("令和８年 12月\r\n10日"), fingerprint("令和8年12月10日"));
        assert_ne!(fingerprint("令和8年12月10日"), fingerprint("令和8年12月11日"));
    }

    #[test]
    fn a_file_name_loses_folders_and_direction_marks() {
        assert_eq!(file_name("C:\\tmp\\公告\u{202e}fdp.pdf"), "公告fdp.pdf");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
    }
}
