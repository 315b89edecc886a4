//! The files of an entry of the log: opened by whoever reads the entry, added and removed by its firm.

use leptos::prelude::*;

use crate::domain::contact_view::Engagement;
use crate::domain::engagement_file::{ACCEPTED, EngagementFile};
use crate::domain::id::EngagementId;
use crate::ui::kept::kept_for;
use crate::ui::kit::{Actions, Checkbox, Disclosure, FileField, PostButton, PostForm, Submit, Tag};
use crate::ui::paths;
use crate::ui::wording::{engagement as words, say, tender};

use super::typed;

/// The files of an entry, and adding one.
#[component]
pub fn Attachments(
    /// The entry.
    engagement: Engagement,
) -> impl IntoView {
    let Engagement { id, may_edit, .. } = engagement;
    let has_bid = engagement.bid.is_some() && !engagement.is_confidential;
    let lines = engagement.files.into_iter().map(|file| line(id, file, may_edit)).collect::<Vec<_>>();
    let list = (!lines.is_empty()).then(|| {
        view! { <ul class="plain contact-files" aria-label=say(words::FILES)>{lines}</ul> }
    });
    let add = may_edit.then(|| view! { <Attach id has_bid/> });
    view! { {list} {add} }
}

fn line(engagement: EngagementId, file: EngagementFile, may_edit: bool) -> impl IntoView {
    let href = paths::engagement_file(engagement, file.id);
    let shared = file.is_shared.then(|| view! { " "<Tag text=words::FILE_SHARED_TAG/> });
    let fields = vec![("file", file.id.to_string()), ("engagement", engagement.to_string())];
    let name = file.name.clone();
    let remove = may_edit.then(|| {
        view! { " "<PostButton action="/api/contacts/remove-file" label=words::REMOVE_FILE fields about=name/> }
    });
    view! {
        <li>
            <a href=href download="">{typed(file.name)}</a>
            " "
            <span class="small muted">{tender::size(file.size)}</span>
            {shared}
            {remove}
        </li>
    }
}

#[component]
fn Attach(id: EngagementId, has_bid: bool) -> impl IntoView {
    let action = paths::engagement_upload(id);
    let is_open = kept_for(&action).is_some();
    view! {
        <div class="no-print">
            <Disclosure summary=words::ATTACH open=is_open>
                <PostForm action multipart=true>
                    <FileField name="file" label=words::FILE hint=words::FILE_HINT accept=ACCEPTED required=true/>
                    {has_bid.then(|| view! { <Checkbox name="shared" label=words::FILE_SHARED/> })}
                    <Actions><Submit label=words::ATTACH/></Actions>
                </PostForm>
            </Disclosure>
        </div>
    }
}
