//! What sort of text this is, from its title and its first lines: only a notice of an open tender dates its steps.

use super::text::{Gap, NormalText};
use crate::domain::notice::TextKind;

/// A title stands in this many characters.
const TITLE: usize = 80;
/// What a text is for is said in this many characters.
const HEAD: usize = 700;

/// Recognises the sort of a text. `has_dates`: whether any day is printed in it.
pub fn kind_of_text(text: &NormalText<'_>, has_dates: bool) -> TextKind {
    // An address or a file's name above the title says nothing.
    let start = text.chars().iter().take(200).position(|ch| !ch.is_ascii()).unwrap_or(0);
    let title = text.string(start, start + TITLE);
    let head = text.string(start, start + HEAD);
    let first = text.string(start, start + 60);
    let is_guideline = is_guideline(text);
    let is_notice = announces(&head);
    let in_title = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let in_head = |words: &[&str]| words.iter().any(|word| head.contains(word));
    if in_head(CORRECTIONS) {
        TextKind::Correction
    } else if in_title(CANCELLED) || is_called_off(&title) || in_head(CANCELS) {
        TextKind::Cancellation
    } else if in_title(RESULTS) && !in_title(&["結果の通知", "結果通知"])
        || ["審査結果", "選定結果", "選考結果", "評価結果"].iter().any(|word| ends_title(text, word))
        || is_list_of_awards(&head)
    {
        TextKind::Result
    } else if in_title(ANSWERS) && !is_notice && !is_guideline || is_list_of_answers(text) {
        TextKind::Answers
    } else if in_title(PLANS) && !is_notice {
        TextKind::Plan
    } else if comes_first(&first, "共通編", "個別") || comes_first(&title, "制度について", "公告") {
        TextKind::Rules
    } else if first.contains("質問回答") && !is_notice {
        TextKind::Answers
    } else if is_guideline || first.contains("提案書作成要領") {
        TextKind::ProposalGuideline
    } else if is_notice {
        TextKind::Notice
    } else if first.contains("様式集") || is_forms(text, &first) {
        TextKind::Forms
    } else if in_title(&["調達仕様書", "業務仕様書", "特記仕様書", "要求水準書", "共通仕様書", "業務委託仕様書"])
        || ends_title(text, "仕様書")
    {
        TextKind::Specification
    } else if in_title(RULES)
        || in_head(&["評価基準", "評価項目"]) && !has_head_date(text)
        || refers_to_notices(text, has_dates)
    {
        TextKind::Rules
    } else if in_head(&["公告", "公示", "入札", "見積", "募集", "公募", "プロポーザル", "売却", "企画提案"])
    {
        TextKind::Notice
    } else {
        TextKind::Unknown
    }
}

const CORRECTIONS: &[&str] = &[
    "公告の訂正",
    "訂正公告",
    "変更公告",
    "公告を訂正",
    "公告の一部を変更",
    "公告の一部変更",
    "公告の一部を訂正",
    "公告の一部訂正",
    "公告を次のとおり訂正",
    "公告を次のとおり変更",
    "公告の変更",
    "公告内容の訂正",
    "公告内容の変更",
    "要項の訂正",
    "要領の訂正",
    "次のとおり訂正し",
    "下記のとおり訂正し",
    "正誤表",
    "訂正のお知らせ",
];
const CANCELLED: &[&str] = &[
    "入札の中止",
    "入札中止",
    "中止公告",
    "中止のお知らせ",
    "公告の取消",
    "公告の取り消し",
    "取止め公告",
    "入札の取りやめ",
    "入札の取止め",
    "公募の中止",
    "決定の取り消し",
    "決定の取消",
    "取り消しについて",
    "取消しについて",
    "取りやめについて",
    "募集の中止",
];
const CANCELS: &[&str] = &[
    "入札を中止しま",
    "入札を中止する。",
    "入札は中止しま",
    "公告を取り消しま",
    "公告を取り消す。",
    "公告を取消します",
    "入札を取りやめま",
    "公募を中止しま",
    "入札を取り止めま",
    "ため中止します",
    "ため中止いたします",
    "ため、中止します",
    "ため、中止いたします",
    "中止することとし",
    "中止となりました",
];
const RESULTS: &[&str] = &[
    "入札結果",
    "開札結果",
    "落札結果",
    "見積結果",
    "執行結果",
    "契約結果",
    "審査結果の公表",
    "審査結果について",
    "選定結果の公表",
    "選定結果について",
    "選考結果について",
    "結果をお知らせ",
    "結果を公表",
    "落札者等の公示",
    "落札者等の公表",
    "落札者の公示",
];
const ANSWERS: &[&str] = &[
    "質問に対する回答",
    "質問への回答",
    "質疑に対する回答",
    "質疑への回答",
    "質問回答書",
    "質疑回答書",
    "質問回答一覧",
    "質疑回答一覧",
    "質疑応答書",
    "質問及び回答",
    "質問と回答",
    "質疑回答",
    "質問・回答",
    "質問書の回答",
    "回答書",
];
const PLANS: &[&str] =
    &["発注見通し", "発注の見通し", "発注予定", "調達見通し", "調達予定", "年間発注計画", "入札予定", "契約予定案件"];
const RULES: &[&str] = &[
    "制度について",
    "入札心得",
    "入札者心得",
    "競争入札約款",
    "電子入札約款",
    "取扱要綱",
    "取扱要領",
    "実施要綱",
    "事務処理要領",
    "運用基準",
    "契約規則",
    "財務規則",
    "留意事項について",
    "手引き",
];

/// 次のとおり公告する: the words by which a tender is opened.
fn announces(head: &str) -> bool {
    let words = [
        "公告する",
        "公告します",
        "入札公告次",
        "公示する",
        "公示します",
        "入札に付します",
        "入札に付する",
        "入札を行います",
        "入札を実施します",
        "競争に付します",
        "企画提案を募集",
        "を募集します",
        "を公募します",
    ];
    // 入札公告 is a title; 入札公告で指定する日 speaks of another text.
    let named = head.match_indices("入札公告").any(|(at, word)| {
        !head
            .get(at + word.len()..)
            .unwrap_or_default()
            .starts_with(['で', 'に', 'の', 'を', 'は', '又', '、', 'と', '等'])
    });
    named || words.iter().any(|word| head.contains(word))
}

/// …の中止について as a title; a briefing that is called off ends no procedure.
fn is_called_off(title: &str) -> bool {
    title.match_indices("中止").any(|(at, word)| {
        let before = title.get(..at).unwrap_or_default();
        let behind = title.get(at + word.len()..).unwrap_or_default();
        let is_title =
            ["について", "に関する", "のお知らせ", "の公告", "のご案内"].iter().any(|tail| behind.starts_with(tail));
        let is_of_a_part = ["説明会の", "見学会の", "説明会", "見学会", "一時", "工事の", "業務の"]
            .iter()
            .any(|part| before.ends_with(part));
        is_title && !is_of_a_part
    })
}

fn comes_first(words: &str, one: &str, two: &str) -> bool {
    words.find(one).is_some_and(|at| words.find(two).is_none_or(|other| at < other))
}

/// 実施要領 as the text's own title, of a procedure of proposals: not 実施要領を配布する.
fn is_guideline(text: &NormalText<'_>) -> bool {
    let titles = [
        "実施要領",
        "実施要項",
        "募集要項",
        "募集要領",
        "募集要綱",
        "公募要領",
        "応募要領",
        "提案要領",
        "に係る説明書",
    ];
    (0..text.len().min(350)).any(|i| {
        let Some(word) = titles.iter().find(|word| text.has(i, word)) else { return false };
        let before = text.string(i.saturating_sub(24), i);
        let end = i + word.chars().count();
        let of_proposals =
            ["プロポーザル", "企画提案", "企画競争", "コンペ", "指定管理者"].iter().any(|word| before.contains(word));
        of_proposals && !before.contains("入札") && stands_as_title(text, end)
    }) || is_explanation(text)
}

/// …業務委託 説明書, of a procedure that its first sentences call one of proposals.
fn is_explanation(text: &NormalText<'_>) -> bool {
    let is_title = (0..text.len().min(60)).any(|i| {
        text.has(i, "説明書") && text.gap(i + 3) >= Gap::Line && !text.string(i.saturating_sub(2), i).contains("入札")
    });
    is_title && text.string(0, 300).contains("プロポーザル")
}

fn stands_as_title(text: &NormalText<'_>, end: usize) -> bool {
    text.gap(end) >= Gap::Line
        || text.get(end).is_none_or(|ch| ch.is_ascii_digit() || "令平第(".contains(ch))
        || text.gap(end) >= Gap::Space && !text.get(end).is_some_and(|ch| "をはにの".contains(ch))
}

fn ends_title(text: &NormalText<'_>, word: &str) -> bool {
    let length = word.chars().count();
    (0..text.len().min(TITLE)).any(|i| text.has(i, word) && text.gap(i + length) >= Gap::Line && i < 60)
}

/// A table of what was awarded: who and for how much, as labels.
fn is_list_of_awards(head: &str) -> bool {
    let who = ["落札者名", "落札業者名", "落札業者:", "落札者:", "契約の相手方の氏名", "落札した者の氏名"];
    let price = ["落札金額", "落札価格", "契約金額", "落札額"];
    who.iter().any(|word| head.contains(word)) && price.iter().any(|word| head.contains(word)) && !announces(head)
}

/// 問1 … 答1 …, Q1 … A1 …: several questions, each with its answer.
fn is_list_of_answers(text: &NormalText<'_>) -> bool {
    let opens = |marks: &[&str]| {
        let starts = text.line_starts().iter().take(400);
        starts.filter(|start| marks.iter().any(|mark| begins_numbered(text, **start, mark))).count()
    };
    opens(&["問", "質問", "質疑", "Q"]) >= 3 && opens(&["答", "回答", "A"]) >= 3
}

fn begins_numbered(text: &NormalText<'_>, start: usize, mark: &str) -> bool {
    let behind = start + mark.chars().count();
    text.has(start, mark) && text.get(behind).is_some_and(|ch| ch.is_ascii_digit() || ":.(".contains(ch))
}

/// Forms one behind the other, with blanks where days belong.
fn is_forms(text: &NormalText<'_>, first: &str) -> bool {
    let begins = ["様式第", "(様式", "別記様式", "様式1", "様式集"].iter().any(|word| first.starts_with(word));
    begins && text.string(0, 2_000).contains("年月日")
}

/// A day in the first lines, as a notice has.
fn has_head_date(text: &NormalText<'_>) -> bool {
    let head = text.string(0, 300);
    ["令和", "平成"].iter().any(|era| head.contains(era)) && head.contains('日')
}

/// 入札公告で指定する日: rules for all tenders speak of a notice's day and print none.
fn refers_to_notices(text: &NormalText<'_>, has_dates: bool) -> bool {
    let words = ["公告で指定", "公告で定め", "公告に定め", "公告又は", "公告または", "公告に記載", "公告において定め"];
    let head = text.string(0, 3_000);
    !has_dates && words.iter().any(|word| head.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sort(original: &str) -> TextKind {
        kind_of_text(&NormalText::of(original), original.contains('日'))
    }

    #[test]
    fn sorts_are_told_by_their_titles() {
        let cases = [
            ("入札公告\n次のとおり一般競争入札に付します。\n令和8年6月5日", TextKind::Notice),
            ("庁舎清掃業務委託公募型プロポーザル実施要領\n1 目的", TextKind::ProposalGuideline),
            ("公募型プロポーザルの実施について\n実施要領、様式等", TextKind::Notice),
            ("入札公告の訂正について\n令和8年6月5日付け公告を次のとおり訂正します。", TextKind::Correction),
            ("入札の中止について\n下記の入札を中止します。", TextKind::Cancellation),
            (
                "プロポーザルの中止について\n令和8年11月20日\n本件は、仕様の見直しのため中止します。",
                TextKind::Cancellation,
            ),
            ("現場説明会の中止について\n入札公告のとおり一般競争入札に付します。", TextKind::Notice),
            ("令和8年度 入札結果一覧", TextKind::Result),
            ("庁舎清掃業務プロポーザル審査結果\n令和8年7月31日", TextKind::Result),
            ("庁舎清掃業務に関する質問に対する回答\n令和8年6月5日", TextKind::Answers),
            ("令和8年度 発注見通し(第2四半期)", TextKind::Plan),
            ("郵便入札制度について\n更新日:2021年7月5日", TextKind::Rules),
            ("庁舎清掃業務委託仕様書\n1 目的", TextKind::Specification),
            ("様式第1号\n年 月 日\n参加表明書", TextKind::Forms),
            ("町の歴史", TextKind::Unknown),
        ];
        for (original, want) in cases {
            assert_eq!(sort(original), want, "{original}");
        }
    }

    #[test]
    fn questions_with_answers_are_told_without_a_title() {
        let original = "桜川市\n問1 面積は\n答1 図面のとおり\n問2 期間は\n答2 公告のとおり\n問3 様式は\n答3 任意\n";
        assert_eq!(sort(original), TextKind::Answers);
    }
}
