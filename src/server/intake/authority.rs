//! The contracting authority below the date of a notice: the office (桜川市長) and its holder (山田 一郎).

use super::text::{Gap, NormalText};

/// An office and its holder, as ranges of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The office with the body's name.
    pub office: (usize, usize),
    /// The holder's name, when printed.
    pub name: Option<(usize, usize)>,
    /// False when the end of the name is a guess (text without line breaks).
    pub is_name_clear: bool,
}

const OFFICES: &[&str] = &[
    "知事職務代理者",
    "市長職務代理者",
    "町長職務代理者",
    "村長職務代理者",
    "支出負担行為担当官",
    "契約担当官",
    "契約担当役",
    "経理責任者",
    "契約責任者",
    "契約担当者",
    "総務担当官",
    "知事",
    "市長",
    "町長",
    "村長",
    "区長",
    "教育長",
    "企業長",
    "事業管理者",
    "病院管理者",
    "上下水道事業管理者",
    "管理者",
    "理事長",
    "組合長",
    "連合長",
    "局長",
    "学長",
    "病院長",
    "本部長",
    "消防長",
    "事務総長",
    "総長",
    "所長",
    "機構長",
    "会長",
    "議長",
    "署長",
    "校長",
    "センター長",
    "代表取締役社長",
    "理事",
    "院長",
    "館長",
    "部長",
    "課長",
    "事務長",
    "支社長",
    "支店長",
    "支配人",
    "執行役",
    "収支等命令者",
    "総裁",
];

/// The office that stands right behind place `i`, on the same or one of the next lines.
pub fn authority_after(text: &NormalText<'_>, i: usize) -> Option<Authority> {
    if text.gap(i) >= Gap::Block && !is_signature_distance(text, i) {
        return None;
    }
    let office = office_at(text, i)?;
    let (name, is_name_clear) = match name_at(text, office.1) {
        Some((range, clear)) => (Some(range), clear),
        None => (None, false),
    };
    let behind = name.map_or(office.1, |range| range.1);
    let addressed = ["様", "殿", "宛", "あて", "へ", "が", "は", "の", "に", "と", "通知", "通達", "決裁"]
        .iter()
        .any(|word| text.has(behind, word) || text.has(office.1, word));
    let blank = text.get(office.1).is_some_and(|ch| "○〇●_".contains(ch));
    (!addressed && !blank).then_some(Authority { office, name, is_name_clear })
}

/// A name whose letters the layout has spread, drawn together: 浜 田 誠. Two letters are a family's and a given name
/// of one letter each (森 輝) and stay as they are.
pub fn joined(printed: &str) -> Option<String> {
    let parts: Vec<&str> = printed.split_whitespace().collect();
    let is_spread = parts.len() > 2 && parts.iter().all(|part| part.chars().count() == 1);
    is_spread.then(|| parts.concat())
}

/// The office's line may stand apart, but begins on the very next line with text.
fn is_signature_distance(text: &NormalText<'_>, i: usize) -> bool {
    let line = text.line_end(i) - i;
    line <= 40
}

/// The office that begins at `i`.
fn office_at(text: &NormalText<'_>, i: usize) -> Option<(usize, usize)> {
    let mut end = suffix_end(text, i, i + 30)?;
    // 支出負担行為担当官 中部地方整備局長, and an office on the line below its body's name
    if ["担当官", "担当役", "責任者", "担当者"].iter().any(|word| text.string(i, end).ends_with(word)) {
        end = suffix_end(text, end, end + 26).unwrap_or(end);
    }
    Some((i, end))
}

fn suffix_end(text: &NormalText<'_>, from: usize, to: usize) -> Option<usize> {
    for at in from..to.min(text.len()) {
        if !text.get(at).is_some_and(is_name_char) {
            return None;
        }
        let word = OFFICES.iter().filter(|word| text.has(at, word)).max_by_key(|word| word.chars().count());
        if let Some(word) = word {
            let end = at + word.chars().count();
            // 市長 inside 市長部局, 所長 inside 所長野
            if text.gap(end) > Gap::None || !text.get(end).is_some_and(|ch| "部室課選".contains(ch)) {
                return Some(end);
            }
        }
    }
    None
}

fn name_at(text: &NormalText<'_>, start: usize) -> Option<((usize, usize), bool)> {
    let mut end = start;
    let mut parts = 0;
    while end < text.len() && end - start < 9 && text.get(end).is_some_and(is_name_char) {
        if text.gap(end) >= Gap::Line {
            break;
        }
        if text.gap(end) > Gap::None {
            parts += 1;
            let torn = parts > 2 && end - start >= 4;
            if torn {
                break;
            }
        }
        end += 1;
    }
    let ends_line = text.gap(end) >= Gap::Line;
    let glued = text.get(end.checked_sub(1)?) == Some('記') && text.get(end).is_some_and(|ch| ch.is_ascii_digit());
    let end = if glued { end - 1 } else { end };
    (end >= start + 2 && end - start <= 8).then_some(((start, end), ends_line))
}

fn is_name_char(ch: char) -> bool {
    matches!(ch, '\u{4e00}'..='\u{9fff}' | '々' | '〆' | 'ヶ' | 'ケ' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}' | '\u{f900}'..='\u{faff}' | '\u{3400}'..='\u{4dbf}')
        || u32::from(ch) >= 0x20000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(original: &str) -> Option<(String, Option<String>)> {
        let text = NormalText::of(original);
        let found = authority_after(&text, 0)?;
        Some((text.printed(found.office.0, found.office.1), found.name.map(|(from, to)| text.printed(from, to))))
    }

    #[test]
    fn office_and_holder_are_told_apart() {
        assert_eq!(read("桜川市長 佐々木 一郎\n"), Some(("桜川市長".into(), Some("佐々木 一郎".into()))));
        assert_eq!(read("桜川市教育長 原 真紀記1 業務"), Some(("桜川市教育長".into(), Some("原 真紀".into()))));
        assert_eq!(
            read("支出負担行為担当官 東部地方整備局長 森 輝\n").map(|found| found.0),
            Some("支出負担行為担当官 東部地方整備局長".into())
        );
    }

    #[test]
    fn a_name_spread_by_the_layout_is_drawn_together() {
        assert_eq!(joined("浜 田 誠").as_deref(), Some("浜田誠"));
        assert_eq!(joined("浜　田　誠　一").as_deref(), Some("浜田誠一"));
        assert_eq!(joined("森 輝"), None);
        assert_eq!(joined("原 真紀"), None);
        assert_eq!(joined("佐々木 一郎"), None);
    }

    #[test]
    fn an_office_that_is_written_to_signs_nothing() {
        assert_eq!(read("桜川市長 佐々木 一郎 様"), None);
        assert_eq!(read("桜川市長が定める"), None);
    }
}
