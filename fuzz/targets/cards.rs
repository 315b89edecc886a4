//! Any bytes as a file of contacts: cards or a table.
#![no_main]

use musubi_fuzz::domain::contact_card::ROWS_MOST;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = musubi_fuzz::server::cards::read(bytes) {
        assert!(file.rows.len() <= ROWS_MOST);
        assert!(file.rows.iter().all(|row| row.line > 0));
    }
});
