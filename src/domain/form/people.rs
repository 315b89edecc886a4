//! Who hands a paper in: the sender in its head, the signatures where they are written.

/// 差出人, or a block of signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmBlock {
    /// Which firms.
    pub firms: SenderFirms,
    /// Whether an agent stands on this paper.
    pub agent: AgentPlace,
    /// Whether the joint venture's name stands above.
    pub joint_venture: bool,
    /// A line above each firm instead of （代表者） or （構成員）; empty for none.
    pub heading: Option<String>,
    /// Whether there is a place for the seal.
    pub mark: MarkPlace,
    /// The labels of address, firm and representative.
    pub labels: [String; 3],
    /// Where it begins.
    pub place: SenderPlace,
}

names! {
    /// Which firms a block names.
    SenderFirms, "firms" {
        /// All members, the representative first.
        All = "all",
        /// The representative alone.
        Representative = "representative",
        /// All but the representative.
        Partners = "partners",
        /// The agent alone.
        Agent = "agent",
    }
}

names! {
    /// Whether a bid's agent stands on a paper. The agent for the bidding does not act elsewhere: on the other papers the
    /// members themselves seal or sign.
    AgentPlace, "agent" {
        /// The agent is not named.
        Absent = "absent",
        /// The agent is named and seals instead of the representative (B6).
        Seals = "seals",
    }
}

names! {
    /// Whether a name has a place for its seal.
    MarkPlace, "mark" {
        /// 印, or a line to sign on.
        Seal = "seal",
        /// Nothing.
        None = "none",
    }
}

names! {
    /// Where a block of names begins.
    SenderPlace, "place" {
        /// In the middle of the line.
        Middle = "middle",
        /// At the left, over the whole line.
        Left = "left",
    }
}
