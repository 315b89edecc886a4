//! What people set for themselves.

use leptos::prelude::*;

use crate::domain::account::{Account, PreferencesForm};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// The caller's own account.
#[server(endpoint = "preferences/own", prefix = "/api")]
pub async fn own_account() -> Result<Account, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::preferences::own(&call).await)
}

/// Changes the own account.
#[server(endpoint = "preferences/change", prefix = "/api")]
pub async fn change_preferences(#[server(flatten)] form: PreferencesForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::preferences::change(&call, &form).await)
}

/// Changes the password.
#[server(endpoint = "preferences/password", prefix = "/api")]
pub async fn change_password(
    #[server(default)] present_password: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let changed = services::preferences::change_password(&call, &present_password, &password, &password_again);
    edge::leave(&call, changed.await)
}

/// Switches the language of the interface.
#[server(endpoint = "preferences/language", prefix = "/api")]
pub async fn set_language(language: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    let language = edge::leave(&call, services::preferences::set_language(&call, &language).await)?;
    edge::keep_language(&call, language);
    edge::go_back();
    Ok(())
}

/// Switches the theme of the interface.
#[server(endpoint = "preferences/theme", prefix = "/api")]
pub async fn set_theme(theme: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    let theme = edge::leave(&call, services::preferences::set_theme(&call, &theme).await)?;
    edge::keep_theme(&call, &theme);
    edge::go_back();
    Ok(())
}
