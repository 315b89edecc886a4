//! Sections of a proposal: the outline, one section's page, writing a text without overwriting anybody silently.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use crate::domain::block::{self, Block, BlockBody, BlockFault};
use crate::domain::era;
use crate::domain::id::{BidId, SectionId, UserId};
use crate::domain::language::Language;
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::Action;
use crate::domain::section::{BlockInput, BlockMove, Outline, SectionPageView, SectionState, SectionText};
use crate::error::AppError;
use crate::server::access::{self, Access};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::outline;
use crate::server::store::sections::SectionDraft;
use crate::server::store::{Connection, audits, bids, documents, seats, sections};

/// The outline with who can be given a section.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn outline(call: &Call, bid: BidId) -> Result<Outline, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let outline = Outline {
        head: bids::bid_head(&mut tx, &access).await?,
        sections: sections::section_list(&mut tx, &access).await?,
        seats: seats::seat_list(&mut tx, &access).await?,
    };
    tx.commit().await?;
    Ok(outline)
}

/// One section with both its texts. A contributor sees their own section and nothing beside it.
///
/// # Errors
/// `NotFound`; as `access::to_bid` for `ReadAssigned`.
pub async fn open(call: &Call, bid: BidId, section: SectionId) -> Result<SectionPageView, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::ReadAssigned).await?;
    let texts = sections::section_texts(&mut tx, &access, section).await?;
    let lines = sections::section_list(&mut tx, &access).await?;
    let line = lines.iter().find(|line| line.id == section).cloned().ok_or(AppError::NotFound)?;
    let head = bids::bid_head(&mut tx, &access).await?;
    let fields = documents::bid_field_values(&mut tx, &access).await?;
    tx.commit().await?;
    let guidance = outline::guidance(&call.state.templates, &line.code)?;
    let may_write = !head.is_archived && access.writable(section).is_ok();
    Ok(SectionPageView { head, sections: lines, line, guidance, texts, fields, may_write })
}

/// What the outline's form sends for one section.
#[derive(Debug, Clone)]
pub struct OutlineForm {
    /// Revision that was read.
    pub revision: i64,
    /// Identity of the assignee, or empty.
    pub assignee: String,
    /// The due date as typed, or empty.
    pub due_on: String,
    /// Code of the state.
    pub state: String,
}

/// Changes assignee, due date and state of a section.
///
/// # Errors
/// `Invalid`, `Changed`; as `access::to_bid` for `EditOutline`.
pub async fn save(call: &Call, bid: BidId, section: SectionId, form: &OutlineForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditOutline).await?;
    let draft = parse_outline(&mut tx, &access, form).await?;
    let detail = json!({
        "section": section.to_string(),
        "assignee": draft.assignee.map(|user| user.to_string()),
        "due_on": draft.due_on,
        "state": draft.state.code(),
    });
    audits::audit_append(&mut tx, &access, call.now, "section.plan", detail).await?;
    sections::section_update(&mut tx, &access, section, form.revision, &draft).await?;
    tx.commit().await?;
    Ok(())
}

async fn parse_outline(
    connection: &mut Connection,
    access: &Access,
    form: &OutlineForm,
) -> Result<SectionDraft, Failure> {
    let mut problems = Problems::default();
    let assignee = match form.assignee.as_str() {
        "" => None,
        text => {
            let user = UserId::parse(text);
            let seats = seats::seat_list(connection, access).await?;
            if !seats.iter().any(|seat| Some(seat.user) == user) {
                problems.add("assignee", Problem::NotOffered);
            }
            user
        }
    };
    let due_on = match form.due_on.trim() {
        "" => Some(String::new()),
        text => problems.take("due_on", era::parse(text)).map(|date| date.to_string()),
    };
    let state = SectionState::parse(&form.state);
    if state.is_none() {
        problems.add("state", Problem::NotOffered);
    }
    match (due_on, state) {
        (Some(due_on), Some(state)) if problems.is_empty() => Ok(SectionDraft { assignee, due_on, state }),
        _ => Err(problems.into()),
    }
}

/// What the editor's form sends.
#[derive(Debug, Clone)]
pub struct TextForm {
    /// Language of the text.
    pub language: Language,
    /// Revision that was read.
    pub revision: i64,
    /// The button: `save`, `up:2`, …
    pub op: String,
    /// `mine` when the person has seen the other text and puts their own over it.
    pub choice: String,
    /// The blocks, in order.
    pub blocks: Vec<BlockInput>,
}

/// Saves a text as a whole and tells the block to which the eye should return.
///
/// # Errors
/// `Invalid` naming the blocks; `Changed` when somebody else saved meanwhile; as `Access::writable`.
pub async fn write(call: &Call, bid: BidId, section: SectionId, form: TextForm) -> Result<Option<String>, Failure> {
    call.caller.known()?;
    let mut inputs = form.blocks;
    let place = BlockMove::parse(&form.op).apply(&mut inputs);
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::WriteAssigned).await?;
    access.writable(section)?;
    let text = text_in(&mut tx, &access, section, form.language).await?;
    let blocks = parse_blocks(&inputs, &text.blocks)?;
    if text.blocks != blocks {
        let new = NewText { language: form.language, revision: form.revision, blocks: &blocks };
        keep_text(call, &mut tx, &access, section, &new, &text, form.choice == "mine").await?;
        tx.commit().await?;
    }
    Ok(place.and_then(|place| blocks.get(place)).map(|block| block.id.clone()))
}

struct NewText<'a> {
    language: Language,
    revision: i64,
    blocks: &'a [Block],
}

async fn text_in(
    connection: &mut Connection,
    access: &Access,
    section: SectionId,
    language: Language,
) -> Result<SectionText, Failure> {
    let texts = sections::section_texts(connection, access, section).await?;
    Ok(texts.into_iter().find(|text| text.language == language).ok_or(AppError::NotFound)?)
}

/// Writes the text, its entry in the trail and the section's state. A text that is put over another keeps the
/// other one in the trail.
async fn keep_text(
    call: &Call,
    connection: &mut Connection,
    access: &Access,
    section: SectionId,
    new: &NewText<'_>,
    old: &SectionText,
    is_over: bool,
) -> Result<(), Failure> {
    let mut detail = json!({
        "section": section.to_string(),
        "language": new.language.tag(),
        "revision": new.revision + 1,
        "blocks": new.blocks.len(),
    });
    if is_over && let Some(fields) = detail.as_object_mut() {
        fields.insert("replaced".to_owned(), serde_json::to_value(&old.blocks)?);
    }
    let action = if is_over { "section.overwrite" } else { "section.write" };
    audits::audit_append(connection, access, call.now, action, detail).await?;
    sections::section_text_update(connection, access, section, new.language, new.revision, new.blocks, call.now)
        .await?;
    let lines = sections::section_list(connection, access).await?;
    let line = lines.iter().find(|line| line.id == section).ok_or(AppError::NotFound)?;
    let state = line.state.after_writing();
    if state != line.state {
        sections::section_set_state(connection, access, section, state).await?;
    }
    Ok(())
}

/// The blocks with ids for the new ones, each over the one that it was, or every problem by its field.
fn parse_blocks(inputs: &[BlockInput], before: &[Block]) -> Result<Vec<Block>, Failure> {
    let before: BTreeMap<&str, &BlockBody> = before.iter().map(|block| (block.id.as_str(), &block.body)).collect();
    let mut problems = Problems::default();
    let mut blocks = Vec::with_capacity(inputs.len());
    for (index, input) in inputs.iter().enumerate() {
        match input.body_over(before.get(input.id.as_str()).copied()) {
            Some(body) => blocks.push(Block { id: id_of(input), body }),
            None => problems.add(&format!("blocks[{index}][kind]"), Problem::NotOffered),
        }
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    for found in block::validate(&blocks) {
        let field = match found.fault {
            BlockFault::Id | BlockFault::IdTwice | BlockFault::Level => "kind",
            _ => "text",
        };
        problems.add(&format!("blocks[{}][{field}]", found.index), Problem::Block(found.fault));
    }
    if problems.is_empty() { Ok(blocks) } else { Err(problems.into()) }
}

fn id_of(input: &BlockInput) -> String {
    if input.id.is_empty() { Uuid::now_v7().simple().to_string() } else { input.id.clone() }
}
