//! Any text as a feed.
#![no_main]

use musubi_fuzz::server::intake::sources::{feed, xml};

libfuzzer_sys::fuzz_target!(|document: &str| {
    if let Ok(root) = xml::parse(document)
        && let Some(incoming) = feed::read(&root)
    {
        musubi_fuzz::check(vec![incoming]);
    }
});
