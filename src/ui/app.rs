//! The document around every page, the routes, and the frame with its navigation.

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::domain::language::Language;
use crate::ui::pages;

/// The HTML document.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let frame = frame_of_request();
    provide_context(frame.language);
    provide_context(frame.clone());
    let theme = match frame.theme.as_str() {
        "light" => Some("light"),
        "dark" => Some("dark"),
        _ => None,
    };
    view! {
        <!DOCTYPE html>
        <html lang=frame.language.tag() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href="/pkg/musubi.css"/>
                <link rel="icon" href="/files/icon.svg" type="image/svg+xml"/>
                <HydrationScripts options islands=true/>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// What the frame needs to know of the request.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Language of the page.
    pub language: Language,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Name of the person who is signed in.
    pub person: Option<String>,
    /// Whether they administer their firm.
    pub is_administrator: bool,
    /// How many messages the person has not read; one more than are counted where there are more.
    pub unread: i64,
    /// IANA zone of the reader.
    pub zone: String,
    /// Milliseconds UTC at which the request came; the only clock of a page.
    pub now: i64,
}

/// The frame of the page that is being rendered.
#[must_use]
pub fn frame() -> Frame {
    use_context::<Frame>().unwrap_or_default()
}

#[cfg(feature = "ssr")]
fn frame_of_request() -> Frame {
    use crate::server::access::Caller;
    use crate::server::edge::Call;
    use crate::server::http::security::page_policy;
    use axum::http::header::CONTENT_SECURITY_POLICY;

    if let (Some(response), Some(nonce)) = (use_context::<leptos_axum::ResponseOptions>(), leptos::nonce::use_nonce())
        && let Ok(policy) = page_policy(&nonce).parse()
    {
        response.insert_header(CONTENT_SECURITY_POLICY, policy);
    }
    let Some(call) = use_context::<Call>() else { return Frame::default() };
    let mut frame = Frame {
        language: call.language,
        theme: call.theme.clone(),
        person: None,
        is_administrator: false,
        unread: 0,
        zone: "Asia/Tokyo".to_owned(),
        now: call.now.0,
    };
    if let Caller::SignedIn(person) = &call.caller {
        frame.person = Some(person.name.clone());
        frame.is_administrator = person.is_administrator;
        frame.unread = person.unread;
        frame.zone.clone_from(&person.zone);
    }
    frame
}

#[cfg(not(feature = "ssr"))]
fn frame_of_request() -> Frame {
    Frame::default()
}

/// The routes. Every one renders whole on the server (`Async`), so that it works without scripting and
/// can answer *not found*.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=title_of/>
        <Router>
            <Routes fallback=pages::not_found_page::NotFoundPage>
                <Route path=path!("/") view=pages::home_page::HomePage ssr=SsrMode::Async/>
                <Route path=path!("/bids") view=pages::bids_page::BidsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid") view=pages::bid_page::BidPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/sections") view=pages::sections_page::SectionsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/sections/:section") view=pages::section_page::SectionPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/joint-venture") view=pages::joint_venture_page::JointVenturePage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/people") view=pages::people_page::PeoplePage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/audit") view=pages::audit_page::AuditPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/records") view=pages::bid_records_page::BidRecordsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/records/:kind") view=pages::bid_record_page::BidRecordPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/questions") view=pages::questions_page::QuestionsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/questions/answers") view=pages::answers_page::AnswersPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/questions/:question") view=pages::question_page::QuestionPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/contacts") view=pages::bid_contacts_page::BidContactsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/contacts/:contact") view=pages::bid_contact_page::BidContactPage ssr=SsrMode::Async/>
                <Route path=path!("/catalogue") view=pages::catalogue_page::CataloguePage ssr=SsrMode::Async/>
                <Route path=path!("/catalogue/:form") view=pages::catalogue_form_page::CatalogueFormPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts") view=pages::contacts_page::ContactsPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/new") view=pages::contact_form_page::NewContactPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/organisations") view=pages::contact_bodies_page::ContactBodiesPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/organisations/:body/merge/:other_body") view=pages::merge_bodies_page::MergeBodiesPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/duplicates") view=pages::contact_doubles_page::ContactDoublesPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/import") view=pages::contact_import_page::ImportContactsPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/import/:card_file") view=pages::contact_import_page::ContactFilePage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/engagements/:engagement") view=pages::engagement_page::EngagementPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/:contact") view=pages::contact_page::ContactPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/:contact/erase") view=pages::erase_contact_page::EraseContactPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/:contact/edit") view=pages::contact_form_page::EditContactPage ssr=SsrMode::Async/>
                <Route path=path!("/contacts/:contact/merge/:other") view=pages::merge_contacts_page::MergeContactsPage ssr=SsrMode::Async/>
                <Route path=path!("/firm/records") view=pages::firm_records_page::FirmRecordsPage ssr=SsrMode::Async/>
                <Route path=path!("/firm/records/:kind") view=pages::firm_record_page::FirmRecordPage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=pages::sign_in_page::SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/link/:secret") view=pages::link_page::LinkPage ssr=SsrMode::Async/>
                <Route path=path!("/organisation") view=pages::organisation_page::OrganisationPage ssr=SsrMode::Async/>
                <Route path=path!("/users") view=pages::users_page::UsersPage ssr=SsrMode::Async/>
                <Route path=path!("/reminders") view=pages::reminders_page::RemindersPage ssr=SsrMode::Async/>
                <Route path=path!("/reminders/settings") view=pages::reminder_settings_page::ReminderSettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/snooze/:secret") view=pages::snooze_page::SnoozePage ssr=SsrMode::Async/>
                <Route path=path!("/settings") view=pages::settings_page::SettingsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/calendar-file") view=pages::calendar_file_page::CalendarFilePage ssr=SsrMode::Async/>
                <Route path=path!("/calendar-feeds") view=pages::calendar_feeds_page::CalendarFeedsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/costs") view=pages::costs_page::CostsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/documents") view=pages::documents_page::DocumentsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/documents/:form") view=pages::document_page::DocumentPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/forms") view=pages::buyer_forms_page::BuyerFormsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/forms/:buyer_form") view=pages::buyer_form_page::BuyerFormPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders") view=pages::tenders_page::TendersPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/candidates") view=pages::candidates_page::CandidatesPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/searches") view=pages::searches_page::SearchesPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/:tender/changes") view=pages::changes_page::ChangesPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/:tender/changes/:change") view=pages::change_page::ChangePage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/new") view=pages::new_tender_page::NewTenderPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/:tender") view=pages::tender_page::TenderPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/:tender/confirm") view=pages::confirm_tender_page::ConfirmTenderPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/:tender/edit") view=pages::edit_tender_page::EditTenderPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/:tender/days-off") view=pages::days_off_page::DaysOffPage ssr=SsrMode::Async/>
                <Route path=path!("/tenders/:tender/requirements") view=pages::requirements_page::RequirementsPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/plan") view=pages::plan_page::PlanPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/decision") view=pages::decision_page::DecisionPage ssr=SsrMode::Async/>
                <Route path=path!("/bids/:bid/dates") view=pages::dates_page::DatesPage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}

/// The title of the window. leptos_meta writes it into the page as it is, so it is escaped here; no title
/// is ever set in the browser.
fn title_of(text: String) -> String {
    if text.is_empty() {
        return "Musubi 結び".to_owned();
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!("{text} · Musubi")
}

/// The address of a page that needs a signed-in person.
#[must_use]
pub fn is_signed_in() -> bool {
    frame().person.is_some()
}

/// Sets the status of the page to *not found*.
pub fn answer_not_found() {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
}
