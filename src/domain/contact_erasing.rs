//! What erasing a person would take out of the firm's texts, as it is shown before; and what would stay.

use serde::{Deserialize, Serialize};

use super::contact_view::{Contact, Named};
use super::deadline::Moment;
use super::id::{BidId, ContactId, ContactOrganisationId};

/// Most places of one sort that are shown.
pub const MOST_SHOWN: usize = 500;

/// Where a text of the firm's own stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the log.
    Log {
        /// When it was.
        at: Moment,
        /// Its bid.
        bid: Option<Named<BidId>>,
    },
    /// In the notes, title or department of another contact.
    Notes(Named<ContactId>),
    /// In what is noted of another contact for one bid: interest, what we want, what comes next.
    Role {
        /// The other contact.
        contact: Named<ContactId>,
        /// The bid.
        bid: Named<BidId>,
    },
    /// In the notes or the address of an organisation.
    Organisation(Named<ContactOrganisationId>),
}

/// A text that speaks of a person, surely or perhaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name of its box: `entry-`, `notes-`, `role-` or `body-` and an identity, for a role two of them.
    pub key: String,
    /// Where it stands.
    pub place: Place,
    /// The text.
    pub text: String,
}

/// A sort of text that erasing leaves alone, because it is not the firm's alone or is printed on papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum KeptSort {
    /// Why a bid is made or not, and how it was judged.
    Decision,
    /// A task of a bid's plan.
    Plan,
    /// A question to the buyer.
    Question,
    /// Data that belong to a bid and are printed on its papers.
    BidRecord,
    /// The firm's own data that are printed on papers.
    FirmRecord,
}

impl KeptSort {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Decision, Self::Plan, Self::Question, Self::BidRecord, Self::FirmRecord];
}

/// A text that surely names a person and stays as it is, until somebody changes it by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptText {
    /// What it is.
    pub sort: KeptSort,
    /// Its bid; none for the firm's own data.
    pub bid: Option<Named<BidId>>,
    /// The text.
    pub text: String,
}

/// What erasing a person would do, as far as the reader may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasing {
    /// The person.
    pub contact: Contact,
    /// Texts out of which the person's name, addresses and numbers go.
    pub certain: Vec<Mention>,
    /// Texts that perhaps speak of the person: they stay unless they are ticked.
    pub possible: Vec<Mention>,
    /// How many more there are of these that are not shown.
    pub left_out: usize,
    /// Texts that name the person and stay: they are the joint venture's, or printed.
    pub kept: Vec<KeptText>,
    /// How many more there are of these that are not shown.
    pub kept_left_out: usize,
    /// Firms to which the person was shown in bids: they hold it as well and are to be told.
    pub shown_to: Vec<String>,
    /// Files that go: nobody else took part.
    pub files_gone: Vec<String>,
    /// Files that stay: others took part, too.
    pub files_kept: Vec<String>,
}
