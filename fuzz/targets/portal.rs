//! Any text as an answer of the procurement portal.
#![no_main]

use musubi_fuzz::server::intake::sources::{portal, xml};

libfuzzer_sys::fuzz_target!(|answer: &str| {
    if let Ok(root) = xml::parse(answer)
        && let Ok(incoming) = portal::read(&root)
    {
        musubi_fuzz::check(incoming);
    }
});
