//! Blocks as they read. Everything is text: nothing in a block is taken for markup.

use leptos::prelude::*;

use crate::domain::block::{Block, BlockBody};
use crate::domain::language::Language;
use crate::ui::wording::{say, section as words};

/// A text as it reads.
#[component]
pub fn Blocks(
    /// The blocks.
    blocks: Vec<Block>,
    /// Their language.
    lang: Language,
) -> impl IntoView {
    if blocks.is_empty() {
        return view! { <p class="sub">{say(words::NOTHING)}</p> }.into_any();
    }
    let blocks = blocks.into_iter().map(|block| body(block.body)).collect_view();
    view! { <div class="text" lang=lang.tag()>{blocks}</div> }.into_any()
}

fn body(body: BlockBody) -> AnyView {
    match body {
        BlockBody::Heading { level: 1, text } => view! { <h3>{text}</h3> }.into_any(),
        BlockBody::Heading { level: 2, text } => view! { <h4>{text}</h4> }.into_any(),
        BlockBody::Heading { text, .. } => view! { <h5>{text}</h5> }.into_any(),
        BlockBody::Paragraph { text } => view! { <p>{lines(&text)}</p> }.into_any(),
        BlockBody::List { ordered, items } => {
            let items = items.iter().map(|item| view! { <li>{lines(item)}</li> }).collect_view();
            if ordered { view! { <ol>{items}</ol> }.into_any() } else { view! { <ul>{items}</ul> }.into_any() }
        }
        BlockBody::Table { header_rows, rows } => table(header_rows, &rows),
        BlockBody::PageBreak => view! { <p class="sub">"— "{say(words::kind("page_break"))}" —"</p> }.into_any(),
    }
}

fn table(header_rows: usize, rows: &[Vec<String>]) -> AnyView {
    let head = rows.iter().take(header_rows).map(|row| {
        let cells = row.iter().map(|cell| view! { <th scope="col">{lines(cell)}</th> }).collect_view();
        view! { <tr>{cells}</tr> }
    });
    let body = rows.iter().skip(header_rows).map(|row| {
        let cells = row.iter().map(|cell| view! { <td>{lines(cell)}</td> }).collect_view();
        view! { <tr>{cells}</tr> }
    });
    let (head, body) = (head.collect_view(), body.collect_view());
    view! { <div class="scrolls"><table><thead>{head}</thead><tbody>{body}</tbody></table></div> }.into_any()
}

/// A line feed inside a text is a line break.
fn lines(text: &str) -> impl IntoView + use<> {
    text.split('\n')
        .enumerate()
        .map(|(index, line)| view! { {(index > 0).then(|| view! { <br/> })}{line.to_owned()} })
        .collect_view()
}
