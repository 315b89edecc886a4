//! Why a letter was not taken: whether the mail server said something of this letter, or none would go through just now.

use lettre::transport::smtp::Error;

use super::{Refused, shortened};
use crate::domain::reminder::MailTrouble;

/// What became of a letter that was not taken.
pub(super) fn refused(error: &Error) -> Refused {
    let said = said_by(error);
    if said.contains("SMTPUTF8") {
        // The library's own word: the address has letters that this server cannot carry.
        return Refused { is_final: true, is_about_us: false, answer: MailTrouble::NoAddress.kept(&shortened(&said)) };
    }
    let code = error.status().map(u16::from);
    let trouble = match code {
        Some(code) => answered(code, &said),
        None => Some(unanswered(&said)),
    };
    // The server goes away: it says so to any letter.
    let is_about_us = trouble.is_some() || code == Some(421);
    let answer = trouble.map_or_else(|| shortened(&said), |trouble| trouble.kept(&shortened(&said)));
    Refused { is_final: error.is_permanent() && !is_about_us, is_about_us, answer }
}

/// The server's own words with their number, else what happened to the line.
fn said_by(error: &Error) -> String {
    match (error.status().map(u16::from), std::error::Error::source(error)) {
        (Some(code), Some(said)) => format!("{code} {said}"),
        (None, Some(source)) => source.to_string(),
        _ => error.to_string(),
    }
}

/// What a server says of encryption and of our own sign-in is no word about this letter.
fn answered(code: u16, said: &str) -> Option<MailTrouble> {
    let speaks_of_tls = said.to_ascii_uppercase().contains("TLS");
    match code {
        454 if speaks_of_tls => Some(MailTrouble::NoTls),
        530 if speaks_of_tls => Some(MailTrouble::WantsTls),
        538 => Some(MailTrouble::WantsTls),
        530 | 535 => Some(MailTrouble::SignIn),
        534 => Some(MailTrouble::NoSignIn),
        454 => Some(MailTrouble::Unready),
        _ => None,
    }
}

fn unanswered(said: &str) -> MailTrouble {
    // These are the libraries' own words; whatever is not among them is a line that did not hold.
    let is = |words: &str| said.contains(words);
    if is("invalid peer certificate") {
        MailTrouble::Untrusted
    } else if is("STARTTLS is not supported") || is("fatal alert") || is("corrupt message") || is("tls handshake") {
        MailTrouble::NoTls
    } else if is("No compatible authentication mechanism") {
        MailTrouble::NoSignIn
    } else {
        MailTrouble::Unreachable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_says_of_us_is_told_apart_from_what_it_says_of_a_letter() {
        assert_eq!(answered(535, "535 5.7.8 authentication failed"), Some(MailTrouble::SignIn));
        assert_eq!(answered(530, "530 5.7.0 Must issue a STARTTLS command first"), Some(MailTrouble::WantsTls));
        assert_eq!(answered(454, "454 TLS not available due to temporary reason"), Some(MailTrouble::NoTls));
        assert_eq!(answered(550, "550 5.1.1 no such mailbox"), None);
        assert_eq!(answered(451, "451 4.7.1 try again later"), None);
    }

    #[test]
    fn what_happened_to_the_line_is_known_by_its_words() {
        assert_eq!(unanswered("invalid peer certificate: UnknownIssuer"), MailTrouble::Untrusted);
        assert_eq!(unanswered("STARTTLS is not supported on this server"), MailTrouble::NoTls);
        assert_eq!(unanswered("Connection refused (os error 111)"), MailTrouble::Unreachable);
    }
}
