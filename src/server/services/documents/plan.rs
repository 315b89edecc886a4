//! The set of papers: which a bid needs and why, what people change of it, and a buyer's profile. Every change is one
//! transaction under the bid's lock with its audit row.

mod offers;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::domain::document::CopyKind;
use crate::domain::document_settings::DocumentSettings;
use crate::domain::form::Form;
use crate::domain::id::{BidId, RequirementId};
use crate::domain::notice::ProcedureKind;
use crate::domain::paper::{
    BuyerProfile, ListedPaper, MOST_PAPERS, PaperPlan, PaperWays, SetSource, TitledForm, buyer_key, form_by_title,
    form_of,
};
use crate::domain::paper_form::WaysForm;
use crate::domain::paper_view::{FormLine, PaperPlanView, ProcedureLine, ProfileLine};
use crate::domain::problem::{Problem, Problems};
use crate::domain::procedure::{Circumstance, Procedure, proposed};
use crate::domain::requirement::RequirementValue;
use crate::domain::seat::Action;
use crate::domain::way::Way;
use crate::error::AppError;
use crate::server::access::{self, Access};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::services::documents::{Source, form, settings_of, source_of_set};
use crate::server::store::Tx;
use crate::server::store::audits::audit_append;
use crate::server::store::documents::{self as rows, DocumentRow};
use crate::server::store::paper_sets::{self, BidDemandRow, BuyerProfileRow, PaperSetRow};

use offers::{is_of_one_paper, offered, offers, take_over, unmatched};

/// What a person decided of the set as a whole, as it is typed.
#[derive(Debug, Clone, Default)]
pub struct PlanForm {
    /// Code of the procedure; empty for the notice's word.
    pub procedure: String,
    /// Whether a branch bids.
    pub branch: bool,
    /// `yes`, `no` or empty for the notice's word.
    pub evaluated: String,
    /// The buyer's ways for all papers.
    pub ways: WaysForm,
}

/// The procedure of the bid: chosen, or proposed by the notice's word.
pub(super) fn procedure<'c>(call: &'c Call, source: &Source) -> Option<&'c Procedure> {
    let chosen = source.set.plan.procedure.as_deref().and_then(|code| call.state.templates.procedure(code));
    chosen.or_else(|| by_notice(call, source))
}

fn by_notice<'c>(call: &'c Call, source: &Source) -> Option<&'c Procedure> {
    let kind = ProcedureKind::parse(&source.tender.procedure_kind);
    proposed(call.state.templates.procedures(), kind, &source.tender.title)
}

fn is_evaluated(source: &Source) -> bool {
    source.set.plan.evaluated.unwrap_or_else(|| source.tender.procedure_kind == ProcedureKind::Sogo.code())
}

fn circumstances(source: &Source) -> Result<BTreeSet<Circumstance>, Failure> {
    let mut has_agent = false;
    for row in &source.settings {
        has_agent |= settings_of(Some(row))?.agent.is_some();
    }
    let held = [
        (Circumstance::JointVenture, source.facts.is_joint_venture()),
        (Circumstance::ForeignMember, source.facts.members.iter().any(|member| member.is_foreign)),
        (Circumstance::Agent, has_agent),
        (Circumstance::Branch, source.set.plan.branch),
        (Circumstance::Evaluated, is_evaluated(source)),
    ];
    Ok(held.into_iter().filter(|(_, holds)| *holds).map(|(circumstance, _)| circumstance).collect())
}

fn set_source<'s>(call: &'s Call, source: &'s Source) -> Result<SetSource<'s>, Failure> {
    let demanded = source.demands.iter().filter_map(|demand| {
        let form = demanded_form(call, source, demand)?;
        Some((form.to_owned(), if demand.sentence.is_empty() { demand.ja.clone() } else { demand.sentence.clone() }))
    });
    Ok(SetSource {
        forms: call.state.templates.forms().map(|form| form.code.as_str()).collect(),
        procedure: procedure(call, source),
        procedures: call.state.templates.procedures(),
        circumstances: circumstances(source)?,
        demanded: demanded.collect(),
        filled: source.settings.iter().map(|row| row.form.clone()).collect(),
        plan: &source.set.plan,
    })
}

/// The form that a demanded paper is.
fn demanded_form<'c>(call: &'c Call, source: &Source, demand: &BidDemandRow) -> Option<&'c str> {
    let RequirementValue::Form { title, .. } = &demand.value else { return None };
    let titled = |form: &'c Form| TitledForm { code: &form.code, title: &form.title_ja, others: &form.titles };
    let forms = call.state.templates.forms().map(titled);
    form_by_title(forms, title, source.facts.is_joint_venture())
}

/// The papers of the bid in their order.
pub(super) fn listed(call: &Call, source: &Source) -> Result<Vec<ListedPaper>, Failure> {
    Ok(set_source(call, source)?.listed())
}

/// What the caller's firm keeps of the tender's buyer.
pub(super) async fn profile(
    tx: &mut Tx,
    call: &Call,
    access: &Access,
    source: &Source,
) -> Result<Option<BuyerProfileRow>, Failure> {
    let Some(firm) = access.organisation() else { return Ok(None) };
    let code = procedure(call, source).map_or("", |procedure| procedure.code.as_str());
    paper_sets::buyer_profile_find(tx, firm, &buyer_key(&source.tender.addressee), code).await
}

/// Everything around the list.
pub(super) fn view(call: &Call, source: &Source, profile: Option<BuyerProfileRow>) -> Result<PaperPlanView, Failure> {
    let set = set_source(call, source)?;
    let papers = set.listed();
    let line = |code: &str| {
        let form = call.state.templates.form(form_of(code))?;
        Some(FormLine {
            code: code.to_owned(),
            title_ja: form.title_ja.clone(),
            title_en: form.title_en.clone(),
            need: set.need(form_of(code)).0,
        })
    };
    let mut addable: Vec<FormLine> = set.forms.iter().filter_map(|form| line(&set.next_code(form)?)).collect();
    let is_listed = |line: &FormLine| line.code.contains('-');
    addable.sort_by_key(|line| (is_listed(line), std::cmp::Reverse(line.need), line.code.clone()));
    let kept = profile_of(source)?;
    let is_used = |row: &BuyerProfileRow| row.profile == kept;
    Ok(PaperPlanView {
        revision: source.set.revision,
        procedure: source.set.plan.procedure.clone(),
        proposed: by_notice(call, source).map(|procedure| procedure.code.clone()),
        term: source.tender.procedure_term.clone(),
        procedures: call.state.templates.procedures().into_iter().map(procedure_line).collect(),
        branch: source.set.plan.branch,
        evaluated: source.set.plan.evaluated,
        ways: WaysForm::of(&source.set.plan.ways),
        dropped: source.set.plan.dropped.iter().filter_map(|code| line(code)).collect(),
        addable,
        offers: offers(call, source, &papers)?,
        unmatched: unmatched(call, source, &papers),
        buyer: source.tender.addressee.clone(),
        profile: profile.map(|row| ProfileLine { saved_at: row.saved_at, is_used: is_used(&row) }),
    })
}

fn procedure_line(procedure: &Procedure) -> ProcedureLine {
    ProcedureLine {
        code: procedure.code.clone(),
        title_ja: procedure.title_ja.clone(),
        title_en: procedure.title_en.clone(),
    }
}

/// Saves procedure, circumstances and the buyer's ways over the revision that was read.
///
/// # Errors
/// As every call on a bid; `Invalid`, `Changed`.
pub async fn save_plan(call: &Call, bid: BidId, revision: i64, typed: &PlanForm) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    let mut problems = Problems::default();
    let ways = typed.ways.parse(&[], &mut problems);
    let known = typed.procedure.is_empty() || call.state.templates.procedure(&typed.procedure).is_some();
    if !known {
        problems.add("procedure", Problem::NotOffered);
    }
    let evaluated = match typed.evaluated.as_str() {
        "" => None,
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            problems.add("evaluated", Problem::NotOffered);
            None
        }
    };
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let procedure = Some(typed.procedure.clone()).filter(|code| !code.is_empty());
    let plan = PaperPlan { procedure, branch: typed.branch, evaluated, ways, ..source.set.plan };
    let detail = json!({ "procedure": plan.procedure, "revision": revision.saturating_add(1) });
    audit_append(&mut tx, &access, call.now, "paper_set.save", detail).await?;
    keep(call, &mut tx, &access, PaperSetRow { plan, revision }).await?;
    Ok(tx.commit().await?)
}

/// Adds a paper: one of a form that is not in the set, or a further sheet of one that is.
///
/// # Errors
/// As every call on a bid; not found for an unknown form.
pub async fn add(call: &Call, bid: BidId, code: &str) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    let of = &form(call, code)?.code;
    let set = set_source(call, &source)?;
    let fresh = set.next_code(of).filter(|_| set.listed().len() < MOST_PAPERS);
    let fresh = fresh.ok_or_else(|| Failure::field("code", Problem::NotOffered))?;
    let mut plan = source.set.plan.clone();
    plan.add(&fresh);
    change(call, &mut tx, &access, "paper_set.add", &fresh, PaperSetRow { plan, ..source.set }).await?;
    Ok(tx.commit().await?)
}

/// Drops a paper; what was filled in stays and comes back with it.
///
/// # Errors
/// As every call on a bid; `Changed` when it is not in the set any more.
pub async fn drop_paper(call: &Call, bid: BidId, code: &str) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    if !listed(call, &source)?.iter().any(|paper| paper.code == code) {
        return Err(AppError::Changed.into());
    }
    let mut plan = source.set.plan.clone();
    plan.drop_paper(code);
    change(call, &mut tx, &access, "paper_set.drop", code, PaperSetRow { plan, ..source.set }).await?;
    Ok(tx.commit().await?)
}

/// Takes a paper back that was dropped.
///
/// # Errors
/// As every call on a bid; `Changed` when it is not dropped any more.
pub async fn take_back(call: &Call, bid: BidId, code: &str) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    let mut plan = source.set.plan.clone();
    if !plan.dropped.contains(code) {
        return Err(AppError::Changed.into());
    }
    plan.add(code);
    change(call, &mut tx, &access, "paper_set.take_back", code, PaperSetRow { plan, ..source.set }).await?;
    Ok(tx.commit().await?)
}

/// Moves a paper past its neighbour.
///
/// # Errors
/// As every call on a bid; `Malformed`.
pub async fn shift(call: &Call, bid: BidId, code: &str, way: &str) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    let way = Way::parse(way).ok_or(AppError::Malformed)?;
    let mut plan = source.set.plan.clone();
    plan.shift(&listed(call, &source)?, code, way);
    change(call, &mut tx, &access, "paper_set.move", code, PaperSetRow { plan, ..source.set }).await?;
    Ok(tx.commit().await?)
}

/// A paper, or all of them, keeps from now on to what the notice demands.
///
/// # Errors
/// As every call on a bid; `Changed` when the demand or the paper is gone, or no paper is named for what is one's own.
pub async fn accept(call: &Call, bid: BidId, requirement: RequirementId, paper: &str) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    let demand = source.demands.iter().find(|demand| demand.id == requirement);
    let what = demand.and_then(|demand| offered(&demand.value)).ok_or(AppError::Changed)?;
    let is_there = if paper.is_empty() {
        !is_of_one_paper(&what)
    } else {
        listed(call, &source)?.iter().any(|listed| listed.code == paper)
    };
    if !is_there {
        return Err(AppError::Changed.into());
    }
    let detail = json!({ "form": paper, "requirement": requirement });
    audit_append(&mut tx, &access, call.now, "paper_set.accept", detail).await?;
    if paper.is_empty() {
        let mut plan = source.set.plan.clone();
        take_over(&mut plan.ways, &what);
        keep(call, &mut tx, &access, PaperSetRow { plan, ..source.set }).await?;
    } else {
        form(call, paper)?;
        let mut settings = settings_of(source.settings.iter().find(|row| row.form == paper))?;
        take_over(&mut settings.ways, &what);
        keep_settings(call, &mut tx, &access, &source, paper, &settings).await?;
    }
    Ok(tx.commit().await?)
}

/// Keeps the set and the ways of its papers as the buyer's profile of the caller's firm.
///
/// # Errors
/// As every call on a bid; `NotSignedIn` for the operator, who has no firm.
pub async fn keep_profile(call: &Call, bid: BidId) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    let firm = access.organisation().ok_or(AppError::NotSignedIn)?;
    let profile = profile_of(&source)?;
    let code = procedure(call, &source).map_or("", |procedure| procedure.code.as_str());
    let buyer = buyer_key(&source.tender.addressee);
    let detail = json!({ "name": source.tender.addressee, "procedure": code });
    audit_append(&mut tx, &access, call.now, "paper_set.keep_profile", detail).await?;
    paper_sets::buyer_profile_save(&mut tx, &access, firm, &buyer, code, &profile, call.now).await?;
    Ok(tx.commit().await?)
}

/// Puts what the caller's firm keeps of the buyer in the place of what the bid has. Amounts, dates and people stay.
///
/// # Errors
/// As every call on a bid; `Changed` when there is no profile any more.
pub async fn use_profile(call: &Call, bid: BidId) -> Result<(), Failure> {
    let (mut tx, access, source) = begin(call, bid).await?;
    let row = profile(&mut tx, call, &access, &source).await?.ok_or(AppError::Changed)?;
    let detail = json!({ "name": source.tender.addressee });
    audit_append(&mut tx, &access, call.now, "paper_set.use_profile", detail).await?;
    let BuyerProfile { plan, papers } = row.profile;
    let codes: BTreeSet<&String> = papers.keys().chain(source.settings.iter().map(|row| &row.form)).collect();
    for code in codes {
        let mut settings = settings_of(source.settings.iter().find(|row| row.form == *code))?;
        let ways = papers.get(code).cloned().unwrap_or_default();
        if settings.ways != ways && form(call, code).is_ok() {
            settings.ways = ways;
            keep_settings(call, &mut tx, &access, &source, code, &settings).await?;
        }
    }
    // Which procedure it is, and whether a branch bids, is this bid's own.
    let own = &source.set.plan;
    let plan = PaperPlan { procedure: own.procedure.clone(), branch: own.branch, evaluated: own.evaluated, ..plan };
    keep(call, &mut tx, &access, PaperSetRow { plan, revision: source.set.revision }).await?;
    Ok(tx.commit().await?)
}

/// The bid's ways as a profile.
fn profile_of(source: &Source) -> Result<BuyerProfile, Failure> {
    let mut papers = BTreeMap::new();
    for row in &source.settings {
        let ways = settings_of(Some(row))?.ways;
        if !ways.is_empty() {
            papers.insert(row.form.clone(), ways);
        }
    }
    let plan = PaperPlan { procedure: None, branch: false, evaluated: None, ..source.set.plan.clone() };
    Ok(BuyerProfile { plan, papers })
}

async fn begin(call: &Call, bid: BidId) -> Result<(Tx, Access, Source), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let source = source_of_set(&mut tx, &access).await?;
    Ok((tx, access, source))
}

async fn change(
    call: &Call,
    tx: &mut Tx,
    access: &Access,
    action: &str,
    code: &str,
    set: PaperSetRow,
) -> Result<(), Failure> {
    audit_append(tx, access, call.now, action, json!({ "form": code })).await?;
    keep(call, tx, access, set).await
}

async fn keep(call: &Call, tx: &mut Tx, access: &Access, set: PaperSetRow) -> Result<(), Failure> {
    if paper_sets::paper_set_save(tx, access, &set, call.now).await? { Ok(()) } else { Err(AppError::Changed.into()) }
}

/// Saves a paper's settings over those that this transaction read: the bid's lock holds.
async fn keep_settings(
    call: &Call,
    tx: &mut Tx,
    access: &Access,
    source: &Source,
    code: &str,
    settings: &DocumentSettings,
) -> Result<(), Failure> {
    let revision = source.settings.iter().find(|row| row.form == code).map_or(0, |row| row.revision);
    let row = DocumentRow { form: code.to_owned(), settings: serde_json::to_string(settings)?, revision };
    if rows::document_save(tx, access, &row, call.now).await? { Ok(()) } else { Err(AppError::Changed.into()) }
}

/// The name of a paper's file: its place in the set, its label, its title, and 副本 where it names no firm.
pub(super) fn file_name(
    call: &Call,
    code: &str,
    copy: CopyKind,
    source: &Source,
    form: &Form,
    ways: &PaperWays,
) -> Result<String, Failure> {
    let place = listed(call, source)?.iter().position(|paper| paper.code == code);
    let place = place.map_or_else(|| code.to_owned(), |at| format!("{:02}", at + 1));
    let label = if ways.label.is_empty() { &form.label } else { &ways.label };
    let title = if ways.title.is_empty() { &form.title_ja } else { &ways.title };
    let label = in_file_name(label.trim_matches(['【', '】', '（', '）', '(', ')']));
    let kind = if copy == CopyKind::Blind { "副本" } else { "" };
    let parts = [place, label, in_file_name(title), kind.to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(format!("{}.docx", parts.join("_")))
}

/// A text without what no file system takes, at most so long.
#[must_use]
pub fn in_file_name(text: &str) -> String {
    let is_bad = |letter: &char| letter.is_control() || "\\/:*?\"<>|".contains(*letter);
    text.chars().filter(|letter| !is_bad(letter)).take(60).collect::<String>().trim().to_owned()
}
