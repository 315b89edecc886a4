//! One paper as it is produced now, with everything that is found on it: by the facts, by the file, by what it says and
//! how long it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::pages::{self, Known};
use super::{Paper, Source, blocking, compose, form, plan, settings_of};
use crate::domain::consistency::{Days, DemandedCopies, Notice};
use crate::domain::deadline::MilestoneKind;
use crate::domain::document::{CopyKind, DocumentProblem, PriceBasis, TenderFacts};
use crate::domain::page_turn::PageTurn;
use crate::domain::paper::PaperWays;
use crate::domain::requirement::RequirementValue;
use crate::server::access::Access;
use crate::server::docx::checks::{self, Demands, PageJudgement};
use crate::server::docx::preview_styles::{self, Preview};
use crate::server::docx::{self, Rendered};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, documents as rows, joint_ventures};

/// A paper, judged.
pub(super) struct Judged {
    pub(super) rendered: Rendered,
    /// Where its pages begin, as far as somebody counted.
    pub(super) turns: Vec<PageTurn>,
    /// On which basis its amount stands.
    pub(super) price_basis: PriceBasis,
}

impl Judged {
    /// It as HTML, for a page that allows no inline styles.
    pub(super) fn preview(&self) -> Preview {
        preview_styles::lift(&docx::html::preview_with_turns(&self.rendered.manuscript, &self.turns))
    }
}

/// The paper with the pages that somebody counted before; asks no office program.
pub(super) fn as_known(call: &Call, code: &str, copy: CopyKind, source: &Source) -> Result<Judged, Failure> {
    let (rendered, ways) = compose(call, code, copy, source)?;
    Ok(judged(pages::as_known(call, rendered)?, &ways, source))
}

/// The paper to be handed out, its pages counted where anything hangs on them.
pub(super) async fn counted(call: &Call, code: &str, copy: CopyKind, source: &Arc<Source>) -> Result<Paper, Failure> {
    let (on_thread, of, from) = (call.clone(), code.to_owned(), Arc::clone(source));
    let (rendered, ways) = blocking(move || compose(&on_thread, &of, copy, &from)).await?;
    let known = pages::counted(call, rendered, ways.pages).await?;
    let form = form(call, code)?;
    let title = if ways.title.is_empty() { form.title_ja.clone() } else { ways.title.clone() };
    let file_name = plan::file_name(call, code, copy, source, form, &ways)?;
    let from = Arc::clone(source);
    let rendered = blocking(move || Ok(judged(known, &ways, &from).rendered)).await?;
    let Rendered { docx, manuscript, findings, .. } = rendered;
    Ok(Paper { title, file_name, form: code.to_owned(), copy, docx, manuscript, findings })
}

fn judged(known: Known, ways: &PaperWays, source: &Source) -> Judged {
    let Known { paper: mut rendered, sheets, turns } = known;
    let demands = Demands { title: source.tender.title.clone(), type_tenths: ways.type_tenths };
    let known = std::mem::take(&mut rendered.findings);
    let found = checks::check(&rendered.docx, &demands);
    // What the facts told already is not told once more for each place on which they print.
    let told = |problem: &DocumentProblem| match problem {
        DocumentProblem::PlaceholderAt { text, .. } => {
            known.iter().any(|other| matches!(&other.problem, DocumentProblem::Placeholder(known) if known == text))
        }
        DocumentProblem::CharacterAt { character, .. } => known.iter().any(
            |other| matches!(&other.problem, DocumentProblem::Character { character: known, .. } if known == character),
        ),
        DocumentProblem::AbbreviatedAt { .. } => {
            known.iter().any(|other| matches!(other.problem, DocumentProblem::Abbreviated(_)))
        }
        _ => false,
    };
    let found: Vec<_> = found.into_iter().filter(|finding| !told(&finding.problem)).collect();
    rendered.findings = known;
    rendered.findings.extend(found);
    if let Some(limit) = ways.pages {
        let reckoning = docx::pages::reckon(&rendered.manuscript);
        let judgement = PageJudgement::of(&rendered.manuscript, limit, ways.scope, sheets, &reckoning);
        rendered.findings.push(checks::judge_pages(judgement));
    }
    let price_basis = ways.price_basis.unwrap_or(source.facts.tender.price_basis);
    Judged { rendered, turns, price_basis }
}

/// The days against which the papers' dates are held.
pub(super) async fn days(tx: &mut Tx, access: &Access) -> Result<Days, Failure> {
    let mut until: BTreeMap<MilestoneKind, NaiveDate> = BTreeMap::new();
    for row in rows::bid_deadline_list(tx, access).await? {
        let (Some(kind), Some(day)) = (MilestoneKind::parse(&row.kind), day_of(&row.at_local)) else { continue };
        let latest = until.entry(kind).or_insert(day);
        *latest = day.max(*latest);
    }
    let venture = joint_ventures::venture_find(tx, access).await?;
    Ok(Days { agreement: venture.and_then(|venture| day_of(&venture.formed_on)), until })
}

/// What the notice, and what people took over from it, says of the papers of these codes.
pub(super) fn notice(call: &Call, source: &Source, codes: &[&str]) -> Result<Notice, Failure> {
    let asked = source.demands.iter().find_map(|demand| match demand.value {
        RequirementValue::Copies { originals, copies } => Some((Some(originals), Some(copies))),
        _ => None,
    });
    let of_all = &source.set.plan.ways;
    let of_all = if of_all.copies.is_some() { Some((of_all.originals, of_all.copies)) } else { asked };
    let mut copies = Vec::new();
    for code in codes {
        let form = form(call, code)?;
        let ways = settings_of(source.settings.iter().find(|row| row.form == *code))?.ways;
        // Copies that are asked for of all papers are those of what is judged.
        let of_all = of_all.filter(|_| form.has_blind_copy()).unwrap_or((None, None));
        let (originals, number) = (ways.originals.or(of_all.0), ways.copies.or(of_all.1));
        if originals.is_some() || number.is_some() {
            let title = if ways.title.is_empty() { form.title_ja.clone() } else { ways.title };
            copies.push(DemandedCopies { names: vec![title], originals, copies: number });
        }
    }
    let TenderFacts { title, number, .. } = source.facts.tender.clone();
    Ok(Notice { title, number, copies })
}

fn day_of(local: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(local.get(..10)?, "%Y-%m-%d").ok()
}
