//! `/reminders/settings`: how the reader wants to be reminded, and whether mail goes out at all.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::reminders::reminder_settings;
use crate::domain::reminder::{FailedMail, FirmMail, Lead, MailWay, ReminderSettings, ReminderSight, clock_of};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, Cell, Checkbox, Choice, Column, Crumbs, DataTable, Field, FieldKind, Fieldset, Notice, NoticeKind,
    PageHead, PostButton, PostForm, Radios, Revision, Submit, Tag, TagKind,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::reminders::MailAnswer;
use crate::ui::wording::{moment, reminder as words, say};

/// How the reader wants to be reminded.
#[component]
pub fn ReminderSettingsPage() -> impl IntoView {
    loading(reminder_settings(), |sight| view! { <Shown sight/> }.into_any())
}

#[component]
fn Shown(sight: ReminderSight) -> impl IntoView {
    let crumbs = vec![
        (say(words::REMINDERS).to_owned(), Some(paths::REMINDERS.to_owned())),
        (say(words::SETTINGS).to_owned(), None),
    ];
    let mail = if sight.sender.is_empty() {
        view! { <Notice kind=NoticeKind::Warning>{say(words::NO_MAIL)}</Notice> }.into_any()
    } else {
        view! { <p>{words::mail_from(&sight.sender, &sight.email)}</p> }.into_any()
    };
    view! {
        <Title text=say(words::SETTINGS)/>
        <PageFrame current="reminders">
            <Crumbs items=crumbs/>
            <PageHead title=words::SETTINGS sub=words::SETTINGS_SUB/>
            {mail}
            <SettingsForm settings=sight.settings zone=sight.zone/>
            {sight.firm.map(|firm| view! { <Firm firm/> })}
        </PageFrame>
    }
}

#[component]
fn SettingsForm(settings: ReminderSettings, zone: String) -> impl IntoView {
    let ways = MailWay::ALL.map(|way| Choice::new(way.code(), words::way(way))).to_vec();
    let (from, to) = if settings.quiet_from == settings.quiet_to {
        (String::new(), String::new())
    } else {
        (clock_of(settings.quiet_from), clock_of(settings.quiet_to))
    };
    let daily = clock_of(settings.daily_at);
    let (leads, way) = (settings.leads, settings.way.code());
    view! {
        <section>
            <PostForm action="/api/reminders/change">
                <Revision value=settings.revision/>
                <Fieldset legend=words::BEFORE hint=words::BEFORE_HINT>
                    <div class="boxes">{boxes(&leads)}</div>
                </Fieldset>
                <Radios name="way" label=words::WAY options=ways selected=way/>
                <Fieldset legend=words::QUIET hint=words::QUIET_HINT>
                    <div class="row">
                        <Field name="quiet_from" label=words::QUIET_FROM kind=FieldKind::Time value=from/>
                        <Field name="quiet_to" label=words::QUIET_TO kind=FieldKind::Time value=to/>
                    </div>
                </Fieldset>
                <Field name="daily_at" label=words::DAILY_AT kind=FieldKind::Time value=daily required=true/>
                <p class="hint">{words::zone_hint(&zone)}</p>
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
        </section>
    }
}

fn boxes(leads: &[Lead]) -> impl IntoView + use<> {
    let boxes = Lead::ALL.map(|lead| {
        let checked = leads.contains(&lead);
        view! { <Checkbox name=lead.code() label=words::lead(lead) checked/> }
    });
    boxes.into_iter().collect_view()
}

/// For the administrator: what did not go through.
#[component]
fn Firm(firm: FirmMail) -> impl IntoView {
    let FirmMail { overdue, failed } = firm;
    let overdue = (overdue > 0).then(|| view! { <Notice kind=NoticeKind::Warning>{words::overdue(overdue)}</Notice> });
    let body = if failed.is_empty() {
        view! { <p class="sub">{say(words::NO_FAILED)}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(words::PERSON),
            Column::text(words::SINCE),
            Column::text(words::ANSWER),
            Column::text(""),
        ];
        let rows = failed.into_iter().map(|mail| view! { <FailedRow mail/> }).collect_view();
        view! { <DataTable caption=words::FAILED columns>{rows}</DataTable> }.into_any()
    };
    view! { <section><h2>{say(words::FAILED)}</h2>{overdue}{body}</section> }
}

#[component]
fn FailedRow(mail: FailedMail) -> impl IntoView {
    let (kind, state) =
        if mail.is_tried_again { (TagKind::Warn, words::TRIED_AGAIN) } else { (TagKind::Bad, words::GIVEN_UP) };
    let fields = vec![("id", mail.id.to_string())];
    let person = mail.person.clone();
    let retry = mail.may_retry.then(|| {
        view! { <PostButton action="/api/reminders/retry" label=words::TRY_AGAIN fields about=mail.person/> }
    });
    view! {
        <tr>
            <Cell><b>{person}</b></Cell>
            <Cell label=words::SINCE>{moment::in_zone_of_reader(mail.at)}</Cell>
            <Cell label=words::ANSWER>
                <Tag kind text=state/>
                <span class="small under">{words::attempts(mail.attempts)} " " <MailAnswer kept=mail.error/></span>
            </Cell>
            <Cell>{retry}</Cell>
        </tr>
    }
}
