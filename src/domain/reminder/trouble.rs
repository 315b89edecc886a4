//! Why a mail did not go through where that is no word of a mail server about it: kept as a code, said by `ui/wording`.

/// What was in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailTrouble {
    /// No answer came in time.
    NoAnswer,
    /// There is no writing to the person's address.
    NoAddress,
    /// It did not go out before its date came.
    TooLate,
    /// The server was not reached, or the line broke.
    Unreachable,
    /// The server is not ready to let us sign in.
    Unready,
    /// The server's certificate is not trusted.
    Untrusted,
    /// The server does not encrypt, as the settings demand.
    NoTls,
    /// The server takes nothing that is not encrypted.
    WantsTls,
    /// Name or password were refused, or there are none.
    SignIn,
    /// The server knows no way of signing in that we know.
    NoSignIn,
    /// None of our servers that ran had mail set up.
    NoMail,
}

impl MailTrouble {
    const ALL: [Self; 11] = [
        Self::NoAnswer,
        Self::NoAddress,
        Self::TooLate,
        Self::Unreachable,
        Self::Unready,
        Self::Untrusted,
        Self::NoTls,
        Self::WantsTls,
        Self::SignIn,
        Self::NoSignIn,
        Self::NoMail,
    ];

    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoAnswer => "no_answer",
            Self::NoAddress => "no_address",
            Self::TooLate => "too_late",
            Self::Unreachable => "unreachable",
            Self::Unready => "unready",
            Self::Untrusted => "untrusted",
            Self::NoTls => "no_tls",
            Self::WantsTls => "wants_tls",
            Self::SignIn => "sign_in",
            Self::NoSignIn => "no_sign_in",
            Self::NoMail => "no_mail",
        }
    }

    /// As it is kept, with what was said behind it.
    #[must_use]
    pub fn kept(self, said: &str) -> String {
        format!("{} {said}", self.code())
    }

    /// What is kept, read again: the trouble, if it is one that we know, and what was said.
    #[must_use]
    pub fn parse(kept: &str) -> (Option<Self>, &str) {
        let (code, said) = kept.split_once(' ').unwrap_or((kept, ""));
        match Self::ALL.into_iter().find(|trouble| trouble.code() == code) {
            Some(trouble) => (Some(trouble), said),
            None => (None, kept),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        for trouble in MailTrouble::ALL {
            assert_eq!(MailTrouble::parse(trouble.code()), (Some(trouble), ""));
            assert_eq!(MailTrouble::parse(&trouble.kept("535 no")), (Some(trouble), "535 no"));
        }
        let answer = "550 5.1.1 no such mailbox";
        assert_eq!(MailTrouble::parse(answer), (None, answer));
    }
}
