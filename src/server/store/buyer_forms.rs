//! Rows of `buyer_form` and `buyer_form_profile`. The files are kept once by hash in `stored_file`.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::buyer_form::BuyerFormLine;
use crate::domain::id::BuyerFormId;
use crate::domain::instant::Instant;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// A form of a bid.
#[derive(Debug, Clone)]
pub struct BuyerFormRow {
    /// The form.
    pub id: BuyerFormId,
    /// Name of its bytes.
    pub hash: String,
    /// Name of its file.
    pub name: String,
    /// JSON of the answers.
    pub answers: String,
    /// Whether a person has confirmed them.
    pub is_confirmed: bool,
    /// Counts up with each save.
    pub revision: i64,
}

fn form_of(row: &AnyRow) -> Result<BuyerFormRow, Failure> {
    Ok(BuyerFormRow {
        id: identity(row, "id", BuyerFormId::parse)?,
        hash: row.try_get("hash")?,
        name: row.try_get("name")?,
        answers: row.try_get("answers")?,
        is_confirmed: row.try_get::<i64, _>("confirmed")? == 1,
        revision: row.try_get("revision")?,
    })
}

/// Keeps a form, unless the bid has it already; answers its identity and whether it is new.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_form_keep(
    connection: &mut Connection,
    access: &Access,
    form: &BuyerFormRow,
    size: i64,
    now: Instant,
) -> Result<(BuyerFormId, bool), Failure> {
    let known = sqlx::query("select id from buyer_form where bid_id = $1 and hash = $2")
        .bind(access.bid().to_string())
        .bind(&form.hash)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(row) = known {
        return Ok((identity(&row, "id", BuyerFormId::parse)?, false));
    }
    sqlx::query(
        "insert into buyer_form (id, bid_id, hash, name, size, answers, added_by, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(form.id.to_string())
    .bind(access.bid().to_string())
    .bind(&form.hash)
    .bind(&form.name)
    .bind(size)
    .bind(&form.answers)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok((form.id, true))
}

/// How many forms a bid has.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_form_count(connection: &mut Connection, access: &Access) -> Result<i64, Failure> {
    let row = sqlx::query("select cast(count(*) as bigint) as n from buyer_form where bid_id = $1")
        .bind(access.bid().to_string())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("n")?)
}

/// The forms of a bid in the order in which they came, without their answers.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_form_list(
    connection: &mut Connection,
    access: &Access,
    most: i64,
) -> Result<Vec<BuyerFormLine>, Failure> {
    let rows = sqlx::query(
        "select id, name, confirmed
         from buyer_form
         where bid_id = $1
         order by added_at, id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(most)
    .fetch_all(connection)
    .await?;
    rows.iter().map(line_of).collect()
}

fn line_of(row: &AnyRow) -> Result<BuyerFormLine, Failure> {
    Ok(BuyerFormLine {
        id: identity(row, "id", BuyerFormId::parse)?,
        name: row.try_get("name")?,
        is_confirmed: row.try_get::<i64, _>("confirmed")? == 1,
    })
}

/// One form of a bid.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_form_find(
    connection: &mut Connection,
    access: &Access,
    id: BuyerFormId,
) -> Result<Option<BuyerFormRow>, Failure> {
    let row = sqlx::query(
        "select id, hash, name, answers, confirmed, revision
         from buyer_form
         where bid_id = $1 and id = $2",
    )
    .bind(access.bid().to_string())
    .bind(id.to_string())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(form_of).transpose()
}

/// Saves answers over the revision that was read, and whether a person has confirmed them. False when somebody else saved
/// in between.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_form_save(
    connection: &mut Connection,
    access: &Access,
    id: BuyerFormId,
    answers: &str,
    is_confirmed: bool,
    revision: i64,
) -> Result<bool, Failure> {
    let done = sqlx::query(
        "update buyer_form
         set answers = $3, confirmed = $4, revision = revision + 1
         where bid_id = $1 and id = $2 and revision = $5",
    )
    .bind(access.bid().to_string())
    .bind(id.to_string())
    .bind(answers)
    .bind(i64::from(is_confirmed))
    .bind(revision)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What the caller's firm confirmed for the same form of the same buyer; the operator has no firm and so none.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_form_profile_find(
    connection: &mut Connection,
    access: &Access,
    buyer: &str,
    hash: &str,
) -> Result<Option<String>, Failure> {
    let Some(firm) = access.organisation() else { return Ok(None) };
    let row = sqlx::query(
        "select answers
         from buyer_form_profile
         where organisation_id = $1 and buyer = $2 and hash = $3",
    )
    .bind(firm.to_string())
    .bind(buyer)
    .bind(hash)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| row.try_get("answers")).transpose()?)
}

/// Keeps what was confirmed as the buyer's profile of the caller's firm; of the operator nothing is kept.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_form_profile_save(
    connection: &mut Connection,
    access: &Access,
    buyer: &str,
    hash: &str,
    answers: &str,
    now: Instant,
) -> Result<(), Failure> {
    let Some(firm) = access.organisation() else { return Ok(()) };
    sqlx::query(
        "insert into buyer_form_profile (organisation_id, buyer, hash, answers, confirmed_at)
         values ($1, $2, $3, $4, $5)
         on conflict (organisation_id, buyer, hash)
         do update set answers = excluded.answers, confirmed_at = excluded.confirmed_at",
    )
    .bind(firm.to_string())
    .bind(buyer)
    .bind(hash)
    .bind(answers)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}
