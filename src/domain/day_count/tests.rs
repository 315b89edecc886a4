//! Counts against the examples of the law, and against each other.

use super::*;
use crate::domain::days::period_end;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn count(from: &str, count: u16, unit: OffsetUnit, side: Side, first: FirstDay) -> DayCount {
    DayCount { from: day(from), count, unit, side, first, turn: None }
}

fn end(count: DayCount) -> String {
    count.result(&Office::national()).counted.to_string()
}

use FirstDay::{Counted as Whole, Left};
use OffsetUnit::{BusinessDay, Day, Month, Week, Year};
use Side::{After, Before};

#[test]
fn the_first_day_counts_only_where_it_is_said_to() {
    for (from, number, unit, side, first, expected) in [
        ("2026-11-02", 10, Day, After, Left, "2026-11-12"),
        ("2026-11-02", 10, Day, After, Whole, "2026-11-11"),
        ("2026-12-10", 10, Day, Before, Left, "2026-11-30"),
        ("2026-12-10", 2, Week, Before, Left, "2026-11-26"),
        ("2026-12-28", 1, BusinessDay, After, Left, "2027-01-04"),
        ("2026-12-28", 1, BusinessDay, After, Whole, "2026-12-28"),
        ("2026-12-29", 1, BusinessDay, After, Whole, "2027-01-04"),
        ("2026-12-10", 3, BusinessDay, Before, Left, "2026-12-07"),
        ("2026-12-10", 0, BusinessDay, Before, Whole, "2026-12-10"),
    ] {
        assert_eq!(end(count(from, number, unit, side, first)), expected, "{from} {number} {unit:?} {side:?}");
    }
}

#[test]
fn months_end_before_the_corresponding_day_or_with_their_month() {
    for (from, number, unit, side, first, expected) in [
        ("2026-11-02", 1, Month, After, Left, "2026-12-02"),
        ("2026-04-01", 1, Year, After, Whole, "2027-03-31"),
        ("2027-01-31", 1, Month, After, Left, "2027-02-28"),
        ("2027-01-29", 1, Month, After, Left, "2027-02-28"),
        ("2027-01-30", 1, Month, After, Whole, "2027-02-28"),
        ("2028-02-29", 1, Year, After, Whole, "2029-02-28"),
        ("2026-12-10", 3, Month, Before, Left, "2026-09-10"),
        ("2026-05-31", 3, Month, Before, Left, "2026-02-28"),
    ] {
        assert_eq!(end(count(from, number, unit, side, first)), expected, "{from} {number} {unit:?} {side:?}");
    }
}

#[test]
fn a_day_off_at_the_end_stands_unless_a_rule_moves_it() {
    let office = Office::national();
    let ten = count("2026-11-12", 10, Day, After, Left);
    assert_eq!(ten.result(&office).end, day("2026-11-22"), "a Sunday before a holiday");
    assert!(ten.result(&office).rules.ends_with(&[CountRule::Stands]));
    let later = DayCount { turn: Some(Turn::Later), ..ten }.result(&office);
    assert_eq!((later.counted, later.end), (day("2026-11-22"), day("2026-11-24")));
    assert_eq!(later.rules, [CountRule::FirstDayLeft, CountRule::RollsLater]);
    let earlier = DayCount { turn: Some(Turn::Earlier), ..ten }.result(&office);
    assert_eq!(earlier.end, day("2026-11-20"));
}

#[test]
fn fiscal_years_are_told_without_and_with_the_running_one() {
    let past = PastYears::of(day("2026-11-27"), 5);
    assert_eq!(past.whole, (day("2021-04-01"), day("2026-03-31")));
    assert_eq!(past.with_running, (day("2022-04-01"), day("2026-11-27")));
}

#[test]
fn what_cannot_be_counted_is_told_at_its_field_and_nothing_asked_is_nothing() {
    let mut problems = Problems::default();
    assert_eq!(CountForm::default().parse(&mut problems), None);
    assert_eq!(YearsForm::default().parse(&mut problems), None);
    assert_eq!(NoticeForm::default().parse(&mut problems), None);
    assert!(problems.is_empty());
    let form = CountForm { from: "令和8年2月30日".to_owned(), count: "千".to_owned(), ..CountForm::default() };
    assert_eq!(form.parse(&mut problems), None);
    let years = YearsForm { day: "R8.11.27".to_owned(), years: "0".to_owned() };
    assert_eq!(years.parse(&mut problems), None);
    let fields: Vec<String> = problems.into_vec().into_iter().map(|found| found.field).collect();
    assert_eq!(fields, ["from", "count", "unit", "side", "years"]);
    let notice =
        NoticeForm {
            notice: "2026-12-01".to_owned(), bid: "令和8年12月21日".to_owned(), least: "１０".to_owned()
        };
    let found = notice.parse(&mut Problems::default()).unwrap();
    assert_eq!((found.between, found.time), (19, NoticeTime::Enough));
}

fn counts() -> impl Strategy<Value = DayCount> {
    let unit = prop::sample::select(OffsetUnit::ALL.to_vec());
    let side = prop::sample::select(vec![Before, After]);
    let first = prop::sample::select(vec![Left, Whole]);
    let turn = prop::sample::select(vec![None, Some(Turn::Later), Some(Turn::Earlier)]);
    (0_u64..20_000, 0_u16..=300, unit, side, first, turn).prop_map(|(offset, count, unit, side, first, turn)| {
        let from = day("2022-01-01") + Days::new(offset);
        DayCount { from, count, unit, side, first, turn }
    })
}

proptest! {
    #[test]
    fn nothing_is_counted_to_the_wrong_side_and_more_never_ends_nearer(count in counts()) {
        let office = Office::national();
        let result = count.result(&office);
        let more = DayCount { count: count.count + 1, ..count }.result(&office);
        match count.side {
            After => prop_assert!(result.counted >= count.from && more.counted >= result.counted),
            Before => prop_assert!(result.counted <= count.from && more.counted <= result.counted),
        }
        if count.turn.is_some() {
            prop_assert!(office.is_open(result.end));
        } else {
            prop_assert_eq!(result.end, result.counted);
        }
    }

    #[test]
    fn a_period_of_law_is_a_count_that_rolls(offset in 0_u64..20_000, number in 0_u16..400) {
        let (office, from) = (Office::national(), day("2022-01-01") + Days::new(offset));
        let count = DayCount { from, count: number, unit: Day, side: After, first: Left, turn: Some(Turn::Later) };
        prop_assert_eq!(count.result(&office).end, period_end(&office, from, number));
    }

    #[test]
    fn so_many_months_back_is_the_first_day_from_which_they_reach(offset in 0_u64..20_000, number in 1_u16..40) {
        let (office, event) = (Office::national(), day("2022-01-01") + Days::new(offset));
        let whole = |from, side| DayCount { from, count: number, unit: Month, side, first: Left, turn: None };
        let back = whole(event, Before).result(&office).counted;
        prop_assert!(whole(back, After).result(&office).counted >= event);
        let before = back.pred_opt().unwrap();
        prop_assert!(whole(before, After).result(&office).counted < event);
    }
}
