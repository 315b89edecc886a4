//! What comes after the first notice of a tender: a correction, a newer release, a cancellation, an award.
//! Values only; what moves is compared in `difference` and decided by a person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::candidate::FeedTaken;
use super::deadline::{MilestoneKind, Moment};
use super::difference::{Difference, Newer};
use super::id::{TenderChangeId, TenderId};
use super::instant::Instant;
use super::notice::{Evidence, FactName};
use super::requirement::RequirementKind;
use super::tender::{TenderFile, TenderOutcome, TenderState};

/// What became of a notice that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposed {
    /// A proposed tender of its own.
    Made(TenderId),
    /// It belongs to a tender that is there.
    Belongs {
        /// The tender.
        tender: TenderId,
        /// The change.
        change: TenderChangeId,
    },
}

impl Proposed {
    /// The tender, new or known.
    #[must_use]
    pub const fn tender(self) -> TenderId {
        match self {
            Self::Made(tender) | Self::Belongs { tender, .. } => tender,
        }
    }
}

/// What became of everything that somebody brought in at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// One notice.
    One(Proposed),
    /// Several notices.
    Many(TakenNotices),
    /// A feed, whose entries are candidates.
    Feed(FeedTaken),
}

/// What became of several notices.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenNotices {
    /// Tenders that were made.
    pub made: Vec<TenderId>,
    /// Those that seem to belong to a tender that is there; a person is asked about each.
    pub offered: usize,
    /// Those of which there was a tender already.
    pub known: usize,
}

/// The sort of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// 訂正・変更公告
    Correction,
    /// A newer notice or release of the same procedure.
    Newer,
    /// 中止・取止め, 入札結果
    Outcome,
}

impl ChangeKind {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Newer => "newer",
            Self::Outcome => "outcome",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Correction, Self::Newer, Self::Outcome].into_iter().find(|kind| kind.code() == code)
    }
}

/// How far a change has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// It seems to belong to the tender; nobody has said so.
    Offered,
    /// It belongs to the tender and waits for its choices.
    Open,
    /// Every choice is made.
    Settled,
    /// A person put it away; nothing was taken from it.
    Withdrawn,
}

impl ChangeState {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Open => "open",
            Self::Settled => "settled",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Offered, Self::Open, Self::Settled, Self::Withdrawn].into_iter().find(|state| state.code() == code)
    }

    /// Whether a choice is still to be made.
    #[must_use]
    pub const fn waits(self) -> bool {
        matches!(self, Self::Offered | Self::Open)
    }
}

/// How the text says the procedure ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeSaid {
    /// How.
    pub outcome: TenderOutcome,
    /// Where it says so.
    pub evidence: Evidence,
}

/// What was read of a text that came later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeReading {
    /// What it says of facts, dates and demands.
    pub newer: Newer,
    /// How it says the procedure ended.
    pub outcome: Option<OutcomeSaid>,
    /// Pages of the original that hold no text and were read by nobody.
    pub pages_without_text: u32,
}

/// How a procedure ended, as a person recorded it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRecord {
    /// Which tender.
    pub tender: TenderId,
    /// How.
    pub outcome: TenderOutcome,
    /// The sentence that says so.
    pub sentence: String,
    /// The change it came with.
    pub change: Option<TenderChangeId>,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// Who recorded it; `None` is the operator.
    pub recorded_by: Option<String>,
}

/// One value that a person took over from a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Moved {
    /// A fact; empty for none.
    Fact {
        /// Which.
        name: FactName,
        /// What it was.
        from: String,
        /// What it is.
        to: String,
    },
    /// A date; none where it was added or left.
    Date {
        /// Which step.
        kind: MilestoneKind,
        /// When it was.
        from: Option<Moment>,
        /// When it is.
        to: Option<Moment>,
    },
    /// A demand, in Japanese; empty where it was added or left.
    Requirement {
        /// Its sort.
        kind: RequirementKind,
        /// What it was.
        from: String,
        /// What it is.
        to: String,
    },
    /// The end of the procedure.
    Outcome {
        /// How.
        outcome: TenderOutcome,
    },
}

/// One value that a later release of a source changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedChange {
    /// The release that changed it.
    pub release: String,
    /// When that release was made, in Japan.
    pub at: Option<Moment>,
    /// The field as the source names it: `tender.tenderPeriod.endDate`.
    pub field: String,
    /// The value before; none when it is new.
    pub before: Option<String>,
    /// The value after; none when it was taken back.
    pub after: Option<String>,
    /// Why, when the release says so.
    pub reason: Option<String>,
}

/// A line of a list of changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// Which change.
    pub id: TenderChangeId,
    /// Of which tender.
    pub tender: TenderId,
    /// 件名 of the tender.
    pub title: String,
    /// Its sort.
    pub kind: ChangeKind,
    /// How far it has come.
    pub state: ChangeState,
    /// The file's name; empty for a pasted text.
    pub name: String,
    /// When it came in.
    pub created_at: Instant,
    /// Who brought it; `None` is the operator.
    pub created_by: Option<String>,
    /// When it was settled.
    pub settled_at: Option<Instant>,
    /// Who settled it.
    pub settled_by: Option<String>,
    /// What was taken over.
    pub moved: Vec<Moved>,
}

/// The changes of one tender, for their page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderChanges {
    /// Which tender.
    pub tender: TenderId,
    /// 件名
    pub title: String,
    /// How far the tender has come.
    pub state: TenderState,
    /// Newest first.
    pub changes: Vec<ChangeLine>,
    /// How the procedure ended.
    pub outcome: Option<OutcomeRecord>,
    /// Whether the reader may bring changes in and settle them.
    pub may_edit: bool,
}

/// One change beside what the tender holds, for its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeDetail {
    /// The change.
    pub line: ChangeLine,
    /// How far the tender has come.
    pub tender_state: TenderState,
    /// The tender's revision, which the choices were made on.
    pub revision: i64,
    /// What it says.
    pub reading: ChangeReading,
    /// What differs from what the tender holds now; empty until the tender is confirmed.
    pub difference: Difference,
    /// How the procedure ended, as recorded now.
    pub recorded: Option<OutcomeRecord>,
    /// What the releases of the source changed, the oldest first; only a source with releases has it.
    pub history: Vec<StatedChange>,
    /// The text that was read.
    pub text: String,
    /// The original, when a file was uploaded.
    pub file: Option<TenderFile>,
    /// Whether the reader may settle it.
    pub may_edit: bool,
}

/// What has become of a tender since its first notice, for the head of its pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How the procedure ended.
    pub outcome: Option<OutcomeRecord>,
    /// Changes that wait for a choice.
    pub open: Vec<ChangeLine>,
    /// Whether the reader may settle them and take an outcome back.
    pub may_edit: bool,
}

/// The choices about a difference, by the keys of its rows.
pub type Picks = BTreeMap<String, Pick>;

/// A choice about one row of a difference.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pick {
    /// What the person saw as the present value.
    pub seen: String,
    /// `yes` to take it over, `no` to leave it alone; empty when nobody chose.
    pub choice: String,
    /// A demand in English, as the page said it.
    pub en: String,
}
