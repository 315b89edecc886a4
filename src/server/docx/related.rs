//! What a paper holds or names beside its text, each once: the files of pictures, the addresses of links.

use std::collections::BTreeMap;

use crate::domain::manuscript::{Inline, Manuscript, Picture};

/// Pictures and links with their numbers, which count from 1 in the order of the paper.
#[derive(Debug, Default)]
pub(super) struct Related<'m> {
    pictures: Vec<&'m Picture>,
    links: Vec<&'m str>,
    picture_numbers: BTreeMap<&'m str, usize>,
    link_numbers: BTreeMap<&'m str, usize>,
}

/// The id of a picture's relationship.
pub(super) fn picture_id(number: usize) -> String {
    format!("rIdPicture{number}")
}

/// The id of a link's relationship.
pub(super) fn link_id(number: usize) -> String {
    format!("rIdLink{number}")
}

impl<'m> Related<'m> {
    pub(super) fn of(manuscript: &'m Manuscript) -> Self {
        let mut related = Self::default();
        for inline in manuscript.paragraphs().flat_map(|paragraph| &paragraph.inlines) {
            related.take(inline);
        }
        related
    }

    fn take(&mut self, inline: &'m Inline) {
        match inline {
            Inline::Picture(picture) if !self.picture_numbers.contains_key(picture.file.as_str()) => {
                self.pictures.push(picture);
                self.picture_numbers.insert(&picture.file, self.pictures.len());
            }
            Inline::Link { address, inlines } => {
                if !self.link_numbers.contains_key(address.as_str()) {
                    self.links.push(address);
                    self.link_numbers.insert(address, self.links.len());
                }
                inlines.iter().for_each(|inline| self.take(inline));
            }
            _ => {}
        }
    }

    /// The number of a picture's file.
    pub(super) fn picture(&self, file: &str) -> Option<usize> {
        self.picture_numbers.get(file).copied()
    }

    /// The id of a link's relationship.
    pub(super) fn link(&self, address: &str) -> Option<String> {
        self.link_numbers.get(address).copied().map(link_id)
    }

    /// The files with their numbers.
    pub(super) fn pictures(&self) -> impl Iterator<Item = (usize, &'m Picture)> {
        (1..).zip(self.pictures.iter().copied())
    }

    /// The addresses with their numbers.
    pub(super) fn links(&self) -> impl Iterator<Item = (usize, &'m str)> {
        (1..).zip(self.links.iter().copied())
    }
}
