//! Two people have saved the same text: both are shown, and the second one chooses.

use leptos::prelude::*;

use crate::domain::block::Block;
use crate::domain::id::{BidId, SectionId};
use crate::domain::section::{BlockInput, SectionText};
use crate::ui::kit::{Actions, ButtonKind, ButtonLink, Hidden, Submit};
use crate::ui::paths;
use crate::ui::wording::{moment, say, section as words};

use super::{Blocks, Quoted, WRITE};

/// What is saved and what was refused, side by side.
#[component]
pub fn Conflict(
    /// The bid.
    bid: BidId,
    /// The section.
    section: SectionId,
    /// What is saved now.
    theirs: SectionText,
    /// What was sent and not saved.
    mine: Vec<BlockInput>,
    /// What both quote.
    quoted: Quoted,
) -> impl IntoView {
    let lang = theirs.language;
    let saved =
        theirs.saved_by.zip(theirs.saved_at).map(|(name, at)| words::saved(&name, &moment::in_zone_of_reader(at)));
    let own = mine.iter().filter_map(|input| {
        let saved = theirs.blocks.iter().find(|block| block.id == input.id);
        input.body_over(saved.map(|block| &block.body)).map(|body| Block::new(&input.id, body))
    });
    let own = own.collect();
    let hidden = mine.into_iter().enumerate().map(|(index, input)| {
        let name = |part: &str| format!("blocks[{index}][{part}]");
        view! {
            <Hidden name=name("id") value=input.id/>
            <Hidden name=name("kind") value=input.kind/>
            <Hidden name=name("text") value=input.text/>
        }
    });
    let hidden = hidden.collect_view();
    view! {
        <section class="conflict" aria-labelledby="conflict">
            <div class="notice warning" role="alert">
                <h2 id="conflict">{say(words::CONFLICT)}</h2>
                <p>{say(words::CONFLICT_NOTE)}</p>
            </div>
            <div class="pair both">
                <div class="half">
                    <h3>{say(words::THEIRS)}</h3>
                    <p class="gloss">{saved}</p>
                    <Blocks blocks=theirs.blocks lang quoted=quoted.clone()/>
                    <Actions>
                        <ButtonLink href=paths::section_editor(bid, section, lang) label=words::TAKE_THEIRS/>
                    </Actions>
                </div>
                <div class="half">
                    <h3>{say(words::MINE)}</h3>
                    <p class="gloss">{say(words::SAVE_MINE_NOTE)}</p>
                    <Blocks blocks=own lang quoted/>
                    <form method="post" action=WRITE>
                        <Hidden name="bid" value=bid.to_string()/>
                        <Hidden name="section" value=section.to_string()/>
                        <Hidden name="language" value=lang.tag()/>
                        <Hidden name="revision" value=theirs.revision.to_string()/>
                        <Hidden name="choice" value="mine"/>
                        {hidden}
                        <Actions><Submit label=words::SAVE_MINE kind=ButtonKind::Danger/></Actions>
                    </form>
                </div>
            </div>
        </section>
    }
}
