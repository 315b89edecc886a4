//! Use cases: authorise, parse, transact, tell others. One file per noun; bare verbs, called qualified.

pub mod accounts;
pub mod audits;
pub mod backups;
pub mod bench_seed;
pub mod bids;
pub mod buyer_forms;
pub mod candidates;
pub mod costs;
pub mod deadlines;
pub mod documents;
pub mod images;
pub mod joint_ventures;
pub mod links;
pub mod organisations;
pub mod plans;
pub mod preferences;
pub mod records;
pub mod requirements;
pub mod saved_searches;
pub mod seats;
pub mod sections;
pub mod sessions;
pub mod tenders;
