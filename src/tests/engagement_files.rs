//! Files of what was spoken with contacts: told apart by content, read by whoever reads the entry, gone when removed.

use super::contacts::{EVALUATOR, YAMADA, added, give_role, log};
use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::server::access::Caller;
use crate::server::clock;
use crate::server::edge::Call;
use crate::server::services::backups::{restore, save};

const MAIL: &str = "From: yamada@city.example\r\nSubject: =?utf-8?q?x?=\r\n\r\n日程の件です";

async fn attach(person: &mut Person, page: &str, entry: &str, file: (&str, &str), shared: &[&str]) -> Answer {
    let (name, bytes) = file;
    let part = reqwest::multipart::Part::bytes(bytes.as_bytes().to_vec()).file_name(name.to_owned());
    let mut form = reqwest::multipart::Form::new().part("file", part);
    for name in shared {
        form = form.text((*name).to_owned(), "true");
    }
    person.browser.upload(page, &format!("/contacts/engagements/{entry}/upload"), form).await
}

/// The address of the file of a name.
async fn address_of(server: &TestServer, entry: &str, name: &str) -> String {
    let file = server.value_of("select id from engagement_file where name = $1", &[name]).await;
    format!("/contacts/engagements/{entry}/files/{file}")
}

/// An entry for a bid with a contact that is shown to the other firms; its identity.
async fn shown_entry(server: &TestServer, bid: &TestBid, person: &mut Person, contact: &str) -> String {
    let mut role = EVALUATOR.to_vec();
    role.push(("role[shared]", "true"));
    give_role(person, bid, contact, &role).await;
    let said =
        [("engagement[bid]", bid.id.as_str()), ("engagement[kind]", "question"), ("engagement[said]", "日程を尋ねた")];
    log(person, &bid.page("contacts"), contact, &said).await;
    server.value_of("select id from engagement", &[]).await
}

on_both_engines!(a_file_is_read_by_whoever_reads_its_entry_and_by_other_firms_if_it_is_marked, |server| {
    let bid = server.bid().await;
    let mut own = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let id = added(&mut own, &YAMADA).await;
    let entry = shown_entry(&server, &bid, &mut own, &id).await;
    let page = bid.page("contacts");
    let answer = attach(&mut own, &page, &entry, ("返信.eml", MAIL), &["shared"]).await;
    assert!(answer.location.is_some_and(|to| to.starts_with(&page) && !to.contains("kept=")), "{}", answer.text);
    attach(&mut own, &page, &entry, ("内部.eml", "Date: today\r\n\r\n社内のみ"), &[]).await;
    let (shown, hidden) =
        (address_of(&server, &entry, "返信.eml").await, address_of(&server, &entry, "内部.eml").await);
    let read = own.browser.get(&shown).await;
    assert_eq!((read.status, read.text.as_str()), (200, MAIL));
    assert_eq!(read.headers["content-type"], "message/rfc822");
    assert!(read.headers["content-disposition"].to_str().unwrap().starts_with("attachment"), "{:?}", read.headers);
    assert_eq!(own.browser.get(&hidden).await.status, 200);
    assert_eq!(partner.browser.get(&shown).await.text, MAIL);
    assert_eq!(partner.browser.get(&hidden).await.status, 404);
    let theirs = partner.browser.get(&page).await.text;
    assert!(theirs.contains("返信.eml") && !theirs.contains("内部.eml"), "{theirs}");
    assert!(!theirs.contains("/upload") && !theirs.contains("remove-file"), "{theirs}");
    let mut colleague = server.person_of(own.organisation, "同僚").await;
    assert_eq!(colleague.browser.get(&shown).await.status, 404, "no seat on the bid");
    assert_eq!(server.outsider().await.browser.get(&shown).await.status, 404);
    // What is not shown any more takes its files along.
    server.run_sql("update contact_role set is_shared = 0", &[]).await;
    assert_eq!(partner.browser.get(&shown).await.status, 404);
    let steal = attach(&mut partner, &page, &entry, ("x.eml", MAIL), &[]).await;
    assert!(steal.location.is_none_or(|to| to.contains("kept=")), "{}", steal.text);
    assert_eq!(server.value_of("select count(*) from engagement_file", &[]).await, "2");
});

on_both_engines!(what_is_no_such_file_is_refused_with_a_sentence, |server| {
    let mut person = server.bid().await.coordinator;
    let id = added(&mut person, &YAMADA).await;
    let page = format!("/contacts/{id}");
    log(&mut person, &page, &id, &[("engagement[kind]", "question")]).await;
    let entry = server.value_of("select id from engagement", &[]).await;
    let long = "a".repeat(15 * 1024 * 1024);
    let long = format!("%PDF-{long}");
    for (name, bytes) in
        [("手紙.pdf", "<html>"), ("道具.exe", "MZ"), ("手紙.docx", "%PDF-1.7"), ("長い.pdf", long.as_str())]
    {
        let answer = attach(&mut person, &page, &entry, (name, bytes), &[]).await;
        let back = person.browser.follow(&answer).await.text;
        assert!(back.contains("role=\"alert\""), "{name}: {back}");
    }
    assert_eq!(server.value_of("select count(*) from engagement_file", &[]).await, "0");
    assert_eq!(server.value_of("select count(*) from stored_file", &[]).await, "0");
});

on_both_engines!(a_removed_file_is_gone_unless_something_else_holds_its_bytes, |server| {
    let mut person = server.bid().await.coordinator;
    let id = added(&mut person, &YAMADA).await;
    let page = format!("/contacts/{id}");
    log(&mut person, &page, &id, &[("engagement[kind]", "question")]).await;
    let entry = server.value_of("select id from engagement", &[]).await;
    for name in ["一.eml", "二.eml"] {
        attach(&mut person, &page, &entry, (name, MAIL), &[]).await;
    }
    assert_eq!(server.value_of("select count(*) from stored_file", &[]).await, "1", "the same bytes once");
    for left in ["1", "0"] {
        let file = server.value_of("select max(id) from engagement_file", &[]).await;
        let fields = [("engagement", entry.as_str()), ("file", file.as_str())];
        assert_eq!(person.browser.call("/api/contacts/remove-file", &fields).await.status, 200);
        assert_eq!(server.value_of("select count(*) from stored_file", &[]).await, left);
        assert_eq!(server.value_of("select count(*) from file_piece", &[]).await, left);
    }
    let trail = server.value_of("select max(detail) from audit where action = 'engagement.remove_file'", &[]).await;
    assert!(trail.contains(&entry) && !trail.contains(".eml"), "identities alone: {trail}");
});

on_both_engines!(a_backup_holds_the_files_and_a_person_is_told_of_theirs, |server| {
    let mut person = server.bid().await.coordinator;
    let id = added(&mut person, &YAMADA).await;
    let page = format!("/contacts/{id}");
    log(&mut person, &page, &id, &[("engagement[kind]", "question")]).await;
    let entry = server.value_of("select id from engagement", &[]).await;
    attach(&mut person, &page, &entry, ("返信.eml", MAIL), &[]).await;
    let data = person.browser.get(&format!("/contacts/{id}/data")).await.text;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["files"][0]["name"], "返信.eml");
    let address = data["files"][0]["address"].as_str().unwrap().to_owned();
    assert_eq!(person.browser.get(&address).await.text, MAIL);
    let call = Call::new(server.state.clone(), Caller::operator(), clock::now());
    let file = server.folder.path().join("all.musubi");
    save(&call, &file).await.unwrap();
    let fields = [("engagement", entry.as_str()), ("file", address.rsplit('/').next().unwrap())];
    assert_eq!(person.browser.call("/api/contacts/remove-file", &fields).await.status, 200);
    restore(&call, &file).await.unwrap();
    assert_eq!(server.value_of("select name from engagement_file", &[]).await, "返信.eml");
    assert_eq!(server.value_of("select count(*) from file_piece", &[]).await, "1");
});
