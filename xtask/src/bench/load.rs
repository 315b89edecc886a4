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
    /// Asked for in turn.
    pub paths: &'a [String],
    pub cookie: &'a str,
    pub rate: u32,
    pub connections: u32,
    pub duration: Duration,
}

/// What came of it.
pub struct Answers {
    pub latencies: Latencies,
    /// Those of each path by itself.
    pub each: Vec<Latencies>,
    pub failures: usize,
}

impl Load<'_> {
    /// Sends everything and waits for the last answer.
    pub fn run(&self) -> Outcome<Answers> {
        for request in self.requests().iter().cycle().take(self.paths.len().max(self.connections as usize)) {
            Connection::open(self.server)?.ask(request)?;
        }
        let next = AtomicU32::new(0);
        let began = Instant::now();
        let each = thread::scope(|scope| {
            let workers: Vec<_> = (0..self.connections).map(|_| scope.spawn(|| self.work(&next, began))).collect();
            workers.into_iter().filter_map(|worker| worker.join().ok()).collect::<Vec<_>>()
        });
        let asked = self.count() as usize;
        let all: Vec<(usize, Duration)> = each.into_iter().flatten().collect();
        let of = |path: usize| all.iter().filter(|(of, _)| *of == path).map(|(_, latency)| *latency).collect();
        Ok(Answers {
            failures: asked - all.len(),
            each: (0..self.paths.len()).map(|path| Latencies::new(of(path))).collect(),
            latencies: Latencies::new(all.iter().map(|(_, latency)| *latency).collect()),
        })
    }

    fn count(&self) -> u32 {
        self.rate * u32::try_from(self.duration.as_secs()).unwrap_or(u32::MAX)
    }

    /// One connection: takes the next request that is due, again and again. Failed ones give no latency, the others the
    /// number of their path too.
    fn work(&self, next: &AtomicU32, began: Instant) -> Vec<(usize, Duration)> {
        let requests = self.requests();
        let mut connection = None;
        let mut latencies = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= self.count() {
                return latencies;
            }
            let path = number as usize % requests.len();
            let due = began + Duration::from_secs(1) * number / self.rate;
            wait_until(due);
            match ask(&mut connection, self.server, &requests[path]) {
                Ok(()) => latencies.push((path, due.elapsed())),
                Err(_) => connection = None,
            }
        }
    }

    fn requests(&self) -> Vec<String> {
        let Self { server, cookie, .. } = self;
        let request = |path: &String| {
            format!("GET {path} HTTP/1.1\r\nHost: {server}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n")
        };
        self.paths.iter().map(request).collect()
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
