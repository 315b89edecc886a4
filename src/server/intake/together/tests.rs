//! What is stated and what is written, and several files of one tender.

use super::*;
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::{Conflict, Doubt, ProcedureKind};
use crate::server::intake::source::{Incoming, SourceKind};
use crate::server::intake::sources;

fn file(text: &str) -> SourceText {
    sources::plain(text.to_owned()).unwrap()
}

fn portal() -> Vec<SourceText> {
    let incoming = sources::open("a.xml", include_bytes!("../fixtures/portal.xml")).unwrap();
    incoming
        .into_iter()
        .filter_map(|one| match one {
            Incoming::Notice(notice) => Some(*notice),
            Incoming::Feed { .. } => None,
        })
        .collect()
}

fn portal_with(opening: &str) -> SourceText {
    let answer = include_str!("../fixtures/portal.xml").replace("2026-09-30T10:00:00", opening);
    match sources::open("a.xml", answer.as_bytes()).unwrap().remove(0) {
        Incoming::Notice(notice) => *notice,
        Incoming::Feed { .. } => panic!("no feed"),
    }
}

fn moments(tender: &ProposedTender, kind: Kind) -> Vec<(String, bool)> {
    tender.milestones_of(kind).map(|step| (step.at.to_string(), step.certain)).collect()
}

const NOTICE: &str = "みなと市公告第12号\n条件付一般競争入札の公告\n１　件名　市民会館清掃業務\n２　質問書の提出期限　令和8年9月10日（木）午後5時\n３　入札書の提出期限　令和8年9月24日（木）午後5時（必着）\n４　開札日時　令和8年9月25日（金）午前10時\n令和8年9月1日\nみなと市長　山田　太郎\n";

#[test]
fn what_is_stated_and_written_is_said_once_in_its_finer_form() {
    let source = &portal()[0];
    let tender = read_source(source);
    assert_eq!(moments(&tender, Kind::OpenAt), [("2026-09-30T10:00".to_owned(), true)]);
    assert_eq!(moments(&tender, Kind::BidBy), [("2026-09-29T17:00".to_owned(), true)], "the notice gives the hour");
    assert_eq!(moments(&tender, Kind::Delivery), [("2027-03-31".to_owned(), true)], "only the portal says it");
    assert_eq!(tender.conflicts, []);
    let procedure = tender.fact(FactName::Procedure).map(|fact| fact.value.clone());
    assert!(matches!(procedure, Some(FactValue::Procedure { kind: ProcedureKind::Joken, .. })), "{procedure:?}");
    assert_eq!(tender.facts.iter().filter(|fact| fact.name == FactName::Title).count(), 1);
    let addressee = tender.fact(FactName::Addressee).map(|fact| (fact.value.as_text(), fact.certain));
    assert_eq!(addressee, Some(("みなと市長", true)), "the office comes before the body that the portal names");
    for evidence in
        tender.milestones.iter().map(|step| &step.evidence).chain(tender.facts.iter().map(|fact| &fact.evidence))
    {
        assert!(source.text.get(evidence.start..evidence.end).is_some_and(|slice| !slice.is_empty()), "{evidence:?}");
    }
    assert!(!tender.missing_milestones.contains(&Kind::Delivery));
    assert!(tender.missing_milestones.contains(&Kind::QuestionBy));
}

#[test]
fn what_is_stated_otherwise_than_written_is_shown_and_never_certain() {
    let tender = read_source(&portal_with("2026-10-01T10:00:00"));
    let opening = moments(&tender, Kind::OpenAt);
    assert_eq!(opening, [("2026-09-30T10:00".to_owned(), false), ("2026-10-01T10:00".to_owned(), false)]);
    assert!(tender.conflicts.iter().any(|conflict| matches!(conflict, Conflict::TwoDates { kind: Kind::OpenAt, .. })));
}

#[test]
fn the_disputed_date_of_the_portal_is_never_certain_alone() {
    let answer = "<Results><SearchResults><SearchResult><ProjectName>清掃</ProjectName><TenderSubmissionDeadline>2026-09-29T00:00:00+09:00</TenderSubmissionDeadline></SearchResult></SearchResults></Results>";
    let Incoming::Notice(source) = sources::open("a.xml", answer.as_bytes()).unwrap().remove(0) else {
        panic!("no notice")
    };
    let tender = read_source(&source);
    assert_eq!(moments(&tender, Kind::BidBy), [("2026-09-29".to_owned(), false)]);
    let doubt = tender.milestones_of(Kind::BidBy).next().and_then(|step| step.doubt.clone());
    assert_eq!(doubt, Some(Doubt::LabelAmbiguous { other: Kind::BidFrom }));
}

#[test]
fn stated_lines_are_not_read_a_second_time() {
    let source = &portal()[0];
    let body = source.stated.as_ref().unwrap().body;
    let tender = read_source(source);
    assert!(tender.other_dates.iter().all(|date| date.evidence.start >= body));
}

#[test]
fn each_fact_of_several_files_names_its_file() {
    let forms = "様式集\n様式第1号　入札書\n令和8年9月30日\n開札日時　令和8年12月1日（火）午前9時\n";
    let work =
        "清掃業務仕様書\n業務仕様書\n１　履行場所　市民会館\n２　履行期間　令和8年10月1日から令和9年3月31日まで\n";
    let tender = read_together(&[file(forms), file(work), file(NOTICE)]);
    assert_eq!(
        tender.fact(FactName::Title).map(|fact| (fact.value.as_text(), fact.evidence.file)),
        Some(("市民会館清掃業務", 2))
    );
    assert_eq!(tender.fact(FactName::Place).map(|fact| fact.evidence.file), Some(1));
    let opening = tender.milestones_of(Kind::OpenAt).find(|step| step.certain).unwrap();
    assert_eq!((opening.at.to_string().as_str(), opening.evidence.file), ("2026-09-25T10:00", 2));
    assert!(
        tender.milestones.iter().filter(|step| step.evidence.file == 0).all(|step| !step.certain),
        "forms hold blanks and examples"
    );
    assert_eq!(moments(&tender, Kind::Delivery), [("2027-03-31".to_owned(), true)]);
    assert!(!tender.missing.contains(&FactName::Place));
}

#[test]
fn files_that_contradict_each_other_are_shown_and_uncertain() {
    let guide = "実施要領（個別編）\n質問書の提出期限　令和8年9月11日（金）午後5時\n";
    let tender = read_together(&[file(NOTICE), file(guide)]);
    let questions = moments(&tender, Kind::QuestionBy);
    assert_eq!(questions, [("2026-09-10T17:00".to_owned(), false), ("2026-09-11T17:00".to_owned(), false)]);
    assert!(tender.conflicts.iter().any(|conflict| matches!(conflict,
        Conflict::TwoDates { kind: Kind::QuestionBy, first_evidence, second_evidence, .. } if first_evidence.file != second_evidence.file)));
}

#[test]
fn the_same_moment_in_two_files_is_said_once() {
    let tender = read_together(&[file(NOTICE), file(NOTICE)]);
    let alone = read_together(&[file(NOTICE)]);
    assert_eq!(tender.milestones, alone.milestones);
    assert_eq!(tender.facts, alone.facts);
    assert_eq!(read_source(&file(NOTICE)), read(NOTICE));
    assert_eq!(read_together(&[]), read(""));
}

#[test]
fn dates_that_cross_between_files_are_out_of_order() {
    let one = "入札公告\n入札書の提出期限　令和8年9月24日（木）午後5時\n";
    let other = "入札公告（開札）\n開札日時　令和8年9月20日（日）午前10時\n";
    let tender = read_together(&[file(one), file(other)]);
    assert!(tender.milestones.iter().all(|step| !step.certain), "{:#?}", tender.milestones);
    assert!(tender.conflicts.iter().any(|conflict| matches!(conflict, Conflict::Order { earlier: Kind::BidBy, .. })));
}

#[test]
fn what_a_file_is_for_decides_how_far_it_is_trusted() {
    let cases = [
        ("入札公告\n", TextKind::Notice, Rank::Own),
        ("募集要項（個別編）\n", TextKind::ProposalGuideline, Rank::Own),
        ("募集要項（共通編）\n", TextKind::ProposalGuideline, Rank::Common),
        ("\n  清掃業務委託 仕 様 書\n", TextKind::Unknown, Rank::Specification),
        ("様　式　集\n", TextKind::ProposalGuideline, Rank::Beside),
        ("実施要領・様式集\n", TextKind::ProposalGuideline, Rank::Own),
        ("質問への回答\n", TextKind::Answers, Rank::Beside),
    ];
    for (text, kind, expected) in cases {
        assert_eq!(rank(text, kind), expected, "{text}");
    }
}

#[test]
fn a_page_is_read_as_a_notice() {
    let Incoming::Notice(source) = sources::open("a.html", include_bytes!("../fixtures/page.html")).unwrap().remove(0)
    else {
        panic!("no notice")
    };
    assert_eq!(source.kind, SourceKind::Html);
    let tender = read_source(&source);
    assert_eq!(moments(&tender, Kind::QuestionBy), [("2026-09-10T17:00".to_owned(), true)]);
    assert_eq!(moments(&tender, Kind::BidBy), [("2026-09-24T17:00".to_owned(), true)]);
    assert_eq!(moments(&tender, Kind::OpenAt), [("2026-09-25T10:00".to_owned(), true)]);
    assert_eq!(tender.fact(FactName::Title).map(|fact| fact.value.as_text()), Some("市民会館清掃業務"));
}
