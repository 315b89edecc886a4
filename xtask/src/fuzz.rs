//! The readers of notices, live frames and strangers' files against made-up input, with libFuzzer. Our readers hold no
//! unsafe code, so that the coverage of a stable compiler is enough: no sanitizer, no nightly, no further program.

use std::path::PathBuf;

use crate::{
    command, paths,
    problem::{Explain, Outcome, Problem},
    progress,
};

const TARGETS: [&str; 9] = ["text", "html", "portal", "ocds", "feed", "rules", "live", "ics", "cards"];
const SECONDS: u32 = 600;
/// Longer input finds nothing that shorter input does not, and takes its time.
const LONGEST: u32 = 8_192;
/// What `cargo fuzz` asks of the compiler, without a sanitizer.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1 --cfg fuzzing";

/// What the person asked for.
struct Wish {
    targets: Vec<&'static str>,
    seconds: u32,
}

/// Fuzzes one target or all, one after the other; the first find ends it.
pub fn run(arguments: &[String]) -> Outcome {
    let wish = parse(arguments)?;
    build()?;
    for target in wish.targets {
        progress::note(format!("{target}: {} seconds", wish.seconds));
        fuzz(target, wish.seconds)?;
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Outcome<Wish> {
    let mut wish = Wish { targets: TARGETS.to_vec(), seconds: SECONDS };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--seconds" {
            let number = words.next().and_then(|number| number.parse().ok());
            wish.seconds = number.explain("--seconds takes a number")?;
        } else {
            let known = TARGETS.into_iter().find(|target| target == word);
            wish.targets = vec![known.explain(format!("a target is one of {}", TARGETS.join(", ")))?];
        }
    }
    Ok(wish)
}

fn host() -> Outcome<String> {
    let version = command::capture(command::program("rustc").arg("-vV"))?;
    version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .explain("rustc does not name its host")
}

fn folder() -> PathBuf {
    paths::target().join("fuzz")
}

/// With a target named, the flags are for it and not for the build scripts.
fn build() -> Outcome {
    let mut cargo = command::cargo();
    cargo
        .args([
            "build",
            "--release",
            "--bins",
            "--manifest-path",
            "fuzz/Cargo.toml",
            "--target",
            &host()?,
            "--target-dir",
        ])
        .arg(folder())
        .env("RUSTFLAGS", COVERAGE);
    command::run(&mut cargo)
}

/// Where the fixtures of a target's reader lie.
fn seeds(target: &str) -> &'static str {
    match target {
        "ics" => "src/server/ics/fixtures",
        "cards" => "src/server/cards/fixtures",
        _ => "src/server/intake/fixtures",
    }
}

/// What is found new is kept for the next run; the fixtures of the tests are where it begins.
fn fuzz(target: &str, seconds: u32) -> Outcome {
    let (corpus, finds) = (folder().join("corpus").join(target), folder().join("finds"));
    for folder in [&corpus, &finds] {
        std::fs::create_dir_all(folder).explain(format!("{} cannot be made", folder.display()))?;
    }
    let mut program = command::program(folder().join(host()?).join("release").join(target));
    program
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST}"))
        .arg("-timeout=10")
        .arg("-rss_limit_mb=1024")
        .arg("-print_final_stats=1")
        .arg(format!("-artifact_prefix={}/{target}-", finds.display()))
        .arg(corpus)
        .arg(paths::root().join(seeds(target)));
    command::run(&mut program).map_err(|problem| {
        Problem::new(format!("{target} found something, see {}: keep it as a test ({problem})", finds.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_seconds_are_named_in_any_order() {
        let wish = |words: &[&str]| parse(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>());
        assert!(wish(&[]).is_ok_and(|wish| wish.targets.len() == TARGETS.len() && wish.seconds == SECONDS));
        assert!(wish(&["--seconds", "5", "ocds"]).is_ok_and(|wish| wish.targets == ["ocds"] && wish.seconds == 5));
        assert!(wish(&["cards"]).is_ok_and(|wish| wish.targets == ["cards"] && wish.seconds == SECONDS));
        assert!(wish(&["word"]).is_err());
        assert!(wish(&["--seconds"]).is_err());
    }

    #[test]
    fn every_target_begins_where_fixtures_lie() {
        for target in TARGETS {
            let folder = paths::root().join(seeds(target));
            assert!(std::fs::read_dir(&folder).is_ok_and(|mut files| files.next().is_some()), "{}", folder.display());
        }
    }
}
