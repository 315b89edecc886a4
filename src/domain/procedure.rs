//! Which papers a bid needs, by the procedure of its tender: the parsed files of `templates/procedures` (dossier §3.31).
//! Reads no file and knows no form; codes of forms are checked where the files are read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::notice::ProcedureKind;

/// How much a paper is needed; the later the stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// It has no place in this procedure.
    Never,
    /// Only where the buyer asks for it.
    IfAsked,
    /// ○: many buyers ask for it.
    Often,
    /// ●: it is part of such a bid.
    Usual,
}

impl Need {
    /// Every need.
    pub const ALL: [Self; 4] = [Self::Never, Self::IfAsked, Self::Often, Self::Usual];

    /// Its name in a procedure's file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::IfAsked => "if_asked",
            Self::Often => "often",
            Self::Usual => "usual",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.code() == code)
    }
}

/// What makes a bid need other papers than its procedure alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Circumstance {
    /// A joint venture bids.
    JointVenture,
    /// A firm has its head office abroad.
    ForeignMember,
    /// An agent bids in the representative's place.
    Agent,
    /// A branch (支店) bids with delegated powers.
    Branch,
    /// 総合評価落札方式: a technical proposal counts beside the price.
    Evaluated,
}

impl Circumstance {
    /// Every circumstance.
    pub const ALL: [Self; 5] = [Self::JointVenture, Self::ForeignMember, Self::Agent, Self::Branch, Self::Evaluated];

    /// Its name in a procedure's file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::JointVenture => "joint_venture",
            Self::ForeignMember => "foreign_member",
            Self::Agent => "agent",
            Self::Branch => "branch",
            Self::Evaluated => "evaluated",
        }
    }

    /// Reads the name.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|circumstance| circumstance.code() == code)
    }
}

/// One procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its name: the file's.
    pub code: String,
    /// In Japanese.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// Where it stands among the others; the first that fits is proposed.
    pub rank: u32,
    /// The kinds that a notice may name for it.
    pub kinds: Vec<ProcedureKind>,
    /// It is proposed only where the 件名 holds one of these; always when there is none.
    pub title_has: Vec<String>,
    /// It is not proposed where the 件名 holds one of these.
    pub title_lacks: Vec<String>,
    /// The need of each form; a form that is not named has no place in it.
    pub forms: BTreeMap<String, Need>,
    /// What changes by circumstances; a later rule wins.
    pub rules: Vec<ProcedureRule>,
}

/// A change of needs by circumstances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureRule {
    /// All of them must hold.
    pub when: Vec<Circumstance>,
    /// What is then needed how much.
    pub need: Need,
    /// The forms.
    pub forms: Vec<String>,
}

impl Procedure {
    /// How much a form is needed, and the circumstances that decided it; none where the procedure alone does.
    #[must_use]
    pub fn need(&self, form: &str, circumstances: &BTreeSet<Circumstance>) -> (Need, Vec<Circumstance>) {
        let holds = |rule: &&ProcedureRule| {
            rule.forms.iter().any(|code| code == form) && rule.when.iter().all(|one| circumstances.contains(one))
        };
        match self.rules.iter().rev().find(holds) {
            Some(rule) => (rule.need, rule.when.clone()),
            None => (self.forms.get(form).copied().unwrap_or(Need::Never), Vec::new()),
        }
    }

    /// Whether it is what a notice of this kind and 件名 announces.
    #[must_use]
    pub fn fits(&self, kind: ProcedureKind, title: &str) -> bool {
        self.kinds.contains(&kind)
            && (self.title_has.is_empty() || self.title_has.iter().any(|word| title.contains(word)))
            && !self.title_lacks.iter().any(|word| title.contains(word))
    }
}

/// The procedure that the notice's word and the 件名 propose.
#[must_use]
pub fn proposed<'p>(
    procedures: impl IntoIterator<Item = &'p Procedure>,
    kind: Option<ProcedureKind>,
    title: &str,
) -> Option<&'p Procedure> {
    let kind = kind?;
    procedures.into_iter().filter(|procedure| procedure.fits(kind, title)).min_by_key(|procedure| procedure.rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn procedure(code: &str, rank: u32, has: &[&str]) -> Procedure {
        Procedure {
            code: code.to_owned(),
            title_ja: String::new(),
            title_en: String::new(),
            rank,
            kinds: vec![ProcedureKind::Ippan],
            title_has: has.iter().map(|word| (*word).to_owned()).collect(),
            title_lacks: Vec::new(),
            forms: BTreeMap::from([("F01".to_owned(), Need::Usual), ("F06".to_owned(), Need::Usual)]),
            rules: vec![
                ProcedureRule {
                    when: vec![Circumstance::JointVenture],
                    need: Need::Never,
                    forms: vec!["F06".to_owned()],
                },
                ProcedureRule {
                    when: vec![Circumstance::JointVenture, Circumstance::ForeignMember],
                    need: Need::Usual,
                    forms: vec!["F32".to_owned()],
                },
            ],
        }
    }

    #[test]
    fn a_rule_counts_when_all_its_circumstances_hold() {
        let procedure = procedure("a", 1, &[]);
        let none = BTreeSet::new();
        let joint = BTreeSet::from([Circumstance::JointVenture]);
        let foreign = BTreeSet::from([Circumstance::JointVenture, Circumstance::ForeignMember]);
        assert_eq!(procedure.need("F06", &none), (Need::Usual, vec![]));
        assert_eq!(procedure.need("F06", &joint), (Need::Never, vec![Circumstance::JointVenture]));
        assert_eq!(procedure.need("F32", &joint), (Need::Never, vec![]));
        assert_eq!(procedure.need("F32", &foreign).0, Need::Usual);
        assert_eq!(procedure.need("F99", &none).0, Need::Never);
    }

    #[test]
    fn works_and_services_are_told_apart_by_the_title() {
        let both = [procedure("services", 2, &[]), procedure("works", 1, &["工事"])];
        let kind = Some(ProcedureKind::Ippan);
        let code = |kind, title| proposed(&both, kind, title).map(|found| found.code.as_str());
        assert_eq!(code(kind, "市道改良工事"), Some("works"));
        assert_eq!(code(kind, "配信システム構築業務委託"), Some("services"));
        assert_eq!(code(None, "市道改良工事"), None);
        assert_eq!(code(Some(ProcedureKind::Pfi), "市道改良工事"), None);
    }
}
