//! Tenders over the wire.

use leptos::prelude::*;

use crate::domain::change::Taken;
use crate::domain::id::TenderId;
use crate::domain::relative_form::RelativeForm;
use crate::domain::requirement_form::RequirementForm;
#[cfg(feature = "ssr")]
use crate::domain::tender::TenderFilter;
use crate::domain::tender::{TenderDetail, TenderList, TenderProposal};
use crate::domain::tender_form::{DateForm, FactsForm, Ticked};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};
#[cfg(feature = "ssr")]
use crate::ui::paths;

/// The reader's tenders, newest first; `after` continues an earlier answer, `show` is the code of a part
/// of them, `words` must all occur.
#[server(endpoint = "tenders/list", prefix = "/api")]
pub async fn list_tenders(
    #[server(default)] after: String,
    #[server(default)] show: String,
    #[server(default)] words: String,
) -> Result<TenderList, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::list(&call, &after, TenderFilter::parse(&show), &words).await)
}

/// One tender.
#[server(endpoint = "tenders/load", prefix = "/api")]
pub async fn load_tender(tender: TenderId) -> Result<TenderDetail, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::load(&call, tender).await)
}

/// What was read of a notice.
#[server(endpoint = "tenders/proposal", prefix = "/api")]
pub async fn load_proposal(tender: TenderId) -> Result<TenderProposal, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::load_proposal(&call, tender).await)
}

/// Takes what was pasted and leads to what became of it: the confirmation, the tender that it speaks of, the list of
/// several, the entries of a feed. `candidate` is the entry of a feed that led to it.
#[server(endpoint = "tenders/paste", prefix = "/api")]
pub async fn paste_notice(text: String, #[server(default)] candidate: String) -> Result<Taken, AppError> {
    let call = edge::enter()?;
    let taken = edge::leave(&call, services::tenders::paste(&call, &text, &candidate).await);
    taken.inspect(|taken| leptos_axum::redirect(&paths::after_taking(taken)))
}

/// Keeps a tender that was typed and leads to it.
#[server(endpoint = "tenders/type", prefix = "/api")]
pub async fn type_tender(facts: FactsForm, #[server(default)] candidate: String) -> Result<TenderId, AppError> {
    let call = edge::enter()?;
    let made = edge::leave(&call, services::tenders::type_in(&call, &facts, &candidate).await);
    made.inspect(|tender| leptos_axum::redirect(&paths::edit_tender(*tender)))
}

/// Makes a proposal the tender's facts and dates.
#[server(endpoint = "tenders/confirm", prefix = "/api")]
pub async fn confirm_tender(
    tender: TenderId,
    revision: i64,
    facts: FactsForm,
    #[server(default)] choices: Ticked,
    #[server(default)] dates: Vec<DateForm>,
    #[server(default)] relative: Vec<RelativeForm>,
    #[server(default)] requirements: Vec<RequirementForm>,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let form = services::tenders::ConfirmForm { facts, choices, dates, relative, requirements };
    let done = services::tenders::confirm(&call, tender, revision, &form).await;
    edge::leave(&call, done).inspect(|()| leptos_axum::redirect(&paths::tender(tender)))
}

/// Puts a proposal away that nobody wants.
#[server(endpoint = "tenders/discard", prefix = "/api")]
pub async fn discard_tender(tender: TenderId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    let done = services::tenders::discard(&call, tender, revision).await;
    edge::leave(&call, done).inspect(|()| leptos_axum::redirect(&paths::tender(tender)))
}

/// Takes a proposal back that was put away.
#[server(endpoint = "tenders/take-back", prefix = "/api")]
pub async fn take_back_tender(tender: TenderId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    let done = services::tenders::take_back(&call, tender, revision).await;
    edge::leave(&call, done).inspect(|()| leptos_axum::redirect(&paths::confirm_tender(tender)))
}

/// Changes the facts of a tender.
#[server(endpoint = "tenders/edit", prefix = "/api")]
pub async fn edit_tender(tender: TenderId, revision: i64, facts: FactsForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::tenders::edit(&call, tender, revision, &facts).await)
}
