//! Addresses that a source names. Nothing is fetched; what is neither of the web nor relative is left out.

use url::Url;

/// More documents than any notice names.
pub const MOST_DOCUMENTS: usize = 200;
/// Endings of what a notice's page links to.
const DOCUMENTS: [&str; 8] = ["pdf", "doc", "docx", "xls", "xlsx", "xlsm", "rtf", "zip"];

/// Whether an address is http or https.
pub fn is_web(address: &str) -> bool {
    Url::parse(address.trim()).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether an address is of the web or relative, and names a document by its ending.
pub fn is_document(address: &str) -> bool {
    let is_relative = || Url::parse(address) == Err(url::ParseError::RelativeUrlWithoutBase);
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    DOCUMENTS.contains(&ending.as_str()) && (is_web(address) || is_relative())
}

/// The address that a relative one means on a page; `None` for any other scheme.
pub fn resolve(base: Option<&str>, address: &str) -> Option<String> {
    let address = address.trim();
    if is_web(address) {
        return Some(address.to_owned());
    }
    if Url::parse(address) != Err(url::ParseError::RelativeUrlWithoutBase) || address.is_empty() {
        return None;
    }
    let joined = Url::parse(base?.trim()).ok()?.join(address).ok()?.to_string();
    is_web(&joined).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_kept() {
        let base = Some("https://www.city.minato.example/news/index.html");
        assert_eq!(resolve(base, "../a.html").as_deref(), Some("https://www.city.minato.example/a.html"));
        assert_eq!(resolve(base, "/b").as_deref(), Some("https://www.city.minato.example/b"));
        assert_eq!(resolve(None, "/b"), None);
        assert_eq!(resolve(Some("javascript:1"), "b"), None);
        for wrong in ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", ""] {
            assert_eq!(resolve(base, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn documents_are_known_by_their_endings() {
        assert!(is_document("../_res/01_koukoku.PDF?x=1"));
        assert!(is_document("https://www.city.minato.example/a.docx#p"));
        assert!(!is_document("javascript:open('a.pdf')"));
        assert!(!is_document("mailto:a.pdf"));
        assert!(!is_document("index.html"));
    }
}
