//! The firms that a bid's papers name, and their joint venture.

use chrono::NaiveDate;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::document::{ContactFacts, MemberFacts, RegistrationFacts, VentureFacts};
use crate::domain::id::OrganisationId;
use crate::domain::money::Yen;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Most firms that a paper can name.
const MOST_MEMBERS: i64 = 20;

/// The firms that papers name: the members of the joint venture in their order or, without one, the
/// firm that made the bid. Each with a person of the bid as its contact.
///
/// # Errors
/// Faults of the database.
pub async fn bid_member_list(connection: &mut Connection, access: &Access) -> Result<Vec<MemberFacts>, Failure> {
    let rows = sqlx::query(
        "select o.kind, o.name, o.name_kana, o.country, o.address, o.representative_title,
                o.representative_name, o.representative_kana, o.representative_latin, o.telephone,
                o.name_latin, o.corporate_number, o.registry, o.registration_number, o.postal_code,
                coalesce(m.work, '') as work, m.share, m.amount,
                coalesce(m.position, 0) as member_position,
                coalesce(u.name, '') as contact_name, coalesce(u.name_kana, '') as contact_kana,
                coalesce(u.email, '') as contact_email
         from bid b
         left join joint_venture v on v.bid_id = b.id
         left join joint_venture_member m on m.bid_id = v.bid_id
         join organisation o on o.id = coalesce(m.organisation_id, b.organisation_id)
         left join user_account u on u.id = (
            select s.user_id
            from seat s
            join user_account a on a.id = s.user_id
            where s.bid_id = b.id and a.organisation_id = o.id and a.state = 'active'
              and s.role in ('coordinator', 'writer')
            order by case when s.role = 'coordinator' then 0 else 1 end, s.added_at, s.user_id
            limit 1)
         where b.id = $1
         order by member_position
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(MOST_MEMBERS)
    .fetch_all(connection)
    .await?;
    rows.iter().map(member_of).collect()
}

/// The firms of `bid_member_list`, in the same order.
///
/// # Errors
/// Faults of the database.
pub async fn bid_member_firms(connection: &mut Connection, access: &Access) -> Result<Vec<OrganisationId>, Failure> {
    let rows = sqlx::query(
        "select coalesce(m.organisation_id, b.organisation_id) as firm, coalesce(m.position, 0) as member_position
         from bid b
         left join joint_venture v on v.bid_id = b.id
         left join joint_venture_member m on m.bid_id = v.bid_id
         where b.id = $1
         order by member_position
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(MOST_MEMBERS)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "firm", OrganisationId::parse)).collect()
}

fn member_of(row: &AnyRow) -> Result<MemberFacts, Failure> {
    let kind: String = row.try_get("kind")?;
    let share: Option<i64> = row.try_get("share")?;
    let amount: Option<i64> = row.try_get("amount")?;
    Ok(MemberFacts {
        name: row.try_get("name")?,
        name_kana: row.try_get("name_kana")?,
        country: row.try_get("country")?,
        is_foreign: kind == "foreign",
        address: row.try_get("address")?,
        representative_title: row.try_get("representative_title")?,
        representative_name: row.try_get("representative_name")?,
        representative_katakana: row.try_get("representative_kana")?,
        representative_latin: row.try_get("representative_latin")?,
        work: row.try_get("work")?,
        share: share.and_then(|share| u32::try_from(share).ok()),
        amount: amount.map(Yen),
        registration: RegistrationFacts {
            latin: row.try_get("name_latin")?,
            corporate_number: row.try_get("corporate_number")?,
            registry: row.try_get("registry")?,
            registration_number: row.try_get("registration_number")?,
            postal_code: row.try_get("postal_code")?,
        },
        contact: ContactFacts {
            department: String::new(),
            name: row.try_get("contact_name")?,
            reading: row.try_get("contact_kana")?,
            telephone: row.try_get("telephone")?,
            email: row.try_get("contact_email")?,
        },
    })
}

/// A joint venture as papers print it.
#[derive(Debug, Clone)]
pub struct BidVentureRow {
    /// 共同企業体の名称
    pub name: String,
    /// Whether it is of a kind that carries out works (建設工事共同企業体).
    pub is_for_works: bool,
    /// What it has agreed.
    pub facts: VentureFacts,
}

/// The joint venture, when one is set up.
///
/// # Errors
/// Faults of the database.
pub async fn bid_venture_find(connection: &mut Connection, access: &Access) -> Result<Option<BidVentureRow>, Failure> {
    let row = sqlx::query(
        "select name, kind, method, office, bank, branch, formed_on, months_after
         from joint_venture
         where bid_id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(venture_of).transpose()
}

fn venture_of(row: &AnyRow) -> Result<BidVentureRow, Failure> {
    let (kind, method): (String, String) = (row.try_get("kind")?, row.try_get("method")?);
    let formed_on: String = row.try_get("formed_on")?;
    let months_after: Option<i64> = row.try_get("months_after")?;
    Ok(BidVentureRow {
        name: row.try_get("name")?,
        is_for_works: matches!(kind.as_str(), "specific" | "standing"),
        facts: VentureFacts {
            is_joint_execution: method == "joint_execution",
            office: row.try_get("office")?,
            formed_on: NaiveDate::parse_from_str(&formed_on, "%Y-%m-%d").ok(),
            months_after: months_after.and_then(|months| u16::try_from(months).ok()),
            bank: row.try_get("bank")?,
            branch: row.try_get("branch")?,
        },
    })
}

/// How many firms work on the bid.
///
/// # Errors
/// Faults of the database.
pub async fn bid_firm_count(connection: &mut Connection, access: &Access) -> Result<i64, Failure> {
    let row = sqlx::query("select cast(count(*) as bigint) as firms from bid_organisation where bid_id = $1")
        .bind(access.bid().to_string())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("firms")?)
}
