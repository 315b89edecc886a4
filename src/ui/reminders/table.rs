//! Messages in a table: what, when it is due, how its date stands now, and what can be done about it.

use leptos::prelude::*;

use crate::domain::deadline::Moment;
use crate::domain::instant::Instant;
use crate::domain::reminder::{InboxLine, OutboxState, Standing};
use crate::ui::app::frame;
use crate::ui::contacts::typed;
use crate::ui::dates::When;
use crate::ui::kit::{Cell, Column, DataTable, PostButton, Tag, TagKind};
use crate::ui::paths;
use crate::ui::reminders::MailAnswer;
use crate::ui::wording::{Phrase, moment, reminder as words, told};

/// Messages, newest first.
#[component]
pub fn ReminderTable(
    /// What the table holds.
    caption: Phrase,
    /// The messages.
    lines: Vec<InboxLine>,
) -> impl IntoView {
    let columns =
        vec![Column::text(words::WHAT), Column::text(words::DUE), Column::text(words::TOLD), Column::text("")];
    let rows = lines.into_iter().map(|line| view! { <Row line/> }).collect_view();
    view! { <DataTable caption columns>{rows}</DataTable> }
}

#[component]
fn Row(line: InboxLine) -> impl IntoView {
    let now = Instant(frame().now);
    let sentence = told::sentence(&line.about, now);
    let link_words = sentence.clone();
    let href = paths::told(&line.about, line.bid);
    let period = line.about.period();
    let title = line.about.title().map(str::to_owned);
    let contact = (!line.contact.is_empty()).then(|| typed(line.contact.clone()));
    let is_printed = line.about.due().is_some();
    let since = moment::in_zone_of_reader(line.shown_at);
    let (standing, state, error) = (line.standing, line.state, line.error.clone());
    view! {
        <tr class="reminder">
            <Cell>
                <a href=href>{link_words}</a>
                {contact.map(|contact| view! { <span class="small under">{contact}</span> })}
                {title.map(|title| view! { <span class="small under" lang="ja">{title}</span> })}
            </Cell>
            <Cell label=words::DUE>{period.map(|(from, at)| view! { <Due from at is_printed standing/> })}</Cell>
            <Cell label=words::TOLD>{since}<MailTag state error/></Cell>
            <Cell><Deeds line about=sentence now/></Cell>
        </tr>
    }
}

#[component]
fn Due(from: Option<Moment>, at: Moment, is_printed: bool, standing: Standing) -> impl IntoView {
    let tag = match standing {
        Standing::Holds => ().into_any(),
        Standing::Done => view! { <Tag kind=TagKind::Ok text=words::DONE/> }.into_any(),
        Standing::Gone => view! { <Tag text=words::GONE/> }.into_any(),
        Standing::NoGo => view! { <Tag text=words::NO_GO/> }.into_any(),
        Standing::Moved { to } => {
            view! { <Tag kind=TagKind::Warn text=words::MOVED/> <When at=to is_own=!is_printed/> }.into_any()
        }
    };
    let at = (!matches!(standing, Standing::Moved { .. })).then(|| view! { <When at from is_own=!is_printed/> });
    view! { {at} {tag} }
}

/// How the mail fared, and what the server said when it did not go through.
#[component]
fn MailTag(state: OutboxState, error: String) -> impl IntoView {
    let kind = match state {
        OutboxState::Failed => TagKind::Bad,
        OutboxState::Waiting | OutboxState::Gathered | OutboxState::Unmailed => TagKind::Warn,
        _ => TagKind::Plain,
    };
    let text = words::mail_state(state, !error.is_empty());
    let error = (!error.is_empty()).then(|| {
        view! { <span class="small under"><MailAnswer kept=error/></span> }
    });
    text.map(|text| view! { " " <Tag kind text/> {error} })
}

#[component]
fn Deeds(line: InboxLine, about: String, now: Instant) -> impl IntoView {
    let fields = || vec![("id", line.id.to_string())];
    let snooze = line.snooze_until.map(|until| {
        let label = words::until(now, until);
        view! { <PostButton action="/api/reminders/snooze" label fields=fields() about=about.clone()/> }
    });
    let read = (!line.is_read).then(|| {
        view! { <PostButton action="/api/reminders/read" label=words::MARK_READ fields=fields() about=about.clone()/> }
    });
    let retry = line.may_retry.then(|| {
        view! { <PostButton action="/api/reminders/retry" label=words::TRY_AGAIN fields=fields() about=about.clone()/> }
    });
    view! { <div class="reminder-deeds">{snooze}{read}{retry}</div> }
}
