//! Records: what is read, what is refused and where, and that what is shown is read back as the same.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::domain::country;
use crate::domain::document::RecordValue;
use crate::domain::era::EraProblem;
use crate::domain::money::MoneyProblem;
use crate::domain::problem::{FieldProblem, Problem, Problems};
use crate::domain::text::TextProblem;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 26).unwrap()
}

fn field(name: &str, sort: FieldSort) -> Field {
    let option = |code: &str, ja: &str| FieldOption {
        code: code.to_owned(),
        label: InBoth { ja: ja.to_owned(), en: code.to_owned() },
    };
    Field {
        name: name.to_owned(),
        label: InBoth::default(),
        hint: InBoth::default(),
        sort,
        rule: FieldRule::default(),
        privacy: Privacy::default(),
        naming: sort.naming(),
        options: if sort == FieldSort::Choice {
            vec![option("same", "同種"), option("like", "類似")]
        } else {
            Vec::new()
        },
        columns: Vec::new(),
    }
}

fn with(name: &str, sort: FieldSort, change: impl FnOnce(&mut Field)) -> Field {
    let mut field = field(name, sort);
    change(&mut field);
    field
}

fn kind() -> RecordKind {
    let end = |name: &str| with(name, FieldSort::Month, |field| field.rule.not_before = Some("from".to_owned()));
    let rows = with("career", FieldSort::Rows, |field| {
        field.rule.max = Some(2);
        field.columns = vec![
            with("work", FieldSort::Line, |field| field.rule.need = Need::Required),
            self::field("from", FieldSort::Date),
            end("to"),
        ];
    });
    RecordKind {
        code: "thing".to_owned(),
        owner: RecordOwner::Firm,
        number: RecordNumber::Many,
        title: InBoth::default(),
        explanation: InBoth::default(),
        heading: "name".to_owned(),
        place: 1,
        fields: vec![
            with("name", FieldSort::Line, |field| field.rule.need = Need::Required),
            field("from", FieldSort::Date),
            end("to"),
            field("price", FieldSort::Yen),
            field("done", FieldSort::Flag),
            rows,
        ],
    }
}

fn row(values: &[(&str, &str)]) -> Row {
    values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn read(values: &[(&str, &str)], career: &[Row]) -> Result<RecordForm, Vec<FieldProblem>> {
    let form = RecordForm { values: row(values), rows: [("career".to_owned(), career.to_vec())].into() };
    let mut problems = Problems::default();
    let draft = form.parse(&kind(), today(), &mut problems);
    draft.map(|draft| draft.form().clone()).ok_or_else(|| problems.into_vec())
}

fn value(sort: FieldSort, typed: &str) -> Result<String, Problem> {
    field("x", sort).parse(typed, today())
}

#[test]
fn what_people_type_becomes_canonical() {
    for (sort, typed, kept) in [
        (FieldSort::Line, "　防災システム 構築 ", "防災システム 構築"),
        (FieldSort::Text, "\n一行目\r\n二行目\n", "一行目\n二行目"),
        (FieldSort::Firm, "株式会社湊技研", "株式会社湊技研"),
        (FieldSort::Katakana, "ﾐﾅﾄ ﾀﾛｳ", "ミナト　タロウ"),
        (FieldSort::Hiragana, "ミナト たろう", "みなと　たろう"),
        (FieldSort::Date, "令和８年４月１日", "2026-04-01"),
        (FieldSort::Date, "2026/4/1", "2026-04-01"),
        (FieldSort::Date, "H31.4.30", "2019-04-30"),
        (FieldSort::Month, "令和8年4月", "2026-04"),
        (FieldSort::Month, "２０２６年４月", "2026-04"),
        (FieldSort::Month, "R8.4", "2026-04"),
        (FieldSort::Month, "2026-04", "2026-04"),
        (FieldSort::Month, "2026/04/15", "2026-04"),
        (FieldSort::Month, "平成元年1月", "1989-01"),
        (FieldSort::Month, "大正元年7月", "1912-07"),
        (FieldSort::Yen, "１億2,000万円", "120000000"),
        (FieldSort::ThousandYen, "12,345", "12345"),
        (FieldSort::ThousandYen, "12,345千円", "12345"),
        (FieldSort::ThousandYen, "1,200万円", "12000"),
        (FieldSort::Count, "１２", "12"),
        (FieldSort::Percent, "３３．３４％", "33.34"),
        (FieldSort::Country, "ノルウェー", "NO"),
        (FieldSort::Country, "no", "NO"),
        (FieldSort::Telephone, "０３（１２３４）５６７８", "03-1234-5678"),
        (FieldSort::Email, "Sato@Example.JP", "sato@example.jp"),
        (FieldSort::CorporateNumber, "7-1234-5678-9012", "7123456789012"),
        (FieldSort::InvoiceNumber, "ｔ７１２３４５６７８９０１２", "T7123456789012"),
        (FieldSort::Choice, "same", "same"),
        (FieldSort::Flag, "yes", "yes"),
        (FieldSort::Flag, "", ""),
    ] {
        assert_eq!(value(sort, typed), Ok(kept.to_owned()), "{sort:?} {typed}");
    }
}

#[test]
fn what_does_not_hold_is_refused_with_its_reason() {
    let long = "長".repeat(300);
    for (sort, typed, problem) in [
        (FieldSort::Line, long.as_str(), TextProblem::TooLong { max: 120 }.into()),
        (FieldSort::Person, long.as_str(), TextProblem::TooLong { max: 80 }.into()),
        (FieldSort::Line, "一行目\n二行目", TextProblem::ControlCharacter.into()),
        (FieldSort::Text, "音\u{7}", TextProblem::ControlCharacter.into()),
        (FieldSort::Line, "完了✅", TextProblem::EnvironmentDependent { found: '✅' }.into()),
        (FieldSort::Person, "佐藤🎉", TextProblem::EnvironmentDependent { found: '🎉' }.into()),
        (FieldSort::Firm, "㈱湊技研", TextProblem::CompanyAbbreviation.into()),
        (FieldSort::Firm, "(株)湊技研", TextProblem::CompanyAbbreviation.into()),
        (FieldSort::Katakana, "湊", TextProblem::NotKatakana { found: '湊' }.into()),
        (FieldSort::Hiragana, "湊", TextProblem::NotHiragana { found: '湊' }.into()),
        (FieldSort::Date, "令和8年2月30日", EraProblem::NoSuchDay.into()),
        (FieldSort::Date, "1850-01-01", EraProblem::TooEarly.into()),
        (FieldSort::Date, "9999-01-01", EraProblem::NoSuchYear.into()),
        (FieldSort::Month, "2026", EraProblem::Unreadable.into()),
        (FieldSort::Month, "令和8年13月", EraProblem::NoSuchDay.into()),
        (FieldSort::Yen, "0", Problem::OutOfRange { least: 1, most: 9_999_999_999_999 }),
        (FieldSort::Yen, "-1", MoneyProblem::Negative.into()),
        (FieldSort::Yen, "1.5", MoneyProblem::Fraction.into()),
        (FieldSort::ThousandYen, "1,234円", MoneyProblem::Unreadable.into()),
        (FieldSort::Count, "-1", Problem::OutOfRange { least: 0, most: 999_999_999 }),
        (FieldSort::Count, "+1", Problem::OutOfRange { least: 0, most: 999_999_999 }),
        (FieldSort::Country, "XX", Problem::NotOffered),
        (FieldSort::Choice, "other", Problem::NotOffered),
        (FieldSort::Flag, "true", Problem::NotOffered),
        (FieldSort::Telephone, "12", TextProblem::Form.into()),
    ] {
        assert_eq!(value(sort, typed), Err(problem), "{sort:?} {typed}");
    }
    let loss = with("x", FieldSort::ThousandYen, |field| field.rule.amounts = Amounts::AlsoLosses);
    for typed in ["△１,２００万円", "-12,000", "▲12,000千円"] {
        assert_eq!(loss.parse(typed, today()), Ok("-12000".to_owned()), "{typed}");
    }
    assert_eq!((loss.paper("-12000"), loss.parse("0", today())), ("△12,000".to_owned(), Ok("0".to_owned())));
    assert_eq!(loss.parse(&loss.control("-12000", Language::English), today()), Ok("-12000".to_owned()));
    let past = with("x", FieldSort::Date, |field| field.rule.past = PastOnly::Past);
    assert_eq!(past.parse("2026-11-27", today()), Err(Problem::Ahead));
    assert_eq!(past.parse("2026-11-26", today()), Ok("2026-11-26".to_owned()));
}

#[test]
fn every_problem_is_told_at_its_field() {
    let career = [row(&[]), row(&[("work", "設計"), ("from", "2026-05-01"), ("to", "2026-04")]), row(&[("to", "x")])];
    let found = read(&[("from", "2026-04-01"), ("to", "2026-03"), ("price", "x")], &career).unwrap_err();
    let places: Vec<&str> = found.iter().map(|problem| problem.field.as_str()).collect();
    let expected = [
        "values[name]",
        "values[to]",
        "values[price]",
        "rows[career][1][to]",
        "rows[career][2][work]",
        "rows[career][2][to]",
    ];
    assert_eq!(places, expected);
    assert_eq!(found[1].problem, Problem::PeriodReversed);
    let most = read(&[("name", "甲")], &[row(&[("work", "1")]), row(&[("work", "2")]), row(&[("work", "3")])]);
    assert_eq!(most.unwrap_err()[0].problem, Problem::TooMany { most: 2 });
    let flood = read(&[("name", "甲")], &vec![row(&[("to", "x")]); 10_000]);
    assert_eq!(flood.unwrap_err().len(), 1, "a flood of rows is one problem");
}

#[test]
fn empty_rows_and_what_nobody_asked_for_are_not_kept() {
    let form = read(&[("name", "甲"), ("done", ""), ("strange", "x")], &[row(&[("work", " ")])]).unwrap();
    assert_eq!(form, RecordForm { values: row(&[("name", "甲")]), rows: BTreeMap::new() });
    assert!(read(&[("from", "2026-04-30"), ("to", "2026-04"), ("name", "甲")], &[]).is_ok(), "the same month");
}

#[test]
fn an_entry_without_anything_is_refused() {
    let mut kind = kind();
    kind.fields[0].rule.need = Need::Optional;
    let mut problems = Problems::default();
    assert_eq!(RecordForm::default().parse(&kind, today(), &mut problems), None);
    assert_eq!(problems.into_vec()[0].field, "values[name]");
}

#[test]
fn an_entry_that_is_too_long_as_a_whole_is_refused() {
    let text = |name: &str| with(name, FieldSort::Text, |field| field.rule.max = Some(LONGEST_TEXT));
    let mut kind = kind();
    kind.fields = std::iter::once(kind.fields[0].clone()).chain((0..10).map(|at| text(&format!("t{at}")))).collect();
    let mut form = RecordForm { values: row(&[("name", "甲")]), rows: BTreeMap::new() };
    form.values.extend((0..10).map(|at| (format!("t{at}"), "長".repeat(4_000))));
    let mut problems = Problems::default();
    assert_eq!(form.parse(&kind, today(), &mut problems), None);
    assert_eq!(problems.into_vec()[0].field, "values[name]");
}

#[test]
fn paper_prints_eras_and_commas_and_keeps_the_day_for_drawings() {
    let career = [row(&[("work", "設計"), ("from", "2019-05-01"), ("to", "2026-11")])];
    let values =
        [("name", "甲"), ("from", "2026-04-01"), ("to", "2026-12"), ("price", "12,345,000円"), ("done", "yes")];
    let printed = read(&values, &career).unwrap().paper(&kind());
    let text = |name: &str| match &printed[name] {
        RecordValue::Text(text) => text.as_str(),
        RecordValue::Rows(_) => panic!("{name} is a text"),
    };
    assert_eq!(text("from"), "令和８年４月１日");
    assert_eq!(text("from.iso"), "2026-04-01");
    assert_eq!(text("to"), "令和８年12月");
    assert_eq!(text("price"), "12,345,000");
    assert_eq!(text("done"), "○");
    let RecordValue::Rows(rows) = &printed["career"] else { panic!("rows") };
    assert_eq!((rows[0]["from"].as_str(), rows[0]["to.iso"].as_str()), ("令和元年５月１日", "2026-11"));
}

#[test]
fn numbers_and_options_are_printed_as_papers_write_them() {
    assert_eq!(field("x", FieldSort::Count).paper("2026"), "2026");
    assert_eq!(field("x", FieldSort::Count).paper("12345"), "12,345");
    assert_eq!(field("x", FieldSort::Choice).paper("like"), "類似");
    assert_eq!(field("x", FieldSort::Choice).screen("like", Language::English), "like");
    assert_eq!(field("x", FieldSort::Country).paper("NO"), "ノルウェー");
    assert_eq!(field("x", FieldSort::Percent).screen("33.34", Language::English), "33.34%");
    assert_eq!(field("x", FieldSort::Date).other_reading("2026-04-01", Language::English), "令和8年4月1日");
    assert_eq!(field("x", FieldSort::Date).other_reading("2026-04-01", Language::Japanese), "2026-04-01");
    assert_eq!(field("x", FieldSort::Date).other_reading("", Language::Japanese), "");
}

/// Something a person might type for a sort.
fn typed() -> impl Strategy<Value = (FieldSort, String)> {
    let days = (-35_000_i32..55_000).prop_map(|day| {
        let first = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
        (first + chrono::Duration::days(day.into())).to_string()
    });
    prop_oneof![
        days.clone().prop_map(|day| (FieldSort::Date, day)),
        days.prop_map(|day| (FieldSort::Month, day)),
        (1_i64..=9_999_999_999_999).prop_map(|yen| (FieldSort::Yen, yen.to_string())),
        (1_i64..=9_999_999_999_999).prop_map(|yen| (FieldSort::ThousandYen, yen.to_string())),
        (0_u32..=999_999_999).prop_map(|count| (FieldSort::Count, count.to_string())),
        (1_i64..=10_000).prop_map(|part| (FieldSort::Percent, format!("{}.{:02}", part / 100, part % 100))),
        (0_usize..country::ALL.len()).prop_map(|at| (FieldSort::Country, country::ALL[at].en.to_owned())),
        "[ァ-ヶー・ ]{1,40}".prop_map(|text| (FieldSort::Katakana, text)),
        "[ァ-ヶｱ-ﾝぁ-ゖー ]{1,40}".prop_map(|text| (FieldSort::Hiragana, text)),
        (prop::sample::select(FieldSort::ALL), any::<String>()),
    ]
}

proptest! {
    /// What is kept, shown in the control of either language and sent back untouched, is the same.
    #[test]
    fn what_the_control_shows_is_read_back_as_the_same((sort, typed) in typed()) {
        let field = field("x", sort);
        if let Ok(kept) = field.parse(&typed, today()) {
            for language in Language::ALL {
                let shown = field.control(&kept, language);
                prop_assert_eq!(field.parse(&shown, today()), Ok(kept.clone()), "{:?} {} {}", sort, typed, shown);
            }
        }
    }

    #[test]
    fn no_text_whatever_panics(text in any::<String>()) {
        for sort in FieldSort::ALL {
            let field = field("x", *sort);
            let _ = field.parse(&text, today());
            let _ = (field.paper(&text), field.screen(&text, Language::English), field.control(&text, Language::Japanese));
        }
    }
}
