//! Who is calling: nobody, a person with a session, or the operator at the command line.

use crate::domain::id::{OrganisationId, UserId};
use crate::domain::language::Language;
use crate::error::AppError;
use crate::server::failure::Failure;

/// A person with a session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The account.
    pub user: UserId,
    /// Its firm.
    pub organisation: OrganisationId,
    /// Name as shown.
    pub name: String,
    /// Language of the interface.
    pub language: Language,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// IANA zone.
    pub zone: String,
    /// Whether the account administers its firm.
    pub is_administrator: bool,
    /// How many messages wait to be read, when the request came.
    pub unread: i64,
    /// Hash of the session's token, to end this very session.
    pub session: String,
}

/// Makes `Caller::Operator` impossible outside the binary's own start.
#[derive(Debug, Clone, Copy)]
pub struct OperatorProof(());

/// Who is calling.
#[derive(Debug, Clone)]
pub enum Caller {
    /// Nobody known.
    Stranger,
    /// A person with a session.
    SignedIn(SignedIn),
    /// The person at the machine's own command line.
    Operator(OperatorProof),
}

impl Caller {
    /// The operator. Only the command line calls this; `tidy` checks it.
    #[must_use]
    pub const fn operator() -> Self {
        Self::Operator(OperatorProof(()))
    }

    /// The person, or the refusal.
    ///
    /// # Errors
    /// `NotSignedIn` for a stranger, `NotAllowed` for the operator, who is no person.
    pub fn person(&self) -> Result<&SignedIn, Failure> {
        match self {
            Self::SignedIn(person) => Ok(person),
            Self::Stranger => Err(AppError::NotSignedIn.into()),
            Self::Operator(_) => Err(AppError::NotAllowed.into()),
        }
    }

    /// Refuses a stranger, before anything that a stranger sent is worked on.
    ///
    /// # Errors
    /// `NotSignedIn`.
    pub fn known(&self) -> Result<(), Failure> {
        match self {
            Self::Stranger => Err(AppError::NotSignedIn.into()),
            Self::SignedIn(_) | Self::Operator(_) => Ok(()),
        }
    }

    /// The person, if they administer their firm.
    ///
    /// # Errors
    /// As `person`, and `NotAllowed` for other accounts.
    pub fn administrator(&self) -> Result<&SignedIn, Failure> {
        let person = self.person()?;
        if person.is_administrator { Ok(person) } else { Err(AppError::NotAllowed.into()) }
    }

    /// The account's identity for the audit trail and the log; `None` for stranger and operator.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        match self {
            Self::SignedIn(person) => Some(person.user),
            Self::Stranger | Self::Operator(_) => None,
        }
    }
}
