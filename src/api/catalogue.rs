//! The catalogue of forms, over the wire.

use leptos::prelude::*;

use crate::domain::catalogue::{CatalogueForm, CatalogueLine, ExampleForm};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services::catalogue};

/// Every form.
#[server(endpoint = "catalogue/list", prefix = "/api")]
pub async fn list_catalogue() -> Result<Vec<CatalogueLine>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, catalogue::list(&call))
}

/// One form with an example; with a text, as that would make it.
#[server(endpoint = "catalogue/load", prefix = "/api")]
pub async fn load_catalogue_form(
    code: String,
    text: Option<String>,
    #[server(default)] example: ExampleForm,
) -> Result<CatalogueForm, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, catalogue::load(&call, &code, text, &example).await)
}

/// Tries a text as a form: its page comes back with what it would print. The text itself comes back with the post.
#[server(endpoint = "catalogue/try", prefix = "/api")]
pub async fn try_catalogue_form(code: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, catalogue::try_text(&call, &code))
}
