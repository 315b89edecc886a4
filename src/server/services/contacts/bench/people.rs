//! Organisations and people for the measuring, as if somebody had typed them.

use super::names::{FAMILIES, FAMILIES_ABROAD, FIRSTS, GIVENS, GIVENS_ABROAD, LASTS, OFFICES, TITLES, TOWNS, TRADES};
use crate::domain::contact::ContactForm;
use crate::domain::contact_organisation::BodyForm;
use crate::server::store::bench_rows::bench_chance;

/// Of a hundred people, so many work for a town's office, so many for a firm, and the rest for nobody known.
const IN_OFFICES: u64 = 60;
const IN_FIRMS: u64 = 32;
/// Firms that are known.
const FIRMS: usize = 600;

/// Every organisation: the offices of all towns, then the firms.
pub(super) fn bodies() -> Vec<BodyForm> {
    let offices = TOWNS.iter().flat_map(|(town, town_kana, _)| {
        OFFICES.iter().map(move |(office, kana, kind)| BodyForm {
            kind: (*kind).to_owned(),
            name: format!("{town}{office}"),
            name_kana: format!("{town_kana}{kana}"),
            address: format!("{town}本町1-2-3"),
            ..BodyForm::default()
        })
    });
    let firms = (0..FIRMS).map(|number| {
        let family = family(bench_chance(number as u64));
        let (trade, trade_kana) = TRADES[number % TRADES.len()];
        BodyForm {
            kind: "subcontractor".to_owned(),
            name: format!("{}{trade}", family.0),
            name_kana: format!("{}{trade_kana}", family.1),
            ..BodyForm::default()
        }
    });
    offices.chain(firms).collect()
}

/// The place among `bodies` of a person's organisation; those of the first towns come most often.
pub(super) fn body_of(number: u64) -> Option<usize> {
    let luck = bench_chance(number ^ 0xb0d1);
    let offices = TOWNS.len() * OFFICES.len();
    match luck % 100 {
        share if share < IN_OFFICES => {
            Some(rank(luck >> 8, TOWNS.len()) * OFFICES.len() + (luck >> 40) as usize % OFFICES.len())
        }
        share if share < IN_OFFICES + IN_FIRMS => Some(offices + rank(luck >> 8, FIRMS)),
        _ => None,
    }
}

/// One person.
pub(super) fn person(number: u64) -> ContactForm {
    let luck = bench_chance(number);
    if luck % 100 < 8 { abroad(number, luck) } else { japanese(number, luck) }
}

fn japanese(number: u64, luck: u64) -> ContactForm {
    let (family, family_kana, family_latin) = family(bench_chance(luck));
    let (given, given_kana, given_latin) = GIVENS[rank(luck >> 24, GIVENS.len())];
    let domain = body_of(number).filter(|body| *body < TOWNS.len() * OFFICES.len());
    let domain = domain
        .map_or_else(|| "example.jp".to_owned(), |body| format!("city.{}.example.jp", TOWNS[body / OFFICES.len()].2));
    let (title_ja, title_en) = TITLES[(luck >> 50) as usize % TITLES.len()];
    ContactForm {
        email: format!("{}.{}{}@{domain}", family_latin, given_latin, number % 1_000).to_lowercase(),
        family,
        given: given.to_owned(),
        family_kana,
        given_kana: given_kana.to_owned(),
        family_latin,
        given_latin: given_latin.to_owned(),
        order: "family_first".to_owned(),
        title_ja: title_ja.to_owned(),
        title_en: title_en.to_owned(),
        telephone: format!("03-{:04}-{:04}", luck % 10_000, (luck >> 16) % 10_000),
        card_on: format!("2026-{:02}-{:02}", 1 + luck % 11, 1 + (luck >> 8) % 28),
        language: "ja".to_owned(),
        consent: "card".to_owned(),
        ..ContactForm::default()
    }
}

fn abroad(number: u64, luck: u64) -> ContactForm {
    let family = FAMILIES_ABROAD[rank(luck >> 8, FAMILIES_ABROAD.len())];
    let given = GIVENS_ABROAD[rank(luck >> 24, GIVENS_ABROAD.len())];
    ContactForm {
        kind: "foreign_bid_lead".to_owned(),
        family_latin: family.to_owned(),
        given_latin: given.to_owned(),
        order: "given_first".to_owned(),
        title_en: "Bid manager".to_owned(),
        email: format!("contact{number}@nordlys.example"),
        language: "en".to_owned(),
        consent: "given".to_owned(),
        ..ContactForm::default()
    }
}

/// A family name: three of five are among the frequent ones.
fn family(luck: u64) -> (String, String, String) {
    if luck % 5 < 3 {
        let (name, kana, latin) = FAMILIES[rank(luck >> 8, FAMILIES.len() - 1)];
        return (name.to_owned(), kana.to_owned(), latin.to_owned());
    }
    // One of some thousands has the rarest of all.
    if luck % 5_000 == 4 {
        let (name, kana, latin) = FAMILIES[FAMILIES.len() - 1];
        return (name.to_owned(), kana.to_owned(), latin.to_owned());
    }
    let (first, last) = (FIRSTS[(luck >> 8) as usize % FIRSTS.len()], LASTS[(luck >> 32) as usize % LASTS.len()]);
    (format!("{}{}", first.0, last.0), format!("{}{}", first.1, last.1), format!("{}{}", first.2, last.2))
}

/// A place in a list whose first entries come most often.
fn rank(luck: u64, count: usize) -> usize {
    let part = (luck % 1_000_000) as f64 / 1_000_000.0;
    ((part.powf(1.7) * count as f64) as usize).min(count.saturating_sub(1))
}
