//! Windows that write on a live server at a steady pace: how long an edit takes to the others and to the disk, and
//! what it costs; next to a peer under the same load.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{
    Bounds, live_matrix, number_behind,
    windows::{self, Kind, Subject},
};
use crate::{
    problem::{Explain, Outcome, Problem},
    progress, release,
};

/// How many write where, how fast and how long.
#[derive(Clone, Copy)]
pub struct Load {
    pub clients: u32,
    pub documents: u32,
    /// Edits a second of each.
    pub rate: u32,
    pub seconds: u32,
}

/// What the person asked for.
pub struct Wish {
    pub load: Load,
    against: Option<Kind>,
    is_matrix: bool,
    pub repetitions: usize,
    build: release::Build,
    is_json: bool,
    pub bounds: Bounds,
}

impl Wish {
    fn parse(arguments: &[&str]) -> Outcome<Self> {
        let mut wish = Self {
            load: Load { clients: 200, documents: 20, rate: 10, seconds: 20 },
            against: None,
            is_matrix: false,
            repetitions: 3,
            build: release::Build::Anew,
            is_json: false,
            bounds: Bounds::Shown,
        };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            let mut number = || number_behind(word, &mut words);
            match *word {
                "--clients" => wish.load.clients = number()?,
                "--documents" => wish.load.documents = number()?,
                "--rate" => wish.load.rate = number()?,
                "--seconds" => wish.load.seconds = number()?,
                "--repetitions" => wish.repetitions = number()? as usize,
                "--against" => {
                    let peer = words.next().and_then(|name| Kind::peer(name));
                    wish.against = Some(peer.explain("--against takes y-websocket or hocuspocus")?);
                }
                "--matrix" => wish.is_matrix = true,
                "--no-build" => wish.build = release::Build::AsItStands,
                "--json" => wish.is_json = true,
                "--check" => wish.bounds = Bounds::Checked,
                other => return Err(Problem::new(format!("bench live knows no {other}"))),
            }
        }
        (wish.load.documents <= wish.load.clients).then_some(wish).explain("there must be a client for every document")
    }
}

/// Measures one load, or all.
pub fn run(arguments: &[&str]) -> Outcome {
    let wish = Wish::parse(arguments)?;
    if wish.is_json {
        progress::beside_output();
    }
    release::build(wish.build)?;
    windows::build()?;
    if wish.is_matrix {
        return live_matrix::run(&wish, &windows::install_peers()?);
    }
    let peers: Option<PathBuf> = wish.against.map(|_| windows::install_peers()).transpose()?;
    let mut line = json!({ "ours": measure(Kind::Musubi, wish.load, Path::new(""))? });
    if let Some((peer, peers)) = wish.against.zip(peers) {
        line["peer"] = measure(peer, wish.load, &peers)?;
        line["against"] = peer.name().into();
    }
    println!("{line}");
    Ok(())
}

/// One server, fresh, under a load.
pub fn measure(kind: Kind, load: Load, peers: &Path) -> Outcome<Value> {
    let Load { clients, documents, rate, seconds } = load;
    let title = format!("{}: {clients} windows on {documents} texts, {rate} edits a second each", kind.name());
    progress::step(&title, || {
        let subject = match kind {
            Kind::Musubi => Subject::ours("load", None)?,
            peer => Subject::peer(peer, peers)?,
        };
        let options = [("clients", clients), ("documents", documents), ("rate", rate), ("seconds", seconds)];
        let measured = subject.measure("load", &options.map(|(name, number)| (name, number.to_string())))?;
        progress::note(&measured);
        Ok(measured)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_is_named_in_any_order() {
        let wish = Wish::parse(&["--rate", "1", "--against", "hocuspocus", "--clients", "1000", "--json"]);
        assert!(wish.is_ok_and(|wish| wish.load.clients == 1000
            && wish.load.rate == 1
            && wish.against == Some(Kind::Hocuspocus)
            && wish.is_json));
        assert!(Wish::parse(&["--clients", "none"]).is_err());
        assert!(Wish::parse(&["--against", "musubi"]).is_err());
        assert!(Wish::parse(&["--clients", "5", "--documents", "6"]).is_err());
    }
}
