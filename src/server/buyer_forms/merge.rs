//! Fields of a mail merge: `MERGEFIELD 商号`, shown as «商号» until somebody fills it in.

use super::found::{Candidate, Recipe};
use super::slot::{Slot, holds_text_only, run_properties};
use super::tree::{Id, Tag, Tree};
use crate::domain::buyer_form::{BlankKind, Datum};

/// Most siblings that one field may reach over.
const FURTHEST: usize = 200;

/// The name in a field of a mail merge, from its first `fldChar` or its `fldSimple`; none of any other field.
pub(super) fn name(tree: &Tree<'_>, node: Id) -> Option<String> {
    let code = if tree.tag(node) == Tag::FldSimple { tree.attribute(node, "instr")? } else { code_of(tree, node)? };
    let (kind, rest) = code.trim().split_once(char::is_whitespace)?;
    if !kind.eq_ignore_ascii_case("MERGEFIELD") {
        return None;
    }
    let rest = rest.trim_start();
    let name = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    };
    name.filter(|name| !name.is_empty()).map(str::to_owned)
}

/// The blank of such a field; none where it shows a value already. The value takes the place of the whole field, so that
/// Word does not merge over it.
pub(super) fn field(tree: &Tree<'_>, node: Id, from: usize) -> Option<Candidate> {
    let name = name(tree, node)?;
    let (runs, texts) = if tree.tag(node) == Tag::FldSimple {
        let texts = tree.below(node).filter(|below| tree.tag(*below) == Tag::T).collect();
        (vec![node], texts)
    } else {
        runs_of(tree, node)?
    };
    let shown: String = texts.iter().map(|text| tree.source(tree.open(*text).end..tree.close(*text))).collect();
    if !shown.trim().is_empty() && !shown.trim_start().starts_with(['«', '<', '《']) && !shown.starts_with("&lt;") {
        return None;
    }
    let first = *runs.first()?;
    let of_run = texts.first().map(|text| tree.parent(*text)).and_then(|run| tree.child(run, Tag::RPr));
    let properties = of_run.map(|node| run_properties(tree, node, &[])).unwrap_or_default();
    let slot = Slot::new_run(tree.whole(first).start, tree.prefix(first), &properties)
        .cutting(runs.iter().map(|run| tree.whole(*run)));
    let mut candidate = Candidate::new(BlankKind::Placeholder, name.clone(), Recipe::Text(slot), from);
    candidate.otherwise = Datum::parse(&name.to_lowercase());
    candidate.hints = vec![name.replace(['_', '-', '.'], "")];
    Some(candidate)
}

/// What stands between a field's first `fldChar` and its next one.
fn code_of(tree: &Tree<'_>, begin: Id) -> Option<String> {
    let mut code = String::new();
    for run in tree.and_following(tree.parent(begin)).take(FURTHEST) {
        for child in tree.children(run).skip_while(|child| *child < begin) {
            match tree.tag(child) {
                Tag::InstrText => {
                    let raw = tree.source(tree.open(child).end..tree.close(child));
                    code.push_str(&quick_xml::escape::unescape(raw).ok()?);
                }
                Tag::FldChar if child != begin => return Some(code),
                _ => {}
            }
        }
    }
    None
}

/// The runs from a field's first `fldChar` to its last, and the texts that it shows; none where a run holds anything else.
fn runs_of(tree: &Tree<'_>, begin: Id) -> Option<(Vec<Id>, Vec<Id>)> {
    let (mut runs, mut texts) = (Vec::new(), Vec::new());
    let mut depth = 0_usize;
    for run in tree.and_following(tree.parent(begin)).take(FURTHEST) {
        if ["bookmarkStart", "bookmarkEnd", "proofErr"].contains(&tree.name(run)) || tree.tag(run) == Tag::Text {
            continue;
        }
        if tree.tag(run) != Tag::R || !holds_text_only(tree, run) {
            return None;
        }
        let mut is_ended = false;
        for child in tree.children(run) {
            let mark = (tree.tag(child) == Tag::FldChar).then(|| tree.attribute(child, "fldCharType"));
            match mark.flatten().as_deref() {
                Some("begin") if is_ended => return None,
                Some("begin") => depth += 1,
                Some("end") => {
                    depth = depth.checked_sub(1)?;
                    is_ended = depth == 0;
                }
                _ if matches!(tree.tag(child), Tag::T | Tag::Tab | Tag::Br) && (depth == 0 || is_ended) => return None,
                _ if tree.tag(child) == Tag::T => texts.push(child),
                _ => {}
            }
        }
        runs.push(run);
        if is_ended {
            return Some((runs, texts));
        }
    }
    None
}
