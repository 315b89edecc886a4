//! Live texts through real sockets: both see every edit, what is acknowledged is on disk, and nobody is let further than
//! their seat reaches.

use super::support::bids::TestBid;
use super::support::live::Window;
use super::support::{Person, TestServer, on_both_engines};

async fn section_of(server: &TestServer, bid: &TestBid) -> String {
    server.sections_of(bid).await.remove(0)
}

async fn opened(server: &TestServer, person: &Person, bid: &TestBid, section: &str) -> Window {
    server.window(person).await.open(&bid.id, section).await
}

/// What the page's own data says of a text.
async fn read(person: &mut Person, bid: &TestBid, section: &str) -> String {
    let fields = [("bid", bid.id.as_str()), ("section", section)];
    person.browser.call("/api/sections/open", &fields).await.text
}

on_both_engines!(two_people_see_each_others_edits_and_each_other, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let partner = server.partner_on(&bid).await;
    let mut first = opened(&server, &bid.coordinator, &bid, &section).await;
    let mut second = opened(&server, &partner, &bid, &section).await;
    assert_eq!(first.meta["may_write"], true);
    assert_eq!(second.meta["name"], "Ingrid Hansen");
    first.write("呉の章").await;
    second.write("Bergen's part").await;
    first.until(|window| window.text().contains("Bergen's part")).await;
    second.until(|window| window.text().contains("呉の章")).await;
    first.saved().await;
    second.saved().await;
    assert_eq!(first.text(), second.text());
    second.say(r#"{"user":{"name":"somebody else"},"cursor":1}"#).await;
    first.until(|window| window.presences.iter().any(|said| said.contains("Ingrid Hansen"))).await;
    assert!(first.presences.iter().all(|said| !said.contains("somebody else")));
    drop(second);
    first.until(|window| window.presences.iter().any(|said| said.ends_with("null"))).await;
});

on_both_engines!(what_is_acknowledged_survives_a_server_that_is_killed, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let node = server.node().await;
    let mut writer = Window::at(node.addr, &bid.coordinator).await.open(&bid.id, &section).await;
    for number in 0..50 {
        writer.write(&format!("第{number}文。")).await;
    }
    writer.until(|window| window.acknowledged >= 20).await;
    let acknowledged = writer.acknowledged;
    node.kill();
    let reopened = opened(&server, &bid.coordinator, &bid, &section).await;
    let text = reopened.text();
    assert!((0..acknowledged).all(|number| text.contains(&format!("第{number}文。"))), "{acknowledged}: {text}");
    // What was not acknowledged is with the writer, who sends everything again.
    let mut again = reopened;
    again.send_update(&writer.everything()).await;
    again.saved().await;
    let third = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!((0..50).all(|number| third.text().contains(&format!("第{number}文。"))));
});

on_both_engines!(whoever_reads_sees_the_live_text_at_once, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    writer.write("いま書いた文").await;
    writer.saved().await;
    let mut reader = server.viewer_on(&bid).await;
    assert!(read(&mut reader, &bid, &section).await.contains("いま書いた文"));
    let outline = reader.browser.call("/api/sections/list", &[("bid", &bid.id)]).await.text;
    assert!(outline.contains("\"characters_ja\":6") && outline.contains("draft"), "{outline}");
});

on_both_engines!(a_seat_that_is_taken_ends_the_writing_within_a_second, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let writer = server.writer_on(&bid).await;
    let mut window = opened(&server, &writer, &bid, &section).await;
    window.write("まだ").await;
    window.saved().await;
    let begun = std::time::Instant::now();
    let fields = [("bid", bid.id.as_str()), ("user", &writer.user.to_string())];
    assert_eq!(bid.coordinator.clone().browser.call("/api/seats/take", &fields).await.status, 200);
    window.until(|window| window.denied.is_some()).await;
    assert_eq!(window.denied.as_deref(), Some("gone"));
    assert!(begun.elapsed() < std::time::Duration::from_secs(3), "{:?}", begun.elapsed());
    window.write("もう").await;
    let other = opened(&server, &writer, &bid, &section).await;
    assert_eq!(other.denied.as_deref(), Some("not_found"));
    let left = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(left.text().contains("まだ") && !left.text().contains("もう"));
});

on_both_engines!(a_session_that_ends_elsewhere_ends_the_writing, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let writer = server.writer_on(&bid).await;
    let mut window = opened(&server, &writer, &bid, &section).await;
    // As another server would: no request comes to this one.
    server.run_sql("delete from session where user_id = $1", &[&writer.user.to_string()]).await;
    window.until(|window| window.denied.as_deref() == Some("signed_out")).await;
});

on_both_engines!(who_only_reads_is_refused_and_reads_on, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let viewer = server.viewer_on(&bid).await;
    let mut reader = opened(&server, &viewer, &bid, &section).await;
    assert_eq!(reader.meta["may_write"], false);
    let forbidden = opened(&server, &bid.coordinator, &bid, &section).await.added("読む人の文");
    reader.send_update(&forbidden).await;
    reader.until(|window| window.denied.as_deref() == Some("read_only")).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    writer.write("書く人の文").await;
    reader.until(|window| window.text().contains("書く人の文")).await;
    assert!(!writer.text().contains("読む人の文"));
    // A bid that is put away takes nothing more from anybody.
    bid.coordinator.clone().browser.call("/api/bids/archive", &[("bid", &bid.id)]).await;
    writer.until(|window| window.meta["may_write"] == false).await;
    writer.write("遅い文").await;
    writer.until(|window| window.denied.as_deref() == Some("read_only")).await;
});

on_both_engines!(an_outsider_cannot_tell_that_a_text_exists, |server| {
    let bid = server.bid().await;
    let sections = server.sections_of(&bid).await;
    let outsider = server.outsider().await;
    let refused = opened(&server, &outsider, &bid, &sections[0]).await;
    assert_eq!(refused.denied.as_deref(), Some("not_found"));
    let contributor = server.contributor_on(&bid, &sections[1]).await;
    let own = opened(&server, &contributor, &bid, &sections[1]).await;
    assert_eq!((own.meta["may_write"].as_bool(), own.meta["fields"]["amount"].as_str()), (Some(true), Some("")));
    let other = opened(&server, &contributor, &bid, &sections[0]).await;
    assert_eq!(other.denied.as_deref(), Some("not_found"));
    let another = server.bid().await;
    let mixed = opened(&server, &another.coordinator, &another, &sections[0]).await;
    assert_eq!(mixed.denied.as_deref(), Some("not_found"), "a section of another bid");
});

on_both_engines!(what_no_browser_sends_is_refused_and_harms_nobody, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut good = opened(&server, &bid.coordinator, &bid, &section).await;
    let hostile = server.writer_on(&bid).await;
    let mut malformed = opened(&server, &hostile, &bid, &section).await;
    malformed.send_update(&[1, 2, 3, 4]).await;
    malformed.until(|window| window.denied.as_deref() == Some("malformed")).await;
    let mut nonsense = opened(&server, &hostile, &bid, &section).await;
    nonsense.send(vec![77, 1]).await;
    nonsense.until(|window| window.denied.as_deref() == Some("malformed")).await;
    let mut huge = opened(&server, &hostile, &bid, &section).await;
    let update = huge.added(&"漢".repeat(400_000));
    huge.send_update(&update).await;
    huge.until(|window| window.denied.as_deref() == Some("too_big")).await;
    let mut fast = opened(&server, &hostile, &bid, &section).await;
    let same = fast.added("速い");
    for _ in 0..600 {
        fast.send_update(&same).await;
    }
    fast.until(|window| window.denied.as_deref() == Some("too_fast")).await;
    good.write("無事").await;
    good.saved().await;
    let after = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(after.text().contains("無事") && !after.text().contains("漢漢"));
});

on_both_engines!(a_bad_row_in_the_journal_leaves_the_rest_readable, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let node = server.node().await;
    let mut writer = Window::at(node.addr, &bid.coordinator).await.open(&bid.id, &section).await;
    writer.write("前の文").await;
    writer.saved().await;
    node.kill();
    server.run_sql("update section_document set seq = seq + 1 where section_id = $1", &[&section]).await;
    let hex =
        if server.state.settings.database_url.is_some() { "decode('0102030405', 'hex')" } else { "x'0102030405'" };
    let row = format!(
        "insert into section_update (section_id, language, seq, node, at, bytes)
         select section_id, language, seq, 'x', 0, {hex} from section_document where section_id = $1"
    );
    server.run_sql(&row, &[&section]).await;
    let mut again = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(again.text().contains("前の文"));
    again.write("後の文").await;
    again.saved().await;
    let flagged = "select cast(count(*) as bigint) from section_update where section_id = $1 and is_bad = 1";
    assert_eq!(server.value_of(flagged, &[&section]).await, "1");
});

on_both_engines!(the_trail_has_one_entry_for_a_sitting_and_not_one_for_a_key, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    for word in ["一", "二", "三", "四"] {
        writer.write(word).await;
        writer.saved().await;
    }
    let count = "select cast(count(*) as bigint) from audit where scope = $1 and action = 'section.edit'";
    assert_eq!(server.value_of(count, &[&bid.id]).await, "1");
    drop(writer);
    let told = "select coalesce(max(detail), '') from audit where scope = $1 and action = 'section.edit'
                and detail like '%\"edits\":3%'";
    for _ in 0..100 {
        if server.value_of(told, &[&bid.id]).await.contains("\"edits\":3") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(server.value_of(count, &[&bid.id]).await, "2");
    let trail = bid.coordinator.clone().browser.get(&bid.page("audit")).await.text;
    assert!(trail.contains("is unbroken") && trail.contains("wrote live in"), "{trail}");
});

/// Fields of a plain form of the Japanese text.
fn form(bid: &TestBid, section: &str, seen: &str, blocks: &[(&str, &str)]) -> Vec<(String, String)> {
    let head = [("bid", bid.id.as_str()), ("section", section), ("language", "ja"), ("op", "save"), ("revision", "1")];
    let mut fields: Vec<(String, String)> =
        head.into_iter().chain([("seen", seen)]).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    for (index, (id, text)) in blocks.iter().enumerate() {
        for (name, value) in [("id", *id), ("kind", "paragraph"), ("text", *text)] {
            fields.push((format!("blocks[{index}][{name}]"), value.to_owned()));
        }
    }
    fields
}

async fn save(person: &mut Person, fields: &[(String, String)]) -> u16 {
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    person.browser.call("/api/sections/write", &pairs).await.status
}

/// What the form of the text says that the person sees.
async fn seen(person: &mut Person, bid: &TestBid, section: &str) -> String {
    let page = person.browser.get(&format!("{}/{section}?edit=ja", bid.page("sections"))).await.text;
    let (_, rest) = page.split_once("value=\"seen").expect("the form says what was seen");
    format!("seen{}", rest.split('"').next().unwrap())
}

on_both_engines!(a_plain_form_merges_with_what_is_written_live, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut plain = server.writer_on(&bid).await;
    assert_eq!(save(&mut plain, &form(&bid, &section, "seen", &[("a", "一"), ("b", "二")])).await, 200);
    let mut live = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(live.text().contains("一") && live.text().contains("二"));
    let before = seen(&mut plain, &bid, &section).await;
    live.write("生の文").await;
    live.saved().await;
    assert_eq!(save(&mut plain, &form(&bid, &section, &before, &[("a", "一の改"), ("b", "二")])).await, 200);
    live.until(|window| window.text().contains("一の改")).await;
    assert!(live.text().contains("生の文"), "{}", live.text());
    // The same block changed by both is a conflict, and nothing is changed.
    assert_eq!(save(&mut plain, &form(&bid, &section, &before, &[("a", "別の改"), ("b", "二")])).await, 409);
    let page = read(&mut plain, &bid, &section).await;
    assert!(page.contains("一の改") && page.contains("生の文") && !page.contains("別の改"), "{page}");
});

on_both_engines!(a_text_of_before_becomes_live_once, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let kept = r#"[{"id":"a","kind":"paragraph","text":"昔の文"}]"#;
    server
        .run_sql("update section_text set blocks = $2 where section_id = $1 and language = 'ja'", &[&section, kept])
        .await;
    let (one, other) = tokio::join!(
        opened(&server, &bid.coordinator, &bid, &section),
        opened(&server, &bid.coordinator, &bid, &section)
    );
    assert_eq!(one.text(), other.text());
    assert_eq!(one.text().matches("昔の文").count(), 1);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_on_two_servers_write_one_text() {
    let server = TestServer::on_postgres().await;
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let (node, person) = (server.node().await, server.writer_on(&bid).await);
    let mut here = opened(&server, &bid.coordinator, &bid, &section).await;
    let mut there = Window::at(node.addr, &person).await.open(&bid.id, &section).await;
    here.write("こちら").await;
    there.write("あちら").await;
    here.until(|window| window.text().contains("あちら")).await;
    there.until(|window| window.text().contains("こちら")).await;
    here.saved().await;
    there.saved().await;
    node.kill();
    let mut moved = opened(&server, &person, &bid, &section).await;
    moved.send_update(&there.everything()).await;
    moved.write("移った").await;
    moved.saved().await;
    here.until(|window| window.text().contains("移った")).await;
    assert_eq!(here.text(), moved.text());
}

on_both_engines!(a_picture_is_taken_by_its_content_and_shown_to_the_bid_alone, |server| {
    let bid = server.bid().await;
    let mut writer = server.writer_on(&bid).await;
    let picture = include_bytes!("../server/docx/tests/pictures/chart.png").to_vec();
    let upload = |bytes: Vec<u8>, name: &str| {
        let part = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        reqwest::multipart::Form::new().part("file", part)
    };
    let address = format!("/bids/{}/images", bid.id);
    let taken = writer.browser.upload(&bid.page(""), &address, upload(picture.clone(), "x.txt")).await;
    assert_eq!(taken.status, 200, "{}", taken.text);
    let taken: serde_json::Value = serde_json::from_str(&taken.text).unwrap();
    let file = format!("{address}/{}", taken["file"].as_str().unwrap());
    let shown = writer.browser.get(&file).await;
    assert_eq!((shown.status, shown.headers["content-type"].to_str().unwrap()), (200, "image/png"));
    assert_eq!(shown.headers["content-length"].to_str().unwrap(), picture.len().to_string());
    let again = writer.browser.upload(&bid.page(""), &address, upload(picture.clone(), "y.png")).await;
    assert!(again.text.contains(taken["file"].as_str().unwrap()), "the same bytes are the same picture");
    let page = writer.browser.upload(&bid.page(""), &address, upload(b"<svg onload=alert(1)>".to_vec(), "z.png")).await;
    assert_eq!((page.status, page.text.as_str()), (422, r#"{"refusal":"kind"}"#));
    let long = writer.browser.upload(&bid.page(""), &address, upload(vec![0; 10 * 1024 * 1024 + 1], "z.png")).await;
    assert_eq!(long.text, r#"{"refusal":"too_big"}"#);
    let mut outsider = server.outsider().await;
    assert_eq!(outsider.browser.get(&file).await.status, 404);
    let sections = server.sections_of(&bid).await;
    let mut contributor = server.contributor_on(&bid, &sections[0]).await;
    assert_eq!(contributor.browser.get(&file).await.status, 404, "a picture of another section");
    let mut viewer = server.viewer_on(&bid).await;
    assert_eq!(viewer.browser.get(&file).await.status, 200);
    assert_eq!(viewer.browser.upload(&bid.page(""), &address, upload(picture, "x.png")).await.status, 403);
});

on_both_engines!(a_journal_that_is_put_back_acknowledges_nothing_that_rests_on_what_is_gone, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    writer.write("戻す前の文").await;
    writer.saved().await;
    // As when an older state of the database is restored while the server runs.
    server.run_sql("delete from section_update where section_id = $1", &[&section]).await;
    let back = "update section_document set seq = 0, projected_seq = 0, written_at = 0 where section_id = $1";
    server.run_sql(back, &[&section]).await;
    writer.write("戻した後の文").await;
    writer.until(|window| window.denied.is_some()).await;
    assert_eq!((writer.denied.as_deref(), writer.acknowledged), (Some("broken"), 1));
    // The writer has everything, and sends it to the room that is loaded from the rows as they are.
    let mut again = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(!again.text().contains("文"), "{}", again.text());
    again.send_update(&writer.everything()).await;
    again.saved().await;
    let third = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(third.text().contains("戻す前の文") && third.text().contains("戻した後の文"), "{}", third.text());
});

on_both_engines!(an_edit_that_rests_on_what_is_not_there_is_never_acknowledged, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    writer.write("届いた文").await;
    writer.saved().await;
    let _lost = writer.added("届かない文");
    writer.write("宙に浮く文").await;
    writer.until(|window| window.denied.is_some()).await;
    assert_eq!((writer.denied.as_deref(), writer.acknowledged), (Some("malformed"), 1));
    let after = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(after.text().contains("届いた文") && !after.text().contains("宙に浮く文"), "{}", after.text());
});

/// An edit that no document keeps: deeper than any text is.
fn too_deep(window: &Window) -> Vec<u8> {
    use yrs::types::xml::{XmlElementPrelim, XmlIn};
    use yrs::updates::decoder::Decode;
    use yrs::{Doc, Transact, Update, XmlFragment};
    let doc = Doc::new();
    let root = doc.get_or_insert_xml_fragment("blocks");
    doc.transact_mut().apply_update(Update::decode_v1(&window.everything()).unwrap()).unwrap();
    let mut inside = XmlElementPrelim::empty("list_item");
    for _ in 0..40 {
        inside = XmlElementPrelim::new("bullet_list", [XmlIn::Element(inside)]);
    }
    let mut txn = doc.transact_mut();
    root.push_back(&mut txn, inside);
    txn.encode_update_v1()
}

on_both_engines!(what_another_server_wrote_reaches_everybody_also_when_the_document_is_loaded_anew, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let hostile = server.writer_on(&bid).await;
    let mut reader = opened(&server, &bid.coordinator, &bid, &section).await;
    let mut breaker = opened(&server, &hostile, &bid, &section).await;
    let elsewhere = opened(&server, &bid.coordinator, &bid, &section).await.added("よそで書いた文");
    let mut hex = String::new();
    for byte in elsewhere {
        std::fmt::Write::write_fmt(&mut hex, format_args!("{byte:02x}")).unwrap();
    }
    let is_postgres = server.state.settings.database_url.is_some();
    let bytes = if is_postgres { format!("decode('{hex}', 'hex')") } else { format!("x'{hex}'") };
    // Written long ago, so that only the new loading finds it.
    let head = "update section_document set seq = seq + 1, written_at = 0 where section_id = $1";
    server.run_sql(head, &[&section]).await;
    let row = format!(
        "insert into section_update (section_id, language, seq, node, at, bytes)
         select section_id, language, seq, 'elsewhere', 0, {bytes} from section_document where section_id = $1"
    );
    server.run_sql(&row, &[&section]).await;
    let edit = too_deep(&breaker);
    breaker.send_update(&edit).await;
    breaker.until(|window| window.denied.as_deref() == Some("malformed")).await;
    reader.until(|window| window.text().contains("よそで書いた文")).await;
});

on_both_engines!(nothing_is_acknowledged_after_a_refused_edit_until_the_text_is_opened_again, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    writer.write("先の文").await;
    writer.saved().await;
    let mut coordinator = bid.coordinator.clone();
    assert_eq!(coordinator.browser.call("/api/bids/archive", &[("bid", &bid.id)]).await.status, 200);
    writer.until(|window| window.meta["may_write"] == false).await;
    writer.write("拒まれた文").await;
    writer.until(|window| window.denied.as_deref() == Some("read_only")).await;
    assert_eq!(coordinator.browser.call("/api/bids/reopen", &[("bid", &bid.id)]).await.status, 200);
    writer.until(|window| window.meta["may_write"] == true).await;
    writer.denied = None;
    writer.write("続きの文").await;
    writer.until(|window| window.denied.as_deref() == Some("read_only")).await;
    assert_eq!(writer.acknowledged, 1);
    let mut again = opened(&server, &bid.coordinator, &bid, &section).await;
    again.send_update(&writer.everything()).await;
    again.saved().await;
    let other = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(other.text().contains("拒まれた文") && other.text().contains("続きの文"), "{}", other.text());
});

on_both_engines!(a_socket_whose_session_has_ended_opens_no_text, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let writer = server.writer_on(&bid).await;
    let window = server.window(&writer).await;
    server.run_sql("delete from session where user_id = $1", &[&writer.user.to_string()]).await;
    // Nobody is in a room yet, so only the opening itself can notice.
    let window = window.open(&bid.id, &section).await;
    assert_eq!((window.is_open, window.denied.as_deref()), (false, Some("signed_out")));
});

on_both_engines!(nobody_approves_a_text_that_they_have_not_seen, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    writer.write("確認した文").await;
    writer.saved().await;
    let mut person = server.writer_on(&bid).await;
    let seen = line_of(&mut person, &bid, &section).await;
    writer.write("あとから書いた文").await;
    writer.saved().await;
    let refused = approve(&mut person, &bid, &section, &seen).await;
    assert!(refused.contains("WrittenSince"), "{refused}");
    let now = line_of(&mut person, &bid, &section).await;
    assert!(now["edits"].as_i64() > seen["edits"].as_i64(), "{now}");
    let taken = approve(&mut person, &bid, &section, &now).await;
    assert!(!taken.contains("WrittenSince"), "{taken}");
    assert_eq!(line_of(&mut person, &bid, &section).await["state"], "approved");
});

/// The line of a section in the outline, as its page has it.
async fn line_of(person: &mut Person, bid: &TestBid, section: &str) -> serde_json::Value {
    let text = person.browser.call("/api/sections/list", &[("bid", &bid.id)]).await.text;
    let outline: serde_json::Value = serde_json::from_str(&text).unwrap();
    let lines = outline["sections"].as_array().unwrap();
    lines.iter().find(|line| line["id"] == section).unwrap().clone()
}

async fn approve(person: &mut Person, bid: &TestBid, section: &str, seen: &serde_json::Value) -> String {
    let (revision, edits) = (seen["revision"].to_string(), seen["edits"].to_string());
    let fields = [
        ("bid", bid.id.as_str()),
        ("section", section),
        ("revision", revision.as_str()),
        ("state", "approved"),
        ("edits", edits.as_str()),
    ];
    person.browser.call("/api/sections/plan", &fields).await.text
}

on_both_engines!(a_text_whose_document_a_restored_database_lacks_is_opened_again, |server| {
    let bid = server.bid().await;
    let section = section_of(&server, &bid).await;
    let mut writer = opened(&server, &bid.coordinator, &bid, &section).await;
    writer.write("控えの前").await;
    writer.saved().await;
    read(&mut server.viewer_on(&bid).await, &bid, &section).await;
    server.run_sql("delete from section_update where section_id = $1", &[&section]).await;
    server.run_sql("delete from section_document where section_id = $1", &[&section]).await;
    writer.write("控えのあと").await;
    writer.until(|window| window.denied.as_deref().is_some_and(|reason| reason != "gone")).await;
    let again = opened(&server, &bid.coordinator, &bid, &section).await;
    assert!(again.text().contains("控えの前"), "{}", again.text());
});
