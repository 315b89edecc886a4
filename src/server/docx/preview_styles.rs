//! Lifts the measures of a preview out of its `style` attributes into one style sheet, because the content
//! security policy of a page allows no inline styles. Knows nothing of what the measures mean.

use std::collections::BTreeMap;

/// A preview fit for a page with a strict policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The paper; elements with measures carry `data-ms="n"` instead of a style.
    pub html: String,
    /// The rules for them, to be put into a style element with the page's nonce.
    pub css: String,
}

const ATTRIBUTE: &str = " style=\"";

/// Lifts the styles. Looks inside tags only: text is escaped, so that `<` always opens a tag.
#[must_use]
pub fn lift(html: &str) -> Preview {
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, tag_on) = rest.split_at(open);
        out.push_str(text);
        let end = tag_on.find('>').map_or(tag_on.len(), |at| at + 1);
        let (tag, after) = tag_on.split_at(end);
        push_tag(&mut out, &mut rules, tag);
        rest = after;
    }
    out.push_str(rest);
    let mut numbered: Vec<(&String, &usize)> = rules.iter().collect();
    numbered.sort_by_key(|(_, number)| **number);
    let css = numbered.into_iter().map(|(rule, number)| format!("[data-ms=\"{number}\"]{{{rule}}}\n")).collect();
    Preview { html: out, css }
}

fn push_tag(out: &mut String, rules: &mut BTreeMap<String, usize>, tag: &str) {
    let Some((before, value_on)) = tag.split_once(ATTRIBUTE) else { return out.push_str(tag) };
    let Some((rule, after)) = value_on.split_once('"') else { return out.push_str(tag) };
    let next = rules.len();
    let number = *rules.entry(rule.replace(['{', '}', '<'], "")).or_insert(next);
    out.push_str(&format!("{before} data-ms=\"{number}\"{after}"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_measures_share_one_rule_and_no_style_is_left() {
        let preview =
            lift("<p style=\"width:1mm\">a</p><p class=\"x\" style=\"width:1mm\">b</p><i style=\"height:2mm\"></i>");
        assert_eq!(preview.html, "<p data-ms=\"0\">a</p><p class=\"x\" data-ms=\"0\">b</p><i data-ms=\"1\"></i>");
        assert_eq!(preview.css, "[data-ms=\"0\"]{width:1mm}\n[data-ms=\"1\"]{height:2mm}\n");
    }

    #[test]
    fn a_text_that_speaks_of_styles_stays_as_it_is() {
        let html = "<p>say style=\"x\" &lt;b style=\"y\"&gt;</p>";
        assert_eq!(lift(html).html, html);
    }
}
