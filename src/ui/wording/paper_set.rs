//! Words of the set of papers: the procedure, why a paper is there, what the notice demands, the buyer's profile.

use super::{Phrase, counted, moment, say, say_with};
use crate::domain::instant::Instant;
use crate::domain::paper::{PageScope, Why};
use crate::domain::paper_form::points;
use crate::domain::paper_view::OfferedWay;
use crate::domain::procedure::{Circumstance, Need};

/// Heading: the procedure.
pub const PROCEDURE: Phrase = Phrase::new("方式と発注者の指定", "Procedure and the buyer's ways");
/// Field: the procedure.
pub const PROCEDURE_FIELD: Phrase = Phrase::new("入札・契約の方式", "Procedure");
/// Choice: as the notice says.
pub const BY_NOTICE: Phrase = Phrase::new("公告の記載から判断", "by the notice's word");
/// Field: a branch bids.
pub const BRANCH: Phrase =
    Phrase::new("支店・営業所が委任を受けて参加する", "A branch (支店) takes part with delegated powers");
/// Field: 総合評価.
pub const EVALUATED: Phrase =
    Phrase::new("総合評価落札方式", "Price and technical proposal are both judged (総合評価)");
/// Choice.
pub const YES: Phrase = Phrase::new("はい", "yes");
/// Choice.
pub const NO: Phrase = Phrase::new("いいえ", "no");
/// Heading: for all papers.
pub const FOR_ALL: Phrase = Phrase::new("すべての書類に共通", "For all papers");
/// Under it.
pub const FOR_ALL_HINT: Phrase = Phrase::new(
    "書類ごとの指定がある場合は、その書類の指定が優先します。",
    "What is set on a paper's own page wins over this.",
);
/// Choice: not set.
pub const NOT_SET: Phrase = Phrase::new("指定しない", "not set");
/// Choice: as for all papers.
pub const AS_ALL: Phrase = Phrase::new("全書類共通の指定どおり", "as for all papers");
/// Field: price basis.
pub const PRICE_BASIS: Phrase = Phrase::new("金額の税抜・税込", "Amount with or without tax");
/// Choice.
pub const EXCLUSIVE: Phrase = Phrase::new("税抜", "without consumption tax (税抜)");
/// Choice.
pub const INCLUSIVE: Phrase = Phrase::new("税込", "with consumption tax (税込)");
/// Field: originals.
pub const ORIGINALS: Phrase = Phrase::new("正本", "Originals (正本)");
/// Field: copies.
pub const COPIES: Phrase = Phrase::new("副本", "Copies (副本)");
/// Unit of copies.
pub const COPIES_UNIT: Phrase = Phrase::new("部", "");
/// Field: pages.
pub const PAGES: Phrase = Phrase::new("ページ数の上限", "Pages at most");
/// Unit of pages.
pub const PAGES_UNIT: Phrase = Phrase::new("ページ", "pages");
/// Field: what counts.
pub const SCOPE: Phrase = Phrase::new("数えるページ", "Pages that count");
/// Field: smallest type.
pub const POINTS: Phrase = Phrase::new("文字の大きさ（以上）", "Type not smaller than");
/// Unit of type.
pub const POINTS_UNIT: Phrase = Phrase::new("ポイント", "pt");
/// Field: title.
pub const TITLE: Phrase = Phrase::new("表題の表記", "Title on the paper");
/// Under it.
pub const TITLE_HINT: Phrase = Phrase::new(
    "発注者の様式の表題が異なるとき。空欄なら標準の表題です。",
    "Where the buyer's own title differs. Empty: the standard title.",
);
/// Field: which of several forms of the paper.
pub const VARIANT: Phrase = Phrase::new("様式の種類", "Which form of the paper");
/// Under it.
pub const VARIANT_HINT: Phrase =
    Phrase::new("発注者の様式に合うものを選びます。", "The one that is like the buyer's own (様式).");
/// Heading: limits.
pub const LIMITS: Phrase = Phrase::new("部数・紙面の指定", "Copies and limits");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Heading: the list.
pub const CHANGE_SET: Phrase = Phrase::new("書類を加える・外す・並べ替える", "Add, drop and order papers");
/// Field: what is added.
pub const ADD_FIELD: Phrase = Phrase::new("加える書類", "Paper to add");
/// Add.
pub const ADD: Phrase = Phrase::new("加える", "Add");
/// Drop.
pub const DROP: Phrase = Phrase::new("外す", "Drop");
/// Up.
pub const UP: Phrase = Phrase::new("上へ", "Up");
/// Down.
pub const DOWN: Phrase = Phrase::new("下へ", "Down");
/// Those dropped.
pub const DROPPED: Phrase = Phrase::new("外した書類", "Dropped papers");
/// Take back.
pub const TAKE_BACK: Phrase = Phrase::new("戻す", "Take back");
/// Heading: demands.
pub const DEMANDS: Phrase = Phrase::new("公告の指定", "What the notice asks of papers");
/// Under it.
pub const DEMANDS_HINT: Phrase = Phrase::new(
    "公告から読み取った様式番号・部数・上限です。確かめて「反映」すると、その書類の指定になります。",
    "Form numbers, copies and limits that were read from the notice. Check one and press “Take over”: the paper keeps to it.",
);
/// Take over.
pub const ACCEPT: Phrase = Phrase::new("反映", "Take over");
/// Field: for which paper.
pub const FOR_PAPER: Phrase = Phrase::new("対象の書類", "For which paper");
/// Choice: all papers.
pub const ALL_PAPERS: Phrase = Phrase::new("すべての書類", "all papers");
/// Taken over already.
pub const TAKEN: Phrase = Phrase::new("反映済み", "taken over");
/// Papers without a form.
pub const UNMATCHED: Phrase = Phrase::new(
    "公告が求めるもののうち、ここの書類では満たせないもの",
    "What the notice asks for that no paper here fulfils",
);
/// Under it.
pub const UNMATCHED_HINT: Phrase = Phrase::new(
    "証明書、発注者独自の様式、対象の書類が一覧にないページ数の上限などです。別に用意し、または確かめてください。",
    "Certificates, the buyer's own forms, a page limit for a paper that is not in the list: get or check them elsewhere.",
);
/// Heading: profile.
pub const PROFILE: Phrase = Phrase::new("発注者の様式設定", "The buyer's profile");
/// Under it.
pub const PROFILE_HINT: Phrase = Phrase::new(
    "書類の一覧・順・様式番号・敬称・押印・部数などを保存し、同じ発注者の次の案件で使えます。金額・日付・担当者は含みません。見えるのは自社の人だけです。",
    "Keeps the list, order, form numbers, honorific, seal and copies for the next tender of this buyer. No amount, date or person is in it, and only your own firm sees it.",
);
/// Keep it.
pub const KEEP: Phrase = Phrase::new("この発注者の設定として保存", "Keep as this buyer's profile");
/// Use it.
pub const USE: Phrase = Phrase::new("保存した設定を使う", "Use the kept profile");
/// It is used.
pub const USED: Phrase = Phrase::new("この入札は保存した設定どおりです。", "This bid keeps to the kept profile.");
/// Column: copies.
pub const COLUMN_COPIES: Phrase = Phrase::new("部数", "Copies");
/// Column: why.
pub const WHY: Phrase = Phrase::new("理由", "Why");

/// That the procedure is proposed and not chosen.
#[must_use]
pub fn proposal(procedure: &str, term: &str) -> String {
    if term.is_empty() {
        return say_with(
            format!("公告の記載から「{procedure}」と判断しました。確かめて選んでください。"),
            format!("Proposed from the notice: {procedure}. Check it and choose."),
        );
    }
    say_with(
        format!("公告の「{term}」から「{procedure}」と判断しました。確かめて選んでください。"),
        format!("Proposed from the notice's word 「{term}」: {procedure}. Check it and choose."),
    )
}

/// That no procedure is known.
pub const UNKNOWN: Phrase = Phrase::new(
    "方式が分からないため、よく使う書類をすべて挙げています。方式を選んでください。",
    "The procedure is not known, so all usual papers are listed. Choose the procedure.",
);

/// Why a paper is in the list; `procedure` is its name.
#[must_use]
pub fn why(why: &Why, procedure: &str) -> String {
    match why {
        Why::Procedure { procedure: None, .. } => say_with("方式が未確定".to_owned(), "procedure not known".to_owned()),
        Why::Procedure { by, .. } if by.is_empty() => {
            say_with(format!("{procedure}で必要"), format!("usual for: {procedure}"))
        }
        Why::Procedure { by, .. } => {
            let words: Vec<&str> = by.iter().map(|one| say(circumstance(*one))).collect();
            say_with(format!("{}のため", words.join("・")), format!("because of: {}", words.join(", ")))
        }
        Why::Notice { .. } => say_with("公告が要求".to_owned(), "the notice asks for it".to_owned()),
        Why::Person => say_with("手で追加".to_owned(), "added by hand".to_owned()),
        Why::Filled => say_with(
            "記入済み（この方式では通常不要）".to_owned(),
            "already filled in (not usual in this procedure)".to_owned(),
        ),
    }
}

const fn circumstance(circumstance: Circumstance) -> Phrase {
    match circumstance {
        Circumstance::JointVenture => Phrase::new("共同企業体", "joint venture"),
        Circumstance::ForeignMember => Phrase::new("海外企業", "foreign member"),
        Circumstance::Agent => Phrase::new("代理人", "agent"),
        Circumstance::Branch => Phrase::new("支店", "branch"),
        Circumstance::Evaluated => Phrase::new("総合評価", "総合評価"),
    }
}

/// How much a form is needed, beside its name.
#[must_use]
pub const fn need(need: Need) -> Phrase {
    match need {
        Need::Usual => Phrase::new("通常必要", "usual"),
        Need::Often => Phrase::new("よく求められる", "often asked for"),
        Need::IfAsked => Phrase::new("求められたとき", "if asked for"),
        Need::Never => Phrase::new("この方式では通常なし", "not usual"),
    }
}

/// Which pages count.
#[must_use]
pub const fn scope(scope: PageScope) -> Phrase {
    match scope {
        PageScope::All => Phrase::new("すべて", "all"),
        PageScope::WithoutCover => Phrase::new("表紙を除く", "without the cover"),
        PageScope::WithoutContents => Phrase::new("表紙・目次を除く", "without cover and contents"),
    }
}

/// How many are handed in; empty where nobody said.
#[must_use]
pub fn copies(originals: Option<u32>, copies: Option<u32>) -> String {
    let ja = [originals.map(|n| format!("正{n}")), copies.map(|n| format!("副{n}"))];
    let en = [originals.map(|n| format!("正本 {n}")), copies.map(|n| format!("副本 {n}"))];
    let join = |parts: [Option<String>; 2], sign: &str| parts.into_iter().flatten().collect::<Vec<_>>().join(sign);
    say_with(join(ja, "・"), join(en, ", "))
}

/// What a demand would set.
#[must_use]
pub fn offered(way: &OfferedWay) -> String {
    match way {
        OfferedWay::Label { label } => say_with(format!("様式番号「{label}」"), format!("form number “{label}”")),
        OfferedWay::Copies { originals, copies } => say_with(
            format!("正本{originals}部・副本{copies}部"),
            format!(
                "{}, {}",
                counted(*originals, "original (正本)", "originals (正本)"),
                counted(*copies, "copy (副本)", "copies (副本)")
            ),
        ),
        OfferedWay::Pages { pages } => {
            say_with(format!("{pages}ページ以内"), format!("at most {}", counted(*pages, "page", "pages")))
        }
        OfferedWay::Type { tenths } => {
            let size = points(*tenths);
            say_with(format!("文字は{size}ポイント以上"), format!("type of {size} pt or more"))
        }
    }
}

/// When a profile was kept.
#[must_use]
pub fn kept(buyer: &str, at: Instant) -> String {
    let at = moment::in_zone_of_reader(at);
    say_with(format!("「{buyer}」の設定が保存されています（{at}）。"), format!("A profile of {buyer} is kept ({at})."))
}
