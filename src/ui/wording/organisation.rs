//! Words of a firm's particulars.

use super::Phrase;

/// Page title.
pub const TITLE: Phrase = Phrase::new("会社情報", "Organisation");
/// What the particulars are used for.
pub const SUB: Phrase = Phrase::new(
    "ここに入力した内容が、そのまま提出書類の商号・所在地・代表者欄に使われます。",
    "These particulars go into the papers as they stand: name, address and representative of the sender.",
);
/// Which kind.
pub const KIND: Phrase = Phrase::new("会社の種別", "Kind of firm");
/// Registered in Japan.
pub const JAPANESE: Phrase = Phrase::new("日本の法人", "Registered in Japan");
/// Registered elsewhere.
pub const FOREIGN: Phrase = Phrase::new("海外の法人", "Registered elsewhere");
/// Group: the firm.
pub const FIRM: Phrase = Phrase::new("会社", "The firm");
/// Name.
pub const NAME: Phrase = Phrase::new("商号又は名称", "Registered name (商号)");
/// Name: hint.
pub const NAME_HINT: Phrase =
    Phrase::new("登記のとおりに。㈱などの略記は使えません。", "Exactly as registered; no abbreviations such as ㈱.");
/// Name of a foreign firm.
pub const NAME_ABROAD: Phrase = Phrase::new("会社名（登記上の綴り）", "Registered name");
/// Name in katakana.
pub const NAME_KANA: Phrase = Phrase::new("会社名のカタカナ表記", "Name in katakana (カナ)");
/// Name in katakana: hint for foreign firms.
pub const NAME_KANA_HINT: Phrase = Phrase::new(
    "日本語の書類に使う読みです。例：フィヨルドヴァルセル",
    "How the name is read in Japanese papers. Your partner can help: フィヨルドヴァルセル.",
);
/// Reading of a Japanese firm's name.
pub const NAME_READING: Phrase = Phrase::new("商号のフリガナ", "Reading of the name (フリガナ)");
/// Name in Latin letters.
pub const NAME_LATIN: Phrase = Phrase::new("英文の会社名", "Name in Latin letters");
/// 法人番号.
pub const CORPORATE_NUMBER: Phrase = Phrase::new("法人番号", "Corporate number (法人番号)");
/// 法人番号: hint.
pub const CORPORATE_NUMBER_HINT: Phrase =
    Phrase::new("13桁。先頭の1桁は検査用数字です。", "Thirteen digits; the first one is a check digit.");
/// 法人番号: holds.
pub const CORPORATE_NUMBER_FITS: Phrase = Phrase::new("検査用数字が合っています。", "The check digit fits.");
/// Country.
pub const COUNTRY: Phrase = Phrase::new("登記された国・地域", "Country of registration");
/// Nothing chosen yet.
pub const CHOOSE: Phrase = Phrase::new("選んでください", "Choose one");
/// Registry.
pub const REGISTRY: Phrase = Phrase::new("登記機関の名称", "Name of the register");
/// Registry: hint.
pub const REGISTRY_HINT: Phrase = Phrase::new(
    "例：Brønnøysundregistrene、Handelsregister",
    "For example Brønnøysundregistrene, Companies House, Handelsregister B.",
);
/// Number in the register.
pub const REGISTRATION_NUMBER: Phrase = Phrase::new("登記番号", "Registration number");
/// Postal code.
pub const POSTAL_CODE: Phrase = Phrase::new("郵便番号", "Postal code");
/// Address.
pub const ADDRESS: Phrase = Phrase::new("所在地", "Address (所在地)");
/// Address: hint.
pub const ADDRESS_HINT: Phrase = Phrase::new(
    "登記上の本店所在地を都道府県から。",
    "The registered head office; in Japan beginning with the prefecture.",
);
/// Telephone.
pub const TELEPHONE: Phrase = Phrase::new("電話番号", "Telephone");
/// Zone.
pub const ZONE: Phrase = Phrase::new("時間帯", "Time zone");
/// Zone: hint.
pub const ZONE_HINT: Phrase = Phrase::new(
    "締切は日本時間で示し、この時間帯の時刻を添えます。",
    "Deadlines are shown in Japan Standard Time with the time in this zone beside it.",
);
/// Group: the representative.
pub const REPRESENTATIVE: Phrase = Phrase::new("代表者", "Representative (代表者)");
/// What a representative is.
pub const REPRESENTATIVE_HINT: Phrase = Phrase::new(
    "書類に記名押印・署名する人です。",
    "Whoever signs or seals the papers for the firm, usually the managing director.",
);
/// Title.
pub const REPRESENTATIVE_TITLE: Phrase = Phrase::new("役職", "Title (役職)");
/// Title: hint.
pub const REPRESENTATIVE_TITLE_HINT: Phrase =
    Phrase::new("例：代表取締役", "For example 代表取締役, Managing Director.");
/// Name.
pub const REPRESENTATIVE_NAME: Phrase = Phrase::new("氏名", "Name");
/// Name in Latin letters.
pub const REPRESENTATIVE_LATIN: Phrase = Phrase::new("氏名（ローマ字）", "Name in Latin letters");
/// Reading.
pub const REPRESENTATIVE_KANA: Phrase = Phrase::new("氏名のフリガナ", "Name in katakana (フリガナ)");
/// Katakana: hint.
pub const KANA_HINT: Phrase =
    Phrase::new("全角カタカナ。姓と名の間は空けます。", "Katakana with a blank between family and given name.");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存する", "Save");
/// For readers who may not change it.
pub const READ_ONLY: Phrase = Phrase::new("変更できるのは管理者だけです。", "Only administrators can change this.");
/// Heading of the saved values beside a conflict.
pub const NOW_SAVED: Phrase = Phrase::new("現在保存されている内容", "What is saved now");
/// Nothing entered.
pub const NONE: Phrase = Phrase::new("（なし）", "(none)");

/// Who was first.
#[must_use]
pub fn changed_by(name: &str) -> String {
    super::say_with(
        format!("先に変更した人：{name}。あなたの入力と異なる項目だけを示します。"),
        format!("Changed by {name}. Only what differs from your entries is listed."),
    )
}
