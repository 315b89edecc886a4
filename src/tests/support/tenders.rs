//! Firms, people and bids put straight into the tables, for tests of tenders: what they need is a session
//! and a seat, not the way to them.

use std::time::Duration;

use crate::domain::id::{BidId, OrganisationId, TenderId, UserId};
use crate::domain::instant::DAY;
use crate::domain::language::Language;
use crate::server::access::{SignedIn, token};
use crate::server::clock;
use crate::server::http::calls::SESSION;
use crate::server::store::sessions;

use super::{Browser, TestServer};

/// Someone of a firm, with a session.
pub struct Someone {
    /// Their browser.
    pub browser: Browser,
    /// Their account.
    pub user: UserId,
    /// Their firm.
    pub organisation: OrganisationId,
}

/// They, as a service sees them.
pub fn signed_in(person: &Someone) -> SignedIn {
    SignedIn {
        user: person.user,
        organisation: person.organisation,
        name: "Someone".to_owned(),
        language: Language::English,
        theme: "auto".to_owned(),
        zone: "Asia/Tokyo".to_owned(),
        is_administrator: false,
        unread: 0,
        session: String::new(),
    }
}

impl TestServer {
    /// Waits until a statement of this PostgreSQL database waits for another's lock.
    pub async fn until_one_waits(&self) {
        let waiting = "select count(*) from pg_stat_activity
                       where datname = current_database() and wait_event_type = 'Lock'";
        let is_there = async { while self.value_of(waiting, &[]).await == "0" {} };
        tokio::time::timeout(Duration::from_secs(20), is_there).await.expect("somebody waits");
    }

    /// The first person of a new firm in a zone.
    pub async fn someone_in(&self, zone: &str) -> Someone {
        let organisation = OrganisationId::fresh();
        let user = UserId::fresh();
        let token = token::fresh().expect("randomness");
        let now = clock::now();
        let mut tx = self.state.store.begin_write().await.expect("a transaction");
        sqlx::query("insert into organisation (id, kind, name, zone, created_at) values ($1, 'japanese', $2, $3, 0)")
            .bind(organisation.to_string())
            .bind(format!("Firm in {zone}"))
            .bind(zone)
            .execute(&mut *tx)
            .await
            .expect("a firm");
        sqlx::query(
            "insert into user_account (id, organisation_id, email, name, language, zone, password_hash, created_at)
             values ($1, $2, $3, $4, 'en', $5, '', 0)",
        )
        .bind(user.to_string())
        .bind(organisation.to_string())
        .bind(format!("{user}@example.jp"))
        .bind(format!("Someone in {zone}"))
        .bind(zone)
        .execute(&mut *tx)
        .await
        .expect("an account");
        sessions::session_insert(&mut tx, &token.hash, user, now, now.plus(DAY)).await.expect("a session");
        tx.commit().await.expect("committed");
        let mut browser = self.stranger();
        browser.set_cookie(SESSION, &token.secret);
        Someone { browser, user, organisation }
    }

    /// A bid that answers a tender, with a seat for each person.
    pub async fn bid_with(&self, tender: TenderId, seats: &[(&Someone, &str)]) -> BidId {
        let bid = BidId::fresh();
        let mut tx = self.state.store.begin_write().await.expect("a transaction");
        sqlx::query(
            "insert into bid (id, tender_id, organisation_id, created_by, created_at)
             values ($1, $2, $3, $4, 0)",
        )
        .bind(bid.to_string())
        .bind(tender.to_string())
        .bind(seats[0].0.organisation.to_string())
        .bind(seats[0].0.user.to_string())
        .execute(&mut *tx)
        .await
        .expect("a bid");
        for (person, role) in seats {
            sqlx::query("insert into seat (bid_id, user_id, role, added_at) values ($1, $2, $3, 0)")
                .bind(bid.to_string())
                .bind(person.user.to_string())
                .bind((*role).to_owned())
                .execute(&mut *tx)
                .await
                .expect("a seat");
            sqlx::query("insert into bid_organisation (bid_id, organisation_id, added_at) values ($1, $2, 0)")
                .bind(bid.to_string())
                .bind(person.organisation.to_string())
                .execute(&mut *tx)
                .await
                .expect("a firm on the bid");
        }
        tx.commit().await.expect("committed");
        bid
    }
}
