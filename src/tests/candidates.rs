//! Entries of feeds: taken in once, made tenders of, put away and taken back.

use super::support::tenders::{Someone, signed_in};
use super::support::{TestServer, on_both_engines};
use super::tenders::NOTICE;
use crate::domain::candidate::FeedTaken;
use crate::domain::instant::Instant;
use crate::server::store::candidates::{NewCandidate, candidate_take_in};

const FEED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
<rss version=\"2.0\"><channel><title>みなと市 入札情報</title><link>https://city.minato.example/</link>\n\
<item><title>防災情報配信システム構築業務委託 公告</title><link>https://city.minato.example/a/1.html</link>\n\
<pubDate>Mon, 02 Nov 2026 09:00:00 +0900</pubDate></item>\n\
<item><title>庁舎清掃業務委託 公告</title><link>https://city.minato.example/a/2.html</link></item>\n\
</channel></rss>\n";

async fn bring(person: &mut Someone, path: &str) -> String {
    let part = reqwest::multipart::Part::bytes(FEED.as_bytes().to_vec()).file_name("feed.xml");
    let form = reqwest::multipart::Form::new().part("file", part);
    let answer = person.browser.upload("/tenders/candidates", path, form).await;
    answer.location.unwrap_or_else(|| panic!("no redirect"))
}

async fn page(person: &mut Someone, show: &str) -> String {
    person.browser.get(&format!("/tenders/candidates?show={show}")).await.text
}

fn candidate_in(page: &str) -> String {
    page.split_once("/tenders/new?candidate=").expect("a way to a tender").1.split('"').next().unwrap().to_owned()
}

on_both_engines!(a_feed_becomes_candidates_once, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    assert_eq!(bring(&mut person, "/tenders/candidates/upload").await, "/tenders/candidates?fresh=2&known=0");
    assert_eq!(
        bring(&mut person, "/tenders/upload").await,
        "/tenders/candidates?fresh=0&known=2",
        "wherever it comes in"
    );
    let text = page(&mut person, "new").await;
    assert!(text.contains("庁舎清掃業務委託 公告") && text.contains("みなと市 入札情報"), "{text}");
    assert!(text.contains("href=\"https://city.minato.example/a/1.html\""), "{text}");
    assert!(text.contains("rel=\"noopener noreferrer\""), "{text}");
    assert!(person.browser.get("/tenders").await.text.contains("2 undecided"));
    let mut other = server.someone_in("Asia/Tokyo").await;
    assert!(!page(&mut other, "new").await.contains("庁舎清掃"), "another firm has its own");
});

on_both_engines!(a_feed_that_is_pasted_as_a_notice_becomes_candidates_too, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", FEED)]).await;
    assert_eq!(answer.location.as_deref(), Some("/tenders/candidates?fresh=2&known=0"), "{answer:?}");
    assert!(page(&mut person, "new").await.contains("庁舎清掃業務委託 公告"));
});

/// SQLite lets one write at a time; only here can two feeds wait for each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn feeds_with_the_same_entries_in_another_order_wait_and_never_for_each_other() {
    let server = TestServer::on_postgres().await;
    let person = server.someone_in("Asia/Tokyo").await;
    let entry = |number: usize| {
        NewCandidate::of(
            "みなと市",
            &format!("公告その{number}"),
            &format!("https://city.minato.example/{number}"),
            None,
        )
    };
    let mut sorted: Vec<NewCandidate> = (0..2).map(entry).collect();
    sorted.sort_by(|one, other| one.fingerprint.cmp(&other.fingerprint));
    let reader = signed_in(&person);
    let mut first = server.state.store.begin_write().await.unwrap();
    // The first feed has got as far as its first entry.
    candidate_take_in(&mut first, &reader, vec![sorted[0].clone()], Instant(1)).await.unwrap();
    let backwards = vec![sorted[1].clone(), sorted[0].clone()];
    let mut second = server.state.store.begin_write().await.unwrap();
    let (taken, ()) = tokio::join!(candidate_take_in(&mut second, &reader, backwards, Instant(2)), async {
        server.until_one_waits().await;
        candidate_take_in(&mut first, &reader, vec![sorted[1].clone()], Instant(1)).await.unwrap();
        first.commit().await.unwrap();
    });
    assert_eq!(taken.unwrap(), FeedTaken { fresh: 0, known: 2 });
}

on_both_engines!(a_candidate_is_taken_dismissed_and_taken_back, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    bring(&mut person, "/tenders/candidates/upload").await;
    let text = page(&mut person, "new").await;
    let candidate = candidate_in(&text);
    let form = person.browser.get(&format!("/tenders/new?candidate={candidate}")).await.text;
    assert!(form.contains("https://city.minato.example/a/") && form.contains("委託 公告"), "{form}");
    let fields = [("text", NOTICE), ("candidate", candidate.as_str())];
    let answer = person.browser.post("/tenders/new", "/api/tenders/paste", &fields).await;
    let tender = answer.location.unwrap();
    let tender = tender.strip_suffix("/confirm").unwrap();
    assert!(page(&mut person, "taken").await.contains(tender));
    // Taken once: another notice from the same entry does not take the tie away from the first.
    let fields =
        [("text", "公園清掃業務委託 入札公告\n開札日時　令和8年12月10日午前10時\n"), ("candidate", candidate.as_str())];
    person.browser.post("/tenders/new", "/api/tenders/paste", &fields).await;
    assert!(page(&mut person, "taken").await.contains(tender));

    let rest = candidate_in(&page(&mut person, "new").await);
    assert_ne!(rest, candidate);
    let fields = [("candidate", rest.as_str())];
    person.browser.post("/tenders/candidates", "/api/candidates/dismiss", &fields).await;
    assert!(!page(&mut person, "new").await.contains(&rest) && page(&mut person, "dismissed").await.contains(&rest));
    person.browser.post("/tenders/candidates", "/api/candidates/restore", &fields).await;
    assert!(page(&mut person, "new").await.contains(&rest));
    let mut other = server.someone_in("Asia/Tokyo").await;
    assert_eq!(other.browser.call("/api/candidates/dismiss", &fields).await.status, 404);
});

on_both_engines!(what_is_no_feed_is_refused, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = person.browser.post("/tenders/candidates", "/api/candidates/paste", &[("text", NOTICE)]).await;
    let back = answer.location.unwrap();
    let text = person.browser.get(&back).await.text;
    assert!(back.contains("kept=") && text.contains("not a feed"), "{text}");
});
