//! The backward plan as a workbook.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::plan::PlanPage;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::documents::disposition;
use crate::server::services::plans;
use crate::server::xlsx::{PlanSheet, write_plan};
use crate::ui::wording::{in_language, plan as words};

/// Media type of an .xlsx.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET /bids/{bid}/plan/file`: the plan with real dates, and its calendar.
pub async fn download(Extension(call): Extension<Call>, Path(bid): Path<String>) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return StatusCode::NOT_FOUND.into_response() };
    match made(&call, bid).await {
        Ok(bytes) => {
            let headers = [
                (CONTENT_TYPE, XLSX.to_owned()),
                (CONTENT_DISPOSITION, disposition("逆算計画.xlsx", "plan.xlsx")),
                (CACHE_CONTROL, "private, no-store".to_owned()),
            ];
            (headers, bytes).into_response()
        }
        Err(failure) => status_of(&call.tell(failure)).into_response(),
    }
}

async fn made(call: &Call, bid: BidId) -> Result<Vec<u8>, Failure> {
    let page = plans::page_to_export(call, bid).await?;
    let notes = in_language(Language::Japanese, || notes(&page));
    let sheet = PlanSheet { page, notes, at: call.now };
    let written = tokio::task::spawn_blocking(move || write_plan(&sheet)).await;
    let written = written.map_err(|error| Failure::Fault(Box::new(error)))?;
    written.map_err(|fault| Failure::Fault(Box::new(fault)))
}

/// What does not fit about each task, in the language of the schedule.
fn notes(page: &PlanPage) -> Vec<String> {
    let title_of = |code: &str| {
        let other = page.tasks.iter().find(|other| other.code == code);
        other.map_or_else(|| code.to_owned(), |other| words::title(other).to_owned())
    };
    let note = |task: &crate::domain::plan::PlanTask| {
        let lines = task.conflicts.iter().map(|conflict| words::conflict(conflict, task.unit, title_of));
        lines.collect::<Vec<_>>().join("\n")
    };
    page.tasks.iter().map(note).collect()
}

fn status_of(refusal: &AppError) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::BAD_REQUEST)
}
