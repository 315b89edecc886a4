//! Mail: one letter at a time to the SMTP server that the settings name. Without one nothing is sent, and the pages say so.
//!
//! Knows no database: who is written to, and when, is decided by `jobs`.

mod letter;
mod trouble;

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use url::Url;

use crate::domain::instant::Instant;
use crate::domain::reminder::MailTrouble;
use crate::server::failure::Failure;

pub use letter::{Letter, Line, Reader};

/// Longest time for one letter, from connecting to the server's answer.
const PATIENCE: Duration = Duration::from_secs(100);
/// Longest answer of a mail server that is kept.
const ANSWER: usize = 300;
/// How a certificate begins in a file.
const CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----";

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
    /// `MUSUBI_SMTP_CA`: certificates, beside those of the system, of authorities whose servers are trusted (PEM).
    pub authority: Option<PathBuf>,
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
    /// Whether it was no word about this letter: none would go through just now.
    pub is_about_us: bool,
    /// What it said, perhaps behind the code of a `MailTrouble`.
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
        let url = address(&settings.smtp)?;
        // The address holds a password, so the reason is said in our own words.
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.smtp.0).map_err(|_| {
            Failure::fault(
                "MUSUBI_SMTP_URL must begin with smtp:// or smtps:// and name a server; ?tls=required is understood",
            )
        })?;
        if let Some(file) = &settings.authority {
            builder = builder.tls(encrypted(&url, file)?);
        }
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
            Ok(Err(error)) => Err(trouble::refused(&error)),
            Err(_) => {
                let answer = MailTrouble::NoAnswer.code().to_owned();
                Err(Refused { is_final: false, is_about_us: true, answer })
            }
        }
    }

    fn message(&self, letter: &Letter, now: Instant) -> Result<Message, Refused> {
        let unsendable = || {
            let answer = MailTrouble::NoAddress.code().to_owned();
            Refused { is_final: true, is_about_us: false, answer }
        };
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

/// Reads the server's address, and refuses one under which a password, or everything, could go over a network in the
/// clear without anybody having said so.
fn address(smtp: &SmtpUrl) -> Result<Url, Failure> {
    let url = Url::parse(&smtp.0)
        .map_err(|_| Failure::fault("MUSUBI_SMTP_URL is no address, such as smtps://name:password@mail.example.jp"))?;
    if way_of_tls(&url).is_some_and(|way| way != "required") {
        return Err(Failure::fault(
            "MUSUBI_SMTP_URL: of ?tls= only ?tls=required is understood: nothing is sent half safe",
        ));
    }
    if !url.username().is_empty() && url.password().is_none() {
        return Err(Failure::fault("MUSUBI_SMTP_URL names a user without a password"));
    }
    if !is_encrypted(&url) && url.password().is_some() && !is_here(&url) {
        return Err(Failure::fault(
            "MUSUBI_SMTP_URL would send its password in the clear: write smtps:// or end it with ?tls=required",
        ));
    }
    Ok(url)
}

/// The certificates of an authority of one's own beside those of the system.
fn encrypted(url: &Url, file: &Path) -> Result<Tls, Failure> {
    if !is_encrypted(url) {
        return Err(Failure::fault("MUSUBI_SMTP_CA is set, and MUSUBI_SMTP_URL does not encrypt"));
    }
    let unreadable = || Failure::fault("MUSUBI_SMTP_CA names no file with certificates (PEM)");
    let text = std::fs::read(file).map_err(|_| unreadable())?;
    if !text.windows(CERTIFICATE.len()).any(|part| part == CERTIFICATE) {
        return Err(unreadable());
    }
    let certificates = Certificate::from_pem(&text).map_err(|_| unreadable())?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let built = TlsParameters::builder(host).add_root_certificate(certificates).build().map_err(|_| unreadable())?;
    Ok(if url.scheme() == "smtps" { Tls::Wrapper(built) } else { Tls::Required(built) })
}

fn way_of_tls(url: &Url) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == "tls").map(|(_, value)| value.into_owned())
}

fn is_encrypted(url: &Url) -> bool {
    url.scheme() == "smtps" || way_of_tls(url).is_some()
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
        let settings = MailSettings { smtp: SmtpUrl::new(url), from: from.to_owned(), authority: None };
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
        let half = open("smtp://mail.example.jp?tls=opportunistic", "musubi@example.jp").unwrap_err();
        assert!(half.contains("only ?tls=required"), "{half}");
        assert!(open("smtps://sato@mail.example.jp", "musubi@example.jp").unwrap_err().contains("without a password"));
        assert!(open("smtp://127.0.0.1", "nobody").unwrap_err().contains("MUSUBI_MAIL_FROM"));
    }
}
