//! The set of papers as its page shows it: the procedure, what can be added, what the notice demands, the profile.

use serde::{Deserialize, Serialize};

use super::id::RequirementId;
use super::instant::Instant;
use super::paper_form::WaysForm;
use super::procedure::Need;

/// Everything around the list of papers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperPlanView {
    /// Revision of what was decided; 0 when nothing was.
    pub revision: i64,
    /// The procedure that a person chose.
    pub procedure: Option<String>,
    /// The procedure that the notice's word and the 件名 propose.
    pub proposed: Option<String>,
    /// The notice's word.
    pub term: String,
    /// What can be chosen.
    pub procedures: Vec<ProcedureLine>,
    /// Whether a branch bids.
    pub branch: bool,
    /// Whether a person chose or denied 総合評価; none while the notice's word says it.
    pub evaluated: Option<bool>,
    /// The buyer's ways for all papers.
    pub ways: WaysForm,
    /// What can be added.
    pub addable: Vec<FormLine>,
    /// What was dropped.
    pub dropped: Vec<FormLine>,
    /// What the notice demands that a paper can take over.
    pub offers: Vec<Offer>,
    /// Papers that the notice demands and that no form of ours is.
    pub unmatched: Vec<UnmatchedDemand>,
    /// 宛先 of the tender.
    pub buyer: String,
    /// What the reader's firm keeps of this buyer.
    pub profile: Option<ProfileLine>,
}

/// A procedure that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureLine {
    /// Its code.
    pub code: String,
    /// In Japanese.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
}

/// A form beside the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormLine {
    /// Its code, or that of the paper.
    pub code: String,
    /// In Japanese.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// How much the procedure needs it.
    pub need: Need,
}

/// A demand that a paper can take over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The demand.
    pub requirement: RequirementId,
    /// Its words in Japanese.
    pub ja: String,
    /// In English; may be empty.
    pub en: String,
    /// The sentence behind it; empty when a person typed it.
    pub sentence: String,
    /// What would be taken over.
    pub what: OfferedWay,
    /// The paper that it seems to mean; none for all.
    pub paper: Option<String>,
    /// Whether that paper keeps to it already.
    pub is_taken: bool,
}

/// What a demand sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum OfferedWay {
    /// The label of the 様式.
    Label {
        /// As printed.
        label: String,
    },
    /// 正本・副本
    Copies {
        /// 正本
        originals: u32,
        /// 副本
        copies: u32,
    },
    /// The page limit.
    Pages {
        /// At most.
        pages: u32,
    },
    /// The type floor.
    Type {
        /// In tenths of a point.
        tenths: u32,
    },
}

/// A paper that no form of ours is: it is got or written elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnmatchedDemand {
    /// Its number, as printed; may be empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The sentence behind it; may be empty.
    pub sentence: String,
}

/// A profile that the reader's firm keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileLine {
    /// When it was kept.
    pub saved_at: Instant,
    /// Whether the bid keeps to it already.
    pub is_used: bool,
}
