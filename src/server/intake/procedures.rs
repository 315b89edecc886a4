//! Which procedure a notice announces.

use super::facts::fact;
use super::rules::Family;
use super::text::NormalText;
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::{Doubt, FactName, FactValue, ProcedureKind, ProposedFact};

/// Printed terms, each with its type.
const TERMS: &[(&str, ProcedureKind)] = &[
    ("簡易公募型指名競争入札", ProcedureKind::KaniKobo),
    ("公募型指名競争入札", ProcedureKind::KoboShimei),
    ("指名競争入札", ProcedureKind::Shimei),
    ("条件付き一般競争入札", ProcedureKind::Joken),
    ("条件付一般競争入札", ProcedureKind::Joken),
    ("制限付き一般競争入札", ProcedureKind::Joken),
    ("制限付一般競争入札", ProcedureKind::Joken),
    ("事後審査型条件付一般競争入札", ProcedureKind::Joken),
    ("事後審査型制限付一般競争入札", ProcedureKind::Joken),
    ("事後審査型一般競争入札", ProcedureKind::Joken),
    ("事後審査方式一般競争入札", ProcedureKind::Joken),
    ("地域限定型一般競争入札", ProcedureKind::Joken),
    ("一般競争入札", ProcedureKind::Ippan),
    ("指名型プロポーザル", ProcedureKind::ShimeiProposal),
    ("簡易公募型プロポーザル", ProcedureKind::Proposal),
    ("公募型プロポーザル", ProcedureKind::Proposal),
    ("公募プロポーザル", ProcedureKind::Proposal),
    ("プロポーザル方式", ProcedureKind::Proposal),
    ("プロポーザル", ProcedureKind::Proposal),
    ("企画提案競技", ProcedureKind::Kikaku),
    ("企画提案の公募", ProcedureKind::Kikaku),
    ("企画提案公募", ProcedureKind::Kikaku),
    ("企画提案募集", ProcedureKind::Kikaku),
    ("企画競争", ProcedureKind::Kikaku),
    ("企画コンペ", ProcedureKind::Kikaku),
    ("オープンカウンター", ProcedureKind::Mitsumori),
    ("見積合わせ", ProcedureKind::Mitsumori),
    ("見積合せ", ProcedureKind::Mitsumori),
    ("公開見積", ProcedureKind::Mitsumori),
    ("トライアル発注", ProcedureKind::Trial),
    ("指定管理者の募集", ProcedureKind::Shitei),
    ("指定管理者の公募", ProcedureKind::Shitei),
    ("指定管理者募集", ProcedureKind::Shitei),
];

/// What makes an open bid a more special one.
const SPECIAL: &[(&str, ProcedureKind)] = &[
    ("政府調達に関する協定", ProcedureKind::Wto),
    ("特定調達契約", ProcedureKind::Wto),
    ("総合評価方式", ProcedureKind::Sogo),
    ("総合評価落札方式", ProcedureKind::Sogo),
];

/// The procedure is named in this many characters or not at all.
const HEAD: usize = 4_000;

/// The longest term that begins at `i`.
pub fn term_at(text: &NormalText<'_>, i: usize) -> Option<(&'static str, ProcedureKind)> {
    TERMS.iter().filter(|(term, _)| text.has(i, term)).max_by_key(|(term, _)| term.chars().count()).copied()
}

/// The procedure a notice announces: the first that is named; プロポーザル in the heading wins over terms of eligibility.
pub fn procedure(text: &NormalText<'_>) -> Option<ProposedFact> {
    let end = text.len().min(HEAD);
    let terms: Vec<(usize, &str, ProcedureKind)> =
        (0..end).filter_map(|i| term_at(text, i).map(|(term, kind)| (i, term, kind))).collect();
    let early = terms.iter().find(|(i, _, kind)| {
        *i < 400 && matches!(kind, ProcedureKind::Proposal | ProcedureKind::Kikaku | ProcedureKind::ShimeiProposal)
    });
    let first = early.or_else(|| terms.first())?;
    let (i, term, kind) = *first;
    let longest = terms
        .iter()
        .filter(|(_, other, _)| other.contains(term))
        .max_by_key(|(_, other, _)| other.chars().count())
        .copied();
    let (i, term, kind) = longest.filter(|_| early.is_none()).unwrap_or((i, term, kind));
    let special = SPECIAL.iter().find(|(word, _)| {
        matches!(kind, ProcedureKind::Ippan | ProcedureKind::Joken) && (0..end).any(|at| text.has(at, word))
    });
    let named = special.map_or(kind, |(_, special)| *special);
    let differs = terms.iter().any(|(_, _, other)| Family::of(*other) != Family::of(kind));
    let doubt = (special.is_some() || differs).then_some(Doubt::MayBeElsewhere);
    let to = i + term.chars().count();
    Some(fact(
        FactName::Procedure,
        FactValue::Procedure { kind: named, printed: text.string(i, to) },
        text.evidence(i, to, None),
        doubt,
    ))
}

impl Family {
    /// The family of a procedure.
    pub fn of(kind: ProcedureKind) -> Self {
        match kind {
            ProcedureKind::Proposal | ProcedureKind::ShimeiProposal | ProcedureKind::Kikaku | ProcedureKind::Trial => {
                Self::Proposals
            }
            ProcedureKind::Shitei => Self::Managers,
            _ => Self::Bidding,
        }
    }

    /// The steps that such a procedure has and that a reader would miss.
    pub const fn expected(self) -> &'static [Kind] {
        match self {
            Self::Bidding => &[Kind::Notice, Kind::QuestionBy, Kind::BidBy, Kind::OpenAt, Kind::Delivery],
            Self::Managers => &[Kind::Notice, Kind::QuestionBy, Kind::ProposalBy, Kind::AwardNotice, Kind::Delivery],
            Self::Proposals => {
                &[Kind::Notice, Kind::QuestionBy, Kind::IntentBy, Kind::ProposalBy, Kind::AwardNotice, Kind::Delivery]
            }
        }
    }
}
