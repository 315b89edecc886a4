//! Downloads of papers.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use futures::{Stream, stream};
use serde::Deserialize;

use crate::domain::document::CopyKind;
use crate::domain::id::BidId;
use crate::domain::question;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::services;
use crate::server::services::documents::{Bundle, PaperPdf};
use crate::ui::paths;

/// Media type of a .docx.
pub(super) const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Media type of an .xlsx.
pub(super) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Which copy.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    copy: String,
    /// Which sheet of questions.
    round: Option<i64>,
}

/// `GET /bids/{bid}/documents/{form}/file`: the .docx of one paper; with `?copy=blind` the one that names no firm, with
/// `?round=2` the second sheet of questions.
pub async fn download(
    Extension(call): Extension<Call>,
    Path((bid, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return refuse(&AppError::NotFound) };
    let Some(copy) = CopyKind::parse(&asked.copy) else { return refuse(&AppError::NotFound) };
    let paper = match asked.round.filter(|_| form == question::SHEET) {
        Some(round) => services::documents::render_sheet(&call, bid, round).await,
        None => services::documents::render(&call, bid, &form, copy).await,
    };
    match paper {
        Ok(paper) => {
            let plain = match paper.copy {
                CopyKind::Original => format!("{}.docx", paper.form),
                CopyKind::Blind => format!("{}-blind.docx", paper.form),
            };
            let headers =
                [(CONTENT_TYPE, DOCX.to_owned()), (CONTENT_DISPOSITION, disposition(&paper.file_name, &plain))];
            (headers, paper.docx).into_response()
        }
        Err(failure) => refuse(&call.tell(failure)),
    }
}

/// `GET /bids/{bid}/documents/{form}/pdf`: one paper as a PDF; without one, the paper's page says why.
pub async fn download_pdf(Extension(call): Extension<Call>, Path((bid, form)): Path<(String, String)>) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return refuse(&AppError::NotFound) };
    match services::documents::pdf(&call, bid, &form).await {
        Ok(PaperPdf::Made { file_name, pdf }) => {
            let name = disposition(&file_name, &format!("{form}.pdf"));
            ([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, name)], pdf).into_response()
        }
        Ok(PaperPdf::None(state)) => Redirect::to(&paths::document_without_pdf(bid, &form, state)).into_response(),
        Err(failure) => refuse(&call.tell(failure)),
    }
}

/// `GET /bids/{bid}/schedules/{form}`: the schedule that a paper draws, as a workbook; with `?copy=blind` the one that names
/// no firm.
pub async fn download_schedule(
    Extension(call): Extension<Call>,
    Path((bid, form)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return refuse(&AppError::NotFound) };
    let Some(copy) = CopyKind::parse(&asked.copy) else { return refuse(&AppError::NotFound) };
    match services::documents::schedule(&call, bid, &form, copy).await {
        Ok(file) => {
            let name = disposition(&file.file_name, &format!("{form}.xlsx"));
            ([(CONTENT_TYPE, XLSX.to_owned()), (CONTENT_DISPOSITION, name)], file.xlsx).into_response()
        }
        Err(failure) => refuse(&call.tell(failure)),
    }
}

/// `GET /bids/{bid}/documents.zip`: all papers, sent while they are made.
pub async fn download_all(Extension(call): Extension<Call>, Path(bid): Path<String>) -> Response {
    let Some(bid) = BidId::parse(&bid) else { return refuse(&AppError::NotFound) };
    match services::documents::bundle(&call, bid).await {
        Ok(bundle) => {
            let name = disposition(&bundle.file_name, "documents.zip");
            let headers = [(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)];
            (headers, Body::from_stream(pieces(call, bundle))).into_response()
        }
        Err(failure) => refuse(&call.tell(failure)),
    }
}

/// The pieces of the .zip. A fault breaks the answer off: half a file must not look whole.
fn pieces(call: Call, bundle: Bundle) -> impl Stream<Item = Result<Vec<u8>, std::io::Error>> {
    stream::try_unfold(bundle, move |mut bundle| {
        let call = call.clone();
        async move {
            match bundle.next(&call).await {
                Ok(piece) => Ok(piece.map(|piece| (piece, bundle))),
                Err(failure) => {
                    // It is logged, and nobody is left to be told.
                    let _ = call.tell(failure);
                    Err(std::io::Error::other("a paper could not be made"))
                }
            }
        }
    })
}

/// A file that is its reader's alone: no cache keeps it.
pub(super) fn private_file(media_type: &str, name: &str, plain: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition(name, plain)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, bytes).into_response()
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
