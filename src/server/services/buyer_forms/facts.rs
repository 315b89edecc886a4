//! What a bid knows, for the blanks of the buyer's forms: its rows, and what was decided for its own papers.

use crate::domain::document::BidFacts;
use crate::domain::document_settings::DocumentSettings;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::Connection;
use crate::server::store::documents as rows;

/// The facts of a bid.
pub(super) async fn of_bid(connection: &mut Connection, access: &Access) -> Result<BidFacts, Failure> {
    let tender = rows::bid_tender_fetch(connection, access).await?;
    let mut settings = Vec::new();
    for row in rows::document_list(connection, access).await? {
        settings.push(serde_json::from_str::<DocumentSettings>(&row.settings)?);
    }
    let facts = rows::bid_facts(connection, access, &tender).await?;
    let mut members = facts.members.clone();
    let contact = settings.iter().map(|one| &one.contact).find(|contact| !contact.name.is_empty());
    if let (Some(representative), Some(contact)) = (members.first_mut(), contact) {
        let known = &mut representative.contact;
        let take = |to: &mut String, from: &String| {
            if !from.is_empty() {
                to.clone_from(from);
            }
        };
        take(&mut known.department, &contact.department);
        take(&mut known.name, &contact.name);
        take(&mut known.reading, &contact.reading);
        take(&mut known.telephone, &contact.telephone);
        take(&mut known.email, &contact.email);
    }
    Ok(BidFacts {
        honorific: settings.iter().find_map(|one| one.ways.honorific).unwrap_or(facts.honorific),
        members,
        agent: settings.iter().find_map(|one| one.agent.clone()),
        date: settings.iter().find_map(|one| one.date),
        amount: settings.iter().find_map(|one| one.amount),
        ..facts
    })
}
