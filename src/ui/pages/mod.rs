//! One file per route: reads the address, owns what is loaded, composes.

pub mod audit_page;
pub mod bid_page;
pub mod candidates_page;
pub mod change_page;
pub mod changes_page;
pub mod confirm_tender_page;
pub mod dates_page;
pub mod document_page;
pub mod documents_page;
pub mod edit_tender_page;
pub mod home_page;
pub mod joint_venture_page;
pub mod link_page;
pub mod new_tender_page;
pub mod not_found_page;
pub mod organisation_page;
pub mod people_page;
pub mod requirements_page;
pub mod searches_page;
pub mod section_page;
pub mod sections_page;
pub mod settings_page;
pub mod sign_in_page;
pub mod tender_page;
pub mod tenders_page;
pub mod users_page;
