//! A text with its marks as it reads, and what it can quote.

use leptos::prelude::*;

use crate::domain::block::{BidField, BidFieldValues, InlineContent, Marks, RichInline, RichText, is_link};
use crate::domain::era::Digits;
use crate::domain::id::{BidId, SectionId};
use crate::domain::language::Language;
use crate::domain::section::SectionLine;
use crate::ui::paths;
use crate::ui::wording::{say, section as words};

/// What texts of a bid can quote; nothing where the bid is not at hand.
#[derive(Debug, Clone, Default)]
pub struct Quoted {
    bid: Option<BidId>,
    fields: BidFieldValues,
    sections: Vec<SectionLine>,
}

impl Quoted {
    /// The values and sections of a bid.
    #[must_use]
    pub fn of(bid: BidId, fields: BidFieldValues, sections: &[SectionLine]) -> Self {
        Self { bid: Some(bid), fields, sections: sections.to_vec() }
    }

    pub(super) fn bid(&self) -> Option<BidId> {
        self.bid
    }
}

/// The footnotes of a text so far.
pub(super) struct Notes {
    /// Parts the addresses of this text's notes from those of another on the page.
    prefix: String,
    texts: Vec<String>,
}

impl Notes {
    pub(super) fn new(prefix: String) -> Self {
        Self { prefix, texts: Vec::new() }
    }
}

/// A text as it reads.
pub(super) fn words_of(text: &RichText, lang: Language, quoted: &Quoted, notes: &mut Notes) -> AnyView {
    text.inlines().iter().map(|inline| inline_view(inline, lang, quoted, notes)).collect_view().into_any()
}

/// The footnotes below a text.
pub(super) fn footnotes(notes: Notes) -> AnyView {
    let Notes { prefix, texts } = notes;
    let note = |(number, text): (usize, String)| {
        let (id, mark) = (format!("note-{prefix}-{number}"), format!("#mark-{prefix}-{number}"));
        view! {
            <aside class="note" role="doc-footnote" id=id>
                <a href=mark role="doc-backlink" aria-label=say(words::BACK_TO_TEXT)>{number}</a>
                " "
                {lines(&text)}
            </aside>
        }
    };
    (1..).zip(texts).map(note).collect_view().into_any()
}

fn inline_view(inline: &RichInline, lang: Language, quoted: &Quoted, notes: &mut Notes) -> AnyView {
    match &inline.content {
        InlineContent::Text(text) => marked(lines(text), &inline.marks),
        InlineContent::BidField(field) => marked(value(*field, quoted), &inline.marks),
        InlineContent::SectionRef(section) => marked(reference(*section, lang, quoted), &inline.marks),
        InlineContent::Footnote(text) => {
            notes.texts.push(text.clone());
            let number = notes.texts.len();
            let (id, note) = (format!("mark-{}-{number}", notes.prefix), format!("#note-{}-{number}", notes.prefix));
            view! {
                <span class="note-mark" data-footnote=text.clone()>
                    <a role="doc-noteref" id=id href=note>{number}</a>
                </span>
            }
            .into_any()
        }
    }
}

fn value(field: BidField, quoted: &Quoted) -> AnyView {
    let name = say(words::field(field));
    let value = Some(quoted.fields.get(field)).filter(|value| !value.is_empty()).unwrap_or(name).to_owned();
    view! { <span class="value" data-bid-field=field.code() title=name>{value}</span> }.into_any()
}

fn reference(section: SectionId, lang: Language, quoted: &Quoted) -> AnyView {
    let line = quoted.sections.iter().find(|line| line.id == section);
    let (Some(line), Some(bid)) = (line, quoted.bid) else {
        let id = section.to_string();
        return view! { <span class="value reference" data-section-ref=id>{say(words::NO_SECTION)}</span> }.into_any();
    };
    let title = match lang {
        Language::Japanese => &line.title_ja,
        Language::English => &line.title_en,
    };
    let number = Digits::Office.print(u32::try_from(line.position).unwrap_or_default());
    let href = paths::section(bid, section);
    let id = section.to_string();
    let title = format!("{number}　{title}");
    view! { <span class="value reference" data-section-ref=id><a href=href>{title}</a></span> }.into_any()
}

/// The marks from the inside out: reading, dots, line, weight, link.
fn marked(words: AnyView, marks: &Marks) -> AnyView {
    let mut view = words;
    if let Some(reading) = &marks.ruby {
        let reading = reading.clone();
        view = view! { <ruby>{view}<rp>"（"</rp><rt>{reading}</rt><rp>"）"</rp></ruby> }.into_any();
    }
    if marks.dots {
        view = view! { <em class="dots">{view}</em> }.into_any();
    }
    if marks.underline {
        view = view! { <u>{view}</u> }.into_any();
    }
    if marks.strong {
        view = view! { <strong>{view}</strong> }.into_any();
    }
    match &marks.link {
        Some(address) if is_link(address) => {
            let address = address.clone();
            view! { <a href=address rel="noopener noreferrer">{view}</a> }.into_any()
        }
        _ => view,
    }
}

/// A line feed inside a text is a line break.
fn lines(text: &str) -> AnyView {
    text.split('\n')
        .enumerate()
        .map(|(index, line)| view! { {(index > 0).then(|| view! { <br/> })}{line.to_owned()} })
        .collect_view()
        .into_any()
}
