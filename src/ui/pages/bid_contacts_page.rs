//! `/bids/:bid/contacts`: who is around a bid: roles, the stakeholder map, the plan, the log under the ban on contact.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::bid_contacts::open_bid_contacts;
use crate::domain::bid::BidHead;
use crate::domain::contact_ban::BanPeriod;
use crate::domain::contact_view::{BidContact, BidContacts, Contact, Named, OwnRole};
use crate::domain::deadline::Moment;
use crate::domain::id::{BidId, ContactId};
use crate::domain::instant::Instant;
use crate::ui::app::frame;
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::contacts::{
    EngagementEntry, EngagementLog, EngagementPlan, LogPages, Mark, StakeholderMap, TakesPart, name_of, place_of,
    title_of, typed,
};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Align, ButtonLink, Cell, Column, DataTable, Empty, Notice, NoticeKind, PageHead, Tag, TagKind};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{contact as words, engagement, say};

/// The contacts of a bid.
#[component]
pub fn BidContactsPage() -> impl IntoView {
    let bid = bid_param();
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let (sought, behind) = (asked("words"), asked("behind"));
    let is_older = !behind.is_empty();
    loading(
        async move { Ok((open_bid_contacts(bid?, sought.clone(), behind).await?, sought)) },
        move |(contacts, sought)| view! { <Around contacts sought is_older/> }.into_any(),
    )
}

#[component]
fn Around(contacts: BidContacts, sought: String, is_older: bool) -> impl IntoView {
    let BidContacts { head, contacts, log, older, last_spoken, ban, people, found, may_edit, reader } = contacts;
    let (own, others): (Vec<BidContact>, Vec<BidContact>) = contacts.into_iter().partition(|row| row.own.is_some());
    let own: Vec<(BidContact, OwnRole)> =
        own.into_iter().filter_map(|row| row.own.clone().map(|own| (row, own))).collect();
    let taking_part = own
        .iter()
        .map(|(row, own)| TakesPart { contact: Named { id: own.contact, name: row.name.clone() }, is_ticked: false })
        .collect();
    let entry = reader.filter(|_| may_edit && !own.is_empty()).map(|reader| {
        view! { <EngagementEntry bid=head.id contacts=taking_part people reader/> }
    });
    let add = may_edit.then(|| view! { <Add bid=head.id sought found/> });
    let shown = (!others.is_empty()).then(|| view! { <Shown others/> });
    let title = head.title.clone();
    let page = paths::bid_page(head.id, "contacts");
    let navigation = navigation(&head);
    view! {
        <Title text=format!("{} · {title}", say(words::IN_BID))/>
        <PageFrame current="contacts" bid=navigation>
            <PageHead title=words::IN_BID sub=words::IN_BID_SUB/>
            <ArchivedNote is_archived=head.is_archived/>
            <Ban ban/>
            <Own head own ban last_spoken may_edit/>
            {add}
            {shown}
            <section id="log">
                <h2>{say(engagement::LOG)}</h2>
                {entry}
                <EngagementLog log names_bid=false may_edit/>
                <LogPages page is_older older/>
            </section>
        </PageFrame>
    }
}

/// The ban as a band: while it lasts it warns.
#[component]
fn Ban(#[prop(optional_no_strip)] ban: Option<BanPeriod>) -> impl IntoView {
    let today = Instant(frame().now).in_japan().date();
    let (kind, line) = match ban {
        Some(ban) if ban.holds(today) => (NoticeKind::Warning, words::ban_band(ban)),
        Some(ban) => (NoticeKind::Information, words::ban_band(ban)),
        None => (NoticeKind::Information, say(words::NO_BAN).to_owned()),
    };
    view! { <Notice kind><b>{say(words::BAN)}</b>" "{line}</Notice> }
}

#[component]
fn Own(
    head: BidHead,
    own: Vec<(BidContact, OwnRole)>,
    #[prop(optional_no_strip)] ban: Option<BanPeriod>,
    last_spoken: BTreeMap<ContactId, Moment>,
    may_edit: bool,
) -> impl IntoView {
    if own.is_empty() {
        let hint = may_edit.then(|| view! { <p>{say(words::NONE_IN_BID_HINT)}</p> });
        return view! { <Empty title=words::NONE_IN_BID>{hint}</Empty> }.into_any();
    }
    let marks = own
        .iter()
        .enumerate()
        .map(|(at, (row, own))| Mark {
            number: at + 1,
            name: row.name.clone(),
            influence: own.role.influence,
            attitude: own.role.attitude,
        })
        .collect();
    let bid = head.id;
    let columns = vec![
        Column::number(words::NUMBER),
        Column::text(words::NAME),
        Column::text(words::ROLE),
        Column::number(words::INFLUENCE),
        Column::number(words::ATTITUDE),
        Column::text(words::INTEREST),
    ];
    let rows = own.iter().cloned().enumerate().map(|(at, (row, own))| role_row(bid, at + 1, row, own)).collect_view();
    view! {
        <div class="cols contact-around">
            <section><DataTable caption=words::IN_BID columns>{rows}</DataTable></section>
            <section><h2>{say(words::MAP)}</h2><StakeholderMap marks/></section>
        </div>
        <EngagementPlan bid own ban last_spoken/>
    }
    .into_any()
}

fn role_row(bid: BidId, number: usize, row: BidContact, own: OwnRole) -> impl IntoView {
    let under: Vec<String> =
        [row.body, title_of(&row.title_ja, &row.title_en)].into_iter().filter(|part| !part.is_empty()).collect();
    let covered = own.is_covered.then(|| view! { <Tag kind=TagKind::Warn text=words::COVERED/> });
    let shown = own.role.is_shared.then(|| view! { <Tag text=words::SHARED/> });
    view! {
        <tr>
            <Cell label=words::NUMBER align=Align::End><span class="num">{number}</span></Cell>
            <Cell label=words::NAME>
                <a href=paths::bid_contact(bid, own.contact)>{typed(row.name)}</a>
                <span class="small under">{typed(under.join(" "))}</span>
                {covered} {shown}
            </Cell>
            <Cell label=words::ROLE>{say(words::role(row.role))}</Cell>
            <Cell label=words::INFLUENCE align=Align::End><span class="num">{own.role.influence}</span></Cell>
            <Cell label=words::ATTITUDE align=Align::End><span class="num">{words::attitude(own.role.attitude)}</span></Cell>
            <Cell label=words::INTEREST><span class="contact-said">{typed(own.role.interest)}</span></Cell>
        </tr>
    }
}

/// Those whom other firms show, with what they show.
#[component]
fn Shown(others: Vec<BidContact>) -> impl IntoView {
    let columns = vec![
        Column::text(words::NAME),
        Column::text(words::BODY),
        Column::text(words::TITLE_OF_PERSON),
        Column::text(words::ROLE),
        Column::text(words::FIRM),
    ];
    let rows = others
        .into_iter()
        .map(|row| {
            let latin = (row.latin != row.name).then(|| view! { <span class="small under">{row.latin}</span> });
            view! {
                <tr>
                    <Cell>{typed(row.name)}{latin}</Cell>
                    <Cell label=words::BODY>{typed(row.body)}</Cell>
                    <Cell label=words::TITLE_OF_PERSON>{typed(title_of(&row.title_ja, &row.title_en))}</Cell>
                    <Cell label=words::ROLE>{say(words::role(row.role))}</Cell>
                    <Cell label=words::FIRM>{typed(row.firm)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{say(words::SHOWN_BY_OTHERS)}</h2>
            <DataTable caption=words::SHOWN_BY_OTHERS columns>{rows}</DataTable>
        </section>
    }
}

/// Looking among the firm's contacts for somebody to add.
#[component]
fn Add(bid: BidId, sought: String, found: Vec<Contact>) -> impl IntoView {
    let is_sought = !sought.trim().is_empty();
    let columns = vec![Column::text(words::NAME), Column::text(words::BODY), Column::text("")];
    let body = if found.is_empty() {
        is_sought.then(|| view! { <p class="hint">{say(words::NONE_FOUND)}</p> }).into_any()
    } else {
        let rows = found
            .into_iter()
            .map(|contact| {
                let href = paths::bid_contact(bid, contact.id);
                let (name, place) = (name_of(&contact.form), place_of(&contact));
                view! {
                    <tr>
                        <Cell>{name}</Cell>
                        <Cell label=words::BODY>{place}</Cell>
                        <Cell><ButtonLink href label=words::CHOOSE/></Cell>
                    </tr>
                }
            })
            .collect_view();
        view! { <DataTable caption=words::ADD_IN_BID columns>{rows}</DataTable> }.into_any()
    };
    view! {
        <section class="no-print">
            <h2>{say(words::ADD_IN_BID)}</h2>
            <form class="search" method="get" action=paths::bid_page(bid, "contacts") role="search">
                <label class="unseen" for="bid-contact-words">{say(words::ADD_IN_BID_HINT)}</label>
                <input type="search" id="bid-contact-words" name="words" value=sought placeholder=say(words::SEARCH_HINT)/>
                <button type="submit" class="button quiet">{say(words::SEARCH)}</button>
            </form>
            {body}
        </section>
    }
}
