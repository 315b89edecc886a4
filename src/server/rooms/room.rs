//! One live text: its document in memory, who is in it, and what waits to be written.
//!
//! An edit is applied, told to the others and queued for the journal under one lock, so that all three have the same
//! order; it is acknowledged by the journal's writer after the commit.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant as Moment;

use crate::domain::block::Block;
use crate::domain::id::UserId;
use crate::domain::instant::Instant;
use crate::error::AppError;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::Store;
use crate::server::store::journal::{self, DocumentKey};

use super::document::{Document, Fault};
use super::frame::{Denial, Outgoing};
use super::loading::{self, Loaded};
use super::meta::Meta;
use super::presence::{self, Presence};
use super::scan::scan;
use super::sitting::Sittings;
use super::visitor::{Standing, Visitor};
use super::writer::{Desk, Entry, Task};

/// Longest document, encoded.
pub const DOCUMENT_LONGEST: usize = 20 * 1024 * 1024;
/// A live text.
#[derive(Debug)]
pub struct Room {
    key: DocumentKey,
    /// Under which it knows its own rows. A room of its own has a name of its own: after a broken one the next reads
    /// also what the broken one wrote late.
    node: String,
    text: tokio::sync::Mutex<Text>,
    people: Mutex<People>,
    progress: Mutex<Progress>,
    /// Who holds on to the room; it is not unloaded while somebody does.
    pub(super) holders: AtomicUsize,
}

#[derive(Debug)]
struct Text {
    document: Document,
    /// Rows of others are in the document up to this number.
    followed: i64,
    /// Bytes of the document, reckoned upwards.
    size: usize,
}

#[derive(Debug, Default)]
struct People {
    next: u64,
    all: HashMap<u64, Visitor>,
    /// Those of whom a frame was refused while they stay: nothing more of theirs is counted, so that no count
    /// acknowledges what was refused.
    refused: HashSet<u64>,
    sittings: Sittings,
    is_closed: bool,
    /// Closed for good: what is queued is not written any more.
    is_over: bool,
}

/// What is queued, what is written, what is shown.
#[derive(Debug)]
struct Progress {
    /// Edits that are applied and not yet on disk.
    unwritten: VecDeque<Arc<[u8]>>,
    /// The last number known to be on disk.
    written: i64,
    /// The last number that the text's row shows.
    projected: i64,
    /// Others have written what is not in the document.
    has_gap: bool,
    /// Edits since the snapshot.
    tail: usize,
    /// When the first and the last edit came that the text's row does not show.
    behind_since: Option<Moment>,
    touched: Moment,
}

/// What is to be done for a room beside its edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chores {
    /// The text's row is behind.
    pub behind: Option<std::time::Duration>,
    /// How long nothing has come.
    pub quiet: std::time::Duration,
    /// Edits since the snapshot.
    pub tail: usize,
    /// Whether nothing waits to be written.
    pub is_written: bool,
    /// Whether others have written what is not in the document.
    pub has_gap: bool,
}

impl Room {
    pub(super) fn new(key: DocumentKey, loaded: Loaded) -> Self {
        let now = Moment::now();
        let progress = Progress {
            unwritten: VecDeque::new(),
            written: loaded.seq,
            has_gap: false,
            projected: loaded.projected_seq,
            tail: loaded.tail,
            behind_since: (loaded.projected_seq < loaded.seq).then_some(now),
            touched: now,
        };
        let text = Text { document: loaded.document, followed: loaded.seq, size: loaded.size };
        Self {
            key,
            node: uuid::Uuid::now_v7().simple().to_string(),
            text: tokio::sync::Mutex::new(text),
            people: Mutex::default(),
            progress: Mutex::new(progress),
            holders: AtomicUsize::new(0),
        }
    }

    /// Which text it is.
    #[must_use]
    pub const fn key(&self) -> DocumentKey {
        self.key
    }

    /// The name under which its rows are kept.
    #[must_use]
    pub fn node(&self) -> &str {
        &self.node
    }

    /// Lets somebody in: they get what they lack, then every edit after it.
    ///
    /// # Errors
    /// Why not.
    pub(super) async fn enter(&self, visitor: Visitor, state: &[u8], meta: &Meta) -> Result<u64, Denial> {
        let text = self.text.lock().await;
        let update = text.document.lacking(state).ok_or(Denial::Malformed)?;
        let own = text.document.state().ok_or(Denial::Broken)?;
        let mut people = self.people();
        if people.is_closed {
            return Err(Denial::Broken);
        }
        visitor.send(Outgoing::Sync { update: &update, state: &own, meta: meta.json() });
        let present: Vec<&Presence> = people.all.values().filter_map(|other| other.presence.as_ref()).collect();
        if !present.is_empty() {
            visitor.send(Outgoing::Awareness(&presence::write(present.into_iter())));
        }
        let number = people.next;
        people.next += 1;
        people.all.insert(number, visitor);
        Ok(number)
    }

    /// Takes an edit of a visitor: the order of work is in the head of this file.
    ///
    /// # Errors
    /// Why not; the room is unharmed.
    pub(super) async fn edit(
        self: &Arc<Self>,
        number: u64,
        update: &[u8],
        desk: &Desk,
        now: Instant,
    ) -> Result<(), Denial> {
        // A database that cannot keep up slows down those who write, not the memory.
        let permit = desk.permit(update.len()).await.ok_or(Denial::Broken)?;
        let mut text = self.text.lock().await;
        let (count, access, user) = self.people().admit(number)?;
        self.check_size(&mut text, update)?;
        let applied = text.document.apply(update);
        if let Some(fault) = applied.fault.filter(|fault| fault.taints()) {
            Box::pin(self.mend(&mut text, &desk.store, now)).await?;
            return Err(denial_of(fault));
        }
        let count = match applied.fault {
            None => count,
            Some(fault) if applied.update.is_empty() => return Err(denial_of(fault)),
            // What was sound in it is kept; the frame itself is never acknowledged.
            Some(_) => count - 1,
        };
        let bytes: Arc<[u8]> = applied.update.into();
        if !bytes.is_empty() {
            text.size += bytes.len();
            self.tell(Some(number), &bytes);
            self.queued(&bytes);
        }
        let entry = Entry { visitor: number, count, access, user, update: bytes, now, permit };
        if !desk.send(Task::Write(Arc::clone(self), entry)) {
            self.close(Denial::Broken);
            return Err(Denial::Broken);
        }
        drop(text);
        applied.fault.map_or(Ok(()), |fault| Err(denial_of(fault)))
    }

    /// The reckoned size grows with every edit; before it refuses anybody the true one is looked up. Taking out is
    /// never refused: it is the way back.
    fn check_size(&self, text: &mut Text, update: &[u8]) -> Result<(), Denial> {
        let more = update.len();
        if text.size + more <= DOCUMENT_LONGEST || scan(update).is_some_and(|found| found.only_deletes()) {
            return Ok(());
        }
        text.size = text.document.encoded().ok_or(Denial::Broken)?.len();
        if text.size + more > DOCUMENT_LONGEST { Err(Denial::TooBig) } else { Ok(()) }
    }

    /// Loads the document anew after an edit that must not stay in it. What is queued is put back on top: it was told
    /// to the others, and will be written.
    async fn mend(&self, text: &mut Text, store: &Store, now: Instant) -> Result<(), Denial> {
        let queued: Vec<Arc<[u8]>> = self.progress().unwritten.iter().cloned().collect();
        let known = self.known();
        let (loaded, missed) = match self.reloaded(store, text.followed, now).await {
            Ok(found) => found,
            Err(failure) => {
                tracing::error!(section = %self.key.section(), "a document could not be loaded again: {failure}");
                self.close(Denial::Broken);
                return Err(Denial::Broken);
            }
        };
        if loaded.seq < known {
            self.put_back();
            return Err(Denial::Broken);
        }
        for update in missed {
            self.tell(None, &update);
        }
        for update in queued {
            if loaded.document.follow(&update).fault == Some(Fault::Busy) {
                self.close(Denial::Broken);
                return Err(Denial::Broken);
            }
        }
        *text = Text { document: loaded.document, followed: loaded.seq, size: loaded.size };
        Ok(())
    }

    /// The document loaded anew, and what is in it that nobody here has been told: rows of others after a number.
    /// They are read after the loading, which flags those that nobody must get.
    async fn reloaded(&self, store: &Store, after: i64, now: Instant) -> Result<(Loaded, Vec<Vec<u8>>), Failure> {
        let loaded = loading::load(store, self.key, now).await?;
        let mut tx = store.begin_read().await?;
        let row = journal::document_find(&mut tx, self.key).await?.ok_or(AppError::NotFound)?;
        let rows = journal::update_list(&mut tx, self.key, after, Some(&self.node)).await?;
        tx.commit().await?;
        let snapshot = (row.snapshot_seq > after).then_some(row.snapshot);
        let rows = rows.into_iter().filter(|update| update.seq <= loaded.seq).map(|update| update.bytes);
        let missed = snapshot.into_iter().chain(rows).collect();
        Ok((loaded, missed))
    }

    /// The database was put back to an earlier state: what is in memory is no longer what is kept.
    pub(super) fn put_back(&self) {
        tracing::error!(section = %self.key.section(), "the journal is shorter than it was: the room is closed");
        self.close(Denial::Broken);
    }

    /// Brings in what others have written: other servers, and the plain form.
    ///
    /// # Errors
    /// Faults of the database.
    pub(super) async fn follow(&self, store: &Store, now: Instant) -> Result<(), Failure> {
        let mut text = self.text.lock().await;
        self.follow_in(&mut text, store, now).await
    }

    async fn follow_in(&self, text: &mut Text, store: &Store, now: Instant) -> Result<(), Failure> {
        // Asked before the row is read: numbers only grow, so the row is never behind it.
        let known = self.known().max(text.followed);
        let mut tx = store.begin_read().await?;
        let Some(row) = journal::document_find(&mut tx, self.key).await? else {
            // A text without its document is one of a database that was put back: the document is begun again.
            let is_there = journal::document_has_text(&mut tx, self.key).await?;
            tx.commit().await?;
            if is_there {
                self.put_back();
            } else {
                self.close(Denial::Removed);
            }
            return Ok(());
        };
        let rows = journal::update_list(&mut tx, self.key, text.followed, Some(&self.node)).await?;
        tx.commit().await?;
        if row.seq < known {
            self.put_back();
            return Ok(());
        }
        let snapshot = (row.snapshot_seq > text.followed).then_some(row.snapshot);
        for bytes in snapshot.into_iter().chain(rows.into_iter().map(|update| update.bytes)) {
            let applied = text.document.follow(&bytes);
            match applied.fault {
                Some(Fault::Busy) => return Err(Failure::fault("no thread could be had to follow a text on")),
                Some(fault) if fault.taints() => {
                    if self.mend(text, store, now).await.is_err() {
                        return Ok(());
                    }
                    break;
                }
                _ if applied.update.is_empty() => {}
                _ => {
                    text.size += applied.update.len();
                    self.tell(None, &applied.update);
                }
            }
        }
        text.followed = text.followed.max(row.seq);
        let mut progress = self.progress();
        progress.has_gap = false;
        progress.written = progress.written.max(row.seq);
        progress.projected = progress.projected.max(row.projected_seq);
        if progress.projected < progress.written {
            progress.behind_since.get_or_insert_with(Moment::now);
        }
        Ok(())
    }

    /// The blocks, with the number up to which they show the journal for certain. Nothing is in them that is not on
    /// disk.
    ///
    /// # Errors
    /// When the room is closed for good, or the library breaks; faults of the database.
    pub(super) async fn shown(&self, desk: &Desk, now: Instant) -> Result<(Vec<Block>, i64), Failure> {
        let mut text = self.text.lock().await;
        // Edits are queued under the lock: none comes in between. The writer does not need it.
        if !self.chores().is_written {
            desk.flush().await;
        }
        self.follow_in(&mut text, &desk.store, now).await?;
        if self.is_over() || !self.chores().is_written {
            return Err(Failure::fault("a room is closed and its text cannot be shown"));
        }
        let blocks = text.document.blocks().ok_or_else(|| Failure::fault("a document cannot be read"))?;
        Ok((blocks, text.followed))
    }

    /// Where somebody is.
    pub(super) fn place(&self, number: u64, said: &[u8]) {
        let mut people = self.people();
        let Some(visitor) = people.all.get_mut(&number) else { return };
        let Some(presence) = Presence::read(said, visitor.presence.as_ref(), &visitor.speaker()) else { return };
        let told = presence::write(std::iter::once(&presence));
        visitor.presence = Some(presence);
        people.tell(Some(number), Outgoing::Awareness(&told));
    }

    /// Takes somebody out; the last one of a person ends their sitting.
    pub(super) fn leave(self: &Arc<Self>, number: u64, desk: &Desk, now: Instant) {
        let mut people = self.people();
        people.refused.remove(&number);
        let Some(visitor) = people.all.remove(&number) else { return };
        if let Some(presence) = &visitor.presence {
            let gone = presence.gone();
            people.tell(None, Outgoing::Awareness(&presence::write(std::iter::once(&gone))));
        }
        let user = visitor.person.user;
        let is_last = people.all.values().all(|other| other.person.user != user);
        drop(people);
        if is_last {
            // Without a writer there is no sitting to end in the trail.
            let _ = desk.send(Task::Leave(Arc::clone(self), user, visitor.standing.access, now));
        }
    }

    /// What somebody may do, judged anew.
    pub(super) fn judge(&self, number: u64, standing: Standing) {
        if let Some(visitor) = self.people().all.get_mut(&number) {
            visitor.standing = standing;
        }
    }

    /// Sends somebody out who had access and has it no longer.
    pub(super) fn turn_out(self: &Arc<Self>, number: u64, reason: Denial, desk: &Desk, now: Instant) {
        if let Some(visitor) = self.people().all.get(&number) {
            visitor.send(Outgoing::Deny(reason));
        }
        self.leave(number, desk, now);
    }

    /// What somebody must know beside the text; sent when it is not what they know.
    pub(super) fn inform(&self, number: u64, meta: &Meta) {
        if let Some(visitor) = self.people().all.get_mut(&number)
            && visitor.knows != meta.print()
        {
            visitor.send(Outgoing::Meta(meta.json()));
            visitor.knows = meta.print();
        }
    }

    /// Sends everybody out: nothing more is taken, and what is queued is not written. It was not acknowledged, so it
    /// is on the writers' devices.
    pub(super) fn close(&self, reason: Denial) {
        let mut people = self.people();
        people.is_closed = true;
        people.is_over = true;
        people.tell(None, Outgoing::Deny(reason));
        people.all.clear();
    }

    /// Sends everybody out because the server stops; what they queued is written.
    pub(super) fn end(self: &Arc<Self>, desk: &Desk, now: Instant) {
        // Nobody has lost anything: what still comes is answered as broken, and sent again later.
        self.people().is_closed = true;
        let numbers = self.each(|number, visitor| {
            visitor.outbox.end(super::outbox::Ending::Stopping);
            number
        });
        for number in numbers {
            self.leave(number, desk, now);
        }
    }

    /// Whether nothing more is taken.
    pub(super) fn is_closed(&self) -> bool {
        self.people().is_closed
    }

    /// Whether it is closed for good: what is queued is not written any more.
    pub(super) fn is_over(&self) -> bool {
        self.people().is_over
    }

    /// Edits of a visitor up to a count are on disk.
    pub(super) fn acknowledge(&self, number: u64, count: u64) {
        if let Some(visitor) = self.people().all.get(&number) {
            visitor.send(Outgoing::Ack(count));
        }
    }

    /// So many of the queued edits are on disk, the last one under a number.
    pub(super) fn written(&self, count: usize, seq: i64) {
        let mut progress = self.progress();
        let done = count.min(progress.unwritten.len());
        progress.unwritten.drain(..done);
        // Somebody else's numbers lie between the last known one and ours.
        progress.has_gap |= seq.saturating_sub_unsigned(count as u64) > progress.written;
        progress.written = progress.written.max(seq);
        progress.tail += count;
        progress.behind_since.get_or_insert_with(Moment::now);
        progress.touched = Moment::now();
    }

    /// The text's row shows the document up to a number.
    pub(super) fn projected(&self, seq: i64) {
        let mut progress = self.progress();
        progress.projected = progress.projected.max(seq);
        progress.behind_since = (progress.projected < progress.written).then(Moment::now);
    }

    /// The snapshot holds everything but so many edits.
    pub(super) fn compacted(&self, tail: usize) {
        self.progress().tail = tail;
    }

    pub(super) fn chores(&self) -> Chores {
        let progress = self.progress();
        Chores {
            behind: progress.behind_since.map(|since| since.elapsed()),
            quiet: progress.touched.elapsed(),
            tail: progress.tail,
            is_written: progress.unwritten.is_empty(),
            has_gap: progress.has_gap,
        }
    }

    /// The last number known to be on disk.
    pub(super) fn known(&self) -> i64 {
        self.progress().written
    }

    /// Everybody in the room, for those who judge them.
    pub(super) fn each<T>(&self, read: impl Fn(u64, &Visitor) -> T) -> Vec<T> {
        self.people().all.iter().map(|(number, visitor)| read(*number, visitor)).collect()
    }

    /// Works on the sittings of the room.
    pub(super) fn sittings<T>(&self, work: impl FnOnce(&mut Sittings) -> T) -> T {
        work(&mut self.people().sittings)
    }

    fn tell(&self, but: Option<u64>, update: &[u8]) {
        self.people().tell(but, Outgoing::Update(update));
    }

    fn queued(&self, update: &Arc<[u8]>) {
        let mut progress = self.progress();
        progress.unwritten.push_back(Arc::clone(update));
        progress.touched = Moment::now();
    }

    fn people(&self) -> MutexGuard<'_, People> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn progress(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether anybody holds on to the room.
    pub(super) fn is_held(&self) -> bool {
        self.holders.load(Ordering::Acquire) > 0
    }
}

impl People {
    /// Counts a frame of a visitor who may write, and tells for whom it is kept.
    fn admit(&mut self, number: u64) -> Result<(u64, Access, UserId), Denial> {
        if self.is_closed {
            return Err(Denial::Broken);
        }
        let visitor = self.all.get_mut(&number).ok_or(Denial::Gone)?;
        if !visitor.standing.may_write || self.refused.contains(&number) {
            self.refused.insert(number);
            return Err(Denial::ReadOnly);
        }
        visitor.received += 1;
        Ok((visitor.received, visitor.standing.access.clone(), visitor.person.user))
    }

    fn tell(&self, but: Option<u64>, said: Outgoing<'_>) {
        for (_, visitor) in self.all.iter().filter(|(number, _)| Some(**number) != but) {
            visitor.send(said);
        }
    }
}

const fn denial_of(fault: Fault) -> Denial {
    match fault {
        Fault::TooMany => Denial::TooBig,
        Fault::Busy => Denial::Broken,
        Fault::Unreadable | Fault::Incomplete | Fault::Shape | Fault::Broken => Denial::Malformed,
    }
}
