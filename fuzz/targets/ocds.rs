//! Any text as OCDS.
#![no_main]

use musubi_fuzz::server::intake::sources::{json, ocds};

libfuzzer_sys::fuzz_target!(|document: &str| {
    if let Ok(document) = json::parse(document)
        && let Ok(incoming) = ocds::read(&document)
    {
        musubi_fuzz::check(incoming);
    }
});
