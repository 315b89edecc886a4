//! Where to ask: an office with its telephone, fax or e-mail, under a heading that says so.
//! Numbers in forms and in a signature block alone are no contact.

use super::super::outline;
use super::super::text::{Gap, NormalText};
use super::statement::Statement;
use super::{Found, Page};
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

/// What says that one may ask there.
const LABELS: [&str; 19] = [
    "問合せ",
    "問い合わせ",
    "問い合せ",
    "問合わせ",
    "照会先",
    "連絡先",
    "担当課",
    "担当部署",
    "担当部局",
    "担当係",
    "担当:",
    "担当者",
    "事務局",
    "提出先",
    "申込先",
    "質問先",
    "窓口",
    "契約に関する",
    "サポートデスク",
];
/// Parts of the name of an office.
const OFFICES: [&str; 24] = [
    "課",
    "係",
    "室",
    "局",
    "部",
    "センター",
    "事務所",
    "担当",
    "グループ",
    "協会",
    "学校",
    "病院",
    "支所",
    "班",
    "公社",
    "機構",
    "財団",
    "チーム",
    "サポートデスク",
    "役場",
    "役所",
    "庁",
    "事務室",
    "館",
];
/// An office stands this near its numbers.
const REACH: usize = 110;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Telephone,
    Fax,
    Email,
}

/// One number or address.
struct Token {
    line: Line,
    /// Where its label or itself begins.
    label: usize,
    start: usize,
    end: usize,
}

/// Every contact of a text.
pub fn read(page: &Page<'_, '_>) -> Vec<Found> {
    let text = page.text;
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut n = 0;
    while let Some(first) = tokens.get(n) {
        let mut last = n;
        while let (Some(this), Some(next)) = (tokens.get(last), tokens.get(last + 1)) {
            let seen = tokens.get(n..=last).unwrap_or_default();
            if !belongs(text, this, next, seen) {
                break;
            }
            last += 1;
        }
        let group = tokens.get(n..=last).unwrap_or_default();
        found.extend(contact(page, first, group));
        n = last + 1;
    }
    found.extend(offices_alone(page, &found));
    found
}

/// Whether the next number is another line of the same office.
fn belongs(text: &NormalText<'_>, this: &Token, next: &Token, seen: &[Token]) -> bool {
    let between = text.string(this.end, next.label);
    let is_repeated = seen.iter().any(|token| token.line == next.line);
    let has_office = OFFICES
        .iter()
        .filter(|word| word.chars().count() > 1 || !between.contains("担当"))
        .any(|word| between.contains(word));
    next.label.saturating_sub(this.end) <= 50 && !is_repeated && !has_office
}

fn contact(page: &Page<'_, '_>, first: &Token, group: &[Token]) -> Option<Found> {
    let text = page.text;
    let n = statement_at(page, first.start)?;
    let statement = page.statements.get(n)?;
    if statement.is_in_form {
        return None;
    }
    let end = group.iter().map(|token| token.end).max()?;
    let value = |line: Line| {
        group
            .iter()
            .find(|token| token.line == line)
            .map_or_else(String::new, |token| text.string(token.start, token.end))
    };
    let before = text.string(first.label.saturating_sub(160), first.label);
    let is_labelled = LABELS.iter().any(|label| before.contains(label)) || statement.is_about(&LABELS);
    let name = name_before(text, first.label);
    let (telephone, email, fax) = (value(Line::Telephone), value(Line::Email), value(Line::Fax));
    if name.is_none() && !is_labelled {
        return None;
    }
    let start = name.as_ref().map_or(first.label, |(start, _)| *start);
    let name = name.map_or_else(String::new, |(_, name)| name);
    let doubt = (!is_labelled).then_some(Doubt::NoLabel);
    let value = RequirementValue::Contact { name, telephone, email, fax };
    Some(Found::new(value, (start, end), n).doubted(doubt))
}

/// お問い合わせ / 公共施設マネジメント推進室: an office under the heading, without a number.
fn offices_alone(page: &Page<'_, '_>, found: &[Found]) -> Vec<Found> {
    let mut alone: Vec<Found> = Vec::new();
    for (n, statement) in page.statements.iter().enumerate() {
        if !statement.is_headed(&["問合せ", "問い合わせ", "問い合せ", "問合わせ", "照会先"]) {
            continue;
        }
        let length = statement.chars.len();
        let is_office = OFFICES.iter().any(|word| statement.tail().ends_with(word));
        let is_covered = found.iter().any(|other| other.start < statement.end + 60 && statement.start < other.end + 60);
        if is_office && (3..=30).contains(&length) && !is_covered && !statement.is_in_form && alone.len() < 3 {
            let value = RequirementValue::Contact {
                name: statement.words.to_string(),
                telephone: String::new(),
                email: String::new(),
                fax: String::new(),
            };
            alone.push(Found::new(value, statement.range(), n));
        }
    }
    alone
}

fn statement_at(page: &Page<'_, '_>, i: usize) -> Option<usize> {
    let n = page.statements.partition_point(|statement| statement.start <= i).checked_sub(1)?;
    page.statements.get(n).filter(|statement: &&Statement| i < statement.end).map(|_| n)
}

/// The office before the first number: the cells or lines before it that name one, without the postal address.
fn name_before(text: &NormalText<'_>, end: usize) -> Option<(usize, String)> {
    let low = end.saturating_sub(REACH);
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut to = end;
    let mut from = end;
    while from > low {
        let Some(ch) = text.get(from - 1) else { break };
        let is_cut = "、,:;/|。「」【】()[]<>※〒".contains(ch);
        let is_gap = from < end && text.gap(from) >= Gap::Space;
        if is_cut || is_gap {
            if to > from {
                parts.push((from, to));
            }
            to = if is_cut { from - 1 } else { from };
            if parts.len() > 8 || ch == '。' || outline::begins_item(text, from) {
                break;
            }
        }
        from -= 1;
    }
    if from == low && to > from && low == 0 {
        parts.push((from, to));
    }
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    for (from, to) in parts {
        let part = text.string(from, to);
        let is_address = is_address(&part);
        if is_address
            && chosen.is_empty()
            && let Some(tail) = behind_address(text, from, to)
        {
            chosen.push((tail, to));
            break;
        }
        let is_office = OFFICES.iter().any(|word| part.contains(word)) && !is_address && !is_label(&part);
        if is_office {
            chosen.push((from, to));
        } else if !chosen.is_empty() {
            // 鴨川市 before 財政課 belongs to the name; anything else ends it.
            let is_body = ["市", "町", "村", "県", "区", "府", "都", "道", "庁", "大学", "法人"]
                .iter()
                .any(|end| part.ends_with(end));
            if is_body && !is_address && part.chars().count() <= 12 {
                chosen.push((from, to));
            }
            break;
        }
        if chosen.len() == 4 {
            break;
        }
    }
    let start = chosen.last()?.0;
    let name = chosen.iter().rev().map(|(from, to)| text.string(*from, *to)).collect::<Vec<_>>().join(" ");
    let name = without_label(&name);
    (name.chars().count() <= 60 && name.chars().count() >= 2).then_some((start, name))
}

fn is_address(part: &str) -> bool {
    let has_number = part.chars().any(|ch| ch.is_ascii_digit());
    let is_place = ["番地", "丁目", "番", "号", "条", "地割", "県", "市", "-", "階", "庁舎"]
        .iter()
        .any(|word| part.contains(word));
    part.starts_with('〒') || part.contains("住所") || part.contains("所在地") || has_number && is_place
}

/// 半田山一丁目20番1号浜松医科大学病院調達係: the office that hangs on an address.
fn behind_address(text: &NormalText<'_>, from: usize, to: usize) -> Option<usize> {
    let last = (from..to).rev().find(|i| text.get(*i).is_some_and(|ch| ch.is_ascii_digit()))?;
    let mut tail = last + 1;
    while ["番地", "号室", "号", "番", "階", "の"].iter().any(|word| text.has(tail, word)) {
        tail += if text.has(tail, "番地") || text.has(tail, "号室") { 2 } else { 1 };
    }
    let name = text.string(tail, to);
    let is_office = OFFICES.iter().any(|word| name.ends_with(word)) && name.chars().count() >= 3;
    (tail < to && is_office).then_some(tail)
}

fn is_label(part: &str) -> bool {
    let is_short = part.chars().count() <= 10;
    is_short
        && (LABELS.iter().any(|label| part.ends_with(label.trim_end_matches(':')))
            || part == "部署"
            || part == "担当"
            || part == "担当部課")
}

/// 担当課一戸町役場総務部総務課 and お問い合わせ先財政課 lose their label.
fn without_label(name: &str) -> String {
    let heads = [
        "お問い合わせ先",
        "問い合わせ先",
        "問合せ先",
        "お問合せ先",
        "申込先及び問い合わせ先",
        "担当課",
        "担当部署",
        "担当部局",
        "照会先",
        "連絡先",
    ];
    let bare = heads.iter().find_map(|head| name.strip_prefix(head)).unwrap_or(name);
    bare.trim().to_owned()
}

/// Telephone numbers, fax numbers and addresses of e-mail, in order.
fn tokens(text: &NormalText<'_>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut i = 0;
    while i < text.len() && tokens.len() < 200 {
        let end = match text.get(i) {
            Some('0' | '(') => telephone(text, i),
            Some('@') => None,
            _ => None,
        };
        if let Some(end) = end {
            let (line, label) = line_of(text, i);
            tokens.push(Token { line, label, start: i, end });
            i = end;
            continue;
        }
        if text.get(i) == Some('@')
            && let Some((start, end)) = email(text, i)
        {
            let label = label_start(
                text,
                start,
                &[
                    "E-mail",
                    "e-mail",
                    "Eメール",
                    "電子メール",
                    "メールアドレス",
                    "メール",
                    "Email",
                    "Mail",
                    "mail",
                    "E-MAIL",
                    "アドレス",
                ],
            );
            tokens.push(Token { line: Line::Email, label, start, end });
            i = end;
            continue;
        }
        i += 1;
    }
    tokens
}

/// 04-7093-7843, (043)223-4309, 0195(33)2111; not inside a longer number.
fn telephone(text: &NormalText<'_>, i: usize) -> Option<usize> {
    let before = i.checked_sub(1).and_then(|at| text.get(at));
    if before.is_some_and(|ch| ch.is_ascii_digit() || "-.,".contains(ch) && text.gap(i) == Gap::None) {
        return None;
    }
    let mut end = i;
    let mut digits = 0;
    let mut groups = 0;
    let mut in_group = false;
    while let Some(ch) = text.get(end) {
        if end > i && text.gap(end) >= Gap::Line {
            break;
        }
        match ch {
            '0'..='9' => {
                digits += 1;
                groups += u32::from(!in_group);
                in_group = true;
            }
            '-' | '(' | ')' | 'ー' if end == i || digits > 0 && groups < 3 => in_group = false,
            _ => break,
        }
        end += 1;
    }
    while end > i && !text.get(end - 1).is_some_and(|ch| ch.is_ascii_digit()) {
        end -= 1;
    }
    let first_is_zero = (i..i + 2).any(|at| text.get(at) == Some('0'));
    // 000-000-0000 was blotted out.
    let is_blotted = (i..end).all(|at| text.get(at).is_some_and(|ch| !ch.is_ascii_digit() || ch == '0'));
    (first_is_zero && (10..=11).contains(&digits) && groups >= 2 && !is_blotted).then_some(end)
}

/// Whether a number is that of a telephone or a fax, and where its label begins.
fn line_of(text: &NormalText<'_>, i: usize) -> (Line, usize) {
    let faxes = ["FAX", "Fax", "fax", "ファクシミリ", "ファックス", "ファクス", "F"];
    let phones = ["電話番号", "電話", "TEL", "Tel", "tel", "℡", "直通", "T"];
    let fax = label_start(text, i, &faxes);
    let phone = label_start(text, i, &phones);
    if fax < i && (phone == i || fax >= phone) { (Line::Fax, fax) } else { (Line::Telephone, phone.min(i)) }
}

/// Where a label right before `i` begins; `i` itself when there is none.
fn label_start(text: &NormalText<'_>, i: usize, labels: &[&str]) -> usize {
    let low = i.saturating_sub(14);
    let near = text.string(low, i);
    let found = labels.iter().filter_map(|label| near.rfind(label).map(|at| (at, label.len()))).max();
    let Some((at, length)) = found else { return i };
    let behind = near.get(at + length..).unwrap_or_default();
    let is_next = behind.chars().all(|ch| ":(番号)代表直通・.・()-".contains(ch) || ch == '内');
    if is_next { low + near.get(..at).map_or(0, |head| head.chars().count()) } else { i }
}

fn email(text: &NormalText<'_>, at: usize) -> Option<(usize, usize)> {
    let is_local = |ch: char| ch.is_ascii_alphanumeric() || "._+-".contains(ch);
    let mut start = at;
    while start > 0
        && at - start < 40
        && text.get(start - 1).is_some_and(is_local)
        && (start == at || text.gap(start) == Gap::None)
    {
        start -= 1;
    }
    let mut end = at + 1;
    while text.get(end).is_some_and(|ch| ch.is_ascii_alphanumeric() || ".-_".contains(ch)) && text.gap(end) == Gap::None
    {
        end += 1;
    }
    // A number of the next item may hang on the end of flat text: .jp1
    let domain = text.string(at + 1, end);
    let cut = domain
        .rfind(".jp")
        .filter(|cut| domain.get(cut + 3..).is_some_and(|rest| rest.starts_with(|ch: char| ch.is_ascii_digit())));
    let end = cut.map_or(end, |cut| at + 1 + cut + 3);
    let domain = text.string(at + 1, end);
    let domain = domain.trim_end_matches(['.', '-']);
    let end = at + 1 + domain.chars().count();
    let is_blotted = text.string(start, at).chars().all(|ch| ch == 'x');
    (start < at && domain.contains('.') && domain.len() >= 4 && !is_blotted).then_some((start, end))
}
