//! The ban on contact where it is asked of engagements: of what is logged, and of what was logged before the ban was known.
//! Neither leaving the bid out nor naming another opens a door, nor having no seat on it: the whole firm is excluded.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::contact_ban::{BanFacts, BanPeriod, Standing};
use crate::domain::contact_view::Engagement;
use crate::domain::engagement::EngagementKind;
use crate::domain::id::{BidId, ContactId};
use crate::domain::instant::DAY;
use crate::domain::problem::Problem;
use crate::server::access::{Access, SignedIn};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::Tx;
use crate::server::store::contact_bans::{self, BanBid, BanContact};

/// For how long the bans of bids that were put away are looked for since their tender came to be known: two years, for
/// they end with a fiscal year.
const LOOKED_BACK: i64 = 2 * 366 * DAY;

/// The ban on contact of a bid's tender.
///
/// # Errors
/// Faults of the database.
pub async fn of_bid(tx: &mut Tx, access: &Access) -> Result<Option<BanPeriod>, Failure> {
    Ok(contact_bans::contact_ban_facts(tx, access).await?.period())
}

/// The bans of all bids of a firm, as far as they concern some of its contacts.
#[derive(Debug)]
pub struct Bans {
    bids: Vec<BanBid>,
    contacts: Vec<BanContact>,
    /// Those whose dates were read.
    reckoned: HashMap<BidId, BanFacts>,
}

/// A ban that an engagement breaks.
#[derive(Debug, Clone)]
pub struct Broken {
    period: BanPeriod,
    /// 件名 of its bid; none where the reader has no seat.
    title: Option<String>,
}

impl Broken {
    /// Refuses what is logged inside a ban without a reason.
    ///
    /// # Errors
    /// `Invalid` at the field of the reason.
    pub fn expect_reason(broken: Option<&Self>, reason: &str) -> Result<(), Failure> {
        let Some(Self { period: BanPeriod { from, until, .. }, title }) = broken.filter(|_| reason.is_empty()) else {
            return Ok(());
        };
        let bid = title.clone().unwrap_or_default();
        let problem = Problem::ContactBan { from: *from, until: *until, bid };
        Err(Failure::field("engagement[ban_reason]", problem))
    }
}

impl Bans {
    /// Reads the bids of the caller's firm and some of its contacts.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn read(tx: &mut Tx, call: &Call, person: &SignedIn, contacts: &[ContactId]) -> Result<Self, Failure> {
        Ok(Self {
            bids: contact_bans::contact_ban_bids(tx, person, call.now.plus(-LOOKED_BACK)).await?,
            contacts: contact_bans::contact_ban_contacts(tx, person, contacts).await?,
            reckoned: HashMap::new(),
        })
    }

    /// The ban that an engagement breaks: that of its bid before those of others.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn broken(&mut self, tx: &mut Tx, spoken: &Spoken<'_>) -> Result<Option<Broken>, Failure> {
        if spoken.kind.is_official() {
            return Ok(None);
        }
        let mut covering: Vec<usize> = (0..self.bids.len()).filter(|at| self.covers(&self.bids[*at], spoken)).collect();
        covering.sort_by_key(|at| spoken.bid != Some(self.bids[*at].bid));
        self.reckon(tx, &covering).await?;
        Ok(covering.iter().find_map(|at| self.breaks(&self.bids[*at], spoken)))
    }

    fn breaks(&self, bid: &BanBid, spoken: &Spoken<'_>) -> Option<Broken> {
        let facts = self.reckoned.get(&bid.bid)?;
        let is_named = spoken.bid == Some(bid.bid);
        let period = if is_named { facts.period() } else { facts.period_elsewhere(spoken.day) };
        let period = period.filter(|period| period.forbids(spoken.kind, spoken.day))?;
        Some(Broken { period, title: bid.title.clone() })
    }

    /// Marks what lies in a ban and was logged before that was known: before its dates, or the role or sort of a contact.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn mark(tx: &mut Tx, call: &Call, person: &SignedIn, log: &mut [Engagement]) -> Result<(), Failure> {
        let mut unmarked: Vec<&mut Engagement> = log
            .iter_mut()
            .filter(|one| one.firm.is_none() && one.ban_reason.is_none() && !one.kind.is_official())
            .collect();
        let of = |one: &Engagement| -> Vec<ContactId> { one.contacts.iter().filter_map(|(id, _)| *id).collect() };
        let mut contacts: Vec<ContactId> = unmarked.iter().flat_map(|one| of(one)).collect();
        contacts.sort_unstable();
        contacts.dedup();
        if contacts.is_empty() {
            return Ok(());
        }
        let mut bans = Self::read(tx, call, person, &contacts).await?;
        for one in &mut unmarked {
            let contacts = of(one);
            let bid = one.bid.as_ref().map(|bid| bid.id);
            let spoken = Spoken { bid, contacts: &contacts, kind: one.kind, day: one.at.date };
            if bans.broken(tx, &spoken).await?.is_some() {
                one.ban_reason = Some(String::new());
            }
        }
        Ok(())
    }

    fn covers(&self, bid: &BanBid, spoken: &Spoken<'_>) -> bool {
        let is_named = spoken.bid == Some(bid.bid);
        self.contacts.iter().filter(|contact| spoken.contacts.contains(&contact.contact)).any(|contact| {
            let roles = contact.roles.get(&bid.bid).map(Vec::as_slice).unwrap_or_default();
            let standing = Standing { kind: contact.kind, body: &contact.body, roles };
            if is_named { standing.is_covered(&bid.addressee) } else { standing.is_covered_elsewhere(&bid.addressee) }
        })
    }

    /// Reads the dates of some bids that nobody asked for before.
    async fn reckon(&mut self, tx: &mut Tx, some: &[usize]) -> Result<(), Failure> {
        let is_new = |bid: &&BanBid| !self.reckoned.contains_key(&bid.bid);
        let fresh: Vec<&BanBid> = some.iter().map(|at| &self.bids[*at]).filter(is_new).collect();
        let ids: Vec<BidId> = fresh.iter().map(|bid| bid.bid).collect();
        let mut dates = contact_bans::contact_ban_dates(tx, &ids).await?;
        let with_dates =
            |bid: &BanBid| (bid.bid, BanFacts { dates: dates.remove(&bid.bid).unwrap_or_default(), ..bid.facts });
        let reckoned: Vec<(BidId, BanFacts)> = fresh.into_iter().map(with_dates).collect();
        self.reckoned.extend(reckoned);
        Ok(())
    }
}

/// An engagement as far as the ban looks at it.
#[derive(Debug, Clone, Copy)]
pub struct Spoken<'s> {
    /// The bid for which it was.
    pub bid: Option<BidId>,
    /// With whom.
    pub contacts: &'s [ContactId],
    /// How.
    pub kind: EngagementKind,
    /// The day in Japan.
    pub day: NaiveDate,
}
