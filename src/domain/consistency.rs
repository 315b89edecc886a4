//! The papers of one bid against each other: what must be the same on all of them, to the character, and the order of
//! their dates (dossier §3.29; ). Works on what was read off the produced papers. Who and what is
//! listed on them is held together in `listed`.

mod listed;
mod uncompared;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::deadline::MilestoneKind;
use super::document::{DocumentFinding, DocumentProblem, DocumentRule, Severity, Shared};
use super::money::Yen;
use super::paper::form_of;

pub use uncompared::uncompared;

/// What one paper says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// Its code.
    pub paper: String,
    /// 宛先 with name and honorific.
    pub addressee: Option<String>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// 共同企業体の名称.
    pub joint_venture: Option<String>,
    /// The firms that hand it in, in their order.
    pub members: Vec<PrintedMember>,
    /// 代理人.
    pub agent: Option<String>,
    /// 履行期間.
    pub period: Option<String>,
    /// The amount that it states.
    pub amount: Option<Yen>,
    /// The sums that close its breakdown: one paper closes with 小計（税抜） and 合計（税込）.
    pub totals: Vec<Yen>,
    /// What stands behind 件名 or 業務名: the title, with its number in brackets where the paper prints that.
    pub subject: Option<String>,
    /// 業務番号 or 工事番号 where it stands by itself.
    pub number: Option<String>,
    /// The numbers under which the firms are on the list of bidders (登録番号).
    pub listings: Vec<String>,
    /// The numbers of the firms' licences (許可・登録).
    pub licences: Vec<String>,
    /// The people that it names for the work (技術者, 担当).
    pub people: Vec<String>,
    /// How the members share (出資割合): each name with its number.
    pub shares: Vec<(String, String)>,
    /// How many projects it lists (実績); none where it lists none at all.
    pub projects: Option<usize>,
    /// How many projects its text speaks of, each number that it names.
    pub told_projects: Vec<usize>,
    /// Whether who hands it in seals it; none where a foreigner signs, or nobody hands it in by name.
    pub is_sealed: Option<bool>,
    /// Whether the agent's seal is made known on it (代理人使用印).
    pub has_agents_seal: bool,
    /// How many copies of what it says that are handed in (部数).
    pub copies: Vec<PrintedCopies>,
}

/// A line of a list of what is handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedCopies {
    /// 書類名.
    pub name: String,
    /// 正本.
    pub originals: Option<u32>,
    /// 副本.
    pub copies: Option<u32>,
}

/// What the notice says that papers are held against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// 件名.
    pub title: String,
    /// 番号; empty when the buyer gives none.
    pub number: String,
    /// How many copies of which paper are asked for.
    pub copies: Vec<DemandedCopies>,
}

/// How many copies of a paper are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DemandedCopies {
    /// The names under which a list may have it.
    pub names: Vec<String>,
    /// 正本, where somebody said how many.
    pub originals: Option<u32>,
    /// 副本, where somebody said how many.
    pub copies: Option<u32>,
}

/// A firm as a paper names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PrintedMember {
    /// 商号又は名称.
    pub name: String,
    /// 所在地.
    pub address: String,
    /// 代表者職氏名.
    pub representative: String,
}

/// The days against which the papers' dates are held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// When the joint venture was formed.
    pub agreement: Option<NaiveDate>,
    /// The last day of each step of ours.
    pub until: BTreeMap<MilestoneKind, NaiveDate>,
}

/// A step in the chain 協定 ≤ 委任 ≤ 申請 ≤ 提出.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Agreement,
    Delegation,
    Application,
    Submission,
}

/// Which step a form is, where its date has one.
fn step_of(form: &str) -> Option<Step> {
    Some(match form {
        "F22" | "F23" => Step::Agreement,
        "F19" | "F20" => Step::Delegation,
        "F06" | "F07" | "F08" | "F26" => Step::Application,
        "F01" | "F03" | "F04" | "F05" | "F09" => Step::Submission,
        _ => return None,
    })
}

/// The steps of the tender by which a form is handed in; the first that is dated counts.
fn due_of(form: &str) -> &'static [MilestoneKind] {
    use MilestoneKind as Kind;
    match form {
        "F06" | "F07" => &[Kind::IntentBy, Kind::ProposalBy],
        "F08" => &[Kind::QualifyApplyBy, Kind::IntentBy, Kind::BidBy],
        "F26" => &[Kind::JvApplyBy, Kind::QualifyApplyBy, Kind::IntentBy],
        "F01" | "F03" => &[Kind::BidBy, Kind::ProposalBy],
        "F04" | "F05" | "F09" => &[Kind::ProposalBy, Kind::BidBy],
        "F16" => &[Kind::QuestionBy],
        "F27" => &[Kind::WithdrawBy],
        _ => &[],
    }
}

/// Every contradiction, each with the paper in which it is told: the later one of the two.
#[must_use]
pub fn check(papers: &[Printed], days: &Days, notice: &Notice) -> Vec<(String, DocumentFinding)> {
    let mut found = Found::default();
    // What goes to a section in charge (御中) does not go to the authority.
    found.same(papers, Shared::Addressee, DocumentRule::Addressee, |paper| {
        paper.addressee.as_deref().filter(|line| !line.ends_with("御中"))
    });
    found.same(papers, Shared::JointVenture, DocumentRule::JointVentureName, |paper| paper.joint_venture.as_deref());
    found.same(papers, Shared::Period, DocumentRule::Period, |paper| paper.period.as_deref());
    found.same(papers, Shared::Agent, DocumentRule::Agent, |paper| paper.agent.as_deref());
    found.members(papers);
    found.amounts(papers);
    found.dates(papers, days);
    listed::check(papers, notice, &mut found);
    found.list
}

/// Who delegates stands before who acts for them: 委任状 of the members to their representative.
const ORDERED_OTHERWISE: [&str; 1] = ["F20"];

#[derive(Default)]
struct Found {
    list: Vec<(String, DocumentFinding)>,
}

impl Found {
    fn add(&mut self, paper: &str, rule: DocumentRule, problem: DocumentProblem) {
        self.weigh(paper, rule, Severity::Error, problem);
    }

    fn weigh(&mut self, paper: &str, rule: DocumentRule, severity: Severity, problem: DocumentProblem) {
        self.list.push((paper.to_owned(), DocumentFinding { rule, severity, problem }));
    }

    /// The first paper that says it is the measure of the others.
    fn same<'p>(
        &mut self,
        papers: &'p [Printed],
        what: Shared,
        rule: DocumentRule,
        of: impl Fn(&'p Printed) -> Option<&'p str>,
    ) {
        let mut said = papers.iter().filter_map(|paper| Some((paper, of(paper)?)));
        let Some((first, wanted)) = said.next() else { return };
        for (paper, here) in said.filter(|(_, here)| *here != wanted) {
            let problem = DocumentProblem::Differs {
                what,
                here: here.to_owned(),
                there: wanted.to_owned(),
                other: first.paper.clone(),
            };
            self.add(&paper.paper, rule, problem);
        }
    }

    /// The same firms in the same order with the same addresses and representatives. A paper of the representative
    /// alone, or of one member each, names fewer of them.
    fn members(&mut self, papers: &[Printed]) {
        let Some(longest) = papers.iter().rev().max_by_key(|paper| paper.members.len()) else { return };
        for paper in papers.iter().filter(|paper| paper.paper != longest.paper) {
            let mut last = None;
            for member in &paper.members {
                let place = longest.members.iter().position(|known| known.name == member.name);
                let Some(known) = place.and_then(|place| longest.members.get(place)) else {
                    self.differs(paper, longest, Shared::Member, &member.name, &names(longest));
                    continue;
                };
                if last.is_some_and(|last| place < Some(last)) && !ORDERED_OTHERWISE.contains(&form_of(&paper.paper)) {
                    self.differs(paper, longest, Shared::MemberOrder, &names(paper), &names(longest));
                }
                last = place;
                if known.address != member.address {
                    self.differs(paper, longest, Shared::Address, &member.address, &known.address);
                }
                // Title and name are set apart by a blank of either width.
                if !known.representative.split_whitespace().eq(member.representative.split_whitespace()) {
                    self.differs(paper, longest, Shared::Representative, &member.representative, &known.representative);
                }
            }
        }
    }

    fn differs(&mut self, paper: &Printed, other: &Printed, what: Shared, here: &str, there: &str) {
        let rule = if what == Shared::MemberOrder { DocumentRule::JointVentureName } else { DocumentRule::Sender };
        let problem = DocumentProblem::Differs {
            what,
            here: here.to_owned(),
            there: there.to_owned(),
            other: other.paper.clone(),
        };
        self.add(&paper.paper, rule, problem);
    }

    /// F01 = the sum of F03; F05 = the sum of F04, with tax or without: the buyer says which. The amounts themselves are not told.
    fn amounts(&mut self, papers: &[Printed]) {
        let of = |form: &str| papers.iter().find(|paper| form_of(&paper.paper) == form);
        for (stated, broken_down) in [("F01", "F03"), ("F01", "F04"), ("F05", "F04")] {
            let (Some(stated), Some(broken_down)) = (of(stated), of(broken_down)) else { continue };
            let Some(amount) = stated.amount else { continue };
            if !broken_down.totals.is_empty() && !broken_down.totals.contains(&amount) {
                let problem = DocumentProblem::AmountsDiffer { other: stated.paper.clone() };
                self.add(&broken_down.paper, DocumentRule::Consistency, problem);
            }
        }
    }

    fn dates(&mut self, papers: &[Printed], days: &Days) {
        let mut latest: Vec<(Step, NaiveDate, String)> = Vec::new();
        if let Some(day) = days.agreement {
            latest.push((Step::Agreement, day, String::new()));
        }
        let dated = papers.iter().filter_map(|paper| Some((step_of(form_of(&paper.paper))?, paper.date?, paper)));
        let mut dated: Vec<(Step, NaiveDate, &Printed)> = dated.collect();
        dated.sort_by_key(|(step, day, _)| (*step, *day));
        for (step, day, paper) in dated {
            let before = latest.iter().filter(|(other, ..)| *other < step).max_by_key(|(_, other, _)| *other);
            if let Some((_, other_day, other)) = before.filter(|(_, other, _)| *other > day) {
                let problem = DocumentProblem::DatedBefore { other: other.clone(), other_day: *other_day };
                self.add(&paper.paper, DocumentRule::Date, problem);
            }
            latest.push((step, day, paper.paper.clone()));
        }
        for paper in papers {
            let due = due_of(form_of(&paper.paper)).iter().find_map(|kind| Some((*kind, *days.until.get(kind)?)));
            let (Some(day), Some((milestone, until))) = (paper.date, due) else { continue };
            if day > until {
                self.add(&paper.paper, DocumentRule::Date, DocumentProblem::DatedAfter { milestone, until });
            }
        }
    }
}

fn names(paper: &Printed) -> String {
    paper.members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join("・")
}

/// A paper that says nothing but what a test gives it.
#[cfg(test)]
fn paper_of(code: &str, change: impl FnOnce(&mut Printed)) -> Printed {
    let mut paper = Printed { paper: code.to_owned(), ..Printed::default() };
    change(&mut paper);
    paper
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 12, day)
    }

    fn member(name: &str) -> PrintedMember {
        PrintedMember { name: name.to_owned(), address: "みなと市".to_owned(), representative: "湊".to_owned() }
    }

    fn paper(code: &str, on: u32) -> Printed {
        Printed {
            paper: code.to_owned(),
            addressee: Some("みなと市長　様".to_owned()),
            date: day(on),
            joint_venture: Some("湊共同企業体".to_owned()),
            members: vec![member("甲"), member("乙")],
            agent: None,
            period: Some("令和９年３月31日まで".to_owned()),
            ..Printed::default()
        }
    }

    fn told(papers: &[Printed], days: &Days) -> Vec<String> {
        check(papers, days, &Notice::default())
            .into_iter()
            .map(|(paper, finding)| format!("{paper} {}", finding.rule.code()))
            .collect()
    }

    #[test]
    fn papers_that_say_the_same_agree() {
        let papers = [paper("F22", 1), paper("F20", 2), paper("F07", 3), paper("F01", 4)];
        assert_eq!(told(&papers, &Days::default()), Vec::<String>::new());
    }

    #[test]
    fn whatever_differs_is_told_where_it_differs() {
        let change = |change: fn(&mut Printed)| {
            let mut papers = [paper("F07", 3), paper("F01", 4)];
            change(&mut papers[1]);
            told(&papers, &Days::default())
        };
        assert_eq!(change(|paper| paper.addressee = Some("みなと市長　殿".to_owned())), ["F01 R-08"]);
        assert_eq!(change(|paper| paper.joint_venture = Some("湊ＪＶ".to_owned())), ["F01 R-36"]);
        assert_eq!(change(|paper| paper.period = Some("令和10年".to_owned())), ["F01 R-66"]);
        assert_eq!(change(|paper| paper.members.truncate(1)), Vec::<String>::new());
        assert_eq!(change(|paper| paper.members[0].address.push('外')), ["F01 R-10"]);
        assert_eq!(change(|paper| paper.members[0].representative.push('外')), ["F01 R-10"]);
        assert_eq!(change(|paper| paper.members[0].name.push('外')), ["F01 R-10"]);
    }

    #[test]
    fn members_stand_in_one_order() {
        let mut papers = [paper("F07", 3), paper("F01", 4)];
        papers[0].members.push(member("丙"));
        papers[1].members.reverse();
        assert_eq!(told(&papers, &Days::default()), ["F01 R-36"]);
        papers[1].paper = "F20".to_owned();
        papers[1].date = papers[0].date;
        assert_eq!(told(&papers, &Days::default()), Vec::<String>::new());
    }

    #[test]
    fn amounts_equal_the_sums_of_their_breakdowns() {
        let with = |totals: &[i64]| {
            let mut papers = [paper("F01", 4), paper("F03", 4)];
            papers[0].amount = Some(Yen(24_464_000));
            papers[1].totals = totals.iter().copied().map(Yen).collect();
            told(&papers, &Days::default())
        };
        assert_eq!(with(&[24_464_000]), Vec::<String>::new());
        assert_eq!(with(&[24_464_000, 26_910_400]), Vec::<String>::new());
        assert_eq!(with(&[22_240_000, 24_464_000]), Vec::<String>::new());
        assert_eq!(with(&[]), Vec::<String>::new());
        assert_eq!(with(&[24_464_001]), ["F03 R-54"]);
        assert_eq!(with(&[24_464_001, 26_910_401]), ["F03 R-54"]);
    }

    #[test]
    fn dates_follow_each_other_up_to_the_deadline() {
        let order = |agreement, delegation, application, submission| {
            let codes = [("F22", agreement), ("F20", delegation), ("F07", application), ("F01", submission)];
            let papers: Vec<Printed> = codes.iter().map(|(code, on)| paper(code, *on)).collect();
            told(&papers, &Days::default())
        };
        assert_eq!(order(1, 1, 1, 1), Vec::<String>::new());
        assert_eq!(order(2, 1, 3, 4), ["F20 R-09"]);
        assert_eq!(order(1, 2, 5, 4), ["F01 R-09"]);
        let days = Days { agreement: day(5), until: BTreeMap::from([(MilestoneKind::BidBy, day(10).unwrap())]) };
        assert_eq!(told(&[paper("F07", 4)], &days), ["F07 R-09"]);
        assert_eq!(told(&[paper("F01", 10)], &days), Vec::<String>::new());
        assert_eq!(told(&[paper("F01", 11)], &days), ["F01 R-09"]);
    }
}
