//! What a bid knows, for the blanks of the buyer's forms: its rows, and what was decided for its own papers.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::document::{BidFacts, PriceBasis, TenderFacts};
use crate::domain::document_settings::DocumentSettings;
use crate::domain::language::Language;
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
    let notice_day = tender.notice_at.as_deref().and_then(|text| text.get(..10));
    let mut members = rows::bid_member_list(connection, access).await?;
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
    let honorific = settings.first().map_or(DocumentSettings::default().honorific, |one| one.honorific);
    Ok(BidFacts {
        tender: TenderFacts {
            title: tender.title,
            number: tender.number,
            addressee: tender.addressee,
            addressee_name: tender.addressee_name,
            place: tender.place,
            period: tender.period,
            notice_date: notice_day.and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()),
            price_basis: if tender.price_basis == "inclusive" {
                PriceBasis::TaxInclusive
            } else {
                PriceBasis::TaxExclusive
            },
        },
        honorific,
        seal: DocumentSettings::default().seal,
        members,
        joint_venture_name: rows::bid_venture_name_find(connection, access).await?,
        agent: settings.iter().find_map(|one| one.agent.clone()),
        date: settings.iter().find_map(|one| one.date),
        amount: settings.iter().find_map(|one| one.amount),
        label: None,
        order: None,
        attachments: Vec::new(),
        sections: Vec::new(),
        pictures: BTreeMap::new(),
        language: Language::Japanese,
    })
}
