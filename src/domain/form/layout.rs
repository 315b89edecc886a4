//! A page layout of `templates/layouts`.

use crate::domain::manuscript::{Font, HalfPoints, PageSetup};

/// A page layout of `templates/layouts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Its name: the file's.
    pub name: String,
    /// Paper, margins and grid.
    pub page: PageSetup,
    /// Font of the text.
    pub font: Font,
    /// Font of headings.
    pub heading_font: Font,
    /// Size of the text; at most 12 pt, else lines take two cells of the grid in Word.
    pub size: HalfPoints,
    /// Size of 表題.
    pub title_size: HalfPoints,
    /// Size of 様式第n号.
    pub label_size: HalfPoints,
    /// Size of notes.
    pub note_size: HalfPoints,
    /// Size of headings.
    pub heading_size: HalfPoints,
}
