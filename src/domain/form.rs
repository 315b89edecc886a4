//! What a 様式 looks like, as data: the parsed form language of `templates/forms`, and page layouts.
//! Reads no file (`server::templates` does) and prints nothing (`server::docx::compose` does).

use super::document::Order;
use super::manuscript::{Align, Font, HalfPoints, PageSetup};

/// Makes an enum with a printed name for each value, and reads it.
macro_rules! names {
    ($(#[$outer:meta])* $name:ident, $what:literal { $($(#[$inner:meta])* $value:ident = $text:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$inner])* $value,)+ }

        impl $name {
            #[doc = concat!("Every ", $what, ".")]
            pub const ALL: &'static [Self] = &[$(Self::$value,)+];

            #[doc = concat!("The ", $what, "'s name in a form file.")]
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$value => $text,)+ }
            }

            #[doc = concat!("Reads a ", $what, "'s name.")]
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}
/// One 様式.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Stable code of the catalogue, such as F01.
    pub code: String,
    /// Title in Japanese.
    pub title_ja: String,
    /// Title in English.
    pub title_en: String,
    /// What the paper is for, in Japanese.
    pub explanation_ja: String,
    /// What the paper is for, in English.
    pub explanation_en: String,
    /// The label printed when the buyer's is not known; may be empty.
    pub label: String,
    /// The orders of the head it allows; the first is its own.
    pub orders: Vec<Order>,
    /// Name of its layout.
    pub layout: String,
    /// What is printed, in order; the head is brought into the bid's order when printing.
    pub blocks: Vec<FormBlock>,
}

/// One block of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormBlock {
    /// Printed only if all of these hold.
    pub when: Vec<Condition>,
    /// What it is.
    pub body: FormBlockBody,
}

/// What a block can be (dossier §3.0).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormBlockBody {
    /// B1 ラベル.
    Label {
        /// Left, or right for some buyers.
        align: Align,
    },
    /// B2 日付.
    Date,
    /// B3 宛先.
    Addressee,
    /// B4, B5 差出人 and B6 代理人.
    Sender {
        /// Which firms.
        firms: SenderFirms,
        /// Whether an agent stands on this paper.
        agent: AgentPlace,
    },
    /// B7 表題.
    Title {
        /// As printed, spaced letters included.
        text: Text,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: Text,
        /// How it is set.
        align: Align,
        /// Indent of the first line in characters.
        first: i32,
        /// Printed once, or once for each member or attachment.
        repeat: Repeat,
    },
    /// B8 記.
    Ki,
    /// B8 numbered items.
    Items {
        /// The labels are spread over this many characters.
        label_width: u16,
        /// The items; those whose conditions fail leave no gap in the numbers.
        items: Vec<FormItem>,
    },
    /// The digit boxes of the amount.
    AmountBoxes {
        /// The word in the first cell.
        label: String,
        /// How many digits.
        cells: usize,
    },
    /// A table.
    Table(FormTable),
    /// B9 連絡先 of the representative.
    ContactBox,
    /// 以上.
    End,
    /// B10 注記.
    Note {
        /// 注, 備考.
        label: String,
        /// Its text.
        text: Text,
    },
    /// What follows begins on a new page.
    PageBreak,
    /// The cover of a proposal.
    Cover {
        /// The word below 件名.
        text: Text,
    },
    /// 目次.
    Contents {
        /// Deepest level listed.
        deepest: u8,
    },
    /// The written sections.
    Sections,
    /// Empty lines.
    Spacer {
        /// How many.
        lines: u16,
    },
}

/// Which firms the sender block names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SenderFirms {
    /// The representative alone.
    Representative,
    /// All members, the representative first.
    All,
}

/// Whether a bid's agent stands on a paper. The agent for the bidding does not act elsewhere: on the other papers the
/// members themselves seal or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgentPlace {
    /// The agent is not named.
    Absent,
    /// The agent is named and seals instead of the representative (B6).
    Seals,
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
    /// A table.
    Table(FormTable),
}

/// A table whose rows come from the bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTable {
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// One row for what.
    pub repeat: Repeat,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// Its heading.
    pub label: String,
    /// Its width against the other columns.
    pub weight: u16,
    /// How its cells are set.
    pub align: Align,
    /// The text of a cell.
    pub text: Text,
}

/// What a block is repeated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Repeat {
    /// Nothing: once.
    #[default]
    Once,
    /// Each member, the representative first.
    Member,
    /// Each attachment.
    Attachment,
}

/// A statement about a bid, or its opposite (`not …`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// The statement.
    pub state: State,
    /// What it must be.
    pub wanted: bool,
}

names! {
    /// What can be said of a bid in a condition.
    State, "condition" {
        /// A joint venture bids.
        JointVenture = "joint_venture",
        /// An agent bids for the representative.
        Agent = "agent",
        /// The amount excludes consumption tax.
        TaxExclusive = "tax_exclusive",
        /// No seal is wanted; a person to telephone is.
        NoSeal = "no_seal",
        /// The tender has a number.
        Number = "number",
        /// The tender names a place.
        Place = "place",
        /// The tender names a period.
        Period = "period",
        /// There are attachments.
        Attachments = "attachments",
        /// A member has its head office abroad.
        ForeignMember = "foreign_member",
        /// Members have shares (出資割合), as in 甲型.
        Shares = "shares",
    }
}

names! {
    /// What can stand in braces in a text.
    Placeholder, "placeholder" {
        /// 件名.
        Title = "title",
        /// 番号.
        Number = "number",
        /// 件名（番号）, or 件名 alone when there is no number.
        TitleWithNumber = "title_with_number",
        /// 宛先 with name and honorific.
        Addressee = "addressee",
        /// 履行場所.
        Place = "place",
        /// 履行期間.
        Period = "period",
        /// 公告日.
        NoticeDate = "notice_date",
        /// The paper's date.
        Date = "date",
        /// 共同企業体の名称.
        JointVentureName = "joint_venture_name",
        /// The joint venture's name, or the firm's.
        Proposer = "proposer",
        /// The attachment of this repetition.
        Attachment = "attachment",
        /// 代表者 or 構成員.
        MemberKind = "member.kind",
        /// 商号又は名称.
        MemberName = "member.name",
        /// 国名.
        MemberCountry = "member.country",
        /// 所在地.
        MemberAddress = "member.address",
        /// 代表者職氏名.
        MemberRepresentative = "member.representative",
        /// 分担業務.
        MemberWork = "member.work",
        /// 出資割合 in per cent.
        MemberShare = "member.share",
        /// 担当者.
        MemberContact = "member.contact",
        /// 担当部署.
        MemberDepartment = "member.department",
        /// 電話.
        MemberTelephone = "member.telephone",
        /// E-mail.
        MemberEmail = "member.email",
    }
}

impl Placeholder {
    /// Whether it has a value only where a block is repeated for this.
    #[must_use]
    pub fn needs(self) -> Repeat {
        match self.name() {
            "attachment" => Repeat::Attachment,
            name if name.starts_with("member.") => Repeat::Member,
            _ => Repeat::Once,
        }
    }
}

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<TextPart>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart {
    /// Printed as it is.
    Words(String),
    /// Filled from the bid.
    Placeholder(Placeholder),
}

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFault {
    /// A brace without its partner.
    Brace,
    /// No such placeholder.
    Unknown(String),
}

impl Text {
    /// Reads `件名は{title}`; there is no way to print a brace, since none belongs on a paper.
    ///
    /// # Errors
    /// An unknown placeholder or a lonely brace.
    pub fn parse(text: &str) -> Result<Self, TextFault> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find(['{', '}']) {
            let (words, tail) = rest.split_at(open);
            let (name, after) = tail.strip_prefix('{').and_then(|t| t.split_once('}')).ok_or(TextFault::Brace)?;
            let placeholder = Placeholder::parse(name).ok_or_else(|| TextFault::Unknown(name.to_owned()))?;
            if !words.is_empty() {
                parts.push(TextPart::Words(words.to_owned()));
            }
            parts.push(TextPart::Placeholder(placeholder));
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(TextPart::Words(rest.to_owned()));
        }
        Ok(Self(parts))
    }

    /// The placeholders in it.
    pub fn placeholders(&self) -> impl Iterator<Item = Placeholder> {
        self.0.iter().filter_map(|part| match part {
            TextPart::Placeholder(placeholder) => Some(*placeholder),
            TextPart::Words(_) => None,
        })
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_words_and_placeholders() {
        let text = Text::parse("件名は{title}です").unwrap();
        assert_eq!(text.0.len(), 3);
        assert_eq!(text.placeholders().collect::<Vec<_>>(), [Placeholder::Title]);
        assert_eq!(Text::parse("").unwrap(), Text::default());
    }

    #[test]
    fn an_unknown_placeholder_and_a_lonely_brace_are_refused() {
        assert_eq!(Text::parse("{titel}"), Err(TextFault::Unknown("titel".into())));
        assert_eq!(Text::parse("a}"), Err(TextFault::Brace));
        assert_eq!(Text::parse("{title"), Err(TextFault::Brace));
    }

    #[test]
    fn members_and_attachments_need_a_repetition() {
        assert_eq!(Placeholder::MemberName.needs(), Repeat::Member);
        assert_eq!(Placeholder::Attachment.needs(), Repeat::Attachment);
        assert_eq!(Placeholder::Title.needs(), Repeat::Once);
    }
}
