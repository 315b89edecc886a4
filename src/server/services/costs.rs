//! 内訳書: the breakdown that a bid's papers print, and what each firm reckons for itself, which its people alone see.

use chrono::NaiveDate;
use serde_json::json;

use crate::domain::bid::BidFirm;
use crate::domain::cost_sheet::LINES_MOST;
use crate::domain::cost_sheet::findings::Beside;
use crate::domain::cost_sheet::form::CostForm;
use crate::domain::cost_sheet::quantity::CostProblem;
use crate::domain::cost_sheet::sharing::Sharing;
use crate::domain::cost_sheet::view::{CostPage, Side};
use crate::domain::document::PriceBasis;
use crate::domain::id::{BidId, KeptPostId};
use crate::domain::money::{TaxKind, TaxRate, TaxRules};
use crate::domain::problem::{Problem, Problems};
use crate::domain::seat::Action;
use crate::error::{AppError, Refusal};
use crate::server::access::{self, Access};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::costs::{self as rows, BuildUpRow, CostSheetRow};
use crate::server::store::{Tx, audits, bids, documents, kept_posts};
use crate::server::xlsx::{self, Heading, ReadFault};

/// Address to which a sheet is posted: what a file is read into comes back in that form.
const SAVE: &str = "/api/costs/save";

/// What the form sends.
#[derive(Debug, Clone, Default)]
pub struct SheetForm {
    /// Revision that was read; 0 when there was none.
    pub revision: i64,
    /// What the partners see, for the own build-up.
    pub sharing: String,
    /// The sheet.
    pub sheet: CostForm,
}

/// A file to be handed out.
#[derive(Debug)]
pub struct SheetFile {
    /// Its name.
    pub name: String,
    /// The .xlsx.
    pub bytes: Vec<u8>,
}

/// The page of one sheet.
///
/// # Errors
/// As `access::to_bid` for `Read`; not found for the own build-up of the operator, who is of no firm.
pub async fn page(call: &Call, bid: BidId, side: &str) -> Result<CostPage, Failure> {
    let side = Side::parse(side).ok_or(AppError::NotFound)?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let BuildUpRow { sheet, sharing, revision } = sheet_of(&mut tx, &access, side).await?;
    let beside = beside(call, &mut tx, &access, side).await?;
    let head = bids::bid_head(&mut tx, &access).await?;
    let may_edit = !head.is_archived && access.also(Action::EditDocuments);
    let page = CostPage {
        firms: bids::bid_firms(&mut tx, &access).await?,
        side,
        revision,
        sharing,
        totals: rows::build_up_totals(&mut tx, &access).await?,
        findings: sheet.findings(&beside),
        rate: beside.rate,
        amount: beside.amount,
        caps: beside.caps,
        may_edit,
        may_export: access.also(Action::Export),
        has_own: access.organisation().is_some(),
        head,
        sheet,
    };
    tx.commit().await?;
    Ok(page)
}

/// Either sheet in one shape. The firm's own is the one of the proof's firm.
async fn sheet_of(tx: &mut Tx, access: &Access, side: Side) -> Result<BuildUpRow, Failure> {
    match side {
        Side::Own if access.organisation().is_none() => Err(AppError::NotFound.into()),
        Side::Own => rows::build_up_find(tx, access).await,
        Side::Shared => {
            let CostSheetRow { sheet, revision } = rows::cost_sheet_find(tx, access).await?;
            Ok(BuildUpRow { sheet, sharing: Sharing::default(), revision })
        }
    }
}

/// What the sheet is compared with; a firm's own part of the work is neither the bid's amount nor under its limit.
async fn beside(call: &Call, tx: &mut Tx, access: &Access, side: Side) -> Result<Beside, Failure> {
    let rate = rate(call, tx, access).await?;
    let tender = documents::bid_tender_fetch(tx, access).await?;
    let notice_day = tender.notice_at.as_deref().and_then(|text| text.get(..10));
    let is_whole = side == Side::Shared;
    Ok(Beside {
        rate,
        amount: if is_whole { documents::document_amount_find(tx, access).await? } else { None },
        basis: basis(&tender.price_basis),
        caps: if is_whole { rows::price_cap_list(tx, access).await? } else { Vec::new() },
        notice_date: notice_day.and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()),
    })
}

/// Where the notice does not say, the 入札書 is without tax (dossier §3.1), as its papers print it.
fn basis(code: &str) -> PriceBasis {
    if code == "inclusive" { PriceBasis::TaxInclusive } else { PriceBasis::TaxExclusive }
}

/// The rate on the day of the paper that states the amount; today's while none is dated.
async fn rate(call: &Call, tx: &mut Tx, access: &Access) -> Result<TaxRate, Failure> {
    let rules: TaxRules =
        call.state.templates.parsed("rules/tax.toml").map_err(|problem| Failure::Fault(Box::new(problem)))?;
    let day = documents::document_day_find(tx, access).await?.unwrap_or_else(|| call.now.in_japan().date());
    rules.rate_on(TaxKind::Standard, day).ok_or_else(|| Failure::fault("no rate of consumption tax holds on that day"))
}

/// Saves a whole sheet. What does not close is kept and told; what cannot be read is refused at its cell. Neither lines
/// nor amounts go into the trail, which the partners read as well.
///
/// # Errors
/// `Invalid`, `Changed`; as `access::to_bid` for `EditDocuments`.
pub async fn save(call: &Call, bid: BidId, side: &str, form: &SheetForm) -> Result<(), Failure> {
    let side = Side::parse(side).ok_or(AppError::NotFound)?;
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let firms = bids::bid_firms(&mut tx, &access).await?;
    let sheet = form.sheet.parse(|id| is_of_bid(&firms, id));
    let (sheet, mut problems) = match sheet {
        Ok(sheet) => (Some(sheet), Problems::default()),
        Err(problems) => (None, problems),
    };
    let sharing = match side {
        Side::Shared => Some(Sharing::default()),
        Side::Own => Sharing::parse(&form.sharing),
    };
    if sharing.is_none() {
        problems.add("sharing", Problem::NotOffered);
    }
    let (Some(sheet), Some(sharing)) = (sheet, sharing) else { return Err(problems.into()) };
    let detail = json!({ "revision": form.revision.saturating_add(1) });
    match side {
        Side::Shared => {
            audits::audit_append(&mut tx, &access, call.now, "cost_sheet.save", detail).await?;
            let row = CostSheetRow { sheet, revision: form.revision };
            rows::cost_sheet_save(&mut tx, &access, &row, call.now).await?;
        }
        Side::Own => {
            audits::audit_append(&mut tx, &access, call.now, "build_up.save", detail).await?;
            let row = BuildUpRow { sheet, sharing, revision: form.revision };
            rows::build_up_save(&mut tx, &access, &row, call.now).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Takes the totals that the firms share into the shared sheet, for each firm that has no line in it. What is there stays.
///
/// # Errors
/// `Changed` when somebody saved in between, `Invalid` for more lines than a sheet takes; as `access::to_bid` for
/// `EditDocuments`.
pub async fn take_over(call: &Call, bid: BidId, revision: i64) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let present = rows::cost_sheet_find(&mut tx, &access).await?;
    let sheet = present.sheet.with_totals(&rows::build_up_totals(&mut tx, &access).await?);
    if sheet == present.sheet {
        return Ok(tx.commit().await?);
    }
    if sheet.lines.len() > LINES_MOST {
        return Err(Failure::field("sheet", CostProblem::TooManyLines));
    }
    let detail = json!({ "revision": revision.saturating_add(1) });
    audits::audit_append(&mut tx, &access, call.now, "cost_sheet.take_over", detail).await?;
    rows::cost_sheet_save(&mut tx, &access, &CostSheetRow { sheet, revision }, call.now).await?;
    tx.commit().await?;
    Ok(())
}

fn is_of_bid(firms: &[BidFirm], id: &str) -> bool {
    firms.iter().any(|firm| firm.id.to_string() == id)
}

/// A sheet as .xlsx.
///
/// # Errors
/// As `access::to_bid` for `Export`; a sheet that cannot be counted is refused.
pub async fn file(call: &Call, bid: BidId, side: &str) -> Result<SheetFile, Failure> {
    let side = Side::parse(side).ok_or(AppError::NotFound)?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
    let sheet = sheet_of(&mut tx, &access, side).await?.sheet;
    let tender = documents::bid_tender_fetch(&mut tx, &access).await?;
    let firms = bids::bid_firms(&mut tx, &access).await?;
    let rate = rate(call, &mut tx, &access).await?;
    tx.commit().await?;
    let heading = Heading { subject: tender.title, at: call.now, rate };
    let name = format!("{}.xlsx", sheet.kind.title());
    let written = tokio::task::spawn_blocking(move || {
        let name_of = |id: &str| firms.iter().find(|firm| firm.id.to_string() == id).map(|firm| firm.name.clone());
        xlsx::write(&sheet, &heading, name_of)
    });
    match written.await.map_err(|error| Failure::Fault(Box::new(error)))? {
        Ok(bytes) => Ok(SheetFile { name, bytes }),
        Err(xlsx::WriteFault::Uncountable) => Err(Refusal::CostsUncountable.into()),
        Err(fault) => Err(Failure::Fault(Box::new(fault))),
    }
}

/// Whether the caller may bring a file: nobody makes the server read what they may not save.
///
/// # Errors
/// As `access::to_bid` for `Read`; `NotAllowed`, `Archived`.
pub async fn may_bring(call: &Call, bid: BidId) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_read().await?;
    access::to_bid_later(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    tx.commit().await?;
    Ok(())
}

/// Reads a table into the form of a sheet, as if the person had typed it: it comes back on the page with what was not
/// understood and what is refused, each at its cell. Nothing is saved until the person saves the form. Answers under
/// which identity the form is kept for this person at this browser.
///
/// # Errors
/// `CostsUnreadable`, `CostsNoTable`, `FilesTooLarge`; as `may_bring`.
pub async fn bring(call: &Call, bid: BidId, side: &str, bytes: Vec<u8>) -> Result<KeptPostId, Failure> {
    let side = Side::parse(side).ok_or(AppError::NotFound)?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid_later(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let present = sheet_of(&mut tx, &access, side).await?;
    let firms = bids::bid_firms(&mut tx, &access).await?;
    tx.commit().await?;
    let read = tokio::task::spawn_blocking(move || xlsx::read(&bytes));
    let grids = match read.await.map_err(|error| Failure::Fault(Box::new(error)))? {
        Ok(grids) => grids,
        Err(ReadFault::TooLarge) => return Err(Refusal::FilesTooLarge { limit: xlsx::FILE_MOST as u64 }.into()),
        Err(ReadFault::Unreadable) => return Err(Refusal::CostsUnreadable.into()),
    };
    let id_of = |name: &str| firms.iter().find(|firm| firm.name == name).map(|firm| firm.id.to_string());
    let understood = xlsx::understand(&grids, id_of).ok_or(Refusal::CostsNoTable)?;
    let refusal = match understood.form.parse(|id| is_of_bid(&firms, id)) {
        Ok(_) => AppError::Refused(Refusal::CostsRead),
        Err(problems) => AppError::Invalid(problems.into_vec()),
    };
    let mut fields = vec![
        ("bid".to_owned(), bid.to_string()),
        ("side".to_owned(), side.code().to_owned()),
        ("revision".to_owned(), present.revision.to_string()),
        ("sharing".to_owned(), present.sharing.code().to_owned()),
        ("read".to_owned(), understood.form.lines.len().to_string()),
    ];
    let notes = understood.notes.iter().take(100);
    fields.extend(notes.map(|(row, note)| ("read_note".to_owned(), format!("{row}:{}", note.code()))));
    fields.extend(understood.form.fields());
    keep(call, &fields, &refusal).await
}

async fn keep(call: &Call, fields: &[(String, String)], refusal: &AppError) -> Result<KeptPostId, Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let id = kept_posts::kept_post_keep(&mut tx, &call.kept_key(), SAVE, fields, refusal, call.now).await?;
    tx.commit().await?;
    Ok(id)
}
