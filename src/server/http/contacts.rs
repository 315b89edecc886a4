//! All that is kept of one contact, as a file: what a person may ask for.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};

use crate::domain::id::ContactId;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::services;
use crate::server::services::contacts::personal::PersonData;
use crate::ui::paths;

/// The route of the file.
pub fn routes() -> Router {
    Router::new().route("/contacts/{contact}/data", get(download))
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

fn refuse(refusal: &AppError) -> Response {
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    status.into_response()
}
