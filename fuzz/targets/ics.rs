//! Any bytes as a calendar file.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = musubi_fuzz::server::ics::read(bytes) {
        assert!(file.notes.iter().all(|note| note.line > 0));
        for event in file.events {
            assert!(event.line > 0);
            assert!(event.to.is_none_or(|to| to.to_utc_millis() >= event.from.to_utc_millis()));
        }
    }
});
