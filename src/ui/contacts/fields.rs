//! The form of a person, and the same as facts.

use leptos::prelude::*;

use crate::domain::contact::{Channel, Consent, ContactForm, NameOrder};
use crate::domain::contact_view::ContactChoices;
use crate::domain::language::Language;
use crate::ui::kit::{Choice, Field, FieldKind, FieldWidth, Fieldset, Radios, Select, TextArea};
use crate::ui::wording::{Phrase, contact as words, deadline, say};

use super::kind_choices;

/// A field's name in the form.
fn name(field: &str) -> String {
    format!("contact[{field}]")
}

/// The fields of a contact.
#[component]
pub fn ContactFields(
    /// The particulars.
    form: ContactForm,
    /// What is offered.
    choices: ContactChoices,
) -> impl IntoView {
    view! {
        <Names form=form.clone()/>
        <Place form=form.clone() choices=choices.clone()/>
        <Reached form=form.clone()/>
        <Keeping form choices/>
    }
}

#[component]
fn Names(form: ContactForm) -> impl IntoView {
    let width = FieldWidth::Medium;
    let orders = NameOrder::ALL.into_iter().map(|order| Choice::new(order.code(), words::order(order))).collect();
    let order = if form.order.is_empty() { NameOrder::FamilyFirst.code().to_owned() } else { form.order.clone() };
    view! {
        <Fieldset legend=words::NAMES hint=words::NAMES_HINT>
            <Field name=name("family") label=words::FAMILY value=form.family width/>
            <Field name=name("given") label=words::GIVEN value=form.given width/>
            <Field name=name("family_kana") label=words::FAMILY_KANA value=form.family_kana width/>
            <Field name=name("given_kana") label=words::GIVEN_KANA value=form.given_kana width/>
            <Field name=name("family_latin") label=words::FAMILY_LATIN value=form.family_latin width/>
            <Field name=name("given_latin") label=words::GIVEN_LATIN value=form.given_latin width/>
            <Radios name=name("order") label=words::ORDER options=orders selected=order/>
        </Fieldset>
    }
}

#[component]
fn Place(form: ContactForm, choices: ContactChoices) -> impl IntoView {
    let none = Choice::new("", words::NO_BODY);
    let bodies = choices.bodies.into_iter().map(|body| Choice::new(body.id.to_string(), body.name));
    let bodies = std::iter::once(none).chain(bodies).collect();
    view! {
        <Fieldset legend=words::PLACE>
            <Select name=name("body") label=words::BODY options=bodies selected=form.body/>
            <Select name=name("kind") label=words::KIND options=kind_choices(words::KIND_OF_BODY) selected=form.kind/>
            <Field name=name("department") label=words::DEPARTMENT value=form.department width=FieldWidth::Medium/>
            <Field name=name("title_ja") label=words::TITLE_JA value=form.title_ja width=FieldWidth::Medium/>
            <Field name=name("title_en") label=words::TITLE_EN value=form.title_en width=FieldWidth::Medium/>
        </Fieldset>
    }
}

#[component]
fn Reached(form: ContactForm) -> impl IntoView {
    let channels = Channel::ALL.into_iter().map(|channel| Choice::new(channel.code(), words::channel(channel)));
    let channels = std::iter::once(Choice::new("", words::UNKNOWN)).chain(channels).collect();
    let width = FieldWidth::Medium;
    view! {
        <Fieldset legend=words::REACHED>
            <Field name=name("email") label=words::EMAIL kind=FieldKind::Email value=form.email width/>
            <Field name=name("telephone") label=words::TELEPHONE kind=FieldKind::Telephone value=form.telephone width/>
            <Field name=name("mobile") label=words::MOBILE kind=FieldKind::Telephone value=form.mobile width/>
            <Select name=name("language") label=words::LANGUAGE options=languages() selected=form.language/>
            <Select name=name("channel") label=words::CHANNEL options=channels selected=form.channel/>
        </Fieldset>
    }
}

#[component]
fn Keeping(form: ContactForm, choices: ContactChoices) -> impl IntoView {
    let people = choices.people.into_iter().map(|person| Choice::new(person.id.to_string(), person.name));
    let people = std::iter::once(Choice::new("", words::NOBODY)).chain(people).collect();
    let consents = Consent::ALL.into_iter().map(|one| Choice::new(one.code(), words::consent(one))).collect();
    view! {
        <Fieldset legend=words::KEEPING>
            <Field name=name("card_on") label=words::CARD_ON kind=FieldKind::Date value=form.card_on/>
            <Select name=name("consent") label=words::CONSENT options=consents selected=form.consent/>
            <Select name=name("owner") label=words::OWNER options=people selected=form.owner/>
            <TextArea name=name("notes") label=words::NOTES hint=words::NOTES_HINT value=form.notes/>
        </Fieldset>
    }
}

fn languages() -> Vec<Choice> {
    let names = Language::ALL.into_iter().map(|language| Choice::new(language.tag(), words::language_name(language)));
    std::iter::once(Choice::new("", words::UNKNOWN)).chain(names).collect()
}

/// Labels, names in the form and saved values, for whoever saves second.
#[must_use]
pub fn saved_contact(form: &ContactForm) -> Vec<(Phrase, String, String)> {
    texts(form).into_iter().map(|(field, label, value)| (label, name(field), value)).collect()
}

/// What is filled in, in the words of the page.
#[must_use]
pub fn contact_facts(form: &ContactForm) -> Vec<(Phrase, String)> {
    let coded = |field: &str, value: &str| match field {
        "language" => Language::parse(value).map(|language| say(words::language_name(language)).to_owned()),
        "channel" => Channel::parse(value).map(|channel| say(words::channel(channel)).to_owned()),
        "consent" => Consent::parse(value).map(|consent| say(words::consent(consent)).to_owned()),
        "card_on" => Some(deadline::iso(value)),
        _ => Some(value.to_owned()),
    };
    texts(form)
        .into_iter()
        .filter(|(_, _, value)| !value.is_empty())
        .filter_map(|(field, label, value)| Some((label, coded(field, &value)?)))
        .collect()
}

fn texts(form: &ContactForm) -> Vec<(&'static str, Phrase, String)> {
    [
        ("family", words::FAMILY, &form.family),
        ("given", words::GIVEN, &form.given),
        ("family_kana", words::FAMILY_KANA, &form.family_kana),
        ("given_kana", words::GIVEN_KANA, &form.given_kana),
        ("family_latin", words::FAMILY_LATIN, &form.family_latin),
        ("given_latin", words::GIVEN_LATIN, &form.given_latin),
        ("department", words::DEPARTMENT, &form.department),
        ("title_ja", words::TITLE_JA, &form.title_ja),
        ("title_en", words::TITLE_EN, &form.title_en),
        ("email", words::EMAIL, &form.email),
        ("telephone", words::TELEPHONE, &form.telephone),
        ("mobile", words::MOBILE, &form.mobile),
        ("language", words::LANGUAGE, &form.language),
        ("channel", words::CHANNEL, &form.channel),
        ("card_on", words::CARD_ON, &form.card_on),
        ("consent", words::CONSENT, &form.consent),
        ("notes", words::NOTES, &form.notes),
    ]
    .into_iter()
    .map(|(field, label, value)| (field, label, value.clone()))
    .collect()
}
