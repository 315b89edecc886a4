//! One integration binary: services and stores through a real server on a real database of each engine.

mod access_coverage;
mod backups;
mod bids;
mod deadlines;
mod documents;
mod foundation;
mod joint_ventures;
mod migrations;
mod people;
mod routes;
mod sections;
mod support;
mod tenders;
mod tidy;
