//! Words that are searched for hundreds of others: pairs of letters tell of most that they are not there.

use std::ops::Deref;

/// Bits of the mark that every pair of letters leaves.
const BITS: u32 = 1_024;
/// An odd factor that spreads neighbouring letters (2^32 divided by the golden ratio).
const SPREAD: u32 = 0x9e37_79b1;

/// A text that knows its pairs of letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    text: String,
    pairs: [u64; BITS as usize / 64],
}

impl Words {
    /// Takes a text.
    pub fn of(text: String) -> Self {
        let mut pairs = [0; BITS as usize / 64];
        let letters = text.chars();
        for (first, second) in letters.clone().zip(letters.skip(1)) {
            let (word, bit) = place(first, second);
            if let Some(word) = pairs.get_mut(word) {
                *word |= bit;
            }
        }
        Self { text, pairs }
    }

    /// Whether a word is in it.
    pub fn has(&self, word: &str) -> bool {
        self.may_have(word) && self.text.contains(word)
    }

    /// Whether one of some words is in it.
    pub fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// Where a word begins, in bytes.
    pub fn place_of(&self, word: &str) -> Option<usize> {
        if self.may_have(word) { self.text.find(word) } else { None }
    }

    /// False where the word is certainly not in it, for a look at its first two letters.
    pub fn may_have(&self, word: &str) -> bool {
        let mut letters = word.chars();
        let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return true };
        let (word, bit) = place(first, second);
        self.pairs.get(word).is_none_or(|word| word & bit != 0)
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// The bit of a pair.
fn place(first: char, second: char) -> (usize, u64) {
    let mixed = u32::from(first).wrapping_mul(SPREAD).rotate_left(11) ^ u32::from(second);
    let hash = mixed.wrapping_mul(SPREAD) >> (u32::BITS - BITS.ilog2());
    ((hash / 64) as usize, 1 << (hash % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn most_words_are_told_absent_without_a_search() {
        let words = Words::of("質問書は、電子メールにより提出すること。".to_owned());
        let absent = ["予定価格", "最低制限", "納税証明書", "共同企業体", "入札保証金", "暴力団", "正本", "等級"];
        assert!(absent.iter().filter(|word| words.may_have(word)).count() <= 2);
    }

    proptest! {
        #[test]
        fn a_word_is_found_where_a_plain_search_finds_it(text in "[あいう提出]{0,12}", word in "[あいう提出]{0,3}") {
            let words = Words::of(text.clone());
            prop_assert_eq!(words.has(&word), text.contains(&word));
            prop_assert_eq!(words.place_of(&word), text.find(&word));
        }
    }
}
