//! What was spoken with contacts: a meeting, a call, a letter; when, who, what was said, and what comes next.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::contact::Reading;
use super::deadline::Moment;
use super::id::{BidId, ContactId, UserId};
use super::problem::{Problem, Problems};
use super::tender_form::Ticked;
use super::text::{Prose, TextProblem};

/// Most contacts, and most of ours, who take part in one engagement.
pub const MOST_TAKING_PART: usize = 50;

/// Stands before the identity in the name of a box: a name that begins with a digit is read as a place in a list.
const BOX: &str = "id-";

/// The name of the box of a contact or of one of ours.
#[must_use]
pub fn box_of(id: &str) -> String {
    format!("{BOX}{id}")
}

/// How contacts were met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngagementKind {
    /// 打合せ
    Meeting,
    /// 訪問
    Visit,
    /// 電話
    Call,
    /// 手紙
    Letter,
    /// メール
    Mail,
    /// オンライン会議
    Online,
    /// 質問書: the channel that the notice opens.
    Question,
    /// 説明会・現地見学会・ヒアリング: to which the buyer invites.
    BuyersEvent,
}

impl EngagementKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Meeting,
        Self::Visit,
        Self::Call,
        Self::Letter,
        Self::Mail,
        Self::Online,
        Self::Question,
        Self::BuyersEvent,
    ];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Visit => "visit",
            Self::Call => "call",
            Self::Letter => "letter",
            Self::Mail => "mail",
            Self::Online => "online",
            Self::Question => "question",
            Self::BuyersEvent => "buyers_event",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether the procedure itself provides for it, so that no ban holds.
    #[must_use]
    pub const fn is_official(self) -> bool {
        matches!(self, Self::Question | Self::BuyersEvent)
    }
}

/// What the trail keeps of an entry of the log that is corrected: none of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryState {
    /// The kind.
    pub kind: EngagementKind,
    /// The day in Japan.
    pub day: NaiveDate,
    /// Whether it lies in a ban on contact.
    pub in_ban: bool,
}

/// An engagement as text: what a form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EngagementForm {
    /// The bid; empty for none.
    pub bid: String,
    /// Code of the kind.
    pub kind: String,
    /// The day.
    pub day: String,
    /// The time in Japan; empty when not known.
    pub time: String,
    /// The contacts whose boxes are ticked, each named as `box_of` does.
    pub contacts: Ticked,
    /// Those of ours whose boxes are ticked, named alike.
    pub people: Ticked,
    /// What was said.
    pub said: String,
    /// What comes next.
    pub next_step: String,
    /// When to follow up; empty for never.
    pub follow_up_on: String,
    /// Who follows up; empty for whoever logs it.
    pub follow_up_by: String,
    /// Why it is recorded in spite of the ban.
    pub ban_reason: String,
    /// Whether the bid's other firms do not see it: ticked or not.
    pub confidential: Option<String>,
}

/// An engagement that holds together; whether it breaks a ban is judged with its contacts and dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EngagementDraft {
    /// The bid.
    pub bid: Option<BidId>,
    /// The kind.
    pub kind: EngagementKind,
    /// When, by the wall clock in Japan.
    pub at: Moment,
    /// The contacts.
    pub contacts: Vec<ContactId>,
    /// Who of ours.
    pub people: Vec<UserId>,
    /// What was said.
    pub said: String,
    /// What comes next.
    pub next_step: String,
    /// When to follow up, `2026-12-10`; empty for never.
    pub follow_up_on: String,
    /// Who follows up; none for whoever logs it.
    pub follow_up_by: Option<UserId>,
    /// Why it is recorded in spite of the ban; empty for no reason.
    pub ban_reason: String,
    /// Whether the bid's other firms do not see it.
    pub is_confidential: bool,
}

impl EngagementForm {
    /// Reads every field and notes every problem; `name` gives a field's name in the form, `now` is the present in
    /// Japan.
    pub fn parse(
        &self,
        now: Moment,
        problems: &mut Problems,
        name: impl Fn(&str) -> String,
    ) -> Option<EngagementDraft> {
        let before = problems.len();
        let kind = EngagementKind::parse(&self.kind);
        if kind.is_none() {
            problems.add(&name("kind"), Problem::NotOffered);
        }
        let at = self.moment(now, problems, &name);
        let contacts = ticked(problems, &name("contacts"), &self.contacts, ContactId::parse);
        let people = ticked(problems, &name("people"), &self.people, UserId::parse);
        let bid = super::contact::identity(problems, &name("bid"), self.bid.trim(), BidId::parse);
        let follow_up_by =
            super::contact::identity(problems, &name("follow_up_by"), self.follow_up_by.trim(), UserId::parse);
        let mut reading = Reading { problems, name: &name };
        let said = reading.text("said", &self.said, Prose::<8000>::parse);
        let next_step = reading.text("next_step", &self.next_step, Prose::<1000>::parse);
        let follow_up_on = reading.day("follow_up_on", &self.follow_up_on);
        let ban_reason = reading.text("ban_reason", &self.ban_reason, Prose::<1000>::parse);
        let draft = EngagementDraft {
            bid,
            kind: kind?,
            at: at?,
            contacts: contacts?,
            people: people?,
            said,
            next_step,
            follow_up_on,
            follow_up_by,
            ban_reason,
            is_confidential: self.confidential.is_some(),
        };
        (problems.len() == before).then_some(draft)
    }

    fn moment(&self, now: Moment, problems: &mut Problems, name: &impl Fn(&str) -> String) -> Option<Moment> {
        if self.day.trim().is_empty() {
            problems.add(&name("day"), Problem::Text(TextProblem::Empty));
            return None;
        }
        let date = problems.take(&name("day"), super::era::parse(&self.day))?;
        let time = match self.time.trim() {
            "" => None,
            text => {
                let time = Moment::parse(&format!("{date}T{text}")).and_then(|moment| moment.time);
                if time.is_none() {
                    problems.add(&name("time"), Problem::TimeUnreadable);
                }
                time
            }
        };
        if date > now.date {
            problems.add(&name("day"), Problem::Ahead);
            return None;
        }
        Some(Moment { date, time })
    }
}

fn ticked<T>(problems: &mut Problems, field: &str, boxes: &Ticked, parse: fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let found: Option<Vec<T>> = boxes.keys().map(|code| code.strip_prefix(BOX).and_then(parse)).collect();
    match found {
        Some(found) if found.is_empty() => problems.add(field, Problem::Text(TextProblem::Empty)),
        Some(found) if found.len() > MOST_TAKING_PART => {
            problems.add(field, Problem::TooMany { most: u32::try_from(MOST_TAKING_PART).unwrap_or(u32::MAX) });
        }
        Some(found) => return Some(found),
        None => problems.add(field, Problem::NotOffered),
    }
    None
}
