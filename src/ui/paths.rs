//! Addresses of the pages, in one place.

use crate::domain::id::{BidId, SectionId, TenderFileId, TenderId};
use crate::domain::language::Language;

/// Home: my bids.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// The list of tenders.
pub const TENDERS: &str = "/tenders";
/// A new tender: paste, upload or type.
pub const NEW_TENDER: &str = "/tenders/new";
/// The own organisation.
pub const ORGANISATION: &str = "/organisation";
/// The organisation's users.
pub const USERS: &str = "/users";
/// The own account.
pub const SETTINGS: &str = "/settings";

/// A one-time link: set-up, invitation, password.
#[must_use]
pub fn link(secret: &str) -> String {
    format!("/link/{secret}")
}

/// Signing in, and coming back to a page of ours afterwards.
#[must_use]
pub fn sign_in(next: &str) -> String {
    if next.is_empty() || next == HOME {
        return SIGN_IN.to_owned();
    }
    format!("{SIGN_IN}?next={}", encoded(next))
}

/// A text as it stands in the query of an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// One tender.
#[must_use]
pub fn tender(id: TenderId) -> String {
    format!("/tenders/{id}")
}

/// The list after several notices came in: how many tenders were made, and how many notices were known.
#[must_use]
pub fn tenders_made(made: usize, known: usize) -> String {
    format!("{TENDERS}?show=to_confirm&made={made}&known={known}")
}

/// The list with a part of the tenders and words that are sought; empty for all.
#[must_use]
pub fn tenders_found(show: &str, words: &str) -> String {
    match (show, words) {
        ("" | "all", "") => TENDERS.to_owned(),
        ("" | "all", words) => format!("{TENDERS}?words={}", encoded(words)),
        (show, "") => format!("{TENDERS}?show={show}"),
        (show, words) => format!("{TENDERS}?show={show}&words={}", encoded(words)),
    }
}

/// The demands of a tender.
#[must_use]
pub fn tender_requirements(id: TenderId) -> String {
    format!("/tenders/{id}/requirements")
}

/// Where further files of a tender are posted.
#[must_use]
pub fn tender_upload(id: TenderId) -> String {
    format!("/tenders/{id}/upload")
}

/// Confirming what intake proposes.
#[must_use]
pub fn confirm_tender(id: TenderId) -> String {
    format!("/tenders/{id}/confirm")
}

/// Changing a tender's facts and dates.
#[must_use]
pub fn edit_tender(id: TenderId) -> String {
    format!("/tenders/{id}/edit")
}

/// The original of a tender, at a page when one is known.
#[must_use]
pub fn tender_file(id: TenderId, file: TenderFileId, page: Option<u32>) -> String {
    let page = page.map_or_else(String::new, |page| format!("#page={page}"));
    format!("/tenders/{id}/files/{file}{page}")
}

/// Overview of a bid.
#[must_use]
pub fn bid(id: BidId) -> String {
    format!("/bids/{id}")
}

/// A page of a bid: `sections`, `joint-venture`, `dates`, `documents`, `people`, `audit`.
#[must_use]
pub fn bid_page(id: BidId, page: &str) -> String {
    format!("/bids/{id}/{page}")
}

/// One section.
#[must_use]
pub fn section(bid: BidId, section: SectionId) -> String {
    format!("/bids/{bid}/sections/{section}")
}

/// One document.
#[must_use]
pub fn document(bid: BidId, form: &str) -> String {
    format!("/bids/{bid}/documents/{form}")
}

/// One section with the editor of a language open.
#[must_use]
pub fn section_editor(bid: BidId, of: SectionId, language: Language) -> String {
    let tag = language.tag();
    format!("{}?lang={tag}&edit={tag}", section(bid, of))
}

/// The editor after saving, at the block where the person was.
#[must_use]
pub fn section_written(bid: BidId, of: SectionId, language: Language, block: Option<&str>) -> String {
    let place = block.map(|id| format!("#block-{id}")).unwrap_or_default();
    format!("{}&saved=1{place}", section_editor(bid, of, language))
}
