//! `/bids/:bid/sections`: the outline with writer, due date and state of each chapter.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::sections::load_outline;
use crate::domain::bid::SeatLine;
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::seat::Action;
use crate::domain::section::{Outline, SectionLine, SectionState};
use crate::ui::bids::{ArchivedNote, StateTag, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kept::{refusal_for, revision_for};
use crate::ui::kit::{
    Actions, Align, Bilingual, ButtonKind, Cell, Choice, Column, DataTable, Disclosure, Field, FieldWidth, Hidden,
    PageHead, PostForm, Progress, Select, Submit,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{deadline as date_words, language, say, section as words};

/// Address to which a chapter's plan is posted.
const PLAN: &str = "/api/sections/plan";

/// The outline.
#[component]
pub fn SectionsPage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { load_outline(bid?).await }, |outline| view! { <Shown outline/> }.into_any())
}

#[component]
fn Shown(outline: Outline) -> impl IntoView {
    let Outline { head, sections, seats } = outline;
    let may_edit = !head.is_archived && head.role.is_none_or(|role| role.may(Action::EditOutline));
    let total = u32::try_from(sections.len()).unwrap_or(0);
    let done = sections.iter().filter(|line| line.state == SectionState::Approved).count();
    let done = u32::try_from(done).unwrap_or(0);
    let bid = navigation(&head);
    let mut columns = vec![
        Column::text(words::CHAPTER),
        Column::text(words::ASSIGNEE),
        Column::text(words::DUE),
        Column::text(words::STATE),
        Column::number(words::JAPANESE),
        Column::number(words::ENGLISH),
    ];
    if may_edit {
        columns.push(Column::text(""));
    }
    let rows = sections
        .into_iter()
        .map(|line| {
            let seats = seats.clone();
            view! { <Row bid=head.id line seats may_edit/> }
        })
        .collect_view();
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), head.title)/>
        <PageFrame current="sections" bid>
            <PageHead title=words::TITLE sub=words::LEAD>
                <Progress done total label=words::TITLE/>
            </PageHead>
            <ArchivedNote is_archived=head.is_archived/>
            <DataTable caption=words::TITLE columns>{rows}</DataTable>
        </PageFrame>
    }
}

#[component]
fn Row(bid: BidId, line: SectionLine, seats: Vec<SeatLine>, may_edit: bool) -> impl IntoView {
    let other = language().other();
    let (main, gloss) = match other {
        Language::English => (line.title_ja.clone(), line.title_en.clone()),
        Language::Japanese => (line.title_en.clone(), line.title_ja.clone()),
    };
    let assignee = line.assignee_name.clone().unwrap_or_else(|| say(words::NOBODY).to_owned());
    let due = (!line.due_on.is_empty()).then(|| view! { <span class="num">{date_words::iso(&line.due_on)}</span> });
    let written =
        |characters: i64| (characters > 0).then(|| view! { <span class="num">{words::characters(characters)}</span> });
    view! {
        <tr>
            <Cell>
                <a href=paths::section(bid, line.id)>
                    <Bilingual main=format!("{}　{main}", line.position) other=gloss other_lang=other/>
                </a>
            </Cell>
            <Cell label=words::ASSIGNEE>{assignee}</Cell>
            <Cell label=words::DUE>{due}</Cell>
            <Cell label=words::STATE><StateTag state=line.state/></Cell>
            <Cell label=words::JAPANESE align=Align::End>{written(line.characters_ja)}</Cell>
            <Cell label=words::ENGLISH align=Align::End>{written(line.characters_en)}</Cell>
            {may_edit.then(|| view! { <Cell><Plan bid line seats/></Cell> })}
        </tr>
    }
}

#[component]
fn Plan(bid: BidId, line: SectionLine, seats: Vec<SeatLine>) -> impl IntoView {
    let id = line.id.to_string();
    let nobody = Choice::new("", words::NOBODY);
    let people = seats.into_iter().map(|seat| Choice::new(seat.user.to_string(), seat.name));
    let people = std::iter::once(nobody).chain(people).collect();
    let states = SectionState::ALL.into_iter().map(|state| Choice::new(state.code(), words::state(state))).collect();
    let assignee = line.assignee.map(|user| user.to_string());
    let kept = crate::ui::kept::kept_for(PLAN);
    let is_own = kept.is_some_and(|kept| kept.value("section") == Some(id.as_str()));
    let revision = if is_own { revision_for(PLAN, line.revision) } else { line.revision };
    let open = is_own && refusal_for(PLAN).is_some();
    view! {
        <Disclosure summary=words::PLAN open>
            <PostForm action=PLAN row=("section", id)>
                <Hidden name="bid" value=bid.to_string()/>
                <Hidden name="revision" value=revision.to_string()/>
                <Hidden name="edits" value=line.edits.to_string()/>
                <Select name="assignee" label=words::ASSIGNEE options=people selected=assignee/>
                <Field
                    name="due_on"
                    label=words::DUE
                    hint=words::DUE_HINT
                    value=line.due_on
                    width=FieldWidth::Medium
                />
                <Select name="state" label=words::STATE options=states selected=line.state.code()/>
                <Actions><Submit label=words::SAVE kind=ButtonKind::Quiet/></Actions>
            </PostForm>
        </Disclosure>
    }
}
