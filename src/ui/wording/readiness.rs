//! Words of the kept readiness check on a bid's overview.

use super::{Phrase, say, say_with};
use crate::domain::finding::Weight;
use crate::domain::readiness::Readiness;

/// Heading of the papers.
pub const PAPERS: Phrase = Phrase::new("書類", "Papers");
/// Column: what is missing.
pub const MISSING: Phrase = Phrase::new("不足・確認事項", "What is missing");
/// No check was made yet.
pub const NEVER: Phrase = Phrase::new(
    "まだ確認していません。確認すると、必要な書類と不足している記載がここに表示されます。",
    "Not checked yet. A check shows here which papers the bid needs and what they still lack.",
);
/// Make the first check.
pub const CHECK: Phrase = Phrase::new("確認する", "Check now");
/// Make it again.
pub const AGAIN: Phrase = Phrase::new("もう一度確認する", "Check again");
/// The bid has changed since.
pub const OUT_OF_DATE: Phrase = Phrase::new("要再確認", "Out of date");
/// What that means.
pub const OUT_OF_DATE_NOTE: Phrase = Phrase::new(
    "確認の後に変更があったか、期限が過ぎました。下の内容は現在と異なる場合があります。",
    "Something has changed or a date has passed since; what stands below may no longer hold.",
);
/// All findings.
pub const ALL: Phrase = Phrase::new("すべての確認事項", "All findings");

/// When the check was made.
#[must_use]
pub fn made(at: &str) -> String {
    say_with(format!("{at}に確認"), format!("Checked {at}"))
}

/// How many findings there are of each weight; empty weights are left out.
#[must_use]
pub fn counts(readiness: &Readiness) -> String {
    let count = |weight: Weight, ja: &str, en: &str| {
        let number = readiness.count(weight);
        (number > 0).then(|| say_with(format!("{ja} {number}"), format!("{number} {en}")))
    };
    let parts = [
        count(Weight::Blocking, "不備", "to fix"),
        count(Weight::Warning, "要確認", "to look at"),
        count(Weight::CouldNotCheck, "確認不可", "could not be checked"),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(say(Phrase::new("・", ", ")))
}

/// How many findings a paper has in common with others.
#[must_use]
pub fn shared(number: usize) -> String {
    say_with(format!("他の書類と共通 {number}件"), format!("{number} in common with other papers"))
}

/// That more findings follow.
#[must_use]
pub fn more(number: usize) -> String {
    say_with(format!("ほか{number}件"), format!("and {number} more"))
}
