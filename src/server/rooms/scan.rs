//! Looks through an update before the library does, so that no number in it makes the library take memory or
//! stack for what is not there, and only what a text consists of comes in: elements, texts, marks, attributes.

use super::document::ROOT;
use super::frame::Reader;

/// What is told of an update that may be applied.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scan {
    /// The first clock of each client that it has blocks of.
    pub starts: Vec<(u64, u64)>,
    /// How many elements and texts it makes; as deep as this it can nest.
    pub types: usize,
}

impl Scan {
    /// Whether it only takes things out.
    #[must_use]
    pub const fn only_deletes(&self) -> bool {
        self.starts.is_empty()
    }
}

/// Nesting of an attribute's value.
const VALUE_DEPTH: usize = 4;
/// Beyond this a clock would run over within a few edits.
const CLOCK_MOST: u64 = u32::MAX as u64 / 2;

/// Looks through an update; `None` when it is none, or holds what no text holds.
#[must_use]
pub fn scan(update: &[u8]) -> Option<Scan> {
    let mut rest = Reader(update);
    let mut found = Scan::default();
    for _ in 0..count(&mut rest, 4)? {
        let structs = count(&mut rest, 2)?;
        let client = rest.number()?;
        let mut clock = rest.number()?;
        found.starts.push((client, clock));
        for _ in 0..structs {
            clock = clock.checked_add(item(&mut rest, &mut found)?)?;
            if clock > CLOCK_MOST {
                return None;
            }
        }
    }
    for _ in 0..count(&mut rest, 2)? {
        rest.number()?;
        for _ in 0..count(&mut rest, 2)? {
            let end = rest.number()?.checked_add(rest.number()?)?;
            if end > CLOCK_MOST {
                return None;
            }
        }
    }
    rest.0.is_empty().then_some(found)
}

/// Looks through a state vector; `false` when it is none.
#[must_use]
pub fn is_state(state: &[u8]) -> bool {
    let mut rest = Reader(state);
    let Some(clients) = count(&mut rest, 2) else { return false };
    for _ in 0..clients {
        if rest.number().is_none() || rest.number().is_none_or(|clock| clock > u64::from(u32::MAX)) {
            return false;
        }
    }
    rest.0.is_empty()
}

/// A number of things of which each takes so many bytes at least.
fn count(rest: &mut Reader<'_>, each: usize) -> Option<u64> {
    let count = rest.number()?;
    let most = (rest.0.len() / each) as u64;
    (count <= most).then_some(count)
}

/// One block; how many clocks it takes.
fn item(rest: &mut Reader<'_>, found: &mut Scan) -> Option<u64> {
    let info = byte(rest)?;
    // Blocks that are gone count like others; a gap (10) is none of ours to leave open.
    if info == 0 {
        return rest.number().filter(|length| *length > 0);
    }
    if info == 10 {
        return None;
    }
    let (has_left, has_right) = (info & 0x80 != 0, info & 0x40 != 0);
    for _ in 0..usize::from(has_left) + usize::from(has_right) {
        rest.number()?;
        rest.number()?;
    }
    if !has_left && !has_right {
        if rest.number()? == 1 {
            if rest.text()? != ROOT {
                return None;
            }
        } else {
            rest.number()?;
            rest.number()?;
        }
        if info & 0x20 != 0 {
            rest.text()?;
        }
    }
    content(rest, info & 0x0f, found)
}

fn content(rest: &mut Reader<'_>, kind: u8, found: &mut Scan) -> Option<u64> {
    match kind {
        // What was deleted.
        1 => rest.number().filter(|length| *length > 0),
        // Words, counted as a browser counts them.
        4 => Some(rest.text()?.encode_utf16().count() as u64),
        // A mark.
        6 => {
            rest.text()?;
            rest.text()?;
            Some(1)
        }
        // An element with its name, or a text.
        7 => {
            found.types += 1;
            match byte(rest)? {
                3 => rest.text().map(|_| 1),
                6 => Some(1),
                _ => None,
            }
        }
        // Values of attributes.
        8 => {
            let values = count(rest, 1)?;
            for _ in 0..values {
                value(rest, VALUE_DEPTH)?;
            }
            Some(values)
        }
        _ => None,
    }
}

fn value(rest: &mut Reader<'_>, depth: usize) -> Option<()> {
    match byte(rest)? {
        120 | 121 | 126 | 127 => Some(()),
        122 | 123 => skip(rest, 8),
        124 => skip(rest, 4),
        // A whole number with its sign, as many bytes as it takes.
        125 => {
            for _ in 0..10 {
                if byte(rest)? & 0x80 == 0 {
                    return Some(());
                }
            }
            None
        }
        119 => rest.text().map(|_| ()),
        kind @ (117 | 118) if depth > 0 => {
            for _ in 0..count(rest, 1)? {
                if kind == 118 {
                    rest.text()?;
                }
                value(rest, depth - 1)?;
            }
            Some(())
        }
        _ => None,
    }
}

fn byte(rest: &mut Reader<'_>) -> Option<u8> {
    let (byte, behind) = rest.0.split_first()?;
    rest.0 = behind;
    Some(*byte)
}

fn skip(rest: &mut Reader<'_>, bytes: usize) -> Option<()> {
    rest.0 = rest.0.get(bytes..)?;
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_of_what_is_not_there_are_refused() {
        let huge = [0xff, 0xff, 0xff, 0x7f];
        assert_eq!(scan(&[&huge[..], &[0]].concat()), None, "clients");
        assert_eq!(scan(&[&[1][..], &huge, &[1, 0, 0]].concat()), None, "blocks");
        assert_eq!(scan(&[&[0, 1, 1][..], &huge].concat()), None, "deleted ranges");
        assert_eq!(scan(&[0, 0]), Some(Scan::default()));
        assert!(!is_state(&huge) && is_state(&[0]) && is_state(&[1, 5, 9]) && !is_state(&[]));
    }

    #[test]
    fn what_no_text_holds_is_refused() {
        // One block of client 1 at the root `blocks`: a map, a document, nested lists without end.
        let block = |content: &[u8]| {
            let head = [1, 1, 1, 0];
            let root = [1, 6, b'b', b'l', b'o', b'c', b'k', b's'];
            [&head[..], &content[..1], &root, &content[1..], &[0]].concat()
        };
        assert_eq!(scan(&block(&[7, 6])), Some(Scan { starts: vec![(1, 0)], types: 1 }), "a text");
        assert_eq!(scan(&block(&[7, 1])), None, "a map");
        assert_eq!(scan(&block(&[9, 1, b'g', 118, 0])), None, "a document");
        let deep = [&[8, 1][..], &[117, 1].repeat(9), &[126]].concat();
        assert_eq!(scan(&block(&deep)), None, "lists in lists");
    }

    proptest! {
        #[test]
        fn any_bytes_are_scanned_to_an_end(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = scan(&bytes);
            let _ = is_state(&bytes);
        }
    }
}
