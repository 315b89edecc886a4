//! Rows of `contact_gram`: the pieces of names and readings by which a firm's contacts are found.

use std::collections::BTreeSet;

use sqlx::AssertSqlSafe;

use super::contacts::{COLUMNS, PAGE, contact_of};
use crate::domain::contact::ContactKind;
use crate::domain::contact_search::Way;
use crate::domain::contact_view::Contact;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Most pieces that one statement keeps: SQLite binds so many values and more.
const AT_ONCE: usize = 400;

/// Puts the pieces of a contact in the place of those it had.
///
/// # Errors
/// Faults of the database.
pub async fn contact_gram_put(
    connection: &mut Connection,
    person: &SignedIn,
    number: i64,
    grams: &BTreeSet<String>,
) -> Result<(), Failure> {
    sqlx::query("delete from contact_gram where organisation_id = $1 and number = $2")
        .bind(person.organisation.to_string())
        .bind(number)
        .execute(&mut *connection)
        .await?;
    let grams: Vec<&String> = grams.iter().collect();
    for some in grams.chunks(AT_ONCE) {
        let rows: Vec<String> = (3..3 + some.len()).map(|place| format!("($1, ${place}, $2)")).collect();
        let statement = format!("insert into contact_gram (organisation_id, gram, number) values {}", rows.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(statement)).bind(person.organisation.to_string()).bind(number);
        for gram in some {
            query = query.bind((*gram).clone());
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// The firm's contacts that a question finds, in one sort or in all, as many as a page shows; who has most of its pieces
/// comes first. Each way to read the question is counted by itself, out of the index alone.
///
/// # Errors
/// Faults of the database.
pub async fn contact_gram_find(
    connection: &mut Connection,
    person: &SignedIn,
    ways: &[Way],
    kind: Option<ContactKind>,
) -> Result<Vec<Contact>, Failure> {
    contact_gram_find_most(connection, person, ways, kind, PAGE).await
}

/// The same, so many at most.
///
/// # Errors
/// Faults of the database.
pub async fn contact_gram_find_most(
    connection: &mut Connection,
    person: &SignedIn,
    ways: &[Way],
    kind: Option<ContactKind>,
    most: usize,
) -> Result<Vec<Contact>, Failure> {
    if ways.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = sqlx::query(AssertSqlSafe(statement(ways)))
        .bind(person.organisation.to_string())
        .bind(kind.map(ContactKind::code).unwrap_or_default())
        .bind(i64::try_from(most).unwrap_or(i64::MAX));
    for gram in ways.iter().flat_map(|way| &way.grams) {
        query = query.bind(gram.clone());
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(contact_of).collect()
}

/// The statement for so many ways of so many pieces. A score is the share of the pieces, in thousandths.
fn statement(ways: &[Way]) -> String {
    let mut first = 4;
    let counted: Vec<String> = ways
        .iter()
        .map(|way| {
            let places = super::places_of(first, way.grams.len());
            first += way.grams.len();
            format!(
                "select g.number, count(*) * 1000 / {} as score
                 from contact_gram g
                 where g.organisation_id = $1 and g.gram in ({places})
                 group by g.number
                 having count(*) >= {}",
                way.grams.len().max(1),
                way.enough
            )
        })
        .collect();
    format!(
        "select {COLUMNS}
         from (
             select w.number, max(w.score) as score
             from ({}) w
             group by w.number
         ) m
         join contact c on c.organisation_id = $1 and c.number = m.number
         left join contact_organisation o on o.id = c.body_id
         left join user_account u on u.id = c.owner_id
         where ($2 = '' or c.kind = $2) and c.erased_at = 0
         order by m.score desc, c.sort_key, c.id
         limit $3",
        counted.join("\nunion all\n")
    )
}
