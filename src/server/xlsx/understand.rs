//! Texts of a worksheet → the form of a cost sheet, for a person to look at. Our own file says in hidden columns what each
//! row is; of a foreign table the heads, blanks before labels and names of parts are followed. What is not taken as a line
//! is told with its row; what cannot be parsed stays as it was written and is refused at its cell by the form.

use super::columns::{Column, column_of};
use super::grid::{Grid, GridRow};
use super::write::{CONTAINED_CODES, NOTE_CODE, SUM_CODE};
use crate::domain::cost_sheet::form::{CostForm, CostLineInput};
use crate::domain::cost_sheet::{LEVEL_MOST, LINES_MOST, Part, SheetKind};

/// Rows among which the heads are looked for.
const HEADS_WITHIN: usize = 40;

/// What was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Understood {
    /// The form, as if a person had typed it.
    pub form: CostForm,
    /// Rows that are no lines, by their number in the file.
    pub notes: Vec<(u32, RowNote)>,
}

/// Why a row is no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowNote {
    /// It is a sum: sums are computed.
    Sum,
    /// It heads a part.
    Heading,
    /// It has no label.
    Unlabelled,
    /// There are more lines than a sheet takes.
    TooMany,
}

impl RowNote {
    /// The code under which the page is told.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Heading => "heading",
            Self::Unlabelled => "unlabelled",
            Self::TooMany => "too_many",
        }
    }
}

/// The columns of a worksheet by their places.
type Heads = Vec<(usize, Column)>;

/// Understands the worksheet that has the most heads we know; `id_of` knows the firms by name. `None` where no table is
/// found.
pub fn understand(grids: &[Grid], id_of: impl Fn(&str) -> Option<String>) -> Option<Understood> {
    let tables = grids.iter().filter_map(|grid| Some((grid, heads_of(grid)?)));
    let (grid, (at, heads)) = tables.max_by_key(|(_, (_, heads))| heads.len())?;
    let rows = grid.rows.get(at + 1..).unwrap_or_default();
    let mut understood = Understood::default();
    let years: Vec<usize> = places(&heads, |column| matches!(column, Column::Year(_)));
    let head_row = grid.rows.get(at)?;
    if let Some(first) = years.first() {
        understood.form.first_year = head_row.cell(*first).trim().to_owned();
        understood.form.year_count = years.len().to_string();
    }
    let mut reader = Reader { heads, years, understood, part: Part::Labour, kind: SheetKind::Services };
    if place(&reader.heads, Column::Code).is_some() {
        reader.own(rows);
    } else {
        reader.kind = kind_of(rows, head_row);
        reader.part = if reader.kind == SheetKind::Works { Part::Direct } else { Part::Expenses };
        reader.foreign(rows);
    }
    let Reader { mut understood, kind, .. } = reader;
    understood.form.kind = kind.code().to_owned();
    for line in &mut understood.form.lines {
        line.member = id_of(line.member.trim()).unwrap_or_default();
    }
    Some(understood)
}

/// The row of the heads and what they are: at least two that we know, a figure among them.
fn heads_of(grid: &Grid) -> Option<(usize, Heads)> {
    grid.rows.iter().take(HEADS_WITHIN).enumerate().find_map(|(at, row)| {
        let mut heads: Heads = Vec::new();
        for (place, text) in row.cells.iter().enumerate() {
            let Some(column) = column_of(text) else { continue };
            let may_repeat = matches!(column, Column::Label | Column::Year(_));
            if may_repeat || heads.iter().all(|(_, other)| *other != column) {
                heads.push((place, column));
            }
        }
        let has = |wanted: &[Column]| heads.iter().any(|(_, column)| wanted.contains(column));
        let is_table = has(&[Column::Label, Column::Part]) && has(&[Column::Amount, Column::Price]);
        is_table.then_some((at, heads))
    })
}

fn places(heads: &Heads, is_wanted: impl Fn(Column) -> bool) -> Vec<usize> {
    heads.iter().filter(|(_, column)| is_wanted(*column)).map(|(place, _)| *place).collect()
}

fn place(heads: &Heads, wanted: Column) -> Option<usize> {
    heads.iter().find(|(_, column)| *column == wanted).map(|(place, _)| *place)
}

/// Words that only a breakdown of works has.
fn kind_of(rows: &[GridRow], head: &GridRow) -> SheetKind {
    let mut texts = rows.iter().flat_map(|row| &row.cells).chain(&head.cells);
    let is_works = |text: &String| {
        ["直接工事費", "共通仮設", "純工事費", "工事原価", "工事価格", "現場管理費", "工種"]
            .iter()
            .any(|word| text.contains(word))
    };
    if texts.any(is_works) { SheetKind::Works } else { SheetKind::Services }
}

struct Reader {
    heads: Heads,
    years: Vec<usize>,
    understood: Understood,
    part: Part,
    kind: SheetKind,
}

impl Reader {
    fn cell<'r>(&self, row: &'r GridRow, column: Column) -> &'r str {
        place(&self.heads, column).map(|place| row.cell(place).trim()).unwrap_or_default()
    }

    fn own(&mut self, rows: &[GridRow]) {
        for row in rows {
            match self.cell(row, Column::Code) {
                SUM_CODE | "" => {}
                NOTE_CODE => {
                    let note = &mut self.understood.form.note;
                    if !note.is_empty() {
                        note.push('\n');
                    }
                    note.push_str(row.cell(0));
                }
                code if CONTAINED_CODES.contains(&code) => {
                    let amount = self.cell(row, Column::Amount).to_owned();
                    if let Some(place) = self.understood.form.head_mut(code) {
                        *place = amount;
                    }
                }
                code => {
                    let Some(part) = Part::parse(code) else { continue };
                    self.part = part;
                    if SheetKind::Works.parts().contains(&part) {
                        self.kind = SheetKind::Works;
                    }
                    let label = self.cell(row, Column::Label).to_owned();
                    let level = self.cell(row, Column::Level).to_owned();
                    self.line(row, &label, level);
                }
            }
        }
        self.forget_computed();
    }

    /// In our own file the amount of a group and of a priced line is a formula; what was stated has its own column.
    fn forget_computed(&mut self) {
        let lines = &mut self.understood.form.lines;
        let below: Vec<bool> = lines
            .windows(2)
            .map(|pair| matches!(pair, [this, next] if next.part == this.part && next.level > this.level))
            .chain([false])
            .collect();
        for (line, is_group) in lines.iter_mut().zip(below) {
            // Kept aside by `line` until it is known what is below.
            let stated = std::mem::take(&mut line.remove);
            if is_group || !line.price.is_empty() || !stated.is_empty() {
                line.amount = stated;
            }
        }
    }

    fn line(&mut self, row: &GridRow, label: &str, level: String) {
        if self.understood.form.lines.len() >= LINES_MOST {
            self.understood.notes.push((row.number, RowNote::TooMany));
            return;
        }
        let mut line = CostLineInput {
            part: self.part.code().to_owned(),
            level,
            label: label.to_owned(),
            quantity: self.cell(row, Column::Quantity).to_owned(),
            unit: self.cell(row, Column::Unit).to_owned(),
            price: self.cell(row, Column::Price).to_owned(),
            amount: self.cell(row, Column::Amount).to_owned(),
            member: self.cell(row, Column::Member).to_owned(),
            note: self.cell(row, Column::Note).to_owned(),
            remove: self.cell(row, Column::Stated).to_owned(),
            ..CostLineInput::default()
        };
        for (year, place) in self.years.iter().enumerate() {
            if let Some(cell) = line.cell_mut(&format!("y{year}")) {
                row.cell(*place).trim().clone_into(cell);
            }
        }
        self.understood.form.lines.push(line);
    }

    fn foreign(&mut self, rows: &[GridRow]) {
        let labels = places(&self.heads, |column| column == Column::Label);
        for row in rows {
            let part = self.cell(row, Column::Part).to_owned();
            let (depth, label) = label_of(row, &labels);
            let named = if part.is_empty() { &label } else { &part };
            let has_figures = [Column::Quantity, Column::Price, Column::Amount]
                .iter()
                .any(|column| !self.cell(row, *column).is_empty());
            if is_sum(&label) || (label.is_empty() && is_sum(&part)) {
                self.note(row, RowNote::Sum);
                continue;
            }
            if let Some(contained) = contained_of(&label) {
                let amount = self.cell(row, Column::Amount).to_owned();
                if let Some(place) = self.understood.form.head_mut(contained) {
                    *place = amount;
                }
                continue;
            }
            if let Some(part) = part_of(named, self.kind) {
                self.part = part;
                if !has_figures && (label.is_empty() || part_of(&label, self.kind).is_some()) {
                    self.note(row, RowNote::Heading);
                    continue;
                }
            }
            let label = if label.is_empty() { part } else { label };
            match (label.is_empty(), has_figures) {
                (true, true) => self.note(row, RowNote::Unlabelled),
                (true, false) => {}
                (false, _) => {
                    let level = self.level(depth);
                    self.line(row, &label, level);
                }
            }
        }
        for line in &mut self.understood.form.lines {
            line.remove.clear();
        }
    }

    fn note(&mut self, row: &GridRow, note: RowNote) {
        self.understood.notes.push((row.number, note));
    }

    /// Not deeper than one below the line before, in the same part.
    fn level(&self, depth: u8) -> String {
        let before = self.understood.form.lines.last().filter(|line| line.part == self.part.code());
        let most = before.and_then(|line| line.level.parse::<u8>().ok()).map_or(1, |level| level.saturating_add(1));
        depth.saturating_add(1).min(most).min(LEVEL_MOST).to_string()
    }
}

/// The label and how deep it lies: by the column in which it stands, or by the blanks before it.
fn label_of(row: &GridRow, labels: &[usize]) -> (u8, String) {
    let found = labels.iter().enumerate().find(|(_, place)| !row.cell(**place).trim().is_empty());
    let Some((column, place)) = found else { return (0, String::new()) };
    let text = row.cell(*place);
    let blanks = text.chars().take_while(|c| matches!(c, ' ' | '\u{3000}')).count();
    let wide = text.chars().take_while(|c| *c == '\u{3000}').count();
    let depth = if labels.len() > 1 { column } else { wide.max(blanks.div_ceil(2)) };
    (u8::try_from(depth).unwrap_or(u8::MAX), text.trim().to_owned())
}

fn is_sum(label: &str) -> bool {
    let plain: String = label.chars().filter(|c| !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')')).collect();
    let is_of_works = ["工事価格", "純工事費", "工事原価"].contains(&plain.as_str());
    let tail = plain.trim_end_matches("税抜").trim_end_matches("税込").trim_end_matches("税抜き");
    let is_tax = plain.starts_with("消費税");
    // 設計, 会計 and 統計 end so too: only what is a sum for certain is one.
    let ends = ["小計", "合計", "総計", "累計", "費計", "等計", "価計"].iter().any(|end| tail.ends_with(end));
    is_of_works || is_tax || ends || ["計", "総額", "見積金額", "総計金額"].contains(&tail)
}

fn contained_of(label: &str) -> Option<&'static str> {
    let plain: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.strip_prefix("うち")?;
    let names = ["材料費", "労務費", "法定福利費", "安全衛生経費", "建退共"];
    let place = names.iter().position(|name| plain.trim_start_matches('、').starts_with(name))?;
    CONTAINED_CODES.get(place).copied()
}

/// The part that a word names.
fn part_of(text: &str, kind: SheetKind) -> Option<Part> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match kind {
        SheetKind::Services => match () {
            () if has(&["値引", "割引", "調整額"]) => Some(Part::Discount),
            () if has(&["再委託", "外注"]) => Some(Part::Subcontract),
            () if has(&["直接人件費", "人件費", "労務費"]) => Some(Part::Labour),
            () if has(&["諸経費", "一般管理費", "その他原価", "間接"]) => Some(Part::Overhead),
            () if has(&["直接経費", "経費"]) => Some(Part::Expenses),
            () => None,
        },
        SheetKind::Works => match () {
            () if has(&["共通仮設費"]) && has(&["率"]) => Some(Part::CommonByRate),
            () if has(&["共通仮設費"]) => Some(Part::CommonItemised),
            () if has(&["現場管理費"]) => Some(Part::SiteManagement),
            () if has(&["一般管理費"]) => Some(Part::Administration),
            () if has(&["直接工事費"]) => Some(Part::Direct),
            () => None,
        },
    }
}
