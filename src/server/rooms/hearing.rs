//! Hears from other servers which text they wrote, and lets the room follow. What is missed the keeper finds.

use std::time::Duration;

use crate::server::clock;
use crate::server::failure::Failure;
use crate::server::store::listening::Listening;

use super::Rooms;

/// After a lost connection.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens until the server ends.
pub async fn run(rooms: Rooms, database_url: String) {
    loop {
        if let Err(failure) = listen(&rooms, &database_url).await {
            tracing::warn!("the other servers cannot be heard: {failure}");
        }
        tokio::time::sleep(PAUSE).await;
    }
}

async fn listen(rooms: &Rooms, database_url: &str) -> Result<(), Failure> {
    let mut ear = Listening::to(database_url).await?;
    loop {
        let Some(told) = ear.next().await? else { continue };
        if told.node == rooms.0.node {
            continue;
        }
        let room = rooms.0.registry.all().into_iter().find(|room| {
            let key = room.key();
            key.section() == told.section && key.language() == told.language && room.known() < told.seq
        });
        if let Some(room) = room {
            rooms.told(room.key(), clock::now()).await;
        }
    }
}
