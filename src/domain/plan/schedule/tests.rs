//! The arithmetic of the plan: order, days off, and that nothing is ever later than what it is counted from.

use chrono::Days;
use proptest::prelude::*;

use super::*;
use crate::domain::days::Office;
use crate::domain::plan::{Abroad, HolidaysAbroad, TaskDraft};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn task(code: &str, side: Side, days: u16, waits_for: &[&str]) -> LeadTime {
    LeadTime {
        code: code.to_owned(),
        title_ja: code.to_owned(),
        title_en: code.to_owned(),
        side,
        days,
        unit: Unit::Business,
        ends: Vec::new(),
        waits_for: waits_for.iter().map(|code| (*code).to_owned()).collect(),
        when: Vec::new(),
        steps: Vec::new(),
        demands: Vec::new(),
        certificates: Vec::new(),
        valid_months: None,
        source: String::new(),
    }
}

fn before(days: u16) -> TaskEnd {
    TaskEnd { anchor: Anchor::Before, steps: vec![MilestoneKind::ProposalBy, MilestoneKind::BidBy], days }
}

fn before_application(days: u16) -> TaskEnd {
    TaskEnd { anchor: Anchor::Before, steps: vec![MilestoneKind::IntentBy], days }
}

/// English by the partner, a draft, print, hand in; a certificate beside them.
fn rules() -> LeadTimes {
    let english = task("english", Side::Abroad, 5, &[]);
    let draft = LeadTime { ends: vec![before(10)], ..task("draft", Side::Japan, 5, &["english"]) };
    let certificate = LeadTime {
        ends: vec![before_application(4), before(16)],
        certificates: vec!["納税".to_owned()],
        valid_months: Some(3),
        ..task("certificate", Side::Japan, 5, &[])
    };
    let courier = LeadTime { unit: Unit::Calendar, ..task("courier", Side::Both, 4, &["draft"]) };
    let print = LeadTime { ends: vec![before(2)], ..task("print", Side::Japan, 1, &["courier", "certificate"]) };
    let hand_in = LeadTime { ends: vec![before(1)], ..task("hand_in", Side::Japan, 1, &["print"]) };
    LeadTimes { soon: 3, tasks: vec![english, draft, certificate, courier, print, hand_in] }
}

fn norway() -> HolidaysAbroad {
    let holidays = [("2026-12-24", "Christmas Eve"), ("2026-12-25", "Christmas Day"), ("2027-01-01", "New Year's Day")];
    let weekend = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    let holidays = holidays.iter().map(|(date, name)| (day(date), (*name).to_owned())).collect();
    let country = Abroad { weekend, holidays };
    HolidaysAbroad { from: 2026, to: 2027, countries: BTreeMap::from([("NO".to_owned(), country)]) }
}

fn situation(today: &str, submission: NaiveDate) -> Situation {
    Situation {
        today: day(today),
        steps: BTreeMap::from([(MilestoneKind::ProposalBy, submission)]),
        done: BTreeMap::new(),
        decided_on: None,
        holds: BTreeSet::new(),
        demands: vec![Demand {
            kind: RequirementKind::Certificate,
            title: "納税証明書".to_owned(),
            methods: Vec::new(),
        }],
    }
}

fn planned(kept: &[KeptTask], situation: &Situation) -> Vec<Scheduled> {
    let (office, abroad) = (Office::national(), norway());
    let workdays = Workdays::new(&office, &abroad, &["NO".to_owned()]);
    schedule(&rules(), kept, situation, &workdays)
}

fn found<'s>(plan: &'s [Scheduled], code: &str) -> &'s Scheduled {
    plan.iter().find(|task| task.code == code).unwrap()
}

fn kept(code: &str, draft: TaskDraft) -> KeptTask {
    KeptTask { code: code.to_owned(), draft, state_on: None, revision: 1 }
}

#[test]
fn dates_are_counted_back_over_holidays_and_weekends() {
    let plan = planned(&[], &situation("2026-11-02", day("2027-01-08")));
    // 1/8 is a Friday: 1/7, 1/6; offices are closed from 12/29 to 1/3.
    assert_eq!(found(&plan, "hand_in").latest_start, day("2027-01-07"));
    assert_eq!(found(&plan, "print").latest_end, day("2027-01-06"));
    // −10 business days: 1/7 1/6 1/5 1/4 12/28 12/25 12/24 12/23 12/22 12/21; five days of work up to then.
    assert_eq!(found(&plan, "draft").latest_end, day("2026-12-21"));
    assert_eq!(found(&plan, "draft").latest_start, day("2026-12-15"));
    assert_eq!(found(&plan, "english").latest_end, day("2026-12-14"));
    // It ends before print begins, on a day on which both work, and four days before that it leaves.
    assert_eq!(found(&plan, "courier").latest_end, day("2027-01-05"));
    assert_eq!(found(&plan, "courier").latest_start, day("2026-12-28"));
}

#[test]
fn days_off_within_a_task_are_told_with_their_country() {
    let plan = planned(&[], &situation("2026-11-02", day("2027-01-08")));
    let told: Vec<&str> = found(&plan, "courier")
        .conflicts
        .iter()
        .filter_map(|conflict| match conflict {
            Conflict::DaysOff { country, .. } => Some(country.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(told, ["JP", "NO"]);
    assert!(found(&plan, "hand_in").conflicts.is_empty());
}

#[test]
fn a_start_that_is_over_is_told_until_somebody_begins() {
    let situation = situation("2026-12-17", day("2027-01-08"));
    let plan = planned(&[], &situation);
    let draft = found(&plan, "draft");
    assert!(draft.is_critical);
    assert_eq!(draft.conflicts[0], Conflict::StartPast { needed: 5, left: 3 });
    let begun = TaskDraft { state: TaskState::Started, ..TaskDraft::default() };
    let begun = KeptTask { state_on: Some(day("2026-12-15")), ..kept("draft", begun) };
    let done = kept("english", TaskDraft { state: TaskState::Done, ..TaskDraft::default() });
    let plan = planned(&[begun, done], &situation);
    assert!(found(&plan, "draft").conflicts.is_empty(), "{:?}", found(&plan, "draft"));
    assert!(!found(&plan, "english").is_critical);
}

#[test]
fn what_leads_to_a_step_that_is_done_is_done_with_it() {
    let mut situation = situation("2027-01-12", day("2027-01-08"));
    assert!(planned(&[], &situation).iter().all(|task| task.is_critical), "it is past, and nobody said anything");
    situation.done.insert(MilestoneKind::ProposalBy, day("2027-01-07"));
    let marked = TaskDraft { state: TaskState::Done, ..TaskDraft::default() };
    let marked = KeptTask { state_on: Some(day("2026-12-21")), ..kept("draft", marked) };
    let plan = planned(&[marked], &situation);
    for task in &plan {
        assert!(task.state == TaskState::Done && !task.is_critical && task.conflicts.is_empty(), "{task:?}");
    }
    let with = Some(DoneWith::Step(MilestoneKind::ProposalBy));
    // Nothing bounds it but the draft, for which it was needed.
    assert_eq!(found(&plan, "english").done_with, with);
    assert_eq!((found(&plan, "print").done_with, found(&plan, "print").state_on), (with, Some(day("2027-01-07"))));
    assert_eq!((found(&plan, "draft").done_with, found(&plan, "draft").state_on), (None, Some(day("2026-12-21"))));
}

#[test]
fn what_was_waited_for_is_done_unless_it_has_a_step_of_its_own_or_is_the_decision() {
    let decision = task(DECISION_TASK, Side::Both, 2, &[]);
    let terms = task("terms", Side::Both, 2, &[DECISION_TASK]);
    let deposit = TaskEnd { anchor: Anchor::Before, steps: vec![MilestoneKind::DepositBy], days: 1 };
    let bond = LeadTime { ends: vec![deposit], ..task("bond", Side::Japan, 2, &[]) };
    let hand_in = LeadTime { ends: vec![before(1)], ..task("hand_in", Side::Japan, 1, &["terms", "bond"]) };
    let rules = LeadTimes { soon: 3, tasks: vec![decision, terms, bond, hand_in] };
    let mut situation = situation("2027-01-07", day("2027-01-08"));
    situation.steps.insert(MilestoneKind::DepositBy, day("2027-01-12"));
    situation.done.insert(MilestoneKind::ProposalBy, day("2027-01-07"));
    let (office, abroad) = (Office::national(), norway());
    let workdays = Workdays::new(&office, &abroad, &[]);
    let states = |situation: &Situation| {
        let plan = schedule(&rules, &[], situation, &workdays);
        [DECISION_TASK, "terms", "bond", "hand_in"].map(|code| found(&plan, code).state)
    };
    let (open, done) = (TaskState::Open, TaskState::Done);
    assert_eq!(states(&situation), [open, done, open, done]);
    situation.decided_on = Some(day("2027-01-05"));
    assert_eq!(states(&situation), [done, done, open, done]);
    let decided = found(&schedule(&rules, &[], &situation, &workdays), DECISION_TASK).clone();
    assert_eq!((decided.done_with, decided.state_on), (Some(DoneWith::Decision), Some(day("2027-01-05"))));
    assert!(!decided.is_critical && decided.conflicts.is_empty());
}

#[test]
fn what_waits_too_long_is_told_with_what_it_waits_for() {
    let plan = planned(&[], &situation("2026-12-16", day("2027-01-08")));
    let told = found(&plan, "draft").conflicts.iter().any(|conflict| {
        matches!(conflict, Conflict::NotReady { code, from } if code == "english" && *from == day("2026-12-23"))
    });
    assert!(told, "{:?}", found(&plan, "draft"));
}

#[test]
fn a_certificate_that_would_be_too_old_is_told() {
    let own = TaskDraft { start: Some(day("2026-09-01")), ..TaskDraft::default() };
    let plan = planned(&[kept("certificate", own)], &situation("2026-08-20", day("2027-01-08")));
    let certificate = found(&plan, "certificate");
    assert_eq!(certificate.about, ["納税証明書"]);
    assert_eq!(certificate.earliest_order, Some(day("2026-10-08")));
    assert!(certificate.conflicts.contains(&Conflict::TooOld { earliest: day("2026-10-08") }));
}

/// With an application on 2026-11-30 before the submission.
fn applied(submission: &str) -> Situation {
    let mut situation = situation("2026-11-02", day(submission));
    situation.steps.insert(MilestoneKind::IntentBy, day("2026-11-30"));
    situation
}

fn is_again(conflict: &Conflict) -> bool {
    matches!(conflict, Conflict::AgainFor { .. })
}

#[test]
fn a_proposal_far_behind_the_application_takes_a_second_certificate_and_delays_nothing() {
    let situation = applied("2027-03-31");
    let plan = planned(&[], &situation);
    let certificate = found(&plan, "certificate");
    assert_eq!((certificate.latest_start, certificate.latest_end), (day("2026-11-17"), day("2026-11-24")));
    assert_eq!(certificate.earliest_order, Some(day("2026-08-30")));
    assert_eq!(certificate.earliest_start, day("2026-11-02"));
    let again = Conflict::AgainFor { step: MilestoneKind::ProposalBy, earliest: day("2026-12-31") };
    assert!(certificate.conflicts.contains(&again), "{certificate:?}");
    for task in &plan {
        assert!(task.slack >= 0 && !task.conflicts.iter().any(Conflict::is_danger), "{task:?}");
    }
    let got = TaskDraft { state: TaskState::Done, ..TaskDraft::default() };
    let got = KeptTask { state_on: Some(day("2026-11-10")), ..kept("certificate", got) };
    assert_eq!(found(&planned(&[got], &situation), "certificate").conflicts, [again], "the second one is still to get");
}

#[test]
fn one_certificate_serves_both_where_it_can() {
    let near = planned(&[], &applied("2027-02-12"));
    let certificate = found(&near, "certificate");
    assert_eq!(certificate.earliest_order, Some(day("2026-11-12")), "then it serves the proposal as well");
    assert!(certificate.slack >= 0 && !certificate.conflicts.iter().any(is_again), "{certificate:?}");
    let early = TaskDraft { state: TaskState::Started, ..TaskDraft::default() };
    let early = KeptTask { state_on: Some(day("2026-11-02")), ..kept("certificate", early) };
    let begun = planned(&[early], &applied("2027-02-12"));
    let certificate = found(&begun, "certificate");
    assert!(certificate.conflicts.iter().any(is_again), "{certificate:?}");
    assert!(!certificate.conflicts.iter().any(|conflict| matches!(conflict, Conflict::TooOld { .. })));
}

#[test]
fn a_certificate_is_got_only_where_the_notice_demands_it() {
    let mut situation = situation("2026-11-02", day("2027-01-08"));
    situation.demands.clear();
    assert!(planned(&[], &situation).iter().all(|task| task.code != "certificate"));
}

#[test]
fn what_is_set_moves_those_before_and_is_told_when_it_is_too_late() {
    let situation = situation("2026-11-02", day("2027-01-08"));
    let longer = TaskDraft { days: Some(8), ..TaskDraft::default() };
    let plan = planned(&[kept("draft", longer)], &situation);
    assert_eq!(found(&plan, "draft").latest_start, day("2026-12-10"));
    assert_eq!(found(&plan, "english").latest_end, day("2026-12-09"));
    let late = TaskDraft { end: Some(day("2027-01-07")), ..TaskDraft::default() };
    let plan = planned(&[kept("draft", late)], &situation);
    let told = |conflict: &Conflict| matches!(conflict, Conflict::EndsLate { .. });
    assert!(found(&plan, "draft").conflicts.iter().any(told));
    let closed = TaskDraft { end: Some(day("2026-12-20")), ..TaskDraft::default() };
    let plan = planned(&[kept("draft", closed)], &situation);
    assert!(found(&plan, "draft").conflicts.contains(&Conflict::OnDayOff { date: day("2026-12-20") }));
}

#[test]
fn what_is_removed_hands_its_order_on() {
    let situation = situation("2026-11-02", day("2027-01-08"));
    let removed = TaskDraft { state: TaskState::Removed, ..TaskDraft::default() };
    let plan = planned(&[kept("draft", removed)], &situation);
    assert!(plan.iter().all(|task| task.code != "draft"));
    assert_eq!(found(&plan, "courier").waits_for, ["english"]);
    assert!(found(&plan, "english").latest_end < found(&plan, "courier").latest_start);
}

#[test]
fn a_task_of_our_own_stands_with_the_others() {
    let own = TaskDraft {
        title: "現地調査".to_owned(),
        side: Some(Side::Japan),
        days: Some(2),
        end: Some(day("2026-12-06")),
        ..TaskDraft::default()
    };
    let plan = planned(&[kept("own", own)], &situation("2026-11-02", day("2027-01-08")));
    let own = found(&plan, "own");
    // 12/6 is a Sunday.
    assert_eq!((own.latest_start, own.latest_end), (day("2026-12-03"), day("2026-12-04")));
}

#[test]
fn without_a_submission_there_is_no_plan() {
    let mut situation = situation("2026-11-02", day("2027-01-08"));
    situation.steps.clear();
    assert!(planned(&[], &situation).is_empty());
}

#[test]
fn where_no_partner_is_abroad_japans_days_count() {
    let (office, abroad) = (Office::national(), norway());
    let workdays = Workdays::new(&office, &abroad, &["JP".to_owned()]);
    assert!(!workdays.is_open(Side::Abroad, day("2026-11-23")));
    let unknown = Workdays::new(&office, &abroad, &["XX".to_owned()]);
    assert!(unknown.is_open(Side::Abroad, day("2026-12-25")));
    assert!(!unknown.is_open(Side::Abroad, day("2026-12-26")));
}

proptest! {
    #[test]
    fn no_task_begins_or_ends_on_a_day_off(offset in 0_u64..700) {
        let submission = day("2026-02-01") + Days::new(offset);
        let (office, abroad) = (Office::national(), norway());
        let workdays = Workdays::new(&office, &abroad, &["NO".to_owned()]);
        for task in planned(&[], &situation("2026-01-05", submission)) {
            prop_assert!(workdays.is_open(task.side, task.latest_start), "{:?}", task);
            prop_assert!(workdays.is_open(task.side, task.latest_end), "{:?}", task);
            let length = workdays.length(task.side, task.unit, task.latest_start, task.latest_end);
            prop_assert!(length >= i64::from(task.days), "{:?}", task);
        }
    }

    #[test]
    fn what_waits_begins_after_what_it_waits_for(offset in 0_u64..700, days in 1_u16..30) {
        let submission = day("2026-02-01") + Days::new(offset);
        let own = kept("draft", TaskDraft { days: Some(days), ..TaskDraft::default() });
        let plan = planned(&[own], &situation("2026-01-05", submission));
        for task in &plan {
            prop_assert!(task.latest_end < submission);
            for code in &task.waits_for {
                prop_assert!(found(&plan, code).latest_end < task.latest_start, "{} {}", code, task.code);
            }
        }
    }

    #[test]
    fn an_earlier_submission_makes_nothing_later(offset in 0_u64..600, back in 1_u64..60) {
        let late = day("2026-04-01") + Days::new(offset);
        let early = late - Days::new(back);
        let later = planned(&[], &situation("2026-01-05", late));
        let sooner = planned(&[], &situation("2026-01-05", early));
        prop_assert_eq!(later.len(), sooner.len());
        for (later, sooner) in later.iter().zip(&sooner) {
            prop_assert!(sooner.latest_start <= later.latest_start && sooner.latest_end <= later.latest_end);
            // What waits for a certificate, or is one, may not begin before it is useful, which moves as well.
            if ["english", "draft", "courier"].contains(&later.code.as_str()) {
                prop_assert!(sooner.slack <= later.slack);
            }
        }
    }

    #[test]
    fn slack_is_what_a_task_can_lose(offset in 0_u64..300) {
        let submission = day("2026-06-01") + Days::new(offset);
        let plan = planned(&[], &situation("2026-03-02", submission));
        for task in plan.iter().filter(|task| task.unit == Unit::Business) {
            let is_late = task.slack < 0;
            prop_assert_eq!(is_late, task.earliest_start > task.latest_start, "{:?}", task);
        }
    }
}
