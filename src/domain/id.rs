//! Identities: UUID version 7, one type for each thing, kept and sent as text.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Reads the text form; `None` when it is no identity.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::try_parse(text).ok().map(Self)
            }

            /// A fresh identity. The server alone makes them.
            #[cfg(feature = "ssr")]
            #[must_use]
            pub fn fresh() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(formatter)
            }
        }
    )*};
}

ids! {
    /// A firm.
    OrganisationId,
    /// Someone who signs in.
    UserId,
    /// The buyer's procedure (案件).
    TenderId,
    /// A file kept with a tender.
    TenderFileId,
    /// A dated step of a tender.
    DeadlineId,
    /// Something that came after the first notice of a tender.
    TenderChangeId,
    /// An entry of a feed that may become a tender.
    CandidateId,
    /// A search that somebody keeps.
    SavedSearchId,
    /// A date that the notice gives only by another step.
    RelativeDateId,
    /// One demand of a tender's notice.
    RequirementId,
    /// Our answer to one tender.
    BidId,
    /// A piece of text written together.
    SectionId,
    /// A picture of a bid's texts.
    BidImageId,
    /// An entry of data that papers print.
    RecordId,
    /// A question to the buyer.
    QuestionId,
    /// A person around a bid.
    ContactId,
    /// An organisation around a bid.
    ContactOrganisationId,
    /// A file of contacts that was brought and is looked at.
    ContactCardFileId,
    /// How one contact is tied to another.
    ContactRelationId,
    /// A meeting, a call, a letter.
    EngagementId,
    /// A file of a meeting, a call, a letter.
    EngagementFileId,
    /// A task that somebody added to a plan.
    PlanTaskId,
    /// A form that a buyer gave out, kept with a bid.
    BuyerFormId,
    /// A one-time link.
    LinkId,
    /// A secret address under which a calendar program reads dates.
    CalendarFeedId,
    /// A refused post that is kept for an hour.
    KeptPostId,
    /// A message to one person.
    OutboxId,
}
