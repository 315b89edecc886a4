//! Rows of `joint_venture` and `joint_venture_member`: members in their constant order, the representative first.

use sqlx::Row;

use crate::domain::id::OrganisationId;
use crate::domain::joint_venture::{JointVentureDraft, MemberDraft};
use crate::domain::joint_venture_view::{
    VentureMember, VentureSummary, kind_code, method_code, parse_kind, parse_method,
};
use crate::error::AppError;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// The joint venture of a bid, with its members.
///
/// # Errors
/// Faults of the database.
pub async fn venture_find(connection: &mut Connection, access: &Access) -> Result<Option<VentureSummary>, Failure> {
    let row = sqlx::query(
        "select kind, method, name, office, bank, branch, formed_on, months_after, revision
         from joint_venture
         where bid_id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let unknown = || Failure::fault("unknown kind or method of a joint venture");
    Ok(Some(VentureSummary {
        kind: parse_kind(row.try_get("kind")?).ok_or_else(unknown)?,
        method: parse_method(row.try_get("method")?).ok_or_else(unknown)?,
        name: row.try_get("name")?,
        office: row.try_get("office")?,
        bank: row.try_get("bank")?,
        branch: row.try_get("branch")?,
        formed_on: row.try_get("formed_on")?,
        months_after: row.try_get("months_after")?,
        revision: row.try_get("revision")?,
        members: venture_members(connection, access).await?,
    }))
}

async fn venture_members(connection: &mut Connection, access: &Access) -> Result<Vec<VentureMember>, Failure> {
    let rows = sqlx::query(
        "select m.organisation_id, m.share, m.work, m.amount, o.name
         from joint_venture_member m
         join organisation o on o.id = m.organisation_id
         where m.bid_id = $1
         order by m.position",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(VentureMember {
                organisation: identity(row, "organisation_id", OrganisationId::parse)?,
                name: row.try_get("name")?,
                share: row.try_get("share")?,
                work: row.try_get("work")?,
                amount: row.try_get("amount")?,
            })
        })
        .collect()
}

/// Keeps the joint venture as a whole over the revision that was read; 0 when there was none.
///
/// # Errors
/// `Changed` when somebody else saved meanwhile; faults of the database.
pub async fn venture_save(
    connection: &mut Connection,
    access: &Access,
    revision: i64,
    draft: &JointVentureDraft,
) -> Result<(), Failure> {
    let statement = if revision == 0 { INSERT } else { UPDATE };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(kind_code(draft.kind))
        .bind(method_code(draft.method))
        .bind(&draft.name)
        .bind(&draft.office)
        .bind(&draft.bank)
        .bind(&draft.branch)
        .bind(draft.formed_on.map(|date| date.to_string()).unwrap_or_default())
        .bind(draft.dissolves_months_after.map(i64::from))
        .bind(revision)
        .execute(&mut *connection)
        .await?;
    if done.rows_affected() != 1 {
        return Err(AppError::Changed.into());
    }
    sqlx::query("delete from joint_venture_member where bid_id = $1")
        .bind(access.bid().to_string())
        .execute(&mut *connection)
        .await?;
    for (position, member) in (1_i64..).zip(&draft.members) {
        member_insert(connection, access, position, member).await?;
    }
    Ok(())
}

const INSERT: &str = "insert into joint_venture
        (bid_id, kind, method, name, office, bank, branch, formed_on, months_after, revision)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10 + 1)
     on conflict (bid_id) do nothing";

const UPDATE: &str = "update joint_venture
     set kind = $2, method = $3, name = $4, office = $5, bank = $6, branch = $7, formed_on = $8, months_after = $9,
         revision = revision + 1
     where bid_id = $1 and revision = $10";

async fn member_insert(
    connection: &mut Connection,
    access: &Access,
    position: i64,
    member: &MemberDraft,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into joint_venture_member (bid_id, position, organisation_id, share, work, amount)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(access.bid().to_string())
    .bind(position)
    .bind(&member.organisation)
    .bind(member.share.map(|share| share.0))
    .bind(&member.work)
    .bind(member.amount.map(|amount| amount.0))
    .execute(connection)
    .await?;
    Ok(())
}
