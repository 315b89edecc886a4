//! A question to the buyer (質問) and its answer: what is typed, how far it is, on which sheet it was sent.
//!
//! What a sheet prints must not tell who asks (`telltale`); answers come in a table of the buyer's (`table`, `matching`).

mod lines;
mod matching;
mod table;
mod telltale;
mod view;

use serde::{Deserialize, Serialize};

use super::era;
use super::problem::{Problem, Problems};
use super::text::{Line, Prose, TextProblem, optional};

pub use lines::{marked, separated};
pub use matching::{Known, Match, is_same, propose};
pub use table::{AnswerRow, AnswerTable, ROWS_MOST, RowFault, RowNote, TableFault, TableRow, understand};
pub use telltale::{PrintedField, Tellers, Telltale, TelltaleKind};
pub use view::{
    AnswerImport, Concerned, ImportRow, NOBODY, OTHERS, Question, QuestionCounts, QuestionPage, QuestionRegister,
    recallable, register_print, rounds_of, sheet_of,
};

/// What forms call a question where they print one row for each.
pub const KIND: &str = "question";
/// The form of the sheet (質問書).
pub const SHEET: &str = "F16";
/// Most questions of a bid, those of other bidders included.
pub const MOST_QUESTIONS: usize = 1_000;

/// Most characters of a name of a document, of a page and of an item.
const DOCUMENT_MOST: usize = 60;
const PAGE_MOST: usize = 12;
const ITEM_MOST: usize = 60;
/// Most characters of a question in Japanese and in English, and of an answer.
const QUESTION_MOST: usize = 1_200;
const ENGLISH_MOST: usize = 3_000;
/// Most characters of an answer.
pub const ANSWER_MOST: usize = 6_000;

/// Whose question it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionOrigin {
    /// Ours.
    Own,
    /// Another bidder's, published with its answer, which binds all.
    Other,
}

impl QuestionOrigin {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Own, Self::Other].into_iter().find(|origin| origin.code() == code)
    }
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionState {
    /// 下書き: it may lack its Japanese.
    Draft,
    /// It can be asked as it stands.
    Ready,
    /// It was sent; its number and its Japanese stay.
    Asked,
    /// The buyer answered.
    Answered,
    /// 取下げ
    Withdrawn,
}

impl QuestionState {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Ready, Self::Asked, Self::Answered, Self::Withdrawn];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Asked => "asked",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it waits to be sent.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Ready)
    }

    /// Whether the buyer's answer may be recorded.
    #[must_use]
    pub const fn takes_answer(self) -> bool {
        !matches!(self, Self::Draft | Self::Withdrawn)
    }
}

/// What is kept of a question: canonical values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionText {
    /// 資料名
    pub document: String,
    /// ページ
    pub page: String,
    /// 項目
    pub item: String,
    /// 質問内容
    pub question: String,
    /// The same in English, for the partners.
    pub question_en: String,
    /// 回答
    pub answer: String,
    /// Day on which the answer was published, or empty.
    pub answered_on: String,
    /// Its number in the buyer's table of answers, or empty.
    pub buyer_number: String,
}

impl QuestionText {
    /// What stands for it in a list: the Japanese, or the English while there is none.
    #[must_use]
    pub fn heading(&self) -> &str {
        if self.question.is_empty() { &self.question_en } else { &self.question }
    }

    /// The same without its answer, and without what came with it.
    #[must_use]
    pub fn unanswered(&self) -> Self {
        Self { answer: String::new(), answered_on: String::new(), buyer_number: String::new(), ..self.clone() }
    }

    /// What the sheet prints of it, in the order of its columns.
    #[must_use]
    pub fn printed(&self) -> [(PrintedField, &str); 4] {
        [
            (PrintedField::Document, &self.document),
            (PrintedField::Page, &self.page),
            (PrintedField::Item, &self.item),
            (PrintedField::Question, &self.question),
        ]
    }
}

/// A question as its form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionForm {
    /// 資料名
    pub document: String,
    /// ページ
    pub page: String,
    /// 項目
    pub item: String,
    /// 質問内容
    pub question: String,
    /// In English.
    pub question_en: String,
}

impl QuestionForm {
    /// Reads the fields over what is kept. What was sent keeps all but its English.
    pub fn parse(&self, kept: &QuestionText, is_sent: bool, problems: &mut Problems) -> Option<QuestionText> {
        let question_en = prose::<ENGLISH_MOST>(problems, &field("question_en"), &self.question_en);
        if is_sent {
            return Some(QuestionText { question_en: question_en?, ..kept.clone() });
        }
        let document = line::<DOCUMENT_MOST>(problems, &field("document"), &self.document);
        let page = line::<PAGE_MOST>(problems, &field("page"), &self.page);
        let item = line::<ITEM_MOST>(problems, &field("item"), &self.item);
        let question = prose::<QUESTION_MOST>(problems, &field("question"), &self.question);
        if question.as_deref() == Some("") && question_en.as_deref() == Some("") {
            problems.add(&field("question"), Problem::Text(TextProblem::Empty));
        }
        let (document, page, item) = (document?, page?, item?);
        let (question, question_en) = (question?, question_en?);
        problems.is_empty().then(|| QuestionText { document, page, item, question, question_en, ..kept.clone() })
    }
}

/// The name of a control in the form.
#[must_use]
pub fn field(name: &str) -> String {
    format!("question[{name}]")
}

fn line<const MOST: usize>(problems: &mut Problems, field: &str, text: &str) -> Option<String> {
    let read = problems.take(field, optional(text, Line::<MOST>::parse))?;
    Some(read.map(|line| line.as_str().to_owned()).unwrap_or_default())
}

fn prose<const MOST: usize>(problems: &mut Problems, field: &str, text: &str) -> Option<String> {
    let read = problems.take(field, optional(text, Prose::<MOST>::parse))?;
    Some(read.map(|text| text.as_str().trim().to_owned()).unwrap_or_default())
}

/// An answer as its form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// 回答
    pub answer: String,
    /// When it was published, as typed; may be empty.
    pub answered_on: String,
}

impl AnswerForm {
    /// Reads the fields over what is kept.
    pub fn parse(&self, kept: &QuestionText, problems: &mut Problems) -> Option<QuestionText> {
        let answer = problems.take("answer[answer]", Prose::<ANSWER_MOST>::parse(&self.answer));
        let answered_on = day(problems, "answer[answered_on]", &self.answered_on);
        let answer = answer?.as_str().trim().to_owned();
        Some(QuestionText { answer, answered_on: answered_on?, ..kept.clone() })
    }
}

impl ImportRow {
    /// Reads its answer over what is kept of the question that it answers.
    pub fn answered(&self, kept: &QuestionText, problems: &mut Problems, at: usize) -> Option<QuestionText> {
        let answer = problems.take(&row_field(at, "answer"), Prose::<ANSWER_MOST>::parse(&self.answer))?;
        let number = line::<PAGE_MOST>(problems, &row_field(at, "number"), &self.number)?;
        Some(QuestionText {
            answer: answer.as_str().trim().to_owned(),
            buyer_number: if number.is_empty() { kept.buyer_number.clone() } else { number },
            ..kept.clone()
        })
    }

    /// Reads it as another bidder's question with its answer.
    pub fn others(&self, problems: &mut Problems, at: usize) -> Option<QuestionText> {
        let name = |name: &str| row_field(at, name);
        let kept = QuestionText {
            document: line::<DOCUMENT_MOST>(problems, &name("document"), &self.document)?,
            page: line::<PAGE_MOST>(problems, &name("page"), &self.page)?,
            item: line::<ITEM_MOST>(problems, &name("item"), &self.item)?,
            question: prose::<QUESTION_MOST>(problems, &name("question"), &self.question)?,
            ..QuestionText::default()
        };
        if kept.question.is_empty() {
            problems.add(&name("to"), Problem::NotOffered);
        }
        self.answered(&kept, problems, at)
    }
}

/// The name of a control of a row of the buyer's table.
#[must_use]
pub fn row_field(at: usize, name: &str) -> String {
    format!("answers[rows][{at}][{name}]")
}

/// A day as typed → `2026-11-18`; empty for none.
pub fn day(problems: &mut Problems, field: &str, text: &str) -> Option<String> {
    match text.trim() {
        "" => Some(String::new()),
        text => problems.take(field, era::parse(text)).map(|day| day.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(form: &QuestionForm, kept: &QuestionText, is_sent: bool) -> Result<QuestionText, Vec<String>> {
        let mut problems = Problems::default();
        let text = form.parse(kept, is_sent, &mut problems);
        text.ok_or_else(|| problems.into_vec().into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn a_question_begins_in_either_language_and_never_in_none() {
        let kept = QuestionText::default();
        let english = QuestionForm { question_en: " May we subcontract? ".into(), ..QuestionForm::default() };
        let text = parsed(&english, &kept, false).unwrap();
        assert_eq!((text.heading(), text.question.as_str()), ("May we subcontract?", ""));
        let japanese = QuestionForm { question: "再委託は可能か。".into(), ..QuestionForm::default() };
        assert_eq!(parsed(&japanese, &kept, false).unwrap().heading(), "再委託は可能か。");
        assert_eq!(parsed(&QuestionForm::default(), &kept, false), Err(vec!["question[question]".to_owned()]));
        let long = QuestionForm { page: "1".repeat(13), question: "問".into(), ..QuestionForm::default() };
        assert_eq!(parsed(&long, &kept, false), Err(vec!["question[page]".to_owned()]));
    }

    #[test]
    fn what_was_sent_keeps_all_but_its_english() {
        let kept =
            QuestionText { document: "仕様書".into(), question: "可能か。".into(), ..QuestionText::default() };
        let form =
            QuestionForm { question: "別の問".into(), question_en: "May we?".into(), ..QuestionForm::default() };
        let text = parsed(&form, &kept, true).unwrap();
        assert_eq!(text, QuestionText { question_en: "May we?".into(), ..kept });
    }

    #[test]
    fn an_answer_has_words_and_its_day_may_be_written_in_an_era() {
        let kept = QuestionText { question: "可能か。".into(), ..QuestionText::default() };
        let mut problems = Problems::default();
        let form =
            AnswerForm { answer: "お見込みのとおり。\r\n".into(), answered_on: "令和8年11月18日".into() };
        let text = form.parse(&kept, &mut problems).unwrap();
        assert_eq!((text.answer.as_str(), text.answered_on.as_str()), ("お見込みのとおり。", "2026-11-18"));
        assert_eq!(text.question, kept.question);
        assert!(AnswerForm::default().parse(&kept, &mut problems).is_none());
        assert!(problems.has("answer[answer]"));
    }

    #[test]
    fn a_question_whose_answer_is_taken_back_is_asked_as_before() {
        let asked =
            QuestionText { document: "仕様書".into(), question: "可能か。".into(), ..QuestionText::default() };
        let answered = QuestionText {
            answer: "認めます。".into(),
            answered_on: "2026-11-18".into(),
            buyer_number: "2".into(),
            ..asked.clone()
        };
        assert_eq!(answered.unanswered(), asked);
    }

    #[test]
    fn every_code_is_read_back() {
        for state in QuestionState::ALL {
            assert_eq!(QuestionState::parse(state.code()), Some(state));
        }
        for origin in [QuestionOrigin::Own, QuestionOrigin::Other] {
            assert_eq!(QuestionOrigin::parse(origin.code()), Some(origin));
        }
    }
}
