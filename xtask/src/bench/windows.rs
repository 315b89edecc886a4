//! `bench/live`: the program whose windows write on a live server, and the servers that it is set on.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use super::{
    last_json,
    running::{fresh_data, musubi},
};
use crate::{
    command, npm, paths,
    problem::{Explain, Outcome},
    progress,
};

/// Builds it. A workspace of its own, so that nothing else compiles it.
pub fn build() -> Outcome {
    progress::step("Windows: compile", || {
        let mut cargo = command::cargo();
        cargo.args(["build", "--locked", "--release", "--manifest-path", "bench/live/Cargo.toml", "--target-dir"]);
        command::run(cargo.arg(folder()))
    })
}

/// A server that windows can be set on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Musubi,
    YWebsocket,
    Hocuspocus,
}

impl Kind {
    pub const PEERS: [Self; 2] = [Self::YWebsocket, Self::Hocuspocus];

    pub fn name(self) -> &'static str {
        match self {
            Self::Musubi => "musubi",
            Self::YWebsocket => "y-websocket",
            Self::Hocuspocus => "hocuspocus",
        }
    }

    pub fn peer(name: &str) -> Option<Self> {
        Self::PEERS.into_iter().find(|peer| peer.name() == name)
    }
}

/// A server on data of its own, and how it is started.
pub struct Subject<'a> {
    kind: Kind,
    data: PathBuf,
    database_url: Option<&'a str>,
    peers: Option<PathBuf>,
}

impl<'a> Subject<'a> {
    /// Ours, with the example in it.
    pub fn ours(name: &str, database_url: Option<&'a str>) -> Outcome<Self> {
        let data = fresh_folder(name)?;
        let demo = command::capture(musubi(database_url).args(["demo", "--data"]).arg(&data))?;
        let told = data.join("demo.txt");
        fs::write(&told, demo).explain(told.display())?;
        Ok(Self { kind: Kind::Musubi, data, database_url, peers: None })
    }

    /// A peer, with nothing in it.
    pub fn peer(kind: Kind, peers: &Path) -> Outcome<Self> {
        Ok(Self { kind, data: fresh_folder(kind.name())?, database_url: None, peers: Some(peers.to_path_buf()) })
    }

    /// Sets the windows on it.
    pub fn measure(&self, deed: &str, options: &[(&str, String)]) -> Outcome<Value> {
        let mut windows = command::program(folder().join("release/musubi-bench-live"));
        match self.database_url {
            Some(url) => windows.env("DATABASE_URL", url),
            None => windows.env_remove("DATABASE_URL"),
        };
        windows.args([deed, "--server", self.kind.name(), "--demo"]).arg(self.data.join("demo.txt"));
        for (name, value) in options {
            windows.args([format!("--{name}"), value.clone()]);
        }
        windows.arg("--").args(self.serve());
        last_json(&command::capture(&mut windows)?)
    }

    fn serve(&self) -> Vec<OsString> {
        let script = |name: &str| self.peers.as_deref().unwrap_or(Path::new("")).join(name).into_os_string();
        match self.kind {
            Kind::Musubi => {
                let serve: Command = musubi(self.database_url);
                let mut words = vec![serve.get_program().to_owned()];
                words.extend(["serve", "--addr", "127.0.0.1:{port}", "--data"].map(OsString::from));
                words.push(self.data.clone().into_os_string());
                words
            }
            Kind::YWebsocket => vec![npm::program().into_os_string(), script("y-websocket.mjs"), "{port}".into()],
            Kind::Hocuspocus => {
                let database = self.data.join("texts.sqlite").into_os_string();
                vec![npm::program().into_os_string(), script("hocuspocus.mjs"), "{port}".into(), database]
            }
        }
    }
}

impl Drop for Subject<'_> {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.data).unwrap_or_default();
    }
}

/// Installs the peers, of the versions in their lock file, with their scripts beside them.
pub fn install_peers() -> Outcome<PathBuf> {
    progress::step("Peers: install", || {
        let scripts = paths::root().join("bench/live/peers");
        let folder = npm::install_copy(&scripts, &paths::target().join("npm-bench-live"))?;
        for name in ["y-websocket.mjs", "hocuspocus.mjs"] {
            fs::copy(scripts.join(name), folder.join(name)).explain(name)?;
        }
        Ok(folder)
    })
}

fn folder() -> PathBuf {
    paths::target().join("bench-live")
}

fn fresh_folder(name: &str) -> Outcome<PathBuf> {
    fresh_data(&std::env::temp_dir().join(format!("musubi-bench-{}-{name}", std::process::id())))
}
