//! Running other programs: each in a process group of its own, without standard input,
//! ended by an interruption.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read},
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Sender, channel},
    thread,
};

use crate::{
    interrupt::{self, Forwarding},
    paths,
    problem::{Explain, Outcome, Problem},
};

/// A program, started in the root of the repository.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(paths::root());
    command
}

/// The cargo that runs xtask, without what the outer cargo set for xtask itself: it would change fingerprints.
pub fn cargo() -> Command {
    cargo_at(Path::new("cargo"))
}

/// Another cargo, likewise.
pub fn cargo_at(path: &Path) -> Command {
    let mut command = program(path);
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_set_by_outer_cargo) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs with the output on the terminal.
pub fn run(command: &mut Command) -> Outcome {
    let (mut child, _forwarding) = spawn(command)?;
    let status = child.wait();
    interrupt::check()?;
    succeeded(command, status.explain(describe(command))?)
}

/// Runs and returns what was printed on standard output; standard error goes to the terminal.
pub fn capture(command: &mut Command) -> Outcome<String> {
    let (child, _forwarding) = spawn(command.stdout(Stdio::piped()))?;
    let output = child.wait_with_output().explain(describe(command))?;
    succeeded(command, output.status)?;
    String::from_utf8(output.stdout).explain(describe(command))
}

/// Runs silently; on failure the problem holds what the program printed.
pub fn quiet(command: &mut Command) -> Outcome {
    let (child, _forwarding) = spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let output = child.wait_with_output().explain(describe(command))?;
    succeeded(command, output.status).map_err(|problem| {
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        Problem::new(format!("{problem}\n{out}{err}"))
    })
}

/// Runs with the output on the terminal and returns its lines too, whatever the exit status.
pub fn watch(command: &mut Command) -> Outcome<(Vec<String>, Outcome)> {
    let (mut child, _forwarding) = spawn(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let (sender, lines) = channel();
    forward_lines(child.stdout.take(), sender.clone());
    forward_lines(child.stderr.take(), sender);
    let mut all = Vec::new();
    for line in lines {
        println!("{line}");
        all.push(line);
    }
    let status = child.wait().explain(describe(command))?;
    interrupt::check()?;
    Ok((all, succeeded(command, status)))
}

/// Starts a program that goes on beside xtask; the caller ends it.
pub fn spawn(command: &mut Command) -> Outcome<(Child, Forwarding)> {
    interrupt::check()?;
    let child = command.stdin(Stdio::null()).process_group(0).spawn().explain(describe(command))?;
    let forwarding = Forwarding::to_group(child.id());
    Ok((child, forwarding))
}

fn forward_lines(stream: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                break;
            }
        }
    });
}

fn succeeded(command: &Command, status: ExitStatus) -> Outcome {
    match status.success() {
        true => Ok(()),
        false => Err(Problem::new(format!("`{}` failed ({status})", describe(command)))),
    }
}

fn describe(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn is_set_by_outer_cargo(name: &str) -> bool {
    const PREFIXES: [&str; 4] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_"];
    const NAMES: [&str; 4] = ["CARGO", "RUSTC", "CARGO_PRIMARY_PACKAGE", "RUST_RECURSION_COUNT"];
    PREFIXES.iter().any(|prefix| name.starts_with(prefix)) || NAMES.contains(&name)
}
