//! The room behind labels, and a unit or seal that stands alone in a cell.

use std::ops::Range;

use super::super::found::{Candidate, Recipe};
use super::super::labels::{fold, is_label_like, shown};
use super::pieces::Piece;
use super::words::{is_end_of_sum, is_honorific, is_money, is_office, is_prefix, is_written_sum};
use super::{OPENING, Reading};
use crate::domain::buyer_form::{BlankKind, Datum};

impl Reading<'_, '_> {
    /// Room behind labels. Returns a known label that ends its line with nothing behind it.
    pub(super) fn labels(&mut self, stretch: Range<usize>) -> Option<Candidate> {
        let pieces = self.pieces(stretch.clone());
        let mut bare = None;
        for (index, piece) in pieces.iter().enumerate() {
            let next = pieces.get(index + 1);
            let gap = piece.range.end..next.map_or(stretch.end, |next| next.range.start);
            let ends_line = next.is_none() && stretch.end == self.line.atoms.len()
                || next.is_none() && self.letter(stretch.end) == Some('\n');
            if next.is_none() && !ends_line {
                continue;
            }
            let room = self.room(gap.clone());
            let is_refused = self.reader.labels.is_never(&piece.text) || self.reader.labels.is_buyers(&piece.text);
            if is_refused || self.is_padding(gap.start) || is_written_sum(&piece.text) {
                continue;
            }
            let (_, has_unit, has_seal) =
                next.map_or((String::new(), false, false), |next| self.behind(next.range.start));
            let is_known = self.reader.labels.knows(&piece.text) || is_money(&piece.text);
            let has_colon = piece.text.trim_end().ends_with(['：', ':']);
            let is_first = index == 0 || index == 1 && self.reader.labels.knows(&pieces[0].text);
            let is_open = piece.text.ends_with(['、', '，']) && room >= 8;
            let is_wide_enough = match next {
                None if is_known => room >= 4 || has_colon,
                None => has_colon && room >= 4 && is_label_like(&piece.text) || room >= 8 && self.is_lone_label(piece),
                // In a cell of its own that is somebody written down, and their seal.
                Some(_) if has_seal => {
                    room >= 2 && (is_known || !self.reader.in_cell && index == 0 && is_label_like(&piece.text))
                }
                // ¥　　　　－
                Some(next) if is_money(&piece.text) && is_end_of_sum(&next.text) => room >= 4,
                Some(_) if has_unit => {
                    let is_next_unit = self.reader.in_cell && self.reader.labels.is_unit(&piece.text);
                    room >= 6
                        || room >= 2
                            && (is_known || is_next_unit || self.is_lone_label(piece) || piece.text.ends_with('第'))
                }
                // 入札者　　住所: whose address it is, and no blank.
                Some(next) if self.reader.labels.knows(&next.text) => {
                    let least = if self.reader.labels.names_bidder(&piece.text) { 10 } else { 4 };
                    room >= least && (is_known || has_colon)
                }
                Some(next) if is_honorific(&next.text) => room >= 6 && is_office(&piece.text),
                Some(next) if next.text.starts_with(['）', ')']) => has_colon || is_known && room >= 4,
                Some(_) => is_open,
            };
            if !is_wide_enough {
                if next.is_none() && is_known && room < 4 && is_first && !is_money(&piece.text) {
                    bare = self.behind_label(piece, gap, false);
                }
                continue;
            }
            let keeps_width = next.is_some();
            if let Some(mut candidate) = self.behind_label(piece, gap.clone(), keeps_width) {
                (candidate.has_unit, candidate.has_seal) = (has_unit, has_seal);
                // 約　　　人, 第　　　号: the label stands before.
                if is_prefix(&piece.text) {
                    candidate.label = self.words_before(piece.range.start);
                }
                // 　　年　　か月: of several numbers in a cell each is the cell's.
                if self.reader.in_cell && !piece.text.contains(OPENING) && self.reader.labels.is_unit(&piece.text) {
                    candidate.label = String::new();
                }
                if is_money(&piece.text) {
                    candidate.otherwise = Some(Datum::Amount);
                    candidate.label =
                        if index > 0 { shown(&pieces[index - 1].text) } else { self.words_before(piece.range.start) };
                    candidate.has_unit |= next.is_none_or(|next| is_end_of_sum(&next.text));
                }
                if next.is_some_and(|next| is_honorific(&next.text)) {
                    candidate.otherwise = Some(Datum::AddresseeName);
                }
                self.take(gap, candidate);
            }
        }
        self.unit_alone(&pieces, stretch);
        bare
    }

    fn behind_label(&self, piece: &Piece, gap: Range<usize>, keeps_width: bool) -> Option<Candidate> {
        let has_colon = piece.text.trim_end().ends_with(['：', ':']);
        let mut slot = self.slot(gap.clone())?;
        // What parts label and value stays: the first space of the room.
        let is_parted = has_colon || is_money(&piece.text);
        slot.parted_by = if is_parted || piece.text.ends_with('第') { "" } else { "　" };
        slot.keeps_width = keeps_width;
        // Of 人（うち技術者　　人） the words in the open bracket are the label.
        let words =
            piece.text.rsplit(['（', '(']).next().filter(|last| !last.contains(['）', ')'])).unwrap_or(&piece.text);
        Some(Candidate::new(BlankKind::Line, shown(words), Recipe::Text(slot), gap.start))
    }

    /// In a cell: room with nothing but a unit or a seal behind it.
    fn unit_alone(&mut self, pieces: &[Piece], stretch: Range<usize>) {
        let Some(first) = pieces.first().filter(|_| self.reader.in_cell && pieces.len() <= 2) else { return };
        let gap = stretch.start..first.range.start;
        let (_, has_unit, has_seal) = self.behind(first.range.start);
        if self.room(gap.clone()) < 2 || !(has_unit || has_seal) || !self.is_free(gap.clone()) {
            return;
        }
        if let Some(slot) = self.slot(gap.clone()) {
            let slot = slot.keeping_width(has_seal);
            let mut candidate = Candidate::new(BlankKind::Line, String::new(), Recipe::Text(slot), gap.start);
            (candidate.has_unit, candidate.has_seal) = (has_unit, has_seal);
            self.take(gap, candidate);
        }
    }

    /// A label that stands alone in its line and is none of a sentence, a date or an address.
    fn is_lone_label(&self, piece: &Piece) -> bool {
        let folded = fold(&piece.text);
        let length = folded.chars().count();
        let ends_badly = ["様", "殿", "御中", "宛", "宛て", "以上", "記", "長", "す", "る", "た", "日"]
            .iter()
            .any(|end| folded.ends_with(end));
        let is_number = folded.chars().any(|letter| letter.is_ascii_digit())
            && folded.chars().filter(char::is_ascii_digit).count() * 2 > length;
        is_label_like(&piece.text)
            && (2..=12).contains(&length)
            && !ends_badly
            && !is_number
            && !folded.contains(['、', ',', '。'])
    }
}
