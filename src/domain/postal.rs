//! Postal codes and prefectures: what an address in Japan begins with (dossier §6.5).
//! Knows no town names; those come from the post office's list.

use super::text::{TextProblem, carried, half_width, hyphen};

/// A Japanese postal code, kept as `916-8666`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostalCode(String);

/// 都道府県, by its number in JIS X 0401 (1 北海道 to 47 沖縄県).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prefecture(u8);

carried!(PostalCode, TextProblem);

const PREFECTURES: [(&str, &str); 47] = [
    ("北海道", "Hokkaido"),
    ("青森県", "Aomori"),
    ("岩手県", "Iwate"),
    ("宮城県", "Miyagi"),
    ("秋田県", "Akita"),
    ("山形県", "Yamagata"),
    ("福島県", "Fukushima"),
    ("茨城県", "Ibaraki"),
    ("栃木県", "Tochigi"),
    ("群馬県", "Gunma"),
    ("埼玉県", "Saitama"),
    ("千葉県", "Chiba"),
    ("東京都", "Tokyo"),
    ("神奈川県", "Kanagawa"),
    ("新潟県", "Niigata"),
    ("富山県", "Toyama"),
    ("石川県", "Ishikawa"),
    ("福井県", "Fukui"),
    ("山梨県", "Yamanashi"),
    ("長野県", "Nagano"),
    ("岐阜県", "Gifu"),
    ("静岡県", "Shizuoka"),
    ("愛知県", "Aichi"),
    ("三重県", "Mie"),
    ("滋賀県", "Shiga"),
    ("京都府", "Kyoto"),
    ("大阪府", "Osaka"),
    ("兵庫県", "Hyogo"),
    ("奈良県", "Nara"),
    ("和歌山県", "Wakayama"),
    ("鳥取県", "Tottori"),
    ("島根県", "Shimane"),
    ("岡山県", "Okayama"),
    ("広島県", "Hiroshima"),
    ("山口県", "Yamaguchi"),
    ("徳島県", "Tokushima"),
    ("香川県", "Kagawa"),
    ("愛媛県", "Ehime"),
    ("高知県", "Kochi"),
    ("福岡県", "Fukuoka"),
    ("佐賀県", "Saga"),
    ("長崎県", "Nagasaki"),
    ("熊本県", "Kumamoto"),
    ("大分県", "Oita"),
    ("宮崎県", "Miyazaki"),
    ("鹿児島県", "Kagoshima"),
    ("沖縄県", "Okinawa"),
];

impl PostalCode {
    /// Reads seven digits, with or without 〒 and the hyphen, in either width.
    ///
    /// # Errors
    /// `Empty`, `Form`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let plain: String = text.trim().trim_start_matches('〒').trim().chars().map(hyphen).map(half_width).collect();
        if plain.is_empty() {
            return Err(TextProblem::Empty);
        }
        let (area, town) = plain.split_once('-').or_else(|| plain.split_at_checked(3)).ok_or(TextProblem::Form)?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if digits(area, 3) && digits(town, 4) { Ok(Self(format!("{area}-{town}"))) } else { Err(TextProblem::Form) }
    }

    /// 〒916-8666.
    #[must_use]
    pub fn print(&self) -> String {
        format!("〒{}", self.0)
    }
}

impl Prefecture {
    /// All 47 in the order of their numbers.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=47).map(Self)
    }

    /// The prefecture with this number.
    #[must_use]
    pub fn find(number: u8) -> Option<Self> {
        (1..=47).contains(&number).then_some(Self(number))
    }

    /// The prefecture with which an address begins.
    #[must_use]
    pub fn find_in(address: &str) -> Option<Self> {
        Self::all().find(|prefecture| address.trim_start().starts_with(prefecture.japanese()))
    }

    /// Its number, the first two digits of a local government's code.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// 福井県.
    #[must_use]
    pub fn japanese(self) -> &'static str {
        self.names().0
    }

    /// Fukui.
    #[must_use]
    pub fn english(self) -> &'static str {
        self.names().1
    }

    /// JP-18 (ISO 3166-2).
    #[must_use]
    pub fn iso(self) -> String {
        format!("JP-{:02}", self.0)
    }

    fn names(self) -> (&'static str, &'static str) {
        PREFECTURES.get(usize::from(self.0).saturating_sub(1)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_postal_code_is_read_in_every_usual_writing() {
        for text in ["916-8666", "9168666", "〒916-8666", "〒 ９１６－８６６６", "916‐8666", "９１６ー８６６６"]
        {
            assert_eq!(PostalCode::parse(text).unwrap().print(), "〒916-8666", "{text}");
        }
        for text in ["916-866", "916-86666", "9-168666", "916--8666", "abc-defg", "91鯖"] {
            assert_eq!(PostalCode::parse(text), Err(TextProblem::Form), "{text}");
        }
        assert_eq!(PostalCode::parse("〒"), Err(TextProblem::Empty));
    }

    #[test]
    fn prefectures_are_found_by_number_and_address() {
        let fukui = Prefecture::find(18).unwrap();
        assert_eq!((fukui.japanese(), fukui.english(), fukui.iso().as_str()), ("福井県", "Fukui", "JP-18"));
        assert_eq!(Prefecture::find_in("福井県鯖江市西山町13-1"), Some(fukui));
        assert_eq!(Prefecture::find_in("Berlin"), None);
        assert_eq!((Prefecture::find(0), Prefecture::find(48)), (None, None));
        assert_eq!(Prefecture::find(47).unwrap().japanese(), "沖縄県");
    }

    proptest! {
        #[test]
        fn no_text_whatever_panics(text in any::<String>()) {
            let _ = PostalCode::parse(&text);
            let _ = Prefecture::find_in(&text);
        }
    }
}
