//! A window's whole copy of a text: what it writes into it, and what it can be compared by.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write;

use yrs::types::text::YChange;
use yrs::types::xml::{XmlElementPrelim, XmlIn, XmlOut, XmlTextPrelim};
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    ClientID, Doc, OffsetKind, Options, Out, ReadTxn, StateVector, Text, Transact, Update, Xml, XmlFragment,
    XmlFragmentRef, XmlTextRef,
};

use crate::Outcome;

/// Name of the root, on every server.
const ROOT: &str = "blocks";
/// Ends every edit, whose number stands before it.
const STOP: char = '。';

/// A document.
pub struct Replica {
    doc: Doc,
    root: XmlFragmentRef,
    own: Option<XmlTextRef>,
    /// How many edits were written here.
    pub made: usize,
}

impl Replica {
    /// With nothing in it.
    pub fn empty() -> Self {
        let doc = Doc::with_options(Options { offset_kind: OffsetKind::Utf16, ..Options::default() });
        let root = doc.get_or_insert_xml_fragment(ROOT);
        Self { doc, root, own: None, made: 0 }
    }

    /// Under which what is written here is known.
    pub fn client(&self) -> ClientID {
        self.doc.client_id()
    }

    /// How far it has come.
    pub fn clock(&self) -> u32 {
        self.doc.transact().state_vector().get(&self.doc.client_id())
    }

    /// What it has, as a state vector.
    pub fn state(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What somebody with a state vector lacks.
    pub fn lacking(&self, state: &[u8]) -> Outcome<Vec<u8>> {
        Ok(self.doc.transact().encode_diff_v1(&StateVector::decode_v1(state)?))
    }

    /// Takes an update in; tells up to where the copy now goes of each client that it has something of.
    pub fn apply(&self, update: &[u8]) -> Outcome<Vec<(ClientID, u32)>> {
        let update = Update::decode_v1(update)?;
        let clients = update.state_vector_lower();
        let mut txn = self.doc.transact_mut();
        txn.apply_update(update)?;
        // What waits for something else is not in it, and does not count.
        let state = txn.state_vector();
        Ok(clients.iter().map(|(client, _)| (*client, state.get(client))).collect())
    }

    /// Adds a paragraph of its own.
    pub fn plant(&mut self, name: usize) -> Outcome<Vec<u8>> {
        let mut txn = self.doc.transact_mut();
        let words = XmlIn::Text(XmlTextPrelim::new("").into());
        let paragraph = self.root.push_back(&mut txn, XmlElementPrelim::new("paragraph", [words]));
        paragraph.insert_attribute(&mut txn, "id", identity(name));
        self.own = match paragraph.get(&txn, 0) {
            Some(XmlOut::Text(text)) => Some(text),
            _ => return Err("a paragraph without its text".into()),
        };
        Ok(txn.encode_update_v1())
    }

    /// Whether it has a paragraph of its own.
    pub fn is_planted(&self) -> bool {
        self.own.is_some()
    }

    /// The next edit: some words behind those that are there.
    pub fn write(&mut self) -> Outcome<Vec<u8>> {
        let own = self.own.as_ref().ok_or("nothing to write into")?;
        let mut txn = self.doc.transact_mut();
        own.push(&mut txn, &format!("{}{STOP}", self.made));
        self.made += 1;
        Ok(txn.encode_update_v1())
    }

    /// The numbers of the edits that are in it, by who made them.
    pub fn edits(&self) -> HashMap<String, HashSet<usize>> {
        let txn = self.doc.transact();
        let mut all = HashMap::new();
        for node in self.root.children(&txn) {
            let XmlOut::Element(paragraph) = node else { continue };
            let Some(id) = paragraph.get_attribute(&txn, "id") else { continue };
            let Some(XmlOut::Text(text)) = paragraph.get(&txn, 0) else { continue };
            let words: String =
                text.diff(&txn, YChange::identity).into_iter().map(|piece| piece.insert.to_string(&txn)).collect();
            let numbers = words.split(STOP).filter_map(|number| number.parse().ok()).collect();
            all.insert(id.to_string(&txn), numbers);
        }
        all
    }

    /// All that is in it, the same for the same text: attributes are in the order of a hash in the library's own words.
    pub fn print(&self) -> String {
        let txn = self.doc.transact();
        let mut out = String::new();
        let mut waiting: Vec<(usize, XmlOut)> = self.root.children(&txn).map(|node| (0, node)).collect();
        waiting.reverse();
        while let Some((depth, node)) = waiting.pop() {
            match node {
                XmlOut::Element(element) => {
                    let _ = writeln!(out, "{depth} {} {:?}", element.tag(), attributes(&element, &txn));
                    let from = waiting.len();
                    waiting.extend(element.children(&txn).map(|node| (depth + 1, node)));
                    waiting[from..].reverse();
                }
                XmlOut::Text(text) => {
                    for piece in text.diff(&txn, YChange::identity) {
                        let marks: BTreeMap<String, String> = piece
                            .attributes
                            .iter()
                            .flat_map(|marks| marks.iter())
                            .map(|(name, value)| (name.to_string(), value.to_string()))
                            .collect();
                        let _ = writeln!(out, "{depth} {:?} {marks:?}", piece.insert.to_string(&txn));
                    }
                }
                XmlOut::Fragment(_) => {}
            }
        }
        out
    }
}

/// The identity of somebody's paragraph.
pub fn identity(name: usize) -> String {
    format!("bench{name}")
}

fn attributes(element: &impl Xml, txn: &impl ReadTxn) -> BTreeMap<String, String> {
    element.attributes(txn).map(|(name, value): (_, Out)| (name.to_string(), value.to_string(txn))).collect()
}
