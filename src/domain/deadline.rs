//! The dated steps of a tender: what kind of step, when as printed in Japan, how exact and how sure.
//! Only what a notice can say; owners, reminders and plans live elsewhere.

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Japan Standard Time is UTC+9 all year round (no daylight saving since 1951).
const JST_MILLIS: i64 = 9 * 3_600_000;
/// 23:59:59 as milliseconds after midnight: a deadline that names only a day ends with that day.
const END_OF_DAY_MILLIS: i64 = 86_399_000;

/// One kind of dated step (domain paper 1.4). The wire and storage code is `code()`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// 公告日・公示日
    Notice,
    /// 設計図書等の閲覧開始
    DocsFrom,
    /// 設計図書等の閲覧・配布期限
    DocsTo,
    /// 現場説明会・現地見学会
    SiteVisit,
    /// 説明会
    Briefing,
    /// 説明会の参加申込期限
    BriefingApplyBy,
    /// 質問書提出期限
    QuestionBy,
    /// 質問回答日
    AnswerOn,
    /// 参加表明書・参加申込の期限
    IntentBy,
    /// 入札参加資格確認申請期限
    QualifyApplyBy,
    /// 資格確認結果通知
    QualifyResult,
    /// 理由説明請求期限
    ReasonRequestBy,
    /// 共同企業体の資格審査申請期限
    JvApplyBy,
    /// 企画提案書・技術提案書の提出期限
    ProposalBy,
    /// 入札保証金納付期限
    DepositBy,
    /// 入札書受付開始
    BidFrom,
    /// 入札書提出期限
    BidBy,
    /// 辞退届期限
    WithdrawBy,
    /// 開札日時
    OpenAt,
    /// 一次審査結果
    ScreeningResult,
    /// プレゼンテーション・ヒアリング
    HearingAt,
    /// 審査結果通知・落札決定
    AwardNotice,
    /// 協議・見積徴取
    Negotiation,
    /// 事後審査書類期限
    DocsAfterAward,
    /// 契約締結
    ContractSign,
    /// 議会の議決
    CouncilVote,
    /// 着手・履行開始
    Start,
    /// 履行期限・納期
    Delivery,
    /// 検査
    Inspection,
    /// 支払
    Payment,
    /// 社内の期限: our own step, in no notice
    Internal,
}

impl MilestoneKind {
    /// Every kind, in the order in which a procedure usually runs.
    pub const ALL: [MilestoneKind; 31] = [
        Self::Notice,
        Self::DocsFrom,
        Self::DocsTo,
        Self::SiteVisit,
        Self::Briefing,
        Self::BriefingApplyBy,
        Self::QuestionBy,
        Self::AnswerOn,
        Self::IntentBy,
        Self::QualifyApplyBy,
        Self::QualifyResult,
        Self::ReasonRequestBy,
        Self::JvApplyBy,
        Self::ProposalBy,
        Self::DepositBy,
        Self::BidFrom,
        Self::BidBy,
        Self::WithdrawBy,
        Self::OpenAt,
        Self::ScreeningResult,
        Self::HearingAt,
        Self::AwardNotice,
        Self::Negotiation,
        Self::DocsAfterAward,
        Self::ContractSign,
        Self::CouncilVote,
        Self::Start,
        Self::Delivery,
        Self::Inspection,
        Self::Payment,
        Self::Internal,
    ];

    /// The stable code, Japanese name and English explanation.
    const fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Notice => ("notice", "公告日", "notice published (公告)"),
            Self::DocsFrom => ("docs_from", "設計図書等の閲覧開始", "tender documents available from (閲覧開始)"),
            Self::DocsTo => ("docs_to", "設計図書等の閲覧期限", "tender documents available until (閲覧期限)"),
            Self::SiteVisit => ("site_visit", "現地見学会", "site visit (現地見学会)"),
            Self::Briefing => ("briefing", "説明会", "briefing (説明会)"),
            Self::BriefingApplyBy => {
                ("briefing_apply_by", "説明会参加申込期限", "sign-up for the briefing (説明会申込期限)")
            }
            Self::QuestionBy => ("question_by", "質問書提出期限", "questions due (質問期限)"),
            Self::AnswerOn => ("answer_on", "質問回答日", "answers published (質問回答)"),
            Self::IntentBy => ("intent_by", "参加表明書提出期限", "expression of interest due (参加表明)"),
            Self::QualifyApplyBy => {
                ("qualify_apply_by", "入札参加資格確認申請期限", "qualification application due (資格確認申請)")
            }
            Self::QualifyResult => ("qualify_result", "資格確認結果通知", "qualification result (資格確認通知)"),
            Self::ReasonRequestBy => {
                ("reason_request_by", "理由説明請求期限", "request for reasons due (理由説明請求)")
            }
            Self::JvApplyBy => {
                ("jv_apply_by", "共同企業体資格審査申請期限", "joint venture application due (共同企業体申請)")
            }
            Self::ProposalBy => ("proposal_by", "企画提案書提出期限", "proposal due (企画提案書)"),
            Self::DepositBy => ("deposit_by", "入札保証金納付期限", "bid bond due (入札保証金)"),
            Self::BidFrom => ("bid_from", "入札書受付開始", "bids accepted from (入札書受付開始)"),
            Self::BidBy => ("bid_by", "入札書提出期限", "bid due (入札書提出期限)"),
            Self::WithdrawBy => ("withdraw_by", "辞退届提出期限", "withdrawal notice due (辞退届)"),
            Self::OpenAt => ("open_at", "開札日時", "bid opening (開札)"),
            Self::ScreeningResult => ("screening_result", "一次審査結果", "first screening result (一次審査)"),
            Self::HearingAt => {
                ("hearing_at", "プレゼンテーション・ヒアリング", "presentation and hearing (ヒアリング)")
            }
            Self::AwardNotice => {
                ("award_notice", "審査結果通知・落札決定", "award decided or result notified (落札決定)")
            }
            Self::Negotiation => ("negotiation", "協議・見積徴取", "negotiation and quotation (協議・見積徴取)"),
            Self::DocsAfterAward => {
                ("docs_after_award", "事後審査書類提出期限", "papers for the check after opening due (事後審査)")
            }
            Self::ContractSign => ("contract_sign", "契約締結", "contract signed (契約締結)"),
            Self::CouncilVote => ("council_vote", "議会の議決", "council vote (議決)"),
            Self::Start => ("start", "着手", "work starts (着手)"),
            Self::Delivery => ("delivery", "履行期限", "work completed or delivered (履行期限)"),
            Self::Inspection => ("inspection", "検査", "inspection (検査)"),
            Self::Payment => ("payment", "支払", "payment (支払)"),
            Self::Internal => ("internal", "社内の期限", "internal step (社内の期限)"),
        }
    }

    /// The code of the domain paper, also used by serde.
    pub const fn code(self) -> &'static str {
        self.row().0
    }

    /// The Japanese name.
    pub const fn ja(self) -> &'static str {
        self.row().1
    }

    /// An English name that carries the Japanese term.
    pub const fn en(self) -> &'static str {
        self.row().2
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// True where the bidder must do something by or at that moment; the rest is done by the buyer.
    pub const fn is_ours(self) -> bool {
        matches!(
            self,
            Self::DocsTo
                | Self::SiteVisit
                | Self::Briefing
                | Self::BriefingApplyBy
                | Self::QuestionBy
                | Self::IntentBy
                | Self::QualifyApplyBy
                | Self::ReasonRequestBy
                | Self::JvApplyBy
                | Self::ProposalBy
                | Self::DepositBy
                | Self::BidBy
                | Self::WithdrawBy
                | Self::HearingAt
                | Self::Negotiation
                | Self::DocsAfterAward
                | Self::ContractSign
                | Self::Start
                | Self::Delivery
                | Self::Internal
        )
    }

    /// True for what a notice can speak of.
    #[must_use]
    pub fn is_printed(self) -> bool {
        self != Self::Internal
    }

    /// True where something is handed to the buyer at the latest then.
    #[must_use]
    pub const fn is_handed_in(self) -> bool {
        matches!(
            self,
            Self::BriefingApplyBy
                | Self::QuestionBy
                | Self::IntentBy
                | Self::QualifyApplyBy
                | Self::ReasonRequestBy
                | Self::JvApplyBy
                | Self::ProposalBy
                | Self::DepositBy
                | Self::BidBy
                | Self::WithdrawBy
                | Self::DocsAfterAward
        )
    }
}

/// How exactly the notice names the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// A time of day is printed.
    Minute,
    /// Only the day is printed.
    Day,
}

/// How firmly the buyer announces the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// 確定
    Fixed,
    /// 予定
    Planned,
}

impl Certainty {
    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Planned => "planned",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Fixed, Self::Planned].into_iter().find(|certainty| certainty.code() == code)
    }
}

/// What has to have happened by the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// 必着: the paper is in the buyer's hands.
    Arrival,
    /// 消印有効: the postmark counts.
    Postmark,
    /// 到達: the electronic system has received it.
    Electronic,
}

impl Basis {
    /// Every basis.
    pub const ALL: [Self; 3] = [Self::Arrival, Self::Postmark, Self::Electronic];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Postmark => "postmark",
            Self::Electronic => "electronic",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }
}

/// How something may be handed in (domain paper 1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// 持参
    InPerson,
    /// 郵送 (一般書留, 簡易書留, 配達日指定 …)
    Post,
    /// 電子入札・電子申請
    Electronic,
    /// 電子メール
    Email,
    /// ファクシミリ
    Fax,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::InPerson, Self::Post, Self::Electronic, Self::Email, Self::Fax];

    /// The code kept in rows and forms, also used by serde.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InPerson => "in_person",
            Self::Post => "post",
            Self::Electronic => "electronic",
            Self::Email => "email",
            Self::Fax => "fax",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }

    /// Reads a list of codes with blanks between; what is unknown is left out.
    #[must_use]
    pub fn parse_list(codes: &str) -> Vec<Self> {
        codes.split_ascii_whitespace().filter_map(Self::parse).collect()
    }

    /// The codes with blanks between.
    #[must_use]
    pub fn list(methods: &[Self]) -> String {
        methods.iter().map(|method| method.code()).collect::<Vec<_>>().join(" ")
    }
}

/// A moment exactly as printed, in Japan Standard Time; never rounded, never shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day as printed.
    pub date: NaiveDate,
    /// The time of day, when one is printed.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// A day without a time.
    pub const fn day(date: NaiveDate) -> Self {
        Self { date, time: None }
    }

    /// A day with a time.
    pub const fn at(date: NaiveDate, time: NaiveTime) -> Self {
        Self { date, time: Some(time) }
    }

    /// Whether a time was printed.
    pub const fn precision(self) -> Precision {
        match self.time {
            Some(_) => Precision::Minute,
            None => Precision::Day,
        }
    }

    /// The instant in milliseconds UTC; a day without a time counts to its last second in Japan.
    pub fn to_utc_millis(self) -> i64 {
        self.midnight_utc_millis() + self.time.map_or(END_OF_DAY_MILLIS, millis_of_day)
    }

    /// The instant at which something *begins*: a day without a time counts from midnight in Japan.
    pub fn start_utc_millis(self) -> i64 {
        self.midnight_utc_millis() + self.time.map_or(0, millis_of_day)
    }

    /// Back from milliseconds UTC; `None` outside the calendar.
    pub fn from_utc_millis(millis: i64, precision: Precision) -> Option<Self> {
        let local = DateTime::from_timestamp_millis(millis.checked_add(JST_MILLIS)?)?.naive_utc();
        let time = match precision {
            Precision::Minute => Some(local.time()),
            Precision::Day => None,
        };
        Some(Self { date: local.date(), time })
    }

    /// Reads `2026-08-21`, `2026-08-21T13:00` and `2026-08-21T13:00:00`.
    pub fn parse(iso: &str) -> Option<Self> {
        let (day, time) = match iso.split_once('T') {
            Some((day, time)) => (day, Some(time)),
            None => (iso, None),
        };
        let date = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
        match time {
            None => Some(Self::day(date)),
            Some(text) => NaiveTime::parse_from_str(text, "%H:%M")
                .or_else(|_| NaiveTime::parse_from_str(text, "%H:%M:%S"))
                .ok()
                .map(|time| Self::at(date, time)),
        }
    }

    fn midnight_utc_millis(self) -> i64 {
        self.date.and_time(NaiveTime::MIN).and_utc().timestamp_millis() - JST_MILLIS
    }
}

impl fmt::Display for Moment {
    /// ISO 8601 without a zone: `2026-08-21` or `2026-08-21T13:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            None => write!(f, "{}", self.date),
            Some(time) if time.second() == 0 => {
                write!(f, "{}T{:02}:{:02}", self.date, time.hour(), time.minute())
            }
            Some(time) => write!(f, "{}T{:02}:{:02}:{:02}", self.date, time.hour(), time.minute(), time.second()),
        }
    }
}

fn millis_of_day(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_code_is_read_back_and_unique() {
        for kind in MilestoneKind::ALL {
            assert_eq!(MilestoneKind::parse(kind.code()), Some(kind));
            assert!(kind.en().contains('('), "{} explains its term", kind.code());
        }
        assert_eq!(MilestoneKind::parse("nothing"), None);
    }

    #[test]
    fn a_list_of_methods_is_read_back() {
        assert_eq!(Method::parse_list(&Method::list(&Method::ALL)), Method::ALL);
        assert_eq!(Method::parse_list("post by_pigeon"), [Method::Post]);
    }

    #[test]
    fn a_day_without_time_lasts_to_its_last_second_in_japan() {
        let day = Moment::parse("2026-07-29").unwrap();
        let last = Moment::parse("2026-07-29T23:59:59").unwrap();
        assert_eq!(day.to_utc_millis(), last.to_utc_millis());
        assert_eq!(day.start_utc_millis(), Moment::parse("2026-07-29T00:00").unwrap().to_utc_millis());
    }

    #[test]
    fn five_in_the_afternoon_in_japan_is_eight_in_the_morning_utc() {
        let moment = Moment::parse("2026-09-16T17:00").unwrap();
        assert_eq!(moment.to_utc_millis(), 1_789_545_600_000);
        assert_eq!(moment.to_string(), "2026-09-16T17:00");
    }

    proptest! {
        #[test]
        fn any_moment_survives_the_way_through_utc(days in 0i64..40_000, secs in 0u32..86_400) {
            let date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Duration::days(days);
            let time = NaiveTime::from_num_seconds_from_midnight_opt(secs, 0).unwrap();
            let moment = Moment::at(date, time);
            prop_assert_eq!(Moment::from_utc_millis(moment.to_utc_millis(), Precision::Minute), Some(moment));
            prop_assert_eq!(Moment::from_utc_millis(Moment::day(date).to_utc_millis(), Precision::Day), Some(Moment::day(date)));
            prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        }
    }
}
