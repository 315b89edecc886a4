//! Mails of reminders: what a daily mail keeps, to whom none goes any more, encryption and signing in, a server that is
//! killed between sending and noting it.

use std::path::PathBuf;

use super::support::bids::TestBid;
use super::support::reminders::{Clock, address, date, empty_bid};
use super::support::smtp::{SIGN_IN, SIGN_IN_PASSWORD, SmtpServer, Taken};
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::deadline::{MilestoneKind, Moment, Precision};
use crate::domain::id::{BidId, DeadlineId};
use crate::domain::instant::{DAY, HOUR, Instant, MINUTE};
use crate::domain::language::Language;
use crate::domain::reminder::{About, DueDate};
use crate::server::clock;
use crate::server::jobs::LEASE;
use crate::server::mail::{Letter, Line, Post, Reader, Refused};

/// A date of a bid so long from now.
async fn date_in(server: &TestServer, bid: &TestBid, kind: &str, millis: i64) -> String {
    let at = Moment::from_utc_millis(clock::now().0 + millis, Precision::Minute).unwrap();
    date(server, bid, kind, &at.to_string()).await
}

/// How a person wants mail, without quiet hours.
async fn way(server: &TestServer, person: &Person, way: &str) {
    let setting = "insert into reminder_setting (user_id, way, quiet_from, quiet_to) values ($1, $2, 0, 0)";
    server.run_sql(setting, &[&person.user.to_string(), way]).await;
}

async fn count(server: &TestServer, condition: &str) -> String {
    server.value_of(&format!("select count(*) from outbox where {condition}"), &[]).await
}

on_both_engines!(a_daily_mail_that_was_given_up_says_the_same_when_a_person_has_it_tried_again, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    address(&server, &person, "never@example.jp", "Asia/Tokyo").await;
    way(&server, &person, "daily").await;
    date_in(&server, &bid, "question_by", 10 * DAY).await;
    date_in(&server, &bid, "proposal_by", 12 * DAY).await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'gathered'").await, "2");
    clock.advance(DAY);
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'failed' and error like '550%'").await, "3", "the mail and what it held");
    // What comes later belongs to the next daily mail.
    date_in(&server, &bid, "intent_by", 9 * DAY).await;
    clerk.round().await.unwrap();
    let page = person.browser.get("/reminders").await.text;
    assert_eq!(page.matches("550 5.1.1 no such mailbox").count(), 2, "{page}");
    assert_eq!(page.matches("/api/reminders/retry").count(), 2, "{page}");
    server.run_sql("update user_account set is_administrator = 1 where id = $1", &[&person.user.to_string()]).await;
    let firm = person.browser.get("/reminders/settings").await.text;
    assert_eq!(firm.matches("550 5.1.1 no such mailbox").count(), 1, "one mail is one line: {firm}");
    address(&server, &person, "sato@example.jp", "Asia/Tokyo").await;
    let line = server.value_of("select max(id) from outbox where state = 'failed' and kind = 'deadline'", &[]).await;
    assert_eq!(person.browser.call("/api/reminders/retry", &[("id", &line)]).await.status, 200);
    clerk.round().await.unwrap();
    let taken = smtp.taken(1).await;
    assert_eq!(taken.len(), 1, "{taken:#?}");
    assert_eq!(taken[0].subject, "Today's reminders (2)");
    assert_eq!(taken[0].body.matches("/snooze/").count(), 2, "{}", taken[0].body);
    assert_eq!(count(&server, "state = 'sent'").await, "3");
    assert_eq!(count(&server, "state = 'gathered'").await, "1", "the later one waits for its own");
    assert_eq!(person.browser.call("/api/reminders/retry", &[("id", &line)]).await.status, 404, "sent is sent");
});

on_both_engines!(a_daily_mail_that_is_refused_for_now_gathers_nothing_more, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "later@example.jp", "Asia/Tokyo").await;
    way(&server, &bid.coordinator, "daily").await;
    date_in(&server, &bid, "question_by", 10 * DAY).await;
    let gone = date_in(&server, &bid, "proposal_by", 12 * DAY).await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    clock.advance(DAY);
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'gathered' and error like '451%'").await, "2", "refused for now");
    date_in(&server, &bid, "intent_by", 9 * DAY).await;
    let done = "insert into done_step (bid_id, deadline_id, user_id, done_at) values ($1, $2, $3, 0)";
    server.run_sql(done, &[&bid.id, &gone, &bid.coordinator.user.to_string()]).await;
    for _ in 0..3 {
        clock.advance(6 * MINUTE);
        clerk.round().await.unwrap();
    }
    let taken = smtp.taken(1).await;
    assert_eq!(
        (taken.len(), taken[0].subject.as_str()),
        (1, "Today's reminders (1)"),
        "what was done meanwhile is left out"
    );
    assert_eq!(count(&server, "state = 'gathered' and daily_id is null").await, "1", "what came meanwhile waits");
});

on_both_engines!(a_message_that_cannot_be_read_holds_up_no_other, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "later@example.jp", "Asia/Tokyo").await;
    way(&server, &bid.coordinator, "each").await;
    date_in(&server, &bid, "question_by", 10 * DAY).await;
    date_in(&server, &bid, "proposal_by", 12 * DAY).await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting' and attempts = 1").await, "2", "both were refused for now");
    let first = server.value_of("select id from outbox order by due_at, id limit 1", &[]).await;
    server.run_sql("update outbox set about = 'of a newer server' where id = $1", &[&first]).await;
    clock.advance(6 * MINUTE);
    clerk.round().await.unwrap();
    assert_eq!(smtp.taken(1).await.len(), 1, "the other one");
    let behind = format!("id = '{first}' and state = 'waiting' and next_try > {}", clock.now().0);
    assert_eq!(count(&server, &behind).await, "1", "it is tried again later");
});

on_both_engines!(what_is_too_much_for_one_daily_mail_goes_out_in_several_at_once, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "sato@example.jp", "Asia/Tokyo").await;
    way(&server, &bid.coordinator, "daily").await;
    for minute in 0..230 {
        date_in(&server, &bid, "proposal_by", 10 * DAY + minute * MINUTE).await;
    }
    let (one, other) = (clock.clerk(&server, Some(smtp.post())), clock.clerk(&server, Some(smtp.post())));
    one.round().await.unwrap();
    assert_eq!(count(&server, "state = 'gathered'").await, "230");
    clock.advance(DAY);
    let (first, second) = tokio::join!(one.round(), other.round());
    first.unwrap();
    second.unwrap();
    let taken = smtp.taken(3).await;
    let mut subjects: Vec<&str> = taken.iter().map(|mail| mail.subject.as_str()).collect();
    subjects.sort_unstable();
    let expected = [
        "Today's reminders (100; mail 1 of 3)",
        "Today's reminders (100; mail 2 of 3)",
        "Today's reminders (30; mail 3 of 3)",
    ];
    assert_eq!(subjects, expected);
    let links: usize = taken.iter().map(|mail| mail.body.matches("/snooze/").count()).sum();
    assert_eq!(links, 230, "each once");
    assert_eq!(count(&server, "state in ('new', 'waiting', 'gathered')").await, "0", "in the same round");
});

on_both_engines!(a_mail_that_waits_goes_to_nobody_who_may_not_see_the_date_any_more, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-02T23:00");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "coordinator@example.jp", "Asia/Tokyo").await;
    let mut owners = Vec::new();
    for (number, kind) in ["question_by", "intent_by", "proposal_by", "bid_by"].into_iter().enumerate() {
        let person = server.viewer_on(&bid).await;
        address(&server, &person, &format!("owner{number}@example.jp"), "Asia/Tokyo").await;
        let owned = date(&server, &bid, kind, "2026-12-09T20:00").await;
        let owner = "insert into deadline_owner (bid_id, deadline_id, user_id) values ($1, $2, $3)";
        server.run_sql(owner, &[&bid.id, &owned, &person.user.to_string()]).await;
        owners.push((person, owned));
    }
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting'").await, "4", "each waits for the morning");
    let user = |number: usize| owners[number].0.user.to_string();
    server.run_sql("update seat set role = 'contributor' where user_id = $1", &[&user(0)]).await;
    server.run_sql("delete from deadline_owner where user_id = $1", &[&user(1)]).await;
    server.run_sql("delete from seat where user_id = $1", &[&user(1)]).await;
    server.run_sql("update user_account set state = 'removed' where id = $1", &[&user(2)]).await;
    let heir = server.viewer_on(&bid).await;
    address(&server, &heir, "heir@example.jp", "Asia/Tokyo").await;
    let hand_over = "update deadline_owner set user_id = $2 where deadline_id = $1";
    server.run_sql(hand_over, &[&owners[3].1, &heir.user.to_string()]).await;
    clock.advance(8 * HOUR);
    clerk.round().await.unwrap();
    let taken = smtp.taken(4).await;
    let mut to: Vec<&str> = taken.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    let coordinator = "coordinator@example.jp";
    assert_eq!(to, [coordinator, coordinator, coordinator, "heir@example.jp"], "who may write, or who answers now");
    assert_eq!(count(&server, "state = 'withdrawn'").await, "4");
    let mut demoted = owners[0].0.clone();
    let page = demoted.browser.get("/reminders").await.text;
    assert!(!page.contains("みなと市"), "and nothing of it stands in the application: {page}");
});

on_both_engines!(what_never_went_out_before_its_date_is_shown_as_failed, |server| {
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    way(&server, &person, "each").await;
    date_in(&server, &bid, "proposal_by", 10 * DAY).await;
    let now = Clock::of(clock::now());
    // Nobody listens there.
    let smtp = SmtpServer::start().await;
    let post = smtp.post();
    drop(smtp);
    let clerk = now.clerk(&server, Some(post));
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting' and error like 'unreachable %'").await, "1");
    let page = person.browser.get("/reminders").await.text;
    assert!(page.contains("The mail server cannot be reached."), "{page}");
    server.run_sql("update outbox set error = '', attempts = 0, next_try = ends_at", &[]).await;
    now.advance(11 * DAY);
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'failed' and error = 'too_late'").await, "1");
    let page = person.browser.get("/reminders").await.text;
    assert!(page.contains("could not be handed to the mail server before its date came"), "{page}");
});

/// A letter to somebody.
fn letter() -> Letter {
    let due = DueDate {
        deadline: DeadlineId::fresh(),
        bid_title: "みなと市防災業務委託".to_owned(),
        kind: MilestoneKind::ProposalBy,
        title: String::new(),
        from: None,
        at: Moment::parse("2026-12-10T17:00").unwrap(),
    };
    let about = About::Deadline { due };
    Letter {
        to: Reader {
            email: "sato@example.jp".to_owned(),
            name: "佐藤 花子".to_owned(),
            language: Language::Japanese,
            zone: "Asia/Tokyo".to_owned(),
        },
        about: about.clone(),
        lines: vec![Line { about, bid: Some(BidId::fresh()), snooze_key: "secret".to_owned() }],
        message_id: "<1@minato.example.jp>".to_owned(),
        base_url: "https://musubi.example.jp".to_owned(),
        now: Instant(Moment::parse("2026-12-03T17:00").unwrap().to_utc_millis()),
    }
}

async fn send(smtp: &SmtpServer, url: &str, authority: Option<PathBuf>) -> Result<(), Refused> {
    let letter = letter();
    Post::open(&smtp.settings_by(url, authority)).unwrap().send(&letter, letter.now).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_goes_out_encrypted_and_signed_in_both_ways() {
    for (tls, scheme, end) in [("implicit", "smtps", ""), ("starttls", "smtp", "?tls=required")] {
        for way in ["PLAIN", "LOGIN"] {
            let smtp = SmtpServer::guarded(tls, way).await;
            send(&smtp, &format!("{scheme}://{SIGN_IN}@{{}}{end}"), Some(smtp.authority())).await.unwrap();
            let taken: Vec<Taken> = smtp.taken(1).await;
            assert!(taken[0].is_encrypted, "{tls} {way}");
            assert_eq!(taken[0].signed_in, "musubi@minato", "{tls} {way}");
            assert_eq!(taken[0].subject, "【あと7日】企画提案書提出期限（みなと市防災業務委託）");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_cannot_go_out_safely_does_not_go_out() {
    let guarded = SmtpServer::guarded("starttls", "PLAIN").await;
    let implicit = SmtpServer::guarded("implicit", "PLAIN").await;
    let open = SmtpServer::start().await;
    let of = |smtp: &SmtpServer| Some(smtp.authority());
    let wrong = "musubi%40minato:falsch";
    let cases = [
        (&guarded, format!("smtp://{wrong}@{{}}?tls=required"), of(&guarded), "sign_in "),
        (&implicit, format!("smtps://{wrong}@{{}}"), of(&implicit), "sign_in "),
        (&guarded, format!("smtp://{SIGN_IN}@{{}}?tls=required"), None, "untrusted "),
        (&implicit, format!("smtps://{SIGN_IN}@{{}}"), None, "untrusted "),
        (&implicit, format!("smtps://{SIGN_IN}@{{}}"), of(&guarded), "untrusted "),
        (&open, "smtp://{}?tls=required".to_owned(), None, "no_tls "),
        (&open, "smtps://{}".to_owned(), None, "no_tls "),
        (&guarded, "smtp://{}".to_owned(), None, "wants_tls "),
        (&guarded, "smtp://{}?tls=required".to_owned(), of(&guarded), "sign_in "),
        (&open, format!("smtp://{SIGN_IN}@{{}}"), None, "no_sign_in "),
    ];
    for (smtp, url, authority, expected) in cases {
        let refused = send(smtp, &url, authority).await.unwrap_err();
        assert!(refused.answer.starts_with(expected), "{url}: {refused:?}");
        assert!(refused.is_about_us && !refused.is_final, "it waits until somebody has mended that: {url}");
        assert!(!refused.answer.contains(SIGN_IN_PASSWORD) && !refused.answer.contains("falsch"), "{refused:?}");
    }
    for smtp in [&guarded, &implicit, &open] {
        assert!(smtp.taken(0).await.is_empty(), "nothing went out some other way");
    }
}

#[tokio::test]
async fn an_authority_that_cannot_be_read_or_is_of_no_use_is_told_at_the_start() {
    let smtp = SmtpServer::start().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let open = |url: &str, path: PathBuf| Post::open(&smtp.settings_by(url, Some(path))).unwrap_err().to_string();
    assert!(open("smtps://{}", file.path().to_owned()).contains("MUSUBI_SMTP_CA names no file"));
    assert!(open("smtps://{}", PathBuf::from("/nowhere/authority.pem")).contains("MUSUBI_SMTP_CA names no file"));
    assert!(open("smtp://{}", file.path().to_owned()).contains("does not encrypt"));
}

on_both_engines!(an_administrator_reads_why_no_mail_goes_out_and_it_goes_out_once_that_is_mended, |server| {
    let smtp = SmtpServer::guarded("starttls", "LOGIN").await;
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    address(&server, &person, "sato@example.jp", "Asia/Tokyo").await;
    way(&server, &person, "each").await;
    server.run_sql("update user_account set is_administrator = 1 where id = $1", &[&person.user.to_string()]).await;
    date_in(&server, &bid, "proposal_by", 10 * DAY).await;
    let now = Clock::of(clock::now());
    let post = |password: &str| {
        let url = format!("smtp://musubi%40minato:{password}@{{}}?tls=required");
        Post::open(&smtp.settings_by(&url, Some(smtp.authority()))).unwrap()
    };
    now.clerk(&server, Some(post("falsch"))).round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting' and error like 'sign_in 535%'").await, "1");
    server.run_sql("update outbox set due_at = due_at - 600000", &[]).await;
    let page = person.browser.get("/reminders/settings").await.text;
    assert!(page.contains("The mail server refused to let Musubi sign in."), "{page}");
    assert!(page.contains("Mails that should have gone out and have not: 1."), "{page}");
    assert!(!page.contains("falsch"), "{page}");
    now.advance(2 * MINUTE);
    now.clerk(&server, Some(post("p%40ss%3A%20geheim"))).round().await.unwrap();
    assert_eq!(smtp.taken(1).await[0].to, "sato@example.jp");
    assert_eq!(count(&server, "state = 'sent' and error = ''").await, "1");
    assert!(person.browser.get("/reminders/settings").await.text.contains("Every mail went through."));
});

/// `musubi serve` on a test's database; it is killed when this goes.
fn serve(server: &TestServer, smtp: &SmtpServer) -> tokio::process::Child {
    let binary =
        std::env::var("MUSUBI_TEST_BIN").expect("MUSUBI_TEST_BIN names the program; `cargo xtask test` builds it");
    let mut command = tokio::process::Command::new(binary);
    command
        .args(["serve", "--addr", "127.0.0.1:0", "--data"])
        .arg(server.folder.path())
        .env("MUSUBI_SMTP_URL", smtp.url())
        .env("MUSUBI_MAIL_FROM", "musubi@minato.example.jp")
        .env("MUSUBI_SOFFICE", "")
        .env_remove("DATABASE_URL")
        .stdout(std::process::Stdio::null())
        .kill_on_drop(true);
    if let Some(url) = &server.state.settings.database_url {
        command.env("DATABASE_URL", url);
    }
    command.spawn().unwrap()
}

on_both_engines!(after_a_kill_between_sending_and_noting_it_goes_out_again_under_the_same_name, |server| {
    let smtp = SmtpServer::start().await;
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "slow@example.jp", "Asia/Tokyo").await;
    way(&server, &bid.coordinator, "each").await;
    date_in(&server, &bid, "question_by", 10 * DAY).await;
    date_in(&server, &bid, "proposal_by", 12 * DAY).await;
    let now = Clock::of(clock::now());
    let mut first = serve(&server, &smtp);
    // The mail server has the message and does not answer: the program waits for that word.
    let on_the_wire = smtp.taken(1).await[0].message_id.clone();
    first.kill().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting' and attempts = 1").await, "1", "nobody noted that it was sent");
    assert_eq!(count(&server, "state = 'waiting' and attempts = 0").await, "1", "and the other one waits");
    address(&server, &bid.coordinator, "sato@example.jp", "Asia/Tokyo").await;
    now.advance(LEASE - MINUTE);
    now.clerk(&server, Some(smtp.post())).round().await.unwrap();
    let taken = smtp.taken(2).await;
    assert_eq!(taken.len(), 2, "{taken:#?}");
    assert_ne!(taken[1].message_id, on_the_wire, "the lease of the first still holds");
    // As if its time were over.
    server.run_sql("update outbox set lease_until = 0 where attempts = 1 and state = 'waiting'", &[]).await;
    let mut second = serve(&server, &smtp);
    let taken = smtp.taken(3).await;
    assert_eq!(taken[2].message_id, on_the_wire, "the same name");
    let is_noted = async {
        while count(&server, "state = 'sent'").await != "2" {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), is_noted).await.unwrap();
    second.kill().await.unwrap();
    now.advance(HOUR);
    now.clerk(&server, Some(smtp.post())).round().await.unwrap();
    assert_eq!(smtp.taken(3).await.len(), 3, "and not a third time");
});
