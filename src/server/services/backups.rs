//! Backup to one file and restore from it, on either engine, also while the server runs.
//!
//! The file is a zip: `musubi.json` (format, counts, hashes) and one `TABLE.jsonl` a table. It is the
//! same for both engines, so that an installation can move from one to the other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::domain::instant::Instant;
use crate::server::access::Caller;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::backups::{self, Table};
use crate::server::store::{Store, Tx};

/// Counts up when the file's shape changes.
const FORMAT: u32 = 1;
/// Name of the entry that describes the others.
const HEAD: &str = "musubi.json";
/// Longest row that is written and read back: the longest text, escaped twice, and room beside it.
const LONGEST_ROW: u64 = 64 * 1024 * 1024;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    format: u32,
    made_at: Instant,
    tables: BTreeMap<String, TableHead>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TableHead {
    rows: u64,
    sha256: String,
}

impl Head {
    /// Rows in all.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.values().map(|table| table.rows).sum()
    }

    fn names(&self) -> BTreeSet<String> {
        self.tables.keys().cloned().collect()
    }
}

/// Writes everything to one file. The file appears whole or not at all.
///
/// # Errors
/// Only the operator may; faults of database and disk.
pub async fn save(call: &Call, file: &Path) -> Result<Head, Failure> {
    operator_only(call)?;
    let part = beside(file, "part");
    let mut tx = call.state.store.begin_read().await?;
    let head = match write(&mut tx, &part, call.now).await {
        Ok(head) => head,
        Err(failure) => {
            let _ = std::fs::remove_file(&part);
            return Err(failure);
        }
    };
    tx.commit().await?;
    verify(&part)?;
    std::fs::rename(&part, file)?;
    Ok(head)
}

/// What a restore did.
#[derive(Debug)]
pub struct Restored {
    /// What the backup said of itself.
    pub head: Head,
    /// Where the state before was saved, when there was one.
    pub before: Option<PathBuf>,
}

/// Replaces everything by what a backup holds, in one transaction. What was there is saved first,
/// beside the file that is restored.
///
/// # Errors
/// Only the operator may; a file that is no backup, is cut off or was changed; faults of the database.
pub async fn restore(call: &Call, file: &Path) -> Result<Restored, Failure> {
    operator_only(call)?;
    let head = verify(file)?;
    let store: &Store = &call.state.store;
    let mut tx = store.begin_write().await?;
    let before = save_before(&mut tx, call.now, file).await?;
    backups::row_delete_all(&mut tx).await?;
    put_back(&mut tx, file, &head).await?;
    backups::row_analyze(&mut tx).await?;
    tx.commit().await?;
    Ok(Restored { head, before })
}

/// Writes every row; those of a backup that was made before the newest step as the later steps would have left them.
async fn put_back(tx: &mut Tx, file: &Path, head: &Head) -> Result<(), Failure> {
    let steps = backups::steps_of(&head.names()).ok_or_else(|| not_ours(file))?;
    let now = backups::tables();
    let mut archive = open(file)?;
    for table in backups::tables_after(steps).iter().filter(|table| table.is_kept) {
        let present = now.iter().find(|present| present.name == table.name).ok_or_else(|| not_ours(file))?;
        let Ok(entry) = archive.by_name(&entry_name(table)) else { continue };
        let mut lines = BufReader::new(entry);
        while let Some(line) = next_line(&mut lines)? {
            let row: Value = serde_json::from_str(&line)?;
            if table.columns == present.columns {
                backups::row_insert(tx, table, &row).await?;
            } else {
                backups::row_insert_earlier(tx, table, present, &row).await?;
            }
        }
    }
    let mut lines = BufReader::new(archive.by_name("tender.jsonl").map_err(broken)?);
    let mut tenders = || -> Result<Option<Value>, Failure> {
        let Some(line) = next_line(&mut lines)? else { return Ok(None) };
        Ok(Some(serde_json::from_str(&line)?))
    };
    backups::row_catch_up(tx, steps, &mut tenders).await
}

/// Inside the transaction that replaces it, so that nothing is in neither of the two.
async fn save_before(tx: &mut Tx, now: Instant, file: &Path) -> Result<Option<PathBuf>, Failure> {
    if backups::is_empty(tx).await? {
        return Ok(None);
    }
    let path = beside(file, &format!("before-{}", now.0));
    let part = beside(&path, "part");
    write(tx, &part, now).await?;
    verify(&part)?;
    std::fs::rename(&part, &path)?;
    Ok(Some(path))
}

fn operator_only(call: &Call) -> Result<(), Failure> {
    match call.caller {
        Caller::Operator(_) => Ok(()),
        Caller::Stranger | Caller::SignedIn(_) => Err(crate::error::AppError::NotFound.into()),
    }
}

async fn write(tx: &mut Tx, part: &Path, now: Instant) -> Result<Head, Failure> {
    let mut archive = ZipWriter::new(BufWriter::new(File::create(part)?));
    let options = SimpleFileOptions::default().large_file(true);
    let mut head = Head { format: FORMAT, made_at: now, tables: BTreeMap::new() };
    for table in backups::tables().iter().filter(|table| table.is_kept) {
        archive.start_file(entry_name(table), options).map_err(broken)?;
        let mut hasher = Sha256::new();
        let mut rows = 0;
        backups::row_each(tx, table, |row| {
            let line = format!("{row}\n");
            if line.len() as u64 > LONGEST_ROW {
                return Err(Failure::fault(format!("a row of {} is too long for a backup", table.name)));
            }
            hasher.update(line.as_bytes());
            rows += 1;
            Ok(archive.write_all(line.as_bytes())?)
        })
        .await?;
        let sha256 = hex::encode(hasher.finalize());
        head.tables.insert(table.name.clone(), TableHead { rows, sha256 });
    }
    archive.start_file(HEAD, options).map_err(broken)?;
    archive.write_all(serde_json::to_string_pretty(&head)?.as_bytes())?;
    let mut out = archive.finish().map_err(broken)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    Ok(head)
}

/// Reads the whole file once before anything is changed.
fn verify(file: &Path) -> Result<Head, Failure> {
    let mut archive = open(file)?;
    let mut text = String::new();
    archive.by_name(HEAD).map_err(|_| not_ours(file))?.take(LONGEST_ROW).read_to_string(&mut text)?;
    let head: Head = serde_json::from_str(&text).map_err(|_| not_ours(file))?;
    if head.format != FORMAT {
        let said = format!("{} has format {}, this program reads {FORMAT}", file.display(), head.format);
        return Err(Failure::fault(said));
    }
    let known: Vec<String> = backups::tables().into_iter().map(|table| table.name).collect();
    let missing = backups::tables().into_iter().find(|table| table.is_kept && !head.tables.contains_key(&table.name));
    // A backup of an earlier step lacks what came later.
    if let Some(table) = missing.filter(|_| backups::steps_of(&head.names()).is_none()) {
        return Err(Failure::fault(format!("{} lacks the table {}", file.display(), table.name)));
    }
    for (name, expected) in &head.tables {
        if !known.contains(name) {
            return Err(Failure::fault(format!("{} holds an unknown table {name}", file.display())));
        }
        let entry = archive.by_name(&format!("{name}.jsonl")).map_err(broken)?;
        let mut lines = BufReader::new(entry);
        let mut hasher = Sha256::new();
        let mut rows = 0;
        while let Some(line) = next_line(&mut lines)? {
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
            rows += 1;
        }
        if rows != expected.rows || hex::encode(hasher.finalize()) != expected.sha256 {
            let said = format!("{}: table {name} was changed or cut off; nothing was restored", file.display());
            return Err(Failure::fault(said));
        }
    }
    Ok(head)
}

fn next_line(lines: &mut impl BufRead) -> Result<Option<String>, Failure> {
    let mut line = String::new();
    let read = lines.by_ref().take(LONGEST_ROW).read_line(&mut line)?;
    if read == 0 {
        return Ok(None);
    }
    line.truncate(line.trim_end_matches('\n').len());
    Ok(Some(line))
}

fn open(file: &Path) -> Result<ZipArchive<BufReader<File>>, Failure> {
    let reader =
        File::open(file).map_err(|error| Failure::fault(format!("{} cannot be opened: {error}", file.display())))?;
    ZipArchive::new(BufReader::new(reader)).map_err(|_| not_ours(file))
}

fn not_ours(file: &Path) -> Failure {
    Failure::fault(format!("{} is not a backup of Musubi, or is cut off", file.display()))
}

fn broken(error: zip::result::ZipError) -> Failure {
    Failure::Fault(Box::new(error))
}

fn entry_name(table: &Table) -> String {
    format!("{}.jsonl", table.name)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    file.with_file_name(name)
}
