//! The papers of a bid: one with its preview, its decisions, the file itself; list and readiness check in `check`.

mod blind;
mod bundle;
mod draft;
mod judged;
mod pages;
mod pdf;
mod plan;
mod questions;
mod schedule;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::block;
use crate::domain::consistency::Days;
use crate::domain::cost_sheet::CostSheet;
use crate::domain::cost_sheet::facts::CostFacts;
use crate::domain::document::{
    BidFacts, ContactFacts, CopyKind, DocumentFinding, Honorific, Order, PictureFacts, PriceBasis, SealPolicy,
    SectionFacts,
};
use crate::domain::document_settings::{DocumentForm, DocumentSettings};
use crate::domain::document_view::{DocumentView, VariantLine};
use crate::domain::form::{Below, Form, FormBlockBody, Layout};
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::manuscript::Manuscript;
use crate::domain::money::{TaxKind, TaxRate, TaxRules, Yen};
use crate::domain::paper::{MOST_PAPERS, PaperWays, form_of, is_code};
use crate::domain::problem::Problem;
use crate::domain::question;
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access::{self, Access};
use crate::server::docx::{self, Rendered};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::audits::audit_append;
use crate::server::store::documents::{self as rows, BidTenderRow, DocumentRow};
use crate::server::store::paper_sets::{self, BidDemandRow, PaperSetRow};
use crate::server::store::{Tx, bid_images, bids, costs};

mod check;
mod records;

pub use bundle::{Bundle, bundle};
pub use check::{check, list};
pub use draft::draft;
pub use pdf::{PaperPdf, pdf};
pub use plan::{
    PlanForm, accept, add, drop_paper, in_file_name, keep_profile, save_plan, shift, take_back, use_profile,
};
pub use schedule::{ScheduleFile, schedule};

/// A paper ready to hand out.
#[derive(Debug)]
pub struct Paper {
    /// Code of the form.
    pub form: String,
    /// Whether it may name the firm.
    pub copy: CopyKind,
    /// Its title, the buyer's where it has one.
    pub title: String,
    /// Name of the file: place in the set, label and title, as it is handed out.
    pub file_name: String,
    /// The .docx.
    pub docx: Vec<u8>,
    /// What it prints, for finding its pages again.
    manuscript: Manuscript,
    /// What is wrong with it.
    pub findings: Vec<DocumentFinding>,
}

/// What every paper of a bid is filled from.
struct Source {
    tender: BidTenderRow,
    facts: BidFacts,
    settings: Vec<DocumentRow>,
    set: PaperSetRow,
    demands: Vec<BidDemandRow>,
    days: Days,
    costs: SharedCosts,
    asked: questions::AskedSheet,
}

/// 内訳書, and the names of the firms in it.
#[derive(Default)]
struct SharedCosts {
    sheet: CostSheet,
    firms: BTreeMap<String, String>,
}

/// One paper with its preview.
///
/// # Errors
/// As every call on a bid; not found for an unknown form, and for a copy that there is not of it.
pub async fn load(call: &Call, bid: BidId, code: &str, copy: CopyKind) -> Result<DocumentView, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Read, call.now).await?;
    let source = source(call, &mut tx, &access).await?;
    tx.commit().await?;
    let call = call.clone();
    let code = code.to_owned();
    blocking(move || view(&call, &access, &code, copy, &source)).await
}

fn view(call: &Call, access: &Access, code: &str, copy: CopyKind, source: &Source) -> Result<DocumentView, Failure> {
    let form = form(call, code)?;
    let row = source.settings.iter().find(|row| row.form == code);
    let settings = settings_of(row)?;
    let judged = judged::as_known(call, code, copy, source)?;
    let preview = judged.preview();
    let judged::Judged { rendered: paper, price_basis, .. } = judged;
    let has_amount = has_amount(form);
    let day = settings.date.unwrap_or_else(|| call.now.in_japan().date());
    let with_tax = settings
        .amount
        .filter(|_| has_amount && price_basis == PriceBasis::TaxExclusive)
        .and_then(|net| with_tax(call, net, day))
        .map(|gross| gross.0);
    Ok(DocumentView {
        bid_title: source.tender.title.clone(),
        form: code.to_owned(),
        title_ja: form.title_ja.clone(),
        title_en: form.title_en.clone(),
        explanation_ja: form.explanation_ja.clone(),
        explanation_en: form.explanation_en.clone(),
        orders: form.orders.iter().map(|order| order_code(*order).to_owned()).collect(),
        has_amount,
        has_attachments: has_attachments(form),
        has_schedule: has_schedule(form),
        variants: form.variants.iter().map(VariantLine::of).collect(),
        labels: form.labels.clone(),
        titles: form.titles.clone(),
        has_blind_copy: form.has_blind_copy(),
        copy,
        named: if copy == CopyKind::Blind { blind::named(source, &settings, &paper.manuscript) } else { Vec::new() },
        settings: DocumentForm::of(&settings),
        revision: row.map_or(0, |row| row.revision),
        preview: preview.html,
        preview_css: preview.css,
        findings: paper.findings,
        with_tax,
        may_edit: access.also(Action::EditDocuments),
        may_export: access.also(Action::Export),
    })
}

fn variant_codes(form: &Form) -> Vec<&str> {
    form.variants.iter().map(|variant| variant.code.as_str()).collect()
}

/// Saves the decisions for one paper over the revision that was read.
///
/// # Errors
/// As every call on a bid; `Invalid` for wrong fields and for one paper more than a bid may have, `Changed` when somebody
/// saved in between.
pub async fn save(call: &Call, bid: BidId, code: &str, revision: i64, typed: &DocumentForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let variants = variant_codes(form(call, code)?);
    // A filled paper is listed, and each list typesets all of them.
    let papers = plan::listed(call, &source_of_set(&mut tx, &access).await?)?;
    if papers.len() >= MOST_PAPERS && papers.iter().all(|paper| paper.code != code) {
        return Err(Failure::field("form", Problem::NotOffered));
    }
    let settings = typed.parse(&variants)?;
    // The amount stays out of the trail: it is what must not leak before the opening.
    let detail = serde_json::json!({ "form": code, "revision": revision.saturating_add(1) });
    audit_append(&mut tx, &access, call.now, "document.save", detail).await?;
    let row = DocumentRow { form: code.to_owned(), settings: serde_json::to_string(&settings)?, revision };
    if !rows::document_save(&mut tx, &access, &row, call.now).await? {
        return Err(AppError::Changed.into());
    }
    tx.commit().await?;
    Ok(())
}

/// The file of one paper.
///
/// # Errors
/// As every call on a bid; not found for an unknown form, and for a copy that there is not of it.
pub async fn render(call: &Call, bid: BidId, code: &str, copy: CopyKind) -> Result<Paper, Failure> {
    let mut papers = copies(call, bid, &[code.to_owned()], copy).await?;
    papers.pop().ok_or_else(|| AppError::NotFound.into())
}

/// The sheet of questions (F16) that went out as one of several, or the next one (0).
///
/// # Errors
/// As every call on a bid; not found for a sheet that there is not.
pub async fn render_sheet(call: &Call, bid: BidId, round: i64) -> Result<Paper, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Export, call.now).await?;
    let source = source_with_sheet(call, &mut tx, &access, Some(round)).await?;
    tx.commit().await?;
    if source.asked.is_empty {
        return Err(AppError::NotFound.into());
    }
    let mut paper = judged::counted(call, question::SHEET, CopyKind::Original, &Arc::new(source)).await?;
    if round > 0 {
        paper.file_name = paper.file_name.replace(".docx", &format!("_第{round}回.docx"));
    }
    Ok(paper)
}

/// The files of several papers, or of every paper that the bid needs when none is named.
///
/// # Errors
/// As every call on a bid; not found for an unknown form.
pub async fn render_all(call: &Call, bid: BidId, codes: &[String]) -> Result<Vec<Paper>, Failure> {
    copies(call, bid, codes, CopyKind::Original).await
}

async fn copies(call: &Call, bid: BidId, codes: &[String], copy: CopyKind) -> Result<Vec<Paper>, Failure> {
    let (mut tx, access) = call.state.rooms.begin_read(&call.caller, bid, Action::Export, call.now).await?;
    let source = source(call, &mut tx, &access).await?;
    tx.commit().await?;
    let source = Arc::new(source);
    let mut papers = Vec::new();
    for code in chosen(call, codes, &source)? {
        papers.push(judged::counted(call, &code, copy, &source).await?);
    }
    check::refresh(call, bid).await;
    Ok(papers)
}

/// The papers of these codes, or all that the bid needs when there is no code.
fn chosen(call: &Call, codes: &[String], source: &Source) -> Result<Vec<String>, Failure> {
    if codes.is_empty() {
        return Ok(plan::listed(call, source)?.into_iter().map(|paper| paper.code).collect());
    }
    for code in codes {
        form(call, code)?;
    }
    Ok(codes.to_vec())
}

/// The form behind a paper's code.
fn form<'c>(call: &'c Call, code: &str) -> Result<&'c Form, Failure> {
    let form = call.state.templates.form(form_of(code)).filter(|_| is_code(code));
    form.ok_or_else(|| AppError::NotFound.into())
}

async fn source(call: &Call, tx: &mut Tx, access: &Access) -> Result<Source, Failure> {
    source_with_sheet(call, tx, access, None).await
}

/// The same with one sheet of questions instead of that which goes out next.
async fn source_with_sheet(call: &Call, tx: &mut Tx, access: &Access, round: Option<i64>) -> Result<Source, Failure> {
    let mut source = source_of_set(tx, access).await?;
    source.facts.sections = rows::bid_section_list(tx, access, Language::Japanese).await?;
    source.facts.pictures = pictures(tx, access, &source.facts.sections).await?;
    source.facts.records = records::facts(&call.state.templates, tx, access).await?;
    source.costs = costs(tx, access).await?;
    source.asked = questions::sheet(call, tx, access, (&source.facts, &source.days), round).await?;
    source.facts.records.append(&mut source.asked.facts);
    Ok(source)
}

/// The same without what only the papers themselves print: enough to say which papers there are.
async fn source_of_set(tx: &mut Tx, access: &Access) -> Result<Source, Failure> {
    let tender = rows::bid_tender_fetch(tx, access).await?;
    let facts = rows::bid_facts(tx, access, &tender).await?;
    let settings = rows::document_list(tx, access).await?;
    let set = paper_sets::paper_set_find(tx, access).await?;
    let demands = paper_sets::bid_demand_list(tx, access).await?;
    let days = judged::days(tx, access).await?;
    let (costs, asked) = (SharedCosts::default(), questions::AskedSheet::default());
    Ok(Source { tender, facts, settings, set, demands, days, costs, asked })
}

/// The sheet that the firms share, never one that a firm keeps for itself.
async fn costs(tx: &mut Tx, access: &Access) -> Result<SharedCosts, Failure> {
    let sheet = costs::cost_sheet_find(tx, access).await?.sheet;
    let firms = bids::bid_firms(tx, access).await?;
    Ok(SharedCosts { sheet, firms: firms.into_iter().map(|firm| (firm.id.to_string(), firm.name)).collect() })
}

impl SharedCosts {
    /// 内訳書 as it is printed on a day. Without a rate of tax in the rules there is none, and the paper says so: a tax of 0
    /// would look like a figure.
    fn facts(&self, call: &Call, day: Option<NaiveDate>) -> Option<CostFacts> {
        let rate = rate_on(call, day.unwrap_or_else(|| call.now.in_japan().date()))?;
        CostFacts::of(&self.sheet, rate, |id| self.firms.get(id).cloned())
    }
}

/// The pictures that the sections show, whole: a paper carries them.
async fn pictures(
    tx: &mut Tx,
    access: &Access,
    sections: &[SectionFacts],
) -> Result<BTreeMap<String, PictureFacts>, Failure> {
    let files: BTreeSet<&str> = sections.iter().flat_map(|section| block::files(&section.blocks)).collect();
    let files: Vec<String> = files.into_iter().map(str::to_owned).collect();
    let images = bid_images::bid_image_list(tx, access, &files).await?;
    let facts = images.into_iter().map(|(file, bytes)| {
        let address = format!("/bids/{}/images/{file}", access.bid());
        (file, PictureFacts { bytes: bytes.into(), address })
    });
    Ok(facts.collect())
}

fn settings_of(row: Option<&DocumentRow>) -> Result<DocumentSettings, Failure> {
    Ok(match row {
        Some(row) => serde_json::from_str(&row.settings)?,
        None => DocumentSettings::default(),
    })
}

/// The buyer's ways for one paper: its own over those of all.
fn ways_of(source: &Source, code: &str) -> Result<PaperWays, Failure> {
    let settings = settings_of(source.settings.iter().find(|row| row.form == code))?;
    Ok(settings.ways.over(&source.set.plan.ways))
}

/// Fills one form: the shared data, then what was decided for this paper.
fn compose(call: &Call, code: &str, copy: CopyKind, source: &Source) -> Result<(Rendered, PaperWays), Failure> {
    let form = form(call, code)?;
    let (facts, ways) = facts_of(call, code, copy, source)?;
    let mut rendered = docx::document(form, &facts, layout(call, form)?, source.tender.created_at)
        .map_err(|problem| Failure::fault(format!("form {}: {problem:?}", form.code)))?;
    if form.code == question::SHEET {
        rendered.findings.extend(source.asked.findings.iter().cloned());
    }
    Ok((rendered, ways))
}

fn layout<'c>(call: &'c Call, form: &Form) -> Result<&'c Layout, Failure> {
    let layout = call.state.templates.layout_of(form);
    layout.ok_or_else(|| Failure::fault(format!("form {} has no layout", form.code)))
}

/// What one paper prints of the shared data and of what was decided for it, and the buyer's ways for it.
fn facts_of(call: &Call, code: &str, copy: CopyKind, source: &Source) -> Result<(BidFacts, PaperWays), Failure> {
    let form = form(call, code)?;
    if copy == CopyKind::Blind && !form.has_blind_copy() {
        return Err(AppError::NotFound.into());
    }
    let row = source.settings.iter().find(|row| row.form == code);
    let settings = settings_of(row)?;
    let ways = settings.ways.over(&source.set.plan.ways);
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let mut facts = source.facts.clone();
    facts.copy = copy;
    facts.honorific = ways.honorific.unwrap_or(Honorific::Sama);
    facts.seal = ways.seal.unwrap_or(SealPolicy::InUse);
    facts.tender.price_basis = ways.price_basis.unwrap_or(facts.tender.price_basis);
    facts.date = settings.date;
    facts.tender.tax_percent = tax_percent(call, settings.date);
    facts.costs = source.costs.facts(call, settings.date.or(day_of_amount(source)?));
    // A paper that states no amount of its own quotes the one of the 入札書.
    facts.amount = if has_amount(form) { settings.amount } else { amount_of(source)? };
    facts.agent = settings.agent;
    facts.label = said(&ways.label);
    facts.title = said(&ways.title);
    facts.variant = said(&ways.variant);
    facts.order = ways.order.filter(|order| form.orders.contains(order));
    facts.attachments = settings.attachments;
    if let Some(representative) = facts.members.first_mut() {
        representative.contact = contact_over(settings.contact, &representative.contact);
    }
    Ok((facts, ways))
}

/// What was typed wins; the rest comes from the person who runs the bid.
fn contact_over(typed: ContactFacts, known: &ContactFacts) -> ContactFacts {
    let or = |typed: String, known: &str| if typed.is_empty() { known.to_owned() } else { typed };
    ContactFacts {
        department: or(typed.department, &known.department),
        name: or(typed.name, &known.name),
        reading: or(typed.reading, &known.reading),
        telephone: or(typed.telephone, &known.telephone),
        email: or(typed.email, &known.email),
    }
}

/// The standard rate on the paper's day, from the dated rules.
fn tax_percent(call: &Call, day: Option<NaiveDate>) -> Option<u8> {
    let rules: TaxRules = call.state.templates.parsed("rules/tax.toml").ok()?;
    let day = day.unwrap_or_else(|| call.now.in_japan().date());
    rules.rate_on(TaxKind::Standard, day).map(|rate| rate.0)
}

/// The amount with the standard rate of a day, from the dated rules; none when they do not know it.
fn with_tax(call: &Call, net: Yen, day: NaiveDate) -> Option<Yen> {
    Some(net.tax_included(rate_on(call, day)?))
}

fn rate_on(call: &Call, day: NaiveDate) -> Option<TaxRate> {
    let rules: TaxRules = call.state.templates.parsed("rules/tax.toml").ok()?;
    rules.rate_on(TaxKind::Standard, day)
}

fn has_amount(form: &Form) -> bool {
    let states =
        |body: &FormBlockBody| matches!(body, FormBlockBody::AmountBoxes { .. } | FormBlockBody::AmountLine { .. });
    form.blocks.iter().any(|block| states(&block.body))
}

fn has_schedule(form: &Form) -> bool {
    form.blocks.iter().any(|block| matches!(block.body, FormBlockBody::Gantt(_)))
}

fn has_attachments(form: &Form) -> bool {
    form.blocks.iter().any(|block| match &block.body {
        FormBlockBody::Items { items, .. } => items.iter().any(|item| item.below == Below::Attachments),
        _ => false,
    })
}

const fn order_code(order: Order) -> &'static str {
    match order {
        Order::A => "a",
        Order::B => "b",
    }
}

/// The day of the paper that states the amount.
fn day_of_amount(source: &Source) -> Result<Option<NaiveDate>, Failure> {
    for row in &source.settings {
        let settings = settings_of(Some(row))?;
        if settings.amount.is_some() {
            return Ok(settings.date);
        }
    }
    Ok(None)
}

/// The amount that one of the papers states.
fn amount_of(source: &Source) -> Result<Option<Yen>, Failure> {
    for row in &source.settings {
        if let Some(amount) = settings_of(Some(row))?.amount {
            return Ok(Some(amount));
        }
    }
    Ok(None)
}

/// Typesetting takes processor time: it runs beside the threads that answer requests.
async fn blocking<T, F>(work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Failure> + Send + 'static,
{
    tokio::task::spawn_blocking(work).await.map_err(|error| Failure::Fault(Box::new(error)))?
}
