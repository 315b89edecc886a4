//! The reader against our own notices (fixtures with keys), against contradictions, and against any text at all.

use super::keys::{compare, parse_key};
use super::read;
use crate::domain::deadline::{Method, MilestoneKind as Kind};
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
    assert_eq!(compared.score.relative_found, compared.score.relative_expected, "{:#?}", compared.differences);
    assert_eq!(compared.score.ways_found, compared.score.ways_expected, "{:#?}", compared.differences);
    assert_eq!(compared.score.sorts_found, compared.score.sorts_expected, "{:#?}", compared.differences);
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
    electronic_system designated_manager footnotes calendar_rows loose_headings hours_rows counted_on relative_dates
    two_ways torn_digits inherited_year correction_rows two_ends broken_rows
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

/// Everything that is proposed of a text, none of it certain.
fn nothing_certain(original: &str) -> ProposedTender {
    let tender = read(original);
    assert!(tender.milestones.iter().all(|milestone| !milestone.certain), "{:#?}", tender.milestones);
    tender
}

#[test]
fn what_is_no_notice_of_an_open_tender_dates_nothing_for_certain() {
    let steps = "入札書の提出期限 令和8年9月25日（金）午後5時まで\n開札日 令和8年9月28日（月）\n";
    for title in
        ["質問に対する回答", "入札結果一覧", "令和8年度 発注見通し", "入札の中止について", "郵便入札制度について"]
    {
        assert!(!nothing_certain(&format!("{title}\n\n{steps}")).milestones.is_empty());
    }
}

#[test]
fn a_text_whose_letters_are_lost_dates_nothing_for_certain() {
    nothing_certain("入札公告\n令和8年 9 yx 1 日\n入札書の提出期限 令和8年9月25日（金）午後5時まで\n");
    nothing_certain("質問期限\n回答日\n入札日\n開札日\n\n令和8年9月1日\n令和8年9月4日\n令和8年9月8日\n令和8年9月9日\n");
}

#[test]
fn a_calendar_without_line_breaks_that_begins_with_dates_is_not_read_backwards() {
    let tender = nothing_certain(
        "スケジュール 令和8年8月5日 質問の受付期限 令和8年8月10日 質問への回答 令和8年8月20日 企画提案書の提出期限",
    );
    let question = tender.milestones_of(Kind::QuestionBy).next().unwrap();
    assert_eq!(question.at.to_string(), "2026-08-05");
}

#[test]
fn a_year_beyond_its_era_is_read_only_while_the_era_lasts() {
    let tender = read("納入期限 平成33年2月28日\n公告日 令和2年9月3日\n");
    assert!(tender.milestones_of(Kind::Delivery).next().is_none());
    assert!(tender.unreadable.iter().any(|date| date.reason == UnreadableReason::NoSuchDay));
    let tender = read("納入期限 令和108年2月28日\n");
    assert_eq!(tender.unreadable.first().map(|date| date.reason), Some(UnreadableReason::NoSuchDay));
}

#[test]
fn the_end_of_a_call_is_doubted_until_another_label_says_what_it_is() {
    let call = "公募型プロポーザル\n募集期間 令和8年8月3日から令和8年8月31日まで\n";
    assert_eq!(doubt(&read(call), Kind::ProposalBy), Some(Doubt::LabelAmbiguous { other: Kind::IntentBy }));
    let tender = read(&format!("{call}企画提案書の提出期限 令和8年8月31日\n"));
    let proposal = tender.milestones_of(Kind::ProposalBy).next().unwrap();
    assert!(proposal.certain && proposal.from.is_some());
}

#[test]
fn a_time_of_years_below_a_call_is_that_of_the_contract() {
    let tender = nothing_certain("公募型プロポーザル\n応募期間 令和8年10月1日から令和13年3月31日まで\n");
    let kinds: Vec<Kind> = tender.milestones.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [Kind::Delivery]);
}

#[test]
fn a_beginning_without_its_end_is_shown_and_no_deadline() {
    let tender = read("参加表明書等の受付開始 令和8年6月5日\n");
    assert!(tender.milestones.is_empty());
    assert_eq!(tender.other_dates.len(), 1);
}

#[test]
fn a_second_date_that_goes_on_with_or_on_the_next_line_is_doubted_with_the_first() {
    let tender = nothing_certain("企画提案書の提出期限 令和8年6月5日\n又は令和8年6月8日\n");
    assert_eq!(tender.milestones_of(Kind::ProposalBy).count(), 2);
}

#[test]
fn the_day_of_a_paper_that_is_spoken_of_is_no_step() {
    let tender = read("一般競争入札（令和8年6月5日付官報公告）に参加する者は、この説明書による。\n");
    assert!(tender.milestones.is_empty());
    assert_eq!(tender.other_dates.len(), 1);
}

#[test]
fn the_day_below_the_title_of_a_page_is_perhaps_the_notice() {
    let tender = nothing_certain("庁舎清掃業務の一般競争入札について\n令和8年6月5日\n次のとおり入札を行います。\n");
    let steps: Vec<(Kind, &Option<Doubt>)> = tender.milestones.iter().map(|step| (step.kind, &step.doubt)).collect();
    assert_eq!(steps, [(Kind::Notice, &Some(Doubt::MayBeElsewhere))]);
}

#[test]
fn the_row_of_ways_beside_the_item_of_the_date_is_its_own() {
    let original = "3 申込方法\n(1)参加申込の受付\n ア 受付期間\n 令和8年6月5日から令和8年6月19日まで\n\
        (2)参加申込の方法\n 必要書類を直接持参又は郵送すること。\n";
    let tender = read(original);
    let intent = tender.milestones_of(Kind::IntentBy).next().unwrap();
    assert_eq!(intent.methods, [Method::InPerson, Method::Post]);
}

#[test]
fn dates_below_the_names_of_their_columns_are_proposed_and_never_certain() {
    let tender = nothing_certain(
        "件名 公告日 質問期限 開札日\n清掃業務 令和8年6月1日 令和8年6月8日 令和8年6月22日\n警備業務 令和8年6月2日 令和8年6月9日 令和8年6月23日\n",
    );
    let openings: Vec<String> = tender.milestones_of(Kind::OpenAt).map(|opening| opening.at.to_string()).collect();
    assert_eq!(openings, ["2026-06-22", "2026-06-23"]);
}

#[test]
fn the_last_day_may_end_earlier_than_the_others() {
    let tender = read(
        "1 入札書の受付\n期間 令和8年6月15日（月）から令和8年6月19日（金）まで（最終日は正午まで）\n時間 午前9時から午後5時まで\n",
    );
    let bid = tender.milestones_of(Kind::BidBy).next().unwrap();
    assert_eq!((bid.at.to_string().as_str(), bid.certain), ("2026-06-19T12:00", false));
}

#[test]
fn the_last_days_own_time_counts_behind_brackets_and_on_the_next_line() {
    for text in [
        "入札説明書等の交付期間 令和8年9月4日から\n同年11月10日までの\n9時から18時まで\n（ただし、最終日は17時まで）\n",
        "入札説明書の閲覧期間 令和8年9月4日（金）から令和8年11月10日（火）まで（休業日（10月28日から10月29日）を除く。）の9時00分から18時00分まで（最終日は午後5時まで）\n",
    ] {
        let tender = read(text);
        let docs: Vec<_> = tender.milestones_of(Kind::DocsTo).collect();
        assert!(docs.iter().any(|docs| docs.at.to_string() == "2026-11-10T17:00"), "{docs:?}");
        assert!(docs.iter().all(|docs| !docs.certain), "{docs:?}");
    }
}

#[test]
fn hours_of_a_footnote_count_for_the_rows_with_its_mark() {
    let marks = [("※1", "※1"), ("※", "※"), ("（注1）", "注1"), ("(注)", "(注)"), ("※２", "※２")];
    for (mark, note) in marks {
        let tender = read(&format!(
            "質問受付期間{mark}　令和8年6月8日（月）～令和8年6月18日（木）\n回答日　令和8年6月22日（月）\n\n{note} 各日の午前9時から午後5時までとする。\n"
        ));
        let question = tender.milestones_of(Kind::QuestionBy).next().unwrap();
        assert_eq!((question.at.to_string().as_str(), question.certain), ("2026-06-18T17:00", true), "{mark}");
    }
}

#[test]
fn the_end_of_signing_is_no_end_of_work() {
    let tender = read("契約締結期限 令和8年7月17日\n契約保証金の納付期限 令和8年7月15日\n");
    let kinds: Vec<Kind> = tender.milestones.iter().map(|milestone| milestone.kind).collect();
    assert_eq!(kinds, [Kind::ContractSign]);
}

#[test]
fn a_date_inside_a_remark_ends_no_period_and_an_earlier_tender_dates_nothing() {
    let tender = read("現地説明会 令和8年6月10日（水）午前10時から（希望者のみ、6月8日までに要予約）\n");
    let visit = tender.milestones_of(Kind::SiteVisit).next().unwrap();
    assert_eq!(visit.at.to_string(), "2026-06-10T10:00");
    assert!(read("前回の入札（令和7年12月10日開札）は不調であった。").milestones.is_empty());
}

#[test]
fn a_period_goes_on_below_when_another_column_stands_beside_its_beginning() {
    let tender = read(
        "1 日程\n  質問の受付      令和8年6月5日（金）から     契約検査課\n                  令和8年6月12日（金）午後4時  ファックス可\n                  まで\n  質問への回答    令和8年6月17日（水）         ホームページ\n",
    );
    let question = tender.milestones_of(Kind::QuestionBy).next().unwrap();
    assert_eq!((question.at.to_string().as_str(), question.from.is_some()), ("2026-06-12T16:00", true));
    assert!(tender.milestones_of(Kind::AnswerOn).all(|answer| answer.at.to_string() == "2026-06-17"));
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

/// 二十一.
fn kanji(number: i32) -> String {
    let digit = |n: i32| ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"][usize::try_from(n).unwrap()];
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
    }
}

/// The brackets in which a weekday is printed.
fn weekdays(date: chrono::NaiveDate) -> Vec<String> {
    let day = ["月", "火", "水", "木", "金", "土", "日"]
        [usize::try_from(chrono::Datelike::weekday(&date).num_days_from_monday()).unwrap()];
    vec![
        String::new(),
        format!("（{day}）"),
        format!("({day}曜日)"),
        format!("（ {day} ）"),
        format!("({day}・祝)"),
        format!(" {day}曜日 "),
        format!("〔{day}〕"),
    ]
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
        format!("R{era:02}.{month:02}.{day:02}"),
        format!("R{era}/{month}/{day}"),
        format!("R{era}年{month}月{day}日"),
        format!("令{era}.{month}.{day}"),
        format!("令{era}年{month}月{day}日"),
        format!("{year}.{month}.{day}"),
        format!("’{:02}.{month}.{day}", year % 100),
        format!("'{:02}/{month}/{day}", year % 100),
        format!("{}年{}月{}日", full(year.into()), full(month.into()), full(day.into())),
        format!("令和{}年{}月{}日", kanji(era), kanji(month.try_into().unwrap()), kanji(day.try_into().unwrap())),
        format!("令和{era}({year})年{month}月{day}日"),
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
        let weekdays = weekdays(date);
        let times = [format!("{hour}時{minute:02}分"), format!("{hour}:{minute:02}"), format!("{hour} 時 {minute:02} 分")];
        for (n, printed) in notations(year, month, day).into_iter().enumerate() {
            let weekday = &weekdays[(n + usize::try_from(days).unwrap()) % weekdays.len()];
            let time = &times[(n + usize::try_from(minute).unwrap()) % times.len()];
            let original = format!("入札書の提出期限　{printed}{weekday}　{time}まで\n");
            let tender = read(&original);
            let bid = tender.milestones_of(Kind::BidBy).next();
            let at = bid.map(|bid| bid.at.to_string());
            prop_assert_eq!(at, Some(format!("{date}T{hour:02}:{minute:02}")), "{}", original);
            prop_assert!(bid.is_some_and(|bid| bid.certain), "{} {:?}", original, bid);
            let evidence = bid.map(|bid| bid.evidence.clone()).unwrap();
            let again = read(&format!("開札日 {}\n", &original[evidence.start..evidence.end]));
            let opening = again.milestones_of(Kind::OpenAt).next().map(|opening| opening.at.to_string());
            prop_assert_eq!(opening, Some(format!("{date}T{hour:02}:{minute:02}")), "{:?}", evidence);
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
        for relative in &tender.relative {
            let slice = original.get(relative.evidence.start..relative.evidence.end);
            prop_assert!(slice.is_some_and(|slice| !slice.is_empty()));
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
        "契約締結日",
        "の翌日",
        "から起算して",
        "以内",
        "落札決定後",
        "か月",
        "前まで",
        "(休日を除く。)",
        "|",
        "スケジュール",
        "開始",
        "締切",
        "■",
        "受付時間",
        "訂正前",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}
