//! How characters look.

use super::measure::HalfPoints;

/// The face of the running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BodyFace {
    /// Mincho or Gothic.
    pub font: Font,
    /// Its size.
    pub size: HalfPoints,
}

/// How characters look; `None` is the body's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Face {
    /// Another size.
    pub size: Option<HalfPoints>,
    /// Another font.
    pub font: Option<Font>,
    /// What makes it stand out.
    pub stress: Stress,
    /// Its colour.
    pub ink: Ink,
    /// The characters are spread over the width of so many (均等割付 of a run).
    pub fit: Option<u16>,
}

/// The colour of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// Black.
    #[default]
    Black,
    /// Red, as 入札書在中 on an envelope.
    Red,
}

/// How characters are made to stand out; each can be beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stress {
    /// 太字.
    pub bold: bool,
    /// 下線.
    pub underline: bool,
    /// 圏点.
    pub dots: bool,
}

/// A family of type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Font {
    /// ＭＳ 明朝.
    Mincho,
    /// ＭＳ ゴシック.
    Gothic,
}

impl Stress {
    /// 太字 alone.
    pub const BOLD: Self = Self { bold: true, underline: false, dots: false };
}
