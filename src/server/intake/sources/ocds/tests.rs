//! Real files of the standard, and our own releases on their way out and back.

use serde_json::{Value, json};

use super::*;
use crate::domain::deadline::{Certainty, MilestoneKind as Kind, Moment};
use crate::domain::id::{DeadlineId, TenderId};
use crate::domain::instant::Instant;
use crate::domain::notice::{FactName, FactValue, ProcedureKind};
use crate::domain::ocds::Release;
use crate::domain::tender::{Deadline, Origin, TenderDetail, TenderFacts, TenderOutcome, TenderState};
use crate::server::intake::source::{SourceText, Stated};
use crate::server::intake::sources::json;
use proptest::prelude::*;

fn notices(document: &Value) -> Vec<SourceText> {
    let incoming = read(document).unwrap();
    incoming
        .into_iter()
        .map(|one| match one {
            Incoming::Notice(notice) => *notice,
            Incoming::Feed { .. } => panic!("no feed"),
        })
        .collect()
}

fn only(text: &str) -> SourceText {
    let mut notices = notices(&json::parse(text).unwrap());
    assert_eq!(notices.len(), 1);
    notices.remove(0)
}

fn stated(notice: &SourceText) -> &Stated {
    notice.stated.as_deref().unwrap()
}

fn at(notice: &SourceText, kind: Kind) -> Option<(String, bool)> {
    let step = stated(notice).milestones.iter().find(|step| step.kind == kind)?;
    Some((step.at.to_string(), step.certain))
}

macro_rules! real {
    ($($name:literal)*) => { [$(($name, include_str!(concat!("../../fixtures/ocds/", $name, ".json")))),*] };
}

#[test]
fn every_real_file_is_read_and_points_into_its_text() {
    let files = real!(
        "01-planning" "02-tender" "03-tenderAmendment" "04-award" "05-contract" "06-implementation"
        "record_versions" "std_amendments_easy_releases" "std_amendments_tender" "std_change_history_tender"
        "std_change_history_tenderUpdate"
    );
    for (name, text) in files {
        let notice = only(text);
        let stated = stated(&notice);
        assert!(stated.identity.as_deref().is_some_and(|identity| identity.starts_with("ocds:ocds-")), "{name}");
        assert!(stated.body <= notice.text.len());
        for evidence in
            stated.milestones.iter().map(|step| &step.evidence).chain(stated.facts.iter().map(|fact| &fact.evidence))
        {
            assert!(notice.text.get(evidence.start..evidence.end).is_some_and(|slice| !slice.is_empty()), "{name}");
            assert!(notice.text.contains(&evidence.sentence), "{name}");
        }
    }
}

#[test]
fn times_of_other_zones_stand_on_the_clock_of_japan() {
    let notice = only(include_str!("../../fixtures/ocds/03-tenderAmendment.json"));
    assert_eq!(at(&notice, Kind::BidBy), Some(("2010-04-09T03:00".to_owned(), true)));
    assert_eq!(at(&notice, Kind::QuestionBy), Some(("2010-03-15T02:30".to_owned(), true)));
    assert_eq!(
        at(&notice, Kind::Start),
        Some(("2010-07-01T09:00".to_owned(), false)),
        "midnight elsewhere may mean a day"
    );
    assert_eq!(stated(&notice).documents.len(), 2);
}

#[test]
fn a_record_gives_its_newest_state_and_its_history() {
    let notice = only(include_str!("../../fixtures/ocds/record_versions.json"));
    assert_eq!(at(&notice, Kind::BidBy), Some(("2010-04-09T03:00".to_owned(), true)));
    assert_eq!(stated(&notice).outcome, Some(TenderOutcome::Awarded));
    let moved: Vec<_> =
        stated(&notice).history.iter().filter(|change| change.field == "tender.tenderPeriod.endDate").collect();
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].before.as_deref(), Some("2010-04-01T18:00:00Z"));
    assert_eq!(moved[0].after.as_deref(), Some("2010-04-08T18:00:00Z"));
    assert_eq!(moved[0].release, "ocds-213czf-000-00001-03-tenderAmendment");
}

#[test]
fn amendments_give_the_reason_of_a_change() {
    let notice = only(include_str!("../../fixtures/ocds/std_amendments_tender.json"));
    let changes: Vec<_> = stated(&notice)
        .history
        .iter()
        .map(|one| (one.release.as_str(), one.field.as_str(), one.reason.as_deref()))
        .collect();
    assert!(changes.contains(&("2", "tender.mainProcurementCategory", None)), "{changes:?}");
    assert!(changes.contains(&("3", "tender.value.amount", Some("Additional needs identified."))), "{changes:?}");
}

#[test]
fn versions_alone_are_enough() {
    let mut record: Value = json::parse(include_str!("../../fixtures/ocds/record_versions.json")).unwrap();
    let record = record["records"][0].as_object_mut().unwrap();
    let whole = notices(&Value::Object(record.clone())).remove(0);
    record.remove("compiledRelease");
    record.remove("releases");
    let versions = notices(&Value::Object(record.clone())).remove(0);
    assert_eq!(
        stated(&versions).milestones.iter().map(|step| (step.kind, step.at)).collect::<Vec<_>>(),
        stated(&whole).milestones.iter().map(|step| (step.kind, step.at)).collect::<Vec<_>>()
    );
    assert_eq!(stated(&versions).history, stated(&whole).history);
}

#[test]
fn releases_of_one_process_are_merged_whatever_their_order() {
    let release = |id: &str, date: &str, tender: Value| json!({"ocid": "ocds-a-1", "id": id, "date": date, "tag": ["tender"], "tender": tender});
    let first = release(
        "1",
        "2026-08-01T00:00:00+09:00",
        json!({"id": "第1号", "title": "清掃", "status": "active", "milestones": [{"id": "1", "code": "open_at", "title": "開札", "dueDate": "2026-09-01T10:00:00+09:00"}]}),
    );
    let second = release(
        "2",
        "2026-08-10T00:00:00+09:00",
        json!({"id": "第1号", "title": "清掃", "description": null, "milestones": [{"id": "1", "dueDate": "2026-09-02T10:00:00+09:00"}]}),
    );
    let third = release("3", "2026-08-20T00:00:00+09:00", json!({"id": "第1号", "status": "cancelled"}));
    let notice = notices(&json!([third, second, first])).remove(0);
    assert_eq!(at(&notice, Kind::OpenAt), Some(("2026-09-02T10:00".to_owned(), true)));
    assert_eq!(
        (stated(&notice).release.as_deref(), stated(&notice).outcome),
        (Some("3"), Some(TenderOutcome::Cancelled))
    );
    let fields: Vec<_> =
        stated(&notice).history.iter().map(|change| (change.release.as_str(), change.field.as_str())).collect();
    assert_eq!(fields, [("2", "tender.milestones[1].dueDate"), ("3", "tender.status")]);
}

#[test]
fn a_package_of_several_processes_gives_several_notices() {
    let package = json!({"uri": "x", "releases": [{"ocid": "a", "tender": {"title": "一"}}, {"ocid": "b"}, {"ocid": "a", "tender": {"title": "二"}}]});
    assert_eq!(notices(&package).len(), 2);
    assert_eq!(read(&json!({"releases": []})), Err(IntakeProblem::NoNotice));
    assert_eq!(read(&json!({"results": []})), Err(IntakeProblem::JsonUnknown));
    assert_eq!(read(&json!([1, 2])), Err(IntakeProblem::JsonUnknown));
    let many: Vec<Value> = (0..1_001).map(|n| json!({"ocid": n.to_string()})).collect();
    assert_eq!(read(&Value::Array(many)), Err(IntakeProblem::TooManyParts { limit: 1_000 }));
}

#[test]
fn values_of_a_wrong_type_are_left_alone() {
    let odd = json!({"ocid": 5, "id": [], "date": {}, "tag": "x", "buyer": [], "parties": {}, "awards": 1, "tender": {"id": 7, "title": ["x"], "milestones": {"a": 1}, "tenderPeriod": "soon", "documents": [1, null], "value": {"amount": "much"}}});
    assert_eq!(stated(&notices(&odd)[0]).milestones, []);
    for odd in [
        json!({"ocid": null}),
        json!({"ocid": "a", "tender": []}),
        json!({"ocid": "a", "versionedRelease": [], "releases": {}}),
    ] {
        let _ = read(&odd);
    }
}

fn deadline(kind: Kind, at: Moment, from: Option<Moment>, certainty: Certainty) -> Deadline {
    let bare = Deadline::bare(DeadlineId::fresh(), kind, at);
    Deadline { from, certainty, origin: Origin::Notice, revision: 0, ..bare }
}

fn tender(facts: TenderFacts, deadlines: Vec<Deadline>) -> TenderDetail {
    TenderDetail {
        id: TenderId::fresh(),
        revision: 3,
        state: TenderState::Confirmed,
        facts,
        sources: Vec::new(),
        deadlines,
        relative: Vec::new(),
        requirements: Vec::new(),
        read_from: Vec::new(),
        bids: Vec::new(),
        office: crate::domain::days::Office::national(),
        is_own: true,
        may_edit_dates: true,
    }
}

fn back(tender: &TenderDetail, outcome: Option<TenderOutcome>) -> SourceText {
    let release = Release::of(tender, outcome, "ocds-test", Instant(1_789_545_600_000));
    notices(&serde_json::to_value(release).unwrap()).remove(0)
}

/// The demands of the release schema of OCDS 1.1 on the fields that we write, as we read it: what is required,
/// the types, the closed lists, `minLength`, `minItems`, `date-time`.
fn check_release(release: &Value) {
    let object = release.as_object().unwrap();
    for required in ["ocid", "id", "date", "tag", "initiationType"] {
        assert!(object.contains_key(required), "{required}");
    }
    let filled = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let date = |value: &Value| value.as_str().is_some_and(|text| chrono::DateTime::parse_from_rfc3339(text).is_ok());
    assert!(filled(&release["ocid"]) && filled(&release["id"]) && date(&release["date"]));
    assert!(!release["id"].as_str().unwrap().contains('#'));
    let tags = [
        "planning",
        "planningUpdate",
        "tender",
        "tenderAmendment",
        "tenderUpdate",
        "tenderCancellation",
        "award",
        "awardUpdate",
        "awardCancellation",
        "contract",
        "contractUpdate",
        "contractAmendment",
        "implementation",
        "implementationUpdate",
        "contractTermination",
        "compiled",
    ];
    assert!(release["tag"].as_array().unwrap().iter().all(|tag| tags.contains(&tag.as_str().unwrap())));
    assert_eq!(release["initiationType"], "tender");
    for party in release["parties"].as_array().into_iter().flatten() {
        assert!(filled(&party["id"]) && filled(&party["name"]) && party["roles"].is_array());
    }
    let tender = &release["tender"];
    assert!(filled(&tender["id"]));
    let statuses = ["planning", "planned", "active", "cancelled", "unsuccessful", "complete", "withdrawn"];
    assert!(statuses.contains(&tender["status"].as_str().unwrap()));
    if let Some(method) = tender.get("procurementMethod") {
        assert!(["open", "selective", "limited", "direct"].contains(&method.as_str().unwrap()));
    }
    for period in ["tenderPeriod", "enquiryPeriod", "contractPeriod"].map(|name| &tender[name]) {
        assert!(["startDate", "endDate"].iter().all(|name| period.get(name).is_none_or(date)));
    }
    for milestone in tender["milestones"].as_array().into_iter().flatten() {
        assert!(filled(&milestone["id"]) && filled(&milestone["title"]) && date(&milestone["dueDate"]));
        assert!(["scheduled", "met", "notMet", "partiallyMet"].contains(&milestone["status"].as_str().unwrap()));
        let sorts = ["preProcurement", "approval", "engagement", "assessment", "delivery", "reporting", "financing"];
        assert!(sorts.contains(&milestone["type"].as_str().unwrap()));
    }
}

fn moments() -> impl Strategy<Value = Moment> {
    // Midnight and the last second stand for a day in the standard; no deadline is printed so.
    (0i64..5_000, prop::option::of(1u32..1_439)).prop_map(|(days, minutes)| {
        let date = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Duration::days(days);
        let time = minutes.and_then(|minutes| chrono::NaiveTime::from_num_seconds_from_midnight_opt(minutes * 60, 0));
        Moment { date, time }
    })
}

proptest! {
    #[test]
    fn what_both_have_survives_the_way_out_and_back(
        title in "[ぁ-ん一-九a-z]{1,20}", number in "(第[1-9]{1,3}号)?", addressee in "([ぁ-ん]{2,6}市長)?",
        kind in prop::option::of(prop::sample::select(ProcedureKind::ALL.to_vec())), term in "([ぁ-ん]{1,9}(（[ぁ-ん]{1,3}）)?)?",
        steps in prop::collection::vec((prop::sample::select(Kind::ALL.to_vec()), moments(), any::<bool>()), 0..12),
        from in prop::option::of(moments()), outcome in prop::option::of(prop::sample::select(TenderOutcome::ALL.to_vec())),
    ) {
        let closes = crate::domain::ocds::closing_step(kind);
        let mut deadlines: Vec<Deadline> = steps.iter().map(|(kind, at, planned)| {
            deadline(*kind, *at, None, if *planned { Certainty::Planned } else { Certainty::Fixed })
        }).collect();
        // What a firm does inside its house is in no release.
        deadlines.retain(|step| step.kind != Kind::Internal);
        deadlines.sort_by_key(|step| (step.at.to_utc_millis(), step.kind));
        deadlines.dedup_by_key(|step| (step.kind, step.at));
        if let Some(end) = deadlines.iter_mut().find(|step| step.kind == closes) {
            end.from = from;
        }
        let facts = TenderFacts { title: title.clone(), number: number.clone(), addressee: addressee.clone(), procedure: kind,
            procedure_term: if kind.is_some() { term.clone() } else { String::new() }, ..TenderFacts::default() };
        let tender = tender(facts, deadlines);
        let release = serde_json::to_value(Release::of(&tender, outcome, "ocds-test", Instant(0))).unwrap();
        check_release(&release);
        let notice = back(&tender, outcome);
        let stated = stated(&notice);
        let fact = |name| stated.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.clone());
        prop_assert_eq!(fact(FactName::Title), Some(FactValue::Text(title)));
        prop_assert_eq!(fact(FactName::Number), Some(number).filter(|n| !n.is_empty()).map(FactValue::Text));
        prop_assert_eq!(fact(FactName::Addressee), Some(addressee).filter(|n| !n.is_empty()).map(FactValue::Text));
        match (fact(FactName::Procedure), kind) {
            (Some(FactValue::Procedure { kind: read, printed }), Some(kind)) => {
                prop_assert_eq!(read, kind);
                prop_assert!(term.is_empty() || printed == term, "{} {}", printed, term);
            }
            (read, kind) => prop_assert!(read.is_none() && kind.is_none()),
        }
        for step in &tender.deadlines {
            let read = stated.milestones.iter().find(|read| read.kind == step.kind && read.at == step.at);
            prop_assert!(read.is_some(), "{:?} is lost", step);
            prop_assert_eq!(read.map(|read| read.certainty), Some(step.certainty));
        }
        if let Some(end) = tender.deadlines.iter().find(|step| step.kind == closes && step.from.is_some()) {
            let read = stated.milestones.iter().find(|read| read.kind == closes && read.at == end.at);
            prop_assert_eq!(read.and_then(|read| read.from), end.from);
        }
        prop_assert_eq!(stated.outcome, outcome);
        prop_assert_eq!(stated.identity.clone(), Some(format!("ocds:ocds-test-{}", tender.id)));
    }
}
