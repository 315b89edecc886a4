//! People for tests: made through the real set-up link and real posts.

use super::{Browser, TestServer};
use crate::domain::id::{OrganisationId, UserId};
use crate::server::access::token;
use crate::server::clock;
use crate::server::services;
use crate::server::store::{accounts, sessions};

/// The password of everybody in tests.
pub const PASSWORD: &str = "correct horse 結び";

/// Someone who is signed in.
#[derive(Clone)]
pub struct Person {
    /// Their browser.
    pub browser: Browser,
    /// Their account.
    pub user: UserId,
    /// Their firm.
    pub organisation: OrganisationId,
    /// Their e-mail address.
    pub email: String,
}

/// A Japanese firm, as its form sends it.
pub const JAPANESE_FIRM: [(&str, &str); 10] = [
    ("kind", "japanese"),
    ("name", "株式会社湊技研"),
    ("name_kana", "ミナトギケン"),
    ("corporate_number", "5835678256246"),
    ("postal_code", "916-8666"),
    ("address", "福井県鯖江市西山町13番1号"),
    ("representative_title", "代表取締役"),
    ("representative_name", "湊 一郎"),
    ("representative_kana", "ミナト　イチロウ"),
    ("zone", "Asia/Tokyo"),
];

/// A foreign firm, as its form sends it.
pub const FOREIGN_FIRM: [(&str, &str); 10] = [
    ("kind", "foreign"),
    ("name", "Fjordvarsel AS"),
    ("name_kana", "フィヨルドヴァルセル"),
    ("country", "NO"),
    ("registry", "Brønnøysundregistrene"),
    ("registration_number", "923 609 016"),
    ("address", "Bryggen 5, 5003 Bergen"),
    ("representative_title", "Managing Director"),
    ("representative_latin", "Ingrid Haugen"),
    ("representative_kana", "イングリッド　ハウゲン"),
];

/// The fields of a new person.
#[must_use]
pub fn person_fields<'a>(name: &'a str, email: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("person_name", name), ("email", email), ("password", PASSWORD), ("password_again", PASSWORD)]
}

impl TestServer {
    /// A fresh set-up link, as the terminal prints it; `None` once there is a firm.
    pub async fn set_up_secret(&self) -> Option<String> {
        let token = services::links::begin_set_up(&self.state, clock::now()).await.expect("a link");
        token.map(|token| token.secret)
    }

    /// The first firm's administrator, made by the set-up link. Once for each server.
    pub async fn administrator(&self) -> Person {
        let secret = self.set_up_secret().await.expect("there is no firm yet");
        let mut browser = self.stranger();
        let mut fields = vec![("secret", secret.as_str())];
        fields.extend(JAPANESE_FIRM);
        fields.extend(person_fields("佐藤 花子", "sato@minato.example.jp"));
        let page = format!("/link/{secret}");
        let answer = browser.post(&page, "/api/links/set-up", &fields).await;
        assert_eq!(answer.location.as_deref(), Some("/"), "{}", answer.text);
        self.person("sato@minato.example.jp", browser).await
    }

    /// A colleague of an administrator, by invitation.
    pub async fn colleague(&self, administrator: &mut Person, name: &str, email: &str) -> Person {
        let made = administrator.browser.call("/api/links/invite-colleague", &[("email", email)]).await;
        let secret = secret_of(&made.text);
        let mut fields = vec![("secret", secret.as_str())];
        fields.extend(person_fields(name, email));
        let mut browser = self.stranger();
        let answer = browser.post(&format!("/link/{secret}"), "/api/links/join", &fields).await;
        assert_eq!(answer.location.as_deref(), Some("/"), "{}", answer.text);
        self.person(email, browser).await
    }

    /// The administrator of a foreign partner firm, by invitation without a bid.
    pub async fn partner(&self, administrator: &mut Person, email: &str) -> Person {
        let made = administrator.browser.call("/api/links/invite-partner", &[("email", email)]).await;
        self.found_partner(&secret_of(&made.text), email).await
    }

    /// Follows a partner's invitation: makes the foreign firm and its administrator.
    pub async fn found_partner(&self, secret: &str, email: &str) -> Person {
        let mut fields = vec![("secret", secret), ("zone", "Europe/Oslo")];
        fields.extend(FOREIGN_FIRM);
        fields.extend(person_fields("Ingrid Haugen", email));
        let mut browser = self.stranger();
        let answer = browser.post(&format!("/link/{secret}"), "/api/links/found", &fields).await;
        assert_eq!(answer.location.as_deref(), Some("/"), "{}", answer.text);
        self.person(email, browser).await
    }

    /// The administrator of a firm that has nothing to do with the first one.
    pub async fn stranger_firm(&self) -> Person {
        let mut tx = self.state.store.begin_write().await.expect("a transaction");
        let now = clock::now();
        let link = crate::server::access::link::blank(crate::domain::link::LinkPurpose::Partner, now);
        let email = "outsider@elsewhere.example".to_owned();
        let link = crate::server::store::links::LinkRow { email: email.clone(), ..link };
        let token = crate::server::access::link::make(&mut tx, &link, now).await.expect("a link");
        tx.commit().await.expect("committed");
        self.found_partner(&token.secret, &email).await
    }

    async fn person(&self, email: &str, browser: Browser) -> Person {
        let mut tx = self.state.store.begin_read().await.expect("a transaction");
        let row = accounts::account_find_credential(&mut tx, email)
            .await
            .expect("the database answers")
            .expect("the account is there");
        let hash = token::hash(browser.cookie("musubi_session").expect("signed in"));
        let session = sessions::session_find(&mut tx, &hash, clock::now()).await.expect("an answer");
        assert!(session.is_some(), "the session is kept");
        Person { browser, user: row.user, organisation: row.organisation, email: email.to_owned() }
    }
}

/// The secret in an answer that carries a link's address.
#[must_use]
pub fn secret_of(text: &str) -> String {
    let (_, rest) = text.split_once("/link/").expect("an address of a link");
    rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}
