//! What a bid knows that its papers print, and what is missing for a paper to be handed in.
//! Reads no database and writes no sentence: `ui::wording` has the words for every finding.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::block::Block;
use super::cost_sheet::facts::CostFacts;
use super::deadline::MilestoneKind;
use super::form::Named;
use super::id::SectionId;
use super::instant::Instant;
use super::language::Language;
use super::money::Yen;

/// Everything of one bid that its papers may print. A value that is not known yet is empty and prints as a blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidFacts {
    /// What the notice says.
    pub tender: TenderFacts,
    /// What follows the addressee.
    pub honorific: Honorific,
    /// What the buyer wants instead of, or beside, a name.
    pub seal: SealPolicy,
    /// The firms, the representative first; their order is the same on every paper.
    pub members: Vec<MemberFacts>,
    /// 共同企業体の名称; none for a single firm.
    pub joint_venture_name: Option<String>,
    /// What else the joint venture has agreed.
    #[serde(default)]
    pub venture: VentureFacts,
    /// Who bids in the representative's place.
    pub agent: Option<AgentFacts>,
    /// The date of the paper; a blank is printed without it.
    pub date: Option<NaiveDate>,
    /// The amount of the 入札書, on the basis that the tender names.
    pub amount: Option<Yen>,
    /// The label of the 様式 when the buyer's differs from the form's own.
    pub label: Option<String>,
    /// The order of the head when the buyer's differs from the form's own.
    pub order: Option<Order>,
    /// The title of the paper when the buyer's differs from the form's own, without spaces between the letters.
    #[serde(default)]
    pub title: Option<String>,
    /// Which variant of the form is printed; none for the form's own.
    #[serde(default)]
    pub variant: Option<String>,
    /// Whether this copy may name the firm.
    #[serde(default)]
    pub copy: CopyKind,
    /// 添付書類.
    pub attachments: Vec<String>,
    /// What the firms and the bid have entered, by kind.
    #[serde(default)]
    pub records: Vec<RecordFacts>,
    /// 内訳書; none while nothing is entered.
    #[serde(default)]
    pub costs: Option<CostFacts>,
    /// The written sections of a proposal.
    pub sections: Vec<SectionFacts>,
    /// The pictures that the sections name.
    #[serde(skip)]
    pub pictures: BTreeMap<String, PictureFacts>,
    /// Language of the sections.
    pub language: Language,
}

/// Whether a copy may name the firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CopyKind {
    /// 正本: it names the firm.
    #[default]
    Original,
    /// 副本 for those who judge: no firm, no person, no address.
    Blind,
}

impl CopyKind {
    /// The code in addresses; the original has none.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Original => "",
            Self::Blind => "blind",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Original, Self::Blind].into_iter().find(|copy| copy.code() == code)
    }
}

/// What a joint venture has agreed beside its name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct VentureFacts {
    /// Whether its members share by 出資割合 (甲型).
    pub is_joint_execution: bool,
    /// 事務所の所在地.
    pub office: String,
    /// 成立の日.
    pub formed_on: Option<NaiveDate>,
    /// 解散の時期: months after performance.
    pub months_after: Option<u16>,
    /// 取引金融機関.
    pub bank: String,
    /// Its branch.
    pub branch: String,
}

/// One record that a firm or the bid has entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RecordFacts {
    /// Its kind.
    pub kind: String,
    /// Whose it is: an index into [`BidFacts::members`]; none for the bid's own.
    pub member: Option<usize>,
    /// The values by the name of their field. Dates come a second time under `NAME.iso`.
    pub values: BTreeMap<String, RecordValue>,
    /// The people whom it names, so that a copy that must name nobody knows them wherever they are named.
    #[serde(default)]
    pub people: Vec<String>,
}

/// A value of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordValue {
    /// As paper prints it.
    Text(String),
    /// Rows, each by column.
    Rows(Vec<BTreeMap<String, String>>),
}

/// A picture of the bid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureFacts {
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Where a browser gets it.
    pub address: String,
}

/// What the notice says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderFacts {
    /// 件名, to the character.
    pub title: String,
    /// 番号; empty when the buyer gives none.
    pub number: String,
    /// 宛先: the contracting authority's office, such as みなと市長.
    pub addressee: String,
    /// The name of the person who holds that office; may be empty.
    pub addressee_name: String,
    /// 履行場所.
    pub place: String,
    /// 履行期間, as the notice words it.
    pub period: String,
    /// 公告日.
    pub notice_date: Option<NaiveDate>,
    /// The buyer's name, such as みなと市.
    #[serde(default)]
    pub buyer: String,
    /// 開札日.
    #[serde(default)]
    pub opening_date: Option<NaiveDate>,
    /// 工事, not 委託.
    #[serde(default)]
    pub is_works: bool,
    /// Whether the amount includes consumption tax; never assumed.
    pub price_basis: PriceBasis,
    /// Consumption tax in per cent on the paper's day.
    #[serde(default)]
    pub tax_percent: Option<u8>,
}

/// Whether an amount includes consumption tax (dossier §3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PriceBasis {
    /// 税抜: 契約希望金額の110分の100.
    TaxExclusive,
    /// 税込.
    TaxInclusive,
}

/// What follows the addressee (dossier §4.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Honorific {
    /// 様
    Sama,
    /// 殿
    Dono,
    /// Nothing: the addressee already ends with it, or with 宛て.
    None,
}

/// What the buyer wants beside a name (dossier §4.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SealPolicy {
    /// 実印.
    Registered,
    /// 使用印.
    InUse,
    /// No seal; the buyer telephones the person named instead.
    NoneWithContact,
}

/// The order in which the head of a paper stands (dossier §0, consequence 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// Date, addressee, sender, title.
    A,
    /// Title, date, addressee, sender.
    B,
}

/// One firm, 構成員.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFacts {
    /// 商号又は名称, exactly as registered.
    pub name: String,
    /// Its reading.
    pub name_kana: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Whether the firm has its head office outside Japan: its country is printed, and it signs instead of sealing.
    pub is_foreign: bool,
    /// 所在地.
    pub address: String,
    /// 職, such as 代表取締役.
    pub representative_title: String,
    /// 氏名.
    pub representative_name: String,
    /// The name in katakana, for a foreign representative.
    pub representative_katakana: String,
    /// The name in Latin letters, for a foreign representative.
    pub representative_latin: String,
    /// 分担業務.
    pub work: String,
    /// 出資割合 in hundredths of a per cent.
    pub share: Option<u32>,
    /// 分担額.
    #[serde(default)]
    pub amount: Option<Yen>,
    /// How it is registered.
    #[serde(default)]
    pub registration: RegistrationFacts,
    /// 連絡先.
    pub contact: ContactFacts,
}

/// How a firm is registered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegistrationFacts {
    /// Its name in Latin letters.
    pub latin: String,
    /// 法人番号.
    pub corporate_number: String,
    /// The registry abroad.
    pub registry: String,
    /// The number in it.
    pub registration_number: String,
    /// 郵便番号.
    pub postal_code: String,
}

/// Whom to ask, 連絡先.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactFacts {
    /// 担当部署.
    pub department: String,
    /// 担当者職氏名.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// 電話.
    pub telephone: String,
    /// E-mail.
    pub email: String,
}

/// Who bids in the representative's place, 代理人.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentFacts {
    /// 住所.
    pub address: String,
    /// 氏名.
    pub name: String,
}

/// One written section of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionFacts {
    /// What references name it by.
    pub id: SectionId,
    /// Its number, printed full-width when it has one digit.
    pub number: u32,
    /// Its heading.
    pub title: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

impl BidFacts {
    /// The representative firm: the first member.
    #[must_use]
    pub fn representative(&self) -> Option<&MemberFacts> {
        self.members.first()
    }

    /// Whether a joint venture bids, and not one firm.
    #[must_use]
    pub fn is_joint_venture(&self) -> bool {
        self.members.len() > 1 || self.joint_venture_name.is_some()
    }

    /// Whether this copy must not name the firm.
    #[must_use]
    pub fn is_blind(&self) -> bool {
        self.copy == CopyKind::Blind
    }
}

/// One line of what is wrong with a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFinding {
    /// The rule of the dossier (§9), or of this engine.
    pub rule: DocumentRule,
    /// Whether the paper must not be handed in so.
    pub severity: Severity,
    /// What is wrong.
    pub problem: DocumentProblem,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Severity {
    /// The paper is invalid, or the bid is.
    Error,
    /// A person should look.
    Warning,
    /// Nothing is wrong: this says what was checked, and when.
    Fine,
    /// It could not be checked.
    Unchecked,
}

/// Which rule a finding comes from; [`DocumentRule::code`] is what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentRule {
    /// 件名 equals the notice.
    Title,
    /// 宛先 and one honorific.
    Addressee,
    /// date present, not before 公告日.
    Date,
    /// sender complete.
    Sender,
    /// agent complete.
    Agent,
    /// amount present, at least 1.
    Amount,
    /// 内訳書 attached.
    Costs,
    /// readings of names.
    Reading,
    /// name of the joint venture, order of its members.
    JointVentureName,
    /// attachments.
    Attachments,
    /// pages, type, margins.
    Layout,
    /// questions in time.
    QuestionPeriod,
    /// Questions that tell nobody who asks: dossier §3.15.
    Questions,
    /// papers that contradict each other.
    Consistency,
    /// characters.
    Characters,
    /// The style of official texts (公用文), dossier §4.3.
    Style,
    /// label present, no leftover placeholder.
    Leftover,
    /// period.
    Period,
    /// The file itself, not the bid: documents decisions, "Validity".
    File,
}

impl DocumentRule {
    /// `R-07` and so on; `FILE` for the engine's own checks of the file.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "R-07",
            Self::Addressee => "R-08",
            Self::Date => "R-09",
            Self::Sender => "R-10",
            Self::Agent => "R-13",
            Self::Amount => "R-15",
            Self::Costs => "R-21",
            Self::Reading => "R-27",
            Self::JointVentureName => "R-36",
            Self::Attachments => "R-47",
            Self::Layout => "R-48",
            Self::QuestionPeriod => "R-52",
            Self::Questions => "QUESTIONS",
            Self::Consistency => "R-54",
            Self::Characters => "R-63",
            Self::Style => "STYLE",
            Self::Leftover => "R-64",
            Self::Period => "R-66",
            Self::File => "FILE",
        }
    }
}

/// What is wrong with a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentProblem {
    /// The paper prints this and the bid does not say it.
    Missing(Fact),
    /// The paper prints records of a kind, and there is none.
    RecordMissing(Named),
    /// A record lacks what the paper prints of it.
    FieldMissing {
        /// The kind of record.
        kind: Named,
        /// What it lacks.
        field: Named,
        /// Which of the records, from 1.
        number: usize,
    },
    /// The addressee already ends with an honorific, and another would follow.
    HonorificTwice,
    /// The paper is dated before the notice.
    BeforeNotice,
    /// The date has no era.
    NoEra,
    /// The amount is below one yen.
    AmountTooSmall,
    /// The amount has more digits than boxes.
    AmountTooLarge,
    /// A character that a paper must not carry, or that was left out because no file can carry it.
    Character {
        /// Where it stands.
        fact: Fact,
        /// Which.
        character: char,
    },
    /// The firm's short sign (㈱) instead of its registered name.
    Abbreviated(Fact),
    /// The country's code is not known: the code itself is printed.
    UnknownCountry {
        /// Which member, from 0.
        member: usize,
    },
    /// A placeholder such as `{` or ○○ is left in the text.
    Placeholder(String),
    /// A text refers to a section that is no longer there.
    ReferenceLost(Fact),
    /// The file of a picture is not there, or is none that a paper can hold.
    PictureLost(Fact),
    /// A question on the sheet would tell who asks.
    QuestionTells {
        /// Its number on the sheet.
        number: i64,
        /// The words that tell it.
        words: String,
    },
    /// Questions are ready, and the time to ask is over.
    QuestionsLate,
    /// The page numbers of the contents were reckoned by lines, not measured on the typeset paper.
    PagesReckoned,
    /// The page numbers of the contents were counted on the paper as an office program sets it.
    PagesCounted {
        /// When.
        at: Instant,
    },
    /// An office program was asked to count the pages and could not: they are reckoned by lines.
    PagesNotCounted,
    /// Type on the produced paper is smaller than the floor; both in tenths of a point.
    TypeTooSmall {
        /// Where.
        place: PrintPlace,
        /// How large it is.
        tenths: u32,
        /// How large it must be.
        floor: u32,
    },
    /// A margin is too small; both in tenths of a millimetre.
    MarginTooSmall {
        /// On which side.
        side: PaperSide,
        /// How wide it is.
        tenths: u32,
        /// How wide it must be.
        least: u32,
    },
    /// A table reaches over the margin.
    TableTooWide {
        /// Where it begins.
        place: PrintPlace,
    },
    /// The paper keeps to its page limit.
    PagesWithin {
        /// How many count.
        pages: u32,
        /// How many may.
        limit: u32,
    },
    /// The paper has more pages than it may.
    TooManyPages {
        /// How many count.
        pages: u32,
        /// How many may.
        limit: u32,
    },
    /// The office program and the grid rule disagree whether the paper keeps to its limit.
    PagesNotCertain {
        /// What the office program counted.
        counted: u32,
        /// What the grid rule says.
        reckoned: u32,
        /// How many may be.
        limit: u32,
    },
    /// Nobody counted the pages: there is no office program, or it was not asked yet.
    PagesNotChecked {
        /// What the grid rule says.
        reckoned: u32,
        /// How many may be.
        limit: u32,
    },
    /// What stands on the produced paper where the 件名 should, and is not it.
    TitleDiffers {
        /// Where.
        place: PrintPlace,
        /// What stands there.
        found: String,
    },
    /// A placeholder is left on the produced paper.
    PlaceholderAt {
        /// Where.
        place: PrintPlace,
        /// Which.
        text: String,
    },
    /// A character that old office systems lack, on the produced paper.
    CharacterAt {
        /// Where.
        place: PrintPlace,
        /// Which.
        character: char,
    },
    /// A firm's short sign (㈱) on the produced paper.
    AbbreviatedAt {
        /// Where.
        place: PrintPlace,
    },
    /// The same thing in full-width and half-width characters, or two kinds of commas.
    WidthsMixed {
        /// Where.
        place: PrintPlace,
        /// What.
        text: String,
    },
    /// 様, 殿 and 御中 doubled, or where the other belongs.
    HonorificMisused {
        /// Where.
        place: PrintPlace,
        /// The line.
        text: String,
    },
    /// ヶ月 and the like for か月.
    MonthsWritten {
        /// Where.
        place: PrintPlace,
        /// As it is written.
        text: String,
    },
    /// A reading that the form wants in katakana.
    NotKatakana {
        /// Where.
        place: PrintPlace,
        /// What stands there.
        text: String,
    },
    /// A reading that the form wants in hiragana.
    NotHiragana {
        /// Where.
        place: PrintPlace,
        /// What stands there.
        text: String,
    },
    /// Two papers say the same thing differently, or one and the notice.
    Differs {
        /// What.
        what: Shared,
        /// As this paper says it.
        here: String,
        /// As the other says it.
        there: String,
        /// The other paper; empty for the notice.
        other: String,
    },
    /// The amount of a paper is not the sum of this breakdown.
    AmountsDiffer {
        /// The paper that states the amount.
        other: String,
    },
    /// Something that papers must say alike could not be held together.
    NotCompared(Uncompared),
    /// The paper is dated before one that must come first.
    DatedBefore {
        /// The other paper; empty for the agreement of the joint venture.
        other: String,
        /// Its day.
        other_day: NaiveDate,
    },
    /// The paper is dated after the step by which it is handed in.
    DatedAfter {
        /// The step.
        milestone: MilestoneKind,
        /// Its day.
        until: NaiveDate,
    },
}

/// Where something stands on a produced paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintPlace {
    /// In which part.
    pub part: PrintPart,
    /// Whether it stands in a table.
    pub in_table: bool,
    /// The number of the line or cell in that part, from 1, empty ones not counted.
    pub line: u32,
    /// How it begins.
    pub excerpt: String,
}

/// The parts of a produced paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrintPart {
    /// The text.
    #[default]
    Text,
    /// Above it.
    Header,
    /// Below it.
    Footer,
    /// 脚注.
    Note,
}

/// The sides of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperSide {
    /// Where upright sheets are bound.
    Left,
    /// Right.
    Right,
    /// Above.
    Top,
    /// Below.
    Bottom,
}

/// What all papers of a bid say alike (dossier §3.29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// 宛先 with its honorific.
    Addressee,
    /// 共同企業体の名称.
    JointVenture,
    /// A firm that other papers do not name.
    Member,
    /// The order of the members.
    MemberOrder,
    /// 所在地.
    Address,
    /// 代表者職氏名.
    Representative,
    /// 代理人.
    Agent,
    /// 履行期間.
    Period,
    /// 番号 of the tender.
    Number,
    /// The numbers on the list of bidders, 登録番号.
    Listing,
    /// The numbers of licences, 許可・登録.
    Licence,
    /// A person who takes part in the work, 技術者.
    Person,
    /// How many projects are listed, 実績件数.
    Projects,
    /// Whether a paper is sealed, 使用印.
    Seal,
    /// The agent's seal, 代理人使用印.
    AgentsSeal,
    /// How many copies are handed in, 部数.
    Copies,
    /// How the members share, 出資割合.
    Shares,
}

/// What of the papers could not be held together, since one side does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Uncompared {
    /// The engineers (技術者): no other paper of the set names people.
    People,
    /// How many projects are listed (実績件数): the proposal gives no number.
    Projects,
    /// The amount: the breakdown closes with no sum.
    Amount,
    /// How many copies are handed in (部数): neither the notice nor a person says how many are asked for.
    Copies,
}

/// A thing that papers print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// 件名.
    Title,
    /// 番号.
    Number,
    /// 宛先.
    Addressee,
    /// 履行場所.
    Place,
    /// 履行期間.
    Period,
    /// 公告日.
    NoticeDate,
    /// The buyer's name.
    Buyer,
    /// 開札日.
    OpeningDate,
    /// The paper's date.
    Date,
    /// The amount.
    Amount,
    /// The rate of consumption tax.
    TaxRate,
    /// The label of the 様式.
    Label,
    /// 共同企業体の名称.
    JointVentureName,
    /// 事務所の所在地.
    JointVentureOffice,
    /// 成立の日.
    JointVentureFormedOn,
    /// 解散の時期.
    JointVentureMonthsAfter,
    /// 取引金融機関.
    JointVentureBank,
    /// A member at all.
    Members,
    /// One record, counted from 0.
    Record(usize),
    /// Something of one member, counted from 0.
    Member(usize, MemberFact),
    /// 代理人 住所.
    AgentAddress,
    /// 代理人 氏名.
    AgentName,
    /// 添付書類.
    Attachments,
    /// 内訳書.
    Costs,
    /// The sections of a proposal.
    Sections,
    /// One section, counted from 0.
    Section(usize),
}

/// A thing that papers print of each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MemberFact {
    /// 商号又は名称.
    Name,
    /// ISO code.
    Country,
    /// 所在地.
    Address,
    /// 職.
    RepresentativeTitle,
    /// 氏名.
    RepresentativeName,
    /// Name in katakana.
    RepresentativeKatakana,
    /// Name in Latin letters.
    RepresentativeLatin,
    /// 分担業務.
    Work,
    /// 出資割合.
    Share,
    /// 分担額.
    Amount,
    /// Numbers and names of the registration.
    Registration,
    /// 担当部署.
    ContactDepartment,
    /// 担当者.
    ContactName,
    /// ふりがな.
    ContactReading,
    /// 電話.
    ContactTelephone,
    /// E-mail.
    ContactEmail,
}
