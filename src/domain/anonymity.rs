//! What stands in the place of names in the copies of those who judge (副本; R-49): 構成員A for a firm, 担当者A for a
//! person, the same on all papers of a bid. Finds names as they are registered and written; a text may still tell in its
//! own way who proposes, which a person must read.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::document::BidFacts;

/// Shorter names are like too many other words.
const SHORTEST: usize = 2;
/// Words of a firm's form that texts leave out.
const FORMS: [&str; 6] = ["株式会社", "有限会社", "合同会社", "合資会社", "一般社団法人", "共同企業体"];
/// Who hands in, without a name.
pub const PROPOSER: &str = "提案者";
/// A firm that is no member.
const OUTSIDE: &str = "協力会社";
/// A person whom no entry names.
const PERSON: &str = "担当者";

/// Whom a value of an entry names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Naming {
    /// Nobody; a text may all the same.
    #[default]
    Nobody,
    /// A firm.
    Firm,
    /// A person.
    Person,
    /// Nobody by name, and yet it tells who it is: an address, a telephone, a department.
    Trace,
}

impl Naming {
    /// Reads the name in a file of `templates/records`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "nobody" => Some(Self::Nobody),
            "firm" => Some(Self::Firm),
            "person" => Some(Self::Person),
            "trace" => Some(Self::Trace),
            _ => None,
        }
    }
}

/// 構成員A, 構成員B …; 提案者 where one firm bids alone (dossier §3.9).
#[must_use]
pub fn member(index: usize, facts: &BidFacts) -> String {
    if facts.is_joint_venture() { lettered("構成員", index) } else { PROPOSER.to_owned() }
}

/// A firm's name without the word for its form.
#[must_use]
pub fn bare(name: &str) -> String {
    FORMS.iter().fold(name.to_owned(), |name, form| name.replace(form, "")).trim().to_owned()
}

/// What is printed for the names of one bid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// What names whom, the longest first: a name that holds another goes before it.
    known: Vec<(String, String)>,
}

impl Aliases {
    /// Everybody whom the bid knows by name, and what tells who they are.
    #[must_use]
    pub fn of(facts: &BidFacts) -> Self {
        let mut own = Self::default();
        for (index, firm) in facts.members.iter().enumerate() {
            let alias = member(index, facts);
            let names = [&firm.name, &firm.name_kana, &firm.registration.latin];
            for name in names {
                own.know(name, &alias);
                own.know(&bare(name), &alias);
            }
            let people = [
                &firm.representative_name,
                &firm.representative_katakana,
                &firm.representative_latin,
                &firm.contact.name,
                &firm.contact.reading,
            ];
            people.into_iter().for_each(|name| own.know_person(name, PERSON));
            let traces = [
                &firm.address,
                &firm.contact.telephone,
                &firm.contact.email,
                &firm.registration.corporate_number,
                &firm.registration.registration_number,
                &firm.registration.postal_code,
            ];
            traces.into_iter().for_each(|trace| own.know(trace, ""));
        }
        if let Some(name) = &facts.joint_venture_name {
            own.know(name, PROPOSER);
            own.know(&bare(name), PROPOSER);
        }
        let mut people: BTreeSet<&str> = BTreeSet::new();
        for name in facts.records.iter().flat_map(|record| &record.people) {
            if people.insert(name) {
                own.know_person(name, &lettered(PERSON, people.len() - 1));
            }
        }
        own.known.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        own
    }

    /// Every name and trace, the longest first; true for an address or a number.
    pub fn known(&self) -> impl Iterator<Item = (&str, bool)> {
        self.known.iter().map(|(name, alias)| (name.as_str(), alias.is_empty()))
    }

    fn know(&mut self, name: &str, alias: &str) {
        let name = name.trim();
        if name.chars().count() >= SHORTEST {
            self.known.push((name.to_owned(), alias.to_owned()));
        }
    }

    /// A person is written with a blank of either width between the names, or with none. What an entry calls somebody goes
    /// before what a firm's own data do.
    fn know_person(&mut self, name: &str, alias: &str) {
        let parts: Vec<&str> = name.split_whitespace().collect();
        for blank in ["　", " ", ""] {
            let spelled = parts.join(blank);
            self.known.retain(|(known, _)| *known != spelled);
            self.know(&spelled, alias);
        }
    }

    /// A value as the copy prints it.
    #[must_use]
    pub fn value(&self, text: &str, naming: Naming) -> String {
        match naming {
            Naming::Trace => String::new(),
            Naming::Nobody => self.text(text),
            Naming::Firm => self.name(text, OUTSIDE),
            Naming::Person => self.name(text, PERSON),
        }
    }

    /// A text with the names in it replaced.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.known.iter().fold(text.to_owned(), |text, (name, alias)| text.replace(name.as_str(), alias))
    }

    /// A value that is a name, or several: what of it is known by its alias, and nothing else.
    fn name(&self, text: &str, unknown: &str) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        let mut found: Vec<(usize, &str)> = Vec::new();
        let mut rest = text.to_owned();
        for (name, alias) in self.known.iter().filter(|(_, alias)| !alias.is_empty()) {
            if let Some(at) = rest.find(name.as_str()) {
                found.push((at, alias.as_str()));
                // Blanks of the same length, so that places stay and a part of the name is not found once more.
                rest = rest.replacen(name.as_str(), &" ".repeat(name.len()), 1);
            }
        }
        found.sort_unstable();
        found.dedup_by(|one, other| one.1 == other.1);
        if found.is_empty() {
            return unknown.to_owned();
        }
        found.into_iter().map(|(_, alias)| alias).collect::<Vec<_>>().join("・")
    }
}

fn lettered(word: &str, index: usize) -> String {
    let letter = u8::try_from(index).ok().and_then(|index| b'A'.checked_add(index)).filter(u8::is_ascii_uppercase);
    letter.map_or_else(|| format!("{word}{}", index + 1), |letter| format!("{word}{}", char::from(letter)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases() -> Aliases {
        let mut own = Aliases::default();
        own.know("湊技研株式会社", "構成員A");
        own.know("湊技研", "構成員A");
        own.know("湊技研・ノルドリス共同企業体", PROPOSER);
        own.know("03-1234-5678", "");
        own.know_person("課長　浜田　花子", PERSON);
        own.know_person("浜田　花子", "担当者A");
        own.know_person("磯部　健", "担当者B");
        own.known.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        own
    }

    #[test]
    fn names_in_a_text_give_way_however_they_are_spaced() {
        let text =
            aliases().text("湊技研・ノルドリス共同企業体の湊技研（浜田花子、電話03-1234-5678）が磯部 健と行う。");
        assert_eq!(text, "提案者の構成員A（担当者A、電話）が担当者Bと行う。");
    }

    #[test]
    fn a_value_that_is_a_name_prints_nothing_but_aliases() {
        let own = aliases();
        assert_eq!(own.value("業務責任者　浜田　花子", Naming::Person), "担当者A");
        assert_eq!(own.value("磯部健、浜田花子", Naming::Person), "担当者B・担当者A");
        assert_eq!(own.value("見知らぬ人", Naming::Person), "担当者");
        assert_eq!(own.value("湊技研株式会社", Naming::Firm), "構成員A");
        assert_eq!(own.value("海鳴工業株式会社", Naming::Firm), "協力会社");
        assert_eq!(own.value("公共事業部", Naming::Trace), "");
        assert_eq!(own.value("", Naming::Person), "");
    }

    #[test]
    fn letters_end_and_numbers_go_on() {
        assert_eq!((lettered("構成員", 25), lettered("構成員", 26)), ("構成員Z".to_owned(), "構成員27".to_owned()));
    }
}
