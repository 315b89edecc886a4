//! The register as its pages show it. Values only; who may see them is decided in `server::services::questions`.

use serde::{Deserialize, Serialize};

use super::{QuestionOrigin, QuestionState, QuestionText, Telltale};
use crate::domain::bid::{BidDeadline, BidHead};
use crate::domain::id::{BidId, QuestionId, RequirementId, SectionId};
use crate::domain::instant::Instant;
use crate::domain::section::SectionLine;
use crate::domain::tender::Requirement;

/// What a row of the buyer's table is chosen to be, beside the identity of one of our questions: another bidder's.
pub const OTHERS: &str = "other";
/// Not taken.
pub const NOBODY: &str = "skip";

/// One line of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which.
    pub id: QuestionId,
    /// Whose.
    pub origin: QuestionOrigin,
    /// How far it is.
    pub state: QuestionState,
    /// The sheet on which it was sent, from 1; 0 before.
    pub round: i64,
    /// Its number there; 0 before.
    pub number: i64,
    /// What is asked and answered.
    pub text: QuestionText,
    /// When it was sent.
    pub asked_at: Option<Instant>,
    /// How often an answer was recorded.
    pub answers: i64,
    /// Who proposed it.
    pub proposed_by: Option<String>,
    /// Counts changes.
    pub revision: i64,
    /// What in it would tell who asks.
    pub telltales: Vec<Telltale>,
    /// The sections that it concerns.
    pub sections: Vec<SectionId>,
    /// The demands of the notice that it concerns.
    pub requirements: Vec<RequirementId>,
}

impl Question {
    /// Whether it stands on the sheet that goes out next.
    #[must_use]
    pub fn is_next(&self) -> bool {
        self.origin == QuestionOrigin::Own && self.state == QuestionState::Ready && self.round == 0
    }

    /// Whether it stands on a sheet that went out.
    #[must_use]
    pub fn is_of_round(&self, round: i64) -> bool {
        self.origin == QuestionOrigin::Own && self.round == round && round > 0 && self.state != QuestionState::Withdrawn
    }

    /// Whether it was sent: its Japanese stays.
    #[must_use]
    pub const fn is_sent(&self) -> bool {
        self.round > 0 || matches!(self.state, QuestionState::Asked | QuestionState::Answered)
    }

    /// Whether its answer can be taken back, and as what it then stands there. Another bidder's is known by its answer
    /// alone; one that was on no sheet waits for one again.
    #[must_use]
    pub fn unanswered_as(&self) -> Option<QuestionState> {
        let is_answered = self.origin == QuestionOrigin::Own && self.state == QuestionState::Answered;
        is_answered.then_some(match (self.round, self.text.question.is_empty()) {
            (1.., _) => QuestionState::Asked,
            (_, false) => QuestionState::Ready,
            (_, true) => QuestionState::Draft,
        })
    }

    /// Whether it waits for its Japanese.
    #[must_use]
    pub fn lacks_japanese(&self) -> bool {
        self.state.is_open() && self.text.question.is_empty()
    }
}

/// The register of a bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionRegister {
    /// The head.
    pub head: BidHead,
    /// All questions: ours that wait, ours that were sent, other bidders', each in order.
    pub questions: Vec<Question>,
    /// The tender's dates of questions and answers.
    pub deadlines: Vec<BidDeadline>,
    /// Whether the reader may change it.
    pub may_edit: bool,
    /// Whether the reader may take files.
    pub may_export: bool,
}

/// How many sheets went out.
#[must_use]
pub fn rounds_of(questions: &[Question]) -> i64 {
    questions.iter().map(|question| question.round).max().unwrap_or_default()
}

/// What a sheet holds, each question with its number there: the next one (0), one that went out, or when none is named
/// the next, and the last that went out while nothing is ready.
#[must_use]
pub fn sheet_of(questions: &[Question], round: Option<i64>) -> Vec<(i64, &Question)> {
    let next: Vec<&Question> = questions.iter().filter(|question| question.is_next()).collect();
    if round == Some(0) || (round.is_none() && !next.is_empty()) {
        return (1..).zip(next).collect();
    }
    let round = round.unwrap_or_else(|| rounds_of(questions));
    let sent = questions.iter().filter(|question| question.is_of_round(round));
    sent.map(|question| (question.number, question)).collect()
}

/// The sheet that may be taken back as not sent: the last one, while nothing on it was answered or withdrawn.
#[must_use]
pub fn recallable(questions: &[Question]) -> Option<i64> {
    let round = rounds_of(questions);
    let mut sheet = questions.iter().filter(|question| question.round == round).peekable();
    let is_any = round > 0 && sheet.peek().is_some();
    let is_waiting = |question: &Question| question.state == QuestionState::Asked && question.text.answer.is_empty();
    (is_any && sheet.all(is_waiting)).then_some(round)
}

/// What changes whenever anything in the register does: whoever decides says by it what they have seen.
#[must_use]
pub fn register_print(questions: &[Question]) -> String {
    format!("{}.{}", questions.len(), questions.iter().map(|question| question.revision).sum::<i64>())
}

/// One question's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionPage {
    /// The head.
    pub head: BidHead,
    /// The question.
    pub question: Question,
    /// The outline, for links.
    pub sections: Vec<SectionLine>,
    /// The demands of the notice, for links.
    pub requirements: Vec<Requirement>,
    /// Whether the reader may change it.
    pub may_edit: bool,
}

/// A question that concerns a section or a demand, in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concerned {
    /// The bid.
    pub bid: BidId,
    /// Which.
    pub question: QuestionId,
    /// The demand that it concerns; none when it is listed for a section.
    pub requirement: Option<RequirementId>,
    /// How far it is.
    pub state: QuestionState,
    /// What is asked and answered.
    pub text: QuestionText,
}

/// How many questions of ours there are in each state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionCounts {
    /// Drafts.
    pub drafts: i64,
    /// Ready to be asked.
    pub ready: i64,
    /// Asked, without an answer.
    pub unanswered: i64,
    /// Answered.
    pub answered: i64,
    /// Other bidders', published with their answers.
    pub others: i64,
}

/// A row of the buyer's table with what is chosen for it, as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportRow {
    /// Number of its row in the file.
    pub row: String,
    /// 番号
    pub number: String,
    /// 資料名
    pub document: String,
    /// ページ
    pub page: String,
    /// 項目
    pub item: String,
    /// 質問
    pub question: String,
    /// 回答
    pub answer: String,
    /// The question that it answers, `other`, or `skip`.
    pub to: String,
    /// `certain` or `likely` as proposed; empty for another bidder's.
    pub how: String,
}

/// The answers that are taken, as the form sends them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerImport {
    /// The print of the register that was seen.
    pub seen: String,
    /// Day of their publication, as typed; may be empty.
    pub answered_on: String,
    /// The rows.
    pub rows: Vec<ImportRow>,
}
