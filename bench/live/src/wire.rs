//! The three protocols: what is sent to open a text and to edit it, and what comes back.

use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::handshake::client::Request;

use crate::Outcome;
use crate::bytes::{Reader, put_bytes, put_number};
use crate::wish::Kind;

/// A text on a server.
#[derive(Debug, Clone)]
pub enum Place {
    /// A text of a section of ours, and the session of who opens it.
    Section {
        /// The bid.
        bid: String,
        /// The section.
        section: String,
        /// `ja` or `en`.
        language: &'static str,
        /// The header.
        cookie: String,
    },
    /// A named document of a peer.
    Named(Kind, String),
}

/// What the server said.
#[derive(Debug)]
pub enum Said<'f> {
    /// The whole text, and where it is known what the server has.
    Text(&'f [u8], Option<&'f [u8]>),
    /// Somebody's edit.
    Edit(&'f [u8]),
    /// So many frames of this line are acknowledged.
    Acknowledged(u64),
    /// One more is.
    AcknowledgedOne,
    /// The server waits for what the window has.
    GoOn,
    /// No.
    Refused(String),
    /// Nothing that counts here.
    Other,
}

const SYNC: u64 = 0;
const AUTHENTICATION: u64 = 2;
const SYNC_REPLY: u64 = 4;
const SYNC_STATUS: u64 = 8;

impl Place {
    /// The request that opens the socket.
    pub fn request(&self, port: u16) -> Outcome<Request> {
        let host = format!("127.0.0.1:{port}");
        match self {
            Self::Section { cookie, .. } => {
                let mut request = format!("ws://{host}/live").into_client_request()?;
                request.headers_mut().insert("cookie", cookie.parse()?);
                request.headers_mut().insert("origin", format!("http://{host}").parse()?);
                Ok(request)
            }
            Self::Named(Kind::YWebsocket, name) => Ok(format!("ws://{host}/{name}").into_client_request()?),
            Self::Named(..) => Ok(format!("ws://{host}/").into_client_request()?),
        }
    }

    /// The first frame, with the state vector of what the window has.
    pub fn opening(&self, state: &[u8]) -> Vec<u8> {
        match self {
            Self::Section { bid, section, language, .. } => {
                let mut frame = vec![0, 1];
                for word in [bid.as_str(), section, language] {
                    put_bytes(&mut frame, word.as_bytes());
                }
                put_number(&mut frame, 1);
                put_bytes(&mut frame, state);
                frame
            }
            Self::Named(Kind::Hocuspocus, name) => {
                let mut frame = headed(name, AUTHENTICATION);
                put_number(&mut frame, 0);
                put_bytes(&mut frame, b"");
                frame
            }
            Self::Named(..) => self.sync(0, state),
        }
    }

    /// The second frame, where there is one: a peer has let the window in.
    pub fn going_on(&self, state: &[u8]) -> Vec<u8> {
        self.sync(0, state)
    }

    /// An edit.
    pub fn edit(&self, update: &[u8]) -> Vec<u8> {
        match self {
            Self::Section { .. } => {
                let mut frame = vec![1, 1];
                put_bytes(&mut frame, update);
                frame
            }
            Self::Named(..) => self.sync(2, update),
        }
    }

    fn sync(&self, step: u64, bytes: &[u8]) -> Vec<u8> {
        let mut frame = match self {
            Self::Named(Kind::Hocuspocus, name) => headed(name, SYNC),
            _ => vec![0],
        };
        put_number(&mut frame, step);
        put_bytes(&mut frame, bytes);
        frame
    }

    /// Reads what the server said; `None` when it is no frame.
    pub fn read<'f>(&self, frame: &'f [u8]) -> Option<Said<'f>> {
        let mut rest = Reader(frame);
        match self {
            Self::Section { .. } => read_ours(rest),
            Self::Named(Kind::Hocuspocus, _) => {
                rest.bytes()?;
                read_peers(rest)
            }
            Self::Named(..) => read_peers(rest),
        }
    }
}

fn headed(name: &str, kind: u64) -> Vec<u8> {
    let mut frame = Vec::new();
    put_bytes(&mut frame, name.as_bytes());
    put_number(&mut frame, kind);
    frame
}

fn read_ours(mut rest: Reader<'_>) -> Option<Said<'_>> {
    let (kind, _channel) = (rest.number()?, rest.number()?);
    Some(match kind {
        0 => Said::Text(rest.bytes()?, Some(rest.bytes()?)),
        1 => Said::Edit(rest.bytes()?),
        3 => Said::Acknowledged(rest.number()?),
        4 => Said::Refused(String::from_utf8_lossy(rest.bytes()?).into_owned()),
        _ => Said::Other,
    })
}

fn read_peers(mut rest: Reader<'_>) -> Option<Said<'_>> {
    Some(match rest.number()? {
        SYNC | SYNC_REPLY => match rest.number()? {
            1 => Said::Text(rest.bytes()?, None),
            2 => Said::Edit(rest.bytes()?),
            _ => Said::Other,
        },
        AUTHENTICATION => match rest.number()? {
            2 => Said::GoOn,
            _ => Said::Refused("not let in".to_owned()),
        },
        SYNC_STATUS => match rest.number()? {
            1 => Said::AcknowledgedOne,
            _ => Said::Refused("not saved".to_owned()),
        },
        _ => Said::Other,
    })
}
