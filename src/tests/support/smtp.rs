//! A real mail server (aiosmtpd) for one test; the programs' answers are in `smtp_server.py`.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::Deserialize;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::server::mail::{MailSettings, Post, SmtpUrl};

/// A message that the server took.
#[derive(Debug, Clone, Deserialize)]
pub struct Taken {
    /// The recipient's address.
    pub to: String,
    /// The sender's.
    pub from: String,
    /// Its name.
    pub message_id: String,
    /// Its subject, decoded.
    pub subject: String,
    /// When it says it was written.
    pub date: String,
    /// Its subject as it was sent.
    pub raw_subject: String,
    /// Its text, decoded.
    pub body: String,
    /// Whether it came over an encrypted line.
    pub is_encrypted: bool,
    /// Who had signed in; empty for nobody.
    pub signed_in: String,
}

/// How a mail server's address signs in as the one person whom it knows.
pub const SIGN_IN: &str = "musubi%40minato:p%40ss%3A%20geheim";
/// The password in it, as it would stand in a log.
pub const SIGN_IN_PASSWORD: &str = "geheim";
/// From whom mail comes.
const FROM: &str = "Musubi 結び <musubi@minato.example.jp>";

/// A running mail server; it ends with the test.
pub struct SmtpServer {
    port: u16,
    folder: TempDir,
    taken: Arc<Mutex<Vec<Taken>>>,
    _process: Child,
}

impl SmtpServer {
    /// Starts one on a free port that takes everything from everybody.
    pub async fn start() -> Self {
        Self::demanding(&[]).await
    }

    /// Starts one that wants its line encrypted (`implicit`, `starttls`) with a certificate of an authority of its own,
    /// and everybody to sign in (`PLAIN`, `LOGIN`).
    pub async fn guarded(tls: &str, sign_in: &str) -> Self {
        Self::demanding(&[("tls", tls), ("sign_in", sign_in)]).await
    }

    async fn demanding(demands: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut wanted: serde_json::Map<String, serde_json::Value> =
            demands.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        wanted.insert("authority".to_owned(), authority_in(&folder).to_string_lossy().into());
        let python = std::env::var("MUSUBI_TEST_PYTHON")
            .expect("MUSUBI_TEST_PYTHON names a Python with aiosmtpd; `cargo xtask test` makes one");
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/support/smtp_server.py");
        let mut process = Command::new(python)
            .arg(script)
            .arg(serde_json::Value::Object(wanted).to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the mail server starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let port = lines.next_line().await.expect("a line").expect("the port").parse().expect("a number");
        let taken = Arc::new(Mutex::new(Vec::new()));
        listen(lines, Arc::clone(&taken));
        Self { port, folder, taken, _process: process }
    }

    /// Its address, as settings name it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The certificate of its authority.
    pub fn authority(&self) -> PathBuf {
        authority_in(&self.folder)
    }

    /// Settings that lead to it by another address: `{}` stands for its host and port.
    pub fn settings_by(&self, url: &str, authority: Option<PathBuf>) -> MailSettings {
        let url = url.replace("{}", &format!("127.0.0.1:{}", self.port));
        MailSettings { smtp: SmtpUrl::new(&url), from: FROM.to_owned(), authority }
    }

    /// The settings that lead to it.
    pub fn settings(&self) -> MailSettings {
        self.settings_by("smtp://{}", None)
    }

    /// The way to it.
    pub fn post(&self) -> Post {
        Post::open(&self.settings()).expect("a mail server")
    }

    /// What it took, once it is so many messages.
    pub async fn taken(&self, count: usize) -> Vec<Taken> {
        let are_there = async {
            loop {
                let taken = self.taken.lock().unwrap().clone();
                if taken.len() >= count {
                    return taken;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), are_there).await.expect("the messages come")
    }
}

fn authority_in(folder: &TempDir) -> PathBuf {
    folder.path().join("authority.pem")
}

/// Ends with the test's own runtime.
#[expect(clippy::disallowed_methods, reason = "the reader lives as long as its test, whose runtime ends it")]
fn listen(mut lines: Lines<BufReader<ChildStdout>>, taken: Arc<Mutex<Vec<Taken>>>) {
    tokio::spawn(async move {
        while let Ok(Some(line)) = lines.next_line().await {
            taken.lock().unwrap().push(serde_json::from_str(&line).expect("a message"));
        }
    });
}
