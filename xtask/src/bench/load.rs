//! A constant stream of requests over kept connections. Latency counts from the moment a request was due, so that a
//! server that stalls cannot hide the requests that it kept waiting.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use super::latency::Latencies;
use crate::problem::{Explain, Outcome, Problem};

const LIMIT: Duration = Duration::from_secs(10);

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
            let workers: Vec<_> = (0..self.connections)
                .map(|_| scope.spawn(|| self.work(&next, began)))
                .collect();
            workers
                .into_iter()
                .filter_map(|worker| worker.join().ok())
                .collect::<Vec<_>>()
        });
        let asked = self.requests() as usize;
        let all: Vec<Duration> = each.into_iter().flatten().collect();
        Ok(Answers {
            failures: asked - all.len(),
            latencies: Latencies::new(all),
        })
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
        let Self {
            server,
            path,
            cookie,
            ..
        } = self;
        format!(
            "GET {path} HTTP/1.1\r\nHost: {server}\r\nCookie: {cookie}\r\nAccept: text/html\r\n\r\n"
        )
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

#[expect(
    clippy::disallowed_methods,
    reason = "a request is due at a moment, and no event tells of it"
)]
fn wait_until(due: Instant) {
    thread::sleep(due.saturating_duration_since(Instant::now()));
}

/// A kept connection, with just as much of HTTP/1.1 as reading an answer to its end takes.
struct Connection(BufReader<TcpStream>);

impl Connection {
    fn open(server: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect_timeout(&server, LIMIT).explain(server)?;
        stream.set_nodelay(true).explain(server)?;
        stream.set_read_timeout(Some(LIMIT)).explain(server)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// An answer other than 200 is a failure: it would be measured as a fast page.
    fn ask(&mut self, request: &str) -> Outcome {
        self.0
            .get_mut()
            .write_all(request.as_bytes())
            .explain("sending")?;
        let status = self.line()?;
        let mut body = Body::Length(0);
        loop {
            let header = self.line()?.to_ascii_lowercase();
            match header.split_once(':') {
                None => break,
                Some(("content-length", length)) => {
                    body = Body::Length(length.trim().parse().explain("length")?)
                }
                Some(("transfer-encoding", _)) => body = Body::Chunked,
                Some(_) => {}
            }
        }
        self.read(body)?;
        match status.split(' ').nth(1) {
            Some("200") => Ok(()),
            _ => Err(Problem::new(format!("the server answered {status}"))),
        }
    }

    fn read(&mut self, body: Body) -> Outcome {
        match body {
            Body::Length(length) => self.skip(length),
            Body::Chunked => loop {
                let length = u64::from_str_radix(&self.line()?, 16).explain("chunk")?;
                self.skip(length)?;
                self.line()?;
                if length == 0 {
                    return Ok(());
                }
            },
        }
    }

    fn skip(&mut self, length: u64) -> Outcome {
        let skipped = std::io::copy(&mut self.0.by_ref().take(length), &mut std::io::sink())
            .explain("reading")?;
        (skipped == length)
            .then_some(())
            .explain("the answer ended early")
    }

    fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        self.0.read_line(&mut line).explain("reading")?;
        if !line.ends_with('\n') {
            return Err(Problem::new("the connection was closed"));
        }
        Ok(line.trim_end().to_owned())
    }
}

enum Body {
    Length(u64),
    Chunked,
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    const REQUEST: &str = "GET / HTTP/1.1\r\n\r\n";

    /// Answers on one connection: with a length, in chunks, and with a refusal.
    #[test]
    fn a_kept_connection_reads_both_kinds_of_answer() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let server = listener.local_addr().expect("an address");
        let answering = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut request = [0; REQUEST.len()];
            for answer in [
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
            ] {
                stream.read_exact(&mut request).expect("a request");
                stream.write_all(answer.as_bytes()).expect("an answer");
            }
        });
        let mut connection = Connection::open(server).expect("a connection");
        let mut ask = || connection.ask(REQUEST);
        assert!(ask().is_ok());
        assert!(ask().is_ok());
        assert!(ask().is_err(), "a page that is not there is no fast page");
        answering.join().expect("the server ends");
    }
}
