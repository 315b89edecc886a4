//! A calendar file that tells when the buyer is closed: its days are shown in a form, and what a person chooses becomes the
//! buyer's days off.

use serde_json::json;

use crate::domain::closed_days::{ClosedDayForm, OFFERED_DAYS_MOST, OfferedDays, offered};
use crate::domain::days_off::{MOST_DAYS_OFF, OwnDayOff};
use crate::domain::id::{KeptPostId, TenderId};
use crate::domain::problem::{Problem, Problems};
use crate::error::{AppError, Refusal};
use crate::server::access::TenderAction;
use crate::server::access::tender::to_tender;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::ics;
use crate::server::store::{audits, days_off, kept_posts};

/// Where the form of the days posts to.
const TAKE: &str = "/api/days-off/take";
/// Notes on the file that are shown.
const NOTES_MOST: usize = 100;

/// Whether the caller may bring a file: nobody makes the server read what they may not save.
///
/// # Errors
/// As `access::tender::to_tender` for `EditFacts`.
pub async fn may_bring(call: &Call, tender: TenderId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    tx.commit().await?;
    Ok(())
}

/// Reads a file into the form of its days. Nothing is saved; answers under which identity the form is kept for this person
/// at this browser.
///
/// # Errors
/// `Calendar`; as `may_bring`.
pub async fn bring(call: &Call, tender: TenderId, bytes: Vec<u8>) -> Result<KeptPostId, Failure> {
    may_bring(call, tender).await?;
    let today = call.now.in_japan().date();
    let read = tokio::task::spawn_blocking(move || ics::read_for(&bytes, today));
    let file = read.await.map_err(|error| Failure::Fault(Box::new(error)))?.map_err(Refusal::Calendar)?;
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let known = days_off::day_off_list(&mut tx, &access).await?;
    let office = days_off::day_off_office(&mut tx, &access, call.state.templates.exceptions()).await?;
    let found = offered(&file, &office, &known, today);
    let mut fields = fields(tender, &found);
    fields.extend(file.notes.iter().take(NOTES_MOST).map(|note| ("note".to_owned(), note.code())));
    let read = AppError::Refused(Refusal::CalendarRead);
    let id = kept_posts::kept_post_keep(&mut tx, &call.kept_key(), TAKE, &fields, &read, call.now).await?;
    tx.commit().await?;
    Ok(id)
}

/// Adds the chosen days to the days off of the tender's buyer. What is there already stays as it is, so that the same file
/// taken twice adds nothing.
///
/// # Errors
/// `Invalid`, also when nothing is chosen; those of access; faults of the database.
pub async fn take(call: &Call, tender: TenderId, days: &[ClosedDayForm]) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let chosen = chosen(days)?;
    let mut count = days_off::day_off_list(&mut tx, &access).await?.len();
    let mut added = Vec::with_capacity(chosen.len());
    for off in &chosen {
        if !days_off::day_off_insert(&mut tx, &access, off).await? {
            continue;
        }
        count += 1;
        if count > MOST_DAYS_OFF {
            let most = u32::try_from(MOST_DAYS_OFF).unwrap_or(u32::MAX);
            return Err(Failure::field("days[0][include]", Problem::TooMany { most }));
        }
        added.push(json!({ "day": off.day.kept(), "name": off.name }));
    }
    if !added.is_empty() {
        let detail = json!({ "tender": tender, "days": added });
        audits::audit_append_of_tender(&mut tx, &access, call.now, "day_off.add_from_file", detail).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn chosen(days: &[ClosedDayForm]) -> Result<Vec<OwnDayOff>, Failure> {
    let mut problems = Problems::default();
    let chosen: Vec<OwnDayOff> = days
        .iter()
        .enumerate()
        .take(OFFERED_DAYS_MOST)
        .filter(|(_, form)| form.include == "yes")
        .filter_map(|(at, form)| form.parse(&mut problems, |field| format!("days[{at}][{field}]")))
        .collect();
    if problems.is_empty() && chosen.is_empty() {
        problems.add("days[0][include]", Problem::NotOffered);
    }
    if problems.is_empty() { Ok(chosen) } else { Err(problems.into()) }
}

/// The fields of the form as if a person had typed them; what says that somebody is closed is ticked.
fn fields(tender: TenderId, found: &OfferedDays) -> Vec<(String, String)> {
    let mut fields = vec![("tender".to_owned(), tender.to_string())];
    for (at, day) in found.days.iter().enumerate() {
        let ClosedDayForm { include, day, repeats, name } = ClosedDayForm::of(day);
        let values = [("day", day), ("repeats", repeats), ("name", name)];
        let ticked = (!include.is_empty()).then_some(("include", include));
        let values = values.into_iter().chain(ticked);
        fields.extend(values.map(|(field, value)| (format!("days[{at}][{field}]"), value)));
    }
    fields.extend(found.left_out.iter().map(|left| ("left".to_owned(), left.code())));
    fields
}
