//! Characters, widths, honorifics, readings and what was left over, on the paper as it prints (dossier §4.3, §4.6;
//!

use std::collections::BTreeSet;

use super::read::{Line, Print};
use super::{Notes, place};
use crate::domain::document::{DocumentProblem, DocumentRule, PrintPart, PrintPlace, Severity};
use crate::domain::text::half_width;

/// What a person meant to replace.
const LEFTOVERS: [&str; 14] =
    ["○○", "〇〇", "◯◯", "●●", "××", "△△", "□□□", "{", "}", "記入例", "記載例", "要確認", "TODO", "XXX"];
/// Firms by their short signs.
const ABBREVIATED: [char; 4] = ['㈱', '㈲', '㈳', '㈶'];
/// か月 as official texts no longer write it.
const MONTHS: [&str; 5] = ["ヶ月", "ケ月", "ヵ月", "カ月", "ｹ月"];
/// Ends of offices and sections: 御中 follows, never 様.
const BODIES: [&str; 8] = ["課", "部", "係", "室", "局", "委員会", "事務所", "センター"];
/// Ends of persons and of their offices: 様 or 殿 follows, never 御中.
const PERSONS: [&str; 6] = ["市長", "町長", "村長", "知事", "管理者", "教育長"];

pub(super) fn check(print: &Print, notes: &mut Notes) {
    let mut widths = Widths::default();
    for (at, line) in print.lines.iter().enumerate() {
        if line.text.trim().is_empty() {
            continue;
        }
        characters(print, at, line, notes);
        leftovers(print, at, line, notes);
        honorifics(print, at, line, notes);
        months(print, at, line, notes);
        digits(print, at, line, notes);
        readings(print, line, notes);
        widths.line(at, line);
    }
    widths.tell(print, notes);
}

fn characters(print: &Print, at: usize, line: &Line, notes: &mut Notes) {
    for character in line.text.chars() {
        if ABBREVIATED.contains(&character) {
            let problem = DocumentProblem::AbbreviatedAt { place: place(print, at) };
            notes.add(DocumentRule::Characters, Severity::Error, problem);
        } else if is_environment_dependent(character) {
            let problem = DocumentProblem::CharacterAt { place: place(print, at), character };
            notes.add(DocumentRule::Characters, Severity::Warning, problem);
        }
    }
}

/// Characters that old office systems lack or show differently (機種依存文字; R-63). The seal mark of the forms
/// themselves is not among them.
fn is_environment_dependent(character: char) -> bool {
    matches!(character,
        '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{24FF}' | '\u{3220}'..='\u{33FF}' | '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}')
        && character != '㊞'
        || u32::from(character) > 0xFFFF
}

fn leftovers(print: &Print, at: usize, line: &Line, notes: &mut Notes) {
    for text in LEFTOVERS {
        // Boxes of a form that are filled by hand stand beside each other on purpose.
        if line.text.contains(text) && !(text == "□□□" && line.cell.is_some()) {
            let problem = DocumentProblem::PlaceholderAt { place: place(print, at), text: text.to_owned() };
            notes.add(DocumentRule::Leftover, Severity::Error, problem);
        }
    }
}

/// 御中 for an organisation, 様 or 殿 for a person, never two of them.
fn honorifics(print: &Print, at: usize, line: &Line, notes: &mut Notes) {
    let squeezed = line.squeezed();
    let twice = ["御中様", "様御中", "御中殿", "殿御中", "様様", "殿様", "殿殿", "御中御中", "様殿"];
    let is_address = line.style == "FormAddressee";
    let is_twice = twice.iter().any(|pair| squeezed.ends_with(pair) || (is_address && squeezed.contains(pair)));
    let ends = |before: &[&str], honorific: &[&str]| {
        honorific
            .iter()
            .any(|one| squeezed.strip_suffix(one).is_some_and(|rest| before.iter().any(|end| rest.ends_with(end))))
    };
    let is_wrong = is_address && (ends(&BODIES, &["様", "殿"]) || ends(&PERSONS, &["御中"]));
    if is_twice || is_wrong {
        let problem = DocumentProblem::HonorificMisused { place: place(print, at), text: line.text.trim().to_owned() };
        notes.add(DocumentRule::Addressee, Severity::Error, problem);
    }
}

fn months(print: &Print, at: usize, line: &Line, notes: &mut Notes) {
    for text in MONTHS {
        if line.text.contains(text) {
            let problem = DocumentProblem::MonthsWritten { place: place(print, at), text: text.to_owned() };
            notes.add(DocumentRule::Style, Severity::Warning, problem);
        }
    }
}

/// A number in which digits of two widths follow each other. One full-width digit among half-width ones is an office
/// habit between numbers, never within one.
fn digits(print: &Print, at: usize, line: &Line, notes: &mut Notes) {
    let letters: Vec<char> = line.text.chars().collect();
    let is_wide = |letter: char| matches!(letter, '０'..='９');
    let mixed = letters.windows(2).find(|pair| match pair {
        [first, second] => (is_wide(*first) && second.is_ascii_digit()) || (first.is_ascii_digit() && is_wide(*second)),
        _ => false,
    });
    if let Some(pair) = mixed {
        let text = pair.iter().collect();
        let problem = DocumentProblem::WidthsMixed { place: place(print, at), text };
        notes.add(DocumentRule::Characters, Severity::Warning, problem);
    }
}

/// The cell at the right of フリガナ holds katakana, that of ふりがな hiragana, where anything stands in it; where the
/// word heads a column, the cells below it.
fn readings(print: &Print, line: &Line, notes: &mut Notes) {
    let Some((table, row, cell)) = line.cell else { return };
    let label = line.squeezed();
    let script = match label.trim_matches(['（', '）', '(', ')']) {
        "フリガナ" | "カナ" | "氏名フリガナ" => Script::Katakana,
        "ふりがな" | "氏名ふりがな" => Script::Hiragana,
        _ => return,
    };
    let in_table = || {
        let cells = print.lines.iter().enumerate().filter(|(_, other)| other.part == PrintPart::Text);
        cells.filter_map(|(at, other)| Some((at, other, other.cell.filter(|cell| cell.0 == table)?)))
    };
    let right = (table, row, cell + 1);
    let is_column = in_table().any(|(_, other, at)| at == right && other.style == "TableHeading");
    for (at_value, value, cell_of_it) in in_table() {
        let is_its = if is_column { cell_of_it.1 > row && cell_of_it.2 == cell } else { cell_of_it == right };
        if is_its && !script.fits(&value.squeezed()) {
            script.tell(place(print, at_value), value.squeezed(), notes);
        }
    }
}

/// In which letters a reading is written.
#[derive(Clone, Copy)]
enum Script {
    Katakana,
    Hiragana,
}

impl Script {
    fn fits(self, text: &str) -> bool {
        let is_sign = |letter: char| matches!(letter, 'ー' | '・' | '＝' | '-' | '（' | '）' | '，' | '、');
        text.chars().all(|letter| {
            is_sign(letter)
                || match self {
                    Self::Katakana => matches!(letter, 'ァ'..='ヺ'),
                    Self::Hiragana => matches!(letter, 'ぁ'..='ゖ'),
                }
        })
    }

    fn tell(self, place: PrintPlace, text: String, notes: &mut Notes) {
        let (severity, problem) = match self {
            Self::Katakana => (Severity::Error, DocumentProblem::NotKatakana { place, text }),
            Self::Hiragana => (Severity::Warning, DocumentProblem::NotHiragana { place, text }),
        };
        notes.add(DocumentRule::Reading, severity, problem);
    }
}

/// Words in Latin letters that stand on one paper in both widths, and two kinds of commas.
#[derive(Default)]
struct Widths {
    narrow: BTreeSet<String>,
    wide: Vec<(usize, String)>,
    commas: Vec<(usize, char)>,
}

impl Widths {
    fn line(&mut self, at: usize, line: &Line) {
        for word in line.text.split(|letter: char| !half_width(letter).is_ascii_alphabetic()) {
            let is_wide = !word.is_ascii();
            if word.chars().count() < 2 {
                continue;
            }
            if is_wide {
                self.wide.push((at, word.to_owned()));
            } else {
                self.narrow.insert(word.to_owned());
            }
        }
        let commas = ['、', '，'].into_iter().filter(|comma| line.text.contains(*comma));
        self.commas.extend(commas.map(|comma| (at, comma)));
    }

    fn tell(&self, print: &Print, notes: &mut Notes) {
        for (at, word) in &self.wide {
            let narrow: String = word.chars().map(half_width).collect();
            let is_mixed = word.chars().any(|letter| letter.is_ascii());
            if is_mixed || self.narrow.contains(&narrow) {
                let problem = DocumentProblem::WidthsMixed { place: place(print, *at), text: word.clone() };
                notes.add(DocumentRule::Characters, Severity::Warning, problem);
            }
        }
        let Some((_, first)) = self.commas.first() else { return };
        if let Some((at, other)) = self.commas.iter().find(|(_, comma)| comma != first) {
            let problem = DocumentProblem::WidthsMixed { place: place(print, *at), text: format!("{first}{other}") };
            notes.add(DocumentRule::Style, Severity::Warning, problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: usize, column: usize, style: &str, text: &str) -> Line {
        let cell = Some((0, row, column));
        Line { style: style.to_owned(), text: text.to_owned(), cell, ..Line::default() }
    }

    fn told(lines: Vec<Line>) -> Vec<String> {
        let mut notes = Notes::default();
        check(&Print { lines, ..Print::default() }, &mut notes);
        notes.findings.into_iter().map(|found| format!("{:?}", found.problem)).collect()
    }

    #[test]
    fn a_reading_is_in_the_letters_that_its_label_asks_for() {
        let beside = |label, value| told(vec![cell(0, 0, "TableHeading", label), cell(0, 1, "TableText", value)]);
        assert_eq!(beside("フリガナ", "ミナト　タロウ"), Vec::<String>::new());
        assert!(beside("フリガナ", "みなと")[0].contains("NotKatakana"));
        assert!(beside("（ふりがな）", "Erik Berg")[0].contains("NotHiragana"));
        assert_eq!(beside("ふりがな", ""), Vec::<String>::new());
        let column = |value| {
            let heads = [cell(0, 0, "TableHeading", "フリガナ"), cell(0, 1, "TableHeading", "生年月日")];
            let values = [cell(1, 0, "TableText", value), cell(1, 1, "TableText", "昭和50年")];
            told(heads.into_iter().chain(values).collect())
        };
        assert_eq!(column("ハマダ　ハナコ"), Vec::<String>::new());
        assert!(column("浜田")[0].contains("NotKatakana"));
    }
}
