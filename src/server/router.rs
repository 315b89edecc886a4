//! Puts the server together: pages, server functions, files, and the layers around them.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use leptos::prelude::provide_context;
use leptos_axum::handle_server_fns_with_context;
use tower::ServiceBuilder;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::server::edge::Call;
use crate::server::http::calls::{SHOWN_ONCE, strict_cookie};
use crate::server::http::{calls, kept, security};
use crate::server::state::State;
use crate::ui::app::shell;
use crate::ui::kept::ShownOnce;

/// The whole application.
pub fn build(state: &State) -> Router {
    // Rendering spawns; leptos does this itself only for route lists of its own. Twice is refused, and fine.
    let _ = any_spawner::Executor::init_tokio();
    let files = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(
            CACHE_CONTROL,
            HeaderValue::from_static("public, max-age=0, must-revalidate"),
        ))
        .service(ServeDir::new(state.settings.site.join("pkg")).precompressed_br());
    let icon = ServeDir::new(&state.settings.site);
    Router::new()
        .route("/api/{*path}", post(server_function))
        .merge(crate::server::http::routes())
        .fallback(page)
        .layer(from_fn(kept::with_kept_posts))
        .layer(from_fn_with_state(Arc::clone(state), calls::with_call))
        .layer(CompressionLayer::new())
        .nest_service("/pkg", files)
        .nest_service("/files", icon)
        .layer(from_fn_with_state(Arc::clone(state), security::own_origin_only))
        .layer(from_fn(security::with_headers))
        .layer(DefaultBodyLimit::max(kept::FORM_LIMIT))
}

async fn server_function(request: Request) -> Response {
    let call = request.extensions().get::<Call>().cloned();
    handle_server_fns_with_context(
        move || {
            if let Some(call) = call.clone() {
                provide_context(call);
            }
        },
        request,
    )
    .await
    .into_response()
}

async fn page(request: Request<Body>) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(call) = request.extensions().get::<Call>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let kept = kept::of_request(&call, request.uri()).await;
    let shown = ShownOnce(call.shown_once.clone());
    let forget = shown.0.is_some().then(|| strict_cookie(SHOWN_ONCE, "", 0, call.state.settings.is_secure()));
    let options = call.state.leptos.clone();
    let render = leptos_axum::render_app_async_with_context(
        move || {
            provide_context(call.clone());
            provide_context(kept.clone());
            provide_context(shown.clone());
        },
        move || shell(options.clone()),
    );
    let mut response = render(request).await.into_response();
    if let Some(Ok(value)) = forget.map(|text| HeaderValue::from_str(&text)) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}
