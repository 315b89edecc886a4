//! Rows of `document`, and the rows of a bid from which papers are filled.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::block::BidFieldValues;
use crate::domain::document::{
    BidFacts, ContactFacts, CopyKind, Honorific, MemberFacts, PriceBasis, RegistrationFacts, SealPolicy, SectionFacts,
    TenderFacts, VentureFacts,
};
use crate::domain::document_settings::DocumentSettings;
use crate::domain::id::{OrganisationId, SectionId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::money::{AmountForm, Yen};
use crate::domain::seat::Action;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Most sections that are read for one paper.
const MOST_SECTIONS: i64 = 500;
/// Most firms that a paper can name.
const MOST_MEMBERS: i64 = 20;

/// A document's own settings.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// Code of the form.
    pub form: String,
    /// JSON of `DocumentSettings`.
    pub settings: String,
    /// Counts up with each save.
    pub revision: i64,
}

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

/// The settings of one document.
///
/// # Errors
/// Faults of the database.
pub async fn document_find(
    connection: &mut Connection,
    access: &Access,
    form: &str,
) -> Result<Option<DocumentRow>, Failure> {
    let row = sqlx::query(
        "select form, settings, revision
         from document
         where bid_id = $1 and form = $2",
    )
    .bind(access.bid().to_string())
    .bind(form)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(document_of).transpose()
}

/// The settings of every document of a bid.
///
/// # Errors
/// Faults of the database.
pub async fn document_list(connection: &mut Connection, access: &Access) -> Result<Vec<DocumentRow>, Failure> {
    let rows = sqlx::query(
        "select form, settings, revision
         from document
         where bid_id = $1
         order by form",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(document_of).collect()
}

/// The amount that one of the papers states.
///
/// # Errors
/// Faults of the database.
pub async fn document_amount_find(connection: &mut Connection, access: &Access) -> Result<Option<Yen>, Failure> {
    for row in document_list(connection, access).await? {
        let settings: DocumentSettings = serde_json::from_str(&row.settings)?;
        if settings.amount.is_some() {
            return Ok(settings.amount);
        }
    }
    Ok(None)
}

/// The day of the paper that states the amount, when it is dated.
///
/// # Errors
/// Faults of the database; settings that cannot be read.
pub async fn document_day_find(connection: &mut Connection, access: &Access) -> Result<Option<NaiveDate>, Failure> {
    for row in document_list(connection, access).await? {
        let settings: DocumentSettings = serde_json::from_str(&row.settings)?;
        if settings.amount.is_some() {
            return Ok(settings.date);
        }
    }
    Ok(None)
}

fn document_of(row: &AnyRow) -> Result<DocumentRow, Failure> {
    Ok(DocumentRow {
        form: row.try_get("form")?,
        settings: row.try_get("settings")?,
        revision: row.try_get("revision")?,
    })
}

/// Saves the settings over the revision that was read; 0 is *none yet*. False when somebody else saved
/// in between.
///
/// # Errors
/// Faults of the database.
pub async fn document_save(
    connection: &mut Connection,
    access: &Access,
    document: &DocumentRow,
    now: Instant,
) -> Result<bool, Failure> {
    let statement = if document.revision == 0 {
        "insert into document (bid_id, form, settings, revision, saved_by, saved_at)
         values ($1, $2, $3, $4 + 1, $5, $6)
         on conflict (bid_id, form) do nothing"
    } else {
        "update document
         set settings = $3, revision = revision + 1, saved_by = $5, saved_at = $6
         where bid_id = $1 and form = $2 and revision = $4"
    };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(&document.form)
        .bind(&document.settings)
        .bind(document.revision)
        .bind(access.user().map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
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

/// The firms that papers name: the members of the joint venture in their order or, without one, the
/// firm that made the bid. Each with a person of the bid as its contact.
///
/// # Errors
/// Faults of the database.
pub async fn bid_member_list(connection: &mut Connection, access: &Access) -> Result<Vec<MemberFacts>, Failure> {
    let rows = sqlx::query(
        "select o.kind, o.name, o.name_kana, o.country, o.address, o.representative_title,
                o.representative_name, o.representative_kana, o.representative_latin, o.telephone,
                o.name_latin, o.corporate_number, o.registry, o.registration_number, o.postal_code,
                coalesce(m.work, '') as work, m.share, m.amount,
                coalesce(m.position, 0) as member_position,
                coalesce(u.name, '') as contact_name, coalesce(u.name_kana, '') as contact_kana,
                coalesce(u.email, '') as contact_email
         from bid b
         left join joint_venture v on v.bid_id = b.id
         left join joint_venture_member m on m.bid_id = v.bid_id
         join organisation o on o.id = coalesce(m.organisation_id, b.organisation_id)
         left join user_account u on u.id = (
            select s.user_id
            from seat s
            join user_account a on a.id = s.user_id
            where s.bid_id = b.id and a.organisation_id = o.id and a.state = 'active'
              and s.role in ('coordinator', 'writer')
            order by case when s.role = 'coordinator' then 0 else 1 end, s.added_at, s.user_id
            limit 1)
         where b.id = $1
         order by member_position
         limit $2",
    )
    .bind(access.bid().to_string())
    .bind(MOST_MEMBERS)
    .fetch_all(connection)
    .await?;
    rows.iter().map(member_of).collect()
}

/// The firms of `bid_member_list`, in the same order.
///
/// # Errors
/// Faults of the database.
pub async fn bid_member_firms(connection: &mut Connection, access: &Access) -> Result<Vec<OrganisationId>, Failure> {
    let rows = sqlx::query(
        "select coalesce(m.organisation_id, b.organisation_id) as firm, coalesce(m.position, 0) as member_position
         from bid b
         left join joint_venture v on v.bid_id = b.id
         left join joint_venture_member m on m.bid_id = v.bid_id
         where b.id = $1
         order by member_position
         limit $2",
    )
    .bind(access.bid().to_string())
    .bind(MOST_MEMBERS)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| identity(row, "firm", OrganisationId::parse)).collect()
}

fn member_of(row: &AnyRow) -> Result<MemberFacts, Failure> {
    let kind: String = row.try_get("kind")?;
    let share: Option<i64> = row.try_get("share")?;
    let amount: Option<i64> = row.try_get("amount")?;
    Ok(MemberFacts {
        name: row.try_get("name")?,
        name_kana: row.try_get("name_kana")?,
        country: row.try_get("country")?,
        is_foreign: kind == "foreign",
        address: row.try_get("address")?,
        representative_title: row.try_get("representative_title")?,
        representative_name: row.try_get("representative_name")?,
        representative_katakana: row.try_get("representative_kana")?,
        representative_latin: row.try_get("representative_latin")?,
        work: row.try_get("work")?,
        share: share.and_then(|share| u32::try_from(share).ok()),
        amount: amount.map(Yen),
        registration: RegistrationFacts {
            latin: row.try_get("name_latin")?,
            corporate_number: row.try_get("corporate_number")?,
            registry: row.try_get("registry")?,
            registration_number: row.try_get("registration_number")?,
            postal_code: row.try_get("postal_code")?,
        },
        contact: ContactFacts {
            department: String::new(),
            name: row.try_get("contact_name")?,
            reading: row.try_get("contact_kana")?,
            telephone: row.try_get("telephone")?,
            email: row.try_get("contact_email")?,
        },
    })
}

/// A joint venture as papers print it.
#[derive(Debug, Clone)]
pub struct BidVentureRow {
    /// 共同企業体の名称
    pub name: String,
    /// Whether it is of a kind that carries out works (建設工事共同企業体).
    pub is_for_works: bool,
    /// What it has agreed.
    pub facts: VentureFacts,
}

/// The joint venture, when one is set up.
///
/// # Errors
/// Faults of the database.
pub async fn bid_venture_find(connection: &mut Connection, access: &Access) -> Result<Option<BidVentureRow>, Failure> {
    let row = sqlx::query(
        "select name, kind, method, office, bank, branch, formed_on, months_after
         from joint_venture
         where bid_id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(venture_of).transpose()
}

fn venture_of(row: &AnyRow) -> Result<BidVentureRow, Failure> {
    let (kind, method): (String, String) = (row.try_get("kind")?, row.try_get("method")?);
    let formed_on: String = row.try_get("formed_on")?;
    let months_after: Option<i64> = row.try_get("months_after")?;
    Ok(BidVentureRow {
        name: row.try_get("name")?,
        is_for_works: matches!(kind.as_str(), "specific" | "standing"),
        facts: VentureFacts {
            is_joint_execution: method == "joint_execution",
            office: row.try_get("office")?,
            formed_on: NaiveDate::parse_from_str(&formed_on, "%Y-%m-%d").ok(),
            months_after: months_after.and_then(|months| u16::try_from(months).ok()),
            bank: row.try_get("bank")?,
            branch: row.try_get("branch")?,
        },
    })
}

/// What texts quote of the bid, as it is printed. The amount is for who may read the bid as a whole.
///
/// # Errors
/// Faults of the database; settings that cannot be read.
pub async fn bid_field_values(connection: &mut Connection, access: &Access) -> Result<BidFieldValues, Failure> {
    let row = sqlx::query(
        "select t.title, t.period, coalesce(v.name, o.name) as proposer
         from bid b
         join tender t on t.id = b.tender_id
         join organisation o on o.id = b.organisation_id
         left join joint_venture v on v.bid_id = b.id
         where b.id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_one(&mut *connection)
    .await?;
    let may_read = access.role().is_none_or(|role| role.may(Action::Read));
    let amount = if may_read { bid_amount_find(connection, access).await? } else { None };
    Ok(BidFieldValues {
        subject: row.try_get("title")?,
        joint_venture: row.try_get("proposer")?,
        amount: amount.map(|amount| amount.print(AmountForm::Unit)).unwrap_or_default(),
        period: row.try_get("period")?,
    })
}

/// The amount that the first of the papers states.
async fn bid_amount_find(connection: &mut Connection, access: &Access) -> Result<Option<Yen>, Failure> {
    for row in document_list(connection, access).await? {
        let settings: DocumentSettings = serde_json::from_str(&row.settings)?;
        if settings.amount.is_some() {
            return Ok(settings.amount);
        }
    }
    Ok(None)
}

/// The written sections in their order, in one language.
///
/// # Errors
/// Faults of the database; blocks that cannot be read.
pub async fn bid_section_list(
    connection: &mut Connection,
    access: &Access,
    language: Language,
) -> Result<Vec<SectionFacts>, Failure> {
    let rows = sqlx::query(
        "select s.id, s.title_ja, s.title_en, t.blocks
         from section s
         join section_text t on t.section_id = s.id and t.language = $2
         where s.bid_id = $1
         order by s.position
         limit $3",
    )
    .bind(access.bid().to_string())
    .bind(language.tag())
    .bind(MOST_SECTIONS)
    .fetch_all(connection)
    .await?;
    let title = match language {
        Language::Japanese => "title_ja",
        Language::English => "title_en",
    };
    (1..)
        .zip(&rows)
        .map(|(number, row)| {
            let blocks: String = row.try_get("blocks")?;
            Ok(SectionFacts {
                id: identity(row, "id", SectionId::parse)?,
                number,
                title: row.try_get(title)?,
                blocks: serde_json::from_str(&blocks)?,
            })
        })
        .collect()
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

/// How many firms work on the bid.
///
/// # Errors
/// Faults of the database.
pub async fn bid_firm_count(connection: &mut Connection, access: &Access) -> Result<i64, Failure> {
    let row = sqlx::query("select cast(count(*) as bigint) as firms from bid_organisation where bid_id = $1")
        .bind(access.bid().to_string())
        .fetch_one(connection)
        .await?;
    Ok(row.try_get("firms")?)
}

/// What all papers of a bid share: its tender, its firms, its joint venture. The rest is empty.
///
/// # Errors
/// Faults of the database.
pub async fn bid_facts(
    connection: &mut Connection,
    access: &Access,
    tender: &BidTenderRow,
) -> Result<BidFacts, Failure> {
    let venture = bid_venture_find(connection, access).await?;
    let mut of_tender = tender_facts(tender);
    of_tender.is_works |= venture.as_ref().is_some_and(|venture| venture.is_for_works);
    Ok(BidFacts {
        tender: of_tender,
        honorific: Honorific::Sama,
        seal: SealPolicy::InUse,
        members: bid_member_list(connection, access).await?,
        joint_venture_name: venture.as_ref().map(|venture| venture.name.clone()),
        venture: venture.map(|venture| venture.facts).unwrap_or_default(),
        agent: None,
        date: None,
        amount: None,
        label: None,
        order: None,
        title: None,
        variant: None,
        copy: CopyKind::Original,
        records: Vec::new(),
        attachments: Vec::new(),
        costs: None,
        sections: Vec::new(),
        pictures: BTreeMap::new(),
        language: Language::Japanese,
    })
}

fn tender_facts(row: &BidTenderRow) -> TenderFacts {
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
    use super::buyer_of;

    #[test]
    fn the_body_is_told_by_its_head_and_never_guessed() {
        let bodies = ["みなと市長", "港町長", "みなと県知事", "水道事業管理者", "総務部長", ""].map(buyer_of);
        assert_eq!(bodies, ["みなと市", "港町", "みなと県", "", "", ""]);
    }
}
