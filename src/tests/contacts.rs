//! Contacts: found by name, reading and romaji; what firms of a bid see of each other's; the ban on contact; two that are
//! one; what a person may ask for.

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};

/// A person of the buyer's office, with all that is nobody else's business.
pub(super) const YAMADA: [(&str, &str); 11] = [
    ("contact[family]", "山田"),
    ("contact[given]", "太郎"),
    ("contact[family_kana]", "やまだ"),
    ("contact[given_kana]", "ﾀﾛｳ"),
    ("contact[family_latin]", "Yamada"),
    ("contact[given_latin]", "Taro"),
    ("contact[kind]", "requesting_department"),
    ("contact[title_ja]", "防災課長"),
    ("contact[email]", "Yamada@city.minato.example"),
    ("contact[telephone]", "0845-22-1111"),
    ("contact[notes]", "甘いものが好き"),
];

async fn add(person: &mut Person, fields: &[(&str, &str)]) -> Answer {
    person.browser.post("/contacts/new", "/api/contacts/add", fields).await
}

/// Adds a contact and gives its identity.
pub(super) async fn added(person: &mut Person, fields: &[(&str, &str)]) -> String {
    let answer = add(person, fields).await;
    let location = answer.location.unwrap_or_default();
    let id = location.strip_prefix("/contacts/").and_then(|rest| rest.strip_suffix("?saved=1"));
    id.unwrap_or_else(|| panic!("{location}: {}", answer.text)).to_owned()
}

/// The page of who is found by some words.
pub(super) async fn found(person: &mut Person, words: &str) -> String {
    let words: String = words.bytes().map(|byte| format!("%{byte:02X}")).collect();
    person.browser.get(&format!("/contacts?words={words}")).await.text
}

pub(super) async fn give_role(person: &mut Person, bid: &TestBid, contact: &str, more: &[(&str, &str)]) {
    let mut fields = vec![("bid", bid.id.as_str()), ("contact", contact), ("revision", "0")];
    fields.extend(more);
    let page = bid.page(&format!("contacts/{contact}"));
    let answer = person.browser.post(&page, "/api/bid-contacts/save", &fields).await;
    assert_eq!(answer.location, Some(format!("{}?saved=1", bid.page("contacts"))), "{}", answer.text);
}

pub(super) const EVALUATOR: [(&str, &str); 6] = [
    ("role[role]", "evaluator"),
    ("role[influence]", "5"),
    ("role[attitude]", "-1"),
    ("role[interest]", "費用対効果"),
    ("role[want]", "実績を知ってもらう"),
    ("role[next_step]", "資料を送る"),
];

/// The name of a contact's box in the form that logs.
pub(super) fn with(contact: &str) -> String {
    format!("engagement[contacts][id-{contact}]")
}

/// Logs something of today; answers what came back.
pub(super) async fn log(person: &mut Person, page: &str, contact: &str, more: &[(&str, &str)]) -> Answer {
    let day = crate::server::clock::now().in_japan().date().to_string();
    let (with, ours) = (with(contact), format!("engagement[people][id-{}]", person.user));
    let mut fields = vec![("engagement[day]", day.as_str()), (with.as_str(), "true"), (ours.as_str(), "true")];
    fields.extend(more);
    person.browser.post(page, "/api/contacts/log", &fields).await
}

/// The fields that put one contact as it was added into another.
fn merging<'a>(keep: &'a str, gone: &'a str) -> [(&'static str, &'a str); 6] {
    [
        ("id", keep),
        ("revision", "1"),
        ("gone", gone),
        ("gone_revision", "1"),
        ("contact[family]", "山田"),
        ("contact[given]", "太郎"),
    ]
}

/// Sets the notice of a bid's tender to a day long gone, so that contact is banned today.
pub(super) async fn publish(server: &TestServer, bid: &TestBid) {
    server
        .run_sql(
            "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
             values ($1, $2, 'notice', '2026-01-05', 1767538800000, 'fixed', 'person')",
            &[&crate::domain::id::DeadlineId::fresh().to_string(), &bid.tender],
        )
        .await;
}

on_both_engines!(a_contact_is_found_by_kanji_kana_and_romaji_and_by_its_own_firm_only, |server| {
    let mut person = server.bid().await.coordinator;
    let id = added(&mut person, &YAMADA).await;
    for words in ["山田", "山田太郎", "やまだ", "ヤマダ", "yamada", "taro", "tarou", "city.minato"] {
        assert!(found(&mut person, words).await.contains(&id), "{words}");
    }
    for words in ["川上", "suzuki", "・"] {
        assert!(!found(&mut person, words).await.contains(&id), "{words}");
    }
    let page = person.browser.get("/contacts?kind=requesting_department").await.text;
    assert!(page.contains(&id), "{page}");
    assert!(!person.browser.get("/contacts?kind=bank").await.text.contains(&id));
    let mut outsider = server.outsider().await;
    assert!(!found(&mut outsider, "山田").await.contains(&id));
    assert_eq!(outsider.browser.get(&format!("/contacts/{id}")).await.status, 404);
    assert_eq!(outsider.browser.get(&format!("/contacts/{id}/data")).await.status, 404);
    let trail = server.value_of("select detail from audit where action = 'contact.add'", &[]).await;
    assert!(!trail.contains("山田"), "the trail repeats nothing about people: {trail}");
});

on_both_engines!(a_contact_is_found_however_the_name_is_typed, |server| {
    let mut person = server.bid().await.coordinator;
    let body = [
        ("body[kind]", "bank"),
        ("body[name]", "みなと銀行"),
        ("body[name_kana]", "ミナトギンコウ"),
        ("body[name_latin]", "Minato Bank"),
    ];
    let body = person.browser.call("/api/contacts/add-body", &body).await.text.trim_matches('"').to_owned();
    let with_all = [
        ("contact[family]", "佐藤"),
        ("contact[given]", "次郎"),
        ("contact[family_kana]", "サトウ"),
        ("contact[given_kana]", "ジロウ"),
        ("contact[family_latin]", "Satō"),
        ("contact[given_latin]", "Jirō"),
        ("contact[body]", body.as_str()),
    ];
    let with_all = added(&mut person, &with_all).await;
    let latin = [
        ("contact[family]", "佐藤"),
        ("contact[given]", "次郎"),
        ("contact[family_latin]", "Satou"),
        ("contact[given_latin]", "Jiro"),
    ];
    let latin = added(&mut person, &latin).await;
    let other = added(&mut person, &[("contact[family]", "加藤"), ("contact[given]", "三郎")]).await;
    for words in [
        "サトウ",
        "ｻﾄｳ",
        "さとう",
        "Satō",
        "Sato",
        "Satou",
        "Satoh",
        "ＳＡＴＯ",
        "佐藤　次郎",
        "次郎 佐藤",
        "佐藤次郎",
        "Sato Jiro",
        "Jirō Satō",
        "ｼﾞﾛｳ ｻﾄｳ",
    ] {
        let page = found(&mut person, words).await;
        assert!(page.contains(&with_all) && page.contains(&latin), "{words}: {page}");
        assert!(!page.contains(&other), "{words}");
    }
    for words in
        ["みなと銀行 佐藤", "ミナトギンコウ サトウ", "ﾐﾅﾄ 佐藤", "minato bank sato", "Satō Minato", "佐藤 Minato Bank"]
    {
        let page = found(&mut person, words).await;
        assert!(page.contains(&with_all), "{words}: {page}");
        assert!(!page.contains(&other), "{words}");
    }
});

on_both_engines!(people_follow_the_name_and_the_sort_of_their_organisation, |server| {
    let mut person = server.bid().await.coordinator;
    let body = [("body[kind]", "bank"), ("body[name]", "みなと信用金庫"), ("body[name_kana]", "ミナトシンヨウキンコ")];
    let answer = person.browser.call("/api/contacts/add-body", &body).await;
    let body_id = answer.text.trim_matches('"').to_owned();
    let id = added(&mut person, &[("contact[family]", "川上"), ("contact[body]", &body_id)]).await;
    assert!(person.browser.get("/contacts?kind=bank").await.text.contains(&id));
    assert!(found(&mut person, "信用金庫").await.contains(&id));
    let change = [
        ("id", body_id.as_str()),
        ("revision", "1"),
        ("body[kind]", "leasing"),
        ("body[name]", "せとうちリース"),
        ("body[name_kana]", "セトウチリース"),
    ];
    assert_eq!(person.browser.call("/api/contacts/change-body", &change).await.status, 200);
    assert!(found(&mut person, "setouchi").await.contains(&id));
    assert!(!found(&mut person, "信用金庫").await.contains(&id));
    assert!(person.browser.get("/contacts?kind=leasing").await.text.contains(&id));
});

on_both_engines!(what_is_wrong_is_told_at_its_field_and_the_second_of_two_is_not_lost, |server| {
    let mut person = server.bid().await.coordinator;
    let answer = add(&mut person, &[("contact[notes]", "祭りの担当"), ("contact[email]", "x")]).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("contact-family-problem") && page.contains("contact-email-problem"), "{page}");
    assert!(page.contains("祭りの担当"), "what was typed is there: {page}");
    let id = added(&mut person, &YAMADA).await;
    let edit = format!("/contacts/{id}/edit");
    let change = |given: &'static str| {
        [("id", id.as_str()), ("revision", "1"), ("contact[family]", "山田"), ("contact[given]", given)]
    };
    let first = person.browser.post(&edit, "/api/contacts/change", &change("一郎")).await;
    assert_eq!(first.location, Some(format!("/contacts/{id}?saved=1")));
    let second = person.browser.post(&edit, "/api/contacts/change", &change("二郎")).await;
    let page = person.browser.follow(&second).await.text;
    assert!(page.contains("value=\"二郎\"") && page.contains("一郎"), "both are shown: {page}");
});

on_both_engines!(other_firms_of_a_bid_see_only_whom_a_firm_shows_and_little_of_them, |server| {
    let bid = server.bid().await;
    let mut own = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let shown = added(&mut own, &YAMADA).await;
    let hidden = added(&mut own, &[("contact[family]", "川上"), ("contact[given]", "花")]).await;
    let mut role = EVALUATOR.to_vec();
    role.push(("role[shared]", "true"));
    give_role(&mut own, &bid, &shown, &role).await;
    give_role(&mut own, &bid, &hidden, &EVALUATOR).await;
    let page = bid.page("contacts");
    let in_bid = ("engagement[bid]", bid.id.as_str());
    let both = with(&hidden);
    let question = ("engagement[kind]", "question");
    let said = [in_bid, question, ("engagement[said]", "仕様を尋ねた"), ("engagement[next_step]", "社内で検討")];
    assert!(log(&mut own, &page, &shown, &said).await.location.is_some_and(|to| to.ends_with("/contacts")));
    let together = [in_bid, question, ("engagement[said]", "三者で会った"), (both.as_str(), "true")];
    assert!(log(&mut own, &page, &shown, &together).await.location.is_some_and(|to| to.ends_with("/contacts")));
    let secret = [in_bid, question, ("engagement[said]", "価格の相談"), ("engagement[confidential]", "true")];
    log(&mut own, &page, &shown, &secret).await;
    log(&mut own, &page, &hidden, &[in_bid, question, ("engagement[said]", "川上氏と面談")]).await;
    let ours = own.browser.get(&page).await.text;
    for part in ["山田 太郎", "川上 花", "費用対効果", "資料を送る", "価格の相談", "社内で検討", "map-against"]
    {
        assert!(ours.contains(part), "{part}: {ours}");
    }
    assert!(ours.contains("三者で会った"), "{ours}");
    let theirs = partner.browser.get(&page).await.text;
    for part in ["山田 太郎", "防災課長", "仕様を尋ねた"] {
        assert!(theirs.contains(part), "{part}: {theirs}");
    }
    let never = [
        "川上",
        "費用対効果",
        "実績を知って",
        "資料を送る",
        "価格の相談",
        "三者で会った",
        "社内で検討",
        "0845-22",
        "city.minato",
        "甘いもの",
        shown.as_str(),
        hidden.as_str(),
    ];
    for part in never {
        assert!(!theirs.contains(part), "{part}: {theirs}");
    }
    let asked = partner.browser.call("/api/bid-contacts/open", &[("bid", &bid.id)]).await.text;
    for part in never {
        assert!(!asked.contains(part), "{part}: {asked}");
    }
    let address = bid.page(&format!("contacts/{shown}"));
    assert_eq!(partner.browser.get(&address).await.status, 404);
    let steal = [("bid", bid.id.as_str()), ("contact", &shown), ("revision", "1"), ("role[role]", "other")];
    assert_eq!(partner.browser.call("/api/bid-contacts/save", &steal).await.status, 404);
    let trail = partner.browser.get(&bid.page("audit")).await.text;
    assert!(!trail.contains("川上") && !trail.contains("山田"), "{trail}");
});

on_both_engines!(inside_the_ban_the_buyers_side_is_not_contacted_but_through_questions, |server| {
    let bid = server.bid().await;
    publish(&server, &bid).await;
    let mut person = bid.coordinator.clone();
    let id = added(&mut person, &YAMADA).await;
    give_role(&mut person, &bid, &id, &EVALUATOR).await;
    let page = bid.page("contacts");
    let in_bid = ("engagement[bid]", bid.id.as_str());
    let call = ("engagement[kind]", "call");
    let refused = log(&mut person, &page, &id, &[in_bid, call, ("engagement[said]", "電話した")]).await;
    let back = person.browser.follow(&refused).await.text;
    assert!(back.contains("engagement-ban-reason-problem") && back.contains("電話した"), "{back}");
    assert_eq!(server.value_of("select count(*) from engagement", &[]).await, "0");
    let without_bid = log(&mut person, &format!("/contacts/{id}"), &id, &[call]).await;
    let back = person.browser.follow(&without_bid).await.text;
    assert!(back.contains("engagement-ban-reason-problem"), "leaving the bid out opens no door: {back}");
    log(&mut person, &page, &id, &[in_bid, ("engagement[kind]", "question")]).await;
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 0", &[]).await, "1");
    let reason = ("engagement[ban_reason]", "先方から電話があった");
    log(&mut person, &page, &id, &[in_bid, call, reason]).await;
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 1", &[]).await, "1");
    let shown = person.browser.get(&page).await.text;
    assert!(shown.contains("inside the ban") && shown.contains("先方から電話があった"), "{shown}");
    assert!(shown.contains("only through the question form"), "the band: {shown}");
    let marked = "select count(*) from audit where action = 'engagement.log_in_ban'";
    assert_eq!(server.value_of(marked, &[]).await, "1");
    let bank = added(&mut person, &[("contact[family]", "銀行"), ("contact[kind]", "bank")]).await;
    log(&mut person, &page, &bank, &[in_bid, call]).await;
    assert_eq!(server.value_of("select count(*) from engagement", &[]).await, "3", "a bank is no buyer");
});

on_both_engines!(the_ban_of_one_bid_holds_for_what_is_logged_for_another, |server| {
    let bid = server.bid().await;
    publish(&server, &bid).await;
    let other = server.bid_with_another_tender(&bid).await;
    let mut person = bid.coordinator.clone();
    let id = added(&mut person, &YAMADA).await;
    give_role(&mut person, &bid, &id, &EVALUATOR).await;
    let page = format!("/contacts/{id}");
    let in_other = ("engagement[bid]", other.as_str());
    let call = ("engagement[kind]", "call");
    let refused = log(&mut person, &page, &id, &[in_other, call]).await;
    let back = person.browser.follow(&refused).await.text;
    assert!(back.contains("engagement-ban-reason-problem"), "naming another bid opens no door: {back}");
    assert_eq!(server.value_of("select count(*) from engagement", &[]).await, "0");
    log(&mut person, &page, &id, &[in_other, call, ("engagement[ban_reason]", "先方から電話があった")]).await;
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 1", &[]).await, "1");
});

on_both_engines!(other_firms_of_a_bid_see_the_mark_of_the_ban_and_not_the_reason, |server| {
    let bid = server.bid().await;
    publish(&server, &bid).await;
    let mut own = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let id = added(&mut own, &YAMADA).await;
    let mut role = EVALUATOR.to_vec();
    role.push(("role[shared]", "true"));
    give_role(&mut own, &bid, &id, &role).await;
    let page = bid.page("contacts");
    let call = [
        ("engagement[bid]", bid.id.as_str()),
        ("engagement[kind]", "call"),
        ("engagement[said]", "日程の件"),
        ("engagement[ban_reason]", "先方から電話があった"),
    ];
    log(&mut own, &page, &id, &call).await;
    let ours = own.browser.get(&page).await.text;
    assert!(ours.contains("日程の件") && ours.contains("先方から電話があった"), "{ours}");
    let theirs = partner.browser.get(&page).await.text;
    assert!(theirs.contains("日程の件") && theirs.contains("inside the ban"), "{theirs}");
    assert!(!theirs.contains("先方から電話があった"), "{theirs}");
});

on_both_engines!(what_concerns_a_bid_is_read_by_those_with_a_seat, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut colleague = server.person_of(bid.coordinator.organisation, "同僚").await;
    let id = added(&mut person, &YAMADA).await;
    let follow_up = ("engagement[follow_up_on]", "2026-01-31");
    let question = ("engagement[kind]", "question");
    let of_bid = [("engagement[bid]", bid.id.as_str()), question, follow_up, ("engagement[said]", "入札の件")];
    log(&mut person, &bid.page("contacts"), &id, &of_bid).await;
    let card = format!("/contacts/{id}");
    log(&mut person, &card, &id, &[question, follow_up, ("engagement[said]", "季節の挨拶")]).await;
    let page = colleague.browser.get(&card).await.text;
    assert!(page.contains("季節の挨拶") && !page.contains("入札の件"), "{page}");
    assert_eq!(colleague.browser.get("/contacts").await.text.matches("/api/contacts/follow-up").count(), 1);
    let page = person.browser.get(&card).await.text;
    assert!(page.contains("季節の挨拶") && page.contains("入札の件"), "{page}");
    assert_eq!(person.browser.get("/contacts").await.text.matches("/api/contacts/follow-up").count(), 2);
    let of_bid = server.value_of("select id from engagement where bid_id is not null", &[]).await;
    assert_eq!(colleague.browser.call("/api/contacts/follow-up", &[("id", &of_bid)]).await.status, 404);
    assert_eq!(person.browser.call("/api/contacts/follow-up", &[("id", &of_bid)]).await.status, 200);
    assert_eq!(person.browser.get("/contacts").await.text.matches("/api/contacts/follow-up").count(), 1);
    let strange = server.contact_of(&server.outsider().await, "他社").await;
    let answer = log(&mut person, &card, &strange, &[question]).await;
    let back = person.browser.follow(&answer).await.text;
    assert!(back.contains("Choose one of those offered"), "another firm's contact: {back}");
});

on_both_engines!(two_contacts_become_one_and_nothing_is_lost, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let keep = added(&mut person, &YAMADA).await;
    let gone = added(
        &mut person,
        &[("contact[family]", "山田"), ("contact[given]", "太郎"), ("contact[mobile]", "090-1111-2222")],
    )
    .await;
    let third = added(&mut person, &[("contact[family]", "川上")]).await;
    let doubles = person.browser.get("/contacts/duplicates").await.text;
    assert!(doubles.contains(&format!("/contacts/{keep}/merge/{gone}")), "{doubles}");
    give_role(&mut person, &bid, &keep, &EVALUATOR).await;
    let other =
        [("role[role]", "decider"), ("role[influence]", "3"), ("role[attitude]", "2"), ("role[want]", "予算を聞く")];
    give_role(&mut person, &bid, &gone, &other).await;
    let question = ("engagement[kind]", "question");
    log(&mut person, "/contacts", &gone, &[question, ("engagement[said]", "前任の話")]).await;
    let tie = [("id", gone.as_str()), ("other", &third), ("kind", "introduced"), ("way", "this")];
    assert_eq!(person.browser.call("/api/contacts/relate", &tie).await.status, 200);
    let between = [("id", gone.as_str()), ("other", &keep), ("kind", "knows"), ("way", "this")];
    assert_eq!(person.browser.call("/api/contacts/relate", &between).await.status, 200);
    let page = person.browser.get(&format!("/contacts/{keep}/merge/{gone}")).await.text;
    assert!(page.contains("090-1111-2222") && page.contains("0845-22-1111"), "both side by side: {page}");
    let merge = |revision: &'static str| {
        [
            ("id", keep.clone()),
            ("revision", revision.to_owned()),
            ("gone", gone.clone()),
            ("gone_revision", "1".to_owned()),
            ("contact[family]", "山田".to_owned()),
            ("contact[given]", "太郎".to_owned()),
            ("contact[mobile]", "090-1111-2222".to_owned()),
            ("contact[telephone]", "0845-22-1111".to_owned()),
        ]
    };
    let stale = merge("9");
    let stale: Vec<(&str, &str)> = stale.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(person.browser.call("/api/contacts/merge", &stale).await.status, 409);
    let fresh = merge("1");
    let fresh: Vec<(&str, &str)> = fresh.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(person.browser.call("/api/contacts/merge", &fresh).await.status, 200);
    assert_eq!(person.browser.get(&format!("/contacts/{gone}")).await.status, 404);
    let card = person.browser.get(&format!("/contacts/{keep}")).await.text;
    for part in ["090-1111-2222", "0845-22-1111", "前任の話", "川上"] {
        assert!(card.contains(part), "{part}: {card}");
    }
    assert_eq!(server.value_of("select count(*) from contact_relation", &[]).await, "1");
    let want = server.value_of("select want from contact_role", &[]).await;
    assert!(want.contains("実績を知ってもらう") && want.contains("予算を聞く"), "{want}");
    let trail = server.value_of("select detail from audit where action = 'contact.merge'", &[]).await;
    assert!(trail.contains(&gone) && !trail.contains("decider"), "the trail names both and no role: {trail}");
    let role = person.browser.get(&bid.page(&format!("contacts/{keep}"))).await.text;
    assert!(role.contains("influence 3, attitude +2"), "what gave way stands in the role: {role}");
    let strays = "select count(*) from contact_gram where number not in (select number from contact)";
    assert_eq!(server.value_of(strays, &[]).await, "0");
});

on_both_engines!(any_two_contacts_of_the_firm_can_be_merged_and_of_three_alike_each_is_suggested, |server| {
    let mut person = server.bid().await.coordinator;
    let keep = added(&mut person, &YAMADA).await;
    let misspelt = added(&mut person, &[("contact[family]", "山田"), ("contact[given]", "太朗")]).await;
    let card = person.browser.get(&format!("/contacts/{keep}")).await.text;
    assert!(card.contains("action=\"/contacts/duplicates\"") && card.contains("name=\"with\""), "{card}");
    let page = person.browser.get(&format!("/contacts/duplicates?with={keep}&words=%E5%B1%B1%E7%94%B0")).await.text;
    assert!(page.contains(&format!("/contacts/{keep}/merge/{misspelt}")), "{page}");
    assert!(!page.contains(&format!("/contacts/{keep}/merge/{keep}")), "{page}");
    let page = person.browser.get(&format!("/contacts/duplicates?with={keep}&words=zzz")).await.text;
    assert!(page.contains("Nobody was found."), "{page}");
    assert_eq!(person.browser.get("/contacts/duplicates?with=nobody").await.status, 404);
    let mut outsider = server.outsider().await;
    assert_eq!(outsider.browser.get(&format!("/contacts/duplicates?with={keep}")).await.status, 404);

    let second = added(&mut person, &[("contact[family]", "山田太郎")]).await;
    let third = added(&mut person, &[("contact[family]", "山田"), ("contact[given]", "太郎")]).await;
    let page = person.browser.get("/contacts/duplicates").await.text;
    for other in [second, third] {
        assert!(page.contains(&format!("/contacts/{keep}/merge/{other}")), "{page}");
    }
    assert!(!page.contains(&misspelt), "{page}");
});

on_both_engines!(what_nobody_chose_of_two_contacts_stands_in_the_notes, |server| {
    let mut person = server.bid().await.coordinator;
    let keep = added(&mut person, &YAMADA).await;
    let other = [
        ("contact[family]", "山田"),
        ("contact[given]", "太郎"),
        ("contact[email]", "t.yamada@old.example"),
        ("contact[title_ja]", "係長"),
        ("contact[consent]", "refused"),
    ];
    let gone = added(&mut person, &other).await;
    let page = person.browser.get(&format!("/contacts/{keep}/merge/{gone}")).await.text;
    assert!(page.contains("kept in the notes"), "{page}");
    let refused = page.split("name=\"contact[consent]\"").skip(1).find(|radio| radio.contains("value=\"refused\""));
    let radio = refused.unwrap().split('>').next().unwrap();
    assert!(radio.contains("checked"), "nobody is written to against their will: {radio}");
    let mut fields = merging(&keep, &gone).to_vec();
    fields.extend([("contact[email]", "yamada@city.minato.example"), ("contact[title_ja]", "防災課長")]);
    let long = "あ".repeat(3_990);
    let mut too_long = fields.clone();
    too_long.push(("contact[notes]", &long));
    assert_eq!(person.browser.call("/api/contacts/merge", &too_long).await.status, 422, "nothing is cut off");
    fields.push(("contact[notes]", "甘いものが好き"));
    assert_eq!(person.browser.call("/api/contacts/merge", &fields).await.status, 200);
    let kept = server.value_of("select fields from contact where id = $1", &[&keep]).await;
    for line in
        ["甘いものが好き", "E-mail: t.yamada@old.example", "役職 Title: 係長", "Tel: 0845-22-1111", "拒否 refused"]
    {
        assert!(kept.contains(line), "{line}: {kept}");
    }
    assert!(!kept.contains("E-mail: yamada@"), "what was chosen stands in its field: {kept}");
});

on_both_engines!(nobody_leaves_the_ban_on_contact_because_they_were_entered_twice, |server| {
    let bid = server.bid().await;
    publish(&server, &bid).await;
    let mut person = bid.coordinator.clone();
    let keep = added(&mut person, &[("contact[family]", "山田"), ("contact[kind]", "school")]).await;
    let gone = added(&mut person, &[("contact[family]", "山田"), ("contact[kind]", "school")]).await;
    let introducer =
        [("role[role]", "introducer"), ("role[influence]", "2"), ("role[attitude]", "1"), ("role[want]", "紹介を頼む")];
    give_role(&mut person, &bid, &keep, &introducer).await;
    give_role(&mut person, &bid, &gone, &EVALUATOR).await;
    let mut fields = merging(&keep, &gone).to_vec();
    fields.push(("contact[kind]", "school"));
    assert_eq!(person.browser.call("/api/contacts/merge", &fields).await.status, 200);
    let role = "select role || ' ' || cast(influence as text) || ' ' || cast(attitude as text) from contact_role";
    assert_eq!(server.value_of(role, &[]).await, "evaluator 5 -1");
    let kept = server.value_of("select given_way from contact_role", &[]).await;
    assert!(kept.contains("introducer") && !kept.contains("evaluator"), "{kept}");
    let want = server.value_of("select want from contact_role", &[]).await;
    assert!(want.contains("紹介を頼む") && want.contains("実績を知ってもらう"), "{want}");
    // Whoever logs a call inside the ban is asked for the reason, as before.
    let of_bid = [("engagement[bid]", bid.id.as_str()), ("engagement[kind]", "call")];
    let answer = log(&mut person, &bid.page("contacts"), &keep, &of_bid).await;
    let back = person.browser.follow(&answer).await.text;
    assert!(back.contains("engagement-ban-reason-problem"), "{back}");
});

on_both_engines!(merging_says_nothing_of_bids_without_a_seat_and_loses_nothing_there, |server| {
    let bid = server.bid().await;
    let mut seated = bid.coordinator.clone();
    let mut colleague = server.person_of(bid.coordinator.organisation, "同僚").await;
    let keep = added(&mut seated, &YAMADA).await;
    let gone = added(&mut seated, &[("contact[family]", "山田"), ("contact[given]", "太郎")]).await;
    give_role(&mut seated, &bid, &keep, &EVALUATOR).await;
    let other =
        [("role[role]", "decider"), ("role[influence]", "3"), ("role[attitude]", "2"), ("role[want]", "予算を聞く")];
    give_role(&mut seated, &bid, &gone, &other).await;
    let in_bid = [("engagement[bid]", bid.id.as_str()), ("engagement[kind]", "question")];
    log(&mut seated, &bid.page("contacts"), &gone, &in_bid).await;
    let address = format!("/contacts/{keep}/merge/{gone}");
    let preview = colleague.browser.get(&address).await.text;
    assert!(!preview.contains(&bid.id) && preview.contains("Entries of the log: 0"), "{preview}");
    assert!(preview.contains("move along unseen"), "{preview}");
    let full = seated.browser.get(&address).await.text;
    assert!(full.contains(&bid.id) && full.contains("Entries of the log: 1"), "{full}");
    let merge = merging(&keep, &gone);
    assert_eq!(colleague.browser.call("/api/contacts/merge", &merge).await.status, 200);
    let trail = server.value_of("select detail from audit where action = 'contact.merge'", &[]).await;
    assert!(!trail.contains(&bid.id) && !trail.contains("decider"), "{trail}");
    let role = seated.browser.get(&bid.page(&format!("contacts/{keep}"))).await.text;
    for part in ["実績を知ってもらう", "予算を聞く", "influence 3, attitude +2"] {
        assert!(role.contains(part), "{part}: {role}");
    }
    assert_eq!(server.value_of("select count(*) from engagement_contact where contact_id = $1", &[&keep]).await, "1");
    assert_eq!(server.value_of("select count(*) from contact", &[]).await, "1");
});

on_both_engines!(whoever_saves_while_a_contact_goes_leaves_nothing_behind, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let id = added(&mut person, &YAMADA).await;
    let mut role = vec![("bid", bid.id.as_str()), ("contact", id.as_str()), ("revision", "0")];
    role.extend(EVALUATOR);
    // The contact is being erased: whoever saves waits, and finds it gone.
    let mut tx = server.state.store.begin_write().await.unwrap();
    sqlx::query("update contact set erased_at = 1, fields = '{}' where id = $1")
        .bind(&id)
        .execute(&mut *tx)
        .await
        .unwrap();
    let mut other = person.clone();
    let ended = async move { tx.commit().await.unwrap() };
    let (saved, ()) = tokio::join!(other.browser.call("/api/bid-contacts/save", &role), ended);
    assert_eq!(saved.status, 404, "{}", saved.text);
    let with = with(&id);
    let day = crate::server::clock::now().in_japan().date().to_string();
    let ours = format!("engagement[people][id-{}]", person.user);
    let spoken = [
        ("engagement[kind]", "question"),
        ("engagement[day]", day.as_str()),
        (with.as_str(), "true"),
        (ours.as_str(), "true"),
    ];
    assert_eq!(person.browser.call("/api/contacts/log", &spoken).await.status, 422);
    for table in ["contact_role", "engagement", "engagement_contact"] {
        assert_eq!(server.value_of(&format!("select count(*) from {table}"), &[]).await, "0", "{table}");
    }
    // A role is being saved: the erasing waits, and takes it along.
    let second = added(&mut person, &[("contact[family]", "川上"), ("contact[given]", "花子")]).await;
    let mut tx = server.state.store.begin_write().await.unwrap();
    sqlx::query("update contact set revision = revision where id = $1").bind(&second).execute(&mut *tx).await.unwrap();
    sqlx::query(
        "insert into contact_role (bid_id, contact_id, role, influence, attitude, saved_at)
         values ($1, $2, 'other', 3, 0, 0)",
    )
    .bind(&bid.id)
    .bind(&second)
    .execute(&mut *tx)
    .await
    .unwrap();
    let ended = async move { tx.commit().await.unwrap() };
    let fields = [("id", second.as_str()), ("revision", "1")];
    let (erased, ()) = tokio::join!(person.browser.call("/api/contacts/erase", &fields), ended);
    assert_eq!(erased.status, 200, "{}", erased.text);
    assert_eq!(server.value_of("select count(*) from contact_role", &[]).await, "0");
});

on_both_engines!(a_role_saved_while_its_contact_is_merged_moves_along_or_is_refused, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    for _ in 0..4 {
        let keep = added(&mut person, &[("contact[family]", "山田")]).await;
        let gone = added(&mut person, &[("contact[family]", "山田")]).await;
        let merge = merging(&keep, &gone);
        let mut role = vec![("bid", bid.id.as_str()), ("contact", gone.as_str()), ("revision", "0")];
        role.extend(EVALUATOR);
        let (mut one, mut other) = (person.clone(), person.clone());
        let (merged, saved) = tokio::join!(
            one.browser.call("/api/contacts/merge", &merge),
            other.browser.call("/api/bid-contacts/save", &role)
        );
        assert_eq!(merged.status, 200, "{}", merged.text);
        let roles = server.value_of("select count(*) from contact_role where contact_id = $1", &[&keep]).await;
        match saved.status {
            200 => assert_eq!(roles, "1", "saved first, it moved along"),
            404 => assert_eq!(roles, "0", "merged first, there was nothing to save it for"),
            status => panic!("{status}: {}", saved.text),
        }
        assert_eq!(server.value_of("select count(*) from contact_role where contact_id = $1", &[&gone]).await, "0");
    }
});

on_both_engines!(what_is_logged_and_tied_while_a_contact_is_merged_moves_along_or_is_refused, |server| {
    let mut person = server.bid().await.coordinator;
    let friend = added(&mut person, &[("contact[family]", "川上"), ("contact[given]", "花子")]).await;
    let day = crate::server::clock::now().in_japan().date().to_string();
    let ours = format!("engagement[people][id-{}]", person.user);
    for _ in 0..4 {
        let keep = added(&mut person, &[("contact[family]", "山田")]).await;
        let gone = added(&mut person, &[("contact[family]", "山田")]).await;
        let merge = merging(&keep, &gone);
        let with = with(&gone);
        let spoken = [
            ("engagement[kind]", "question"),
            ("engagement[day]", day.as_str()),
            (with.as_str(), "true"),
            (ours.as_str(), "true"),
        ];
        let tie = [("id", friend.as_str()), ("other", gone.as_str()), ("kind", "knows"), ("way", "this")];
        let (mut one, mut other, mut third) = (person.clone(), person.clone(), person.clone());
        let (merged, logged, tied) = tokio::join!(
            one.browser.call("/api/contacts/merge", &merge),
            other.browser.call("/api/contacts/log", &spoken),
            third.browser.call("/api/contacts/relate", &tie)
        );
        assert_eq!(merged.status, 200, "{}", merged.text);
        for (saved, table, column) in
            [(&logged, "engagement_contact", "contact_id"), (&tied, "contact_relation", "to_id")]
        {
            let count = |id: String| {
                let statement = format!("select count(*) from {table} where {column} = $1");
                let server = &server;
                async move { server.value_of(&statement, &[&id]).await }
            };
            let kept = if saved.status == 200 { "1" } else { "0" };
            assert!(matches!(saved.status, 200 | 404 | 422), "{table}: {} {}", saved.status, saved.text);
            assert_eq!(count(keep.clone()).await, kept, "{table}: saved first it moved along, else it was refused");
            assert_eq!(count(gone.clone()).await, "0", "{table}");
        }
    }
});

on_both_engines!(a_role_saved_while_somebody_it_names_is_erased_is_refused_or_keeps_no_name, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    for _ in 0..4 {
        let gone = added(&mut person, &YAMADA).await;
        let other = added(&mut person, &[("contact[family]", "川上")]).await;
        let named =
            EVALUATOR.map(|(name, value)| (name, if name == "role[want]" { "山田太郎氏への紹介" } else { value }));
        give_role(&mut person, &bid, &other, &named).await;
        let mut change = vec![("bid", bid.id.as_str()), ("contact", other.as_str()), ("revision", "1")];
        change.extend(EVALUATOR);
        let fields = [("id", gone.as_str()), ("revision", "1")];
        let (mut one, mut two) = (person.clone(), person.clone());
        let (erased, saved) = tokio::join!(
            one.browser.call("/api/contacts/erase", &fields),
            two.browser.call("/api/bid-contacts/save", &change)
        );
        assert_eq!(erased.status, 200, "{}", erased.text);
        assert!(matches!(saved.status, 200 | 409), "{}: {}", saved.status, saved.text);
        let want = server.value_of("select want from contact_role where contact_id = $1", &[&other]).await;
        assert!(!want.contains("山田"), "{want}");
        assert_eq!(want == "実績を知ってもらう", saved.status == 200, "nobody's change is overwritten: {want}");
    }
});

on_both_engines!(two_that_become_one_show_other_firms_no_more_than_before, |server| {
    let bid = server.bid().await;
    let mut own = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let keep = added(&mut own, &YAMADA).await;
    let gone = added(&mut own, &[("contact[family]", "山田"), ("contact[given]", "太郎")]).await;
    let mut role = EVALUATOR.to_vec();
    role.push(("role[shared]", "true"));
    give_role(&mut own, &bid, &keep, &role).await;
    let page = bid.page("contacts");
    let said = [
        ("engagement[bid]", bid.id.as_str()),
        ("engagement[kind]", "question"),
        ("engagement[said]", "内々の打ち合わせ"),
    ];
    log(&mut own, &page, &gone, &said).await;
    let before = partner.browser.get(&page).await.text;
    assert!(before.contains("山田 太郎") && !before.contains("内々の打ち合わせ"), "{before}");
    let merge = merging(&keep, &gone);
    assert_eq!(own.browser.call("/api/contacts/merge", &merge).await.status, 200);
    let after = partner.browser.get(&page).await.text;
    assert!(!after.contains("内々の打ち合わせ"), "{after}");
    assert!(own.browser.get(&page).await.text.contains("内々の打ち合わせ"));
    assert_eq!(server.value_of("select is_shared from contact_role", &[]).await, "0");
    assert_eq!(server.value_of("select revision from contact_role", &[]).await, "2");
});

on_both_engines!(a_person_gets_what_is_kept_and_is_erased_but_for_the_fact, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let id = added(&mut person, &YAMADA).await;
    give_role(&mut person, &bid, &id, &EVALUATOR).await;
    let said = ("engagement[said]", "山田太郎課長（ＹＡＭＡＤＡ　Taro）は前向き");
    log(&mut person, "/contacts", &id, &[("engagement[kind]", "question"), said]).await;
    let data = person.browser.get(&format!("/contacts/{id}/data")).await;
    let data: serde_json::Value = serde_json::from_str(&data.text).unwrap();
    assert_eq!(data["contact"]["email"], "yamada@city.minato.example");
    assert_eq!(data["engagements"].as_array().map(Vec::len), Some(1));
    assert_eq!(data["roles"].as_array().map(Vec::len), Some(1));
    assert_eq!(person.browser.call("/api/contacts/erase", &[("id", &id), ("revision", "7")]).await.status, 409);
    let answer =
        person.browser.post(&format!("/contacts/{id}"), "/api/contacts/erase", &[("id", &id), ("revision", "1")]).await;
    let list = person.browser.follow(&answer).await.text;
    assert!(list.contains("The person was erased") && !list.contains("山田"), "{list}");
    assert_eq!(person.browser.get(&format!("/contacts/{id}")).await.status, 404);
    assert!(!found(&mut person, "yamada").await.contains(&id));
    let kept = server.value_of("select said from engagement", &[]).await;
    assert!(kept.contains("前向き") && !kept.contains("山田") && !kept.contains("Taro"), "{kept}");
    for (table, column) in [("contact", "fields"), ("contact", "name_key"), ("contact", "email"), ("audit", "detail")] {
        let statement = format!(
            "select coalesce(max({column}), '') from {table} where {column} like '%山田%' or {column} like '%amada%'"
        );
        assert_eq!(server.value_of(&statement, &[]).await, "", "{table}.{column}");
    }
    assert_eq!(server.value_of("select count(*) from contact_gram", &[]).await, "0");
    assert_eq!(server.value_of("select count(*) from engagement_contact", &[]).await, "1", "the fact stays");
    assert_eq!(server.value_of("select count(*) from contact_role", &[]).await, "0");
});
