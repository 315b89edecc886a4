//! Whether what an update changed is still a text: elements and texts under the one root, not deeper than texts are.
//! Looks at what is new and at what it was put into, not at the whole text.

use yrs::types::text::YChange;
use yrs::types::xml::XmlOut;
use yrs::{Out, Text, TransactionMut, Xml, XmlElementRef, XmlFragment, XmlFragmentRef, XmlTextRef};

/// Deepest nesting: a list of four levels takes ten.
pub const DEPTH_MOST: usize = 16;

/// Judges what a committed transaction changed.
#[must_use]
pub fn is_sound(txn: &TransactionMut<'_>, root: &XmlFragmentRef) -> bool {
    // The parents of what changed up to the root, those alone that were there before.
    txn.changed_parent_types().iter().all(|parent| match XmlOut::try_from(*parent) {
        Ok(XmlOut::Fragment(fragment)) => fragment == *root && are_new_ones_sound(txn, root, 1),
        Ok(XmlOut::Element(element)) => height(&element)
            .is_some_and(|height| has_plain_attributes(txn, &element) && are_new_ones_sound(txn, &element, height + 1)),
        Ok(XmlOut::Text(text)) => is_plain(txn, &text),
        Err(_) => false,
    })
}

/// How deep an element lies, from 1; `None` when too deep or not below a root.
fn height(element: &XmlElementRef) -> Option<usize> {
    let mut parent = element.parent()?;
    for height in 1..=DEPTH_MOST {
        match parent {
            XmlOut::Fragment(_) => return Some(height),
            XmlOut::Element(above) => parent = above.parent()?,
            XmlOut::Text(_) => return None,
        }
    }
    None
}

fn are_new_ones_sound(txn: &TransactionMut<'_>, parent: &impl XmlFragment, height: usize) -> bool {
    let is_new = |node: &XmlOut| match node.id() {
        yrs::BranchID::Nested(nested) => txn.insert_set().contains(&nested),
        yrs::BranchID::Root(_) => true,
    };
    // Level by level: a stack of calls could run out.
    let mut row: Vec<XmlOut> = parent.children(txn).filter(is_new).collect();
    let mut height = height;
    while !row.is_empty() {
        if height > DEPTH_MOST {
            return false;
        }
        let mut below = Vec::new();
        for node in &row {
            match node {
                XmlOut::Element(element) if has_plain_attributes(txn, element) => below.extend(element.children(txn)),
                XmlOut::Text(text) if is_plain(txn, text) => {}
                _ => return false,
            }
        }
        row = below;
        height += 1;
    }
    true
}

/// Words alone: nothing is nested in a text.
fn is_plain(txn: &TransactionMut<'_>, text: &XmlTextRef) -> bool {
    has_plain_attributes(txn, text)
        && text.diff(txn, YChange::identity).iter().all(|piece| matches!(piece.insert, Out::Any(_)))
}

fn has_plain_attributes(txn: &TransactionMut<'_>, node: &impl Xml) -> bool {
    node.attributes(txn).all(|(_, value)| matches!(value, Out::Any(_)))
}
