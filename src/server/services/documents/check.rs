//! The readiness check: what is wrong with the bid and with each of its papers. What was found is kept, so that the
//! overview shows it without typesetting; it is made anew whenever the list of papers is.

use super::{Source, amount_of, blocking, day_of_amount, form, has_amount, judged, plan, rate_on, source, ways_of};
use crate::domain::consistency;
use crate::domain::cost_sheet::findings::Beside;
use crate::domain::deadline::MilestoneKind;
use crate::domain::document::{CopyKind, DocumentFinding, Severity};
use crate::domain::document_view::{DocumentLine, DocumentList};
use crate::domain::finding::{Finding, Matter, Weight};
use crate::domain::id::BidId;
use crate::domain::instant::Instant;
use crate::domain::joint_venture::ShareRules;
use crate::domain::paper::ListedPaper;
use crate::domain::readiness::Age;
use crate::domain::seat::Action;
use crate::server::access::{self, Access};
use crate::server::docx;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::readiness::{self, ReadinessRow};
use crate::server::store::{Tx, costs, documents as rows, joint_ventures};

/// The papers of a bid with the readiness check, which is kept.
///
/// # Errors
/// As every call on a bid.
pub async fn list(call: &Call, bid: BidId) -> Result<DocumentList, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Read, call.now).await?;
    let stamp = readiness::readiness_stamp(&mut tx, &access, call.state.templates.fingerprint()).await?;
    let source = source(call, &mut tx, &access).await?;
    let found = bid_findings(call, &mut tx, &access, &source).await?;
    let profile = plan::profile(&mut tx, call, &access, &source).await?;
    tx.commit().await?;
    let (may_export, may_edit) = (access.also(Action::Export), access.also(Action::EditDocuments));
    let on_thread = call.clone();
    let list = blocking(move || {
        let call = on_thread;
        let mut findings = found.findings;
        let mut documents: Vec<(ListedPaper, Vec<DocumentFinding>)> = Vec::new();
        let mut printed = Vec::new();
        for paper in plan::listed(&call, &source)? {
            let judged = judged::as_known(&call, &paper.code, CopyKind::Original, &source)?;
            printed.push(docx::checks::printed(&paper.code, &judged.rendered.docx));
            documents.push((paper, judged.rendered.findings));
        }
        let codes: Vec<&str> = documents.iter().map(|(paper, _)| paper.code.as_str()).collect();
        let notice = judged::notice(&call, &source, &codes)?;
        let between = consistency::check(&printed, &source.days, &notice);
        for (code, finding) in between.into_iter().chain(consistency::uncompared(&printed, &notice)) {
            let paper = documents.iter_mut().find(|(paper, _)| paper.code == code);
            if let Some((_, found)) = paper.filter(|(_, found)| !found.contains(&finding)) {
                found.push(finding);
            }
        }
        let mut lines = Vec::new();
        for (paper, found) in documents {
            lines.push(line(&call, &source, &paper, &found)?);
            findings.extend(paper_findings(&call, &source, &paper.code, &found)?);
        }
        if plan::procedure(&call, &source).is_none() {
            findings.push(Finding { weight: Weight::CouldNotCheck, matter: Matter::ProcedureUnknown });
        }
        findings.sort_by_key(|finding| finding.weight);
        let plan = Box::new(plan::view(&call, &source, profile)?);
        Ok(DocumentList { bid_title: source.tender.title, documents: lines, findings, may_export, may_edit, plan })
    })
    .await?;
    keep(call, bid, stamp, found.holds_until, &list).await?;
    Ok(list)
}

/// The readiness check alone.
///
/// # Errors
/// As every call on a bid.
pub async fn check(call: &Call, bid: BidId) -> Result<Vec<Finding>, Failure> {
    Ok(list(call, bid).await?.findings)
}

/// Makes the check when the kept one is out of date, for whoever has just taken a paper. What they took does not
/// depend on it: a failure is logged and no more.
pub(super) async fn refresh(call: &Call, bid: BidId) {
    if let Err(failure) = try_refresh(call, bid).await {
        tracing::error!(request = %call.request, "the readiness check could not be made: {failure}");
    }
}

async fn try_refresh(call: &Call, bid: BidId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let kept = readiness::readiness_find(&mut tx, &access, call.state.templates.fingerprint(), call.now).await?;
    tx.commit().await?;
    if kept.is_none_or(|kept| kept.age == Age::OutOfDate) {
        list(call, bid).await?;
    }
    Ok(())
}

/// Typesetting takes a while: whoever lost the seat meanwhile writes nothing any more.
async fn keep(
    call: &Call,
    bid: BidId,
    stamp: String,
    holds_until: Option<Instant>,
    list: &DocumentList,
) -> Result<(), Failure> {
    let row = ReadinessRow {
        stamp,
        holds_until,
        documents: serde_json::to_string(&list.documents)?,
        findings: serde_json::to_string(&list.findings)?,
        made_at: call.now,
    };
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    readiness::readiness_save(&mut tx, &access, &row).await?;
    tx.commit().await?;
    Ok(())
}

fn line(call: &Call, source: &Source, paper: &ListedPaper, found: &[DocumentFinding]) -> Result<DocumentLine, Failure> {
    let form = form(call, &paper.code)?;
    let ways = ways_of(source, &paper.code)?;
    let count = |severity| found.iter().filter(|found| found.severity == severity).count();
    Ok(DocumentLine {
        form: paper.code.clone(),
        label: if ways.label.is_empty() { form.label.clone() } else { ways.label },
        title_ja: if ways.title.is_empty() { form.title_ja.clone() } else { ways.title },
        title_en: form.title_en.clone(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        why: paper.why.clone(),
        originals: ways.originals,
        copies: ways.copies,
    })
}

fn paper_findings(
    call: &Call,
    source: &Source,
    code: &str,
    found: &[DocumentFinding],
) -> Result<Vec<Finding>, Failure> {
    let of = |found: &DocumentFinding| {
        let matter = Matter::Document { form: code.to_owned(), rule: found.rule, problem: found.problem.clone() };
        Some(Finding { weight: Weight::of(found.severity)?, matter })
    };
    let mut findings: Vec<Finding> = found.iter().filter_map(of).collect();
    let is_known = ways_of(source, code)?.price_basis.is_some();
    if has_amount(form(call, code)?) && source.tender.price_basis.is_empty() && !is_known {
        findings
            .push(Finding { weight: Weight::Blocking, matter: Matter::PriceBasisUnknown { form: code.to_owned() } });
    }
    Ok(findings)
}

fn share_rules(call: &Call) -> Result<ShareRules, Failure> {
    let rules = call.state.templates.parsed("rules/joint_venture.toml");
    rules.map_err(|problem| Failure::Fault(Box::new(problem)))
}

/// What was found in the bid itself, and until when time alone changes nothing of it.
struct BidFindings {
    findings: Vec<Finding>,
    holds_until: Option<Instant>,
}

/// What is wrong with the bid itself rather than with one paper.
async fn bid_findings(call: &Call, tx: &mut Tx, access: &Access, source: &Source) -> Result<BidFindings, Failure> {
    let mut findings = Vec::new();
    let mut holds_until = None;
    let mut add = |weight, matter| findings.push(Finding { weight, matter });
    if source.tender.state != "confirmed" {
        add(Weight::Blocking, Matter::TenderNotConfirmed);
    }
    let mut is_dated = false;
    for row in rows::bid_deadline_list(tx, access).await? {
        let Some(milestone) = MilestoneKind::parse(&row.kind) else { continue };
        if !milestone.is_ours() {
            continue;
        }
        is_dated = is_dated || milestone.is_printed();
        // What is done is late no more.
        if row.is_done {
            continue;
        }
        if row.at < call.now {
            add(Weight::Warning, Matter::DeadlinePassed { milestone, at: row.at_local });
        } else if holds_until.is_none_or(|until| row.at < until) {
            holds_until = Some(row.at);
        }
    }
    if !is_dated {
        add(Weight::CouldNotCheck, Matter::NoDeadline);
    }
    match joint_ventures::venture_find(tx, access).await? {
        Some(venture) => {
            for finding in venture.findings(&share_rules(call)?, amount_of(source)?) {
                add(Weight::Blocking, Matter::JointVenture { finding: Box::new(finding) });
            }
        }
        None if rows::bid_firm_count(tx, access).await? > 1 => {
            add(Weight::Blocking, Matter::JointVentureMissing);
        }
        None => {}
    }
    for finding in cost_findings(call, tx, access, source).await? {
        findings.push(finding);
    }
    Ok(BidFindings { findings, holds_until })
}

/// What is wrong with the shared breakdown, one line for each rule: its page tells where, with the amounts.
async fn cost_findings(call: &Call, tx: &mut Tx, access: &Access, source: &Source) -> Result<Vec<Finding>, Failure> {
    let sheet = costs::cost_sheet_find(tx, access).await?.sheet;
    let day = day_of_amount(source)?.unwrap_or_else(|| call.now.in_japan().date());
    let Some(rate) = rate_on(call, day).filter(|_| !sheet.lines.is_empty()) else {
        return Ok(Vec::new());
    };
    let beside = Beside {
        rate,
        amount: amount_of(source)?,
        basis: source.facts.tender.price_basis,
        caps: costs::price_cap_list(tx, access).await?,
        notice_date: source.facts.tender.notice_date,
    };
    let mut findings: Vec<Finding> = Vec::new();
    for found in sheet.findings(&beside) {
        let Some(weight) = Weight::of(found.severity()) else { continue };
        let finding = Finding { weight, matter: Matter::Costs { rule: found.rule() } };
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AppError;
    use crate::server::access::Caller;
    use crate::server::clock;
    use crate::tests::support::TestServer;
    use crate::tests::support::tenders::signed_in;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_was_found_is_kept_for_nobody_who_lost_the_seat_meanwhile() {
        let server = TestServer::on_sqlite().await;
        let keeper = server.someone_in("Asia/Tokyo").await;
        let tender = server.tender_of(keeper.organisation, "防災業務").await;
        let bid = server.bid_with(tender, &[(&keeper, "coordinator")]).await;
        let call = Call::new(server.state.clone(), Caller::SignedIn(signed_in(&keeper)), clock::now());
        let (documents, findings) = (Vec::new(), Vec::new());
        let found = DocumentList {
            bid_title: String::new(),
            documents,
            findings,
            may_export: true,
            may_edit: true,
            plan: Box::default(),
        };
        keep(&call, bid, String::new(), None, &found).await.unwrap();
        server.run_sql("delete from readiness where bid_id = $1", &[&bid.to_string()]).await;
        server.run_sql("delete from seat where bid_id = $1", &[&bid.to_string()]).await;
        let refused = keep(&call, bid, String::new(), None, &found).await;
        assert!(matches!(refused, Err(Failure::Refused(AppError::NotFound))), "{refused:?}");
        assert_eq!(server.value_of("select count(*) from readiness where bid_id = $1", &[&bid.to_string()]).await, "0");
    }
}
