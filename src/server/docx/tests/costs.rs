//! 内訳書 on paper: the table of a breakdown, services and works, as a sound file.

use super::facts::joint;
use super::{part, rendered};
use crate::domain::consistency::{self, Days, Notice, Printed};
use crate::domain::cost_sheet::facts::CostFacts;
use crate::domain::cost_sheet::form::{CostForm, CostLineInput};
use crate::domain::document::{BidFacts, DocumentProblem, Fact};
use crate::domain::manuscript::{Item, Join, RowPlace, Table};
use crate::domain::money::{TaxRate, Yen};
use crate::server::docx::ledger::Ledger;
use crate::server::docx::pieces::Sizes;
use crate::server::docx::{checks, costs, inspect, to_docx};
use crate::server::templates::Templates;

fn line(part: &str, level: &str, label: &str, figures: [&str; 3]) -> CostLineInput {
    let [quantity, price, amount] = figures.map(str::to_owned);
    let cells = (part.to_owned(), level.to_owned(), label.to_owned());
    CostLineInput { part: cells.0, level: cells.1, label: cells.2, quantity, price, amount, ..CostLineInput::default() }
}

fn services(lines: usize) -> CostFacts {
    let mut all = vec![line("labour", "1", "設計", ["", "", ""])];
    all.extend((0..lines).map(|_| line("labour", "2", "主任技師", ["10.5", "64,000", ""])));
    all.push(line("labour", "1", "試験", ["", "", "1,200,000"]));
    all.push(CostLineInput { member: "m".to_owned(), ..line("subcontract", "1", "翻訳", ["", "", "350,000"]) });
    all.push(line("discount", "1", "値引", ["", "", "△50,000"]));
    let form = CostForm {
        kind: "services".to_owned(),
        first_year: "2026".to_owned(),
        year_count: "2".to_owned(),
        note: "単価は令和８年度".to_owned(),
        lines: all,
        ..CostForm::default()
    };
    let sheet = form.parse(|_| true).unwrap();
    CostFacts::of(&sheet, TaxRate(10), |id| (id == "m").then(|| "Nordlys AS".to_owned())).unwrap()
}

fn works() -> CostFacts {
    let lines = vec![
        line("direct", "1", "道路土工", ["", "", ""]),
        line("direct", "2", "掘削工", ["", "", ""]),
        line("direct", "3", "掘削", ["120.125", "83,000", ""]),
        line("common_by_rate", "1", "共通仮設費（率分）", ["", "", "1,000,000"]),
        line("site_management", "1", "現場管理費", ["", "", "4,936,816"]),
        line("administration", "1", "一般管理費等", ["", "", "2,769,492"]),
    ];
    let form = CostForm { kind: "works".to_owned(), lines, c1: "5,000,000".to_owned(), ..CostForm::default() };
    CostFacts::of(&form.parse(|_| true).unwrap(), TaxRate(10), |_| None).unwrap()
}

fn items(facts: &CostFacts) -> Vec<Item> {
    let templates = Templates::load(None).unwrap();
    let layout = templates.layout_of(templates.form("F01").unwrap()).unwrap();
    costs::tables(facts, &Sizes::of(layout))
}

fn table(facts: &CostFacts) -> Table {
    let mut items = items(facts);
    let Item::Table(table) = items.remove(0) else { panic!("a table stands first") };
    table
}

#[test]
fn the_head_is_repeated_and_sums_are_bold() {
    let table = table(&services(3));
    assert_eq!(table.rows[0].place, RowPlace::Heading);
    assert_eq!(
        table.rows[0].plain_text(),
        "費目\t内訳（職種・品目）\t単価（円）\t数量\t単位\t金額（円）\t担当構成員\t令和８年度\t令和９年度"
    );
    let is_bold = |row: &crate::domain::manuscript::Row| {
        row.cells
            .iter()
            .flat_map(|cell| &cell.paragraphs)
            .flat_map(|paragraph| &paragraph.inlines)
            .any(|inline| inline.face().is_some_and(|face| face.stress.bold))
    };
    let bold: Vec<String> =
        table.rows.iter().filter(|row| is_bold(row)).map(|row| row.plain_text().replace('\t', "")).collect();
    assert_eq!(
        bold,
        [
            "直接人件費設計2,016,000",
            "直接人件費計3,216,00000",
            "小計（税抜）3,516,00000",
            "消費税及び地方消費税（10%）351,60000",
            "合計（税込）3,867,60000",
        ]
    );
}

#[test]
fn a_part_is_one_cell_and_widths_fill_the_page() {
    for facts in [services(3), works()] {
        let templates = Templates::load(None).unwrap();
        let layout = templates.layout_of(templates.form("F01").unwrap()).unwrap();
        let table = table(&facts);
        let width: i32 = table.widths.iter().map(|width| width.0).sum();
        assert_eq!(width, layout.page.text_width().0);
        for rows in table.rows.windows(2) {
            let (above, below) = (rows[0].cells[0].join, rows[1].cells[0].join);
            assert!(below != Join::Below || above != Join::Alone, "{}", rows[1].plain_text());
        }
        let spans = |row: &crate::domain::manuscript::Row| row.cells.iter().map(|cell| cell.columns).sum::<usize>();
        assert!(table.rows.iter().all(|row| spans(row) == table.widths.len()));
    }
}

#[test]
fn what_is_not_entered_is_a_finding_and_a_blind_copy_names_no_firm() {
    let templates = Templates::load(None).unwrap();
    let sizes = Sizes::of(templates.layout_of(templates.form("F01").unwrap()).unwrap());
    let mut ledger = Ledger::default();
    assert_eq!(costs::items(None, &sizes, &mut ledger).len(), 1);
    let missing = DocumentProblem::Missing(Fact::Costs);
    assert_eq!(ledger.into_findings().iter().map(|found| &found.problem).collect::<Vec<_>>(), [&missing]);
    let mut ledger = Ledger::default();
    let printed = costs::items(Some(&services(1).without_members()), &sizes, &mut ledger);
    assert_eq!(ledger.into_findings(), []);
    let texts: Vec<String> =
        printed.iter().flat_map(Item::paragraphs).map(|paragraph| paragraph.plain_text()).collect();
    assert!(!texts.iter().any(|text| text.contains("Nordlys") || text.contains("担当構成員")), "{texts:?}");
}

#[test]
fn it_is_a_sound_file_over_several_pages() {
    for facts in [services(80), works()] {
        let mut manuscript = rendered("F01", &joint()).manuscript;
        manuscript.parts[0].items = items(&facts);
        let docx = to_docx(&manuscript).unwrap();
        assert_eq!(inspect(&docx), []);
        let document = part(&docx, "word/document.xml");
        assert!(document.contains("tblHeader") && document.contains(&facts.net), "{}", facts.net);
        assert_eq!(document.contains("備考"), !facts.note.is_empty());
    }
}

#[test]
fn the_sums_that_close_a_rendered_breakdown_are_held_against_the_bid() {
    let breakdown = |code: &str, costs: CostFacts| {
        let facts = BidFacts { costs: Some(costs), ..joint() };
        checks::printed(code, &rendered(code, &facts).docx)
    };
    assert_eq!(breakdown("F03", works()).totals, [Yen(18_676_683), Yen(18_676_683)]);
    let printed = breakdown("F04", services(1));
    assert_eq!(printed.totals, [Yen(2_172_000), Yen(2_389_200)]);
    for stated in ["F01", "F05"] {
        for (amount, is_told) in [(2_172_000, false), (2_389_200, false), (2_172_001, true)] {
            let bid = Printed { paper: stated.to_owned(), amount: Some(Yen(amount)), ..Printed::default() };
            let found = consistency::check(&[bid, printed.clone()], &Days::default(), &Notice::default());
            let differs = DocumentProblem::AmountsDiffer { other: stated.to_owned() };
            assert_eq!(found.iter().any(|(_, finding)| finding.problem == differs), is_told, "{stated} {amount}");
        }
    }
}
