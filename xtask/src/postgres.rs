//! One PostgreSQL cluster for a run: in a temporary folder, on 127.0.0.1 only,
//! ended and removed when dropped.
//! The databases in it are made by the tests themselves.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    os::unix::fs::{MetadataExt, chown},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Stdio},
    thread,
};

use nix::sys::signal::Signal;

use crate::{
    command, debian,
    interrupt::{self, Forwarding},
    problem::{Explain, Outcome},
    progress,
};

const OPERATING_SYSTEM_USER: &str = "postgres";
const SUPERUSER: &str = "postgres";
const MAINTENANCE: &str = "postgres";

/// How much the cluster cares for a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As PostgreSQL comes; for measuring.
    Usual,
    /// None, which is several times faster; for tests.
    None,
}

/// A running cluster.
pub struct Cluster {
    _folder: Folder,
    server: Child,
    url: String,
}

impl Cluster {
    /// Makes and starts a cluster, and waits until it answers.
    pub fn start(durability: Durability) -> Outcome<Self> {
        progress::step("PostgreSQL: start a cluster", || {
            let programs = debian::postgres_programs()?;
            let private = Folder::make()?;
            let folder = private.0.as_path();
            let password = initialise(&programs, folder)?;
            let port = free_port()?;
            let (mut server, forwarding) = command::spawn(
                as_postgres(&programs.join("postgres"))
                    .arg("-D")
                    .arg(folder.join("data"))
                    .args(settings(folder, port, durability))
                    .stderr(Stdio::piped()),
            )?;
            // An interruption ends the tests first; the cluster goes with this value.
            drop::<Forwarding>(forwarding);
            let messages = server.stderr.take();
            let cluster = Self {
                url: format!("postgres://{SUPERUSER}:{password}@127.0.0.1:{port}/{MAINTENANCE}"),
                _folder: private,
                server,
            };
            wait_until_ready(messages)?;
            Ok(cluster)
        })
    }

    /// The superuser's address of the maintenance database.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Makes an empty database and returns its address.
    pub fn database(&self, name: &str) -> Outcome<String> {
        let psql = debian::postgres_programs()?.join("psql");
        let statement = format!("create database {name}");
        command::quiet(command::program(psql).args(["--quiet", "--command", &statement, &self.url]))?;
        let server = self.url.strip_suffix(MAINTENANCE).unwrap_or(&self.url);
        Ok(format!("{server}{name}"))
    }

    /// Does for a database at once what the cluster does by itself within minutes of many new rows, so that it does not
    /// happen in the middle of a measurement.
    pub fn settle(&self, url: &str) -> Outcome {
        progress::step("PostgreSQL: settle", || {
            let psql = debian::postgres_programs()?.join("psql");
            command::quiet(command::program(psql).args(["--quiet", "--command", "vacuum analyze", url]))
        })
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT: end sessions and close properly, without waiting for anyone.
        interrupt::send(self.server.id(), Signal::SIGINT);
        self.server.wait().map(drop).unwrap_or_default();
    }
}

/// In the system's temporary folder, since a socket's path may not be long; removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Outcome<Self> {
        let folder = std::env::temp_dir().join(format!("musubi-pg-{}", std::process::id()));
        let mut make = command::program("install");
        make.args(["-d", "-m", "0700"]);
        if debian::is_root() {
            make.args(["-o", OPERATING_SYSTEM_USER]);
        }
        command::quiet(make.arg(&folder))?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap_or_default();
    }
}

/// Returns the superuser's password.
fn initialise(programs: &Path, folder: &Path) -> Outcome<String> {
    let password = random_word()?;
    let file = folder.join("password");
    fs::write(&file, &password).explain(file.display())?;
    let owner = fs::metadata(folder).explain(folder.display())?.uid();
    chown(&file, Some(owner), None).explain(file.display())?;
    let mut initdb = as_postgres(&programs.join("initdb"));
    initdb.args(["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]);
    initdb.args(["--auth=scram-sha-256", "--username", SUPERUSER, "--pwfile"]).arg(file);
    command::quiet(initdb.arg("-D").arg(folder.join("data")))?;
    Ok(password)
}

fn random_word() -> Outcome<String> {
    fs::read_to_string("/proc/sys/kernel/random/uuid")
        .map(|uuid| uuid.trim().replace('-', ""))
        .explain("no random password")
}

fn settings(folder: &Path, port: u16, durability: Durability) -> Vec<String> {
    let mut settings = vec![
        format!("port={port}"),
        "listen_addresses=127.0.0.1".to_owned(),
        format!("unix_socket_directories={}", folder.display()),
        "max_connections=300".to_owned(),
        "lc_messages=C".to_owned(),
    ];
    if durability == Durability::None {
        settings.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"].map(str::to_owned));
    }
    settings.into_iter().flat_map(|setting| ["-c".to_owned(), setting]).collect()
}

/// Never as root, and gone with xtask even when xtask is killed.
fn as_postgres(program: &Path) -> Command {
    let setpriv = debian::SETPRIV.path();
    if !setpriv.exists() {
        return command::program(program);
    }
    let mut command = command::program(setpriv);
    command.args(["--pdeathsig", "INT"]).current_dir(std::env::temp_dir());
    if debian::is_root() {
        let user = ["--reuid", "--regid"].map(|option| format!("{option}={OPERATING_SYSTEM_USER}"));
        command.args(user).arg("--init-groups");
    }
    command.arg(program);
    command
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).explain("no free port")?;
    Ok(listener.local_addr().explain("no free port")?.port())
}

/// Reads the cluster's messages until the one that it is ready; the rest is read and dropped so that it never blocks.
fn wait_until_ready(messages: Option<ChildStderr>) -> Outcome {
    let mut lines = BufReader::new(messages.explain("PostgreSQL has no messages")?).lines();
    let mut said = String::new();
    let is_ready = lines.by_ref().map_while(Result::ok).any(|line| {
        said.push_str(&line);
        said.push('\n');
        line.contains("ready to accept connections")
    });
    thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
    is_ready.then_some(()).explain(format!("PostgreSQL did not start:\n{said}"))
}
