//! One demand of a notice: a form, a certificate, copies, limits, who may take part (domain papers 1.5, 3, 9).
//! What it demands, as a value; the words in both languages are kept beside it by the tender.

use serde::{Deserialize, Serialize};

use super::deadline::Method;

/// The sort of a requirement. The wire and storage code is `code()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementKind {
    /// 提出書類・様式
    Form,
    /// 証明書類
    Certificate,
    /// 提出方法
    SubmissionMethod,
    /// 提出部数（正本・副本）
    Copies,
    /// ページ数の上限
    PageLimit,
    /// 文字の大きさ
    TypeSize,
    /// ファイル形式・容量
    FileLimit,
    /// 副本の匿名
    Anonymity,
    /// 予定価格
    PlannedPrice,
    /// 最低制限価格・調査基準価格
    MinimumPrice,
    /// 見積限度額・提案上限額
    PriceCap,
    /// 入札保証金
    BidBond,
    /// 契約保証金
    ContractBond,
    /// 共同企業体の可否・条件
    JointVenture,
    /// 競争入札参加資格者名簿
    Register,
    /// 等級
    Grade,
    /// 地域要件
    Region,
    /// 許可・登録・免許
    Licence,
    /// 実績
    Experience,
    /// 配置技術者・担当者
    Personnel,
    /// 指名停止・暴力団排除・自治令167条の4 など
    Standing,
    /// 使用言語・通貨
    Language,
    /// 問合せ先
    Contact,
    /// その他
    Other,
}

impl RequirementKind {
    /// Every kind, in reading order.
    pub const ALL: [Self; 24] = [
        Self::Form,
        Self::Certificate,
        Self::SubmissionMethod,
        Self::Copies,
        Self::PageLimit,
        Self::TypeSize,
        Self::FileLimit,
        Self::Anonymity,
        Self::PlannedPrice,
        Self::MinimumPrice,
        Self::PriceCap,
        Self::BidBond,
        Self::ContractBond,
        Self::JointVenture,
        Self::Register,
        Self::Grade,
        Self::Region,
        Self::Licence,
        Self::Experience,
        Self::Personnel,
        Self::Standing,
        Self::Language,
        Self::Contact,
        Self::Other,
    ];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Certificate => "certificate",
            Self::SubmissionMethod => "submission_method",
            Self::Copies => "copies",
            Self::PageLimit => "page_limit",
            Self::TypeSize => "type_size",
            Self::FileLimit => "file_limit",
            Self::Anonymity => "anonymity",
            Self::PlannedPrice => "planned_price",
            Self::MinimumPrice => "minimum_price",
            Self::PriceCap => "price_cap",
            Self::BidBond => "bid_bond",
            Self::ContractBond => "contract_bond",
            Self::JointVenture => "joint_venture",
            Self::Register => "register",
            Self::Grade => "grade",
            Self::Region => "region",
            Self::Licence => "licence",
            Self::Experience => "experience",
            Self::Personnel => "personnel",
            Self::Standing => "standing",
            Self::Language => "language",
            Self::Contact => "contact",
            Self::Other => "other",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether a joint venture may take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JointVentureRule {
    /// A joint venture may take part.
    Yes,
    /// Single firms only.
    No,
    /// Joint ventures only.
    Required,
    /// On conditions that the words tell.
    Conditional,
}

impl JointVentureRule {
    /// Every rule.
    pub const ALL: [Self; 4] = [Self::Yes, Self::No, Self::Required, Self::Conditional];

    /// The code kept in forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Required => "required",
            Self::Conditional => "conditional",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.code() == code)
    }
}

/// What is demanded, as far as it is more than words. Yen include tax or not as the words say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum RequirementValue {
    /// A paper by its number and title (様式第1号 参加表明書).
    Form {
        /// As printed; empty when none is.
        number: String,
        /// Its title.
        title: String,
    },
    /// 納税証明書 and the like.
    Certificate {
        /// Its title.
        title: String,
    },
    /// Ways of handing in.
    SubmissionMethod {
        /// All that are allowed.
        methods: Vec<Method>,
    },
    /// 正本1部、副本9部
    Copies {
        /// 正本
        originals: u32,
        /// 副本
        copies: u32,
    },
    /// Pages at most.
    PageLimit {
        /// How many.
        pages: u32,
    },
    /// Type not smaller than this.
    TypeSize {
        /// In tenths of a point: 10.5 pt is 105.
        tenths: u32,
    },
    /// What a file may be.
    FileLimit {
        /// Size at most.
        megabytes: Option<u32>,
        /// Endings without a dot, lower case.
        formats: Vec<String>,
    },
    /// Copies must not tell who bids.
    Anonymity,
    /// 予定価格
    PlannedPrice {
        /// Yen, when published.
        yen: Option<i64>,
    },
    /// 最低制限価格
    MinimumPrice {
        /// Yen, when published.
        yen: Option<i64>,
        /// Whether there is one.
        set: bool,
    },
    /// 見積限度額・提案上限額
    PriceCap {
        /// Yen.
        yen: i64,
    },
    /// 入札保証金
    BidBond {
        /// 免除
        exempt: bool,
    },
    /// 契約保証金
    ContractBond {
        /// 免除
        exempt: bool,
    },
    /// 共同企業体
    JointVenture {
        /// The rule.
        rule: JointVentureRule,
    },
    /// 名簿に登載
    Register,
    /// 等級
    Grade {
        /// A, B …, as printed.
        grades: Vec<String>,
    },
    /// 市内本店 and the like.
    Region,
    /// 許可・登録・免許
    Licence,
    /// 実績
    Experience,
    /// 配置技術者
    Personnel,
    /// 指名停止 and the like.
    Standing,
    /// Language and currency of the papers.
    Language,
    /// Where to ask.
    Contact {
        /// Office or person.
        name: String,
        /// Telephone.
        telephone: String,
        /// E-mail.
        email: String,
        /// Fax.
        fax: String,
    },
    /// Whatever else is demanded.
    Other,
}

impl RequirementValue {
    /// Its sort.
    #[must_use]
    pub const fn kind(&self) -> RequirementKind {
        match self {
            Self::Form { .. } => RequirementKind::Form,
            Self::Certificate { .. } => RequirementKind::Certificate,
            Self::SubmissionMethod { .. } => RequirementKind::SubmissionMethod,
            Self::Copies { .. } => RequirementKind::Copies,
            Self::PageLimit { .. } => RequirementKind::PageLimit,
            Self::TypeSize { .. } => RequirementKind::TypeSize,
            Self::FileLimit { .. } => RequirementKind::FileLimit,
            Self::Anonymity => RequirementKind::Anonymity,
            Self::PlannedPrice { .. } => RequirementKind::PlannedPrice,
            Self::MinimumPrice { .. } => RequirementKind::MinimumPrice,
            Self::PriceCap { .. } => RequirementKind::PriceCap,
            Self::BidBond { .. } => RequirementKind::BidBond,
            Self::ContractBond { .. } => RequirementKind::ContractBond,
            Self::JointVenture { .. } => RequirementKind::JointVenture,
            Self::Register => RequirementKind::Register,
            Self::Grade { .. } => RequirementKind::Grade,
            Self::Region => RequirementKind::Region,
            Self::Licence => RequirementKind::Licence,
            Self::Experience => RequirementKind::Experience,
            Self::Personnel => RequirementKind::Personnel,
            Self::Standing => RequirementKind::Standing,
            Self::Language => RequirementKind::Language,
            Self::Contact { .. } => RequirementKind::Contact,
            Self::Other => RequirementKind::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back() {
        for kind in RequirementKind::ALL {
            assert_eq!(RequirementKind::parse(kind.code()), Some(kind));
        }
    }
}
