//! Backup and restore: round trips into other places and engines, while the server runs, and files
//! that are refused without a change.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sha2::Digest;
use sqlx::Row;

use super::migrations::OLD_ROWS;
use super::support::{TestServer, on_both_engines};
use crate::server::access::Caller;
use crate::server::clock;
use crate::server::edge::Call;
use crate::server::services::backups::{restore, save};
use crate::server::store::backups::{row_each, tables, tables_after};

/// Rows of every kind: texts in two scripts, an empty column, numbers, bytes that are no text.
const ROWS: &[&str] = &[
    "insert into organisation (id, kind, name, name_latin, created_at) values ('o1', 'japanese', '株式会社湊技研', 'Minato \"Giken\"', 1)",
    "insert into user_account (id, organisation_id, email, name, language, zone, password_hash, created_at) \
     values ('u1', 'o1', 'sato@minato.example.jp', '佐藤　花子', 'ja', 'Asia/Tokyo', 'x', 9007199254740993)",
    "insert into session (token_hash, user_id, created_at, seen_at, expires_at) values ('s1', 'u1', 1, 1, 9999999999999)",
    "insert into stored_file (hash, size, created_at) values ('h1', 4, 1)",
    "insert into tender (id, organisation_id, title, fingerprint, created_at) values ('t1', 'o1', '防災無線設備\n更新業務', 'f1', 2)",
    "insert into bid (id, tender_id, organisation_id, created_by, created_at) values ('b1', 't1', 'o1', 'u1', 3)",
    "insert into section (id, bid_id, position, code, title_ja, title_en) values ('c1', 'b1', 1, 'aim', '目的', 'Aim')",
    "insert into record (id, organisation_id, kind, fields, position, saved_at) values ('r1', 'o1', 'reference', '{\"values\":{}}', 1, 4)",
    "insert into record (id, bid_id, kind, fields, position, saved_at) values ('r2', 'b1', 'task', '{}', 1, 4)",
    "insert into bid_record (bid_id, record_id, position, chosen_at) values ('b1', 'r1', 1, 5)",
    "insert into engagement (id, organisation_id, kind, at_local, at, saved_at) values ('e1', 'o1', 'letter', '2026-01-05', 1, 6)",
    "insert into engagement_file (id, engagement_id, hash, name, media_type, size, added_at) \
     values ('f1', 'e1', 'h1', '手紙.pdf', 'application/pdf', 4, 7)",
    "insert into audit (scope, number, at, action, detail, previous_hash, hash) values ('b1', 1, 3, 'bid.create', '{}', '', 'z')",
];

async fn run(server: &TestServer, statement: &'static str) {
    let mut tx = server.state.store.begin_write().await.unwrap();
    sqlx::query(statement).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn fill(server: &TestServer) {
    for statement in ROWS {
        run(server, statement).await;
    }
    let mut tx = server.state.store.begin_write().await.unwrap();
    sqlx::query("insert into file_piece (hash, number, bytes) values ('h1', 0, $1)")
        .bind(vec![0_u8, 255, 10, 34])
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

type Rows = BTreeMap<String, Vec<String>>;

/// Everything that a backup holds, in an order of its own.
async fn rows_of(server: &TestServer) -> Rows {
    let mut all = Rows::new();
    let mut tx = server.state.store.begin_read().await.unwrap();
    for table in tables().iter().filter(|table| table.is_kept) {
        let mut rows = Vec::new();
        row_each(&mut tx, table, |row| {
            rows.push(row.to_string());
            Ok(())
        })
        .await
        .unwrap();
        rows.sort();
        all.insert(table.name.clone(), rows);
    }
    all
}

fn operator(server: &TestServer) -> Call {
    Call::new(server.state.clone(), Caller::operator(), clock::now())
}

fn file_in(server: &TestServer) -> PathBuf {
    server.folder.path().join("all.musubi")
}

async fn round_trip(from: TestServer, to: TestServer) {
    fill(&from).await;
    let file = file_in(&from);
    let head = save(&operator(&from), &file).await.unwrap();
    // Everything but the session, and the piece of the file.
    assert_eq!(head.rows(), ROWS.len() as u64);
    let restored = restore(&operator(&to), &file).await.unwrap();
    assert_eq!(restored.head, head);
    assert_eq!(restored.before, None, "there was nothing to keep");
    assert_eq!(rows_of(&from).await, rows_of(&to).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_moves_into_another_folder() {
    round_trip(TestServer::on_sqlite().await, TestServer::on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_moves_into_another_database() {
    round_trip(TestServer::on_postgres().await, TestServer::on_postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_moves_from_sqlite_to_postgres() {
    round_trip(TestServer::on_sqlite().await, TestServer::on_postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_moves_from_postgres_to_sqlite() {
    round_trip(TestServer::on_postgres().await, TestServer::on_sqlite().await).await;
}

on_both_engines!(a_backup_shows_one_moment_while_others_write, |server| {
    fill(&server).await;
    let state = server.state.clone();
    let writer = async {
        for number in 0..40_i64 {
            let mut tx = state.store.begin_write().await.unwrap();
            sqlx::query("insert into stored_file (hash, size, created_at) values ($1, $2, 1)")
                .bind(format!("w{number}"))
                .bind(number)
                .execute(&mut *tx)
                .await
                .unwrap();
            sqlx::query("insert into file_piece (hash, number, bytes) values ($1, 0, $2)")
                .bind(format!("w{number}"))
                .bind(vec![1_u8])
                .execute(&mut *tx)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
    };
    let file = file_in(&server);
    let call = operator(&server);
    let (head, ()) = tokio::join!(save(&call, &file), writer);
    head.unwrap();
    restore(&call, &file).await.unwrap();
    let rows = rows_of(&server).await;
    assert_eq!(rows["stored_file"].len(), rows["file_piece"].len(), "files and pieces are of one moment");
    assert_eq!(server.stranger().get("/health").await.status, 200, "the server still answers");
});

on_both_engines!(restoring_keeps_what_was_there_and_ends_sessions, |server| {
    fill(&server).await;
    let call = operator(&server);
    let file = file_in(&server);
    let full = rows_of(&server).await;
    save(&call, &file).await.unwrap();
    run(&server, "update organisation set name = '別の会社'").await;
    let changed = rows_of(&server).await;

    let restored = restore(&call, &file).await.unwrap();
    assert_eq!(rows_of(&server).await, full);
    let mut tx = server.state.store.begin_read().await.unwrap();
    assert!(sqlx::query("select user_id from session").fetch_optional(&mut *tx).await.unwrap().is_none());
    tx.commit().await.unwrap();

    let before = restored.before.expect("what was there is kept");
    restore(&call, &before).await.unwrap();
    assert_eq!(rows_of(&server).await, changed);
});

/// The same backup with one table's text changed, its description left as it was.
fn changed(file: &Path, entry: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for name in archive.file_names().map(str::to_owned).collect::<Vec<_>>() {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        if name == entry {
            assert!(text.contains(from));
            text = text.replace(from, to);
        }
        out.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// Where the content of the first entry begins.
fn first_content(file: &Path) -> usize {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let start = archive.by_index(0).unwrap().data_start();
    usize::try_from(start).unwrap()
}

on_both_engines!(a_file_that_is_not_whole_changes_nothing, |server| {
    fill(&server).await;
    let call = operator(&server);
    let file = file_in(&server);
    save(&call, &file).await.unwrap();
    let whole = std::fs::read(&file).unwrap();
    run(&server, "update organisation set name = '後の名前'").await;
    let now = rows_of(&server).await;
    let mut flipped = whole.clone();
    flipped[first_content(&file)] ^= 0x55;
    let broken = [
        ("cut off", whole[..whole.len() / 2].to_vec()),
        ("without its last byte", whole[..whole.len() - 1].to_vec()),
        ("flipped", flipped),
        ("a changed row", changed(&file, "organisation.jsonl", "湊技研", "湊偽研")),
        ("a row less", changed(&file, "audit.jsonl", "bid.create", "")),
        ("another format", changed(&file, "musubi.json", "\"format\": 1", "\"format\": 99")),
        ("empty", Vec::new()),
        ("no archive", b"SQLite format 3".to_vec()),
    ];
    for (what, bytes) in broken {
        let path = server.folder.path().join("broken.musubi");
        std::fs::write(&path, bytes).unwrap();
        let refused = restore(&call, &path).await;
        assert!(refused.is_err(), "a file that is {what} was restored");
        assert_eq!(rows_of(&server).await, now, "{what}");
    }
});

/// A backup as the first version of the program wrote it.
async fn of_first_step(folder: &Path) -> PathBuf {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite://{}/first.db?mode=rwc", folder.display());
    let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(&url).await.unwrap();
    let first = sqlx::migrate!("migrations/sqlite").iter().next().unwrap().sql.clone();
    sqlx::raw_sql(first).execute(&pool).await.unwrap();
    for row in OLD_ROWS {
        sqlx::query(*row).execute(&pool).await.unwrap();
    }
    let path = folder.join("first.musubi");
    let mut out = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let mut heads = serde_json::Map::new();
    let mut connection = pool.acquire().await.unwrap();
    for table in tables_after(1).iter().filter(|table| table.is_kept) {
        let (mut lines, mut rows) = (String::new(), 0);
        row_each(&mut connection, table, |row| {
            lines.push_str(&format!("{row}\n"));
            rows += 1;
            Ok(())
        })
        .await
        .unwrap();
        out.start_file(format!("{}.jsonl", table.name), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(lines.as_bytes()).unwrap();
        let sha256 = hex::encode(sha2::Sha256::digest(lines.as_bytes()));
        heads.insert(table.name.clone(), serde_json::json!({ "rows": rows, "sha256": sha256 }));
    }
    out.start_file("musubi.json", zip::write::SimpleFileOptions::default()).unwrap();
    let head = serde_json::json!({ "format": 1, "made_at": 5, "tables": heads });
    out.write_all(head.to_string().as_bytes()).unwrap();
    out.finish().unwrap();
    path
}

on_both_engines!(a_backup_of_the_first_step_is_restored_as_the_later_steps_would_have_left_it, |server| {
    let file = of_first_step(server.folder.path()).await;
    restore(&operator(&server), &file).await.unwrap();
    let mut tx = server.state.store.begin_read().await.unwrap();
    let rows = sqlx::query("select tender_id, kind, name, body, text_kind, file_id from tender_source")
        .fetch_all(&mut *tx)
        .await
        .unwrap();
    assert_eq!(rows.len(), 1, "a typed tender has no text");
    let text = |column: &str| rows[0].get::<String, _>(column);
    assert_eq!((text("tender_id"), text("kind"), text("name")), ("t1".into(), "pdf".into(), "公告.pdf".into()));
    assert_eq!((text("body"), text("text_kind"), text("file_id")), ("公告の本文".into(), "notice".into(), "x1".into()));
    let fact = sqlx::query("select source from tender_fact").fetch_one(&mut *tx).await.unwrap();
    assert_eq!(fact.get::<Option<i64>, _>("source"), Some(0));
    let date = sqlx::query("select source, methods from deadline").fetch_one(&mut *tx).await.unwrap();
    assert_eq!((date.get::<Option<i64>, _>("source"), date.get::<String, _>("methods")), (None, String::new()));
    assert_eq!(rows_of(&server).await["tender"].len(), 2);
});

on_both_engines!(only_the_operator_may_back_up, |server| {
    let call = Call::new(server.state.clone(), Caller::Stranger, clock::now());
    let file = file_in(&server);
    assert!(save(&call, &file).await.is_err());
    assert!(restore(&call, &file).await.is_err());
    assert!(!file.exists());
});
