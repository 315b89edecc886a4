//! What erasing a person would take out of the firm's texts, as it is shown before.

use serde::{Deserialize, Serialize};

use super::contact_view::{Contact, Named};
use super::deadline::Moment;
use super::id::{BidId, ContactId};

/// Most places of one sort that are shown.
pub const MOST_SHOWN: usize = 500;

/// Where a text stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the log.
    Log {
        /// When it was.
        at: Moment,
        /// Its bid.
        bid: Option<Named<BidId>>,
    },
    /// In the notes of another contact.
    Notes(Named<ContactId>),
}

/// A text that speaks of a person, surely or perhaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The name of its box: `entry-` or `notes-` and an identity.
    pub key: String,
    /// Where it stands.
    pub place: Place,
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
    /// Files that go: nobody else took part.
    pub files_gone: Vec<String>,
    /// Files that stay: others took part, too.
    pub files_kept: Vec<String>,
}
