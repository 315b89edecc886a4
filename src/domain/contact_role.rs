//! What a contact is in one bid: role in the tender, place on the stakeholder map, and our plan.

use serde::{Deserialize, Serialize};

use super::contact::{Reading, identity};
use super::id::UserId;
use super::problem::{Problem, Problems};
use super::text::Prose;

/// Least and most influence.
pub const INFLUENCE: (i64, i64) = (1, 5);
/// Least and most favourable attitude.
pub const ATTITUDE: (i64, i64) = (-2, 2);
/// Most contacts with a role in one bid.
pub const MOST_ROLES: usize = 200;

/// A contact's role in a tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TenderRole {
    /// 決裁者
    Decider,
    /// 審査・評価する人
    Evaluator,
    /// 発注担当
    Requester,
    /// 契約担当
    Contracting,
    /// 利用者・地元
    User,
    /// 影響力のある人
    Influencer,
    /// 仲介・紹介者
    Introducer,
    /// 協力・支援
    Supporter,
    /// その他
    Other,
}

impl TenderRole {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Decider,
        Self::Evaluator,
        Self::Requester,
        Self::Contracting,
        Self::User,
        Self::Influencer,
        Self::Introducer,
        Self::Supporter,
        Self::Other,
    ];

    /// The code kept in rows and forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Decider => "decider",
            Self::Evaluator => "evaluator",
            Self::Requester => "requester",
            Self::Contracting => "contracting",
            Self::User => "user",
            Self::Influencer => "influencer",
            Self::Introducer => "introducer",
            Self::Supporter => "supporter",
            Self::Other => "other",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the ban on contact covers whoever has this role, wherever they work.
    #[must_use]
    pub const fn is_banned(self) -> bool {
        matches!(self, Self::Decider | Self::Evaluator | Self::Requester | Self::Contracting)
    }
}

/// A role as text: what a form sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// Code of the role.
    pub role: String,
    /// `1` to `5`.
    pub influence: String,
    /// `-2` to `2`.
    pub attitude: String,
    /// What they care about.
    pub interest: String,
    /// Who of ours answers for them; empty for nobody.
    pub person: String,
    /// What we want of them.
    pub want: String,
    /// What we do next.
    pub next_step: String,
    /// Until when.
    pub until_on: String,
    /// Whether the bid's other firms see them: ticked or not.
    pub shared: Option<String>,
}

/// A role that holds together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleDraft {
    /// The role.
    pub role: TenderRole,
    /// 1 to 5.
    pub influence: i64,
    /// -2 to 2.
    pub attitude: i64,
    /// What they care about.
    pub interest: String,
    /// Who of ours answers for them.
    pub person: Option<UserId>,
    /// What we want of them.
    pub want: String,
    /// What we do next.
    pub next_step: String,
    /// Until when, `2026-12-10`; empty for no day.
    pub until_on: String,
    /// Whether the bid's other firms see them.
    pub is_shared: bool,
}

/// What the other role of a contact was that had been entered twice. The texts of both stand in the role itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenWay {
    /// The role.
    pub role: TenderRole,
    /// 1 to 5.
    pub influence: i64,
    /// -2 to 2.
    pub attitude: i64,
    /// Who of ours answered for them.
    pub person: Option<UserId>,
    /// Until when; empty for no day.
    pub until_on: String,
}

impl GivenWay {
    /// Of two entries of one person the one that stays, and the one that gives way: nobody leaves the ban on contact
    /// because they were entered twice.
    #[must_use]
    pub fn settled(kept: Self, gone: Self) -> (Self, Self) {
        if gone.role.is_banned() && !kept.role.is_banned() { (gone, kept) } else { (kept, gone) }
    }
}

impl RoleForm {
    /// Reads every field and notes every problem; `name` gives a field's name in the form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<RoleDraft> {
        let before = problems.len();
        let role = TenderRole::parse(&self.role);
        if role.is_none() {
            problems.add(&name("role"), Problem::NotOffered);
        }
        let influence = number(problems, &name("influence"), &self.influence, INFLUENCE);
        let attitude = number(problems, &name("attitude"), &self.attitude, ATTITUDE);
        let person = identity(problems, &name("person"), self.person.trim(), UserId::parse);
        let mut reading = Reading { problems, name: &name };
        let interest = reading.text("interest", &self.interest, Prose::<1000>::parse);
        let want = reading.text("want", &self.want, Prose::<1000>::parse);
        let next_step = reading.text("next_step", &self.next_step, Prose::<1000>::parse);
        let until_on = reading.day("until_on", &self.until_on);
        let draft = RoleDraft {
            role: role?,
            influence: influence?,
            attitude: attitude?,
            interest,
            person,
            want,
            next_step,
            until_on,
            is_shared: self.shared.is_some(),
        };
        (problems.len() == before).then_some(draft)
    }
}

fn number(problems: &mut Problems, field: &str, text: &str, (least, most): (i64, i64)) -> Option<i64> {
    let found = text.trim().parse::<i64>().ok().filter(|number| (least..=most).contains(number));
    if found.is_none() {
        problems.add(field, Problem::OutOfRange { least, most });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_under_the_ban_never_gives_way_to_one_that_is_not() {
        use TenderRole::{Decider, Evaluator, Introducer, User};
        let entry = |role| GivenWay { role, influence: 3, attitude: 0, person: None, until_on: String::new() };
        let settled = |kept, gone| {
            let (stays, gives) = GivenWay::settled(entry(kept), entry(gone));
            (stays.role, gives.role)
        };
        assert_eq!(settled(Introducer, Evaluator), (Evaluator, Introducer));
        assert_eq!(settled(Evaluator, Introducer), (Evaluator, Introducer));
        assert_eq!(settled(Decider, Evaluator), (Decider, Evaluator));
        assert_eq!(settled(User, Introducer), (User, Introducer));
    }

    #[test]
    fn numbers_outside_the_map_are_refused() {
        let form =
            RoleForm { role: "decider".into(), influence: "6".into(), attitude: "-3".into(), ..RoleForm::default() };
        let mut problems = Problems::default();
        assert_eq!(form.parse(&mut problems, str::to_owned), None);
        assert!(problems.has("influence") && problems.has("attitude") && !problems.has("role"));
        let form = RoleForm { influence: "5".into(), attitude: "-2".into(), ..form };
        let draft = form.parse(&mut Problems::default(), str::to_owned);
        assert_eq!(draft.map(|draft| (draft.influence, draft.attitude, draft.is_shared)), Some((5, -2, false)));
    }
}
