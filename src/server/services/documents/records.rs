//! What the firms and the bid have entered, as papers print it: kind by kind, member by member, in the chosen order.

use crate::domain::document::RecordFacts;
use crate::domain::record::{RecordKind, RecordOwner};
use crate::domain::record_view::Record;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::records::{self, Keeper};
use crate::server::store::{Tx, documents as rows};
use crate::server::templates::Templates;

/// All records that the papers of a bid may print. What a firm chose that is no member of the joint venture is not
/// printed.
pub(super) async fn facts(templates: &Templates, tx: &mut Tx, access: &Access) -> Result<Vec<RecordFacts>, Failure> {
    let members = rows::bid_member_firms(tx, access).await?;
    let chosen = records::chosen_list(tx, access).await?;
    let bid = Keeper::Bid(access.clone());
    let own = records::record_counts(tx, &bid).await?;
    let mut facts = Vec::new();
    for kind in templates.records() {
        match kind.owner {
            RecordOwner::Firm => {
                for (member, firm) in members.iter().enumerate() {
                    let theirs = chosen.iter().filter(|row| row.organisation == *firm && row.kind == kind.code);
                    facts.extend(theirs.map(|row| fact(kind, Some(member), &row.record)));
                }
            }
            RecordOwner::Bid if own.contains_key(&kind.code) => {
                let kept = records::record_list(tx, &bid, &kind.code).await?;
                facts.extend(kept.iter().map(|record| fact(kind, None, record)));
            }
            RecordOwner::Bid => {}
        }
    }
    Ok(facts)
}

fn fact(kind: &RecordKind, member: Option<usize>, record: &Record) -> RecordFacts {
    RecordFacts { kind: kind.code.clone(), member, values: record.form.paper(kind), people: record.form.people(kind) }
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;
    use crate::domain::document::RecordValue;
    use crate::domain::id::BidId;
    use crate::domain::seat::Action;
    use crate::server::access::{self, Caller};
    use crate::server::clock;
    use crate::server::edge::Call;
    use crate::tests::records::with_kinds;
    use crate::tests::support::{Person, TestServer};

    async fn add(person: &mut Person, fields: &[(&str, &str)]) {
        let answer = person.browser.call("/api/records/add", fields).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    async fn facts_are_printed(server: TestServer) {
        let bid = server.bid().await;
        let mut person = bid.coordinator.clone();
        let mut partner = server.partner_on(&bid).await;
        for name in ["一番", "二番", "選ばない"] {
            let fields = [("kind", "sample"), ("values[name]", name), ("values[start]", "2026-04-01")];
            add(&mut person, &fields).await;
        }
        let row = [("kind", "sample"), ("values[name]", "北"), ("rows[career][0][work]", "設計")];
        add(&mut partner, &row).await;
        let chosen = [("二番", &mut person), ("北", &mut partner)];
        for (name, person) in chosen {
            let find = format!("select id from record where fields like '%\"{name}\"%'");
            let id = server.value_of(&find, &[]).await;
            let fields = [("bid", bid.id.as_str()), ("kind", "sample"), ("id", &id)];
            assert_eq!(person.browser.call("/api/bid-records/choose", &fields).await.status, 200);
        }
        let of_bid =
            [("bid", bid.id.as_str()), ("kind", "sample_bid"), ("values[name]", "調査"), ("values[amount]", "12345")];
        assert_eq!(person.browser.call("/api/bid-records/add", &of_bid).await.status, 200);

        let alone = printed(&server, &bid.id).await;
        let told: Vec<_> = alone.iter().map(|fact| (fact.kind.as_str(), fact.member)).collect();
        assert_eq!(told, [("sample", Some(0)), ("sample_bid", None)], "a firm that is no member is not printed");
        assert_eq!(alone[0].values["start"], RecordValue::Text("令和８年４月１日".to_owned()));
        assert_eq!(alone[0].values["start.iso"], RecordValue::Text("2026-04-01".to_owned()));
        assert_eq!(alone[1].values["amount"], RecordValue::Text("12,345".to_owned()));

        let (own, other) = (person.organisation.to_string(), partner.organisation.to_string());
        let venture = [
            ("bid", bid.id.as_str()),
            ("revision", "0"),
            ("kind", "specific"),
            ("method", "joint_execution"),
            ("members[0][place]", "1"),
            ("members[0][organisation]", &other),
            ("members[0][share]", "60"),
            ("members[1][place]", "2"),
            ("members[1][organisation]", &own),
            ("members[1][share]", "40"),
        ];
        assert_eq!(person.browser.call("/api/joint-venture/save", &venture).await.status, 200);
        let joint = printed(&server, &bid.id).await;
        let names: Vec<_> = joint.iter().map(|fact| (fact.member, fact.values["name"].clone())).collect();
        let text = |text: &str| RecordValue::Text(text.to_owned());
        assert_eq!(names, [(Some(0), text("北")), (Some(1), text("二番")), (None, text("調査"))]);
        let RecordValue::Rows(rows) = &joint[0].values["career"] else { panic!("rows") };
        assert_eq!(rows[0]["work"], "設計");
    }

    async fn printed(server: &TestServer, bid: &str) -> Vec<RecordFacts> {
        let call = Call::new(server.state.clone(), Caller::operator(), clock::now());
        let mut tx = server.state.store.begin_read().await.unwrap();
        let bid = BidId::parse(bid).unwrap();
        let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await.unwrap();
        source(&call, &mut tx, &access).await.unwrap().facts.records
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn papers_print_what_was_chosen_by_member_on_sqlite() {
        facts_are_printed(TestServer::on_sqlite_with(with_kinds).await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn papers_print_what_was_chosen_by_member_on_postgres() {
        facts_are_printed(TestServer::on_postgres_with(with_kinds).await).await;
    }
}
