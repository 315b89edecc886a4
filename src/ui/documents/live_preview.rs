//! The preview of a paper while its form is typed in. Without scripting the paper as it was last saved stands there.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Event};
use leptos::{ev, html};

use crate::api::documents::preview_document;
use crate::domain::document::CopyKind;
use crate::domain::document_view::DocumentDraft;
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::error::AppError;
use crate::ui::kit::form_fields::{elements, fields, form_of, is_changed};
use crate::ui::wording::{Phrase, document as words, say};

/// The element that holds the paper.
pub const PREVIEW_ID: &str = "paper-preview";
/// The style element with the paper's measures.
pub const MEASURES_ID: &str = "paper-measures";
/// How long nobody types before the paper is drawn anew.
const PAUSE: Duration = Duration::from_millis(350);

/// Draws the paper anew with what stands in the form around it, and when somebody comes back to the window: other data
/// may have changed meanwhile.
#[island]
pub fn LivePreview(
    /// Language of the page; an island does not see the page's own.
    language: Language,
    /// The bid.
    bid: BidId,
    /// Code of the paper.
    form: String,
    /// The copy that the page shows.
    copy: CopyKind,
) -> impl IntoView {
    provide_context(language);
    let place = NodeRef::<html::P>::new();
    let trouble = RwSignal::new(None::<Phrase>);
    let asked = StoredValue::new(0_u32);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let own = move || place.get_untracked().and_then(|line| form_of(&line));
    let draw = move || {
        let Some(own) = own() else { return };
        asked.update_value(|count| *count = count.wrapping_add(1));
        let turn = asked.get_value();
        let fields = fields(|element, _| is_in(element, &own)).into_iter().collect();
        let drawn = preview_document(bid, form.clone(), Some(copy.code().to_owned()), fields);
        spawn_local(async move {
            let drawn = drawn.await;
            // What was asked for last is shown, whichever answer comes first.
            if asked.get_value() == turn {
                trouble.set(shown(drawn));
            }
        });
    };
    Effect::new(move |_| {
        let soon = {
            let draw = draw.clone();
            move || {
                if let Some(handle) = waiting.get_value() {
                    handle.clear();
                }
                waiting.set_value(set_timeout_with_handle(draw.clone(), PAUSE).ok());
            }
        };
        let back = soon.clone();
        // Somebody may have typed before the page came alive.
        if own().is_some_and(|form| is_typed_in(&form)) {
            soon();
        }
        let is_own = move |event: &Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            target.zip(own()).is_some_and(|(element, own)| is_in(&element, &own))
        };
        let typing = window_event_listener(ev::input, move |event| {
            if is_own(&event) {
                soon();
            }
        });
        let coming = window_event_listener(ev::focus, move |_| back());
        on_cleanup(move || {
            typing.remove();
            coming.remove();
        });
    });
    view! { <p class="unsaved" role="status" node_ref=place>{move || trouble.get().map(say)}</p> }
}

/// Whether something stands in a form that did not come with the page.
fn is_typed_in(form: &Element) -> bool {
    let controls = ["input", "select", "textarea"].into_iter().flat_map(elements);
    controls.filter(|control| is_in(control, form)).any(|control| is_changed(&control))
}

fn is_in(element: &Element, form: &Element) -> bool {
    form_of(element).is_some_and(|other| other.is_same_node(Some(form)))
}

/// Shows what was drawn; says why the paper stays as it was.
fn shown(drawn: Result<Option<DocumentDraft>, AppError>) -> Option<Phrase> {
    let draft = match drawn {
        Ok(Some(draft)) => draft,
        Ok(None) => return Some(words::PREVIEW_UNREADABLE),
        Err(_) => return Some(words::PREVIEW_BROKEN),
    };
    // Both in one breath: the numbers of the measures are those of this drawing.
    if let (Some(measures), Some(paper)) =
        (document().get_element_by_id(MEASURES_ID), document().get_element_by_id(PREVIEW_ID))
    {
        measures.set_text_content(Some(&draft.preview_css));
        paper.set_inner_html(&draft.preview);
    }
    None
}
