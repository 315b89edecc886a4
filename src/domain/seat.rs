//! Seats on a bid and the whole permission table: role × action.

use serde::{Deserialize, Serialize};

/// What a seat is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs the bid: sets it up, gives seats, writes.
    Coordinator,
    /// Writes sections and fills forms.
    Writer,
    /// Reads and reviews.
    Reviewer,
    /// Signs off (usually the representative director of a firm).
    Approver,
    /// Reads.
    Viewer,
    /// Fills in one item and sees nothing else of the bid.
    Contributor,
}

/// What can be done on a bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// See the bid, its tender, dates, sections and documents.
    Read,
    /// Write section texts.
    Write,
    /// See one section that is assigned to the seat.
    ReadAssigned,
    /// Write one section that is assigned to the seat.
    WriteAssigned,
    /// Change the outline: order, assignees, due dates, states.
    EditOutline,
    /// Change dates, who is responsible.
    EditDeadlines,
    /// Change who around the bid has which role, and log what was spoken with them.
    EditContacts,
    /// Change the joint venture.
    EditJointVenture,
    /// Change what the documents state (amount, date, seal policy).
    EditDocuments,
    /// Download documents.
    Export,
    /// Give, change and take seats; invite firms.
    ManageSeats,
    /// Archive the bid and take it back.
    Archive,
    /// Leave the bid.
    Leave,
    /// Read the audit trail.
    ReadAudit,
}

impl Role {
    /// All roles, in the order in which they are offered.
    pub const ALL: [Self; 6] =
        [Self::Coordinator, Self::Writer, Self::Reviewer, Self::Approver, Self::Viewer, Self::Contributor];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Writer => "writer",
            Self::Reviewer => "reviewer",
            Self::Approver => "approver",
            Self::Viewer => "viewer",
            Self::Contributor => "contributor",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The permission table.
    #[must_use]
    pub const fn may(self, action: Action) -> bool {
        match action {
            Action::ReadAssigned | Action::WriteAssigned | Action::Leave => true,
            Action::Read => !matches!(self, Self::Contributor),
            Action::Export | Action::ReadAudit => !matches!(self, Self::Contributor | Self::Viewer),
            Action::Write | Action::EditDeadlines | Action::EditContacts | Action::EditDocuments => {
                matches!(self, Self::Coordinator | Self::Writer)
            }
            Action::EditOutline | Action::EditJointVenture => {
                matches!(self, Self::Coordinator | Self::Writer)
            }
            Action::ManageSeats | Action::Archive => matches!(self, Self::Coordinator),
        }
    }
}
