//! Rows of `buyer_day_off`: the days on which a buyer alone is closed, as the firm that keeps the tender knows them.

use chrono::Datelike;
use sqlx::Row;

use crate::domain::days::{Exceptions, Office};
use crate::domain::days_off::{DayOffDay, MOST_DAYS_OFF, OwnDayOff, own_days};
use crate::domain::paper::buyer_key;
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::{Connection, tenders};

/// The days off of a tender's buyer, in the order of the calendar; those of every year behind.
///
/// # Errors
/// Faults of the database.
pub async fn day_off_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<OwnDayOff>, Failure> {
    let buyer = buyer_of(connection, access).await?;
    let rows = sqlx::query(
        "select day, name
         from buyer_day_off
         where organisation_id = $1 and buyer = $2
         order by day
         limit $3 + 0",
    )
    .bind(access.owner().to_string())
    .bind(buyer)
    .bind(i64::try_from(MOST_DAYS_OFF).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    let mut days = rows
        .iter()
        .map(|row| {
            let day: String = row.try_get("day")?;
            let day = DayOffDay::of_kept(&day).ok_or_else(|| Failure::fault("a kept day off cannot be read"))?;
            Ok(OwnDayOff { day, name: row.try_get("name")? })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    days.sort_by_key(|off| match off.day {
        DayOffDay::Single(date) => (0, date.num_days_from_ce(), 0),
        DayOffDay::Yearly { month, day } => (1, 0, month * 100 + day),
    });
    Ok(days)
}

/// Keeps a day off; false when it is there already.
///
/// # Errors
/// Faults of the database.
pub async fn day_off_insert(
    connection: &mut Connection,
    access: &TenderAccess,
    off: &OwnDayOff,
) -> Result<bool, Failure> {
    let buyer = buyer_of(connection, access).await?;
    let kept = sqlx::query(
        "insert into buyer_day_off (organisation_id, buyer, day, name)
         values ($1, $2, $3, $4)
         on conflict (organisation_id, buyer, day) do nothing",
    )
    .bind(access.owner().to_string())
    .bind(buyer)
    .bind(off.day.kept())
    .bind(&off.name)
    .execute(connection)
    .await?;
    Ok(kept.rows_affected() == 1)
}

/// Removes a day off; false when it is not there.
///
/// # Errors
/// Faults of the database.
pub async fn day_off_delete(
    connection: &mut Connection,
    access: &TenderAccess,
    day: DayOffDay,
) -> Result<bool, Failure> {
    let buyer = buyer_of(connection, access).await?;
    let gone = sqlx::query("delete from buyer_day_off where organisation_id = $1 and buyer = $2 and day = $3")
        .bind(access.owner().to_string())
        .bind(buyer)
        .bind(day.kept())
        .execute(connection)
        .await?;
    Ok(gone.rows_affected() == 1)
}

/// When the office of a tender's buyer is open.
///
/// # Errors
/// Faults of the database.
pub async fn day_off_office(
    connection: &mut Connection,
    access: &TenderAccess,
    exceptions: &Exceptions,
) -> Result<Office, Failure> {
    let days = day_off_list(connection, access).await?;
    Ok(Office::of(exceptions.clone(), own_days(days)))
}

async fn buyer_of(connection: &mut Connection, access: &TenderAccess) -> Result<String, Failure> {
    Ok(buyer_key(&tenders::tender_fetch(connection, access).await?.facts.addressee))
}
