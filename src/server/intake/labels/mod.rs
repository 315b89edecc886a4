//! The language of labels: which words before (or behind) a date say which step it is.
//! A rule is a row of words that follow each other closely; the match that ends last names the step,
//! because a Japanese label carries its head at its end.

mod applications;
mod awards;
mod bids;
mod contracts;
mod notice;
mod others;
mod proposals;
mod questions;
mod words;

use crate::domain::deadline::MilestoneKind as Kind;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// This step.
    Step(Kind),
    /// The notice's own period: its beginning is the notice, its end is no deadline.
    NoticePeriod,
    /// 入札及び開札の日時: both at once.
    BidAndOpening,
    /// 公告, alone in its cell.
    NoticeWord,
    /// 公示日または更新日: perhaps the notice.
    NoticeOrUpdate,
    /// 募集期間: by what else the notice names, 参加表明 or 企画提案書.
    Call,
    /// 落札日 of a portal: the decision, or the opening.
    AwardOrOpening,
    /// 申請書, 参加申請: by the kind of procedure 参加資格確認申請 or 参加表明.
    Application,
    /// 期間, 日時: the heading above says of what.
    Generic,
    /// A date that is no step (更新日, 基準日).
    NoStep,
}

impl Meaning {
    /// Whether it dates the notice itself.
    pub const fn is_of_notice(self) -> bool {
        matches!(self, Self::Step(Kind::Notice) | Self::NoticeWord | Self::NoticeOrUpdate | Self::NoticePeriod)
    }
}

/// How much the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The subject only (質疑, 開札): enough in a table's cell or a heading, not in running text.
    Subject,
    /// Subject and what happens (質問書の提出期限).
    Full,
}

/// A label that was found in a stretch of text (positions in characters).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it says.
    pub meaning: Meaning,
    /// How much it says.
    pub strength: Strength,
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// Characters of the rule that were matched: more is more special.
    pub weight: usize,
}

struct Rule {
    meaning: Meaning,
    strength: Strength,
    words: &'static [&'static [&'static str]],
    reach: usize,
}

const fn full(kind: Kind, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning: Meaning::Step(kind), strength: Strength::Full, words, reach: REACH }
}

const fn subject(kind: Kind, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning: Meaning::Step(kind), strength: Strength::Subject, words, reach: REACH }
}

/// A rule whose words hardly anything parts: 業務の期間, but not 業務の質問を受ける期間.
const fn near(kind: Kind, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning: Meaning::Step(kind), strength: Strength::Full, words, reach: 3 }
}

const fn other(meaning: Meaning, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning, strength: Strength::Full, words, reach: REACH }
}

/// A rule whose words follow each other directly.
const fn tight(meaning: Meaning, words: &'static [&'static [&'static str]]) -> Rule {
    Rule { meaning, strength: Strength::Full, words, reach: 1 }
}

/// The rules by family. Order does not matter: place and weight decide.
const FAMILIES: [&[Rule]; 8] = [
    notice::RULES,
    questions::RULES,
    applications::RULES,
    proposals::RULES,
    bids::RULES,
    awards::RULES,
    contracts::RULES,
    others::RULES,
];

/// How far apart the words of one rule may stand, in characters.
const REACH: usize = 10;

/// The rules by the letters with which they can begin, each with its number.
static BY_FIRST: LazyLock<HashMap<char, Vec<(usize, &Rule)>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<(usize, &Rule)>> = HashMap::new();
    for (n, rule) in FAMILIES.iter().copied().flatten().enumerate() {
        let words = rule.words.first().copied().unwrap_or_default();
        for first in words.iter().filter_map(|word| word.chars().next()) {
            let rules = by_first.entry(first).or_default();
            if rules.last().is_none_or(|(last, _)| *last != n) {
                rules.push((n, rule));
            }
        }
    }
    by_first
});

/// Every label in a stretch of text.
pub fn find_all(window: &[char]) -> Vec<Found> {
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (start, first) in window.iter().enumerate() {
        let rules = BY_FIRST.get(first).map(Vec::as_slice).unwrap_or_default();
        found.extend(rules.iter().filter_map(|(n, rule)| Some((*n, match_at(rule, window, start)?))));
    }
    found.sort_by_key(|(n, label)| (label.end, label.weight, *n, label.start));
    found.into_iter().map(|(_, label)| label).collect()
}

/// The label that a date behind this text has: the one that ends last, and of those the most special.
pub fn last(window: &[char]) -> Option<Found> {
    let all = find_all(window);
    let last = all.last().copied()?;
    // A generic word inside a fuller label (質問書の提出期限) adds nothing.
    let fuller = all
        .iter()
        .rev()
        .find(|label| label.meaning != Meaning::Generic && label.end + 2 >= last.end && label.weight >= 3);
    Some(if last.meaning == Meaning::Generic { fuller.copied().unwrap_or(last) } else { last })
}

/// All meanings of full labels in a text, without repetition.
pub fn meanings(window: &[char]) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    for label in find_all(window).into_iter().rev() {
        let covered = kept.iter().any(|other| label.start >= other.start && label.end <= other.end);
        if !covered && label.meaning != Meaning::Generic {
            kept.push(label);
        }
    }
    kept.reverse();
    kept
}

fn match_at(rule: &Rule, window: &[char], start: usize) -> Option<Found> {
    let (first, rest) = rule.words.split_first()?;
    let length = longest_at(first, window, start)?;
    let (end, matched) = follow(rest, window, start + length, length, rule.reach)?;
    if is_part_of_a_name(rule, window, start..end) {
        return None;
    }
    // 提案書に関する質問の受付 is of questions: what it is about says less.
    let words: String = window.get(start..end).unwrap_or_default().iter().collect();
    let is_about = ["に関する", "についての", "に係る質問", "に係る質疑"].iter().any(|word| words.contains(word));
    let weight = if is_about { matched / 2 } else { matched };
    Some(Found { meaning: rule.meaning, strength: rule.strength, start, end, weight })
}

/// 入札参加資格, 電子入札対象案件, 入札方式: bids are no subject there, but part of another name.
fn is_part_of_a_name(rule: &Rule, window: &[char], place: Range<usize>) -> bool {
    const NAMES: [&str; 9] = ["参加", "対象", "案件", "方式", "情報", "公告", "説明", "制度", "予報"];
    let is_of_bids = rule.strength == Strength::Subject && rule.meaning == Meaning::Step(Kind::BidBy);
    let ends_with_bid = window.get(place.clone()).is_some_and(|words| words == ['入', '札']);
    is_of_bids && ends_with_bid && longest_at(&NAMES, window, place.end).is_some()
}

fn follow(rest: &[&[&str]], window: &[char], from: usize, weight: usize, reach: usize) -> Option<(usize, usize)> {
    let Some((words, later)) = rest.split_first() else { return Some((from, weight)) };
    (from..window.len().min(from + reach + 1)).find_map(|at| {
        if window.get(from..at).is_some_and(|skipped| skipped.contains(&'。')) {
            return None;
        }
        let length = longest_at(words, window, at)?;
        follow(later, window, at + length, weight + length, reach)
    })
}

fn longest_at(words: &[&str], window: &[char], at: usize) -> Option<usize> {
    words
        .iter()
        .filter(|word| word.chars().enumerate().all(|(n, ch)| window.get(at + n) == Some(&ch)))
        .map(|word| word.chars().count())
        .max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(label: &str) -> Option<Meaning> {
        last(&label.chars().collect::<Vec<_>>()).map(|found| found.meaning)
    }

    #[test]
    fn labels_name_their_steps() {
        let cases = [
            ("質問受付期間", Kind::QuestionBy),
            ("質問書の提出期限", Kind::QuestionBy),
            ("質問に対する回答", Kind::AnswerOn),
            ("質問回答期限", Kind::AnswerOn),
            ("設計図書等の縦覧期間", Kind::DocsTo),
            ("参加表明書の提出期限", Kind::IntentBy),
            ("競争入札参加資格確認申請書の提出期限", Kind::QualifyApplyBy),
            ("資格確認通知日", Kind::QualifyResult),
            ("資格の認定日", Kind::QualifyResult),
            ("企画提案書等の受付期限", Kind::ProposalBy),
            ("入札書受付期間", Kind::BidBy),
            ("入札期間", Kind::BidBy),
            ("開札予定日時", Kind::OpenAt),
            ("一次審査結果通知", Kind::ScreeningResult),
            ("プレゼンテーション審査", Kind::HearingAt),
            ("審査結果の通知", Kind::AwardNotice),
            ("落札者決定通知日(予定)", Kind::AwardNotice),
            ("契約締結予定日", Kind::ContractSign),
            ("工事着手期限日", Kind::Start),
            ("履行期間", Kind::Delivery),
            ("工事期限", Kind::Delivery),
            ("現地見学会", Kind::SiteVisit),
            ("説明会参加申込期限", Kind::BriefingApplyBy),
            ("参加表明書等に係る質問書受付", Kind::QuestionBy),
            ("個別対話の実施", Kind::HearingAt),
            ("辞退届の提出期限", Kind::WithdrawBy),
        ];
        for (label, want) in cases {
            assert_eq!(kind(label), Some(Meaning::Step(want)), "{label}");
        }
    }

    #[test]
    fn words_that_need_a_heading_are_generic() {
        assert_eq!(kind("期間"), Some(Meaning::Generic));
        assert_eq!(kind("日時"), Some(Meaning::Generic));
        assert_eq!(kind("更新日"), Some(Meaning::NoStep));
        assert_eq!(kind("入札公告期間"), Some(Meaning::NoticePeriod));
        assert_eq!(kind("入札及び開札の日時"), Some(Meaning::BidAndOpening));
        assert_eq!(kind("庁舎清掃業務（電子入札対象案件）"), None);
    }
}
