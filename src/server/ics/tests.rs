//! What is written is read back, by our reader and by two programs of others; files of others are read within bounds.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

use super::{Calendar, Event, FILE_MOST, Lead, Morning, Related, Status, When, read, read_for, write};
use crate::domain::calendar_file::{FileFault, FileGap};
use crate::domain::instant::Instant;
use crate::domain::language::Language;

mod closed_days;
pub(crate) mod judges;
mod repeats;

fn moment(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn event(when: When) -> Event {
    Event {
        uid: "date.bid@musubi".to_owned(),
        sequence: 3,
        // 2026-11-27T02:00:00Z
        changed_at: Instant(1_795_744_800_000),
        when,
        summary: "企画提案書提出期限：みなと市防災情報配信システム構築業務委託".to_owned(),
        description: "日時：令和8年12月10日（木）17:00\n場所：本館1階; 総務部, 契約課\\窓口".to_owned(),
        place: "本館1階, 契約課".to_owned(),
        url: Some("https://musubi.example.jp/bids/1/dates".to_owned()),
        status: Status::Tentative,
        categories: vec!["日程".to_owned(), "a,b".to_owned()],
        alarms: vec![Lead::Days(14), Lead::Days(1), Lead::Hours(2)],
        related: Related::End,
        morning: Morning::Same,
    }
}

fn calendar(events: Vec<Event>) -> Calendar {
    Calendar { name: "Musubi：みなと市".to_owned(), language: Language::Japanese, events }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// One event of each sort.
fn every_sort() -> Calendar {
    let cancelled = Event {
        status: Status::Cancelled,
        url: None,
        alarms: Vec::new(),
        ..event(When::At(moment("2026-12-10T17:00")))
    };
    let mut events = vec![
        event(When::At(moment("2026-12-10T17:00"))),
        event(When::Days { from: day("2026-12-01"), to: day("2026-12-10") }),
        Event {
            related: Related::Start,
            status: Status::Confirmed,
            ..event(When::Days { from: day("2026-12-11"), to: day("2026-12-11") })
        },
        event(When::Span { from: moment("2026-12-01T09:00"), to: moment("2026-12-10T16:30") }),
        Event { description: String::new(), place: String::new(), categories: Vec::new(), ..cancelled },
    ];
    for (number, event) in events.iter_mut().enumerate() {
        event.uid = format!("{number}@musubi");
    }
    calendar(events)
}

#[test]
fn an_event_is_written_line_by_line() {
    let file = String::from_utf8(write(&calendar(vec![event(When::At(moment("2026-12-10T17:00")))]))).unwrap();
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    let whole = file.replace("\r\n ", "");
    assert!(!whole.contains("RELATED=END"), "a moment has no end to count from: {whole}");
    for line in [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:",
        "\r\nBEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\n",
        "\r\nUID:date.bid@musubi\r\nDTSTAMP:20261127T020000Z\r\nLAST-MODIFIED:20261127T020000Z\r\nSEQUENCE:3\r\n",
        "\r\nDTSTART;TZID=Asia/Tokyo:20261210T170000\r\nSUMMARY;LANGUAGE=ja:企画提案書提出期限：みなと市防災情報",
        "17:00\\n場所：本館1階\\; 総務部\\, 契約課\\\\窓口\r\n",
        "\r\nSTATUS:TENTATIVE\r\n",
        "\r\nCATEGORIES;LANGUAGE=ja:日程,a\\,b\r\n",
        "\r\nTRIGGER:-P14D\r\n",
        "\r\nTRIGGER:-PT2H\r\n",
        "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ] {
        assert!(whole.contains(line), "{line} in {whole}");
    }
}

#[test]
fn whole_days_end_the_day_after_and_remind_in_the_morning() {
    let last = write(&calendar(vec![event(When::Days { from: day("2026-12-01"), to: day("2026-12-10") })]));
    let first =
        Event { related: Related::Start, ..event(When::Days { from: day("2026-12-31"), to: day("2026-12-31") }) };
    let first = write(&calendar(vec![first]));
    let [last, first] = [last, first].map(|file| String::from_utf8(file).unwrap());
    assert!(last.contains("DTSTART;VALUE=DATE:20261201\r\nDTEND;VALUE=DATE:20261211\r\n"), "{last}");
    // Nine o'clock of the 26th of November, of the 9th and of the 10th, told from the midnight that ends the 10th.
    for trigger in ["TRIGGER;RELATED=END:-P14DT15H", "TRIGGER;RELATED=END:-P1DT15H", "TRIGGER;RELATED=END:-PT15H"] {
        assert!(last.contains(&format!("{trigger}\r\n")), "{trigger} in {last}");
    }
    assert!(first.contains("DTEND;VALUE=DATE:20270101\r\n"), "{first}");
    for trigger in ["TRIGGER:-P13DT15H", "TRIGGER:-PT15H", "TRIGGER:PT9H"] {
        assert!(first.contains(&format!("{trigger}\r\n")), "{trigger} in {first}");
    }
}

#[test]
fn whole_days_remind_readers_behind_japan_on_the_morning_before() {
    let day = day("2026-12-10");
    let triggers = |related| {
        let event = Event { related, morning: Morning::Before, ..event(When::Days { from: day, to: day }) };
        let file = String::from_utf8(write(&calendar(vec![event]))).unwrap();
        file.lines().filter(|line| line.starts_with("TRIGGER")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(triggers(Related::Start), ["TRIGGER:-P14DT15H", "TRIGGER:-P1DT15H", "TRIGGER:-PT15H"]);
    let end = ["TRIGGER;RELATED=END:-P15DT15H", "TRIGGER;RELATED=END:-P2DT15H", "TRIGGER;RELATED=END:-P1DT15H"];
    assert_eq!(triggers(Related::End), end);
}

#[test]
fn alarms_of_a_period_count_from_the_end_that_matters() {
    let span = When::Span { from: moment("2026-12-01T09:00"), to: moment("2026-12-10T16:30") };
    let triggers = |related| {
        let file = String::from_utf8(write(&calendar(vec![Event { related, ..event(span) }]))).unwrap();
        file.lines().filter(|line| line.starts_with("TRIGGER")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(triggers(Related::Start), ["TRIGGER:-P14D", "TRIGGER:-P1D", "TRIGGER:-PT2H"]);
    let end = ["TRIGGER;RELATED=END:-P14D", "TRIGGER;RELATED=END:-P1D", "TRIGGER;RELATED=END:-PT2H"];
    assert_eq!(triggers(Related::End), end);
}

#[test]
fn two_programs_read_what_is_written_alike() {
    let told = judges::read_by_others(&write(&every_sort()));
    for (program, calendar) in &told {
        assert_eq!(calendar["name"], "Musubi：みなと市", "{program}");
        let events = calendar["events"].as_array().unwrap();
        assert_eq!(events.len(), 5, "{program}");
        let first = &events[0];
        assert_eq!(first["summary"], "企画提案書提出期限：みなと市防災情報配信システム構築業務委託", "{program}");
        assert_eq!(
            first["description"], "日時：令和8年12月10日（木）17:00\n場所：本館1階; 総務部, 契約課\\窓口",
            "{program}"
        );
        assert_eq!(first["location"], "本館1階, 契約課", "{program}");
        assert_eq!(first["start"], "2026-12-10T08:00:00Z", "{program}");
        assert_eq!(first["categories"], serde_json::json!(["日程", "a,b"]), "{program}");
        let alarms: Vec<i64> =
            first["alarms"].as_array().unwrap().iter().map(|alarm| alarm["before"].as_i64().unwrap()).collect();
        assert_eq!(alarms, [14 * 86_400, 86_400, 7_200], "{program}");
        assert_eq!(events[1]["start"], "2026-12-01", "{program}");
        assert_eq!(events[1]["end"], "2026-12-11", "{program}");
        assert_eq!(events[3]["end"], "2026-12-10T07:30:00Z", "{program}");
        assert_eq!(events[4]["status"], "CANCELLED", "{program}");
    }
    if let [(_, one), (_, other)] = told.as_slice() {
        assert_eq!(one, other);
    }
}

fn texts() -> impl Strategy<Value = String> {
    "[!-~期限様式提出先😀é][ -~\t\n期限様式提出先😀é]{0,150}[!-~期限😀]"
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        summary in texts(),
        description in texts(),
        place in texts(),
        days in 0_i64..60_000,
        minutes in 0_i64..1_440,
        length in 1_i64..100,
        sort in 0_u8..3,
    ) {
        let first = day("1970-01-01") + chrono::Duration::days(days);
        let at = first.and_hms_opt(0, 0, 0).unwrap() + chrono::Duration::minutes(minutes);
        let when = match sort {
            0 => When::At(at),
            1 => When::Days { from: first, to: first + chrono::Duration::days(length) },
            _ => When::Span { from: at, to: at + chrono::Duration::minutes(length) },
        };
        let written = Event { summary: summary.clone(), description, place, ..event(when) };
        let file = read(&write(&calendar(vec![written.clone()]))).unwrap();
        prop_assert!(file.notes.is_empty(), "{:?}", file.notes);
        let found = &file.events[0];
        prop_assert_eq!(&found.summary, &summary);
        prop_assert_eq!(&found.description, &written.description);
        prop_assert_eq!(&found.place, &written.place);
        let text = |moment: NaiveDateTime| moment.format("%Y-%m-%dT%H:%M").to_string();
        let (from, to) = (found.from.to_string(), found.to.map(|to| to.to_string()));
        let expected = match when {
            When::At(at) => (text(at), None),
            When::Days { from, to } => (from.to_string(), Some(to.to_string())),
            When::Span { from, to } => (text(from), Some(text(to))),
        };
        prop_assert_eq!((from, to), expected);
    }

    #[test]
    fn nothing_that_is_read_breaks_the_reader(
        lines in prop::collection::vec(
            prop_oneof![
                Just("BEGIN:VCALENDAR".to_owned()), Just("BEGIN:VEVENT".to_owned()), Just("END:VEVENT".to_owned()),
                Just("END:VCALENDAR".to_owned()), Just("BEGIN:VALARM".to_owned()),
                "(DTSTART|DTEND|RRULE|EXDATE|DURATION)(;TZID=[A-Za-z/]{0,12})?:[0-9TZ+P=;A-Z,-]{0,40}",
                "DTSTART:[0-9]{8}T[0-9]{6}Z?",
                "RRULE:FREQ=(DAILY|MONTHLY|YEARLY);(INTERVAL=[0-9]{1,6};)?(COUNT=[0-9]{1,9}|UNTIL=[0-9]{8})",
                "RRULE:FREQ=(WEEKLY|MONTHLY|YEARLY)(;BY(DAY|MONTH|MONTHDAY|SETPOS)=[-0-9A-Z,]{0,20}){0,3}",
                "RRULE:FREQ=YEARLY;BY(WEEKNO|YEARDAY)=-?[1-9][0-9]?(;BYDAY=(MO|TH,SU))?(;BYSETPOS=-?1)?",
                "(RECURRENCE-ID|EXDATE|RDATE)(;RANGE=THISANDFUTURE)?:[0-9]{8}(T[0-9]{6}Z?)?(,[0-9TZ]{0,16}){0,2}",
                "(DTSTART|RECURRENCE-ID)(;RANGE=THISANDFUTURE)?:202[67]1[0-2][0-2][0-9](T[01][0-9]0000Z?)?",
                "(DURATION:|RDATE:20261203T100000/)P([0-9]{1,3}D)?(T[0-9]{1,6}H)?",
                "UID:[ab]",
                ".{0,60}",
            ],
            0..40,
        ),
    ) {
        let file = lines.join("\r\n");
        for read in [read(file.as_bytes()), read_for(file.as_bytes(), day("2030-01-01"))].into_iter().flatten() {
            for event in read.events {
                prop_assert!(event.to.is_none_or(|to| to.to_utc_millis() >= event.from.to_utc_millis()), "{event:?}");
            }
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(&bytes);
    }
}

/// Files of others, with what is expected: how many events and the first of them, or the refusal, and the notes.
#[test]
fn files_of_others_are_read_or_refused() {
    let rule = |line| (line, FileGap::Rule);
    type Read<'a> = (&'a str, usize, &'a str, Vec<(usize, FileGap)>);
    let expected: [Read<'_>; 9] = [
        ("shirasagi_event-1", 16, "2018-08-27 – 2018-08-31 Python 夏休み集中キャンプ", vec![]),
        ("shirasagi_event-rrule-1", 111, "2018-08-27 event 1", vec![(25, FileGap::Repeats)]),
        ("shirasagi_event-exdate-1", 1, "2018-08-27 – 2018-08-31 Python 夏休み集中キャンプ", vec![rule(14)]),
        ("icalendar_rfc_6868", 0, "", vec![(3, FileGap::NoStart)]),
        ("icalendar_broken_dtstart", 0, "", vec![(6, FileGap::Date), (4, FileGap::NoStart)]),
        (
            "icalendar_issue_836_do_not_quote_tzid",
            1,
            "2024-10-29T06:00 – 2024-10-29T07:00 Anonymous Test Event for TZID",
            vec![],
        ),
        (
            "icalendar_issue_237_fail_to_parse_timezone_with_non_ascii_tzid",
            1,
            "2017-05-11T13:30 – 2017-05-11T14:00 ",
            vec![20, 21].into_iter().map(|line| (line, FileGap::Zone("(UTC-03:00) Brasília".to_owned()))).collect(),
        ),
        ("icalendar_bom_calendar", 0, "", vec![]),
        ("icalendar_issue_1081_invalid_rrule_freq", 1, "2025-01-01T19:00 Test Event", vec![rule(7)]),
    ];
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server/ics/fixtures");
    for (name, count, first, notes) in expected {
        let file = read(&std::fs::read(folder.join(format!("{name}.ics"))).unwrap()).unwrap();
        let told = file.events.first().map(|event| {
            let to = event.to.map(|to| format!(" – {to}")).unwrap_or_default();
            format!("{}{to} {}", event.from, event.summary)
        });
        let found: Vec<_> = file.notes.into_iter().map(|note| (note.line, note.what)).collect();
        assert_eq!((file.events.len(), told.unwrap_or_default().as_str(), found), (count, first, notes), "{name}");
    }
}

fn refused(bytes: &[u8]) -> FileFault {
    read(bytes).unwrap_err()
}

#[test]
fn what_is_no_calendar_or_beyond_every_bound_is_refused_with_its_line() {
    assert_eq!(refused(b""), FileFault::NoCalendar(1));
    assert_eq!(refused(b"\r\nBEGIN:VCARD\r\nEND:VCARD\r\n"), FileFault::NoCalendar(2));
    assert_eq!(refused(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"), FileFault::WrongEnd(3));
    assert_eq!(refused(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n"), FileFault::Unfinished(2));
    assert_eq!(refused(&[b"BEGIN:VCALENDAR\n".to_vec(), b"BEGIN:X\n".repeat(9)].concat()), FileFault::TooDeep(9));
    assert_eq!(refused(&b"X:1\n".repeat(100_001)), FileFault::TooManyLines(100_000));
    assert_eq!(refused(&[b"BEGIN:VCALENDAR\nX:".to_vec(), b"a".repeat(300_000)].concat()), FileFault::LineTooLong(2));
    assert_eq!(
        refused(&[b"BEGIN:VCALENDAR\nX:1\n".to_vec(), b" aaaa\n".repeat(70_000)].concat()),
        FileFault::LineTooLong(65_538)
    );
    assert_eq!(refused(&b"a".repeat(10 << 20)), FileFault::TooLarge(FILE_MOST));
    assert_eq!(refused(b"BEGIN:VCALENDAR\nX:\xff\xff\xff\n"), FileFault::NoText(2));
}

#[test]
fn other_encodings_and_folds_within_a_character_are_read() {
    let text =
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261210T170000\r\nSUMMARY:締切\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let shift_jis = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
    let mut folded = text.as_bytes().to_vec();
    let at = text.find('締').unwrap() + 1;
    drop(folded.splice(at..at, *b"\r\n "));
    for bytes in [text.as_bytes().to_vec(), little, shift_jis, folded, text.replace("\r\n", "\r").into_bytes()] {
        let file = read(&bytes).unwrap();
        assert_eq!(file.events[0].summary, "締切");
        assert_eq!(file.events[0].from.to_string(), "2026-12-10T17:00");
    }
}
