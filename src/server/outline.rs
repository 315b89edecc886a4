//! The outline of a new proposal, read from `templates/outlines/proposal.toml`: chapters with guidance in both
//! languages. Pure reading; rows are made by the services.

use serde::Deserialize;

use crate::domain::section::Guidance;
use crate::server::failure::Failure;
use crate::server::store::sections::NewSection;
use crate::server::templates::Templates;

/// Where the outline is among the templates.
const FILE: &str = "outlines/proposal.toml";

/// A chapter of the outline.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// What the section begins with.
    pub section: NewSection,
    /// What its writer is told.
    pub guidance: Guidance,
}

#[derive(Debug, Deserialize)]
struct OutlineFile {
    sections: Vec<ChapterFile>,
}

#[derive(Debug, Deserialize)]
struct ChapterFile {
    code: String,
    title_ja: String,
    title_en: String,
    guidance_ja: String,
    guidance_en: String,
}

/// The chapters of a proposal, in order.
///
/// # Errors
/// When the file is missing or cannot be read.
pub fn proposal(templates: &Templates) -> Result<Vec<Chapter>, Failure> {
    let text = templates.text(FILE).ok_or_else(|| Failure::fault(format!("{FILE} is missing")))?;
    let file: OutlineFile = toml::from_str(text).map_err(|error| Failure::fault(format!("{FILE}: {error}")))?;
    Ok(file.sections.into_iter().map(chapter).collect())
}

fn chapter(file: ChapterFile) -> Chapter {
    Chapter {
        section: NewSection { code: file.code, title_ja: file.title_ja, title_en: file.title_en },
        guidance: Guidance { ja: paragraphs(&file.guidance_ja), en: paragraphs(&file.guidance_en) },
    }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What the outline says to the writer of a chapter; nothing for a chapter that it does not know.
///
/// # Errors
/// As `proposal`.
pub fn guidance(templates: &Templates, code: &str) -> Result<Guidance, Failure> {
    let chapters = proposal(templates)?;
    Ok(chapters
        .into_iter()
        .find(|chapter| chapter.section.code == code)
        .map(|chapter| chapter.guidance)
        .unwrap_or_default())
}
