//! What papers print of a firm, of the person to ask and of who bids in its place.

use serde::{Deserialize, Serialize};

use crate::domain::money::Yen;

/// One firm, 構成員.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFacts {
    /// 商号又は名称, exactly as registered.
    pub name: String,
    /// Its reading.
    pub name_kana: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Whether the firm has its head office outside Japan: its country is printed, and it signs instead of sealing.
    pub is_foreign: bool,
    /// 所在地.
    pub address: String,
    /// 職, such as 代表取締役.
    pub representative_title: String,
    /// 氏名.
    pub representative_name: String,
    /// The name in katakana, for a foreign representative.
    pub representative_katakana: String,
    /// The name in Latin letters, for a foreign representative.
    pub representative_latin: String,
    /// 分担業務.
    pub work: String,
    /// 出資割合 in hundredths of a per cent.
    pub share: Option<u32>,
    /// 分担額.
    #[serde(default)]
    pub amount: Option<Yen>,
    /// How it is registered.
    #[serde(default)]
    pub registration: RegistrationFacts,
    /// 連絡先.
    pub contact: ContactFacts,
}

/// How a firm is registered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegistrationFacts {
    /// Its name in Latin letters.
    pub latin: String,
    /// 法人番号.
    pub corporate_number: String,
    /// The registry abroad.
    pub registry: String,
    /// The number in it.
    pub registration_number: String,
    /// 郵便番号.
    pub postal_code: String,
}

/// Whom to ask, 連絡先.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactFacts {
    /// 担当部署.
    pub department: String,
    /// 担当者職氏名.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// 電話.
    pub telephone: String,
    /// E-mail.
    pub email: String,
}

/// Who bids in the representative's place, 代理人.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentFacts {
    /// 住所.
    pub address: String,
    /// 氏名.
    pub name: String,
}
