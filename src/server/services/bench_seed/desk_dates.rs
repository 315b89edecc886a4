//! The dates of one bid of the desk: who answers for them, which are done, and what people were told of them before.

use chrono::NaiveTime;

use super::desk_bid::{Tables, pick};
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{BidId, DeadlineId, OutboxId, TenderId};
use crate::domain::instant::{DAY, Instant};
use crate::domain::reminder::{About, DueDate, Lead, due_at};
use crate::domain::seat::Role;
use crate::server::access::{SignedIn, token};
use crate::server::failure::Failure;
use crate::server::store::bench_rows::bench_chance;

/// Days over which the dates of a tender are spread.
const SPREAD: i64 = 180;
/// What was told longer ago is not in the database any more.
const TOLD_SINCE: i64 = 60 * DAY;
/// Of what was told by now, what comes in these days is left for the first round.
const UNTOLD: i64 = 2 * DAY;

/// The bid whose dates they are.
pub(super) struct Dated<'a> {
    pub(super) bid: BidId,
    pub(super) tender: TenderId,
    pub(super) title: &'a str,
    pub(super) people: &'a [(Role, &'a SignedIn)],
    pub(super) hand_in: Instant,
    pub(super) is_open: bool,
    pub(super) now: Instant,
}

/// Adds so many dates, in the order of a procedure, around the day of the hand-in.
///
/// # Errors
/// When the machine gives no randomness.
pub(super) fn add(tables: &mut Tables, dated: &Dated<'_>, chance: u64, count: u64) -> Result<(), Failure> {
    let kinds = u64::try_from(MilestoneKind::ALL.len()).unwrap_or(1);
    for number in 0..count {
        let luck = bench_chance(chance.wrapping_add(number));
        let step = usize::try_from(number * kinds / count.max(1)).unwrap_or_default();
        let kind = MilestoneKind::ALL.get(step).copied().unwrap_or(MilestoneKind::Internal);
        let place = i64::try_from(number * 1_000 / count.max(1)).unwrap_or_default() - 500;
        let at = moment(dated.hand_in.plus(place * SPREAD * DAY / 1_000), luck);
        one(tables, dated, kind, at, luck)?;
    }
    Ok(())
}

/// The day with the hour at which buyers take things, or without one.
fn moment(day: Instant, luck: u64) -> Moment {
    let hour = [Some(17), Some(17), Some(12), Some(15), Some(10), None];
    let hour = hour.get(usize::try_from(luck % 6).unwrap_or_default()).copied().flatten();
    Moment { date: day.in_japan().date(), time: hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0)) }
}

fn one(tables: &mut Tables, dated: &Dated<'_>, kind: MilestoneKind, at: Moment, luck: u64) -> Result<(), Failure> {
    let id = DeadlineId::fresh();
    let instant = Instant(at.to_utc_millis());
    tables.deadlines.add([
        id.to_string().into(),
        dated.tender.to_string().into(),
        kind.code().into(),
        if kind == MilestoneKind::Internal { "社内確認" } else { "" }.into(),
        at.to_string().into(),
        instant.0.into(),
        if luck.is_multiple_of(9) { "planned" } else { "fixed" }.into(),
        pick(&["", "arrival", "postmark", "electronic"], luck >> 4).into(),
        pick(&["", "総務部契約課（本庁舎３階）", "危機管理課", "電子入札システム"], luck >> 6).into(),
        format!("{}：{at}まで（必着）", kind.ja()).into(),
        "notice".into(),
    ]);
    if !kind.is_ours() {
        return Ok(());
    }
    // Nobody answers for half of the dates, and for the others one of the four who came first.
    let is_owned = luck & 0x100 != 0;
    let owner = dated.people.get(usize::try_from((luck >> 9) % 4).unwrap_or_default()).filter(|_| is_owned);
    let Some((_, person)) = owner else { return Ok(()) };
    tables.owners.add([
        dated.bid.to_string().into(),
        id.to_string().into(),
        person.user.to_string().into(),
        instant.0.into(),
    ]);
    if instant < dated.now && !luck.is_multiple_of(5) {
        tables.done.add([
            dated.bid.to_string().into(),
            id.to_string().into(),
            person.user.to_string().into(),
            instant.0.into(),
        ]);
    }
    if dated.is_open {
        let due =
            DueDate { deadline: id, bid_title: dated.title.to_owned(), kind, title: String::new(), from: None, at };
        told(tables, dated, person, &due, luck)?;
    }
    Ok(())
}

/// Every reminder whose time came before the last days, as a server without mail left it.
fn told(tables: &mut Tables, dated: &Dated<'_>, person: &SignedIn, due: &DueDate, luck: u64) -> Result<(), Failure> {
    let ends = due_at(due.ready());
    if ends < dated.now.plus(-TOLD_SINCE) {
        return Ok(());
    }
    for (lead, step) in Lead::ALL.into_iter().zip(0..) {
        let shown = ends.plus(-lead.millis());
        if shown > dated.now.plus(-UNTOLD) {
            break;
        }
        // What is over counts as read; of the rest, every third was.
        let is_read = ends < dated.now || (luck >> step).is_multiple_of(3);
        tables.told.add([
            OutboxId::fresh().to_string().into(),
            person.user.to_string().into(),
            dated.bid.to_string().into(),
            due.deadline.to_string().into(),
            due.at.to_string().into(),
            "deadline".into(),
            format!("{} {}", dated.bid, due.deadline).into(),
            format!("{} {}", due.at, lead.code()).into(),
            serde_json::to_string(&About::Deadline { due: due.clone() })?.into(),
            "unmailed".into(),
            shown.0.into(),
            shown.0.into(),
            ends.0.into(),
            token::fresh()?.secret.into(),
            shown.0.into(),
            is_read.then_some(ends.0).into(),
        ]);
    }
    Ok(())
}
