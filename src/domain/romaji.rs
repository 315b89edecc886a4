//! Kana of what is typed in Latin letters: Hepburn, Kunrei and what input methods take, by a table of our own; and back, in
//! Hepburn.
//! It serves search only: what is written stays as it was written.

/// Syllables of one to three letters, longest first; where spellings differ, all of them stand here.
const SYLLABLES: &[(&str, &str)] = &[
    ("kya", "きゃ"),
    ("kyu", "きゅ"),
    ("kyo", "きょ"),
    ("sha", "しゃ"),
    ("shu", "しゅ"),
    ("sho", "しょ"),
    ("shi", "し"),
    ("she", "しぇ"),
    ("sya", "しゃ"),
    ("syu", "しゅ"),
    ("syo", "しょ"),
    ("cha", "ちゃ"),
    ("chu", "ちゅ"),
    ("cho", "ちょ"),
    ("chi", "ち"),
    ("che", "ちぇ"),
    ("tya", "ちゃ"),
    ("tyu", "ちゅ"),
    ("tyo", "ちょ"),
    ("tsu", "つ"),
    ("nya", "にゃ"),
    ("nyu", "にゅ"),
    ("nyo", "にょ"),
    ("hya", "ひゃ"),
    ("hyu", "ひゅ"),
    ("hyo", "ひょ"),
    ("mya", "みゃ"),
    ("myu", "みゅ"),
    ("myo", "みょ"),
    ("rya", "りゃ"),
    ("ryu", "りゅ"),
    ("ryo", "りょ"),
    ("gya", "ぎゃ"),
    ("gyu", "ぎゅ"),
    ("gyo", "ぎょ"),
    ("zya", "じゃ"),
    ("zyu", "じゅ"),
    ("zyo", "じょ"),
    ("jya", "じゃ"),
    ("jyu", "じゅ"),
    ("jyo", "じょ"),
    ("dya", "ぢゃ"),
    ("dyu", "ぢゅ"),
    ("dyo", "ぢょ"),
    ("bya", "びゃ"),
    ("byu", "びゅ"),
    ("byo", "びょ"),
    ("pya", "ぴゃ"),
    ("pyu", "ぴゅ"),
    ("pyo", "ぴょ"),
    ("dzu", "づ"),
    ("ka", "か"),
    ("ki", "き"),
    ("ku", "く"),
    ("ke", "け"),
    ("ko", "こ"),
    ("sa", "さ"),
    ("si", "し"),
    ("su", "す"),
    ("se", "せ"),
    ("so", "そ"),
    ("ta", "た"),
    ("ti", "ち"),
    ("tu", "つ"),
    ("te", "て"),
    ("to", "と"),
    ("na", "な"),
    ("ni", "に"),
    ("nu", "ぬ"),
    ("ne", "ね"),
    ("no", "の"),
    ("ha", "は"),
    ("hi", "ひ"),
    ("hu", "ふ"),
    ("fu", "ふ"),
    ("he", "へ"),
    ("ho", "ほ"),
    ("fa", "ふぁ"),
    ("fi", "ふぃ"),
    ("fe", "ふぇ"),
    ("fo", "ふぉ"),
    ("ma", "ま"),
    ("mi", "み"),
    ("mu", "む"),
    ("me", "め"),
    ("mo", "も"),
    ("ya", "や"),
    ("yu", "ゆ"),
    ("yo", "よ"),
    ("ra", "ら"),
    ("ri", "り"),
    ("ru", "る"),
    ("re", "れ"),
    ("ro", "ろ"),
    ("wa", "わ"),
    ("wo", "を"),
    ("ga", "が"),
    ("gi", "ぎ"),
    ("gu", "ぐ"),
    ("ge", "げ"),
    ("go", "ご"),
    ("za", "ざ"),
    ("zi", "じ"),
    ("zu", "ず"),
    ("ze", "ぜ"),
    ("zo", "ぞ"),
    ("ja", "じゃ"),
    ("ji", "じ"),
    ("ju", "じゅ"),
    ("je", "じぇ"),
    ("jo", "じょ"),
    ("da", "だ"),
    ("di", "ぢ"),
    ("du", "づ"),
    ("de", "で"),
    ("do", "ど"),
    ("ba", "ば"),
    ("bi", "び"),
    ("bu", "ぶ"),
    ("be", "べ"),
    ("bo", "ぼ"),
    ("pa", "ぱ"),
    ("pi", "ぴ"),
    ("pu", "ぷ"),
    ("pe", "ぺ"),
    ("po", "ぽ"),
    ("a", "あ"),
    ("i", "い"),
    ("u", "う"),
    ("e", "え"),
    ("o", "お"),
];

/// Sounds that Hepburn spells otherwise than the first line of `SYLLABLES` that has them.
const HEPBURN: &[(&str, &str)] = &[
    ("じゃ", "ja"),
    ("じゅ", "ju"),
    ("じょ", "jo"),
    ("ぢゃ", "ja"),
    ("ぢゅ", "ju"),
    ("ぢょ", "jo"),
    ("ふ", "fu"),
    ("じ", "ji"),
    ("ぢ", "ji"),
    ("づ", "zu"),
    ("を", "o"),
];

/// Small Latin letters of a word in hiragana, each sound as it is written; `None` when something else stands in it.
#[must_use]
pub fn to_latin(kana: &str) -> Option<String> {
    let mut latin = String::with_capacity(kana.len());
    let mut is_doubled = false;
    let mut rest = kana;
    while let Some(sound) = rest.chars().next() {
        let mark = match sound {
            'ん' => Some("n"),
            'っ' | 'ー' => Some(""),
            _ => None,
        };
        let (letters, length) = match mark {
            Some(letters) => (letters, sound.len_utf8()),
            None => syllable(rest)?,
        };
        if is_doubled && let Some(first) = letters.chars().next() {
            latin.push(if first == 'c' { 't' } else { first });
        }
        is_doubled = sound == 'っ';
        latin.push_str(letters);
        rest = rest.get(length..)?;
    }
    (!latin.is_empty()).then_some(latin)
}

/// The letters of the longest sound with which a text begins, and how many bytes it takes.
fn syllable(kana: &str) -> Option<(&'static str, usize)> {
    let known = HEPBURN.iter().copied().chain(SYLLABLES.iter().map(|(letters, sound)| (*sound, *letters)));
    let mut longest: Option<(&'static str, usize)> = None;
    for (sound, letters) in known.filter(|(sound, _)| kana.starts_with(sound)) {
        if longest.is_none_or(|(_, length)| sound.len() > length) {
            longest = Some((letters, sound.len()));
        }
    }
    longest
}

/// A word in small Latin letters with its long vowels written short, where it reads as a Japanese one: satou, satoh and
/// satoo as sato.
#[must_use]
pub fn short_latin(word: &str) -> Option<String> {
    to_latin(&shortened(&to_hiragana(word)?))
}

/// Hiragana of a word in small Latin letters; `None` when it is no Japanese word.
#[must_use]
pub fn to_hiragana(word: &str) -> Option<String> {
    let mut kana = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        if let Some((letters, sound)) = SYLLABLES.iter().find(|(letters, _)| rest.starts_with(letters)) {
            kana.push_str(sound);
            rest = rest.get(letters.len()..)?;
            // Ohno, Satoh: the h lengthens the o.
            if letters.ends_with('o') && is_lengthening(rest) {
                rest = rest.get(1..)?;
            }
            continue;
        }
        let (sound, length) = single(rest)?;
        kana.push_str(sound);
        rest = rest.get(length..)?;
    }
    (!kana.is_empty()).then_some(kana)
}

/// A sound without a vowel of its own, and how many letters it takes.
fn single(rest: &str) -> Option<(&'static str, usize)> {
    let mut letters = rest.chars();
    let (first, next) = (letters.next()?, letters.next());
    match (first, next) {
        ('n', Some('\'')) => Some(("ん", 2)),
        ('n', _) => Some(("ん", 1)),
        // 新聞 as shimbun.
        ('m', Some('b' | 'm' | 'p')) => Some(("ん", 1)),
        // 八丁 as hatchō.
        ('t', Some('c')) => Some(("っ", 1)),
        (first, Some(next)) if first == next && is_consonant(first) => Some(("っ", 1)),
        ('-', _) => Some(("ー", 1)),
        _ => None,
    }
}

fn is_lengthening(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next() == Some('h') && letters.next().is_none_or(is_consonant)
}

const fn is_consonant(letter: char) -> bool {
    letter.is_ascii_lowercase() && !matches!(letter, 'a' | 'i' | 'u' | 'e' | 'o' | 'y')
}

/// Hiragana with long vowels written short, as Latin letters often leave them: さとう as さと, おおの as おの.
#[must_use]
pub fn shortened(kana: &str) -> String {
    let mut short = String::with_capacity(kana.len());
    let mut before = None;
    for sound in kana.chars() {
        let is_length = match sound {
            'ー' => true,
            'う' => before.is_some_and(|before| is_o(before) || is_u(before)),
            'お' => before.is_some_and(is_o),
            _ => false,
        };
        if !is_length {
            short.push(sound);
        }
        before = Some(sound);
    }
    short
}

const fn is_o(sound: char) -> bool {
    matches!(
        sound,
        'お' | 'こ' | 'そ' | 'と' | 'の' | 'ほ' | 'も' | 'よ' | 'ろ' | 'ご' | 'ぞ' | 'ど' | 'ぼ' | 'ぽ' | 'ょ'
    )
}

const fn is_u(sound: char) -> bool {
    matches!(
        sound,
        'う' | 'く' | 'す' | 'つ' | 'ぬ' | 'ふ' | 'む' | 'ゆ' | 'る' | 'ぐ' | 'ず' | 'づ' | 'ぶ' | 'ぷ' | 'ゅ'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hepburn_kunrei_and_old_spellings_are_read_alike() {
        for (typed, kana) in [
            ("yamada", "やまだ"),
            ("chiba", "ちば"),
            ("tiba", "ちば"),
            ("shinji", "しんじ"),
            ("sinzi", "しんじ"),
            ("honda", "ほんだ"),
            ("shin'ichi", "しんいち"),
            ("homma", "ほんま"),
            ("namba", "なんば"),
            ("hattori", "はっとり"),
            ("hatcho", "はっちょ"),
            ("ohno", "おの"),
            ("satoh", "さと"),
            ("kyoko", "きょこ"),
            ("junko", "じゅんこ"),
            ("zyunko", "じゅんこ"),
        ] {
            assert_eq!(to_hiragana(typed).as_deref(), Some(kana), "{typed}");
        }
    }

    #[test]
    fn a_foreign_word_is_none() {
        for word in ["hansen2", "ingrid", "smith", "x", ""] {
            assert_eq!(to_hiragana(word), None, "{word}");
        }
    }

    #[test]
    fn a_reading_is_spelled_as_hepburn_does() {
        for (kana, latin) in [
            ("さとう", "satou"),
            ("ふじい", "fujii"),
            ("しんじ", "shinji"),
            ("じゅんこ", "junko"),
            ("はっとり", "hattori"),
            ("はっちょう", "hatchou"),
            ("つづき", "tsuzuki"),
            ("おーの", "ono"),
        ] {
            assert_eq!(to_latin(kana).as_deref(), Some(latin), "{kana}");
        }
        assert_eq!(to_latin("佐とう"), None);
        assert_eq!(to_latin(""), None);
        assert_eq!(short_latin("satoh").as_deref(), Some("sato"));
        assert_eq!(short_latin("ingrid"), None);
    }

    #[test]
    fn long_vowels_may_be_left_out() {
        for (kana, short) in [
            ("さとう", "さと"),
            ("おおの", "おの"),
            ("ゆうこ", "ゆこ"),
            ("いのうえ", "いのえ"),
            ("しょうへい", "しょへい"),
            ("たろー", "たろ"),
            ("うえだ", "うえだ"),
        ] {
            assert_eq!(shortened(kana), short);
        }
    }
}
