//! `TestServer`: the same `build` as the binary's, on a fresh database, on a real port.
//!
//! Callers are values: `server.stranger()`; people are made by `server.person_of(…)`.

use std::net::SocketAddr;

use reqwest::header::{ACCEPT, COOKIE, LOCATION, ORIGIN, REFERER, SET_COOKIE};
use sqlx::Executor;
use tempfile::TempDir;

use crate::server::access::password::PasswordCost;
use crate::server::run;
use crate::server::settings::Settings;
use crate::server::state::{AppState, State};

pub mod bids;
pub mod live;
pub mod people;
pub mod reminders;
pub mod smtp;
pub mod tenders;
pub use people::Person;

/// Runs a test on both engines: `on_both_engines!(name, |server| async move { … });`
macro_rules! on_both_engines {
    ($(#[$meta:meta])* $name:ident, |$server:ident| $body:expr) => {
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "the body decides what it needs")]
            use super::*;

            async fn body($server: $crate::tests::support::TestServer) {
                $body
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                body($crate::tests::support::TestServer::on_sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                body($crate::tests::support::TestServer::on_postgres().await).await;
            }
        }
    };
}
pub(crate) use on_both_engines;

/// A running server with its own database.
pub struct TestServer {
    /// What every request shares.
    pub state: State,
    /// Where it listens.
    pub addr: SocketAddr,
    /// Its data folder.
    pub folder: TempDir,
}

impl TestServer {
    /// On the embedded database.
    pub async fn on_sqlite() -> Self {
        Self::start(None, |_| {}).await
    }

    /// On the embedded database, its settings changed.
    pub async fn on_sqlite_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::start(None, change).await
    }

    /// On a fresh database of the cluster that `MUSUBI_TEST_POSTGRES` names.
    pub async fn on_postgres() -> Self {
        Self::on_postgres_with(|_| {}).await
    }

    /// On such a database, its settings changed.
    pub async fn on_postgres_with(change: impl FnOnce(&mut Settings)) -> Self {
        let url = std::env::var("MUSUBI_TEST_POSTGRES")
            .expect("MUSUBI_TEST_POSTGRES names a PostgreSQL cluster; `cargo xtask test` starts one");
        sqlx::any::install_default_drivers();
        let name = format!("musubi_test_{}", uuid::Uuid::now_v7().simple());
        let pool = sqlx::AnyPool::connect(&url).await.expect("the cluster answers");
        pool.execute(sqlx::AssertSqlSafe(format!("create database {name}"))).await.expect("a database can be made");
        pool.close().await;
        let (base, _) = url.rsplit_once('/').expect("the address names a database");
        Self::start(Some(format!("{base}/{name}")), change).await
    }

    async fn start(database_url: Option<String>, change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut settings = Settings::for_data(folder.path().to_owned());
        settings.database_url = database_url;
        settings.addr = SocketAddr::from(([127, 0, 0, 1], 0));
        // Tests that want one name it: it takes seconds.
        settings.soffice = None;
        // Tests of reminders go round themselves, at their own time.
        settings.round = None;
        settings.mail = None;
        settings.password_cost = PasswordCost { memory: 64, passes: 1 };
        change(&mut settings);
        let state = AppState::open(settings).await.expect("the state opens");
        let server = run::bind(state.clone()).await.expect("a free port");
        let addr = server.addr();
        spawn(server.run_until_stopped());
        Self { state, addr, folder }
    }

    /// Someone without a session.
    pub fn stranger(&self) -> Browser {
        Browser {
            base: format!("http://{}", self.addr),
            client: reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client"),
            cookies: Vec::new(),
        }
    }
}

/// A browser without scripting: keeps cookies, sends forms as a page would.
#[derive(Clone)]
pub struct Browser {
    base: String,
    client: reqwest::Client,
    cookies: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// The headers.
    pub headers: reqwest::header::HeaderMap,
    /// The body as text.
    pub text: String,
}

impl Browser {
    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.client.get(format!("{}{path}", self.base)).header(ACCEPT, "text/html");
        self.send(request).await
    }

    /// Sends a form that stands on `page`.
    pub async fn post(&mut self, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self.posted(page, path).form(fields);
        self.send(request).await
    }

    /// The request of a form that stands on `page`, still without its fields.
    fn posted(&self, page: &str, path: &str) -> reqwest::RequestBuilder {
        self.client
            .post(format!("{}{path}", self.base))
            .header(ACCEPT, "text/html")
            .header(ORIGIN, &self.base)
            .header(REFERER, format!("{}{page}", self.base))
    }

    /// Calls a server function as script would.
    pub async fn call(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .header(ACCEPT, "application/json")
            .header(ORIGIN, &self.base)
            .form(fields);
        self.send(request).await
    }

    /// Sends a multipart form that stands on `page`.
    pub async fn upload(&mut self, page: &str, path: &str, form: reqwest::multipart::Form) -> Answer {
        let request = self.posted(page, path).multipart(form);
        self.send(request).await
    }

    /// Sends a form without its file, as script would: what decides who may is reached, and nothing is kept.
    pub async fn send_no_file(&mut self, path: &str) -> Answer {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .header(ACCEPT, "application/json")
            .header(ORIGIN, &self.base)
            .multipart(reqwest::multipart::Form::new().text("none", ""));
        self.send(request).await
    }

    /// Follows a redirect.
    pub async fn follow(&mut self, answer: &Answer) -> Answer {
        let path = answer.location.clone().expect("the answer is a redirect");
        self.get(&path).await
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Gives the browser a cookie.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(kept, _)| kept != name);
        self.cookies.push((name.to_owned(), value.to_owned()));
    }

    /// A request of any shape, with this browser's cookies.
    pub async fn send(&mut self, request: reqwest::RequestBuilder) -> Answer {
        let line = self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>();
        let response = request.header(COOKIE, line.join("; ")).send().await.expect("the server answers");
        for value in response.headers().get_all(SET_COOKIE) {
            let text = value.to_str().expect("cookies are ASCII");
            let pair = text.split(';').next().unwrap_or_default();
            if let Some((key, value)) = pair.split_once('=') {
                self.cookies.retain(|(kept, _)| kept != key);
                if !value.is_empty() && !text.contains("Max-Age=0") {
                    self.cookies.push((key.to_owned(), value.to_owned()));
                }
            }
        }
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let location = headers.get(LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let text = response.text().await.unwrap_or_default();
        Answer { status, location, headers, text }
    }
}

/// Ends with the test's own runtime.
#[expect(clippy::disallowed_methods, reason = "the server lives as long as its test, whose runtime ends it")]
fn spawn(server: impl std::future::Future<Output = Result<(), crate::server::failure::Failure>> + Send + 'static) {
    tokio::spawn(server);
}
