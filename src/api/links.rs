//! One-time links: set-up, invitations, new passwords.

use leptos::prelude::*;

use crate::domain::account::PersonForm;
use crate::domain::link::{Invitation, LinkSight};
use crate::domain::organisation::OrganisationForm;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::{
    domain::link::LinkPurpose,
    server::{edge, services},
};

/// What the page of a link shows.
#[server(endpoint = "links/open", prefix = "/api")]
pub async fn open_link(secret: String) -> Result<LinkSight, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::links::open(&call, &secret).await)
}

/// Makes the first firm and its administrator.
#[server(endpoint = "links/set-up", prefix = "/api")]
pub async fn set_up(
    secret: String,
    #[server(flatten)] firm: OrganisationForm,
    #[server(flatten)] person: PersonForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let token = edge::leave(&call, services::links::set_up(&call, &secret, &firm, &person).await)?;
    edge::keep_session(&call, &token);
    edge::go("/");
    Ok(())
}

/// An invited colleague makes their account.
#[server(endpoint = "links/join", prefix = "/api")]
pub async fn join(secret: String, #[server(flatten)] person: PersonForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    let token = edge::leave(&call, services::links::join(&call, &secret, &person).await)?;
    edge::keep_session(&call, &token);
    edge::go("/");
    Ok(())
}

/// An invited partner makes their firm and its administrator.
#[server(endpoint = "links/found", prefix = "/api")]
pub async fn found(
    secret: String,
    #[server(flatten)] firm: OrganisationForm,
    #[server(flatten)] person: PersonForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let token = edge::leave(&call, services::links::found(&call, &secret, &firm, &person).await)?;
    edge::keep_session(&call, &token);
    edge::go("/");
    Ok(())
}

/// Someone with an account takes the promised seat.
#[server(endpoint = "links/accept", prefix = "/api")]
pub async fn accept_link(secret: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::links::accept(&call, &secret).await)?;
    edge::go("/");
    Ok(())
}

/// Sets a new password by a link.
#[server(endpoint = "links/password", prefix = "/api")]
pub async fn set_password(
    secret: String,
    #[server(default)] password: String,
    #[server(default)] password_again: String,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let set = services::links::set_password(&call, &secret, &password, &password_again).await;
    let token = edge::leave(&call, set)?;
    edge::keep_session(&call, &token);
    edge::go("/");
    Ok(())
}

/// Invites a colleague; answers with the link.
#[server(endpoint = "links/invite-colleague", prefix = "/api")]
pub async fn invite_colleague(email: String, #[server(default)] administrator: String) -> Result<String, AppError> {
    let call = edge::enter()?;
    let is_administrator = administrator == "yes";
    let made = services::links::invite(&call, LinkPurpose::Colleague, &email, is_administrator).await;
    let token = edge::leave(&call, made)?;
    Ok(edge::show_once(&call, &token))
}

/// Invites a partner firm that has no bid yet; answers with the link.
#[server(endpoint = "links/invite-partner", prefix = "/api")]
pub async fn invite_partner(email: String) -> Result<String, AppError> {
    let call = edge::enter()?;
    let made = services::links::invite(&call, LinkPurpose::Partner, &email, false).await;
    let token = edge::leave(&call, made)?;
    Ok(edge::show_once(&call, &token))
}

/// The open invitations of the caller's firm.
#[server(endpoint = "links/list", prefix = "/api")]
pub async fn list_invitations() -> Result<Vec<Invitation>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::links::list(&call).await)
}

/// Ends an open invitation.
#[server(endpoint = "links/revoke", prefix = "/api")]
pub async fn revoke_link(link: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::links::revoke(&call, &link).await)
}
