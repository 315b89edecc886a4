//! After a refused confirmation: which rows are open, each with a link; the first one is where to begin.

use leptos::prelude::*;

use super::marks::row_id;
use crate::domain::notice::{FactName, ProposedTender};
use crate::domain::tender::{fact_code, fact_of};
use crate::ui::kept::kept_for;
use crate::ui::kit::{Notice, NoticeKind};
use crate::ui::wording::{confirm as words, deadline, intake, requirement, say};

/// Links to the rows that have a problem.
#[component]
pub fn OpenRows(
    /// Address that the form posts to.
    action: &'static str,
    /// What was read.
    proposal: ProposedTender,
) -> impl IntoView {
    let kept = kept_for(action)?;
    let mut rows: Vec<(String, String)> = Vec::new();
    for (field, _) in &kept.problems {
        rows.extend(row_of(field, &proposal).filter(|row| !rows.contains(row)));
    }
    let lines =
        rows.iter().map(|(id, name)| view! { <li><a href=format!("#{id}")>{name.clone()}</a></li> }).collect_view();
    (!rows.is_empty()).then(|| {
        view! {
            <Notice kind=NoticeKind::Warning>
                <p><b>{say(words::STILL_OPEN)}</b></p>
                <ul class="open-rows">{lines}</ul>
            </Notice>
        }
    })
}

/// The row of a field: its id and its name.
fn row_of(field: &str, proposal: &ProposedTender) -> Option<(String, String)> {
    let (sort, rest) = field.split_once('[')?;
    let (which, _) = rest.split_once(']')?;
    let at = which.parse::<usize>().ok();
    match sort {
        "facts" | "choices" => {
            let name = fact_of(which).unwrap_or(FactName::Procedure);
            let is_read = proposal.fact(name).is_some();
            let id = if is_read { row_id("fact", fact_code(name)) } else { field_id(name) };
            Some((id, say(intake::fact(name)).to_owned()))
        }
        "dates" => {
            let date = proposal.milestones.get(at?);
            let name = date.map_or_else(
                || say(deadline::ADD).to_owned(),
                |date| format!("{} {}", say(deadline::kind(date.kind)), deadline::short(date.at)),
            );
            Some((row_id("date", which), name))
        }
        "relative" => {
            let date = proposal.relative.get(at?)?;
            Some((row_id("relative", which), format!("{}　{}", words::step(date.kind), date.printed)))
        }
        "requirements" => {
            let one = proposal.requirements.get(at?)?;
            let said = requirement::value(&one.value);
            let said = if said.is_empty() { one.ja.clone() } else { said };
            Some((row_id("requirement", which), format!("{}　{said}", say(requirement::kind(one.value.kind())))))
        }
        _ => None,
    }
}

/// The field of a fact that was not found.
fn field_id(name: FactName) -> String {
    format!("api-tenders-confirm-facts-{}", fact_code(name).replace('_', "-"))
}
