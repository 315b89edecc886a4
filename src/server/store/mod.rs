//! All SQL. One text serves SQLite and PostgreSQL; one file per noun, the noun first in every name.
//!
//! Functions that touch a bid's rows take an `Access`, so that forgetting the check does not compile.
//!
//! A bound limit is written `limit $2 + 0`: SQLite looks at a bare one when it plans, and so plans the statement anew each
//! time it is carried out.

use std::path::Path;
use std::sync::Once;

use sqlx::any::{AnyArguments, AnyPoolOptions, AnyQueryResult, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AnyPool, Executor, Row, Transaction};

use crate::error::AppError;
use crate::server::failure::Failure;

pub mod accounts;
pub mod audits;
pub mod backups;
pub mod bench_rows;
pub mod bid_decisions;
pub mod bid_images;
pub mod bid_lists;
pub mod bids;
pub mod buyer_forms;
pub mod calendar_events;
pub mod calendar_feeds;
pub mod candidates;
pub mod changes;
pub mod contact_bans;
pub mod contact_cards;
pub mod contact_grams;
pub mod contact_merges;
pub mod contact_notes;
pub mod contact_organisations;
pub mod contact_owners;
pub mod contact_relations;
pub mod contact_roles;
pub mod contacts;
pub mod costs;
pub mod daily_mails;
pub mod days_off;
pub mod deadlines;
pub mod derived_dates;
pub mod documents;
pub mod done_steps;
pub mod engagement_entries;
pub mod engagement_files;
pub mod engagement_texts;
pub mod engagements;
pub mod files;
pub mod follow_ups;
pub mod inbox;
pub mod joint_ventures;
pub mod journal;
pub mod kept_posts;
pub mod kept_texts;
pub mod links;
pub mod listening;
pub mod nobodys;
pub mod organisations;
pub mod outbox;
pub mod outcomes;
pub mod paper_sets;
pub mod places;
pub mod plan_reminders;
pub mod plans;
pub mod promised_seats;
pub mod proposed_dates;
pub mod question_links;
pub mod questions;
pub mod readiness;
pub mod records;
pub mod relative_dates;
pub mod reminders;
pub mod requirements;
pub mod saved_searches;
pub mod seats;
pub mod section_reminders;
pub mod sections;
pub mod sessions;
pub mod sign_in_attempts;
pub mod sources;
pub mod tender_facts;
pub mod tender_files;
pub mod tender_lists;
pub mod tender_readings;
pub mod tenders;
pub mod withdrawals;

/// Places for so many values in a list, from `$first` on.
#[must_use]
pub fn places_of(first: usize, count: usize) -> String {
    (first..first + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

/// A transaction on either engine.
pub type Tx = Transaction<'static, Any>;
/// A connection of either engine.
pub type Connection = AnyConnection;
/// A statement of either engine before it is carried out.
pub type Statement<'q> = Query<'q, Any, AnyArguments>;

/// An identity in a column of a row.
///
/// # Errors
/// When the column is missing or holds none.
pub fn identity<T>(row: &AnyRow, column: &str, parse: fn(&str) -> Option<T>) -> Result<T, Failure> {
    let text: String = row.try_get(column)?;
    parse(&text).ok_or_else(|| Failure::fault(format!("an identity in `{column}` cannot be read")))
}

/// That a statement which names a row at the revision that was read has found it.
///
/// # Errors
/// `Changed` when it has not: somebody changed the row meanwhile, or it is gone.
pub fn one_row(done: &AnyQueryResult) -> Result<(), Failure> {
    if done.rows_affected() == 1 { Ok(()) } else { Err(AppError::Changed.into()) }
}

/// Which engine holds the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded database.
    Sqlite,
    /// PostgreSQL, by `DATABASE_URL`.
    Postgres,
}

/// The open database.
#[derive(Debug, Clone)]
pub struct Store {
    pool: AnyPool,
    engine: Engine,
}

static DRIVERS: Once = Once::new();

/// Connections to the embedded database: two for each processor, so that one may write while others read.
fn sqlite_connections() -> u32 {
    let processors = std::thread::available_parallelism().map_or(2, |number| number.get() as u32);
    (2 * processors).clamp(4, 8)
}

impl Store {
    /// Opens the database that the settings name and brings it to the newest step.
    ///
    /// # Errors
    /// When the folder cannot be made, the database cannot be reached or a step fails.
    pub async fn open(data: &Path, database_url: Option<&str>) -> Result<Self, Failure> {
        DRIVERS.call_once(sqlx::any::install_default_drivers);
        let store = match database_url {
            Some(url) => Self::postgres(url).await?,
            None => Self::sqlite(data).await?,
        };
        store.migrate().await?;
        Ok(store)
    }

    async fn sqlite(data: &Path) -> Result<Self, Failure> {
        std::fs::create_dir_all(data)?;
        let file = data.join("musubi.db");
        let url = format!("sqlite://{}?mode=rwc", file.display());
        // Reading is the processor's work: more connections than keep it busy cost memory alone (a thread each). Each
        // caches pages of its own, and the system caches them all: small, for there are several.
        // With a limit, counting rows takes no samples of values: by these, each value bound anew would be planned anew.
        let pool = AnyPoolOptions::new()
            .max_connections(sqlite_connections())
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection
                        .execute(
                            "pragma busy_timeout = 15000; pragma journal_mode = wal; \
                             pragma synchronous = full; pragma foreign_keys = on; \
                             pragma cache_size = -256; pragma analysis_limit = 1000;",
                        )
                        .await?;
                    Ok(())
                })
            })
            .connect(&url)
            .await?;
        Ok(Self { pool, engine: Engine::Sqlite })
    }

    async fn postgres(url: &str) -> Result<Self, Failure> {
        // Nothing here runs long enough to be worth compiling; where PostgreSQL takes a statement for a costly one, it would
        // compile it for longer than it runs, each time.
        let pool = AnyPoolOptions::new()
            .max_connections(16)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute("set jit = off").await?;
                    Ok(())
                })
            })
            .connect(url)
            .await?;
        Ok(Self { pool, engine: Engine::Postgres })
    }

    async fn migrate(&self) -> Result<(), Failure> {
        let steps = match self.engine {
            Engine::Sqlite => sqlx::migrate!("migrations/sqlite"),
            Engine::Postgres => sqlx::migrate!("migrations/postgres"),
        };
        steps.run(&self.pool).await.map_err(|error| Failure::Fault(Box::new(error)))
    }

    /// Lets the embedded database count what its tables hold where that has changed much, a sample of each: it plans
    /// queries by it, and never counts by itself. PostgreSQL does.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn count_rows(&self) -> Result<(), Failure> {
        if self.engine == Engine::Sqlite {
            // 0x10000: all tables, not only those that this connection has read.
            self.pool.execute("pragma optimize = 0x10002").await?;
        }
        Ok(())
    }

    /// Which engine holds the data.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Begins a transaction that writes. SQLite takes the write lock at once: a deferred transaction
    /// that reads first would fail under concurrent writers.
    ///
    /// # Errors
    /// When the database cannot be reached or stays locked.
    pub async fn begin_write(&self) -> Result<Tx, Failure> {
        Ok(match self.engine {
            Engine::Sqlite => self.pool.begin_with("begin immediate").await?,
            Engine::Postgres => self.pool.begin().await?,
        })
    }

    /// Begins a transaction that only reads, so that a page sees one state.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin_read(&self) -> Result<Tx, Failure> {
        Ok(match self.engine {
            Engine::Sqlite => self.pool.begin().await?,
            Engine::Postgres => self.pool.begin_with("begin isolation level repeatable read read only").await?,
        })
    }

    /// Closes every connection; what was committed is on disk.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
