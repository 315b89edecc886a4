//! Two contacts, or two organisations, that become one: what nobody chose of them goes into the notes, under names that
//! both firms can read, so that nothing is lost with the one that goes.

use super::contact::ContactForm;
use super::contact_card::Aside;
use super::contact_organisation::BodyForm;
use super::contact_view::Contact;

/// Particulars of one field each, as they follow each other on the card.
const FIELDS: [Aside; 11] = [
    Aside::Kind,
    Aside::Department,
    Aside::TitleJa,
    Aside::TitleEn,
    Aside::Email,
    Aside::Telephone,
    Aside::Mobile,
    Aside::Language,
    Aside::Channel,
    Aside::CardOn,
    Aside::Consent,
];

/// The notes of what was chosen, with a line for each particular of either contact that was not and that they do not
/// hold already. In which order a name is written is no particular: the name itself stands there.
#[must_use]
pub fn notes_of(chosen: &ContactForm, merged: [&Contact; 2]) -> String {
    with_lines(&chosen.notes, merged.into_iter().flat_map(|contact| not_chosen(chosen, contact)))
}

/// The same of two organisations. The name of the one that goes stands there as well: nothing else remembers it.
#[must_use]
pub fn body_notes_of(chosen: &BodyForm, merged: [&BodyForm; 2]) -> String {
    with_lines(&chosen.notes, merged.into_iter().flat_map(|form| body_not_chosen(chosen, form)))
}

fn with_lines(notes: &str, not_chosen: impl Iterator<Item = (Aside, String)>) -> String {
    let mut notes: Vec<String> = Some(notes.to_owned()).filter(|notes| !notes.is_empty()).into_iter().collect();
    let said = |notes: &[String], line: &str| notes.iter().flat_map(|text| text.lines()).any(|one| one == line);
    for (aside, value) in not_chosen {
        let (line, _) = aside.line(&value);
        if !said(&notes, &line) {
            notes.push(line);
        }
    }
    notes.join("\n")
}

fn body_not_chosen(chosen: &BodyForm, form: &BodyForm) -> Vec<(Aside, String)> {
    [
        (Aside::Name, &form.name, &chosen.name),
        (Aside::Reading, &form.name_kana, &chosen.name_kana),
        (Aside::Name, &form.name_latin, &chosen.name_latin),
        (Aside::Kind, &form.kind, &chosen.kind),
        (Aside::Address, &form.address, &chosen.address),
        (Aside::Site, &form.site, &chosen.site),
    ]
    .into_iter()
    .filter(|(_, theirs, ours)| !theirs.is_empty() && theirs != ours)
    .map(|(aside, theirs, _)| (aside, theirs.clone()))
    .collect()
}

fn not_chosen(chosen: &ContactForm, contact: &Contact) -> Vec<(Aside, String)> {
    let form = &contact.form;
    let mut found: Vec<(Aside, String)> = Vec::new();
    for (aside, ours, theirs) in [
        (Aside::Name, [&chosen.family, &chosen.given], [&form.family, &form.given]),
        (Aside::Reading, [&chosen.family_kana, &chosen.given_kana], [&form.family_kana, &form.given_kana]),
        (Aside::Name, [&chosen.family_latin, &chosen.given_latin], [&form.family_latin, &form.given_latin]),
    ] {
        // A name is one thing: half of it would name nobody.
        if ours.iter().zip(&theirs).any(|(ours, theirs)| !theirs.is_empty() && ours != theirs) {
            found.push((aside, theirs.map(String::as_str).join(" ").trim().to_owned()));
        }
    }
    if !form.body.is_empty() && form.body != chosen.body {
        found.extend(contact.body.as_ref().map(|body| (Aside::Organisation, body.name.clone())));
    }
    for aside in FIELDS {
        let value = aside.of(form);
        if !value.is_empty() && value != aside.of(chosen) {
            found.push((aside, value.to_owned()));
        }
    }
    if !form.owner.is_empty() && form.owner != chosen.owner {
        found.extend(contact.owner.clone().map(|owner| (Aside::Keeper, owner)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact_view::Named;
    use crate::domain::id::{ContactId, ContactOrganisationId};

    fn contact(form: ContactForm) -> Contact {
        let (kind, body, owner) = (None, None, None);
        Contact { id: ContactId::fresh(), form, kind, body, owner, has_owner_left: false, revision: 1 }
    }

    fn yamada() -> ContactForm {
        ContactForm {
            family: "山田".into(), given: "太郎".into(), consent: "card".into(), ..ContactForm::default()
        }
    }

    #[test]
    fn what_was_not_chosen_stands_in_the_notes_once() {
        let chosen = ContactForm { email: "new@city.example".into(), notes: "窓口".into(), ..yamada() };
        let old = contact(ContactForm {
            given: "太朗".into(),
            email: "old@city.example".into(),
            title_ja: "係長".into(),
            language: "ja".into(),
            kind: "requesting_department".into(),
            consent: "refused".into(),
            ..yamada()
        });
        let new = contact(ContactForm { title_ja: "係長".into(), ..chosen.clone() });
        let notes = notes_of(&chosen, [&old, &new]);
        let lines = [
            "窓口",
            "名前 Name: 山田 太朗",
            "種類 Kind: requesting department",
            "役職 Title: 係長",
            "E-mail: old@city.example",
            "言語 Language: 日本語 Japanese",
            "同意 Consent: 拒否 refused",
        ];
        assert_eq!(notes.lines().collect::<Vec<_>>(), lines);
        assert_eq!(notes_of(&ContactForm { notes: notes.clone(), ..chosen }, [&old, &new]), notes);
    }

    #[test]
    fn organisation_and_colleague_stand_there_by_name_and_what_says_nothing_does_not() {
        let body = Named { id: ContactOrganisationId::fresh(), name: "みなと市".into() };
        let form = ContactForm {
            body: body.id.to_string(),
            owner: "somebody".into(),
            consent: "not_asked".into(),
            order: "given_first".into(),
            ..yamada()
        };
        let gone = Contact { body: Some(body), owner: Some("佐藤".into()), ..contact(form) };
        let lines = "組織 Organisation: みなと市\n自社の担当 Kept by: 佐藤";
        assert_eq!(notes_of(&yamada(), [&contact(yamada()), &gone]), lines);
    }

    #[test]
    fn what_was_not_chosen_of_an_organisation_stands_in_its_notes_once() {
        let keep = BodyForm {
            kind: "contracting_department".into(),
            name: "みなと市".into(),
            name_latin: "Minato City".into(),
            notes: "総合窓口".into(),
            ..BodyForm::default()
        };
        let gone = BodyForm {
            kind: "other".into(),
            name: "みなと市役所".into(),
            name_kana: "ミナトシヤクショ".into(),
            address: "みなと市1-1".into(),
            site: "https://www.city.minato.example".into(),
            ..BodyForm::default()
        };
        let chosen = BodyForm { address: gone.address.clone(), ..keep.clone() };
        let notes = body_notes_of(&chosen, [&keep, &gone]);
        let lines = [
            "総合窓口",
            "名前 Name: みなと市役所",
            "フリガナ Reading: ミナトシヤクショ",
            "種類 Kind: other",
            "ウェブサイト Web site: https://www.city.minato.example",
        ];
        assert_eq!(notes.lines().collect::<Vec<_>>(), lines);
        assert_eq!(body_notes_of(&BodyForm { notes: notes.clone(), ..chosen }, [&keep, &gone]), notes);
    }
}
