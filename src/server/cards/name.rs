//! Names of people as other programs write them: in which script, and which part is which.

/// Whether a text has no letter of another script than Latin.
pub fn is_latin(text: &str) -> bool {
    text.chars().all(|letter| !letter.is_alphabetic() || matches!(letter as u32, 0..0x250 | 0x1e00..0x1f00))
}

/// Whether two texts are one name, however wide, spaced and capitalised.
pub fn is_same(one: &str, other: &str) -> bool {
    let [one_key, other_key] = [one, other].map(super::head::key);
    one == other || (!one_key.is_empty() && one_key == other_key)
}

/// Whether a text is a reading: kana of either sort and width, and nothing else.
pub fn is_kana(text: &str) -> bool {
    let is_kana =
        |letter: char| matches!(letter, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | 'ｦ'..='ﾟ' | ' ' | '\u{3000}');
    !text.trim().is_empty() && text.chars().all(is_kana)
}

/// A reading in two parts, where there is a blank between them.
pub fn kana_parts(reading: &str) -> [String; 2] {
    match reading.trim().split_once([' ', '\u{3000}']) {
        Some((family, given)) => [family.to_owned(), given.trim().to_owned()],
        None => [reading.trim().to_owned(), String::new()],
    }
}

/// Family and given name of a whole name: 山田 太郎; Ingrid Marie Hansen; Hansen, Ingrid.
pub fn parts(whole: &str) -> [String; 2] {
    let whole = whole.trim();
    if let Some((family, given)) = whole.split_once(',') {
        return [family.trim().to_owned(), given.trim().to_owned()];
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    let (family, given) = match words.as_slice() {
        [given @ .., family] if is_latin(whole) => (*family, given),
        [family, given @ ..] => (*family, given),
        [] => return [String::new(), String::new()],
    };
    [family.to_owned(), given.join(" ")]
}

/// Whether the given name stands first in a whole name.
pub fn is_given_first(whole: &str, [family, given]: [&str; 2]) -> Option<bool> {
    if family.is_empty() || given.is_empty() || family == given {
        return None;
    }
    let whole = whole.trim();
    match (whole.starts_with(given) && whole.ends_with(family), whole.starts_with(family) && whole.ends_with(given)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_falls_into_its_parts() {
        for (whole, expected) in [
            ("山田　太郎", ["山田", "太郎"]),
            ("Ingrid Marie Hansen", ["Hansen", "Ingrid Marie"]),
            ("Hansen, Ingrid", ["Hansen", "Ingrid"]),
            ("山田太郎", ["山田太郎", ""]),
            ("Cher", ["Cher", ""]),
            ("", ["", ""]),
        ] {
            assert_eq!(parts(whole), expected, "{whole}");
        }
    }

    #[test]
    fn scripts_are_told_apart() {
        assert!(is_latin("Brønnøysund-Ångström 3") && !is_latin("山") && !is_latin("ー"));
        assert!(is_kana("ヤマダ") && is_kana("ﾔﾏﾀﾞ") && is_kana("やまだ　たろう"));
        assert!(!is_kana("山田") && !is_kana("Harten") && !is_kana(" "));
    }

    #[test]
    fn the_order_shows_in_the_whole_name() {
        assert_eq!(is_given_first("Ingrid Hansen", ["Hansen", "Ingrid"]), Some(true));
        assert_eq!(is_given_first("山田太郎", ["山田", "太郎"]), Some(false));
        assert_eq!(is_given_first("J. Doe", ["Stevenson", "John"]), None);
    }
}
