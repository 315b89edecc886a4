//! Labels in brackets that stand below their blank, outside the rows of a table: a drawn line over （署名）, a cell or box
//! with （代表者職氏名） at its foot.

use super::super::cells::{names_above, word_of_label};
use super::super::found::{Candidate, Recipe};
use super::super::line::{Line, is_space};
use super::super::slot::Slot;
use super::super::story::Block;
use super::super::tree::{Id, Tag};
use super::Finder;
use super::cells::InCell;
use crate::domain::buyer_form::BlankKind;

impl Finder<'_, '_> {
    /// The labels that the next line prints for the room of this one, which is all room; empty where a label stands beside
    /// it or above.
    pub(super) fn labels_under(
        &self,
        line: &Line,
        next: Option<&Block>,
        before: &str,
        cell: Option<&InCell<'_>>,
    ) -> Vec<String> {
        let Some(Block::Line(below)) = next else { return Vec::new() };
        let is_room = line.insides.is_empty() && !line.has_field && line.atoms.iter().all(|atom| is_room(atom.letter));
        let is_drawn = !line.atoms.is_empty() || self.is_ruled(line.node);
        let is_named = self.labels.knows(before)
            || before.trim_end().ends_with(['：', ':'])
            || cell.is_some_and(|cell| !cell.named.label.is_empty() || cell.named.is_kept);
        if !is_room || !is_drawn || is_named || !below.insides.is_empty() {
            return Vec::new();
        }
        bracketed(&below.text())
            .filter(|labels| labels.iter().all(|label| names_above(label, self.labels)))
            .map(|labels| labels.iter().map(|label| word_of_label(label)).collect())
            .unwrap_or_default()
    }

    /// Whether a paragraph is drawn as a line: a border below it and nothing at its sides.
    fn is_ruled(&self, paragraph: Id) -> bool {
        let properties = self.tree.child(paragraph, Tag::PPr);
        let Some(borders) = properties.and_then(|node| self.tree.named(node, "pBdr")) else { return false };
        let is_drawn = |name: &str| {
            let value = self.tree.named(borders, name).and_then(|node| self.tree.attribute(node, "val"));
            value.is_some_and(|value| !matches!(value.as_str(), "nil" | "none"))
        };
        is_drawn("bottom") && !is_drawn("left") && !is_drawn("right")
    }

    /// The place of a paragraph that is drawn as a line over its label.
    pub(super) fn ruled_line(&mut self, line: &Line, label: &str, cell: Option<&InCell<'_>>) {
        if !line.is_blank() || !self.is_ruled(line.node) {
            return;
        }
        let slot = Slot::in_blank(self.tree, line);
        let candidate = Candidate::new(BlankKind::Underline, label.to_owned(), Recipe::Text(slot), 0);
        self.settle(Candidate { is_over_label: true, ..candidate }, line, cell);
    }

    /// A cell or box that is blank but for a label in brackets at its foot.
    pub(super) fn room_above(&mut self, blocks: &[Block], cell: Option<&InCell<'_>>) {
        let lines: Option<Vec<&Line>> = blocks
            .iter()
            .map(|block| match block {
                Block::Line(line) => Some(line),
                Block::Table(_) | Block::Control(..) => None,
            })
            .collect();
        let Some(lines) = lines else { return };
        let Some((foot, rest)) = lines.split_last() else { return };
        let is_named = cell.is_some_and(|cell| !cell.named.label.is_empty() || cell.named.is_kept);
        let text = foot.text();
        let is_label = foot.insides.is_empty()
            && bracketed(&text).is_some_and(|labels| labels.len() == 1 && names_above(&labels[0], self.labels));
        let Some(first) = rest.first().filter(|_| is_label && !is_named && rest.iter().all(|line| line.is_blank()))
        else {
            return;
        };
        let slot = Slot::in_blank(self.tree, first);
        let candidate = Candidate::new(BlankKind::Cell, word_of_label(text.trim()), Recipe::Text(slot), 0);
        self.settle(Candidate { is_over_label: true, ..candidate }, first, cell);
    }
}

fn is_room(letter: char) -> bool {
    is_space(letter) || matches!(letter, '_' | '＿')
}

/// The words in brackets of a line that prints nothing else, with their brackets; none for any other line.
fn bracketed(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let inner = rest.strip_prefix(['（', '('])?;
        let end = inner.find(['）', ')'])?;
        let inside = inner.get(..end)?;
        if inside.contains(['（', '(', '\n']) || inside.trim().is_empty() {
            return None;
        }
        found.push(format!("（{}）", inside.trim()));
        rest = inner.get(end..)?.strip_prefix(['）', ')'])?.trim_start();
    }
    Some(found).filter(|found| !found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_brackets_alone_is_told_from_others() {
        assert_eq!(bracketed("　（署名）　"), Some(vec!["（署名）".to_owned()]));
        assert_eq!(bracketed("（職名）　　　（氏名）").map(|found| found.len()), Some(2));
        for text in ["", "署名", "（署名）欄", "（）", "（署名", "（氏名（自署））"] {
            assert_eq!(bracketed(text), None, "{text}");
        }
    }
}
