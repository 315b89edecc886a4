//! What a person answers for the blanks of a form: read, proposed, and what of it lasts.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::buyer_form::{Answer, AnswerInput, Blank, Datum, LEAVE, TICK, TYPED, UNTICK};
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::TextProblem;
use crate::error::AppError;
use crate::server::buyer_forms::LONGEST;

/// Answers by blank id.
pub(super) type Answers = BTreeMap<String, Answer>;

/// What was answered for blanks that there are. A text is kept only where it is what goes in: beside a datum it would
/// be neither seen nor filled in.
///
/// # Errors
/// `Invalid` for a source that nobody was offered and for a text that no blank takes.
pub(super) fn read(blanks: &[Blank], typed: Vec<AnswerInput>) -> Result<Answers, AppError> {
    let ids: BTreeSet<&str> = blanks.iter().map(|blank| blank.id.as_str()).collect();
    let mut problems = Problems::default();
    let mut answers = Answers::new();
    for (index, input) in typed.into_iter().enumerate() {
        let field = |name: &str| format!("answers[{index}][{name}]");
        if input.source == LEAVE || !ids.contains(input.id.as_str()) {
            continue;
        }
        let is_typed = input.source == TYPED;
        let is_mark = input.source == TICK || input.source == UNTICK;
        if !is_typed && !is_mark && Datum::parse(&input.source).is_none() {
            problems.add(&field("source"), Problem::NotOffered);
        }
        let text = if is_typed { input.text.replace("\r\n", "\n") } else { String::new() };
        if text.chars().count() > LONGEST as usize {
            problems.add(&field("text"), TextProblem::TooLong { max: LONGEST }.into());
        }
        answers.insert(input.id, Answer { source: input.source, text });
    }
    if problems.is_empty() { Ok(answers) } else { Err(AppError::Invalid(problems.into_vec())) }
}

/// What the bid knows that fits.
pub(super) fn proposed(blanks: &[Blank]) -> Answers {
    let proposal =
        |blank: &Blank| Some((blank.id.clone(), Answer { source: blank.proposal?.name(), text: String::new() }));
    blanks.iter().filter_map(proposal).collect()
}

/// What fits the next bid for the same buyer: never what was typed.
pub(super) fn lasting(answers: Answers) -> Answers {
    answers.into_iter().filter(|(_, answer)| answer.source != TYPED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::buyer_form::{BlankKind, Place};

    fn blanks() -> Vec<Blank> {
        let blank = |id: &str| Blank {
            id: id.to_owned(),
            part: String::new(),
            place: Place::Paragraph(0),
            label: String::new(),
            group: String::new(),
            kind: BlankKind::Cell,
            proposal: None,
            context: String::new(),
            choices: Vec::new(),
            digits: None,
            has_unit: false,
            is_checked: false,
        };
        vec![blank("a"), blank("b")]
    }

    fn input(id: &str, source: &str, text: &str) -> AnswerInput {
        AnswerInput { id: id.to_owned(), source: source.to_owned(), text: text.to_owned() }
    }

    fn refused_fields(typed: Vec<AnswerInput>) -> Vec<String> {
        let Err(AppError::Invalid(problems)) = read(&blanks(), typed) else { panic!("taken") };
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_text_beside_a_datum_is_not_kept() {
        let answers = read(&blanks(), vec![input("a", "member.name", "秘密"), input("b", TYPED, "別の商号")]).unwrap();
        assert_eq!(answers["a"], Answer { source: "member.name".to_owned(), text: String::new() });
        assert_eq!(answers["b"].text, "別の商号");
        assert_eq!(lasting(answers).into_keys().collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn answers_for_blanks_that_are_not_there_and_for_none_are_left_out() {
        let typed = vec![input("a", LEAVE, ""), input("z", TYPED, "x"), input("y", "anything", "")];
        assert_eq!(read(&blanks(), typed), Ok(Answers::new()));
    }

    #[test]
    fn what_was_not_offered_and_what_is_too_long_is_told_at_its_field() {
        let long = "あ".repeat(LONGEST as usize + 1);
        let typed = vec![input("z", LEAVE, ""), input("a", "member.nothing", ""), input("b", TYPED, &long)];
        assert_eq!(refused_fields(typed), ["answers[1][source]", "answers[2][text]"]);
        assert!(read(&blanks(), vec![input("a", UNTICK, "")]).is_ok());
        let just = format!("{}\r\n", "あ".repeat(LONGEST as usize - 1));
        assert!(read(&blanks(), vec![input("b", TYPED, &just)]).is_ok());
    }
}
