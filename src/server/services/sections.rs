//! Sections of a proposal: the outline, one section's page, writing a text without overwriting anybody silently.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::block::{self, Block, BlockFault};
use crate::domain::era;
use crate::domain::id::{BidId, SectionId, UserId};
use crate::domain::language::Language;
use crate::domain::problem::{Problem, Problems};
use crate::domain::reminder::DueSection;
use crate::domain::seat::Action;
use crate::domain::section::{
    BlockInput, BlockMove, Outline, SectionLine, SectionPageView, SectionState, SectionText, SeenBlock,
};
use crate::error::{AppError, Refusal};
use crate::server::access::{self, Access, Caller};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::outline;
use crate::server::rooms::{Conflict, OpenText, Placed, SavedBlock, merged, replaced};
use crate::server::store::journal::{self, DocumentKey};
use crate::server::store::sections::SectionDraft;
use crate::server::store::{Connection, audits, bids, documents, question_links, seats, section_reminders, sections};

/// The outline with who can be given a section.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn outline(call: &Call, bid: BidId) -> Result<Outline, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Read, call.now).await?;
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
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::ReadAssigned, call.now).await?;
    let texts = sections::section_texts(&mut tx, &access, section).await?;
    let lines = sections::section_list(&mut tx, &access).await?;
    let line = lines.iter().find(|line| line.id == section).cloned().ok_or(AppError::NotFound)?;
    let head = bids::bid_head(&mut tx, &access).await?;
    let fields = documents::bid_field_values(&mut tx, &access).await?;
    let questions = question_links::question_link_of_section(&mut tx, &access, section).await?;
    tx.commit().await?;
    let guidance = outline::guidance(&call.state.templates, &line.code)?;
    let may_write = !head.is_archived && access.writable(section).is_ok();
    let reader = access.user();
    Ok(SectionPageView { head, sections: lines, line, guidance, texts, fields, questions, may_write, reader })
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
    /// How many edits the texts had that the person has seen.
    pub edits: i64,
}

/// Changes assignee, due date and state of a section.
///
/// # Errors
/// `Invalid`, `NotFound`, `Changed`; `WrittenSince` when a text is to be approved that the person has not seen; as
/// `access::to_bid` for `EditOutline`.
pub async fn save(call: &Call, bid: BidId, section: SectionId, form: &OutlineForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditOutline).await?;
    let draft = parse_outline(&mut tx, &access, form).await?;
    let lines = sections::section_list(&mut tx, &access).await?;
    let line = lines.into_iter().find(|line| line.id == section).ok_or(AppError::NotFound)?;
    let approves = draft.state == SectionState::Approved && line.state != SectionState::Approved;
    if approves && line.edits != form.edits {
        return Err(Refusal::WrittenSince.into());
    }
    let detail = json!({
        "section": section.to_string(),
        "assignee": draft.assignee.map(|user| user.to_string()),
        "due_on": draft.due_on,
        "state": draft.state.code(),
    });
    audits::audit_append(&mut tx, &access, call.now, "section.plan", detail).await?;
    sections::section_update(&mut tx, &access, section, form.revision, &draft).await?;
    tell_writer(call, &mut tx, &access, line, &draft).await?;
    tx.commit().await?;
    Ok(())
}

/// Tells whoever writes the section now, and did not before.
async fn tell_writer(
    call: &Call,
    connection: &mut Connection,
    access: &Access,
    line: SectionLine,
    draft: &SectionDraft,
) -> Result<(), Failure> {
    let (Some(writer), Caller::SignedIn(by)) = (draft.assignee, &call.caller) else { return Ok(()) };
    if line.assignee == Some(writer) || writer == by.user || draft.state == SectionState::Approved {
        return Ok(());
    }
    let section = DueSection {
        section: line.id,
        bid_title: bids::bid_head(connection, access).await?.title,
        position: line.position,
        title_ja: line.title_ja,
        title_en: line.title_en,
        due_on: draft.due_on.parse().ok(),
    };
    section_reminders::section_reminder_tell_writer(connection, access, section, writer, by, call.now).await
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
    /// The blocks as they were read, by `SeenBlock::written`; empty for a form that does not say.
    pub seen: String,
    /// The button: `save`, `up:2`, …
    pub op: String,
    /// `mine` when the person has seen the other text and puts their own over it.
    pub choice: String,
    /// The blocks, in order.
    pub blocks: Vec<BlockInput>,
}

/// Saves a text as an edit of its live document, merged with what others wrote since the person read it, and tells the
/// block to which the eye should return.
///
/// # Errors
/// `Invalid` naming the blocks; `Changed` when somebody else changed the same block meanwhile; as `Access::writable`.
pub async fn write(call: &Call, bid: BidId, section: SectionId, form: TextForm) -> Result<Option<String>, Failure> {
    call.caller.known()?;
    let mut inputs = form.blocks.clone();
    let place = BlockMove::parse(&form.op).apply(&mut inputs);
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::WriteAssigned).await?;
    access.writable(section)?;
    let row = text_in(&mut tx, &access, section, form.language).await?;
    let key = journal::document_key(&mut tx, &access, section, form.language).await?;
    let text = OpenText::open(&mut tx, key, call.now).await?;
    let blocks = parse_blocks(&inputs, text.blocks())?;
    let place = place.and_then(|place| blocks.get(place)).map(|saved| saved.block.id.clone());
    if is_same(&blocks, text.blocks()) {
        return Ok(place);
    }
    let is_current = row.revision == form.revision && row.blocks == text.blocks();
    let is_over = form.choice == "mine";
    let plan = planned(&form, &blocks, text.blocks(), is_current)?;
    let replaced = if is_over { Some(serde_json::to_value(text.blocks())?) } else { None };
    enter(call, &mut tx, &access, key, &form, replaced, blocks.len()).await?;
    text.write(&mut tx, call.state.store.engine(), &plan, access.user(), call.now).await?;
    tx.commit().await?;
    call.state.rooms.told(key, call.now).await;
    Ok(place)
}

/// What becomes of the text: the person's own over the one that they have seen, or both merged.
fn planned(form: &TextForm, mine: &[SavedBlock], theirs: &[Block], is_current: bool) -> Result<Vec<Placed>, Failure> {
    if form.choice == "mine" {
        return if is_current { Ok(replaced(mine, theirs)) } else { Err(AppError::Changed.into()) };
    }
    let seen = match SeenBlock::read(&form.seen) {
        Some(seen) => seen,
        None if is_current => theirs.iter().map(SeenBlock::of).collect(),
        None => return Err(AppError::Changed.into()),
    };
    merged(&seen, mine, theirs).map_err(|Conflict| AppError::Changed.into())
}

fn is_same(mine: &[SavedBlock], theirs: &[Block]) -> bool {
    mine.len() == theirs.len() && mine.iter().zip(theirs).all(|(saved, block)| saved.block == *block)
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

/// The entry in the trail. A text that is put over another keeps the other one there.
async fn enter(
    call: &Call,
    connection: &mut Connection,
    access: &Access,
    key: DocumentKey,
    form: &TextForm,
    replaced: Option<Value>,
    blocks: usize,
) -> Result<(), Failure> {
    let mut detail = json!({
        "section": key.section().to_string(),
        "language": key.language().tag(),
        "revision": form.revision + 1,
        "blocks": blocks,
    });
    let action = if replaced.is_some() { "section.overwrite" } else { "section.write" };
    if let (Some(replaced), Some(fields)) = (replaced, detail.as_object_mut()) {
        fields.insert("replaced".to_owned(), replaced);
    }
    audits::audit_append(connection, access, call.now, action, detail).await
}

/// The blocks with ids for the new ones, or every problem by its field. A block that the form shows as it is now keeps
/// what the form cannot show.
fn parse_blocks(inputs: &[BlockInput], present: &[Block]) -> Result<Vec<SavedBlock>, Failure> {
    let mut problems = Problems::default();
    let known: BTreeMap<&str, &Block> = present.iter().map(|block| (block.id.as_str(), block)).collect();
    let mut saved = Vec::with_capacity(inputs.len());
    for (index, input) in inputs.iter().enumerate() {
        let print = input.print();
        let before = known.get(input.id.as_str()).copied();
        if let Some(block) = before.filter(|block| BlockInput::of(block).print() == print) {
            saved.push(SavedBlock { block: block.clone(), print });
            continue;
        }
        match input.body_over(before.map(|block| &block.body)) {
            Some(body) => saved.push(SavedBlock { block: Block { id: id_of(input), body }, print }),
            None => problems.add(&format!("blocks[{index}][kind]"), Problem::NotOffered),
        }
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let blocks: Vec<Block> = saved.iter().map(|saved| saved.block.clone()).collect();
    // What others wrote live is not this person's to mend.
    for found in block::validate(&blocks) {
        if blocks.get(found.index).is_some_and(|block| present.contains(block)) && found.fault != BlockFault::IdTwice {
            continue;
        }
        let field = match found.fault {
            BlockFault::Id | BlockFault::IdTwice | BlockFault::Level => "kind",
            _ => "text",
        };
        problems.add(&format!("blocks[{}][{field}]", found.index), Problem::Block(found.fault));
    }
    if problems.is_empty() { Ok(saved) } else { Err(problems.into()) }
}

fn id_of(input: &BlockInput) -> String {
    if input.id.is_empty() { Uuid::now_v7().simple().to_string() } else { input.id.clone() }
}
