//! What reading a notice (公告) proposes: facts and dated steps, each with the sentence behind it and every doubt.
//! A proposal only; nothing here is true for the tender until a person confirms it. No sentences for people.

use crate::domain::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use crate::domain::requirement::RequirementValue;
use chrono::{NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// Where in the original text a value was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Byte offset of the value in the original text; always on a character boundary.
    pub start: usize,
    /// Byte offset behind the value.
    pub end: usize,
    /// The line or sentence around the value, exactly as printed, at most some hundred characters.
    pub sentence: String,
    /// Page of the original, from 1, when the source has pages.
    pub page: Option<u32>,
    /// Which of the files that were read together, from 0.
    #[serde(default)]
    pub file: u32,
}

/// Why a proposed value may not be called certain. Wording is made in `ui/wording`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "doubt")]
pub enum Doubt {
    /// The printed weekday is not the weekday of the printed date.
    WeekdayDisagrees {
        /// As printed.
        printed: Weekday,
        /// Of the calendar.
        actual: Weekday,
    },
    /// The notice names two different moments for the same step.
    TwoDates {
        /// The other moment.
        other: Moment,
    },
    /// A fact is printed twice, differently.
    TwoValues {
        /// The other value.
        other: String,
    },
    /// The time is given only by reference to another step (入札開始時刻まで).
    ReferenceToOtherTime,
    /// The step lies on the wrong side of another one.
    OutOfOrder {
        /// The step it disagrees with.
        with: MilestoneKind,
        /// That step's moment.
        at: Moment,
    },
    /// No year is printed; it was taken from the dates around.
    YearAssumed,
    /// The era year and the Western year printed side by side differ.
    EraDisagrees {
        /// The other reading.
        other: NaiveDate,
    },
    /// The label stands far from the date, or something else stands between.
    LabelFar,
    /// The words of the label fit another step too.
    LabelAmbiguous {
        /// The other step.
        other: MilestoneKind,
    },
    /// The buyer calls it planned (予定, 頃).
    Planned,
    /// Several times of day stand near, or one that may be counter hours only.
    TimeUnclear,
    /// The time of day is written in a way with two readings (午後0時, 12時 after 午後, 24時).
    TimeNotation,
    /// The period ends before it begins.
    PeriodReversed,
    /// The date may belong to an example, a form or another procedure.
    MayBeElsewhere,
    /// The text is damaged near the value (character recognition, lost characters).
    TextDamaged,
    /// Found by its place on the page, not by a label.
    NoLabel,
}

/// The facts that intake looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
    /// 件名・業務名・工事名
    Title,
    /// 公告番号・工事番号・業務番号
    Number,
    /// 宛先: the contracting authority by office (鴨川市長)
    Addressee,
    /// The holder of that office by name (佐々木 久之)
    AuthorityName,
    /// 入札方式
    Procedure,
    /// 履行場所・工事場所
    Place,
    /// 履行期間・工期, as printed
    Period,
    /// 税抜・税込 of the price to be written
    PriceBasis,
}

impl FactName {
    /// Every fact, in reading order.
    pub const ALL: [FactName; 8] = [
        Self::Title,
        Self::Number,
        Self::Addressee,
        Self::AuthorityName,
        Self::Procedure,
        Self::Place,
        Self::Period,
        Self::PriceBasis,
    ];
}

/// Procedure types of the domain paper 1.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureKind {
    /// 一般競争入札
    Ippan,
    /// 条件付・制限付一般競争入札
    Joken,
    /// 指名競争入札
    Shimei,
    /// 公募型指名競争入札
    KoboShimei,
    /// 簡易公募型指名競争入札
    KaniKobo,
    /// 公募型プロポーザル
    Proposal,
    /// 指名型プロポーザル
    ShimeiProposal,
    /// 企画競争・企画提案公募
    Kikaku,
    /// 総合評価落札方式
    Sogo,
    /// 随意契約・見積合せ・オープンカウンター
    Mitsumori,
    /// トライアル発注
    Trial,
    /// 特定調達 (WTO)
    Wto,
    /// 指定管理者
    Shitei,
    /// PFI
    Pfi,
    /// DBO・包括管理
    Dbo,
}

impl ProcedureKind {
    /// Every kind.
    pub const ALL: [ProcedureKind; 15] = [
        Self::Ippan,
        Self::Joken,
        Self::Shimei,
        Self::KoboShimei,
        Self::KaniKobo,
        Self::Proposal,
        Self::ShimeiProposal,
        Self::Kikaku,
        Self::Sogo,
        Self::Mitsumori,
        Self::Trial,
        Self::Wto,
        Self::Shitei,
        Self::Pfi,
        Self::Dbo,
    ];

    /// The code of the domain paper, also used by serde.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ippan => "ippan",
            Self::Joken => "joken",
            Self::Shimei => "shimei",
            Self::KoboShimei => "kobo_shimei",
            Self::KaniKobo => "kani_kobo",
            Self::Proposal => "proposal",
            Self::ShimeiProposal => "shimei_proposal",
            Self::Kikaku => "kikaku",
            Self::Sogo => "sogo",
            Self::Mitsumori => "mitsumori",
            Self::Trial => "trial",
            Self::Wto => "wto",
            Self::Shitei => "shitei",
            Self::Pfi => "pfi",
            Self::Dbo => "dbo",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether the amount to be written into the bid contains consumption tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceBasis {
    /// 税抜 (100/110)
    TaxExclusive,
    /// 税込
    TaxInclusive,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactValue {
    /// As printed, spaces put right.
    Text(String),
    /// The printed term and the type it stands for.
    Procedure {
        /// The type; the most special one named.
        kind: ProcedureKind,
        /// As printed.
        printed: String,
    },
    /// The price basis.
    PriceBasis(PriceBasis),
}

impl FactValue {
    /// The text as a person would read it; empty for a price basis.
    pub fn as_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Procedure { printed: text, .. } => text,
            Self::PriceBasis(_) => "",
        }
    }
}

/// One proposed fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedFact {
    /// Which fact.
    pub name: FactName,
    /// Its value.
    pub value: FactValue,
    /// Where it was read.
    pub evidence: Evidence,
    /// False as soon as there is any doubt.
    pub certain: bool,
    /// The first doubt, when there is one.
    pub doubt: Option<Doubt>,
}

/// One proposed dated step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedMilestone {
    /// What happens.
    pub kind: MilestoneKind,
    /// When, or the end of the period.
    pub at: Moment,
    /// The beginning, when a period is printed.
    pub from: Option<Moment>,
    /// 確定 or 予定.
    pub certainty: Certainty,
    /// 必着, 消印有効, 到達, when printed.
    pub basis: Option<Basis>,
    /// 持参, 郵送, 電子 …, when printed with the date; empty when not.
    #[serde(default)]
    pub methods: Vec<Method>,
    /// Where it was read.
    pub evidence: Evidence,
    /// False as soon as there is any doubt.
    pub certain: bool,
    /// The gravest doubt, when there is one.
    pub doubt: Option<Doubt>,
}

/// Two statements of the notice that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "conflict")]
pub enum Conflict {
    /// Printed weekday and date differ.
    Weekday {
        /// The step.
        kind: MilestoneKind,
        /// Its date.
        date: NaiveDate,
        /// As printed.
        printed: Weekday,
        /// Of the calendar.
        actual: Weekday,
        /// Where.
        evidence: Evidence,
    },
    /// Two moments for one step.
    TwoDates {
        /// The step.
        kind: MilestoneKind,
        /// The first moment.
        first: Moment,
        /// Where the first stands.
        first_evidence: Evidence,
        /// The second moment.
        second: Moment,
        /// Where the second stands.
        second_evidence: Evidence,
    },
    /// A step that must come first is printed with a later date.
    Order {
        /// The step that must come first.
        earlier: MilestoneKind,
        /// Its moment.
        earlier_at: Moment,
        /// The step that must follow.
        later: MilestoneKind,
        /// Its moment.
        later_at: Moment,
    },
    /// Two values for one fact.
    TwoValues {
        /// The fact.
        name: FactName,
        /// The first value.
        first: String,
        /// Where the first stands.
        first_evidence: Evidence,
        /// The second value.
        second: String,
        /// Where the second stands.
        second_evidence: Evidence,
    },
}

/// Why something that looks like a date could not be read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnreadableReason {
    /// The calendar has no such day, or the era no such year.
    NoSuchDay,
    /// Only a month, or a part of one (上旬, 頃).
    NoDay,
    /// Characters are lost or blanks are left (令和　年　月　日, 〇月〇日).
    Blank,
    /// Month and day only, and no year anywhere in the text.
    NoYear,
    /// Depends on another step (開札日の翌日正午まで, 契約締結後30日以内).
    Relative,
}

/// Something that looks like a date, belongs to a step, and could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableDate {
    /// The step, as far as the label says.
    pub kind: Option<MilestoneKind>,
    /// Why.
    pub reason: UnreadableReason,
    /// Where.
    pub evidence: Evidence,
}

/// Which end of a step a relative date gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// 契約日の翌日から: the step, or its period, begins then.
    From,
    /// 落札決定後7日以内, 開札日の翌日正午まで: it is due then.
    By,
}

impl Edge {
    /// Both edges.
    pub const ALL: [Self; 2] = [Self::From, Self::By];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::By => "by",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|edge| edge.code() == code)
    }
}

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffsetUnit {
    /// 日
    Day,
    /// 営業日・日（休日を除く）
    BusinessDay,
    /// 週間
    Week,
    /// か月
    Month,
    /// 年
    Year,
}

impl OffsetUnit {
    /// Every unit.
    pub const ALL: [Self; 5] = [Self::Day, Self::BusinessDay, Self::Week, Self::Month, Self::Year];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::BusinessDay => "business_day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

/// A distance from another step; negative counts back (開札日の3日前).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offset {
    /// How many.
    pub count: i32,
    /// Of what.
    pub unit: OffsetUnit,
}

/// A date that the notice gives only by another step. Kept as it is printed; no day is made of it here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeDate {
    /// The step that it dates, as far as the label says.
    pub kind: Option<MilestoneKind>,
    /// Beginning or end.
    pub edge: Edge,
    /// The step it hangs on, as far as it is one of ours (契約日, 公告の日, 落札決定, 開札日).
    pub anchor: Option<MilestoneKind>,
    /// How far from it; none for the day itself.
    pub offset: Option<Offset>,
    /// Time of day, when printed.
    pub time: Option<NaiveTime>,
    /// The words, as printed, blanks put right (落札決定後7日以内).
    pub printed: String,
    /// Where it was read.
    pub evidence: Evidence,
}

/// One demand of the notice, proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedRequirement {
    /// What is demanded.
    pub value: RequirementValue,
    /// The demand in Japanese: the words of the notice, blanks put right, at most some hundred characters.
    pub ja: String,
    /// Where it was read.
    pub evidence: Evidence,
    /// False as soon as there is any doubt.
    pub certain: bool,
    /// The first doubt, when there is one.
    pub doubt: Option<Doubt>,
}

/// A date that no step was found for: the person may know what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDate {
    /// The moment as printed.
    pub at: Moment,
    /// Where.
    pub evidence: Evidence,
}

/// What sort of text was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// 入札公告
    Notice,
    /// 実施要領・募集要項・説明書 of a proposal procedure
    ProposalGuideline,
    /// 訂正・変更公告
    Correction,
    /// 中止・取止め
    Cancellation,
    /// 入札結果
    Result,
    /// General rules or leaflets without a tender of their own
    Rules,
    /// 仕様書
    Specification,
    /// 様式集
    Forms,
    /// 質問回答
    Answers,
    /// 発注見通し
    Plan,
    /// Nothing recognised
    Unknown,
}

impl TextKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Notice,
        Self::ProposalGuideline,
        Self::Correction,
        Self::Cancellation,
        Self::Result,
        Self::Rules,
        Self::Specification,
        Self::Forms,
        Self::Answers,
        Self::Plan,
        Self::Unknown,
    ];

    /// The code kept in rows, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::ProposalGuideline => "proposal_guideline",
            Self::Correction => "correction",
            Self::Cancellation => "cancellation",
            Self::Result => "result",
            Self::Rules => "rules",
            Self::Specification => "specification",
            Self::Forms => "forms",
            Self::Answers => "answers",
            Self::Plan => "plan",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The whole proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedTender {
    /// Facts, in the order of `FactName::ALL`; contradicting values stand side by side.
    pub facts: Vec<ProposedFact>,
    /// Steps, in order of time; contradicting dates stand side by side, none certain.
    pub milestones: Vec<ProposedMilestone>,
    /// Contradictions inside the notice.
    pub conflicts: Vec<Conflict>,
    /// Facts that were not found.
    pub missing: Vec<FactName>,
    /// Steps that a procedure of this kind has and that were not found.
    pub missing_milestones: Vec<MilestoneKind>,
    /// Dates that belong to a step and could not be read.
    pub unreadable: Vec<UnreadableDate>,
    /// Dates of the notice that were bound to no step (dates of laws and examples are left out).
    pub other_dates: Vec<OtherDate>,
    /// Dates given only by another step, in the order of the text.
    #[serde(default)]
    pub relative: Vec<RelativeDate>,
    /// Forms, certificates, copies, limits, eligibility …, in the order of the text.
    #[serde(default)]
    pub requirements: Vec<ProposedRequirement>,
    /// What sort of text this is.
    pub kind_of_text: TextKind,
}

impl ProposedTender {
    /// The first fact of that name.
    pub fn fact(&self, name: FactName) -> Option<&ProposedFact> {
        self.facts.iter().find(|fact| fact.name == name)
    }

    /// Every proposal for one step.
    pub fn milestones_of(&self, kind: MilestoneKind) -> impl Iterator<Item = &ProposedMilestone> {
        self.milestones.iter().filter(move |milestone| milestone.kind == kind)
    }
}

/// Why a file or a pasted text could not be taken in. Crosses the wire; holds no sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum IntakeProblem {
    /// Nothing but blanks.
    Empty,
    /// More bytes than are taken.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Bytes that no encoding of Japanese reads without an error, or that two read equally well.
    EncodingUnknown {
        /// The first byte that is in doubt.
        offset: u64,
    },
    /// One part is written in one encoding, another part in another.
    EncodingMixed {
        /// Where the other encoding begins.
        offset: u64,
    },
    /// A NUL byte: not a text.
    NulByte {
        /// Where.
        offset: u64,
    },
    /// Called .pdf, and is none.
    NotPdf,
    /// A Word document.
    WordDocument,
    /// Some other zip archive.
    ZipArchive,
    /// An old or an encrypted office file.
    OldOffice,
    /// A picture.
    Picture,
    /// The PDF opens only with a password.
    PdfEncrypted,
    /// The PDF is damaged.
    PdfBroken,
    /// The PDF holds pictures of pages and no text.
    PdfScanned {
        /// Its pages.
        pages: u32,
    },
    /// Reading the PDF took longer than is allowed, or more memory.
    PdfTooHard,
    /// The PDF holds more text than is taken.
    PdfTooMuchText {
        /// The limit in bytes.
        limit: u64,
    },
    /// No program to read a PDF is installed on the server.
    PdfToolMissing,
    /// The server could not run the program or keep the file meanwhile.
    PdfToolFailed,
    /// Not well-formed XML.
    XmlBroken {
        /// The first place that breaks a rule.
        at: TextPlace,
    },
    /// XML that ends in the middle.
    XmlCutOff {
        /// Its end.
        at: TextPlace,
    },
    /// A document type declaration; it could declare entities or name files.
    XmlDoctype {
        /// Where.
        at: TextPlace,
    },
    /// An entity that is none of the five of XML.
    XmlEntity {
        /// Where.
        at: TextPlace,
    },
    /// XML of another sort than the portal's answer and feeds.
    XmlUnknown,
    /// Not JSON.
    JsonBroken {
        /// The first place that breaks a rule.
        at: TextPlace,
    },
    /// JSON that ends in the middle.
    JsonCutOff {
        /// Its end.
        at: TextPlace,
    },
    /// JSON of another sort than OCDS.
    JsonUnknown,
    /// Elements or values nested deeper than any real file has them.
    TooDeep {
        /// Where the limit is passed.
        at: TextPlace,
    },
    /// More elements or values than are taken.
    TooManyParts {
        /// The limit.
        limit: u64,
    },
    /// The procurement portal answered with an error.
    PortalError,
    /// A portal's answer or a package without a single notice.
    NoNotice,
}

/// A place in a text as editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPlace {
    /// Line, from 1.
    pub line: u32,
    /// Character in the line, from 1.
    pub column: u32,
}

impl TextPlace {
    /// The place of a byte.
    #[must_use]
    pub fn of(text: &str, byte: usize) -> Self {
        let mut byte = byte.min(text.len());
        while !text.is_char_boundary(byte) {
            byte -= 1;
        }
        let before = text.get(..byte).unwrap_or_default();
        let line = before.bytes().filter(|one| *one == b'\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        let place = |byte| TextPlace::of("公告\n令和8年", byte);
        assert_eq!((place(0).line, place(0).column), (1, 1));
        assert_eq!((place(10).line, place(10).column), (2, 2), "also from within a character");
        assert_eq!((place(99).line, place(99).column), (2, 5));
    }

    #[test]
    fn every_procedure_code_is_read_back() {
        for kind in ProcedureKind::ALL {
            assert_eq!(ProcedureKind::parse(kind.code()), Some(kind));
        }
    }

    #[test]
    fn every_code_of_texts_and_offsets_is_read_back() {
        assert!(TextKind::ALL.into_iter().all(|kind| TextKind::parse(kind.code()) == Some(kind)));
        assert!(OffsetUnit::ALL.into_iter().all(|unit| OffsetUnit::parse(unit.code()) == Some(unit)));
        assert!(Edge::ALL.into_iter().all(|edge| Edge::parse(edge.code()) == Some(edge)));
    }
}
