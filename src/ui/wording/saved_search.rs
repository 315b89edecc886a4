//! Words about searches that somebody keeps.

use super::{Phrase, deadline, intake, say, say_with};
use crate::domain::saved_search::SearchTerms;

/// The page.
pub const SEARCHES: Phrase = Phrase::new("保存した検索", "Saved searches");
/// Under the title.
pub const SEARCHES_SUB: Phrase = Phrase::new(
    "自社の案件とフィードの候補を探し、前回の確認後に増えたものを示します。自分だけの検索です。",
    "They look through your firm's tenders and candidates and show what came in since you last looked. Only you see them.",
);
/// A new one.
pub const NEW: Phrase = Phrase::new("検索を追加", "New search");
/// None.
pub const NONE: Phrase = Phrase::new("保存した検索はまだありません。", "You keep no searches yet.");
/// Its name.
pub const NAME: Phrase = Phrase::new("名前（任意）", "Name (optional)");
/// Words.
pub const WORDS: Phrase = Phrase::new("キーワード", "Words");
/// Hint.
pub const WORDS_HINT: Phrase = Phrase::new(
    "空白で区切ると、すべてを含むものを探します。件名・番号・宛先・場所が対象です。全角と半角は区別しません。",
    "With blanks between; all must occur in title, number, addressee or place. Width and kana do not matter.",
);
/// Addressee.
pub const ADDRESSEE: Phrase = Phrase::new("発注者", "Buyer");
/// Hint.
pub const ADDRESSEE_HINT: Phrase = Phrase::new(
    "例：みなと市。候補ではフィードの名前を探します。",
    "Such as みなと市. For candidates the name of the feed is looked at.",
);
/// Procedures.
pub const PROCEDURES: Phrase = Phrase::new("契約方式（選ばなければ、すべて）", "Procedures (any when none is ticked)");
/// From.
pub const FROM: Phrase = Phrase::new("期限（この日から）", "Deadline from");
/// To.
pub const TO: Phrase = Phrase::new("期限（この日まで）", "Deadline to");
/// Hint.
pub const DAYS_HINT: Phrase = Phrase::new(
    "提出・申込など、こちらの期限が対象です。指定すると、日程のない候補は対象外になります。",
    "Deadlines of ours count. Candidates have no dates and are left out then.",
);
/// Save a new one.
pub const ADD: Phrase = Phrase::new("この条件を保存", "Keep this search");
/// Save a changed one.
pub const SAVE: Phrase = Phrase::new("変更を保存", "Save the changes");
/// Change.
pub const CHANGE: Phrase = Phrase::new("条件を変更", "Change the terms");
/// Remove.
pub const REMOVE: Phrase = Phrase::new("この検索を削除", "Remove this search");
/// Seen.
pub const SEEN: Phrase = Phrase::new("確認済みにする", "Mark as seen");
/// New.
pub const IS_NEW: Phrase = Phrase::new("新着", "new");
/// A candidate.
pub const CANDIDATE: Phrase = Phrase::new("候補", "candidate");
/// Nothing fits.
pub const NOTHING: Phrase = Phrase::new("該当するものはありません。", "Nothing fits.");

/// How many are new.
#[must_use]
pub fn fresh(count: usize) -> String {
    say_with(format!("新着 {count} 件"), format!("{count} new"))
}

/// How many fit in all.
#[must_use]
pub fn total(count: usize) -> String {
    say_with(format!("該当 {count} 件"), format!("{count} in all"))
}

/// How many more there are than are shown.
#[must_use]
pub fn rest(count: usize) -> String {
    say_with(format!("ほか {count} 件"), format!("and {count} more"))
}

/// A button with the number of what is new.
#[must_use]
pub fn button(fresh: usize) -> String {
    if fresh == 0 {
        return say(SEARCHES).to_owned();
    }
    say_with(format!("保存した検索（新着 {fresh}）"), format!("Saved searches ({fresh} new)"))
}

/// What a search asks for, in one line.
#[must_use]
pub fn terms(terms: &SearchTerms) -> String {
    let mut parts = Vec::new();
    if !terms.words.is_empty() {
        parts.push(say_with(format!("「{}」", terms.words), format!("“{}”", terms.words)));
    }
    if !terms.addressee.is_empty() {
        parts.push(say_with(format!("発注者「{}」", terms.addressee), format!("buyer “{}”", terms.addressee)));
    }
    parts.extend(terms.procedures.iter().map(|kind| say(intake::procedure(*kind)).to_owned()));
    let day = |day: chrono::NaiveDate| deadline::moment(crate::domain::deadline::Moment::day(day));
    match (terms.from, terms.to) {
        (Some(from), Some(to)) => {
            parts.push(say_with(
                format!("期限 {} ～ {}", day(from), day(to)),
                format!("due {} – {}", day(from), day(to)),
            ));
        }
        (Some(from), None) => {
            parts.push(say_with(format!("期限 {} 以降", day(from)), format!("due from {}", day(from))))
        }
        (None, Some(to)) => parts.push(say_with(format!("期限 {} まで", day(to)), format!("due until {}", day(to)))),
        (None, None) => {}
    }
    parts.join(" ・ ")
}
