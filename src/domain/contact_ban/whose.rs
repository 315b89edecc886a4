//! Whether an organisation of the register is the buyer whom a tender addresses.

use crate::domain::paper::buyer_key;

/// Offices before the name of a national or independent buyer (会計法 Art. 29-2 and the like).
const BEFORE: [&str; 8] = [
    "分任支出負担行為担当官",
    "支出負担行為担当官",
    "分任契約担当官",
    "契約担当官",
    "分任契約担当役",
    "契約担当役",
    "経理責任者",
    "契約責任者",
];
/// Heads of a municipality, with how much of the title belongs to its name.
const HEADS: [(&str, usize); 5] = [("知事", 0), ("市長", 1), ("区長", 1), ("町長", 1), ("村長", 1)];
/// Heads of other buyers.
const OTHER_HEADS: [&str; 6] = ["理事長", "教育長", "企業長", "管理者", "議長", "長"];

/// Whether an organisation belongs to the buyer of an addressee (みなと市長 様 and みなと市 防災課). What only may be meant
/// counts, too: the waterworks of a town and the town. Names in another script are not known again.
#[must_use]
pub fn is_of_buyer(body: &str, addressee: &str) -> bool {
    let (body, buyer) = (buyer_key(body), name_of(&buyer_key(addressee)));
    // A name of one character would be found everywhere.
    let is_name = |name: &str| name.chars().nth(1).is_some();
    let is_within = |part: &str, whole: &str| is_name(whole) && part.starts_with(whole);
    let spellings = |name: &str| [name.to_owned(), without_prefecture(name).to_owned()];
    let is_one = |body: &String, buyer: &String| {
        is_within(body, buyer)
            || is_within(buyer, body)
            || municipality(body).is_some_and(|town| is_within(buyer, town))
    };
    spellings(&body).iter().any(|body| spellings(&buyer).iter().any(|buyer| is_one(body, buyer)))
}

/// The municipality with which a name begins: みなと市 of みなと市水道局.
fn municipality(name: &str) -> Option<&str> {
    let (at, end) = name.char_indices().skip(1).find(|(_, letter)| matches!(letter, '市' | '区' | '町' | '村'))?;
    Some(&name[..at + end.len_utf8()])
}

/// The buyer's own name out of an addressee without blanks and honorific: みなと市長 is of みなと市.
fn name_of(addressee: &str) -> String {
    let bare = BEFORE.iter().find_map(|office| addressee.strip_prefix(office)).unwrap_or(addressee);
    for (head, kept) in HEADS {
        if let Some(at) = bare.find(head).filter(|at| *at > 0) {
            return bare[..at].chars().chain(head.chars().take(kept)).collect();
        }
    }
    let other = OTHER_HEADS.iter().find_map(|head| bare.strip_suffix(head)).filter(|rest| !rest.is_empty());
    other.unwrap_or(bare).to_owned()
}

/// What stands behind the prefecture in a municipality's full name; all of it where nothing stands there.
fn without_prefecture(name: &str) -> &str {
    let is_end = |(_, letter): &(usize, char)| matches!(letter, '都' | '道' | '府' | '県');
    // 北海道, 神奈川県 and 和歌山県: a prefecture ends with the third or the fourth character.
    let Some((at, end)) = name.char_indices().take(4).skip(2).find(is_end) else { return name };
    let rest = &name[at + end.len_utf8()..];
    if rest.contains(['市', '区', '町', '村']) { rest } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_belongs_to_the_buyer_whom_the_papers_address() {
        for (body, addressee) in [
            ("みなと市", "みなと市長　様"),
            ("みなと市 防災課", "みなと市長 殿"),
            ("みなと市役所", "みなと市長 湊 太郎"),
            ("みなと市", "広島県みなと市長"),
            ("広島県みなと市 総務部", "みなと市長"),
            ("北谷町", "北谷町長"),
            ("広島県 土木局", "広島県知事"),
            ("みなと市水道局", "みなと市水道事業管理者"),
            ("みなと市教育委員会", "みなと市教育委員会教育長"),
            ("中国地方整備局 契約課", "支出負担行為担当官　中国地方整備局長"),
        ] {
            assert!(is_of_buyer(body, addressee), "{body} and {addressee}");
        }
    }

    #[test]
    fn another_town_does_not() {
        for (body, addressee) in [
            ("やまと市", "みなと市長"),
            ("株式会社みなと", "みなと市長"),
            ("広島県", "みなと市長"),
            ("みなと市", ""),
            ("", "みなと市長"),
            ("市", "市長"),
            ("広島県福山市", "広島県みなと市長"),
        ] {
            assert!(!is_of_buyer(body, addressee), "{body} and {addressee}");
        }
    }
}
