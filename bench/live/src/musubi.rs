//! The texts of a server of ours: its two people of `musubi demo` sign in with their passwords, and make as many bids
//! as it takes.

use std::collections::HashSet;

use serde_json::Value;

use crate::Outcome;
use crate::http;
use crate::wire::Place;

/// Sessions of each person.
const SESSIONS: usize = 10;

/// Texts, and who opens them.
pub struct Texts {
    /// Bid, section, language.
    all: Vec<(String, String, &'static str)>,
    /// Sessions of the person with a seat on every bid, and of the one with a seat on the first bid alone.
    own: Vec<String>,
    partner: Vec<String>,
    first: String,
}

impl Texts {
    /// Signs in and finds so many texts. `demo` is what the command of that name printed.
    pub fn prepare(port: u16, demo: &str, count: usize) -> Outcome<Self> {
        let rows: Vec<Vec<&str>> = demo.lines().map(|line| line.split('\t').collect()).collect();
        let mut people = rows.iter().filter_map(|row| match row.as_slice() {
            [_, email, password] => Some((*email, *password)),
            _ => None,
        });
        let first = rows.iter().find(|row| row.first() == Some(&"bid") && row.len() == 2);
        let first = first.and_then(|row| row.last()).ok_or("the example told no bid")?.to_string();
        let own = sessions(port, people.next().ok_or("the example told no person")?)?;
        let partner = sessions(port, people.next().ok_or("the example told no second person")?)?;
        let cookie = own.first().ok_or("no session")?;
        let mut all = Vec::new();
        let mut bid = first.clone();
        while all.len() < count {
            let outline: Value = asked(port, "/api/sections/list", cookie, &[("bid", &bid)])?;
            let sections = outline["sections"].as_array().ok_or("no sections")?;
            for section in sections {
                let id = section["id"].as_str().ok_or("a section without its id")?;
                all.extend(["ja", "en"].map(|language| (bid.clone(), id.to_owned(), language)));
            }
            // Of its own tender: of one that has a bid the same bid would come back.
            let title = format!("測定用業務{}", all.len());
            let typed: Value = asked(port, "/api/tenders/type", cookie, &[("facts[title]", &title)])?;
            let tender = typed.as_str().ok_or("a tender without its id")?;
            let made: Value = asked(port, "/api/bids/create", cookie, &[("tender", tender)])?;
            bid = made.as_str().ok_or("a bid without its id")?.to_owned();
        }
        all.truncate(count);
        if all.iter().collect::<HashSet<_>>().len() != count {
            return Err("a text was counted twice".into());
        }
        Ok(Self { all, own, partner, first })
    }

    /// A text as somebody opens it.
    pub fn place(&self, text: usize, somebody: usize) -> Outcome<Place> {
        let (bid, section, language) = self.all.get(text).cloned().ok_or("no such text")?;
        let people = if bid == self.first && somebody % 2 == 1 { &self.partner } else { &self.own };
        let cookie = people.get(somebody / 2 % people.len()).cloned().ok_or("nobody has signed in")?;
        Ok(Place::Section { bid, section, language, cookie })
    }
}

fn sessions(port: u16, (email, password): (&str, &str)) -> Outcome<Vec<String>> {
    let sign_in = |_| {
        let answer = http::post(port, "/api/sign-in", "", &[("email", email), ("password", password)])?;
        answer.cookie.ok_or_else(|| "signing in gave no session".into())
    };
    (0..SESSIONS).map(sign_in).collect()
}

fn asked(port: u16, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Outcome<Value> {
    let body = http::post(port, path, cookie, fields)?.body;
    serde_json::from_str(&body).map_err(|reason| format!("{path}: {reason}: {body}").into())
}
