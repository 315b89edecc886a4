//! Several texts of one notice, files that are added, proposals that are put away, and finding them again.

use super::changes::CORRECTION;
use super::support::tenders::Someone;
use super::support::{Answer, on_both_engines};
use super::tenders::{NOTICE, confirmed, fields_of};
use crate::domain::id::TenderId;

const GUIDELINE: &str = "みなと市防災情報配信システム構築業務委託　募集要項\n\
質問書提出期限　令和8年11月13日（金）午後5時\n\
参加表明書提出期限　令和8年11月20日（金）午後5時\n\
開札日時　令和8年12月15日（火）午前10時\n";
const COMMON: &str = "入札参加者共通事項\n市の契約規則を守ること。\n";

fn form_of(files: &[(&str, &str)]) -> reqwest::multipart::Form {
    files.iter().fold(reqwest::multipart::Form::new(), |form, (name, text)| {
        form.part("file", reqwest::multipart::Part::bytes(text.as_bytes().to_vec()).file_name((*name).to_owned()))
    })
}

async fn upload(person: &mut Someone, files: &[(&str, &str)]) -> Answer {
    person.browser.upload("/tenders/new", "/tenders/upload", form_of(files)).await
}

fn tender_in(answer: &Answer) -> TenderId {
    let location = answer.location.as_deref().unwrap_or_else(|| panic!("no redirect: {answer:?}"));
    let id = location.strip_prefix("/tenders/").unwrap_or_else(|| panic!("led to {location}"));
    TenderId::parse(id.split(['/', '?']).next().unwrap()).unwrap_or_else(|| panic!("led to {location}"))
}

async fn confirm(person: &mut Someone, tender: TenderId) {
    let path = format!("/tenders/{tender}/confirm");
    let page = person.browser.get(&path).await.text;
    let fields = fields_of(&page, true);
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = person.browser.post(&path, "/api/tenders/confirm", &fields).await;
    assert_eq!(answer.location, Some(format!("/tenders/{tender}")), "{answer:?}");
}

/// The value of the first field of that name.
fn value_of(page: &str, name: &str) -> String {
    let rest = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {page}")).1;
    rest.split_once('"').unwrap().0.to_owned()
}

on_both_engines!(several_files_are_one_tender_and_each_value_leads_to_its_file, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let answer = upload(&mut person, &[("要項.txt", GUIDELINE), ("公告.txt", NOTICE)]).await;
    let tender = tender_in(&answer);
    let page = person.browser.follow(&answer).await.text;
    assert_eq!(page.matches("class=\"source-tab\"").count(), 2, "{page}");
    confirm(&mut person, tender).await;
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    let files: std::collections::BTreeSet<&str> =
        page.split(&format!("/tenders/{tender}/files/")).skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert_eq!(files.len(), 2, "both originals are kept: {files:?}");
    let row = page.split("<tr").find(|row| row.contains("開札日時")).expect("a date that only the guideline has");
    assert!(row.contains("要項.txt"), "{row}");
    let row = page.split("<tr").find(|row| row.contains("2026-12-10")).expect("a date that only the notice has");
    assert!(row.contains("公告.txt"), "{row}");
});

on_both_engines!(a_file_is_added_to_a_proposal_and_all_is_read_once_more, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = tender_in(&upload(&mut person, &[("公告.txt", NOTICE)]).await);
    let page = format!("/tenders/{tender}/confirm");
    let path = format!("/tenders/{tender}/upload");
    let more = form_of(&[("公告の写し.txt", NOTICE), ("要項.txt", GUIDELINE)]);
    let answer = person.browser.upload(&page, &path, more).await;
    assert_eq!(answer.location, Some(page.clone()), "{answer:?}");
    let shown = person.browser.get(&page).await.text;
    assert_eq!(shown.matches("class=\"source-tab\"").count(), 2, "the copy is not kept twice: {shown}");
    assert!(shown.contains("2026-12-15"), "a date of the added file is proposed");
    let answer = person.browser.upload(&page, &path, form_of(&[("公告.txt", NOTICE)])).await;
    assert!(answer.location.is_some_and(|to| to.contains("kept=")), "nothing in it is new");

    let mut stranger = server.stranger();
    assert_eq!(stranger.upload(&page, &path, form_of(&[("a.txt", COMMON)])).await.status, 303);
    let mut outsider = server.someone_in("Europe/Oslo").await;
    let answer = outsider.browser.upload(&page, &path, form_of(&[("a.txt", COMMON)])).await;
    let page_of_outsider = outsider.browser.follow(&answer).await;
    assert_eq!(page_of_outsider.status, 404);
    confirm(&mut person, tender).await;
    let answer = person.browser.upload(&page, &path, form_of(&[("a.txt", COMMON)])).await;
    assert!(answer.location.is_some_and(|to| to.contains("kept=")), "a confirmed tender is changed otherwise");
});

on_both_engines!(a_change_that_waits_is_not_read_into_the_proposal, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = tender_in(&upload(&mut person, &[("公告.txt", NOTICE)]).await);
    let answer = upload(&mut person, &[("訂正.txt", CORRECTION)]).await;
    assert_eq!(tender_in(&answer), tender, "it seems to belong to the tender");
    let page = format!("/tenders/{tender}/confirm");
    person.browser.upload(&page, &format!("/tenders/{tender}/upload"), form_of(&[("要項.txt", GUIDELINE)])).await;
    confirm(&mut person, tender).await;
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(!page.contains("2026-12-17"), "nobody accepted the correction: {page}");
    let row = page.split("<tr").find(|row| row.contains("開札日時")).expect("a date that only the guideline has");
    assert!(row.contains("要項.txt"), "a sentence names its text by its place: {row}");
});

on_both_engines!(any_text_of_a_tender_is_recognised_but_a_common_part_makes_no_other_the_same, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let first = tender_in(&upload(&mut person, &[("公告.txt", NOTICE), ("共通.txt", COMMON)]).await);
    let again = upload(&mut person, &[("共通.txt", COMMON)]).await;
    let page = person.browser.follow(&again).await.text;
    assert!(page.contains(&format!("/tenders/{first}")), "{page}");
    let other = NOTICE.replace("42", "43");
    let second = upload(&mut person, &[("公告.txt", &other), ("共通.txt", COMMON)]).await;
    assert_ne!(tender_in(&second), first, "{second:?}");
});

on_both_engines!(more_files_than_are_taken_are_refused_whole, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let texts: Vec<(String, String)> =
        (0..21).map(|number| (format!("{number}.txt"), format!("{NOTICE}{number}"))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let answer = upload(&mut person, &files).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("At most 20 files"), "{page}");
    let large = "a".repeat(16 * 1024 * 1024);
    let answer =
        upload(&mut person, &[("1.txt", &large), ("2.txt", &large), ("3.txt", &large), ("4.txt", &large)]).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("too large together"), "{page}");
    assert!(!person.browser.get("/tenders").await.text.contains("/confirm"), "nothing was kept");
});

on_both_engines!(an_unwanted_proposal_is_put_away_and_taken_back, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = tender_in(&upload(&mut person, &[("公告.txt", NOTICE)]).await).to_string();
    let confirm_page = format!("/tenders/{tender}/confirm");
    let page = person.browser.get(&confirm_page).await.text;
    let revision = value_of(&page, "revision");
    let fields = [("tender", tender.as_str()), ("revision", &revision)];
    let answer = person.browser.post(&confirm_page, "/api/tenders/discard", &fields).await;
    assert_eq!(answer.location, Some(format!("/tenders/{tender}")), "{answer:?}");
    assert_eq!(person.browser.call("/api/tenders/discard", &fields).await.status, 409);
    assert!(!person.browser.get("/tenders").await.text.contains(&tender), "it left the list");
    assert!(person.browser.get("/tenders?show=discarded").await.text.contains(&tender));
    let confirm = [("tender", tender.as_str()), ("revision", "2"), ("facts[title]", "x")];
    assert_eq!(person.browser.call("/api/tenders/confirm", &confirm).await.status, 422);
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    let fields = [("tender", tender.as_str()), ("revision", "2")];
    assert!(page.contains("/api/tenders/take-back"), "{page}");
    assert_eq!(person.browser.call("/api/tenders/take-back", &fields).await.status, 200);
    assert!(person.browser.get("/tenders?show=to_confirm").await.text.contains(&tender));
});

on_both_engines!(tenders_are_found_by_part_and_by_words, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let open = confirmed(&mut person).await.to_string();
    let ahead = [("tender", open.as_str()), ("date[kind]", "payment"), ("date[date]", "2099-01-05")];
    assert_eq!(person.browser.call("/api/deadlines/add", &ahead).await.status, 200);
    let fields = [("facts[title]", "ﾌｪﾘｰ乗場の改修"), ("facts[place]", "港町１丁目")];
    let typed = person.browser.post("/tenders/new", "/api/tenders/type", &fields).await;
    let typed = tender_in(&typed).to_string();
    let date = [("tender", typed.as_str()), ("date[kind]", "bid_by"), ("date[date]", "2020-01-10")];
    assert_eq!(person.browser.call("/api/deadlines/add", &date).await.status, 200);
    let found =
        |page: String| (page.contains(&format!("/tenders/{open}\"")), page.contains(&format!("/tenders/{typed}\"")));
    assert_eq!(found(person.browser.get("/tenders").await.text), (true, true));
    assert_eq!(found(person.browser.get("/tenders?show=open").await.text), (true, false));
    assert_eq!(found(person.browser.get("/tenders?show=past").await.text), (false, true));
    assert_eq!(found(person.browser.get("/tenders?show=to_confirm").await.text), (false, false));
    let words = |text: &str| {
        let query = serde_urlencoded::to_string([("words", text)]).unwrap();
        format!("/tenders?{query}")
    };
    assert_eq!(found(person.browser.get(&words("フェリー 港町1")).await.text), (false, true));
    assert_eq!(found(person.browser.get(&words("防災　みなと市長")).await.text), (true, false));
    assert_eq!(found(person.browser.get(&words("防災 フェリー")).await.text), (false, false));
});

on_both_engines!(more_than_a_tender_holds_is_told_before_anything_is_confirmed, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let dates = |from: usize| -> String {
        (from..from + 90).map(|days| format!("({days}) 契約書類提出期限　落札決定後{days}日以内\n")).collect()
    };
    let texts =
        [format!("{NOTICE}{}", dates(1)), format!("仕様書\n{}", dates(101)), format!("共通事項\n{}", dates(201))];
    let files = [("公告.txt", texts[0].as_str()), ("仕様書.txt", &texts[1]), ("共通.txt", &texts[2])];
    let tender = tender_in(&upload(&mut person, &files).await);
    let page = person.browser.get(&format!("/tenders/{tender}/confirm")).await.text;
    assert!(page.contains("the first 200 are below, 70 are not shown"), "{page}");
    assert!(page.contains("name=\"relative[199][include]\"") && !page.contains("name=\"relative[200][include]\""));
    confirm(&mut person, tender).await;
    let kept = server.value_of("select count(*) from relative_date where tender_id = $1", &[&tender.to_string()]).await;
    assert_eq!(kept, "200", "whatever the page showed is kept");
});

on_both_engines!(of_several_notices_each_is_told_for_what_it_is, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let portal = |results: &[(&str, &str)]| {
        let results: String = results
            .iter()
            .map(|(key, text)| {
                format!(
                    "<SearchResult><ResultId>1</ResultId><Key>{key}</Key><ProjectName>{}</ProjectName>\
                     <ProjectDescription>{text}</ProjectDescription></SearchResult>",
                    text.lines().find_map(|line| line.strip_prefix("業務名　")).unwrap_or("訂正公告")
                )
            })
            .collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Results><SearchResults>{results}</SearchResults></Results>"
        )
    };
    let other = NOTICE.replace("防災情報配信", "観光案内").replace("第42号", "第43号");
    let third = NOTICE.replace("防災情報配信", "道路台帳").replace("第42号", "第44号");
    let text = portal(&[("A", &other), ("B", CORRECTION), ("C", &third)]);
    let answer = person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", &text)]).await;
    let place = answer.location.clone().expect("a redirect");
    assert_eq!(place, "/tenders?show=to_confirm&made=2&offered=1&known=0", "{answer:?}");
    let page = person.browser.get(&place).await.text;
    assert!(page.contains("観光案内システム") && page.contains("道路台帳システム"), "all are proposed: {page}");
    assert!(page.contains("1 seems to be about a tender that is here"), "{page}");
    assert!(page.contains(&format!("/tenders/{tender}/changes/")), "the question is one step away: {page}");
    let answer = upload(&mut person, &[("結果.xml", &text)]).await;
    assert_eq!(answer.location.as_deref(), Some("/tenders?made=0&offered=0&known=3"), "{answer:?}");
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("3 were known already"), "{page}");
    let mut other = server.someone_in("Asia/Tokyo").await;
    assert!(!other.browser.get("/tenders").await.text.contains("/changes/"), "another firm is asked nothing");
});
