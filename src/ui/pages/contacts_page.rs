//! `/contacts`: the firm's contacts, found by name, reading or romaji; what is to be followed up.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::contacts::list_contacts;
use crate::domain::contact::KindSought;
use crate::domain::contact_view::{Contact, ContactList, FollowUp, LeftOwner, Named};
use crate::domain::id::UserId;
use crate::domain::instant::Instant;
use crate::ui::app::frame;
use crate::ui::contacts::{Nobodys, card_link, kind_choices, place_of, typed};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Cell, Choice, Column, DataTable, Empty, Notice, NoticeKind, PageHead, PostButton,
    PostForm, Select, Submit, Tag, TagKind,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{contact as words, contact_card as files, deadline, say};

/// The contacts of the firm.
#[component]
pub fn ContactsPage() -> impl IntoView {
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let is_erased = !asked("erased").is_empty();
    let list = list_contacts(asked("words"), asked("kind"), asked("after"));
    let stayed = asked("stayed").parse().unwrap_or_default();
    loading(list, move |list| view! { <Contacts list is_erased stayed/> }.into_any())
}

#[component]
fn Contacts(list: ContactList, is_erased: bool, stayed: usize) -> impl IntoView {
    let ContactList { words: sought, kind, contacts, more, due, nobodys, has_more_nobodys, left, people } = list;
    let erased = is_erased.then(|| view! { <Notice kind=NoticeKind::Success>{say(words::ERASED_NOTE)}</Notice> });
    let kind_code = kind.code();
    let sought_words = sought.clone();
    let more = more.map(|more| {
        let href = paths::contacts_found(&sought, kind_code, &more);
        view! { <Actions><ButtonLink href label=words::MORE/></Actions> }
    });
    let is_all = sought.is_empty() && kind == KindSought::All;
    let body = match contacts.is_empty() {
        true if is_all => view! { <Empty title=words::NONE><p>{say(words::NONE_HINT)}</p></Empty> }.into_any(),
        true => {
            view! { <Empty title=words::NONE_FOUND><ButtonLink href=paths::CONTACTS label=words::SHOW_ALL/></Empty> }
                .into_any()
        }
        false => view! { <Table contacts/> }.into_any(),
    };
    view! {
        <Title text=say(words::TITLE)/>
        <PageFrame current="firm-contacts">
            <PageHead title=words::TITLE sub=words::SUB>
                <Actions>
                    <ButtonLink href=paths::CONTACT_BODIES label=words::BODIES/>
                    <ButtonLink href=paths::CONTACT_DOUBLES label=words::DOUBLES/>
                    <ButtonLink href=paths::NEW_CONTACT label=words::NEW kind=ButtonKind::Primary/>
                </Actions>
            </PageHead>
            {erased}
            <Finder sought kind/>
            {body}
            {more}
            {due.map(|due| view! { <Due due/> })}
            <Nobodys nobodys has_more=has_more_nobodys people=people.clone() stayed/>
            <Left left people/>
            <Files words=sought_words kind_code/>
        </PageFrame>
    }
}

/// Words and a sort to look for.
#[component]
fn Finder(sought: String, kind: KindSought) -> impl IntoView {
    let code = kind.code();
    let options = kind_choices(words::ALL_KINDS)
        .into_iter()
        .chain([Choice::new(KindSought::UNSORTED, words::UNSORTED)])
        .map(|choice| {
            let is_selected = choice.value == code;
            view! { <option value=choice.value selected=is_selected>{choice.label.into_string()}</option> }
        })
        .collect_view();
    view! {
        <form class="search contact-search" method="get" action=paths::CONTACTS role="search">
            <label class="unseen" for="contact-words">{say(words::SEARCH)}</label>
            <input type="search" id="contact-words" name="words" value=sought placeholder=say(words::SEARCH_HINT)/>
            <label class="unseen" for="contact-kind">{say(words::KIND)}</label>
            <select id="contact-kind" name="kind">{options}</select>
            <button type="submit" class="button quiet">{say(words::SEARCH)}</button>
        </form>
    }
}

#[component]
fn Table(contacts: Vec<Contact>) -> impl IntoView {
    let columns = vec![
        Column::text(words::NAME),
        Column::text(words::BODY),
        Column::text(words::KIND),
        Column::text(words::REACH),
        Column::text(words::OWNER),
    ];
    let rows = contacts.into_iter().map(row).collect_view();
    view! { <DataTable caption=words::TITLE columns>{rows}</DataTable> }
}

fn row(contact: Contact) -> impl IntoView {
    let link = card_link(&contact);
    let place = place_of(&contact);
    let kind = contact.kind.map(|kind| say(words::kind(kind)));
    let left = contact.has_owner_left.then(|| view! { " "<Tag kind=TagKind::Warn text=words::HAS_LEFT/> });
    let reach: Vec<String> = [contact.form.email, contact.form.telephone, contact.form.mobile]
        .into_iter()
        .filter(|way| !way.is_empty())
        .collect();
    let reach = reach.into_iter().map(|way| view! { <span class="under">{way}</span> }).collect_view();
    view! {
        <tr>
            <Cell>{link}</Cell>
            <Cell label=words::BODY>{place}</Cell>
            <Cell label=words::KIND>{kind}</Cell>
            <Cell label=words::REACH>{reach}</Cell>
            <Cell label=words::OWNER>{contact.owner.map(typed)}{left}</Cell>
        </tr>
    }
}

/// Contacts out of a file, and into one: all, or those that are shown.
#[component]
fn Files(words: String, kind_code: &'static str) -> impl IntoView {
    let is_all = words.is_empty() && kind_code.is_empty();
    let (table, cards) = if is_all {
        (files::EXPORT_TABLE, files::EXPORT_CARDS)
    } else {
        (files::EXPORT_FOUND_TABLE, files::EXPORT_FOUND_CARDS)
    };
    let taken = |ending: &str| paths::contacts_taken(&words, kind_code, ending);
    let (csv, vcf) = (taken("csv"), taken("vcf"));
    view! {
        <section>
            <h2>{say(files::FILES)}</h2>
            <p class="hint">{say(files::EXPORT_NOTE)}</p>
            <Actions>
                <ButtonLink href=paths::IMPORT_CONTACTS label=files::IMPORT/>
                <ButtonLink href=csv label=table download=""/>
                <ButtonLink href=vcf label=cards download=""/>
            </Actions>
        </section>
    }
}

/// What is to be followed up, what is overdue first.
#[component]
fn Due(due: Vec<FollowUp>) -> impl IntoView {
    let today = Instant(frame().now).in_japan().date().to_string();
    let body = if due.is_empty() {
        view! { <p class="hint">{say(words::NO_DUE)}</p> }.into_any()
    } else {
        let rows = due.into_iter().map(|one| due_row(one, &today)).collect_view();
        let columns = vec![
            Column::text(words::UNTIL),
            Column::text(words::NAME),
            Column::text(words::NEXT_STEP),
            Column::text(words::FOLLOW_UP_BY),
            Column::text(""),
        ];
        view! { <DataTable caption=words::DUE columns>{rows}</DataTable> }.into_any()
    };
    view! { <section><h2>{say(words::DUE)}</h2>{body}</section> }
}

fn due_row(one: FollowUp, today: &str) -> impl IntoView + use<> {
    let overdue = (one.on.as_str() < today).then(|| view! { <Tag kind=TagKind::Warn text=words::OVERDUE/> });
    let left = one.is_nobodys.then(|| view! { " "<Tag kind=TagKind::Warn text=words::NOBODYS_TAG/> });
    let names: Vec<String> = one.contacts.iter().map(|contact| contact.name.clone()).collect();
    let links = one
        .contacts
        .into_iter()
        .map(|contact| view! { <li><a href=paths::contact(contact.id)>{typed(contact.name)}</a></li> })
        .collect_view();
    let fields = vec![("id", one.engagement.to_string())];
    view! {
        <tr>
            <Cell>{deadline::iso(&one.on)} {overdue}</Cell>
            <Cell label=words::NAME><ul class="plain">{links}</ul></Cell>
            <Cell label=words::NEXT_STEP>{typed(one.next_step)}</Cell>
            <Cell label=words::FOLLOW_UP_BY>{one.by.map(typed)}{left}</Cell>
            <Cell>
                <PostButton action="/api/contacts/follow-up" label=words::FOLLOWED_UP fields about=names.join("、")/>
            </Cell>
        </tr>
    }
}

/// What colleagues who left still answer for, each with a way to hand it over.
#[component]
fn Left(left: Vec<LeftOwner>, people: Vec<Named<UserId>>) -> impl IntoView {
    if left.is_empty() {
        return ().into_any();
    }
    let to: Vec<Choice> = people.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect();
    let lines = left
        .into_iter()
        .map(|owner| {
            let (options, name) = (to.clone(), owner.name.clone());
            let with = words::left_with(owner.contacts, owner.roles, owner.follow_ups);
            view! {
                <li>
                    <h3>{typed(owner.name)}</h3>
                    <p>{with}</p>
                    <PostForm action="/api/contacts/hand-over" row=("from", owner.user.to_string())>
                        <Select name="to" label=words::HAND_OVER_TO options/>
                        <Actions><Submit label=words::HAND_OVER about=name/></Actions>
                    </PostForm>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="contact-left no-print">
            <h2>{say(words::LEFT_OWNERS)}</h2>
            <p class="sub">{say(words::LEFT_OWNERS_SUB)}</p>
            <ul class="plain">{lines}</ul>
        </section>
    }
    .into_any()
}
