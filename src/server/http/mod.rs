//! Around and beside the server functions: who calls, refused posts, security headers, files.

pub mod buyer_forms;
pub mod calendars;
pub mod calls;
pub mod contacts;
pub mod cookies;
pub mod costs;
pub mod documents;
pub mod engagement_files;
pub mod images;
pub mod kept;
pub mod live_socket;
pub mod pieces;
pub mod plans;
pub mod questions;
pub mod security;
pub mod tenders;
pub mod uploads;

use axum::Router;
use axum::routing::get;

/// Routes that are neither pages nor server functions.
pub fn routes() -> Router {
    Router::new()
        .route("/health", get(|| async { "ok" }))
        .route("/live", get(live_socket::open))
        .route("/bids/{bid}/documents.zip", get(documents::download_all))
        .route("/bids/{bid}/documents/{form}/file", get(documents::download))
        .merge(calendars::routes())
        .merge(contacts::routes())
        .merge(costs::routes())
        .merge(engagement_files::routes())
        .route("/bids/{bid}/plan/file", get(plans::download))
        .route("/bids/{bid}/plan/paper", get(plans::download_paper))
        .merge(buyer_forms::routes())
        .route("/bids/{bid}/documents/{form}/pdf", get(documents::download_pdf))
        .route("/bids/{bid}/schedules/{schedule}", get(documents::download_schedule))
        .merge(images::routes())
        .merge(questions::routes())
        .merge(tenders::routes())
}
