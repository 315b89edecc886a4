//! Contacts for measuring: organisations, people with readings and Latin forms, the pieces by which they are found, ties,
//! roles in bids, and what was spoken. Used by the hidden command alone; the same every time but for the identities.

mod names;
mod people;

use std::collections::BTreeSet;

use chrono::Days;

use super::{grams, keys};
use crate::domain::contact::ContactForm;
use crate::domain::contact_role::TenderRole;
use crate::domain::contact_search;
use crate::domain::contact_view::RelationKind;
use crate::domain::deadline::Moment;
use crate::domain::engagement::EngagementKind;
use crate::domain::id::{BidId, ContactId, ContactOrganisationId, ContactRelationId, EngagementId};
use crate::domain::instant::{DAY, Instant};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::Tx;
use crate::server::store::bench_rows::{Rows, bench_chance, bench_insert, bench_room};
use crate::server::store::contact_grams::PLACE;

/// Rows that are in memory at once.
const AT_ONCE: usize = 20_000;
/// Contacts with a role in each bid.
const ROLES: u64 = 10;
/// Days over which what was spoken is spread.
const SPAN: u64 = 900;

/// How much.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Contacts of the firm.
    pub contacts: u32,
    /// How often they were spoken with.
    pub engagements: u32,
}

/// An organisation that was made.
struct Body {
    id: ContactOrganisationId,
    kind: String,
    texts: Vec<String>,
}

/// Fills a firm's register; answers the contact who was spoken with most.
///
/// # Errors
/// Faults of the database.
pub async fn seed(
    state: &State,
    firm: &[SignedIn],
    bids: &[BidId],
    sizes: Sizes,
    now: Instant,
) -> Result<ContactId, Failure> {
    let keeper = firm.first().ok_or_else(|| Failure::fault("nobody keeps the contacts"))?;
    let mut tx = state.store.begin_write().await?;
    bench_room(&mut tx, state.store.engine()).await?;
    let bodies = bodies(&mut tx, keeper, now).await?;
    let contacts = contacts(&mut tx, keeper, &bodies, sizes.contacts, now).await?;
    ties(&mut tx, &contacts, now).await?;
    roles(&mut tx, &contacts, bids, keeper, now).await?;
    let numbers: Vec<u64> = (0..u64::from(sizes.engagements)).collect();
    for some in numbers.chunks(AT_ONCE) {
        spoken(&mut tx, &contacts, bids, firm, some, now).await?;
    }
    tx.commit().await?;
    contacts.first().copied().ok_or_else(|| Failure::fault("no contact was asked for"))
}

async fn bodies(tx: &mut Tx, keeper: &SignedIn, now: Instant) -> Result<Vec<Body>, Failure> {
    let columns = &["id", "organisation_id", "kind", "fields", "name", "sort_key", "saved_at"];
    let mut rows = Rows::of("contact_organisation", columns);
    let mut bodies = Vec::new();
    for form in people::bodies() {
        let id = ContactOrganisationId::fresh();
        rows.add([
            id.to_string().into(),
            keeper.organisation.to_string().into(),
            form.kind.as_str().into(),
            serde_json::to_string(&form)?.into(),
            form.name.as_str().into(),
            contact_search::sort_key(&form.name_kana).into(),
            now.0.into(),
        ]);
        bodies.push(Body { id, kind: form.kind, texts: vec![form.name, form.name_kana] });
    }
    bench_insert(tx, &rows).await?;
    Ok(bodies)
}

async fn contacts(
    tx: &mut Tx,
    keeper: &SignedIn,
    bodies: &[Body],
    count: u32,
    now: Instant,
) -> Result<Vec<ContactId>, Failure> {
    let mut rows = contact_rows();
    let (mut contacts, mut pieces) = (Vec::new(), BTreeSet::new());
    for number in 1..=i64::from(count) {
        let person = number.unsigned_abs();
        let body = people::body_of(person).and_then(|body| bodies.get(body));
        let owner = (person % 7 == 0).then(|| keeper.user.to_string());
        let form = ContactForm {
            body: body.map(|body| body.id.to_string()).unwrap_or_default(),
            owner: owner.clone().unwrap_or_default(),
            ..people::person(person)
        };
        let (id, keys) = (ContactId::fresh(), keys(&form));
        let kind = if form.kind.is_empty() { body.map(|body| body.kind.clone()) } else { Some(form.kind.clone()) };
        rows.add([
            id.to_string().into(),
            keeper.organisation.to_string().into(),
            number.into(),
            body.map(|body| body.id.to_string()).into(),
            form.kind.as_str().into(),
            kind.unwrap_or_default().into(),
            serde_json::to_string(&form)?.into(),
            keys.name.into(),
            form.email.as_str().into(),
            keys.sort.as_str().into(),
            owner.into(),
            now.0.into(),
        ]);
        let of_body = body.map(|body| body.texts.as_slice()).unwrap_or_default();
        let place: String = keys.sort.chars().take(PLACE).collect();
        pieces.extend(grams(&form, of_body).into_iter().map(|gram| (gram, place.clone(), number)));
        contacts.push(id);
        if contacts.len() % AT_ONCE == 0 {
            bench_insert(tx, &std::mem::replace(&mut rows, contact_rows())).await?;
        }
    }
    bench_insert(tx, &rows).await?;
    pieces_insert(tx, keeper, pieces).await?;
    Ok(contacts)
}

const fn contact_rows() -> Rows {
    Rows::of(
        "contact",
        &[
            "id",
            "organisation_id",
            "number",
            "body_id",
            "own_kind",
            "kind",
            "fields",
            "name_key",
            "email",
            "sort_key",
            "owner_id",
            "saved_at",
        ],
    )
}

/// The pieces in the order of their key.
async fn pieces_insert(tx: &mut Tx, keeper: &SignedIn, pieces: BTreeSet<(String, String, i64)>) -> Result<(), Failure> {
    let mut pieces = pieces.into_iter().peekable();
    while pieces.peek().is_some() {
        let mut rows = Rows::of("contact_gram", &["organisation_id", "gram", "place", "number"]);
        for (gram, place, number) in pieces.by_ref().take(AT_ONCE) {
            rows.add([keeper.organisation.to_string().into(), gram.into(), place.into(), number.into()]);
        }
        bench_insert(tx, &rows).await?;
    }
    Ok(())
}

/// Every twenty-fifth introduced the one behind.
async fn ties(tx: &mut Tx, contacts: &[ContactId], now: Instant) -> Result<(), Failure> {
    let mut rows = Rows::of("contact_relation", &["id", "from_id", "to_id", "kind", "saved_at"]);
    for (pair, number) in contacts.windows(2).step_by(25).zip(0_usize..) {
        let kinds = RelationKind::ALL;
        if let ([from, to], Some(kind)) = (pair, kinds.get(number % kinds.len())) {
            rows.add([
                ContactRelationId::fresh().to_string().into(),
                from.to_string().into(),
                to.to_string().into(),
                kind.code().into(),
                now.0.into(),
            ]);
        }
    }
    bench_insert(tx, &rows).await
}

async fn roles(
    tx: &mut Tx,
    contacts: &[ContactId],
    bids: &[BidId],
    keeper: &SignedIn,
    now: Instant,
) -> Result<(), Failure> {
    let columns =
        &["bid_id", "contact_id", "role", "influence", "attitude", "person_id", "next_step", "is_shared", "saved_at"];
    let mut rows = Rows::of("contact_role", columns);
    for (bid, number) in bids.iter().zip(0_u64..) {
        let chosen: BTreeSet<usize> =
            (0..ROLES).map(|role| place(bench_chance(number * ROLES + role), contacts.len())).collect();
        for at in chosen {
            let luck = bench_chance(number ^ at as u64);
            let role = TenderRole::ALL.get(place(luck, TenderRole::ALL.len())).copied().unwrap_or(TenderRole::Other);
            rows.add([
                bid.to_string().into(),
                contacts.get(at).map(ToString::to_string).into(),
                role.code().into(),
                number_of(1 + (luck >> 8) % 5).into(),
                (number_of((luck >> 16) % 5) - 2).into(),
                keeper.user.to_string().into(),
                "資料を届ける".into(),
                number_of((luck >> 24) % 2).into(),
                now.0.into(),
            ]);
        }
    }
    bench_insert(tx, &rows).await
}

/// What was spoken: of a hundred times once with the first contact, else with anybody; two of five times for a bid.
async fn spoken(
    tx: &mut Tx,
    contacts: &[ContactId],
    bids: &[BidId],
    firm: &[SignedIn],
    numbers: &[u64],
    now: Instant,
) -> Result<(), Failure> {
    let columns = &[
        "id",
        "organisation_id",
        "bid_id",
        "kind",
        "at_local",
        "at",
        "said",
        "next_step",
        "follow_up_on",
        "is_followed_up",
        "saved_at",
    ];
    let mut rows = Rows::of("engagement", columns);
    let mut taking_part = Rows::of("engagement_contact", &["engagement_id", "contact_id"]);
    let mut ours = Rows::of("engagement_person", &["engagement_id", "user_id"]);
    for number in numbers {
        let luck = bench_chance(number ^ 0x5a1d);
        let id = EngagementId::fresh();
        let day = now.plus(-number_of(luck % SPAN) * DAY).in_japan().date();
        let at = Moment { date: day, time: None };
        let follow_up = luck.is_multiple_of(10).then(|| day.checked_add_days(Days::new(14))).flatten();
        let person = firm.get(place(luck >> 20, firm.len()));
        let bid = (luck % 5 < 2).then(|| bids.get(place(luck >> 4, bids.len()))).flatten();
        rows.add([
            id.to_string().into(),
            person.map(|person| person.organisation.to_string()).into(),
            bid.map(ToString::to_string).into(),
            EngagementKind::ALL.get(place(luck >> 12, 6)).map(|kind| kind.code().to_owned()).into(),
            at.to_string().into(),
            at.to_utc_millis().into(),
            names::SAID.get(place(luck >> 30, names::SAID.len())).map(|said| (*said).to_owned()).into(),
            if follow_up.is_some() { "資料を送り、来月あらためて訪問する" } else { "" }.into(),
            follow_up.map(|day| day.to_string()).unwrap_or_default().into(),
            number_of((luck >> 40) % 8).min(1).into(),
            now.0.into(),
        ]);
        let first = if number % 100 == 0 { 0 } else { place(bench_chance(number ^ 0xc0), contacts.len()) };
        let second = luck.is_multiple_of(3).then(|| place(bench_chance(number ^ 0xc1), contacts.len()));
        for at in BTreeSet::from([first, second.unwrap_or(first)]) {
            taking_part.add([id.to_string().into(), contacts.get(at).map(ToString::to_string).into()]);
        }
        ours.add([id.to_string().into(), person.map(|person| person.user.to_string()).into()]);
    }
    bench_insert(tx, &rows).await?;
    bench_insert(tx, &taking_part).await?;
    bench_insert(tx, &ours).await
}

/// A place among so many, by chance.
fn place(luck: u64, count: usize) -> usize {
    usize::try_from(luck % u64::try_from(count.max(1)).unwrap_or(1)).unwrap_or_default()
}

fn number_of(small: u64) -> i64 {
    i64::try_from(small).unwrap_or_default()
}
