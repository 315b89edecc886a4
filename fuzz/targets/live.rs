//! Any frame of a browser: read, and what it brings applied to a text.
#![no_main]

use musubi_fuzz::domain::block::{Block, BlockBody, validate};
use musubi_fuzz::server::rooms::document::{Document, Fault};
use musubi_fuzz::server::rooms::frame::{Incoming, read};
use musubi_fuzz::server::rooms::presence::{Presence, Speaker};

libfuzzer_sys::fuzz_target!(|frames: &[u8]| {
    let begun = [Block::new("a", BlockBody::Paragraph { text: "本文".into() })];
    let document = Document::beginning(&begun, "first");
    // Every 255 marks the end of a frame: edits may rest on each other.
    for frame in frames.split(|byte| *byte == 255) {
        match read(frame) {
            Some((_, Incoming::Update(update))) => {
                let applied = document.apply(&update);
                if applied.fault.is_some_and(Fault::taints) {
                    return;
                }
                assert!(document.encoded().is_some(), "the text can always be kept");
                let blocks = document.blocks().expect("the text can always be read");
                assert!(validate(&blocks).iter().all(|problem| problem.index < blocks.len()));
                if !applied.update.is_empty() {
                    let other = Document::beginning(&begun, "first");
                    let _ = other.replay(&applied.update);
                }
            }
            Some((_, Incoming::Awareness(said))) => {
                let speaker = Speaker { user: "u".to_owned(), name: "n".to_owned() };
                let _ = Presence::read(&said, None, &speaker);
            }
            Some((_, Incoming::Open(opening))) => {
                let _ = document.lacking(&opening.state);
            }
            Some((_, Incoming::Close)) | None => {}
        }
    }
});
