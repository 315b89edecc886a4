//! A whole entry: what a form sends, read field by field and row by row, with every problem at its field.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Field, FieldSort, LONGEST_RECORD, MOST_ROWS, RecordKind};
use crate::domain::document::RecordValue;
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::TextProblem;

/// One row: values by the names of the columns.
pub type Row = BTreeMap<String, String>;

/// The values of an entry as text: what a form sends and what a row of the database keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordForm {
    /// By the names of the fields.
    pub values: BTreeMap<String, String>,
    /// Rows by the names of their fields.
    pub rows: BTreeMap<String, Vec<Row>>,
}

/// An entry that holds: every value canonical, nothing that its kind does not ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordDraft(RecordForm);

/// The name of a field's control.
#[must_use]
pub fn field_name(field: &str) -> String {
    format!("values[{field}]")
}

/// The name of the control of a column in a row, counted from 0.
#[must_use]
pub fn row_field_name(field: &str, row: usize, column: &str) -> String {
    format!("rows[{field}][{row}][{column}]")
}

impl RecordForm {
    /// A value; empty when there is none.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// The rows of a field.
    #[must_use]
    pub fn rows_of(&self, field: &str) -> &[Row] {
        self.rows.get(field).map_or(&[], Vec::as_slice)
    }

    /// Reads every field and notes every problem. `today` is the day in Japan.
    pub fn parse(&self, kind: &RecordKind, today: NaiveDate, problems: &mut Problems) -> Option<RecordDraft> {
        let before = problems.len();
        let values = read_row(&kind.fields, &self.values, today, problems, field_name);
        let mut rows = BTreeMap::new();
        for field in kind.fields.iter().filter(|field| field.sort == FieldSort::Rows) {
            let read = read_rows(field, self.rows_of(&field.name), today, problems);
            if !read.is_empty() {
                rows.insert(field.name.clone(), read);
            }
        }
        let form = Self { values, rows };
        if problems.len() > before {
            return None;
        }
        if form.values.is_empty() && form.rows.is_empty() {
            problems.add(&field_name(&kind.heading), TextProblem::Empty.into());
            return None;
        }
        if form.size() > LONGEST_RECORD {
            let max = u32::try_from(LONGEST_RECORD).unwrap_or(u32::MAX);
            problems.add(&field_name(&kind.heading), TextProblem::TooLong { max }.into());
            return None;
        }
        Some(RecordDraft(form))
    }

    /// What it holds as Japanese paper prints it; days and months once more as they are kept, under `NAME.iso`.
    #[must_use]
    pub fn paper(&self, kind: &RecordKind) -> BTreeMap<String, RecordValue> {
        let mut printed = BTreeMap::new();
        for field in &kind.fields {
            if field.sort == FieldSort::Rows {
                let rows = self.rows_of(&field.name).iter().map(|row| paper_row(&field.columns, row)).collect();
                printed.insert(field.name.clone(), RecordValue::Rows(rows));
            }
        }
        let values = paper_row(&kind.fields, &self.values);
        printed.extend(values.into_iter().map(|(name, value)| (name, RecordValue::Text(value))));
        printed
    }

    /// The people whom it names in fields of their own.
    #[must_use]
    pub fn people(&self, kind: &RecordKind) -> Vec<String> {
        let fields = kind.fields.iter().filter(|field| field.sort == FieldSort::Person);
        let people = fields.map(|field| self.value(&field.name).trim().to_owned());
        people.filter(|name| !name.is_empty()).collect()
    }

    fn size(&self) -> usize {
        let of = |row: &Row| row.iter().map(|(name, value)| name.len() + value.len() + 8).sum::<usize>();
        of(&self.values) + self.rows.values().flatten().map(of).sum::<usize>()
    }
}

impl RecordDraft {
    /// The canonical values.
    #[must_use]
    pub const fn form(&self) -> &RecordForm {
        &self.0
    }
}

fn read_rows(field: &Field, typed: &[Row], today: NaiveDate, problems: &mut Problems) -> Vec<Row> {
    let most = field.max();
    // No page sends so many: what does is not read row by row.
    if typed.len() > 2 * MOST_ROWS as usize {
        problems.add(&field_name(&field.name), Problem::TooMany { most });
        return Vec::new();
    }
    let filled = |row: &Row| row.values().any(|value| !value.trim().is_empty());
    let mut read = Vec::new();
    for (index, row) in typed.iter().enumerate().filter(|(_, row)| filled(row)) {
        read.push(read_row(&field.columns, row, today, problems, |column| row_field_name(&field.name, index, column)));
    }
    if read.len() > most as usize {
        problems.add(&field_name(&field.name), Problem::TooMany { most });
    }
    if read.is_empty() && field.is_required() {
        problems.add(&field_name(&field.name), TextProblem::Empty.into());
    }
    read
}

/// What is filled in of the fields, canonical; rows are left out.
fn read_row(
    fields: &[Field],
    typed: &Row,
    today: NaiveDate,
    problems: &mut Problems,
    name: impl Fn(&str) -> String,
) -> Row {
    let mut read = Row::new();
    for field in fields.iter().filter(|field| field.sort != FieldSort::Rows) {
        let value = typed.get(&field.name).map_or("", String::as_str);
        match field.parse(value, today) {
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                if begins_after(field, &value, &read) {
                    problems.add(&name(&field.name), Problem::PeriodReversed);
                }
                read.insert(field.name.clone(), value);
            }
            Err(problem) => problems.add(&name(&field.name), problem),
        }
    }
    read
}

/// Whether the field before which this one must not lie is later. A day is compared with a month by its month.
fn begins_after(field: &Field, value: &str, read: &Row) -> bool {
    let Some(earlier) = field.rule.not_before.as_ref().and_then(|earlier| read.get(earlier)) else { return false };
    let length = earlier.len().min(value.len());
    earlier.get(..length) > value.get(..length)
}

fn paper_row(fields: &[Field], row: &Row) -> BTreeMap<String, String> {
    let mut printed = BTreeMap::new();
    for field in fields.iter().filter(|field| field.sort != FieldSort::Rows) {
        let kept = row.get(&field.name).map_or("", String::as_str);
        printed.insert(field.name.clone(), field.paper(kept));
        if field.sort.is_time() {
            printed.insert(format!("{}.iso", field.name), kept.to_owned());
        }
    }
    printed
}
