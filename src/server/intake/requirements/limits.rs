//! Limits of papers: pages, type size, files, and copies that must not tell who bids.

use super::statement::Statement;
use super::titles::string;
use super::{Found, Page, numbering};
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

const WITHIN: [&str; 12] = [
    "以内",
    "以下",
    "まで",
    "を超えない",
    "を上限",
    "を限度",
    "が上限",
    "を超えて",
    "を最大",
    "未満",
    "を超える",
    "程度",
];
/// What tells who bids.
const NAMES: [&str; 17] = [
    "会社名",
    "社名",
    "企業名",
    "事業者名",
    "提案者名",
    "団体名",
    "法人名",
    "参加者名",
    "応募者名",
    "商号",
    "ロゴ",
    "提案者を",
    "提案者が",
    "事業者が",
    "参加者が",
    "会社が",
    "応募者が",
];
/// That it must not be told.
const HIDES: [&str; 18] = [
    "記載しない",
    "記入しない",
    "表示しない",
    "入れない",
    "明記しない",
    "特定できない",
    "特定できる",
    "特定されない",
    "特定される",
    "判別できる",
    "判別できない",
    "識別できる",
    "類推",
    "推察",
    "推測",
    "わからない",
    "分からない",
    "伏せ",
];

/// The limits of one statement.
pub fn read(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Vec<Found> {
    let found = [pages(n, statement), type_size(n, statement), file(page, n, statement), anonymity(n, statement)];
    found.into_iter().flatten().collect()
}

/// A number with decimals in tenths, and the place behind it.
fn tenths(chars: &[char], i: usize) -> Option<(u32, usize)> {
    let is_inside = i > 0 && chars.get(i - 1).is_some_and(|ch| ch.is_ascii_digit() || *ch == '.');
    let digits = chars.iter().skip(i).take_while(|ch| ch.is_ascii_digit()).count();
    if is_inside || digits == 0 || digits > 4 {
        return None;
    }
    let whole: u32 = string(chars, i, i + digits).parse().ok()?;
    let mut end = i + digits;
    let mut tenth = 0;
    if chars.get(end) == Some(&'.') {
        let digit = chars.get(end + 1).and_then(|ch| ch.to_digit(10))?;
        tenth = digit;
        end += 2;
        end += chars.iter().skip(end).take_while(|ch| ch.is_ascii_digit()).count();
    }
    Some((whole * 10 + tenth, end))
}

fn starts_with_any(rest: &str, words: &[&str]) -> bool {
    words.iter().any(|word| rest.starts_with(word))
}

/// 20ページ以内, A4で10枚以内, 10頁を上限
fn pages(n: usize, statement: &Statement) -> Option<Found> {
    if !statement.has_any(&WITHIN) {
        return None;
    }
    let chars = &statement.chars;
    let limit = |units: &'static [&'static str]| {
        (0..chars.len()).find_map(|i| {
            let (count, end) = tenths(chars, i)?;
            let unit = units.iter().find(|unit| numbering::has(chars, end, unit))?;
            let behind = end + unit.chars().count();
            let rest = string(chars, behind, behind + 12);
            let skipped = rest.trim_start_matches(|ch| "(両片面)程度を".contains(ch));
            let is_limit = starts_with_any(&rest, &WITHIN) || starts_with_any(skipped, &WITHIN);
            let is_about = rest.starts_with("程度") && !rest.contains("以内");
            (is_limit && count % 10 == 0 && count > 0).then_some((count / 10, i, behind, is_about))
        })
    };
    let (pages, from, to, is_about) =
        limit(&["ページ", "頁", "P", "p", "ぺージ"]).or_else(|| limit(&["枚", "面", "シート"]))?;
    if statement.has_any(&["名刺", "写真は", "CD", "DVD"]) {
        return None;
    }
    Some(Found::new(RequirementValue::PageLimit { pages }, statement.part(from, to), n))
        .map(|found| found.doubted(is_about.then_some(Doubt::Planned)))
}

/// 10.5ポイント以上, 11pt以上
fn type_size(n: usize, statement: &Statement) -> Option<Found> {
    if !statement.has_any(&["文字", "フォント", "字", "ポイント", "活字"]) {
        return None;
    }
    let chars = &statement.chars;
    let (tenths, from, to, rest) = (0..chars.len()).find_map(|i| {
        let (size, end) = tenths(chars, i)?;
        let unit = ["ポイント", "pt", "Pt", "PT", "point", "Point", "P"]
            .iter()
            .find(|unit| numbering::has(chars, end, unit))?;
        let behind = end + unit.chars().count();
        Some((size, i, behind, string(chars, behind, behind + 8)))
    })?;
    let is_sure = starts_with_any(&rest, &["以上", "を下回ら", "とする", "とし", "で", "、", "を使用", "より小さ"])
        || rest.is_empty();
    let is_size = (60..=400).contains(&tenths) && !rest.starts_with("以下") && !statement.has("加算");
    is_size.then(|| {
        Found::new(RequirementValue::TypeSize { tenths }, statement.part(from, to), n)
            .doubted((!is_sure).then_some(Doubt::Planned))
    })
}

/// PDF形式, 10MB以内, Microsoft Word 又は Excel
fn file(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Option<Found> {
    let chars = &statement.chars;
    const UNITS: [&str; 5] = ["MB", "Mb", "mb", "メガバイト", "GB"];
    let sizes = if statement.has_any(&UNITS) { 0..chars.len() } else { 0..0 };
    let size = sizes.into_iter().find_map(|i| {
        let (tenths, end) = tenths(chars, i)?;
        let unit = UNITS.iter().find(|unit| numbering::has(chars, end, unit))?;
        let behind = end + unit.chars().count();
        let rest = string(chars, behind, behind + 8);
        let factor = if *unit == "GB" { 1_024 } else { 1 };
        (starts_with_any(&rest, &WITHIN) && tenths >= 10).then(|| (tenths / 10 * factor, i, behind))
    });
    if statement.words.starts_with("ただし") {
        return None;
    }
    let mut formats = formats(statement);
    if let Some(next) = page.statements.get(n + 1).filter(|next| next.words.starts_with("ただし")) {
        formats.extend(self::formats(next));
    }
    let place =
        size.map(|(_, from, to)| statement.part(from, to)).or_else(|| formats.first().map(|(_, place)| *place))?;
    let megabytes = size.map(|(size, _, _)| size);
    let formats = formats.into_iter().map(|(format, _)| format.to_owned()).collect();
    Some(Found::new(RequirementValue::FileLimit { megabytes, formats }, place, n))
}

/// The formats that a sentence prescribes for what is handed in.
fn formats(statement: &Statement) -> Vec<(&'static str, (usize, usize))> {
    const FORMATS: [(&str, &str); 12] = [
        ("PDF", "pdf"),
        ("Word", "docx"),
        ("ワード", "docx"),
        ("Excel", "xlsx"),
        ("EXCEL", "xlsx"),
        ("エクセル", "xlsx"),
        ("PowerPoint", "pptx"),
        ("ZIP", "zip"),
        ("zip", "zip"),
        ("JPEG", "jpg"),
        ("一太郎", "jtd"),
        ("CSV", "csv"),
    ];
    let is_form = statement.has("形式") || statement.is_headed(&["ファイル形式", "データ形式"]);
    let is_list = statement.has("Microsoft") && statement.chars.len() < 60;
    if !(is_form || is_list) {
        return Vec::new();
    }
    let is_wanted =
        statement.has_any(&["提出", "作成し", "保存", "送付", "送信", "変換", "添付", "圧縮", "とする", "とすること"])
            || statement.is_about(&["提出", "ファイル"]);
    let is_told =
        statement.has_any(&["ご覧", "Reader", "ダウンロード", "公表", "掲載", "配布", "閲覧", "別ウィンドウ"]);
    if is_told || !is_wanted {
        return Vec::new();
    }
    let mut found: Vec<(&str, (usize, usize))> = Vec::new();
    for (word, format) in FORMATS {
        if let Some(place) = statement.find(word)
            && !found.iter().any(|(other, _)| *other == format)
        {
            found.push((format, place));
        }
    }
    found
}

/// 副本には、会社名等、提案者を特定できる表現を記載しないこと
fn anonymity(n: usize, statement: &Statement) -> Option<Found> {
    let name = statement.find_any(&NAMES)?;
    let hides = HIDES.iter().filter_map(|word| statement.find(word)).filter(|(at, _)| *at > name.0).min()?;
    let is_plain = statement.has_any(&["こと", "ください", "ものとする", "とする", "よう"]);
    let forbids = statement.has_any(&["ない", "伏せ", "避け", "禁", "不可", "せず"]);
    let is_other = statement.has_any(&["特定される場合", "公表", "押印", "場合は失格とし"]) && !statement.has("副本");
    (is_plain && forbids && !is_other && hides.0 - name.0 <= 60)
        .then(|| Found::new(RequirementValue::Anonymity, (name.0, hides.1), n))
}
