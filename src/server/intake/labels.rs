//! The language of labels: which words before (or behind) a date say which step it is.
//! A rule is a row of words that follow each other closely; the match that ends last names the step,
//! because a Japanese label carries its head at its end.

use crate::domain::deadline::MilestoneKind as Kind;

/// What a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This step.
    Step(Kind),
    /// The notice's own period: its beginning is the notice, its end is no deadline.
    NoticePeriod,
    /// 入札及び開札の日時: both at once.
    BidAndOpening,
    /// 公告, alone in its cell.
    NoticeWord,
    /// 公示日または更新日: perhaps the notice.
    NoticeOrUpdate,
    /// 申請書, 参加申請: by the kind of procedure 参加資格確認申請 or 参加表明.
    Application,
    /// 期間, 日時: the heading above says of what.
    Generic,
    /// A date that is no step (更新日, 基準日).
    NoStep,
}

/// How much the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The subject only (質疑, 開札): enough in a table's cell or a heading, not in running text.
    Subject,
    /// Subject and what happens (質問書の提出期限).
    Full,
}

/// A label that was found in a stretch of text (positions in characters).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub meaning: Meaning,
    /// How much it says.
    pub strength: Strength,
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// Characters of the rule that were matched: more is more special.
    pub weight: usize,
}

struct Rule {
    meaning: Meaning,
    strength: Strength,
    words: &'static [&'static [&'static str]],
    reach: usize,
}

const fn full(kind: Kind, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning: Meaning::Step(kind), strength: Strength::Full, words, reach: REACH }
}

const fn subject(kind: Kind, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning: Meaning::Step(kind), strength: Strength::Subject, words, reach: REACH }
}

const fn other(meaning: Meaning, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning, strength: Strength::Full, words, reach: REACH }
}

/// A rule whose words follow each other directly.
const fn tight(meaning: Meaning, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning, strength: Strength::Full, words, reach: 1 }
}

const DUE: &[&str] =
    &["提出", "期限", "期日", "期間", "締切", "締め切", "受付", "受領", "〆切", "送付", "まで", "申込", "届出"];
const TERM: &[&str] = &["期限", "期日", "期間", "締切", "締め切", "受付", "〆切", "まで", "申込"];
const PAPERS: &[&str] = &[
    "設計図書",
    "仕様書",
    "図面",
    "入札説明書",
    "説明書",
    "関係書類",
    "関係図書",
    "募集要項",
    "募集要領",
    "実施要領",
    "実施要項",
    "設計書",
    "契約条項",
    "入札図書",
    "図書",
    "資料",
    "書類",
    "要領",
    "様式",
    "契約書案",
    "発注図書",
];
const SHOWN: &[&str] = &["閲覧", "縦覧", "配布", "交付", "貸与", "ダウンロード", "公開", "頒布", "入手"];

/// The rules. Order does not matter: place and weight decide.
const RULES: &[Rule] = &[
    full(
        Kind::Notice,
        &[&[
            "公告日",
            "公示日",
            "公告年月日",
            "公示年月日",
            "掲示日",
            "公告開始日",
            "告示日",
            "公告の日",
            "公表日",
            "掲載日",
            "公募開始日",
            "公募開始",
            "募集開始日",
            "募集開始",
        ]],
    ),
    full(
        Kind::Notice,
        &[&["公告", "公示", "募集要項", "実施要領", "募集要領"], &["公表", "掲載", "開始"], &["日", "("]],
    ),
    other(
        Meaning::NoticeWord,
        &[&[
            "公告",
            "公示",
            "公募",
            "公募の公告",
            "募集要項の公表",
            "実施要領の公表",
            "募集要領の公表",
            "実施要領等の公表",
            "募集要項等の公表",
        ]],
    ),
    other(Meaning::NoticePeriod, &[&["公告", "公示", "掲示"], &["期間"]]),
    other(Meaning::NoticeOrUpdate, &[&["公告日", "公示日"], &["又は", "または", "・"], &["更新日"]]),
    full(Kind::DocsTo, &[PAPERS, SHOWN]),
    full(Kind::DocsTo, &[SHOWN, &["期間", "期限", "期日", "日時", "日"]]),
    full(
        Kind::SiteVisit,
        &[&[
            "現地見学会",
            "現場見学会",
            "現場説明会",
            "現地説明会",
            "現地確認",
            "現場確認",
            "施設見学",
            "現地視察",
            "現地調査",
            "見学会",
            "現場説明",
        ]],
    ),
    full(Kind::Briefing, &[&["説明会"]]),
    full(
        Kind::BriefingApplyBy,
        &[&["説明会", "見学会", "現地確認", "現地説明", "現場説明"], &["申込", "参加申請", "参加希望", "参加届"]],
    ),
    full(
        Kind::BriefingApplyBy,
        &[&["説明会", "見学会", "現地確認", "現場説明"], &["申込", "参加"], &["期限", "締切", "期間", "受付"]],
    ),
    full(Kind::QuestionBy, &[&["質問", "質疑", "照会"], DUE]),
    full(Kind::QuestionBy, &[&["質問", "質疑", "照会"], DUE, TERM]),
    subject(Kind::QuestionBy, &[&["質問書", "質疑書", "質問", "質疑"]]),
    full(Kind::AnswerOn, &[&["質問", "質疑", "照会"], &["回答"]]),
    full(
        Kind::AnswerOn,
        &[&["質問", "質疑", "照会"], &["回答"], &["期限", "期日", "期間", "公表", "予定日", "掲載", "送付", "閲覧"]],
    ),
    full(
        Kind::AnswerOn,
        &[&[
            "回答日",
            "回答期限",
            "回答期日",
            "回答予定日",
            "回答期間",
            "回答書",
            "回答の公表",
            "回答方法",
            "回答公表",
            "回答掲載",
        ]],
    ),
    subject(Kind::AnswerOn, &[&["回答"]]),
    full(
        Kind::IntentBy,
        &[
            &[
                "参加表明",
                "参加意思",
                "参加意向",
                "参加希望",
                "参加申込",
                "応募登録",
                "参加登録",
                "参加届",
                "エントリー",
            ],
            DUE,
        ],
    ),
    full(
        Kind::IntentBy,
        &[&["参加表明", "参加意思", "参加意向", "参加希望", "参加申込", "応募登録", "参加登録", "参加届"], DUE, TERM],
    ),
    subject(
        Kind::IntentBy,
        &[&["参加表明書", "参加申込書", "参加意思確認書", "参加意向申出書", "参加表明", "参加申込"]],
    ),
    subject(Kind::IntentBy, &[&["募集期間", "公募期間", "応募期間", "応募期限", "募集期限", "応募締切", "募集締切"]]),
    full(
        Kind::QualifyApplyBy,
        &[&["資格確認", "資格審査", "参加資格", "資格"], &["申請", "確認書類", "審査書類", "確認資料"], DUE],
    ),
    full(
        Kind::QualifyApplyBy,
        &[&["資格確認", "資格審査", "参加資格", "資格"], &["申請", "確認書類", "審査書類", "確認資料"], DUE, TERM],
    ),
    subject(Kind::QualifyApplyBy, &[&["資格確認申請", "資格審査申請", "参加資格申請", "資格申請"]]),
    other(
        Meaning::Application,
        &[
            &["参加申請", "申請書", "申請受付", "申請期間", "申請期限", "参加受付", "参加資格確認書類", "参加申込兼"],
            DUE,
        ],
    ),
    other(Meaning::Application, &[&["参加申請", "申請書", "申請受付", "申請期間", "申請期限"]]),
    other(Meaning::Application, &[&["参加申請", "申請書", "申請"], DUE, TERM]),
    full(Kind::QualifyResult, &[&["資格確認", "資格審査", "参加資格", "資格"], &["結果", "通知", "認定", "決定"]]),
    full(
        Kind::QualifyResult,
        &[&["資格確認", "資格審査", "参加資格", "資格"], &["結果", "通知", "認定", "有無"], &["通知", "通知日", "日"]],
    ),
    full(
        Kind::QualifyResult,
        &[&["確認結果通知", "確認通知", "確認結果の通知", "参加承認", "資格の認定日", "審査結果通知(資格"]],
    ),
    full(
        Kind::ReasonRequestBy,
        &[&["理由"], &["説明", "請求"], &["期限", "まで", "請求", "提出", "求め", "締切", "期間"]],
    ),
    full(
        Kind::JvApplyBy,
        &[
            &["共同企業体", "特定建設工事共同企業体", "経常共同企業体", "JV"],
            &["申請", "結成", "届", "登録", "協定書"],
            DUE,
        ],
    ),
    full(Kind::JvApplyBy, &[&["共同企業体", "JV"], &["資格審査", "資格確認"], &["申請"], DUE]),
    full(
        Kind::ProposalBy,
        &[
            &[
                "企画提案書",
                "技術提案書",
                "提案書",
                "企画書",
                "技術資料",
                "提案書類",
                "企画提案",
                "応募書類",
                "業務提案",
                "技術提案",
                "提案資料",
            ],
            DUE,
        ],
    ),
    full(
        Kind::ProposalBy,
        &[
            &[
                "企画提案書",
                "技術提案書",
                "提案書",
                "企画書",
                "技術資料",
                "提案書類",
                "企画提案",
                "応募書類",
                "業務提案",
                "技術提案",
            ],
            DUE,
            TERM,
        ],
    ),
    subject(Kind::ProposalBy, &[&["企画提案書", "技術提案書", "提案書"]]),
    full(Kind::DepositBy, &[&["入札保証金"], &["納付", "納入", "期限", "まで"]]),
    full(Kind::BidBy, &[&["入札書", "入札書等", "応札"], DUE]),
    full(Kind::BidBy, &[&["入札書", "応札"], &["提出", "受付", "到達", "到着", "受領", "送信", "郵送"], TERM]),
    full(Kind::BidBy, &[&["入札書", "郵便入札", "郵送入札"], &["到達", "到着", "必着", "郵送", "送信", "投函"]]),
    full(
        Kind::BidBy,
        &[&[
            "入札期間",
            "入札受付期間",
            "入札締切",
            "入札期限",
            "入札受付",
            "応札期限",
            "応札期間",
            "入札日時",
            "入札の日時",
            "入札日",
            "入札書受付締切",
            "入札提出期限",
            "入札の締切",
            "入札締切日時",
            "入札書の締切",
            "入札の期限",
            "入札の期間",
            "入札書の受領期限",
        ]],
    ),
    full(Kind::BidBy, &[&["見積書", "見積"], DUE]),
    full(Kind::BidBy, &[&["見積書", "見積"], &["提出", "受付", "徴取"], TERM]),
    full(Kind::BidFrom, &[&["入札開始", "入札書受付開始", "入札受付開始", "入札書提出開始", "受付開始日時"]]),
    subject(Kind::BidBy, &[&["入札書", "入札"]]),
    tight(
        Meaning::BidAndOpening,
        &[&["入札", "入札執行", "入札の執行"], &["及び", "・", "並びに", "と", "、"], &["開札"]],
    ),
    tight(
        Meaning::BidAndOpening,
        &[
            &["入札", "入札執行", "入札の執行"],
            &["及び", "・", "並びに", "と", "、"],
            &["開札"],
            &["の"],
            &["日時", "期日", "日"],
        ],
    ),
    tight(Meaning::BidAndOpening, &[&["入札"], &["及び", "・", "並びに", "と"], &["開札"], &["日時", "期日", "日"]]),
    tight(Meaning::BidAndOpening, &[&["入札執行", "入札の執行", "入札開札", "入開札"], &["日時", "日", "期日"]]),
    full(Kind::WithdrawBy, &[&["辞退届", "辞退"], DUE]),
    subject(Kind::WithdrawBy, &[&["辞退届", "入札辞退"]]),
    full(Kind::OpenAt, &[&["開札"], &["日時", "予定日時", "執行日", "期日", "日", "予定日", "執行", "年月日"]]),
    subject(Kind::OpenAt, &[&["開札"]]),
    full(
        Kind::ScreeningResult,
        &[
            &[
                "一次審査",
                "第1次審査",
                "1次審査",
                "第一次審査",
                "書類審査",
                "書面審査",
                "一次選考",
                "1次選考",
                "予備審査",
            ],
            &["結果", "通知", "発表"],
        ],
    ),
    full(
        Kind::ScreeningResult,
        &[
            &["一次審査", "第1次審査", "1次審査", "第一次審査", "書類審査", "書面審査", "一次選考"],
            &["結果", "合否"],
            &["通知", "公表", "発表"],
        ],
    ),
    full(
        Kind::HearingAt,
        &[&[
            "プレゼン",
            "プレゼンテーション",
            "プレゼンテーション審査",
            "プレゼンテーション・ヒアリング",
            "プレゼンテーション及びヒアリング",
            "ヒアリング",
            "ヒアリング審査",
            "二次審査",
            "第2次審査",
            "2次審査",
            "第二次審査",
            "審査会",
            "審査委員会",
            "面接審査",
            "選定委員会",
            "プロポーザル審査",
            "最終審査",
            "面談審査",
        ]],
    ),
    full(
        Kind::HearingAt,
        &[
            &["プレゼン", "ヒアリング", "二次審査", "審査会", "審査委員会"],
            &["実施", "開催", "審査"],
            &["日", "日時", "予定日", "等"],
        ],
    ),
    subject(Kind::HearingAt, &[&["審査日", "審査実施日"]]),
    full(
        Kind::AwardNotice,
        &[&["落札決定", "落札者決定", "落札者の決定", "落札候補者決定", "落札候補者の決定", "落札者等の公表"]],
    ),
    full(Kind::AwardNotice, &[&["落札決定", "落札者決定", "落札者の決定"], &["通知", "予定", "公表"]]),
    full(
        Kind::AwardNotice,
        &[
            &["審査結果", "選定結果", "選考結果", "最終結果", "評価結果", "入札結果", "特定結果", "結果"],
            &["通知", "公表", "発表", "連絡", "お知らせ"],
        ],
    ),
    full(
        Kind::AwardNotice,
        &[&["プレゼン", "ヒアリング", "二次審査", "審査会", "最終審査", "審査"], &["結果"], &["通知", "公表", "発表"]],
    ),
    full(
        Kind::AwardNotice,
        &[
            &[
                "候補者",
                "優先交渉権者",
                "受託者",
                "受注候補者",
                "契約予定者",
                "最優秀提案",
                "最優秀者",
                "優先交渉者",
                "委託候補者",
            ],
            &["決定", "選定", "特定", "通知", "公表"],
        ],
    ),
    subject(
        Kind::AwardNotice,
        &[&["審査結果", "選定結果", "選考結果", "最終結果", "評価結果", "結果通知", "結果発表", "結果公表"]],
    ),
    full(
        Kind::Negotiation,
        &[&[
            "契約交渉",
            "契約協議",
            "仕様協議",
            "見積徴取",
            "契約内容の協議",
            "仕様の協議",
            "業務内容の協議",
            "詳細協議",
            "協議・見積",
        ]],
    ),
    full(Kind::DocsAfterAward, &[&["事後審査", "落札候補者"], &["書類", "資料", "申請書"], &["提出", "期限", "まで"]]),
    full(
        Kind::ContractSign,
        &[&["契約締結日", "契約締結", "契約の締結", "契約日", "契約予定日", "仮契約", "契約締結予定", "本契約"]],
    ),
    full(Kind::ContractSign, &[&["契約締結", "契約の締結", "契約"], &["予定日", "時期", "予定", "日"]]),
    full(Kind::CouncilVote, &[&["議決", "議会"], &["予定", "日", "上程", "提案", "可決", "議決"]]),
    full(Kind::Start, &[&["着手", "着工", "業務開始", "履行開始", "作業開始", "工事開始", "事業開始"]]),
    full(
        Kind::Start,
        &[
            &["着手", "着工", "業務開始", "履行開始", "契約開始", "委託開始"],
            &["期限日", "期限", "予定日", "開始日", "日"],
        ],
    ),
    subject(Kind::Start, &[&["運用開始", "サービス開始", "稼働開始", "供用開始", "利用開始", "本稼働"]]),
    full(
        Kind::Delivery,
        &[&[
            "履行期限",
            "履行期間",
            "履行期日",
            "納期",
            "納入期限",
            "納品期限",
            "納入期間",
            "納入期日",
            "納入日",
            "納品日",
            "工期",
            "工事期限",
            "工事期間",
            "完成期限",
            "完成期日",
            "竣工期限",
            "完了期限",
            "業務期間",
            "委託期間",
            "契約期間",
            "委託予定期間",
            "事業期間",
            "賃貸借期間",
            "リース期間",
            "貸借期間",
            "指定期間",
            "実施期間",
            "業務委託期間",
            "引渡期限",
            "引渡し期限",
            "管理期間",
            "業務履行期間",
            "契約の期間",
            "委託の期間",
            "借入期間",
            "供給期間",
            "購入期間",
            "納入完了期限",
        ]],
    ),
    full(
        Kind::Delivery,
        &[
            &["履行", "納入", "納品", "完成", "竣工", "業務", "工事", "委託", "契約", "事業", "賃貸借"],
            &["期間", "期限", "期日"],
        ],
    ),
    full(Kind::Inspection, &[&["検査", "検収"], &["日", "期日", "期限", "予定", "完了"]]),
    full(Kind::Payment, &[&["支払", "支払い"], &["日", "期日", "期限", "時期", "予定", "条件"]]),
    other(
        Meaning::Generic,
        &[&[
            "期間",
            "期限",
            "日時",
            "期日",
            "締切",
            "締切日",
            "締め切り",
            "日程",
            "受付",
            "提出日",
            "予定日",
            "開催日",
            "実施日",
            "年月日",
            "時期",
            "提出期限",
            "提出期間",
            "受付期間",
            "受付期限",
            "受付日時",
            "提出先及び期限",
            "通知日",
            "提出方法",
            "実施日時",
            "開催日時",
            "提出",
        ]],
    ),
    other(
        Meaning::NoStep,
        &[&[
            "更新日",
            "取得日",
            "登録日",
            "作成日",
            "最終更新",
            "生年月日",
            "設立",
            "発行日",
            "基準日",
            "有効期限",
            "有効期間",
            "更新",
            "改訂日",
            "制定日",
            "施行日",
            "修正日",
            "印刷日",
            "審査基準日",
            "登録年月日",
            "発行",
            "事業年度",
        ]],
    ),
    other(
        Meaning::NoStep,
        &[&["閉庁日", "休日", "休館日", "休業日", "閉庁", "祝日", "年末年始", "慰霊の日", "訂正日", "掲載終了"]],
    ),
];

/// How far apart the words of one rule may stand, in characters.
const REACH: usize = 10;

/// Every label in a stretch of text.
pub fn find_all(window: &[char]) -> Vec<Found> {
    let mut found: Vec<Found> = RULES.iter().flat_map(|rule| matches_of(rule, window)).collect();
    found.sort_by_key(|label| (label.end, label.weight));
    found
}

/// The label that a date behind this text has: the one that ends last, and of those the most special.
pub fn last(window: &[char]) -> Option<Found> {
    let all = find_all(window);
    let last = all.last().copied()?;
    // A generic word inside a fuller label (質問書の提出期限) adds nothing.
    let fuller = all
        .iter()
        .rev()
        .find(|label| label.meaning != Meaning::Generic && label.end + 2 >= last.end && label.weight >= 3);
    Some(if last.meaning == Meaning::Generic { fuller.copied().unwrap_or(last) } else { last })
}

/// All meanings of full labels in a text, without repetition.
pub fn meanings(window: &[char]) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    for label in find_all(window).into_iter().rev() {
        let covered = kept.iter().any(|other| label.start >= other.start && label.end <= other.end);
        if !covered && label.meaning != Meaning::Generic {
            kept.push(label);
        }
    }
    kept.reverse();
    kept
}

fn matches_of(rule: &Rule, window: &[char]) -> Vec<Found> {
    let Some((first, rest)) = rule.words.split_first() else { return Vec::new() };
    let mut found = Vec::new();
    for start in 0..window.len() {
        let Some(length) = longest_at(first, window, start) else { continue };
        if let Some((end, weight)) = follow(rest, window, start + length, length, rule.reach) {
            found.push(Found { meaning: rule.meaning, strength: rule.strength, start, end, weight });
        }
    }
    found
}

fn follow(rest: &[&[&str]], window: &[char], from: usize, weight: usize, reach: usize) -> Option<(usize, usize)> {
    let Some((words, later)) = rest.split_first() else { return Some((from, weight)) };
    (from..window.len().min(from + reach + 1)).find_map(|at| {
        if window.get(from..at).is_some_and(|skipped| skipped.contains(&'。')) {
            return None;
        }
        let length = longest_at(words, window, at)?;
        follow(later, window, at + length, weight + length, reach)
    })
}

fn longest_at(words: &[&str], window: &[char], at: usize) -> Option<usize> {
    words
        .iter()
        .filter(|word| word.chars().enumerate().all(|(n, ch)| window.get(at + n) == Some(&ch)))
        .map(|word| word.chars().count())
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(label: &str) -> Option<Meaning> {
        last(&label.chars().collect::<Vec<_>>()).map(|found| found.meaning)
    }

    #[test]
    fn labels_name_their_steps() {
        let cases = [
            ("質問受付期間", Kind::QuestionBy),
            ("質問書の提出期限", Kind::QuestionBy),
            ("質問に対する回答", Kind::AnswerOn),
            ("質問回答期限", Kind::AnswerOn),
            ("設計図書等の縦覧期間", Kind::DocsTo),
            ("参加表明書の提出期限", Kind::IntentBy),
            ("競争入札参加資格確認申請書の提出期限", Kind::QualifyApplyBy),
            ("資格確認通知日", Kind::QualifyResult),
            ("資格の認定日", Kind::QualifyResult),
            ("企画提案書等の受付期限", Kind::ProposalBy),
            ("入札書受付期間", Kind::BidBy),
            ("入札期間", Kind::BidBy),
            ("開札予定日時", Kind::OpenAt),
            ("一次審査結果通知", Kind::ScreeningResult),
            ("プレゼンテーション審査", Kind::HearingAt),
            ("審査結果の通知", Kind::AwardNotice),
            ("落札者決定通知日(予定)", Kind::AwardNotice),
            ("契約締結予定日", Kind::ContractSign),
            ("工事着手期限日", Kind::Start),
            ("履行期間", Kind::Delivery),
            ("工事期限", Kind::Delivery),
            ("現地見学会", Kind::SiteVisit),
            ("説明会参加申込期限", Kind::BriefingApplyBy),
            ("辞退届の提出期限", Kind::WithdrawBy),
        ];
        for (label, want) in cases {
            assert_eq!(kind(label), Some(Meaning::Step(want)), "{label}");
        }
    }

    #[test]
    fn words_that_need_a_heading_are_generic() {
        assert_eq!(kind("期間"), Some(Meaning::Generic));
        assert_eq!(kind("日時"), Some(Meaning::Generic));
        assert_eq!(kind("更新日"), Some(Meaning::NoStep));
        assert_eq!(kind("入札公告期間"), Some(Meaning::NoticePeriod));
        assert_eq!(kind("入札及び開札の日時"), Some(Meaning::BidAndOpening));
    }
}
