//! The copy for those who judge (副本): what still names a firm or a person in it. The papers leave names out
//! where a form prints them; what people have written themselves stands as they wrote it.

use std::collections::BTreeSet;

use super::Source;
use crate::domain::anonymity::bare;
use crate::domain::document::BidFacts;
use crate::domain::document_settings::DocumentSettings;
use crate::domain::manuscript::{Manuscript, Paragraph};
use crate::domain::text::half_width;

/// Shorter names are like too many other words.
const SHORTEST: usize = 2;
/// The names of the bid's firms and people that the copy still holds.
pub(super) fn named(source: &Source, settings: &DocumentSettings, copy: &Manuscript) -> Vec<String> {
    let footnotes = copy.paragraphs().flat_map(Paragraph::footnotes);
    let text = footnotes.fold(copy.plain_text(), |text, note| text + "\n" + note);
    let own = [settings.contact.name.as_str(), settings.agent.as_ref().map_or("", |agent| agent.name.as_str())];
    held(&text, names(&source.facts).chain(own))
}

fn names(facts: &BidFacts) -> impl Iterator<Item = &str> {
    let of_members = facts.members.iter().flat_map(|member| {
        [
            member.name.as_str(),
            member.registration.latin.as_str(),
            member.representative_name.as_str(),
            member.representative_katakana.as_str(),
            member.representative_latin.as_str(),
            member.contact.name.as_str(),
        ]
    });
    let people = facts.records.iter().flat_map(|record| record.people.iter().map(String::as_str));
    facts.joint_venture_name.as_deref().into_iter().chain(of_members).chain(people)
}

/// The names that a text holds, widths and blanks apart; a firm's also without the word for its form.
fn held<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let text = squeezed(text);
    let is_held = |name: &str| {
        let bare = bare(&squeezed(name));
        bare.chars().count() >= SHORTEST && text.contains(&bare)
    };
    let found: BTreeSet<&str> = names.map(str::trim).filter(|name| is_held(name)).collect();
    found.into_iter().map(str::to_owned).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::held;

    #[test]
    fn a_name_is_found_however_it_is_spaced_and_without_the_word_for_its_form() {
        let names = ["みなと技研株式会社", "Nordlys AS", "佐藤　花子", "", "株式会社"];
        let found = |text: &str| held(text, names.into_iter());
        assert_eq!(found("みなと技研の実績と、ＮｏｒｄｌｙｓＡＳの設計"), ["Nordlys AS", "みなと技研株式会社"]);
        assert_eq!(found("責任者は佐藤花子です。"), ["佐藤　花子"]);
        assert!(found("提案者は株式会社として業務を行います。").is_empty());
    }
}
