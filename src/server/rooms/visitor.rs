//! Somebody in a room: the person, what they may do there, and the way to their browser.

use std::sync::Arc;

use crate::domain::id::SectionId;
use crate::domain::seat::{Action, Role};
use crate::server::access::{self, Access, Caller, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::seats::SeatRow;
use crate::server::store::{Connection, bids};

use super::frame::{Outgoing, write};
use super::outbox::Outbox;
use super::presence::{Presence, Speaker};

/// What a person may do with a text. The proof outlives the transaction that made it: it is compared with the seat
/// every second, and made anew when the seat is another.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The proof.
    pub access: Access,
    /// Whether edits are taken.
    pub may_write: bool,
    is_archived: bool,
}

impl Standing {
    /// Proves what a person may do with a section.
    ///
    /// # Errors
    /// `NotFound` for who may not read it; faults of the database.
    pub async fn prove(
        connection: &mut Connection,
        person: &SignedIn,
        bid: crate::domain::id::BidId,
        section: SectionId,
    ) -> Result<Self, Failure> {
        let caller = Caller::SignedIn(person.clone());
        let access = access::to_bid(connection, &caller, bid, Action::ReadAssigned).await?;
        access.readable(section)?;
        let is_archived = bids::bid_head(connection, &access).await?.is_archived;
        let may_write = !is_archived && access.writable(section).is_ok();
        Ok(Self { access, may_write, is_archived })
    }

    /// Whether the seat is still what was proved.
    #[must_use]
    pub fn holds(&self, seat: &SeatRow) -> bool {
        let section = matches!(seat.role, Role::Contributor).then_some(seat.section).flatten();
        self.access.role() == Some(seat.role)
            && self.access.only_section() == section
            && self.is_archived == seat.is_archived
    }
}

/// Somebody in a room.
#[derive(Debug)]
pub struct Visitor {
    /// Who.
    pub person: Arc<SignedIn>,
    /// What they may do.
    pub standing: Standing,
    /// The number under which their browser knows the text.
    pub channel: u64,
    /// The way to their browser.
    pub outbox: Arc<Outbox>,
    /// Where they are.
    pub presence: Option<Presence>,
    /// Edits that came.
    pub received: u64,
    /// The print of what they know beside the text.
    pub knows: u64,
}

impl Visitor {
    /// Tells them something.
    pub fn send(&self, said: Outgoing<'_>) {
        self.outbox.push(write(self.channel, said));
    }

    /// Under which name they are shown.
    #[must_use]
    pub fn speaker(&self) -> Speaker {
        Speaker { user: self.person.user.to_string(), name: self.person.name.clone() }
    }
}
