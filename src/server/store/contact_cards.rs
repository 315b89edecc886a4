//! Contacts on their way in and out of files: rows of `contact_card_file`, whom the firm holds that may be the same, and
//! contacts with their organisations for those who take them along. Every statement names the reader's firm.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::contacts::{COLUMNS, contact_of};
use crate::domain::contact::KindSought;
use crate::domain::contact_card::{BodyCard, Card, CardFile, CardState};
use crate::domain::contact_organisation::BodyForm;
use crate::domain::contact_view::Contact;
use crate::domain::id::{ContactCardFileId, ContactId, ContactOrganisationId};
use crate::domain::instant::Instant;
use crate::error::AppError;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, one_row, places_of};

/// Contacts that one statement reads for a file.
const AT_ONCE: i64 = 500;
/// Bound where every sort is taken: no sort's code, and none is the empty one of those whom nobody sorted.
const ANY_KIND: &str = "*";
/// Values that one statement looks for.
const SOUGHT: usize = 200;

/// A file as kept.
#[derive(Debug, Clone)]
pub struct CardFileRow {
    /// Its name.
    pub name: String,
    /// What was read.
    pub file: CardFile,
    /// What became of each contact, once somebody confirmed.
    pub outcome: Option<Vec<CardState>>,
}

/// Someone the firm holds, with the keys by which the same person is known again.
#[derive(Debug, Clone)]
pub struct HeldContact {
    /// The contact.
    pub contact: Contact,
    /// The normalised name.
    pub name_key: String,
}

/// Keeps a file; of the same person's earlier ones nothing stays, and nobody's past their time.
///
/// # Errors
/// Faults of the database.
pub async fn card_file_insert(
    connection: &mut Connection,
    person: &SignedIn,
    name: &str,
    file: &CardFile,
    now: Instant,
    expires_at: Instant,
) -> Result<ContactCardFileId, Failure> {
    sqlx::query("delete from contact_card_file where user_id = $1 or expires_at <= $2")
        .bind(person.user.to_string())
        .bind(now.0)
        .execute(&mut *connection)
        .await?;
    let id = ContactCardFileId::fresh();
    sqlx::query(
        "insert into contact_card_file (id, organisation_id, user_id, name, cards, expires_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.to_string())
    .bind(person.organisation.to_string())
    .bind(person.user.to_string())
    .bind(name.to_owned())
    .bind(serde_json::to_string(file)?)
    .bind(expires_at.0)
    .execute(connection)
    .await?;
    Ok(id)
}

/// A file of the firm.
///
/// # Errors
/// `NotFound`, also when its time is over; faults of the database.
pub async fn card_file_fetch(
    connection: &mut Connection,
    person: &SignedIn,
    file: ContactCardFileId,
    now: Instant,
) -> Result<CardFileRow, Failure> {
    let row = sqlx::query(
        "select name, cards, outcome
         from contact_card_file
         where id = $1 and organisation_id = $2 and expires_at > $3",
    )
    .bind(file.to_string())
    .bind(person.organisation.to_string())
    .bind(now.0)
    .fetch_optional(connection)
    .await?
    .ok_or(AppError::NotFound)?;
    let outcome: String = row.try_get("outcome")?;
    Ok(CardFileRow {
        name: row.try_get("name")?,
        file: serde_json::from_str(&row.try_get::<String, _>("cards")?)?,
        outcome: if outcome.is_empty() { None } else { Some(serde_json::from_str(&outcome)?) },
    })
}

/// Keeps what became of each contact of a file that nobody confirmed yet.
///
/// # Errors
/// `Changed` when somebody had; faults of the database.
pub async fn card_file_finish(
    connection: &mut Connection,
    person: &SignedIn,
    file: ContactCardFileId,
    outcome: &[CardState],
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update contact_card_file
         set outcome = $3
         where id = $1 and organisation_id = $2 and outcome = ''",
    )
    .bind(file.to_string())
    .bind(person.organisation.to_string())
    .bind(serde_json::to_string(outcome)?)
    .execute(connection)
    .await?;
    one_row(&done)
}

/// Forgets the firm's files: one of them may name somebody who is erased.
///
/// # Errors
/// Faults of the database.
pub async fn card_file_clear(connection: &mut Connection, person: &SignedIn) -> Result<(), Failure> {
    sqlx::query("delete from contact_card_file where organisation_id = $1")
        .bind(person.organisation.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// The firm's contacts that have one of these addresses or normalised names, oldest first.
///
/// # Errors
/// Faults of the database.
pub async fn card_held(
    connection: &mut Connection,
    person: &SignedIn,
    emails: &[String],
    names: &[String],
) -> Result<Vec<HeldContact>, Failure> {
    let mut held: Vec<HeldContact> = Vec::new();
    for (column, values) in [("email", emails), ("name_key", names)] {
        for some in values.chunks(SOUGHT) {
            let statement = format!(
                "select {COLUMNS}, c.name_key
                 from contact c
                 left join contact_organisation o on o.id = c.body_id
                 left join user_account u on u.id = c.owner_id
                 where c.organisation_id = $1 and c.erased_at = 0 and c.{column} in ({})
                 order by c.id",
                places_of(2, some.len())
            );
            let mut query = sqlx::query(AssertSqlSafe(statement)).bind(person.organisation.to_string());
            for value in some {
                query = query.bind(value.clone());
            }
            for row in &query.fetch_all(&mut *connection).await? {
                held.push(HeldContact { contact: contact_of(row)?, name_key: row.try_get("name_key")? });
            }
        }
    }
    held.sort_by_key(|held| held.contact.id);
    held.dedup_by_key(|held| held.contact.id);
    Ok(held)
}

/// All organisations of the firm with their names.
///
/// # Errors
/// Faults of the database.
pub async fn card_bodies(
    connection: &mut Connection,
    person: &SignedIn,
) -> Result<Vec<(ContactOrganisationId, BodyForm)>, Failure> {
    let rows = sqlx::query("select id, fields from contact_organisation where organisation_id = $1 order by id")
        .bind(person.organisation.to_string())
        .fetch_all(connection)
        .await?;
    rows.iter()
        .map(|row| {
            let id = identity(row, "id", ContactOrganisationId::parse)?;
            Ok((id, serde_json::from_str(&row.try_get::<String, _>("fields")?)?))
        })
        .collect()
}

/// How many contacts and how many organisations of one sort, or of all, the firm has.
///
/// # Errors
/// Faults of the database.
pub async fn card_counts(
    connection: &mut Connection,
    person: &SignedIn,
    kind: KindSought,
) -> Result<[i64; 2], Failure> {
    let row = sqlx::query(
        "select cast((select count(*) from contact
                      where organisation_id = $1 and erased_at = 0 and ($2 = '*' or kind = $2)) as bigint) as contacts,
                cast((select count(*) from contact_organisation
                      where organisation_id = $1 and ($2 = '*' or kind = $2)) as bigint) as bodies",
    )
    .bind(person.organisation.to_string())
    .bind(kind.kept().unwrap_or(ANY_KIND))
    .fetch_one(connection)
    .await?;
    Ok([row.try_get("contacts")?, row.try_get("bodies")?])
}

/// The place in their order behind which the next ones stand: what they are sorted by, and the identity.
pub type CardPlace = (String, String);

/// Some of the firm's contacts in the order of their readings, of one sort or of all, behind a place; and the place
/// behind which the next ones stand.
///
/// # Errors
/// Faults of the database.
pub async fn card_list(
    connection: &mut Connection,
    person: &SignedIn,
    kind: KindSought,
    after: &CardPlace,
) -> Result<(Vec<Card>, Option<CardPlace>), Failure> {
    let statement = "select c.id, c.sort_key, c.fields, coalesce(o.fields, '') as body_fields
                     from contact c
                     left join contact_organisation o on o.id = c.body_id
                     where c.organisation_id = $1 and c.erased_at = 0 and ($2 = '*' or c.kind = $2)
                       and c.sort_key >= $3 and (c.sort_key > $3 or c.id > $4)
                     order by c.sort_key, c.id
                     limit $5 + 0";
    some_behind(connection, statement, person, kind, after, card_of).await
}

/// Some of the firm's organisations in order, as `card_list` does with contacts.
///
/// # Errors
/// Faults of the database.
pub async fn card_body_list(
    connection: &mut Connection,
    person: &SignedIn,
    kind: KindSought,
    after: &CardPlace,
) -> Result<(Vec<BodyCard>, Option<CardPlace>), Failure> {
    let statement = "select id, sort_key, fields
                     from contact_organisation
                     where organisation_id = $1 and ($2 = '*' or kind = $2)
                       and sort_key >= $3 and (sort_key > $3 or id > $4)
                     order by sort_key, id
                     limit $5 + 0";
    some_behind(connection, statement, person, kind, after, |row| {
        let id = identity(row, "id", ContactOrganisationId::parse)?;
        Ok(BodyCard { id, form: serde_json::from_str(&row.try_get::<String, _>("fields")?)? })
    })
    .await
}

async fn some_behind<T>(
    connection: &mut Connection,
    statement: &'static str,
    person: &SignedIn,
    kind: KindSought,
    after: &CardPlace,
    read: impl Fn(&AnyRow) -> Result<T, Failure>,
) -> Result<(Vec<T>, Option<CardPlace>), Failure> {
    let rows = sqlx::query(statement)
        .bind(person.organisation.to_string())
        .bind(kind.kept().unwrap_or(ANY_KIND))
        .bind(after.0.clone())
        .bind(after.1.clone())
        .bind(AT_ONCE)
        .fetch_all(connection)
        .await?;
    let place = match rows.last() {
        Some(last) => Some((last.try_get("sort_key")?, last.try_get("id")?)),
        None => None,
    };
    Ok((rows.iter().map(read).collect::<Result<_, _>>()?, place))
}

/// Those of the firm's contacts that are named, in that order; whoever was erased since is left out.
///
/// # Errors
/// Faults of the database.
pub async fn card_some(
    connection: &mut Connection,
    person: &SignedIn,
    contacts: &[ContactId],
) -> Result<Vec<Card>, Failure> {
    let statement = format!(
        "select c.id, c.fields, coalesce(o.fields, '') as body_fields
         from contact c
         left join contact_organisation o on o.id = c.body_id
         where c.organisation_id = $1 and c.erased_at = 0 and c.id in ({})",
        places_of(2, contacts.len())
    );
    let mut query = sqlx::query(AssertSqlSafe(statement)).bind(person.organisation.to_string());
    for contact in contacts {
        query = query.bind(contact.to_string());
    }
    let rows = query.fetch_all(connection).await?;
    let mut cards: Vec<Card> = rows.iter().map(card_of).collect::<Result<_, _>>()?;
    cards.sort_by_key(|card| contacts.iter().position(|id| *id == card.id));
    Ok(cards)
}

fn card_of(row: &AnyRow) -> Result<Card, Failure> {
    let body: String = row.try_get("body_fields")?;
    Ok(Card {
        id: identity(row, "id", ContactId::parse)?,
        form: serde_json::from_str(&row.try_get::<String, _>("fields")?)?,
        body: if body.is_empty() { None } else { Some(serde_json::from_str(&body)?) },
    })
}
