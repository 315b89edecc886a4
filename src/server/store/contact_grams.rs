//! Rows of `contact_gram`: the pieces of names and readings by which a firm's contacts are found.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::contacts::{COLUMNS, PAGE, contact_of};
use crate::domain::contact::KindSought;
use crate::domain::contact_search::Way;
use crate::domain::contact_view::Contact;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Most pieces that one statement keeps: SQLite binds so many values and more.
const AT_ONCE: usize = 400;

/// A piece that fewer have is rare; of a frequent one so many are looked through first, in the order of their readings.
const RARE: i64 = 200;
/// Of those who have the rarest piece of each word so many are looked through first, alike.
const FIRST: i64 = 200;
/// Of so many words whoever is looked for first has the rarest piece.
const MOST_WORDS: usize = 3;
/// The score of who has all pieces.
const WHOLE: i64 = 1_000;
/// How much of a contact's key of order stands beside each of its pieces.
pub const PLACE: usize = 20;

/// How far one way to read a question looks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reach {
    /// Among those who have all of some pieces: its rarest one, or the rarest of each of its words; perhaps only the first of
    /// them.
    With { grams: Vec<String>, is_first: bool },
    /// Among those up to a place: all its pieces are frequent.
    UpTo(String),
    /// Among all.
    All,
}

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

/// The firm's contacts that a question finds, in one sort or in all, as many as a page shows; who has most of its pieces
/// comes first, and of those who have as many the first by their readings. Each way to read the question is counted by
/// itself, out of the index alone.
///
/// A page is found without looking through all who have a frequent piece: among those who have the rarest piece, where all
/// are frequent that of each word, and of one word among the first by their readings. All are looked through when that finds
/// too few.
///
/// # Errors
/// Faults of the database.
pub async fn contact_gram_find(
    connection: &mut Connection,
    person: &SignedIn,
    ways: &[Way],
    kind: KindSought,
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
    kind: KindSought,
    most: usize,
) -> Result<Vec<Contact>, Failure> {
    if ways.is_empty() {
        return Ok(Vec::new());
    }
    let pieces = pieces_of(connection, person, ways).await?;
    let question = Question { person, ways, kind, most };
    let mut reaches = near(ways, &pieces);
    let found = question.within(connection, &reaches).await?;
    if found.is_certain(&reaches) {
        return Ok(found.contacts);
    }
    loop {
        reaches = ways.iter().zip(reaches).map(|(way, reach)| farther(way, reach, &pieces)).collect();
        let found = question.within(connection, &reaches).await?;
        if found.is_enough(&reaches) {
            return Ok(found.contacts);
        }
    }
}

/// What is looked for.
struct Question<'a> {
    person: &'a SignedIn,
    ways: &'a [Way],
    kind: KindSought,
    most: usize,
}

impl Question<'_> {
    /// Those whom the ways find within their reaches.
    async fn within(&self, connection: &mut Connection, reaches: &[Reach]) -> Result<Found, Failure> {
        let Lookup { text, values } = Lookup::of(self.ways, self.kind, reaches);
        let query = sqlx::query(AssertSqlSafe(text))
            .bind(self.person.organisation.to_string())
            .bind(self.kind.kept().unwrap_or_default())
            .bind(i64::try_from(self.most).unwrap_or(i64::MAX));
        let query = values.into_iter().fold(query, sqlx::query::Query::bind);
        let rows = query.fetch_all(connection).await?;
        let score = |row: Option<&AnyRow>| row.map(|row| row.try_get::<i64, _>("score")).transpose();
        let (best, worst) = (score(rows.first())?, score(rows.last())?);
        let contacts: Vec<Contact> = rows.iter().map(contact_of).collect::<Result<_, Failure>>()?;
        let is_full = contacts.len() == self.most;
        Ok(Found { is_full, is_whole: best == Some(WHOLE), are_whole: worst == Some(WHOLE), contacts })
    }
}

/// Whom a question found within some reach.
struct Found {
    contacts: Vec<Contact>,
    /// Whether there are as many as were asked for.
    is_full: bool,
    /// Whether somebody has all pieces of a way.
    is_whole: bool,
    /// Whether all of them have.
    are_whole: bool,
}

impl Found {
    /// As [`Self::is_enough`]; where somebody was cut off at a place, only a page of those who have all pieces is.
    fn is_certain(&self, reaches: &[Reach]) -> bool {
        if is_cut(reaches) { self.is_full && self.are_whole } else { self.is_enough(reaches) }
    }

    /// As many as were asked for; or, where nobody was cut off at a place, somebody with all pieces: whoever lacks a rare one
    /// fits worse.
    fn is_enough(&self, reaches: &[Reach]) -> bool {
        self.is_full || (!is_cut(reaches) && self.is_whole) || reaches.iter().all(|reach| *reach == Reach::All)
    }
}

fn is_cut(reaches: &[Reach]) -> bool {
    reaches.iter().any(|reach| matches!(reach, Reach::UpTo(_) | Reach::With { is_first: true, .. }))
}

/// Where each way looks first. Ways that are cut off at a place are so at one, up to which whoever is found is found in order.
fn near(ways: &[Way], pieces: &HashMap<String, Piece>) -> Vec<Reach> {
    let mut reaches: Vec<Reach> = ways.iter().map(|way| nearest(way, pieces)).collect();
    let first = reaches.iter_mut().filter_map(cut_at).map(|place| place.clone()).min();
    if let Some(first) = first {
        reaches.iter_mut().filter_map(cut_at).for_each(|place| place.clone_from(&first));
    }
    reaches
}

fn cut_at(reach: &mut Reach) -> Option<&mut String> {
    match reach {
        Reach::UpTo(place) => Some(place),
        Reach::With { .. } | Reach::All => None,
    }
}

fn nearest(way: &Way, pieces: &HashMap<String, Piece>) -> Reach {
    // Of two frequent pieces that one is rarer whose last that was counted has a later reading.
    let rarity =
        |gram: &&String| pieces.get(*gram).map_or((0, Reverse("")), |piece| (piece.many, Reverse(&*piece.place)));
    let Some(rare) = way.grams.iter().min_by_key(rarity) else { return Reach::All };
    if rarity(&rare).0 < RARE {
        return Reach::With { grams: vec![rare.clone()], is_first: false };
    }
    if way.words.len() > 1 {
        let mut grams: Vec<&String> = way.words.iter().filter_map(|word| word.iter().min_by_key(rarity)).collect();
        grams.sort_by_key(rarity);
        grams.truncate(MOST_WORDS);
        return Reach::With { grams: grams.into_iter().cloned().collect(), is_first: true };
    }
    let places = way.grams.iter().filter_map(|gram| pieces.get(gram)).map(|piece| &piece.place);
    places.min().map_or(Reach::All, |place| Reach::UpTo(place.clone()))
}

/// Where a way looks when too few were found: where nobody with the rarest pieces has enough of the others, the frequent ones
/// may do.
fn farther(way: &Way, reach: Reach, pieces: &HashMap<String, Piece>) -> Reach {
    match reach {
        Reach::With { grams, is_first: true } => Reach::With { grams, is_first: false },
        Reach::With { is_first: false, .. } => up_to(way, pieces),
        Reach::UpTo(place) => match up_to(way, pieces) {
            Reach::UpTo(last) if place < last => Reach::UpTo(last),
            _ => Reach::All,
        },
        Reach::All => Reach::All,
    }
}

fn up_to(way: &Way, pieces: &HashMap<String, Piece>) -> Reach {
    let frequent = way.grams.iter().filter_map(|gram| pieces.get(gram)).filter(|piece| piece.many == RARE);
    let (count, place) = frequent.fold((0, ""), |(count, place), piece| (count + 1, place.max(piece.place.as_str())));
    if count < way.enough { Reach::All } else { Reach::UpTo(place.to_owned()) }
}

/// How many have a piece, counted up to `RARE`, and the place of the last one counted.
struct Piece {
    many: i64,
    place: String,
}

async fn pieces_of(
    connection: &mut Connection,
    person: &SignedIn,
    ways: &[Way],
) -> Result<HashMap<String, Piece>, Failure> {
    let grams: BTreeSet<&String> = ways.iter().flat_map(|way| &way.grams).collect();
    let of_gram = |place: usize| {
        format!(
            "select ${place} as gram,
                    (select g.place
                     from contact_gram g
                     where g.organisation_id = $1 and g.gram = ${place}
                     order by g.place, g.number
                     limit 1 offset $3 + 0) as place"
        )
    };
    // Only those are counted that have no such place.
    let statement = format!(
        "select p.gram, coalesce(p.place, '') as place,
                case when p.place is null then (
                    select count(*)
                    from contact_gram g
                    where g.organisation_id = $1 and g.gram = p.gram)
                else $2 + 0 end as many
         from ({}) p",
        (4..4 + grams.len()).map(of_gram).collect::<Vec<_>>().join("\nunion all\n")
    );
    let mut query =
        sqlx::query(AssertSqlSafe(statement)).bind(person.organisation.to_string()).bind(RARE).bind(RARE - 1);
    for gram in grams {
        query = query.bind(gram.clone());
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| Ok((row.try_get("gram")?, Piece { many: row.try_get("many")?, place: row.try_get("place")? })))
        .collect()
}

/// What is asked for some ways within their reaches, and what is bound behind firm, sort and page, each value once.
#[derive(Default)]
struct Lookup {
    text: String,
    values: Vec<String>,
}

impl Lookup {
    /// A score is the share of the pieces, in thousandths. Of all sorts together a page is cut off before anything else is
    /// read of the contacts.
    fn of(ways: &[Way], kind: KindSought, reaches: &[Reach]) -> Self {
        let mut asked = Self::default();
        let mut sets: Vec<(&[String], bool)> = Vec::new();
        let mut counted = Vec::with_capacity(ways.len());
        for (way, reach) in ways.iter().zip(reaches) {
            counted.push(match reach {
                Reach::With { grams, is_first } => {
                    let set = (grams.as_slice(), *is_first);
                    let at = sets.iter().position(|other| *other == set).unwrap_or_else(|| {
                        sets.push(set);
                        sets.len() - 1
                    });
                    asked.among_holders(way, at, grams)
                }
                Reach::UpTo(place) => asked.among_all(way, Some(place)),
                Reach::All => asked.among_all(way, None),
            });
        }
        // Ways that differ in frequent pieces alone share those who have the rare ones.
        let holders: Vec<String> = sets
            .iter()
            .enumerate()
            .map(|(at, (grams, is_first))| format!("h{at} as materialized ({})", asked.holders(grams, *is_first)))
            .collect();
        let with = if holders.is_empty() { String::new() } else { format!("with {}", holders.join(", ")) };
        let (page, of_kind) = match kind.kept() {
            None => ("order by score desc, place, w.number limit $3 + 0", "$2 = ''"),
            Some(_) => ("", "c.kind = $2"),
        };
        asked.text = format!(
            "{with}
             select {COLUMNS}, cast(m.score as bigint) as score
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
             limit $3 + 0",
            counted.join("\nunion all\n")
        );
        asked
    }

    /// Where a value is bound.
    fn bound(&mut self, value: &str) -> String {
        let at = self.values.iter().position(|other| other == value).unwrap_or_else(|| {
            self.values.push(value.to_owned());
            self.values.len() - 1
        });
        format!("${}", 4 + at)
    }

    fn list<'a>(&mut self, grams: impl IntoIterator<Item = &'a String>) -> String {
        let places: Vec<String> = grams.into_iter().map(|gram| self.bound(gram)).collect();
        places.join(", ")
    }

    /// A way counted among those who have any of its pieces, perhaps only up to a place. The sign keeps SQLite from reading
    /// by another index for the sake of the order of numbers.
    fn among_all(&mut self, way: &Way, up_to: Option<&str>) -> String {
        let grams = self.list(&way.grams);
        let bound = up_to.map(|place| format!("and g.place <= {}", self.bound(place))).unwrap_or_default();
        format!(
            "select +g.number as number, min(g.place) as place, count(*) * {WHOLE} / {} as score
             from contact_gram g
             where g.organisation_id = $1 and g.gram in ({grams}) {bound}
             group by +g.number
             having count(*) >= {}",
            way.grams.len(),
            way.enough
        )
    }

    /// A way counted among those who are known to have some of its pieces: only the others are looked up.
    fn among_holders(&mut self, way: &Way, set: usize, held: &[String]) -> String {
        let (all, held_many) = (way.grams.len(), held.len());
        let others: Vec<&String> = way.grams.iter().filter(|gram| !held.contains(gram)).collect();
        if others.is_empty() {
            return format!("select h.number, h.place, {WHOLE} as score from h{set} h");
        }
        let others = self.list(others);
        format!(
            "select h.number, h.place, (count(g.number) + {held_many}) * {WHOLE} / {all} as score
             from h{set} h
             left join contact_gram g on g.organisation_id = $1 and g.gram in ({others}) and g.number = h.number
             group by h.number, h.place
             having count(g.number) + {held_many} >= {}",
            way.enough
        )
    }

    /// Those who have all of some pieces, perhaps only the first of them by their readings. What else somebody must have is
    /// looked up for each who has the first piece: joined, PostgreSQL would read all who have a frequent one.
    fn holders(&mut self, grams: &[String], is_first: bool) -> String {
        let mut held = Vec::with_capacity(grams.len());
        for (at, gram) in grams.iter().enumerate() {
            let gram = self.bound(gram);
            held.push(match at {
                0 => format!("r0.organisation_id = $1 and r0.gram = {gram}"),
                _ => format!(
                    "(select 1
                      from contact_gram r
                      where r.organisation_id = $1 and r.gram = {gram} and r.number = r0.number
                      limit 1) = 1"
                ),
            });
        }
        let held = held.join(" and ");
        let first = if is_first { format!("order by r0.place, r0.number limit {FIRST}") } else { String::new() };
        format!("select r0.number, r0.place from contact_gram r0 where {held} {first}")
    }
}
