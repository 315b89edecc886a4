//! Sections: writing without overwriting anybody silently; a contributor's one section; hostile and huge texts.

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::error::AppError;

/// Fields of a text of paragraphs.
fn text(bid: &TestBid, section: &str, revision: i64, paragraphs: &[&str]) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> =
        [("bid", bid.id.as_str()), ("section", section), ("language", "ja"), ("op", "save")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
    fields.push(("revision".to_owned(), revision.to_string()));
    for (index, paragraph) in paragraphs.iter().enumerate() {
        fields.push((format!("blocks[{index}][id]"), format!("b{index}")));
        fields.push((format!("blocks[{index}][kind]"), "paragraph".to_owned()));
        fields.push((format!("blocks[{index}][text]"), (*paragraph).to_owned()));
    }
    fields
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

async fn write(person: &mut Person, fields: &[(String, String)]) -> Answer {
    person.browser.call("/api/sections/write", &pairs(fields)).await
}

async fn saved(server: &TestServer, section: &str) -> String {
    server.value_of("select blocks from section_text where section_id = $1 and language = 'ja'", &[section]).await
}

on_both_engines!(two_people_who_save_the_same_text_both_see_both, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let (mut first, mut second) = (server.writer_on(&bid).await, server.writer_on(&bid).await);
    assert_eq!(write(&mut first, &text(&bid, &section, 1, &["先の文"])).await.status, 200);
    let fields = text(&bid, &section, 1, &["後の文"]);
    let editor = format!("/bids/{}/sections/{section}?lang=ja&edit=ja", bid.id);
    let answer = second.browser.post(&editor, "/api/sections/write", &pairs(&fields)).await;
    assert!(answer.location.as_deref().unwrap().contains("kept="), "{:?}", answer.location);
    let page = second.browser.follow(&answer).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("先の文") && page.text.contains("後の文"), "both are on the page");
    assert!(page.text.contains("Save mine over it"));
    assert!(saved(&server, &section).await.contains("先の文"));
    let mut over = text(&bid, &section, 2, &["後の文"]);
    over.push(("choice".to_owned(), "mine".to_owned()));
    assert_eq!(write(&mut second, &over).await.status, 200);
    assert!(saved(&server, &section).await.contains("後の文"));
    let trail = first.browser.get(&bid.page("audit")).await;
    assert!(trail.text.contains("先の文"), "what was replaced stays in the trail");
    assert!(trail.text.contains("is unbroken"));
});

on_both_engines!(of_many_who_save_at_once_one_wins_and_the_rest_are_told, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let writer = server.writer_on(&bid).await;
    let mut tasks = tokio::task::JoinSet::new();
    for number in 0..8 {
        let mut person = writer.clone();
        let fields = text(&bid, &section, 1, &[&format!("文{number}")]);
        tasks.spawn(async move { write(&mut person, &fields).await.status });
    }
    let mut statuses = tasks.join_all().await;
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409, 409, 409, 409, 409, 409, 409]);
});

on_both_engines!(the_same_text_saved_twice_is_saved_once, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut writer = server.writer_on(&bid).await;
    let fields = text(&bid, &section, 1, &["本文"]);
    assert_eq!(write(&mut writer, &fields).await.status, 200);
    assert_eq!(write(&mut writer, &fields).await.status, 200);
    let revision = "select revision from section_text where section_id = $1 and language = 'ja'";
    assert_eq!(server.value_of(revision, &[&section]).await, "2");
    assert_eq!(server.value_of("select state from section where id = $1", &[&section]).await, "draft");
});

on_both_engines!(the_buttons_beside_a_block_save_the_whole, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut writer = server.writer_on(&bid).await;
    let mut fields = text(&bid, &section, 1, &["一", "二", "三"]);
    fields[3].1 = "up:2".to_owned();
    let editor = format!("/bids/{}/sections/{section}?lang=ja&edit=ja", bid.id);
    let answer = writer.browser.post(&editor, "/api/sections/write", &pairs(&fields)).await;
    assert_eq!(answer.location, Some(format!("{editor}&saved=1#block-b2")));
    let blocks = saved(&server, &section).await;
    let place = |text: &str| blocks.find(text).unwrap();
    assert!(place("一") < place("三") && place("三") < place("二"), "{blocks}");
    let page = writer.browser.get(&editor).await;
    assert!(page.text.contains("id=\"block-b2\""), "the block can be jumped to");
});

on_both_engines!(a_contributor_sees_and_writes_one_section_only, |server| {
    let bid = server.bid().await;
    let sections = server.sections_of(&bid).await;
    let mut person = server.contributor_on(&bid, &sections[2]).await;
    let own = format!("{}/{}", bid.page("sections"), sections[2]);
    let page = person.browser.get(&own).await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains(&sections[3]), "no other section is named");
    assert!(!page.text.contains(&bid.page("audit")), "no other page is offered");
    for path in ["", "sections", "joint-venture", "people", "audit", "documents"] {
        assert_eq!(person.browser.get(&bid.page(path)).await.status, 404, "{path}");
    }
    let other = format!("{}/{}", bid.page("sections"), sections[3]);
    assert_eq!(person.browser.get(&other).await.status, 404);
    assert_eq!(write(&mut person, &text(&bid, &sections[2], 1, &["私の章"])).await.status, 200);
    assert_eq!(write(&mut person, &text(&bid, &sections[3], 1, &["他人の章"])).await.status, 404);
    let home = person.browser.get("/").await;
    assert!(home.text.contains(&own), "home leads to the section");
});

on_both_engines!(who_only_reads_cannot_write_and_an_archived_bid_takes_nothing, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    for role in ["viewer", "reviewer", "approver"] {
        let mut person = server.seat_on(&bid, role, "").await;
        assert_eq!(write(&mut person, &text(&bid, &section, 1, &["文"])).await.status, 403, "{role}");
    }
    let mut writer = server.writer_on(&bid).await;
    bid.coordinator.clone().browser.call("/api/bids/archive", &[("bid", &bid.id)]).await;
    let answer = write(&mut writer, &text(&bid, &section, 1, &["文"])).await;
    assert!(answer.text.contains("Archived"), "{}", answer.text);
});

on_both_engines!(a_hostile_text_is_shown_as_text, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut writer = server.writer_on(&bid).await;
    let hostile = "<script>alert(1)</script></textarea><img src=x onerror=alert(2)>\"'&";
    assert_eq!(write(&mut writer, &text(&bid, &section, 1, &[hostile])).await.status, 200);
    for query in ["", "?edit=ja"] {
        let page = writer.browser.get(&format!("{}/{section}{query}", bid.page("sections"))).await;
        assert!(!page.text.contains("<script>alert"), "{query}");
        assert!(!page.text.contains("<img src=x"), "{query}");
    }
});

on_both_engines!(two_hundred_blocks_are_kept_and_a_huge_one_is_refused_by_its_field, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut writer = server.writer_on(&bid).await;
    let many: Vec<String> = (0..200).map(|number| format!("第{number}段落 {}", "あ".repeat(200))).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(write(&mut writer, &text(&bid, &section, 1, &many)).await.status, 200);
    let page = writer.browser.get(&format!("{}/{section}?edit=ja", bid.page("sections"))).await;
    assert!(page.text.contains("blocks[199][text]"));
    let huge = "漢".repeat(20_001);
    let answer = write(&mut writer, &text(&bid, &section, 2, &["よい", &huge])).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("blocks[1][text]") && answer.text.contains("TooLong"), "{}", answer.text);
    let zero = write(&mut writer, &text(&bid, &section, 2, &["\u{0}"])).await;
    assert_eq!(zero.status, 422, "{}", zero.text);
});

on_both_engines!(a_plan_is_kept_by_its_revision_and_takes_era_dates, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut writer = server.writer_on(&bid).await;
    let user = writer.user.to_string();
    let fields = |due: &'static str| {
        vec![
            ("bid", bid.id.clone()),
            ("section", section.clone()),
            ("revision", "1".to_owned()),
            ("assignee", user.clone()),
            ("due_on", due.to_owned()),
            ("state", "review".to_owned()),
        ]
    };
    let plan = |due| fields(due).into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Vec<_>>();
    let answer = writer.browser.call("/api/sections/plan", &pairs(&plan("令和8年12月3日"))).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let due = server.value_of("select due_on from section where id = $1", &[&section]).await;
    assert_eq!(due, "2026-12-03");
    let again = writer.browser.call("/api/sections/plan", &pairs(&plan(""))).await;
    assert_eq!(again.status, AppError::Changed.status());
    let home = writer.browser.get("/").await;
    assert!(home.text.contains(&section), "what is assigned waits at home");
});

on_both_engines!(a_changed_trail_is_told_with_its_number, |server| {
    let bid = server.bid().await;
    server.writer_on(&bid).await;
    let mut person = bid.coordinator.clone();
    assert!(person.browser.get(&bid.page("audit")).await.text.contains("is unbroken"));
    server.run_sql("update audit set detail = '{}' where scope = $1 and number = 2", &[&bid.id]).await;
    let page = person.browser.get(&bid.page("audit")).await;
    assert!(page.text.contains("broken at entry 2"), "{}", page.text);
});

on_both_engines!(every_page_opens_for_its_people_and_for_nobody_else, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut outsider = server.outsider().await;
    let mut partner = server.partner_on(&bid).await;
    let section = format!("sections/{section}");
    for path in ["", "sections", section.as_str(), "joint-venture", "people", "audit"] {
        let page = partner.browser.get(&bid.page(path)).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(outsider.browser.get(&bid.page(path)).await.status, 404, "{path}");
        let answer = server.stranger().get(&bid.page(path)).await;
        assert!(answer.location.is_some_and(|to| to.starts_with("/sign-in?next=")), "{path}");
    }
    let empty = outsider.browser.get("/").await;
    assert!(empty.text.contains("No bids yet"));
    assert!(!empty.text.contains(&bid.id));
});

on_both_engines!(long_texts_that_were_replaced_do_not_make_the_trail_heavy, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut reader = bid.coordinator.clone();
    let long = "津波".repeat(60_000);
    let block = serde_json::json!({ "id": "a", "kind": "paragraph", "text": long });
    let detail = serde_json::json!({ "language": "ja", "replaced": [block], "section": section }).to_string();
    for number in 100..113 {
        let entry = format!(
            "insert into audit (scope, number, at, user_id, action, detail, previous_hash, hash)
             values ($1, {number}, 0, null, 'section.overwrite', $2, '', '')"
        );
        server.run_sql(&entry, &[&bid.id, &detail]).await;
    }
    let page = reader.browser.get(&bid.page("audit")).await.text;
    assert!(page.len() < 100_000, "{} bytes", page.len());
    assert!(page.contains("Open the text that was replaced") && page.contains(">1. "), "the section is named: {page}");
    assert!(page.contains("has not been verified yet"), "{page}");
    let verified = reader.browser.get(&format!("{}?verify=1", bid.page("audit"))).await.text;
    assert!(verified.contains("The chain is broken at entry"), "{verified}");
    let one = reader.browser.get(&format!("{}?entry=105", bid.page("audit"))).await;
    assert_eq!((one.status, one.text.contains(&long)), (200, true));
    assert_eq!(reader.browser.get(&format!("{}?entry=9999", bid.page("audit"))).await.status, 404);
});

/// A text with everything that the plain form cannot show, put where the editor keeps it.
const RICH: &str = r#"[{"id":"b0","kind":"paragraph","text":["納期は",{"text":"厳守","strong":true},"、金額は",{"bid_field":"amount"},"です。"]},{"id":"b1","kind":"table","header_rows":1,"rows":[[{"text":"計","columns":2,"rows":1}],["甲","乙"]]},{"id":"b2","kind":"image","file":"f","alt":"棒グラフ","caption":"図１","width":50}]"#;

async fn with_rich_text(server: &TestServer, bid: &TestBid) -> String {
    let section = server.sections_of(bid).await.remove(0);
    let update = "update section_text set blocks = $2 where section_id = $1 and language = 'ja'";
    server.run_sql(update, &[&section, RICH]).await;
    section
}

on_both_engines!(a_rich_text_reads_on_its_page_and_survives_the_plain_form, |server| {
    let bid = server.bid().await;
    let section = with_rich_text(&server, &bid).await;
    let mut writer = server.writer_on(&bid).await;
    let page = writer.browser.get(&bid.page(&format!("sections/{section}"))).await.text.replace("<!>", "");
    for wanted in
        ["<strong>厳守</strong>", "data-bid-field=\"amount\"", "colspan=\"2\"", "<figcaption>図１</figcaption>"]
    {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    let editor = writer.browser.get(&format!("/bids/{}/sections/{section}?lang=ja&edit=ja", bid.id)).await.text;
    assert!(editor.contains("納期は厳守、金額は⟦金額⟧です。") && editor.contains("only moved or removed"), "{editor}");
    let mut fields = text(&bid, &section, 1, &["納期は厳守、総金額は⟦金額⟧です。"]);
    for (index, (id, kind, text)) in
        [("b2", "image", "図１"), ("b1", "joined_table", "計\r\n甲 | 乙")].iter().enumerate()
    {
        for (part, value) in [("id", id), ("kind", kind), ("text", text)] {
            fields.push((format!("blocks[{}][{part}]", index + 1), (*value).to_owned()));
        }
    }
    assert_eq!(write(&mut writer, &fields).await.status, 200);
    let kept: serde_json::Value = serde_json::from_str(&saved(&server, &section).await).unwrap();
    let mut wanted: serde_json::Value = serde_json::from_str(RICH).unwrap();
    wanted[0]["text"][2] = "、総金額は".into();
    let blocks = wanted.as_array_mut().unwrap();
    blocks.swap(1, 2);
    assert_eq!(kept, wanted);
});

on_both_engines!(a_picture_that_was_not_there_cannot_be_posted, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut writer = server.writer_on(&bid).await;
    let mut fields = text(&bid, &section, 1, &["本文"]);
    fields.iter_mut().filter(|(name, _)| name == "blocks[0][kind]").for_each(|(_, kind)| *kind = "image".to_owned());
    assert_eq!(write(&mut writer, &fields).await.status, 422);
});

on_both_engines!(a_quoted_amount_is_seen_by_who_reads_the_bid_and_by_no_contributor, |server| {
    let bid = server.bid().await;
    let section = with_rich_text(&server, &bid).await;
    let settings = r#"{"amount":12345000}"#;
    let insert = "insert into document (bid_id, form, settings, revision, saved_at) values ($1, 'F01', $2, 1, 0)";
    server.run_sql(insert, &[&bid.id, settings]).await;
    let path = bid.page(&format!("sections/{section}"));
    let page = server.writer_on(&bid).await.browser.get(&path).await.text;
    assert!(page.contains("12,345,000円"), "{page}");
    let page = server.contributor_on(&bid, &section).await.browser.get(&path).await;
    assert_eq!((page.status, page.text.contains("12,345,000")), (200, false), "{}", page.text);
    assert!(page.text.contains("data-bid-field=\"amount\""));
});
