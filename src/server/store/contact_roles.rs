//! Rows of `contact_role`: what contacts are in a bid. Of another firm's only what it chose to show is read.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::contact::{Channel, ContactForm, ContactKind};
use crate::domain::contact_ban::Standing;
use crate::domain::contact_role::{GivenWay, MOST_ROLES, RoleDraft, TenderRole};
use crate::domain::contact_view::{BidContact, Named, OwnRole, RoleKept, RoleLine};
use crate::domain::id::{BidId, ContactId, OrganisationId, UserId};
use crate::domain::instant::Instant;
use crate::server::access::{Access, SignedIn};
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, one_row};

/// The contacts of a bid that one firm keeps, the most influential first.
///
/// # Errors
/// Faults of the database.
pub async fn contact_role_list(
    connection: &mut Connection,
    access: &Access,
    firm: OrganisationId,
) -> Result<Vec<BidContact>, Failure> {
    let rows = sqlx::query(
        "select r.contact_id, r.role, r.influence, r.attitude, r.interest, r.person_id, r.want, r.next_step, r.until_on,
                r.is_shared, r.given_way, r.revision, c.fields, c.kind, coalesce(o.name, '') as body_name,
                f.name as firm_name, u.name as person_name, coalesce(u.state, 'active') as person_state, t.addressee
         from contact_role r
         join bid b on b.id = r.bid_id
         join tender t on t.id = b.tender_id
         join contact c on c.id = r.contact_id
         join organisation f on f.id = c.organisation_id
         left join contact_organisation o on o.id = c.body_id
         left join user_account u on u.id = r.person_id
         where r.bid_id = $1 and c.organisation_id = $2 and c.erased_at = 0
         order by r.influence desc, c.sort_key, c.id
         limit $3 + 0",
    )
    .bind(access.bid().to_string())
    .bind(firm.to_string())
    .bind(i64::try_from(MOST_ROLES).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(own_of).collect()
}

/// The contacts of a bid that its other firms chose to show, with nothing but name, organisation, title and role. What a
/// firm showed that works on the bid no more is left out.
///
/// # Errors
/// Faults of the database.
pub async fn contact_role_shared(
    connection: &mut Connection,
    access: &Access,
    reader: Option<OrganisationId>,
) -> Result<Vec<BidContact>, Failure> {
    let rows = sqlx::query(
        "select r.role, c.fields, coalesce(o.name, '') as body_name, f.name as firm_name
         from contact_role r
         join contact c on c.id = r.contact_id
         join organisation f on f.id = c.organisation_id
         join bid_organisation b on b.bid_id = r.bid_id and b.organisation_id = c.organisation_id
         left join contact_organisation o on o.id = c.body_id
         where r.bid_id = $1 and c.organisation_id <> $2 and r.is_shared = 1 and c.erased_at = 0
         order by b.added_at, c.sort_key, c.id
         limit $3 + 0",
    )
    .bind(access.bid().to_string())
    .bind(reader.map(|firm| firm.to_string()).unwrap_or_default())
    .bind(i64::try_from(MOST_ROLES).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(shared_of).collect()
}

/// The role of one of the firm's contacts in a bid.
///
/// # Errors
/// Faults of the database.
pub async fn contact_role_find(
    connection: &mut Connection,
    access: &Access,
    firm: OrganisationId,
    contact: ContactId,
) -> Result<Option<OwnRole>, Failure> {
    let roles = contact_role_list(connection, access, firm).await?;
    Ok(roles.into_iter().filter_map(|row| row.own).find(|own| own.contact == contact))
}

/// Keeps a role: a new one at revision 0, else one that nobody changed since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn contact_role_put(
    connection: &mut Connection,
    access: &Access,
    contact: ContactId,
    revision: i64,
    draft: &RoleDraft,
    now: Instant,
) -> Result<(), Failure> {
    let statement = if revision == 0 {
        "insert into contact_role (bid_id, contact_id, revision, role, influence, attitude, interest, person_id, want,
             next_step, until_on, is_shared, saved_by, saved_at)
         values ($1, $2, $3 + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (bid_id, contact_id) do nothing"
    } else {
        "update contact_role
         set role = $4, influence = $5, attitude = $6, interest = $7, person_id = $8, want = $9, next_step = $10,
             until_on = $11, is_shared = $12, saved_by = $13, saved_at = $14, revision = revision + 1
         where bid_id = $1 and contact_id = $2 and revision = $3"
    };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(contact.to_string())
        .bind(revision)
        .bind(draft.role.code())
        .bind(draft.influence)
        .bind(draft.attitude)
        .bind(&draft.interest)
        .bind(draft.person.map(|person| person.to_string()))
        .bind(&draft.want)
        .bind(&draft.next_step)
        .bind(&draft.until_on)
        .bind(i64::from(draft.is_shared))
        .bind(access.user().map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    one_row(&done)
}

/// Takes a contact out of a bid, if nobody changed its role since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn contact_role_delete(
    connection: &mut Connection,
    access: &Access,
    contact: ContactId,
    revision: i64,
) -> Result<(), Failure> {
    let done = sqlx::query("delete from contact_role where bid_id = $1 and contact_id = $2 and revision = $3")
        .bind(access.bid().to_string())
        .bind(contact.to_string())
        .bind(revision)
        .execute(connection)
        .await?;
    one_row(&done)
}

/// The roles of a contact in the bids that the reader sees.
///
/// # Errors
/// Faults of the database.
pub async fn contact_role_lines(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<Vec<RoleLine>, Failure> {
    let rows = sqlx::query(
        "select r.bid_id, r.role, r.is_shared, t.title
         from contact_role r
         join seat s on s.bid_id = r.bid_id and s.user_id = $2 and s.role <> 'contributor'
         join bid b on b.id = r.bid_id
         join tender t on t.id = b.tender_id
         where r.contact_id = $1
         order by r.bid_id desc
         limit 50",
    )
    .bind(contact.to_string())
    .bind(person.user.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(RoleLine {
                bid: Named { id: identity(row, "bid_id", BidId::parse)?, name: row.try_get("title")? },
                role: role_of(row)?,
                is_shared: row.try_get::<i64, _>("is_shared")? == 1,
            })
        })
        .collect()
}

/// Everything that the firm keeps of a contact in the bids that the reader sees.
///
/// # Errors
/// Faults of the database.
pub async fn contact_role_all(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<Vec<RoleKept>, Failure> {
    let rows = sqlx::query(
        "select r.bid_id, t.title, r.role, r.influence, r.attitude, r.interest, r.person_id, r.want, r.next_step,
                r.until_on, r.is_shared, r.given_way
         from contact_role r
         join seat s on s.bid_id = r.bid_id and s.user_id = $2 and s.role <> 'contributor'
         join bid b on b.id = r.bid_id
         join tender t on t.id = b.tender_id
         where r.contact_id = $1
         order by r.bid_id desc",
    )
    .bind(contact.to_string())
    .bind(person.user.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(RoleKept {
                bid: Named { id: identity(row, "bid_id", BidId::parse)?, name: row.try_get("title")? },
                role: draft_of(row)?,
                given_way: given_way_of(&row.try_get::<String, _>("given_way")?)?,
            })
        })
        .collect()
}

/// The other firms to which a contact of the firm is shown, by the bids that the reader sees.
///
/// # Errors
/// Faults of the database.
pub async fn contact_role_shown_to(
    connection: &mut Connection,
    person: &SignedIn,
    contact: ContactId,
) -> Result<Vec<String>, Failure> {
    let rows = sqlx::query(
        "select distinct f.name
         from contact_role r
         join contact c on c.id = r.contact_id and c.organisation_id = $3
         join seat s on s.bid_id = r.bid_id and s.user_id = $2 and s.role <> 'contributor'
         join bid_organisation w on w.bid_id = r.bid_id and w.organisation_id <> $3
         join organisation f on f.id = w.organisation_id
         where r.contact_id = $1 and r.is_shared = 1
         order by f.name
         limit 200",
    )
    .bind(contact.to_string())
    .bind(person.user.to_string())
    .bind(person.organisation.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(row.try_get("name")?)).collect()
}

/// Open bids on which a person may log what was spoken, newest first.
///
/// # Errors
/// Faults of the database.
pub async fn contact_role_open_bids(
    connection: &mut Connection,
    person: &SignedIn,
) -> Result<Vec<Named<BidId>>, Failure> {
    let rows = sqlx::query(
        "select b.id, t.title
         from seat s
         join bid b on b.id = s.bid_id and b.state = 'open'
         join tender t on t.id = b.tender_id
         where s.user_id = $1 and s.role in ('coordinator', 'writer')
         order by b.id desc
         limit 100",
    )
    .bind(person.user.to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(Named { id: identity(row, "id", BidId::parse)?, name: row.try_get("title")? })).collect()
}

/// What gave way to a role, as its column holds it.
pub(super) fn given_way_of(text: &str) -> Result<Vec<GivenWay>, Failure> {
    if text.is_empty() { Ok(Vec::new()) } else { Ok(serde_json::from_str(text)?) }
}

pub(super) fn role_of(row: &AnyRow) -> Result<TenderRole, Failure> {
    role_in(row, "role")
}

pub(super) fn role_in(row: &AnyRow, column: &str) -> Result<TenderRole, Failure> {
    TenderRole::parse(&row.try_get::<String, _>(column)?).ok_or_else(|| Failure::fault("unknown role of a contact"))
}

fn shared_of(row: &AnyRow) -> Result<BidContact, Failure> {
    let form: ContactForm = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
    Ok(BidContact {
        firm: row.try_get("firm_name")?,
        name: form.written(),
        latin: form.latin(),
        body: row.try_get("body_name")?,
        title_ja: form.title_ja,
        title_en: form.title_en,
        role: role_of(row)?,
        own: None,
    })
}

fn draft_of(row: &AnyRow) -> Result<RoleDraft, Failure> {
    let person: Option<String> = row.try_get("person_id")?;
    Ok(RoleDraft {
        role: role_of(row)?,
        influence: row.try_get("influence")?,
        attitude: row.try_get("attitude")?,
        interest: row.try_get("interest")?,
        person: person.as_deref().and_then(UserId::parse),
        want: row.try_get("want")?,
        next_step: row.try_get("next_step")?,
        until_on: row.try_get("until_on")?,
        is_shared: row.try_get::<i64, _>("is_shared")? == 1,
    })
}

fn own_of(row: &AnyRow) -> Result<BidContact, Failure> {
    let shared = shared_of(row)?;
    let form: ContactForm = serde_json::from_str(&row.try_get::<String, _>("fields")?)?;
    let kind = ContactKind::parse(&row.try_get::<String, _>("kind")?);
    let role = draft_of(row)?;
    let given_way = given_way_of(&row.try_get::<String, _>("given_way")?)?;
    let roles: Vec<TenderRole> = given_way.iter().map(|given| given.role).chain([role.role]).collect();
    let standing = Standing { kind, body: &shared.body, roles: &roles };
    let own = OwnRole {
        contact: identity(row, "contact_id", ContactId::parse)?,
        is_covered: standing.is_covered(&row.try_get::<String, _>("addressee")?),
        role,
        person: row.try_get("person_name")?,
        has_person_left: row.try_get::<String, _>("person_state")? != "active",
        channel: Channel::parse(&form.channel),
        given_way,
        revision: row.try_get("revision")?,
    };
    Ok(BidContact { own: Some(own), ..shared })
}
