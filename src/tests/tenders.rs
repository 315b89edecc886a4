//! Notices come in, are confirmed and read again; nobody else sees them.

use super::support::tenders::Someone;
use super::support::{Answer, TestServer, on_both_engines};
use crate::domain::id::TenderId;

pub const NOTICE: &str = "みなと市公告第42号\n\
業務名　みなと市防災情報配信システム構築業務委託\n\
令和8年11月2日\n\
みなと市長　港　太郎\n\
実施形式　公募型プロポーザル方式\n\
履行場所　みなと市役所本庁舎ほか\n\
質問書提出期限　令和8年11月13日（金）午後5時\n\
企画提案書提出期限　令和8年12月10日（木）午後5時　必着\n\
プレゼンテーション　令和8年12月22日（水）\n";

const PDF: &[u8] = include_bytes!("fixtures/notices/minato.pdf");
const SCAN: &[u8] = include_bytes!("fixtures/notices/scanned.pdf");

/// The tender in the address to which a post led.
fn tender_in(answer: &Answer) -> TenderId {
    let location = answer.location.as_deref().unwrap_or_else(|| panic!("no redirect: {answer:?}"));
    let id = location.strip_prefix("/tenders/").unwrap_or_else(|| panic!("led to {location}"));
    TenderId::parse(id.split(['/', '?']).next().unwrap()).unwrap_or_else(|| panic!("led to {location}"))
}

async fn paste(person: &mut Someone, text: &str) -> Answer {
    person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", text)]).await
}

fn form_of(files: &[(&str, &[u8])]) -> reqwest::multipart::Form {
    files.iter().fold(reqwest::multipart::Form::new(), |form, (name, bytes)| {
        form.part("file", reqwest::multipart::Part::bytes(bytes.to_vec()).file_name((*name).to_owned()))
    })
}

async fn upload(person: &mut Someone, name: &str, bytes: Vec<u8>) -> Answer {
    upload_all(person, &[(name, &bytes)]).await
}

async fn upload_all(person: &mut Someone, files: &[(&str, &[u8])]) -> Answer {
    person.browser.upload("/tenders/new", "/tenders/upload", form_of(files)).await
}

/// The page that a refused post leads back to.
async fn refused(person: &mut Someone, answer: &Answer) -> String {
    let location = answer.location.clone().unwrap_or_else(|| panic!("no way back: {answer:?}"));
    assert!(location.starts_with("/tenders/"), "{location}");
    assert!(location.contains("kept="), "{location}");
    person.browser.get(&location).await.text
}

/// The fields of the confirm page as a browser would send them, doubtful dates taken over when `take`.
pub fn fields_of(page: &str, take: bool) -> Vec<(String, String)> {
    let form = page.split_once("action=\"/api/tenders/confirm\"").expect("a form to confirm").1;
    let form = form.split_once("</form>").expect("the form ends").0;
    let mut fields = Vec::new();
    for tag in form.split('<').filter(|tag| tag.starts_with("input")) {
        let Some(name) = attribute(tag, "name") else { continue };
        let value = attribute(tag, "value").unwrap_or_default();
        if tag.contains("type=\"checkbox\"") {
            if tag.contains(" checked") {
                fields.push((name, value));
            }
        } else if tag.contains("type=\"radio\"") {
            let is_checked = tag.contains(" checked");
            let is_doubtful = !form.contains(&format!("name=\"{name}\" value=\"yes\" checked"));
            if is_checked || (take && is_doubtful && value == "yes") {
                fields.push((name, value));
            }
        } else {
            fields.push((name, value));
        }
    }
    for area in form.split("<textarea").skip(1) {
        let (head, rest) = area.split_once('>').unwrap();
        let text = rest.split_once("</textarea>").unwrap().0.trim_start_matches('\n');
        fields.push((attribute(head, "name").unwrap(), text.to_owned()));
    }
    for select in form.split("<select").skip(1) {
        let select = select.split_once("</select>").unwrap().0;
        let chosen = select.split("<option").find(|option| option.contains(" selected"));
        let value = chosen.and_then(|option| attribute(option, "value")).unwrap_or_default();
        fields.push((attribute(select, "name").unwrap(), value));
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(&format!(" {name}=\""))?.1;
    let text = rest.split_once('"')?.0;
    Some(text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(field, _)| field == name).unwrap_or_else(|| panic!("no field {name}"));
    field.1 = value.to_owned();
}

async fn send_confirm(person: &mut Someone, tender: TenderId, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = format!("/tenders/{tender}/confirm");
    person.browser.post(&page, "/api/tenders/confirm", &fields).await
}

/// A confirmed tender of the notice.
pub async fn confirmed(person: &mut Someone) -> TenderId {
    let answer = paste(person, NOTICE).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    let answer = send_confirm(person, tender, &fields_of(&page, true)).await;
    assert_eq!(answer.location, Some(format!("/tenders/{tender}")), "{answer:?}");
    tender
}

async fn tender_count(server: &TestServer) -> i64 {
    use sqlx::Row;
    let mut tx = server.state.store.begin_read().await.unwrap();
    let row = sqlx::query("select cast(count(id) as bigint) as n from tender").fetch_one(&mut *tx).await.unwrap();
    row.try_get("n").unwrap()
}

on_both_engines!(a_pasted_notice_is_confirmed_and_its_dates_are_the_tenders, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = paste(&mut person, NOTICE).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("<mark>") && page.text.contains("id=\"m-1\""), "{}", page.text);
    assert!(page.text.contains("href=\"#m-1\""), "a way to the first mark");
    let answer = send_confirm(&mut person, tender, &fields_of(&page.text, true)).await;
    assert_eq!(answer.location, Some(format!("/tenders/{tender}")), "{answer:?}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("みなと市防災情報配信システム構築業務委託"), "{page}");
    assert!(page.contains("令和8年12月10日（木）17:00"), "{page}");
    assert!(page.contains("企画提案書提出期限　令和8年12月10日（木）午後5時　必着"), "the sentence is kept");
    let list = person.browser.get("/tenders").await.text;
    assert!(list.contains(&format!("/tenders/{tender}")), "{list}");
});

on_both_engines!(nothing_doubtful_is_taken_over_without_a_choice, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = paste(&mut person, NOTICE).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    // The notice prints Wednesday for a Tuesday.
    assert!(page.contains("The weekday is wrong"), "{page}");
    let fields = fields_of(&page, false);
    let answer = send_confirm(&mut person, tender, &fields).await;
    let back = refused(&mut person, &answer).await;
    assert!(back.contains("aria-describedby") && back.contains("role=\"alert\""), "{back}");
    let still = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(still.contains(&format!("/tenders/{tender}/confirm")), "it is still a proposal");
});

on_both_engines!(a_changed_date_is_a_persons_and_keeps_its_sentence, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = paste(&mut person, NOTICE).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    let mut fields = fields_of(&page, true);
    let date = fields.iter_mut().find(|(name, value)| name.ends_with("[date]") && value == "2026-12-10");
    let (name, value) = date.expect("the proposal's date");
    *value = "令和8年12月11日".to_owned();
    let include = name.replace("[date]", "[include]");
    let answer = send_confirm(&mut person, tender, &fields).await;
    let back = refused(&mut person, &answer).await;
    assert!(back.contains("the fields were changed"), "what is accepted is what was read: {back}");
    set(&mut fields, &include, "correct");
    send_confirm(&mut person, tender, &fields).await;
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("令和8年12月11日（金）17:00"), "{page}");
    assert!(page.contains("changed by a person"), "{page}");
    assert!(page.contains("令和8年12月10日（木）午後5時"), "the sentence says what the notice says");
});

on_both_engines!(a_pdf_is_read_and_its_original_is_handed_out_again, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = upload(&mut person, "公告 \"第42号\".pdf", PDF.to_vec()).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("みなと市防災情報配信システム構築業務委託"), "{page}");
    let href = page.split(&format!("/tenders/{tender}/files/")).nth(1).expect("a link to the original");
    let file: String = href.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect();
    let path = format!("/tenders/{tender}/files/{file}");
    let answer = person.browser.get(&path).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["content-type"], "application/pdf");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers["content-length"], PDF.len().to_string().as_str());
    let disposition = answer.headers["content-disposition"].to_str().unwrap();
    assert!(disposition.starts_with("inline; filename=\"notice.pdf\"; filename*=UTF-8''%E5"), "{disposition}");
    assert!(answer.text.starts_with("%PDF"));
    let mut stranger = server.stranger();
    assert_eq!(stranger.get(&path).await.status, 401);
    let mut outsider = server.someone_in("Europe/Oslo").await;
    assert_eq!(outsider.browser.get(&path).await.status, 404);
});

on_both_engines!(a_large_original_comes_back_whole, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let text = format!("{NOTICE}{}", "参考資料の行です。\n".repeat(50_000));
    assert!(text.len() > 1_300_000);
    let answer = upload(&mut person, "notice.txt", text.clone().into_bytes()).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    let href = page.split(&format!("/tenders/{tender}/files/")).nth(1).expect("a link to the original");
    let file: String = href.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect();
    let answer = person.browser.get(&format!("/tenders/{tender}/files/{file}")).await;
    assert_eq!(answer.headers["content-type"], "text/plain; charset=utf-8");
    assert!(answer.text == text, "the original is the same to the last byte");
});

on_both_engines!(what_is_no_notice_is_said_to_be_so_and_not_kept, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let files: [(&str, Vec<u8>, &str); 5] = [
        ("scan.pdf", SCAN.to_vec(), "is a scan"),
        ("not.pdf", b"hello".to_vec(), "called a PDF"),
        ("noise.txt", vec![b'a', 0xff, 0xff], "in which encoding"),
        ("empty.txt", Vec::new(), "nothing in it"),
        ("notice.docx", b"PK\x03\x04....word/document.xml".to_vec(), "Word documents"),
    ];
    for (name, bytes, words) in files {
        let answer = upload(&mut person, name, bytes).await;
        let page = refused(&mut person, &answer).await;
        assert!(page.contains(words) && page.contains(name), "{name}: {page}");
    }
    let answer = paste(&mut person, "   \r\n　").await;
    let page = refused(&mut person, &answer).await;
    assert!(page.contains("nothing in it"), "{page}");
    assert_eq!(tender_count(&server).await, 0);
});

on_both_engines!(a_file_beyond_the_limit_is_refused, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = upload(&mut person, "huge.txt", vec![b'a'; 21 * 1024 * 1024]).await;
    let page = refused(&mut person, &answer).await;
    assert!(page.contains("too large"), "{page}");
    assert_eq!(tender_count(&server).await, 0);
});

on_both_engines!(a_huge_upload_is_refused_before_it_is_read, |server| {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let person = server.someone_in("Asia/Tokyo").await;
    let session = person.browser.cookie("musubi_session").unwrap();
    let head = format!(
        "POST /tenders/upload HTTP/1.1\r\nhost: {0}\r\norigin: http://{0}\r\naccept: text/html\r\n\
         cookie: musubi_session={session}\r\ncontent-length: 10000000000\r\n\
         content-type: multipart/form-data; boundary=x\r\n\r\n--x\r\n",
        server.addr
    );
    let mut line = tokio::net::TcpStream::connect(server.addr).await.unwrap();
    line.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0_u8; 12];
    let read = tokio::time::timeout(std::time::Duration::from_secs(20), line.read_exact(&mut answer));
    read.await.expect("it answers at once").unwrap();
    assert_eq!(&answer, b"HTTP/1.1 303");
});

on_both_engines!(the_same_notice_twice_leads_to_the_first_tender, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let first = paste(&mut person, NOTICE).await;
    let tender = tender_in(&first);
    let again = NOTICE.replace('\n', "\r\n").replace("42", "４２");
    let answer = paste(&mut person, &again).await;
    let page = refused(&mut person, &answer).await;
    assert!(page.contains(&format!("/tenders/{tender}")), "{page}");
    assert_eq!(tender_count(&server).await, 1);
    let mut other = server.someone_in("Asia/Tokyo").await;
    let answer = paste(&mut other, NOTICE).await;
    assert_ne!(tender_in(&answer), tender, "another firm has its own");
});

on_both_engines!(two_who_bring_the_same_notice_at_once_make_one_tender, |server| {
    let person = server.someone_in("Asia/Tokyo").await;
    let tries = (0..6).map(|_| {
        let mut browser = person.browser.clone();
        async move { browser.post("/tenders/new", "/api/tenders/paste", &[("text", NOTICE)]).await }
    });
    let answers = futures::future::join_all(tries).await;
    let made = answers
        .iter()
        .filter(|answer| answer.location.as_deref().is_some_and(|location| location.ends_with("/confirm")));
    assert_eq!(made.count(), 1, "{answers:?}");
    assert_eq!(tender_count(&server).await, 1);
});

on_both_engines!(only_one_of_two_confirmations_holds, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = paste(&mut person, NOTICE).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    let fields = fields_of(&page, true);
    let path = format!("/tenders/{tender}/confirm");
    let tries = (0..4).map(|_| {
        let (mut browser, fields, path) = (person.browser.clone(), fields.clone(), path.clone());
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.post(&path, "/api/tenders/confirm", &fields).await
        }
    });
    let answers = futures::future::join_all(tries).await;
    let held = answers.iter().filter(|answer| answer.location == Some(format!("/tenders/{tender}")));
    assert_eq!(held.count(), 1, "{answers:?}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert_eq!(page.matches("令和8年12月10日（木）17:00").count(), 1, "no date stands twice: {page}");
});

on_both_engines!(a_text_that_yields_nothing_lists_what_is_missing, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = paste(&mut person, "拝啓　秋冷の候、ますますご清栄のこととお喜び申し上げます。").await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("Not found in the notice"), "{page}");
    assert!(page.contains("could not be told whether this is a notice"), "{page}");
});

on_both_engines!(a_hostile_notice_stays_text, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let hostile = "業務名　<script>alert(1)</script>\"><img src=x onerror=alert(2)>業務\n\
        質問書提出期限　令和8年11月13日（金）午後5時<script>alert(3)</script>\n";
    let answer = paste(&mut person, hostile).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{page}");
    let mut fields = fields_of(&page, true);
    set(&mut fields, "facts[title]", "</title><script>alert(4)</script>");
    set(&mut fields, "choices[title]", "correct");
    send_confirm(&mut person, tender, &fields).await;
    for path in [format!("/tenders/{tender}"), format!("/tenders/{tender}/edit"), "/tenders".to_owned()] {
        let page = person.browser.get(&path).await.text;
        assert!(page.contains("alert(4)") && !page.contains("<script>alert"), "{path}: {page}");
    }
});

on_both_engines!(a_typed_tender_is_the_firms_at_once, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let fields = [
        ("facts[title]", "みなと市防災訓練支援業務"),
        ("facts[addressee]", "みなと市長"),
        ("facts[procedure]", "proposal"),
        ("facts[price_basis]", "exclusive"),
    ];
    let answer = person.browser.post("/tenders/new", "/api/tenders/type", &fields).await;
    let tender = tender_in(&answer);
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("みなと市防災訓練支援業務") && page.contains("公募型プロポーザル"), "{page}");
    let answer =
        person.browser.post("/tenders/new", "/api/tenders/type", &[("facts[title]", ""), ("facts[place]", "港")]).await;
    let page = refused(&mut person, &answer).await;
    assert!(page.contains("value=\"港\""), "what was typed comes back: {page}");
});

on_both_engines!(facts_changed_by_another_meanwhile_are_not_overwritten, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let edit = format!("/tenders/{tender}/edit");
    let page = person.browser.get(&edit).await.text;
    let form = page.split_once("action=\"/api/tenders/edit\"").unwrap().1;
    let revision = attribute(form.split('<').find(|tag| tag.contains("name=\"revision\"")).unwrap(), "value").unwrap();
    let fields = [("tender", tender.as_str()), ("revision", &revision), ("facts[title]", "新しい件名")];
    let answer = person.browser.post(&edit, "/api/tenders/edit", &fields).await;
    assert_eq!(answer.location, Some(format!("{edit}?saved=1")));
    let fields = [("tender", tender.as_str()), ("revision", &revision), ("facts[title]", "別の件名")];
    let answer = person.browser.call("/api/tenders/edit", &fields).await;
    assert_eq!(answer.status, 409, "{answer:?}");
    let answer = person.browser.post(&edit, "/api/tenders/edit", &fields).await;
    let page = person.browser.follow(&answer).await.text;
    let conflict = page.split_once("What is saved now").expect("the other's values beside").1;
    assert!(conflict.split_once("</dl>").unwrap().0.contains("新しい件名"), "{conflict}");
    assert!(page.contains("value=\"別の件名\""), "what was typed is still there: {page}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("新しい件名") && !page.contains("別の件名"), "{page}");
});

on_both_engines!(an_outsider_cannot_tell_that_a_tender_exists, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let answer = paste(&mut person, &format!("{NOTICE}別")).await;
    let proposed = tender_in(&answer).to_string();
    let mut outsider = server.someone_in("Europe/Oslo").await;
    for id in [&tender, &proposed] {
        for page in ["", "/confirm", "/edit"] {
            let answer = outsider.browser.get(&format!("/tenders/{id}{page}")).await;
            assert_eq!(answer.status, 404, "/tenders/{id}{page}");
            assert!(!answer.text.contains("みなと市"), "{}", answer.text);
        }
        for path in ["/api/tenders/load", "/api/tenders/proposal"] {
            let answer = outsider.browser.call(path, &[("tender", id)]).await;
            assert_eq!(answer.status, 404, "{path}: {answer:?}");
        }
    }
    let facts = [("tender", tender.as_str()), ("revision", "2"), ("facts[title]", "x")];
    let date = [("tender", tender.as_str()), ("date[kind]", "bid_by"), ("date[date]", "2026-12-10")];
    let row = [("tender", tender.as_str()), ("deadline", tender.as_str()), ("revision", "1"), ("date[kind]", "x")];
    let confirm = [("tender", proposed.as_str()), ("revision", "1"), ("facts[title]", "x")];
    assert_eq!(outsider.browser.call("/api/tenders/edit", &facts).await.status, 404);
    assert_eq!(outsider.browser.call("/api/tenders/confirm", &confirm).await.status, 404);
    assert_eq!(outsider.browser.call("/api/deadlines/add", &date).await.status, 404);
    assert_eq!(outsider.browser.call("/api/deadlines/change", &row).await.status, 404);
    assert_eq!(outsider.browser.call("/api/deadlines/remove", &row).await.status, 404);
    let list = outsider.browser.get("/tenders").await.text;
    assert!(!list.contains(&tender) && !list.contains("みなと市"), "{list}");
    let mut stranger = server.stranger();
    let answer = stranger.get(&format!("/tenders/{tender}")).await;
    assert!(answer.location.is_some_and(|to| to.starts_with("/sign-in?next=%2Ftenders%2F")));
    assert_eq!(stranger.call("/api/tenders/load", &[("tender", &tender)]).await.status, 401);
});

on_both_engines!(a_partner_on_the_bid_reads_the_tender_but_does_not_change_its_facts, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let mut partner = server.someone_in("Europe/Oslo").await;
    let mut viewer = server.someone_in("Europe/Oslo").await;
    let mut contributor = server.someone_in("Europe/Oslo").await;
    let seats = [(&person, "coordinator"), (&partner, "writer"), (&viewer, "viewer"), (&contributor, "contributor")];
    server.bid_with(tender, &seats).await;
    let id = tender.to_string();
    let page = partner.browser.get(&format!("/tenders/{id}")).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("09:00 Oslo"), "{}", page.text);
    let facts = [("tender", id.as_str()), ("revision", "2"), ("facts[title]", "x")];
    assert_eq!(partner.browser.call("/api/tenders/edit", &facts).await.status, 403);
    let date =
        [("tender", id.as_str()), ("date[kind]", "briefing"), ("date[date]", "2026-12-01"), ("date[time]", "10:00")];
    assert_eq!(partner.browser.call("/api/deadlines/add", &date).await.status, 200);
    assert_eq!(viewer.browser.call("/api/deadlines/add", &date).await.status, 403);
    assert_eq!(viewer.browser.get(&format!("/tenders/{id}")).await.status, 200);
    assert_eq!(contributor.browser.get(&format!("/tenders/{id}")).await.status, 404);
    assert!(partner.browser.get("/tenders").await.text.contains(&id));
    assert!(!contributor.browser.get("/tenders").await.text.contains(&id));
});

on_both_engines!(a_long_list_continues_where_it_ended, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    for number in 0..51 {
        let title = format!("案件{number:02}");
        person.browser.call("/api/tenders/type", &[("facts[title]", &title)]).await;
    }
    let first = person.browser.get("/tenders").await.text;
    assert!(first.contains("案件50") && !first.contains("案件00"), "{first}");
    let more = first.split("/tenders?after=").nth(1).expect("a way on");
    let more: String = more.chars().take_while(|c| *c != '"').collect();
    let second = person.browser.get(&format!("/tenders?after={more}")).await.text;
    assert!(second.contains("案件00") && !second.contains("案件50"), "{second}");
    assert_eq!(person.browser.get("/tenders?after=nonsense").await.status, 400);
});
