//! Contacts in and out of files: looked at before anything is added, confirmed once, taken along, read back.

use reqwest::multipart::{Form, Part};

use super::contacts::added;
use super::support::{Answer, Person, on_both_engines};

const PAGE: &str = "/contacts/import";
const UPLOAD: &str = "/contacts/import/upload";
const TAKE: &str = "/api/contacts/take-file";

const TABLE: &str = "氏名,フリガナ,会社名,部署,役職,メールアドレス,電話番号,誕生日,趣味\n\
山田 太郎,ヤマダ タロウ,みなと市,防災課,課長,yamada@city.minato.example,0845-22-1111,1970-02-03,釣り\n\
佐藤 一郎,サトウ イチロウ,みなと市,,主任,sato@city.minato.example,11111111,,\n\
,,みなと商工会,,,info@shokokai.example,,,\n\
,,,,,nobody@shokokai.example,,,\n\
佐藤　一郎,,みなと市,,,,,,\n";

async fn bring(person: &mut Person, name: &str, bytes: &[u8]) -> Answer {
    let part = Part::bytes(bytes.to_vec()).file_name(name.to_owned());
    person.browser.upload(PAGE, UPLOAD, Form::new().part("file", part)).await
}

/// Brings a file that is read; answers where it is shown.
async fn shown(person: &mut Person, name: &str, bytes: &[u8]) -> String {
    let answer = bring(person, name, bytes).await;
    let location = answer.location.unwrap_or_default();
    assert!(location.starts_with("/contacts/import/"), "{location}: {}", answer.text);
    location
}

async fn take(person: &mut Person, page: &str, more: &[(&str, &str)]) -> Answer {
    let id = page.trim_start_matches("/contacts/import/");
    let mut fields = vec![("file", id)];
    for (name, value) in [("kind", "requesting_department"), ("others", "skip")] {
        if !more.iter().any(|(known, _)| *known == name) {
            fields.push((name, value));
        }
    }
    fields.extend(more);
    person.browser.post(page, TAKE, &fields).await
}

async fn counted(server: &super::support::TestServer, table: &str) -> String {
    server.value_of(&format!("select count(*) from {table}"), &[]).await
}

on_both_engines!(a_file_without_a_byte_is_told_from_no_file, |server| {
    let mut person = server.bid().await.coordinator;
    for (name, told) in [("名刺.vcf", "“名刺.vcf” is empty (0 bytes)."), ("", "No file was chosen.")] {
        let answer = bring(&mut person, name, b"").await;
        let back = person.browser.follow(&answer).await.text;
        assert!(back.contains(told), "{told}: {back}");
    }
});

on_both_engines!(a_file_is_looked_at_confirmed_once_and_reported_row_by_row, |server| {
    let mut person = server.bid().await.coordinator;
    let page = shown(&mut person, "名刺.csv", TABLE.as_bytes()).await;
    let text = person.browser.get(&page).await.text;
    for part in [
        "3 new (1 an organisation), 1 perhaps held already, 1 that cannot be imported",
        "山田 太郎",
        "ヤマダ タロウ",
        "防災課 課長",
        "birthday, anniversary, sex",
        "Telephone: moved to the notes",
        "趣味 (1)",
        "There is no name of a person or an organisation.",
        "Organisation (no person)",
        "E-mail: info@shokokai.example",
        "The same as line 3 of this file",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(counted(&server, "contact").await, "0", "nothing is added yet");

    let wrong = take(&mut person, &page, &[("kind", "king")]).await;
    let back = person.browser.follow(&wrong).await.text;
    assert!(back.contains("aria-invalid=\"true\""), "{back}");
    let answer = take(&mut person, &page, &[]).await;
    assert_eq!(answer.location, Some(page.clone()), "{}", answer.text);
    let report = person.browser.follow(&answer).await.text;
    for part in [
        "3 added (1 an organisation), 0 filled in, 1 left as they were, 1 that could not be imported.",
        "Organisation added",
        "山田 太郎",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert_eq!(counted(&server, "contact").await, "2");
    assert_eq!(
        counted(&server, "contact_organisation").await,
        "2",
        "both are of the same organisation, and one has nobody"
    );
    let again = take(&mut person, &page, &[]).await;
    assert_eq!(again.location, Some(page.clone()));
    assert_eq!(counted(&server, "contact").await, "2", "sent twice, added once");
    assert_eq!(server.value_of("select count(*) from audit where action = 'contact.import'", &[]).await, "1");
    let trail = server.value_of("select detail from audit where action = 'contact.import'", &[]).await;
    assert!(trail.contains("\"added\":2") && !trail.contains("山田") && !trail.contains("名刺"), "{trail}");

    let found = person.browser.get("/contacts?words=yamada").await.text;
    assert!(found.contains("山田 太郎") && found.contains("みなと市"), "{found}");
    let by_body = person.browser.get("/contacts?kind=requesting_department").await.text;
    assert!(by_body.contains("佐藤 一郎"), "the new organisation's sort is that which was chosen: {by_body}");
});

on_both_engines!(who_is_held_is_left_alone_filled_in_or_added_as_a_person_says, |server| {
    let mut person = server.bid().await.coordinator;
    let first =
        "氏名,メールアドレス,役職\n山田 太郎,yamada@city.minato.example,\n川上 花子,hanako@setouchi.example,部長\n";
    let page = shown(&mut person, "a.csv", first.as_bytes()).await;
    take(&mut person, &page, &[]).await;
    let second = "氏名,フリガナ,会社名,メールアドレス,役職\n\
山田 太郎,ヤマダ タロウ,みなと市,yamada@city.minato.example,課長\n\
川上 花子,カワカミ ハナコ,,hanako@setouchi.example,社長\n";
    let page = shown(&mut person, "b.csv", second.as_bytes()).await;
    let text = person.browser.get(&page).await.text;
    assert!(text.contains("0 new, 2 perhaps held already"), "{text}");
    let yamada = server.value_of("select id from contact where email like 'yamada%'", &[]).await;
    let fill = format!("fill.{yamada}");
    assert!(text.contains(&format!("value=\"{fill}\"")) && text.contains("choices[r0]"), "{text}");
    // By itself nothing happens to who is held.
    let answer = take(&mut person, &page, &[("choices[r0]", &fill), ("choices[r1]", "skip")]).await;
    let report = person.browser.follow(&answer).await.text;
    assert!(report.contains("0 added, 1 filled in, 1 left as they were"), "{report}");
    let card = person.browser.get(&format!("/contacts/{yamada}")).await.text;
    assert!(card.contains("課長") && card.contains("みなと市") && card.contains("ヤマダ"), "{card}");
    let found = person.browser.get("/contacts?words=hanako").await.text;
    assert!(found.contains("部長") && !found.contains("社長"), "{found}");

    let page = shown(&mut person, "b.csv", second.as_bytes()).await;
    take(&mut person, &page, &[("choices[r1]", "new")]).await;
    assert_eq!(counted(&server, "contact").await, "3");
    let filling = shown(&mut person, "b.csv", second.as_bytes()).await;
    let answer = take(&mut person, &filling, &[("others", "fill")]).await;
    let report = person.browser.follow(&answer).await.text;
    assert!(report.contains("1 filled in, 1 left as they were"), "nothing of 山田 was empty any more: {report}");
});

on_both_engines!(an_address_that_a_section_shares_makes_nobody_somebody_else, |server| {
    let mut person = server.bid().await.coordinator;
    let first = "氏名,会社名,メールアドレス\n山田 太郎,みなと町,bousai@town.example\n";
    let page = shown(&mut person, "a.csv", first.as_bytes()).await;
    take(&mut person, &page, &[]).await;
    let second = "氏名,会社名,部署,役職,メールアドレス,携帯電話\n\
川上 花子,みなと町,防災係,係長,bousai@town.example,090-1234-5678\n\
佐藤 一郎,みなと町,防災係,主事,bousai@town.example,\n\
山田 太郎,みなと町,防災課,課長,bousai@town.example,\n";
    let page = shown(&mut person, "b.csv", second.as_bytes()).await;
    let text = person.browser.get(&page).await.text;
    assert!(text.contains("2 new, 1 perhaps held already"), "{text}");
    let answer = take(&mut person, &page, &[("others", "fill")]).await;
    let report = person.browser.follow(&answer).await.text;
    assert!(report.contains("2 added, 1 filled in, 0 left as they were"), "{report}");
    let yamada = server.value_of("select fields from contact where name_key = $1", &["山田太郎"]).await;
    assert!(yamada.contains("課長") && !yamada.contains("係長") && !yamada.contains("090-"), "{yamada}");
    assert_eq!(counted(&server, "contact").await, "3");
});

on_both_engines!(filling_in_brings_the_order_of_a_japanese_name_and_a_refusal, |server| {
    let mut person = server.bid().await.coordinator;
    let first = "BEGIN:VCARD\nVERSION:4.0\nFN:Taro Yamada\nN:Yamada;Taro;;;\nEMAIL:yamada@city.minato.example\n\
X-MUSUBI-CONSENT:given\nEND:VCARD\n";
    let page = shown(&mut person, "a.vcf", first.as_bytes()).await;
    take(&mut person, &page, &[]).await;
    let second = first
        .replace("FN:Taro Yamada\nN:Yamada;Taro", "FN:山田 太郎\nN:山田;太郎")
        .replace("CONSENT:given", "CONSENT:refused");
    let page = shown(&mut person, "b.vcf", second.as_bytes()).await;
    let text = person.browser.get(&page).await.text;
    assert!(text.contains("refused to be written to"), "told before anybody decides: {text}");
    take(&mut person, &page, &[("others", "fill")]).await;
    let found = person.browser.get("/contacts?words=yamada").await.text;
    assert!(found.contains("山田 太郎"), "{found}");
    let fields = server.value_of("select fields from contact", &[]).await;
    assert!(fields.contains("\"consent\":\"refused\"") && fields.contains("\"family_latin\":\"Yamada\""), "{fields}");
});

on_both_engines!(organisations_are_made_known_again_and_filled_in, |server| {
    let mut person = server.bid().await.coordinator;
    // The person stands first, and what the card of the organisation says of it counts all the same.
    let first = "BEGIN:VCARD\nVERSION:4.0\nFN:山田 太郎\nN:山田;太郎;;;\nORG:みなと商工会\nEND:VCARD\n\
BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:みなと商工会\nTEL:0845-22-4444\nNOTE:月曜休み\nEND:VCARD\n";
    let page = shown(&mut person, "a.vcf", first.as_bytes()).await;
    let text = person.browser.get(&page).await.text;
    assert!(text.contains("2 new (1 an organisation), 0 perhaps held already, 0 that"), "{text}");
    let answer = take(&mut person, &page, &[("kind", "chamber_of_commerce")]).await;
    let report = person.browser.follow(&answer).await.text;
    let id = server.value_of("select id from contact_organisation", &[]).await;
    assert!(report.contains("Organisation added") && report.contains(&format!("entry={id}")), "{report}");
    assert_eq!([counted(&server, "contact").await, counted(&server, "contact_organisation").await], ["1", "1"]);
    assert_eq!(server.value_of("select body_id from contact", &[]).await, id);
    let fields = async || server.value_of("select fields from contact_organisation where id = $1", &[&id]).await;
    let kept = fields().await;
    assert!(kept.contains("chamber_of_commerce") && kept.contains("月曜休み\\nTel: 0845-22-4444"), "{kept}");

    // The same once more: known, left alone by itself; filled in, or added beside it, when somebody says so.
    let second = "会社名,フリガナ,住所,備考\n みなと　商工会,ミナトショウコウカイ,広島県みなと市港町2-3,別のこと\n";
    let page = shown(&mut person, "b.csv", second.as_bytes()).await;
    let text = person.browser.get(&page).await.text;
    assert!(
        text.contains("0 new, 1 perhaps held already") && text.contains("An organisation of the same name"),
        "{text}"
    );
    let answer = take(&mut person, &page, &[]).await;
    let report = person.browser.follow(&answer).await.text;
    assert!(report.contains("0 added, 0 filled in, 1 left as they were"), "{report}");
    assert_eq!(fields().await, kept);
    let page = shown(&mut person, "b.csv", second.as_bytes()).await;
    let answer = take(&mut person, &page, &[("choices[r0]", "fill")]).await;
    let report = person.browser.follow(&answer).await.text;
    assert!(report.contains("0 added, 1 filled in, 0 left as they were"), "{report}");
    let filled = fields().await;
    assert!(
        filled.contains("ミナトショウコウカイ") && filled.contains("港町2-3") && !filled.contains("別のこと"),
        "{filled}"
    );
    let found = person.browser.get("/contacts?words=ミナトショウコウカイ").await.text;
    assert!(found.contains("山田 太郎"), "its people are found by the reading that was filled in: {found}");
    let page = shown(&mut person, "b.csv", second.as_bytes()).await;
    take(&mut person, &page, &[("choices[r0]", "new")]).await;
    assert_eq!(counted(&server, "contact_organisation").await, "2");
    let trail = "select count(*) from audit where action = 'contact.import' and detail like $1";
    assert_eq!(server.value_of(trail, &[&format!("%filled_organisations%{id}%")]).await, "1");
    let another = server.outsider().await.browser.get("/contacts/export.vcf").await.text;
    assert_eq!(another, "", "another firm's organisations stay with it");
});

on_both_engines!(files_that_cannot_be_read_are_refused_with_a_sentence, |server| {
    let mut person = server.bid().await.coordinator;
    let ten_megabytes = format!("氏名\n{}", "x".repeat(10 << 20));
    for (bytes, sentence) in [
        (ten_megabytes.as_bytes(), "Line 2 is too long to be read."),
        (&b"Name,E-mail 1 - Value\nA\xff\xff,b"[..], "The encoding of line 2 is not known."),
        (&b"PK\x03\x04"[..], "Workbooks and packed files are not read."),
        (&b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"[..], "This is no file of contacts: line 1"),
        (&b"   \n"[..], "There is nothing in the file."),
    ] {
        let answer = bring(&mut person, "x", bytes).await;
        let page = person.browser.follow(&answer).await.text;
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    assert_eq!(counted(&server, "contact_card_file").await, "0");
    let page = shown(&mut person, "x.csv", "氏名,会社名\n=1+1,=HYPERLINK(\"http://x\")\n".as_bytes()).await;
    let text = person.browser.get(&page).await.text;
    assert!(text.contains("begins like a formula and is kept as plain text"), "{text}");
    take(&mut person, &page, &[]).await;
    let table = person.browser.get("/contacts/export.csv").await.text;
    assert!(table.contains("'=1+1") && table.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{table}");
});

on_both_engines!(contacts_are_taken_along_and_come_back_the_same, |server| {
    let mut person = server.bid().await.coordinator;
    let page = shown(&mut person, "a.csv", TABLE.as_bytes()).await;
    take(&mut person, &page, &[]).await;
    let mut outsider = server.outsider().await;
    for (ending, kind) in [("csv", "text/csv; charset=utf-8"), ("vcf", "text/vcard; charset=utf-8")] {
        let path = format!("/contacts/export.{ending}");
        let file = person.browser.get(&path).await;
        assert_eq!(file.status, 200);
        assert_eq!(file.headers["content-type"], kind);
        assert!(file.text.contains("山田") && file.text.contains("佐藤"), "{}", file.text);
        let others = outsider.browser.get(&path).await.text;
        assert!(!others.contains("山田"), "another firm's file: {others}");
        // Whoever reads it back is known; as another firm's they are new, with nothing left out.
        let page = shown(&mut person, "back", file.text.as_bytes()).await;
        let text = person.browser.get(&page).await.text;
        assert!(text.contains("0 new, 4 perhaps held already, 0 that"), "two people and two organisations: {text}");
        let page = shown(&mut outsider, "theirs", file.text.as_bytes()).await;
        take(&mut outsider, &page, &[]).await;
        let again = outsider.browser.get(&path).await.text;
        let without_ids = |text: &str| {
            let lines = text.split("\r\n").filter(|line| !line.starts_with("UID:"));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(without_ids(&again), without_ids(&file.text));
        server
            .run_sql("delete from contact_gram where organisation_id <> $1", &[&person.organisation.to_string()])
            .await;
        for table in ["contact", "contact_organisation"] {
            let all = format!("delete from {table} where organisation_id <> $1");
            server.run_sql(&all, &[&person.organisation.to_string()]).await;
        }
    }
    let found = person.browser.get("/contacts/export.csv?words=sato").await.text;
    assert!(found.contains("佐藤") && !found.contains("山田"), "{found}");
    let by_kind = person.browser.get("/contacts/export.vcf?kind=bank").await.text;
    assert_eq!(by_kind, "");
    let trail = "select count(*) from audit where action = 'contact.export' and user_id = $1";
    assert_eq!(server.value_of(trail, &[&person.user.to_string()]).await, "4");
});

on_both_engines!(whoever_has_no_sort_is_found_and_taken_along_as_such, |server| {
    let mut person = server.bid().await.coordinator;
    let named = |family: &'static str, kind: &'static str| {
        [("contact[family]", family), ("contact[given]", "一郎"), ("contact[kind]", kind)]
    };
    added(&mut person, &named("川上", "bank")).await;
    added(&mut person, &named("佐藤", "")).await;
    let page = person.browser.get("/contacts?kind=unsorted").await.text;
    let way = "/contacts/export.csv?kind=unsorted";
    assert!(page.contains("佐藤") && !page.contains("川上") && page.contains(way), "{page}");
    let words = "%E4%B8%80%E9%83%8E";
    for way in [way.to_owned(), format!("/contacts/export.vcf?kind=unsorted&words={words}")] {
        let file = person.browser.get(&way).await.text;
        assert!(file.contains("佐藤") && !file.contains("川上"), "{way}: {file}");
    }
    let all = person.browser.get("/contacts/export.csv").await.text;
    assert!(all.contains("佐藤") && all.contains("川上"), "{all}");
    let trail = "select count(*) from audit where action = 'contact.export' and detail like '%\"contacts\":1%'";
    assert_eq!(server.value_of(trail, &[]).await, "2", "the trail counts the same people");
});

on_both_engines!(a_file_is_its_firms_own_and_gone_when_somebody_is_erased, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let id = server.contact_of(&person, "山田").await;
    let page = shown(&mut person, "a.csv", TABLE.as_bytes()).await;
    let mut outsider = server.outsider().await;
    assert_eq!(outsider.browser.get(&page).await.status, 404);
    let file = page.trim_start_matches("/contacts/import/").to_owned();
    let fields = [("file", file.as_str()), ("kind", "other"), ("others", "skip")];
    assert_eq!(outsider.browser.call(TAKE, &fields).await.status, 404);
    let erased = person.browser.call("/api/contacts/erase", &[("id", &id), ("revision", "1")]).await;
    assert!(erased.status < 400, "{}", erased.text);
    assert_eq!(person.browser.get(&page).await.status, 404, "the file may name who was erased");
    assert_eq!(person.browser.call(TAKE, &fields).await.status, 404);
});
