//! What a produced paper lists and counts: numbers, people, projects, seals, copies (dossier §3.29).

use std::collections::BTreeSet;

use super::printed::item;
use super::read::{Line, Print};
use super::sheets::{self, Sheet, SheetCell};
use crate::domain::consistency::{Printed, PrintedCopies};
use crate::domain::document::PrintPart;
use crate::domain::paper::form_of;
use crate::domain::text::half_width;

/// Labels behind which the title stands.
const SUBJECTS: [&str; 6] = ["件名", "業務名", "工事名", "委託業務名", "委託名", "案件名"];
/// Labels behind which the number stands by itself.
const NUMBERS: [&str; 4] = ["業務番号", "工事番号", "案件番号", "公告番号"];
/// Labels behind which the period stands in a grid.
const PERIODS: [&str; 2] = ["履行期間", "工期"];
/// Heading of the column of shares.
const SHARES: &str = "出資の割合（％）";
/// The word behind a share in an article.
const PER_CENT: &str = "パーセント";
/// Headings of the column in which a list of projects names them.
const PROJECTS: [&str; 4] = ["業務名", "工事名", "案件名", "件名"];
/// The word by which the chapter of references is known.
const REFERENCES: &str = "実績";
/// Longest number of projects, in digits.
const DIGITS_MOST: usize = 4;

pub(super) fn read(print: &Print, printed: &mut Printed) {
    let sheets = sheets::of(print);
    printed.subject = item(print, &SUBJECTS).or_else(|| behind(&sheets, &SUBJECTS));
    printed.number = item(print, &NUMBERS).or_else(|| behind(&sheets, &NUMBERS));
    numbers(print, &sheets, printed);
    match form_of(&printed.paper) {
        "F13" => {
            let names = sheets.iter().flat_map(|sheet| sheet.labelled("氏名"));
            // The reading stands above the name.
            printed.people = names.filter_map(|cell| cell.lines.last().cloned()).collect();
        }
        "F14" => printed.people = team(&sheets),
        "F15" => {
            printed.people = in_charge(&sheets);
            printed.period = behind(&sheets, &PERIODS);
        }
        "F12" => printed.projects = Some(sheets.iter().map(projects).sum()).filter(|count| *count > 0),
        "F10" => {
            printed.told_projects = told_projects(print, &sheets);
            printed.people = team(&sheets);
        }
        "F22" => printed.shares = print.lines.iter().filter_map(share_in_article).collect(),
        "F23" | "F24" => printed.shares = sheets.iter().flat_map(shares).collect(),
        _ => {}
    }
    seals(print, printed);
    printed.copies = sheets.iter().flat_map(copies).collect();
}

fn behind(sheets: &[Sheet], labels: &[&str]) -> Option<String> {
    let found = labels.iter().flat_map(|label| sheets.iter().flat_map(move |sheet| sheet.labelled(label)));
    found.map(|cell| cell.lines.join("")).find(|text| !text.is_empty())
}

/// 登録番号 on the list of bidders, in a column or in a line; 許可・登録 in the small tables.
fn numbers(print: &Print, sheets: &[Sheet], printed: &mut Printed) {
    let columns = sheets.iter().filter_map(|sheet| sheet.column(&["登録番号"]));
    let mut listings: Vec<String> = columns.flatten().map(SheetCell::squeezed).collect();
    for line in print.lines.iter().filter(|line| line.style == "FormItem") {
        let mut words = line.text.split_whitespace().skip_while(|word| *word != "登録番号").skip(1);
        listings.extend(words.next().map(str::to_owned));
    }
    listings.retain(|number| !number.is_empty());
    let inner = sheets.iter().flat_map(|sheet| sheet.inner_column("許可・登録", "番号"));
    let licences = inner.map(SheetCell::squeezed).filter(|number| !number.is_empty());
    (printed.listings, printed.licences) = (listings, licences.collect());
}

/// The members with their shares; the line that closes the table names no member.
fn shares(sheet: &Sheet) -> Vec<(String, String)> {
    let names = sheet.column(&["構成員", "商号又は名称"]).unwrap_or_default();
    let shares = sheet.column(&[SHARES]).unwrap_or_default();
    let pairs = names.into_iter().zip(shares).map(|(name, share)| (name.lines.join(" "), share.squeezed()));
    pairs.filter(|(name, share)| !name.is_empty() && name != "合計" && !share.is_empty()).collect()
}

/// 湊技研株式会社　60パーセント, behind its number.
fn share_in_article(line: &Line) -> Option<(String, String)> {
    let (name, share) = line.text.trim().strip_suffix(PER_CENT)?.rsplit_once(char::is_whitespace)?;
    let is_number = share.chars().map(half_width).all(|letter| letter.is_ascii_digit() || letter == '.');
    let name = match name.split_once([')', '）']) {
        Some((number, rest)) if number.chars().count() <= DIGITS_MOST => rest,
        _ => name,
    };
    is_number.then(|| (name.trim().to_owned(), share.to_owned()))
}

/// Everybody whom the tables of the team name, each once.
fn team(sheets: &[Sheet]) -> Vec<String> {
    let columns = sheets.iter().filter_map(|sheet| sheet.column(&["氏名"]));
    let mut seen = BTreeSet::new();
    let names = columns.flatten().filter_map(|cell| cell.lines.first().cloned());
    names.filter(|name| seen.insert(name.clone())).collect()
}

/// Below the firm stands the person, where one is named.
fn in_charge(sheets: &[Sheet]) -> Vec<String> {
    let columns = sheets.iter().filter_map(|sheet| sheet.column(&["担当"]));
    columns.flatten().filter_map(|cell| cell.lines.get(1).cloned()).collect()
}

/// The rows of a list of projects that name one; a grid for each project has one label each.
fn projects(sheet: &Sheet) -> usize {
    let is_named = |cell: &&SheetCell| !cell.lines.is_empty();
    match sheet.column(&PROJECTS) {
        Some(cells) => cells.into_iter().filter(is_named).count(),
        None => PROJECTS.iter().flat_map(|label| sheet.labelled(label)).filter(is_named).count(),
    }
}

/// How many projects the chapter of references speaks of: in the rows of its tables, and before 件 in its sentences.
fn told_projects(print: &Print, sheets: &[Sheet]) -> Vec<usize> {
    let mut is_inside = false;
    let (mut told, mut tables) = (Vec::new(), BTreeSet::new());
    for line in print.lines.iter().filter(|line| line.part == PrintPart::Text) {
        if line.style == "Heading1" {
            is_inside = line.text.contains(REFERENCES);
        } else if is_inside {
            match line.cell {
                Some((table, ..)) => {
                    tables.insert(table);
                }
                None => told.extend(counted(&line.text)),
            }
        }
    }
    let listed = sheets.iter().filter(|sheet| tables.contains(&sheet.table)).map(projects);
    told.extend(listed.filter(|count| *count > 0));
    told
}

/// The numbers before 件 in a sentence: 3件, ３件.
fn counted(text: &str) -> Vec<usize> {
    let letters: Vec<char> = text.chars().map(half_width).collect();
    let mut found = Vec::new();
    for (at, _) in letters.iter().enumerate().filter(|(_, letter)| **letter == '件') {
        let before: Vec<char> =
            letters.iter().take(at).rev().take_while(|letter| letter.is_ascii_digit()).copied().collect();
        let number: String = before.into_iter().rev().collect();
        if number.len() <= DIGITS_MOST {
            found.extend(number.parse::<usize>());
        }
    }
    found
}

/// Whether the sender block has a seal's mark; where somebody signs instead, nothing is said.
fn seals(print: &Print, printed: &mut Printed) {
    let senders: Vec<String> = print
        .lines
        .iter()
        .filter(|line| line.style == "FormSender" && line.part == PrintPart::Text)
        .map(Line::squeezed)
        .collect();
    let has = |word: &str| senders.iter().any(|line| line == word);
    let is_sealed = has("印") || has("㊞");
    let is_signed = has("署名");
    let is_named = senders.iter().any(|line| !line.is_empty());
    printed.is_sealed = (is_named && (is_sealed || !is_signed)).then_some(is_sealed);
    printed.has_agents_seal = print.lines.iter().any(|line| line.squeezed() == "代理人使用印");
}

/// The lines of a list with names and numbers of copies.
fn copies(sheet: &Sheet) -> Vec<PrintedCopies> {
    let column = |labels: &[&str]| sheet.column(labels).unwrap_or_default();
    let (names, originals, copies) = (column(&["書類名", "提出書類"]), column(&["正本"]), column(&["副本"]));
    if originals.is_empty() && copies.is_empty() {
        return Vec::new();
    }
    let number = |cells: &[&SheetCell], at: usize| {
        let text = cells.get(at)?.squeezed();
        text.trim_end_matches('部').chars().map(half_width).collect::<String>().parse::<u32>().ok()
    };
    let lines = names.iter().enumerate().filter(|(_, name)| !name.lines.is_empty());
    lines
        .map(|(at, name)| PrintedCopies {
            name: name.lines.join(""),
            originals: number(&originals, at),
            copies: number(&copies, at),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{counted, share_in_article};
    use crate::server::docx::checks::read::Line;

    #[test]
    fn numbers_of_projects_stand_before_their_counter() {
        assert_eq!(counted("過去５年の120件から、同種の３件を挙げます。"), [120, 3]);
        assert_eq!(counted("件名は、条件のとおりです。"), Vec::<usize>::new());
    }

    #[test]
    fn a_share_in_an_article_stands_behind_its_member() {
        let read = |text: &str| share_in_article(&Line { text: text.to_owned(), ..Line::default() });
        let pair = |name: &str, share: &str| Some((name.to_owned(), share.to_owned()));
        assert_eq!(read("(1)　湊技研株式会社　60パーセント"), pair("湊技研株式会社", "60"));
        assert_eq!(read("Nordris AB　39.99パーセント"), pair("Nordris AB", "39.99"));
        assert_eq!(read("割合は、　何パーセント"), None);
    }
}
