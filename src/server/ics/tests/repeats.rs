//! Events that repeat: the times that others find, those taken out or replaced, and what is told of what is not followed.

use super::judges;
use crate::domain::calendar_file::FileGap;
use crate::domain::deadline::Moment;
use crate::server::ics::read;

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
    let later = moved.replace("RECURRENCE-ID:", "RECURRENCE-ID;RANGE=THISANDFUTURE:");
    assert_eq!(gaps(&foreign(&[weekly, &later])), [(21, FileGap::Rule)]);
    assert_eq!(gaps(&foreign(&[moved])), [], "one time alone is an event like any other");
}

#[test]
fn what_is_not_followed_is_told_at_its_line() {
    let start = "UID:1\nSUMMARY:s\nDTSTART:20261201T100000";
    for (lines, gap) in [
        ("RRULE:FREQ=YEARLY;BYWEEKNO=2", FileGap::Rule),
        ("EXRULE:FREQ=DAILY", FileGap::Rule),
        ("RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY", FileGap::Rule),
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
    let both = foreign(&[&format!("{start}\nRRULE:FREQ=DAILY;COUNT=3\nEXRULE:FREQ=DAILY;INTERVAL=2")]);
    assert_eq!((told(&both).len(), gaps(&both)), (3, vec![(13, FileGap::Rule)]));
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
