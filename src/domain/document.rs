//! What a bid knows that its papers print, and what is missing for a paper to be handed in.
//! Reads no database and writes no sentence: `ui::wording` has the words for every finding.

mod fact;
mod finding;
mod member;
mod place;
mod problem;
mod shared;
mod tender;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::block::Block;
use crate::domain::cost_sheet::facts::CostFacts;
use crate::domain::id::SectionId;
use crate::domain::language::Language;
use crate::domain::money::Yen;

pub use fact::{Fact, MemberFact};
pub use finding::{DocumentFinding, DocumentRule, Severity};
pub use member::{AgentFacts, ContactFacts, MemberFacts, RegistrationFacts};
pub use place::{PaperSide, PrintPart, PrintPlace};
pub use problem::DocumentProblem;
pub use shared::{Shared, Uncompared};
pub use tender::{Honorific, Order, PriceBasis, SealPolicy, TenderFacts};

/// Everything of one bid that its papers may print. A value that is not known yet is empty and prints as a blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidFacts {
    /// What the notice says.
    pub tender: TenderFacts,
    /// What follows the addressee.
    pub honorific: Honorific,
    /// What the buyer wants instead of, or beside, a name.
    pub seal: SealPolicy,
    /// The firms, the representative first; their order is the same on every paper.
    pub members: Vec<MemberFacts>,
    /// 共同企業体の名称; none for a single firm.
    pub joint_venture_name: Option<String>,
    /// What else the joint venture has agreed.
    #[serde(default)]
    pub venture: VentureFacts,
    /// Who bids in the representative's place.
    pub agent: Option<AgentFacts>,
    /// The date of the paper; a blank is printed without it.
    pub date: Option<NaiveDate>,
    /// The amount of the 入札書, on the basis that the tender names.
    pub amount: Option<Yen>,
    /// The label of the 様式 when the buyer's differs from the form's own.
    pub label: Option<String>,
    /// The order of the head when the buyer's differs from the form's own.
    pub order: Option<Order>,
    /// The title of the paper when the buyer's differs from the form's own, without spaces between the letters.
    #[serde(default)]
    pub title: Option<String>,
    /// Which variant of the form is printed; none for the form's own.
    #[serde(default)]
    pub variant: Option<String>,
    /// Whether this copy may name the firm.
    #[serde(default)]
    pub copy: CopyKind,
    /// 添付書類.
    pub attachments: Vec<String>,
    /// What the firms and the bid have entered, by kind.
    #[serde(default)]
    pub records: Vec<RecordFacts>,
    /// 内訳書; none while nothing is entered.
    #[serde(default)]
    pub costs: Option<CostFacts>,
    /// The written sections of a proposal.
    pub sections: Vec<SectionFacts>,
    /// The pictures that the sections name.
    #[serde(skip)]
    pub pictures: BTreeMap<String, PictureFacts>,
    /// Language of the sections.
    pub language: Language,
}

/// Whether a copy may name the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CopyKind {
    /// 正本: it names the firm.
    #[default]
    Original,
    /// 副本 for those who judge: no firm, no person, no address.
    Blind,
}

impl CopyKind {
    /// The code in addresses; the original has none.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Original => "",
            Self::Blind => "blind",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Original, Self::Blind].into_iter().find(|copy| copy.code() == code)
    }
}

/// What a joint venture has agreed beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VentureFacts {
    /// Whether its members share by 出資割合 (甲型).
    pub is_joint_execution: bool,
    /// 事務所の所在地.
    pub office: String,
    /// 成立の日.
    pub formed_on: Option<NaiveDate>,
    /// 解散の時期: months after performance.
    pub months_after: Option<u16>,
    /// 取引金融機関.
    pub bank: String,
    /// Its branch.
    pub branch: String,
}

/// One record that a firm or the bid has entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecordFacts {
    /// Its kind.
    pub kind: String,
    /// Whose it is: an index into [`BidFacts::members`]; none for the bid's own.
    pub member: Option<usize>,
    /// The values by the name of their field. Dates come a second time under `NAME.iso`.
    pub values: BTreeMap<String, RecordValue>,
    /// The people whom it names, so that a copy that must name nobody knows them wherever they are named.
    #[serde(default)]
    pub people: Vec<String>,
}

/// A value of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordValue {
    /// As paper prints it.
    Text(String),
    /// Rows, each by column.
    Rows(Vec<BTreeMap<String, String>>),
}

/// A picture of the bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFacts {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Where a browser gets it.
    pub address: String,
}

/// One written section of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionFacts {
    /// What references name it by.
    pub id: SectionId,
    /// Its number, printed full-width when it has one digit.
    pub number: u32,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

impl BidFacts {
    /// The representative firm: the first member.
    #[must_use]
    pub fn representative(&self) -> Option<&MemberFacts> {
        self.members.first()
    }

    /// Whether a joint venture bids, and not one firm.
    #[must_use]
    pub fn is_joint_venture(&self) -> bool {
        self.members.len() > 1 || self.joint_venture_name.is_some()
    }

    /// Whether this copy must not name the firm.
    #[must_use]
    pub fn is_blind(&self) -> bool {
        self.copy == CopyKind::Blind
    }
}
