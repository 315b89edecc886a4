//! What is drawn rather than written: boxes for seals, 工程表, 体制図, vertical lines.

use super::condition::Condition;
use super::repeat::Repeat;
use super::tables::FormColumn;
use super::text::Text;
use crate::domain::manuscript::{Align, HalfPoints, Length};

/// A box for a seal or a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealBox {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// The words above it.
    pub label: Text,
    /// How wide.
    pub width: Length,
    /// How high.
    pub height: Length,
    /// Printed once, or once for each of several.
    pub repeat: Repeat,
}

/// 工程表.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormGantt {
    /// What stands left of the bars.
    pub columns: Vec<FormColumn>,
    /// The tasks.
    pub repeat: Repeat,
    /// How finely time is drawn.
    pub unit: GanttUnit,
}

names! {
    /// How finely time is drawn.
    GanttUnit, "unit" {
        /// 上旬, 中旬, 下旬.
        Third = "third",
        /// Months.
        Month = "month",
    }
}

/// A level of 体制図.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartLevel {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// What stands in a box.
    pub text: Text,
    /// One box, or one for each of several.
    pub repeat: Repeat,
    /// Whether those in it stand outside (協力会社).
    pub dashed: bool,
}

/// A frame with vertical lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVertical {
    /// How wide.
    pub width: Length,
    /// How high.
    pub height: Length,
    /// The lines from right to left.
    pub lines: Vec<VerticalLine>,
}

/// A vertical line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerticalLine {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// Its text.
    pub text: Text,
    /// How large.
    pub size: HalfPoints,
    /// Left is the top, right the bottom.
    pub align: Align,
    /// Whether it is printed in red (入札書在中).
    pub is_red: bool,
}
