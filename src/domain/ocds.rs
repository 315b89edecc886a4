//! A tender as a release of the Open Contracting Data Standard 1.1 (domain paper 6.6), and the parts of the
//! mapping that reading needs too. What OCDS has no place for is left out, never put into fields of our own.

use chrono::{NaiveTime, Timelike};
use serde::Serialize;

use super::deadline::{Certainty, MilestoneKind, Moment};
use super::instant::Instant;
use super::notice::ProcedureKind;
use super::tender::{Deadline, TenderDetail, TenderOutcome};

/// The scheme under which the identity of an OCDS process is kept: `ocds:ocds-213czf-000-00001`.
pub const IDENTITY: &str = "ocds:";
/// Stands behind the title of a step that the buyer only plans.
pub const PLANNED: &str = "（予定）";
/// The party that buys.
const BUYER: &str = "buyer";

/// One release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Release {
    /// The process, with the prefix of its publisher.
    pub ocid: String,
    /// This release of it.
    pub id: String,
    /// When it was made.
    pub date: String,
    /// What sort of release.
    pub tag: Vec<&'static str>,
    /// Always `tender`.
    pub initiation_type: &'static str,
    /// Always `ja`: the words are the notice's.
    pub language: &'static str,
    /// The buyer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The buyer again, by reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub buyer: Option<PartyReference>,
    /// The tender.
    pub tender: ReleasedTender,
}

/// An organisation and what it does here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Its name in this release.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// buyer, procuringEntity
    pub roles: Vec<&'static str>,
}

/// Names a party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PartyReference {
    /// As in `parties`.
    pub id: &'static str,
    /// Its name.
    pub name: String,
}

/// The part `tender`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReleasedTender {
    /// 公告番号, or our own identity without one.
    pub id: String,
    /// 件名
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// 履行場所 and 履行期間, for which the standard has no field.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// active, cancelled, unsuccessful, complete
    pub status: &'static str,
    /// open, selective, limited, direct
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procurement_method: Option<&'static str>,
    /// The Japanese term.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub procurement_method_details: String,
    /// Bids or proposals are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tender_period: Option<Period>,
    /// Questions are taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enquiry_period: Option<Period>,
    /// The work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_period: Option<Period>,
    /// Every dated step.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub milestones: Vec<Milestone>,
}

/// From and to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// Its beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// Its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
}

/// One dated step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Milestone {
    /// Its number here.
    pub id: String,
    /// Its name.
    pub title: String,
    /// preProcurement, engagement, assessment, approval, delivery, reporting, financing
    #[serde(rename = "type")]
    pub sort: &'static str,
    /// The sentence of the notice.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Our code of the step.
    pub code: &'static str,
    /// When it is due.
    pub due_date: String,
    /// Always `scheduled`: nobody reports here what was met.
    pub status: &'static str,
}

impl Release {
    /// The release of a tender as it is now. `prefix` is the publisher's registered one.
    #[must_use]
    pub fn of(tender: &TenderDetail, outcome: Option<TenderOutcome>, prefix: &str, now: Instant) -> Self {
        let date = utc(now);
        let buyer = Some(tender.facts.addressee.clone()).filter(|name| !name.is_empty());
        Self {
            ocid: format!("{prefix}-{}", tender.id),
            id: format!("{}-{}", tender.id, tender.revision),
            date,
            tag: vec![match outcome {
                None => "tender",
                Some(TenderOutcome::Awarded) => "award",
                Some(TenderOutcome::Cancelled) => "tenderCancellation",
                Some(TenderOutcome::Unsuccessful) => "tenderUpdate",
            }],
            initiation_type: "tender",
            language: "ja",
            parties: buyer
                .clone()
                .map(|name| Party { id: BUYER, name, roles: vec!["buyer", "procuringEntity"] })
                .into_iter()
                .collect(),
            buyer: buyer.map(|name| PartyReference { id: BUYER, name }),
            tender: released(tender, outcome),
        }
    }
}

fn released(tender: &TenderDetail, outcome: Option<TenderOutcome>) -> ReleasedTender {
    let facts = &tender.facts;
    let closes = closing_step(facts.procedure);
    let described = [("履行場所", &facts.place), ("履行期間", &facts.period)];
    let described: Vec<String> = described
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| format!("{label}：{value}"))
        .collect();
    let printed = tender.deadlines.iter().filter(|step| step.kind.is_printed());
    ReleasedTender {
        id: if facts.number.is_empty() { tender.id.to_string() } else { facts.number.clone() },
        title: facts.title.clone(),
        description: described.join("\n"),
        status: match outcome {
            None => "active",
            Some(TenderOutcome::Awarded) => "complete",
            Some(TenderOutcome::Cancelled) => "cancelled",
            Some(TenderOutcome::Unsuccessful) => "unsuccessful",
        },
        procurement_method: facts.procedure.map(method),
        procurement_method_details: details(facts.procedure, &facts.procedure_term),
        tender_period: period(&tender.deadlines, MilestoneKind::BidFrom, closes),
        enquiry_period: period(&tender.deadlines, MilestoneKind::QuestionBy, MilestoneKind::QuestionBy),
        contract_period: period(&tender.deadlines, MilestoneKind::Start, MilestoneKind::Delivery),
        milestones: printed.enumerate().map(|(n, step)| milestone(n, step)).collect(),
    }
}

/// The step that ends the period in which bids are taken.
#[must_use]
pub const fn closing_step(procedure: Option<ProcedureKind>) -> MilestoneKind {
    match procedure {
        Some(
            ProcedureKind::Proposal
            | ProcedureKind::ShimeiProposal
            | ProcedureKind::Kikaku
            | ProcedureKind::Shitei
            | ProcedureKind::Trial,
        ) => MilestoneKind::ProposalBy,
        _ => MilestoneKind::BidBy,
    }
}

/// The period that ends with the first step of a kind; it begins where that step's own period does, or with
/// the step that opens it.
fn period(deadlines: &[Deadline], opens: MilestoneKind, closes: MilestoneKind) -> Option<Period> {
    let first = |kind| deadlines.iter().find(|step: &&Deadline| step.kind == kind);
    let end = first(closes);
    let own = end.and_then(|step| step.from);
    let opening = first(opens).filter(|_| opens != closes).map(|step| step.at);
    let start_date = own.or(opening).map(|at| date_time(at, NaiveTime::MIN));
    let end_date = end.map(|step| due(step.at));
    (start_date.is_some() || end_date.is_some()).then_some(Period { start_date, end_date })
}

fn milestone(number: usize, step: &Deadline) -> Milestone {
    let name = if step.title.is_empty() { step.kind.ja() } else { &step.title };
    let planned = if step.certainty == Certainty::Planned { PLANNED } else { "" };
    Milestone {
        id: (number + 1).to_string(),
        title: format!("{name}{planned}"),
        sort: sort(step.kind),
        description: step.sentence.clone(),
        code: step.kind.code(),
        due_date: due(step.at),
        status: "scheduled",
    }
}

const fn sort(kind: MilestoneKind) -> &'static str {
    use MilestoneKind as Kind;
    match kind {
        Kind::SiteVisit
        | Kind::Briefing
        | Kind::BriefingApplyBy
        | Kind::QuestionBy
        | Kind::AnswerOn
        | Kind::Negotiation => "engagement",
        Kind::QualifyResult | Kind::OpenAt | Kind::ScreeningResult | Kind::HearingAt | Kind::Inspection => "assessment",
        Kind::AwardNotice | Kind::ContractSign | Kind::CouncilVote => "approval",
        Kind::Start | Kind::Delivery => "delivery",
        Kind::Payment => "financing",
        _ => "preProcurement",
    }
}

const fn method(kind: ProcedureKind) -> &'static str {
    match kind {
        ProcedureKind::Shimei | ProcedureKind::KoboShimei | ProcedureKind::KaniKobo | ProcedureKind::ShimeiProposal => {
            "selective"
        }
        ProcedureKind::Mitsumori | ProcedureKind::Trial => "limited",
        _ => "open",
    }
}

/// The kind that a method of OCDS names, and whether it names it alone.
#[must_use]
pub fn procedure_of_method(method: &str) -> Option<(ProcedureKind, bool)> {
    match method {
        "open" => Some((ProcedureKind::Ippan, false)),
        "selective" => Some((ProcedureKind::Shimei, false)),
        "limited" | "direct" => Some((ProcedureKind::Mitsumori, false)),
        _ => None,
    }
}

/// Standard names of the procedures (domain paper 1.3).
const fn name(kind: ProcedureKind) -> &'static str {
    match kind {
        ProcedureKind::Ippan => "一般競争入札",
        ProcedureKind::Joken => "条件付一般競争入札",
        ProcedureKind::Shimei => "指名競争入札",
        ProcedureKind::KoboShimei => "公募型指名競争入札",
        ProcedureKind::KaniKobo => "簡易公募型指名競争入札",
        ProcedureKind::Proposal => "公募型プロポーザル",
        ProcedureKind::ShimeiProposal => "指名型プロポーザル",
        ProcedureKind::Kikaku => "企画競争",
        ProcedureKind::Sogo => "総合評価落札方式",
        ProcedureKind::Mitsumori => "見積合せ",
        ProcedureKind::Trial => "トライアル発注",
        ProcedureKind::Wto => "特定調達",
        ProcedureKind::Shitei => "指定管理者",
        ProcedureKind::Pfi => "PFI",
        ProcedureKind::Dbo => "DBO",
    }
}

/// The printed term, with the standard name behind it where the two differ: 事後審査型一般競争入札（条件付一般競争入札）.
fn details(kind: Option<ProcedureKind>, printed: &str) -> String {
    match kind {
        None => printed.to_owned(),
        Some(kind) if printed.is_empty() || printed == name(kind) => name(kind).to_owned(),
        Some(kind) => format!("{printed}（{}）", name(kind)),
    }
}

/// The kind and the printed term of `procurementMethodDetails`, when it ends with a standard name.
#[must_use]
pub fn procedure_of_details(details: &str) -> Option<(ProcedureKind, &str)> {
    let details = details.trim();
    let named = |text: &str| ProcedureKind::ALL.into_iter().find(|kind| name(*kind) == text);
    if let Some(kind) = named(details) {
        return Some((kind, details));
    }
    let (printed, inner) = details.strip_suffix('）')?.rsplit_once('（')?;
    named(inner).map(|kind| (kind, printed))
}

/// A moment at which something is due; a day without a time lasts to its last second, as the standard advises.
fn due(at: Moment) -> String {
    date_time(at, NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN))
}

fn date_time(at: Moment, without_time: NaiveTime) -> String {
    let time = at.time.unwrap_or(without_time);
    format!("{}T{:02}:{:02}:{:02}+09:00", at.date, time.hour(), time.minute(), time.second())
}

fn utc(now: Instant) -> String {
    let at = now.at_offset(0);
    format!("{}T{:02}:{:02}:{:02}Z", at.date(), at.hour(), at.minute(), at.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_procedure_is_read_back_from_its_details() {
        for kind in ProcedureKind::ALL {
            assert_eq!(procedure_of_details(&details(Some(kind), "")).map(|(kind, _)| kind), Some(kind));
            let printed = details(Some(kind), "事後審査型の入札（試行）");
            assert_eq!(procedure_of_details(&printed), Some((kind, "事後審査型の入札（試行）")));
        }
        assert_eq!(procedure_of_details("Open procedure"), None);
        assert_eq!(procedure_of_details("入札（試行）"), None);
    }

    #[test]
    fn a_day_lasts_to_its_last_second_in_japan() {
        assert_eq!(Moment::parse("2026-09-25").map(due).as_deref(), Some("2026-09-25T23:59:59+09:00"));
        assert_eq!(Moment::parse("2026-09-25T17:00").map(due).as_deref(), Some("2026-09-25T17:00:00+09:00"));
        assert_eq!(utc(Instant(1_789_545_600_000)), "2026-09-16T08:00:00Z");
    }
}
