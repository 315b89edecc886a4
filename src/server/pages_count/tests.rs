//! Programs that misbehave in the office program's place.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use super::*;

/// An office whose program is a shell script; `$PAPER` is the .docx, `$PDF` what has to be made.
fn office(folder: &Path, script: &str) -> Office {
    let program = folder.join("program");
    let head = "for last; do PAPER=$last; done; PDF=${PAPER%.docx}.pdf";
    std::fs::write(&program, format!("#!/bin/sh\n{head}\n{script}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    Office { time_limit: Duration::from_secs(5), ..Office::new(Some(program)) }
}

async fn run(script: &str) -> Result<Vec<u8>, OfficeProblem> {
    let folder = tempfile::tempdir().unwrap();
    let office = office(folder.path(), script);
    office.turn().await.unwrap().pdf(b"paper").await
}

#[tokio::test]
async fn the_program_gets_the_paper_and_no_environment_of_ours() {
    assert_eq!(run("cp $PAPER $PDF").await, Ok(b"paper".to_vec()));
    let seen = String::from_utf8(run("{ env; pwd; } > $PDF").await.unwrap()).unwrap();
    assert!(seen.contains("musubi-office-") && !seen.contains("CARGO"), "{seen}");
}

#[tokio::test]
async fn a_program_that_fails_or_makes_nothing_is_told() {
    assert_eq!(run("exit 3").await, Err(OfficeProblem::Failed));
    assert_eq!(run("true").await, Err(OfficeProblem::Failed));
    let missing = Office::new(Some("/nowhere/soffice".into()));
    assert_eq!(missing.turn().await.unwrap().pdf(b"").await, Err(OfficeProblem::Failed));
    assert!(Office::new(None).turn().await.is_none());
}

#[tokio::test]
async fn a_program_that_hangs_ends_with_all_that_it_started() {
    let folder = tempfile::tempdir().unwrap();
    let started = folder.path().join("started");
    let mut office = office(folder.path(), &format!("sleep 300 & echo $! > {}; wait", started.display()));
    office.time_limit = Duration::from_secs(1);
    let mut turn = office.turn().await.unwrap();
    assert_eq!(turn.pdf(b"paper").await, Err(OfficeProblem::TooLong));
    assert!(turn.folder.is_none());
    let id = std::fs::read_to_string(started).unwrap();
    let has_ended = async {
        // The system carries out a signal when it gets to it.
        loop {
            let status = std::fs::read_to_string(format!("/proc/{}/status", id.trim())).unwrap_or_default();
            if status.is_empty() || status.contains("State:\tZ") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), has_ended).await.expect("what it started is ended too");
}

#[test]
fn a_count_is_remembered_for_the_same_paper_only() {
    let office = Office::new(None);
    let count =
        PageCount { sheets: 4, headings: BTreeMap::from([("_Toc1".to_owned(), 3)]), turns: Vec::new(), at: Instant(5) };
    office.remember(PaperKey::of(b"one"), Err(OfficeProblem::Failed));
    office.remember(PaperKey::of(b"one"), Ok(count.clone()));
    assert_eq!(office.outcome(PaperKey::of(b"one")), Some(Ok(count)));
    assert_eq!(office.outcome(PaperKey::of(b"another")), None);
}
