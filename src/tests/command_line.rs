//! The command line as the program itself.

use std::process::{Command, Output, Stdio};

const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/buyer_forms/tests/forms/22_experience.docx");

fn binary() -> String {
    std::env::var("MUSUBI_TEST_BIN").expect("MUSUBI_TEST_BIN names the program; `cargo xtask test` builds it")
}

fn run(arguments: &[&str]) -> Output {
    Command::new(binary()).args(arguments).output().unwrap()
}

#[test]
fn a_text_is_put_where_no_blank_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    let (values, filled) = (at("values.json"), at("filled.docx"));
    let lines = String::from_utf8(run(&["form", "blanks", FORM, "--lines"]).stdout).unwrap();
    let (address, words) = lines
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find(|(_, words)| words.chars().count() > 2 && !words.contains('［'))
        .unwrap();
    let fill = |id: &str| {
        std::fs::write(&values, serde_json::json!({ id: "追記" }).to_string()).unwrap();
        run(&["form", "fill", FORM, "--values", &values, "--out", &filled, "--json"])
    };
    let done = fill(&format!("{address}-added1"));
    assert!(done.status.success(), "{done:?}");
    let told: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!((&told["values"], &told["overflows"]), (&1.into(), &serde_json::json!([])));
    let mut signs = words.chars();
    let expected = format!("{address}\t{}追記{}", signs.next().unwrap(), signs.as_str());
    let after = String::from_utf8(run(&["form", "blanks", &filled, "--lines"]).stdout).unwrap();
    assert!(after.lines().any(|line| line == expected), "{expected}: {after}");
    for id in ["document-p9999-added1", "document-t0r0c0-added9999", "added1"] {
        let refused = fill(id);
        assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains(id), "{refused:?}");
    }
}

#[test]
fn nothing_breaks_when_nobody_reads_to_the_end() {
    for way in [&["--json"][..], &[]] {
        let mut program = Command::new(binary());
        program.args(["form", "blanks", FORM]).args(way).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    }
}
