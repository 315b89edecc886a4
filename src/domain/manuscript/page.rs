//! The page that a part of a manuscript is printed on.

use super::measure::{HalfPoints, Length};

/// Paper, margins and grid (dossier §4.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSetup {
    /// Width of the sheet as it lies.
    pub width: Length,
    /// Height of the sheet as it lies.
    pub height: Length,
    /// Free space above the text.
    pub top: Length,
    /// Free space below the text.
    pub bottom: Length,
    /// Free space left of the text.
    pub left: Length,
    /// Free space right of the text.
    pub right: Length,
    /// From the paper's edge to the header and the footer.
    pub edge: Length,
    /// Distance of the lines of the document grid.
    pub pitch: HalfPoints,
}

impl PageSetup {
    /// Width of the text.
    #[must_use]
    pub const fn text_width(&self) -> Length {
        self.width.minus(self.left).minus(self.right)
    }

    /// Height of the text.
    #[must_use]
    pub const fn text_height(&self) -> Length {
        self.height.minus(self.top).minus(self.bottom)
    }
}
