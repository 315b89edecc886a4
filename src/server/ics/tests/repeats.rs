//! Events that repeat: the times that others find, those taken out or replaced, and what is told of what is not followed.

use std::collections::HashSet;

use chrono::Datelike;

use super::judges;
use crate::domain::calendar_file::{FileEvent, FileGap};
use crate::domain::deadline::Moment;
use crate::server::ics::{read, read_for};

/// A calendar of events that others read as well; each is its lines from UID on.
fn foreign(events: &[&str]) -> Vec<u8> {
    let mut file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nX-WR-CALNAME:test\r\n".to_owned();
    for lines in events {
        let status = if lines.contains("STATUS:") { "" } else { "STATUS:CONFIRMED\r\n" };
        let lines = lines.replace('\n', "\r\n");
        file.push_str(&format!(
            "BEGIN:VEVENT\r\nDTSTAMP:20261101T000000Z\r\nSEQUENCE:0\r\n{status}{lines}\r\nEND:VEVENT\r\n"
        ));
    }
    file.push_str("END:VCALENDAR\r\n");
    file.into_bytes()
}

/// Beginnings and titles, in the order of time.
fn told(file: &[u8]) -> Vec<String> {
    let file = read(file).unwrap();
    let mut events: Vec<String> = file.events.iter().map(|event| format!("{} {}", event.from, event.summary)).collect();
    events.sort_unstable();
    events
}

fn gaps(file: &[u8]) -> Vec<(usize, FileGap)> {
    read(file).unwrap().notes.into_iter().map(|note| (note.line, note.what)).collect()
}

#[test]
fn times_that_are_taken_out_are_found_in_whichever_zone_they_are_told() {
    let daily = "UID:1\nSUMMARY:朝会\nDTSTART;TZID=Asia/Tokyo:20261201T090000\nRRULE:FREQ=DAILY;COUNT=5";
    // The 2nd in UTC, the 3rd in Oslo's winter, the 4th by its day alone.
    let out = "EXDATE:20261202T000000Z\nEXDATE;TZID=Europe/Oslo:20261203T010000\nEXDATE;VALUE=DATE:20261204";
    let file = foreign(&[&format!("{daily}\n{out}")]);
    assert_eq!(told(&file), ["2026-12-01T09:00 朝会", "2026-12-05T09:00 朝会"]);
    assert_eq!(gaps(&file), []);
    let numbers: Vec<usize> = read(&file).unwrap().events.iter().map(|event| event.repeat).collect();
    assert_eq!(numbers, [1, 5], "each keeps the number of its time");
    let astray = foreign(&[&format!("{daily}\nEXDATE:20261202T010000Z")]);
    assert_eq!(told(&astray).len(), 5);
    assert_eq!(gaps(&astray), [(13, FileGap::Exception)]);
}

#[test]
fn an_event_in_the_place_of_one_time_replaces_it_wherever_it_stands_in_the_file() {
    let weekly = "UID:1\nSUMMARY:進捗会議\nDTSTART;TZID=Asia/Tokyo:20261201T100000\nRRULE:FREQ=WEEKLY;COUNT=3";
    let moved =
        "UID:1\nSUMMARY:進捗会議（変更）\nDTSTART;TZID=Asia/Tokyo:20261209T140000\nRECURRENCE-ID:20261208T010000Z";
    let gone = "UID:1\nSUMMARY:進捗会議\nDTSTART;TZID=Asia/Tokyo:20261215T100000\nSTATUS:CANCELLED\nRECURRENCE-ID;TZID=Asia/Tokyo:20261215T100000";
    let expected = ["2026-12-01T10:00 進捗会議", "2026-12-09T14:00 進捗会議（変更）", "2026-12-15T10:00 進捗会議"];
    for events in [[weekly, moved, gone], [gone, moved, weekly]] {
        let file = foreign(&events);
        assert_eq!(told(&file), expected);
        assert_eq!(gaps(&file), []);
        let file = read(&file).unwrap();
        let changed = file.events.iter().find(|event| event.summary.contains("変更")).unwrap();
        assert_eq!((changed.repeat, file.events.iter().filter(|event| event.is_cancelled).count()), (2, 1));
    }
    let other = moved.replace("RECURRENCE-ID:20261208", "RECURRENCE-ID:20261209");
    let file = foreign(&[weekly, &other]);
    assert_eq!((told(&file).len(), gaps(&file)), (4, vec![(14, FileGap::Exception)]));
    let earlier = moved.replace("RECURRENCE-ID:", "RECURRENCE-ID;RANGE=THISANDPRIOR:");
    assert_eq!(gaps(&foreign(&[weekly, &earlier])), [(21, FileGap::Rule)]);
    assert_eq!(gaps(&foreign(&[moved])), [], "one time alone is an event like any other");
}

#[test]
fn what_is_not_followed_is_told_at_its_line() {
    let start = "UID:1\nSUMMARY:s\nDTSTART:20261201T100000";
    for (lines, gap) in [
        ("RRULE:FREQ=MONTHLY;BYWEEKNO=2", FileGap::Rule),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=20;COUNT=2", FileGap::First),
        ("RDATE;VALUE=PERIOD:20261202T100000/soon", FileGap::Date),
        ("RDATE;VALUE=PERIOD:20261202T100000/20261202T090000", FileGap::EndBeforeStart),
        ("EXRULE:FREQ=DAILY", FileGap::Rule),
        ("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=HOURLY", FileGap::Rule),
        ("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=2", FileGap::Rule),
        ("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY", FileGap::Repeats),
        ("RRULE:FREQ=DAILY;COUNT=2\nEXRULE:FREQ=HOURLY", FileGap::Rule),
        ("RRULE:FREQ=DAILY;COUNT=2\nEXDATE:soon", FileGap::Date),
        ("RRULE:FREQ=DAILY;COUNT=2\nEXDATE;TZID=Nowhere:20261202T100000", FileGap::Zone("Nowhere".to_owned())),
        ("RDATE;TZID=Nowhere:20261202T100000", FileGap::Zone("Nowhere".to_owned())),
        ("RRULE:FREQ=DAILY", FileGap::Repeats),
    ] {
        let file = foreign(&[&format!("{start}\n{lines}")]);
        let found = gaps(&file);
        let line = 12 + lines.matches('\n').count();
        assert_eq!(found, [(line, gap)], "{lines}");
    }
}

#[test]
fn several_rules_name_times_together_and_rules_take_them_out() {
    let start = "UID:1\nSUMMARY:s\nDTSTART:20261201T100000";
    let days = |lines: &str| {
        let file = foreign(&[&format!("{start}\n{lines}")]);
        assert_eq!(gaps(&file), [], "{lines}");
        let days = told(&file).iter().map(|event| event[5..16].to_owned()).collect::<Vec<_>>().join(" ");
        (days, read(&file).unwrap().events.iter().map(|event| event.repeat).collect::<Vec<_>>())
    };
    let (times, numbers) = days("RRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2");
    assert_eq!((times.as_str(), numbers), ("12-02T10:00 12-04T10:00", vec![2, 4]));
    let (times, numbers) =
        days("RRULE:FREQ=DAILY;COUNT=3\nRRULE:FREQ=WEEKLY;BYDAY=TH,TU;UNTIL=20261208\nRDATE:20261224T100000");
    let expected = "12-01T10:00 12-02T10:00 12-03T10:00 12-08T10:00 12-24T10:00";
    assert_eq!((times.as_str(), numbers), (expected, vec![1, 2, 3, 4, 5]));
    let (times, _) =
        days("RRULE:FREQ=DAILY;BYHOUR=10,15;COUNT=4\nEXRULE:FREQ=WEEKLY;BYHOUR=15\nEXDATE:20261202T100000");
    assert_eq!(times, "12-01T10:00 12-02T15:00");
    // A time that is named by itself is taken out too, and of a moved one nothing stands in its place.
    let (times, _) = days("RDATE:20261202T100000,20261203T100000\nEXRULE:FREQ=DAILY;INTERVAL=2");
    assert_eq!(times, "12-02T10:00");
}

/// Beginnings, ends and titles, in the order of time; what is cancelled is told with a stroke.
fn spans(file: &[u8]) -> Vec<String> {
    let span = |event: &FileEvent| {
        let end = event.to.map(|to| format!("–{to}")).unwrap_or_default();
        let stroke = if event.is_cancelled { "/" } else { "" };
        format!("{}{end} {stroke}{}", event.from, event.summary)
    };
    let mut spans: Vec<String> = read(file).unwrap().events.iter().map(span).collect();
    spans.sort_unstable();
    spans
}

const WEEKLY: &str = "UID:1\nSUMMARY:朝会\nDTSTART;TZID=Asia/Tokyo:20261201T100000\nDTEND;TZID=Asia/Tokyo:20261201T103000\nRRULE:FREQ=WEEKLY;COUNT=6";
/// From the 15th on an hour later and an hour long.
const LATER: &str = "UID:1\nSUMMARY:朝会（新）\nDTSTART;TZID=Asia/Tokyo:20261216T110000\nDURATION:PT1H\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20261215T100000";

#[test]
fn a_change_of_one_time_and_all_later_ones_moves_them_all() {
    let expected = [
        "2026-12-01T10:00–2026-12-01T10:30 朝会",
        "2026-12-08T10:00–2026-12-08T10:30 朝会",
        "2026-12-16T11:00–2026-12-16T12:00 朝会（新）",
        "2026-12-23T11:00–2026-12-23T12:00 朝会（新）",
        "2026-12-30T11:00–2026-12-30T12:00 朝会（新）",
        "2027-01-06T11:00–2027-01-06T12:00 朝会（新）",
    ];
    for events in [[WEEKLY, LATER], [LATER, WEEKLY]] {
        let file = foreign(&events);
        assert_eq!((spans(&file), gaps(&file)), (expected.map(str::to_owned).to_vec(), vec![]));
        let numbers: HashSet<usize> = read(&file).unwrap().events.iter().map(|event| event.repeat).collect();
        assert_eq!(numbers, HashSet::from([1, 2, 3, 4, 5, 6]), "each keeps the number of its time");
    }
    let gone = foreign(&[WEEKLY, &format!("{LATER}\nSTATUS:CANCELLED")]);
    assert_eq!(spans(&gone).iter().filter(|span| span.contains('/')).count(), 4);
}

#[test]
fn exceptions_and_single_changes_hold_within_what_is_moved() {
    let without = format!("{WEEKLY}\nEXDATE;TZID=Asia/Tokyo:20261222T100000");
    let single =
        "UID:1\nSUMMARY:納会\nDTSTART;TZID=Asia/Tokyo:20261228T150000\nRECURRENCE-ID;TZID=Asia/Tokyo:20261229T100000";
    let expected = [
        "2026-12-01T10:00–2026-12-01T10:30 朝会",
        "2026-12-08T10:00–2026-12-08T10:30 朝会",
        "2026-12-16T11:00–2026-12-16T12:00 朝会（新）",
        "2026-12-28T15:00 納会",
        "2027-01-06T11:00–2027-01-06T12:00 朝会（新）",
    ];
    for events in [[single, LATER, &without], [&without, LATER, single], [LATER, single, &without]] {
        let file = foreign(&events);
        assert_eq!((spans(&file), gaps(&file)), (expected.map(str::to_owned).to_vec(), vec![]));
    }
    // A later change begins from where the rule has it, not from what the earlier one made of it.
    let again = "UID:1\nSUMMARY:昼会\nDTSTART;TZID=Asia/Tokyo:20261229T130000\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20261229T100000";
    let file = foreign(&[again, WEEKLY, LATER]);
    assert_eq!(
        spans(&file)[2..],
        [
            "2026-12-16T11:00–2026-12-16T12:00 朝会（新）",
            "2026-12-23T11:00–2026-12-23T12:00 朝会（新）",
            "2026-12-29T13:00 昼会",
            "2027-01-05T13:00 昼会"
        ]
    );
}

#[test]
fn a_change_of_later_times_that_begins_nowhere_changes_nothing_and_is_told() {
    let astray = LATER.replace("TZID=Asia/Tokyo:20261215T100000", "TZID=Asia/Tokyo:20261214T100000");
    let file = foreign(&[WEEKLY, &astray]);
    assert_eq!((spans(&file).len(), gaps(&file)), (7, vec![(15, FileGap::Exception)]));
    // Nothing else of the event is in the file.
    assert_eq!(gaps(&foreign(&[LATER])), [(13, FileGap::Rule)]);
    // What was left out of the beginning may have been where it begins.
    let endless = "UID:1\nSUMMARY:休館\nDTSTART;VALUE=DATE:20180827\nRRULE:FREQ=WEEKLY";
    let moved =
        "UID:1\nSUMMARY:休館日\nDTSTART;VALUE=DATE:20200407\nRECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20200406";
    let file = read_for(&foreign(&[endless, moved]), "2026-11-27".parse().unwrap()).unwrap();
    let days: HashSet<_> = file.events.iter().map(|event| event.from.date.weekday()).collect();
    assert_eq!((days, file.events.len()), (HashSet::from([chrono::Weekday::Tue]), 101));
    assert!(file.events.iter().any(|event| event.from.to_string() == "2026-12-01"));
}

#[test]
fn days_named_one_by_one_may_be_as_long_as_they_say() {
    let lines = "UID:1\nSUMMARY:s\nDTSTART:20261201T100000\nDTEND:20261201T110000\nRDATE;VALUE=PERIOD:20261203T100000/PT2H,20261204T100000/20261204T100500\nRDATE:20261205T100000\nRRULE:FREQ=DAILY;COUNT=3";
    let file = foreign(&[lines]);
    assert_eq!(
        spans(&file),
        [
            "2026-12-01T10:00–2026-12-01T11:00 s",
            "2026-12-02T10:00–2026-12-02T11:00 s",
            "2026-12-03T10:00–2026-12-03T12:00 s",
            "2026-12-04T10:00–2026-12-04T10:05 s",
            "2026-12-05T10:00–2026-12-05T11:00 s",
        ]
    );
    assert_eq!(gaps(&file), []);
}

#[test]
fn each_time_is_as_long_as_its_clock_has_it() {
    let daily = "UID:1\nSUMMARY:s\nDTSTART;TZID=Europe/Oslo:20260327T200000\nRRULE:FREQ=DAILY;COUNT=3";
    let ends = |end: &str| -> Vec<String> {
        let file = read(&foreign(&[&format!("{daily}\n{end}")])).unwrap();
        file.events.iter().map(|event| event.to.unwrap().to_string()).collect()
    };
    // Twelve hours on are eight in the morning, but nine in the night of 23 hours: 16:00 in Japan all the same.
    let hours = ["2026-03-28T16:00", "2026-03-29T16:00", "2026-03-30T15:00"];
    assert_eq!(ends("DURATION:PT12H"), hours);
    assert_eq!(ends("DTEND;TZID=Europe/Oslo:20260328T080000"), hours, "until a moment is for as long each time");
    // The same time on the next day.
    assert_eq!(ends("DURATION:P1D"), ["2026-03-29T04:00", "2026-03-30T03:00", "2026-03-31T03:00"]);
    assert_eq!(ends("DURATION:P1DT1H"), ["2026-03-29T05:00", "2026-03-30T04:00", "2026-03-31T04:00"]);
}

#[test]
fn the_first_time_is_counted_even_where_it_does_not_follow_its_rule() {
    let file = foreign(&["UID:1\nSUMMARY:休館\nDTSTART;VALUE=DATE:20270401\nRRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3"]);
    assert_eq!(told(&file), ["2027-04-01 休館", "2027-04-05 休館", "2027-04-12 休館"]);
    assert_eq!(gaps(&file), [(12, FileGap::First)]);
}

#[test]
fn of_what_began_long_ago_the_times_to_come_are_read() {
    let file = foreign(&[
        "UID:1\nSUMMARY:休館\nDTSTART;VALUE=DATE:20180827\nRRULE:FREQ=WEEKLY;BYDAY=MO\nEXDATE;VALUE=DATE:20261130",
    ]);
    assert_eq!(read(&file).unwrap().events.last().unwrap().from.to_string(), "2020-07-20", "nobody's today");
    let read = read_for(&file, "2026-11-27".parse().unwrap()).unwrap();
    let days: Vec<String> = read.events.iter().map(|event| event.from.to_string()).collect();
    assert!(days.contains(&"2026-12-07".to_owned()) && !days.contains(&"2026-11-30".to_owned()), "{days:?}");
    assert!(read.events.iter().all(|event| event.from.date.weekday() == chrono::Weekday::Mon));
    assert_eq!(read.notes.len(), 1, "{:?}", read.notes);
    assert_eq!(read.notes[0].what, FileGap::Repeats);
}

#[test]
fn what_repeats_does_not_grow_out_of_a_small_file() {
    let long = "あ".repeat(4_000);
    let one = format!("SUMMARY:題\nDTSTART:20261201T100000\nRRULE:FREQ=DAILY;COUNT=90\nDESCRIPTION:{long}");
    let events: Vec<String> = (0..300).map(|number| format!("UID:{number}\n{one}")).collect();
    let bytes = foreign(&events.iter().map(String::as_str).collect::<Vec<_>>());
    let file = read(&bytes).unwrap();
    assert_eq!(file.events.len(), 2_000);
    let words: usize =
        file.events.iter().map(|event| event.description.chars().count() + event.summary.chars().count()).sum();
    assert!(words <= 1_000_000, "{words}");
    assert_eq!((file.events[0].description.chars().count(), file.events[1].description.chars().count()), (4_000, 200));
    assert!(file.notes.iter().any(|note| note.what == FileGap::Events), "{:?}", file.notes);
    let plain: Vec<String> = (0..400).map(|number| format!("UID:{number}\nDTSTART:20261201\nSUMMARY:{long}")).collect();
    let bytes = foreign(&plain.iter().map(String::as_str).collect::<Vec<_>>());
    let file = read(&bytes).unwrap();
    assert_eq!(file.events.len(), 400, "their days are read all the same");
    assert_eq!(file.notes.iter().filter(|note| note.what == FileGap::Texts).count(), 1);
}

/// Rules as calendar programs write them, with the last of the beginnings.
const RULES: [(&str, &str, &str); 8] = [
    ("DTSTART;TZID=Asia/Tokyo:20261201T170000", "FREQ=WEEKLY;BYDAY=TU,FR;COUNT=8", "2026-12-25T17:00"),
    (
        "DTSTART;TZID=Asia/Tokyo:20261201T170000",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,TU;COUNT=5",
        "2026-12-29T17:00",
    ),
    ("DTSTART;TZID=Asia/Tokyo:20261209T093000", "FREQ=MONTHLY;BYDAY=2WE;COUNT=4", "2027-03-10T09:30"),
    ("DTSTART;VALUE=DATE:20261225", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270430", "2027-04-30"),
    ("DTSTART;VALUE=DATE:20261231", "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", "2027-02-28"),
    ("DTSTART;VALUE=DATE:20261231", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2027-02-26"),
    ("DTSTART;VALUE=DATE:20260720", "FREQ=YEARLY;BYMONTH=7;BYDAY=3MO;COUNT=3", "2028-07-17"),
    ("DTSTART;TZID=Asia/Tokyo:20261201T170000", "FREQ=DAILY;UNTIL=20261204T080000Z", "2026-12-04T17:00"),
];

#[test]
fn rules_are_followed_as_two_programs_follow_them() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0900\r\n\
TZOFFSETTO:+0900\r\nTZNAME:JST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT";
    for (start, rule, last) in RULES {
        let file = foreign(&[&format!("UID:1\nSUMMARY:s\n{start}\nRRULE:{rule}")]);
        let file = String::from_utf8(file).unwrap().replacen("BEGIN:VEVENT", zone, 1).into_bytes();
        let events = read(&file).unwrap();
        assert_eq!(events.notes, [], "{rule}");
        let ours: Vec<String> = events.events.iter().map(|event| in_utc(event.from)).collect();
        assert_eq!(events.events.last().unwrap().from.to_string(), last, "{rule}");
        for (program, calendar) in judges::read_by_others(&file) {
            assert_eq!(calendar["events"][0]["times"], serde_json::json!(ours), "{program}: {rule}");
        }
    }
}

/// A moment as the two programs print it.
fn in_utc(moment: Moment) -> String {
    match moment.time {
        None => moment.date.to_string(),
        Some(time) => {
            let there = moment.date.and_time(time) - chrono::Duration::hours(9);
            there.format("%Y-%m-%dT%H:%M:%SZ").to_string()
        }
    }
}
