//! Under which condition something is printed.

/// A statement about a bid, or its opposite (`not …`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The statement.
    pub statement: Statement,
    /// What it must be.
    pub wanted: bool,
}

/// What a condition speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statement {
    /// The bid.
    Bid(State),
    /// This variant of the form is chosen.
    Variant(String),
    /// A record.
    Record(RecordState),
}

/// What is said of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordState {
    /// The kind; with nothing else: there is one.
    pub kind: String,
    /// A field of it: it has a value.
    pub field: Option<String>,
    /// A column of its rows.
    pub column: Option<String>,
    /// What the value must be, as paper prints it.
    pub value: Option<String>,
}

names! {
    /// What can be said of a bid in a condition.
    State, "condition" {
        /// A joint venture bids.
        JointVenture = "joint_venture",
        /// Its members share by 出資割合 (甲型).
        JointExecution = "joint_execution",
        /// An agent bids for the representative.
        Agent = "agent",
        /// The amount excludes consumption tax.
        TaxExclusive = "tax_exclusive",
        /// No seal is wanted; a person to telephone is.
        NoSeal = "no_seal",
        /// The tender has a number.
        Number = "number",
        /// The tender names a place.
        Place = "place",
        /// The tender names a period.
        Period = "period",
        /// The tender names the day of opening.
        OpeningDate = "opening_date",
        /// There are attachments.
        Attachments = "attachments",
        /// 工事, not 委託.
        Works = "works",
        /// This copy must not name the firm.
        Blind = "blind",
        /// A member has its head office abroad; where members are repeated, this one.
        ForeignMember = "foreign_member",
        /// Where members are repeated: this one is the representative.
        Representative = "representative",
        /// Members have shares (出資割合), as in 甲型.
        Shares = "shares",
    }
}
