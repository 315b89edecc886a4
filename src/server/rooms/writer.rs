//! The one task that writes the journal: what has queued up goes into one transaction, whichever rooms it is of, and is
//! acknowledged when that is on disk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

use crate::domain::id::UserId;
use crate::domain::instant::Instant;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::journal::{self, NewUpdate};
use crate::server::store::{Engine, Store, Tx, audits};

use super::frame::Denial;
use super::room::Room;

/// Most tasks of one transaction.
const TOGETHER: usize = 512;
/// What may wait to be written, in units of [`UNIT`].
const QUEUE: usize = 64 * 1024;
/// Bytes of one unit.
const UNIT: usize = 1024;
/// Pauses before a room is given up whose journal cannot be written.
const PAUSES: [Duration; 3] = [Duration::from_millis(50), Duration::from_millis(300), Duration::from_secs(1)];

/// Something for the journal.
#[derive(Debug)]
pub enum Task {
    /// An edit.
    Write(Arc<Room>, Entry),
    /// The last window of a person was closed.
    Leave(Arc<Room>, UserId, Access, Instant),
    /// Tells when everything before it is done.
    Flush(oneshot::Sender<()>),
}

/// An edit on its way to the disk.
#[derive(Debug)]
pub struct Entry {
    /// Whose window it came from.
    pub visitor: u64,
    /// Which edit of theirs it is.
    pub count: u64,
    /// Their proof.
    pub access: Access,
    /// Who.
    pub user: UserId,
    /// What was new in it; empty when nothing was.
    pub update: Arc<[u8]>,
    /// When.
    pub now: Instant,
    /// Its place in the queue.
    #[expect(dead_code, reason = "held, not read: it gives its bytes back when the entry goes")]
    pub permit: OwnedSemaphorePermit,
}

/// Where rooms hand in what is to be written.
#[derive(Debug, Clone)]
pub struct Desk {
    /// The database.
    pub store: Store,
    tasks: UnboundedSender<Task>,
    queue: Arc<Semaphore>,
}

impl Desk {
    /// A desk before a queue.
    #[must_use]
    pub fn new(store: Store, tasks: UnboundedSender<Task>) -> Self {
        Self { store, tasks, queue: Arc::new(Semaphore::new(QUEUE)) }
    }

    /// Waits for a place in the queue; `None` when the server stops.
    pub async fn permit(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let units = u32::try_from(bytes.div_ceil(UNIT).clamp(1, QUEUE / 2)).ok()?;
        Arc::clone(&self.queue).acquire_many_owned(units).await.ok()
    }

    /// Hands something in; `false` when nobody writes any more: nothing is saved then, and nothing may look so.
    pub fn send(&self, task: Task) -> bool {
        self.tasks.send(task).is_ok()
    }

    /// Waits until everything handed in so far is done.
    pub async fn flush(&self) {
        let (done, told) = oneshot::channel();
        // A flush that nobody answers has nothing to wait for.
        if self.send(Task::Flush(done)) {
            let _ = told.await;
        }
    }
}

/// Writes until every desk is gone.
pub async fn run(store: Store, node: String, tasks: Arc<tokio::sync::Mutex<UnboundedReceiver<Task>>>) {
    let mut tasks = tasks.lock().await;
    let mut batch = Vec::new();
    while tasks.recv_many(&mut batch, TOGETHER).await > 0 {
        let (mut groups, flushes) = sorted(&mut batch);
        forsake(&mut groups);
        if !groups.is_empty() && write(&store, &node, &groups).await.is_err() {
            forsake(&mut groups);
            // One room that cannot be written must not hold up the others.
            for group in &groups {
                write_alone(&store, &node, group).await;
            }
        }
        for done in flushes {
            let _ = done.send(());
        }
    }
}

/// What is to be written of one room.
struct Group {
    room: Arc<Room>,
    entries: Vec<Entry>,
    leaving: BTreeMap<UserId, (Access, Instant)>,
}

/// By room, and the rooms in the order in which everybody locks: two servers must not wait for each other.
fn sorted(batch: &mut Vec<Task>) -> (Vec<Group>, Vec<oneshot::Sender<()>>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut flushes = Vec::new();
    for task in batch.drain(..) {
        let room = match &task {
            Task::Write(room, _) | Task::Leave(room, ..) => Arc::clone(room),
            Task::Flush(_) => {
                if let Task::Flush(done) = task {
                    flushes.push(done);
                }
                continue;
            }
        };
        let at = groups.iter().position(|group| Arc::ptr_eq(&group.room, &room)).unwrap_or_else(|| {
            groups.push(Group { room, entries: Vec::new(), leaving: BTreeMap::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { continue };
        match task {
            Task::Write(_, entry) => group.entries.push(entry),
            Task::Leave(_, user, access, now) => {
                group.leaving.insert(user, (access, now));
            }
            Task::Flush(_) => {}
        }
    }
    groups.sort_by_key(|group| {
        let key = group.room.key();
        (key.bid(), key.section(), key.language().tag())
    });
    (groups, flushes)
}

/// Leaves out the edits of rooms that are closed for good: nobody waits for their acknowledgement, and a room that was
/// loaded after them does not have them.
fn forsake(groups: &mut [Group]) {
    for group in groups.iter_mut().filter(|group| group.room.is_over()) {
        group.entries.clear();
    }
}

async fn write_alone(store: &Store, node: &str, group: &Group) {
    let alone = std::slice::from_ref(group);
    for pause in PAUSES {
        match write(store, node, alone).await {
            Ok(()) => return,
            Err(failure) => {
                tracing::error!(section = %group.room.key().section(), "a journal could not be written: {failure}");
            }
        }
        if group.room.is_over() {
            return;
        }
        tokio::time::sleep(pause).await;
    }
    // What was not acknowledged is on the writers' devices; they send it again.
    group.room.close(Denial::Broken);
}

/// What the commit of a group leads to.
#[derive(Default)]
struct Outcome {
    count: usize,
    seq: i64,
    sittings: BTreeMap<UserId, (usize, Option<Instant>)>,
}

impl Outcome {
    /// Whether its edits were numbered as if what is known to be on disk were not there.
    fn is_before(&self, known: i64) -> bool {
        self.count > 0 && self.seq.saturating_sub_unsigned(self.count as u64) < known
    }
}

async fn write(store: &Store, node: &str, groups: &[Group]) -> Result<(), Failure> {
    let mut outcomes: Vec<Outcome> = groups.iter().map(planned).collect();
    let is_needed = groups.iter().zip(&outcomes).any(|(group, outcome)| outcome.count > 0 || is_leaving(group));
    if is_needed {
        let mut tx = store.begin_write().await?;
        // Locks in the order of the house: bids, sections, documents.
        for (group, outcome) in groups.iter().zip(&outcomes) {
            enter(&mut tx, group, outcome).await?;
        }
        for (group, _) in groups.iter().zip(&outcomes).filter(|(_, outcome)| outcome.count > 0) {
            journal::document_reopen_section(&mut tx, group.room.key()).await?;
        }
        for (group, outcome) in groups.iter().zip(&mut outcomes).filter(|(_, outcome)| outcome.count > 0) {
            outcome.seq = append(&mut tx, store.engine(), node, group).await?;
        }
        if close_put_back(groups, &outcomes) {
            // Dropping the transaction rolls it back.
            return Err(Failure::fault("a journal was put back to an earlier state"));
        }
        tx.commit().await?;
    }
    for (group, outcome) in groups.iter().zip(outcomes) {
        tell(group, outcome);
    }
    Ok(())
}

/// Closes the rooms whose journal was shorter than they know it to have been, and tells whether there are any. Numbers
/// only grow, and the document's row is locked: only a restored database gives numbers anew. What would be appended
/// there rests on rows that are gone.
fn close_put_back(groups: &[Group], outcomes: &[Outcome]) -> bool {
    let mut is_any = false;
    for (group, _) in groups.iter().zip(outcomes).filter(|(group, outcome)| outcome.is_before(group.room.known())) {
        group.room.put_back();
        is_any = true;
    }
    is_any
}

/// How many edits there are, and which people's entries are due.
fn planned(group: &Group) -> Outcome {
    let mut outcome = Outcome::default();
    for entry in group.entries.iter().filter(|entry| !entry.update.is_empty()) {
        outcome.count += 1;
        outcome.sittings.entry(entry.user).or_insert((0, None)).0 += 1;
    }
    let now = group.entries.last().map(|entry| entry.now);
    if let Some(now) = now {
        group.room.sittings(|sittings| {
            for (user, (edits, entered)) in &mut outcome.sittings {
                let is_leaving = group.leaving.contains_key(user);
                *entered = (is_leaving || sittings.due(*user, *edits, now).is_some()).then_some(now);
            }
        });
    }
    outcome
}

fn is_leaving(group: &Group) -> bool {
    group.room.sittings(|sittings| group.leaving.keys().any(|user| sittings.open(*user) > 0))
}

/// Entries of the trail: of who begins or goes on, and of who leaves.
async fn enter(tx: &mut Tx, group: &Group, outcome: &Outcome) -> Result<(), Failure> {
    let key = group.room.key();
    let open = |user: UserId| group.room.sittings(|sittings| sittings.open(user));
    for (user, (edits, entered)) in &outcome.sittings {
        let Some(now) = entered else { continue };
        let Some(entry) = group.entries.iter().rfind(|entry| entry.user == *user) else { continue };
        audit(tx, key, &entry.access, *now, open(*user) + edits).await?;
    }
    for (user, (access, now)) in &group.leaving {
        let edits = open(*user);
        if edits > 0 && !outcome.sittings.contains_key(user) {
            audit(tx, key, access, *now, edits).await?;
        }
    }
    Ok(())
}

async fn audit(
    tx: &mut Tx,
    key: journal::DocumentKey,
    access: &Access,
    now: Instant,
    edits: usize,
) -> Result<(), Failure> {
    let detail = json!({
        "section": key.section().to_string(),
        "language": key.language().tag(),
        "edits": edits,
    });
    audits::audit_append(tx, access, now, "section.edit", detail).await
}

async fn append(tx: &mut Tx, engine: Engine, node: &str, group: &Group) -> Result<i64, Failure> {
    let key = group.room.key();
    let entries = group.entries.iter().filter(|entry| !entry.update.is_empty());
    let updates: Vec<NewUpdate<'_>> =
        entries.map(|entry| NewUpdate { user: Some(entry.user), bytes: &entry.update }).collect();
    let now = group.entries.last().map_or(Instant(0), |entry| entry.now);
    let seq = journal::update_append(tx, key, group.room.node(), &updates, now).await?;
    if engine == Engine::Postgres {
        journal::document_notify(tx, key, seq, node).await?;
    }
    Ok(seq)
}

/// After the commit, and not before it.
fn tell(group: &Group, outcome: Outcome) {
    if outcome.count > 0 {
        group.room.written(outcome.count, outcome.seq);
    }
    group.room.sittings(|sittings| {
        for (user, (edits, entered)) in outcome.sittings {
            sittings.note(user, edits, entered);
        }
        for user in group.leaving.keys() {
            sittings.end(*user);
        }
    });
    let mut acknowledged: BTreeMap<u64, u64> = BTreeMap::new();
    for entry in &group.entries {
        let count = acknowledged.entry(entry.visitor).or_default();
        *count = entry.count.max(*count);
    }
    for (visitor, count) in acknowledged.into_iter().filter(|(_, count)| *count > 0) {
        group.room.acknowledge(visitor, count);
    }
}
