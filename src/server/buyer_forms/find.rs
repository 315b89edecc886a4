//! Walks a part from top to bottom and gathers its blanks, with labels, groups, proposals and ids.

mod cells;
mod dates;
pub(super) mod ground;
mod proposal;
mod settle;
mod tables;
mod tick;
mod under;
mod whose;

use std::collections::BTreeMap;
use std::ops::Range;

use super::cells::Asker;
use super::found::{Candidate, Found, Recipe, place_id};
use super::inline::{Read, Reader};
use super::labels::{Labels, is_label_like, shown};
use super::line::{Inside, Line, twin};
use super::merge;
use super::slot::Slot;
use super::story::{self, Block, Numbers};
use super::tree::{Id, Tag, Tree};
use super::{controls, fields};
use crate::domain::buyer_form::{BlankKind, Place};
use cells::InCell;
pub(super) use ground::bytes;
use whose::Whose;

/// Longest context that is shown on either side.
const CONTEXT: usize = 40;

/// The blanks of a part in the order in which they stand.
pub(super) fn find(part: &str, tree: &Tree<'_>, labels: &Labels) -> Vec<Found> {
    let numbers = Numbers::of(tree);
    let mut finder = Finder {
        part,
        tree,
        labels,
        numbers: &numbers,
        tick: tick::of(tree),
        asker: asker_of(tree.text),
        found: Vec::new(),
        whose: Whose::default(),
        boxed_in: None,
        is_of_venture: ["構成員", "企業体", "共同体", "コンソーシアム"].iter().any(|word| tree.text.contains(word)),
    };
    let blocks = story::blocks(tree, &numbers, 0);
    finder.blocks(&blocks, None);
    let mut found = finder.found;
    found.sort_by_key(|one| one.order);
    let mut found = ground::apart(found);
    number(part, &mut found);
    found
}

/// Whether the file is a 質問書, also with its letters set apart.
fn asker_of(text: &str) -> Asker {
    let is_question = |letter: char| matches!(letter, '問' | '疑');
    let is_title = text.contains(is_question) && {
        let bare: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        ["質問書", "質疑書", "質問票", "質問状"].iter().any(|title| bare.contains(title))
    };
    if is_title { Asker::Bidder } else { Asker::Unknown }
}

fn number(part: &str, found: &mut [Found]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in found {
        let stem = format!("{}-{}", place_id(part, one.blank.place), one.blank.kind.name());
        let count = counts.entry(stem.clone()).or_default();
        *count += 1;
        one.blank.id = if *count == 1 { stem } else { format!("{stem}-{count}") };
    }
}

struct Finder<'f, 'x> {
    part: &'f str,
    tree: &'f Tree<'x>,
    labels: &'f Labels,
    numbers: &'f Numbers,
    tick: char,
    asker: Asker,
    found: Vec<Found>,
    whose: Whose,
    /// The cell in which the text box hangs that is being read.
    boxed_in: Option<Place>,
    /// Whether the file speaks of a joint venture.
    is_of_venture: bool,
}

impl Finder<'_, '_> {
    fn blocks(&mut self, blocks: &[Block], cell: Option<&InCell<'_>>) {
        let mut before = String::new();
        let mut waiting: Vec<(Candidate, &Line)> = Vec::new();
        let mut was_label = false;
        let mut is_named_above = false;
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Line(line) => {
                    let text = line.text();
                    let count = self.found.len();
                    // The words below a drawn line are its label, and no further one, nor room between them.
                    if std::mem::take(&mut is_named_above) {
                        waiting.clear();
                        was_label = false;
                        before = text;
                        continue;
                    }
                    let below = match blocks.get(at + 1) {
                        Some(Block::Line(below)) if cell.is_some() && below.is_blank() => Some(below),
                        _ => None,
                    };
                    // A label right over a table is the table's.
                    let heads_table = matches!(blocks.get(at + 1), Some(Block::Table(_)));
                    let under = self.labels_under(line, blocks.get(at + 1), &before, cell);
                    let bare = self.line(line, below, &under, cell);
                    let is_free = !heads_table && !cell.is_some_and(|cell| cell.names_others);
                    let bare = bare.filter(|_| is_free);
                    is_named_above = !under.is_empty() && self.found.len() > count;
                    if text.trim().is_empty() && self.found.len() == count {
                        continue;
                    }
                    // Room within a sentence says nothing of the lines beside it.
                    let is_label = bare.is_some()
                        || !text.contains('。')
                            && self.found.get(count).is_some_and(|found| found.blank.kind == BlankKind::Line);
                    if let Some(candidate) = bare {
                        waiting.push((candidate, line));
                    } else if !is_label {
                        waiting.clear();
                    }
                    if is_label && (was_label || waiting.len() >= 2) {
                        for (candidate, line) in waiting.drain(..) {
                            self.settle(candidate, line, cell);
                        }
                    }
                    was_label = is_label;
                    before = text;
                }
                Block::Table(table) => {
                    waiting.clear();
                    was_label = false;
                    if !cell.is_some_and(|cell| self.date_row(table, cell)) {
                        self.table(table, &before, cell.is_some());
                    }
                    before.clear();
                }
                Block::Control(node, inner) => {
                    self.control(*node, inner, &before, cell);
                    was_label = false;
                }
            }
        }
        let ends_in_room = |line: &Line| line.text().ends_with([' ', '\u{3000}', '：', ':']);
        if cell.is_some_and(|cell| cell.takes_bare) {
            for (candidate, line) in waiting.drain(..).filter(|(_, line)| ends_in_room(line)) {
                self.settle(candidate, line, cell);
            }
        }
    }

    fn control(&mut self, node: Id, inner: &[Block], before: &str, cell: Option<&InCell<'_>>) {
        match controls::control(self.tree, node, 0) {
            Some(mut candidate) => {
                let first = self.tree.below(node).find(|below| self.tree.tag(*below) == Tag::P).unwrap_or(node);
                let shown_text = inner.iter().find_map(|block| match block {
                    Block::Line(line) => Some(line.text()),
                    _ => None,
                });
                if candidate.label.is_empty() && cell.is_none_or(|cell| cell.named.label.is_empty()) {
                    let near = if is_label_like(before) { before } else { shown_text.as_deref().unwrap_or_default() };
                    candidate.label = shown(near);
                }
                self.settle_at(candidate, first, "［　］", cell);
            }
            None => self.blocks(inner, cell),
        }
    }

    /// Reads a line; gives back a known label with nothing behind it. `below` is the blank line that follows, `under` what
    /// the next line prints for the room of this one.
    fn line(
        &mut self,
        line: &Line,
        below: Option<&Line>,
        under: &[String],
        cell: Option<&InCell<'_>>,
    ) -> Option<Candidate> {
        let text = line.text();
        if cell.is_none() {
            self.heading(&text);
        }
        let mut reader = Reader {
            tree: self.tree,
            labels: self.labels,
            tick: self.tick,
            in_cell: cell.is_some(),
            label: cell.map_or("", |cell| cell.named.label.as_str()),
            is_bare_unit: cell.is_some_and(|cell| cell.is_bare_unit),
            names_others: cell.is_some_and(|cell| cell.names_others),
            is_over_label: !under.is_empty(),
        };
        let Read { mut candidates, mut bare } = reader.read(line);
        if under.len() == candidates.len() {
            for (candidate, label) in candidates.iter_mut().zip(under) {
                candidate.label.clone_from(label);
                candidate.is_over_label = true;
            }
        } else if !under.is_empty() {
            reader.is_over_label = false;
            Read { candidates, bare } = reader.read(line);
        }
        if let ([label], true) = (under, candidates.is_empty()) {
            self.ruled_line(line, label, cell);
        }
        let mut inside_line = Vec::new();
        for inside in &line.insides {
            let made = match inside {
                Inside::Control(node, at) => controls::control(self.tree, *node, *at).map(|found| (found, *at)),
                Inside::Field(node, at) => fields::field(self.tree, *node, *at).map(|found| (found, *at)),
                Inside::Merge(node, at) => merge::field(self.tree, *node, *at).map(|found| (found, *at)),
                Inside::Box(_) => None,
            };
            let Some((mut candidate, at)) = made else { continue };
            let beside = beside(&text, at, candidate.kind);
            // The name of an older field is its author's: addr, c1.
            let is_internal =
                candidate.kind == BlankKind::FormField && candidate.label.is_ascii() && !beside.is_ascii();
            if candidate.label.is_empty() || is_internal && is_label_like(&beside) {
                let name = std::mem::replace(&mut candidate.label, beside);
                candidate.hints.extend(Some(name).filter(|name| !name.is_empty()));
            } else {
                candidate.hints.push(beside);
            }
            inside_line.push((candidate, at));
        }
        candidates.extend(dates::join(&text, inside_line));
        let fixed = written_dates(&text);
        candidates.retain(|candidate| !fixed.iter().any(|date| date.contains(&candidate.from)));
        candidates.sort_by_key(|candidate| candidate.from);
        for candidate in candidates {
            if candidate.is_address {
                self.address(candidate, line, below, cell);
            } else if !cell.is_some_and(|cell| cell.is_head && candidate.label.is_empty()) {
                self.settle(candidate, line, cell);
            }
        }
        for inside in &line.insides {
            if let Inside::Box(content) = inside {
                self.text_box(*content, cell.map(|cell| cell.place));
            }
        }
        bare.filter(|_| self.group(text.trim()).is_none() || text.trim_end().ends_with(['：', ':']))
    }

    /// The room behind 〒　－, where the cell's label or its own asks for an address: the blank line below, if there is one.
    fn address(&mut self, mut candidate: Candidate, line: &Line, below: Option<&Line>, cell: Option<&InCell<'_>>) {
        if candidate.label.is_empty() && !cell.is_some_and(|cell| self.labels.is_address(&cell.named.label)) {
            return;
        }
        match below {
            Some(below) => {
                candidate.recipe = Recipe::Text(Slot::in_blank(self.tree, below));
                candidate.from = 0;
                self.settle(candidate, below, cell);
            }
            None => self.settle(candidate, line, cell),
        }
    }

    fn box_blocks(&mut self, blocks: &[Block]) {
        let from = self.found.len();
        self.blocks(blocks, None);
        if self.found.len() == from {
            self.room_above(blocks, None);
        }
    }

    fn text_box(&mut self, content: Id, cell: Option<Place>) {
        let boxed_in = cell.or(self.boxed_in);
        let outer = std::mem::replace(&mut self.boxed_in, boxed_in);
        let inner = story::blocks(self.tree, self.numbers, content);
        let from = self.found.len();
        self.box_blocks(&inner);
        self.boxed_in = outer;
        let Some(other) = twin(self.tree, content) else { return };
        // The other copy is read in the same way: its blanks are the same ones in the same order.
        let mut copy = Finder {
            part: self.part,
            tree: self.tree,
            labels: self.labels,
            numbers: self.numbers,
            tick: self.tick,
            asker: self.asker,
            found: Vec::new(),
            whose: Whose::default(),
            boxed_in,
            is_of_venture: self.is_of_venture,
        };
        let inner = story::blocks(self.tree, self.numbers, other);
        copy.box_blocks(&inner);
        for (index, found) in self.found.iter_mut().skip(from).enumerate() {
            let same = |twin: &&Found| twin.blank.kind == found.blank.kind && twin.blank.label == found.blank.label;
            found.twin = copy.found.get(index).filter(same).map(|twin| twin.recipe.clone());
        }
    }
}

/// The dates of a line that are written in full, with or without spaces, from the year's first figure up to 日; in
/// characters.
fn written_dates(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<char> = text.chars().collect();
    let skip = |from: usize, is: &dyn Fn(char) -> bool| {
        from + letters.get(from..).unwrap_or_default().iter().take_while(|letter| is(**letter)).count()
    };
    let number = |from: usize, mark: char| {
        let begin = skip(from, &char::is_whitespace);
        let end = skip(begin, &|letter| letter.is_numeric() || letter == '元');
        let behind = skip(end, &char::is_whitespace);
        (end > begin && letters.get(behind) == Some(&mark)).then_some(behind + 1)
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let date = number(at, '年').and_then(|next| number(next, '月')).and_then(|next| number(next, '日'));
        if let Some(end) = date {
            found.push(at..end);
        }
        at = date.unwrap_or(at + 1);
    }
    found
}

/// The label of a control or field within its line: of a box to tick what follows, else what stands before.
fn beside(text: &str, at: usize, kind: BlankKind) -> String {
    let split = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
    let (before, after) = text.split_at(split);
    let after = after
        .trim_start_matches(|letter: char| letter.is_whitespace() || ['☐', '☒', '□', '■', '☑', '✓'].contains(&letter));
    let follows = shown(after.split(['\n', '\u{3000}', '☐', '□', '☒', '、', '\t']).next().unwrap_or_default());
    let words = before.rsplit(['\n', '☐', '□', '☒', '。', '、', '\t']).find(|part| !part.trim().is_empty());
    let precedes = shown(words.unwrap_or_default());
    // What follows a control for text is its own prompt.
    if kind == BlankKind::Control {
        return precedes;
    }
    let (one, other) = if kind == BlankKind::Checkbox { (follows, precedes) } else { (precedes, follows) };
    if one.is_empty() { other } else { one }
}
