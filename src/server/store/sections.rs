//! Rows of `section` and `section_text`: the outline of a bid's proposal and its texts in two languages.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::bid::WaitingSection;
use crate::domain::block::{self, Block};
use crate::domain::id::{BidId, SectionId, UserId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::section::{SectionLine, SectionState, SectionText};
use crate::error::AppError;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::bid_lists::NEAR;
use crate::server::store::{Connection, identity, one_row};

/// A chapter with which a bid begins.
#[derive(Debug, Clone)]
pub struct NewSection {
    /// Code of the chapter.
    pub code: String,
    /// 見出し
    pub title_ja: String,
    /// Heading in English.
    pub title_en: String,
}

/// Keeps a section at the end of the outline with its two empty texts.
///
/// # Errors
/// Faults of the database.
pub async fn section_insert(
    connection: &mut Connection,
    access: &Access,
    position: i64,
    new: &NewSection,
) -> Result<SectionId, Failure> {
    let id = SectionId::fresh();
    sqlx::query(
        "insert into section (id, bid_id, position, code, title_ja, title_en)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id.to_string())
    .bind(access.bid().to_string())
    .bind(position)
    .bind(&new.code)
    .bind(&new.title_ja)
    .bind(&new.title_en)
    .execute(&mut *connection)
    .await?;
    sqlx::query("insert into section_text (section_id, language) values ($1, 'ja'), ($1, 'en')")
        .bind(id.to_string())
        .execute(connection)
        .await?;
    Ok(id)
}

/// The lines of the outline, in order; a contributor's own one alone.
///
/// # Errors
/// Faults of the database.
pub async fn section_list(connection: &mut Connection, access: &Access) -> Result<Vec<SectionLine>, Failure> {
    let rows = sqlx::query(
        "select s.id, s.position, s.code, s.title_ja, s.title_en, s.assignee_id, u.name as assignee_name, s.due_on,
                s.state, s.revision, ja.characters as characters_ja, en.characters as characters_en,
                (select cast(coalesce(sum(d.seq), 0) as bigint) from section_document d where d.section_id = s.id) as edits
         from section s
         join section_text ja on ja.section_id = s.id and ja.language = 'ja'
         join section_text en on en.section_id = s.id and en.language = 'en'
         left join user_account u on u.id = s.assignee_id
         where s.bid_id = $1
         order by s.position, s.id
         limit 500",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    let mut lines = rows.iter().map(line_of).collect::<Result<Vec<_>, _>>()?;
    lines.retain(|line| access.readable(line.id).is_ok());
    Ok(lines)
}

fn line_of(row: &AnyRow) -> Result<SectionLine, Failure> {
    let state: String = row.try_get("state")?;
    let assignee: Option<String> = row.try_get("assignee_id")?;
    Ok(SectionLine {
        id: identity(row, "id", SectionId::parse)?,
        position: row.try_get("position")?,
        code: row.try_get("code")?,
        title_ja: row.try_get("title_ja")?,
        title_en: row.try_get("title_en")?,
        assignee: assignee.as_deref().and_then(UserId::parse),
        assignee_name: row.try_get("assignee_name")?,
        due_on: row.try_get("due_on")?,
        state: SectionState::parse(&state).ok_or_else(|| Failure::fault("unknown state of a section"))?,
        revision: row.try_get("revision")?,
        characters_ja: row.try_get("characters_ja")?,
        characters_en: row.try_get("characters_en")?,
        edits: row.try_get("edits")?,
    })
}

/// Sections that wait for a person: assigned to them, or the one of their contributor's seat, not yet approved.
///
/// # Errors
/// Faults of the database.
pub async fn section_waiting(
    connection: &mut Connection,
    person: &SignedIn,
    limit: usize,
) -> Result<Vec<WaitingSection>, Failure> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let near = waiting_among(connection, person, number(limit), number(limit * NEAR)).await?;
    if near.len() == limit {
        return Ok(near);
    }
    waiting_among(connection, person, number(limit), i64::MAX).await
}

/// The same, among so many of their sections, the first due first. Joined by `cross`, so that neither engine begins with all
/// seats or bids.
async fn waiting_among(
    connection: &mut Connection,
    person: &SignedIn,
    limit: i64,
    among: i64,
) -> Result<Vec<WaitingSection>, Failure> {
    let rows = sqlx::query(
        "with assigned as materialized (
             select s.id as section_id, s.bid_id, s.due_on
             from section s
             where s.assignee_id = $1 and s.state <> 'approved'
             order by case when s.due_on = '' then 1 else 0 end, s.due_on, s.id
             limit $3 + 0
         ), candidate as materialized (
             select c.section_id, c.bid_id, c.due_on
             from (
                 select a.section_id, a.bid_id, a.due_on
                 from assigned a
                 union
                 select s.id as section_id, s.bid_id, s.due_on
                 from seat p
                 join section s on s.id = p.section_id and s.bid_id = p.bid_id
                 where p.user_id = $1 and p.section_id is not null and s.state <> 'approved'
             ) c
             order by case when c.due_on = '' then 1 else 0 end, c.due_on, c.section_id
             limit $3 + 0
         ), waiting as materialized (
             select c.section_id, c.bid_id, b.tender_id
             from candidate c
             cross join seat p
             cross join bid b
             where p.bid_id = c.bid_id and p.user_id = $1 and b.id = c.bid_id
               and b.state = 'open' and (p.role <> 'contributor' or p.section_id = c.section_id)
             order by case when c.due_on = '' then 1 else 0 end, c.due_on, c.section_id
             limit $2 + 0
         )
         select w.bid_id, t.title as bid_title,
                s.id, s.position, s.code, s.title_ja, s.title_en, s.assignee_id, cast(null as text) as assignee_name,
                s.due_on, s.state, s.revision, ja.characters as characters_ja, en.characters as characters_en,
                (select cast(coalesce(sum(d.seq), 0) as bigint) from section_document d where d.section_id = s.id) as edits
         from waiting w
         join section s on s.id = w.section_id
         join tender t on t.id = w.tender_id
         join section_text ja on ja.section_id = s.id and ja.language = 'ja'
         join section_text en on en.section_id = s.id and en.language = 'en'
         order by case when s.due_on = '' then 1 else 0 end, s.due_on, s.id",
    )
    .bind(person.user.to_string())
    .bind(limit)
    .bind(among)
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(WaitingSection {
                bid: identity(row, "bid_id", BidId::parse)?,
                bid_title: row.try_get("bid_title")?,
                line: line_of(row)?,
            })
        })
        .collect()
}

/// The texts of one section, Japanese first.
///
/// # Errors
/// `NotFound` when the section is not the bid's, or not open to the caller; faults of the database.
pub async fn section_texts(
    connection: &mut Connection,
    access: &Access,
    section: SectionId,
) -> Result<Vec<SectionText>, Failure> {
    let rows = sqlx::query(
        "select x.language, x.blocks, x.revision, x.saved_at, u.name as saved_by
         from section s
         join section_text x on x.section_id = s.id
         left join user_account u on u.id = x.saved_by
         where s.id = $1 and s.bid_id = $2
         order by case when x.language = 'ja' then 0 else 1 end",
    )
    .bind(access.readable(section)?.to_string())
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    if rows.is_empty() {
        return Err(AppError::NotFound.into());
    }
    rows.iter().map(text_of).collect()
}

fn text_of(row: &AnyRow) -> Result<SectionText, Failure> {
    let language: String = row.try_get("language")?;
    let blocks: String = row.try_get("blocks")?;
    let saved_at: Option<i64> = row.try_get("saved_at")?;
    Ok(SectionText {
        language: Language::parse(&language).unwrap_or_default(),
        blocks: serde_json::from_str(&blocks)?,
        revision: row.try_get("revision")?,
        saved_by: row.try_get("saved_by")?,
        saved_at: saved_at.map(Instant),
    })
}

/// The blocks of a text, for the document that begins with them.
///
/// # Errors
/// `NotFound` when there is no such text; faults of the database.
pub async fn section_blocks(
    connection: &mut Connection,
    section: SectionId,
    language: Language,
) -> Result<Vec<Block>, Failure> {
    let row = sqlx::query("select blocks from section_text where section_id = $1 and language = $2")
        .bind(section.to_string())
        .bind(language.tag())
        .fetch_optional(connection)
        .await?;
    let row = row.ok_or(AppError::NotFound)?;
    Ok(serde_json::from_str(&row.try_get::<String, _>("blocks")?)?)
}

/// Writes a text that has no live document yet over the revision that was read.
///
/// # Errors
/// `Changed` when somebody else saved meanwhile, `NotFound`, `NotAllowed`; faults of the database.
pub async fn section_text_update(
    connection: &mut Connection,
    access: &Access,
    section: SectionId,
    language: Language,
    revision: i64,
    blocks: &[Block],
    now: Instant,
) -> Result<(), Failure> {
    let characters = block::plain_text(blocks).chars().filter(|character| !character.is_whitespace()).count();
    let done = sqlx::query(
        "update section_text
         set blocks = $1, characters = $2, saved_by = $3, saved_at = $4, revision = revision + 1
         where section_id = $5 and language = $6 and revision = $7
           and section_id in (select id from section where bid_id = $8)
           and not exists (select 1 from section_document d where d.section_id = $5 and d.language = $6)",
    )
    .bind(serde_json::to_string(blocks)?)
    .bind(i64::try_from(characters).unwrap_or(i64::MAX))
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .bind(access.writable(section)?.to_string())
    .bind(language.tag())
    .bind(revision)
    .bind(access.bid().to_string())
    .execute(connection)
    .await?;
    one_row(&done)
}

/// What the outline keeps of a section beside its text.
#[derive(Debug, Clone)]
pub struct SectionDraft {
    /// Who writes it.
    pub assignee: Option<UserId>,
    /// ISO date, or empty.
    pub due_on: String,
    /// How far it is.
    pub state: SectionState,
}

/// Changes a line of the outline over the revision that was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn section_update(
    connection: &mut Connection,
    access: &Access,
    section: SectionId,
    revision: i64,
    draft: &SectionDraft,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update section
         set assignee_id = $1, due_on = $2, state = $3, revision = revision + 1
         where id = $4 and bid_id = $5 and revision = $6",
    )
    .bind(draft.assignee.map(|user| user.to_string()))
    .bind(&draft.due_on)
    .bind(draft.state.code())
    .bind(section.to_string())
    .bind(access.bid().to_string())
    .bind(revision)
    .execute(connection)
    .await?;
    one_row(&done)
}

/// Takes a person's name off every section of a bid that they leave.
///
/// # Errors
/// Faults of the database.
pub async fn section_unassign(connection: &mut Connection, access: &Access, user: UserId) -> Result<(), Failure> {
    sqlx::query(
        "update section set assignee_id = null, revision = revision + 1 where bid_id = $1 and assignee_id = $2",
    )
    .bind(access.bid().to_string())
    .bind(user.to_string())
    .execute(connection)
    .await?;
    Ok(())
}
