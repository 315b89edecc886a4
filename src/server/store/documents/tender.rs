//! The tender behind a bid, as its papers print it.

use chrono::NaiveDate;
use sqlx::Row;

use crate::domain::document::{PriceBasis, TenderFacts};
use crate::domain::instant::Instant;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// The tender behind a bid, as its papers print it.
#[derive(Debug, Clone)]
pub struct BidTenderRow {
    /// 件名
    pub title: String,
    /// 番号
    pub number: String,
    /// 宛先
    pub addressee: String,
    /// Name of the person in that office.
    pub addressee_name: String,
    /// 履行場所
    pub place: String,
    /// 履行期間
    pub period: String,
    /// `exclusive`, `inclusive` or empty.
    pub price_basis: String,
    /// Code of the kind of procedure; empty where the notice does not say it.
    pub procedure_kind: String,
    /// The notice's word for the procedure.
    pub procedure_term: String,
    /// `proposed` or `confirmed`.
    pub state: String,
    /// 公告日 as printed, when a date of that kind is known.
    pub notice_at: Option<String>,
    /// 開札日 as printed, when a date of that kind is known.
    pub opening_at: Option<String>,
    /// When the bid last changed: its revision, for the files' own dates.
    pub revision: i64,
    /// When the bid was made.
    pub created_at: Instant,
}

/// One of the tender's dates, for the readiness check.
#[derive(Debug, Clone)]
pub struct BidDeadlineRow {
    /// Code of the step.
    pub kind: String,
    /// As printed in Japan.
    pub at_local: String,
    /// The instant.
    pub at: Instant,
    /// Whether the bid has done it.
    pub is_done: bool,
}

/// The tender behind the bid.
///
/// # Errors
/// Faults of the database.
pub async fn bid_tender_fetch(connection: &mut Connection, access: &Access) -> Result<BidTenderRow, Failure> {
    let row = sqlx::query(
        "select t.title, t.number, t.addressee, t.addressee_name, t.place, t.period, t.price_basis,
                t.procedure_kind, t.procedure_term, t.state, b.revision, b.created_at,
                (select min(d.at_local) from deadline d
                 where d.tender_id = t.id and d.kind = 'notice') as notice_at,
                (select max(d.at_local) from deadline d
                 where d.tender_id = t.id and d.kind = 'open_at') as opening_at
         from bid b
         join tender t on t.id = b.tender_id
         where b.id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_one(connection)
    .await?;
    Ok(BidTenderRow {
        title: row.try_get("title")?,
        number: row.try_get("number")?,
        addressee: row.try_get("addressee")?,
        addressee_name: row.try_get("addressee_name")?,
        place: row.try_get("place")?,
        period: row.try_get("period")?,
        price_basis: row.try_get("price_basis")?,
        procedure_kind: row.try_get("procedure_kind")?,
        procedure_term: row.try_get("procedure_term")?,
        state: row.try_get("state")?,
        notice_at: row.try_get("notice_at")?,
        opening_at: row.try_get("opening_at")?,
        revision: row.try_get("revision")?,
        created_at: Instant(row.try_get("created_at")?),
    })
}

/// The tender's dates.
///
/// # Errors
/// Faults of the database.
pub async fn bid_deadline_list(connection: &mut Connection, access: &Access) -> Result<Vec<BidDeadlineRow>, Failure> {
    let rows = sqlx::query(
        "select d.kind, d.at_local, d.at,
                cast(case when x.deadline_id is null then 0 else 1 end as bigint) as is_done
         from bid b
         join deadline d on d.tender_id = b.tender_id
         left join done_step x on x.bid_id = b.id and x.deadline_id = d.id
         where b.id = $1
         order by d.at, d.id
         limit 500",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(BidDeadlineRow {
                kind: row.try_get("kind")?,
                at_local: row.try_get("at_local")?,
                at: Instant(row.try_get("at")?),
                is_done: row.try_get::<i64, _>("is_done")? == 1,
            })
        })
        .collect()
}

pub(super) fn tender_facts(row: &BidTenderRow) -> TenderFacts {
    let day = |at: Option<&str>| NaiveDate::parse_from_str(at?.get(..10)?, "%Y-%m-%d").ok();
    TenderFacts {
        title: row.title.clone(),
        number: row.number.clone(),
        addressee: row.addressee.clone(),
        addressee_name: row.addressee_name.clone(),
        place: row.place.clone(),
        period: row.period.clone(),
        notice_date: day(row.notice_at.as_deref()),
        buyer: buyer_of(&row.addressee),
        opening_date: day(row.opening_at.as_deref()),
        // A tender for works says so at the end of its title.
        is_works: row.title.trim().ends_with("工事"),
        tax_percent: None,
        // Where the notice does not say, the 入札書 is without tax (dossier §3.1); the check says so.
        price_basis: if row.price_basis == "inclusive" { PriceBasis::TaxInclusive } else { PriceBasis::TaxExclusive },
    }
}

/// The body whose head is addressed: みなと市長 → みなと市, みなと県知事 → みなと県. Other offices (企業長, 水道事業管理者)
/// do not tell it.
fn buyer_of(addressee: &str) -> String {
    let addressee = addressee.trim();
    let body = addressee.strip_suffix('長').or_else(|| addressee.strip_suffix("知事"));
    let is_body = |body: &&str| body.ends_with(['都', '道', '府', '県', '市', '区', '町', '村']);
    body.filter(is_body).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_told_by_its_head_and_never_guessed() {
        let bodies = ["みなと市長", "港町長", "みなと県知事", "水道事業管理者", "総務部長", ""].map(buyer_of);
        assert_eq!(bodies, ["みなと市", "港町", "みなと県", "", "", ""]);
    }
}
