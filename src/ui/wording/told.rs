//! Words of what a message says, on its line of the inbox and in its mail: a function for each kind of message.

use chrono::NaiveDate;

use super::{Phrase, deadline, plan, question, reminder, say, say_with, section as chapter};
use crate::domain::deadline::Moment;
use crate::domain::instant::Instant;
use crate::domain::reminder::{About, AskedQuestion, DueDate, DueSection, TaskStart};

/// The bid.
const BID: Phrase = Phrase::new("案件名", "Bid");
/// The step of its tender.
const STEP: Phrase = Phrase::new("手続", "Step");
/// The page of its dates.
const OPEN_DATES: Phrase = Phrase::new("日程と担当を開く：", "Open the dates of the bid:");
/// The page of its plan.
const OPEN_PLAN: Phrase = Phrase::new("逆算計画を開く：", "Open the plan of the bid:");
/// The card of a contact.
const OPEN_CONTACT: Phrase = Phrase::new("関係者の情報を開く：", "Open the contact's card:");
const OPEN_NOBODYS: Phrase = Phrase::new("一覧を開いて引き継ぐ：", "Open the list and hand it over:");
/// The page of a question.
const OPEN_QUESTION: Phrase = Phrase::new("質問と回答を開く：", "Open the question and its answer:");
/// The page of a section.
const OPEN_SECTION: Phrase = Phrase::new("提案書の章を開く：", "Open the chapter:");
/// The page of all messages.
const OPEN_REMINDERS: Phrase = Phrase::new("お知らせを開く：", "Open your reminders:");

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// All of it in one sentence.
    pub sentence: String,
    /// The subject of its mail.
    pub subject: String,
    /// What its mail lists: what, and its value.
    pub facts: Vec<(Phrase, String)>,
    /// What its mail calls the day or time by which the reader must be ready, which follows by itself where there is one.
    pub when: Phrase,
    /// What stands before the address of its page.
    pub open: Phrase,
}

/// What a message says now.
#[must_use]
pub fn told(about: &About, now: Instant) -> Told {
    match about {
        About::Deadline { due } => deadline_near(due, now),
        About::Owner { due, by } => made_responsible(due, by),
        About::Task { task } => start_near(task, now),
        About::TaskOwner { task, by } => given_a_task(task, by),
        About::FollowUp { on, .. } => follow_up(*on),
        About::FollowUpNobody { on, .. } => follow_up_of_nobody(*on),
        About::Answer { asked } => answered(asked),
        About::Section { section } => section_near(section, now),
        About::SectionWriter { section, by } => given_a_section(section, by),
        About::AnswerTakenBack { asked } => answer_taken_back(asked),
        About::Daily { part, parts } => daily(*part, *parts),
    }
}

/// A message in one sentence.
#[must_use]
pub fn sentence(about: &About, now: Instant) -> String {
    told(about, now).sentence
}

/// The subject of the daily mail with what it holds; of several, which it is.
#[must_use]
pub fn daily_subject(count: usize, part: usize, parts: usize) -> String {
    if parts > 1 {
        return say_with(
            format!("今日のお知らせ（{count}件、{parts}通のうち{part}通目）"),
            format!("Today's reminders ({count}; mail {part} of {parts})"),
        );
    }
    say_with(format!("今日のお知らせ（{count}件）"), format!("Today's reminders ({count})"))
}

fn deadline_near(due: &DueDate, now: Instant) -> Told {
    let (step, left, bid) = (step(due), reminder::left(now, due.ready()), &due.bid_title);
    Told {
        sentence: say_with(format!("{step}：{left}"), format!("{step}: {left}")),
        subject: say_with(format!("【{left}】{step}（{bid}）"), format!("{}: {step}, {bid}", capital(&left))),
        facts: date_facts(due),
        when: when(due),
        open: OPEN_DATES,
    }
}

fn made_responsible(due: &DueDate, by: &str) -> Told {
    let (step, bid) = (step(due), &due.bid_title);
    Told {
        sentence: say_with(
            format!("{by}さんが、あなたを「{step}」の担当にしました。"),
            format!("{by} made you responsible for: {step}"),
        ),
        subject: say_with(format!("【担当】{step}（{bid}）"), format!("You are responsible: {step}, {bid}")),
        facts: date_facts(due),
        when: when(due),
        open: OPEN_DATES,
    }
}

fn start_near(task: &TaskStart, now: Instant) -> Told {
    let (title, left, bid) = (title(task), reminder::left(now, Moment::day(task.start)), &task.bid_title);
    Told {
        sentence: say_with(
            format!("作業「{title}」を始める期限：{left}"),
            format!("Latest day to begin “{title}”: {left}"),
        ),
        subject: say_with(
            format!("【{left}】着手期限：{title}（{bid}）"),
            format!("{}: latest day to begin {title}, {bid}", capital(&left)),
        ),
        facts: task_facts(task),
        when: plan::START,
        open: OPEN_PLAN,
    }
}

fn given_a_task(task: &TaskStart, by: &str) -> Told {
    let (title, bid) = (title(task), &task.bid_title);
    Told {
        sentence: say_with(
            format!("{by}さんが、あなたを作業「{title}」の担当にしました。"),
            format!("{by} made you responsible for the task “{title}”."),
        ),
        subject: say_with(
            format!("【担当】作業：{title}（{bid}）"),
            format!("You are responsible: task {title}, {bid}"),
        ),
        facts: task_facts(task),
        when: plan::START,
        open: OPEN_PLAN,
    }
}

/// Names nobody: whoever reads it opens the contact's card.
fn follow_up(on: NaiveDate) -> Told {
    let day = deadline::moment(Moment::day(on));
    Told {
        sentence: say_with(
            format!("関係者に連絡する予定の日です（{day}）。"),
            format!("A contact is to be followed up: {day}"),
        ),
        subject: say_with(format!("【次の連絡】{day}"), format!("Follow-up of a contact: {day}")),
        facts: Vec::new(),
        when: reminder::WHEN_JAPAN,
        open: OPEN_CONTACT,
    }
}

fn follow_up_of_nobody(on: NaiveDate) -> Told {
    let day = deadline::moment(Moment::day(on));
    Told {
        sentence: say_with(
            format!("関係者に連絡する予定の日ですが、担当がいません（{day}）。別の人に引き継いでください。"),
            format!("A contact is to be followed up and nobody does any more: {day}. Hand it over to somebody."),
        ),
        subject: say_with(format!("【担当なし】次の連絡 {day}"), format!("Nobody follows up a contact: {day}")),
        facts: Vec::new(),
        when: reminder::WHEN_JAPAN,
        open: OPEN_NOBODYS,
    }
}

fn answered(asked: &AskedQuestion) -> Told {
    let (sentence, bid) = (question::answered(asked), &asked.bid_title);
    Told {
        subject: say_with(format!("【回答】{sentence}（{bid}）"), format!("{sentence} ({bid})")),
        sentence,
        facts: vec![(BID, bid.clone()), (question::QUESTION, asked.words.clone())],
        when: reminder::WHEN_JAPAN,
        open: OPEN_QUESTION,
    }
}

fn section_near(section: &DueSection, now: Instant) -> Told {
    let (name, bid) = (section_name(section), &section.bid_title);
    let left = section.due_on.map(|day| reminder::left(now, Moment::day(day))).unwrap_or_default();
    Told {
        sentence: say_with(format!("章「{name}」の期限：{left}"), format!("Chapter {name} is due: {left}")),
        subject: say_with(
            format!("【{left}】章の期限：{name}（{bid}）"),
            format!("{}: chapter {name}, {bid}", capital(&left)),
        ),
        facts: section_facts(section),
        when: chapter::DUE,
        open: OPEN_SECTION,
    }
}

fn given_a_section(section: &DueSection, by: &str) -> Told {
    let (name, bid) = (section_name(section), &section.bid_title);
    Told {
        sentence: say_with(
            format!("{by}さんが、あなたを章「{name}」の担当にしました。"),
            format!("{by} made you the writer of chapter {name}."),
        ),
        subject: say_with(format!("【担当】章：{name}（{bid}）"), format!("You are the writer: chapter {name}, {bid}")),
        facts: section_facts(section),
        when: chapter::DUE,
        open: OPEN_SECTION,
    }
}

fn section_facts(section: &DueSection) -> Vec<(Phrase, String)> {
    vec![(BID, section.bid_title.clone()), (chapter::CHAPTER, section_name(section))]
}

/// Its place in the outline and its heading.
fn section_name(section: &DueSection) -> String {
    let DueSection { position, title_ja, title_en, .. } = section;
    say_with(format!("{position} {title_ja}"), format!("{position} “{title_en}”"))
}

fn answer_taken_back(asked: &AskedQuestion) -> Told {
    let (sentence, bid) = (question::answer_taken_back(asked), &asked.bid_title);
    Told {
        subject: say_with(format!("【回答の取消し】{sentence}（{bid}）"), format!("{sentence} ({bid})")),
        sentence,
        facts: vec![(BID, bid.clone()), (question::QUESTION, asked.words.clone())],
        when: reminder::WHEN_JAPAN,
        open: OPEN_QUESTION,
    }
}

fn task_facts(task: &TaskStart) -> Vec<(Phrase, String)> {
    vec![(BID, task.bid_title.clone()), (plan::TASK, title(task))]
}

fn title(task: &TaskStart) -> String {
    say_with(task.title_ja.clone(), task.title_en.clone())
}

fn daily(part: usize, parts: usize) -> Told {
    let sentence = say(reminder::REMINDERS).to_owned();
    let subject = if parts > 1 { format!("{sentence} {part}/{parts}") } else { sentence.clone() };
    Told { sentence, subject, facts: Vec::new(), when: reminder::WHEN_JAPAN, open: OPEN_REMINDERS }
}

/// As a subject begins.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn date_facts(due: &DueDate) -> Vec<(Phrase, String)> {
    vec![(BID, due.bid_title.clone()), (STEP, step(due))]
}

const fn when(due: &DueDate) -> Phrase {
    if due.kind.is_begun() { reminder::WHEN_BEGUN } else { reminder::WHEN_JAPAN }
}

/// The step by its own name or its kind's.
fn step(due: &DueDate) -> String {
    if due.title.is_empty() { say(deadline::kind(due.kind)).to_owned() } else { due.title.clone() }
}
