//! What a person must know at the head of a tender's pages: that it ended, that a change waits.

use leptos::prelude::*;

use crate::domain::change::{OutcomeRecord, Standing};
use crate::ui::kit::{ButtonLink, Notice, NoticeKind, PostButton};
use crate::ui::paths;
use crate::ui::wording::{change as words, moment, say};

/// The banner; nothing when nothing has become of the tender.
#[component]
pub fn StandingBanner(
    /// What has become of it.
    standing: Standing,
) -> impl IntoView {
    let Standing { outcome, open, may_edit } = standing;
    let outcome = outcome.map(|record| ended(record, may_edit));
    let count = open.len();
    let waits = open.into_iter().next().map(|first| {
        let href =
            if count == 1 { paths::tender_change(first.tender, first.id) } else { paths::tender_changes(first.tender) };
        view! {
            <Notice kind=NoticeKind::Warning>
                <p>{words::waiting(count)}</p>
                <ButtonLink href label=words::TO_CHOICES/>
            </Notice>
        }
    });
    view! { {outcome}{waits} }
}

fn ended(record: OutcomeRecord, may_edit: bool) -> impl IntoView {
    let when = moment::in_zone_of_reader(record.recorded_at);
    let sentence = record.sentence.clone();
    let sentence =
        (!sentence.is_empty()).then(|| view! { <blockquote class="quote" lang="ja">{sentence}</blockquote> });
    let back = may_edit.then(|| {
        view! {
            <PostButton action="/api/changes/take-outcome-back" label=words::TAKE_BACK
                fields=vec![("tender", record.tender.to_string())]/>
        }
    });
    view! {
        <Notice kind=NoticeKind::Warning>
            <p><b>{say(words::outcome_sentence(record.outcome))}</b></p>
            {sentence}
            <p class="small">{words::recorded(record.recorded_by.as_deref(), &when)}</p>
            {back}
        </Notice>
    }
}
