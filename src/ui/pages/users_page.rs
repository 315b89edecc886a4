//! Those of the own firm who sign in; administrators invite and manage.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::accounts::list_accounts;
use crate::api::bids::list_orphaned_bids;
use crate::api::links::list_invitations;
use crate::api::preferences::own_account;
use crate::domain::account::Account;
use crate::domain::bid::OrphanedBid;
use crate::domain::id::UserId;
use crate::domain::link::Invitation;
use crate::error::AppError;
use crate::ui::accounts::{AccountTable, InviteColleague, InvitePartner};
use crate::ui::bids::OrphanedBids;
use crate::ui::frame::PageFrame;
use crate::ui::kit::PageHead;
use crate::ui::links::{OpenInvitations, ShownLink};
use crate::ui::load::loading;
use crate::ui::wording::{account as words, say};

/// What the page needs.
struct Loaded {
    own: UserId,
    accounts: Vec<Account>,
    /// For administrators only.
    invitations: Option<Vec<Invitation>>,
    /// For administrators only.
    orphans: Vec<OrphanedBid>,
}

async fn load() -> Result<Loaded, AppError> {
    let own = own_account().await?;
    let accounts = list_accounts().await?;
    let invitations = if own.is_administrator { Some(list_invitations().await?) } else { None };
    let orphans = if own.is_administrator { list_orphaned_bids().await? } else { Vec::new() };
    Ok(Loaded { own: own.id, accounts, invitations, orphans })
}

/// The users of the own firm.
#[component]
pub fn UsersPage() -> impl IntoView {
    view! {
        <Title text=say(words::USERS)/>
        {loading(load(), page)}
    }
}

fn page(data: Loaded) -> AnyView {
    let may_manage = data.invitations.is_some();
    view! {
        <PageFrame current="users">
            <PageHead title=words::USERS sub=words::USERS_SUB/>
            <ShownLink/>
            <section><AccountTable accounts=data.accounts own=data.own may_manage/></section>
            <OrphanedBids orphans=data.orphans/>
            {data.invitations.map(|invitations| view! {
                <div class="cols even">
                    <InviteColleague/>
                    <InvitePartner/>
                </div>
                <section>
                    <h2>{say(words::OPEN_INVITATIONS)}</h2>
                    <OpenInvitations invitations/>
                </section>
            })}
        </PageFrame>
    }
    .into_any()
}
