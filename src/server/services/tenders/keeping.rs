//! A notice that was read is kept: which of its texts leads, whether the firm has it already, its originals.

use std::collections::HashSet;

use super::changes::{Later, later_of};
use super::propose::{Brought, Upload, file_name};
use super::reading::{self, ReadTexts};
use crate::domain::id::{OrganisationId, TenderFileId, TenderId, UserId};
use crate::domain::notice::TextKind;
use crate::domain::tender::{TenderFile, TenderState};
use crate::error::Refusal;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::SourceKind;
use crate::server::store::sources::SourceRow;
use crate::server::store::tenders::NewTender;
use crate::server::store::{Tx, audits, files, sources, tender_files, tenders};

/// A notice that was read and is about to be kept.
pub(super) struct Prepared {
    pub(super) texts: Vec<(SourceRow, SourceKind, Option<Upload>)>,
    read: ReadTexts,
}

impl Prepared {
    /// The same as something that came later; only a single text can be.
    pub(super) async fn later(&self) -> Result<Option<Later>, Failure> {
        let [(row, ..)] = self.texts.as_slice() else { return Ok(None) };
        later_of(reading::text_of(row)?, self.read.reading.proposal.clone()).await.map(Some)
    }
}

pub(super) async fn prepare(brought: Vec<Brought>) -> Result<Prepared, Failure> {
    if brought.is_empty() {
        return Err(Refusal::NoFile.into());
    }
    let mut ranked = Vec::with_capacity(brought.len());
    let mut seen = HashSet::new();
    let is_single = brought.len() == 1;
    // The same text chosen twice stays one.
    for one in brought.into_iter().filter(|one| seen.insert(reading::fingerprint(&one.source.text))) {
        let kind = if is_single { TextKind::Unknown } else { reading::kind_of(one.source.text.clone()).await };
        ranked.push((reading::rank(kind), one));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    let brought: Vec<Brought> = ranked.into_iter().map(|(_, one)| one).collect();
    let read = reading::read(brought.iter().map(|one| one.source.clone()).collect()).await?;
    let mut texts: Vec<(SourceRow, SourceKind, Option<Upload>)> = Vec::with_capacity(brought.len());
    for ((one, kind), position) in brought.into_iter().zip(&read.kinds).zip(0_u32..) {
        let name = one.original.as_ref().map(|original| file_name(&original.name)).unwrap_or_default();
        let row = SourceRow { position, ..reading::row_of(&one.source, &name, *kind)? };
        texts.push((row, one.source.kind, one.original));
    }
    Ok(Prepared { texts, read })
}

pub(super) async fn keep(
    tx: &mut Tx,
    call: &Call,
    organisation: OrganisationId,
    user: Option<UserId>,
    prepared: Prepared,
) -> Result<TenderId, Failure> {
    let Prepared { texts, read } = prepared;
    let Some((first, ..)) = texts.first() else { return Err(Refusal::NoFile.into()) };
    if let Some(tender) = same_notice(tx, organisation, &texts).await? {
        return Err(Refusal::SameNotice { tender }.into());
    }
    let id = TenderId::fresh();
    let tender = NewTender {
        id,
        organisation,
        facts: reading::facts_of(&read.reading.proposal),
        state: TenderState::Proposed,
        fingerprint: first.fingerprint.clone(),
        reading: serde_json::to_string(&read.reading)?,
        proposed: reading::dates_of(&read.reading.proposal),
        created_by: user,
    };
    if !tenders::tender_insert(tx, &tender, call.now).await? {
        let same = tenders::tender_by_fingerprint(tx, organisation, &tender.fingerprint).await?;
        let tender = same.ok_or_else(|| Failure::fault("the same notice is not there"))?;
        return Err(Refusal::SameNotice { tender }.into());
    }
    let count = texts.len();
    for (row, kind, original) in texts {
        keep_text(tx, call, id, user, row, kind, original.as_ref()).await?;
    }
    audits::audit_append_outside(
        tx,
        Some(organisation),
        user,
        call.now,
        "tender.propose",
        serde_json::json!({ "tender": id, "fingerprint": tender.fingerprint, "texts": count }),
    )
    .await?;
    Ok(id)
}

/// Keeps a text of a tender with its original.
pub(super) async fn keep_text(
    tx: &mut Tx,
    call: &Call,
    tender: TenderId,
    user: Option<UserId>,
    mut row: SourceRow,
    kind: SourceKind,
    original: Option<&Upload>,
) -> Result<(), Failure> {
    if let Some(original) = original {
        let hash = files::file_keep(tx, &original.bytes, call.now).await?;
        let file = TenderFile {
            id: TenderFileId::fresh(),
            name: file_name(&original.name),
            media_type: media_type(kind).to_owned(),
            size: original.bytes.len() as u64,
        };
        tender_files::tender_file_insert(tx, tender, &file, &hash, call.now).await?;
        row.file = Some(file.id);
    }
    sources::source_insert(tx, tender, &row, user, call.now).await
}

/// The tender that was made from the same notice: one that begins with any of these texts, or that has
/// the first of them. A common part (共通編) that other tenders have as well does not make it the same.
pub(super) async fn same_notice(
    tx: &mut Tx,
    organisation: OrganisationId,
    texts: &[(SourceRow, SourceKind, Option<Upload>)],
) -> Result<Option<TenderId>, Failure> {
    for (row, ..) in texts {
        let known = sources::source_find(tx, organisation, &row.fingerprint).await?;
        if let Some((tender, place)) = known
            && (row.position == 0 || place == 0)
        {
            return Ok(Some(tender));
        }
    }
    Ok(None)
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
