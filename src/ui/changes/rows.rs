//! The rows of a difference: the present value beside the newer one, each with its sentence, and a choice.

use leptos::prelude::*;

use crate::domain::change::{ChangeDetail, OutcomeSaid};
use crate::domain::deadline::{Certainty, Moment};
use crate::domain::difference::{Caution, DateDifference, Difference, FactDifference, Movement, RequirementDifference};
use crate::domain::instant::Instant;
use crate::domain::tender::{TenderOutcome, fact_code};
use crate::ui::app::frame;
use crate::ui::kit::{Choice, Disclosure, Hidden, Radios, RadiosLook, Tag, TagKind};
use crate::ui::wording::{change as words, deadline, derived_date, intake, reminder, requirement, say};

/// The row of the outcome in the form.
pub const OUTCOME_ROW: &str = "outcome";

/// One side of a row.
#[derive(Debug, Clone, Default)]
struct Side {
    /// The value in words; empty when there is none.
    value: String,
    /// Whether the value is a text of the notice, in Japanese.
    is_printed: bool,
    /// The sentence behind it.
    sentence: String,
}

/// A row, whatever it is about.
struct Row {
    key: String,
    seen: String,
    name: String,
    movement: Movement,
    present: Side,
    newer: Side,
    cautions: Vec<Caution>,
    /// What moves with it, a line each.
    along: Vec<String>,
    /// What becomes of its reminders.
    reminders: Option<String>,
    en: String,
}

/// Everything that differs, in groups; what stays the same is folded at the end.
#[component]
pub fn Choices(
    /// The change.
    detail: ChangeDetail,
) -> impl IntoView {
    let Difference { facts, dates, requirements } = detail.difference;
    let recorded = detail.recorded.as_ref().map(|record| record.outcome);
    let outcome = detail.reading.outcome.filter(|said| Some(said.outcome) != recorded);
    let outcome = outcome.map(|said| outcome_row(&said, recorded)).into_iter().collect();
    let facts: Vec<Row> = facts.iter().map(fact_row).collect();
    let dates: Vec<Row> = dates.iter().filter_map(date_row).collect();
    let requirements: Vec<Row> = requirements.iter().filter_map(requirement_row).collect();
    let stays = |rows: &[Row]| -> Vec<(String, String)> {
        let same = rows.iter().filter(|row| row.movement == Movement::Same);
        same.map(|row| (row.name.clone(), row.present.value.clone())).collect()
    };
    let same: Vec<(String, String)> =
        [&facts, &dates, &requirements].into_iter().flat_map(|rows| stays(rows)).collect();
    view! {
        {group(say(words::OUTCOME), outcome)}
        {group(say(words::DATES), dates)}
        {group(say(words::FACTS), facts)}
        {group(say(words::REQUIREMENTS), requirements)}
        {unmoved(same)}
    }
}

fn group(title: &'static str, rows: Vec<Row>) -> Option<impl IntoView> {
    let rows: Vec<Row> = rows.into_iter().filter(|row| row.movement != Movement::Same).collect();
    let is_there = !rows.is_empty();
    let rows = rows.into_iter().map(shown).collect_view();
    is_there.then(|| view! { <section class="differences"><h2>{title}</h2>{rows}</section> })
}

fn unmoved(same: Vec<(String, String)>) -> Option<impl IntoView> {
    let summary = words::same(same.len());
    let is_there = !same.is_empty();
    let lines =
        same.into_iter().map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }).collect_view();
    is_there.then(|| view! { <Disclosure summary><dl class="facts">{lines}</dl></Disclosure> })
}

fn shown(row: Row) -> impl IntoView {
    let (kind, accept) = match row.movement {
        Movement::Gone => (TagKind::Warn, words::ACCEPT_GONE),
        Movement::Added => (TagKind::Ok, words::ACCEPT),
        Movement::Changed | Movement::Same => (TagKind::Indigo, words::ACCEPT),
    };
    let is_doubtful = !row.cautions.is_empty();
    let class = if is_doubtful { "difference unsure" } else { "difference" };
    // Nothing doubtful is chosen for a person.
    let selected = if is_doubtful { "" } else { "yes" };
    let cautions = row.cautions.iter().map(|caution| view! { <li>{words::caution(caution)}</li> }).collect_view();
    let cautions = is_doubtful.then(|| view! { <ul class="cautions">{cautions}</ul> });
    let is_followed = !row.along.is_empty();
    let along = row.along.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let along = is_followed.then(|| {
        view! { <div class="moves-along"><p class="side-label">{say(derived_date::MOVES)}</p><ul>{along}</ul></div> }
    });
    let name = |field: &str| format!("picks[{}][{field}]", row.key);
    let label = format!("{} {}", row.name, say(words::CHOICE));
    let options = vec![Choice::new("yes", accept), Choice::new("no", words::LEAVE)];
    view! {
        <article class=class>
            <h3>{row.name.clone()} " " <Tag kind text=words::movement(row.movement)/></h3>
            <div class="versus">
                {side(say(words::PRESENT), row.present, say(words::EMPTY))}
                {side(say(words::NEWER), row.newer, say(words::UNSAID))}
            </div>
            {cautions}
            {along}
            {row.reminders.clone().map(|sentence| view! { <p class="small">{sentence}</p> })}
            <Hidden name=name("seen") value=row.seen.clone()/>
            <Hidden name=name("en") value=row.en.clone()/>
            <Radios name=name("choice") label options selected look=RadiosLook::Segmented/>
        </article>
    }
}

fn side(label: &'static str, side: Side, nothing: &'static str) -> impl IntoView {
    let lang = side.is_printed.then_some("ja");
    let value = if side.value.is_empty() {
        view! { <p class="value absent">{nothing}</p> }.into_any()
    } else {
        view! { <p class="value" lang=lang>{side.value}</p> }.into_any()
    };
    let sentence =
        (!side.sentence.is_empty()).then(|| view! { <blockquote class="quote" lang="ja">{side.sentence}</blockquote> });
    view! { <div><p class="side-label">{label}</p>{value}{sentence}</div> }
}

fn outcome_row(said: &OutcomeSaid, recorded: Option<TenderOutcome>) -> Row {
    let words_of = |outcome| say(words::outcome(outcome)).to_owned();
    Row {
        key: OUTCOME_ROW.to_owned(),
        seen: recorded.map_or("", TenderOutcome::code).to_owned(),
        name: say(words::OUTCOME).to_owned(),
        movement: if recorded.is_some() { Movement::Changed } else { Movement::Added },
        present: Side { value: recorded.map(words_of).unwrap_or_default(), ..Side::default() },
        newer: Side { value: words_of(said.outcome), sentence: said.evidence.sentence.clone(), is_printed: false },
        cautions: Vec::new(),
        along: Vec::new(),
        reminders: None,
        en: String::new(),
    }
}

fn fact_row(fact: &FactDifference) -> Row {
    use crate::domain::notice::FactName::{PriceBasis, Procedure};
    let is_printed = !matches!(fact.name, Procedure | PriceBasis);
    let newer = fact.newer.as_ref();
    Row {
        key: format!("fact-{}", fact_code(fact.name)),
        seen: fact.seen(),
        name: say(intake::fact(fact.name)).to_owned(),
        movement: fact.movement,
        present: Side {
            value: words::fact_value(fact.name, &fact.held),
            is_printed,
            sentence: fact.source.as_ref().map(|source| source.sentence.clone()).unwrap_or_default(),
        },
        newer: Side {
            value: words::fact_value(fact.name, &fact.value()),
            is_printed,
            sentence: newer.map(|fact| fact.evidence.sentence.clone()).unwrap_or_default(),
        },
        cautions: fact.cautions.clone(),
        along: Vec::new(),
        reminders: None,
        en: String::new(),
    }
}

fn date_row(date: &DateDifference) -> Option<Row> {
    let (held, newer) = (date.held.as_ref(), date.newer.as_ref().map(|(_, newer)| newer));
    let kind = newer.map(|newer| newer.kind).or(held.map(|held| held.kind))?;
    let title = held.map(|held| held.title.clone()).filter(|title| !title.is_empty());
    let draft = date.draft();
    Some(Row {
        key: date.key()?.code(),
        seen: date.seen(),
        name: title.unwrap_or_else(|| say(deadline::kind(kind)).to_owned()),
        movement: date.movement,
        present: Side {
            value: held.map(|held| when(held.from, held.at, held.certainty, held.basis)).unwrap_or_default(),
            is_printed: false,
            sentence: held.map(|held| held.sentence.clone()).unwrap_or_default(),
        },
        newer: Side {
            value: draft.map(|draft| when(draft.from, draft.at, draft.certainty, draft.basis)).unwrap_or_default(),
            is_printed: false,
            sentence: newer.map(|newer| newer.evidence.sentence.clone()).unwrap_or_default(),
        },
        cautions: date.cautions.clone(),
        along: date.moves.iter().map(derived_date::moved_line).collect(),
        reminders: if kind.is_ours() { reminders(date) } else { None },
        en: String::new(),
    })
}

/// When its reminders come then; nothing for a date that stays.
fn reminders(date: &DateDifference) -> Option<String> {
    match date.movement {
        Movement::Same => None,
        Movement::Gone => Some(say(reminder::NO_MORE).to_owned()),
        Movement::Changed | Movement::Added => {
            let draft = date.draft()?;
            reminder::come_then(draft.kind.ready(draft.from, draft.at), Instant(frame().now))
        }
    }
}

fn when(
    from: Option<Moment>,
    at: Moment,
    certainty: Certainty,
    basis: Option<crate::domain::deadline::Basis>,
) -> String {
    let mut words = match from {
        Some(from) => format!("{} – {}", deadline::moment(from), deadline::moment(at)),
        None => deadline::moment(at),
    };
    let planned = (certainty == Certainty::Planned).then(|| say(deadline::certainty(certainty)));
    for word in planned.into_iter().chain(basis.map(|basis| say(deadline::basis(basis)))) {
        words.push(' ');
        words.push_str(word);
    }
    words
}

fn requirement_row(demand: &RequirementDifference) -> Option<Row> {
    let (held, newer) = (demand.held.as_ref(), demand.newer.as_ref().map(|(_, newer)| newer));
    Some(Row {
        key: demand.key()?.code(),
        seen: demand.seen(),
        name: say(requirement::kind(demand.kind())).to_owned(),
        movement: demand.movement,
        present: Side {
            value: held.map(|held| held.ja.clone()).unwrap_or_default(),
            is_printed: true,
            sentence: held.map(|held| held.sentence.clone()).unwrap_or_default(),
        },
        newer: Side {
            value: newer.map(|newer| newer.ja.clone()).unwrap_or_default(),
            is_printed: true,
            sentence: newer.map(|newer| newer.evidence.sentence.clone()).unwrap_or_default(),
        },
        cautions: demand.cautions.clone(),
        along: Vec::new(),
        reminders: None,
        en: newer.map(|newer| requirement::english(&newer.value)).unwrap_or_default(),
    })
}
