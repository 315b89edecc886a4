//! 法人番号, the invoice number made of it, and the codes of local governments: form and check digit.
//! Whether a number is in use is asked of the registers, not here.

use serde::{Deserialize, Serialize};

use super::text::{carried, half_width, hyphen};

/// Why a number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CorporateNumberProblem {
    /// Not as many digits as the number has.
    Length {
        /// Digits it has.
        expected: u8,
        /// Digits that were written.
        found: u8,
    },
    /// A character that is no digit.
    NotDigits {
        /// The character.
        found: char,
    },
    /// The check digit does not fit the others: a slip of the pen somewhere in the number.
    CheckDigit {
        /// The digit that would fit.
        expected: u8,
        /// The digit that was written.
        found: u8,
    },
    /// An invoice number begins with T.
    MissingT,
}

/// 法人番号: a check digit and twelve digits (法人番号の指定等に関する省令2条; dossier §6.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorporateNumber(String);

/// 適格請求書発行事業者登録番号: T and thirteen digits. Those of sole proprietors carry no check digit (dossier §6.3).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvoiceNumber(String);

/// 全国地方公共団体コード: two digits of the prefecture, three of the municipality, a check digit (dossier §6.4).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalGovernmentCode(String);

carried!(CorporateNumber, CorporateNumberProblem);
carried!(InvoiceNumber, CorporateNumberProblem);
carried!(LocalGovernmentCode, CorporateNumberProblem);

impl CorporateNumber {
    /// Reads a number; full-width digits, hyphens and blanks are taken.
    ///
    /// # Errors
    /// `NotDigits`, `Length`, `CheckDigit`.
    pub fn parse(text: &str) -> Result<Self, CorporateNumberProblem> {
        let number = digits(text, 13)?;
        check(&number, 0, corporate_check_digit)?;
        Ok(Self(number))
    }
}

impl InvoiceNumber {
    /// Reads a number with its T, in either width and case.
    ///
    /// # Errors
    /// `MissingT`, `NotDigits`, `Length`.
    pub fn parse(text: &str) -> Result<Self, CorporateNumberProblem> {
        let narrow: String = text.trim().chars().map(half_width).collect();
        let rest = narrow.strip_prefix(['T', 't']).ok_or(CorporateNumberProblem::MissingT)?;
        digits(rest, 13).map(|number| Self(format!("T{number}")))
    }

    /// Whether it is the number of this corporation, as that of every corporation must be.
    #[must_use]
    pub fn belongs_to(&self, corporation: &CorporateNumber) -> bool {
        self.0.strip_prefix('T') == Some(corporation.as_str())
    }
}

impl From<&CorporateNumber> for InvoiceNumber {
    fn from(corporation: &CorporateNumber) -> Self {
        Self(format!("T{corporation}"))
    }
}

impl LocalGovernmentCode {
    /// Reads six digits.
    ///
    /// # Errors
    /// `NotDigits`, `Length`, `CheckDigit`.
    pub fn parse(text: &str) -> Result<Self, CorporateNumberProblem> {
        let code = digits(text, 6)?;
        check(&code, 5, local_government_check_digit)?;
        Ok(Self(code))
    }

    /// Reads the five digits that portals print without the check digit, and adds it.
    ///
    /// # Errors
    /// `NotDigits`, `Length`.
    pub fn parse_five(text: &str) -> Result<Self, CorporateNumberProblem> {
        let code = digits(text, 5)?;
        let check_digit = local_government_check_digit(&values(&code));
        Ok(Self(format!("{code}{check_digit}")))
    }

    /// The first five digits, as portals print them.
    #[must_use]
    pub fn five(&self) -> &str {
        self.0.get(..5).unwrap_or_default()
    }
}

/// 9 minus the weighted sum's remainder by 9; weights 1 and 2 in turn from the right.
fn corporate_check_digit(base: &[u8]) -> u8 {
    let sum: u32 =
        base.iter().rev().zip([1, 2].into_iter().cycle()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    u8::try_from(9 - sum % 9).unwrap_or_default()
}

/// The last digit of 11 minus the weighted sum's remainder by 11; weights 6 to 2.
fn local_government_check_digit(base: &[u8]) -> u8 {
    let sum: u32 = base.iter().zip((2..=6).rev()).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    u8::try_from((11 - sum % 11) % 10).unwrap_or_default()
}

fn check(number: &str, place: usize, fitting: impl Fn(&[u8]) -> u8) -> Result<(), CorporateNumberProblem> {
    let mut base = values(number);
    let found = if place < base.len() { base.remove(place) } else { return Ok(()) };
    let expected = fitting(&base);
    if found == expected { Ok(()) } else { Err(CorporateNumberProblem::CheckDigit { expected, found }) }
}

fn values(number: &str) -> Vec<u8> {
    number.bytes().map(|byte| byte.wrapping_sub(b'0')).collect()
}

fn digits(text: &str, expected: u8) -> Result<String, CorporateNumberProblem> {
    let plain = |c: char| half_width(hyphen(c));
    let number: String = text.trim().chars().map(plain).filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).collect();
    if let Some(found) = number.chars().find(|c| !c.is_ascii_digit()) {
        return Err(CorporateNumberProblem::NotDigits { found });
    }
    let found = u8::try_from(number.len()).unwrap_or(u8::MAX);
    if found == expected { Ok(number) } else { Err(CorporateNumberProblem::Length { expected, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CORPORATIONS: &str = include_str!("fixtures/corporate_numbers.txt");
    const GOVERNMENTS: &str = include_str!("fixtures/local_government_codes.txt");

    #[test]
    fn every_corporate_number_of_a_real_city_holds() {
        for number in CORPORATIONS.lines() {
            assert_eq!(CorporateNumber::parse(number).unwrap().as_str(), number);
        }
        assert_eq!(CORPORATIONS.lines().count(), 2_143);
    }

    #[test]
    fn every_code_of_a_local_government_holds() {
        for code in GOVERNMENTS.lines() {
            let kept = LocalGovernmentCode::parse(code).unwrap();
            assert_eq!(LocalGovernmentCode::parse_five(kept.five()), Ok(kept));
        }
        assert_eq!(GOVERNMENTS.lines().count(), 1_965);
    }

    #[test]
    fn the_examples_of_the_dossier_hold() {
        for number in [
            "7123456789012",
            "4011001098993",
            "4000012090001",
            "2120901007402",
            "7010705000725",
            "8000020130001",
            "1180301018771",
        ] {
            assert!(CorporateNumber::parse(number).is_ok(), "{number}");
        }
        for (five, six) in [
            ("13101", "131016"),
            ("46201", "462012"),
            ("01000", "010006"),
            ("01100", "011002"),
            ("13000", "130001"),
            ("14100", "141003"),
            ("27100", "271004"),
            ("40130", "401307"),
            ("43100", "431001"),
            ("12212", "122122"),
            ("47201", "472018"),
        ] {
            assert_eq!(LocalGovernmentCode::parse_five(five).unwrap().as_str(), six);
        }
    }

    #[test]
    fn a_number_is_read_in_every_usual_writing() {
        for text in
            ["7-1234-5678-9012", "７１２３４５６７８９０１２", " 7 1234 5678 9012 ", "７－１２３４－５６７８－９０１２"]
        {
            assert_eq!(CorporateNumber::parse(text).unwrap().as_str(), "7123456789012", "{text}");
        }
        assert_eq!(InvoiceNumber::parse("ｔ７１２３４５６７８９０１２").unwrap().as_str(), "T7123456789012");
    }

    #[test]
    fn a_refusal_says_which_rule() {
        use CorporateNumberProblem as P;
        let refused = |text| CorporateNumber::parse(text).unwrap_err();
        assert_eq!(refused(""), P::Length { expected: 13, found: 0 });
        assert_eq!(refused("123456789012"), P::Length { expected: 13, found: 12 });
        assert_eq!(refused("T7123456789012"), P::NotDigits { found: 'T' });
        assert_eq!(refused("8123456789012"), P::CheckDigit { expected: 7, found: 8 });
        assert_eq!(InvoiceNumber::parse("7123456789012"), Err(P::MissingT));
        assert_eq!(LocalGovernmentCode::parse("131017"), Err(P::CheckDigit { expected: 6, found: 7 }));
    }

    #[test]
    fn an_invoice_number_belongs_to_one_corporation() {
        let corporation = CorporateNumber::parse("7123456789012").unwrap();
        assert!(InvoiceNumber::parse("T7123456789012").unwrap().belongs_to(&corporation));
        assert!(!InvoiceNumber::parse("T4011001098993").unwrap().belongs_to(&corporation));
        assert_eq!(InvoiceNumber::from(&corporation).as_str(), "T7123456789012");
    }

    proptest! {
        /// 0 and 9 weigh the same: the one slip that the check digit cannot see (dossier §6.3).
        #[test]
        fn one_wrong_digit_is_seen_unless_0_and_9_change_places(base in "[0-9]{12}", place in 1_usize..13, other in 0_u8..10) {
            let check_digit = corporate_check_digit(&values(&base));
            let mut number = format!("{check_digit}{base}").into_bytes();
            let old = number[place] - b'0';
            number[place] = b'0' + other;
            let wrong = String::from_utf8(number).unwrap();
            let unseen = old == other || (old.is_multiple_of(9) && other.is_multiple_of(9));
            prop_assert_eq!(CorporateNumber::parse(&wrong).is_ok(), unseen);
        }

        #[test]
        fn no_text_whatever_panics(text in any::<String>()) {
            let _ = CorporateNumber::parse(&text);
            let _ = InvoiceNumber::parse(&text);
            let _ = LocalGovernmentCode::parse(&text);
            let _ = LocalGovernmentCode::parse_five(&text);
        }
    }
}
