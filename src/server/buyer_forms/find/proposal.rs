//! What of a bid fits a blank, by its label and whose it is.

use super::super::cells::Grid;
use super::super::found::Candidate;
use super::super::inline::POSTAL_CODE;
use super::super::labels::{Group, Surroundings, fold};
use super::Finder;
use super::cells::InCell;
use crate::domain::buyer_form::{BlankKind, Datum};

/// What a table is about, as far as proposals go.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TableFacts {
    /// It lists other projects or other firms: the bid's own data do not fit.
    pub(super) is_of_others: bool,
    pub(super) names_members: bool,
    /// It lists people: officers, engineers.
    pub(super) is_of_persons: bool,
}

/// Words over or before a label that speak of another firm: nothing of the bid fits there.
const OTHERS: [&str; 12] = [
    "親会社",
    "子会社",
    "関係会社",
    "関連会社",
    "兼任先",
    "協力会社",
    "再委託先",
    "下請",
    "委託先",
    "保証人",
    "発注者",
    "発注機関",
];

/// Whether a heading or the head of a row speaks of another firm.
pub(super) fn is_of_another(group: &str) -> bool {
    let folded = fold(group);
    OTHERS.iter().any(|word| folded.contains(word))
}

/// Labels of what the bid does not know, beside others that it knows: a fax, a page on the web.
fn is_unknown(label: &str) -> bool {
    [
        "url",
        "ホームページ",
        "ホームページアドレス",
        "webサイト",
        "fax",
        "faxno",
        "fax番号",
        "ファックス",
        "ファクス",
        "ファクシミリ",
        "ファックス番号",
        "ファクス番号",
        "ファクシミリ番号",
    ]
    .contains(&fold(label).trim_matches(['(', ')']))
}

impl Finder<'_, '_> {
    pub(super) fn around_cell(&self, cell: &InCell<'_>, around: Surroundings) -> Surroundings {
        let named = cell.named;
        if let Some(member) = named.member {
            return Surroundings { group: Some(Group::Member), member, ..around };
        }
        match self.group(&named.group) {
            // Within a group, 代表者 over 職 and 氏名 means the person.
            Some(Group::Representative) if !named.is_of_column => {
                Surroundings { group: Some(Group::RepresentativePerson), ..around }
            }
            Some(Group::Member) if cell.member > 0 => {
                Surroundings { group: Some(Group::Member), member: cell.member, ..around }
            }
            Some(group) if around.group != Some(Group::Member) || group != Group::Representative => {
                Surroundings { group: Some(group), ..around }
            }
            _ => around,
        }
    }

    pub(super) fn proposal(&mut self, candidate: &Candidate, around: Surroundings, facts: TableFacts) -> Option<Datum> {
        let is_ticked = matches!(candidate.kind, BlankKind::Checkbox | BlankKind::Choice);
        if is_ticked || facts.is_of_others || is_unknown(&candidate.label) {
            return None;
        }
        // Within the cell of an address the number is not the address.
        let hints = if candidate.label == POSTAL_CODE { &[][..] } else { candidate.hints.as_slice() };
        let words = std::iter::once(&candidate.label).chain(hints);
        let known = words.filter(|word| !word.is_empty()).find_map(|word| self.labels.datum(word, around));
        let is_dated = |datum: &Datum| matches!(datum, Datum::Date | Datum::NoticeDate);
        let datum = match candidate.kind {
            BlankKind::Date => {
                let is_own = candidate.label.is_empty() || known.as_ref().is_some_and(is_dated);
                known.filter(is_dated).or(candidate.otherwise.filter(|_| is_own))
            }
            // （　　） behind a label is its remark, not the thing itself.
            BlankKind::Brackets if !candidate.has_unit => None,
            _ => known
                .or(candidate.otherwise.filter(|datum| *datum != Datum::Amount || self.is_of_bid(&candidate.label))),
        }?;
        if around.group == Some(Group::Member) && matches!(datum, Datum::Member(..)) {
            let again = !self.whose.seen.insert(datum);
            if again && !facts.names_members {
                self.whose.members += 1;
                self.whose.seen.clear();
                let next = datum.of_member(self.whose.members);
                self.whose.seen.insert(next);
                return Some(next);
            }
        }
        Some(datum)
    }

    /// Whether the sum behind 金 is the bid's: not its tax, a deposit, or what a firm earned elsewhere.
    pub(super) fn is_of_bid(&self, label: &str) -> bool {
        let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
        label.is_empty()
            || !self.labels.knows(label)
                && has(&["入札", "見積", "提案", "応札", "金額", "総額", "合計", "価格"])
                && !has(&["税", "うち", "保証", "違約", "前払", "単価", "売上", "資本", "実績", "契約"])
    }
}

/// What the words of a table tell of whom it speaks.
pub(super) fn facts(grid: &Grid<'_>, before: &str) -> TableFacts {
    let words: Vec<String> = grid.words().chain([before]).map(fold).collect();
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.iter().any(|one| word.contains(one)));
    TableFacts {
        is_of_others: has(&[
            "発注者",
            "発注機関",
            "再委託先",
            "協力会社",
            "下請",
            "委託先",
            "受注形態",
            "契約相手方",
            "類似業務名",
            "実績名",
            "従事した業務",
        ]),
        is_of_persons: has(&["生年月日", "性別", "役職名", "年齢", "役員"]),
        names_members: has(&["構成員", "構成企業", "構成団体", "構成事業者", "共同企業体"]),
    }
}
