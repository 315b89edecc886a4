//! The joint venture: order, shares, breaches, two people who save at once.

use super::support::bids::TestBid;
use super::support::{Answer, Person, on_both_engines};

/// Members as (place, organisation, share).
async fn save(person: &mut Person, bid: &TestBid, revision: &str, members: &[(&str, &str, &str)]) -> Answer {
    let mut fields: Vec<(String, String)> = [
        ("bid", bid.id.as_str()),
        ("revision", revision),
        ("kind", "specific"),
        ("method", "joint_execution"),
        ("formed_on", "令和8年11月10日"),
        ("months", "３"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for (index, (place, organisation, share)) in members.iter().enumerate() {
        fields.push((format!("members[{index}][place]"), (*place).to_owned()));
        fields.push((format!("members[{index}][organisation]"), (*organisation).to_owned()));
        fields.push((format!("members[{index}][share]"), (*share).to_owned()));
    }
    let pairs: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    person.browser.call("/api/joint-venture/save", &pairs).await
}

on_both_engines!(members_keep_their_order_and_the_first_is_the_representative, |server| {
    let bid = server.bid().await;
    let partner = server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    let (own, other) = (person.organisation.to_string(), partner.organisation.to_string());
    let answer = save(&mut person, &bid, "0", &[("2", &other, "40"), ("1", &own, "60.00")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let first = "select organisation_id from joint_venture_member where bid_id = $1 and position = 1";
    assert_eq!(server.value_of(first, &[&bid.id]).await, own);
    let name = server.value_of("select name from joint_venture where bid_id = $1", &[&bid.id]).await;
    assert_eq!(name, "みなと技研株式会社・Nordlys AS特定建設工事共同企業体");
    let formed = server.value_of("select formed_on from joint_venture where bid_id = $1", &[&bid.id]).await;
    assert_eq!(formed, "2026-11-10");
    let page = person.browser.get(&bid.page("joint-venture")).await;
    assert!(page.text.contains("Nothing breaks the usual rules"), "{}", page.text);
});

on_both_engines!(a_breach_is_kept_and_told_with_its_rule_and_source, |server| {
    let bid = server.bid().await;
    let partner = server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    let (own, other) = (person.organisation.to_string(), partner.organisation.to_string());
    let answer = save(&mut person, &bid, "0", &[("1", &own, "70.01"), ("2", &other, "29.99")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let page = person.browser.get(&bid.page("joint-venture")).await;
    assert!(page.text.contains("R-33") && page.text.contains("29.99%"), "{}", page.text);
});

on_both_engines!(what_makes_no_sense_is_refused_by_its_field, |server| {
    let bid = server.bid().await;
    let partner = server.partner_on(&bid).await;
    let outsider = server.outsider().await;
    let mut person = bid.coordinator.clone();
    let (own, other) = (person.organisation.to_string(), partner.organisation.to_string());
    let twice = save(&mut person, &bid, "0", &[("1", &own, "50"), ("2", &own, "50")]).await;
    assert!(twice.text.contains("members[1][organisation]") && twice.text.contains("Taken"), "{}", twice.text);
    let foreign = outsider.organisation.to_string();
    let strange = save(&mut person, &bid, "0", &[("1", &own, "50"), ("2", &foreign, "50")]).await;
    assert!(strange.text.contains("NotOffered"), "{}", strange.text);
    let share = save(&mut person, &bid, "0", &[("1", &own, "33.333"), ("2", &other, "x")]).await;
    assert!(share.text.contains("TooPrecise") && share.text.contains("Unreadable"), "{}", share.text);
});

on_both_engines!(the_second_to_save_sees_what_the_first_saved, |server| {
    let bid = server.bid().await;
    let mut partner = server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    let (own, other) = (person.organisation.to_string(), partner.organisation.to_string());
    assert_eq!(save(&mut person, &bid, "0", &[("1", &own, "60"), ("2", &other, "40")]).await.status, 200);
    let late = save(&mut partner, &bid, "0", &[("1", &other, "60"), ("2", &own, "40")]).await;
    assert_eq!(late.status, 409);
    let fields = [
        ("bid", bid.id.as_str()),
        ("revision", "0"),
        ("kind", "specific"),
        ("method", "joint_execution"),
        ("bank", "北欧銀行"),
    ];
    let answer = partner.browser.post(&bid.page("joint-venture"), "/api/joint-venture/save", &fields).await;
    let page = partner.browser.follow(&answer).await;
    assert!(page.text.contains("Somebody else saved first"), "{}", page.text);
    assert!(page.text.contains("北欧銀行"), "the own input is still there");
    assert!(page.text.contains("name=\"revision\" value=\"1\""), "saving again is a decision made in view of both");
    let mut viewer = server.viewer_on(&bid).await;
    assert_eq!(save(&mut viewer, &bid, "1", &[("1", &own, "100")]).await.status, 403);
});

on_both_engines!(what_belongs_to_the_other_method_is_neither_read_nor_kept, |server| {
    let bid = server.bid().await;
    server.partner_on(&bid).await;
    let mut person = bid.coordinator.clone();
    let own = person.organisation.to_string();
    let mut fields = vec![
        ("bid", bid.id.as_str()),
        ("revision", "0"),
        ("kind", "specific"),
        ("method", "joint_execution"),
        ("members[0][place]", "1"),
        ("members[0][organisation]", own.as_str()),
        ("members[0][share]", "100"),
        ("members[0][work]", "運用"),
        ("members[0][amount]", "many"),
    ];
    let kept = "select cast(coalesce(share, -1) as text) || work || cast(coalesce(amount, -1) as text)
                from joint_venture_member where bid_id = $1";
    let answer = person.browser.call("/api/joint-venture/save", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(server.value_of(kept, &[&bid.id]).await, "10000-1");
    fields[1].1 = "1";
    fields[3].1 = "divided_work";
    fields[6].1 = "x";
    fields[8].1 = "1,000";
    let answer = person.browser.call("/api/joint-venture/save", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(server.value_of(kept, &[&bid.id]).await, "-1運用1000");
});
