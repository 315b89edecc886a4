//! Dates for calendar programs: the secret addresses that people make, and the dates that are read there.
//! The words and the file format live elsewhere.

use serde::{Deserialize, Serialize};

use super::counter_hours::CounterHours;
use super::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use super::id::{BidId, CalendarFeedId, DeadlineId, OrganisationId, UserId};
use super::instant::{DAY, Instant};
use super::language::Language;
use super::problem::{Problem, Problems};

/// Most addresses that one person keeps.
pub const MOST_FEEDS: usize = 30;
/// How long a date that is gone is told as cancelled, in milliseconds.
pub const CANCELLED_FOR: i64 = 60 * DAY;

/// Whose dates a calendar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Every date.
    #[default]
    All,
    /// Those for which somebody of the reader's firm answers, or nobody yet.
    Firm,
    /// Those for which the reader answers.
    Own,
}

impl Whose {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Firm, Self::Own];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Firm => "firm",
            Self::Own => "own",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whose| whose.code() == code)
    }

    /// Whether a calendar of a reader and their firm holds the dates of this owner; those of nobody are all firms'.
    #[must_use]
    pub fn holds(self, owner: Option<(UserId, OrganisationId)>, user: UserId, organisation: OrganisationId) -> bool {
        match self {
            Self::All => true,
            Self::Firm => owner.is_none_or(|(_, firm)| firm == organisation),
            Self::Own => owner.is_some_and(|(owner, _)| owner == user),
        }
    }
}

/// An address that a person made, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFeed {
    /// Which.
    pub id: CalendarFeedId,
    /// The one bid; none for all bids of the person.
    pub bid: Option<FeedBid>,
    /// In which language the dates are told.
    pub language: Language,
    /// Whose dates.
    pub whose: Whose,
    /// When its present address was made.
    pub made_at: Instant,
}

/// A bid whose dates can be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedBid {
    /// Which.
    pub id: BidId,
    /// 件名
    pub title: String,
}

/// What the page of the addresses shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFeeds {
    /// The person's addresses, the newest first.
    pub feeds: Vec<CalendarFeed>,
    /// The bids for which one can be made.
    pub bids: Vec<FeedBid>,
}

/// The fields of a new address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedForm {
    /// The bid; empty for all.
    pub bid: String,
    /// `ja` or `en`.
    pub language: String,
    /// Code of whose dates; empty for everybody's.
    pub whose: String,
}

/// An address that holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedDraft {
    /// The bid; none for all.
    pub bid: Option<BidId>,
    /// In which language.
    pub language: Language,
    /// Whose dates.
    pub whose: Whose,
}

impl FeedForm {
    /// Parses the fields; notes what was not offered.
    pub fn parse(&self, problems: &mut Problems) -> Option<FeedDraft> {
        let bid = match self.bid.as_str() {
            "" => Some(None),
            text => BidId::parse(text).map(Some),
        };
        let language = Language::parse(&self.language);
        let whose = if self.whose.is_empty() { Some(Whose::All) } else { Whose::parse(&self.whose) };
        for (name, is_read) in
            [("feed[bid]", bid.is_some()), ("feed[language]", language.is_some()), ("feed[whose]", whose.is_some())]
        {
            if !is_read {
                problems.add(name, Problem::NotOffered);
            }
        }
        Some(FeedDraft { bid: bid?, language: language?, whose: whose? })
    }
}

/// Who answers for a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateOwner {
    /// The account.
    pub user: UserId,
    /// Name as shown.
    pub name: String,
    /// The firm.
    pub organisation: OrganisationId,
    /// Name of the firm.
    pub firm: String,
}

/// A date of a bid as calendars tell it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CalendarDate {
    /// The bid.
    pub bid: BidId,
    /// 件名
    pub tender: String,
    /// The date.
    pub deadline: DeadlineId,
    /// What happens.
    pub kind: MilestoneKind,
    /// A name of its own.
    pub title: String,
    /// Where a period begins.
    pub from: Option<Moment>,
    /// When, or the end of the period; wall clock in Japan.
    pub at: Moment,
    /// 確定 or 予定.
    pub certainty: Certainty,
    /// 必着 and the like.
    pub basis: Option<Basis>,
    /// 持参, 郵送, 電子 …
    pub methods: Vec<Method>,
    /// When the counter is open. Left out of what is hashed where it is not said, so that dates from before these hours were
    /// told are not told anew.
    #[serde(skip_serializing_if = "CounterHours::is_unsaid")]
    pub hours: CounterHours,
    /// Where.
    pub place: String,
    /// The sentence behind it.
    pub sentence: String,
    /// Page of the original.
    pub page: Option<u32>,
    /// Who answers for it.
    pub owner: Option<DateOwner>,
    /// Whether the bid has done it.
    pub is_done: bool,
}

/// How often a date was told anew, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Counts what was told of it, from 0.
    pub sequence: i64,
    /// When it was last told anew.
    pub changed_at: Instant,
}

/// A date that is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelledDate {
    /// The bid.
    pub bid: BidId,
    /// 件名
    pub tender: String,
    /// The date.
    pub deadline: DeadlineId,
    /// What was to happen.
    pub kind: MilestoneKind,
    /// A name of its own.
    pub title: String,
    /// Where the period began.
    pub from: Option<Moment>,
    /// When it was to be.
    pub at: Moment,
}

/// What one calendar holds.
#[derive(Debug, Clone)]
pub struct CalendarSheet {
    /// In which language it is told.
    pub language: Language,
    /// IANA zone of its reader.
    pub zone: String,
    /// 件名 of the one bid; none for all of a person.
    pub tender: Option<String>,
    /// The dates.
    pub dates: Vec<(CalendarDate, Told)>,
    /// Those that are gone since not long ago.
    pub cancelled: Vec<(CancelledDate, Told)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_offered_is_told_at_its_field() {
        let form = FeedForm { bid: "x".to_owned(), language: "fr".to_owned(), whose: "theirs".to_owned() };
        let mut problems = Problems::default();
        assert_eq!(form.parse(&mut problems), None);
        assert_eq!(problems.len(), 3);
        let form = FeedForm { language: "en".to_owned(), ..FeedForm::default() };
        let draft = form.parse(&mut Problems::default());
        assert_eq!(draft, Some(FeedDraft { bid: None, language: Language::English, whose: Whose::All }));
    }
}
