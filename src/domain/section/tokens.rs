//! A text with its marks as one plain string: what is no words of its own stands in it as a token, such as ⟦金額⟧.

use crate::domain::block::{BidField, InlineContent, Marks, RichInline, RichText};

const OPEN: char = '⟦';
const CLOSE: char = '⟧';
const NOTE: &str = "注：";
const SECTION: &str = "章";

/// A piece of a text as the form shows it.
pub(super) fn token(inline: &RichInline) -> String {
    let inside = match &inline.content {
        InlineContent::Text(text) => return text.clone(),
        InlineContent::Footnote(text) => format!("{NOTE}{text}"),
        InlineContent::SectionRef(_) => SECTION.to_owned(),
        InlineContent::BidField(field) => field_word(*field).to_owned(),
    };
    format!("{OPEN}{inside}{CLOSE}")
}

/// A whole text as the form shows it.
pub(super) fn form_text(text: &RichText) -> String {
    text.inlines().iter().map(token).collect()
}

/// The text with those tokens read that somebody has typed or changed. A reference is not read: the form does not say
/// to which section it leads.
pub(super) fn read(text: RichText) -> RichText {
    text.inlines().iter().flat_map(pieces).collect()
}

fn pieces(inline: &RichInline) -> Vec<RichInline> {
    let InlineContent::Text(text) = &inline.content else { return vec![inline.clone()] };
    let mut found = Vec::new();
    let mut rest = text.as_str();
    let words = |text: &str| RichInline::marked(text, inline.marks.clone());
    while let Some((before, inside, after)) = next_token(rest) {
        match leaf(inside) {
            Some(content) => {
                found.push(words(before));
                found.push(RichInline { content, marks: Marks { ruby: None, ..inline.marks.clone() } });
            }
            None => found.push(words(&format!("{before}{OPEN}{inside}{CLOSE}"))),
        }
        rest = after;
    }
    found.push(words(rest));
    found
}

fn next_token(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(OPEN)?;
    let (inside, after) = rest.split_once(CLOSE)?;
    Some((before, inside, after))
}

fn leaf(inside: &str) -> Option<InlineContent> {
    if let Some(note) = inside.strip_prefix(NOTE) {
        return Some(InlineContent::Footnote(note.to_owned())).filter(|_| !note.trim().is_empty());
    }
    BidField::ALL.into_iter().find(|field| field_word(*field) == inside).map(InlineContent::BidField)
}

const fn field_word(field: BidField) -> &'static str {
    match field {
        BidField::Subject => "件名",
        BidField::JointVenture => "共同企業体",
        BidField::Amount => "金額",
        BidField::Period => "期間",
    }
}
