//! The rows of the confirm page as the browser has them: where the person is, what is decided, which
//! sentence is lit.

use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlCollection, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::ui::kit::form_fields::{first_choice, is_changed};

/// Narrower than this, the text of the notice stands below the rows.
const WIDE: f64 = 1_040.0;

/// One row.
#[derive(Clone)]
pub(super) struct Row(HtmlElement);

impl Row {
    /// Every row, from the top.
    pub fn all() -> Vec<Self> {
        with_class("prop").into_iter().map(Self).collect()
    }

    /// The row around an element.
    pub fn around(element: &Element) -> Option<Self> {
        element.closest("[data-row]").ok().flatten()?.dyn_into().ok().map(Self)
    }

    /// The row in which the focus is.
    pub fn current() -> Option<Self> {
        document().active_element().and_then(|element| Self::around(&element))
    }

    /// How many are undecided, and how many there are.
    pub fn counts() -> (usize, usize) {
        let all = Self::all();
        (all.iter().filter(|row| !row.is_decided()).count(), all.len())
    }

    /// The row `by` places away from where the focus is; from the first or last when it is in none.
    pub fn beside(by: isize) -> Option<Self> {
        let all = Self::all();
        let at = Self::current().and_then(|row| all.iter().position(|other| other.0 == row.0));
        let next = match at {
            Some(at) => at.checked_add_signed(by)?,
            None if by > 0 => 0,
            None => all.len().checked_sub(1)?,
        };
        all.get(next).cloned()
    }

    /// The next undecided row behind where the focus is; from the top when there is none behind.
    pub fn next_undecided() -> Option<Self> {
        let all = Self::all();
        let at = Self::current().and_then(|row| all.iter().position(|other| other.0 == row.0));
        let behind = at.map_or(0, |at| at + 1);
        let (before, after) = all.split_at(behind.min(all.len()));
        after.iter().chain(before).find(|row| !row.is_decided()).cloned()
    }

    /// Whether the row itself, not something in it, is this element.
    pub fn is(&self, element: &Element) -> bool {
        let own: &Element = &self.0;
        own == element
    }

    /// Puts the focus on the row.
    pub fn focus(&self) {
        let _ = self.0.focus();
    }

    /// Shows that the person is here, and lights its sentence up.
    pub fn light(&self) {
        for other in with_class("prop") {
            let _ = other.class_list().remove_1("current");
        }
        let _ = self.0.class_list().add_1("current");
        match self.0.get_attribute("data-mark") {
            Some(mark) => light_mark(&mark),
            None => put_out(),
        }
    }

    fn is_decided(&self) -> bool {
        self.chosen().is_some()
    }

    /// What is chosen.
    pub fn chosen(&self) -> Option<String> {
        self.radios().into_iter().find(HtmlInputElement::checked).map(|radio| radio.value())
    }

    /// Chooses; false when that is not offered.
    pub fn choose(&self, value: &str) -> bool {
        let Some(radio) = self.radios().into_iter().find(|radio| radio.value() == value) else { return false };
        radio.set_checked(true);
        if value != "correct" {
            self.reset_fields();
        }
        true
    }

    fn radios(&self) -> Vec<HtmlInputElement> {
        let inputs = elements(&self.0.get_elements_by_tag_name("input"));
        let radios = inputs.into_iter().filter_map(|input| input.dyn_into::<HtmlInputElement>().ok());
        radios.filter(|radio| radio.type_() == "radio").collect()
    }

    /// Whether an element is a field of the correction.
    pub fn has_field(&self, element: &Element) -> bool {
        element.closest(".prop-fields").ok().flatten().is_some_and(|fields| self.0.contains(Some(&fields)))
    }

    /// Puts the focus into the first field of the correction.
    pub fn focus_field(&self) {
        let fields = ".prop-fields :is(input:not([type=hidden]), select, textarea)";
        if let Some(field) = self.0.query_selector(fields).ok().flatten() {
            if let Some(field) = field.dyn_ref::<HtmlElement>() {
                let _ = field.focus();
            }
            if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                field.select();
            }
        }
    }

    /// Chooses to correct, and remembers what was chosen before.
    pub fn begin_correction(&self) -> bool {
        let was = self.chosen().unwrap_or_default();
        if was != "correct" {
            let _ = self.0.set_attribute("data-was", &was);
        }
        self.choose("correct")
    }

    /// Goes back to what was chosen before when nothing was typed into the correction.
    pub fn give_up_untouched(&self) {
        if self.fields().iter().any(|field| is_changed(field)) {
            return;
        }
        if let Some(was) = self.0.get_attribute("data-was") {
            self.radios().iter().for_each(|radio| radio.set_checked(radio.value() == was));
        }
    }

    /// What is accepted or rejected is as it was read: the fields go back to it.
    fn reset_fields(&self) {
        for field in self.fields() {
            if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
                input.set_value(&input.default_value());
                input.set_checked(input.default_checked());
            } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
                area.set_value(&area.default_value().unwrap_or_default());
            } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
                select.set_selected_index(first_choice(select));
            }
        }
    }

    fn fields(&self) -> Vec<HtmlElement> {
        let named = ["input", "select", "textarea"].map(|tag| elements(&self.0.get_elements_by_tag_name(tag)));
        let is_hidden = |field: &HtmlElement| field.get_attribute("type").is_some_and(|kind| kind == "hidden");
        named.into_iter().flatten().filter(|field| self.has_field(field) && !is_hidden(field)).collect()
    }
}

/// Lights one sentence of the notice up, and brings it into view where it stands beside the rows.
pub(super) fn light_mark(id: &str) {
    put_out();
    let number = document().get_element_by_id(id);
    let Some(mark) = number.and_then(|number| number.closest("mark").ok().flatten()) else { return };
    let _ = mark.class_list().add_1("lit");
    if let Ok(Some(part)) = mark.closest(".source-part") {
        show_part(&part.id());
    }
    if let Some(mark) = mark.dyn_ref::<HtmlElement>().filter(|_| is_wide()) {
        bring_into_view(mark);
    }
}

fn put_out() {
    for lit in with_class("lit") {
        let _ = lit.class_list().remove_1("lit");
    }
}

/// Scrolls the pane of the notice, never the page.
fn bring_into_view(mark: &HtmlElement) {
    let Some(pane) = mark.closest(".confirm-source").ok().flatten() else { return };
    pane.set_scroll_top(mark.offset_top() - pane.client_height() / 3);
}

/// Whether notice and rows stand side by side.
pub(super) fn is_wide() -> bool {
    let width = leptos::prelude::window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width > WIDE)
}

/// Makes the texts of the notice tabs of which one is shown.
pub(super) fn begin_tabs() {
    if let Some(first) = with_class("source-tab").first() {
        let position = first.get_attribute("data-tab").unwrap_or_default();
        show_part(&format!("source-{position}"));
    }
}

/// Shows one text of the notice; where there is only one, it stays.
pub(super) fn show_part(id: &str) {
    let tabs = with_class("source-tab");
    if tabs.is_empty() {
        return;
    }
    for part in with_class("source-part") {
        part.set_hidden(part.id() != id);
    }
    for tab in tabs {
        let is_shown = tab.get_attribute("data-tab").is_some_and(|position| format!("source-{position}") == id);
        let _ = if is_shown { tab.set_attribute("aria-current", "true") } else { tab.remove_attribute("aria-current") };
    }
}

fn with_class(class: &str) -> Vec<HtmlElement> {
    elements(&document().get_elements_by_class_name(class))
}

fn elements(list: &HtmlCollection) -> Vec<HtmlElement> {
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}
