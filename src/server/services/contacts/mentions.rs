//! Where a text speaks of a person: surely, by the whole name, an address or a number; or perhaps, by a part of the name.
//! Texts and names are compared in one width, in small letters, without accents and with one sort of kana.

use std::ops::Range;

use super::fold;
use crate::domain::contact::ContactForm;

/// Stands where a name stood.
pub(super) const ERASED: &str = "［消去済 / erased］";
/// Fewest signs of a whole Japanese name, reading, name in Latin letters and number: what is shorter stands in other words.
const FEWEST_SIGNS: usize = 3;
const FEWEST_KANA: usize = 4;
const FEWEST_LETTERS: usize = 5;
const FEWEST_DIGITS: usize = 9;
/// Signs that may follow a whole name in Japanese letters: titles and forms of address. Any other one makes another name
/// of it (山口一 in 山口一郎).
const TITLES: &str = "様氏殿先君課部局室係主担次副参町市村区長議委教助准社専常会理監取代院所支館園校店技補班兼宛発";
/// Signs that may stand before one: ends of firms, offices and titles. Any other one belongs to the name (小山田太郎).
const ENDS: &str = "市町村区県府都道郡課部局室係班司所署社会校園院店館員長事授師者任査幹佐役様氏殿";
/// What makes a place of a family name.
const PLACES: &str = "県府都道市区町村郡駅港線島川";

/// One sign of a folded text, and the bytes of the original that it comes from.
struct Sign {
    sign: char,
    bytes: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// This sign.
    Sign(char),
    /// Any number of blanks and dots, or none.
    Blank,
    /// Any number of dashes, brackets and blanks, or none.
    Dash,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Name,
    Address,
    Number,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Pattern {
    pieces: Vec<Piece>,
    sort: Sort,
}

/// By what a person is known in texts.
#[derive(Debug, Clone)]
pub(super) struct Mentions {
    whole: Vec<Pattern>,
    part: Vec<Pattern>,
}

/// How a text speaks of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spoken {
    /// The text without what surely names the person; none when nothing does.
    pub bare: Option<String>,
    /// Whether something remains that may speak of the person.
    pub is_possible: bool,
}

impl Mentions {
    /// Of a contact.
    pub fn of(form: &ContactForm) -> Self {
        let mut mentions = Self { whole: Vec::new(), part: Vec::new() };
        for (family, given) in [
            (&form.family, &form.given),
            (&form.family_kana, &form.given_kana),
            (&form.family_latin, &form.given_latin),
        ] {
            mentions.add_name(family, given);
        }
        let address: Vec<Piece> = folded(&form.email).into_iter().map(|sign| Piece::Sign(sign.sign)).collect();
        if !address.is_empty() {
            mentions.whole.push(Pattern { pieces: address, sort: Sort::Address });
        }
        for number in [&form.telephone, &form.mobile] {
            mentions.add_number(number);
        }
        mentions.whole.sort_by_key(|pattern| std::cmp::Reverse(pattern.pieces.len()));
        mentions
    }

    fn add_name(&mut self, family: &str, given: &str) {
        let (family, given) = (name_pieces(family), name_pieces(given));
        if family.is_empty() || given.is_empty() {
            let only = if family.is_empty() { given } else { family };
            let is_long = is_kanji(&only) && signs_of(&only).len() > FEWEST_SIGNS;
            let is_whole = is_long || only.contains(&Piece::Blank);
            self.add_pieces(only, is_whole);
            return;
        }
        for (first, second) in [(&family, &given), (&given, &family)] {
            let joined: Vec<Piece> =
                first.iter().copied().chain([Piece::Blank]).chain(second.iter().copied()).collect();
            self.add_pieces(joined, true);
        }
        self.add_pieces(family, false);
        self.add_pieces(given, false);
    }

    fn add_pieces(&mut self, pieces: Vec<Piece>, is_whole: bool) {
        let signs = signs_of(&pieces);
        let fewest = match signs.first() {
            None => return,
            Some(sign) if sign.is_ascii() => FEWEST_LETTERS,
            Some(sign) if is_kana(*sign) => FEWEST_KANA,
            Some(_) => FEWEST_SIGNS,
        };
        // One sign of a name, two letters or two kana stand in too many words to be worth a look.
        let is_too_short = signs.len() < if is_kanji(&pieces) { 2 } else { 3 };
        let pattern = Pattern { pieces, sort: Sort::Name };
        if is_whole && signs.len() >= fewest {
            self.whole.push(pattern);
        } else if !is_too_short {
            self.part.push(pattern);
        }
    }

    /// A number with whatever stands between its digits, also as it is dialled from abroad.
    fn add_number(&mut self, number: &str) {
        let digits: Vec<char> = folded(number).iter().map(|sign| sign.sign).filter(char::is_ascii_digit).collect();
        if digits.len() < FEWEST_DIGITS {
            return;
        }
        let abroad =
            (digits.first() == Some(&'0')).then(|| ['8', '1'].into_iter().chain(digits.iter().copied().skip(1)));
        let ways = [Some(digits.clone()), abroad.map(Iterator::collect)];
        for way in ways.into_iter().flatten() {
            let pieces = way.into_iter().flat_map(|digit| [Piece::Sign(digit), Piece::Dash]);
            let mut pieces: Vec<Piece> = pieces.collect();
            pieces.pop();
            self.whole.push(Pattern { pieces, sort: Sort::Number });
        }
    }

    /// How a text speaks of the person.
    pub fn spoken(&self, text: &str) -> Spoken {
        let signs = folded(text);
        let bare = without(text, &signs, &self.whole);
        let rest = bare.as_ref().map_or(signs, |bare| folded(bare));
        // A whole name with something beside it that makes another name of it is worth a look, too.
        let is_possible = (0..rest.len()).any(|at| {
            self.part.iter().any(|pattern| pattern.is_part_at(&rest, at))
                || self.whole.iter().any(|pattern| pattern.sort == Sort::Name && pattern.end_at(&rest, at).is_some())
        });
        Spoken { bare, is_possible }
    }

    /// A text without the parts of the name either, for whoever looked at it and said so.
    pub fn without_parts(&self, text: &str) -> String {
        let signs = folded(text);
        let whole = found(&signs, |at| self.whole.iter().filter_map(|pattern| pattern.end_at(&signs, at)).max());
        let bare = replaced(text, &whole).unwrap_or_else(|| text.to_owned());
        let signs = folded(&bare);
        let parts = found(&signs, |at| {
            let there = self.part.iter().filter(|pattern| pattern.is_part_at(&signs, at));
            there.filter_map(|pattern| pattern.end_at(&signs, at)).max()
        });
        replaced(&bare, &parts).unwrap_or(bare)
    }
}

impl Pattern {
    /// Where the pattern ends that begins at a sign.
    fn end_at(&self, signs: &[Sign], from: usize) -> Option<usize> {
        let mut at = from;
        for piece in &self.pieces {
            match piece {
                Piece::Sign(wanted) => {
                    (signs.get(at)?.sign == *wanted).then_some(())?;
                    at += 1;
                }
                Piece::Blank => at += run(signs, at, is_blank),
                Piece::Dash => at += run(signs, at, is_dash),
            }
        }
        Some(at)
    }

    /// Where it ends when what stands around it makes nothing else of it.
    fn sure_end_at(&self, signs: &[Sign], from: usize) -> Option<usize> {
        let end = self.end_at(signs, from)?;
        let before = from.checked_sub(1).and_then(|at| signs.get(at)).map(|sign| sign.sign);
        let (after, later) = (signs.get(end).map(|sign| sign.sign), signs.get(end + 1).map(|sign| sign.sign));
        let is_free = match self.sort {
            Sort::Number => !before.is_some_and(|c| c.is_ascii_digit()) && !after.is_some_and(|c| c.is_ascii_digit()),
            Sort::Address => {
                let goes_on = after == Some('.') && later.is_some_and(|c| c.is_ascii_alphanumeric());
                !before.is_some_and(is_of_address) && !goes_on && !after.is_some_and(|c| c != '.' && is_of_address(c))
            }
            Sort::Name => {
                let (first, last) = (signs.get(from)?.sign, signs.get(end.checked_sub(1)?)?.sign);
                is_free_before(before, first) && is_free_after(last, after)
            }
        };
        is_free.then_some(end)
    }

    /// Whether a part of a name stands at a sign, as a word of its own and not as a place.
    fn is_part_at(&self, signs: &[Sign], from: usize) -> bool {
        let Some(end) = self.end_at(signs, from) else { return false };
        let Some(first) = signs.get(from).map(|sign| sign.sign) else { return false };
        let before = from.checked_sub(1).and_then(|at| signs.get(at)).map(|sign| sign.sign);
        let after = signs.get(end).map(|sign| sign.sign);
        let is_latin = first.is_ascii_alphanumeric();
        let joins = |beside: Option<char>| beside.is_some_and(|c| c.is_ascii_alphanumeric());
        !(is_latin && (joins(before) || joins(after))) && !self.is_place_at(signs, from)
    }

    fn is_place_at(&self, signs: &[Sign], from: usize) -> bool {
        let after = self.end_at(signs, from).and_then(|end| signs.get(end));
        after.is_some_and(|sign| PLACES.contains(sign.sign))
    }
}

fn is_free_before(before: Option<char>, first: char) -> bool {
    before.is_none_or(|before| {
        let is_one_word = before.is_ascii_alphanumeric() && first.is_ascii_alphanumeric();
        let is_one_reading = is_kana(before) && is_kana(first);
        !(is_one_word || is_one_reading) && (!(is_han(before) && is_han(first)) || ENDS.contains(before))
    })
}

/// Kana may follow a reading: they are as well さん or は.
fn is_free_after(last: char, after: Option<char>) -> bool {
    after.is_none_or(|after| {
        !(last.is_ascii_alphanumeric() && after.is_ascii_alphanumeric())
            && (!(is_han(last) && is_han(after)) || TITLES.contains(after))
    })
}

/// The text without what surely matches; none when nothing does.
fn without(text: &str, signs: &[Sign], patterns: &[Pattern]) -> Option<String> {
    let found = found(signs, |at| patterns.iter().filter_map(|pattern| pattern.sure_end_at(signs, at)).max());
    replaced(text, &found)
}

/// The stretches of bytes that are found from the left, none over another.
fn found(signs: &[Sign], end_at: impl Fn(usize) -> Option<usize>) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        match end_at(at).filter(|end| *end > at) {
            Some(end) => {
                ranges.extend(
                    signs.get(at).zip(signs.get(end - 1)).map(|(first, last)| first.bytes.start..last.bytes.end),
                );
                at = end;
            }
            None => at += 1,
        }
    }
    ranges
}

fn replaced(text: &str, ranges: &[Range<usize>]) -> Option<String> {
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for range in ranges {
        bare.push_str(text.get(from..range.start).unwrap_or_default());
        bare.push_str(ERASED);
        from = range.end;
    }
    bare.push_str(text.get(from..).unwrap_or_default());
    (!ranges.is_empty()).then_some(bare)
}

/// A name's signs; blanks inside it are as good as none.
fn name_pieces(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for sign in folded(name.trim()) {
        if !is_blank(sign.sign) {
            pieces.push(Piece::Sign(sign.sign));
        } else if pieces.last().is_some_and(|last| *last != Piece::Blank) {
            pieces.push(Piece::Blank);
        }
    }
    pieces
}

fn signs_of(pieces: &[Piece]) -> Vec<char> {
    let sign = |piece: &Piece| if let Piece::Sign(sign) = piece { Some(*sign) } else { None };
    pieces.iter().filter_map(sign).collect()
}

fn is_kanji(pieces: &[Piece]) -> bool {
    signs_of(pieces).first().is_some_and(|sign| is_han(*sign))
}

fn run(signs: &[Sign], from: usize, is: fn(char) -> bool) -> usize {
    signs.iter().skip(from).take_while(|sign| is(sign.sign)).count()
}

fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '・' | '=' | '.' | ',' | '_')
}

fn is_dash(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '(' | ')' | '.' | '/' | '・' | '~')
}

const fn is_of_address(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-' | '+' | '@')
}

const fn is_kana(sign: char) -> bool {
    matches!(sign, 'ァ'..='ヺ' | 'ー')
}

const fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9fff}' | '々')
}

/// The signs of a text as they are compared. A sign and the marks behind it are folded together.
fn folded(text: &str) -> Vec<Sign> {
    let mut signs: Vec<Sign> = Vec::with_capacity(text.len() / 2);
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        let mut end = start + letter.len_utf8();
        while let Some((_, mark)) = letters.next_if(|(_, next)| is_mark(*next)) {
            end += mark.len_utf8();
        }
        let bytes = start..end;
        let is_plain = end == start + letter.len_utf8() && (letter.is_ascii() || is_han(letter));
        if is_plain {
            signs.push(Sign { sign: letter.to_ascii_lowercase(), bytes });
            continue;
        }
        let cluster = fold(text.get(bytes.clone()).unwrap_or_default());
        signs.extend(cluster.chars().map(|sign| Sign { sign: katakana(sign), bytes: bytes.clone() }));
    }
    signs
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

fn katakana(sign: char) -> char {
    match sign {
        'ぁ'..='ゖ' => char::from_u32(sign as u32 + 0x60).unwrap_or(sign),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(family: &str, given: &str) -> Mentions {
        Mentions::of(&ContactForm { family: family.into(), given: given.into(), ..ContactForm::default() })
    }

    fn yamada() -> Mentions {
        Mentions::of(&ContactForm {
            family: "山田".into(),
            given: "太郎".into(),
            family_kana: "ヤマダ".into(),
            given_kana: "タロウ".into(),
            family_latin: "Yamada".into(),
            given_latin: "Taro".into(),
            email: "yamada@city.example".into(),
            telephone: "0845-22-1111".into(),
            ..ContactForm::default()
        })
    }

    #[test]
    fn every_spelling_of_the_whole_name_goes() {
        for text in [
            "山田太郎課長",
            "防災課長　山田　太郎",
            "湊市山田太郎様",
            "ﾔﾏﾀﾞ ﾀﾛｳさん",
            "（やまだ・たろう）",
            "ＹＡＭＡＤＡ　Taro",
            "Taro Yamada,",
            "yamada, taro",
            "Yamada@City.example へ",
            "電話０８４５（２２）１１１１",
            "+81 845-22-1111",
            "0845221111",
        ] {
            let spoken = yamada().spoken(text);
            let bare = spoken.bare.unwrap_or_else(|| panic!("{text}"));
            assert!(bare.contains(ERASED) && !spoken.is_possible, "{text}: {bare}");
        }
        assert_eq!(yamada().spoken("山田太郎と山田 太郎").bare, Some(format!("{ERASED}と{ERASED}")));
    }

    #[test]
    fn what_names_somebody_else_stays() {
        for text in [
            "山田太郎丸商店",
            "小山田太郎",
            "aoyamada@city.example",
            "yamada@city.example.jp",
            "10845-22-11112",
            "Yamada Tarobei",
        ] {
            assert_eq!(yamada().spoken(text).bare, None, "{text}");
        }
        assert!(yamada().spoken("小山田太郎").is_possible, "worth a look");
    }

    #[test]
    fn a_family_name_alone_is_only_worth_a_look() {
        let alone = |text: &str| yamada().spoken(text);
        for text in ["山田氏は前向き", "yamada san", "ヤマダさん"] {
            assert_eq!(alone(text), Spoken { bare: None, is_possible: true }, "{text}");
        }
        let yamaguchi = of("山口", "一");
        for text in ["山口県下関市", "山口市役所", "予算を確認"] {
            assert_eq!(yamaguchi.spoken(text), Spoken { bare: None, is_possible: false }, "{text}");
        }
        assert!(yamaguchi.spoken("山口さんに電話").is_possible);
        assert_eq!(yamaguchi.spoken("山口一郎").bare, None, "another person");
        assert_eq!(of("林", "一").spoken("林一つ"), Spoken { bare: None, is_possible: true }, "two signs are too few");
    }

    #[test]
    fn whoever_looked_may_have_the_parts_taken_out_too() {
        let bare = yamada().without_parts("山田氏（Yamada）と山田市の件、太郎さんも");
        assert_eq!(bare, format!("{ERASED}氏（{ERASED}）と山田市の件、{ERASED}さんも"));
    }

    #[test]
    fn a_name_in_one_field_is_whole_when_it_has_a_blank_or_is_long() {
        assert!(of("山田太郎", "").spoken("山田　太郎殿").bare.is_none(), "nobody knows where it parts");
        assert!(of("山田太郎", "").spoken("山田太郎殿").bare.is_some());
        assert!(of("Ingrid Hansen", "").spoken("met IngridHansen").bare.is_some());
        assert!(of("長谷川", "").spoken("長谷川様").bare.is_none());
    }
}
