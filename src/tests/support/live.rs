//! A window of a browser on the live socket: a copy of one text, and what the server said.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};
use yrs::types::xml::{XmlElementPrelim, XmlIn, XmlTextPrelim};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Doc, GetString, OffsetKind, Options, ReadTxn, StateVector, Transact, Update, Xml, XmlFragment, XmlFragmentRef,
};

use super::{Person, TestServer};
use crate::server::rooms::{Reader, SCHEMA, put_bytes, put_number};
use crate::server::run;
use crate::server::settings::Settings;
use crate::server::state::AppState;

/// A window with one text open.
pub struct Window {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    doc: Doc,
    root: XmlFragmentRef,
    /// Edits that were sent.
    pub sent: u64,
    /// Edits that are on disk.
    pub acknowledged: u64,
    /// What the server says beside the text.
    pub meta: Value,
    /// Why the channel was refused.
    pub denied: Option<String>,
    /// How often somebody said where they are.
    pub presences: Vec<String>,
    /// The code with which the socket was closed.
    pub closed: Option<u16>,
    /// Whether the text has come.
    pub is_open: bool,
}

/// A further server on the same database, with threads of its own: it can be dropped like a process that is killed.
pub struct Node {
    /// Where it listens.
    pub addr: std::net::SocketAddr,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Node {
    /// Ends it in the middle of whatever it does.
    pub fn kill(mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl TestServer {
    /// Another server on the same database.
    pub async fn node(&self) -> Node {
        let mut settings: Settings = self.state.settings.clone();
        settings.addr = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (told, addr) = tokio::sync::oneshot::channel();
        runtime.spawn(async move {
            let state = AppState::open(settings).await.expect("the state opens");
            let server = run::bind(state).await.expect("a free port");
            told.send(server.addr()).expect("the test waits");
            server.run_until_stopped().await
        });
        Node { addr: addr.await.expect("it listens"), runtime: Some(runtime) }
    }

    /// A window of somebody on this server.
    pub async fn window(&self, person: &Person) -> Window {
        Window::at(self.addr, person).await
    }
}

impl Window {
    /// A window of somebody on a server.
    pub async fn at(addr: std::net::SocketAddr, person: &Person) -> Self {
        let mut request = format!("ws://{addr}/live").into_client_request().unwrap();
        let cookie = format!("musubi_session={}", person.browser.cookie("musubi_session").unwrap());
        request.headers_mut().insert("cookie", cookie.parse().unwrap());
        request.headers_mut().insert("origin", format!("http://{addr}").parse().unwrap());
        let (socket, _) = tokio_tungstenite::connect_async(request).await.expect("the socket opens");
        let doc = Doc::with_options(Options { offset_kind: OffsetKind::Utf16, ..Options::default() });
        let root = doc.get_or_insert_xml_fragment("blocks");
        Self {
            socket,
            doc,
            root,
            sent: 0,
            acknowledged: 0,
            meta: Value::Null,
            denied: None,
            presences: Vec::new(),
            closed: None,
            is_open: false,
        }
    }

    /// Opens a text and waits for it, or for the refusal.
    pub async fn open(mut self, bid: &str, section: &str) -> Self {
        let mut frame = vec![0, 1];
        for word in [bid, section, "ja"] {
            put_bytes(&mut frame, word.as_bytes());
        }
        put_number(&mut frame, SCHEMA);
        put_bytes(&mut frame, &self.doc.transact().state_vector().encode_v1());
        self.send(frame).await;
        self.until(|window| window.is_open || window.denied.is_some()).await;
        self
    }

    /// Sends any frame.
    pub async fn send(&mut self, frame: Vec<u8>) {
        self.socket.send(Message::Binary(frame.into())).await.expect("it is sent");
    }

    /// Sends an edit.
    pub async fn send_update(&mut self, update: &[u8]) {
        let mut frame = vec![1, 1];
        put_bytes(&mut frame, update);
        self.sent += 1;
        self.send(frame).await;
    }

    /// Says where the person is.
    pub async fn say(&mut self, state: &str) {
        let mut said = vec![1, 5, 1];
        put_bytes(&mut said, state.as_bytes());
        let mut frame = vec![2, 1];
        put_bytes(&mut frame, &said);
        self.send(frame).await;
    }

    /// Adds a paragraph and tells the update.
    pub fn added(&self, words: &str) -> Vec<u8> {
        let mut txn = self.doc.transact_mut();
        let words = XmlIn::Text(XmlTextPrelim::new(words).into());
        let paragraph = self.root.push_back(&mut txn, XmlElementPrelim::new("paragraph", [words]));
        paragraph.insert_attribute(&mut txn, "id", uuid::Uuid::now_v7().simple().to_string());
        txn.encode_update_v1()
    }

    /// Adds a paragraph and sends it.
    pub async fn write(&mut self, words: &str) {
        let update = self.added(words);
        self.send_update(&update).await;
    }

    /// The text as this window has it.
    pub fn text(&self) -> String {
        self.root.get_string(&self.doc.transact())
    }

    /// Everything the window has, as after a reconnection.
    pub fn everything(&self) -> Vec<u8> {
        self.doc.transact().encode_diff_v1(&StateVector::default())
    }

    /// Takes in what the server says until something holds; fails when that takes too long.
    pub async fn until(&mut self, holds: impl Fn(&Self) -> bool) {
        let limit = tokio::time::sleep(Duration::from_secs(20));
        tokio::pin!(limit);
        while !holds(self) {
            tokio::select! {
                () = &mut limit => panic!(
                    "nothing more came: {} of {} acknowledged, denied {:?}, closed {:?}, {}",
                    self.acknowledged, self.sent, self.denied, self.closed, self.text()
                ),
                message = self.socket.next() => self.take(message),
            }
        }
    }

    /// Waits until everything that was sent is on disk.
    pub async fn saved(&mut self) {
        self.until(|window| window.acknowledged == window.sent).await;
    }

    fn take(&mut self, message: Option<Result<Message, Error>>) {
        match message {
            Some(Ok(Message::Binary(bytes))) => self.frame(&bytes),
            Some(Ok(Message::Close(frame))) => self.closed = Some(frame.map_or(1005, |frame| frame.code.into())),
            Some(Ok(_)) => {}
            Some(Err(_)) | None => self.closed = self.closed.or(Some(1006)),
        }
    }

    fn frame(&mut self, bytes: &[u8]) {
        let mut rest = Reader(bytes);
        let (kind, _channel) = (rest.number().unwrap(), rest.number().unwrap());
        match kind {
            0 => {
                self.apply(rest.bytes().unwrap());
                rest.bytes().unwrap();
                self.meta = serde_json::from_str(rest.text().unwrap()).unwrap();
                self.is_open = true;
            }
            1 => self.apply(rest.bytes().unwrap()),
            2 => self.presences.push(String::from_utf8_lossy(rest.bytes().unwrap()).into_owned()),
            3 => self.acknowledged = rest.number().unwrap(),
            4 => self.denied = Some(rest.text().unwrap().to_owned()),
            5 => self.meta = serde_json::from_str(rest.text().unwrap()).unwrap(),
            _ => {}
        }
    }

    fn apply(&self, update: &[u8]) {
        self.doc.transact_mut().apply_update(Update::decode_v1(update).unwrap()).unwrap();
    }
}
