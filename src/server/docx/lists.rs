//! Lists: numbered items, entries, boxes to tick, articles.

use super::filling::{Filling, Scope};
use super::form_tables;
use super::grid::{self, GridRow};
use super::pieces;
use super::records::{EMPTY, TICKED};
use super::tables;
use super::values;
use crate::domain::era::Digits;
use crate::domain::form::{Below, CheckOption, FormArticle, FormArticles, FormItem, Numerals, SubItem, Tick};
use crate::domain::manuscript::{
    Align, Borders, Cell, Indent, Item, Length, Paragraph, Role, RowHeight, RowPlace, Stand, TablePlace, TableRole,
};

/// B8 numbered items with what stands below them.
pub(super) fn numbered(label_width: u16, items: &[FormItem], filling: &mut Filling<'_>, scope: Scope) -> Vec<Item> {
    let printed: Vec<&FormItem> = items.iter().filter(|item| filling.all_hold(&item.when, scope)).collect();
    let mut made = Vec::new();
    for (index, item) in printed.into_iter().enumerate() {
        let number = Digits::Office.print(u32::try_from(index + 1).unwrap_or(u32::MAX));
        let text = values::fill(&item.text, filling, scope);
        let line = if item.label.is_empty() {
            hanging(&format!("{number}　"), &text, 0)
        } else {
            pieces::item(&number, &item.label, label_width, &text)
        };
        made.push(Item::Paragraph(Paragraph { keep_next: item.below != Below::Nothing, ..line }));
        below(&item.below, filling, scope, &mut made);
    }
    made
}

fn below(below: &Below, filling: &mut Filling<'_>, scope: Scope, made: &mut Vec<Item>) {
    match below {
        Below::Nothing => {}
        Below::Attachments => {
            let facts = filling.facts;
            for (index, name) in facts.attachments.iter().enumerate() {
                let name = filling.ledger.line(crate::domain::document::Fact::Attachments, name);
                made.push(Item::Paragraph(pieces::enclosed_item(index + 1, &name)));
            }
        }
        Below::Entries(entries) => made.extend(self::entries(entries, Numerals::Brackets, 200, filling, scope)),
        Below::Table(table) => {
            let indent = filling.sizes.characters(2);
            made.push(Item::Table(form_tables::table(table, indent, filling, scope)));
            made.push(pieces::gap());
        }
    }
}

/// Entries as (1), (2) … or 一, 二 …, or with boxes.
fn entries(entries: &[SubItem], numerals: Numerals, left: i32, filling: &mut Filling<'_>, scope: Scope) -> Vec<Item> {
    let mut made = Vec::new();
    let mut number = 0;
    for entry in entries {
        if !filling.all_hold(&entry.when, scope) {
            continue;
        }
        for scope in filling.scopes(&entry.repeat, scope) {
            let text = values::fill(&entry.text, filling, scope);
            let mark = match &entry.tick {
                Some(tick) => format!("{}　", ticked(tick, filling, scope)),
                None => {
                    number += 1;
                    match numerals {
                        Numerals::Brackets => format!("({number})　"),
                        Numerals::Kanji => format!("{}　", kanji(number)),
                    }
                }
            };
            made.push(Item::Paragraph(hanging(&mark, &text, left)));
        }
    }
    made
}

fn ticked(tick: &Tick, filling: &Filling<'_>, scope: Scope) -> &'static str {
    match tick {
        Tick::When(conditions) if filling.all_hold(conditions, scope) => TICKED,
        _ => EMPTY,
    }
}

/// A mark with text whose further lines begin below its own first letter.
fn hanging(mark: &str, text: &str, left: i32) -> Paragraph {
    let hang = i32::try_from(pieces::half_widths(mark) * 50).unwrap_or(300);
    let indent = Indent { left: left + hang, right: 0, first: -hang };
    Paragraph { indent, ..Paragraph::of(Role::ListItem, Align::Justify, &format!("{mark}{text}")) }
}

/// Boxes to tick; several side by side stand in a table without lines.
pub(super) fn checks(
    options: &[CheckOption],
    across: u16,
    left: i32,
    filling: &mut Filling<'_>,
    scope: Scope,
) -> Vec<Item> {
    let printed: Vec<&CheckOption> = options.iter().filter(|option| filling.all_hold(&option.when, scope)).collect();
    let mut lines = Vec::new();
    for option in printed {
        let text = values::fill(&option.text, filling, scope);
        let mark = format!("{}　", ticked(&option.tick, filling, scope));
        lines.push(hanging(&mark, &text, if across == 1 { left * 100 } else { 0 }));
    }
    if across == 1 {
        return lines.into_iter().map(Item::Paragraph).collect();
    }
    let indent = filling.sizes.characters(left);
    let width = filling.sizes.page.text_width().minus(indent);
    let widths = tables::share_out(width, &vec![1; usize::from(across)]);
    let row = |lines: &[Paragraph]| {
        let blank = || Paragraph { role: Role::ListItem, ..Paragraph::default() };
        let cell = |index: usize| Cell {
            stand: Stand::Top,
            ..Cell::of(vec![lines.get(index).cloned().unwrap_or_else(blank)])
        };
        let cells = widths.iter().enumerate().map(|(index, width)| (*width, cell(index))).collect();
        GridRow { height: RowHeight::Auto, place: RowPlace::Body, cells }
    };
    let rows: Vec<GridRow> = lines.chunks(usize::from(across)).map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Item::Table(grid::table(TableRole::Sender, TablePlace::Left(indent), Length(0), Borders::None, rows))]
}

/// The numbers of the articles that are printed: 第８条, 第16条の２.
pub(super) fn article_numbers<'a>(
    articles: &'a FormArticles,
    filling: &Filling<'_>,
    scope: Scope,
) -> Vec<(&'a FormArticle, String)> {
    let mut numbers = Vec::new();
    let (mut number, mut branch) = (0, 1);
    for article in &articles.articles {
        if !filling.all_hold(&article.when, scope) {
            continue;
        }
        if article.is_branch && number > 0 {
            branch += 1;
            let (number, branch) = (Digits::Office.print(number), Digits::Office.print(branch));
            numbers.push((article, format!("第{number}条の{branch}")));
        } else {
            number += 1;
            branch = 1;
            numbers.push((article, format!("第{}条", Digits::Office.print(number))));
        }
    }
    numbers
}

/// 条文: the words in brackets above, 第n条 with its text hanging below it, 項, 号.
pub(super) fn articles(articles: &FormArticles, filling: &mut Filling<'_>, scope: Scope) -> Vec<Item> {
    let mut made = Vec::new();
    for (article, number) in article_numbers(articles, filling, scope) {
        if !article.title.is_empty() {
            let mut title = Paragraph::of(Role::ListItem, Align::Left, &format!("（{}）", article.title));
            title.indent.left = 100;
            title.keep_next = true;
            made.push(Item::Paragraph(title));
        }
        let mut paragraph_number = 0;
        for (when, text, subs) in &article.paragraphs {
            if !filling.all_hold(when, scope) {
                continue;
            }
            paragraph_number += 1;
            let text = values::fill(text, filling, scope);
            let mark = match paragraph_number {
                1 => format!("{number}　"),
                other => format!("{}　", Digits::Office.print(other)),
            };
            // Lines below the first begin one character in, as statutes are set.
            let indent = Indent { left: 100, right: 0, first: -100 };
            let line = Paragraph::of(Role::ListItem, Align::Justify, &format!("{mark}{text}"));
            made.push(Item::Paragraph(Paragraph { indent, keep_next: !subs.is_empty(), ..line }));
            made.extend(entries(subs, articles.numerals, 100, filling, scope));
        }
    }
    made
}

/// 一, 二 … 九十九.
fn kanji(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |digit: u32| DIGITS.get(usize::try_from(digit).unwrap_or(0)).copied().unwrap_or("");
    match number {
        0..=9 => digit(number).to_owned(),
        10..=99 => {
            let tens = if number < 20 { "" } else { digit(number / 10) };
            format!("{tens}十{}", digit(number % 10))
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::kanji;

    #[test]
    fn small_numbers_are_written_in_kanji() {
        let written = [1, 9, 10, 11, 20, 42].map(kanji);
        assert_eq!(written, ["一", "九", "十", "十一", "二十", "四十二"]);
    }
}
