//! The contents: a TOC field whose entries are already there, each with its page in a PAGEREF field.

use docx_rs as d;

use super::{Renderer, field_runs};
use crate::domain::manuscript::Heading;

impl Renderer<'_> {
    pub(super) fn contents(&mut self, deepest: u8) -> Vec<d::Paragraph> {
        let manuscript = self.manuscript;
        let width = manuscript.parts.last().map_or(0, |part| part.page.text_width().twips());
        let entries: Vec<Heading<'_>> = manuscript.headings().filter(|heading| heading.level <= deepest).collect();
        let last = entries.len().saturating_sub(1);
        let mut paragraphs = Vec::with_capacity(entries.len());
        for (index, heading) in entries.iter().enumerate() {
            let mut paragraph = self.entry_paragraph(heading, width);
            if index == 0 {
                let [begin, instruction, separate, ..] = field_runs(
                    d::InstrText::Unsupported(format!("TOC \\o \"1-{deepest}\" \\h \\z \\u")),
                    d::Run::new(),
                );
                paragraph = paragraph.add_run(begin).add_run(instruction).add_run(separate);
            }
            paragraph = paragraph.add_hyperlink(entry(heading));
            if index == last {
                let [.., end] = field_runs(d::InstrText::Unsupported(String::new()), d::Run::new());
                paragraph = paragraph.add_run(end);
            }
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    fn entry_paragraph(&self, heading: &Heading<'_>, width: i32) -> d::Paragraph {
        let depth = i32::from(heading.level.saturating_sub(1));
        let style = format!("TOC{}", heading.level);
        let tab = d::Tab::new()
            .val(d::TabValueType::Right)
            .leader(d::TabLeaderType::Dot)
            .pos(usize::try_from(width).unwrap_or_default());
        let indent = Some(self.chars(depth * 100));
        d::Paragraph::new().style(&style).align(d::AlignmentType::Left).add_tab(tab).indent(indent, None, None, None)
    }
}

fn entry(heading: &Heading<'_>) -> d::Hyperlink {
    let page = heading.page.unwrap_or(1).to_string();
    let text = d::Run::new().add_text(super::printable(&format!("{}　{}", heading.number, heading.text))).add_tab();
    let reference = d::InstrText::PAGEREF(d::InstrPAGEREF::new(heading.bookmark).hyperlink());
    let link = d::Hyperlink::new(heading.bookmark, d::HyperlinkType::Anchor).add_run(text);
    field_runs(reference, d::Run::new().add_text(page)).into_iter().fold(link, |link, run| link.add_run(run))
}
