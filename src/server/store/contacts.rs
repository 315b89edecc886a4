//! Rows of `contact`: people around bids, each kept by one firm. Every statement names the reader's firm. How they are
//! found by pieces of their names is in `contact_grams`.

use std::collections::BTreeSet;

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::domain::contact::{ContactDraft, ContactKind, KindSought, MOST_CONTACTS};
use crate::domain::contact_view::{Contact, Double, Likeness, Named};
use crate::domain::id::{ContactId, ContactOrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::error::{AppError, Refusal};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, places_of};

/// Contacts of one page of the list.
pub const PAGE: usize = 50;

/// The columns of a contact as lists show it.
pub(super) const COLUMNS: &str = "c.id, c.fields, c.kind, c.body_id, c.revision, c.sort_key,
            coalesce(o.name, '') as body_name, u.name as owner_name, coalesce(u.state, 'active') as owner_state";

/// Keys by which a contact is found and put in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactKeys {
    /// The name, normalised, without blanks.
    pub name: String,
    /// The key of its place.
    pub sort: String,
}

/// Takes the firm's row as the lock of what follows, so that numbers do not cross.
///
/// # Errors
/// Faults of the database.
pub async fn contact_lock(connection: &mut Connection, person: &SignedIn) -> Result<(), Failure> {
    sqlx::query("update organisation set revision = revision where id = $1")
        .bind(person.organisation.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps a new contact; answers its number too. The firm is locked.
///
/// # Errors
/// `TooManyRecords`; faults of the database.
pub async fn contact_insert(
    connection: &mut Connection,
    person: &SignedIn,
    draft: &ContactDraft,
    keys: &ContactKeys,
    now: Instant,
) -> Result<(ContactId, i64), Failure> {
    let firm = person.organisation.to_string();
    let row = sqlx::query(
        "select cast(coalesce(max(number), 0) + 1 as bigint) as number
         from contact
         where organisation_id = $1",
    )
    .bind(&firm)
    .fetch_one(&mut *connection)
    .await?;
    let number: i64 = row.try_get("number")?;
    if number > MOST_CONTACTS {
        return Err(Refusal::TooManyRecords { most: u32::try_from(MOST_CONTACTS).unwrap_or(u32::MAX) }.into());
    }
    let id = ContactId::fresh();
    let kind = contact_kind(connection, person, draft).await?;
    sqlx::query(
        "insert into contact (id, organisation_id, number, body_id, own_kind, kind, fields, name_key, email, sort_key,
             owner_id, saved_by, saved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id.to_string())
    .bind(&firm)
    .bind(number)
    .bind(draft.body.map(|body| body.to_string()))
    .bind(draft.kind.map(ContactKind::code).unwrap_or_default())
    .bind(kind)
    .bind(serde_json::to_string(&draft.form)?)
    .bind(&keys.name)
    .bind(&draft.form.email)
    .bind(&keys.sort)
    .bind(draft.owner.map(|owner| owner.to_string()))
    .bind(person.user.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok((id, number))
}

/// Changes a contact that nobody changed since it was read; answers its number.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn contact_update(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    revision: i64,
    draft: &ContactDraft,
    keys: &ContactKeys,
    now: Instant,
) -> Result<i64, Failure> {
    let kind = contact_kind(connection, person, draft).await?;
    let row = sqlx::query(
        "update contact
         set body_id = $4, own_kind = $5, kind = $6, fields = $7, name_key = $8, email = $9, sort_key = $10,
             owner_id = $11, saved_by = $12, saved_at = $13, revision = revision + 1
         where id = $1 and organisation_id = $2 and revision = $3 and erased_at = 0
         returning number",
    )
    .bind(contact.to_string())
    .bind(person.organisation.to_string())
    .bind(revision)
    .bind(draft.body.map(|body| body.to_string()))
    .bind(draft.kind.map(ContactKind::code).unwrap_or_default())
    .bind(kind)
    .bind(serde_json::to_string(&draft.form)?)
    .bind(&keys.name)
    .bind(&draft.form.email)
    .bind(&keys.sort)
    .bind(draft.owner.map(|owner| owner.to_string()))
    .bind(person.user.to_string())
    .bind(now.0)
    .fetch_optional(connection)
    .await?;
    Ok(row.ok_or(AppError::Changed)?.try_get("number")?)
}

/// The code of the sort that counts: its own, or that of the organisation.
async fn contact_kind(connection: &mut Connection, person: &SignedIn, draft: &ContactDraft) -> Result<String, Failure> {
    if let Some(kind) = draft.kind {
        return Ok(kind.code().to_owned());
    }
    let Some(body) = draft.body else { return Ok(String::new()) };
    let row = sqlx::query("select kind from contact_organisation where id = $1 and organisation_id = $2")
        .bind(body.to_string())
        .bind(person.organisation.to_string())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("kind")?)
}

/// Takes out all that is known of a person whom nobody changed since; the row stays for what it took part in. Answers
/// its number.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn contact_erase(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    revision: i64,
    now: Instant,
) -> Result<i64, Failure> {
    let row = sqlx::query(
        "update contact
         set body_id = null, own_kind = '', kind = '', fields = '{}', name_key = '', email = '', sort_key = '',
             owner_id = null, saved_by = $4, saved_at = $5, erased_at = $5, revision = revision + 1
         where id = $1 and organisation_id = $2 and revision = $3 and erased_at = 0
         returning number",
    )
    .bind(contact.to_string())
    .bind(person.organisation.to_string())
    .bind(revision)
    .bind(person.user.to_string())
    .bind(now.0)
    .fetch_optional(connection)
    .await?;
    Ok(row.ok_or(AppError::Changed)?.try_get("number")?)
}

/// Deletes a contact that nobody changed since it was read and to which nothing points any more; answers its number.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn contact_delete(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
    revision: i64,
) -> Result<i64, Failure> {
    let row = sqlx::query(
        "delete from contact
         where id = $1 and organisation_id = $2 and revision = $3 and erased_at = 0
         returning number",
    )
    .bind(contact.to_string())
    .bind(person.organisation.to_string())
    .bind(revision)
    .fetch_optional(connection)
    .await?;
    Ok(row.ok_or(AppError::Changed)?.try_get("number")?)
}

/// One contact of the firm.
///
/// # Errors
/// `NotFound`; faults of the database.
pub async fn contact_fetch(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<Contact, Failure> {
    let statement = format!(
        "select {COLUMNS}
         from contact c
         left join contact_organisation o on o.id = c.body_id
         left join user_account u on u.id = c.owner_id
         where c.id = $1 and c.organisation_id = $2 and c.erased_at = 0"
    );
    let row = sqlx::query(AssertSqlSafe(statement))
        .bind(contact.to_string())
        .bind(person.organisation.to_string())
        .fetch_optional(connection)
        .await?;
    contact_of(&row.ok_or(AppError::NotFound)?)
}

/// A page of the firm's contacts in the order of their readings, of one sort or of all, behind a place; and where the
/// next page begins.
///
/// # Errors
/// Faults of the database.
pub async fn contact_list(
    connection: &mut Connection,
    person: &SignedIn,
    kind: KindSought,
    after: Option<(&str, &str)>,
) -> Result<(Vec<Contact>, Option<String>), Failure> {
    let (sort, id) = after.unwrap_or_default();
    // One sort is read by an index of its own.
    let of_kind = if kind.kept().is_some() { "c.kind = $2" } else { "$2 = ''" };
    let statement = format!(
        "select {COLUMNS}
         from contact c
         left join contact_organisation o on o.id = c.body_id
         left join user_account u on u.id = c.owner_id
         where c.organisation_id = $1 and c.erased_at = 0 and {of_kind}
           and c.sort_key >= $3 and (c.sort_key > $3 or c.id > $4)
         order by c.sort_key, c.id
         limit $5 + 0"
    );
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.organisation.to_string())
        .bind(kind.kept().unwrap_or_default())
        .bind(sort.to_owned())
        .bind(id.to_owned())
        .bind(i64::try_from(PAGE + 1).unwrap_or(i64::MAX))
        .fetch_all(connection)
        .await?;
    let more = match rows.get(PAGE - 1).filter(|_| rows.len() > PAGE) {
        Some(last) => Some(format!("{}.{}", last.try_get::<String, _>("sort_key")?, last.try_get::<String, _>("id")?)),
        None => None,
    };
    Ok((rows.iter().take(PAGE).map(contact_of).collect::<Result<_, _>>()?, more))
}

/// Names of the firm's contacts of one organisation, besides one of them.
///
/// # Errors
/// Faults of the database.
pub async fn contact_colleagues(
    connection: &mut Connection,
    person: &SignedIn,
    contact: &Contact,
) -> Result<Vec<Named<ContactId>>, Failure> {
    let Some(body) = &contact.body else { return Ok(Vec::new()) };
    contact_list_of_body(connection, person, body.id, &contact.id.to_string()).await
}

/// Names of the first of the firm's contacts of an organisation, besides one of them; empty for all.
///
/// # Errors
/// Faults of the database.
pub async fn contact_list_of_body(
    connection: &mut Connection,
    person: &SignedIn,
    body: ContactOrganisationId,
    besides: &str,
) -> Result<Vec<Named<ContactId>>, Failure> {
    let rows = sqlx::query(
        "select id, fields
         from contact
         where body_id = $1 and organisation_id = $2 and erased_at = 0 and id <> $3
         order by sort_key, id
         limit 40",
    )
    .bind(body.to_string())
    .bind(person.organisation.to_string())
    .bind(besides.to_owned())
    .fetch_all(connection)
    .await?;
    rows.iter().map(named_of).collect()
}

/// The people of the firm who can be named.
///
/// # Errors
/// Faults of the database.
pub async fn contact_people(connection: &mut Connection, person: &SignedIn) -> Result<Vec<Named<UserId>>, Failure> {
    let rows = sqlx::query(
        "select id, name
         from user_account
         where organisation_id = $1 and state = 'active'
         order by created_at, id
         limit 100",
    )
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(Named { id: identity(row, "id", UserId::parse)?, name: row.try_get("name")? })).collect()
}

/// Holds some contacts of the firm until the transaction ends, so that none is erased or merged meanwhile; answers how
/// many of them there are. One after the other in one order, so that two writers never wait for each other. Whoever
/// waited for an erasing finds the contact gone.
///
/// # Errors
/// Faults of the database.
pub async fn contact_hold(
    connection: &mut Connection,
    person: &SignedIn,
    contacts: &[ContactId],
) -> Result<usize, Failure> {
    let mut held = 0;
    let in_order: BTreeSet<&ContactId> = contacts.iter().collect();
    for contact in in_order {
        let done = sqlx::query(
            "update contact
             set revision = revision
             where id = $1 and organisation_id = $2 and erased_at = 0",
        )
        .bind(contact.to_string())
        .bind(person.organisation.to_string())
        .execute(&mut *connection)
        .await?;
        held += usize::from(done.rows_affected() == 1);
    }
    Ok(held)
}

/// Pairs of the firm's contacts that may be one: the same normalised name in the same organisation, or the same
/// e-mail address. Of several that are alike each stands beside the oldest.
///
/// # Errors
/// Faults of the database.
pub async fn contact_doubles(connection: &mut Connection, person: &SignedIn) -> Result<Vec<Double>, Failure> {
    let rows = sqlx::query(
        "select d.likeness, a.id as first_id, a.fields as first_fields, b.id as second_id, b.fields as second_fields
         from (
             select 'email' as likeness, g.first_id, x.id as second_id
             from (
                 select email, min(id) as first_id
                 from contact
                 where organisation_id = $1 and email <> '' and erased_at = 0
                 group by email
                 having count(*) > 1
             ) g
             join contact x on x.organisation_id = $1 and x.email = g.email and x.erased_at = 0
             union all
             select 'name' as likeness, g.first_id, x.id as second_id
             from (
                 select name_key, coalesce(body_id, '') as body, min(id) as first_id
                 from contact
                 where organisation_id = $1 and name_key <> '' and erased_at = 0
                 group by name_key, coalesce(body_id, '')
                 having count(*) > 1
             ) g
             join contact x on x.organisation_id = $1 and x.name_key = g.name_key and coalesce(x.body_id, '') = g.body
                 and x.erased_at = 0
         ) d
         join contact a on a.id = d.first_id
         join contact b on b.id = d.second_id
         where d.first_id <> d.second_id
         order by d.first_id, d.second_id, d.likeness
         limit 100",
    )
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    let mut pairs: Vec<Double> = Vec::new();
    for row in &rows {
        let name = |column: &str| {
            Ok::<_, Failure>(
                serde_json::from_str::<crate::domain::contact::ContactForm>(&row.try_get::<String, _>(column)?)?
                    .written(),
            )
        };
        let pair = Double {
            first: Named { id: identity(row, "first_id", ContactId::parse)?, name: name("first_fields")? },
            second: Named { id: identity(row, "second_id", ContactId::parse)?, name: name("second_fields")? },
            likeness: if row.try_get::<String, _>("likeness")? == "email" { Likeness::Email } else { Likeness::Name },
        };
        let is_known = pairs.iter().any(|known| known.first.id == pair.first.id && known.second.id == pair.second.id);
        if !is_known {
            pairs.push(pair);
        }
    }
    Ok(pairs)
}

/// A contact of a row with the columns of `COLUMNS`.
pub(super) fn contact_of(row: &AnyRow) -> Result<Contact, Failure> {
    let body: Option<String> = row.try_get("body_id")?;
    let body_name: String = row.try_get("body_name")?;
    Ok(Contact {
        id: identity(row, "id", ContactId::parse)?,
        form: serde_json::from_str(&row.try_get::<String, _>("fields")?)?,
        kind: ContactKind::parse(&row.try_get::<String, _>("kind")?),
        body: body.as_deref().and_then(ContactOrganisationId::parse).map(|id| Named { id, name: body_name }),
        owner: row.try_get("owner_name")?,
        has_owner_left: row.try_get::<String, _>("owner_state")? != "active",
        revision: row.try_get("revision")?,
    })
}

/// Names of some of the firm's contacts, without those who were erased.
///
/// # Errors
/// Faults of the database.
pub async fn contact_names(
    connection: &mut Connection,
    person: &SignedIn,
    ids: &[ContactId],
) -> Result<Vec<Named<ContactId>>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let statement = format!(
        "select id, fields
         from contact
         where organisation_id = $1 and erased_at = 0 and id in ({})",
        places_of(2, ids.len())
    );
    let query = sqlx::query(AssertSqlSafe(statement)).bind(person.organisation.to_string());
    let rows = ids.iter().fold(query, |query, id| query.bind(id.to_string())).fetch_all(connection).await?;
    rows.iter().map(named_of).collect()
}

/// A contact's name of a row with `id` and `fields`.
pub(super) fn named_of(row: &AnyRow) -> Result<Named<ContactId>, Failure> {
    let form: crate::domain::contact::ContactForm = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
    Ok(Named { id: identity(row, "id", ContactId::parse)?, name: form.written() })
}
