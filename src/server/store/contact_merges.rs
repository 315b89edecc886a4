//! Moving all that points to one contact to another one of the same firm: engagements, roles, ties, messages. The
//! contact is the firm's, so its rows follow it also in bids where whoever merges has no seat; nothing of those bids is
//! answered.

use sqlx::Row;
use sqlx::any::AnyRow;

use super::contact_roles::{given_way_of, role_in};
use crate::domain::contact_role::GivenWay;
use crate::domain::id::{ContactId, UserId};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Takes back what is shown of two contacts to the other firms of a bid, unless both are shown there: what was kept back
/// of one must not come to light under the name of the other. Before anything moves.
///
/// # Errors
/// Faults of the database.
pub async fn merge_unshare(connection: &mut Connection, keep: ContactId, gone: ContactId) -> Result<(), Failure> {
    sqlx::query(
        "update contact_role
         set is_shared = 0, revision = revision + 1
         where contact_id in ($1, $2)
           and is_shared = 1
           and bid_id not in (
               select r.bid_id
               from contact_role r
               where r.contact_id in ($1, $2) and r.is_shared = 1
               group by r.bid_id
               having count(*) = 2)",
    )
    .bind(keep.to_string())
    .bind(gone.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Puts one contact in the place of another in every engagement.
///
/// # Errors
/// Faults of the database.
pub async fn merge_engagements(connection: &mut Connection, keep: ContactId, gone: ContactId) -> Result<(), Failure> {
    sqlx::query(
        "insert into engagement_contact (engagement_id, contact_id)
         select x.engagement_id, $1
         from engagement_contact x
         where x.contact_id = $2
         on conflict (engagement_id, contact_id) do nothing",
    )
    .bind(keep.to_string())
    .bind(gone.to_string())
    .execute(&mut *connection)
    .await?;
    sqlx::query("delete from engagement_contact where contact_id = $1")
        .bind(gone.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Moves the roles. In a bid where both have one, the kept contact's stays, or the other one where the ban on contact
/// covers that alone, with the other's texts behind its own; what gave way beside them is kept in the same row, for
/// those who read that bid and nobody else. What is not shown to other firms does not become so.
///
/// # Errors
/// Faults of the database.
pub async fn merge_roles(connection: &mut Connection, keep: ContactId, gone: ContactId) -> Result<(), Failure> {
    sqlx::query(
        "update contact_role
         set contact_id = $1, revision = revision + 1
         where contact_id = $2
           and bid_id not in (select r.bid_id from contact_role r where r.contact_id = $1)",
    )
    .bind(keep.to_string())
    .bind(gone.to_string())
    .execute(&mut *connection)
    .await?;
    let rows = sqlx::query(
        "select g.bid_id, g.role, g.influence, g.attitude, g.interest, g.person_id, g.want, g.next_step, g.until_on,
                g.given_way, k.role as kept_role, k.influence as kept_influence, k.attitude as kept_attitude,
                k.person_id as kept_person_id, k.until_on as kept_until_on, k.given_way as kept_given_way
         from contact_role g
         join contact_role k on k.bid_id = g.bid_id and k.contact_id = $1
         where g.contact_id = $2",
    )
    .bind(keep.to_string())
    .bind(gone.to_string())
    .fetch_all(&mut *connection)
    .await?;
    for row in rows {
        let bid: String = row.try_get("bid_id")?;
        for column in ["interest", "want", "next_step"] {
            let text: String = row.try_get(column)?;
            append(connection, keep, &bid, column, &text).await?;
        }
        give_way(connection, keep, &bid, &row).await?;
    }
    sqlx::query("delete from contact_role where contact_id = $1").bind(gone.to_string()).execute(connection).await?;
    Ok(())
}

/// Notes in the role that stays what the other one was.
async fn give_way(connection: &mut Connection, keep: ContactId, bid: &str, row: &AnyRow) -> Result<(), Failure> {
    let mut given_way = given_way_of(&row.try_get::<String, _>("kept_given_way")?)?;
    given_way.extend(given_way_of(&row.try_get::<String, _>("given_way")?)?);
    let (stays, gives) = GivenWay::settled(entry_of(row, "kept_")?, entry_of(row, "")?);
    let person = stays.person.or(gives.person);
    given_way.push(gives);
    sqlx::query(
        "update contact_role
         set role = $3, influence = $4, attitude = $5, until_on = $6, person_id = $7, given_way = $8,
             revision = revision + 1
         where bid_id = $1 and contact_id = $2",
    )
    .bind(bid.to_owned())
    .bind(keep.to_string())
    .bind(stays.role.code())
    .bind(stays.influence)
    .bind(stays.attitude)
    .bind(stays.until_on)
    .bind(person.map(|person| person.to_string()))
    .bind(serde_json::to_string(&given_way)?)
    .execute(connection)
    .await?;
    Ok(())
}

/// One of the two entries of a row, whose columns begin alike.
fn entry_of(row: &AnyRow, begins: &str) -> Result<GivenWay, Failure> {
    let column = |name: &str| format!("{begins}{name}");
    let person: Option<String> = row.try_get(column("person_id").as_str())?;
    Ok(GivenWay {
        role: role_in(row, &column("role"))?,
        influence: row.try_get(column("influence").as_str())?,
        attitude: row.try_get(column("attitude").as_str())?,
        person: person.as_deref().and_then(UserId::parse),
        until_on: row.try_get(column("until_on").as_str())?,
    })
}

/// Writes a text behind that of a role, unless it stands there already.
async fn append(
    connection: &mut Connection,
    keep: ContactId,
    bid: &str,
    column: &'static str,
    text: &str,
) -> Result<(), Failure> {
    if text.is_empty() {
        return Ok(());
    }
    let statement = match column {
        "interest" => {
            "update contact_role
             set interest = case when interest = '' then $3 else interest || $4 || $3 end,
                 revision = revision + 1
             where bid_id = $1 and contact_id = $2 and interest <> $3"
        }
        "want" => {
            "update contact_role
             set want = case when want = '' then $3 else want || $4 || $3 end,
                 revision = revision + 1
             where bid_id = $1 and contact_id = $2 and want <> $3"
        }
        _ => {
            "update contact_role
             set next_step = case when next_step = '' then $3 else next_step || $4 || $3 end,
                 revision = revision + 1
             where bid_id = $1 and contact_id = $2 and next_step <> $3"
        }
    };
    sqlx::query(statement)
        .bind(bid.to_owned())
        .bind(keep.to_string())
        .bind(text.to_owned())
        .bind("\n")
        .execute(connection)
        .await?;
    Ok(())
}

/// Moves the ties; one between both goes, and so does one that the kept contact has already.
///
/// # Errors
/// Faults of the database.
pub async fn merge_relations(connection: &mut Connection, keep: ContactId, gone: ContactId) -> Result<(), Failure> {
    for statement in [
        "delete from contact_relation
         where (from_id = $1 and to_id = $2) or (from_id = $2 and to_id = $1)",
        "update contact_relation
         set from_id = $1
         where from_id = $2
           and not exists (
               select 1
               from contact_relation r
               where r.from_id = $1 and r.to_id = contact_relation.to_id and r.kind = contact_relation.kind)",
        "update contact_relation
         set to_id = $1
         where to_id = $2
           and not exists (
               select 1
               from contact_relation r
               where r.to_id = $1 and r.from_id = contact_relation.from_id and r.kind = contact_relation.kind)",
        "delete from contact_relation
         where $1 <> $2 and (from_id = $2 or to_id = $2)",
    ] {
        sqlx::query(statement).bind(keep.to_string()).bind(gone.to_string()).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Puts one contact in the place of another in the messages that the firm's people hold: what they were told leads to
/// the contact that stayed. A mail that went out before leads where it did.
///
/// # Errors
/// Faults of the database.
pub async fn merge_messages(
    connection: &mut Connection,
    person: &SignedIn,
    keep: ContactId,
    gone: ContactId,
) -> Result<(), Failure> {
    sqlx::query(
        "update outbox
         set about = replace(about, $2, $1)
         where kind in ('follow_up', 'follow_up_nobody')
           and about like '%' || $2 || '%'
           and user_id in (select u.id from user_account u where u.organisation_id = $3)",
    )
    .bind(keep.to_string())
    .bind(gone.to_string())
    .bind(person.organisation.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes every role of a contact; answers how many there were.
///
/// # Errors
/// Faults of the database.
pub async fn roles_clear(connection: &mut Connection, contact: ContactId) -> Result<u64, Failure> {
    let done = sqlx::query("delete from contact_role where contact_id = $1")
        .bind(contact.to_string())
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}
