//! Go or no-go: scored reasons for and against bidding, and what was decided. A score says something; the decision is a
//! person's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::view::PlanTask;
use crate::domain::bid::BidHead;
use crate::domain::instant::Instant;
use crate::domain::plan::TaskState;
use crate::domain::problem::{Problem, Problems};
use crate::domain::text::{self, Line, Prose, TextProblem};

/// The best score.
pub const BEST: u8 = 4;

/// One criterion of `templates/rules/go_no_go.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name in rows.
    pub code: String,
    /// In Japanese.
    pub title_ja: String,
    /// In English.
    pub title_en: String,
    /// What is asked, in Japanese.
    pub question_ja: String,
    /// In English.
    pub question_en: String,
    /// How much it counts.
    pub weight: u8,
    /// From what a score is proposed.
    #[serde(default)]
    pub computed: Option<Computed>,
}

/// From what a score is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computed {
    /// From the plan.
    Dates,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionOutcome {
    /// Nothing yet.
    #[default]
    Open,
    /// We bid.
    Go,
    /// We do not.
    NoGo,
}

impl DecisionOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Open, Self::Go, Self::NoGo];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Go => "go",
            Self::NoGo => "no_go",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code)
    }
}

/// One reason: a score and a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// From 0 to 4; `None` where nobody judged.
    pub score: Option<u8>,
    /// Why.
    #[serde(default)]
    pub sentence: String,
}

/// What is kept of the decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub outcome: DecisionOutcome,
    /// Why, as a whole.
    pub reason: String,
    /// The reasons, by the code of their criterion.
    pub scores: BTreeMap<String, Score>,
}

/// One reason as the form sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScoreForm {
    /// The score; empty for none.
    pub score: String,
    /// Why.
    pub sentence: String,
}

/// The form of the decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    /// What is decided.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// The reasons, by the code of their criterion.
    pub scores: BTreeMap<String, ScoreForm>,
}

impl DecisionForm {
    /// Reads the form. Who decides says why.
    pub fn parse(&self, criteria: &[Criterion], problems: &mut Problems) -> Option<Decision> {
        let before = problems.len();
        let outcome = DecisionOutcome::parse(&self.outcome);
        if outcome.is_none() {
            problems.add("decision[outcome]", Problem::NotOffered);
        }
        let reason = problems.take("decision[reason]", text::optional(&self.reason, Prose::<1000>::parse)).flatten();
        if matches!(outcome, Some(DecisionOutcome::Go | DecisionOutcome::NoGo)) && self.reason.trim().is_empty() {
            problems.add("decision[reason]", Problem::Text(TextProblem::Empty));
        }
        let mut scores = BTreeMap::new();
        for criterion in criteria {
            let Some(form) = self.scores.get(&criterion.code) else { continue };
            let name = |field: &str| format!("decision[scores][{}][{field}]", criterion.code);
            let sentence = problems.take(&name("sentence"), text::optional(&form.sentence, Line::<300>::parse));
            let score = match form.score.as_str() {
                "" => None,
                typed => {
                    let score = typed.parse().ok().filter(|score| *score <= BEST);
                    if score.is_none() {
                        problems.add(&name("score"), Problem::NotOffered);
                    }
                    score
                }
            };
            let sentence = sentence.flatten().map(|line| line.as_str().to_owned()).unwrap_or_default();
            scores.insert(criterion.code.clone(), Score { score, sentence });
        }
        let reason = reason.map(|reason| reason.as_str().to_owned()).unwrap_or_default();
        (problems.len() == before).then(|| Decision { outcome: outcome.unwrap_or_default(), reason, scores })
    }
}

/// How far the reasons speak for it: percent of what could be reached by those that were judged; `None` before the first.
#[must_use]
pub fn percent(criteria: &[Criterion], decision: &Decision) -> Option<u32> {
    let judged = criteria.iter().filter_map(|criterion| {
        let score = decision.scores.get(&criterion.code)?.score?;
        Some((u32::from(criterion.weight), u32::from(score)))
    });
    let (reached, most) = judged
        .fold((0, 0), |(reached, most), (weight, score)| (reached + weight * score, most + weight * u32::from(BEST)));
    (reached * 100 + most / 2).checked_div(most)
}

/// What the plan says about the dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feasibility {
    /// Tasks in all that are not done.
    pub tasks: usize,
    /// Those that cannot be ready in time.
    pub late: usize,
    /// Those that cannot wait.
    pub critical: usize,
}

impl Feasibility {
    /// Counts the tasks of a plan.
    #[must_use]
    pub fn of(tasks: &[PlanTask]) -> Self {
        let ahead = || tasks.iter().filter(|task| task.state != TaskState::Done);
        Self {
            tasks: ahead().count(),
            late: ahead().filter(|task| task.slack < 0).count(),
            critical: ahead().filter(|task| task.is_critical).count(),
        }
    }

    /// The score that it proposes: full without anything pressing, none where a third is late. `None` without a plan.
    #[must_use]
    pub const fn score(self) -> Option<u8> {
        Some(match self {
            Self { tasks: 0, .. } => return None,
            Self { late: 0, critical: 0, .. } => 4,
            Self { late: 0, .. } => 3,
            Self { tasks, late, .. } if late * 10 <= tasks => 2,
            Self { tasks, late, .. } if late * 3 <= tasks => 1,
            _ => 0,
        })
    }
}

/// The page of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionPage {
    /// The head.
    pub head: BidHead,
    /// The criteria.
    pub criteria: Vec<Criterion>,
    /// What is kept.
    pub decision: Decision,
    /// Who decided; `None` while it is open.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Instant>,
    /// What the plan says.
    pub feasibility: Feasibility,
    /// Counts saves; 0 before the first.
    pub revision: i64,
    /// Whether the reader may decide.
    pub may_edit: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn criterion(code: &str, weight: u8) -> Criterion {
        Criterion {
            code: code.to_owned(),
            title_ja: code.to_owned(),
            title_en: code.to_owned(),
            question_ja: String::new(),
            question_en: String::new(),
            weight,
            computed: None,
        }
    }

    fn form(outcome: &str, reason: &str, scores: &[(&str, &str)]) -> DecisionForm {
        let score = |(code, score): &(&str, &str)| {
            ((*code).to_owned(), ScoreForm { score: (*score).to_owned(), sentence: "理由".to_owned() })
        };
        DecisionForm {
            outcome: outcome.to_owned(),
            reason: reason.to_owned(),
            scores: scores.iter().map(score).collect(),
        }
    }

    #[test]
    fn scores_count_by_weight_and_what_nobody_judged_does_not() {
        let criteria = [criterion("a", 3), criterion("b", 1), criterion("c", 9)];
        let read = |form: DecisionForm| form.parse(&criteria, &mut Problems::default()).unwrap();
        let decision = read(form("open", "", &[("a", "4"), ("b", "0"), ("c", "")]));
        assert_eq!(percent(&criteria, &decision), Some(75));
        assert_eq!(percent(&criteria, &read(form("open", "", &[]))), None);
    }

    #[test]
    fn who_decides_says_why() {
        let told = |form: DecisionForm| {
            let mut problems = Problems::default();
            assert_eq!(form.parse(&[criterion("a", 1)], &mut problems), None);
            problems.into_vec().into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(told(form("go", " ", &[])), ["decision[reason]"]);
        assert_eq!(told(form("maybe", "", &[("a", "5")])), ["decision[outcome]", "decision[scores][a][score]"]);
    }

    #[test]
    fn the_plan_proposes_a_score() {
        let of = |tasks, late, critical| Feasibility { tasks, late, critical }.score();
        assert_eq!(of(0, 0, 0), None);
        assert_eq!((of(20, 0, 0), of(20, 0, 2), of(20, 2, 2)), (Some(4), Some(3), Some(2)));
        assert_eq!((of(20, 6, 6), of(20, 7, 7)), (Some(1), Some(0)));
    }
}
