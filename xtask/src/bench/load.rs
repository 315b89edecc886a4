//! A constant stream of requests over kept connections. Latency counts from the moment a request
//! was due, so that a server that stalls cannot hide the requests that it kept waiting.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::{connection::Connection, latency::Latencies};
use crate::problem::Outcome;

/// What is asked for, and how often.
pub struct Load<'a> {
    pub server: SocketAddr,
    pub path: &'a str,
    pub cookie: &'a str,
    pub rate: u32,
    pub connections: u32,
    pub duration: Duration,
}

/// What came of it.
pub struct Answers {
    pub latencies: Latencies,
    pub failures: usize,
}

impl Load<'_> {
    /// Sends everything and waits for the last answer.
    pub fn run(&self) -> Outcome<Answers> {
        for _ in 0..self.connections {
            Connection::open(self.server)?.ask(&self.request())?;
        }
        let next = AtomicU32::new(0);
        let began = Instant::now();
        let each = thread::scope(|scope| {
            let workers: Vec<_> = (0..self.connections).map(|_| scope.spawn(|| self.work(&next, began))).collect();
            workers.into_iter().filter_map(|worker| worker.join().ok()).collect::<Vec<_>>()
        });
        let asked = self.requests() as usize;
        let all: Vec<Duration> = each.into_iter().flatten().collect();
        Ok(Answers { failures: asked - all.len(), latencies: Latencies::new(all) })
    }

    fn requests(&self) -> u32 {
        self.rate * u32::try_from(self.duration.as_secs()).unwrap_or(u32::MAX)
    }

    /// One connection: takes the next request that is due, again and again. Failed ones give no latency.
    fn work(&self, next: &AtomicU32, began: Instant) -> Vec<Duration> {
        let request = self.request();
        let mut connection = None;
        let mut latencies = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= self.requests() {
                return latencies;
            }
            let due = began + Duration::from_secs(1) * number / self.rate;
            wait_until(due);
            match ask(&mut connection, self.server, &request) {
                Ok(()) => latencies.push(due.elapsed()),
                Err(_) => connection = None,
            }
        }
    }

    fn request(&self) -> String {
        let Self { server, path, cookie, .. } = self;
        format!("GET {path} HTTP/1.1\r\nHost: {server}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n")
    }
}

fn ask(connection: &mut Option<Connection>, server: SocketAddr, request: &str) -> Outcome {
    let mut open = match connection.take() {
        Some(open) => open,
        None => Connection::open(server)?,
    };
    open.ask(request)?;
    *connection = Some(open);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a request is due at a moment, and no event tells of it")]
fn wait_until(due: Instant) {
    thread::sleep(due.saturating_duration_since(Instant::now()));
}
