//! Workbooks: our own come back without loss, foreign ones are understood, hostile ones are refused.

use std::io::{Cursor, Write};

use calamine::{Reader, Xlsx};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::grid::Grid;
use super::read::FILE_MOST;
use super::*;
use crate::domain::cost_sheet::form::{CostForm, CostLineInput};
use crate::domain::cost_sheet::{Contained, CostSheet, Part};
use crate::domain::instant::Instant;
use crate::domain::money::{TaxRate, Yen};
use crate::domain::schedule::{Calendar, Fineness, Schedule, ScheduleColumn, ScheduledTask};

fn heading() -> Heading {
    Heading { subject: "=みなと市防災業務".to_owned(), at: Instant(1_780_000_000_000), rate: TaxRate(10) }
}

fn line(part: Part, level: u8, label: &str, figures: [&str; 3]) -> CostLineInput {
    let [quantity, price, amount] = figures.map(str::to_owned);
    CostLineInput {
        part: part.code().to_owned(),
        level: level.to_string(),
        label: label.to_owned(),
        unit: if quantity.is_empty() { String::new() } else { "人日".to_owned() },
        quantity,
        price,
        amount,
        ..CostLineInput::default()
    }
}

fn services() -> CostSheet {
    let mut lines = vec![
        line(Part::Labour, 1, "設計", ["", "", ""]),
        line(Part::Labour, 2, "主任技師", ["4.35", "100", ""]),
        line(Part::Labour, 2, "技師A", ["20.5", "41,300", ""]),
        line(Part::Labour, 1, "試験", ["", "", "1,200,000"]),
        line(Part::Expenses, 1, "+旅費交通費", ["", "", "350,000"]),
        line(Part::Discount, 1, "値引", ["", "", "△50,000"]),
    ];
    lines[1].y0 = "435".to_owned();
    lines[3].member = "m".to_owned();
    lines[3].note = "@再掲".to_owned();
    let form = CostForm {
        kind: "services".to_owned(),
        first_year: "令和8".to_owned(),
        year_count: "2".to_owned(),
        note: "一行目\n二行目".to_owned(),
        lines,
        ..CostForm::default()
    };
    form.parse(|_| true).unwrap()
}

fn works() -> CostSheet {
    let lines = vec![
        line(Part::Direct, 1, "道路土工", ["", "", "14,801,001"]),
        line(Part::Direct, 2, "掘削工", ["", "", ""]),
        line(Part::Direct, 3, "掘削", ["120.125", "83,000", ""]),
        line(Part::Direct, 2, "盛土工", ["", "", "4,801,000"]),
        line(Part::CommonItemised, 1, "運搬費", ["", "", "956,692"]),
        line(Part::CommonByRate, 1, "率分", ["", "", "1,000,000"]),
        line(Part::SiteManagement, 1, "現場管理費", ["", "", "4,936,816"]),
        line(Part::Administration, 1, "一般管理費等", ["", "", "2,769,492"]),
    ];
    let form =
        CostForm { kind: "works".to_owned(), lines, c0: "100".to_owned(), c4: "5".to_owned(), ..CostForm::default() };
    form.parse(|_| true).unwrap()
}

fn name_of(id: &str) -> Option<String> {
    (id == "m").then(|| "Nordlys AS".to_owned())
}

fn id_of(name: &str) -> Option<String> {
    (name == "Nordlys AS").then(|| "m".to_owned())
}

fn read_back(sheet: &CostSheet) -> CostSheet {
    let bytes = write(sheet, &heading(), name_of).unwrap();
    let understood = understand(&read(&bytes).unwrap(), id_of).unwrap();
    assert_eq!(understood.notes, []);
    understood.form.parse(|id| id == "m").unwrap()
}

#[test]
fn our_own_file_comes_back_without_loss() {
    assert_eq!(read_back(&services()), services());
    let works = works();
    assert_eq!(works.lines[0].amount, Some(Yen(14_801_001)), "a stated sum that does not close is kept");
    assert_eq!(works.contained(Contained::MutualAid), Some(Yen(5)));
    assert_eq!(read_back(&works), works);
}

#[test]
fn formulas_are_alive_and_carry_our_results() {
    for sheet in [services(), works()] {
        let bytes = write(&sheet, &heading(), name_of).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
        let name = sheet.kind.title();
        let formulas = book.worksheet_formula(name).unwrap();
        let written: Vec<&String> = formulas.used_cells().map(|(_, _, formula)| formula).collect();
        assert!(written.iter().any(|formula| formula.starts_with("ROUNDDOWN(ROUND(")), "{written:?}");
        assert!(written.iter().any(|formula| formula.starts_with("SUM(")), "{written:?}");
        let values = book.worksheet_range(name).unwrap();
        let texts: Vec<String> = values.used_cells().map(|(_, _, value)| value.to_string()).collect();
        let sums = sheet.sums(TaxRate(10)).unwrap();
        let asked = if sheet.kind.code() == "works" { sums.net } else { sums.total };
        assert!(texts.contains(&asked.0.to_string()), "{asked} {texts:?}");
        // What begins like a formula is a text.
        let start = formulas.start().unwrap();
        for (row, column, formula) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
            let (row, column) = (start.0 + row as u32, start.1 + column as u32);
            let value = values.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
            assert!(value.parse::<f64>().is_ok(), "{formula}: {value}");
        }
        assert!(texts.iter().any(|text| text.contains("=みなと市防災業務")), "{texts:?}");
    }
}

fn grid(rows: &[&[&str]]) -> Grid {
    let mut grid = Grid::default();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            grid.put(row as u32, column, (*text).to_owned());
        }
    }
    grid
}

#[test]
fn a_foreign_table_of_services_is_understood_by_its_heads() {
    let table = grid(&[
        &["積算内訳書"],
        &["費　目", "内訳", "単価（円）", "数量", "単位", "金額（円）", "備考"],
        &["直接人件費", "主任技師", "64000", "10.5", "人日", "672000", ""],
        &["", "基本設計", "50000", "3", "人日", "150000", "=HYPERLINK()"],
        &["", "小計", "", "", "", "822000", ""],
        &["再委託費", "翻訳", "", "1", "式", "120000.5", ""],
        &["諸経費", "", "", "", "", "94200", ""],
        &["", "", "", "", "", "777", ""],
        &["値引", "出精値引", "", "", "", "-1000", ""],
        &["合計（税抜）", "", "", "", "", "1035200", ""],
        &["消費税及び地方消費税（10%）", "", "", "", "", "103520", ""],
    ]);
    let understood = understand(&[Grid::default(), table], |_| None).unwrap();
    let lines: Vec<(&str, &str)> =
        understood.form.lines.iter().map(|line| (line.part.as_str(), line.label.as_str())).collect();
    assert_eq!(
        lines,
        [
            ("labour", "主任技師"),
            ("labour", "基本設計"),
            ("subcontract", "翻訳"),
            ("overhead", "諸経費"),
            ("discount", "出精値引"),
        ]
    );
    let rows: Vec<(u32, RowNote)> = understood.notes;
    assert_eq!(rows, [(5, RowNote::Sum), (8, RowNote::Unlabelled), (10, RowNote::Sum), (11, RowNote::Sum)]);
    let refused = understood.form.parse(|_| false).unwrap_err().into_vec();
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(refused[0].field, "sheet[lines][2][amount]");
}

#[test]
fn a_foreign_table_of_works_keeps_its_levels() {
    let table = grid(&[
        &["工種", "種別", "細別", "単位", "数量", "単価", "金額", "摘要"],
        &["直接工事費"],
        &["道路土工", "", "", "式", "1", "", "200", ""],
        &["", "掘削工", "", "式", "1", "", "200", ""],
        &["", "", "掘削", "m3", "2", "100", "200", ""],
        &["直接工事費計", "", "", "", "", "", "200", ""],
        &["共通仮設費（率分）", "", "", "式", "1", "", "30", ""],
        &["純工事費", "", "", "", "", "", "230", ""],
        &["現場管理費", "", "", "式", "1", "", "20", ""],
        &["一般管理費等", "", "", "式", "1", "", "10", ""],
        &["工事価格", "", "", "", "", "", "260", ""],
        &["うち労務費", "", "", "", "", "", "90", ""],
    ]);
    let understood = understand(&[table], |_| None).unwrap();
    let sheet = understood.form.parse(|_| false).unwrap();
    assert_eq!(sheet.lines.iter().map(|line| line.level).collect::<Vec<_>>(), [1, 2, 3, 1, 1, 1]);
    assert_eq!(sheet.sums(TaxRate(10)).unwrap().net, Yen(260));
    assert_eq!(sheet.contained(Contained::Labour), Some(Yen(90)));
    assert!(sheet.lines.iter().all(|line| line.amount.is_none() || line.level == 1), "{sheet:?}");
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_or_a_bomb_is_refused() {
    assert_eq!(read(b"no zip"), Err(ReadFault::Unreadable));
    assert_eq!(read(&vec![0; FILE_MOST + 1]), Err(ReadFault::TooLarge));
    assert_eq!(read(&zipped(&[("a.txt", b"a")])), Err(ReadFault::Unreadable));
    let bomb = zipped(&[("xl/worksheets/sheet1.xml", &vec![b' '; 30 * 1024 * 1024])]);
    assert!(bomb.len() < FILE_MOST, "the bomb is small: {}", bomb.len());
    assert_eq!(read(&bomb), Err(ReadFault::TooLarge));
    assert_eq!(understand(&[grid(&[&["a", "b"]])], |_| None), None);
}

#[test]
fn one_long_text_in_many_cells_is_cut_without_copying_it_for_each() {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#
    );
    let root = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r0" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let links = format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
    );
    let long = "x".repeat(8 * 1024 * 1024);
    let strings = format!(r#"<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>{long}</t></si></sst>"#);
    let cells = |row: u32| -> String {
        let cells = ('A'..='J').map(|column| format!(r#"<c r="{column}{row}" t="s"><v>0</v></c>"#));
        cells.collect::<Vec<_>>().concat()
    };
    let rows: String = (1..=4_000).map(|row| format!(r#"<row r="{row}">{}</row>"#, cells(row))).collect();
    let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
    let file = zipped(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    assert!(file.len() < FILE_MOST, "{}", file.len());
    let begun = std::time::Instant::now();
    let grids = read(&file).unwrap();
    // Copying 8 MB for each of 40,000 cells takes minutes.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    assert_eq!(grids[0].rows[0].cell(0).len(), 300);
    assert_eq!(grids[0].rows.len(), 4_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_and_no_table_whatever_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        at in 0_usize..4_000,
        cells in proptest::collection::vec("[費目内訳金額数量単価計　 0-9.=-]{0,5}", 0..60),
    ) {
        let _ = read(&bytes);
        let mut broken = write(&services(), &heading(), name_of).unwrap();
        let at = at % broken.len();
        for (place, byte) in broken.iter_mut().skip(at).zip(&bytes) {
            *place ^= byte;
        }
        if let Ok(grids) = read(&broken) {
            let _ = understand(&grids, id_of);
        }
        let rows: Vec<Vec<&str>> = cells.chunks(6).map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        if let Some(understood) = understand(&[grid(&rows)], id_of) {
            let _ = understood.form.parse(|_| true);
        }
    }
}

fn schedule() -> Schedule {
    let day = |month, day| chrono::NaiveDate::from_ymd_opt(2026, month, day);
    let task = |texts: [&str; 4], start, end, is_milestone| ScheduledTask {
        texts: texts.map(str::to_owned).to_vec(),
        start,
        end,
        is_milestone,
    };
    let tasks = vec![
        task(["1", "=調査", "令和８年４月１日", "令和８年５月15日"], day(4, 1), day(5, 15), false),
        task(["2", "中間報告", "令和８年５月31日", "令和８年５月31日"], day(5, 31), day(5, 31), true),
        task(["3", "随時", "", ""], None, None, false),
    ];
    let column = |label: &str, weight| ScheduleColumn { label: label.to_owned(), weight };
    Schedule {
        title: "工程表".to_owned(),
        subject: "みなと市防災業務（第12号）".to_owned(),
        period: "令和９年３月31日まで".to_owned(),
        columns: vec![column("No.", 7), column("項目", 30), column("開始日", 31), column("終了日", 31)],
        calendar: Calendar::of(&tasks, Fineness::Thirds),
        tasks,
    }
}

#[test]
fn a_schedule_has_real_days_counted_days_and_bars_that_are_seen_without_fills() {
    let bytes = write_schedule(&schedule(), Instant(1_780_000_000_000)).unwrap();
    assert_eq!(bytes, write_schedule(&schedule(), Instant(1_780_000_000_000)).unwrap(), "equal input, equal bytes");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
    let range = book.worksheet_range("工程表").unwrap();
    let cell = |row: u32, column: u32| range.get_value((row, column)).cloned().unwrap_or(calamine::Data::Empty);
    let first = 7;
    let days = |row: u32, column: u32| match cell(row, column) {
        calamine::Data::DateTime(day) => day.as_f64(),
        other => panic!("no day: {other:?}"),
    };
    // Days since the beginning of 1900, as workbooks count them.
    assert_eq!((days(first, 2), days(first, 3)), (46_113.0, 46_157.0));
    assert_eq!(cell(first, 0), calamine::Data::Float(1.0));
    assert_eq!(cell(first, 1), calamine::Data::String("=調査".to_owned()), "a text stays a text");
    assert_eq!(cell(first, 4), calamine::Data::Float(45.0), "both ends are counted");
    let formulas = book.worksheet_formula("工程表").unwrap();
    assert_eq!(formulas.get_value((first, 4)).map(String::as_str), Some("D8-C8+1"));
    // 2 months in thirds: April whole, May to its middle; the milestone on the last third of May.
    let row = |row: u32| (5..11).map(|column| cell(row, column).to_string()).collect::<Vec<_>>().join("|");
    assert_eq!(row(first), "■|■|■|■|■|");
    assert_eq!(row(first + 1), "|||||◇");
    assert_eq!(row(first + 2), "|||||");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut styles = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/styles.xml").unwrap(), &mut styles).unwrap();
    assert!(styles.contains("A6A6A6"), "bars are filled with a grey that prints");
}

#[test]
fn a_schedule_without_a_day_is_a_list() {
    let mut plain = schedule();
    plain.tasks.truncate(0);
    plain.calendar = Calendar::of(&plain.tasks, Fineness::Months);
    let bytes = write_schedule(&plain, Instant(1_780_000_000_000)).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("工程表").unwrap();
    assert_eq!(range.get_value((4, 4)).unwrap().to_string(), "日数");
}
