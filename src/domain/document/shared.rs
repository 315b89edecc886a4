//! What all papers of a bid say alike, and what of it could not be held together.

use serde::{Deserialize, Serialize};

/// What all papers of a bid say alike (dossier §3.29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// 宛先 with its honorific.
    Addressee,
    /// 共同企業体の名称.
    JointVenture,
    /// A firm that other papers do not name.
    Member,
    /// The order of the members.
    MemberOrder,
    /// 所在地.
    Address,
    /// 代表者職氏名.
    Representative,
    /// 代理人.
    Agent,
    /// 履行期間.
    Period,
    /// 番号 of the tender.
    Number,
    /// The numbers on the list of bidders, 登録番号.
    Listing,
    /// The numbers of licences, 許可・登録.
    Licence,
    /// A person who takes part in the work, 技術者.
    Person,
    /// How many projects are listed, 実績件数.
    Projects,
    /// Whether a paper is sealed, 使用印.
    Seal,
    /// The agent's seal, 代理人使用印.
    AgentsSeal,
    /// How many copies are handed in, 部数.
    Copies,
    /// How the members share, 出資割合.
    Shares,
}

/// What of the papers could not be held together, since one side does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uncompared {
    /// The engineers (技術者): no other paper of the set names people.
    People,
    /// How many projects are listed (実績件数): the proposal gives no number.
    Projects,
    /// The amount: the breakdown closes with no sum.
    Amount,
    /// How many copies are handed in (部数): neither the notice nor a person says how many are asked for.
    Copies,
}
