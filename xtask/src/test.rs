//! `cargo xtask test`: every check and every test, with what they need set up and taken down again.
//! A step that fails does not keep the others from running; the last line has the totals.

use std::{ffi::OsString, process::Command, thread, time::Instant};

use crate::{
    checks, command, editor, interrupt, journeys, judges,
    paths::{self, Profile},
    postgres::{Cluster, Durability},
    problem::{Outcome, Problem},
    progress, server, site,
    tally::Tally,
    wishes::{EDITOR, JOURNEYS, OWN_TESTS, TESTS, Wishes},
};

/// Runs what the arguments ask for.
pub fn run(arguments: &[String]) -> Outcome {
    let wishes = Wishes::parse(arguments)?;
    let began = Instant::now();
    let mut run = Run::default();
    // Most of its time one processor alone links the browser half: the checks have the others. What fails here fails once
    // more, and is counted, where the site is needed.
    let needs_site = wishes.wants(TESTS) || wishes.wants(JOURNEYS);
    let site = needs_site.then(|| thread::spawn(|| site::build(Profile::Debug)));
    for check in checks::ALL.iter().filter(|check| wishes.wants_check(check.name)) {
        run.note_check(check.name, check.run())?;
    }
    if wishes.wants(TESTS) {
        // Beside the browser half as well. What does not compile fails once more, and is counted, where it is run.
        let _ = progress::step("Tests: compile", || {
            let mut cargo = tester("musubi", &wishes);
            command::run(cargo.arg("--no-run"))
        });
    }
    if let Some(site) = site {
        let _ = site.join();
    }
    if wishes.wants(EDITOR) {
        let work = || some(&wishes, editor::test(wishes.filter.as_deref()));
        run.note_tests(EDITOR, progress::step("Tests of the editor", work))?;
    }
    if needs_site {
        let cluster = Cluster::start(Durability::None)?;
        if wishes.wants(TESTS) {
            run.note_tests(TESTS, progress::step("Tests", || some(&wishes, tests(&cluster, &wishes))))?;
        }
        if wishes.wants(JOURNEYS) {
            let journeys = || journeys::run(&cluster, &wishes.environment(), wishes.filter.as_deref());
            let work = || some(&wishes, journeys());
            run.note_tests(JOURNEYS, progress::step("Journeys in a browser", work))?;
        }
    }
    if wishes.wants(OWN_TESTS) {
        run.note_tests(
            OWN_TESTS,
            progress::step("Tests of xtask", || some(&wishes, nextest("xtask", &wishes, Vec::new()))),
        )?;
    }
    if wishes.filter.is_some() && run.tally.total() == 0 {
        run.fail("filter", &Problem::new("no test has a name like that"));
    }
    println!("took {}", progress::seconds(began.elapsed()));
    run.close()
}

/// What happened so far.
#[derive(Default)]
struct Run {
    tally: Tally,
    failures: Vec<String>,
}

impl Run {
    fn note_check(&mut self, name: &str, outcome: Outcome) -> Outcome {
        if let Err(problem) = outcome {
            self.fail(name, &problem);
        }
        interrupt::check()
    }

    fn note_tests(&mut self, name: &str, outcome: Outcome<(Tally, Outcome)>) -> Outcome {
        match outcome {
            Ok((tally, verdict)) => {
                progress::note(format!("{name}: {} passed, {} failed", tally.passed, tally.failed));
                self.tally += tally;
                match verdict {
                    Err(problem) if tally.failed == 0 => self.fail(name, &problem),
                    Err(_) => self.failures.push(name.to_owned()),
                    Ok(()) => {}
                }
            }
            Err(problem) => self.fail(name, &problem),
        }
        interrupt::check()
    }

    /// A step that could not even count its tests is one failure.
    fn fail(&mut self, name: &str, problem: &Problem) {
        eprintln!("xtask: {name}: {problem}");
        self.tally.failed += 1;
        self.failures.push(name.to_owned());
    }

    fn close(self) -> Outcome {
        println!("{} passed, {} failed", self.tally.passed, self.tally.failed);
        match self.failures.is_empty() {
            true => Ok(()),
            false => Err(Problem::new(format!("failed: {}", self.failures.join(", ")))),
        }
    }
}

/// A filter may leave nothing of one step; without one, nothing means that something is wrong.
fn some(wishes: &Wishes, outcome: Outcome<(Tally, Outcome)>) -> Outcome<(Tally, Outcome)> {
    let (tally, verdict) = outcome?;
    let is_empty = tally.total() == 0 && wishes.filter.is_none() && verdict.is_ok();
    if is_empty { Err(Problem::new("not one test ran")) } else { Ok((tally, verdict)) }
}

fn tests(cluster: &Cluster, wishes: &Wishes) -> Outcome<(Tally, Outcome)> {
    let mut environment: Vec<(String, OsString)> =
        judges::of_documents()?.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    environment.push(("MUSUBI_TEST_POSTGRES".to_owned(), cluster.url().into()));
    // Tests that kill a server run the binary itself.
    server::build_with_tests()?;
    environment.push(("MUSUBI_TEST_BIN".to_owned(), paths::binary(Profile::Debug).into()));
    environment.push(("MUSUBI_TEST_SITE".to_owned(), site::build(Profile::Debug)?.into()));
    environment.extend(wishes.environment().into_iter().map(|(name, value)| (name, value.into())));
    nextest("musubi", wishes, environment)
}

fn nextest(package: &str, wishes: &Wishes, environment: Vec<(String, OsString)>) -> Outcome<(Tally, Outcome)> {
    let mut cargo = tester(package, wishes);
    if cargo.get_args().any(|argument| argument == "nextest") {
        cargo.arg("--no-tests=pass");
    }
    cargo.arg("--no-fail-fast");
    let (lines, verdict) = command::watch(cargo.envs(environment))?;
    Ok((Tally::of_tests(&lines), verdict))
}

/// A package's tests by nextest, which the machine may lack: then by cargo itself.
fn tester(package: &str, wishes: &Wishes) -> Command {
    let mut cargo = command::cargo();
    match command::quiet(command::cargo().args(["nextest", "--version"])) {
        Ok(()) => cargo.args(["nextest", "run"]),
        Err(_) => cargo.arg("test"),
    };
    cargo.args(["--locked", "--color=never", "--package", package]).args(&wishes.filter);
    cargo
}
