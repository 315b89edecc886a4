//! 提出書類: papers with a form's number, papers of a list, papers that a sentence demands.

use super::super::text::Gap;
use super::documents::{is_demand, is_list_entry, is_listed, spares};
use super::statement::Statement;
use super::titles::{self, string};
use super::{Found, Page, certificates, numbering};
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

/// Papers of a bidder that are recognised without a number.
const KNOWN: [&str; 44] = [
    "参加表明書",
    "参加意向申出書",
    "参加意思表明書",
    "参加申込書",
    "応募申込書",
    "参加申請書",
    "確認申請書",
    "審査申請書",
    "質問書",
    "質疑書",
    "質問票",
    "質疑応答書",
    "辞退届",
    "辞退書",
    "委任状",
    "誓約書",
    "内訳書",
    "企画提案書",
    "技術提案書",
    "提案書",
    "見積書",
    "同意書",
    "申立書",
    "会社概要",
    "会社概要書",
    "実績調書",
    "経歴調書",
    "技術者調書",
    "担当者調書",
    "実施体制図",
    "業務実施体制",
    "工程表",
    "協定書",
    "役員名簿",
    "役員等名簿",
    "構成員表",
    "使用印鑑届",
    "実績一覧",
    "実績一覧表",
    "計画書",
    "確認書",
    "申請書",
    "申込書",
    "届出書",
];
/// Papers that come later, or from somebody else.
const NOT_OURS: [&str; 14] = [
    "入札書",
    "受信確認",
    "契約後",
    "完了届",
    "完了報告",
    "実施報告",
    "請負者",
    "受注者は",
    "受託者は",
    "契約締結後",
    "落札者は",
    "許可申請",
    "保険",
    "下請",
];

/// Names that stand for a paper that was named before.
const GENERIC: [&str; 5] = ["申請書", "申込書", "届出書", "確認書", "計画書"];

/// The forms of one statement.
pub fn read(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Vec<Found> {
    let mut found = numbered(page, n, statement);
    if found.is_empty() {
        found.extend(entry(page, n, statement));
    }
    if found.is_empty() {
        found.extend(linked(page, n, statement));
    }
    if found.is_empty() && is_demand(statement) && !spares(statement) {
        found.extend(demanded(page, n, statement));
    }
    found
}

/// Every number of a form with its title.
fn numbered(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Vec<Found> {
    let chars = &statement.chars;
    let mut found = Vec::new();
    if !statement.has_any(&["様式", "別紙"]) {
        return found;
    }
    let mut i = 0;
    while i < chars.len() {
        let Some(end) = numbering::number(chars, i).or_else(|| annex(chars, i)) else {
            i += 1;
            continue;
        };
        if !is_of_a_law(chars, i) {
            let title = title_of(page, statement, i, end).or_else(|| title_below(page, n, statement));
            let is_annex = !string(chars, i, end).contains("様式");
            let is_named = title.as_ref().is_some_and(|title| titles::bare(title).ends_with('書'));
            let is_used = statement.has_any(&["提出", "申請", "使用", "より作成"]) && !statement.has("参照");
            // A notice may itself be printed on a form of the buyer's own rules.
            let is_bare = title.is_none() && statement.chars.len() <= end - i + 6;
            if !is_bare && (!is_annex || is_named && is_used) {
                found.push(numbered_one(n, statement, (i, end), title));
            }
        }
        i = end;
    }
    found
}

fn numbered_one(n: usize, statement: &Statement, (from, to): (usize, usize), title: Option<String>) -> Found {
    let number = string(&statement.chars, from, to);
    let doubt = title.is_none().then_some(Doubt::LabelFar);
    let talks = spares(statement) || statement.has_any(&["改正", "変更しました", "追加"]);
    let value = RequirementValue::Form { number, title: title.unwrap_or_default() };
    Found::new(value, statement.part(from, to), n).doubted(doubt).doubted(talks.then_some(Doubt::MayBeElsewhere))
}

/// 別紙2の再委託承認申請書: an annex that is a form.
fn annex(chars: &[char], i: usize) -> Option<usize> {
    if !numbering::has(chars, i, "別紙") {
        return None;
    }
    let digits = chars.iter().skip(i + 2).take_while(|ch| ch.is_ascii_digit()).count();
    (digits > 0 && digits < 3).then_some(i + 2 + digits)
}

/// 規則第5号様式 of a law is that law's, unless the notice adds it; 第3条関係 stands behind.
fn is_of_a_law(chars: &[char], i: usize) -> bool {
    let before = string(chars, i.saturating_sub(6), i);
    ["条例", "規則", "法律", "要綱", "施行令"].iter().any(|law| before.ends_with(law))
}

/// The title beside a number: 参加表明書(様式第1号), (様式第1号)参加表明書, 様式第1号 参加表明書, 誓約書は、様式1により.
fn title_of(page: &Page<'_, '_>, statement: &Statement, from: usize, to: usize) -> Option<String> {
    let chars = &statement.chars;
    let title = |range: (usize, usize)| printed(&string(chars, range.0, range.1));
    let is_bracketed = from > 0 && chars.get(from - 1).is_some_and(|ch| "(【[<".contains(*ch));
    let before = |at: usize| titles::before(page.text, statement, at).map(title);
    let behind = || behind_number(page, statement, to).map(title);
    if is_bracketed {
        return before(from - 1).or_else(behind);
    }
    let is_quoted = from > 0 && chars.get(from - 1).is_some_and(|ch| "」』".contains(*ch));
    if let Some(quoted) = is_quoted.then(|| before(from - 1)).flatten() {
        return Some(quoted);
    }
    behind().or_else(|| {
        let mut at = from;
        while at > 0 && chars.get(at - 1).is_some_and(|ch| "、はを|:".contains(*ch)) {
            at -= 1;
        }
        before(at)
    })
}

/// The title under a form's number that has a line of its own.
fn title_below(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Option<String> {
    if statement.chars.len() > 24 {
        return None;
    }
    let below = page.statements.get(n + 1..(n + 7).min(page.statements.len())).unwrap_or_default();
    let title = below.iter().map(|next| &*next.words).find(|words| titles::is_title(words))?;
    Some(title.to_owned())
}

fn behind_number(page: &Page<'_, '_>, statement: &Statement, to: usize) -> Option<(usize, usize)> {
    let chars = &statement.chars;
    let mut at = to;
    while chars.get(at).is_some_and(|ch| ")】]>:「『|-の".contains(*ch)) {
        at += 1;
    }
    if let Some(found) = titles::behind(page.text, statement, at) {
        return Some(found);
    }
    let is_open = chars.get(at) == Some(&'(');
    is_open.then(|| titles::behind(page.text, statement, at + 1)).flatten()
}

/// A line of a list of papers: ・会社概要, ② 業務実績調書(任意様式).
fn entry(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Option<Found> {
    if !is_list_entry(statement) {
        return None;
    }
    let cell = first_cell(page, statement);
    let is_sentence = ["こと", "。", "ください", "による", "場合"].iter().any(|word| cell.contains(word));
    if cell.chars().count() > 60 || is_sentence {
        return None;
    }
    let from = statement.chars.iter().take_while(|ch| is_list_mark(**ch)).count();
    let (from, to) = titles::behind(page.text, statement, from)?;
    let title = string(&statement.chars, from, to);
    let is_collection = (title.ends_with("書類") || title.ends_with("資料")) && title.chars().count() <= 10;
    let is_about = cell.ends_with("の提出") || is_collection || GENERIC.contains(&title.as_str());
    let is_heading =
        is_about || ["提出書類", "必要書類", "添付書類", "申込書類", "応募書類", "提出資料"].contains(&title.as_str());
    if is_heading || certificates::is_certificate(&title) {
        return None;
    }
    let value = RequirementValue::Form { number: String::new(), title: printed(&title) };
    Some(Found::new(value, statement.part(from, to), n))
}

/// The characters before the first wide gap: a row's first cell.
fn first_cell(page: &Page<'_, '_>, statement: &Statement) -> String {
    let stop =
        (statement.start + 3..statement.end).find(|i| page.text.gap(*i) == Gap::Wide || page.text.get(*i) == Some('○'));
    page.text.string(statement.start, stop.unwrap_or(statement.end))
}

/// 参加申込書(エクセル:46KB): a form to be loaded from a page; whether it is demanded stands elsewhere.
fn linked(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Option<Found> {
    let link = statement.find_any(&[
        "(エクセル",
        "(ワード",
        "(Word",
        "(Excel",
        "(PDF",
        "(DOC",
        "(XLS",
        "[PDF",
        "[Word",
        "[ワード",
        "[エクセル",
        "[Excel",
    ])?;
    let at = link.0 - statement.start;
    let (from, to) = titles::before(page.text, statement, at)?;
    let title = string(&statement.chars, from, to);
    let is_form = KNOWN.iter().any(|core| title.ends_with(core)) && statement.chars.len() <= 70;
    let value = RequirementValue::Form { number: String::new(), title };
    is_form.then(|| Found::new(value, statement.part(from, to), n).doubted(Some(Doubt::NoLabel)))
}

fn is_list_mark(ch: char) -> bool {
    ch.is_ascii_digit()
        || "・().※-ー○●■□◆◎*アイウエオカキクケコサシスセソabcdefghij".contains(ch)
        || ('\u{2460}'..='\u{24ff}').contains(&ch)
}

/// 工事費内訳書を添付すること: known papers in a sentence that demands them.
fn demanded(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Vec<Found> {
    if statement.is_announced || statement.has_any(&NOT_OURS) && !statement.has_any(&["内訳書", "辞退"]) {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    for core in KNOWN {
        let Some((_, end)) = statement.find(core) else { continue };
        let Some((from, to)) = whole_title(page, statement, end - statement.start) else { continue };
        let is_known =
            found.iter().any(|other| other.start < statement.start + to && statement.start + from < other.end);
        let title = string(&statement.chars, from, to);
        let is_reference = GENERIC.contains(&title.as_str());
        if is_known || is_reference || !is_wanted(statement, to) {
            continue;
        }
        let doubt = (!is_listed(statement) && title.chars().count() < 4).then_some(Doubt::LabelFar);
        let value = RequirementValue::Form { number: String::new(), title: printed(&title) };
        found.push(Found::new(value, statement.part(from, to), n).doubted(doubt));
    }
    found
}

/// 一般競争入札参加申請書, 電子契約同意書兼メールアドレス確認書: the title around a known core.
fn whole_title(page: &Page<'_, '_>, statement: &Statement, to: usize) -> Option<(usize, usize)> {
    let chars = &statement.chars;
    let to = if chars.get(to) == Some(&'兼') {
        titles::behind(page.text, statement, to + 1).map_or(to, |(_, end)| end)
    } else {
        to
    };
    let (from, to) = titles::before(page.text, statement, to)?;
    let from = from + leading_words(chars, from, to);
    titles::is_title(&string(chars, from, to)).then_some((from, to))
}

/// 任意様式の質問書, 所定の申込書, 併せて、誓約書: words before the title.
fn leading_words(chars: &[char], from: usize, to: usize) -> usize {
    let title = string(chars, from, to);
    let cut = [
        "任意様式の",
        "所定の",
        "サービスの",
        "指定の",
        "システムの",
        "別添の",
        "別紙の",
        "ための",
        "関する",
        "係る",
        "した",
        "する",
        "よる",
        "より",
    ]
    .iter()
    .filter_map(|word| title.rfind(word).map(|at| at + word.len()))
    .max();
    cut.map_or(0, |cut| title.get(..cut).map_or(0, |head| head.chars().count()))
}

/// Whether the paper itself is what is handed in: … を提出, … に記入, … により, … を添付.
fn is_wanted(statement: &Statement, to: usize) -> bool {
    let behind = string(&statement.chars, to, to + 26);
    let is_object = ["を", "に", "は", "及び", "、", "(", "」", "並びに", "又は", "と", "等"]
        .iter()
        .any(|word| behind.starts_with(word));
    let is_done = ["提出", "添付", "記入", "使用", "記載", "持参"].iter().any(|word| behind.contains(word));
    is_object && is_done && !["の提出は", "の受付"].iter().any(|word| behind.starts_with(word))
}

/// A title as it is kept: without the list's ends.
fn printed(title: &str) -> String {
    title.trim_matches(|ch: char| "・:、,|".contains(ch)).to_owned()
}
