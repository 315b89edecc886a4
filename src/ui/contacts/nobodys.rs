//! Follow-ups that nobody does any more, and the one form that hands them over.

use leptos::prelude::*;

use super::typed;
use crate::domain::contact_view::{Named, NobodysFollowUp};
use crate::domain::id::UserId;
use crate::domain::instant::Instant;
use crate::ui::app::frame;
use crate::ui::kit::{
    Actions, Cell, Checkbox, Choice, Column, DataTable, Notice, NoticeKind, PostForm, Select, Submit, Tag, TagKind,
};
use crate::ui::paths;
use crate::ui::wording::{contact as words, deadline, say};

/// What nobody follows up; nothing when somebody does everything.
#[component]
pub fn Nobodys(
    /// The follow-ups, nearest first.
    nobodys: Vec<NobodysFollowUp>,
    /// Whether there are more than these.
    has_more: bool,
    /// To whom they can be handed over.
    people: Vec<Named<UserId>>,
    /// How many stayed when some were handed over a moment ago.
    stayed: usize,
) -> impl IntoView {
    let stayed =
        (stayed > 0).then(|| view! { <Notice kind=NoticeKind::Warning>{words::nobodys_stayed(stayed)}</Notice> });
    if nobodys.is_empty() {
        return stayed.into_any();
    }
    let more = has_more.then(|| view! { <p class="hint">{say(words::NOBODYS_MORE)}</p> });
    let may = nobodys.iter().any(|one| one.may_hand_over);
    let today = Instant(frame().now).in_japan().date().to_string();
    let columns = vec![
        Column::text(words::UNTIL),
        Column::text(words::NAME),
        Column::text(words::NEXT_STEP),
        Column::text(words::NOBODYS_WAS_BY),
        Column::text(""),
    ];
    let rows = nobodys.into_iter().map(|one| row(one, &today)).collect_view();
    let table = view! { <DataTable caption=words::NOBODYS columns>{rows}</DataTable> };
    let body = if may {
        let options: Vec<Choice> = people.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)).collect();
        view! {
            <PostForm action="/api/contacts/hand-over-follow-ups">
                {table}
                {more}
                <div class="no-print">
                    <Select name="to" label=words::HAND_OVER_TO options/>
                    <Actions><Submit label=words::HAND_OVER_FOLLOW_UPS/></Actions>
                </div>
            </PostForm>
        }
        .into_any()
    } else {
        view! { {table} {more} }.into_any()
    };
    view! {
        <section id="nobodys">
            <h2>{say(words::NOBODYS)}</h2>
            <p class="sub">{say(words::NOBODYS_SUB)}</p>
            {stayed}
            {body}
        </section>
    }
    .into_any()
}

fn row(one: NobodysFollowUp, today: &str) -> impl IntoView + use<> {
    let overdue = (one.on.as_str() < today).then(|| view! { " "<Tag kind=TagKind::Warn text=words::OVERDUE/> });
    let contacts = one
        .contacts
        .into_iter()
        .map(|contact| view! { <li><a href=paths::contact(contact.id)>{typed(contact.name)}</a></li> })
        .collect_view();
    let bid = one.bid.map(|bid| {
        let href = paths::bid_page(bid.id, "contacts");
        view! { <span class="small under"><a href=href>{typed(bid.name)}</a></span> }
    });
    let choice = if one.may_hand_over {
        let name = format!("follow_ups[id-{}]", one.engagement);
        view! { <Checkbox name label=words::HAND_OVER_THIS checked=true/> }.into_any()
    } else {
        view! { <span class="muted">{say(words::NOBODYS_NOT_YOURS)}</span> }.into_any()
    };
    view! {
        <tr>
            <Cell>{deadline::iso(&one.on)}{overdue}</Cell>
            <Cell label=words::NAME><ul class="plain">{contacts}</ul>{bid}</Cell>
            <Cell label=words::NEXT_STEP>{typed(one.next_step)}</Cell>
            <Cell label=words::NOBODYS_WAS_BY>{one.was_by.map(typed)}" "<Tag kind=TagKind::Warn text=words::NOBODYS_TAG/></Cell>
            <Cell>{choice}</Cell>
        </tr>
    }
}
