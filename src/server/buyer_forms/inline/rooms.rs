//! The room behind labels, and a unit or seal that stands alone in a cell.

use std::ops::Range;

use super::super::cells::is_sample;
use super::super::found::{Candidate, Recipe};
use super::super::labels::{fold, is_label_like, shown};
use super::pieces::Piece;
use super::words::{
    begins_web_address, goes_on, is_end_of_sum, is_honorific, is_in_sentence, is_money, is_office, is_prefix,
    is_registered, is_written_sum, name_in_sentence,
};
use super::{OPENING, Reading};
use crate::domain::buyer_form::{BlankKind, Datum};

/// The room behind a piece, and what stands on either side.
struct Gap<'p> {
    piece: &'p Piece,
    next: Option<&'p Piece>,
    range: Range<usize>,
    /// How wide it is, in halves of a full-width character.
    room: usize,
    is_known: bool,
    has_colon: bool,
    has_unit: bool,
    has_seal: bool,
    /// Whether a sentence goes on behind it.
    is_open: bool,
}

impl Reading<'_, '_> {
    /// Room behind labels. Returns a known label that ends its line with nothing behind it.
    pub(super) fn labels(&mut self, stretch: Range<usize>) -> Option<Candidate> {
        let pieces = self.pieces(stretch.clone());
        let mut bare = None;
        for (index, piece) in pieces.iter().enumerate() {
            let next = pieces.get(index + 1);
            let ends_line = next.is_none() && stretch.end == self.line.atoms.len()
                || next.is_none() && self.letter(stretch.end) == Some('\n');
            if next.is_none() && !ends_line {
                continue;
            }
            let gap = self.gap(piece, next, stretch.end);
            let is_refused = self.reader.labels.is_never(&piece.text) || self.reader.labels.is_buyers(&piece.text);
            let is_taken = !self.is_free(piece.range.clone());
            if is_refused || is_taken || self.is_padding(gap.range.start) || is_written_sum(&piece.text) {
                continue;
            }
            let label = index.checked_sub(1).and_then(|before| pieces.get(before));
            if label.is_some_and(|label| self.is_value_of(&gap, label)) {
                continue;
            }
            if let Some((range, candidate)) = self.sample_behind(piece, pieces.get(index + 1..).unwrap_or_default()) {
                self.take(range, candidate);
                continue;
            }
            if !self.is_wide_enough(&gap, index) {
                let leads = |text: &str| self.reader.labels.knows(text) || self.reader.labels.group(text).is_some();
                let is_first = index == 0 || index == 1 && leads(&pieces[0].text);
                if next.is_none() && gap.is_known && gap.room < 4 && is_first && !is_money(&piece.text) {
                    bare = self.behind_label(piece, gap.range, false);
                }
                continue;
            }
            let before = index.checked_sub(1).and_then(|before| pieces.get(before));
            if let Some(candidate) = self.of_gap(&gap, before) {
                self.take(gap.range, candidate);
            }
        }
        self.unit_alone(&pieces, stretch);
        bare
    }

    /// Whether a piece that ends its line was written right behind this label: what follows it is the rest of the line.
    fn is_value_of(&self, gap: &Gap<'_>, label: &Piece) -> bool {
        let is_last = gap.next.is_none() && !gap.is_known && !gap.has_colon;
        let parted = self.room(label.range.end..gap.piece.range.start);
        is_last && parted <= 2 && self.reader.labels.knows(&label.text)
    }

    fn gap<'p>(&self, piece: &'p Piece, next: Option<&'p Piece>, end: usize) -> Gap<'p> {
        let range = piece.range.end..next.map_or(end, |next| next.range.start);
        let room = self.room(range.clone());
        let (_, has_unit, has_seal) = next.map_or((String::new(), false, false), |next| self.behind(next.range.start));
        let is_known = self.reader.labels.knows(&piece.text) || is_money(&piece.text);
        let has_colon = piece.text.trim_end().ends_with(['：', ':']);
        let goes_on = room >= 6 && is_in_sentence(&piece.text) && next.is_some_and(|next| goes_on(&next.text));
        let is_open = piece.text.ends_with(['、', '，']) && room >= 8 || !is_known && !has_colon && goes_on;
        Gap { piece, next, range, room, is_known, has_colon, has_unit, has_seal, is_open }
    }

    /// Whether the room behind a piece is a blank. `index` is the piece's number in its stretch.
    fn is_wide_enough(&self, gap: &Gap<'_>, index: usize) -> bool {
        let Gap { piece, room, is_known, has_colon, .. } = *gap;
        match gap.next {
            None if is_known => room >= 4 || has_colon,
            None if is_registered(&piece.text) => self.reader.in_cell && room >= 8,
            None => has_colon && room >= 4 && is_label_like(&piece.text) || room >= 8 && self.is_lone_label(piece),
            // In a cell of its own that is somebody written down, and their seal.
            Some(_) if gap.has_seal => {
                room >= 2 && (is_known || !self.reader.in_cell && index == 0 && is_label_like(&piece.text))
            }
            // ¥　　　　－
            Some(next) if is_money(&piece.text) && is_end_of_sum(&next.text) => room >= 4,
            Some(_) if gap.has_unit => {
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
            // The number of the page in a footer.
            Some(next) if has_colon && is_known && !self.line.atoms[next.range.start].is_free => room >= 8,
            Some(next) if next.text.starts_with(['）', ')']) => has_colon || is_known && room >= 4,
            Some(_) => gap.is_open,
        }
    }

    fn of_gap(&self, gap: &Gap<'_>, before: Option<&Piece>) -> Option<Candidate> {
        let (piece, next) = (gap.piece, gap.next);
        let mut candidate = self.behind_label(piece, gap.range.clone(), next.is_some())?;
        (candidate.has_unit, candidate.has_seal) = (gap.has_unit, gap.has_seal);
        if let Some(next) = next.filter(|_| gap.is_open && !gap.has_unit && !gap.has_seal) {
            let labels = self.reader.labels;
            let is_name = |word: &str| labels.knows(word) || labels.group(word).is_some();
            candidate.label = name_in_sentence(&piece.text, &next.text, is_name);
        }
        // 約　　　人, 第　　　号: the label stands before.
        if is_prefix(&piece.text) || is_registered(&piece.text) {
            candidate.label = self.words_before(piece.range.start);
        }
        // 第　　　回: in a cell the cell says of what.
        if piece.text.ends_with('第') && (candidate.label.is_empty() || candidate.label == "第") {
            let unit = next.map_or_else(String::new, |next| self.behind(next.range.start).0);
            let unit = unit.chars().take_while(|letter| letter.is_alphabetic()).collect::<String>();
            candidate.label = if self.reader.in_cell { String::new() } else { format!("第　{unit}") };
        }
        // 　　年　　か月: of several numbers in a cell each is the cell's.
        if self.reader.in_cell && !piece.text.contains(OPENING) && self.reader.labels.is_unit(&piece.text) {
            candidate.label = String::new();
        }
        if is_money(&piece.text) {
            candidate.otherwise = Some(Datum::Amount);
            candidate.label = before.map_or_else(|| self.words_before(piece.range.start), |before| shown(&before.text));
            candidate.has_unit |= next.is_none_or(|next| is_end_of_sum(&next.text));
        }
        if next.is_some_and(|next| is_honorific(&next.text)) {
            candidate.otherwise = Some(Datum::AddresseeName);
        }
        Some(candidate)
    }

    fn behind_label(&self, piece: &Piece, gap: Range<usize>, keeps_width: bool) -> Option<Candidate> {
        let has_colon = piece.text.trim_end().ends_with(['：', ':']);
        let mut slot = self.slot(gap.clone())?;
        // What parts label and value stays: the first space of the room.
        let is_parted = has_colon || is_money(&piece.text);
        let is_joined = piece.text.ends_with('第') || is_registered(&piece.text);
        slot.parted_by = if is_parted || is_joined { "" } else { "　" };
        slot.keeps_width = keeps_width;
        // Of 人（うち技術者　　人） the words in the open bracket are the label.
        let words =
            piece.text.rsplit(['（', '(']).next().filter(|last| !last.contains(['）', ')'])).unwrap_or(&piece.text);
        Some(Candidate::new(BlankKind::Line, shown(words), Recipe::Text(slot), gap.start))
    }

    /// A sample behind a label, up to a seal or the end: 商号又は名称　○○株式会社.
    fn sample_behind(&self, piece: &Piece, behind: &[Piece]) -> Option<(Range<usize>, Candidate)> {
        let has_colon = piece.text.trim_end().ends_with(['：', ':']);
        let count = behind.iter().take_while(|next| is_sample(&next.text) || begins_web_address(&next.text)).count();
        let last = behind.get(count.checked_sub(1)?)?;
        let gap = piece.range.end..last.range.end;
        if !self.reader.labels.knows(&piece.text) && !has_colon || !self.is_free(gap.clone()) {
            return None;
        }
        let (_, has_unit, has_seal) =
            behind.get(count).map_or((String::new(), false, false), |next| self.behind(next.range.start));
        let candidate = self.behind_label(piece, gap.clone(), has_seal)?;
        Some((gap, Candidate { has_unit, has_seal, ..candidate }))
    }

    /// In a cell: room with nothing but a unit or a seal behind it.
    fn unit_alone(&mut self, pieces: &[Piece], stretch: Range<usize>) {
        let Some(first) = pieces.first().filter(|_| self.reader.in_cell && pieces.len() <= 2) else { return };
        let gap = stretch.start..first.range.start;
        let (_, has_unit, has_seal) = self.behind(first.range.start);
        // 年　　か月: the years go before, the months between.
        let is_span = matches!(pieces, [years, months]
            if years.text == "年" && ["か月", "ヶ月", "ヵ月", "カ月", "ケ月", "箇月"].contains(&months.text.as_str()));
        let is_bare = self.reader.is_bare_unit && pieces.len() == 1 || is_span;
        let is_enough = self.room(gap.clone()) >= 2 || is_bare;
        if !is_enough || !(has_unit || has_seal) || !self.is_free(gap.clone()) {
            return;
        }
        if let Some(slot) = self.slot(gap.clone()) {
            let slot = slot.keeping_width(has_seal);
            // Nothing else would part a name from its seal.
            let slot = if has_seal && gap.is_empty() { slot.followed_by("　") } else { slot };
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
