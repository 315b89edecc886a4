//! The joint venture of a bid as its page sends and shows it. The rules are in `joint_venture`.

use serde::{Deserialize, Serialize};

use super::bid::{BidFirm, BidHead};
use super::id::OrganisationId;
use super::joint_venture::{
    Breach, JointVentureDraft, JointVentureKind, MemberDraft, Rule, Share, ShareRules, SharingMethod, breaches,
};
use super::money::Yen;

/// Most members that the form takes.
pub const MEMBERS_MOST: usize = 5;

/// A member as kept: the representative is the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VentureMember {
    /// The firm.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// Share in 0.01 %.
    pub share: Option<i64>,
    /// 分担業務
    pub work: String,
    /// Amount of the divided work in yen.
    pub amount: Option<i64>,
}

/// The joint venture as kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VentureSummary {
    /// 特定, 経常, 共同提案体, コンソーシアム.
    pub kind: JointVentureKind,
    /// 甲型 or 乙型.
    pub method: SharingMethod,
    /// 名称
    pub name: String,
    /// 事務所の所在地
    pub office: String,
    /// 取引金融機関
    pub bank: String,
    /// Its branch.
    pub branch: String,
    /// ISO date of the agreement, or empty.
    pub formed_on: String,
    /// Months for which it lives on after performance.
    pub months_after: Option<i64>,
    /// Revision, by which two writers notice each other.
    pub revision: i64,
    /// Members in their constant order.
    pub members: Vec<VentureMember>,
}

/// A member as the form sends it; a row without a firm is no member.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberInput {
    /// Its place in the order, from 1; the representative is the first.
    #[serde(default)]
    pub place: String,
    /// Identity of the firm, or empty.
    #[serde(default)]
    pub organisation: String,
    /// Share in per cent.
    #[serde(default)]
    pub share: String,
    /// 分担業務
    #[serde(default)]
    pub work: String,
    /// Amount in yen.
    #[serde(default)]
    pub amount: String,
}

/// One breach with the rule that it breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VentureFinding {
    /// What was found.
    pub breach: Breach,
    /// The rule in words, with its source.
    pub rule: Rule,
}

impl VentureSummary {
    /// What breaks a rule of shares; the amounts are compared with the bid's where one is given.
    #[must_use]
    pub fn findings(&self, rules: &ShareRules, amount: Option<Yen>) -> Vec<VentureFinding> {
        breaches(&self.draft(), rules, amount)
            .into_iter()
            .filter_map(|breach| rules.rule(breach.check).map(|rule| VentureFinding { rule: rule.clone(), breach }))
            .collect()
    }

    fn draft(&self) -> JointVentureDraft {
        let member = |member: &VentureMember| MemberDraft {
            organisation: member.organisation.to_string(),
            organisation_name: member.name.clone(),
            share: member.share.map(Share),
            work: member.work.clone(),
            amount: member.amount.map(Yen),
        };
        JointVentureDraft {
            kind: self.kind,
            method: self.method,
            members: self.members.iter().map(member).collect(),
            ..JointVentureDraft::default()
        }
    }
}

/// Everything on the joint venture's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointVenturePageView {
    /// The head.
    pub head: BidHead,
    /// Firms of which members are chosen.
    pub firms: Vec<BidFirm>,
    /// What is kept.
    pub venture: Option<VentureSummary>,
    /// What the rules say about it.
    pub findings: Vec<VentureFinding>,
}

/// The code of a kind in rows and forms.
#[must_use]
pub const fn kind_code(kind: JointVentureKind) -> &'static str {
    match kind {
        JointVentureKind::Specific => "specific",
        JointVentureKind::Standing => "standing",
        JointVentureKind::ProposalGroup => "proposal_group",
        JointVentureKind::Consortium => "consortium",
    }
}

/// Reads the code of a kind.
#[must_use]
pub fn parse_kind(code: &str) -> Option<JointVentureKind> {
    JointVentureKind::ALL.into_iter().find(|kind| kind_code(*kind) == code)
}

/// The code of a method in rows and forms.
#[must_use]
pub const fn method_code(method: SharingMethod) -> &'static str {
    match method {
        SharingMethod::JointExecution => "joint_execution",
        SharingMethod::DividedWork => "divided_work",
    }
}

/// Reads the code of a method.
#[must_use]
pub fn parse_method(code: &str) -> Option<SharingMethod> {
    SharingMethod::ALL.into_iter().find(|method| method_code(*method) == code)
}
