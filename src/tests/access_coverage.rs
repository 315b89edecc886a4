//! Every endpoint × {stranger, outsider, each seat}: what the table below says is what the server answers.
//!
//! An endpoint that the table does not name fails the test, so that none is forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use leptos::server_fn::axum::server_fn_paths;
use leptos_axum::generate_route_list;

use super::support::bids::TestBid;
use super::support::{Browser, Person, TestServer, on_both_engines};
use crate::domain::seat::{Action, Role};
use crate::ui::app::App;

/// Who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gate {
    /// Everybody; a secret in the fields decides.
    Public,
    /// Everybody with a session, about what is theirs.
    SignedIn,
    /// Who administers their firm.
    Administrator,
    /// Who has a seat whose role may do this.
    Bid(Action),
    /// Who may write every section, and the contributor of the one that is named.
    WriteSection,
    /// Reads a tender: its firm, and those with a seat on a bid for it.
    ReadTender,
    /// Changes the facts of a tender: its firm.
    OwnTender,
    /// What was read of a notice: the tender's firm; a tender that was typed has none.
    Proposal,
    /// Changes the dates of a tender: its firm, and the seats that may.
    TenderDates,
    /// What a firm keeps for itself: everybody of it.
    OwnFirm,
    /// Somebody's own row, or their firm's; for everybody else it is not there. The fields name none of theirs.
    OwnRow,
}

/// An endpoint: its path, who may, and fields that reach the check (`{bid}` and so on are filled in).
type Endpoint = (&'static str, Gate, &'static [(&'static str, &'static str)]);

const BID: (&str, &str) = ("bid", "{bid}");
const TENDER: (&str, &str) = ("tender", "{tender}");
const CONTACT: (&str, &str) = ("contact", "{contact}");
/// A revision that nobody has read: what is allowed ends there, and nothing is changed.
const OLD: (&str, &str) = ("revision", "999");

/// The box of a follow-up that is nobody's at all.
const NO_FOLLOW_UP: &str = "follow_ups[id-00000000-0000-7000-8000-000000000000]";

const ENDPOINTS: &[Endpoint] = &[
    ("/api/sign-in", Gate::Public, &[("email", "a@example.jp"), ("password", "x")]),
    ("/api/links/open", Gate::Public, &[("secret", "none")]),
    ("/api/links/set-up", Gate::Public, &[("secret", "none")]),
    ("/api/links/join", Gate::Public, &[("secret", "none")]),
    ("/api/links/found", Gate::Public, &[("secret", "none")]),
    ("/api/links/password", Gate::Public, &[("secret", "none")]),
    ("/api/preferences/language", Gate::Public, &[("language", "en")]),
    ("/api/preferences/theme", Gate::Public, &[("theme", "dark")]),
    ("/api/zones", Gate::Public, &[]),
    ("/api/links/accept", Gate::SignedIn, &[("secret", "none")]),
    ("/api/accounts/list", Gate::SignedIn, &[]),
    ("/api/organisations/own", Gate::SignedIn, &[]),
    ("/api/organisations/last-change", Gate::SignedIn, &[]),
    ("/api/preferences/own", Gate::SignedIn, &[]),
    (
        "/api/preferences/change",
        Gate::SignedIn,
        &[("person_name", ""), ("person_kana", ""), ("language", "en"), ("theme", "auto"), ("zone", ""), OLD],
    ),
    ("/api/preferences/password", Gate::SignedIn, &[("present_password", "x")]),
    ("/api/reminders/open", Gate::Public, &[("secret", "none")]),
    ("/api/reminders/snooze-by-link", Gate::Public, &[("secret", "none")]),
    ("/api/reminders/list", Gate::SignedIn, &[]),
    ("/api/reminders/read-all", Gate::SignedIn, &[("until", "0")]),
    ("/api/reminders/settings", Gate::SignedIn, &[]),
    ("/api/reminders/change", Gate::SignedIn, &[OLD, ("way", "")]),
    ("/api/reminders/read", Gate::OwnRow, &[("id", "{stray}")]),
    ("/api/reminders/snooze", Gate::OwnRow, &[("id", "{stray}")]),
    ("/api/reminders/retry", Gate::OwnRow, &[("id", "{stray}")]),
    ("/api/sessions/list", Gate::SignedIn, &[]),
    ("/api/bids/home", Gate::SignedIn, &[]),
    ("/api/bids/list", Gate::SignedIn, &[("listed", "open"), ("after", "")]),
    ("/api/records/kinds", Gate::SignedIn, &[]),
    ("/api/records/list", Gate::SignedIn, &[("kind", "reference")]),
    ("/api/records/add", Gate::SignedIn, &[("kind", "reference")]),
    ("/api/records/change", Gate::OwnRow, &[("kind", "reference"), ("id", "{stray}"), OLD]),
    ("/api/records/remove", Gate::OwnRow, &[("kind", "reference"), ("id", "{stray}"), OLD]),
    ("/api/records/move", Gate::OwnRow, &[("kind", "reference"), ("id", "{stray}"), ("way", "up")]),
    ("/api/catalogue/list", Gate::SignedIn, &[]),
    ("/api/catalogue/load", Gate::SignedIn, &[("code", "F01")]),
    ("/api/catalogue/try", Gate::SignedIn, &[("code", "F01")]),
    ("/api/calendars/list", Gate::SignedIn, &[]),
    // Without a bid the address is the person's own; of a bid, who reads it may make one.
    ("/api/calendars/add", Gate::Bid(Action::Read), &[("feed[bid]", "{bid}"), ("feed[language]", "en")]),
    ("/api/calendars/take", Gate::Bid(Action::EditDeadlines), &[BID]),
    ("/api/calendars/replace", Gate::OwnRow, &[("feed", "{stray}")]),
    ("/api/calendars/remove", Gate::OwnRow, &[("feed", "{stray}")]),
    ("/api/contacts/list", Gate::SignedIn, &[]),
    ("/api/contacts/choices", Gate::SignedIn, &[]),
    ("/api/contacts/bodies", Gate::SignedIn, &[]),
    ("/api/contacts/doubles", Gate::SignedIn, &[]),
    ("/api/contacts/add", Gate::SignedIn, &[("contact[family]", "")]),
    ("/api/contacts/add-body", Gate::SignedIn, &[("body[name]", "")]),
    ("/api/contacts/log", Gate::SignedIn, &[("engagement[kind]", "")]),
    ("/api/contacts/load", Gate::OwnFirm, &[CONTACT]),
    ("/api/contacts/card-file", Gate::OwnFirm, &[("file", "{card_file}")]),
    ("/api/contacts/take-file", Gate::OwnFirm, &[("file", "{card_file}"), ("kind", "")]),
    ("/api/contacts/change", Gate::OwnFirm, &[("id", "{contact}"), OLD, ("contact[family]", "")]),
    ("/api/contacts/erasing", Gate::OwnFirm, &[CONTACT]),
    ("/api/contacts/erase", Gate::OwnFirm, &[("id", "{contact}"), OLD]),
    ("/api/contacts/hand-over", Gate::OwnRow, &[("from", "{stray}"), ("to", "")]),
    ("/api/contacts/hand-over-follow-ups", Gate::OwnRow, &[(NO_FOLLOW_UP, "true"), ("to", "")]),
    ("/api/contacts/remove-file", Gate::OwnRow, &[("engagement", "{stray}"), ("file", "{stray}")]),
    ("/api/contacts/relate", Gate::OwnFirm, &[("id", "{contact}"), ("other", "")]),
    ("/api/contacts/unrelate", Gate::OwnRow, &[("id", "{stray}"), ("relation", "{stray}")]),
    ("/api/contacts/change-body", Gate::OwnRow, &[("id", "{stray}"), OLD, ("body[name]", "x")]),
    ("/api/contacts/follow-up", Gate::OwnRow, &[("id", "{stray}")]),
    ("/api/contacts/entry", Gate::OwnRow, &[("id", "{stray}")]),
    ("/api/contacts/correct", Gate::OwnRow, &[("id", "{stray}"), ("seen", ""), ("engagement[kind]", "")]),
    ("/api/contacts/pair", Gate::OwnFirm, &[("first", "{contact}"), ("second", "{other}")]),
    (
        "/api/contacts/merge",
        Gate::OwnFirm,
        &[("id", "{contact}"), OLD, ("gone", "{other}"), ("gone_revision", "999"), ("contact[family]", "x")],
    ),
    ("/api/contacts/body", Gate::OwnFirm, &[("body", "{body}"), ("words", "x")]),
    ("/api/contacts/body-pair", Gate::OwnFirm, &[("first", "{body}"), ("second", "{other_body}")]),
    (
        "/api/contacts/merge-bodies",
        Gate::OwnFirm,
        &[("id", "{body}"), OLD, ("gone", "{other_body}"), ("gone_revision", "999"), ("body[name]", "x")],
    ),
    ("/api/bid-contacts/open", Gate::Bid(Action::Read), &[BID]),
    ("/api/bid-contacts/load", Gate::Bid(Action::Read), &[BID, CONTACT]),
    ("/api/bid-contacts/save", Gate::Bid(Action::EditContacts), &[BID, CONTACT, OLD, ("role[role]", "")]),
    ("/api/bid-contacts/remove", Gate::Bid(Action::EditContacts), &[BID, CONTACT, OLD]),
    ("/api/tenders/list", Gate::SignedIn, &[]),
    ("/api/tenders/paste", Gate::SignedIn, &[("text", "")]),
    ("/api/tenders/type", Gate::SignedIn, &[("facts[title]", "")]),
    ("/api/changes/moved", Gate::SignedIn, &[]),
    ("/api/changes/offered", Gate::SignedIn, &[]),
    ("/api/candidates/list", Gate::SignedIn, &[]),
    ("/api/candidates/paste", Gate::SignedIn, &[("text", "")]),
    ("/api/candidates/load", Gate::OwnRow, CANDIDATE),
    ("/api/candidates/dismiss", Gate::OwnRow, CANDIDATE),
    ("/api/candidates/restore", Gate::OwnRow, CANDIDATE),
    ("/api/searches/list", Gate::SignedIn, &[]),
    ("/api/searches/waiting", Gate::SignedIn, &[]),
    ("/api/searches/add", Gate::SignedIn, &[("search[words]", "")]),
    ("/api/searches/change", Gate::OwnRow, &[("id", "{stray}"), ("search[words]", "x")]),
    ("/api/searches/seen", Gate::OwnRow, &[("id", "{stray}"), ("until", "0")]),
    ("/api/searches/remove", Gate::OwnRow, &[("id", "{stray}")]),
    ("/api/changes/list", Gate::ReadTender, &[TENDER]),
    ("/api/changes/standing", Gate::ReadTender, &[TENDER]),
    ("/api/changes/standing-of-bid", Gate::Bid(Action::Read), &[BID]),
    ("/api/changes/load", Gate::ReadTender, CHANGE),
    ("/api/changes/paste", Gate::OwnTender, &[TENDER, ("text", "")]),
    ("/api/changes/belongs", Gate::OwnTender, &[TENDER, ("change", "{change}"), ("answer", "yes")]),
    ("/api/changes/settle", Gate::OwnTender, &[TENDER, ("change", "{change}"), OLD]),
    ("/api/changes/withdraw", Gate::OwnTender, CHANGE),
    ("/api/changes/reopen", Gate::OwnTender, CHANGE),
    ("/api/changes/take-outcome-back", Gate::OwnTender, &[TENDER]),
    ("/api/accounts/set-administrator", Gate::Administrator, &[("user", "{colleague}"), ("administrator", "yes")]),
    ("/api/accounts/password-link", Gate::Administrator, &[("user", "{colleague}")]),
    ("/api/accounts/remove", Gate::Administrator, &[("user", "{colleague}")]),
    ("/api/links/invite-colleague", Gate::Administrator, &[("email", "")]),
    ("/api/links/invite-partner", Gate::Administrator, &[("email", "")]),
    ("/api/links/list", Gate::Administrator, &[]),
    ("/api/links/revoke", Gate::Administrator, &[("link", "{firm_link}")]),
    ("/api/bids/orphaned", Gate::Administrator, &[]),
    ("/api/bids/adopt", Gate::Administrator, &[("bid", "{orphan}")]),
    (
        "/api/organisations/change",
        Gate::Administrator,
        &[OLD, ("kind", "japanese"), ("name", ""), ("address", ""), ("zone", "")],
    ),
    ("/api/tenders/load", Gate::ReadTender, &[TENDER]),
    ("/api/tenders/proposal", Gate::Proposal, &[TENDER]),
    ("/api/tenders/confirm", Gate::OwnTender, &[TENDER, OLD, ("facts[title]", "x")]),
    ("/api/tenders/edit", Gate::OwnTender, &[TENDER, OLD, ("facts[title]", "x")]),
    ("/api/tenders/discard", Gate::OwnTender, &[TENDER, OLD]),
    ("/api/tenders/take-back", Gate::OwnTender, &[TENDER, OLD]),
    ("/api/plans/moved", Gate::ReadTender, &[TENDER]),
    ("/api/days-off/list", Gate::ReadTender, &[TENDER]),
    ("/api/days-off/add", Gate::OwnTender, &[TENDER, ("off[day]", "")]),
    ("/api/days-off/remove", Gate::OwnTender, &[TENDER, ("day", "")]),
    ("/api/days-off/take", Gate::OwnTender, &[TENDER]),
    ("/api/requirements/list", Gate::ReadTender, &[TENDER]),
    ("/api/requirements/add", Gate::OwnTender, &[TENDER, ("requirement[kind]", "")]),
    ("/api/requirements/change", Gate::OwnTender, &[TENDER, ("id", "{stray}"), OLD, ("requirement[kind]", "")]),
    ("/api/requirements/leave-out", Gate::OwnTender, &[TENDER, ("id", "{stray}"), OLD]),
    ("/api/requirements/take-back", Gate::OwnTender, &[TENDER, ("id", "{stray}"), OLD]),
    ("/api/requirements/move", Gate::OwnTender, &[TENDER, ("id", "{stray}"), ("way", "up")]),
    ("/api/bids/create", Gate::OwnTender, &[TENDER]),
    ("/api/deadlines/add", Gate::TenderDates, &[TENDER, ("date[kind]", "")]),
    ("/api/deadlines/change", Gate::TenderDates, &[TENDER, ("deadline", "{deadline}"), OLD, ("date[kind]", "")]),
    ("/api/deadlines/recount", Gate::TenderDates, &[TENDER]),
    ("/api/deadlines/remove", Gate::TenderDates, &[TENDER, ("deadline", "{deadline}"), OLD]),
    ("/api/deadlines/add-relative", Gate::TenderDates, &[TENDER, ("relative[printed]", "")]),
    (
        "/api/deadlines/change-relative",
        Gate::TenderDates,
        &[TENDER, ("date", "{stray}"), OLD, ("relative[printed]", "x")],
    ),
    ("/api/deadlines/remove-relative", Gate::TenderDates, &[TENDER, ("date", "{stray}"), OLD]),
    ("/api/bids/overview", Gate::Bid(Action::Read), &[BID]),
    ("/api/seats/list", Gate::Bid(Action::Read), &[BID]),
    ("/api/seats/give", Gate::Bid(Action::ManageSeats), &[BID, ("email", ""), ("role", "viewer"), ("section", "")]),
    (
        "/api/seats/change",
        Gate::Bid(Action::ManageSeats),
        &[BID, ("user", "{stray}"), ("role", "none"), ("section", "")],
    ),
    ("/api/seats/invite", Gate::Bid(Action::ManageSeats), &[BID, ("email", ""), ("role", "viewer"), ("section", "")]),
    ("/api/seats/revoke", Gate::Bid(Action::ManageSeats), &[BID, ("link", "{bid_link}")]),
    ("/api/seats/take", Gate::Bid(Action::ManageSeats), &[BID, ("user", "{victim}")]),
    ("/api/sections/list", Gate::Bid(Action::Read), &[BID]),
    ("/api/sections/open", Gate::Bid(Action::ReadAssigned), &[BID, ("section", "{section}")]),
    ("/api/sections/plan", Gate::Bid(Action::EditOutline), &[BID, ("section", "{section}"), OLD, ("state", "draft")]),
    ("/api/sections/write", Gate::WriteSection, &[BID, ("section", "{section}"), ("language", "ja"), OLD]),
    ("/api/costs/open", Gate::Bid(Action::Read), &[BID]),
    ("/api/costs/take-over", Gate::Bid(Action::EditDocuments), &[BID, OLD]),
    ("/api/costs/save", Gate::Bid(Action::EditDocuments), &[BID, OLD, ("side", "own"), ("sharing", "nothing")]),
    ("/api/joint-venture/open", Gate::Bid(Action::Read), &[BID]),
    (
        "/api/joint-venture/save",
        Gate::Bid(Action::EditJointVenture),
        &[BID, OLD, ("kind", "specific"), ("method", "shares"), ("name", "x")],
    ),
    ("/api/deadlines/of-bid", Gate::Bid(Action::Read), &[BID]),
    ("/api/deadlines/own", Gate::Bid(Action::EditDeadlines), &[BID]),
    ("/api/deadlines/done", Gate::Bid(Action::EditDeadlines), &[BID, ("deadline", "{stray}")]),
    ("/api/deadlines/not-done", Gate::Bid(Action::EditDeadlines), &[BID, ("deadline", "{stray}")]),
    ("/api/plans/open", Gate::Bid(Action::Read), &[BID]),
    ("/api/plans/change", Gate::Bid(Action::EditDeadlines), &[BID, OLD, ("code", "hand_in")]),
    ("/api/plans/add", Gate::Bid(Action::EditDeadlines), &[BID, ("task[title]", "")]),
    ("/api/plans/remove", Gate::Bid(Action::EditDeadlines), &[BID, OLD, ("code", "hand_in")]),
    ("/api/plans/decision", Gate::Bid(Action::Read), &[BID]),
    ("/api/plans/decide", Gate::Bid(Action::EditDeadlines), &[BID, OLD, ("decision[outcome]", "open")]),
    ("/api/plans/take-back", Gate::Bid(Action::EditDeadlines), &[BID, OLD, ("code", "hand_in")]),
    ("/api/bid-records/kinds", Gate::Bid(Action::Read), &[BID]),
    ("/api/bid-records/open", Gate::Bid(Action::Read), &[BID, ("kind", "task")]),
    ("/api/bid-records/add", Gate::Bid(Action::EditDocuments), &[BID, ("kind", "task")]),
    ("/api/bid-records/change", Gate::Bid(Action::EditDocuments), &[BID, ("kind", "task"), ("id", "{entry}"), OLD]),
    ("/api/bid-records/remove", Gate::Bid(Action::EditDocuments), &[BID, ("kind", "task"), ("id", "{entry}"), OLD]),
    (
        "/api/bid-records/move",
        Gate::Bid(Action::EditDocuments),
        &[BID, ("kind", "task"), ("id", "{entry}"), ("way", "up")],
    ),
    ("/api/bid-records/choose", Gate::Bid(Action::EditDocuments), &[BID, ("kind", "reference"), ("id", "{reference}")]),
    (
        "/api/bid-records/leave-out",
        Gate::Bid(Action::EditDocuments),
        &[BID, ("kind", "reference"), ("id", "{reference}")],
    ),
    ("/api/questions/list", Gate::Bid(Action::Read), &[BID]),
    ("/api/questions/open", Gate::Bid(Action::Read), &[BID, ("question", "{question}")]),
    ("/api/questions/add", Gate::Bid(Action::EditDocuments), &[BID, ("question[question]", "")]),
    (
        "/api/questions/change",
        Gate::Bid(Action::EditDocuments),
        &[("id", "{question}"), BID, OLD, ("question[question]", "x")],
    ),
    ("/api/questions/state", Gate::Bid(Action::EditDocuments), &[("id", "{question}"), BID, OLD, ("state", "ready")]),
    ("/api/questions/move", Gate::Bid(Action::EditDocuments), &[("id", "{question}"), BID, ("way", "up")]),
    ("/api/questions/ask", Gate::Bid(Action::EditDocuments), &[BID, ("seen", "none")]),
    ("/api/questions/recall", Gate::Bid(Action::EditDocuments), &[BID, ("seen", "none")]),
    ("/api/questions/recall-one", Gate::Bid(Action::EditDocuments), &[("id", "{question}"), BID, ("seen", "none")]),
    (
        "/api/questions/answer",
        Gate::Bid(Action::EditDocuments),
        &[("id", "{question}"), BID, OLD, ("answer[answer]", "x")],
    ),
    ("/api/questions/take-answer-back", Gate::Bid(Action::EditDocuments), &[("id", "{question}"), BID, OLD]),
    ("/api/questions/link", Gate::Bid(Action::EditDocuments), &[("id", "{question}"), BID, OLD]),
    ("/api/questions/take", Gate::Bid(Action::EditDocuments), &[BID, ("answers[seen]", "none")]),
    ("/api/documents/list", Gate::Bid(Action::Read), &[BID]),
    ("/api/documents/check", Gate::Bid(Action::Read), &[BID]),
    ("/api/documents/load", Gate::Bid(Action::Read), &[BID, ("form", "F01")]),
    ("/api/documents/preview", Gate::Bid(Action::Read), &[BID, ("form", "F01")]),
    ("/api/documents/save", Gate::Bid(Action::EditDocuments), DOCUMENT),
    ("/api/buyer-forms/list", Gate::Bid(Action::Read), &[BID]),
    ("/api/buyer-forms/load", Gate::Bid(Action::Read), &[BID, ("form", "{buyer_form}")]),
    ("/api/buyer-forms/save", Gate::Bid(Action::EditDocuments), &[BID, OLD, ("form", "{buyer_form}")]),
    ("/api/buyer-forms/add-blank", Gate::Bid(Action::EditDocuments), &[BID, OLD, ("form", "{buyer_form}")]),
    (
        "/api/buyer-forms/remove-blank",
        Gate::Bid(Action::EditDocuments),
        &[BID, OLD, ("form", "{buyer_form}"), ("blank", "x")],
    ),
    ("/api/documents/plan", Gate::Bid(Action::EditDocuments), &[BID, OLD, ("procedure", "")]),
    ("/api/documents/add", Gate::Bid(Action::EditDocuments), &[BID, ("code", "F01")]),
    ("/api/documents/drop", Gate::Bid(Action::EditDocuments), &[BID, ("code", "F99")]),
    ("/api/documents/take-back", Gate::Bid(Action::EditDocuments), &[BID, ("code", "F99")]),
    ("/api/documents/move", Gate::Bid(Action::EditDocuments), &[BID, ("code", "F01"), ("way", "up")]),
    ("/api/documents/accept", Gate::Bid(Action::EditDocuments), &[BID, ("requirement", "{stray}"), ("paper", "")]),
    ("/api/documents/keep-profile", Gate::Bid(Action::EditDocuments), &[BID]),
    ("/api/documents/use-profile", Gate::Bid(Action::EditDocuments), &[BID]),
    ("/api/audits/list", Gate::Bid(Action::ReadAudit), &[BID]),
    ("/api/bids/archive", Gate::Bid(Action::Archive), &[BID]),
    ("/api/bids/reopen", Gate::Bid(Action::Archive), &[BID]),
    ("/api/bids/leave", Gate::Bid(Action::Leave), &[BID]),
    ("/api/sign-out-everywhere", Gate::SignedIn, &[]),
    ("/api/sign-out", Gate::Public, &[]),
];

const CHANGE: &[(&str, &str)] = &[TENDER, ("change", "{change}")];
const CANDIDATE: &[(&str, &str)] = &[("candidate", "{stray}")];

const DOCUMENT: &[(&str, &str)] = &[
    BID,
    ("form", "F01"),
    OLD,
    ("label", ""),
    ("order", ""),
    ("honorific", "sama"),
    ("seal", "in_use"),
    ("date", ""),
    ("amount", ""),
    ("agent_address", ""),
    ("agent_name", ""),
    ("attachments", ""),
    ("contact_department", ""),
    ("contact_name", ""),
    ("contact_reading", ""),
    ("contact_telephone", ""),
    ("contact_email", ""),
];

/// The pages, by the pattern of their address.
const PAGES: &[(&str, Gate)] = &[
    ("/", Gate::SignedIn),
    ("/bids", Gate::SignedIn),
    ("/sign-in", Gate::Public),
    ("/link/:secret", Gate::Public),
    ("/contacts", Gate::SignedIn),
    ("/contacts/new", Gate::SignedIn),
    ("/contacts/organisations", Gate::SignedIn),
    ("/contacts/organisations/:body/merge/:other_body", Gate::OwnFirm),
    ("/contacts/duplicates", Gate::SignedIn),
    ("/contacts/import", Gate::SignedIn),
    ("/contacts/import/:card_file", Gate::OwnFirm),
    ("/contacts/engagements/:engagement", Gate::OwnFirm),
    ("/contacts/:contact", Gate::OwnFirm),
    ("/contacts/:contact/edit", Gate::OwnFirm),
    ("/contacts/:contact/erase", Gate::OwnFirm),
    ("/contacts/:contact/merge/:other", Gate::OwnFirm),
    ("/bids/:bid/contacts", Gate::Bid(Action::Read)),
    ("/bids/:bid/contacts/:contact", Gate::Bid(Action::Read)),
    ("/catalogue", Gate::SignedIn),
    ("/catalogue/:form", Gate::SignedIn),
    ("/firm/records", Gate::SignedIn),
    ("/firm/records/:kind", Gate::SignedIn),
    ("/organisation", Gate::SignedIn),
    ("/users", Gate::SignedIn),
    ("/settings", Gate::SignedIn),
    ("/reminders", Gate::SignedIn),
    ("/reminders/settings", Gate::SignedIn),
    ("/snooze/:secret", Gate::Public),
    ("/calendar-feeds", Gate::SignedIn),
    ("/tenders", Gate::SignedIn),
    ("/tenders/new", Gate::SignedIn),
    ("/tenders/candidates", Gate::SignedIn),
    ("/tenders/searches", Gate::SignedIn),
    ("/tenders/:tender", Gate::ReadTender),
    ("/tenders/:tender/changes", Gate::ReadTender),
    ("/tenders/:tender/changes/:change", Gate::ReadTender),
    ("/tenders/:tender/confirm", Gate::Proposal),
    ("/tenders/:tender/edit", Gate::TenderDates),
    ("/tenders/:tender/days-off", Gate::ReadTender),
    ("/tenders/:tender/requirements", Gate::ReadTender),
    ("/bids/:bid", Gate::Bid(Action::Read)),
    ("/bids/:bid/dates", Gate::Bid(Action::Read)),
    ("/bids/:bid/calendar-file", Gate::Bid(Action::Read)),
    ("/bids/:bid/decision", Gate::Bid(Action::Read)),
    ("/bids/:bid/plan", Gate::Bid(Action::Read)),
    ("/bids/:bid/people", Gate::Bid(Action::Read)),
    ("/bids/:bid/sections", Gate::Bid(Action::Read)),
    ("/bids/:bid/sections/:section", Gate::Bid(Action::ReadAssigned)),
    ("/bids/:bid/joint-venture", Gate::Bid(Action::Read)),
    ("/bids/:bid/records", Gate::Bid(Action::Read)),
    ("/bids/:bid/records/:kind", Gate::Bid(Action::Read)),
    ("/bids/:bid/questions", Gate::Bid(Action::Read)),
    ("/bids/:bid/questions/answers", Gate::Bid(Action::Read)),
    ("/bids/:bid/questions/:question", Gate::Bid(Action::Read)),
    ("/bids/:bid/costs", Gate::Bid(Action::Read)),
    ("/bids/:bid/documents", Gate::Bid(Action::Read)),
    ("/bids/:bid/documents/:form", Gate::Bid(Action::Read)),
    ("/bids/:bid/forms", Gate::Bid(Action::Read)),
    ("/bids/:bid/forms/:buyer_form", Gate::Bid(Action::Read)),
    ("/bids/:bid/audit", Gate::Bid(Action::ReadAudit)),
];

/// Reads that are neither pages nor server functions.
const FILES: &[(&str, Gate)] = &[
    ("/health", Gate::Public),
    ("/calendar/:secret", Gate::Public),
    // The socket itself; each text that is opened on it is proved in `tests/live.rs`.
    ("/live", Gate::SignedIn),
    ("/contacts/:contact/data", Gate::OwnFirm),
    ("/contacts/engagements/:engagement/files/:attachment", Gate::OwnFirm),
    ("/contacts/export.csv", Gate::SignedIn),
    ("/contacts/export.vcf", Gate::SignedIn),
    ("/bids/:bid/costs/file", Gate::Bid(Action::Export)),
    ("/bids/:bid/questions/file", Gate::Bid(Action::Export)),
    ("/bids/:bid/plan/file", Gate::Bid(Action::Export)),
    ("/bids/:bid/plan/paper", Gate::Bid(Action::Export)),
    ("/bids/:bid/documents.zip", Gate::Bid(Action::Export)),
    ("/bids/:bid/documents/:form/file", Gate::Bid(Action::Export)),
    ("/bids/:bid/documents/:form/pdf", Gate::Bid(Action::Export)),
    ("/bids/:bid/schedules/:schedule", Gate::Bid(Action::Export)),
    ("/bids/:bid/forms/:buyer_form/file", Gate::Bid(Action::Export)),
    ("/bids/:bid/images/:image", Gate::Bid(Action::Read)),
    ("/tenders/:tender/files/:file", Gate::ReadTender),
];

/// Where a file is sent to.
const UPLOADS: &[(&str, Gate)] = &[
    ("/tenders/upload", Gate::SignedIn),
    ("/tenders/candidates/upload", Gate::SignedIn),
    ("/tenders/:tender/upload", Gate::OwnTender),
    ("/tenders/:tender/changes/upload", Gate::OwnTender),
    ("/contacts/engagements/:engagement/upload", Gate::OwnFirm),
    ("/contacts/import/upload", Gate::SignedIn),
    ("/tenders/:tender/days-off/upload", Gate::OwnTender),
    ("/bids/:bid/costs/upload", Gate::Bid(Action::EditDocuments)),
    ("/bids/:bid/questions/answers/upload", Gate::Bid(Action::EditDocuments)),
    ("/bids/:bid/calendar-file/upload", Gate::Bid(Action::EditDeadlines)),
    ("/bids/:bid/forms/upload", Gate::Bid(Action::EditDocuments)),
    ("/bids/:bid/images", Gate::WriteSection),
];

/// A hash that no password has.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5aGFzdGhpc3BhcnQ$aW1wb3NzaWJsZWhhc2h0aGF0bm9wYXNzd29yZGhhcw";

/// The things that addresses and fields name.
struct World {
    bid: TestBid,
    names: BTreeMap<&'static str, String>,
}

impl World {
    async fn of(server: &TestServer) -> Self {
        let bid = server.bid().await;
        // The procedure with the fewest papers: every look at the list typesets them all.
        let plan = [("bid", bid.id.as_str()), ("revision", "0"), ("procedure", "quotation")];
        let planned = bid.coordinator.clone().browser.call("/api/documents/plan", &plan).await;
        assert_eq!(planned.status, 200, "{}", planned.text);
        let firm = bid.coordinator.organisation;
        let mut names = BTreeMap::new();
        names.insert("bid", bid.id.clone());
        names.insert("tender", bid.tender.clone());
        names.insert("section", server.sections_of(&bid).await.first().expect("a bid begins with sections").clone());
        let deadline = "select id from deadline where tender_id = $1";
        names.insert("deadline", server.value_of(deadline, &[&bid.tender]).await);
        names.insert("change", server.change_of(&bid.tender).await);
        names.insert("victim", server.viewer_on(&bid).await.user.to_string());
        names.insert("colleague", server.person_of(firm, "同僚").await.user.to_string());
        names.insert("firm_link", server.open_link(firm, None).await);
        names.insert("bid_link", server.open_link(firm, Some(&bid.id)).await);
        names.insert("orphan", server.orphaned_bid(&bid).await);
        names.insert("buyer_form", server.buyer_form_of(&bid.id).await);
        names.insert("image", server.image_of(&bid.id).await);
        names.insert("file", server.file_of(&bid.tender).await);
        names.insert("stray", crate::domain::id::UserId::fresh().to_string());
        let keeper = firm.to_string();
        names.insert("entry", server.record_of("bid_id", &bid.id, "task").await);
        names.insert("reference", server.record_of("organisation_id", &keeper, "reference").await);
        names.insert("question", server.question_of(&bid.id).await);
        names.insert("contact", server.contact_of(&bid.coordinator, "山田").await);
        names.insert("other", server.contact_of(&bid.coordinator, "川上").await);
        names.insert("body", server.contact_body_of(&bid.coordinator, "みなと市").await);
        names.insert("other_body", server.contact_body_of(&bid.coordinator, "みなと市役所").await);
        let (engagement, attachment) = server.engagement_file_of(&bid.coordinator, &names["contact"]).await;
        names.insert("engagement", engagement);
        names.insert("attachment", attachment);
        names.insert("card_file", server.contact_file_of(&bid.coordinator).await);
        names.insert("kind", "reference".to_owned());
        names.insert("form", "F01".to_owned());
        names.insert("schedule", "F15".to_owned());
        names.insert("secret", "none".to_owned());
        Self { bid, names }
    }

    fn fill(&self, text: &str) -> String {
        self.names.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }

    fn address(&self, pattern: &str) -> String {
        let part = |part: &str| match part.strip_prefix(':') {
            Some(name) => self.names[name].clone(),
            None => part.to_owned(),
        };
        pattern.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    async fn call(&self, browser: &mut Browser, (path, _, fields): &Endpoint) -> u16 {
        let filled: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, self.fill(value))).collect();
        let fields: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.call(path, &fields).await.status
    }

    async fn seated(&self, server: &TestServer, role: Role) -> Person {
        let section = if role == Role::Contributor { self.names["section"].as_str() } else { "" };
        let person = server.seat_on(&self.bid, role.code(), section).await;
        let password = "update user_account set password_hash = $1 where id = $2";
        server.run_sql(password, &[HASH, &person.user.to_string()]).await;
        person
    }
}

/// What one status says.
fn is_let_through(status: u16) -> bool {
    matches!(status, 200 | 302 | 303 | 409 | 410 | 422 | 426 | 429)
}

/// What somebody of the bid's own firm with a seat is to get: `None` when they are let through.
fn refusal_by_seat(gate: Gate, role: Role) -> Option<u16> {
    let may = match gate {
        Gate::Public | Gate::SignedIn | Gate::ReadTender | Gate::OwnTender | Gate::TenderDates | Gate::OwnFirm => true,
        Gate::Administrator => return Some(403),
        Gate::Proposal | Gate::OwnRow => return Some(404),
        Gate::Bid(action) => role.may(action),
        Gate::WriteSection => role.may(Action::Write) || role == Role::Contributor,
    };
    // A contributor knows of one section only: the rest of the bid does not exist for them.
    (!may).then_some(if role == Role::Contributor { 404 } else { 403 })
}

#[test]
fn every_endpoint_stands_in_the_table() {
    let known: BTreeSet<&str> = ENDPOINTS.iter().map(|(path, ..)| *path).collect();
    let there: BTreeSet<&str> = server_fn_paths().map(|(path, _)| path).collect();
    let unguarded: Vec<_> = there.difference(&known).collect();
    assert!(unguarded.is_empty(), "say who may call {unguarded:?}");
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(gone.is_empty(), "the table names what is not there: {gone:?}");
}

#[tokio::test]
async fn every_page_stands_in_the_table() {
    let known: BTreeSet<String> = PAGES.iter().map(|(path, _)| (*path).to_owned()).collect();
    let there: BTreeSet<String> =
        generate_route_list(App).iter().map(|route| route.path().replace('{', ":").replace('}', "")).collect();
    assert_eq!(known, there);
}

/// The addresses that the server's own routes name, in the form of the table.
fn routes_of_files() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server/http");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .flat_map(|text| {
            let routes =
                text.split(".route(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
            routes.map(|route| route.replace('{', ":").replace('}', "")).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_file_and_upload_stands_in_the_table() {
    let known: BTreeSet<String> = FILES.iter().chain(UPLOADS).map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(known, routes_of_files());
}

on_both_engines!(a_file_is_taken_from_those_who_may_send_one, |server| {
    let world = World::of(&server).await;
    let mut wrong = Vec::new();
    for (path, gate) in UPLOADS {
        let address = world.address(path);
        let stranger = server.stranger().send_no_file(&address).await.status;
        if stranger != 401 {
            wrong.push(format!("a stranger at {path}: {stranger}"));
        }
        let outsider = server.outsider().await.browser.send_no_file(&address).await.status;
        let is_hidden = !matches!(gate, Gate::SignedIn);
        if is_hidden != (outsider == 404) {
            wrong.push(format!("an outsider at {path}: {outsider}"));
        }
        for role in Role::ALL {
            let mut person = world.seated(&server, role).await;
            let status = person.browser.send_no_file(&address).await.status;
            let expected = refusal_by_seat(*gate, role);
            if !expected.map_or_else(|| is_let_through(status), |refusal| status == refusal) {
                wrong.push(format!("{role:?} at {path}: {status}, not {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
});

/// What an administrator of the bid's firm without a seat is to get: `None` when they are let through.
fn refusal_of_administrator(gate: Gate) -> Option<u16> {
    match gate {
        Gate::Public | Gate::SignedIn | Gate::Administrator => None,
        Gate::ReadTender | Gate::OwnTender | Gate::TenderDates | Gate::OwnFirm => None,
        // A tender that was typed has nothing that was read; a bid is nothing to who has no seat on it.
        Gate::Proposal | Gate::Bid(_) | Gate::WriteSection | Gate::OwnRow => Some(404),
    }
}

on_both_engines!(an_administrator_manages_the_firm_and_sees_no_bid_without_a_seat, |server| {
    let world = World::of(&server).await;
    let mut person = server.person_of(world.bid.coordinator.organisation, "管理者").await;
    let promoted = "update user_account set is_administrator = 1, password_hash = $1 where id = $2";
    server.run_sql(promoted, &[HASH, &person.user.to_string()]).await;
    let mut wrong = Vec::new();
    for (pattern, gate) in PAGES.iter().chain(FILES) {
        let status = person.browser.get(&world.address(pattern)).await.status;
        let expected = refusal_of_administrator(*gate);
        let is_right = match expected {
            Some(refusal) => status == refusal,
            None => is_let_through(status) || *gate == Gate::Public,
        };
        if !is_right {
            wrong.push(format!("{pattern}: {status}, not {expected:?}"));
        }
    }
    for endpoint in ENDPOINTS {
        let status = world.call(&mut person.browser, endpoint).await;
        let expected = refusal_of_administrator(endpoint.1);
        if !expected.map_or_else(|| is_let_through(status), |refusal| status == refusal) {
            wrong.push(format!("{}: {status}, not {expected:?}", endpoint.0));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
});

on_both_engines!(a_stranger_is_asked_to_sign_in, |server| {
    let world = World::of(&server).await;
    let mut wrong = Vec::new();
    for endpoint in ENDPOINTS.iter().filter(|(_, gate, _)| *gate != Gate::Public) {
        let status = world.call(&mut server.stranger(), endpoint).await;
        if status != 401 {
            wrong.push(format!("{} answers {status}", endpoint.0));
        }
    }
    for (pattern, gate) in PAGES.iter().chain(FILES).filter(|(_, gate)| *gate != Gate::Public) {
        let answer = server.stranger().get(&world.address(pattern)).await;
        let leads_to_sign_in = answer.location.as_deref().is_some_and(|to| to.starts_with("/sign-in"));
        if answer.status != 401 && !leads_to_sign_in {
            wrong.push(format!("{pattern} ({gate:?}) answers {}", answer.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
});

on_both_engines!(an_outsider_cannot_tell_that_a_bid_exists, |server| {
    let world = World::of(&server).await;
    let mut outsider = server.outsider().await;
    let mut wrong = Vec::new();
    let is_hidden = |gate: Gate| !matches!(gate, Gate::Public | Gate::SignedIn | Gate::Administrator);
    for endpoint in ENDPOINTS.iter().filter(|(_, gate, _)| is_hidden(*gate)) {
        let status = world.call(&mut outsider.browser, endpoint).await;
        if status != 404 {
            wrong.push(format!("{} answers {status}", endpoint.0));
        }
    }
    for (pattern, _) in PAGES.iter().chain(FILES).filter(|(_, gate)| is_hidden(*gate)) {
        let answer = outsider.browser.get(&world.address(pattern)).await;
        if answer.status != 404 {
            wrong.push(format!("{pattern} answers {}", answer.status));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
});

on_both_engines!(each_seat_does_what_its_role_may_and_nothing_else, |server| {
    let world = World::of(&server).await;
    let mut wrong = Vec::new();
    for role in Role::ALL {
        let mut person = world.seated(&server, role).await;
        for (pattern, gate) in PAGES.iter().chain(FILES) {
            let status = person.browser.get(&world.address(pattern)).await.status;
            let expected = refusal_by_seat(*gate, role);
            let is_right = match expected {
                Some(refusal) => status == refusal,
                // The page of a link that is not known answers by itself.
                None => is_let_through(status) || *gate == Gate::Public,
            };
            if !is_right {
                wrong.push(format!("{role:?} at {pattern}: {status}, not {expected:?}"));
            }
        }
        for endpoint in ENDPOINTS {
            let status = world.call(&mut person.browser, endpoint).await;
            let expected = refusal_by_seat(endpoint.1, role);
            let is_right = expected.map_or_else(|| is_let_through(status), |refusal| status == refusal);
            if !is_right {
                wrong.push(format!("{role:?} at {}: {status}, not {expected:?}", endpoint.0));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
});
