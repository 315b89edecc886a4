//! What sort of text was read.

use serde::{Deserialize, Serialize};

/// What sort of text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// 入札公告
    Notice,
    /// 実施要領・募集要項・説明書 of a proposal procedure
    ProposalGuideline,
    /// 訂正・変更公告
    Correction,
    /// 中止・取止め
    Cancellation,
    /// 入札結果
    Result,
    /// General rules or leaflets without a tender of their own
    Rules,
    /// 仕様書
    Specification,
    /// 様式集
    Forms,
    /// 質問回答
    Answers,
    /// 発注見通し
    Plan,
    /// Nothing recognised
    Unknown,
}

impl TextKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Notice,
        Self::ProposalGuideline,
        Self::Correction,
        Self::Cancellation,
        Self::Result,
        Self::Rules,
        Self::Specification,
        Self::Forms,
        Self::Answers,
        Self::Plan,
        Self::Unknown,
    ];

    /// The code kept in rows, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::ProposalGuideline => "proposal_guideline",
            Self::Correction => "correction",
            Self::Cancellation => "cancellation",
            Self::Result => "result",
            Self::Rules => "rules",
            Self::Specification => "specification",
            Self::Forms => "forms",
            Self::Answers => "answers",
            Self::Plan => "plan",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_texts_is_read_back() {
        assert!(TextKind::ALL.into_iter().all(|kind| TextKind::parse(kind.code()) == Some(kind)));
    }
}
