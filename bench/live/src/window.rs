//! One window: a line to a server, a copy of one text, and when everything was sent, acknowledged and seen.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Instant;

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use yrs::ClientID;

use crate::Outcome;
use crate::replica::Replica;
use crate::wire::{Place, Said};

/// Bytes read and written at once: a thousand windows with the usual buffers would take the machine's memory.
const BUFFER: usize = 4 * 1024;

/// What was measured, of all windows.
#[derive(Default)]
pub struct Tally {
    /// From the sending in one window to the text of another, in milliseconds.
    pub seen: RefCell<Vec<f64>>,
    /// From the sending to the acknowledgement.
    pub acknowledged: RefCell<Vec<f64>>,
    /// From the moment when an edit was due to its sending: what this program itself is late.
    pub late: RefCell<Vec<f64>>,
    /// How often edits are still to be seen, by how many windows.
    pub unseen: Cell<usize>,
    /// How many frames are still to be acknowledged.
    pub unacknowledged: Cell<usize>,
}

/// When each edit of a text was sent.
#[derive(Default)]
pub struct Board {
    sent: RefCell<HashMap<ClientID, Vec<Mark>>>,
    /// Windows on the text.
    pub windows: Cell<usize>,
}

#[derive(Clone, Copy)]
struct Mark {
    end: u32,
    at: Instant,
    counts: bool,
}

struct Frame {
    at: Instant,
    edits: usize,
    counts: bool,
}

/// A window.
pub struct Window {
    /// Which one.
    pub name: usize,
    /// Its text.
    pub text: usize,
    /// Its copy.
    pub copy: Replica,
    /// How many of its edits the server has acknowledged.
    pub acknowledged: usize,
    place: Place,
    line: Option<WebSocketStream<TcpStream>>,
    frames: Vec<Frame>,
    answered: usize,
    seen: HashMap<ClientID, usize>,
    board: Rc<Board>,
    tally: Rc<Tally>,
}

impl Window {
    /// One that is not connected.
    pub fn new(name: usize, text: usize, place: Place, board: Rc<Board>, tally: Rc<Tally>) -> Self {
        Self {
            name,
            text,
            copy: Replica::empty(),
            acknowledged: 0,
            place,
            line: None,
            frames: Vec::new(),
            answered: 0,
            seen: HashMap::new(),
            board,
            tally,
        }
    }

    /// Connects and opens the text. What the server lacks is sent as one frame, as an editor does after a break.
    pub async fn open(&mut self, port: u16) -> Outcome {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let config = WebSocketConfig::default().read_buffer_size(BUFFER).write_buffer_size(0);
        let request = self.place.request(port)?;
        let (line, _) = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await?;
        self.line = Some(line);
        let unanswered = self.tally.unacknowledged.get();
        self.tally.unacknowledged.set(unanswered - (self.frames.len() - self.answered));
        self.frames.clear();
        self.answered = 0;
        self.put(self.place.opening(&self.copy.state())).await?;
        let theirs = loop {
            let message = self.next().await?;
            match self.place.read(&message).ok_or("no frame")? {
                Said::Text(update, state) => {
                    let reached = self.copy.apply(update)?;
                    self.note(&reached, false);
                    break state.map(<[u8]>::to_vec);
                }
                Said::GoOn => self.put(self.place.going_on(&self.copy.state())).await?,
                Said::Refused(reason) => return Err(reason.into()),
                _ => {}
            }
        };
        if let Some(state) = theirs.filter(|_| self.copy.is_planted()) {
            let missing = self.copy.lacking(&state)?;
            self.send(&missing, false).await?;
        }
        Ok(())
    }

    /// Adds the paragraph to write into.
    pub async fn plant(&mut self) -> Outcome {
        let update = self.copy.plant(self.name)?;
        self.mark(false);
        self.send(&update, false).await
    }

    /// Makes an edit and sends it.
    pub async fn write(&mut self, counts: bool) -> Outcome {
        let update = self.copy.write()?;
        self.mark(counts);
        self.send(&update, counts).await
    }

    /// Takes in the next message.
    pub async fn receive(&mut self) -> Outcome {
        let message = self.next().await?;
        match self.place.read(&message).ok_or("no frame")? {
            Said::Text(update, _) | Said::Edit(update) => {
                let reached = self.copy.apply(update)?;
                self.note(&reached, true);
            }
            Said::Acknowledged(count) => self.answer(usize::try_from(count)?),
            Said::AcknowledgedOne => self.answer(self.answered + 1),
            Said::Refused(reason) => return Err(reason.into()),
            Said::GoOn | Said::Other => {}
        }
        Ok(())
    }

    /// Leaves without a word.
    pub fn close(&mut self) {
        self.line = None;
    }

    async fn next(&mut self) -> Outcome<Vec<u8>> {
        let line = self.line.as_mut().ok_or("not connected")?;
        loop {
            match line.next().await.ok_or("the line was closed")?? {
                Message::Binary(bytes) => return Ok(bytes.into()),
                Message::Close(frame) => return Err(format!("the server closed the line: {frame:?}").into()),
                _ => {}
            }
        }
    }

    async fn send(&mut self, update: &[u8], counts: bool) -> Outcome {
        let frame = self.place.edit(update);
        self.frames.push(Frame { at: Instant::now(), edits: self.copy.made, counts });
        self.tally.unacknowledged.set(self.tally.unacknowledged.get() + 1);
        self.put(frame).await
    }

    async fn put(&mut self, frame: Vec<u8>) -> Outcome {
        Ok(self.line.as_mut().ok_or("not connected")?.send(Message::Binary(frame.into())).await?)
    }

    /// Notes that an edit of this window is about to be sent.
    fn mark(&self, counts: bool) {
        let mark = Mark { end: self.copy.clock(), at: Instant::now(), counts };
        self.board.sent.borrow_mut().entry(self.copy.client()).or_default().push(mark);
        self.tally.unseen.set(self.tally.unseen.get() + self.board.windows.get() - 1);
    }

    /// Notes that edits of others are in the copy now.
    fn note(&mut self, reached: &[(ClientID, u32)], counts: bool) {
        let now = Instant::now();
        let sent = self.board.sent.borrow();
        for (client, end) in reached.iter().filter(|(client, _)| *client != self.copy.client()) {
            let Some(marks) = sent.get(client) else { continue };
            let seen = self.seen.entry(*client).or_default();
            for mark in marks.iter().skip(*seen).take_while(|mark| mark.end <= *end) {
                *seen += 1;
                self.tally.unseen.set(self.tally.unseen.get() - 1);
                if counts && mark.counts {
                    self.tally.seen.borrow_mut().push(milliseconds(mark.at, now));
                }
            }
        }
    }

    fn answer(&mut self, count: usize) {
        let now = Instant::now();
        let count = count.min(self.frames.len());
        for frame in self.frames.iter().take(count).skip(self.answered) {
            self.acknowledged = self.acknowledged.max(frame.edits);
            if frame.counts {
                self.tally.acknowledged.borrow_mut().push(milliseconds(frame.at, now));
            }
        }
        let more = count.saturating_sub(self.answered);
        self.answered += more;
        self.tally.unacknowledged.set(self.tally.unacknowledged.get() - more);
    }
}

/// From one moment to another.
pub fn milliseconds(from: Instant, to: Instant) -> f64 {
    to.saturating_duration_since(from).as_secs_f64() * 1000.0
}
