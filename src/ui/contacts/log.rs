//! The log: what was spoken with contacts, newest first, with what fell inside a ban marked.

use leptos::prelude::*;

use super::{Attachments, typed};
use crate::domain::contact_view::{Engagement, LogPlace};
use crate::domain::id::ContactId;
use crate::ui::kit::{Actions, ButtonLink, Cell, Column, DataTable, Empty, PostButton, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{COLON, contact, deadline, engagement as words, say};

/// The log as a table.
#[component]
pub fn EngagementLog(
    /// The engagements.
    log: Vec<Engagement>,
    /// Whether the bid is named, where the page is not a bid's.
    names_bid: bool,
    /// Whether the reader may mark what was followed up.
    may_edit: bool,
) -> impl IntoView {
    if log.is_empty() {
        return view! { <Empty title=words::LOG_EMPTY/> }.into_any();
    }
    let columns = vec![
        Column::text(words::WHEN),
        Column::text(words::WHO),
        Column::text(words::SAID),
        Column::text(words::NEXT_STEP),
    ];
    let rows = log.into_iter().map(|engagement| row(engagement, names_bid, may_edit)).collect_view();
    view! { <DataTable caption=words::LOG columns>{rows}</DataTable> }.into_any()
}

/// The ways to the newest entries and to what is older, where a log has more than a page.
#[component]
pub fn LogPages(
    /// Address of the page that shows the log.
    page: String,
    /// Whether the newest entries are on another page.
    is_older: bool,
    /// Where what is older begins.
    #[prop(optional_no_strip)]
    older: Option<LogPlace>,
) -> impl IntoView {
    let newest = is_older.then(|| view! { <ButtonLink href=paths::log(&page, None) label=words::NEWEST/> });
    let older = older.map(|place| view! { <ButtonLink href=paths::log(&page, Some(place)) label=words::OLDER/> });
    (newest.is_some() || older.is_some()).then(|| view! { <Actions>{newest}{older}</Actions> })
}

fn row(engagement: Engagement, names_bid: bool, may_edit: bool) -> impl IntoView {
    let marks = marks(&engagement);
    let files = view! { <Attachments engagement=engagement.clone()/> };
    let next = next(&engagement, may_edit);
    let is_own = engagement.firm.is_none();
    let reason = engagement.ban_reason.map(|reason| match (reason.is_empty(), is_own) {
        (false, _) => view! { <span class="small under">{say(words::REASON)}{typed(reason)}</span> }.into_any(),
        (true, true) => view! { <span class="small under">{say(words::LATE_BAN)}</span> }.into_any(),
        (true, false) => ().into_any(),
    });
    let bid = engagement.bid.filter(|_| names_bid).map(|bid| {
        let href = paths::bid_page(bid.id, "contacts");
        view! { <span class="small under"><a href=href>{typed(bid.name)}</a></span> }
    });
    let correct = engagement.may_edit.then(|| {
        let href = paths::engagement(engagement.id);
        let about = deadline::moment(engagement.at);
        view! { <a class="small under" href=href>{say(words::CORRECT)}<span class="unseen">" "{about}</span></a> }
    });
    let firm = engagement.firm.map(|firm| view! { <span class="small under">{typed(firm)}</span> });
    let erased =
        (engagement.erased > 0).then(|| view! { <span class="small under">{words::erased(engagement.erased)}</span> });
    let contacts = engagement.contacts.into_iter().map(|(id, name)| who(id, name)).collect_view();
    let people = view! { <span class="small under">{typed(engagement.people.join("、"))}</span> };
    view! {
        <tr>
            <Cell>{deadline::moment(engagement.at)}<span class="small under">{say(words::kind(engagement.kind))}</span>{marks}</Cell>
            <Cell label=words::WHO><ul class="plain">{contacts}</ul>{erased}{people}{firm}{bid}</Cell>
            <Cell label=words::SAID><p class="contact-said">{typed(engagement.said)}</p>{reason}{files}{correct}</Cell>
            <Cell label=words::NEXT_STEP>{next}</Cell>
        </tr>
    }
}

fn who(id: Option<ContactId>, name: String) -> impl IntoView {
    let name = typed(name);
    match id {
        Some(id) => view! { <li><a href=paths::contact(id)>{name}</a></li> }.into_any(),
        None => view! { <li>{name}</li> }.into_any(),
    }
}

fn marks(engagement: &Engagement) -> impl IntoView + use<> {
    let in_ban = engagement.ban_reason.is_some().then(|| view! { <Tag kind=TagKind::Bad text=words::IN_BAN/> });
    let own = engagement.is_confidential.then(|| view! { <Tag text=words::CONFIDENTIAL_TAG/> });
    view! { {in_ban} {own} }
}

fn next(engagement: &Engagement, may_edit: bool) -> impl IntoView + use<> {
    let on = engagement.follow_up_on.clone();
    let follow_up = (!on.is_empty()).then(|| {
        // Whoever minds what nobody follows up need not write on the bid.
        let may_follow_up = may_edit && (engagement.may_edit || engagement.is_nobodys);
        let state = match (engagement.is_followed_up, may_follow_up) {
            (true, _) => view! { <Tag kind=TagKind::Ok text=words::FOLLOWED_UP/> }.into_any(),
            (false, true) => {
                let fields = vec![("id", engagement.id.to_string())];
                view! { <PostButton action="/api/contacts/follow-up" label=contact::FOLLOWED_UP fields about=deadline::iso(&on)/> }
                    .into_any()
            }
            (false, false) => ().into_any(),
        };
        let by = engagement.follow_up_by.clone().map(|by| view! { " "{typed(by)} });
        let nobodys =
            engagement.is_nobodys.then(|| view! { " "<Tag kind=TagKind::Warn text=contact::NOBODYS_TAG/> });
        let label = [say(words::FOLLOW_UP), say(COLON)].concat();
        view! { <span class="small under">{label}{deadline::iso(&on)}{by}{nobodys}</span>{state} }
    });
    view! { {typed(engagement.next_step.clone())} {follow_up} }
}
