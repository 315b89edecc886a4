//! The papers of a bid over HTTP: list, one paper, its decisions, the file; and who may what.

use std::io::Read;

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::server::docx::inspect::inspect;

const AMOUNT: &str = "12,345,600";

fn fields<'a>(bid: &'a TestBid, revision: &'a str, amount: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("bid", bid.id.as_str()), ("form", "F01"), ("revision", revision), ("amount", amount)];
    fields.extend([("honorific", "sama"), ("seal", "in_use"), ("date", "2027-02-10")]);
    let empty = ["label", "order", "agent_address", "agent_name", "attachments", "contact_department"];
    fields.extend(empty.map(|name| (name, "")));
    fields.extend(["contact_name", "contact_reading", "contact_telephone", "contact_email"].map(|name| (name, "")));
    fields
}

async fn save(person: &mut Person, bid: &TestBid, revision: &str, amount: &str) -> Answer {
    person.browser.call("/api/documents/save", &fields(bid, revision, amount)).await
}

/// The answer at an address below the papers of a bid.
async fn got(server: &TestServer, person: &Person, bid: &TestBid, address: &str) -> reqwest::Response {
    let session = person.browser.cookie("musubi_session").expect("signed in");
    reqwest::Client::new()
        .get(format!("http://{}{}", server.addr, bid.page(&format!("documents/{address}"))))
        .header("cookie", format!("musubi_session={session}"))
        .send()
        .await
        .unwrap()
}

/// The file of a paper as it comes down.
async fn file(server: &TestServer, person: &Person, bid: &TestBid, form: &str) -> (u16, Vec<u8>) {
    let answer = got(server, person, bid, &format!("{form}/file")).await;
    (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
}

/// Every part of a .docx, one behind the other.
fn whole_of(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut whole = Vec::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_end(&mut whole).unwrap();
    }
    String::from_utf8_lossy(&whole).into_owned()
}

fn text_of(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let pieces = xml.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    pieces.collect::<String>().replace(['\u{3000}', ' '], "")
}

on_both_engines!(the_papers_of_a_bid_are_listed_and_open, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let list = person.browser.call("/api/documents/list", &[("bid", &bid.id)]).await;
    assert_eq!(list.status, 200, "{}", list.text);
    for form in ["F01", "F10"] {
        assert!(list.text.contains(form), "{}", list.text);
        let paper = person.browser.call("/api/documents/load", &[("bid", &bid.id), ("form", form)]).await;
        assert_eq!(paper.status, 200, "{}", paper.text);
        assert_eq!(person.browser.get(&bid.page(&format!("documents/{form}"))).await.status, 200);
    }
    let unknown = person.browser.call("/api/documents/load", &[("bid", &bid.id), ("form", "F99")]).await;
    assert_eq!(unknown.status, 404);
});

on_both_engines!(what_is_decided_is_printed, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let page = bid.page("documents/F01");
    let answer = person.browser.post(&page, "/api/documents/save", &fields(&bid, "0", AMOUNT)).await;
    assert_eq!(answer.location, Some(format!("{page}?saved=1")), "{}", answer.text);
    let (status, docx) = file(&server, &person, &bid, "F01").await;
    assert_eq!(status, 200);
    assert!(inspect(&docx).is_empty(), "{:?}", inspect(&docx));
    let text = text_of(&docx);
    assert!(text.contains("入札書"), "{text}");
    assert!(text.contains("みなと市防災情報配信システム構築業務委託"), "{text}");
    assert!(
        text.contains("令和9年2月10日") || text.contains("令和９年２月10日") || text.contains("令和９年２月１０日"),
        "{text}"
    );
});

on_both_engines!(every_paper_is_a_sound_file, |server| {
    let bid = server.bid().await;
    for form in ["F01", "F06", "F07", "F10"] {
        let (status, docx) = file(&server, &bid.coordinator, &bid, form).await;
        assert_eq!(status, 200, "{form}");
        assert!(inspect(&docx).is_empty(), "{form}: {:?}", inspect(&docx));
    }
});

on_both_engines!(the_second_of_two_savers_sees_both, |server| {
    let bid = server.bid().await;
    let (mut first, mut second) = (bid.coordinator.clone(), server.writer_on(&bid).await);
    assert_eq!(save(&mut first, &bid, "0", AMOUNT).await.status, 200);
    let late = save(&mut second, &bid, "0", "99").await;
    assert_eq!((late.status, late.text.contains("Changed")), (409, true), "{}", late.text);
    let page = bid.page("documents/F01");
    let refused = second.browser.post(&page, "/api/documents/save", &fields(&bid, "0", "7,654,321")).await;
    let back = second.browser.follow(&refused).await;
    assert!(back.text.contains("7,654,321"), "what the second typed comes back");
    assert_eq!(save(&mut second, &bid, "1", "99").await.status, 200);
});

on_both_engines!(a_wrong_amount_comes_back_with_its_problem, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let answer = save(&mut person, &bid, "0", "many").await;
    assert_eq!((answer.status, answer.text.contains("amount")), (422, true), "{}", answer.text);
});

on_both_engines!(a_draft_shows_what_is_typed_and_keeps_nothing, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let typed = |amount: &'static str| {
        let place = [("bid", bid.id.as_str()), ("form", "F01")];
        place.into_iter().chain([("fields[amount]", amount), ("fields[honorific]", "dono"), ("fields[unknown]", "x")])
    };
    let draft = person.browser.call("/api/documents/preview", &typed("８７６万５，４３２円").collect::<Vec<_>>()).await;
    assert_eq!(draft.status, 200, "{}", draft.text);
    let digits: String = draft.text.split("ms-digits").skip(1).collect();
    let squeezed: String = digits.split(['<', '>']).filter(|piece| piece.chars().count() == 1).collect();
    assert!(squeezed.contains("8765432"), "{squeezed}");
    assert!(draft.text.contains('殿') && draft.text.contains("data-ms"), "{}", draft.text);
    let wrong = person.browser.call("/api/documents/preview", &typed("many").collect::<Vec<_>>()).await;
    assert_eq!((wrong.status, wrong.text.trim()), (200, "null"), "nothing is drawn of what cannot be read");
    let kept = "select cast(count(*) as bigint) from document where bid_id = $1";
    assert_eq!(server.value_of(kept, &[&bid.id]).await, "0");
});

on_both_engines!(outsiders_and_viewers_get_no_file, |server| {
    let bid = server.bid().await;
    let outsider = server.outsider().await;
    assert_eq!(file(&server, &outsider, &bid, "F01").await.0, 404);
    let mut viewer = server.viewer_on(&bid).await;
    assert_eq!(file(&server, &viewer, &bid, "F01").await.0, 403);
    assert_eq!(save(&mut viewer, &bid, "0", AMOUNT).await.status, 403);
    let page = viewer.browser.get(&bid.page("documents")).await;
    assert_eq!((page.status, page.text.contains("/file\"")), (200, false));
});

on_both_engines!(the_blind_copy_of_a_proposal_names_no_firm, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let (_, original) = file(&server, &person, &bid, "F10").await;
    assert!(whole_of(&original).contains("みなと技研"), "the original names its firm");
    let answer = got(&server, &person, &bid, "F10/file?copy=blind").await;
    assert_eq!(answer.status().as_u16(), 200);
    let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.contains("F10-blind.docx") && name.contains("%E5%89%AF%E6%9C%AC"), "副本: {name}");
    let blind = answer.bytes().await.unwrap();
    assert!(inspect(&blind).is_empty(), "{:?}", inspect(&blind));
    let whole = whole_of(&blind);
    assert!(whole.contains("提案者") && !whole.contains("みなと技研"), "{whole}");
    let shown = [("bid", bid.id.as_str()), ("form", "F10"), ("copy", "blind")];
    let shown = person.browser.call("/api/documents/load", &shown).await;
    assert_eq!((shown.status, shown.text.contains("みなと技研")), (200, false), "{}", shown.text);
    let page = person.browser.get(&bid.page("documents/F10")).await.text;
    assert!(page.contains("/documents/F10/file?copy=blind") && page.contains("Download the blind copy"), "{page}");
    let page = person.browser.get(&bid.page("documents/F10?copy=blind")).await.text;
    assert!(page.contains("This is the blind copy"), "{page}");
    for address in ["F06/file?copy=blind", "F10/file?copy=green"] {
        assert_eq!(got(&server, &person, &bid, address).await.status().as_u16(), 404, "{address}");
    }
    let viewer = server.viewer_on(&bid).await;
    assert_eq!(got(&server, &viewer, &bid, "F10/file?copy=blind").await.status().as_u16(), 403);
});

on_both_engines!(the_amount_is_in_no_audit_row, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut person, &bid, "0", AMOUNT).await.status, 200);
    let last = "select detail from audit where scope = $1 and action = 'document.save'";
    let detail = server.value_of(last, &[&bid.id]).await;
    assert!(detail.contains("F01"), "{detail}");
    let told = "select count(*) from audit where detail like '%12345600%' or detail like '%12,345,600%'";
    assert_eq!(server.value_of(told, &[]).await, "0");
});

/// What is said of the contents' pages on the page of the proposal.
async fn said_of_pages(person: &mut Person, bid: &TestBid) -> String {
    let view = person.browser.call("/api/documents/load", &[("bid", &bid.id), ("form", "F10")]).await;
    let kinds = ["PagesReckoned", "PagesCounted", "PagesNotCounted"];
    kinds.into_iter().filter(|kind| view.text.contains(&format!("\"{kind}\""))).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_pages_of_a_proposal_are_counted_when_it_is_handed_out() {
    let named = std::env::var_os("MUSUBI_TEST_SOFFICE").filter(|program| !program.is_empty());
    let is_required = std::env::var("MUSUBI_TEST_REQUIRED").is_ok_and(|value| value == "1");
    assert!(named.is_some() || !is_required, "MUSUBI_TEST_SOFFICE is not set, and MUSUBI_TEST_REQUIRED=1");
    let Some(program) = named else { return };
    let server = TestServer::on_sqlite_with(|settings| settings.soffice = Some(program.into())).await;
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    assert_eq!(said_of_pages(&mut person, &bid).await, "PagesReckoned");
    let (status, docx) = file(&server, &person, &bid, "F10").await;
    assert_eq!((status, inspect(&docx)), (200, vec![]));
    assert_eq!(said_of_pages(&mut person, &bid).await, "PagesCounted");
    assert_eq!(file(&server, &person, &bid, "F10").await.1, docx);
}

#[tokio::test]
async fn an_office_program_that_fails_leaves_the_reckoned_pages_and_says_so() {
    let server = TestServer::on_sqlite_with(|settings| settings.soffice = Some("/bin/false".into())).await;
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let (status, docx) = file(&server, &person, &bid, "F10").await;
    assert_eq!((status, inspect(&docx)), (200, vec![]));
    assert_eq!(said_of_pages(&mut person, &bid).await, "PagesNotCounted");
}
const OUT_OF_DATE: &str = "Out of date";

on_both_engines!(the_overview_shows_the_last_check_and_says_when_it_is_out_of_date, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let overview = bid.page("");
    let before = person.browser.get(&overview).await.text;
    assert!(before.contains("Not checked yet") && before.contains("Check now"), "{before}");
    let checked = person.browser.post(&overview, "/api/documents/check", &[("bid", &bid.id)]).await;
    assert_eq!(checked.location.as_deref(), Some(overview.as_str()), "back without the word *saved*");
    let fresh = person.browser.get(&overview).await.text;
    assert!(fresh.contains("/documents/F01") && fresh.contains("to fix"), "{fresh}");
    assert!(!fresh.contains(OUT_OF_DATE), "{fresh}");
    assert_eq!(save(&mut person, &bid, "0", AMOUNT).await.status, 200);
    assert!(person.browser.get(&overview).await.text.contains(OUT_OF_DATE), "the bid has changed");
    assert_eq!(person.browser.get(&bid.page("documents")).await.status, 200);
    assert!(!person.browser.get(&overview).await.text.contains(OUT_OF_DATE), "the list of papers makes the check");
});

on_both_engines!(whatever_a_check_reads_makes_it_out_of_date, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let (overview, firm) = (bid.page(""), person.organisation.to_string());
    let changes = [
        ("update tender set revision = revision + 1 where id = $1", bid.tender.clone()),
        ("update deadline set revision = revision + 1 where tender_id = $1", bid.tender.clone()),
        ("update organisation set revision = revision + 1 where id = $1", firm),
        ("update user_account set revision = revision + 1 where id = $1", person.user.to_string()),
        ("update readiness set holds_until = 1 where bid_id = $1", bid.id.clone()),
        ("update readiness set stamp = replace(stamp, ' ', '  ') where bid_id = $1", bid.id.clone()),
        ("delete from deadline where tender_id = $1", bid.tender.clone()),
    ];
    for (change, id) in changes {
        person.browser.call("/api/documents/check", &[("bid", &bid.id)]).await;
        assert!(!person.browser.get(&overview).await.text.contains(OUT_OF_DATE), "before: {change}");
        server.run_sql(change, &[&id]).await;
        assert!(person.browser.get(&overview).await.text.contains(OUT_OF_DATE), "{change}");
    }
    server.run_sql("update readiness set findings = 'old words' where bid_id = $1", &[&bid.id]).await;
    assert!(person.browser.get(&overview).await.text.contains("Not checked yet"));
});

on_both_engines!(a_download_makes_the_check_when_it_is_out_of_date, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    assert_eq!(file(&server, &person, &bid, "F10").await.0, 200);
    let page = person.browser.get(&bid.page("")).await.text;
    assert!(page.contains("/documents/F01") && !page.contains(OUT_OF_DATE), "{page}");
});
