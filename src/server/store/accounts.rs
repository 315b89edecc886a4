//! Rows of `user_account`: those who sign in.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::account::Account;
use crate::domain::id::{OrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::problem::Problem;
use crate::error::AppError;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its firm.
    pub organisation: OrganisationId,
    /// E-mail address in its normal form.
    pub email: String,
    /// Name.
    pub name: String,
    /// Reading in katakana, or empty.
    pub kana: String,
    /// Language of the interface.
    pub language: Language,
    /// IANA zone.
    pub zone: String,
    /// Whether it administers its firm.
    pub is_administrator: bool,
    /// Hash of the password.
    pub password_hash: String,
}

/// What signing in needs of an account.
#[derive(Debug, Clone)]
pub struct CredentialRow {
    /// The account.
    pub user: UserId,
    /// Its firm.
    pub organisation: OrganisationId,
    /// Hash of the password.
    pub password_hash: String,
}

/// Keeps a new account.
///
/// # Errors
/// The address is `Taken`; faults of the database.
pub async fn account_insert(
    connection: &mut Connection,
    id: UserId,
    account: &NewAccount,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into user_account (id, organisation_id, email, name, name_kana, language, zone,
             is_administrator, password_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.to_string())
    .bind(account.organisation.to_string())
    .bind(&account.email)
    .bind(&account.name)
    .bind(&account.kana)
    .bind(account.language.tag())
    .bind(&account.zone)
    .bind(i64::from(account.is_administrator))
    .bind(&account.password_hash)
    .bind(now.0)
    .execute(connection)
    .await
    .map_err(|error| {
        Failure::from(error).on_constraint(
            "user_account_email_key",
            "user_account.email",
            Failure::field("email", Problem::Taken),
        )
    })?;
    Ok(())
}

/// What signing in with an address needs; active accounts only.
///
/// # Errors
/// Faults of the database.
pub async fn account_find_credential(
    connection: &mut Connection,
    email: &str,
) -> Result<Option<CredentialRow>, Failure> {
    let row = sqlx::query(
        "select id, organisation_id, password_hash
         from user_account
         where email = $1 and state = 'active'",
    )
    .bind(email)
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(CredentialRow {
            user: user_id(&row, "id")?,
            organisation: organisation_id(&row)?,
            password_hash: row.try_get("password_hash")?,
        })
    })
    .transpose()
}

/// The password hash of an active account.
///
/// # Errors
/// Faults of the database.
pub async fn account_find_password(connection: &mut Connection, user: UserId) -> Result<Option<String>, Failure> {
    let row = sqlx::query("select password_hash from user_account where id = $1 and state = 'active'")
        .bind(user.to_string())
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| row.try_get("password_hash")).transpose()?)
}

/// An active account with its firm.
///
/// # Errors
/// Faults of the database.
pub async fn account_find(
    connection: &mut Connection,
    user: UserId,
) -> Result<Option<(OrganisationId, Account)>, Failure> {
    let row = sqlx::query(
        "select id, organisation_id, email, name, name_kana, language, theme, zone,
                is_administrator, revision, created_at
         from user_account
         where id = $1 and state = 'active'",
    )
    .bind(user.to_string())
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((organisation_id(&row)?, account(&row)?))).transpose()
}

/// The active accounts of a firm, oldest first, at most `limit`.
///
/// # Errors
/// Faults of the database.
pub async fn account_list(
    connection: &mut Connection,
    organisation: OrganisationId,
    limit: i64,
) -> Result<Vec<Account>, Failure> {
    let rows = sqlx::query(
        "select id, organisation_id, email, name, name_kana, language, theme, zone,
                is_administrator, revision, created_at
         from user_account
         where organisation_id = $1 and state = 'active'
         order by created_at, id
         limit $2 + 0",
    )
    .bind(organisation.to_string())
    .bind(limit)
    .fetch_all(connection)
    .await?;
    rows.iter().map(account).collect()
}

/// Takes the firm's row as the lock for changes of who administers it.
///
/// # Errors
/// Faults of the database.
pub async fn account_lock_firm(connection: &mut Connection, organisation: OrganisationId) -> Result<(), Failure> {
    sqlx::query("update organisation set created_at = created_at where id = $1")
        .bind(organisation.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// How many active administrators a firm has besides one account.
///
/// # Errors
/// Faults of the database.
pub async fn account_count_other_administrators(
    connection: &mut Connection,
    organisation: OrganisationId,
    besides: UserId,
) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select count(*) as n
         from user_account
         where organisation_id = $1 and id <> $2 and is_administrator = 1 and state = 'active'",
    )
    .bind(organisation.to_string())
    .bind(besides.to_string())
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("n")?)
}

/// How many open bids have this account as their only active coordinator.
///
/// # Errors
/// Faults of the database.
pub async fn account_count_sole_coordinations(connection: &mut Connection, user: UserId) -> Result<i64, Failure> {
    let row = sqlx::query(
        "select count(*) as n
         from seat s
         join bid b on b.id = s.bid_id
         where s.user_id = $1 and s.role = 'coordinator' and b.state = 'open'
           and not exists (
               select 1
               from seat o
               join user_account u on u.id = o.user_id
               where o.bid_id = s.bid_id and o.user_id <> s.user_id
                 and o.role = 'coordinator' and u.state = 'active')",
    )
    .bind(user.to_string())
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("n")?)
}

/// Makes an account an administrator, or an ordinary one.
///
/// # Errors
/// Faults of the database.
pub async fn account_set_administrator(
    connection: &mut Connection,
    user: UserId,
    is_administrator: bool,
) -> Result<(), Failure> {
    sqlx::query("update user_account set is_administrator = $2, revision = revision + 1 where id = $1")
        .bind(user.to_string())
        .bind(i64::from(is_administrator))
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes an account: it stays as the author of what it wrote, and its address is free again.
///
/// # Errors
/// Faults of the database.
pub async fn account_remove(connection: &mut Connection, user: UserId) -> Result<(), Failure> {
    sqlx::query(
        "update user_account
         set state = 'removed', is_administrator = 0, password_hash = '',
             email = email || ' (removed ' || id || ')', revision = revision + 1
         where id = $1 and state = 'active'",
    )
    .bind(user.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Replaces the password hash.
///
/// # Errors
/// Faults of the database.
pub async fn account_set_password(
    connection: &mut Connection,
    user: UserId,
    password_hash: &str,
) -> Result<(), Failure> {
    sqlx::query(
        "update user_account
         set password_hash = $2, revision = revision + 1
         where id = $1 and state = 'active'",
    )
    .bind(user.to_string())
    .bind(password_hash)
    .execute(connection)
    .await?;
    Ok(())
}

/// What a person sets for their own account.
#[derive(Debug, Clone)]
pub struct PreferencesRow {
    /// Name.
    pub name: String,
    /// Reading.
    pub kana: String,
    /// Language of the interface.
    pub language: Language,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// IANA zone.
    pub zone: String,
}

/// Changes the own account, if nobody else did since `revision` was read.
///
/// # Errors
/// `Changed` when somebody did; faults of the database.
pub async fn account_set_preferences(
    connection: &mut Connection,
    user: UserId,
    revision: i64,
    wanted: &PreferencesRow,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update user_account
         set name = $3, name_kana = $4, language = $5, theme = $6, zone = $7,
             revision = revision + 1
         where id = $1 and revision = $2",
    )
    .bind(user.to_string())
    .bind(revision)
    .bind(&wanted.name)
    .bind(&wanted.kana)
    .bind(wanted.language.tag())
    .bind(&wanted.theme)
    .bind(&wanted.zone)
    .execute(connection)
    .await?;
    if done.rows_affected() == 0 { Err(AppError::Changed.into()) } else { Ok(()) }
}

/// Changes the language alone (the switch in the frame).
///
/// # Errors
/// Faults of the database.
pub async fn account_set_language(
    connection: &mut Connection,
    user: UserId,
    language: Language,
) -> Result<(), Failure> {
    sqlx::query("update user_account set language = $2 where id = $1")
        .bind(user.to_string())
        .bind(language.tag())
        .execute(connection)
        .await?;
    Ok(())
}

/// Changes the theme alone (the switch in the frame).
///
/// # Errors
/// Faults of the database.
pub async fn account_set_theme(connection: &mut Connection, user: UserId, theme: &str) -> Result<(), Failure> {
    sqlx::query("update user_account set theme = $2 where id = $1")
        .bind(user.to_string())
        .bind(theme)
        .execute(connection)
        .await?;
    Ok(())
}

fn account(row: &AnyRow) -> Result<Account, Failure> {
    let language: String = row.try_get("language")?;
    Ok(Account {
        id: user_id(row, "id")?,
        email: row.try_get("email")?,
        name: row.try_get("name")?,
        kana: row.try_get("name_kana")?,
        language: Language::parse(&language).unwrap_or_default(),
        theme: row.try_get("theme")?,
        zone: row.try_get("zone")?,
        is_administrator: row.try_get::<i64, _>("is_administrator")? == 1,
        revision: row.try_get("revision")?,
        created_at: Instant(row.try_get("created_at")?),
    })
}

fn user_id(row: &AnyRow, column: &str) -> Result<UserId, Failure> {
    let text: String = row.try_get(column)?;
    UserId::parse(&text).ok_or_else(|| Failure::fault("an account's identity cannot be read"))
}

fn organisation_id(row: &AnyRow) -> Result<OrganisationId, Failure> {
    let text: String = row.try_get("organisation_id")?;
    OrganisationId::parse(&text).ok_or_else(|| Failure::fault("a firm's identity cannot be read"))
}
