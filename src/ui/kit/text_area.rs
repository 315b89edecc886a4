//! Several lines of text with label, hint and problems.

use leptos::prelude::*;

use super::control::{Control, kept_value};
use super::words::Words;
use crate::domain::language::Language;

/// A labelled text of several lines; it grows with its content where the browser can.
#[component]
pub fn TextArea(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: Words,
    /// A line that helps to fill it in.
    #[prop(optional, into)]
    hint: Words,
    /// The text before anything is typed.
    #[prop(optional, into)]
    value: Words,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Language of the text, when it is not the page's.
    #[prop(optional)]
    lang: Option<Language>,
    /// Height in lines.
    #[prop(default = 4)]
    rows: u32,
    /// `serif` sets the text as it is handed in; `bare` keeps the label for those who listen only.
    #[prop(optional, into)]
    class: Words,
    /// Which one of several fields of this name, from 0.
    #[prop(optional)]
    nth: Option<usize>,
    /// Longest text, in UTF-16 units as the browser counts.
    #[prop(optional)]
    max_length: Option<u32>,
) -> impl IntoView {
    let control = Control::new(&name, nth, label, hint, required);
    let text = kept_value(&name, nth).unwrap_or_else(|| value.into_string());
    let class = format!("field {}", class.as_str());
    view! {
        <div class=class.trim_end().to_owned()>
            <label for=control.id.clone()>{control.caption()}</label>
            {control.hint_line()}
            <textarea
                id=control.id.clone()
                name=name
                rows=rows.to_string()
                required=required
                lang=lang.map(Language::tag)
                maxlength=max_length.map(|length| length.to_string())
                aria-describedby=control.described_by()
                aria-invalid=control.invalid()
            >{content(&text)}</textarea>
            {control.problem_lines()}
        </div>
    }
}

/// The text as the content of `<textarea>`. Leptos writes that element's children as they are (it escapes
/// everywhere else), so it is escaped here; a reader drops one line feed at the start, so one is given.
fn content(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    escaped.push('\n');
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_leave_its_box() {
        let html = Owner::new().with(|| {
            let value = "\n第1条 <b>甲</b> & 乙</textarea><script>";
            view! { <TextArea name="body" label="本文" value=value/> }.to_html()
        });
        let inside = "\n\n第1条 &lt;b&gt;甲&lt;/b&gt; &amp; 乙&lt;/textarea&gt;&lt;script&gt;</textarea>";
        assert!(html.contains(inside), "{html}");
    }
}
