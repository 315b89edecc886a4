//! Looks every second, and whenever something was posted here, whether everybody in a room still has their session and
//! their seat. Who has not is sent out; who may do less may do less from then on.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use crate::domain::id::{BidId, UserId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::server::access::SignedIn;
use crate::server::clock;
use crate::server::failure::Failure;
use crate::server::store::seats::{self, SeatRow};
use crate::server::store::sessions;

use super::Rooms;
use super::frame::Denial;
use super::meta::Meta;
use super::outbox::{Ending, Outbox};
use super::room::Room;
use super::visitor::Standing;

/// Between two looks.
const BETWEEN: Duration = Duration::from_millis(800);
/// Between two looks that posts ask for.
const SOONEST: Duration = Duration::from_millis(50);

struct Seen {
    room: Arc<Room>,
    number: u64,
    person: Arc<SignedIn>,
    standing: Standing,
    outbox: Arc<Outbox>,
}

/// Looks until the server ends.
pub async fn run(rooms: Rooms) {
    let mut revisions = HashMap::new();
    loop {
        tokio::select! {
            () = rooms.0.look.notified() => {}
            () = tokio::time::sleep(BETWEEN) => {}
        }
        if let Err(failure) = look(&rooms, &mut revisions, clock::now()).await {
            tracing::warn!("seats could not be looked up: {failure}");
        }
        tokio::time::sleep(SOONEST).await;
    }
}

async fn look(rooms: &Rooms, revisions: &mut HashMap<BidId, i64>, now: Instant) -> Result<(), Failure> {
    let seen = everybody(rooms);
    if seen.is_empty() {
        revisions.clear();
        return Ok(());
    }
    let hashes: BTreeSet<&str> = seen.iter().map(|one| one.person.session.as_str()).collect();
    let bids: BTreeSet<BidId> = seen.iter().map(|one| one.room.key().bid()).collect();
    let mut tx = rooms.0.store.begin_read().await?;
    let alive = sessions::session_alive(&mut tx, &hashes.into_iter().collect::<Vec<_>>(), now).await?;
    let bids: Vec<BidId> = bids.into_iter().collect();
    let seats = seats::seat_standing(&mut tx, &bids).await?;
    let mut present = seats::bid_revisions(&mut tx, &bids).await?;
    tx.commit().await?;
    // Whoever has lost the session or the seat goes first: that asks the database nothing more, so nothing stops it.
    let mut staying = Vec::with_capacity(seen.len());
    let mut ended = Vec::new();
    for one in seen {
        match lost(&one, &alive, &seats) {
            None => staying.push(one),
            Some(reason) => {
                one.room.turn_out(one.number, reason, &rooms.0.desk, now);
                if reason == Denial::SignedOut {
                    ended.push(one.outbox);
                }
            }
        }
    }
    // After every text of the window was told why.
    for outbox in ended {
        outbox.end(Ending::SignedOut);
    }
    for one in &staying {
        let bid = one.room.key().bid();
        let is_same = seats.get(&(bid, one.person.user)).is_some_and(|seat| one.standing.holds(seat));
        if is_same && revisions.get(&bid) == present.get(&bid) {
            continue;
        }
        if let Err(failure) = judge(rooms, one, is_same, now).await {
            // One person's fault is not the others'; they are looked at again next time.
            tracing::warn!("a seat could not be judged: {failure}");
            present.remove(&bid);
        }
    }
    *revisions = present;
    Ok(())
}

/// Why somebody may not stay, as far as sessions and seats tell. A session that has ended says nothing of the seat:
/// what the person's device keeps stays theirs.
fn lost(one: &Seen, alive: &HashSet<String>, seats: &HashMap<(BidId, UserId), SeatRow>) -> Option<Denial> {
    if !alive.contains(&one.person.session) {
        return Some(Denial::SignedOut);
    }
    (!seats.contains_key(&(one.room.key().bid(), one.person.user))).then_some(Denial::Gone)
}

/// Proves anew what somebody may do, in a transaction of their own, and tells them what has changed.
async fn judge(rooms: &Rooms, one: &Seen, is_same: bool, now: Instant) -> Result<(), Failure> {
    let key = one.room.key();
    let language: Language = key.language();
    let mut tx = rooms.0.store.begin_read().await?;
    let standing = if is_same {
        one.standing.clone()
    } else {
        match Standing::prove(&mut tx, &one.person, key.bid(), key.section()).await {
            Ok(standing) => standing,
            Err(Failure::Refused(_)) => {
                one.room.turn_out(one.number, Denial::Gone, &rooms.0.desk, now);
                return Ok(());
            }
            Err(fault) => return Err(fault),
        }
    };
    let meta = Meta::of(&mut tx, &standing, &one.person, language).await?;
    tx.commit().await?;
    one.room.judge(one.number, standing);
    one.room.inform(one.number, &meta);
    Ok(())
}

fn everybody(rooms: &Rooms) -> Vec<Seen> {
    rooms
        .0
        .registry
        .all()
        .into_iter()
        .flat_map(|room| {
            room.each(|number, visitor| Seen {
                room: Arc::clone(&room),
                number,
                person: visitor.person.clone(),
                standing: visitor.standing.clone(),
                outbox: Arc::clone(&visitor.outbox),
            })
        })
        .collect()
}
