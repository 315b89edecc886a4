//! What the buyer lets nobody change in a form that is handed out protected.

use serde::{Deserialize, Serialize};

/// How a form is protected against changes (`w:documentProtection`, ECMA-376 part 1, 17.15.1.29), where that is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// Only fields and content controls can be filled in, and whatever stands in sections that are not protected.
    Forms,
    /// Only stretches that everybody may edit can be filled in.
    ReadOnly,
    /// As `ReadOnly`; comments may be written everywhere.
    Comments,
    /// Everything can be filled in; Word would record it as a change.
    TrackedChanges,
}
