//! Where the pages of a typeset paper begin, for whoever looks at it on one long sheet.

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageTurn {
    /// The part of the manuscript.
    pub part: usize,
    /// The item of the part.
    pub item: usize,
    /// Where in it.
    pub place: TurnPlace,
    /// The number of the page as it is printed.
    pub page: u32,
}

/// Where in an item a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnPlace {
    /// The item is the first thing on the page.
    Before,
    /// The item goes on from the page before.
    Within,
}
