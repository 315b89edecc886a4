//! Which rooms are loaded. A slot is there before its room is: whoever comes second waits for the same loading, so that
//! no text has two rooms.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::OnceCell;

use crate::server::store::journal::DocumentKey;

use super::Held;
use super::room::Room;

type Slot = Arc<OnceCell<Arc<Room>>>;

/// The rooms of this server.
#[derive(Debug, Default)]
pub struct Registry(Mutex<HashMap<DocumentKey, Slot>>);

impl Registry {
    /// The place of a room.
    pub fn slot(&self, key: DocumentKey) -> Slot {
        let mut slots = self.lock();
        // A room that takes nothing more makes place for the next one.
        if slots.get(&key).and_then(|slot| slot.get()).is_some_and(|room| room.is_closed()) {
            slots.remove(&key);
        }
        Arc::clone(slots.entry(key).or_default())
    }

    /// Holds a room, if it is still the one of its text.
    pub(super) fn hold(&self, room: &Arc<Room>) -> Option<Held> {
        let slots = self.lock();
        let known = slots.get(&room.key()).and_then(|slot| slot.get());
        known.filter(|known| Arc::ptr_eq(known, room) && !room.is_closed()).map(|room| {
            room.holders.fetch_add(1, Ordering::AcqRel);
            Held(Arc::clone(room))
        })
    }

    /// A room that is loaded.
    pub fn find(&self, key: DocumentKey) -> Option<Arc<Room>> {
        self.lock().get(&key).and_then(|slot| slot.get()).filter(|room| !room.is_closed()).cloned()
    }

    /// Every room that is loaded.
    pub fn all(&self) -> Vec<Arc<Room>> {
        self.lock().values().filter_map(|slot| slot.get()).cloned().collect()
    }

    /// Lets a room go, unless somebody holds it or it has something left to do.
    pub fn unload(&self, room: &Arc<Room>) {
        let mut slots = self.lock();
        let chores = room.chores();
        let is_done = !room.is_held() && chores.is_written && chores.behind.is_none();
        let is_same = slots.get(&room.key()).and_then(|slot| slot.get()).is_some_and(|known| Arc::ptr_eq(known, room));
        if is_same && (is_done || room.is_closed()) {
            slots.remove(&room.key());
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DocumentKey, Slot>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
