//! What people see. Pages are rendered on the server; only the islands live in the browser.

pub mod accounts;
pub mod app;
pub mod bids;
pub mod buyer_forms;
pub mod changes;
pub mod contacts;
pub mod costs;
pub mod dates;
pub mod documents;
pub mod frame;
pub mod joint_ventures;
pub mod kept;
pub mod kit;
pub mod links;
pub mod load;
pub mod organisations;
pub mod pages;
pub mod paths;
pub mod plan;
pub mod questions;
pub mod records;
pub mod reminders;
pub mod searches;
pub mod sections;
pub mod tenders;
pub mod wording;
