//! Data for papers: a firm's own and a bid's, who sees and changes what, what comes back when it is refused.
//! The kinds are the test's own, laid over the built-in ones.

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer};
use crate::domain::problem::Problems;
use crate::domain::record::RecordForm;
use crate::server::settings::Settings;
use crate::server::templates::Templates;

/// A kind that firms keep: a name, a period, an amount, a private date, rows.
const SAMPLE: &str = r#"
kind = "sample"
owner = "firm"
place = 1
title_ja = "見本"
title_en = "Sample"
explanation_ja = "試験のための見本です。"
explanation_en = "For the tests."
heading = "name"
[[field]]
name = "name"
label_ja = "名称"
label_en = "Name of it"
sort = "line"
required = true
[[field]]
name = "start"
label_ja = "開始"
label_en = "Begins"
sort = "date"
[[field]]
name = "end"
label_ja = "終了"
label_en = "Ends"
sort = "date"
not_before = "start"
[[field]]
name = "amount"
label_ja = "金額"
label_en = "Amount"
sort = "yen"
[[field]]
name = "born"
label_ja = "生年月日"
label_en = "Born"
sort = "date"
personal = true
[[field]]
name = "career"
label_ja = "経歴"
label_en = "Career"
sort = "rows"
max = 3
[[field.column]]
name = "work"
label_ja = "業務"
label_en = "Work"
sort = "line"
required = true
[[field.column]]
name = "month"
label_ja = "年月"
label_en = "Month"
sort = "month"
"#;

/// Of a firm, the only one; and of a bid.
const OTHERS: [(&str, &str); 2] =
    [("sample_one", "owner = \"firm\"\nsingle = true\nplace = 2"), ("sample_bid", "owner = \"bid\"\nplace = 3")];

/// Lays the kinds over the built-in ones.
pub fn with_kinds(settings: &mut Settings) {
    let folder = settings.data.join("overlay");
    std::fs::create_dir_all(folder.join("records")).unwrap();
    std::fs::write(folder.join("records/sample.toml"), SAMPLE).unwrap();
    for (kind, owner) in OTHERS {
        let text = SAMPLE
            .replace("place = 1\n", "")
            .replace("\"sample\"", &format!("\"{kind}\""))
            .replace("owner = \"firm\"", owner);
        std::fs::write(folder.join(format!("records/{kind}.toml")), text).unwrap();
    }
    settings.templates = Some(folder);
}

/// Runs a test on both engines, with the kinds.
macro_rules! on_both_engines {
    ($name:ident, |$server:ident| $body:expr) => {
        mod $name {
            use super::*;

            async fn body($server: TestServer) {
                $body
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                body(TestServer::on_sqlite_with(with_kinds).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                body(TestServer::on_postgres_with(with_kinds).await).await;
            }
        }
    };
}

/// The command that makes the example would end at the first entry that is refused.
#[test]
fn the_records_of_the_example_hold() {
    let templates = Templates::load(None).unwrap();
    let all: serde_json::Value = toml::from_str(include_str!("../command/demo/records.toml")).unwrap();
    let today = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
    for entry in all.as_object().unwrap().values().flat_map(|group| group.as_array().unwrap()) {
        let kind = templates.record(entry["kind"].as_str().unwrap()).expect("the kind is there");
        let form: RecordForm = serde_json::from_value(entry.clone()).unwrap();
        let mut problems = Problems::default();
        let draft = form.parse(kind, today, &mut problems);
        assert!(draft.is_some(), "{}: {:?}", kind.code, problems.into_vec());
        let asked = |name: &String| kind.field(name).is_some();
        assert!(form.values.keys().chain(form.rows.keys()).all(asked), "{}: a field that nobody asks for", kind.code);
    }
}

const PAGE: &str = "/firm/records/sample";

async fn add(person: &mut Person, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("kind", "sample")];
    all.extend(fields);
    person.browser.post(&format!("{PAGE}?entry=new"), "/api/records/add", &all).await
}

/// Adds an entry of a name and gives its identity.
async fn added(server: &TestServer, person: &mut Person, name: &str) -> String {
    let answer = add(person, &[("values[name]", name)]).await;
    assert_eq!(answer.location.as_deref(), Some("/firm/records/sample?saved=1"), "{}", answer.text);
    newest(server).await
}

async fn newest(server: &TestServer) -> String {
    server.value_of("select id from record order by id desc limit 1", &[]).await
}

async fn in_bid(person: &mut Person, bid: &TestBid, deed: &str, record: &str) -> u16 {
    let fields = [("bid", bid.id.as_str()), ("kind", "sample"), ("id", record)];
    person.browser.call(&format!("/api/bid-records/{deed}"), &fields).await.status
}

on_both_engines!(an_entry_is_kept_canonical_and_shown_in_the_readers_language, |server| {
    let mut person = server.bid().await.coordinator;
    let fields = [
        ("values[name]", " 防災システム構築 "),
        ("values[start]", "令和８年４月１日"),
        ("values[end]", "2027/3/31"),
        ("values[amount]", "１，２３４万円"),
        ("rows[career][0][work]", ""),
        ("rows[career][1][work]", "設計"),
        ("rows[career][1][month]", "R8.4"),
    ];
    let answer = add(&mut person, &fields).await;
    assert_eq!(answer.location.as_deref(), Some("/firm/records/sample?saved=1"), "{}", answer.text);
    let kept = server.value_of("select fields from record", &[]).await;
    let expected = "{\"values\":{\"amount\":\"12340000\",\"end\":\"2027-03-31\",\"name\":\"防災システム構築\",\"start\":\"2026-04-01\"},\"rows\":{\"career\":[{\"month\":\"2026-04\",\"work\":\"設計\"}]}}";
    assert_eq!(kept, expected);
    let list = person.browser.get(PAGE).await.text;
    assert!(list.contains("防災システム構築") && list.contains("12,340,000"), "{list}");
    let form = person.browser.get(&format!("{PAGE}?entry={}", newest(&server).await)).await.text;
    assert!(form.contains("value=\"2026-04-01\"") && form.contains("令和8年4月1日"), "the other reading too: {form}");
    assert!(form.contains("name=\"rows[career][0][work]\" value=\"設計\""), "{form}");
    assert!(form.contains("name=\"rows[career][1][work]\""), "a blank row to write in: {form}");
    let detail = server.value_of("select detail from audit where action = 'record.add'", &[]).await;
    assert!(!detail.contains("防災"), "the trail repeats nothing of what was entered: {detail}");
});

on_both_engines!(what_is_refused_comes_back_filled_with_each_problem_at_its_field, |server| {
    let mut person = server.bid().await.coordinator;
    let fields = [
        ("values[name]", "祭り🎉"),
        ("values[start]", "2026-04-01"),
        ("values[end]", "2026-03-31"),
        ("values[amount]", "-1"),
        ("rows[career][0][work]", "設計"),
        ("rows[career][1][month]", "昨日"),
    ];
    let answer = add(&mut person, &fields).await;
    let page = person.browser.follow(&answer).await.text;
    for problem in ["“🎉” looks different", "This date cannot be read"] {
        assert!(page.contains(problem), "{problem}: {page}");
    }
    assert!(page.contains("value=\"祭り🎉\"") && page.contains("value=\"昨日\""), "{page}");
    for control in ["values-name", "values-end", "values-amount", "rows-career--1--month"] {
        assert!(page.contains(&format!("{control}-problem")), "{control}: {page}");
    }
    assert_eq!(server.value_of("select count(*) from record", &[]).await, "0");
    let long = "長".repeat(300);
    let answer = person.browser.call("/api/records/add", &[("kind", "sample"), ("values[name]", &long)]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("values[name]") && answer.text.contains("TooLong"), "{}", answer.text);
});

on_both_engines!(one_more_row_keeps_what_was_typed_and_saves_nothing, |server| {
    let mut person = server.bid().await.coordinator;
    let fields = [("values[name]", "甲"), ("rows[career][0][work]", "設計"), ("more", "career")];
    let answer = add(&mut person, &fields).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("A row was added") && page.contains("notice information"), "{page}");
    assert!(page.contains("name=\"rows[career][0][work]\" value=\"設計\""), "{page}");
    assert!(page.contains("name=\"rows[career][1][work]\""), "{page}");
    assert!(!page.contains("name=\"rows[career][2][work]\""), "{page}");
    assert_eq!(server.value_of("select count(*) from record", &[]).await, "0");
});

on_both_engines!(the_second_to_save_sees_what_the_first_saved, |server| {
    let mut person = server.bid().await.coordinator;
    let id = added(&server, &mut person, "はじめの名").await;
    let change = |name: &'static str| {
        let id = id.clone();
        vec![("kind", "sample".to_owned()), ("id", id), ("revision", "1".to_owned()), ("values[name]", name.to_owned())]
    };
    let page = format!("{PAGE}?entry={id}");
    for (name, saved) in [("甲の名", true), ("乙の名", false)] {
        let fields = change(name);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = person.browser.post(&page, "/api/records/change", &fields).await;
        assert_eq!(answer.location.as_deref() == Some("/firm/records/sample?saved=1"), saved);
        if !saved {
            let back = person.browser.follow(&answer).await.text;
            assert!(back.contains("What is saved now") && back.contains("甲の名"), "{back}");
            assert!(back.contains("value=\"乙の名\""), "the own input is still there: {back}");
            assert!(back.contains("name=\"revision\" value=\"2\""), "saving again is a decision: {back}");
        }
    }
    let remove = [("kind", "sample"), ("id", id.as_str()), ("revision", "1")];
    assert_eq!(person.browser.call("/api/records/remove", &remove).await.status, 409);
});

on_both_engines!(a_firm_keeps_its_own_and_others_do_not_know_of_it, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let mut colleague = server.person_of(person.organisation, "同僚").await;
    let id = added(&server, &mut person, "社内の実績").await;
    assert!(colleague.browser.get(PAGE).await.text.contains("社内の実績"));
    for page in [PAGE.to_owned(), bid.page("records/sample"), bid.page("records")] {
        assert!(!partner.browser.get(&page).await.text.contains("社内の実績"), "{page}");
    }
    let change = [("kind", "sample"), ("id", id.as_str()), ("revision", "1"), ("values[name]", "x"), ("way", "up")];
    for deed in ["change", "remove", "move"] {
        let status = partner.browser.call(&format!("/api/records/{deed}"), &change).await.status;
        assert_eq!(status, 404, "{deed}");
    }
    assert_eq!(in_bid(&mut partner, &bid, "choose", &id).await, 404, "nobody chooses what another firm keeps");
    assert_eq!(colleague.browser.call("/api/records/change", &change).await.status, 200);
});

on_both_engines!(what_is_chosen_is_read_by_the_bid_and_moved_by_its_firm_alone, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let mut viewer = server.viewer_on(&bid).await;
    let mut outsider = server.outsider().await;
    let first = added(&server, &mut person, "第一の実績").await;
    let second = added(&server, &mut person, "第二の実績").await;
    assert_eq!(in_bid(&mut viewer, &bid, "choose", &first).await, 403);
    assert_eq!(in_bid(&mut outsider, &bid, "choose", &first).await, 404);
    for id in [&first, &second, &second] {
        assert_eq!(in_bid(&mut person, &bid, "choose", id).await, 200);
    }
    let page = bid.page("records/sample");
    for reader in [&mut partner, &mut viewer] {
        let text = reader.browser.get(&page).await.text;
        assert!(text.contains("第一の実績") && text.contains("第二の実績"), "{text}");
    }
    assert_eq!(outsider.browser.get(&page).await.status, 404);
    let up = [("bid", bid.id.as_str()), ("kind", "sample"), ("id", second.as_str()), ("way", "up")];
    assert_eq!(partner.browser.call("/api/bid-records/move", &up).await.status, 404);
    assert_eq!(in_bid(&mut partner, &bid, "leave-out", &first).await, 404);
    assert_eq!(person.browser.call("/api/bid-records/move", &up).await.status, 200);
    let text = partner.browser.get(&page).await.text;
    assert!(text.find("第二の実績") < text.find("第一の実績"), "{text}");
    assert_eq!(in_bid(&mut person, &bid, "leave-out", &first).await, 200);
    assert!(!partner.browser.get(&page).await.text.contains("第一の実績"));
    let remove = [("kind", "sample"), ("id", second.as_str()), ("revision", "1")];
    let form = person.browser.get(&format!("{PAGE}?entry={second}")).await.text;
    assert!(form.contains("Used for 1 bid;"), "{form}");
    let refused = person.browser.call("/api/records/remove", &remove).await;
    assert!(refused.status == 422 && refused.text.contains("RecordInUse"), "{}", refused.text);
    assert!(partner.browser.get(&page).await.text.contains("第二の実績"));
    assert_eq!(in_bid(&mut person, &bid, "leave-out", &second).await, 200);
    assert_eq!(person.browser.call("/api/records/remove", &remove).await.status, 200);
    assert!(!partner.browser.get(&page).await.text.contains("第二の実績"));
});

on_both_engines!(what_only_an_archived_bid_prints_may_be_deleted, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let id = added(&server, &mut person, "古い実績").await;
    assert_eq!(in_bid(&mut person, &bid, "choose", &id).await, 200);
    server.run_sql("update bid set state = 'archived' where id = $1", &[&bid.id]).await;
    let remove = [("kind", "sample"), ("id", id.as_str()), ("revision", "1")];
    assert_eq!(person.browser.call("/api/records/remove", &remove).await.status, 200);
});

on_both_engines!(an_archived_bid_keeps_what_was_chosen_as_it_was_and_one_taken_back_follows_again, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let changed = added(&server, &mut person, "提出時の実績").await;
    let removed = added(&server, &mut person, "消える実績").await;
    for id in [&changed, &removed] {
        assert_eq!(in_bid(&mut person, &bid, "choose", id).await, 200);
    }
    assert_eq!(person.browser.call("/api/bids/archive", &[("bid", &bid.id)]).await.status, 200);
    person.browser.call("/api/documents/check", &[("bid", &bid.id)]).await;
    let change = [("kind", "sample"), ("id", changed.as_str()), ("revision", "1"), ("values[name]", "後の実績")];
    assert_eq!(person.browser.call("/api/records/change", &change).await.status, 200);
    let remove = [("kind", "sample"), ("id", removed.as_str()), ("revision", "1")];
    assert_eq!(person.browser.call("/api/records/remove", &remove).await.status, 200);
    let page = bid.page("records/sample");
    for reader in [&mut person, &mut partner] {
        let text = reader.browser.get(&page).await.text;
        assert!(text.contains("提出時の実績") && text.contains("消える実績"), "{text}");
        assert!(!text.contains("後の実績"), "{text}");
    }
    let overview = person.browser.call("/api/bids/overview", &[("bid", &bid.id)]).await.text;
    assert!(overview.contains("\"age\":\"current\""), "what the bid prints has not changed: {overview}");
    assert_eq!(person.browser.call("/api/bids/reopen", &[("bid", &bid.id)]).await.status, 200);
    let text = person.browser.get(&page).await.text;
    assert!(text.contains("後の実績") && !text.contains("提出時の実績") && !text.contains("消える実績"), "{text}");
    assert_eq!(server.value_of("select count(*) from bid_record_kept", &[]).await, "0");
});

on_both_engines!(the_bids_own_entries_are_written_by_every_firm_on_it, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let mut viewer = server.viewer_on(&bid).await;
    let add = [("bid", bid.id.as_str()), ("kind", "sample_bid"), ("values[name]", "調査")];
    assert_eq!(viewer.browser.call("/api/bid-records/add", &add).await.status, 403);
    assert_eq!(person.browser.call("/api/bid-records/add", &add).await.status, 200);
    let id = newest(&server).await;
    let change = [
        ("bid", bid.id.as_str()),
        ("kind", "sample_bid"),
        ("id", id.as_str()),
        ("revision", "1"),
        ("values[name]", "現地調査"),
    ];
    assert_eq!(partner.browser.call("/api/bid-records/change", &change).await.status, 200);
    assert_eq!(person.browser.call("/api/bid-records/change", &change).await.status, 409);
    assert!(viewer.browser.get(&bid.page("records/sample_bid")).await.text.contains("現地調査"));
    let other = server.bid_with_another_tender(&bid).await;
    let stray = [("bid", other.as_str()), ("kind", "sample_bid"), ("id", id.as_str()), ("revision", "2")];
    assert_eq!(person.browser.call("/api/bid-records/remove", &stray).await.status, 404, "it is another bid's");
    let firm = [("kind", "sample_bid"), ("values[name]", "x")];
    assert_eq!(person.browser.call("/api/records/add", &firm).await.status, 404, "no firm keeps this kind");
    person.browser.call("/api/bids/archive", &[("bid", &bid.id)]).await;
    assert_eq!(person.browser.call("/api/bid-records/add", &add).await.status, 422, "an archived bid stays as it is");
});

on_both_engines!(of_some_kinds_there_is_one_and_of_the_others_two_hundred, |server| {
    let mut person = server.bid().await.coordinator;
    let one = [("kind", "sample_one"), ("values[name]", "会社概要")];
    assert_eq!(person.browser.call("/api/records/add", &one).await.status, 200);
    assert_eq!(person.browser.call("/api/records/add", &one).await.status, 409);
    let page = person.browser.get("/firm/records/sample_one").await.text;
    assert!(page.contains("value=\"会社概要\"") && page.contains("/api/records/change"), "the form itself: {page}");
    for number in 0..200 {
        let statement = format!(
            "insert into record (id, organisation_id, kind, fields, position, saved_at)
             values ($1, $2, 'sample', '{{}}', {number}, 0)"
        );
        let id = crate::domain::id::RecordId::fresh().to_string();
        server.run_sql(&statement, &[&id, &person.organisation.to_string()]).await;
    }
    let answer = person.browser.call("/api/records/add", &[("kind", "sample"), ("values[name]", "x")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("TooManyRecords"), "{}", answer.text);
});

on_both_engines!(a_check_grows_old_when_a_chosen_entry_changes, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let chosen = added(&server, &mut person, "選んだ実績").await;
    let other = added(&server, &mut person, "選ばない実績").await;
    assert_eq!(in_bid(&mut person, &bid, "choose", &chosen).await, 200);
    person.browser.call("/api/documents/check", &[("bid", &bid.id)]).await;
    for (id, age) in [(&other, "current"), (&chosen, "out_of_date")] {
        let change = [("kind", "sample"), ("id", id.as_str()), ("revision", "1"), ("values[name]", "新しい名")];
        assert_eq!(person.browser.call("/api/records/change", &change).await.status, 200);
        let overview = person.browser.call("/api/bids/overview", &[("bid", &bid.id)]).await.text;
        assert!(overview.contains(&format!("\"age\":\"{age}\"")), "{overview}");
    }
});
