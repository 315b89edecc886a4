//! The fields of a firm: what it is called and where, and who represents it.

use leptos::prelude::*;

use crate::domain::country;
use crate::domain::language::Language;
use crate::domain::organisation::{OrganisationForm, OrganisationKind};
use crate::ui::kit::{Choice, Field, FieldKind, FieldWidth, Fieldset, Hidden, Select};
use crate::ui::organisations::CorporateNumberCheck;
use crate::ui::wording::{language, organisation as words, say};

/// The fields of a firm of one kind, filled with what is known.
#[component]
pub fn OrganisationFields(
    /// The kind.
    kind: OrganisationKind,
    /// What is known.
    fields: OrganisationForm,
    /// The IANA zones to choose from.
    zones: Vec<String>,
) -> impl IntoView {
    let default_zone = match kind {
        OrganisationKind::Japanese => "Asia/Tokyo",
        OrganisationKind::Foreign => "",
    };
    let zone = if fields.zone.is_empty() { default_zone.to_owned() } else { fields.zone.clone() };
    let firm = match kind {
        OrganisationKind::Japanese => japanese_firm(&fields),
        OrganisationKind::Foreign => foreign_firm(&fields),
    };
    let telephone = fields.telephone.clone();
    view! {
        <Hidden name="kind" value=kind.code()/>
        <Fieldset legend=words::FIRM>
            {firm}
            <Field name="telephone" label=words::TELEPHONE kind=FieldKind::Telephone value=telephone
                width=FieldWidth::Medium autocomplete="tel"/>
            <Select name="zone" label=words::ZONE hint=words::ZONE_HINT required=true selected=zone options=zone_choices(zones)/>
        </Fieldset>
        <Fieldset legend=words::REPRESENTATIVE hint=words::REPRESENTATIVE_HINT>
            <Representative kind fields/>
        </Fieldset>
    }
}

fn japanese_firm(fields: &OrganisationForm) -> AnyView {
    view! {
        <Field name="name" label=words::NAME hint=words::NAME_HINT value=fields.name.clone() required=true lang=Language::Japanese autocomplete="organization"/>
        <Field name="name_kana" label=words::NAME_READING value=fields.name_kana.clone() lang=Language::Japanese/>
        <Field name="name_latin" label=words::NAME_LATIN value=fields.name_latin.clone()/>
        <Field name="corporate_number" label=words::CORPORATE_NUMBER hint=words::CORPORATE_NUMBER_HINT
            value=fields.corporate_number.clone() width=FieldWidth::Medium required=true/>
        <CorporateNumberCheck language=language()/>
        <Field name="postal_code" label=words::POSTAL_CODE value=fields.postal_code.clone() width=FieldWidth::Short required=true autocomplete="postal-code"/>
        <Field name="address" label=words::ADDRESS hint=words::ADDRESS_HINT value=fields.address.clone() required=true lang=Language::Japanese/>
    }
    .into_any()
}

fn foreign_firm(fields: &OrganisationForm) -> AnyView {
    view! {
        <Field name="name" label=words::NAME_ABROAD value=fields.name.clone() required=true autocomplete="organization"/>
        <Field name="name_kana" label=words::NAME_KANA hint=words::NAME_KANA_HINT value=fields.name_kana.clone() required=true lang=Language::Japanese/>
        <Select name="country" label=words::COUNTRY required=true selected=fields.country.clone() options=countries()/>
        <Field name="registry" label=words::REGISTRY hint=words::REGISTRY_HINT value=fields.registry.clone() required=true/>
        <Field name="registration_number" label=words::REGISTRATION_NUMBER value=fields.registration_number.clone() width=FieldWidth::Medium required=true/>
        <Field name="address" label=words::ADDRESS value=fields.address.clone() required=true autocomplete="street-address"/>
        <Field name="postal_code" label=words::POSTAL_CODE value=fields.postal_code.clone() width=FieldWidth::Short autocomplete="postal-code"/>
    }
    .into_any()
}

#[component]
fn Representative(kind: OrganisationKind, fields: OrganisationForm) -> impl IntoView {
    let (name, latin, kana) = (fields.representative_name, fields.representative_latin, fields.representative_kana);
    let names = match kind {
        OrganisationKind::Japanese => view! {
            <Field name="representative_name" label=words::REPRESENTATIVE_NAME value=name required=true lang=Language::Japanese/>
            <Field name="representative_kana" label=words::REPRESENTATIVE_KANA hint=words::KANA_HINT value=kana required=true lang=Language::Japanese/>
            <Field name="representative_latin" label=words::REPRESENTATIVE_LATIN value=latin/>
        }
        .into_any(),
        OrganisationKind::Foreign => view! {
            <Field name="representative_latin" label=words::REPRESENTATIVE_LATIN value=latin required=true/>
            <Field name="representative_kana" label=words::REPRESENTATIVE_KANA hint=words::KANA_HINT value=kana required=true lang=Language::Japanese/>
        }
        .into_any(),
    };
    view! {
        <Field name="representative_title" label=words::REPRESENTATIVE_TITLE hint=words::REPRESENTATIVE_TITLE_HINT
            value=fields.representative_title required=true/>
        {names}
    }
}

/// Every zone, with an empty line first for those who have not chosen.
pub fn zone_choices(zones: Vec<String>) -> Vec<Choice> {
    let empty = Choice::new("", say(words::CHOOSE));
    std::iter::once(empty).chain(zones.into_iter().map(|zone| Choice::new(zone.clone(), zone))).collect()
}

/// Every country but Japan, by its name in the language of the page and the other one.
fn countries() -> Vec<Choice> {
    let mut all: Vec<&country::Country> = country::ALL.iter().filter(|country| country.code != "JP").collect();
    let is_japanese = language() == Language::Japanese;
    if is_japanese {
        all.sort_by_key(|country| country.ja);
    }
    let choices = all.into_iter().map(|country| {
        let label = if is_japanese {
            format!("{} / {}", country.ja, country.en)
        } else {
            format!("{} / {}", country.en, country.ja)
        };
        Choice::new(country.code, label)
    });
    std::iter::once(Choice::new("", say(words::CHOOSE))).chain(choices).collect()
}
