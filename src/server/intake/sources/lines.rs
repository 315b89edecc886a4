//! The text that is made of a structured source: one line a value, so that a person can read what was taken
//! and every stated value points at its line.

use super::wall_time::WallTime;
use crate::domain::deadline::{Certainty, MilestoneKind};
use crate::domain::notice::{Doubt, Evidence, FactName, FactValue, ProposedFact, ProposedMilestone};

/// Longer values are cut in evidence, in characters; the text keeps them whole.
const LONGEST_SENTENCE: usize = 180;

/// A text in the making.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
}

impl Lines {
    /// Adds `label: value` and says where the value stands.
    pub fn add(&mut self, label: &str, value: &str) -> Evidence {
        let value = one_line(value);
        let line = self.text.len();
        self.text.push_str(label);
        self.text.push_str(": ");
        let start = self.text.len();
        self.text.push_str(&value);
        let end = self.text.len();
        let sentence = self.text.get(line..end).unwrap_or_default().chars().take(LONGEST_SENTENCE).collect();
        self.text.push('\n');
        Evidence { start, end, sentence, page: None, file: 0 }
    }

    /// Adds a text as it is, behind a blank line; answers the byte at which it begins.
    pub fn add_text(&mut self, text: &str) -> usize {
        self.text.push('\n');
        let start = self.text.len();
        self.text.push_str(&text.replace("\r\n", "\n"));
        if !text.ends_with('\n') {
            self.text.push('\n');
        }
        start
    }

    /// Its length so far, in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The whole text.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Breaks and runs of blanks as one blank.
pub fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A fact that the source states.
pub fn stated_fact(name: FactName, value: FactValue, evidence: Evidence, doubt: Option<Doubt>) -> ProposedFact {
    let longest = match name {
        FactName::Title | FactName::Place | FactName::Period => 300,
        _ => 120,
    };
    let is_long = value.as_text().chars().count() > longest;
    let cut = |text: String| text.chars().take(longest).collect::<String>();
    let value = match value {
        FactValue::Text(text) => FactValue::Text(cut(text)),
        FactValue::Procedure { kind, printed } => FactValue::Procedure { kind, printed: cut(printed) },
        other => other,
    };
    let doubt = doubt.or(is_long.then_some(Doubt::LabelFar));
    ProposedFact { name, value, evidence, certain: doubt.is_none(), doubt }
}

/// A step that the source states.
pub fn stated_step(kind: MilestoneKind, time: WallTime, evidence: Evidence, doubt: Option<Doubt>) -> ProposedMilestone {
    let doubt = doubt.or_else(|| time.is_doubtful.then_some(Doubt::TimeNotation));
    ProposedMilestone {
        kind,
        at: time.at,
        from: None,
        certainty: Certainty::Fixed,
        basis: None,
        methods: Vec::new(),
        evidence,
        certain: doubt.is_none(),
        doubt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_fact_is_no_longer_than_a_typed_one() {
        let long = FactValue::Text("あ".repeat(1_000));
        let fact = stated_fact(FactName::Title, long, Lines::default().add("件名", "あ"), None);
        assert_eq!((fact.value.as_text().chars().count(), fact.certain), (300, false));
        let short = FactValue::Text("庁舎清掃業務委託".to_owned());
        let fact = stated_fact(FactName::Title, short.clone(), Lines::default().add("件名", "あ"), None);
        assert_eq!((fact.value, fact.certain), (short, true));
    }
}
