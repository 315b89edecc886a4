//! A bid as its people see it: the head of its pages, the lines of home and overview.
//!
//! Values only; who may see them is decided in `server::access`.

use serde::{Deserialize, Serialize};

use super::id::{BidId, DeadlineId, LinkId, OrganisationId, SectionId, TenderId, UserId};
use super::instant::Instant;
use super::joint_venture_view::VentureSummary;
use super::question::QuestionCounts;
use super::readiness::Readiness;
use super::seat::Role;
use super::section::SectionLine;

/// What every page of a bid needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidHead {
    /// The bid.
    pub id: BidId,
    /// The procedure that it answers.
    pub tender: TenderId,
    /// 件名
    pub title: String,
    /// 案件番号
    pub number: String,
    /// 宛先, such as みなと市長.
    pub addressee: String,
    /// The kind of procedure as the notice names it.
    pub procedure_term: String,
    /// Where the work is done.
    pub place: String,
    /// 履行期間
    pub period: String,
    /// Whether it is put away and cannot be changed.
    pub is_archived: bool,
    /// What the reader's seat is for; `None` for the operator.
    pub role: Option<Role>,
}

/// A dated step of the bid's tender, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidDeadline {
    /// The deadline.
    pub id: DeadlineId,
    /// Code of its kind.
    pub kind: String,
    /// Its own title, when the kind does not say it.
    pub title: String,
    /// Wall clock in Japan as printed: `2026-12-10` or `2026-12-10T17:00`.
    pub at_local: String,
    /// The instant.
    pub at: Instant,
    /// Whether the buyer announces it as planned (予定).
    pub is_planned: bool,
    /// `arrival`, `postmark`, `electronic` or empty.
    pub basis: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Whether the bid has done it.
    pub is_done: bool,
}

/// One bid on the home page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidCard {
    /// The bid.
    pub id: BidId,
    /// 件名
    pub title: String,
    /// 宛先
    pub addressee: String,
    /// The reader's role.
    pub role: Role,
    /// The one section of a contributor.
    pub section: Option<SectionId>,
    /// Whether it is put away.
    pub is_archived: bool,
    /// The next date by which we must do something.
    pub next: Option<BidDeadline>,
    /// Sections in all.
    pub sections: i64,
    /// Sections that are approved.
    pub approved: i64,
}

/// A bid on which nobody coordinates any more, as administrators of the firm that keeps it see it: its title only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrphanedBid {
    /// The bid.
    pub id: BidId,
    /// 件名
    pub title: String,
    /// Whether it is put away.
    pub is_archived: bool,
}

/// A section that waits for the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingSection {
    /// The bid.
    pub bid: BidId,
    /// 件名 of the bid.
    pub bid_title: String,
    /// The section.
    pub line: SectionLine,
}

/// A date that the reader answers for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingDeadline {
    /// The bid.
    pub bid: BidId,
    /// 件名 of the bid.
    pub bid_title: String,
    /// The date.
    pub deadline: BidDeadline,
}

/// Which of the reader's bids are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// Those that are worked on.
    Open,
    /// Those that were put away.
    Archived,
}

impl Listed {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Open, Self::Archived];

    /// The code kept in rows and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Archived => "archived",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|listed| listed.code() == code)
    }
}

/// Some of the reader's bids, the nearest date first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidPage {
    /// The bids.
    pub bids: Vec<BidCard>,
    /// Where the next page begins; `None` at the end.
    pub more: Option<String>,
}

/// What the home page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// The reader's bids whose dates come first.
    pub open: BidPage,
    /// Whether others were put away.
    pub has_archived: bool,
    /// Sections that wait for the reader.
    pub sections: Vec<WaitingSection>,
    /// Dates that the reader answers for.
    pub deadlines: Vec<WaitingDeadline>,
    /// Whether the reader's firm has a tender, for the word to a newcomer.
    pub has_tender: bool,
}

/// A firm that works on a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidFirm {
    /// The firm.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its name in Latin letters.
    pub name_latin: String,
    /// Whether it is a Japanese firm.
    pub is_japanese: bool,
    /// Two letters of its country.
    pub country: String,
    /// Its address, proposed as the office of a joint venture.
    pub address: String,
}

/// A person with a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatLine {
    /// The person.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// The person's firm.
    pub organisation: OrganisationId,
    /// What the seat is for.
    pub role: Role,
    /// The one section of a contributor.
    pub section: Option<SectionId>,
}

/// The overview of a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidOverview {
    /// The head.
    pub head: BidHead,
    /// The dated steps.
    pub deadlines: Vec<BidDeadline>,
    /// The proposal's sections.
    pub sections: Vec<SectionLine>,
    /// The joint venture, once it is set up.
    pub venture: Option<VentureSummary>,
    /// The firms.
    pub firms: Vec<BidFirm>,
    /// The people.
    pub seats: Vec<SeatLine>,
    /// How many questions to the buyer there are.
    pub questions: QuestionCounts,
    /// The readiness check as it was last made; `None` before the first.
    pub readiness: Option<Readiness>,
}

/// A colleague who can be given a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Name as shown.
    pub name: String,
    /// E-mail address.
    pub email: String,
}

/// An invitation that was not taken up yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenInvitation {
    /// The link.
    pub id: LinkId,
    /// To whom it was written.
    pub email: String,
    /// The role that it gives.
    pub role: Option<Role>,
    /// Until when it holds.
    pub expires_at: Instant,
}

/// The people of a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidPeople {
    /// The head.
    pub head: BidHead,
    /// The firms.
    pub firms: Vec<BidFirm>,
    /// The people.
    pub seats: Vec<SeatLine>,
    /// Sections from which a contributor's one is chosen.
    pub sections: Vec<SectionLine>,
    /// Colleagues of the reader without a seat; empty for who may not give seats.
    pub colleagues: Vec<Colleague>,
    /// Invitations to this bid that are open.
    pub invitations: Vec<OpenInvitation>,
    /// The reader, who may leave.
    pub reader: Option<UserId>,
}
