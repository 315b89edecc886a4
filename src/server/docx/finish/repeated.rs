//! Properties that come again: a document of 2,000 paragraphs has some twenty kinds of them. Each is tidied once.

use quick_xml::events::BytesStart;

/// More kinds than this are not kept: looking through them would cost what it saves.
const MOST: usize = 48;

/// Elements as docx-rs wrote them, each with its tidied form; those that are met often come to stand in front.
#[derive(Default)]
pub(super) struct Repeated {
    kept: Vec<Element>,
}

struct Element {
    /// The start tag between its brackets.
    start: Vec<u8>,
    /// All that follows the start tag, end tag included.
    rest: Vec<u8>,
    tidied: Vec<u8>,
}

impl Repeated {
    /// The tidied form of an element that was kept, and how much of `inside` stands before its end tag.
    pub(super) fn find(&mut self, start: &BytesStart<'_>, inside: &[u8]) -> Option<(usize, &[u8])> {
        let place = self.kept.iter().position(|kept| inside.starts_with(&kept.rest) && kept.start == **start)?;
        if let Some(ahead) = place.checked_sub(1) {
            self.kept.swap(ahead, place);
        }
        let found = self.kept.get(place.saturating_sub(1))?;
        Some((found.rest.len() - start.name().as_ref().len() - "</>".len(), &found.tidied))
    }

    /// Keeps an element: what follows its start tag, and what that became.
    pub(super) fn keep(&mut self, start: &BytesStart<'_>, rest: &[u8], tidied: &[u8]) {
        self.kept.truncate(MOST - 1);
        self.kept.push(Element { start: start.to_vec(), rest: rest.to_vec(), tidied: tidied.to_vec() });
    }
}
