//! Who reads a calendar, and which bids' dates they may be told: by a secret address, or at the command line.

use crate::domain::calendar::Whose;
use crate::domain::id::{BidId, OrganisationId, UserId};
use crate::domain::language::Language;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access::{Caller, to_bid, token};
use crate::server::failure::Failure;
use crate::server::store::{Connection, calendar_feeds};

/// Whose clock counts where nobody's is known.
const JAPAN: &str = "Asia/Tokyo";

/// Proof that the dates of some bids may be told.
#[derive(Debug, Clone)]
pub struct CalendarAccess {
    bids: Vec<BidId>,
    reader: Option<(UserId, OrganisationId)>,
    whose: Whose,
    language: Language,
    zone: String,
    is_of_one_bid: bool,
}

impl CalendarAccess {
    /// The bids, in the order of their identities.
    #[must_use]
    pub fn bids(&self) -> &[BidId] {
        &self.bids
    }

    /// The reader and their firm; `None` is the operator.
    #[must_use]
    pub const fn reader(&self) -> Option<(UserId, OrganisationId)> {
        self.reader
    }

    /// Whose dates are wanted.
    #[must_use]
    pub const fn whose(&self) -> Whose {
        self.whose
    }

    /// In which language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The reader's IANA zone; Japan's for the operator.
    #[must_use]
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// Whether it was made for one bid.
    #[must_use]
    pub const fn is_of_one_bid(&self) -> bool {
        self.is_of_one_bid
    }
}

/// Proves what the holder of a secret address may read now: the bids on which the person who made it still has a seat
/// that reads. Of all bids, those that are put away are left out.
///
/// # Errors
/// `NotFound` when nobody made the address, it was withdrawn, or the account was removed; faults of the database.
pub async fn to_calendar(connection: &mut Connection, secret: &str) -> Result<CalendarAccess, Failure> {
    let feed = calendar_feeds::feed_find(connection, &token::hash(secret)).await?.ok_or(AppError::NotFound)?;
    let bids = calendar_feeds::feed_bids(connection, feed.user, feed.bid).await?;
    Ok(CalendarAccess {
        bids,
        reader: Some((feed.user, feed.organisation)),
        whose: feed.whose,
        language: feed.language,
        zone: feed.zone,
        is_of_one_bid: feed.bid.is_some(),
    })
}

/// Proves that the caller may read the dates of one bid.
///
/// # Errors
/// Those of `to_bid`.
pub async fn to_calendar_of_bid(
    connection: &mut Connection,
    caller: &Caller,
    bid: BidId,
    language: Language,
) -> Result<CalendarAccess, Failure> {
    let access = to_bid(connection, caller, bid, Action::Read).await?;
    let zone = if let Caller::SignedIn(person) = caller { &person.zone } else { JAPAN };
    Ok(CalendarAccess {
        bids: vec![access.bid()],
        reader: access.user().zip(access.organisation()),
        whose: Whose::All,
        language,
        zone: zone.to_owned(),
        is_of_one_bid: true,
    })
}
