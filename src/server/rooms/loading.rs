//! A document from its rows: begun once, replayed row by row. A row that cannot be applied is left out and flagged;
//! the text opens without it. A row that rests on one that is not there is left out as well and not flagged: it waits,
//! and no snapshot is put in its place.

use crate::domain::block::Block;
use crate::domain::instant::Instant;
use crate::error::AppError;
use crate::server::failure::Failure;
use crate::server::store::journal::{self, DocumentKey, DocumentRow, UpdateRow};
use crate::server::store::sections;
use crate::server::store::{Connection, Store};

use super::document::{Document, Fault};

/// A document as its rows have it.
#[derive(Debug)]
pub struct Loaded {
    /// The document.
    pub document: Document,
    /// The last number in it.
    pub seq: i64,
    /// The last number that the text's row shows.
    pub projected_seq: i64,
    /// Bytes of snapshot and edits.
    pub size: usize,
    /// Edits since the snapshot.
    pub tail: usize,
    /// The first number of those that wait for what they rest on.
    pub waiting: Option<i64>,
}

impl Loaded {
    /// Up to which number a snapshot of the document may take the place of its rows.
    #[must_use]
    pub fn whole_to(&self) -> i64 {
        self.waiting.map_or(self.seq, |first| self.seq.min(first - 1))
    }
}

/// Loads a document, begins it before when nobody has, and flags the rows that cannot be applied.
///
/// # Errors
/// `NotFound` when the text is gone; a fault when its snapshot cannot be applied; faults of the database.
pub async fn load(store: &Store, key: DocumentKey, now: Instant) -> Result<Loaded, Failure> {
    let mut tx = store.begin_read().await?;
    let is_there = journal::document_find(&mut tx, key).await?.is_some();
    tx.commit().await?;
    if !is_there {
        let mut tx = store.begin_write().await?;
        begin(&mut tx, key, now).await?;
        tx.commit().await?;
    }
    let mut tx = store.begin_read().await?;
    let row = journal::document_find(&mut tx, key).await?.ok_or(AppError::NotFound)?;
    let tail = journal::update_list(&mut tx, key, row.snapshot_seq, None).await?;
    tx.commit().await?;
    let (loaded, bad) = replayed(row, tail).await?;
    if !bad.is_empty() {
        let mut tx = store.begin_write().await?;
        for seq in bad {
            tracing::error!(section = %key.section(), seq, "an edit in the journal cannot be applied and is left out");
            journal::update_flag(&mut tx, key, seq).await?;
        }
        tx.commit().await?;
    }
    Ok(loaded)
}

/// Loads a document within a transaction that is going to write it.
///
/// # Errors
/// As `load`.
pub async fn load_in(connection: &mut Connection, key: DocumentKey, now: Instant) -> Result<Loaded, Failure> {
    if journal::document_find(connection, key).await?.is_none() {
        begin(connection, key, now).await?;
    }
    journal::document_lock(connection, key).await?;
    let row = journal::document_find(connection, key).await?.ok_or(AppError::NotFound)?;
    let tail = journal::update_list(connection, key, row.snapshot_seq, None).await?;
    Ok(replayed(row, tail).await?.0)
}

/// Makes the document of a text out of its blocks, once: the row of the text is the lock.
async fn begin(connection: &mut Connection, key: DocumentKey, now: Instant) -> Result<(), Failure> {
    journal::document_lock_text(connection, key).await?;
    if journal::document_find(connection, key).await?.is_some() {
        return Ok(());
    }
    let blocks = sections::section_blocks(connection, key.section(), key.language()).await?;
    let snapshot = beginning(key, &blocks)?;
    journal::document_insert(connection, key, &snapshot, now).await
}

fn beginning(key: DocumentKey, blocks: &[Block]) -> Result<Vec<u8>, Failure> {
    let first = format!("{}-{}", key.section().to_string().replace('-', ""), key.language().tag());
    Document::beginning(blocks, &first).encoded().ok_or_else(|| Failure::fault("a document cannot be begun"))
}

/// A long text takes a moment: not on a thread that answers requests.
async fn replayed(row: DocumentRow, tail: Vec<UpdateRow>) -> Result<(Loaded, Vec<i64>), Failure> {
    const SHORT: usize = 64 * 1024;
    let size = row.snapshot.len() + tail.iter().map(|update| update.bytes.len()).sum::<usize>();
    if size <= SHORT {
        return replay(&row, &tail, size);
    }
    tokio::task::spawn_blocking(move || replay(&row, &tail, size))
        .await
        .map_err(|_| Failure::fault("loading a document broke off"))?
}

fn replay(row: &DocumentRow, tail: &[UpdateRow], size: usize) -> Result<(Loaded, Vec<i64>), Failure> {
    let mut bad = Vec::new();
    let (document, waiting) = 'again: loop {
        let document = Document::empty();
        if let Some(fault) = document.replay(&row.snapshot) {
            return Err(Failure::fault(format!("the snapshot of a document cannot be applied: {fault:?}")));
        }
        let mut early: Vec<&UpdateRow> = Vec::new();
        for update in tail {
            if bad.contains(&update.seq) {
                continue;
            }
            match document.replay(&update.bytes) {
                None => {}
                Some(Fault::Busy) => return Err(no_thread()),
                Some(Fault::Incomplete) => early.push(update),
                Some(fault) => {
                    bad.push(update.seq);
                    if fault.taints() {
                        continue 'again;
                    }
                }
            }
        }
        // What rests on a later row is no fault of either.
        let mut waiting = None;
        for update in early {
            match document.replay(&update.bytes) {
                None => {}
                Some(Fault::Busy) => return Err(no_thread()),
                Some(Fault::Incomplete) => waiting = waiting.or(Some(update.seq)),
                Some(fault) => {
                    bad.push(update.seq);
                    if fault.taints() {
                        continue 'again;
                    }
                }
            }
        }
        break (document, waiting);
    };
    if let Some(seq) = waiting {
        tracing::error!(seq, "an edit in the journal rests on one that is not there and waits for it");
    }
    let loaded = Loaded { document, seq: row.seq, projected_seq: row.projected_seq, size, tail: tail.len(), waiting };
    Ok((loaded, bad))
}

/// What could not be tried is not bad: the text is loaded another time.
fn no_thread() -> Failure {
    Failure::fault("no thread could be had to load a document on")
}

/// A document from its snapshot and its edits.
#[cfg(test)]
pub fn replayed_for_test(snapshot: &[u8], edits: &[Vec<u8>]) -> Document {
    let row = DocumentRow { snapshot: snapshot.to_vec(), snapshot_seq: 0, seq: 0, projected_seq: 0 };
    let tail: Vec<UpdateRow> = (1..).zip(edits).map(|(seq, bytes)| UpdateRow { seq, bytes: bytes.clone() }).collect();
    let (loaded, bad) = replay(&row, &tail, 0).unwrap();
    assert!(bad.is_empty(), "{bad:?}");
    loaded.document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::block::BlockBody;

    fn paragraph(id: &str, text: &str) -> Block {
        Block::new(id, BlockBody::Paragraph { text: text.into() })
    }

    #[test]
    fn a_bad_row_is_left_out_and_the_rest_is_there() {
        let document = Document::beginning(&[paragraph("a", "一")], "f");
        let snapshot = document.encoded().unwrap();
        let good = document
            .edit(|txn, root| {
                use yrs::XmlFragment;
                root.push_back(txn, super::super::planting::element_of(&paragraph("b", "二")));
            })
            .unwrap();
        let row = DocumentRow { snapshot, snapshot_seq: 0, seq: 3, projected_seq: 0 };
        let tail = [(1, vec![9, 9, 9]), (2, good), (3, vec![])];
        let tail: Vec<UpdateRow> = tail.into_iter().map(|(seq, bytes)| UpdateRow { seq, bytes }).collect();
        let (loaded, bad) = replay(&row, &tail, 0).unwrap();
        assert_eq!(bad, [1, 3]);
        assert_eq!(loaded.document.blocks().unwrap(), [paragraph("a", "一"), paragraph("b", "二")]);
    }

    #[test]
    fn a_row_that_rests_on_a_missing_one_waits_and_is_not_called_bad() {
        let source = Document::beginning(&[paragraph("a", "一")], "f");
        let snapshot = source.encoded().unwrap();
        let added = |id: &str| {
            let new = paragraph(id, id);
            source.edit(|txn, root| {
                use yrs::XmlFragment;
                root.push_back(txn, super::super::planting::element_of(&new));
            })
        };
        let (first, second, third) = (added("b").unwrap(), added("c").unwrap(), added("d").unwrap());
        let row = DocumentRow { snapshot, snapshot_seq: 0, seq: 3, projected_seq: 0 };
        let rows = |edits: &[(i64, &Vec<u8>)]| -> Vec<UpdateRow> {
            edits.iter().map(|(seq, bytes)| UpdateRow { seq: *seq, bytes: (*bytes).clone() }).collect()
        };
        let (loaded, bad) = replay(&row, &rows(&[(2, &second), (3, &third)]), 0).unwrap();
        assert_eq!((bad, loaded.waiting, loaded.whole_to()), (vec![], Some(2), 1));
        assert_eq!(loaded.document.blocks().unwrap(), [paragraph("a", "一")]);
        let (loaded, bad) = replay(&row, &rows(&[(1, &first), (2, &second), (3, &third)]), 0).unwrap();
        assert_eq!((bad, loaded.waiting, loaded.whole_to()), (vec![], None, 3));
        assert_eq!(loaded.document.blocks().unwrap().len(), 4);
    }
}
