//! What people decide of the set: procedure and the buyer's ways, which papers and in which order, what is taken over
//! from the notice, the buyer's profile.

use leptos::prelude::*;

use super::ways::{LimitFields, OfPaper, WayFields, orders};
use crate::domain::document_view::DocumentLine;
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::paper_view::{FormLine, Offer, PaperPlanView, ProfileLine, UnmatchedDemand};
use crate::ui::kit::{
    Actions, ButtonKind, Checkbox, Choice, Disclosure, Fieldset, Hidden, Notice, NoticeKind, PostButton, PostForm,
    Revision, Select, Submit, Tag, TagKind,
};
use crate::ui::wording::{Phrase, document as document_words, language, paper_set as words, say};

/// The name of a procedure in the reader's language; empty when it is not known.
#[must_use]
pub fn procedure_name(plan: &PaperPlanView) -> String {
    let code = plan.procedure.as_ref().or(plan.proposed.as_ref());
    let found = plan.procedures.iter().find(|line| Some(&line.code) == code);
    found.map(|line| in_reader_words(&line.title_ja, &line.title_en)).unwrap_or_default()
}

fn in_reader_words(ja: &str, en: &str) -> String {
    match language() {
        Language::Japanese => ja.to_owned(),
        Language::English => en.to_owned(),
    }
}

/// That the procedure is only proposed, or not known.
#[component]
pub fn ProcedureWord(
    /// The plan.
    plan: PaperPlanView,
) -> impl IntoView {
    let sentence = match (&plan.procedure, &plan.proposed) {
        (Some(_), _) => return ().into_any(),
        (None, Some(_)) => words::proposal(&procedure_name(&plan), &plan.term),
        (None, None) => say(words::UNKNOWN).to_owned(),
    };
    view! { <Notice kind=NoticeKind::Warning>{sentence}</Notice> }.into_any()
}

/// Procedure, circumstances and the buyer's ways for all papers.
#[component]
pub fn PlanFields(
    /// The bid.
    id: BidId,
    /// The plan.
    plan: PaperPlanView,
) -> impl IntoView {
    let mut procedures = vec![Choice::new("", words::BY_NOTICE)];
    procedures.extend(
        plan.procedures
            .iter()
            .map(|line| Choice::new(line.code.clone(), in_reader_words(&line.title_ja, &line.title_en))),
    );
    let evaluated =
        vec![Choice::new("", words::BY_NOTICE), Choice::new("yes", words::YES), Choice::new("no", words::NO)];
    let is_evaluated = match plan.evaluated {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    };
    let (ways, order, limits) = (plan.ways.clone(), plan.ways.order.clone(), plan.ways);
    let (chosen, revision, branch) = (plan.procedure.unwrap_or_default(), plan.revision, plan.branch);
    view! {
        <PostForm action="/api/documents/plan">
            <Hidden name="bid" value=id.to_string()/>
            <Revision value=revision/>
            <Select name="procedure" label=words::PROCEDURE_FIELD selected=chosen options=procedures/>
            <Select name="evaluated" label=words::EVALUATED selected=is_evaluated options=evaluated/>
            <Checkbox name="branch" label=words::BRANCH value="yes" checked=branch/>
            <Fieldset legend=words::FOR_ALL hint=words::FOR_ALL_HINT>
                <WayFields ways unset=words::NOT_SET/>
                <Select name="order" label=document_words::ORDER selected=order options=orders()/>
            </Fieldset>
            <LimitFields ways=limits of_paper=OfPaper::All/>
            <Actions><Submit label=words::SAVE/></Actions>
        </PostForm>
    }
}

/// Adding, dropping, ordering.
#[component]
pub fn SetFields(
    /// The bid.
    id: BidId,
    /// The papers.
    documents: Vec<DocumentLine>,
    /// The plan.
    plan: PaperPlanView,
) -> impl IntoView {
    let last = documents.len();
    let rows = documents
        .into_iter()
        .enumerate()
        .map(|(at, line)| {
            let fields = |way: Option<&str>| {
                let mut fields = vec![("code", line.form.clone()), ("bid", id.to_string())];
                fields.extend(way.map(|way| ("way", way.to_owned())));
                fields
            };
            let name = in_reader_words(&line.title_ja, &line.title_en);
            let shift = |way: &'static str, label: Phrase| {
                view! { <PostButton action="/api/documents/move" label fields=fields(Some(way)) about=name.clone()/> }
            };
            let up = (at > 0).then(|| shift("up", words::UP));
            let down = (at + 1 < last).then(|| shift("down", words::DOWN));
            let drop_it = view! {
                <PostButton action="/api/documents/drop" label=words::DROP fields=fields(None) about=name.clone()/>
            };
            view! {
                <li>
                    <span class="num">{line.form.clone()}</span>" "<span lang="ja">{line.title_ja.clone()}</span>
                    <Actions>{up}{down}{drop_it}</Actions>
                </li>
            }
        })
        .collect_view();
    let options = plan.addable.iter().map(form_choice).collect::<Vec<_>>();
    let dropped = dropped(id, plan.dropped);
    view! {
        <Disclosure summary=words::CHANGE_SET>
            <PostForm action="/api/documents/add" class="inline">
                <Hidden name="bid" value=id.to_string()/>
                <Select name="code" label=words::ADD_FIELD options/>
                <Submit label=words::ADD kind=ButtonKind::Quiet/>
            </PostForm>
            <ul class="plain demands">{rows}</ul>
            {dropped}
        </Disclosure>
    }
}

fn form_choice(line: &FormLine) -> Choice {
    // What is added is a form; the server gives the sheet its number.
    let form = crate::domain::paper::form_of(&line.code).to_owned();
    let name = in_reader_words(&line.title_ja, &line.title_en);
    Choice::new(form, format!("{} {name} ({})", line.code, say(words::need(line.need))))
}

fn dropped(id: BidId, lines: Vec<FormLine>) -> Option<impl IntoView> {
    let count = lines.len();
    let rows = lines
        .into_iter()
        .map(|line| {
            let fields = vec![("code", line.code.clone()), ("bid", id.to_string())];
            let about = in_reader_words(&line.title_ja, &line.title_en);
            view! {
                <li>
                    <span class="num">{line.code}</span>" "<span lang="ja">{line.title_ja}</span>
                    <PostButton action="/api/documents/take-back" label=words::TAKE_BACK fields about/>
                </li>
            }
        })
        .collect_view();
    (count > 0).then(|| view! { <h3>{say(words::DROPPED)}</h3><ul class="plain demands">{rows}</ul> })
}

/// What the notice demands that papers can take over, and the papers for which there is no form.
#[component]
pub fn Demands(
    /// The bid.
    id: BidId,
    /// The papers.
    documents: Vec<DocumentLine>,
    /// What can be taken over.
    offers: Vec<Offer>,
    /// What cannot be made here.
    unmatched: Vec<UnmatchedDemand>,
    /// Whether the reader may change the set.
    may_edit: bool,
) -> impl IntoView {
    if offers.is_empty() && unmatched.is_empty() {
        return ().into_any();
    }
    let has_offers = !offers.is_empty();
    let rows = offers
        .into_iter()
        .map(|offer| view! { <OfferRow id documents=documents.clone() offer may_edit/> })
        .collect_view();
    let others = unmatched.len();
    let missing = unmatched
        .into_iter()
        .map(|demand| {
            let quote =
                (!demand.sentence.is_empty()).then(|| view! { <p class="quote" lang="ja">{demand.sentence}</p> });
            view! { <li><span lang="ja">{demand.number}" "{demand.title}</span>{quote}</li> }
        })
        .collect_view();
    view! {
        <section id="demands">
            <h2>{say(words::DEMANDS)}</h2>
            {has_offers.then(|| view! { <p class="hint">{say(words::DEMANDS_HINT)}</p> })}
            <ul class="plain demands">{rows}</ul>
            {(others > 0).then(|| view! {
                <h3>{say(words::UNMATCHED)}</h3>
                <p class="hint">{say(words::UNMATCHED_HINT)}</p>
                <ul class="plain demands">{missing}</ul>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn OfferRow(id: BidId, documents: Vec<DocumentLine>, offer: Offer, may_edit: bool) -> impl IntoView {
    let quote = (!offer.sentence.is_empty()).then(|| view! { <p class="quote" lang="ja">{offer.sentence.clone()}</p> });
    let mut papers = vec![Choice::new("", words::ALL_PAPERS)];
    papers.extend(documents.iter().map(|line| {
        Choice::new(line.form.clone(), format!("{} {}", line.form, in_reader_words(&line.title_ja, &line.title_en)))
    }));
    // A number belongs to one paper.
    if matches!(offer.what, crate::domain::paper_view::OfferedWay::Label { .. }) {
        papers.remove(0);
    }
    let taken = offer.is_taken.then(|| view! { <Tag kind=TagKind::Ok text=words::TAKEN/> });
    let (selected, about) = (offer.paper.clone().unwrap_or_default(), words::offered(&offer.what));
    let requirement = offer.requirement.to_string();
    let form = (may_edit && !offer.is_taken).then(|| {
        view! {
            <PostForm action="/api/documents/accept" row=("requirement", requirement) class="inline">
                <Hidden name="bid" value=id.to_string()/>
                <Select name="paper" label=words::FOR_PAPER selected options=papers/>
                <Submit label=words::ACCEPT kind=ButtonKind::Quiet about/>
            </PostForm>
        }
    });
    let paper = offer.paper.clone().map(|paper| view! { <span class="num">{paper}</span>" " });
    view! {
        <li>
            <p>{paper}{words::offered(&offer.what)}" "{taken}</p>
            {quote}
            {form}
        </li>
    }
}

/// The buyer's profile of the reader's firm.
#[component]
pub fn Profile(
    /// The bid.
    id: BidId,
    /// 宛先.
    buyer: String,
    /// What is kept.
    profile: Option<ProfileLine>,
) -> impl IntoView {
    let fields = || vec![("bid", id.to_string())];
    let is_used = profile.as_ref().is_some_and(|line| line.is_used);
    let kept = profile.map(|line| {
        let use_it = (!line.is_used)
            .then(|| view! { <PostButton action="/api/documents/use-profile" label=words::USE fields=fields()/> });
        let used = line.is_used.then(|| view! { <p>{say(words::USED)}</p> });
        view! { <p>{words::kept(&buyer, line.saved_at)}</p>{used}{use_it} }
    });
    let keep = (!is_used)
        .then(|| view! { <PostButton action="/api/documents/keep-profile" label=words::KEEP fields=fields()/> });
    view! {
        <section id="profile">
            <h2>{say(words::PROFILE)}</h2>
            <p class="hint">{say(words::PROFILE_HINT)}</p>
            {kept}
            {keep}
        </section>
    }
}
