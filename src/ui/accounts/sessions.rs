//! Where one is signed in.

use leptos::prelude::*;

use crate::domain::account::OwnSession;
use crate::ui::kit::{ButtonKind, Cell, Column, DataTable, PostButton};
use crate::ui::wording::{account as words, moment, say};

/// The own sessions, and the button that ends all of them.
#[component]
pub fn OwnSessions(
    /// The sessions, the latest used first.
    sessions: Vec<OwnSession>,
) -> impl IntoView {
    let columns = vec![Column::text(words::SEEN), Column::text(words::BEGAN)];
    let rows = sessions
        .into_iter()
        .map(|session| {
            view! {
                <tr>
                    <Cell>
                        {moment::in_zone_of_reader(session.seen_at)}
                        {session.is_this.then(|| view! { <span class="aside">" "{say(words::THIS_SESSION)}</span> })}
                    </Cell>
                    <Cell label=words::BEGAN>{moment::in_zone_of_reader(session.created_at)}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2>{say(words::SESSIONS)}</h2>
            <DataTable caption=words::SESSIONS columns>{rows}</DataTable>
            <PostButton action="/api/sign-out-everywhere" label=words::SIGN_OUT_EVERYWHERE kind=ButtonKind::Danger/>
        </section>
    }
}
