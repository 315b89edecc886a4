//! Neutral blocks as nodes of a document, in the form in which the editor writes them.

use std::collections::HashMap;
use std::sync::Arc;

use yrs::types::xml::{XmlDeltaPrelim, XmlElementPrelim, XmlIn};
use yrs::types::{Attrs, Delta};
use yrs::{Any, In};

use crate::domain::block::{Block, BlockBody, Grid, InlineContent, ListItem, Marks, RichInline, RichText, TableCell};

/// The node of a block.
#[must_use]
pub fn element_of(block: &Block) -> XmlElementPrelim {
    let mut element = match &block.body {
        BlockBody::Heading { level, text } => with(words("heading", text), "level", level.to_string()),
        BlockBody::Paragraph { text } => words("paragraph", text),
        BlockBody::List { ordered, items } => list(*ordered, items),
        BlockBody::Table { header_rows, widths, rows } => table(*header_rows, widths, rows),
        BlockBody::Image { file, alt, caption, width } => {
            let image = with(node("image"), "file", file.clone());
            let image = with(with(image, "alt", alt.clone()), "caption", caption.clone());
            with(image, "width", width.to_string())
        }
        BlockBody::PageBreak => node("page_break"),
    };
    element.attributes.insert("id".into(), block.id.clone());
    element
}

/// A paragraph to write into.
#[must_use]
pub fn empty_paragraph(id: &str) -> XmlElementPrelim {
    with(node("paragraph"), "id", id.to_owned())
}

fn node(tag: &str) -> XmlElementPrelim {
    XmlElementPrelim::empty(tag)
}

/// Attributes of the default value are absent.
fn with(mut element: XmlElementPrelim, name: &str, value: String) -> XmlElementPrelim {
    if !value.is_empty() {
        element.attributes.insert(name.into(), value);
    }
    element
}

fn list(ordered: bool, items: &[ListItem]) -> XmlElementPrelim {
    let item = |item: &ListItem| {
        let below = item.below.as_ref().map(|below| list(below.ordered, &below.items));
        let parts = std::iter::once(words("paragraph", &item.text)).chain(below).map(XmlIn::Element);
        XmlIn::Element(XmlElementPrelim::new("list_item", parts))
    };
    XmlElementPrelim::new(if ordered { "ordered_list" } else { "bullet_list" }, items.iter().map(item))
}

fn table(header_rows: usize, widths: &[u16], rows: &[Vec<TableCell>]) -> XmlElementPrelim {
    let grid = Grid::of(rows);
    let row = |cells: &Vec<_>| {
        let cells: &Vec<crate::domain::block::Place<'_>> = cells;
        let own = cells.iter().filter(|place| place.rows > 0);
        let nodes = own.map(|place| {
            let text = place.cell.map(|cell| cell.text.clone()).unwrap_or_default();
            let mut cell = XmlElementPrelim::new("table_cell", [XmlIn::Element(words("paragraph", &text))]);
            if place.columns > 1 {
                cell = with(cell, "colspan", place.columns.to_string());
            }
            if place.rows > 1 {
                cell = with(cell, "rowspan", place.rows.to_string());
            }
            if let Some(own) =
                widths.get(place.column..place.column + place.columns).filter(|own| own.iter().any(|width| *width > 0))
            {
                cell = with(cell, "colwidth", own.iter().map(u16::to_string).collect::<Vec<_>>().join(","));
            }
            XmlIn::Element(cell)
        });
        XmlIn::Element(XmlElementPrelim::new("table_row", nodes))
    };
    let table = XmlElementPrelim::new("table", grid.rows.iter().map(row));
    if header_rows == 0 { table } else { with(table, "header_rows", header_rows.to_string()) }
}

/// A node of running text: texts with their marks, and between them what is no text.
fn words(tag: &str, text: &RichText) -> XmlElementPrelim {
    let mut parts: Vec<XmlIn> = Vec::new();
    let mut run: Vec<Delta<In>> = Vec::new();
    for inline in text.inlines() {
        match &inline.content {
            InlineContent::Text(words) => {
                for (number, line) in words.split('\n').enumerate() {
                    if number > 0 {
                        end_run(&mut parts, &mut run);
                        parts.push(XmlIn::Element(node("hard_break")));
                    }
                    if !line.is_empty() {
                        let insert = In::Any(Any::String(Arc::from(line)));
                        run.push(Delta::Inserted(insert, formats(&inline.marks).map(Box::new)));
                    }
                }
            }
            _ => {
                end_run(&mut parts, &mut run);
                parts.push(XmlIn::Element(leaf(inline)));
            }
        }
    }
    end_run(&mut parts, &mut run);
    XmlElementPrelim::new(tag, parts)
}

fn end_run(parts: &mut Vec<XmlIn>, run: &mut Vec<Delta<In>>) {
    if !run.is_empty() {
        parts.push(XmlIn::Text(XmlDeltaPrelim { attributes: HashMap::default(), delta: std::mem::take(run) }));
    }
}

fn leaf(inline: &RichInline) -> XmlElementPrelim {
    match &inline.content {
        InlineContent::Footnote(text) => with(node("footnote"), "text", text.clone()),
        InlineContent::SectionRef(section) => with(node("section_ref"), "section", section.to_string()),
        InlineContent::BidField(field) => with(node("bid_field"), "field", field.code().to_owned()),
        InlineContent::Text(_) => node("hard_break"),
    }
}

fn formats(marks: &Marks) -> Option<Attrs> {
    let flag = |on: bool, name: &'static str| on.then(|| (Arc::from(name), mark(None)));
    let value = |value: &Option<String>, name: &'static str, attribute: &'static str| {
        value.as_ref().map(|value| (Arc::from(name), mark(Some((attribute, value)))))
    };
    let formats: Attrs = [
        flag(marks.strong, "strong"),
        flag(marks.underline, "underline"),
        flag(marks.dots, "emphasis_dots"),
        value(&marks.ruby, "ruby", "reading"),
        value(&marks.link, "link", "href"),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!formats.is_empty()).then_some(formats)
}

/// A mark's attributes as the editor's binding writes them.
fn mark(attribute: Option<(&str, &String)>) -> Any {
    let attributes: HashMap<String, Any> =
        attribute.into_iter().map(|(name, value)| (name.to_owned(), Any::String(Arc::from(value.as_str())))).collect();
    Any::Map(Arc::new(attributes))
}
