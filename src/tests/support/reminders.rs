//! A clock that tests move, dates of a bid, and where its people are written to.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use super::bids::TestBid;
use super::{Person, TestServer};
use crate::domain::deadline::Moment;
use crate::domain::id::DeadlineId;
use crate::domain::instant::Instant;
use crate::server::jobs::Clerk;
use crate::server::mail::Post;

/// A clock that tests move.
#[derive(Clone)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    /// One that stands at a time in Japan.
    pub fn at(text: &str) -> Self {
        Self::of(Instant(Moment::parse(text).unwrap().to_utc_millis()))
    }

    /// One that stands at an instant.
    pub fn of(now: Instant) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    /// What it says.
    pub fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }

    /// Moves it on.
    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }

    /// A server's clerk that lives by this clock.
    pub fn clerk(&self, server: &TestServer, post: Option<Post>) -> Clerk {
        let clock = self.clone();
        let (store, rules) = (server.state.store.clone(), server.state.plan_rules());
        Clerk::new(store, post, "https://musubi.example.jp/", rules, move || clock.now())
    }
}

/// A bid of which the tender has no dates yet.
pub async fn empty_bid(server: &TestServer) -> TestBid {
    let bid = server.bid().await;
    server.run_sql("delete from deadline where tender_id = $1", &[&bid.tender]).await;
    bid
}

/// A date of a bid's tender, at a time in Japan.
pub async fn date(server: &TestServer, bid: &TestBid, kind: &str, at: &str) -> String {
    let id = DeadlineId::fresh().to_string();
    let millis = Moment::parse(at).unwrap().to_utc_millis();
    let statement = format!(
        "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
         values ($1, $2, $3, $4, {millis}, 'fixed', 'person')"
    );
    server.run_sql(&statement, &[&id, &bid.tender, kind, at]).await;
    id
}

/// Lets a date begin at a time in Japan.
pub async fn begin_date(server: &TestServer, deadline: &str, from: &str) {
    server.run_sql("update deadline set from_local = $2 where id = $1", &[deadline, from]).await;
}

/// Moves a date.
pub async fn move_date(server: &TestServer, deadline: &str, at: &str) {
    let millis = Moment::parse(at).unwrap().to_utc_millis();
    let statement = format!("update deadline set at_local = $2, at = {millis} where id = $1");
    server.run_sql(&statement, &[deadline, at]).await;
}

/// Where a person is written to, and by whose clock.
pub async fn address(server: &TestServer, person: &Person, email: &str, zone: &str) {
    let statement = "update user_account set email = $2, zone = $3 where id = $1";
    server.run_sql(statement, &[&person.user.to_string(), email, zone]).await;
}
