//! Mail: one letter at a time to the SMTP server that the settings name. Without one nothing is sent, and the pages say so.
//!
//! Knows no database: who is written to, and when, is decided by `jobs`.

mod letter;

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use url::Url;

use crate::domain::instant::Instant;
use crate::domain::reminder::{NO_ADDRESS, NO_ANSWER};
use crate::server::failure::Failure;

pub use letter::{Letter, Line, Reader};

/// Longest time for one letter, from connecting to the server's answer.
const PATIENCE: Duration = Duration::from_secs(100);
/// Longest answer of a mail server that is kept.
const ANSWER: usize = 300;

/// The address of an SMTP server with what signs in to it. Prints without it.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// What the settings say.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.trim().to_owned())
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SmtpUrl(…)")
    }
}

/// What is needed to send mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// `MUSUBI_SMTP_URL`
    pub smtp: SmtpUrl,
    /// `MUSUBI_MAIL_FROM`: `musubi@example.jp` or `Musubi <musubi@example.jp>`
    pub from: String,
}

/// Hands letters to the mail server.
#[derive(Clone)]
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl fmt::Debug for Post {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Post").field("from", &self.from.email).finish_non_exhaustive()
    }
}

/// Why a letter was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Whether the server will never take it.
    pub is_final: bool,
    /// What it said, or one of the codes that `domain::reminder` keeps in its place.
    pub answer: String,
}

impl Post {
    /// Reads the settings.
    ///
    /// # Errors
    /// When the address or the sender cannot be read, and when a password would go over a network in the clear.
    pub fn open(settings: &MailSettings) -> Result<Self, Failure> {
        let from: Mailbox = settings
            .from
            .parse()
            .map_err(|_| Failure::fault("MUSUBI_MAIL_FROM is no address, such as Musubi <musubi@example.jp>"))?;
        // The address holds a password, so the reason is said in our own words.
        let url = Url::parse(&settings.smtp.0).map_err(|_| {
            Failure::fault("MUSUBI_SMTP_URL is no address, such as smtps://name:password@mail.example.jp")
        })?;
        let is_bare =
            url.scheme() == "smtp" && !url.query_pairs().any(|(key, value)| key == "tls" && value == "required");
        if is_bare && url.password().is_some() && !is_here(&url) {
            return Err(Failure::fault(
                "MUSUBI_SMTP_URL would send its password in the clear: write smtps:// or end it with ?tls=required",
            ));
        }
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.smtp.0).map_err(|_| {
            Failure::fault(
                "MUSUBI_SMTP_URL must begin with smtp:// or smtps:// and name a server; ?tls=required is understood",
            )
        })?;
        let transport = builder
            .hello_name(ClientId::Domain(from.email.domain().to_owned()))
            .timeout(Some(Duration::from_secs(30)))
            .build();
        Ok(Self { transport, from })
    }

    /// From which address it writes.
    #[must_use]
    pub fn sender(&self) -> String {
        self.from.email.to_string()
    }

    /// The `Message-ID` of a message of ours.
    #[must_use]
    pub fn message_id(&self, id: &str) -> String {
        format!("<{id}@{}>", self.from.email.domain())
    }

    /// Hands a letter to the mail server.
    ///
    /// # Errors
    /// What the server answered, and whether it may take it later.
    pub async fn send(&self, letter: &Letter, now: Instant) -> Result<(), Refused> {
        let message = self.message(letter, now)?;
        match tokio::time::timeout(PATIENCE, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => {
                let code = error.status().map(u16::from);
                // What the server says of our own sign-in is no word about this letter.
                let is_about_us = matches!(code, Some(530 | 534 | 535 | 538));
                let said = match (code, std::error::Error::source(&error)) {
                    (Some(code), Some(said)) => format!("{code} {said}"),
                    _ => error.to_string(),
                };
                Err(Refused { is_final: error.is_permanent() && !is_about_us, answer: shortened(&said) })
            }
            Err(_) => Err(Refused { is_final: false, answer: NO_ANSWER.to_owned() }),
        }
    }

    fn message(&self, letter: &Letter, now: Instant) -> Result<Message, Refused> {
        let unsendable = || Refused { is_final: true, answer: NO_ADDRESS.to_owned() };
        let address = letter.to.email.parse().map_err(|_| unsendable())?;
        let at = std::time::UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).unwrap_or_default());
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(Some(letter.to.name.clone()), address))
            .date(at)
            .message_id(Some(letter.message_id.clone()))
            .header(AutoSubmitted)
            .subject(letter.subject())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body())
            .map_err(|_| unsendable())
    }
}

/// Tells other programs that nobody wrote this, so that none answers.
#[derive(Debug, Clone, Copy)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Whether a server is this machine; under this scheme the library keeps a host as it is written.
fn is_here(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

fn shortened(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(ANSWER).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(url: &str, from: &str) -> Result<Post, String> {
        let settings = MailSettings { smtp: SmtpUrl::new(url), from: from.to_owned() };
        Post::open(&settings).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_password_goes_over_no_network_in_the_clear_and_into_no_message() {
        let refused = open("smtp://sato:geheim@mail.example.jp", "musubi@example.jp").unwrap_err();
        assert!(refused.contains("in the clear") && !refused.contains("geheim"), "{refused}");
        let broken = open("smtp//sato:geheim@mail", "musubi@example.jp").unwrap_err();
        assert!(!broken.contains("geheim"), "{broken}");
        let shown = format!("{:?}", SmtpUrl::new("smtps://sato:geheim@mail.example.jp"));
        assert!(!shown.contains("geheim"), "{shown}");
        for url in [
            "smtps://sato:geheim@mail.example.jp",
            "smtp://sato:geheim@mail.example.jp:587?tls=required",
            "smtp://sato:geheim@127.0.0.1:2525",
            "smtp://mail.example.jp",
        ] {
            let post = open(url, "Musubi 結び <musubi@example.jp>").unwrap();
            assert!(!format!("{post:?}").contains("geheim"));
        }
        assert!(open("smtp://127.0.0.1", "nobody").unwrap_err().contains("MUSUBI_MAIL_FROM"));
    }
}
