//! Handing in a file.

use leptos::prelude::*;

use super::control::Control;
use super::words::Words;

/// A labelled file; the form around needs `multipart=true`.
#[component]
pub fn FileField(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: Words,
    /// Kinds of files that are taken: `.pdf,.html,.json`.
    #[prop(optional, into)]
    accept: Words,
    /// A line that says which files and how large.
    #[prop(optional, into)]
    hint: Words,
    /// Whether a file must be given.
    #[prop(optional)]
    required: bool,
    /// Whether several files may be given.
    #[prop(optional)]
    multiple: bool,
) -> impl IntoView {
    let control = Control::new(&name, None, label, hint, required);
    view! {
        <div class="field file">
            <label for=control.id.clone()>{control.caption()}</label>
            {control.hint_line()}
            <input
                type="file"
                id=control.id.clone()
                name=name
                accept=accept.into_option()
                required=required
                multiple=multiple
                aria-describedby=control.described_by()
                aria-invalid=control.invalid()
            />
            {control.problem_lines()}
        </div>
    }
}
