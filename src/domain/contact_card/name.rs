//! Whether two names may be one person's: compared script by script, since a file often knows only one of them. How
//! texts are folded is the caller's.

use crate::domain::contact::ContactForm;

/// What two names say of whether they are one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameMatch {
    /// They are equal in a script, and nothing speaks against it.
    Same,
    /// Nobody can say: they have no script in common (山田, Yamada), one is a part of the other (山田, 山田 太郎), or they
    /// are read alike and written otherwise (髙橋, 高橋).
    Open,
    /// They differ in a script and are equal in none.
    Different,
}

/// In which letters a name is written, whatever field it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// 漢字, also with kana beside them, and any other letters.
    Kanji,
    /// Kana alone: a reading, or a name that has no kanji.
    Kana,
    /// Latin letters.
    Latin,
}

/// A name in each script that is known of it, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKeys(Vec<NameKey>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct NameKey {
    script: Script,
    family: String,
    given: String,
    /// Both parts in one; of readings and Latin names whichever part stands first.
    whole: String,
    /// The words of a Latin name.
    words: Vec<String>,
}

/// How far two names in one script agree, from less to more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    Differ,
    /// One is a part of the other.
    Part,
    /// Equal, and only a family name or an initial: as such many people's.
    Short,
    Whole,
}

impl NameKeys {
    /// The name of a contact; `fold` makes one of the spellings that are not told apart.
    #[must_use]
    pub fn of(form: &ContactForm, fold: impl Fn(&str) -> String) -> Self {
        let pairs = [
            [&form.family, &form.given],
            [&form.family_kana, &form.given_kana],
            [&form.family_latin, &form.given_latin],
        ];
        Self(pairs.into_iter().filter_map(|pair| NameKey::of(pair.map(|part| fold(part)))).collect())
    }

    /// By what the same name is looked up: equal names have one of these in common.
    pub fn wholes(&self) -> impl Iterator<Item = (Script, &str)> {
        self.0.iter().map(|key| (key.script, key.whole.as_str()))
    }

    /// What both names say. A name in kanji counts for more than its reading, which is mistyped and misread.
    #[must_use]
    pub fn beside(&self, other: &Self) -> NameMatch {
        let found = [Script::Kanji, Script::Kana, Script::Latin].map(|script| self.agreement(other, script));
        let any = |wanted| found.contains(&Some(wanted));
        match (any(Agreement::Whole), any(Agreement::Differ)) {
            (true, true) if found[0] != Some(Agreement::Whole) => NameMatch::Open,
            (true, _) => NameMatch::Same,
            (false, true) => NameMatch::Different,
            (false, false) if any(Agreement::Short) => NameMatch::Same,
            (false, false) => NameMatch::Open,
        }
    }

    /// How far both agree in a script that both have.
    fn agreement(&self, other: &Self, script: Script) -> Option<Agreement> {
        let ours = self.0.iter().filter(|key| key.script == script);
        let theirs = || other.0.iter().filter(|key| key.script == script);
        ours.flat_map(|ours| theirs().map(move |theirs| ours.beside(theirs))).max()
    }
}

impl NameKey {
    fn of(parts: [String; 2]) -> Option<Self> {
        let words = words(&parts);
        let [family, given] = parts.map(|part| katakana(&part));
        let forward = [family.as_str(), &given].concat();
        let backward = [given.as_str(), &family].concat();
        let script = script(&forward);
        let whole = if script == Script::Kanji { forward } else { forward.min(backward) };
        let words = if script == Script::Latin { words } else { Vec::new() };
        (!whole.is_empty()).then_some(Self { script, family, given, whole, words })
    }

    fn beside(&self, other: &Self) -> Agreement {
        if self.whole == other.whole {
            return if self.is_full() || other.is_full() { Agreement::Whole } else { Agreement::Short };
        }
        let is_part = if self.script == Script::Latin {
            is_within(&self.words, &other.words) || is_within(&other.words, &self.words)
        } else {
            let lacks = |part: fn(&Self) -> &String| part(self).is_empty() || part(other).is_empty();
            (self.family == other.family && lacks(|key| &key.given))
                || (self.given == other.given && lacks(|key| &key.family))
        };
        if is_part { Agreement::Part } else { Agreement::Differ }
    }

    /// Whether it has both parts, and more than an initial of each.
    fn is_full(&self) -> bool {
        let least = if self.script == Script::Latin { 2 } else { 1 };
        [&self.family, &self.given].iter().all(|part| part.chars().count() >= least)
    }
}

/// Whether each of some words is one of some others, or its initial, or has its initial there; each counts once.
fn is_within(words: &[String], others: &[String]) -> bool {
    let mut others: Vec<&String> = others.iter().collect();
    words.iter().all(|word| {
        let is_like = |other: &&String| {
            let is_initial = word.chars().count() == 1 || other.chars().count() == 1;
            word == *other || (is_initial && word.chars().next() == other.chars().next())
        };
        let at = others.iter().position(|other| *other == word).or_else(|| others.iter().position(is_like));
        at.map(|at| others.remove(at)).is_some()
    })
}

/// The words of both parts without signs: Jean-Luc is two, O'Neil is one.
fn words(parts: &[String; 2]) -> Vec<String> {
    let words = parts.iter().flat_map(|part| part.split(|sign: char| sign.is_whitespace() || "-.‐‑・".contains(sign)));
    let bare = |word: &str| word.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    words.map(bare).filter(|word| !word.is_empty()).collect()
}

/// A part without blanks and signs, in one sort of kana.
fn katakana(part: &str) -> String {
    let wide = |letter: char| match letter {
        'ぁ'..='ゖ' => char::from_u32(letter as u32 + 0x60).unwrap_or(letter),
        other => other,
    };
    part.chars().filter(|letter| letter.is_alphanumeric()).map(wide).collect()
}

fn script(whole: &str) -> Script {
    let is_latin = |letter: char| !letter.is_alphabetic() || matches!(letter as u32, 0..0x250 | 0x1e00..0x1f00);
    if whole.chars().all(is_latin) {
        Script::Latin
    } else if whole.chars().all(|letter| matches!(letter, 'ァ'..='ヺ' | 'ー')) {
        Script::Kana
    } else {
        Script::Kanji
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Written, read, in Latin letters: `山田 太郎/ヤマダ タロウ/Yamada Taro`.
    fn name(text: &str) -> NameKeys {
        let mut parts = text.split('/').map(|name| {
            let (family, given) = name.split_once(' ').unwrap_or((name, ""));
            [family.to_owned(), given.to_owned()]
        });
        let mut next = || parts.next().unwrap_or_default();
        let ([family, given], [family_kana, given_kana], [family_latin, given_latin]) = (next(), next(), next());
        let form =
            ContactForm { family, given, family_kana, given_kana, family_latin, given_latin, ..Default::default() };
        NameKeys::of(&form, str::to_lowercase)
    }

    fn assert_all(expected: NameMatch, pairs: &[(&str, &str)]) {
        for (one, other) in pairs {
            assert_eq!(name(one).beside(&name(other)), expected, "{one} and {other}");
            assert_eq!(name(other).beside(&name(one)), expected, "{other} and {one}");
        }
    }

    #[test]
    fn who_is_called_the_same_in_a_script_is_the_same() {
        assert_all(
            NameMatch::Same,
            &[
                ("山田 太郎", "山田太郎"),
                ("山田 太郎/ヤマダ タロウ", "山田 太郎/ヤマタ タロウ"),
                ("山田 太郎/ヤマダ タロウ", "/ヤマダ タロウ"),
                ("やまだ たろう", "山田 太郎/ヤマダ タロウ"),
                ("山田 太郎//Yamada Taro", "//Taro Yamada"),
                ("Hansen Ingrid", "//HANSEN Ingrid"),
                ("//Suzuki Ken-ichi", "//Kenichi Suzuki"),
                ("ハンセン イングリッド//Hansen Ingrid", "//Ingrid Hansen"),
                ("山田", "山田"),
            ],
        );
    }

    #[test]
    fn whose_names_tell_nothing_of_each_other_may_be_the_same() {
        assert_all(
            NameMatch::Open,
            &[
                ("山田 太郎", "//Yamada Taro"),
                ("山田 太郎", "/ヤマダ タロウ"),
                ("山田", "山田 太郎"),
                ("//Hansen", "//Ingrid Hansen"),
                ("//Hansen I.", "//Hansen Ingrid Marie"),
                ("髙橋 一郎/タカハシ イチロウ", "高橋 一郎/タカハシ イチロウ"),
                ("", "山田"),
            ],
        );
    }

    #[test]
    fn who_is_called_otherwise_is_another() {
        assert_all(
            NameMatch::Different,
            &[
                ("山田 太郎", "川上 花子"),
                ("山田 太郎", "山田 次郎"),
                ("林", "林田 太郎"),
                ("山田 太郎/ヤマダ タロウ", "/カワカミ ハナコ/Yamada"),
                ("佐藤 一郎/サトウ", "佐藤 二郎/サトウ"),
                ("山田/ヤマダ タロウ", "山田/ヤマダ ジロウ"),
                ("結城 愛//Yuki A.", "結城 明//Yuki A."),
                ("//Hansen Ingrid", "//Nordmann Ola"),
            ],
        );
    }

    #[test]
    fn equal_names_are_looked_up_by_what_they_have_in_common() {
        let (one, other) = (name("山田 太郎//Yamada Taro"), name("//Taro Yamada"));
        assert!(one.wholes().any(|whole| other.wholes().any(|theirs| theirs == whole)));
    }
}
