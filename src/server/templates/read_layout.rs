//! `layouts/*.toml`: paper, margins, grid and sizes, within the bounds that hold one layout in every renderer.

use serde::Deserialize;
use toml::Spanned;

use super::TemplateProblem;
use super::toml_file::TomlFile;
use crate::domain::form::Layout;
use crate::domain::manuscript::{Font, HalfPoints, Length, PageSetup};

/// The largest body size of which a line takes one cell of an 18 pt grid in every renderer.
const LARGEST_BODY_PT: f64 = 12.0;
/// Below this nothing is read any more.
const SMALLEST_PT: f64 = 6.0;
/// Above this nothing fits on a line.
const LARGEST_PT: f64 = 72.0;
/// Paper sizes in millimetres, upright.
const PAPERS: [(&str, i32, i32); 3] = [("A3", 297, 420), ("A4", 210, 297), ("B5", 182, 257)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLayout {
    paper: Spanned<String>,
    orientation: Spanned<String>,
    margins_mm: Spanned<RawMargins>,
    pitch_pt: Spanned<f64>,
    font: Spanned<String>,
    heading_font: Spanned<String>,
    size_pt: Spanned<f64>,
    title_pt: Spanned<f64>,
    label_pt: Spanned<f64>,
    note_pt: Spanned<f64>,
    heading_pt: Spanned<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMargins {
    top: f64,
    bottom: f64,
    left: f64,
    right: f64,
    edge: f64,
}

pub(super) fn read(file: &str, name: &str, text: &str) -> Result<Layout, TemplateProblem> {
    let file = TomlFile { name: file, text };
    let raw: RawLayout = file.parse()?;
    if *raw.size_pt.get_ref() > LARGEST_BODY_PT {
        return Err(file.problem(&raw.size_pt, "the body may have 12 pt at most"));
    }
    Ok(Layout {
        name: name.to_owned(),
        page: page(&file, &raw)?,
        font: font(&file, &raw.font)?,
        heading_font: font(&file, &raw.heading_font)?,
        size: points(&file, &raw.size_pt)?,
        title_size: points(&file, &raw.title_pt)?,
        label_size: points(&file, &raw.label_pt)?,
        note_size: points(&file, &raw.note_pt)?,
        heading_size: points(&file, &raw.heading_pt)?,
    })
}

fn page(file: &TomlFile<'_>, raw: &RawLayout) -> Result<PageSetup, TemplateProblem> {
    let wanted = raw.paper.get_ref();
    let paper = PAPERS.iter().find(|(name, ..)| name == wanted);
    let (_, short, long) = paper.ok_or_else(|| file.problem(&raw.paper, "paper is A3, A4 or B5"))?;
    let (width, height) = match raw.orientation.get_ref().as_str() {
        "portrait" => (*short, *long),
        "landscape" => (*long, *short),
        _ => return Err(file.problem(&raw.orientation, "orientation is portrait or landscape")),
    };
    let margins = raw.margins_mm.get_ref();
    let length = |mm: f64| {
        let sound = (5.0..=100.0).contains(&mm);
        if sound {
            Ok(Length((mm * 100.0).round() as i32))
        } else {
            Err(file.problem(&raw.margins_mm, "a margin is 5 to 100 mm"))
        }
    };
    let page = PageSetup {
        width: Length::mm(width),
        height: Length::mm(height),
        top: length(margins.top)?,
        bottom: length(margins.bottom)?,
        left: length(margins.left)?,
        right: length(margins.right)?,
        edge: length(margins.edge)?,
        pitch: points(file, &raw.pitch_pt)?,
    };
    if page.text_width() < Length::mm(80) || page.text_height() < Length::mm(80) {
        return Err(file.problem(&raw.margins_mm, "the margins leave less than 80 mm for the text"));
    }
    Ok(page)
}

fn points(file: &TomlFile<'_>, value: &Spanned<f64>) -> Result<HalfPoints, TemplateProblem> {
    let points = *value.get_ref();
    let half = points * 2.0;
    if !(SMALLEST_PT..=LARGEST_PT).contains(&points) || half.fract() != 0.0 {
        return Err(file.problem(value, "a size is 6 to 72 pt in steps of 0.5"));
    }
    Ok(HalfPoints(half as u16))
}

fn font(file: &TomlFile<'_>, value: &Spanned<String>) -> Result<Font, TemplateProblem> {
    match value.get_ref().as_str() {
        "mincho" => Ok(Font::Mincho),
        "gothic" => Ok(Font::Gothic),
        _ => Err(file.problem(value, "font is mincho or gothic")),
    }
}
