//! Whether a text that comes in speaks of a tender that is there already: by the buyer's own key, by number,
//! by title and addressee. Offers only; a person says whether it is so.

use super::difference::plain;
use super::id::TenderId;

/// A tender as far as a newcomer is compared with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Which tender.
    pub id: TenderId,
    /// 件名
    pub title: String,
    /// 公告番号
    pub number: String,
    /// 宛先
    pub addressee: String,
    /// The buyer's or the portal's own keys, of all its texts.
    pub identities: Vec<String>,
}

/// A text that comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Newcomer<'a> {
    /// The buyer's or the portal's own key; empty when there is none.
    pub identity: &'a str,
    /// 件名, as far as it was read.
    pub title: &'a str,
    /// 公告番号
    pub number: &'a str,
    /// 宛先
    pub addressee: &'a str,
    /// The text itself, for a paper about another one; empty for a notice of its own.
    pub about: &'a str,
}

/// A title shorter than this is found in too many texts.
const SHORTEST_TITLE: usize = 6;
/// A number shorter than this, too.
const SHORTEST_NUMBER: usize = 4;
/// A paper names what it is about in this many characters or not at all.
const HEAD: usize = 6_000;

/// The tender that a newcomer speaks of; the surest sign decides, then the first of the list.
#[must_use]
pub fn belonging_to(newcomer: &Newcomer<'_>, known: &[Known]) -> Option<TenderId> {
    let (title, number) = (plain(newcomer.title), plain(newcomer.number));
    let addressee = plain(newcomer.addressee);
    let head: String = newcomer.about.chars().take(HEAD).collect();
    let about = plain(&head);
    let mut best: Option<(usize, TenderId)> = None;
    for tender in known {
        let theirs = plain(&tender.addressee);
        let differs = !addressee.is_empty() && !theirs.is_empty() && addressee != theirs;
        let has_key = !newcomer.identity.is_empty() && tender.identities.iter().any(|key| key == newcomer.identity);
        // Of a firm's thousands of tenders most are of other buyers.
        if differs && !has_key {
            continue;
        }
        let is_same_buyer = !addressee.is_empty() && addressee == theirs;
        let (their_title, their_number) = (plain(&tender.title), plain(&tender.number));
        // The same works are bought again under another number.
        let other_number = !number.is_empty() && !their_number.is_empty() && number != their_number;
        let rank = if has_key {
            10_000
        } else if is_same_buyer && is_same(&number, &their_number, SHORTEST_NUMBER) {
            9_000
        } else if is_same_buyer && !other_number && is_same(&title, &their_title, SHORTEST_TITLE) {
            8_000
        } else if about.is_empty() {
            0
        } else {
            // Of two titles that stand in the text, the longer one is meant.
            let by_title = named(&about, &their_title, SHORTEST_TITLE);
            let by_number = named(&about, &their_number, SHORTEST_NUMBER);
            match (by_title, by_number) {
                (0, 0) => 0,
                (title, number) => title.max(1) + if number > 0 { 1_000 } else { 0 },
            }
        };
        if rank > best.map_or(0, |(rank, _)| rank) {
            best = Some((rank, tender.id));
        }
    }
    best.map(|(_, tender)| tender)
}

fn is_same(one: &str, other: &str, shortest: usize) -> bool {
    one == other && one.chars().count() >= shortest
}

/// How many characters of the text are this name; a number must not go on on either side.
fn named(about: &str, name: &str, shortest: usize) -> usize {
    let length = name.chars().count();
    let goes_on = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let is_whole = |at: usize| {
        let before = about.get(..at).and_then(|text| text.chars().next_back());
        let behind = about.get(at + name.len()..).and_then(|text| text.chars().next());
        let begins_earlier = name.starts_with(|sign: char| sign.is_ascii_digit()) && goes_on(before);
        let ends_later = name.ends_with(|sign: char| sign.is_ascii_digit()) && goes_on(behind);
        !(begins_earlier || ends_later)
    };
    if length >= shortest && about.match_indices(name).any(|(at, _)| is_whole(at)) { length } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u8) -> TenderId {
        TenderId::parse(&format!("018f3c1e-0000-7000-8000-0000000000{number:02}")).unwrap()
    }

    fn known(number: u8, title: &str, name: &str, addressee: &str) -> Known {
        let text = |text: &str| text.to_owned();
        Known {
            id: id(number),
            title: text(title),
            number: text(name),
            addressee: text(addressee),
            identities: Vec::new(),
        }
    }

    const NOBODY: Newcomer<'_> = Newcomer { identity: "", title: "", number: "", addressee: "", about: "" };

    #[test]
    fn the_buyers_own_key_decides() {
        let mut first = known(1, "港湾クレーン点検業務委託", "第42号", "みなと市長");
        first.identities.push("ocds:ocds-1-2".to_owned());
        let second = known(2, "庁舎清掃業務委託", "第43号", "みなと市長");
        let newcomer =
            Newcomer {
                identity: "ocds:ocds-1-2", title: "庁舎清掃業務委託", addressee: "みなと市長", ..NOBODY
            };
        assert_eq!(belonging_to(&newcomer, &[second, first]), Some(id(1)));
    }

    #[test]
    fn the_same_title_counts_with_the_same_buyer_only() {
        let tender = known(1, "庁舎清掃業務委託", "", "みなと市長");
        let newcomer = Newcomer { title: "庁舎清掃　業務委託", addressee: "みなと市長", ..NOBODY };
        assert_eq!(belonging_to(&newcomer, std::slice::from_ref(&tender)), Some(id(1)));
        let elsewhere = Newcomer { addressee: "やまと市長", ..newcomer };
        assert_eq!(belonging_to(&elsewhere, std::slice::from_ref(&tender)), None);
        assert_eq!(belonging_to(&Newcomer { addressee: "", ..newcomer }, &[tender]), None);
        let again = known(1, "庁舎清掃業務委託", "第42号", "みなと市長");
        assert_eq!(belonging_to(&Newcomer { number: "第43号", ..newcomer }, &[again]), None);
    }

    #[test]
    fn a_paper_about_another_one_names_it_by_title_or_number() {
        let tenders = [
            known(1, "庁舎清掃業務委託", "みなと市公告第4号", "みなと市長"),
            known(2, "第２庁舎清掃業務委託", "みなと市公告第42号", "みなと市長"),
        ];
        let about = "訂正公告　令和８年11月２日付けみなと市公告第４２号により公告した一般競争入札について";
        assert_eq!(belonging_to(&Newcomer { about, ..NOBODY }, &tenders), Some(id(2)));
        let about = "第2庁舎清掃業務委託の入札を中止します。";
        assert_eq!(belonging_to(&Newcomer { about, ..NOBODY }, &tenders), Some(id(2)));
        let about = "公園管理業務委託の入札を中止します。";
        assert_eq!(belonging_to(&Newcomer { about, ..NOBODY }, &tenders), None);
    }
}
