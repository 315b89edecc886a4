//! A notice comes in: pasted, uploaded or typed, in one text or several. What was read is kept as a
//! proposal; nothing of it is true for the tender until a person confirms it.

use std::sync::Arc;

use super::changes::{Later, keep_later};
use super::keeping::{Prepared, keep, prepare, same_notice};
use super::reading;
use crate::domain::candidate::FeedTaken;
use crate::domain::change::{ChangeState, Proposed, Taken, TakenNotices};
use crate::domain::id::{CandidateId, OrganisationId, TenderId, UserId};
use crate::domain::notice::{FactName, IntakeProblem};
use crate::domain::problem::Problems;
use crate::domain::recognition::{Known, belonging_to};
use crate::domain::tender::{Origin, TenderState};
use crate::domain::tender_form::FactsForm;
use crate::error::{AppError, Refusal};
use crate::server::access::tender::to_tender;
use crate::server::access::{SignedIn, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::{self, Incoming, SourceText, Tools};
use crate::server::store::candidates::NewCandidate;
use crate::server::store::tenders::NewTender;
use crate::server::store::{Tx, audits, candidates, changes, sources, tender_facts, tenders};

/// A file as it was uploaded.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name on the person's machine.
    pub name: String,
    /// Its bytes; the notices of one file share them.
    pub bytes: Arc<[u8]>,
}

/// A text, and the file it came in.
#[derive(Debug, Clone)]
pub struct Brought {
    /// The text.
    pub source: SourceText,
    /// The original; none for a pasted text.
    pub original: Option<Upload>,
}

/// Takes what was pasted: a notice, all notices of a portal's answer or of a package, or a feed, whose entries
/// become candidates.
///
/// # Errors
/// `NotSignedIn`, `Notice`, `SameNotice`; faults of the database.
pub async fn paste(call: &Call, text: &str, candidate: &str) -> Result<Taken, Failure> {
    let person = call.caller.person()?;
    let text = text.replace("\r\n", "\n");
    let (mut notices, mut entries) = (Vec::new(), Vec::new());
    for one in intake::open_paste(&text).await.map_err(|problem| refused("", problem))? {
        match one {
            Incoming::Notice(source) => notices.push(vec![Brought { source: *source, original: None }]),
            Incoming::Feed { title, candidates } => {
                entries.extend(
                    candidates.iter().map(|one| NewCandidate::of(&title, &one.title, &one.link, one.published)),
                );
            }
        }
    }
    if !entries.is_empty() {
        return take_entries(call, person, entries).await.map(Taken::Feed);
    }
    let by = Some(person.user);
    match notices.len() {
        0 => Err(refused("", IntakeProblem::Empty)),
        1 => propose_from(call, person.organisation, by, notices.remove(0), candidate).await.map(Taken::One),
        _ => propose_each(call, person.organisation, by, notices, candidate).await,
    }
}

/// Keeps the entries of a feed that came in where notices do.
async fn take_entries(call: &Call, person: &SignedIn, entries: Vec<NewCandidate>) -> Result<FeedTaken, Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let taken = candidates::candidate_take_in(&mut tx, person, entries, call.now).await?;
    tx.commit().await?;
    Ok(taken)
}

/// The notices of a pasted text about one tender, which may be a portal's answer or a release.
///
/// # Errors
/// `Notice`, `OnlyFeed`.
pub(super) async fn pasted(text: &str) -> Result<Vec<SourceText>, Failure> {
    let incoming = intake::open_paste(text).await.map_err(|problem| refused("", problem))?;
    incoming
        .into_iter()
        .map(|one| match one {
            Incoming::Notice(source) => Ok(*source),
            Incoming::Feed { .. } => Err(Refusal::OnlyFeed { file: String::new() }.into()),
        })
        .collect()
}

/// Takes uploaded files: those that hold one notice each are read together as one tender, a file that
/// holds many gives a tender for each. `candidate` is the entry of a feed that led to them, or empty.
///
/// # Errors
/// `NotSignedIn`, `Notice`, `OnlyFeed`, `SameNotice`; faults of the database.
pub async fn upload(call: &Call, uploads: Vec<Upload>, candidate: &str) -> Result<Taken, Failure> {
    let person = call.caller.person()?;
    let mut single = Vec::new();
    let mut many = Vec::new();
    for upload in uploads {
        let mut texts = opened(call, &upload).await?;
        let group = if texts.len() == 1 { &mut single } else { &mut many };
        group.extend(texts.drain(..).map(|source| Brought { source, original: Some(upload.clone()) }));
    }
    let by = Some(person.user);
    if many.is_empty() {
        return propose_from(call, person.organisation, by, single, candidate).await.map(Taken::One);
    }
    let mut groups: Vec<Vec<Brought>> = many.into_iter().map(|one| vec![one]).collect();
    if !single.is_empty() {
        groups.insert(0, single);
    }
    propose_each(call, person.organisation, by, groups, candidate).await
}

/// The notices of an uploaded file; at least one.
pub(super) async fn opened(call: &Call, upload: &Upload) -> Result<Vec<SourceText>, Failure> {
    let tools = Tools { pdftotext: call.state.settings.pdftotext.clone(), ..Tools::default() };
    let incoming =
        intake::open(&upload.name, &upload.bytes, &tools).await.map_err(|problem| refused(&upload.name, problem))?;
    let mut texts = Vec::with_capacity(incoming.len());
    for one in incoming {
        match one {
            Incoming::Notice(source) => texts.push(*source),
            Incoming::Feed { .. } => return Err(Refusal::OnlyFeed { file: file_name(&upload.name) }.into()),
        }
    }
    if texts.is_empty() { Err(refused(&upload.name, IntakeProblem::Empty)) } else { Ok(texts) }
}

/// Keeps a tender that a person typed; it needs no confirmation.
///
/// # Errors
/// `NotSignedIn`, `Invalid`; faults of the database.
pub async fn type_in(call: &Call, form: &FactsForm, candidate: &str) -> Result<TenderId, Failure> {
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
        reading: String::new(),
        proposed: Vec::new(),
        created_by: Some(person.user),
    };
    let mut tx = call.state.store.begin_write().await?;
    hold_candidate(&mut tx, call, candidate).await?;
    tenders::tender_insert(&mut tx, &tender, call.now).await?;
    let access = to_tender(&mut tx, &call.caller, id, TenderAction::EditFacts).await?;
    for name in FactName::ALL {
        let value = tender.facts.value(name);
        tender_facts::tender_fact_put(&mut tx, &access, name, &value, None, Origin::Person).await?;
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
    tie_candidate(&mut tx, call, candidate, Some(id)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Holds the entry of a feed from the beginning of a transaction that ends with its tie.
async fn hold_candidate(tx: &mut Tx, call: &Call, candidate: &str) -> Result<(), Failure> {
    match CandidateId::parse(candidate) {
        Some(candidate) => candidates::candidate_lock(tx, call.caller.person()?, candidate).await,
        None => Ok(()),
    }
}

/// Ties what became of a notice to the entry of a feed that led to it; nothing when there was none, or when
/// a tender was made of it before.
async fn tie_candidate(tx: &mut Tx, call: &Call, candidate: &str, tender: Option<TenderId>) -> Result<(), Failure> {
    let (Some(candidate), Some(tender)) = (CandidateId::parse(candidate), tender) else { return Ok(()) };
    let person = call.caller.person()?;
    if !candidates::candidate_tender_put(tx, person, candidate, tender, call.now).await? {
        return Ok(());
    }
    let detail = serde_json::json!({ "candidate": candidate, "tender": tender });
    let (firm, user) = (Some(person.organisation), Some(person.user));
    audits::audit_append_outside(tx, firm, user, call.now, "candidate.take", detail).await
}

/// Reads the texts of one notice together and keeps what was read; a single text that speaks of a tender
/// of the firm is kept with that one. Also for the command line, which names the firm.
///
/// # Errors
/// `NoFile`, `SameNotice`; faults of the database.
pub async fn propose(
    call: &Call,
    organisation: OrganisationId,
    user: Option<UserId>,
    brought: Vec<Brought>,
) -> Result<Proposed, Failure> {
    propose_from(call, organisation, user, brought, "").await
}

async fn propose_from(
    call: &Call,
    organisation: OrganisationId,
    user: Option<UserId>,
    brought: Vec<Brought>,
    candidate: &str,
) -> Result<Proposed, Failure> {
    let prepared = prepare(brought).await?;
    let later = prepared.later().await?;
    let mut tx = call.state.store.begin_write().await?;
    hold_candidate(&mut tx, call, candidate).await?;
    let known = changes::change_known(&mut tx, organisation).await?;
    let Joined { done, .. } = keep_or_join(&mut tx, call, organisation, user, (prepared, later), &known).await?;
    tie_candidate(&mut tx, call, candidate, Some(done.tender())).await?;
    tx.commit().await?;
    Ok(done)
}

/// What became of one notice.
struct Joined {
    done: Proposed,
    /// Whether it was kept now; otherwise it waits with its tender since an earlier time.
    is_new: bool,
}

/// Keeps a notice as a tender of its own, or with the known tender that it speaks of.
async fn keep_or_join(
    tx: &mut Tx,
    call: &Call,
    organisation: OrganisationId,
    user: Option<UserId>,
    (mut prepared, later): (Prepared, Option<Later>),
    known: &[Known],
) -> Result<Joined, Failure> {
    if let (Some(later), [(row, ..)]) = (later, prepared.texts.as_slice()) {
        if let Some((tender, place)) = sources::source_find(tx, organisation, &row.fingerprint).await?
            && let Some(change) = changes::change_at(tx, tender, place).await?
        {
            return Ok(Joined { done: Proposed::Belongs { tender, change }, is_new: false });
        }
        let is_there = same_notice(tx, organisation, &prepared.texts).await?.is_some();
        let tender = belonging_to(&later.newcomer(&row.body), known).filter(|_| !is_there);
        if let (Some(tender), Some((row, _, original))) = (tender, prepared.texts.pop_if(|_| tender.is_some())) {
            let access = to_tender(tx, &call.caller, tender, TenderAction::EditFacts).await?;
            // A person is asked whether it belongs there; nobody sits at the command line.
            let state = if user.is_some() { ChangeState::Offered } else { ChangeState::Open };
            let brought = Brought { source: reading::text_of(&row)?, original };
            let change = keep_later(tx, call, &access, later, brought, state).await?;
            return Ok(Joined { done: Proposed::Belongs { tender, change }, is_new: true });
        }
    }
    let tender = keep(tx, call, organisation, user, prepared).await?;
    Ok(Joined { done: Proposed::Made(tender), is_new: true })
}

/// The same for several notices, all or none; those of a known tender and those known already are counted.
///
/// # Errors
/// `SameNotice` when there is but one and it is known; faults of the database.
pub async fn propose_each(
    call: &Call,
    organisation: OrganisationId,
    user: Option<UserId>,
    notices: Vec<Vec<Brought>>,
    candidate: &str,
) -> Result<Taken, Failure> {
    let mut prepared = Vec::with_capacity(notices.len());
    for notice in notices {
        let notice = prepare(notice).await?;
        let later = notice.later().await?;
        prepared.push((notice, later));
    }
    let mut taken = TakenNotices::default();
    let mut tx = call.state.store.begin_write().await?;
    hold_candidate(&mut tx, call, candidate).await?;
    let there = changes::change_known(&mut tx, organisation).await?;
    for notice in prepared {
        match keep_or_join(&mut tx, call, organisation, user, notice, &there).await {
            Ok(Joined { done: Proposed::Made(tender), .. }) => taken.made.push(tender),
            Ok(Joined { is_new: true, .. }) => taken.offered += 1,
            Ok(Joined { is_new: false, .. }) | Err(Failure::Refused(AppError::Refused(Refusal::SameNotice { .. }))) => {
                taken.known += 1;
            }
            Err(other) => return Err(other),
        }
    }
    tie_candidate(&mut tx, call, candidate, taken.made.first().copied()).await?;
    tx.commit().await?;
    Ok(Taken::Many(taken))
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

pub(super) fn refused(file: &str, problem: IntakeProblem) -> Failure {
    AppError::Refused(Refusal::Notice { file: file_name(file), problem }).into()
}

/// A name without folders and without what cannot be printed, of bearable length.
pub(super) fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let unsafe_sign = |c: &char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    last.chars().filter(|c| !unsafe_sign(c)).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_loses_folders_and_direction_marks() {
        assert_eq!(file_name("C:\\tmp\\公告\u{202e}fdp.pdf"), "公告fdp.pdf");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
    }
}
