//! Contacts as their pages show them: lists, the card, a bid's people, two that may be one.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::bid::BidHead;
use super::contact::{Channel, ContactForm, ContactKind, KindSought};
use super::contact_ban::BanPeriod;
use super::contact_role::{GivenWay, RoleDraft, TenderRole};
use super::deadline::Moment;
use super::engagement::{EngagementForm, EngagementKind};
use super::engagement_file::EngagementFile;
use super::id::{BidId, ContactId, ContactOrganisationId, ContactRelationId, EngagementId, UserId};

/// Something with a name that is chosen or linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named<T> {
    /// Which.
    pub id: T,
    /// Its name.
    pub name: String,
}

/// A contact as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Which.
    pub id: ContactId,
    /// The particulars.
    pub form: ContactForm,
    /// The sort: its own, or that of the organisation.
    pub kind: Option<ContactKind>,
    /// The organisation.
    pub body: Option<Named<ContactOrganisationId>>,
    /// Who of ours keeps the relationship.
    pub owner: Option<String>,
    /// Whether that person has left the firm.
    pub has_owner_left: bool,
    /// Counts changes.
    pub revision: i64,
}

/// Something that is to be followed up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The engagement.
    pub engagement: EngagementId,
    /// The day.
    pub on: String,
    /// What was to come next.
    pub next_step: String,
    /// Who follows up.
    pub by: Option<String>,
    /// Whether that person left the firm or the bid: nobody follows up.
    pub is_nobodys: bool,
    /// With whom.
    pub contacts: Vec<Named<ContactId>>,
}

/// Most follow-ups that nobody does that are shown, and handed over, at once.
pub const MOST_NOBODYS: usize = 100;

/// A follow-up that nobody does any more: whoever was to do it left the firm, or has no seat on the bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NobodysFollowUp {
    /// The engagement.
    pub engagement: EngagementId,
    /// The day.
    pub on: String,
    /// What was to come next; empty where the reader has no seat on the bid.
    pub next_step: String,
    /// Who was to do it.
    pub was_by: Option<String>,
    /// The bid, where the reader has a seat on it.
    pub bid: Option<Named<BidId>>,
    /// Whether the reader may hand it over.
    pub may_hand_over: bool,
    /// With whom.
    pub contacts: Vec<Named<ContactId>>,
}

/// The list of contacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactList {
    /// What was asked for.
    pub words: String,
    /// The sort that was asked for.
    pub kind: KindSought,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// Where the next page begins.
    pub more: Option<String>,
    /// What is to be followed up, nearest first; on the first page alone.
    pub due: Option<Vec<FollowUp>>,
    /// What nobody follows up any more, nearest first; on the first page alone.
    pub nobodys: Vec<NobodysFollowUp>,
    /// Whether there is more of it.
    pub has_more_nobodys: bool,
    /// Colleagues who left, and for how much they still answer.
    pub left: Vec<LeftOwner>,
    /// The people of the firm, when something can be handed over to them.
    pub people: Vec<Named<UserId>>,
}

/// A colleague who left the firm and still answers for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOwner {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Contacts that they keep.
    pub contacts: i64,
    /// Roles in bids where the reader may change them.
    pub roles: i64,
    /// Open follow-ups that the reader may change.
    pub follow_ups: i64,
}

/// What a contact's form offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChoices {
    /// The firm's organisations.
    pub bodies: Vec<Named<ContactOrganisationId>>,
    /// The people of the firm.
    pub people: Vec<Named<UserId>>,
}

/// How two contacts are tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The first introduced the second to us.
    Introduced,
    /// The first reports to the second.
    ReportsTo,
    /// They know each other.
    Knows,
}

impl RelationKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Introduced, Self::ReportsTo, Self::Knows];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::ReportsTo => "reports_to",
            Self::Knows => "knows",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// From which end a tie is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// The contact is its first.
    First,
    /// The contact is its second.
    Second,
}

/// A tie of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// Which.
    pub id: ContactRelationId,
    /// How they are tied.
    pub kind: RelationKind,
    /// Which of both the contact is.
    pub side: Side,
    /// The other one.
    pub other: Named<ContactId>,
}

/// An engagement as the log shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    /// Which.
    pub id: EngagementId,
    /// The firm whose it is, when it is another than the reader's.
    pub firm: Option<String>,
    /// The bid.
    pub bid: Option<Named<BidId>>,
    /// How they met.
    pub kind: EngagementKind,
    /// When, by the wall clock in Japan.
    pub at: Moment,
    /// With whom, as far as the reader may know. No identity for another firm's.
    pub contacts: Vec<(Option<ContactId>, String)>,
    /// With how many that were erased.
    pub erased: usize,
    /// Who of the firm.
    pub people: Vec<String>,
    /// What was said.
    pub said: String,
    /// What comes next; empty for another firm's.
    pub next_step: String,
    /// When to follow up; empty for never, and for another firm's.
    pub follow_up_on: String,
    /// Who follows up; none for another firm's.
    pub follow_up_by: Option<String>,
    /// Whether it was followed up.
    pub is_followed_up: bool,
    /// Whether it is to be followed up and nobody does any more; false for another firm's.
    pub is_nobodys: bool,
    /// Why it is recorded in spite of the ban on contact; none outside it, empty for another firm's and where it was
    /// logged before it was known to lie in it.
    pub ban_reason: Option<String>,
    /// Whether the bid's other firms do not see it.
    pub is_confidential: bool,
    /// Its files; of another firm's only those that it shows.
    pub files: Vec<EngagementFile>,
    /// Whether the reader may change it.
    pub may_edit: bool,
}

/// An entry of the log as its own firm corrects it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedEntry {
    /// Which.
    pub id: EngagementId,
    /// The bid for which it was; it stays.
    pub bid: Option<Named<BidId>>,
    /// What stands in it.
    pub form: EngagementForm,
    /// The same as one word, by which a change in between is found.
    pub print: String,
    /// Contacts that are offered: its own, and those around its bid.
    pub contacts: Vec<Named<ContactId>>,
    /// With how many that were erased; these stay.
    pub erased: usize,
    /// People who are offered: its own, and those of the firm.
    pub people: Vec<Named<UserId>>,
}

/// A role of a contact in a bid of the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleLine {
    /// The bid.
    pub bid: Named<BidId>,
    /// The role.
    pub role: TenderRole,
    /// Whether the bid's other firms see the contact.
    pub is_shared: bool,
}

/// A role of a contact as it is kept, for whoever asks what is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleKept {
    /// The bid.
    pub bid: Named<BidId>,
    /// All of it.
    pub role: RoleDraft,
    /// What the other role was, of a contact that was entered twice.
    pub given_way: Vec<GivenWay>,
}

/// A place in a log, behind one of its entries. Written as `1795000000000.ID`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPlace {
    /// When the entry was, in milliseconds of UTC.
    pub at: i64,
    /// The entry.
    pub id: EngagementId,
}

impl LogPlace {
    /// Reads a place; none where it is not one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self { at: at.parse().ok()?, id: EngagementId::parse(id)? })
    }
}

impl fmt::Display for LogPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// A contact with all that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactCard {
    /// The contact.
    pub contact: Contact,
    /// Its ties.
    pub relations: Vec<Relation>,
    /// Its roles.
    pub roles: Vec<RoleLine>,
    /// What was spoken, newest first, a page of it.
    pub log: Vec<Engagement>,
    /// Where what is older begins, if there is more.
    pub older: Option<LogPlace>,
    /// Others of the same organisation, who may have taken part.
    pub colleagues: Vec<Named<ContactId>>,
    /// The people of the firm.
    pub people: Vec<Named<UserId>>,
    /// Open bids on which the reader may log.
    pub bids: Vec<Named<BidId>>,
    /// The reader.
    pub reader: UserId,
}

/// What the firm that keeps a contact knows of its role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRole {
    /// The contact.
    pub contact: ContactId,
    /// All of the role.
    pub role: RoleDraft,
    /// Who of ours answers for them.
    pub person: Option<String>,
    /// Whether that person has left the firm.
    pub has_person_left: bool,
    /// The way in which they prefer to be reached.
    pub channel: Option<Channel>,
    /// What the other role was, of a contact that was entered twice.
    pub given_way: Vec<GivenWay>,
    /// Whether the ban on contact covers them.
    pub is_covered: bool,
    /// Counts changes.
    pub revision: i64,
}

/// A contact in a bid: what every firm of the bid sees, and what only its own does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidContact {
    /// The firm that keeps the contact.
    pub firm: String,
    /// The name as it is written.
    pub name: String,
    /// The name in Latin letters.
    pub latin: String,
    /// The organisation.
    pub body: String,
    /// 役職
    pub title_ja: String,
    /// Title in English.
    pub title_en: String,
    /// The role.
    pub role: TenderRole,
    /// The rest; none for another firm's.
    pub own: Option<OwnRole>,
}

/// The people around a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidContacts {
    /// The head.
    pub head: BidHead,
    /// The contacts: the reader's firm's first.
    pub contacts: Vec<BidContact>,
    /// What was spoken, newest first, a page of it.
    pub log: Vec<Engagement>,
    /// Where what is older begins, if there is more.
    pub older: Option<LogPlace>,
    /// When those of the reader's firm were spoken with last for the bid.
    pub last_spoken: BTreeMap<ContactId, Moment>,
    /// The ban on contact.
    pub ban: Option<BanPeriod>,
    /// The people of the reader's firm.
    pub people: Vec<Named<UserId>>,
    /// Those of the firm whom the words find.
    pub found: Vec<Contact>,
    /// Whether the reader may change roles and log.
    pub may_edit: bool,
    /// The reader.
    pub reader: Option<UserId>,
}

/// One contact of the reader's firm in a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactInBid {
    /// The head.
    pub head: BidHead,
    /// The contact.
    pub contact: Contact,
    /// Its role; none yet for a new one.
    pub own: Option<OwnRole>,
    /// The people of the firm.
    pub people: Vec<Named<UserId>>,
    /// Whether the reader may change it.
    pub may_edit: bool,
}

/// Why two contacts may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Likeness {
    /// The same name in the same organisation.
    Name,
    /// The same e-mail address.
    Email,
}

/// Two contacts that may be one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Double {
    /// The older one.
    pub first: Named<ContactId>,
    /// The newer one.
    pub second: Named<ContactId>,
    /// Why.
    pub likeness: Likeness,
}

/// Two contacts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The one that stays.
    pub first: Contact,
    /// The one that goes into it.
    pub second: Contact,
    /// Roles that move, in bids of the reader.
    pub roles: Vec<RoleLine>,
    /// How many entries of the log move that the reader may know of.
    pub log: i64,
    /// How many ties move.
    pub relations: usize,
}
