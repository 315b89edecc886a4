//! Hears what other servers on the same PostgreSQL tell. SQLite has one server and nobody to hear.

use sqlx::postgres::PgListener;

use crate::server::failure::Failure;
use crate::server::store::journal::{CHANNEL, Told};

/// An open ear.
#[derive(Debug)]
pub struct Listening(PgListener);

impl Listening {
    /// Opens a connection of its own.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn to(database_url: &str) -> Result<Self, Failure> {
        let mut listener = PgListener::connect(database_url).await?;
        listener.listen(CHANNEL).await?;
        Ok(Self(listener))
    }

    /// Waits for the next word; `None` is one that cannot be read.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn next(&mut self) -> Result<Option<Told>, Failure> {
        Ok(Told::parse(self.0.recv().await?.payload()))
    }
}
