//! The controls of the page as they stand now, for islands that follow what is typed.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement, HtmlOptionElement, HtmlSelectElement, HtmlTextAreaElement};

/// The form in which an element stands.
pub(in crate::ui) fn form_of(element: &Element) -> Option<Element> {
    element.closest("form").ok().flatten()
}

/// The elements of a tag, in the order of the page.
pub(in crate::ui) fn elements(tag: &str) -> impl Iterator<Item = Element> {
    let list = document().get_elements_by_tag_name(tag);
    (0..list.length()).filter_map(move |index| list.item(index))
}

/// Whether a control holds something else than what it came with.
pub(in crate::ui) fn is_changed(control: &Element) -> bool {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        return input.value() != input.default_value() || input.checked() != input.default_checked();
    }
    if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        return area.default_value().is_ok_and(|first| first != area.value());
    }
    control.dyn_ref::<HtmlSelectElement>().is_some_and(|select| select.selected_index() != first_choice(select))
}

/// The option that the page was sent with.
pub(in crate::ui) fn first_choice(select: &HtmlSelectElement) -> i32 {
    let options = select.get_elements_by_tag_name("option");
    let is_first = |at: &u32| {
        let option = options.item(*at).and_then(|option| option.dyn_into::<HtmlOptionElement>().ok());
        option.is_some_and(|option| option.default_selected())
    };
    (0..options.length()).find(is_first).and_then(|at| i32::try_from(at).ok()).unwrap_or(0)
}

/// The names and values that the controls of the page would send, those of every form, as far as a test lets them through.
pub(in crate::ui) fn fields(is_wanted: impl Fn(&Element, &str) -> bool) -> Vec<(String, String)> {
    let controls = ["input", "select", "textarea"].into_iter().flat_map(elements);
    controls
        .filter_map(|element| {
            let name = element.get_attribute("name").filter(|name| is_wanted(&element, name))?;
            Some((name, value(element)?))
        })
        .collect()
}

/// What a control would send; nothing for what is not ticked.
fn value(element: Element) -> Option<String> {
    let element = match element.dyn_into::<HtmlInputElement>() {
        Ok(input) if ["checkbox", "radio"].contains(&input.type_().as_str()) => {
            return input.checked().then(|| input.value());
        }
        Ok(input) => return Some(input.value()),
        Err(element) => element,
    };
    match element.dyn_into::<HtmlSelectElement>() {
        Ok(select) => Some(select.value()),
        Err(element) => element.dyn_into::<HtmlTextAreaElement>().ok().map(|area| area.value()),
    }
}
