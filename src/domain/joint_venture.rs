//! A joint venture as it is being set up, and what the rules of `templates/rules/joint_venture.toml` say about it.
//! Shares are counted in 0.01 %, exactly; whether the buyer admits a joint venture at all is the tender's matter.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::money::Yen;
use super::text::half_width;

/// The kinds of joint venture that buyers know (dossier §2.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JointVentureKind {
    /// 特定建設工事共同企業体: for one works tender.
    Specific,
    /// 経常建設共同企業体: registered for a year.
    Standing,
    /// 共同提案体: for one proposal.
    #[default]
    ProposalGroup,
    /// コンソーシアム: for services or research.
    Consortium,
}

/// How the members share the work and its outcome (dossier §2.1).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharingMethod {
    /// 甲型 (共同施工方式): one pot, by shares.
    JointExecution,
    /// 乙型 (分担施工方式): each member its part, liable together.
    #[default]
    DividedWork,
}

/// A member's share (出資割合) in 0.01 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Share(pub i64);

/// Why a share was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareProblem {
    /// Nothing was written.
    Empty,
    /// No percentage.
    Unreadable,
    /// More than two digits behind the point.
    TooPrecise,
    /// Not above 0 % and up to 100 %.
    OutOfRange,
}

/// A member as it is being set up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDraft {
    /// The organisation's id as text; empty while none is chosen.
    pub organisation: String,
    /// Its name as registered.
    pub organisation_name: String,
    /// 甲型: its share.
    pub share: Option<Share>,
    /// 乙型: its part of the work (分担業務).
    pub work: String,
    /// 乙型: what that part costs, on the basis of the bid's amount.
    pub amount: Option<Yen>,
}

/// A joint venture as it is being set up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointVentureDraft {
    /// Its kind.
    pub kind: JointVentureKind,
    /// How the members share.
    pub method: SharingMethod,
    /// 共同企業体の名称.
    pub name: String,
    /// 事務所の所在地.
    pub office: String,
    /// 取引金融機関.
    pub bank: String,
    /// Its branch.
    pub branch: String,
    /// 成立の時期.
    pub formed_on: Option<NaiveDate>,
    /// 解散の時期: months after performance.
    pub dissolves_months_after: Option<u16>,
    /// The members, the representative (代表者) first.
    pub members: Vec<MemberDraft>,
}

/// The rules of an authority about joint ventures: data, each with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareRules {
    /// What each kind allows.
    pub kinds: Vec<KindRules>,
    /// What is checked, and why. A check that is left out is not made.
    pub rules: Vec<Rule>,
}

/// What one kind of joint venture allows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindRules {
    /// The kind.
    pub kind: JointVentureKind,
    /// Fewest members.
    pub members_least: u16,
    /// Most members.
    pub members_most: u16,
    /// The smallest share as a part of an equal split; none where only the assigned part counts.
    pub floor: Option<Ratio>,
    /// Whether no member's share may exceed the representative's.
    pub representative_largest: bool,
    /// Where the numbers are from.
    pub source: String,
    /// How sure they are.
    pub mark: Mark,
}

/// A fraction, such as 6/10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio {
    /// Above the line.
    pub numerator: u16,
    /// Below the line.
    pub denominator: u16,
}

/// One rule in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its number (R-33; JV- for rules of our own list).
    pub id: String,
    /// What it checks.
    pub check: Check,
    /// Where it is from.
    pub source: String,
    /// How sure it is.
    pub mark: Mark,
    /// The Japanese term to look for in the notice.
    pub term_ja: String,
    /// Why it is so, in Japanese.
    pub explanation_ja: String,
    /// Why it is so, in English.
    pub explanation_en: String,
}

/// Whether a value was read in a source or must be confirmed against the notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Read in a source.
    Seen,
    /// From experience; to be confirmed.
    Unverified,
}

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The number of members is within the kind's bounds.
    MemberCount,
    /// No firm is a member twice.
    MemberTwice,
    /// 甲型: every member has a share.
    ShareMissing,
    /// 甲型: no share is below the floor.
    ShareFloor,
    /// The shares make 100 % exactly.
    ShareSum,
    /// 甲型: no member's share exceeds the representative's.
    RepresentativeLargest,
    /// 乙型: every member has a part of the work.
    WorkMissing,
    /// 乙型: every member's part has an amount, once the bid has one.
    AmountMissing,
    /// 乙型: the amounts make the bid's amount.
    AmountSum,
}

/// One rule that a draft breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// The rule's number.
    pub rule: String,
    /// What was checked.
    pub check: Check,
    /// Where.
    pub place: Place,
    /// What the draft has.
    pub found: Measure,
    /// What the rule asks for.
    pub limit: Measure,
}

/// Where a breach is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// The joint venture.
    Whole,
    /// One member, counted from 0.
    Member(usize),
}

/// A value of a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Nothing is there.
    Nothing,
    /// Something must be there.
    Something,
    /// A number of members or of mentions.
    Count(u16),
    /// A number of members between bounds.
    Between {
        /// Fewest.
        least: u16,
        /// Most.
        most: u16,
    },
    /// A share.
    Share(Share),
    /// An amount.
    Amount(Yen),
}

impl JointVentureKind {
    /// All, in the order of the dossier.
    pub const ALL: [Self; 4] = [Self::Specific, Self::Standing, Self::ProposalGroup, Self::Consortium];

    /// What the name of such a joint venture ends with (協定書2条; dossier §2.3).
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Specific => "特定建設工事共同企業体",
            Self::Standing => "経常建設共同企業体",
            Self::ProposalGroup => "共同提案体",
            Self::Consortium => "コンソーシアム",
        }
    }

    /// The usual name: {A}・{B}特定建設工事共同企業体.
    #[must_use]
    pub fn usual_name(self, members: &[&str]) -> String {
        format!("{}{}", members.join("・"), self.japanese())
    }
}

impl SharingMethod {
    /// Both.
    pub const ALL: [Self; 2] = [Self::JointExecution, Self::DividedWork];

    /// 甲型, 乙型.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::JointExecution => "甲型",
            Self::DividedWork => "乙型",
        }
    }
}

impl Share {
    /// 100 %.
    pub const WHOLE: Self = Self(10_000);

    /// Reads 33.34, 33.34%, ３３．３４％.
    ///
    /// # Errors
    /// Every `ShareProblem`.
    pub fn parse(text: &str) -> Result<Self, ShareProblem> {
        let plain: String = text.trim().chars().map(half_width).collect();
        let number = plain.strip_suffix('%').unwrap_or(&plain).trim_end();
        if number.is_empty() {
            return Err(ShareProblem::Empty);
        }
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) {
            return Err(ShareProblem::Unreadable);
        }
        if part.len() > 2 {
            return Err(ShareProblem::TooPrecise);
        }
        let whole: i64 = whole.parse().map_err(|_| ShareProblem::OutOfRange)?;
        let part: i64 = format!("{part:0<2}").parse().map_err(|_| ShareProblem::Unreadable)?;
        match whole.checked_mul(100).and_then(|hundredths| hundredths.checked_add(part)) {
            Some(hundredths) if (1..=Self::WHOLE.0).contains(&hundredths) => Ok(Self(hundredths)),
            _ => Err(ShareProblem::OutOfRange),
        }
    }

    /// An equal split that makes 100 % exactly; the remainder goes to the representative.
    #[must_use]
    pub fn equal_split(members: u16) -> Vec<Self> {
        let Some(each) = Self::WHOLE.0.checked_div(members.into()) else {
            return Vec::new();
        };
        let first = Self::WHOLE.0 - each * (i64::from(members) - 1);
        (0..members).map(|index| Self(if index == 0 { first } else { each })).collect()
    }
}

impl fmt::Display for Share {
    /// 33.34%, 30%, 12.5%.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        match part {
            0 => write!(formatter, "{sign}{whole}%"),
            tenths if tenths % 10 == 0 => write!(formatter, "{sign}{whole}.{}%", tenths / 10),
            hundredths => write!(formatter, "{sign}{whole}.{hundredths:02}%"),
        }
    }
}

impl Ratio {
    /// The smallest share, in 0.01 %, that reaches this part of an equal split among so many members.
    #[must_use]
    pub fn least_share(self, members: usize) -> Share {
        let split = i64::from(self.denominator).saturating_mul(count(members).into());
        let parts = i64::from(self.numerator) * Share::WHOLE.0;
        Share(if split > 0 { (parts + split - 1) / split } else { 0 })
    }
}

impl ShareRules {
    /// What a kind allows.
    #[must_use]
    pub fn of(&self, kind: JointVentureKind) -> Option<&KindRules> {
        self.kinds.iter().find(|rules| rules.kind == kind)
    }

    /// The words of a check.
    #[must_use]
    pub fn rule(&self, check: Check) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.check == check)
    }
}

impl JointVentureDraft {
    /// The representative (代表者): the first member.
    #[must_use]
    pub fn representative(&self) -> Option<&MemberDraft> {
        self.members.first()
    }
}

/// Every rule that the draft breaks, the whole first, then member by member. The amount is the bid's, on the
/// basis on which the members' amounts are written; without it the amounts are not compared.
#[must_use]
pub fn breaches(draft: &JointVentureDraft, rules: &ShareRules, bid_amount: Option<Yen>) -> Vec<Breach> {
    let mut found = Findings { rules, breaches: Vec::new() };
    let kind = rules.of(draft.kind);
    if let Some(kind) = kind {
        member_count(draft, kind, &mut found);
    }
    member_twice(draft, &mut found);
    match draft.method {
        SharingMethod::JointExecution => joint_execution(draft, kind, &mut found),
        SharingMethod::DividedWork => divided_work(draft, bid_amount, &mut found),
    }
    found.breaches.sort_by_key(|breach| match breach.place {
        Place::Whole => 0,
        Place::Member(index) => index.saturating_add(1),
    });
    found.breaches
}

struct Findings<'a> {
    rules: &'a ShareRules,
    breaches: Vec<Breach>,
}

impl Findings<'_> {
    fn add(&mut self, check: Check, place: Place, found: Measure, limit: Measure) {
        if let Some(rule) = self.rules.rule(check) {
            self.breaches.push(Breach { rule: rule.id.clone(), check, place, found, limit });
        }
    }
}

fn member_count(draft: &JointVentureDraft, kind: &KindRules, found: &mut Findings<'_>) {
    let members = count(draft.members.len());
    let (least, most) = (kind.members_least, kind.members_most);
    if !(least..=most).contains(&members) {
        found.add(Check::MemberCount, Place::Whole, Measure::Count(members), Measure::Between { least, most });
    }
}

/// By identity where one is chosen, by name otherwise.
fn member_twice(draft: &JointVentureDraft, found: &mut Findings<'_>) {
    let same = |a: &MemberDraft, b: &MemberDraft| match (a.organisation.as_str(), b.organisation.as_str()) {
        ("", _) | (_, "") => {
            !a.organisation_name.trim().is_empty() && a.organisation_name.trim() == b.organisation_name.trim()
        }
        (a, b) => a == b,
    };
    for (index, member) in draft.members.iter().enumerate() {
        let earlier = draft.members.iter().take(index).filter(|other| same(member, other)).count();
        if earlier > 0 {
            found.add(Check::MemberTwice, Place::Member(index), Measure::Count(count(earlier + 1)), Measure::Count(1));
        }
    }
}

fn joint_execution(draft: &JointVentureDraft, kind: Option<&KindRules>, found: &mut Findings<'_>) {
    let floor = kind.and_then(|kind| kind.floor).map(|ratio| ratio.least_share(draft.members.len()));
    let largest_leads = kind.is_some_and(|kind| kind.representative_largest);
    let representative = draft.representative().and_then(|member| member.share);
    for (index, member) in draft.members.iter().enumerate() {
        let place = Place::Member(index);
        let Some(share) = member.share else {
            found.add(Check::ShareMissing, place, Measure::Nothing, Measure::Something);
            continue;
        };
        if let Some(floor) = floor.filter(|floor| share < *floor) {
            found.add(Check::ShareFloor, place, Measure::Share(share), Measure::Share(floor));
        }
        if let Some(most) = representative.filter(|most| largest_leads && share > *most) {
            found.add(Check::RepresentativeLargest, place, Measure::Share(share), Measure::Share(most));
        }
    }
    if draft.members.iter().all(|member| member.share.is_some()) {
        share_sum(draft, found);
    }
}

/// In 乙型 shares are not needed; a table of them that somebody began must still make 100 %.
fn divided_work(draft: &JointVentureDraft, bid_amount: Option<Yen>, found: &mut Findings<'_>) {
    for (index, member) in draft.members.iter().enumerate() {
        if member.work.trim().is_empty() {
            found.add(Check::WorkMissing, Place::Member(index), Measure::Nothing, Measure::Something);
        }
        if bid_amount.is_some() && member.amount.is_none() {
            found.add(Check::AmountMissing, Place::Member(index), Measure::Nothing, Measure::Something);
        }
    }
    if draft.members.iter().any(|member| member.share.is_some()) {
        share_sum(draft, found);
    }
    let amounts: Option<Vec<Yen>> = draft.members.iter().map(|member| member.amount).collect();
    if let (Some(bid), Some(amounts)) = (bid_amount, amounts) {
        let sum = Yen::total(amounts).unwrap_or(Yen(i64::MAX));
        if sum != bid {
            found.add(Check::AmountSum, Place::Whole, Measure::Amount(sum), Measure::Amount(bid));
        }
    }
}

fn share_sum(draft: &JointVentureDraft, found: &mut Findings<'_>) {
    let shares = draft.members.iter().filter_map(|member| member.share);
    let sum = Share(shares.fold(0, |sum: i64, share| sum.saturating_add(share.0)));
    if !draft.members.is_empty() && sum != Share::WHOLE {
        found.add(Check::ShareSum, Place::Whole, Measure::Share(sum), Measure::Share(Share::WHOLE));
    }
}

fn count(members: usize) -> u16 {
    u16::try_from(members).unwrap_or(u16::MAX)
}

#[cfg(all(test, feature = "ssr"))]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests;
