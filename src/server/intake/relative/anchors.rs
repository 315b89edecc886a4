//! The steps that a relative date can hang on, by the words that name them (契約締結日, 公告の日, 落札決定).

use super::super::text::NormalText;
use crate::domain::deadline::MilestoneKind as Kind;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that name a step inside a relative date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Behind the last character.
    pub end: usize,
    /// The step; none where only the text around tells (通知を受けた日) or it is none of ours.
    pub kind: Option<Kind>,
}

const CONTRACT: &[&str] = &[
    "契約締結日",
    "契約締結の日",
    "契約締結",
    "契約の締結日",
    "契約の締結の日",
    "契約の締結",
    "契約日",
    "契約の日",
    "契約成立",
    "契約の成立",
    "契約確定",
    "契約の確定",
    "本契約締結",
    "仮契約締結",
    "協定締結",
    "協定の締結",
    "契約を締結した日",
    "売買契約締結",
    "売買契約の締結",
    "委託契約締結",
    "業務委託契約締結",
    "委託契約の締結",
    "委託契約日",
    "賃貸借契約締結",
    "契約",
];
const NOTICE: &[&str] = &[
    "入札公告の日",
    "入札公告日",
    "公告の日",
    "公告日",
    "公示の日",
    "公示日",
    "公告",
    "公示",
    "公募開始日",
    "公募開始の日",
    "募集開始日",
];
const AWARD: &[&str] = &[
    "落札決定通知",
    "落札決定の通知",
    "落札決定の日",
    "落札決定日",
    "落札決定",
    "落札者決定通知",
    "落札者決定の日",
    "落札者決定",
    "落札者の決定",
    "落札の決定",
    "落札通知",
    "落札の通知",
    "落札の日",
    "落札候補者の決定",
    "落札候補者決定",
    "落札",
    "審査結果通知",
    "審査結果の通知",
    "選定結果通知",
    "選定結果の通知",
    "結果の通知",
    "選定通知",
    "特定通知",
    "優先交渉権者の決定",
    "契約候補者の決定",
    "候補者の決定",
    "候補者決定",
];
const OPENING: &[&str] = &["開札日時", "開札日", "開札の日", "開札執行日", "開札時刻", "開札時", "開札"];
const BID: &[&str] = &[
    "入札書受付締切日時",
    "入札書受付締切日",
    "入札書提出期限日",
    "入札書提出期限",
    "入札書の提出期限日",
    "入札書の提出期限",
    "入札書の受領期限",
    "入札締切日時",
    "入札締切日",
    "入札締切",
    "入札期限",
    "入札執行日",
    "入札期日",
    "入札の日",
    "入札日時",
    "入札日",
];
const PROPOSAL: &[&str] =
    &["企画提案書の提出期限", "企画提案書提出期限", "提案書の提出期限", "提案書提出期限", "技術提案書の提出期限"];
const QUALIFY_RESULT: &[&str] = &[
    "資格確認結果の通知",
    "資格確認結果通知到達",
    "資格確認結果通知受領",
    "参加資格確認結果通知到達",
    "参加資格確認結果通知",
    "参加資格確認結果の通知",
    "参加資格確認通知",
    "資格確認結果通知",
    "資格の確認結果の通知",
    "資格確認通知",
    "資格確認の通知",
    "確認結果の通知",
    "確認結果通知",
    "確認通知",
];
const TOLD: &[&str] = &[
    "通知を受けた日",
    "通知を受領した日",
    "通知された日",
    "通知をした日",
    "通知した日",
    "通知の日",
    "通知日",
    "通知を受け取った日",
];
const INVOICE: &[&str] = &[
    "請求を受けた日",
    "請求書を受理した日",
    "請求書を受領した日",
    "請求書の受理",
    "請求書受理",
    "請求書の受領",
    "請求のあった日",
];
const OTHERS: &[(&str, Kind)] = &[
    ("質問回答日", Kind::AnswerOn),
    ("質問の回答日", Kind::AnswerOn),
    ("回答日", Kind::AnswerOn),
    ("質問期限", Kind::QuestionBy),
    ("質問書提出期限", Kind::QuestionBy),
    ("質問書の提出期限", Kind::QuestionBy),
    ("参加表明書の提出期限", Kind::IntentBy),
    ("参加申込期限", Kind::IntentBy),
    ("申請書の提出期限", Kind::QualifyApplyBy),
    ("申請期限", Kind::QualifyApplyBy),
    ("議会の議決", Kind::CouncilVote),
    ("議会の承認", Kind::CouncilVote),
    ("議決の日", Kind::CouncilVote),
    ("議決", Kind::CouncilVote),
    ("検査合格", Kind::Inspection),
    ("検査に合格した日", Kind::Inspection),
    ("検査完了", Kind::Inspection),
    ("検査終了", Kind::Inspection),
    ("検収", Kind::Inspection),
    ("業務完了", Kind::Delivery),
    ("業務終了", Kind::Delivery),
    ("履行完了", Kind::Delivery),
    ("工事完成", Kind::Delivery),
    ("納品", Kind::Delivery),
    ("納入", Kind::Delivery),
    ("引渡し", Kind::Delivery),
    ("履行期限", Kind::Delivery),
    ("納入期限", Kind::Delivery),
    ("説明会開催日", Kind::Briefing),
    ("説明会の日", Kind::Briefing),
    ("プレゼンテーション実施日", Kind::HearingAt),
    ("ヒアリング実施日", Kind::HearingAt),
    ("ヒアリング開催日", Kind::HearingAt),
    ("プレゼンテーション開催日", Kind::HearingAt),
    ("審査会開催日", Kind::HearingAt),
    ("説明を求められた日", Kind::ReasonRequestBy),
    ("着手日", Kind::Start),
    ("着工日", Kind::Start),
    ("業務開始日", Kind::Start),
    ("履行開始日", Kind::Start),
];

/// Which step some words name.
#[derive(Clone, Copy)]
enum Step {
    Always(Kind),
    /// What stands before tells of what one was told.
    Told,
    /// What stands before tells whether the invoice follows an inspection.
    Invoice,
}

/// The words of steps by their first letters.
static BY_FIRST: LazyLock<HashMap<char, Vec<(&str, Step)>>> = LazyLock::new(|| {
    let families = [
        (CONTRACT, Step::Always(Kind::ContractSign)),
        (NOTICE, Step::Always(Kind::Notice)),
        (AWARD, Step::Always(Kind::AwardNotice)),
        (OPENING, Step::Always(Kind::OpenAt)),
        (BID, Step::Always(Kind::BidBy)),
        (PROPOSAL, Step::Always(Kind::ProposalBy)),
        (QUALIFY_RESULT, Step::Always(Kind::QualifyResult)),
        (TOLD, Step::Told),
        (INVOICE, Step::Invoice),
    ];
    let of_families = families.into_iter().flat_map(|(words, step)| words.iter().map(move |word| (*word, step)));
    let others = OTHERS.iter().map(|(word, kind)| (*word, Step::Always(*kind)));
    let mut by_first: HashMap<char, Vec<(&str, Step)>> = HashMap::new();
    for (word, step) in of_families.chain(others) {
        by_first.entry(word.chars().next().unwrap_or_default()).or_default().push((word, step));
    }
    by_first
});

/// The longest words of a step that begin at `i`.
pub fn anchor_at(text: &NormalText<'_>, i: usize) -> Option<Anchor> {
    let known = BY_FIRST.get(&text.get(i)?)?;
    let (word, step) =
        known.iter().filter(|(word, _)| text.has(i, word)).max_by_key(|(word, _)| word.chars().count())?;
    let kind = match step {
        Step::Always(kind) => Some(*kind),
        Step::Told => told_kind(text, i),
        Step::Invoice => invoice_kind(text, i),
    };
    Some(Anchor { end: i + word.chars().count(), kind })
}

/// Of what one was told: 資格がないと認めた旨の通知 or 審査結果の通知.
fn told_kind(text: &NormalText<'_>, i: usize) -> Option<Kind> {
    let before = text.string(i.saturating_sub(50), i);
    let at = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let qualified = at(&["資格", "確認結果"]);
    let chosen = at(&["落札", "審査結果", "選定", "特定", "候補者", "採択"]);
    match (qualified, chosen) {
        (Some(qualified), Some(chosen)) if chosen > qualified => Some(Kind::AwardNotice),
        (Some(_), _) => Some(Kind::QualifyResult),
        (None, Some(_)) => Some(Kind::AwardNotice),
        (None, None) => None,
    }
}

/// An invoice that follows the inspection counts from it; an invoice alone is none of our steps.
fn invoice_kind(text: &NormalText<'_>, i: usize) -> Option<Kind> {
    let before = text.string(i.saturating_sub(30), i);
    (before.contains("検査") || before.contains("検収")).then_some(Kind::Inspection)
}
