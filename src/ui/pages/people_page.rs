//! `/bids/:bid/people`: firms and seats; giving, changing and taking a seat.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::seats::load_people;
use crate::domain::bid::{BidFirm, BidHead, BidPeople, Colleague, OpenInvitation, SeatLine};
use crate::domain::id::{BidId, SectionId};
use crate::domain::language::Language;
use crate::domain::seat::{Action, Role};
use crate::domain::section::SectionLine;
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, Cell, Choice, Column, DataTable, Disclosure, Field, FieldKind, Hidden, PageHead, PostButton,
    PostForm, Select, Submit,
};
use crate::ui::links::ShownLink;
use crate::ui::load::{bid_param, loading};
use crate::ui::wording::{bid as words, language, moment, say, shell};

/// The people of a bid.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { load_people(bid?).await }, |people| view! { <People people/> }.into_any())
}

#[component]
fn People(people: BidPeople) -> impl IntoView {
    let BidPeople { head, firms, seats, sections, colleagues, invitations, reader } = people;
    let manages = may_manage(&head);
    let bid = navigation(&head);
    let title = format!("{} · {}", say(shell::SEATS), head.title);
    let groups = firms
        .into_iter()
        .map(|firm| {
            let own = seats.iter().filter(|seat| seat.organisation == firm.id).cloned().collect::<Vec<_>>();
            let sections = sections.clone();
            view! { <FirmGroup bid=head.id firm seats=own sections manages reader/> }
        })
        .collect_view();
    view! {
        <Title text=title/>
        <PageFrame current="people" bid>
            <PageHead title=shell::SEATS sub=words::PEOPLE_LEAD/>
            <ArchivedNote is_archived=head.is_archived/>
            <ShownLink/>
            {groups}
            {manages.then(|| view! {
                <Adding bid=head.id sections colleagues/>
                <Invitations bid=head.id invitations/>
            })}
            <RoleNotes/>
        </PageFrame>
    }
}

fn may_manage(head: &BidHead) -> bool {
    !head.is_archived && head.role.is_none_or(|role| role.may(Action::ManageSeats))
}

#[component]
fn FirmGroup(
    bid: BidId,
    firm: BidFirm,
    seats: Vec<SeatLine>,
    sections: Vec<SectionLine>,
    manages: bool,
    reader: Option<crate::domain::id::UserId>,
) -> impl IntoView {
    let columns =
        vec![Column::text(words::NAME), Column::text(words::ROLE), Column::text(words::EMAIL), Column::text("")];
    let rows = seats
        .into_iter()
        .map(|seat| {
            let is_reader = Some(seat.user) == reader;
            let sections = sections.clone();
            view! { <SeatRow bid seat sections manages is_reader/> }
        })
        .collect_view();
    let lang = if firm.is_japanese { "ja" } else { "en" };
    view! {
        <section class="seats">
            <h2 lang=lang>{firm.name.clone()}" "<span class="gloss num">{firm.country}</span></h2>
            <DataTable caption=firm.name columns>{rows}</DataTable>
        </section>
    }
}

#[component]
fn SeatRow(bid: BidId, seat: SeatLine, sections: Vec<SectionLine>, manages: bool, is_reader: bool) -> impl IntoView {
    let section = seat
        .section
        .and_then(|id| sections.iter().find(|line| line.id == id))
        .map(|line| format!(" · {}", section_title(line)));
    let (name, email, role) = (seat.name.clone(), seat.email.clone(), seat.role);
    let you = is_reader.then(|| view! { <span class="gloss">{say(words::YOU)}</span> });
    view! {
        <tr>
            <Cell>{name}{you}</Cell>
            <Cell label=words::ROLE>{say(words::role(role))}{section}</Cell>
            <Cell label=words::EMAIL><span class="num">{email}</span></Cell>
            <Cell>{manages.then(|| view! { <SeatForm bid seat sections/> })}</Cell>
        </tr>
    }
}

#[component]
fn SeatForm(bid: BidId, seat: SeatLine, sections: Vec<SectionLine>) -> impl IntoView {
    let user = seat.user.to_string();
    let fields = vec![("user", user.clone()), ("bid", bid.to_string())];
    let about = seat.name.clone();
    view! {
        <Disclosure summary=words::EDIT_SEAT>
            <PostForm action="/api/seats/change" row=("user", user)>
                <Hidden name="bid" value=bid.to_string()/>
                <RoleFields role=seat.role section=seat.section sections/>
                <Actions><Submit label=words::CHANGE kind=ButtonKind::Quiet about/></Actions>
            </PostForm>
            <PostButton
                action="/api/seats/take"
                label=words::REMOVE
                fields
                kind=ButtonKind::Danger
                about=seat.name
            />
        </Disclosure>
    }
}

fn section_title(line: &SectionLine) -> String {
    let title = match language() {
        Language::Japanese => &line.title_ja,
        Language::English => &line.title_en,
    };
    format!("{}. {title}", line.position)
}

#[component]
fn RoleFields(role: Role, section: Option<SectionId>, sections: Vec<SectionLine>) -> impl IntoView {
    let roles = Role::ALL.into_iter().map(|role| Choice::new(role.code(), words::role(role))).collect();
    let none = Choice::new("", words::NO_SECTION);
    let choices = sections.iter().map(|line| Choice::new(line.id.to_string(), section_title(line)));
    let sections = std::iter::once(none).chain(choices).collect();
    let section = section.map(|id| id.to_string());
    view! {
        <Select name="role" label=words::ROLE options=roles selected=role.code()/>
        <Select name="section" label=words::ONE_SECTION options=sections selected=section/>
    }
}

#[component]
fn Adding(bid: BidId, sections: Vec<SectionLine>, colleagues: Vec<Colleague>) -> impl IntoView {
    let choices: Vec<Choice> = colleagues
        .into_iter()
        .map(|colleague| Choice::new(colleague.email.clone(), format!("{} <{}>", colleague.name, colleague.email)))
        .collect();
    let own = if choices.is_empty() {
        view! { <p class="sub">{say(words::NO_COLLEAGUE)}</p> }.into_any()
    } else {
        let sections = sections.clone();
        view! {
            <PostForm action="/api/seats/give" row=("from", "own".to_owned())>
                <Hidden name="bid" value=bid.to_string()/>
                <Select name="email" label=words::COLLEAGUE options=choices/>
                <RoleFields role=Role::Writer section=None sections/>
                <Actions><Submit label=words::ADD/></Actions>
            </PostForm>
        }
        .into_any()
    };
    let invited = sections.clone();
    view! {
        <div class="cols even">
            <section><h2>{say(words::ADD_COLLEAGUE)}</h2>{own}</section>
            <section>
                <h2>{say(words::INVITE_PARTNER)}</h2>
                <PostForm action="/api/seats/invite">
                    <Hidden name="bid" value=bid.to_string()/>
                    <Field name="email" label=words::EMAIL kind=FieldKind::Email hint=words::INVITE_HINT/>
                    <RoleFields role=Role::Writer section=None sections=invited/>
                    <Actions><Submit label=words::MAKE_LINK/></Actions>
                </PostForm>
                <Disclosure summary=words::ADD_PARTNER_PERSON>
                    <PostForm action="/api/seats/give" row=("from", "partner".to_owned())>
                        <Hidden name="bid" value=bid.to_string()/>
                        <Field name="email" label=words::EMAIL kind=FieldKind::Email hint=words::ADD_PARTNER_HINT/>
                        <RoleFields role=Role::Writer section=None sections/>
                        <Actions><Submit label=words::ADD kind=ButtonKind::Quiet/></Actions>
                    </PostForm>
                </Disclosure>
            </section>
        </div>
    }
}

#[component]
fn Invitations(bid: BidId, invitations: Vec<OpenInvitation>) -> impl IntoView {
    if invitations.is_empty() {
        return ().into_any();
    }
    let columns =
        vec![Column::text(words::EMAIL), Column::text(words::ROLE), Column::text(words::VALID_UNTIL), Column::text("")];
    let rows = invitations
        .into_iter()
        .map(|open| {
            let role = open.role.map(|role| say(words::role(role)));
            let fields = vec![("link", open.id.to_string()), ("bid", bid.to_string())];
            let about = open.email.clone();
            view! {
                <tr>
                    <Cell>{open.email}</Cell>
                    <Cell label=words::ROLE>{role}</Cell>
                    <Cell label=words::VALID_UNTIL>
                        <span class="num">{moment::in_zone_of_reader(open.expires_at)}</span>
                    </Cell>
                    <Cell>
                        <PostButton
                            action="/api/seats/revoke"
                            label=words::REVOKE
                            fields
                            kind=ButtonKind::Danger
                            about
                        />
                    </Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{say(words::INVITATIONS)}</h2>
            <DataTable caption=words::INVITATIONS columns>{rows}</DataTable>
        </section>
    }
    .into_any()
}

#[component]
fn RoleNotes() -> impl IntoView {
    let notes = Role::ALL
        .into_iter()
        .map(|role| view! { <div><dt>{say(words::role(role))}</dt><dd>{say(words::role_note(role))}</dd></div> })
        .collect_view();
    view! { <section><Disclosure summary=words::ROLES><dl class="facts">{notes}</dl></Disclosure></section> }
}
