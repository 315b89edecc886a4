//! The titles of papers in running text: where one begins and ends, and whether it is one.

use super::super::text::{Gap, NormalText};
use super::statement::Statement;

/// A title is not longer than this.
const LONGEST: usize = 48;
/// How the title of a paper ends.
const ENDINGS: [&str; 42] = [
    "書類",
    "書",
    "届",
    "表",
    "調書",
    "状",
    "票",
    "図",
    "概要",
    "一覧",
    "名簿",
    "資料",
    "証",
    "写し",
    "シート",
    "リスト",
    "実績",
    "体制",
    "スケジュール",
    "計画",
    "理由",
    "カード",
    "内訳",
    "鑑",
    "表紙",
    "履歴",
    "経歴",
    "方針",
    "目録",
    "明細",
    "定款",
    "体系",
    "見積",
    "構成員",
    "系統",
    "一式",
    "工程",
    "取組",
    "状況",
    "技術者",
    "責任者",
    "担当者",
];
/// Papers that the buyer gives, or that are no papers.
const GIVEN: [&str; 23] = [
    "仕様書",
    "説明書",
    "契約書",
    "設計書",
    "通知書",
    "実施要領",
    "要領",
    "要綱",
    "規則",
    "本書",
    "図書",
    "文書",
    "証書",
    "約款",
    "基準書",
    "水準書",
    "請求書",
    "要項",
    "同書",
    "次の図",
    "様式書",
    "公告",
    "設計図",
];
/// Characters that no title holds.
const BREAKS: &str = "、。|・※:;」』「『【】〈〉<>,■●◆○◎★→＊*/=";

/// Whether some characters are the title of a paper of the bidder.
pub fn is_title(title: &str) -> bool {
    let bare = bare(title);
    let length = bare.chars().count();
    let is_given = GIVEN.iter().any(|word| bare.ends_with(word)) && !bare.ends_with("通知書の写し");
    let begins = bare.chars().next();
    let begins_well = begins.is_some_and(|ch| !"はがをにのでともへや及又並()ー々".contains(ch));
    (2..=LONGEST).contains(&length)
        && begins_well
        && !is_given
        && !bare.chars().any(|ch| BREAKS.contains(ch))
        && !["当該", "この", "本件に", "提出", "上記", "下記", "別添", "別紙", "前項", "次の"].contains(&bare)
        && ENDINGS.iter().any(|ending| bare.ends_with(ending))
}

/// A title without what may hang behind it: (任意様式), 等.
pub fn bare(title: &str) -> &str {
    let mut bare = title;
    if bare.ends_with(')')
        && let Some(open) = bare.rfind('(')
    {
        bare = bare.get(..open).unwrap_or(bare);
    }
    bare.strip_suffix('等').unwrap_or(bare)
}

/// The title that begins at `from` in a statement, up to where titles end; none when it is no title.
pub fn behind(text: &NormalText<'_>, statement: &Statement, from: usize) -> Option<(usize, usize)> {
    let chars = &statement.chars;
    let stop = chars.len().min(from + LONGEST);
    let mut depth = 0u32;
    let mut best = None;
    for at in from..=stop {
        let ch = chars.get(at).copied();
        let is_apart = at > from && text.gap(statement.start + at) == Gap::Wide;
        let is_break = ch.is_none_or(|ch| BREAKS.contains(ch)) || is_apart;
        let closes = ch == Some(')') && depth == 0;
        let is_particle = depth == 0 && particle(chars, at);
        let opens = depth == 0 && ch == Some('(');
        if (is_break || closes || is_particle || opens) && is_title(&string(chars, from, at)) {
            best = Some((from, at));
        }
        if is_break || closes || (is_particle && best.is_some()) {
            break;
        }
        match ch {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    best
}

/// The title that ends before `to` in a statement.
pub fn before(text: &NormalText<'_>, statement: &Statement, to: usize) -> Option<(usize, usize)> {
    let chars = &statement.chars;
    let low = to.saturating_sub(LONGEST);
    let mut from = to;
    let mut depth = 0u32;
    while from > low {
        let Some(ch) = chars.get(from - 1).copied() else { break };
        let is_apart = from < to && text.gap(statement.start + from) == Gap::Wide;
        if BREAKS.contains(ch) || is_apart || (ch == '(' && depth == 0) {
            break;
        }
        match ch {
            ')' if is_mark_end(chars, from - 1) => break,
            ')' => depth += 1,
            '(' => depth -= 1,
            'は' | 'を' | 'が' | 'で' if depth == 0 => break,
            'に' if depth == 0 => break,
            'び' if from >= 2 && chars.get(from - 2) == Some(&'及') => break,
            _ => {}
        }
        from -= 1;
    }
    let from = without_mark(chars, from, to);
    let from =
        from + chars.iter().skip(from).take(to - from).take_while(|ch| "のよりにはをがとでも".contains(**ch)).count();
    is_title(&string(chars, from, to)).then_some((from, to))
}

/// The characters of a range, as far as there are any.
pub fn string(chars: &[char], from: usize, to: usize) -> String {
    chars.iter().skip(from).take(to.saturating_sub(from)).collect()
}

/// (1) before a title is a mark of the list, not a part of it.
fn is_mark_end(chars: &[char], at: usize) -> bool {
    let digits = chars.get(..at).unwrap_or_default().iter().rev().take_while(|ch| ch.is_ascii_digit()).count();
    digits > 0 && at.checked_sub(digits + 1).is_none_or(|open| chars.get(open) == Some(&'('))
}

/// A title without the list's mark before it: 1, ア, ①, ⑴, (a).
fn without_mark(chars: &[char], from: usize, to: usize) -> usize {
    let mut from = from;
    while from < to {
        let Some(ch) = chars.get(from).copied() else { break };
        let next = chars.get(from + 1).copied();
        let is_mark = ch.is_ascii_digit()
            || ('\u{2460}'..='\u{24ff}').contains(&ch)
            || matches!(ch, '.' | ')' | '-' | '・')
            || ('ア'..='ン').contains(&ch) && next.is_some_and(|next| !('ァ'..='ー').contains(&next));
        if !is_mark {
            break;
        }
        from += 1;
    }
    from
}

/// A particle that ends a title: を, は, に, により, と, が.
fn particle(chars: &[char], at: usize) -> bool {
    match chars.get(at) {
        Some('を' | 'は' | 'に' | 'が' | 'で') => true,
        Some('及') => chars.get(at + 1) == Some(&'び'),
        Some('並') => chars.get(at + 1) == Some(&'び'),
        Some('又') => chars.get(at + 1) == Some(&'は'),
        Some('と') => true,
        Some('の') => chars.get(at + 1).is_some_and(|ch| "提様み".contains(*ch)),
        _ => false,
    }
}
