//! Search among many: words that hundreds have are looked up without reading all who have them, and find the same people.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::contacts;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::contact_search::{kept, sort_key};
use crate::domain::id::ContactId;
use crate::server::store::contact_grams::PLACE;

/// So many that each piece of the name is frequent.
const MANY: i64 = 520;

/// Puts people of one reading into the firm's register, from a number on.
async fn put(server: &TestServer, person: &Person, reading: &str, numbers: std::ops::Range<i64>) {
    let firm = person.organisation.to_string();
    let key = sort_key(reading);
    let place: String = key.chars().take(PLACE).collect();
    let (family, given) = reading.split_once(' ').unwrap();
    let (mut people, mut grams) = (String::new(), String::new());
    for number in numbers {
        let id = ContactId::fresh();
        let fields = format!(r#"{{"family":"{family}","given":"{given}{number}"}}"#);
        write!(people, "{}('{id}', '{firm}', {number}, '{fields}', '', '{key}', 0)", comma(&people)).unwrap();
        for gram in kept([reading]) {
            write!(grams, "{}('{firm}', '{gram}', '{place}', {number})", comma(&grams)).unwrap();
        }
    }
    let columns = "id, organisation_id, number, fields, name_key, sort_key, saved_at";
    server.run_sql(&format!("insert into contact ({columns}) values {people}"), &[]).await;
    server
        .run_sql(&format!("insert into contact_gram (organisation_id, gram, place, number) values {grams}"), &[])
        .await;
}

fn comma(before: &str) -> &'static str {
    if before.is_empty() { "" } else { ", " }
}

/// How many people of a name a question finds on its page.
async fn count(person: &mut Person, words: &str, name: &str) -> usize {
    let page = contacts::found(person, words).await;
    let (_, list) = page.split_once("<table").unwrap_or_default();
    let number = |rest: &str| rest.chars().take_while(char::is_ascii_digit).collect::<String>();
    list.split(name).skip(1).map(number).filter(|number| !number.is_empty()).collect::<BTreeSet<_>>().len()
}

on_both_engines!(frequent_words_find_whoever_has_all_of_them, |server| {
    let mut person = server.bid().await.coordinator;
    put(&server, &person, "わたなべ たろう", 1..1 + MANY).await;
    put(&server, &person, "すずき ゆみ", 1_001..1_001 + MANY).await;
    put(&server, &person, "わたなべ ゆみ", 2_001..2_004).await;
    // Whoever has both words, by their readings, by Latin letters, in either order; nobody else.
    for words in ["わたなべ ゆみ", "ゆみ わたなべ", "watanabe yumi", "yumi watanabe"] {
        assert_eq!(count(&mut person, words, "わたなべ ゆみ").await, 3, "{words}");
        assert_eq!(count(&mut person, words, "わたなべ たろう").await, 0, "{words}");
        assert_eq!(count(&mut person, words, "すずき ゆみ").await, 0, "{words}");
    }
    // Nobody has both: most of the pieces will do.
    assert_eq!(count(&mut person, "わたなべ ゆうこ", "わたなべ たろう").await, 0);
    assert_eq!(count(&mut person, "わたなべ ゆき", "わたなべ たろう").await, 50);
    // One frequent word: a page of those who have it, the first by their readings.
    assert_eq!(count(&mut person, "すずき", "すずき ゆみ").await, 50);
    assert_eq!(count(&mut person, "わたなべ", "わたなべ たろう").await, 50);
});
