//! Use cases: authorise, parse, transact, tell others. One file per noun; bare verbs, called qualified.

pub mod audits;
pub mod backups;
pub mod bench_seed;
pub mod bids;
pub mod documents;
pub mod joint_ventures;
pub mod seats;
pub mod sections;
pub mod deadlines;
pub mod tenders;
