//! Where a value goes, as cuts and insertions into the bytes of a part. Run properties stay those of the place.

use std::ops::Range;

use quick_xml::escape::escape;

use super::line::{Line, is_space, width};
use super::tree::{Id, Tag, Tree};

/// A stretch of a part that gets another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) bytes: Range<usize>,
    pub(super) text: String,
}

impl Edit {
    pub(super) fn cut(bytes: Range<usize>) -> Self {
        Self { bytes, text: String::new() }
    }
}

/// Room for one text.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    at: usize,
    lead: String,
    tail: String,
    cut: Vec<Range<usize>>,
    also: Vec<Edit>,
    prefix: String,
    /// What the room was wide, in halves of a full-width character.
    pub(super) room: usize,
    /// Whether spaces keep what follows in its place.
    pub(super) keeps_width: bool,
    /// What is put between a label and its value, where nothing parts them.
    pub(super) parted_by: &'static str,
    /// Tabs behind the value that draw the rest of a line or hold what follows in its place.
    tabs: Vec<Range<usize>>,
    /// What the room consists of and the rest of it goes on with: an underscore.
    rule: Option<char>,
    /// How many characters the form takes here, where it says so.
    pub(super) longest: Option<u32>,
}

/// Width of a tab where no other is set, and of half a character of 10.5 points, in twentieths of a point.
const TAB: usize = 840;
const HALF_CHARACTER: usize = 105;

impl Slot {
    /// In place of characters of a line; none where they cannot be replaced.
    pub(super) fn replacing(tree: &Tree<'_>, line: &Line, range: Range<usize>) -> Option<Self> {
        let atoms = line.atoms.get(range.clone())?;
        if atoms.is_empty() {
            return Self::after(tree, line, range.start).or_else(|| Self::before(tree, line, range.start));
        }
        if atoms.iter().any(|atom| !atom.is_free || atom.letter == '\n') {
            return None;
        }
        let kept = kept_tabs(tree, line, range);
        // Of several tabs to what follows, the first lead to the value and the last one behind it.
        let is_between = kept.len() > 1 && !atoms.iter().any(|atom| atom.is_underlined);
        let first = if is_between { atoms.iter().rfind(|atom| atom.letter == '\t')? } else { atoms.first()? };
        let mut slot = Self::in_holder(tree, first.holder, first.bytes.start);
        let mut cut: Vec<Range<usize>> = Vec::new();
        for atom in atoms.iter().filter(|atom| !kept.contains(&atom.bytes)) {
            match cut.last_mut() {
                Some(last) if last.end == atom.bytes.start => last.end = atom.bytes.end,
                _ => cut.push(atom.bytes.clone()),
            }
        }
        slot.cut = cut;
        slot.room = atoms.iter().map(|atom| width(atom.letter)).sum();
        slot.rule = atoms.first().map(|atom| atom.letter).filter(|letter| matches!(letter, '_' | '＿'));
        if !is_between {
            slot.tabs = kept;
        }
        Some(slot)
    }

    /// Behind the characters before `index`, with nothing taken away.
    pub(super) fn after(tree: &Tree<'_>, line: &Line, index: usize) -> Option<Self> {
        let before = index.checked_sub(1).and_then(|at| line.atoms.get(at))?;
        if !before.is_free || before.letter == '\n' {
            return (index == line.atoms.len()).then(|| Self::at_end(tree, line.node));
        }
        if let Some(slot) = Self::behind_change(tree, line, index) {
            return Some(slot);
        }
        Some(Self::in_holder(tree, before.holder, before.bytes.end))
    }

    /// In a run of its own behind text that a tracked change has put in: within it, the value would go when somebody
    /// turns the change down.
    fn behind_change(tree: &Tree<'_>, line: &Line, index: usize) -> Option<Self> {
        let change_of = |holder: Id| {
            let ancestors =
                std::iter::successors(Some(holder), |node| (*node != line.node).then(|| tree.parent(*node)));
            ancestors.into_iter().find(|node| tree.name(*node) == "ins")
        };
        let before = index.checked_sub(1).and_then(|at| line.atoms.get(at))?;
        let change = change_of(before.holder)?;
        if line.atoms.get(index).is_some_and(|next| change_of(next.holder) == Some(change)) {
            return None;
        }
        let run = tree.parent(before.holder);
        let format = tree.child(run, Tag::RPr).map(|node| run_properties(tree, node, &[])).unwrap_or_default();
        Some(Self::new_run(tree.whole(change).end, tree.prefix(before.holder), &format))
    }

    /// Before the character at `index`, with nothing taken away.
    fn before(tree: &Tree<'_>, line: &Line, index: usize) -> Option<Self> {
        let next = line.atoms.get(index).filter(|next| next.is_free && next.letter != '\n')?;
        Some(Self::in_holder(tree, next.holder, next.bytes.start))
    }

    fn in_holder(tree: &Tree<'_>, holder: Id, at: usize) -> Self {
        let prefix = tree.prefix(holder);
        if tree.tag(holder) != Tag::T {
            let (lead, tail) = (format!("<{prefix}t xml:space=\"preserve\">"), format!("</{prefix}t>"));
            return Self { lead, tail, ..Self::bare(at, prefix) };
        }
        let open = tree.open(holder);
        let mut slot = Self::bare(at, prefix);
        if tree.attribute(holder, "space").is_none() {
            let inside = open.end - 1;
            slot.also.push(Edit { bytes: inside..inside, text: " xml:space=\"preserve\"".to_owned() });
        }
        slot
    }

    fn bare(at: usize, prefix: &str) -> Self {
        Self {
            at,
            lead: String::new(),
            tail: String::new(),
            cut: Vec::new(),
            also: Vec::new(),
            prefix: prefix.to_owned(),
            room: 0,
            keeps_width: false,
            parted_by: "",
            tabs: Vec::new(),
            rule: None,
            longest: None,
        }
    }

    /// In an empty paragraph: its spaces are replaced, else a run is added with the properties that the place has.
    pub(super) fn in_blank(tree: &Tree<'_>, line: &Line) -> Self {
        let is_room = |atom: &super::line::Atom| atom.is_free && is_space(atom.letter) && atom.letter != '\n';
        let from = line.atoms.iter().position(is_room);
        let spaces = from.map(|from| from..from + line.atoms[from..].iter().take_while(|atom| is_room(atom)).count());
        let replaced = spaces.and_then(|range| Self::replacing(tree, line, range));
        replaced.map_or_else(|| Self::at_end(tree, line.node), |slot| Self { room: 0, ..slot })
    }

    /// In place of everything that these lines print, and not in its colour; none where a part of it must stay.
    pub(super) fn over(tree: &Tree<'_>, lines: &[&Line]) -> Option<Self> {
        let mut runs: Vec<Id> = Vec::new();
        for atom in lines.iter().flat_map(|line| &line.atoms) {
            let run = tree.parent(atom.holder);
            if !atom.is_free || tree.tag(run) != Tag::R {
                return None;
            }
            if runs.last() != Some(&run) {
                runs.push(run);
            }
        }
        let first = *runs.first().filter(|_| runs.iter().all(|run| holds_text_only(tree, *run)))?;
        let format = tree.child(first, Tag::RPr).map(|node| run_properties(tree, node, &["color", "rStyle"]));
        let slot = Self::new_run(tree.whole(first).start, tree.prefix(first), &format.unwrap_or_default());
        Some(slot.cutting(runs.iter().map(|run| tree.whole(*run))))
    }

    /// Behind the first break of a line: its spaces are replaced, else a run is added at the end of the paragraph.
    pub(super) fn below_break(tree: &Tree<'_>, line: &Line) -> Self {
        let is_room = |atom: &super::line::Atom| atom.is_free && is_space(atom.letter) && atom.letter != '\n';
        let from = line.atoms.iter().position(|atom| atom.letter == '\n').map_or(line.atoms.len(), |at| at + 1);
        let count = line.atoms.get(from..).unwrap_or_default().iter().take_while(|atom| is_room(atom)).count();
        let replaced = if count > 0 { Self::replacing(tree, line, from..from + count) } else { None };
        replaced.map_or_else(|| Self::at_end(tree, line.node), |slot| Self { room: 0, ..slot })
    }

    /// A new run at the end of a paragraph.
    pub(super) fn at_end(tree: &Tree<'_>, paragraph: Id) -> Self {
        let prefix = tree.prefix(paragraph);
        let empty_run = tree.children(paragraph).filter(|node| tree.tag(*node) == Tag::R).last();
        // What everybody may edit ends behind the value.
        let mut marks = tree.children(paragraph).skip_while(|node| empty_run.is_some_and(|run| *node <= run));
        let end = marks.find(|node| tree.name(*node) == "permEnd").map(|node| tree.whole(node).start);
        let of_run = empty_run.and_then(|run| tree.child(run, Tag::RPr));
        let of_mark = || tree.child(paragraph, Tag::PPr).and_then(|properties| tree.child(properties, Tag::RPr));
        let properties = of_run.or_else(of_mark).map_or_else(String::new, |node| run_properties(tree, node, &[]));
        let mut slot = Self::new_run(end.unwrap_or_else(|| tree.close(paragraph)), prefix, &properties);
        if tree.is_closed_at_once(paragraph) {
            let end = tree.whole(paragraph).end;
            slot.at = end - 2;
            slot.cut.push(end - 2..end);
            slot.lead.insert(0, '>');
            slot.tail.push_str(&format!("</{prefix}p>"));
        }
        slot
    }

    /// A new run on a line of its own at the end of a paragraph.
    pub(super) fn on_new_line(tree: &Tree<'_>, paragraph: Id) -> Self {
        let mut slot = Self::at_end(tree, paragraph);
        let text = format!("<{}t ", slot.prefix);
        slot.lead = slot.lead.replacen(&text, &format!("<{}br/>{text}", slot.prefix), 1);
        slot
    }

    /// A new run at a place in the markup.
    pub(super) fn new_run(at: usize, prefix: &str, properties: &str) -> Self {
        let lead = format!("<{prefix}r>{properties}<{prefix}t xml:space=\"preserve\">");
        Self { lead, tail: format!("</{prefix}t></{prefix}r>"), ..Self::bare(at, prefix) }
    }

    /// Whether spaces keep what follows in its place.
    pub(super) fn keeping_width(mut self, keeps: bool) -> Self {
        self.keeps_width = keeps;
        self
    }

    /// Takes so many characters at most.
    pub(super) fn no_longer_than(mut self, most: Option<u32>) -> Self {
        self.longest = most;
        self
    }

    /// Puts this between a label and the value.
    pub(super) fn parted_by(mut self, mark: &'static str) -> Self {
        self.parted_by = mark;
        self
    }

    /// Puts this between the value and what follows it.
    pub(super) fn followed_by(mut self, mark: &str) -> Self {
        self.tail.insert_str(0, mark);
        self
    }

    /// Takes away more than the room itself.
    pub(super) fn cutting(mut self, ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        self.cut.extend(ranges);
        self
    }

    /// Puts markup before the value.
    pub(super) fn led_by(mut self, markup: &str) -> Self {
        self.lead.insert_str(0, markup);
        self
    }

    /// The edits that put a value here.
    pub(super) fn edits(&self, value: &str) -> Vec<Edit> {
        let mut value = format!("{}{value}", self.parted_by);
        let taken: usize = value.chars().map(width).sum();
        let free = self.room.saturating_sub(taken);
        if let Some(rule) = self.rule {
            value.extend(std::iter::repeat_n(rule, free / width(rule)));
        } else if self.keeps_width && self.tabs.is_empty() {
            value.extend(std::iter::repeat_n('　', free / 2));
            value.extend(std::iter::repeat_n(' ', free % 2));
        }
        let prefix = &self.prefix;
        let parted = format!("</{prefix}t><{prefix}br/><{prefix}t xml:space=\"preserve\">");
        let body = value.split('\n').map(|line| escape(line).into_owned()).collect::<Vec<_>>().join(&parted);
        let text = format!("{}{body}{}", self.lead, self.tail);
        let mut edits = self.also.clone();
        let mut is_put = false;
        // The value takes the place of the tabs that it reaches over; the last one stays.
        let passed = (taken * HALF_CHARACTER / TAB).min(self.tabs.len().saturating_sub(1));
        let gone = self.tabs.iter().take(passed);
        for range in self.cut.iter().chain(gone) {
            if range.start == self.at && !is_put {
                edits.push(Edit { bytes: range.clone(), text: text.clone() });
                is_put = true;
            } else {
                edits.push(Edit::cut(range.clone()));
            }
        }
        if !is_put {
            edits.push(Edit { bytes: self.at..self.at, text });
        }
        edits
    }
}

/// The tabs of a room that stay behind a value: those that draw a line, and those that hold what follows in its place.
fn kept_tabs(tree: &Tree<'_>, line: &Line, range: Range<usize>) -> Vec<Range<usize>> {
    let is_followed = line.atoms.get(range.end..).unwrap_or_default().iter().any(|atom| !is_space(atom.letter));
    let atoms = line.atoms.get(range).unwrap_or_default();
    let is_drawn = has_leader(tree, line.node) || atoms.iter().any(|atom| atom.letter == '\t' && atom.is_underlined);
    let tabs = atoms.iter().filter(|atom| atom.letter == '\t' && (is_followed || is_drawn));
    tabs.map(|atom| atom.bytes.clone()).collect()
}

/// Whether a paragraph sets a tab that fills its room with dots or a line.
fn has_leader(tree: &Tree<'_>, paragraph: Id) -> bool {
    let tabs = tree.child(paragraph, Tag::PPr).and_then(|properties| tree.named(properties, "tabs"));
    tabs.is_some_and(|tabs| {
        tree.children(tabs).any(|tab| !matches!(tree.attribute(tab, "leader").as_deref(), None | Some("none")))
    })
}

/// Whether a run may be taken away as a whole: it holds text and marks of fields, and no picture or box.
pub(super) fn holds_text_only(tree: &Tree<'_>, run: Id) -> bool {
    let is_text = |node| {
        matches!(tree.tag(node), Tag::RPr | Tag::T | Tag::Tab | Tag::Br | Tag::FldChar | Tag::InstrText | Tag::Text)
            || ["lastRenderedPageBreak", "noBreakHyphen", "softHyphen"].contains(&tree.name(node))
    };
    tree.children(run).all(is_text)
}

/// Run properties as they are written, without marks of changes and without some others.
pub(super) fn run_properties(tree: &Tree<'_>, node: Id, without: &[&str]) -> String {
    let prefix = tree.prefix(node);
    let kept: String = tree
        .children(node)
        .filter(|child| !["ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish"].contains(&tree.name(*child)))
        .filter(|child| !without.contains(&tree.name(*child)))
        .map(|child| tree.source(tree.whole(child)))
        .collect();
    if kept.is_empty() { kept } else { format!("<{prefix}rPr>{kept}</{prefix}rPr>") }
}
