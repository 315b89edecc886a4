//! `GET /live`: one socket of one window, on which its live texts are numbered channels. Moves frames between the
//! browser and the rooms; what a frame means is theirs.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::body::Bytes;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::stream::SplitSink;
use futures::{SinkExt, StreamExt};

use crate::server::access::SignedIn;
use crate::server::clock;
use crate::server::edge::Call;
use crate::server::http::security;
use crate::server::rooms::{
    Arrival, Denial, Ending, FRAME_LONGEST, Guest, Incoming, Opening, Outbox, Outgoing, Pace, Rooms, SCHEMA,
    channel_of, read, schema_frame, write,
};

/// Most texts open in one window.
const CHANNELS_MOST: usize = 64;
/// Bytes read and written at once: with the usual 128 KiB a thousand windows would take as many megabytes. An edit is
/// some forty bytes; longer frames are read in several steps.
const BUFFER: usize = 1024;
/// A frame beyond this is not even read.
const MESSAGE_LONGEST: usize = 2 * FRAME_LONGEST;
/// Between two pings.
const PING: Duration = Duration::from_secs(25);
/// A browser that has said nothing for so long is gone.
const SILENT: Duration = Duration::from_secs(70);
/// Longest that a frame may take on its way out.
const SENDING: Duration = Duration::from_secs(30);
/// The browser reads too slowly and is to synchronise again.
const SLOW: u16 = 4008;
/// The session has ended.
const SIGNED_OUT: u16 = 4001;

/// Opens a socket for who has a session.
pub async fn open(
    Extension(call): Extension<Call>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Ok(person) = call.caller.person().cloned() else { return StatusCode::UNAUTHORIZED.into_response() };
    let Ok(upgrade) = upgrade else { return StatusCode::UPGRADE_REQUIRED.into_response() };
    // A browser sends the cookie from any page; only ours may read what comes back.
    if !security::is_own(&headers, call.state.settings.public_url.as_deref()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let rooms = call.state.rooms.clone();
    upgrade
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        .max_message_size(MESSAGE_LONGEST)
        .max_frame_size(MESSAGE_LONGEST)
        .on_upgrade(move |socket| Window::new(person, rooms).run(socket))
}

type Sender = SplitSink<WebSocket, Message>;

/// One window of a browser.
struct Window {
    person: Arc<SignedIn>,
    rooms: Rooms,
    outbox: Arc<Outbox>,
    channels: HashMap<u64, Channel>,
    openings: Pace,
}

struct Channel {
    guest: Guest,
    pace: Pace,
}

/// Why a socket ends.
enum Over {
    /// The browser has gone, or the line is broken.
    Gone,
    /// It is told why.
    Said(u16, &'static str),
}

impl Window {
    fn new(person: SignedIn, rooms: Rooms) -> Self {
        let openings = Pace::of_openings(Instant::now());
        Self { person: Arc::new(person), rooms, outbox: Arc::default(), channels: HashMap::new(), openings }
    }

    async fn run(mut self, socket: WebSocket) {
        let (mut sender, mut receiver) = socket.split();
        self.outbox.push(schema_frame());
        let mut heard = Instant::now();
        let mut pings = tokio::time::interval(PING);
        let over = loop {
            let outbox = Arc::clone(&self.outbox);
            let turn = tokio::select! {
                () = outbox.ready() => send_waiting(&mut sender, &outbox).await,
                message = receiver.next() => {
                    heard = Instant::now();
                    self.received(&mut sender, message).await
                }
                _ = pings.tick() => if heard.elapsed() > SILENT {
                    Err(Over::Gone)
                } else {
                    within(sender.send(Message::Ping(Bytes::new())), &outbox).await
                },
            };
            if let Err(over) = turn {
                break over;
            }
        };
        // Everybody else is told before the line is closed.
        self.channels.clear();
        if let Over::Said(code, reason) = over {
            let close = Message::Close(Some(CloseFrame { code, reason: reason.into() }));
            let _ = tokio::time::timeout(Duration::from_secs(1), sender.send(close)).await;
        }
    }

    async fn received(
        &mut self,
        sender: &mut Sender,
        message: Option<Result<Message, axum::Error>>,
    ) -> Result<(), Over> {
        match message {
            Some(Ok(Message::Binary(bytes))) => self.frame(sender, &bytes).await,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
            Some(Ok(Message::Text(_))) => Err(Over::Said(close_code::UNSUPPORTED, "binary frames only")),
            Some(Ok(Message::Close(_))) | Some(Err(_)) | None => Err(Over::Gone),
        }
    }

    async fn frame(&mut self, sender: &mut Sender, bytes: &[u8]) -> Result<(), Over> {
        if bytes.len() > FRAME_LONGEST {
            self.deny(channel_of(bytes).unwrap_or_default(), Denial::TooBig);
            return Ok(());
        }
        let Some((channel, said)) = read(bytes) else {
            self.deny(channel_of(bytes).unwrap_or_default(), Denial::Malformed);
            return Ok(());
        };
        match said {
            Incoming::Open(opening) => {
                // A whole text is sent into an empty outbox: many at once would fill it.
                send_waiting(sender, &self.outbox).await?;
                // Boxed: what opening needs is not kept in the task of every window for as long as it is open.
                Box::pin(self.open(channel, opening)).await;
            }
            Incoming::Update(update) => self.update(channel, &update).await,
            Incoming::Awareness(said) => {
                if let Some(open) = self.channels.get_mut(&channel) {
                    if open.pace.take(Instant::now()) {
                        open.guest.place(&said);
                    } else {
                        self.deny(channel, Denial::TooFast);
                    }
                }
            }
            Incoming::Close => {
                self.channels.remove(&channel);
            }
        }
        Ok(())
    }

    async fn open(&mut self, channel: u64, opening: Opening) {
        // Opening again under the same number is leaving first.
        self.channels.remove(&channel);
        if !self.openings.take(Instant::now()) {
            return self.deny(channel, Denial::TooFast);
        }
        if opening.schema < SCHEMA {
            return self.deny(channel, Denial::Outdated);
        }
        if self.channels.len() >= CHANNELS_MOST {
            return self.deny(channel, Denial::Full);
        }
        let (Some(bid), Some(section), Some(language)) = (opening.bid, opening.section, opening.language) else {
            return self.deny(channel, Denial::NotFound);
        };
        let arrival = Arrival {
            person: Arc::clone(&self.person),
            bid,
            section,
            language,
            state: opening.state,
            channel,
            outbox: Arc::clone(&self.outbox),
        };
        match self.rooms.enter(arrival, clock::now()).await {
            Ok(guest) => {
                self.channels.insert(channel, Channel { guest, pace: Pace::from(Instant::now()) });
            }
            Err(Denial::SignedOut) => self.signed_out(channel),
            Err(denial) => self.deny(channel, denial),
        }
    }

    /// The session has ended: every text of the window is told, then the socket ends.
    fn signed_out(&mut self, channel: u64) {
        let open: Vec<u64> = self.channels.keys().copied().collect();
        for channel in open.into_iter().chain([channel]) {
            self.deny(channel, Denial::SignedOut);
        }
        self.outbox.end(Ending::SignedOut);
    }

    async fn update(&mut self, channel: u64, update: &[u8]) {
        let Some(open) = self.channels.get_mut(&channel) else { return };
        if !open.pace.take(Instant::now()) {
            return self.deny(channel, Denial::TooFast);
        }
        match open.guest.edit(update, clock::now()).await {
            Ok(()) => {}
            Err(Denial::ReadOnly) => self.outbox.push(write(channel, Outgoing::Deny(Denial::ReadOnly))),
            Err(denial) => self.deny(channel, denial),
        }
    }

    /// Says no, and closes the channel.
    fn deny(&mut self, channel: u64, denial: Denial) {
        self.channels.remove(&channel);
        self.outbox.push(write(channel, Outgoing::Deny(denial)));
    }
}

/// Sends what waits, in as few packets as it takes.
async fn send_waiting(sender: &mut Sender, outbox: &Outbox) -> Result<(), Over> {
    let frames = outbox.take();
    if !frames.is_empty() {
        let sending = async {
            for frame in frames {
                sender.feed(Message::Binary(frame.into())).await?;
            }
            sender.flush().await
        };
        within(sending, outbox).await?;
    }
    match outbox.ending() {
        Some(Ending::Slow) => Err(Over::Said(SLOW, "too slow")),
        Some(Ending::Stopping) => Err(Over::Said(close_code::RESTART, "the server stops")),
        Some(Ending::SignedOut) => Err(Over::Said(SIGNED_OUT, "signed out")),
        None => Ok(()),
    }
}

/// A browser that does not read holds up itself alone, and not for long.
async fn within(sending: impl Future<Output = Result<(), axum::Error>>, outbox: &Outbox) -> Result<(), Over> {
    tokio::select! {
        // Nearly always it is sent at once: neither the wait for the others nor a timer is set up then.
        biased;
        done = sending => done.map_err(|_| Over::Gone),
        () = outbox.overrun() => Err(Over::Said(SLOW, "too slow")),
        () = tokio::time::sleep(SENDING) => Err(Over::Gone),
    }
}
