//! A tender (案件) as it is sent to the pages: its facts, its dates, its files, and what intake proposed.
//! Knows nothing of how a notice is read or where it is kept.

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::counter_hours::CounterHours;
use super::days::Office;
use super::deadline::{Basis, Certainty, Method, MilestoneKind, Moment};
use super::deadline_caution::DateCaution;
use super::derived_date::Derivation;
use super::id::{BidId, DeadlineId, RelativeDateId, RequirementId, TenderFileId, TenderId, UserId};
use super::instant::Instant;
use super::notice::{Edge, FactName, Offset, PriceBasis, ProcedureKind, ProposedTender, TextKind};
use super::question::Concerned;
use super::relative_form::MOST_RELATIVE;
use super::requirement::{RequirementKind, RequirementValue};
use super::requirement_form::MOST_REQUIREMENTS;

/// How far a tender has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderState {
    /// Read from a notice; nobody has confirmed it.
    Proposed,
    /// A person confirmed what holds.
    Confirmed,
    /// A proposal that nobody wants; it can be taken back.
    Discarded,
}

impl TenderState {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed => "confirmed",
            Self::Discarded => "discarded",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Proposed, Self::Confirmed, Self::Discarded].into_iter().find(|state| state.code() == code)
    }
}

/// How a procedure ended, as the buyer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderOutcome {
    /// 中止・取止め
    Cancelled,
    /// 落札決定・契約
    Awarded,
    /// 不調・不落
    Unsuccessful,
}

impl TenderOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Cancelled, Self::Awarded, Self::Unsuccessful];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Awarded => "awarded",
            Self::Unsuccessful => "unsuccessful",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// As the notice says.
    Notice,
    /// A person typed or changed it.
    Person,
}

impl Origin {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Person => "person",
        }
    }

    /// Reads the code; what is unknown was a person's.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        if code == Self::Notice.code() { Self::Notice } else { Self::Person }
    }
}

/// The facts of a tender; empty where the notice says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderFacts {
    /// 件名
    pub title: String,
    /// 公告番号
    pub number: String,
    /// 宛先: the office.
    pub addressee: String,
    /// The holder of the office.
    pub addressee_name: String,
    /// The type of the procedure.
    pub procedure: Option<ProcedureKind>,
    /// The type as printed.
    pub procedure_term: String,
    /// 履行場所
    pub place: String,
    /// 履行期間, as printed.
    pub period: String,
    /// 税抜・税込 of the price.
    pub price_basis: Option<PriceBasis>,
}

impl TenderFacts {
    /// The value of one fact as kept beside its sentence.
    #[must_use]
    pub fn value(&self, name: FactName) -> String {
        match name {
            FactName::Title => self.title.clone(),
            FactName::Number => self.number.clone(),
            FactName::Addressee => self.addressee.clone(),
            FactName::AuthorityName => self.addressee_name.clone(),
            FactName::Procedure => self.procedure.map_or_else(String::new, |kind| kind.code().to_owned()),
            FactName::Place => self.place.clone(),
            FactName::Period => self.period.clone(),
            FactName::PriceBasis => {
                self.price_basis.map_or_else(String::new, |basis| price_basis_code(basis).to_owned())
            }
        }
    }
}

/// The code of a price basis in rows and forms.
#[must_use]
pub const fn price_basis_code(basis: PriceBasis) -> &'static str {
    match basis {
        PriceBasis::TaxExclusive => "exclusive",
        PriceBasis::TaxInclusive => "inclusive",
    }
}

/// Reads the code of a price basis.
#[must_use]
pub fn price_basis_of(code: &str) -> Option<PriceBasis> {
    [PriceBasis::TaxExclusive, PriceBasis::TaxInclusive].into_iter().find(|basis| price_basis_code(*basis) == code)
}

/// The code of a fact in rows, also the name of its field in forms.
#[must_use]
pub const fn fact_code(name: FactName) -> &'static str {
    match name {
        FactName::Title => "title",
        FactName::Number => "number",
        FactName::Addressee => "addressee",
        FactName::AuthorityName => "addressee_name",
        FactName::Procedure => "procedure",
        FactName::Place => "place",
        FactName::Period => "period",
        FactName::PriceBasis => "price_basis",
    }
}

/// Reads the code of a fact.
#[must_use]
pub fn fact_of(code: &str) -> Option<FactName> {
    FactName::ALL.into_iter().find(|name| fact_code(*name) == code)
}

/// The sentence behind a confirmed value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactSource {
    /// Which fact.
    pub name: FactName,
    /// The sentence, as printed; empty when a person typed the value.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
}

/// A text or file that a tender was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderSource {
    /// Its place among the tender's texts, from 0; what was read points to it by this.
    pub position: u32,
    /// The file's name; empty for a pasted text.
    pub name: String,
    /// What sort of text it is.
    pub text_kind: TextKind,
    /// Pages, when it has them.
    pub pages: Option<u32>,
    /// Pages that hold no text and were read by nobody.
    pub pages_without_text: u32,
    /// The original, when a file was uploaded.
    pub file: Option<TenderFile>,
    /// Further files that it names: title and address as printed. Nobody has fetched them.
    pub documents: Vec<(String, String)>,
}

/// The original in which a sentence stands.
#[must_use]
pub fn file_behind(read_from: &[TenderSource], source: Option<u32>) -> Option<&TenderFile> {
    let position = source?;
    read_from.iter().find(|text| text.position == position)?.file.as_ref()
}

/// A file kept with a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderFile {
    /// Its identity.
    pub id: TenderFileId,
    /// Its name as uploaded.
    pub name: String,
    /// Its media type, decided by its bytes.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}

/// The same instant in another zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElsewhereTime {
    /// IANA zone.
    pub zone: String,
    /// Wall clock there.
    pub at: Moment,
}

/// A dated step of a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Its identity.
    pub id: DeadlineId,
    /// What happens.
    pub kind: MilestoneKind,
    /// A name of its own, where the kind's name does not say enough.
    pub title: String,
    /// Where a period begins.
    pub from: Option<Moment>,
    /// When, or the end of the period; wall clock in Japan.
    pub at: Moment,
    /// 確定 or 予定.
    pub certainty: Certainty,
    /// 必着 and the like.
    pub basis: Option<Basis>,
    /// 持参, 郵送, 電子 …; empty when nothing is said.
    pub methods: Vec<Method>,
    /// When the counter is open.
    pub hours: CounterHours,
    /// Where it happens.
    pub place: String,
    /// The sentence behind it; empty when a person typed it.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
    /// Counts changes.
    pub revision: i64,
    /// From which other date it is counted, and moves with it.
    pub derived: Option<Derivation>,
    /// The same instant for the people who are not in Japan; empty when no time of day is printed.
    pub elsewhere: Vec<ElsewhereTime>,
    /// Why to be careful with it; empty until an office is known.
    pub cautions: Vec<DateCaution>,
}

impl Deadline {
    /// A date of which nothing but its day and time is known.
    #[must_use]
    pub const fn bare(id: DeadlineId, kind: MilestoneKind, at: Moment) -> Self {
        Self {
            id,
            kind,
            title: String::new(),
            from: None,
            at,
            certainty: Certainty::Fixed,
            basis: None,
            methods: Vec::new(),
            hours: CounterHours { open: None, shut: None },
            place: String::new(),
            sentence: String::new(),
            source: None,
            page: None,
            origin: Origin::Person,
            revision: 1,
            derived: None,
            elsewhere: Vec::new(),
            cautions: Vec::new(),
        }
    }
}

/// A date that the notice gives only by another step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelativeDeadline {
    /// Its identity.
    pub id: RelativeDateId,
    /// The step that it dates, where that is known.
    pub kind: Option<MilestoneKind>,
    /// Beginning or end.
    pub edge: Edge,
    /// The step it hangs on.
    pub anchor: Option<MilestoneKind>,
    /// How far from it; none for the day itself.
    pub offset: Option<Offset>,
    /// Time of day.
    pub time: Option<NaiveTime>,
    /// The words, as printed.
    pub printed: String,
    /// The sentence behind it.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
    /// Counts changes.
    pub revision: i64,
}

/// Whether a demand of the notice counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementState {
    /// It counts.
    Held,
    /// A person left it out; it is kept so that it is not proposed anew.
    LeftOut,
}

impl RequirementState {
    /// The code kept in rows.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::LeftOut => "left_out",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Held, Self::LeftOut].into_iter().find(|state| state.code() == code)
    }
}

/// One demand of a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Its identity.
    pub id: RequirementId,
    /// What is demanded.
    pub value: RequirementValue,
    /// In Japanese.
    pub ja: String,
    /// In English; empty where nobody has written it.
    pub en: String,
    /// The sentence behind it; empty when a person typed it.
    pub sentence: String,
    /// The text in which the sentence stands, by its position.
    pub source: Option<u32>,
    /// Page of the original.
    pub page: Option<u32>,
    /// From the notice, or a person's.
    pub origin: Origin,
    /// Whether it counts.
    pub state: RequirementState,
    /// Counts changes.
    pub revision: i64,
}

impl Requirement {
    /// Its sort.
    #[must_use]
    pub const fn kind(&self) -> RequirementKind {
        self.value.kind()
    }
}

/// The demands of a tender, for their page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderRequirements {
    /// Which tender.
    pub tender: TenderId,
    /// 件名
    pub title: String,
    /// All of them, in the order that people gave them; those left out as well.
    pub requirements: Vec<Requirement>,
    /// What the sentences stand in.
    pub read_from: Vec<TenderSource>,
    /// The buyer's answers that concern them, of the bids that the reader sees.
    pub concerned: Vec<Concerned>,
    /// Whether the reader may change them.
    pub may_edit: bool,
}

/// A line of the list of tenders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderSummary {
    /// Which tender.
    pub id: TenderId,
    /// 件名
    pub title: String,
    /// 公告番号
    pub number: String,
    /// 宛先
    pub addressee: String,
    /// 履行場所
    pub place: String,
    /// Type of the procedure.
    pub procedure: Option<ProcedureKind>,
    /// How far it has come.
    pub state: TenderState,
    /// Whether the reader's own firm keeps it.
    pub is_own: bool,
    /// The next dated step.
    pub next: Option<(MilestoneKind, Moment)>,
}

/// Which tenders a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderFilter {
    /// All that are not put away.
    #[default]
    All,
    /// Read from a notice; nobody has confirmed them.
    ToConfirm,
    /// Confirmed, with a date ahead or without any.
    Open,
    /// Confirmed, with all dates behind.
    Past,
    /// Put away.
    Discarded,
}

impl TenderFilter {
    /// Every filter, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::All, Self::ToConfirm, Self::Open, Self::Past, Self::Discarded];

    /// The code in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::ToConfirm => "to_confirm",
            Self::Open => "open",
            Self::Past => "past",
            Self::Discarded => "discarded",
        }
    }

    /// Reads the code; what is unknown shows all.
    #[must_use]
    pub fn parse(code: &str) -> Self {
        Self::ALL.into_iter().find(|filter| filter.code() == code).unwrap_or_default()
    }
}

/// A page of the list of tenders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderList {
    /// Newest first.
    pub tenders: Vec<TenderSummary>,
    /// From where to continue, when there are more.
    pub more: Option<String>,
    /// Which part of them is shown.
    pub which: TenderFilter,
    /// The words that were sought; empty for all.
    pub words: String,
}

/// One tender with all that is kept of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderDetail {
    /// Which tender.
    pub id: TenderId,
    /// Counts changes.
    pub revision: i64,
    /// How far it has come.
    pub state: TenderState,
    /// Its facts.
    pub facts: TenderFacts,
    /// The sentences behind them.
    pub sources: Vec<FactSource>,
    /// Its dates, earliest first.
    pub deadlines: Vec<Deadline>,
    /// Dates that hang on other dates, in the order of the notice.
    pub relative: Vec<RelativeDeadline>,
    /// Its demands, in order; those left out as well.
    pub requirements: Vec<Requirement>,
    /// The texts and files it was read from.
    pub read_from: Vec<TenderSource>,
    /// Bids of the reader that answer it.
    pub bids: Vec<BidId>,
    /// When the buyer's office is open.
    pub office: Office,
    /// Whether the reader may change the facts and start a bid.
    pub is_own: bool,
    /// Whether the reader may change the dates.
    pub may_edit_dates: bool,
}

/// What intake read, as kept until a person confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What is proposed.
    pub proposal: ProposedTender,
    /// Pages of the originals that hold no text and were read by nobody.
    pub pages_without_text: u32,
    /// What the texts say beyond what one tender holds.
    #[serde(default)]
    pub beyond: Beyond,
}

/// How much was read for which a tender has no room; it is not proposed, and the page says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beyond {
    /// Demands.
    pub requirements: usize,
    /// Dates that hang on others.
    pub relative: usize,
}

impl Reading {
    /// Keeps as much as a tender holds and counts the rest. What matters most stands in front: the texts are in
    /// the order in which they are trusted.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.beyond.requirements += cut(&mut self.proposal.requirements, MOST_REQUIREMENTS);
        self.beyond.relative += cut(&mut self.proposal.relative, MOST_RELATIVE);
        self
    }
}

fn cut<T>(list: &mut Vec<T>, most: usize) -> usize {
    let beyond = list.len().saturating_sub(most);
    list.truncate(most);
    beyond
}

/// What the confirm page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderProposal {
    /// Which tender.
    pub id: TenderId,
    /// Counts changes.
    pub revision: i64,
    /// How far it has come.
    pub state: TenderState,
    /// The texts that were read; what was read points to them by their places.
    pub texts: Vec<ReadText>,
    /// What was read in them.
    pub reading: Reading,
}

impl TenderProposal {
    /// The sources of the texts.
    #[must_use]
    pub fn read_from(&self) -> Vec<TenderSource> {
        self.texts.iter().map(|text| text.source.clone()).collect()
    }
}

/// A text that was read, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadText {
    /// Where it came from.
    pub source: TenderSource,
    /// The text.
    pub text: String,
}

/// Someone who can answer for a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatedPerson {
    /// The account.
    pub id: UserId,
    /// Name as shown.
    pub name: String,
    /// The firm's name.
    pub organisation: String,
}

/// A date of a tender on one bid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidDate {
    /// The step.
    pub deadline: Deadline,
    /// Who answers for it on this bid.
    pub owner: Option<SeatedPerson>,
    /// That it is done on this bid.
    pub done: Option<StepDone>,
}

/// That a step is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// The dates of a bid's tender, for the dates page and the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BidDates {
    /// The bid.
    pub bid: BidId,
    /// Its tender.
    pub tender: TenderId,
    /// 件名
    pub title: String,
    /// The steps, earliest first.
    pub dates: Vec<BidDate>,
    /// Who can answer for a date.
    pub people: Vec<SeatedPerson>,
    /// The zones shown beside Japan's.
    pub zones: Vec<String>,
    /// When the buyer's office is open.
    pub office: Office,
    /// The texts and files that the tender was read from.
    pub read_from: Vec<TenderSource>,
    /// Whether the reader may change dates and who answers for them.
    pub may_edit: bool,
}

#[cfg(test)]
mod tests {
    use super::super::notice::{Evidence, ProposedRequirement, RelativeDate};
    use super::*;

    #[test]
    fn what_a_tender_has_no_room_for_is_counted_and_not_lost_silently() {
        let evidence = || Evidence { start: 0, end: 1, sentence: String::new(), page: None, file: 0 };
        let demand = || ProposedRequirement {
            value: RequirementValue::Other,
            ja: "条件".to_owned(),
            evidence: evidence(),
            certain: true,
            doubt: None,
        };
        let date = || RelativeDate {
            kind: None,
            edge: Edge::By,
            anchor: None,
            offset: None,
            time: None,
            printed: "落札決定後".to_owned(),
            evidence: evidence(),
        };
        let proposal = ProposedTender {
            facts: Vec::new(),
            milestones: Vec::new(),
            conflicts: Vec::new(),
            missing: Vec::new(),
            missing_milestones: Vec::new(),
            unreadable: Vec::new(),
            other_dates: Vec::new(),
            relative: (0..MOST_RELATIVE + 3).map(|_| date()).collect(),
            requirements: (0..MOST_REQUIREMENTS + 5).map(|_| demand()).collect(),
            kind_of_text: TextKind::Unknown,
        };
        let once = Reading { proposal, pages_without_text: 0, beyond: Beyond::default() }.bounded();
        assert_eq!(once.beyond, Beyond { requirements: 5, relative: 3 });
        assert_eq!(once.proposal.requirements.len(), MOST_REQUIREMENTS);
        assert_eq!(once.clone().bounded(), once, "what was bounded stays as it is");
    }

    #[test]
    fn every_code_of_a_fact_is_read_back() {
        for name in FactName::ALL {
            assert_eq!(fact_of(fact_code(name)), Some(name));
        }
        for basis in [PriceBasis::TaxExclusive, PriceBasis::TaxInclusive] {
            assert_eq!(price_basis_of(price_basis_code(basis)), Some(basis));
        }
    }
}
