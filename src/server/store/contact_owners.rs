//! What colleagues who left the firm still answer for among its contacts: contacts (`contact.owner_id`), roles in bids
//! (`contact_role.person_id`) and follow-ups (`engagement.follow_up_by`); and handing it over. Of bids only those where
//! the reader may change contacts.

use sqlx::Row;

use crate::domain::contact::ContactForm;
use crate::domain::contact_view::LeftOwner;
use crate::domain::id::{BidId, ContactId, UserId};
use crate::error::AppError;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// The colleagues who left, with how much each still answers for; who answers for nothing is left out.
///
/// # Errors
/// Faults of the database.
pub async fn owner_list_left(connection: &mut Connection, person: &SignedIn) -> Result<Vec<LeftOwner>, Failure> {
    let rows = sqlx::query(
        "select u.id, u.name,
                (select cast(count(*) as bigint)
                 from contact c
                 where c.owner_id = u.id and c.organisation_id = $2 and c.erased_at = 0) as contacts,
                (select cast(count(*) as bigint)
                 from contact_role r
                 join bid b on b.id = r.bid_id and b.state = 'open'
                 join seat s on s.bid_id = r.bid_id and s.user_id = $1 and s.role in ('coordinator', 'writer')
                 where r.person_id = u.id) as roles,
                (select cast(count(*) as bigint)
                 from engagement e
                 left join bid b on b.id = e.bid_id
                 left join seat s on s.bid_id = e.bid_id and s.user_id = $1 and s.role in ('coordinator', 'writer')
                 where e.follow_up_by = u.id and e.is_followed_up = 0 and e.follow_up_on > ''
                   and e.organisation_id = $2
                   and (e.bid_id is null or (b.state = 'open' and s.user_id is not null))) as follow_ups
         from user_account u
         where u.organisation_id = $2 and u.state = 'removed'
         order by u.name, u.id
         limit 200",
    )
    .bind(person.user.to_string())
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    let mut left = Vec::new();
    for row in &rows {
        let owner = LeftOwner {
            user: identity(row, "id", UserId::parse)?,
            name: row.try_get("name")?,
            contacts: row.try_get("contacts")?,
            roles: row.try_get("roles")?,
            follow_ups: row.try_get("follow_ups")?,
        };
        if owner.contacts + owner.roles + owner.follow_ups > 0 {
            left.push(owner);
        }
    }
    Ok(left)
}

/// Expects a colleague of the firm who left it.
///
/// # Errors
/// `NotFound` for everybody else; faults of the database.
pub async fn owner_expect_left(connection: &mut Connection, person: &SignedIn, user: UserId) -> Result<(), Failure> {
    let row = sqlx::query("select id from user_account where id = $1 and organisation_id = $2 and state = 'removed'")
        .bind(user.to_string())
        .bind(person.organisation.to_string())
        .fetch_optional(connection)
        .await?;
    row.map(|_| ()).ok_or_else(|| AppError::NotFound.into())
}

/// The open bids in which somebody answers for a role or a follow-up and the reader may change contacts.
///
/// # Errors
/// Faults of the database.
pub async fn owner_bids(connection: &mut Connection, person: &SignedIn, user: UserId) -> Result<Vec<BidId>, Failure> {
    let rows = sqlx::query(
        "select b.id
         from seat s
         join bid b on b.id = s.bid_id and b.state = 'open'
         where s.user_id = $1 and s.role in ('coordinator', 'writer')
           and (exists (select 1 from contact_role r where r.bid_id = b.id and r.person_id = $2)
               or exists (
                   select 1
                   from engagement e
                   where e.bid_id = b.id and e.follow_up_by = $2 and e.is_followed_up = 0 and e.follow_up_on > ''))
         order by b.id",
    )
    .bind(person.user.to_string())
    .bind(user.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "id", BidId::parse)).collect()
}

/// Hands the roles and open follow-ups of one bid over.
///
/// # Errors
/// Faults of the database.
pub async fn owner_hand_over_in_bid(
    connection: &mut Connection,
    access: &Access,
    from: UserId,
    to: UserId,
) -> Result<(), Failure> {
    for statement in [
        "update contact_role
         set person_id = $3, revision = revision + 1
         where bid_id = $1 and person_id = $2",
        // Who has no seat on the bid would be reminded of nothing.
        "update engagement
         set follow_up_by = $3
         where bid_id = $1 and follow_up_by = $2 and is_followed_up = 0
           and exists (
               select 1
               from seat s
               where s.bid_id = $1 and s.user_id = $3 and s.role <> 'contributor')",
    ] {
        sqlx::query(statement)
            .bind(access.bid().to_string())
            .bind(from.to_string())
            .bind(to.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Hands the firm's contacts, and its open follow-ups that concern no bid, over; answers how many contacts.
///
/// # Errors
/// Faults of the database.
pub async fn owner_hand_over(
    connection: &mut Connection,
    person: &SignedIn,
    from: UserId,
    to: UserId,
) -> Result<usize, Failure> {
    let rows = sqlx::query(
        "select id, fields
         from contact
         where owner_id = $1 and organisation_id = $2 and erased_at = 0
         order by id",
    )
    .bind(from.to_string())
    .bind(person.organisation.to_string())
    .fetch_all(&mut *connection)
    .await?;
    for row in &rows {
        let mut form: ContactForm = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
        form.owner = to.to_string();
        sqlx::query(
            "update contact
             set owner_id = $2, fields = $3, revision = revision + 1
             where id = $1 and erased_at = 0",
        )
        .bind(identity(row, "id", ContactId::parse)?.to_string())
        .bind(to.to_string())
        .bind(serde_json::to_string(&form)?)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query(
        "update engagement
         set follow_up_by = $3
         where organisation_id = $1 and bid_id is null and follow_up_by = $2 and is_followed_up = 0",
    )
    .bind(person.organisation.to_string())
    .bind(from.to_string())
    .bind(to.to_string())
    .execute(connection)
    .await?;
    Ok(rows.len())
}
