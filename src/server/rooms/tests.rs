//! Documents as browsers and servers hold them: what is planted is read again, what is hostile is refused, and however
//! edits travel, everybody ends with the same text.

use std::collections::BTreeMap;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use yrs::types::Attrs;
use yrs::types::xml::{XmlElementPrelim, XmlIn, XmlOut, XmlTextPrelim};
use yrs::{Any, GetString, Text, Xml, XmlFragment, XmlTextRef};

use super::document::{Document, Fault};
use super::frame::Reader;
use super::loading::replayed_for_test;
use crate::domain::block::{Block, validate};

/// Every kind of block, as it is kept.
const EVERYTHING: &str = r#"[
    {"id":"a","kind":"heading","level":2,"text":"体制"},
    {"id":"b","kind":"paragraph","text":["納期は",{"text":"厳守","strong":true,"dots":true,"ruby":"げんしゅ"},{"footnote":"注"},"。\n二行目",{"text":"先","link":"https://example.org/"},{"bid_field":"amount"}]},
    {"id":"c","kind":"list","ordered":true,"items":["一",{"text":"二","below":{"ordered":false,"items":["あ",{"text":"い","below":{"ordered":true,"items":["深い"]}}]}}]},
    {"id":"d","kind":"table","header_rows":1,"widths":[120,80,0],"rows":[[{"text":"役割","columns":2,"rows":1},{"text":"氏名","columns":1,"rows":2}],["甲","乙\n丙"]]},
    {"id":"e","kind":"image","file":"f1","alt":"図","caption":"構成","width":60},
    {"id":"f","kind":"page_break"}
]"#;

fn everything() -> Vec<Block> {
    serde_json::from_str(EVERYTHING).unwrap()
}

#[test]
fn every_block_is_read_as_it_was_planted() {
    let blocks = everything();
    assert!(validate(&blocks).is_empty());
    assert_eq!(Document::beginning(&blocks, "first").blocks().unwrap(), blocks);
}

#[test]
fn a_document_begins_the_same_everywhere() {
    let (one, other) = (Document::beginning(&everything(), "x"), Document::beginning(&everything(), "x"));
    // Attributes are written in the order of a hash: the bytes may differ, what they say may not.
    assert_eq!(clocks(&one), clocks(&other));
    one.follow(&other.encoded().unwrap());
    assert_eq!(one.blocks(), other.blocks());
    let empty = Document::beginning(&[], "first");
    assert_eq!(empty.blocks().unwrap(), []);
}

#[test]
fn a_block_that_was_split_has_two_ids() {
    let document = Document::beginning(&everything(), "x");
    document
        .edit(|txn, root| {
            let half = XmlElementPrelim::new("paragraph", [XmlIn::Text(XmlTextPrelim::new("後半").into())]);
            let half = root.insert(txn, 2, half);
            half.insert_attribute(txn, "id", "b");
        })
        .unwrap();
    let blocks = document.blocks().unwrap();
    assert!(validate(&blocks).is_empty(), "{blocks:?}");
    assert_eq!(blocks[2].id, "b-2");
}

#[test]
fn what_is_damaged_is_mended_and_what_is_unknown_keeps_its_text() {
    let document = Document::empty();
    let words = |text: &str| XmlIn::Text(XmlTextPrelim::new(text).into());
    document
        .edit(|txn, root| {
            let heading = root.push_back(txn, XmlElementPrelim::new("heading", [words("見\u{1}出し")]));
            heading.insert_attribute(txn, "level", "99");
            root.push_back(txn, XmlElementPrelim::new("marvel", [words("未知")]));
            root.push_back(txn, XmlElementPrelim::empty("table"));
            let cell = |text| XmlIn::Element(XmlElementPrelim::new("table_cell", [words(text)]));
            let rows = [vec![cell("1"), cell("2")], vec![cell("3")]]
                .map(|cells| XmlIn::Element(XmlElementPrelim::new("table_row", cells)));
            let table = root.push_back(txn, XmlElementPrelim::new("table", rows));
            table.insert_attribute(txn, "header_rows", 9.5);
            root.push_back(txn, XmlElementPrelim::empty("ordered_list"));
        })
        .unwrap();
    let blocks = document.blocks().unwrap();
    assert!(validate(&blocks).is_empty(), "{blocks:?}");
    assert_eq!(crate::domain::block::plain_text(&blocks), "見出し\n未知\n1\t2\n3\t");
}

#[test]
fn hostile_edits_are_refused() {
    let document = Document::beginning(&everything(), "x");
    assert_eq!(document.apply(&[9, 9, 9]).fault, Some(Fault::Unreadable));
    let deep = Document::empty();
    deep.follow(&document.encoded().unwrap());
    let nest = deep
        .edit(|txn, root| {
            let mut inside = XmlElementPrelim::empty("list_item");
            for _ in 0..40 {
                inside = XmlElementPrelim::new("bullet_list", [XmlIn::Element(inside)]);
            }
            root.push_back(txn, inside);
        })
        .unwrap();
    assert_eq!(document.apply(&nest).fault, Some(Fault::Shape));
    let other = Document::beginning(&everything(), "x");
    let later = other
        .edit(|txn, root| {
            root.remove(txn, 0);
        })
        .unwrap();
    let unknown = Document::empty();
    assert_eq!(unknown.apply(&later).fault, Some(Fault::Incomplete));
    assert!(unknown.encoded().is_some(), "nothing waits in it");
}

#[test]
fn an_abyss_in_one_frame_costs_no_stack() {
    let document = Document::beginning(&everything(), "x");
    let source = Document::empty();
    source.follow(&document.encoded().unwrap());
    let made = source
        .edit(|txn, root| {
            let mut inside = root.push_back(txn, XmlElementPrelim::empty("list_item"));
            for _ in 0..20_000 {
                inside = inside.push_back(txn, XmlElementPrelim::empty("list_item"));
            }
        })
        .unwrap();
    assert_eq!(document.apply(&made).fault, Some(Fault::Shape));
}

/// A browser: its copy, and what it has not yet sent.
struct Client {
    document: Document,
    unsent: Vec<Vec<u8>>,
    inbox: Vec<Vec<u8>>,
}

/// A server: its copy, and its journal.
struct Server {
    document: Document,
    snapshot: Vec<u8>,
    journal: Vec<Vec<u8>>,
}

impl Server {
    fn take(&mut self, update: &[u8]) -> Vec<u8> {
        let applied = self.document.apply(update);
        assert!(applied.fault.is_none_or(|fault| fault == Fault::Incomplete), "{:?}", applied.fault);
        if !applied.update.is_empty() {
            self.journal.push(applied.update.clone());
        }
        applied.update
    }

    fn restart(&mut self) {
        self.document = replayed_for_test(&self.snapshot, &self.journal);
        if self.journal.len() > 20 {
            self.snapshot = self.document.encoded().unwrap();
            self.journal.clear();
        }
    }
}

fn some_text(random: &mut StdRng, root: &yrs::XmlFragmentRef, txn: &yrs::TransactionMut<'_>) -> Option<XmlTextRef> {
    // No editor cuts a character in two: what lies beyond 16 bits is not cut here either.
    let is_whole = |text: &XmlTextRef| text.get_string(txn).chars().all(|letter| letter.len_utf16() == 1);
    let texts: Vec<XmlTextRef> = root.successors(txn).filter_map(XmlOut::into_xml_text).filter(is_whole).collect();
    (!texts.is_empty()).then(|| texts[random.random_range(0..texts.len())].clone())
}

fn random_edit(random: &mut StdRng, document: &Document) -> Option<Vec<u8>> {
    let kind = random.random_range(0..10);
    document.edit(|txn, root| {
        let blocks = root.len(txn);
        match kind {
            0 => {
                let words = XmlIn::Text(XmlTextPrelim::new("新しい段落😀").into());
                let at = random.random_range(0..=blocks);
                let new = root.insert(txn, at, XmlElementPrelim::new("paragraph", [words]));
                new.insert_attribute(txn, "id", format!("n{}", random.random::<u32>()));
            }
            1 if blocks > 1 => root.remove(txn, random.random_range(0..blocks)),
            2 if blocks > 0 => {
                let at = random.random_range(0..blocks);
                if let Some(XmlOut::Element(element)) = root.get(txn, at) {
                    element.insert_attribute(txn, "level", random.random_range(1..4).to_string());
                }
            }
            3 | 4 => {
                if let Some(text) = some_text(random, root, txn)
                    && text.len(txn) > 0
                {
                    let length = text.len(txn);
                    let start = random.random_range(0..length);
                    let count = random.random_range(1..=length - start);
                    let value = if kind == 3 { Any::Map(Default::default()) } else { Any::Null };
                    text.format(txn, start, count, Attrs::from([("strong".into(), value)]));
                }
            }
            5 => {
                if let Some(text) = some_text(random, root, txn)
                    && text.len(txn) > 1
                {
                    let start = random.random_range(0..text.len(txn) - 1);
                    text.remove_range(txn, start, 1);
                }
            }
            _ => {
                if let Some(text) = some_text(random, root, txn) {
                    let at = random.random_range(0..=text.len(txn));
                    text.insert(txn, at, ["あ", "漢字", "x", " "][random.random_range(0..4)]);
                }
            }
        }
    })
}

/// One life of a text: three browsers edit while lines break, messages come twice or in another order, and the server
/// starts anew from its journal.
fn one_life(seed: u64) {
    let mut random = StdRng::seed_from_u64(seed);
    let document = Document::beginning(&everything(), "x");
    let snapshot = document.encoded().unwrap();
    let mut server = Server { document, snapshot: snapshot.clone(), journal: Vec::new() };
    let mut clients: Vec<Client> = (0..3)
        .map(|_| {
            let document = Document::empty();
            document.follow(&snapshot);
            Client { document, unsent: Vec::new(), inbox: Vec::new() }
        })
        .collect();
    for _ in 0..60 {
        let who = random.random_range(0..clients.len());
        match random.random_range(0..12) {
            0..=4 => {
                let update = random_edit(&mut random, &clients[who].document).unwrap();
                clients[who].unsent.push(update);
            }
            5..=7 if !clients[who].unsent.is_empty() => {
                let update = clients[who].unsent.remove(0);
                let told = server.take(&update);
                if random.random_bool(0.1) {
                    server.take(&update);
                }
                for other in clients.iter_mut().enumerate().filter(|(at, _)| *at != who).map(|(_, other)| other) {
                    other.inbox.push(told.clone());
                }
            }
            8 | 9 => {
                let client = &mut clients[who];
                if random.random_bool(0.2) {
                    client.inbox.reverse();
                }
                let inbox = std::mem::take(&mut client.inbox);
                let faults =
                    inbox.iter().filter(|update| !update.is_empty()).map(|update| client.document.replay(update));
                // What came too early is lost here: the browser synchronises again.
                if faults.collect::<Vec<_>>().iter().any(Option::is_some) {
                    reconnect(&mut server, client);
                }
            }
            10 => reconnect(&mut server, &mut clients[who]),
            _ => server.restart(),
        }
    }
    for _ in 0..2 {
        for client in &mut clients {
            reconnect(&mut server, client);
        }
    }
    server.restart();
    let wanted = server.document.blocks().unwrap();
    for client in &clients {
        let own = client.document.blocks().unwrap();
        let differing: Vec<_> = own.iter().zip(&wanted).filter(|(own, wanted)| own != wanted).collect();
        assert!(own == wanted, "seed {seed}: {differing:?}");
        assert_eq!(clocks(&client.document), clocks(&server.document), "seed {seed}");
    }
}

/// What a document has of each client; a state vector has them in the order of a hash.
fn clocks(document: &Document) -> BTreeMap<u64, u64> {
    let state = document.state().unwrap();
    let mut rest = Reader(&state);
    let count = rest.number().unwrap();
    (0..count).map(|_| (rest.number().unwrap(), rest.number().unwrap())).collect()
}

/// The line broke: what was under way is lost, both sides exchange what they lack.
fn reconnect(server: &mut Server, client: &mut Client) {
    client.unsent.clear();
    client.inbox.clear();
    let lacking = server.document.lacking(&client.document.state().unwrap()).unwrap();
    let state = server.document.state().unwrap();
    assert_eq!(client.document.replay(&lacking), None);
    server.take(&client.document.lacking(&state).unwrap());
}

#[test]
fn however_edits_travel_everybody_ends_with_the_same_text() {
    let lives = if std::env::var_os("MUSUBI_TEST_LONG").is_some() { 10_000 } else { 300 };
    // Lives have nothing in common: every core takes its share.
    let hands = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        for first in 0..hands {
            scope.spawn(move || (first as u64..lives).step_by(hands).for_each(one_life));
        }
    });
}

#[test]
fn damaged_edits_never_harm_a_document() {
    let source = Document::beginning(&everything(), "x");
    let mut random = StdRng::seed_from_u64(7);
    let edits: Vec<Vec<u8>> = (0..200).filter_map(|_| random_edit(&mut random, &source)).collect();
    let target = Document::beginning(&everything(), "x");
    let mut tainted = 0;
    let rounds = if std::env::var_os("MUSUBI_TEST_LONG").is_some() { 400_000 } else { 5_000 };
    let mut document = target;
    for round in 0..rounds {
        let mut edit = edits[random.random_range(0..edits.len())].clone();
        for _ in 0..random.random_range(0..4) {
            if edit.is_empty() {
                break;
            }
            let at = random.random_range(0..edit.len());
            match random.random_range(0..3) {
                0 => edit[at] = random.random(),
                1 => edit.truncate(at),
                _ => edit.insert(at, random.random()),
            }
        }
        let applied = document.apply(&edit);
        if applied.fault.is_some_and(Fault::taints) {
            tainted += 1;
            document = Document::beginning(&everything(), "x");
        } else {
            assert!(document.encoded().is_some(), "round {round}: {edit:?}");
            assert!(document.blocks().is_some(), "round {round}: {edit:?}");
        }
    }
    assert!(tainted < rounds / 2, "{tainted} of {rounds}");
}
