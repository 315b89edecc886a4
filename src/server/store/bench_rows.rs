//! Rows that only the measuring needs to make directly: a firm, its people, confirmed tenders with dates; and many rows
//! of any table at once.

use sqlx::{AssertSqlSafe, Row};

use crate::domain::deadline::MilestoneKind;
use crate::domain::id::{DeadlineId, OrganisationId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::server::failure::Failure;
use crate::server::store::{Connection, Engine, places_of};

/// Values in one statement: the driver of the embedded database looks for the name of each among all of them.
const MOST_VALUES: usize = 600;

/// Keeps a firm.
///
/// # Errors
/// Faults of the database.
pub async fn bench_organisation_insert(
    connection: &mut Connection,
    id: OrganisationId,
    kind: &str,
    name: &str,
) -> Result<(), Failure> {
    sqlx::query("insert into organisation (id, kind, name, created_at) values ($1, $2, $3, 0)")
        .bind(id.to_string())
        .bind(kind)
        .bind(name)
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps an account without a password: it can be used by its session only.
///
/// # Errors
/// Faults of the database.
pub async fn bench_account_insert(
    connection: &mut Connection,
    user: UserId,
    organisation: OrganisationId,
    name: &str,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into user_account (id, organisation_id, email, name, language, zone, password_hash, created_at)
         values ($1, $2, $3, $4, 'ja', 'Asia/Tokyo', '', 0)",
    )
    .bind(user.to_string())
    .bind(organisation.to_string())
    .bind(format!("{user}@example.jp"))
    .bind(name)
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a confirmed tender.
///
/// # Errors
/// Faults of the database.
pub async fn bench_tender_insert(
    connection: &mut Connection,
    tender: TenderId,
    organisation: OrganisationId,
    title: &str,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into tender (id, organisation_id, title, addressee, procedure_term, state, fingerprint, created_at)
         values ($1, $2, $3, 'みなと市長', '公募型プロポーザル', 'confirmed', $1, 0)",
    )
    .bind(tender.to_string())
    .bind(organisation.to_string())
    .bind(title)
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a date of a tender.
///
/// # Errors
/// Faults of the database.
pub async fn bench_deadline_insert(
    connection: &mut Connection,
    tender: TenderId,
    kind: MilestoneKind,
    local: &str,
    at: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
         values ($1, $2, $3, $4, $5, 'fixed', 'notice')",
    )
    .bind(DeadlineId::fresh().to_string())
    .bind(tender.to_string())
    .bind(kind.code())
    .bind(local)
    .bind(at.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// A value in a row of `bench_insert`.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text, or none.
    Text(Option<String>),
    /// A whole number, or none.
    Number(Option<i64>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

/// Rows for one table, each with a value for every column.
#[derive(Debug)]
pub struct Rows {
    table: &'static str,
    columns: &'static [&'static str],
    values: Vec<Vec<Value>>,
}

impl Rows {
    /// No row yet.
    #[must_use]
    pub const fn of(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, values: Vec::new() }
    }

    /// One more.
    pub fn add<const N: usize>(&mut self, row: [Value; N]) {
        self.values.push(row.into());
    }
}

/// Keeps rows, many in a statement. Those of a large table come in the order of its key, or the
/// tree of the key is written all over.
///
/// # Errors
/// Faults of the database.
pub async fn bench_insert(connection: &mut Connection, rows: &Rows) -> Result<(), Failure> {
    let Rows { table, columns, values } = rows;
    let width = columns.len();
    for some in values.chunks(MOST_VALUES / width.max(1)) {
        let places: Vec<String> =
            (0..some.len()).map(|row| format!("({})", places_of(row * width + 1, width))).collect();
        let statement = format!("insert into {table} ({}) values {}", columns.join(", "), places.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(statement));
        for value in some.iter().flatten() {
            query = match value {
                Value::Text(text) => query.bind(text.clone()),
                Value::Number(number) => query.bind(*number),
            };
        }
        query.execute(&mut *connection).await?;
    }
    Ok(())
}

/// How many messages people were told.
///
/// # Errors
/// Faults of the database.
pub async fn bench_told(connection: &mut Connection) -> Result<i64, Failure> {
    let row = sqlx::query("select cast(count(*) as bigint) as n from outbox").fetch_one(connection).await?;
    Ok(row.try_get("n")?)
}

/// Lets the embedded database hold the trees of large tables while they are filled.
///
/// # Errors
/// Faults of the database.
pub async fn bench_room(connection: &mut Connection, engine: Engine) -> Result<(), Failure> {
    if engine == Engine::Sqlite {
        sqlx::query("pragma cache_size = -600000").execute(connection).await?;
    }
    Ok(())
}

/// A number that looks as if it had come by chance, and is the same for the same seed.
#[must_use]
pub const fn bench_chance(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
