//! The dated steps of a procedure: their codes, their names, and which are ours to do.

use serde::{Deserialize, Serialize};

use super::Moment;

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

    /// True where one must be ready when it begins: a visit, a hearing, an opening. Everything else is done by its end.
    #[must_use]
    pub const fn is_begun(self) -> bool {
        matches!(
            self,
            Self::DocsFrom
                | Self::SiteVisit
                | Self::Briefing
                | Self::BidFrom
                | Self::OpenAt
                | Self::HearingAt
                | Self::Negotiation
                | Self::CouncilVote
                | Self::Start
                | Self::Inspection
        )
    }

    /// The moment by which one must be ready for a step that has a moment, or a period. A beginning without a time says
    /// nothing about the day on which the step ends at a time.
    #[must_use]
    pub fn ready(self, from: Option<Moment>, at: Moment) -> Moment {
        let says = |from: &Moment| self.is_begun() && (from.time.is_some() || from.date < at.date);
        from.filter(says).unwrap_or(at)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back_and_unique() {
        for kind in MilestoneKind::ALL {
            assert_eq!(MilestoneKind::parse(kind.code()), Some(kind));
            assert!(kind.en().contains('('), "{} explains its term", kind.code());
        }
        assert_eq!(MilestoneKind::parse("nothing"), None);
    }

    #[test]
    fn one_is_ready_when_a_visit_begins_and_when_a_period_for_papers_ends() {
        let ready = |kind: MilestoneKind, from: &str, at: &str| {
            kind.ready(Moment::parse(from), Moment::parse(at).unwrap()).to_string()
        };
        let (visit, bid) = (MilestoneKind::SiteVisit, MilestoneKind::BidBy);
        assert_eq!(ready(visit, "2026-12-10T10:30", "2026-12-10T12:00"), "2026-12-10T10:30");
        assert_eq!(ready(visit, "2026-12-10", "2026-12-12T12:00"), "2026-12-10", "several days");
        assert_eq!(ready(visit, "2026-12-10", "2026-12-10T12:00"), "2026-12-10T12:00", "when it begins nobody says");
        assert_eq!(ready(visit, "", "2026-12-10T12:00"), "2026-12-10T12:00");
        assert_eq!(ready(bid, "2026-12-08T09:00", "2026-12-10T12:00"), "2026-12-10T12:00");
    }
}
