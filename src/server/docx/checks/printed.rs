//! What a produced paper says of the things that all papers of a bid must say alike (dossier §3.29), read off the
//! paper itself.

use super::listed;
use super::read::{self, Line, Print};
use crate::domain::consistency::{Printed, PrintedMember};
use crate::domain::document::PrintPart;
use crate::domain::era;
use crate::domain::money::Yen;
use crate::domain::text::half_width;

/// The parts of a number of boxes, from which it is known.
const BOX_HEADS: [&str; 2] = ["千万", "円"];
/// First cells of the rows that close a breakdown.
const TOTALS: [&str; 8] =
    ["合計", "総計", "合計金額", "見積金額合計", "工事価格", "合計（税抜）", "小計（税抜）", "合計（税込）"];

/// What the paper of a code says.
#[must_use]
pub fn printed(code: &str, docx: &[u8]) -> Printed {
    let mut printed = Printed { paper: code.to_owned(), ..Printed::default() };
    let Some(print) = read::read(docx) else { return printed };
    printed.addressee = first_of(&print, "FormAddressee");
    printed.date = first_of(&print, "FormDate").and_then(|text| era::parse(&text).ok());
    printed.period = item(&print, &["履行期間", "工期", "委託期間", "業務期間", "履行期限"]);
    senders(&print, &mut printed);
    printed.amount = boxes(&print).or_else(|| amount_line(&print));
    printed.totals = totals(&print);
    listed::read(&print, &mut printed);
    printed
}

fn first_of(print: &Print, style: &str) -> Option<String> {
    let line = print.lines.iter().find(|line| line.style == style && line.part == PrintPart::Text)?;
    Some(line.text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// What stands behind the label of an item.
pub(super) fn item(print: &Print, labels: &[&str]) -> Option<String> {
    print.lines.iter().filter(|line| line.style == "FormItem").find_map(|line| {
        let text = line.text.trim_start().trim_start_matches(|letter: char| half_width(letter).is_ascii_digit());
        let rest = labels.iter().find_map(|label| after(text, label))?;
        let rest = rest.trim();
        (!rest.is_empty()).then(|| rest.to_owned())
    })
}

fn after<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    label.chars().try_fold(text, |rest, letter| rest.trim_start().strip_prefix(letter))
}

/// The firms of the sender block, and the joint venture's name above them.
fn senders(print: &Print, printed: &mut Printed) {
    let lines: Vec<&Line> =
        print.lines.iter().filter(|line| line.style == "FormSender" && line.part == PrintPart::Text).collect();
    let mut member = PrintedMember::default();
    let mut is_agent = false;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let label = line.squeezed();
        let cells: Vec<&&Line> = lines
            .iter()
            .skip(at + 1)
            .take_while(|next| same_row(line, next))
            .filter(|next| !matches!(next.squeezed().as_str(), "印" | "㊞"))
            .collect();
        let value = cells.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>().join(" ");
        let value = value.trim().trim_end_matches('印').trim().to_owned();
        match label.as_str() {
            "（共同企業体の名称）" | "共同企業体の名称" => {
                let below =
                    if value.is_empty() { lines.get(at + 1).map(|next| next.text.trim().to_owned()) } else { None };
                printed.joint_venture = Some(below.unwrap_or(value)).filter(|name| !name.is_empty());
            }
            "（代理人）" | "代理人" => {
                is_agent = true;
                keep(&mut member, printed);
            }
            "氏名" if is_agent => printed.agent = Some(value).filter(|name| !name.is_empty()),
            "所在地" | "住所" if !is_agent => {
                keep(&mut member, printed);
                member.address = value;
            }
            "商号又は名称" if !is_agent => member.name = value,
            "代表者職氏名" if !is_agent => {
                member.representative = value;
                keep(&mut member, printed);
            }
            _ => {}
        }
        at += 1;
    }
    keep(&mut member, printed);
}

fn same_row(line: &Line, other: &Line) -> bool {
    line.cell.zip(other.cell).is_some_and(|(one, two)| (one.0, one.1) == (two.0, two.1))
}

fn keep(member: &mut PrintedMember, printed: &mut Printed) {
    let done = std::mem::take(member);
    if !done.name.is_empty() {
        printed.members.push(done);
    }
}

/// The digits below the heads 拾億 … 円.
fn boxes(print: &Print) -> Option<Yen> {
    let is_head = |line: &&Line, head: &str| line.squeezed() == head;
    let heads = print.lines.iter().filter(|line| is_head(line, BOX_HEADS[0]));
    let (table, row, _) = heads.filter_map(|line| line.cell).next()?;
    let is_boxes = print.lines.iter().any(|line| {
        line.cell.is_some_and(|(other, at, _)| other == table && at == row) && is_head(&line, BOX_HEADS[1])
    });
    let below =
        print.lines.iter().filter(|line| line.cell.is_some_and(|(other, at, _)| other == table && at == row + 1));
    let digits: String =
        below.flat_map(|line| line.text.chars().map(half_width)).filter(char::is_ascii_digit).collect();
    if is_boxes { digits.parse().ok().map(Yen) } else { None }
}

/// 金12,345,000円
fn amount_line(print: &Print) -> Option<Yen> {
    let mut texts = print.lines.iter().filter(|line| line.cell.is_none()).map(Line::squeezed);
    texts.find_map(|text| {
        let (_, rest) = text.split_once('金')?;
        let (digits, _) = rest.split_once('円')?;
        number(digits)
    })
}

/// The first amount of each row that closes the last breakdown; behind it stand parts of it, of members or years.
fn totals(print: &Print) -> Vec<Yen> {
    let is_closing = |line: &&Line| line.style == "TableText" && TOTALS.contains(&line.squeezed().as_str());
    let closing: Vec<(usize, usize, usize)> =
        print.lines.iter().filter(is_closing).filter_map(|line| line.cell).collect();
    let Some((last, ..)) = closing.last().copied() else { return Vec::new() };
    let amount = |(table, row, cell): (usize, usize, usize)| {
        let behind =
            |line: &&Line| line.cell.is_some_and(|(other, at, place)| (other, at) == (table, row) && place > cell);
        let mut texts = print.lines.iter().filter(behind).map(Line::squeezed);
        texts.find_map(|text| number(text.trim_end_matches('円')))
    };
    closing.into_iter().filter(|(table, ..)| *table == last).filter_map(amount).collect()
}

fn number(text: &str) -> Option<Yen> {
    let bare: String =
        text.chars().map(half_width).filter(|letter| !matches!(letter, ',' | '，' | '¥' | '￥')).collect();
    if bare.is_empty() || !bare.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    bare.parse().ok().map(Yen)
}
