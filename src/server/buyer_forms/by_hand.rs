//! Blanks that a person adds: found again by their address, and filled like those that the finder saw.

use std::ops::Range;

use super::Part;
use super::find::ground;
use super::found::{Found, Offer, Recipe};
use super::labels::Labels;
use super::line::{Atom, Line, OBJECT, is_space, width};
use super::slot::Slot;
use super::spots::{self, Spot};
use super::tree::Tree;
use crate::domain::buyer_form::{AddedBlank, AddedDraft, AddedKind, Blank, BlankKind, PlaceRefusal, Side};

/// Longest context that is shown on either side.
const CONTEXT: usize = 40;
/// Format of a day by its era: 令和８年11月20日.
const ERA: &str = "ggge年M月d日";
/// Least room between words that a value takes the place of, in halves of a full-width character: less only parts them.
const LEAST_ROOM: usize = 4;

/// Characters of a line of a protected form at which a place to write is looked for.
const MOST_TRIED: usize = 200;

/// Adds to a part's blanks those of them that were added by hand, in order. What no longer stands on ground of its own is
/// left out: the finder has seen it itself by now, or the form is another.
pub(super) fn add(part: &mut Part<'_>, added: &[AddedBlank], labels: &Labels) {
    if added.is_empty() {
        return;
    }
    let spots = spots::read(part.name, &part.tree);
    for one in added {
        let Some(spot) = spots.iter().find(|spot| spot.address == one.line) else { continue };
        if let Some(made) = made(part, spot, one, labels)
            && is_free(&part.found, &made)
        {
            part.found.push(made);
        }
    }
    part.found.sort_by_key(|one| one.order);
}

/// Where in this part a new blank goes; none for a line of another part.
///
/// # Errors
/// Why it cannot go there.
pub(super) fn placed(part: &Part<'_>, draft: &AddedDraft, labels: &Labels) -> Option<Result<AddedBlank, PlaceRefusal>> {
    let spots = spots::read(part.name, &part.tree);
    let spot = spots.iter().find(|spot| spot.address == draft.line)?;
    let placed = locate(&spot.line, &draft.words, draft.side).and_then(|at| {
        let AddedDraft { line, label, kind, choices, .. } = draft.clone();
        let added = AddedBlank { line, at, label, kind, choices };
        let made = made(part, spot, &added, labels).ok_or(PlaceRefusal::Locked)?;
        if is_free(&part.found, &made) { Ok(added) } else { Err(PlaceRefusal::Taken) }
    });
    Some(placed)
}

/// Whether a line has anywhere to write that no blank takes.
pub(super) fn is_open(part: &Part<'_>, spot: &Spot, is_taken: bool) -> bool {
    // Words of a line leave room beside them, whatever blanks it has.
    if spot.is_shut || spot.line.is_blank() && is_taken {
        return false;
    }
    let slot_at = |at: usize| slot(&part.tree, &spot.line, at);
    if part.open.is_whole() {
        return slot_at(end_of_words(&spot.line)).is_some();
    }
    part.open.touches(&part.tree.whole(spot.line.node))
        && (0..=spot.line.atoms.len().min(MOST_TRIED))
            .any(|at| slot_at(at).is_some_and(|slot| part.open.holds(&Recipe::Text(slot))))
}

/// The character behind or before which the value goes. Spaces do not count: people see them in different ways.
fn locate(line: &Line, words: &str, side: Side) -> Result<usize, PlaceRefusal> {
    let wanted: Vec<char> = words.chars().filter(|letter| !is_space(*letter)).collect();
    if wanted.is_empty() {
        return Ok(end_of_words(line));
    }
    let letters: Vec<(usize, char)> = line
        .atoms
        .iter()
        .enumerate()
        .filter(|(_, atom)| !is_space(atom.letter))
        .map(|(at, atom)| (at, atom.letter))
        .collect();
    let mut hits = letters.windows(wanted.len()).filter(|window| {
        let mut pairs = window.iter().zip(&wanted);
        pairs.all(|((_, letter), wanted)| letter == wanted)
    });
    let hit = hits.next().ok_or(PlaceRefusal::WordsNotThere)?;
    if hits.next().is_some() {
        return Err(PlaceRefusal::WordsTwice);
    }
    let (first, last) = (hit.first(), hit.last());
    match side {
        Side::Behind => Ok(last.map_or(0, |(at, _)| at + 1)),
        Side::Before => {
            let first = first.map_or(0, |(at, _)| *at);
            let room = line.atoms[..first].iter().rev().take_while(|atom| is_room(atom)).count();
            Ok(if is_wide(&line.atoms[first - room..first]) { first - room } else { first })
        }
    }
}

/// Behind the last printed character; 0 in a line without any.
fn end_of_words(line: &Line) -> usize {
    line.atoms.iter().rposition(|atom| !is_space(atom.letter)).map_or(0, |at| at + 1)
}

fn is_room(atom: &Atom) -> bool {
    atom.is_free && is_space(atom.letter) && atom.letter != '\n'
}

/// Whether spaces are room for a value, and do not only part two words.
fn is_wide(room: &[Atom]) -> bool {
    let taken: usize = room.iter().map(|atom| width(atom.letter)).sum();
    taken >= LEAST_ROOM || room.iter().any(|atom| atom.is_underlined)
}

/// The room at a character of a line; none where nothing can be written.
fn slot(tree: &Tree<'_>, line: &Line, at: usize) -> Option<Slot> {
    if line.is_blank() {
        return (at == 0).then(|| Slot::in_blank(tree, line));
    }
    let behind = line.atoms.get(at..)?;
    let count = behind.iter().take_while(|atom| is_room(atom)).count();
    let is_followed = behind.get(count).is_some_and(|atom| atom.letter != '\n');
    let taken = if !is_followed || is_wide(&behind[..count]) { count } else { 0 };
    Some(Slot::replacing(tree, line, at..at + taken)?.keeping_width(is_followed))
}

/// The blank with the way to fill it; none where nobody may write.
fn made(part: &Part<'_>, spot: &Spot, added: &AddedBlank, labels: &Labels) -> Option<Found> {
    if spot.is_shut {
        return None;
    }
    let recipe_of = |line: &Line| slot(&part.tree, line, added.at).map(|slot| recipe(slot, added));
    let own = recipe_of(&spot.line).filter(|recipe| part.open.holds(recipe))?;
    let twin = match &spot.twin {
        Some(twin) => Some(recipe_of(twin)?),
        None => None,
    };
    let letters = |atoms: &[Atom]| -> String {
        atoms.iter().map(|atom| atom.letter).filter(|letter| !matches!(letter, &OBJECT | '\n')).collect()
    };
    let (before, behind) = spot.line.atoms.split_at_checked(added.at)?;
    let before = letters(&before[before.len().saturating_sub(CONTEXT)..]);
    let count = behind.iter().take_while(|atom| is_space(atom.letter)).count();
    let behind = letters(behind.get(count..).unwrap_or_default().get(..CONTEXT).unwrap_or(&behind[count..]));
    let unit = behind.split(is_space).next().unwrap_or_default();
    let has_unit = labels.is_unit(unit) || unit.starts_with('円') || labels.ends_in_unit(&added.label);
    let name = if spot.label.is_empty() { String::new() } else { format!("{}｜", spot.label) };
    let blank = Blank {
        id: added.id(),
        part: part.name.to_owned(),
        place: spot.place,
        label: added.label.clone(),
        group: String::new(),
        kind: match added.kind {
            AddedKind::Date => BlankKind::Date,
            _ if spot.cell.is_some() && spot.line.is_blank() => BlankKind::Cell,
            _ => BlankKind::Line,
        },
        proposal: None,
        context: format!("{name}{}［　］{}", before.trim_end(), behind.trim_end()),
        choices: added.choices.clone(),
        digits: None,
        has_unit,
        is_checked: false,
    };
    Some(Found { blank, recipe: own, twin, order: part.tree.whole(spot.line.node).start })
}

fn recipe(slot: Slot, added: &AddedBlank) -> Recipe {
    match added.kind {
        AddedKind::Text => Recipe::Text(slot),
        AddedKind::Number => Recipe::NumberField(slot, String::new()),
        AddedKind::Date => Recipe::DateField(slot, ERA.to_owned()),
        AddedKind::Choice => {
            let offer = |name: &String| Offer { shown: name.clone(), value: name.clone(), edits: Vec::new() };
            Recipe::Choice(added.choices.iter().map(offer).collect(), Some(slot))
        }
    }
}

/// Whether a new blank touches none of these: two values at one point would run together.
fn is_free(found: &[Found], new: &Found) -> bool {
    let taken = |one: &Found| -> Vec<Range<usize>> {
        [Some(&one.recipe), one.twin.as_ref()].into_iter().flatten().flat_map(ground::written).collect()
    };
    let own = taken(new);
    !found.iter().flat_map(taken).any(|other| own.iter().any(|own| own.start <= other.end && other.start <= own.end))
}
