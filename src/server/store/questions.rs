//! Rows of `question`: the register of questions to the buyer.

use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::QuestionId;
use crate::domain::instant::Instant;
use crate::domain::question::{MOST_QUESTIONS, Question, QuestionCounts, QuestionOrigin, QuestionState, QuestionText};
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::question_links::question_link_list;
use crate::server::store::{Connection, identity, one_row};

/// What a row keeps as JSON. Rows of before were records, with further keys beside.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Fields {
    values: QuestionText,
}

fn packed(text: &QuestionText) -> Result<String, Failure> {
    Ok(serde_json::to_string(&Fields { values: text.clone() })?)
}

pub(super) fn unpacked(row: &AnyRow) -> Result<QuestionText, Failure> {
    Ok(serde_json::from_str::<Fields>(&row.try_get::<String, _>("fields")?)?.values)
}

/// A question that is added.
#[derive(Debug, Clone)]
pub struct NewQuestion {
    /// Whose.
    pub origin: QuestionOrigin,
    /// How far it is.
    pub state: QuestionState,
    /// What it says.
    pub text: QuestionText,
}

/// The register: ours that went out by sheet and number, ours that wait in their order, other bidders'. Nothing of them
/// is judged here.
///
/// # Errors
/// Faults of the database; values that cannot be read.
pub async fn question_list(connection: &mut Connection, access: &Access) -> Result<Vec<Question>, Failure> {
    let rows = sqlx::query(
        "select q.id, q.origin, q.state, q.round, q.number, q.fields, q.asked_at, q.answers, q.revision,
                u.name as proposer
         from question q
         left join user_account u on u.id = q.proposed_by
         where q.bid_id = $1
         order by case when q.origin = 'own' then 0 else 1 end,
                  case when q.round = 0 then 1 else 0 end,
                  q.round, q.number, q.position, q.id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(i64::try_from(MOST_QUESTIONS).unwrap_or(i64::MAX))
    .fetch_all(&mut *connection)
    .await?;
    let mut questions = rows.iter().map(question_of).collect::<Result<Vec<_>, _>>()?;
    for (question, section, requirement) in question_link_list(connection, access).await? {
        if let Some(question) = questions.iter_mut().find(|one| one.id == question) {
            question.sections.extend(section);
            question.requirements.extend(requirement);
        }
    }
    Ok(questions)
}

fn question_of(row: &AnyRow) -> Result<Question, Failure> {
    let (origin, state): (String, String) = (row.try_get("origin")?, row.try_get("state")?);
    Ok(Question {
        id: identity(row, "id", QuestionId::parse)?,
        origin: QuestionOrigin::parse(&origin).ok_or_else(|| Failure::fault("unknown origin of a question"))?,
        state: state_of(&state)?,
        round: row.try_get("round")?,
        number: row.try_get("number")?,
        text: unpacked(row)?,
        asked_at: row.try_get::<Option<i64>, _>("asked_at")?.map(Instant),
        answers: row.try_get("answers")?,
        proposed_by: row.try_get("proposer")?,
        revision: row.try_get("revision")?,
        telltales: Vec::new(),
        sections: Vec::new(),
        requirements: Vec::new(),
    })
}

pub(super) fn state_of(code: &str) -> Result<QuestionState, Failure> {
    QuestionState::parse(code).ok_or_else(|| Failure::fault("unknown state of a question"))
}

/// Adds a question behind those that are there.
///
/// # Errors
/// Faults of the database.
pub async fn question_insert(
    connection: &mut Connection,
    access: &Access,
    new: &NewQuestion,
    now: Instant,
) -> Result<QuestionId, Failure> {
    let id = QuestionId::fresh();
    let is_answered = new.state == QuestionState::Answered;
    sqlx::query(
        "insert into question (id, bid_id, origin, state, position, fields, answers, answered_at, proposed_by,
             saved_by, saved_at)
         values ($1, $2, $3, $4,
             (select coalesce(max(q.position), 0) + 1 from question q where q.bid_id = $2),
             $5, $6, $7, $8, $8, $9)",
    )
    .bind(id.to_string())
    .bind(access.bid().to_string())
    .bind(new.origin.code())
    .bind(new.state.code())
    .bind(packed(&new.text)?)
    .bind(i64::from(is_answered))
    .bind(is_answered.then_some(now.0))
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(id)
}

/// Writes words and state of a question that nobody changed since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn question_update(
    connection: &mut Connection,
    access: &Access,
    question: QuestionId,
    revision: i64,
    state: QuestionState,
    text: &QuestionText,
    now: Instant,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update question
         set state = $4, fields = $5, revision = revision + 1, saved_by = $6, saved_at = $7
         where id = $1 and bid_id = $2 and revision = $3",
    )
    .bind(question.to_string())
    .bind(access.bid().to_string())
    .bind(revision)
    .bind(state.code())
    .bind(packed(text)?)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    one_row(&done)
}

/// Records an answer of a question that nobody changed since it was read; how many it has had from then on.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn question_answer(
    connection: &mut Connection,
    access: &Access,
    question: QuestionId,
    revision: i64,
    text: &QuestionText,
    now: Instant,
) -> Result<i64, Failure> {
    question_update(connection, access, question, revision, QuestionState::Answered, text, now).await?;
    let row = sqlx::query(
        "update question
         set answers = answers + 1, answered_at = $2
         where id = $1
         returning answers",
    )
    .bind(question.to_string())
    .bind(now.0)
    .fetch_one(connection)
    .await?;
    Ok(row.try_get("answers")?)
}

/// Takes back an answer of a question that nobody changed since it was read. How many it has had stays, so that the
/// next one is told anew.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn question_answer_take_back(
    connection: &mut Connection,
    access: &Access,
    kept: &Question,
    state: QuestionState,
    now: Instant,
) -> Result<(), Failure> {
    let text = kept.text.unanswered();
    question_update(connection, access, kept.id, kept.revision, state, &text, now).await?;
    sqlx::query("update question set answered_at = null where id = $1")
        .bind(kept.id.to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// Marks a question as sent, with its sheet and its number there.
///
/// # Errors
/// Faults of the database.
pub async fn question_ask(
    connection: &mut Connection,
    access: &Access,
    question: QuestionId,
    round: i64,
    number: i64,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "update question
         set state = 'asked', round = $3, number = $4, asked_at = $5, revision = revision + 1, saved_by = $6,
             saved_at = $5
         where id = $1 and bid_id = $2 and state = 'ready'",
    )
    .bind(question.to_string())
    .bind(access.bid().to_string())
    .bind(round)
    .bind(number)
    .bind(now.0)
    .bind(access.user().map(|user| user.to_string()))
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes back a sheet that was marked as sent: its questions are ready again, without a number.
///
/// # Errors
/// Faults of the database.
pub async fn question_recall(
    connection: &mut Connection,
    access: &Access,
    round: i64,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "update question
         set state = 'ready', round = 0, number = 0, asked_at = null, revision = revision + 1, saved_by = $3,
             saved_at = $4
         where bid_id = $1 and round = $2 and state = 'asked'",
    )
    .bind(access.bid().to_string())
    .bind(round)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes one question off a sheet that was marked as sent: it is a draft, and those behind it move up.
///
/// # Errors
/// Faults of the database.
pub async fn question_recall_one(
    connection: &mut Connection,
    access: &Access,
    question: QuestionId,
    round: i64,
    number: i64,
    now: Instant,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update question
         set state = 'draft', round = 0, number = 0, asked_at = null, revision = revision + 1, saved_by = $4,
             saved_at = $5
         where id = $1 and bid_id = $2 and round = $3 and state = 'asked'",
    )
    .bind(question.to_string())
    .bind(access.bid().to_string())
    .bind(round)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    one_row(&done)?;
    sqlx::query(
        "update question
         set number = number - 1, revision = revision + 1, saved_by = $4, saved_at = $5
         where bid_id = $1 and round = $2 and number > $3 and state = 'asked'",
    )
    .bind(access.bid().to_string())
    .bind(round)
    .bind(number)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// Swaps the places of two questions.
///
/// # Errors
/// Faults of the database.
pub async fn question_swap(
    connection: &mut Connection,
    access: &Access,
    one: QuestionId,
    other: QuestionId,
) -> Result<(), Failure> {
    sqlx::query(
        "update question
         set revision = revision + 1,
             position = (
                 select cast(sum(q.position) as bigint)
                 from question q
                 where q.id in ($1, $2)) - position
         where id in ($1, $2) and bid_id = $3",
    )
    .bind(one.to_string())
    .bind(other.to_string())
    .bind(access.bid().to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// How many questions there are in each state.
///
/// # Errors
/// Faults of the database.
pub async fn question_counts(connection: &mut Connection, access: &Access) -> Result<QuestionCounts, Failure> {
    let rows = sqlx::query(
        "select origin, state, cast(count(*) as bigint) as n
         from question
         where bid_id = $1
         group by origin, state",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    let mut counts = QuestionCounts::default();
    for row in &rows {
        let n: i64 = row.try_get("n")?;
        let (origin, state): (String, String) = (row.try_get("origin")?, row.try_get("state")?);
        match (QuestionOrigin::parse(&origin), state_of(&state)?) {
            (_, QuestionState::Withdrawn) => {}
            (Some(QuestionOrigin::Other), _) => counts.others += n,
            (_, QuestionState::Draft) => counts.drafts += n,
            (_, QuestionState::Ready) => counts.ready += n,
            (_, QuestionState::Asked) => counts.unanswered += n,
            (_, QuestionState::Answered) => counts.answered += n,
        }
    }
    Ok(counts)
}
