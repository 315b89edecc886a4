//! One paper with what stands in its form now, shown while somebody types. Saves nothing and leaves no trail.

use super::{Source, blocking, form, judged, source, variant_codes};
use crate::domain::document::CopyKind;
use crate::domain::document_settings::{DocumentForm, DocumentSettings};
use crate::domain::document_view::DocumentDraft;
use crate::domain::id::BidId;
use crate::domain::seat::Action;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::documents::DocumentRow;

/// The paper as it would be; none while a field cannot be read, as happens in the middle of typing.
///
/// # Errors
/// As every call on a bid; not found for an unknown form, and for a copy that there is not of it.
pub async fn draft(
    call: &Call,
    bid: BidId,
    code: &str,
    copy: CopyKind,
    typed: &DocumentForm,
) -> Result<Option<DocumentDraft>, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Read, call.now).await?;
    let Ok(settings) = typed.parse(&variant_codes(form(call, code)?)) else { return Ok(None) };
    let mut source = source(call, &mut tx, &access).await?;
    tx.commit().await?;
    decide(&mut source, code, &settings)?;
    let (call, code) = (call.clone(), code.to_owned());
    blocking(move || {
        let preview = judged::as_known(&call, &code, copy, &source)?.preview();
        Ok(Some(DocumentDraft { preview: preview.html, preview_css: preview.css }))
    })
    .await
}

/// Puts what was typed in the place of what is kept.
fn decide(source: &mut Source, code: &str, settings: &DocumentSettings) -> Result<(), Failure> {
    let settings = serde_json::to_string(settings)?;
    match source.settings.iter_mut().find(|row| row.form == code) {
        Some(row) => row.settings = settings,
        None => source.settings.push(DocumentRow { form: code.to_owned(), settings, revision: 0 }),
    }
    Ok(())
}
