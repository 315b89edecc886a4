//! What a message is about. A new kind of message is a variant here with its arms below, its words in `ui/wording/told`,
//! its page in `ui/paths`, and, when it can become untrue before it is mailed, what it then hangs on in
//! `server/store/withdrawals`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{ContactId, DeadlineId, QuestionId, SectionId};

/// A date that a message speaks of, as it stood when the message was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueDate {
    /// Which.
    pub deadline: DeadlineId,
    /// 件名 of the bid's tender.
    pub bid_title: String,
    /// The step.
    pub kind: MilestoneKind,
    /// Its own name, or empty.
    pub title: String,
    /// Where a period begins; messages of before there was one are without.
    #[serde(default)]
    pub from: Option<Moment>,
    /// When, or the end of the period; in Japan, as printed.
    pub at: Moment,
}

impl DueDate {
    /// The moment by which one must be ready.
    #[must_use]
    pub fn ready(&self) -> Moment {
        self.kind.ready(self.from, self.at)
    }
}

/// A task of a bid's plan that a message speaks of, as the plan stood when the message was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskStart {
    /// Code of the usual task, or the identity of one that somebody added.
    pub code: String,
    /// 件名 of the bid's tender.
    pub bid_title: String,
    /// What is done, in Japanese.
    pub title_ja: String,
    /// What is done, in English.
    pub title_en: String,
    /// The latest day on which it must begin.
    pub start: NaiveDate,
}

/// A question to the buyer that a message speaks of, as it stood when the message was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedQuestion {
    /// Which.
    pub question: QuestionId,
    /// 件名 of the bid's tender.
    pub bid_title: String,
    /// Its number on our sheet; 0 when it was on none.
    pub number: i64,
    /// 資料名, or empty.
    pub document: String,
    /// How it begins.
    pub words: String,
    /// The section of a contributor, who sees the answer there and not the register.
    pub section: Option<SectionId>,
}

/// A section of a bid's proposal that a message speaks of, as it stood when the message was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueSection {
    /// Which.
    pub section: SectionId,
    /// 件名 of the bid's tender.
    pub bid_title: String,
    /// Its place in the outline, from 1.
    pub position: i64,
    /// 見出し
    pub title_ja: String,
    /// Heading in English.
    pub title_en: String,
    /// The day, if somebody set one.
    pub due_on: Option<NaiveDate>,
}

/// What a message is about, with all that it says: it can be read although what it speaks of is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum About {
    /// A date comes near.
    Deadline {
        /// The date.
        due: DueDate,
    },
    /// Somebody else made the person answer for a date.
    Owner {
        /// The date.
        due: DueDate,
        /// Who did.
        by: String,
    },
    /// The latest start of a task comes near.
    Task {
        /// The task.
        task: TaskStart,
    },
    /// Somebody else made the person do a task.
    TaskOwner {
        /// The task.
        task: TaskStart,
        /// Who did.
        by: String,
    },
    /// Somebody is to be contacted again.
    FollowUp {
        /// With whom, by identity alone: an erased person leaves no name in an inbox.
        contact: ContactId,
        /// The day.
        on: NaiveDate,
    },
    /// Somebody is to be contacted again, and nobody does any more.
    FollowUpNobody {
        /// With whom, by identity alone.
        contact: ContactId,
        /// The day.
        on: NaiveDate,
    },
    /// The buyer answered a question about what the person answers for.
    Answer {
        /// The question.
        asked: AskedQuestion,
    },
    /// The day of a section comes near.
    Section {
        /// The section.
        section: DueSection,
    },
    /// Somebody else made the person write a section.
    SectionWriter {
        /// The section.
        section: DueSection,
        /// Who did.
        by: String,
    },
    /// That answer was recorded by mistake, and is taken back.
    AnswerTakenBack {
        /// The question.
        asked: AskedQuestion,
    },
    /// The daily mail itself, or one of several when it holds too much for one; stands in no inbox.
    Daily {
        /// Which, from 1.
        #[serde(default = "one")]
        part: usize,
        /// Of how many.
        #[serde(default = "one")]
        parts: usize,
    },
}

const fn one() -> usize {
    1
}

impl About {
    /// The code kept in rows.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Deadline { .. } => "deadline",
            Self::Owner { .. } => "owner",
            Self::Task { .. } => "task",
            Self::TaskOwner { .. } => "task_owner",
            Self::FollowUp { .. } => "follow_up",
            Self::FollowUpNobody { .. } => "follow_up_nobody",
            Self::Answer { .. } => "answer",
            Self::Section { .. } => "section",
            Self::SectionWriter { .. } => "section_writer",
            Self::AnswerTakenBack { .. } => "answer_taken_back",
            Self::Daily { .. } => "daily",
        }
    }

    /// The date of a tender that it speaks of, with which it stands and falls.
    #[must_use]
    pub const fn due(&self) -> Option<&DueDate> {
        match self {
            Self::Deadline { due } | Self::Owner { due, .. } => Some(due),
            Self::Task { .. }
            | Self::TaskOwner { .. }
            | Self::FollowUp { .. }
            | Self::FollowUpNobody { .. }
            | Self::Answer { .. }
            | Self::Section { .. }
            | Self::SectionWriter { .. }
            | Self::AnswerTakenBack { .. }
            | Self::Daily { .. } => None,
        }
    }

    /// The contact that it speaks of.
    #[must_use]
    pub const fn contact(&self) -> Option<ContactId> {
        match self {
            Self::FollowUp { contact, .. } | Self::FollowUpNobody { contact, .. } => Some(*contact),
            _ => None,
        }
    }

    /// When the reader must be ready, in Japan.
    #[must_use]
    pub fn at(&self) -> Option<Moment> {
        match self {
            Self::Deadline { due } | Self::Owner { due, .. } => Some(due.ready()),
            Self::Task { task } | Self::TaskOwner { task, .. } => Some(Moment::day(task.start)),
            Self::FollowUp { on, .. } | Self::FollowUpNobody { on, .. } => Some(Moment::day(*on)),
            Self::Section { section } | Self::SectionWriter { section, .. } => section.due_on.map(Moment::day),
            Self::Answer { .. } | Self::AnswerTakenBack { .. } | Self::Daily { .. } => None,
        }
    }

    /// What is told of when it is: a moment, or beginning and end of what one must be at when it begins.
    #[must_use]
    pub fn period(&self) -> Option<(Option<Moment>, Moment)> {
        let ready = self.at()?;
        let end = self.due().map(|due| due.at).filter(|end| *end != ready);
        Some(end.map_or((None, ready), |end| (Some(ready), end)))
    }

    /// The name, as somebody wrote it, of what it belongs to: 件名 of a bid's tender.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Deadline { due } | Self::Owner { due, .. } => Some(&due.bid_title),
            Self::Task { task } | Self::TaskOwner { task, .. } => Some(&task.bid_title),
            Self::Answer { asked } | Self::AnswerTakenBack { asked } => Some(&asked.bid_title),
            Self::Section { section } | Self::SectionWriter { section, .. } => Some(&section.bid_title),
            Self::FollowUp { .. } | Self::FollowUpNobody { .. } | Self::Daily { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_before_it_could_have_a_period_is_read() {
        let about = r#"{"what":"deadline","due":{"deadline":"0197c6f5-7c1e-7aaa-8000-000000000001","bid_title":"案件",
            "kind":"site_visit","title":"","at":{"date":"2026-12-10","time":"12:00:00"}}}"#;
        let about: About = serde_json::from_str(about).unwrap();
        assert_eq!((about.at(), about.due().and_then(|due| due.from)), (Moment::parse("2026-12-10T12:00"), None));
    }

    #[test]
    fn a_daily_mail_of_before_it_could_be_several_is_read() {
        let about: About = serde_json::from_str(r#"{"what":"daily"}"#).unwrap();
        assert_eq!(about, About::Daily { part: 1, parts: 1 });
    }
}
