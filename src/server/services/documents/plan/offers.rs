//! What the notice demands that a paper can take over: for which paper it is, and what no paper of ours can keep.

use super::demanded_form;
use crate::domain::paper::{ListedPaper, PaperWays, form_of};
use crate::domain::paper_view::{Offer, OfferedWay, UnmatchedDemand};
use crate::domain::requirement::RequirementValue;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::services::documents::{Source, settings_of};
use crate::server::store::paper_sets::BidDemandRow;

/// Papers that no form of ours is, and limits of pages that no listed paper can keep.
pub(super) fn unmatched(call: &Call, source: &Source, papers: &[ListedPaper]) -> Vec<UnmatchedDemand> {
    let no_form = source.demands.iter().filter(|demand| demanded_form(call, source, demand).is_none());
    no_form
        .filter_map(|demand| {
            let (number, title) = match &demand.value {
                RequirementValue::Form { number, title } => (number.clone(), title.clone()),
                RequirementValue::PageLimit { .. } => {
                    let what = offered(&demand.value)?;
                    let has_paper = paper_of(call, source, demand, &what, papers).is_some();
                    (!has_paper).then(|| (String::new(), demand.ja.clone()))?
                }
                _ => return None,
            };
            Some(UnmatchedDemand { number, title, sentence: demand.sentence.clone() })
        })
        .collect()
}

/// What the notice demands that a paper can take over, each for the paper that it seems to mean.
pub(super) fn offers(call: &Call, source: &Source, papers: &[ListedPaper]) -> Result<Vec<Offer>, Failure> {
    let mut offers = Vec::new();
    for demand in &source.demands {
        let Some(what) = offered(&demand.value) else { continue };
        let paper = paper_of(call, source, demand, &what, papers);
        if is_of_one_paper(&what) && paper.is_none() {
            continue;
        }
        let ways = match paper {
            Some(code) => settings_of(source.settings.iter().find(|row| row.form == code))?.ways,
            None => source.set.plan.ways.clone(),
        };
        let mut taken = ways.clone();
        take_over(&mut taken, &what);
        offers.push(Offer {
            requirement: demand.id,
            ja: demand.ja.clone(),
            en: demand.en.clone(),
            sentence: demand.sentence.clone(),
            is_taken: taken == ways,
            paper: paper.map(str::to_owned),
            what,
        });
    }
    Ok(offers)
}

/// The listed paper that a demand seems to mean.
fn paper_of<'p>(
    call: &Call,
    source: &Source,
    demand: &BidDemandRow,
    what: &OfferedWay,
    papers: &'p [ListedPaper],
) -> Option<&'p str> {
    match demanded_form(call, source, demand) {
        Some(form) => papers.iter().map(|paper| paper.code.as_str()).find(|code| form_of(code) == form),
        None if matches!(what, OfferedWay::Label { .. }) => None,
        None => meant(call, demand, papers).or_else(|| fallback(what, papers)),
    }
}

/// Whether a way is a paper's own: said for all papers it would be kept and never looked at (`PaperWays::over`).
pub(super) const fn is_of_one_paper(what: &OfferedWay) -> bool {
    matches!(what, OfferedWay::Label { .. } | OfferedWay::Pages { .. })
}

pub(super) fn offered(value: &RequirementValue) -> Option<OfferedWay> {
    Some(match value {
        RequirementValue::Form { number, .. } if !number.trim().is_empty() => {
            OfferedWay::Label { label: number.trim().to_owned() }
        }
        RequirementValue::Copies { originals, copies } => OfferedWay::Copies { originals: *originals, copies: *copies },
        RequirementValue::PageLimit { pages } => OfferedWay::Pages { pages: *pages },
        RequirementValue::TypeSize { tenths } => OfferedWay::Type { tenths: *tenths },
        _ => return None,
    })
}

/// The paper whose title stands in the words or the sentence of a demand.
fn meant<'p>(call: &Call, demand: &BidDemandRow, papers: &'p [ListedPaper]) -> Option<&'p str> {
    let text = format!("{}{}", demand.ja, demand.sentence);
    let title = |code: &str| call.state.templates.form(form_of(code)).map(|form| form.title_ja.as_str());
    let named = papers.iter().filter(|paper| title(&paper.code).is_some_and(|title| text.contains(title)));
    named.max_by_key(|paper| title(&paper.code).map_or(0, str::len)).map(|paper| paper.code.as_str())
}

/// A page limit speaks of the proposal where nothing else is named; copies and type of all papers.
fn fallback<'p>(what: &OfferedWay, papers: &'p [ListedPaper]) -> Option<&'p str> {
    let is_of_proposal = matches!(what, OfferedWay::Pages { .. });
    papers.iter().map(|paper| paper.code.as_str()).find(|code| is_of_proposal && form_of(code) == "F10")
}

pub(super) fn take_over(ways: &mut PaperWays, what: &OfferedWay) {
    match what {
        OfferedWay::Label { label } => ways.label.clone_from(label),
        OfferedWay::Copies { originals, copies } => (ways.originals, ways.copies) = (Some(*originals), Some(*copies)),
        OfferedWay::Pages { pages } => ways.pages = Some(*pages),
        OfferedWay::Type { tenths } => ways.type_tenths = Some(*tenths),
    }
}
