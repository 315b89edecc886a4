//! Who may, and where it is kept. Not compiled for the browser.

pub mod access;
pub mod buyer_forms;
pub mod calendar;
pub mod cards;
pub mod clock;
pub mod docx;
pub mod edge;
pub mod failure;
pub mod http;
pub mod ics;
pub mod intake;
pub mod jobs;
pub mod mail;
pub mod outline;
pub mod pages_count;
pub mod plan_sheet;
pub mod rooms;
pub mod router;
pub mod run;
pub mod services;
pub mod settings;
pub mod state;
pub mod store;
pub mod templates;
pub mod xlsx;
pub mod zones;
