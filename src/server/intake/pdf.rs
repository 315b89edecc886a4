//! PDF to text through `pdftotext -layout` in a process of its own: no environment, bounded time, processor
//! time, memory and output, the file in a private directory that goes away.

use super::source::{SourceKind, SourceText};
use crate::domain::notice::IntakeProblem;
use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};

/// The most text that is taken from one PDF, in bytes.
pub const PDF_TEXT_LIMIT: usize = 4 * 1024 * 1024;
/// The most that is read of what the program complains about.
const COMPLAINT_LIMIT: usize = 16 * 1024;

/// The outside programs and their limits.
#[derive(Clone, Debug)]
pub struct Tools {
    /// `pdftotext` of poppler.
    pub pdftotext: PathBuf,
    /// `prlimit` of util-linux; without it only time and output are bounded.
    pub prlimit: Option<PathBuf>,
    /// Where private directories are made.
    pub scratch: PathBuf,
    /// The longest run.
    pub time_limit: Duration,
    /// Address space in bytes.
    pub memory_limit: u64,
    /// Processor time in seconds.
    pub cpu_limit: u64,
}

impl Default for Tools {
    fn default() -> Self {
        let prlimit = PathBuf::from("/usr/bin/prlimit");
        Self {
            pdftotext: PathBuf::from("/usr/bin/pdftotext"),
            prlimit: prlimit.exists().then_some(prlimit),
            scratch: std::env::temp_dir(),
            time_limit: Duration::from_secs(20),
            memory_limit: 768 * 1024 * 1024,
            cpu_limit: 15,
        }
    }
}

/// Reads the text of a PDF.
///
/// # Errors
/// Every problem that begins with `Pdf`.
pub async fn text_of_pdf(bytes: &[u8], tools: &Tools) -> Result<SourceText, IntakeProblem> {
    if !tools.pdftotext.exists() {
        return Err(IntakeProblem::PdfToolMissing);
    }
    let directory = PrivateDirectory::make(&tools.scratch)?;
    let file = directory.path.join("in.pdf");
    tokio::fs::write(&file, bytes).await.map_err(|_| IntakeProblem::PdfToolFailed)?;
    let run = tokio::time::timeout(tools.time_limit, run(&file, tools));
    let outcome = run.await.map_err(|_| IntakeProblem::PdfTooHard)??;
    drop(directory);
    outcome.into_text()
}

struct Outcome {
    status: ExitStatus,
    output: Vec<u8>,
    complaints: String,
}

async fn run(file: &Path, tools: &Tools) -> Result<Outcome, IntakeProblem> {
    let mut child = command(file, tools).spawn().map_err(|_| IntakeProblem::PdfToolFailed)?;
    let output = bounded(child.stdout.take(), PDF_TEXT_LIMIT + 1);
    let complaints = bounded(child.stderr.take(), COMPLAINT_LIMIT);
    let (output, complaints) = tokio::join!(output, complaints);
    let status = finish(&mut child, output.len()).await?;
    let complaints = String::from_utf8_lossy(&complaints).into_owned();
    Ok(Outcome { status, output, complaints })
}

/// A program that has written too much is stopped instead of waited for.
async fn finish(child: &mut Child, written: usize) -> Result<ExitStatus, IntakeProblem> {
    if written > PDF_TEXT_LIMIT {
        child.kill().await.map_err(|_| IntakeProblem::PdfToolFailed)?;
        return Err(IntakeProblem::PdfTooMuchText { limit: PDF_TEXT_LIMIT as u64 });
    }
    child.wait().await.map_err(|_| IntakeProblem::PdfToolFailed)
}

fn command(file: &Path, tools: &Tools) -> Command {
    let mut command = match &tools.prlimit {
        Some(prlimit) => {
            let mut limited = Command::new(prlimit);
            limited
                .arg(format!("--as={}", tools.memory_limit))
                .arg(format!("--cpu={}", tools.cpu_limit))
                .args(["--core=0", "--fsize=0", "--"])
                .arg(&tools.pdftotext);
            limited
        }
        None => Command::new(&tools.pdftotext),
    };
    let options: [OsString; 5] = ["-layout".into(), "-enc".into(), "UTF-8".into(), file.into(), "-".into()];
    command
        .args(options)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    if let Some(parent) = file.parent() {
        command.current_dir(parent);
    }
    command
}

/// Keeps at most `limit` bytes and reads the rest away.
async fn bounded(pipe: Option<impl AsyncRead + Unpin>, limit: usize) -> Vec<u8> {
    let mut read = Vec::new();
    if let Some(mut pipe) = pipe {
        // A broken pipe ends the text here; the exit status says why.
        let _ = (&mut pipe).take(limit as u64).read_to_end(&mut read).await;
        // What is beyond is read and dropped: a program that complains at length still ends in order. Its time is
        // limited all the same.
        let _ = tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await;
    }
    read
}

impl Outcome {
    fn into_text(self) -> Result<SourceText, IntakeProblem> {
        if !self.status.success() {
            return Err(self.problem());
        }
        let text = String::from_utf8_lossy(&self.output).replace('\0', " ");
        let body = text.strip_suffix('\u{c}').unwrap_or(&text);
        let pages = || body.split('\u{c}');
        let count = u32::try_from(pages().count()).unwrap_or(u32::MAX);
        let blank = pages().filter(|page| page.trim().is_empty()).count();
        let pages_without_text = u32::try_from(blank).unwrap_or(u32::MAX);
        if pages_without_text == count {
            return Err(IntakeProblem::PdfScanned { pages: count });
        }
        Ok(SourceText {
            text: body.to_owned(),
            kind: SourceKind::Pdf,
            pages: Some(count),
            pages_without_text,
            stated: None,
        })
    }

    fn problem(&self) -> IntakeProblem {
        let complaints = self.complaints.to_ascii_lowercase();
        if complaints.contains("password") || complaints.contains("encrypt") {
            IntakeProblem::PdfEncrypted
        } else if self.status.code().is_none()
            || complaints.contains("out of memory")
            || complaints.contains("bad_alloc")
        {
            IntakeProblem::PdfTooHard
        } else if matches!(self.status.code(), Some(126 | 127)) {
            IntakeProblem::PdfToolFailed
        } else {
            IntakeProblem::PdfBroken
        }
    }
}

/// A directory that only this process's user can enter, removed when dropped.
struct PrivateDirectory {
    path: PathBuf,
}

impl PrivateDirectory {
    fn make(scratch: &Path) -> Result<Self, IntakeProblem> {
        let random = RandomState::new().build_hasher().finish();
        let path = scratch.join(format!("musubi-intake-{}-{random:016x}", std::process::id()));
        std::fs::DirBuilder::new().mode(0o700).create(&path).map_err(|_| IntakeProblem::PdfToolFailed)?;
        Ok(Self { path })
    }
}

impl Drop for PrivateDirectory {
    fn drop(&mut self) {
        // Nothing can be told to anyone here; what stays lies in the scratch directory.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A PDF of the given pages' text operators; readers rebuild the table of references it lacks.
    fn pdf(pages: &[&str], trailer: &str) -> Vec<u8> {
        let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 10 + 2 * n)).collect();
        let mut all = format!(
            "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Count {}/Kids[{}]>> endobj\n3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n",
            pages.len(),
            kids.join(" ")
        );
        for (n, text) in pages.iter().enumerate() {
            let (page, content) = (10 + 2 * n, 11 + 2 * n);
            all += &format!(
                "{page} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {content} 0 R>> endobj\n"
            );
            all += &format!("{content} 0 obj <</Length {}>> stream\n{text}\nendstream endobj\n", text.len());
        }
        all += &format!("trailer <</Root 1 0 R{trailer}>>\n%%EOF\n");
        all.into_bytes()
    }

    const DATE: &str = "BT /F 12 Tf 50 700 Td (2026/9/25 17:00) Tj ET";

    async fn read(bytes: &[u8]) -> Result<SourceText, IntakeProblem> {
        text_of_pdf(bytes, &Tools::default()).await
    }

    #[tokio::test]
    async fn text_comes_page_by_page() {
        let source = read(&pdf(&[DATE, "", DATE], "")).await.unwrap();
        assert_eq!((source.kind, source.pages, source.pages_without_text), (SourceKind::Pdf, Some(3), 1));
        assert_eq!(source.text.matches("2026/9/25 17:00").count(), 2);
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_named() {
        assert_eq!(read(&pdf(&["", ""], "")).await, Err(IntakeProblem::PdfScanned { pages: 2 }));
        assert_eq!(read(b"%PDF-1.4\nnothing").await, Err(IntakeProblem::PdfBroken));
        let key = "00".repeat(32);
        let locked = format!("/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>");
        assert_eq!(read(&pdf(&[DATE], &locked)).await, Err(IntakeProblem::PdfEncrypted));
        let missing = Tools { pdftotext: "/nowhere/pdftotext".into(), ..Tools::default() };
        assert_eq!(text_of_pdf(b"%PDF-", &missing).await, Err(IntakeProblem::PdfToolMissing));
    }

    /// A stand-in for the program that misbehaves.
    async fn run_instead(script: &str) -> (Result<SourceText, IntakeProblem>, usize) {
        let scratch = tempfile::tempdir().unwrap();
        let program = scratch.path().join("program");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        let private = scratch.path().join("private");
        std::fs::create_dir(&private).unwrap();
        let tools = Tools {
            pdftotext: program,
            scratch: private.clone(),
            time_limit: Duration::from_millis(1_500),
            ..Tools::default()
        };
        let outcome = text_of_pdf(b"%PDF-", &tools).await;
        (outcome, std::fs::read_dir(private).unwrap().count())
    }

    #[tokio::test]
    async fn a_program_that_hangs_or_floods_is_stopped_and_leaves_nothing() {
        assert_eq!(run_instead("exec /bin/sleep 30").await, (Err(IntakeProblem::PdfTooHard), 0));
        let flood = (Err(IntakeProblem::PdfTooMuchText { limit: PDF_TEXT_LIMIT as u64 }), 0);
        assert_eq!(run_instead("exec /usr/bin/head -c 9000000 /dev/zero").await, flood);
    }

    #[tokio::test]
    async fn the_program_sees_no_environment_and_a_closed_directory() {
        let (outcome, _) = run_instead("echo $HOME$PATH$USER; /usr/bin/stat -c %a .").await;
        let text = outcome.unwrap().text;
        assert!(text.contains("700"), "{text}");
        assert!(!text.contains("/root") && !text.contains("/home"), "{text}");
    }
}
