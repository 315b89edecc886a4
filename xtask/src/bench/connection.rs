//! A kept connection to a server, with just as much of HTTP/1.1 as reading an answer to its end takes.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use crate::problem::{Explain, Outcome, Problem};

const LIMIT: Duration = Duration::from_secs(10);

/// One request at a time.
pub struct Connection(BufReader<TcpStream>);

impl Connection {
    pub fn open(server: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect_timeout(&server, LIMIT).explain(server)?;
        stream.set_nodelay(true).explain(server)?;
        stream.set_read_timeout(Some(LIMIT)).explain(server)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a request and reads the answer to its end.
    /// An answer other than 200 is a failure: it would be measured as a fast page.
    pub fn ask(&mut self, request: &str) -> Outcome {
        self.0.get_mut().write_all(request.as_bytes()).explain("sending")?;
        let status = self.line()?;
        let mut body = Body::Length(0);
        loop {
            let header = self.line()?.to_ascii_lowercase();
            match header.split_once(':') {
                None => break,
                Some(("content-length", length)) => body = Body::Length(length.trim().parse().explain("length")?),
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
        let skipped = std::io::copy(&mut self.0.by_ref().take(length), &mut std::io::sink()).explain("reading")?;
        (skipped == length).then_some(()).explain("the answer ended early")
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
    use std::{net::TcpListener, thread};

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
