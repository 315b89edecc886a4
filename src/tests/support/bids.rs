//! Firms, people and a bid to test with. Accounts are put into the tables with a session (hashing a password for
//! each would take most of a test's time); the bid itself is made by the real post.

use crate::domain::deadline::{Moment, Precision};
use crate::domain::id::{BidId, LinkId, OrganisationId, TenderFileId, TenderId, UserId};
use crate::domain::instant::DAY;
use crate::server::access::token;
use crate::server::clock;
use crate::server::http::calls::SESSION;
use crate::server::store::sessions;

use super::{Person, TestServer};

/// A bid of a Japanese firm.
#[derive(Clone)]
pub struct TestBid {
    /// Its identity.
    pub id: String,
    /// Its tender.
    pub tender: String,
    /// Who began it.
    pub coordinator: Person,
}

impl TestBid {
    /// Address of one of its pages; empty for the overview.
    pub fn page(&self, name: &str) -> String {
        format!("/bids/{}{}{name}", self.id, if name.is_empty() { "" } else { "/" })
    }
}

impl TestServer {
    /// Runs one statement.
    pub async fn run_sql(&self, statement: &str, values: &[&str]) {
        let mut tx = self.state.store.begin_write().await.unwrap();
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
        for value in values {
            query = query.bind((*value).to_owned());
        }
        query.execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// One value as text.
    pub async fn value_of(&self, statement: &str, values: &[&str]) -> String {
        use sqlx::Row;
        let mut tx = self.state.store.begin_read().await.unwrap();
        let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
        for value in values {
            query = query.bind((*value).to_owned());
        }
        let row = query.fetch_one(&mut *tx).await.unwrap();
        row.try_get::<String, _>(0).or_else(|_| row.try_get::<i64, _>(0).map(|number| number.to_string())).unwrap()
    }

    /// A firm: `japanese` or `foreign`.
    pub async fn firm(&self, kind: &str, name: &str) -> OrganisationId {
        let id = OrganisationId::fresh();
        let country = if kind == "japanese" { "JP" } else { "NO" };
        self.run_sql(
            "insert into organisation (id, kind, name, country, address, created_at) values ($1, $2, $3, $4, '広島県呉市中央1-1', 0)",
            &[&id.to_string(), kind, name, country],
        )
        .await;
        id
    }

    /// An open change of a tender that says nothing new.
    pub async fn change_of(&self, tender: &str) -> String {
        let id = crate::domain::id::TenderChangeId::fresh().to_string();
        self.run_sql(
            "insert into tender_source (tender_id, position, kind, fingerprint, body, added_at)
             values ($1, 7, 'text', $2, '訂正公告', 0)",
            &[tender, &id],
        )
        .await;
        let reading = crate::domain::change::ChangeReading {
            newer: crate::server::intake::correction::newer_of("", crate::server::intake::read("")),
            outcome: None,
            pages_without_text: 0,
        };
        let reading = serde_json::to_string(&reading).unwrap();
        self.run_sql(
            "insert into tender_change (id, tender_id, position, kind, state, reading, created_at)
             values ($1, $2, 7, 'correction', 'open', $3, 0)",
            &[&id, tender, &reading],
        )
        .await;
        id
    }

    /// A person of a firm, with a session.
    pub async fn person_of(&self, organisation: OrganisationId, name: &str) -> Person {
        let user = UserId::fresh();
        let email = format!("{user}@example.jp");
        self.run_sql(
            "insert into user_account (id, organisation_id, email, name, language, zone, password_hash, created_at)
             values ($1, $2, $3, $4, 'en', 'Asia/Tokyo', '', 0)",
            &[&user.to_string(), &organisation.to_string(), &email, name],
        )
        .await;
        let token = token::fresh().unwrap();
        let now = clock::now();
        let mut tx = self.state.store.begin_write().await.unwrap();
        sessions::session_insert(&mut tx, &token.hash, user, now, now.plus(DAY)).await.unwrap();
        tx.commit().await.unwrap();
        let mut browser = self.stranger();
        browser.set_cookie(SESSION, &token.secret);
        Person { browser, user, organisation, email }
    }

    /// A confirmed tender of a firm, whose proposal is due in twelve days.
    pub async fn tender_of(&self, organisation: OrganisationId, title: &str) -> TenderId {
        let id = TenderId::fresh();
        self.run_sql(
            "insert into tender (id, organisation_id, title, addressee, state, fingerprint, created_at)
             values ($1, $2, $3, 'みなと市長', 'confirmed', $1, 0)",
            &[&id.to_string(), &organisation.to_string(), title],
        )
        .await;
        let due = clock::now().plus(12 * DAY);
        let local = Moment::from_utc_millis(due.0, Precision::Minute).unwrap().to_string();
        let statement = format!(
            "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
             values ($1, $2, 'proposal_by', $3, {}, 'fixed', 'person')",
            due.0
        );
        let deadline = crate::domain::id::DeadlineId::fresh().to_string();
        self.run_sql(&statement, &[&deadline, &id.to_string(), &local]).await;
        id
    }

    /// A bid of みなと技研 with its coordinator.
    pub async fn bid(&self) -> TestBid {
        let firm = self.firm("japanese", "みなと技研株式会社").await;
        let mut coordinator = self.person_of(firm, "佐藤 花子").await;
        let tender = self.tender_of(firm, "みなと市防災情報配信システム構築業務委託").await.to_string();
        let answer = coordinator.browser.post("/tenders", "/api/bids/create", &[("tender", &tender)]).await;
        let location = answer.location.expect("a new bid is opened");
        let id = location.strip_prefix("/bids/").expect("a bid's address").to_owned();
        TestBid { id, tender, coordinator }
    }

    /// A colleague of the coordinator with a seat.
    pub async fn seat_on(&self, bid: &TestBid, role: &str, section: &str) -> Person {
        let person = self.person_of(bid.coordinator.organisation, role).await;
        let fields = [("bid", bid.id.as_str()), ("email", &person.email), ("role", role), ("section", section)];
        let answer = bid.coordinator.clone().browser.post(&bid.page("people"), "/api/seats/give", &fields).await;
        assert_eq!(answer.location.as_deref(), Some(format!("{}?saved=1", bid.page("people")).as_str()));
        person
    }

    /// The one who coordinates the bid now.
    pub async fn coordinator_of(&self, bid: &TestBid) -> String {
        let statement = "select s.user_id from seat s join user_account u on u.id = s.user_id
                         where s.bid_id = $1 and s.role = 'coordinator' and u.organisation_id = $2";
        self.value_of(statement, &[&bid.id, &bid.coordinator.organisation.to_string()]).await
    }

    /// Another coordinator.
    pub async fn coordinator_on(&self, bid: &TestBid) -> Person {
        self.seat_on(bid, "coordinator", "").await
    }

    /// A writer.
    pub async fn writer_on(&self, bid: &TestBid) -> Person {
        self.seat_on(bid, "writer", "").await
    }

    /// A viewer.
    pub async fn viewer_on(&self, bid: &TestBid) -> Person {
        self.seat_on(bid, "viewer", "").await
    }

    /// A contributor of one section.
    pub async fn contributor_on(&self, bid: &TestBid, section: &str) -> Person {
        self.seat_on(bid, "contributor", section).await
    }

    /// A contact of a person's firm, by the real post.
    pub async fn contact_of(&self, person: &Person, family: &str) -> String {
        let fields = [("contact[family]", family), ("contact[given]", "太郎")];
        let answer = person.clone().browser.post("/contacts/new", "/api/contacts/add", &fields).await;
        let location = answer.location.expect("a new contact is opened");
        let id = location.strip_prefix("/contacts/").and_then(|rest| rest.strip_suffix("?saved=1"));
        id.expect("a contact's address").to_owned()
    }

    /// An organisation of a person's firm, by the real post.
    pub async fn contact_body_of(&self, person: &Person, name: &str) -> String {
        let fields = [("body[kind]", "other"), ("body[name]", name)];
        let answer = person.clone().browser.call("/api/contacts/add-body", &fields).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.text.trim_matches('"').to_owned()
    }

    /// An entry of the log with a contact, for no bid, and a file of it.
    pub async fn engagement_file_of(&self, person: &Person, contact: &str) -> (String, String) {
        let engagement = crate::domain::id::EngagementId::fresh().to_string();
        let file = crate::domain::id::EngagementFileId::fresh().to_string();
        self.run_sql(
            "insert into engagement (id, organisation_id, kind, at_local, at, follow_up_by, saved_at)
             values ($1, $2, 'meeting', '2026-01-05', 1767625199000, $3, 0)",
            &[&engagement, &person.organisation.to_string(), &person.user.to_string()],
        )
        .await;
        let with = "insert into engagement_contact (engagement_id, contact_id) values ($1, $2)";
        self.run_sql(with, &[&engagement, contact]).await;
        self.run_sql("insert into stored_file (hash, size, created_at) values ($1, 0, 0)", &[&file]).await;
        self.run_sql(
            "insert into engagement_file (id, engagement_id, hash, name, media_type, size, added_at)
             values ($1, $2, $1, '議事録.pdf', 'application/pdf', 0, 0)",
            &[&file, &engagement],
        )
        .await;
        (engagement, file)
    }

    /// A file of contacts that somebody brought.
    pub async fn contact_file_of(&self, person: &Person) -> String {
        let file = reqwest::multipart::Part::bytes("氏名\n佐藤 一郎".as_bytes()).file_name("contacts.csv");
        let form = reqwest::multipart::Form::new().part("file", file);
        let page = "/contacts/import";
        let answer = person.clone().browser.upload(page, "/contacts/import/upload", form).await;
        let location = answer.location.expect("what was read is shown");
        location.strip_prefix("/contacts/import/").expect("the address of a file").to_owned()
    }

    /// A foreign firm that works on the bid, and its coordinator.
    pub async fn partner_on(&self, bid: &TestBid) -> Person {
        let firm = self.firm("foreign", "Nordlys AS").await;
        let person = self.person_of(firm, "Ingrid Hansen").await;
        self.run_sql(
            "insert into bid_organisation (bid_id, organisation_id, added_at) values ($1, $2, 1)",
            &[&bid.id, &firm.to_string()],
        )
        .await;
        self.run_sql(
            "insert into seat (bid_id, user_id, role, added_at) values ($1, $2, 'coordinator', 1)",
            &[&bid.id, &person.user.to_string()],
        )
        .await;
        person
    }

    /// Somebody of a firm that has nothing to do with any bid.
    pub async fn outsider(&self) -> Person {
        let firm = self.firm("japanese", "よその会社株式会社").await;
        self.person_of(firm, "外野 一郎").await
    }

    /// The sections of a bid, in order.
    pub async fn sections_of(&self, bid: &TestBid) -> Vec<String> {
        use sqlx::Row;
        let mut tx = self.state.store.begin_read().await.unwrap();
        let rows = sqlx::query("select id from section where bid_id = $1 order by position")
            .bind(&bid.id)
            .fetch_all(&mut *tx)
            .await
            .unwrap();
        rows.iter().map(|row| row.try_get("id").unwrap()).collect()
    }

    /// An open invitation of a firm, to a bid or to itself.
    pub async fn open_link(&self, organisation: OrganisationId, bid: Option<&str>) -> String {
        let id = LinkId::fresh().to_string();
        let (purpose, bid) = bid.map_or(("colleague", "null".to_owned()), |bid| ("partner", format!("'{bid}'")));
        let until = clock::now().plus(DAY).0;
        let statement = format!(
            "insert into one_time_link (id, token_hash, purpose, organisation_id, bid_id, role, email, created_at, expires_at)
             values ($1, $1, '{purpose}', $2, {bid}, 'viewer', 'somebody@example.no', 0, {until})"
        );
        self.run_sql(&statement, &[&id, &organisation.to_string()]).await;
        id
    }

    /// An archived bid of the same firm and tender, on which nobody has a seat any more.
    pub async fn orphaned_bid(&self, like: &TestBid) -> String {
        let id = BidId::fresh().to_string();
        let firm = like.coordinator.organisation.to_string();
        self.run_sql(
            "insert into bid (id, tender_id, organisation_id, state, created_by, created_at)
             values ($1, $2, $3, 'archived', '', 0)",
            &[&id, &like.tender, &firm],
        )
        .await;
        let firms = "insert into bid_organisation (bid_id, organisation_id, added_at) values ($1, $2, 0)";
        self.run_sql(firms, &[&id, &firm]).await;
        id
    }

    /// A bid of the same firm and coordinator for another tender.
    pub async fn bid_with_another_tender(&self, like: &TestBid) -> String {
        let mut person = like.coordinator.clone();
        let tender = self.tender_of(person.organisation, "道路台帳整備業務委託").await.to_string();
        let answer = person.browser.post("/tenders", "/api/bids/create", &[("tender", &tender)]).await;
        let location = answer.location.expect("a new bid is opened");
        location.strip_prefix("/bids/").expect("a bid's address").to_owned()
    }

    /// A draft of a question of a bid.
    pub async fn question_of(&self, bid: &str) -> String {
        let id = crate::domain::id::QuestionId::fresh().to_string();
        let fields = r#"{"values":{"question":"可能か。"}}"#;
        self.run_sql(
            "insert into question (id, bid_id, origin, state, position, fields, saved_at)
             values ($1, $2, 'own', 'draft', 1, $3, 0)",
            &[&id, bid, fields],
        )
        .await;
        id
    }

    /// An entry of a firm, or of a bid, without values.
    pub async fn record_of(&self, column: &str, keeper: &str, kind: &str) -> String {
        let id = crate::domain::id::RecordId::fresh().to_string();
        let statement = format!(
            "insert into record (id, {column}, kind, fields, position, saved_at) values ($1, $2, $3, '{{}}', 1, 0)"
        );
        self.run_sql(&statement, &[&id, keeper, kind]).await;
        id
    }

    /// A file kept with a tender.
    pub async fn file_of(&self, tender: &str) -> String {
        let id = TenderFileId::fresh().to_string();
        self.run_sql("insert into stored_file (hash, size, created_at) values ($1, 0, 0)", &[&id]).await;
        self.run_sql(
            "insert into tender_file (id, tender_id, hash, name, media_type, size, created_at)
             values ($1, $2, $1, 'notice.txt', 'text/plain', 0, 0)",
            &[&id, tender],
        )
        .await;
        id
    }

    /// A buyer's form of a bid.
    pub async fn buyer_form_of(&self, bid: &str) -> String {
        let id = crate::domain::id::BuyerFormId::fresh().to_string();
        let form = crate::server::buyer_forms::tests::small_form();
        let mut tx = self.state.store.begin_write().await.unwrap();
        let hash =
            crate::server::store::files::file_keep(&mut tx, &form, crate::domain::instant::Instant(0)).await.unwrap();
        tx.commit().await.unwrap();
        self.run_sql(
            "insert into buyer_form (id, bid_id, hash, name, size, answers, added_at)
             values ($1, $2, $3, '様式.docx', 0, '{}', 0)",
            &[&id, bid, &hash],
        )
        .await;
        id
    }

    /// A picture of a bid's texts.
    pub async fn image_of(&self, bid: &str) -> String {
        let id = crate::domain::id::BidImageId::fresh().to_string();
        self.run_sql("insert into stored_file (hash, size, created_at) values ($1, 0, 0)", &[&id]).await;
        self.run_sql(
            "insert into bid_image (id, bid_id, hash, media_type, size, width, height, added_at)
             values ($1, $2, $1, 'image/png', 0, 1, 1, 0)",
            &[&id, bid],
        )
        .await;
        id
    }
}
