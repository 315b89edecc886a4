//! Rows of `contact_gram`: the pieces of names and readings by which a firm's contacts are found.

use std::collections::BTreeSet;

use sqlx::{AssertSqlSafe, Row};

use super::contacts::{COLUMNS, PAGE, contact_of};
use crate::domain::contact::ContactKind;
use crate::domain::contact_search::Way;
use crate::domain::contact_view::Contact;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Most pieces that one statement keeps: SQLite binds so many values and more.
const AT_ONCE: usize = 400;

/// So many of those who have a piece are looked through first, in the order of their readings.
const LOOKED_THROUGH: i64 = 1_000;
/// How much of a contact's key of order stands beside each of its pieces.
pub const PLACE: usize = 20;
/// Behind every place.
const END: &str = "~";

/// Puts the pieces of a contact, whose row is written already, in the place of those it had.
///
/// # Errors
/// Faults of the database.
pub async fn contact_gram_put(
    connection: &mut Connection,
    person: &SignedIn,
    number: i64,
    grams: &BTreeSet<String>,
) -> Result<(), Failure> {
    let firm = person.organisation.to_string();
    sqlx::query("delete from contact_gram where organisation_id = $1 and number = $2")
        .bind(&firm)
        .bind(number)
        .execute(&mut *connection)
        .await?;
    let row = sqlx::query("select sort_key from contact where organisation_id = $1 and number = $2")
        .bind(&firm)
        .bind(number)
        .fetch_optional(&mut *connection)
        .await?;
    let key: String = row.map(|row| row.try_get("sort_key")).transpose()?.unwrap_or_default();
    let place: String = key.chars().take(PLACE).collect();
    let grams: Vec<&String> = grams.iter().collect();
    for some in grams.chunks(AT_ONCE) {
        let rows: Vec<String> = (4..4 + some.len()).map(|gram| format!("($1, ${gram}, $3, $2)")).collect();
        let statement =
            format!("insert into contact_gram (organisation_id, gram, place, number) values {}", rows.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(statement)).bind(&firm).bind(number).bind(&place);
        for gram in some {
            query = query.bind((*gram).clone());
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// The firm's contacts that a question finds, in one sort or in all; who has most of its pieces comes first, and of those
/// who have as many the first by their readings. Each way to read the question is counted by itself, out of the index
/// alone.
///
/// Where every piece of a way is frequent, a page full of people is found without looking through all who have one: what
/// lies behind the thousandth of the rarest piece is looked at only when the page is not full.
///
/// # Errors
/// Faults of the database.
pub async fn contact_gram_find(
    connection: &mut Connection,
    person: &SignedIn,
    ways: &[Way],
    kind: Option<ContactKind>,
) -> Result<Vec<Contact>, Failure> {
    if ways.is_empty() {
        return Ok(Vec::new());
    }
    let near = horizons(connection, person, ways).await?;
    let found = found_before(connection, person, ways, kind, &near).await?;
    if found.len() == PAGE || near.iter().all(|horizon| horizon == END) {
        return Ok(found);
    }
    let all = vec![END.to_owned(); ways.len()];
    found_before(connection, person, ways, kind, &all).await
}

/// For each way the place of the thousandth who has its rarest piece; the end where a piece is rarer than that.
async fn horizons(connection: &mut Connection, person: &SignedIn, ways: &[Way]) -> Result<Vec<String>, Failure> {
    let mut gram = 3..;
    let of_gram = |place: usize| {
        format!(
            "select coalesce((
                 select g.place
                 from contact_gram g
                 where g.organisation_id = $1 and g.gram = ${place}
                 order by g.place, g.number
                 limit 1 offset $2), '{END}') as place"
        )
    };
    let of_way = |(number, way): (usize, &Way)| {
        let grams: Vec<String> = gram.by_ref().take(way.grams.len()).map(of_gram).collect();
        format!("select {number} as way, max(h.place) as place from ({}) h", grams.join(" union all "))
    };
    let statement = ways.iter().enumerate().map(of_way).collect::<Vec<_>>().join(" union all ");
    let mut query = sqlx::query(AssertSqlSafe(format!("select w.place from ({statement}) w order by w.way")))
        .bind(person.organisation.to_string())
        .bind(LOOKED_THROUGH - 1);
    for gram in ways.iter().flat_map(|way| &way.grams) {
        query = query.bind(gram.clone());
    }
    query.fetch_all(connection).await?.iter().map(|row| Ok(row.try_get("place")?)).collect()
}

/// A page of those whom the ways find before their horizons.
async fn found_before(
    connection: &mut Connection,
    person: &SignedIn,
    ways: &[Way],
    kind: Option<ContactKind>,
    horizons: &[String],
) -> Result<Vec<Contact>, Failure> {
    let mut query = sqlx::query(AssertSqlSafe(statement(ways, kind)))
        .bind(person.organisation.to_string())
        .bind(kind.map(ContactKind::code).unwrap_or_default())
        .bind(i64::try_from(PAGE).unwrap_or(i64::MAX));
    for (way, horizon) in ways.iter().zip(horizons) {
        query = query.bind(horizon.clone());
        for gram in &way.grams {
            query = query.bind(gram.clone());
        }
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter().map(contact_of).collect()
}

/// The statement for so many ways of so many pieces. A score is the share of the pieces, in thousandths. Of all sorts
/// together a page is cut off before anything else is read of the contacts.
fn statement(ways: &[Way], kind: Option<ContactKind>) -> String {
    let mut first = 4;
    let counted: Vec<String> = ways
        .iter()
        .map(|way| {
            let (horizon, places) = (first, super::places_of(first + 1, way.grams.len()));
            first += 1 + way.grams.len();
            format!(
                "select g.number, min(g.place) as place, count(*) * 1000 / {} as score
                 from contact_gram g
                 where g.organisation_id = $1 and g.gram in ({places}) and g.place <= ${horizon}
                 group by g.number
                 having count(*) >= {}",
                way.grams.len().max(1),
                way.enough
            )
        })
        .collect();
    let (page, of_kind) = match kind {
        None => ("order by score desc, place, w.number limit $3", "$2 = ''"),
        Some(_) => ("", "c.kind = $2"),
    };
    format!(
        "select {COLUMNS}
         from (
             select w.number, max(w.score) as score, min(w.place) as place
             from ({}) w
             group by w.number
             {page}
         ) m
         join contact c on c.organisation_id = $1 and c.number = m.number
         left join contact_organisation o on o.id = c.body_id
         left join user_account u on u.id = c.owner_id
         where {of_kind} and c.erased_at = 0
         order by m.score desc, c.sort_key, c.id
         limit $3",
        counted.join("\nunion all\n")
    )
}
