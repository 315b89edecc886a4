//! Which sections of all bids are due, and whom they wait for: whoever writes one, else everybody who may write on the
//! bid.

use chrono::NaiveDate;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::deadline::Moment;
use crate::domain::id::{BidId, SectionId, UserId};
use crate::domain::instant::Instant;
use crate::domain::reminder::{About, DueSection, Lead, due_at};
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::outbox::{Telling, tell};
use crate::server::store::withdrawals::GOES_ON;
use crate::server::store::{Connection, identity};

/// A section of which somebody is to be reminded.
#[derive(Debug, Clone)]
pub struct SectionReminderRow {
    /// Whom.
    pub user: UserId,
    /// On which bid.
    pub bid: BidId,
    /// Of what.
    pub section: DueSection,
    /// The day.
    pub on: NaiveDate,
    /// How long before.
    pub lead: String,
}

/// Whether a seat's person writes a section: it was given to them, or it is the one of their contributor's seat.
fn writes(section: &str, seat: &str) -> String {
    format!(
        "(({seat}.role <> 'contributor' and {seat}.user_id = {section}.assignee_id)
                   or ({seat}.role = 'contributor' and {seat}.section_id = {section}.id))"
    )
}

/// Whether nobody who is still there writes a section.
fn is_nobodys(section: &str) -> String {
    format!(
        "not exists (
                       select 1
                       from seat w
                       join user_account a on a.id = w.user_id
                       where w.bid_id = {section}.bid_id and a.state = 'active' and {})",
        writes(section, "w")
    )
}

/// What a reminder of a section hangs on: its day and its text stand as they did, and it is the person of the row `o`
/// for whom it waits. The same people as `section_reminder_due` finds.
pub(super) fn section_holds() -> String {
    format!(
        "exists (
             select 1
             from section c
             join bid b on b.id = c.bid_id
             join seat s on s.bid_id = c.bid_id and s.user_id = o.user_id
             where c.id = substr(o.subject, {}) and c.due_on = o.at_local and c.state <> 'approved'
               and ({} or (s.role in ('coordinator', 'writer') and {}))
               and {GOES_ON})",
        "section ".len() + 1,
        writes("c", "s"),
        is_nobodys("c")
    )
}

/// What telling somebody that they write a section hangs on: they still do, wherever its day moved.
pub(super) fn section_writer_holds() -> String {
    format!(
        "exists (
             select 1
             from section c
             join bid b on b.id = c.bid_id
             where c.id = substr(o.subject, {}) and c.assignee_id = o.user_id and c.state <> 'approved' and {GOES_ON})",
        "section_writer ".len() + 1
    )
}

/// The reminders of all open bids' sections that are due and not told yet, the most urgent first. Of several that a day
/// has passed, only the nearest is due. What is approved waits for nobody.
///
/// # Errors
/// Faults of the database.
pub async fn section_reminder_due(
    connection: &mut Connection,
    now: Instant,
    limit: i64,
) -> Result<Vec<SectionReminderRow>, Failure> {
    // A lead is reckoned as the last day whose reminder it has passed, so that days alone are compared.
    let leads: Vec<String> = Lead::ALL
        .iter()
        .rev()
        .enumerate()
        .map(|(place, lead)| {
            let code = lead.code();
            format!("when c.due_on <= ${} and coalesce(p.{code}, 1) = 1 then '{code}'", place + 3)
        })
        .collect();
    let is_writer = format!("case when {} then 1 else 0 end", writes("c", "s"));
    // Who writes a section is looked up once for all readers of it.
    let statement = format!(
        "with coming as materialized (
             select c.id, c.bid_id, c.assignee_id, c.position, c.title_ja, c.title_en, c.due_on, t.title as bid_title
             from section c
             join bid b on b.id = c.bid_id
             join tender t on t.id = b.tender_id
             where c.due_on > $1 and c.due_on <= ${} and c.state <> 'approved' and {GOES_ON}
         ), told as materialized (
             select c.id, c.bid_id, c.position, c.title_ja, c.title_en, c.due_on, c.bid_title, u.id as user_id,
                    {is_writer} as is_writer,
                    max({is_writer}) over (partition by c.id) as has_writer,
                    case {}
                         else '' end as lead_code
             from coming c
             join seat s on s.bid_id = c.bid_id
             join user_account u on u.id = s.user_id
             left join reminder_setting p on p.user_id = u.id
             where u.state = 'active' and ({} or s.role in ('coordinator', 'writer'))
         )
         select q.user_id, q.bid_id, q.id, q.position, q.title_ja, q.title_en, q.due_on, q.bid_title, q.lead_code
         from told q
         where q.lead_code <> '' and q.is_writer = q.has_writer
           and not exists (
               select 1
               from outbox x
               where x.user_id = q.user_id
                 and x.subject = 'section ' || q.id
                 and x.occasion = q.due_on || ' ' || q.lead_code)
         order by q.due_on, q.id, q.user_id
         limit $2 + 0",
        leads.len() + 2,
        leads.join("\n                         "),
        writes("c", "s"),
    );
    let mut query = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(last_day_by(now).to_string()).bind(limit);
    for lead in Lead::ALL.iter().rev() {
        query = query.bind(last_day_by(now.plus(lead.millis())).to_string());
    }
    query.fetch_all(connection).await?.iter().map(row_of).collect()
}

/// The last day that is over by an instant, as a date without a time is.
fn last_day_by(at: Instant) -> NaiveDate {
    let day = at.in_japan().date();
    if due_at(Moment::day(day)) <= at { day } else { day.pred_opt().unwrap_or(day) }
}

/// The subject and occasion under which a section is reminded of once.
#[must_use]
pub fn section_reminder_key(row: &SectionReminderRow) -> (String, String) {
    (format!("section {}", row.section.section), format!("{} {}", row.on, row.lead))
}

fn row_of(row: &AnyRow) -> Result<SectionReminderRow, Failure> {
    let on =
        row.try_get::<String, _>("due_on")?.parse().map_err(|_| Failure::fault("a section's day cannot be read"))?;
    Ok(SectionReminderRow {
        user: identity(row, "user_id", UserId::parse)?,
        bid: identity(row, "bid_id", BidId::parse)?,
        section: DueSection {
            section: identity(row, "id", SectionId::parse)?,
            bid_title: row.try_get("bid_title")?,
            position: row.try_get("position")?,
            title_ja: row.try_get("title_ja")?,
            title_en: row.try_get("title_en")?,
            due_on: Some(on),
        },
        on,
        lead: row.try_get("lead_code")?,
    })
}

/// Tells somebody that they write a section from now on.
///
/// # Errors
/// Faults of the database.
pub async fn section_reminder_tell_writer(
    connection: &mut Connection,
    access: &Access,
    section: DueSection,
    writer: UserId,
    by: &SignedIn,
    now: Instant,
) -> Result<(), Failure> {
    let telling = Telling {
        user: writer,
        bid: Some(access.bid()),
        subject: format!("section_writer {}", section.section),
        occasion: now.0.to_string(),
        about: About::SectionWriter { section, by: by.name.clone() },
        shown_at: now,
        // Who writes it does so past its day, too.
        ends_at: None,
    };
    tell(connection, &telling, now).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_over_when_counters_close() {
        let by = |text: &str| last_day_by(Instant(Moment::parse(text).unwrap().to_utc_millis())).to_string();
        assert_eq!(by("2026-12-01T16:59"), "2026-11-30");
        assert_eq!(by("2026-12-01T17:00"), "2026-12-01");
    }
}
