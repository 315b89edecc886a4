//! An edit of the server: whole blocks are put, moved and taken out; what stays is not touched.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;
use yrs::types::AsPrelim;
use yrs::types::xml::{XmlElementPrelim, XmlOut};
use yrs::{TransactionMut, XmlFragment, XmlFragmentRef};

use crate::domain::block::Block;

use super::merge::{Placed, rising};
use super::{planting, projection};

/// Makes the text what the plan says.
pub fn carry_out(txn: &mut TransactionMut<'_>, root: &XmlFragmentRef, plan: &[Placed], blocks: &[Block]) {
    let mut places = projection::places(txn, root);
    let at: BTreeMap<&str, usize> =
        places.iter().enumerate().filter_map(|(at, id)| id.as_deref().map(|id| (id, at))).collect();
    let kept: Vec<usize> = plan
        .iter()
        .filter_map(|placed| match placed {
            Placed::Kept(id) => at.get(id.as_str()).copied(),
            Placed::Put(_) => None,
        })
        .collect();
    let still = rising(&kept);
    let moved: BTreeSet<usize> = kept.into_iter().filter(|at| !still.contains(at)).collect();
    let mut copies: BTreeMap<String, XmlElementPrelim> = BTreeMap::new();
    for at in (0..places.len()).rev() {
        // What is no block stays where it is: the browser that made it may know what it is.
        let Some(id) = places.get(at).cloned().flatten().filter(|_| !still.contains(&at)) else { continue };
        let index = u32::try_from(at).unwrap_or(u32::MAX);
        if moved.contains(&at)
            && let Some(copy) = copied(txn, root, index, &id, blocks)
        {
            copies.insert(id, copy);
        }
        root.remove(txn, index);
        places.remove(at);
    }
    let mut cursor = 0;
    for placed in plan {
        let (id, node) = match placed {
            Placed::Kept(id) => (id, copies.remove(id)),
            Placed::Put(block) => (&block.id, Some(planting::element_of(block))),
        };
        if let Some(node) = node {
            root.insert(txn, u32::try_from(cursor).unwrap_or(u32::MAX), node);
            places.insert(cursor, Some(id.clone()));
            cursor += 1;
        } else if let Some(at) = places.iter().position(|place| place.as_ref() == Some(id)) {
            cursor = at + 1;
        }
    }
    if places.iter().all(Option::is_none) {
        root.push_back(txn, planting::empty_paragraph(&Uuid::now_v7().simple().to_string()));
    }
}

/// A block that is moved, with all that the browser knows of it and we do not.
fn copied(
    txn: &TransactionMut<'_>,
    root: &XmlFragmentRef,
    index: u32,
    id: &str,
    blocks: &[Block],
) -> Option<XmlElementPrelim> {
    let mut copy = match root.get(txn, index)? {
        XmlOut::Element(element) => element.as_prelim(txn),
        _ => planting::element_of(blocks.iter().find(|block| block.id == id)?),
    };
    copy.attributes.insert("id".into(), id.to_owned());
    Some(copy)
}
