//! The command line as the program itself.

use std::process::{Command, Stdio};

#[test]
fn nothing_breaks_when_nobody_reads_to_the_end() {
    let binary =
        std::env::var("MUSUBI_TEST_BIN").expect("MUSUBI_TEST_BIN names the program; `cargo xtask test` builds it");
    let form = concat!(env!("CARGO_MANIFEST_DIR"), "/src/server/buyer_forms/tests/forms/22_experience.docx");
    for way in [&["--json"][..], &[]] {
        let mut program = Command::new(&binary);
        program.args(["form", "blanks", form]).args(way).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = program.spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{ended:?}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    }
}
