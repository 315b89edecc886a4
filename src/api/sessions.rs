//! Signing in and out.

use leptos::prelude::*;

use crate::domain::account::OwnSession;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// Signs in and goes on to `next`.
#[server(endpoint = "sign-in", prefix = "/api")]
pub async fn sign_in(
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let token = edge::leave(&call, services::sessions::sign_in(&call, &email, &password).await)?;
    edge::keep_session(&call, &token);
    edge::go(&next);
    Ok(())
}

/// Signs out.
#[server(endpoint = "sign-out", prefix = "/api")]
pub async fn sign_out() -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::sessions::sign_out(&call).await)?;
    edge::drop_session(&call);
    edge::go("/sign-in");
    Ok(())
}

/// Ends every session of the caller.
#[server(endpoint = "sign-out-everywhere", prefix = "/api")]
pub async fn sign_out_everywhere() -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::sessions::sign_out_everywhere(&call).await)?;
    edge::drop_session(&call);
    edge::go("/sign-in");
    Ok(())
}

/// The caller's own sessions.
#[server(endpoint = "sessions/list", prefix = "/api")]
pub async fn list_sessions() -> Result<Vec<OwnSession>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::sessions::list(&call).await)
}
