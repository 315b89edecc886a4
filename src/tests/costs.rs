//! The costs of a bid over HTTP: who sees which lines, two who save at once, files out and in, and where amounts are not.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use reqwest::multipart::{Form, Part};

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};

const PRICE: &str = "64321";
const SAVE: &str = "/api/costs/save";

/// A sheet of two lines, one of them priced by the day.
fn fields<'a>(bid: &'a TestBid, side: &'a str, revision: &'a str, sharing: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("bid", bid.id.as_str()),
        ("side", side),
        ("revision", revision),
        ("sharing", sharing),
        ("sheet[kind]", "services"),
        ("sheet[lines][0][part]", "labour"),
        ("sheet[lines][0][level]", "1"),
        ("sheet[lines][0][label]", "主任技師の秘密"),
        ("sheet[lines][0][quantity]", "10.5"),
        ("sheet[lines][0][unit]", "人日"),
        ("sheet[lines][0][price]", PRICE),
        ("sheet[lines][1][part]", "expenses"),
        ("sheet[lines][1][level]", "1"),
        ("sheet[lines][1][label]", "=旅費"),
        ("sheet[lines][1][amount]", "１００，０００"),
    ]
}

async fn save(person: &mut Person, bid: &TestBid, side: &str, revision: &str, sharing: &str) -> Answer {
    person.browser.call(SAVE, &fields(bid, side, revision, sharing)).await
}

/// The file of a sheet as it comes down.
async fn file(server: &TestServer, person: &Person, bid: &TestBid, side: &str) -> (u16, Vec<u8>) {
    let session = person.browser.cookie("musubi_session").expect("signed in");
    let answer = reqwest::Client::new()
        .get(format!("http://{}{}?side={side}", server.addr, bid.page("costs/file")))
        .header("cookie", format!("musubi_session={session}"))
        .send()
        .await
        .unwrap();
    (answer.status().as_u16(), answer.bytes().await.unwrap().to_vec())
}

/// Every cell of the workbook, as text.
fn cells(xlsx: &[u8]) -> Vec<String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx)).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    range.used_cells().map(|(_, _, value)| value.to_string()).collect()
}

/// Whether a text tells what only the firm's own people may see.
fn leaks(text: &str) -> bool {
    ["主任技師の秘密", PRICE, "64,321", "675,370", "675370"].iter().any(|secret| text.contains(secret))
}

on_both_engines!(partners_see_what_a_firm_shares_and_never_its_lines, |server| {
    let bid = server.bid().await;
    let mut partner = server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    let answer = save(&mut person, &bid, "own", "0", "sum").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let own = person.browser.get(&format!("{}?side=own", bid.page("costs"))).await;
    assert!(leaks(&own.text) && own.text.contains("775,370"), "{}", own.text);
    for side in ["own", "shared"] {
        let page = partner.browser.get(&format!("{}?side={side}", bid.page("costs"))).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("775,370"), "the sum is shared: {}", page.text);
        assert!(!leaks(&page.text), "{}", page.text);
        let call = partner.browser.call("/api/costs/open", &[("bid", &bid.id), ("side", side)]).await;
        assert!(call.text.contains("775370") && !leaks(&call.text), "{}", call.text);
        let (status, xlsx) = file(&server, &partner, &bid, side).await;
        assert_eq!(status, 200);
        assert!(!cells(&xlsx).iter().any(|cell| leaks(cell)), "{:?}", cells(&xlsx));
    }
    for page in ["audit", "documents", "documents/F01", "people"] {
        let page = partner.browser.get(&bid.page(page)).await;
        assert!(page.status == 200 && !leaks(&page.text) && !page.text.contains("775,370"), "{}", page.text);
    }
    let trail = server.value_of("select max(detail) from audit where action = 'build_up.save'", &[]).await;
    assert_eq!(trail, r#"{"revision":1}"#);
    // What is shared follows the choice.
    assert_eq!(save(&mut person, &bid, "own", "1", "nothing").await.status, 200);
    let page = partner.browser.get(&bid.page("costs")).await;
    assert!(!page.text.contains("775,370"), "{}", page.text);
    assert_eq!(save(&mut person, &bid, "own", "2", "parts").await.status, 200);
    let page = partner.browser.get(&bid.page("costs")).await;
    assert!(page.text.contains("675,370") && !page.text.contains("主任技師の秘密"), "{}", page.text);
    // The partner's own is another row.
    assert_eq!(save(&mut partner, &bid, "own", "0", "nothing").await.status, 200);
    let rows = server.value_of("select count(*) from cost_build_up where bid_id = $1", &[&bid.id]).await;
    assert_eq!(rows, "2");
});

on_both_engines!(the_second_to_save_sees_what_the_first_saved, |server| {
    let bid = server.bid().await;
    let mut partner = server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut person, &bid, "shared", "0", "").await.status, 200);
    assert_eq!(save(&mut partner, &bid, "shared", "0", "").await.status, 409);
    let mut late = fields(&bid, "shared", "0", "");
    late[7] = ("sheet[lines][0][label]", "後から来た行");
    let answer = partner.browser.post(&format!("{}?side=shared", bid.page("costs")), SAVE, &late).await;
    let page = partner.browser.follow(&answer).await;
    assert!(page.text.contains("Somebody else saved first"), "{}", page.text);
    assert!(page.text.contains("主任技師の秘密") && page.text.contains("後から来た行"), "{}", page.text);
    assert!(page.text.contains("name=\"revision\" value=\"1\""), "{}", page.text);
    late[2] = ("revision", "1");
    assert_eq!(partner.browser.call(SAVE, &late).await.status, 200);
});

on_both_engines!(every_problem_comes_back_at_its_cell, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut wrong = fields(&bid, "own", "0", "sum");
    wrong[8] = ("sheet[lines][0][quantity]", "1.2345");
    wrong[14] = ("sheet[lines][1][amount]", "-5");
    let answer = person.browser.post(&format!("{}?side=own", bid.page("costs")), SAVE, &wrong).await;
    let page = person.browser.follow(&answer).await;
    assert!(page.text.contains("value=\"1.2345\"") && page.text.contains("At most three decimals"), "{}", page.text);
    assert!(page.text.contains("sheet-lines--1--amount-problem"), "{}", page.text);
    let rows = server.value_of("select count(*) from cost_build_up", &[]).await;
    assert_eq!(rows, "0");
});

on_both_engines!(a_total_that_is_not_the_bids_is_found_by_the_readiness_check, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut person, &bid, "shared", "0", "").await.status, 200);
    let paper = |revision, amount| {
        let mut fields = vec![("bid", bid.id.as_str()), ("form", "F01"), ("revision", revision), ("amount", amount)];
        fields.extend([("honorific", "sama"), ("seal", "in_use"), ("date", "2027-02-10")]);
        let empty = ["label", "order", "agent_address", "agent_name", "attachments", "contact_department"];
        fields.extend(empty.map(|name| (name, "")));
        fields.extend(["contact_name", "contact_reading", "contact_telephone", "contact_email"].map(|name| (name, "")));
        fields
    };
    assert_eq!(person.browser.call("/api/documents/save", &paper("0", "775,371")).await.status, 200);
    let check = person.browser.call("/api/documents/check", &[("bid", &bid.id)]).await;
    assert!(check.text.contains(r#""kind":"costs","rule":"total""#), "{}", check.text);
    let page = person.browser.get(&bid.page("costs")).await;
    assert!(page.text.contains("775,371 yen") && page.text.contains("R-21"), "{}", page.text);
    assert_eq!(person.browser.call("/api/documents/save", &paper("1", "775,370")).await.status, 200);
    let check = person.browser.call("/api/documents/check", &[("bid", &bid.id)]).await;
    assert!(!check.text.contains(r#""kind":"costs""#), "{}", check.text);
});

on_both_engines!(a_workbook_goes_out_and_comes_back_for_a_person_to_save, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut person, &bid, "own", "0", "sum").await.status, 200);
    let (status, xlsx) = file(&server, &person, &bid, "own").await;
    assert_eq!(status, 200);
    let told = cells(&xlsx);
    assert!(told.contains(&"675370".to_owned()) && told.contains(&"852907".to_owned()), "{told:?}");
    judge(&xlsx);
    let bring = |bytes: Vec<u8>| {
        let file = Part::bytes(bytes).file_name("内訳.xlsx");
        Form::new().text("side", "shared").part("file", file)
    };
    let (page, upload) = (format!("{}?side=shared", bid.page("costs")), bid.page("costs/upload"));
    let answer = person.browser.upload(&page, &upload, bring(xlsx)).await;
    let shown = person.browser.follow(&answer).await;
    assert!(shown.text.contains("2 lines were read") && shown.text.contains("主任技師の秘密"), "{}", shown.text);
    assert_eq!(server.value_of("select count(*) from cost_sheet", &[]).await, "0", "nothing is saved yet");
    let refused = person.browser.upload(&page, &upload, bring(b"no workbook".to_vec())).await;
    let shown = person.browser.follow(&refused).await;
    assert!(shown.text.contains("cannot be read as an .xlsx"), "{}", shown.text);
    // What somebody brought is nobody else's.
    let mut colleague = server.writer_on(&bid).await;
    let theirs = colleague.browser.get(answer.location.as_deref().unwrap()).await;
    assert!(!theirs.text.contains("主任技師の秘密"), "{}", theirs.text);
    // Nor is it of whoever signs in at the same browser afterwards.
    let browser = person.browser.cookie("musubi_browser").unwrap().to_owned();
    colleague.browser.set_cookie("musubi_browser", &browser);
    let theirs = colleague.browser.get(answer.location.as_deref().unwrap()).await;
    assert!(!theirs.text.contains("主任技師の秘密"), "{}", theirs.text);
    let again = person.browser.get(answer.location.as_deref().unwrap()).await;
    assert!(again.text.contains("主任技師の秘密"), "{}", again.text);
});

/// The Open XML SDK, when it is there.
fn judge(xlsx: &[u8]) {
    let path = std::env::temp_dir().join(format!("musubi-costs-{}.xlsx", crate::domain::id::UserId::fresh()));
    std::fs::write(&path, xlsx).unwrap();
    if let Some(command) = std::env::var("MUSUBI_TEST_OOXML_VALIDATOR").ok().filter(|command| !command.is_empty()) {
        let said =
            std::process::Command::new(command).arg(&path).args(["--officeVersion", "Office2019"]).output().unwrap();
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(said.contains("\"ok\": true") || said.contains("\"ok\":true"), "{said}");
    }
    std::fs::remove_file(path).unwrap();
}

on_both_engines!(a_reader_neither_saves_nor_brings_a_sheet, |server| {
    let bid = server.bid().await;
    let mut viewer = server.viewer_on(&bid).await;
    assert_eq!(save(&mut viewer, &bid, "own", "0", "sum").await.status, 403);
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut person, &bid, "own", "0", "nothing").await.status, 200);
    let page = viewer.browser.get(&format!("{}?side=own", bid.page("costs"))).await;
    assert!(page.text.contains("主任技師の秘密"), "a colleague reads: {}", page.text);
    assert!(!page.text.contains(SAVE), "{}", page.text);
    let unknown = person.browser.get(&format!("{}?side=theirs", bid.page("costs"))).await;
    assert_eq!(unknown.status, 404);
});

on_both_engines!(totals_of_firms_without_a_line_are_copied_once, |server| {
    let bid = server.bid().await;
    let mut partner = server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut partner, &bid, "own", "0", "parts").await.status, 200);
    let page = person.browser.get(&bid.page("costs")).await;
    assert!(page.text.contains("/api/costs/take-over"), "{}", page.text);
    let take = |revision: &'static str| [("bid", bid.id.as_str()), ("revision", revision)];
    let mut viewer = server.viewer_on(&bid).await;
    assert_eq!(viewer.browser.call("/api/costs/take-over", &take("0")).await.status, 403);
    assert_eq!(person.browser.call("/api/costs/take-over", &take("3")).await.status, 409, "somebody else was first");
    assert_eq!(person.browser.call("/api/costs/take-over", &take("0")).await.status, 200);
    let page = person.browser.get(&bid.page("costs")).await;
    assert!(page.text.contains("675,370") && !page.text.contains("主任技師の秘密"), "{}", page.text);
    assert!(!page.text.contains("/api/costs/take-over"), "nothing is lacking: {}", page.text);
    let kept = "select body from cost_sheet where bid_id = $1";
    let kept = server.value_of(kept, &[&bid.id]).await;
    assert!(kept.contains(&partner.organisation.to_string()) && kept.contains("675370"), "{kept}");
    assert_eq!(person.browser.call("/api/costs/take-over", &take("1")).await.status, 200);
    assert_eq!(server.value_of("select revision from cost_sheet where bid_id = $1", &[&bid.id]).await, "1");
    let trail = server.value_of("select detail from audit where action = 'cost_sheet.take_over'", &[]).await;
    assert_eq!(trail, r#"{"revision":1}"#);
});

on_both_engines!(tax_is_that_of_the_papers_day, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut person, &bid, "shared", "0", "").await.status, 200);
    let load = |form: &'static str| [("bid", bid.id.as_str()), ("form", form)];
    // The pairs of dossier §4.4 under the rate of today; an older day has the rate of its own.
    let dated = [
        ("2027-02-10", "9,403,430", "10343773", "852,907", 10),
        ("2027-02-10", "12,345,678", "13580245", "852,907", 10),
        ("2027-02-10", "1,000,001", "1100001", "852,907", 10),
        ("2019-09-30", "9,403,430", "10155704", "837,399", 8),
        ("2014-03-31", "1,000,001", "1050001", "814,138", 5),
    ];
    for (at, (day, amount, gross, total, rate)) in dated.into_iter().enumerate() {
        let revision = at.to_string();
        for (form, amount) in [("F01", amount), ("F04", "")] {
            let mut fields = vec![("bid", bid.id.as_str()), ("form", form), ("revision", revision.as_str())];
            fields.extend([("date", day), ("amount", amount), ("honorific", "sama"), ("seal", "in_use")]);
            let empty = ["label", "order", "agent_address", "agent_name", "attachments", "contact_department"];
            fields.extend(empty.map(|name| (name, "")));
            fields.extend(
                ["contact_name", "contact_reading", "contact_telephone", "contact_email"].map(|name| (name, "")),
            );
            let answer = person.browser.call("/api/documents/save", &fields).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
        }
        let bid_paper = person.browser.call("/api/documents/load", &load("F01")).await.text;
        assert!(bid_paper.contains(&format!("\"with_tax\":{gross}")), "{day} {amount}");
        let breakdown = person.browser.call("/api/documents/load", &load("F04")).await.text;
        assert!(breakdown.contains(total), "{day}: {total}");
        let page = person.browser.call("/api/costs/open", &[("bid", &bid.id)]).await.text;
        assert!(page.contains(&format!("\"rate\":{rate}")), "{day}: {page}");
    }
});
