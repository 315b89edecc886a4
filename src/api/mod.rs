//! Where browser meets server: server functions only, each an `enter` and a `leave`. One file per noun.
//!
//! Every one is a public endpoint under `/api/`; forms post to them without scripting.
#![expect(missing_docs, reason = "the fields of a server function's arguments are made by its macro")]

pub mod accounts;
pub mod audits;
pub mod bid_contacts;
pub mod bid_records;
pub mod bids;
pub mod buyer_forms;
pub mod calendars;
pub mod candidates;
pub mod catalogue;
pub mod changes;
pub mod contacts;
pub mod costs;
pub mod days_off;
pub mod deadlines;
pub mod documents;
pub mod joint_ventures;
pub mod links;
pub mod organisations;
pub mod plans;
pub mod preferences;
pub mod questions;
pub mod records;
pub mod reminders;
pub mod requirements;
pub mod saved_searches;
pub mod seats;
pub mod sections;
pub mod sessions;
pub mod tenders;
