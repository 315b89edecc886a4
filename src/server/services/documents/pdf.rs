//! One paper as a PDF, by the office program: for looking at, since what is handed in is the .docx or its print.

use super::{form, pages, render};
use crate::domain::document::CopyKind;
use crate::domain::document_view::PdfState;
use crate::domain::id::BidId;
use crate::domain::seat::Action;
use crate::server::access;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::pages_count::OfficeProblem;

/// What came of it.
#[derive(Debug)]
pub enum PaperPdf {
    /// The file.
    Made {
        /// Name of the file.
        file_name: String,
        /// The PDF.
        pdf: Vec<u8>,
    },
    /// None, and why.
    None(PdfState),
}

/// The PDF of one paper.
///
/// # Errors
/// As every call on a bid; not found for an unknown form.
pub async fn pdf(call: &Call, bid: BidId, code: &str) -> Result<PaperPdf, Failure> {
    if !call.state.office.is_there() {
        let mut tx = call.state.store.begin_read().await?;
        access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
        tx.commit().await?;
        form(call, code)?;
        return Ok(PaperPdf::None(PdfState::Absent));
    }
    let paper = render(call, bid, code, CopyKind::Original).await?;
    let Some(mut turn) = call.state.office.turn_soon().await else { return Ok(PaperPdf::None(PdfState::Busy)) };
    let made = turn.pdf(&paper.docx).await;
    drop(turn);
    Ok(match made {
        Ok(pdf) => {
            pages::seen(call, &paper, &pdf).await;
            let stem = paper.file_name.strip_suffix(".docx").unwrap_or(&paper.file_name);
            PaperPdf::Made { file_name: format!("{stem}.pdf"), pdf }
        }
        Err(OfficeProblem::TooLong) => PaperPdf::None(PdfState::TooLong),
        Err(_) => PaperPdf::None(PdfState::Failed),
    })
}
