//! Any text under the rules for the language of notices.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    musubi_fuzz::check_evidence(text, &musubi_fuzz::server::intake::read(text));
});
