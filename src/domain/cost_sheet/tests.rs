//! Cost sheets: sums, tax both ways, levels, findings, what is shared.

use proptest::prelude::*;

use super::facts::CostFacts;
use super::findings::{Beside, Cap, CostFinding, CostRule, basis_of_words};
use super::form::{CostForm, CostLineInput};
use super::quantity::CostProblem;
use super::sharing::Sharing;
use super::*;
use crate::domain::document::PriceBasis;
use crate::domain::money::TaxRate;
use crate::domain::problem::Problem;

const TEN: TaxRate = TaxRate(10);

fn lump(part: Part, level: u8, label: &str, amount: Option<i64>) -> CostLine {
    CostLine {
        part,
        level,
        label: label.to_owned(),
        quantity: None,
        unit: String::new(),
        price: None,
        amount: amount.map(Yen),
        member: String::new(),
        years: Vec::new(),
        note: String::new(),
    }
}

fn counted(part: Part, level: u8, quantity: &str, price: i64) -> CostLine {
    CostLine {
        quantity: Some(Quantity::parse(quantity).unwrap()),
        price: Some(Yen(price)),
        ..lump(part, level, "a", None)
    }
}

fn sheet(kind: SheetKind, lines: Vec<CostLine>) -> CostSheet {
    CostSheet { kind, lines, ..CostSheet::default() }
}

fn beside() -> Beside {
    Beside { rate: TEN, amount: None, basis: PriceBasis::TaxExclusive, caps: Vec::new(), notice_date: None }
}

/// The figures of S40 (dossier §3.2).
fn nankoku() -> CostSheet {
    sheet(
        SheetKind::Works,
        vec![
            lump(Part::Direct, 1, "道路土工", None),
            lump(Part::Direct, 2, "掘削工", Some(10_000_000)),
            lump(Part::Direct, 2, "盛土工", Some(4_801_000)),
            lump(Part::CommonItemised, 1, "運搬費", Some(956_692)),
            lump(Part::CommonByRate, 1, "率分", Some(1_000_000)),
            lump(Part::SiteManagement, 1, "現場管理費", Some(4_936_816)),
            lump(Part::Administration, 1, "一般管理費等", Some(2_769_492)),
        ],
    )
}

#[test]
fn the_fixed_sums_of_works_are_those_of_the_published_example() {
    let sums = nankoku().sums(TEN).unwrap();
    let fixed = [Fixed::Direct, Fixed::Common, Fixed::Pure, Fixed::Cost, Fixed::Price, Fixed::WorksTotal];
    let amounts = fixed.map(|fixed| sums.fixed(fixed).0);
    assert_eq!(amounts, [14_801_000, 1_956_692, 16_757_692, 21_694_508, 24_464_000, 24_464_000]);
    let rows: Vec<String> = CostFacts::of(&nankoku(), TEN, |_| None)
        .unwrap()
        .rows
        .iter()
        .map(|row| format!("{}{}", row.label, row.amount))
        .collect();
    assert_eq!(
        rows,
        [
            "道路土工14,801,000",
            "掘削工10,000,000",
            "盛土工4,801,000",
            "直接工事費計14,801,000",
            "運搬費956,692",
            "率分1,000,000",
            "共通仮設費計1,956,692",
            "純工事費計16,757,692",
            "現場管理費4,936,816",
            "工事原価計21,694,508",
            "一般管理費等2,769,492",
            "工事価格24,464,000",
            "合計24,464,000",
        ]
    );
}

#[test]
fn tax_and_total_are_those_of_the_dossier() {
    for (net, total) in [(9_403_430, 10_343_773), (12_345_678, 13_580_245), (1_000_001, 1_100_001)] {
        let sums = sheet(SheetKind::Services, vec![lump(Part::Labour, 1, "a", Some(net))]).sums(TEN).unwrap();
        assert_eq!((sums.net, sums.total), (Yen(net), Yen(total)));
        assert_eq!(sums.fixed(Fixed::Tax), Yen(total - net));
        assert_eq!(sums.total.net_from_cap(TEN), Yen(net));
    }
}

#[test]
fn a_quantity_is_exact_to_three_places() {
    for (text, thousandths) in [("12", 12_000), ("1,234.5", 1_234_500), ("０．００１", 1), ("2.5000", 2_500), ("0", 0)]
    {
        assert_eq!(Quantity::parse(text), Ok(Quantity(thousandths)), "{text}");
    }
    for (text, problem) in [
        ("", CostProblem::QuantityUnreadable),
        ("1.", CostProblem::QuantityUnreadable),
        (".5", CostProblem::QuantityUnreadable),
        ("1.2.3", CostProblem::QuantityUnreadable),
        ("人", CostProblem::QuantityUnreadable),
        ("1.0001", CostProblem::TooPrecise),
        ("-1", CostProblem::QuantityNegative),
        ("１０００００００００", CostProblem::QuantityUnreadable),
    ] {
        assert_eq!(Quantity::parse(text), Err(problem), "{text}");
    }
    assert_eq!(Quantity(1_234_500).to_string(), "1,234.5");
    // 4.35 × 100 is 434.999… in binary floating point.
    assert_eq!(Quantity(4_350).times(Yen(100)), Some(Yen(435)));
    assert_eq!(Quantity(333).times(Yen(10)), Some(Yen(3)));
    assert_eq!(Quantity(333).times(Yen(-10)), Some(Yen(-3)));
    assert_eq!(Quantity::MOST.times(Yen::MOST), None);
}

fn form(lines: Vec<CostLineInput>) -> CostForm {
    CostForm { kind: "services".to_owned(), lines, ..CostForm::default() }
}

fn row(part: &str, level: &str, label: &str, amount: &str) -> CostLineInput {
    CostLineInput {
        part: part.to_owned(),
        level: level.to_owned(),
        label: label.to_owned(),
        amount: amount.to_owned(),
        ..CostLineInput::default()
    }
}

#[test]
fn a_form_is_read_in_the_order_of_its_parts_and_places() {
    let first = CostLineInput { place: "1".to_owned(), ..row("discount", "1", "値引", "▲1,000") };
    let between = CostLineInput { place: "１．５".to_owned(), ..row("labour", "1", "二", "200") };
    let last = CostLineInput { place: "2".to_owned(), ..row("labour", "", "三", "３００") };
    let top = CostLineInput { place: "1".to_owned(), ..row("labour", "1", "一", "100円") };
    let blank = CostLineInput { part: "labour".to_owned(), level: "2".to_owned(), ..CostLineInput::default() };
    let removed = CostLineInput { remove: "yes".to_owned(), ..row("labour", "1", "消", "1") };
    let read = form(vec![first, blank, last, removed, between, top]).parse(|_| false).unwrap();
    let labels: Vec<&str> = read.lines.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(labels, ["一", "二", "三", "値引"]);
    assert_eq!(read.sums(TEN).unwrap().net, Yen(-400));
    assert_eq!(CostForm::of(&read).parse(|_| false).unwrap(), read);
}

#[test]
fn every_problem_stands_at_its_cell() {
    let priced = CostLineInput { price: "100".to_owned(), ..row("labour", "1", "群", "") };
    let below = CostLineInput { quantity: "1.2345".to_owned(), ..row("labour", "2", "子", "1.5") };
    let alone = CostLineInput { price: "100".to_owned(), member: "x".to_owned(), ..row("expenses", "2", "", "") };
    let discount = row("discount", "1", "値引", "1,000");
    let strange = row("direct", "1", "土工", "1");
    let negative = row("overhead", "1", "諸", "-1");
    let refused = form(vec![priced, below, alone, discount, strange, negative]).parse(|_| false).unwrap_err();
    let mut found: Vec<(String, Problem)> =
        refused.into_vec().into_iter().map(|found| (found.field, found.problem)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let has = |name: &str, problem: Problem| assert!(found.contains(&(name.to_owned(), problem)), "{name}: {found:?}");
    has("sheet[lines][0][price]", CostProblem::GroupPriced.into());
    has("sheet[lines][1][quantity]", CostProblem::TooPrecise.into());
    has("sheet[lines][1][amount]", crate::domain::money::MoneyProblem::Fraction.into());
    has("sheet[lines][2][label]", crate::domain::text::TextProblem::Empty.into());
    has("sheet[lines][2][level]", CostProblem::LevelJump.into());
    has("sheet[lines][2][member]", Problem::NotOffered);
    has("sheet[lines][2][quantity]", CostProblem::QuantityMissing.into());
    has("sheet[lines][3][amount]", CostProblem::DiscountPositive.into());
    has("sheet[lines][4][label]", Problem::NotOffered);
    has("sheet[lines][5][amount]", crate::domain::money::MoneyProblem::Negative.into());
}

#[test]
fn what_was_stated_is_compared_with_what_is_computed() {
    let group = row("labour", "1", "設計", "350");
    let below = CostLineInput {
        quantity: "2".to_owned(),
        price: "100".to_owned(),
        amount: "200".to_owned(),
        ..row("labour", "2", "技師A", "")
    };
    let below = CostLineInput { amount: "200".to_owned(), ..below };
    let other =
        CostLineInput { quantity: "1".to_owned(), price: "100".to_owned(), ..row("labour", "2", "技師B", "150") };
    let open = row("labour", "1", "未定", "");
    let read = form(vec![group, below, other, open]).parse(|_| false).unwrap();
    assert_eq!(read.lines[1].amount, None, "what is computed is kept once");
    let findings = read.findings(&beside());
    assert_eq!(
        findings,
        [
            CostFinding::LineDiffers { line: 0, stated: Yen(350), computed: Yen(300) },
            CostFinding::LineDiffers { line: 2, stated: Yen(150), computed: Yen(100) },
            CostFinding::Unpriced { line: 3 },
        ]
    );
    assert_eq!(findings[0].rule().code(), "R-23");
}

#[test]
fn total_and_limit_are_compared_on_their_own_basis() {
    let read = sheet(SheetKind::Services, vec![lump(Part::Labour, 1, "a", Some(43_636_363))]);
    let cap = |amount, basis| Cap { amount: Yen(amount), basis };
    let with = |amount, basis, caps| read.findings(&Beside { amount: Some(Yen(amount)), basis, caps, ..beside() });
    let (without, inclusive) = (PriceBasis::TaxExclusive, PriceBasis::TaxInclusive);
    assert_eq!(with(43_636_363, without, vec![cap(48_000_000, Some(inclusive))]), []);
    assert_eq!(with(47_999_999, inclusive, vec![cap(43_636_363, Some(without))]), []);
    let wrong = with(43_636_363, inclusive, vec![cap(47_999_998, Some(inclusive)), cap(47_000_000, None)]);
    let rules: Vec<CostRule> = wrong.iter().map(CostFinding::rule).collect();
    assert_eq!(rules, [CostRule::Total, CostRule::Cap, CostRule::Cap]);
    assert!(matches!(wrong[2], CostFinding::CapUncertain { .. }), "{wrong:?}");
    assert_eq!(basis_of_words("４８，０００，０００円（消費税及び地方消費税を含む。）"), Some(inclusive));
    assert_eq!(basis_of_words("金額（消費税及び地方消費税を含まない。）"), Some(without));
    assert_eq!(basis_of_words("消費税相当額を　除く。"), Some(without));
    assert_eq!(basis_of_words("4,800万円（消費税\n込み）"), Some(inclusive));
    for words in
        ["4,800万円", "旅費を含む。", "オプションを除く。", "保険料を含まない", "税込4,800万円（税抜4,363万円）"]
    {
        assert_eq!(basis_of_words(words), None, "{words}");
    }
}

#[test]
fn works_show_the_costs_of_the_law_since_it_asks_for_them() {
    let mut works = nankoku();
    let on = |year, month, day| Beside { notice_date: chrono::NaiveDate::from_ymd_opt(year, month, day), ..beside() };
    assert_eq!(works.findings(&on(2025, 12, 11)), []);
    assert_eq!(works.findings(&on(2025, 12, 12)).len(), 4);
    works.contained = Contained::ALL.into_iter().zip([1, 2, 3, 4, 99_999_999].map(Yen)).collect();
    let found = works.findings(&on(2026, 4, 1));
    assert_eq!(found, [CostFinding::ContainedTooMuch { stated: Yen(99_999_999), computed: Yen(24_464_000) }]);
}

#[test]
fn fiscal_years_sum_up_to_the_amount_and_to_the_tax() {
    let split = |amount, years: [i64; 2]| CostLine {
        years: years.map(|year| Some(Yen(year))).to_vec(),
        ..lump(Part::Labour, 1, "a", Some(amount))
    };
    let lines = vec![split(11, [6, 5]), split(30, [9, 20])];
    let read = CostSheet { first_year: Some(2026), year_count: 2, ..sheet(SheetKind::Services, lines) };
    let sums = read.sums(TEN).unwrap();
    assert_eq!(sums.tax, Yen(4));
    assert_eq!(sums.net_years, [Yen(15), Yen(25)]);
    assert_eq!(sums.tax_years, [Yen(1), Yen(3)]);
    assert_eq!(read.findings(&beside()), [CostFinding::YearsDiffer { line: 1, stated: Yen(29), computed: Yen(30) }]);
    assert_eq!(read.years().map(year_name).collect::<Vec<_>>(), ["令和８年度", "令和９年度"]);
    for (text, year) in [("令和8", 2026), ("R８年度", 2026), ("2027", 2027), ("令和元", 2019)] {
        let typed = CostForm {
            kind: "works".to_owned(),
            first_year: text.to_owned(),
            year_count: "1".to_owned(),
            ..CostForm::default()
        };
        assert_eq!(typed.parse(|_| true).unwrap().first_year, Some(year), "{text}");
    }
}

#[test]
fn a_firm_shares_totals_and_no_line() {
    let own = sheet(
        SheetKind::Services,
        vec![
            lump(Part::Labour, 1, "設計", None),
            counted(Part::Labour, 2, "10.5", 64_000),
            counted(Part::Labour, 2, "3", 50_000),
            lump(Part::Expenses, 1, "旅費", Some(120_000)),
        ],
    );
    assert_eq!(own.shared(Sharing::Nothing), []);
    let told = |sharing| {
        let totals = own.shared(sharing);
        totals.iter().map(|total| (total.label.clone(), total.amount.0)).collect::<Vec<_>>()
    };
    assert_eq!(told(Sharing::Sum), [(String::new(), 942_000)]);
    assert_eq!(told(Sharing::Parts), [(String::new(), 822_000), (String::new(), 120_000)]);
    assert_eq!(told(Sharing::Lines), [("設計".to_owned(), 822_000), ("旅費".to_owned(), 120_000)]);
}

#[test]
fn a_sum_beyond_what_is_counted_is_told() {
    let huge = lump(Part::Labour, 1, "a", Some(Yen::MOST.0));
    let read = sheet(SheetKind::Services, vec![huge.clone(), huge]);
    assert_eq!(read.sums(TEN), None);
    assert_eq!(read.findings(&beside()), [CostFinding::Uncountable]);
    assert_eq!(CostFacts::of(&read, TEN, |_| None), None);
}

fn line() -> impl Strategy<Value = CostLine> {
    let amount = 0_i64..=1_000_000_000;
    (0_usize..4, 1_u8..=3, 0_i64..=10_000_000, amount, any::<bool>()).prop_map(
        |(part, level, quantity, yen, is_lump)| {
            let part = SheetKind::Services.parts()[part];
            let line = lump(part, level, "a", is_lump.then_some(yen));
            if is_lump {
                line
            } else {
                CostLine { quantity: Some(Quantity(quantity)), price: Some(Yen(yen % 100_000)), ..line }
            }
        },
    )
}

proptest! {
    #[test]
    fn sums_close_on_every_level(mut lines in proptest::collection::vec(line(), 0..40)) {
        lines.sort_by_key(|line| line.part);
        let read = sheet(SheetKind::Services, lines);
        let sums = read.sums(TEN).unwrap();
        for index in 0..read.lines.len() {
            let below: Vec<usize> = read.children(index).collect();
            if read.is_group(index) {
                let sum: i64 = below.iter().map(|child| sums.lines[*child].unwrap_or_default().0).sum();
                prop_assert_eq!(sums.lines[index].unwrap_or_default().0, sum);
            } else {
                prop_assert_eq!(below.len(), 0);
                prop_assert_eq!(sums.lines[index], read.lines[index].own_amount());
            }
        }
        let leaves: i64 = (0..read.lines.len())
            .filter(|index| !read.is_group(*index))
            .filter_map(|index| read.lines[index].own_amount())
            .map(|amount| amount.0)
            .sum();
        prop_assert_eq!(sums.net.0, leaves);
        prop_assert_eq!(sums.total.0, leaves + leaves / 10);
        prop_assert_eq!(sums.net.0, sums.parts.iter().map(|(_, sum)| sum.0).sum::<i64>());
    }

    #[test]
    fn an_item_is_never_dearer_than_quantity_times_price(quantity in 0_i64..=Quantity::MOST.0, price in 0_i64..=10_000) {
        let amount = i128::from(Quantity(quantity).times(Yen(price)).unwrap().0);
        let exact = i128::from(quantity) * i128::from(price);
        prop_assert!(amount * 1000 <= exact && exact < (amount + 1) * 1000);
    }

    #[test]
    fn reverse_tax_holds_up_to_a_thousand_million(total in 0_i64..=1_000_000_000) {
        let net = Yen(total).net_from_cap(TEN);
        let sums = sheet(SheetKind::Services, vec![lump(Part::Labour, 1, "a", Some(net.0))]).sums(TEN).unwrap();
        prop_assert!(sums.total <= Yen(total));
        let more = sheet(SheetKind::Services, vec![lump(Part::Labour, 1, "a", Some(net.0 + 1))]).sums(TEN).unwrap();
        prop_assert!(more.total > Yen(total));
    }

    #[test]
    fn a_quantity_reads_back(thousandths in 0_i64..=Quantity::MOST.0) {
        prop_assert_eq!(Quantity::parse(&Quantity(thousandths).to_string()), Ok(Quantity(thousandths)));
    }

    #[test]
    fn no_form_whatever_panics(
        texts in proptest::collection::vec("[0-9.,△▲-]{0,14}", 6),
        parts in proptest::collection::vec(0_usize..10, 0..8),
        levels in proptest::collection::vec("[0-4]?", 8),
    ) {
        let lines = parts.iter().zip(&levels).map(|(part, level)| CostLineInput {
            quantity: texts[0].clone(),
            price: texts[1].clone(),
            y0: texts[2].clone(),
            ..row(Part::ALL[*part].code(), level, "a", &texts[3])
        });
        let typed = CostForm {
            first_year: texts[4].clone(),
            year_count: texts[5].clone(),
            ..form(lines.collect())
        };
        if let Ok(read) = typed.parse(|_| true) {
            let _ = read.findings(&beside());
            prop_assert_eq!(CostForm::of(&read).parse(|_| true).unwrap(), read);
        }
    }
}
