//! One text as a CRDT document: applies updates under guard, tells what it holds.
//! Knows no database and no person.

use std::panic::{AssertUnwindSafe, catch_unwind};

use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    ClientID, Doc, OffsetKind, Options, ReadTxn, StateVector, Transact, TransactionMut, Update, WriteTxn, XmlFragment,
    XmlFragmentRef,
};

use crate::domain::block::{BLOCKS_MOST, Block};

use super::scan::{Scan, is_state, scan};
use super::{planting, projection, shape};

/// Name of the document's one root.
pub const ROOT: &str = "blocks";
/// So many new elements are applied on a stack of their own.
const TYPES_ON_STACK: usize = 200;
/// That stack. A frame of the greatest size, every element inside the one before, takes half of it.
const DEEP_STACK: usize = 512 * 1024 * 1024;

/// Why an update was not taken, or not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no update, or holds what no text holds. The document is as it was.
    Unreadable,
    /// It rests on edits that are not here. What did not is taken.
    Incomplete,
    /// Afterwards the text would be deeper than any text is, or of parts that no text has. The document must be
    /// loaded again.
    Shape,
    /// Afterwards there would be too many blocks. The document must be loaded again.
    TooMany,
    /// The library broke. The document must be loaded again.
    Broken,
    /// The machine gave no thread to apply it on. It may be as good as any.
    Busy,
}

impl Fault {
    /// Whether the document in memory can no longer be used.
    #[must_use]
    pub const fn taints(self) -> bool {
        matches!(self, Self::Shape | Self::TooMany | Self::Broken)
    }
}

/// What came of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// What was new in it, encoded anew; empty when nothing was.
    pub update: Vec<u8>,
    /// What was wrong with it.
    pub fault: Option<Fault>,
}

/// Where an update comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// A browser: it is judged.
    Browser,
    /// Another server, which has judged it.
    Journal,
    /// The rows of a document that is loaded.
    Replay,
}

/// A text in memory.
#[derive(Debug)]
pub struct Document {
    doc: Doc,
    root: XmlFragmentRef,
}

impl Document {
    /// With nothing in it; what is kept is applied to it.
    #[must_use]
    pub fn empty() -> Self {
        Self::of_client(ClientID::new(u64::from(rand::random::<u32>())))
    }

    fn of_client(client: ClientID) -> Self {
        // `cleanup_formatting` stays off: cleaning up on one side only makes the sides differ.
        let options = Options {
            offset_kind: OffsetKind::Utf16,
            cleanup_formatting: false,
            client_id: client,
            ..Options::default()
        };
        let doc = Doc::with_options(options);
        let root = doc.get_or_insert_xml_fragment(ROOT);
        Self { doc, root }
    }

    /// The document with which a text begins. An empty text has one empty paragraph, so that two who begin at the
    /// same moment write into the same one.
    #[must_use]
    pub fn beginning(blocks: &[Block], first_id: &str) -> Self {
        let document = Self::of_client(beginner(blocks, first_id));
        let mut txn = document.doc.transact_mut();
        if blocks.is_empty() {
            document.root.push_back(&mut txn, planting::empty_paragraph(first_id));
        }
        for block in blocks {
            document.root.push_back(&mut txn, planting::element_of(block));
        }
        drop(txn);
        document
    }

    /// Applies an update that a browser sent.
    #[must_use]
    pub fn apply(&self, update: &[u8]) -> Applied {
        self.apply_as(update, Origin::Browser)
    }

    /// Applies an update that another server took.
    pub fn follow(&self, update: &[u8]) -> Applied {
        self.apply_as(update, Origin::Journal)
    }

    /// Applies what is kept, while a document is loaded.
    #[must_use]
    pub fn replay(&self, update: &[u8]) -> Option<Fault> {
        self.apply_as(update, Origin::Replay).fault
    }

    fn apply_as(&self, bytes: &[u8], origin: Origin) -> Applied {
        let refused = |fault| Applied { update: Vec::new(), fault: Some(fault) };
        let Some(found) = scan(bytes) else { return refused(Fault::Unreadable) };
        if self.has_gap_before(&found) {
            return refused(Fault::Incomplete);
        }
        // Deleting an element deletes its parts by calling itself.
        if found.types <= TYPES_ON_STACK {
            return self.apply_here(bytes, origin);
        }
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(DEEP_STACK);
            match thread.spawn_scoped(scope, || self.apply_here(bytes, origin)) {
                Ok(running) => running.join().unwrap_or(refused(Fault::Broken)),
                Err(_) => refused(Fault::Busy),
            }
        })
    }

    /// Whether an update begins later than what is here ends. The library would take it and mark a gap, which it
    /// cannot always close again (0.28.1).
    fn has_gap_before(&self, found: &Scan) -> bool {
        let state = self.reading(|txn| txn.state_vector()).unwrap_or_default();
        found.starts.iter().any(|(client, clock)| u64::from(state.get(&ClientID::new(*client))) < *clock)
    }

    fn apply_here(&self, bytes: &[u8], origin: Origin) -> Applied {
        let broken = Applied { update: Vec::new(), fault: Some(Fault::Broken) };
        let Ok(mut txn) = self.doc.try_transact_mut() else { return broken };
        let blocks_before = self.root.len(&txn);
        let done = catch_unwind(AssertUnwindSafe(|| {
            let fault = integrate(&mut txn, bytes);
            if fault == Some(Fault::Unreadable) || origin == Origin::Replay {
                return Applied { update: Vec::new(), fault };
            }
            let is_judged = origin == Origin::Browser;
            let fault = fault.or_else(|| {
                let blocks = self.root.len(&txn);
                if is_judged && blocks > blocks_before && blocks as usize > BLOCKS_MOST {
                    return Some(Fault::TooMany);
                }
                (is_judged && !shape::is_sound(&txn, &self.root)).then_some(Fault::Shape)
            });
            let is_new = !txn.delete_set().is_empty() || !txn.insert_set().is_empty();
            let update = if is_new { txn.encode_update_v1() } else { Vec::new() };
            Applied { update, fault }
        }));
        if let Ok(applied) = done {
            applied
        } else {
            // Its end would commit what broke, and break once more while unwinding.
            std::mem::forget(txn);
            broken
        }
    }

    /// What somebody lacks who has `state`, with all deletions; `None` when that is no state vector.
    #[must_use]
    pub fn lacking(&self, state: &[u8]) -> Option<Vec<u8>> {
        if !is_state(state) {
            return None;
        }
        let state = StateVector::decode_v1(state).ok()?;
        self.reading(|txn| txn.encode_diff_v1(&state))
    }

    /// The whole document as one update; `None` when the library breaks.
    #[must_use]
    pub fn encoded(&self) -> Option<Vec<u8>> {
        self.reading(|txn| txn.encode_diff_v1(&StateVector::default()))
    }

    /// What it has, as a state vector.
    #[must_use]
    pub fn state(&self) -> Option<Vec<u8>> {
        self.reading(|txn| txn.state_vector().encode_v1())
    }

    /// The neutral blocks; `None` when the library breaks.
    #[must_use]
    pub fn blocks(&self) -> Option<Vec<Block>> {
        self.reading(|txn| projection::blocks(txn, &self.root))
    }

    fn reading<T>(&self, read: impl FnOnce(&yrs::Transaction<'_>) -> T) -> Option<T> {
        let txn = self.doc.try_transact().ok()?;
        catch_unwind(AssertUnwindSafe(|| read(&txn))).ok()
    }

    /// Edits the text on the server and tells the update; `None` when the library breaks.
    #[must_use]
    pub fn edit(&self, change: impl FnOnce(&mut TransactionMut<'_>, &XmlFragmentRef)) -> Option<Vec<u8>> {
        let mut txn = self.doc.try_transact_mut().ok()?;
        let done = catch_unwind(AssertUnwindSafe(|| {
            change(&mut txn, &self.root);
            txn.commit();
            txn.encode_update_v1()
        }));
        if done.is_err() {
            std::mem::forget(txn);
            return None;
        }
        done.ok()
    }
}

/// The client that begins a document: of the same blocks the same one, so that beginning twice is beginning once; of
/// others another one, so that what an old device keeps is never taken for the new beginning.
fn beginner(blocks: &[Block], first_id: &str) -> ClientID {
    let text = serde_json::to_string(blocks).unwrap_or_default();
    let bytes = first_id.bytes().chain([0]).chain(text.bytes());
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ClientID::new(u64::from(hash))
}

/// Applies and commits; leaves nothing waiting for what may never come.
fn integrate(txn: &mut TransactionMut<'_>, bytes: &[u8]) -> Option<Fault> {
    let Ok(update) = Update::decode_v1(bytes) else { return Some(Fault::Unreadable) };
    let applied = txn.apply_update(update);
    let is_whole = !txn.has_missing_updates();
    if !is_whole {
        txn.prune_pending();
    }
    txn.commit();
    match (applied, is_whole) {
        (Err(_), _) => Some(Fault::Broken),
        (Ok(()), false) => Some(Fault::Incomplete),
        (Ok(()), true) => None,
    }
}
