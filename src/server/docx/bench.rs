//! The document of the measurements: 2,000 paragraphs and 60 tables, about 100 pages, to be compared with python-docx.

use std::path::Path;
use std::time::Instant as Clock;

use super::pieces::{self, Sizes};
use super::tables;
use super::{DocumentFault, to_docx};
use crate::domain::form::Layout;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::manuscript::{
    Align, BodyFace, Borders, Face, Font, HalfPoints, Indent, Item, Length, Manuscript, PageSetup, Paragraph, Part,
    Role, Row, RowHeight, RowPlace, Stress, Table, TablePlace, TableRole,
};

const PARAGRAPHS: usize = 2_000;
const TABLES: usize = 60;
const ROWS: usize = 6;
const COLUMNS: usize = 4;
const SENTENCE: &str =
    "本業務では、災害時に市民へ正確な情報を速やかに届けるため、関係部署との協議を重ねながら段階的に構築を進めます。";

/// Builds, writes and measures: milliseconds for building the bytes, and the process's peak memory in KB (0 where unknown).
///
/// # Errors
/// A fault of the engine, or of writing the file.
pub fn run(out: &Path) -> Result<(f64, u64), String> {
    let start = Clock::now();
    let bytes = bench_document().map_err(|fault| fault.to_string())?;
    let elapsed = start.elapsed().as_secs_f64() * 1000.0;
    std::fs::write(out, bytes).map_err(|error| error.to_string())?;
    Ok((elapsed, peak_kb()))
}

/// The bytes of the document of the measurements.
///
/// # Errors
/// A fault of the engine.
pub fn bench_document() -> Result<Vec<u8>, DocumentFault> {
    to_docx(&bench_manuscript())
}

/// The manuscript of the measurements.
#[must_use]
pub fn bench_manuscript() -> Manuscript {
    let layout = layout();
    let sizes = Sizes::of(&layout);
    let mut items = Vec::with_capacity(PARAGRAPHS + 2 * TABLES);
    for index in 0..PARAGRAPHS {
        items.push(Item::Paragraph(if index % 20 == 0 { heading(index, &sizes) } else { text(index) }));
        if index % (PARAGRAPHS / TABLES) == 0 && index / (PARAGRAPHS / TABLES) < TABLES {
            items.push(Item::Table(table(index, &sizes)));
        }
    }
    let part = Part {
        page: layout.page,
        header: vec![pieces::header("防災情報配信システム構築業務委託", &sizes)],
        footer: vec![pieces::footer()],
        numbering_from: Some(1),
        items,
    };
    Manuscript {
        title: "企画提案書".to_owned(),
        author: String::new(),
        language: Language::Japanese,
        revised: Instant(1_795_000_000_000),
        body: BodyFace { font: Font::Mincho, size: layout.size },
        parts: vec![part],
    }
}

fn heading(index: usize, sizes: &Sizes) -> Paragraph {
    let face = Face { font: Some(Font::Gothic), stress: Stress::BOLD, ..Face::default() };
    let role = Role::Heading {
        level: 1,
        number: (index / 20 + 1).to_string(),
        bookmark: format!("_Toc{index:08}"),
        page: None,
    };
    Paragraph {
        role,
        align: Align::Left,
        line: Some(HalfPoints(sizes.pitch())),
        keep_next: true,
        inlines: vec![pieces::run("業務の理解と実施方針", face)],
        ..Paragraph::default()
    }
}

fn text(index: usize) -> Paragraph {
    let indent = Indent { first: 100, ..Indent::default() };
    let emphasis = Face { stress: Stress::BOLD, ..Face::default() };
    let inlines = vec![pieces::run(SENTENCE, Face::default()), pieces::run(&format!("（第{index}項）"), emphasis)];
    Paragraph { indent, inlines, ..Paragraph::default() }
}

fn table(index: usize, sizes: &Sizes) -> Table {
    let row = |number: usize| {
        let cell = |column: usize| {
            if number == 0 {
                tables::heading_cell(&format!("項目{column}"), sizes)
            } else {
                tables::text_cell(&format!("表{index} 行{number} 列{column}"), Align::Left, sizes)
            }
        };
        let place = if number == 0 { RowPlace::Heading } else { RowPlace::Body };
        Row { height: RowHeight::Auto, place, cells: (0..COLUMNS).map(cell).collect() }
    };
    Table {
        role: TableRole::Data,
        place: TablePlace::Left(Length(0)),
        widths: vec![Length::mm(40); COLUMNS],
        padding: Length(150),
        borders: Borders::Grid,
        rows: (0..ROWS).map(row).collect(),
    }
}

fn layout() -> Layout {
    let margin = Length::mm(25);
    let page = PageSetup {
        width: Length::mm(210),
        height: Length::mm(297),
        top: margin,
        bottom: margin,
        left: margin,
        right: margin,
        edge: Length(1250),
        pitch: HalfPoints(36),
    };
    Layout {
        name: "bench".to_owned(),
        page,
        font: Font::Mincho,
        heading_font: Font::Gothic,
        size: HalfPoints(21),
        title_size: HalfPoints(32),
        label_size: HalfPoints(21),
        note_size: HalfPoints(18),
        heading_size: HalfPoints(24),
    }
}

/// `VmHWM` of this process, where the system tells it.
fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
