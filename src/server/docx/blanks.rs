//! Room to write in where a value is lacking in the middle of words: underlined, so that nobody hands in a sentence with
//! a hole in it.

use crate::domain::manuscript::{Face, Inline, Item, Manuscript, Paragraph, Run, Stress};

/// Stands for one full-width character of room while texts are put together. No fact can hold it: the ledger lets no
/// noncharacter through.
const MARK: char = '\u{FFFE}';
/// What is printed for it.
const SPACE: &str = "　";
/// Room for a name or a short phrase, in full-width characters.
const USUAL: usize = 8;
/// Less is not written in by hand.
const LEAST: usize = 3;

/// Room in a text that is being put together; as wide as what would have stood there, when that is known.
pub(super) fn room(width: usize) -> String {
    let width = if width == 0 { USUAL } else { width.max(LEAST) };
    String::from(MARK).repeat(width)
}

/// Room as a run of its own.
pub(super) fn run(face: Face) -> Inline {
    Inline::Text(Run { text: SPACE.repeat(USUAL), face: underlined(face) })
}

/// Makes every mark of the manuscript a space of an underlined run.
pub(super) fn underline(manuscript: &mut Manuscript) {
    for part in &mut manuscript.parts {
        part.header.iter_mut().chain(&mut part.footer).for_each(paragraph);
        for item in &mut part.items {
            match item {
                Item::Paragraph(own) => paragraph(own),
                Item::Table(table) => {
                    let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                    cells.flat_map(|cell| &mut cell.paragraphs).for_each(paragraph);
                }
                Item::Contents { .. } | Item::PageBreak => {}
            }
        }
    }
}

fn paragraph(own: &mut Paragraph) {
    let is_marked = |inline: &Inline| matches!(inline, Inline::Text(run) if run.text.contains(MARK));
    if own.inlines.iter().any(is_marked) {
        own.inlines = std::mem::take(&mut own.inlines).into_iter().flat_map(parted).collect();
    }
}

/// A run with marks as runs of words and of room.
fn parted(inline: Inline) -> Vec<Inline> {
    let Inline::Text(Run { text, face }) = inline else { return vec![inline] };
    let letters: Vec<char> = text.chars().collect();
    let runs = letters.chunk_by(|one, next| (*one == MARK) == (*next == MARK));
    runs.map(|run| match run.first() {
        Some(&MARK) => Inline::Text(Run { text: SPACE.repeat(run.len()), face: underlined(face) }),
        _ => Inline::Text(Run { text: run.iter().collect(), face }),
    })
    .collect()
}

fn underlined(face: Face) -> Face {
    Face { stress: Stress { underline: true, ..face.stress }, ..face }
}
