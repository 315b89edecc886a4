//! Server functions on the sections of a proposal.

use leptos::prelude::*;

use crate::domain::id::{BidId, SectionId};
use crate::domain::language::Language;
use crate::domain::section::{BlockInput, Outline, SectionPageView};
use crate::error::AppError;

/// The outline of a bid's proposal.
#[server(prefix = "/api", endpoint = "sections/list")]
pub async fn load_outline(bid: BidId) -> Result<Outline, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::sections::outline(&call, bid).await)
}

/// One section with its texts.
#[server(prefix = "/api", endpoint = "sections/open")]
pub async fn open_section(bid: BidId, section: SectionId) -> Result<SectionPageView, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::sections::open(&call, bid, section).await)
}

/// Changes assignee, due date and state of a section.
#[server(prefix = "/api", endpoint = "sections/plan")]
pub async fn plan_section(
    bid: BidId,
    section: SectionId,
    revision: i64,
    #[server(default)] assignee: String,
    #[server(default)] due_on: String,
    state: String,
    #[server(default)] edits: i64,
) -> Result<(), AppError> {
    use crate::server::services::sections::{OutlineForm, save};
    let call = crate::server::edge::enter()?;
    let form = OutlineForm { revision, assignee, due_on, state, edits };
    crate::server::edge::leave(&call, save(&call, bid, section, &form).await)
}

/// Saves a text as a whole and opens it again where the person was.
#[server(prefix = "/api", endpoint = "sections/write")]
pub async fn write_section(
    bid: BidId,
    section: SectionId,
    language: Language,
    revision: i64,
    #[server(default)] seen: String,
    #[server(default)] op: String,
    #[server(default)] choice: String,
    #[server(default)] blocks: Vec<BlockInput>,
) -> Result<Option<String>, AppError> {
    use crate::server::services::sections::{TextForm, write};
    let call = crate::server::edge::enter()?;
    let form = TextForm { language, revision, seen, op, choice, blocks };
    let place = crate::server::edge::leave(&call, write(&call, bid, section, form).await)?;
    leptos_axum::redirect(&crate::ui::paths::section_written(bid, section, language, place.as_deref()));
    Ok(place)
}
