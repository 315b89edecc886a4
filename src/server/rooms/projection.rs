//! A document as neutral blocks. What is unknown is left out and its text kept; what is damaged is mended, so that
//! a text can always be read and printed: ids are told apart, levels and widths brought into their limits.

use std::collections::BTreeSet;

use yrs::types::text::YChange;
use yrs::types::xml::XmlOut;
use yrs::{Any, Out, ReadTxn, Text, Xml, XmlElementRef, XmlFragment, XmlFragmentRef, XmlTextRef};

use crate::domain::block::{
    BidField, Block, BlockBody, DEEPEST_HEADING, DEEPEST_LIST, Grid, ID_LONGEST, InlineContent, ListItem, Marks,
    RichInline, RichText, SubList, TableCell, WIDTH_NARROWEST, is_link, is_unprintable,
};
use crate::domain::id::SectionId;

/// The blocks of a text. An empty paragraph alone is a text that nobody has begun.
#[must_use]
pub fn blocks<T: ReadTxn>(txn: &T, root: &XmlFragmentRef) -> Vec<Block> {
    let mut ids = BTreeSet::new();
    let mut blocks = Vec::new();
    for (index, node) in (0_usize..).zip(root.children(txn)) {
        let (id, body) = match &node {
            XmlOut::Element(element) => (attribute(txn, element, "id"), body_of(txn, element)),
            XmlOut::Text(text) => (None, Some(BlockBody::Paragraph { text: RichText::from_iter(pieces(txn, text)) })),
            XmlOut::Fragment(_) => (None, None),
        };
        if let Some(body) = body {
            blocks.push(Block { id: own_id(&mut ids, id, index), body });
        }
    }
    match blocks.as_slice() {
        [Block { body: BlockBody::Paragraph { text }, .. }] if text.is_empty() => Vec::new(),
        _ => blocks,
    }
}

/// The ids of the root's nodes as `blocks` tells them, at the places where they stand; `None` for what is no block.
#[must_use]
pub fn places<T: ReadTxn>(txn: &T, root: &XmlFragmentRef) -> Vec<Option<String>> {
    let mut ids = BTreeSet::new();
    (0_usize..)
        .zip(root.children(txn))
        .map(|(index, node)| match &node {
            XmlOut::Element(element) => {
                let is_block = body_of(txn, element).is_some();
                is_block.then(|| own_id(&mut ids, attribute(txn, element, "id"), index))
            }
            XmlOut::Text(_) => Some(own_id(&mut ids, None, index)),
            XmlOut::Fragment(_) => None,
        })
        .collect()
}

/// Splitting a block gives both halves its id: the second one gets another, the same whenever it is asked for.
fn own_id(ids: &mut BTreeSet<String>, id: Option<String>, index: usize) -> String {
    let sound = id.filter(|id| {
        !id.is_empty()
            && id.chars().count() <= ID_LONGEST
            && !id.chars().any(|c| c.is_whitespace() || is_unprintable(c))
    });
    if let Some(id) = &sound
        && ids.insert(id.clone())
    {
        return id.clone();
    }
    let stem: String = sound.as_deref().unwrap_or("block").chars().take(ID_LONGEST - 12).collect();
    let mut number = index;
    loop {
        let id = format!("{stem}-{number}");
        if ids.insert(id.clone()) {
            return id;
        }
        number += 1;
    }
}

fn body_of<T: ReadTxn>(txn: &T, element: &XmlElementRef) -> Option<BlockBody> {
    Some(match element.tag().as_ref() {
        "heading" => BlockBody::Heading {
            level: number(txn, element, "level", 1, 1, DEEPEST_HEADING),
            text: one_line(running(txn, element)),
        },
        "ordered_list" => BlockBody::List { ordered: true, items: items_of(txn, element, 1) },
        "bullet_list" => BlockBody::List { ordered: false, items: items_of(txn, element, 1) },
        "table" => return table(txn, element),
        "image" => BlockBody::Image {
            file: attribute(txn, element, "file")?,
            alt: attribute(txn, element, "alt").unwrap_or_default(),
            caption: attribute(txn, element, "caption").unwrap_or_default(),
            width: number(txn, element, "width", 100, WIDTH_NARROWEST, 100),
        },
        "page_break" => BlockBody::PageBreak,
        "paragraph" => BlockBody::Paragraph { text: running(txn, element) },
        _ => {
            let text = running(txn, element);
            if text.is_empty() {
                return None;
            }
            BlockBody::Paragraph { text }
        }
    })
}

fn items_of<T: ReadTxn>(txn: &T, list: &XmlElementRef, depth: usize) -> Vec<ListItem> {
    let mut items = Vec::new();
    for node in list.children(txn) {
        let XmlOut::Element(item) = node else { continue };
        let mut text = RichText::default();
        let mut below: Option<SubList> = None;
        for part in item.children(txn) {
            let XmlOut::Element(part) = part else { continue };
            let ordered = match part.tag().as_ref() {
                "ordered_list" => true,
                "bullet_list" => false,
                _ => {
                    append(&mut text, running(txn, &part));
                    continue;
                }
            };
            if depth < DEEPEST_LIST {
                let own = items_of(txn, &part, depth + 1);
                match &mut below {
                    Some(list) => list.items.extend(own),
                    None => below = Some(SubList { ordered, items: own }),
                }
            } else {
                append(&mut text, running(txn, &part));
            }
        }
        items.push(ListItem { text, below: below.filter(|list| !list.items.is_empty()) });
    }
    if items.is_empty() { vec![ListItem::from("")] } else { items }
}

fn table<T: ReadTxn>(txn: &T, element: &XmlElementRef) -> Option<BlockBody> {
    let mut rows: Vec<Vec<TableCell>> = Vec::new();
    let mut drawn: Vec<Vec<Vec<u16>>> = Vec::new();
    for row in element.children(txn).filter_map(XmlOut::into_xml_element) {
        let cells: Vec<XmlElementRef> = row.children(txn).filter_map(XmlOut::into_xml_element).collect();
        drawn.push(cells.iter().map(|cell| widths(txn, cell)).collect());
        rows.push(cells.iter().map(|cell| cell_of(txn, cell)).collect());
    }
    if rows.iter().all(Vec::is_empty) {
        return None;
    }
    let rows_before = rows.clone();
    let grid = Grid::of(&rows_before);
    let widths = column_widths(&grid, &rows_before, &drawn);
    if !grid.is_whole {
        rows = whole(&grid);
    }
    let most = u8::try_from(rows.len()).unwrap_or(u8::MAX);
    let header_rows = usize::from(number(txn, element, "header_rows", 0, 0, most));
    Some(BlockBody::Table { header_rows, widths, rows })
}

fn cell_of<T: ReadTxn>(txn: &T, cell: &XmlElementRef) -> TableCell {
    let span = |name| usize::from(number(txn, cell, name, 1, 1, u8::MAX));
    TableCell { text: running(txn, cell), columns: span("colspan"), rows: span("rowspan") }
}

fn widths<T: ReadTxn>(txn: &T, cell: &XmlElementRef) -> Vec<u16> {
    let text = attribute(txn, cell, "colwidth").unwrap_or_default();
    text.split(',').map(|width| width.trim().parse().unwrap_or(0)).collect()
}

/// The width of each column as one of its cells was drawn; none when no cell was.
fn column_widths(grid: &Grid<'_>, rows: &[Vec<TableCell>], drawn: &[Vec<Vec<u16>>]) -> Vec<u16> {
    let mut columns = vec![0; grid.columns];
    for ((places, cells), widths) in grid.rows.iter().zip(rows).zip(drawn) {
        let own = places.iter().filter(|place| place.rows > 0 && place.cell.is_some());
        for place in own {
            let at = cells.iter().position(|cell| place.cell.is_some_and(|own| std::ptr::eq(own, cell)));
            let Some(widths) = at.and_then(|at| widths.get(at)) else { continue };
            for (column, width) in columns.iter_mut().skip(place.column).take(place.columns).zip(widths) {
                if *column == 0 {
                    *column = *width;
                }
            }
        }
    }
    if columns.iter().all(|width| *width == 0) { Vec::new() } else { columns }
}

/// The rows that a table has once every cell has found its place.
fn whole(grid: &Grid<'_>) -> Vec<Vec<TableCell>> {
    let cell = |place: &crate::domain::block::Place<'_>| TableCell {
        text: place.cell.map(|cell| cell.text.clone()).unwrap_or_default(),
        columns: place.columns,
        rows: place.rows,
    };
    grid.rows.iter().map(|row| row.iter().filter(|place| place.rows > 0).map(cell).collect()).collect()
}

/// The running text of a node: its own, and its paragraphs' parted by line feeds.
fn running<T: ReadTxn>(txn: &T, element: &XmlElementRef) -> RichText {
    let mut text = RichText::default();
    let mut begun = false;
    for node in element.children(txn) {
        match &node {
            XmlOut::Text(words) => {
                for piece in pieces(txn, words) {
                    text.push(piece);
                }
            }
            XmlOut::Element(inner) => match leaf(txn, inner) {
                Leaf::Inline(inline) => text.push(inline),
                Leaf::Nothing => {}
                Leaf::Paragraph => {
                    let below = running(txn, inner);
                    if begun {
                        text.push(RichInline::text("\n"));
                    }
                    for piece in below.inlines() {
                        text.push(piece.clone());
                    }
                    begun = true;
                }
            },
            XmlOut::Fragment(_) => {}
        }
    }
    text
}

fn append(text: &mut RichText, more: RichText) {
    if !text.is_empty() && !more.is_empty() {
        text.push(RichInline::text("\n"));
    }
    for piece in more.inlines() {
        text.push(piece.clone());
    }
}

enum Leaf {
    Inline(RichInline),
    Nothing,
    Paragraph,
}

fn leaf<T: ReadTxn>(txn: &T, element: &XmlElementRef) -> Leaf {
    let content = match element.tag().as_ref() {
        "hard_break" => Some(InlineContent::Text("\n".to_owned())),
        "footnote" => {
            attribute(txn, element, "text").filter(|text| !text.trim().is_empty()).map(InlineContent::Footnote)
        }
        "section_ref" => {
            attribute(txn, element, "section").and_then(|id| SectionId::parse(&id)).map(InlineContent::SectionRef)
        }
        "bid_field" => {
            attribute(txn, element, "field").and_then(|code| BidField::parse(&code)).map(InlineContent::BidField)
        }
        _ => return Leaf::Paragraph,
    };
    content.map_or(Leaf::Nothing, |content| Leaf::Inline(RichInline { content, marks: Marks::default() }))
}

/// The pieces of a text with their marks.
fn pieces<T: ReadTxn>(txn: &T, text: &XmlTextRef) -> Vec<RichInline> {
    text.diff(txn, YChange::identity)
        .into_iter()
        .filter_map(|piece| {
            let Out::Any(Any::String(words)) = &piece.insert else { return None };
            let mut marks = Marks::default();
            for (name, value) in piece.attributes.iter().flat_map(|formats| formats.iter()) {
                put_mark(&mut marks, name, value);
            }
            Some(RichInline { content: InlineContent::Text(printable(words)), marks })
        })
        .collect()
}

fn put_mark(marks: &mut Marks, name: &str, value: &Any) {
    if matches!(value, Any::Null | Any::Undefined) {
        return;
    }
    let attribute = |name: &str| match value {
        Any::Map(fields) => match fields.get(name) {
            Some(Any::String(text)) => Some(text.to_string()),
            _ => None,
        },
        _ => None,
    };
    // Marks that may lie over each other carry a hash behind their name.
    match name.split_once("--").map_or(name, |(name, _)| name) {
        "strong" => marks.strong = true,
        "underline" => marks.underline = true,
        "emphasis_dots" => marks.dots = true,
        "ruby" => marks.ruby = attribute("reading").filter(|reading| !reading.trim().is_empty()),
        "link" => marks.link = attribute("href").filter(|address| is_link(address)),
        _ => {}
    }
}

fn printable(words: &str) -> String {
    words.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|letter| !is_unprintable(*letter)).collect()
}

/// A heading is one line.
fn one_line(text: RichText) -> RichText {
    text.inlines()
        .iter()
        .map(|inline| match &inline.content {
            InlineContent::Text(words) => {
                RichInline { content: InlineContent::Text(words.replace('\n', " ")), marks: inline.marks.clone() }
            }
            _ => inline.clone(),
        })
        .collect()
}

fn attribute<T: ReadTxn>(txn: &T, element: &XmlElementRef, name: &str) -> Option<String> {
    match element.get_attribute(txn, name)? {
        Out::Any(Any::String(text)) => Some(printable(&text)),
        // A browser that forgets the rule writes a number as one.
        Out::Any(Any::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}

fn number<T: ReadTxn>(txn: &T, element: &XmlElementRef, name: &str, usual: u8, least: u8, most: u8) -> u8 {
    let text = attribute(txn, element, name);
    let number = text.and_then(|text| text.trim().parse::<f64>().ok()).filter(|number| number.is_finite());
    number.map_or(usual, |number| (number.round().clamp(0.0, 255.0)) as u8).clamp(least, most.max(least))
}
