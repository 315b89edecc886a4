//! Words of the go / no-go decision.

use super::{Phrase, counted, language, say_with};
use crate::domain::deadline::Moment;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::plan::{Criterion, DecisionOutcome, Feasibility};

/// Title.
pub const TITLE: Phrase = Phrase::new("参加の可否", "Go or no-go");
/// Under it.
pub const LEAD: Phrase = Phrase::new(
    "参加するかどうかを、理由と点数を並べて決めます。点数は目安で、決めるのは人です。",
    "Decide whether to bid, with the reasons and their scores side by side. The scores are a guide; a person decides.",
);
/// Column: the criterion.
pub const CRITERION: Phrase = Phrase::new("項目", "Criterion");
/// Column: its weight.
pub const WEIGHT: Phrase = Phrase::new("重み", "Weight");
/// Column: its score.
pub const SCORE: Phrase = Phrase::new("点数", "Score");
/// Column: why.
pub const SENTENCE: Phrase = Phrase::new("理由", "Reason");
/// Not judged.
pub const NO_SCORE: Phrase = Phrase::new("未評価", "not judged");
/// What is decided.
pub const OUTCOME: Phrase = Phrase::new("決定", "Decision");
/// Why, as a whole.
pub const REASON: Phrase = Phrase::new("決定の理由", "Reason for the decision");
/// Hint.
pub const REASON_HINT: Phrase = Phrase::new("参加・不参加を決めるときは必ず記入します。", "Needed for go and no-go.");
/// Save.
pub const SAVE: Phrase = Phrase::new("保存", "Save");
/// Somebody else saved.
pub const CONFLICT: Phrase = Phrase::new(
    "ほかの人が先に保存しました。下の入力を現在の内容と見比べて、もう一度保存してください。",
    "Somebody else saved first. Compare what you typed with what is saved now, then save again.",
);
/// What is saved.
pub const SAVED: Phrase = Phrase::new("現在保存されている内容", "What is saved now");
/// To the plan.
pub const PLAN: Phrase = Phrase::new("逆算計画を見る", "See the plan");

/// What no-go brings.
pub const NO_GO_NOTE: Phrase = Phrase::new(
    "不参加に決めたため、この案件の期日・作業・章のお知らせは届きません。決定を変えると、また届きます。",
    "It is decided not to bid, so nobody is reminded of dates, tasks and chapters of this bid. Once that changes, reminders come again.",
);

/// What was decided.
#[must_use]
pub const fn outcome(outcome: DecisionOutcome) -> Phrase {
    match outcome {
        DecisionOutcome::Open => Phrase::new("未決定", "open"),
        DecisionOutcome::Go => Phrase::new("○ 参加する", "✓ go"),
        DecisionOutcome::NoGo => Phrase::new("✕ 参加しない", "✕ no-go"),
    }
}

/// What a score means.
#[must_use]
pub const fn score(score: u8) -> Phrase {
    match score {
        0 => Phrase::new("0　大きな障害", "0 – speaks against it"),
        1 => Phrase::new("1　弱い", "1 – weak"),
        2 => Phrase::new("2　普通", "2 – fair"),
        3 => Phrase::new("3　良い", "3 – good"),
        _ => Phrase::new("4　強い", "4 – speaks for it"),
    }
}

/// The title of a criterion.
#[must_use]
pub fn title(criterion: &Criterion) -> &str {
    match language() {
        Language::Japanese => &criterion.title_ja,
        Language::English => &criterion.title_en,
    }
}

/// What is asked.
#[must_use]
pub fn question(criterion: &Criterion) -> &str {
    match language() {
        Language::Japanese => &criterion.question_ja,
        Language::English => &criterion.question_en,
    }
}

/// How far the reasons speak for it.
#[must_use]
pub fn total(percent: Option<u32>) -> String {
    match percent {
        None => say_with("まだ評価がありません。".to_owned(), "Nothing is judged yet.".to_owned()),
        Some(percent) => say_with(
            format!("評価した項目の得点：{percent}％（重み付き）"),
            format!("Score of what was judged: {percent} % (weighted)"),
        ),
    }
}

/// What the plan says about the dates.
#[must_use]
pub fn feasibility(found: Feasibility) -> String {
    let Feasibility { tasks, late, critical } = found;
    match (tasks, late, found.score()) {
        (0, ..) | (.., None) => say_with(
            "計画がまだないため、計算できません。".to_owned(),
            "There is no plan to count from yet.".to_owned(),
        ),
        (_, 0, Some(score)) => say_with(
            format!("計画では間に合います（残り{tasks}件、急ぎ{critical}件）。目安の点数：{score}"),
            format!(
                "By the plan it can be done: {} ahead, {critical} cannot wait. Proposed score: {score}",
                counted(tasks, "task", "tasks")
            ),
        ),
        (_, late, Some(score)) => say_with(
            format!("計画では、残り{tasks}件のうち{late}件が間に合いません。目安の点数：{score}"),
            format!(
                "By the plan, {late} of {} cannot be done in time. Proposed score: {score}",
                counted(tasks, "task", "tasks")
            ),
        ),
    }
}

/// Who decided and when.
#[must_use]
pub fn decided(by: &str, at: Instant) -> String {
    let day = super::deadline::moment(Moment::day(at.in_japan().date()));
    say_with(format!("{day}　{by}"), format!("{by}, {day}"))
}
