//! The reader against our own notices (fixtures with keys), against contradictions, and against any text at all.

use super::keys::{compare, parse_key};
use super::read;
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::{Conflict, Doubt, FactName, ProposedTender, UnreadableReason};
use proptest::prelude::*;

/// Every step of the key is proposed, and nothing that is called certain is wrong.
fn check(original: &str, key: &str) {
    let key = parse_key(key).unwrap();
    let compared = compare(&read(original), &key);
    assert_eq!(compared.score.missing, 0, "{:#?}", compared.differences);
    assert_eq!(compared.score.wrong_certain, 0, "{:#?}", compared.differences);
    assert_eq!(compared.score.wrong_from, 0, "{:#?}", compared.differences);
    assert_eq!(compared.score.facts_found, compared.score.facts_expected, "{:#?}", compared.differences);
}

macro_rules! fixtures {
    ($($name:ident)*) => { $(
        #[test]
        fn $name() {
            check(
                include_str!(concat!("fixtures/", stringify!($name), ".txt")),
                include_str!(concat!("fixtures/", stringify!($name), ".expected.json")),
            );
        }
    )* };
}

fixtures! {
    proposal_schedule national_works postal_bid web_quotation pasted_flat layout_table road_works prose_goods
    electronic_system designated_manager footnotes
}

fn doubt(tender: &ProposedTender, kind: Kind) -> Option<Doubt> {
    tender.milestones_of(kind).next().and_then(|milestone| milestone.doubt.clone())
}

#[test]
fn no_date_that_contradicts_anything_is_certain() {
    let tender = read(include_str!("fixtures/contradictions.txt"));
    let certain: Vec<Kind> =
        tender.milestones.iter().filter(|milestone| milestone.certain).map(|milestone| milestone.kind).collect();
    assert_eq!(certain, [Kind::Notice]);
    assert!(matches!(doubt(&tender, Kind::BidBy), Some(Doubt::WeekdayDisagrees { .. })));
    assert!(matches!(doubt(&tender, Kind::OpenAt), Some(Doubt::OutOfOrder { .. })));
    assert!(matches!(doubt(&tender, Kind::QuestionBy), Some(Doubt::TwoDates { .. })));
    assert!(matches!(doubt(&tender, Kind::IntentBy), Some(Doubt::EraDisagrees { .. })));
    assert!(tender.conflicts.iter().any(|conflict| matches!(conflict, Conflict::Order { earlier: Kind::BidBy, .. })));
    let unreadable = tender.unreadable.iter().find(|date| date.kind == Some(Kind::SiteVisit));
    assert_eq!(unreadable.map(|date| date.reason), Some(UnreadableReason::NoSuchDay));
}

#[test]
fn labels_and_dates_in_separate_columns_are_never_certain() {
    let tender = read(include_str!("fixtures/torn_columns.txt"));
    assert!(tender.milestones.iter().all(|milestone| !milestone.certain));
}

#[test]
fn a_time_by_reference_stays_open() {
    let tender = read(
        "閲覧期間 令和8年7月17日午後5時から令和8年8月21日入札開始時刻まで\n入札期間 令和8年8月19日午後1時から令和8年8月21日午後3時まで\n",
    );
    let docs = tender.milestones_of(Kind::DocsTo).next().unwrap();
    assert_eq!((docs.at.to_string().as_str(), docs.certain), ("2026-08-21T13:00", false));
    assert_eq!(docs.doubt, Some(Doubt::ReferenceToOtherTime));
}

#[test]
fn counter_hours_are_not_the_time_of_a_date() {
    let tender = read("質問期間 令和8年7月27日から令和8年7月29日まで（平日午前8時30分から午後5時15分まで）\n");
    let question = tender.milestones_of(Kind::QuestionBy).next().unwrap();
    assert_eq!((question.at.to_string().as_str(), question.certain), ("2026-07-29", false));
}

#[test]
fn a_time_torn_off_its_date_is_proposed_and_not_dropped() {
    let tender = read("開札日\n\n令和8年8月27日（木）\n\n15:40\n");
    let opening = tender.milestones_of(Kind::OpenAt).next().unwrap();
    assert_eq!((opening.at.to_string().as_str(), opening.certain), ("2026-08-27T15:40", false));
    let tender = read("開札日\n\n令和8年8月27日（木）\n\n契約日\n\n令和8年9月4日（金）\n\n15:40\n");
    assert!(tender.milestones_of(Kind::OpenAt).all(|opening| !opening.certain));
}

#[test]
fn a_day_without_any_year_is_told_and_not_guessed() {
    let tender = read("入札書は8月19日17:00（必着）までに郵送すること。");
    assert!(tender.milestones.is_empty());
    assert_eq!(tender.unreadable.first().map(|date| date.reason), Some(UnreadableReason::NoYear));
}

#[test]
fn an_empty_text_misses_everything() {
    assert_eq!(read("").missing, FactName::ALL);
}

#[test]
fn long_texts_are_read_and_every_sentence_lies_in_them() {
    let dates = "入札書の提出期限 令和８年９月２５日（金）午後５時まで（必着）とする。\n".repeat(2_100);
    let noise = "本業務の実施に当たり必要な事項を定める仕様書の提出方法及び質問の一覧、工 事 名。".repeat(1_700);
    for original in [dates, noise, "(1) ".repeat(50_000), "令和8年".repeat(20_000), "1".repeat(200_000)] {
        let proposed = read(&original);
        for milestone in &proposed.milestones {
            let evidence = &milestone.evidence;
            assert!(original.get(evidence.start..evidence.end).is_some(), "{evidence:?}");
        }
    }
}

/// The notations of one day.
fn notations(year: i32, month: u32, day: u32) -> Vec<String> {
    let era = year - 2018;
    let full = |number: i64| -> String {
        number.to_string().chars().map(|digit| char::from_u32(u32::from(digit) + 0xFEE0).unwrap()).collect()
    };
    let spaced = |text: String| -> String { text.chars().map(|ch| format!("{ch} ")).collect() };
    vec![
        format!("令和{era}年{month}月{day}日"),
        format!("令和{}年{}月{}日", full(era.into()), full(month.into()), full(day.into())),
        format!("令和 {era} 年 {month} 月 {day} 日"),
        spaced(format!("令和{era}年{month}月{day}日")),
        format!("令和{era}年{month}月{}\n   {}日", day / 10 * 10 / 10, day % 10).replace("月0\n", "月\n"),
        format!("㋿{era}年{month}月{day}日"),
        format!("R{era}.{month}.{day}"),
        format!("{year}年{month}月{day}日"),
        format!("{year}年{month:02}月{day:02}日"),
        format!("{year}/{month}/{day}"),
        format!("{year}-{month:02}-{day:02}"),
        format!("{year}年（令和{era}年）{month}月{day}日"),
        format!("令和{era}年（{year}年）{month}月{day}日"),
        format!("令和{}年{month}月{day}日", if era == 1 { "元".to_owned() } else { era.to_string() }),
    ]
}

proptest! {
    #[test]
    fn any_day_in_any_notation_is_read_as_itself(days in 0i64..15_000, hour in 7u32..24, minute in 0u32..60) {
        let date = chrono::NaiveDate::from_ymd_opt(2019, 6, 1).unwrap() + chrono::Duration::days(days);
        let (year, month, day) = (chrono::Datelike::year(&date), chrono::Datelike::month(&date), chrono::Datelike::day(&date));
        for printed in notations(year, month, day) {
            let original = format!("入札書の提出期限　{printed}　{hour}時{minute:02}分まで\n");
            let tender = read(&original);
            let bid = tender.milestones_of(Kind::BidBy).next();
            let at = bid.map(|bid| bid.at.to_string());
            prop_assert_eq!(at, Some(format!("{date}T{hour:02}:{minute:02}")), "{}", original);
            prop_assert!(bid.is_some_and(|bid| bid.certain), "{} {:?}", original, bid);
        }
    }

    #[test]
    fn any_text_is_read_without_panic_and_evidence_lies_in_it(original in any_notice()) {
        let tender = read(&original);
        for milestone in &tender.milestones {
            let slice = original.get(milestone.evidence.start..milestone.evidence.end);
            prop_assert!(slice.is_some_and(|slice| !slice.is_empty()));
            prop_assert!(original.contains(&milestone.evidence.sentence));
        }
        for fact in &tender.facts {
            prop_assert!(original.get(fact.evidence.start..fact.evidence.end).is_some());
        }
    }

    #[test]
    fn any_characters_are_read_without_panic(original in "\\PC*") {
        read(&original);
    }

    #[test]
    fn the_evidence_of_a_date_holds_its_digits(day in 1u32..29, before in "[ 　\nア-ン（）※]{0,20}") {
        let original = format!("{before}\n開札日　令和８年９月{day}日（ ）");
        let tender = read(&original);
        let found = tender.milestones_of(Kind::OpenAt).next().unwrap();
        let slice = original.get(found.evidence.start..found.evidence.end).unwrap();
        prop_assert!(slice.contains(&format!("９月{day}日")), "{}", slice);
    }
}

/// Texts made of the pieces that notices are made of, in any order.
fn any_notice() -> impl Strategy<Value = String> {
    let pieces = vec![
        "令和",
        "８",
        "年",
        "9",
        "月",
        "日",
        "（",
        "）",
        "(金)",
        "から",
        "～",
        "まで",
        "午後",
        "5時",
        "17:00",
        "正午",
        "24時",
        "同月",
        "翌年",
        "元",
        "平成",
        "2026/",
        "R8.",
        "※１",
        "\n",
        "\n\n",
        "\u{c}",
        " ",
        "\u{3000}",
        "入札書",
        "提出期限",
        "質問",
        "回答",
        "開札",
        "公告",
        "桜川市長",
        "山田 太郎",
        "(1)",
        "①",
        "ア ",
        "１ ",
        "。",
        "例：",
        "第",
        "号",
        "法律",
        "工 事 名",
        "件名",
        ":",
        "履行期間",
        "予定",
        "必着",
        "様式",
        "\u{200b}",
        "㋿",
        "ﾃﾞ",
        "𠮷",
        "🏯",
        "〇",
        "十",
        "二",
        "入札開始時刻",
        "一般競争入札の",
        "プロポーザル",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}
