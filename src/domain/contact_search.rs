//! Search by pieces: which pieces of a name, its reading and its Latin form are kept, and which ones a question asks
//! for. Two signs of Japanese, three Latin letters: as many pieces, about as rare. Texts come in folded (one width,
//! small letters, no accents).

use std::collections::BTreeSet;

use super::romaji;

/// Marks the beginning of a word.
const START: char = '^';
/// Longest question, in characters.
pub const MOST_ASKED: usize = 80;
/// Most pieces of one way to read a question.
const MOST_PIECES: usize = 60;
/// Most ways to read one.
const MOST_WAYS: usize = 8;

/// One way to read a question: the pieces, and how many of them somebody must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The pieces.
    pub grams: Vec<String>,
    /// The same, word by word; a piece of two words stands at the first.
    pub words: Vec<Vec<String>>,
    /// How many of them are enough.
    pub enough: usize,
}

/// The pieces that are kept for some texts.
#[must_use]
pub fn kept<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
    let mut grams = BTreeSet::new();
    for text in texts {
        for run in runs(text) {
            let run = hiragana(run);
            pieces(&run, &mut grams);
            first(&run, &mut grams);
            if run.chars().all(is_kana) {
                let short = romaji::shortened(&run);
                pieces(&short, &mut grams);
                first(&short, &mut grams);
            } else if let Some(short) = romaji::short_latin(&run).filter(|short| *short != run) {
                // Satou and Ohno, where somebody asks for Sato and Ono.
                pieces(&short, &mut grams);
                first(&short, &mut grams);
            }
        }
    }
    grams
}

/// The ways to read a question: as it stands, Latin words as Japanese ones and Japanese readings in Latin letters, with
/// long vowels and without; of several Latin words also some of them as Japanese ones, for of a person and an organisation
/// perhaps only one has a reading.
#[must_use]
pub fn asked(text: &str) -> Vec<Way> {
    let text: String = text.chars().take(MOST_ASKED).collect();
    let words: Vec<String> = runs(&text).map(hiragana).collect();
    let as_kana = each(&words, romaji::to_hiragana);
    let short = each(&as_kana, |word| is_reading(word).then(|| romaji::shortened(word)));
    let as_latin = each(&words, romaji::to_latin);
    let short_latin = each(&short, romaji::to_latin);
    let mut ways = vec![way(&words)];
    if as_kana != words {
        ways.extend([way(&as_kana), way(&short), way(&short_latin)]);
        for at in 1..words.len() {
            let (first, second) = (words.split_at(at), short.split_at(at));
            ways.push(way(&[second.0, first.1].concat()));
            ways.push(way(&[first.0, second.1].concat()));
        }
    } else if as_latin != words {
        ways.extend([way(&as_latin), way(&short_latin)]);
        // オーノ and オオノ; さとう is asked for as it stands, or さとみ would be found as well.
        if words.iter().any(|word| word.contains('ー')) {
            ways.push(way(&short));
        }
    }
    let mut different: Vec<Way> = Vec::new();
    for way in ways {
        if !way.grams.is_empty() && !different.contains(&way) && different.len() < MOST_WAYS {
            different.push(way);
        }
    }
    different
}

/// How much of a question somebody has who has these pieces, in thousandths of the way that fits best; none where that is
/// not enough. As the statement counts it that looks for contacts.
#[must_use]
pub fn score(ways: &[Way], kept: &BTreeSet<String>) -> Option<usize> {
    ways.iter()
        .filter_map(|way| {
            let had = way.grams.iter().filter(|gram| kept.contains(*gram)).count();
            (had >= way.enough).then(|| had * 1_000 / way.grams.len().max(1))
        })
        .max()
}

/// Each word in another writing, or as it is where it has none.
fn each(words: &[String], other: impl Fn(&str) -> Option<String>) -> Vec<String> {
    words.iter().map(|word| other(word).filter(|other| !other.is_empty()).unwrap_or_else(|| word.clone())).collect()
}

fn is_reading(word: &str) -> bool {
    word.chars().all(is_kana)
}

fn way(words: &[String]) -> Way {
    let mut all = BTreeSet::new();
    let mut by_word: Vec<Vec<String>> = Vec::new();
    for word in words {
        let mut grams = BTreeSet::new();
        pieces(word, &mut grams);
        if grams.is_subset(&all) {
            first(word, &mut grams);
        }
        grams.retain(|gram| all.len() < MOST_PIECES && all.insert(gram.clone()));
        if !grams.is_empty() {
            by_word.push(grams.into_iter().collect());
        }
    }
    let grams: Vec<String> = all.into_iter().collect();
    // One sign may be another one, a long name may be written shorter; of a short word everything must be there.
    let enough = if grams.len() < 3 { grams.len() } else { (grams.len() * 2).div_ceil(3) };
    Way { grams, words: by_word, enough }
}

/// Words, and within them stretches of Latin letters apart from the rest.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !is_part(c)).flat_map(|word| {
        let mut runs = Vec::new();
        let mut rest = word;
        while let Some(sign) = rest.chars().next() {
            let is_latin = sign.is_ascii_alphanumeric();
            let end = rest.find(|c: char| c.is_ascii_alphanumeric() != is_latin).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            runs.push(run);
            rest = after;
        }
        runs
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, 'ー' | '々' | '〇')
}

/// Hiragana for katakana.
fn hiragana(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
            other => other,
        })
        .collect()
}

const fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー')
}

/// Two signs of Japanese, three of Latin.
fn pieces(run: &str, grams: &mut BTreeSet<String>) {
    let signs: Vec<char> = run.chars().collect();
    let length = if signs.iter().all(char::is_ascii) { 3 } else { 2 };
    for piece in signs.windows(length) {
        grams.insert(piece.iter().collect());
    }
}

/// The beginning of a word, by which short words are found: one sign of Japanese, up to two Latin letters.
fn first(run: &str, grams: &mut BTreeSet<String>) {
    let length = if run.is_ascii() { 2 } else { 1 };
    let start: String = run.chars().take(length).collect();
    if !start.is_empty() {
        grams.insert(format!("{START}{start}"));
    }
}

/// A key by which names stand in order alike on every engine: the code of each sign, of the first twenty.
#[must_use]
pub fn sort_key(text: &str) -> String {
    hiragana(text).encode_utf16().take(20).map(|unit| format!("{unit:04x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether somebody with these texts is found.
    fn finds(question: &str, texts: &[&str]) -> bool {
        score(&asked(question), &kept(texts.iter().copied())).is_some()
    }

    const SATO: [&str; 3] = ["佐藤 太郎 佐藤太郎", "サトウ タロウ サトウタロウ", "みなと市 防災課"];

    #[test]
    fn a_name_is_found_by_kanji_kana_and_romaji() {
        for question in
            ["佐藤", "佐藤太郎", "さとう", "サトウ", "satou", "sato", "satoh taro", "みなと市", "佐", "minato"]
        {
            assert!(finds(question, &SATO), "{question}");
        }
        for question in ["斎藤", "saito", "すずき", "suzuki", "x"] {
            assert!(!finds(question, &SATO), "{question}");
        }
    }

    #[test]
    fn family_and_given_name_are_found_in_either_order_and_without_a_blank() {
        for question in [
            "佐藤 太郎",
            "太郎 佐藤",
            "太郎佐藤",
            "サトウ タロウ",
            "たろうさとう",
            "sato taro",
            "taro sato",
            "satotaro",
            "tarosato",
        ] {
            assert!(finds(question, &SATO), "{question}");
        }
    }

    #[test]
    fn a_person_is_found_together_with_the_organisation() {
        let with_reading = ["佐藤 太郎 佐藤太郎", "サトウ タロウ", "みなと市", "ミナトシ", "minato city"];
        let latin_only = ["佐藤 太郎 佐藤太郎", "sato taro", "みなと市", "ミナトシ"];
        for question in ["みなと市 佐藤", "佐藤 みなと市", "みなと市佐藤太郎", "minato sato", "sato minatoshi"]
        {
            assert!(finds(question, &with_reading), "{question}");
            assert!(finds(question, &latin_only), "{question}, of whom no reading is kept");
        }
        assert!(finds("minato city sato", &with_reading));
    }

    #[test]
    fn a_reading_finds_who_is_kept_in_latin_letters_alone() {
        for (question, name) in [
            ("さとう", "sato taro"),
            ("サトウ タロウ", "sato taro"),
            ("さとう", "satou"),
            ("ゆうき", "yuki ono"),
            ("ゆうき", "yuuki ono"),
            ("ふじい", "fujii"),
            ("はっとり", "hattori"),
        ] {
            assert!(finds(question, &[name]), "{question}: {name}");
        }
        assert!(!finds("さとう", &["kato jiro"]));
        assert!(!finds("さとう", &["サトミ"]), "a reading is asked for as it stands");
    }

    #[test]
    fn latin_spellings_of_a_long_vowel_find_each_other() {
        let spellings = ["ono", "oono", "ohno"];
        for question in spellings {
            for kept in spellings {
                assert!(finds(question, &[kept]), "{question}: {kept}");
            }
        }
        for (question, kept) in [("yuuki", "yuki"), ("yuki", "yuuki"), ("satoo", "sato"), ("sato", "satoh")] {
            assert!(finds(question, &[kept]), "{question}: {kept}");
        }
        assert!(finds("オーノ", &["オオノ"]));
    }

    #[test]
    fn a_foreign_name_is_found_by_its_letters() {
        let texts = ["ingrid hansen hansen ingrid", "ingrid.hansen@nordlys.example"];
        for question in ["hansen", "ingrid", "in", "hanse", "nordlys"] {
            assert!(finds(question, &texts), "{question}");
        }
        assert!(!finds("johansson", &texts));
    }

    #[test]
    fn spellings_of_a_sound_meet() {
        for (question, reading) in
            [("chiba", "ちば"), ("tiba", "チバ"), ("ohno", "オオノ"), ("ono", "おおの"), ("kohei", "こうへい")]
        {
            assert!(finds(question, &[reading]), "{question}");
        }
    }

    #[test]
    fn a_question_without_words_asks_for_nothing() {
        assert!(asked(" 、 -- ").is_empty());
    }

    #[test]
    fn keys_stand_in_the_order_of_the_readings() {
        assert!(sort_key("アオキ") < sort_key("あんどう"));
        assert!(sort_key("サトウ") < sort_key("すずき"));
    }
}
