//! Items of a written list, each perhaps with a list below it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::rich::RichText;

/// An item. In JSON its text alone, or `{"text":…,"below":{"ordered":true,"items":[…]}}` with a list below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListItem {
    /// What it says, without its number.
    pub text: RichText,
    /// The list one level deeper.
    pub below: Option<SubList>,
}

/// A list below an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubList {
    /// Numbered, or with ・.
    pub ordered: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

impl ListItem {
    /// An item with nothing below it.
    #[must_use]
    pub const fn of(text: RichText) -> Self {
        Self { text, below: None }
    }
}

impl From<&str> for ListItem {
    fn from(text: &str) -> Self {
        Self::of(text.into())
    }
}

impl From<String> for ListItem {
    fn from(text: String) -> Self {
        Self::of(text.into())
    }
}

#[derive(Serialize, Deserialize)]
struct WithBelow<T, B> {
    text: T,
    below: B,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Deep(WithBelow<RichText, SubList>),
    Flat(RichText),
}

impl Serialize for ListItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.below {
            Some(below) => WithBelow { text: &self.text, below }.serialize(serializer),
            None => self.text.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ListItem {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Kept::deserialize(deserializer)? {
            Kept::Deep(WithBelow { text, below }) => Self { text, below: Some(below) },
            Kept::Flat(text) => Self::of(text),
        })
    }
}

/// One item of a list as a line of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListLine<'l> {
    /// How deep, from 1.
    pub depth: usize,
    /// Whether its list is numbered.
    pub ordered: bool,
    /// Its place in its own list, from 1.
    pub number: usize,
    /// What it says.
    pub text: &'l RichText,
}

/// All items in the order in which they read.
#[must_use]
pub fn lines(ordered: bool, items: &[ListItem]) -> Vec<ListLine<'_>> {
    let mut found = Vec::new();
    // A stack of our own: what a document brings may be deeper than a thread's.
    let mut open = vec![(ordered, items.iter().enumerate())];
    while let Some((ordered, rest)) = open.last_mut() {
        let ordered = *ordered;
        let Some((index, item)) = rest.next() else {
            open.pop();
            continue;
        };
        found.push(ListLine { depth: open.len(), ordered, number: index + 1, text: &item.text });
        if let Some(below) = &item.below {
            open.push((below.ordered, below.items.iter().enumerate()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_read_in_order_with_their_depth() {
        let json = r#"["一",{"text":"二","below":{"ordered":false,"items":["あ",{"text":"い","below":{"ordered":true,"items":["深い"]}}]}},"三"]"#;
        let items: Vec<ListItem> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&items).unwrap(), json);
        let read: Vec<_> = lines(true, &items)
            .into_iter()
            .map(|line| (line.depth, line.ordered, line.number, line.text.plain_text()))
            .collect();
        let wanted =
            [(1, true, 1, "一"), (1, true, 2, "二"), (2, false, 1, "あ"), (2, false, 2, "い"), (3, true, 1, "深い")];
        let wanted = wanted.into_iter().chain([(1, true, 3, "三")]);
        assert_eq!(read, wanted.map(|(d, o, n, text)| (d, o, n, text.to_owned())).collect::<Vec<_>>());
    }
}
