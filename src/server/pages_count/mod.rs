//! .docx → PDF by the office program, where there is one, so that pages are counted and not guessed. One paper at a time;
//! what was counted is remembered. It knows files only: which page a heading stands on is read elsewhere.

mod folder;
mod process;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::{MutexGuard, Semaphore, SemaphorePermit};

use self::folder::Folder;
use crate::domain::instant::Instant;
use crate::domain::page_turn::PageTurn;

/// The longest run: a first start makes the program's profile, and a proposal of 200 pages takes some seconds.
const TIME_LIMIT: Duration = Duration::from_secs(90);
/// How many may wait for the program before the next is told to come again.
const MOST_WAITING: usize = 8;
/// Papers whose counts are remembered.
const MOST_COUNTS: usize = 256;

/// Why no PDF was made, or no page could be read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeProblem {
    /// The program does not start, ends with an error, or makes no PDF.
    Failed,
    /// It took too long and was stopped.
    TooLong,
    /// The PDF was made, and not every heading is found in it.
    NotFound,
    /// The pages change with each count.
    Unstable,
}

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageCount {
    /// Sheets in all.
    pub sheets: u32,
    /// The printed page of each heading, by bookmark.
    pub headings: BTreeMap<String, u32>,
    /// Where its pages begin, as far as that is certain.
    pub turns: Vec<PageTurn>,
    /// When.
    pub at: Instant,
}

/// Names a paper by its bytes: the same paper has the same pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperKey([u8; 32]);

impl PaperKey {
    /// The key of a .docx.
    #[must_use]
    pub fn of(docx: &[u8]) -> Self {
        Self(Sha256::digest(docx).into())
    }
}

/// The counts of one paper: good, or why there are none.
pub type Outcome = Result<PageCount, OfficeProblem>;

/// The office program and what it counted.
#[derive(Debug)]
pub struct Office {
    program: Option<PathBuf>,
    time_limit: Duration,
    /// Where it works; made at the first count, gone with this value.
    folder: tokio::sync::Mutex<Option<Folder>>,
    /// A place in the queue for each who need not wait long.
    queue: Semaphore,
    outcomes: Mutex<VecDeque<(PaperKey, Outcome)>>,
}

/// The right to run the program; nobody else does meanwhile.
#[derive(Debug)]
pub struct Turn<'o> {
    program: &'o PathBuf,
    time_limit: Duration,
    folder: MutexGuard<'o, Option<Folder>>,
    /// Given back with the turn.
    _place: Option<SemaphorePermit<'o>>,
}

impl Office {
    /// The office program at a path; without one nothing is counted.
    #[must_use]
    pub fn new(program: Option<PathBuf>) -> Self {
        Self {
            program,
            time_limit: TIME_LIMIT,
            folder: tokio::sync::Mutex::default(),
            queue: Semaphore::new(MOST_WAITING),
            outcomes: Mutex::default(),
        }
    }

    /// Removes what an earlier process that was killed left behind. Read from the disk: not for the runtime.
    pub fn sweep() {
        folder::sweep();
    }

    /// What was counted of a paper, if anybody tried.
    #[must_use]
    pub fn outcome(&self, paper: PaperKey) -> Option<Outcome> {
        let outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        outcomes.iter().find(|(key, _)| *key == paper).map(|(_, outcome)| outcome.clone())
    }

    /// Remembers what was counted of a paper; the oldest is forgotten when there are many.
    pub fn remember(&self, paper: PaperKey, outcome: Outcome) {
        let mut outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
        outcomes.retain(|(key, _)| *key != paper);
        outcomes.truncate(MOST_COUNTS - 1);
        outcomes.push_front((paper, outcome));
    }

    /// Waits until nobody else uses the program; none when there is no program.
    pub async fn turn(&self) -> Option<Turn<'_>> {
        let program = self.program.as_ref()?;
        Some(Turn { program, time_limit: self.time_limit, folder: self.folder.lock().await, _place: None })
    }

    /// The same for somebody who looks on: none as well when too many wait already.
    pub async fn turn_soon(&self) -> Option<Turn<'_>> {
        let program = self.program.as_ref()?;
        let place = self.queue.try_acquire().ok()?;
        Some(Turn { program, time_limit: self.time_limit, folder: self.folder.lock().await, _place: Some(place) })
    }

    /// Whether there is a program.
    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.program.is_some()
    }
}

impl Turn<'_> {
    /// The PDF of a paper.
    ///
    /// # Errors
    /// `Failed` and `TooLong`.
    pub async fn pdf(&mut self, docx: &[u8]) -> Result<Vec<u8>, OfficeProblem> {
        let folder = match self.folder.take() {
            Some(folder) => folder,
            None => Folder::make().map_err(|_| OfficeProblem::Failed)?,
        };
        folder.put(docx).await.map_err(|_| OfficeProblem::Failed)?;
        process::convert(self.program, &folder, self.time_limit).await?;
        let pdf = folder.fetch().await.map_err(|_| OfficeProblem::Failed)?;
        // Only after a good run: what a stopped program left of its profile is not used again.
        *self.folder = Some(folder);
        Ok(pdf)
    }
}
