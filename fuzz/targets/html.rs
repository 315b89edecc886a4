//! Any text as a page.
#![no_main]

libfuzzer_sys::fuzz_target!(|page: &str| {
    if let Ok(source) = musubi_fuzz::server::intake::sources::html::read(page) {
        musubi_fuzz::check(vec![musubi_fuzz::server::intake::Incoming::Notice(Box::new(source))]);
    }
});
