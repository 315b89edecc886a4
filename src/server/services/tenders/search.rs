//! Which tenders a reader sees in the list: all, a part of them, those with some words.

use unicode_normalization::UnicodeNormalization;

use super::PAGE;
use crate::domain::id::TenderId;
use crate::domain::instant::Instant;
use crate::domain::tender::{TenderFilter, TenderList, TenderSummary};
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::tender_lists::{self, ListPlace};

/// Most tenders that are looked through for words; the newest come first.
const MOST_SEARCHED: i64 = 5_000;
/// Longest search.
const MOST_WORDS: usize = 200;

/// The reader's tenders, newest first. `after` is what an earlier answer gave as `more`; every one of the
/// words must stand in title, number, addressee or place, in whatever width and kana.
///
/// # Errors
/// `NotSignedIn`, `Malformed`; faults of the database.
pub async fn list(call: &Call, after: &str, which: TenderFilter, words: &str) -> Result<TenderList, Failure> {
    let person = call.caller.person()?;
    let place = if after.is_empty() { None } else { Some(place_of(after)?) };
    let words: String = words.chars().take(MOST_WORDS).collect();
    let sought: Vec<String> = words.split_whitespace().map(folded).collect();
    let limit = if sought.is_empty() { PAGE + 1 } else { MOST_SEARCHED };
    let mut tx = call.state.store.begin_read().await?;
    let mut rows = tender_lists::tender_list(&mut tx, person, which, place.as_ref(), call.now, limit).await?;
    tx.commit().await?;
    rows.retain(|(tender, _)| holds(tender, &sought));
    let has_more = i64::try_from(rows.len()).unwrap_or(i64::MAX) > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let more = rows.last().filter(|_| has_more).map(|(_, place)| format!("{}_{}", place.created_at.0, place.id));
    Ok(TenderList { tenders: rows.into_iter().map(|(tender, _)| tender).collect(), more, which, words })
}

fn place_of(text: &str) -> Result<ListPlace, Failure> {
    let (at, id) = text.split_once('_').ok_or(AppError::Malformed)?;
    let created_at = Instant(at.parse().map_err(|_| AppError::Malformed)?);
    let id = TenderId::parse(id).ok_or(AppError::Malformed)?.to_string();
    Ok(ListPlace { created_at, id })
}

fn holds(tender: &TenderSummary, sought: &[String]) -> bool {
    if sought.is_empty() {
        return true;
    }
    let text =
        folded(&[&tender.title, &tender.number, &tender.addressee, &tender.place].map(String::as_str).join("\n"));
    sought.iter().all(|word| text.contains(word))
}

/// One form for full and half width, capitals, and the two kana.
fn folded(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'ぁ'..='ゖ' => char::from_u32(letter as u32 + 0x60).unwrap_or(letter),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_capitals_and_kana_make_no_difference() {
        assert_eq!(folded("ＡＢＣ　ｼｽﾃﾑ"), folded("abc しすてむ"));
        assert_ne!(folded("防災"), folded("防犯"));
    }
}
