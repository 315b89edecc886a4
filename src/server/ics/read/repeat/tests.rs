//! Rules are followed as a plain reading of the calendar follows them, and never further than is bounded.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::super::dates;
use super::{MOST, Reach, Repeats};

fn days(rule: &str, from: &str) -> Option<(Vec<String>, bool)> {
    let repeats = Reach::new(None).expand(rule, dates::stamp(from, None).0.unwrap())?;
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
        starts("FREQ=MONTHLY;BYDAY=2WE,-1FR;COUNT=4", "20261209"),
        ["2026-12-09", "2026-12-25", "2027-01-13", "2027-01-29"]
    );
    assert_eq!(starts("FREQ=MONTHLY;BYMONTHDAY=15,-1;COUNT=3", "20270215"), ["2027-02-15", "2027-02-28", "2027-03-15"]);
    // The last working day of a month, as Outlook writes it.
    assert_eq!(
        starts("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", "20270129"),
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
    assert_eq!(never, (vec!["2026-12-01".to_owned()], true), "it stops looking");
    for rule in [
        "FREQ=SECONDLY",
        "COUNT=3",
        "FREQ=DAILY;INTERVAL=0",
        "",
        "FREQ=INVALID",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=月",
        "FREQ=YEARLY;BYDAY=54MO",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=6MO",
        "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
        "FREQ=YEARLY;BYWEEKNO=54",
        "FREQ=YEARLY;BYWEEKNO=0",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=YEARLY;BYYEARDAY=0",
        "FREQ=MONTHLY;BYWEEKNO=20",
        "FREQ=WEEKLY;BYWEEKNO=20;BYDAY=MO",
        "FREQ=MONTHLY;BYYEARDAY=20",
        "FREQ=DAILY;BYYEARDAY=20",
        "FREQ=WEEKLY;BYMONTHDAY=20",
        "FREQ=DAILY;BYDAY=1MO",
        // Which year's week 1 is the one at the turn of a year that is left out?
        "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO",
        "FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO;BYSETPOS=1",
        "FREQ=YEARLY;BYSETPOS=1",
        "FREQ=HOURLY;BYHOUR=9",
        "FREQ=DAILY;BYHOUR=9;BYSETPOS=1",
        "FREQ=DAILY;BYEASTER=1",
        "FREQ=WEEKLY;BYDAY=MO;BYDAY=TU",
        "FREQ=MONTHLY;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "RSCALE=CHINESE;FREQ=YEARLY",
    ] {
        assert!(days(rule, "20261201").is_none(), "{rule}");
    }
}

#[test]
fn times_of_day_are_followed_and_whole_days_have_none() {
    assert_eq!(
        starts("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0;COUNT=4", "20261201T170000"),
        ["2026-12-01T17:00", "2026-12-02T09:00", "2026-12-02T17:00", "2026-12-03T09:00"]
    );
    // The last one of a month, and an end between two of a day.
    assert_eq!(
        starts("FREQ=MONTHLY;BYMONTHDAY=1,-1;BYHOUR=9,17;BYSETPOS=-1;COUNT=2", "20261231T170000"),
        ["2026-12-31T17:00", "2027-01-31T17:00"]
    );
    assert_eq!(
        starts("FREQ=DAILY;BYHOUR=9,17;UNTIL=20261202T030000Z", "20261201T090000"),
        ["2026-12-01T09:00", "2026-12-01T17:00", "2026-12-02T09:00"]
    );
    assert_eq!(starts("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=30;COUNT=2", "20261201"), ["2026-12-01", "2026-12-02"]);
}

#[test]
fn a_rule_takes_out_what_it_names_however_far_away_it_lies() {
    let stamp = |value: &str, zone| dates::stamp(value, zone).0.unwrap();
    let out = |rule: &str, from: &str, times: &[&str]| {
        let times: Vec<_> = times.iter().map(|time| stamp(time, None)).collect();
        Reach::new(None).taken_out(rule, stamp(from, None), &times)
    };
    let days = ["20261201", "20261202", "20361203", "20361210", "20361217"];
    let weekly = "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE";
    assert_eq!(out(weekly, "20261201", &days), Some(vec![false, true, true, false, true]));
    assert_eq!(
        out(&format!("{weekly};UNTIL=20301231"), "20261201", &days),
        Some(vec![false, true, false, false, false])
    );
    let counted = "FREQ=DAILY;INTERVAL=2;COUNT=2";
    assert_eq!(out(counted, "20261130", &["20261130", "20261202", "20261204"]), Some(vec![true, true, false]));
    let times = ["20261201T090000", "20261201T170000", "20261202T080000Z"];
    assert_eq!(out("FREQ=DAILY;BYHOUR=17", "20261201T090000", &times), Some(vec![false, true, true]));
    for rule in ["FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=WE;COUNT=3", "FREQ=DAILY;COUNT=1000"] {
        assert_eq!(out(rule, "20261201", &days), None, "{rule}");
    }
    // What is looked at for it is taken from what a file may look at.
    let mut reach = Reach { since: None, days: 700 };
    let from = stamp("20261201", None);
    assert!(reach.taken_out("FREQ=YEARLY;BYYEARDAY=1", from, &[from, stamp("20271201", None)]).is_none());
}

const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// Every day from the first on that a plain reading of the rule wants.
fn by_day(first: NaiveDate, until: NaiveDate, is_wanted: impl Fn(NaiveDate) -> bool) -> Vec<String> {
    first.iter_days().take_while(|day| *day <= until).filter(|day| is_wanted(*day)).map(|day| day.to_string()).collect()
}

/// The first day stands, whatever the rule says.
fn with_first(first: NaiveDate, mut days: Vec<String>) -> Vec<String> {
    if days.first() != Some(&first.to_string()) {
        days.insert(0, first.to_string());
    }
    days
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
        let expected = with_first(first, expected);
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
        let expected = with_first(first, expected);
        let (found, is_cut) = days(&rule, &first.format("%Y%m%d").to_string()).unwrap();
        prop_assert!(!is_cut && found == expected, "{rule} from {first}: {found:?} {expected:?}");
    }

    #[test]
    fn no_rule_gives_more_than_is_bounded(
        rule in "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;INTERVAL=[1-9][0-9]?)?(;COUNT=[1-9][0-9]{0,8})?(;BYMONTH=(1|2|7,9))?(;BYWEEKNO=(1|20,-1|53))?(;BYYEARDAY=(1|-1|60,366))?(;BYDAY=(MO|MO,WE|-1FR|3TU,SU))?(;BYMONTHDAY=(1|31|-1|29,30))?(;BYSETPOS=(1|-1))?",
        zoned in any::<bool>(),
        is_late in any::<bool>(),
    ) {
        let from = dates::stamp(if zoned { "20260329T013000" } else { "20260331" }, zoned.then_some("Europe/Oslo")).0.unwrap();
        let since = is_late.then(|| NaiveDate::from_ymd_opt(2040, 5, 1).unwrap());
        if let Some(Repeats { starts, .. }) = Reach::new(since).expand(&rule, from) {
            prop_assert!(starts.len() <= MOST);
            let instants: Vec<i64> = starts.iter().map(|start| start.in_japan().to_utc_millis()).collect();
            prop_assert!(instants.windows(2).all(|pair| pair[0] < pair[1]), "{rule}: {instants:?}");
        }
    }
}

#[test]
fn weeks_are_numbered_from_the_day_on_which_they_begin() {
    assert_eq!(
        starts("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO;COUNT=4", "20240101"),
        ["2024-01-01", "2024-12-30", "2025-12-29", "2027-01-04"]
    );
    // Week 52 of 2025, whose weeks begin on Saturdays, is that of 27 December: it ends in January.
    assert_eq!(
        starts("FREQ=YEARLY;BYWEEKNO=52;BYDAY=TH,SU;WKST=SA;UNTIL=20260110", "20251228"),
        ["2025-12-28", "2026-01-01"]
    );
    assert_eq!(
        starts("FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU;COUNT=3", "20231231"),
        ["2023-12-31", "2024-12-29", "2026-01-04"]
    );
    assert_eq!(
        starts("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH;COUNT=3", "20201231"),
        ["2020-12-31", "2026-12-31", "2032-12-30"]
    );
    // The day of the week is that of the first where the rule names none.
    assert_eq!(starts("FREQ=YEARLY;BYWEEKNO=-1;COUNT=3", "20261231"), ["2026-12-31", "2027-12-30", "2028-12-28"]);
    assert_eq!(
        starts("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "19970516"),
        ["1997-05-16", "1998-05-15", "1999-05-21"]
    );
    assert_eq!(starts("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=20;BYDAY=MO;COUNT=2", "19970512"), ["1997-05-12", "1999-05-17"]);
}

#[test]
fn days_of_the_year_are_counted_from_both_ends() {
    assert_eq!(starts("FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", "20261231"), ["2026-12-31", "2027-12-31"]);
    assert_eq!(starts("FREQ=YEARLY;BYYEARDAY=366;COUNT=2", "20241231"), ["2024-12-31", "2028-12-31"]);
    assert_eq!(starts("FREQ=YEARLY;BYYEARDAY=-366;COUNT=2", "20240101"), ["2024-01-01", "2028-01-01"]);
    assert_eq!(starts("FREQ=YEARLY;BYYEARDAY=60;COUNT=2", "20270301"), ["2027-03-01", "2028-02-29"]);
    assert_eq!(starts("FREQ=YEARLY;BYYEARDAY=1,2,3,-1;BYSETPOS=-2;COUNT=2", "20270103"), ["2027-01-03", "2028-01-03"]);
}

#[test]
fn what_is_long_over_makes_room_for_what_is_to_come() {
    let since = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
    let expand = |rule: &str| {
        let Repeats { starts, is_cut, .. } =
            Reach::new(Some(since)).expand(rule, dates::stamp("20180827", None).0.unwrap()).unwrap();
        let day = |start: Option<&dates::Stamp>| start.unwrap().day().to_string();
        (day(starts.first()), day(starts.last()), starts.len(), is_cut)
    };
    let told = |first: &str, last: &str, count: usize, is_cut: bool| (first.to_owned(), last.to_owned(), count, is_cut);
    // A hundred days from the first on that is not over.
    assert_eq!(expand("FREQ=DAILY;INTERVAL=3"), told("2026-11-28", "2027-09-21", 100, true));
    let weekly = expand("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;UNTIL=20270405");
    assert_eq!((weekly.1.as_str(), weekly.3), ("2027-03-29", true));
    assert_eq!(expand("FREQ=WEEKLY;COUNT=440").1, "2027-01-25", "those that are counted are counted from the first");
    // What there is room for is read from the beginning.
    assert_eq!(expand("FREQ=MONTHLY;BYMONTHDAY=27;COUNT=100"), told("2018-08-27", "2026-11-27", 100, false));
}

#[test]
fn rules_of_a_file_share_the_days_that_are_looked_at() {
    let mut reach = Reach::new(None);
    let from = dates::stamp("19000101", None).0.unwrap();
    let rule = "FREQ=YEARLY;BYYEARDAY=366;BYMONTHDAY=1";
    let mut expand = || reach.expand(rule, from).unwrap();
    assert!((0..100).all(|_| expand().starts.len() == 1));
    assert!(reach.days < 366, "{} are left", reach.days);
    assert!(reach.expand("FREQ=DAILY;COUNT=500", from).unwrap().is_cut);
}

/// The examples of RFC 5545, 3.3.10 and 3.8.5.3, by their days: rule, first time, and year by year what is to come. Where
/// the standard breaks off with “…” only what it tells is compared.
const STANDARD: [(&str, &str, &str); 28] = [
    ("FREQ=DAILY;COUNT=10", "19970902", "1997 0902 0903 0904 0905 0906 0907 0908 0909 0910 0911"),
    ("FREQ=DAILY;INTERVAL=10;COUNT=5", "19970902", "1997 0902 0912 0922 1002 1012"),
    ("FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "19970902", "1997 0902 0904 0909 0911 0916 0918 0923 0925 0930 1002"),
    (
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "19970901",
        "1997 0901 0903 0905 0915 0917 0919 0929 1001 1003 1013 1015 1017 1027 1029 1031 1110 1112 1114 1124 1126 1128 1208 1210 1212 1222",
    ),
    ("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "19970905", "1997 0905 1003 1107 1205 1998 0102 0206 0306 0403 0501 0605"),
    (
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "19970907",
        "1997 0907 0928 1102 1130 1998 0104 0125 0301 0329 0503 0531",
    ),
    ("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "19970922", "1997 0922 1020 1117 1222 1998 0119 0216"),
    ("FREQ=MONTHLY;BYMONTHDAY=-3", "19970928", "1997 0928 1029 1128 1229 1998 0129 0226"),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "19970902",
        "1997 0902 0915 1002 1015 1102 1115 1202 1215 1998 0102 0115",
    ),
    (
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "19970930",
        "1997 0930 1001 1031 1101 1130 1201 1231 1998 0101 0131 0201",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "19970910",
        "1997 0910 0911 0912 0913 0914 0915 1999 0310 0311 0312 0313",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "19970902",
        "1997 0902 0909 0916 0923 0930 1104 1111 1118 1125 1998 0106 0113",
    ),
    (
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "19970610",
        "1997 0610 0710 1998 0610 0710 1999 0610 0710 2000 0610 0710 2001 0610 0710",
    ),
    (
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "19970310",
        "1997 0310 1999 0110 0210 0310 2001 0110 0210 0310 2003 0110 0210 0310",
    ),
    (
        "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
        "19970101",
        "1997 0101 0410 0719 2000 0101 0409 0718 2003 0101 0410 0719 2006 0101",
    ),
    ("FREQ=YEARLY;BYDAY=20MO", "19970519", "1997 0519 1998 0518 1999 0517"),
    ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "19970512", "1997 0512 1998 0511 1999 0517"),
    (
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "19970313",
        "1997 0313 0320 0327 1998 0305 0312 0319 0326 1999 0304 0311 0318 0325",
    ),
    (
        "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
        "19970605",
        "1997 0605 0612 0619 0626 0703 0710 0717 0724 0731 0807 0814 0821 0828 1998 0604 0611",
    ),
    (
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "19970913",
        "1997 0913 1011 1108 1213 1998 0110 0207 0307 0411 0509 0613",
    ),
    (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "19961105",
        "1996 1105 2000 1107 2004 1102",
    ),
    ("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904", "1997 0904 1007 1106"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "19970929", "1997 0929 1030 1127 1230 1998 0129 0226 0330"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "19970805", "1997 0805 0810 0819 0824"),
    ("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "19970805", "1997 0805 0817 0819 0831"),
    ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "20070115", "2007 0115 0130 0215 0315 0330"),
    // Of the zone's own rules; its end is told for nine o'clock here.
    (
        "FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU;UNTIL=19730429T130000Z",
        "19670430",
        "1967 0430 1968 0428 1969 0427 1970 0426 1971 0425 1972 0430 1973 0429",
    ),
    // The first time is none of the rule's: it stands until it is taken out.
    ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "19970902", "1997 0902 1998 0213 0313 1113 1999 0813 2000 1013"),
];

/// The days of what begins at nine there.
fn in_new_york(rule: &str, from: &str) -> (Vec<String>, bool) {
    let from = dates::stamp(&format!("{from}T090000"), Some("America/New_York")).0.unwrap();
    let repeats = Reach::new(None).expand(rule, from).unwrap_or_else(|| panic!("{rule} is not read"));
    (repeats.starts.iter().map(|start| start.day().to_string()).collect(), repeats.is_cut)
}

#[test]
fn the_examples_of_the_standard_come_out_as_it_tells_them() {
    for (rule, from, told) in STANDARD {
        let mut year = "";
        let mut expected = Vec::new();
        for part in told.split(' ') {
            if ("1900".."2100").contains(&part) {
                year = part;
            } else {
                expected.push(format!("{year}-{}-{}", &part[..2], &part[2..]));
            }
        }
        let (found, is_cut) = in_new_york(rule, from);
        if rule.contains("COUNT") || rule.contains("UNTIL") {
            assert_eq!((found, is_cut), (expected, false), "{rule}");
        } else {
            assert_eq!((&found[..expected.len()], is_cut), (&expected[..], true), "{rule}");
        }
    }
    // Every day of three Januaries, in two ways.
    let january = |rule: &str| in_new_york(rule, "19980101");
    let yearly = january("FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA");
    assert_eq!((yearly.0.len(), yearly.1), (93, false));
    assert_eq!(january("FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1"), yearly);
}
