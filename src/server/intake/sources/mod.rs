//! Readers of what is text: plain notices in any encoding of Japanese, pages, the portal's XML, feeds, OCDS.
//! Each is told by how it begins; the name of a file only decides where the beginning leaves it open.

mod address;
pub mod encoding;
pub mod feed;
pub mod html;
pub mod json;
mod lines;
pub mod ocds;
pub mod portal;
mod wall_time;
pub mod xml;

use super::source::{Incoming, IntakeProblem, SourceKind, SourceText, TEXT_LIMIT};

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain,
    Html,
    Xml,
    Json,
}

/// Takes the bytes of a text.
///
/// # Errors
/// Every `IntakeProblem` that is not about a PDF or another sort of file.
pub fn open(name: &str, bytes: &[u8]) -> Result<Vec<Incoming>, IntakeProblem> {
    open_text(name, encoding::decode(bytes, encoding::declared(bytes).as_deref())?)
}

/// Takes a text without a byte order mark.
///
/// # Errors
/// As `open`.
pub fn open_text(name: &str, text: String) -> Result<Vec<Incoming>, IntakeProblem> {
    let incoming = told_apart(name, text)?;
    // What is made of a structured source is as long as its values, and those are as long as its file.
    let is_long = |one: &Incoming| matches!(one, Incoming::Notice(source) if source.text.len() > TEXT_LIMIT);
    if incoming.iter().any(is_long) {
        return Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 });
    }
    Ok(incoming)
}

fn told_apart(name: &str, text: String) -> Result<Vec<Incoming>, IntakeProblem> {
    let one = |source| vec![Incoming::Notice(Box::new(source))];
    match form(name, &text) {
        Form::Plain => plain(text).map(one),
        Form::Html => html::read(&text).map(one),
        Form::Json => ocds::read(&json::parse(&text)?),
        Form::Xml => {
            let root = xml::parse(&text)?;
            if root.name == "Results" {
                return portal::read(&root);
            }
            feed::read(&root).map(|feed| vec![feed]).ok_or(IntakeProblem::XmlUnknown)
        }
    }
}

/// A text that is the notice itself.
///
/// # Errors
/// `Empty`, `TooLarge`, `NulByte`.
pub fn plain(text: String) -> Result<SourceText, IntakeProblem> {
    if text.len() > TEXT_LIMIT {
        return Err(IntakeProblem::TooLarge { limit: TEXT_LIMIT as u64 });
    }
    if let Some(offset) = text.find('\0') {
        return Err(IntakeProblem::NulByte { offset: offset as u64 });
    }
    if text.trim().is_empty() {
        return Err(IntakeProblem::Empty);
    }
    Ok(SourceText { text, kind: SourceKind::Text, pages: None, pages_without_text: 0, stated: None })
}

fn form(name: &str, text: &str) -> Form {
    let name = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    let head: String = text.trim_start().chars().take(2_000).collect::<String>().to_ascii_lowercase();
    if ends(&[".json"]) || begins_json(&head) {
        Form::Json
    } else if is_page(&head) || ends(&[".html", ".htm", ".xhtml"]) {
        Form::Html
    } else if ends(&[".xml", ".rss", ".rdf", ".atom"]) || is_xml(&head) {
        Form::Xml
    } else {
        Form::Plain
    }
}

/// An object, or a list of objects: a notice may begin with a bracket as well.
fn begins_json(head: &str) -> bool {
    let inner = |open: char| head.strip_prefix(open).map(str::trim_start);
    inner('{').is_some_and(|inner| inner.starts_with(['"', '}']))
        || inner('[').is_some_and(|inner| inner.starts_with('{'))
}

fn is_xml(head: &str) -> bool {
    ["<?xml", "<results", "<rss", "<rdf:rdf", "<feed", "<!doctype", "<!entity"]
        .iter()
        .any(|begin| head.starts_with(begin))
}

/// A page by its document type or its outermost element, also behind an XML declaration and comments; or markup
/// without either.
fn is_page(head: &str) -> bool {
    let mut rest = head;
    while rest.starts_with("<?") || rest.starts_with("<!--") {
        let end = if rest.starts_with("<?") { "?>" } else { "-->" };
        let Some((_, behind)) = rest.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let begins = |begins: &[&str]| begins.iter().any(|begin| rest.starts_with(begin));
    begins(&[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<meta",
        "<title",
        "<table",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<h2",
        "<main",
        "<article",
        "<section",
        "<dl",
        "<ul",
    ])
}
