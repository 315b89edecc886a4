//! Blocks as they read, with the elements and attributes of the editor; the numbers of headings and items are attributes
//! that the style sheet shows, so that whoever listens hears them too. Everything is text: nothing in a block is taken
//! for markup.

use leptos::prelude::*;

use super::rich_text::{Notes, Quoted, footnotes, words_of};
use super::written_table;
use crate::domain::block::{Block, BlockBody, DEEPEST_HEADING, DEEPEST_LIST, ListItem};
use crate::domain::language::Language;
use crate::domain::numbering::{HeadingNumbers, number};
use crate::ui::paths;
use crate::ui::wording::{say, section as words};

/// A text as it reads.
#[component]
pub fn Blocks(
    /// The blocks.
    blocks: Vec<Block>,
    /// Their language.
    lang: Language,
    /// What they can quote.
    quoted: Quoted,
) -> impl IntoView {
    if blocks.is_empty() {
        return view! { <p class="sub">{say(words::NOTHING)}</p> }.into_any();
    }
    let prefix = format!("{}-{}", lang.tag(), blocks.first().map_or("", |block| block.id.as_str()));
    let mut writer = Writer { notes: Notes::new(prefix), numbers: HeadingNumbers::default(), quoted, lang };
    let body = blocks.iter().map(|block| writer.block(&block.body)).collect_view();
    view! { <div class="text" lang=lang.tag()>{body}{footnotes(writer.notes)}</div> }.into_any()
}

struct Writer {
    notes: Notes,
    numbers: HeadingNumbers,
    quoted: Quoted,
    lang: Language,
}

impl Writer {
    fn block(&mut self, body: &BlockBody) -> AnyView {
        match body {
            BlockBody::Heading { level, text } => {
                let words = words_of(text, self.lang, &self.quoted, &mut self.notes);
                let level = (*level).clamp(1, DEEPEST_HEADING);
                heading(level, self.numbers.next(level + 1), words)
            }
            BlockBody::Paragraph { text } => {
                let words = words_of(text, self.lang, &self.quoted, &mut self.notes);
                view! { <p>{words}</p> }.into_any()
            }
            BlockBody::List { ordered, items } => self.list(1, *ordered, items),
            BlockBody::Table { header_rows, widths, rows } => {
                let mut text = |text: &_| words_of(text, self.lang, &self.quoted, &mut self.notes);
                written_table::table(*header_rows, widths, rows, &mut text)
            }
            BlockBody::Image { file, alt, caption, width } => self.picture(file, alt, caption, *width),
            BlockBody::PageBreak => {
                view! { <hr class="page-break" aria-label=say(words::kind("page_break"))/> }.into_any()
            }
        }
    }

    fn list(&mut self, depth: usize, ordered: bool, items: &[ListItem]) -> AnyView {
        let class = format!("list-{}", depth.min(4));
        let lines = items.iter().zip(1..).map(|(item, place)| {
            let number = ordered.then(|| item_number(depth, place));
            let words = words_of(&item.text, self.lang, &self.quoted, &mut self.notes);
            let below = item.below.as_ref().map(|below| self.list(depth + 1, below.ordered, &below.items));
            view! { <li data-number=number>{words}{below}</li> }
        });
        let lines = lines.collect_view();
        if ordered {
            view! { <ol class=class>{lines}</ol> }.into_any()
        } else {
            view! { <ul class=class>{lines}</ul> }.into_any()
        }
    }

    /// Without a bid, as in the trail, a picture is what is said of it.
    fn picture(&self, file: &str, alt: &str, caption: &str, width: u8) -> AnyView {
        let class = format!("image width-{}", width.clamp(10, 100).div_ceil(10) * 10);
        let (file, alt, per_cent) = (file.to_owned(), alt.to_owned(), width.to_string());
        let picture = match self.quoted.bid() {
            Some(bid) => view! { <img src=paths::bid_image(bid, &file) alt=alt.clone() loading="lazy"/> }.into_any(),
            None => view! { <p>{say(words::kind("image"))}" "{alt.clone()}</p> }.into_any(),
        };
        let below = (!caption.is_empty()).then(|| view! { <figcaption>{caption.to_owned()}</figcaption> });
        let said = (!caption.is_empty()).then(|| caption.to_owned());
        view! {
            <figure class=class data-file=file data-alt=alt data-caption=said data-width=per_cent>{picture}{below}</figure>
        }
        .into_any()
    }
}

/// The page's own title is the first heading, and the one over a text the second.
fn heading(level: u8, number: String, words: AnyView) -> AnyView {
    match level {
        0 | 1 => view! { <h3 data-level="1" data-number=number>{words}</h3> }.into_any(),
        2 => view! { <h4 data-level="2" data-number=number>{words}</h4> }.into_any(),
        _ => view! { <h5 data-level="3" data-number=number>{words}</h5> }.into_any(),
    }
}

/// 1, (1), ア, (ア): as the editor numbers items, the first in figures of half width.
fn item_number(depth: usize, place: usize) -> String {
    match u8::try_from(depth.min(DEEPEST_LIST)) {
        Ok(depth @ 2..) => number(depth, place),
        _ => place.to_string(),
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use super::*;
    use crate::domain::block::BidFieldValues;
    use crate::domain::id::BidId;

    fn html(blocks: &str, quoted: Quoted) -> String {
        let blocks: Vec<Block> = serde_json::from_str(blocks).unwrap();
        let html = Owner::new().with(|| view! { <Blocks blocks lang=Language::Japanese quoted/> }.to_html());
        html.replace("<!>", "").replace("<!---->", "")
    }

    fn quoted() -> Quoted {
        let fields = BidFieldValues { amount: "12,345,000円".to_owned(), ..BidFieldValues::default() };
        Quoted::of(BidId::parse("018f3c5e-7b1a-7c3d-9e4f-0123456789ab").unwrap(), fields, &[])
    }

    #[test]
    fn every_mark_has_its_element() {
        let blocks = r#"[{"id":"a","kind":"paragraph","text":["一行目\n二行目",{"text":"語","ruby":"ご","dots":true,"underline":true,"strong":true,"link":"https://example.org/"},{"footnote":"注<b>"},{"bid_field":"amount"},{"bid_field":"period"},{"text":"x","link":"javascript:alert(1)"}]}]"#;
        let html = html(blocks, quoted());
        for wanted in [
            "一行目<br>二行目",
            "<a href=\"https://example.org/\" rel=\"noopener noreferrer\"><strong><u><em class=\"dots\"><ruby>語<rp>（</rp><rt>ご</rt><rp>）</rp></ruby></em></u></strong></a>",
            "<span data-footnote=\"注&lt;b&gt;\" class=\"note-mark\"><a role=\"doc-noteref\" id=\"mark-ja-a-1\" href=\"#note-ja-a-1\">1</a></span>",
            "<aside role=\"doc-footnote\" id=\"note-ja-a-1\" class=\"note\"><a href=\"#mark-ja-a-1\"",
            "注&lt;b&gt;",
            "data-bid-field=\"amount\"",
            ">12,345,000円</span>",
            "data-bid-field=\"period\"",
        ] {
            assert!(html.contains(wanted), "{wanted}\n{html}");
        }
        assert!(!html.contains("javascript") && !html.contains("style="), "{html}");
    }

    #[test]
    fn headings_and_lists_show_their_levels() {
        let blocks = r#"[{"id":"a","kind":"heading","level":1,"text":"甲"},{"id":"b","kind":"heading","level":2,"text":"乙"},{"id":"c","kind":"heading","level":1,"text":"丙"},
            {"id":"d","kind":"list","ordered":true,"items":[{"text":"一","below":{"ordered":false,"items":["い"]}},{"text":"二","below":{"ordered":true,"items":["ろ"]}}]}]"#;
        let html = html(blocks, quoted());
        for wanted in [
            "<h3 data-level=\"1\" data-number=\"(1)\">甲</h3><h4 data-level=\"2\" data-number=\"ア\">乙</h4>",
            "<h3 data-level=\"1\" data-number=\"(2)\">丙</h3>",
            "<ol class=\"list-1\"><li data-number=\"1\">一<ul class=\"list-2\"><li>い</li></ul></li>",
            "<li data-number=\"2\">二<ol class=\"list-2\"><li data-number=\"(1)\">ろ</li></ol></li></ol>",
        ] {
            assert!(html.contains(wanted), "{wanted}\n{html}");
        }
    }

    #[test]
    fn joined_cells_and_pictures_are_whole() {
        let blocks = r#"[{"id":"a","kind":"table","header_rows":1,"widths":[80,0],"rows":[[{"text":"甲","columns":2,"rows":1}],[{"text":"乙","columns":1,"rows":2},"丙"],["丁"]]},
            {"id":"b","kind":"image","file":"f\"1","alt":"図の<説明>","caption":"図１","width":45}]"#;
        let html = html(blocks, quoted());
        for wanted in [
            "<colgroup><col width=\"80\"><col></colgroup><thead><tr><th scope=\"col\" colspan=\"2\">甲</th></tr></thead>",
            "<td rowspan=\"2\">乙</td><td>丙</td></tr><tr><td>丁</td></tr>",
            "<figure data-file=\"f&quot;1\" data-alt=\"図の&lt;説明&gt;\" data-caption=\"図１\" data-width=\"45\" class=\"image width-50\"><img src=\"/bids/018f3c5e-7b1a-7c3d-9e4f-0123456789ab/images/f&quot;1\" alt=\"図の&lt;説明&gt;\" loading=\"lazy\">",
            "<figcaption>図１</figcaption>",
        ] {
            assert!(html.contains(wanted), "{wanted}\n{html}");
        }
    }
}
