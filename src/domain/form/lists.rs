//! Running text, numbered items, boxes to tick, articles.

use super::TextSize;
use super::condition::Condition;
use super::repeat::Repeat;
use super::tables::FormTable;
use super::text::Text;
use crate::domain::manuscript::Align;

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormParagraph {
    /// Its text.
    pub text: Text,
    /// How it is set.
    pub align: Align,
    /// Indent of the first line in characters.
    pub first: i32,
    /// Indent of all lines in characters.
    pub left: i32,
    /// How large.
    pub size: TextSize,
    /// 太字.
    pub bold: bool,
    /// 下線.
    pub underline: bool,
    /// Printed once, or once for each of several.
    pub repeat: Repeat,
}

/// One numbered item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormItem {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// 件名 and so on.
    pub label: String,
    /// What follows the label.
    pub text: Text,
    /// What stands below it.
    pub below: Below,
}

/// What stands below an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Below {
    /// Nothing.
    Nothing,
    /// The attachments as (1), (2) …
    Attachments,
    /// Entries as (1), (2) …, or with boxes to tick.
    Entries(Vec<SubItem>),
    /// A table.
    Table(FormTable),
}

/// An entry below an item or an article, 号.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubItem {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// Its text.
    pub text: Text,
    /// Printed once, or once for each of several.
    pub repeat: Repeat,
    /// Its box, instead of a number.
    pub tick: Option<Tick>,
}

/// Whether a box is ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tick {
    /// Never: a person ticks it by hand.
    Empty,
    /// If all of these hold.
    When(Vec<Condition>),
}

/// A box to tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckOption {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// What stands beside it.
    pub text: Text,
    /// Whether it is ticked.
    pub tick: Tick,
}

/// 条文.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormArticles {
    /// How 号 are numbered.
    pub numerals: Numerals,
    /// The articles; one whose conditions fail leaves no gap in the numbers.
    pub articles: Vec<FormArticle>,
}

names! {
    /// How 号 are numbered.
    Numerals, "numerals" {
        /// (1), (2) …
        Brackets = "brackets",
        /// 一, 二 …
        Kanji = "kanji",
    }
}

/// 条.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormArticle {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// What other texts call it; may be empty.
    pub name: String,
    /// The words in brackets above it; may be empty.
    pub title: String,
    /// Whether it is 第n条の２ of the one before.
    pub is_branch: bool,
    /// 項 in order, the first beside 第n条: its conditions, its text, its 号.
    pub paragraphs: Vec<(Vec<Condition>, Text, Vec<SubItem>)>,
}
