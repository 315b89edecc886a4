//! The fields of an organisation by their labels, for its form and for two side by side.

use crate::domain::contact_organisation::{Body, BodyForm};
use crate::ui::wording::{Phrase, contact as words, say};

/// A field's name in the form.
#[must_use]
pub fn body_name(field: &str) -> String {
    format!("body[{field}]")
}

/// Labels, names in the form and saved values of what is typed.
#[must_use]
pub fn saved_body(form: &BodyForm) -> Vec<(Phrase, String, String)> {
    [
        ("name", words::BODY_NAME, &form.name),
        ("name_kana", words::BODY_KANA, &form.name_kana),
        ("name_latin", words::BODY_LATIN, &form.name_latin),
        ("address", words::ADDRESS, &form.address),
        ("site", words::SITE, &form.site),
        ("notes", words::NOTES, &form.notes),
    ]
    .into_iter()
    .map(|(field, label, value)| (label, body_name(field), value.clone()))
    .collect()
}

/// What is filled in, in the words of the page.
#[must_use]
pub fn body_facts(body: &Body) -> Vec<(Phrase, String)> {
    let kind = (words::KIND, say(words::kind(body.kind)).to_owned());
    let typed = saved_body(&body.form).into_iter().map(|(label, _, value)| (label, value));
    let people = (words::PEOPLE, body.people.to_string());
    [kind].into_iter().chain(typed).chain([people]).filter(|(_, value)| !value.is_empty()).collect()
}
