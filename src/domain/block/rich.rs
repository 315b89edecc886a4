//! Running text with its marks: what stands in a paragraph, a heading, an item or a cell.
//! In JSON a text without marks is a plain string, so that what was kept before marks existed reads as it is.

use serde::de::{self, SeqAccess, Visitor};
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::id::SectionId;

/// Text in pieces. No piece is empty and no two neighbours look alike; a line feed is a line break.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RichText(Vec<RichInline>);

/// A piece of a text and how it looks. In JSON: `"…"`, `{"text":"…","strong":true}`, `{"bid_field":"amount"}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RichInline {
    /// What it is.
    #[serde(flatten)]
    pub content: InlineContent,
    /// How it looks.
    #[serde(flatten)]
    pub marks: Marks,
}

/// What a piece can be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InlineContent {
    /// Words.
    Text(String),
    /// A mark that leads to these words at the foot of the page, 脚注.
    Footnote(String),
    /// The number and the title of another section, as they are when it is printed.
    SectionRef(SectionId),
    /// A value of the bid, as it is when it is printed.
    BidField(BidField),
}

/// A value of the bid that a text can quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BidField {
    /// 件名
    Subject,
    /// 共同企業体の名称
    JointVenture,
    /// 金額
    Amount,
    /// 履行期間
    Period,
}

/// The values of a bid as texts quote them; one that is not known yet is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidFieldValues {
    /// 件名
    pub subject: String,
    /// 共同企業体の名称, or the firm's that bids alone.
    pub joint_venture: String,
    /// 金額, as in 12,345,000円.
    pub amount: String,
    /// 履行期間
    pub period: String,
}

impl BidFieldValues {
    /// One of them.
    #[must_use]
    pub fn get(&self, field: BidField) -> &str {
        match field {
            BidField::Subject => &self.subject,
            BidField::JointVenture => &self.joint_venture,
            BidField::Amount => &self.amount,
            BidField::Period => &self.period,
        }
    }
}

/// How a piece looks, and where it leads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// 太字
    #[serde(default, skip_serializing_if = "is_off")]
    pub strong: bool,
    /// 下線
    #[serde(default, skip_serializing_if = "is_off")]
    pub underline: bool,
    /// 圏点
    #[serde(default, skip_serializing_if = "is_off")]
    pub dots: bool,
    /// ふりがな
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruby: Option<String>,
    /// Where it leads: http, https or mailto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape that serde calls")]
const fn is_off(mark: &bool) -> bool {
    !*mark
}

impl BidField {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Subject, Self::JointVenture, Self::Amount, Self::Period];

    /// The code on the wire and in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::JointVenture => "joint_venture",
            Self::Amount => "amount",
            Self::Period => "period",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.code() == code)
    }
}

impl Marks {
    /// Whether there is none.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        !self.strong && !self.underline && !self.dots && self.ruby.is_none() && self.link.is_none()
    }
}

impl RichInline {
    /// Words without marks.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { content: InlineContent::Text(text.to_owned()), marks: Marks::default() }
    }

    /// Words with marks.
    #[must_use]
    pub fn marked(text: &str, marks: Marks) -> Self {
        Self { content: InlineContent::Text(text.to_owned()), marks }
    }

    /// The words of the text itself: a footnote, a reference and a value have none of their own.
    #[must_use]
    pub fn words(&self) -> &str {
        match &self.content {
            InlineContent::Text(text) => text,
            _ => "",
        }
    }
}

impl RichText {
    /// No words at all.
    #[must_use]
    pub const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// The pieces in order.
    #[must_use]
    pub fn inlines(&self) -> &[RichInline] {
        &self.0
    }

    /// Whether nothing stands here.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is words alone, without marks.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.iter().all(|inline| matches!(inline.content, InlineContent::Text(_)) && inline.marks.is_none())
    }

    /// The words alone.
    #[must_use]
    pub fn plain_text(&self) -> String {
        self.0.iter().map(RichInline::words).collect()
    }

    /// Adds a piece at the end; words that look like the ones before become one piece with them.
    pub fn push(&mut self, inline: RichInline) {
        match (self.0.last_mut(), inline) {
            (_, RichInline { content: InlineContent::Text(text), .. }) if text.is_empty() => {}
            (
                Some(RichInline { content: InlineContent::Text(before), marks }),
                RichInline { content: InlineContent::Text(text), marks: own },
            ) if *marks == own => before.push_str(&text),
            (_, inline) => self.0.push(inline),
        }
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self::from_iter([RichInline::text(text)])
    }
}

impl From<String> for RichText {
    fn from(text: String) -> Self {
        Self::from_iter([RichInline { content: InlineContent::Text(text), marks: Marks::default() }])
    }
}

impl FromIterator<RichInline> for RichText {
    fn from_iter<I: IntoIterator<Item = RichInline>>(inlines: I) -> Self {
        let mut text = Self::default();
        for inline in inlines {
            text.push(inline);
        }
        text
    }
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [] => serializer.serialize_str(""),
            [RichInline { content: InlineContent::Text(text), marks }] if marks.is_none() => {
                serializer.serialize_str(text)
            }
            inlines => {
                let mut sequence = serializer.serialize_seq(Some(inlines.len()))?;
                for inline in inlines {
                    match &inline.content {
                        InlineContent::Text(text) if inline.marks.is_none() => sequence.serialize_element(text)?,
                        _ => sequence.serialize_element(inline)?,
                    }
                }
                sequence.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RichTextVisitor)
    }
}

/// A piece as it is kept: words alone need no object.
#[derive(Deserialize)]
#[serde(untagged)]
enum Kept {
    Words(String),
    Inline(RichInline),
}

struct RichTextVisitor;

impl<'de> Visitor<'de> for RichTextVisitor {
    type Value = RichText;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a string or a list of pieces")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<RichText, E> {
        Ok(RichText::from(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<RichText, E> {
        Ok(RichText::from(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<RichText, A::Error> {
        let mut text = RichText::default();
        while let Some(kept) = sequence.next_element::<Kept>()? {
            text.push(match kept {
                Kept::Words(words) => RichInline::text(&words),
                Kept::Inline(inline) => inline,
            });
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back(json: &str) -> RichText {
        let text: RichText = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&text).unwrap(), json);
        text
    }

    #[test]
    fn a_text_without_marks_is_a_string() {
        assert_eq!(there_and_back(r#""本文\n二行目""#).plain_text(), "本文\n二行目");
        assert!(there_and_back(r#""""#).is_empty());
    }

    #[test]
    fn every_piece_is_kept_as_it_reads() {
        let text = there_and_back(
            r#"["納期は",{"text":"厳守","strong":true,"underline":true,"dots":true,"ruby":"げんしゅ","link":"https://example.org/"},{"footnote":"注"},{"section_ref":"018f3c5e-7b1a-7c3d-9e4f-0123456789ab"},{"bid_field":"joint_venture","strong":true}]"#,
        );
        assert_eq!(text.plain_text(), "納期は厳守");
        assert_eq!(text.inlines().len(), 5);
    }

    #[test]
    fn pieces_that_look_alike_become_one() {
        let strong = Marks { strong: true, ..Marks::default() };
        let text = RichText::from_iter([
            RichInline::text("一"),
            RichInline::text("二"),
            RichInline::marked("", strong.clone()),
            RichInline::marked("三", strong.clone()),
            RichInline::marked("四", strong),
        ]);
        assert_eq!(serde_json::to_string(&text).unwrap(), r#"["一二",{"text":"三四","strong":true}]"#);
        assert_eq!(serde_json::from_str::<RichText>(r#"["一",{"text":"二"}]"#).unwrap(), RichText::from("一二"));
    }
}
