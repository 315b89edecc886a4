//! Texts that people type, each parsed once into a type that carries its rule and its limit.
//! Lengths are counted in characters; nothing here is translated or looked up.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextProblem {
    /// Nothing but blanks.
    Empty,
    /// More characters than allowed.
    TooLong {
        /// The limit.
        max: u32,
    },
    /// Fewer characters than needed.
    TooShort {
        /// The limit.
        min: u32,
    },
    /// Not in the form such a value has.
    Form,
    /// A character that cannot be printed: a control, a direction override, a non-character.
    ControlCharacter,
    /// ㈱, (株) and the like in a name that must be written as registered (dossier §3.0 V-name, R-63).
    CompanyAbbreviation,
    /// A character that differs between machines, such as ① or Ⅲ.
    EnvironmentDependent {
        /// The character.
        found: char,
    },
    /// Something else than katakana in a reading (dossier §3.0 V-kana).
    NotKatakana {
        /// The character.
        found: char,
    },
    /// Something else than hiragana in a ふりがな (dossier §3.0 V-kana).
    NotHiragana {
        /// The character.
        found: char,
    },
    /// The password is the e-mail address.
    EqualsEmail,
}

/// What every carried text has: its characters, `TryFrom<String>`, `Display`, and serde as a plain
/// string that is parsed again when it is read.
macro_rules! carried {
    ($name:ident $(<$max:ident>)?, $problem:ty) => {
        impl $(<const $max: usize>)? $name $(<$max>)? {
            /// Its characters.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl $(<const $max: usize>)? TryFrom<String> for $name $(<$max>)? {
            type Error = $problem;

            fn try_from(text: String) -> Result<Self, $problem> {
                Self::parse(&text)
            }
        }

        impl $(<const $max: usize>)? From<$name $(<$max>)?> for String {
            fn from(value: $name $(<$max>)?) -> Self {
                value.0
            }
        }

        impl $(<const $max: usize>)? std::fmt::Display for $name $(<$max>)? {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl $(<const $max: usize>)? serde::Serialize for $name $(<$max>)? {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de $(, const $max: usize)?> serde::Deserialize<'de> for $name $(<$max>)? {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).map_err(|problem| serde::de::Error::custom(format_args!("{problem:?}")))
            }
        }
    };
}
pub(crate) use carried;

/// One line of at most `MAX` characters, trimmed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line<const MAX: usize>(String);

/// Several lines, at most `MAX` characters; line ends become `\n`, blanks at the end go.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Prose<const MAX: usize>(String);

/// An e-mail address in the form that is used in practice, in lower case (RFC 5321 lengths, no quoted local part).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// The name of a person in any script, at most 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// 商号又は名称: a firm's name as it is registered, at most 120 characters (dossier §3.0 V-name).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationName(String);

/// フリガナ: a reading in full-width katakana, at most 120 characters (dossier §3.0 V-kana).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Katakana(String);

/// ふりがな: a reading in hiragana, at most 120 characters (dossier §3.0 V-kana).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hiragana(String);

/// A telephone number: Japanese with hyphens, or international with a plus (dossier §6.5).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Telephone(String);

/// A new password. It is neither printed nor sent, hence no serde.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

carried!(Line<MAX>, TextProblem);
carried!(Prose<MAX>, TextProblem);
carried!(EmailAddress, TextProblem);
carried!(PersonName, TextProblem);
carried!(OrganisationName, TextProblem);
carried!(Katakana, TextProblem);
carried!(Hiragana, TextProblem);
carried!(Telephone, TextProblem);

impl<const MAX: usize> Line<MAX> {
    /// Reads one line.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter` (a line end is one).
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        line(text, MAX).map(Self)
    }
}

impl<const MAX: usize> Prose<MAX> {
    /// Reads several lines.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter` (tabs and line ends are none).
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let text = text.trim_end().trim_start_matches('\n');
        if text.chars().any(|c| !matches!(c, '\n' | '\t') && is_unprintable(c)) {
            return Err(TextProblem::ControlCharacter);
        }
        within(text, MAX).map(|()| Self(text.to_owned()))
    }
}

impl EmailAddress {
    /// Reads an address; full-width letters of an input method are narrowed.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter`, `Form`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let address = line(text, 254)?.chars().map(half_width).collect::<String>().to_lowercase();
        match address.split_once('@') {
            Some((local, domain)) if is_local_part(local) && is_mail_domain(domain) => Ok(Self(address)),
            _ => Err(TextProblem::Form),
        }
    }
}

impl PersonName {
    /// Reads a name.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        line(text, 80).map(Self)
    }
}

impl OrganisationName {
    /// Reads a name.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter`, `CompanyAbbreviation`, `EnvironmentDependent`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let name = line(text, 120)?;
        let narrow: String = name.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
        let bracketed = ["株", "有", "名", "資", "同", "財", "社", "学", "医", "福", "宗", "特非"];
        if name.contains(is_company_sign) || bracketed.iter().any(|kind| narrow.contains(&format!("({kind})"))) {
            return Err(TextProblem::CompanyAbbreviation);
        }
        match name.chars().find(|c| is_environment_dependent(*c)) {
            Some(found) => Err(TextProblem::EnvironmentDependent { found }),
            None => Ok(Self(name)),
        }
    }
}

impl Katakana {
    /// Reads a reading; half-width katakana and blanks become full-width.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter`, `NotKatakana`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let reading = full_width_katakana(&line(text, 240)?);
        let allowed = |c: char| matches!(c, 'ァ'..='ヺ' | 'ー' | '・' | 'ヽ' | 'ヾ' | '\u{3000}');
        match reading.chars().find(|c| !allowed(*c)) {
            Some(found) => Err(TextProblem::NotKatakana { found }),
            None => within(&reading, 120).map(|()| Self(reading)),
        }
    }
}

impl Hiragana {
    /// Reads a reading; katakana of either width become hiragana, blanks full-width.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter`, `NotHiragana`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let hiragana = |c: char| match c {
            'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
            other => other,
        };
        let reading: String = full_width_katakana(&line(text, 240)?).chars().map(hiragana).collect();
        let allowed = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ー' | '・' | 'ゝ' | 'ゞ' | '\u{3000}');
        match reading.chars().find(|c| !allowed(*c)) {
            Some(found) => Err(TextProblem::NotHiragana { found }),
            None => within(&reading, 120).map(|()| Self(reading)),
        }
    }
}

impl Telephone {
    /// Reads a number: 0778-51-2200, 03(1234)5678, +49 30 1234567; full-width is narrowed.
    ///
    /// # Errors
    /// `Empty`, `TooLong`, `ControlCharacter`, `Form`.
    pub fn parse(text: &str) -> Result<Self, TextProblem> {
        let number: String = line(text, 30)?.chars().map(hyphen).map(half_width).collect();
        let number = number.replace(['(', ')'], "-");
        let number = number.trim_matches('-');
        if is_domestic(number) || is_international(number) {
            Ok(Self(number.to_owned()))
        } else {
            Err(TextProblem::Form)
        }
    }
}

impl Password {
    /// Characters a password must have.
    pub const LEAST: usize = 12;
    /// Characters a password may have.
    pub const MOST: usize = 200;

    /// Reads a new password for the person with this address; blanks at its ends belong to it.
    ///
    /// # Errors
    /// `Empty`, `TooShort`, `TooLong`, `ControlCharacter`, `EqualsEmail`.
    pub fn parse(text: &str, email: &EmailAddress) -> Result<Self, TextProblem> {
        within(text, Self::MOST)?;
        if text.chars().any(is_unprintable) {
            return Err(TextProblem::ControlCharacter);
        }
        if text.chars().count() < Self::LEAST {
            return Err(TextProblem::TooShort { min: limit(Self::LEAST) });
        }
        if text.trim().to_lowercase() == email.as_str() {
            return Err(TextProblem::EqualsEmail);
        }
        Ok(Self(text.to_owned()))
    }

    /// Its characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

/// Reads a field that may stay empty.
///
/// # Errors
/// Those of `parse`.
pub fn optional<T, P>(text: &str, parse: impl FnOnce(&str) -> Result<T, P>) -> Result<Option<T>, P> {
    if text.trim().is_empty() { Ok(None) } else { parse(text).map(Some) }
}

/// The ASCII form of a full-width letter, digit or sign, and of the full-width blank.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// One hyphen for the many that input methods and word processors produce.
#[must_use]
pub fn hyphen(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | 'ー' | 'ｰ' => '-',
        other => other,
    }
}

/// Full-width katakana for half-width ones, voicing marks joined with the letter before them.
#[must_use]
pub fn full_width_katakana(text: &str) -> String {
    const FROM_FF65: &str = "・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    let mut wide = String::with_capacity(text.len());
    for c in text.chars() {
        let joined = match c {
            'ﾞ' | '゛' | '\u{3099}' => wide.pop().and_then(|before| joined(&mut wide, before, voiced(before))),
            'ﾟ' | '゜' | '\u{309a}' => wide.pop().and_then(|before| joined(&mut wide, before, half_voiced(before))),
            '･'..='ﾝ' => FROM_FF65.chars().nth(c as usize - 0xFF65),
            ' ' => Some('\u{3000}'),
            _ => None,
        };
        wide.push(joined.unwrap_or(c));
    }
    wide
}

/// Puts the letter back when there is no such voiced letter.
fn joined(wide: &mut String, before: char, letter: Option<char>) -> Option<char> {
    if letter.is_none() {
        wide.push(before);
    }
    letter
}

fn voiced(letter: char) -> Option<char> {
    match letter {
        'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ' | 'ツ' | 'テ' | 'ト'
        | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' => char::from_u32(letter as u32 + 1),
        'ウ' => Some('ヴ'),
        'ワ' => Some('ヷ'),
        'ヲ' => Some('ヺ'),
        _ => None,
    }
}

fn half_voiced(letter: char) -> Option<char> {
    matches!(letter, 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ').then(|| char::from_u32(letter as u32 + 2)).flatten()
}

fn line(text: &str, max: usize) -> Result<String, TextProblem> {
    let text = text.trim();
    if text.chars().any(is_unprintable) {
        return Err(TextProblem::ControlCharacter);
    }
    within(text, max).map(|()| text.to_owned())
}

fn within(text: &str, max: usize) -> Result<(), TextProblem> {
    if text.trim().is_empty() {
        return Err(TextProblem::Empty);
    }
    if text.chars().count() > max { Err(TextProblem::TooLong { max: limit(max) }) } else { Ok(()) }
}

fn limit(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

/// Controls, line separators, direction overrides (they make a text read otherwise than it is kept),
/// and what XML 1.0 cannot hold.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c as u32 & 0xFFFE) == 0xFFFE
}

fn is_company_sign(c: char) -> bool {
    matches!(c, '㈱' | '㈲' | '㈳' | '㈴' | '㈵' | '㈶' | '㈻' | '㈾' | '㈿' | '㍿' | '㊑' | '㊒' | '㊓')
}

/// Enclosed and squared signs, Roman numerals, № and ℡: what differs between machines.
fn is_environment_dependent(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{3200}'..='\u{33ff}' | '\u{2160}'..='\u{217f}' | '№' | '℡' | '™')
        || matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{ff61}'..='\u{ff9f}')
}

fn is_local_part(local: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    (1..=64).contains(&local.len()) && local.chars().all(allowed) && !dots
}

fn is_mail_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let top = domain.rsplit('.').next().unwrap_or_default();
    domain.contains('.')
        && domain.split('.').all(label)
        && top.len() >= 2
        && (top.starts_with("xn--") || top.chars().all(|c| c.is_ascii_alphabetic()))
}

/// `0` and up to four digits, up to four, three or four; ten or eleven in all.
fn is_domestic(number: &str) -> bool {
    let parts: Vec<&str> = number.split('-').collect();
    let [area, exchange, line] = parts.as_slice() else {
        return false;
    };
    let digits = |part: &&str| part.chars().all(|c| c.is_ascii_digit());
    parts.iter().all(digits)
        && area.starts_with('0')
        && (2..=5).contains(&area.len())
        && (1..=4).contains(&exchange.len())
        && (3..=4).contains(&line.len())
        && matches!(area.len() + exchange.len() + line.len(), 10 | 11)
}

/// E.164: a plus, seven to fifteen digits not beginning with 0, grouped by single blanks or hyphens.
fn is_international(number: &str) -> bool {
    let Some(rest) = number.strip_prefix('+') else {
        return false;
    };
    let groups: Vec<&str> = rest.split([' ', '-']).collect();
    let length: usize = groups.iter().map(|group| group.len()).sum();
    groups.iter().all(|group| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit()))
        && (7..=15).contains(&length)
        && !rest.starts_with('0')
}

#[cfg(test)]
mod tests;
