//! Feeds of municipalities: RSS 2.0, RSS 1.0 (RDF) and Atom become a list of candidates. No page is fetched.

use super::address;
use super::lines::one_line;
use super::wall_time;
use super::xml::Element;
use crate::server::intake::source::{Candidate, Incoming};

/// More entries than a feed has; the rest is left out.
const MOST_ENTRIES: usize = 5_000;
/// Titles are cut here, in characters.
const LONGEST_TITLE: usize = 500;

/// Reads a feed of any of the three kinds; `None` when the document is none.
pub fn read(root: &Element) -> Option<Incoming> {
    match root.name.as_str() {
        "rss" => {
            let channel = root.child("channel")?;
            Some(feed(channel, channel.all("item")))
        }
        "RDF" => Some(feed(root.child("channel")?, root.all("item"))),
        "feed" => Some(feed(root, root.all("entry"))),
        _ => None,
    }
}

fn feed<'a>(head: &'a Element, entries: impl Iterator<Item = &'a Element>) -> Incoming {
    let base = link(head);
    let candidates = entries.take(MOST_ENTRIES).map(|entry| candidate(entry, base)).collect();
    Incoming::Feed { title: title(head), candidates }
}

fn candidate(entry: &Element, base: Option<&str>) -> Candidate {
    let date =
        ["pubDate", "date", "published", "updated", "issued", "modified"].iter().find_map(|name| entry.value(name));
    Candidate {
        title: title(entry),
        link: link(entry).and_then(|link| address::resolve(base, link)).unwrap_or_default(),
        published: date.and_then(wall_time::feed).map(|time| time.at),
    }
}

fn title(element: &Element) -> String {
    element.value("title").map(one_line).unwrap_or_default().chars().take(LONGEST_TITLE).collect()
}

/// The text of `link` in RSS, the address of the page (not of the feed itself) in Atom, else the item's own name.
fn link(element: &Element) -> Option<&str> {
    let page = || {
        element
            .all("link")
            .filter(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"))
            .find_map(|link| link.attribute("href"))
    };
    element.value("link").or_else(page).or_else(|| element.attribute("about")).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::intake::sources::xml;

    fn candidates(xml: &str) -> (String, Vec<(String, String, Option<String>)>) {
        match read(&xml::parse(xml).unwrap()) {
            Some(Incoming::Feed { title, candidates }) => {
                let rows =
                    candidates.into_iter().map(|one| (one.title, one.link, one.published.map(|at| at.to_string())));
                (title, rows.collect())
            }
            other => panic!("{other:?}"),
        }
    }

    fn row(title: &str, link: &str, at: Option<&str>) -> (String, String, Option<String>) {
        (title.to_owned(), link.to_owned(), at.map(str::to_owned))
    }

    #[test]
    fn rss_is_read_with_its_dates_in_japan() {
        let (title, rows) = candidates(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>みなと市</title><atom:link xmlns:atom=\"a\" rel=\"self\" href=\"https://a.example/rss\"/><link>https://www.city.minato.example/</link>
            <item><title>庁舎清掃業務の\n一般競争入札</title><link>https://www.city.minato.example/1.html</link><pubDate>Fri, 31 Jul 2026 20:00:00 GMT</pubDate></item>
            <item><title>相対アドレス</title><link>news/2.html</link><pubDate>きのう</pubDate></item>
            <item><title>悪いアドレス</title><link>javascript:alert(1)</link></item><item/></channel></rss>",
        );
        assert_eq!(title, "みなと市");
        assert_eq!(
            rows,
            [
                row("庁舎清掃業務の 一般競争入札", "https://www.city.minato.example/1.html", Some("2026-08-01T05:00")),
                row("相対アドレス", "https://www.city.minato.example/news/2.html", None),
                row("悪いアドレス", "", None),
                row("", "", None),
            ]
        );
    }

    #[test]
    fn rdf_is_read() {
        let (title, rows) = candidates(
            "<rdf:RDF xmlns:rdf=\"r\" xmlns:dc=\"d\" xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"https://a.example/rss\"><title>入札</title><link>https://a.example/</link></channel>
            <item rdf:about=\"https://a.example/1\"><title>一</title><link>https://a.example/1.html</link><dc:date>2026-08-01T09:00:00+09:00</dc:date></item>
            <item rdf:about=\"https://a.example/2\"><title>二</title><dc:date>2026-08-02</dc:date></item></rdf:RDF>",
        );
        assert_eq!(title, "入札");
        assert_eq!(rows[0], row("一", "https://a.example/1.html", Some("2026-08-01T09:00")));
        assert_eq!(rows[1], row("二", "https://a.example/2", Some("2026-08-02")));
    }

    #[test]
    fn atom_is_read_by_its_page_not_by_its_feed() {
        let (title, rows) = candidates(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>契約課</title><link rel=\"self\" href=\"https://a.example/atom.xml\"/><link href=\"https://a.example/k/\"/>
            <entry><title>公告</title><link rel=\"enclosure\" href=\"https://a.example/1.pdf\"/><link rel=\"alternate\" href=\"1.html\"/><updated>2026-08-01T00:00:00Z</updated></entry></feed>",
        );
        assert_eq!(title, "契約課");
        assert_eq!(rows, [row("公告", "https://a.example/k/1.html", Some("2026-08-01T09:00"))]);
    }

    #[test]
    fn other_documents_are_no_feed() {
        assert_eq!(read(&xml::parse("<html/>").unwrap()), None);
        assert_eq!(read(&xml::parse("<rss/>").unwrap()), None);
    }
}
