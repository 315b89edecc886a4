//! What was asked for on the command line: `load|kill --server KIND --clients N … -- PROGRAM ARGUMENTS`. In the
//! arguments `{port}` stands for the port that the server is to listen on.

use std::collections::HashMap;
use std::str::FromStr;

use crate::Outcome;

/// Which server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Ours.
    Musubi,
    /// The server of y-websocket.
    YWebsocket,
    /// Hocuspocus.
    Hocuspocus,
}

/// What was asked for.
#[derive(Debug)]
pub struct Wish {
    /// `load` or `kill`.
    pub deed: String,
    /// The server.
    pub kind: Kind,
    /// How it is started.
    pub serve: Vec<String>,
    options: HashMap<String, String>,
}

impl Wish {
    /// Reads the arguments.
    pub fn parse(arguments: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut words = arguments;
        let deed = words.next().ok_or("load or kill is missing")?;
        let mut options = HashMap::new();
        while let Some(word) = words.next().filter(|word| word != "--") {
            let name = word.strip_prefix("--").ok_or_else(|| format!("{word} is no option"))?.to_owned();
            options.insert(name, words.next().ok_or("an option lacks its value")?);
        }
        let serve: Vec<String> = words.collect();
        let kind = match options.get("server").map(String::as_str) {
            Some("musubi") => Kind::Musubi,
            Some("y-websocket") => Kind::YWebsocket,
            Some("hocuspocus") => Kind::Hocuspocus,
            _ => return Err("--server is musubi, y-websocket or hocuspocus".into()),
        };
        if serve.is_empty() {
            return Err("the server's program is missing".into());
        }
        Ok(Self { deed, kind, serve, options })
    }

    /// An option as a number.
    pub fn number<N: FromStr>(&self, name: &str) -> Outcome<N> {
        self.text(name)?.parse().map_err(|_| format!("--{name} takes a number").into())
    }

    /// An option as text.
    pub fn text(&self, name: &str) -> Outcome<&str> {
        self.options.get(name).map(String::as_str).ok_or_else(|| format!("--{name} is missing").into())
    }
}
