//! Posts of a form, one to a connection, while a run is made ready.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::Outcome;

/// What came back.
pub struct Answer {
    /// The session that was handed out, as it is sent back.
    pub cookie: Option<String>,
    /// The body.
    pub body: String,
}

/// Posts a form as script would. In HTTP/1.0, so that the answer ends with the connection.
pub fn post(port: u16, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Outcome<Answer> {
    let host = format!("127.0.0.1:{port}");
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let body = pairs.join("&");
    let mut stream = TcpStream::connect(&host)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(
        stream,
        "POST {path} HTTP/1.0\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n\
         Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8(answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").ok_or("the server gave no answer")?;
    let status = head.split(' ').nth(1).unwrap_or_default();
    if !matches!(status, "200" | "302" | "303") {
        return Err(format!("{path} answered {status}: {body}").into());
    }
    let cookie = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        let is_session = name.eq_ignore_ascii_case("set-cookie") && value.starts_with("musubi_session=");
        is_session.then(|| value.split(';').next().unwrap_or_default().to_owned())
    });
    Ok(Answer { cookie, body: body.to_owned() })
}

fn escaped(value: &str) -> String {
    let escape = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    value.bytes().map(escape).collect()
}
