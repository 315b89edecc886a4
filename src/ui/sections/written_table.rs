//! A written table as it reads: joined cells, heading rows, columns as wide as they were drawn.

use leptos::html::col;
use leptos::prelude::*;

use crate::domain::block::{Grid, Place, RichText, TableCell};

/// The table; `text` makes what stands in a cell.
pub(super) fn table(
    header_rows: usize,
    widths: &[u16],
    rows: &[Vec<TableCell>],
    text: &mut dyn FnMut(&RichText) -> AnyView,
) -> AnyView {
    let grid = Grid::of(rows);
    let headings = grid.header_rows(header_rows);
    let mut rows = grid.rows.iter().enumerate().map(|(index, places)| row(places, index < headings, text));
    let head: Vec<AnyView> = rows.by_ref().take(headings).collect();
    let head = (!head.is_empty()).then(|| view! { <thead>{head}</thead> });
    let body: Vec<AnyView> = rows.collect();
    let columns = (widths.len() == grid.columns).then(|| columns(widths));
    view! { <div class="scrolls"><table class="written">{columns}{head}<tbody>{body}</tbody></table></div> }.into_any()
}

fn columns(widths: &[u16]) -> impl IntoView + use<> {
    // The standard calls this attribute old, but a style is not for a page to hold.
    let column = |width: &u16| col().attr("width", (*width > 0).then(|| width.to_string()));
    let columns = widths.iter().map(column).collect_view();
    view! { <colgroup>{columns}</colgroup> }
}

fn row(places: &[Place<'_>], is_heading: bool, text: &mut dyn FnMut(&RichText) -> AnyView) -> AnyView {
    let own = places.iter().filter(|place| place.rows > 0);
    let cells = own.map(|place| {
        let words = place.cell.map(|cell| text(&cell.text));
        let columns = (place.columns > 1).then(|| place.columns.to_string());
        let rows = (place.rows > 1).then(|| place.rows.to_string());
        if is_heading {
            view! { <th scope="col" colspan=columns rowspan=rows>{words}</th> }.into_any()
        } else {
            view! { <td colspan=columns rowspan=rows>{words}</td> }.into_any()
        }
    });
    let cells = cells.collect_view();
    view! { <tr>{cells}</tr> }.into_any()
}
