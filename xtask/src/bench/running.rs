//! The release binary at work: as a command on a database, and as a server that ends with the measurement.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use nix::sys::signal::Signal;

use crate::{
    command,
    interrupt::{self, Forwarding},
    paths::{self, Profile},
    problem::{Explain, Outcome},
};

/// The binary, on PostgreSQL when an address is given.
pub fn musubi(database_url: Option<&str>) -> Command {
    let mut musubi = command::program(paths::binary(Profile::Release));
    match database_url {
        Some(url) => musubi.env("DATABASE_URL", url),
        None => musubi.env_remove("DATABASE_URL"),
    };
    musubi
}

/// An empty folder, whatever was there before.
pub fn fresh_data(folder: &Path) -> Outcome<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).explain(folder.display())?;
    }
    fs::create_dir_all(folder).explain(folder.display())?;
    Ok(folder.to_path_buf())
}

/// A server of its own, on a port that it finds itself; ended when dropped.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    _forwarding: Forwarding,
}

impl Server {
    pub fn start(data: &Path, database_url: Option<&str>) -> Outcome<Self> {
        let mut serve = musubi(database_url);
        serve.args(["serve", "--addr", "127.0.0.1:0", "--data"]).arg(data);
        let (mut process, forwarding) = command::spawn(serve.stdout(Stdio::piped()))?;
        let mut lines = BufReader::new(process.stdout.take().explain("no output")?).lines().map_while(Result::ok);
        let mut server = Self { process, address: SocketAddr::from(([127, 0, 0, 1], 0)), _forwarding: forwarding };
        server.address = lines.by_ref().find_map(|line| address_in(&line)).explain("the server told no address")?;
        thread::spawn(move || lines.for_each(drop));
        Ok(server)
    }

    /// A line of the process's status, such as `VmRSS`.
    pub fn memory_kb(&self, name: &str) -> Outcome<u64> {
        let path = format!("/proc/{}/status", self.process.id());
        let status = fs::read_to_string(&path).explain(&path)?;
        let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).explain(format!("{path} has no {name}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        interrupt::send(self.process.id(), Signal::SIGTERM);
        self.process.wait().map(drop).unwrap_or_default();
    }
}

/// The server prints where it listens, as the end of a line.
fn address_in(line: &str) -> Option<SocketAddr> {
    line.rsplit_once("http://")?.1.trim_end_matches('/').parse().ok()
}
