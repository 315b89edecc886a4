//! Questions to the buyer over HTTP: from the English draft to the sheet, the buyer's table of answers, who is told, two
//! who write at once, and files that strangers made.

use std::io::{Cursor, Read};

use reqwest::multipart::{Form, Part};
use rust_xlsxwriter::Workbook;

use super::support::bids::TestBid;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::server::buyer_forms::tests::form_with_table;

const SUBCONTRACT: &str = "仕様書３ページの再委託は、事前の承諾があれば認められるか。";
const COPIES: &str = "企画提案書の提出部数に、電子データは含まれるか。";

async fn add(person: &mut Person, bid: &TestBid, ja: &str, en: &str) -> String {
    let fields = [
        ("bid", bid.id.as_str()),
        ("question[document]", "仕様書"),
        ("question[page]", "3"),
        ("question[item]", "第２章(1)"),
        ("question[question]", ja),
        ("question[question_en]", en),
    ];
    let answer = person.browser.call("/api/questions/add", &fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.text.trim_matches('"').to_owned()
}

async fn state(server: &TestServer, person: &mut Person, bid: &TestBid, id: &str, state: &str) -> Answer {
    let revision = server.value_of("select revision from question where id = $1", &[id]).await;
    let fields = [("id", id), ("bid", bid.id.as_str()), ("revision", revision.as_str()), ("state", state)];
    person.browser.call("/api/questions/state", &fields).await
}

/// Marks what is ready as sent, as somebody who sees the register as it is.
async fn ask(person: &mut Person, bid: &TestBid, anyway: &str) -> Answer {
    let page = person.browser.get(&bid.page("questions")).await.text;
    let seen = value_of(&page, "name=\"seen\"");
    person.browser.call("/api/questions/ask", &[("bid", &bid.id), ("seen", &seen), ("anyway", anyway)]).await
}

/// The value of the control that a page has behind some words.
fn value_of(page: &str, words: &str) -> String {
    let rest = page.split(words).nth(1).unwrap_or_else(|| panic!("no {words} in {page}"));
    rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn asked(server: &TestServer, person: &mut Person, bid: &TestBid, words: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for words in words {
        let id = add(person, bid, words, "").await;
        assert_eq!(state(server, person, bid, &id, "ready").await.status, 200);
        ids.push(id);
    }
    let answer = ask(person, bid, "").await;
    assert!(matches!(answer.status, 200 | 302), "{answer:?}");
    ids
}

async fn download(server: &TestServer, person: &Person, path: &str) -> Vec<u8> {
    let session = person.browser.cookie("musubi_session").expect("signed in");
    let request = reqwest::Client::new().get(format!("http://{}{path}", server.addr));
    let answer = request.header("cookie", format!("musubi_session={session}")).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    answer.bytes().await.unwrap().to_vec()
}

fn document_xml(docx: Vec<u8>) -> String {
    let mut xml = String::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

on_both_engines!(a_question_goes_from_an_english_draft_to_the_sheet, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let id = add(&mut partner, &bid, "", "May we subcontract?").await;
    let page = person.browser.get(&bid.page("questions")).await.text;
    assert!(page.contains("May we subcontract?") && page.contains("waits for its Japanese"), "{page}");
    assert!(page.contains("Ingrid Hansen"), "who proposed it: {page}");
    assert_eq!(state(&server, &mut person, &bid, &id, "ready").await.status, 422, "without Japanese");

    let change = |revision, question| {
        [
            ("id", id.as_str()),
            ("bid", bid.id.as_str()),
            ("revision", revision),
            ("question[document]", "仕様書"),
            ("question[question]", question),
            ("question[question_en]", "May we subcontract?"),
        ]
    };
    let told = "みなと技研株式会社は再委託できるか。";
    assert_eq!(person.browser.call("/api/questions/change", &change("1", told)).await.status, 200);
    assert_eq!(state(&server, &mut person, &bid, &id, "ready").await.status, 200);
    // The sheet names who asks: everywhere it says so, and nothing is marked before somebody takes it on.
    let page = person.browser.get(&bid.page("questions")).await.text;
    assert!(page.contains("Shows who asks") && page.contains("みなと技研"), "{page}");
    let paper = person.browser.get(&bid.page("documents/F16")).await.text;
    assert!(paper.contains("Question 1 tells who asks"), "{paper}");
    let refused = ask(&mut person, &bid, "").await;
    assert!(refused.status == 422 && refused.text.contains("QuestionsTell"), "{refused:?}");
    assert_eq!(person.browser.call("/api/questions/change", &change("3", SUBCONTRACT)).await.status, 200);
    let xml = document_xml(download(&server, &person, &bid.page("documents/F16/file")).await);
    assert!(xml.contains("認められるか。") && !xml.contains("May we subcontract"), "{xml}");
    assert!(matches!(ask(&mut person, &bid, "").await.status, 200 | 302));
    let kept = "select state || ' ' || cast(round as text) || ' ' || cast(number as text) from question where id = $1";
    assert_eq!(server.value_of(kept, &[&id]).await, "asked 1 1");

    // What was sent keeps its Japanese; the next sheet begins anew and prints what is new alone.
    let late = change("5", "別の質問に替える。");
    assert_eq!(person.browser.call("/api/questions/change", &late).await.status, 200);
    let fields = server.value_of("select fields from question where id = $1", &[&id]).await;
    assert!(fields.contains(SUBCONTRACT) && !fields.contains("別の質問"), "{fields}");
    asked(&server, &mut person, &bid, &[COPIES]).await;
    let second = server.value_of("select fields from question where round = 2 and number = 1", &[]).await;
    assert!(second.contains(COPIES), "{second}");
    let xml = document_xml(download(&server, &person, &bid.page("documents/F16/file")).await);
    assert!(xml.contains("電子データ") && !xml.contains("認められるか"), "{xml}");
    let first = download(&server, &person, &format!("{}?round=1", bid.page("questions/file"))).await;
    let rows = crate::server::xlsx::read_texts(&first).unwrap().remove(0);
    assert!(rows.iter().any(|(_, cells)| cells.contains(&SUBCONTRACT.to_owned())), "{rows:?}");
    // Every sheet that went out is there as the paper too, and leads nowhere where there is none.
    let page = person.browser.get(&bid.page("questions")).await.text;
    let paper = |round: i64| format!("{}?round={round}", bid.page("documents/F16/file"));
    assert!(page.contains(&format!("href=\"{}\"", paper(1))), "{page}");
    let xml = document_xml(download(&server, &person, &paper(1)).await);
    assert!(xml.contains("認められるか") && !xml.contains("電子データ"), "{xml}");
    assert_eq!(person.browser.get(&paper(3)).await.status, 404);
});

on_both_engines!(what_tells_who_asks_is_found_in_every_column_that_the_sheet_prints, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let fields = [
        ("bid", bid.id.as_str()),
        ("question[document]", "仕様書"),
        ("question[page]", "3"),
        ("question[item]", "みなと技研株式会社の参加資格について"),
        ("question[question]", "共同企業体での参加は認められるか。"),
        ("question[question_en]", ""),
    ];
    let added = person.browser.call("/api/questions/add", &fields).await;
    let id = added.text.trim_matches('"').to_owned();
    assert_eq!(state(&server, &mut person, &bid, &id, "ready").await.status, 200);
    let page = person.browser.get(&bid.page("questions")).await.text;
    assert!(page.contains("Shows who asks") && page.contains("of the chapter or number"), "{page}");
    let paper = person.browser.get(&bid.page("documents/F16")).await.text;
    assert!(paper.contains("Question 1 tells who asks") && paper.contains("in the chapter or number"), "{paper}");
    let refused = ask(&mut person, &bid, "").await;
    assert!(refused.status == 422 && refused.text.contains("QuestionsTell"), "{refused:?}");
    assert!(matches!(ask(&mut person, &bid, "yes").await.status, 200 | 302));
});

/// Takes back the last sheet, as somebody who sees the register as it is.
async fn recall(person: &mut Person, bid: &TestBid) -> Answer {
    let page = person.browser.get(&bid.page("questions")).await.text;
    let form = page.split("action=\"/api/questions/recall\"").nth(1);
    let seen = form.map_or_else(|| "1.1".to_owned(), |form| value_of(form, "name=\"seen\""));
    person.browser.call("/api/questions/recall", &[("bid", &bid.id), ("seen", &seen)]).await
}

on_both_engines!(a_sheet_that_was_marked_too_early_is_taken_back, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    asked(&server, &mut person, &bid, &[SUBCONTRACT, COPIES]).await;
    let stale = person.browser.call("/api/questions/recall", &[("bid", &bid.id), ("seen", "1.1")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text);
    assert!(matches!(recall(&mut person, &bid).await.status, 200 | 302));
    let kept = "select cast(count(*) as text) from question where state = 'ready' and round = 0 and number = 0";
    assert_eq!(server.value_of(kept, &[]).await, "2");
    // Nothing is left to be taken back; sent again, the sheet is the first one once more.
    assert_eq!(recall(&mut person, &bid).await.status, 409);
    assert!(matches!(ask(&mut person, &bid, "").await.status, 200 | 302));
    let first = "select cast(count(*) as text) from question where state = 'asked' and round = 1";
    assert_eq!(server.value_of(first, &[]).await, "2");
    // What was answered went out.
    let id = server.value_of("select id from question where number = 1", &[]).await;
    let revision = server.value_of("select revision from question where id = $1", &[&id]).await;
    let answer = [
        ("id", id.as_str()),
        ("bid", bid.id.as_str()),
        ("revision", revision.as_str()),
        ("answer[answer]", "認めます。"),
        ("answer[answered_on]", ""),
    ];
    let answered = person.browser.call("/api/questions/answer", &answer).await;
    assert!(matches!(answered.status, 200 | 302), "{answered:?}");
    assert_eq!(recall(&mut person, &bid).await.status, 409);
});

on_both_engines!(one_question_is_taken_off_the_sheet_that_went_out_without_it, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let third = "提案書の部数を減らせるか。";
    asked(&server, &mut person, &bid, &[SUBCONTRACT, COPIES, third]).await;
    let places = async || {
        let mut places = Vec::new();
        for position in 1..=3 {
            let place = format!(
                "select state || ' ' || cast(round as text) || ' ' || cast(number as text)
                 from question
                 where position = {position}"
            );
            places.push(server.value_of(&place, &[]).await);
        }
        places
    };
    assert_eq!(places().await, ["asked 1 1", "asked 1 2", "asked 1 3"]);
    let second = server.value_of("select id from question where number = 2", &[]).await;
    let page = person.browser.get(&bid.page("questions")).await.text;
    let form = page.split("action=\"/api/questions/recall-one\"").nth(1).unwrap();
    let seen = value_of(form, "name=\"seen\"");
    let off = |id: &str, seen: &str| [("id", id.to_owned()), ("bid", bid.id.clone()), ("seen", seen.to_owned())];
    let mut post = async |id: &str, seen: &str| {
        let fields = off(id, seen);
        let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
        person.browser.call("/api/questions/recall-one", &fields).await
    };
    assert_eq!(post(&second, "1.1").await.status, 409, "of a register that was not seen");
    assert!(matches!(post(&second, &seen).await.status, 200 | 302));
    assert_eq!(places().await, ["asked 1 1", "draft 0 0", "asked 1 2"]);
    assert_eq!(post(&second, &seen).await.status, 409, "the register is another by now");
    let trail = server.value_of("select detail from audit where action = 'question.recall_one'", &[]).await;
    assert!(trail.contains(&second), "{trail}");

    // The sheet as paper is that which went out.
    let paper = format!("{}?round=1", bid.page("documents/F16/file"));
    let xml = document_xml(download(&server, &person, &paper).await);
    assert!(xml.contains("部数を減らせるか") && !xml.contains(COPIES), "{xml}");

    // What was really sent is withdrawn instead: its number stays vacant, and nothing is taken off any more.
    let page = person.browser.get(&bid.page("questions")).await.text;
    assert!(page.contains("tell the buyer too"), "{page}");
    let first = server.value_of("select id from question where number = 1", &[]).await;
    let revision = server.value_of("select revision from question where id = $1", &[&first]).await;
    let fields = [("id", first.as_str()), ("bid", &bid.id), ("revision", &revision), ("state", "withdrawn")];
    assert!(matches!(person.browser.call("/api/questions/state", &fields).await.status, 200 | 302));
    assert_eq!(places().await, ["withdrawn 1 1", "draft 0 0", "asked 1 2"]);
    let page = person.browser.get(&bid.page("questions")).await.text;
    assert!(!page.contains("/api/questions/recall-one") && page.contains("Withdrawn"), "{page}");
    let seen =
        server.value_of("select cast(count(*) as text) || '.' || cast(sum(revision) as text) from question", &[]).await;
    let third = server.value_of("select id from question where number = 2", &[]).await;
    let fields = off(&third, &seen);
    let fields = fields.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
    assert_eq!(person.browser.call("/api/questions/recall-one", &fields).await.status, 409);
});

on_both_engines!(the_second_of_two_writers_sees_what_the_first_saved, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let id = add(&mut person, &bid, SUBCONTRACT, "").await;
    let page = bid.page(&format!("questions/{id}"));
    let change = |words| {
        [
            ("id", id.as_str()),
            ("bid", bid.id.as_str()),
            ("revision", "1"),
            ("question[question]", words),
            ("question[question_en]", ""),
        ]
    };
    assert_eq!(person.browser.call("/api/questions/change", &change("先の文章")).await.status, 200);
    let late = partner.browser.post(&page, "/api/questions/change", &change("後の文章")).await;
    let shown = partner.browser.follow(&late).await.text;
    assert!(shown.contains("先の文章") && shown.contains("後の文章"), "{shown}");
    assert!(shown.contains("name=\"revision\" value=\"2\""), "{shown}");
    // A sheet that somebody changed since it was looked at is not marked as sent.
    assert_eq!(state(&server, &mut person, &bid, &id, "ready").await.status, 200);
    let stale = person.browser.call("/api/questions/ask", &[("bid", &bid.id), ("seen", "1.1")]).await;
    assert_eq!(stale.status, 409, "{}", stale.text);
    // A bid that is put away is read only.
    assert_eq!(person.browser.call("/api/bids/archive", &[("bid", &bid.id)]).await.status, 200);
    let refused = person.browser.call("/api/questions/add", &[("bid", &bid.id), ("question[question]", "可か")]).await;
    assert!(refused.status == 422 && refused.text.contains("Archived"), "{refused:?}");
    let shown = person.browser.get(&bid.page("questions")).await.text;
    assert!(shown.contains("先の文章") && !shown.contains("/api/questions/add"), "{shown}");
});

async fn paste(person: &mut Person, bid: &TestBid, text: &str) -> Answer {
    let form = Form::new().part("file", Part::bytes(Vec::new()).file_name("")).text("text", text.to_owned());
    person.browser.upload(&bid.page("questions/answers"), &bid.page("questions/answers/upload"), form).await
}

async fn bring(person: &mut Person, bid: &TestBid, bytes: Vec<u8>) -> Answer {
    let form = Form::new().part("file", Part::bytes(bytes).file_name("回答.xlsx")).text("text", "");
    person.browser.upload(&bid.page("questions/answers"), &bid.page("questions/answers/upload"), form).await
}

/// The fields of the form of answers as the page sends them back.
fn form_fields(page: &str) -> Vec<(String, String)> {
    let form = page.split("action=\"/api/questions/take\"").nth(1).unwrap_or_else(|| panic!("no form: {page}"));
    let form = form.split("</form>").next().unwrap();
    let mut fields = Vec::new();
    for input in form.split("<input").skip(1) {
        let tag = input.split('>').next().unwrap();
        let attribute =
            |name: &str| tag.split(&format!("{name}=\"")).nth(1).map(|rest| rest.split('"').next().unwrap());
        if let Some(name) = attribute("name") {
            fields.push((plain(name), plain(attribute("value").unwrap_or_default())));
        }
    }
    for select in form.split("<select").skip(1) {
        let name = select.split("name=\"").nth(1).unwrap().split('"').next().unwrap();
        let chosen =
            select.split("<option").skip(1).find(|option| option.split('>').next().unwrap().contains("selected"));
        let value = chosen.unwrap().split("value=\"").nth(1).unwrap().split('"').next().unwrap();
        fields.push((plain(name), plain(value)));
    }
    fields
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&#x27;", "'").replace("&amp;", "&")
}

/// Confirms what a page proposes.
async fn take(person: &mut Person, page: &str) -> Answer {
    let fields = form_fields(page);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    person.browser.call("/api/questions/take", &fields).await
}

fn published(answer: &str) -> String {
    format!(
        "質問回答書\n番号\t資料名\t頁\t質問内容\t回答\n\
         1\t実施要領\t2\t入札保証金は免除されるか。\t免除します。\n\
         2\t仕様書\t3\t仕様書3ページの再委託は、事前の承諾があれば認められるか\t{answer}\n\
         3\t仕様書\t4\t別紙のない質問\t\n"
    )
}

on_both_engines!(answers_are_shown_confirmed_and_taken_once, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let own = asked(&server, &mut person, &bid, &[SUBCONTRACT, COPIES]).await;
    let answer = paste(&mut person, &bid, &published("認めます。")).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("認めます。") && page.contains("another bidder"), "{page}");
    assert!(page.contains("Row 5: there is no answer in it."), "{page}");
    let answers = "select count(*) from question where state = 'answered'";
    assert_eq!(server.value_of(answers, &[]).await, "0", "nothing is kept before somebody says so");
    let taken = take(&mut person, &page).await;
    assert!(matches!(taken.status, 200 | 302), "{taken:?}");
    let kept = server.value_of("select fields from question where id = $1", &[&own[0]]).await;
    assert!(kept.contains("認めます。") && kept.contains(r#""buyer_number":"2""#), "{kept}");
    let others = "select count(*) from question where origin = 'other' and state = 'answered'";
    assert_eq!(server.value_of(others, &[]).await, "1");

    // The same table once more changes nothing.
    let revisions = "select sum(revision) || '' from question";
    let before = server.value_of(revisions, &[]).await;
    let trail = server.value_of("select count(*) from audit", &[]).await;
    let answer = paste(&mut person, &bid, &published("認めます。")).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("kept already, no change"), "{page}");
    assert!(matches!(take(&mut person, &page).await.status, 200 | 302));
    assert_eq!(server.value_of(revisions, &[]).await, before);
    assert_eq!(server.value_of("select count(*) from audit", &[]).await, trail);

    // A corrected answer is shown beside the one that is kept.
    let answer = paste(&mut person, &bid, &published("承諾を得た場合に限り認めます。")).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("differs from the answer that is kept") && page.contains("認めます。"), "{page}");
    // Somebody changes the register meanwhile: nothing is taken unseen.
    add(&mut person, &bid, "間に加えた質問", "").await;
    assert_eq!(take(&mut person, &page).await.status, 409);
    let answer = paste(&mut person, &bid, &published("承諾を得た場合に限り認めます。")).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(matches!(take(&mut person, &page).await.status, 200 | 302));
    let kept = server.value_of("select fields from question where id = $1", &[&own[0]]).await;
    assert!(kept.contains("承諾を得た場合に限り認めます。"), "{kept}");
});

on_both_engines!(who_answers_for_what_a_question_concerns_is_told_once, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut writer = server.writer_on(&bid).await;
    let section = server.sections_of(&bid).await.remove(0);
    let assign = "update section set assignee_id = $2 where id = $1";
    server.run_sql(assign, &[&section, &writer.user.to_string()]).await;
    let requirement = crate::domain::id::RequirementId::fresh().to_string();
    let demand = "insert into requirement (id, tender_id, position, kind, demand, words_ja, origin)
                  values ($1, $2, 90, 'other', '{\"kind\":\"other\"}', '再委託の制限', 'person')";
    server.run_sql(demand, &[&requirement, &bid.tender]).await;
    let own = asked(&server, &mut person, &bid, &[SUBCONTRACT]).await;
    let (of_section, of_requirement) = (format!("links[s{section}]"), format!("links[r{requirement}]"));
    let links = [
        ("id", own[0].as_str()),
        ("bid", bid.id.as_str()),
        ("revision", "3"),
        (of_section.as_str(), "true"),
        (of_requirement.as_str(), "true"),
        ("links[snone]", "true"),
    ];
    assert_eq!(person.browser.call("/api/questions/link", &links).await.status, 200);
    assert_eq!(server.value_of("select count(*) from question_link", &[]).await, "2");
    let told = "select count(*) from outbox where kind = 'answer'";
    assert_eq!(server.value_of(told, &[]).await, "0", "there is no answer yet");
    let answer = |revision, words| {
        [
            ("id", own[0].as_str()),
            ("bid", bid.id.as_str()),
            ("revision", revision),
            ("answer[answer]", words),
            ("answer[answered_on]", "令和8年11月18日"),
        ]
    };
    assert_eq!(person.browser.call("/api/questions/answer", &answer("4", "認めます。")).await.status, 200);
    let to_writer = "select count(*) from outbox where kind = 'answer' and user_id = $1";
    assert_eq!(server.value_of(to_writer, &[&writer.user.to_string()]).await, "1");
    assert_eq!(server.value_of(told, &[]).await, "1", "who records it knows of it");
    let inbox = writer.browser.get("/reminders").await.text;
    assert!(inbox.contains(&bid.page(&format!("questions/{}", own[0]))), "{inbox}");
    assert!(inbox.contains("Question No. 1 was answered"), "{inbox}");
    let page = writer.browser.get(&bid.page(&format!("sections/{section}"))).await.text;
    assert!(page.contains("認めます。"), "beside the text: {page}");
    let page = writer.browser.get(&format!("/tenders/{}/requirements", bid.tender)).await.text;
    assert!(page.contains("認めます。"), "beside the demand: {page}");
    let overview = writer.browser.get(&bid.page("")).await.text;
    assert!(overview.contains("0 without an answer, 1 answered"), "{overview}");
    // The same words are told no second time; another answer is, and the first message is not true any more.
    assert_eq!(person.browser.call("/api/questions/answer", &answer("5", "認めます。")).await.status, 200);
    assert_eq!(server.value_of(told, &[]).await, "1");
    assert_eq!(person.browser.call("/api/questions/answer", &answer("5", "認めません。")).await.status, 200);
    assert_eq!(server.value_of(told, &[]).await, "2");
    let mut tx = server.state.store.begin_write().await.unwrap();
    let now = crate::server::clock::now();
    crate::server::store::withdrawals::withdrawal_make(&mut tx, None, now).await.unwrap();
    tx.commit().await.unwrap();
    let waiting = "select count(*) from outbox where kind = 'answer' and state <> 'withdrawn'";
    assert_eq!(server.value_of(waiting, &[]).await, "1");
});

on_both_engines!(an_answer_on_the_wrong_question_is_taken_back, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut writer = server.writer_on(&bid).await;
    let section = server.sections_of(&bid).await.remove(0);
    let assign = "update section set assignee_id = $2 where id = $1";
    server.run_sql(assign, &[&section, &writer.user.to_string()]).await;
    let own = asked(&server, &mut person, &bid, &[SUBCONTRACT]).await;
    let of_section = format!("links[s{section}]");
    let id = ("id", own[0].as_str());
    let at = ("bid", bid.id.as_str());
    let links = [id, at, ("revision", "3"), (of_section.as_str(), "true")];
    assert_eq!(person.browser.call("/api/questions/link", &links).await.status, 200);
    let take_back = |revision| [id, at, ("revision", revision)];
    let nothing = person.browser.call("/api/questions/take-answer-back", &take_back("4")).await;
    assert!(nothing.text.contains("Malformed"), "there is no answer: {nothing:?}");
    let answer = |revision, words| {
        [id, at, ("revision", revision), ("answer[answer]", words), ("answer[answered_on]", "2026-11-18")]
    };
    assert_eq!(person.browser.call("/api/questions/answer", &answer("4", "免除します。")).await.status, 200);
    let page = person.browser.get(&bid.page(&format!("questions/{}", own[0]))).await.text;
    assert!(page.contains("action=\"/api/questions/take-answer-back\""), "{page}");
    let stale = person.browser.call("/api/questions/take-answer-back", &take_back("4")).await;
    assert_eq!(stale.status, 409, "{}", stale.text);
    assert_eq!(person.browser.call("/api/questions/take-answer-back", &take_back("5")).await.status, 200);

    let kept = "select state || ' ' || cast(round as text) || ' ' || cast(answers as text) from question";
    assert_eq!(server.value_of(kept, &[]).await, "asked 1 1");
    assert_eq!(server.value_of("select count(*) from question where answered_at is null", &[]).await, "1");
    let fields = server.value_of("select fields from question", &[]).await;
    assert!(fields.contains(SUBCONTRACT) && !fields.contains("免除") && !fields.contains("2026-11-18"), "{fields}");
    assert_eq!(
        server.value_of("select count(*) from question_link", &[]).await,
        "1",
        "the question concerns what it did"
    );
    let trail = "select count(*) from audit where action = 'question.answer_take_back'";
    assert_eq!(server.value_of(trail, &[]).await, "1");
    let page = person.browser.get(&bid.page(&format!("questions/{}", own[0]))).await.text;
    assert!(!page.contains("免除します。") && !page.contains("/api/questions/take-answer-back"), "{page}");

    // Whoever was told of it is told that it is none; of the right one they are told anew.
    let to_writer = "select count(*) from outbox where user_id = $1 and kind = 'answer_taken_back'";
    assert_eq!(server.value_of(to_writer, &[&writer.user.to_string()]).await, "1");
    let inbox = writer.browser.get("/reminders").await.text;
    assert!(inbox.contains("question No. 1 was wrong and is taken back"), "{inbox}");
    assert_eq!(person.browser.call("/api/questions/answer", &answer("6", "認めます。")).await.status, 200);
    let mut tx = server.state.store.begin_write().await.unwrap();
    let now = crate::server::clock::now();
    crate::server::store::withdrawals::withdrawal_make(&mut tx, None, now).await.unwrap();
    tx.commit().await.unwrap();
    let waiting = "select min(kind) || ' ' || cast(count(*) as text) from outbox
                   where state <> 'withdrawn' and user_id = $1";
    assert_eq!(server.value_of(waiting, &[&writer.user.to_string()]).await, "answer 1");
});

/// A workbook with the answers, heads in the third row under a merged title.
fn workbook(rows: &[[&str; 3]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.merge_range(0, 0, 0, 2, "質問回答書", &rust_xlsxwriter::Format::new()).unwrap();
    for (row, cells) in [["番号", "質問内容", "回答"]].iter().chain(rows).enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let (row, column) = (u32::try_from(row).unwrap() + 2, u16::try_from(column).unwrap());
            page.write_string(row, column, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// A Word document with one table.
fn document(rows: &[[&str; 3]]) -> Vec<u8> {
    let heads: [&str; 3] = ["番号", "質問内容", "回答"];
    let rows: Vec<&[&str]> = std::iter::once(heads.as_slice()).chain(rows.iter().map(|row| row.as_slice())).collect();
    form_with_table(&rows)
}

on_both_engines!(tables_come_in_files_of_several_kinds_and_hostile_ones_are_refused_with_a_sentence, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    asked(&server, &mut person, &bid, &[SUBCONTRACT]).await;
    let rows = [["1", "入札保証金は免除か。", "=1+1"], ["2", SUBCONTRACT, "認めます。"]];
    let csv = "番号,質問内容,回答\n1,入札保証金は免除か。,=1+1\n2,仕様書３ページの再委託は、事前の承諾があれば認められるか。,認めます。\n";
    let wide = std::iter::once(0xfeff).chain(csv.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let files: [Vec<u8>; 6] = [
        workbook(&rows),
        document(&rows),
        csv.as_bytes().to_vec(),
        format!("\u{feff}{csv}").into_bytes(),
        encoding_rs::SHIFT_JIS.encode(csv).0.into_owned(),
        wide,
    ];
    for (at, file) in files.into_iter().enumerate() {
        let answer = bring(&mut person, &bid, file).await;
        let page = person.browser.follow(&answer).await.text;
        let fields = form_fields(&page);
        let of = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        assert_eq!(of("answers[rows][0][answer]"), Some("=1+1"), "file {at}: a formula is words");
        assert_eq!(of("answers[rows][0][to]"), Some("other"), "file {at}");
        assert_eq!(of("answers[rows][1][how]"), Some("certain"), "file {at}");
    }
    let refused = [
        (b"\x00\x01\x02\xff".to_vec(), "encoding of the text"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0, 0], "old kinds"),
        (b"PK\x03\x04 no zip at all".to_vec(), "cannot be read"),
        ("甲,乙\n1,2\n".as_bytes().to_vec(), "No row has the heads"),
        (vec![b'a'; 4 * 1024 * 1024 + 1], "too large"),
    ];
    for (bytes, sentence) in refused {
        let answer = bring(&mut person, &bid, bytes).await;
        let page = person.browser.follow(&answer).await.text;
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    // A cell of megabytes is a row that is not taken.
    let long = format!("番号,質問内容,回答\n1,可か。,{}\n", "あ".repeat(1_000_000));
    let answer = bring(&mut person, &bid, long.into_bytes()).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("Row 2: a text in it is too long."), "{page}");
    let huge = vec!["あ".repeat(30_000); 700];
    let huge: Vec<[&str; 3]> = huge.iter().map(|text| ["1", text.as_str(), text.as_str()]).collect();
    let answer = bring(&mut person, &bid, workbook(&huge)).await;
    let page = person.browser.follow(&answer).await;
    assert!(page.text.contains("too large") || page.text.contains("too long"), "{}", page.text);
    assert_eq!(server.value_of("select count(*) from question", &[]).await, "1", "nothing was kept");
});

on_both_engines!(questions_that_were_records_are_in_the_register, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let steps = sqlx::migrate!("migrations/sqlite");
    let step = steps.iter().find(|step| step.sql.as_str().contains("create table question (")).unwrap();
    let from = step.sql.as_str().find("insert into question").unwrap();
    for (position, name, more) in [("1", "甲", ""), ("2", "乙", r#","answer":"認めます。""#)] {
        let question = format!(r#"「answer」\"answer\":は可か{name}"#);
        let fields = format!(r#"{{"values":{{"document":"仕様書","question":"{question}"{more}}},"rows":{{}}}}"#);
        let id = crate::domain::id::RecordId::fresh().to_string();
        let statement = format!(
            "insert into record (id, bid_id, kind, fields, position, saved_at) values ($1, $2, 'question', $3, {position}, 7)"
        );
        server.run_sql(&statement, &[&id, &bid.id, &fields]).await;
    }
    let sql = step.sql.as_str();
    for statement in sql[from..].split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        server.run_sql(statement, &[]).await;
    }
    assert_eq!(server.value_of("select count(*) from record where kind = 'question'", &[]).await, "0");
    let states = "select min(state) || ' ' || max(state) from question";
    assert_eq!(server.value_of(states, &[]).await, "answered ready");
    let page = person.browser.get(&bid.page("questions")).await.text;
    assert!(page.contains("は可か甲") && page.contains("認めます。"), "{page}");
    let xml = document_xml(download(&server, &person, &bid.page("documents/F16/file")).await);
    assert!(xml.contains("は可か甲") && !xml.contains("は可か乙"), "{xml}");
});
