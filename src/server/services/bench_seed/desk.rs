//! A desk as full as that of a firm that bids all year: people of three firms, bids with many dates, plans and what was
//! told before. The firm's contacts are made by `services::contacts::bench`.

use super::desk_bid::{self, Tables};
use super::signed_in;
use crate::domain::id::{BidId, OrganisationId, TenderId, UserId};
use crate::domain::instant::{DAY, Instant};
use crate::server::access::{SignedIn, token};
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::bench_rows::{bench_account_insert, bench_organisation_insert, bench_room};
use crate::server::store::sessions;

/// People of the firm that is measured; the first one asks for the pages and has a seat on every bid.
const OWN: [&str; 8] =
    ["佐藤 花子", "鈴木 一郎", "高橋 美咲", "田中 健太", "渡辺 由美子", "伊藤 大輔", "山本 恵", "中村 翔"];
/// People of the partner abroad.
const PARTNERS: [&str; 3] = ["Ingrid Hansen", "Lars Berg", "Astrid Solheim"];
/// People of a second Japanese firm.
const OTHERS: [&str; 3] = ["小林 誠", "加藤 久美子", "吉田 隆"];

/// How much.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Bids, each for a tender of its own.
    pub bids: u32,
    /// Dates in all.
    pub deadlines: u32,
}

/// A firm on the bids.
#[derive(Debug, Clone)]
pub struct Firm {
    /// Which.
    pub organisation: OrganisationId,
    /// Its people.
    pub people: Vec<SignedIn>,
}

/// What was made.
#[derive(Debug)]
pub struct Desk {
    /// Secret of a session of the own firm's first person.
    pub secret: String,
    /// The firm that is measured.
    pub own: Firm,
    /// Its partner, which keeps contacts too.
    pub partner: Firm,
    /// The bids that are worked on, with their tenders.
    pub open: Vec<(BidId, TenderId)>,
}

/// Fills a database.
///
/// # Errors
/// When the machine gives no randomness; faults of the database.
pub async fn seed(state: &State, now: Instant, sizes: Sizes) -> Result<Desk, Failure> {
    let own = firm(state, "japanese", "みなと技研株式会社", &OWN).await?;
    let partner = firm(state, "foreign", "Nordlys AS", &PARTNERS).await?;
    let other = firm(state, "japanese", "青葉システム株式会社", &OTHERS).await?;
    let mut tables = Tables::default();
    let each = sizes.deadlines.checked_div(sizes.bids).unwrap_or(0);
    let mut open = Vec::new();
    for number in 0..u64::from(sizes.bids) {
        let made = desk_bid::add(&mut tables, [&own, &partner, &other], number, each.into(), now)?;
        open.extend(made.is_open.then_some((made.bid, made.tender)));
    }
    let token = token::fresh()?;
    let asking = own.people.first().ok_or_else(|| Failure::fault("nobody asks for pages"))?.user;
    let mut tx = state.store.begin_write().await?;
    bench_room(&mut tx, state.store.engine()).await?;
    tables.insert(&mut tx).await?;
    sessions::session_insert(&mut tx, &token.hash, asking, now, now.plus(DAY)).await?;
    tx.commit().await?;
    Ok(Desk { secret: token.secret, own, partner, open })
}

async fn firm(state: &State, kind: &str, name: &str, people: &[&str]) -> Result<Firm, Failure> {
    let organisation = OrganisationId::fresh();
    let mut tx = state.store.begin_write().await?;
    bench_organisation_insert(&mut tx, organisation, kind, name).await?;
    let mut made = Vec::with_capacity(people.len());
    for person in people {
        let user = UserId::fresh();
        bench_account_insert(&mut tx, user, organisation, person).await?;
        made.push(signed_in(user, organisation, person));
    }
    tx.commit().await?;
    Ok(Firm { organisation, people: made })
}
