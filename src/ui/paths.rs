//! Addresses of the pages, in one place.

use crate::domain::bid::Listed;
use crate::domain::candidate::{CandidateState, FeedTaken};
use crate::domain::change::{Proposed, Taken, TakenNotices};
use crate::domain::contact_view::LogPlace;
use crate::domain::document::CopyKind;
use crate::domain::document_view::PdfState;
use crate::domain::id::{
    BidId, BuyerFormId, CandidateId, ContactCardFileId, ContactId, ContactOrganisationId, EngagementFileId,
    EngagementId, QuestionId, SectionId, TenderChangeId, TenderFileId, TenderId,
};
use crate::domain::language::Language;
use crate::domain::question::SHEET;
use crate::domain::reminder::{About, AskedQuestion};

/// Home: my bids.
pub const HOME: &str = "/";
/// Signing in.
pub const SIGN_IN: &str = "/sign-in";
/// The list of tenders.
pub const TENDERS: &str = "/tenders";
/// A new tender: paste, upload or type.
pub const NEW_TENDER: &str = "/tenders/new";
/// Entries of feeds.
pub const CANDIDATES: &str = "/tenders/candidates";
/// Searches that somebody keeps.
pub const SEARCHES: &str = "/tenders/searches";
/// The own organisation.
pub const ORGANISATION: &str = "/organisation";
/// What the own firm keeps for papers.
pub const FIRM_RECORDS: &str = "/firm/records";
/// The catalogue of forms.
pub const CATALOGUE: &str = "/catalogue";
/// The own firm's contacts.
pub const CONTACTS: &str = "/contacts";
/// A new contact.
pub const NEW_CONTACT: &str = "/contacts/new";
/// Contacts out of a file.
pub const IMPORT_CONTACTS: &str = "/contacts/import";
/// Organisations of contacts.
pub const CONTACT_BODIES: &str = "/contacts/organisations";
/// Contacts that may be one.
pub const CONTACT_DOUBLES: &str = "/contacts/duplicates";
/// The organisation's users.
pub const USERS: &str = "/users";
/// The own account.
pub const SETTINGS: &str = "/settings";
/// What the reader is told.
pub const REMINDERS: &str = "/reminders";
/// How the reader wants to be told.
pub const REMINDER_SETTINGS: &str = "/reminders/settings";

/// Putting one reminder off, by what its mail says.
#[must_use]
pub fn snooze(secret: &str) -> String {
    format!("/snooze/{secret}")
}

/// The page of what a message is about; the inbox, where its bid is not known.
#[must_use]
pub fn told(about: &About, bid: Option<BidId>) -> String {
    let page = match about {
        About::Deadline { .. } | About::Owner { .. } => bid.map(|bid| bid_page(bid, "dates")),
        About::Task { .. } | About::TaskOwner { .. } => bid.map(plan),
        About::FollowUp { contact: id, .. } => Some(contact(*id)),
        About::FollowUpNobody { .. } => Some(format!("{CONTACTS}#nobodys")),
        About::Answer { asked: about } | About::AnswerTakenBack { asked: about } => bid.map(|bid| asked(bid, about)),
        About::Section { section: due } | About::SectionWriter { section: due, .. } => {
            bid.map(|bid| section(bid, due.section))
        }
        About::Daily { .. } => None,
    };
    page.unwrap_or_else(|| REMINDERS.to_owned())
}

/// Secret addresses for calendar programs.
pub const CALENDAR_FEEDS: &str = "/calendar-feeds";

/// The same page with a bid chosen.
#[must_use]
pub fn calendar_feeds(bid: BidId) -> String {
    format!("{CALENDAR_FEEDS}?bid={bid}")
}

/// Where a calendar file of somebody else is brought to a bid.
#[must_use]
pub fn calendar_file(bid: BidId) -> String {
    bid_page(bid, "calendar-file")
}

/// What a calendar program reads.
#[must_use]
pub fn calendar(secret: &str) -> String {
    format!("/calendar/{secret}.ics")
}

/// The costs of a bid: the sheet that papers print, or the firm's own.
#[must_use]
pub fn costs(bid: BidId, side: &str) -> String {
    format!("/bids/{bid}/costs?side={}", encoded(side))
}

/// A one-time link: set-up, invitation, password.
#[must_use]
pub fn link(secret: &str) -> String {
    format!("/link/{secret}")
}

/// Signing in, and coming back to a page of ours afterwards.
#[must_use]
pub fn sign_in(next: &str) -> String {
    if next.is_empty() || next == HOME {
        return SIGN_IN.to_owned();
    }
    format!("{SIGN_IN}?next={}", encoded(next))
}

/// A text as it stands in the query of an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// One tender.
#[must_use]
pub fn tender(id: TenderId) -> String {
    format!("/tenders/{id}")
}

/// The list after several notices came in, with how many of them became what.
fn tenders_made(taken: &TakenNotices) -> String {
    let TakenNotices { made, offered, known } = taken;
    let show = if made.is_empty() { "" } else { "show=to_confirm&" };
    format!("{TENDERS}?{show}made={}&offered={offered}&known={known}", made.len())
}

/// The list with a part of the tenders and words that are sought; empty for all.
#[must_use]
pub fn tenders_found(show: &str, words: &str) -> String {
    match (show, words) {
        ("" | "all", "") => TENDERS.to_owned(),
        ("" | "all", words) => format!("{TENDERS}?words={}", encoded(words)),
        (show, "") => format!("{TENDERS}?show={show}"),
        (show, words) => format!("{TENDERS}?show={show}&words={}", encoded(words)),
    }
}

/// The demands of a tender.
#[must_use]
pub fn tender_requirements(id: TenderId) -> String {
    format!("/tenders/{id}/requirements")
}

/// Where further files of a tender are posted.
#[must_use]
pub fn tender_upload(id: TenderId) -> String {
    format!("/tenders/{id}/upload")
}

/// Confirming what intake proposes.
#[must_use]
pub fn confirm_tender(id: TenderId) -> String {
    format!("/tenders/{id}/confirm")
}

/// Changing a tender's facts and dates.
#[must_use]
pub fn edit_tender(id: TenderId) -> String {
    format!("/tenders/{id}/edit")
}

/// The days off of a tender's buyer.
#[must_use]
pub fn days_off(id: TenderId) -> String {
    format!("/tenders/{id}/days-off")
}

/// Counting days by the calendar of a tender's buyer.
#[must_use]
pub fn day_counts(id: TenderId) -> String {
    format!("{}#day-count", days_off(id))
}

/// Where a calendar file with the buyer's days off is sent.
#[must_use]
pub fn days_off_upload(id: TenderId) -> String {
    format!("{}/upload", days_off(id))
}

/// The original of a tender, at a page when one is known.
#[must_use]
pub fn tender_file(id: TenderId, file: TenderFileId, page: Option<u32>) -> String {
    let page = page.map_or_else(String::new, |page| format!("#page={page}"));
    format!("/tenders/{id}/files/{file}{page}")
}

/// The whole list of the reader's bids, from a place on.
#[must_use]
pub fn bids(listed: Listed, after: &str) -> String {
    let asked = match listed {
        Listed::Open => None,
        Listed::Archived => Some(format!("show={}", listed.code())),
    };
    let after = (!after.is_empty()).then(|| format!("after={}", encoded(after)));
    let asked: Vec<String> = asked.into_iter().chain(after).collect();
    if asked.is_empty() { "/bids".to_owned() } else { format!("/bids?{}", asked.join("&")) }
}

/// Overview of a bid.
#[must_use]
pub fn bid(id: BidId) -> String {
    format!("/bids/{id}")
}

/// The changes of a tender.
#[must_use]
pub fn tender_changes(id: TenderId) -> String {
    format!("/tenders/{id}/changes")
}

/// One change of a tender.
#[must_use]
pub fn tender_change(id: TenderId, change: TenderChangeId) -> String {
    format!("/tenders/{id}/changes/{change}")
}

/// Where files of a change are posted.
#[must_use]
pub fn tender_change_upload(id: TenderId) -> String {
    format!("/tenders/{id}/changes/upload")
}

/// Where it leads what came in: one notice to its confirmation or to the tender that it speaks of, several to the
/// list, a feed to its entries.
#[must_use]
pub fn after_taking(taken: &Taken) -> String {
    match taken {
        Taken::One(Proposed::Made(tender)) => confirm_tender(*tender),
        Taken::One(Proposed::Belongs { tender, change }) => tender_change(*tender, *change),
        Taken::Many(taken) => tenders_made(taken),
        Taken::Feed(taken) => candidates_taken(*taken),
    }
}

/// After the answer whether a change belongs to its tender: the change, or the tender that it became.
#[must_use]
pub fn after_belonging(tender: TenderId, change: TenderChangeId, own: Option<TenderId>) -> String {
    own.map_or_else(|| tender_change(tender, change), confirm_tender)
}

/// The list of candidates after a feed came in.
#[must_use]
pub fn candidates_taken(taken: FeedTaken) -> String {
    format!("{CANDIDATES}?fresh={}&known={}", taken.fresh, taken.known)
}

/// The list of candidates in one state.
#[must_use]
pub fn candidates(state: CandidateState) -> String {
    match state {
        CandidateState::New => CANDIDATES.to_owned(),
        other => format!("{CANDIDATES}?show={}", other.code()),
    }
}

/// A new tender made of a candidate.
#[must_use]
pub fn take_candidate(id: CandidateId) -> String {
    format!("{NEW_TENDER}?candidate={id}")
}

/// A page of a bid: `sections`, `joint-venture`, `dates`, `documents`, `people`, `records`,
/// `audit`.
#[must_use]
pub fn bid_page(id: BidId, page: &str) -> String {
    format!("/bids/{id}/{page}")
}

/// The backward plan of a bid.
#[must_use]
pub fn plan(bid: BidId) -> String {
    bid_page(bid, "plan")
}

/// The plan as a workbook.
#[must_use]
pub fn plan_file(bid: BidId) -> String {
    format!("{}/file", plan(bid))
}

/// The plan as a paper.
#[must_use]
pub fn plan_paper(bid: BidId) -> String {
    format!("{}/paper", plan(bid))
}

/// The plan with the form of one of its tasks open.
#[must_use]
pub fn plan_task(bid: BidId, code: &str) -> String {
    let code = encoded(code);
    format!("{}?task={code}#task-{code}", plan(bid))
}

/// One section.
#[must_use]
pub fn section(bid: BidId, section: SectionId) -> String {
    format!("/bids/{bid}/sections/{section}")
}

/// A picture of a bid.
#[must_use]
pub fn bid_image(bid: BidId, file: &str) -> String {
    format!("/bids/{bid}/images/{file}")
}

/// What the own firm keeps of one kind for papers.
#[must_use]
pub fn firm_records(kind: &str) -> String {
    format!("{FIRM_RECORDS}/{}", encoded(kind))
}

/// What a bid has of one kind for papers.
#[must_use]
pub fn bid_records(bid: BidId, kind: &str) -> String {
    format!("/bids/{bid}/records/{}", encoded(kind))
}

/// The questions of a bid.
#[must_use]
pub fn questions(bid: BidId) -> String {
    bid_page(bid, "questions")
}

/// One question.
#[must_use]
pub fn question(bid: BidId, question: QuestionId) -> String {
    format!("/bids/{bid}/questions/{question}")
}

/// Where the buyer's table of answers is brought to a bid.
#[must_use]
pub fn answers(bid: BidId) -> String {
    format!("{}/answers", questions(bid))
}

/// A sheet of questions as a workbook.
#[must_use]
pub fn question_file(bid: BidId, round: i64) -> String {
    format!("{}/file?round={round}", questions(bid))
}

/// The same as the buyer's paper (F16).
#[must_use]
pub fn question_paper(bid: BidId, round: i64) -> String {
    format!("{}/file?round={round}", document(bid, SHEET))
}

/// What a message of an answer leads to: the question or, for a contributor, the section that it concerns.
fn asked(bid: BidId, asked: &AskedQuestion) -> String {
    asked.section.map_or_else(|| question(bid, asked.question), |concerned| section(bid, concerned))
}

/// One form of the catalogue with its example.
#[must_use]
pub fn catalogue_form(code: &str) -> String {
    format!("{CATALOGUE}/{}", encoded(code))
}

/// One contact.
#[must_use]
pub fn contact(id: ContactId) -> String {
    format!("{CONTACTS}/{id}")
}

/// One entry of the log, to be corrected.
#[must_use]
pub fn engagement(id: EngagementId) -> String {
    format!("{CONTACTS}/engagements/{id}")
}

/// Asks the form of a new contact for the front desk of an organisation.
pub const DESK_OF: &str = "desk_of";

/// The form of a new contact that is the front desk of an organisation.
#[must_use]
pub fn front_desk(body: ContactOrganisationId) -> String {
    format!("{NEW_CONTACT}?{DESK_OF}={body}")
}

/// The log on a page that shows one: behind a place, the newest entries without one.
#[must_use]
pub fn log(page: &str, behind: Option<LogPlace>) -> String {
    let behind = behind.map(|place| format!("?behind={place}")).unwrap_or_default();
    format!("{page}{behind}#log")
}

/// The form of a contact.
#[must_use]
pub fn edit_contact(id: ContactId) -> String {
    format!("{CONTACTS}/{id}/edit")
}

/// The list of contacts after follow-ups were handed over, of which some stayed.
#[must_use]
pub fn contacts_handed_over(stayed: usize) -> String {
    if stayed == 0 { saved(CONTACTS) } else { format!("{CONTACTS}?stayed={stayed}#nobodys") }
}

/// All that is kept of a contact, as a file.
#[must_use]
pub fn contact_data(id: ContactId) -> String {
    format!("{CONTACTS}/{id}/data")
}

/// What erasing a contact would do.
#[must_use]
pub fn erase_contact(id: ContactId) -> String {
    format!("{CONTACTS}/{id}/erase")
}

/// Where a file of an entry of the log is sent to.
#[must_use]
pub fn engagement_upload(id: EngagementId) -> String {
    format!("{CONTACTS}/engagements/{id}/upload")
}

/// A file of an entry of the log.
#[must_use]
pub fn engagement_file(engagement: EngagementId, file: EngagementFileId) -> String {
    format!("{CONTACTS}/engagements/{engagement}/files/{file}")
}

/// Two contacts side by side, of which the first stays.
#[must_use]
pub fn merge_contacts(first: ContactId, second: ContactId) -> String {
    format!("{CONTACTS}/{first}/merge/{second}")
}

/// The contacts that words find, of one sort; empty for all.
#[must_use]
pub fn contacts_found(words: &str, kind: &str, after: &str) -> String {
    let asked = [("words", words), ("kind", kind), ("after", after)];
    let asked: Vec<String> = asked
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if asked.is_empty() { CONTACTS.to_owned() } else { format!("{CONTACTS}?{}", asked.join("&")) }
}

/// The form of an organisation of contacts.
#[must_use]
pub fn contact_body(id: ContactOrganisationId) -> String {
    entry(CONTACT_BODIES, &id.to_string())
}

/// The same, and that it was saved.
#[must_use]
pub fn contact_body_saved(id: ContactOrganisationId) -> String {
    format!("{}&saved=1", contact_body(id))
}

/// Two organisations side by side, of which the first stays.
#[must_use]
pub fn merge_bodies(first: ContactOrganisationId, second: ContactOrganisationId) -> String {
    format!("{CONTACT_BODIES}/{first}/merge/{second}")
}

/// A file of contacts that was brought.
#[must_use]
pub fn contact_card_file(id: ContactCardFileId) -> String {
    format!("{IMPORT_CONTACTS}/{id}")
}

/// The same, from one of its contacts on.
#[must_use]
pub fn contact_card_file_from(id: ContactCardFileId, from: usize) -> String {
    format!("{IMPORT_CONTACTS}/{id}?from={from}")
}

/// The contacts that words find, of one sort, as a file of this ending; empty for all.
#[must_use]
pub fn contacts_taken(words: &str, kind: &str, ending: &str) -> String {
    let found = contacts_found(words, kind, "");
    format!("{CONTACTS}/export.{ending}{}", found.strip_prefix(CONTACTS).unwrap_or_default())
}

/// One contact in a bid.
#[must_use]
pub fn bid_contact(bid: BidId, contact: ContactId) -> String {
    format!("/bids/{bid}/contacts/{contact}")
}

/// A page with the form of one of its entries open; `new` for one that is not there yet.
#[must_use]
pub fn entry(page: &str, entry: &str) -> String {
    format!("{page}?entry={entry}")
}

/// A page that says that something was saved.
#[must_use]
pub fn saved(page: &str) -> String {
    format!("{page}?saved=1")
}

/// One document.
#[must_use]
pub fn document(bid: BidId, form: &str) -> String {
    format!("/bids/{bid}/documents/{form}")
}

/// The buyers' forms of a bid.
#[must_use]
pub fn buyer_forms(bid: BidId) -> String {
    bid_page(bid, "forms")
}

/// One form of a buyer.
#[must_use]
pub fn buyer_form(bid: BidId, form: BuyerFormId) -> String {
    format!("/bids/{bid}/forms/{form}")
}

/// The .docx of one document in one of its copies.
#[must_use]
pub fn document_file(bid: BidId, form: &str, copy: CopyKind) -> String {
    of_copy(&format!("{}/file", document(bid, form)), copy)
}

/// The schedule that a document draws, as a workbook, in one of its copies.
#[must_use]
pub fn schedule_file(bid: BidId, form: &str, copy: CopyKind) -> String {
    of_copy(&format!("/bids/{bid}/schedules/{form}"), copy)
}

/// One document in one of its copies.
#[must_use]
pub fn document_copy(bid: BidId, form: &str, copy: CopyKind) -> String {
    of_copy(&document(bid, form), copy)
}

fn of_copy(page: &str, copy: CopyKind) -> String {
    match copy {
        CopyKind::Original => page.to_owned(),
        CopyKind::Blind => format!("{page}?copy={}", copy.code()),
    }
}

/// One document, saying why there is no PDF of it.
#[must_use]
pub fn document_without_pdf(bid: BidId, form: &str, state: PdfState) -> String {
    format!("{}?pdf={}", document(bid, &encoded(form)), state.code())
}

/// All documents of a bid as one file.
#[must_use]
pub fn all_documents(bid: BidId) -> String {
    format!("/bids/{bid}/documents.zip")
}

/// One section with the editor of a language open.
#[must_use]
pub fn section_editor(bid: BidId, of: SectionId, language: Language) -> String {
    let tag = language.tag();
    format!("{}?lang={tag}&edit={tag}", section(bid, of))
}

/// The editor after saving, at the block where the person was.
#[must_use]
pub fn section_written(bid: BidId, of: SectionId, language: Language, block: Option<&str>) -> String {
    let place = block.map(|id| format!("#block-{id}")).unwrap_or_default();
    format!("{}&saved=1{place}", section_editor(bid, of, language))
}
