//! One-time links: what they are for, and what their page and the list of invitations show.

use serde::{Deserialize, Serialize};

use super::id::LinkId;
use super::instant::{DAY, HOUR, Instant};
use super::seat::Role;

/// What a one-time link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Makes the first firm and its administrator.
    SetUp,
    /// Makes an account in the inviting firm.
    Colleague,
    /// Makes the partner firm and its administrator, or brings an existing account to a bid.
    Partner,
    /// Sets a new password.
    Password,
}

impl LinkPurpose {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::Colleague => "colleague",
            Self::Partner => "partner",
            Self::Password => "password",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::SetUp, Self::Colleague, Self::Partner, Self::Password].into_iter().find(|purpose| purpose.code() == code)
    }

    /// How long a link is good for, in milliseconds.
    #[must_use]
    pub const fn lasts(self) -> i64 {
        match self {
            Self::SetUp | Self::Password => 24 * HOUR,
            Self::Colleague | Self::Partner => 7 * DAY,
        }
    }
}

/// What the page of an open link shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LinkSight {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Name of the inviting firm; empty at set-up.
    pub organisation: String,
    /// Name of the person who made it; empty when the terminal did.
    pub inviter: String,
    /// The invited address, or that of the account whose password is set.
    pub email: String,
    /// Title of the tender to whose bid it leads.
    pub tender: Option<String>,
    /// The seat on that bid.
    pub role: Option<Role>,
    /// Whether the invited colleague becomes an administrator.
    pub is_administrator: bool,
    /// Until when it is good.
    pub expires_at: Instant,
    /// IANA zones to choose from, where a firm is made.
    pub zones: Vec<String>,
}

/// An invitation that nobody has followed yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invitation {
    /// Identity.
    pub id: LinkId,
    /// Colleague or partner.
    pub purpose: LinkPurpose,
    /// The invited address.
    pub email: String,
    /// Whether the colleague becomes an administrator.
    pub is_administrator: bool,
    /// Title of the tender to whose bid it leads.
    pub tender: Option<String>,
    /// Until when it is good.
    pub expires_at: Instant,
}
