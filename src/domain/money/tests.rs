//! Amounts: reading, printing, tax both ways.

use super::*;
use proptest::prelude::*;

const TEN: TaxRate = TaxRate(10);

#[test]
fn an_amount_is_read_in_every_usual_writing() {
    for text in [
        "12345000",
        "12,345,000",
        "１２，３４５，０００",
        "¥12,345,000",
        "￥12,345,000－",
        "\\12,345,000-",
        "金12,345,000円也",
        "金　１２，３４５，０００　円也",
        "12,345,000円",
        "¥ 12,345,000 也",
        "1,234万5千円",
        "1,234万5,000円",
        "12,345千円",
        "金壱千弐百参拾四万五千円也",
        "金壱阡弐佰参拾肆萬伍阡円也",
        "千二百三十四万五千円",
    ] {
        assert_eq!(Yen::parse(text), Ok(Yen(12_345_000)), "{text}");
    }
    assert_eq!(Yen::parse("1億2,000万円"), Ok(Yen(120_000_000)));
    assert_eq!(Yen::parse("拾億円"), Ok(Yen(1_000_000_000)));
    assert_eq!(Yen::parse("0"), Ok(Yen::ZERO));
    assert_eq!(Yen::parse("9,999,999,999,999"), Ok(Yen::MOST));
}

#[test]
fn what_is_no_amount_is_refused() {
    use MoneyProblem as P;
    let max = Yen::MOST.0;
    for (text, problem) in [
        ("", P::Empty),
        (" 　", P::Empty),
        ("円", P::Unreadable),
        ("金円也", P::Unreadable),
        ("12,34", P::Unreadable),
        ("1234,567", P::Unreadable),
        ("12,345,", P::Unreadable),
        (",", P::Unreadable),
        ("12 345", P::Unreadable),
        ("1.5", P::Fraction),
        ("12,345.00円", P::Fraction),
        ("-5", P::Negative),
        ("▲12,000", P::Negative),
        ("－１", P::Negative),
        ("$5", P::Unreadable),
        ("5円まで", P::Unreadable),
        ("一二三", P::Unreadable),
        ("万", P::Unreadable),
        ("百千", P::Unreadable),
        ("1万2億", P::Unreadable),
        ("1万2万", P::Unreadable),
        ("10,000,000,000,000", P::TooLarge { max }),
        ("99999999999999999999", P::TooLarge { max }),
        ("9999999999999999兆", P::TooLarge { max }),
    ] {
        assert_eq!(Yen::parse(text), Err(problem), "{text}");
    }
}

#[test]
fn an_amount_is_printed_in_every_form() {
    let amount = Yen(12_345_000);
    for (form, text) in [
        (AmountForm::Plain, "12,345,000"),
        (AmountForm::Unit, "12,345,000円"),
        (AmountForm::Mark, "¥12,345,000"),
        (AmountForm::MarkClosed, "¥12,345,000－"),
        (AmountForm::Formal, "金12,345,000円也"),
        (AmountForm::FormalDaiji(Daiji::Minimal), "金壱千弐百参拾四万五千円也"),
        (AmountForm::FormalDaiji(Daiji::Full), "金壱阡弐佰参拾肆萬伍阡円也"),
    ] {
        assert_eq!(amount.print(form), text);
    }
    assert_eq!(Yen(100).to_string(), "100");
    assert_eq!(Yen(1000).to_string(), "1,000");
    assert_eq!(Yen(110_010_010).daiji(Daiji::Minimal), "壱億壱千壱万壱拾");
    assert_eq!(Yen(i64::MIN).to_string(), "-9,223,372,036,854,775,808");
    let _ = Yen(i64::MIN).daiji(Daiji::Full);
}

#[test]
fn the_mark_stands_left_of_the_first_digit() {
    let text = |cells: Vec<Option<char>>| cells.into_iter().map(|cell| cell.unwrap_or('_')).collect::<String>();
    assert_eq!(text(Yen(12_345_000).digit_cells(10).unwrap()), "_¥12345000");
    assert_eq!(text(Yen(1_234_567_890).digit_cells(10).unwrap()), "1234567890");
    assert_eq!(Yen(12_345_678_901).digit_cells(10), Err(MoneyProblem::DoesNotFit { cells: 10 }));
    assert_eq!(Yen(-1).digit_cells(10), Err(MoneyProblem::Negative));
}

#[test]
fn tax_is_added_and_taken_off_as_in_the_examples() {
    for (net, price) in [(9_403_430, 10_343_773), (12_345_678, 13_580_245), (1_000_001, 1_100_001)] {
        assert_eq!(Yen(net).tax_included(TEN), Yen(price));
        assert_eq!(Yen(price).net_from_cap(TEN), Yen(net));
    }
    assert_eq!(Yen(1_000_000).net_floor(TEN), Yen(909_090));
    assert_eq!(Yen(909_090).tax_included(TEN), Yen(999_999));
    assert_eq!(Yen(1_000_000).net_from_cap(TEN), Yen(909_091));
    assert_eq!(Yen(909_091).tax_included(TEN), Yen(1_000_000));
    assert_eq!(Yen(108).net_floor(TaxRate(8)), Yen(100));
}

#[test]
fn payments_and_deposits_are_rounded_as_their_rules_say() {
    assert_eq!(Yen(12_345_678).advance_payment(), Yen(4_900_000));
    assert_eq!(Yen(249_999).advance_payment(), Yen(0));
    assert_eq!(Yen(250_000).advance_payment(), Yen(100_000));
    assert_eq!(Yen(10_343_773).contract_deposit(), Yen(1_034_378));
    assert_eq!(Yen(10).contract_deposit(), Yen(1));
}

#[test]
fn a_sum_that_cannot_be_counted_is_none() {
    assert_eq!(Yen::total([Yen(1), Yen(2)]), Some(Yen(3)));
    assert_eq!(Yen::total([Yen(i64::MAX), Yen(1)]), None);
}

#[test]
#[cfg(feature = "ssr")]
fn the_rate_is_that_of_the_day() {
    let rules: TaxRules = toml::from_str(include_str!("../../../templates/rules/tax.toml")).unwrap();
    let on = |kind, year, month, day| rules.rate_on(kind, NaiveDate::from_ymd_opt(year, month, day).unwrap());
    assert_eq!(on(TaxKind::Standard, 1989, 3, 31), None);
    assert_eq!(on(TaxKind::Standard, 1997, 3, 31), Some(TaxRate(3)));
    assert_eq!(on(TaxKind::Standard, 2014, 3, 31), Some(TaxRate(5)));
    assert_eq!(on(TaxKind::Standard, 2019, 9, 30), Some(TaxRate(8)));
    assert_eq!(on(TaxKind::Standard, 2019, 10, 1), Some(TaxRate(10)));
    assert_eq!(on(TaxKind::Reduced, 2019, 9, 30), None);
    assert_eq!(on(TaxKind::Reduced, 2026, 12, 10), Some(TaxRate(8)));
}

#[test]
fn the_tax_of_a_discount_is_cut_towards_zero() {
    for (net, tax) in [(-1005, -100), (1005, 100), (-9, 0), (-1010, -101)] {
        assert_eq!(Yen(net).tax(TEN), Yen(tax), "{net}");
    }
    assert_eq!(Yen(-1005).tax_included(TEN), Yen(-1105));
}

proptest! {
    #[test]
    fn the_largest_net_amount_stays_under_its_cap(cap in 0_i64..=Yen::MOST.0, percent in 0_u8..=30) {
        let rate = TaxRate(percent);
        let net = Yen(cap).net_from_cap(rate);
        prop_assert!(net.tax_included(rate) <= Yen(cap));
        prop_assert!(Yen(net.0 + 1).tax_included(rate) > Yen(cap));
        let floor = Yen(cap).net_floor(rate);
        prop_assert!(floor <= net && net.0 - floor.0 <= 1);
    }

    #[test]
    fn tax_is_a_tenth_and_the_way_back_at_most_a_yen_short(net in 1_i64..=1_000_000_000) {
        let price = Yen(net).tax_included(TEN);
        prop_assert_eq!(price, Yen(net + net / 10));
        prop_assert_eq!(price.net_from_cap(TEN), Yen(net));
        prop_assert!([net, net - 1].contains(&price.net_floor(TEN).0));
    }

    #[test]
    fn boxes_hold_every_digit_and_the_mark_touches_the_first(amount in 1_i64..=1_000_000_000) {
        let cells = Yen(amount).digit_cells(11).unwrap();
        prop_assert_eq!(cells.len(), 11);
        let text: String = cells.into_iter().map(|cell| cell.unwrap_or('_')).collect();
        prop_assert_eq!(text.trim_start_matches('_'), format!("¥{amount}"));
    }

    #[test]
    fn a_sum_is_that_of_its_parts(amounts in proptest::collection::vec(0_i64..=1_000_000_000, 0..40)) {
        let sum = Yen::total(amounts.iter().copied().map(Yen));
        prop_assert_eq!(sum, Some(Yen(amounts.iter().sum())));
    }

    #[test]
    fn every_form_reads_back(amount in 0_i64..=Yen::MOST.0) {
        for form in [
            AmountForm::Plain, AmountForm::Unit, AmountForm::Mark, AmountForm::MarkClosed, AmountForm::Formal,
            AmountForm::FormalDaiji(Daiji::Minimal), AmountForm::FormalDaiji(Daiji::Full),
        ] {
            prop_assert_eq!(Yen::parse(&Yen(amount).print(form)), Ok(Yen(amount)));
        }
    }

    #[test]
    fn no_text_and_no_amount_whatever_panics(text in any::<String>(), amount: i64, percent: u8) {
        let _ = Yen::parse(&text);
        let yen = Yen(amount);
        let _ = (yen.tax_included(TaxRate(percent)), yen.net_from_cap(TaxRate(percent)), yen.net_floor(TaxRate(percent)));
        let _ = (yen.advance_payment(), yen.contract_deposit(), yen.daiji(Daiji::Minimal), yen.to_string());
    }

    #[test]
    fn no_text_of_amount_characters_panics(text in "[0-9,，.円金¥也壱弐参拾百千万億兆 -]{0,20}") {
        let _ = Yen::parse(&text);
    }
}
