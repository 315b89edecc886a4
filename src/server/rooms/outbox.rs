//! What waits to be sent to one browser: bounded, so that a slow reader costs no memory. Nothing is left out silently:
//! when it is full the socket closes, and the browser synchronises again.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::sync::Notify;

/// Most frames that wait.
const FRAMES_MOST: usize = 512;
/// Most bytes that wait, beside the first frame.
const BYTES_MOST: usize = 8 * 1024 * 1024;

/// How a socket ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The browser reads too slowly.
    Slow,
    /// The server stops.
    Stopping,
    /// The session has ended.
    SignedOut,
}

/// Frames for one socket.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: Mutex<Waiting>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct Waiting {
    frames: VecDeque<Vec<u8>>,
    bytes: usize,
    ending: Option<Ending>,
}

impl Outbox {
    /// Adds a frame; closes the socket when there is no room for it.
    pub fn push(&self, frame: Vec<u8>) {
        let mut waiting = self.lock();
        if waiting.ending.is_some() {
            return;
        }
        let is_full = waiting.frames.len() >= FRAMES_MOST || waiting.bytes + frame.len() > BYTES_MOST;
        if is_full && !waiting.frames.is_empty() {
            waiting.frames = VecDeque::new();
            waiting.ending = Some(Ending::Slow);
        } else {
            waiting.bytes += frame.len();
            waiting.frames.push_back(frame);
        }
        drop(waiting);
        self.changed.notify_one();
    }

    /// Ends the socket after what waits.
    pub fn end(&self, ending: Ending) {
        self.lock().ending.get_or_insert(ending);
        self.changed.notify_one();
    }

    /// Everything that waits now.
    pub fn take(&self) -> VecDeque<Vec<u8>> {
        let mut waiting = self.lock();
        waiting.bytes = 0;
        std::mem::take(&mut waiting.frames)
    }

    /// How the socket is to end, when it is.
    pub fn ending(&self) -> Option<Ending> {
        self.lock().ending
    }

    /// Waits until something waits, or the socket is to end.
    pub async fn ready(&self) {
        loop {
            let changed = self.changed.notified();
            {
                let waiting = self.lock();
                if !waiting.frames.is_empty() || waiting.ending.is_some() {
                    return;
                }
            }
            changed.await;
        }
    }

    /// Waits until the browser is too slow.
    pub async fn overrun(&self) {
        loop {
            let changed = self.changed.notified();
            if self.ending() == Some(Ending::Slow) {
                return;
            }
            changed.await;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_reader_is_closed_and_keeps_nothing() {
        let outbox = Outbox::default();
        (0..FRAMES_MOST).for_each(|_| outbox.push(vec![0]));
        assert_eq!(outbox.ending(), None);
        outbox.push(vec![0]);
        assert_eq!((outbox.ending(), outbox.take().len()), (Some(Ending::Slow), 0));
    }

    #[test]
    fn one_long_frame_may_always_wait() {
        let outbox = Outbox::default();
        outbox.push(vec![0; BYTES_MOST + 1]);
        assert_eq!(outbox.ending(), None);
        outbox.push(vec![0]);
        assert_eq!(outbox.ending(), Some(Ending::Slow));
    }
}
