//! The backward plan to take along: as a workbook and as a paper.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::domain::id::BidId;
use crate::domain::plan::PlanSheet;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::documents::disposition;
use crate::server::services::plans;
use crate::server::xlsx::write_plan;
use crate::server::{docx, plan_sheet};

/// Media type of an .xlsx.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Media type of a .docx.
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// `GET /bids/{bid}/plan/file`: the plan with real dates, and its calendar.
pub async fn download(Extension(call): Extension<Call>, Path(bid): Path<String>) -> Response {
    let made = made(&call, &bid, |sheet| write_plan(sheet).map_err(|fault| Failure::Fault(Box::new(fault)))).await;
    answered(&call, made, XLSX, &disposition("逆算計画.xlsx", "plan.xlsx"))
}

/// `GET /bids/{bid}/plan/paper`: the same to print: a chart, and the tasks with what does not fit.
pub async fn download_paper(Extension(call): Extension<Call>, Path(bid): Path<String>) -> Response {
    let made = made(&call, &bid, |sheet| docx::plan(sheet).map_err(|fault| Failure::Fault(Box::new(fault)))).await;
    answered(&call, made, DOCX, &disposition("逆算計画.docx", "plan.docx"))
}

async fn made(
    call: &Call,
    bid: &str,
    write: impl FnOnce(&PlanSheet) -> Result<Vec<u8>, Failure> + Send + 'static,
) -> Result<Vec<u8>, Failure> {
    let bid = BidId::parse(bid).ok_or(AppError::NotFound)?;
    let sheet = plan_sheet::of(plans::page_to_export(call, bid).await?, call.now);
    let written = tokio::task::spawn_blocking(move || write(&sheet)).await;
    written.map_err(|error| Failure::Fault(Box::new(error)))?
}

fn answered(call: &Call, made: Result<Vec<u8>, Failure>, media: &'static str, disposition: &str) -> Response {
    match made {
        Ok(bytes) => {
            let headers = [
                (CONTENT_TYPE, media.to_owned()),
                (CONTENT_DISPOSITION, disposition.to_owned()),
                (CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(failure) => status_of(&call.tell(failure)).into_response(),
    }
}

fn status_of(refusal: &AppError) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST)
}
