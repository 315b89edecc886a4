//! Contacts → a table that Google and Outlook read, with columns of our own behind theirs; and vCard 4.0.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use crate::domain::contact::ContactForm;
use crate::domain::contact_card::{BodyCard, Card};
use crate::domain::contact_organisation::BodyForm;
use crate::server::ics::line::{escaped, put};

use super::name::is_latin;

/// Names the program that made a card.
pub const PRODUCT: &str = "-//Musubi//Musubi//EN";
/// Marks UTF-8 for programs that take a table for something else without it.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Heads of the table: Google's, and ours.
const HEADS: [&str; 32] = [
    "First Name",
    "Last Name",
    "Phonetic First Name",
    "Phonetic Last Name",
    "Organization Name",
    "Organization Title",
    "Organization Department",
    "Notes",
    "E-mail 1 - Label",
    "E-mail 1 - Value",
    "Phone 1 - Label",
    "Phone 1 - Value",
    "Phone 2 - Label",
    "Phone 2 - Value",
    "Address 1 - Label",
    "Address 1 - Formatted",
    "Website 1 - Label",
    "Website 1 - Value",
    "Musubi Name Script",
    "Musubi Latin First Name",
    "Musubi Latin Last Name",
    "Musubi Name Order",
    "Musubi Title Language",
    "Musubi Title EN",
    "Musubi Language",
    "Musubi Kind",
    "Musubi Channel",
    "Musubi Card Received",
    "Musubi Consent",
    "Musubi Organization Kind",
    "Musubi Organization Reading",
    "Musubi Organization Latin Name",
];

/// The beginning of a table.
///
/// # Errors
/// Never, in memory.
pub fn table_head() -> Result<Vec<u8>, std::io::Error> {
    Ok([MARK, &table(std::iter::once(HEADS.map(Cow::Borrowed)))?].concat())
}

/// Rows of a table.
///
/// # Errors
/// Never, in memory.
pub fn table_rows(cards: &[Card]) -> Result<Vec<u8>, std::io::Error> {
    table(cards.iter().map(|card| cells(&card.form, card.body.as_ref()).map(neutral)))
}

/// Rows of organisations themselves: nobody is named in them.
///
/// # Errors
/// Never, in memory.
pub fn table_body_rows(bodies: &[BodyCard]) -> Result<Vec<u8>, std::io::Error> {
    let row = |body: &BodyCard| {
        let form = ContactForm { notes: body.form.notes.clone(), ..ContactForm::default() };
        cells(&form, Some(&body.form)).map(|cell| Cow::Owned(neutral(cell).into_owned()))
    };
    table(bodies.iter().map(row))
}

fn table<'a>(rows: impl Iterator<Item = [Cow<'a, str>; HEADS.len()]>) -> Result<Vec<u8>, std::io::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))
}

fn cells<'a>(form: &'a ContactForm, body: Option<&'a BodyForm>) -> [Cow<'a, str>; HEADS.len()] {
    let of_body = |text: fn(&BodyForm) -> &String| body.map_or("", |body| text(body).as_str());
    let is_native = !(form.family.is_empty() && form.given.is_empty());
    let (given, family, script) = if is_native {
        (&form.given, &form.family, "native")
    } else {
        (&form.given_latin, &form.family_latin, "latin")
    };
    let script = if given.is_empty() && family.is_empty() { "" } else { script };
    let (title, title_language) =
        if form.title_ja.is_empty() { (&form.title_en, "en") } else { (&form.title_ja, "ja") };
    let label = |text: &str, label: &'static str| if text.is_empty() { "" } else { label };
    let only = |is_there: bool, text: &'static str| if is_there { text } else { "" };
    let (address, site) = (of_body(|body| &body.address), of_body(|body| &body.site));
    let (address_label, site_label) = (label(address, "Work"), label(site, "Work"));
    [
        given.into(),
        family.into(),
        (&form.given_kana).into(),
        (&form.family_kana).into(),
        of_body(|body| &body.name).into(),
        title.into(),
        (&form.department).into(),
        (&form.notes).into(),
        label(&form.email, "Work").into(),
        (&form.email).into(),
        label(&form.telephone, "Work").into(),
        (&form.telephone).into(),
        label(&form.mobile, "Mobile").into(),
        (&form.mobile).into(),
        address_label.into(),
        address.into(),
        site_label.into(),
        site.into(),
        script.into(),
        (&form.given_latin).into(),
        (&form.family_latin).into(),
        (&form.order).into(),
        only(!title.is_empty(), title_language).into(),
        (&form.title_en).into(),
        (&form.language).into(),
        (&form.kind).into(),
        (&form.channel).into(),
        (&form.card_on).into(),
        (&form.consent).into(),
        of_body(|body| &body.kind).into(),
        of_body(|body| &body.name_kana).into(),
        of_body(|body| &body.name_latin).into(),
    ]
}

/// A cell that no program carries out: an apostrophe stands before what begins like a formula, and before what looks
/// like such a cell already.
fn neutral(cell: Cow<'_, str>) -> Cow<'_, str> {
    if is_active(cell.trim_start_matches('\'')) { Cow::Owned(format!("'{cell}")) } else { cell }
}

/// The cell as it was before `neutral`.
pub fn restored(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_active(rest.trim_start_matches('\''))).unwrap_or(cell)
}

fn is_active(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Cards, one after another.
#[must_use]
pub fn vcards(cards: &[Card]) -> Vec<u8> {
    let mut out = String::new();
    cards.iter().for_each(|card| vcard(&mut out, card));
    out.into_bytes()
}

/// Cards of organisations themselves.
#[must_use]
pub fn body_vcards(bodies: &[BodyCard]) -> Vec<u8> {
    let mut out = String::new();
    for body in bodies {
        begin(&mut out, &body.id);
        put(&mut out, "KIND:org");
        text(&mut out, "FN", &body.form.name);
        put_body(&mut out, &body.form, "");
        text(&mut out, "NOTE", &body.form.notes);
        put(&mut out, "END:VCARD");
    }
    out.into_bytes()
}

fn begin(out: &mut String, id: &dyn std::fmt::Display) {
    for line in ["BEGIN:VCARD", "VERSION:4.0"] {
        put(out, line);
    }
    put(out, &format!("PRODID:{PRODUCT}"));
    put(out, &format!("UID:urn:uuid:{id}"));
}

fn vcard(out: &mut String, card: &Card) {
    begin(out, &card.id);
    let form = &card.form;
    put_names(out, card);
    if let Some(body) = &card.body {
        put_body(out, body, &form.department);
    } else if !form.department.is_empty() {
        put(out, &format!("ORG:;{}", escaped(&form.department)));
    }
    text(out, "TITLE;ALTID=3;LANGUAGE=ja", &form.title_ja);
    text(out, "TITLE;ALTID=3;LANGUAGE=en", &form.title_en);
    text(out, "EMAIL;TYPE=work", &form.email);
    text(out, "TEL;VALUE=text;TYPE=\"work,voice\"", &form.telephone);
    text(out, "TEL;VALUE=text;TYPE=cell", &form.mobile);
    text(out, "LANG", &form.language);
    text(out, "NOTE", &form.notes);
    text(out, "X-MUSUBI-ORDER", &form.order);
    text(out, "X-MUSUBI-KIND", &form.kind);
    text(out, "X-MUSUBI-CHANNEL", &form.channel);
    text(out, "X-MUSUBI-CARD-ON", &form.card_on);
    text(out, "X-MUSUBI-CONSENT", &form.consent);
    put(out, "END:VCARD");
}

/// The name as it is written, and beside it the one in Latin letters as the same in another language.
fn put_names(out: &mut String, card: &Card) {
    let form = &card.form;
    let is_native = !(form.family.is_empty() && form.given.is_empty());
    let is_latin_too = !(form.family_latin.is_empty() && form.given_latin.is_empty());
    if is_native {
        let language = if is_latin(&form.written()) { "" } else { ";LANGUAGE=ja" };
        put(out, &format!("FN;ALTID=1{language}:{}", escaped(&form.written())));
        put_n(out, &format!("N;ALTID=1{language}{}", sort_as(card)), &form.family, &form.given);
    }
    if is_latin_too {
        put(out, &format!("FN;ALTID=1;LANGUAGE=en:{}", escaped(&form.latin())));
        let sort_as = if is_native { String::new() } else { sort_as(card) };
        put_n(out, &format!("N;ALTID=1;LANGUAGE=en{sort_as}"), &form.family_latin, &form.given_latin);
    }
    text(out, "X-PHONETIC-LAST-NAME", &form.family_kana);
    text(out, "X-PHONETIC-FIRST-NAME", &form.given_kana);
}

/// By which a name is put in order: its reading.
fn sort_as(card: &Card) -> String {
    let form = &card.form;
    if form.family_kana.is_empty() && form.given_kana.is_empty() {
        return String::new();
    }
    format!(";SORT-AS=\"{},{}\"", form.family_kana, form.given_kana)
}

fn put_n(out: &mut String, head: &str, family: &str, given: &str) {
    put(out, &format!("{head}:{};{};;;", escaped(family), escaped(given)));
}

fn put_body(out: &mut String, body: &BodyForm, department: &str) {
    let department = if department.is_empty() { String::new() } else { format!(";{}", escaped(department)) };
    put(out, &format!("ORG;ALTID=2:{}{department}", escaped(&body.name)));
    text(out, "ORG;ALTID=2;LANGUAGE=en", &body.name_latin);
    text(out, "X-PHONETIC-ORG", &body.name_kana);
    text(out, "X-MUSUBI-ORGANIZATION-KIND", &body.kind);
    if !body.address.is_empty() {
        put(out, &format!("ADR;TYPE=work:;;{};;;;", escaped(&body.address)));
    }
    if !body.site.is_empty() {
        // An address is no text: nothing of it is escaped.
        put(out, &format!("URL;TYPE=work:{}", body.site.replace('\\', "%5C")));
    }
}

fn text(out: &mut String, head: &str, value: &str) {
    if !value.is_empty() {
        put(out, &format!("{head}:{}", escaped(value)));
    }
}
