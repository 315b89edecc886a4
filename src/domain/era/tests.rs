//! Every day of the eras, read and written.

use super::*;
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn every_day_from_1873_to_2100_reads_back_in_every_width() {
    let mut date = day(1873, 1, 1);
    while date <= day(2100, 12, 31) {
        let era_date = EraDate::of(date).unwrap();
        assert_eq!(era_date.to_date(), Ok(date));
        for digits in [Digits::Half, Digits::Full, Digits::Office] {
            assert_eq!(parse(&era_date.print(digits)), Ok(date));
            assert_eq!(parse(&print_weekday(date, digits).unwrap()), Ok(date));
        }
        date = date.succ_opt().unwrap();
    }
}

#[test]
fn days_before_1873_are_refused() {
    for date in [day(1872, 12, 31), day(1868, 10, 23), day(1, 1, 1), day(-5, 3, 3), NaiveDate::MIN] {
        assert_eq!(EraDate::of(date), Err(EraProblem::TooEarly));
    }
    for text in ["1872-12-31", "0001-01-01", "明治5年12月31日", "明治元年10月23日", "M1.10.23"] {
        assert_eq!(parse(text), Err(EraProblem::TooEarly), "{text}");
    }
    assert_eq!(parse("明治6年1月1日"), Ok(day(1873, 1, 1)));
}

#[test]
fn each_era_begins_and_ends_on_its_day() {
    let edges = [
        (day(1912, 7, 29), "明治45年7月29日"),
        (day(1912, 7, 30), "大正元年7月30日"),
        (day(1926, 12, 24), "大正15年12月24日"),
        (day(1926, 12, 25), "昭和元年12月25日"),
        (day(1989, 1, 7), "昭和64年1月7日"),
        (day(1989, 1, 8), "平成元年1月8日"),
        (day(2019, 4, 30), "平成31年4月30日"),
        (day(2019, 5, 1), "令和元年5月1日"),
    ];
    for (date, text) in edges {
        assert_eq!(EraDate::of(date).unwrap().print(Digits::Half), text);
    }
}

#[test]
fn widths_are_printed_as_offices_print_them() {
    let date = EraDate::of(day(2026, 12, 8)).unwrap();
    assert_eq!(date.print(Digits::Half), "令和8年12月8日");
    assert_eq!(date.print(Digits::Full), "令和８年１２月８日");
    assert_eq!(date.print(Digits::Office), "令和８年12月８日");
    assert_eq!(print_weekday(day(2026, 12, 10), Digits::Half).unwrap(), "令和8年12月10日（木）");
}

#[test]
fn all_usual_ways_of_writing_one_day_are_read() {
    let ways = [
        "令和８年１２月１０日",
        "令和 8 年 12 月 10 日",
        "令和　８年　１２月　１０日",
        "  令和8年12月10日\n",
        "R8.12.10",
        "R8/12/10",
        "R8-12-10",
        "r8.12.10",
        "Ｒ８．１２．１０",
        "R08.12.10",
        "令8.12.10",
        "㋿8年12月10日",
        "㋿８．１２．１０",
        "2026-12-10",
        "2026/12/10",
        "2026.12.10",
        "2026年12月10日",
        "２０２６年１２月１０日",
        "２０２６－１２－１０",
        "西暦2026年12月10日",
        "令和8年12月10日（木）",
        "令和8年12月10日(木)",
        "令和8年12月10日（木曜日）",
        "令和8年12月10日木曜日",
        "2026/12/10 (木)",
    ];
    for text in ways {
        assert_eq!(parse(text), Ok(day(2026, 12, 10)), "{text}");
    }
    for text in ["令和元年5月1日", "令和1年5月1日", "R元.5.1", "R1.5.1", "2019-5-1"] {
        assert_eq!(parse(text), Ok(day(2019, 5, 1)), "{text}");
    }
}

#[test]
fn a_date_that_does_not_exist_says_why() {
    let cases = [
        ("令和108年1月1日", EraProblem::NoSuchYear),
        ("令和100年1月1日", EraProblem::NoSuchYear),
        ("令和0年5月1日", EraProblem::NoSuchYear),
        ("昭和65年1月1日", EraProblem::NoSuchYear),
        ("2118-01-01", EraProblem::NoSuchYear),
        ("平成31年5月1日", EraProblem::AfterEra { era: Era::Heisei }),
        ("昭和64年1月8日", EraProblem::AfterEra { era: Era::Showa }),
        ("令和元年4月30日", EraProblem::BeforeEra { era: Era::Reiwa }),
        ("令和8年2月29日", EraProblem::NoSuchDay),
        ("令和8年13月1日", EraProblem::NoSuchDay),
        ("令和8年4月31日", EraProblem::NoSuchDay),
        ("令和8年0月0日", EraProblem::NoSuchDay),
        ("令和8年12月10日（金）", EraProblem::WrongWeekday { found: '金', expected: '木' }),
    ];
    for (text, problem) in cases {
        assert_eq!(parse(text), Err(problem), "{text}");
    }
    assert_eq!(parse("令和99年12月31日"), Ok(day(2117, 12, 31)));
}

#[test]
fn what_is_no_date_is_unreadable() {
    let texts = [
        "",
        " ",
        "令和",
        "令和8年",
        "令和8年12月",
        "令和8年12月10",
        "令和8年12月10日まで",
        "令和8年12月10日 17時",
        "2026-12/10",
        "2026-12-10-1",
        "26-12-10",
        "20261210",
        "令和8.12月10日",
        "元年5月1日",
        "2026年元月1日",
        "慶応3年1月1日",
        "令和8年12月1 0日",
        "令和8年123月1日",
        "X8.11.20",
        "R8.11.20.",
        "令和8年12月10日（木",
        "令和-8年1月1日",
        "12026-12-10",
    ];
    for text in texts {
        assert_eq!(parse(text), Err(EraProblem::Unreadable), "{text}");
    }
}

#[test]
fn a_fiscal_year_runs_from_april_to_march() {
    assert_eq!(fiscal_year(day(2026, 3, 31)), 2025);
    assert_eq!(fiscal_year(day(2026, 4, 1)), 2026);
    assert_eq!(fiscal_year(day(2027, 3, 31)), 2026);
}

proptest! {
    #[test]
    fn no_text_whatever_panics(text in any::<String>()) {
        let _ = parse(&text);
    }

    #[test]
    fn no_text_of_date_characters_panics(text in "[明治大正昭和平成令和㋿RHSrh0-9０-９元年月日./（）木 　-]{0,24}") {
        if let Ok(date) = parse(&text) {
            prop_assert!(EraDate::of(date).is_ok());
        }
    }

    #[test]
    fn no_era_date_whatever_panics(era in 0_usize..5, year: u16, month: u8, day: u8) {
        let date = EraDate { era: ERAS[era], year, month, day };
        let _ = date.print(Digits::Office);
        if let Ok(day) = date.to_date() {
            prop_assert_eq!(EraDate::of(day), Ok(date));
        }
    }
}
