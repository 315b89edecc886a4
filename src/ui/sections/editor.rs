//! The editor as a plain form: one fieldset per block; every button saves the whole.

use leptos::prelude::*;

use crate::domain::id::{BidId, SectionId};
use crate::domain::language::Language;
use crate::domain::section::{BLOCK_KINDS, BlockInput, KEPT_KINDS, SectionState};
use crate::ui::kept::{Kept, kept_for, revision_for, seen_for};
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Choice, Hidden, Notice, NoticeKind, PostForm, Select, Submit, TextArea,
    UnsavedGuard,
};
use crate::ui::paths;
use crate::ui::wording::{language, say, section as words};

use super::WRITE;

/// Most blocks of a refused post that are shown again; a plain form of more than this helps nobody.
const EDITED_MOST: usize = 1_000;

/// The blocks of a refused post, in order; `None` when it was no post of this language.
#[must_use]
pub fn kept_blocks(language: Language) -> Option<Vec<BlockInput>> {
    let kept = kept_for(WRITE).filter(|kept| kept.value("language") == Some(language.tag()))?;
    let mut blocks = Vec::new();
    while blocks.len() < EDITED_MOST
        && let Some(block) = kept_block(&kept, blocks.len())
    {
        blocks.push(block);
    }
    Some(blocks)
}

fn kept_block(kept: &Kept, index: usize) -> Option<BlockInput> {
    let value = |name: &str| kept.value(&format!("blocks[{index}][{name}]")).map(str::to_owned);
    Some(BlockInput {
        kind: value("kind")?,
        id: value("id").unwrap_or_default(),
        text: value("text").unwrap_or_default(),
    })
}

/// The editor of one text.
#[component]
pub fn Editor(
    /// The bid.
    bid: BidId,
    /// The section.
    section: SectionId,
    /// Language of the text.
    lang: Language,
    /// Revision of what is saved now.
    revision: i64,
    /// What is saved now, by `SeenBlock::written`.
    seen: String,
    /// The blocks as the form shows them.
    blocks: Vec<BlockInput>,
    /// State of the section, which saving may change.
    state: SectionState,
) -> impl IntoView {
    let last = blocks.len().saturating_sub(1);
    let rows =
        blocks.into_iter().enumerate().map(|(index, block)| view! { <BlockRow index last block lang/> }).collect_view();
    let approved = (state == SectionState::Approved)
        .then(|| view! { <Notice kind=NoticeKind::Warning>{say(words::APPROVAL_ENDS)}</Notice> });
    let came_back = kept_blocks(lang).is_some();
    let close = format!("{}?lang={}", paths::section(bid, section), lang.tag());
    view! {
        <PostForm action=WRITE row=("language", lang.tag().to_owned()) class="blocks">
            <Hidden name="bid" value=bid.to_string()/>
            <Hidden name="section" value=section.to_string()/>
            <Hidden name="revision" value=revision_for(WRITE, revision).to_string()/>
            <Hidden name="seen" value=seen_for(WRITE, seen)/>
            {approved}
            <Actions>
                <Submit label=words::SAVE name="op" value="save"/>
                <ButtonLink href=close label=words::CLOSE/>
            </Actions>
            <UnsavedGuard language=language() came_back/>
            <p class="hint">{say(words::HOW)}</p>
            {rows}
            <Actions>
                <Submit label=words::ADD_LAST kind=ButtonKind::Quiet name="op" value="add"/>
                <Submit label=words::SAVE name="op" value="save"/>
            </Actions>
        </PostForm>
    }
}

#[component]
fn BlockRow(index: usize, last: usize, block: BlockInput, lang: Language) -> impl IntoView {
    let name = |part: &str| format!("blocks[{index}][{part}]");
    let number = (index + 1).to_string();
    let about = number.clone();
    let button = move |label, verb: &str| {
        let (value, about) = (format!("{verb}:{index}"), about.clone());
        view! { <Submit label kind=ButtonKind::Quiet name="op" value about/> }
    };
    let anchor = (!block.id.is_empty()).then(|| format!("block-{}", block.id));
    let id = block.id.clone();
    let body = if KEPT_KINDS.contains(&block.kind.as_str()) {
        view! { <KeptBody index block lang/> }.into_any()
    } else {
        view! { <BlockFields index block lang/> }.into_any()
    };
    view! {
        <fieldset class="block" id=anchor>
            <legend class="num">{number.clone()}</legend>
            <Hidden name=name("id") value=id/>
            {body}
            <Actions>
                {(index > 0).then(|| button(words::UP, "up"))}
                {(index < last).then(|| button(words::DOWN, "down"))}
                {button(words::ADD_BELOW, "add")}
                {button(words::REMOVE, "remove")}
            </Actions>
        </fieldset>
    }
}

#[component]
fn BlockFields(index: usize, block: BlockInput, lang: Language) -> impl IntoView {
    let name = |part: &str| format!("blocks[{index}][{part}]");
    let kinds = BLOCK_KINDS.into_iter().map(|kind| Choice::new(kind, words::kind(kind))).collect();
    let rows = u32::try_from(block.text.lines().count()).unwrap_or(40).clamp(2, 24);
    let class = if block.kind.starts_with("heading") { "bare heading" } else { "bare serif" };
    view! {
        <Select name=name("kind") label=words::KIND options=kinds selected=block.kind/>
        <TextArea name=name("text") label=words::TEXT value=block.text lang rows class/>
    }
}

/// A block that a form can show and cannot change.
#[component]
fn KeptBody(index: usize, block: BlockInput, lang: Language) -> impl IntoView {
    let name = |part: &str| format!("blocks[{index}][{part}]");
    let lines = block.text.split('\n').filter(|line| !line.is_empty()).map(str::to_owned);
    let lines = lines.map(|line| view! { <p>{line}</p> }).collect_view();
    view! {
        <p><b>{say(words::kind(&block.kind))}</b></p>
        <p class="hint">{say(words::KEPT)}</p>
        <div class="text" lang=lang.tag()>{lines}</div>
        <Hidden name=name("kind") value=block.kind/>
        <Hidden name=name("text") value=block.text/>
    }
}
