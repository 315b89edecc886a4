//! What a person answers for the blanks of a form: read, proposed, and what of it lasts.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::buyer_form::{AddedBlank, Answer, AnswerInput, Blank, Datum, LEAVE, TICK, TYPED, UNTICK};
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::TextProblem;
use crate::error::AppError;
use crate::server::buyer_forms::LONGEST;

/// Answers by blank id.
pub(super) type Answers = BTreeMap<String, Answer>;

/// The blanks among them that a person added by hand.
pub(super) fn added(answers: &Answers) -> Vec<AddedBlank> {
    answers.values().filter_map(|answer| answer.added.as_deref().cloned()).collect()
}

/// The blank without what goes in.
fn emptied(answer: &Answer) -> Answer {
    Answer { added: answer.added.clone(), ..Answer::default() }
}

/// What was answered for blanks that there are, of which some were added by hand: these stay, also with nothing in them. A text is kept only where it is what goes in: beside a datum it would
/// be neither seen nor filled in.
///
/// # Errors
/// `Invalid` for a source that nobody was offered and for a text that no blank takes.
pub(super) fn read(blanks: &[Blank], known: &Answers, typed: Vec<AnswerInput>) -> Result<Answers, AppError> {
    let ids: BTreeSet<&str> = blanks.iter().map(|blank| blank.id.as_str()).collect();
    let mut problems = Problems::default();
    let by_hand = known.iter().filter(|(id, answer)| answer.added.is_some() && ids.contains(id.as_str()));
    let mut answers: Answers = by_hand.map(|(id, answer)| (id.clone(), emptied(answer))).collect();
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
        let answer = answers.entry(input.id).or_default();
        (answer.source, answer.text) = (input.source, text);
    }
    if problems.is_empty() { Ok(answers) } else { Err(AppError::Invalid(problems.into_vec())) }
}

/// What the bid knows that fits.
pub(super) fn proposed(blanks: &[Blank]) -> Answers {
    let proposal =
        |blank: &Blank| Some((blank.id.clone(), Answer { source: blank.proposal?.name(), ..Answer::default() }));
    blanks.iter().filter_map(proposal).collect()
}

/// What fits the next bid for the same buyer: never what was typed. A blank that was added by hand lasts without it.
pub(super) fn lasting(answers: Answers) -> Answers {
    let kept = answers.into_iter().filter(|(_, answer)| answer.source != TYPED || answer.added.is_some());
    kept.map(|(id, answer)| if answer.source == TYPED { (id, emptied(&answer)) } else { (id, answer) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::buyer_form::{AddedKind, BlankKind, Place};

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
        let Err(AppError::Invalid(problems)) = read(&blanks(), &Answers::new(), typed) else { panic!("taken") };
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_text_beside_a_datum_is_not_kept() {
        let answers =
            read(&blanks(), &Answers::new(), vec![input("a", "member.name", "秘密"), input("b", TYPED, "別の商号")])
                .unwrap();
        assert_eq!(answers["a"], Answer { source: "member.name".to_owned(), ..Answer::default() });
        assert_eq!(answers["b"].text, "別の商号");
        assert_eq!(lasting(answers).into_keys().collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn answers_for_blanks_that_are_not_there_and_for_none_are_left_out() {
        let typed = vec![input("a", LEAVE, ""), input("z", TYPED, "x"), input("y", "anything", "")];
        assert_eq!(read(&blanks(), &Answers::new(), typed), Ok(Answers::new()));
    }

    #[test]
    fn what_was_not_offered_and_what_is_too_long_is_told_at_its_field() {
        let long = "あ".repeat(LONGEST as usize + 1);
        let typed = vec![input("z", LEAVE, ""), input("a", "member.nothing", ""), input("b", TYPED, &long)];
        assert_eq!(refused_fields(typed), ["answers[1][source]", "answers[2][text]"]);
        assert!(read(&blanks(), &Answers::new(), vec![input("a", UNTICK, "")]).is_ok());
        let just = format!("{}\r\n", "あ".repeat(LONGEST as usize - 1));
        assert!(read(&blanks(), &Answers::new(), vec![input("b", TYPED, &just)]).is_ok());
    }

    #[test]
    fn a_blank_added_by_hand_stays_and_lasts_without_what_was_typed() {
        let added = |line: &str| AddedBlank {
            line: line.to_owned(),
            at: 0,
            label: "備考".to_owned(),
            kind: AddedKind::Text,
            choices: Vec::new(),
        };
        let answer = |line: &str, source: &str, text: &str| Answer {
            source: source.to_owned(),
            text: text.to_owned(),
            added: Some(Box::new(added(line))),
        };
        // `gone` has no place in the form any more; `b` is one of the finder's.
        let known = Answers::from([
            ("a".to_owned(), answer("a", TYPED, "前の記入")),
            ("gone".to_owned(), answer("gone", LEAVE, "")),
            ("b".to_owned(), Answer { source: TYPED.to_owned(), ..Answer::default() }),
        ]);
        let left = read(&blanks(), &known, vec![input("a", LEAVE, "")]).unwrap();
        assert_eq!(left, Answers::from([("a".to_owned(), answer("a", LEAVE, ""))]));
        let typed = read(&blanks(), &known, vec![input("a", TYPED, "秘密")]).unwrap();
        assert_eq!(typed["a"], answer("a", TYPED, "秘密"));
        assert_eq!(super::added(&typed), [added("a")]);
        assert_eq!(lasting(typed), left);
        let datum = read(&blanks(), &known, vec![input("a", "member.name", "")]).unwrap();
        assert_eq!(lasting(datum)["a"], answer("a", "member.name", ""));
    }
}
