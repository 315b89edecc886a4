//! What ticks □ in a form: what the form itself says or shows, else ■.

use super::super::tree::{Tag, Tree};

/// Words that ask for a check mark.
const CHECK: [&str; 10] = ["☑", "✓", "✔", "レ点", "レ印", "ﾚ点", "ﾚ印", "「レ」", "チェックマーク", "ﾁｪｯｸﾏｰｸ"];
/// Words that ask for the box to be blackened, beside which ☑ would be wrong.
const BLACKEN: [&str; 7] = ["□を■", "■に", "■と", "「■」", "■印", "黒く塗", "塗りつぶ"];

/// The mark.
pub(super) fn of(tree: &Tree<'_>) -> char {
    // Most forms speak of no mark at all.
    if !tree.text.contains(['☑', '✓', '✔', 'レ', 'ﾚ', 'ッ', 'ｯ']) {
        return '■';
    }
    mark(&printed(tree))
}

/// What is printed, without room: words may be spread over runs.
fn printed(tree: &Tree<'_>) -> String {
    let texts = tree.below(0).filter(|node| matches!(tree.tag(*node), Tag::Text | Tag::CData));
    let letters = texts.flat_map(|node| tree.source(tree.whole(node)).chars());
    letters.filter(|letter| !letter.is_whitespace()).collect()
}

fn mark(printed: &str) -> char {
    let says = |words: &[&str]| words.iter().any(|word| printed.contains(word));
    if says(&CHECK) && !says(&BLACKEN) { '☑' } else { '■' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_says_what_ticks_a_box() {
        for words in ["該当するものに☑", "レ点を付してください", "✓を付してください", "「レ」を記入", "いずれかにﾚ印"]
        {
            assert_eq!(mark(words), '☑', "{words}");
        }
        for words in ["該当する□を■にすること", "ホームページアドレス", "レ点ではなく■に塗りつぶすこと", ""]
        {
            assert_eq!(mark(words), '■', "{words}");
        }
    }
}
