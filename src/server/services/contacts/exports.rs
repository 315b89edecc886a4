//! The firm's contacts as a file: all of them, those of one sort or of none, or those that words find. Organisations go first, so that
//! whoever reads the file has them before their people; words find people, and none go along then. It is made while it is sent,
//! some contacts at a time, so that memory does not grow with their number.

use std::collections::VecDeque;

use serde_json::json;

use super::{finish, fold};
use crate::domain::contact::KindSought;
use crate::domain::contact_search;
use crate::domain::id::ContactId;
use crate::server::cards;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::contact_cards::{self, CardPlace};
use crate::server::store::contact_grams;

/// Most contacts that a search hands out.
const FOUND_MOST: usize = 2_000;
/// Contacts of a search that are read at once.
const AT_ONCE: usize = 200;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// A table (CSV).
    Table,
    /// vCard 4.0.
    Cards,
}

impl ExportForm {
    const fn code(self) -> &'static str {
        match self {
            Self::Table => "csv",
            Self::Cards => "vcf",
        }
    }
}

/// A file that is being made.
#[derive(Debug)]
pub struct Export {
    form: ExportForm,
    kind: KindSought,
    rest: Rest,
}

/// What is still to come.
#[derive(Debug)]
enum Rest {
    /// The head of the table, and then the rest.
    Head(Box<Rest>),
    /// All organisations behind a place, and then all contacts.
    BodiesBehind(CardPlace),
    /// All contacts behind a place.
    Behind(CardPlace),
    /// Those that were found.
    Found(VecDeque<Vec<ContactId>>),
    /// Nothing.
    Nothing,
}

/// Begins a file. The trail says who took how many contacts along.
///
/// # Errors
/// `NotSignedIn`; faults of the database.
pub async fn begin(call: &Call, words: &str, kind: &str, form: ExportForm) -> Result<Export, Failure> {
    let person = call.caller.person()?;
    let kind = KindSought::parse(kind);
    let mut tx = call.state.store.begin_write().await?;
    let (rest, count, bodies) = if words.trim().is_empty() {
        let [count, bodies] = contact_cards::card_counts(&mut tx, person, kind).await?;
        (Rest::BodiesBehind(CardPlace::default()), count, bodies)
    } else {
        let ways = contact_search::asked(&fold(words.trim()));
        let found = contact_grams::contact_gram_find_most(&mut tx, person, &ways, kind, FOUND_MOST).await?;
        let ids: Vec<ContactId> = found.iter().map(|contact| contact.id).collect();
        let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        (Rest::Found(ids.chunks(AT_ONCE).map(<[ContactId]>::to_vec).collect()), count, 0)
    };
    let detail = json!({ "form": form.code(), "contacts": count, "organisations": bodies });
    finish(call, tx, person, "contact.export", detail).await?;
    let rest = match form {
        ExportForm::Table => Rest::Head(Box::new(rest)),
        ExportForm::Cards => rest,
    };
    Ok(Export { form, kind, rest })
}

impl Export {
    /// The next piece; none when the file is whole.
    ///
    /// # Errors
    /// `NotSignedIn`; faults of the database.
    pub async fn next(&mut self, call: &Call) -> Result<Option<Vec<u8>>, Failure> {
        let person = call.caller.person()?;
        let cards = match std::mem::replace(&mut self.rest, Rest::Nothing) {
            Rest::Nothing => return Ok(None),
            Rest::Head(rest) => {
                self.rest = *rest;
                return Ok(Some(cards::table_head()?));
            }
            Rest::BodiesBehind(place) => {
                let mut tx = call.state.store.begin_read().await?;
                let (bodies, next) = contact_cards::card_body_list(&mut tx, person, self.kind, &place).await?;
                tx.commit().await?;
                let Some(next) = next else {
                    self.rest = Rest::Behind(CardPlace::default());
                    return Box::pin(self.next(call)).await;
                };
                self.rest = Rest::BodiesBehind(next);
                return Ok(Some(match self.form {
                    ExportForm::Table => cards::table_body_rows(&bodies)?,
                    ExportForm::Cards => cards::body_vcards(&bodies),
                }));
            }
            Rest::Behind(place) => {
                let mut tx = call.state.store.begin_read().await?;
                let (cards, next) = contact_cards::card_list(&mut tx, person, self.kind, &place).await?;
                tx.commit().await?;
                let Some(next) = next else { return Ok(None) };
                self.rest = Rest::Behind(next);
                cards
            }
            Rest::Found(mut some) => {
                let Some(ids) = some.pop_front() else { return Ok(None) };
                let mut tx = call.state.store.begin_read().await?;
                let cards = contact_cards::card_some(&mut tx, person, &ids).await?;
                tx.commit().await?;
                self.rest = Rest::Found(some);
                cards
            }
        };
        Ok(Some(match self.form {
            ExportForm::Table => cards::table_rows(&cards)?,
            ExportForm::Cards => cards::vcards(&cards),
        }))
    }
}
