//! What a bid's texts are and what they quote of it.

use sqlx::Row;

use super::document_list;
use crate::domain::block::BidFieldValues;
use crate::domain::document::SectionFacts;
use crate::domain::document_settings::DocumentSettings;
use crate::domain::id::SectionId;
use crate::domain::language::Language;
use crate::domain::money::{AmountForm, Yen};
use crate::domain::seat::Action;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Most sections that are read for one paper.
const MOST_SECTIONS: i64 = 500;

/// What texts quote of the bid, as it is printed. The amount is for who may read the bid as a whole.
///
/// # Errors
/// Faults of the database; settings that cannot be read.
pub async fn bid_field_values(connection: &mut Connection, access: &Access) -> Result<BidFieldValues, Failure> {
    let row = sqlx::query(
        "select t.title, t.period, coalesce(v.name, o.name) as proposer
         from bid b
         join tender t on t.id = b.tender_id
         join organisation o on o.id = b.organisation_id
         left join joint_venture v on v.bid_id = b.id
         where b.id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_one(&mut *connection)
    .await?;
    let may_read = access.role().is_none_or(|role| role.may(Action::Read));
    let amount = if may_read { bid_amount_find(connection, access).await? } else { None };
    Ok(BidFieldValues {
        subject: row.try_get("title")?,
        joint_venture: row.try_get("proposer")?,
        amount: amount.map(|amount| amount.print(AmountForm::Unit)).unwrap_or_default(),
        period: row.try_get("period")?,
    })
}

/// The amount that the first of the papers states.
async fn bid_amount_find(connection: &mut Connection, access: &Access) -> Result<Option<Yen>, Failure> {
    for row in document_list(connection, access).await? {
        let settings: DocumentSettings = serde_json::from_str(&row.settings)?;
        if settings.amount.is_some() {
            return Ok(settings.amount);
        }
    }
    Ok(None)
}

/// The written sections in their order, in one language.
///
/// # Errors
/// Faults of the database; blocks that cannot be read.
pub async fn bid_section_list(
    connection: &mut Connection,
    access: &Access,
    language: Language,
) -> Result<Vec<SectionFacts>, Failure> {
    let rows = sqlx::query(
        "select s.id, s.title_ja, s.title_en, t.blocks
         from section s
         join section_text t on t.section_id = s.id and t.language = $2
         where s.bid_id = $1
         order by s.position
         limit $3 + 0",
    )
    .bind(access.bid().to_string())
    .bind(language.tag())
    .bind(MOST_SECTIONS)
    .fetch_all(connection)
    .await?;
    let title = match language {
        Language::Japanese => "title_ja",
        Language::English => "title_en",
    };
    (1..)
        .zip(&rows)
        .map(|(number, row)| {
            let blocks: String = row.try_get("blocks")?;
            Ok(SectionFacts {
                id: identity(row, "id", SectionId::parse)?,
                number,
                title: row.try_get(title)?,
                blocks: serde_json::from_str(&blocks)?,
            })
        })
        .collect()
}
