//! The items of a part as docx-rs writes them, each as soon as it is made, through one buffer.

use docx_rs::xml::writer::EmitterConfig;
use docx_rs::{self as d, BuildXML};

use crate::server::docx::DocumentFault;

/// Takes the XML of one item.
pub(in crate::server::docx) type Write<'w> = dyn FnMut(&[u8]) -> Result<(), DocumentFault> + 'w;

pub(super) struct RawItems<'i, 'w> {
    write: &'i mut Write<'w>,
    config: EmitterConfig,
    buffer: Vec<u8>,
    ends_with_paragraph: bool,
}

impl<'i, 'w> RawItems<'i, 'w> {
    pub(super) fn new(write: &'i mut Write<'w>) -> Self {
        // As docx-rs sets it for whole parts: it escapes texts when it takes them.
        let config =
            EmitterConfig { write_document_declaration: false, perform_escaping: false, ..EmitterConfig::default() };
        Self { write, config, buffer: Vec::new(), ends_with_paragraph: false }
    }

    pub(super) fn paragraph(&mut self, paragraph: &d::Paragraph) -> Result<(), DocumentFault> {
        self.ends_with_paragraph = true;
        self.item(paragraph)
    }

    pub(super) fn table(&mut self, table: &d::Table) -> Result<(), DocumentFault> {
        self.ends_with_paragraph = false;
        self.item(table)
    }

    pub(super) fn ends_with_paragraph(&self) -> bool {
        self.ends_with_paragraph
    }

    fn item(&mut self, item: &impl BuildXML) -> Result<(), DocumentFault> {
        let writer = self.config.create_writer(std::mem::take(&mut self.buffer));
        let written = item.build_to(writer).and_then(|writer| writer.into_inner());
        self.buffer = written.map_err(|error| DocumentFault::Xml(error.to_string()))?;
        (self.write)(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}
