//! `/reminders`: what the reader is told, unread first.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::reminders::list_reminders;
use crate::domain::reminder::{Inbox, InboxLine};
use crate::ui::app::frame;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonLink, Disclosure, Empty, Notice, PageHead, PostButton};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::reminders::ReminderTable;
use crate::ui::wording::{reminder as words, say};

/// What the reader is told.
#[component]
pub fn RemindersPage() -> impl IntoView {
    loading(list_reminders(), |inbox| view! { <Shown inbox/> }.into_any())
}

#[component]
fn Shown(inbox: Inbox) -> impl IntoView {
    let Inbox { lines, put_off, has_mail } = inbox;
    let is_empty = lines.is_empty() && put_off == 0;
    let (read, unread): (Vec<InboxLine>, Vec<InboxLine>) = lines.into_iter().partition(|line| line.is_read);
    view! {
        <Title text=say(words::REMINDERS)/>
        <PageFrame current="reminders">
            <PageHead title=words::REMINDERS sub=words::REMINDERS_SUB>
                <Actions><ButtonLink href=paths::REMINDER_SETTINGS label=words::SETTINGS/></Actions>
            </PageHead>
            {(!has_mail).then(|| view! { <Notice>{say(words::NO_MAIL)}</Notice> })}
            {if is_empty {
                view! { <Empty title=words::NONE><p>{say(words::NONE_HINT)}</p></Empty> }.into_any()
            } else {
                view! { <Unread lines=unread/> }.into_any()
            }}
            {(put_off > 0).then(|| view! { <p class="sub">{words::put_off(put_off)}</p> })}
            {(!read.is_empty()).then(|| view! {
                <section>
                    <Disclosure summary=words::READ_ONES>
                        <ReminderTable caption=words::READ_ONES lines=read/>
                    </Disclosure>
                </section>
            })}
        </PageFrame>
    }
}

#[component]
fn Unread(lines: Vec<InboxLine>) -> impl IntoView {
    let body = if lines.is_empty() {
        view! { <p class="sub">{say(words::NOTHING_UNREAD)}</p> }.into_any()
    } else {
        let until = vec![("until", frame().now.to_string())];
        view! {
            <ReminderTable caption=words::UNREAD lines/>
            <PostButton action="/api/reminders/read-all" label=words::MARK_ALL_READ fields=until/>
        }
        .into_any()
    };
    view! { <section><h2>{say(words::UNREAD)}</h2>{body}</section> }
}
