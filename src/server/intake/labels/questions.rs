//! Labels of questions and answers.

use super::words::{DUE, TERM};
use super::{Rule, full, subject};
use crate::domain::deadline::MilestoneKind as Kind;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    full(Kind::QuestionBy, &[&["質問", "質疑", "照会"], DUE]),
    full(Kind::QuestionBy, &[&["質問", "質疑", "照会"], DUE, TERM]),
    subject(Kind::QuestionBy, &[&["質問書", "質疑書", "質問", "質疑"]]),
    full(Kind::AnswerOn, &[&["質問", "質疑", "照会"], &["回答"]]),
    full(
        Kind::AnswerOn,
        &[&["質問", "質疑", "照会"], &["回答"], &["期限", "期日", "期間", "公表", "予定日", "掲載", "送付", "閲覧"]],
    ),
    full(
        Kind::AnswerOn,
        &[&[
            "回答日",
            "回答期限",
            "回答期日",
            "回答予定日",
            "回答期間",
            "回答書",
            "回答の公表",
            "回答方法",
            "回答公表",
            "回答掲載",
        ]],
    ),
    subject(Kind::AnswerOn, &[&["回答"]]),
    full(
        Kind::QuestionBy,
        &[&["問合せ", "問い合わせ", "問合わせ", "疑義"], &["期限", "締切", "期日", "受付期間", "提出期間"]],
    ),
];
