//! What the plans of many bids hang on, read in a few statements, to see which tasks must begin soon; and what was told
//! of them.

use std::collections::HashMap;

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::days_off::{DayOffDay, OwnDayOff};
use crate::domain::deadline::{Basis, Method, MilestoneKind, Moment};
use crate::domain::id::{BidId, OutboxId, UserId};
use crate::domain::instant::Instant;
use crate::domain::paper::buyer_key;
use crate::domain::plan::{KeptTask, PlanFacts, StepDate};
use crate::domain::reminder::{About, TaskStart};
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::outbox::{Telling, moment_of, tell};
use crate::server::store::withdrawals::GOES_ON;
use crate::server::store::{Connection, identity, places_of, plans};

/// A bid on which somebody is to begin a task.
#[derive(Debug, Clone)]
pub struct PlanRow {
    /// Which.
    pub bid: BidId,
    /// 件名 of its tender.
    pub title: String,
    /// What its plan hangs on.
    pub facts: PlanFacts,
    /// The countries of its foreign firms.
    pub abroad: Vec<String>,
    /// The days on which the buyer alone is closed.
    pub days_off: Vec<OwnDayOff>,
    /// What people decided about its tasks.
    pub kept: Vec<KeptTask>,
    /// The tender's firm and buyer, by whom days off are kept.
    buyer: (String, String),
}

/// Bids that go on, with a task that has an owner who is still there, and that nobody has begun; so many behind
/// `after`, in the order of their identities.
///
/// # Errors
/// Faults of the database; a row that cannot be read.
pub async fn plan_reminder_bids(connection: &mut Connection, after: &str, limit: i64) -> Result<Vec<PlanRow>, Failure> {
    let statement = format!(
        "select b.id, t.title, t.organisation_id, t.addressee, coalesce(n.decided_at, n.saved_at) as decided_at,
                cast(case when exists (select 1 from joint_venture j where j.bid_id = b.id)
                     then 1 else 0 end as bigint) as has_venture
         from bid b
         join tender t on t.id = b.tender_id
         left join bid_decision n on n.bid_id = b.id and n.outcome <> 'open'
         where b.id > $1 and {GOES_ON}
           and exists (
               select 1
               from plan_task p
               join seat s on s.bid_id = p.bid_id and s.user_id = p.owner_id
               join user_account u on u.id = s.user_id
               where p.bid_id = b.id and p.state = 'open'
                 and s.role <> 'contributor' and u.state = 'active')
         order by b.id
         limit $2 + 0"
    );
    let rows = sqlx::query(sqlx::AssertSqlSafe(statement))
        .bind(after.to_owned())
        .bind(limit)
        .fetch_all(&mut *connection)
        .await?;
    let mut bids: Vec<PlanRow> = rows.iter().map(bid_of).collect::<Result<_, Failure>>()?;
    if bids.is_empty() {
        return Ok(bids);
    }
    let places: HashMap<String, usize> =
        bids.iter().enumerate().map(|(place, row)| (row.bid.to_string(), place)).collect();
    read_firms(connection, &mut bids, &places).await?;
    read_steps(connection, &mut bids, &places).await?;
    read_demands(connection, &mut bids, &places).await?;
    read_tasks(connection, &mut bids, &places).await?;
    read_days_off(connection, &mut bids).await?;
    Ok(bids)
}

fn bid_of(row: &AnyRow) -> Result<PlanRow, Failure> {
    let is_joint = row.try_get::<i64, _>("has_venture")? == 1;
    let decided_on = row.try_get::<Option<i64>, _>("decided_at")?.map(|at| Instant(at).in_japan().date());
    Ok(PlanRow {
        bid: identity(row, "id", BidId::parse)?,
        title: row.try_get("title")?,
        facts: PlanFacts { is_joint, decided_on, ..PlanFacts::default() },
        abroad: Vec::new(),
        days_off: Vec::new(),
        kept: Vec::new(),
        buyer: (row.try_get("organisation_id")?, buyer_key(&row.try_get::<String, _>("addressee")?)),
    })
}

/// Rows of a statement in which `{}` stands for the bids.
async fn rows_of(
    connection: &mut Connection,
    statement: &str,
    places: &HashMap<String, usize>,
) -> Result<Vec<AnyRow>, Failure> {
    let statement = statement.replace("{}", &places_of(1, places.len()));
    let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
    for bid in places.keys() {
        query = query.bind(bid.clone());
    }
    Ok(query.fetch_all(connection).await?)
}

fn bid_at<'r>(
    bids: &'r mut [PlanRow],
    places: &HashMap<String, usize>,
    row: &AnyRow,
) -> Result<&'r mut PlanRow, Failure> {
    let id: String = row.try_get("bid_id")?;
    places
        .get(&id)
        .and_then(|place| bids.get_mut(*place))
        .ok_or_else(|| Failure::fault("a row belongs to a bid that was not asked for"))
}

async fn read_firms(
    connection: &mut Connection,
    bids: &mut [PlanRow],
    places: &HashMap<String, usize>,
) -> Result<(), Failure> {
    let statement = "select f.bid_id, o.kind, o.country
         from bid_organisation f
         join organisation o on o.id = f.organisation_id
         where f.bid_id in ({})
         order by f.bid_id, f.added_at, o.id";
    let rows = rows_of(connection, statement, places).await?;
    let mut firms: HashMap<BidId, usize> = HashMap::new();
    for row in &rows {
        let bid = bid_at(bids, places, row)?;
        let count = firms.entry(bid.bid).or_default();
        *count += 1;
        bid.facts.is_joint |= *count > 1;
        if row.try_get::<String, _>("kind")? != "japanese" {
            bid.facts.has_foreign = true;
            bid.abroad.push(row.try_get("country")?);
        }
    }
    Ok(())
}

async fn read_steps(
    connection: &mut Connection,
    bids: &mut [PlanRow],
    places: &HashMap<String, usize>,
) -> Result<(), Failure> {
    let statement = "select b.id as bid_id, d.kind, d.at_local, d.basis, d.methods, x.done_at
         from bid b
         join deadline d on d.tender_id = b.tender_id
         left join done_step x on x.bid_id = b.id and x.deadline_id = d.id
         where b.id in ({})
         order by b.id, d.at, d.id";
    for row in rows_of(connection, statement, places).await? {
        let kind = MilestoneKind::parse(&row.try_get::<String, _>("kind")?)
            .ok_or_else(|| Failure::fault("unknown kind of a date"))?;
        let step = StepDate {
            kind,
            date: moment_of(&row, "at_local")?.date,
            basis: Basis::parse(&row.try_get::<String, _>("basis")?),
            methods: Method::parse_list(&row.try_get::<String, _>("methods")?),
            done_on: row.try_get::<Option<i64>, _>("done_at")?.map(|at| Instant(at).in_japan().date()),
        };
        bid_at(bids, places, &row)?.facts.steps.push(step);
    }
    Ok(())
}

async fn read_demands(
    connection: &mut Connection,
    bids: &mut [PlanRow],
    places: &HashMap<String, usize>,
) -> Result<(), Failure> {
    let statement = "select b.id as bid_id, r.kind, r.demand, r.words_ja
         from bid b
         join requirement r on r.tender_id = b.tender_id
         where b.id in ({}) and r.state = 'held'
         order by b.id, r.position, r.id";
    for row in rows_of(connection, statement, places).await? {
        let demand = plans::demand_of(&row)?;
        bid_at(bids, places, &row)?.facts.demands.push(demand);
    }
    Ok(())
}

/// An owner who is not there any more is left out.
async fn read_tasks(
    connection: &mut Connection,
    bids: &mut [PlanRow],
    places: &HashMap<String, usize>,
) -> Result<(), Failure> {
    let statement = "select p.bid_id, p.code, p.title, p.side, p.state, p.state_on, p.days, p.own_start, p.own_end,
                p.note, p.revision,
                (select s.user_id
                 from seat s
                 join user_account u on u.id = s.user_id
                 where s.bid_id = p.bid_id and s.user_id = p.owner_id
                   and s.role <> 'contributor' and u.state = 'active') as owner_id
         from plan_task p
         where p.bid_id in ({})
         order by p.bid_id, p.code";
    for row in rows_of(connection, statement, places).await? {
        let task = plans::task_of(&row)?;
        bid_at(bids, places, &row)?.kept.push(task);
    }
    Ok(())
}

async fn read_days_off(connection: &mut Connection, bids: &mut [PlanRow]) -> Result<(), Failure> {
    let mut firms: Vec<String> = bids.iter().map(|bid| bid.buyer.0.clone()).collect();
    firms.sort_unstable();
    firms.dedup();
    let statement = format!(
        "select organisation_id, buyer, day, name
         from buyer_day_off
         where organisation_id in ({})",
        places_of(1, firms.len())
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
    for firm in firms {
        query = query.bind(firm);
    }
    let mut days: HashMap<(String, String), Vec<OwnDayOff>> = HashMap::new();
    for row in query.fetch_all(connection).await? {
        let day = DayOffDay::of_kept(&row.try_get::<String, _>("day")?)
            .ok_or_else(|| Failure::fault("a kept day off cannot be read"))?;
        let buyer = (row.try_get("organisation_id")?, row.try_get("buyer")?);
        days.entry(buyer).or_default().push(OwnDayOff { day, name: row.try_get("name")? });
    }
    for bid in bids {
        bid.days_off = days.get(&bid.buyer).cloned().unwrap_or_default();
    }
    Ok(())
}

/// The subject under which a task of a bid is told of.
#[must_use]
pub fn plan_reminder_subject(about: &About, bid: BidId, code: &str) -> String {
    format!("{} {bid} {code}", about.kind())
}

/// Tells somebody that a task is theirs from now on.
///
/// # Errors
/// Faults of the database.
pub async fn plan_reminder_tell_owner(
    connection: &mut Connection,
    access: &Access,
    task: TaskStart,
    owner: UserId,
    by: &SignedIn,
    now: Instant,
) -> Result<(), Failure> {
    let code = task.code.clone();
    let about = About::TaskOwner { task, by: by.name.clone() };
    let telling = Telling {
        user: owner,
        bid: Some(access.bid()),
        subject: plan_reminder_subject(&about, access.bid(), &code),
        occasion: now.0.to_string(),
        about,
        shown_at: now,
        ends_at: None,
    };
    tell(connection, &telling, now).await.map(|_| ())
}

/// What was told of a task's start and is not mailed yet.
#[derive(Debug, Clone)]
pub struct PendingStart {
    /// Which.
    pub id: OutboxId,
    /// Whom.
    pub user: UserId,
    /// Of which task.
    pub subject: String,
    /// When it must begin, as it was told.
    pub start: Moment,
}

/// What waits to be mailed about the tasks of these bids.
///
/// # Errors
/// Faults of the database.
pub async fn plan_reminder_pending(connection: &mut Connection, bids: &[BidId]) -> Result<Vec<PendingStart>, Failure> {
    let statement = format!(
        "select id, user_id, subject, at_local
         from outbox
         where kind = 'task' and state in ('new', 'waiting', 'gathered') and bid_id in ({})
         order by id",
        places_of(1, bids.len())
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(statement));
    for bid in bids {
        query = query.bind(bid.to_string());
    }
    let rows = query.fetch_all(connection).await?;
    rows.iter()
        .map(|row| {
            Ok(PendingStart {
                id: identity(row, "id", OutboxId::parse)?,
                user: identity(row, "user_id", UserId::parse)?,
                subject: row.try_get("subject")?,
                start: moment_of(row, "at_local")?,
            })
        })
        .collect()
}

/// Withdraws what was told of a start that has moved; what somebody sends just now is left alone.
///
/// # Errors
/// Faults of the database.
pub async fn plan_reminder_withdraw(connection: &mut Connection, id: OutboxId, now: Instant) -> Result<(), Failure> {
    sqlx::query(
        "update outbox
         set state = 'withdrawn', occasion = occasion || ' ' || id
         where id = $1 and state in ('new', 'waiting', 'gathered') and lease_until <= $2",
    )
    .bind(id.to_string())
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether a mail about a task's start is to go out by now.
///
/// # Errors
/// Faults of the database.
pub async fn plan_reminder_is_due(connection: &mut Connection, now: Instant) -> Result<bool, Failure> {
    let row = sqlx::query(
        "select cast(count(*) as bigint) as n
         from outbox
         where state in ('new', 'waiting', 'gathered') and due_at <= $1 and kind = 'task'",
    )
    .bind(now.0)
    .fetch_one(connection)
    .await?;
    Ok(row.try_get::<i64, _>("n")? > 0)
}
