//! Tests of the document engine: every form for every kind of bid, files broken on purpose, hostile facts, outside judges.

mod blind;
mod broken;
mod costs;
mod facts;
mod gallery;
mod hostile;
mod judges;
mod language;
mod papers;
mod plans;
mod rich;
mod seeded;
mod structure;

use super::specimens::entries;
use super::{Rendered, document};
use crate::domain::document::BidFacts;
use crate::domain::instant::Instant;
use crate::server::templates::Templates;

/// 2026-11-21T00:00:00Z.
const REVISED: Instant = Instant(1_795_219_200_000);

fn rendered(code: &str, facts: &BidFacts) -> Rendered {
    let templates = Templates::load(None).unwrap();
    let form = templates.form(code).unwrap();
    document(form, facts, templates.layout_of(form).unwrap(), REVISED).unwrap()
}

/// The text of one part.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}
