//! The types of procedures.

use serde::{Deserialize, Serialize};

/// Procedure types of the domain paper 1.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureKind {
    /// 一般競争入札
    Ippan,
    /// 条件付・制限付一般競争入札
    Joken,
    /// 指名競争入札
    Shimei,
    /// 公募型指名競争入札
    KoboShimei,
    /// 簡易公募型指名競争入札
    KaniKobo,
    /// 公募型プロポーザル
    Proposal,
    /// 指名型プロポーザル
    ShimeiProposal,
    /// 企画競争・企画提案公募
    Kikaku,
    /// 総合評価落札方式
    Sogo,
    /// 随意契約・見積合せ・オープンカウンター
    Mitsumori,
    /// トライアル発注
    Trial,
    /// 特定調達 (WTO)
    Wto,
    /// 指定管理者
    Shitei,
    /// PFI
    Pfi,
    /// DBO・包括管理
    Dbo,
}

impl ProcedureKind {
    /// Every kind.
    pub const ALL: [ProcedureKind; 15] = [
        Self::Ippan,
        Self::Joken,
        Self::Shimei,
        Self::KoboShimei,
        Self::KaniKobo,
        Self::Proposal,
        Self::ShimeiProposal,
        Self::Kikaku,
        Self::Sogo,
        Self::Mitsumori,
        Self::Trial,
        Self::Wto,
        Self::Shitei,
        Self::Pfi,
        Self::Dbo,
    ];

    /// The code of the domain paper, also used by serde.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ippan => "ippan",
            Self::Joken => "joken",
            Self::Shimei => "shimei",
            Self::KoboShimei => "kobo_shimei",
            Self::KaniKobo => "kani_kobo",
            Self::Proposal => "proposal",
            Self::ShimeiProposal => "shimei_proposal",
            Self::Kikaku => "kikaku",
            Self::Sogo => "sogo",
            Self::Mitsumori => "mitsumori",
            Self::Trial => "trial",
            Self::Wto => "wto",
            Self::Shitei => "shitei",
            Self::Pfi => "pfi",
            Self::Dbo => "dbo",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_procedure_code_is_read_back() {
        for kind in ProcedureKind::ALL {
            assert_eq!(ProcedureKind::parse(kind.code()), Some(kind));
        }
    }
}
