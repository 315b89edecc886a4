//! Rows of `one_time_link`: set-up, invitations, new passwords; the secret is kept as a hash only.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{BidId, LinkId, OrganisationId, SectionId, UserId};
use crate::domain::instant::Instant;
use crate::domain::link::{Invitation, LinkPurpose};
use crate::domain::seat::Role;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// The word in `role` that makes an invited colleague an administrator.
const ADMINISTRATOR: &str = "administrator";

/// What a link leads to.
#[derive(Debug, Clone)]
pub struct LinkRow {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The inviting firm.
    pub organisation: Option<OrganisationId>,
    /// The account whose password is set.
    pub user: Option<UserId>,
    /// The bid on which a seat is promised.
    pub bid: Option<BidId>,
    /// That seat.
    pub role: Option<Role>,
    /// The one section of a contributor.
    pub section: Option<SectionId>,
    /// Whether an invited colleague becomes an administrator.
    pub is_administrator: bool,
    /// The invited address, or empty.
    pub email: String,
    /// Who made it; the terminal is nobody.
    pub created_by: Option<UserId>,
    /// Until when it is good.
    pub expires_at: Instant,
}

/// Keeps a new link.
///
/// # Errors
/// Faults of the database.
pub async fn link_insert(
    connection: &mut Connection,
    token_hash: &str,
    link: &LinkRow,
    now: Instant,
) -> Result<(), Failure> {
    let role = match link.role {
        Some(role) => role.code(),
        None if link.is_administrator => ADMINISTRATOR,
        None => "",
    };
    sqlx::query(
        "insert into one_time_link (id, token_hash, purpose, organisation_id, user_id, bid_id, role,
             section_id, email, created_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(LinkId::fresh().to_string())
    .bind(token_hash)
    .bind(link.purpose.code())
    .bind(link.organisation.map(|id| id.to_string()))
    .bind(link.user.map(|id| id.to_string()))
    .bind(link.bid.map(|id| id.to_string()))
    .bind(role)
    .bind(link.section.map(|id| id.to_string()))
    .bind(&link.email)
    .bind(link.created_by.map(|id| id.to_string()))
    .bind(now.0)
    .bind(link.expires_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The link of a secret, while it is good.
///
/// # Errors
/// Faults of the database.
pub async fn link_find_open(
    connection: &mut Connection,
    token_hash: &str,
    now: Instant,
) -> Result<Option<LinkRow>, Failure> {
    let row = sqlx::query(
        "select purpose, organisation_id, user_id, bid_id, role, section_id, email, created_by,
                expires_at
         from one_time_link
         where token_hash = $1 and used_at is null and expires_at > $2",
    )
    .bind(token_hash)
    .bind(now.0)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(link).transpose()
}

/// Uses the link up: of several at once, one gets it.
///
/// # Errors
/// Faults of the database.
pub async fn link_spend(
    connection: &mut Connection,
    token_hash: &str,
    now: Instant,
) -> Result<Option<LinkRow>, Failure> {
    let row = sqlx::query(
        "update one_time_link
         set used_at = $2
         where token_hash = $1 and used_at is null and expires_at > $2
         returning purpose, organisation_id, user_id, bid_id, role, section_id, email, created_by,
                   expires_at",
    )
    .bind(token_hash)
    .bind(now.0)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(link).transpose()
}

/// Ends every open set-up link.
///
/// # Errors
/// Faults of the database.
pub async fn link_end_set_up(connection: &mut Connection, now: Instant) -> Result<(), Failure> {
    sqlx::query("update one_time_link set used_at = $1 where purpose = 'set_up' and used_at is null")
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends every open password link of an account.
///
/// # Errors
/// Faults of the database.
pub async fn link_end_password(connection: &mut Connection, user: UserId, now: Instant) -> Result<(), Failure> {
    sqlx::query(
        "update one_time_link
         set used_at = $2
         where user_id = $1 and purpose = 'password' and used_at is null",
    )
    .bind(user.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends the open invitations that an account made.
///
/// # Errors
/// Faults of the database.
pub async fn link_end_made_by(connection: &mut Connection, user: UserId, now: Instant) -> Result<(), Failure> {
    sqlx::query("update one_time_link set used_at = $2 where created_by = $1 and used_at is null")
        .bind(user.to_string())
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(())
}

/// Ends one open invitation of a firm; whether there was one.
///
/// # Errors
/// Faults of the database.
pub async fn link_end(
    connection: &mut Connection,
    id: LinkId,
    organisation: OrganisationId,
    now: Instant,
) -> Result<bool, Failure> {
    let done = sqlx::query(
        "update one_time_link
         set used_at = $3
         where id = $1 and organisation_id = $2 and used_at is null
           and purpose in ('colleague', 'partner')",
    )
    .bind(id.to_string())
    .bind(organisation.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// A firm's open invitations, newest first, at most `limit`.
///
/// # Errors
/// Faults of the database.
pub async fn link_list_open(
    connection: &mut Connection,
    organisation: OrganisationId,
    now: Instant,
    limit: i64,
) -> Result<Vec<Invitation>, Failure> {
    let rows = sqlx::query(
        "select l.id, l.purpose, l.email, l.role, l.expires_at, t.title
         from one_time_link l
         left join bid b on b.id = l.bid_id
         left join tender t on t.id = b.tender_id
         where l.organisation_id = $1 and l.used_at is null and l.expires_at > $2
           and l.purpose in ('colleague', 'partner')
         order by l.created_at desc, l.id
         limit $3 + 0",
    )
    .bind(organisation.to_string())
    .bind(now.0)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let id: String = row.try_get("id")?;
            Ok(Invitation {
                id: LinkId::parse(&id).ok_or_else(|| unreadable("id"))?,
                purpose: purpose(row)?,
                email: row.try_get("email")?,
                is_administrator: row.try_get::<String, _>("role")? == ADMINISTRATOR,
                tender: row.try_get("title")?,
                expires_at: Instant(row.try_get("expires_at")?),
            })
        })
        .collect()
}

/// Title of the tender that a promised seat's bid answers. The link is the proof.
///
/// # Errors
/// Faults of the database.
pub async fn link_tender_title(connection: &mut Connection, link: &LinkRow) -> Result<Option<String>, Failure> {
    let Some(bid) = link.bid else { return Ok(None) };
    let row = sqlx::query(
        "select t.title
         from bid b
         join tender t on t.id = b.tender_id
         where b.id = $1",
    )
    .bind(bid.to_string())
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| row.try_get("title")).transpose()?)
}

/// Removes links that ended before `before`.
///
/// # Errors
/// Faults of the database.
pub async fn link_sweep(connection: &mut Connection, before: Instant) -> Result<(), Failure> {
    sqlx::query("delete from one_time_link where expires_at < $1").bind(before.0).execute(connection).await?;
    Ok(())
}

fn link(row: &AnyRow) -> Result<LinkRow, Failure> {
    let role: String = row.try_get("role")?;
    let text = |name: &str| row.try_get::<Option<String>, _>(name);
    Ok(LinkRow {
        purpose: purpose(row)?,
        organisation: text("organisation_id")?.as_deref().and_then(OrganisationId::parse),
        user: text("user_id")?.as_deref().and_then(UserId::parse),
        bid: text("bid_id")?.as_deref().and_then(BidId::parse),
        role: Role::parse(&role),
        section: text("section_id")?.as_deref().and_then(SectionId::parse),
        is_administrator: role == ADMINISTRATOR,
        email: row.try_get("email")?,
        created_by: text("created_by")?.as_deref().and_then(UserId::parse),
        expires_at: Instant(row.try_get("expires_at")?),
    })
}

fn purpose(row: &AnyRow) -> Result<LinkPurpose, Failure> {
    let code: String = row.try_get("purpose")?;
    LinkPurpose::parse(&code).ok_or_else(|| unreadable("purpose"))
}

fn unreadable(what: &str) -> Failure {
    Failure::fault(format!("the {what} of a one-time link cannot be read"))
}
