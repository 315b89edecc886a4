//! The set of papers of a bid over HTTP: which are needed and why, what people change, the buyer's profile, all papers
//! as one file, a PDF, and the checks between them.

use std::io::Read;

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::domain::document_view::DocumentList;
use crate::domain::paper::Why;

async fn list(person: &mut Person, bid: &TestBid) -> DocumentList {
    let answer = person.browser.call("/api/documents/list", &[("bid", &bid.id)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

fn codes(list: &DocumentList) -> Vec<&str> {
    list.documents.iter().map(|line| line.form.as_str()).collect()
}

async fn call(person: &mut Person, bid: &TestBid, what: &str, fields: &[(&str, &str)]) -> Answer {
    let fields: Vec<(&str, &str)> = [("bid", bid.id.as_str())].into_iter().chain(fields.iter().copied()).collect();
    person.browser.call(&format!("/api/documents/{what}"), &fields).await
}

async fn done(person: &mut Person, bid: &TestBid, what: &str, fields: &[(&str, &str)]) {
    let answer = call(person, bid, what, fields).await;
    assert_eq!(answer.status, 200, "{what}: {}", answer.text);
}

/// A bid whose notice announces a プロポーザル.
async fn proposal(server: &TestServer) -> TestBid {
    let bid = server.bid().await;
    let kind = "update tender set procedure_kind = 'proposal', procedure_term = '公募型プロポーザル' where id = $1";
    server.run_sql(kind, &[&bid.tender]).await;
    bid
}

async fn demand(server: &TestServer, bid: &TestBid, kind: &str, demand: &str, ja: &str) -> String {
    let id = crate::domain::id::RequirementId::fresh().to_string();
    server
        .run_sql(
            "insert into requirement (id, tender_id, position, kind, demand, words_ja, sentence, origin)
             values ($1, $2, (select count(*) from requirement), $3, $4, $5, $5, 'notice')",
            &[&id, &bid.tender, kind, demand, ja],
        )
        .await;
    id
}

/// Whatever a person fills in on a paper, empty where nothing is given.
fn settings<'a>(
    bid: &'a TestBid,
    form: &'a str,
    revision: &'a str,
    own: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("bid", bid.id.as_str()), ("form", form), ("revision", revision)];
    fields.extend_from_slice(own);
    let names = [
        "label",
        "order",
        "honorific",
        "seal",
        "date",
        "amount",
        "agent_address",
        "agent_name",
        "attachments",
        "contact_department",
        "contact_name",
        "contact_reading",
        "contact_telephone",
        "contact_email",
    ];
    let given: Vec<&str> = own.iter().map(|(name, _)| *name).collect();
    fields.extend(names.into_iter().filter(|name| !given.contains(name)).map(|name| (name, "")));
    fields
}

async fn save(person: &mut Person, bid: &TestBid, form: &str, revision: &str, own: &[(&str, &str)]) -> Answer {
    person.browser.call("/api/documents/save", &settings(bid, form, revision, own)).await
}

async fn raw(server: &TestServer, person: &Person, address: &str) -> reqwest::Response {
    let session = person.browser.cookie("musubi_session").expect("signed in");
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let request =
        client.get(format!("http://{}{address}", server.addr)).header("cookie", format!("musubi_session={session}"));
    request.send().await.unwrap()
}

on_both_engines!(the_procedure_says_which_papers_are_needed_and_a_person_has_the_last_word, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let unknown = list(&mut person, &bid).await;
    assert!(codes(&unknown).contains(&"F01") && codes(&unknown).contains(&"F10"), "{:?}", codes(&unknown));
    assert!(unknown.findings.iter().any(|finding| format!("{finding:?}").contains("ProcedureUnknown")));
    server.run_sql("update tender set procedure_kind = 'proposal' where id = $1", &[&bid.tender]).await;
    let proposed = list(&mut person, &bid).await;
    assert!(codes(&proposed).contains(&"F10") && !codes(&proposed).contains(&"F01"), "{:?}", codes(&proposed));
    assert_eq!((proposed.plan.proposed.as_deref(), proposed.plan.procedure), (Some("proposal"), None));
    let page = person.browser.get(&bid.page("documents")).await;
    assert!(page.text.contains("Check it and choose"), "a proposal is called one");
    done(&mut person, &bid, "plan", &[("revision", "0"), ("procedure", "open_services")]).await;
    let chosen = list(&mut person, &bid).await;
    assert!(codes(&chosen).contains(&"F01") && !codes(&chosen).contains(&"F10"), "{:?}", codes(&chosen));
    let late = call(&mut person, &bid, "plan", &[("revision", "0"), ("procedure", "proposal")]).await;
    assert_eq!(late.status, 409, "somebody saved in between");
    let wrong =
        call(&mut person, &bid, "plan", &[("revision", "1"), ("procedure", "lottery"), ("copies", "many")]).await;
    assert!(wrong.status == 422 && wrong.text.contains("procedure") && wrong.text.contains("copies"), "{}", wrong.text);
    done(&mut person, &bid, "plan", &[("revision", "1"), ("procedure", "open_services"), ("evaluated", "yes")]).await;
    assert!(codes(&list(&mut person, &bid).await).contains(&"F10"), "総合評価 wants a proposal");
});

on_both_engines!(papers_are_added_dropped_taken_back_and_moved, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    let before = list(&mut person, &bid).await;
    done(&mut person, &bid, "add", &[("code", "F01")]).await;
    done(&mut person, &bid, "add", &[("code", "F10")]).await;
    let with = list(&mut person, &bid).await;
    assert!(codes(&with).contains(&"F01") && codes(&with).contains(&"F10-2"), "{:?}", codes(&with));
    let added = with.documents.iter().find(|line| line.form == "F01").unwrap();
    assert_eq!(added.why, [Why::Person]);
    assert_eq!(person.browser.get(&bid.page("documents/F10-2")).await.status, 200);
    done(&mut person, &bid, "drop", &[("code", "F10-2")]).await;
    done(&mut person, &bid, "drop", &[("code", "F01")]).await;
    assert_eq!(codes(&list(&mut person, &bid).await), codes(&before));
    assert_eq!(call(&mut person, &bid, "drop", &[("code", "F01")]).await.status, 409, "it is dropped already");
    done(&mut person, &bid, "take-back", &[("code", "F01")]).await;
    let order = list(&mut person, &bid).await;
    let place = |list: &DocumentList, code: &str| codes(list).iter().position(|other| *other == code).unwrap();
    let at = place(&order, "F01");
    done(&mut person, &bid, "move", &[("code", "F01"), ("way", if at == 0 { "down" } else { "up" })]).await;
    assert_ne!(place(&list(&mut person, &bid).await, "F01"), at);
    assert_eq!(call(&mut person, &bid, "add", &[("code", "F99")]).await.status, 404);
    let actions = "select count(*) from audit where scope = $1 and action like 'paper_set.%'";
    assert_eq!(server.value_of(actions, &[&bid.id]).await, "6");
    let page = person.browser.get(&bid.page("documents")).await;
    assert!(page.text.contains("Dropped papers") && page.text.contains("Take back"), "{}", page.text);
});

on_both_engines!(the_buyers_ways_are_printed_on_every_paper_and_a_papers_own_win, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    let plan =
        [("revision", "0"), ("procedure", "open_services"), ("honorific", "dono"), ("originals", "1"), ("copies", "9")];
    done(&mut person, &bid, "plan", &plan).await;
    let preview = |person: &Person, form: &'static str| {
        let (mut person, bid) = (person.clone(), bid.id.clone());
        async move { person.browser.call("/api/documents/load", &[("bid", &bid), ("form", form)]).await.text }
    };
    assert!(preview(&person, "F01").await.contains("みなと市長　殿"));
    let lines = list(&mut person, &bid).await;
    let line = lines.documents.iter().find(|line| line.form == "F01").unwrap();
    assert_eq!((line.originals, line.copies), (Some(1), Some(9)));
    let own = [("honorific", "none"), ("label", "様式第９号"), ("title", "入札金額書"), ("price_basis", "inclusive")];
    assert_eq!(save(&mut person, &bid, "F01", "0", &own).await.status, 200);
    let paper = preview(&person, "F01").await;
    assert!(paper.contains("様式第９号") && paper.contains("入　札　金　額　書"), "{paper}");
    assert!(paper.contains("消費税及び地方消費税を含む額") && !paper.contains("みなと市長　殿"), "{paper}");
    let lines = list(&mut person, &bid).await;
    let line = lines.documents.iter().find(|line| line.form == "F01").unwrap();
    assert_eq!((line.label.as_str(), line.title_ja.as_str()), ("様式第９号", "入札金額書"));
});

on_both_engines!(one_of_several_forms_of_a_paper_is_chosen, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    let page = person.browser.get(&bid.page("documents/F06")).await.text;
    assert!(page.contains("name=\"variant\"") && page.contains("application to take part"), "{page}");
    assert!(
        page.contains("公募型プロポーザル参加表明書") && page.contains("【様式１】"),
        "titles and labels are offered"
    );
    let load = [("bid", bid.id.as_str()), ("form", "F06")];
    let own = person.browser.call("/api/documents/load", &load).await.text;
    assert!(own.contains("参　加　表　明　書") && !own.contains("参　加　申　込　書"), "{own}");
    assert_eq!(save(&mut person, &bid, "F06", "0", &[("variant", "application")]).await.status, 200);
    let other = person.browser.call("/api/documents/load", &load).await.text;
    assert!(other.contains("参　加　申　込　書") && !other.contains("参　加　表　明　書"), "{other}");
    let wrong = save(&mut person, &bid, "F06", "1", &[("variant", "lottery")]).await;
    assert!(
        wrong.status == 422 && wrong.text.contains("variant") && wrong.text.contains("NotOffered"),
        "{}",
        wrong.text
    );
    assert_eq!(save(&mut person, &bid, "F10", "0", &[("variant", "application")]).await.status, 422, "it has none");
    assert!(!person.browser.get(&bid.page("documents/F10")).await.text.contains("name=\"variant\""));
});

on_both_engines!(what_the_notice_demands_is_offered_and_taken_over_by_a_person, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    let form = demand(
        &server,
        &bid,
        "form",
        r#"{"kind":"form","number":"様式第２号","title":"入札書"}"#,
        "入札書（様式第２号）",
    )
    .await;
    let other = r#"{"kind":"form","number":"","title":"納税証明書"}"#;
    demand(&server, &bid, "form", other, "納税証明書を添付すること").await;
    let pages =
        demand(&server, &bid, "page_limit", r#"{"kind":"page_limit","pages":1}"#, "企画提案書は1ページ以内").await;
    let before = list(&mut person, &bid).await;
    let line = before.documents.iter().find(|line| line.form == "F01").expect("the notice demands it");
    assert_eq!(line.why, [Why::Notice { sentence: "入札書（様式第２号）".to_owned() }]);
    assert_eq!(before.plan.unmatched.len(), 1);
    assert_eq!(before.plan.offers.len(), 2);
    assert!(before.plan.offers.iter().all(|offer| !offer.is_taken));
    done(&mut person, &bid, "accept", &[("requirement", &form), ("paper", "F01")]).await;
    done(&mut person, &bid, "accept", &[("requirement", &pages), ("paper", "F10")]).await;
    let after = list(&mut person, &bid).await;
    assert!(after.plan.offers.iter().all(|offer| offer.is_taken), "{:?}", after.plan.offers);
    assert_eq!(after.documents.iter().find(|line| line.form == "F01").unwrap().label, "様式第２号");
    let unchecked = after.findings.iter().find(|finding| format!("{finding:?}").contains("PagesNotChecked"));
    assert!(unchecked.is_some(), "no office program: the limit could not be checked");
    let gone = call(&mut person, &bid, "accept", &[("requirement", &bid.id), ("paper", "")]).await;
    assert_eq!(gone.status, 409);
    for (requirement, paper) in [(&pages, ""), (&form, ""), (&pages, "F99"), (&pages, "F10-2")] {
        let answer = call(&mut person, &bid, "accept", &[("requirement", requirement), ("paper", paper)]).await;
        assert!([404, 409].contains(&answer.status), "{paper}: {}", answer.status);
    }
    // A limit that no listed paper can keep is not offered for all of them, where nobody would count it.
    done(&mut person, &bid, "drop", &[("code", "F10")]).await;
    let without = list(&mut person, &bid).await.plan;
    assert_eq!(without.offers.len(), 1, "{:?}", without.offers);
    assert!(
        without.unmatched.iter().any(|demand| demand.title == "企画提案書は1ページ以内"),
        "{:?}",
        without.unmatched
    );
});

on_both_engines!(a_bid_has_only_so_many_papers, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    for sheet in 2..=9 {
        for form in 1..=20 {
            let code = format!("F{form:02}-{sheet}");
            let filled = "insert into document (bid_id, form, settings, saved_at) values ($1, $2, '{}', 0)";
            server.run_sql(filled, &[&bid.id, &code]).await;
        }
    }
    assert_eq!(save(&mut person, &bid, "F01-3", "1", &[]).await.status, 200, "one that is there is saved");
    let more = save(&mut person, &bid, "F22-2", "0", &[]).await;
    assert_eq!(more.status, 422, "{}", more.text);
    assert_eq!(server.value_of("select count(*) from document where form = 'F22-2'", &[]).await, "0");
});

on_both_engines!(a_buyers_profile_is_its_firms_and_is_offered_for_the_next_tender, |server| {
    let first = proposal(&server).await;
    let mut person = first.coordinator.clone();
    done(&mut person, &first, "add", &[("code", "F01")]).await;
    done(&mut person, &first, "plan", &[("revision", "1"), ("procedure", ""), ("honorific", "dono")]).await;
    let own = [("label", "様式第７号"), ("date", "2027-02-10"), ("amount", "12,345,600")];
    assert_eq!(save(&mut person, &first, "F01", "0", &own).await.status, 200);
    let mut partner = server.partner_on(&first).await;
    done(&mut person, &first, "keep-profile", &[]).await;
    assert!(list(&mut partner, &first).await.plan.profile.is_none(), "the partner's firm keeps none");
    assert!(list(&mut person, &first).await.plan.profile.is_some_and(|line| line.is_used));
    let kept = server.value_of("select profile from buyer_profile", &[]).await;
    assert!(!kept.contains("12345600") && !kept.contains("2027"), "{kept}");
    // The next tender of the same buyer.
    let tender = server.tender_of(person.organisation, "別の業務委託").await.to_string();
    let kind = "update tender set procedure_kind = 'proposal', addressee = 'みなと市長　様' where id = $1";
    server.run_sql(kind, &[&tender]).await;
    let answer = person.browser.post("/tenders", "/api/bids/create", &[("tender", &tender)]).await;
    let id = answer.location.unwrap().strip_prefix("/bids/").unwrap().to_owned();
    let second = TestBid { id, tender, coordinator: person.clone() };
    assert!(list(&mut person, &second).await.plan.profile.is_some_and(|line| !line.is_used));
    done(&mut person, &second, "use-profile", &[]).await;
    let after = list(&mut person, &second).await;
    let line = after.documents.iter().find(|line| line.form == "F01").unwrap();
    assert_eq!(line.label, "様式第７号");
    assert_eq!(after.plan.ways.honorific, "dono");
    let settings = "select settings from document where bid_id = $1 and form = 'F01'";
    assert!(!server.value_of(settings, &[&second.id]).await.contains("12345600"), "no amount comes along");
});

on_both_engines!(all_papers_come_as_one_file_in_their_order_and_equal_each_time, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    done(&mut person, &bid, "add", &[("code", "F01")]).await;
    let address = bid.page("documents.zip");
    let answer = raw(&server, &person, &address).await;
    assert_eq!(answer.status().as_u16(), 200);
    let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.contains("documents.zip") && name.contains("filename*=UTF-8''"), "{name}");
    let bytes = answer.bytes().await.unwrap();
    let again = raw(&server, &person, &address).await.bytes().await.unwrap();
    assert_eq!(bytes, again, "the same papers are the same bytes");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let names: Vec<String> = (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().to_owned()).collect();
    let papers = list(&mut person, &bid).await.documents;
    assert_eq!(names.len(), papers.len(), "{names:?}");
    assert_eq!(names[0], "01_様式第４号_入札書.docx");
    for (at, (name, paper)) in names.iter().zip(&papers).enumerate() {
        assert!(name.starts_with(&format!("{:02}_", at + 1)) && name.contains(&paper.title_ja), "{name}");
        let mut docx = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut docx).unwrap();
        assert!(crate::server::docx::inspect(&docx).is_empty(), "{name}");
    }
    let viewer = server.viewer_on(&bid).await;
    assert_eq!(raw(&server, &viewer, &address).await.status().as_u16(), 403);
    let outsider = server.outsider().await;
    assert_eq!(raw(&server, &outsider, &address).await.status().as_u16(), 404);
});

on_both_engines!(the_schedule_comes_as_a_workbook_too, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    let task = [
        ("bid", bid.id.as_str()),
        ("kind", "task"),
        ("values[large]", "調査"),
        ("values[medium]", "現地調査"),
        ("values[member]", "湊技研"),
        ("values[start]", "2027-04-01"),
        ("values[end]", "2027-05-15"),
    ];
    assert_eq!(person.browser.call("/api/bid-records/add", &task).await.status, 200);
    let page = person.browser.get(&bid.page("documents/F15")).await.text;
    let address = format!("/bids/{}/schedules/F15", bid.id);
    assert!(page.contains(&address) && page.contains("Download the schedule as .xlsx"), "{page}");
    let answer = raw(&server, &person, &address).await;
    assert_eq!(answer.status().as_u16(), 200);
    let name = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(name.contains("F15.xlsx"), "{name}");
    let text = |bytes: Vec<u8>| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let open = text(answer.bytes().await.unwrap().to_vec());
    assert!(open.contains("現地調査") && open.contains("湊技研") && open.contains('■'), "{open}");
    let blind = raw(&server, &person, &format!("{address}?copy=blind")).await;
    let blind = text(blind.bytes().await.unwrap().to_vec());
    assert!(blind.contains("現地調査") && !blind.contains("湊技研"), "{blind}");
    let none = format!("/bids/{}/schedules/F01", bid.id);
    assert_eq!(raw(&server, &person, &none).await.status().as_u16(), 404, "it draws none");
    assert!(!person.browser.get(&bid.page("documents/F01")).await.text.contains("/schedules/"));
});

on_both_engines!(where_copies_are_asked_for_the_file_holds_the_one_that_names_no_firm, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    done(&mut person, &bid, "plan", &[("revision", "0"), ("procedure", ""), ("copies", "9")]).await;
    let bytes = raw(&server, &person, &bid.page("documents.zip")).await.bytes().await.unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
    let names: Vec<String> = (0..archive.len()).map(|at| archive.by_index(at).unwrap().name().to_owned()).collect();
    let papers = list(&mut person, &bid).await.documents;
    let judged = |code: &str| ["F10", "F14", "F15"].contains(&code);
    let blind: Vec<usize> = (0..names.len()).filter(|at| names[*at].ends_with("_副本.docx")).collect();
    assert_eq!(blind.len(), papers.iter().filter(|paper| judged(&paper.form)).count(), "{names:?}");
    assert_eq!(names.len(), papers.len() + blind.len(), "{names:?}");
    for at in &blind {
        assert_eq!(names[*at].replace("_副本", ""), names[at - 1], "it stands behind its original");
    }
    assert!(blind.iter().any(|at| names[*at].contains("企画提案書")), "{names:?}");
});

on_both_engines!(papers_are_held_against_each_other_and_the_deadline, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    done(&mut person, &bid, "add", &[("code", "F01")]).await;
    let until = "update deadline set kind = 'bid_by', at_local = '2027-02-10T17:00' where tender_id = $1";
    server.run_sql(until, &[&bid.tender]).await;
    assert_eq!(save(&mut person, &bid, "F06", "0", &[("date", "2027-02-01")]).await.status, 200);
    assert_eq!(save(&mut person, &bid, "F01", "0", &[("date", "2027-02-12"), ("honorific", "dono")]).await.status, 200);
    let told = |list: &DocumentList, what: &str| list.findings.iter().any(|one| format!("{one:?}").contains(what));
    let first = list(&mut person, &bid).await;
    assert!(told(&first, "DatedAfter"), "{:#?}", first.findings);
    assert!(told(&first, "Differs { what: Addressee"), "{:#?}", first.findings);
    assert_eq!(save(&mut person, &bid, "F01", "1", &[("date", "2027-01-31")]).await.status, 200);
    let second = list(&mut person, &bid).await;
    assert!(told(&second, "DatedBefore") && !told(&second, "DatedAfter"), "{:#?}", second.findings);
    let page = person.browser.get(&bid.page("documents")).await.text;
    assert!(
        page.contains("papers must agree") || page.contains("deadline"),
        "a finding says where its rule comes from"
    );
});

on_both_engines!(without_an_office_program_the_page_says_why_there_is_no_pdf, |server| {
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    let answer = raw(&server, &person, &bid.page("documents/F10/pdf")).await;
    assert_eq!(answer.status().as_u16(), 303);
    let to = answer.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(to, bid.page("documents/F10?pdf=absent"));
    assert!(person.browser.get(&to).await.text.contains("has no office program"));
    assert_eq!(raw(&server, &person, &bid.page("documents/F99/pdf")).await.status().as_u16(), 404);
});

#[tokio::test]
async fn an_office_program_that_dies_is_told_on_the_page() {
    let server = TestServer::on_sqlite_with(|settings| settings.soffice = Some("/bin/false".into())).await;
    let bid = proposal(&server).await;
    let answer = raw(&server, &bid.coordinator, &bid.page("documents/F10/pdf")).await;
    assert_eq!(answer.headers()["location"].to_str().unwrap(), bid.page("documents/F10?pdf=failed"));
}

#[tokio::test]
async fn a_pdf_is_made_and_a_page_limit_is_counted() {
    let named = std::env::var_os("MUSUBI_TEST_SOFFICE").filter(|program| !program.is_empty());
    let is_required = std::env::var("MUSUBI_TEST_REQUIRED").is_ok_and(|value| value == "1");
    assert!(named.is_some() || !is_required, "MUSUBI_TEST_SOFFICE is not set, and MUSUBI_TEST_REQUIRED=1");
    let Some(program) = named else { return };
    let server = TestServer::on_sqlite_with(|settings| settings.soffice = Some(program.into())).await;
    let bid = proposal(&server).await;
    let mut person = bid.coordinator.clone();
    assert_eq!(save(&mut person, &bid, "F10", "0", &[("pages", "1")]).await.status, 200);
    let answer = raw(&server, &person, &bid.page("documents/F10/pdf")).await;
    assert_eq!(answer.status().as_u16(), 200);
    let pdf = answer.bytes().await.unwrap();
    assert!(pdf.starts_with(b"%PDF"), "a PDF");
    let found = format!("{:?}", list(&mut person, &bid).await.findings);
    assert!(found.contains("TooManyPages"), "{found}");
    // A paper without contents and limit: its pages are known once somebody looked at its PDF.
    let page = bid.page("documents/F22");
    assert!(!person.browser.get(&page).await.text.contains("ms-turn"), "nobody typeset it yet");
    assert_eq!(raw(&server, &person, &format!("{page}/pdf")).await.status().as_u16(), 200);
    assert!(person.browser.get(&page).await.text.contains("ms-turn"), "where its pages begin");
}
