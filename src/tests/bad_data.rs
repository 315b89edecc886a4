//! Bad data, all of one kind after the other: each is a finding or a refusal with its place, and every paper stays a file
//! that opens.

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::domain::id::DeadlineId;
use crate::server::access::Caller;
use crate::server::clock;
use crate::server::docx::inspect;
use crate::server::edge::Call;
use crate::server::services::documents;

/// The decisions for the bid form with one field of one's own.
async fn save(person: &mut Person, bid: &TestBid, revision: &str, own: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("bid", bid.id.as_str()), ("form", "F01"), ("revision", revision)];
    fields.extend_from_slice(own);
    let heads = ["label", "order", "honorific", "seal", "date", "agent_address", "agent_name"];
    let contact = ["department", "name", "reading", "telephone", "email"].map(|part| format!("contact_{part}"));
    let names = heads.into_iter().chain(contact.iter().map(String::as_str));
    fields.extend(names.filter(|name| own.iter().all(|(own, _)| own != name)).map(|name| (name, "")));
    person.browser.call("/api/documents/save", &fields).await
}

async fn refused(person: &mut Person, bid: &TestBid, field: (&str, &str), problem: &str) {
    let answer = save(person, bid, "0", &[field]).await;
    assert_eq!(answer.status, 422, "{field:?}: {}", answer.text);
    let place = format!("\"field\":\"{}\"", field.0);
    assert!(answer.text.contains(&place) && answer.text.contains(problem), "{field:?}: {}", answer.text);
}

/// Every paper of the bid, made: none is a broken file.
async fn sound_papers(server: &TestServer, bid: &TestBid) {
    let call = Call::new(server.state.clone(), Caller::operator(), clock::now());
    let id = crate::domain::id::BidId::parse(&bid.id).unwrap();
    let papers = documents::render_all(&call, id, &[]).await.unwrap();
    assert!(papers.len() > 5);
    for paper in papers {
        assert_eq!(inspect(&paper.docx), [], "{}", paper.form);
    }
}

async fn found(person: &mut Person, bid: &TestBid) -> String {
    let paper = person.browser.call("/api/documents/load", &[("bid", &bid.id), ("form", "F01")]).await;
    assert_eq!(paper.status, 200, "{}", paper.text);
    paper.text
}

on_both_engines!(what_cannot_be_is_refused_at_its_field, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let long = "長".repeat(300);
    refused(&mut person, &bid, ("amount", "-1"), "Negative").await;
    refused(&mut person, &bid, ("amount", "△1"), "amount").await;
    refused(&mut person, &bid, ("date", "令和8年2月30日"), "date").await;
    refused(&mut person, &bid, ("title", &long), "TooLong").await;
    refused(&mut person, &bid, ("agent_name", &long), "TooLong").await;
    refused(&mut person, &bid, ("label", "様式\u{7}第１号"), "ControlCharacter").await;
    refused(&mut person, &bid, ("contact_name", "佐藤\u{0}花子"), "ControlCharacter").await;
    let kept = "select cast(count(*) as bigint) from document where bid_id = $1";
    assert_eq!(server.value_of(kept, &[&bid.id]).await, "0", "nothing of it is kept");
});

on_both_engines!(what_can_be_and_should_not_is_found_and_prints, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let insert = "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
                  values ($1, $2, 'notice', '2027-03-01', 0, 'fixed', 'person')";
    server.run_sql(insert, &[&DeadlineId::fresh().to_string(), &bid.tender]).await;
    let own = [("amount", "1"), ("date", "2027-02-10"), ("label", "様式第１号😀"), ("agent_name", "磯部①健")];
    let answer = save(&mut person, &bid, "0", &own).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let told = found(&mut person, &bid).await;
    for problem in ["BeforeNotice", "Character", "😀", "①"] {
        assert!(told.contains(problem), "{problem}: {told}");
    }
    // As an older version or another program could have left it.
    let name = "update organisation set name = $1 where id = $2";
    server.run_sql(name, &[&format!("㈱{}\u{1}", "長".repeat(300)), &person.organisation.to_string()]).await;
    assert!(found(&mut person, &bid).await.contains("Abbreviated"));
    sound_papers(&server, &bid).await;
});

on_both_engines!(shares_that_are_a_hundredth_short_are_told, |server| {
    let bid = server.bid().await;
    let partner = server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    let (own, other) = (person.organisation.to_string(), partner.organisation.to_string());
    let fields = [
        ("bid", bid.id.as_str()),
        ("revision", "0"),
        ("kind", "specific"),
        ("method", "joint_execution"),
        ("members[0][place]", "1"),
        ("members[0][organisation]", own.as_str()),
        ("members[0][share]", "60"),
        ("members[1][place]", "2"),
        ("members[1][organisation]", other.as_str()),
        ("members[1][share]", "39.99"),
    ];
    assert_eq!(person.browser.call("/api/joint-venture/save", &fields).await.status, 200);
    let page = person.browser.get(&bid.page("joint-venture")).await.text;
    assert!(page.contains("99.99"), "{page}");
    let checked = person.browser.call("/api/documents/check", &[("bid", &bid.id)]).await;
    assert!(checked.text.contains("joint_venture"), "{}", checked.text);
    sound_papers(&server, &bid).await;
});

on_both_engines!(a_picture_of_fifty_megapixels_is_refused, |server| {
    let bid = server.bid().await;
    let mut writer = server.writer_on(&bid).await;
    let picture = |width: u32, height: u32| {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes().into_iter().chain(height.to_be_bytes()));
        bytes.extend([8, 2, 0, 0, 0]);
        reqwest::multipart::Form::new().part("file", reqwest::multipart::Part::bytes(bytes).file_name("x.png"))
    };
    let address = format!("/bids/{}/images", bid.id);
    let large = writer.browser.upload(&bid.page(""), &address, picture(10_000, 5_000)).await;
    assert_eq!((large.status, large.text.as_str()), (422, r#"{"refusal":"pixels"}"#));
    let small = writer.browser.upload(&bid.page(""), &address, picture(1_000, 500)).await;
    assert_eq!(small.status, 200, "{}", small.text);
});
