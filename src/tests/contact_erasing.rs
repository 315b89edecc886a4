//! Erasing a person: what surely names them goes everywhere, what may speak of them is shown and goes where it is ticked,
//! and what is kept of them is handed over whole.

use super::contacts::{EVALUATOR, YAMADA, added, give_role, log};
use super::support::{Person, TestServer, on_both_engines};

const QUESTION: (&str, &str) = ("engagement[kind]", "question");

async fn said(person: &mut Person, contact: &str, said: &str) {
    let answer = log(person, "/contacts", contact, &[QUESTION, ("engagement[said]", said)]).await;
    assert!(answer.location.is_some_and(|to| !to.contains("kept=")), "{said}");
}

/// The text of the one entry that says this.
async fn text_with(server: &TestServer, words: &str) -> String {
    let statement = format!("select count(*) from engagement where said like '%{words}%'");
    assert_eq!(server.value_of(&statement, &[]).await, "1", "{words}");
    server.value_of(&format!("select said from engagement where said like '%{words}%'"), &[]).await
}

on_both_engines!(whole_names_go_everywhere_and_parts_of_them_where_somebody_looked, |server| {
    let mut person = server.bid().await.coordinator;
    let gone = added(&mut person, &YAMADA).await;
    let notes = ("contact[notes]", "ﾔﾏﾀﾞ ﾀﾛｳ氏の後任。前任の山田さんは丁寧");
    let other = added(&mut person, &[("contact[family]", "川上"), ("contact[given]", "花子"), notes]).await;
    said(&mut person, &other, "一：山田　太郎課長と同席").await;
    said(&mut person, &other, "二：山田さんから聞いた").await;
    said(&mut person, &other, "三：山田県道の工事").await;
    said(&mut person, &other, "四：電話0845(22)1111に掛けた").await;
    let page = person.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    for part in ["一：山田", "四：電話", "二：山田さん", "前任の山田さんは丁寧", "cannot be undone"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("三：山田県道"), "a place: {page}");
    let ticked = page.matches("also[").count();
    assert_eq!(ticked, 2, "one entry and one note may speak of the person: {page}");
    let entry = server.value_of("select id from engagement where said like '二%'", &[]).await;
    let also = format!("also[entry-{entry}]");
    let fields = [("id", gone.as_str()), ("revision", "1"), (also.as_str(), "true"), ("also[entry-nonsense]", "true")];
    let answer = person.browser.post(&format!("/contacts/{gone}/erase"), "/api/contacts/erase", &fields).await;
    assert_eq!(answer.location.as_deref(), Some("/contacts?erased=1"), "{}", answer.text);
    assert!(!text_with(&server, "一：").await.contains("山田"));
    assert!(!text_with(&server, "二：").await.contains("山田"), "somebody looked at it");
    assert!(text_with(&server, "三：").await.contains("山田県道"));
    assert!(!text_with(&server, "四：").await.contains("1111"));
    let notes = server.value_of("select fields from contact where id = $1", &[&other]).await;
    assert!(!notes.contains("ﾔﾏﾀﾞ") && notes.contains("山田さんは丁寧"), "nobody ticked the notes: {notes}");
});

on_both_engines!(what_concerns_bids_without_a_seat_goes_unseen, |server| {
    let bid = server.bid().await;
    let mut seated = bid.coordinator.clone();
    let mut colleague = server.person_of(bid.coordinator.organisation, "同僚").await;
    let gone = added(&mut seated, &YAMADA).await;
    let other = added(&mut seated, &[("contact[family]", "川上"), ("contact[given]", "花子")]).await;
    give_role(&mut seated, &bid, &gone, &EVALUATOR).await;
    let in_bid = ("engagement[bid]", bid.id.as_str());
    for words in ["山田太郎氏と面談", "山田さんの件"] {
        log(&mut seated, &bid.page("contacts"), &other, &[in_bid, QUESTION, ("engagement[said]", words)]).await;
    }
    let page = colleague.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    assert!(!page.contains("面談") && !page.contains("の件") && !page.contains(&bid.id), "{page}");
    let entry = server.value_of("select id from engagement where said like '%の件'", &[]).await;
    let also = format!("also[entry-{entry}]");
    let fields = [("id", gone.as_str()), ("revision", "1"), (also.as_str(), "true")];
    assert_eq!(colleague.browser.call("/api/contacts/erase", &fields).await.status, 200);
    assert!(!text_with(&server, "面談").await.contains("山田"));
    assert!(text_with(&server, "の件").await.contains("山田"), "nobody ticks what they may not see");
    assert_eq!(server.value_of("select count(*) from contact_role", &[]).await, "0");
});

on_both_engines!(files_go_with_the_person_where_nobody_else_took_part, |server| {
    let mut person = server.bid().await.coordinator;
    let gone = added(&mut person, &YAMADA).await;
    let other = added(&mut person, &[("contact[family]", "川上"), ("contact[given]", "花子")]).await;
    let (alone, _) = server.engagement_file_of(&person, &gone).await;
    let (together, _) = server.engagement_file_of(&person, &gone).await;
    let with = "insert into engagement_contact (engagement_id, contact_id) values ($1, $2)";
    server.run_sql(with, &[&together, &other]).await;
    let name = "update engagement_file set name = $2 where engagement_id = $1";
    server.run_sql(name, &[&alone, "手紙.pdf"]).await;
    let page = person.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    let (before, after) = page.split_once("What remains").unwrap();
    assert!(before.contains("手紙.pdf") && after.contains("議事録.pdf"), "{page}");
    let fields = [("id", gone.as_str()), ("revision", "1")];
    assert_eq!(person.browser.call("/api/contacts/erase", &fields).await.status, 200);
    assert_eq!(server.value_of("select name from engagement_file", &[]).await, "議事録.pdf");
    assert_eq!(server.value_of("select count(*) from stored_file", &[]).await, "1");
});

on_both_engines!(what_is_kept_of_a_person_is_handed_over_whole, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let id = added(&mut person, &YAMADA).await;
    give_role(&mut person, &bid, &id, &EVALUATOR).await;
    for number in 0..230 {
        let entry = crate::domain::id::EngagementId::fresh().to_string();
        // Many of one moment: pages must not lose what stands on their edge.
        let statement = format!(
            "insert into engagement (id, organisation_id, kind, at_local, at, said, saved_at)
             values ($1, $2, 'call', '2026-01-05', 1767625199000, 'n{number:03}', 0)"
        );
        server.run_sql(&statement, &[&entry, &person.organisation.to_string()]).await;
        let with = "insert into engagement_contact (engagement_id, contact_id) values ($1, $2)";
        server.run_sql(with, &[&entry, &id]).await;
    }
    for number in 0..205 {
        let other = crate::domain::id::ContactId::fresh().to_string();
        let statement = format!(
            "insert into contact (id, organisation_id, number, fields, name_key, sort_key, saved_at)
             values ($1, $2, {}, '{{}}', '', '', 0)",
            1000 + number
        );
        server.run_sql(&statement, &[&other, &person.organisation.to_string()]).await;
        let tie = "insert into contact_relation (id, from_id, to_id, kind, saved_at) values ($1, $2, $3, 'knows', 0)";
        let relation = crate::domain::id::ContactRelationId::fresh().to_string();
        server.run_sql(tie, &[&relation, &id, &other]).await;
    }
    let data = person.browser.get(&format!("/contacts/{id}/data")).await.text;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let said: std::collections::BTreeSet<&str> =
        data["engagements"].as_array().unwrap().iter().filter_map(|entry| entry["said"].as_str()).collect();
    assert_eq!(said.len(), 230);
    assert_eq!(data["relations"].as_array().map(Vec::len), Some(205));
    assert_eq!(data["roles"][0]["role"]["interest"], "費用対効果");
    assert_eq!(data["is_whole"], true);
});

on_both_engines!(the_name_goes_out_of_roles_and_organisations_and_stays_where_it_is_not_the_firms_alone, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut colleague = server.person_of(person.organisation, "同僚").await;
    server.partner_on(&bid).await;
    let gone = added(&mut person, &YAMADA).await;
    let shown = [&EVALUATOR[..], &[("role[shared]", "true")]].concat();
    give_role(&mut person, &bid, &gone, &shown).await;
    let title = ("contact[title_ja]", "秘書（山田太郎課長付）");
    let other = added(&mut person, &[("contact[family]", "川上"), ("contact[given]", "花子"), title]).await;
    let role = [
        ("role[role]", "decider"),
        ("role[influence]", "3"),
        ("role[attitude]", "0"),
        ("role[interest]", "山田　太郎氏の評価を気にする"),
        ("role[want]", "ﾔﾏﾀﾞ ﾀﾛｳ氏への紹介"),
        ("role[next_step]", "山田さんに聞く"),
    ];
    give_role(&mut person, &bid, &other, &role).await;
    let body = [("body[kind]", "bank"), ("body[name]", "みなと銀行"), ("body[notes]", "窓口は Taro Yamada")];
    assert_eq!(person.browser.call("/api/contacts/add-body", &body).await.status, 200);
    let plan =
        "insert into plan_task (bid_id, code, title, side, note, saved_at) values ($1, 'own', '面談', '', $2, 0)";
    server.run_sql(plan, &[&bid.id, "山田太郎課長と面談"]).await;
    let question = server.question_of(&bid.id).await;
    let fields = r#"{"values":{"question":"山田太郎様のご指摘の件"}}"#;
    server.run_sql("update question set fields = $2 where id = $1", &[&question, fields]).await;
    let page = person.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    let (first, rest) = page.split_once("What remains").unwrap();
    for part in ["Before you erase", "/data", "Nordlys AS", "評価を気にする", "秘書", "窓口は"] {
        assert!(first.contains(part), "{part}: {first}");
    }
    for part in ["課長と面談", "ご指摘の件"] {
        assert!(rest.contains(part) && !first.contains(part), "{part}: {rest}");
    }
    assert!(rest.contains("山田さんに聞く"), "may speak of the person: {rest}");
    // Handed over before: also where other texts name the person.
    let data = person.browser.get(&format!("/contacts/{gone}/data")).await.text;
    for part in ["評価を気にする", "窓口は", "Nordlys AS", "課長と面談", "ご指摘の件"] {
        assert!(data.contains(part), "{part}: {data}");
    }
    assert!(data.contains(r#""is_whole": true"#), "{data}");
    let data = colleague.browser.get(&format!("/contacts/{gone}/data")).await.text;
    assert!(!data.contains("課長と面談") && !data.contains("ご指摘の件"), "{data}");
    // Without a seat nothing of the bid is shown, and the same goes.
    let unseen = colleague.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    for part in ["評価を気にする", "山田さんに聞く", "課長と面談", "ご指摘の件", "Nordlys", &bid.id]
    {
        assert!(!unseen.contains(part), "{part}: {unseen}");
    }
    let ticked = format!("also[role-{other}_{}]", bid.id);
    let fields = [("id", gone.as_str()), ("revision", "1"), (ticked.as_str(), "true")];
    assert_eq!(colleague.browser.call("/api/contacts/erase", &fields).await.status, 200);
    let of_role = |column: &str| format!("select {column} from contact_role where contact_id = $1");
    let read = async |column: &str| server.value_of(&of_role(column), &[&other]).await;
    assert!(!read("interest").await.contains("山田") && read("interest").await.contains("評価を気にする"));
    assert!(!read("want").await.contains("ﾔﾏﾀﾞ"));
    assert!(read("next_step").await.contains("山田さん"), "nobody ticks what they may not see");
    assert_eq!(read("revision").await, "2", "whoever has it open is told that it changed");
    let title = server.value_of("select fields from contact where id = $1", &[&other]).await;
    assert!(!title.contains("山田") && title.contains("秘書"), "{title}");
    let notes = server.value_of("select fields from contact_organisation", &[]).await;
    assert!(!notes.contains("Yamada") && notes.contains("窓口は"), "{notes}");
    assert!(server.value_of("select note from plan_task where code = 'own'", &[]).await.contains("山田太郎"));
});

on_both_engines!(what_is_left_out_of_the_texts_that_stay_is_counted, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let gone = added(&mut person, &YAMADA).await;
    let tasks: Vec<String> =
        (0..503).map(|number| format!("($1, 'own-{number:03}', '面談', '', '山田太郎課長と{number}', 0)")).collect();
    let statement =
        format!("insert into plan_task (bid_id, code, title, side, note, saved_at) values {}", tasks.join(", "));
    server.run_sql(&statement, &[&bid.id]).await;
    let page = person.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    assert!(page.contains("3 more that stay are not shown"), "{page}");
    let data = person.browser.get(&format!("/contacts/{gone}/data")).await.text;
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["kept"].as_array().map(Vec::len), Some(500));
    assert_eq!((&data["left_out"], &data["is_whole"]), (&3.into(), &false.into()));
});

on_both_engines!(parts_of_the_name_go_out_of_a_role_that_somebody_ticked, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let gone = added(&mut person, &YAMADA).await;
    let other = added(&mut person, &[("contact[family]", "川上"), ("contact[given]", "花子")]).await;
    let role = [
        ("role[role]", "decider"),
        ("role[influence]", "3"),
        ("role[attitude]", "0"),
        ("role[next_step]", "山田さんに聞く"),
    ];
    give_role(&mut person, &bid, &other, &role).await;
    let page = person.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    let ticked = format!("also[role-{other}_{}]", bid.id);
    assert!(page.contains(&ticked), "{page}");
    let fields = [("id", gone.as_str()), ("revision", "1"), (ticked.as_str(), "true")];
    assert_eq!(person.browser.call("/api/contacts/erase", &fields).await.status, 200);
    let next = server.value_of("select next_step from contact_role", &[]).await;
    assert!(!next.contains("山田") && next.contains("さんに聞く"), "{next}");
});

on_both_engines!(a_long_log_is_looked_through_piece_by_piece_and_to_its_end, |server| {
    let mut person = server.bid().await.coordinator;
    let gone = added(&mut person, &YAMADA).await;
    let firm = person.organisation.to_string();
    // More than two pages, each naming the person; more than are shown.
    for hundred in 0..11 {
        let row = |number: usize| {
            let entry = crate::domain::id::EngagementId::fresh();
            format!("('{entry}', $1, 'call', '2026-01-05', 1767625199000, 'n{hundred}-{number} 山田太郎氏', 0)")
        };
        let rows: Vec<String> = (0..100).map(row).collect();
        let statement = format!(
            "insert into engagement (id, organisation_id, kind, at_local, at, said, saved_at) values {}",
            rows.join(", ")
        );
        server.run_sql(&statement, &[&firm]).await;
    }
    let page = person.browser.get(&format!("/contacts/{gone}/erase")).await.text;
    assert!(page.contains("600 more are not shown"), "1100 less those that are shown");
    let fields = [("id", gone.as_str()), ("revision", "1")];
    assert_eq!(person.browser.call("/api/contacts/erase", &fields).await.status, 200);
    assert_eq!(server.value_of("select count(*) from engagement where said like '%山田%'", &[]).await, "0");
});

on_both_engines!(notes_that_name_an_erased_person_keep_no_name_when_they_are_merged_meanwhile, |server| {
    let mut person = server.bid().await.coordinator;
    for _ in 0..4 {
        let gone = added(&mut person, &YAMADA).await;
        let keep = added(&mut person, &[("contact[family]", "川上")]).await;
        let notes = ("contact[notes]", "山田太郎氏の紹介");
        let twin = added(&mut person, &[("contact[family]", "川上"), notes]).await;
        let merge = [
            ("id", keep.as_str()),
            ("revision", "1"),
            ("gone", twin.as_str()),
            ("gone_revision", "1"),
            ("contact[family]", "川上"),
            notes,
        ];
        let erase = [("id", gone.as_str()), ("revision", "1")];
        let (mut one, mut other) = (person.clone(), person.clone());
        let (merged, erased) = tokio::join!(
            one.browser.call("/api/contacts/merge", &merge),
            other.browser.call("/api/contacts/erase", &erase)
        );
        for answer in [&merged, &erased] {
            assert!(matches!(answer.status, 200 | 409), "{}: {}", answer.status, answer.text);
        }
        if erased.status == 409 {
            assert_eq!(
                person.browser.call("/api/contacts/erase", &erase).await.status,
                200,
                "all is looked through anew"
            );
        }
        let named = "select count(*) from contact where fields like '%山田%'";
        assert_eq!(server.value_of(named, &[]).await, "0", "merge {}, erase {}", merged.status, erased.status);
    }
});
