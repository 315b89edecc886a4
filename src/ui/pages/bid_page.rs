//! `/bids/:bid`: the overview: how long there is, how far the proposal is, who is on it.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::bids::load_overview;
use crate::api::changes::load_standing_of_bid;
use crate::domain::bid::{BidFirm, BidHead, BidOverview, SeatLine};
use crate::domain::change::Standing;
use crate::domain::joint_venture::Share;
use crate::domain::joint_venture::SharingMethod;
use crate::domain::joint_venture_view::{VentureMember, VentureSummary};
use crate::domain::money::Yen;
use crate::domain::seat::Action;
use crate::domain::section::SectionLine;
use crate::ui::bids::{ArchivedNote, NextDate, StateTag, Steps, navigation};
use crate::ui::changes::StandingBanner;
use crate::ui::documents::{FindingPanel, PaperPanel};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, Align, Bilingual, ButtonKind, ButtonLink, Cell, Column, Crumbs, DataTable, Disclosure, PageHead,
    PostButton, Progress,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::questions::QuestionPanel;
use crate::ui::wording::{
    bid as words, deadline as date_words, joint_venture as venture_words, language, say, section as section_words,
    shell,
};

/// The overview of a bid.
#[component]
pub fn BidPage() -> impl IntoView {
    let bid = bid_param();
    loading(
        async move {
            let bid = bid?;
            Ok((load_overview(bid).await?, load_standing_of_bid(bid).await?))
        },
        |(overview, standing)| view! { <Overview overview standing/> }.into_any(),
    )
}

#[component]
fn Overview(overview: BidOverview, standing: Standing) -> impl IntoView {
    let BidOverview { head, deadlines, sections, venture, firms, seats, questions, readiness } = overview;
    let crumbs = vec![
        (say(shell::HOME).to_owned(), Some(paths::HOME.to_owned())),
        (head.procedure_term.clone(), Some(paths::tender(head.tender))),
        (head.addressee.clone(), None),
    ];
    let crumbs = crumbs.into_iter().filter(|(words, _)| !words.is_empty()).collect();
    let sub = [words::addressed(&head.addressee), head.procedure_term.clone(), head.number.clone()];
    let sub = sub.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ・ ");
    let bid = navigation(&head);
    let dates = deadlines.clone();
    view! {
        <Title text=head.title.clone()/>
        <PageFrame current="overview" bid>
            <Crumbs items=crumbs/>
            <PageHead title=head.title.clone() sub><NextDate deadlines=dates/></PageHead>
            <ArchivedNote is_archived=head.is_archived/>
            <StandingBanner standing/>
            <Steps deadlines/>
            <div class="cols">
                <div>
                    <SectionTable bid=head.clone() sections/>
                    <PaperPanel id=head.id readiness=readiness.clone()/>
                </div>
                <div>
                    <FindingPanel id=head.id readiness/>
                    <QuestionPanel id=head.id counts=questions/>
                    <VentureSide bid=head.clone() venture/>
                    <PeopleSide bid=head.clone() firms seats/>
                    <TenderSide bid=head.clone()/>
                    <Care bid=head/>
                </div>
            </div>
        </PageFrame>
    }
}

#[component]
fn SectionTable(bid: BidHead, sections: Vec<SectionLine>) -> impl IntoView {
    use crate::domain::section::SectionState::Approved;
    let total = u32::try_from(sections.len()).unwrap_or(0);
    let done = sections.iter().filter(|line| line.state == Approved).count();
    let done = u32::try_from(done).unwrap_or(0);
    let columns = vec![
        Column::text(section_words::CHAPTER),
        Column::text(section_words::ASSIGNEE),
        Column::text(section_words::STATE),
        Column::number(section_words::JAPANESE),
        Column::number(section_words::ENGLISH),
    ];
    let rows = sections.into_iter().map(|line| view! { <SectionRow bid=bid.id line/> }).collect_view();
    view! {
        <section>
            <h2>{say(words::SECTION_PROGRESS)}" "<Progress done total label=words::SECTION_PROGRESS/></h2>
            <DataTable caption=words::SECTION_PROGRESS columns>{rows}</DataTable>
        </section>
    }
}

#[component]
fn SectionRow(bid: crate::domain::id::BidId, line: SectionLine) -> impl IntoView {
    let other = language().other();
    let (main, gloss) = match other {
        crate::domain::language::Language::English => (line.title_ja, line.title_en),
        crate::domain::language::Language::Japanese => (line.title_en, line.title_ja),
    };
    let due =
        (!line.due_on.is_empty()).then(|| view! { " "<span class="gloss num">{date_words::iso(&line.due_on)}</span> });
    let written = |characters: i64| {
        (characters > 0).then(|| view! { <span class="num">{section_words::characters(characters)}</span> })
    };
    view! {
        <tr>
            <Cell>
                <a href=paths::section(bid, line.id)>
                    <Bilingual main=format!("{}　{main}", line.position) other=gloss other_lang=other/>
                </a>
            </Cell>
            <Cell label=section_words::ASSIGNEE>{line.assignee_name}{due}</Cell>
            <Cell label=section_words::STATE><StateTag state=line.state/></Cell>
            <Cell label=section_words::JAPANESE align=Align::End>{written(line.characters_ja)}</Cell>
            <Cell label=section_words::ENGLISH align=Align::End>{written(line.characters_en)}</Cell>
        </tr>
    }
}

#[component]
fn VentureSide(bid: BidHead, venture: Option<VentureSummary>) -> impl IntoView {
    let page = paths::bid_page(bid.id, "joint-venture");
    let may_edit = bid.role.is_none_or(|role| role.may(Action::EditJointVenture)) && !bid.is_archived;
    let inner = match venture {
        Some(venture) => view! { <Venture venture page/> }.into_any(),
        None => view! {
            <p class="sub">{say(words::NO_VENTURE)}</p>
            {may_edit.then(|| view! { <ButtonLink href=page label=words::SET_UP_VENTURE/> })}
        }
        .into_any(),
    };
    view! { <section><h2>{say(shell::JOINT_VENTURE)}</h2>{inner}</section> }
}

#[component]
fn Venture(venture: VentureSummary, page: String) -> impl IntoView {
    let part_label = match venture.method {
        SharingMethod::JointExecution => venture_words::SHARE,
        SharingMethod::DividedWork => venture_words::AMOUNT,
    };
    let rows = venture
        .members
        .into_iter()
        .enumerate()
        .map(|(index, member)| {
            let role = if index == 0 { words::REPRESENTATIVE } else { words::MEMBER };
            let (name, part) = (member.name.clone(), part(&member));
            view! {
                <tr>
                    <Cell><span lang="ja">{name}</span></Cell>
                    <Cell label=venture_words::ORDER>{say(role)}</Cell>
                    <Cell label=part_label align=Align::End><span class="num">{part}</span></Cell>
                </tr>
            }
        })
        .collect_view();
    let columns =
        vec![Column::text(venture_words::FIRM), Column::text(venture_words::ORDER), Column::number(part_label)];
    view! {
        <p><a href=page lang="ja">{venture.name}</a>
            <br/><span class="gloss">{say(venture_words::method(venture.method))}</span></p>
        <DataTable caption=venture_words::MEMBERS columns>{rows}</DataTable>
    }
}

/// A member's share, or its part of the work.
fn part(member: &VentureMember) -> String {
    match (member.share, member.amount) {
        (Some(share), _) => Share(share).to_string(),
        (None, Some(amount)) => venture_words::yen(Yen(amount)),
        (None, None) => member.work.chars().take(24).collect(),
    }
}

#[component]
fn PeopleSide(bid: BidHead, firms: Vec<BidFirm>, seats: Vec<SeatLine>) -> impl IntoView {
    let groups = firms
        .into_iter()
        .map(|firm| {
            let people = seats
                .iter()
                .filter(|seat| seat.organisation == firm.id)
                .map(|seat| view! { <li>{seat.name.clone()}" "<span class="gloss">{say(words::role(seat.role))}</span></li> })
                .collect_view();
            view! { <div><dt lang=firm_lang(&firm)>{firm.name.clone()}</dt><dd><ul>{people}</ul></dd></div> }
        })
        .collect_view();
    view! {
        <section>
            <h2><a href=paths::bid_page(bid.id, "people")>{say(words::PEOPLE)}</a></h2>
            <dl class="facts">{groups}</dl>
        </section>
    }
}

const fn firm_lang(firm: &BidFirm) -> &'static str {
    if firm.is_japanese { "ja" } else { "en" }
}

#[component]
fn TenderSide(bid: BidHead) -> impl IntoView {
    let facts = [(words::PERIOD, bid.period), (words::PLACE, bid.place)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd lang="ja">{value}</dd></div> })
        .collect_view();
    view! {
        <section>
            <h2>{say(shell::TENDERS)}</h2>
            <dl class="facts">{facts}</dl>
            <ButtonLink href=paths::tender(bid.tender) label=words::TO_TENDER/>
        </section>
    }
}

#[component]
fn Care(bid: BidHead) -> impl IntoView {
    let may_archive = bid.role.is_none_or(|role| role.may(Action::Archive));
    let id = bid.id;
    let fields = move || vec![("bid", id.to_string())];
    let archive = match (may_archive, bid.is_archived) {
        (false, _) => None,
        (true, false) => Some(view! {
            <PostButton action="/api/bids/archive" label=words::ARCHIVE fields=fields()/>
        }),
        (true, true) => Some(view! {
            <PostButton action="/api/bids/reopen" label=words::REOPEN fields=fields()/>
        }),
    };
    view! {
        <section>
            <Disclosure summary=words::CARE>
                <p class="sub">{say(words::CARE_NOTE)}</p>
                <Actions>
                    {archive}
                    <PostButton action="/api/bids/leave" label=words::LEAVE fields=fields() kind=ButtonKind::Danger/>
                </Actions>
            </Disclosure>
        </section>
    }
}
