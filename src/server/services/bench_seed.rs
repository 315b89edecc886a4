//! Fills a database for measuring: bids of one pair of firms, all with sections, dates and a joint venture, and a
//! person with a seat on each. Used by the hidden commands alone.

pub mod desk;
mod desk_bid;
mod desk_dates;

use serde_json::json;

use crate::domain::block::{Block, BlockBody};
use crate::domain::deadline::{MilestoneKind, Moment, Precision};
use crate::domain::document_view::DocumentLine;
use crate::domain::finding::{Finding, Matter, Weight};
use crate::domain::id::{BidId, OrganisationId, TenderId, UserId};
use crate::domain::instant::{DAY, Instant};
use crate::domain::joint_venture::{JointVentureDraft, JointVentureKind, MemberDraft};
use crate::domain::language::Language;
use crate::domain::paper::Why;
use crate::domain::seat::Action;
use crate::server::access::{self, Caller, SignedIn, token};
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::readiness::{self, ReadinessRow};
use crate::server::store::sections::NewSection;
use crate::server::store::{Tx, audits, backups, bench_rows, bids, joint_ventures, sections, sessions};

/// Dates of each tender.
const KINDS: [MilestoneKind; 8] = [
    MilestoneKind::Notice,
    MilestoneKind::QuestionBy,
    MilestoneKind::AnswerOn,
    MilestoneKind::IntentBy,
    MilestoneKind::ProposalBy,
    MilestoneKind::HearingAt,
    MilestoneKind::AwardNotice,
    MilestoneKind::ContractSign,
];

/// What was made.
#[derive(Debug)]
pub struct Seeded {
    /// Secret of a session of the person with all the seats.
    pub secret: String,
    /// One of the bids.
    pub bid: BidId,
}

/// Makes `bid_count` bids with `section_count` sections in all.
///
/// # Errors
/// Faults of the database; no bid at all.
pub async fn seed(state: &State, now: Instant, bid_count: u32, section_count: u32) -> Result<Seeded, Failure> {
    let (person, partner) = firms(state).await?;
    let each = section_count.checked_div(bid_count).unwrap_or(0);
    let mut last = None;
    for number in 0..bid_count {
        let mut tx = state.store.begin_write().await?;
        last = Some(one_bid(&mut tx, state, &person, partner, number, each, now).await?);
        tx.commit().await?;
    }
    let token = token::fresh()?;
    let mut tx = state.store.begin_write().await?;
    sessions::session_insert(&mut tx, &token.hash, person.user, now, now.plus(DAY)).await?;
    backups::row_analyze(&mut tx).await?;
    tx.commit().await?;
    let bid = last.ok_or_else(|| Failure::fault("no bid was asked for"))?;
    Ok(Seeded { secret: token.secret, bid })
}

async fn firms(state: &State) -> Result<(SignedIn, OrganisationId), Failure> {
    let (organisation, partner, user) = (OrganisationId::fresh(), OrganisationId::fresh(), UserId::fresh());
    let name = "佐藤 花子";
    let mut tx = state.store.begin_write().await?;
    bench_rows::bench_organisation_insert(&mut tx, organisation, "japanese", "みなと技研株式会社").await?;
    bench_rows::bench_organisation_insert(&mut tx, partner, "foreign", "Nordlys AS").await?;
    bench_rows::bench_account_insert(&mut tx, user, organisation, name).await?;
    tx.commit().await?;
    Ok((signed_in(user, organisation, name), partner))
}

/// A person as if signed in.
fn signed_in(user: UserId, organisation: OrganisationId, name: &str) -> SignedIn {
    SignedIn {
        user,
        organisation,
        name: name.to_owned(),
        language: Language::Japanese,
        theme: "auto".to_owned(),
        zone: "Asia/Tokyo".to_owned(),
        is_administrator: false,
        unread: 0,
        session: String::new(),
    }
}

async fn one_bid(
    tx: &mut Tx,
    state: &State,
    person: &SignedIn,
    partner: OrganisationId,
    number: u32,
    section_count: u32,
    now: Instant,
) -> Result<BidId, Failure> {
    let tender = TenderId::fresh();
    let title = format!("みなと市防災情報配信システム構築業務委託（その{number}）");
    bench_rows::bench_tender_insert(tx, tender, person.organisation, &title).await?;
    for (step, kind) in (-2_i64..).zip(KINDS) {
        let at = now.plus(step * 9 * DAY);
        let local = Moment::from_utc_millis(at.0, Precision::Minute).map(|moment| moment.to_string());
        bench_rows::bench_deadline_insert(tx, tender, kind, &local.unwrap_or_default(), at).await?;
    }
    let bid = BidId::fresh();
    bids::bid_insert(tx, bid, tender, person, now).await?;
    let caller = Caller::SignedIn(person.clone());
    let access = access::to_bid(tx, &caller, bid, Action::EditOutline).await?;
    audits::audit_append(tx, &access, now, "bid.create", json!({ "tender": tender.to_string() })).await?;
    for position in 1..=i64::from(section_count) {
        let new = NewSection {
            code: format!("bench-{position}"),
            title_ja: format!("第{position}章　業務の理解"),
            title_en: format!("Chapter {position}: understanding"),
        };
        let section = sections::section_insert(tx, &access, position, &new).await?;
        for language in Language::ALL {
            sections::section_text_update(tx, &access, section, language, 1, &blocks(), now).await?;
        }
    }
    joint_ventures::venture_save(tx, &access, 0, &venture(person.organisation, partner)).await?;
    let stamp = readiness::readiness_stamp(tx, &access, state.templates.fingerprint()).await?;
    readiness::readiness_save(tx, &access, &checked(stamp, now)?).await?;
    Ok(bid)
}

/// A check as large as that of a real bid, so that the overview shows its panels.
fn checked(stamp: String, now: Instant) -> Result<ReadinessRow, Failure> {
    let line = |form: &str| DocumentLine {
        form: form.to_owned(),
        label: "【様式第４号】".to_owned(),
        title_ja: "参加表明書（共同企業体用）".to_owned(),
        title_en: "Expression of intent by a joint venture".to_owned(),
        errors: 6,
        warnings: 0,
        why: vec![Why::Person],
        originals: None,
        copies: None,
    };
    let forms = ["F01", "F07", "F10"];
    let documents: Vec<DocumentLine> = forms.into_iter().map(line).collect();
    let findings: Vec<Finding> = forms
        .into_iter()
        .flat_map(|form| std::iter::repeat_n(form.to_owned(), 6))
        .map(|form| Finding { weight: Weight::Blocking, matter: Matter::PriceBasisUnknown { form } })
        .collect();
    Ok(ReadinessRow {
        stamp,
        holds_until: None,
        documents: serde_json::to_string(&documents)?,
        findings: serde_json::to_string(&findings)?,
        made_at: now,
    })
}

fn blocks() -> Vec<Block> {
    let text =
        "本業務では、避難指示等の緊急情報を、市内に在住・滞在するすべての市民へ届けることを目標とします。".repeat(4);
    (0..5)
        .map(|number| Block::new(&format!("b{number}"), BlockBody::Paragraph { text: text.as_str().into() }))
        .collect()
}

fn venture(own: OrganisationId, partner: OrganisationId) -> JointVentureDraft {
    let member = |organisation: OrganisationId, work: &str| MemberDraft {
        organisation: organisation.to_string(),
        work: work.to_owned(),
        ..MemberDraft::default()
    };
    JointVentureDraft {
        kind: JointVentureKind::ProposalGroup,
        name: "みなと技研・Nordlys共同提案体".to_owned(),
        members: vec![member(own, "運用・窓口"), member(partner, "配信基盤の構築")],
        ..JointVentureDraft::default()
    }
}
