//! Type and margins as the file sets them (dossier §4.1; R-48).

use super::read::{Frame, Print};
use super::{Demands, Notes, place};
use crate::domain::document::{DocumentProblem, DocumentRule, PaperSide, Severity};

/// Smaller than this is hard to read where the notice says nothing, in tenths of a point.
const LEGIBLE: u32 = 80;
/// The same for what stands in tables and beside the text: readings over names are set in 7 pt.
const LEGIBLE_BESIDE: u32 = 70;
/// The side on which papers are bound, in tenths of a millimetre.
const BINDING: u32 = 200;
/// What no office printer prints on, in tenths of a millimetre.
const UNPRINTABLE: u32 = 100;
/// Paper narrower than this is no sheet that is bound (an envelope's label), in twips.
const SHEET: i32 = 11_000;
/// How far a table may reach over the text: its own padding, in twips.
const OVERHANG: i32 = 240;
/// Styles of what stands beside the text: a demand on the type of the text need not mean them.
const BESIDE: [&str; 7] = ["FormNote", "Caption", "Header", "Footer", "FootnoteText", "TableText", "TableHeading"];

pub(super) fn check(print: &Print, demands: &Demands, notes: &mut Notes) {
    type_size(print, demands, notes);
    for frame in &print.frames {
        margins(*frame, notes);
    }
    tables(print, notes);
}

fn type_size(print: &Print, demands: &Demands, notes: &mut Notes) {
    for (at, line) in print.lines.iter().enumerate() {
        let is_beside = BESIDE.contains(&line.style.as_str()) || line.cell.is_some();
        let floor = demands.type_tenths.unwrap_or(if is_beside { LEGIBLE_BESIDE } else { LEGIBLE });
        let tenths = u32::from(line.smallest) * 5;
        if line.smallest == u16::MAX || tenths >= floor {
            continue;
        }
        let is_error = demands.type_tenths.is_some() && !is_beside;
        let severity = if is_error { Severity::Error } else { Severity::Warning };
        let problem = DocumentProblem::TypeTooSmall { place: place(print, at), tenths, floor };
        notes.add(DocumentRule::Layout, severity, problem);
    }
}

fn margins(frame: Frame, notes: &mut Notes) {
    let is_bound = frame.width >= SHEET && frame.width < frame.height;
    let sides = [
        (PaperSide::Left, frame.left, if is_bound { BINDING } else { UNPRINTABLE }),
        (PaperSide::Right, frame.right, UNPRINTABLE),
        (PaperSide::Top, frame.top, UNPRINTABLE),
        (PaperSide::Bottom, frame.bottom, UNPRINTABLE),
    ];
    for (side, twips, least) in sides {
        let tenths = tenths_of_millimetre(twips);
        if tenths < least {
            let problem = DocumentProblem::MarginTooSmall { side, tenths, least };
            notes.add(DocumentRule::Layout, Severity::Warning, problem);
        }
    }
}

fn tables(print: &Print, notes: &mut Notes) {
    for grid in &print.tables {
        let Some(frame) = print.frames.get(grid.frame) else { continue };
        let room = frame.width - frame.left - frame.right;
        if grid.indent.max(0) + grid.width > room + OVERHANG {
            let problem = DocumentProblem::TableTooWide { place: place(print, grid.first_line) };
            notes.add(DocumentRule::Layout, Severity::Error, problem);
        }
    }
}

/// Rounded, since margins in millimetres are no whole twips.
fn tenths_of_millimetre(twips: i32) -> u32 {
    u32::try_from((i64::from(twips) * 254 + 720) / 1440).unwrap_or(0)
}
