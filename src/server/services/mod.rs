//! Use cases: authorise, parse, transact, tell others. One file per noun; bare verbs, called qualified.

pub mod backups;
pub mod documents;
