//! What in a question would tell who asks it: names, addresses and numbers of the bidders, their products beside 弊社.
//! Answers are published to every competitor (dossier §3.15). Says where; whether it matters a person decides.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::anonymity::{Aliases, bare};
use crate::domain::bid::{BidFirm, SeatLine};
use crate::domain::document::{BidFacts, RecordValue};
use crate::domain::question::QuestionText;
use crate::domain::text::{half_width, hyphen};

/// Shorter names are like too many other words.
const SHORTEST: usize = 2;
/// Digits that a telephone number has at least.
const DIGITS: usize = 9;
/// The record in which a firm says what its business is.
const PROFILE: &str = "profile";
const BUSINESS: &str = "business";
/// Words for oneself.
const OURSELVES: [&str; 12] = [
    "弊社",
    "当社",
    "弊団体",
    "当法人",
    "弊法人",
    "我が社",
    "わが社",
    "自社",
    "当共同企業体",
    "弊共同企業体",
    "our company",
    "our firm",
];
/// Legal forms at the end of a firm's name abroad, which people leave out.
const FORMS: [&str; 22] = [
    "as",
    "asa",
    "ab",
    "ag",
    "aps",
    "a/s",
    "bv",
    "b.v.",
    "co",
    "co.",
    "company",
    "corp",
    "corp.",
    "corporation",
    "gmbh",
    "inc",
    "inc.",
    "limited",
    "llc",
    "ltd",
    "ltd.",
    "plc",
];

/// Why something tells who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TelltaleKind {
    /// A firm, a person or the joint venture by name.
    Name,
    /// An address or number that is kept of a firm.
    Trace,
    /// Any address of mail or web, any telephone number.
    Reach,
    /// What a firm says of its business, in a question that speaks of 弊社.
    Product,
}

/// A column of the sheet that a person fills in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintedField {
    /// 資料名
    Document,
    /// ページ
    Page,
    /// 項目
    Item,
    /// 質問内容: what a finding that was kept before it said so speaks of.
    #[default]
    Question,
}

/// One place of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telltale {
    /// Where it is printed.
    pub field: PrintedField,
    /// Why.
    pub kind: TelltaleKind,
    /// The words as they stand there.
    pub words: String,
    /// Where they begin in that field, in characters from 1.
    pub place: usize,
}

/// All that would tell who asks, as far as it is kept.
#[derive(Debug, Clone, Default)]
pub struct Tellers {
    known: Vec<(Vec<char>, TelltaleKind)>,
}

impl Tellers {
    /// What the papers know of the firms and their people; further names of firms, people and their addresses of mail;
    /// what the firms say of their business.
    #[must_use]
    pub fn of<'n>(
        aliases: &'n Aliases,
        names: impl IntoIterator<Item = &'n str>,
        businesses: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        let mut own = Self::default();
        for (name, is_trace) in aliases.known() {
            own.know(name, if is_trace { TelltaleKind::Trace } else { TelltaleKind::Name });
        }
        for name in names {
            own.know(name, TelltaleKind::Name);
        }
        for business in businesses {
            let business = business.replace("及び", "、").replace("並びに", "、");
            for product in business.split(['、', '，', ',', '・', '。', '\n', '/']) {
                if product.trim().chars().count() > 2 {
                    own.know(product, TelltaleKind::Product);
                }
            }
        }
        // The longest first: a name that holds another is told once.
        own.known.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        own.known.dedup();
        own
    }

    /// All that a bid keeps: what its papers know, its firms, its people.
    #[must_use]
    pub fn of_bid(facts: &BidFacts, firms: &[BidFirm], seats: &[SeatLine]) -> Self {
        let firms = firms.iter().flat_map(|firm| [firm.name.as_str(), firm.name_latin.as_str(), firm.address.as_str()]);
        let people = seats.iter().flat_map(|seat| [seat.name.as_str(), seat.email.as_str()]);
        let profiles = facts.records.iter().filter(|record| record.kind == PROFILE);
        let businesses = profiles.filter_map(|profile| match profile.values.get(BUSINESS) {
            Some(RecordValue::Text(text)) => Some(text.as_str()),
            _ => None,
        });
        Self::of(&Aliases::of(facts), firms.chain(people), businesses)
    }

    fn know(&mut self, name: &str, kind: TelltaleKind) {
        let whole = name.trim();
        for name in [whole, bare(whole).as_str(), without_form(whole)] {
            let squeezed: Vec<char> = squeezed(name).into_iter().map(|(letter, _)| letter).collect();
            let is_new = !self.known.iter().any(|(known, _)| *known == squeezed);
            if squeezed.len() >= SHORTEST && is_new {
                self.known.push((squeezed, kind));
            }
        }
    }

    /// The places of all that the sheet prints of a question that tell who asks, in their order. Words for oneself
    /// stand for the whole row: 弊社 in the question makes a product in the item tell.
    #[must_use]
    pub fn in_question(&self, text: &QuestionText) -> Vec<Telltale> {
        let printed = text.printed();
        let speaks_of_us = printed.iter().any(|(_, words)| speaks_of_us(words));
        printed.into_iter().flat_map(|(field, words)| self.in_field(field, words, speaks_of_us)).collect()
    }

    fn in_field(&self, field: PrintedField, text: &str, speaks_of_us: bool) -> Vec<Telltale> {
        let letters: Vec<char> = text.chars().collect();
        let squeezed = squeezed(text);
        let mut taken = vec![false; letters.len()];
        let mut found = Vec::new();
        for (name, kind) in &self.known {
            if *kind == TelltaleKind::Product && !speaks_of_us {
                continue;
            }
            for (from, to) in places(&letters, &squeezed, name) {
                found.extend(take(&letters, &mut taken, (field, *kind), from..to));
            }
        }
        for (from, to) in reaches(&letters) {
            found.extend(take(&letters, &mut taken, (field, TelltaleKind::Reach), from..to));
        }
        found.sort_by_key(|found| found.place);
        found
    }
}

/// Takes a stretch that nothing else has taken.
fn take(
    letters: &[char],
    taken: &mut [bool],
    (field, kind): (PrintedField, TelltaleKind),
    place: Range<usize>,
) -> Option<Telltale> {
    let stretch = taken.get_mut(place.clone())?;
    if stretch.iter().any(|taken| *taken) {
        return None;
    }
    stretch.fill(true);
    let words = letters.get(place.clone())?.iter().collect();
    Some(Telltale { field, kind, words, place: place.start + 1 })
}

/// One width, small letters, no blanks and no hyphens; each letter with its place in the text.
fn squeezed(text: &str) -> Vec<(char, usize)> {
    // ー is a letter of names, though some type it for a hyphen.
    let is_hyphen = |letter: char| !matches!(letter, 'ー' | 'ｰ') && hyphen(letter) == '-';
    let letters = text.chars().enumerate().filter(|(_, letter)| !letter.is_whitespace() && !is_hyphen(*letter));
    letters.flat_map(|(at, letter)| half_width(letter).to_lowercase().map(move |letter| (letter, at))).collect()
}

/// Where a name stands: from, and behind its last letter. A word of Latin letters or digits is no part of a longer one.
fn places(letters: &[char], text: &[(char, usize)], name: &[char]) -> Vec<(usize, usize)> {
    let is_of_word = |letter: Option<&char>| letter.is_some_and(|letter| half_width(*letter).is_ascii_alphanumeric());
    let begins_word = name.first().is_some_and(char::is_ascii_alphanumeric);
    let ends_word = name.last().is_some_and(char::is_ascii_alphanumeric);
    let of_window = |window: &[(char, usize)]| {
        let is_same = window.iter().zip(name).all(|((letter, _), wanted)| letter == wanted);
        let (from, to) = (window.first()?.1, window.last()?.1 + 1);
        let before = from.checked_sub(1).and_then(|before| letters.get(before));
        let is_part = begins_word && is_of_word(before) || ends_word && is_of_word(letters.get(to));
        (is_same && !is_part).then_some((from, to))
    };
    if name.is_empty() { Vec::new() } else { text.windows(name.len()).filter_map(of_window).collect() }
}

/// The name of a firm abroad without its legal form.
fn without_form(name: &str) -> &str {
    let is_form = |word: &str| FORMS.contains(&word.to_lowercase().as_str());
    match name.trim().rsplit_once([' ', '　']) {
        Some((rest, form)) if is_form(form) => without_form(rest.trim_end_matches([',', ' '])),
        _ => name,
    }
}

fn speaks_of_us(text: &str) -> bool {
    let text = text.to_lowercase();
    OURSELVES.iter().any(|word| text.contains(word))
}

/// Addresses of mail and web and telephone numbers, whosever they are.
fn reaches(letters: &[char]) -> Vec<(usize, usize)> {
    let narrow: Vec<char> = letters.iter().map(|letter| half_width(hyphen(*letter)).to_ascii_lowercase()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < narrow.len() {
        let rest = narrow.get(at..).unwrap_or_default();
        let is_inside = at > 0 && narrow.get(at - 1).is_some_and(char::is_ascii_alphanumeric);
        let length = if is_inside { 0 } else { reach(rest) };
        if length > 0 {
            found.push((at, at + length));
        }
        at += length.max(1);
    }
    found
}

/// How long the address or number is with which a text begins; 0 for none.
fn reach(rest: &[char]) -> usize {
    let while_ = |is: fn(&char) -> bool| rest.iter().take_while(|letter| is(letter)).count();
    let word = while_(|letter| letter.is_ascii_alphanumeric() || ".-_+@:/%~".contains(*letter));
    let text: String = rest.iter().take(word).collect();
    let text = text.trim_end_matches(['.', '-', ':', '/']);
    let is_mail = text.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'));
    if is_mail || ["http://", "https://", "www."].iter().any(|start| text.starts_with(start)) {
        return text.chars().count();
    }
    let number = while_(|letter| letter.is_ascii_digit() || "-()+ ".contains(*letter));
    let number: String = rest.iter().take(number).collect();
    let number = number.trim_end_matches(['-', '(', ' ']);
    let digits = number.chars().filter(char::is_ascii_digit).count();
    if number.starts_with(['0', '+']) && digits >= DIGITS { number.chars().count() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tellers() -> Tellers {
        let names = [
            "湊技研株式会社",
            "Nordlys Systems AS",
            "佐藤　花子",
            "hanako@minato-giken.example.jp",
            "湊・北光共同企業体",
        ];
        Tellers::of(&Aliases::default(), names, ["水処理施設の設計、防災無線「みなとねっと」の保守"])
    }

    fn asked(question: &str) -> QuestionText {
        QuestionText { question: question.into(), ..QuestionText::default() }
    }

    fn found(text: &str) -> Vec<(TelltaleKind, String, usize)> {
        tellers().in_question(&asked(text)).into_iter().map(|one| (one.kind, one.words, one.place)).collect()
    }

    #[test]
    fn names_are_found_with_their_place_however_they_are_written() {
        use TelltaleKind::Name;
        assert_eq!(found("湊技研の実績は認められるか。"), [(Name, "湊技研".to_owned(), 1)]);
        assert_eq!(found("担当の佐藤 花子が伺う。"), [(Name, "佐藤 花子".to_owned(), 4)]);
        assert_eq!(found("Does Ｎｏｒｄｌｙｓ systems qualify?"), [(Name, "Ｎｏｒｄｌｙｓ systems".to_owned(), 6)]);
        assert_eq!(found("湊・北光で参加する。"), [(Name, "湊・北光".to_owned(), 1)]);
        assert!(found("参加資格の様式は第１号でよいか。").is_empty());
    }

    #[test]
    fn a_latin_name_is_no_part_of_another_word() {
        let tellers = Tellers::of(&Aliases::default(), ["Ori AS"], []);
        assert!(tellers.in_question(&asked("What is the priority of the categories?")).is_empty());
        assert_eq!(tellers.in_question(&asked("Is Ori allowed?")).len(), 1);
    }

    #[test]
    fn addresses_and_numbers_are_found_whosever_they_are() {
        use TelltaleKind::Reach;
        assert_eq!(found("回答は０３－１２３４－５６７８へ。"), [(Reach, "０３－１２３４－５６７８".to_owned(), 4)]);
        assert_eq!(found("send it to bid@firm.example."), [(Reach, "bid@firm.example".to_owned(), 12)]);
        assert_eq!(found("詳細はhttps://firm.example/にある。").len(), 1);
        assert!(found("履行期限は2026-12-10、仕様書1.2.3、03-04章か。").is_empty());
    }

    #[test]
    fn a_firms_business_tells_who_asks_only_beside_words_for_oneself() {
        assert!(found("水処理施設の設計は対象か。").is_empty());
        let told = found("弊社の水処理施設の設計の実績は対象か。");
        assert_eq!(told, [(TelltaleKind::Product, "水処理施設の設計".to_owned(), 4)]);
    }

    #[test]
    fn whatever_the_sheet_prints_may_tell_and_the_field_is_said() {
        use PrintedField::{Document, Item, Page, Question};
        let fields = |text: &QuestionText| {
            let told = tellers().in_question(text).into_iter();
            told.map(|one| (one.field, one.words, one.place)).collect::<Vec<_>>()
        };
        let text = QuestionText {
            document: "参加資格（湊技研）".into(),
            page: "湊技研 3".into(),
            item: "湊技研の参加資格について".into(),
            question: "参加資格は認められるか。".into(),
            question_en: "Does Nordlys Systems qualify?".into(),
            ..QuestionText::default()
        };
        let name = || "湊技研".to_owned();
        assert_eq!(fields(&text), [(Document, name(), 6), (Page, name(), 1), (Item, name(), 1)]);
        // The business stands in one column, the word for oneself in another: they are read together.
        let text = QuestionText {
            item: "水処理施設の設計".into(),
            question: "弊社の実績は対象か。".into(),
            ..QuestionText::default()
        };
        assert_eq!(fields(&text), [(Item, "水処理施設の設計".to_owned(), 1)]);
        let told = fields(&QuestionText { page: "3".into(), ..asked("湊技研は可か。") });
        assert_eq!(told, [(Question, name(), 1)]);
    }
}
