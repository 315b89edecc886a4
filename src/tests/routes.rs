//! Every page: whole on the server, not found for what is not there, and said in the reader's language.

use leptos_axum::generate_route_list;
use leptos_router::SsrMode;

use super::support::bids::TestBid;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::id::BidId;
use crate::ui::app::App;

#[tokio::test]
async fn every_route_renders_whole() {
    let routes = generate_route_list(App);
    assert!(routes.len() > 2);
    for route in routes {
        assert_eq!(route.mode(), &SsrMode::Async, "{}", route.path());
    }
}

/// Patterns of the pages, with `:name` for what varies.
fn patterns() -> Vec<String> {
    generate_route_list(App).iter().map(|route| route.path().replace('{', ":").replace('}', "")).collect()
}

/// The segments of a pattern that vary.
fn names(pattern: &str) -> Vec<&str> {
    pattern.split('/').filter(|part| part.starts_with(':')).collect()
}

fn address(pattern: &str, bid: &TestBid, section: &str, change: &str) -> String {
    pattern
        .replace(":change", change)
        .replace(":bid", &bid.id)
        .replace(":tender", &bid.tender)
        .replace(":section", section)
        .replace(":form", "F01")
        .replace(":kind", "reference")
        .replace(":secret", "none")
}

on_both_engines!(what_is_not_there_is_not_found, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await[0].clone();
    let change = server.change_of(&bid.tender).await;
    let mut person = bid.coordinator.clone();
    let mut wrong = Vec::new();
    for pattern in patterns() {
        for name in names(&pattern) {
            for value in [BidId::fresh().to_string(), "x".to_owned()] {
                let broken = pattern.replacen(name, &value, 1);
                let status = person.browser.get(&address(&broken, &bid, &section, &change)).await.status;
                // A link that is spent, wrong or old is gone; which of them it is, nobody is told.
                let expected = if name == ":secret" { 410 } else { 404 };
                if status != expected {
                    wrong.push(format!("{broken}: {status}"));
                }
            }
        }
    }
    for path in ["/nothing", "/bid", "/tenders/x/y", "/%00", "/..%2f"] {
        let status = person.browser.get(path).await.status;
        if status != 404 {
            wrong.push(format!("{path}: {status}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
});

/// A piece of text with the language in which it stands.
struct Said {
    text: String,
    lang: String,
}

/// What stands between `<name` and `</name>` is no text for readers.
const SILENT: [&str; 4] = ["script", "style", "template", "textarea"];
const EMPTY: [&str; 8] = ["meta", "link", "input", "br", "hr", "img", "wbr", "col"];

/// The texts of a page's body, each with the `lang` that is nearest to it.
fn said(html: &str) -> Vec<Said> {
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    let mut texts = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let text = rest[..at].trim();
        let is_silent = open.iter().any(|(name, _)| SILENT.contains(&name.as_str()));
        if !text.is_empty() && !is_silent {
            let lang = open.iter().rev().find_map(|(_, lang)| lang.clone()).unwrap_or_default();
            texts.push(Said { text: text.to_owned(), lang });
        }
        let end = if rest[at..].starts_with("<!--") {
            rest[at..].find("-->").map(|end| end + 2)
        } else {
            rest[at..].find('>')
        };
        let Some(end) = end else { break };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        follow(tag, &mut open);
    }
    texts
}

fn follow(tag: &str, open: &mut Vec<(String, Option<String>)>) {
    if let Some(name) = tag.strip_prefix('/') {
        if let Some(at) = open.iter().rposition(|(open, _)| open == name.trim()) {
            open.truncate(at);
        }
    } else if !tag.starts_with('!') {
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        let lang = tag.split_once(" lang=\"").and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned);
        if !EMPTY.contains(&name.as_str()) && !tag.ends_with('/') {
            open.push((name, lang));
        }
    }
}

fn is_japanese(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ん' | 'ァ'..='ヺ' | '一'..='鿿')
}

/// Names and titles that the test's own people typed.
const TYPED: [&str; 8] = [
    "みなと技研株式会社",
    "佐藤 花子",
    "みなと市防災情報配信システム構築業務委託",
    "みなと市長",
    "広島県呉市中央1-1",
    "結び",
    "日本語",
    "令和",
];

/// A text in Japanese alone that an English page does not mark. English that quotes a term says what it is.
fn is_untranslated_in_english(said: &Said) -> bool {
    let has_words = said.text.chars().filter(char::is_ascii_alphabetic).count() >= 3;
    let is_typed = TYPED.iter().any(|typed| said.text.contains(typed));
    said.text.chars().any(is_japanese) && !has_words && said.lang != "ja" && !is_typed
}

/// Three English words or more, and no Japanese, that a Japanese page does not mark.
fn is_untranslated_in_japanese(said: &Said) -> bool {
    let text = said.text.replace("&amp;", "&");
    let words = text.split_whitespace().filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic()));
    words.count() >= 3 && !text.chars().any(is_japanese) && said.lang != "en"
}

/// What is wrong with a page in a language.
fn faults(html: &str, tag: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if !html.contains(&format!("<html lang=\"{tag}\"")) {
        wrong.push(format!("no lang={tag}"));
    }
    let headings = html.matches("<h1").count();
    if headings != 1 {
        wrong.push(format!("{headings} headings of the first rank"));
    }
    let title = html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map(|(title, _)| title);
    if title.is_none_or(|title| !title.contains("Musubi") || title.trim().len() <= "Musubi".len()) {
        wrong.push(format!("title {title:?}"));
    }
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    let root = format!("<html lang=\"{tag}\">{body}");
    let strange = said(&root).into_iter().filter(|said| match tag {
        "en" => is_untranslated_in_english(said),
        _ => is_untranslated_in_japanese(said),
    });
    wrong.extend(strange.map(|said| format!("“{}” ({})", said.text, said.lang)));
    wrong
}

async fn speak(server: &TestServer, person: &Person, language: &str) {
    server.run_sql("update user_account set language = $1 where id = $2", &[language, &person.user.to_string()]).await;
}

on_both_engines!(every_page_is_said_in_both_languages, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await[0].clone();
    let change = server.change_of(&bid.tender).await;
    let mut person = bid.coordinator.clone();
    let administer = "update user_account set is_administrator = 1 where id = $1";
    server.run_sql(administer, &[&person.user.to_string()]).await;
    let mut wrong = Vec::new();
    for tag in ["ja", "en"] {
        speak(&server, &person, tag).await;
        for pattern in patterns() {
            let answer = person.browser.get(&address(&pattern, &bid, &section, &change)).await;
            // Who is signed in is sent on from the page for signing in.
            if answer.status != 303 {
                wrong.extend(faults(&answer.text, tag).into_iter().map(|fault| format!("{tag} {pattern}: {fault}")));
            }
        }
        let lost = person.browser.get("/nothing").await;
        wrong.extend(faults(&lost.text, tag).into_iter().map(|fault| format!("{tag} not found: {fault}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
});

#[test]
fn the_check_of_languages_sees_what_it_must() {
    let page = |body: &str| {
        format!("<html lang=\"en\"><head><title>Bids · Musubi</title></head><body><h1>Bids</h1>{body}</body></html>")
    };
    assert_eq!(faults(&page("<p>Bid form (入札書)</p><p lang=\"ja\">入札書</p>"), "en"), Vec::<String>::new());
    assert_eq!(faults(&page("<p>入札書</p>"), "en").len(), 1);
    assert_eq!(faults(&page("<div lang=\"ja\"><br><p lang=\"en\">入札書</p></div>"), "en").len(), 1);
    assert_eq!(faults(&page("<script>入札書</script><!-- 入札書 > -->"), "en"), Vec::<String>::new());
}
