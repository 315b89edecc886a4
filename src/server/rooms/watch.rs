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
use crate::server::store::Tx;
use crate::server::store::seats::{self, SeatRow};
use crate::server::store::sessions;

use super::room::Room;
use super::visitor::Standing;
use super::{Rooms, meta};

/// Between two looks.
const BETWEEN: Duration = Duration::from_millis(800);
/// Between two looks that posts ask for.
const SOONEST: Duration = Duration::from_millis(50);

struct Seen {
    room: Arc<Room>,
    number: u64,
    person: SignedIn,
    standing: Standing,
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
    let present = seats::bid_revisions(&mut tx, &bids).await?;
    for one in &seen {
        match judged(&mut tx, one, &alive, &seats).await? {
            Some(standing) => {
                let bid = one.room.key().bid();
                let is_other = standing.may_write != one.standing.may_write || revisions.get(&bid) != present.get(&bid);
                if is_other {
                    let language: Language = one.room.key().language();
                    let meta = meta::of(&mut tx, &standing, &one.person, language).await?;
                    one.room.judge(one.number, standing);
                    one.room.inform(one.number, meta);
                }
            }
            None => one.room.turn_out(one.number, &rooms.0.desk, now),
        }
    }
    tx.commit().await?;
    *revisions = present;
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
            })
        })
        .collect()
}

/// What somebody may do now; `None` when they may not be there.
async fn judged(
    tx: &mut Tx,
    one: &Seen,
    alive: &HashSet<String>,
    seats: &HashMap<(BidId, UserId), SeatRow>,
) -> Result<Option<Standing>, Failure> {
    let key = one.room.key();
    let Some(seat) = seats.get(&(key.bid(), one.person.user)).filter(|_| alive.contains(&one.person.session)) else {
        return Ok(None);
    };
    if one.standing.holds(seat) {
        return Ok(Some(one.standing.clone()));
    }
    match Standing::prove(tx, &one.person, key.bid(), key.section()).await {
        Ok(standing) => Ok(Some(standing)),
        Err(Failure::Refused(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}
