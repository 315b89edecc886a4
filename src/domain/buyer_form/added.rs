//! A blank that a person adds by hand, where the finder saw none. It is kept with its answer, so that it lasts as long as
//! that does.

use serde::{Deserialize, Serialize};

use crate::domain::problem::{FieldProblem, Problem, Problems};
use crate::domain::text::{Line, TextProblem};

/// Most blanks that are added to one form.
pub const MOST_ADDED: usize = 100;
/// Most choices of one blank.
const MOST_CHOICES: u32 = 50;
/// Longest choice, in characters.
const LONGEST_CHOICE: u32 = 100;
/// Longest address of a line, in bytes; part and numbers of one that there is are shorter.
const LONGEST_ADDRESS: usize = 300;

/// A blank added by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedBlank {
    /// Address of its line in the same file: `document-t0r1c2`, `document-p4`, `document-t0r1c2-l1` for the second line of a
    /// place.
    pub line: String,
    /// How many characters of the line stand before it.
    pub at: usize,
    /// What the person calls it.
    pub label: String,
    /// What it takes.
    pub kind: AddedKind,
    /// What may be chosen, of [`AddedKind::Choice`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

impl AddedBlank {
    /// Its id: `document-t0r1c2-added0`. It stays the same whatever else is added or removed.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}-added{}", self.line, self.at)
    }

    /// The blank for a text that an id names by its place, without a label; none for ids of another form.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Self> {
        let (line, at) = id.rsplit_once("-added")?;
        let is_number = !line.is_empty() && at.bytes().all(|byte| byte.is_ascii_digit());
        let at = at.parse().ok().filter(|_| is_number)?;
        let made = Self { line: line.to_owned(), at, label: String::new(), kind: AddedKind::Text, choices: Vec::new() };
        // `added00` would be a second name of the same place.
        (made.id() == id).then_some(made)
    }
}

/// What an added blank takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AddedKind {
    /// Any text.
    #[default]
    Text,
    /// A number, with or without separators.
    Number,
    /// A day, printed as 令和８年11月20日.
    Date,
    /// One of several texts.
    Choice,
}

impl AddedKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Number, Self::Date, Self::Choice];

    /// As forms send it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// On which side of the words a value goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Side {
    /// Behind them.
    #[default]
    Behind,
    /// Before them.
    Before,
}

impl Side {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Behind, Self::Before];

    /// As forms send it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Behind => "behind",
            Self::Before => "before",
        }
    }

    /// Reads a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.code() == code)
    }
}

/// A new blank as a form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AddedInput {
    /// Address of the line.
    pub line: String,
    /// Words of the line; empty for the end of its words, and for a line without any.
    pub words: String,
    /// As in [`Side`].
    pub side: String,
    /// What it is called.
    pub label: String,
    /// As in [`AddedKind`].
    pub kind: String,
    /// The choices, one a line.
    pub choices: String,
}

/// A new blank, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedDraft {
    /// Address of the line.
    pub line: String,
    /// Words of the line, perhaps none.
    pub words: String,
    /// On which side of the words.
    pub side: Side,
    /// What it is called.
    pub label: String,
    /// What it takes.
    pub kind: AddedKind,
    /// What may be chosen; empty for other kinds.
    pub choices: Vec<String>,
}

impl AddedDraft {
    /// Reads what a form sent; fields are named `input[…]`.
    ///
    /// # Errors
    /// What is wrong with the fields.
    pub fn parse(input: &AddedInput) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Problems::default();
        let label = problems.take("input[label]", Line::<100>::parse(&input.label));
        let words = match input.words.trim() {
            "" => Some(String::new()),
            words => problems.take("input[words]", Line::<200>::parse(words)).map(|line| line.as_str().to_owned()),
        };
        let side = problems.take("input[side]", Side::parse(&input.side).ok_or(Problem::NotOffered));
        let kind = problems.take("input[kind]", AddedKind::parse(&input.kind).ok_or(Problem::NotOffered));
        let choices = match kind {
            Some(AddedKind::Choice) => problems.take("input[choices]", choices(&input.choices)),
            _ => Some(Vec::new()),
        };
        if input.line.len() > LONGEST_ADDRESS {
            problems.add("input[line]", Problem::NotOffered);
        }
        match (label, words, side, kind, choices) {
            (Some(label), Some(words), Some(side), Some(kind), Some(choices)) if problems.is_empty() => {
                let (line, label) = (input.line.clone(), label.as_str().to_owned());
                Ok(Self { line, words, side, label, kind, choices })
            }
            _ => Err(problems.into_vec()),
        }
    }
}

/// One choice a line, each once.
fn choices(text: &str) -> Result<Vec<String>, Problem> {
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.chars().any(char::is_control) {
            return Err(TextProblem::ControlCharacter.into());
        }
        if line.chars().count() > LONGEST_CHOICE as usize {
            return Err(TextProblem::TooLong { max: LONGEST_CHOICE }.into());
        }
        if !found.iter().any(|known| known == line) {
            found.push(line.to_owned());
        }
        if found.len() > MOST_CHOICES as usize {
            return Err(Problem::TooMany { most: MOST_CHOICES });
        }
    }
    if found.is_empty() { Err(TextProblem::Empty.into()) } else { Ok(found) }
}

/// Why a blank cannot be added where it was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaceRefusal {
    /// The form has no such place.
    NotThere,
    /// The words do not stand in the line.
    WordsNotThere,
    /// The words stand in the line more than once.
    WordsTwice,
    /// There is a blank already.
    Taken,
    /// Nothing can be written there: a control, a field, a cell that is crossed out.
    Locked,
    /// The form has as many added blanks as are kept.
    TooMany,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> AddedInput {
        AddedInput {
            line: "document-p0".to_owned(),
            side: "behind".to_owned(),
            label: " 備考 ".to_owned(),
            kind: "text".to_owned(),
            ..AddedInput::default()
        }
    }

    fn refused(input: &AddedInput) -> Vec<String> {
        AddedDraft::parse(input).unwrap_err().into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn an_id_names_line_and_character() {
        let added = AddedBlank::of_id("document-t0r1c2-l1-added12").unwrap();
        assert_eq!((added.line.as_str(), added.at), ("document-t0r1c2-l1", 12));
        assert_eq!(added.id(), "document-t0r1c2-l1-added12");
        for id in ["document-t0r1c2-cell", "-added1", "document-p0-added", "document-p0-added-1", "document-p0-added01"]
        {
            assert_eq!(AddedBlank::of_id(id), None, "{id}");
        }
    }

    #[test]
    fn what_is_typed_is_read_or_told_at_its_field() {
        let draft = AddedDraft::parse(&input()).unwrap();
        assert_eq!((draft.label.as_str(), draft.words.as_str(), draft.side), ("備考", "", Side::Behind));
        assert_eq!(refused(&AddedInput { label: "　".to_owned(), ..input() }), ["input[label]"]);
        assert_eq!(refused(&AddedInput { words: "あ".repeat(201), ..input() }), ["input[words]"]);
        let unknown = AddedInput { side: "above".to_owned(), kind: "seal".to_owned(), ..input() };
        assert_eq!(refused(&unknown), ["input[side]", "input[kind]"]);
        assert_eq!(refused(&AddedInput { line: "p".repeat(301), ..input() }), ["input[line]"]);
    }

    #[test]
    fn choices_are_lines_each_once() {
        let of = |text: &str| AddedInput { kind: "choice".to_owned(), choices: text.to_owned(), ..input() };
        assert_eq!(AddedDraft::parse(&of("有\r\n 無 \n\n有")).unwrap().choices, ["有", "無"]);
        assert_eq!(refused(&of(" \n")), ["input[choices]"]);
        assert_eq!(refused(&of(&"あ".repeat(101))), ["input[choices]"]);
        let many: Vec<String> = (0..51).map(|number| number.to_string()).collect();
        assert_eq!(refused(&of(&many.join("\n"))), ["input[choices]"]);
        // Of another kind they do not count.
        assert!(AddedDraft::parse(&AddedInput { choices: many.join("\n"), ..input() }).unwrap().choices.is_empty());
    }
}
