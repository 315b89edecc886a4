//! All rows of all tables, read and written whole, for backup and restore.
//!
//! The tables and their columns are read from the migrations themselves, so that none is forgotten;
//! a test compares them with what the database really has.

use std::collections::BTreeSet;

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
    /// Whether a backup holds it. Sessions, failed sign-ins, kept posts and files of contacts that nobody confirmed
    /// yet die with the server, and checks are made again.
    pub is_kept: bool,
}

/// What a backup leaves out.
const NOT_KEPT: &[&str] = &["session", "sign_in_attempt", "kept_post", "contact_card_file", "readiness"];

/// Every table of the newest step.
#[must_use]
pub fn tables() -> Vec<Table> {
    tables_after(usize::MAX)
}

/// Every table as the first steps left it.
#[must_use]
pub fn tables_after(steps: usize) -> Vec<Table> {
    let mut tables = Vec::new();
    for step in sqlx::migrate!("migrations/sqlite").iter().take(steps) {
        read_step(step.sql.as_str(), &mut tables);
    }
    tables
}

/// After how many steps a database has just these tables that a backup holds, the most of them; none when it
/// never had.
#[must_use]
pub fn steps_of(names: &BTreeSet<String>) -> Option<usize> {
    let newest = sqlx::migrate!("migrations/sqlite").iter().count();
    (1..=newest).rev().find(|steps| {
        let kept = tables_after(*steps).into_iter().filter(|table| table.is_kept);
        kept.map(|table| table.name).collect::<BTreeSet<String>>() == *names
    })
}

/// Follows one step: what it makes, what it adds to a table, what it takes away.
fn read_step(step: &str, tables: &mut Vec<Table>) {
    for statement in statements(step) {
        if let Some(text) = statement.strip_prefix("create table ") {
            tables.extend(table_of(text));
        } else if let Some(text) = statement.strip_prefix("alter table ") {
            alter(text, tables);
        }
    }
}

fn statements(step: &str) -> Vec<String> {
    let lines: Vec<&str> = step.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    lines.join("\n").split(";\n").map(|statement| statement.trim().trim_end_matches(';').to_owned()).collect()
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

/// Writes a row of an earlier step into the table as it is now: columns that came later get their defaults.
///
/// # Errors
/// Faults of the database; a row that does not fit the table.
pub async fn row_insert_earlier(
    connection: &mut Connection,
    earlier: &Table,
    now: &Table,
    values: &Value,
) -> Result<(), Failure> {
    let unfit = || Failure::fault(format!("a row of {} does not fit the table", earlier.name));
    let list = values.as_array().filter(|list| list.len() == earlier.columns.len()).ok_or_else(unfit)?;
    let both = earlier.columns.iter().zip(list).filter(|(column, _)| now.columns.contains(column));
    let (columns, left): (Vec<Column>, Vec<Value>) =
        both.map(|(column, value)| (column.clone(), value.clone())).unzip();
    let table = Table { name: now.name.clone(), columns, is_kept: now.is_kept };
    row_insert(connection, &table, &Value::Array(left)).await
}

/// Does to rows of an earlier step what the later steps did to the rows that they found. `tenders` gives the
/// rows of the first step's table, whose texts stood in a column that is gone.
///
/// # Errors
/// Faults of the database; what `tenders` refuses.
pub async fn row_catch_up(
    connection: &mut Connection,
    steps: usize,
    tenders: &mut impl FnMut() -> Result<Option<Value>, Failure>,
) -> Result<(), Failure> {
    let earlier = tables_after(steps);
    let later: Vec<String> = sqlx::migrate!("migrations/sqlite")
        .iter()
        .skip(steps)
        .flat_map(|step| statements(step.sql.as_str()))
        .filter(|statement| ["insert into ", "update ", "delete from "].iter().any(|deed| statement.starts_with(deed)))
        .collect();
    for statement in later {
        if !statement.contains("t.source_text") {
            sqlx::query(AssertSqlSafe(statement)).execute(&mut *connection).await?;
            continue;
        }
        let statement = format!("{} and t.id = $2", statement.replace("t.source_text", "$1"));
        while let Some(row) = tenders()? {
            let value = |name: &str| {
                let table = earlier.iter().find(|table| table.name == "tender")?;
                row.get(table.columns.iter().position(|column| column.name == name)?)?.as_str()
            };
            let (Some(id), Some(text)) = (value("id"), value("source_text")) else {
                return Err(Failure::fault("a row of tender does not fit the table"));
            };
            let query = sqlx::query(AssertSqlSafe(statement.clone())).bind(text.to_owned()).bind(id.to_owned());
            query.execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Lets the database count what its tables hold, after many rows have come at once: until it has, PostgreSQL plans
/// queries as for empty tables, many times slower.
///
/// # Errors
/// Faults of the database.
pub async fn row_analyze(connection: &mut Connection) -> Result<(), Failure> {
    sqlx::query("analyze").execute(connection).await?;
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
