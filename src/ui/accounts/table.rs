//! The accounts of a firm, with what an administrator can do to each.

use leptos::prelude::*;

use crate::domain::account::Account;
use crate::domain::id::UserId;
use crate::ui::kit::{ButtonKind, Cell, Column, DataTable, Disclosure, PostButton, Tag, TagKind};
use crate::ui::wording::{account as words, say};

/// The accounts of a firm.
#[component]
pub fn AccountTable(
    /// The accounts.
    accounts: Vec<Account>,
    /// The reader's own.
    own: UserId,
    /// Whether the reader administers the firm.
    may_manage: bool,
) -> impl IntoView {
    let mut columns = vec![Column::text(words::NAME), Column::text(words::EMAIL), Column::text(words::RIGHTS)];
    if may_manage {
        columns.push(Column::text(""));
    }
    let rows = accounts.into_iter().map(|account| row(account, own, may_manage)).collect_view();
    view! { <DataTable caption=words::USERS_TABLE columns>{rows}</DataTable> }
}

fn row(account: Account, own: UserId, may_manage: bool) -> impl IntoView {
    let rights = if account.is_administrator {
        view! { <Tag kind=TagKind::Indigo text=words::ADMINISTRATOR/> }
    } else {
        view! { <Tag text=words::MEMBER/> }
    };
    let is_own = account.id == own;
    let deeds = may_manage.then(|| {
        let account = account.clone();
        view! { <Cell><Deeds account is_own/></Cell> }
    });
    view! {
        <tr>
            <Cell>
                {account.name.clone()}
                {is_own.then(|| view! { <span class="aside">" "{say(words::YOU)}</span> })}
                {(!account.kana.is_empty()).then(|| view! { <span class="gloss" lang="ja">{account.kana.clone()}</span> })}
            </Cell>
            <Cell label=words::EMAIL>{account.email.clone()}</Cell>
            <Cell label=words::RIGHTS>{rights}</Cell>
            {deeds}
        </tr>
    }
}

#[component]
fn Deeds(account: Account, is_own: bool) -> impl IntoView {
    let id = account.id;
    let user = move || ("user", id.to_string());
    let (promoted, asked, removed) = (account.name.clone(), account.name.clone(), account.name);
    let (label, wanted) = if account.is_administrator { (words::DEMOTE, "no") } else { (words::PROMOTE, "yes") };
    let fields = vec![user(), ("administrator", wanted.to_owned())];
    view! {
        <Disclosure summary=words::MANAGE>
            <div class="actions">
                <PostButton action="/api/accounts/set-administrator" label fields about=promoted/>
                {(!is_own).then(|| view! {
                    <PostButton action="/api/accounts/password-link" label=words::PASSWORD_LINK fields=vec![user()] about=asked/>
                    <PostButton action="/api/accounts/remove" label=words::REMOVE kind=ButtonKind::Danger fields=vec![user()] about=removed/>
                })}
            </div>
            {(!is_own).then(|| view! { <p class="hint">{say(words::REMOVE_HINT)}</p> })}
        </Disclosure>
    }
}
