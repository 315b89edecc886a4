//! The two folders of migrations are equal, and the backup knows every table that a database really has.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sqlx::Row;

use super::support::{TestServer, on_both_engines};
use crate::server::store::Engine;
use crate::server::store::backups::{self, ColumnKind};

fn steps(folder: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "sql"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// SQLite's words for what PostgreSQL calls otherwise.
fn as_postgres(line: &str) -> String {
    line.split(' ')
        .map(|word| match word {
            "blob" => "bytea",
            "blob," => "bytea,",
            other => other,
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn both_engines_have_the_same_steps() {
    let (sqlite, postgres) = (steps("sqlite"), steps("postgres"));
    assert!(!sqlite.is_empty());
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    for (name, text) in &sqlite {
        let mut others = postgres[name].lines();
        for (number, line) in text.lines().enumerate() {
            let is_comment = line.trim_start().starts_with("--");
            let other = others.next().unwrap_or_default();
            if !(is_comment && other.trim_start().starts_with("--")) {
                assert_eq!(as_postgres(line), other, "{name}:{}", number + 1);
            }
        }
        assert_eq!(others.next(), None, "{name} is longer for PostgreSQL");
    }
}

type Shape = BTreeMap<String, BTreeSet<(String, &'static str)>>;

const fn word(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Text => "text",
        ColumnKind::Integer => "bigint",
        ColumnKind::Bytes => "bytes",
    }
}

async fn shape_of_database(server: &TestServer) -> Shape {
    let statement = match server.state.store.engine() {
        Engine::Sqlite => {
            "select m.name as table_name, c.name as column_name, lower(c.type) as data_type \
             from sqlite_master m join pragma_table_info(m.name) c \
             where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like '\\_sqlx%' escape '\\'"
        }
        Engine::Postgres => {
            "select cast(table_name as text) as table_name, cast(column_name as text) as column_name, \
             cast(data_type as text) as data_type from information_schema.columns \
             where table_schema = 'public' and table_name not like '\\_sqlx%'"
        }
    };
    let mut tx = server.state.store.begin_read().await.unwrap();
    let mut shape = Shape::new();
    for row in sqlx::query(statement).fetch_all(&mut *tx).await.unwrap() {
        let kind = match row.get::<String, _>("data_type").as_str() {
            "text" => "text",
            "bigint" => "bigint",
            "blob" | "bytea" => "bytes",
            other => panic!("a column is of type {other}"),
        };
        shape.entry(row.get("table_name")).or_default().insert((row.get("column_name"), kind));
    }
    shape
}

on_both_engines!(the_backup_knows_every_column_of_the_database, |server| {
    let known: Shape = backups::tables()
        .into_iter()
        .map(|table| {
            let columns = table.columns.into_iter().map(|column| (column.name, word(column.kind)));
            (table.name, columns.collect())
        })
        .collect();
    assert_eq!(known, shape_of_database(&server).await);
});

/// A tender of the first step, read from a PDF and confirmed in part.
pub(super) const OLD_ROWS: &[&str] = &[
    "insert into organisation (id, kind, name, created_at) values ('o1', 'japanese', '湊技研', 1)",
    "insert into stored_file (hash, size, created_at) values ('h1', 4, 1)",
    "insert into tender (id, organisation_id, title, fingerprint, source_text, proposal, created_at)
     values ('t1', 'o1', '防災業務', 'f1', '公告の本文', '{\"proposal\":{\"kind_of_text\":\"notice\"}}', 2)",
    "insert into tender (id, organisation_id, title, fingerprint, created_at) values ('t2', 'o1', '手入力', 'typed t2', 2)",
    "insert into tender_file (id, tender_id, hash, name, media_type, size, created_at)
     values ('x1', 't1', 'h1', '公告.pdf', 'application/pdf', 4, 2)",
    "insert into tender_fact (tender_id, name, value, sentence, text_start, text_end, page, origin)
     values ('t1', 'title', '防災業務', '件名　防災業務', 0, 9, 1, 'notice')",
    "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
     values ('d1', 't1', 'bid_by', '2026-12-10', 1, 'fixed', 'person')",
];

#[tokio::test]
async fn a_tender_of_the_first_step_keeps_its_text_as_its_one_source() {
    sqlx::any::install_default_drivers();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/old.db?mode=rwc", folder.path().display());
    let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(&url).await.unwrap();
    let steps = sqlx::migrate!("migrations/sqlite");
    let step = |number: i64| steps.iter().find(|step| step.version == number).unwrap().sql.clone();
    sqlx::raw_sql(step(1)).execute(&pool).await.unwrap();
    for row in OLD_ROWS {
        sqlx::query(*row).execute(&pool).await.unwrap();
    }
    sqlx::raw_sql(step(2)).execute(&pool).await.unwrap();
    let rows = sqlx::query("select tender_id, position, kind, name, body, text_kind, file_id from tender_source")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(rows.len(), 1, "a typed tender has no text");
    let text = |column: &str| rows[0].get::<String, _>(column);
    assert_eq!((text("tender_id"), rows[0].get::<i64, _>("position")), ("t1".to_owned(), 0));
    assert_eq!((text("kind"), text("name"), text("body")), ("pdf".into(), "公告.pdf".into(), "公告の本文".into()));
    assert_eq!((text("text_kind"), text("file_id")), ("notice".into(), "x1".into()));
    let fact = sqlx::query("select source from tender_fact").fetch_one(&pool).await.unwrap();
    assert_eq!(fact.get::<Option<i64>, _>("source"), Some(0));
    let date = sqlx::query("select source, methods from deadline").fetch_one(&pool).await.unwrap();
    assert_eq!((date.get::<Option<i64>, _>("source"), date.get::<String, _>("methods")), (None, String::new()));
}
