//! `/bids/:bid/decision`: go or no-go, with scored reasons.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::plans::open_decision;
use crate::domain::plan::{
    BEST, Computed, Criterion, Decision, DecisionOutcome, DecisionPage as Shown, Feasibility, Score, percent,
};
use crate::error::AppError;
use crate::ui::bids::{ArchivedNote, NoGoNote, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kept::refusal_for;
use crate::ui::kit::{
    Actions, Align, ButtonLink, Cell, Choice, Column, DataTable, Field, Fieldset, Hidden, Notice, NoticeKind, PageHead,
    PostForm, Radios, RadiosLook, Revision, Select, Submit, Tag, TagKind, TextArea,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{decision as words, say};

/// Address to which the decision is posted.
const DECIDE: &str = "/api/plans/decide";

/// The decision of a bid.
#[component]
pub fn DecisionPage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { open_decision(bid?).await }, |page| view! { <Whole page/> }.into_any())
}

#[component]
fn Whole(page: Shown) -> impl IntoView {
    let bid = page.head.id;
    let is_changed = refusal_for(DECIDE) == Some(AppError::Changed);
    let conflict = is_changed.then(|| view! { <Notice kind=NoticeKind::Warning>{say(words::CONFLICT)}</Notice> });
    let is_saved_shown = is_changed || !page.may_edit;
    let saved = is_saved_shown.then(|| {
        let (criteria, decision) = (page.criteria.clone(), page.decision.clone());
        view! { <Saved criteria decision/> }
    });
    let form = page.may_edit.then(|| view! { <DecisionFields page=page.clone()/> });
    let total = words::total(percent(&page.criteria, &page.decision));
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), page.head.title)/>
        <PageFrame current="decision" bid=navigation(&page.head)>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <ArchivedNote is_archived=page.head.is_archived/>
            <Decided page=page.clone()/>
            <NoGoNote outcome=page.decision.outcome/>
            <p class="decision-total">{total}</p>
            {conflict}
            {saved}
            {form}
            <Actions><ButtonLink href=paths::plan(bid) label=words::PLAN/></Actions>
        </PageFrame>
    }
}

/// What was decided, by whom and when.
#[component]
fn Decided(page: Shown) -> impl IntoView {
    let kind = match page.decision.outcome {
        DecisionOutcome::Open => TagKind::Plain,
        DecisionOutcome::Go => TagKind::Ok,
        DecisionOutcome::NoGo => TagKind::Bad,
    };
    let by = page.decided_by.clone().zip(page.decided_at).map(|(by, at)| words::decided(&by, at));
    let reason = (!page.decision.reason.is_empty()).then(|| {
        let reason = page.decision.reason.clone();
        view! { <p class="decision-reason">{reason}</p> }
    });
    view! {
        <p class="decision-outcome"><Tag kind text=words::outcome(page.decision.outcome)/> " " <span class="small">{by}</span></p>
        {reason}
    }
}

#[component]
fn Saved(criteria: Vec<Criterion>, decision: Decision) -> impl IntoView {
    let rows = criteria
        .iter()
        .map(|criterion| {
            let title = words::title(criterion).to_owned();
            let Score { score, sentence } = decision.scores.get(&criterion.code).cloned().unwrap_or_default();
            let score = say(score.map_or(words::NO_SCORE, words::score));
            let weight = criterion.weight.to_string();
            view! {
                <tr>
                    <Cell>{title}</Cell>
                    <Cell label=words::WEIGHT align=Align::End>{weight}</Cell>
                    <Cell label=words::SCORE>{score}</Cell>
                    <Cell label=words::SENTENCE>{sentence}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        Column::text(words::CRITERION),
        Column::number(words::WEIGHT),
        Column::text(words::SCORE),
        Column::text(words::SENTENCE),
    ];
    view! {
        <section>
            <h2>{say(words::SAVED)}</h2>
            <DataTable caption=words::SAVED columns>{rows}</DataTable>
        </section>
    }
}

#[component]
fn DecisionFields(page: Shown) -> impl IntoView {
    let outcomes = DecisionOutcome::ALL.map(|one| Choice::new(one.code(), words::outcome(one))).to_vec();
    let Shown { head, criteria, decision, feasibility, revision, .. } = page;
    view! {
        <PostForm action=DECIDE class="decision-form">
            <Hidden name="bid" value=head.id.to_string()/>
            <Revision value=revision/>
            <Criteria criteria decision=decision.clone() feasibility/>
            <Radios name="decision[outcome]" label=words::OUTCOME options=outcomes selected=decision.outcome.code()
                look=RadiosLook::Segmented/>
            <TextArea name="decision[reason]" label=words::REASON hint=words::REASON_HINT
                value=decision.reason.clone() rows=3 max_length=1000/>
            <Actions><Submit label=words::SAVE/></Actions>
        </PostForm>
    }
}

#[component]
fn Criteria(criteria: Vec<Criterion>, decision: Decision, feasibility: Feasibility) -> impl IntoView {
    criteria
        .into_iter()
        .map(|criterion| {
            let kept = decision.scores.get(&criterion.code).cloned().unwrap_or_default();
            view! { <Reason criterion kept feasibility/> }
        })
        .collect_view()
}

/// One criterion: what is asked, the score, the sentence.
#[component]
fn Reason(criterion: Criterion, kept: Score, feasibility: Feasibility) -> impl IntoView {
    let legend = format!("{} ({} {})", words::title(&criterion), say(words::WEIGHT), criterion.weight);
    let question = words::question(&criterion).to_owned();
    let mut options = vec![Choice::new("", words::NO_SCORE)];
    options.extend((0..=BEST).map(|score| Choice::new(score.to_string(), words::score(score))));
    let computed = criterion.computed == Some(Computed::Dates);
    let proposed = computed.then(|| words::feasibility(feasibility));
    let selected = kept.score.map(|score| score.to_string()).unwrap_or_default();
    let name = |field: &str| format!("decision[scores][{}][{field}]", criterion.code);
    let (score, sentence) = (name("score"), name("sentence"));
    view! {
        <Fieldset legend hint=question>
            {proposed.map(|line| view! { <p class="decision-proposed">{line}</p> })}
            <div class="decision-row">
                <Select name=score label=words::SCORE options selected/>
                <Field name=sentence label=words::SENTENCE value=kept.sentence.clone() max_length=300/>
            </div>
        </Fieldset>
    }
}
