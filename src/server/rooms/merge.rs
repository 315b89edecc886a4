//! A text saved by the plain form, merged block by block with what others wrote meanwhile. What the person did not
//! touch stays as it is now; a block that both changed is a conflict, and nothing is changed.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::block::Block;
use crate::domain::id::UserId;
use crate::domain::instant::Instant;
use crate::domain::section::{BlockInput, SeenBlock};
use crate::server::failure::Failure;
use crate::server::store::journal::{self, DocumentKey, NewUpdate};
use crate::server::store::{Engine, Tx};

use super::document::Document;
use super::edit::carry_out;
use super::loading;

/// Both changed the same block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict;

/// A block of the text as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// The block of this id as it is.
    Kept(String),
    /// This block, in the place of the one with its id if there is one.
    Put(Block),
}

/// A block as a person saved it.
#[derive(Debug, Clone)]
pub struct SavedBlock {
    /// What they mean.
    pub block: Block,
    /// What tells whether it is what they saw.
    pub print: String,
}

/// A live text opened for one edit of the server, within a transaction.
#[derive(Debug)]
pub struct OpenText {
    key: DocumentKey,
    document: Document,
    blocks: Vec<Block>,
}

impl OpenText {
    /// Opens a text and locks it.
    ///
    /// # Errors
    /// `NotFound`; a fault when the document cannot be read; faults of the database.
    pub async fn open(tx: &mut Tx, key: DocumentKey, now: Instant) -> Result<Self, Failure> {
        // Locks in the order of the house: the section before its documents.
        journal::document_reopen_section(tx, key).await?;
        let document = loading::load_in(tx, key, now).await?.document;
        let blocks = document.blocks().ok_or_else(broken)?;
        Ok(Self { key, document, blocks })
    }

    /// The blocks as they are now.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Writes the merged text: one edit in the journal, and the text's row. Answers its blocks.
    ///
    /// # Errors
    /// A fault when the document cannot be written; faults of the database.
    pub async fn write(
        self,
        tx: &mut Tx,
        engine: Engine,
        plan: &[Placed],
        user: Option<UserId>,
        now: Instant,
    ) -> Result<(), Failure> {
        let update = self.document.edit(|txn, root| carry_out(txn, root, plan, &self.blocks)).ok_or_else(broken)?;
        let updates = [NewUpdate { user, bytes: &update }];
        let seq = journal::update_append(tx, self.key, "", &updates, now).await?;
        let blocks = self.document.blocks().ok_or_else(broken)?;
        journal::document_project(tx, self.key, &blocks, seq).await?;
        if engine == Engine::Postgres {
            journal::document_notify(tx, self.key, seq, "").await?;
        }
        Ok(())
    }
}

fn broken() -> Failure {
    Failure::fault("a document cannot be worked on")
}

/// The whole text as one person has it.
#[must_use]
pub fn replaced(mine: &[SavedBlock], theirs: &[Block]) -> Vec<Placed> {
    mine.iter()
        .map(|saved| {
            let is_same = theirs.contains(&saved.block);
            if is_same { Placed::Kept(saved.block.id.clone()) } else { Placed::Put(saved.block.clone()) }
        })
        .collect()
}

/// Merges what a person saved with what is there now, from what they saw.
///
/// # Errors
/// When both changed the same block, or one changed what the other took away.
pub fn merged(seen: &[SeenBlock], mine: &[SavedBlock], theirs: &[Block]) -> Result<Vec<Placed>, Conflict> {
    let present: BTreeMap<&str, String> =
        theirs.iter().map(|block| (block.id.as_str(), BlockInput::of(block).print())).collect();
    let base: BTreeMap<&str, &str> = seen.iter().map(|seen| (seen.id.as_str(), seen.print.as_str())).collect();
    let own: BTreeMap<&str, &SavedBlock> = mine.iter().map(|saved| (saved.block.id.as_str(), saved)).collect();
    let mut put: BTreeMap<&str, &Block> = BTreeMap::new();
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    for (id, print) in &base {
        let theirs = present.get(id).map(String::as_str);
        match (own.get(id), theirs) {
            (None, Some(theirs)) if theirs != *print => return Err(Conflict),
            (None, _) => {
                gone.insert(id);
            }
            (Some(saved), theirs) if saved.print == *print => {
                if theirs.is_none() {
                    gone.insert(id);
                }
            }
            (Some(saved), Some(theirs)) if theirs == *print => {
                put.insert(id, &saved.block);
            }
            (Some(saved), Some(theirs)) if theirs == saved.print => {}
            (Some(_), _) => return Err(Conflict),
        }
    }
    for (id, saved) in own.iter().filter(|(id, _)| !base.contains_key(*id)) {
        match present.get(id) {
            Some(theirs) if *theirs == saved.print => {}
            Some(_) => return Err(Conflict),
            None => {
                put.insert(id, &saved.block);
            }
        }
    }
    let order = ordered(seen, mine, theirs, &gone);
    Ok(order
        .into_iter()
        .map(|id| put.get(id).map_or_else(|| Placed::Kept(id.to_owned()), |block| Placed::Put((*block).clone())))
        .collect())
}

/// The order of the others, with what the person added or moved behind the block behind which they put it.
fn ordered<'b>(seen: &[SeenBlock], mine: &'b [SavedBlock], theirs: &'b [Block], gone: &BTreeSet<&str>) -> Vec<&'b str> {
    let before: BTreeMap<&str, usize> = seen.iter().enumerate().map(|(at, seen)| (seen.id.as_str(), at)).collect();
    let places: Vec<usize> = mine.iter().filter_map(|saved| before.get(saved.block.id.as_str()).copied()).collect();
    let still = rising(&places);
    let is_still = |id: &str| before.get(id).is_some_and(|at| still.contains(at));
    let own: BTreeSet<&str> = mine.iter().map(|saved| saved.block.id.as_str()).collect();
    let is_placed = |id: &str| gone.contains(id) || (own.contains(id) && before.contains_key(id) && !is_still(id));
    let mut order: Vec<&str> = theirs.iter().map(|block| block.id.as_str()).filter(|id| !is_placed(id)).collect();
    let mut behind: Option<&str> = None;
    for id in mine.iter().map(|saved| saved.block.id.as_str()).filter(|id| !gone.contains(id)) {
        if !order.contains(&id) {
            let at = behind.and_then(|behind| order.iter().position(|other| *other == behind)).map_or(0, |at| at + 1);
            order.insert(at, id);
        }
        behind = Some(id);
    }
    order
}

/// The longest rising row within numbers: what stays where it is when the rest is moved.
#[must_use]
pub fn rising(numbers: &[usize]) -> BTreeSet<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end).is_some_and(|other| other < number));
        if let (Some(slot), Some(end)) = (before.get_mut(at), length.checked_sub(1).and_then(|last| ends.get(last))) {
            *slot = Some(*end);
        }
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut found = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        found.extend(numbers.get(at));
        next = before.get(at).copied().flatten();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::block::BlockBody;

    fn blocks(text: &str) -> Vec<Block> {
        text.split_whitespace()
            .map(|word| {
                let (id, text) = word.split_once('=').unwrap_or((word, word));
                Block::new(id, BlockBody::Paragraph { text: text.into() })
            })
            .collect()
    }

    fn merge(base: &str, mine: &str, theirs: &str) -> Result<String, Conflict> {
        let seen: Vec<SeenBlock> = blocks(base).iter().map(SeenBlock::of).collect();
        let mine: Vec<SavedBlock> =
            blocks(mine).into_iter().map(|block| SavedBlock { print: BlockInput::of(&block).print(), block }).collect();
        let plan = merged(&seen, &mine, &blocks(theirs))?;
        let word = |placed: &Placed| match placed {
            Placed::Kept(id) => id.clone(),
            Placed::Put(block) => format!("{}!", block.plain_text()),
        };
        Ok(plan.iter().map(word).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn what_only_one_of_both_did_is_done() {
        let same = |mine, theirs, wanted: &str| assert_eq!(merge("a b c", mine, theirs).as_deref(), Ok(wanted));
        same("a b c", "a b=B c", "a b c");
        same("a=A b c", "a b=B c", "A! b c");
        same("a b x c", "a y b c", "a y b x! c");
        same("a c", "a b c d", "a c d");
        same("a b c", "a c", "a c");
        same("c a b", "a b=B c d", "c a b d");
        same("x a b c", "a b c", "x! a b c");
        same("a b=B c", "a b=B c", "a b c");
        assert_eq!(merge("", "a", "").as_deref(), Ok("a!"));
    }

    #[test]
    fn what_both_did_to_one_block_is_a_conflict() {
        for (mine, theirs) in
            [("a=1 b c", "a=2 b c"), ("b c", "a=2 b c"), ("a=1 b c", "b c"), ("a b c x=1", "a b c x=2")]
        {
            assert_eq!(merge("a b c", mine, theirs), Err(Conflict), "{mine} / {theirs}");
        }
    }

    #[test]
    fn the_longest_row_stays() {
        assert_eq!(rising(&[2, 0, 1, 3]), BTreeSet::from([0, 1, 3]));
        assert_eq!(rising(&[]), BTreeSet::new());
    }
}
