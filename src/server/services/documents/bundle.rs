//! All papers of a bid as one .zip, made paper by paper while it is sent: no more than one of them is in memory.

use std::collections::VecDeque;
use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{Source, blocking, check, chosen, form, judged, plan, source, ways_of};
use crate::domain::document::CopyKind;
use crate::domain::id::BidId;
use crate::domain::seat::Action;
use crate::server::edge::Call;
use crate::server::failure::Failure;

/// The .zip as it comes.
pub struct Bundle {
    /// Name of the file.
    pub file_name: String,
    bid: BidId,
    source: Arc<Source>,
    papers: VecDeque<(String, CopyKind)>,
    written: Written,
    /// Gone when the file is whole.
    zip: Option<ZipWriter<StreamWriter<Written>>>,
}

/// All papers that the bid needs.
///
/// # Errors
/// As every call on a bid.
pub async fn bundle(call: &Call, bid: BidId) -> Result<Bundle, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Export, call.now).await?;
    let source = Arc::new(source(call, &mut tx, &access).await?);
    tx.commit().await?;
    let written = Written::default();
    Ok(Bundle {
        file_name: format!("{}_提出書類.zip", plan::in_file_name(&source.tender.title)),
        bid,
        papers: papers(call, &source)?,
        zip: Some(ZipWriter::new_stream(written.clone())),
        source,
        written,
    })
}

/// Every paper of the set; behind one of which the buyer wants 副本, the copy that names no firm, where there is such a
/// copy.
fn papers(call: &Call, source: &Source) -> Result<VecDeque<(String, CopyKind)>, Failure> {
    let mut papers = VecDeque::new();
    for code in chosen(call, &[], source)? {
        let is_copied = ways_of(source, &code)?.copies.is_some_and(|copies| copies > 0);
        let blind = (is_copied && form(call, &code)?.has_blind_copy()).then(|| (code.clone(), CopyKind::Blind));
        papers.push_back((code, CopyKind::Original));
        papers.extend(blind);
    }
    Ok(papers)
}

impl Bundle {
    /// The next piece: one more paper, or the end of the file; none when it is whole.
    ///
    /// # Errors
    /// Faults of the engine.
    pub async fn next(&mut self, call: &Call) -> Result<Option<Vec<u8>>, Failure> {
        let Some(mut zip) = self.zip.take() else { return Ok(None) };
        let Some((code, copy)) = self.papers.pop_front() else {
            zip.finish().map_err(|error| Failure::Fault(Box::new(error)))?;
            check::refresh(call, self.bid).await;
            return Ok(Some(self.written.take()));
        };
        let paper = judged::counted(call, &code, copy, &self.source).await?;
        let with_it = blocking(move || {
            zip.start_file(paper.file_name, options()).map_err(|error| Failure::Fault(Box::new(error)))?;
            zip.write_all(&paper.docx)?;
            Ok(zip)
        });
        self.zip = Some(with_it.await?);
        Ok(Some(self.written.take()))
    }
}

/// Equal papers give an equal file: no clock, one method.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

/// What was written and not sent yet.
#[derive(Debug, Default, Clone)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
