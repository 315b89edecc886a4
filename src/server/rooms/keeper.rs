//! Keeps the rooms: shows what was written in the rows of the texts, looks for what was missed, makes snapshots of long
//! journals, lets go of rooms in which nobody is.

use std::collections::HashMap;
use std::time::Duration;

use crate::domain::instant::Instant;
use crate::server::clock;
use crate::server::failure::Failure;
use crate::server::store::journal;

use super::room::Room;
use super::{Rooms, loading};

/// Between two rounds.
const ROUND: Duration = Duration::from_millis(500);
/// A text is shown in its row when nothing has come for so long …
const QUIET: Duration = Duration::from_secs(2);
/// … or has waited for so long.
const WAITED: Duration = Duration::from_secs(6);
/// Longest journal behind a snapshot, in edits.
const TAIL: usize = 400;
/// Longest journal of a room that is let go.
const TAIL_AT_REST: usize = 20;
/// A room in which nobody is stays loaded so long.
const IDLE: Duration = Duration::from_secs(60);
/// How far back behind the last round a round looks for texts that others wrote: clocks of servers differ.
const LOOK_BACK: i64 = 60_000;

/// Goes round until the server ends.
pub async fn run(rooms: Rooms) {
    let mut is_second = false;
    let mut looked = clock::now();
    loop {
        tokio::time::sleep(ROUND).await;
        let now = clock::now();
        let all = rooms.0.registry.all();
        if all.is_empty() {
            continue;
        }
        is_second = !is_second;
        if is_second {
            match look(&rooms, looked, now).await {
                Ok(()) => looked = now,
                Err(failure) => tracing::warn!("the journals could not be looked through: {failure}"),
            }
        }
        for room in all {
            if let Err(failure) = keep(&rooms, &room, now).await {
                tracing::warn!(section = %room.key().section(), "a room could not be kept: {failure}");
            }
        }
    }
}

/// The safety net under what servers tell each other, and the way in which a command's writing is seen. `looked` is
/// when this was last done: a server that was cut off from the database makes up for all of it.
async fn look(rooms: &Rooms, looked: Instant, now: Instant) -> Result<(), Failure> {
    // Asked before the rows are read: a row that is behind it was put back.
    let known: HashMap<_, _> = rooms.0.registry.all().iter().map(|room| (room.key(), room.known())).collect();
    let mut tx = rooms.0.store.begin_read().await?;
    let written = journal::document_written_since(&mut tx, looked.plus(-LOOK_BACK)).await?;
    tx.commit().await?;
    for (key, seq) in written {
        let is_put_back = known.get(&key).is_some_and(|known| seq < *known);
        if is_put_back || rooms.0.registry.find(key).is_some_and(|room| room.known() < seq) {
            rooms.told(key, now).await;
        }
    }
    Ok(())
}

async fn keep(rooms: &Rooms, room: &std::sync::Arc<Room>, now: Instant) -> Result<(), Failure> {
    let chores = room.chores();
    if room.is_closed() {
        rooms.0.registry.unload(room);
        return Ok(());
    }
    if chores.has_gap {
        room.follow(&rooms.0.store, now).await?;
    }
    let is_idle = !room.is_held() && chores.quiet >= IDLE;
    if chores.behind.is_some_and(|behind| is_idle || chores.quiet >= QUIET || behind >= WAITED) {
        rooms.show(room.key(), now).await?;
    }
    if chores.is_written && chores.tail > if is_idle { TAIL_AT_REST } else { TAIL } {
        compact(rooms, room, now).await?;
    }
    if is_idle {
        rooms.0.registry.unload(room);
    }
    Ok(())
}

/// Loads the document from its rows and puts it in their place. What comes meanwhile stays behind it, and so does
/// everything from the first row on that waits for another.
async fn compact(rooms: &Rooms, room: &Room, now: Instant) -> Result<(), Failure> {
    let loaded = loading::load(&rooms.0.store, room.key(), now).await?;
    let upto = loaded.whole_to();
    let document = loaded.document;
    let encoded = tokio::task::spawn_blocking(move || document.encoded()).await.ok().flatten();
    let encoded = encoded.ok_or_else(|| Failure::fault("a document cannot be encoded"))?;
    let mut tx = rooms.0.store.begin_write().await?;
    journal::document_compact(&mut tx, room.key(), &encoded, upto).await?;
    tx.commit().await?;
    room.compacted(0);
    Ok(())
}
