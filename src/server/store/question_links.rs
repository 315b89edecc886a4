//! Rows of `question_link`: what questions concern, whom that concerns, and the questions beside a section or a demand.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::{BidId, QuestionId, RequirementId, SectionId, TenderId, UserId};
use crate::domain::question::Concerned;
use crate::error::AppError;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::questions::{state_of, unpacked};
use crate::server::store::{Connection, identity};

/// Most links of a bid that are read.
const MOST_LINKS: i64 = 20_000;
/// Most questions that a section or the demands of a tender show.
const MOST_CONCERNED: i64 = 200;

/// A question with a section or a demand that it concerns.
pub type Link = (QuestionId, Option<SectionId>, Option<RequirementId>);

/// What the questions of a bid concern.
///
/// # Errors
/// Faults of the database.
pub async fn question_link_list(connection: &mut Connection, access: &Access) -> Result<Vec<Link>, Failure> {
    let rows = sqlx::query(
        "select l.question_id, l.section_id, l.requirement_id
         from question_link l
         join question q on q.id = l.question_id
         where q.bid_id = $1
         order by l.question_id, l.section_id, l.requirement_id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(MOST_LINKS)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            let section: Option<String> = row.try_get("section_id")?;
            let requirement: Option<String> = row.try_get("requirement_id")?;
            Ok((
                identity(row, "question_id", QuestionId::parse)?,
                section.as_deref().and_then(SectionId::parse),
                requirement.as_deref().and_then(RequirementId::parse),
            ))
        })
        .collect()
}

/// Puts what a question concerns in place of what it concerned. What is not the bid's is left out.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn question_link_replace(
    connection: &mut Connection,
    access: &Access,
    question: QuestionId,
    revision: i64,
    sections: &[SectionId],
    requirements: &[RequirementId],
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update question
         set revision = revision + 1
         where id = $1 and bid_id = $2 and revision = $3",
    )
    .bind(question.to_string())
    .bind(access.bid().to_string())
    .bind(revision)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() != 1 {
        return Err(AppError::Changed.into());
    }
    sqlx::query("delete from question_link where question_id = $1")
        .bind(question.to_string())
        .execute(&mut *connection)
        .await?;
    for section in sections {
        sqlx::query(
            "insert into question_link (question_id, section_id)
             select $1, s.id
             from section s
             where s.id = $2 and s.bid_id = $3",
        )
        .bind(question.to_string())
        .bind(section.to_string())
        .bind(access.bid().to_string())
        .execute(&mut *connection)
        .await?;
    }
    for requirement in requirements {
        sqlx::query(
            "insert into question_link (question_id, requirement_id)
             select $1, r.id
             from requirement r
             join bid b on b.tender_id = r.tender_id
             where r.id = $2 and b.id = $3",
        )
        .bind(question.to_string())
        .bind(requirement.to_string())
        .bind(access.bid().to_string())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// The people who answer for what a question concerns: who writes a section, and for demands and for sections without a
/// writer those who coordinate the bid.
///
/// # Errors
/// Faults of the database.
pub async fn question_link_people(
    connection: &mut Connection,
    access: &Access,
    question: QuestionId,
) -> Result<Vec<UserId>, Failure> {
    let rows = sqlx::query(
        "select s.assignee_id as person
         from question_link l
         join section s on s.id = l.section_id
         where l.question_id = $1 and s.assignee_id is not null
         union
         select t.user_id
         from question_link l
         join seat t on t.section_id = l.section_id and t.bid_id = $2
         where l.question_id = $1
         union
         select t.user_id
         from question_link l
         left join section s on s.id = l.section_id
         join seat t on t.bid_id = $2 and t.role = 'coordinator'
         where l.question_id = $1 and s.assignee_id is null",
    )
    .bind(question.to_string())
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "person", UserId::parse)).collect()
}

/// The questions that concern a section of the bid, answered ones first.
///
/// # Errors
/// `NotFound` when the section is not open to the caller; faults of the database.
pub async fn question_link_of_section(
    connection: &mut Connection,
    access: &Access,
    section: SectionId,
) -> Result<Vec<Concerned>, Failure> {
    let rows = sqlx::query(
        "select q.id, q.bid_id, q.state, q.fields, l.requirement_id
         from question_link l
         join question q on q.id = l.question_id
         where l.section_id = $1 and q.bid_id = $2 and q.state in ('ready', 'asked', 'answered')
         order by case when q.state = 'answered' then 0 else 1 end, q.round, q.number, q.id
         limit $3 + 0",
    )
    .bind(access.readable(section)?.to_string())
    .bind(access.bid().to_string())
    .bind(MOST_CONCERNED)
    .fetch_all(connection)
    .await?;
    rows.iter().map(concerned_of).collect()
}

/// The answered questions that concern the demands of a tender, of the bids that a person may read.
///
/// # Errors
/// Faults of the database.
pub async fn question_link_of_tender(
    connection: &mut Connection,
    person: &SignedIn,
    tender: TenderId,
) -> Result<Vec<Concerned>, Failure> {
    let rows = sqlx::query(
        "select q.id, q.bid_id, q.state, q.fields, l.requirement_id
         from question_link l
         join question q on q.id = l.question_id
         join bid b on b.id = q.bid_id
         join seat s on s.bid_id = b.id and s.user_id = $1 and s.role <> 'contributor'
         where b.tender_id = $2 and l.requirement_id is not null and q.state = 'answered'
         order by q.round, q.number, q.id
         limit $3 + 0",
    )
    .bind(person.user.to_string())
    .bind(tender.to_string())
    .bind(MOST_CONCERNED)
    .fetch_all(connection)
    .await?;
    rows.iter().map(concerned_of).collect()
}

fn concerned_of(row: &AnyRow) -> Result<Concerned, Failure> {
    let requirement: Option<String> = row.try_get("requirement_id")?;
    Ok(Concerned {
        bid: identity(row, "bid_id", BidId::parse)?,
        question: identity(row, "id", QuestionId::parse)?,
        requirement: requirement.as_deref().and_then(RequirementId::parse),
        state: state_of(&row.try_get::<String, _>("state")?)?,
        text: unpacked(row)?,
    })
}
