//! The buyers' forms of a bid as their pages show them, and what a person answers.

use serde::{Deserialize, Serialize};

use super::{AddedBlank, Blank, OutlineLine, Overflow, Protection, Room};
use crate::domain::id::BuyerFormId;

/// The blank stays blank.
pub const LEAVE: &str = "";
/// What is typed goes in.
pub const TYPED: &str = "typed";
/// The box is ticked.
pub const TICK: &str = "tick";
/// The tick that the form came with is taken away.
pub const UNTICK: &str = "untick";

/// What goes into one blank: nothing, a typed text, a tick, no tick, or a datum of the bid by its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// [`LEAVE`], [`TYPED`], [`TICK`], [`UNTICK`] or the name of a datum.
    pub source: String,
    /// What is typed.
    pub text: String,
    /// The blank itself, where a person added it by hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added: Option<Box<AddedBlank>>,
}

/// An answer as a form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerInput {
    /// Id of the blank.
    pub id: String,
    /// As in [`Answer`].
    pub source: String,
    /// As in [`Answer`].
    pub text: String,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerFormLine {
    /// The form.
    pub id: BuyerFormId,
    /// Name of its file.
    pub name: String,
    /// Whether a person has confirmed what goes in.
    pub is_confirmed: bool,
}

/// The list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerFormList {
    /// 件名 of the bid.
    pub bid_title: String,
    /// The forms, the latest last.
    pub forms: Vec<BuyerFormLine>,
    /// Whether the reader may add and fill.
    pub may_edit: bool,
    /// Whether the reader may download.
    pub may_export: bool,
}

/// A blank with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlankView {
    /// The blank.
    pub blank: Blank,
    /// What goes in.
    pub answer: Answer,
    /// How much it shows, where its place does not grow.
    pub room: Option<Room>,
    /// What goes in and does not fit.
    pub overflow: Option<Overflow>,
}

/// A datum of the bid with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatumView {
    /// Its name.
    pub name: String,
    /// What the bid says; empty where it does not.
    pub value: String,
}

/// One form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerFormView {
    /// 件名 of the bid.
    pub bid_title: String,
    /// Name of its file.
    pub name: String,
    /// Revision of the answers.
    pub revision: i64,
    /// How it is protected against changes, where it is.
    pub protection: Option<Protection>,
    /// Its blanks in order.
    pub blanks: Vec<BlankView>,
    /// Its text by place, at most [`super::MOST_LINES`] lines; empty for who may not change the answers.
    pub outline: Vec<OutlineLine>,
    /// What the bid can offer.
    pub data: Vec<DatumView>,
    /// Whether a person has confirmed the answers.
    pub is_confirmed: bool,
    /// Whether the reader may change them.
    pub may_edit: bool,
    /// Whether the reader may download.
    pub may_export: bool,
}
