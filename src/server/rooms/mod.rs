//! Live texts: rooms in which people write one text at the same moment.
//!
//! A room holds the document of one text in one language. Its rows are the truth: every accepted edit is a row of the
//! journal, acknowledged after the commit; a room can be dropped at any moment and loaded again. `section_text` shows a
//! document a moment later (`keeper`), or at once when somebody reads (`begin_read`). Knows no socket: a guest has an
//! outbox.

mod document;
mod edit;
mod frame;
mod hearing;
mod keeper;
mod loading;
mod merge;
mod meta;
mod outbox;
mod pace;
mod planting;
mod presence;
mod projection;
mod registry;
mod room;
mod scan;
mod shape;
mod sitting;
#[cfg(test)]
mod tests;
mod upkeep;
mod visitor;
mod watch;
mod writer;

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;

use crate::domain::id::{BidId, SectionId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access::{self, Access, Caller, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::journal::{self, DocumentKey};
use crate::server::store::sessions;
use crate::server::store::{Store, Tx};

pub use frame::{Denial, FRAME_LONGEST, Incoming, Opening, Outgoing, SCHEMA, channel_of, read, schema_frame, write};
#[cfg(test)]
pub use frame::{Reader, put_bytes, put_number};
pub use merge::{Conflict, OpenText, Placed, SavedBlock, merged, replaced};
pub use outbox::{Ending, Outbox};
pub use pace::Pace;

use meta::Meta;
use registry::Registry;
use room::Room;
use upkeep::kept_up;
use visitor::{Standing, Visitor};
use writer::{Desk, Task};

/// All rooms of this server.
#[derive(Debug, Clone)]
pub struct Rooms(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    database_url: Option<String>,
    /// Name of this run of this server, under which it knows its own rows.
    node: String,
    registry: Registry,
    desk: Desk,
    tasks: Mutex<Option<UnboundedReceiver<Task>>>,
    running: Mutex<JoinSet<()>>,
    look: Notify,
}

/// Who comes, to which text, and with what.
#[derive(Debug)]
pub struct Arrival {
    /// Who.
    pub person: Arc<SignedIn>,
    /// The bid.
    pub bid: BidId,
    /// The section.
    pub section: SectionId,
    /// The text of the section.
    pub language: Language,
    /// What their browser has of it.
    pub state: Vec<u8>,
    /// The number under which their browser knows the text.
    pub channel: u64,
    /// The way to their browser.
    pub outbox: Arc<Outbox>,
}

/// Somebody in a room, as their socket holds them; leaves when it is dropped.
#[derive(Debug)]
pub struct Guest {
    held: Held,
    number: u64,
    desk: Desk,
}

/// Keeps a room loaded.
#[derive(Debug)]
struct Held(Arc<Room>);

impl Rooms {
    /// No rooms yet, and nothing that runs.
    #[must_use]
    pub fn new(store: Store, database_url: Option<String>) -> Self {
        let (sender, tasks) = unbounded_channel();
        Self(Arc::new(Inner {
            desk: Desk::new(store.clone(), sender),
            store,
            database_url,
            node: uuid::Uuid::now_v7().simple().to_string(),
            registry: Registry::default(),
            tasks: Mutex::new(Some(tasks)),
            running: Mutex::default(),
            look: Notify::new(),
        }))
    }

    /// Starts what a server needs beside its requests: the journal's writer, the keeper, the watch, the ear.
    pub fn start(&self) {
        let Some(tasks) = lock(&self.0.tasks).take() else { return };
        let mut running = lock(&self.0.running);
        let tasks = Arc::new(tokio::sync::Mutex::new(tasks));
        let (rooms, all) = (self.clone(), self.clone());
        // What a broken writer held is on the writers' devices: their rooms end, and are opened again.
        let mourn = move || all.0.registry.all().iter().for_each(|room| room.close(Denial::Broken));
        let writing = move || writer::run(rooms.0.store.clone(), rooms.0.node.clone(), Arc::clone(&tasks));
        running.spawn(kept_up("writer", writing, mourn));
        let rooms = self.clone();
        running.spawn(kept_up("keeper", move || keeper::run(rooms.clone()), || ()));
        let rooms = self.clone();
        running.spawn(kept_up("watch", move || watch::run(rooms.clone()), || ()));
        if let Some(url) = self.0.database_url.clone() {
            let rooms = self.clone();
            running.spawn(kept_up("ear", move || hearing::run(rooms.clone(), url.clone()), || ()));
        }
    }

    /// Lets somebody into a text.
    ///
    /// # Errors
    /// Why not.
    pub async fn enter(&self, arrival: Arrival, now: Instant) -> Result<Guest, Denial> {
        let (standing, key, meta) = self.proved(&arrival, now).await.map_err(told)?;
        let held = self.hold(key, now).await.map_err(told)?;
        let visitor = Visitor {
            person: arrival.person,
            standing,
            channel: arrival.channel,
            outbox: arrival.outbox,
            presence: None,
            received: 0,
            knows: meta.print(),
        };
        let number = held.0.enter(visitor, &arrival.state, &meta).await?;
        Ok(Guest { held, number, desk: self.0.desk.clone() })
    }

    async fn proved(&self, arrival: &Arrival, now: Instant) -> Result<(Standing, DocumentKey, Meta), Failure> {
        let mut tx = self.0.store.begin_read().await?;
        // The socket was opened with a session that may have ended since.
        let session = arrival.person.session.as_str();
        if !sessions::session_alive(&mut tx, &[session], now).await?.contains(session) {
            return Err(AppError::NotSignedIn.into());
        }
        let standing = Standing::prove(&mut tx, &arrival.person, arrival.bid, arrival.section).await?;
        let key = journal::document_key(&mut tx, &standing.access, arrival.section, arrival.language).await?;
        let meta = Meta::of(&mut tx, &standing, &arrival.person, arrival.language).await?;
        tx.commit().await?;
        Ok((standing, key, meta))
    }

    /// The room of a text, loaded once however many ask, and kept until the hold is dropped.
    async fn hold(&self, key: DocumentKey, now: Instant) -> Result<Held, Failure> {
        loop {
            let slot = self.0.registry.slot(key);
            let load = || async {
                let loaded = loading::load(&self.0.store, key, now).await?;
                Ok::<_, Failure>(Arc::new(Room::new(key, loaded)))
            };
            let room = Arc::clone(slot.get_or_try_init(load).await?);
            if let Some(held) = self.0.registry.hold(&room) {
                return Ok(held);
            }
        }
    }

    /// People's seats and sessions may have changed: whoever has lost theirs is sent out now.
    pub fn look_again(&self) {
        self.0.look.notify_one();
    }

    /// A text was written beside its room: the room follows now.
    pub async fn told(&self, key: DocumentKey, now: Instant) {
        if let Some(room) = self.0.registry.find(key)
            && let Err(failure) = room.follow(&self.0.store, now).await
        {
            tracing::warn!(section = %key.section(), "a room could not follow: {failure}");
        }
    }

    /// Proves that the caller may do something on a bid, and begins a transaction in which its texts show every edit.
    ///
    /// # Errors
    /// As `access::to_bid`.
    pub async fn begin_read(
        &self,
        caller: &Caller,
        bid: BidId,
        action: Action,
        now: Instant,
    ) -> Result<(Tx, Access), Failure> {
        let mut tx = self.0.store.begin_read().await?;
        let access = access::to_bid(&mut tx, caller, bid, action).await?;
        let behind = journal::document_behind(&mut tx, &access).await?;
        if behind.is_empty() {
            return Ok((tx, access));
        }
        tx.commit().await?;
        for key in behind {
            // A text that cannot be shown as it is now is shown as it was, but never handed in so.
            if let Err(failure) = self.show(key, now).await {
                if action == Action::Export {
                    return Err(failure);
                }
                tracing::error!(section = %key.section(), "a text could not be brought up to date: {failure}");
            }
        }
        let mut tx = self.0.store.begin_read().await?;
        let access = access::to_bid(&mut tx, caller, bid, action).await?;
        Ok((tx, access))
    }

    /// Brings the row of a text up to date with its document.
    async fn show(&self, key: DocumentKey, now: Instant) -> Result<(), Failure> {
        let room = self.0.registry.find(key);
        let (blocks, seq) = match &room {
            Some(room) => room.shown(&self.0.desk, now).await?,
            None => {
                let loaded = loading::load(&self.0.store, key, now).await?;
                let blocks = loaded.document.blocks().ok_or_else(|| Failure::fault("a document cannot be read"))?;
                (blocks, loaded.seq)
            }
        };
        let mut tx = self.0.store.begin_write().await?;
        journal::document_project(&mut tx, key, &blocks, seq).await?;
        tx.commit().await?;
        if let Some(room) = room {
            room.projected(seq);
        }
        Ok(())
    }

    /// Ends what was started: everybody is sent away, everything queued is written and shown.
    pub async fn shut_down(&self, now: Instant) {
        if lock(&self.0.tasks).is_some() {
            return;
        }
        let rooms = self.0.registry.all();
        for room in &rooms {
            room.end(&self.0.desk, now);
        }
        self.0.desk.flush().await;
        for room in rooms.iter().filter(|room| room.chores().behind.is_some()) {
            if let Err(failure) = self.show(room.key(), now).await {
                tracing::error!("a text could not be shown at the end: {failure}");
            }
        }
        lock(&self.0.running).abort_all();
    }
}

impl Guest {
    /// Takes an edit.
    ///
    /// # Errors
    /// Why not; the room is unharmed.
    pub async fn edit(&self, update: &[u8], now: Instant) -> Result<(), Denial> {
        self.held.0.edit(self.number, update, &self.desk, now).await
    }

    /// Where they are.
    pub fn place(&self, said: &[u8]) {
        self.held.0.place(self.number, said);
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.held.0.leave(self.number, &self.desk, crate::server::clock::now());
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.holders.fetch_sub(1, Ordering::AcqRel);
    }
}

/// Someone without a seat cannot tell that a text exists.
fn told(failure: Failure) -> Denial {
    match failure {
        Failure::Refused(AppError::NotSignedIn) => Denial::SignedOut,
        Failure::Refused(_) => Denial::NotFound,
        Failure::Fault(_) => {
            tracing::error!("a room could not be opened: {failure}");
            Denial::Broken
        }
    }
}

fn lock<T>(what: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}
