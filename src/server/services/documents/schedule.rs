//! 工程表 as a workbook: what the paper draws, for whoever goes on working with it.

use super::{blocking, facts_of, form, has_schedule, layout, plan, source};
use crate::domain::document::CopyKind;
use crate::domain::id::BidId;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::{docx, xlsx};

/// A workbook ready to hand out.
#[derive(Debug)]
pub struct ScheduleFile {
    /// Name of the file: as of the paper.
    pub file_name: String,
    /// The .xlsx.
    pub xlsx: Vec<u8>,
}

/// The schedule of one paper in one of its copies.
///
/// # Errors
/// As every call on a bid; not found for a paper that draws none, and for a copy that there is not of it.
pub async fn schedule(call: &Call, bid: BidId, code: &str, copy: CopyKind) -> Result<ScheduleFile, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Export, call.now).await?;
    let source = source(call, &mut tx, &access).await?;
    tx.commit().await?;
    let (call, code) = (call.clone(), code.to_owned());
    blocking(move || {
        let form = form(&call, &code)?;
        if !has_schedule(form) {
            return Err(AppError::NotFound.into());
        }
        let (facts, ways) = facts_of(&call, &code, copy, &source)?;
        let drawn = docx::schedule(form, &facts, layout(&call, form)?).ok_or(AppError::NotFound)?;
        let name = plan::file_name(&call, &code, copy, &source, form, &ways)?;
        let xlsx = xlsx::write_schedule(&drawn, source.tender.created_at);
        let xlsx = xlsx.map_err(|fault| Failure::Fault(Box::new(fault)))?;
        Ok(ScheduleFile { file_name: format!("{}.xlsx", name.trim_end_matches(".docx")), xlsx })
    })
    .await
}
