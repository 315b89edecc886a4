//! Contacts as files: all that is kept of one person; the firm's contacts, taken along; a file that is brought.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use futures::{Stream, stream};
use serde::Deserialize;

use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::server::cards::FILE_MOST;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::http::uploads::{self, AROUND};
use crate::server::services;
use crate::server::services::contacts::exports::{Export, ExportForm};
use crate::server::services::contacts::personal::PersonData;
use crate::ui::paths;

/// The routes of the files.
pub fn routes() -> Router {
    Router::new()
        .route("/contacts/{contact}/data", get(download))
        .route("/contacts/export.csv", get(table))
        .route("/contacts/export.vcf", get(cards))
        .route(
            "/contacts/import/upload",
            post(take).layer(DefaultBodyLimit::max(FILE_MOST + AROUND)).layer(from_fn(uploads::in_turn)),
        )
}

/// Which contacts: those that words find, of one sort; all without either.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    words: String,
    #[serde(default)]
    kind: String,
}

/// `GET /contacts/{contact}/data`: JSON.
async fn download(Extension(call): Extension<Call>, Path(contact): Path<String>) -> Response {
    let Some(contact) = ContactId::parse(&contact) else { return refuse(&AppError::NotFound) };
    match services::contacts::personal::export(&call, contact).await {
        Ok(export) => {
            let text = whole(export);
            let name = format!("attachment; filename=\"contact-{contact}.json\"");
            ([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], text).into_response()
        }
        Err(failure) => refuse(&call.tell(failure)),
    }
}

/// The data with the address of each file beside its name.
fn whole(export: PersonData) -> String {
    let PersonData { mut data, files } = export;
    let files = files.into_iter().map(|(engagement, file)| {
        serde_json::json!({ "name": file.name, "address": paths::engagement_file(engagement, file.id) })
    });
    if let Some(all) = data.as_object_mut() {
        all.insert("files".to_owned(), files.collect());
    }
    format!("{data:#}")
}

async fn table(Extension(call): Extension<Call>, Query(asked): Query<Asked>) -> Response {
    hand_out(call, asked, ExportForm::Table, "text/csv; charset=utf-8", "attachment; filename=\"contacts.csv\"").await
}

async fn cards(Extension(call): Extension<Call>, Query(asked): Query<Asked>) -> Response {
    hand_out(call, asked, ExportForm::Cards, "text/vcard; charset=utf-8", "attachment; filename=\"contacts.vcf\"").await
}

async fn hand_out(call: Call, asked: Asked, form: ExportForm, kind: &'static str, name: &'static str) -> Response {
    match services::contacts::exports::begin(&call, &asked.words, &asked.kind, form).await {
        Ok(export) => {
            let headers = [(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name), (CACHE_CONTROL, "private, no-store")];
            (headers, Body::from_stream(pieces(call, export))).into_response()
        }
        Err(failure) => refuse(&call.tell(failure)),
    }
}

/// The pieces of a file. A fault breaks the answer off: half a file must not look whole.
fn pieces(call: Call, export: Export) -> impl Stream<Item = Result<Vec<u8>, std::io::Error>> {
    stream::try_unfold(export, move |mut export| {
        let call = call.clone();
        async move {
            match export.next(&call).await {
                Ok(piece) => Ok(piece.map(|piece| (piece, export))),
                Err(failure) => {
                    // It is logged, and nobody is left to be told.
                    let _ = call.tell(failure);
                    Err(std::io::Error::other("contacts could not be read"))
                }
            }
        }
    })
}

async fn take(Extension(call): Extension<Call>, request: Request) -> Response {
    match taken(&call, request).await {
        Ok(place) => Redirect::to(&place).into_response(),
        // The layer around keeps a refused post of a page and leads back to it; script gets the refusal itself.
        Err(failure) => {
            let refusal = call.refuse(failure);
            (status_of(&refusal), Json(refusal)).into_response()
        }
    }
}

async fn taken(call: &Call, request: Request) -> Result<String, Failure> {
    call.caller.person()?;
    let (name, file) = uploads::file_of(request, FILE_MOST).await?;
    Ok(paths::contact_card_file(services::contacts::imports::bring(call, &name, file).await?))
}

fn refuse(refusal: &AppError) -> Response {
    status_of(refusal).into_response()
}

fn status_of(refusal: &AppError) -> StatusCode {
    StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
