//! Rules are followed as a plain reading of the calendar follows them, and never further than is bounded.

use super::*;
use proptest::prelude::*;

fn days(rule: &str, from: &str) -> Option<(Vec<String>, bool)> {
    let repeats = expand(rule, dates::stamp(from, None).0.unwrap())?;
    Some((repeats.starts.iter().map(|start| start.in_japan().to_string()).collect(), repeats.is_cut))
}

fn starts(rule: &str, from: &str) -> Vec<String> {
    days(rule, from).unwrap_or_else(|| panic!("{rule} is not read")).0
}

#[test]
fn simple_rules_are_followed() {
    let (starts, is_cut) = days("FREQ=WEEKLY;INTERVAL=2;COUNT=3", "20261201").unwrap();
    assert_eq!((starts, is_cut), (["2026-12-01", "2026-12-15", "2026-12-29"].map(str::to_owned).to_vec(), false));
    let (starts, _) = days("FREQ=MONTHLY;UNTIL=20270401", "20261231").unwrap();
    assert_eq!(starts, ["2026-12-31", "2027-01-31", "2027-03-31"]);
    let (starts, _) = days("FREQ=YEARLY;COUNT=2", "20240229").unwrap();
    assert_eq!(starts, ["2024-02-29", "2028-02-29"]);
    // 08:00 UTC is 17:00 in Japan: the last one begins just then.
    let (starts, _) = days("FREQ=DAILY;UNTIL=20261202T080000Z", "20261201T170000").unwrap();
    assert_eq!(starts, ["2026-12-01T17:00", "2026-12-02T17:00"]);
    let (starts, _) = days("FREQ=DAILY;UNTIL=20261202T075959Z", "20261201T170000").unwrap();
    assert_eq!(starts.len(), 1);
}

#[test]
fn named_days_of_weeks_and_months_are_followed() {
    assert_eq!(
        starts("FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4", "20261201"),
        ["2026-12-01", "2026-12-04", "2026-12-08", "2026-12-11"]
    );
    // With weeks from Sunday the 6th begins the week after; from Monday it ends the first.
    assert_eq!(
        starts("FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU;COUNT=3", "20261201"),
        ["2026-12-01", "2026-12-13", "2026-12-15"]
    );
    assert_eq!(
        starts("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;COUNT=3", "20261201"),
        ["2026-12-01", "2026-12-06", "2026-12-15"]
    );
    assert_eq!(
        starts("FREQ=MONTHLY;BYDAY=2WE,-1FR;COUNT=4", "20261201"),
        ["2026-12-09", "2026-12-25", "2027-01-13", "2027-01-29"]
    );
    assert_eq!(starts("FREQ=MONTHLY;BYMONTHDAY=15,-1;COUNT=3", "20270201"), ["2027-02-15", "2027-02-28", "2027-03-15"]);
    // The last working day of a month, as Outlook writes it.
    assert_eq!(
        starts("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "20270101"),
        ["2027-01-29", "2027-02-26"]
    );
    assert_eq!(
        starts("FREQ=YEARLY;BYMONTH=7,9;BYDAY=3MO;UNTIL=20271231", "20260720"),
        ["2026-07-20", "2026-09-21", "2027-07-19", "2027-09-20"]
    );
    assert_eq!(
        starts("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=12;COUNT=3", "20261203"),
        ["2026-12-03", "2026-12-04", "2026-12-07"]
    );
}

#[test]
fn what_has_no_end_is_cut_and_what_says_more_is_not_read() {
    let (starts, is_cut) = days("FREQ=DAILY", "20261201").unwrap();
    assert!(starts.len() == MOST && is_cut);
    let never = days("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2", "20261201").unwrap();
    assert!(never.0.is_empty() && never.1, "it stops looking");
    for rule in [
        "FREQ=SECONDLY",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "",
        "FREQ=INVALID",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=月",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYWEEKNO=20",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "RSCALE=CHINESE;FREQ=YEARLY",
    ] {
        assert!(days(rule, "20261201").is_none(), "{rule}");
    }
}

const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Every day from the first on that a plain reading of the rule wants.
fn by_day(first: NaiveDate, until: NaiveDate, is_wanted: impl Fn(NaiveDate) -> bool) -> Vec<String> {
    first.iter_days().take_while(|day| *day <= until).filter(|day| is_wanted(*day)).map(|day| day.to_string()).collect()
}

proptest! {
    #[test]
    fn weeks_are_those_of_a_plain_reading(
        offset in 0_u64..4_000,
        length in 0_u64..300,
        interval in 1_i64..5,
        named in prop::collection::btree_set(0_usize..7, 1..4),
    ) {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(offset);
        let until = first + Days::new(length);
        let names: Vec<&str> = named.iter().map(|at| NAMES[*at]).collect();
        let rule = format!("FREQ=WEEKLY;INTERVAL={interval};BYDAY={};UNTIL={}", names.join(","), until.format("%Y%m%d"));
        let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
        let expected = by_day(first, until, |day| {
            let weeks = monday(day).signed_duration_since(monday(first)).num_days() / 7;
            weeks % interval == 0 && named.contains(&(day.weekday().num_days_from_monday() as usize))
        });
        let (found, is_cut) = days(&rule, &first.format("%Y%m%d").to_string()).unwrap();
        if is_cut {
            prop_assert_eq!(&found[..], &expected[..MOST]);
        } else {
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn months_are_those_of_a_plain_reading(
        offset in 0_u64..4_000,
        length in 0_u64..1_500,
        nth in prop_oneof![1_i32..5, -4_i32..0],
        at in 0_usize..7,
    ) {
        let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(offset);
        let until = first + Days::new(length);
        let rule = format!("FREQ=MONTHLY;BYDAY={nth}{};UNTIL={}", NAMES[at], until.format("%Y%m%d"));
        let expected = by_day(first, until, |day| {
            let week = Days::new(7);
            let same = |day: NaiveDate, other: Option<NaiveDate>| other.is_some_and(|other| other.month() == day.month());
            let before = std::iter::successors(Some(day), |day| day.checked_sub_days(week)).take_while(|other| same(day, Some(*other)));
            let behind = std::iter::successors(Some(day), |day| day.checked_add_days(week)).take_while(|other| same(day, Some(*other)));
            let place = if nth > 0 { before.count() as i32 } else { -(behind.count() as i32) };
            day.weekday().num_days_from_monday() as usize == at && place == nth
        });
        let (found, is_cut) = days(&rule, &first.format("%Y%m%d").to_string()).unwrap();
        prop_assert!(!is_cut && found == expected, "{rule} from {first}: {found:?} {expected:?}");
    }

    #[test]
    fn no_rule_gives_more_than_is_bounded(
        rule in "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;INTERVAL=[1-9][0-9]?)?(;COUNT=[1-9][0-9]{0,8})?(;BYMONTH=(1|2|7,9))?(;BYDAY=(MO|MO,WE|-1FR|3TU,SU))?(;BYMONTHDAY=(1|31|-1|29,30))?(;BYSETPOS=(1|-1))?",
        zoned in any::<bool>(),
    ) {
        let from = dates::stamp(if zoned { "20260329T013000" } else { "20260331" }, zoned.then_some("Europe/Oslo")).0.unwrap();
        if let Some(Repeats { starts, .. }) = expand(&rule, from) {
            prop_assert!(starts.len() <= MOST);
            let instants: Vec<i64> = starts.iter().map(|start| start.in_japan().to_utc_millis()).collect();
            prop_assert!(instants.windows(2).all(|pair| pair[0] < pair[1]), "{rule}: {instants:?}");
        }
    }
}
