//! Rows of `outbox` that are not true any more before they were mailed, and what each kind of message hangs on.

use crate::domain::id::OutboxId;
use crate::domain::instant::Instant;
use crate::domain::reminder::MailTrouble;
use crate::server::failure::Failure;
use crate::server::store::reminders::ready_local;
use crate::server::store::{Connection, follow_ups, section_reminders};

/// Whether the person of the row `o` may still see it: by a seat on its bid, and by one that sees dates and plan, or
/// the section, where it speaks of them.
pub(super) const IS_SEEN: &str = "(o.bid_id is null
         or exists (
             select 1
             from seat s
             where s.bid_id = o.bid_id and s.user_id = o.user_id
               and (s.role <> 'contributor'
                   or o.kind not in ('deadline', 'owner', 'task', 'task_owner', 'section', 'section_writer')
                   or o.subject = o.kind || ' ' || s.section_id)))";

/// The procedure of the bid `b` goes on, and nobody decided against it.
pub(super) const GOES_ON: &str = "b.state = 'open'
               and not exists (
                   select 1
                   from tender_outcome e
                   where e.tender_id = b.tender_id and e.outcome in ('cancelled', 'unsuccessful'))
               and not exists (select 1 from bid_decision n where n.bid_id = b.id and n.outcome = 'no_go')";

/// The date `d` of the row `o` still stands on the bid `b`, is not done, and the person's seat `s` sees it.
fn date_stands() -> String {
    format!(
        "from bid b
             join deadline d on d.tender_id = b.tender_id
             join seat s on s.bid_id = b.id and s.user_id = o.user_id
             where b.id = o.bid_id and d.id = o.deadline_id and s.role <> 'contributor'
               and not exists (select 1 from done_step x where x.bid_id = b.id and x.deadline_id = d.id)
               and {GOES_ON}"
    )
}

/// It is on its day still, and it is the person who is to be reminded of it now: who answers for it, else who may write.
/// The same people as `reminders::reminder_due` finds.
fn deadline_holds() -> String {
    format!(
        "exists (
             select 1
             {}
               and {} = o.at_local
               and coalesce(
                   (select w.user_id
                    from deadline_owner w
                    join seat r on r.bid_id = w.bid_id and r.user_id = w.user_id
                    join user_account a on a.id = w.user_id
                    where w.bid_id = b.id and w.deadline_id = d.id
                      and r.role <> 'contributor' and a.state = 'active'),
                   case when s.role in ('coordinator', 'writer') then s.user_id else '' end) = o.user_id)",
        date_stands(),
        ready_local()
    )
}

/// The person still answers for the date, wherever it moved.
fn owner_holds() -> String {
    format!(
        "exists (
             select 1
             {}
               and exists (
                   select 1
                   from deadline_owner w
                   where w.bid_id = b.id and w.deadline_id = d.id and w.user_id = o.user_id))",
        date_stands()
    )
}

/// The person still has the task in one of some states. Whether it must begin on that day still, only the plan knows
/// (`plan_reminders`).
fn task_holds(states: &str) -> String {
    format!(
        "exists (
             select 1
             from plan_task p
             join bid b on b.id = p.bid_id
             where p.bid_id = o.bid_id and p.owner_id = o.user_id and p.state in ({states})
               and o.subject = o.kind || ' ' || p.bid_id || ' ' || p.code
               and {GOES_ON})"
    )
}

/// The answer is the one that the question has, and it concerns something still. What was put off has more behind its
/// occasion.
fn answer_holds() -> String {
    "exists (
             select 1
             from question q
             join bid b on b.id = q.bid_id
             where o.subject = 'question ' || q.id and b.state = 'open' and q.state = 'answered'
               and substr(o.occasion || ' ', 1, length(cast(q.answers as text)) + 1) = cast(q.answers as text) || ' '
               and exists (select 1 from question_link l where l.question_id = q.id))"
        .to_owned()
}

/// The question has no answer still: one that was recorded since is told by itself.
fn taking_back_holds() -> String {
    "exists (
             select 1
             from question q
             join bid b on b.id = q.bid_id
             where o.subject = 'answer taken back ' || q.id and b.state = 'open' and q.state <> 'answered')"
        .to_owned()
}

/// For kinds of messages, what of the row `o` must be so. A kind that is not here stays true as long as its person has the
/// account and the seat.
fn conditions() -> [(&'static str, String); 10] {
    [
        ("deadline", deadline_holds()),
        ("owner", owner_holds()),
        ("task", task_holds("'open'")),
        ("task_owner", task_holds("'open', 'started'")),
        ("follow_up", follow_ups::follow_up_holds()),
        ("follow_up_nobody", follow_ups::nobodys_holds()),
        ("answer", answer_holds()),
        ("section", section_reminders::section_holds()),
        ("section_writer", section_reminders::section_writer_holds()),
        ("answer_taken_back", taking_back_holds()),
    ]
}

/// Withdraws what is not true any more: of all messages, or of one and what it gathered, just before it is sent. The
/// date moved, is done or was removed, the bid or the procedure ended or was decided against, the seat, its role or the
/// account is gone, somebody else answers for it or writes it, an answer was recorded anew, a section's text is
/// approved. Whoever was made responsible for a date is told so although it moved. What is withdrawn gives its occasion
/// free: should it come true again, it is told again. What somebody sends just now is left alone.
///
/// # Errors
/// Faults of the database.
pub async fn withdrawal_make(connection: &mut Connection, only: Option<OutboxId>, now: Instant) -> Result<(), Failure> {
    let scope = if only.is_some() { "(o.id = $2 or o.daily_id = $2)" } else { "$2 = ''" };
    let untrue: Vec<String> =
        conditions().iter().map(|(kind, holds)| format!("or (o.kind = '{kind}' and not {holds})")).collect();
    let statement = format!(
        "update outbox as o
         set state = 'withdrawn', occasion = o.occasion || ' ' || o.id
         where o.state in ('new', 'waiting', 'gathered')
           and o.lease_until <= $1
           and {scope}
           and ((o.state = 'new' and o.ends_at <= $1)
               or not exists (select 1 from user_account a where a.id = o.user_id and a.state = 'active')
               or not {IS_SEEN}
               {})",
        untrue.join("\n               ")
    );
    sqlx::query(sqlx::AssertSqlSafe(statement))
        .bind(now.0)
        .bind(only.map(|id| id.to_string()).unwrap_or_default())
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives up what could not be mailed before its date came.
///
/// # Errors
/// Faults of the database.
pub async fn withdrawal_give_up(connection: &mut Connection, why: MailTrouble, now: Instant) -> Result<(), Failure> {
    sqlx::query(
        "update outbox
         set state = 'failed', error = case when error = '' then $2 else error end
         where state in ('waiting', 'gathered') and lease_until <= $1 and ends_at <= $1",
    )
    .bind(now.0)
    .bind(why.code())
    .execute(connection)
    .await?;
    Ok(())
}
