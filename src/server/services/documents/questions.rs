//! The sheet of questions (質問書, F16): its rows out of the register, and what a person should look at before it goes out.

use crate::domain::consistency::Days;
use crate::domain::deadline::MilestoneKind;
use crate::domain::document::{
    BidFacts, DocumentFinding, DocumentProblem, DocumentRule, RecordFacts, RecordValue, Severity,
};
use crate::domain::question::{self, Question, Tellers, sheet_of};
use crate::server::access::Access;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::questions as rows;
use crate::server::store::{Tx, bids, seats};

/// What the sheet prints, and what is found on it.
#[derive(Default)]
pub(super) struct AskedSheet {
    pub(super) is_empty: bool,
    pub(super) facts: Vec<RecordFacts>,
    pub(super) findings: Vec<DocumentFinding>,
}

/// A sheet: the one that is named, else the one that goes out next or, while nothing is ready, the last that went out.
pub(super) async fn sheet(
    call: &Call,
    tx: &mut Tx,
    access: &Access,
    (facts, days): (&BidFacts, &Days),
    round: Option<i64>,
) -> Result<AskedSheet, Failure> {
    let questions = rows::question_list(tx, access).await?;
    let sheet = sheet_of(&questions, round);
    if sheet.is_empty() {
        return Ok(AskedSheet { is_empty: true, ..AskedSheet::default() });
    }
    let firms = bids::bid_firms(tx, access).await?;
    let people = seats::seat_list(tx, access).await?;
    let tellers = Tellers::of_bid(facts, &firms, &people);
    let warning = |rule, problem| DocumentFinding { rule, severity: Severity::Warning, problem };
    let mut findings = Vec::new();
    for (number, question) in &sheet {
        for told in tellers.in_question(&question.text) {
            let problem = DocumentProblem::QuestionTells { number: *number, field: told.field, words: told.words };
            findings.push(warning(DocumentRule::Questions, problem));
        }
    }
    let is_over = days.until.get(&MilestoneKind::QuestionBy).is_some_and(|day| *day < call.now.in_japan().date());
    if is_over && sheet.iter().any(|(_, question)| question.is_next()) {
        findings.push(warning(DocumentRule::QuestionPeriod, DocumentProblem::QuestionsLate));
    }
    let facts = sheet.into_iter().map(|(number, question)| fact(number, question)).collect();
    Ok(AskedSheet { is_empty: false, facts, findings })
}

fn fact(number: i64, question: &Question) -> RecordFacts {
    let text = &question.text;
    let values = [
        ("number", number.to_string()),
        ("document", text.document.clone()),
        ("page", text.page.clone()),
        ("item", text.item.clone()),
        ("question", text.question.clone()),
    ];
    RecordFacts {
        kind: question::KIND.to_owned(),
        member: None,
        values: values.map(|(name, value)| (name.to_owned(), RecordValue::Text(value))).into(),
        people: Vec::new(),
    }
}
