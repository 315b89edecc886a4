//! 逆算計画 as a paper: every task and step is on it in words, bars stand under their days, and the file is sound.

use chrono::{Days, NaiveDate};

use super::judges;
use crate::domain::bid::BidHead;
use crate::domain::deadline::MilestoneKind;
use crate::domain::id::{BidId, TenderId};
use crate::domain::instant::Instant;
use crate::domain::manuscript::{Cell, Ground, Item, Manuscript, Table};
use crate::domain::plan::{ClosedDay, DecisionOutcome, PlanPage, PlanSheet, PlanStep, PlanTask, Side, TaskState, Unit};
use crate::server::docx::plan::manuscript;
use crate::server::docx::{html, inspect, plan};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn task(code: &str, from: &str, to: &str, state: TaskState) -> PlanTask {
    PlanTask {
        code: code.to_owned(),
        title_ja: format!("作業 {code}"),
        title_en: format!("Task {code}"),
        about: Vec::new(),
        is_own: false,
        side: Side::Japan,
        firms: Vec::new(),
        days: 3,
        unit: Unit::Business,
        usual_days: Some(3),
        latest_start: day(from),
        latest_end: day(to),
        earliest_start: day(from),
        earliest_order: None,
        slack: 0,
        is_critical: state == TaskState::Open,
        waits_for: Vec::new(),
        conflicts: Vec::new(),
        owner: None,
        state,
        own_state: state,
        state_on: None,
        done_with: None,
        own_days: None,
        own_start: None,
        own_end: None,
        note: "<備考>\n二行目\u{1}".to_owned(),
        source: String::new(),
        revision: 0,
    }
}

fn sheet(to: &str) -> PlanSheet {
    let (from, to) = (day("2026-11-27"), day(to));
    let closed = |date: NaiveDate| ClosedDay { date, japan: true, abroad: false };
    PlanSheet {
        page: PlanPage {
            head: BidHead {
                id: BidId::fresh(),
                tender: TenderId::fresh(),
                title: "みなと市<防災>&情報".to_owned(),
                number: String::new(),
                addressee: "みなと市長".to_owned(),
                procedure_term: String::new(),
                place: String::new(),
                period: String::new(),
                is_archived: false,
                role: None,
            },
            today: day("2026-11-30"),
            from,
            to,
            steps: vec![PlanStep { kind: MilestoneKind::ProposalBy, date: day("2026-12-10") }],
            tasks: vec![
                task("open", "2026-12-01", "2026-12-03", TaskState::Open),
                task("done", "2026-11-27", "2026-11-30", TaskState::Done),
                task("started", "2026-12-04", "2026-12-08", TaskState::Started),
            ],
            removed: Vec::new(),
            people: Vec::new(),
            countries: Vec::new(),
            outcome: DecisionOutcome::Open,
            closed: vec![closed(day("2026-11-28")), closed(day("2026-11-29"))],
            may_edit: true,
            may_export: true,
        },
        notes: vec!["着手の期限を過ぎています。\n期間中の休日".to_owned(), String::new(), String::new()],
        at: Instant(1_795_744_800_000),
    }
}

fn tables(made: &Manuscript) -> Vec<&Table> {
    let items = made.parts.iter().flat_map(|part| &part.items);
    items.filter_map(|item| if let Item::Table(table) = item { Some(table) } else { None }).collect()
}

fn text(cell: &Cell) -> String {
    cell.paragraphs.iter().map(|paragraph| paragraph.plain_text()).collect()
}

/// The cells of the bars in the row of a task.
fn bars<'t>(table: &'t Table, name: &str) -> &'t [Cell] {
    let row = table.rows.iter().find(|row| text(&row.cells[0]).contains(name)).expect("its row");
    &row.cells[4..]
}

#[test]
fn bars_and_steps_stand_under_their_days() {
    let made = manuscript(&sheet("2026-12-10"));
    let chart = tables(&made)[0];
    let days: Vec<String> = chart.rows[1].cells[4..].iter().map(text).collect();
    assert_eq!((days.len(), days[0].as_str(), days[13].as_str()), (14, "27", "10"));
    let marks: Vec<String> = chart.rows[2].cells[4..].iter().map(text).collect();
    assert_eq!(&marks[..4], ["", "休", "休", "▼"]);
    let dark = |name| {
        let cells = bars(chart, name).iter().enumerate();
        cells.filter(|(_, cell)| cell.ground != Ground::Plain).map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!((dark("open"), dark("done"), dark("started")), (vec![4, 5, 6], vec![0, 1, 2, 3], vec![7, 8, 9, 10, 11]));
    let signs = ["open", "done", "started"].map(|name| bars(chart, name).iter().map(text).collect::<String>());
    assert_eq!(signs, ["！", "✓", "着"], "signs tell it where shades are not seen");
    let step = bars(chart, "企画提案書提出期限").iter().position(|cell| text(cell) == "◆");
    assert_eq!(step, Some(13));
}

#[test]
fn a_long_plan_has_columns_of_weeks() {
    for (to, days, begins) in [("2027-02-26", 7, "23"), ("2028-04-01", 14, "23")] {
        let sheet = sheet(to);
        let made = manuscript(&sheet);
        let chart = tables(&made)[0];
        let heads = &chart.rows[1].cells[4..];
        assert_eq!(text(&heads[0]), begins, "columns begin on Mondays");
        let span = day(to).signed_duration_since(day("2026-11-23")).num_days() + 1;
        assert_eq!(heads.len() as i64, (span + days - 1) / days, "{to}");
        assert!(
            chart.rows.iter().all(|row| row.cells.iter().map(|cell| cell.columns).sum::<usize>() == chart.widths.len())
        );
        let cells = bars(chart, "started").iter().filter(|cell| cell.ground == Ground::Dark).count();
        assert!((1..=2).contains(&cells));
        let last = day("2026-11-23") + Days::new(heads.len() as u64 * days as u64 - 1);
        assert!(last >= day(to));
    }
}

#[test]
fn every_task_is_listed_with_what_does_not_fit() {
    let made = manuscript(&sheet("2026-12-10"));
    let list = tables(&made)[1];
    assert_eq!(list.rows.len(), 4);
    let row: Vec<String> = list.rows[1].cells.iter().map(text).collect();
    let expected = ["！", "作業 openTask open", "日本側", "未定", "未着手", "3営業日", "12/1（火）", "12/3（木）"];
    assert_eq!(&row[..8], expected);
    assert_eq!(row[8], "着手の期限を過ぎています。期間中の休日備考：<備考>二行目 ");
}

#[test]
fn the_file_is_sound_by_our_own_rules_and_those_of_others() {
    let root = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for (name, to) in [("days", "2026-12-10"), ("weeks", "2027-02-26"), ("one", "2026-11-27")] {
        let bytes = plan(&sheet(to)).unwrap();
        assert_eq!(inspect(&bytes), [], "{name}");
        assert_eq!(bytes, plan(&sheet(to)).unwrap(), "the same plan is the same file");
        let path = root.path().join(format!("{name}.docx"));
        std::fs::write(&path, bytes).unwrap();
        files.push(path);
    }
    judges::judged(root.path(), &files, 1);
    assert!(html::preview(&manuscript(&sheet("2026-12-10"))).contains("ms-bar"));
}
