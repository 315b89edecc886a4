//! The accounts of the caller's firm.

use leptos::prelude::*;

use crate::domain::account::Account;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// The accounts of the caller's firm.
#[server(endpoint = "accounts/list", prefix = "/api")]
pub async fn list_accounts() -> Result<Vec<Account>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::accounts::list(&call).await)
}

/// Removes an account.
#[server(endpoint = "accounts/remove", prefix = "/api")]
pub async fn remove_account(user: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::accounts::remove(&call, &user).await)
}

/// Makes an account an administrator (`administrator=yes`) or an ordinary one.
#[server(endpoint = "accounts/set-administrator", prefix = "/api")]
pub async fn set_administrator(user: String, administrator: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::accounts::set_administrator(&call, &user, &administrator).await)
}

/// Makes a link with which a colleague sets a new password; answers with it.
#[server(endpoint = "accounts/password-link", prefix = "/api")]
pub async fn make_password_link(user: String) -> Result<String, AppError> {
    let call = edge::enter()?;
    let token = edge::leave(&call, services::accounts::make_password_link(&call, &user).await)?;
    Ok(edge::show_once(&call, &token))
}
