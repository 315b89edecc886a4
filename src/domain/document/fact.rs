//! The names of the things that papers print, for findings about them.

use serde::{Deserialize, Serialize};

/// A thing that papers print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// 件名.
    Title,
    /// 番号.
    Number,
    /// 宛先.
    Addressee,
    /// 履行場所.
    Place,
    /// 履行期間.
    Period,
    /// 公告日.
    NoticeDate,
    /// The buyer's name.
    Buyer,
    /// 開札日.
    OpeningDate,
    /// The paper's date.
    Date,
    /// The amount.
    Amount,
    /// The rate of consumption tax.
    TaxRate,
    /// The label of the 様式.
    Label,
    /// 共同企業体の名称.
    JointVentureName,
    /// 事務所の所在地.
    JointVentureOffice,
    /// 成立の日.
    JointVentureFormedOn,
    /// 解散の時期.
    JointVentureMonthsAfter,
    /// 取引金融機関.
    JointVentureBank,
    /// A member at all.
    Members,
    /// One record, counted from 0.
    Record(usize),
    /// Something of one member, counted from 0.
    Member(usize, MemberFact),
    /// 代理人 住所.
    AgentAddress,
    /// 代理人 氏名.
    AgentName,
    /// 添付書類.
    Attachments,
    /// 内訳書.
    Costs,
    /// The sections of a proposal.
    Sections,
    /// One section, counted from 0.
    Section(usize),
}

/// A thing that papers print of each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MemberFact {
    /// 商号又は名称.
    Name,
    /// ISO code.
    Country,
    /// 所在地.
    Address,
    /// 職.
    RepresentativeTitle,
    /// 氏名.
    RepresentativeName,
    /// Name in katakana.
    RepresentativeKatakana,
    /// Name in Latin letters.
    RepresentativeLatin,
    /// 分担業務.
    Work,
    /// 出資割合.
    Share,
    /// 分担額.
    Amount,
    /// Numbers and names of the registration.
    Registration,
    /// 担当部署.
    ContactDepartment,
    /// 担当者.
    ContactName,
    /// ふりがな.
    ContactReading,
    /// 電話.
    ContactTelephone,
    /// E-mail.
    ContactEmail,
}
