//! Any bytes as a file without a name: which encoding, which sort of text, and then its reader.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(incoming) = musubi_fuzz::server::intake::sources::open("", bytes) {
        musubi_fuzz::check(incoming);
    }
});
