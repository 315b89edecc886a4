//! The invitations that nobody has followed yet.

use leptos::prelude::*;

use crate::domain::link::{Invitation, LinkPurpose};
use crate::ui::kit::{Cell, Column, DataTable, Empty, PostButton};
use crate::ui::wording::{account as words, moment, say};

/// The open invitations of a firm, each with a button that withdraws it.
#[component]
pub fn OpenInvitations(
    /// What is open.
    invitations: Vec<Invitation>,
) -> impl IntoView {
    if invitations.is_empty() {
        return view! { <Empty title=words::NO_INVITATIONS/> }.into_any();
    }
    let columns =
        vec![Column::text(words::EMAIL), Column::text(words::PURPOSE), Column::text(words::UNTIL), Column::text("")];
    let rows = invitations.into_iter().map(row).collect_view();
    view! { <DataTable caption=words::OPEN_INVITATIONS columns>{rows}</DataTable> }.into_any()
}

fn row(invitation: Invitation) -> impl IntoView {
    let purpose = match (invitation.purpose, invitation.is_administrator) {
        (LinkPurpose::Partner, _) => words::FOR_PARTNER,
        (_, true) => words::FOR_ADMINISTRATOR,
        (_, false) => words::FOR_COLLEAGUE,
    };
    let email = invitation.email.clone();
    view! {
        <tr>
            <Cell>{invitation.email}</Cell>
            <Cell label=words::PURPOSE>
                {say(purpose)}
                {invitation.tender.map(|tender| view! { <span class="gloss">{tender}</span> })}
            </Cell>
            <Cell label=words::UNTIL>{moment::in_zone_of_reader(invitation.expires_at)}</Cell>
            <Cell>
                <PostButton action="/api/links/revoke" label=words::REVOKE about=email
                    fields=vec![("link", invitation.id.to_string())]/>
            </Cell>
        </tr>
    }
}
