//! One integration binary: services and stores through a real server on a real database of each engine.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests say what they expect by failing")]

mod access_coverage;
mod backups;
mod bids;
mod buyer_forms;
mod calendars;
mod candidates;
mod changes;
mod contact_erasing;
mod contact_files;
mod contact_owners;
mod contacts;
mod costs;
mod deadlines;
mod derived_dates;
mod documents;
mod foundation;
mod joint_ventures;
mod live;
mod migrations;
mod papers;
mod people;
mod plan_reminders;
mod plans;
pub(crate) mod records;
mod reminder_mails;
mod reminder_weeks;
mod reminders;
mod requirements;
mod routes;
mod saved_searches;
mod sections;
pub(crate) mod support;
mod tender_files;
mod tenders;
mod tidy;
