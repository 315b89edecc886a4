//! Which row of the buyer's table answers which question that we know. The buyer puts all bidders' questions together,
//! numbers them anew and mends their words: the words decide, by how many pairs of letters they share; the number helps.

use super::AnswerRow;
use crate::domain::saved_search::folded;

/// Likeness of equal texts.
const EQUAL: u32 = 1_000;
/// From here on the words alone are certain.
const CERTAIN: u32 = 900;
/// The same with the same number.
const CERTAIN_WITH_NUMBER: u32 = 750;
/// Below this it is another question.
const LIKELY: u32 = 550;
/// How much more like than the next one a certain one is.
const CLEAR: u32 = 50;
/// How far the same number brings a row forward.
const NUMBER: u32 = 40;

/// A question that we know, as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its number on our sheet or, of another bidder's, in the buyer's table.
    pub number: String,
    /// Its words.
    pub question: String,
    /// The answer that we have.
    pub answer: String,
}

/// How sure it is that a row answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Nobody need look.
    Certain,
    /// A person should look.
    Likely,
}

/// For each row which of the known questions it answers, by its place among them; none for one that is not known. No
/// question is answered by two rows.
#[must_use]
pub fn propose(rows: &[AnswerRow], known: &[Known]) -> Vec<Option<(usize, Match)>> {
    let known: Vec<Compared> = known.iter().map(Compared::of_known).collect();
    let rows: Vec<Compared> = rows.iter().map(Compared::of_row).collect();
    let mut judged: Vec<(Pair, Match)> = Vec::new();
    for (row, asked) in rows.iter().enumerate() {
        let of_row = known.iter().enumerate().filter_map(|(question, known)| Pair::of(row, asked, question, known));
        judged.extend(of_one(of_row.collect()));
    }
    judged.sort_by_key(|(pair, _)| (std::cmp::Reverse(pair.rank()), pair.row, pair.question));
    let mut proposed: Vec<Option<(usize, Match)>> = vec![None; rows.len()];
    let mut taken = vec![false; known.len()];
    for (pair, how) in judged {
        if let (Some(place), Some(taken)) = (proposed.get_mut(pair.row), taken.get_mut(pair.question))
            && place.is_none()
            && !*taken
        {
            *place = Some((pair.question, how));
            *taken = true;
        }
    }
    proposed
}

/// How sure each pair of one row is: a certain one is equal, or clearly more like than the next.
fn of_one(pairs: Vec<Pair>) -> impl Iterator<Item = (Pair, Match)> {
    let mut best: Vec<u32> = pairs.iter().map(|pair| pair.likeness).collect();
    best.sort_unstable_by_key(|likeness| std::cmp::Reverse(*likeness));
    let (first, second) = (best.first().copied().unwrap_or_default(), best.get(1).copied().unwrap_or_default());
    pairs.into_iter().map(move |pair| {
        let is_clear = pair.likeness == EQUAL || (pair.likeness == first && first >= second + CLEAR);
        (pair, if pair.is_certain && is_clear { Match::Certain } else { Match::Likely })
    })
}

/// Whether two texts say the same, widths, blanks and kana apart.
#[must_use]
pub fn is_same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// A row and a question that it may answer.
#[derive(Debug, Clone, Copy)]
struct Pair {
    row: usize,
    question: usize,
    likeness: u32,
    has_number: bool,
    is_certain: bool,
}

impl Pair {
    fn of(row: usize, asked: &Compared, question: usize, known: &Compared) -> Option<Self> {
        let has_number = !asked.number.is_empty() && asked.number == known.number;
        // A table without questions can be held against the numbers alone.
        let likeness = match asked.words.is_empty() {
            true if has_number => LIKELY,
            true => return None,
            false => asked.likeness(known),
        };
        let has_answer = !asked.answer.is_empty() && asked.answer == known.answer;
        let is_certain = likeness >= CERTAIN
            || (has_number && likeness >= CERTAIN_WITH_NUMBER)
            || (has_answer && likeness >= LIKELY);
        (likeness >= LIKELY).then_some(Self { row, question, likeness, has_number, is_certain })
    }

    const fn rank(&self) -> u32 {
        self.likeness + if self.has_number { NUMBER } else { 0 }
    }
}

/// A question or a row, made comparable.
struct Compared {
    number: String,
    words: String,
    answer: String,
    /// The pairs of neighbouring letters, sorted.
    pairs: Vec<(char, char)>,
}

impl Compared {
    fn of_known(known: &Known) -> Self {
        Self::of(&known.number, &known.question, &known.answer)
    }

    fn of_row(row: &AnswerRow) -> Self {
        Self::of(&row.number, &row.question, &row.answer)
    }

    fn of(number: &str, question: &str, answer: &str) -> Self {
        let is_sign = |letter: &char| "、。,.!?・「」()[]".contains(*letter);
        let words: String = folded(question).chars().filter(|letter| !is_sign(letter)).collect();
        // 質問1, No.1 and 1 are one number.
        let digits: String =
            folded(number).chars().filter(|letter| letter.is_ascii_digit() || *letter == '-').collect();
        let mut pairs: Vec<(char, char)> = words.chars().zip(words.chars().skip(1)).collect();
        pairs.sort_unstable();
        Self { number: digits.trim_start_matches('0').to_owned(), words, answer: folded(answer), pairs }
    }

    /// The share of pairs that both have, in thousandths.
    fn likeness(&self, other: &Self) -> u32 {
        if self.words == other.words {
            return if self.words.is_empty() { 0 } else { EQUAL };
        }
        let (one, two) = (self.pairs.len(), other.pairs.len());
        let most = 2 * one.min(two);
        // Lengths alone may say that they differ.
        if one + two == 0 || share(most, one + two) < LIKELY {
            return 0;
        }
        let (mut left, mut right) = (self.pairs.iter().peekable(), other.pairs.iter().peekable());
        let mut common = 0;
        while let (Some(one), Some(two)) = (left.peek(), right.peek()) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => {
                    left.next();
                }
                std::cmp::Ordering::Greater => {
                    right.next();
                }
                std::cmp::Ordering::Equal => {
                    common += 1;
                    left.next();
                    right.next();
                }
            }
        }
        // What is not equal to the letter is never taken for equal.
        share(2 * common, one + two).min(EQUAL - 1)
    }
}

/// Thousandths.
fn share(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 1_000 / whole.max(1)).unwrap_or(EQUAL)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn row(number: &str, question: &str) -> AnswerRow {
        AnswerRow { number: number.into(), question: question.into(), answer: "可。".into(), ..AnswerRow::default() }
    }

    fn known(number: &str, question: &str) -> Known {
        Known { number: number.into(), question: question.into(), answer: String::new() }
    }

    #[test]
    fn renumbered_rows_find_their_questions_and_strangers_find_none() {
        let ours = [
            known("1", "仕様書３ページの再委託は、事前の承諾があれば認められるか。"),
            known("2", "企画提案書の枚数に表紙及び目次は含まれるか。"),
        ];
        let table = [
            row("1", "入札保証金は免除されるか。"),
            row("2", "仕様書3ページの再委託は，事前の承諾があれば 認められるか"),
            row("3", "企画提案書の枚数に、表紙と目次は含まれますか。"),
        ];
        let found = propose(&table, &ours);
        assert_eq!(found, [None, Some((0, Match::Certain)), Some((1, Match::Likely))]);
    }

    #[test]
    fn the_same_number_makes_mended_words_certain() {
        let ours = [known("2", "企画提案書の枚数に表紙及び目次は含まれるか。")];
        let mended = "企画提案書の枚数に表紙、目次は含まれるか。";
        assert_eq!(propose(&[row("Ｎo.２", mended)], &ours), [Some((0, Match::Certain))]);
    }

    #[test]
    fn two_questions_that_are_much_alike_are_left_to_a_person() {
        let ours =
            [known("1", "第１章の提出部数は正本１部でよいか。"), known("2", "第２章の提出部数は正本１部でよいか。")];
        let found = propose(&[row("7", "第３章の提出部数は正本１部でよいか。")], &ours);
        assert_eq!(found[0].map(|(_, how)| how), Some(Match::Likely));
        let exact = propose(&[row("9", "第２章の提出部数は正本１部でよいか。")], &ours);
        assert_eq!(exact, [Some((1, Match::Certain))]);
    }

    #[test]
    fn a_table_of_numbers_and_answers_is_held_against_the_numbers_for_a_person_to_confirm() {
        let ours = [known("1", "可か。"), known("2", "何部か。")];
        assert_eq!(propose(&[row("2", ""), row("3", "")], &ours), [Some((1, Match::Likely)), None]);
    }

    #[test]
    fn what_was_taken_before_is_certain_the_second_time() {
        let before = Known {
            answer: "可。".into(), ..known("1", "企画提案書の枚数に表紙及び目次は含まれるか。")
        };
        let found = propose(&[row("12", "企画提案書の枚数に、表紙と目次は含まれますか。")], &[before]);
        assert_eq!(found, [Some((0, Match::Certain))]);
    }

    proptest! {
        #[test]
        fn no_question_is_answered_twice_and_an_equal_one_is_found(
            texts in prop::collection::hash_set("[あ-ん]{6,20}", 1..8),
            seed in any::<usize>(),
        ) {
            let texts: Vec<String> = texts.into_iter().collect();
            let ours: Vec<Known> = texts.iter().map(|text| known("", text)).collect();
            let mut rows: Vec<AnswerRow> = texts.iter().map(|text| row("", text)).collect();
            let shift = seed % rows.len();
            rows.rotate_left(shift);
            let found = propose(&rows, &ours);
            for (at, found) in found.iter().enumerate() {
                prop_assert_eq!(*found, Some(((at + shift) % texts.len(), Match::Certain)));
            }
        }
    }
}
