//! The buyer's own forms over HTTP: added, answered, handed out filled; known again at another bid; refused with a reason.

use std::io::{Cursor, Read};

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::server::buyer_forms::tests::{form_with_table, protected, small_form};

const CELL: &str = "document-t0r0c1-cell";

async fn add(person: &mut Person, bid: &TestBid, bytes: Vec<u8>) -> Answer {
    let part = reqwest::multipart::Part::bytes(bytes).file_name("様式第１号.docx");
    let form = reqwest::multipart::Form::new().part("file", part);
    person.browser.upload(&bid.page("forms"), &bid.page("forms/upload"), form).await
}

/// The id of the form that an upload led to.
fn form_of(answer: &Answer, bid: &TestBid) -> String {
    let location = answer.location.as_deref().unwrap_or_else(|| panic!("no redirect: {answer:?}"));
    location.strip_prefix(&format!("{}/", bid.page("forms"))).unwrap_or_else(|| panic!("led to {location}")).to_owned()
}

async fn save(person: &mut Person, bid: &TestBid, form: &str, source: &str, text: &str) -> Answer {
    let fields = [
        ("bid", bid.id.as_str()),
        ("form", form),
        ("revision", "1"),
        ("answers[0][id]", CELL),
        ("answers[0][source]", source),
        ("answers[0][text]", text),
    ];
    person.browser.post(&bid.page(&format!("forms/{form}")), "/api/buyer-forms/save", &fields).await
}

async fn document(server: &TestServer, person: &Person, bid: &TestBid, form: &str) -> String {
    let session = person.browser.cookie("musubi_session").expect("signed in");
    let answer = reqwest::Client::new()
        .get(format!("http://{}{}", server.addr, bid.page(&format!("forms/{form}/file"))))
        .header("cookie", format!("musubi_session={session}"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let docx = answer.bytes().await.unwrap().to_vec();
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

on_both_engines!(a_form_is_added_confirmed_and_handed_out_filled, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let answer = add(&mut person, &bid, small_form()).await;
    let form = form_of(&answer, &bid);
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("商号又は名称") && page.text.contains("みなと技研株式会社"), "{}", page.text);
    assert!(document(&server, &person, &bid, &form).await.contains(">みなと技研株式会社</w:t>"));
    let saved = save(&mut person, &bid, &form, "typed", "別の商号").await;
    assert!(saved.location.is_some_and(|to| to.contains("saved=1")));
    assert!(document(&server, &person, &bid, &form).await.contains(">別の商号</w:t>"));
    let stale =
        person.browser.call("/api/buyer-forms/save", &[("bid", &bid.id), ("form", &form), ("revision", "1")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text);
    let list = person.browser.get(&bid.page("forms")).await;
    assert!(list.text.contains("様式第１号.docx"), "{}", list.text);
    // The same file again is the same form.
    assert_eq!(form_of(&add(&mut person, &bid, small_form()).await, &bid), form);
});

on_both_engines!(what_was_confirmed_is_offered_at_the_next_bid_for_this_buyer, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let form = form_of(&add(&mut person, &bid, small_form()).await, &bid);
    save(&mut person, &bid, &form, "member.name_kana", "").await;
    let tender = server.tender_of(bid.coordinator.organisation, "みなと市防災訓練業務委託").await.to_string();
    let begun = person.browser.post("/tenders", "/api/bids/create", &[("tender", &tender)]).await;
    let id = begun.location.unwrap().strip_prefix("/bids/").unwrap().to_owned();
    let next = TestBid { id, tender, coordinator: person.clone() };
    let again = form_of(&add(&mut person, &next, small_form()).await, &next);
    let answers = server.value_of("select answers from buyer_form where id = $1", &[&again]).await;
    assert!(answers.contains("member.name_kana"), "{answers}");
});

on_both_engines!(a_file_that_is_no_form_is_refused_with_a_sentence, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let answer = add(&mut person, &bid, b"%PDF-1.7".to_vec()).await;
    let page = person.browser.follow(&answer).await;
    assert!(page.text.contains("PDFです。") || page.text.contains("This is a PDF."), "{}", page.text);
    assert_eq!(server.value_of("select cast(count(*) as bigint) from buyer_form", &[]).await, "0");
});

on_both_engines!(a_protected_form_says_what_it_leaves_open, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let line = "<w:p><w:r><w:t xml:space=\"preserve\">商号又は名称：　　　　　　</w:t></w:r></w:p>";
    let answer = add(&mut person, &bid, protected("readOnly", "1", line)).await;
    let page = person.browser.follow(&answer).await;
    assert!(page.text.contains("読み取り専用で保護") || page.text.contains("as read-only"), "{}", page.text);
    assert!(!page.text.contains("answers[0]"), "{}", page.text);
    let answer = add(&mut person, &bid, protected("readOnly", "0", line)).await;
    let page = person.browser.follow(&answer).await;
    assert!(page.text.contains("answers[0]"), "{}", page.text);
    assert!(!page.text.contains("読み取り専用で保護") && !page.text.contains("as read-only"), "{}", page.text);
});

on_both_engines!(a_profile_belongs_to_the_firm_that_confirmed_it, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let form = form_of(&add(&mut person, &bid, small_form()).await, &bid);
    save(&mut partner, &bid, &form, "member.name_kana", "").await;
    let count = "select cast(count(*) as bigint) from buyer_form_profile where organisation_id = $1";
    assert_eq!(server.value_of(count, &[&partner.organisation.to_string()]).await, "1");
    assert_eq!(server.value_of(count, &[&person.organisation.to_string()]).await, "0");
});

on_both_engines!(a_tender_without_addressee_leaves_no_profile, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    server.run_sql("update tender set addressee = '　様' where id = $1", &[&bid.tender]).await;
    let form = form_of(&add(&mut person, &bid, small_form()).await, &bid);
    let saved = save(&mut person, &bid, &form, "member.name_kana", "").await;
    assert!(saved.location.is_some_and(|to| to.contains("saved=1")));
    assert_eq!(server.value_of("select cast(count(*) as bigint) from buyer_form_profile", &[]).await, "0");
});

on_both_engines!(only_what_goes_in_is_kept, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let form = form_of(&add(&mut person, &bid, small_form()).await, &bid);
    let fields = |source: &'static str| {
        [
            ("bid", bid.id.clone()),
            ("form", form.clone()),
            ("revision", "1".to_owned()),
            ("answers[0][id]", CELL.to_owned()),
            ("answers[0][source]", source.to_owned()),
            ("answers[0][text]", "書きかけ".to_owned()),
            ("answers[1][id]", "document-t9r9c9-cell".to_owned()),
            ("answers[1][source]", "typed".to_owned()),
            ("answers[1][text]", "書きかけ".to_owned()),
        ]
    };
    let unknown = fields("member.nothing");
    let unknown = unknown.each_ref().map(|(name, value)| (*name, value.as_str()));
    let refused = person.browser.call("/api/buyer-forms/save", &unknown).await;
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("answers[0][source]"), "{}", refused.text);
    let known = fields("member.name");
    let known = known.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(person.browser.call("/api/buyer-forms/save", &known).await.status, 200);
    for kept in ["select answers from buyer_form", "select answers from buyer_form_profile"] {
        let answers = server.value_of(kept, &[]).await;
        assert!(answers.contains("member.name"), "{answers}");
        assert!(!answers.contains("書きかけ") && !answers.contains("document-t9r9c9-cell"), "{answers}");
    }
});

on_both_engines!(forms_of_an_archived_bid_stay_as_they_are, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let form = form_of(&add(&mut person, &bid, small_form()).await, &bid);
    server.run_sql("update bid set state = 'archived' where id = $1", &[&bid.id]).await;
    let fields = [("bid", bid.id.as_str()), ("form", form.as_str()), ("revision", "1")];
    let refused = person.browser.call("/api/buyer-forms/save", &fields).await;
    assert!(refused.text.contains("Archived"), "{}", refused.text);
    let sent = person.browser.send_no_file(&bid.page("forms/upload")).await;
    assert!(sent.text.contains("Archived"), "{}", sent.text);
});

/// A form with a blank that is found, and a line in which none is.
fn form_with_a_line() -> Vec<u8> {
    form_with_table(&[&["商号又は名称", ""], &["当社は、次の者を配置します。"]])
}

const LINE: &str = "document-t0r1c0";
/// Behind 次の者を.
const ADDED: &str = "document-t0r1c0-added8";

async fn add_blank(person: &mut Person, bid: &TestBid, form: &str, revision: &str, words: &str) -> Answer {
    let fields = [
        ("bid", bid.id.as_str()),
        ("form", form),
        ("revision", revision),
        ("input[line]", LINE),
        ("input[words]", words),
        ("input[side]", "behind"),
        ("input[label]", "配置する者"),
        ("input[kind]", "text"),
        ("input[choices]", ""),
    ];
    person.browser.post(&bid.page(&format!("forms/{form}")), "/api/buyer-forms/add-blank", &fields).await
}

on_both_engines!(a_blank_added_by_hand_is_filled_kept_for_the_buyer_and_removed, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let answer = add(&mut person, &bid, form_with_a_line()).await;
    let form = form_of(&answer, &bid);
    let page = person.browser.follow(&answer).await;
    assert!(page.text.contains(&format!("value=\"{LINE}\"")), "the line can be chosen: {}", page.text);
    assert!(page.text.contains("［商号又は名称］"), "blanks are marked: {}", page.text);
    let added = add_blank(&mut person, &bid, &form, "1", "次の者を").await;
    let page = person.browser.follow(&added).await;
    assert!(page.text.contains(&format!("value=\"{ADDED}\"")), "{}", page.text);
    let fields = [
        ("bid", bid.id.as_str()),
        ("form", form.as_str()),
        ("revision", "2"),
        ("answers[0][id]", ADDED),
        ("answers[0][source]", "typed"),
        ("answers[0][text]", "湊花子"),
    ];
    let saved = person.browser.post(&bid.page(&format!("forms/{form}")), "/api/buyer-forms/save", &fields).await;
    assert!(saved.location.as_deref().is_some_and(|to| to.contains("saved=1")), "{saved:?}");
    assert!(document(&server, &person, &bid, &form).await.contains("次の者を湊花子配置します。"));
    // The buyer's profile has the blank, and not what was typed.
    let profile = server.value_of("select answers from buyer_form_profile", &[]).await;
    assert!(profile.contains("配置する者") && !profile.contains("湊花子"), "{profile}");
    let tender = server.tender_of(bid.coordinator.organisation, "みなと市防災訓練業務委託").await.to_string();
    let begun = person.browser.post("/tenders", "/api/bids/create", &[("tender", &tender)]).await;
    let id = begun.location.unwrap().strip_prefix("/bids/").unwrap().to_owned();
    let next = TestBid { id, tender, coordinator: person.clone() };
    let again = add(&mut person, &next, form_with_a_line()).await;
    let page = person.browser.follow(&again).await;
    assert!(page.text.contains(&format!("value=\"{ADDED}\"")), "{}", page.text);
    let fields = [("bid", bid.id.as_str()), ("form", form.as_str()), ("revision", "3"), ("blank", ADDED)];
    let removed =
        person.browser.post(&bid.page(&format!("forms/{form}")), "/api/buyer-forms/remove-blank", &fields).await;
    let page = person.browser.follow(&removed).await;
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(!page.text.contains(ADDED), "{}", page.text);
    assert!(!document(&server, &person, &bid, &form).await.contains("湊花子"));
    let trail = "select cast(count(*) as bigint) from audit where action like 'buyer_form.%_blank'";
    assert_eq!(server.value_of(trail, &[]).await, "2");
});

on_both_engines!(a_place_where_no_blank_can_be_is_told_and_nothing_is_kept, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let form = form_of(&add(&mut person, &bid, form_with_a_line()).await, &bid);
    let refused = add_blank(&mut person, &bid, &form, "1", "存在しない語").await;
    let page = person.browser.follow(&refused).await;
    assert!(page.text.contains("行にありません") || page.text.contains("do not stand in the line"), "{}", page.text);
    assert!(page.text.contains("value=\"存在しない語\""), "what was typed comes back: {}", page.text);
    let stale = add_blank(&mut person, &bid, &form, "7", "次の者を").await;
    let page = person.browser.follow(&stale).await;
    assert!(!page.text.contains(ADDED), "{}", page.text);
    // One of the finder's blanks cannot be taken away.
    let fields = [("bid", bid.id.as_str()), ("form", form.as_str()), ("revision", "1"), ("blank", CELL)];
    assert_eq!(person.browser.call("/api/buyer-forms/remove-blank", &fields).await.status, 404);
    assert_eq!(server.value_of("select revision from buyer_form", &[]).await, "1");
});
