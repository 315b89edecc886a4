//! Where people are in a text: reads what a browser says of itself, and writes what the others are told.
//! A browser speaks for one client of the document only, and under the name of its session.

use serde_json::{Value, json};

use super::frame::{Reader, put_bytes, put_number};

/// Longest word of presence, in bytes.
pub const PRESENCE_LONGEST: usize = 4 * 1024;

/// What one browser said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Client of the document.
    client: u64,
    /// Counts what it says.
    clock: u64,
    /// JSON; `null` when it has gone.
    state: String,
}

/// Whose words they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Identity of the person.
    pub user: String,
    /// Their name as shown.
    pub name: String,
}

impl Presence {
    /// Reads what a browser says. Of several clients the one counts for which it spoke first: its own.
    #[must_use]
    pub fn read(bytes: &[u8], known: Option<&Self>, speaker: &Speaker) -> Option<Self> {
        if bytes.len() > PRESENCE_LONGEST {
            return None;
        }
        let mut rest = Reader(bytes);
        let mut own = None;
        for _ in 0..rest.number()? {
            let (client, clock, state) = (rest.number()?, rest.number()?, rest.text()?);
            let state: Value = serde_json::from_str(state).ok()?;
            if own.is_none() && known.is_none_or(|known| known.client == client) {
                own = Some(Self { client, clock, state: under_name(state, speaker).to_string() });
            }
        }
        own.filter(|own| rest.0.is_empty() && known.is_none_or(|known| known.clock <= own.clock))
    }

    /// That it has gone, for the others.
    #[must_use]
    pub fn gone(&self) -> Self {
        Self { client: self.client, clock: self.clock + 1, state: Value::Null.to_string() }
    }
}

/// Nobody is shown under another's name.
fn under_name(mut state: Value, speaker: &Speaker) -> Value {
    if let Some(fields) = state.as_object_mut() {
        let user = fields.entry("user").or_insert_with(|| json!({}));
        if !user.is_object() {
            *user = json!({});
        }
        if let Some(user) = user.as_object_mut() {
            user.insert("id".to_owned(), speaker.user.clone().into());
            user.insert("name".to_owned(), speaker.name.clone().into());
        }
        state
    } else {
        Value::Null
    }
}

/// Writes what several said.
#[must_use]
pub fn write<'p>(all: impl ExactSizeIterator<Item = &'p Presence>) -> Vec<u8> {
    let mut out = Vec::new();
    put_number(&mut out, all.len() as u64);
    for one in all {
        put_number(&mut out, one.client);
        put_number(&mut out, one.clock);
        put_bytes(&mut out, one.state.as_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speaker() -> Speaker {
        Speaker { user: "u1".to_owned(), name: "佐藤".to_owned() }
    }

    fn said(client: u64, clock: u64, state: &str) -> Vec<u8> {
        write([Presence { client, clock, state: state.to_owned() }].iter())
    }

    #[test]
    fn nobody_speaks_under_another_name() {
        let read = Presence::read(&said(5, 1, r##"{"user":{"name":"社長","color":"#123456"}}"##), None, &speaker());
        let state: Value = serde_json::from_str(&read.unwrap().state).unwrap();
        assert_eq!(state, json!({ "user": { "id": "u1", "name": "佐藤", "color": "#123456" } }));
    }

    #[test]
    fn a_browser_speaks_for_itself_only_and_never_backwards() {
        let first = Presence::read(&said(5, 3, "{}"), None, &speaker()).unwrap();
        assert_eq!(Presence::read(&said(6, 4, "{}"), Some(&first), &speaker()), None);
        assert_eq!(Presence::read(&said(5, 2, "{}"), Some(&first), &speaker()), None);
        let gone = Presence::read(&said(5, 4, "null"), Some(&first), &speaker()).unwrap();
        assert_eq!(gone, first.gone());
    }

    #[test]
    fn what_is_no_presence_is_refused() {
        for bytes in [vec![], vec![1], vec![1, 5, 1, 3, b'{', b'{', b'}'], vec![0, 0], vec![0]] {
            assert_eq!(Presence::read(&bytes, None, &speaker()), None, "{bytes:?}");
        }
        let long = format!("\"{}\"", "a".repeat(PRESENCE_LONGEST));
        assert_eq!(Presence::read(&said(5, 1, &long), None, &speaker()), None);
    }
}
