//! What is wrong with a breakdown: sums that do not close, a total that is not the bid's, a limit that is passed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::document::{PriceBasis, Severity};
use super::super::money::{TaxRate, Yen};
use super::{Contained, CostSheet, SheetKind};

/// What a sheet is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The rate of consumption tax.
    pub rate: TaxRate,
    /// The amount of the 入札書 or 見積書.
    pub amount: Option<Yen>,
    /// Whether that amount includes tax.
    pub basis: PriceBasis,
    /// 見積限度額, 委託上限額.
    pub caps: Vec<Cap>,
    /// 公告日, from which the law on contained costs counts.
    pub notice_date: Option<NaiveDate>,
}

/// A limit of the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cap {
    /// The most that may be asked for.
    pub amount: Yen,
    /// Whether it includes tax; none where the notice does not say.
    pub basis: Option<PriceBasis>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CostFinding {
    /// A sum is beyond what is counted.
    Uncountable,
    /// The stated amount of a line is not the sum of what stands below, or not quantity × unit price.
    LineDiffers {
        /// Which, from 0.
        line: usize,
        /// What is stated.
        stated: Yen,
        /// What is computed.
        computed: Yen,
    },
    /// The fiscal years of a line do not sum up to its amount.
    YearsDiffer {
        /// Which, from 0.
        line: usize,
        /// The sum of the years.
        stated: Yen,
        /// The amount.
        computed: Yen,
    },
    /// A line has no amount.
    Unpriced {
        /// Which, from 0.
        line: usize,
    },
    /// What a 工事費内訳書 must show is not there.
    ContainedMissing {
        /// Which.
        item: Contained,
    },
    /// What is contained is more than the whole.
    ContainedTooMuch {
        /// Its sum.
        stated: Yen,
        /// The whole.
        computed: Yen,
    },
    /// The total is not the amount of the 入札書 or 見積書.
    TotalDiffers {
        /// What the paper states.
        stated: Yen,
        /// The total of the sheet.
        computed: Yen,
        /// With or without tax.
        basis: PriceBasis,
    },
    /// The total is above the limit of the notice.
    OverCap {
        /// The limit.
        cap: Yen,
        /// The total of the sheet.
        computed: Yen,
        /// With or without tax.
        basis: PriceBasis,
    },
    /// The notice does not say whether its limit includes tax, and the total is below it only without.
    CapUncertain {
        /// The limit.
        cap: Yen,
        /// The total with tax.
        computed: Yen,
    },
}

/// A finding without its amounts: what the readiness check keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostRule {
    /// arithmetic.
    Sums,
    /// amounts are missing.
    Unpriced,
    /// contained costs.
    Contained,
    /// the total equals the bid's amount.
    Total,
    /// the limit of the notice.
    Cap,
}

impl CostRule {
    /// The rule of the dossier.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sums | Self::Unpriced => "R-23",
            Self::Contained => "R-22",
            Self::Total => "R-21",
            Self::Cap => "R-20",
        }
    }
}

impl CostFinding {
    /// Which rule it breaks.
    #[must_use]
    pub const fn rule(&self) -> CostRule {
        match self {
            Self::Uncountable | Self::LineDiffers { .. } | Self::YearsDiffer { .. } => CostRule::Sums,
            Self::Unpriced { .. } => CostRule::Unpriced,
            Self::ContainedMissing { .. } | Self::ContainedTooMuch { .. } => CostRule::Contained,
            Self::TotalDiffers { .. } => CostRule::Total,
            Self::OverCap { .. } | Self::CapUncertain { .. } => CostRule::Cap,
        }
    }

    /// How grave it is. Cities differ in what a missing cost of the law means (dossier §3.2): a person looks.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Unpriced { .. } | Self::ContainedMissing { .. } | Self::CapUncertain { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The line in which it lies, from 0.
    #[must_use]
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::LineDiffers { line, .. } | Self::YearsDiffer { line, .. } | Self::Unpriced { line } => Some(*line),
            _ => None,
        }
    }
}

/// Words by which an amount is without tax.
const WITHOUT_TAX: [&str; 8] =
    ["税抜", "税別", "税を含まない", "税を含まず", "税を除く", "税は含まない", "税相当額を除く", "税額を除く"];
/// Words by which tax is in it.
const WITH_TAX: [&str; 5] = ["税込", "税を含む", "税を含み", "税相当額を含む", "税額を含む"];

/// The limit's basis as the words of the notice state it: only words that speak of tax count (a limit may also include
/// travel or exclude options), and none is guessed where they say both.
#[must_use]
pub fn basis_of_words(words: &str) -> Option<PriceBasis> {
    let plain: String = words.chars().filter(|letter| !letter.is_whitespace()).collect();
    let has = |marks: &[&str]| marks.iter().any(|mark| plain.contains(mark));
    match (has(&WITHOUT_TAX), has(&WITH_TAX)) {
        (true, false) => Some(PriceBasis::TaxExclusive),
        (false, true) => Some(PriceBasis::TaxInclusive),
        (true, true) | (false, false) => None,
    }
}

impl CostSheet {
    /// Everything that is wrong with the sheet, in the order of the paper.
    #[must_use]
    pub fn findings(&self, beside: &Beside) -> Vec<CostFinding> {
        let Some(sums) = self.sums(beside.rate) else { return vec![CostFinding::Uncountable] };
        let mut findings = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let Some(computed) = sums.lines.get(index).copied().flatten() else {
                findings.push(CostFinding::Unpriced { line: index });
                continue;
            };
            if let Some(stated) = line.amount.filter(|stated| *stated != computed) {
                findings.push(CostFinding::LineDiffers { line: index, stated, computed });
            }
            let years = sums.line_years.get(index).map(Vec::as_slice).unwrap_or_default();
            // With columns of years every line is split: their sums would say less than the whole.
            let stated = Yen::total(years.iter().filter_map(|amount| *amount)).unwrap_or(Yen::MOST);
            if !years.is_empty() && stated != computed && !self.is_group(index) {
                findings.push(CostFinding::YearsDiffer { line: index, stated, computed });
            }
        }
        self.contained_findings(beside, sums.net, &mut findings);
        if let Some(stated) = beside.amount.filter(|_| !self.lines.is_empty()) {
            let computed = sums.on(beside.basis);
            if stated != computed {
                findings.push(CostFinding::TotalDiffers { stated, computed, basis: beside.basis });
            }
        }
        for cap in &beside.caps {
            match cap.basis {
                Some(basis) if sums.on(basis) > cap.amount => {
                    findings.push(CostFinding::OverCap { cap: cap.amount, computed: sums.on(basis), basis });
                }
                None if sums.net > cap.amount => {
                    let basis = PriceBasis::TaxExclusive;
                    findings.push(CostFinding::OverCap { cap: cap.amount, computed: sums.net, basis });
                }
                None if sums.total > cap.amount => {
                    findings.push(CostFinding::CapUncertain { cap: cap.amount, computed: sums.total });
                }
                _ => {}
            }
        }
        findings
    }

    fn contained_findings(&self, beside: &Beside, net: Yen, findings: &mut Vec<CostFinding>) {
        if self.kind != SheetKind::Works || self.lines.is_empty() {
            return;
        }
        let since = NaiveDate::from_ymd_opt(2025, 12, 12);
        if beside.notice_date.is_none_or(|day| since.is_some_and(|since| day >= since)) {
            // 建退共 is shown only where the prime contractor does not issue the stamps itself (S128b).
            let asked = Contained::ALL.into_iter().filter(|item| *item != Contained::MutualAid);
            let missing = asked.filter(|item| self.contained(*item).is_none());
            findings.extend(missing.map(|item| CostFinding::ContainedMissing { item }));
        }
        // Welfare, safety and mutual aid may be counted in labour too: only each alone is compared.
        for (_, stated) in self.contained.iter().filter(|(_, amount)| *amount > net) {
            findings.push(CostFinding::ContainedTooMuch { stated: *stated, computed: net });
        }
    }
}
