//! A cost sheet as its form sends it: what a person typed, parsed at once with every problem at its cell.

mod cells;
mod levels;

use serde::{Deserialize, Serialize};

use crate::domain::cost_sheet::quantity::CostProblem;
use crate::domain::cost_sheet::{Contained, CostLine, CostSheet, LINES_MOST, Part, SheetKind, YEARS_MOST};
use crate::domain::money::{MoneyProblem, Yen};
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::{Prose, half_width};

use cells::Cells;
use levels::check_levels;

/// Longest label and note of a line, in characters.
pub const LABEL_MOST: usize = 120;
/// Longest unit.
pub const UNIT_MOST: usize = 12;
/// Longest note of the whole.
pub const NOTE_MOST: usize = 1_000;

/// A line as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CostLineInput {
    /// Its place in its part: 3, or 2.5 for between the second and the third; empty for last.
    pub place: String,
    /// Code of the part.
    pub part: String,
    /// 1 to 3.
    pub level: String,
    /// 内訳
    pub label: String,
    /// 数量
    pub quantity: String,
    /// 単位
    pub unit: String,
    /// 単価
    pub price: String,
    /// 金額; empty where it is computed.
    pub amount: String,
    /// Identity of a firm of the bid.
    pub member: String,
    /// The amount in the first fiscal year.
    pub y0: String,
    /// In the second.
    pub y1: String,
    /// In the third.
    pub y2: String,
    /// In the fourth.
    pub y3: String,
    /// In the fifth.
    pub y4: String,
    /// 備考
    pub note: String,
    /// `yes` takes the line away.
    pub remove: String,
}

/// A sheet as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CostForm {
    /// Code of the kind.
    pub kind: String,
    /// First fiscal year: 令和8, R8, 2026; empty for none.
    pub first_year: String,
    /// How many years have a column.
    pub year_count: String,
    /// 材料費
    pub c0: String,
    /// 労務費
    pub c1: String,
    /// 法定福利費（事業主負担分）
    pub c2: String,
    /// 安全衛生経費
    pub c3: String,
    /// 建退共掛金
    pub c4: String,
    /// 備考 of the whole.
    pub note: String,
    /// The lines; those without any entry are none.
    pub lines: Vec<CostLineInput>,
}

impl CostLineInput {
    /// The names of its cells in the form.
    pub const CELLS: [&str; 16] = [
        "place", "part", "level", "label", "quantity", "unit", "price", "amount", "member", "y0", "y1", "y2", "y3",
        "y4", "note", "remove",
    ];

    /// The amounts by fiscal year.
    #[must_use]
    pub fn years(&self) -> [&str; YEARS_MOST] {
        [&self.y0, &self.y1, &self.y2, &self.y3, &self.y4].map(String::as_str)
    }

    /// What stands in a cell; nothing for a name that no cell has.
    #[must_use]
    pub fn cell(&self, name: &str) -> &str {
        let texts = [
            &self.place,
            &self.part,
            &self.level,
            &self.label,
            &self.quantity,
            &self.unit,
            &self.price,
            &self.amount,
            &self.member,
            &self.y0,
            &self.y1,
            &self.y2,
            &self.y3,
            &self.y4,
            &self.note,
            &self.remove,
        ];
        let mut cells = Self::CELLS.into_iter().zip(texts);
        cells.find(|(cell, _)| *cell == name).map_or("", |(_, text)| text.as_str())
    }

    /// The cell of a name.
    pub fn cell_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "place" => &mut self.place,
            "part" => &mut self.part,
            "level" => &mut self.level,
            "label" => &mut self.label,
            "quantity" => &mut self.quantity,
            "unit" => &mut self.unit,
            "price" => &mut self.price,
            "amount" => &mut self.amount,
            "member" => &mut self.member,
            "y0" => &mut self.y0,
            "y1" => &mut self.y1,
            "y2" => &mut self.y2,
            "y3" => &mut self.y3,
            "y4" => &mut self.y4,
            "note" => &mut self.note,
            "remove" => &mut self.remove,
            _ => return None,
        })
    }

    /// Whether nothing was typed into it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let typed = [&self.label, &self.quantity, &self.unit, &self.price, &self.amount, &self.note];
        typed.iter().all(|text| text.trim().is_empty()) && self.years().iter().all(|text| text.trim().is_empty())
    }

    /// A line as the form shows it, at its place.
    #[must_use]
    pub fn of(line: &CostLine, place: usize) -> Self {
        let mut input = Self {
            place: place.to_string(),
            part: line.part.code().to_owned(),
            level: line.level.to_string(),
            label: line.label.clone(),
            quantity: shown(line.quantity),
            unit: line.unit.clone(),
            price: shown(line.price),
            amount: shown(line.amount),
            member: line.member.clone(),
            note: line.note.clone(),
            ..Self::default()
        };
        for (year, amount) in line.years.iter().enumerate() {
            if let Some(cell) = input.cell_mut(&format!("y{year}")) {
                *cell = shown(*amount);
            }
        }
        input
    }
}

impl CostForm {
    /// A sheet as the form shows it.
    #[must_use]
    pub fn of(sheet: &CostSheet) -> Self {
        let contained = |item| shown(sheet.contained(item));
        let [c0, c1, c2, c3, c4] = Contained::ALL.map(contained);
        let mut lines = Vec::with_capacity(sheet.lines.len());
        for part in sheet.kind.parts() {
            let of_part = sheet.lines.iter().filter(|line| line.part == *part);
            lines.extend(of_part.enumerate().map(|(index, line)| CostLineInput::of(line, index + 1)));
        }
        Self {
            kind: sheet.kind.code().to_owned(),
            first_year: sheet.first_year.map(|year| year.to_string()).unwrap_or_default(),
            year_count: sheet.year_count.to_string(),
            c0,
            c1,
            c2,
            c3,
            c4,
            note: sheet.note.clone(),
            lines,
        }
    }

    /// What is contained in the total, in the order of [`Contained::ALL`].
    #[must_use]
    pub fn contained(&self) -> [&str; 5] {
        [&self.c0, &self.c1, &self.c2, &self.c3, &self.c4].map(String::as_str)
    }

    /// The field of a name beside the lines.
    pub fn head_mut(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            "kind" => &mut self.kind,
            "first_year" => &mut self.first_year,
            "year_count" => &mut self.year_count,
            "c0" => &mut self.c0,
            "c1" => &mut self.c1,
            "c2" => &mut self.c2,
            "c3" => &mut self.c3,
            "c4" => &mut self.c4,
            "note" => &mut self.note,
            _ => return None,
        })
    }

    /// The form as its fields were sent: `sheet[kind]`, `sheet[lines][0][label]`. Others are left out, and rows beyond
    /// twice what a sheet takes.
    #[must_use]
    pub fn of_fields<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut form = Self::default();
        for (name, value) in fields {
            let Some(inner) = name.strip_prefix("sheet[").and_then(|rest| rest.strip_suffix(']')) else { continue };
            let place = match inner.strip_prefix("lines][").and_then(|rest| rest.split_once("][")) {
                Some((row, cell)) => {
                    let Some(row) = row.parse().ok().filter(|row| *row < 2 * LINES_MOST) else { continue };
                    if form.lines.len() <= row {
                        form.lines.resize_with(row + 1, CostLineInput::default);
                    }
                    form.lines.get_mut(row).and_then(|line| line.cell_mut(cell))
                }
                None => form.head_mut(inner),
            };
            if let Some(place) = place {
                value.clone_into(place);
            }
        }
        form
    }

    /// The fields as the form sends them.
    #[must_use]
    pub fn fields(&self) -> Vec<(String, String)> {
        let head = [("kind", &self.kind), ("first_year", &self.first_year), ("year_count", &self.year_count)];
        let contained =
            ["c0", "c1", "c2", "c3", "c4"].into_iter().zip([&self.c0, &self.c1, &self.c2, &self.c3, &self.c4]);
        let head = head.into_iter().chain(contained).chain([("note", &self.note)]);
        let mut fields: Vec<(String, String)> =
            head.map(|(name, value)| (format!("sheet[{name}]"), value.clone())).collect();
        for (row, line) in self.lines.iter().enumerate() {
            let cells = CostLineInput::CELLS.iter().filter(|cell| !line.cell(cell).is_empty());
            fields.extend(cells.map(|cell| (field(row, cell), line.cell(cell).to_owned())));
        }
        fields
    }

    /// Reads the form. `is_member` knows the firms of the bid. Problems are named as the fields of the form, under
    /// `sheet`.
    ///
    /// # Errors
    /// Every problem, each at its cell.
    pub fn parse(&self, is_member: impl Fn(&str) -> bool) -> Result<CostSheet, Problems> {
        self.parse_with_rows(is_member).map(|(sheet, _)| sheet)
    }

    /// As [`CostForm::parse`], with the row of the form from which each line comes.
    ///
    /// # Errors
    /// Every problem, each at its cell.
    pub fn parse_with_rows(&self, is_member: impl Fn(&str) -> bool) -> Result<(CostSheet, Vec<usize>), Problems> {
        let mut problems = Problems::default();
        let kind = SheetKind::parse(&self.kind);
        if kind.is_none() {
            problems.add("sheet[kind]", Problem::NotOffered);
        }
        let kind = kind.unwrap_or_default();
        let (first_year, year_count) = self.parse_years(&mut problems);
        let mut sheet = CostSheet {
            kind,
            first_year,
            year_count,
            lines: Vec::new(),
            contained: Vec::new(),
            note: prose(&mut problems, "sheet[note]", &self.note),
        };
        if kind == SheetKind::Works {
            for (index, (item, text)) in Contained::ALL.into_iter().zip(self.contained()).enumerate() {
                let amount = yen(&mut problems, &format!("sheet[c{index}]"), text);
                sheet.contained.extend(amount.map(|amount| (item, amount)));
            }
        }
        let rows = self.parse_lines(&mut problems, &mut sheet, &is_member);
        check_levels(&mut problems, &mut sheet, &rows);
        if problems.is_empty() { Ok((sheet, rows)) } else { Err(problems) }
    }

    fn parse_years(&self, problems: &mut Problems) -> (Option<i32>, usize) {
        let count: String = self.year_count.trim().chars().map(half_width).collect();
        let count = if count.is_empty() { Some(0) } else { count.parse().ok().filter(|count| *count <= YEARS_MOST) };
        if count.is_none() {
            let most = i64::try_from(YEARS_MOST).unwrap_or(i64::MAX);
            problems.add("sheet[year_count]", Problem::OutOfRange { least: 0, most });
        }
        let count = count.unwrap_or(0);
        if count == 0 && self.first_year.trim().is_empty() {
            return (None, 0);
        }
        let first = parse_year(&self.first_year);
        if first.is_none() {
            problems.add("sheet[first_year]", CostProblem::YearUnreadable.into());
        }
        (first, count)
    }

    /// Reads the lines into the order of their parts and places; answers from which row of the form each comes.
    fn parse_lines(
        &self,
        problems: &mut Problems,
        sheet: &mut CostSheet,
        is_member: &impl Fn(&str) -> bool,
    ) -> Vec<usize> {
        let mut lines: Vec<(usize, i64, usize, CostLine)> = Vec::new();
        for (index, input) in self.lines.iter().enumerate().filter(|(_, input)| !input.is_blank()) {
            if input.remove == "yes" {
                continue;
            }
            let mut reader = Cells { problems: &mut *problems, row: index };
            if lines.len() == LINES_MOST {
                reader.add("label", CostProblem::TooManyLines.into());
                break;
            }
            let part = Part::parse(&input.part);
            let rank = part.and_then(|part| sheet.kind.parts().iter().position(|other| *other == part));
            let (Some(part), Some(rank)) = (part, rank) else {
                reader.add("label", Problem::NotOffered);
                continue;
            };
            let place = reader.place(&input.place);
            let line = reader.line(input, part, sheet.year_count, is_member);
            lines.push((rank, place, index, line));
        }
        lines.sort_by_key(|(rank, place, index, _)| (*rank, *place, *index));
        let rows = lines.iter().map(|(_, _, index, _)| *index).collect();
        sheet.lines = lines.into_iter().map(|(.., line)| line).collect();
        rows
    }
}

/// The name of a cell in the form.
#[must_use]
pub fn field(row: usize, cell: &str) -> String {
    format!("sheet[lines][{row}][{cell}]")
}

/// An amount that may be below zero: -1,000, ▲1,000, △1,000.
///
/// # Errors
/// As [`Yen::parse`].
pub fn parse_signed(text: &str) -> Result<Yen, MoneyProblem> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '－', '−', '‐', '▲', '△', '\u{2013}']);
    match unsigned {
        Some(rest) => Yen::parse(rest).map(|amount| Yen(-amount.0)),
        None => Yen::parse(text),
    }
}

fn parse_year(text: &str) -> Option<i32> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let plain = plain.trim_end_matches("年度").trim_end_matches('年').trim();
    let era = plain.strip_prefix("令和").or_else(|| plain.strip_prefix(['R', 'r']));
    let year = match era.map(str::trim) {
        Some("元") => 2019,
        Some(number) => number.parse::<i32>().ok().filter(|year| (1..=99).contains(year))? + 2018,
        None => plain.parse().ok()?,
    };
    (2019..=2099).contains(&year).then_some(year)
}

fn yen(problems: &mut Problems, name: &str, text: &str) -> Option<Yen> {
    if text.trim().is_empty() {
        return None;
    }
    problems.take(name, Yen::parse(text))
}

fn prose(problems: &mut Problems, name: &str, text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let prose = problems.take(name, Prose::<NOTE_MOST>::parse(text));
    prose.map(|prose| prose.as_str().to_owned()).unwrap_or_default()
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
