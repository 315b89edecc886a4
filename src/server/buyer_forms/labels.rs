//! The words beside blanks, from `templates/rules/form_labels.toml`, and how they are compared.

mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

pub(super) use spelling::{fold, is_label_like, is_ordinal, shown};

use super::choices::{Choices, WordList};
use crate::domain::buyer_form::{Datum, MemberDatum};
use spelling::{spellings, strip_brackets};

/// Longest text that counts as a label, in characters without spaces.
const LONGEST_LABEL: usize = 40;
/// Longer texts are no labels, whatever is in them: they are not folded at all.
const LONGEST_BYTES: usize = 150;

/// The dictionary.
#[derive(Debug, Clone)]
pub struct Labels {
    entries: BTreeMap<String, Vec<Entry>>,
    groups: BTreeMap<String, Group>,
    buyer: BTreeSet<String>,
    buyer_phrases: Vec<String>,
    never: BTreeSet<String>,
    generic: BTreeSet<String>,
    units: BTreeSet<String>,
    digits: BTreeSet<String>,
    remarks: BTreeSet<String>,
    pub(super) choices: Choices,
}

/// One meaning of a label.
#[derive(Debug, Clone)]
struct Entry {
    datum: Option<Datum>,
    under: Option<Group>,
    only_with_seal: bool,
}

/// Whose the labels below a heading are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Representative,
    Member,
    Agent,
    Contact,
    RepresentativePerson,
}

/// What surrounds a label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    pub(super) group: Option<Group>,
    /// Which member the group speaks of, from 0.
    pub(super) member: usize,
    pub(super) has_seal: bool,
}

/// What is wrong with the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelFault(pub String);

impl std::fmt::Display for LabelFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LabelFault {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    label: Vec<LabelRow>,
    group: Vec<GroupRow>,
    buyer: Phrases,
    never: Words,
    generic: Words,
    unit: Words,
    digit: Words,
    remark: Words,
    choice: Vec<ChoiceRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelRow {
    datum: Option<String>,
    under: Option<String>,
    #[serde(default)]
    seal: bool,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupRow {
    name: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceRow {
    #[serde(default)]
    in_cells: bool,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    words: Vec<String>,
    phrases: Vec<String>,
}

impl Labels {
    /// Reads the dictionary.
    ///
    /// # Errors
    /// When the text is no such dictionary, or names something that a bid does not know.
    pub fn parse(text: &str) -> Result<Self, LabelFault> {
        let file: File = toml::from_str(text).map_err(|error| LabelFault(error.to_string()))?;
        let set = |words: Words| words.words.iter().map(|word| fold(word)).collect();
        let mut labels = Self {
            entries: BTreeMap::new(),
            groups: BTreeMap::new(),
            buyer: file.buyer.words.iter().map(|word| fold(word)).collect(),
            buyer_phrases: file.buyer.phrases.iter().map(|word| fold(word)).collect(),
            never: set(file.never),
            generic: set(file.generic),
            units: set(file.unit),
            digits: set(file.digit),
            remarks: set(file.remark),
            choices: Choices::of(file.choice.iter().map(|row| WordList::of(&row.words, row.in_cells))),
        };
        for row in file.label {
            let datum = row.datum.as_deref().map(known_datum).transpose()?;
            let under = row.under.as_deref().map(known_group).transpose()?;
            for word in &row.words {
                let entry = Entry { datum, under, only_with_seal: row.seal };
                labels.entries.entry(fold(word)).or_default().push(entry);
            }
        }
        for row in file.group {
            let group = known_group(&row.name)?;
            for word in &row.words {
                labels.groups.insert(fold(word), group);
            }
        }
        Ok(labels)
    }

    /// Whether a text is a label of the dictionary.
    pub(super) fn knows(&self, text: &str) -> bool {
        text.len() <= LONGEST_BYTES && spellings(text).iter().any(|spelling| self.entries.contains_key(spelling))
    }

    /// What fits a label where it stands.
    pub(super) fn datum(&self, text: &str, around: Surroundings) -> Option<Datum> {
        let spellings = spellings(text);
        let entries = spellings.iter().find_map(|spelling| self.entries.get(spelling))?;
        // Below such a heading it may mean something that the bid does not know.
        let fits = |entry: &&Entry| entry.under.is_some() && entry.under == around.group;
        let sealed = |entry: &&Entry| entry.datum.is_some() && entry.only_with_seal && around.has_seal;
        let plain = |entry: &&Entry| entry.datum.is_some() && entry.under.is_none() && !entry.only_with_seal;
        let found = entries.iter().find(fits).or_else(|| entries.iter().find(plain));
        let datum = found.or_else(|| entries.iter().find(sealed))?.datum?;
        let member = if around.group == Some(Group::Member) { around.member } else { 0 };
        Some(datum.of_member(member))
    }

    /// The group that a heading opens.
    pub(super) fn group(&self, text: &str) -> Option<Group> {
        if text.len() > LONGEST_BYTES {
            return None;
        }
        // 受任者（代表者）: what stands in brackets is nearer.
        let folded = fold(text);
        let folded = folded.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(&folded);
        let inner = folded.strip_suffix(')').and_then(|rest| rest.split_once('('));
        if let Some(group) = inner.and_then(|(_, inner)| self.groups.get(inner)) {
            return Some(*group);
        }
        spellings(folded).iter().find_map(|spelling| {
            let bare = spelling.trim_end_matches(|letter: char| letter.is_ascii_digit());
            self.groups.get(spelling).or_else(|| self.groups.get(bare)).copied()
        })
    }

    /// Whether the buyer keeps what stands under this heading.
    pub(super) fn is_buyers(&self, text: &str) -> bool {
        if text.len() > LONGEST_BYTES {
            return false;
        }
        let folded = fold(text);
        folded.starts_with('※') && folded.chars().count() <= 20
            || spellings(text).iter().any(|spelling| self.buyer.contains(spelling))
            || self.says_buyers(text)
    }

    /// Whether a paragraph says that what follows is the buyer's.
    pub(super) fn says_buyers(&self, text: &str) -> bool {
        let folded = fold(text);
        folded.chars().count() <= LONGEST_LABEL && self.buyer_phrases.iter().any(|phrase| folded.contains(phrase))
    }

    /// Room for a seal or a picture, or a word that is no label.
    pub(super) fn is_never(&self, text: &str) -> bool {
        text.len() <= LONGEST_BYTES && spellings(text).iter().any(|spelling| self.never.contains(spelling))
    }

    /// Whether a text asks for an address, which 〒 begins.
    pub(super) fn is_address(&self, text: &str) -> bool {
        let folded = fold(text);
        let is_datum = matches!(
            self.datum(text, Surroundings::default()),
            Some(Datum::Member(_, MemberDatum::Address) | Datum::AgentAddress)
        );
        folded.chars().count() <= LONGEST_LABEL
            && (is_datum
                || ["住所", "所在", "送付先", "宛先", "本籍", "address"].iter().any(|word| folded.contains(word)))
    }

    /// Whether a text asks for a number that is written with hyphens or brackets, or for a mail address.
    pub(super) fn is_of_number(&self, text: &str) -> bool {
        let folded = fold(text);
        let words =
            ["電話", "tel", "fax", "ファックス", "ファクシミリ", "ファクス", "携帯", "郵便番号", "mail", "メール", "℡"];
        folded.chars().count() <= LONGEST_LABEL && words.iter().any(|word| folded.contains(word))
    }

    /// Whether a text names the bidder by what he does, such as 入札者: often the heading of name and address.
    pub(super) fn names_bidder(&self, text: &str) -> bool {
        self.datum(text, Surroundings::default()) == Some(Datum::Proposer)
    }

    /// Whether a column holds remarks, which an entry does not need.
    pub(super) fn is_remark(&self, text: &str) -> bool {
        self.remarks.contains(&fold(text))
    }

    pub(super) fn is_generic(&self, text: &str) -> bool {
        self.generic.contains(&fold(text))
    }

    pub(super) fn is_unit(&self, text: &str) -> bool {
        let folded = fold(text);
        self.units.contains(&folded) || self.units.contains(strip_brackets(&folded).as_str())
    }

    /// Whether a label says in brackets in which unit it is answered: 単価（円）.
    pub(super) fn ends_in_unit(&self, text: &str) -> bool {
        let folded = fold(text);
        let inner = folded.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        inner
            .is_some_and(|(_, inner)| self.units.contains(inner.trim_start_matches("単位:").trim_start_matches("単位")))
    }

    pub(super) fn is_digit_head(&self, text: &str) -> bool {
        self.digits.contains(&fold(text))
    }
}

fn known_datum(name: &str) -> Result<Datum, LabelFault> {
    Datum::parse(name).ok_or_else(|| LabelFault(format!("nothing of a bid is called `{name}`")))
}

fn known_group(name: &str) -> Result<Group, LabelFault> {
    Ok(match name {
        "representative" => Group::Representative,
        "member" => Group::Member,
        "agent" => Group::Agent,
        "contact" => Group::Contact,
        "representative_person" => Group::RepresentativePerson,
        other => return Err(LabelFault(format!("no group is called `{other}`"))),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn labels() -> Labels {
        Labels::parse(include_str!("../../../templates/rules/form_labels.toml")).unwrap()
    }

    #[test]
    fn labels_are_compared_without_spaces_width_and_numbers() {
        let labels = labels();
        for text in [
            "商 号 又 は 名 称",
            "１　商号又は名称",
            "(1)商号又は名称：",
            "商号又は名称（ふりがな）",
            "Ｅ－mail",
            "ＴＥＬ",
        ] {
            assert!(labels.knows(text), "{text}");
        }
        let alone = Surroundings::default();
        assert_eq!(labels.datum("所　在　地", alone).map(Datum::name).as_deref(), Some("member.address"));
        assert_eq!(labels.datum("氏名", alone), None);
        let sealed = Surroundings { has_seal: true, ..alone };
        assert_eq!(labels.datum("氏　名", sealed).map(Datum::name).as_deref(), Some("member.representative"));
        let agent = Surroundings { group: Some(Group::Agent), ..alone };
        assert_eq!(labels.datum("氏名", agent).map(Datum::name).as_deref(), Some("agent.name"));
        let second = Surroundings { group: Some(Group::Member), member: 1, has_seal: false };
        assert_eq!(labels.datum("所在地", second).map(Datum::name).as_deref(), Some("member.2.address"));
    }

    #[test]
    fn the_buyers_own_places_are_known() {
        let labels = labels();
        for text in ["受付印", "※市使用欄", "市 確 認 欄", "評点", "※記入しないこと"] {
            assert!(labels.is_buyers(text), "{text}");
        }
        assert!(!labels.is_buyers("商号又は名称"));
        assert!(labels.is_never("㊞") && labels.is_never("使用印"));
    }
}
