//! The engagement plan of a bid: for everybody around it what we want, what we do next, by when, who does it, and by which
//! way the ban on contact allows it. Who has no plan yet stands in it, too.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::typed;
use crate::domain::contact_ban::BanPeriod;
use crate::domain::contact_view::{BidContact, OwnRole};
use crate::domain::deadline::Moment;
use crate::domain::id::{BidId, ContactId};
use crate::domain::instant::Instant;
use crate::ui::app::frame;
use crate::ui::kit::{Align, Cell, Column, DataTable, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{contact as words, deadline, say};

/// One of the firm's contacts in the bid, with its number on the map.
type Numbered = (usize, BidContact, OwnRole);

/// The plan as a table, the nearest day first.
#[component]
pub fn EngagementPlan(
    /// The bid.
    bid: BidId,
    /// The firm's contacts in the order of the map.
    own: Vec<(BidContact, OwnRole)>,
    /// The ban on contact.
    #[prop(optional_no_strip)]
    ban: Option<BanPeriod>,
    /// When they were spoken with last for the bid.
    last_spoken: BTreeMap<ContactId, Moment>,
) -> impl IntoView {
    let today = Instant(frame().now).in_japan().date();
    let columns = vec![
        Column::number(words::NUMBER),
        Column::text(words::NAME),
        Column::text(words::WANT),
        Column::text(words::NEXT_STEP),
        Column::text(words::UNTIL),
        Column::text(words::RESPONSIBLE),
        Column::text(words::ALLOWED_WAY),
    ];
    let rows = in_order(own).into_iter().map(|one| row(bid, one, ban, today, &last_spoken)).collect_view();
    view! {
        <section class="contact-plan">
            <h2>{say(words::PLAN)}</h2>
            <DataTable caption=words::PLAN columns>{rows}</DataTable>
            <p class="hint no-print">{say(deadline::PRINT_HINT)}</p>
        </section>
    }
}

/// By the day; those without one behind them, those without any plan last.
fn in_order(own: Vec<(BidContact, OwnRole)>) -> Vec<Numbered> {
    let mut own: Vec<Numbered> = own.into_iter().zip(1..).map(|((row, own), number)| (number, row, own)).collect();
    own.sort_by_key(|(number, _, own)| {
        let until = own.role.until_on.clone();
        (!is_planned(own), until.is_empty(), until, *number)
    });
    own
}

fn is_planned(own: &OwnRole) -> bool {
    !(own.role.want.is_empty() && own.role.next_step.is_empty() && own.role.until_on.is_empty())
}

fn row(
    bid: BidId,
    (number, contact, own): Numbered,
    ban: Option<BanPeriod>,
    today: NaiveDate,
    last_spoken: &BTreeMap<ContactId, Moment>,
) -> impl IntoView + use<> {
    let until = own.role.until_on.parse::<NaiveDate>().ok();
    let late =
        until.is_some_and(|until| until < today).then(|| view! { " "<Tag kind=TagKind::Warn text=words::OVERDUE/> });
    let when = until.map(|until| deadline::moment(Moment::day(until)));
    let way = way(&own, ban, until.map_or(today, |until| until.max(today)));
    let last = last_spoken.get(&own.contact).map(|at| words::last_spoken(Moment::day(at.date)));
    let none = (!is_planned(&own)).then(|| view! { <span class="muted">{say(words::NOT_PLANNED)}</span> });
    let left = own.has_person_left.then(|| view! { " "<Tag kind=TagKind::Warn text=words::HAS_LEFT/> });
    view! {
        <tr>
            <Cell label=words::NUMBER align=Align::End><span class="num">{number}</span></Cell>
            <Cell label=words::NAME>
                <a href=paths::bid_contact(bid, own.contact)>{typed(contact.name)}</a>
                {last.map(|last| view! { <span class="small under">{last}</span> })}
            </Cell>
            <Cell label=words::WANT><span class="contact-said">{typed(own.role.want)}</span>{none}</Cell>
            <Cell label=words::NEXT_STEP><span class="contact-said">{typed(own.role.next_step)}</span></Cell>
            <Cell label=words::UNTIL>{when}{late}</Cell>
            <Cell label=words::RESPONSIBLE>{own.person.map(typed)}{left}</Cell>
            <Cell label=words::ALLOWED_WAY>{way}</Cell>
        </tr>
    }
}

/// By which way somebody may be reached on a day: through the question channel alone while the ban holds for them.
fn way(own: &OwnRole, ban: Option<BanPeriod>, day: NaiveDate) -> AnyView {
    if own.is_covered && ban.is_some_and(|ban| ban.holds(day)) {
        return view! { <Tag kind=TagKind::Warn text=words::ONLY_QUESTIONS/> }.into_any();
    }
    let way = own.channel.map_or(words::ANY_WAY, words::channel);
    view! { {say(way)} }.into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::domain::contact_role::{RoleDraft, TenderRole};

    fn one(until: &str, next_step: &str) -> (BidContact, OwnRole) {
        let role = RoleDraft {
            role: TenderRole::Requester,
            influence: 3,
            attitude: 0,
            interest: String::new(),
            person: None,
            want: String::new(),
            next_step: next_step.to_owned(),
            until_on: until.to_owned(),
            is_shared: false,
        };
        let own = OwnRole {
            contact: ContactId::fresh(),
            role,
            person: None,
            has_person_left: false,
            channel: None,
            given_way: Vec::new(),
            is_covered: true,
            revision: 1,
        };
        let contact = BidContact {
            firm: String::new(),
            name: next_step.to_owned(),
            latin: String::new(),
            body: String::new(),
            title_ja: String::new(),
            title_en: String::new(),
            role: TenderRole::Requester,
            own: None,
        };
        (contact, own)
    }

    #[test]
    fn the_nearest_day_comes_first_and_who_has_no_plan_last() {
        let own = vec![one("", ""), one("2026-12-10", "send"), one("", "meet"), one("2026-12-01", "ask")];
        let numbers: Vec<usize> = in_order(own).into_iter().map(|(number, ..)| number).collect();
        assert_eq!(numbers, [4, 2, 3, 1]);
    }

    #[test]
    fn under_the_ban_the_question_channel_is_the_only_way() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
        let ban = BanPeriod { from: day(1), until: Some(day(20)), planned: None };
        let (_, own) = one("", "send");
        let shows_ban = |at: u32| {
            Owner::new().with(|| {
                let only_questions = view! { <Tag kind=TagKind::Warn text=words::ONLY_QUESTIONS/> }.to_html();
                way(&own, Some(ban), day(at)).to_html().contains(&only_questions)
            })
        };
        assert!(shows_ban(10) && !shows_ban(21));
    }
}
