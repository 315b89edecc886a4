//! Server functions on the joint venture of a bid.

use leptos::prelude::*;

use crate::domain::id::BidId;
use crate::domain::joint_venture_view::{JointVenturePageView, MemberInput};
use crate::error::AppError;

/// The joint venture's page.
#[server(prefix = "/api", endpoint = "joint-venture/open")]
pub async fn open_joint_venture(bid: BidId) -> Result<JointVenturePageView, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::joint_ventures::page(&call, bid).await)
}

/// Saves the joint venture as a whole.
#[server(prefix = "/api", endpoint = "joint-venture/save")]
pub async fn save_joint_venture(
    bid: BidId,
    revision: i64,
    kind: String,
    method: String,
    #[server(default)] name: String,
    #[server(default)] office: String,
    #[server(default)] bank: String,
    #[server(default)] branch: String,
    #[server(default)] formed_on: String,
    #[server(default)] months: String,
    #[server(default)] members: Vec<MemberInput>,
) -> Result<(), AppError> {
    use crate::server::services::joint_ventures::{JointVentureForm, save};
    let call = crate::server::edge::enter()?;
    let form = JointVentureForm { revision, kind, method, name, office, bank, branch, formed_on, months, members };
    crate::server::edge::leave(&call, save(&call, bid, &form).await)
}
