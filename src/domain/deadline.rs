//! The dated steps of a tender: what kind of step, when as printed in Japan, how exact and how sure.
//! Only what a notice can say; owners, reminders and plans live elsewhere.

mod milestone_kind;
mod moment;

use serde::{Deserialize, Serialize};

pub use milestone_kind::MilestoneKind;
pub use moment::{Moment, Precision};

/// How firmly the buyer announces the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// 確定
    Fixed,
    /// 予定
    Planned,
}

impl Certainty {
    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Planned => "planned",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Fixed, Self::Planned].into_iter().find(|certainty| certainty.code() == code)
    }
}

/// What has to have happened by the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 必着: the paper is in the buyer's hands.
    Arrival,
    /// 消印有効: the postmark counts.
    Postmark,
    /// 到達: the electronic system has received it.
    Electronic,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 3] = [Self::Arrival, Self::Postmark, Self::Electronic];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Postmark => "postmark",
            Self::Electronic => "electronic",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }
}

/// How something may be handed in (domain paper 1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 持参
    InPerson,
    /// 郵送 (一般書留, 簡易書留, 配達日指定 …)
    Post,
    /// 電子入札・電子申請
    Electronic,
    /// 電子メール
    Email,
    /// ファクシミリ
    Fax,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::InPerson, Self::Post, Self::Electronic, Self::Email, Self::Fax];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Post => "post",
            Self::Electronic => "electronic",
            Self::Email => "email",
            Self::Fax => "fax",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }

    /// Reads a list of codes with blanks between; what is unknown is left out.
    #[must_use]
    pub fn parse_list(codes: &str) -> Vec<Self> {
        codes.split_ascii_whitespace().filter_map(Self::parse).collect()
    }

    /// The codes with blanks between.
    #[must_use]
    pub fn list(methods: &[Self]) -> String {
        methods.iter().map(|method| method.code()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_methods_is_read_back() {
        assert_eq!(Method::parse_list(&Method::list(&Method::ALL)), Method::ALL);
        assert_eq!(Method::parse_list("post by_pigeon"), [Method::Post]);
    }
}
