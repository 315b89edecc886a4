//! The joint venture of a bid: its page with what the rules say, and saving it as a whole.

use serde_json::json;

use crate::domain::era;
use crate::domain::id::{BidId, OrganisationId};
use crate::domain::joint_venture::{JointVentureDraft, MemberDraft, Share, ShareRules, SharingMethod};
use crate::domain::joint_venture_view::{
    JointVenturePageView, MEMBERS_MOST, MemberInput, kind_code, parse_kind, parse_method,
};
use crate::domain::money::Yen;
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::Action;
use crate::domain::text::{Line, Prose};
use crate::server::access;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{audits, bids, joint_ventures};

/// The rules among the templates.
const RULES: &str = "rules/joint_venture.toml";
/// Most months for which a joint venture lives on.
const MONTHS_MOST: u16 = 120;

/// What the form sends.
#[derive(Debug, Clone, Default)]
pub struct JointVentureForm {
    /// Revision that was read; 0 when there was none.
    pub revision: i64,
    /// Code of the kind.
    pub kind: String,
    /// Code of the method.
    pub method: String,
    /// 名称; empty for the usual one.
    pub name: String,
    /// 事務所の所在地
    pub office: String,
    /// 取引金融機関
    pub bank: String,
    /// Its branch.
    pub branch: String,
    /// Date of the agreement, era or western.
    pub formed_on: String,
    /// Months after performance.
    pub months: String,
    /// The rows of members.
    pub members: Vec<MemberInput>,
}

/// The joint venture's page.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn page(call: &Call, bid: BidId) -> Result<JointVenturePageView, Failure> {
    let rules = rules(call)?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let venture = joint_ventures::venture_find(&mut tx, &access).await?;
    let page = JointVenturePageView {
        head: bids::bid_head(&mut tx, &access).await?,
        firms: bids::bid_firms(&mut tx, &access).await?,
        findings: venture.as_ref().map(|venture| venture.findings(&rules, None)).unwrap_or_default(),
        venture,
    };
    tx.commit().await?;
    Ok(page)
}

fn rules(call: &Call) -> Result<ShareRules, Failure> {
    call.state.templates.parsed(RULES).map_err(|problem| Failure::Fault(Box::new(problem)))
}

/// Saves the joint venture as a whole. What breaks a rule of shares is kept and told; what makes no sense
/// (a firm twice, a firm that is not on the bid) is refused.
///
/// # Errors
/// `Invalid`, `Changed`; as `access::to_bid` for `EditJointVenture`.
pub async fn save(call: &Call, bid: BidId, form: &JointVentureForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditJointVenture).await?;
    let firms = bids::bid_firms(&mut tx, &access).await?;
    let mut problems = Problems::default();
    let members = parse_members(&mut problems, &form.members, parse_method(&form.method), |id| {
        firms.iter().find(|firm| firm.id == id).map(|firm| firm.name.clone())
    });
    let draft = parse_form(&mut problems, form, members);
    let Some(draft) = draft.filter(|_| problems.is_empty()) else { return Err(problems.into()) };
    let detail = json!({
        "kind": kind_code(draft.kind),
        "name": draft.name,
        "members": draft.members.iter().map(|member| json!({
            "organisation": member.organisation,
            "share": member.share.map(|share| share.0),
        })).collect::<Vec<_>>(),
    });
    audits::audit_append(&mut tx, &access, call.now, "joint_venture.save", detail).await?;
    joint_ventures::venture_save(&mut tx, &access, form.revision, &draft).await?;
    tx.commit().await?;
    Ok(())
}

fn parse_form(
    problems: &mut Problems,
    form: &JointVentureForm,
    members: Vec<MemberDraft>,
) -> Option<JointVentureDraft> {
    let (kind, method) = (parse_kind(&form.kind), parse_method(&form.method));
    if kind.is_none() {
        problems.add("kind", Problem::NotOffered);
    }
    if method.is_none() {
        problems.add("method", Problem::NotOffered);
    }
    let name = line(problems, "name", &form.name);
    let office = line(problems, "office", &form.office);
    let bank = line(problems, "bank", &form.bank);
    let branch = line(problems, "branch", &form.branch);
    let formed_on = match form.formed_on.trim() {
        "" => None,
        text => problems.take("formed_on", era::parse(text)),
    };
    let dissolves_months_after = months(problems, &form.months);
    let kind = kind?;
    let names: Vec<&str> = members.iter().map(|member| member.organisation_name.as_str()).collect();
    let name = if name.is_empty() { kind.usual_name(&names) } else { name };
    Some(JointVentureDraft {
        kind,
        method: method?,
        name,
        office,
        bank,
        branch,
        formed_on,
        dissolves_months_after,
        members,
    })
}

fn line(problems: &mut Problems, field: &str, text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    problems.take(field, Line::<200>::parse(text)).map(|line| line.as_str().to_owned()).unwrap_or_default()
}

fn months(problems: &mut Problems, text: &str) -> Option<u16> {
    let text: String = text.trim().chars().map(crate::domain::text::half_width).collect();
    if text.is_empty() {
        return None;
    }
    let months = text.parse().ok().filter(|months| *months <= MONTHS_MOST);
    if months.is_none() {
        problems.add("months", Problem::OutOfRange { least: 0, most: MONTHS_MOST.into() });
    }
    months
}

/// The members in the order of their places; rows without a firm are none. What belongs to the other method is not
/// read: the form hides it, and papers must not print it.
fn parse_members(
    problems: &mut Problems,
    inputs: &[MemberInput],
    method: Option<SharingMethod>,
    name_of: impl Fn(OrganisationId) -> Option<String>,
) -> Vec<MemberDraft> {
    let has_shares = method != Some(SharingMethod::DividedWork);
    let has_work = method != Some(SharingMethod::JointExecution);
    let mut members: Vec<(u32, MemberDraft)> = Vec::new();
    for (index, input) in inputs.iter().enumerate().filter(|(_, input)| !input.organisation.is_empty()) {
        let field = |name: &str| format!("members[{index}][{name}]");
        if members.len() == MEMBERS_MOST {
            problems.add(&field("organisation"), Problem::OutOfRange { least: 2, most: 5 });
            break;
        }
        let Some(name) = OrganisationId::parse(&input.organisation).and_then(&name_of) else {
            problems.add(&field("organisation"), Problem::NotOffered);
            continue;
        };
        if members.iter().any(|(_, member)| member.organisation == input.organisation) {
            problems.add(&field("organisation"), Problem::Taken);
        }
        let place: String = input.place.trim().chars().map(crate::domain::text::half_width).collect();
        let member = MemberDraft {
            organisation: input.organisation.clone(),
            organisation_name: name,
            share: filled(&input.share)
                .filter(|_| has_shares)
                .and_then(|text| problems.take(&field("share"), Share::parse(text))),
            work: filled(&input.work)
                .filter(|_| has_work)
                .and_then(|text| problems.take(&field("work"), Prose::<500>::parse(text)))
                .map(|work| work.as_str().to_owned())
                .unwrap_or_default(),
            amount: filled(&input.amount)
                .filter(|_| has_work)
                .and_then(|text| problems.take(&field("amount"), Yen::parse(text))),
        };
        members.push((place.parse().unwrap_or(u32::MAX), member));
    }
    members.sort_by_key(|(place, _)| *place);
    members.into_iter().map(|(_, member)| member).collect()
}

fn filled(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}
