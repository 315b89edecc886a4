//! All rows of all tables, read and written whole, for backup and restore.
//!
//! The tables and their columns are read from the migrations themselves, so that none is forgotten;
//! a test compares them with what the database really has.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::TryStreamExt;
use serde_json::Value;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::server::failure::Failure;
use crate::server::store::Connection;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// Bytes.
    Bytes,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// A table, in the order in which rows can be written without breaking a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether a backup holds it. Sessions, failed sign-ins and kept posts die with the server, and checks are
    /// made again.
    pub is_kept: bool,
}

/// What a backup leaves out.
const NOT_KEPT: &[&str] = &["session", "sign_in_attempt", "kept_post", "readiness"];

/// Every table of the newest step.
#[must_use]
pub fn tables() -> Vec<Table> {
    let steps = sqlx::migrate!("migrations/sqlite");
    let mut tables = Vec::new();
    for step in steps.iter() {
        read_step(step.sql.as_str(), &mut tables);
    }
    tables
}

/// Follows one step: what it makes, what it adds to a table, what it takes away.
fn read_step(step: &str, tables: &mut Vec<Table>) {
    let lines: Vec<&str> = step.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    for statement in lines.join("\n").split(";\n") {
        let statement = statement.trim();
        if let Some(text) = statement.strip_prefix("create table ") {
            tables.extend(table_of(text));
        } else if let Some(text) = statement.strip_prefix("alter table ") {
            alter(text.trim_end_matches(';'), tables);
        }
    }
}

fn table_of(text: &str) -> Option<Table> {
    let (name, body) = text.split_once(" (")?;
    let columns = body.lines().filter_map(column_of).collect();
    Some(Table { name: name.to_owned(), columns, is_kept: !NOT_KEPT.contains(&name) })
}

fn column_of(line: &str) -> Option<Column> {
    let mut words = line.split_whitespace();
    let name = words.next()?;
    let kind = match words.next()?.trim_end_matches(',') {
        "text" => ColumnKind::Text,
        "bigint" => ColumnKind::Integer,
        "blob" => ColumnKind::Bytes,
        _ => return None,
    };
    Some(Column { name: name.to_owned(), kind })
}

fn alter(text: &str, tables: &mut [Table]) {
    let Some((name, change)) = text.split_once(' ') else { return };
    let Some(table) = tables.iter_mut().find(|table| table.name == name) else { return };
    if let Some(column) = change.strip_prefix("add column ") {
        table.columns.extend(column_of(column));
    } else if let Some(column) = change.strip_prefix("drop column ") {
        table.columns.retain(|kept| kept.name != column.trim());
    }
}

/// Gives every row of a table to `take`, as a JSON array in the order of the columns.
///
/// # Errors
/// Faults of the database; what `take` refuses.
pub async fn row_each(
    connection: &mut Connection,
    table: &Table,
    mut take: impl FnMut(Value) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let columns = names(table).join(", ");
    let statement = AssertSqlSafe(format!("select {columns} from {}", table.name));
    let mut rows = sqlx::query(statement).fetch(connection);
    while let Some(row) = rows.try_next().await? {
        take(values_of(&row, table)?)?;
    }
    Ok(())
}

fn values_of(row: &AnyRow, table: &Table) -> Result<Value, Failure> {
    let values = table
        .columns
        .iter()
        .map(|column| {
            let name = column.name.as_str();
            Ok(match column.kind {
                ColumnKind::Text => Value::from(row.try_get::<Option<String>, _>(name)?),
                ColumnKind::Integer => Value::from(row.try_get::<Option<i64>, _>(name)?),
                ColumnKind::Bytes => {
                    Value::from(row.try_get::<Option<Vec<u8>>, _>(name)?.map(|bytes| STANDARD.encode(bytes)))
                }
            })
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    Ok(Value::Array(values))
}

/// Writes one row.
///
/// # Errors
/// Faults of the database; a row that does not fit the table.
pub async fn row_insert(connection: &mut Connection, table: &Table, values: &Value) -> Result<(), Failure> {
    let unfit = || Failure::fault(format!("a row of {} does not fit the table", table.name));
    let values = values.as_array().filter(|list| list.len() == table.columns.len());
    let values = values.ok_or_else(unfit)?;
    let places: Vec<String> = (1..=values.len()).map(|number| format!("${number}")).collect();
    let statement = AssertSqlSafe(format!(
        "insert into {} ({}) values ({})",
        table.name,
        names(table).join(", "),
        places.join(", ")
    ));
    let mut query = sqlx::query(statement);
    for (column, value) in table.columns.iter().zip(values) {
        query = match (column.kind, value) {
            (ColumnKind::Text, Value::Null) => query.bind(None::<String>),
            (ColumnKind::Text, Value::String(text)) => query.bind(text.clone()),
            (ColumnKind::Integer, Value::Null) => query.bind(None::<i64>),
            (ColumnKind::Integer, Value::Number(number)) => query.bind(number.as_i64().ok_or_else(unfit)?),
            (ColumnKind::Bytes, Value::String(text)) => query.bind(STANDARD.decode(text).map_err(|_| unfit())?),
            _ => return Err(unfit()),
        };
    }
    query.execute(connection).await?;
    Ok(())
}

/// Empties every table, the dependent ones first.
///
/// # Errors
/// Faults of the database.
pub async fn row_delete_all(connection: &mut Connection) -> Result<(), Failure> {
    for table in tables().iter().rev() {
        sqlx::query(AssertSqlSafe(format!("delete from {}", table.name))).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Whether anybody has set this installation up.
///
/// # Errors
/// Faults of the database.
pub async fn is_empty(connection: &mut Connection) -> Result<bool, Failure> {
    Ok(sqlx::query("select id from organisation limit 1").fetch_optional(connection).await?.is_none())
}

fn names(table: &Table) -> Vec<&str> {
    table.columns.iter().map(|column| column.name.as_str()).collect()
}
