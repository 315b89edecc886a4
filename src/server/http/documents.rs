//! Downloads of papers.

use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::domain::id::BidId;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::services;

/// Media type of a .docx.
pub(super) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// `GET /bids/{bid}/documents/{form}/file`: the .docx of one paper.
pub async fn download(Extension(call): Extension<Call>, Path((bid, form)): Path<(String, String)>) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return refuse(&AppError::NotFound) };
    match services::documents::render(&call, bid, &form).await {
        Ok(paper) => {
            let headers = [
                (CONTENT_TYPE, DOCX.to_owned()),
                (CONTENT_DISPOSITION, disposition(&paper.file_name, &format!("{}.docx", paper.form))),
            ];
            (headers, paper.docx).into_response()
        }
        Err(failure) => refuse(&call.tell(failure)),
    }
}

/// The file's name in ASCII for old programs, and whole (RFC 6266, RFC 5987).
pub(super) fn disposition(name: &str, plain: &str) -> String {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

fn refuse(refusal: &AppError) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    status.into_response()
}
